"""Produire les documents du site à la construction, sans refaire ceux qui n'ont pas changé."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from ..exports.annexes import Telechargement
from ..pages.publication import Publication
from ..supplements import manque
from .reserve import Reserve

if TYPE_CHECKING:
    from ..impression.tirage import Tirage

journal = logging.getLogger("mkdocs.plugins.projet-social")

PROCESSUS = 4
"""Documents mis en pages en même temps, au plus."""


def produire_les_documents(
    publication: Publication, reserve: Reserve, voulus: bool, apercu: bool = False
) -> Iterator[tuple[Telechargement, str, bytes]]:
    """Les documents du site, à publier et à proposer sur leurs pages.

    Args:
        publication: ce qui est publié, et où.
        reserve: où garder les documents d'une construction à l'autre.
        voulus: faux pour n'en produire aucun.
        apercu: vrai pendant `servir`, où l'on n'attend pas une mise en pages.

    Yields:
        Ce qu'une page propose, l'adresse publique du fichier, et ses octets.
    """
    dire_ce_qui_manque(publication, voulus)
    if not voulus:
        return
    if apercu:
        journal.info("Documents à emporter : ils se produisent à la construction, pas à l'aperçu")
        return
    if manque("documents"):
        return
    from ..impression.tirage import pourquoi_pas_de_pdf, tirages

    if absent := pourquoi_pas_de_pdf():
        journal.info("PDF non produits : %s", absent)
    publies = [
        (tirage, publique)
        for tirage in tirages(publication)
        if tirage.page in publication.adresses
        and (publique := publication.place(tirage.adresse)) is not None
    ]
    for (tirage, publique), octets in _en_octets(publies, reserve):
        format_ = tirage.format.upper()
        propose = Telechargement(tirage.page, tirage.titre, format_, tirage.adresse, len(octets))
        yield propose, publique, octets


def dire_ce_qui_manque(publication: Publication, documents: bool) -> None:
    """Dit ce que le site publierait si tout était installé : il se construit sans."""
    voulus = {"documents": documents, "images": bool(publication.url), "tableur": True}
    for absent in (manque(supplement) for supplement, voulu in voulus.items() if voulu):
        if absent:
            journal.info(absent)


def _octets(tirage: Tirage) -> bytes:
    return tirage.octets()


def _en_octets(
    publies: Iterable[tuple[Tirage, str]], reserve: Reserve
) -> Iterator[tuple[tuple[Tirage, str], bytes]]:
    """Les octets de chaque document, dans l'ordre ; ceux qui manquent se font côte à côte."""
    a_faire = [(couple, couple[0].export()) for couple in publies]
    manquants = [couple[0] for couple, export in a_faire if not reserve.garde(export)]
    processus = min(PROCESSUS, os.cpu_count() or 1, len(manquants))
    if processus < 2:
        for couple, export in a_faire:
            yield couple, reserve.contenu(export)
        return
    faits: dict[int, bytes] = {}
    # « spawn » : un processus neuf, sur tous les systèmes, sans rien hériter de mkdocs.
    with ProcessPoolExecutor(processus, mp_context=get_context("spawn")) as pool:
        try:
            for tirage, octets in zip(manquants, pool.map(_octets, manquants), strict=True):
                faits[id(tirage)] = octets
        except BrokenProcessPool:
            journal.info("Une mise en pages a été interrompue par le système : suite une à une")
    for couple, export in a_faire:
        yield couple, reserve.contenu(export, faits.get(id(couple[0])))
