"""Les onglets disent tout le modèle, et rien que lui."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from projet_social.classeur.accueil import ACCUEIL
from projet_social.modele.accents import sans_accent
from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.introspection import classe_dans, est_une_liste
from projet_social.modele.libelle import libelle_de
from projet_social.modele.niveau import PLURIELS, Niveau
from projet_social.modele.phrase import phrase_du_champ
from projet_social.modele.projet import Projet
from projet_social.modele.socle import Objet
from projet_social.modele.territoire import Territoire
from projet_social.modele.vocabulaire import Vocabulaire
from projet_social.tableur.aller_retour.mise_en_classeur import CHOIX, SUIVI, colonnes_rangees
from projet_social.tableur.colonnes import Champs, Onglet, Place, onglet_de, onglets

chaque_onglet = pytest.mark.parametrize("onglet", onglets(), ids=lambda o: o.modele.__name__)


def feuilles_de(modele: type[Objet], depuis: Champs = ()) -> Iterator[tuple[Champs, Any]]:
    """Chaque champ d'un objet que l'on peut écrire, et ce qu'il contient."""
    for nom, champ in modele.model_fields.items():
        champs = (*depuis, nom)
        contenu = classe_dans(champ.annotation, Objet)
        if getattr(champ.annotation, "__origin__", None) is dict:
            for mot in classe_dans(champ.annotation, Vocabulaire) or ():
                ici = (*champs, str(mot))
                yield from feuilles_de(contenu, ici) if contenu else [(ici, None)]
        elif contenu is None:
            yield champs, None
        elif est_une_liste(champ.annotation):
            yield champs, contenu
        else:
            yield from feuilles_de(contenu, champs)


@chaque_onglet
def test_chaque_champ_a_sa_colonne_ou_son_onglet(onglet: Onglet) -> None:
    """Aucun champ du modèle n'est sans place : un champ ajouté paraît de lui-même."""
    ecrits = {colonne.champs for colonne in onglet.colonnes}
    for champs, contenu in feuilles_de(onglet.modele):
        if contenu is None:
            assert champs in ecrits, f"{onglet.nom} n'a pas de colonne pour {champs}"
        else:
            assert Place(onglet.modele, champs) in onglet_de(contenu).places
    assert ecrits == {champs for champs, contenu in feuilles_de(onglet.modele) if not contenu}


@chaque_onglet
def test_un_en_tete_se_lit_et_ne_se_repete_pas(onglet: Onglet) -> None:
    """Chaque en-tête est seul de son nom, en français, et porte une aide."""
    libelles = Counter(colonne.libelle for colonne in colonnes_rangees(onglet))
    assert max(libelles.values()) == 1, libelles.most_common(3)
    for colonne in colonnes_rangees(onglet):
        assert colonne.aide.strip(), colonne.libelle
        assert re.fullmatch(r"[A-ZÉÀ][\w’' :,-]*", colonne.libelle), colonne.libelle


def test_les_noms_d_onglets_vont_a_excel() -> None:
    """Trente et un signes, aucun signe interdit, aucun doublon, onglets de service compris."""
    noms = [*(onglet.nom for onglet in onglets()), ACCUEIL, CHOIX, SUIVI]
    assert len({nom.casefold() for nom in noms}) == len(noms)
    assert all(len(nom) <= 31 and not re.search(r"[\[\]:*?/\\]", nom) for nom in noms), noms


def test_les_onglets_principaux() -> None:
    """Ce que l'on cherche d'abord est devant, sous le nom que l'on attend."""
    noms = [onglet.nom for onglet in onglets()]
    assert noms[:4] == ["Territoire", "Projet", "Plan", "Actions"]
    assert {"Étapes", "Budgets", "Indicateurs", "Bilans", "Lieux"} <= set(noms)


def test_les_mots_gardent_leurs_accents() -> None:
    """Un mot de champ que les phrases du modèle accentuent l'est aussi dans son libellé."""
    textes, noms = [], set()
    a_voir, vus = [Territoire, Projet, Niveau, FicheAction], set[type[Objet]]()
    while a_voir:
        classe = a_voir.pop()
        if classe in vus:
            continue
        vus.add(classe)
        for nom, champ in classe.model_fields.items():
            noms.add(nom)
            textes.append(phrase_du_champ(classe, nom))
            if contenu := classe_dans(champ.annotation, Objet):
                a_voir.append(contenu)
    mots = {mot.lower() for texte in textes for mot in re.findall(r"\w+", texte)}
    accentues: dict[str, set[str]] = {}
    for mot in mots:
        if sans_accent(mot) != mot:
            accentues.setdefault(sans_accent(mot), set()).add(mot)
    for nom in noms:
        for mot in nom.split("_"):
            if mot in accentues and mot not in mots:
                libelle = libelle_de(nom).lower()
                assert any(ecrit in libelle for ecrit in accentues[mot]), (nom, libelle)


def test_les_lignes_de_plan_ont_leurs_listes() -> None:
    """Un niveau se range sous chaque type, dans un projet ou dans un autre niveau."""
    places = {(place.parent, place.champs[0]) for place in onglet_de(Niveau).places}
    niveaux = [pluriel for pluriel in PLURIELS if pluriel != "actions"]
    assert places == {(parent, nom) for parent in (Projet, Niveau) for nom in niveaux}
