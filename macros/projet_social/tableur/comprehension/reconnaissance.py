"""Comprendre un classeur avant de le lire : la forme de chaque feuille, le sens des colonnes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ...classeur.classeur import lettre_de_colonne
from .entetes import LIGNES_SONDEES, ColonneLue, Entetes, entetes_a, etendre, nom_par_lettre, repete
from .entetes import trouver_les_entetes as trouver
from .fiches import CHAMPS_MINIMUM, champs_en_colonne, noms_de_champs
from .grille import Grille
from .noms_de_colonnes import (
    IGNORER,
    NOTE,
    PERIODE,
    Surete,
    champs_permis,
    cle_de_colonne,
    sens_du_nom,
)
from .rapport import RapportDeLecture
from .synonymes import le_plus_proche

ENTETES_MINIMUM = 3
MASQUEE, ECARTEE = "feuille masquée", "feuille écartée par --feuilles"


class Forme(StrEnum):
    """Comment une feuille range ses actions."""

    LISTE = "liste"
    FICHES = "fiches"
    TEXTE = "sans tableau"
    ECARTEE = "écartée"


@dataclass
class FeuilleComprise:
    """Une feuille, et ce que l'on en a compris.

    Attributes:
        grille: la feuille.
        forme: comment elle range ses actions.
        tableaux: les en-têtes de chaque tableau, de haut en bas, pour une liste.
        libelles: les colonnes qui nomment des champs, pour des fiches.
        champs: les noms de champs reconnus, pour des fiches.
        regle: pourquoi elle est écartée.
    """

    grille: Grille
    forme: Forme
    tableaux: list[Entetes] = field(default_factory=list)
    libelles: list[int] = field(default_factory=list)
    champs: list[ColonneLue] = field(default_factory=list)
    regle: str = ""

    @property
    def nom(self) -> str:
        """Le nom de l'onglet."""
        return self.grille.feuille.nom


class RefusDeCorrespondance(Exception):
    """Une correspondance qui ne désigne rien ; une ligne par faute."""


def comprendre(
    rapport: RapportDeLecture, dites: Mapping[str, str], feuilles: Sequence[str] = ()
) -> list[FeuilleComprise]:
    """Ce que l'on comprend de chaque feuille.

    Args:
        rapport: il porte les feuilles.
        dites: clé d'un nom de colonne (ou `=D`) → champ, tels que la personne les a dits.
        feuilles: les onglets à lire ; vide : tous ceux qui se voient.

    Raises:
        RefusDeCorrespondance: un onglet que le classeur n'a pas.
    """
    noms = [grille.feuille.nom for grille in rapport.grilles]
    absents = [nom for nom in feuilles if nom not in noms]
    if absents:
        connus = ", ".join(f"« {nom} »" for nom in noms)
        raise RefusDeCorrespondance(
            "\n".join(
                f"--feuilles : pas d'onglet « {nom} » dans le classeur ; "
                f"{_proche(nom, noms)}onglets : {connus}"
                for nom in absents
            )
        )
    return [_comprendre(grille, dites, feuilles) for grille in rapport.grilles]


def _proche(nom: str, noms: Sequence[str]) -> str:
    proche = le_plus_proche(nom, noms, 0.6)
    return f"écrire plutôt « {proche} » ; " if proche else ""


def _comprendre(
    grille: Grille, dites: Mapping[str, str], feuilles: Sequence[str]
) -> FeuilleComprise:
    if feuilles and grille.feuille.nom not in feuilles:
        return FeuilleComprise(grille, Forme.ECARTEE, regle=ECARTEE)
    if grille.feuille.masquee and grille.feuille.nom not in feuilles:
        return FeuilleComprise(grille, Forme.ECARTEE, regle=MASQUEE)
    entetes = trouver(grille, 0, LIGNES_SONDEES, dites)
    nommes, libelles = champs_en_colonne(grille, dites)
    if nommes >= CHAMPS_MINIMUM and (entetes is None or nommes > entetes.note):
        champs = noms_de_champs(grille, libelles, dites)
        return FeuilleComprise(grille, Forme.FICHES, libelles=libelles, champs=champs)
    if entetes is None:
        return FeuilleComprise(grille, Forme.TEXTE)
    tableaux = [entetes, *_suivants(grille, entetes, dites)]
    return FeuilleComprise(grille, Forme.LISTE, tableaux)


def _suivants(grille: Grille, premier: Entetes, dites: Mapping[str, str]) -> Iterator[Entetes]:
    """Les autres tableaux de la feuille, quand ils ont leurs propres en-têtes."""
    courant, ligne = premier, premier.bas + 1
    while ligne < grille.hauteur:
        remplies = grille.remplies(ligne)
        ouvre = len(remplies) >= ENTETES_MINIMUM and sens_du_nom(
            (grille.texte(ligne, remplies[0]),), approcher=False
        ).champ not in ("", PERIODE)
        if ouvre and not repete(grille, ligne, courant):
            lues = entetes_a(grille, ligne, dites)
            if lues and lues.note >= max(ENTETES_MINIMUM, 0.8 * len(remplies)):
                courant = etendre(grille, lues, courant.bas + 1, dites)
                yield courant
                ligne = courant.bas
        ligne += 1


def colonnes_de(comprises: Sequence[FeuilleComprise]) -> list[tuple[FeuilleComprise, ColonneLue]]:
    """Toutes les colonnes comprises, avec leur feuille."""
    listes = [(f, colonne) for f in comprises for t in f.tableaux for colonne in t.colonnes]
    return listes + [(f, champ) for f in comprises for champ in f.champs]


def lire_les_paires(paires: Mapping[str, str]) -> dict[str, str]:
    """Une correspondance « nom de colonne → champ », prête pour `comprendre`.

    Raises:
        RefusDeCorrespondance: un champ inconnu ; toutes les fautes sont dites.
    """
    permis = champs_permis()
    dites, fautes = {}, []
    for nom, champ in paires.items():
        if champ not in permis:
            proche = le_plus_proche(champ, permis, 0.6)
            conseil = f"écrire plutôt « {proche} »" if proche else f"permis : {', '.join(permis)}"
            fautes.append(f"--correspondance : champ « {champ} » inconnu ; {conseil}")
            continue
        dites[cle_de_colonne(nom)] = champ
        if nom.isalpha() and nom.isupper() and len(nom) <= 2:
            dites[f"={nom}"] = champ
    if fautes:
        raise RefusDeCorrespondance("\n".join(fautes))
    return dites


def verifier_les_paires(
    paires: Mapping[str, str], comprises: Sequence[FeuilleComprise], nommes: Sequence[str] = ()
) -> None:
    """Assure que chaque nom de la correspondance est celui d'une colonne.

    Raises:
        RefusDeCorrespondance: un nom qui ne désigne aucune colonne.
    """
    colonnes = [colonne for _, colonne in colonnes_de(comprises)]
    connues = {cle_de_colonne(" ".join(c.parties)) for c in colonnes}
    connues |= {cle_de_colonne(c.parties[-1]) for c in colonnes}
    connues |= {nom_par_lettre(c.rang) for c in colonnes}
    connues |= {cle_de_colonne(nom) for nom in nommes}
    entetes = list(dict.fromkeys([*(c.entete for c in colonnes), *nommes]))
    fautes = []
    for nom in paires:
        if cle_de_colonne(nom) not in connues and f"={nom}" not in connues:
            proche = le_plus_proche(nom, entetes, 0.6)
            choix = ", ".join(f"« {entete} »" for entete in entetes[:12]) or "aucune"
            conseil = f"écrire plutôt « {proche} »" if proche else f"colonnes : {choix}"
            fautes.append(f"--correspondance : pas de colonne « {nom} » ; {conseil}")
    if fautes:
        raise RefusDeCorrespondance("\n".join(fautes))


def dire_ce_qui_est_compris(comprises: Sequence[FeuilleComprise]) -> str:
    """La correspondance comprise, pour une personne : colonne, champ, sûreté, exemple."""
    blocs = []
    dits: set[tuple[str, str]] = set()
    for feuille in comprises:
        if not feuille.grille.hauteur:
            continue
        entete = f"Feuille « {feuille.nom} » : {feuille.forme}"
        if feuille.forme is Forme.ECARTEE:
            entete += f" ({feuille.regle})"
        lignes = [entete]
        for tableau in feuille.tableaux:
            bornes = {tableau.haut + 1, tableau.bas + 1}
            mot = "ligne" if len(bornes) == 1 else "lignes"
            lignes.append(f"  en-têtes : {mot} {' à '.join(map(str, sorted(bornes)))}")
            lignes += [_ligne(colonne) for colonne in tableau.colonnes]
        for champ in feuille.champs:  # d'une fiche à l'autre, un nom ne se dit qu'une fois
            if (champ.entete, champ.sens.champ) not in dits:
                dits.add((champ.entete, champ.sens.champ))
                lignes.append(_ligne(champ))
        blocs.append("\n".join(lignes))
    return "\n\n".join(blocs)


def _ligne(colonne: ColonneLue) -> str:
    sens = colonne.sens
    vers = {"": "note de la fiche", NOTE: "note de la fiche", IGNORER: "ignorée"}.get(
        sens.champ, sens.champ
    )
    if sens.annee and sens.champ.startswith(("budget", "bilan", "indicateur")):
        vers += f" ({sens.annee})"
    surete = "" if sens.surete in (Surete.EXACTE, Surete.DITE) else f"  [{sens.surete}]"
    exemple = f"   ex. : {colonne.exemples[0][:50]}" if colonne.exemples else ""
    nom = colonne.entete[:32]
    return f"  {lettre_de_colonne(colonne.rang):>2}  {nom:<32} → {vers:<18}{surete}{exemple}"


def a_confirmer(comprises: Sequence[FeuilleComprise]) -> list[ColonneLue]:
    """Les colonnes dont le sens n'est qu'approché."""
    return [c for _, c in colonnes_de(comprises) if c.sens.surete is Surete.APPROCHEE]


def en_paires(comprises: Sequence[FeuilleComprise]) -> dict[str, str]:
    """La correspondance comprise, telle qu'on peut la relire, la corriger et la reprendre."""
    paires: dict[str, str] = {}
    for _, colonne in colonnes_de(comprises):
        if colonne.sens.champ != "periode":
            paires.setdefault(" ".join(colonne.entete.split(" › ")), colonne.sens.champ or NOTE)
    return paires
