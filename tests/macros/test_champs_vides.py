"""Un champ vide ne laisse aucune trace ; un suivi absent se dit, et n'est jamais « 0 % »."""

import re

import pytest

from projet_social.macros.registre import trouver
from projet_social.macros.vue import Vue

from ..conftest import CorpusDe, vue_de
from ..visiteur import fragments_vides

TITRE_SEUL = {"territoires/val/projet.yml": "titre: Projet\nactions: [Une action]\n"}


@pytest.fixture
def vide(corpus_de: CorpusDe) -> Vue:
    """Un territoire dont l'unique action n'a qu'un titre."""
    return vue_de(corpus_de(TITRE_SEUL))


@pytest.mark.parametrize(
    ("macro", "ligne"),
    [("fiche", "une-action"), ("territoire", ""), ("synthese", ""), ("carte", ""), ("plan", "")],
)
def test_ni_titre_ni_liste_ni_cellule_sans_contenu(vide: Vue, macro: str, ligne: str) -> None:
    """Aucun élément vide, aucun titre sans rien dessous."""
    arguments = {"territoire": "val"} | ({"ligne": ligne} if ligne else {})

    assert fragments_vides(trouver(macro).appeler(vide, **arguments)) == []


def test_le_suivi_non_renseigne_se_dit(vide: Vue) -> None:
    """Sans statut ni avancement : les mots, et aucun pourcentage."""
    fiche = trouver("fiche").appeler(vide, territoire="val", ligne="une-action")

    assert "Suivi non renseigné" in fiche
    assert "%" not in fiche.partition("<details")[0]
    assert "avancement" not in fiche


def test_zero_pour_cent_dit_est_imprime(corpus_de: CorpusDe) -> None:
    """Un avancement de zéro, quand on l'écrit, n'est pas pris pour un champ vide."""
    plan = "titre: P\nactions:\n  - {titre: Une action, avancement: 0, statut: a_venir}\n"
    vue = vue_de(corpus_de({"territoires/val/projet.yml": plan}))

    fiche = trouver("fiche").appeler(vue, territoire="val", ligne="une-action")

    assert re.search(r"avancement\s0\s%", fiche)


def test_un_zero_releve_est_imprime(vue: Vue) -> None:
    """Un indicateur dont la valeur relevée est zéro la montre."""
    fiche = trouver("fiche").appeler(vue, territoire="val-imaginaire", ligne="navette-du-samedi")

    assert "0 (2023)" in fiche
    assert "0 (2024)" in fiche


@pytest.mark.parametrize("debut", ["fiche", "territoire", "synthese", "niveau"])
def test_aucun_intitule_de_champ_absent(corpus_de: CorpusDe, debut: str) -> None:
    """Les intitulés des champs que personne n'a remplis ne paraissent nulle part."""
    plan = "titre: P\naxes:\n  - titre: Un axe\n    actions: [Une action]\n"
    vue = vue_de(corpus_de({"territoires/val/projet.yml": plan}))
    lignes = {"fiche": {"ligne": "une-action"}, "niveau": {"ligne": "un-axe"}}

    html = trouver(debut).appeler(vue, territoire="val", **lignes.get(debut, {}))

    absents = (
        "Porté par|Piloté par|Pour qui|Périmètre|Priorité|Partenaires|Financeurs|Dispositifs|"
        "Étapes|Indicateurs|Moyens|Bilans|Documents|Contact|Habitants|SIREN|Période|Valeurs|"
        "Ambition|Note sur"
    )
    assert re.findall(absents, html) == []
