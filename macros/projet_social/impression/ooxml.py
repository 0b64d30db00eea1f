"""Les éléments d'OOXML que python-docx ne sait pas écrire. Une des portes de python-docx."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor, Twips


def en_couleur(ecrite: str) -> RGBColor:
    """Une couleur `#rrvvbb`, pour python-docx."""
    return RGBColor.from_string(ecrite.removeprefix("#").upper())


def ombrer(proprietes: Any, couleur: str) -> None:
    """Le fond d'un paragraphe ou d'une cellule."""
    fond = couleur.removeprefix("#")
    proprietes.append(faire_un_element("w:shd", **{"w:val": "clear", "w:fill": fond}))


def poser_des_filets(nom: str, cotes: tuple[str, ...], points: float, couleur: str) -> Any:
    """Les filets de quelques côtés d'un paragraphe ou d'un tableau."""
    bords = OxmlElement(nom)
    trait = {"w:val": "single", "w:sz": str(int(points * 8)), "w:space": "0"}
    for cote in cotes:
        bords.append(faire_un_element(f"w:{cote}", **trait, **{"w:color": couleur[1:]}))
    return bords


def faire_un_element(nom: str, **attributs: str) -> Any:
    """Un élément OOXML et ses attributs, par leurs noms préfixés."""
    return OxmlElement(nom, {qn(attribut): valeur for attribut, valeur in attributs.items()})


def poser_un_champ(paragraphe: Any, genre: str, instruction: str = "") -> Any:
    """Une borne de champ (« begin », « separate », « end »), ou son instruction."""
    if genre:
        element = faire_un_element("w:fldChar", **{"w:fldCharType": genre})
    else:
        element = faire_un_element("w:instrText", **{"xml:space": "preserve"})
        element.text = f" {instruction} "
    paragraphe.add_run()._r.append(element)
    return element


def ecarter_les_cellules(tableau: Any, marge: int) -> None:
    """Les blancs de part et d'autre des cellules."""
    marges = OxmlElement("w:tblCellMar")
    for cote in ("left", "right"):
        blanc = {"w:w": str(marge // Twips(1)), "w:type": "dxa"}
        marges.append(faire_un_element(f"w:{cote}", **blanc))
    tableau._tbl.tblPr.find(qn("w:tblLayout")).addnext(marges)


def relier_des_mots(mots: Any, **cible: str) -> None:
    """Fait un lien de mots que l'on vient d'écrire."""
    lien = faire_un_element("w:hyperlink", **cible)
    mots._r.addprevious(lien)
    lien.append(mots._r)
