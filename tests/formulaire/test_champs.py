"""Les champs du formulaire : tout le modèle, en français, avec ses choix et ses bornes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from projet_social.chargement import SORTES
from projet_social.formulaire.champs import Champ, ChoixPermis, champs_de
from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.niveau import PLURIELS, AvecNiveaux
from projet_social.modele.projet import Projet
from projet_social.modele.socle import Objet
from projet_social.modele.vocabulaire import Statut, TypeNiveau

MODELES = list(dict.fromkeys(sorte.modele for sorte in SORTES))


def tous(champs: list[Champ]) -> Iterator[Champ]:
    """Les champs et ceux qu'ils contiennent."""
    for champ in champs:
        yield champ
        yield from tous(champ.get("fields", []))


def fiche(nom: str, **options: Any) -> Champ:
    """Un champ de la fiche-action."""
    (champ,) = [c for c in champs_de(FicheAction, ChoixPermis(**options)) if c["name"] == nom]
    return champ


@pytest.mark.parametrize("modele", MODELES, ids=lambda m: m.__name__)
def test_chaque_champ_du_modele_est_dans_le_formulaire(modele: type[Objet]) -> None:
    """Rien n'est oublié, sauf les niveaux que le plan n'emploie pas."""
    attendus = set(modele.model_fields)
    if issubclass(modele, AvecNiveaux):
        attendus -= set(PLURIELS)
    assert {champ["name"] for champ in champs_de(modele, ChoixPermis())} == attendus


@pytest.mark.parametrize("modele", MODELES, ids=lambda m: m.__name__)
def test_chaque_champ_a_son_libelle_et_son_aide(modele: type[Objet]) -> None:
    """Un libellé commence par une capitale ; l'aide est la phrase de la référence."""
    for champ in champs_de(modele, ChoixPermis()):
        assert champ["label"][0].isupper() or not champ["label"][0].isalpha()
        assert champ["hint"], champ["name"]


def test_un_vocabulaire_est_une_liste_a_choix() -> None:
    """Le mot du YAML est enregistré, son libellé est lu."""
    statut = fiche("statut")

    assert statut["widget"] == "select"
    assert statut["options"] == [{"label": s.libelle, "value": s.value} for s in Statut]


def test_les_themes_sont_ceux_du_corpus_quatre_au_plus() -> None:
    """Plusieurs à la fois, dans la limite du modèle."""
    themes = fiche("themes", options={"themes": [("mobilite", "Mobilité")]})

    assert themes["options"] == [{"label": "Mobilité", "value": "mobilite"}]
    assert (themes["multiple"], themes["max"]) == (True, 4)


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [
        ("titre", {"widget": "string", "maxlength": 300, "required": True}),
        ("resume", {"widget": "text", "maxlength": 280, "required": False}),
        ("description", {"widget": "text"}),
        ("budgets", {"widget": "list", "summary": "{{libelle}}"}),
        ("besoin", {"widget": "object"}),
        ("avancement", {"widget": "string"}),
    ],
)
def test_chaque_sorte_de_champ(nom: str, attendu: Champ) -> None:
    """Une ligne, un texte long, un groupe, une liste d'objets."""
    assert fiche(nom) | attendu == fiche(nom)


def test_une_liste_de_textes_longs_garde_ses_textes_longs() -> None:
    """Chaque note est un texte de plusieurs lignes."""
    assert fiche("notes")["field"]["widget"] == "text"


def test_un_motif_du_modele_est_impose() -> None:
    """Un courriel mal écrit se voit avant d'être enregistré."""
    (courriel,) = [c for c in fiche("contact")["fields"] if c["name"] == "courriel"]
    assert courriel["pattern"][0].startswith("^")


def test_les_niveaux_s_emboitent_comme_dans_le_plan() -> None:
    """Axes, enjeux, orientations : ceux du plan, et pas d'autres."""
    forme = {TypeNiveau.AXE: {TypeNiveau.ENJEU: {TypeNiveau.ORIENTATION: {}}}}
    champs = champs_de(Projet, ChoixPermis(forme=forme))

    noms = [champ["name"] for champ in tous(champs) if champ["name"] in PLURIELS]
    assert noms == ["axes", "enjeux", "orientations"]
