"""Un lot s'écrit en entier ou pas du tout, et ne touche que ce qui change."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from projet_social.ecriture.lot import Conflit, Lot

AVANT = {
    "a.yml": b"titre: A\nstatut: en_cours\n",
    "actions/b.yml": b"titre: B\n",
    "actions/c.yml": b"titre: C\n",
}
APRES = {
    "a.yml": b"titre: A\nstatut: realisee\n",
    "actions/b.yml": None,
    "actions/c.yml": b"titre: C\n",
    "neufs/d.yml": b"titre: D\n",
}


@pytest.fixture
def racine(tmp_path: Path) -> Path:
    """Un dossier de trois fichiers."""
    for nom, octets in AVANT.items():
        (tmp_path / nom).parent.mkdir(exist_ok=True)
        (tmp_path / nom).write_bytes(octets)
    return tmp_path


def etat(racine: Path) -> dict[str, bytes]:
    """Tous les fichiers d'un dossier, fichiers cachés compris."""
    return {
        f.relative_to(racine).as_posix(): f.read_bytes() for f in racine.rglob("*") if f.is_file()
    }


def test_un_lot_ecrit_cree_et_supprime(racine: Path) -> None:
    """Le dossier finit comme voulu, sans fichier provisoire."""
    Lot(racine, AVANT, APRES).appliquer()
    assert etat(racine) == {nom: octets for nom, octets in APRES.items() if octets is not None}


def test_un_fichier_inchange_n_est_pas_reecrit(racine: Path) -> None:
    """Sa date et son nœud sur le disque restent les mêmes."""
    avant = (racine / "actions/c.yml").stat()
    lot = Lot(racine, AVANT, APRES)
    lot.appliquer()
    apres = (racine / "actions/c.yml").stat()
    assert (avant.st_ino, avant.st_mtime_ns) == (apres.st_ino, apres.st_mtime_ns)
    assert [c.chemin for c in lot.changements] == ["a.yml", "actions/b.yml", "neufs/d.yml"]


def test_un_lot_sans_changement_est_faux(racine: Path) -> None:
    """Rien à écrire, rien à dire."""
    lot = Lot(racine, AVANT, AVANT)
    assert not lot
    assert lot.en_mots() == ""


def test_les_droits_d_un_fichier_restent(racine: Path) -> None:
    """Un fichier partagé avec un groupe le reste ; un fichier neuf suit le masque."""
    (racine / "a.yml").chmod(0o664)
    ancien = os.umask(0o027)
    try:
        Lot(racine, AVANT, APRES).appliquer()
    finally:
        os.umask(ancien)
    assert stat.S_IMODE((racine / "a.yml").stat().st_mode) == 0o664
    assert stat.S_IMODE((racine / "neufs/d.yml").stat().st_mode) == 0o640


@pytest.fixture
def rompre(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    """Fait échouer, une seule fois, le n-ième appel d'un geste sur un fichier."""

    def rompre(nom: str, rang: int) -> None:
        original, appels = getattr(Path, nom), iter(range(100))

        def geste(self: Path, *arguments: Any, **options: Any) -> Any:
            if next(appels) == rang:
                raise PermissionError("disque en lecture seule, pour l'essai")
            return original(self, *arguments, **options)

        monkeypatch.setattr(Path, nom, geste)

    return rompre


@pytest.mark.parametrize(("geste", "rang"), [("replace", 0), ("unlink", 0), ("replace", 1)])
def test_un_renommage_refuse_remet_tout_comme_avant(
    racine: Path, rompre: Callable[[str, int], None], geste: str, rang: int
) -> None:
    """Que le premier, le deuxième ou le dernier geste échoue, tout revient comme avant."""
    avant, dossiers = etat(racine), {d for d in racine.rglob("*") if d.is_dir()}
    lot = Lot(racine, AVANT, APRES)
    rompre(geste, rang)
    with pytest.raises(PermissionError, match="pour l'essai"):
        lot.appliquer()
    assert etat(racine) == avant
    assert {d for d in racine.rglob("*") if d.is_dir()} == dossiers


def test_une_copie_de_sauvegarde_impossible_n_ecrit_rien(
    racine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Le disque est plein au moment des copies : rien n'a bougé."""
    avant = etat(racine)

    def plein(*_: Any) -> None:
        raise OSError("plus de place")

    monkeypatch.setattr(shutil, "copy2", plein)
    with pytest.raises(OSError, match="plus de place"):
        Lot(racine, AVANT, APRES).appliquer()
    assert etat(racine) == avant


def test_une_interruption_au_clavier_defait_tout(
    racine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C entre deux renommages laisse tout comme avant."""
    avant, original = etat(racine), Path.unlink

    def interrompre(self: Path, missing_ok: bool = False) -> None:
        if self.name == "b.yml":
            raise KeyboardInterrupt
        original(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", interrompre)
    with pytest.raises(KeyboardInterrupt):
        Lot(racine, AVANT, APRES).appliquer()
    assert etat(racine) == avant


def test_un_fichier_change_entre_temps_arrete_tout(racine: Path) -> None:
    """Le travail d'un autre n'est jamais écrasé."""
    lot = Lot(racine, AVANT, APRES)
    (racine / "actions/b.yml").write_bytes(b"titre: B, retouche\n")
    avant = etat(racine)
    with pytest.raises(Conflit, match=r"actions/b\.yml.* a changé pendant l'opération"):
        lot.appliquer()
    assert etat(racine) == avant
    assert not (racine / "neufs").exists()


def test_un_fichier_apparu_entre_temps_est_un_conflit(racine: Path) -> None:
    """On ne crée pas par-dessus un fichier que l'on croyait absent."""
    lot = Lot(racine, AVANT, APRES)
    (racine / "neufs").mkdir()
    (racine / "neufs/d.yml").write_bytes(b"titre: autre\n")
    with pytest.raises(Conflit):
        lot.appliquer()


@pytest.mark.parametrize("chemin", ["../x.yml", "/x.yml", "actions/../../x.yml", "lien/x.yml"])
def test_un_lot_ne_sort_pas_de_sa_racine(racine: Path, chemin: str) -> None:
    """Ni par un chemin qui remonte, ni par un lien."""
    (racine / "lien").symlink_to(racine.parent)
    with pytest.raises(ValueError, match="sort du dossier"):
        Lot(racine, {}, {chemin: b""})


def test_les_changements_se_disent_en_mots_simples() -> None:
    """Fichier par fichier, valeur par valeur."""
    avant = b"titre: A\nstatut: en_cours\netapes:\n  - Un\n  - Deux\nthemes: [sante]\n"
    apres = b"titre: A\nstatut: realisee\netapes:\n  - Deux\n  - Un\n  - Trois\nfin: 2025\n"
    lot = Lot(Path("x"), {"a.yml": avant, "b.yml": b"x: y"}, {"a.yml": apres, "b.yml": None})
    assert lot.en_mots().splitlines() == [
        "modifié : a.yml",
        "    statut : en_cours → realisee",
        "    etapes 3 : ajouté, Trois",
        "    etapes › ordre : 1 2 → 2 1",
        "    themes : retiré, sante",
        "    fin : ajouté, 2025",
        "supprimé : b.yml",
    ]


def test_la_difference_est_celle_des_forges() -> None:
    """Un diff unifié, même sans saut de ligne final."""
    lot = Lot(Path("x"), {"a.yml": b"titre: A"}, {"a.yml": b"titre: B\n"})
    assert (
        lot.changements[0].difference()
        == "--- a.yml\n+++ a.yml\n@@ -1 +1 @@\n-titre: A\n+titre: B\n"
    )
