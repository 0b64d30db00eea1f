"""Où une adresse paraît : sur le site d'ensemble, ou sur celui d'un seul territoire.

Partout dans le programme, une page, un fichier ou une ancre n'a qu'une adresse, celle du site
d'ensemble (`territoires/<slug>/axes/x/`). Ce module seul dit ce qu'elle devient une fois publiée :
`axes/x/` sur le site du territoire, rien si la page y manque. Il ne connaît aucune page : qu'une
adresse ait une place ne dit pas que quelque chose s'y trouve (voir `publication.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from .fixe import AdresseFixe

D_ENSEMBLE = (AdresseFixe.COMMUNES, AdresseFixe.COMPARAISON, AdresseFixe.TERRITOIRES)
"""Ce qui n'a pas de sens pour un seul territoire : choisir le sien, le comparer."""


@dataclass(frozen=True, slots=True)
class Adressage:
    """La règle qui place les adresses d'un site.

    Attributes:
        territoire: identifiant du seul territoire publié ; vide pour le site d'ensemble.
        otees: pages et rubriques que le site ne publie pas (`glossaire`, `reference/macros`).
    """

    territoire: str = ""
    otees: frozenset[str] = frozenset()

    @property
    def seul(self) -> bool:
        """Vrai si le site n'est que celui d'un territoire : son plan est à la racine."""
        return bool(self.territoire)

    @property
    def entier(self) -> bool:
        """Vrai si tout paraît, à sa propre adresse."""
        return not (self.territoire or self.otees)

    @property
    def accueil(self) -> str:
        """L'adresse d'ensemble de la page qui sert d'accueil."""
        return f"{AdresseFixe.TERRITOIRES}{self.territoire}/" if self.territoire else ""

    def placer(self, adresse: str) -> str | None:
        """L'adresse publique, ancre comprise ; None si rien ne paraît à cette adresse.

        Args:
            adresse: adresse d'ensemble d'une page, d'un fichier ou d'une ancre.
        """
        if self.est_otee(adresse):
            return None
        if not self.seul:
            return adresse
        if adresse.startswith(self.accueil):
            return adresse.removeprefix(self.accueil)
        if not adresse.partition("#")[0] or adresse.startswith(D_ENSEMBLE):
            return None
        return adresse

    def est_otee(self, adresse: str) -> bool:
        """Vrai si la page, ou la rubrique qui la contient, est ôtée de ce site."""
        return not self.otees.isdisjoint(rubriques(adresse))


def rubriques(adresse: str) -> list[str]:
    """Les noms qui ôtent une adresse, de la rubrique à la page.

    Chez un territoire, ils se comptent après son nom : `synthese` ôte toutes les synthèses.

    >>> rubriques("reference/macros/#carte")
    ['reference', 'reference/macros']
    >>> rubriques("territoires/val/synthese/")
    ['synthese']
    """
    parties = adresse.partition("#")[0].strip("/").split("/")
    if len(parties) > 2 and adresse.startswith(AdresseFixe.TERRITOIRES):
        parties = parties[2:]
    return ["/".join(parties[: rang + 1]) for rang in range(len(parties)) if parties[rang]]
