"""Ce que coûte ce qui se publie à côté des pages : `python -m tests.banc.exports`.

Sans option, les territoires du dépôt ; avec `--territoires N`, un corpus inventé de soixante pages
par territoire. Chaque fichier est écrit une fois, comme à la construction ; on compte le temps de
processeur et les octets, par sorte.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from projet_social.adaptateurs.greffon_mkdocs import SEUILS_DU_RAMASSE_MIETTES
from projet_social.adaptateurs.police import preparer_la_police, textes_de
from projet_social.adaptateurs.reserve import Reserve
from projet_social.chargement import charger
from projet_social.exports.fichier import fichiers_de
from projet_social.exports.registre import SOURCES, Export
from projet_social.exports.tables import tables_de
from projet_social.inscription import inscrire_le_paquet
from projet_social.pages.publication import Publication

from .corpus import inventer
from .en_donnees import ecrire_donnees, lire_etiquettes
from .mesure import DEPOT

MEGA = 1_000_000


def principal() -> None:
    """Mesure, puis imprime un tableau."""
    analyseur = argparse.ArgumentParser(description=__doc__)
    analyseur.add_argument("--territoires", type=int, default=0, metavar="N")
    nombre = analyseur.parse_args().territoires
    gc.set_threshold(*SEUILS_DU_RAMASSE_MIETTES)
    with tempfile.TemporaryDirectory(prefix="banc.") as provisoire:
        dossier = Path(provisoire) / "data" if nombre else DEPOT / "data"
        if nombre:
            ecrire_donnees(inventer(nombre, lire_etiquettes(DEPOT)), dossier, DEPOT)
        releve = Releve(Path(provisoire) / "site")
        releve.mesurer(Publication(charger(dossier), url="https://exemple.test/"))
        with releve.compter("police des pages"):
            police = preparer_la_police(textes_de(dossier), Reserve(None))
        releve.nombres["police des pages"] = len(police.fichiers)
        releve.poids["police des pages"] = sum(map(len, police.fichiers.values()))
    releve.imprimer()


class Releve:
    """Ce que chaque sorte de fichier a coûté.

    Args:
        site: le dossier où les écrire.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.temps: Counter[str] = Counter()
        self.poids: Counter[str] = Counter()
        self.nombres: Counter[str] = Counter()
        self.au_depart = 0
        self.cases = 0

    @contextmanager
    def compter(self, sorte: str) -> Iterator[None]:
        """Compte le temps de ce qui se fait là."""
        debut = time.process_time()
        yield
        self.temps[sorte] += time.process_time() - debut

    def mesurer(self, publication: Publication) -> None:
        """Écrit chaque fichier, et dit ce qu'il en a coûté."""
        inscrire_le_paquet("projet_social.exports")  # importer n'est pas ce que l'on mesure
        self.au_depart = _memoire()
        with self.compter("tables"):
            self.cases = sum(len(t.lignes) * len(t.colonnes) for t in tables_de(publication))
        sortes = {
            fichier.adresse: f"{fichier.format.nom}, {fichier.rayon.value.lower()}"
            for fichier in fichiers_de(publication)
        }
        for source in SOURCES:
            sorte = source.__name__.replace("_", " ")
            with self.compter(sorte):
                inscrits = list(source(publication))
            for export in inscrits:
                self._ecrire(export, sortes.get(export.adresse, sorte))

    def _ecrire(self, export: Export, sorte: str) -> None:
        with self.compter(sorte):
            octets = export.contenu()
        fichier = self.site / export.adresse
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_bytes(octets)
        self.poids[sorte] += len(octets)
        self.nombres[sorte] += 1

    def imprimer(self) -> None:
        """Le tableau, du plus long au plus court."""
        print(f"{'':40} fichiers        Mo  s de processeur")
        for nom, secondes in self.temps.most_common():
            print(_ligne(nom, self.nombres[nom], self.poids[nom], secondes))
        print(_ligne("total", self.nombres.total(), self.poids.total(), self.temps.total()))
        print(
            f"{self.cases} cases ; mémoire : {_memoire()} Mo au plus, "
            f"dont {self.au_depart} pour les données et le programme"
        )


def _ligne(nom: str, nombre: int, octets: int, secondes: float) -> str:
    return f"{nom:40} {nombre:8} {octets / MEGA:9.2f} {secondes:16.2f}"


def _memoire() -> int:
    """Mégaoctets de mémoire vive, au plus haut jusqu'ici (Linux les compte en kibioctets)."""
    unite = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unite // MEGA


if __name__ == "__main__":
    principal()
