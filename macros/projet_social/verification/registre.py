"""Le registre des vérifications : une fonction décorée s'inscrit, et rien d'autre à déclarer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..corpus.corpus import Corpus
from ..inscription import inscrire_le_paquet
from ..lecture.anomalie import Anomalie

Fonction = Callable[[Corpus], Iterator[Anomalie]]


@dataclass(frozen=True)
class Verification:
    """Une vérification et les fichiers sans lesquels elle n'a pas de sens."""

    fonction: Fonction
    suppose: tuple[str, ...] = ()


VERIFICATIONS: dict[str, Verification] = {}
"""Les vérifications inscrites, par nom de fonction."""


def verification(*suppose: str) -> Callable[[Fonction], Fonction]:
    """Inscrit une vérification.

    Args:
        suppose: fichiers qui doivent être lisibles pour qu'elle ait un sens.
    """

    def inscrire(fonction: Fonction) -> Fonction:
        VERIFICATIONS[fonction.__name__] = Verification(fonction, suppose)
        return fonction

    return inscrire


def verifier(corpus: Corpus, illisibles: set[str]) -> list[Anomalie]:
    """Passe toutes les vérifications dont les fichiers supposés sont lisibles."""
    inscrire_le_paquet(__package__)
    return [
        anomalie
        for inscrite in VERIFICATIONS.values()
        if illisibles.isdisjoint(inscrite.suppose)
        for anomalie in inscrite.fonction(corpus)
    ]
