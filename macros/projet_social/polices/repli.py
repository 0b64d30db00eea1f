"""La feuille de la police des pages, et de celles qui en tiennent lieu tant qu'elle n'est pas là.

Une police de l'appareil, mise à l'échelle (`size-adjust`) et posée sur les mêmes hauteurs, occupe
la place de la nôtre : le texte se lit tout de suite, et ne bouge pas quand elle arrive. C'est
pourquoi `font-display` vaut `swap` : rien n'est caché en attendant, et l'échange ne se voit guère.
`text-rendering` empêche des systèmes d'arrondir chaque lettre au pixel, ce qui allonge les lignes
d'une façon que l'échelle ne peut prévoir, et qui change d'une machine à l'autre.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .web import FAMILLE_DES_PAGES, GRAISSES, Graisse

MONTANTE, DESCENDANTE, INTERLIGNE = 1.024, 0.4, 0.0
"""Les hauteurs de notre police, en cadratins, les mêmes dans toutes ses graisses."""
TEMOIN = (
    "Le projet social de territoire dit ce que les élus et les habitants ont décidé ensemble : "
    "des navettes pour aller au marché, un lieu d’accueil près de l’école, une aide à domicile "
    "pour les personnes âgées, et pour chaque action, qui la porte, où, à partir de quand."
)
"""Un texte ordinaire : la fréquence de ses lettres pèse dans la largeur moyenne d'une police."""


@dataclass(frozen=True)
class Repli:
    """Une police courante, connue de ses largeurs seulement.

    Attributes:
        nom: ajouté à celui de la famille.
        largeurs: largeur moyenne d'un signe du témoin, en cadratins, par `font-weight`.
        noms: noms sous lesquels les appareils la connaissent, par `font-weight`.
    """

    nom: str
    largeurs: Mapping[int, float]
    noms: Mapping[int, tuple[str, ...]]


REPLIS = (
    Repli(
        "comme Arial",
        {400: 0.4298, 700: 0.462},
        {
            400: (
                "Arial",
                "ArialMT",
                "Helvetica",
                "Liberation Sans",
                "LiberationSans",
                "Arimo",
                "Nimbus Sans Regular",
                "NimbusSans-Regular",
            ),
            700: (
                "Arial Bold",
                "Arial-BoldMT",
                "Helvetica Bold",
                "Helvetica-Bold",
                "Liberation Sans Bold",
                "LiberationSans-Bold",
                "Arimo Bold",
                "Nimbus Sans Bold",
                "NimbusSans-Bold",
            ),
        },
    ),
    Repli(
        "comme Roboto",
        {400: 0.4259, 700: 0.4335},
        {400: ("Roboto", "Roboto-Regular"), 700: ("Roboto Bold", "Roboto-Bold")},
    ),
    Repli(
        "comme Noto",
        {400: 0.4537, 700: 0.4819},
        {
            400: ("Noto Sans", "Noto Sans Regular", "NotoSans-Regular"),
            700: ("Noto Sans Bold", "NotoSans-Bold"),
        },
    ),
    Repli(
        "comme DejaVu",
        {400: 0.4909, 700: 0.5541},
        {400: ("DejaVu Sans", "DejaVuSans"), 700: ("DejaVu Sans Bold", "DejaVuSans-Bold")},
    ),
)
"""Arial (Windows, Mac) et ses jumelles de même largeur, Roboto (Android), Noto et DejaVu (Linux).

Les largeurs viennent de `largeur_moyenne`, sur Liberation Sans, Roboto, Noto Sans et DejaVu Sans.
"""


def largeur_moyenne(police: Path) -> float:
    """La largeur moyenne d'un signe du témoin, en cadratins."""
    from fontTools.ttLib import TTFont

    lue = TTFont(police, lazy=True)
    connus, chasses = lue.getBestCmap(), lue["hmtx"]
    total = sum(chasses[connus[ord(signe)]][0] for signe in TEMOIN)
    return float(total / len(TEMOIN) / lue["head"].unitsPerEm)


def feuille(adresses: Mapping[str, str]) -> str:
    """Les règles `@font-face`, et la variable de Material qui donne leur police aux pages.

    Args:
        adresses: où se trouve chaque graisse, par nom, relativement à la feuille.
    """
    familles = [FAMILLE_DES_PAGES, *(f"{FAMILLE_DES_PAGES} {repli.nom}" for repli in REPLIS)]
    suite = ",".join(f'"{famille}"' for famille in familles)
    regles = [_publiee(graisse, adresses[graisse.nom]) for graisse in GRAISSES]
    regles += [regle for graisse in GRAISSES for regle in _replis(graisse)]
    racine = f":root{{--md-text-font:{suite};text-rendering:geometricPrecision}}"
    return "".join(regles) + racine


def _publiee(graisse: Graisse, adresse: str) -> str:
    return (
        f'@font-face{{font-family:"{FAMILLE_DES_PAGES}";font-weight:{graisse.poids};'
        f'font-display:swap;src:url("{adresse}") format("woff2")}}'
    )


def _replis(graisse: Graisse) -> Iterator[str]:
    """Les polices de l'appareil, à l'échelle de la nôtre et sur ses hauteurs."""
    for repli in REPLIS:
        echelle = graisse.largeur / repli.largeurs[graisse.poids]
        sources = ",".join(f'local("{nom}")' for nom in repli.noms[graisse.poids])
        yield (
            f'@font-face{{font-family:"{FAMILLE_DES_PAGES} {repli.nom}";'
            f"font-weight:{graisse.poids};src:{sources};size-adjust:{echelle:.2%};"
            f"ascent-override:{MONTANTE / echelle:.2%};"
            f"descent-override:{DESCENDANTE / echelle:.2%};"
            f"line-gap-override:{INTERLIGNE / echelle:.2%}}}"
        )
