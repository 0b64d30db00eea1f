"""Ce que lit chaque page : ses fichiers de données, et ce qu'elle montre d'ailleurs.

Une page d'un territoire lit ce territoire, ceux avec qui il partage un plan ou une fiche, les
référentiels, et les quelques lignes d'ailleurs qu'elle cite. Toute autre page lit tout. Une page
dont rien de cela n'a changé n'est pas à refaire.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..comparaison.semblables import Semblable
from ..corpus.plan import Ligne, TerritoirePublie
from ..modele.texte import identifiants_parmi
from .adresse import adresse_de
from .page import Page
from .publication import Publication


@dataclass(frozen=True)
class Dependances:
    """Ce que lisent les pages d'une publication."""

    publication: Publication

    def fichiers_cites(self, page: Page) -> frozenset[str]:
        """Ce qu'une page d'un territoire lit de plus que tout ce qui ne parle que de lui."""
        territoire = self._territoire(page)
        if territoire is None:
            return frozenset()
        lus = {s.territoire.lieu.document.fichier for s in self._semblables(page, territoire)}
        for ligne, _ in self._citees(page, territoire):
            lieux = ligne.lieu, ligne.plan.lieu, ligne.territoire.lieu
            lus.update(lieu.document.fichier for lieu in lieux)
        return frozenset(lus)

    def fichiers_du_territoire(self, slug: str) -> frozenset[str]:
        """Ceux que lit tout ce qui ne parle que d'un territoire, dans le dossier des données."""
        lies = self._lies(self.publication.corpus.territoires[slug])
        return self.communs.union(*(self._du_dossier[lie] for lie in lies))

    def citations(self, page: Page) -> tuple[tuple[str, str], ...]:
        """Ce qu'une page montre d'ailleurs, dans son ordre : adresse, et en quoi c'est proche."""
        territoire = self._territoire(page)
        if territoire is None:
            return ()
        lignes = ((adresse_de(ligne), degre) for ligne, degre in self._citees(page, territoire))
        semblables = self._semblables(page, territoire)
        return (*lignes, *((s.territoire.slug, " ".join(s.raisons)) for s in semblables))

    def _territoire(self, page: Page) -> TerritoirePublie | None:
        return self.publication.corpus.territoires.get(page.territoire)

    def _lies(self, territoire: TerritoirePublie) -> set[str]:
        """Le territoire, et tous ceux avec qui il a un plan ou une fiche en commun."""
        des_plans = {t.slug for plan in territoire.plans for t in plan.territoires}
        des_fiches = {ligne.territoire.slug for ligne in territoire.partagees}
        partageurs = {
            slug
            for ligne in territoire.lignes
            if ligne.fiche
            for slug in identifiants_parmi(ligne.fiche.partage_avec)
        }
        return {territoire.slug} | des_plans | des_fiches | partageurs

    def _citees(self, page: Page, territoire: TerritoirePublie) -> Iterator[tuple[Ligne, str]]:
        publication, id_ = self.publication, page.arguments.get("ligne")
        if id_ is None:
            lignes: Iterable[Ligne] = (autre for plan in territoire.plans for autre in plan.lignes)
        else:
            de_la_page = publication.corpus.ligne(territoire.slug, id_)
            yield from ((v, "") for v in publication.ailleurs.voisines(de_la_page))
            lignes = (de_la_page, *de_la_page.enfants)
        for ligne in lignes:
            yield from ((e.ligne, e.degre) for e in publication.ressemblances.echos(ligne))

    def _semblables(self, page: Page, territoire: TerritoirePublie) -> list[Semblable]:
        if "ligne" in page.arguments:
            return []
        autres = list(self.publication.atteignable.territoires.values())
        return self.publication.semblables.de(territoire, autres)

    @cached_property
    def _tous(self) -> frozenset[str]:
        return frozenset(self.publication.ensemble.documents)

    @cached_property
    def communs(self) -> frozenset[str]:
        """Les fichiers que lisent toutes les pages : ceux d'aucun territoire."""
        return self._tous.difference(*self._du_dossier.values())

    @cached_property
    def _du_dossier(self) -> dict[str, list[str]]:
        """Par territoire, les fichiers de son dossier."""
        ranges: dict[str, list[str]] = defaultdict(list)
        for fichier in self._tous:
            ranges["/".join(fichier.split("/")[:2])].append(fichier)
        return {
            slug: ranges[territoire.lieu.document.fichier.rpartition("/")[0]]
            for slug, territoire in self.publication.ensemble.territoires.items()
        }
