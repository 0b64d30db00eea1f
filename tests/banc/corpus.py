"""Les territoires inventés, tirés au sort avec une graine fixe.

Pour comparer, soixante pages chacun et des noms inventés ; `officiels.py` fait ceux de la courbe.
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
ANNEXES = 2
OCTETS_PAR_PAGE = 1_800
STATUTS = ("piste", "a_venir", "en_cours", "realisee")


@dataclass(frozen=True)
class TailleDePlan:
    """Le nombre d'axes, d'objectifs par axe et d'actions d'un plan."""

    axes: int
    objectifs_par_axe: int
    actions: int

    @property
    def pages(self) -> int:
        """Présentation et synthèse, puis une page par annexe, axe, objectif et action."""
        return 2 + ANNEXES + self.axes * (1 + self.objectifs_par_axe) + self.actions


MOYENNE = TailleDePlan(axes=4, objectifs_par_axe=3, actions=40)
PAGES_PAR_TERRITOIRE = MOYENNE.pages


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
class Identite:
    """Le nom d'un territoire et ce qui le situe."""

    slug: str
    nom: str
    """Nom d'usage."""
    nom_complet: str
    type: str = "communaute_de_communes"
    departements: tuple[str, ...] = ("99",)
    siren: str = ""
    """Vide pour un territoire qui n'existe pas."""


@dataclass(frozen=True)
class TerritoireInvente:
    """Un territoire et les pages de son plan."""

    identite: Identite
    contexte: str
    commentaires: str
    axes: tuple[AxeInvente, ...]
    annexes: tuple[PageInventee, ...]
    actions: tuple[ActionInventee, ...]

    @property
    def slug(self) -> str:
        """L'identifiant du territoire."""
        return self.identite.slug

    @property
    def nom(self) -> str:
        """Le nom d'usage du territoire."""
        return self.identite.nom


def inventer(nombre: int, etiquettes: Etiquettes) -> Iterator[TerritoireInvente]:
    """Les premiers territoires inventés ; un territoire ne dépend pas du nombre voulu."""
    for rang in range(nombre):
        nom = nommer_territoire(rang)
        identite = Identite(identifiant_de(nom), nom, f"Communauté de communes {nom}")
        yield inventer_le_plan(identite, f"{GRAINE}-{rang}", etiquettes, MOYENNE)


def inventer_le_plan(
    identite: Identite,
    graine: str,
    etiquettes: Etiquettes,
    taille: TailleDePlan,
    mention: str = "",
) -> TerritoireInvente:
    """Le plan que donne cette graine ; `mention` suit le titre de chaque page."""
    return _Tirage(Random(graine), etiquettes, taille, mention).territoire(identite)


@dataclass
class _Tirage:
    """Le hasard d'un territoire, et les titres déjà pris."""

    hasard: Random
    etiquettes: Etiquettes
    taille: TailleDePlan
    mention: str
    pris: set[str] = field(default_factory=set)

    def territoire(self, identite: Identite) -> TerritoireInvente:
        axes = tuple(self._axe(rang) for rang in range(1, self.taille.axes + 1))
        objectifs = [objectif.id for axe in axes for objectif in axe.objectifs]
        return TerritoireInvente(
            identite=identite,
            contexte=tirer_texte(self.hasard, OCTETS_PAR_PAGE),
            commentaires=tirer_texte(self.hasard, OCTETS_PAR_PAGE),
            axes=axes,
            annexes=tuple(self._page(f"annexe-{rang}") for rang in range(1, ANNEXES + 1)),
            actions=tuple(
                self._action(objectifs[rang % len(objectifs)], objectifs)
                for rang in range(self.taille.actions)
            ),
        )

    def _axe(self, rang: int) -> AxeInvente:
        objectifs = tuple(
            self._page(f"objectif-{rang}-{sous_rang}")
            for sous_rang in range(1, self.taille.objectifs_par_axe + 1)
        )
        return AxeInvente(**vars(self._page(f"axe-{rang}")), objectifs=objectifs)

    def _action(self, objectif: str, objectifs: list[str]) -> ActionInventee:
        autre = self.hasard.choice(objectifs)
        sert = (
            (objectif, autre) if autre != objectif and self.hasard.random() < 0.2 else (objectif,)
        )
        page = self._page("", OCTETS_PAR_PAGE - 1_000)
        return ActionInventee(
            **vars(page),
            sert=sert,
            statut=self.hasard.choice(STATUTS),
            debut=self.hasard.randint(2023, 2026),
            pilotes=("Centre intercommunal d'action sociale",),
            partenaires=("CAF", "MSA", "Associations locales"),
            objectifs=tuple(tirer_phrase(self.hasard) for _ in range(2)),
            etapes=tuple(self._titre() for _ in range(3)),
        )

    def _page(self, identifiant: str, octets: int = OCTETS_PAR_PAGE - 300) -> PageInventee:
        titre = self._titre()
        return PageInventee(
            id=identifiant or identifiant_de(titre),
            titre=f"{titre} {self.mention}".rstrip(),
            resume=self._resume(titre),
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

    def _resume(self, titre: str) -> str:
        """Une phrase qui dit autre chose que le titre, sans quoi le vérificateur avertirait."""
        mots = set(titre.lower().split())
        while True:
            resume = tirer_phrase(self.hasard)
            redits = mots & set(resume.lower().removesuffix(".").split())
            if len(redits) * 2 <= len(mots):
                return resume

    def _choisir(self, mots: tuple[str, ...], nombre: int) -> tuple[str, ...]:
        """De un à `nombre` mots différents."""
        return tuple(self.hasard.sample(mots, self.hasard.randint(1, nombre)))
