"""Ce que coûtent les données ouvertes : `python -m tests.banc.exports [--territoires N]`.

Sans option, les territoires du dépôt ; avec, un corpus inventé de soixante pages par territoire.
Chaque fichier est écrit une fois ; on compte le temps de processeur et les octets, par sorte.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path

from projet_social.chargement import charger
from projet_social.exports.fichier import Fichier, fichiers_de
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
    with tempfile.TemporaryDirectory(prefix="banc.") as provisoire:
        dossier = Path(provisoire) if nombre else DEPOT / "data"
        if nombre:
            ecrire_donnees(inventer(nombre, lire_etiquettes(DEPOT)), dossier, DEPOT)
        mesurer(Publication(charger(dossier), url="https://exemple.test/"))


def mesurer(publication: Publication) -> None:
    """Écrit chaque fichier, et dit ce qu'il en a coûté."""
    inscrire_le_paquet("projet_social.exports")  # importer n'est pas ce que l'on mesure
    temps: Counter[str] = Counter()
    poids: Counter[str] = Counter()
    nombres: Counter[str] = Counter()
    debut = time.process_time()
    tables = tables_de(publication)
    temps["tables"] = time.process_time() - debut
    for fichier in sorted(fichiers_de(publication), key=_les_descriptions_a_la_fin):
        debut = time.process_time()
        octets = fichier.poids
        nom = f"{fichier.format.nom}, {fichier.rayon.value.lower()}"
        temps[nom] += time.process_time() - debut
        poids[nom] += octets
        nombres[nom] += 1
    print(f"{'':40} fichiers        Mo  s de processeur")
    for nom, secondes in temps.items():
        print(f"{nom:40} {nombres[nom]:8} {poids[nom] / MEGA:9.2f} {secondes:16.2f}")
    print(f"{'total':40} {nombres.total():8} {poids.total() / MEGA:9.2f} {temps.total():16.2f}")
    memoire = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cases = sum(len(table.lignes) * len(table.colonnes) for table in tables)
    print(f"{cases} cases, {memoire:.0f} Mo de mémoire au plus")


def _les_descriptions_a_la_fin(fichier: Fichier) -> bool:
    """Le catalogue et le paquet pèsent tous les autres fichiers : ils passent après eux."""
    return "catalogue" in fichier.adresse or "datapackage" in fichier.adresse


if __name__ == "__main__":
    principal()
