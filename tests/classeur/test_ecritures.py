"""Les écrivains de classeurs : rien n'est une formule, tout est reproductible, tout se retrouve."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from projet_social.classeur.classeur import Cellule, Classeur, Controle, Feuille, Plage, Valeur
from projet_social.classeur.desamorcage import desamorcer, reamorcer
from projet_social.classeur.ecriture_csv import ecrire_csv, en_csv
from projet_social.classeur.ecriture_ods import ecrire_ods
from projet_social.classeur.ecriture_xlsx import ecrire_xlsx
from projet_social.classeur.lecture_csv import csv_de_l_archive, lire_les_csv
from projet_social.classeur.lecture_ods import lire_ods
from projet_social.classeur.lecture_xlsx import lire_xlsx
from projet_social.classeur.refus import RefusDeClasseur
from projet_social.tableur.aller_retour.cases import texte_de_case

from ..tableur.aller_retour.maison import Maison

ECRIVAINS: dict[str, Callable[[Classeur], bytes]] = {
    "xlsx": ecrire_xlsx,
    "ods": ecrire_ods,
    "csv": ecrire_csv,
}
LECTEURS: dict[str, Callable[[bytes], Classeur]] = {
    "xlsx": lire_xlsx,
    "ods": lire_ods,
    "csv": lambda octets: lire_les_csv(csv_de_l_archive(octets)),
}
chaque_ecrivain = pytest.mark.parametrize("ecrire", ECRIVAINS.values(), ids=list(ECRIVAINS))
FORMULES = ("=1+1", "+33", "-12", "@SOMME(A1)", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0")


def classeur_de(*valeurs: str | float | bool | date | None) -> Classeur:
    """Un classeur d'une feuille et d'une ligne."""
    return Classeur([Feuille("Essai", [[Cellule(valeur) for valeur in valeurs]])])


def rendu(classeur: Classeur, nom: str) -> list[list[str]]:
    """Le texte de chaque case, une fois écrit et relu."""
    relu = LECTEURS[nom](ECRIVAINS[nom](classeur))
    return [[texte_de_case(c.valeur) for c in rangee] for rangee in relu.feuilles[0].lignes]


@pytest.mark.lent
@chaque_ecrivain
def test_les_memes_octets_a_chaque_fois(ecrire: Callable[[Classeur], bytes]) -> None:
    """Deux exports des mêmes données sont identiques : ni date, ni hasard."""
    maison = Maison()
    octets = ecrire(maison.classeur)
    assert octets == ecrire(Maison().classeur)
    with ZipFile(io.BytesIO(octets)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_en_xlsx_rien_n_est_une_formule() -> None:
    """Un texte qui commence par un signe de formule reste du texte, même retouché dans Excel."""
    livre = load_workbook(io.BytesIO(ecrire_xlsx(classeur_de(*FORMULES))))
    for case, texte in zip(livre["Essai"][1], FORMULES, strict=True):
        assert (case.data_type, case.value, case.quotePrefix) == ("s", texte, True)


def test_en_xlsx_un_mot_d_excel_reste_un_texte() -> None:
    """« #N/A » est une valeur d'erreur pour Excel ; écrit par une personne, c'est un texte."""
    dits = ("#N/A", "#REF!", " deux  espaces ", "À l’été <1 & 2>", "_x000D_")
    livre = load_workbook(io.BytesIO(ecrire_xlsx(classeur_de(*dits))))
    assert [(case.data_type, case.value) for case in livre["Essai"][1]] == [
        ("s", texte.replace("_x000D_", "_x005F_x000D_")) for texte in dits
    ]


def test_en_ods_rien_n_est_une_formule() -> None:
    """Aucun attribut de formule ; des chaînes seulement."""
    with ZipFile(io.BytesIO(ecrire_ods(classeur_de(*FORMULES)))) as archive:
        contenu = archive.read("content.xml").decode()
    assert "table:formula" not in contenu
    assert contenu.count('office:value-type="string"') == len(FORMULES)


def test_en_ods_les_blancs_sont_dits() -> None:
    """LibreOffice réduirait deux espaces à une, et oublierait une tabulation."""
    with ZipFile(io.BytesIO(ecrire_ods(classeur_de("deux  espaces\t, une tabulation")))) as archive:
        contenu = archive.read("content.xml").decode()
    assert '<text:p>deux<text:s text:c="2"/>espaces<text:tab/>, une tabulation</text:p>' in contenu


@pytest.mark.parametrize("formule", FORMULES)
def test_en_csv_un_nom_de_colonne_ne_devient_pas_une_formule(formule: str) -> None:
    """Le nom d'un territoire est un en-tête de la comparaison : un corpus réuni le porte loin."""
    (entete,) = csv.reader([en_csv([formule, "B"], []).decode("utf-8-sig")], delimiter=";")

    assert entete == [f"'{formule}", "B"]


def test_en_csv_une_formule_est_desamorcee() -> None:
    """L'apostrophe qu'un tableur reconnaît, que le retour enlève."""
    (octets,) = csv_de_l_archive(ecrire_csv(classeur_de(*FORMULES))).values()
    for texte in FORMULES:
        assert f"'{texte}" in octets.decode("utf-8-sig").replace('""', '"')
    assert rendu(classeur_de(*FORMULES), "csv") == [list(FORMULES)]


@given(st.text(st.sampled_from("'=+-@ \t\nab"), max_size=6))
def test_le_desamorcage_se_defait(texte: str) -> None:
    """Réamorcer rend le texte d'avant, apostrophes comprises, et rien ne reste amorcé."""
    ecrit = desamorcer(texte)
    assert reamorcer(ecrit) == texte
    assert not ecrit.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("nom", ECRIVAINS)
@pytest.mark.parametrize(
    "texte",
    [
        "deux  espaces, et\ttabulation",
        "une ligne\n  une autre\n\nla dernière",
        '<b>&amp;</b> « l\'été » & "guillemets"',
        "_x000D_ cité, _x0041_ aussi",
        "emoji 🌻 et œ",
        "12 000",
        "1.10",
        "2024-03-01",
        "#REF!",
    ],
)
def test_un_texte_se_retrouve(nom: str, texte: str) -> None:
    """Espaces, lignes, balises, nombres écrits en lettres : rien ne bouge."""
    assert rendu(classeur_de(texte, "b", "c"), nom) == [[texte_de_case(texte), "b", "c"]]


@pytest.mark.parametrize("nom", ["xlsx", "ods"])
def test_un_signe_impossible_ne_casse_pas_le_fichier(nom: str) -> None:
    """Un signe que le XML ne peut porter est laissé, le reste se lit."""
    assert rendu(classeur_de("avant\x07après\x00"), nom) == [["avantaprès"]]


@pytest.mark.parametrize("nom", ["xlsx", "ods"])
def test_nombres_et_dates_sont_de_vrais_nombres(nom: str) -> None:
    """Un nombre s'additionne, une date se trie ; une date d'avant 1900 reste lisible."""
    octets = ECRIVAINS[nom](classeur_de(12, 12.5, True, date(2024, 3, 1), date(1789, 7, 14)))
    relu = lire_xlsx(octets) if nom == "xlsx" else lire_ods(octets)
    valeurs = [cellule.valeur for cellule in relu.feuilles[0].lignes[0]]
    assert valeurs[:3] == [12, 12.5, True]
    assert [texte_de_case(valeur) for valeur in valeurs[3:]] == ["2024-03-01", "1789-07-14"]


def test_un_texte_trop_long_pour_excel_est_refuse() -> None:
    """Excel le couperait sans le dire ; LibreOffice et CSV le gardent."""
    long = "x" * 32_768
    with pytest.raises(
        RefusDeClasseur, match=r"« Essai », cellule A1 : texte de 32768.*ods ou csv"
    ):
        ecrire_xlsx(classeur_de(long))
    assert rendu(classeur_de(long), "ods") == rendu(classeur_de(long), "csv") == [[long]]


@pytest.fixture(scope="module")
def livre() -> Workbook:
    """L'export d'un territoire inventé, tel qu'Excel l'ouvrirait."""
    return load_workbook(io.BytesIO(ecrire_xlsx(Maison().classeur)))


def test_les_en_tetes_restent_a_l_ecran_et_filtrent(livre: Workbook) -> None:
    """Première ligne et première colonne figées, un filtre par colonne, l'aide en note."""
    actions = livre["Actions"]
    assert actions.freeze_panes == "B2"
    assert re.fullmatch(r"A1:[A-Z]+\d+", str(actions.auto_filter.ref))
    notes = {case.value: case.comment.text for case in actions[1] if case.comment}
    assert notes["Statut"].startswith("Où en est l'action")
    assert notes["Titre"] == "Intitulé, mot pour mot. Obligatoire."
    assert livre["Suivi"].sheet_state == "hidden"


def test_les_choix_ont_une_liste_deroulante(livre: Workbook) -> None:
    """Le statut se choisit, sur les lignes remplies comme sur les lignes à remplir."""
    actions, choix = livre["Actions"], livre["Choix"]
    rang = next(case.column for case in actions[1] if case.value == "Statut")
    lettre = actions.cell(1, rang).column_letter
    (controle,) = [
        v for v in actions.data_validations.dataValidation if f"{lettre}2:" in str(v.sqref)
    ]
    colonne, debut, fin = re.fullmatch(  # type: ignore[union-attr]
        r"'Choix'!\$([A-Z]+)\$(\d+):\$\1\$(\d+)", str(controle.formula1)
    ).groups()
    mots = [choix[f"{colonne}{ligne}"].value for ligne in range(int(debut), int(fin) + 1)]
    assert mots[:4] == ["Piste à l’étude", "À venir", "En amorçage", "En cours"]
    assert actions.max_row < int(str(controle.sqref).rsplit(lettre, 1)[1])


def test_l_ods_dit_la_meme_chose() -> None:
    """Listes, filtres, en-têtes figés, notes et onglet caché s'y trouvent aussi."""
    with ZipFile(io.BytesIO(ecrire_ods(Maison().classeur))) as archive:
        contenu = archive.read("content.xml").decode()
        reglages = archive.read("settings.xml").decode()
        assert archive.namelist()[0] == "mimetype"
    assert "of:cell-content-is-in-list([$'Choix'.$" in contenu
    assert "table:display-filter-buttons" in contenu
    assert "Intitulé, mot pour mot. Obligatoire." in contenu
    assert 'config:name="VerticalSplitPosition" config:type="int">1<' in reglages
    classeur = lire_ods(ecrire_ods(Maison().classeur))
    assert [feuille.nom for feuille in classeur.feuilles if feuille.masquee] == ["Suivi"]


def test_un_classeur_quelconque_garde_ses_fusions_et_ses_liens() -> None:
    """Les écrivains servent à d’autres que `mettre_en_classeur`."""
    feuille = Feuille("L'été : 1", [[Cellule("Site", lien="https://exemple.test/?a=1&b=2")], []])
    feuille.nom = "L'été"
    feuille.lignes[0].append(Cellule("Voir", vers=("L'été", 1), commentaire="ici"))
    feuille.lignes[1] = [Cellule("large"), Cellule()]
    feuille.fusions = [Plage(1, 0, 1, 1)]
    feuille.controles = [Controle(Plage(2, 0, 5, 0, "L'été"), Plage(0, 0, 0, 1, "L'été"), False)]
    for ecrire, lire in ((ecrire_xlsx, lire_xlsx), (ecrire_ods, lire_ods)):
        relue = lire(ecrire(Classeur([feuille]))).feuilles[0]
        assert relue.nom == "L'été"
        assert relue.lignes[0][0].lien == "https://exemple.test/?a=1&b=2"
        assert relue.lignes[0][1].commentaire == "ici"
        assert relue.fusions == [Plage(1, 0, 1, 1)]


def test_les_lignes_s_ecrivent_a_mesure() -> None:
    """Un pays en a des millions : elles sont tirées une à une, et une valeur nue y suffit."""
    tirees: list[int] = []

    def lignes() -> Iterator[list[Cellule | Valeur]]:
        for rang in range(3):
            tirees.append(rang)
            yield [f"=ligne {rang}", rang, None, date(2024, 3, 1), Cellule("v", vers=("Autre", 7))]

    for nom, ecrire in ECRIVAINS.items():
        tirees.clear()
        feuille = Feuille("Table", [[Cellule("a"), Cellule("b")]], lignes(), figees=(1, 0))
        feuille.filtre, feuille.hauteur_maximum = True, 1
        octets = ecrire(Classeur([feuille, Feuille("Autre")]))
        assert tirees == [0, 1, 2]
        lue = LECTEURS[nom](octets).feuilles[0]
        assert len(lue.lignes) == 4
        assert [texte_de_case(c.valeur) for c in lue.lignes[2]] == [
            *("=ligne 1", "1", "", "2024-03-01", "v")
        ]
    livre = load_workbook(io.BytesIO(ecrire_xlsx(Classeur([Feuille("T", [], lignes())]))))
    lien = livre["T"]["E2"].hyperlink
    assert lien is not None
    assert lien.location == "'Autre'!A7"


def test_un_lien_mene_a_une_ligne_d_un_autre_onglet() -> None:
    """Dans les deux formats, quoi que contienne le nom de l'onglet."""
    feuilles = [Feuille("Ici", [[Cellule("Voir", vers=("L'été", 12))]]), Feuille("L'été")]
    assert lire_ods(ecrire_ods(Classeur(feuilles))).feuilles[0].lignes[0][0].lien == "#'L''été'.A12"
    lien = load_workbook(io.BytesIO(ecrire_xlsx(Classeur(feuilles))))["Ici"]["A1"].hyperlink
    assert lien is not None
    assert lien.location == "'L''été'!A12"


def test_une_note_reste_sur_sa_case() -> None:
    """La case d'après n'en hérite pas, même sans habit."""
    feuille = Feuille("F", [[Cellule("a", commentaire="note"), Cellule("b"), Cellule(3)]])
    for ecrire, lire in ((ecrire_xlsx, lire_xlsx), (ecrire_ods, lire_ods)):
        (rangee,) = lire(ecrire(Classeur([feuille]))).feuilles[0].lignes
        assert [case.commentaire for case in rangee] == ["note", "", ""]


@pytest.mark.parametrize("nom", ["xlsx", "ods"])
def test_le_classeur_dit_ce_qu_il_est(nom: str) -> None:
    """Titre, description, auteur, langue : ce que montrent les propriétés du fichier."""
    classeur = Classeur([Feuille("F")], titre="Un <titre>", description="D & D", auteur="La CC")
    partie = {"xlsx": "docProps/core.xml", "ods": "meta.xml"}[nom]
    with ZipFile(io.BytesIO(ECRIVAINS[nom](classeur))) as archive:
        dit = archive.read(partie).decode()
    for texte in ("Un &lt;titre&gt;", "D &amp; D", "La CC", ">fr"):
        assert texte in dit
