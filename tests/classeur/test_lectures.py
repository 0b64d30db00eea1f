"""Les portes des tableurs : valeurs, liens, fusions, retraits, formules, feuilles masquées."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from odfdo import Cell, Document, Paragraph, Table
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from projet_social.classeur.classeur import Classeur, Feuille, Plage
from projet_social.classeur.lecture_csv import separateur_de
from projet_social.classeur.lecture_ods import lire_ods
from projet_social.classeur.lecture_xlsx import lire_xlsx
from projet_social.classeur.ouverture import ouvrir_classeur

from ..tableur.fabrique import CLASSEURS, enregistrer


def feuille_de(classeur: Classeur, nom: str) -> Feuille:
    """La feuille de ce nom."""
    return next(feuille for feuille in classeur.feuilles if feuille.nom == nom)


@pytest.mark.parametrize("suffixe", ["xlsx", "xls"])
def test_fusions_liens_dates_et_unites(suffixe: str) -> None:
    """Excel d'hier et d'aujourd'hui rendent les mêmes cellules."""
    (feuille,) = ouvrir_classeur(CLASSEURS / f"liste-plate.{suffixe}").feuilles

    assert Plage(1, 0, 3, 0) in feuille.fusions
    assert feuille.lignes[1][10].lien == "https://exemple.fr/creche"
    assert feuille.lignes[1][6].valeur == datetime(2025, 9, 1)
    assert (feuille.lignes[1][7].valeur, feuille.lignes[1][7].unite) == (120000, "€")
    assert "PMI" in feuille.lignes[3][3].commentaire


@pytest.mark.parametrize("suffixe", ["xlsx", "ods"])
def test_retraits(suffixe: str) -> None:
    """Le retrait d'une cellule se lit dans sa mise en forme."""
    (feuille,) = ouvrir_classeur(CLASSEURS / f"liste-en-retrait.{suffixe}").feuilles

    en_retrait = {ligne for ligne, colonne in feuille.retraits if colonne == 0}
    assert en_retrait == {5, 6, 9, 12}


def test_une_feuille_masquee_se_sait() -> None:
    """L'onglet caché est lu, et dit caché."""
    classeur = ouvrir_classeur(CLASSEURS / "une-feuille-par-axe.xlsx")
    assert [f.nom for f in classeur.feuilles if f.masquee] == ["Listes"]


def test_une_formule_vaut_son_resultat() -> None:
    """Sans résultat, la formule reste, pour qu'on la dise ; un lien calculé donne son adresse."""
    classeur = Workbook()
    onglet = classeur.worksheets[0]
    onglet["A1"], onglet["A2"] = "=1+1", '=HYPERLINK("https://exemple.fr","voir")'

    (feuille,) = lire_xlsx(enregistrer(classeur)).feuilles
    assert feuille.lignes[0][0].valeur == "=1+1"
    assert feuille.lignes[1][0].lien == "https://exemple.fr"


def test_une_mise_en_forme_jusqu_en_bas_ne_coute_rien() -> None:
    """Une cellule mise en forme à la dernière ligne d'Excel n'en crée pas un million."""
    classeur = Workbook()
    onglet = classeur.worksheets[0]
    onglet["A1"] = "Action"
    onglet.cell(1_048_576, 1).number_format = "0.00"

    (feuille,) = lire_xlsx(enregistrer(classeur)).feuilles
    assert len(feuille.lignes) == 1


def test_le_calendrier_de_1904_se_sait() -> None:
    """Un classeur de vieux Mac compte ses jours autrement."""
    classeur = Workbook()
    classeur.worksheets[0]["A1"] = "x"
    classeur.epoch = CALENDAR_MAC_1904
    assert lire_xlsx(enregistrer(classeur)).depuis_1904


def test_un_ods_repete_ses_cellules() -> None:
    """Cellules et lignes répétées sont rendues une à une ; le vide du bord, jamais."""
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Plan")
    document.body.append(table)
    table.set_value("A1", "Action")
    table.set_value("B1", date(2025, 3, 1))
    repetee = Cell("x")
    repetee.repeated = 3
    table.set_cell("A2", repetee)
    lien = Cell()
    lien.append(Paragraph("voir le site"))
    lien.get_paragraphs()[0].set_link("https://exemple.fr/a", regex="le site")
    table.set_cell("A3", lien)
    flux = io.BytesIO()
    document.save(flux)

    (feuille,) = lire_ods(flux.getvalue()).feuilles
    assert feuille.lignes[0][1].valeur == date(2025, 3, 1)
    assert [cellule.valeur for cellule in feuille.lignes[1]] == ["x", "x", "x"]
    assert feuille.lignes[2][0].valeur == "voir le site"
    assert feuille.lignes[2][0].lien == "https://exemple.fr/a"
    assert len(feuille.lignes) == 3


@pytest.mark.parametrize(
    ("texte", "separateur"),
    [
        ("a;b\nc, d, e;f\n", ";"),
        ("a,b,c\n1;2,3,4\n", ","),
        ("Titre du plan\na\tb\nc\td\n", "\t"),
        ("Action\nAider\n", ";"),
        ("Date;Fait\n2017;Réunion, fusion, départ, retour\n", ";"),
    ],
)
def test_le_separateur_est_celui_qui_coupe_partout(texte: str, separateur: str) -> None:
    """Une virgule de phrase n'est pas une colonne."""
    assert separateur_de(texte) == separateur


def test_la_ligne_qu_excel_ecrit_pour_lui(tmp_path: Path) -> None:
    """« sep=| » dit le séparateur, et n'est pas une cellule."""
    fichier = tmp_path / "plan.csv"
    fichier.write_text("sep=|\nAction|Pilote, référent\nAider|CCAS\n", encoding="utf-8")

    (feuille,) = ouvrir_classeur(fichier).feuilles
    assert [cellule.valeur for cellule in feuille.lignes[0]] == ["Action", "Pilote, référent"]
