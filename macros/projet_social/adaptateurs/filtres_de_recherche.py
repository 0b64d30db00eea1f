"""Les filtres de l'index de Pagefind, remis dans un ordre qui ne dépend de rien.

Pagefind les sort d'une table de hachage, dans un ordre tiré au sort à chaque fois : les mêmes pages
donnaient d'autres octets, et d'autres noms de fichiers. On trie les filtres et leurs valeurs, et on
renomme comme Pagefind : le début du SHA-1 du contenu.

Le format est celui de Pagefind 1.5 : du CBOR (entiers, textes, listes), comprimé. On n'en déplace
que des morceaux, sans rien traduire ; ce qui n'y ressemble pas est refusé.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha1
from itertools import pairwise
from pathlib import PurePosixPath

MARQUE = b"pagefind_dcd"
"""Ce que Pagefind met devant tout contenu, pour savoir s'il est décomprimé."""
ENTREE = "pagefind-entry.json"
"""Ce que le navigateur lit d'abord : il nomme le sommaire."""
ENTIER, TEXTE, LISTE = 0, 3, 4
"""Les sortes de valeurs du CBOR que Pagefind emploie ici."""
FILTRES = 3
"""Le rang des filtres dans le sommaire de l'index."""
SANS_SYSTEME = b"\xff"
"""L'octet où un gzip dit sur quel système il fut écrit."""


class FormatInconnu(Exception):
    """L'index n'a pas la forme attendue : Pagefind a changé de format."""


def ranger_les_filtres(index: Mapping[str, bytes]) -> dict[str, bytes]:
    """L'index, ses filtres dans l'ordre, comme le sommaire qui les nomme.

    Args:
        index: les fichiers que Pagefind veut écrire, par nom.

    Raises:
        FormatInconnu: Pagefind n'écrit plus son index de cette façon.
    """
    range_ = dict(index)
    noms: dict[bytes, bytes] = {}
    for fichier in sorted(index):
        if fichier.endswith(".pf_filter"):
            noms |= _recrire(range_, fichier, _filtre_range)
    sommaires: dict[bytes, bytes] = {}
    for fichier in sorted(index):
        if fichier.endswith(".pf_meta"):
            sommaires |= _recrire(range_, fichier, partial(_sommaire_range, noms=noms))
    range_[ENTREE] = _remplacer(range_[ENTREE], sommaires)
    return range_


def _recrire(
    fichiers: dict[str, bytes], fichier: str, ranger: Callable[[bytes], bytes]
) -> dict[bytes, bytes]:
    """Range un fichier et lui donne le nom de son contenu ; rend l'ancien nom et le nouveau."""
    octets = gzip.decompress(fichiers.pop(fichier))
    try:
        range_ = ranger(octets.removeprefix(MARQUE))
    except (IndexError, ValueError) as erreur:
        raise FormatInconnu(fichier) from erreur
    nom = PurePosixPath(fichier).stem.removeprefix("pagefind.")
    langue, _, empreinte = nom.rpartition("_")
    neuf = f"{langue}_{sha1(range_, usedforsecurity=False).hexdigest()[: len(empreinte)]}"
    comprime = gzip.compress(MARQUE + range_, mtime=0)
    fichiers[fichier.replace(nom, neuf)] = comprime[:9] + SANS_SYSTEME + comprime[10:]
    return {nom.encode(): neuf.encode()}


def _filtre_range(contenu: bytes) -> bytes:
    """Un filtre : son nom, puis ses valeurs, chacune avec ses pages."""
    nom, valeurs = _elements(contenu, 2)
    return b"".join((contenu[:1], nom, _triee(valeurs)))


def _sommaire_range(contenu: bytes, noms: Mapping[bytes, bytes]) -> bytes:
    """Le sommaire : version, pages, morceaux de mots, filtres, tris, champs."""
    elements = _elements(contenu, 6)
    elements[FILTRES] = _triee(_remplacer(elements[FILTRES], noms))
    return contenu[:1] + b"".join(elements)


def _triee(liste: bytes) -> bytes:
    """Une liste dans l'ordre de ses octets : les textes courts d'abord."""
    elements = _elements(liste)
    return liste[: len(liste) - sum(map(len, elements))] + b"".join(sorted(elements))


def _remplacer(octets: bytes, noms: Mapping[bytes, bytes]) -> bytes:
    for ancien, neuf in noms.items():
        octets = octets.replace(ancien, neuf)
    return octets


def _elements(octets: bytes, voulus: int | None = None) -> list[bytes]:
    """Les éléments d'une liste, tels qu'ils sont écrits."""
    sorte, nombre, debut = _en_tete(octets, 0)
    bornes = [debut]
    for _ in range(nombre):
        bornes.append(_fin(octets, bornes[-1]))
    if sorte != LISTE or bornes[-1] != len(octets) or voulus not in (None, nombre):
        raise ValueError("liste inattendue")
    return [octets[i:j] for i, j in pairwise(bornes)]


def _fin(octets: bytes, debut: int) -> int:
    """Où finit la valeur qui commence là."""
    sorte, nombre, suite = _en_tete(octets, debut)
    if sorte == LISTE:
        for _ in range(nombre):
            suite = _fin(octets, suite)
    elif sorte == TEXTE:
        suite += nombre
    elif sorte != ENTIER:
        raise ValueError("valeur inattendue")
    return suite


def _en_tete(octets: bytes, ici: int) -> tuple[int, int, int]:
    """La sorte d'une valeur, son nombre (valeur, longueur ou éléments), et ce qui la suit."""
    sorte, nombre = octets[ici] >> 5, octets[ici] & 31
    if nombre < 24:
        return sorte, nombre, ici + 1
    taille = 1 << (nombre - 24)
    if taille > 8:
        raise ValueError("longueur inattendue")
    return sorte, int.from_bytes(octets[ici + 1 : ici + 1 + taille]), ici + 1 + taille
