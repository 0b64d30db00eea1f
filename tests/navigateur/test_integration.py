"""Les extraits dans la page d'un autre site : leur cadre a la hauteur de ce qu'il montre."""

from __future__ import annotations

import re
from html import unescape

import pytest
from playwright.sync_api import Browser

from ..visiteur import SiteConstruit

CODE = re.compile(r"<pre><code>(&lt;iframe.*?)</code>", re.DOTALL)
CONTENU = "document.querySelector('main').getBoundingClientRect().height + 32"


def codes(site: SiteConstruit, base: str) -> dict[str, str]:
    """Le code que chaque page propose, par adresse d'extrait, vers le site servi ici."""
    trouves = {}
    for fichier in site.dossier.rglob("index.html"):
        for echappe in CODE.findall(fichier.read_text(encoding="utf-8")):
            code = unescape(echappe)
            adresse = re.sub(r"^.*integration/", "integration/", code.split('"')[1])
            trouves[adresse] = re.sub(
                r'src="[^"]+"', f'src="{base}{adresse}"', code.replace('loading="lazy"', "")
            )
    return trouves


@pytest.mark.parametrize("largeur", [360, 1280])
def test_le_cadre_a_la_hauteur_de_son_contenu(
    navigateur: Browser, base: str, site: SiteConstruit, largeur: int
) -> None:
    """Jamais plus court que ce qu'il montre, jamais la moitié de vide, jamais plus large."""
    trouves = codes(site, base)
    sortes = ("territoires/", "themes/", "comparaison/themes", "comparaison/d")
    assert all(any(a.startswith(f"integration/{s}") for a in trouves) for s in sortes)
    with navigateur.new_page(viewport={"width": largeur, "height": 900}) as page:
        corps = "".join(trouves.values())
        page.set_content(f'<body style="margin:16px"><div style="max-width:700px">{corps}</div>')
        page.wait_for_load_state("networkidle")
        assert len(page.frames) == len(trouves) + 1
        for cadre in page.frames[1:]:
            haut, large = cadre.frame_element().evaluate("e => [e.clientHeight, e.clientWidth]")
            assert 0.5 * haut < cadre.evaluate(CONTENU) <= haut, cadre.url
            assert cadre.evaluate("document.documentElement.scrollWidth") <= large, cadre.url
        assert page.evaluate("document.documentElement.scrollWidth") <= largeur
