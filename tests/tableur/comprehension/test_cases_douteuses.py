"""Ce qui se lisait de travers sans un mot : séparé, laissé à ranger, ou signalé."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from .test_formes import la_fiche, laisses, lu

P = "feuille « Plan », cellule"


def dits(resultat: Any) -> list[str]:
    """Les remarques d'un import, telles qu'elles se lisent."""
    return [str(remarque) for remarque in resultat.rapport.remarques]


@pytest.mark.parametrize(
    ("titre", "valeur", "vu"),
    [
        ("Pilote", date(2026, 3, 12), "une date, et non une structure"),
        ("Pilote", "mars 2026", "une date, et non une structure"),
        ("Pilote", 12000, "un nombre, et non une structure"),
        ("Partenaires", "12 000 €", "un montant, et non une structure"),
        ("Financements", "12 000 €", "un montant, et non une structure"),
        ("Porteur", "En cours", "une valeur de « statut », et non une structure"),
        ("Budget", date(2026, 3, 12), "une date, et non un montant"),
        ("Budget", "CAF, MSA", "une structure, et non un montant"),
        ("Échéance", "CCAS", "une structure, et non une date"),
        ("Échéance", "En cours", "une valeur de « statut », et non une date"),
        ("Statut", "Haute", "une valeur de « priorite », et non une valeur de « statut »"),
        ("Priorité", "mars 2026", "une date, et non une valeur de « priorite »"),
    ],
)
def test_une_valeur_dans_la_mauvaise_colonne(
    titre: str, valeur: Any, vu: str, tmp_path: Path
) -> None:
    """Elle reste à ranger, hors de la fiche, et l'on dit ce qu'elle a l'air d'être."""
    resultat = lu(tmp_path, ["Action", titre], ["Aider", valeur])

    assert la_fiche(resultat) == {"titre": "Aider"}
    (dit,) = dits(resultat)
    assert dit.startswith(f"{P} B2, colonne « {titre} » : avertissement, « ")
    assert f"a l'air d'être {vu} ; laissé à ranger" in dit
    assert len(laisses(resultat)) == 1


@pytest.mark.parametrize(
    ("titre", "valeur"),
    [
        ("Pilote", "à définir"),
        ("Pilote", "Service des mobilités 2030"),
        ("Partenaires", "Les 13 communes"),
        ("Financements", "CAF 12 000 €"),
        ("Budget", "à définir"),
        ("Budget", "50 000 €/an/poste"),
        ("Budget", 2026),
        ("Échéance", "fin 2026"),
        ("Calendrier", "Deux réunions, puis un bilan"),
        ("Statut", "En cours"),
        ("Priorité", 1),
    ],
)
def test_une_valeur_a_sa_place(titre: str, valeur: Any, tmp_path: Path) -> None:
    """Ce que de vrais plans écrivent ne se refuse pas."""
    resultat = lu(tmp_path, ["Action", titre], ["Aider", valeur])

    assert len(la_fiche(resultat)) == 2
    assert [dit for dit in dits(resultat) if "a l'air" in dit] == []


def test_deux_maitres_d_ouvrage(tmp_path: Path) -> None:
    """La fiche n'en a qu'un : le premier y est, l'autre reste à ranger, et cela se dit."""
    resultat = lu(
        tmp_path, ["Action", "Maître d'ouvrage"], ["Aider", "Commune de Vallon ; Syndicat du Val"]
    )
    assert la_fiche(resultat)["porteur"] == "Commune de Vallon"
    assert laisses(resultat) == [("Maître d'ouvrage", "Syndicat du Val")]
    assert dits(resultat) == [
        f"{P} B2, colonne « Maître d'ouvrage » : avertissement, la fiche n'a qu'un champ "
        "« porteur » : « Commune de Vallon » y est, le reste est à ranger ; mettre les autres dans "
        "« pilotes » ou « partenaires »"
    ]


def test_un_service_a_la_ligne_precise_sa_commune(tmp_path: Path) -> None:
    """Une seule structure, sur deux lignes."""
    fiche = la_fiche(lu(tmp_path, ["Action", "Porteur"], ["Aider", "Commune\nservice habitat"]))
    assert fiche["porteur"] == "Commune, service habitat"


def test_un_nom_tres_long_se_signale(tmp_path: Path) -> None:
    """Plusieurs structures peuvent s'y cacher : on ne coupe pas, on le dit une fois."""
    long = "Un collectif de parents, de bénévoles et de professionnels de la petite enfance"
    resultat = lu(tmp_path, ["Action", "Pilote"], ["Aider", long], ["Ouvrir", long])

    assert len(dits(resultat)) == 1
    assert "une seule structure, ou plusieurs ; séparer les structures" in dits(resultat)[0]


def test_un_numero_de_jour_se_dit(tmp_path: Path) -> None:
    """45078 est lu comme un jour, et la personne le sait ; une fois par colonne."""
    resultat = lu(tmp_path, ["Action", "Échéance"], ["Aider", 45078], ["Ouvrir", 45400])

    assert dits(resultat) == [
        f"{P} B2, colonne « Échéance » : avertissement, nombre 45 078 lu comme un jour : "
        "2023-06-01 ; vérifier, et mettre la colonne au format Date"
    ]


def test_une_seule_date_n_est_pas_les_deux_bornes(tmp_path: Path) -> None:
    """« 2025 » sous « Calendrier » est un début, et non une fin que personne n'a dite."""
    resultat = lu(tmp_path, ["Action", "Calendrier"], ["Aider", "2025"], ["Ouvrir", "mars 2026"])

    fiches = [arbre for nom, arbre in resultat.arbres.fichiers.items() if "/actions/" in nom]
    assert [(f.get("debut"), f.get("fin")) for f in fiches] == [("2025", None), ("mars 2026", None)]
    assert dits(resultat) == [
        f"{P} B2, colonne « Calendrier » : avertissement, « 2025 », seule date, prise pour le "
        "début ; si ce sont des échéances : --correspondance fin=NOM_DE_LA_COLONNE"
    ]


def test_des_dates_tirees_vers_le_bas(tmp_path: Path) -> None:
    """Un jour de plus par ligne : le tableur l'a fait, pas la personne."""
    jours = [date(2026, 12, 31) + timedelta(rang) for rang in range(5)]
    lignes = [[f"Action {rang}", jour] for rang, jour in enumerate(jours)]
    resultat = lu(tmp_path, ["Action", "Date de fin"], *lignes)

    assert dits(resultat) == [
        f"{P} B2, colonne « Date de fin » : avertissement, de B2 à B6, 5 dates augmentent d'un "
        "jour par ligne, comme une cellule tirée vers le bas ; vérifier ; s'il le faut, recopier "
        "la première valeur dans toutes"
    ]


def test_des_montants_tires_vers_le_bas(tmp_path: Path) -> None:
    """12 000, 12 001, 12 002 : le même défaut."""
    lignes = [[f"Action {rang}", 12000 + rang] for rang in range(3)]
    (dit,) = dits(lu(tmp_path, ["Action", "Budget"], *lignes))
    assert "de B2 à B4, 3 montants augmentent d'un euro par ligne" in dit


@pytest.mark.parametrize(
    "jours",
    [
        [date(2026, 12, 31)] * 4,
        [date(2026, 1, 1), date(2026, 1, 2), date(2026, 3, 1), date(2026, 3, 2)],
        [date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)],
    ],
)
def test_de_vraies_dates_ne_se_signalent_pas(jours: list[date], tmp_path: Path) -> None:
    """La même date, deux jours de suite, une date par an."""
    lignes = [[f"Action {rang}", jour] for rang, jour in enumerate(jours)]
    assert dits(lu(tmp_path, ["Action", "Date de fin"], *lignes)) == []


def test_une_date_en_guise_d_intitule(tmp_path: Path) -> None:
    """Une colonne décalée se voit à son intitulé."""
    (dit,) = dits(lu(tmp_path, ["Action", "Pilote"], ["12/03/2026", "CCAS"]))
    assert "intitulé « 12/03/2026 » : une date ou un nombre ; vérifier la colonne" in dit
