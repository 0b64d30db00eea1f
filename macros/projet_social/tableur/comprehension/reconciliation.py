"""Mettre dans un fichier ce que dit un classeur, sans rien perdre de ce qu'il ne dit pas.

Une même date autrement écrite, un même texte autrement coupé ne changent rien. Un indicateur garde
ses valeurs, une étape son statut, si le classeur n'en a que le nom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...ecriture.arbre import ABREGES, en_liste
from ...modele.date_partielle import lire_date
from ...modele.socle import Refus
from .niveaux import forme_de

LISTES_REUNIES = (
    "notes",
    "rattachements",
    "liens",
    "documents",
    "alias",
    "partage_avec",
    "actions_liees",
)
"""Listes où l'import ajoute, sans rien ôter de ce qui y était."""
SANS_NOM = ("annee", "nature", "libelle")
"""Ce qui distingue deux objets d'une liste qui n'ont ni titre ni nom : des lignes de budget."""
DATE_MAXIMUM = 60
"""Signes au-delà desquels un texte n'est pas une date."""
Arbre = dict[str, Any]


def completer(ancien: Arbre, neuf: Mapping[str, Any]) -> None:
    """Met dans un groupe les valeurs que le tableur dit ; le reste n'y bouge pas."""
    for cle, valeur in neuf.items():
        deja = ancien.get(cle)
        if deja is not None and deja_dit(deja, valeur):
            continue
        if cle == "titre" and forme_de(str(deja or "")) == forme_de(valeur):
            continue
        if cle in LISTES_REUNIES:
            dits = en_liste(deja)
            ancien[cle] = dits + [v for v in valeur if not any(deja_dit(d, v) for d in dits)]
        elif isinstance(valeur, list) and deja is not None:
            ancien[cle] = [_enrichir(element, en_liste(deja)) for element in valeur]
        else:
            ancien[cle] = valeur


def deja_dit(ancien: Any, neuf: Any) -> bool:
    """Vrai si une valeur dit déjà tout ce qu'en dit une autre."""
    if isinstance(neuf, Mapping):
        dit = ancien if isinstance(ancien, Mapping) else _developper(ancien, neuf)
        return all(cle in dit and deja_dit(dit[cle], valeur) for cle, valeur in neuf.items())
    if isinstance(neuf, list):
        dits = en_liste(ancien)
        return len(dits) == len(neuf) and all(map(deja_dit, dits, neuf))
    if isinstance(ancien, (Mapping, list)):
        return False
    return _nu(ancien) == _nu(neuf) or _meme_date(str(ancien), str(neuf))


def _enrichir(neuf: Any, anciens: Sequence[Any]) -> Any:
    """L'élément d'une liste, et ce que l'ancien du même nom disait de plus."""
    if not isinstance(neuf, dict):
        return neuf
    for ancien in anciens:
        dit = dict(ancien) if isinstance(ancien, Mapping) else _developper(ancien, neuf)
        if _est_le_meme(dit, neuf):
            completer(dit, neuf)
            return dit
    return neuf


def _developper(ancien: Any, neuf: Mapping[str, Any]) -> Arbre:
    """Un objet écrit d'une simple phrase, sous la clé que l'autre emploie."""
    return {cle: ancien for cle in ABREGES if cle in neuf}


def _est_le_meme(un: Mapping[str, Any], autre: Mapping[str, Any]) -> bool:
    for cle in ABREGES:
        if cle in autre:
            return cle in un and forme_de(str(un[cle])) == forme_de(str(autre[cle]))
    return all(un.get(cle) == autre.get(cle) for cle in SANS_NOM)


def _nu(texte: Any) -> str:
    """Un texte sans ce qu'une case de tableur en change : blancs, sauts de ligne, échappements."""
    return " ".join(str(texte).replace("\\", "").split())


def _meme_date(une: str, autre: str) -> bool:
    if max(len(une), len(autre)) > DATE_MAXIMUM or not any(map(str.isdigit, une)):
        return False
    try:
        lues = lire_date(une), lire_date(autre)
    except Refus:
        return False
    return (lues[0].debut, lues[0].fin) == (lues[1].debut, lues[1].fin)
