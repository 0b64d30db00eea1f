"""Les documents à la construction : proposés par les pages, gardés d'une fois sur l'autre."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from projet_social.adaptateurs import documents as adaptateur
from projet_social.adaptateurs.documents import produire_les_documents
from projet_social.adaptateurs.reserve import Reserve
from projet_social.chargement import charger
from projet_social.corps import Corps
from projet_social.exports.annexes import Annexes, Telechargement
from projet_social.impression import tirage
from projet_social.impression.tirage import Tirage
from projet_social.pages.publication import Publication

from ..fabrique import CORPUS


@pytest.fixture
def publication() -> Publication:
    """Le corpus inventé, prêt à être publié."""
    return Publication(charger(CORPUS), recherche=False)


def produire(publication: Publication, reserve: Reserve) -> dict[str, bytes]:
    """Les octets de chaque document, par adresse."""
    produits = produire_les_documents(publication, reserve, voulus=True)
    return {adresse: octets for _, adresse, octets in produits}


def accueil_du_val(publication: Publication, documents: Iterable[Telechargement] = ()) -> str:
    """Le corps de la page du territoire, qui propose ces documents."""
    page = next(p for p in publication.pages if p.adresse == "territoires/val-imaginaire/")
    return Corps(publication, Annexes(documents=list(documents))).de(page)


@pytest.fixture
def sans_mise_en_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Remplace la mise en pages, longue, par le nom du document ; rend ce qui fut demandé."""
    demandes: list[str] = []

    def octets(document: Tirage) -> bytes:
        demandes.append(document.adresse)
        return f"{document.adresse} ".encode() * 100

    monkeypatch.setattr(tirage, "pourquoi_pas_de_pdf", lambda: "")
    monkeypatch.setattr(tirage, "empreinte_du_pdf", lambda imprime: f"{hash(imprime.corps):x}")
    monkeypatch.setattr(adaptateur, "PROCESSUS", 1)
    monkeypatch.setattr(Tirage, "octets", octets)
    return demandes


def test_les_pages_proposent_ce_qui_est_produit(
    publication: Publication, sans_mise_en_pages: list[str]
) -> None:
    """La page d'un territoire mène à son PDF, et en dit le poids ; l'adresse est celle produite."""
    faits = list(produire_les_documents(publication, Reserve(None), voulus=True))
    produits = {adresse: octets for _, adresse, octets in faits}
    assert set(produits) == set(sans_mise_en_pages)
    corps = accueil_du_val(publication, (propose for propose, _, _ in faits))
    fichier = "territoires/val-imaginaire/territoire-val-imaginaire.pdf"
    lien = corps.partition(f'href="../../{fichier}" download>')[2].partition("</a>")[0]
    assert "Télécharger en PDF" in lien
    assert f"({round(len(produits[fichier]) / 1000)}\u00a0Ko)" in lien.replace(" Ko", "\u00a0Ko")


def test_sans_l_option_rien_n_est_produit_ni_propose(publication: Publication) -> None:
    """Par défaut, ni fichier, ni lien."""
    assert list(produire_les_documents(publication, Reserve(None), voulus=False)) == []
    assert "Télécharger" not in accueil_du_val(publication)


def test_l_apercu_ne_met_rien_en_pages(
    publication: Publication, sans_mise_en_pages: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """`servir` n'attend pas ; il dit pourquoi les documents n'y sont pas."""
    with caplog.at_level(logging.INFO, "mkdocs.plugins.projet-social"):
        assert (
            list(produire_les_documents(publication, Reserve(None), voulus=True, apercu=True)) == []
        )
    assert sans_mise_en_pages == []
    assert "à la construction" in caplog.text


def test_une_seconde_construction_ne_refait_rien(
    publication: Publication, sans_mise_en_pages: list[str], tmp_path: Path
) -> None:
    """Un document dont rien n'a changé se reprend dans la réserve."""
    premiers = produire(publication, Reserve(tmp_path))
    nombre = len(sans_mise_en_pages)
    assert nombre == len(premiers) > 5
    assert produire(publication, Reserve(tmp_path)) == premiers
    assert len(sans_mise_en_pages) == nombre


def test_sans_weasyprint_la_construction_continue_et_le_dit(
    publication: Publication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Un message, aucun lien vers un PDF, aucun échec."""
    manque = "WeasyPrint ne trouve pas Pango"
    monkeypatch.setattr(tirage, "pourquoi_pas_de_pdf", lambda: manque)
    monkeypatch.setattr(adaptateur, "PROCESSUS", 1)
    monkeypatch.setattr(Tirage, "octets", lambda _: b"x")
    with caplog.at_level(logging.INFO, "mkdocs.plugins.projet-social"):
        produits = produire(publication, Reserve(None))
    assert manque in caplog.text
    assert all(adresse.endswith((".docx", ".odt")) for adresse in produits)


def test_un_processus_tue_ne_perd_aucun_document(
    publication: Publication,
    sans_mise_en_pages: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Si le système arrête une mise en pages, les documents se refont un à un, et cela se dit."""

    class Arrete(ThreadPoolExecutor):
        def __init__(self, nombre: int, **_: object) -> None:
            super().__init__(nombre)

        def map(self, *_: object, **__: object) -> Iterator[bytes]:  # type: ignore[override]
            yield b"un seul"
            raise BrokenProcessPool

    monkeypatch.setattr(adaptateur, "PROCESSUS", 4)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(adaptateur, "ProcessPoolExecutor", Arrete)
    with caplog.at_level(logging.INFO, "mkdocs.plugins.projet-social"):
        produits = produire(publication, Reserve(None))
    assert list(produits.values()).count(b"un seul") == 1
    assert set(sans_mise_en_pages) == set(list(produits)[1:])
    assert "interrompue" in caplog.text
