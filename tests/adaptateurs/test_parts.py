"""Un site en parts, puis réuni : les mêmes octets ; une part qui manque se dit."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.adaptateurs.parts import PartsDepareillees, lire_la_part
from projet_social.adaptateurs.site_bati import MANIFESTE

from ..fabrique import Chantier, batir_une_fois, fichiers
from ..lenteur import lente
from ..visiteur import rien


def garnir(chantier: Chantier) -> None:
    """Le corpus inventé et un troisième territoire."""
    chantier.garnir()
    chantier.isoler()


@pytest.fixture
def garni(chantier: Chantier, monkeypatch: pytest.MonkeyPatch) -> Chantier:
    """Ce site à construire, dans le dossier où l'on est."""
    garnir(chantier)
    monkeypatch.chdir(chantier.dossier)
    return chantier


@pytest.fixture(scope="session")
@lente
def entier(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Le même, construit d'un seul tenant."""

    def batir(dossier: Path) -> None:
        dossier.mkdir()
        chantier = Chantier(dossier)
        garnir(chantier)
        fini = chantier.construire("--strict")
        assert fini.returncode == 0, fini.stderr

    return fichiers(batir_une_fois(tmp_path_factory, "d-un-seul-tenant", batir) / "site")


def parts(nombre: int) -> list[str]:
    """Construit chaque part dans son dossier ; rend leurs dossiers."""
    dossiers = [f"parts/{rang}" for rang in range(1, nombre + 1)]
    for rang, dossier in enumerate(dossiers, 1):
        assert principal(["construire", "--part", f"{rang}/{nombre}", "--sortie", dossier]) == 0
    return dossiers


@pytest.mark.parametrize("nombre", [2, 3])
def test_reunies_les_parts_sont_le_site(
    garni: Chantier, entier: dict[str, bytes], nombre: int
) -> None:
    """Octet pour octet, et la recherche avec ; aucune part n'a tout fait."""
    dossiers = parts(nombre)
    comptes = [len(list(Path(dossier).rglob("index.html"))) for dossier in dossiers]

    assert principal(["reunir", *reversed(dossiers), "--sortie", "site"]) == 0

    assert (garni.site / "pagefind/pagefind.js").is_file()
    reuni = fichiers(garni.site)
    assert reuni.keys() == entier.keys()
    rien(chemin for chemin in entier if entier[chemin] != reuni[chemin])
    assert max(comptes) < len([chemin for chemin in entier if chemin.endswith("index.html")])


def test_en_deux_processus_c_est_le_meme_site(
    garni: Chantier, entier: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """`construire --processus 2` fait, réunit et range tout, à la place de l'ancien site."""
    for chemin, octets in entier.items():
        (garni.site / chemin).parent.mkdir(parents=True, exist_ok=True)
        (garni.site / chemin).write_bytes(octets)
    (garni.site / "404.html").unlink()
    assert principal(["construire", "--processus", "2", "--refaire"]) == 0

    assert "Le site est construit" in capsys.readouterr().out
    assert fichiers(garni.site) == entier
    assert sorted(f.name for f in garni.dossier.glob("*site*")) == ["site"]


def test_une_part_tuee_se_refait(
    garni: Chantier,
    entier: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Un signal arrête la seconde part : elle se refait seule, et le site est entier."""
    lancer, tues = subprocess.Popen, []

    def tuer(commande: list[str], **options: object) -> subprocess.Popen[str]:
        processus = lancer(commande, **options)  # type: ignore[call-overload]
        environnement = options.get("env") or {}
        if not tues and environnement.get("PROJET_SOCIAL_PART") == "2/2":  # type: ignore[attr-defined]
            tues.append(processus.pid)
            os.kill(processus.pid, signal.SIGKILL)
        return processus

    monkeypatch.setattr(subprocess, "Popen", tuer)

    assert principal(["construire", "--processus", "2", "--refaire"]) == 0

    assert len(tues) == 1
    assert "part 2/2 interrompue par le système : refaite seule" in capsys.readouterr().err
    assert fichiers(garni.site) == entier


def test_ce_qui_ne_fait_pas_un_site_se_dit(
    garni: Chantier, capsys: pytest.CaptureFixture[str]
) -> None:
    """Une part absente, deux fois la même, pas une part, d'autres données ; l'ancien site reste."""
    garni.ecrire({"site/index.html": "l'ancien"})
    un, deux = parts(2)
    (Path("rien")).mkdir()
    autre = Path("parts/autre")
    shutil.copytree(deux, autre)
    dit = json.loads((autre / MANIFESTE).read_text(encoding="utf-8")) | {"donnees": "d'hier"}
    (autre / MANIFESTE).write_text(json.dumps(dit), encoding="utf-8")
    melee = Path("parts/melee")
    shutil.copytree(deux, melee)
    (melee / "404.html").write_text("autre chose", encoding="utf-8")
    capsys.readouterr()
    for donnees, attendu in (
        ([un], "il manque 2/2"),
        ([un, un], "la part 1 est là deux fois"),
        ([un, "rien"], "n'est pas une part entière"),
        ([un, str(autre)], "ne vient pas des mêmes données"),
        ([un, str(melee)], "deux parts diffèrent sur « 404.html »"),
    ):
        assert principal(["reunir", *donnees]) == 1
        assert attendu in capsys.readouterr().err
        assert fichiers(garni.site) == {"index.html": b"l'ancien"}


@pytest.mark.parametrize("ecrite", ["0/2", "3/2", "2", "deux", "1/0"])
def test_une_part_mal_dite_se_refuse(ecrite: str) -> None:
    """Un rang, une barre, un nombre."""
    with pytest.raises(PartsDepareillees, match="écrire son rang et leur nombre"):
        lire_la_part(ecrite)
