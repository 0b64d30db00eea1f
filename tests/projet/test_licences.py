"""La table des licences est celle de ce qui est installé, et rien n'y manque."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import material
import pytest

from projet_social.de_material import FEUILLE, LICENCE_DE_MATERIAL, PALETTE, VERSION
from projet_social.formulaire.paquet import PAQUETS

from .. import licences
from ..visiteur import rien


def test_la_table_est_celle_de_ce_qui_est_installe() -> None:
    """Une bibliothèque ajoutée, ou qui change de licence : « python -m tests.licences »."""
    assert licences.TABLE.read_text(encoding="utf-8") == licences.composer()


def test_chaque_bibliotheque_a_une_licence_admise() -> None:
    """Ce que l'on ne sait pas lire se décide, et un choix dit sa raison."""
    lues = licences.licences()
    assert {"mkdocs", "pyphen", "pydantic"} <= lues.keys()
    rien(nom for nom, dite in lues.items() if not dite)
    rien(sorted(licences.RAISONS.keys() - lues.keys()))
    rien(sorted(licences.DECIDEES.keys() - lues.keys()))
    rien(sorted(licences.DECIDEES.keys() - licences.RAISONS.keys() - {"brotlicffi"}))


def test_une_licence_inconnue_n_est_pas_admise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Un paquet sous une licence que l'on n'a pas pesée se voit."""
    monkeypatch.setattr(licences, "ADMISES", ("Apache-2.0",))
    assert licences.dite_par("jinja2") == ""
    assert licences.dite_par("odfdo") == "Apache-2.0"
    assert licences.dite_par("paquet-qui-n-existe-pas") == ""


@pytest.mark.parametrize("copie", [FEUILLE, PALETTE], ids=lambda copie: copie.name)
def test_une_copie_est_celle_de_material(copie: Path) -> None:
    """Au bit près : son nom porte le début de son empreinte, et le paquet installé la même."""
    assert licences.empreinte(copie).startswith(copie.name.split(".")[1])
    assert "Martin Donath" in LICENCE_DE_MATERIAL.read_text(encoding="utf-8")
    if version("mkdocs-material") == VERSION:
        feuilles = Path(material.__file__).parent / "templates/assets/stylesheets"
        assert (feuilles / copie.name).read_bytes() == copie.read_bytes()


def test_chaque_paquet_npm_publie_sa_licence() -> None:
    """Ceux du formulaire sont pris à leur empreinte, et leur licence va avec eux."""
    for paquet in PAQUETS:
        assert len(paquet.empreinte) == 88, paquet.nom
        assert any(place.startswith("licences/") for place in paquet.fichiers.values()), paquet.nom
