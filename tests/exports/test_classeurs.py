"""Les classeurs : mêmes lignes que le modèle, en-têtes figés, filtres, liens qui mènent."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from openpyxl import load_workbook

from projet_social.classeur.accueil import ACCUEIL
from projet_social.classeur.classeur import SIGNES_MAXIMUM, Cellule
from projet_social.classeur.lecture_ods import lire_ods
from projet_social.exports.classeur import (
    ADRESSES,
    COLONNES,
    CROISEMENT,
    SUITE,
    classeur_de,
    nom_d_onglet,
)
from projet_social.exports.fichier import FormatDeFichier
from projet_social.exports.table import Table
from projet_social.exports.tables import DEFINITIONS, tables_de
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe

from .conftest import fichier

pytestmark = pytest.mark.lent

Cases = list[list[Any]]
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
CONFIG = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"


def pleines(publication: Publication) -> list[Table]:
    """Les tables qui ont leur onglet."""
    return [t for t in tables_de(publication) if t.lignes and not t.liaison]


def montre(valeur: Any) -> Any:
    """Ce qu'un classeur montre d'une valeur."""
    return {True: "oui", False: "non"}[valeur] if isinstance(valeur, bool) else valeur


def attendu(table: Table) -> Cases:
    """Un onglet, tel qu'il doit se lire."""
    return [[*table.noms], *([montre(v) for v in ligne] for ligne in table.lignes)]


def ouvrir_xlsx(publication: Publication) -> Any:
    """Le classeur XLSX publié."""
    return load_workbook(io.BytesIO(fichier(publication, ADRESSES[FormatDeFichier.XLSX]).octets))


def lire_le_xlsx(publication: Publication) -> dict[str, Cases]:
    """Les valeurs de chaque onglet."""
    return {
        onglet.title: [
            [v.date() if hasattr(v, "date") else v for v in ligne]
            for ligne in onglet.iter_rows(values_only=True)
        ]
        for onglet in ouvrir_xlsx(publication).worksheets
    }


def lire_le_ods(publication: Publication) -> dict[str, Cases]:
    """Les valeurs de chaque onglet, lues par la porte des tableurs."""
    classeur = lire_ods(fichier(publication, ADRESSES[FormatDeFichier.ODS]).octets)
    return {f.nom: [[c.valeur for c in ligne] for ligne in f.lignes] for f in classeur.feuilles}


def rogner(lignes: Cases) -> Cases:
    """Sans les cases vides du bout : un tableur ne les garde pas."""
    rognees = []
    for ligne in lignes:
        cases = [montre(v.date() if hasattr(v, "hour") else v) for v in ligne]
        while cases and cases[-1] in (None, ""):
            cases.pop()
        rognees.append([None if case == "" else case for case in cases])
    while rognees and not rognees[-1]:
        rognees.pop()
    return rognees


@pytest.mark.parametrize("lire", [lire_le_xlsx, lire_le_ods])
def test_chaque_onglet_dit_sa_table(publication: Publication, lire: Any) -> None:
    """Autant de lignes et de valeurs que le modèle, dates et nombres compris."""
    lus = lire(publication)
    tables = pleines(publication)
    assert list(lus) == [ACCUEIL, *map(nom_d_onglet, tables), CROISEMENT, COLONNES]
    for table in tables:
        assert rogner(lus[nom_d_onglet(table)]) == rogner(attendu(table)), table.nom


def test_les_deux_classeurs_disent_la_meme_chose(publication: Publication) -> None:
    """Un format n'est pas moins complet que l'autre."""
    xlsx, ods = lire_le_xlsx(publication), lire_le_ods(publication)
    assert {nom: rogner(lignes) for nom, lignes in xlsx.items()} == {
        nom: rogner(lignes) for nom, lignes in ods.items()
    }


def test_le_xlsx_fige_filtre_et_relie(publication: Publication) -> None:
    """Chaque table a son en-tête figé et ses filtres ; chaque lien interne mène à une case."""
    livre = ouvrir_xlsx(publication)
    noms = {nom_d_onglet(table): table for table in pleines(publication)}
    for onglet in livre.worksheets:
        if onglet.title != ACCUEIL:
            assert onglet.freeze_panes == "B2"
            assert onglet.auto_filter.ref == onglet.dimensions
            assert onglet["A1"].font.bold
    for onglet, case, but in _liens_du_xlsx(livre):
        visee = livre[but.group(1)][f"A{but.group(2)}"]
        if onglet in noms and but.group(1) in noms:
            assert visee.value == case.value, (onglet, case.coordinate)
    accueil = {case.value for onglet, case, _ in _liens_du_xlsx(livre) if onglet == ACCUEIL}
    assert accueil == {*noms, CROISEMENT, COLONNES}


def _liens_du_xlsx(livre: Any) -> Iterator[tuple[str, Any, re.Match[str]]]:
    for onglet in livre.worksheets:
        for ligne in onglet.iter_rows():
            for case in ligne:
                if case.hyperlink and case.hyperlink.location:
                    but = re.fullmatch(r"'(.+)'!A(\d+)", case.hyperlink.location)
                    assert but
                    yield onglet.title, case, but


def test_le_ods_fige_et_filtre(publication: Publication) -> None:
    """Un filtre par table, sur toute la table ; la première ligne et la première colonne figées."""
    octets = fichier(publication, ADRESSES[FormatDeFichier.ODS]).octets
    with ZipFile(io.BytesIO(octets)) as archive:
        premier = archive.infolist()[0]
        contenu = ElementTree.fromstring(archive.read("content.xml"))
        reglages = ElementTree.fromstring(archive.read("settings.xml"))
        for nom in ("meta.xml", "styles.xml", "META-INF/manifest.xml"):
            ElementTree.fromstring(archive.read(nom))
    assert (premier.filename, premier.compress_type) == ("mimetype", ZIP_STORED)
    tables = [f for f in classeur_de(publication).feuilles if f.filtre]
    plages = [x.get(f"{TABLE}target-range-address") for x in contenu.iter(f"{TABLE}database-range")]
    assert len(plages) == len(tables)
    for plage, onglet in zip(plages, tables, strict=True):
        assert plage is not None
        assert plage.startswith(f"'{onglet.nom}'.A1:'{onglet.nom}'.")
        assert plage.endswith(str(sum(1 for _ in onglet.rangees())))
    figees = {
        entree.get(f"{CONFIG}name"): {
            item.get(f"{CONFIG}name"): item.text for item in entree.iter(f"{CONFIG}config-item")
        }
        for entree in reglages.iter(f"{CONFIG}config-item-map-entry")
        if entree.get(f"{CONFIG}name")
    }
    for nom, reglage in figees.items():
        attendue = "0" if nom == ACCUEIL else "1"
        assert reglage["VerticalSplitPosition"] == attendue, nom
        assert reglage["HorizontalSplitPosition"] == attendue, nom
    assert figees.keys() == {ACCUEIL, *(onglet.nom for onglet in tables)}


def test_un_nom_d_onglet_tient_dans_un_tableur() -> None:
    """Trente et un signes au plus, aucun signe interdit, pas deux fois le même."""
    noms = [nom_d_onglet(definition.table) for definition in DEFINITIONS]
    noms += [ACCUEIL, CROISEMENT, COLONNES]
    assert all(len(nom) <= 31 and not set(nom) & set(r"[]:*?/\'") for nom in noms)
    assert len({nom.lower() for nom in noms}) == len(noms)
    assert all(nom_d_onglet(d.table) == d.table.titre for d in DEFINITIONS)


def test_un_texte_trop_long_se_coupe_et_le_dit(corpus_de: CorpusDe) -> None:
    """Excel refuserait tout le classeur ; le CSV et le JSON gardent le texte entier."""
    long = "mot " * 9000
    corpus = corpus_de({"territoires/a/projet.yml": f"titre: P\ncontexte: {long}\n"}).corpus
    publication = Publication(corpus)
    (ligne,) = lire_le_xlsx(publication)["Projets"][1:]
    (coupe,) = [case for case in ligne if isinstance(case, str) and case.endswith(SUITE)]
    assert len(coupe) == SIGNES_MAXIMUM
    assert long.strip().encode() in fichier(publication, "donnees/v1/csv/projets.csv").octets


def test_un_signe_qu_excel_interpreterait_reste_tel_quel(corpus_de: CorpusDe) -> None:
    """« _x000D_ » écrit par une personne n'est pas un retour à la ligne."""
    fiche = (
        "titre: 'Un _x000D_ deux < & > \" fin'\nrattachements: [un]\ndescription: |\n  a\n\n  b\n"
    )
    fichiers = {
        "territoires/a/projet.yml": "titre: P\naxes: [Un]\n",
        "territoires/a/actions/x.yml": fiche,
    }
    publication = Publication(corpus_de(fichiers).corpus)
    for lus in (lire_le_xlsx(publication), lire_le_ods(publication)):
        entete, ligne = lus["Fiches-actions"]
        dits = dict(zip(entete, ligne, strict=False))
        assert dits["titre"].replace("_x005F_", "_") == 'Un _x000D_ deux < & > " fin'
        assert dits["description"].split() == ["a", "b"]


def test_trop_de_liens_n_en_font_aucun(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel perd tous les liens d'un onglet qui en a trop : mieux vaut n'en pas mettre."""
    from projet_social.exports import classeur

    monkeypatch.setattr(classeur, "LIENS_MAXIMUM", 5)
    classeur_de.cache_clear()
    try:
        onglets = {f.nom: f for f in classeur_de(publication).feuilles}
        lignes = [*onglets["Niveaux du plan"].suite]
        assert lignes
        assert not any(isinstance(case, Cellule) for ligne in lignes for case in ligne)
    finally:
        classeur_de.cache_clear()


def test_une_date_est_une_date(inventee: Publication) -> None:
    """On peut trier et filtrer par année."""
    entete, *lignes = lire_le_xlsx(inventee)["Étapes des démarches"]
    rang = entete.index("date_au_plus_tot")
    assert date(2023, 3, 28) in [ligne[rang] for ligne in lignes]
