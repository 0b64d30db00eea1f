"""Ce qu'un classeur ods dit autour de ses cellules : styles, propriétés, vue, manifeste."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from .classeur import Classeur, Feuille
from .habits import FILET, HABITS, POINTS_PAR_LIGNE, Habit, tient_en_largeur

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
ESPACES = (
    f'xmlns:office="{OASIS}office:1.0" xmlns:style="{OASIS}style:1.0" '
    f'xmlns:table="{OASIS}table:1.0" xmlns:text="{OASIS}text:1.0" '
    f'xmlns:number="{OASIS}datastyle:1.0" xmlns:meta="{OASIS}meta:1.0" '
    f'xmlns:config="{OASIS}config:1.0" xmlns:fo="{OASIS}xsl-fo-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    f'xmlns:of="{OASIS}of:1.2" office:version="1.3"'
)
CENTIMETRES_PAR_SIGNE = 0.19
RETRAIT = 0.35
"""Centimètres d'un cran de retrait."""
A4_COUCHE = (
    'style:print-orientation="landscape" fo:page-width="29.7cm" fo:page-height="21cm"'
    ' fo:margin="1.2cm" style:writing-mode="lr-tb"'
)
PAGES = (
    '<office:styles><style:default-style style:family="table-cell"><style:text-properties'
    ' fo:font-family="Liberation Sans" fo:font-size="10pt" fo:language="fr" fo:country="FR"/>'
    "</style:default-style></office:styles>"
    '<office:automatic-styles><style:page-layout style:name="large">'
    f"<style:page-layout-properties {A4_COUCHE}/></style:page-layout>"
    '<style:page-layout style:name="etroite">'
    f'<style:page-layout-properties {A4_COUCHE} style:scale-to-X="1" style:scale-to-Y="0"/>'
    "</style:page-layout></office:automatic-styles><office:master-styles>"
    '<style:master-page style:name="Large" style:page-layout-name="large"/>'
    '<style:master-page style:name="Etroite" style:page-layout-name="etroite"/>'
    "</office:master-styles>"
)
"""Deux façons d'imprimer : une feuille étroite tient sur une page, une large en prend plusieurs."""
JOUR = "jour"
"""Le style d'une date : 2024-03-28, qui se trie."""
STYLE_DES_JOURS = (
    '<number:date-style style:name="jour-iso"><number:year number:style="long"/>'
    '<number:text>-</number:text><number:month number:style="long"/>'
    '<number:text>-</number:text><number:day number:style="long"/></number:date-style>'
    f'<style:style style:name="{JOUR}" style:family="table-cell"'
    ' style:data-style-name="jour-iso"/>'
)


def nom_de_style(habit: str, cran: int = 0) -> str:
    """Le nom du style d'un habit, à un certain cran de retrait."""
    return f"h-{habit or 'nu'}" + (f"-{cran}" if cran else "")


def styles_de(classeur: Classeur) -> Iterator[str]:
    """Tous les styles d'un classeur, en XML."""
    yield '<number:text-style style:name="texte"><number:text-content/></number:text-style>'
    yield STYLE_DES_JOURS
    crans = {c for f in classeur.feuilles for c in f.retraits.values()} | {0}
    for nom, habit in HABITS.items():
        for cran in sorted(crans):
            yield _style_de_cellule(nom_de_style(nom, cran), habit, cran)
    for numero, feuille in enumerate(classeur.feuilles):
        couleur = f' table:tab-color="#{feuille.couleur}"' if feuille.couleur else ""
        page = "Etroite" if tient_en_largeur(feuille) else "Large"
        yield (
            f'<style:style style:name="feuille-{numero}" style:family="table"'
            f' style:master-page-name="{page}">'
            f'<style:table-properties table:display="true"{couleur}/></style:style>'
        )
        for rang in range(max(len(feuille.largeurs), len(feuille.habits))):
            signes = feuille.largeurs[rang] if rang < len(feuille.largeurs) else 12
            yield (
                f'<style:style style:name="colonne-{numero}-{rang}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="'
                f'{signes * CENTIMETRES_PAR_SIGNE:.2f}cm"/></style:style>'
            )
    yield (
        '<style:style style:name="feuille-masquee" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    yield (
        '<style:style style:name="libre" style:family="table-row">'
        '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
    )
    hauteurs = {h for f in classeur.feuilles for h in (*f.hauteurs.values(), f.hauteur_maximum)}
    for hauteur in sorted(hauteurs - {0}):
        points = hauteur * POINTS_PAR_LIGNE
        yield (
            f'<style:style style:name="haute-{hauteur}" style:family="table-row">'
            f'<style:table-row-properties style:row-height="{points}pt"'
            ' style:use-optimal-row-height="false"/></style:style>'
        )


def _style_de_cellule(nom: str, habit: Habit, cran: int) -> str:
    fond = f' fo:background-color="#{habit.fond}"' if habit.fond else ""
    filet = f' fo:border-bottom="0.5pt solid #{FILET}"' if habit.filet else ""
    hauteur = "middle" if nom == nom_de_style("entete") else "top"
    gras = ' fo:font-weight="bold"' if habit.gras else ""
    souligne = (
        ' style:text-underline-style="solid" style:text-underline-width="auto"'
        ' style:text-underline-color="font-color"'
        if habit.souligne
        else ""
    )
    marge = f' fo:margin-left="{cran * RETRAIT:.2f}cm" fo:text-align="start"' if cran else ""
    aligne = f"<style:paragraph-properties{marge}/>" if cran else ""
    texte = ' style:data-style-name="texte"' if habit.texte else ""
    return (
        f'<style:style style:name="{nom}" style:family="table-cell"{texte}>'
        f'<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="{hauteur}"'
        f"{fond}{filet}/>{aligne}"
        f'<style:text-properties fo:color="#{habit.encre}" fo:font-size="{habit.taille}pt"'
        f"{gras}{souligne}/></style:style>"
    )


def meta(classeur: Classeur) -> Iterator[str]:
    """Titre, description, auteur, langue."""
    yield "<office:meta>"
    for balise, texte in (
        ("dc:title", classeur.titre),
        ("dc:description", classeur.description),
        ("meta:initial-creator", classeur.auteur),
        ("dc:language", "fr-FR"),
    ):
        if texte:
            yield f"<{balise}>{escape(texte)}</{balise}>"
    yield "</office:meta>"


def reglages(classeur: Classeur) -> Iterator[str]:
    """Ce que chaque feuille montre en s'ouvrant, et celle qui s'ouvre la première."""
    premiere = next((f.nom for f in classeur.feuilles if not f.masquee), "")
    yield (
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f"{_reglage('ViewId', 'string', 'view1')}"
        '<config:config-item-map-named config:name="Tables">'
    )
    yield from map(_vue, classeur.feuilles)
    yield (
        f"</config:config-item-map-named>{_reglage('ActiveTable', 'string', escape(premiere))}"
        "</config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings>"
    )


def _vue(feuille: Feuille) -> str:
    """Les lignes et les colonnes d'une feuille qui restent à l'écran, et son quadrillage."""
    lignes, colonnes = feuille.figees
    ecrits = (
        _reglage("HorizontalSplitMode", "short", 2 if colonnes else 0),
        _reglage("VerticalSplitMode", "short", 2 if lignes else 0),
        _reglage("HorizontalSplitPosition", "int", colonnes),
        _reglage("VerticalSplitPosition", "int", lignes),
        _reglage("PositionRight", "int", colonnes),
        _reglage("PositionBottom", "int", lignes),
        _reglage("ActiveSplitRange", "short", 3 if lignes and colonnes else 2),
        _reglage("ShowGrid", "boolean", "false" if feuille.habits else "true"),
    )
    nom = quoteattr(feuille.nom)
    entree = f"<config:config-item-map-entry config:name={nom}>"
    return f"{entree}{''.join(ecrits)}</config:config-item-map-entry>"


def _reglage(nom: str, genre: str, valeur: object) -> str:
    return (
        f'<config:config-item config:name="{nom}" config:type="{genre}">{valeur}'
        "</config:config-item>"
    )


def manifeste() -> str:
    """La liste de ce que l'archive contient."""
    parties = "".join(
        f'<manifest:file-entry manifest:full-path="{nom}" manifest:media-type="text/xml"/>'
        for nom in ("content.xml", "meta.xml", "settings.xml", "styles.xml")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
        f'manifest:media-type="{TYPE}"/>{parties}</manifest:manifest>'
    )
