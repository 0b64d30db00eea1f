"""Écrire une valeur en YAML, dans le style des fichiers de `data/`.

Une clé par ligne, les identifiants entre crochets, les paragraphes derrière une barre, cent
signes par ligne : ce qu'une personne écrirait, et relirait sans peine dans un diff.
"""

from __future__ import annotations

import json
import re
import textwrap

from .arbre import Arbre
from .porte_yaml import se_lit_comme_un_texte

LARGEUR = 100
"""Signes d'une ligne, là où le texte peut se plier."""
PAIRES_EN_LIGNE = 3
"""Clés d'un groupe que l'on écrit encore entre accolades."""
LISIBLES = re.compile(
    r"[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)
"""Les signes que YAML laisse tels quels hors des guillemets."""
RESERVES = tuple("-?:,[]{}#&*!|>'\"%@`=<~ .")
"""Premiers signes qui demandent des guillemets."""
MOT = re.compile(r"[\w-]+")


def rendre(arbre: Arbre) -> str:
    """Un fichier entier."""
    if not isinstance(arbre, dict):
        raise TypeError("un fichier de données est un groupe de clés")
    return "".join(f"{ligne}\n" for cle, v in arbre.items() for ligne in entree(cle, v, 0))


def entree(cle: str, valeur: Arbre, colonne: int, style: str = "") -> list[str]:
    """Les lignes d'une clé et de sa valeur, comptées à partir de la colonne de la clé.

    Args:
        cle: la clé.
        valeur: sa valeur, sans vide.
        colonne: cette colonne, pour savoir où plier.
        style: les guillemets à garder, s'il y en avait.
    """
    debut = f"{texte_en_ligne(cle)}:"
    if isinstance(valeur, str):
        premiere, *suite = texte(valeur, colonne, len(debut) + 1, style)
        return [f"{debut} {premiere}", *suite]
    if isinstance(valeur, dict):
        court = en_ligne(valeur)
        if _tient_en_ligne(valeur) and colonne + len(debut) + 1 + len(court) <= LARGEUR:
            return [f"{debut} {court}"]
        return [debut, *_sous([li for c, v in valeur.items() for li in entree(c, v, colonne + 2)])]
    court = en_ligne(valeur)
    mots = all(isinstance(v, str) and MOT.fullmatch(v) for v in valeur)
    if mots and colonne + len(debut) + 1 + len(court) <= LARGEUR:
        return [f"{debut} {court}"]
    return [debut, *_sous([ligne for v in valeur for ligne in element(v, colonne + 2)])]


def element(valeur: Arbre, colonne: int, style: str = "") -> list[str]:
    """Les lignes d'un élément de liste, comptées à partir de son tiret."""
    if isinstance(valeur, str):
        premiere, *suite = texte(valeur, colonne, 2, style)
        return [f"- {premiere}", *suite]
    if isinstance(valeur, dict):
        lignes = [ligne for c, v in valeur.items() for ligne in entree(c, v, colonne + 2)]
    else:
        lignes = [ligne for v in valeur for ligne in element(v, colonne + 2)]
    return [f"- {lignes[0]}", *_sous(lignes[1:])]


def texte(valeur: str, colonne: int, avant: int, style: str = "") -> list[str]:
    """Un texte, sur une ligne ou en bloc.

    Args:
        valeur: le texte, sans blancs autour.
        colonne: le retrait de ce qui le contient.
        avant: les signes déjà écrits sur sa ligne.
        style: les guillemets à garder, s'il y en avait ; un texte sur une ligne y reste.
    """
    bloc = LISIBLES.fullmatch(valeur) is not None
    if bloc and ("\n" in valeur or style == "|"):
        return ["|", *_sous(valeur.split("\n"))]
    long = colonne + avant + len(valeur) > LARGEUR and " " in valeur
    if bloc and (style == ">" or (not style and long)) and "  " not in valeur:
        plies = textwrap.wrap(
            valeur, LARGEUR - colonne - 2, break_long_words=False, break_on_hyphens=False
        )
        if " ".join(plies) == valeur:
            return [">-", *_sous(plies)]
    return [texte_en_ligne(valeur, style)]


def texte_en_ligne(valeur: str, style: str = "", *, flux: bool = False) -> str:
    """Un texte sur une ligne : nu s'il le peut, sinon entre guillemets."""
    if style == "'" and LISIBLES.fullmatch(valeur) and "\n" not in valeur:
        return "'" + valeur.replace("'", "''") + "'"
    nu = (
        style not in ('"', "'")
        and LISIBLES.fullmatch(valeur)
        and not valeur.startswith(RESERVES)
        and not valeur.endswith(":")
        and not re.search(r": | #|\n", valeur)
        and not (flux and re.search(r"[,\[\]{}:]", valeur))
        and se_lit_comme_un_texte(valeur)
    )
    if nu:
        return valeur
    return re.sub(
        r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u2028\u2029\ufeff]",
        lambda signe: f"\\u{ord(signe[0]):04X}",
        json.dumps(valeur, ensure_ascii=False),
    )


def en_ligne(valeur: Arbre) -> str:
    """Une valeur entre crochets ou accolades, sur une ligne."""
    if isinstance(valeur, str):
        return texte_en_ligne(valeur, flux=True)
    if isinstance(valeur, dict):
        paires = (f"{texte_en_ligne(c, flux=True)}: {en_ligne(v)}" for c, v in valeur.items())
        return "{" + ", ".join(paires) + "}"
    return "[" + ", ".join(map(en_ligne, valeur)) + "]"


def _tient_en_ligne(groupe: dict[str, Arbre]) -> bool:
    return len(groupe) <= PAIRES_EN_LIGNE and all(
        isinstance(v, str) and "\n" not in v for v in groupe.values()
    )


def _sous(lignes: list[str]) -> list[str]:
    """Les lignes deux colonnes plus loin ; une ligne vide le reste."""
    return [f"  {ligne}" if ligne else "" for ligne in lignes]
