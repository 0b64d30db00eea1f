"""Ce qu'une source apporte : quoi qu'elle ait écrit, un contenu ou un refus."""

from __future__ import annotations

import contextlib
import copy
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projet_social.chargement import SORTES
from projet_social.federation.contenu import du_json, en_textes
from projet_social.federation.echec import EchecDeSource
from projet_social.federation.sources import Source
from projet_social.federation.temps_compte import temps_compte

from .serveurs import en_octets, publication

VAL = Source(adresse="https://val.exemple.fr/")

COMPLET: dict[str, Any] = publication("val", "Val")
COMPLET["donnees"]["territoires"]["val"]["projet"] |= {
    "periode": "2024 à 2026",
    "comptes_declares": {"axe": 1},
    "mentions": [{"themes": ["sante"], "partie": "contexte", "citation": "Soigner"}],
    "demarche": {"etapes": [{"titre": "Enquête", "acteurs": ["CAF"]}]},
}
COMPLET["donnees"]["territoires"]["val"]["actions"] = {
    "navette": {
        "titre": "Navette",
        "themes": ["sante"],
        "etapes": [{"titre": "Essai"}],
        "rattachements": ["se-soigner-pres-de-chez-soi"],
    }
}
COMPLET["donnees"]["referentiels"]["glossaire"] = {"termes": [{"sigle": "S", "definition": "D"}]}

atomes = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
valeurs = st.recursive(
    atomes,
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=12), v, max_size=3),
    max_leaves=8,
)


def endroits(valeur: Any) -> list[tuple[Any, Any]]:
    """Chaque valeur d'un JSON, et la clé ou le rang par où l'on y va."""
    cles = list(valeur) if isinstance(valeur, dict) else []
    cles += range(len(valeur)) if isinstance(valeur, list) else []
    return [place for cle in cles for place in [(valeur, cle), *endroits(valeur[cle])]]


def test_le_modele_de_l_essai_est_bon() -> None:
    """Sans quoi les mutations n'éprouveraient qu'un refus."""
    contenu = du_json(en_octets(COMPLET), VAL)

    assert "territoires/val/actions/navette.yml" in contenu.arbres
    assert contenu.propres == {"val"}


@settings(max_examples=60)
@given(st.data())
def test_une_source_changee_n_importe_ou_donne_un_contenu_ou_un_refus(data: st.DataObject) -> None:
    """Jamais une autre erreur ; et rien qui n'ait sa place dans un dossier de données."""
    mute = copy.deepcopy(COMPLET)
    for _ in range(data.draw(st.integers(1, 3))):
        porteur, cle = data.draw(st.sampled_from(endroits(mute)))
        if isinstance(porteur, dict) and data.draw(st.booleans()):
            porteur[
                data.draw(st.sampled_from(["..", "a/b", "calcule", "themes", "site", "id"]))
            ] = data.draw(valeurs)
        else:
            porteur[cle] = data.draw(valeurs)
    with contextlib.suppress(EchecDeSource):
        contenu = du_json(en_octets(mute), VAL)
        assert all(any(s.motif.fullmatch(chemin) for s in SORTES) for chemin in contenu.arbres)


@pytest.mark.parametrize(
    ("valeur", "texte"),
    [(True, "oui"), (False, "non"), (3, "3"), (12.5, "12,5"), (3.0, "3"), (1e-7, "0,0000001")],
)
def test_une_valeur_simple_redevient_le_texte_que_le_modele_lit(valeur: Any, texte: str) -> None:
    """Le YAML ne porte que du texte."""
    assert en_textes({"a": [valeur]}) == {"a": [texte]}


def test_un_calcul_trop_long_est_interrompu() -> None:
    """Une petite source peut faire chercher longtemps."""

    def chercher() -> None:
        with temps_compte(0.1):
            while time.monotonic() - debut < 5:
                pass

    debut = time.monotonic()
    with pytest.raises(EchecDeSource, match="trop longues à vérifier"):
        chercher()
    assert time.monotonic() - debut < 2


def test_le_temps_compte_ne_deborde_pas_sur_la_suite() -> None:
    """Ce qui finit à temps n'est pas interrompu plus tard."""
    with temps_compte(0.05):
        pass
    time.sleep(0.1)
