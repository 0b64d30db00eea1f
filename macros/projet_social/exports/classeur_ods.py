"""Le classeur des données en ODS (OpenDocument 1.3), écrit en flux.

`tableur/` écrit les classeurs que l'on remplit, par odfdo : une seconde et quart pour celui-ci,
que chaque construction refait. Il n'a ni choix, ni notes, ni fusions : quatre textes XML dans une
archive y suffisent, en un dixième de seconde.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ..pages.publication import Publication
from ..tableur.classeur import lettre_de_colonne
from .classeur import Cellule, Classeur, Lien, Onglet, classeur_de
from .fichier import RACINE, Fichier, Format, Rayon, donnees

ADRESSE = f"{RACINE}projets-sociaux.ods"
JOUR = (1980, 1, 1, 0, 0, 0)
"""La date de tout ce que l'archive contient : la plus ancienne qu'un zip sache dire."""
CARACTERE = 0.19
"""Centimètres d'un caractère."""
FILTRE = "__Anonymous_Sheet_DB__"
"""Le nom que LibreOffice donne aux filtres d'un onglet : il les garde en changeant de format."""
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
ESPACES = " ".join(
    [
        *(
            f'xmlns:{nom}="{OASIS}{suite}:1.0"'
            for nom, suite in (
                ("office", "office"),
                ("style", "style"),
                ("table", "table"),
                ("text", "text"),
                ("number", "datastyle"),
                ("meta", "meta"),
                ("config", "config"),
                ("fo", "xsl-fo-compatible"),
            )
        ),
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'office:version="1.3"',
    ]
)
STYLES = (
    '<style:style style:name="entete" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#dcecee"/>'
    '<style:text-properties fo:font-weight="bold" fo:color="#0b3c46"/></style:style>'
    '<style:style style:name="titre" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold" fo:font-size="16pt" fo:color="#0b3c46"/>'
    "</style:style>"
    '<style:style style:name="texte" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
    '<number:date-style style:name="jour-iso"><number:year number:style="long"/>'
    '<number:text>-</number:text><number:month number:style="long"/>'
    '<number:text>-</number:text><number:day number:style="long"/></number:date-style>'
    '<style:style style:name="jour" style:family="table-cell" style:data-style-name="jour-iso"/>'
    '<style:style style:name="basse" style:family="table-row"><style:table-row-properties '
    'style:row-height="0.53cm" style:use-optimal-row-height="false"/></style:style>'
)
STYLE_PAR_DEFAUT = (
    '<office:styles><style:default-style style:family="table-cell">'
    '<style:text-properties fo:language="fr" fo:country="FR"/></style:default-style>'
    "</office:styles>"
)
FIGER = (
    ("HorizontalSplitMode", "short", 2),
    ("VerticalSplitMode", "short", 2),
    ("HorizontalSplitPosition", "int", 1),
    ("VerticalSplitPosition", "int", 1),
    ("ActiveSplitRange", "short", 3),
    ("PositionRight", "int", 1),
    ("PositionBottom", "int", 1),
)
"""Ce que LibreOffice veut pour figer une ligne et une colonne."""


@donnees
def classeur_ods(publication: Publication) -> Iterator[Fichier]:
    """Le classeur pour LibreOffice."""
    yield Fichier(
        ADRESSE,
        "Classeur",
        "Toutes les tables en un classeur OpenDocument : un onglet chacune, filtres et liens.",
        Format.ODS,
        Rayon.ENTIER,
        lambda: en_ods(classeur_de(publication)),
    )


def en_ods(classeur: Classeur) -> bytes:
    """Les octets d'un classeur ODS."""
    flux = io.BytesIO()
    with ZipFile(flux, "w") as archive:
        # Le type d'abord, et sans compression : c'est ainsi qu'on reconnaît le format.
        _ajouter(archive, "mimetype", [Format.ODS.type], ZIP_STORED)
        _ajouter(archive, "content.xml", _xml("document-content", _contenu(classeur.onglets)))
        _ajouter(archive, "meta.xml", _xml("document-meta", [_meta(classeur)]))
        _ajouter(archive, "settings.xml", _xml("document-settings", _reglages(classeur.onglets)))
        _ajouter(archive, "styles.xml", _xml("document-styles", [STYLE_PAR_DEFAUT]))
        _ajouter(archive, "META-INF/manifest.xml", [_manifeste()])
    return flux.getvalue()


def _ajouter(
    archive: ZipFile, nom: str, morceaux: Iterable[str], compression: int = ZIP_DEFLATED
) -> None:
    """Écrit un fichier de l'archive morceau par morceau : un grand site en fait cent mégaoctets."""
    info = ZipInfo(nom, JOUR)
    info.compress_type = compression
    with archive.open(info, "w") as brut, io.TextIOWrapper(brut, "utf-8", newline="\n") as texte:
        texte.writelines(morceaux)


def _xml(racine: str, morceaux: Iterable[str]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{racine} {ESPACES}>'
    yield from morceaux
    yield f"</office:{racine}>"


def _contenu(onglets: Sequence[Onglet]) -> Iterator[str]:
    yield f"<office:automatic-styles>{STYLES}"
    for largeur in sorted({largeur for onglet in onglets for largeur in onglet.largeurs}):
        yield (
            f'<style:style style:name="c{largeur}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{largeur * CARACTERE:.2f}cm"/>'
            "</style:style>"
        )
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    for onglet in onglets:
        yield from _table(onglet)
    yield "<table:database-ranges>"
    for rang, onglet in enumerate(onglets):
        if onglet.table:
            yield (
                f'<table:database-range table:name="{FILTRE}{rang}" '
                'table:display-filter-buttons="true" '
                f"table:target-range-address={quoteattr(_plage(onglet))}/>"
            )
    yield "</table:database-ranges></office:spreadsheet></office:body>"


def _table(onglet: Onglet) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(onglet.nom)}>"
    for largeur in onglet.largeurs:
        yield f'<table:table-column table:style-name="c{largeur}"/>'
    for numero, cellules in enumerate(onglet.lignes, 1):
        ligne = _ligne(cellules, onglet, numero)
        figee = onglet.table and numero == 1
        yield f"<table:table-header-rows>{ligne}</table:table-header-rows>" if figee else ligne
    yield "</table:table>"


def _ligne(ligne: Sequence[Cellule], onglet: Onglet, numero: int) -> str:
    style = "entete" if numero == onglet.entete else "titre" if numero == 1 else ""
    coupe = "texte" if onglet.table else ""
    basse = ' table:style-name="basse"' if onglet.table and not style else ""
    cellules = "".join(_cellule(cellule, style, coupe) for cellule in ligne)
    return f"<table:table-row{basse}>{cellules or '<table:table-cell/>'}</table:table-row>"


def _cellule(cellule: Cellule, style: str, coupe: str) -> str:
    if cellule is None:
        return "<table:table-cell/>"
    habit = f' table:style-name="{style}"' if style else ""
    if isinstance(cellule, Lien):
        but, texte = quoteattr(_lier(cellule)), escape(cellule.texte)
        lien = f'<text:a xlink:type="simple" xlink:href={but}>{texte}</text:a>'
        return _case(f'{habit} office:value-type="string"', lien)
    if isinstance(cellule, date):
        jour = cellule.isoformat()
        habit = habit or ' table:style-name="jour"'
        return _case(f'{habit} office:value-type="date" office:date-value="{jour}"', jour)
    if isinstance(cellule, int | float):
        return _case(f'{habit} office:value-type="float" office:value="{cellule}"', str(cellule))
    if coupe and not habit:
        habit = f' table:style-name="{coupe}"'
    paragraphes = escape(cellule).replace("\t", "<text:tab/>").split("\n")
    return _case(f'{habit} office:value-type="string"', "</text:p><text:p>".join(paragraphes))


def _case(attributs: str, texte: str) -> str:
    return f"<table:table-cell{attributs}><text:p>{texte}</text:p></table:table-cell>"


def _lier(lien: Lien) -> str:
    if lien.adresse:
        return lien.adresse
    return f"#{_nom(lien.onglet)}.A{lien.ligne}"


def _nom(onglet: str) -> str:
    """Le nom d'un onglet dans une adresse de cellule."""
    return "'" + onglet.replace("'", "''") + "'"


def _plage(onglet: Onglet) -> str:
    derniere = lettre_de_colonne(len(onglet.largeurs) - 1)
    nom = _nom(onglet.nom)
    return f"{nom}.A1:{nom}.{derniere}{onglet.hauteur}"


def _meta(classeur: Classeur) -> str:
    auteur = f"<meta:initial-creator>{escape(classeur.auteur)}</meta:initial-creator>"
    return (
        f"<office:meta><dc:title>{escape(classeur.titre)}</dc:title>"
        f"<dc:description>{escape(classeur.description)}</dc:description>"
        f"{auteur if classeur.auteur else ''}<dc:language>fr-FR</dc:language></office:meta>"
    )


def _reglages(onglets: Sequence[Onglet]) -> Iterator[str]:
    """Figer la première ligne et la première colonne de chaque table."""

    def regler(nom: str, genre: str, valeur: object) -> str:
        return (
            f'<config:config-item config:name="{nom}" config:type="{genre}">{valeur}'
            "</config:config-item>"
        )

    figer = "".join(regler(*reglage) for reglage in FIGER)
    yield (
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f"{regler('ViewId', 'string', 'view1')}"
        '<config:config-item-map-named config:name="Tables">'
    )
    for onglet in onglets:
        if onglet.table:
            nom = quoteattr(onglet.nom)
            yield f"<config:config-item-map-entry config:name={nom}>{figer}"
            yield "</config:config-item-map-entry>"
    yield (
        "</config:config-item-map-named>"
        f"{regler('ActiveTable', 'string', escape(onglets[0].nom))}"
        "</config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings>"
    )


def _manifeste() -> str:
    parties = "".join(
        f'<manifest:file-entry manifest:full-path="{nom}" manifest:media-type="text/xml"/>'
        for nom in ("content.xml", "meta.xml", "settings.xml", "styles.xml")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
        f'manifest:media-type="{Format.ODS.type}"/>{parties}</manifest:manifest>'
    )
