"""Les sorties relues : ce que rendent les macros, comparé à des fichiers que l'on a lus.

Après un changement voulu : `pytest tests/macros --refaire-les-references`, puis relire le diff.
"""

import difflib
from pathlib import Path
from typing import Any

import pytest

from projet_social.macros.registre import trouver
from projet_social.macros.vue import Vue

REFERENCES = Path(__file__).resolve().parent / "references"
VAL = {"territoire": "val-imaginaire"}
PAYS = {"territoire": "pays-fictif"}

CAS: dict[str, tuple[str, dict[str, Any]]] = {
    "carte-complete": ("carte", VAL),
    "carte-presque-vide": ("carte", PAYS),
    "plan-replie": ("plan", VAL),
    "plan-complet": ("plan", VAL | {"complet": True}),
    "plan-sans-axe": ("plan", VAL | {"projet": "sante"}),
    "frise": ("frise", VAL),
    "fiche-complete": ("fiche", VAL | {"ligne": "navette-du-samedi"}),
    "fiche-reduite-au-titre": ("fiche", VAL | {"ligne": "une-action-reduite-a-son-titre"}),
    "axe": ("niveau", VAL | {"ligne": "se-deplacer"}),
}
"""Les sorties relues : nom du fichier, macro, arguments."""


@pytest.mark.parametrize("nom", CAS)
def test_la_macro_rend_ce_qui_fut_relu(nom: str, vue: Vue, request: pytest.FixtureRequest) -> None:
    """Le HTML est celui du fichier de référence, à la ligne vide près."""
    macro, arguments = CAS[nom]
    lignes = (ligne.strip() for ligne in trouver(macro).appeler(vue, **arguments).splitlines())
    rendu = "\n".join(ligne for ligne in lignes if ligne) + "\n"
    fichier = REFERENCES / f"{nom}.html"

    if request.config.getoption("--refaire-les-references"):
        fichier.write_text(rendu, encoding="utf-8")
    relu = fichier.read_text(encoding="utf-8") if fichier.is_file() else ""

    ecarts = difflib.unified_diff(relu.splitlines(), rendu.splitlines(), "relu", "rendu", n=1)
    assert not (dit := "\n".join(ecarts)), f"\n{dit}"


def test_chaque_reference_a_son_cas() -> None:
    """Aucun fichier relu ne traîne sans macro qui le rende."""
    assert {f.stem for f in REFERENCES.glob("*.html")} == CAS.keys()
