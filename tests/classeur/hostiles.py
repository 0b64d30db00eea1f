"""Fabriquer des fichiers hostiles : petits, et qui en demandent des milliards à qui les croit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx

from ..fuzz.archives import archive_de, parties
from ..tableur.fabrique import classeur_de

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LIGNE = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Action</t></is></c></row>'
TOUT = b'ref="A1:XFD1048576"'
RIRES = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
ESPACES_DE_NOMS = b" ".join(
    b'xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (nom, nom)
    for nom in (b"office", b"table", b"text")
)


def xlsx(lignes: bytes = LIGNE, apres: bytes = b"", avant: bytes = b"", **autres: bytes) -> bytes:
    """Un xlsx dont on écrit la feuille, et d'autres parties."""
    contenus = parties(classeur_de({"Plan": [["Action"], ["Aider"]]}))
    contenus["xl/worksheets/sheet1.xml"] = (
        avant
        + b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + b"<sheetData>%s</sheetData>%s</worksheet>" % (lignes, apres)
    )
    return archive_de(contenus | autres)


def ods(rangees: bytes, avant: bytes = b"") -> bytes:
    """Un ods d'une feuille, dont on écrit les rangées."""
    racine = b"<office:document-%s %s office:version='1.3'>%s</office:document-%s>"
    corps = (
        b"<office:body><office:spreadsheet><table:table table:name='Plan'>%s</table:table>"
        b"</office:spreadsheet></office:body>" % rangees
    )
    return archive_de(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": avant + racine % (b"content", ESPACES_DE_NOMS, corps, b"content"),
            "styles.xml": racine % (b"styles", ESPACES_DE_NOMS, b"", b"styles"),
            "META-INF/manifest.xml": b"<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns"
            b":manifest:1.0' m:version='1.3'/>",
        }
    )


def rangee(texte: bytes = b"Aider", cellule: bytes = b"", attributs: bytes = b"") -> bytes:
    """Une rangée d'ods d'une cellule."""
    return (
        b"<table:table-row %s><table:table-cell office:value-type='string' %s><text:p>%s</text:p>"
        b"</table:table-cell></table:table-row>" % (attributs, cellule, texte)
    )


def word(avant: bytes = b"", **autres: bytes) -> bytes:
    """Un docx d'une action, précédé de ce que l'on veut."""
    document, flux = docx.Document(), io.BytesIO()
    document.add_paragraph("Action 1 : Aider")
    document.save(flux)
    contenus = parties(flux.getvalue())
    corps = contenus["word/document.xml"].partition(b"?>")[2]
    return archive_de(contenus | {"word/document.xml": avant + corps} | autres)


def tres_peuplee() -> bytes:
    """Une archive de milliers de parties vides."""
    flux = io.BytesIO(xlsx())
    with zipfile.ZipFile(flux, "a") as archive:
        for rang in range(6000):
            archive.writestr(f"{rang}", "")
    return flux.getvalue()


def chiffree() -> bytes:
    """Une archive dont une partie demande un mot de passe."""
    sommaire = b"PK\x01\x02\x14\x03\x14\x00"
    return xlsx().replace(sommaire + b"\x00", sommaire + b"\x01")


def doctype(racine: bytes, dit: bytes) -> bytes:
    """Un DOCTYPE, derrière un long commentaire."""
    return b"<!-- %s --><!DOCTYPE %s [%s]>" % (b"x" * 9000, racine, dit)


D_AILLEURS = b'<!ENTITY a SYSTEM "file:///etc/passwd">'
REFUS_DU_DOCTYPE = "fichier qui renvoie à d'autres (DOCTYPE), non lu"
PROTEGE = "fichier protégé par un mot de passe"
TROP_GROS = "fichier de "
HOSTILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "bombe.xlsx": (lambda: xlsx(b"<row><c><v>1</v></c></row>" * 2_600_000), TROP_GROS),
    "bombe.ods": (lambda: ods(rangee() * 600_000), TROP_GROS),
    "bombe.zip": (lambda: archive_de({"a.csv": b"x;y\n" * 16_000_000}), TROP_GROS),
    "rires.xlsx": (lambda: xlsx(avant=doctype(b"worksheet", RIRES)), REFUS_DU_DOCTYPE),
    "rires.ods": (lambda: ods(rangee(b"&j;"), doctype(b"x", RIRES)), REFUS_DU_DOCTYPE),
    "rires.docx": (lambda: word(doctype(b"w:document", RIRES)), REFUS_DU_DOCTYPE),
    "d-ailleurs.xlsx": (lambda: xlsx(avant=doctype(b"x", D_AILLEURS)), REFUS_DU_DOCTYPE),
    "d-ailleurs.ods": (lambda: ods(rangee(b"&a;"), doctype(b"x", D_AILLEURS)), REFUS_DU_DOCTYPE),
    "d-ailleurs.docx": (lambda: word(doctype(b"x", D_AILLEURS)), REFUS_DU_DOCTYPE),
    "en-utf-16.xlsx": (
        lambda: xlsx(**{"xl/x.xml": "<!DOCTYPE x []><x/>".encode("utf-16")}),
        REFUS_DU_DOCTYPE,
    ),
    "fusion.xlsx": (
        lambda: xlsx(apres=b"<mergeCells><mergeCell %s/></mergeCells>" % TOUT),
        "cellules fusionnées ou liées en trop grand nombre (jusqu'à A1:XFD1048576)",
    ),
    "lien.xlsx": (
        lambda: xlsx(apres=b"<hyperlinks><hyperlink %s/></hyperlinks>" % TOUT),
        "cellules fusionnées ou liées en trop grand nombre",
    ),
    "fusions.xlsx": (
        lambda: xlsx(apres=b"<mergeCells>%s</mergeCells>" % (b'<mergeCell ref="A1:B1"/>' * 20_001)),
        "cellules fusionnées ou liées en trop grand nombre",
    ),
    "coin.xlsx": (
        lambda: xlsx(LIGNE + b'<row r="50000"><c r="SF50000"><v>1</v></c></row>'),
        "feuille « Plan » : 25000000 cases jusqu'à la dernière remplie",
    ),
    "million.xlsx": (
        lambda: xlsx(LIGNE + b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "feuille « Plan » : 1048576 lignes remplies",
    ),
    "inconnue.xlsx": (
        lambda: xlsx(LIGNE.replace(b"inlineStr", b"inlineString")),
        "cellule A1 d'une sorte inconnue",
    ),
    "peuplee.xlsx": (tres_peuplee, "archive de plus de 5000 fichiers"),
    "repete.ods": (
        lambda: ods(
            rangee(
                cellule=b"table:number-columns-repeated='500'",
                attributs=b"table:number-rows-repeated='50000'",
            )
        ),
        "feuille « Plan » : 25000000 cases",
    ),
    "vides.ods": (
        lambda: ods(
            b"<table:table-row><table:table-cell table:number-columns-repeated='2000000000'/>"
            + rangee().partition(b">")[2]
        ),
        "feuille « Plan » : 2000000001 colonnes remplies",
    ),
    "encodage.ods": (
        lambda: ods(rangee(), b'<?xml version="1.0" encoding="NaN"?>'),
        "classeur abîmé, illisible",
    ),
    "espaces.ods": (
        lambda: ods(rangee(b"a<text:s text:c='2000000000'/>b")),
        "cellule faite d'espaces sans fin",
    ),
    "separateurs.csv": (lambda: b";" * 10_000_001, "feuille de 10 Mo en CSV, 10 Mo au plus"),
    "large.csv": (lambda: b"a;" * 501, "feuille « large » : 502 colonnes remplies"),
    "million.csv": (lambda: b"a\n" * 1_000_000, "feuille « million » : 50001 lignes remplies"),
    "cases.csv": (lambda: (b"a;" * 400 + b"\n") * 2_000, "feuille « cases » : 500"),
    "protege.docx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), PROTEGE),
    "partie-protegee.xlsx": (chiffree, PROTEGE),
    "tordue.xlsx": (
        lambda: xlsx().replace(b"PK\x01\x02", b"PK\x01\x02", 1)[:-9] + b"\xff" * 9,
        "archive incomplète ou abîmée",
    ),
}
"""Par nom de fichier : comment le faire, et comment commence le refus."""
