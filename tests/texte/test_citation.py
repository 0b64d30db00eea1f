"""Un message cite court, et montre ce que l'on ne verrait pas."""

from __future__ import annotations

import pytest

from projet_social.lecture.anomalie import Anomalie
from projet_social.tableur.remarque import Remarque
from projet_social.texte.citation import CITE_MAXIMUM, INVISIBLE, PHRASE_MAXIMUM, rendre_citable


@pytest.mark.parametrize(
    ("dit", "cite"),
    [
        ("mot inconnu « en_cours »", "mot inconnu « en_cours »"),
        ("« 24\u202f396 » et « a\u00a0b »", "« 24\u202f396 » et « a\u00a0b »"),
        ("« a\u202eb\x07c\u200b »", f"« a{INVISIBLE}b{INVISIBLE}c{INVISIBLE} »"),
        ("ligne\nsuivante\tencore", "ligne suivante encore"),
        ("mot « " + "x" * 5000 + " » ; écrire", "mot « " + "x" * 119 + "… » ; écrire"),
    ],
)
def test_une_citation_est_courte_et_visible(dit: str, cite: str) -> None:
    """Ni signe de contrôle, ni sens d'écriture, ni cinq mille signes ; nos espaces restent."""
    assert rendre_citable(dit) == cite


def test_une_phrase_reste_une_phrase() -> None:
    """Sans guillemets pour la borner, elle s'abrège aussi."""
    assert len(rendre_citable("y" * 9000)) == PHRASE_MAXIMUM


def test_toute_anomalie_se_cite() -> None:
    """Où qu'elle naisse, dans le YAML ou dans un classeur."""
    long = f"« {'z' * 3000} »"
    anomalie = Anomalie("a.yml", 1, "k" * 900, long, long)
    remarque = Remarque(None, "c" * 900, long, long)

    assert len(anomalie.constat) == len(remarque.conseil) == CITE_MAXIMUM + 4
    assert len(str(anomalie)) < 1500
    assert len(str(remarque)) < 1500
