"""L'entretien de `projet-social nouveau` : ce que les options n'ont pas dit se demande, pas à pas.

Chaque question a une réponse par défaut : la touche Entrée suffit, sauf pour le nom du territoire.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..corpus.officiel import ListeOfficielle
from ..depart.entite import Entite, centre_d_action_sociale, chercher, nom_d_usage, se_cherche
from ..depart.recettes import RECETTES
from ..depart.site_neuf import LIBELLES, ChoixDeSite
from ..modele.niveau import Libelle
from ..modele.vocabulaire import Genre, TypeNiveau, TypeTerritoire
from .choix_du_site import (
    couleur_lue,
    couleur_proche,
    entite_ecrite,
    libelle_donne,
    logo_lu,
    type_devine,
)
from .commandes.refus import RefusDeCommande
from .console import demander
from .questions import accepter, demander_un_choix, obtenir

NIVEAUX_DEMANDES = (TypeNiveau.AXE, TypeNiveau.OBJECTIF)
"""Les niveaux dont on demande le mot ; les autres se corrigent dans projet.yml."""
PROPOSES_MAXIMUM = 12
"""Territoires proposés à la fois."""


def mener_l_entretien(options: ChoixDeSite, liste: ListeOfficielle) -> ChoixDeSite:
    """Les choix des options, complétés par ceux que l'on demande."""
    if not options.nomme:
        options = _nommer(options, liste)
    niveaux = dict(options.niveaux)
    for type_ in NIVEAUX_DEMANDES:
        if type_ not in niveaux and (mot := _le_mot(type_)) is not None:
            niveaux[type_] = mot
    options = replace(options, niveaux=niveaux)
    if not options.couleur:
        options = replace(options, couleur=_la_couleur())
    if options.logo is None:
        options = replace(options, logo=_le_logo())
    if not options.vide:
        garder = accepter("Écrire un projet inventé, qui montre chaque champ", True)
        options = replace(options, vide=not garder)
    if not options.publication:
        options = replace(options, publication=_la_publication())
    return options


def _nommer(options: ChoixDeSite, liste: ListeOfficielle) -> ChoixDeSite:
    """Demande le territoire, et le cherche dans la liste officielle."""

    def lire(reponse: str) -> str:
        if not reponse:
            raise RefusDeCommande("écrire un nom, un SIREN ou un code Insee")
        entite_ecrite(None, reponse, None, None, ())
        if not (trouver(reponse) or se_cherche(reponse)):
            raise RefusDeCommande("ce nom ou ce numéro n'est celui d'aucun territoire")
        return reponse

    def trouver(nom: str) -> list[Entite]:
        reponse = chercher(nom, liste)
        return [*reponse.exactes, *reponse.proches][:PROPOSES_MAXIMUM]

    cherche, trouvee = obtenir("Nom du territoire, ou son SIREN", lire), None
    while candidates := trouver(cherche):
        trouvee = demander_un_choix("Lequel", candidates, "aucun d'eux")
        if trouvee is not None:
            break
        autre = demander("Un autre nom à chercher (vide : il n'est pas dans la liste officielle)")
        if not autre:
            break
        cherche = autre
    nom = cherche if trouvee is None else trouvee.nom
    court = obtenir(
        "Nom d'usage",
        lambda dit: entite_ecrite(trouvee, nom, dit, None, ()).nom_court,
        trouvee.nom_court if trouvee else nom_d_usage(cherche),
    )
    porteur = cherche if centre_d_action_sociale(cherche) else ""
    if trouvee is not None:
        entite = entite_ecrite(trouvee, None, court, None, ())
        return replace(options, entite=entite, officielle=True, porteur=porteur)
    print("  Il n'est pas dans la liste officielle : quelle est sa nature ?")
    types = [type_devine(nom), *(t for t in TypeTerritoire if t is not type_devine(nom))]
    noms = [type_.libelle for type_ in types]
    sorte = types[noms.index(demander_un_choix("Nature", noms) or noms[0])]
    departements = obtenir(
        "Départements, séparés par des espaces (56 ou 2A ; vide si vous ne savez pas)",
        lambda ecrit: _departements(ecrit, liste),
    )
    entite = entite_ecrite(None, nom, court, sorte, departements)
    return replace(options, entite=entite, porteur=porteur)


def _departements(ecrit: str, liste: ListeOfficielle) -> tuple[str, ...]:
    codes = tuple(ecrit.upper().replace(",", " ").split())
    for code in codes:
        if code not in liste.departements:
            raise RefusDeCommande(f"département « {code} » inconnu ; écrire son numéro (56, 2A)")
    return codes


def _le_mot(type_: TypeNiveau) -> Libelle | None:
    """Le mot du projet pour un niveau ; None s'il garde le mot courant."""
    courant = LIBELLES[type_].singulier

    def lire(reponse: str) -> Libelle | None:
        if reponse == courant:
            return None
        propose = libelle_donne(reponse)
        au_pluriel = obtenir(
            "  au pluriel", lambda mots: libelle_donne(reponse, mots), propose.pluriel
        )
        genre = obtenir("  masculin (m) ou féminin (f)", _genre, Genre.MASCULIN)
        return libelle_donne(reponse, au_pluriel.pluriel, genre)

    return obtenir(f"Votre mot pour le niveau « {courant} »", lire, courant)


def _genre(reponse: str) -> str:
    if reponse not in {genre.value for genre in Genre}:
        raise RefusDeCommande("répondre m ou f")
    return reponse


def _la_couleur() -> str:
    """La couleur, ou celle qui en est proche et se lit ; vide pour s'en passer."""

    def lire(reponse: str) -> str:
        if not reponse:
            return ""
        try:
            return couleur_lue(reponse)
        except RefusDeCommande:
            proche = couleur_proche(reponse)
            if proche and accepter(f"  {reponse} se lit mal ; prendre {proche}", True):
                return proche
            raise

    return obtenir("Couleur du territoire, comme #0B5C6B (vide pour s'en passer)", lire)


def _le_logo() -> tuple[str, bytes] | None:
    def lire(reponse: str) -> tuple[str, bytes] | None:
        return logo_lu(Path(reponse).expanduser()) if reponse else None

    return obtenir("Fichier du logo (vide pour s'en passer)", lire)


def _la_publication() -> tuple[str, ...]:
    noms = list(RECETTES)
    choix = [f"{RECETTES[nom].pour}" for nom in noms]
    choisie = demander_un_choix(
        "Mise en ligne", choix, "plus tard : toutes les recettes, à part", 0
    )
    return (noms[choix.index(choisie)],) if choisie else ()
