"""Les adresses du formulaire, et leur lecture."""

from __future__ import annotations

from urllib.parse import urlencode

from .partie import PartieDeFichier

ACCUEIL = "/"
TERRITOIRE = "/territoire"
OUVRIR = "/ouvrir"
AJOUTER = "/ajouter"
FICHE_NEUVE = "/fiche"
SUPPRIMER = "/supprimer"
DEPLACER = "/deplacer"
VERIFIER = "/verifier"
VOIR = "/voir"
HABIT = "/habit.css"
SCRIPT = "/saisie.js"


def adresse_du_territoire(slug: str) -> str:
    """L'accueil d'un territoire."""
    return f"{TERRITOIRE}?{urlencode({'nom': slug})}"


def adresse_de_la_partie(partie: PartieDeFichier, **suite: str) -> str:
    """Le formulaire d'un fichier, ou d'un objet qu'il contient."""
    return f"{OUVRIR}?{_de(partie, **suite)}"


def adresse_de_suppression(partie: PartieDeFichier) -> str:
    """La page qui demande de confirmer."""
    return f"{SUPPRIMER}?{_de(partie)}"


def adresse_de_deplacement(partie: PartieDeFichier) -> str:
    """Là où va le bouton qui monte ou descend un élément."""
    return f"{DEPLACER}?{_de(partie)}"


def adresse_d_ajout(partie: PartieDeFichier, liste: str) -> str:
    """Le formulaire d'un élément neuf, dans une liste d'un objet."""
    return f"{AJOUTER}?{_de(partie / liste)}"


def adresse_de_la_fiche_neuve(slug: str, sous: str = "") -> str:
    """Le formulaire d'une fiche neuve, sous une ligne du plan ou nulle part."""
    return f"{FICHE_NEUVE}?{urlencode({'nom': slug, 'sous': sous} if sous else {'nom': slug})}"


def _de(partie: PartieDeFichier, **suite: str) -> str:
    ou = {"ou": partie.ou} if partie.chemin else {}
    return urlencode({"fichier": partie.fichier, **ou, **suite})


def adresse_pour_voir(partie: PartieDeFichier) -> str:
    """Ce qui mène à la page du site, si un aperçu tourne."""
    return f"{VOIR}?{_de(partie)}"
