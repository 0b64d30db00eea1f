"""La liste des intercommunalités accompagnées : ce que l'on en garde, ce qu'elle compte."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..modele.dossier import Accompagnement, Accompagnements
from ..modele.vocabulaire import EtatEntite
from .selection import permettre


@dataclass(frozen=True)
class GroupeRetenu:
    """Une partie de la liste et celles de ses lignes que l'on garde, dans l'ordre de la source."""

    titre: str
    lignes: tuple[Accompagnement, ...]


@dataclass(frozen=True)
class Accompagnes:
    """Les lignes gardées, par partie de la liste."""

    groupes: tuple[GroupeRetenu, ...]

    @property
    def lignes(self) -> list[Accompagnement]:
        """Toutes les lignes, dans l'ordre de la source."""
        return [ligne for groupe in self.groupes for ligne in groupe.lignes]

    @property
    def publiees(self) -> int:
        """Combien de lignes ont leur territoire ici."""
        return sum(1 for ligne in self.lignes if ligne.territoire)

    @property
    def etats(self) -> list[tuple[EtatEntite, int]]:
        """Combien de lignes dans chaque état, dans l'ordre du vocabulaire, sans les zéros."""
        comptes = Counter(ligne.etat for ligne in self.lignes)
        return [(etat, comptes[etat]) for etat in EtatEntite if comptes[etat]]


def retenir(liste: Accompagnements, departement: str = "", etat: str = "") -> Accompagnes:
    """Les lignes d'un département et d'un état ; toutes sans filtre.

    Args:
        departement: numéro de département, tel qu'imprimé.

    Raises:
        Inconnu: numéro que la liste n'emploie pas, ou état inconnu.
    """
    toutes = [ligne for groupe in liste.groupes for ligne in groupe.accompagnements]
    connus = {code for ligne in toutes for code in ligne.departements}
    permettre("département", departement, sorted(connus))
    permettre("état d'une entité", etat, list(EtatEntite))
    groupes = (
        GroupeRetenu(
            groupe.titre,
            tuple(
                ligne
                for ligne in groupe.accompagnements
                if (not departement or departement in ligne.departements)
                and (not etat or ligne.etat == etat)
            ),
        )
        for groupe in liste.groupes
    )
    return Accompagnes(tuple(groupe for groupe in groupes if groupe.lignes))
