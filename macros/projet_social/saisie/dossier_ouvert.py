"""Le dossier des données, ouvert en saisie : ce qu'il dit, et ce que l'on y enregistre.

Rien ne s'écrit avant que le modèle et les vérifications aient jugé le dossier entier, changement
compris. Un fichier changé par quelqu'un d'autre depuis qu'on l'a ouvert se refuse.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..chargement import SANS_CHANGEMENT, Rapport, examiner
from ..ecriture.datation import dater_les_changements
from ..ecriture.lot import Lot
from ..lecture.anomalie import Anomalie
from ..lecture.cache import Cache

SOUVENIRS_MAXIMUM = 400
"""Versions de fichiers gardées en mémoire, pour dire ce qui a changé depuis qu'on les a ouverts."""
Cle = tuple[str, str, str, str]
Signature = frozenset[tuple[str, int, int]]


@dataclass
class DossierOuvert:
    """Le dossier des données, le temps d'une saisie.

    Attributes:
        jour: le jour dont se date ce que l'on change.
    """

    dossier: Path
    jour: Callable[[], date]
    _cache: Cache = field(default_factory=lambda: Cache(None))
    _lu: tuple[Signature, Rapport] | None = None
    _souvenirs: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    verrou: threading.RLock = field(default_factory=threading.RLock)

    def examiner(self, voulus: Mapping[str, bytes | None] = SANS_CHANGEMENT) -> Rapport:
        """Le dossier tel qu'il est, ou tel qu'il serait ; il ne se relit que s'il a changé."""
        if voulus:
            return examiner(self.dossier, self._cache, voulus=voulus)
        signature = _signer(self.dossier)
        if self._lu is None or self._lu[0] != signature:
            self._lu = signature, examiner(self.dossier, self._cache)
        return self._lu[1]

    def retenir(self, octets: bytes) -> str:
        """Garde une version d'un fichier que l'on ouvre ; rend son empreinte."""
        empreinte = Cache.empreinte(octets)
        self._souvenirs[empreinte] = octets
        self._souvenirs.move_to_end(empreinte)
        while len(self._souvenirs) > SOUVENIRS_MAXIMUM:
            self._souvenirs.popitem(last=False)
        return empreinte

    def souvenir(self, empreinte: str) -> bytes | None:
        """La version d'un fichier dont on a l'empreinte, si elle est encore en mémoire."""
        return self._souvenirs.get(empreinte)

    def preparer(self, avant: Rapport, voulus: Mapping[str, bytes | None]) -> ChangementDeDonnees:
        """Date un changement, et le juge ; rien n'est écrit.

        Args:
            voulus: octets voulus, par chemin (None : à supprimer).
        """
        documents = avant.corpus.documents
        lus = {c: documents[c].octets if c in documents else None for c in voulus}
        dates = dater_les_changements(lus, voulus, self.jour())
        apres = self.examiner(dates)
        return ChangementDeDonnees(Lot(self.dossier, lus, dates), avant, apres)

    def appliquer(self, changement: ChangementDeDonnees) -> None:
        """Écrit un changement jugé ; le dossier qu'il fait, déjà lu, n'est pas à relire.

        Raises:
            Conflit: un fichier n'est plus tel qu'on l'a lu ; rien n'est écrit.
            OSError: le disque refuse ; rien n'est écrit.
        """
        changement.lot.appliquer()
        signature = _signer(self.dossier)
        ecrits = {str(self.dossier / c.chemin) for c in changement.lot.changements}
        if self._lu is not None and _sans(signature, ecrits) == _sans(self._lu[0], ecrits):
            self._lu = signature, changement.apres


@dataclass(frozen=True)
class ChangementDeDonnees:
    """Un changement jugé, prêt à s'écrire.

    Attributes:
        avant: le dossier sans lui.
        apres: le dossier avec lui.
    """

    lot: Lot
    avant: Rapport
    apres: Rapport

    def erreurs(self, ouvert: str) -> list[Anomalie]:
        """Ce qui l'empêche : les erreurs du fichier ouvert, et celles que ce changement fait
        naître ailleurs. Celles qui étaient déjà ailleurs n'empêchent pas de corriger ici.
        """
        connues = {_cle(a) for a in self.avant.anomalies if a.fichier != ouvert}
        return [a for a in self.apres.erreurs if _cle(a) not in connues]


def _signer(dossier: Path) -> Signature:
    """Ce que sont les fichiers à cet instant, sans les lire : nom, date, taille."""
    chemins = (os.path.join(ici, nom) for ici, _, noms in os.walk(dossier) for nom in noms)
    etats = ((chemin, os.lstat(chemin)) for chemin in chemins)
    return frozenset((chemin, etat.st_mtime_ns, etat.st_size) for chemin, etat in etats)


def _sans(signature: Signature, fichiers: set[str]) -> Signature:
    """La signature des autres fichiers."""
    return frozenset(etat for etat in signature if etat[0] not in fichiers)


def _cle(anomalie: Anomalie) -> Cle:
    """Une anomalie, sans sa ligne : un fichier qui s'allonge ne fait pas d'erreur nouvelle."""
    return (anomalie.fichier, anomalie.champ, anomalie.constat, anomalie.conseil)
