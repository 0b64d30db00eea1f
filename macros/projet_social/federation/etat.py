"""Ce que l'on sait des sources d'une fois sur l'autre : leur dernière bonne copie, ce qu'on écrit.

L'état est un fichier JSON à côté du fichier des sources, et les copies un dossier : à garder avec
le reste du site, ils font qu'une source éteinte reste dans l'ensemble.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ..chargement import MOT, modele_de
from .echec import EchecDeSource
from .recuperation import ETAG

VERSION = 1
"""La version de ce fichier d'état."""
EMPREINTE = re.compile(r"[0-9a-f]{64}")


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
    lue: str
    empreinte: str
    etag: str = ""
    maj: str = ""
    format: int = 0

    @property
    def moment(self) -> datetime:
        """Le moment de la lecture."""
        return datetime.fromisoformat(self.lue)


@dataclass(frozen=True)
class EtatDAssemblage:
    """L'état d'un assemblage.

    Attributes:
        copies: la copie de chaque source, par nom.
        fichiers: l'empreinte de chaque fichier écrit, par chemin dans la sortie.
    """

    copies: Mapping[str, Copie] = field(default_factory=dict)
    fichiers: Mapping[str, str] = field(default_factory=dict)

    def octets(self) -> bytes:
        """L'état, écrit."""
        contenu = {
            "version": VERSION,
            "sources": {nom: asdict(self.copies[nom]) for nom in sorted(self.copies)},
            "fichiers": dict(sorted(self.fichiers.items())),
        }
        return (json.dumps(contenu, ensure_ascii=False, indent=1) + "\n").encode()


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
            return EtatDAssemblage()
        try:
            lu = json.loads(self.etat.read_bytes())
            if lu["version"] != VERSION:
                raise ValueError
            copies = {nom: _copie(valeurs) for nom, valeurs in lu["sources"].items()}
            fichiers = {str(chemin): str(marque) for chemin, marque in lu["fichiers"].items()}
            if not all(re.fullmatch(MOT, nom) for nom in copies) or not all(map(_place, fichiers)):
                raise ValueError
        except (ValueError, KeyError, TypeError, AttributeError) as erreur:
            raise EchecDeSource(
                f"« {self.etat.name} » est abîmé, ou d'une autre version du programme",
                "le reprendre d'une sauvegarde ; à défaut le supprimer, et tout se relira",
            ) from erreur
        return EtatDAssemblage(copies, fichiers)

    def lire_la_copie(self, nom: str, copie: Copie) -> bytes | None:
        """Les octets d'une copie ; None si elle a disparu ou n'est plus ce qu'elle était."""
        fichier = self.copie(nom)
        if not fichier.is_file():
            return None
        octets = fichier.read_bytes()
        return octets if hashlib.sha256(octets).hexdigest() == copie.empreinte else None


def _place(chemin: str) -> bool:
    """Vrai si un fichier de données a sa place à ce chemin : on ne touche à rien d'autre."""
    return modele_de(chemin) is not None


def _copie(valeurs: dict[str, Any]) -> Copie:
    copie = Copie(**valeurs)
    textes = (copie.origine, copie.lue, copie.empreinte, copie.etag, copie.maj)
    if not all(isinstance(texte, str) for texte in textes) or not isinstance(copie.format, int):
        raise TypeError
    if not EMPREINTE.fullmatch(copie.empreinte) or (copie.etag and not ETAG.fullmatch(copie.etag)):
        raise ValueError
    if copie.moment.tzinfo is None:
        raise ValueError
    return copie


def empreinte_de_la_copie(octets: bytes) -> str:
    """L'empreinte d'une copie, octet pour octet."""
    return hashlib.sha256(octets).hexdigest()


def empreinte_de_texte(octets: bytes) -> str:
    """L'empreinte d'un fichier écrit : Git change peut-être les fins de ligne, pas ce qu'il dit."""
    return hashlib.sha256(octets.replace(b"\r\n", b"\n")).hexdigest()
