"""Ce que le modèle accepte d'hostile n'agit nulle part : sites bâtis, relus balise à balise.

Un balayage, et non un tirage : chaque passage met à chaque place la valeur hostile d'après. Les
passages se suivent d'une graine à la suivante, sans rien redire tant qu'un champ n'a pas tout reçu.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
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
Place = tuple[str, tuple[Any, ...]]
"""Un texte du corpus : son fichier, et le chemin qui y mène."""
Champ = tuple[Any, ...]
"""Ce que le modèle en dit : la sorte de fichier, et le chemin sans les rangs."""


def places(arbre: Any, chemin: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Porteur]]:
    """Chaque texte d'un arbre : son chemin, et ce qui le porte."""
    for pas, contenu in arbre.items() if isinstance(arbre, dict) else enumerate(arbre):
        if isinstance(contenu, str):
            yield (*chemin, pas), arbre
        elif contenu:
            yield from places(contenu, (*chemin, pas))


def champs() -> dict[Champ, list[Place]]:
    """Les places de chaque champ, dans l'ordre du corpus."""
    trouves: dict[Champ, list[Place]] = {}
    for nom, arbre in ARBRES.items():
        for chemin, _ in places(arbre):
            champ = (modele_de(nom), *(pas for pas in chemin if isinstance(pas, str)))
            trouves.setdefault(champ, []).append((nom, chemin))
    return trouves


CHAMPS = champs()


def hostiles_du_passage(passage: int) -> dict[Place, tuple[str, bool]]:
    """Ce que chaque place reçoit : une valeur hostile, et si elle suit la valeur saine.

    D'un passage à l'autre, un champ reçoit toutes les valeurs, une forme sur deux, puis toutes
    encore sous l'autre forme. Un champ commence où son rang le dit : un passage les a donc toutes.
    """
    recues = {}
    for rang, siennes in enumerate(CHAMPS.values()):
        for decalage, place in enumerate(siennes):
            tour, choix = divmod(passage * len(siennes) + decalage, len(HOSTILES))
            recues[place] = HOSTILES[(choix + rang) % len(HOSTILES)], bool((choix + tour) % 2)
    return recues


def empoisonner(passage: int) -> tuple[dict[str, Any], int]:
    """Le corpus, une valeur hostile à chaque place qui en accepte une, et combien."""
    recues = hostiles_du_passage(passage)
    arbres, acceptees = {}, 0
    for nom, sain in ARBRES.items():
        modele = modele_de(nom)
        assert modele is not None, nom
        arbre = copy.deepcopy(sain)
        for chemin, porteur in list(places(arbre)):
            avant = porteur[chemin[-1]]
            hostile, a_la_suite = recues[nom, chemin]
            porteur[chemin[-1]] = f"{avant} {hostile}" if a_la_suite else hostile
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
    arbres, acceptees = empoisonner(GRAINE * FOIS + passage)
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


def test_le_balayage_ne_redit_rien_et_n_oublie_rien() -> None:
    """Un passage a toutes les valeurs ; 33, tous les couples ; le double, les deux formes."""
    donnees: dict[tuple[Champ, str, bool], int] = {}
    for passage in range(7, 7 + 2 * len(HOSTILES)):
        recues = hostiles_du_passage(passage)
        assert {hostile for hostile, _ in recues.values()} == {*HOSTILES}
        for champ, siennes in CHAMPS.items():
            for place in siennes:
                couple = (champ, *recues[place])
                donnees[couple] = donnees.get(couple, 0) + 1
        if passage == 6 + len(HOSTILES):
            assert len({couple[:2] for couple in donnees}) == len(CHAMPS) * len(HOSTILES)
    assert len(donnees) == 2 * len(CHAMPS) * len(HOSTILES)
    rien(couple for couple, fois in donnees.items() if fois != len(CHAMPS[couple[0]]))


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
        "<p>62615533</p>",
    ],
)
def test_ce_qui_agirait_se_verrait(html: str) -> None:
    """Chaque sorte de piège, écrite telle quelle, est relevée."""
    assert Actif(html).pieges
