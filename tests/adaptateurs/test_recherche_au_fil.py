"""L'index qui se fait pendant que les pages s'écrivent : le même que celui d'un site fini."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path

import pytest

from projet_social.adaptateurs import recherche
from projet_social.adaptateurs.recherche import RechercheImpossible, faire_l_index, lire
from projet_social.adaptateurs.recherche_au_fil import RechercheAuFil
from projet_social.adaptateurs.site_bati import pages_a_lire

from .test_recherche import batir, index_de

pytestmark = pytest.mark.lent
ADRESSES = ("404.html", "a/index.html", "b/index.html", "index.html", "integration/a.html")
AUTRES = ("flux.xml", "donnees/a.csv")


def recevoir(index: RechercheAuFil, site: Path, *fichiers: str) -> None:
    """Donne des pages telles qu'elles sont écrites."""
    for fichier in fichiers:
        index.recevoir(fichier, lire(site, fichier))


def index_seul(site: Path) -> dict[str, bytes]:
    """Celui que l'on ferait du site fini ; rien n'en est écrit."""
    return faire_l_index((p, lire(site, p)) for p in pages_a_lire(site) if p != "404.html")


@pytest.mark.parametrize(
    "recues",
    [("a/index.html", "b/index.html", "index.html"), ("index.html", "b/index.html"), ()],
    ids=["dans l'ordre", "trop tôt, et l'une jamais", "aucune"],
)
def test_le_meme_index_que_le_site_fini(
    tmp_path: Path, recues: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    """Dans quelque ordre que les pages s'écrivent, et sans recommencer."""
    batir(tmp_path, *ADRESSES)
    index = RechercheAuFil([*ADRESSES, *AUTRES])
    with caplog.at_level("INFO"):
        recevoir(index, tmp_path, *recues)
        index.finir(tmp_path)
    assert index_de(tmp_path) == index_seul(tmp_path)
    assert "recommencé" not in caplog.text


@pytest.mark.parametrize(
    ("annonces", "inattendue"),
    [(ADRESSES[:3], "index.html"), ((*ADRESSES, "z.html"), "z.html")],
    ids=["une de plus", "une de moins"],
)
def test_un_site_qui_publie_autre_chose_se_relit(
    tmp_path: Path, annonces: tuple[str, ...], inattendue: str, caplog: pytest.LogCaptureFixture
) -> None:
    """L'index est celui de ce qui est publié, et l'on dit pourquoi il a fallu recommencer."""
    batir(tmp_path, *ADRESSES)
    index = RechercheAuFil(annonces)
    recevoir(index, tmp_path, "a/index.html")
    with caplog.at_level("INFO"):
        index.finir(tmp_path)
    assert index_de(tmp_path) == index_seul(tmp_path)
    assert f"index de recherche recommencé, pages inattendues : {inattendue}" in caplog.text


def test_un_moteur_qui_s_arrete_est_dit_a_la_fin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Les pages s'écrivent sans lui ; rien ne l'attend en vain."""
    batir(tmp_path, *ADRESSES)
    meurt = tmp_path / "meurt"
    meurt.write_text("#!/bin/sh\necho 'plus de place' >&2\nexit 3\n")
    meurt.chmod(0o755)
    monkeypatch.setitem(os.environ, "PAGEFIND_BINARY_PATH", str(meurt))
    index = RechercheAuFil(ADRESSES)
    recevoir(index, tmp_path, "index.html", "a/index.html", "b/index.html")
    with pytest.raises(RechercheImpossible, match=r"^plus de place$"):
        index.finir(tmp_path)
    assert not (tmp_path / "pagefind").exists()


def test_une_construction_abandonnee_arrete_le_moteur(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Aussitôt, sans lui demander son index ; abandonner deux fois ne fait rien de plus."""
    arrets: list[int] = []
    demandes: list[str] = []
    demander = recherche._demander

    def noter(pagefind: object, sorte: str, **reste: object) -> object:
        demandes.append(sorte)
        return demander(pagefind, sorte, **reste)  # type: ignore[arg-type]

    monkeypatch.setattr(recherche, "_demander", noter)
    vrai = subprocess.Popen.kill
    monkeypatch.setattr(subprocess.Popen, "kill", lambda p: (vrai(p), arrets.append(p.wait())))
    batir(tmp_path, *ADRESSES)
    index = RechercheAuFil(ADRESSES)
    recevoir(index, tmp_path, "a/index.html")
    index.abandonner()
    index.abandonner()
    for fil in threading.enumerate():
        if fil.name == RechercheAuFil.__name__:
            fil.join()
    assert len(arrets) == 1
    assert "GetFiles" not in demandes
    assert not (tmp_path / "pagefind").exists()
