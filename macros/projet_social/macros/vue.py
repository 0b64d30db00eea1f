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
from ..pages.adresse import adresse_de
from ..pages.page import Page
from ..texte.finition import Sigles


@dataclass
class Fonds:
    """Ce qui est calculé une fois pour toutes les pages d'un site.

    Attributes:
        corpus: ce qui est publié.
        pages: toutes les pages générées.
        nom: nom du site.
        aujourd_hui: jour de la construction, pour les échéances.
        pages_ecrites: pages de `docs/` (titre, adresse), pour le plan du site.
        fichiers: styles et scripts publiés (nom, octets, octets compressés).
    """

    corpus: Corpus
    pages: Sequence[Page] = ()
    nom: str = "Projets sociaux de territoire"
    aujourd_hui: date = field(default_factory=date.today)
    pages_ecrites: Sequence[tuple[str, str]] = ()
    fichiers: Sequence[tuple[str, int, int]] = ()

    @cached_property
    def ailleurs(self) -> Ailleurs:
        """Les lignes voisines par thème."""
        return Ailleurs(self.corpus)

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """Les mentions de chaque thème."""
        return mentions_par_theme(self.corpus)

    @cached_property
    def ressemblances(self) -> Ressemblances:
        """Les formulations presque identiques d'un territoire à l'autre."""
        return ressemblances_de(self.corpus)

    @cached_property
    def semblables(self) -> Semblables:
        """Les territoires qui se ressemblent."""
        return Semblables(self.corpus, self.mentions)

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
        fin: ce qu'il faut ajouter aux adresses de dossier (« index.html » sans serveur).
    """

    fonds: Fonds
    racine: str = ""
    fin: str = ""

    @property
    def corpus(self) -> Corpus:
        """Ce qui est publié."""
        return self.fonds.corpus

    def vers(self, cible: Any) -> str:
        """Le lien relatif vers une adresse du site ou vers un objet du corpus."""
        adresse = cible if isinstance(cible, str) else adresse_de(cible)
        chemin, dieze, ancre = adresse.partition("#")
        if not chemin or chemin.endswith("/"):
            chemin += self.fin
        return f"{self.racine}{chemin}{dieze}{ancre}" or "./"

    def sur_la_page(self, ligne: Ligne, adresse: str) -> bool:
        """Vrai si la ligne n'a pas de page, et que son ancre est sur la page de cette adresse."""
        chemin, dieze, _ = adresse_de(ligne).partition("#")
        return bool(dieze) and chemin == adresse

    def rendre(self, gabarit: str, **valeurs: Any) -> Markup:
        """Rend un gabarit du paquet avec la vue en plus des valeurs."""
        return Markup(rendu.rendre(gabarit, vue=self, corpus=self.corpus, **valeurs))

    def bloc(self, macro: Callable[..., str], **arguments: Any) -> Markup:
        """Rend un bloc dans un autre."""
        return Markup(macro(self, **arguments))


def racine_depuis(adresse: str) -> str:
    """Le chemin relatif d'une page à la racine : `territoires/x/` → `../../`."""
    return "../" * adresse.rstrip("/").count("/") + ("../" if adresse.strip("/") else "")
