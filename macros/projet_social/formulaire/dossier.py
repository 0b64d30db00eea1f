"""Le dossier `/admin/` : tous ses fichiers, d'après les données et les paquets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from importlib.resources import files

from ..corpus.corpus import Corpus
from .configuration import Forge, configurer
from .paquet import PAQUETS, politique, sans_tiers

ECRITS_PAR_NOUS = ("demarrage.js", "fichiers.js")
PAGE = "index.html"


def dossier_du_formulaire(
    corpus: Corpus, forge: Forge, donnees: str, nom: str, archives: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Les fichiers de `/admin/`, par leur place.

    Args:
        donnees: le dossier des données, relatif à la racine du dépôt.
        archives: les archives npm, par leur nom de fichier.

    Raises:
        PaquetRefuse: une archive n'est pas celle que l'on attend.
    """
    pris: dict[str, bytes] = {}
    for paquet in PAQUETS:
        pris |= paquet.ouvrir(archives[paquet.archive])
    ici = files(__package__) / "page"
    page = (ici / PAGE).read_text(encoding="utf-8")
    page = page.replace("{{ politique }}", escape(politique(forge.origines)))
    page = page.replace("{{ nom }}", escape(nom))
    configuration = json.dumps(configurer(corpus, forge, donnees, nom), ensure_ascii=False)
    return {
        **sans_tiers(pris),
        **{nom_: (ici / nom_).read_bytes() for nom_ in ECRITS_PAR_NOUS},
        PAGE: page.encode(),
        "configuration.json": configuration.encode(),
    }
