"""Une anomalie : où, quoi, que faire. Et ses trois écritures : texte, JSON, forge."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath

from ..texte.citation import rendre_citable


class Gravite(StrEnum):
    """Une erreur empêche de publier, un avertissement non."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"


@dataclass(frozen=True, order=True, slots=True)
class Anomalie:
    """Ce qui ne va pas dans un fichier de données.

    Attributes:
        fichier: chemin, barres obliques : relatif au dossier des données, ou situé (voir
            `situer_les_anomalies`).
        ligne: numéro de ligne, à partir de 1.
        champ: clé ou suite de clés concernée, vide si c'est tout le fichier.
        constat: ce qui ne va pas.
        conseil: ce qu'il faut faire.
    """

    fichier: str
    ligne: int
    champ: str
    constat: str
    conseil: str
    gravite: Gravite = Gravite.ERREUR

    def __post_init__(self) -> None:
        """Ce qu'une phrase cite s'y lit en entier, ou abrégé, et rien n'y est caché."""
        for nom in ("champ", "constat", "conseil"):
            object.__setattr__(self, nom, rendre_citable(getattr(self, nom)))

    def __str__(self) -> str:
        """`fichier:ligne: champ : ce qui ne va pas ; quoi faire`."""
        champ = f"{self.champ} : " if self.champ else ""
        mention = "avertissement, " if self.gravite is Gravite.AVERTISSEMENT else ""
        return f"{self.fichier}:{self.ligne}: {mention}{champ}{self.constat} ; {self.conseil}"


def erreurs_parmi(anomalies: Iterable[Anomalie]) -> list[Anomalie]:
    """Celles qui arrêtent tout."""
    return [anomalie for anomalie in anomalies if anomalie.gravite is Gravite.ERREUR]


class CorpusInvalide(Exception):
    """Les données ne peuvent pas être publiées ; `anomalies` dit pourquoi, triées."""

    def __init__(self, anomalies: Sequence[Anomalie], dossier: str = "") -> None:
        self.anomalies = sorted(anomalies)
        super().__init__(anomalies_en_texte(situer_les_anomalies(self.anomalies, dossier)))


def compter(anomalies: Iterable[Anomalie]) -> tuple[int, int]:
    """Compte (erreurs, avertissements)."""
    gravites = [anomalie.gravite for anomalie in anomalies]
    return gravites.count(Gravite.ERREUR), gravites.count(Gravite.AVERTISSEMENT)


def bilan(anomalies: Iterable[Anomalie]) -> str:
    """Le compte en une ligne : « 2 erreurs, 1 avertissement »."""
    erreurs, avertissements = compter(anomalies)
    return (
        f"{erreurs} erreur{'s' if erreurs > 1 else ''}, "
        f"{avertissements} avertissement{'s' if avertissements > 1 else ''}"
    )


def situer_les_anomalies(anomalies: Iterable[Anomalie], dossier: str) -> list[Anomalie]:
    """Les anomalies, chaque fichier nommé comme on le voit d'où l'on tape.

    Args:
        anomalies: dites relativement au dossier des données.
        dossier: ce dossier, tel que la personne l'a écrit.
    """
    return [replace(a, fichier=str(PurePosixPath(dossier, a.fichier))) for a in anomalies]


def anomalies_en_texte(anomalies: Sequence[Anomalie]) -> str:
    """Une ligne par anomalie, les erreurs d'abord, puis le compte."""
    triees = sorted(anomalies, key=lambda anomalie: anomalie.gravite is not Gravite.ERREUR)
    return "\n".join([*map(str, triees), bilan(anomalies)])


def en_json(anomalies: Sequence[Anomalie]) -> str:
    """Le même contenu pour un programme."""
    erreurs, avertissements = compter(anomalies)
    return json.dumps(
        {
            "erreurs": erreurs,
            "avertissements": avertissements,
            "anomalies": [asdict(anomalie) for anomalie in anomalies],
        },
        ensure_ascii=False,
        indent=2,
    )


def en_annotations(anomalies: Sequence[Anomalie]) -> str:
    """Les commandes `::error` que les forges affichent en marge des fichiers."""

    def echapper(texte: str, encore: str = "") -> str:
        return "".join(f"%{ord(s):02X}" if s in f"%\r\n{encore}" else s for s in texte)

    genre = {Gravite.ERREUR: "error", Gravite.AVERTISSEMENT: "warning"}
    return "\n".join(
        f"::{genre[a.gravite]} file={echapper(a.fichier, ':,')},line={a.ligne}::"
        + echapper(f"{a.champ + ' : ' if a.champ else ''}{a.constat} ; {a.conseil}")
        for a in anomalies
    )


FORMATS = {"texte": anomalies_en_texte, "json": en_json, "annotations": en_annotations}
"""Les écritures d'une liste d'anomalies, par nom d'option."""
