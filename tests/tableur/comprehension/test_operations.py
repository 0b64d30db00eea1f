"""Les opérations d'une action, dans un tableau ou une fiche : des étapes, avec leurs faits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from projet_social.classeur.ouverture import ouvrir_classeur
from projet_social.tableur.comprehension.compte_rendu import plan_en_retrait
from projet_social.tableur.comprehension.importation import Import, Resultat

from ..fabrique import classeur_de, enregistrer
from .test_compte_des_cellules import CIBLE, REFERENTIEL

ACTIONS = "territoires/val/actions/"
Lignes = list[list[Any]]


def importer(octets: bytes, dossier: Path) -> Resultat:
    """Importe un classeur dans un territoire inventé ; rien n'y est une erreur."""
    fichier = dossier / "plan.xlsx"
    fichier.write_bytes(octets)
    resultat = Import(ouvrir_classeur(fichier)).lire(REFERENTIEL, CIBLE)
    assert not resultat.rapport.remarques.erreurs
    return resultat


def fiches_de(resultat: Resultat) -> list[dict[str, Any]]:
    """Les fiches d'un import, dans leur ordre."""
    return [f for nom, f in resultat.arbres.fichiers.items() if nom.startswith(ACTIONS)]


def la_fiche(lignes: Lignes, dossier: Path, fusions: tuple[str, ...] = ()) -> dict[str, Any]:
    """La seule fiche d'une feuille, dont rien ne reste à ranger."""
    classeur = Workbook()
    onglet = classeur.worksheets[0]
    onglet.title = "Fiche 1"
    for ligne in lignes:
        onglet.append(ligne)
    for fusion in fusions:
        onglet.merge_cells(fusion)
    resultat = importer(enregistrer(classeur), dossier)
    assert not resultat.arbres.a_ranger
    (fiche,) = fiches_de(resultat)
    return fiche


HAUT: Lignes = [
    ["FA 1.3 : Bien vieillir chez soi"],
    ["Axe", "Axe 1 : Vieillir"],
    ["Constat", "Des logements mal adaptés."],
    ["Pilote", "CCAS du Val"],
]
ETAPES = [
    {
        "titre": "Visiter les logements",
        "numero": "1",
        "publics": ["jeunes"],
        "pilotes": ["SOLIHA inventé"],
        "fin": "2025",
        "budgets": [{"prevu": "1 000 €"}],
        "indicateurs": [{"nom": "Visites"}],
    },
    {
        "titre": "Financer les travaux",
        "numero": "2",
        "pilotes": ["Département"],
        "fin": "2026",
    },
]
EN_COLONNES: Lignes = [
    [None, "Opération 1 : Visiter les logements", "Opération 2 : Financer les travaux"],
    ["Public", "Jeunes", None],
    ["Pilote", "SOLIHA inventé", "Département"],
    ["Échéance", 2025, 2026],
    ["Budget", "1 000 €", None],
    ["Indicateurs", "Visites", "-"],
]
NOMMEES: Lignes = [
    [
        "Opérations",
        "Opération n° 1 - Visiter les logements",
        "Opération n° 2 - Financer les travaux",
    ],
    *EN_COLONNES[1:],
]
EN_LIGNES: Lignes = [
    ["Opération", "Public", "Pilote", "Échéance", "Budget", "Indicateurs"],
    ["Opération 1 : Visiter les logements", "Jeunes", "SOLIHA inventé", 2025, "1 000 €", "Visites"],
    ["Opération 2 : Financer les travaux", None, "Département", 2026, None, None],
]
L_UNE_SOUS_L_AUTRE: Lignes = [
    ["Opération 1 : Visiter les logements"],
    ["Public", "Jeunes"],
    ["Pilote", "SOLIHA inventé"],
    ["Échéance", 2025],
    ["Budget", "1 000 €"],
    ["Indicateurs", "Visites"],
    ["Opération 2", "Financer les travaux"],
    ["Pilote", "Département"],
    ["Échéance", 2026],
]
BAS: Lignes = [["Bilan 2025", "Deux ateliers."], ["Priorité", "Haute"]]


@pytest.mark.parametrize(
    "bloc",
    [EN_COLONNES, NOMMEES, EN_LIGNES, L_UNE_SOUS_L_AUTRE],
    ids=["en colonnes", "nommées", "en lignes", "l'une sous l'autre"],
)
def test_les_operations_d_une_fiche(bloc: Lignes, tmp_path: Path) -> None:
    """Chacune a ses faits ; ceux de la fiche, avant et après, restent à elle."""
    fiche = la_fiche([*HAUT, *bloc, *BAS], tmp_path)

    assert fiche["numero"] == "1.3"
    assert fiche["titre"] == "Bien vieillir chez soi"
    assert fiche["etapes"] == ETAPES
    assert fiche["pilotes"] == ["CCAS du Val"]
    assert fiche["bilans"] == [{"annee": "2025", "fait": "Deux ateliers."}]
    assert fiche["priorite"] == "haute"
    assert not {"fin", "budgets", "indicateurs", "publics"} & set(fiche)


def test_des_operations_sans_numero(tmp_path: Path) -> None:
    """Sous « Opérations », des intitulés nus ; ce qui est fusionné est à chacune."""
    fiche = la_fiche(
        [
            *HAUT,
            ["Opérations", "Visiter", "Financer"],
            ["Pilote", "SOLIHA inventé", "Département"],
            ["Partenaires", "CAF"],
            ["Échéance", 2025, 2026],
        ],
        tmp_path,
        fusions=("B7:C7",),
    )
    assert "partenaires" not in fiche
    assert [etape["titre"] for etape in fiche["etapes"]] == ["Visiter", "Financer"]
    assert [etape["partenaires"] for etape in fiche["etapes"]] == [["CAF"], ["CAF"]]
    assert [etape["fin"] for etape in fiche["etapes"]] == ["2025", "2026"]


def test_un_champ_etapes_et_sa_liste_restent_une_liste(tmp_path: Path) -> None:
    """Une seule valeur à droite de « Étapes » est la liste que l'on connaissait."""
    fiche = la_fiche([*HAUT, ["Étapes", "Visiter\nFinancer"]], tmp_path)
    assert fiche["etapes"] == [{"titre": "Visiter"}, {"titre": "Financer"}]


SYNTHESE: Lignes = [
    ["Orientations", "Actions", "Opérations", "Échéance"],
    ["Orientation 1 : Vieillir", "Action 1.1 : Adapter", "Visiter", 2025],
    [None, None, "Financer", 2026],
    [None, "Action 1.2 : Écouter", "Appeler", 2027],
    ["Orientation 2 : Bouger", "Action 2.1 : Rouler", None, 2028],
]


def test_un_tableau_d_ensemble(tmp_path: Path) -> None:
    """Orientations, actions, opérations : des niveaux, des actions et leurs étapes."""
    resultat = importer(classeur_de({"Synthèse": SYNTHESE}), tmp_path)

    assert plan_en_retrait(resultat).splitlines() == [
        "Orientation 1 : Vieillir",
        "  Action 1.1 : Adapter",
        "    Étape : Visiter",
        "    Étape : Financer",
        "  Action 1.2 : Écouter",
        "    Étape : Appeler",
        "Orientation 2 : Bouger",
        "  Action 2.1 : Rouler",
    ]
    adapter, *_, rouler = fiches_de(resultat)
    assert "fin" not in adapter
    assert [etape["fin"] for etape in adapter["etapes"]] == ["2025", "2026"]
    assert rouler["fin"] == "2028"


def test_un_tableau_d_ensemble_et_ses_fiches_ne_font_qu_un(tmp_path: Path) -> None:
    """L'action citée dans la synthèse est celle de sa fiche, étapes comprises."""
    resultat = importer(
        classeur_de(
            {
                "Synthèse": SYNTHESE,
                "Fiche 1": [
                    ["FICHE ACTION n° 1.1 : Adapter"],
                    ["Pilote", "CCAS du Val"],
                    ["Constat", "Des logements mal adaptés."],
                    ["Partenaires", "CAF"],
                    ["Priorité", "Haute"],
                    ["Opérations", "Visiter", "Financer"],
                    ["Pilote", "SOLIHA inventé", "Département"],
                ],
            }
        ),
        tmp_path,
    )
    adapter, *autres = fiches_de(resultat)
    assert len(autres) == 2
    assert adapter["pilotes"] == ["CCAS du Val"]
    assert adapter["etapes"] == [
        {"titre": "Visiter", "fin": "2025", "pilotes": ["SOLIHA inventé"]},
        {"titre": "Financer", "fin": "2026", "pilotes": ["Département"]},
    ]
    assert adapter["rattachements"] == ["vieillir"]


@pytest.mark.parametrize(
    "lignes",
    [
        [
            ["Axe 1 : Vieillir"],
            ["   Objectif 1.1 : Chez soi"],
            ["      Action 1.1.1 : Adapter"],
            ["      Action 1.1.2 : Écouter"],
            ["Axe 2 : Bouger"],
            ["      Action 2.0.1 : Rouler"],
        ],
        [
            ["Plan"],
            ["Axe 1 : Vieillir"],
            ["Objectif 1.1 : Chez soi"],
            ["Action 1.1.1 : Adapter"],
            ["Action 1.1.2 : Écouter"],
            ["Axe 2 : Bouger"],
            ["Action 2.0.1 : Rouler"],
        ],
        [
            [None, "Pilote", "Échéance", "Statut"],
            ["Axe 1 : Vieillir"],
            ["Objectif 1.1 : Chez soi"],
            ["Action 1.1.1 : Adapter", "CCAS", 2025, "En cours"],
            ["Action 1.1.2 : Écouter", "CCAS", 2026, "En cours"],
            ["Axe 2 : Bouger"],
            ["Action 2.0.1 : Rouler", "CCAS", 2027, "En cours"],
        ],
    ],
    ids=["sans en-tête", "Plan", "en-tête sans nom"],
)
def test_des_niveaux_sans_colonne_de_titre(lignes: Lignes, tmp_path: Path) -> None:
    """Une colonne d'intitulés sans nom se reconnaît aux mots qui les ouvrent."""
    resultat = importer(classeur_de({"Feuil1": lignes}), tmp_path)

    assert plan_en_retrait(resultat).splitlines() == [
        "Axe 1 : Vieillir",
        "  Objectif 1.1 : Chez soi",
        "    Action 1.1.1 : Adapter",
        "    Action 1.1.2 : Écouter",
        "Axe 2 : Bouger",
        "  Action 2.0.1 : Rouler",
    ]


@pytest.mark.parametrize(
    ("titre", "numero", "attendu"),
    [
        ("FA 1.3 : Aider", "1.3", "Aider"),
        ("FA1.3 - Aider", "1.3", "Aider"),
        ("Fiche n° 1 : Aider", "1", "Aider"),
        ("Fiche action n°12 – Aider", "12", "Aider"),
        ("Fa dièse : chanter", None, "Fa dièse : chanter"),
        ("FA Cup : jouer", None, "FA Cup : jouer"),
    ],
)
def test_un_numero_en_tete_de_titre(
    titre: str, numero: str | None, attendu: str, tmp_path: Path
) -> None:
    """« FA 1.3 : » est le numéro de la fiche, non le début de son titre."""
    resultat = importer(
        classeur_de({"P": [["Action", "Pilote"], [titre, "CCAS"], ["Autre", "CCAS"]]}), tmp_path
    )
    fiche = fiches_de(resultat)[0]
    assert (fiche["titre"], fiche.get("numero")) == (attendu, numero)
