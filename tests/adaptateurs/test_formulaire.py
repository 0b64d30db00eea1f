"""`projet-social formulaire` : ce qu'il refuse, et ce qu'il laisse en place quand il échoue."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from projet_social.adaptateurs.commandes import formulaire
from projet_social.adaptateurs.ligne_de_commande import principal


@pytest.mark.parametrize("demande", [["--essai"], ["--retirer"]])
def test_un_dossier_qui_n_est_pas_le_sien_est_laisse(
    tmp_path: Path, demande: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Un `docs/admin/` écrit à la main n'est ni remplacé, ni ôté."""
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "index.md").write_text("à garder", encoding="utf-8")

    assert principal(["formulaire", *demande, "--docs", str(tmp_path)]) == 1

    assert "n'est pas un formulaire" in capsys.readouterr().err
    assert (tmp_path / "admin" / "index.md").read_text(encoding="utf-8") == "à garder"


def test_les_fautes_d_options_sont_dites_ensemble(capsys: pytest.CaptureFixture[str]) -> None:
    """Le dépôt et l'adresse, en une fois."""
    demande = ["formulaire", "--forge", "gitlab", "--depot", "x", "--adresse", "http://a.fr"]
    assert principal(demande) == 1

    erreur = capsys.readouterr().err
    assert "« groupe/projet » est attendu" in erreur
    assert "https://" in erreur


def test_une_ecriture_manquee_rend_l_ancien(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Le nouveau ne peut prendre la place : l'ancien la retrouve."""
    cible = tmp_path / "admin"
    formulaire._remplacer(cible, {"a.txt": b"ancien"})
    renommer, poses = Path.replace, list[Path]()

    def refuser(chemin: Path, vers: Path) -> Path:
        poses.append(vers)
        if len(poses) == 2:
            raise OSError("disque plein")
        return renommer(chemin, vers)

    monkeypatch.setattr(Path, "replace", refuser)
    with pytest.raises(OSError, match="disque plein"):
        formulaire._remplacer(cible, {"a.txt": b"neuf", "b.txt": b"neuf"})

    assert [f.name for f in cible.iterdir()] == ["a.txt"]
    assert (cible / "a.txt").read_bytes() == b"ancien"


def test_un_port_pris_se_dit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """En français, avec quoi faire ; un numéro qui n'existe pas aussi."""
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as pris:
        port = pris.getsockname()[1]
        assert principal(["formulaire", "--sans-navigateur", "--port", str(port)]) == 1
    assert principal(["formulaire", "--sans-navigateur", "--port", "99999"]) == 1

    dit = capsys.readouterr().err
    assert "un autre programme s'en sert déjà" in dit
    assert "un port va de 1 à 65535" in dit
