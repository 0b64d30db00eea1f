"""Les réglages d'un site, lus par MkDocs lui-même, sans rien construire."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from .commandes.refus import RefusDeCommande
from .mkdocs_lance import REGLAGES, exiger_un_site
from .mots_de_mkdocs import ecouter_mkdocs, traduire

GREFFON = "projet-social"


@dataclass(frozen=True)
class ReglagesLus:
    """Ce que dit `mkdocs.yml`, tel que MkDocs le comprend.

    Attributes:
        adresse: l'adresse publique du site ; vide si elle n'est pas dite.
        sortie: le dossier construit.
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
    with ecouter_mkdocs() as dites:
        try:
            config = load_config(config_file=str(racine / REGLAGES))
        except MkDocsException as refus:
            raise RefusDeCommande("\n".join(traduire([*dites, str(refus)]))) from refus
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
