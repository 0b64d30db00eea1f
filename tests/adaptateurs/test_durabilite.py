"""Une commande qui écrit, tuée ou refusée par le disque à tout instant : tout, ou rien.

Chaque geste qui écrit est tour à tour celui que le disque refuse, ou celui où le programme meurt :
ce que la mort laisse est ce qui est sur le disque à ce moment, et un passage suffit à tout relever.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from projet_social.adaptateurs.commandes import formulaire
from projet_social.adaptateurs.ecriture_interrompue import finir_les_ecritures
from projet_social.adaptateurs.ligne_de_commande import principal

from ..conftest import REFERENTIELS, TERRITOIRE
from ..tableur.fabrique import classeur_de

pytestmark = [
    pytest.mark.lent,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="sans fork, on ne se tue pas ainsi"),
]
GESTES = ("chmod", "replace", "rename", "unlink", "mkdir", "write_bytes", "write_text")
"""Ce qui, d'un chemin, change le disque ; « open » aussi, s'il ouvre pour écrire."""
PLAN = [["Action", "Pilote", "Sans nom"], ["Aider", "CCAS", "à ranger"], ["Loger", "MSA", None]]
COMMANDES = {
    "importer": ["importer", "plan.xlsx", "--oui"],
    "exporter": ["exporter", "--sortie", "val.ods", "--remplacer"],
    "exporter par pilote": ["exporter", "--par-pilote", "--format", "csv", "--remplacer"],
    "migrer": ["migrer", "ancien/data"],
    "assembler": ["assembler", "sources.yml", "--sortie", "ensemble/data"],
    "formulaire": ["formulaire", "--essai"],
    "formulaire ôté": ["formulaire", "--retirer"],
}
Geste = Callable[[str], None]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dossier où chacune de ces commandes a de quoi écrire, et de quoi remplacer."""
    racine = tmp_path / "site"
    fichiers = REFERENTIELS | {
        "territoires/val/territoire.yml": TERRITOIRE.format(nom="Val"),
        "territoires/val/projet.yml": "titre: Projet inventé\naxes: [{titre: Se loger}]\n",
        "territoires/val/actions/veiller.yml": "titre: Veiller\npilotes: [CCAS]\n",
    }
    ancien = {"territoires/val/territoire.yml": f"{TERRITOIRE.format(nom='Val')}siege: oui\n"}
    for dossier, contenus in (("data", fichiers), ("ancien/data", ancien)):
        for nom, texte in contenus.items():
            fichier = racine / dossier / nom
            fichier.parent.mkdir(parents=True, exist_ok=True)
            fichier.write_text(texte, encoding="utf-8")
    (racine / "sources.yml").write_text("sources: [{nom: a, dossier: data}]\n", "utf-8")
    (racine / "plan.xlsx").write_bytes(classeur_de({"Plan": PLAN}))
    (racine / "val.ods").write_bytes(b"ancien")
    (racine / "docs/admin").mkdir(parents=True)
    for nom in ("configuration.json", "perime.js"):
        (racine / "docs/admin" / nom).write_text("{}", encoding="utf-8")
    neuf = {"configuration.json": b"{1}", "a/index.html": b"<html>"}
    monkeypatch.setattr(formulaire, "PAQUETS", ())
    monkeypatch.setattr(formulaire, "dossier_du_formulaire", lambda *_: neuf)
    (tmp_path / "temporaires").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporaires"))
    monkeypatch.chdir(racine)
    return racine


def photographier(dossier: Path) -> dict[str, bytes]:
    """Tous les fichiers, cachés compris."""
    return {
        f.relative_to(dossier).as_posix(): f.read_bytes() for f in dossier.rglob("*") if f.is_file()
    }


def sans_ce_qui_date(photo: dict[str, bytes]) -> dict[str, bytes]:
    """La même, sans la mémoire d'un assemblage ; son état, qui dit l'heure, est là ou non."""
    return {
        nom: b"" if nom.endswith(".etat.json") else octets
        for nom, octets in photo.items()
        if not nom.endswith("_ensemble.json")
    }


def lancer_a_part(mots: list[str], agir: Geste) -> int:
    """Lance une commande dans un autre processus, où chaque geste qui écrit se dit d'abord."""
    if enfant := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(enfant, 0)[1])
    code = 70
    try:
        sys.stdout = sys.stderr = open("../dit", "w", encoding="utf-8", buffering=1)  # noqa: SIM115

        def suivre(nom: str) -> Any:
            vrai = getattr(Path, nom)

            def faire(chemin: Path, *arguments: Any, **options: Any) -> Any:
                mode = str(arguments[0] if arguments else options.get("mode", "r"))
                dehors = not Path(chemin).resolve().is_relative_to(Path.cwd())
                if not dehors and (nom != "open" or set(mode) & set("wxa+")):
                    agir(str(chemin))
                return vrai(chemin, *arguments, **options)

            return faire

        for nom in (*GESTES, "open"):
            setattr(Path, nom, suivre(nom))
        code = principal(mots)
    finally:
        os._exit(code)


def refuser_au_geste(rang: int) -> Geste:
    """Le disque est plein, au geste de ce rang."""
    compte = iter(range(10_000))

    def agir(chemin: str) -> None:
        if next(compte) == rang:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), chemin)

    return agir


def garder_l_instant(_: str) -> None:
    """Copie ce que laisserait le programme, tué juste avant ce geste."""
    shutil.copytree(".", f"../instants/{len(os.listdir('../instants')):04}")
    assert os.listdir(tempfile.gettempdir()) == []


def remettre(site: Path, avant: Path) -> None:
    """Rend au site son état d'avant."""
    for enfant in site.iterdir():
        shutil.rmtree(enfant) if enfant.is_dir() else enfant.unlink()
    shutil.copytree(avant, site, dirs_exist_ok=True)


def racines(site: Path) -> list[Path]:
    """Là où une écriture a pu être interrompue."""
    return [d for d in (site, *site.rglob("*")) if d.is_dir()]


@pytest.mark.parametrize("commande", COMMANDES)
def test_tuee_ou_refusee_a_tout_instant_elle_fait_tout_ou_rien(commande: str, site: Path) -> None:
    """Et rien de caché ne reste, ni dans le dossier, ni dans celui des fichiers temporaires."""
    mots = COMMANDES[commande]
    avant = Path(shutil.copytree(site, site.parent / "avant"))
    debut = sans_ce_qui_date(photographier(site))
    assert lancer_a_part(mots, lambda _: None) == 0, Path("../dit").read_text("utf-8")
    fin = sans_ce_qui_date(photographier(site))
    assert fin != debut

    def finir() -> bool:
        finir_les_ecritures(*racines(site))
        photo = sans_ce_qui_date(photographier(site))
        autres = {n for n in photo.keys() | fin.keys() if photo.get(n) != fin.get(n)}
        assert photo in (debut, fin), autres
        return photo == fin

    refuses = set()
    for rang in range(500):
        remettre(site, avant)
        code = lancer_a_part(mots, refuser_au_geste(rang))
        dit = Path("../dit").read_text("utf-8")
        assert "Traceback" not in dit, dit
        assert code in (0, 1)
        assert code == 0 or "plus de place sur le disque" in dit, dit
        refuses.add(finir())
        if code == 0 and rang > len(GESTES):
            break
    assert False in refuses

    remettre(site, avant)
    Path("../instants").mkdir()
    assert lancer_a_part(mots, garder_l_instant) == 0, Path("../dit").read_text("utf-8")
    tues = {finir()}
    for instant in sorted(Path("../instants").iterdir()):
        remettre(site, instant)
        tues.add(finir())
    assert tues == {True, False}
    assert os.listdir(tempfile.gettempdir()) == []
