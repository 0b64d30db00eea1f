"""La place d'où un bloc est rendu pour le papier : gabarits imprimés, liens qui s'impriment.

Les macros sont celles du site ; seuls changent le gabarit de quelques blocs, les liens et les
dessins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from markupsafe import Markup

from ..comparaison.bandes import Planche
from ..comparaison.carte import Carte
from ..comparaison.courbe import Courbe
from ..comparaison.frise import Frise
from ..macros.vue import Vue
from ..modele.source import DocumentSource
from ..pages.adresse import adresse_de
from .courbes import dessiner_la_courbe
from .dessin import Dessin
from .illustrations import (
    dessiner_la_carte,
    dessiner_la_frise,
    dessiner_la_legende,
    dessiner_la_planche,
)

IMPRIMES = {
    "accompagnements.html": "impression_accompagnements.html",
    "comparaison_calendriers.html": "impression_calendriers.html",
    "comparaison_themes.html": "impression_themes.html",
    "plan.html": "plan_complet.html",
    "sources.html": "impression_sources.html",
    "synthese.html": "impression_synthese.html",
}
"""Les gabarits de l'écran, et celui qui prend leur place sur le papier."""

ECRAN_SEULEMENT = frozenset(
    {"citer.html", "entree_du_territoire.html", "reprendre.html", "suivre.html"}
)
"""Les blocs qui ne servent qu'à l'écran : entrer, reprendre la page ailleurs, s'abonner."""
BANDES_PAR_FIGURE = 18
"""Ce qu'une feuille à l'horizontale montre de démarches sans les serrer."""
SOURCE_DES_CONTOURS = "contours-departements"
"""Le document source des cartes, à créditer dès que l'une d'elles paraît."""


@dataclass(frozen=True)
class VueImprimee(Vue):
    """La place d'un bloc dans un document imprimé.

    Attributes:
        ancres: adresses du site présentes dans le document, et leur ancre.
        dessins: les dessins rendus jusqu'ici, par nom.
        cites: les documents sources auxquels le document renvoie jusqu'ici.
    """

    papier: ClassVar[bool] = True
    ancres: Mapping[str, str] = field(default_factory=dict)
    dessins: dict[str, Dessin] = field(default_factory=dict)
    cites: set[str] = field(default_factory=set)

    def vers(self, cible: Any) -> str:
        """L'ancre dans le document, sinon l'adresse publique ; vide à défaut des deux."""
        if isinstance(cible, DocumentSource):
            self.cites.add(cible.id)
        adresse = adresse_de(cible)
        for connue in (adresse, adresse.partition("#")[0]):
            if connue in self.ancres:
                return f"#{self.ancres[connue]}"
        return self.publication.absolue(cible) or ""

    def rendre(self, gabarit: str, **valeurs: Any) -> Markup:
        """Rend le gabarit du papier s'il y en a un, sinon celui de l'écran."""
        if gabarit in ECRAN_SEULEMENT:
            return Markup()
        return super().rendre(IMPRIMES.get(gabarit, gabarit), **valeurs)

    def frise(self, frise: Frise, nom: str) -> Markup:
        """La frise d'une démarche, en figure ; rien s'il y a moins de deux étapes datées."""
        return self._figure(dessiner_la_frise(frise, f"frise-{nom}"))

    def planche(self, planche: Planche, nom: str, *, avec_durees: bool = False) -> Markup:
        """Des calendriers comparés, en autant de figures qu'il faut de feuilles."""
        bandes, pas = planche.bandes, BANDES_PAR_FIGURE
        lots = [bandes[rang : rang + pas] for rang in range(0, len(bandes), pas)]
        figures = [
            self._figure(
                dessiner_la_planche(
                    replace(planche, bandes=lot),
                    f"{nom}-{rang}" if len(lots) > 1 else nom,
                    avec_durees=avec_durees,
                )
            )
            for rang, lot in enumerate(lots, 1)
        ]
        return Markup("").join(figures)

    def legende(self, planche: Planche, nom: str) -> Markup:
        """La légende d'une planche, en figure."""
        return self._figure(dessiner_la_legende(planche, nom))

    def courbe(self, courbe: Courbe, phrase: str) -> Markup:
        """La courbe d'un indicateur, en figure ; nommée d'après son rang dans le document."""
        nom = f"courbe-{len(self.dessins) + 1}"
        return self._figure(dessiner_la_courbe(courbe, nom, phrase))

    def carte(self, carte: Carte[Any], nom: str, quoi: str, *, nombres: bool = True) -> Markup:
        """La France et les départements concernés, en figure."""
        self.cites.add(SOURCE_DES_CONTOURS)
        return self._figure(dessiner_la_carte(carte, nom, quoi, nombres=nombres))

    def _figure(self, dessin: Dessin | None) -> Markup:
        if dessin is None:
            return Markup()
        self.dessins[dessin.nom] = dessin
        return Markup(f'<figure data-dessin="{dessin.nom}">{dessin.svg()}</figure>')
