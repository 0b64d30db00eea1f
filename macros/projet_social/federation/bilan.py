"""Ce qu'est devenue chaque source, pour la personne qui assemble et pour un programme."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from ..lecture.anomalie import Anomalie
from ..modele.date_partielle import jour_en_francais
from ..texte.typographie import accorder, typographier

LAISSES_CITES = 4
"""Objets laissés que l'on cite par source ; le rapport les nomme tous."""


class SortDeSource(StrEnum):
    """Ce qu'est devenue une source cette fois."""

    LUE = "lue"
    INCHANGEE = "inchangée"
    COPIE = "copie"
    ABSENTE = "absente"


@dataclass
class BilanDeSource:
    """Une source, et ce qu'il y a à en dire.

    Attributes:
        constat: pourquoi elle n'a pas pu être lue, vide sinon.
        lue: moment de la lecture du contenu employé.
        maj: date de ses données.
        format: version de format qu'elle déclare.
        territoires: ceux que l'ensemble lui prend.
        remarques: ce qui est ancien, écarté ou changé.
        laisses: chaque objet de la source que l'ensemble ne prend pas.
    """

    nom: str
    origine: str
    sort: SortDeSource = SortDeSource.LUE
    constat: str = ""
    conseil: str = ""
    lue: datetime | None = None
    maj: str = ""
    format: int | None = None
    territoires: list[str] = field(default_factory=list)
    remarques: list[str] = field(default_factory=list)
    laisses: list[str] = field(default_factory=list)

    @property
    def lignes(self) -> list[str]:
        """Ce que l'on en dit, une idée par ligne."""
        nombre = len(self.territoires)
        pris = f", {accorder(nombre, 'territoire')}" if nombre else ""
        copie = self.sort is SortDeSource.COPIE and self.lue
        datee = f" du {jour_en_francais(copie.date())}" if copie else ""
        premiere = f"{self.nom} : {self.sort}{datee}{pris}"
        raison = [f"{self.constat} ; {self.conseil}"] if self.constat else []
        dites = [*raison, *self.remarques, *self._laisses_en_bref()]
        return [premiere, *(f"    {typographier(dite)}" for dite in dites)]

    def _laisses_en_bref(self) -> Iterator[str]:
        if self.laisses:
            reste = len(self.laisses) - LAISSES_CITES
            suite = (
                f" ; {accorder(reste, 'autre', 'autres')} dans le --rapport" if reste > 0 else ""
            )
            yield f"laissé chez elle : {' ; '.join(self.laisses[:LAISSES_CITES])}{suite}"


@dataclass
class BilanDAssemblage:
    """Un assemblage, et ce qu'il y a à en dire.

    Attributes:
        sources: chaque source, dans l'ordre du fichier.
        remarques: ce qui concerne l'ensemble.
        conflits: ce qu'une personne doit trancher.
        anomalies: les erreurs de l'ensemble, si les sources ne vont pas ensemble.
    """

    sources: list[BilanDeSource]
    remarques: list[str] = field(default_factory=list)
    conflits: list[str] = field(default_factory=list)
    anomalies: Sequence[Anomalie] = ()

    def de(self, nom: str) -> BilanDeSource | None:
        """Le bilan d'une source."""
        return next((source for source in self.sources if source.nom == nom), None)

    @property
    def absentes(self) -> list[BilanDeSource]:
        """Les sources dont on n'a rien."""
        return [source for source in self.sources if source.sort is SortDeSource.ABSENTE]

    def en_texte(self) -> str:
        """Le bilan, pour une personne."""
        lignes = [ligne for source in self.sources for ligne in source.lignes]
        sorts = Counter(source.sort for source in self.sources)
        comptes = [accorder(sorts[sort], sort) for sort in SortDeSource if sorts[sort]]
        lignes += map(typographier, self.remarques)
        return "\n".join(
            [*lignes, f"{accorder(len(self.sources), 'source')} : {', '.join(comptes)}"]
        )

    def en_json(self, moment: datetime, **autres: Any) -> str:
        """Le même bilan, pour un programme."""

        def ecrire(valeur: Any) -> str:
            return valeur.isoformat() if isinstance(valeur, datetime | date) else str(valeur)

        contenu = {
            "date": moment.isoformat(timespec="seconds"),
            **autres,
            "sources": [asdict(source) for source in self.sources],
            "remarques": self.remarques,
            "conflits": self.conflits,
            "anomalies": [asdict(anomalie) for anomalie in self.anomalies],
        }
        return json.dumps(contenu, ensure_ascii=False, indent=2, default=ecrire) + "\n"
