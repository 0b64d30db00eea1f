"""Poser des questions qui se reposent : une liste où choisir, une réponse à corriger.

Ne sert qu'en terminal. Une entrée qui se ferme (fin de fichier) vaut un refus, jamais une attente.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from .commandes.refus import RefusDeCommande
from .console import demander, en_terminal

T = TypeVar("T")

ESSAIS_MAXIMUM = 5
"""Réponses refusées au bout desquelles on renonce : l'entrée n'est sans doute pas une personne."""


def obtenir(question: str, lire: Callable[[str], T], defaut: str = "") -> T:
    """Pose une question jusqu'à ce que la réponse soit lue.

    Args:
        lire: rend la valeur d'une réponse, ou lève `RefusDeCommande` pour la redemander.
        defaut: réponse d'une ligne vide.

    Raises:
        RefusDeCommande: trop de réponses refusées.
    """
    for _ in range(ESSAIS_MAXIMUM):
        try:
            return lire(demander(question, defaut))
        except RefusDeCommande as refus:
            print(f"  {refus}", file=sys.stderr)
    raise RefusDeCommande(f"« {question} » : {ESSAIS_MAXIMUM} réponses refusées ; recommencer")


def demander_un_choix(
    question: str, propositions: Sequence[T], aucune: str = "", defaut: int = 1
) -> T | None:
    """Montre une liste numérotée et rend ce qui est choisi.

    Args:
        aucune: ce que veut dire 0, si l'on peut ne rien choisir.
        defaut: numéro d'une ligne vide.
    """
    for rang, proposition in enumerate(propositions, 1):
        print(f"  {rang}. {proposition}", file=sys.stderr)
    if aucune:
        print(f"  0. {aucune}", file=sys.stderr)
    premier = 0 if aucune else 1

    def lire(reponse: str) -> T | None:
        if not reponse.isdigit() or not premier <= int(reponse) <= len(propositions):
            raise RefusDeCommande(f"écrire un numéro, de {premier} à {len(propositions)}")
        return propositions[int(reponse) - 1] if int(reponse) else None

    return obtenir(question, lire, str(defaut))


def accepter(question: str, defaut: bool = True) -> bool:
    """Pose une question à laquelle on répond par oui ou par non."""

    def lire(reponse: str) -> bool:
        mot = reponse.lower()
        if mot not in ("o", "oui", "n", "non"):
            raise RefusDeCommande("répondre oui ou non")
        return mot.startswith("o")

    return obtenir(question, lire, "oui" if defaut else "non")


def renonce(oui: bool, question: str = "Écrire ? oui ou non") -> bool:
    """Vrai si la personne, quand il y en a une et que rien n'a dit oui pour elle, dit non."""
    return en_terminal() and not oui and not accepter(question)
