"""Deviner l'emboîtement d'une seule colonne : par les mots, les numéros ou les retraits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...modele.vocabulaire import TypeNiveau
from .niveaux import RANG_DE_RETRAIT, Etage, Intitule, PlanLu, profondeur_de

PART = 0.8
"""Part des lignes qui doivent suivre une règle pour qu'elle soit celle de la colonne."""
PART_DES_NUMEROS = 0.6
PROFONDEURS = 6


@dataclass(frozen=True, slots=True)
class LigneTitree:
    """Une ligne du tableau qui porte un intitulé.

    Attributes:
        retrait: le retrait du texte, décalage de colonne compris.
        chargee: vrai si la ligne dit plus que son intitulé et son numéro.
    """

    intitule: Intitule
    numero: str
    retrait: int
    chargee: bool


def etages_de(
    lignes: Sequence[LigneTitree], plan: PlanLu, *, par_colonnes: bool = False
) -> list[Etage]:
    """L'étage de chaque ligne, dans l'ordre.

    Le mot qui ouvre un intitulé (« Axe 1 : ») décide d'abord ; les autres lignes se rangent par
    leurs numéros (1, 1.1, 1.1.1), sinon par leurs retraits ; à défaut, toutes sont des actions.

    Args:
        par_colonnes: vrai si des colonnes disent déjà les niveaux : une ligne est une action.
    """
    sans_mot = [ligne for ligne in lignes if ligne.intitule.mot is None]
    types = {ligne.intitule.mot.type for ligne in lignes if ligne.intitule.mot is not None}
    rangs = [] if par_colonnes else _par_numeros(sans_mot) or _par_retraits(sans_mot)
    rangs = rangs or [0] * len(sans_mot)
    fond = max(rangs, default=0)
    if not fond and sans_mot and types == {TypeNiveau.ACTION}:
        fond = 1  # seules les actions disent leur mot : tout le reste est au-dessus d'elles
    suite = iter(rangs)
    etages = []
    for ligne in lignes:
        if ligne.intitule.mot is not None:
            etages.append(plan.etage_du_mot(ligne.intitule.mot))
        elif (rang := next(suite)) == fond:
            etages.append(plan.action)
        else:
            etages.append(plan.etage(f"retrait:{rang}", RANG_DE_RETRAIT + rang))
    return _feuilles_chargees(lignes, etages, plan)


def _feuilles_chargees(
    lignes: Sequence[LigneTitree], etages: list[Etage], plan: PlanLu
) -> list[Etage]:
    """Une ligne sans rien dessous qui dit son pilote ou ses dates est une action."""
    rendus = list(etages)
    for rang, (ligne, etage) in enumerate(zip(lignes, etages, strict=True)):
        suivante = etages[rang + 1] if rang + 1 < len(etages) else None
        seule = suivante is None or suivante.rang <= etage.rang
        if ligne.chargee and seule and ligne.intitule.mot is None:
            rendus[rang] = plan.action
    return rendus


def _par_numeros(lignes: Sequence[LigneTitree]) -> list[int]:
    codes = [
        (ligne.numero if profondeur_de(ligne.numero) else ligne.intitule.numero).rstrip(".")
        for ligne in lignes
    ]
    profondeurs = [profondeur_de(code) for code in codes]
    connues = sorted({p for p in profondeurs if p})
    if len(connues) < 2 or sum(map(bool, profondeurs)) < PART * len(lignes):
        return []
    presents = set(codes)
    fils = [code for code, p in zip(codes, profondeurs, strict=True) if p > connues[0]]
    orphelins = sum(code.rpartition(".")[0] not in presents for code in fils)
    if orphelins > (1 - PART) * len(fils):
        return []
    return [connues.index(p) if p else len(connues) - 1 for p in profondeurs]


def _par_retraits(lignes: Sequence[LigneTitree]) -> list[int]:
    crans = sorted({ligne.retrait for ligne in lignes})
    if not 2 <= len(crans) <= PROFONDEURS or lignes[0].retrait != crans[0]:
        return []
    return [crans.index(ligne.retrait) for ligne in lignes]


def numeros_dans_les_titres(lignes: Sequence[LigneTitree]) -> bool:
    """Vrai si les intitulés sont numérotés pour de bon, et non par accident."""
    sans_mot = [ligne for ligne in lignes if ligne.intitule.mot is None]
    numerotes = sum(bool(ligne.intitule.numero) for ligne in sans_mot)
    return numerotes > 0 and numerotes >= PART_DES_NUMEROS * len(sans_mot)
