"""Chaque commande s'explique : en français, des exemples qui marchent, ses codes de sortie."""

from __future__ import annotations

import gettext
import re
import shlex
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from projet_social.adaptateurs import ligne_de_commande
from projet_social.adaptateurs.ligne_de_commande import analyseur, principal
from projet_social.adaptateurs.options.registre import Commande, toutes_les_commandes

COMMANDES = toutes_les_commandes()
chaque_commande = pytest.mark.parametrize("commande", COMMANDES, ids=[c.nom for c in COMMANDES])
ANGLAIS = {"usage:", "positional", "optional", "show", "exit", "default:", "choose", "required"}


@chaque_commande
def test_l_aide_d_une_commande(commande: Commande, capsys: pytest.CaptureFixture[str]) -> None:
    """Une phrase, ses arguments, des exemples, les codes de sortie ; aucun mot anglais."""
    with pytest.raises(SystemExit) as sortie:
        principal([commande.nom, "--help"])

    assert sortie.value.code == 0
    aide = capsys.readouterr().out
    assert "Exemples :" in aide
    assert "Codes de sortie : 0 " in aide
    assert not ANGLAIS & set(aide.split())
    assert not re.search(r"%\(\w+\)s", aide)


@chaque_commande
def test_les_exemples_de_l_aide_s_analysent(commande: Commande) -> None:
    """Un exemple que l'on recopie est toujours une commande permise."""
    assert commande.exemples
    lues = 0
    for exemple in commande.exemples:
        mots = shlex.split(exemple, comments=True)
        if "projet-social" not in mots:  # un exemple qui emploie la sortie de la commande
            assert f"projet-social {commande.nom}" in exemple
            continue
        appel = mots[mots.index("projet-social") + 1 :]
        for arret in (">", "|", "&&"):
            appel = appel[: appel.index(arret)] if arret in appel else appel
        choix = analyseur().parse_args(appel)
        assert choix.commande == commande.nom
        lues += 1
    assert lues or commande.nom == "completion"


@chaque_commande
def test_chaque_argument_est_explique(commande: Commande) -> None:
    """Ni argument sans phrase, ni phrase à majuscule ou à point."""
    import argparse

    vide = argparse.ArgumentParser()
    commande.arguments(vide)
    for action in vide._actions[1:]:
        assert action.help, action.dest
        assert not action.help.endswith("."), action.help
    assert not commande.aide.endswith(".")


def test_le_catalogue_compile_est_celui_que_l_on_relit() -> None:
    """`argparse` lit le `.mo` ; on traduit dans le `.po` : les mêmes phrases, toutes traduites."""
    dossier = Path(ligne_de_commande.__file__).parent / "langue" / "fr" / "LC_MESSAGES"
    with (dossier / "projet-social.po").open("rb") as source:
        ecrites = {m.id: m.string for m in read_po(source) if m.id}
    with (dossier / "projet-social.mo").open("rb") as compile_:
        lues = {m.id: m.string for m in read_mo(compile_) if m.id}
    assert lues == ecrites
    assert all(ecrites.values())


def test_l_aide_est_en_francais_dans_un_systeme_anglais(monkeypatch: pytest.MonkeyPatch) -> None:
    """La langue du système, Windows compris, n'y change rien."""
    for nom in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(nom, "en_US.UTF-8")
    ligne_de_commande.parler_francais()
    assert gettext.gettext("usage: ") == "usage : "
    assert gettext.gettext("a phrase nobody translated") == "a phrase nobody translated"


@pytest.mark.parametrize(
    ("tape", "propose"),
    [
        (["verifer"], "verifier"),
        (["vérifier"], "verifier"),
        (["vider"], "vider-l-exemple"),
        (["importer", "plan.xlsx", "--esai"], "--essai"),
        (["nouveau", "s", "--type", "comune"], "commune"),
    ],
)
def test_un_mot_mal_tape_propose_le_bon(
    tape: list[str], propose: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Commande, option, valeur : le mot le plus proche, s'il y en a un."""
    with pytest.raises(SystemExit) as sortie:
        analyseur().parse_args(tape)

    assert sortie.value.code == 2
    assert capsys.readouterr().err.endswith(f" ; vouliez-vous dire « {propose} » ?\n")


def test_un_mot_qui_ne_ressemble_a_rien_ne_propose_rien(capsys: pytest.CaptureFixture[str]) -> None:
    """Mieux vaut la liste de ce qui est permis qu'une proposition au hasard."""
    with pytest.raises(SystemExit):
        analyseur().parse_args(["zorglub"])

    dit = capsys.readouterr().err
    assert "vouliez-vous" not in dit
    assert "'verifier'" in dit
