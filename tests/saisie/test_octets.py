"""Ce que l'on n'a pas touché garde ses octets : sur toutes les vraies données."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..fabrique import RACINE
from .agent import Agent, adresses_des_formulaires, valeurs_de


@pytest.fixture
def agent(tmp_path: Path) -> Agent:
    """Quelqu'un devant une copie des données des seize."""
    shutil.copytree(RACINE / "data", tmp_path / "data")
    return Agent(tmp_path / "data")


@pytest.mark.lent
def test_enregistrer_sans_rien_changer_rend_les_memes_octets(agent: Agent) -> None:
    """Chaque fichier, chaque niveau de plan, chaque entrée de référentiel : ouvert, enregistré."""
    avant = agent.octets()
    ouvertes = []
    for adresse in adresses_des_formulaires(agent):
        ouvertes.append(valeurs_de(adresse)["fichier"])
        if not agent.remplissable:  # une liste, dont chaque élément s'ouvre seul
            assert agent.code == 200
            continue
        agent.appuyer()
        assert agent.code == 200, (adresse, agent.texte[:600])
        assert "Rien n'a changé" in agent.texte, adresse
    assert agent.octets() == avant
    assert len(ouvertes) > 800
    dits = {nom for nom in avant if nom.endswith(".yml")}
    assert dits - set(ouvertes) == {"format.yml"}
