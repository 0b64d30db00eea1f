"""Composer un document imprimé : appeler les macros du site, ranger leurs corps en parties.

Rien ici ne connaît un format de fichier : le même document devient un PDF, un DOCX ou un ODT.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from markupsafe import Markup

from ..corpus.plan import EXEMPLE, TerritoirePublie
from ..macros.registre import trouver
from ..modele.date_partielle import jour_en_francais
from ..modele.referentiel import Terme
from ..pages.adresse import adresse_de, adresse_de_synthese
from ..pages.publication import Publication
from ..rendu import rendre
from ..texte.finition import ancre_du_terme, finir
from ..texte.typographie import typographier
from .imprime import GroupeDeParties, Imprime, Partie
from .papier import adapter
from .vue import VueImprimee

LISTE_OFFICIELLE = "decoupage-administratif"
"""Le document source des populations et des communes d'aujourd'hui."""


@dataclass(frozen=True)
class Couverture:
    """La première page d'un dossier.

    Attributes:
        surtitre: ce qu'est le document.
        titre: son titre.
        lignes: ce qui suit le titre : éditeur, période.
        noms: ce que le document réunit, en liste.
    """

    surtitre: str
    titre: str
    lignes: tuple[str, ...] = ()
    noms: tuple[str, ...] = ()


class Composeur:
    """Compose un document : il en tient les liens, les dessins, les sources et les sigles.

    Args:
        publication: ce qui est publié, et où.
        ancres: adresses du site que le document contient, et leur ancre.
    """

    def __init__(self, publication: Publication, ancres: Mapping[str, str] | None = None) -> None:
        self.publication = publication
        self._termes: dict[str, Terme] = {}
        sources = publication.corpus.sources.values()
        citees = {adresse_de(source): f"source-{source.id}" for source in sources}
        self.vue = VueImprimee(publication, ancres={**citees, **(ancres or {})})

    def macro(self, nom: str, ancre: str, descendre: int = 0, /, **arguments: Any) -> Markup:
        """Le corps d'une macro, adapté au papier et fini."""
        rendu = trouver(nom).appeler(self.vue, **arguments)
        return self.finir(adapter(rendu, ancre, descendre))

    def gabarit(self, nom: str, **valeurs: Any) -> Markup:
        """Un gabarit du papier, fini."""
        return self.finir(str(self.vue.rendre(nom, **valeurs)))

    def finir(self, corps: str) -> Markup:
        """Pose la typographie, relie les sigles à l'annexe qui les explique."""
        fini, termes = finir(corps, self.publication.sigles)
        self._termes |= {terme.sigle: terme for terme in termes}
        return Markup(fini)

    def sources(self, notes: Iterable[str] = (), *, officielle: bool = True) -> Partie:
        """Les documents auxquels le document renvoie, et leur attribution.

        Args:
            notes: ce qui se remarque du document d'origine.
            officielle: vrai si des chiffres viennent de la liste officielle.
        """
        if officielle and LISTE_OFFICIELLE in self.publication.corpus.sources:
            self.vue.cites.add(LISTE_OFFICIELLE)
        corps = trouver("sources").appeler(self.vue)
        corps += self.vue.rendre("impression_notes.html", liste=list(notes))
        return Partie("sources", "Les sources", _adapter(corps), classe="sources")

    def sigles(self) -> list[Partie]:
        """Les sigles rencontrés jusqu'ici, expliqués ; rien s'il n'y en a pas."""
        if not self._termes:
            return []
        termes = sorted(self._termes.values(), key=lambda terme: terme.sigle.casefold())
        corps = rendre("termes.html", termes=[(t, ancre_du_terme(t)) for t in termes])
        return [Partie("sigles", "Les sigles", _adapter(corps), classe="sigles")]

    def credits(self, auteurs: Iterable[str] = (), partenaires: Iterable[str] = ()) -> Partie:
        """D'où vient le document, à quelles conditions le reprendre."""
        corps = self.vue.rendre(
            "impression_credits.html",
            auteurs=list(auteurs),
            partenaires=list(partenaires),
            editeur=self.publication.corpus.editeur,
            publication=self.publication,
        )
        return Partie("credits", "Crédits et licence", _adapter(corps), classe="credits")

    def assembler(
        self,
        base: Imprime,
        groupes: Iterable[GroupeDeParties],
        couverture: Couverture | None = None,
    ) -> Imprime:
        """Le document entier : couverture et sommaire s'il y en a une, puis les parties.

        Args:
            base: le document, encore sans corps.
            groupes: ses parties, dans l'ordre de lecture.
            couverture: sa première page ; sans elle, le document commence par son titre.
        """
        corps = rendre(
            "impression_document.html",
            groupes=list(groupes),
            couverture=couverture,
            base=base,
            maj=jour_en_francais(base.maj) if base.maj else "",
        )
        genre = "dossier" if couverture else "feuillet"
        dessins = dict(self.vue.dessins)
        return replace(base, corps=Markup(corps), genre=genre, dessins=dessins)

    @staticmethod
    def maj(territoires: Iterable[TerritoirePublie]) -> date | None:
        """Le jour de la donnée la plus récente de ces territoires."""
        dates = [
            maj.cle[1]
            for territoire in territoires
            for plan in territoire.plans
            for maj in (plan.projet.maj, *(ligne.contenu.maj for ligne in plan.lignes))
            if maj is not None and maj.fin is not None
        ]
        return max(dates, default=None)


def _adapter(corps: str) -> Markup:
    """Une annexe, pour le papier : elle n'explique aucun sigle."""
    return Markup(finir(adapter(corps))[0])


def ancre_de(territoire: TerritoirePublie) -> str:
    """L'ancre d'un territoire dans un document."""
    return f"territoire-{territoire.slug}"


def ancres_des(territoires: Iterable[TerritoirePublie]) -> dict[str, str]:
    """Les adresses de ces territoires et de leurs synthèses, et leur ancre commune."""
    return {
        adresse: ancre_de(territoire)
        for territoire in territoires
        for adresse in (adresse_de(territoire), adresse_de_synthese(territoire))
    }


def surtitre_de(territoire: TerritoirePublie, lieux: str) -> str:
    """Ce qu'est un territoire et où il est ; s'il montre un exemple inventé, qu'il en montre un."""
    exemple = EXEMPLE if territoire.montre_un_exemple else ""
    dits = filter(None, (territoire.donnees.type.libelle, lieux, exemple))
    return typographier(" · ".join(dits))


def synthese_de(composeur: Composeur, territoire: TerritoirePublie) -> Partie:
    """La synthèse d'un territoire, à tenir sur une double page."""
    lieux = composeur.publication.corpus.officiel.situer(territoire.donnees.departements)
    ancre = ancre_de(territoire)
    return Partie(
        ancre,
        typographier(territoire.nom),
        composeur.macro("synthese", ancre, territoire=territoire.slug),
        surtitre=surtitre_de(territoire, lieux),
        chapeau=typographier(territoire.donnees.resume or ""),
        classe="synthese",
        precision=", ".join(territoire.donnees.departements),
        feuilles=2,
    )
