"""Le contexte des territoires, en une ligne chacun."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, fields

from ..corpus.officiel import ListeOfficielle
from ..corpus.plan import TerritoirePublie
from ..modele.territoire import Population
from ..modele.vocabulaire import NaturePartie
from ..texte.typographie import nombre_ecrit
from .selection import Selection


@dataclass(frozen=True)
class LigneDeContexte:
    """Ce que l'on sait d'un territoire ; les noms des champs sont les colonnes du CSV.

    Attributes:
        population_source: habitants que dit le document, s'il en donne le total.
        population_approximative: vrai si le document dit « près de ».
        creation: date de naissance de l'entité d'aujourd'hui, si le document la donne.
        ville_principale: siège, ou ville que le document dit principale.
        villes: villes dont le document compte les habitants.
        membres: communautés membres d'un syndicat, et leurs habitants d'après le document.
    """

    territoire: str
    type: str
    departements: str
    population_source: int | None
    population_approximative: bool
    population_annee: int | None
    population_aujourd_hui: int | None
    communes_source: int | None
    communes_aujourd_hui: int | None
    creation: str
    histoire: str
    ville_principale: str
    villes: str
    membres: str

    @property
    def population_ecrite(self) -> str:
        """« près de 4 500 (2019) » ; vide si le document ne donne pas de total."""
        if self.population_source is None:
            return ""
        return _ecrire(self.population_source, self.population_annee, self.population_approximative)


COLONNES = tuple(champ.name for champ in fields(LigneDeContexte))


@dataclass(frozen=True)
class Contextes:
    """Le tableau et ce qui en ressort.

    Attributes:
        mediane: population médiane d'aujourd'hui, chaque territoire compté en entier.
        partiels: ceux dont la démarche n'a porté que sur une partie, et laquelle.
    """

    lignes: list[tuple[TerritoirePublie, LigneDeContexte]]
    mediane: int | None
    plus_petit: TerritoirePublie | None
    plus_grand: TerritoirePublie | None
    partiels: list[tuple[TerritoirePublie, str]]


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
        [
            (territoire, plan.projet.demarche.perimetre)
            for territoire in selection.territoires
            for plan in territoire.plans
            if plan.projet.demarche and plan.projet.demarche.perimetre
        ],
    )


def _ligne(territoire: TerritoirePublie, officiel: ListeOfficielle) -> LigneDeContexte:
    donnees = territoire.donnees
    ensemble = next((p for p in donnees.populations if p.perimetre is None), None)
    return LigneDeContexte(
        territoire=territoire.nom,
        type=donnees.type.libelle,
        departements=officiel.situer(donnees.departements),
        population_source=ensemble.nombre if ensemble else None,
        population_approximative=bool(ensemble and ensemble.approximatif),
        population_annee=ensemble.annee if ensemble else None,
        population_aujourd_hui=territoire.population_officielle,
        communes_source=donnees.communes_declarees,
        communes_aujourd_hui=len(territoire.communes) or None,
        creation=str(territoire.fondation.date) if territoire.fondation else "",
        histoire=" ".join(f"{fait.date} : {fait.fait}" for fait in donnees.histoire),
        ville_principale=donnees.centre[1],
        villes=_parties(donnees.populations, NaturePartie.VILLE),
        membres=_parties(donnees.populations, NaturePartie.MEMBRE),
    )


def _parties(populations: Iterable[Population], nature: NaturePartie) -> str:
    """« Aizenay : 7 573 (2016) ; Palluau : 1 102 (2016) »."""
    return " ; ".join(
        f"{p.perimetre} : {_ecrire(p.nombre, p.annee, p.approximatif)}"
        for p in populations
        if p.nature is nature
    )


def _ecrire(nombre: int, annee: int | None, approximatif: bool) -> str:
    """« près de 4 500 (2019) »."""
    suite = f" ({annee})" if annee else ""
    return f"{'près de ' if approximatif else ''}{nombre_ecrit(nombre)}{suite}"
