"""La liste officielle des intercommunalités, communes et départements, embarquée et complète.

Source : paquet npm `@etalab/decoupage-administratif`, voir `liste_officielle/LISEZMOI.md` ;
`macros/extraire_officiel.py` la refait. Un dossier `officiel/` parmi les données la remplace.
"""

import csv
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path

from ..texte.typographie import typographier
from .liste_deposee import COLONNES, lire_la_liste_deposee

MILLESIME = 2026
"""L'année de la liste embarquée."""

NATURES = {
    "CC": "Communauté de communes",
    "CA": "Communauté d’agglomération",
    "CU": "Communauté urbaine",
}
"""Ce que veut dire le sigle qui ouvre le nom officiel d'une intercommunalité."""
DIT_SA_NATURE = re.compile(r"\b(?:communauté|agglomération|agglo|métropole)\b", re.I)
"""Dans le reste du nom, ce qui dit déjà la nature : « Questembert Communauté »."""


@dataclass(frozen=True, slots=True)
class EntiteOfficielle:
    """Une intercommunalité à fiscalité propre."""

    siren: str
    nom: str
    type: str
    population_municipale: int
    population_totale: int
    communes: int


@dataclass(frozen=True, slots=True)
class CommuneOfficielle:
    """Une commune ; `siren_epci` est vide pour une commune isolée."""

    insee: str
    nom: str
    departement: str
    siren_epci: str
    population_municipale: int
    siren: str = ""
    codes_postaux: str = ""
    """Séparés d'espaces."""


@dataclass(frozen=True, slots=True)
class DepartementOfficiel:
    """Un département."""

    code: str
    nom: str
    region: str


@dataclass(frozen=True)
class ListeOfficielle:
    """Ce qui sert de la liste officielle : toutes les entités, les communes demandées.

    Attributes:
        partielle: vrai si d'autres communes de la liste du paquet n'ont pas été lues.
    """

    entites: dict[str, EntiteOfficielle] = field(default_factory=dict)
    communes: dict[str, CommuneOfficielle] = field(default_factory=dict)
    departements: dict[str, DepartementOfficiel] = field(default_factory=dict)
    partielle: bool = False
    millesime: int = MILLESIME

    def nom_du_departement(self, code: str) -> str:
        """« Nord » pour « 59 » ; le code quand il est inconnu."""
        departement = self.departements.get(code)
        return departement.nom if departement else code

    def nommer(self, codes: Iterable[str]) -> str:
        """« Nord, Pas-de-Calais »."""
        return ", ".join(map(self.nom_du_departement, codes))

    def situer(self, codes: Iterable[str]) -> str:
        """« Nord (59), Pas-de-Calais (62) »."""
        return ", ".join(f"{self.nom_du_departement(code)} ({code})" for code in codes)


def departement_de(insee: str) -> str:
    """Le département que dit un code Insee : « 29 » pour « 29061 », « 974 » pour « 97411 »."""
    return insee[:3] if insee.startswith(("97", "98")) else insee[:2]


def lire_liste_officielle(
    dossier: Path | None, sirens: Collection[str], codes: Collection[str]
) -> ListeOfficielle:
    """La liste d'un dossier `officiel/` s'il existe, sinon celle du paquet.

    De celle du paquet, ne lit que les communes demandées : le reste de la France attend.

    Args:
        dossier: dossier qui contient peut-être `epci.csv`, `communes.csv`, `departements.csv` ;
            None pour s'en tenir à la liste du paquet.
        sirens: intercommunalités dont on veut les communes.
        codes: codes Insee d'autres communes.

    Raises:
        ListeRefusee: le dossier contient un fichier que l'on ne sait pas lire.
    """
    if dossier and any((dossier / f"{nom}.csv").is_file() for nom in COLONNES):
        return _liste(*lire_la_liste_deposee(dossier).values())
    lue = _liste(
        _embarquees("epci"),
        csv.DictReader([ENTETE_DES_COMMUNES, *_communes_choisies(sirens, codes)]),
        _embarquees("departements"),
    )
    return replace(lue, partielle=True)


def lire_toute_la_liste() -> ListeOfficielle:
    """La liste du paquet, avec toutes les communes de France : pour y chercher un nom."""
    return _liste(*map(_embarquees, COLONNES))


ENTETE_DES_COMMUNES = "siren_epci,insee,siren,population_municipale,nom,codes_postaux"
"""L'en-tête de `communes.csv`, dont les lignes sont rangées par intercommunalité."""


def texte_embarque(nom: str) -> str:
    """Le contenu d'un fichier de la liste du paquet."""
    fichier = resources.files(__package__) / "liste_officielle" / f"{nom}.csv"
    return fichier.read_text(encoding="utf-8")


def _embarquees(nom: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(texte_embarque(nom).splitlines())


def _communes_choisies(sirens: Collection[str], codes: Collection[str]) -> list[str]:
    """Les lignes des communes demandées, par code Insee, sans lire les autres une à une."""
    if not (sirens or codes):
        return []
    texte = texte_embarque("communes")
    toutes = texte.splitlines()[1:]
    lignes: set[str] = set()
    for siren in filter(None, sirens):  # vide : les communes isolées, que personne ne demande
        rang = bisect_left(toutes, f"{siren},")
        while rang < len(toutes) and toutes[rang].startswith(f"{siren},"):
            lignes.add(toutes[rang])
            rang += 1
    for code in codes:
        place = -1
        while (place := texte.find(f",{code},", place + 1)) >= 0:
            debut, fin = texte.rfind("\n", 0, place) + 1, texte.index("\n", place)
            if (ligne := texte[debut:fin]).split(",")[1] == code:
                lignes.add(ligne)
                break
    return sorted(lignes, key=lambda ligne: ligne.split(",")[1])


def _liste(
    entites: Iterable[dict[str, str]],
    communes: Iterable[dict[str, str]],
    departements: Iterable[dict[str, str]],
) -> ListeOfficielle:
    return ListeOfficielle(
        entites={
            ligne["siren"]: EntiteOfficielle(
                ligne["siren"],
                ligne["nom"],
                ligne["type"],
                int(ligne["population_municipale"]),
                int(ligne["population_totale"]),
                int(ligne["communes"]),
            )
            for ligne in entites
        },
        communes={
            ligne["insee"]: CommuneOfficielle(
                ligne["insee"],
                ligne["nom"],
                ligne.get("departement") or departement_de(ligne["insee"]),
                ligne["siren_epci"],
                int(ligne["population_municipale"] or 0),
                ligne.get("siren") or "",
                ligne.get("codes_postaux") or "",
            )
            for ligne in communes
        },
        departements={
            ligne["code"]: DepartementOfficiel(ligne["code"], ligne["nom"], ligne["region"])
            for ligne in departements
        },
    )


def nom_entier(nom: str) -> str:
    """Le nom officiel d'une intercommunalité, son sigle développé, s'il ne dit déjà sa nature.

    >>> nom_entier("CC du Haut Allier Margeride")
    'Communauté de communes du Haut Allier Margeride'
    >>> nom_entier("CC Questembert Communauté")
    'Questembert Communauté'
    """
    sigle, espace, suite = nom.partition(" ")
    if not espace or sigle not in NATURES:
        return nom
    return suite if DIT_SA_NATURE.search(suite) else f"{NATURES[sigle]} {suite}"


def nom_lisible(nom: str) -> str:
    """Le même, tel qu'il s'imprime."""
    return typographier(nom_entier(nom))
