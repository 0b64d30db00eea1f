"""Les fichiers de données d'un site : ce que la page « Données » montre et que le catalogue décrit.

Un module y inscrit les siens par `@donnees`. Chacun n'est écrit qu'une fois par construction : son
poids, son empreinte et ses octets viennent du même calcul. Publié, il n'en garde que les mesures :
à trois cents territoires, tous les octets en font un demi-milliard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any

from ..inscription import inscrire_le_paquet
from ..pages.fixe import AdresseFixe
from ..pages.publication import Publication
from ..supplements import manque
from .registre import Export, exports

RACINE = f"{AdresseFixe.DONNEES}v1/"
"""Où sont les données ; une forme qui changerait sans retour prendrait la suivante."""


class FormatDeFichier(Enum):
    """Un format de fichier : son nom pour une personne, son type pour une machine."""

    JSON = ("JSON", "application/json", "JSON")
    JSON_LD = ("JSON-LD", "application/ld+json", "JSON_LD")
    CSV = ("CSV", "text/csv", "CSV")
    XLSX = (
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "XLSX",
        "tableur",
    )
    ODS = ("OpenDocument", "application/vnd.oasis.opendocument.spreadsheet", "ODS")
    ZIP = ("CSV compressés", "application/zip", "ZIP")
    SQLITE = ("SQLite", "application/vnd.sqlite3", "")

    def __init__(self, nom: str, type_: str, code: str, supplement: str = "") -> None:
        self.nom = nom
        self.type = type_
        self.code = code
        """Code de la liste européenne des types de fichiers ; vide s'il n'y en a pas."""
        self.supplement = supplement
        """Le supplément sans lequel il ne s'écrit pas ; vide s'il n'en faut pas."""


class Rayon(Enum):
    """Où la page « Données » range un fichier."""

    ENTIER = "Tout, en un fichier"
    TABLES = "Une table à la fois"
    PARTIES = "Une partie des données"
    MACHINES = "Pour les machines"


ECRITS = (Rayon.PARTIES, Rayon.ENTIER, Rayon.TABLES, Rayon.MACHINES)
"""L'ordre où les fichiers s'écrivent."""


@dataclass(frozen=True)
class Fichier:
    """Un fichier de données.

    Attributes:
        adresse: relative à la racine du site d'ensemble.
        titre: ce que l'on y trouve, en quelques mots.
        description: ce qu'il contient, en une phrase.
        format: format du fichier.
        rayon: où la page « Données » le range.
        ecrire: rend ses octets ; appelé une fois par publication.
        sujet: l'objet du corpus (territoire, dossier, thème) ou la table dont il parle, s'il n'est
            pas de tout le site.
        schema: adresse du schéma auquel il se conforme ; vide s'il n'en a pas.
    """

    adresse: str
    titre: str
    description: str
    format: FormatDeFichier
    rayon: Rayon
    ecrire: Callable[[], bytes]
    sujet: Any = None
    schema: str = ""

    @cached_property
    def octets(self) -> bytes:
        """Le contenu."""
        return self.ecrire()

    @cached_property
    def mesures(self) -> tuple[int, str]:
        """Le nombre d'octets, et l'empreinte SHA-256."""
        return len(self.octets), sha256(self.octets).hexdigest()

    def livrer(self) -> bytes:
        """Le contenu, pour qui le publie : il ne reste ensuite que ses mesures."""
        octets, _ = self.octets, self.mesures
        del self.__dict__["octets"]
        return octets

    @property
    def nom(self) -> str:
        """Le nom du fichier, sans son dossier."""
        return self.adresse.rsplit("/", 1)[-1]

    @property
    def poids(self) -> int:
        """Nombre d'octets."""
        return self.mesures[0]

    @property
    def empreinte(self) -> str:
        """L'empreinte SHA-256 du contenu."""
        return self.mesures[1]


SourceDeFichiers = Callable[[Publication], Iterable[Fichier]]
SOURCES: list[SourceDeFichiers] = []
"""Les fonctions inscrites, qui donnent chacune des fichiers."""


def donnees(fonction: SourceDeFichiers) -> SourceDeFichiers:
    """Inscrit une fonction qui donne des fichiers de données."""
    SOURCES.append(fonction)
    return fonction


@lru_cache(maxsize=1)
def fichiers_de(publication: Publication) -> tuple[Fichier, ...]:
    """Tous les fichiers de données d'un site, les mêmes pour qui les écrit et qui les décrit.

    Ceux dont il manque le supplément ne sont ni écrits ni décrits.
    """
    inscrire_le_paquet(__package__)
    # Par module : l'ordre de la page « Données » ne dépend pas de ce qui a été importé le premier.
    return tuple(
        fichier
        for source in sorted(SOURCES, key=lambda source: source.__module__)
        for fichier in source(publication)
        if not (fichier.format.supplement and manque(fichier.format.supplement))
    )


@exports
def donnees_ouvertes(publication: Publication) -> Iterator[Export]:
    """Les fichiers de données, à publier : d'abord les parties, que les premières pages pèsent.

    Ce qui décrit et pèse les autres vient en dernier.
    """
    for fichier in sorted(fichiers_de(publication), key=lambda f: ECRITS.index(f.rayon)):
        yield Export(fichier.adresse, fichier.description, fichier.livrer)


def fichiers_sur(publication: Publication, sujet: Any) -> list[Fichier]:
    """Les fichiers de données qui ne parlent que d'un objet du corpus."""
    return [fichier for fichier in fichiers_de(publication) if fichier.sujet is sujet]
