"""Fabriquer des classeurs dans la forme du gabarit de Territoires en Transitions (ADEME).

La forme est celle que les collectivités reçoivent ; les actions, les structures, les personnes et
les montants sont inventés.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from .fabrique import enregistrer

GROUPES = (
    ("Structure du plan", 3),
    ("Présentation de l'action", 5),
    ("Objectifs et indicateurs", 1),
    ("Acteurs", 6),
    ("Participation", 1),
    ("Financements", 8),
    ("Avancement", 2),
    ("Calendrier", 4),
    ("Liens et compléments", 5),
)
"""Les intitulés de groupe, fusionnés au-dessus des colonnes, et combien ils en couvrent."""
TEXTE, LISTE, DATE = "Champ texte", "Champ liste déroulante", "Champ date"
COLONNES = (
    ("Axe (x)", TEXTE),
    ("Sous-axe (x.x)", TEXTE),
    ("Sous-sous axe (x.x.x)", TEXTE),
    ("Titre de l'action", "Champ texte obligatoire"),
    ("Titre de la sous-action", TEXTE),
    ("Descriptif", TEXTE),
    ("Instances de gouvernance", TEXTE),
    ("Objectifs", TEXTE),
    ("Indicateurs liés", TEXTE),
    ("Structure pilote", TEXTE),
    ("Moyens humains et techniques", TEXTE),
    ("Partenaires", TEXTE),
    ("Direction ou service pilote", TEXTE),
    ("Personne pilote", TEXTE),
    ("Élu·e référent·e", TEXTE),
    ("Participation Citoyenne", LISTE),
    ("Financements", TEXTE),
    ("Financeur 1", TEXTE),
    ("Montant € HT", "Champ nombre"),
    ("Financeur 2", TEXTE),
    ("Montant € HT", "Champ nombre"),
    ("Financeur 3", TEXTE),
    ("Montant € HT", "Champ nombre"),
    ("Budget prévisionnel total € HT", "Champ nombre"),
    ("Statut", "Champ liste déroulante (un seul choix)"),
    ("Niveau de priorité", LISTE),
    ("Date de début", DATE),
    ("Date de fin", DATE),
    ("Action en amélioration continue", "Champ liste déroulante : TRUE si l'action se répète"),
    ("Calendrier", TEXTE),
    ("Mesures liées", TEXTE),
    ("Actions des plans liées", TEXTE),
    ("Notes", TEXTE),
    ("Etapes de l'action", TEXTE),
    ("Documents et liens", TEXTE),
)
"""Les colonnes du gabarit, dans l'ordre, et l'aide écrite dessous."""
CHOIX = {
    "Statut": (
        "À venir", "À discuter", "En cours", "Réalisé", "En retard", "En pause", "Bloqué",
        "Abandonné",
    ),
    "Niveau de priorité": ("Élevé", "Moyen", "Bas"),
    "Participation Citoyenne": (
        "Pas de participation citoyenne", "Information", "Consultation", "Concertation",
        "Co-construction",
    ),
    "Action en amélioration continue": ("TRUE", "FALSE"),
}  # fmt: skip
"""Ce que les listes déroulantes proposent."""
AXES = (
    ("1. Se déplacer autrement", "1.1 Marcher et pédaler", "1.1.1 Relier les bourgs"),
    ("1. Se déplacer autrement", "1.1 Marcher et pédaler", "1.1.2 Équiper les gares"),
    ("1. Se déplacer autrement", "1.2 Partager la route", None),
    ("2. Bien manger", "2.1 Produire ici", "2.1.1 Installer des maraîchers"),
    ("2. Bien manger", None, None),
    (None, None, None),
)
"""Où se rangent les actions ; la dernière place est hors des axes."""
PILOTES = ("Communauté du Val-Imaginaire", "Syndicat des mobilités du Val", "CCAS de Bourg-Neuf")
PERSONNES = ("Gwenaëlle Trébaol", "Mathurin Le Bozec", "Sidonie Kerambrun")
"""Des personnes inventées : aucune ne doit sortir d'un import."""


@dataclass(frozen=True)
class FormeDuGabarit:
    """Ce qu'une personne a pu changer au gabarit avant de le remplir.

    Attributes:
        feuille: le nom de l'onglet.
        groupes: vrai si la ligne des groupes est restée.
        aide: vrai si la ligne d'aide est restée.
        listes: vrai si l'onglet des listes est resté.
        notice: vrai s'il y a un onglet d'aide.
        titre: une ligne de titre au-dessus, s'il y en a une.
        colonnes: les rangs des colonnes gardées, dans l'ordre voulu.
        axes_fusionnes: vrai si un axe est fusionné sur ses lignes au lieu d'y être répété.
    """

    feuille: str = "Fichier d'import"
    groupes: bool = True
    aide: bool = True
    listes: bool = True
    notice: bool = True
    titre: str = ""
    colonnes: tuple[int, ...] = field(default=tuple(range(len(COLONNES))))
    axes_fusionnes: bool = False


INTACT = FormeDuGabarit()


def rang_de(colonne: str) -> int:
    """La place d'une colonne dans le gabarit."""
    return next(rang for rang, (nom, _) in enumerate(COLONNES) if nom == colonne)


def sans_colonnes(forme: FormeDuGabarit, *noms: str) -> FormeDuGabarit:
    """La même forme, des colonnes en moins."""
    gardees = tuple(rang for rang in forme.colonnes if COLONNES[rang][0] not in noms)
    return replace(forme, colonnes=gardees)


def une_action(**valeurs: Any) -> list[Any]:
    """Une ligne du gabarit, d'après quelques valeurs nommées par leur colonne.

    `montant_1`, `montant_2`, `montant_3` sont ceux des trois financeurs.
    """
    rangee: list[Any] = [None] * len(COLONNES)
    for nom, valeur in valeurs.items():
        rangee[NOMS[nom]] = valeur
    return rangee


NOMS = {
    "axe": 0, "sous_axe": 1, "sous_sous_axe": 2, "titre": 3, "sous_action": 4, "descriptif": 5,
    "instances": 6, "objectifs": 7, "indicateurs": 8, "structure": 9, "moyens": 10,
    "partenaires": 11, "service": 12, "personne": 13, "elu": 14, "participation": 15,
    "financements": 16, "financeur_1": 17, "montant_1": 18, "financeur_2": 19, "montant_2": 20,
    "financeur_3": 21, "montant_3": 22, "budget": 23, "statut": 24, "priorite": 25, "debut": 26,
    "fin": 27, "continue_": 28, "calendrier": 29, "mesures": 30, "actions_liees": 31, "notes": 32,
    "etapes": 33, "liens": 34,
}  # fmt: skip


def quarante_six_actions() -> list[list[Any]]:
    """Quarante-six actions, dont six hors des axes, et douze sous-actions."""
    rangees: list[list[Any]] = []
    for rang in range(46):
        axe, sous_axe, sous_sous_axe = AXES[5] if rang % 7 == 6 else AXES[rang % 5]
        titre = f"Action inventée numéro {rang + 1:02d}"
        rangees.append(
            une_action(
                axe=axe,
                sous_axe=sous_axe,
                sous_sous_axe=sous_sous_axe,
                titre=titre,
                descriptif=f"Ce que fait l'action {rang + 1}, en une phrase.",
                instances="Comité de suivi du plan" if rang % 4 == 0 else None,
                objectifs="Réduire les trajets en voiture" if rang % 3 == 0 else None,
                indicateurs="Nombre de trajets, Part des habitants touchés",
                structure=PILOTES[rang % 3],
                moyens="0,2 ETP, un local prêté" if rang % 5 == 0 else None,
                partenaires="CAF, Département, associations locales",
                service="Direction de l'environnement" if rang % 2 else None,
                personne=PERSONNES[rang % 3],
                elu=f"{PERSONNES[(rang + 1) % 3]}, vice-présidente" if rang % 4 else None,
                participation=CHOIX["Participation Citoyenne"][rang % 5],
                financements="Aide de la Région demandée en 2025." if rang % 6 == 0 else None,
                financeur_1="Région inventée",
                montant_1=12000 + rang,
                financeur_2="Département" if rang % 2 else None,
                montant_2=3500.5 if rang % 2 else None,
                budget=40000 + 100 * rang,
                statut=CHOIX["Statut"][rang % 8],
                priorite=CHOIX["Niveau de priorité"][rang % 3],
                debut="12/14/20" if rang == 3 else (44927 + rang if rang % 2 else "03/04/20"),
                fin=date(2026, 1 + rang % 12, 1),
                continue_=rang % 5 == 0,
                calendrier="Deux réunions par an, puis un bilan" if rang % 8 == 0 else None,
                mesures="1.1.2, 3.2.1" if rang % 9 == 0 else None,
                actions_liees="Action inventée numéro 01" if rang == 5 else None,
                notes="Voir le compte rendu du comité" if rang % 10 == 0 else None,
                etapes="Choisir le lieu\nOuvrir" if rang % 11 == 0 else None,
                liens="https://exemple.fr/plan" if rang % 12 == 0 else None,
            )
        )
        if rang % 4 == 1:
            rangees.append(
                une_action(
                    axe=axe,
                    sous_axe=sous_axe,
                    sous_sous_axe=sous_sous_axe,
                    titre=titre,
                    sous_action=f"Sous-action inventée de l'action {rang + 1}",
                    structure="Mairie de Bourg-Neuf",
                    financeur_1="ADEME",
                    montant_1=800,
                    budget=1600,
                    statut="En cours",
                    debut="01/02/21",
                )
            )
    return rangees


def gabarit(
    rangees: Sequence[Sequence[Any]] | None = None, forme: FormeDuGabarit = INTACT
) -> bytes:
    """Un classeur dans cette forme."""
    classeur = Workbook()
    onglet = classeur.worksheets[0]
    onglet.title = forme.feuille
    ligne = 1
    if forme.titre:
        onglet.cell(1, 1, forme.titre)
        ligne += 2
    if forme.groupes:
        _ecrire_les_groupes(onglet, ligne, forme)
        ligne += 1
    for place, rang in enumerate(forme.colonnes, 1):
        onglet.cell(ligne, place, COLONNES[rang][0])
        if forme.aide:
            onglet.cell(ligne + 1, place, COLONNES[rang][1])
    ligne += 2 if forme.aide else 1
    contenu = quarante_six_actions() if rangees is None else rangees
    for decalage, rangee in enumerate(contenu):
        for place, rang in enumerate(forme.colonnes, 1):
            onglet.cell(ligne + decalage, place, rangee[rang])
    if forme.axes_fusionnes:
        _fusionner_les_axes(onglet, ligne, forme, contenu)
    if forme.listes:
        _ecrire_les_listes(classeur, onglet, ligne, forme)
    if forme.notice:
        _ecrire_la_notice(classeur)
    return enregistrer(classeur)


def _ecrire_les_groupes(onglet: Worksheet, ligne: int, forme: FormeDuGabarit) -> None:
    """Chaque groupe au-dessus de ses colonnes, tant qu'elles se suivent encore."""
    noms = [nom for nom, nombre in GROUPES for _ in range(nombre)]
    debut = 0
    while debut < len(forme.colonnes):
        groupe, fin = noms[forme.colonnes[debut]], debut
        while fin + 1 < len(forme.colonnes) and noms[forme.colonnes[fin + 1]] == groupe:
            fin += 1
        onglet.cell(ligne, debut + 1, groupe)
        if fin > debut:
            onglet.merge_cells(
                start_row=ligne, end_row=ligne, start_column=debut + 1, end_column=fin + 1
            )
        debut = fin + 1


def _fusionner_les_axes(
    onglet: Worksheet, ligne: int, forme: FormeDuGabarit, rangees: Sequence[Sequence[Any]]
) -> None:
    """Un axe répété de ligne en ligne devient une seule cellule, haute de toutes."""
    for rang in (0, 1, 2):
        if rang not in forme.colonnes:
            continue
        place, debut = forme.colonnes.index(rang) + 1, 0
        while debut < len(rangees):
            fin = debut
            while (
                fin + 1 < len(rangees)
                and rangees[fin + 1][: rang + 1] == (rangees[debut][: rang + 1])
            ):
                fin += 1
            if fin > debut and rangees[debut][rang] is not None:
                onglet.merge_cells(
                    start_row=ligne + debut,
                    end_row=ligne + fin,
                    start_column=place,
                    end_column=place,
                )
            debut = fin + 1


def _ecrire_les_listes(
    classeur: Workbook, onglet: Worksheet, ligne: int, forme: FormeDuGabarit
) -> None:
    listes = classeur.create_sheet("Listes déroulantes")
    for rang, (nom, choix) in enumerate(CHOIX.items(), 1):
        listes.cell(1, rang, nom)
        for decalage, mot in enumerate(choix):
            listes.cell(2 + decalage, rang, mot)
        if rang_de(nom) in forme.colonnes:
            lettre = get_column_letter(rang)
            controle = DataValidation(
                type="list", formula1=f"'Listes déroulantes'!${lettre}$2:${lettre}${len(choix) + 1}"
            )
            place = get_column_letter(forme.colonnes.index(rang_de(nom)) + 1)
            controle.add(f"{place}{ligne}:{place}{ligne + 200}")
            onglet.add_data_validation(controle)


def _ecrire_la_notice(classeur: Workbook) -> None:
    notice = classeur.create_sheet("Aide")
    notice.append(["Colonne", "Comment la remplir"])
    for nom, aide in COLONNES:
        notice.append([nom, aide])
    notice.append(["Une question ? Écrire à l'équipe de la plateforme."])
