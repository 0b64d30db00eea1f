"""Le texte d'un paragraphe de Word, et ce qu'il contient qui n'en est pas : images, ratures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import nsmap, qn

from .styles_docx import est_oui, valeur_de

BALISES_TRANSPARENTES = {
    qn(f"w:{nom}")
    for nom in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "fldSimple", "dir")
}
"""Ce qui entoure un contenu sans rien y changer : un champ à remplir, un texte ajouté…"""
RATURES = {qn("w:del"), qn("w:moveFrom")}
COMPATIBILITE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
DESSINS = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
CADRE = qn("w:txbxContent")
DESCRIPTION = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def enfants(element: Any, *noms: str) -> Iterator[Any]:
    """Les enfants de ces noms, à travers ce qui les entoure sans rien y changer."""
    voulus = {qn(nom) for nom in noms}
    for enfant in element:
        if enfant.tag in voulus:
            yield enfant
        elif enfant.tag in BALISES_TRANSPARENTES:
            yield from enfants(enfant, *noms)


@dataclass
class TexteDeParagraphe:
    """Ce que dit un paragraphe.

    Attributes:
        texte: ses mots, sauts de ligne compris.
        gras: signes en gras.
        ratures: ce que le suivi des modifications en a supprimé.
        masque: ce qui y est écrit en texte masqué.
        images: la description de chaque image.
        cadres: les zones de texte qui y sont ancrées.
        liens: les identifiants des liens.
        corps: la plus grande taille écrite sur le texte même, en demi-points.
    """

    texte: str = ""
    gras: int = 0
    signes: int = 0
    ratures: str = ""
    masque: str = ""
    images: list[str] = field(default_factory=list)
    cadres: list[Any] = field(default_factory=list)
    liens: list[str] = field(default_factory=list)
    corps: int = 0


def lire_le_paragraphe(paragraphe: Any, *, gras: bool) -> TexteDeParagraphe:
    """Lit un élément `w:p` ; `gras` est ce que dit son style."""
    lu = TexteDeParagraphe()
    _parcourir(paragraphe, lu, gras)
    lu.texte = "\n".join(ligne.strip() for ligne in lu.texte.split("\n")).strip()
    return lu


def _parcourir(element: Any, lu: TexteDeParagraphe, gras: bool) -> None:
    for enfant in element:
        balise = enfant.tag
        if balise == qn("w:r"):
            _lire_le_passage(enfant, lu, gras)
        elif balise in RATURES:
            lu.ratures += "".join(t.text or "" for t in enfant.iter(qn("w:delText"), qn("w:t")))
        elif balise == qn("w:hyperlink"):
            if identifiant := enfant.get(f"{{{nsmap['r']}}}id"):
                lu.liens.append(identifiant)
            _parcourir(enfant, lu, gras)
        elif balise == MATHS:
            lu.texte += enfant.text or ""
        elif balise in BALISES_TRANSPARENTES or str(balise).startswith(MATHS[:-1]):
            _parcourir(enfant, lu, gras)


def _lire_le_passage(passage: Any, lu: TexteDeParagraphe, gras: bool) -> None:
    """Un passage d'un seul habit (`w:r`)."""
    ecrit = valeur_de(passage, "w:rPr", "w:b")
    en_gras = gras if ecrit is None else est_oui(ecrit)
    corps = valeur_de(passage, "w:rPr", "w:sz") or ""
    texte = ""
    for enfant in passage:
        if enfant.tag == f"{COMPATIBILITE}AlternateContent":
            enfant = enfant.find(f"{COMPATIBILITE}Choice")
            enfant = enfant[0] if enfant is not None and len(enfant) else passage
        if enfant.tag == qn("w:t"):
            texte += enfant.text or ""
        elif enfant.tag in (qn("w:tab"), qn("w:ptab")):
            texte += " "
        elif enfant.tag == qn("w:noBreakHyphen"):
            texte += "-"
        elif enfant.tag in (qn("w:br"), qn("w:cr")):
            texte += "\n" if enfant.get(qn("w:type")) in (None, "textWrapping") else " "
        elif enfant.tag in DESSINS:
            if cadres := list(enfant.iter(CADRE)):
                lu.cadres += cadres[:1]
            else:
                nommee = next(enfant.iter(DESCRIPTION), None)
                lu.images.append("" if nommee is None else str(nommee.get("descr") or ""))
    if est_oui(valeur_de(passage, "w:rPr", "w:vanish")):
        lu.masque += texte
        return
    lu.texte += texte
    signes = len(texte.replace(" ", ""))
    lu.signes += signes
    if en_gras:
        lu.gras += signes
    if signes and corps.isdigit():
        lu.corps = max(lu.corps, int(corps))
