"""Un classeur ou un document abîmé se lit ou se refuse d'une phrase ; rien ne s'y perd."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from random import Random
from zipfile import BadZipFile

import pytest
from lxml import etree

from projet_social.classeur.a_part import lire_ici
from projet_social.classeur.classeur import Classeur
from projet_social.classeur.ouverture import ouvrir_classeur
from projet_social.classeur.refus import RefusDeClasseur
from projet_social.document.ouverture import LECTEURS
from projet_social.tableur.comprehension.importation import Import

from ..document.fabrique import DOCUMENTS
from ..tableur.comprehension.test_compte_des_cellules import CIBLE, REFERENTIEL
from ..tableur.fabrique import CLASSEURS
from .archives import abimer_l_archive, parties
from .hasard import eprouver_au_hasard
from .mutations import abimer_les_octets

pytestmark = pytest.mark.lent

EN_ARCHIVE = ("xlsx", "ods", "docx")
EN_DOCUMENT = ("docx", "pdf")
REFUS_MAXIMUM = 300
NOMBRES = {"xlsx": 120, "ods": 60, "xls": 60, "csv": 120, "docx": 80, "pdf": 30}
"""Cas d'un passage ordinaire : d'autant moins que la lecture est longue."""
CORPS = {
    "xlsx": ("xl/worksheets/", "xl/sharedStrings.xml"),
    "ods": ("content.xml",),
    "docx": ("word/document.xml",),
}
"""Les parties d'une archive qui portent son texte."""
TEXTES = {
    "xlsx": "//*[local-name()='is']//*[local-name()='t']",
    "ods": "//*[local-name()='table']//*[local-name()='table-cell']/*[local-name()='p']",
    "docx": "//*[local-name()='body']//*[local-name()='t']",
}


def textes_ecrits(suffixe: str, contenus: dict[str, bytes]) -> str:
    """Tout le texte d'un fichier, lu dans son XML sans rien y comprendre."""
    ecrits: list[str] = []
    communs: list[str] = []
    if "xl/sharedStrings.xml" in contenus:
        racine = etree.fromstring(contenus["xl/sharedStrings.xml"])
        communs = ["".join(si.itertext()) for si in racine.iter("{*}si")]
    for nom in sorted(n for n in contenus if n.startswith(CORPS[suffixe])):
        racine = etree.fromstring(contenus[nom])
        ecrits += ["".join(t.itertext()) for t in racine.xpath(TEXTES[suffixe])]
        rangs = [c.findtext("{*}v") for c in racine.iter("{*}c") if c.get("t") == "s"]
        ecrits += [communs[int(r)] for r in rangs if r and int(r) < len(communs)]
    return " ".join(ecrits)


def ouvrir(suffixe: str, octets: bytes, fichier: Path) -> Classeur:
    """Lit un fichier comme « importer » le fait, sans processus à part."""
    if suffixe in EN_DOCUMENT:
        return lire_ici(LECTEURS[suffixe], octets)
    fichier.write_bytes(octets)
    return ouvrir_classeur(fichier)


def mots_de(texte: str) -> set[str]:
    """Les mots d'un texte."""
    return set(re.findall(r"[^\W\d_]{3,}", texte))


def essayer(suffixe: str, hasard: Random, fichier: Path) -> str:
    """Ce qui ne va pas dans la lecture d'un fichier abîmé ; vide si tout va."""
    source = hasard.choice(SOURCES[suffixe])
    avant = source.read_bytes()
    abimer = abimer_l_archive if suffixe in EN_ARCHIVE else abimer_les_octets
    octets = abimer(avant, hasard)
    try:
        classeur = ouvrir(suffixe, octets, fichier)
        Import(classeur).lire(REFERENTIEL, CIBLE)
    except RefusDeClasseur as refus:
        dit = str(refus)
        entier = refus.constat and refus.conseil and dit.isprintable()
        return "" if entier and len(dit) < REFUS_MAXIMUM else f"{source.name} : {dit[:400]!r}"
    except Exception as erreur:
        return f"{source.name} : {type(erreur).__name__} : {erreur}"
    if suffixe not in EN_ARCHIVE:
        return ""
    try:
        contenus, anciens = parties(octets), parties(avant)
    except (BadZipFile, zlib.error):  # une partie que personne ne lit
        return ""
    touchees = {n for n in contenus if contenus[n] != anciens[n]} | (anciens.keys() - contenus)
    if not all(nom.startswith(CORPS[suffixe]) for nom in touchees):
        return ""
    try:
        ecrits = textes_ecrits(suffixe, contenus)
    except etree.XMLSyntaxError:
        return f"{source.name} : XML illisible, et pourtant lu"
    lus = " ".join(str(c.valeur) for f in classeur.feuilles for r in f.lignes for c in r)
    perdus = sorted(mots_de(ecrits) - mots_de(lus))
    return f"{source.name} : mots perdus, {perdus}" if perdus else ""


SOURCES: dict[str, list[Path]] = {
    suffixe: sorted((*CLASSEURS.glob(f"*.{suffixe}"), *DOCUMENTS.glob(f"*.{suffixe}")))
    for suffixe in NOMBRES
}


@pytest.mark.parametrize("suffixe", NOMBRES)
def test_un_fichier_abime_se_lit_ou_se_refuse(suffixe: str, tmp_path: Path) -> None:
    """Une phrase, jamais une trace ; et de ce qui se lit, chaque mot se retrouve."""
    eprouver_au_hasard(NOMBRES[suffixe], lambda h: essayer(suffixe, h, tmp_path / "plan"))
