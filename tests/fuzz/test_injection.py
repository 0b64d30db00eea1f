"""Ce que le modèle accepte d'hostile n'agit nulle part : sites bâtis, relus balise à balise."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from projet_social.chargement import examiner_des_arbres, modele_de
from projet_social.lecture.validation import eprouver

from ..fabrique import CORPUS, REGLAGES, Chantier
from ..visiteur import rien
from .hasard import FOIS, GRAINE
from .mutations import HOSTILES

pytestmark = pytest.mark.lent

ARBRES = {
    f.relative_to(CORPUS).as_posix(): yaml.load(f.read_text(encoding="utf-8"), yaml.BaseLoader)
    for f in sorted(CORPUS.rglob("*.yml"))
}
SCHEMAS_INERTES = re.compile(r"(?:https?:|mailto:|tel:|webcal:|data:image/svg|[^:]*$)", re.I)
ADRESSES = {"href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset"}
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


class Actif(HTMLParser):
    """Relève ce qui agirait dans une page, et les textes qu'elle montre."""

    def __init__(self, html: str) -> None:
        """Lit une page."""
        super().__init__(convert_charrefs=True)
        self.pieges: list[str] = []
        self.textes = ""
        self.en_script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Un script écrit dans la page, un geste, un style, une adresse qui s'exécute."""
        dits = {nom: valeur or "" for nom, valeur in attrs}
        script = tag == "script" and dits.get("type") != "application/ld+json"
        if (script and not re.match(r"(?:\.\./|\./|/)*assets/", dits.get("src", ""))) or any(
            nom.startswith("on") or "<" in nom or nom in {"style", "srcdoc"} for nom in dits
        ):
            self.pieges.append(self.get_starttag_text() or tag)
        for nom in ADRESSES & dits.keys():
            adresse = re.sub(r"[\x00-\x20]", "", dits[nom])
            if not SCHEMAS_INERTES.match(adresse):
                self.pieges.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        """Un texte."""
        self.textes += data


def relire(site: Path) -> tuple[list[str], int]:
    """Ce qui agirait dans un site, et combien de ses pages montrent un texte hostile."""
    pieges, montrent = [], 0
    for page in sorted(site.rglob("*.html")):
        lue = Actif(page.read_text(encoding="utf-8"))
        pieges += [f"{page.relative_to(site)} : {piege[:160]}" for piege in lue.pieges]
        if re.search(r"\b917\b", lue.textes):
            pieges.append(f"{page.relative_to(site)} : un calcul s'est fait")
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
    ],
)
def test_ce_qui_agirait_se_verrait(html: str) -> None:
    """Chaque sorte de piège, écrite telle quelle, est relevée."""
    assert Actif(html).pieges
