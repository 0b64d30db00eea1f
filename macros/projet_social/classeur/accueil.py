"""La première feuille d'un classeur : ce qu'il est, et le chemin vers chaque onglet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from .classeur import Cellule, Feuille, Plage, Valeur
from .habits import HABITS, lignes_de_texte

ACCUEIL = "Lisez-moi"
"""Le nom de cette feuille, dans tous nos classeurs."""
COULEUR = "22406B"


class FeuilleDAccueil:
    """Des phrases sur toute la largeur, puis un tableau des onglets.

    Args:
        largeurs: largeur de chaque colonne du tableau, en signes.
    """

    def __init__(self, *largeurs: float) -> None:
        self.feuille = Feuille(ACCUEIL, largeurs=[*largeurs], couleur=COULEUR)
        self.feuille.habits = ["" for _ in largeurs]

    def dire(self, dit: str | Cellule = "", habit: str = "courant") -> None:
        """Ajoute une phrase, ou une ligne vide."""
        cellule = dit if isinstance(dit, Cellule) else Cellule(dit or None, habit=habit)
        ligne = len(self.feuille.lignes)
        self.feuille.lignes.append([cellule])
        self.feuille.fusions.append(Plage(ligne, 0, ligne, len(self.feuille.largeurs) - 1))
        taille = HABITS[cellule.habit].taille / HABITS["courant"].taille
        lignes = lignes_de_texte(str(cellule.valeur or ""), sum(self.feuille.largeurs) / taille)
        self.feuille.hauteurs[ligne] = math.ceil(lignes * taille)

    def decrire_les_onglets(
        self, entetes: Sequence[str], onglets: Iterable[tuple[str, *tuple[Valeur, ...]]]
    ) -> None:
        """Ajoute le tableau : le nom de chaque onglet, qui y mène, et ce que l'on en dit."""
        self.feuille.lignes.append([Cellule(entete, habit="entete") for entete in entetes])
        for nom, *suite in onglets:
            self.feuille.lignes.append(
                [
                    Cellule(nom, vers=(nom, 1), habit="lien"),
                    *(Cellule(v, habit="aide" if isinstance(v, str) else "nombre") for v in suite),
                ]
            )
