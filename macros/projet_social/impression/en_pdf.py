"""Mettre un document en pages et l'écrire en PDF balisé. Seul module qui connaît WeasyPrint.

Le PDF vise PDF/UA-1, que les lecteurs d'écran connaissent mieux que PDF/UA-2 (PDF 2.0) : langue,
titre affiché, signets, structure balisée, alternatives, en-têtes de tableaux reliés à leurs
cellules, liens décrits ; `balisage` achève ce que WeasyPrint en laisse. Ce qu'aucun ne porte :

- un élément coupé par une page (liste, tableau, paragraphe) donne une structure par page ; les
  en-têtes de tableau répétés y sont donc relus ;
- une liste de définitions est balisée comme une liste, terme et définition dans le même élément.

Le même document donne les mêmes octets : les dates sont celles des données, jamais l'horloge.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import cache
from hashlib import sha256
from importlib.resources import files
from math import ceil
from typing import Any

from lxml import html

from ..polices import FAMILLE, GRAS, ITALIQUE, ROMAIN
from ..rendu import rendre
from ..supplements import installer
from .balisage import achever_les_balises
from .imprime import Imprime
from .provisoire import ouvrir_un_dossier_de_polices

SERREES = 2
"""Crans de resserrement des blancs d'une partie qui déborde (classes « serre-N »)."""
PEINE_PERDUE = 1.2
"""Ce qui dépasse, en feuilles, au-delà de ce que resserrer peut gagner."""

SIGNES_PAR_LIGNE, LIGNES_PAR_FEUILLE = 58, 105
"""Ce que tient une ligne d'une colonne, et une feuille à l'aise : une estimation, vérifiée."""


class PdfImpossible(Exception):
    """WeasyPrint n'est pas installé, ou une bibliothèque du système lui manque."""


@cache
def moteur_de_pages() -> Any:
    """Le module WeasyPrint.

    Raises:
        PdfImpossible: il n'est pas installé, ou ne trouve pas Pango.
    """
    try:
        import weasyprint
    except ImportError as erreur:
        raise PdfImpossible(
            f"WeasyPrint n'est pas installé : « {installer('documents')} »"
        ) from erreur
    except OSError as erreur:
        raise PdfImpossible(
            "WeasyPrint ne trouve pas les bibliothèques du système : installer Pango "
            "(sous Debian : libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0)"
        ) from erreur
    return weasyprint


def page_de(imprime: Imprime) -> str:
    """La page HTML entière que WeasyPrint met en pages."""
    return rendre("impression_page.html", imprime=imprime)


@cache
def _regles() -> str:
    return (files(__package__) / "feuille.css").read_text(encoding="utf-8")


def _polices() -> str:
    """Les polices, là où le paquet est installé."""
    return "".join(
        f'@font-face {{ font-family: "{FAMILLE}"; src: url("{fichier.as_uri()}"); {style} }}\n'
        for fichier, style in (
            (ROMAIN, ""),
            (GRAS, "font-weight: 700;"),
            (ITALIQUE, "font-style: italic;"),
        )
    )


def empreinte_du_pdf(imprime: Imprime) -> str:
    """L'empreinte dont se tire l'identifiant du PDF : il change avec ce que dit le document."""
    matiere = (moteur_de_pages().__version__, _regles(), page_de(imprime))
    return sha256("\0".join(matiere).encode()).hexdigest()


def ecrire_en_pdf(imprime: Imprime) -> bytes:
    """Le document en PDF.

    Raises:
        PdfImpossible: WeasyPrint ou Pango manquent.
    """
    moteur = moteur_de_pages()
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    polices = moteur.text.fonts.FontConfiguration()
    # Elle l'efface en finissant ; tuée, elle laisserait un dossier que nul n'efface plus.
    polices._folder = ouvrir_un_dossier_de_polices()
    # Rien ne se charge hors de cette machine : ni image, ni feuille de style.
    local = moteur.urls.URLFetcher(allowed_protocols=("file",), fail_on_errors=True)
    styles = [moteur.CSS(string=_polices() + _regles(), font_config=polices, url_fetcher=local)]
    arbre = html.document_fromstring(page_de(imprime))

    def mettre_en_pages(voulu: html.HtmlElement) -> Any:
        page = moteur.HTML(string=_source(voulu), url_fetcher=local)
        return page.render(font_config=polices, stylesheets=styles, pdf_variant="pdf/ua-1")

    comptees = arbre.xpath("//*[@data-feuilles]")
    _resserrer(arbre, filter(_parait_longue, comptees), mettre_en_pages)
    document = mettre_en_pages(arbre)
    if debordent := [partie for partie in comptees if _debordement(document, partie)]:
        _resserrer(arbre, debordent, mettre_en_pages)
        document = mettre_en_pages(arbre)
    octets: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=bytes.fromhex(empreinte_du_pdf(imprime))[:16],
        finisher=_finition(arbre),
    )
    return octets


def _source(arbre: html.HtmlElement) -> str:
    texte: str = html.tostring(arbre, encoding="unicode", doctype="<!doctype html>")
    return texte


def _parait_longue(partie: html.HtmlElement) -> bool:
    """Vrai si une partie risque de déborder de ses feuilles : seule celle-là se mesure d'abord."""
    textes = (element.text_content() for element in partie.xpath(".//p | .//h2 | .//h3 | .//li"))
    lignes = sum(1 + len(texte) // SIGNES_PAR_LIGNE for texte in textes)
    return lignes > LIGNES_PAR_FEUILLE * int(partie.get("data-feuilles"))


def _resserrer(
    arbre: html.HtmlElement,
    longues: Iterable[html.HtmlElement],
    mettre_en_pages: Callable[[Any], Any],
) -> None:
    """Resserre les blancs des parties qui débordent de leurs feuilles, jamais leurs lettres.

    Celle qui déborde encore au dernier cran reprend ses aises, et une feuille de plus. Elles se
    mesurent entre elles, sans le reste du document ni celles qui tiennent déjà, et sans équilibrer
    leurs colonnes : c'est plus court.
    """
    crans = dict.fromkeys(longues, 0)
    while crans:
        essai = deepcopy(arbre)
        essai.body.classes.add("mesure")
        mesurees = {partie.get("id") for partie in crans}
        for autre in essai.xpath("//body/*"):
            if autre.get("id") not in mesurees:
                autre.drop_tree()
        document = mettre_en_pages(essai)
        essayes, crans = crans, {}
        for partie, cran in essayes.items():
            depasse, feuilles = _debordement(document, partie), int(partie.get("data-feuilles"))
            if not depasse:
                continue
            partie.classes.discard(f"serre-{cran}")
            de_plus = 1 if cran == SERREES else max(0, ceil(depasse - PEINE_PERDUE))
            partie.set("data-feuilles", str(feuilles + de_plus))
            if cran == SERREES:
                crans[partie] = 0
            elif depasse > de_plus:
                crans[partie] = cran + 1
                partie.classes.add(f"serre-{cran + 1}")


def _debordement(document: Any, partie: html.HtmlElement) -> float:
    """Ce qui dépasse des feuilles données à une partie, en feuilles ; 0 si tout y tient."""
    ancre, feuilles = partie.get("id"), int(partie.get("data-feuilles"))
    # Une partie coupée par une page y repose son ancre : la première fois est son début.
    debut, fin = (
        next(rang for rang, page in enumerate(document.pages) if nom in page.anchors)
        for nom in (ancre, f"{ancre}-fin")
    )
    derniere = document.pages[fin]
    reste = float(derniere.anchors[f"{ancre}-fin"][1] / derniere.height)
    return max(0.0, fin - debut - feuilles + reste)


def _finition(arbre: html.HtmlElement) -> Callable[[Any, Any], None]:
    """Décrit chaque lien par ses mots, puis achève les balises."""
    mots: dict[str, str] = {}
    for lien in arbre.xpath("//a[@href]"):
        texte = " ".join(lien.text_content().split())
        mots.setdefault(lien.get("href").removeprefix("#"), texte)

    def finir(_document: Any, pdf: Any) -> None:
        from pydyf import String

        for objet in pdf.objects:
            if isinstance(objet, dict) and objet.get("Subtype") == "/Link":
                cible = objet["Contents"].string
                if texte := mots.get(cible):
                    objet["Contents"] = String(texte)
        achever_les_balises(pdf)

    return finir
