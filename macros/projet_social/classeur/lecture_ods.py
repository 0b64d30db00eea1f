"""Lire un classeur ods (LibreOffice), par odfdo : valeurs, liens, fusions, retraits."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from odfdo import Document

from .classeur import Cellule, Classeur, Feuille, Plage, Valeur, unite_de
from .refus import RefusDeClasseur, borner

ESPACES_MAXIMUM = 1_000_000
"""Espaces à la suite, dans tout un classeur, au plus."""
RETRAIT = 3.5
"""Millimètres d'un cran de retrait : celui que LibreOffice ajoute d'un clic, ou Excel."""
UNITES_DE_LONGUEUR = {"in": 25.4, "cm": 10.0, "mm": 1.0, "pt": 25.4 / 72, "pc": 25.4 / 6}
LIEN_CALCULE = re.compile(r'HYPERLINK\(\s*"([^"]+)"', re.I)


def lire_ods(octets: bytes) -> Classeur:
    """Lit un classeur ods."""
    source = Document(io.BytesIO(octets))
    _compter_les_espaces(source)
    retraits = _retraits(source)
    masquees = _masquees(source)
    classeur = Classeur()
    for onglet in source.body.get_elements("table:table"):
        feuille = _feuille(onglet, retraits)
        feuille.masquee = onglet.get_attribute("table:style-name") in masquees
        classeur.feuilles.append(feuille)
    return classeur


def _compter_les_espaces(source: Document) -> None:
    """Une seule balise peut valoir des milliards d'espaces.

    Raises:
        RefusDeClasseur: il y en a plus qu'un plan n'en a jamais.
    """
    suites = source.body.get_elements("descendant::text:s")
    if sum(int(suite.get_attribute("text:c") or 1) for suite in suites) > ESPACES_MAXIMUM:
        raise RefusDeClasseur("cellule faite d'espaces sans fin", "effacer cette cellule")


def _styles(source: Document, famille: str) -> list[Any]:
    return [
        style
        for partie in (source.content, source.styles)
        for style in partie.get_elements(f"//style:style[@style:family='{famille}']")
    ]


def _retraits(source: Document) -> dict[str, int]:
    """Le nombre de crans de chaque style de cellule qui est en retrait."""
    crans = {}
    for style in _styles(source, "table-cell"):
        for forme in style.get_elements("style:paragraph-properties"):
            marge = str(forme.get_attribute("fo:margin-left") or "")
            if mesure := re.fullmatch(r"([\d.]+)(in|cm|mm|pt|pc)", marge):
                longueur = float(mesure[1]) * UNITES_DE_LONGUEUR[mesure[2]]
                if longueur > 0.5:
                    nom = str(style.get_attribute("style:name"))
                    crans[nom] = max(1, round(longueur / RETRAIT))
    return crans


def _masquees(source: Document) -> set[str]:
    return {
        str(style.get_attribute("style:name"))
        for style in _styles(source, "table")
        for forme in style.get_elements("style:table-properties")
        if str(forme.get_attribute("table:display")).lower() == "false"
    }


def _repetition(element: Any, attribut: str) -> int:
    return int(element.get_attribute(attribut) or 1)


def _feuille(onglet: Any, retraits: dict[str, int]) -> Feuille:
    feuille = Feuille(str(onglet.get_attribute("table:name")))
    en_attente = 0
    for rangee in onglet.get_elements("descendant::table:table-row"):
        repetition = _repetition(rangee, "table:number-rows-repeated")
        cellules, styles, fusions = _rangee(rangee, feuille.nom)
        if not cellules:
            en_attente += repetition
            continue
        borner(feuille.nom, len(feuille.lignes) + en_attente + repetition, len(cellules))
        feuille.lignes += [[] for _ in range(en_attente)]
        en_attente = 0
        for rang in range(repetition):
            ligne = len(feuille.lignes)
            feuille.lignes.append([replace(c) for c in cellules] if rang else cellules)
            for colonne, style in styles.items():
                if style in retraits:
                    feuille.retraits[ligne, colonne] = retraits[style]
            for colonne, hauteur, largeur in fusions:
                feuille.fusions.append(
                    Plage(ligne, colonne, ligne + hauteur - 1, colonne + largeur - 1)
                )
    return feuille


def _rangee(
    rangee: Any, feuille: str
) -> tuple[list[Cellule], dict[int, str], list[tuple[int, int, int]]]:
    """Les cellules jusqu'à la dernière remplie, le style des textes, les fusions qui partent."""
    cellules: list[Cellule] = []
    styles: dict[int, str] = {}
    fusions = []
    vides = 0
    for element in rangee.get_elements("table:table-cell | table:covered-table-cell"):
        repetition = _repetition(element, "table:number-columns-repeated")
        cellule = _cellule(element)
        if cellule is None:
            vides += repetition
            continue
        borner(feuille, 0, len(cellules) + vides + repetition)
        cellules += [Cellule() for _ in range(vides)]
        vides = 0
        style = str(element.get_attribute("table:style-name") or "")
        if isinstance(cellule.valeur, str):
            styles[len(cellules)] = style
        hauteur = _repetition(element, "table:number-rows-spanned")
        largeur = _repetition(element, "table:number-columns-spanned")
        if hauteur * largeur > 1:
            fusions.append((len(cellules), hauteur, largeur))
        cellules += [replace(cellule) for _ in range(repetition)]
    return cellules, styles, fusions


def _cellule(element: Any) -> Cellule | None:
    """La cellule, ou None si elle est vide."""
    genre = element.get_attribute("office:value-type")
    paragraphes = element.get_elements("text:p")
    if genre is None and not paragraphes:
        return None
    texte = "\n".join(_texte(paragraphe) for paragraphe in paragraphes)
    cellule = Cellule(_valeur(element, genre, texte))
    if cellule.valeur in (None, ""):
        return None
    if liens := element.get_elements("text:p//text:a"):
        cellule.lien = str(liens[0].get_attribute("xlink:href") or "")
    elif calcule := LIEN_CALCULE.search(str(element.get_attribute("table:formula") or "")):
        cellule.lien = calcule[1]
    notes = element.get_elements("office:annotation")
    if notes:
        cellule.commentaire = "\n".join(_texte(p) for p in notes[0].get_elements("text:p"))
    if isinstance(cellule.valeur, (int, float)):
        cellule.unite = unite_de(texte)
    return cellule


def _texte(paragraphe: Any) -> str:
    """Le texte d'un paragraphe ; odfdo écrit ses liens en Markdown, on n'en garde que les mots."""
    texte = str(paragraphe.inner_text)
    for lien in paragraphe.get_elements("descendant::text:a"):
        adresse = re.escape(str(lien.get_attribute("xlink:href") or ""))
        texte = re.sub(rf"\[([^\]]*)\]\({adresse}\)", r"\1", texte)
    return texte


def _valeur(element: Any, genre: str | None, texte: str) -> Valeur:
    if genre in ("float", "currency", "percentage"):
        nombre = float(element.get_attribute("office:value"))
        return int(nombre) if nombre == int(nombre) else nombre
    if genre == "date":
        return _date(str(element.get_attribute("office:date-value")))
    if genre == "boolean":
        return str(element.get_attribute("office:boolean-value")).lower() == "true"
    return texte


def _date(ecrite: str) -> date | datetime | str:
    try:
        return datetime.fromisoformat(ecrite) if "T" in ecrite else date.fromisoformat(ecrite)
    except ValueError:
        return ecrite
