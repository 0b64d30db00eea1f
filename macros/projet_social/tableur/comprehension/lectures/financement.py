"""Qui paie, combien : un financeur et son montant ne se séparent pas."""

from __future__ import annotations

from ..decoupage import en_prose, structures_de
from ..grille import texte_de
from ..niveaux import ApportDeCellule
from ..saisie import Saisie
from .composees import lire_un_budget, montant_ecrit
from .registre import lecture


@lecture("financements")
def _financements(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    """À côté de colonnes « Financeur 1, 2… », ce que l'on dit du financement est une phrase."""
    nom = apport.colonne.parties[-1]
    saisie.poursuivre("moyens", apport, f"**{nom}** : {en_prose(texte)}")


@lecture("montant_du_financeur")
def _montant(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    """Attend son financeur ; sans colonne de financeur, c'est un budget."""
    if apport.colonne.avec is None:
        lire_un_budget(saisie, apport, texte)
    else:
        financement = saisie.financements.setdefault(apport.colonne.avec, [None, None])
        financement[1] = apport


@lecture("financeur_chiffre")
def _financeur(saisie: Saisie, apport: ApportDeCellule, _texte: str) -> None:
    """Un financeur qui a une colonne de montant : l'un attend l'autre."""
    saisie.financements.setdefault(apport.colonne.rang, [None, None])[0] = apport


def ranger_les_financements(saisie: Saisie) -> None:
    """« Région (12 000 € HT) » : le montant reste avec qui le donne, et ne s'additionne pas."""
    for financeur, montant in saisie.financements.values():
        combien = montant and montant_ecrit(montant, texte_de(montant.cellule.valeur))
        if financeur is None:
            assert montant is not None
            saisie.refuser_la_valeur(
                montant,
                str(combien),
                "montant sans financeur",
                "dire qui le donne, dans la colonne d'à côté",
            )
            continue
        noms = structures_de(texte_de(financeur.cellule.valeur))
        if combien and noms:
            noms = [f"{', '.join(noms)} ({combien})"]
        if noms:
            saisie.allonger("financeurs", financeur, noms)
        if montant is not None and noms:
            saisie.placer("financeurs", montant)
        elif montant is not None:
            saisie.laisser(montant, str(combien), "montant sans financeur")
