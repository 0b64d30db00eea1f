"""Tous les pas d'un site, dans l'ordre, et le premier qui reste à faire."""

from __future__ import annotations

from dataclasses import dataclass

from .etat import EtatDuSite
from .pas import Avancee, Etude, Pas
from .preparer import erreurs_des_donnees, preparer_le_site
from .publier import publier_le_site
from .remplir import remplir_le_site
from .suivre import suivre_le_site

TEMPS: dict[str, Etude] = {
    "Préparer": preparer_le_site,
    "Remplir": remplir_le_site,
    "Mettre en ligne": publier_le_site,
    "Faire vivre": suivre_le_site,
}
"""Les temps d'un site ; chacun a ses pas."""


@dataclass(frozen=True)
class SuiteDePas:
    """Les pas d'un site, temps par temps."""

    temps: dict[str, list[Pas]]

    @property
    def pas(self) -> list[Pas]:
        """Tous les pas, dans l'ordre."""
        return [pas for du_temps in self.temps.values() for pas in du_temps]

    @property
    def prochain(self) -> Pas | None:
        """Le premier qui reste à faire ; None s'il n'en reste aucun."""
        return next((pas for pas in self.pas if pas.avancee is Avancee.A_FAIRE), None)

    def nombre(self, avancee: Avancee) -> int:
        """Combien de pas en sont là."""
        return sum(pas.avancee is avancee for pas in self.pas)


def dresser_la_suite(etat: EtatDuSite) -> SuiteDePas:
    """Les pas d'un site ; ceux que des données illisibles cachent attendent leur tour."""
    if etat.refus or etat.rapport is None or erreurs_des_donnees(etat):
        return SuiteDePas({"Préparer": list(preparer_le_site(etat))})
    return SuiteDePas({nom: list(etudier(etat)) for nom, etudier in TEMPS.items()})
