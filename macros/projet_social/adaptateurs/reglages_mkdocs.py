"""Les réglages d'un site, lus par MkDocs lui-même, sans rien construire."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from .commandes.refus import RefusDeCommande
from .mkdocs_lance import REGLAGES, exiger_un_site
from .mots_de_mkdocs import traduire

GREFFON = "projet-social"


@dataclass(frozen=True)
class ReglagesLus:
    """Ce que dit `mkdocs.yml`, tel que MkDocs le comprend.

    Attributes:
        adresse: l'adresse publique du site ; vide si elle n'est pas dite.
        sortie: le dossier construit.
        donnees: le dossier des données, relatif au site.
        production: vrai si une donnée légale absente arrête la construction.
        pdf: vrai si les pages proposent des documents PDF.
        territoire: le seul territoire publié, `auto`, ou vide.
    """

    adresse: str
    sortie: Path
    donnees: str
    production: bool
    pdf: bool
    territoire: str


def lire_les_reglages(racine: Path) -> ReglagesLus:
    """Les réglages d'un site.

    Raises:
        RefusDeCommande: ils ne se lisent pas ; le message dit pourquoi, en français.
    """
    exiger_un_site(racine)
    dites = _Dites()
    journal = logging.getLogger("mkdocs")
    propage, journal.propagate = journal.propagate, False
    journal.addHandler(dites)
    try:
        config = load_config(config_file=str(racine / REGLAGES))
    except MkDocsException as refus:
        raise RefusDeCommande("\n".join(traduire([*dites.lignes, str(refus)]))) from refus
    finally:
        journal.removeHandler(dites)
        journal.propagate = propage
    options = config.plugins[GREFFON].config if GREFFON in config.plugins else None
    if options is None:
        raise RefusDeCommande(
            "mkdocs.yml : le greffon « projet-social » n'est pas dans « plugins » ; l'y remettre"
        )
    return ReglagesLus(
        config.site_url or "",
        Path(config.site_dir),
        options["donnees"],
        options["production"],
        options["pdf"],
        options["territoire"],
    )


class _Dites(logging.Handler):
    """Retient ce que MkDocs dit de ses réglages, au lieu de l'écrire en anglais."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lignes: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lignes += record.getMessage().splitlines()
