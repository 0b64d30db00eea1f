"""Dire un import : le plan qu'il écrirait, le sort des cellules, en texte ou en CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...classeur.ecriture_csv import en_csv
from ...lecture.anomalie import Gravite
from ...texte.typographie import accorder
from .importation import Resultat
from .niveaux import LigneDePlan
from .protection import contenu_montrable
from .rapport import RapportDeLecture, SortDeCellule

CITEES = 40
"""Remarques imprimées ; le rapport les a toutes."""


def plan_en_retrait(resultat: Resultat) -> str:
    """Le plan, ligne à ligne, en retrait."""
    return "\n".join(_lignes(resultat.plan.racines, 0))


def _lignes(elements: list[LigneDePlan], cran: int) -> Iterator[str]:
    for element in elements:
        mot = element.etage.mot.mot if element.etage.mot else str(element.etage.type).capitalize()
        numero = f" {element.numero}" if element.numero else ""
        yield f"{'  ' * cran}{mot}{numero} : {element.titre}"
        for etape in element.etapes:
            numero = f" {etape.numero}" if etape.numero else ""
            yield f"{'  ' * (cran + 1)}Étape{numero} : {etape.titre}"
        yield from _lignes(element.enfants, cran + 1)


def compte_en_texte(rapport: RapportDeLecture) -> str:
    """Le compte des cellules, par feuille, et son total."""
    lignes = []
    totaux: Counter[str] = Counter()
    ecrit = any(grille.feuille.morceau for grille in rapport.grilles)
    unite = ("paragraphe ou cellule", "paragraphes et cellules") if ecrit else ("cellule",)
    for feuille, comptes in rapport.comptes().items():
        titre = feuille if ecrit else f"Feuille « {feuille} »"
        lignes.append(f"{titre} : {accorder(comptes.total(), *unite)}")
        lignes += [f"  {nombre:>6}  {sort}" for sort, nombre in sorted(comptes.items())]
        totaux += comptes
    par_sort = Counter(sort for sort, _ in rapport.sorts.values())
    detail = ", ".join(
        f"{nombre} {sort.accorder(nombre)}" for sort in SortDeCellule if (nombre := par_sort[sort])
    )
    lignes.append(f"Total : {accorder(totaux.total(), *unite)} ({detail}).")
    if rapport.commentaires:
        cases = ", ".join(f"{ou.feuille}!{ou.case}" for ou in rapport.commentaires[:10])
        lignes.append(
            f"{accorder(len(rapport.commentaires), 'commentaire')} de cellule, non repris : {cases}"
        )
    return "\n".join(lignes)


def remarques_en_texte(rapport: RapportDeLecture, maximum: int = CITEES) -> str:
    """Les remarques, les erreurs d'abord, puis leur compte."""
    triees = sorted(rapport.remarques, key=lambda r: r.gravite is not Gravite.ERREUR)
    lignes = [str(remarque) for remarque in triees[:maximum]]
    if len(triees) > maximum:
        reste = accorder(len(triees) - maximum, "autre remarque", "autres remarques")
        lignes.append(f"… et {reste} (toutes : --rapport FICHIER)")
    erreurs = len(rapport.remarques.erreurs)
    lignes.append(
        f"{accorder(erreurs, 'erreur')}, {accorder(len(triees) - erreurs, 'avertissement')}"
    )
    return "\n".join(lignes)


def a_ranger_en_texte(resultat: Resultat) -> str:
    """Chaque cellule qu'aucun champ n'a prise, pourquoi, et que faire ; vide s'il n'y en a pas."""
    restes = sorted((r for r in resultat.arbres.a_ranger if r.contenu), key=lambda r: r.ou)
    if not restes:
        return ""
    return "\n".join([f"À ranger, {accorder(len(restes), 'cellule')} :", *map(str, restes)])


def rapport_en_texte(resultat: Resultat) -> str:
    """Tout le rapport, pour un fichier."""
    rapport, signalements = resultat.rapport, resultat.signalements
    return "\n\n".join(
        (
            compte_en_texte(rapport),
            remarques_en_texte(rapport, len(rapport.remarques)),
            "\n".join(["Ce que dira « projet-social verifier » :", *map(str, signalements)])
            if signalements
            else "",
            a_ranger_en_texte(resultat),
            plan_en_retrait(resultat),
        )
    )


def rapport_en_csv(rapport: RapportDeLecture) -> bytes:
    """Le sort de chaque cellule, une par ligne, pour un tableur."""
    return en_csv(
        ("feuille", "cellule", "sort", "regle", "contenu"),
        (
            (ou.feuille, ou.case, sort, regle, contenu_montrable(rapport, ou))
            for ou, (sort, regle) in sorted(rapport.sorts.items())
        ),
    )
