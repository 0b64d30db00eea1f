"""Fabriquer les classeurs inventés de `classeurs/`, de formes différentes.

Chaque forme est celle d'une vraie trame de fiches-actions ; tout ce qu'ils disent est inventé.

Pour les refaire : `python -m tests.tableur.fabrique` (les .xls et .ods demandent LibreOffice).
"""

from __future__ import annotations

import csv
import io
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

CLASSEURS = Path(__file__).parent / "classeurs"
AVIS = "Plan d'actions inventé, pour les tests"


def enregistrer(classeur: Workbook) -> bytes:
    """Les octets d'un classeur."""
    flux = io.BytesIO()
    classeur.save(flux)
    return flux.getvalue()


def classeur_de(feuilles: dict[str, list[list[Any]]]) -> bytes:
    """Un classeur xlsx, feuille par feuille, ligne par ligne."""
    classeur = Workbook()
    classeur.remove(classeur.worksheets[0])
    for nom, lignes in feuilles.items():
        onglet = classeur.create_sheet(nom)
        for ligne in lignes:
            onglet.append(ligne)
    return enregistrer(classeur)


def une_feuille_par_axe() -> Workbook:
    """Une feuille par axe : titre au-dessus, en-têtes sur deux lignes, calendrier coché."""
    classeur = Workbook()
    classeur.remove(classeur.worksheets[0])
    axes: dict[str, tuple[str, list[list[Any]]]] = {
        "Axe 1": (
            "AXE 1 : Bien vieillir au Val-Imaginaire",
            [
                [
                    "1.1",
                    "Ouvrir un café des aidants",
                    "CCAS du Val\nMaison des aînés",
                    "Personnes âgées, aidants",
                    "x",
                    "x",
                    None,
                    4500,
                    3800.5,
                    "Nombre de rencontres\nNombre d'aidants accueillis",
                    "En cours",
                ],
                [
                    "1.2",
                    "Adapter les logements",
                    "Service habitat (Val-Imaginaire, antenne Est)",
                    "Seniors ; personnes isolées",
                    None,
                    "x",
                    "x",
                    12000,
                    None,
                    "Nombre de logements adaptés",
                    "Non démarré",
                ],
                [
                    "1.10",
                    "Former les agents d'accueil",
                    "CCAS du Val",
                    "Agents",
                    None,
                    None,
                    "X",
                    "à chiffrer",
                    None,
                    None,
                    "À l'étude",
                ],
                ["Total", None, None, None, None, None, None, 16500, 3800.5, None, None],
            ],
        ),
        "Axe 2": (
            "AXE 2 : Se déplacer sans voiture",
            [
                [
                    "2.1",
                    "Mettre en place une navette au marché",
                    "Syndicat des mobilités",
                    "Tous",
                    "x",
                    None,
                    None,
                    25000,
                    26120,
                    "Nombre de voyageurs",
                    "Terminé",
                ],
                [
                    "2.2",
                    "Prêter des vélos",
                    "Association Roue libre, CCAS du Val, Mairie",
                    "Jeunes",
                    None,
                    "x",
                    None,
                    3000,
                    None,
                    None,
                    "Reporté",
                ],
            ],
        ),
    }
    for nom, (titre, lignes) in axes.items():
        onglet = classeur.create_sheet(nom)
        _axe(onglet, titre, lignes)
    notice = classeur.create_sheet("Mode d'emploi")
    notice["A1"] = "Remplir une ligne par action."
    notice["A2"], notice["B2"] = "Classeur inventé", "ne décrit aucun territoire"
    listes = classeur.create_sheet("Listes")
    listes.sheet_state = "hidden"
    for rang, mot in enumerate(("En cours", "Terminé", "Non démarré"), 1):
        listes.cell(rang, 1, mot)
    return classeur


def _axe(onglet: Worksheet, titre: str, lignes: list[list[Any]]) -> None:
    onglet["A1"] = AVIS
    onglet.merge_cells("A1:K1")
    onglet["A2"] = titre
    onglet.merge_cells("A2:K2")
    haut = [
        "N°",
        "Intitulé de l'action",
        "Structure(s) pilote(s)",
        "Public cible",
        "Calendrier",
        None,
        None,
        "Budget (en €)",
        None,
        "Indicateurs de suivi",
        "État d'avancement",
    ]
    bas = [None, None, None, None, 2024, 2025, 2026, "Prévu", "Réalisé", None, None]
    for rang, (dessus, dessous) in enumerate(zip(haut, bas, strict=True), 1):
        onglet.cell(4, rang, dessus)
        onglet.cell(5, rang, dessous)
        if dessous is None:
            onglet.merge_cells(start_row=4, end_row=5, start_column=rang, end_column=rang)
    onglet.merge_cells("E4:G4")
    onglet.merge_cells("H4:I4")
    for decalage, ligne in enumerate(lignes):
        for rang, valeur in enumerate(ligne, 1):
            onglet.cell(6 + decalage, rang, valeur)


def liste_plate() -> Workbook:
    """Une liste plate : niveaux par colonnes, fusions verticales, liens, dates, commentaires."""
    classeur = Workbook()
    onglet = classeur.worksheets[0]
    onglet.title = "Plan d'actions"
    onglet.append(
        [
            "Axe",
            "Objectif opérationnel",
            "Fiche n°",
            "Action",
            "Porteur",
            "Partenaires associés",
            "Échéance",
            "Coût prévisionnel 2025",
            "Priorité",
            "Thématique",
            "Pour en savoir plus",
            "Remarque du comité",
        ]
    )
    lignes: list[list[Any]] = [
        [
            "Axe 1 - Grandir",
            "1.1 Accueillir les tout-petits",
            1,
            "Créer une crèche à horaires larges",
            "Communauté de communes",
            "CAF, MSA, Département",
            date(2025, 9, 1),
            120000,
            "Haute",
            "Petite enfance",
            "Le projet de crèche",
            "Voir le comité du printemps",
        ],
        [
            None,
            None,
            2,
            "Former des assistantes maternelles",
            "Relais petite enfance",
            "CAF\nMission locale",
            "2e trimestre 2026",
            "de 8 000 à 10 000 €",
            "Moyenne",
            "petite enfance ; emploi",
            None,
            None,
        ],
        [
            None,
            "1.2 Soutenir les parents",
            3,
            "Ouvrir un lieu d'accueil parents-enfants",
            "Centre social (ccas@exemple.fr)",
            "CAF / UDAF",
            45992,
            None,
            "1",
            "Parentalité",
            None,
            None,
        ],
        [
            "Axe 2 - Se soigner",
            "2.1 Attirer des soignants",
            1,
            "Loger les internes",
            "Commune de Vallon, service habitat",
            None,
            "chaque année",
            "0,5 ETP",
            "basse",
            "Santé",
            None,
            "à revoir avec l'hôpital",
        ],
        [
            None,
            None,
            2,
            "Équiper une salle de téléconsultation",
            "Maison de santé",
            "ARS",
            "dès que possible",
            30000,
            "Forte",
            "santé, numérique, télépathie",
            None,
            None,
        ],
    ]
    for ligne in lignes:
        onglet.append(ligne)
    onglet.merge_cells("A2:A4")
    onglet.merge_cells("B2:B3")
    onglet.merge_cells("A5:A6")
    onglet.merge_cells("B5:B6")
    onglet["K2"].hyperlink = "https://exemple.fr/creche"
    for case in ("H2", "H6"):
        onglet[case].number_format = '#,##0 "€"'
    onglet["G2"].number_format = "DD/MM/YYYY"
    onglet["D4"].comment = Comment("Demander à la PMI", "agent")
    return classeur


def liste_en_retrait() -> Workbook:
    """Une liste en retrait : bandeaux fusionnés, titres en escalier, lignes de suite, pied."""
    classeur = Workbook()
    onglet = classeur.worksheets[0]
    onglet.title = "Feuil1"
    onglet["A1"] = "Projet social inventé du Val-Imaginaire 2025-2028"
    onglet.merge_cells("A1:E1")
    for rang, nom in enumerate(("Action", "Pilote", "Bénéficiaires", "Période", "Observations"), 1):
        onglet.cell(3, rang, nom)
    lignes: list[tuple[int, list[Any]]] = [
        (-1, ["ORIENTATION A : Faire ensemble"]),
        (0, ["Objectif 1 : Animer les villages"]),
        (1, ["Créer une fête des voisins", "Comité des fêtes", "Habitants", "2025 à 2027", None]),
        (
            1,
            [
                "Rouvrir le café associatif",
                "Association du Bourg",
                "Tous publics",
                "à partir de 2026",
                "- local trouvé\n- travaux à prévoir",
            ],
        ),
        (2, [None, None, None, None, "Subvention demandée"]),
        (0, ["Objectif 2 : Donner la parole"]),
        (1, ["Tenir un conseil des jeunes", "Service jeunesse", "Adolescents", "mensuel", None]),
        (-1, ["ORIENTATION B : Aller vers"]),
        (0, ["Objectif 3 : Rompre l'isolement"]),
        (1, ["Visiter les personnes isolées", "CCAS", "Personnes âgées", "Permanent", None]),
    ]
    for decalage, (retrait, valeurs) in enumerate(lignes):
        ligne = 4 + decalage
        for rang, valeur in enumerate(valeurs, 1):
            onglet.cell(ligne, rang, valeur)
        if retrait < 0:
            onglet.merge_cells(start_row=ligne, end_row=ligne, start_column=1, end_column=5)
        elif retrait == 1:
            onglet.cell(ligne, 1).alignment = Alignment(indent=2)
    onglet.merge_cells("A7:A8")
    onglet["B15"] = "Source : comité de pilotage inventé"
    return classeur


def fiches_verticales() -> Workbook:
    """Deux fiches, une par feuille : un nom de champ à gauche, sa valeur à droite ou dessous."""
    classeur = Workbook()
    classeur.remove(classeur.worksheets[0])
    fiches: dict[str, list[list[Any]]] = {
        "Fiche 1": [
            ["FICHE-ACTION N° 1 : Ouvrir une épicerie solidaire"],
            ["Axe", "1 - Agir contre la précarité"],
            ["Objectif opérationnel", "1.1 Bien manger"],
            ["Constat", "Des familles renoncent à des repas."],
            ["Description"],
            ["Un local, des bénévoles, des produits locaux."],
            ["Pilote", "CCAS du Val", "Échéance", "fin 2026"],
            ["Partenaires", "Banque alimentaire ; Secours inventé"],
            ["Budget prévisionnel", "Fonctionnement : 8 000 €\nInvestissement : 20 000 €"],
            ["Indicateurs", "- Nombre de foyers\n- Tonnes distribuées"],
            ["Contact", "Accueil du CCAS, accueil@exemple.fr, 02 99 00 00 01"],
            ["Couleur préférée", "bleu"],
        ],
        "Fiche 2": [
            ["FICHE-ACTION N° 2"],
            ["Intitulé", "Recycler les meubles"],
            ["Axe", "1 - Agir contre la précarité"],
            ["Pilote", "Ressourcerie"],
            ["Public visé", "Tous"],
            ["Statut", "En cours (40 %)"],
            ["Calendrier", "2025, 2026"],
        ],
    }
    for nom, lignes in fiches.items():
        onglet = classeur.create_sheet(nom)
        for ligne in lignes:
            onglet.append(ligne)
        onglet.merge_cells("A1:D1")
    return classeur


def formes_melees() -> Workbook:
    """Des niveaux en escalier, un tableau par axe, des fiches l'une sous l'autre."""
    classeur = Workbook()
    onglet = classeur.worksheets[0]
    onglet.title = "Escalier"
    lignes: list[list[Any]] = [
        ["Plan d'actions", None, None, "Pilote", "Échéance"],
        ["Axe 1 - Vivre"],
        [None, "Objectif 1.1 Manger"],
        [None, None, "Ouvrir un jardin", "CCAS", 2025],
        [None, None, "Livrer des repas", "CCAS", 2026],
        ["Axe 2 - Bouger"],
        [None, "Objectif 2.1 Rouler"],
        [None, None, "Louer des vélos", "Mairie", None],
    ]
    for ligne in lignes:
        onglet.append(ligne)
    onglet.merge_cells("A1:C1")
    onglet = classeur.create_sheet("Tableaux par axe")
    for haut, axe, action in ((1, "AXE 3 : Grandir", "Jouer"), (6, "AXE 4 : Vieillir", "Lire")):
        onglet.cell(haut, 1, axe)
        onglet.merge_cells(start_row=haut, end_row=haut, start_column=1, end_column=3)
        for decalage, valeurs in enumerate(
            (["Actions", "Porteurs", "Coût"], [action, "CCAS", 1200], ["TOTAL", None, 1200]), 1
        ):
            for rang, valeur in enumerate(valeurs, 1):
                onglet.cell(haut + decalage, rang, valeur)
    onglet = classeur.create_sheet("Fiches")
    for rang in (1, 2):
        for ligne in (
            [f"FICHE ACTION N°{rang}"],
            ["Intitulé de l'action", f"Dire {rang}"],
            ["Axe", "Axe 5 : Dire"],
            ["Description de l'action"],
            ["Une première ligne."],
            ["Une seconde ligne."],
            ["Pilote", "CCAS", "Partenaires", "CAF"],
            [],
        ):
            onglet.append(ligne)
    return classeur


LISTE_CSV = [
    ["Axe", "Action", "Pilotes", "Échéance", "Coût"],
    ["Numérique", "Aider aux démarches", "France services ; Médiathèque", "2026", "2 500 €"],
    ["Numérique", "Tenir un « café clic »", "Médiathèque\nCCAS", "31/12/2025", "à définir"],
    ["Été", "Chantiers d’été", "Service jeunesse", "été 2026", "5 k€"],
]


def en_csv(separateur: str, encodage: str) -> bytes:
    """La liste CSV, dans ce séparateur et cet encodage."""
    flux = io.StringIO()
    csv.writer(flux, delimiter=separateur, lineterminator="\r\n").writerows(LISTE_CSV)
    return flux.getvalue().encode(encodage)


def refaire() -> None:
    """Réécrit tous les fichiers de `classeurs/`."""
    CLASSEURS.mkdir(exist_ok=True)
    for nom, fabriquer in (
        ("une-feuille-par-axe", une_feuille_par_axe),
        ("liste-plate", liste_plate),
        ("liste-en-retrait", liste_en_retrait),
        ("fiches-verticales", fiches_verticales),
        ("formes-melees", formes_melees),
    ):
        (CLASSEURS / f"{nom}.xlsx").write_bytes(enregistrer(fabriquer()))
    for nom, format_ in (("liste-plate", "xls"), ("liste-en-retrait", "ods")):
        subprocess.run(
            [
                "soffice",
                "--headless",
                "--convert-to",
                format_,
                "--outdir",
                str(CLASSEURS),
                str(CLASSEURS / f"{nom}.xlsx"),
            ],
            check=True,
            capture_output=True,
        )
    (CLASSEURS / "liste-cp1252.csv").write_bytes(en_csv(";", "cp1252"))
    (CLASSEURS / "liste-utf8.csv").write_bytes(en_csv(",", "utf-8-sig"))
    (CLASSEURS / "liste-tabulations.csv").write_bytes(en_csv("\t", "utf-8"))


if __name__ == "__main__":
    refaire()
