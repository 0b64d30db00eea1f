"""Ce dont une macro dispose pour rendre un bloc : le corpus et la place de la page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from markupsafe import Markup

from .. import rendu
from ..comparaison.ailleurs import Ailleurs
from ..comparaison.mentions import Mention, mentions_par_theme
from ..comparaison.ressemblance import Ressemblances, ressemblances_de
from ..comparaison.semblables import Semblables
from ..corpus.corpus import Corpus
from ..corpus.ligne import Ligne
from ..modele.referentiel import Theme
from ..pages.adresse import adresse_de
from ..pages.annonce import Annonce, Annonces
from ..pages.publication import Publication
from ..pages.telechargement import Telechargement, Telechargements
from ..texte.finition import Sigles
from ..texte.liens import NULLE_PART


@dataclass
class Fonds:
    """Ce qui est calculé une fois pour toutes les pages d'un site.

    Attributes:
        corpus: ce qui est publié.
        publication: les adresses de ce qui est publié, et le nom du site.
        aujourd_hui: jour de la construction, pour les échéances.
        fichiers: styles et scripts publiés (nom, octets, octets compressés).
        annonces: par page, les calendriers et les flux auxquels s'abonner.
        telechargements: par page, les documents à emporter, une fois qu'ils sont produits.
    """

    corpus: Corpus
    publication: Publication = None  # type: ignore[assignment]
    aujourd_hui: date = field(default_factory=date.today)
    fichiers: Sequence[tuple[str, int, int]] = ()
    annonces: Annonces = field(default_factory=dict)
    telechargements: Telechargements = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Publie tout le corpus, si l'on ne dit pas autre chose."""
        self.publication = self.publication or Publication(self.corpus)

    @property
    def ensemble(self) -> Corpus:
        """Ce à quoi une page peut se comparer : le corpus entier, si l'on peut y mener."""
        return self.publication.atteignable

    @cached_property
    def ailleurs(self) -> Ailleurs:
        """Les lignes voisines par thème."""
        return Ailleurs(self.ensemble)

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """Les mentions de chaque thème."""
        return mentions_par_theme(self.corpus)

    @cached_property
    def ressemblances(self) -> Ressemblances:
        """Les formulations presque identiques d'un territoire à l'autre."""
        return ressemblances_de(self.ensemble)

    @cached_property
    def semblables(self) -> Semblables:
        """Les territoires qui se ressemblent."""
        return Semblables(self.ensemble, mentions_par_theme(self.ensemble))

    @cached_property
    def sigles(self) -> Sigles:
        """Les sigles à expliquer."""
        return Sigles(self.corpus.termes)


@dataclass(frozen=True)
class Vue:
    """La place d'où un bloc est rendu.

    Attributes:
        fonds: ce qui est commun à tout le site.
        racine: chemin relatif de la page à la racine du site (« ../../ », vide à l'accueil).
        page: adresse publique de la page.
    """

    fonds: Fonds
    racine: str = ""
    page: str = ""

    @property
    def corpus(self) -> Corpus:
        """Ce qui est publié."""
        return self.fonds.corpus

    @property
    def seul(self) -> bool:
        """Vrai si le corpus n'a qu'un territoire : il n'y a ni à choisir, ni à compter."""
        return len(self.corpus.territoires) == 1

    def vers(self, cible: Any) -> str:
        """Le lien vers une adresse d'ensemble ou vers un objet du corpus.

        Vers ce qui n'est pas publié, l'adresse est `NULLE_PART` : la finition de la page remplace
        ce lien par son texte. Un gabarit n'a donc à demander `mene` que pour taire sa phrase.
        """
        publication = self.fonds.publication
        adresse = publication.adresse(cible)
        if adresse is None:
            return NULLE_PART
        if publication.remplacees:
            publication.noter(adresse, self.page)
        if adresse.startswith(("https://", "http://")):
            return adresse
        return f"{self.racine}{adresse}" or "./"

    def mene(self, cible: Any) -> bool:
        """Vrai si un lien vers la cible mène quelque part, ici ou sur le site d'ensemble."""
        return self.fonds.publication.mene(cible)

    def sur_l_ensemble(self, cible: Any) -> str:
        """L'adresse d'une chose publiée ici, sur le site d'ensemble ; vide s'il est inconnu."""
        return self.fonds.publication.sur_l_ensemble(cible) or ""

    def publie(self, cible: Any) -> bool:
        """Vrai si la cible est publiée sur ce site."""
        return self.fonds.publication.publie(cible)

    def absolue(self, cible: Any) -> str | None:
        """L'adresse absolue d'une cible ; None si elle n'en a pas, ou si le site n'en a pas."""
        return self.fonds.publication.absolue(cible)

    def annonces(self, cible: Any) -> Sequence[tuple[str, Annonce]]:
        """Les calendriers et les flux qu'annonce une page, la sienne ou celle d'un objet."""
        page = cible if isinstance(cible, str) else adresse_de(cible)
        return self.fonds.annonces.get(page, ())

    def telechargements(self, cible: Any) -> Sequence[Telechargement]:
        """Les documents qu'une page propose d'emporter, la sienne ou celle d'un objet."""
        page = cible if isinstance(cible, str) else adresse_de(cible)
        return self.fonds.telechargements.get(page, ())

    def sur_la_page(self, ligne: Ligne, adresse: str) -> bool:
        """Vrai si la ligne n'a pas de page, et que son ancre est sur la page de cette adresse."""
        chemin, dieze, _ = adresse_de(ligne).partition("#")
        return bool(dieze) and chemin == adresse

    def theme_de(self, ligne: Ligne) -> Theme | None:
        """Le thème qui dit une ligne par son icône : le sien, sinon le premier qu'elle contient."""
        for candidate in (ligne, *ligne.enfants):
            if candidate.themes:
                return self.fonds.ensemble.themes[candidate.themes[0]]
        return None

    def rendre(self, gabarit: str, **valeurs: Any) -> Markup:
        """Rend un gabarit du paquet avec la vue en plus des valeurs."""
        return Markup(rendu.rendre(gabarit, vue=self, corpus=self.corpus, **valeurs))

    def bloc(self, macro: Callable[..., str], **arguments: Any) -> Markup:
        """Rend un bloc dans un autre."""
        return Markup(macro(self, **arguments))


def racine_depuis(adresse: str) -> str:
    """Le chemin relatif d'une page à la racine : `territoires/x/` → `../../`."""
    return "../" * adresse.count("/")
