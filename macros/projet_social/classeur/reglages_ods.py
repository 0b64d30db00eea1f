"""Ce qu'un classeur ods dit autour de ses feuilles : propriétés, vue, manifeste."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from .classeur import Classeur, Feuille

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
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
        'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"',
        'office:version="1.3"',
    ]
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
