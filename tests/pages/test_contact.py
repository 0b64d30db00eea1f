"""À qui s'adresser : le plus proche de ce qu'on lit, puis qui tient le site."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.adaptateurs.cadre import Cadre
from projet_social.chargement import charger
from projet_social.corps import Corps
from projet_social.modele.editeur import ContactEnLigne, Editeur
from projet_social.modele.fiche_action import Contact
from projet_social.pages.contact import (
    Interlocuteur,
    Role,
    courriel,
    interlocuteurs,
    interlocuteurs_de,
    telephone,
)
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe
from tests.fabrique import CORPUS

PORTEUR = Contact(service="Service de l'action sociale", courriel="social@exemple.test")
EDITEUR = Editeur(
    nom="Communauté du Val",
    contact=ContactEnLigne(formulaire="https://exemple.test/ecrire", telephone="02 00 00 00 00"),
)


def depuis(publication: Publication, adresse: str) -> list[Interlocuteur]:
    """Qui joindre depuis la page de cette adresse."""
    (page,) = [page for page in publication.pages if page.adresse == adresse]
    return interlocuteurs_de(page, publication)


def test_un_courriel_s_ouvre_avec_son_sujet_et_l_adresse_de_la_page() -> None:
    """Le lecteur n'a plus qu'à dire ce qui ne va pas."""
    (porteur,) = interlocuteurs("Bouger & vivre", "Val", "https://s.test/a/", PORTEUR, Editeur())
    (moyen,) = porteur.moyens
    message = parse_qs(urlsplit(moyen.lien).query, strict_parsing=True)

    assert (porteur.role, porteur.nom) == (Role.PORTEUR, "Service de l’action sociale")
    assert urlsplit(moyen.lien).path == "social@exemple.test"
    assert message["subject"] == ["Question sur «\u00a0Bouger & vivre\u00a0», Val"]
    assert "\r\nhttps://s.test/a/\r\n" in message["body"][0]
    assert message["body"][0].rstrip().endswith("Ma question\u00a0:")


@given(st.text(min_size=1), st.text())
def test_rien_ne_sort_de_son_champ(sujet: str, corps: str) -> None:
    """Ni esperluette, ni plus, ni saut de ligne ne coupent le message ou n'y ajoutent un champ."""
    lien = courriel("a+b@exemple.test", sujet, corps)
    boite, _, champs = lien.removeprefix("mailto:").partition("?")

    assert unquote(boite) == "a+b@exemple.test"
    assert lien.isascii()
    assert not set(lien) & set(" +\r\n<>\"'")
    noms = [champ.partition("=")[0] for champ in champs.split("&")]
    valeurs = [unquote(champ.partition("=")[2]) for champ in champs.split("&")]
    assert noms == ["subject", "body"]
    assert valeurs == [sujet, corps.replace("\n", "\r\n")]


@pytest.mark.parametrize(
    ("numero", "lien"),
    [
        ("02 00 00 00 00", "tel:0200000000"),
        ("+33 (0)2.00.00.00.00", "tel:+33200000000"),
        ("3 939", "tel:3939"),
    ],
)
def test_un_numero_s_appelle_d_un_appui(numero: str, lien: str) -> None:
    """Ni espace, ni point, ni le zéro que l'indicatif remplace."""
    assert telephone(numero) == lien


def test_le_porteur_vient_avant_l_editeur() -> None:
    """On demande à l'un, on signale à l'autre ; un formulaire et un numéro se proposent aussi."""
    porteur, editeur = interlocuteurs("Bouger", "", "bouger/", PORTEUR, EDITEUR)

    assert [i.role for i in (porteur, editeur)] == [Role.PORTEUR, Role.EDITEUR]
    assert editeur.nom == "Communauté du Val"
    assert [(m.libelle, m.lien) for m in editeur.moyens] == [
        ("Remplir le formulaire", "https://exemple.test/ecrire"),
        ("Téléphoner\u00a0: 02 00 00 00 00", "tel:0200000000"),
    ]


@pytest.mark.parametrize(
    ("porteur", "editeur", "attendus"),
    [
        (None, Editeur(), []),
        (Contact(service="Sans moyen"), Editeur(nom="Val"), []),
        (None, Editeur(nom="Val", telephone="02 00 00 00 00"), ["tel:0200000000"]),
    ],
)
def test_sans_moyen_de_joindre_il_n_y_a_personne(
    porteur: Contact | None, editeur: Editeur, attendus: list[str]
) -> None:
    """Un nom seul ne mène nulle part ; le standard de l'éditeur, si."""
    trouves = interlocuteurs("Bouger", "Val", "bouger/", porteur, editeur)

    assert [moyen.lien for i in trouves for moyen in i.moyens] == attendus


def test_le_contact_le_plus_proche_l_emporte() -> None:
    """Celui de la fiche sur sa page, celui du projet ailleurs dans le territoire, aucun hors de là.

    Le territoire du val publie deux plans ; sa présentation donne le contact du premier.
    """
    publication = Publication(charger(CORPUS))
    val = "territoires/val-imaginaire/"

    (fiche,) = depuis(publication, f"{val}actions/navette-du-samedi/")
    (axe,) = depuis(publication, f"{val}axes/se-deplacer/")
    (presentation,) = depuis(publication, val)

    assert fiche.nom == "Régie des transports"
    assert axe.nom == presentation.nom == "Accueil social"
    assert [m.lien[:4] for m in axe.moyens] == ["mail", "tel:"]
    assert depuis(publication, "glossaire/") == []


def test_l_adresse_de_la_page_est_absolue_si_l_on_sait_ou_est_le_site(
    corpus_de: CorpusDe,
) -> None:
    """Qui reçoit le message doit pouvoir l'ouvrir ; le territoire répond à défaut de projet."""
    territoire = "nom: Val\nnom_court: Val\ntype: commune\ncontact: {courriel: val@exemple.test}\n"
    rapport = corpus_de({"territoires/val/territoire.yml": territoire})
    assert rapport.publiable, rapport.anomalies

    for url, lieu in (("https://s.test/", "https://s.test/territoires/val/"), ("", "territoires/")):
        (val,) = depuis(Publication(rapport.corpus, url=url), "territoires/val/")
        assert f"\r\n{lieu}" in unquote(val.moyens[0].lien)


def test_une_page_ecrite_a_la_main_mene_a_l_editeur(corpus_de: CorpusDe) -> None:
    """Elle n'est d'aucun territoire : il ne reste que qui tient le site."""
    rapport = corpus_de({"editeur.yml": "nom: Val\ncontact: {courriel: site@exemple.test}\n"})
    assert rapport.publiable, rapport.anomalies

    cadre = Cadre(Corps(Publication(rapport.corpus)))
    (editeur,) = cadre.interlocuteurs(None, "À propos", "https://s.test/a-propos/")

    assert (editeur.role, editeur.nom) == (Role.EDITEUR, "Val")
    assert "https://s.test/a-propos/" in unquote(editeur.moyens[0].lien)
