"""Découper le HTML d'un document imprimé en blocs : ce que le PDF montre, le DOCX le dit aussi."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import html

from .blocs import (
    Bloc,
    CelluleImprimee,
    Feuilles,
    Figure,
    ListeImprimee,
    Paragraphe,
    Segment,
    Sommaire,
    Tableau,
    Titre,
    Ton,
)
from .dessin import Dessin
from .imprime import Imprime

TONS = {
    "titre-du-document": Ton.TITRE_DU_DOCUMENT,
    "sous-titre": Ton.SOUS_TITRE,
    "couverture-date": Ton.DISCRET,
    "surtitre": Ton.SURTITRE,
    "chapeau": Ton.CHAPEAU,
    "groupe": Ton.INTERTITRE,
    "admonition-title": Ton.INTERTITRE,
    "jalon-date": Ton.DISCRET,
    "discret": Ton.DISCRET,
    "source": Ton.DISCRET,
    "legende-de-figure": Ton.DISCRET,
}
"""Le ton d'un paragraphe, d'après sa classe."""
GRAS = {"strong", "b"}
ITALIQUE = {"em", "i"}
GRASSES = {"jalon-titre", "admonition-title", "groupe"}
"""Les classes de paragraphes écrits en gras."""
EN_LIGNE = {"en-ligne", "md-tags", "chiffres"}
"""Les classes de listes qui se lisent d'une traite : un paragraphe, des points médians."""
COULANTES = {"niveau", "fiche", "suivi", "calendrier", "budget", "sigles"}
"""Les parties qui suivent la précédente sur sa page, comme dans le PDF."""
COLONNES = {"flot": 2, "colonnes": 4}
"""Les classes d'éléments qui se lisent sur plusieurs colonnes."""
EN_BLOC = {
    "address", "article", "aside", "blockquote", "caption", "div", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "ul",
}  # fmt: skip
BLANCS = re.compile(r"[ \t\r\n\f]+")
"""Les blancs que HTML réduit à un seul ; l'espace insécable n'en est pas."""


def lire_le_html(imprime: Imprime) -> list[Feuilles]:
    """Les blocs d'un document, groupés par feuilles."""
    racine = html.fragment_fromstring(imprime.corps, create_parent="div")
    lecteur = _Lecteur(imprime.dessins)
    feuilles: list[Feuilles] = []
    for partie in racine:
        paysage = partie.get("data-page") == "paysage"
        meme_page = not {"rang-2", *COULANTES}.isdisjoint(partie.classes)
        suite = bool(feuilles) and (meme_page or imprime.genre == "feuillet")
        for colonnes, blocs in lecteur.morceaux(partie):
            derniere = feuilles[-1] if feuilles else Feuilles()
            memes = (derniere.paysage, derniere.colonnes) == (paysage, colonnes)
            if partie.tag == "nav" and len(feuilles) > 1:
                # Les crédits sont courts : ils suivent le sommaire, au lieu d'occuper une page.
                feuilles[-1] = replace(derniere, blocs=(*blocs, *derniere.blocs))
            elif suite and memes:
                feuilles[-1] = replace(derniere, blocs=(*derniere.blocs, *blocs))
            else:
                suite = suite and derniere.paysage == paysage
                feuilles.append(Feuilles(blocs, paysage, colonnes, suite))
            suite = True
    return feuilles


class _Lecteur:
    """Parcourt des éléments ; les ancres qu'il croise attendent le titre qui suit."""

    def __init__(self, dessins: Mapping[str, Dessin]) -> None:
        self.dessins = dessins
        self.ancres: list[str] = []

    def morceaux(self, partie: html.HtmlElement) -> Iterator[tuple[int, tuple[Bloc, ...]]]:
        """Les blocs d'une partie, et sur combien de colonnes ils se lisent."""
        en_colonnes = [COLONNES.get(enfant.get("class", ""), 1) for enfant in partie]
        if max(en_colonnes, default=1) == 1:
            yield 1, tuple(self.bloc(partie))
            return
        self.ancres += filter(None, [partie.get("id")])
        for colonnes, enfant in zip(en_colonnes, partie, strict=True):
            if blocs := tuple(self.bloc(enfant)):
                yield colonnes, blocs

    def blocs(self, parent: html.HtmlElement, note: bool = False) -> Iterator[Bloc]:
        """Les blocs d'un élément ; le texte posé entre eux devient un paragraphe."""
        courant: list[Segment] = list(_mots(parent.text))
        for enfant in parent:
            if not isinstance(enfant.tag, str):
                courant += _mots(enfant.tail)
            elif enfant.tag in EN_BLOC:
                yield from _paragraphe(courant, parent, note)
                courant = []
                yield from self.bloc(enfant, note)
                courant += _mots(enfant.tail)
            else:
                courant += _segments(enfant)
                courant += _mots(enfant.tail)
        yield from _paragraphe(courant, parent, note)

    def bloc(self, element: html.HtmlElement, note: bool = False) -> Iterator[Bloc]:
        """Les blocs d'un élément de type bloc."""
        if ancre := element.get("id"):
            self.ancres.append(ancre)
        note = note or "admonition" in element.classes
        etiquette = element.tag
        if titre := re.fullmatch(r"h([1-6])", etiquette):
            texte = "".join(s.texte for s in _ranger(list(_segments(element))))
            yield Titre(int(titre[1]), texte, tuple(self.ancres))
            self.ancres.clear()
        elif etiquette == "nav" and "sommaire" in element.classes:
            yield Sommaire(" ".join(element.findtext("h1", "Sommaire").split()))
        elif "definitions" in element.classes:
            yield from self.definitions(element)
        elif not EN_LIGNE.isdisjoint(element.classes):
            dits = [_ranger(list(_segments(li))) for li in element.findall("li")]
            suite = [s for dit in dits if dit for s in (Segment(" · "), *dit)]
            yield from _paragraphe(suite[1:], element, note)
        elif etiquette in ("ul", "ol"):
            elements = tuple(tuple(self.blocs(li, note)) for li in element.findall("li"))
            if garnis := tuple(blocs for blocs in elements if blocs):
                yield ListeImprimee(garnis, etiquette == "ol")
        elif etiquette == "table":
            yield self.tableau(element)
        elif etiquette == "figure":
            yield Figure(self.dessins[element.get("data-dessin")])
        else:
            yield from self.blocs(element, note)

    def definitions(self, liste: html.HtmlElement) -> Iterator[Bloc]:
        """Une liste de définitions : un paragraphe par terme, puis ce qui déborde d'une ligne."""
        for groupe in liste.findall("li"):
            blocs: list[Bloc] = []
            tete: list[Segment] = []
            for enfant in groupe:
                if "terme" in enfant.classes:
                    tete += [replace(s, gras=True) for s in _ranger(list(_segments(enfant)))]
                else:
                    blocs += self.blocs(enfant)
            if blocs and isinstance(premier := blocs[0], Paragraphe):
                blocs = blocs[1:]
                tete += [Segment("\u00a0: "), *premier.segments] if tete else premier.segments
            if tete:
                yield Paragraphe(tuple(tete), Ton.REPERE)
            yield from blocs

    def tableau(self, table: html.HtmlElement) -> Tableau:
        """Un tableau, en-têtes à part."""

        def ligne(tr: html.HtmlElement) -> tuple[CelluleImprimee, ...]:
            return tuple(
                CelluleImprimee(
                    tuple(self.blocs(cellule)),
                    cellule.tag == "th",
                    int(cellule.get("colspan", "1")),
                    next((rang for rang in "aoc" if f"rang-{rang}" in cellule.classes), ""),
                )
                for cellule in tr
                if cellule.tag in ("th", "td")
            )

        legende = table.find("caption")
        return Tableau(
            " ".join(legende.text_content().split()) if legende is not None else "",
            tuple(ligne(tr) for tr in table.iterfind("thead/tr")),
            tuple(ligne(tr) for tr in table.xpath("tbody/tr|tfoot/tr|tr")),
            "matrice" in table.classes,
        )


def _paragraphe(segments: list[Segment], parent: html.HtmlElement, note: bool) -> Iterator[Bloc]:
    ranges = _ranger(segments)
    if not any(segment.texte.strip() for segment in ranges):
        return
    tons = [ton for classe, ton in TONS.items() if classe in parent.classes]
    ton = Ton.NOTE if note else tons[0] if tons else Ton.COURANT
    if not GRASSES.isdisjoint(parent.classes):
        ranges = [replace(segment, gras=True) for segment in ranges]
    yield Paragraphe(tuple(ranges), ton)


def _segments(element: html.HtmlElement) -> Iterator[Segment]:
    """Les mots d'un élément en ligne."""
    if element.tag == "br":
        yield Segment("\n")
        return
    gras, italique = element.tag in GRAS, element.tag in ITALIQUE
    lien = element.get("href", "") if element.tag == "a" else ""
    suite = " · " if "nature" in element.classes else ""
    avant = " " if "precision" in element.classes else ""
    dedans = [*_mots(avant + (element.text or ""))]
    for enfant in element:
        if isinstance(enfant.tag, str):
            dedans += _segments(enfant)
        dedans += _mots(enfant.tail)
    for segment in (*dedans, *_mots(suite)):
        yield Segment(
            segment.texte,
            segment.gras or gras,
            segment.italique or italique,
            segment.lien or lien,
        )


def _mots(texte: str | None) -> list[Segment]:
    return [Segment(BLANCS.sub(" ", texte))] if texte else []


def _ranger(segments: list[Segment]) -> list[Segment]:
    """Réunit les segments de même sorte, et ôte les blancs de trop aux bords et entre eux."""
    ranges: list[Segment] = []
    for segment in segments:
        texte = segment.texte
        if not ranges or ranges[-1].texte.endswith((" ", "\n")):
            texte = texte.lstrip(" ")
        if not texte:
            continue
        if texte == "\n" and ranges:
            ranges[-1] = replace(ranges[-1], texte=ranges[-1].texte.rstrip(" "))
        if ranges and replace(ranges[-1], texte="") == replace(segment, texte=""):
            ranges[-1] = replace(ranges[-1], texte=ranges[-1].texte + texte)
        else:
            ranges.append(replace(segment, texte=texte))
    while ranges and not ranges[-1].texte.rstrip(" \n"):
        ranges.pop()
    if ranges:
        ranges[-1] = replace(ranges[-1], texte=ranges[-1].texte.rstrip(" \n"))
    return ranges
