"""Les polices de repli : les largeurs écrites sont celles des polices, les hauteurs les nôtres."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from projet_social.polices.repli import (
    DESCENDANTE,
    INTERLIGNE,
    MONTANTE,
    REPLIS,
    Repli,
    feuille,
    largeur_moyenne,
)
from projet_social.polices.web import GRAISSES, Graisse

ECART_PERMIS = 0.005
"""En part de la largeur : d'une version à l'autre, une police change à peine."""


def fichier_de(noms: tuple[str, ...]) -> Path | None:
    """Le fichier d'une de ces polices, si cette machine en a une."""
    if shutil.which("fc-list") is None:
        return None
    for nom in noms:
        commande = ["fc-list", f":fullname={nom}", "file"]
        sortie = subprocess.run(commande, capture_output=True, text=True, check=True).stdout
        for ligne in sorted(sortie.splitlines()):
            if (fichier := Path(ligne.strip().rstrip(":"))).suffix in {".ttf", ".otf"}:
                return fichier
    return None


@pytest.mark.parametrize("graisse", GRAISSES, ids=lambda graisse: graisse.nom)
@pytest.mark.parametrize("repli", REPLIS, ids=lambda repli: repli.nom)
def test_une_largeur_ecrite_est_celle_de_la_police(repli: Repli, graisse: Graisse) -> None:
    """Mesurée sur la police de cette machine, quand elle y est."""
    poids = graisse.poids
    fichier = fichier_de(repli.noms[poids])
    if fichier is None:
        pytest.skip(f"aucune police {repli.nom} sur cette machine")
    ecrite = repli.largeurs[poids]
    assert largeur_moyenne(fichier) == pytest.approx(ecrite, rel=ECART_PERMIS)


def test_chaque_graisse_a_ses_replis_mis_a_l_echelle() -> None:
    """Une règle par repli et par graisse ; la variable nomme les familles dans l'ordre."""
    regles = feuille({graisse.nom: f"polices/{graisse.nom}.woff2" for graisse in GRAISSES})
    assert regles.count("size-adjust:") == len(GRAISSES) * len(REPLIS)
    assert regles.count("font-display:swap") == len(GRAISSES)
    familles = regles.partition("--md-text-font:")[2].split(",")
    assert len(familles) == 1 + len(REPLIS)
    assert 'url("polices/gras.woff2")' in regles


@pytest.mark.parametrize("graisse", GRAISSES, ids=lambda graisse: graisse.nom)
def test_nos_mesures_ecrites_sont_celles_de_notre_police(graisse: Graisse) -> None:
    """Les lire dans la police chargerait fontTools à chaque site neuf."""
    police = TTFont(graisse.source, lazy=True)
    cadratin, hauteurs = police["head"].unitsPerEm, police["hhea"]
    assert largeur_moyenne(graisse.source) == graisse.largeur
    assert hauteurs.ascent / cadratin == MONTANTE
    assert -hauteurs.descent / cadratin == DESCENDANTE
    assert hauteurs.lineGap / cadratin == INTERLIGNE
