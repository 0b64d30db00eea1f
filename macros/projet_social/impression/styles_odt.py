"""L'habit d'un ODT : langue, métadonnées, styles nommés, feuilles en portrait et en paysage."""

from __future__ import annotations

from datetime import datetime, time
from html import escape
from typing import Any

from odfdo import Document, Element

from ..archive import JOUR_ZERO
from .blocs import Ton
from .dessin import DISCRET, PRIMAIRE, SURFACE
from .imprime import Imprime

STYLES = {
    Ton.COURANT: "Text_20_body",
    Ton.TITRE_DU_DOCUMENT: "Title",
    Ton.SOUS_TITRE: "Subtitle",
    Ton.SURTITRE: "Surtitre",
    Ton.CHAPEAU: "Chapeau",
    Ton.INTERTITRE: "Intertitre",
    Ton.REPERE: "Repere",
    Ton.NOTE: "Note_20_sur_20_la_20_source",
    Ton.DISCRET: "Precision",
}
"""Le style de paragraphe de chaque ton."""
PARAGRAPHES = {
    "Title": ("fo:margin-bottom='0.3cm'", f"fo:font-size='26pt' fo:color='{PRIMAIRE}'"),
    "Subtitle": ("fo:margin-bottom='0.1cm'", f"fo:font-size='13pt' fo:color='{DISCRET}'"),
    "Surtitre": ("fo:keep-with-next='always'", f"fo:color='{DISCRET}'"),
    "Chapeau": ("fo:margin-bottom='0.25cm'", "fo:font-size='12pt'"),
    "Intertitre": ("fo:keep-with-next='always' fo:margin-top='0.15cm'", "fo:font-weight='bold'"),
    "Repere": ("fo:margin-bottom='0.08cm'", ""),
    "Note_20_sur_20_la_20_source": (
        f"fo:background-color='{SURFACE}' fo:padding='0.15cm'",
        "fo:font-size='9.5pt'",
    ),
    "Precision": ("fo:margin-bottom='0.1cm'", f"fo:color='{DISCRET}'"),
    "Cellule": ("fo:margin-bottom='0.03cm'", "fo:font-size='8.5pt'"),
    "En_2d_tete": ("fo:margin-bottom='0.03cm'", "fo:font-size='8.5pt' fo:font-weight='bold'"),
    "Element": ("fo:margin-bottom='0.07cm'", ""),
}
"""Les styles de paragraphes du document : leurs propriétés, puis celles de leur texte."""
GRAS = "fo:font-weight='bold'"
POLICE = "fo:font-family='Calibri, Carlito, sans-serif'"
ESPACE = "fo:margin-top='0cm' fo:margin-bottom='0.18cm' fo:orphans='2' fo:widows='2'"
TITRES = {1: 20, 2: 14, 3: 12, 4: 11, 5: 10, 6: 10}
PORTRAIT, PAYSAGE = "Standard", "Paysage"
LARGEURS = {PORTRAIT: 17.0, PAYSAGE: 25.7}
"""Largeur du texte d'une feuille, en centimètres, marges de 2 cm ôtées."""


def habiller_l_odt(document: Document, imprime: Imprime) -> None:
    """Métadonnées, langue, styles nommés, feuilles."""
    meta: Any = document.meta
    meta.title = imprime.titre
    meta.description = imprime.description
    meta.language = "fr-FR"
    meta.creator = meta.initial_creator = ", ".join(imprime.auteurs) or None
    jour = datetime.combine(imprime.maj, time()) if imprime.maj else None
    meta.date = meta.creation_date = jour or JOUR_ZERO
    styles: Any = document.get_part("styles")
    for defaut in styles.get_elements("//style:default-style/style:text-properties"):
        defaut.set_attribute("fo:language", "fr")
        defaut.set_attribute("fo:country", "FR")
    if plan := styles.get_element("//text:outline-style"):
        plan.delete()  # le modèle d'odfdo numérote les titres
    _nommer(document, style("Text_20_body", "Standard", ESPACE, f"{POLICE} fo:font-size='10.5pt'"))
    for nom, (paragraphe, texte) in PARAGRAPHES.items():
        _nommer(document, style(nom, "Text_20_body", paragraphe, texte))
    for rang, taille in TITRES.items():
        couleur = PRIMAIRE if rang < 4 else "#1d2a2e"
        _nommer(
            document,
            style(
                f"Heading_20_{rang}",
                "Heading",
                "fo:keep-with-next='always' fo:margin-top='0.4cm' fo:margin-bottom='0.15cm'",
                f"{POLICE} fo:font-size='{taille}pt' fo:font-weight='bold' fo:font-style='normal' "
                f"fo:color='{couleur}'",
                f"style:default-outline-level='{rang}'",
            ),
        )
    _nommer(document, style("Caption", "Text_20_body", "fo:keep-with-next='always'", GRAS))
    _nommer(document, style("Contents_20_1", "Text_20_body", "", ""))
    sommaire = f"{GRAS} fo:font-size='20pt' fo:color='{PRIMAIRE}'"
    _nommer(document, style("Contents_20_Heading", "Text_20_body", ESPACE, sommaire))
    for nom, proprietes in (
        ("Gras", GRAS),
        ("Italique", "fo:font-style='italic'"),
        ("Gras_20_italique", f"{GRAS} fo:font-style='italic'"),
        ("Renvoi", "style:text-underline-style='none' fo:color='#1d2a2e'"),
        ("Lien", f"style:text-underline-style='solid' fo:color='{PRIMAIRE}'"),
    ):
        _nommer(
            document,
            f"<style:style style:name='{nom}' style:family='text'>"
            f"<style:text-properties {proprietes}/></style:style>",
        )
    for nom in ("Puces", "Numeros"):
        niveaux = "".join(_niveau_de_liste(nom, niveau) for niveau in range(1, 7))
        _nommer(document, f"<text:list-style style:name='{nom}'>{niveaux}</text:list-style>")
    _feuilles(styles, imprime.titre)


def _nommer(document: Document, xml: str) -> None:
    document.insert_style(xml)


def _feuilles(styles: Any, titre: str) -> None:
    """Les deux feuilles, à la verticale et à l'horizontale, et leur pied."""
    pied = (
        f"<style:footer><text:p text:style-name='Precision'>{en_xml_odt(titre)}"
        "\u00a0· <text:page-number text:select-page='current'>1</text:page-number>"
        "</text:p></style:footer>"
    )
    automatiques = styles.get_element("//office:automatic-styles")
    maitres = styles.get_element("//office:master-styles")
    for ancien in (*automatiques.children, *maitres.children):
        ancien.delete()
    for nom, (large, haut, sens) in {
        PORTRAIT: ("21cm", "29.7cm", "portrait"),
        PAYSAGE: ("29.7cm", "21cm", "landscape"),
    }.items():
        automatiques.append(
            Element.from_tag(
                f"<style:page-layout style:name='Feuille_{nom}'><style:page-layout-properties "
                f"fo:page-width='{large}' fo:page-height='{haut}' fo:margin='2cm' "
                f"style:print-orientation='{sens}'/><style:footer-style>"
                "<style:header-footer-properties fo:min-height='0.6cm' "
                "fo:margin-top='0.4cm'/></style:footer-style></style:page-layout>"
            )
        )
        maitres.append(
            Element.from_tag(
                f"<style:master-page style:name='{nom}' "
                f"style:page-layout-name='Feuille_{nom}'>{pied}</style:master-page>"
            )
        )


def _niveau_de_liste(nom: str, niveau: int) -> str:
    """Le signe ou le numéro d'une liste à une profondeur, et son retrait."""
    retrait = (
        "<style:list-level-properties text:list-level-position-and-space-mode='label-alignment'>"
        "<style:list-level-label-alignment text:label-followed-by='listtab' "
        f"fo:text-indent='-0.5cm' fo:margin-left='{0.6 * niveau:.1f}cm'/>"
        "</style:list-level-properties>"
    )
    if nom == "Numeros":
        return (
            f"<text:list-level-style-number text:level='{niveau}' style:num-format='1' "
            f"style:num-suffix='.'>{retrait}</text:list-level-style-number>"
        )
    signe = "•" if niveau == 1 else "–"
    return (
        f"<text:list-level-style-bullet text:level='{niveau}' text:bullet-char='{signe}'>"
        f"{retrait}</text:list-level-style-bullet>"
    )


def style(nom: str, parent: str, paragraphe: str, texte: str, attributs: str = "") -> str:
    """Un style de paragraphe, nommé, en XML."""
    return (
        f"<style:style style:name='{nom}' style:display-name='{_affiche(nom)}' "
        f"style:family='paragraph' style:parent-style-name='{parent}' {attributs}>"
        f"<style:paragraph-properties {paragraphe}/><style:text-properties {texte}/></style:style>"
    )


def _affiche(nom: str) -> str:
    """Le nom que la personne lit : ODF écrit l'espace `_20_` et le trait d'union `_2d_`."""
    return nom.replace("_20_", " ").replace("_2d_", "-").replace("Repere", "Repère")


def en_xml_odt(texte: str) -> str:
    """Un texte dans du XML ; ses retours à la ligne restent."""
    return escape(texte, quote=False).replace("\n", "<text:line-break/>")
