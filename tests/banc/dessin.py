"""Dessiner la courbe de croissance : un SVG sans script, que le tableau voisin redit en entier.

Quatre cadres : temps, mémoire, poids, première recherche. Un pointillé prolonge la plus petite
taille : au-dessous, chaque page coûte moins qu'au départ ; au-dessus, davantage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from projet_social.texte.typographie import nombre_ecrit

from .buts import KO, MO
from .resultat import Point
from .tableaux import ecrire_nombre

LARGEUR, HAUTEUR = 360, 250
GAUCHE, HAUT, DROITE, BAS = 20, 56, 70, 34
"""Les marges d'un cadre, autour de la courbe."""
STYLE = """\
text{font:13px system-ui,sans-serif;fill:#1b1b1b}.titre{font-weight:700;font-size:15px}
.fond{fill:#fff}.axe{stroke:#767676;fill:none}.courbe{stroke:#00558c;stroke-width:2.5;fill:none}
.point{fill:#00558c}.droite{stroke:#767676;stroke-dasharray:5 4;fill:none}
@media (prefers-color-scheme:dark){text{fill:#eee}.fond{fill:#1e1f24}
.courbe{stroke:#7cc4ff}.point{fill:#7cc4ff}.axe,.droite{stroke:#9a9a9a}}"""


@dataclass(frozen=True)
class Cadre:
    """Une grandeur à dessiner."""

    titre: str
    unite: str
    valeur: Callable[[Point], float | None]
    proportionnel: bool = True
    """Faux pour ce qui ne devrait pas grandir : aucun pointillé."""


CADRES = (
    Cadre("Temps de processeur", "s", lambda point: point.mesure.cpu),
    Cadre("Mémoire vive au plus haut", "Mo", lambda point: point.mesure.memoire / MO),
    Cadre("Poids du site", "Mo", lambda point: point.poids.octets / MO),
    Cadre(
        "Première recherche",
        "Ko",
        lambda point: point.premiere_recherche / KO if point.premiere_recherche else None,
        proportionnel=False,
    ),
)


def dessiner(points: Sequence[Point]) -> str:
    """Les quatre cadres, deux par rangée."""
    cadres = "\n".join(
        f'<g transform="translate({LARGEUR * (rang % 2)} {HAUTEUR * (rang // 2)})">\n'
        + "\n".join(_cadre(cadre, points))
        + "\n</g>"
        for rang, cadre in enumerate(CADRES)
    )
    largeur, hauteur = 2 * LARGEUR, HAUTEUR * (len(CADRES) // 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {largeur} {hauteur}" '
        f'width="{largeur}" height="{hauteur}" role="img" aria-labelledby="titre detail">\n'
        f'<title id="titre">Croissance, {_etendue(points)} territoires</title>\n'
        f'<desc id="detail">{escape(decrire(points))}</desc>\n'
        f"<style>{STYLE}</style>\n"
        f'<rect class="fond" width="{largeur}" height="{hauteur}"/>\n{cadres}\n</svg>\n'
    )


def decrire(points: Sequence[Point]) -> str:
    """Ce que montrent les cadres, en une phrase chacun."""
    return " ".join(
        f"{cadre.titre} : de {ecrire_nombre(premier, 0)} à {ecrire_nombre(dernier, 0)} "
        f"{cadre.unite}."
        for cadre in CADRES
        if (premier := cadre.valeur(points[0])) and (dernier := cadre.valeur(points[-1]))
    )


def _etendue(points: Sequence[Point]) -> str:
    premier, dernier = points[0].territoires, points[-1].territoires
    return f"de {nombre_ecrit(premier)} à {nombre_ecrit(dernier)}"


def _cadre(cadre: Cadre, points: Sequence[Point]) -> Iterator[str]:
    yield f'<text class="titre" x="{GAUCHE}" y="24">{cadre.titre}</text>'
    valeurs = [(p.poids.pages, v) for p in points if (v := cadre.valeur(p)) is not None]
    if not valeurs:
        yield f'<text x="{GAUCHE}" y="{HAUT}">pas mesurée</text>'
        return
    pages, sommet = valeurs[-1][0], max(valeur for _, valeur in valeurs)
    pente = valeurs[0][1] / valeurs[0][0]
    if cadre.proportionnel:
        sommet = max(sommet, pente * pages)

    def place(x: float, y: float) -> str:
        a_droite = GAUCHE + (LARGEUR - GAUCHE - DROITE) * x / pages
        return f"{a_droite:.1f} {HAUTEUR - BAS - (HAUTEUR - BAS - HAUT) * y / sommet:.1f}"

    bas, fin = HAUTEUR - BAS, LARGEUR - DROITE
    yield f'<path class="axe" d="M{GAUCHE} {HAUT}V{bas}H{fin}"/>'
    if cadre.proportionnel:
        yield f'<path class="droite" d="M{place(0, 0)}L{place(pages, pente * pages)}"/>'
    yield f'<path class="courbe" d="M{"L".join(place(*couple) for couple in valeurs)}"/>'
    for x, y in valeurs:
        a_droite, haut = place(x, y).split()
        yield f'<circle class="point" cx="{a_droite}" cy="{haut}" r="4"/>'
    fin_x, fin_y = map(float, place(*valeurs[-1]).split())
    derniere = f"{ecrire_nombre(valeurs[-1][1], 0)} {cadre.unite}"
    yield f'<text x="{fin_x + 8:.1f}" y="{fin_y + 4:.1f}">{derniere}</text>'
    yield f'<text x="{GAUCHE}" y="{HAUTEUR - 12}">0</text>'
    yield f'<text x="{fin}" y="{HAUTEUR - 12}" text-anchor="end">{nombre_ecrit(pages)} pages</text>'
