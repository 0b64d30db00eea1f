"""La touche tabulation, dans un vrai bash et un vrai zsh."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.adaptateurs.options.registre import toutes_les_commandes

from ..powershell import fautes_de_powershell
from .terminal import APPEL

pytestmark = pytest.mark.lent


def interpreteur(nom: str) -> str:
    """Un interpréteur installé ; sinon le test s'abstient, ou échoue si TESTS_COMPLETS=1."""
    if trouve := shutil.which(nom):
        return trouve
    if os.environ.get("TESTS_COMPLETS") == "1":
        pytest.fail(f"{nom} n'est pas installé, et TESTS_COMPLETS=1 l'exige", pytrace=False)
    pytest.skip(f"{nom} n'est pas installé (TESTS_COMPLETS=1 rend ce test obligatoire)")


@pytest.fixture
def outils(tmp_path: Path) -> Path:
    """Un dossier du chemin où `projet-social` est une commande."""
    dossier = tmp_path / "outils"
    dossier.mkdir()
    commande = dossier / "projet-social"
    commande.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{APPEL}" "$@"\n', encoding="utf-8")
    commande.chmod(0o755)
    return dossier


@pytest.mark.parametrize(
    ("mots", "proposes"),
    [
        (["mig"], {"migrer"}),
        (["nouveau", "--pub"], {"--publication"}),
        (["nouveau", "--publication", "g"], {"gitlab", "github"}),
        (["verifier", "--format", ""], {"texte", "json", "annotations"}),
    ],
)
def test_bash_complete(outils: Path, mots: list[str], proposes: set[str]) -> None:
    """Commandes, options et choix, comme après la touche tabulation."""
    bash = interpreteur("bash")
    ligne = " ".join(("projet-social", *mots))
    script = f"""
eval "$(projet-social completion bash)"
fonction=$(complete -p projet-social | sed -E 's/.*-F ([^ ]+).*/\\1/')
COMP_WORDS=({" ".join(f"'{mot}'" for mot in ligne.split(" "))})
COMP_CWORD={len(mots)} COMP_LINE="{ligne}" COMP_POINT={len(ligne)}
"$fonction"
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    sortie = subprocess.run(
        [bash, "--norc", "-c", script],
        env={**os.environ, "PATH": f"{outils}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert sortie.stderr == ""
    assert set(sortie.stdout.split()) == proposes


def test_bash_propose_toutes_les_commandes(outils: Path) -> None:
    """Aucune commande n'est oubliée."""
    sortie = subprocess.run(
        [str(outils / "projet-social"), "completion", "bash"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    (connues,) = re.findall(r"_shtab_projet_social_subparsers=\((.*)\)", sortie)
    assert set(re.findall(r"[a-z-]+", connues)) == {c.nom for c in toutes_les_commandes()}


def test_zsh_complete(outils: Path, tmp_path: Path) -> None:
    """On tape `projet-social mig`, tabulation : zsh écrit la suite et l'exécute."""
    zsh = interpreteur("zsh")
    (tmp_path / ".zshrc").write_text(
        "autoload -Uz compinit && compinit -u -d $HOME/.zcompdump\n"
        'eval "$(projet-social completion zsh)"\nPS1="pret> "\n',
        encoding="utf-8",
    )
    maitre, esclave = pty.openpty()
    environnement = {
        **os.environ,
        "HOME": str(tmp_path),
        "ZDOTDIR": str(tmp_path),
        "PATH": f"{outils}:{os.environ['PATH']}",
        "TERM": "dumb",
    }
    processus = subprocess.Popen(
        [zsh, "-i"], stdin=esclave, stdout=esclave, stderr=esclave, env=environnement, cwd=tmp_path
    )
    os.close(esclave)

    def attendre(motif: str) -> str:
        dit, fin = "", time.monotonic() + 30
        while time.monotonic() < fin:
            pret, _, _ = select.select([maitre], [], [], 0.2)
            if pret:
                dit += os.read(maitre, 65536).decode("utf-8", "replace")
            if re.search(motif, dit):
                return dit
        raise AssertionError(f"{motif} attendu, vu : {dit[-500:]}")

    try:
        attendre("pret> ")
        os.write(maitre, b"projet-social mig\t")
        attendre("migrer")
        os.write(maitre, b"--es\t\n")
        dit = attendre("erreur : .*\n")
        assert "--essai" in dit
        assert "n'est pas un dossier de données" in dit
    finally:
        processus.kill()
        processus.wait()
        os.close(maitre)


def test_powershell_connait_chaque_commande_et_ses_mots(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Le script se lit sans faute ; commandes, options et choix y sont ; shtab n'y sert pas."""
    assert principal(["completion", "powershell"]) == 0
    script = capsys.readouterr().out

    assert not fautes_de_powershell(script.encode())
    reponses = {
        cle: re.findall(r"'([^']*)'", mots)
        for cle, mots in re.findall(r"^ {8}'([^']*)' = @\((.*)\)$", script, re.MULTILINE)
    }
    connues = {c.nom for c in toutes_les_commandes()}
    assert connues <= set(reponses[""])
    assert connues <= set(reponses)
    assert "--publication" in reponses["nouveau"]
    assert {"gitlab", "nginx"} <= set(reponses["nouveau --publication"])
    assert {"bash", "zsh", "powershell"} <= set(reponses["completion"])


def test_un_autre_interpreteur_est_refuse(capsys: pytest.CaptureFixture[str]) -> None:
    """Ce que l'on ne connaît pas se dit en français."""
    with pytest.raises(SystemExit) as sortie:
        principal(["completion", "fish"])

    assert sortie.value.code == 2
    assert "choix inconnu 'fish' (permis : 'bash', 'zsh', 'powershell')" in capsys.readouterr().err
