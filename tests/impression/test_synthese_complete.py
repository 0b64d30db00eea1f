"""Rien de ce que dit un plan n'est tu par sa synthèse : à l'écran, en PDF, en DOCX.

Les faits viennent des données ; ils sont cherchés dans le texte de chaque sortie, lettres et
chiffres seuls, pour que ni césure, ni espace, ni apostrophe ne compte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import XML
from zipfile import ZipFile

import pdfplumber
import pytest
from lxml import html

from projet_social.corpus.plan import Plan
from projet_social.impression.en_docx import ecrire_en_docx
from projet_social.impression.en_pdf import ecrire_en_pdf
from projet_social.impression.territoires import composer_une_synthese
from projet_social.impression.tirage import pourquoi_pas_de_pdf
from projet_social.macros.registre import trouver
from projet_social.macros.vue import Vue
from projet_social.pages.publication import Publication
from projet_social.texte.prose import en_texte

from ..fabrique import RACINE
from ..lenteur import lente
from ..visiteur import rien
from .conftest import HAUTEUR_DU_TEXTE, exiger, serrer, texte_de

pytestmark = pytest.mark.lent

MORCEAU = 8
"""Lettres d'une ligne coupée en bas d'une page, au moins."""
SEIZE = sorted(dossier.name for dossier in (RACINE / "data" / "territoires").iterdir())


def faits_de(plan: Plan) -> Iterator[str]:
    """Ce qu'un plan dit, hors des lignes réservées à leur propre page."""
    projet = plan.projet
    yield from (ligne.titre for ligne in plan.lignes)
    for enonces in (projet.ambitions, projet.valeurs, projet.points_transversaux):
        yield from (enonce.titre for enonce in enonces)
        yield from (str(enonce.description or "") for enonce in enonces)
    for secteur in projet.secteurs:
        yield from (secteur.nom, secteur.description or "", *secteur.communes)
    yield from (projet.contexte or "", projet.participation or "", projet.methode or "")
    yield from (projet.commentaires or "", projet.porteur or "", str(projet.periode or ""))
    yield from (*projet.partenaires, *projet.notes)
    if projet.gouvernance:
        g = projet.gouvernance
        yield from (g.portage or "", g.cias_precision or "", *g.signataires, *g.instances)
    if projet.demarche:
        demarche = projet.demarche
        yield from (demarche.description or "", demarche.perimetre or "", *demarche.notes)
        yield from (chiffre.libelle for chiffre in demarche.chiffres)
        for etape in demarche.etapes:
            yield from (etape.titre, str(etape.date or ""), *etape.acteurs, *etape.notes)
            yield from (*etape.invites, *etape.presents)


def tus(plans: list[Plan], texte: str) -> list[str]:
    """Les faits des plans que le texte ne dit pas, paragraphe par paragraphe."""
    serre = serrer(texte)
    paragraphes = (p for plan in plans for fait in faits_de(plan) for p in fait.split("\n\n"))
    return [p for p in paragraphes if not est_dit(serrer(en_texte(p)), serre)]


def est_dit(fait: str, texte: str) -> bool:
    """Vrai si le texte le dit, d'un tenant ou coupé par un changement de page."""
    coupures = range(MORCEAU, len(fait) - MORCEAU + 1)
    return fait in texte or any(fait[:c] in texte and fait[c:] in texte for c in coupures)


@pytest.mark.parametrize("slug", SEIZE)
def test_a_l_ecran(publication: Publication, slug: str) -> None:
    """La page de la synthèse."""
    vue = Vue(publication, page=f"territoires/{slug}/synthese/")
    page = trouver("synthese").appeler(vue, territoire=slug)
    rien(tus(publication.corpus.territoire(slug).plans, html.fromstring(page).text_content()))


@pytest.mark.parametrize("slug", SEIZE)
def test_en_docx(publication: Publication, slug: str) -> None:
    """Le document que l'on retravaille."""
    with ZipFile(BytesIO(ecrire_en_docx(composer_une_synthese(publication, slug)))) as archive:
        texte = "".join(XML(archive.read("word/document.xml")).itertext())
    rien(tus(publication.corpus.territoire(slug).plans, texte))


@pytest.fixture(scope="module", params=SEIZE)
@lente
def imprimee(
    publication: Publication,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, Path]:
    """Une synthèse que l'on imprime : le territoire, le fichier."""
    exiger(pourquoi_pas_de_pdf())
    pdf = tmp_path_factory.mktemp("synthese") / "synthese.pdf"
    pdf.write_bytes(ecrire_en_pdf(composer_une_synthese(publication, request.param)))
    return request.param, pdf


def test_en_pdf(publication: Publication, imprimee: tuple[str, Path]) -> None:
    """Le document que l'on imprime."""
    slug, pdf = imprimee
    rien(tus(publication.corpus.territoire(slug).plans, texte_de(pdf, hauteur=HAUTEUR_DU_TEXTE)))


def test_un_seul_corps_pour_toutes(imprimee: tuple[str, Path]) -> None:
    """Courte ou longue, une synthèse s'écrit en 9 points, jamais sous 8,5 : une page s'ajoute."""
    with pdfplumber.open(imprimee[1]) as document:
        pages = [page.crop((0, 0, page.width, HAUTEUR_DU_TEXTE)) for page in document.pages[:2]]
        corps = Counter(
            round(signe["size"], 1)
            for page in pages
            for signe in page.chars
            if signe["text"].isalpha()
        )
    assert corps.most_common(1)[0][0] == 9
    assert min(corps) == 8.5


def test_une_liste_reste_une_liste(publication: Publication, imprimee: tuple[str, Path]) -> None:
    """Chaque ligne du plan commence à la ligne, même dans le plan le plus long."""
    slug, pdf = imprimee
    corps = html.fromstring(composer_une_synthese(publication, slug).corps)
    elements = corps.xpath("//div[@class='lignes']//li[not(span)]")
    attendues = [serrer(element.text or "") for element in elements]
    lignes = {serrer(ligne) for ligne in texte_de(pdf).splitlines()}
    longues = [ligne for ligne in lignes if len(ligne) >= MORCEAU]
    rien(
        attendue
        for attendue in attendues
        if attendue not in lignes
        and not any(attendue.startswith(une) or une.startswith(attendue) for une in longues)
    )
