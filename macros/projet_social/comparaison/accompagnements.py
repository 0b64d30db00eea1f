"""La liste des intercommunalités accompagnées : ce que l'on en garde."""

from __future__ import annotations

from ..modele.dossier import Accompagnements
from ..modele.vocabulaire import EtatEntite
from .selection import permettre


def retenir(liste: Accompagnements, departement: str = "", etat: str = "") -> Accompagnements:
    """Les lignes d'un département et d'un état ; toutes sans filtre.

    Args:
        departement: numéro de département, tel qu'imprimé.

    Raises:
        Inconnu: numéro que la liste n'emploie pas, ou état inconnu.
    """
    connus = {code for ligne in liste.lignes for code in ligne.departements}
    permettre("département", departement, sorted(connus))
    permettre("état d'une entité", etat, list(EtatEntite))
    groupes = []
    for groupe in liste.groupes:
        lignes = tuple(
            ligne
            for ligne in groupe.accompagnements
            if (not departement or departement in ligne.departements)
            and (not etat or ligne.etat == etat)
        )
        if lignes:
            groupes.append(groupe.model_copy(update={"accompagnements": lignes}))
    return liste.model_copy(update={"groupes": tuple(groupes)})
