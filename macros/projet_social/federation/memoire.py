"""Ce que le dernier assemblage a éprouvé, lu et écrit : ce qui n'a pas changé ne se refait pas.

C'est un cache : perdu, abîmé ou d'un autre programme, tout se refait. Il ne s'enregistre que
l'ensemble écrit : un essai n'en laisse rien.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .arbres_serres import ArbresSerres
from .contenu import Contenu
from .sources import Source

ENSEMBLE = "_ensemble"
"""Le fichier de ce qui tient à tous ; aucune source ne peut porter ce nom."""


def empreinte_de_memoire(*morceaux: object) -> str:
    """L'empreinte d'une suite de textes et d'octets."""
    empreinte = hashlib.blake2b(digest_size=16)
    for morceau in morceaux:
        octets = morceau if isinstance(morceau, bytes) else str(morceau).encode()
        empreinte.update(len(octets).to_bytes(8, "big") + octets)
    return empreinte.hexdigest()


@dataclass
class MemoireDAssemblage:
    """Ce que l'on sait d'une fois sur l'autre.

    Attributes:
        dossier: où elle est ; None pour ne rien garder.
        programme: ce qui la périme, s'il change.
    """

    dossier: Path | None = None
    programme: str = ""
    _a_ecrire: dict[str, dict[str, Any]] = field(default_factory=dict)

    def retrouver(self, source: Source, copie: str) -> Contenu | None:
        """Le contenu déjà éprouvé d'une source ; None s'il faut l'éprouver.

        Args:
            source: la source, et ce que l'on y prend.
            copie: l'empreinte de sa copie.
        """
        garde = self._lire(source.identifiant)
        if garde.pop("cle", None) != self._cle(source, copie):
            return None
        arbres = ArbresSerres({c: texte.encode() for c, texte in garde.pop("arbres").items()})
        propres, laisses = frozenset(garde.pop("propres")), tuple(garde.pop("laisses"))
        return Contenu(arbres, **garde, octets=b"", propres=propres, laisses=laisses)

    def retenir(self, source: Source, copie: str, contenu: Contenu) -> None:
        """Retient le contenu éprouvé d'une source, jusqu'à l'enregistrer."""
        if self.dossier is not None:
            self._a_ecrire[source.identifiant] = {
                "cle": self._cle(source, copie),
                "format": contenu.format,
                "maj": contenu.maj,
                "adresse": contenu.adresse,
                "propres": sorted(contenu.propres),
                "laisses": contenu.laisses,
                "arbres": contenu.arbres,
            }

    def ensemble(self) -> dict[str, Any]:
        """Ce que l'on a retenu de l'ensemble ; vide si le programme a changé."""
        garde = self._lire(ENSEMBLE)
        return garde if garde.get("programme") == self.programme else {}

    def retenir_l_ensemble(self, **valeurs: Any) -> None:
        """Retient ce qui tient à tous, jusqu'à l'enregistrer."""
        self._a_ecrire.setdefault(ENSEMBLE, {"programme": self.programme}).update(valeurs)

    def enregistrer(self, sources: Iterable[Source]) -> None:
        """Écrit ce qui a été retenu, une fois l'ensemble écrit ; oublie les sources ôtées."""
        if self.dossier is None:
            return
        self.dossier.mkdir(parents=True, exist_ok=True)
        gardees = {ENSEMBLE, *(source.identifiant for source in sources)}
        for fichier in self.dossier.glob("*.json"):
            if fichier.stem not in gardees:
                fichier.unlink()
        for nom, valeurs in self._a_ecrire.items():
            texte = json.dumps(valeurs, ensure_ascii=False, default=_en_textes)
            self._fichier(nom).write_text(texte, encoding="utf-8")

    def _lire(self, nom: str) -> dict[str, Any]:
        """Un fichier de la mémoire ; vide s'il manque ou ne se lit pas : tout se refera."""
        fichier = self._fichier(nom)
        try:
            lu = json.loads(fichier.read_bytes()) if self.dossier else {}
        except (OSError, ValueError):
            return {}
        return lu if isinstance(lu, dict) else {}

    def _fichier(self, nom: str) -> Path:
        return (self.dossier or Path()) / f"{nom}.json"

    def _cle(self, source: Source, copie: str) -> str:
        return empreinte_de_memoire(self.programme, copie, *source.territoires)


def _en_textes(arbres: ArbresSerres) -> Mapping[str, str]:
    return {chemin: texte.decode() for chemin, texte in arbres.textes.items()}
