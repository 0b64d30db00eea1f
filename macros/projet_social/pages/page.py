"""Une page générée : son adresse, ses voisines, et la macro qui en rend le corps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..corpus.corpus import Corpus
from ..inscription import inscrire_le_paquet


@dataclass(frozen=True, slots=True)
class LienDePage:
    """Un titre et une adresse relative à la racine du site."""

    titre: str
    adresse: str

    def page(self, macro: str, **suite: Any) -> Page:
        """La page où il mène."""
        return Page(self.adresse, self.titre, macro, **suite)


@dataclass(frozen=True, slots=True)
class Page:
    """Une page générée.

    Attributes:
        adresse: relative à la racine du site d'ensemble, barre finale comprise ; vide à l'accueil.
        macro: nom de la macro qui rend le corps.
        sorte: sorte de page, pour filtrer la recherche (« Action », « Thème »…).
        surtitre: ce qu'est la page (« Axe 2 », « Action »), au-dessus du titre.
        complement: ce qui suit le titre dans l'onglet du navigateur (le territoire).
        description: une phrase pour les moteurs de recherche.
        fil: pages qui mènent à celle-ci, de la plus haute à la plus proche.
        fichier: fichier de données à modifier, relatif au dossier des données.
        territoire: slug du territoire dont c'est la page.
        maj: date de mise à jour, en français.
        chemin: adresse publique sur ce site, quand elle n'est pas celle du site d'ensemble.
        icone: icône posée devant le surtitre ; vide pour aucune.
        onglet: ce que dit l'onglet du navigateur, quand le titre est une longue question.
        signalee: faux d'une page que ni les moteurs de recherche, ni la nôtre n'ont à proposer.
        titre_imprime: faux si le corps porte lui-même son h1, et prend toute la largeur.
    """

    adresse: str
    titre: str
    macro: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    sorte: str = ""
    surtitre: str = ""
    complement: str = ""
    description: str = ""
    fil: tuple[LienDePage, ...] = ()
    precedente: LienDePage | None = None
    suivante: LienDePage | None = None
    fichier: str = ""
    territoire: str = ""
    maj: str = ""
    chemin: str | None = None
    icone: str = ""
    onglet: str = ""
    signalee: bool = True
    titre_imprime: bool = True

    @property
    def lien(self) -> LienDePage:
        """Le lien vers cette page."""
        return LienDePage(self.titre, self.adresse)

    @property
    def publique(self) -> str:
        """L'adresse publique, relative à la racine de ce site."""
        return self.adresse if self.chemin is None else self.chemin

    @property
    def fichier_markdown(self) -> str:
        """Le fichier de `docs/` qui prendrait la place de cette page."""
        return f"{self.publique}index.md"

    @property
    def fichier_publie(self) -> str:
        """Le fichier du site où paraît cette page."""
        return f"{self.publique}index.html"


POUR_LES_AGENTS = "Pour les agents"
"""La sorte des pages de qui publie : la recherche d'un habitant n'y mène que s'il le demande."""

TERRITOIRES_PAR_PAGE = 36
"""Au-delà, ce qui montre tous les territoires se lit en plusieurs pages (`volets.py`)."""

Source = Callable[[Corpus], Iterable[Page]]

SOURCES: list[Source] = []
"""Les fonctions inscrites, qui donnent chacune une sorte de pages."""


def pages(fonction: Source) -> Source:
    """Inscrit une fonction qui donne des pages."""
    SOURCES.append(fonction)
    return fonction


def en_suite(fratrie: Iterable[Page]) -> Iterator[Page]:
    """Relie des pages sœurs : chacune connaît la précédente et la suivante."""
    liste = list(fratrie)
    for rang, page in enumerate(liste):
        yield replace(
            page,
            precedente=liste[rang - 1].lien if rang else None,
            suivante=liste[rang + 1].lien if rang + 1 < len(liste) else None,
        )


def inventaire(corpus: Corpus) -> list[Page]:
    """Toutes les pages générées d'un corpus, groupées par sorte."""
    inscrire_le_paquet(__package__)
    return [page for source in SOURCES for page in source(corpus)]
