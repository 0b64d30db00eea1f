"""Ce que le modèle accepte d'hostile n'agit nulle part : sites bâtis, relus balise à balise."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from projet_social.chargement import examiner_des_arbres, modele_de
from projet_social.lecture.validation import eprouver

from ..actif import Actif
from ..fabrique import CORPUS, REGLAGES, Chantier
from ..visiteur import rien
from .hasard import FOIS, GRAINE
from .mutations import HOSTILES

pytestmark = pytest.mark.lent

ARBRES = {
    f.relative_to(CORPUS).as_posix(): yaml.load(f.read_text(encoding="utf-8"), yaml.BaseLoader)
    for f in sorted(CORPUS.rglob("*.yml"))
}
ACCEPTEES_AU_MOINS = 150
"""Valeurs hostiles qu'un corpus garde au moins : en dessous, l'essai n'éprouverait plus rien."""

Porteur = dict[str, Any] | list[Any]


def places(arbre: Any, chemin: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Porteur]]:
    """Chaque texte d'un arbre : son chemin, et ce qui le porte."""
    for pas, contenu in arbre.items() if isinstance(arbre, dict) else enumerate(arbre):
        if isinstance(contenu, str):
            yield (*chemin, pas), arbre
        elif contenu:
            yield from places(contenu, (*chemin, pas))


def empoisonner(hasard: Random) -> tuple[dict[str, Any], int]:
    """Le corpus, une valeur hostile à chaque place qui en accepte une, et combien."""
    arbres, acceptees = {}, 0
    for nom, sain in ARBRES.items():
        modele = modele_de(nom)
        assert modele is not None, nom
        arbre = copy.deepcopy(sain)
        for chemin, porteur in list(places(arbre)):
            avant = porteur[chemin[-1]]
            porteur[chemin[-1]] = hasard.choice((f"{avant} ", "")) + hasard.choice(HOSTILES)
            if eprouver(modele, arbre)[1] or not seul_change(nom, arbre, arbres):
                porteur[chemin[-1]] = avant
            else:
                acceptees += 1
        arbres[nom] = arbre
    return arbres, acceptees


def seul_change(nom: str, arbre: Any, arbres: dict[str, Any]) -> bool:
    """Vrai si le corpus reste publiable : ni renvoi rompu, ni fichier dans le vide."""
    return examiner_des_arbres({**ARBRES, **arbres, nom: arbre}).publiable


def relire(site: Path) -> tuple[list[str], int]:
    """Ce qui agirait dans un site, et combien de ses pages montrent un texte hostile."""
    pieges, montrent = [], 0
    for page in sorted(site.rglob("*.html")):
        lue = Actif(page.read_text(encoding="utf-8"))
        pieges += [f"{page.relative_to(site)} : {piege[:160]}" for piege in lue.pieges]
        montrent += "alert(1)" in lue.textes
    return pieges, montrent


@pytest.mark.parametrize("passage", range(FOIS))
def test_rien_de_ce_qui_est_accepte_n_agit(passage: int, tmp_path: Path) -> None:
    """Une valeur hostile à chaque place, le site bâti, chaque page relue."""
    arbres, acceptees = empoisonner(Random(f"{GRAINE}:{passage}"))
    chantier = Chantier(tmp_path)
    chantier.ecrire(
        {
            f"data/{nom}": yaml.safe_dump(arbre, allow_unicode=True, sort_keys=False)
            for nom, arbre in arbres.items()
        }
        | {"docs/a-propos.md": "# À propos\n\nUn site inventé.\n"}
    )
    _, macros = REGLAGES["plugins"]
    chantier.regler(
        plugins=[{"projet-social": {"donnees": "data", "pdf": False, "recherche": False}}, macros],
        site_url="https://exemple.test/",
    )
    fini = chantier.construire()

    assert fini.returncode == 0, fini.stdout + fini.stderr
    pieges, montrent = relire(chantier.site)
    rien(pieges)
    assert acceptees >= ACCEPTEES_AU_MOINS
    assert montrent >= 20


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<script src="https://exemple.test/x.js"></script>',
        '<a href="java&#9;script:alert(1)">x</a>',
        "<img src=x onerror=alert(1)>",
        '<p style="background:url(javascript:alert(1))">x</p>',
        '<iframe srcdoc="x"></iframe>',
        '<script src="https://exemple.test/assets/x.js"></script>',
        '<iframe src="data:text/html,x"></iframe>',
        '<p title=""<b>x</p>',
        "<piege>x</piege>",
        "<p>917</p>",
    ],
)
def test_ce_qui_agirait_se_verrait(html: str) -> None:
    """Chaque sorte de piège, écrite telle quelle, est relevée."""
    assert Actif(html).pieges
