"""Ne relire que ce qui a changé : les valeurs lues, rangées par empreinte du contenu.

Le cache est du JSON (jamais de code) ; perdu ou abîmé, il est refait sans un mot.
"""

import hashlib
import json
from pathlib import Path

from ..modele.socle import Objet
from .d_un_coup import ecriture_d_un_coup
from .yaml_marque import Brut

VERSION = 2


class Cache:
    """Valeurs déjà lues, par empreinte ; `enregistrer` ne garde que celles de cette lecture.

    Tant que dure le programme (l'aperçu), les objets déjà validés sont gardés aussi.
    """

    def __init__(self, fichier: Path | None) -> None:
        self.fichier = fichier
        self._anciennes: dict[str, Brut] = {}
        self._servies: dict[str, Brut] = {}
        self._valides: dict[str, tuple[str, Objet]] = {}
        if fichier and fichier.is_file():
            try:
                contenu = json.loads(fichier.read_text(encoding="utf-8"))
                if contenu["version"] == VERSION:
                    self._anciennes = dict(contenu["valeurs"])
            except (ValueError, LookupError, TypeError, OSError):
                self._anciennes = {}

    @staticmethod
    def empreinte(octets: bytes) -> str:
        """L'empreinte d'un contenu."""
        return hashlib.blake2b(octets, digest_size=16).hexdigest()

    def trouver(self, empreinte: str) -> Brut:
        """Les valeurs déjà lues pour ce contenu, ou None."""
        valeurs = self._servies.get(empreinte, self._anciennes.get(empreinte))
        if valeurs is not None:
            self._servies[empreinte] = valeurs
        return valeurs

    def ranger(self, empreinte: str, valeurs: Brut) -> None:
        """Garde les valeurs d'un contenu lu sans anomalie, et sans clé vide."""
        self._servies[empreinte] = valeurs

    def valide(self, fichier: str, empreinte: str) -> Objet | None:
        """L'objet déjà tiré de ce fichier, s'il n'a pas changé."""
        connue, objet = self._valides.get(fichier, ("", None))
        return objet if connue == empreinte else None

    def garder_valide(self, fichier: str, empreinte: str, objet: Objet) -> None:
        """Garde l'objet tiré d'un fichier sans anomalie."""
        self._valides[fichier] = empreinte, objet

    def enregistrer(self) -> None:
        """Écrit le cache d'un coup, si quelque chose a changé."""
        if self.fichier is None or self._servies.keys() == self._anciennes.keys():
            return
        dit = json.dumps({"version": VERSION, "valeurs": self._servies}, ensure_ascii=False)
        with ecriture_d_un_coup(self.fichier) as provisoire:
            provisoire.write_text(dit, encoding="utf-8")
        self._anciennes = dict(self._servies)
