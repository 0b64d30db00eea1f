"""Ce que le site publie en HTML : le corps fini de chaque page, et ses renvois.

Sans cadre logiciel : les adaptateurs (MkDocs, écriture sur disque) ne font que placer ce que ce
module rend.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from .exports.annexes import Annexes
from .macros.registre import trouver
from .macros.vocabulaires import sigles_de_la_page
from .macros.vue import Noter, Vue
from .modele.referentiel import Terme
from .pages.des_territoires import anciennes_adresses
from .pages.fixe import AdresseFixe
from .pages.page import Page
from .pages.publication import Publication
from .texte.finition import finir
from .texte.liens import delier


@dataclass(frozen=True, eq=False)
class Corps:
    """Les corps des pages d'une publication.

    Attributes:
        publication: ce qui est publié, et où.
        annexes: les fichiers que le site publie à côté de ses pages.
        noter: à qui dire ce que citent les pages, si quelqu'un veut le savoir.
    """

    publication: Publication
    annexes: Annexes = field(default_factory=Annexes)
    noter: Noter | None = None
    _definitions: dict[tuple[str, ...], str] = field(init=False, default_factory=dict)

    def vue(self, adresse: str) -> Vue:
        """La vue d'une page, d'après son adresse publique."""
        return Vue(self.publication, adresse, annexes=self.annexes, noter=self.noter)

    def de(self, page: Page) -> str:
        """Le corps d'une page générée, fini."""
        vue = self.vue(page.publique)
        return self.finir(trouver(page.macro).appeler(vue, **page.arguments), vue)

    def finir(self, html: str, vue: Vue) -> str:
        """Finit un corps : typographie, sigles expliqués au bas, aucun lien vers rien."""
        tus = vue.page in SANS_SIGLES or vue.page.startswith(LISTES)
        sigles = None if tus else self.publication.sigles
        fini, termes = finir(html, sigles)
        fini += self._expliquer(vue, tuple(terme.sigle for terme in termes), termes)
        return fini if self.publication.adressage.entier else delier(fini)

    def _expliquer(self, vue: Vue, sigles: tuple[str, ...], termes: list[Terme]) -> str:
        """Les définitions au bas d'une page ; les mêmes sigles se retrouvent de page en page."""
        if termes and sigles not in self._definitions:
            self._definitions[sigles] = finir(sigles_de_la_page(vue, termes))[0]
        return self._definitions.get(sigles, "")


def renvois(publication: Publication) -> Iterator[tuple[str, str]]:
    """Les anciennes adresses qui mènent à une page d'aujourd'hui : leur fichier, son HTML."""
    for ancienne, nouvelle in anciennes_adresses(publication.corpus):
        chemin = publication.adressage.placer(ancienne)
        if chemin is not None and publication.publie(nouvelle):
            lien = Vue(publication, chemin).vers(nouvelle)
            yield f"{chemin}index.html", RENVOI.format(lien=escape(lien))


RENVOI = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Page déplacée</title>
<meta http-equiv="refresh" content="0; url={lien}"><link rel="canonical" href="{lien}"></head>
<body><p>Cette page a changé d’adresse : <a href="{lien}">la voir</a>.</p></body></html>
"""

SANS_SIGLES = {
    AdresseFixe.COMMUNES,
    AdresseFixe.RECHERCHE,
    AdresseFixe.DONNEES,
    AdresseFixe.COLONNES,
    AdresseFixe.GLOSSAIRE,
    AdresseFixe.REFERENCE_DES_DONNEES,
    AdresseFixe.REFERENCE_DES_MACROS,
    AdresseFixe.PLAN_DU_SITE,
}
"""Pages où l'on n'explique pas les sigles : elles le font déjà, ou n'en ont pas l'usage."""
LISTES = (AdresseFixe.COMMUNES, AdresseFixe.PLAN_DU_SITE)
"""Celles qui se lisent en volets : les leurs non plus."""
