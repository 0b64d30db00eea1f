"""La liste officielle des intercommunalités, communes et départements (extrait embarqué).

Source : paquet npm `@etalab/decoupage-administratif`, voir `data/officiel/LISEZMOI.md`.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path


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
    """Une commune."""

    insee: str
    nom: str
    departement: str
    siren_epci: str
    population_municipale: int


@dataclass(frozen=True, slots=True)
class DepartementOfficiel:
    """Un département."""

    code: str
    nom: str
    region: str


@dataclass(frozen=True)
class ListeOfficielle:
    """L'extrait de la liste officielle ; vide quand le dossier n'en a pas."""

    entites: dict[str, EntiteOfficielle] = field(default_factory=dict)
    communes: dict[str, CommuneOfficielle] = field(default_factory=dict)
    departements: dict[str, DepartementOfficiel] = field(default_factory=dict)

    def nom_du_departement(self, code: str) -> str:
        """« Nord » pour « 59 » ; le code quand il est inconnu."""
        departement = self.departements.get(code)
        return departement.nom if departement else code


def _lignes(fichier: Path) -> list[dict[str, str]]:
    if not fichier.is_file():
        return []
    with fichier.open(encoding="utf-8", newline="") as flux:
        return list(csv.DictReader(flux))


def lire_liste_officielle(dossier: Path) -> ListeOfficielle:
    """Lit `epci.csv`, `communes.csv` et `departements.csv` ; un fichier absent compte pour vide.

    Raises:
        KeyError: colonne absente ; ValueError: nombre mal écrit.
    """
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
            for ligne in _lignes(dossier / "epci.csv")
        },
        communes={
            ligne["insee"]: CommuneOfficielle(
                ligne["insee"],
                ligne["nom"],
                ligne["departement"],
                ligne["siren_epci"],
                int(ligne["population_municipale"] or 0),
            )
            for ligne in _lignes(dossier / "communes.csv")
        },
        departements={
            ligne["code"]: DepartementOfficiel(ligne["code"], ligne["nom"], ligne["region"])
            for ligne in _lignes(dossier / "departements.csv")
        },
    )
