"""Les adresses des pages qui existent une fois : toutes vraies, et écrites à un seul endroit."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from projet_social.chargement import charger
from projet_social.pages.fixe import AdresseFixe
from projet_social.pages.page import inventaire

from ..fabrique import RACINE
from ..visiteur import rien

PAQUET = RACINE / "macros" / "projet_social"
PIECES = ("pages", "macros", "exports", "tete", "impression")
"""Les pièces qui mènent à des pages ; ailleurs, « territoires/ » est un dossier de données."""
APPEL = re.compile(r'vue\.(?:vers|mene|publie|absolue|sur_l_ensemble)\("([^"]*)"')


def test_chaque_adresse_fixe_mene_a_une_page() -> None:
    """Sur le site d'ensemble des seize, il n'en manque aucune."""
    publiees = {page.adresse for page in inventaire(charger(RACINE / "data"))}
    assert set(AdresseFixe) <= publiees


def textes(module: Path) -> Iterator[tuple[int, str]]:
    """Les textes d'un module, avec leur ligne ; les docstrings exceptées."""
    arbre = ast.parse(module.read_text(encoding="utf-8"))
    dits = {id(n.value) for n in ast.walk(arbre) if isinstance(n, ast.Expr)}
    for noeud in ast.walk(arbre):
        if isinstance(noeud, ast.Constant) and id(noeud) not in dits:
            yield noeud.lineno, str(noeud.value)


def test_aucune_ne_se_recopie() -> None:
    """Ni dans un module, ni dans un gabarit : changer d'adresse ne demande qu'une ligne."""
    fixes = {str(adresse) for adresse in AdresseFixe} - {""}
    modules = [
        PAQUET / "corps.py",
        *(m for piece in PIECES for m in (PAQUET / piece).rglob("*.py")),
    ]
    fautes = [
        f"{module.relative_to(PAQUET)}:{ligne} {texte}"
        for module in modules
        if module.name != "fixe.py"
        for ligne, texte in textes(module)
        if texte in fixes
    ]
    for dossier in (PAQUET / "gabarits", RACINE / "overrides"):
        for gabarit in dossier.rglob("*.html"):
            ecrites = APPEL.findall(gabarit.read_text(encoding="utf-8"))
            fautes += [
                f"{gabarit.name} {adresse}"
                for adresse in ecrites
                if adresse == "" or adresse.startswith(tuple(fixes))
            ]
    rien(fautes)
