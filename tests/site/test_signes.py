"""Chaque signe imprimé par le site est dans sa police : aucun ne dépend de la machine."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from projet_social.adaptateurs.police import signes_rares, textes_de
from projet_social.polices import ROMAIN
from projet_social.polices.signes import DESSINES
from projet_social.polices.web import SIGNES

from ..fabrique import RACINE
from ..visiteur import SiteConstruit, rien


def test_aucun_signe_n_est_pris_a_la_machine(site: SiteConstruit) -> None:
    """Ceux des pages sont parmi ceux que l'on publie, et la police les a."""
    textes = textes_de(RACINE / "data", RACINE / "docs")
    possedes = {chr(code) for code in TTFont(ROMAIN, lazy=True).getBestCmap()} | {*DESSINES}
    publies = (SIGNES | signes_rares(textes)) & possedes
    manques: dict[str, str] = {}
    for adresse, page in site.pages.items():
        for signe in {*page.texte} - publies:
            if signe.isprintable():
                manques.setdefault(signe, adresse)
    rien(f"{signe} (U+{ord(signe):04X}) dans {adresse}" for signe, adresse in manques.items())
