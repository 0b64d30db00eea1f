"""Abîmer ce que contient un classeur ou un document : le XML de ses parties, ou ses parties."""

from __future__ import annotations

import io
import re
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from .mutations import abimer_les_octets

ATTRIBUT = re.compile(rb'(?<= )[\w:.-]+="([^"]*)"')
ELEMENT = re.compile(rb"<([\w:]+)(?: [^<>]*)?(?:/>|>[^<>]*</\1>)")
TEXTE = re.compile(rb">([^<>]+)<")
EXTREMES = (
    b"", b"0", b"-1", b"1", b"3", b"1048577", b"99999999999", b"2147483648", b"1e309", b"x",
    b"NaN", b"ZZZ999999", b"A1:XFD1048576", b"../../x", b"https://exemple.test/", b"true",
)  # fmt: skip
SIGNES_DU_XML = b"<>&;\"'/=: 0"


def abimer_le_xml(octets: bytes, hasard: Random) -> bytes:
    """Un attribut, un texte ou un élément changé, ôté, redoublé ou emboîté."""
    geste = hasard.randrange(6)
    if geste == 5:
        return abimer_les_octets(octets, hasard, SIGNES_DU_XML)
    motif = (ATTRIBUT, ATTRIBUT, TEXTE, ELEMENT, ELEMENT)[geste]
    trouves = list(motif.finditer(octets))
    if not trouves:
        return octets
    choisi = hasard.choice(trouves)
    if motif is ELEMENT:
        debut, fin = choisi.span()
        voulu = hasard.choice((b"", choisi[0] * 2, choisi[0] * 40))
        return octets[:debut] + voulu + octets[fin:]
    debut, fin = choisi.span(1)
    return octets[:debut] + hasard.choice(EXTREMES) + octets[fin:]


def parties(octets: bytes) -> dict[str, bytes]:
    """Les parties d'une archive."""
    with ZipFile(io.BytesIO(octets)) as archive:
        return {nom: archive.read(nom) for nom in archive.namelist()}


def archive_de(contenus: dict[str, bytes]) -> bytes:
    """Une archive faite de ces parties."""
    flux = io.BytesIO()
    with ZipFile(flux, "w", ZIP_DEFLATED) as archive:
        for nom, contenu in contenus.items():
            archive.writestr(nom, contenu)
    return flux.getvalue()


def abimer_l_archive(octets: bytes, hasard: Random) -> bytes:
    """Une de ses parties abîmée, ôtée ou échangée ; ou l'archive elle-même."""
    geste = hasard.random()
    if geste < 0.1:
        return abimer_les_octets(octets, hasard)
    contenus = parties(octets)
    nom, autre = hasard.choice(sorted(contenus)), hasard.choice(sorted(contenus))
    if geste < 0.15:
        del contenus[nom]
    elif geste < 0.2:
        contenus[nom], contenus[autre] = contenus[autre], contenus[nom]
    else:
        for _ in range(hasard.choice((1, 1, 3))):
            contenus[nom] = abimer_le_xml(contenus[nom], hasard)
    return archive_de(contenus)
