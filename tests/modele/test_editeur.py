"""L'éditeur : ce qui manque à un site public, et l'état d'accessibilité qu'il peut dire."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from projet_social.modele.editeur import Editeur
from projet_social.modele.vocabulaire import Conformite

AUJOURD_HUI = date(2026, 11, 21)
AUDIT = {"date": "3 mars 2026", "organisme": "Cabinet inventé", "taux": "74", "pages": ["Accueil"]}
COMPLET: dict[str, Any] = {
    "nom": "Communauté de communes du Val-Imaginaire",
    "forme": "établissement public de coopération intercommunale",
    "adresse": "1 place Inventée, 99000 Valville",
    "telephone": "01 00 00 00 00",
    "siren": "123456789",
    "directeur_de_publication": {"fonction": "Présidente", "nom": "Camille Inventée"},
    "hebergeur": {"nom": "Hébergeur inventé", "adresse": "2 rue X", "telephone": "02 00 00 00 00"},
    "contact": {"courriel": "contact@exemple.test"},
    "delegue_donnees": {"courriel": "donnees@exemple.test"},
    "declaration": {"etablie": "1er juin 2026"},
    "schema_pluriannuel": {
        "debut": "2026",
        "fin": "2028",
        "actions": [{"annee": "2026", "titre": "Auditer le site"}],
    },
}


def etat(**audit: object) -> Conformite:
    """L'état que permet un audit, à une date fixe."""
    return Editeur.model_validate({"audit": AUDIT | audit}).conformite(AUJOURD_HUI)


def chemins(valeurs: dict[str, Any]) -> list[str]:
    """Les champs qui manquent, écrits avec des points."""
    return [".".join(chemin) for chemin, _ in Editeur.model_validate(valeurs).manques()]


def test_un_editeur_complet_ne_manque_de_rien() -> None:
    """L'audit, les licences et les journaux sont facultatifs."""
    assert chemins(COMPLET) == []


def test_sans_rien_tout_ce_que_la_loi_demande_manque() -> None:
    """La liste est entière, groupes détaillés, dans l'ordre du fichier."""
    assert chemins({}) == [
        "nom",
        "forme",
        "adresse",
        "telephone",
        "siren",
        "directeur_de_publication.fonction",
        "directeur_de_publication.nom",
        "hebergeur.nom",
        "hebergeur.adresse",
        "hebergeur.telephone",
        "contact",
        "delegue_donnees",
        "declaration.etablie",
        "schema_pluriannuel",
    ]


def test_un_groupe_entame_ne_manque_que_du_reste() -> None:
    """Un hébergeur sans téléphone manque d'un téléphone."""
    entame = COMPLET | {"hebergeur": {"nom": "Hébergeur inventé", "adresse": "2 rue X"}}

    assert chemins(entame) == ["hebergeur.telephone"]


def test_chaque_manque_dit_quoi_faire() -> None:
    """Une phrase à l'infinitif, par champ."""
    assert all(conseil for _, conseil in Editeur().manques())


def test_sans_audit_le_site_est_non_conforme() -> None:
    """Quoi que dise le reste du fichier."""
    assert Editeur.model_validate(COMPLET).conformite(AUJOURD_HUI) is Conformite.NON


@pytest.mark.parametrize(
    ("taux", "attendu"),
    [
        ("0", Conformite.NON),
        ("49,9", Conformite.NON),
        ("50", Conformite.PARTIELLE),
        ("74", Conformite.PARTIELLE),
        ("99,9", Conformite.PARTIELLE),
        ("100", Conformite.TOTALE),
    ],
)
def test_le_taux_decide_de_l_etat(taux: str, attendu: Conformite) -> None:
    """Cinquante pour cent au moins, puis cent pour cent."""
    assert etat(taux=taux) is attendu


def test_une_non_conformite_empeche_la_conformite_totale() -> None:
    """Même à cent pour cent."""
    listees = [{"critere": "3.2", "constat": "Un gris trop clair"}]

    assert etat(taux="100", non_conformites=listees) is Conformite.PARTIELLE


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        ("20 novembre 2023", Conformite.NON),
        ("21 novembre 2023", Conformite.TOTALE),
        ("21 novembre 2026", Conformite.TOTALE),
        ("22 novembre 2026", Conformite.NON),
        ("29 février 2024", Conformite.TOTALE),
        ("depuis 2024", Conformite.NON),
    ],
)
def test_un_audit_a_venir_ou_de_plus_de_trois_ans_ne_compte_pas(
    jour: str, attendu: Conformite
) -> None:
    """Sans audit en cours de validité, la mention retombe à « non conforme »."""
    assert etat(date=jour, taux="100") is attendu


@pytest.mark.parametrize(
    "fautif",
    [
        {"contact": {"service": "Accueil"}},
        {"audit": AUDIT | {"taux": "101"}},
        {"audit": {cle: AUDIT[cle] for cle in ("date", "organisme", "pages")}},
        {"audit": AUDIT | {"pages": []}},
        {"audit": AUDIT | {"non_conformites": [{"critere": "trois", "constat": "x"}]}},
        {
            "schema_pluriannuel": {
                "debut": "2026",
                "fin": "2029",
                "actions": [{"annee": "2026", "titre": "x"}],
            }
        },
        {
            "schema_pluriannuel": {
                "debut": "2026",
                "fin": "2025",
                "actions": [{"annee": "2026", "titre": "x"}],
            }
        },
        {
            "schema_pluriannuel": {
                "debut": "2026",
                "fin": "2027",
                "actions": [{"annee": "2030", "titre": "x"}],
            }
        },
        {"conformite": "totale"},
    ],
    ids=[
        "contact injoignable",
        "plus de cent pour cent",
        "audit sans taux",
        "audit sans page",
        "critère sans numéro",
        "schéma de quatre ans",
        "schéma à l'envers",
        "action hors du schéma",
        "état écrit à la main",
    ],
)
def test_ce_qui_se_contredit_est_refuse(fautif: dict[str, Any]) -> None:
    """L'état ne s'écrit pas : il se déduit."""
    with pytest.raises(ValidationError):
        Editeur.model_validate(fautif)
