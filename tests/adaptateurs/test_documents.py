"""Les documents à la construction : proposés par les pages, gardés d'une fois sur l'autre."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from projet_social.adaptateurs import documents as adaptateur
from projet_social.adaptateurs.documents import DocumentFait, MiseEnPages
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
    return {fait.adresse: fait.octets for fait in tout_faire(publication, reserve)}


def tout_faire(publication: Publication, reserve: Reserve) -> list[DocumentFait]:
    """Tous les documents, ceux d'avant et les nouveaux."""
    return list(MiseEnPages(publication, reserve, publication.adresses).finir())


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
    monkeypatch.setattr(adaptateur, "PROCESSUS", 1)
    monkeypatch.setattr(Tirage, "octets", octets)
    return demandes


def test_les_pages_proposent_ce_qui_est_produit(
    publication: Publication, sans_mise_en_pages: list[str]
) -> None:
    """La page d'un territoire mène à son PDF, et en dit le poids ; l'adresse est celle produite."""
    faits = tout_faire(publication, Reserve(None))
    produits = {fait.adresse: fait.octets for fait in faits}
    assert set(produits) == set(sans_mise_en_pages)
    corps = accueil_du_val(publication, (fait.propose for fait in faits))
    fichier = "territoires/val-imaginaire/territoire-val-imaginaire.pdf"
    lien = corps.partition(f'href="../../{fichier}" download>')[2].partition("</a>")[0]
    assert "Télécharger en PDF" in lien
    assert f"({round(len(produits[fichier]) / 1000)}\u00a0Ko)" in lien


def test_sans_l_option_rien_n_est_produit_ni_propose(publication: Publication) -> None:
    """Par défaut, ni fichier, ni lien."""
    mises = MiseEnPages(publication, Reserve(None))
    assert [*mises.prets(), *mises.finir()] == []
    assert "Télécharger" not in accueil_du_val(publication)


def test_l_apercu_ne_met_rien_en_pages(
    publication: Publication, sans_mise_en_pages: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """`servir` n'attend pas ; il dit pourquoi les documents n'y sont pas."""
    with caplog.at_level(logging.INFO, "mkdocs.plugins.projet-social"):
        mises = MiseEnPages(publication, Reserve(None), publication.adresses, apercu=True)
        assert [*mises.prets(), *mises.finir()] == []
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
    assert caplog.text.count(manque) == 1
    assert {adresse.rpartition(".")[2] for adresse in produits} == {"docx", "odt"}


def test_un_pdf_garde_parait_sans_weasyprint(
    publication: Publication,
    sans_mise_en_pages: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Fait une première fois, il se reprend sans que rien ne charge WeasyPrint."""
    premiers = produire(publication, Reserve(tmp_path))
    nombre = len(sans_mise_en_pages)

    def charger_weasyprint() -> str:
        raise AssertionError("WeasyPrint se charge pour rien")

    monkeypatch.setattr(tirage, "pourquoi_pas_de_pdf", charger_weasyprint)
    assert produire(publication, Reserve(tmp_path)) == premiers
    assert len(sans_mise_en_pages) == nombre


def test_les_pages_n_attendent_que_ce_qui_manque(
    publication: Publication, sans_mise_en_pages: list[str], tmp_path: Path
) -> None:
    """Tout est prêt la seconde fois ; un document perdu ne fait attendre que sa page."""
    reserve = Reserve(tmp_path)
    premiere = MiseEnPages(publication, reserve, publication.adresses)
    assert list(premiere.prets()) == []
    assert "territoires/val-imaginaire/" in premiere.en_attente
    faits = list(premiere.finir())

    seconde = MiseEnPages(publication, reserve, publication.adresses)
    assert seconde.en_attente == frozenset()
    assert list(seconde.prets()) == faits

    perdu = next(fait for fait in faits if "synthese-val" in fait.adresse)
    for garde in tmp_path.iterdir():
        if perdu.octets in garde.read_bytes():
            garde.unlink()
    troisieme = MiseEnPages(publication, reserve, publication.adresses)
    assert troisieme.en_attente == {perdu.propose.page}
    assert list(troisieme.finir()) == faits
    assert sans_mise_en_pages.count(perdu.adresse) == 2


def test_un_document_qui_echoue_se_dit_et_les_autres_paraissent(
    publication: Publication,
    sans_mise_en_pages: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Une mise en pages impossible n'arrête ni le site, ni les autres documents."""
    octets = Tirage.octets

    def echouer(document: Tirage) -> bytes:
        if "synthese-val" in document.adresse:
            raise MemoryError("plus de mémoire")
        return octets(document)

    monkeypatch.setattr(Tirage, "octets", echouer)
    with caplog.at_level(logging.INFO, "mkdocs.plugins.projet-social"):
        produits = produire(publication, Reserve(None))

    assert "document non produit, " in caplog.text
    assert "plus de mémoire" in caplog.text
    assert sans_mise_en_pages == list(produits)
    assert not [adresse for adresse in produits if "synthese-val" in adresse]


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
            self.demandes = 0

        def submit(self, *_: object, **__: object) -> Future[bytes]:  # type: ignore[override]
            futur: Future[bytes] = Future()
            self.demandes += 1
            if self.demandes == 1:
                futur.set_result(b"un seul")
            else:
                futur.set_exception(BrokenProcessPool())
            return futur

    monkeypatch.setattr(adaptateur, "PROCESSUS", 4)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(adaptateur, "ProcessPoolExecutor", Arrete)
    with caplog.at_level(logging.INFO, "mkdocs.plugins.projet-social"):
        produits = produire(publication, Reserve(None))
    assert list(produits.values()).count(b"un seul") == 1
    assert set(sans_mise_en_pages) == set(list(produits)[1:])
    assert "interrompue" in caplog.text
