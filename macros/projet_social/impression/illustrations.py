"""Les dessins des dossiers : frise d'une démarche, calendriers comparés, carte de France.

Les positions viennent de `comparaison` ; ce module choisit les formes et les mots du papier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..comparaison.bandes import Bande, Marque, Planche
from ..comparaison.carte import Carte
from ..comparaison.frise import Frise
from ..comparaison.temps import NatureDEtape
from ..corpus.contours import Contour
from .dessin import (
    BLANC,
    DISCRET,
    FILET,
    PRIMAIRE,
    SURFACE,
    TEXTE,
    Cercle,
    Dessin,
    Forme,
    Mots,
    Point,
    Polygone,
    Trait,
    rectangle,
)

COULEURS = {
    NatureDEtape.PRESENTATION: PRIMAIRE,
    NatureDEtape.ATELIERS: "#8a4708",
    NatureDEtape.TEMOIGNAGES: "#7d2c60",
    NatureDEtape.RESTITUTION: "#2c682f",
}
"""La couleur de chaque temps ; les autres natures sont grises. La forme dit la même chose."""
FORCES = {1: "#8fb8bf", 2: "#4a8a96", 3: PRIMAIRE}
"""Les teintes de la carte, du plus petit nombre au plus grand."""

MARGE = 14
LONGUEUR_D_UN_NOM = 29


def dessiner_la_frise(frise: Frise, nom: str) -> Dessin | None:
    """Les étapes datées d'une démarche ; rien s'il y en a moins de deux."""
    if len(frise.reperes) < 2:
        return None
    largeur, axe = 400.0, 26 + 22 * max(repere.rang for repere in frise.reperes)
    formes: list[Forme] = [Trait((0, axe), (largeur, axe), DISCRET, 1.5)]

    def x(pourcentage: float) -> float:
        return MARGE + pourcentage / 100 * (largeur - 2 * MARGE)

    for graduation in frise.graduations:
        place = x(graduation.position)
        formes += [
            Trait((place, axe - 3), (place, axe + 5), DISCRET),
            Mots((place, axe + 18), graduation.texte, 13, DISCRET, ancrage="middle"),
        ]
    for repere in frise.reperes:
        y, milieu = axe - 14 - 22 * repere.rang, x(repere.milieu)
        if repere.debut != repere.fin:
            barre = rectangle(x(repere.debut), y - 6, x(repere.fin) - x(repere.debut), 12)
            formes.append(Polygone(barre, SURFACE, PRIMAIRE))
        else:
            formes.append(Trait((milieu, y), (milieu, axe), PRIMAIRE))
            if repere.ouverte:
                formes.append(Trait((milieu, y), (largeur, y), PRIMAIRE, pointille=True))
        formes += [
            Cercle((milieu, y), 9.5, PRIMAIRE),
            Mots((milieu, y + 4.6), str(repere.numero), 13, BLANC, gras=True, ancrage="middle"),
        ]
    dites = " ; ".join(f"{r.numero}, {r.etape.date}" for r in frise.reperes)
    alternative = f"Frise des {len(frise.reperes)} étapes datées : {dites}. La liste les nomme."
    return Dessin(nom, largeur, axe + 22, alternative, formes)


def dessiner_la_planche(planche: Planche, nom: str, *, avec_durees: bool) -> Dessin:
    """Les bandes de plusieurs démarches sur une échelle commune, le nom à gauche.

    Args:
        planche: les bandes, déjà placées.
        nom: identifiant du dessin.
        avec_durees: vrai pour écrire la durée totale sous le nom.
    """
    largeur, ligne = 960.0, 15.0
    gauche = 270.0 if avec_durees else 190.0

    def x(pourcentage: float) -> float:
        return gauche + MARGE + pourcentage / 100 * (largeur - gauche - 2 * MARGE)

    fond: list[Forme] = []
    formes: list[Forme] = []
    y = 24.0
    for bande in planche.bandes:
        hauteur = ligne * max(1, bande.rangs) + 11
        base = y + hauteur - 13
        formes.append(Mots((0, base + 4), _abrege(bande.calendrier.nom), 12.5, TEXTE, gras=True))
        if avec_durees and (duree := bande.calendrier.total).duree:
            texte = f"{duree}{' ?' if duree.doutes else ''}"
            formes.append(Mots((gauche - 6, base + 4), texte, 10.5, DISCRET, ancrage="end"))
        if bande.marques:
            de, a = bande.etendue
            formes.append(Trait((x(de), base), (x(a), base), DISCRET, 1.5))
            for marque in bande.marques:
                formes += _dessiner_la_marque(marque, x, base, ligne)
        else:
            remarque = " ; ".join(bande.remarques)
            formes.append(Mots((gauche + MARGE, base + 4), remarque, 10.5, DISCRET))
        y += hauteur
        fond.append(Trait((0, y), (largeur, y), FILET, 0.6))
    for graduation in planche.graduations:
        place = x(graduation.position)
        fond += [
            Trait((place, 20), (place, y), FILET, 0.6),
            Mots((place, 13), graduation.texte, 11, DISCRET, ancrage="middle"),
        ]
    return Dessin(nom, largeur, y + 2, _dire_la_planche(planche), [*fond, *formes])


def _abrege(nom: str) -> str:
    """Un nom qui tient à gauche d'une bande ; l'alternative et le tableau le disent en entier."""
    return nom if len(nom) <= LONGUEUR_D_UN_NOM else f"{nom[: LONGUEUR_D_UN_NOM - 1].rstrip()}…"


def _dire_la_planche(planche: Planche) -> str:
    dites = " ".join(
        f"{bande.calendrier.nom} : {_dire_la_bande(bande)}." for bande in planche.bandes
    )
    return f"Calendriers comparés de {len(planche.bandes)} démarches. {dites}"


def _dire_la_bande(bande: Bande) -> str:
    marques = "; ".join(
        f"{marque.quand}, {' et '.join(nature.libelle.lower() for nature in marque.natures)}"
        for marque in bande.marques
    )
    return marques or ", ".join(bande.remarques) or "aucune étape datée"


def _dessiner_la_marque(marque: Marque, x: Any, base: float, ligne: float) -> Iterator[Forme]:
    y, milieu = base - ligne * marque.rang, x(marque.milieu)
    couleur = COULEURS.get(marque.natures[0], DISCRET)
    if marque.rang:
        yield Trait((milieu, y), (milieu, base), DISCRET)
    if marque.periode:
        debut, fin = x(marque.debut), x(marque.fin)
        yield Polygone(rectangle(debut, y - 7, fin - debut, 14), SURFACE, couleur)
    reste = milieu - 8 * (len(marque.natures) - 1)
    for nature in marque.natures:
        yield from forme_de_la_nature(nature, (reste, y), creuse=marque.douteuse)
        reste += 16
    apres = f"{len(marque.titres) if marque.groupee else ''}{' ?' if marque.douteuse else ''}"
    if apres:
        yield Mots((reste - 7, y + 4), apres.strip(), 11, TEXTE, gras=True)


def forme_de_la_nature(
    nature: NatureDEtape, centre: Point, *, creuse: bool = False
) -> Iterator[Forme]:
    """La forme d'une nature d'étape : elle se reconnaît sans la couleur."""
    x, y = centre
    couleur = COULEURS.get(nature, DISCRET)
    fond, bord = (BLANC, couleur) if creuse else (couleur, couleur)
    points: Sequence[Point]
    match nature:
        case NatureDEtape.PRESENTATION:
            yield Cercle(centre, 6, fond, bord, 1.5)
        case NatureDEtape.ATELIERS:
            yield Polygone(rectangle(x - 5.5, y - 5.5, 11, 11), fond, bord, 1.5)
        case NatureDEtape.TEMOIGNAGES:
            points = ((x, y - 6.5), (x + 7, y + 5.5), (x - 7, y + 5.5))
            yield Polygone(points, fond, bord, 1.5)
        case NatureDEtape.RESTITUTION:
            points = ((x, y - 7.5), (x + 7.5, y), (x, y + 7.5), (x - 7.5, y))
            yield Polygone(points, fond, bord, 1.5)
        case NatureDEtape.ECOUTE:
            yield Trait((x - 6, y), (x + 6, y), bord, 2.5)
            yield Trait((x, y - 6), (x, y + 6), bord, 2.5)
        case NatureDEtape.DECISION:
            yield Trait((x - 5, y - 5), (x + 5, y + 5), bord, 2.5)
            yield Trait((x - 5, y + 5), (x + 5, y - 5), bord, 2.5)
        case NatureDEtape.AUTRE:
            yield Trait((x, y - 7), (x, y + 7), bord, 2.5)


def dessiner_la_legende(planche: Planche, nom: str) -> Dessin:
    """Les formes employées par une planche, et leur nom."""
    x, formes = 0.0, list[Forme]()
    for nature in planche.natures:
        formes += [
            *forme_de_la_nature(nature, (x + 8, 12)),
            Mots((x + 20, 16), nature.libelle, 11.5),
        ]
        x += 32 + 6 * len(nature.libelle)
    if any(marque.douteuse for marque in planche.marques):
        libelle = "Creux et « ? » : date douteuse"
        formes += [*forme_de_la_nature(NatureDEtape.RESTITUTION, (x + 8, 12), creuse=True)]
        formes.append(Mots((x + 20, 16), libelle, 11.5))
        x += 32 + 6 * len(libelle)
    dites = ", ".join(nature.libelle for nature in planche.natures)
    return Dessin(nom, max(x, 960.0), 24, f"Légende, une forme par temps : {dites}.", formes)


def dessiner_la_carte(carte: Carte[Any], nom: str, quoi: str, *, nombres: bool = True) -> Dessin:
    """La France, les départements concernés teintés.

    Args:
        carte: ce qui est compté, par département.
        nom: identifiant du dessin.
        quoi: ce que la carte compte, au pluriel.
        nombres: vrai pour écrire dans chaque département ce qu'il compte.
    """
    _, _, largeur, hauteur = map(float, carte.contours.cadre.split())
    formes: list[Forme] = []
    for contour in carte.vides:
        formes += _tracer(contour, SURFACE)
    for case in carte.sur_la_carte:
        for contour in case.contours:
            formes += _tracer(contour, FORCES[case.force] if nombres else PRIMAIRE)
    if nombres:
        formes += [
            Mots(
                (case.x, case.y + 5),
                str(case.nombre),
                15,
                TEXTE if case.force == 1 else BLANC,
                gras=True,
                ancrage="middle",
            )
            for case in carte.sur_la_carte
        ]
    dites = ", ".join(f"{case.nom} ({case.code}) {case.nombre}" for case in carte.cases)
    alternative = f"Carte de France des {quoi}, par département : {dites}."
    return Dessin(nom, largeur, hauteur, alternative, formes)


def _tracer(contour: Contour, fond: str) -> Iterator[Forme]:
    for points in lire_le_trace(contour.trace):
        yield Polygone(points, fond, BLANC if fond != SURFACE else FILET, 0.8)


def lire_le_trace(trace: str) -> list[list[Point]]:
    """Les polygones d'un tracé SVG de contours : déplacements et segments relatifs seuls.

    Raises:
        ValueError: le tracé emploie une autre commande.
    """
    polygones: list[list[Point]] = []
    x = y = depart_x = depart_y = 0.0
    for commande, suite in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", trace):
        if commande not in "mlz":
            raise ValueError(f"tracé de contour : commande « {commande} » imprévue")
        if commande == "z":
            x, y = depart_x, depart_y
            continue
        nombres = [float(n) for n in re.findall(r"-?\d*\.?\d+", suite)]
        for rang, (dx, dy) in enumerate(zip(nombres[::2], nombres[1::2], strict=True)):
            x, y = x + dx, y + dy
            if commande == "m" and rang == 0:
                depart_x, depart_y = x, y
                polygones.append([])
            polygones[-1].append((x, y))
    return polygones
