"""Le registre des exports : une adresse, une description, une fonction pure qui rend des octets.

Un export reçoit la `Publication` : ce que ce site publie (`publication.corpus`), son nom, et
l'adresse de chaque chose. `publication.absolue(objet)` rend l'adresse absolue d'un territoire,
d'une ligne ou d'une page (« glossaire/ »), `publication.adresse(objet)` son adresse relative à la
racine du site ; None veut dire : non publié (ou, pour une adresse absolue, site sans `site_url`).

L'adresse d'un export s'écrit comme partout, celle du site d'ensemble :
`territoires/<slug>/plan.csv` paraît à `plan.csv` sur le site de ce seul territoire, et ce qui n'y
a pas de sens (`comparaison/…`) n'y paraît pas. `vue.vers("territoires/<slug>/plan.csv")` y mène
dans les deux cas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ..inscription import inscrire_le_paquet
from ..pages.annonce import Annonce
from ..pages.publication import Publication


@dataclass(frozen=True)
class Export:
    """Un fichier à publier.

    Attributes:
        adresse: relative à la racine du site d'ensemble.
        description: ce que contient le fichier, en une phrase.
        contenu: rend les octets du fichier.
        chemin: adresse publique sur ce site, quand elle n'est pas celle du site d'ensemble.
        annonce: la page qui propose de s'abonner à ce fichier, s'il s'y prête.
        empreinte: ce dont les octets dépendent, quand ils sont longs à calculer : celui qui publie
            peut alors garder ceux de la fois d'avant.
        territoire: slug du territoire qui suffit à les rendre, avec ceux dont il partage un plan ou
            une fiche et les référentiels ; vide quand il faut tout lire.
    """

    adresse: str
    description: str
    contenu: Callable[[], bytes]
    chemin: str = field(default="", kw_only=True)
    annonce: Annonce | None = None
    empreinte: str = ""
    territoire: str = ""

    @property
    def publique(self) -> str:
        """L'adresse publique, relative à la racine de ce site."""
        return self.chemin or self.adresse

    @property
    def est_du_markdown(self) -> bool:
        """Vrai d'un texte qu'un constructeur de sites prendrait pour l'une de ses pages."""
        return self.adresse.endswith(".md")


SourceDExports = Callable[[Publication], Iterable[Export]]
SOURCES: list[SourceDExports] = []
"""Les fonctions inscrites, qui donnent chacune des exports."""
SUIVIES: list[SourceDExports] = []
"""Celles, parmi elles, dont une page annonce les fichiers."""


def exports(fonction: SourceDExports) -> SourceDExports:
    """Inscrit une fonction qui donne des exports."""
    SOURCES.append(fonction)
    return fonction


def exports_suivis(fonction: SourceDExports) -> SourceDExports:
    """Inscrit une fonction qui donne des exports auxquels une page propose de s'abonner."""
    SUIVIES.append(fonction)
    return exports(fonction)


@lru_cache(maxsize=1)
def tous_les_exports(publication: Publication) -> tuple[Export, ...]:
    """Tous les fichiers que ce site publie ; ceux qui n'y ont pas leur place sont laissés."""
    inscrire_le_paquet(__package__)
    return tuple(_places(publication, SOURCES))


def exports_suivis_de(publication: Publication) -> Iterator[Export]:
    """Les seuls fichiers que des pages annoncent."""
    inscrire_le_paquet(__package__)
    return _places(publication, SUIVIES)


def _places(publication: Publication, sources: Iterable[SourceDExports]) -> Iterator[Export]:
    # Par module : l'ordre ne dépend pas de ce qui a été importé le premier.
    for source in sorted(sources, key=lambda source: source.__module__):
        for export in source(publication):
            if (chemin := publication.adressage.placer(export.adresse)) is not None:
                yield replace(export, chemin=chemin)
