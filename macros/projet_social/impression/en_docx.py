"""Écrire un document en DOCX, pour le retravailler dans un traitement de texte.

Tout est en styles nommés : titres, paragraphes, listes, légendes. La table des matières est un
champ que Word met à jour ; d'ici là, ses lignes mènent aux titres. Une des portes de python-docx.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ..archive import figer
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
from .dessin import DISCRET, PRIMAIRE, SURFACE
from .en_png import ecrire_en_png
from .imprime import Imprime
from .lecture import lire_le_html

STYLES = {
    Ton.COURANT: "Normal",
    Ton.TITRE_DU_DOCUMENT: "Title",
    Ton.SOUS_TITRE: "Subtitle",
}
"""Les tons que Word connaît sous un nom à lui ; les autres deviennent des styles du document."""
LIGNE_DE_SOMMAIRE = "toc 1"
"""Le style que Word donne aux lignes d'une table des matières quand il la refait."""
TAILLES = {1: 20, 2: 14, 3: 12, 4: 11, 5: 10, 6: 10}
"""Corps des titres, par rang."""
A4, MARGE = (Mm(210), Mm(297)), Mm(17)
A_ECRIRE = Mm(11)
"""La hauteur d'une rangée vide : de quoi y écrire à la main, une fois imprimée."""


def ecrire_en_docx(imprime: Imprime) -> bytes:
    """Le document en DOCX."""
    return _EcrivainDocx(imprime, lire_le_html(imprime)).ecrire()


class _EcrivainDocx:
    def __init__(self, imprime: Imprime, feuilles: list[Feuilles]) -> None:
        self.imprime = imprime
        self.feuilles = feuilles
        self.document: Any = docx.Document()
        self.titres = [bloc for f in feuilles for bloc in f.blocs if isinstance(bloc, Titre)]
        self.numeros = {id(titre): rang for rang, titre in enumerate(self.titres)}
        self.signets = {a: f"r{rang}" for rang, t in enumerate(self.titres) for a in t.ancres}
        self.figures = 0
        self.styles: dict[str, str] = {}
        self.sur_une_page_neuve = False

    def ecrire(self) -> bytes:
        """Tout le document."""
        self._preparer()
        for rang, feuilles in enumerate(self.feuilles):
            self._feuilleter(rang, feuilles)
            for bloc in feuilles.blocs:
                self._bloc(bloc, self.document)
        sortie = BytesIO()
        self.document.save(sortie)
        return figer(sortie.getvalue())

    def _preparer(self) -> None:
        """Langue, propriétés, styles, pied de page."""
        proprietes = self.document.core_properties
        proprietes.title = self.imprime.titre
        proprietes.subject = self.imprime.description
        proprietes.author = ", ".join(self.imprime.auteurs)
        proprietes.language = "fr-FR"
        proprietes.comments = ""
        if self.imprime.maj:
            jour = datetime.combine(self.imprime.maj, time(), UTC)
            proprietes.created = proprietes.modified = jour
        styles = self.document.styles
        par_defaut = styles.element.find(".//" + qn("w:rPrDefault") + "/" + qn("w:rPr"))
        langue = par_defaut.find(qn("w:lang"))
        langue.set(qn("w:val"), "fr-FR")
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10.5)
        normal.paragraph_format.space_after = Pt(5)
        normal.paragraph_format.widow_control = True
        for rang, taille in TAILLES.items():
            style = styles[f"Heading {rang}"]
            style.font.name, style.font.size, style.font.bold = "Calibri", Pt(taille), True
            style.font.italic = False
            style.font.color.rgb = _couleur(PRIMAIRE if rang < 4 else "#1d2a2e")
            style.paragraph_format.space_before = Pt(14 if rang < 3 else 8)
            _sans_theme(style)
        for nom in ("Title", "Subtitle"):
            styles[nom].font.name = "Calibri"
            styles[nom].font.color.rgb = _couleur(PRIMAIRE if nom == "Title" else DISCRET)
            _sans_theme(styles[nom])
        styles["Caption"].font.color.rgb = _couleur("#1d2a2e")
        styles["Caption"].font.size = Pt(10)
        styles["Caption"].paragraph_format.keep_with_next = True
        for ton in Ton:
            if ton not in STYLES:
                self._ajouter_un_style(ton)
        ligne = styles.add_style(LIGNE_DE_SOMMAIRE, WD_STYLE_TYPE.PARAGRAPH)
        ligne.base_style = normal
        ligne.paragraph_format.space_after = Pt(3)
        bord, droite = A4[0] - 2 * MARGE, WD_TAB_ALIGNMENT.RIGHT
        ligne.paragraph_format.tab_stops.add_tab_stop(bord, droite, WD_TAB_LEADER.DOTS)
        self._pied(self.document.sections[0])

    def _ajouter_un_style(self, ton: Ton) -> None:
        style = self.document.styles.add_style(ton.value, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self.document.styles["Normal"]
        style.quick_style = True
        if ton in (Ton.DISCRET, Ton.SURTITRE):
            style.font.color.rgb = _couleur(DISCRET)
        match ton:
            case Ton.CHAPEAU:
                style.font.size = Pt(12)
            case Ton.INTERTITRE:
                style.paragraph_format.keep_with_next = True
                style.paragraph_format.space_after = Pt(2)
            case Ton.SURTITRE:
                style.paragraph_format.keep_with_next = True
                style.paragraph_format.space_before = Pt(16)
                style.paragraph_format.space_after = Pt(0)
            case Ton.NOTE:
                style.font.size = Pt(9.5)
                _ombrer(style.element.get_or_add_pPr(), SURFACE)
            case Ton.REPERE:
                style.paragraph_format.space_after = Pt(2)

    def _feuilleter(self, rang: int, feuilles: Feuilles) -> None:
        """Commence une page, et une section quand l'orientation change."""
        section = self.document.sections[-1]
        paysage = section.orientation == WD_ORIENT.LANDSCAPE
        if rang and paysage == feuilles.paysage:
            self.sur_une_page_neuve = True
            return
        if rang:
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.page_width, section.page_height = A4
        section.orientation = WD_ORIENT.PORTRAIT
        if feuilles.paysage:
            section.page_height, section.page_width = A4
            section.orientation = WD_ORIENT.LANDSCAPE
        section.left_margin = section.right_margin = MARGE
        section.top_margin = section.bottom_margin = MARGE

    def _pied(self, section: Any) -> None:
        pied = section.footer.paragraphs[0]
        pied.text = f"{self.imprime.titre}\u00a0· "
        for genre, texte in (("begin", ""), ("", "PAGE"), ("end", "")):
            _champ(pied, genre, texte)

    def _bloc(self, bloc: Bloc, hote: Any) -> None:
        match bloc:
            case Titre():
                self._titre(bloc)
            case Paragraphe():
                self._paragraphe(bloc, self._ajouter(hote, STYLES.get(bloc.ton, bloc.ton.value)))
            case ListeImprimee():
                self._liste(bloc, hote, 1)
            case Tableau():
                self._tableau(bloc)
            case Figure():
                self._figure(bloc, hote)
            case Sommaire():
                self._sommaire(bloc)

    def _ajouter(self, hote: Any, style: str) -> Any:
        """Un paragraphe vide, d'un style ; en tête de page s'il commence des feuilles."""
        if style not in self.styles:
            self.styles[style] = self.document.styles[style].style_id
        paragraphe = hote.add_paragraph()
        paragraphe._p.style = self.styles[style]
        if self.sur_une_page_neuve:
            paragraphe.paragraph_format.page_break_before = True
            self.sur_une_page_neuve = False
        return paragraphe

    def _titre(self, titre: Titre) -> None:
        paragraphe = self._ajouter(self.document, f"Heading {titre.rang}")
        paragraphe.add_run(titre.texte)
        rang = str(self.numeros[id(titre)])
        debut = _element("w:bookmarkStart", **{"w:id": rang, "w:name": f"r{rang}"})
        paragraphe._p.insert(1 if paragraphe._p.pPr is not None else 0, debut)
        paragraphe._p.append(_element("w:bookmarkEnd", **{"w:id": rang}))

    def _paragraphe(self, bloc: Paragraphe, paragraphe: Any) -> None:
        for segment in bloc.segments:
            self._segment(segment, paragraphe)

    def _segment(self, segment: Segment, paragraphe: Any) -> None:
        mots = paragraphe.add_run(segment.texte)
        mots.bold, mots.italic = segment.gras or None, segment.italique or None
        if segment.lien.startswith("#"):
            if signet := self.signets.get(segment.lien[1:]):
                _relier(mots, **{"w:anchor": signet})
        elif segment.lien:
            mots.font.underline = True
            mots.font.color.rgb = _couleur(PRIMAIRE)
            renvoi = self.document.part.relate_to(segment.lien, RELATIONSHIP_TYPE.HYPERLINK, True)
            _relier(mots, **{"r:id": renvoi})

    def _liste(self, liste: ListeImprimee, hote: Any, niveau: int) -> None:
        numerotation = self._renumeroter() if liste.numerotee else None
        for element in liste.elements:
            commence = True
            for bloc in element:
                if isinstance(bloc, ListeImprimee):
                    self._liste(bloc, hote, niveau + 1)
                elif isinstance(bloc, Paragraphe) and commence:
                    nom = "List Number" if liste.numerotee else "List Bullet"
                    paragraphe = self._ajouter(hote, _de_niveau(nom, niveau))
                    paragraphe.paragraph_format.space_after = Pt(2)
                    if numerotation:
                        proprietes = paragraphe._p.get_or_add_pPr().get_or_add_numPr()
                        proprietes.get_or_add_numId().val = numerotation
                        proprietes.get_or_add_ilvl().val = 0
                    self._paragraphe(bloc, paragraphe)
                    commence = False
                elif isinstance(bloc, Paragraphe):
                    style = _de_niveau("List Continue", niveau)
                    self._paragraphe(bloc, self._ajouter(hote, style))
                else:
                    self._bloc(bloc, hote)

    def _renumeroter(self) -> int:
        """Une numérotation neuve, qui repart de 1."""
        numerotations = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element
        modele = style.pPr.numPr.numId.val
        abstrait = numerotations.num_having_numId(modele).abstractNumId.val
        neuve = numerotations.add_num(abstrait)
        neuve.add_lvlOverride(0).add_startOverride(1)
        return int(neuve.numId)

    def _tableau(self, tableau: Tableau) -> None:
        if tableau.legende:
            self._ajouter(self.document, "Caption").add_run(tableau.legende)
        lignes = (*tableau.entetes, *tableau.lignes)
        dessine = self.document.add_table(len(lignes), tableau.colonnes, "Table Grid")
        if tableau.legende:  # le titre du tableau, pour qui l'écoute
            dessine._tbl.tblPr.append(_element("w:tblCaption", **{"w:val": tableau.legende}))
        dessine.autofit = False
        place = self.document.sections[-1].page_width - 2 * MARGE
        for colonne, part in zip(dessine.columns, tableau.largeurs(), strict=True):
            colonne.width = int(place * part)
        corps = Pt(8 if tableau.colonnes > 5 else 9)
        for rang, ligne in enumerate(lignes):
            entete = rang < len(tableau.entetes)
            rangee = dessine.rows[rang]
            places = rangee.cells
            proprietes = rangee._tr.get_or_add_trPr()
            proprietes.append(OxmlElement("w:cantSplit"))
            if entete:
                proprietes.append(OxmlElement("w:tblHeader"))
            elif not any(cellule.blocs for cellule in ligne):
                rangee.height = A_ECRIRE
            colonne = 0
            for cellule in ligne:
                case = places[colonne]
                if cellule.colonnes > 1:
                    case = case.merge(places[colonne + cellule.colonnes - 1])
                self._cellule(cellule, case, corps)
                if entete:
                    _ombrer(case._tc.get_or_add_tcPr(), SURFACE)
                colonne += cellule.colonnes
        self.document.add_paragraph()

    def _cellule(self, cellule: CelluleImprimee, place: Any, corps: Any) -> None:
        vierge = place.paragraphs[0]
        for bloc in cellule.blocs:
            self._bloc(bloc, place)
        if cellule.blocs:
            vierge._p.getparent().remove(vierge._p)
        for paragraphe in place.paragraphs:
            paragraphe.paragraph_format.space_after = Pt(1)
            for mots in paragraphe.runs:
                mots.font.size = corps
                mots.bold = mots.bold or cellule.entete or None

    def _figure(self, figure: Figure, hote: Any) -> None:
        section, dessin = self.document.sections[-1], figure.dessin
        place, haut = section.page_width - 2 * MARGE, section.page_height - Mm(95)
        largeur = min(place, int(haut * dessin.largeur / dessin.hauteur))
        if dessin.largeur < dessin.hauteur * 1.5:
            largeur = min(largeur, int(Mm(85)))
        mots = hote.add_paragraph().add_run()
        image = mots.add_picture(BytesIO(ecrire_en_png(dessin)), width=largeur)
        self.figures += 1
        proprietes = image._inline.docPr
        proprietes.set("name", f"Figure {self.figures}")
        proprietes.set("descr", dessin.alternative)

    def _sommaire(self, sommaire: Sommaire) -> None:
        """Un champ de table des matières, rempli d'avance de liens vers les titres."""
        mots = self._ajouter(self.document, Ton.INTERTITRE.value).add_run(sommaire.titre)
        mots.bold, mots.font.size, mots.font.color.rgb = True, Pt(TAILLES[1]), _couleur(PRIMAIRE)
        lignes = [titre for titre in self.titres if titre.rang == 1]
        for rang, ligne in enumerate(lignes):
            paragraphe = self._ajouter(self.document, LIGNE_DE_SOMMAIRE)
            if rang == 0:
                _champ(paragraphe, "begin").set(qn("w:dirty"), "true")
                _champ(paragraphe, "", 'TOC \\o "1-1" \\h \\z \\u')
                _champ(paragraphe, "separate")
            signet = {"w:anchor": f"r{self.numeros[id(ligne)]}"}
            _relier(paragraphe.add_run(ligne.texte), **signet)
            if rang == len(lignes) - 1:
                _champ(paragraphe, "end")


def _de_niveau(nom: str, niveau: int) -> str:
    """Le style d'une liste à cette profondeur : Word en connaît trois."""
    return nom if niveau == 1 else f"{nom} {min(niveau, 3)}"


def _couleur(ecrite: str) -> RGBColor:
    return RGBColor.from_string(ecrite.removeprefix("#").upper())


def _sans_theme(style: Any) -> None:
    """Ôte les polices de thème, qui l'emporteraient sur celle que l'on choisit."""
    polices = style.element.rPr.rFonts
    for nom in [nom for nom in polices.attrib if nom.endswith("Theme")]:
        del polices.attrib[nom]


def _ombrer(proprietes: Any, couleur: str) -> None:
    fond = couleur.removeprefix("#")
    proprietes.append(_element("w:shd", **{"w:val": "clear", "w:fill": fond}))


def _element(nom: str, **attributs: str) -> Any:
    """Un élément OOXML et ses attributs, par leurs noms préfixés."""
    return OxmlElement(nom, {qn(attribut): valeur for attribut, valeur in attributs.items()})


def _relier(mots: Any, **cible: str) -> None:
    """Fait un lien de mots que l'on vient d'écrire."""
    lien = _element("w:hyperlink", **cible)
    mots._r.addprevious(lien)
    lien.append(mots._r)


def _champ(paragraphe: Any, genre: str, instruction: str = "") -> Any:
    """Une borne de champ (« begin », « separate », « end »), ou son instruction."""
    if genre:
        element = _element("w:fldChar", **{"w:fldCharType": genre})
    else:
        element = _element("w:instrText", **{"xml:space": "preserve"})
        element.text = f" {instruction} "
    paragraphe.add_run()._r.append(element)
    return element
