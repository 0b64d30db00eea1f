"""Les fichiers d'une réunion annuelle : une page et des vues qui se suffisent, un document."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest

from projet_social.comparaison.bilan_annuel import BilanAnnuel
from projet_social.impression.bilan_a_l_ecran import PAR_VUE, diaporama_du_bilan, page_du_bilan
from projet_social.macros.bilan import bilan_demande
from projet_social.macros.vue import Vue
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe

JOUR = date(2026, 12, 1)
VUE = re.compile(r'<section class="vue[^"]*" id="vue-(\d+)"')
CHARGE = re.compile(r"<script|<link|<img|url\(|@import|\ssrc=")


@pytest.fixture
def dresse(corpus_de: CorpusDe) -> tuple[Publication, BilanAnnuel]:
    """Un bilan de quatorze actions en cours et d'une abandonnée."""
    fiches = {f"a{rang:02}": "statut: en_cours\npilotes: [CCAS]\n" for rang in range(14)}
    fiches["z"] = 'statut: abandonnee\nmotif: "Plus de local : c\'est fini"\n'
    rapport = corpus_de(
        {"territoires/val/projet.yml": "titre: Projet inventé\nporteur: Le CIAS\n"}
        | {
            f"territoires/val/actions/{nom}.yml": f"titre: Action {nom}\n{dit}"
            for nom, dit in fiches.items()
        }
    )
    publication = Publication(rapport.corpus, recherche=False, aujourd_hui=JOUR)
    return publication, bilan_demande(Vue(publication), "val", 2026)


def test_la_page_se_suffit(dresse: tuple[Publication, BilanAnnuel]) -> None:
    """Un seul h1, rien à charger, aucun lien qui ne mène nulle part, une place par action."""
    page = page_du_bilan(*dresse, depuis="").decode()

    assert not CHARGE.search(page)
    assert page.count("<h1") == 1
    assert "nulle-part" not in page
    assert set(re.findall(r'href="([^"]*)"', page)) == {
        f"#bilan-{nom}" for nom, _ in dresse[1].parties
    }
    assert page.count("Ce que l’on décide pour") == 15
    assert "Plus de local\u00a0: c’est fini" in page


def test_les_vues_se_suivent_au_clavier_et_ne_debordent_pas(
    dresse: tuple[Publication, BilanAnnuel],
) -> None:
    """Quatorze actions font trois vues qui se ressemblent ; chacune mène à la suivante."""
    vues = diaporama_du_bilan(dresse[1]).decode()
    numeros = [int(numero) for numero in VUE.findall(vues)]
    lignes = [corps.count("<li><strong>Action") for corps in vues.split("<section")]

    assert not CHARGE.search(vues)
    assert numeros == list(range(1, len(numeros) + 1))
    assert set(re.findall(r'href="#vue-(\d+)"', vues)) == {str(n) for n in numeros}
    assert max(lignes) <= PAR_VUE
    assert [n for n in lignes if n][:3] == [4, 5, 5]
    assert "En cours" in vues
    assert "3 sur 3" in vues


def test_le_document_a_la_place_de_decider(dresse: tuple[Publication, BilanAnnuel]) -> None:
    """En DOCX : un titre et un tableau à remplir par action, deux lignes vides."""
    docx: Any = pytest.importorskip("docx")
    from projet_social.impression.bilan import composer_le_bilan
    from projet_social.impression.formats import ecrire_le_document

    imprime = composer_le_bilan(*dresse, depuis="")
    document = docx.Document(io.BytesIO(ecrire_le_document(imprime, "docx")))
    titres = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    places = [t for t in document.tables if t.rows[0].cells[0].text == "Décision"]

    assert imprime.nom == "bilan-2026-val"
    debut = ["Crédits et licence", "L’essentiel", "Où en est chaque action", "En cours"]
    assert titres[:4] == debut
    assert "Annexes" not in imprime.corps
    assert titres.count("Action\u00a0: Action a03") == 1
    assert len(places) == 15
    assert {len(place.rows) for place in places} == {3}
    assert {cellule.text for place in places for cellule in place.rows[1].cells} == {""}
    assert {round(place.rows[1].height.mm) for place in places} == {11}


def test_le_document_s_imprime(dresse: tuple[Publication, BilanAnnuel]) -> None:
    """Le même, en PDF : toutes les actions y sont."""
    pytest.importorskip("weasyprint")
    pdfium: Any = pytest.importorskip("pypdfium2")
    from projet_social.impression.bilan import composer_le_bilan
    from projet_social.impression.formats import ecrire_le_document

    octets = ecrire_le_document(composer_le_bilan(*dresse, depuis=""), "pdf")
    pages = pdfium.PdfDocument(octets)
    texte = " ".join(page.get_textpage().get_text_range() for page in pages)

    assert all(f"Action a{rang:02}" in texte for rang in range(14))
    assert "Plus de local" in texte
