"""Les suppléments : ce que l'on n'installe que si l'on s'en sert, et la commande qui l'installe.

Le cœur (lire, vérifier, publier des pages, y chercher) n'en demande aucun. Seul module qui sache
quelle bibliothèque vient avec quel supplément ; `pyproject.toml` en donne les versions.
"""

from __future__ import annotations

from importlib.util import find_spec

SUPPLEMENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "completion": ("la complétion des commandes", ("shtab",)),
    "documents": ("les dossiers PDF, DOCX et ODT", ("docx", "lxml", "odfdo", "PIL", "weasyprint")),
    "federation": ("l'assemblage de plusieurs sites", ("urllib3",)),
    "images": ("les images de partage", ("PIL",)),
    "lecture": ("lire les plans écrits dans Word ou en PDF", ("docx", "pdfplumber")),
    "tableur": ("lire les classeurs, écrire ceux d'Excel", ("odfdo", "openpyxl", "xlrd")),
}
"""Chaque supplément : ce qu'il permet, et les bibliothèques qu'il installe."""
POUR_UN_SITE = "images,tableur"
"""Ce dont se sert tout site que l'on met en ligne."""
PARFOIS_SANS = {"weasyprint"}
"""Installée, elle peut encore manquer de Pango : sa porte dit seule ce qui lui manque."""


class SupplementAbsent(Exception):
    """Il manque un supplément ; le message dit lequel, et comment l'installer."""


def installer(supplement: str) -> str:
    """La commande qui installe un supplément."""
    return f'pip install "projet-social[{supplement}]"'


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
