"""Écrire un document en DOCX, pour le retravailler dans un traitement de texte.

Tout est en styles nommés : titres, paragraphes, listes, légendes. La table des matières est un
champ que Word met à jour ; d'ici là, ses lignes mènent aux titres. Une des portes de python-docx.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm, Pt, Twips

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
from .dessin import BLANC, PRIMAIRE, SURFACE, TEINTES
from .en_png import ecrire_en_png
from .habit_docx import (
    A4,
    CASE,
    CELLULE,
    EN_TETE,
    LIGNE_DE_SOMMAIRE,
    LISTE,
    MARGE,
    STYLES,
    TABLEAU,
    TAILLES,
    oter_les_reliquats,
    poser_les_styles,
)
from .imprime import Imprime
from .lecture import lire_le_html
from .ooxml import (
    ecarter_les_cellules,
    en_couleur,
    faire_un_element,
    ombrer,
    poser_un_champ,
    relier_des_mots,
)

GOUTTIERE = Mm(7)
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
        self.place = 0
        self.sur_une_page_neuve = False

    def ecrire(self) -> bytes:
        """Tout le document."""
        poser_les_styles(self.document, self.imprime)
        for rang, feuilles in enumerate(self.feuilles):
            self._feuilleter(rang, feuilles)
            for bloc in feuilles.blocs:
                self._bloc(bloc, self.document)
        if isinstance(self.document.sections[-1]._sectPr.getprevious(), CT_Tbl):
            self.document.add_paragraph()  # Word en veut un au bout
        oter_les_reliquats(self.document)
        sortie = BytesIO()
        self.document.save(sortie)
        return figer(sortie.getvalue())

    def _feuilleter(self, rang: int, feuilles: Feuilles) -> None:
        """Commence une page, et une section quand l'orientation change."""
        precedentes = self.feuilles[rang - 1]
        formes = {(f.paysage, f.colonnes) for f in (precedentes, feuilles)}
        if rang and not feuilles.suite and len(formes) == 1:
            self.sur_une_page_neuve = True
            return
        section = self._ouvrir_une_section(feuilles.suite) if rang else self.document.sections[0]
        section.page_width, section.page_height = A4
        section.orientation = WD_ORIENT.PORTRAIT
        if feuilles.paysage:
            section.page_height, section.page_width = A4
            section.orientation = WD_ORIENT.LANDSCAPE
        section.left_margin = section.right_margin = MARGE
        section.top_margin = section.bottom_margin = MARGE - Mm(3)
        colonnes = section._sectPr.find(qn("w:cols"))
        colonnes.set(qn("w:num"), str(feuilles.colonnes))
        colonnes.set(qn("w:space"), str(GOUTTIERE // Twips(1)))
        texte = section.page_width - 2 * MARGE
        self.place = (texte - (feuilles.colonnes - 1) * GOUTTIERE) // feuilles.colonnes

    def _ouvrir_une_section(self, suite: bool) -> Any:
        """Une section neuve ; python-docx y laisserait un paragraphe vide."""
        finale = self.document.sections[-1]._sectPr
        dernier = finale.getprevious()
        if dernier.tag != qn("w:p") or dernier.xpath("./w:pPr/w:sectPr"):
            dernier = self.document.add_paragraph()._p
        dernier.set_sectPr(finale.clone())
        for renvoi in finale.xpath("./w:headerReference | ./w:footerReference"):
            finale.remove(renvoi)
        section = self.document.sections[-1]
        section.start_type = WD_SECTION.CONTINUOUS if suite else WD_SECTION.NEW_PAGE
        return section

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
        paragraphe = hote.add_paragraph()
        self._styler(paragraphe, style)
        if isinstance(paragraphe._p.getprevious(), CT_Tbl):
            paragraphe.paragraph_format.space_before = Pt(10)
        if self.sur_une_page_neuve:
            paragraphe.paragraph_format.page_break_before = True
            self.sur_une_page_neuve = False
        return paragraphe

    def _styler(self, paragraphe: Any, style: str) -> None:
        """Donne un style par son nom ; python-docx le chercherait à chaque fois."""
        if style not in self.styles:
            self.styles[style] = self.document.styles[style].style_id
        paragraphe._p.style = self.styles[style]

    def _titre(self, titre: Titre) -> None:
        paragraphe = self._ajouter(self.document, f"Heading {titre.rang}")
        paragraphe.add_run(titre.texte)
        dessus = paragraphe._p.getprevious()
        if dessus is not None and getattr(dessus, "style", None) == Ton.SURTITRE.value:
            paragraphe.paragraph_format.space_before = Pt(0)
        rang = str(self.numeros[id(titre)])
        debut = faire_un_element("w:bookmarkStart", **{"w:id": rang, "w:name": f"r{rang}"})
        paragraphe._p.insert(1 if paragraphe._p.pPr is not None else 0, debut)
        paragraphe._p.append(faire_un_element("w:bookmarkEnd", **{"w:id": rang}))

    def _paragraphe(self, bloc: Paragraphe, paragraphe: Any) -> None:
        for segment in bloc.segments:
            self._segment(segment, paragraphe)

    def _segment(self, segment: Segment, paragraphe: Any) -> None:
        mots = paragraphe.add_run(segment.texte)
        mots.bold, mots.italic = segment.gras or None, segment.italique or None
        if segment.lien.startswith("#"):
            if signet := self.signets.get(segment.lien[1:]):
                relier_des_mots(mots, **{"w:anchor": signet})
        elif segment.lien:
            mots.font.underline = True
            mots.font.color.rgb = en_couleur(PRIMAIRE)
            renvoi = self.document.part.relate_to(segment.lien, RELATIONSHIP_TYPE.HYPERLINK, True)
            relier_des_mots(mots, **{"r:id": renvoi})

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
                    paragraphe.paragraph_format.space_after = Pt(1)
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
        elif isinstance(self.document.sections[-1]._sectPr.getprevious(), CT_Tbl):
            self.document.add_paragraph()  # deux tableaux qui se touchent n'en feraient qu'un
        lignes = (*tableau.entetes, *tableau.lignes)
        dessine = self.document.add_table(len(lignes), tableau.colonnes, TABLEAU)
        if tableau.legende:  # le titre du tableau, pour qui l'écoute
            proprietes = dessine._tbl.tblPr
            proprietes.append(faire_un_element("w:tblCaption", **{"w:val": tableau.legende}))
        dessine.autofit = False
        ecarter_les_cellules(dessine, Mm(0.4 if tableau.matrice else 1.4))
        for colonne, part in zip(dessine.columns, tableau.largeurs(), strict=True):
            colonne.width = int(self.place * part)
        for rang, ligne in enumerate(lignes):
            rangee = dessine.rows[rang]
            places = rangee.cells
            proprietes = rangee._tr.get_or_add_trPr()
            proprietes.append(OxmlElement("w:cantSplit"))
            if entete := rang < len(tableau.entetes):
                proprietes.append(OxmlElement("w:tblHeader"))
            elif not any(cellule.blocs for cellule in ligne):
                rangee.height = A_ECRIRE
            colonne = 0
            for cellule in ligne:
                # Une cellule fusionnée égare un lecteur d'écran : les voisines restent, vides.
                suite = colonne + cellule.colonnes
                seule = tableau.matrice and colonne and not entete
                titree = cellule.entete and not (tableau.matrice and len(ligne) > 1 and not entete)
                style = EN_TETE if titree else CASE if seule else CELLULE
                self._cellule(cellule, places[colonne], style)
                for case in places[colonne + 1 : suite]:
                    self._styler(case.paragraphs[0], style)
                fond = TEINTES.get(cellule.rang) or (SURFACE if entete or len(ligne) == 1 else "")
                for case in places[colonne:suite] if fond else ():
                    ombrer(case._tc.get_or_add_tcPr(), fond)
                colonne = suite
            if len(ligne) == 1:  # une famille ne reste pas seule au bas d'une page
                places[0].paragraphs[0].paragraph_format.keep_with_next = True

    def _cellule(self, cellule: CelluleImprimee, place: Any, style: str) -> None:
        vierge = place.paragraphs[0]
        for bloc in cellule.blocs:
            self._bloc(bloc, place)
        if cellule.blocs:
            vierge._p.getparent().remove(vierge._p)
        for paragraphe in place.paragraphs:
            en_liste = (paragraphe._p.style or "").startswith("List")
            self._styler(paragraphe, LISTE if en_liste else style)
            if cellule.rang == "a":
                for mots in paragraphe.runs:
                    mots.bold, mots.font.color.rgb = True, en_couleur(BLANC)

    def _figure(self, figure: Figure, hote: Any) -> None:
        section, dessin = self.document.sections[-1], figure.dessin
        haut = section.page_height - Mm(95)
        largeur = min(self.place, int(haut * dessin.largeur / dessin.hauteur))
        if dessin.largeur < dessin.hauteur * 1.5:
            largeur = min(largeur, int(Mm(85)))
        paragraphe = self._ajouter(hote, "Normal")
        if isinstance(annonce := paragraphe._p.getprevious(), CT_P):
            annonce.get_or_add_pPr().get_or_add_keepNext()
        mots = paragraphe.add_run()
        image = mots.add_picture(BytesIO(ecrire_en_png(dessin)), width=largeur)
        self.figures += 1
        proprietes = image._inline.docPr
        proprietes.set("name", f"Figure {self.figures}")
        proprietes.set("descr", dessin.alternative)

    def _sommaire(self, sommaire: Sommaire) -> None:
        """Un champ de table des matières, rempli d'avance de liens vers les titres."""
        mots = self._ajouter(self.document, Ton.INTERTITRE.value).add_run(sommaire.titre)
        mots.bold, mots.font.size, mots.font.color.rgb = True, Pt(TAILLES[1]), en_couleur(PRIMAIRE)
        lignes = [titre for titre in self.titres if titre.rang == 1]
        for rang, ligne in enumerate(lignes):
            paragraphe = self._ajouter(self.document, LIGNE_DE_SOMMAIRE)
            if rang == 0:
                poser_un_champ(paragraphe, "begin").set(qn("w:dirty"), "true")
                poser_un_champ(paragraphe, "", 'TOC \\o "1-1" \\h \\z \\u')
                poser_un_champ(paragraphe, "separate")
            signet = {"w:anchor": f"r{self.numeros[id(ligne)]}"}
            relier_des_mots(paragraphe.add_run(ligne.texte), **signet)
            if rang == len(lignes) - 1:
                poser_un_champ(paragraphe, "end")


def _de_niveau(nom: str, niveau: int) -> str:
    """Le style d'une liste à cette profondeur : Word en connaît trois."""
    return nom if niveau == 1 else f"{nom} {min(niveau, 3)}"
