"""Un passage alterne, s'arrête au budget, et va au bout quand un concurrent manque."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from . import concurrents as module_des_concurrents
from .a_chaud import modifier
from .concurrents import Concurrent, les_autres
from .corpus import inventer
from .en_donnees import lire_etiquettes
from .mesure import DEPOT
from .pairs import PairAbsent
from .passage import alterner, construire_encore, fiche_a_modifier
from .rapide import alterner_jusqu_a
from .resultat import AVEC_PRUNE, HUGO, HUGO_MINIMAL, SANS_PRUNE, ZENSICAL

pytestmark = pytest.mark.lent
PAGE = "import pathlib; p = pathlib.Path('site'); p.mkdir(); (p / 'index.html').write_text('a')"


def faire(nom: str, dossier: Path, programme: str = PAGE, empechement: str = "") -> Concurrent:
    """Un concurrent qui n'écrit qu'une page."""
    (dossier / nom).mkdir()
    return Concurrent(nom, dossier / nom, (sys.executable, "-c", programme), empechement)


def test_les_concurrents_se_relaient(tmp_path: Path) -> None:
    """Chacun construit une fois avant que le premier recommence, et repart de rien."""
    dits: list[str] = []
    construits = alterner([faire("un", tmp_path), faire("deux", tmp_path)], dits.append)
    assert dits == [f"tour {tour}, {nom}" for tour in (1, 2, 3) for nom in ("un", "deux")]
    assert [len(construction.mesures) for construction in construits] == [3, 3]
    assert [c.poids.pages for c in construits if c.poids] == [1, 1]


def test_un_concurrent_lent_n_est_pas_reconstruit(tmp_path: Path) -> None:
    """Passé le budget, les mesures faites suffisent."""
    [construction] = alterner([faire("lent", tmp_path)], lambda _: None, budget=0)
    assert len(construction.mesures) == 1


def test_un_concurrent_qui_manque_n_arrete_pas_les_autres(tmp_path: Path) -> None:
    """Sa ligne dit pourquoi : il ne s'est pas installé, ou il a échoué."""
    absent = faire("absent", tmp_path, empechement="pas installé : zensical-ui")
    rate = faire("raté", tmp_path, "raise SystemExit('thème introuvable')")
    construits = alterner([absent, rate, faire("bon", tmp_path)], lambda _: None)
    assert [construction.empechement for construction in construits] == [
        "pas installé : zensical-ui",
        "thème introuvable",
        "",
    ]
    assert [len(construction.mesures) for construction in construits] == [0, 0, 3]


def test_une_seconde_construction_garde_la_premiere(tmp_path: Path) -> None:
    """Rien n'est effacé entre les deux : le second passage mesure ce qui reste à faire."""
    programme = "import pathlib; assert pathlib.Path('site/index.html').exists()"
    concurrent = faire("encore", tmp_path, programme)
    concurrent.site.mkdir()
    (concurrent.site / "index.html").write_text("a", encoding="utf-8")
    assert len(construire_encore(concurrent, "encore").mesures) == 1


def test_la_fiche_modifiee_a_un_resume(tmp_path: Path) -> None:
    """Une fiche sans résumé est passée ; sans aucune, il n'y a rien à mesurer."""
    actions = tmp_path / "territoires/val/actions"
    actions.mkdir(parents=True)
    (actions / "a.yml").write_text('titre: "A"\n', encoding="utf-8")
    assert fiche_a_modifier(tmp_path) is None
    (actions / "b.yml").write_text('titre: "B"\nresume: "Dit B."\n', encoding="utf-8")
    fiche = fiche_a_modifier(tmp_path)
    assert fiche == actions / "b.yml"
    modifier(fiche)
    assert 'resume: "Modifié : Dit B."' in fiche.read_text(encoding="utf-8")


def test_le_passage_rapide_tient_son_temps(tmp_path: Path) -> None:
    """Un tour au moins ; pas un de plus que le temps donné n'en permet."""
    concurrents = [faire("nous", tmp_path), faire("lui", tmp_path)]
    assert [len(c.mesures) for c in alterner_jusqu_a(concurrents, 0)] == [1, 1]
    heures = iter([100.0, 120.0, 140.0])  # deux tours de vingt secondes tiennent en cinquante
    nous, lui = alterner_jusqu_a(concurrents, 50, heures.__next__)
    assert len(nous.mesures) == len(lui.mesures) == 2


def test_un_outil_qui_ne_s_installe_pas_garde_sa_ligne(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tous les concurrents sont là, ceux qui manquent avec leur raison."""

    def refuser(pair: str) -> Path:
        raise PairAbsent(f"pas installé : {pair}")

    monkeypatch.setattr(module_des_concurrents, "installer", refuser)
    etiquettes = lire_etiquettes(DEPOT)
    autres = {c.nom: c for c in les_autres(lambda: inventer(1, etiquettes), 1, tmp_path)}
    assert autres[ZENSICAL].empechement == "pas installé : zensical"
    assert autres[HUGO].empechement == autres[HUGO_MINIMAL].empechement == "pas installé : hugo"
    assert not autres[AVEC_PRUNE].empechement
    assert SANS_PRUNE in autres
