"""Lire un document et le comprendre, sans passer par un autre processus."""

from __future__ import annotations

from collections import Counter
from typing import Any

from projet_social.classeur.a_part import lire_ici
from projet_social.classeur.classeur import Classeur
from projet_social.document.ouverture import LECTEURS
from projet_social.tableur.comprehension.compte_rendu import plan_en_retrait
from projet_social.tableur.comprehension.importation import Import, Resultat

from ..tableur.comprehension.test_compte_des_cellules import CIBLE, REFERENTIEL
from .fabrique import DOCUMENTS

ACTIONS = "territoires/val/actions/"


def lire(octets: bytes, sorte: str = "docx") -> Classeur:
    """Le document en classeur."""
    return lire_ici(LECTEURS[sorte], octets)


def importer(octets: bytes, sorte: str = "docx") -> Resultat:
    """Importe un document dans un territoire inventé ; chaque paragraphe y a son sort."""
    return Import(lire(octets, sorte)).lire(REFERENTIEL, CIBLE)


def importer_le_document(nom: str) -> Resultat:
    """Importe un fichier de `documents/`."""
    return importer((DOCUMENTS / nom).read_bytes(), nom.rpartition(".")[2])


def plan(resultat: Resultat) -> list[str]:
    """Le plan, ligne à ligne."""
    return plan_en_retrait(resultat).splitlines()


def fiches(resultat: Resultat) -> list[dict[str, Any]]:
    """Les fiches, sans ce qui dépend de l'ordre ni ce qui reste à ranger."""
    return [
        {cle: valeur for cle, valeur in arbre.items() if cle not in ("notes", "rang")}
        for nom, arbre in resultat.arbres.fichiers.items()
        if nom.startswith(ACTIONS)
    ]


def sorts(resultat: Resultat) -> Counter[str]:
    """Combien de paragraphes et de cellules ont chaque sort, règle comprise."""
    return sum(resultat.rapport.comptes().values(), Counter())


def sort_de(resultat: Resultat, texte: str) -> str:
    """Le sort du paragraphe ou de la cellule qui dit ce texte."""
    rapport = resultat.rapport
    (trouve,) = [
        f"{sort} : {regle}" if regle else str(sort)
        for ou, (sort, regle) in rapport.sorts.items()
        if rapport.grilles[ou.rang].texte(ou.ligne, ou.colonne) == texte
    ]
    return trouve
