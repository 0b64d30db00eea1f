"""Les territoires inventés : soixante pages chacun, tirées au sort avec une graine fixe.

Ce module dit ce que les pages contiennent. Comment elles s'écrivent, pour ce générateur ou
pour Material d'origine, est l'affaire des modules voisins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from projet_social.texte.identifiant import identifiant_de

from .francais import nommer_territoire, tirer_phrase, tirer_texte, tirer_titre

GRAINE = "banc"
AXES = 4
OBJECTIFS_PAR_AXE = 3
ACTIONS = 40
ANNEXES = 2
PAGES_PAR_TERRITOIRE = 60
"""Présentation et synthèse, puis une page par annexe, axe, objectif et action."""
OCTETS_PAR_PAGE = 1_800
STATUTS = ("piste", "a_venir", "en_cours", "realisee")


@dataclass(frozen=True)
class Etiquettes:
    """Les thèmes et les publics que le tirage peut employer."""

    themes: tuple[str, ...]
    publics: tuple[str, ...]


@dataclass(frozen=True)
class PageInventee:
    """Ce que toute page inventée porte."""

    id: str
    titre: str
    resume: str
    themes: tuple[str, ...]
    publics: tuple[str, ...]
    texte: str
    """Paragraphes en Markdown simple."""


@dataclass(frozen=True)
class ActionInventee(PageInventee):
    """Une fiche-action."""

    sert: tuple[str, ...]
    """Identifiants des objectifs qu'elle sert."""
    statut: str
    debut: int
    pilotes: tuple[str, ...]
    partenaires: tuple[str, ...]
    objectifs: tuple[str, ...]
    etapes: tuple[str, ...]


@dataclass(frozen=True)
class AxeInvente(PageInventee):
    """Un axe et ses objectifs."""

    objectifs: tuple[PageInventee, ...]


@dataclass(frozen=True)
class TerritoireInvente:
    """Un territoire et ses soixante pages."""

    slug: str
    nom: str
    contexte: str
    commentaires: str
    axes: tuple[AxeInvente, ...]
    annexes: tuple[PageInventee, ...]
    actions: tuple[ActionInventee, ...]


def inventer(nombre: int, etiquettes: Etiquettes) -> Iterator[TerritoireInvente]:
    """Les premiers territoires inventés ; un territoire ne dépend pas du nombre voulu."""
    for rang in range(nombre):
        nom = nommer_territoire(rang)
        yield _Tirage(Random(f"{GRAINE}-{rang}"), etiquettes).territoire(nom)


@dataclass
class _Tirage:
    """Le hasard d'un territoire, et les titres déjà pris."""

    hasard: Random
    etiquettes: Etiquettes
    pris: set[str] = field(default_factory=set)

    def territoire(self, nom: str) -> TerritoireInvente:
        axes = tuple(self._axe(rang) for rang in range(1, AXES + 1))
        objectifs = [objectif.id for axe in axes for objectif in axe.objectifs]
        return TerritoireInvente(
            slug=identifiant_de(nom),
            nom=nom,
            contexte=tirer_texte(self.hasard, OCTETS_PAR_PAGE),
            commentaires=tirer_texte(self.hasard, OCTETS_PAR_PAGE),
            axes=axes,
            annexes=tuple(self._page(f"annexe-{rang}") for rang in range(1, ANNEXES + 1)),
            actions=tuple(
                self._action(objectifs[rang % len(objectifs)], objectifs) for rang in range(ACTIONS)
            ),
        )

    def _axe(self, rang: int) -> AxeInvente:
        objectifs = tuple(
            self._page(f"objectif-{rang}-{sous_rang}")
            for sous_rang in range(1, OBJECTIFS_PAR_AXE + 1)
        )
        return AxeInvente(**vars(self._page(f"axe-{rang}")), objectifs=objectifs)

    def _action(self, objectif: str, objectifs: list[str]) -> ActionInventee:
        autre = self.hasard.choice(objectifs)
        sert = (
            (objectif, autre) if autre != objectif and self.hasard.random() < 0.2 else (objectif,)
        )
        page = self._page("", OCTETS_PAR_PAGE - 1_000)
        return ActionInventee(
            **(vars(page) | {"id": identifiant_de(page.titre)}),
            sert=sert,
            statut=self.hasard.choice(STATUTS),
            debut=self.hasard.randint(2023, 2026),
            pilotes=("Centre intercommunal d'action sociale",),
            partenaires=("CAF", "MSA", "Associations locales"),
            objectifs=tuple(tirer_phrase(self.hasard) for _ in range(2)),
            etapes=tuple(self._titre() for _ in range(3)),
        )

    def _page(self, identifiant: str, octets: int = OCTETS_PAR_PAGE - 300) -> PageInventee:
        return PageInventee(
            id=identifiant,
            titre=self._titre(),
            resume=tirer_phrase(self.hasard),
            themes=self._choisir(self.etiquettes.themes, 3),
            publics=self._choisir(self.etiquettes.publics, 2),
            texte=tirer_texte(self.hasard, octets),
        )

    def _titre(self) -> str:
        """Un titre dont l'identifiant n'est pas encore pris dans ce territoire."""
        while (identifiant := identifiant_de(titre := tirer_titre(self.hasard))) in self.pris:
            pass
        self.pris.add(identifiant)
        return titre

    def _choisir(self, mots: tuple[str, ...], nombre: int) -> tuple[str, ...]:
        """De un à `nombre` mots différents."""
        return tuple(self.hasard.sample(mots, self.hasard.randint(1, nombre)))
