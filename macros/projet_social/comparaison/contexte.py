"""Le contexte des territoires, en une ligne chacun."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, fields

from ..corpus.officiel import ListeOfficielle
from ..corpus.plan import TerritoirePublie
from .selection import Selection


@dataclass(frozen=True)
class LigneDeContexte:
    """Ce que l'on sait d'un territoire ; les noms des champs sont les colonnes du CSV."""

    territoire: str
    type: str
    departements: str
    population_source: int | None
    population_annee: int | None
    population_aujourd_hui: int | None
    communes_source: int | None
    communes_aujourd_hui: int | None
    creation: str
    histoire: str
    ville_principale: str


COLONNES = tuple(champ.name for champ in fields(LigneDeContexte))


@dataclass(frozen=True)
class Contextes:
    """Le tableau et ce qui en ressort."""

    lignes: list[tuple[TerritoirePublie, LigneDeContexte]]
    mediane: int | None
    plus_petit: TerritoirePublie | None
    plus_grand: TerritoirePublie | None


def contextes(selection: Selection, officiel: ListeOfficielle) -> Contextes:
    """Le contexte de chaque territoire, la population médiane, les extrêmes."""
    lignes = [(t, _ligne(t, officiel)) for t in selection.territoires]
    peuples = [
        (ligne.population_aujourd_hui, rang, territoire)
        for rang, (territoire, ligne) in enumerate(lignes)
        if ligne.population_aujourd_hui is not None
    ]
    return Contextes(
        lignes,
        round(statistics.median(p[0] for p in peuples)) if peuples else None,
        min(peuples)[2] if peuples else None,
        max(peuples)[2] if peuples else None,
    )


def _ligne(territoire: TerritoirePublie, officiel: ListeOfficielle) -> LigneDeContexte:
    donnees = territoire.donnees
    ensemble = next((p for p in donnees.populations if p.perimetre is None), None)
    return LigneDeContexte(
        territoire=territoire.nom,
        type=donnees.type.libelle,
        departements=", ".join(
            f"{officiel.nom_du_departement(code)} ({code})" for code in donnees.departements
        ),
        population_source=ensemble.nombre if ensemble else None,
        population_annee=ensemble.annee if ensemble else None,
        population_aujourd_hui=territoire.population_officielle,
        communes_source=donnees.communes_declarees,
        communes_aujourd_hui=len(territoire.communes) or None,
        creation=str(donnees.histoire[0].date) if donnees.histoire else "",
        histoire=" ".join(f"{fait.date} : {fait.fait}" for fait in donnees.histoire),
        ville_principale=donnees.siege or donnees.ville_principale or "",
    )
