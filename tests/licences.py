"""La table des licences de ce que l'on installe : `python -m tests.licences` la récrit.

Elle se lit dans les paquets installés, aux versions du verrou. Ce qu'un paquet dit mal, ou laisse
choisir, est décidé ici, d'après le texte de sa licence.
"""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from projet_social.de_material import (
    FEUILLE,
    LICENCE_DE_MATERIAL,
    LICENCE_DES_ICONES,
    PALETTE,
    VERSION,
)

from .fabrique import RACINE

TABLE = RACINE / "LICENCES-TIERCES.md"
FIGE = re.compile(r"^([a-z0-9._-]+)==", re.MULTILINE)
ADMISES = (
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",
    "PSF-2.0",
)
"""Celles que l'on peut installer à côté d'un programme sous MIT sans rien devoir de plus."""
DITES = {
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""Les noms d'avant, et l'identifiant SPDX qu'ils valent."""
DECIDEES = {
    "brotlicffi": "MIT",  # ne s'installe qu'avec PyPy
    "cryptography": "Apache-2.0",
    "packaging": "Apache-2.0",
    "pypdfium2": "Apache-2.0 AND BSD-3-Clause",
    "pyphen": "MPL-1.1",
    "xlrd": "BSD-3-Clause AND BSD-4-Clause",
}
"""Un choix laissé par le paquet, ou ce que ses métadonnées ne disent pas."""
RAISONS = {
    "cryptography": "au choix avec BSD-3-Clause",
    "packaging": "au choix avec BSD-2-Clause",
    "pypdfium2": "ce qui compose le moteur PDFium qu'il porte a la sienne, jointe",
    "pyphen": "au choix avec GPL-2.0-or-later et LGPL-2.1-or-later : la seule des trois qui ne "
    "s'étend qu'aux fichiers de Pyphen, que l'on ne modifie pas ; ses dictionnaires ont la leur",
    "xlrd": "une part ancienne demande à être citée dans la publicité",
}
"""Ce que l'on prend quand il y a un choix, et pourquoi."""
DEBUT = """\
# Les licences de ce que l'on installe

Le programme est sous [MIT](LICENSE), ses données sous [Licence Ouverte](LICENCE-DONNEES.md). Voici
celles des bibliothèques que fige `requirements.txt` : installées à côté.
`python -m tests.licences` récrit ce fichier ; un test le compare à ce qui est installé. Ce qui ne
sert qu'aux tests n'y est pas : text-unidecode y laisse un choix, et l'on prend Artistic-1.0-Perl.

| Bibliothèque | Licence | Choix |
|---|---|---|
"""
COPIES = f"""
## Ce qui est copié ici

Dans `{FEUILLE.parent.relative_to(RACINE).as_posix()}/`, tels que les livre Material for MkDocs
{VERSION} : des icônes de Material Design Icons, sous Apache-2.0 (`{LICENCE_DES_ICONES.name}`), et
deux feuilles de style, sous MIT (`{LICENCE_DE_MATERIAL.name}`) :

| Fichier | SHA-256 |
|---|---|
"""


def licences() -> dict[str, str]:
    """La licence de chaque bibliothèque du verrou, par nom."""
    verrou = (RACINE / "requirements.txt").read_text(encoding="utf-8")
    return {nom: DECIDEES.get(nom) or dite_par(nom) for nom in sorted(set(FIGE.findall(verrou)))}


def dite_par(nom: str) -> str:
    """La licence qu'un paquet installé dit ; vide s'il n'en dit pas une que l'on connaisse."""
    try:
        champs = metadata(nom)
    except PackageNotFoundError:
        return ""
    etiquettes = (c.rpartition(" :: ")[2] for c in champs.get_all("Classifier") or [])
    for dite in (champs.get("License-Expression"), champs.get("License"), *etiquettes):
        if dite and (connue := DITES.get(dite, dite)) in ADMISES:
            return connue
    return ""


def composer() -> str:
    """Le fichier entier."""
    lignes = (f"| {nom} | {dite} | {RAISONS.get(nom, '')} |\n" for nom, dite in licences().items())
    copies = (f"| {f.name} | `{empreinte(f)}` |\n" for f in (FEUILLE, PALETTE))
    return DEBUT + "".join(lignes) + COPIES + "".join(copies)


def empreinte(fichier: Path) -> str:
    """Le SHA-256 d'un fichier."""
    return hashlib.sha256(fichier.read_bytes()).hexdigest()


if __name__ == "__main__":
    TABLE.write_text(composer(), encoding="utf-8")
