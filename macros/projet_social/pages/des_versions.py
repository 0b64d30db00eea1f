"""Les pages des versions figées d'un territoire : ce qui a changé, et chaque plan tel qu'il fut."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus, VersionPubliee
from ..corpus.plan import TerritoirePublie
from .adresse import adresse_de, adresse_des_versions
from .des_territoires import TERRITOIRES
from .page import LienDePage, Page, en_suite, pages

TITRE = "Les versions du plan"


@pages
def pages_des_versions(corpus: Corpus) -> Iterator[Page]:
    """La page des versions d'un territoire qui en a figé, et une page par version."""
    for slug, territoire in corpus.territoires.items():
        versions = corpus.versions.get(slug, [])
        if versions:
            yield _ce_qui_a_change(territoire, versions)
            yield from en_suite(_la_version(territoire, version) for version in versions)


def _ce_qui_a_change(territoire: TerritoirePublie, versions: list[VersionPubliee]) -> Page:
    return Page(
        adresse_des_versions(territoire),
        TITRE,
        "versions",
        {"territoire": territoire.slug},
        surtitre="Ce qui a changé",
        complement=territoire.nom,
        description=f"Le plan de {territoire.nom} tel qu’il fut à chaque date, "
        "et ce qui a changé de l’une à l’autre.",
        fil=(TERRITOIRES, LienDePage(territoire.nom, adresse_de(territoire))),
        fichier=versions[-1].lieu.document.fichier,
        territoire=territoire.slug,
    )


def _la_version(territoire: TerritoirePublie, version: VersionPubliee) -> Page:
    return Page(
        adresse_de(version),
        version.titre,
        "version",
        {"territoire": territoire.slug, "version": version.id},
        surtitre=f"Version du {version.donnees.date}",
        complement=territoire.nom,
        description=f"Le plan de {territoire.nom} tel qu’il était le {version.donnees.date}.",
        fil=(
            TERRITOIRES,
            LienDePage(territoire.nom, adresse_de(territoire)),
            LienDePage(TITRE, adresse_des_versions(territoire)),
        ),
        fichier=version.lieu.document.fichier,
        territoire=territoire.slug,
        signalee=False,
    )
