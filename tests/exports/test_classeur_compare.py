"""Le classeur d'un dossier : toutes ses vues, les mêmes cases que leurs CSV."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest

from projet_social.classeur.ecriture_csv import texte_en_csv
from projet_social.comparaison.selection import Selection, choisir
from projet_social.exports.comparaison import TABLEAUX, adresse_du_tableau
from projet_social.exports.fichier import RACINE
from projet_social.pages.de_comparaison import QUESTIONS
from projet_social.pages.publication import Publication

from .conftest import fichier


def selections(publication: Publication) -> Iterator[tuple[str, Selection]]:
    """Le nom du classeur et ce qu'il compare : tous, puis chaque dossier."""
    corpus = publication.corpus
    yield "comparaison", choisir(corpus)
    for dossier in corpus.dossiers:
        yield f"dossiers/{dossier}", choisir(corpus, dossier)


def completer(ligne: tuple[object, ...], largeur: int) -> list[str]:
    """Les cases d'une ligne, les vides de la fin comprises."""
    return [*map(texte_en_csv, ligne), *[""] * (largeur - len(ligne))]


@pytest.mark.lent
def test_un_onglet_par_vue_les_cases_de_son_csv(publication: Publication) -> None:
    """Ni une ligne, ni une case de plus ou de moins ; l'accueil dit la question de chacun."""
    corpus = publication.corpus
    for nom, selection in selections(publication):
        livre = openpyxl.load_workbook(
            io.BytesIO(fichier(publication, f"{RACINE}{nom}.xlsx").octets), read_only=True
        )
        vues = [vue for vue in TABLEAUX if adresse_du_tableau(vue, selection, corpus)]
        assert livre.sheetnames == ["Lisez-moi", *(vue.libelle for vue in vues)]
        accueil = [[case.value for case in rangee] for rangee in livre["Lisez-moi"].iter_rows()]
        assert [ligne[1] for ligne in accueil[5:]] == [QUESTIONS[vue] for vue in vues]
        assert "Licence" in accueil[1][0] or not corpus.editeur.reutilisation
        for vue in vues:
            colonnes, rangees = TABLEAUX[vue][1](selection, corpus)
            attendues = [list(colonnes), *([*map(texte_en_csv, rangee)] for rangee in rangees)]
            lues = livre[vue.libelle].iter_rows(values_only=True)
            assert [completer(ligne, len(colonnes)) for ligne in lues] == attendues


def test_le_dossier_propose_son_classeur(publication: Publication) -> None:
    """Il est parmi les fichiers que la page du dossier donne à emporter."""
    for dossier in publication.corpus.dossiers.values():
        classeur = fichier(publication, f"{RACINE}dossiers/{dossier.id}.xlsx")
        assert classeur.sujet is dossier
