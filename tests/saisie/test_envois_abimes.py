"""N'importe quel envoi : une page en français, et des données qui restent bonnes."""

from __future__ import annotations

from random import Random

import pytest

from .agent import Agent, adresses_des_formulaires

MOTS = (
    *("", "a\r\nb", "<b>x</b>", "{{ x }}", "é" * 400, "\x00", "\x0b", "- a\r\n- b", "1", "oui"),
    *("2026", "#", "& *", "'", '"', "null", "~", "https://exemple.test", "\u2028", "a: b", "["),
    *("{", "%", "@", "\ufeffx", "😀", "x" * 2000, "mobilite"),
)
SUITES = (".x", ".0", ".0._rang", "._choix", "._present", ".", "..", ".a.b.c", ".__class__")
ENVOIS = 25


@pytest.mark.lent
@pytest.mark.parametrize("graine", range(4))
def test_un_envoi_quelconque_ne_casse_rien(agent: Agent, graine: int) -> None:
    """Des champs changés, ôtés, ajoutés, mal nommés ; des boutons qui n'existent pas."""
    hasard = Random(graine)
    adresses = [*adresses_des_formulaires(agent), "/fiche?nom=val-imaginaire"]
    adresses += ["/ajouter?fichier=referentiels/themes.yml&ou=themes"]
    codes = []
    while len(codes) < ENVOIS:
        agent.aller(hasard.choice(adresses))
        if agent.code != 200 or not agent.remplissable:
            continue
        formulaire = agent.formulaire
        for _ in range(hasard.randint(1, 4)):
            rang = hasard.randrange(1, len(formulaire.champs))
            nom = formulaire.champs[rang][0]
            abimer = hasard.random()
            if abimer < 0.6:
                formulaire.champs[rang] = nom, hasard.choice(MOTS)
            elif abimer < 0.8:
                formulaire.champs.append((nom + hasard.choice(SUITES), hasard.choice(MOTS)))
            elif len(formulaire.champs) > 2:
                formulaire.champs.pop(rang)
        geste = hasard.choice(["enregistrer"] * 6 + [f"retirer:{nom}", f"ajouter:{nom}"])
        formulaire.boutons.append(("geste", geste))
        agent.appuyer(geste)
        codes.append(agent.code)
        assert agent.guichet.ouvert.examiner().publiable, (agent.adresse, formulaire.champs)
    assert set(codes) == {200, 422}
