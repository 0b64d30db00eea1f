"""Les icônes : livrées avec Material, toujours cachées derrière leur mot."""

import re
from enum import Enum

import pytest
import yaml
from jinja2 import nodes

from projet_social import icones
from projet_social.adaptateurs.habillage import APPARENCES, ICONES
from projet_social.de_material import ICONES_GARDEES
from projet_social.modele import vocabulaire
from projet_social.modele.vocabulaire import Statut, VueComparee
from projet_social.rendu import environnement, icone

from .fabrique import CORPUS, RACINE
from .visiteur import rien

PAQUET = RACINE / "macros" / "projet_social"
AUTRES_MOTS = {"presentation", "signal"}
"""Ce qu'un gabarit dit à une macro sans que ce soit une icône."""


def nommees() -> set[str]:
    """Les icônes que nomment le vocabulaire, le cadre, les gabarits et les référentiels."""
    mots = {*ICONES.values(), *(apparence.icone for apparence in APPARENCES)}
    for sorte in vars(vocabulaire).values():
        if isinstance(sorte, type) and issubclass(sorte, Enum):
            mots |= {getattr(membre, "icone", "") for membre in sorte}
    for gabarit in (*PAQUET.rglob("gabarits/**/*.html"), *RACINE.glob("overrides/**/*.html")):
        appels = environnement().parse(gabarit.read_text(encoding="utf-8")).find_all(nodes.Call)
        mots |= {c.value for appel in appels for c in appel.find_all(nodes.Const)} - AUTRES_MOTS
    mots |= set(re.findall(r'"([a-z-]+)"', (PAQUET / "pages/du_plan.py").read_text("utf-8")))
    for dossier in (RACINE / "data", CORPUS):
        for fichier in sorted((dossier / "referentiels").glob("*.yml")):
            lu = yaml.safe_load(fichier.read_text(encoding="utf-8"))
            listes = (liste for liste in lu.values() if isinstance(liste, list))
            mots |= {e.get("icone", "") for liste in listes for e in liste if isinstance(e, dict)}
    return {mot for mot in mots if isinstance(mot, str) and mot and icones.existe(mot)}


def test_les_icones_du_site_sont_gardees_et_elles_seules() -> None:
    """Celle qui manque se copie de Material dans `de_material/icones`, telle quelle."""
    voulues = {f"{nom if '/' in nom else f'material/{nom}'}.svg" for nom in nommees()}
    gardees = {f.relative_to(ICONES_GARDEES).as_posix() for f in ICONES_GARDEES.rglob("*.svg")}
    rien(sorted(voulues ^ gardees))
    assert len(gardees) > 60
    livrees = icones.dossier_de_material()
    assert livrees is not None
    rien(n for n in gardees if (ICONES_GARDEES / n).read_bytes() != (livrees / n).read_bytes())


def test_sans_material_les_icones_gardees_restent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Celles du site se dessinent ; une autre se refuse, et l'on dit pourquoi."""
    monkeypatch.setattr(icones, "dossier_de_material", lambda: None)
    assert icones.dessin.__wrapped__("calendar-range").startswith("<svg aria-hidden")
    assert "bus" in icones.noms()
    assert not icones.existe.__wrapped__("octicons/bell-16")
    with pytest.raises(FileNotFoundError, match=r"bell-16 » inconnue .Material n'est pas installé"):
        icones.dessin.__wrapped__("octicons/bell-16")


@pytest.mark.parametrize("nom", ["bus", "material/bus", "octicons/bell-16"])
def test_une_icone_se_trouve_avec_ou_sans_sa_collection(nom: str) -> None:
    """Le dessin est celui du fichier, caché aux lecteurs d'écran."""
    assert icones.existe(nom)
    assert icones.dessin(nom).startswith('<svg aria-hidden="true" ')


@pytest.mark.parametrize("nom", ["buss", "material/buss", "../partials/nav"])
def test_une_icone_inconnue_ne_se_devine_pas(nom: str) -> None:
    """Ni un nom approché, ni un chemin qui sortirait du dossier."""
    assert not icones.existe(nom)


@pytest.mark.parametrize("mot", [*Statut, *VueComparee])
def test_chaque_statut_et_chaque_vue_a_son_icone(mot: Statut | VueComparee) -> None:
    """Le vocabulaire est du code : personne d'autre ne le vérifierait."""
    assert icones.existe(mot.icone)


def test_sans_nom_rien_ne_se_dessine() -> None:
    """Un thème sans icône garde son seul mot."""
    assert icone("") == ""
    assert icone("bus").startswith('<span class="twemoji"><svg aria-hidden="true"')
