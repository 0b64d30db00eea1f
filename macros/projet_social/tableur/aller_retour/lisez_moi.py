"""La première feuille d'un classeur : ce qu'il contient, comment le remplir, comment le rendre."""

from __future__ import annotations

from ...classeur.accueil import FeuilleDAccueil
from ...classeur.classeur import Feuille
from ...modele.socle import Objet
from ...modele.territoire import Territoire
from ..colonnes import onglets
from .mise_a_plat import Tables

REGLES = (
    "Chaque onglet est une sorte d'objet, chaque ligne en est un, chaque colonne un champ. La note "
    "d'un en-tête (triangle au coin de la case) dit quoi y écrire.",
    "La colonne « Fait partie de » rattache une ligne à celle qui la contient, par son identifiant "
    "ou son repère : une étape à son action, un budget à son étape.",
    "Là où une case peut contenir plusieurs valeurs, écrire une valeur par ligne : Alt+Entrée dans "
    "Excel, Ctrl+Entrée dans LibreOffice. Une ligne qui commence par deux espaces prolonge la "
    "valeur d'avant.",
    "Pour ajouter une action, remplir une ligne vide : un titre suffit, et « Rattachements » dit "
    "l'axe, l'enjeu ou l'objectif qu'elle sert. Une case « Identifiant » vide se tire du titre.",
    "Pour retirer une action, ôter sa ligne ; il faudra le confirmer au retour (--supprimer).",
    "Une date s'écrit comme on la dit : 28 mars 2017, mars 2017, 2e trimestre 2018, 2015 à 2019. "
    "Un montant aussi : 12 000 € TTC par an, 0,5 ETP.",
    "Les onglets et les en-têtes ne se renomment pas ; leur ordre, les largeurs, les couleurs et "
    "les filtres sont à vous. L'onglet « Suivi », caché, dit d'où vient ce classeur.",
)
"""Ce qu'il faut savoir pour le remplir."""
RETOUR = (
    "Pour reprendre ce classeur : « projet-social importer » suivi du nom du fichier. La commande "
    "montre ce qui changerait avant de l'écrire, et ne touche qu'aux fichiers qui changent."
)


def lisez_moi(tables: Tables) -> Feuille:
    """La feuille d'accueil."""
    territoire = tables[Territoire][0].brut if tables[Territoire] else {}
    accueil = FeuilleDAccueil(34, 10, 84)
    accueil.dire(f"{territoire.get('nom', 'Un territoire')} : le projet en classeur", "titre")
    accueil.dire("Tout ce que disent les données de ce territoire est dans ce classeur.")
    accueil.dire()
    accueil.dire("Comment le remplir", "sous_titre")
    for regle in (*REGLES, RETOUR):
        accueil.dire(regle)
    accueil.dire()
    accueil.dire("Les onglets", "sous_titre")
    accueil.decrire_les_onglets(
        ("Onglet", "Lignes", "Contenu"),
        [(o.nom, len(tables[o.modele]), _phrase(o.modele)) for o in onglets()],
    )
    return accueil.feuille


def _phrase(modele: type[Objet]) -> str:
    """La première phrase de la docstring d'un modèle."""
    return " ".join((modele.__doc__ or "").split("\n\n")[0].split())
