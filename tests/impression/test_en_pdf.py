"""Le PDF des douze : balisé, complet, chaque synthèse sur sa double page."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from lxml import html

from projet_social.chargement import charger
from projet_social.impression import en_pdf
from projet_social.impression.dossiers import composer_un_dossier
from projet_social.impression.en_pdf import PdfImpossible, ecrire_en_pdf
from projet_social.impression.imprime import Imprime
from projet_social.impression.territoires import composer_un_plan, composer_une_fiche
from projet_social.impression.tirage import pourquoi_pas_de_pdf
from projet_social.pages.publication import Publication

from ..fabrique import CORPUS
from ..visiteur import rien
from .conftest import DOUZE, HAUTEUR_DU_TEXTE, Fabrication, exiger, serrer, texte_de

pytestmark = pytest.mark.lent

CALCUL_MAXIMUM, MEMOIRE_MAXIMUM = 60, 1 << 30
"""Secondes de calcul et octets que le PDF des douze peut demander."""


@pytest.fixture(scope="module")
def ouvert(pdf: Path) -> Iterator[pikepdf.Pdf]:
    """Le PDF des douze, ouvert."""
    with pikepdf.open(pdf) as document:
        yield document


def structure(noeud: Any, parents: tuple[str, ...] = ()) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Les éléments de structure d'un PDF, et les types de ceux qui les contiennent."""
    if isinstance(noeud, pikepdf.Array):
        for enfant in noeud:
            yield from structure(enfant, parents)
    elif isinstance(noeud, pikepdf.Dictionary):
        if "/S" in noeud:
            yield noeud, parents
            parents = (*parents, str(noeud.S))
        if "/K" in noeud:
            yield from structure(noeud.K, parents)


def pages_des_titres(document: pikepdf.Pdf) -> dict[str, int]:
    """Le numéro de la page où commence chaque signet de premier rang."""
    numeros = {page.objgen: rang for rang, page in enumerate(document.pages, 1)}
    with document.open_outline() as plan:
        return {
            signet.title: numeros[pikepdf.Page(signet.destination[0]).objgen]
            for signet in plan.root
        }


def test_le_document_se_presente(ouvert: pikepdf.Pdf, douze: Imprime) -> None:
    """Langue, balises, titre affiché, norme visée, ordre de tabulation."""
    racine = ouvert.Root
    assert str(racine.Lang) == "fr"
    assert bool(racine.MarkInfo.Marked)
    assert bool(racine.ViewerPreferences.DisplayDocTitle)
    assert str(ouvert.docinfo.Title) == douze.titre
    with ouvert.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == douze.titre
    assert {str(page.get("/Tabs")) for page in ouvert.pages} == {"/S"}


def test_la_structure_porte_titres_listes_tableaux_et_figures(
    ouvert: pikepdf.Pdf, douze: Imprime
) -> None:
    """Chaque figure a son alternative, chaque cellule ses en-têtes, chaque titre son rang."""
    elements = list(structure(ouvert.Root.StructTreeRoot.K))
    comptes = Counter(str(element.S) for element, _ in elements)
    assert comptes["/Figure"] == len(douze.dessins)
    rien(str(e.S) for e, _ in elements if str(e.S) == "/Figure" and len(str(e.get("/Alt"))) < 40)
    rien("en-tête sans identifiant" for e, _ in elements if str(e.S) == "/TH" and "/ID" not in e)
    rien(
        "cellule sans en-tête"
        for e, _ in elements
        if str(e.S) == "/TD" and not len(e.A.get("/Headers", []))
    )
    rien(parents for e, parents in elements if str(e.S) == "/TR" and "/Table" not in parents)
    assert comptes["/H1"] == html.fromstring(douze.corps).xpath("count(//h1)")
    assert comptes["/Caption"] == html.fromstring(douze.corps).xpath("count(//caption)")
    assert comptes["/THead"] >= 14


def test_une_liste_n_a_que_des_elements(ouvert: pikepdf.Pdf) -> None:
    """Une liste contient des éléments ; un élément, un signe et un corps, où est tout le reste."""
    permis = {"/L": {"/LI", "/Caption"}, "/LI": {"/Lbl", "/LBody"}}
    enfants = [
        (parents[-1], str(element.S))
        for element, parents in structure(ouvert.Root.StructTreeRoot.K)
        if parents
    ]
    rien({(p, e) for p, e in enfants if p in permis and e not in permis[p]})
    rien({(p, e) for p, e in enfants if e in ("/Lbl", "/LBody") and p != "/LI"})
    assert ("/LBody", "/L") in enfants


def test_chaque_en_tete_se_trouve_par_son_nom(ouvert: pikepdf.Pdf) -> None:
    """Il dit s'il vaut pour sa colonne ou sa rangée, et ce que cite une cellule existe une fois."""
    racine = ouvert.Root.StructTreeRoot
    elements = [element for element, _ in structure(racine.K)]
    en_tetes = [element for element in elements if str(element.S) == "/TH"]
    portees = Counter(str(en_tete.A.Scope) for en_tete in en_tetes)
    assert set(portees) == {"/Column", "/Row"}
    noms = [str(nom) for nom in racine.IDTree.Names[::2]]
    assert noms == sorted({str(en_tete.ID) for en_tete in en_tetes})
    assert len(noms) == len(en_tetes)
    cites = {str(c) for e in elements if str(e.S) == "/TD" for c in e.A.get("/Headers", [])}
    rien(cites - set(noms))


def test_tout_ce_qui_est_ecrit_se_lit_ou_s_ecarte(ouvert: pikepdf.Pdf) -> None:
    """Chaque texte marqué est dans l'arbre ; les pieds de page n'y sont pas, et le disent."""
    lus = {
        (element.Pg.objgen, int(cle))
        for element, _ in structure(ouvert.Root.StructTreeRoot.K)
        for cle in (element.K if isinstance(element.K, pikepdf.Array) else [element.K])
        if isinstance(cle, int)
    }
    pieds = 0
    for page in ouvert.pages:
        for operandes, operateur in pikepdf.parse_content_stream(page):
            if str(operateur) == "BDC" and str(operandes[0]) == "/Artifact":
                pieds += 1
            elif str(operateur) == "BDC":
                assert (page.objgen, int(operandes[1].MCID)) in lus
    assert pieds >= len(ouvert.pages)


def test_une_figure_dit_ou_elle_est(ouvert: pikepdf.Pdf) -> None:
    """Son cadre est en points, dans sa page, de gauche à droite et de bas en haut."""
    for element, _ in structure(ouvert.Root.StructTreeRoot.K):
        if str(element.S) == "/Figure":
            x1, y1, x2, y2 = (float(n) for n in element.A.BBox)
            _, _, largeur, hauteur = (float(n) for n in element.Pg.MediaBox)
            assert 0 < x1 < x2 < largeur
            assert 0 < y1 < y2 < hauteur


def test_chaque_lien_dit_ou_il_mene(ouvert: pikepdf.Pdf) -> None:
    """La description d'un lien est faite de ses mots, jamais d'une ancre."""
    liens = [a for page in ouvert.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    assert len(liens) > 50
    rien(str(lien.Contents) for lien in liens if str(lien.Contents).startswith("territoire-"))
    assert any(str(lien.Contents).startswith("Flandre Lys") for lien in liens)


def test_les_polices_sont_incorporees(ouvert: pikepdf.Pdf) -> None:
    """Une seule famille, la nôtre : aucun signe n'a dû être pris ailleurs."""
    noms = {
        str(police.BaseFont).partition("+")[2]
        for page in ouvert.pages
        for police in page.Resources.get("/Font", {}).values()
    }
    assert noms
    rien(nom for nom in noms if not nom.startswith("Source-Sans-3"))


def test_chaque_synthese_tient_sur_sa_double_page(
    ouvert: pikepdf.Pdf, publication: Publication
) -> None:
    """Elle commence à gauche, sur une page paire, et finit en face."""
    pages = pages_des_titres(ouvert)
    noms = [territoire.nom for territoire in publication.corpus.dossiers[DOUZE].territoires]
    debuts = [pages[nom] for nom in noms]
    assert debuts[0] % 2 == 0
    assert all(apres - avant == 2 for avant, apres in pairwise(debuts))
    assert pages["Le contexte des territoires"] - debuts[-1] == 2


def test_les_fiches_d_un_plan_se_suivent(publication: Publication, tmp_path: Path) -> None:
    """Aucune page vide ni presque vide, et chaque fiche courte entière sur la sienne."""
    exiger(pourquoi_pas_de_pdf())
    imprime, pdf = composer_un_plan(publication, "questembert"), tmp_path / "plan.pdf"
    pdf.write_bytes(ecrire_en_pdf(imprime))
    with pdfplumber.open(pdf) as document:
        pages = [page.crop((0, 0, page.width, HAUTEUR_DU_TEXTE)) for page in document.pages]
        bas = [max(signe["bottom"] for signe in page.chars) for page in pages]
    assert len(bas) <= 22
    rien(f"page {rang}" for rang, y in enumerate(bas, 1) if y < 0.4 * HAUTEUR_DU_TEXTE)
    textes = [serrer(texte_de(pdf, rang)) for rang in range(1, len(bas) + 1)]
    fiches = html.fromstring(imprime.corps).find_class("courte")
    assert len(fiches) >= 25
    for fiche in fiches:
        debut, fin = serrer(fiche.find_class("titre-de-partie")[0].text_content()), "réécrites"
        assert any(fin in texte.partition(debut)[2] for texte in textes if debut in texte), debut


def test_une_synthese_courte_laisse_une_page_blanche() -> None:
    """Après une synthèse d'une seule page, la suivante commence quand même à gauche."""
    exiger(pourquoi_pas_de_pdf())
    publication = Publication(charger(CORPUS))
    territoires = publication.corpus.dossiers["deux-territoires"].territoires
    territoires.reverse()  # la plus courte d'abord
    octets = ecrire_en_pdf(composer_un_dossier(publication, "deux-territoires"))
    with pikepdf.open(BytesIO(octets)) as document:
        pages = pages_des_titres(document)
    premiere, seconde = (pages[territoire.nom] for territoire in territoires)
    assert premiere % 2 == 0
    assert seconde == premiere + 2


def test_le_sommaire_dit_les_bonnes_pages(pdf: Path, ouvert: pikepdf.Pdf) -> None:
    """Le numéro imprimé en face d'un titre est celui de sa page."""
    pages = pages_des_titres(ouvert)
    sommaire = texte_de(pdf, pages["Sommaire"])
    lignes = [ligne for ligne in sommaire.splitlines() if ligne.split()[-1:] != ["3"]]
    for titre, page in pages.items():
        if titre not in ("Sommaire", "Crédits et licence"):
            (ligne,) = (ligne for ligne in lignes if ligne.startswith(titre))
            assert ligne.split()[-1] == str(page), ligne


def test_le_texte_de_chaque_synthese_est_complet(
    pdf: Path, ouvert: pikepdf.Pdf, douze: Imprime, publication: Publication
) -> None:
    """Chaque paragraphe de chaque synthèse s'extrait de sa double page, mot pour mot.

    Un paragraphe coupé par la page se retrouve en deux morceaux, l'un à gauche, l'autre à droite.
    """
    pages, arbre = pages_des_titres(ouvert), html.fromstring(douze.corps)
    manques = []
    for territoire in publication.corpus.dossiers[DOUZE].territoires:
        debut = pages[territoire.nom]
        gauche, droite = (
            serrer(texte_de(pdf, page, HAUTEUR_DU_TEXTE)) for page in (debut, debut + 1)
        )
        partie = arbre.get_element_by_id(f"territoire-{territoire.slug}")
        for dessin in partie.xpath(".//svg"):
            dessin.drop_tree()
        attendus = [serrer(brut) for brut in partie.itertext()]
        assert sum(map(len, attendus)) > 2500, territoire.slug
        manques += [
            f"{territoire.slug} : {texte}"
            for texte in attendus
            if not (texte in gauche or texte in droite or est_coupe(texte, gauche, droite))
        ]
    rien(manques)


def est_coupe(texte: str, gauche: str, droite: str) -> bool:
    """Vrai si le texte finit la page de gauche et commence celle de droite."""
    return any(
        texte[:rang] in gauche and droite.startswith(texte[rang:]) for rang in range(1, len(texte))
    )


def test_une_ligne_de_tableau_n_est_jamais_coupee(
    pdf: Path, ouvert: pikepdf.Pdf, douze: Imprime
) -> None:
    """Chaque ligne de la liste des 54 est entière sur une page, sous les en-têtes répétés."""
    pages = pages_des_titres(ouvert)
    premiere, fin = pages["Les intercommunalités accompagnées"], pages["Les sources"]
    textes = [serrer(texte_de(pdf, page)) for page in range(premiere, fin)]
    entete = serrer("Nom dans la source Département")
    assert all(entete in texte for texte in textes[:3])
    liste = html.fromstring(douze.corps).get_element_by_id("accompagnes")
    lignes = [serrer(ligne.text_content()) for ligne in liste.xpath(".//tbody/tr")]
    assert len(lignes) == 54
    rien(ligne for ligne in lignes if not any(ligne in texte for texte in textes))


def test_le_meme_document_donne_les_memes_octets(publication: Publication) -> None:
    """Ni date du jour, ni identifiant tiré au sort."""
    exiger(pourquoi_pas_de_pdf())
    imprime = composer_une_fiche(publication, "questembert", "navettes-au-marche")
    assert ecrire_en_pdf(imprime) == ecrire_en_pdf(imprime)


@pytest.mark.parametrize(("mots", "feuilles"), [(600, 1), (2000, 2), (6000, 5)])
def test_une_partie_trop_longue_prend_d_autres_feuilles(mots: int, feuilles: int) -> None:
    """Ce qui ne tient pas une fois resserré s'imprime sur une feuille de plus, sans boucler."""
    exiger(pourquoi_pas_de_pdf())
    corps = (
        '<section class="partie rang-1 synthese" id="x" data-feuilles="1"><h1>Titre</h1>'
        f'<p>{"mot " * mots}</p><div id="x-fin"></div></section>'
    )
    with pikepdf.open(BytesIO(ecrire_en_pdf(Imprime("essai", "Essai", corps)))) as document:
        assert len(document.pages) == feuilles


def test_le_pdf_des_douze_se_fait_vite_et_sans_gourmandise(fabrication: Fabrication) -> None:
    """Moins d'une minute de calcul, moins d'un gigaoctet."""
    assert fabrication.calcul < CALCUL_MAXIMUM
    assert fabrication.memoire < MEMOIRE_MAXIMUM


@pytest.mark.parametrize(
    ("erreur", "conseil"),
    [(ImportError("weasyprint"), "pip install"), (OSError("libpango"), "libpango-1.0-0")],
)
def test_sans_weasyprint_le_refus_dit_quoi_installer(
    erreur: Exception, conseil: str, monkeypatch: pytest.MonkeyPatch, publication: Publication
) -> None:
    """Un paquet Python absent et une bibliothèque du système absente se disent autrement."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    if isinstance(erreur, OSError):
        monkeypatch.setattr("builtins.__import__", refuser_weasyprint(erreur))
    en_pdf.moteur_de_pages.cache_clear()
    try:
        with pytest.raises(PdfImpossible, match=conseil):
            ecrire_en_pdf(composer_un_dossier(publication, DOUZE))
        assert conseil in pourquoi_pas_de_pdf()
    finally:
        monkeypatch.undo()
        en_pdf.moteur_de_pages.cache_clear()


def refuser_weasyprint(erreur: Exception) -> Any:
    """Un `__import__` auquel il manque une bibliothèque du système."""
    vrai = __import__

    def importer(nom: str, *arguments: Any, **options: Any) -> Any:
        if nom == "weasyprint":
            raise erreur
        return vrai(nom, *arguments, **options)

    return importer
