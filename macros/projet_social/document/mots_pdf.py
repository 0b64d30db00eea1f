"""Des mots posés sur une page à des paragraphes : lignes, colonnes de texte, reprises à la ligne.

Un PDF ne connaît que la place de chaque signe. Rien ici ne connaît la bibliothèque qui le lit.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

Boite = tuple[float, float, float, float]
"""Gauche, haut, droite, bas."""

GRAS = re.compile(r"bold|black|heavy|demi|gras", re.I)
PUCE = re.compile(r"(?:[•▪◦●■►➢➔→✓✔*–—·o-]|[\ue000-\uf8ff]|\(cid:\d+\))$")
NUMERO_DE_LISTE = re.compile(r"\d{1,2}[.)]$|[a-z]\)$")
LIGNE_NOMMEE = re.compile(r"(?:[A-ZÀ-Ý][^:.!?;]{1,40}|(?:19|20)\d{2}) ?: ?\S")
"""« Investissement : 20 000 € », qui ne continue pas la ligne du dessus."""
MOT_COUPE = re.compile(r"[a-zà-ÿ]-$")
ECART = 0.15
"""Part du corps au-delà de laquelle un vide sépare deux mots."""
SAUT = 0.4
"""Part du corps au-delà de laquelle un interligne plus grand que les autres ouvre un paragraphe."""
GOUTTIERE = 1.5
"""Vide entre deux colonnes de texte, en corps."""
LIGNES_DE_COLONNE = 5
SIGNES_DE_COLONNE = 22
"""Lignes, et signes par ligne, sans lesquels deux textes côte à côte ne sont pas des colonnes."""


@dataclass(slots=True)
class MotPose:
    """Un mot, à sa place."""

    texte: str
    gauche: float
    haut: float
    droite: float
    bas: float
    corps: float
    gras: bool
    lien: str = ""

    @property
    def centre(self) -> tuple[float, float]:
        """Le milieu du mot."""
        return (self.gauche + self.droite) / 2, (self.haut + self.bas) / 2


@dataclass(slots=True)
class LigneDeMots:
    """Une ligne de texte."""

    mots: list[MotPose] = field(default_factory=list)

    @property
    def gauche(self) -> float:
        """Où elle commence."""
        return self.mots[0].gauche

    @property
    def droite(self) -> float:
        """Où elle finit."""
        return self.mots[-1].droite

    @property
    def haut(self) -> float:
        """Le haut de son plus haut mot."""
        return min(mot.haut for mot in self.mots)

    @property
    def bas(self) -> float:
        """Le bas de son plus bas mot."""
        return max(mot.bas for mot in self.mots)

    @property
    def corps(self) -> float:
        """La taille de la plupart de ses signes."""
        return dominant((mot.corps, len(mot.texte)) for mot in self.mots)

    @property
    def grasse(self) -> bool:
        """Vrai si toute la ligne est en gras, sa puce exceptée."""
        return all(mot.gras for mot in self.mots if len(mot.texte) > 1 or len(self.mots) == 1)

    @property
    def texte(self) -> str:
        """Ce qu'elle dit."""
        morceaux = [self.mots[0].texte]
        for avant, mot in zip(self.mots, self.mots[1:], strict=False):
            colle = mot.gauche - avant.droite < ECART * mot.corps
            morceaux.append(mot.texte if colle else f" {mot.texte}")
        return "".join(morceaux)

    @property
    def ouvre_un_element(self) -> bool:
        """Vrai si elle commence par une puce ou un numéro."""
        premier = self.mots[0].texte
        marque = PUCE.match(premier) or NUMERO_DE_LISTE.match(premier)
        return len(self.mots) > 1 and marque is not None


@dataclass(slots=True)
class ParagraphePose:
    """Un paragraphe recomposé."""

    lignes: list[LigneDeMots]

    @property
    def texte(self) -> str:
        """Ce qu'il dit, une puce écrite « - »."""
        dit = ""
        for ligne in self.lignes:
            texte = ligne.texte
            if dit.endswith("\u00ad"):
                dit = dit[:-1] + texte
            elif MOT_COUPE.search(dit):
                dit += texte
            else:
                dit = f"{dit} {texte}" if dit else texte
        mots = dit.split(" ", 1)
        return f"- {mots[1]}" if len(mots) == 2 and PUCE.match(mots[0]) else dit

    @property
    def corps(self) -> float:
        """La taille de ses signes."""
        return dominant((ligne.corps, len(ligne.texte)) for ligne in self.lignes)

    @property
    def gras(self) -> bool:
        """Vrai s'il est tout en gras."""
        return all(ligne.grasse for ligne in self.lignes)

    @property
    def lien(self) -> str:
        """L'adresse du premier lien."""
        return next((mot.lien for ligne in self.lignes for mot in ligne.mots if mot.lien), "")


def dominant(tailles: Iterable[tuple[float, int]]) -> float:
    """La taille qui a le plus de signes."""
    compte: Counter[float] = Counter()
    for taille, signes in tailles:
        compte[taille] += signes
    return compte.most_common(1)[0][0] if compte else 0


def en_lignes(mots: Iterable[MotPose]) -> list[LigneDeMots]:
    """Les lignes, de haut en bas : deux mots de la même se recouvrent en hauteur."""
    lignes: list[LigneDeMots] = []
    for mot in sorted(mots, key=lambda m: (m.centre[1], m.gauche)):
        derniere = lignes[-1] if lignes else None
        if derniere is not None and _recouvre(derniere.mots[-1], mot):
            derniere.mots.append(mot)
        else:
            lignes.append(LigneDeMots([mot]))
    for ligne in lignes:
        ligne.mots.sort(key=lambda m: m.gauche)
    return lignes


def _recouvre(un: MotPose, autre: MotPose) -> bool:
    commun = min(un.bas, autre.bas) - max(un.haut, autre.haut)
    return commun > 0.5 * min(un.bas - un.haut, autre.bas - autre.haut)


def en_paragraphes(mots: Sequence[MotPose], droite: float | None = None) -> list[ParagraphePose]:
    """Les paragraphes d'un cadre : une ligne qui s'arrête avant le bord finit le sien.

    Args:
        droite: son bord droit ; à défaut, celui de la plus longue ligne.
    """
    lignes = en_lignes(mots)
    if not lignes:
        return []
    bord = droite if droite is not None else max(ligne.droite for ligne in lignes)
    marge = min(ligne.gauche for ligne in lignes)
    vides = [b.haut - a.bas for a, b in itertools.pairwise(lignes)]
    serre = min((v for v in vides if v > -1), default=0)
    serre = min(median(vides), serre + 2) if vides else 0
    paragraphes = [ParagraphePose([lignes[0]])]
    for avant, ligne in itertools.pairwise(lignes):
        debut = paragraphes[-1].lignes[0].mots[0].texte
        repris = len(debut) > 3 and debut.istitle() and ligne.mots[0].texte == debut
        if repris or _ouvre_un_paragraphe(avant, ligne, (marge, bord), serre):
            paragraphes.append(ParagraphePose([ligne]))
        else:
            paragraphes[-1].lignes.append(ligne)
    return paragraphes


def _ouvre_un_paragraphe(
    avant: LigneDeMots, ligne: LigneDeMots, bords: tuple[float, float], serre: float
) -> bool:
    corps = max(ligne.corps, 1)
    if ligne.haut - avant.bas > serre + SAUT * corps:
        return True
    if abs(avant.corps - ligne.corps) > 0.6 or avant.grasse != ligne.grasse:
        return True
    if ligne.ouvre_un_element or (ligne.mots[0].gras and not avant.mots[-1].gras):
        return True
    if LIGNE_NOMMEE.match(ligne.texte):
        return True
    premier = ligne.mots[0]
    a_gauche, a_droite = avant.gauche - bords[0], bords[1] - avant.droite
    centree = a_gauche > corps and abs(a_gauche - a_droite) < 2 * corps
    libre = a_droite + a_gauche if centree else a_droite
    return premier.droite - premier.gauche + 0.5 * corps < libre


def en_colonnes(mots: Sequence[MotPose]) -> list[list[MotPose]]:
    """Les mots dans l'ordre de lecture : deux colonnes de texte se lisent l'une après l'autre."""
    lignes = en_lignes(mots)
    gouttiere = _gouttiere(lignes)
    if gouttiere is None:
        return [list(mots)]
    rendus: list[list[MotPose]] = []
    gauche: list[MotPose] = []
    droite: list[MotPose] = []
    pleine: list[MotPose] = []
    for ligne in lignes:
        if any(mot.gauche < gouttiere < mot.droite for mot in ligne.mots) or _traverse(
            ligne, gouttiere
        ):
            rendus += [gauche, droite]
            gauche, droite = [], []
            pleine += ligne.mots
        else:
            rendus.append(pleine)
            pleine = []
            gauche += [mot for mot in ligne.mots if mot.droite <= gouttiere]
            droite += [mot for mot in ligne.mots if mot.gauche >= gouttiere]
    rendus += [pleine, gauche, droite]
    return [colonne for colonne in rendus if colonne]


def _traverse(ligne: LigneDeMots, gouttiere: float) -> bool:
    """Vrai si la ligne passe la gouttière sans s'y arrêter : un titre sur deux colonnes."""
    for avant, mot in zip(ligne.mots, ligne.mots[1:], strict=False):
        if avant.droite <= gouttiere <= mot.gauche:
            return mot.gauche - avant.droite < mot.corps
    return False


def _gouttiere(lignes: Sequence[LigneDeMots]) -> float | None:
    """Le milieu du vide qui sépare deux colonnes de texte, s'il y en a deux."""
    vides: Counter[int] = Counter()
    for ligne in lignes:
        for avant, mot in zip(ligne.mots, ligne.mots[1:], strict=False):
            if mot.gauche - avant.droite > GOUTTIERE * mot.corps:
                for repere in range(int(avant.droite) + 2, int(mot.gauche) - 1):
                    vides[repere] += 1
    if not vides:
        return None
    plus = max(vides.values())
    milieux = [repere for repere, nombre in vides.items() if nombre == plus]
    milieu = float(median(milieux))
    separees = [
        ligne
        for ligne in lignes
        if not any(mot.gauche < milieu < mot.droite for mot in ligne.mots)
        and ligne.gauche < milieu < ligne.droite
        and not _traverse(ligne, milieu)
    ]
    if len(separees) < LIGNES_DE_COLONNE:
        return None
    for cote in (
        [sum(len(m.texte) + 1 for m in ligne.mots if m.droite <= milieu) for ligne in separees],
        [sum(len(m.texte) + 1 for m in ligne.mots if m.gauche >= milieu) for ligne in separees],
    ):
        if median(cote) < SIGNES_DE_COLONNE:
            return None
    return milieu
