"""Écrire un document en ODT, pour le retravailler dans LibreOffice. Une des portes d'odfdo.

Les mêmes blocs que le DOCX, en styles nommés. La table des matières porte de vrais renvois de
page : LibreOffice les calcule à l'ouverture. odfdo tient l'archive, ses métadonnées et son
manifeste ; le contenu s'écrit bloc à bloc.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from io import BytesIO
from typing import Any

from odfdo import Document, Element

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
from .dessin import FILET, SURFACE, Dessin
from .en_png import ecrire_en_png
from .imprime import Imprime
from .lecture import lire_le_html
from .styles_odt import LARGEURS, PAYSAGE, PORTRAIT, STYLES, en_xml_odt, habiller_l_odt, style


def ecrire_en_odt(imprime: Imprime) -> bytes:
    """Le document en ODT."""
    return _EcrivainOdt(imprime, lire_le_html(imprime)).ecrire()


class _EcrivainOdt:
    def __init__(self, imprime: Imprime, feuilles: list[Feuilles]) -> None:
        self.imprime = imprime
        self.feuilles = feuilles
        self.document = Document("text")
        self.titres = [b for f in feuilles for b in f.blocs if isinstance(b, Titre)]
        self.signets = {a: f"r{rang}" for rang, t in enumerate(self.titres) for a in t.ancres}
        self.numeros = {id(titre): rang for rang, titre in enumerate(self.titres)}
        self.maitre = PORTRAIT
        self.saut = ""
        self.automatiques: dict[str, str] = {}
        self.tableaux = 0
        self.figures = 0

    def ecrire(self) -> bytes:
        """Tout le document."""
        habiller_l_odt(self.document, self.imprime)
        corps: Any = self.document.body
        corps.clear()
        for rang, feuilles in enumerate(self.feuilles):
            voulu = PAYSAGE if feuilles.paysage else PORTRAIT
            if rang or voulu != self.maitre:
                self.saut = voulu if voulu != self.maitre else "page"
            self.maitre = voulu
            for bloc in feuilles.blocs:
                for xml in self._bloc(bloc):
                    corps.append(Element.from_tag(xml))
        for xml in self.automatiques.values():
            self.document.insert_style(xml, automatic=True)
        sortie = BytesIO()
        self.document.save(sortie)
        return figer(sortie.getvalue())

    def _style_de(self, parent: str) -> str:
        """Le style d'un paragraphe ; un style automatique s'il commence une feuille."""
        if not self.saut:
            return parent
        nom = f"{parent}_{self.saut}"
        if self.saut == "page":
            self.automatiques[nom] = style(nom, parent, "fo:break-before='page'", "")
        else:
            attribut = f"style:master-page-name='{self.saut}'"
            self.automatiques[nom] = style(nom, parent, "", "", attribut)
        self.saut = ""
        return nom

    def _bloc(self, bloc: Bloc, style: str = "") -> Iterable[str]:
        match bloc:
            case Titre():
                yield self._titre(bloc)
            case Paragraphe():
                mots = self._segments(bloc.segments)
                propre = bloc.ton is not Ton.COURANT and style in ("", "Element")
                nom = STYLES[bloc.ton] if propre else style or STYLES[bloc.ton]
                yield f"<text:p text:style-name='{self._style_de(nom)}'>{mots}</text:p>"
            case ListeImprimee():
                yield self._liste(bloc, style or "Element")
            case Tableau():
                yield from self._tableau(bloc)
            case Figure():
                yield self._figure(bloc.dessin)
            case Sommaire():
                yield self._sommaire(bloc)

    def _titre(self, titre: Titre) -> str:
        style = self._style_de(f"Heading_20_{titre.rang}")
        return (
            f"<text:h text:style-name='{style}' text:outline-level='{titre.rang}'>"
            f"<text:bookmark text:name='r{self.numeros[id(titre)]}'/>"
            f"{en_xml_odt(titre.texte)}</text:h>"
        )

    def _segments(self, segments: Iterable[Segment]) -> str:
        return "".join(map(self._segment, segments))

    def _segment(self, segment: Segment) -> str:
        mots = en_xml_odt(segment.texte)
        style = ("Gras" if segment.gras else "") or ("Italique" if segment.italique else "")
        if segment.gras and segment.italique:
            style = "Gras_20_italique"
        if style:
            mots = f"<text:span text:style-name='{style}'>{mots}</text:span>"
        lien = segment.lien
        if lien.startswith("#"):
            lien = f"#{self.signets[lien[1:]]}" if lien[1:] in self.signets else ""
        if lien:
            return _lien(lien, mots, "Renvoi" if lien.startswith("#") else "Lien")
        return mots

    def _liste(self, liste: ListeImprimee, style: str) -> str:
        nom = "Numeros" if liste.numerotee else "Puces"
        elements = "".join(
            "<text:list-item>"
            + "".join(xml for bloc in element for xml in self._bloc(bloc, style))
            + "</text:list-item>"
            for element in liste.elements
        )
        return f"<text:list text:style-name='{nom}'>{elements}</text:list>"

    def _tableau(self, tableau: Tableau) -> Iterable[str]:
        self.tableaux += 1
        nom = f"Tableau{self.tableaux}"
        if tableau.legende:
            style = self._style_de("Caption")
            yield f"<text:p text:style-name='{style}'>{en_xml_odt(tableau.legende)}</text:p>"
        place = LARGEURS[self.maitre]
        self.automatiques[nom] = (
            f"<style:style style:name='{nom}' style:family='table'><style:table-properties "
            f"style:width='{place}cm' table:align='left' fo:margin-bottom='0.4cm'/></style:style>"
        )
        self.automatiques["Rangee"] = (
            "<style:style style:name='Rangee' style:family='table-row'>"
            "<style:table-row-properties fo:keep-together='always'/></style:style>"
        )
        for case, fond in (("Case", ""), ("Case_en_tete", f"fo:background-color='{SURFACE}'")):
            self.automatiques[case] = (
                f"<style:style style:name='{case}' style:family='table-cell'>"
                f"<style:table-cell-properties fo:border='0.5pt solid {FILET}' "
                f"fo:padding='0.08cm' {fond}/></style:style>"
            )
        colonnes = ""
        for rang, part in enumerate(tableau.largeurs()):
            colonne = f"{nom}.{rang}"
            self.automatiques[colonne] = (
                f"<style:style style:name='{colonne}' style:family='table-column'>"
                f"<style:table-column-properties style:column-width='{place * part:.2f}cm'/>"
                "</style:style>"
            )
            colonnes += f"<table:table-column table:style-name='{colonne}'/>"
        entetes = "".join(self._rangee(ligne, "Case_en_tete") for ligne in tableau.entetes)
        lignes = "".join(self._rangee(ligne, "Case") for ligne in tableau.lignes)
        if entetes:
            entetes = f"<table:table-header-rows>{entetes}</table:table-header-rows>"
        yield (
            f"<table:table table:name='{nom}' table:style-name='{nom}'>"
            f"<table:title>{en_xml_odt(tableau.legende)}</table:title>"
            f"{colonnes}{entetes}{lignes}</table:table>"
        )

    def _rangee(self, ligne: Iterable[CelluleImprimee], case: str) -> str:
        cellules = ""
        for cellule in ligne:
            style = "En_2d_tete" if cellule.entete else "Cellule"
            blocs = "".join(xml for bloc in cellule.blocs for xml in self._bloc(bloc, style))
            etendue = (
                f" table:number-columns-spanned='{cellule.colonnes}'"
                if cellule.colonnes > 1
                else ""
            )
            cellules += (
                f"<table:table-cell table:style-name='{case}' office:value-type='string'{etendue}>"
                f"{blocs or f'<text:p text:style-name={style!r}/>'}</table:table-cell>"
                + "<table:covered-table-cell/>"
                * (cellule.colonnes - 1)
            )
        return f"<table:table-row table:style-name='Rangee'>{cellules}</table:table-row>"

    def _figure(self, dessin: Dessin) -> str:
        self.figures += 1
        nom = f"Pictures/figure-{self.figures}.png"
        archive: Any = self.document.container
        archive.set_part(nom, ecrire_en_png(dessin))
        manifeste: Any = self.document.manifest
        manifeste.add_full_path(nom, "image/png")
        large = LARGEURS[self.maitre]
        if dessin.largeur < dessin.hauteur * 1.5:
            large = min(large, 8.5)
        large = min(large, (11 if self.maitre == PAYSAGE else 20) * dessin.largeur / dessin.hauteur)
        haut = large * dessin.hauteur / dessin.largeur
        style = self._style_de("Text_20_body")
        return (
            f"<text:p text:style-name='{style}'><draw:frame draw:name='Figure {self.figures}' "
            f"text:anchor-type='as-char' svg:width='{large:.2f}cm' svg:height='{haut:.2f}cm'>"
            f"<draw:image xlink:href='{nom}' xlink:type='simple' xlink:show='embed' "
            f"xlink:actuate='onLoad'/><svg:desc>{en_xml_odt(dessin.alternative)}</svg:desc>"
            "</draw:frame></text:p>"
        )

    def _sommaire(self, sommaire: Sommaire) -> str:
        """La table des matières : LibreOffice calcule ses renvois, et la refait à la demande."""
        titre = self._style_de("Contents_20_Heading")
        place = LARGEURS[self.maitre]
        self.automatiques["Ligne_de_sommaire"] = (
            "<style:style style:name='Ligne_de_sommaire' style:family='paragraph' "
            "style:parent-style-name='Contents_20_1'><style:paragraph-properties>"
            f"<style:tab-stops><style:tab-stop style:position='{place}cm' style:type='right' "
            "style:leader-style='dotted' style:leader-text='.'/></style:tab-stops>"
            "</style:paragraph-properties></style:style>"
        )
        lignes = "".join(
            f"<text:p text:style-name='Ligne_de_sommaire'>{self._ligne_de_sommaire(ligne)}</text:p>"
            for ligne in self.titres
            if ligne.rang == 1
        )
        return (
            "<text:table-of-content text:name='Sommaire' text:protected='true'>"
            "<text:table-of-content-source text:outline-level='1'>"
            f"<text:index-title-template>{en_xml_odt(sommaire.titre)}</text:index-title-template>"
            "<text:table-of-content-entry-template text:outline-level='1' "
            "text:style-name='Contents_20_1'><text:index-entry-link-start/>"
            "<text:index-entry-text/><text:index-entry-tab-stop style:type='right' "
            "style:leader-char='.'/><text:index-entry-page-number/><text:index-entry-link-end/>"
            "</text:table-of-content-entry-template></text:table-of-content-source>"
            "<text:index-body><text:index-title text:name='Sommaire_titre'>"
            f"<text:p text:style-name='{titre}'>{en_xml_odt(sommaire.titre)}</text:p>"
            f"</text:index-title>{lignes}</text:index-body></text:table-of-content>"
        )

    def _ligne_de_sommaire(self, titre: Titre) -> str:
        signet = f"r{self.numeros[id(titre)]}"
        page = (
            f"<text:tab/><text:bookmark-ref text:reference-format='page' "
            f"text:ref-name='{signet}'>1</text:bookmark-ref>"
        )
        return _lien(f"#{signet}", f"{en_xml_odt(titre.texte)}{page}", "Renvoi")


def _lien(adresse: str, mots: str, style: str) -> str:
    return (
        f"<text:a xlink:type='simple' xlink:href='{escape(adresse)}' text:style-name='{style}' "
        f"text:visited-style-name='{style}'>{mots}</text:a>"
    )
