"""Le jour d'une construction s'impose : le même jour refait les mêmes pages."""

from __future__ import annotations

from datetime import date

import pytest

from projet_social.adaptateurs.commandes.refus import RefusDeCommande
from projet_social.adaptateurs.jour import VARIABLE_DU_JOUR, jour_de_la_construction

from ..fabrique import Chantier, lancer

SUIVI = "territoires/val-imaginaire/suivi/index.html"


def test_le_jour_est_celui_de_l_horloge_ou_celui_que_l_on_impose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Vide ou absente, la variable ne dit rien."""
    for ecrite in (None, "", " "):
        if ecrite is None:
            monkeypatch.delenv(VARIABLE_DU_JOUR, raising=False)
        else:
            monkeypatch.setenv(VARIABLE_DU_JOUR, ecrite)
        assert jour_de_la_construction() == date.today()
    monkeypatch.setenv(VARIABLE_DU_JOUR, "1717200000")
    assert jour_de_la_construction() == date(2024, 6, 1)


@pytest.mark.parametrize("ecrite", ["2024-06-01", "demain", "9" * 30])
def test_un_jour_illisible_se_refuse(monkeypatch: pytest.MonkeyPatch, ecrite: str) -> None:
    """Le refus dit la variable, et quoi écrire."""
    monkeypatch.setenv(VARIABLE_DU_JOUR, ecrite)
    with pytest.raises(RefusDeCommande, match=r"SOURCE_DATE_EPOCH : « .* nombre de secondes"):
        jour_de_la_construction()


@pytest.mark.lent
def test_une_construction_ancienne_se_refait(chantier: Chantier) -> None:
    """L'échéance n'était pas passée ce jour-là : la page le redit, et aucun cache ne s'y trompe."""
    chantier.garnir()
    vues = []
    for jour in ("1717200000", "1767225600", "1717200000"):
        sortie = lancer(
            "mkdocs", "build", dans=chantier.dossier, environnement={VARIABLE_DU_JOUR: jour}
        )
        assert sortie.returncode == 0, sortie.stderr
        vues.append((chantier.site / SUIVI).read_text(encoding="utf-8"))
    assert vues[0] == vues[2]
    assert "Vu le 1er juin 2024" in vues[0].replace("\N{NO-BREAK SPACE}", " ")
    assert "Échéance dépassée" not in vues[0]
    assert "Échéance dépassée" in vues[1]


@pytest.mark.lent
def test_un_jour_illisible_arrete_la_construction(chantier: Chantier) -> None:
    """Sans trace d'appels, avec ce qu'il faut écrire."""
    chantier.garnir()
    sortie = lancer(
        "mkdocs", "build", dans=chantier.dossier, environnement={VARIABLE_DU_JOUR: "hier"}
    )
    assert sortie.returncode
    assert "SOURCE_DATE_EPOCH : « hier »" in sortie.stderr
    assert "Traceback" not in sortie.stderr
