"""Ce qu'un site publie, et l'adresse de chaque chose : ce que consultent liens et exports.

Une cible est un objet du corpus (ligne, territoire, plan, thème…) ou une adresse d'ensemble
(`glossaire/#cias`). Un lien vers elle ne peut être que l'un des trois : une page ou un fichier de
ce site, une page du site d'ensemble si son adresse est connue, ou rien.

Une publication est entière dès qu'elle est faite, et ne change plus. Ce que toutes les pages
emploient (voisines, mentions, ressemblances…) s'y calcule une fois, à la première demande.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from ..comparaison.ailleurs import Ailleurs
from ..comparaison.idees import ReservoirDIdees
from ..comparaison.mentions import MentionDeTheme, mentions_par_theme
from ..comparaison.ressemblance import Ressemblances, ressemblances_de
from ..comparaison.semblables import Semblables
from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, TerritoirePublie
from ..corpus.reduction import reduire
from ..texte.finition import Sigles
from .adressage import Adressage
from .adresse import a_une_page, adresse_de
from .page import TERRITOIRES_PAR_PAGE, LienDePage, Page, inventaire
from .volets import (
    CommuneDesSiens,
    Volet,
    communes_des_territoires,
    volets_des_communes,
    volets_des_territoires,
)

ACCUEIL = "accueil_du_territoire"
"""La macro de l'accueil, sur le site d'un seul territoire."""


@dataclass(frozen=True, eq=False)
class Publication:
    """Un corpus publié quelque part.

    Attributes:
        ensemble: tout ce que l'on peut nommer, publié ici ou non.
        adressage: la règle qui place les pages : un seul territoire ou tous, et les pages ôtées.
        url: adresse absolue de ce site, barre finale comprise ; vide si elle est inconnue.
        federation: celle du site d'ensemble ; vide s'il n'y en a pas d'autre, ou d'inconnu.
        fin: ce qu'il faut ajouter aux adresses de dossier (« index.html » sans serveur).
        recherche: vrai si l'on construit un index de recherche, donc sa page.
        ecrites: les pages écrites à la main, et l'adresse publique de chacune.
        aujourd_hui: jour de la construction, pour les échéances.
    """

    ensemble: Corpus
    adressage: Adressage = field(default_factory=Adressage)
    nom: str = "Projets sociaux de territoire"
    url: str = ""
    federation: str = ""
    fin: str = ""
    recherche: bool = True
    ecrites: Sequence[LienDePage] = ()
    aujourd_hui: date = field(default_factory=date.today)

    @cached_property
    def corpus(self) -> Corpus:
        """Ce que ce site publie : un seul territoire, ou tous."""
        slug = self.adressage.territoire
        return reduire(self.ensemble, slug) if slug else self.ensemble

    @property
    def atteignable(self) -> Corpus:
        """Ce vers quoi un lien peut mener, et à quoi une page se compare.

        Tout, si le site d'ensemble est connu ; sinon ce que publie celui-ci.
        """
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

        def garder(lien: LienDePage | None) -> LienDePage | None:
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
    def lignes_par_adresse(self) -> dict[str, Ligne]:
        """Les lignes qui ont leur page sur ce site, par l'adresse de cette page."""
        avec_page = {adresse_de(li): li for li in self.corpus.lignes if a_une_page(li)}
        return {adresse: ligne for adresse, ligne in avec_page.items() if self.publie(ligne)}

    @cached_property
    def adresses_d_ensemble(self) -> frozenset[str]:
        """Les adresses des pages générées du site d'ensemble."""
        return frozenset(page.adresse for page in inventaire(self.ensemble))

    @cached_property
    def remplacees(self) -> frozenset[str]:
        """Les adresses publiques des pages générées qu'une page écrite à la main remplace."""
        generees = {page.publique for page in self.pages}
        return frozenset(page.adresse for page in self.ecrites if page.adresse in generees)

    @cached_property
    def ajoutees(self) -> list[LienDePage]:
        """Les pages écrites à la main qui ont une adresse à elles, par titre."""
        seules = (page for page in self.ecrites if page.adresse not in self.remplacees)
        return sorted(seules, key=lambda page: (page.titre, page.adresse))

    @property
    def nombre_de_pages(self) -> int:
        """Combien de pages ce site a en tout, générées ou écrites à la main."""
        return len(self.pages) + len(self.ajoutees)

    @cached_property
    def ailleurs(self) -> Ailleurs:
        """Les lignes voisines par thème."""
        return Ailleurs(self.atteignable)

    @cached_property
    def mentions(self) -> dict[str, list[MentionDeTheme]]:
        """Les mentions de chaque thème."""
        return mentions_par_theme(self.corpus)

    @cached_property
    def ressemblances(self) -> Ressemblances:
        """Les formulations presque identiques d'un territoire à l'autre."""
        return ressemblances_de(self.atteignable)

    @cached_property
    def semblables(self) -> Semblables:
        """Les territoires qui se ressemblent."""
        return Semblables(mentions_par_theme(self.atteignable))

    @cached_property
    def reservoir(self) -> ReservoirDIdees:
        """Ce que font les territoires comparables."""
        return ReservoirDIdees(self.corpus)

    def volets(
        self, dossier: str = "", places: int = TERRITOIRES_PAR_PAGE
    ) -> tuple[Volet[TerritoirePublie], ...]:
        """Les volets des territoires d'un dossier, ou de tous ; aucun s'ils tiennent."""
        if (dossier, places) not in self._volets:
            siens = self.corpus.dossier(dossier).territoires if dossier else None
            volets = volets_des_territoires(self.corpus, siens, places)
            self._volets[dossier, places] = volets
        return self._volets[dossier, places]

    @cached_property
    def _volets(self) -> dict[tuple[str, int], tuple[Volet[TerritoirePublie], ...]]:
        return {}

    @cached_property
    def communes(self) -> list[CommuneDesSiens]:
        """Les communes des territoires publiés, de A à Z."""
        return communes_des_territoires(self.corpus)

    @cached_property
    def volets_des_communes(self) -> tuple[Volet[CommuneDesSiens], ...]:
        """Les volets des communes ; aucun si elles tiennent dans une page."""
        return volets_des_communes(self.communes)

    @cached_property
    def sigles(self) -> Sigles:
        """Les sigles à expliquer."""
        return Sigles(self.corpus.termes)

    def publie(self, cible: Any) -> bool:
        """Vrai si la cible est sur ce site : une page, une ancre d'une page, ou un fichier."""
        chemin = adresse_de(cible).partition("#")[0]
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
        adresse = adresse_de(cible)
        if (ici := self.place(adresse)) is not None:
            return self._finir(ici)
        return self.sur_l_ensemble(adresse)

    def sur_l_ensemble(self, cible: Any) -> str | None:
        """L'adresse d'une cible sur le site d'ensemble, qu'elle soit aussi sur celui-ci ou non.

        Returns:
            None si l'adresse de ce site est inconnue, ou si la cible est ôtée d'ici : ce que l'on
            ne montre pas, on n'y mène pas.
        """
        adresse = adresse_de(cible)
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

    def _est_ecrite(self, chemin: str) -> bool:
        return any(chemin == page.adresse for page in self.ajoutees)

    def _finir(self, adresse: str) -> str:
        """Ajoute le nom de fichier qu'un serveur sous-entend."""
        chemin, dieze, ancre = adresse.partition("#")
        if not chemin or chemin.endswith("/"):
            chemin += self.fin
        return f"{chemin}{dieze}{ancre}"


def _est_un_fichier(chemin: str) -> bool:
    return bool(chemin) and not chemin.endswith("/")
