"""Le bulletin à imprimer : un contact à qui le rendre, un code vers la page, rien à envoyer."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
import segno

from projet_social.exports.code_qr import dessiner_le_code
from projet_social.macros.registre import trouver
from projet_social.pages.publication import Publication

from ..conftest import CorpusDe, vue_de
from ..visiteur import fragments_vides

BULLETIN = "territoires/val/donner-son-avis/"


def rendre(corpus_de: CorpusDe, contact: str, url: str = "") -> str:
    """Le bulletin d'un territoire qui a ce contact."""
    rapport = corpus_de({"territoires/val/projet.yml": f"titre: P\ncontact: {contact}\n"})
    vue = vue_de(rapport, BULLETIN)
    vue = replace(vue, publication=replace(vue.publication, url=url))
    rendu = trouver("bulletin").appeler(vue, territoire="val")
    assert fragments_vides(rendu) == []
    return rendu


def test_le_bulletin_dit_a_qui_le_rendre_et_n_envoie_rien(corpus_de: CorpusDe) -> None:
    """Ni champ à remplir à l'écran, ni nom demandé : rien ne passe par le site."""
    rendu = rendre(
        corpus_de, "{service: CIAS, adresse: 1 place du Marché, telephone: 01 99 00 12 34}"
    )

    for dit in ("CIAS", "1 place du Marché", "01 99 00 12 34", "Votre nom n’est pas demandé"):
        assert dit in rendu
    for balise in ("<form", "<input", "<textarea", "<script"):
        assert balise not in rendu


def test_le_code_n_est_la_que_si_l_on_sait_ou_est_le_site(corpus_de: CorpusDe) -> None:
    """Il mène à la page du territoire, et l'adresse se lit aussi."""
    contact = "{courriel: accueil@exemple.fr}"
    assert "<svg" not in rendre(corpus_de, contact)

    rendu = rendre(corpus_de, contact, "https://exemple.fr/")
    assert dessiner_le_code("https://exemple.fr/territoires/val/") in rendu
    assert 'aria-label="Code QR de l’adresse https://exemple.fr/territoires/val/"' in rendu
    assert ">https://exemple.fr/territoires/val/</a>" in rendu


def test_le_code_est_celui_de_son_adresse() -> None:
    """Autant de modules noirs que le code normalisé, bord compris ; le même à chaque fois."""
    adresse = "https://exemple.fr/territoires/val/"
    dessin = dessiner_le_code(adresse)
    attendu = segno.make_qr(adresse, error="m")

    assert f'viewBox="0 0 {attendu.symbol_size(border=4)[0]}' in dessin
    assert dessin == dessiner_le_code(adresse)
    assert dessin != dessiner_le_code(f"{adresse}#plan")


def test_sans_moyen_de_le_rendre_il_n_y_a_pas_de_bulletin(corpus_de: CorpusDe) -> None:
    """Un service seul ne dit pas où ; le contact du territoire vaut à défaut de celui du plan."""
    projet = "territoires/val/projet.yml"
    sans = corpus_de({projet: "titre: P\ncontact: {service: CIAS}\n"})
    assert BULLETIN not in Publication(sans.corpus).adresses

    avec = corpus_de({projet: "titre: P\ncontact: {telephone: 01 99 00 12 34}\n"})
    assert BULLETIN in Publication(avec.corpus).adresses


def test_sans_segno_l_adresse_se_lit_encore(
    corpus_de: CorpusDe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Le site se construit, et le bulletin n'a pas de code."""
    monkeypatch.setitem(sys.modules, "segno", None)
    rendu = rendre(corpus_de, "{courriel: accueil@exemple.fr}", "https://exemple.fr/")

    assert "<svg" not in rendu
    assert "Code QR" not in rendu
    assert ">https://exemple.fr/territoires/val/</a>" in rendu
