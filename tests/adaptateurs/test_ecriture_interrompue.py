"""Ce qu'une commande tuée écrivait se finit avant que l'on ne relise, et cela se dit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from projet_social.adaptateurs import ecriture_interrompue
from projet_social.adaptateurs.dossier_du_site import DossierDuSite
from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.ecriture.journal import NOM, FichierAEcrire, Journal
from projet_social.ecriture.lot import Lot

AVANT = b"nom: Val invente\nnom_court: Val\ntype: commune\n"
APRES = AVANT.replace(b"Val invente", "Val inventé".encode())
FICHIER = "territoires/val/territoire.yml"
DIT = "une commande avait été arrêtée pendant qu'elle écrivait : son travail est fini"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Des données dont l'écriture fut arrêtée juste avant le renommage."""
    dossier = tmp_path / "data"
    (dossier / FICHIER).parent.mkdir(parents=True)
    (dossier / FICHIER).write_bytes(AVANT)
    fichier = FichierAEcrire((dossier / FICHIER).resolve(), existait=True, supprime=False)
    fichier.garde.write_bytes(AVANT)
    fichier.neuf.write_bytes(APRES)
    decrit = {"chemin": FICHIER, "existait": True, "supprime": False}
    (dossier / NOM).write_text(json.dumps([decrit]) + "\npose\n", encoding="utf-8")
    return dossier


def test_la_commande_suivante_finit_et_le_dit(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Avant même de vérifier ; rien de caché ne reste."""
    principal(["verifier", str(data)])

    assert f"attention : {DIT}" in capsys.readouterr().err
    assert (data / FICHIER).read_bytes() == APRES
    assert [f.name for f in data.rglob("*") if f.is_file()] == ["territoire.yml"]


def test_une_construction_finit_aussi(data: Path) -> None:
    """Par « mkdocs build », sans la ligne de commande : un avertissement."""
    rapport = DossierDuSite(data.parent).examiner()

    assert (data / FICHIER).read_bytes() == APRES
    assert str(rapport.anomalies[0]) == (f"data:1: avertissement, {DIT} ; relire les fichiers")


def test_une_commande_qui_ecrit_encore_se_dit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On l'attend, puis on le dit sans trace ; elle finie, tout reprend."""
    monkeypatch.setattr(ecriture_interrompue, "ATTENTE", 0.0)
    (tmp_path / "data").mkdir()
    autre = Journal(tmp_path / "data", [])

    refus = [str(a) for a in DossierDuSite(tmp_path).examiner().anomalies]
    assert "une autre commande écrit dans ce dossier" in refus[0]
    assert principal(["verifier", str(tmp_path / "data")]) == 1

    autre.fermer()
    Lot(tmp_path / "data", {}, {FICHIER: APRES}).appliquer()
    assert (tmp_path / "data" / FICHIER).read_bytes() == APRES
