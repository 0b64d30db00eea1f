"""Les documents publiés à côté des pages : leurs adresses, et ce qui manque sans WeasyPrint."""

from __future__ import annotations

import pytest

from projet_social.impression import tirage
from projet_social.impression.tirage import Tirage, tirages
from projet_social.pages.publication import Publication

from ..lenteur import lente
from .conftest import exiger


@pytest.fixture(scope="module")
@lente
def publies(publication: Publication) -> list[Tirage]:
    """Les documents des vraies données."""
    exiger(tirage.pourquoi_pas_de_pdf())
    return list(tirages(publication))


def test_chaque_sorte_de_page_a_son_document(
    publies: list[Tirage], publication: Publication
) -> None:
    """Un dossier en trois formats, un territoire, une synthèse, un plan ; pas chaque fiche."""
    adresses = {document.adresse for document in publies}
    assert len(adresses) == len(publies)
    assert {
        "comparaison/douze-syntheses/douze-syntheses.pdf",
        "comparaison/douze-syntheses/douze-syntheses.docx",
        "comparaison/douze-syntheses/douze-syntheses.odt",
        "territoires/questembert/territoire-questembert.pdf",
        "territoires/questembert/plan-questembert.pdf",
        "territoires/questembert/synthese/synthese-questembert.pdf",
    } <= adresses
    assert not [adresse for adresse in adresses if "/actions/" in adresse]
    syntheses = [adresse for adresse in adresses if "/synthese/" in adresse]
    assert len(syntheses) == len(publication.corpus.territoires)


def test_un_document_est_sous_l_adresse_de_sa_page(
    publies: list[Tirage], publication: Publication
) -> None:
    """La page qui le propose existe, et le fichier est juste dessous."""
    for document in publies:
        assert document.page in publication.adresses
        assert "/" not in document.adresse.removeprefix(document.page)


def test_une_empreinte_par_document(publies: list[Tirage]) -> None:
    """Deux documents différents ne se prennent jamais l'un pour l'autre dans la réserve."""
    empreintes = [document.empreinte() for document in publies]
    assert len(set(empreintes)) == len(empreintes)
    assert all(len(empreinte) > 64 for empreinte in empreintes)
