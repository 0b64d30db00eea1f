"""Le bilan d'une année : chaque action à sa place, une fois ; ce qui manque est dit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.comparaison.bilan_annuel import (
    BilanAnnuel,
    dresser_le_bilan_de_l_annee,
    version_de_reference,
)
from projet_social.corpus.corpus import Corpus, VersionPubliee
from projet_social.lecture.document import Document
from projet_social.modele.date_partielle import lire_date
from projet_social.modele.version import VersionFigee

from .test_versions import TERRITOIRE, plan_de

FIN_D_ANNEE = date(2026, 12, 31)


def bilan_de(annee: int = 2026, jour: date = FIN_D_ANNEE, **fiches: dict[str, Any]) -> BilanAnnuel:
    """Le bilan d'un plan inventé dont les actions n'ont pas de niveau."""
    complet = {nom: {"titre": nom, "projet": "projet", **f} for nom, f in fiches.items()}
    return dresser_le_bilan_de_l_annee(plan_de({}, **complet), annee, jour)


def rangees(bilan: BilanAnnuel) -> dict[str, list[str]]:
    """Les actions de chaque rubrique."""
    return {rubrique.value: [a.ligne.id for a in actions] for rubrique, actions in bilan.rubriques}


def version_du(jour: str) -> VersionPubliee:
    """Une version figée un jour, dont le contenu n'importe pas."""
    donnees = VersionFigee.model_validate(
        {
            "titre": f"Voté le {jour}",
            "date": jour,
            "plan": "projet",
            "format": 2,
            "territoire": TERRITOIRE,
            "projet": {"titre": "P"},
        }
    )
    return VersionPubliee(jour, "val", donnees, Document("v", b"", {}).racine, Corpus())


def test_chaque_action_a_sa_rubrique() -> None:
    """Le statut d'abord ; l'échéance passée fait un retard, sauf si l'arrêt s'explique."""
    bilan = bilan_de(
        faite={"statut": "realisee", "statut_depuis": "mars 2026"},
        faite_avant={"statut": "realisee", "statut_depuis": "2024"},
        faite_et_suivie={
            "statut": "realisee",
            "statut_depuis": "2024",
            "bilans": [{"annee": 2026, "fait": "Elle continue"}],
        },
        lancee={"statut": "en_cours"},
        amorcee={"statut": "en_amorcage"},
        tardive={"statut": "en_cours", "fin": "juin 2026"},
        tardive_muette={"fin": "2025"},
        arretee={"statut": "en_pause", "fin": "2025", "motif": "Véhicule"},
        laissee={"statut": "abandonnee", "motif": "Plus de local", "statut_depuis": "mai 2026"},
        promise={"statut": "a_venir", "fin": "2030"},
        idee={"statut": "piste", "fin": "2025"},
        inconnue={},
    )

    assert rangees(bilan) == {
        "Réalisées": ["faite-et-suivie", "faite"],
        "En cours": ["amorcee", "lancee"],
        "En retard sur leur échéance": ["tardive"],
        "En pause": ["arretee"],
        "Abandonnées": ["laissee"],
        "À venir": ["promise"],
        "Pistes à l’étude": ["idee"],
        "Sans suivi renseigné": ["inconnue", "tardive-muette"],
        "Closes avant l’année": ["faite-avant"],
    }


@pytest.mark.parametrize(
    ("fin", "jour", "en_retard"),
    [
        ("2026", date(2026, 12, 31), False),
        ("2026", date(2027, 1, 20), False),
        ("30 décembre 2026", date(2026, 12, 31), True),
        ("juin 2026", date(2026, 6, 30), False),
        ("juin 2026", date(2026, 7, 1), True),
        ("à partir de 2020", date(2026, 12, 31), False),
    ],
)
def test_le_retard_se_compte_a_la_date_ou_l_on_se_place(
    fin: str, jour: date, en_retard: bool
) -> None:
    """Une échéance partielle court jusqu'à son dernier jour ; l'année passée s'arrête à sa fin."""
    bilan = bilan_de(jour=jour, a={"statut": "en_cours", "fin": fin})

    assert ("En retard sur leur échéance" in rangees(bilan)) is en_retard


def test_un_bilan_prepare_apres_coup_dit_l_etat_de_l_annee() -> None:
    """Arrêtée en 2027, elle était en cours à la fin de 2026 ; lancée depuis, on n'en sait rien."""
    bilan = bilan_de(
        jour=date(2027, 2, 10),
        arretee={
            "statut": "abandonnee",
            "statut_depuis": "janvier 2027",
            "motif": "Plus de local",
            "avancement": "80",
            "historique": [
                {"statut": "en_pause", "depuis": "2025", "motif": "Travaux"},
                {"statut": "en_cours", "depuis": "mars 2026"},
            ],
        },
        lancee={"statut": "en_cours", "statut_depuis": "janvier 2027"},
        inchangee={"statut": "en_cours", "avancement": "40"},
    )
    par_nom = {action.ligne.id: action for action in bilan.actions}

    assert rangees(bilan) == {
        "En cours": ["arretee", "inchangee"],
        "Sans suivi renseigné": ["lancee"],
    }
    assert not par_nom["arretee"].muette
    assert {nom: action.avancement for nom, action in par_nom.items()} == {
        "arretee": None,
        "lancee": None,
        "inchangee": 40,
    }


def test_une_action_dont_l_annee_ne_dit_rien_est_a_demander() -> None:
    """Un bilan, un statut ou un relevé de l'année parlent ; une piste et une action close, non."""
    bilan = bilan_de(
        avec_bilan={"statut": "en_cours", "bilans": [{"annee": 2026, "fait": "Fait"}]},
        avec_statut={"statut": "en_cours", "statut_depuis": "mars 2026"},
        avec_releve={
            "statut": "en_cours",
            "indicateurs": [{"nom": "N", "valeurs": [{"date": "juin 2026", "valeur": "3"}]}],
        },
        vieux_bilan={"statut": "en_cours", "bilans": [{"annee": 2025, "fait": "Fait"}]},
        rien={},
        idee={"statut": "piste"},
        close={"statut": "realisee", "statut_depuis": "2024"},
    )

    assert [a.ligne.id for a in bilan.muettes] == ["rien", "vieux-bilan"]
    assert not bilan.sans_suivi
    assert bilan_de(a={}, b={"fin": "2027"}).sans_suivi


def test_sans_version_une_action_nouvelle_est_celle_qui_commence() -> None:
    """On ne sait pas ce que contenait le plan : on ne le devine pas."""
    bilan = bilan_de(neuve={"debut": "mars 2026"}, ancienne={"debut": "2024"}, sans_date={})

    assert [a.ligne.id for a in bilan.nouvelles] == ["neuve"]
    assert bilan.changements is None


def test_un_indicateur_releve_dit_d_ou_il_vient_et_ou_il_va() -> None:
    """La dernière valeur d'avant, la dernière de l'année, la prochaine visée."""
    bilan = bilan_de(
        a={
            "indicateurs": [
                {
                    "nom": "Passagers",
                    "initial": {"date": "2023", "valeur": "0"},
                    "cible": [{"date": "2025", "valeur": "20"}, {"date": "2028", "valeur": "40"}],
                    "valeurs": [
                        {"date": "octobre 2026", "valeur": "27"},
                        {"date": "2025", "valeur": "12"},
                        {"date": "juin 2026", "valeur": "18"},
                    ],
                },
                {
                    "nom": "Stable",
                    "valeurs": [{"date": d, "valeur": "5"} for d in ("2025", "2026")],
                },
                {"nom": "Jamais", "valeurs": [{"date": "2025", "valeur": "1"}]},
            ],
            "etapes": [
                {
                    "titre": "E",
                    "indicateurs": [
                        {
                            "nom": "Ambiance",
                            "initial": {"date": "2025", "appreciation": "tendue"},
                            "valeurs": [{"date": "2026", "appreciation": "apaisée"}],
                        }
                    ],
                }
            ],
        }
    )
    (passagers, stable, ambiance) = bilan.indicateurs

    assert passagers.avant
    assert passagers.cible
    dites = (passagers.avant, passagers.maintenant, passagers.cible)
    assert [dite.valeur for dite in dites] == [12, 27, 40]
    assert not stable.a_bouge
    assert [r.indicateur.nom for r in bilan.ont_bouge] == ["Passagers", "Ambiance"]
    assert ambiance.avant
    assert ambiance.avant.appreciation == "tendue"


@pytest.mark.parametrize(
    ("jours", "attendu"),
    [
        ([], None),
        (["12 décembre 2025"], "12 décembre 2025"),
        (["2 mai 2024", "12 décembre 2025", "3 juin 2026"], "12 décembre 2025"),
        (["3 juin 2026", "10 décembre 2026"], "3 juin 2026"),
        (["4 janvier 2027"], None),
    ],
)
def test_l_annee_se_compte_depuis_la_derniere_version_d_avant(
    jours: list[str], attendu: str | None
) -> None:
    """À défaut, la première de l'année ; jamais une version d'après."""
    versions = sorted(map(version_du, jours), key=lambda version: version.jour)
    trouvee = version_de_reference(versions, 2026)

    assert (trouvee.jour if trouvee else None) == (lire_date(attendu).debut if attendu else None)


@pytest.mark.parametrize(
    ("sens", "avant", "maintenant", "dit"),
    [
        ("hausse", "3", "5", "oui, dans le sens voulu"),
        ("baisse", "3", "5", "oui, à rebours"),
        ("baisse", "5", "3", "oui, dans le sens voulu"),
        ("", "3", "5", "oui"),
        ("hausse", "3", "3", "non"),
        ("hausse", "", "3", "première valeur"),
    ],
)
def test_un_indicateur_dit_s_il_va_dans_le_sens_voulu(
    sens: str, avant: str, maintenant: str, dit: str
) -> None:
    """Sans sens déclaré, on ne juge pas ; une première valeur n'a pas bougé."""
    valeurs = [{"date": "2025", "valeur": avant}, {"date": "2026", "valeur": maintenant}]
    indicateur = {"nom": "N", "sens": sens, "valeurs": [v for v in valeurs if v["valeur"]]}
    dits = {cle: valeur for cle, valeur in indicateur.items() if valeur}
    (releve,) = bilan_de(a={"indicateurs": [dits]}).indicateurs

    assert releve.mouvement == dit


STATUTS = ["", "piste", "a_venir", "en_amorcage", "en_cours", "realisee", "en_pause", "abandonnee"]
DATES = ["", "2024", "mars 2026", "2027", "à partir de 2026"]
FICHES = st.fixed_dictionaries(
    {
        "statut": st.sampled_from(STATUTS),
        "statut_depuis": st.sampled_from(DATES),
        "fin": st.sampled_from(DATES),
        "motif": st.just("Un motif"),
    }
)


@given(st.lists(FICHES, max_size=9))
def test_les_comptes_font_le_total(fiches: list[dict[str, str]]) -> None:
    """Chaque action est dans une rubrique et une seule, quoi qu'elle dise."""
    dites = {f"a{i}": {c: v for c, v in f.items() if v} for i, f in enumerate(fiches)}
    bilan = bilan_de(**dites)

    assert sorted(id_ for ids in rangees(bilan).values() for id_ in ids) == sorted(dites)
