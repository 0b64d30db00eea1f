"""Ce qu'un site publie, et l'adresse de chaque chose : ce que consultent liens et exports.

Une cible est un objet du corpus (ligne, territoire, plan, thème…) ou une adresse d'ensemble
(`glossaire/#cias`). Un lien vers elle ne peut être que l'un des trois : une page ou un fichier de
ce site, une page du site d'ensemble si son adresse est connue, ou rien.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ..corpus.corpus import Corpus
from ..corpus.plan import TerritoirePublie
from .adressage import Adressage
from .adresse import adresse_de
from .page import Lien, Page, inventaire

ACCUEIL = "accueil_du_territoire"
"""La macro de l'accueil, sur le site d'un seul territoire."""


@dataclass(eq=False)
class Publication:
    """Un corpus publié quelque part.

    Attributes:
        corpus: ce que ce site publie : un seul territoire, ou tous.
        adressage: la règle qui place les pages.
        nom: nom du site.
        url: adresse absolue de ce site, barre finale comprise ; vide si elle est inconnue.
        federation: celle du site d'ensemble ; vide s'il n'y en a pas d'autre, ou d'inconnu.
        complet: tout le corpus, d'où vient ce que dit le site d'ensemble.
        fin: ce qu'il faut ajouter aux adresses de dossier (« index.html » sans serveur).
        recherche: vrai si l'on construit un index de recherche, donc sa page.
        ecrites: pages écrites à la main à une adresse à elles (titre, adresse publique).
        remplacees: adresses publiques des pages générées qu'une page écrite à la main remplace.
        citees: pour chaque page remplacée, les ancres que l'on y cite et les pages qui le font.
    """

    corpus: Corpus
    adressage: Adressage = field(default_factory=Adressage)
    nom: str = "Projets sociaux de territoire"
    url: str = ""
    federation: str = ""
    complet: Corpus | None = None
    fin: str = ""
    recherche: bool = True
    ecrites: Sequence[tuple[str, str]] = ()
    remplacees: Collection[str] = ()
    citees: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    @property
    def ensemble(self) -> Corpus:
        """Tout le corpus : ce que l'on peut nommer, publié ici ou non."""
        return self.complet or self.corpus

    @property
    def atteignable(self) -> Corpus:
        """Ce vers quoi un lien peut mener : tout le corpus si le site d'ensemble est connu."""
        return self.ensemble if self.federation else self.corpus

    @property
    def territoire(self) -> TerritoirePublie | None:
        """Le territoire dont ce site est le site ; None pour le site d'ensemble."""
        return self.corpus.territoires.get(self.adressage.territoire)

    @cached_property
    def pages(self) -> list[Page]:
        """Les pages générées que ce site publie, chacune à sa place."""
        toutes = inventaire(self.corpus)
        gardees = [page for page in toutes if self.recherche or page.macro != "recherche"]
        if self.adressage.entier:
            return gardees
        placees = [
            (page, chemin)
            for page in gardees
            if (chemin := self.adressage.placer(page.adresse)) is not None
        ]
        ici = {page.adresse for page, _ in placees}
        return [self._placer(page, chemin, ici) for page, chemin in placees]

    def _placer(self, page: Page, chemin: str, ici: set[str]) -> Page:
        """Une page à sa place, sans voisine qui manque ni fil qui redirait l'accueil."""

        def garder(lien: Lien | None) -> Lien | None:
            return lien if lien and lien.adresse.partition("#")[0] in ici else None

        accueil = self.adressage.seul and page.adresse == self.adressage.accueil
        return replace(
            page,
            chemin=chemin,
            macro=ACCUEIL if accueil else page.macro,
            fil=tuple(
                lien for lien in page.fil if garder(lien) and lien.adresse != self.adressage.accueil
            ),
            precedente=garder(page.precedente),
            suivante=garder(page.suivante),
            complement="" if self.adressage.seul and page.territoire else page.complement,
        )

    @cached_property
    def adresses(self) -> frozenset[str]:
        """Les adresses d'ensemble des pages générées que ce site publie."""
        return frozenset(page.adresse for page in self.pages)

    @cached_property
    def adresses_d_ensemble(self) -> frozenset[str]:
        """Les adresses des pages générées du site d'ensemble."""
        return frozenset(page.adresse for page in inventaire(self.ensemble))

    def publie(self, cible: Any) -> bool:
        """Vrai si la cible est sur ce site : une page, une ancre d'une page, ou un fichier."""
        chemin = _adresse(cible).partition("#")[0]
        if _est_un_fichier(chemin):
            return self.adressage.placer(chemin) is not None
        return chemin in self.adresses or self._est_ecrite(chemin)

    def mene(self, cible: Any) -> bool:
        """Vrai si un lien vers la cible mène quelque part, ici ou sur le site d'ensemble."""
        return self.adresse(cible) is not None

    def adresse(self, cible: Any) -> str | None:
        """L'adresse d'une cible, relative à la racine de ce site ; absolue si elle est ailleurs.

        Returns:
            `actions/navette/`, `https://ensemble.fr/territoires/mont/`, vide pour l'accueil, ou
            None si la cible n'est publiée nulle part que l'on sache.
        """
        adresse = _adresse(cible)
        if (ici := self.place(adresse)) is not None:
            return self._finir(ici)
        return self.sur_l_ensemble(adresse)

    def sur_l_ensemble(self, cible: Any) -> str | None:
        """L'adresse d'une cible sur le site d'ensemble, qu'elle soit aussi sur celui-ci ou non.

        Returns:
            None si l'adresse de ce site est inconnue, ou si la cible est ôtée d'ici : ce que l'on
            ne montre pas, on n'y mène pas.
        """
        adresse = _adresse(cible)
        if not self.federation or self.adressage.est_otee(adresse):
            return None
        chemin = adresse.partition("#")[0]
        connue = _est_un_fichier(chemin) or chemin in self.adresses_d_ensemble
        return f"{self.federation}{adresse}" if connue else None

    def absolue(self, cible: Any) -> str | None:
        """L'adresse absolue d'une cible : pour un fichier que l'on emporte loin du site.

        Returns:
            None si la cible n'est pas publiée, ou si l'adresse du site (`site_url`) est inconnue.
        """
        adresse = self.adresse(cible)
        if adresse is None or adresse.startswith(("https://", "http://")):
            return adresse
        return f"{self.url}{adresse}" if self.url else None

    def place(self, adresse: str) -> str | None:
        """L'adresse publique sur ce site, ou None ; vers la racine, il y a toujours un lien."""
        if self.adressage.entier or not adresse:
            return adresse
        chemin = adresse.partition("#")[0]
        if self._est_ecrite(chemin):
            return adresse
        return self.adressage.placer(adresse) if self.publie(chemin) else None

    def noter(self, adresse: str, page: str) -> None:
        """Retient qu'une page cite une ancre d'une page remplacée.

        Args:
            adresse: adresse publique, ancre comprise.
            page: la page qui la cite.
        """
        chemin, _, ancre = adresse.partition("#")
        chemin = chemin.removesuffix(self.fin)
        if ancre and chemin in self.remplacees:
            self.citees.setdefault(chemin, {}).setdefault(ancre, set()).add(page)

    def _est_ecrite(self, chemin: str) -> bool:
        return any(chemin == ecrite for _, ecrite in self.ecrites)

    def _finir(self, adresse: str) -> str:
        """Ajoute le nom de fichier qu'un serveur sous-entend."""
        chemin, dieze, ancre = adresse.partition("#")
        if not chemin or chemin.endswith("/"):
            chemin += self.fin
        return f"{chemin}{dieze}{ancre}"


def _est_un_fichier(chemin: str) -> bool:
    return bool(chemin) and not chemin.endswith("/")


def _adresse(cible: Any) -> str:
    return cible if isinstance(cible, str) else adresse_de(cible)
