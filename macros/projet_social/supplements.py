"""Les suppléments : ce que l'on n'installe que si l'on s'en sert, et la commande qui l'installe.

Le cœur (lire, vérifier, publier des pages, y chercher) n'en demande aucun. Seul module qui sache
quelle bibliothèque vient avec quel supplément ; `pyproject.toml` en donne les versions.
"""

from __future__ import annotations

import json
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from . import __version__
from .empechement import Empechement

SUPPLEMENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "completion": ("la complétion des commandes", ("shtab",)),
    "documents": ("les dossiers PDF, DOCX et ODT", ("docx", "lxml", "odfdo", "PIL", "weasyprint")),
    "federation": ("l'assemblage de plusieurs sites", ("urllib3",)),
    "images": ("les images de partage, le code QR du bulletin", ("PIL", "segno")),
    "lecture": ("lire les plans écrits dans Word ou en PDF", ("docx", "pdfplumber")),
    "tableur": ("lire les classeurs, écrire ceux d'Excel", ("odfdo", "openpyxl", "xlrd")),
}
"""Chaque supplément : ce qu'il permet, et les bibliothèques qu'il installe."""
POUR_UN_SITE = "images,tableur"
"""Ce dont se sert tout site que l'on met en ligne."""
PARFOIS_SANS = {"weasyprint"}
"""Installée, elle peut encore manquer de Pango : sa porte dit seule ce qui lui manque."""


class SupplementAbsent(Empechement):
    """Il manque un supplément ; le message dit lequel, et comment l'installer."""


def installer(supplement: str) -> str:
    """La commande qui installe un supplément : le paquet n'est sur aucun registre.

    Dans un site, c'est le site qui le retient : ses versions sont figées.
    """
    if any(Path("vendor").glob("projet_social-*.whl")):
        verrouiller = f"projet-social verrouiller --supplement {supplement}"
        return f"{verrouiller} », puis par « python -m pip install --requirement requirements.txt"
    return f'python -m pip install "{_origine()}[{supplement}]"'


def _origine() -> str:
    """Le fichier ou le dossier d'où l'on a installé le programme ; à défaut, le nom du fichier."""
    with suppress(PackageNotFoundError, ValueError):
        dite = json.loads(distribution("projet-social").read_text("direct_url.json") or "{}")
        origine = Path(url2pathname(urlsplit(dite.get("url", "")).path))
        if dite and origine.exists():
            return str(origine)
    return f"projet_social-{__version__}-py3-none-any.whl"


def manque(supplement: str) -> str:
    """Ce qui manque pour se servir d'un supplément, et que faire ; vide si tout est là."""
    quoi, bibliotheques = SUPPLEMENTS[supplement]
    if all(nom in PARFOIS_SANS or find_spec(nom) for nom in bibliotheques):
        return ""
    return (
        f"supplément « {supplement} » absent ({quoi}) ; l'installer par « {installer(supplement)} »"
    )


def exiger(supplement: str) -> None:
    """S'arrête si un supplément manque.

    Raises:
        SupplementAbsent: il manque.
    """
    if absent := manque(supplement):
        raise SupplementAbsent(absent)
