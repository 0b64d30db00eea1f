"""La police publiée : des adresses à empreinte, des octets gardés, et le choix de s'en passer."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from projet_social.adaptateurs import police
from projet_social.adaptateurs.police import preparer_la_police, signes_rares
from projet_social.adaptateurs.reserve import Reserve
from projet_social.polices.web import Graisse

from ..fabrique import REGLAGES, Chantier

pytestmark = pytest.mark.lent


def ecrire(dossier: Path, texte: str) -> list[Path]:
    """Un fichier de données inventé."""
    fichier = dossier / "x.yml"
    fichier.write_text(texte, encoding="utf-8")
    return [fichier]


def test_un_nom_rare_ne_change_pas_de_police(tmp_path: Path) -> None:
    """Toute lettre des données que la police possède est dans les fichiers publiés."""
    publiee = preparer_la_police(ecrire(tmp_path, "nom: Ọlá, ŋ, 日"), Reserve(None))
    for adresse, octets in publiee.fichiers.items():
        if adresse.endswith(".woff2"):
            assert {ord("Ọ"), ord("ŋ")} <= TTFont(BytesIO(octets)).getBestCmap().keys()


def test_les_signes_ordinaires_ne_sont_pas_rares(tmp_path: Path) -> None:
    """Du français ne change pas la police ; un signe qui ne s'imprime pas ne compte pas."""
    assert signes_rares(ecrire(tmp_path, "L’œuvre d’Ève : « là-bas »\t\u200b\n")) == frozenset()


def test_la_feuille_cite_les_fichiers_publies(tmp_path: Path) -> None:
    """Chaque adresse citée existe ; d'autres signes, d'autres adresses."""
    ordinaire = preparer_la_police(ecrire(tmp_path, "a"), Reserve(None))
    rare = preparer_la_police(ecrire(tmp_path, "ŋ"), Reserve(None))
    for publiee in (ordinaire, rare):
        citees = {f"assets/{cite}" for cite in re.findall(r'url\("([^"]+)"\)', publiee.feuille)}
        assert citees == {a for a in publiee.fichiers if a.endswith(".woff2")}
    assert "assets/polices/OFL.txt" in ordinaire.fichiers
    assert (ordinaire.fichiers.keys() & rare.fichiers.keys()) == {"assets/polices/OFL.txt"}


def test_rien_ne_se_recalcule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """D'une construction à l'autre ; un fichier gardé mais abîmé se refait."""
    textes = ecrire(tmp_path, "a")
    reserve = Reserve(tmp_path / "reserve")
    premiere = preparer_la_police(textes, reserve)
    appels: list[str] = []

    def reduire(graisse: Graisse, signes: frozenset[str]) -> bytes:
        appels.append(graisse.nom)
        return f"refait {len(signes)}".encode()

    monkeypatch.setattr(police, "police_pour", reduire)
    assert preparer_la_police(textes, reserve) == premiere
    assert appels == []
    (gras,) = (tmp_path / "reserve").glob("gras.*")
    gras.write_bytes(gras.read_bytes()[:-1])
    assert b"refait 0" in preparer_la_police(textes, reserve).fichiers.values()
    assert appels == ["gras"]


def test_theme_font_decide(chantier: Chantier) -> None:
    """Le site donne sa police, sauf si `theme.font: false` laisse celles de l'appareil."""
    chantier.garnir()
    theme = {"name": "material", "language": "fr"}
    for reglage, attendues in (({}, 2), ({"font": False}, 0)):
        chantier.regler(theme=theme | reglage, plugins=REGLAGES["plugins"])
        sortie = chantier.construire()
        assert sortie.returncode == 0, sortie.stderr
        assets = chantier.site / "assets"
        assert len(list(assets.rglob("*.woff2"))) == attendues
        feuille = (assets / "projet-social.css").read_text(encoding="utf-8")
        assert feuille.count("font-display:swap") == attendues
        accueil = (chantier.site / "index.html").read_text(encoding="utf-8")
        assert "font-src &#39;self&#39;" in accueil or "font-src 'self'" in accueil
