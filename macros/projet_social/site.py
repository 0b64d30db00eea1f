"""Le site à publier : ses pages, leurs corps finis, ses renvois. Sans cadre logiciel.

Les adaptateurs (MkDocs, écriture sur disque) ne font que placer ce que ce module rend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .corpus.corpus import Corpus
from .exports.couleurs import FEUILLE
from .exports.registre import Export, tous_les_exports
from .macros.registre import trouver
from .macros.vocabulaires import sigles_de_la_page
from .macros.vue import Fonds, Vue, racine_depuis
from .modele.referentiel import Terme
from .pages.des_territoires import anciennes_adresses
from .pages.page import Page, inventaire
from .texte.finition import finir
from .texte.typographie import typographier


@dataclass
class Site:
    """Un corpus prêt à être publié.

    Attributes:
        corpus: ce qui est publié.
        nom: nom du site.
        fin: ce qu'il faut ajouter aux adresses de dossier (« index.html » sans serveur).
        recherche: vrai si l'on construit un index de recherche, donc sa page.
        pages_ecrites: pages écrites à la main (titre, adresse).
        fichiers: styles et scripts publiés (nom, octets, octets compressés).
    """

    corpus: Corpus
    nom: str = "Projets sociaux de territoire"
    fin: str = ""
    recherche: bool = False
    pages_ecrites: Sequence[tuple[str, str]] = field(default=())
    fichiers: Sequence[tuple[str, int, int]] = field(default=())
    _definitions: dict[tuple[str, ...], str] = field(init=False, default_factory=dict)

    @cached_property
    def pages(self) -> list[Page]:
        """Toutes les pages générées."""
        toutes = inventaire(self.corpus)
        return [page for page in toutes if self.recherche or page.macro != "recherche"]

    @cached_property
    def adresses(self) -> set[str]:
        """Les adresses des pages générées."""
        return {page.adresse for page in self.pages}

    @cached_property
    def fonds(self) -> Fonds:
        """Ce qui est calculé une fois pour toutes les pages."""
        return Fonds(
            self.corpus,
            self.pages,
            self.nom,
            pages_ecrites=self.pages_ecrites,
            fichiers=self.fichiers,
        )

    @cached_property
    def incomplet(self) -> bool:
        """Vrai s'il manque une donnée légale : ce n'est qu'un aperçu."""
        return bool(self.corpus.editeur.manques())

    @property
    def mention_d_accessibilite(self) -> str:
        """La mention que la loi veut sur chaque page, jamais meilleure que l'audit enregistré."""
        etat = self.corpus.editeur.conformite(self.fonds.aujourd_hui)
        return typographier(f"Accessibilité : {etat.libelle}")

    def vue(self, adresse: str) -> Vue:
        """La vue d'une page, d'après son adresse."""
        return Vue(self.fonds, racine_depuis(adresse), self.fin)

    def corps(self, page: Page) -> str:
        """Le corps d'une page générée, fini."""
        vue = self.vue(page.adresse)
        return self.finir(trouver(page.macro).appeler(vue, **page.arguments), vue, page.adresse)

    def finir(self, html: str, vue: Vue, adresse: str) -> str:
        """Pose la typographie d'un corps et explique ses sigles au bas de la page."""
        sigles = None if adresse in SANS_SIGLES else self.fonds.sigles
        fini, termes = finir(html, sigles)
        return fini + self._expliquer(vue, tuple(terme.sigle for terme in termes), termes)

    def _expliquer(self, vue: Vue, sigles: tuple[str, ...], termes: list[Terme]) -> str:
        """Les définitions au bas d'une page ; les mêmes sigles se retrouvent de page en page."""
        if termes and sigles not in self._definitions:
            self._definitions[sigles] = finir(sigles_de_la_page(vue, termes))[0]
        return self._definitions.get(sigles, "")

    @staticmethod
    def titre(page: Page) -> str:
        """Le titre d'une page, typographié."""
        return typographier(page.titre)

    @cached_property
    def exports(self) -> list[Export]:
        """Les fichiers à publier à côté des pages."""
        return tous_les_exports(self.corpus)

    @property
    def couleurs(self) -> str:
        """L'adresse de la feuille des couleurs de territoires ; vide s'il n'y en a pas."""
        return next((e.adresse for e in self.exports if e.adresse == FEUILLE), "")

    def renvois(self) -> Iterator[tuple[str, str]]:
        """Les anciennes adresses et les nouvelles."""
        return anciennes_adresses(self.corpus)


SANS_SIGLES = {"glossaire/", "reference/donnees/", "reference/macros/", "plan-du-site/"}
"""Pages où l'on n'explique pas les sigles : elles le font déjà, ou n'en ont pas l'usage."""
