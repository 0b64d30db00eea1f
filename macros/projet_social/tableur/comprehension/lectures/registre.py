"""Le registre des lectures : à chaque sorte de colonne, la fonction qui lit ses cellules."""

from __future__ import annotations

from collections.abc import Callable

from ....inscription import inscrire_le_paquet
from ..grille import sans_resultat, texte_de
from ..hors_de_propos import dire_le_hors_de_propos
from ..niveaux import ApportDeCellule
from ..noms_de_colonnes import A_RANGER
from ..saisie import Saisie

Lecture = Callable[[Saisie, ApportDeCellule, str], None]
LECTURES: dict[str, Lecture] = {}
"""Champ nommé par une colonne → la fonction qui en lit les cellules."""


def lecture(*champs: str) -> Callable[[Lecture], Lecture]:
    """Inscrit la lecture de ces champs."""

    def inscrire(fonction: Lecture) -> Lecture:
        for champ in champs:
            LECTURES[champ] = fonction
        return fonction

    return inscrire


def toutes_les_lectures() -> dict[str, Lecture]:
    """Toutes les lectures, par champ."""
    inscrire_le_paquet(__package__)
    return LECTURES


def lire_la_cellule(saisie: Saisie, apport: ApportDeCellule) -> None:
    """Lit une cellule selon sa colonne ; une formule sans résultat reste à ranger."""
    texte = texte_de(apport.cellule.valeur)
    if sans_resultat(texte):
        saisie.refuser_la_valeur(
            apport,
            texte,
            f"formule sans résultat (« {texte[:40]} »)",
            "la corriger dans le tableur, puis l'enregistrer",
        )
        return
    if constat := dire_le_hors_de_propos(apport, texte):
        saisie.refuser_la_valeur(apport, texte, constat, "la mettre dans la colonne qui convient")
        return
    lectures = toutes_les_lectures()
    champ = apport.colonne.sens.champ  # le numéro d'un niveau qui n'a pas de colonne reste à ranger
    lectures[champ if champ in lectures else A_RANGER](saisie, apport, texte)
