"""Le nom d'une personne se reconnaît ; celui d'un collège ou d'une rue n'en est pas un."""

from __future__ import annotations

import pytest

from projet_social.texte.personnes import (
    est_une_boite_de_service,
    garder_la_fonction,
    mots_de_personnes,
    noms_de_personnes,
    retirer_les_noms,
)


@pytest.mark.parametrize(
    ("texte", "reste"),
    [
        ("CCAS – Mme Dupont", "CCAS"),
        ("Service jeunesse (Jean Martin)", "Service jeunesse"),
        ("Marie DURAND, directrice du CIAS", "directrice du CIAS"),
        ("DURAND Marie", ""),
        ("Mme Le Goff (CCAS)", "CCAS"),
        ("Mme Anne Le Bihan, vice-présidente", "vice-présidente"),
        ("Yannig LE GOFF", ""),
        ("Sophie et Paul", ""),
        ("CIAS, Sylvie Martin et CAF", "CIAS, CAF"),
        ("J.-P. Martin", ""),
        ("Jean-Pierre de La Tour, maire", "maire"),
        ("M DUPONT - CAF", "CAF"),
        ("CCAS de Vallon (M. Petit)", "CCAS de Vallon"),
        ("MARIE DURAND", ""),
        ("Pilote : Marie Durand", "Pilote"),
    ],
)
def test_un_nom_est_ote_d_une_structure(texte: str, reste: str) -> None:
    """Il reste la structure ou la fonction, sans parenthèse vide ni tiret pendant."""
    assert retirer_les_noms(texte, structure=True) == reste


@pytest.mark.parametrize(
    "texte",
    [
        "Collège Anne Frank",
        "Collège public Anne-Marie Durand",
        "Résidence Jean Moulin",
        "Association Emmaüs",
        "Fondation Abbé Pierre",
        "EHPAD Marie Durand",
        "Rue du Docteur Martin",
        "Charte Romain Jacob",
        "Simone Veil",
        "Monsieur le Maire",
        "Mme la Présidente du CIAS",
        "M. LE MAIRE",
        "France Travail",
        "Communauté de communes du Pays de Pierre Buffière",
        "CAF du Morbihan, MSA Bretagne",
        "Secours populaire et Familles Rurales",
        "Martin",
        "ADMR",
        "Le Relais Petite Enfance",
        "Saint-Martin",
        "Sainte Marie",
        "Les élus",
    ],
)
def test_ce_qui_n_est_pas_une_personne(texte: str) -> None:
    """Un lieu, une structure, une fonction ; dans le doute, un mot seul d'une phrase."""
    structure = texte != "Martin"
    assert noms_de_personnes(texte, structure=structure) == ()


@pytest.mark.parametrize(
    ("texte", "reste"),
    [
        ("Marie Durand", ""),
        ("DURAND", ""),
        ("dupont", ""),
        ("Vice-présidente à l'action sociale", "Vice-présidente à l'action sociale"),
        ("Service enfance", "Service enfance"),
        ("Service enfance Durand", "Service enfance"),
        ("marie durand ccas", "ccas"),
        ("Mairie de Vallon", "Mairie de Vallon"),
        ("Nathalie / Service habitat", "Service habitat"),
        ("Chargée de mission CTG : L. Petit", "Chargée de mission CTG"),
        ("Durand, directeur du CCAS de Saint-Martin", "directeur du CCAS de Saint-Martin"),
        ("1er adjoint", "1er adjoint"),
        ("à définir", "à définir"),
        ("DGS", "DGS"),
    ],
)
def test_sous_un_titre_de_personne(texte: str, reste: str) -> None:
    """La preuve se renverse : ne reste que ce que l'on sait être une fonction ou une structure."""
    assert garder_la_fonction(texte) == reste


def test_une_phrase_garde_sa_place() -> None:
    """Dans une phrase, une marque tient la place du nom."""
    texte = "Porté par Mme Durand, avec Paul Martin. Voir la rue Jean Jaurès."
    assert retirer_les_noms(texte, marque="[nom retiré]") == (
        "Porté par [nom retiré], avec [nom retiré]. Voir la rue Jean Jaurès."
    )


@pytest.mark.parametrize(
    ("adresse", "service"),
    [
        ("accueil@exemple.fr", True),
        ("mairie.vallon@exemple.fr", True),
        ("service-jeunesse@exemple.fr", True),
        ("marie.durand@exemple.fr", False),
        ("jdurand@exemple.fr", False),
        ("durand@exemple.fr", False),
        ("ccas.marie@exemple.fr", False),
    ],
)
def test_une_boite_de_service(adresse: str, service: bool) -> None:
    """Le premier mot nomme un service, aucun n'est un prénom."""
    assert est_une_boite_de_service(adresse) is service


def test_la_table_se_tient() -> None:
    """Des mots nus, et aucun prénom qui soit aussi une fonction, une structure ou un sigle."""
    table = mots_de_personnes()
    for famille in (table.prenoms, table.fonctions, table.structures, table.sigles):
        assert all(mot == mot.lower() and mot.isascii() for mot in famille)
    assert table.prenoms.isdisjoint(table.decisifs)
