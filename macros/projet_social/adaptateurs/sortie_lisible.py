"""Écrire en français sur un terminal qui ne connaît pas tous nos signes (cp850, cp1252, C).

Un signe qu'il ignore devient son plus proche voisin : « > » pour « › », « e » pour « é ».
Sans cela, le premier point de suspension arrêterait la commande sur une trace.
"""

from __future__ import annotations

import codecs
import io
from typing import Any

from ..modele.accents import sans_accent

LISIBLE = "lisible"
"""Le nom, pour les flux de Python, de cette façon d'écrire."""
VOISINS = {
    **dict.fromkeys("«»“”„", '"'),
    **dict.fromkeys("’‘", "'"),
    **dict.fromkeys("–—‑−", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009", " "),
    "…": "...",
    "→": "->",
    "›": ">",
    "•": "-",
    "·": "-",
    "×": "x",
    "≤": "<=",
    "≥": ">=",
    "€": "EUR",
    "°": "o",
    "²": "2",
    "✓": "v",
}
"""Ce qui s'écrit à la place d'un signe qui n'a pas d'accent à perdre."""
INCONNU = "?"


def rendre_lisible(*flux: Any) -> None:
    """Fait écrire ces flux par voisins ; ce qui n'est ni un terminal ni un fichier reste tel."""
    for sortie in flux:
        if isinstance(sortie, io.TextIOWrapper):
            sortie.reconfigure(errors=LISIBLE)


def ecrire_par_voisins(erreur: UnicodeError) -> tuple[str, int]:
    """Ce qui s'écrit à la place de signes que le terminal ne connaît pas, et où reprendre."""
    assert isinstance(erreur, UnicodeEncodeError)
    refuses = erreur.object[erreur.start : erreur.end]
    return "".join(_voisin(signe, erreur.encoding) for signe in refuses), erreur.end


def _voisin(signe: str, encodage: str) -> str:
    for proche in (VOISINS.get(signe, ""), sans_accent(signe)):
        if proche and _s_ecrit(proche, encodage):
            return proche
    return INCONNU


def _s_ecrit(texte: str, encodage: str) -> bool:
    try:
        texte.encode(encodage)
    except UnicodeEncodeError:
        return False
    return True


codecs.register_error(LISIBLE, ecrire_par_voisins)
