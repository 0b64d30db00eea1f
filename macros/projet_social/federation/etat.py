"""Ce que l'on sait des sources d'une fois sur l'autre : leur dernière bonne copie, ce qu'on écrit.

L'état est un fichier JSON à côté du fichier des sources, et les copies un dossier : à garder avec
le reste du site, ils font qu'une source éteinte reste dans l'ensemble.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field, TypeAdapter, ValidationError

from ..chargement import MOT, modele_de
from .echec import EchecDeSource
from .recuperation import ETAG


def _a_sa_place(chemin: str) -> str:
    """Refuse un chemin où aucun fichier de données n'a sa place : on ne touche à rien d'autre."""
    if modele_de(chemin) is None:
        raise ValueError(chemin)
    return chemin


NomDeSource = Annotated[str, Field(pattern=f"^{MOT}$")]
Empreinte = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
CheminDeDonnees = Annotated[str, AfterValidator(_a_sa_place)]


@dataclass(frozen=True)
class Copie:
    """La dernière bonne copie d'une source.

    Attributes:
        origine: l'adresse ou le chemin d'où elle vient.
        lue: moment de la dernière lecture réussie, en UTC.
        empreinte: SHA-256 de la copie.
        etag: étiquette que le serveur lui a donnée.
        maj: date des données qu'elle porte.
        format: version de son format, quand elle a été lue.
    """

    origine: str
    lue: AwareDatetime
    empreinte: Empreinte
    etag: Annotated[str, Field(pattern=f"^(?:{ETAG.pattern})?$")] = ""
    maj: str = ""
    format: int = 0


@dataclass(frozen=True)
class EtatDAssemblage:
    """L'état d'un assemblage.

    Attributes:
        fichiers: l'empreinte de chaque fichier écrit, par chemin dans la sortie.
    """

    version: Literal[1]
    copies: Annotated[Mapping[NomDeSource, Copie], Field(alias="sources")]
    fichiers: Mapping[CheminDeDonnees, str]

    def octets(self) -> bytes:
        """L'état, écrit."""
        contenu = {
            "version": self.version,
            "sources": {nom: asdict(self.copies[nom]) for nom in sorted(self.copies)},
            "fichiers": dict(sorted(self.fichiers.items())),
        }
        ecrit = json.dumps(contenu, ensure_ascii=False, indent=1, default=datetime.isoformat)
        return f"{ecrit}\n".encode()


_LECTEUR = TypeAdapter(EtatDAssemblage)


@dataclass(frozen=True)
class CasierDeSource:
    """Où se rangent l'état et les copies d'un fichier des sources."""

    sources: Path

    @property
    def etat(self) -> Path:
        """Le fichier d'état."""
        return self.sources.with_name(f"{self.sources.stem}.etat.json")

    def copie(self, nom: str) -> Path:
        """La copie d'une source."""
        return self.sources.with_name(f"{self.sources.stem}.copies") / f"{nom}.json"

    def lire_l_etat(self) -> EtatDAssemblage:
        """L'état laissé par la dernière fois ; vide la première.

        Raises:
            EchecDeSource: le fichier est abîmé.
        """
        if not self.etat.is_file():
            return EtatDAssemblage(1, {}, {})
        try:
            return _LECTEUR.validate_json(self.etat.read_bytes())
        except ValidationError as erreur:
            raise EchecDeSource(
                f"« {self.etat.name} » est abîmé, ou d'une autre version du programme",
                "le reprendre d'une sauvegarde ; à défaut le supprimer, et tout se relira",
            ) from erreur

    def lire_la_copie(self, nom: str, copie: Copie) -> bytes | None:
        """Les octets d'une copie ; None si elle a disparu ou n'est plus ce qu'elle était."""
        fichier = self.copie(nom)
        if not fichier.is_file():
            return None
        octets = fichier.read_bytes()
        return octets if empreinte_de_la_copie(octets) == copie.empreinte else None


def empreinte_de_la_copie(octets: bytes) -> str:
    """L'empreinte d'une copie, octet pour octet."""
    return hashlib.sha256(octets).hexdigest()


def empreinte_de_texte(octets: bytes) -> str:
    """L'empreinte d'un fichier écrit : Git change peut-être les fins de ligne, pas ce qu'il dit."""
    return hashlib.sha256(octets.replace(b"\r\n", b"\n")).hexdigest()
