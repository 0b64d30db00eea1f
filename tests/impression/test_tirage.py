"""Les documents publiés à côté des pages : leurs adresses, et ce qui manque sans WeasyPrint."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from projet_social.impression import tirage
from projet_social.impression.dessin import Dessin
from projet_social.impression.imprime import Imprime
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


IMPRIME = Imprime("plan-val", "Le plan", "<p>Corps</p>")


@pytest.mark.parametrize("format_", ["pdf", "docx", "odt"])
@pytest.mark.parametrize(
    "autre",
    [
        replace(IMPRIME, auteurs=("CCAS",)),
        replace(IMPRIME, description="Une phrase."),
        replace(IMPRIME, maj=date(2026, 11, 30)),
        replace(IMPRIME, dessins={"frise": Dessin("frise", 10, 10, "Une frise", ())}),
    ],
    ids=["auteurs", "description", "maj", "dessins"],
)
def test_tout_ce_que_dit_un_document_compte(format_: str, autre: Imprime) -> None:
    """Ce que le corps ne montre pas aussi : un DOCX nomme ses auteurs dans ses propriétés."""

    def empreinte(imprime: Imprime) -> str:
        return Tirage("page/", "Télécharger", "plan-val", format_, lambda: imprime).empreinte()

    assert empreinte(autre) != empreinte(IMPRIME)
    assert empreinte(replace(IMPRIME)) == empreinte(IMPRIME)


def test_un_programme_qui_change_refait_les_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mis à jour, le programme ne ressert pas ce qu'écrivait le précédent."""
    noms = {fichier.name for fichier in tirage.LUS}
    assert {"balisage.py", "en_docx.py", "feuille.css", "SourceSans3-Bold.ttf"} <= noms
    ecrivains = (f.read_text("utf-8") for f in tirage.LUS if f.name.startswith("en_"))
    gabarits = {nom for texte in ecrivains for nom in re.findall(r"impression_\w+\.\w+", texte)}
    assert "impression_odt.xml" in gabarits
    assert gabarits <= noms
    document = Tirage("page/", "Télécharger", "plan-val", "pdf", lambda: IMPRIME)
    avant = document.empreinte()
    monkeypatch.setattr(tirage, "LUS", tirage.LUS[1:])
    assert document.empreinte() != avant
