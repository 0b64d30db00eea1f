"""Les paquets npm du formulaire : lesquels, à quelle empreinte, et ce que l'on en publie."""

from __future__ import annotations

import hashlib
import io
import tarfile
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..empechement import Empechement

VERSION_DE_SVELTIA = "0.221.1"


class PaquetRefuse(Empechement):
    """Une archive qui n'est pas celle que l'on attend ; le message dit laquelle et que faire."""


@dataclass(frozen=True)
class Paquet:
    """Une archive npm.

    Attributes:
        empreinte: son sha512 en base 64, tel que npm le donne.
        fichiers: ce que l'on en publie : préfixe dans l'archive → place dans `/admin/`.
    """

    nom: str
    version: str
    empreinte: str
    fichiers: dict[str, str]

    @property
    def archive(self) -> str:
        """Le nom du fichier que donne `npm pack`."""
        return f"{self.nom.removeprefix('@').replace('/', '-')}-{self.version}.tgz"

    def ouvrir(self, octets: bytes) -> dict[str, bytes]:
        """Les fichiers à publier, par leur place.

        Raises:
            PaquetRefuse: l'empreinte diffère, ou un fichier attendu manque.
        """
        if b64encode(hashlib.sha512(octets).digest()).decode() != self.empreinte:
            raise PaquetRefuse(
                f"{self.archive} : l'empreinte n'est pas celle de {self.nom} {self.version} ; "
                "reprendre cette version exacte sur npm"
            )
        trouves: dict[str, bytes] = {}
        with tarfile.open(fileobj=io.BytesIO(octets), mode="r:gz") as archive:
            for membre in archive:
                place = self._place(membre.name)
                if place and membre.isfile() and (flux := archive.extractfile(membre)):
                    trouves[place] = flux.read()
        for prefixe, place in self.fichiers.items():
            if not any(nom.startswith(place) for nom in trouves):
                raise PaquetRefuse(f"{self.archive} : « {prefixe} » n'y est pas")
        return trouves

    def _place(self, nom: str) -> str:
        for prefixe, place in self.fichiers.items():
            if nom == prefixe:
                return place
            if prefixe.endswith("/") and nom.startswith(prefixe):
                suite = PurePosixPath(nom[len(prefixe) :])
                if ".." not in suite.parts and not nom.endswith(".map"):
                    return f"{place}{suite}"
        return ""


PAQUETS = (
    Paquet(
        "@sveltia/cms",
        VERSION_DE_SVELTIA,
        "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
        {
            "package/dist/sveltia-cms.mjs": "sveltia-cms.mjs",
            "package/locales/fr.json": f"cms@{VERSION_DE_SVELTIA}/locales/fr.json",
            "package/package.json": "cms/package.json",
            "package/LICENSE.txt": "licences/sveltia-cms.txt",
        },
    ),
    Paquet(
        "yaml",
        "2.9.1",
        "3NxN8+78OdzbT7C/WjGsyfPAtJaN3FNDsWxv7Y7mcDsT/oOmgW8BpyQQFFBnvZE3j9Y2Sdz1ULFLezL7Eb2yFw==",
        {"package/browser/dist/": "yaml/", "package/LICENSE": "licences/yaml.txt"},
    ),
    Paquet(
        "@fontsource-variable/material-symbols-outlined",
        "5.3.8",
        "vKpCnuTqRehg5RUVrqEQ/A8a52KykOJ65wqal9nxFXFVTYKlJOhx7r0TUbTgd2SN7oh31NJblxvX2CJxBNVqJg==",
        {
            "package/files/material-symbols-outlined-latin-wght-normal.woff2": "signes.woff2",
            "package/LICENSE": "licences/material-symbols.txt",
        },
    ),
    Paquet(
        "@fontsource-variable/source-sans-3",
        "5.3.0",
        "dpi0GZk7EQe2tYpg6Q0Fx0OmUgnuGu+0rHPgtXqtKhglYmJuP7jZ12Mu1uN+NfRaJRY1Emn8AQJEWzmoZ4wa9g==",
        {
            "package/files/source-sans-3-latin-wght-normal.woff2": "texte.woff2",
            "package/LICENSE": "licences/source-sans-3.txt",
        },
    ),
    Paquet(
        "@fontsource/noto-mono",
        "5.3.0",
        "QZieY3OyKEImCXg3HRiF6p6/H0GXX94uEb53ayLyQgCTB20LdkvsyJIgigo6lAGmVw3WEs40DdG5KTqpxfwgGg==",
        {
            "package/files/noto-mono-latin-400-normal.woff2": "code.woff2",
            "package/LICENSE": "licences/noto-mono.txt",
        },
    ),
)
"""Tout ce que la page charge : rien ne vient d'ailleurs."""

POLICES = "https://cdn.jsdelivr.net/fontsource/fonts"
SERVIES_ICI = (
    ("https://unpkg.com/@sveltia/cms", "./cms"),
    (f"{POLICES}/material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2", "signes.woff2"),
    (f"{POLICES}/source-sans-3:vf@5.3.0/latin-wght-normal.woff2", "texte.woff2"),
    (f"{POLICES}/noto-mono@5.3.0/latin-400-normal.woff2", "code.woff2"),
)
"""Les adresses d'ailleurs que Sveltia appellerait, et ce que l'on sert à la place."""


def sans_tiers(fichiers: dict[str, bytes]) -> dict[str, bytes]:
    """Les mêmes fichiers, où Sveltia prend chez nous sa langue, ses signes et ses polices.

    Raises:
        PaquetRefuse: une adresse attendue n'y est plus ; la version n'est pas la bonne.
    """
    programme = fichiers["sveltia-cms.mjs"]
    for ailleurs, ici in SERVIES_ICI:
        if ailleurs.encode() not in programme:
            raise PaquetRefuse(f"@sveltia/cms : l'adresse « {ailleurs} » n'y est plus")
        programme = programme.replace(ailleurs.encode(), ici.encode())
    return fichiers | {"sveltia-cms.mjs": programme}


def politique(origines: Iterable[str]) -> str:
    """La politique de sécurité de la page : elle n'appelle que la forge."""
    regles = {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "connect-src": ["'self'", "blob:", "data:", *origines],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{nom} {' '.join(valeurs)}" for nom, valeurs in regles.items())
