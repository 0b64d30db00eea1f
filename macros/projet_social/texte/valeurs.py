"""Ce que dit un champ du modèle, en toutes lettres : le mot d'une liste, un nombre, un objet."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ..modele.catalogue import ChampDuModele, SorteDeValeur, champs_du_modele
from ..modele.socle import Objet
from ..modele.vocabulaire import Vocabulaire
from .typographie import nombre_ecrit

Taire = Callable[[type[Objet], str], object]


def _rien(_modele: type[Objet], _nom: str) -> bool:
    return False


@cache
def champs_a_lire(modele: type[Objet], taire: Taire = _rien) -> tuple[ChampDuModele, ...]:
    """Les champs d'un modèle, cherchés une fois pour tous ses objets."""
    return tuple(champs_du_modele(modele, taire))


def dire_le_champ(champ: ChampDuModele, objet: Objet, taire: Taire = _rien) -> list[str]:
    """Le texte de chaque valeur d'un champ ; aucun pour un champ vide.

    Args:
        taire: vrai pour un champ dont on ne veut rien, dans les objets que celui-ci contient.
    """
    lue = champ.lire(objet)
    valeurs = lue if isinstance(lue, tuple) else (lue,)
    return [_ecrire(champ, valeur, taire) for valeur in valeurs if valeur is not None]


def _ecrire(champ: ChampDuModele, valeur: Any, taire: Taire) -> str:
    if isinstance(valeur, Objet):
        contenus = champs_a_lire(type(valeur), taire)
        return ", ".join(t for contenu in contenus for t in dire_le_champ(contenu, valeur, taire))
    if isinstance(valeur, Vocabulaire):
        return valeur.libelle
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, int | float) and champ.sorte is not SorteDeValeur.ANNEE:
        return nombre_ecrit(valeur)
    return str(valeur)
