"""Un fichier changé par quelqu'un d'autre : rien ne s'écrase, rien ne se perd."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from projet_social.ecriture.lot import Lot

from .agent import Agent

NAVETTE = "territoires/val-imaginaire/actions/navette-du-samedi.yml"
Changer = Callable[..., None]


@pytest.fixture
def changer(agent: Agent) -> Changer:
    """Ce que fait quelqu'un d'autre, dans le fichier."""

    def remplacer(avant: str, apres: str) -> None:
        fichier = agent.dossier / NAVETTE
        texte = fichier.read_text(encoding="utf-8")
        assert avant in texte
        fichier.write_text(texte.replace(avant, apres), encoding="utf-8")

    agent.aller(f"/ouvrir?fichier={NAVETTE}")
    return remplacer


def test_les_deux_valeurs_se_lisent(agent: Agent, changer: Changer) -> None:
    """Le même champ changé des deux côtés : la page garde le nôtre, et dit celui du fichier."""
    agent.remplir(statut="realisee")
    changer("statut: en_cours", "statut: a_venir\nmotif: Plus de chauffeur")
    apres_l_autre = agent.octets()
    agent.appuyer()
    assert agent.code == 409
    assert agent.octets() == apres_l_autre
    assert "Le fichier dit maintenant : À venir" in agent.texte
    assert agent.lire("statut") == ["realisee"]
    assert agent.lire("motif") == ["Plus de chauffeur"]
    assert "vous ne les aviez pas changés : Motif" in agent.texte
    agent.appuyer()
    assert "Enregistré." in agent.texte
    ecrit = agent.octets()[NAVETTE]
    assert b"statut: realisee" in ecrit
    assert b"Plus de chauffeur" in ecrit  # son motif, avec lui, dans l'historique


def test_deux_champs_differents_se_reunissent(agent: Agent, changer: Changer) -> None:
    """Chacun le sien : la page les réunit, et demande de relire."""
    agent.remplir(resume="Notre phrase.")
    changer("recurrence: chaque samedi", "recurrence: chaque jour")
    agent.appuyer()
    assert agent.code == 409
    assert "Le fichier dit maintenant" not in agent.texte
    agent.appuyer()
    ecrit = agent.octets()[NAVETTE].decode()
    assert "resume: Notre phrase." in ecrit
    assert "recurrence: chaque jour" in ecrit


def test_sans_souvenir_de_ce_qui_fut_ouvert_tout_se_compare(agent: Agent, changer: Changer) -> None:
    """Le formulaire fut relancé entre-temps : chaque différence se dit."""
    agent.remplir(statut="realisee")
    changer("recurrence: chaque samedi", "recurrence: chaque jour")
    agent.guichet.ouvert._souvenirs.clear()
    agent.appuyer()
    assert agent.code == 409
    assert "Le fichier dit maintenant : chaque jour" in agent.texte
    assert "Le fichier dit maintenant : En cours" in agent.texte


def test_une_fiche_supprimee_pendant_la_saisie_garde_ce_qui_fut_tape(agent: Agent) -> None:
    """Ce que l'on avait écrit reste à l'écran, prêt à recréer la fiche."""
    agent.aller(f"/ouvrir?fichier={NAVETTE}")
    agent.remplir(resume="Notre phrase.")
    (agent.dossier / NAVETTE).unlink()
    agent.appuyer()
    assert agent.code == 409
    assert agent.lire("resume") == ["Notre phrase."]
    agent.appuyer()
    assert "Ajouté et enregistré." in agent.texte


def test_un_niveau_disparu_se_relit(agent: Agent) -> None:
    """Il n'est plus dans le plan : ce que l'on avait écrit se recopie."""
    projet = "territoires/val-imaginaire/projet.yml"
    agent.aller(f"/ouvrir?fichier={projet}&ou=axes.1")
    agent.remplir(resume="Notre phrase.")
    fichier = agent.dossier / projet
    texte = fichier.read_text(encoding="utf-8")
    fichier.write_text(texte.partition("axes:\n")[0], encoding="utf-8")
    agent.appuyer()
    assert agent.code == 409
    assert "Notre phrase." in agent.texte


def test_un_changement_pendant_l_ecriture_n_ecrase_rien(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deux commandes à la fois : le lot le voit, la page garde ce que l'on a tapé."""
    agent.aller(f"/ouvrir?fichier={NAVETTE}")
    agent.remplir(resume="Notre phrase.")
    appliquer = Lot.appliquer

    def apres_un_autre(lot: Lot) -> None:
        (agent.dossier / NAVETTE).write_text("titre: Écrit par un import\n", encoding="utf-8")
        appliquer(lot)

    monkeypatch.setattr(Lot, "appliquer", apres_un_autre)
    agent.appuyer()
    assert agent.code == 422
    assert "rien n'a été enregistré" in agent.texte
    assert agent.lire("resume") == ["Notre phrase."]
    assert (agent.dossier / NAVETTE).read_text(encoding="utf-8") == "titre: Écrit par un import\n"


def test_un_disque_qui_refuse_se_dit(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rien d'écrit, rien de perdu à l'écran."""
    agent.aller(f"/ouvrir?fichier={NAVETTE}")
    agent.remplir(resume="Notre phrase.")

    def refuser(_lot: Lot) -> None:
        raise OSError(28, "disque plein")

    monkeypatch.setattr(Lot, "appliquer", refuser)
    agent.appuyer()
    assert agent.code == 422
    assert "disque plein" in agent.texte
    assert agent.lire("resume") == ["Notre phrase."]


def test_rien_hors_des_donnees_ne_s_ouvre(agent: Agent) -> None:
    """Ni remontée de dossier, ni fichier que le programme n'a pas lu, ni endroit impossible."""
    secret = agent.dossier.parent / "secret.yml"
    secret.write_text("titre: secret\n", encoding="utf-8")
    for suite in (
        "fichier=../secret.yml",
        f"fichier={secret}",
        "fichier=territoires/../../secret.yml",
        "fichier=territoires/val-imaginaire/actions/absente.yml",
        f"fichier={NAVETTE}&ou=__class__",
        f"fichier={NAVETTE}&ou=etapes.99",
        f"fichier={NAVETTE}&ou=titre.0.x",
        "fichier=",
        "",
    ):
        for chemin in ("/ouvrir", "/supprimer", "/ajouter", "/voir"):
            agent.aller(f"{chemin}?{suite}")
            assert agent.code == 404, (chemin, suite)
            assert "secret" not in agent.texte.replace("secret.yml", "")
    agent.aller("/fiche?nom=../x")
    assert agent.code == 404
    agent.aller("/page/../guichet.py")
    assert agent.code == 404
