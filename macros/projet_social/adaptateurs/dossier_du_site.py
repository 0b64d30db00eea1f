"""Le dossier d'un site : ses données, ses réglages, et ce qui se garde d'une fois à l'autre."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..chargement import Rapport, examiner
from ..corpus.corpus import Corpus
from ..lecture.anomalie import Anomalie, Gravite, situer_les_anomalies
from ..lecture.cache import Cache
from ..lecture.refus_du_systeme import dire_le_refus_du_systeme
from .ecriture_interrompue import finir_les_ecritures
from .reglages import Reglages, en_production, regler, territoire_voulu


@dataclass(frozen=True)
class DossierDuSite:
    """Où sont les données d'un site, et ce qu'il en publie.

    Attributes:
        racine: dossier de `mkdocs.yml`.
        donnees: dossier des données, relatif à la racine.
        cache: fichier du cache de lecture, relatif à la racine ; vide pour s'en passer.
        production: ce que disent les réglages : refuser un site sans ses mentions légales.
        territoire: le seul territoire à publier, `auto`, ou vide pour tous.
        pages: pages et rubriques à montrer ou non.
        federation: adresse du site d'ensemble.
    """

    racine: Path
    donnees: str = "data"
    cache: str = ""
    production: bool = False
    territoire: str = ""
    pages: object = None
    federation: str = ""

    @property
    def dossier_des_donnees(self) -> Path:
        """Le dossier des données."""
        return self.racine / self.donnees

    def reserve(self, nom: str) -> Path | None:
        """Un dossier à côté du cache de lecture, s'il y en a un."""
        return (self.racine / self.cache).with_name(nom) if self.cache else None

    def examiner(self) -> Rapport:
        """Lit et vérifie les données ; ce qui n'a pas changé n'est pas relu.

        Ce qu'une commande arrêtée y écrivait est d'abord fini, et dit.

        Les anomalies nomment leurs fichiers comme on les voit depuis le site : `data/…`.

        Raises:
            CorpusInvalide: il n'y a pas de dossier des données.
        """
        avant = list(self._finir())
        rapport = examiner(
            self.dossier_des_donnees,
            self._lues,
            production=en_production(self.production),
            premier=territoire_voulu(self.territoire),
        )
        rapport.anomalies = situer_les_anomalies([*avant, *rapport.anomalies], self.donnees)
        return rapport

    def _finir(self) -> Iterator[Anomalie]:
        try:
            dits = finir_les_ecritures(self.dossier_des_donnees)
        except OSError as refus:
            yield Anomalie(
                "", 1, "", dire_le_refus_du_systeme(refus), "recommencer ensuite", Gravite.ERREUR
            )
        else:
            for dit in dits:
                yield Anomalie("", 1, "", dit, "relire les fichiers", Gravite.AVERTISSEMENT)

    def regler(self, corpus: Corpus) -> Reglages:
        """Ce qui est réglé, vérifié d'après les données.

        Raises:
            ReglageRefuse: un réglage ne veut rien dire.
        """
        return regler(corpus, self.territoire, self.pages, self.federation)

    @cached_property
    def _lues(self) -> Cache:
        return Cache(self.racine / self.cache if self.cache else None)


def situer(
    reglages: str | None, options: Mapping[str, Any], connu: DossierDuSite | None
) -> DossierDuSite:
    """Le dossier d'un site ; le même objet tant que rien n'y change, avec ce qu'il a lu.

    Args:
        reglages: chemin de `mkdocs.yml`.
        options: celles du greffon.
        connu: celui de la construction d'avant, s'il y en a eu une.
    """
    racine = Path(reglages).parent if reglages else Path()
    voulues = ("donnees", "cache", "production", "territoire", "pages", "federation")
    situe = DossierDuSite(racine, **{nom: options[nom] for nom in voulues})
    return connu if connu is not None and situe == connu else situe
