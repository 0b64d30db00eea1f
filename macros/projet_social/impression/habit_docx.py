"""L'habit d'un DOCX : langue, propriétés, styles, pied de page. Une des portes de python-docx.

Tout ce qui se voit tient à un style : qui retravaille le dossier le change une fois pour toutes.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ..archive import JOUR_ZERO
from .blocs import Ton
from .dessin import BLANC, DISCRET, FILET, PRIMAIRE, SURFACE, TEXTE
from .imprime import Imprime
from .ooxml import en_couleur, faire_un_element, ombrer, poser_des_filets, poser_un_champ

POLICE = "Calibri"
TAILLES = {1: 20, 2: 13, 3: 11, 4: 10.5, 5: 10, 6: 10}
"""Corps des titres, par rang."""
STYLES = {
    Ton.COURANT: "Normal",
    Ton.TITRE_DU_DOCUMENT: "Title",
    Ton.SOUS_TITRE: "Subtitle",
}
"""Les tons que Word connaît sous un nom à lui ; les autres deviennent des styles du document."""
LIGNE_DE_SOMMAIRE = "toc 1"
"""Le style que Word donne aux lignes d'une table des matières quand il la refait."""
TABLEAU = "Tableau du dossier"
CELLULE, EN_TETE, CASE, LISTE = (
    "Cellule",
    "En-tête de tableau",
    "Case de matrice",
    "Liste de tableau",
)
"""Les styles de paragraphe d'un tableau : tous du même corps."""
CORPS_DE_TABLEAU = Pt(8)
A4, MARGE = (Mm(210), Mm(297)), Mm(16)


def poser_les_styles(document: Any, imprime: Imprime) -> None:
    """Pose la langue, les propriétés, les styles et le pied de page d'un document vide."""
    _presenter(document, imprime)
    styles = document.styles
    par_defaut = styles.element.find(".//" + qn("w:rPrDefault") + "/" + qn("w:rPr"))
    par_defaut.find(qn("w:lang")).set(qn("w:val"), "fr-FR")
    _habiller_les_textes(styles)
    for ton in Ton:
        if ton not in STYLES:
            _ajouter_un_ton(styles, ton)
    _habiller_les_tableaux(document)
    ligne = _ajouter(styles, LIGNE_DE_SOMMAIRE, "Normal")
    ligne.paragraph_format.space_after = Pt(3)
    bord, droite = A4[0] - 2 * MARGE, WD_TAB_ALIGNMENT.RIGHT
    ligne.paragraph_format.tab_stops.add_tab_stop(bord, droite, WD_TAB_LEADER.DOTS)
    document.sections[0].footer_distance = Mm(8)
    pied = document.sections[0].footer.paragraphs[0]
    pied.text = f"{imprime.titre}\u00a0· "
    for genre, texte in (("begin", ""), ("", "PAGE"), ("end", "")):
        poser_un_champ(pied, genre, texte)


RELIQUATS = ("stylesWithEffects", "thumbnail", "customXml", "extended-properties")
"""Ce que le modèle de python-docx laisse : Word se plaint du premier, les autres mentent."""


def oter_les_reliquats(document: Any) -> None:
    """Ôte les pièces du modèle, et les styles dont le document écrit ne dépend pas.

    Restent les titres, et les styles par défaut : on retravaille le dossier avec eux.
    """
    for relations in (document.part.rels, document.part.package.rels):
        for cle in [c for c, r in relations.items() if r.reltype.rpartition("/")[2] in RELIQUATS]:
            relations.pop(cle)
    styles = {style.styleId: style for style in document.styles.element.style_lst}
    pieds = [section.footer._element for section in document.sections]
    lus = "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"
    textes = (document.element, document.part.numbering_part.element, *pieds)
    cites = {str(nom) for texte in textes for nom in texte.xpath(lus)}
    cites |= {nom for nom, s in styles.items() if s.xpath("./@w:default | ./w:qFormat")}
    attendus: set[str] = set()
    while cites:
        attendus |= cites
        liens = "./w:basedOn/@w:val | ./w:link/@w:val | ./w:next/@w:val"
        cites = {str(n) for nom in cites for n in styles[nom].xpath(liens)} - attendus
    for nom in styles.keys() - attendus:
        document.styles.element.remove(styles[nom])


def _presenter(document: Any, imprime: Imprime) -> None:
    proprietes = document.core_properties
    proprietes.title = imprime.titre
    proprietes.subject = imprime.description
    proprietes.author = ", ".join(imprime.auteurs)
    proprietes.language = "fr-FR"
    proprietes.comments = ""
    jour = datetime.combine(imprime.maj, time(), UTC) if imprime.maj else JOUR_ZERO
    proprietes.created = proprietes.modified = jour


def _habiller_les_textes(styles: Any) -> None:
    normal = styles["Normal"]
    normal.font.name, normal.font.size = POLICE, Pt(10)
    normal.paragraph_format.space_after = Pt(3)
    normal.paragraph_format.line_spacing = 1
    normal.paragraph_format.widow_control = True
    for suite in ("List Continue", "List Continue 2", "List Continue 3"):
        styles[suite].paragraph_format.space_after = Pt(1)
    for rang, taille in TAILLES.items():
        style = styles[f"Heading {rang}"]
        style.font.name, style.font.size, style.font.bold = POLICE, Pt(taille), True
        style.font.italic = False
        style.font.color.rgb = en_couleur(PRIMAIRE if rang < 4 else TEXTE)
        style.paragraph_format.space_before = Pt(10 if rang < 3 else 6)
        _oter_le_theme(style)
    for nom, couleur in (("Title", BLANC), ("Subtitle", DISCRET)):
        styles[nom].font.name = POLICE
        styles[nom].font.color.rgb = en_couleur(couleur)
        styles[nom].font.italic = False
        _oter_le_theme(styles[nom])
    _faire_un_bandeau(styles["Title"])
    styles["Footer"].font.size = Pt(8.5)
    styles["Footer"].font.color.rgb = en_couleur(DISCRET)
    styles["Caption"].font.color.rgb = en_couleur(TEXTE)
    styles["Caption"].font.size = Pt(10)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Caption"].paragraph_format.space_before = Pt(10)


def _faire_un_bandeau(titre: Any) -> None:
    """Le titre de la couverture : en blanc, sur la couleur du site."""
    titre.font.size = Pt(30)
    titre.paragraph_format.space_before, titre.paragraph_format.space_after = Pt(90), Pt(18)
    titre.paragraph_format.left_indent = titre.paragraph_format.right_indent = Pt(16)
    proprietes = titre.element.get_or_add_pPr()
    for ancien in proprietes.xpath("./w:pBdr | ./w:contextualSpacing"):
        proprietes.remove(ancien)
    bords = poser_des_filets("w:pBdr", ("top", "left", "bottom", "right"), 12, PRIMAIRE)
    fond = faire_un_element("w:shd", **{"w:val": "clear", "w:fill": PRIMAIRE[1:]})
    for element in (bords, fond):
        proprietes.insert_element_before(element, "w:suppressAutoHyphens", *APRES_LES_COUPES)


def _ajouter(styles: Any, nom: str, parent: str) -> Any:
    style = styles.add_style(nom, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles[parent]
    style.quick_style = True
    return style


def _ajouter_un_ton(styles: Any, ton: Ton) -> None:
    style = _ajouter(styles, ton.value, "Normal")
    if ton in (Ton.DISCRET, Ton.SURTITRE):
        style.font.color.rgb = en_couleur(DISCRET)
    match ton:
        case Ton.CHAPEAU:
            style.font.size = Pt(11.5)
        case Ton.INTERTITRE:
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_after = Pt(2)
        case Ton.SURTITRE:
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_before = Pt(12)
            style.paragraph_format.space_after = Pt(0)
            filet = poser_des_filets("w:pBdr", ("top",), 0.5, FILET)
            avant = ("w:suppressAutoHyphens", *APRES_LES_COUPES)
            style.element.pPr.insert_element_before(filet, *avant)
        case Ton.NOTE:
            style.font.size = Pt(9)
            ombrer(style.element.get_or_add_pPr(), SURFACE)
        case Ton.REPERE:
            style.paragraph_format.space_after = Pt(2)


def _habiller_les_tableaux(document: Any) -> None:
    """Des filets à l'horizontale, un seul corps, et des mots coupés dans les colonnes étroites."""
    styles = document.styles
    for nom, parent in ((CELLULE, "Normal"), (LISTE, "List Bullet")):
        _ajouter(styles, nom, parent).font.size = CORPS_DE_TABLEAU
    for nom in (EN_TETE, CASE):
        _ajouter(styles, nom, CELLULE)
    for nom in (CELLULE, LISTE):
        styles[nom].paragraph_format.space_after = Pt(1)
        styles[nom].paragraph_format.line_spacing = 1
    styles[EN_TETE].font.bold = True
    styles[CASE].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for nom, sans in (("Normal", "1"), (CELLULE, "0")):
        coupe = faire_un_element("w:suppressAutoHyphens", **{"w:val": sans})
        styles[nom].element.get_or_add_pPr().insert_element_before(coupe, *APRES_LES_COUPES)
    reglages = document.settings.element
    reglages.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))
    style = styles.add_style(TABLEAU, WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Normal Table"]
    proprietes = OxmlElement("w:tblPr")
    proprietes.append(poser_des_filets("w:tblBorders", ("top", "bottom", "insideH"), 0.5, FILET))
    style.element.append(proprietes)


APRES_LES_COUPES = (
    "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
    "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:outlineLvl",
)  # fmt: skip
"""Ce que le schéma range après `suppressAutoHyphens` dans un paragraphe."""


def _oter_le_theme(style: Any) -> None:
    """Ôte les polices de thème, qui l'emporteraient sur celle que l'on choisit."""
    polices = style.element.rPr.rFonts
    for nom in [nom for nom in polices.attrib if nom.endswith("Theme")]:
        del polices.attrib[nom]
