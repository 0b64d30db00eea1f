"""Alléger une page finie sans rien changer de ce qu'on y lit, y touche ou y entend.

Trois redites partent : les lignes vides que laissent les gabarits, le tracé d'une icône déjà
dessinée plus haut (un `<use>` le reprend, dans la même page et donc aussi sans serveur), et, dans
un lien, le chemin qui remonte à la racine pour redescendre d'où l'on vient.
"""

from __future__ import annotations

import re

INTACT = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)
"""Ce dont les espaces comptent."""
BLANCS = " \t\r"
"""Ce qui entoure un retour à la ligne : le navigateur ne voit du tout qu'une espace."""
ICONE = re.compile(r'(<svg aria-hidden="true" viewBox="[\d. ]+"><path) (d="[^"]{40,}"/>)(</svg>)')
"""Une icône d'un seul tracé ; plus court que le renvoi, il se répète."""


def alleger(html: str, adresse: str) -> str:
    """La même page, plus légère.

    Args:
        adresse: son adresse publique, dossier compris (« territoires/val/ ») ; vide à l'accueil.
    """
    return _serrer(_dessiner_une_fois(_raccourcir(html, adresse)))


def _raccourcir(html: str, adresse: str) -> str:
    """De `territoires/val/axes/un/`, `../../../../territoires/val/` se dit `../../`."""
    dossiers = adresse.rpartition("/")[0].split("/")
    for rang in range(len(dossiers), 0, -1):
        commun = f'="{"../" * len(dossiers)}{"/".join(dossiers[:rang])}/'
        html = html.replace(commun, f'="{"../" * (len(dossiers) - rang) or "./"}')
    return html


def _dessiner_une_fois(html: str) -> str:
    """La première icône de chaque dessin le porte ; les suivantes y renvoient."""
    if not (redites := _redites(html)):
        return html
    poses: set[str] = set()

    def poser(icone: re.Match[str]) -> str:
        debut, trace, fin = icone.groups()
        if (rang := redites.get(trace)) is None:
            return icone[0]
        if trace in poses:
            return f'{debut.removesuffix("path")}use href="#_{rang}"/>{fin}'
        poses.add(trace)
        return f'{debut} id="_{rang}" {trace}{fin}'

    return ICONE.sub(poser, html)


def _redites(html: str) -> dict[str, int]:
    """Les tracés dessinés plus d'une fois, numérotés. Aucun identifiant n'a de soulignement."""
    vus: set[str] = set()
    redits: dict[str, int] = {}
    for icone in ICONE.finditer(html):
        if icone[2] in vus:
            redits.setdefault(icone[2], len(redits) + 1)
        vus.add(icone[2])
    return redits


def _serrer(html: str) -> str:
    """Sans lignes vides ni retraits, hors de ce dont les espaces comptent."""
    morceaux = INTACT.split(html.strip())
    # Du découpage, un morceau sur trois est à serrer ; les deux autres sont l'intact et sa balise.
    serres = [
        _sans_retraits(morceau) if rang % 3 == 0 else morceau
        for rang, morceau in enumerate(morceaux)
        if rang % 3 != 2
    ]
    return f"{''.join(serres)}\n"


def _sans_retraits(texte: str) -> str:
    """Sans blancs autour des retours à la ligne, ni ligne vide : `re` y mettrait dix fois plus."""
    premiere, *milieu = texte.split("\n")
    if not milieu:
        return texte
    derniere = milieu.pop().lstrip(BLANCS)
    pleines = filter(None, [ligne.strip(BLANCS) for ligne in milieu])
    return "\n".join([premiere.rstrip(BLANCS), *pleines, derniere])
