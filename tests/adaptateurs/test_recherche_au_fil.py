"""L'index qui se fait pendant que les pages s'écrivent : le même que celui d'un site fini."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from projet_social.adaptateurs import recherche
from projet_social.adaptateurs.recherche import RechercheImpossible, indexer
from projet_social.adaptateurs.recherche_au_fil import RechercheAuFil

from .test_recherche import batir, index_de

pytestmark = [
    pytest.mark.lent,
    pytest.mark.skipif(sys.platform != "linux", reason="ailleurs, l'index se fait à la fin"),
]
ADRESSES = ("404.html", "a/index.html", "b/index.html", "index.html", "integration/a.html")
AUTRES = ("flux.xml", "donnees/a.csv")


def index_seul(site: Path) -> dict[str, bytes]:
    """Celui que l'on ferait du site fini."""
    indexer(site)
    index = index_de(site)
    shutil.rmtree(site / "pagefind")
    return index


@pytest.mark.parametrize(
    "recues",
    [("a/index.html", "b/index.html", "index.html"), ("index.html", "b/index.html"), ()],
    ids=["dans l'ordre", "trop tôt, et l'une jamais", "aucune"],
)
def test_le_meme_index_que_le_site_fini(
    tmp_path: Path, recues: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    """Dans quelque ordre que les pages s'écrivent, et sans recommencer.

    Chacune s'écrit après qu'elle est dite, comme MkDocs le fait : la lire aussitôt serait trop tôt.
    """
    batir(tmp_path, *ADRESSES)
    attendu = index_seul(tmp_path)
    textes = {nom: (tmp_path / nom).read_text(encoding="utf-8") for nom in recues}
    for nom in recues:
        (tmp_path / nom).unlink()
    with caplog.at_level("INFO"):
        index = RechercheAuFil(tmp_path, [*ADRESSES, *AUTRES], AUTRES)
        for nom, texte in textes.items():
            index.recevoir(nom)
            (tmp_path / nom).write_text(texte, encoding="utf-8")
        index.finir()
    assert index_de(tmp_path) == attendu
    assert "recommencé" not in caplog.text


def test_ce_qui_est_deja_la_n_attend_pas_la_fin(tmp_path: Path) -> None:
    """Les pages reprises de la fois d'avant se lisent pendant que les autres se font."""
    batir(tmp_path, *ADRESSES)
    index = RechercheAuFil(tmp_path, ADRESSES, ("a/index.html", "b/index.html"))
    index.recevoir("index.html")
    assert index._annoncees == 2
    index.recevoir("404.html")
    assert index._annoncees == 3, "une page se lit dès que la suivante se rend"
    index.abandonner()


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
    attendu = index_seul(tmp_path)
    index = RechercheAuFil(tmp_path, annonces)
    with caplog.at_level("INFO"):
        index.finir()
    assert index_de(tmp_path) == attendu
    assert f"index de recherche recommencé, pages inattendues : {inattendue}" in caplog.text


def test_un_index_interrompu_par_le_systeme_se_refait(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """La mémoire a pu manquer pour deux : le site n'en est pas privé."""
    batir(tmp_path, *ADRESSES)
    attendu = index_seul(tmp_path)
    index = RechercheAuFil(tmp_path, ADRESSES)
    index._double.abandonner()
    with caplog.at_level("INFO"):
        index.finir()
    assert index_de(tmp_path) == attendu
    assert "le système l'avait interrompu" in caplog.text


def test_un_moteur_qui_s_arrete_est_dit_a_la_fin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Les pages s'écrivent sans lui ; rien ne l'attend en vain."""
    batir(tmp_path, *ADRESSES)
    meurt = tmp_path / "meurt"
    meurt.write_text("#!/bin/sh\necho 'plus de place' >&2\nexit 3\n")
    meurt.chmod(0o755)
    monkeypatch.setitem(os.environ, "PAGEFIND_BINARY_PATH", str(meurt))
    index = RechercheAuFil(tmp_path, ADRESSES)
    for page in ("index.html", "a/index.html", "b/index.html"):
        index.recevoir(page)
    with pytest.raises(RechercheImpossible, match=r"^plus de place$"):
        index.finir()
    assert not (tmp_path / "pagefind").exists()


def test_une_construction_abandonnee_arrete_le_moteur(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Aussitôt, sans lui demander son index."""
    (tmp_path / "demandes").touch()
    demander = recherche._demander

    def noter(pagefind: Any, sorte: str, **reste: object) -> object:
        with open(tmp_path / "demandes", "a") as demandes:
            print(pagefind.pid, sorte, file=demandes, flush=True)
        return demander(pagefind, sorte, **reste)

    monkeypatch.setattr(recherche, "_demander", noter)
    batir(tmp_path, *ADRESSES)
    index = RechercheAuFil(tmp_path, ADRESSES, ("a/index.html",))
    index.recevoir("index.html")
    while "AddFile" not in (dites := (tmp_path / "demandes").read_text()):
        pass
    index.abandonner()
    moteur = Path("/proc", dites.split()[0])
    while (moteur / "exe").exists():
        pass
    assert (tmp_path / "demandes").read_text() == dites
    assert not (tmp_path / "pagefind").exists()
