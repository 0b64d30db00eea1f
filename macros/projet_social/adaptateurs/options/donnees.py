"""Ce que l'on tape pour écrire les données et les tenir à jour."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...lecture.anomalie import FORMATS
from .registre import commande, dossier_des_donnees, drapeau, option_donnees


@commande("projet-social verifier", "projet-social verifier data --format json")
def verifier(analyseur: argparse.ArgumentParser) -> None:
    """Vérifie les données et dit tout ce qui ne va pas."""
    dossier_des_donnees(analyseur)
    analyseur.add_argument(
        "--format",
        choices=FORMATS,
        default="texte",
        help="texte, json, ou annotations pour les forges (défaut : texte)",
    )
    drapeau(
        analyseur,
        "--production",
        "refuse aussi toute donnée légale absente, comme une construction de production",
    )


@commande(
    'projet-social fiche se-deplacer "Une navette les jours de marché"',
    'projet-social fiche 1.1 "Covoiturer" --territoire questembert --brouillon',
)
def fiche(analyseur: argparse.ArgumentParser) -> None:
    """Crée une fiche-action commentée, à sa place."""
    analyseur.add_argument(
        "axe", help="ce que sert l'action : identifiant, numéro ou titre d'un axe, d'un objectif…"
    )
    analyseur.add_argument("titre", help="titre de l'action, entre guillemets")
    analyseur.add_argument("--id", help="identifiant de la fiche (défaut : tiré du titre)")
    analyseur.add_argument("--territoire", help="identifiant du territoire, s'il y en a plusieurs")
    drapeau(analyseur, "--brouillon", "la fiche ne paraît pas tant qu'elle l'est")
    option_donnees(analyseur)


@commande(
    'projet-social figer "Voté le 12 décembre 2025"',
    'projet-social figer "Voté par le conseil" --date 2025-12-12 --territoire questembert',
)
def figer(analyseur: argparse.ArgumentParser) -> None:
    """Garde un plan tel qu'il est ce jour : le site montrera cette version, et ce qui a changé."""
    analyseur.add_argument(
        "titre", nargs="?", default="", help="ce qui s'est passé, et quand, entre guillemets"
    )
    analyseur.add_argument(
        "--date", default="", metavar="JOUR", help="le jour, si le titre ne le dit pas"
    )
    analyseur.add_argument("--territoire", help="identifiant du territoire, s'il y en a plusieurs")
    analyseur.add_argument(
        "--projet", metavar="PLAN", help="identifiant du plan, s'il y en a plusieurs"
    )
    option_donnees(analyseur)


@commande(
    'projet-social suivre navettes-au-marche en_cours --depuis "mars 2026"',
    'projet-social suivre 3 en_pause --motif "Le minibus n\'est pas livré."',
    'projet-social suivre "Une navette les jours de marché" terminée --avancement 100',
)
def suivre(analyseur: argparse.ArgumentParser) -> None:
    """Dit où en est une action, et garde ce qu'elle était avant."""
    analyseur.add_argument(
        "action", help="l'action : son identifiant, son numéro ou son titre entre guillemets"
    )
    analyseur.add_argument(
        "statut",
        help="piste, a_venir, en_amorcage, en_cours, realisee, en_pause ou abandonnee ; ou un mot "
        "courant, comme terminée",
    )
    analyseur.add_argument(
        "--depuis",
        metavar="DATE",
        help="depuis quand, même à peu près : mars 2026, automne 2025 (défaut : aujourd'hui)",
    )
    analyseur.add_argument(
        "--motif", help="pourquoi ; obligatoire d'une action en pause ou abandonnée"
    )
    analyseur.add_argument("--avancement", metavar="N", help="pourcentage, de 0 à 100")
    analyseur.add_argument("--territoire", help="identifiant du territoire, s'il y en a plusieurs")
    drapeau(analyseur, "--essai", "montre sans rien écrire")
    option_donnees(analyseur)


@commande("projet-social migrer --essai", "projet-social migrer data")
def migrer(analyseur: argparse.ArgumentParser) -> None:
    """Met les données au format du programme, après l'avoir montré."""
    dossier_des_donnees(analyseur)
    drapeau(analyseur, "--essai", "montre sans rien écrire")
    drapeau(analyseur, "--oui", "écrit sans demander, même sur un terminal")


@commande("projet-social schema schemas")
def schema(analyseur: argparse.ArgumentParser) -> None:
    """Écrit les schémas JSON qui guident les éditeurs de texte."""
    analyseur.add_argument("sortie", type=Path, help="dossier où écrire les schémas")


@commande("projet-social vider-l-exemple --essai", "projet-social vider-l-exemple")
def vider_l_exemple(analyseur: argparse.ArgumentParser) -> None:
    """Ôte ce qui reste de l'exemple inventé, et garde ce que vous avez écrit."""
    option_donnees(analyseur)
    drapeau(analyseur, "--essai", "montre sans rien écrire")
    drapeau(analyseur, "--oui", "écrit sans demander, même sur un terminal")
