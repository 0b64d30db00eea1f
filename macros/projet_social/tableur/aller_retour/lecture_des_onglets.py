"""Lire les onglets d'un classeur exporté : quelles colonnes, quelles lignes, quels textes.

Rien n'est encore comparé aux fichiers ; toute case remplie est lue, ou dite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ...classeur.accueil import ACCUEIL
from ...classeur.classeur import Cellule, Classeur, Feuille
from ...lecture.validation import plus_proche
from ...modele.socle import Objet
from ...texte.identifiant import forme_commune
from ..colonnes import ColonneDeClasseur, Onglet, Place, onglets
from ..remarque import Remarques, RepereDeCase
from .cases import texte_de_case
from .mise_a_plat import LigneDOnglet
from .mise_en_classeur import AIDE, CHAMP, CHOIX, CLASSEUR, MARQUE, SUIVI, colonnes_rangees

MUETS = (ACCUEIL, CHOIX, SUIVI)
"""Les onglets dont rien n'est repris."""


@dataclass(eq=False)
class Lue:
    """Une ligne d'un onglet, telle que le classeur la rend.

    Attributes:
        ou: le repère de sa première case.
        repere: ce qui la désigne, une fois résolu.
        ancienne: la ligne des fichiers dont elle vient.
        place: la liste du parent où elle va.
        objet: ce qu'elle redevient.
    """

    onglet: Onglet
    ou: RepereDeCase
    textes: dict[ColonneDeClasseur, str] = field(default_factory=dict)
    ou_est: dict[ColonneDeClasseur, RepereDeCase] = field(default_factory=dict)
    repere: str = ""
    ancienne: LigneDOnglet | None = None
    parent: Lue | None = None
    place: Place | None = None
    objet: dict[str, Any] = field(default_factory=dict)

    def texte(self, champ: str) -> str:
        """Le texte d'une colonne, vide si elle n'est pas là."""
        return next((t for c, t in self.textes.items() if c.champs == (champ,)), "")

    def case(self, champ: str) -> RepereDeCase:
        """Le repère de la case d'un champ, à défaut celui de la ligne."""
        return next((ou for c, ou in self.ou_est.items() if c.champs == (champ,)), self.ou)


def feuille_de(classeur: Classeur, nom: str) -> tuple[int, Feuille] | None:
    """Une feuille et son rang, à la casse, aux accents et à la ponctuation près."""
    for rang, feuille in enumerate(classeur.feuilles):
        if forme_commune(feuille.nom) == forme_commune(nom):
            return rang, feuille
    return None


def suivi_de(classeur: Classeur) -> dict[str, str]:
    """Ce que dit l'onglet « Suivi » ; rien s'il n'est pas là."""
    trouvee = feuille_de(classeur, SUIVI)
    if trouvee is None:
        return {}
    textes = ([texte_de_case(c.valeur) for c in rangee] for rangee in trouvee[1].lignes)
    return {ligne[0]: ligne[1] for ligne in textes if len(ligne) > 1 and ligne[0]}


def est_maison(classeur: Classeur) -> bool:
    """Vrai pour un classeur que `mettre_en_classeur` a fait, même retouché."""
    return suivi_de(classeur).get(CLASSEUR) == MARQUE


def lire_les_onglets(
    classeur: Classeur,
    fautes: Remarques,
    remplies: Callable[[Onglet], set[ColonneDeClasseur]],
) -> dict[type[Objet], list[Lue]]:
    """Les lignes de chaque onglet.

    Args:
        remplies: les colonnes d'un onglet dont les fichiers disent quelque chose : elles ne
            peuvent pas manquer.
    """
    lues: dict[type[Objet], list[Lue]] = {}
    connus = {forme_commune(nom) for nom in (*MUETS, *(onglet.nom for onglet in onglets()))}
    manquants = [o for o in onglets() if feuille_de(classeur, o.nom) is None]
    for feuille in classeur.feuilles:
        dit = any(texte_de_case(c.valeur) for rangee in feuille.lignes for c in rangee)
        if dit and forme_commune(feuille.nom) not in connus:
            _inconnu(feuille, manquants, fautes)
    for onglet in onglets():
        trouvee = feuille_de(classeur, onglet.nom)
        if trouvee is not None:
            lues[onglet.modele] = _lire_l_onglet(*trouvee, onglet, fautes, remplies(onglet))
            continue
        lues[onglet.modele] = []
        if remplies(onglet) and not any(f"« {onglet.nom} »" in f.conseil for f in fautes):
            conseil = "le remettre, ou en vider les lignes pour les retirer"
            fautes.refuser(None, "", "l'onglet manque", conseil, onglet.nom)
    return lues


def _inconnu(feuille: Feuille, manquants: Iterable[Onglet], fautes: Remarques) -> None:
    proche = plus_proche(feuille.nom, (onglet.nom for onglet in manquants))
    if proche:
        fautes.refuser(None, "", "onglet inconnu", f"{proche}, comme à l'export", feuille.nom)
    else:
        constat = "onglet inconnu, rien n'en est repris"
        fautes.avertir(None, "", constat, "c'est voulu s'il est à vous", feuille.nom)


def _lire_l_onglet(
    rang: int,
    feuille: Feuille,
    onglet: Onglet,
    fautes: Remarques,
    exigees: set[ColonneDeClasseur],
) -> list[Lue]:
    repere = _reperer(rang, feuille, onglet.en_colonnes)
    grille = (_tourner(feuille.lignes) if onglet.en_colonnes else feuille.lignes) or [[]]
    avant = len(fautes)
    colonnes, muettes = _entetes(grille[0], onglet, repere, fautes)
    presentes = set(colonnes.values())
    for colonne in colonnes_rangees(onglet):
        soupconnee = any(f"« {colonne.libelle} »" in faute.conseil for faute in fautes[avant:])
        if colonne not in presentes and colonne in exigees and not soupconnee:
            quoi = "la ligne" if onglet.en_colonnes else "la colonne"
            constat = f"{quoi} « {colonne.libelle} » manque"
            conseil = "la remettre ; pour effacer ce qu'elle disait, en vider les cases"
            fautes.refuser(None, "", constat, conseil, feuille.nom)
    lues = []
    for ligne, rangee in enumerate(grille[1:], 1):
        textes = {c: texte_de_case(cellule.valeur) for c, cellule in enumerate(rangee)}
        for place, texte in textes.items():
            if texte and place not in colonnes and place not in muettes:
                fautes.refuser(
                    repere(ligne, place), "", "case remplie sans en-tête", "lui donner un en-tête"
                )
        lue = Lue(onglet, repere(ligne, 0))
        for place, colonne in colonnes.items():
            lue.textes[colonne] = textes.get(place, "")
            lue.ou_est[colonne] = repere(ligne, place)
        lue.repere = textes.get(0, "") if onglet.en_colonnes else ""
        if any(lue.textes.values()):
            lues.append(lue)
    return lues


def _entetes(
    premiere: list[Cellule],
    onglet: Onglet,
    repere: Callable[[int, int], RepereDeCase],
    fautes: Remarques,
) -> tuple[dict[int, ColonneDeClasseur], set[int]]:
    """Les colonnes reconnues, par rang, et celles qui n'ont rien à dire."""
    connues = {forme_commune(colonne.libelle): colonne for colonne in colonnes_rangees(onglet)}
    reconnues: dict[int, ColonneDeClasseur] = {}
    muettes: set[int] = {0} if onglet.en_colonnes else set()
    for rang, cellule in enumerate(premiere):
        texte = texte_de_case(cellule.valeur)
        if not texte or rang in muettes:
            continue
        colonne = connues.get(forme_commune(texte))
        if colonne is None:
            proche = plus_proche(texte, (c.libelle for c in connues.values()))
            conseil = proche or "la retirer, ou reprendre un en-tête d'origine"
            fautes.refuser(repere(0, rang), "", f"en-tête « {texte} » inconnu", conseil)
            muettes.add(rang)
        elif colonne in reconnues.values():
            fautes.refuser(
                repere(0, rang), "", f"en-tête « {texte} » écrit deux fois", "n'en garder qu'un"
            )
            muettes.add(rang)
        else:
            reconnues[rang] = colonne
    return reconnues, muettes


def _reperer(rang: int, feuille: Feuille, tournee: bool) -> Callable[[int, int], RepereDeCase]:
    """De quoi situer une case, dans la feuille telle que la personne la voit."""

    def repere(ligne: int, colonne: int) -> RepereDeCase:
        ou = (colonne, ligne) if tournee else (ligne, colonne)
        return RepereDeCase(rang, *ou, feuille.nom)

    return repere


def _tourner(lignes: list[list[Cellule]]) -> list[list[Cellule]]:
    """Un onglet en colonnes, remis en lignes : les en-têtes, puis un objet par ligne."""
    largeur = max((len(rangee) for rangee in lignes), default=0)
    vide = Cellule()
    colonnes = [[r[i] if i < len(r) else vide for r in lignes] for i in range(largeur)]
    muets = {forme_commune(CHAMP), forme_commune(AIDE)}
    tetes = [forme_commune(texte_de_case(c[0].valeur)) if c else "" for c in colonnes]
    return [c if not i or tetes[i] not in muets else [vide] for i, c in enumerate(colonnes)]
