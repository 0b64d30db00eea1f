"""La typographie du site construit : ce qui se lit et ce qui s'entend, titres d'onglet compris."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from projet_social.pages.titre import SIGNES

from ..visiteur import PageLue, SiteConstruit, rien

DROITS = re.compile(r".{0,30}(?:'|\.\.\.).{0,30}")
"""Une apostrophe droite, ou trois points à la suite, et ce qui les entoure."""
PARTAGES = re.compile(
    r'<meta (?:name="description"|property="og:(?:title|description|image:alt|site_name)")'
    r' content="([^"]*)"'
)


def lus(page: PageLue) -> Iterator[str]:
    """Le titre d'onglet, le texte, les attributs qui se lisent, ce que montre un partage."""
    yield page.titre
    yield from page.phrases
    yield from page.annonces
    yield from map(unescape, PARTAGES.findall(page.html))


def test_ni_apostrophe_droite_ni_points_de_suspension_en_trois_signes(site: SiteConstruit) -> None:
    """Les mots des documents aussi : ce sont les mêmes, mieux imprimés."""
    rien(
        f"{chemin} : {trouve}"
        for chemin, page in site.pages.items()
        for phrase in lus(page)
        for trouve in DROITS.findall(phrase)
    )


def test_un_titre_d_onglet_se_lit_d_un_coup_d_oeil(site: SiteConstruit) -> None:
    """Soixante-dix signes au plus, sans quoi l'historique et les recherches le coupent."""
    rien(
        f"{chemin} : {len(titre)} signes, {titre}"
        for chemin, page in site.vraies_pages.items()
        if len(titre := page.titre.strip()) > SIGNES
    )
