"""Un vieux terminal lit tout : le signe qu'il ne connaît pas devient son voisin, non une trace."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from projet_social.adaptateurs.sortie_lisible import INCONNU, VOISINS, rendre_lisible

from ..fabrique import RACINE

PHRASE = "« Été › Œuvre »… l’ETP → 24 396 €"
LUES = {
    "utf-8": PHRASE,
    "cp1252": "« Été › Œuvre »… l’ETP -> 24 396 €",
    "cp850": "« Été > Oeuvre »... l'ETP -> 24 396 EUR",
    "latin-1": "« Été > Oeuvre »... l'ETP -> 24 396 EUR",
    "ascii": '" Ete > Oeuvre "... l\'ETP -> 24 396 EUR',
}


def sans_fine(texte: str) -> str:
    """Toutes les espaces comme des espaces."""
    return texte.translate(str.maketrans("\u00a0\u202f", "  "))


@pytest.mark.parametrize("encodage", LUES)
def test_un_signe_inconnu_devient_son_voisin(encodage: str) -> None:
    """Chaque terminal garde tout ce qu'il sait écrire."""
    octets = io.BytesIO()
    flux = io.TextIOWrapper(octets, encoding=encodage)
    rendre_lisible(flux)

    flux.write(PHRASE)
    flux.flush()

    assert sans_fine(octets.getvalue().decode(encodage)) == sans_fine(LUES[encodage])


def test_un_signe_sans_voisin_reste_un_signe() -> None:
    """Un nom de fichier que le système n'a pas su lire, un idéogramme : « ? », et l'on continue."""
    octets = io.BytesIO()
    flux = io.TextIOWrapper(octets, encoding="ascii")
    rendre_lisible(flux)

    flux.write("a\udce9b漢")
    flux.flush()

    assert octets.getvalue() == f"a{INCONNU}b{INCONNU}".encode()


def test_un_flux_qui_n_est_pas_un_fichier_reste_tel() -> None:
    """Un carnet, un test : ils gardent le texte."""
    flux = io.StringIO()
    rendre_lisible(flux, None)
    flux.write(PHRASE)
    assert flux.getvalue() == PHRASE


def test_chaque_voisin_s_ecrit_partout() -> None:
    """En ASCII, rien ne reste à remplacer."""
    assert all(voisin.isascii() for voisin in VOISINS.values())


@pytest.mark.lent
@pytest.mark.parametrize("encodage", ["cp1252", "cp850", "ascii"])
@pytest.mark.parametrize("mots", [["nouveau", "--help"], ["verifier", "data"], ["aide"]])
def test_une_commande_ne_finit_pas_en_trace(encodage: str, mots: list[str], tmp_path: Path) -> None:
    """Sur un vieux terminal Windows, ou sans langue réglée, la commande dit ce qu'elle a à dire."""
    fichier = tmp_path / "data/territoires/val/territoire.yml"
    fichier.parent.mkdir(parents=True)
    fichier.write_text("nom: Vallée\npopulations: [{annee: mille}]\n", encoding="utf-8")
    programme = "from projet_social.adaptateurs.ligne_de_commande import principal as p; exit(p())"
    voulu = {"PYTHONIOENCODING": encodage, "PYTHONPATH": str(RACINE / "macros")}

    sortie = subprocess.run(
        [sys.executable, "-c", programme, *mots],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, **voulu},
        check=False,
    )

    dit = (sortie.stdout + sortie.stderr).decode(encodage)
    assert "Traceback" not in dit
    assert "projet-social" in dit or "territoire.yml" in dit
