"""La police des pages : ce qu'elle contient, ce qu'elle pèse, et qu'elle se refait la même."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

from projet_social.polices import FAMILLE, ROMAIN
from projet_social.polices.signes import DESSINES
from projet_social.polices.web import (
    GRAISSES,
    SIGNES,
    Graisse,
    empreinte_de_la_police,
    police_pour,
    reduire_la_police,
)

pytestmark = pytest.mark.lent

KILO = 1024
POIDS_MAXIMUM = 45 * KILO
"""Toutes les graisses ensemble."""


@pytest.fixture(scope="module")
def reduites() -> dict[str, bytes]:
    """Chaque graisse, pour les signes de toute page et une lettre rare."""
    return {graisse.nom: reduire_la_police(graisse, "ọ日") for graisse in GRAISSES}


@pytest.fixture(scope="module", params=[graisse.nom for graisse in GRAISSES])
def police(request: pytest.FixtureRequest, reduites: dict[str, bytes]) -> TTFont:
    """Une graisse, relue."""
    return TTFont(BytesIO(reduites[request.param]))


def test_les_deux_graisses_sont_legeres(reduites: dict[str, bytes]) -> None:
    """Ensemble sous la borne, et compressées."""
    assert {octets[:4] for octets in reduites.values()} == {b"wOF2"}
    assert sum(map(len, reduites.values())) <= POIDS_MAXIMUM


def test_une_graisse_a_tous_les_signes_et_rien_de_trop(police: TTFont) -> None:
    """Ceux de toute page, la lettre rare ; ce que la police n'a pas est laissé."""
    assert police.getBestCmap().keys() == {*map(ord, SIGNES), ord("ọ")}
    assert "fpgm" not in police


def test_les_chiffres_ont_la_meme_largeur(police: TTFont) -> None:
    """Une colonne de nombres s'aligne sans réglage."""
    connus = police.getBestCmap()
    assert len({police["hmtx"][connus[ord(chiffre)]][0] for chiffre in "0123456789"}) == 1


def test_le_crenage_reste(police: TTFont) -> None:
    """« AV » se resserre, « fi » se lie, un accent se pose sur sa lettre."""
    traits = {
        trait.FeatureTag
        for table in ("GPOS", "GSUB")
        for trait in police[table].table.FeatureList.FeatureRecord
    }
    assert {"kern", "mark", "liga", "ccmp"} <= traits


@pytest.mark.parametrize("signe", DESSINES)
def test_les_signes_dessines_ont_de_l_encre(police: TTFont, signe: str) -> None:
    """Le quart est plus léger que la moitié ; aucun n'est creux ou à l'envers."""

    def encre(voulu: str) -> float:
        plume = AreaPen(police.getGlyphSet())
        police.getGlyphSet()[police.getBestCmap()[ord(voulu)]].draw(plume)
        return -float(plume.value)

    assert encre("○") < encre("◔") < encre("◑") < 2 * encre("●")
    assert encre(signe) > 0
    assert encre("◧") < encre("■")


def test_le_nom_reserve_n_est_plus_dans_les_noms_de_la_police(police: TTFont) -> None:
    """La licence réserve « Source » à l'original ; elle et le droit d'auteur restent écrits."""
    noms = {nom.nameID: str(nom) for nom in police["name"].names}
    assert not any("Source" in noms[rang] for rang in (1, 2, 4, 6))
    assert FAMILLE not in noms.values()
    assert "Adobe" in noms[0]
    assert "SIL Open Font License" in noms[13]


def test_les_memes_signes_font_les_memes_octets(reduites: dict[str, bytes]) -> None:
    """Ni date ni hasard : le nom d'un fichier peut venir de ce dont il dépend."""
    assert {graisse.nom: reduire_la_police(graisse, "日ọ") for graisse in GRAISSES} == reduites
    assert empreinte_de_la_police(frozenset("a")) == empreinte_de_la_police(frozenset())
    assert empreinte_de_la_police(frozenset("ọ")) != empreinte_de_la_police(frozenset())


def test_les_signes_de_toute_page_sont_dans_la_police() -> None:
    """Aucun signe promis ne manque à l'original et au dessin."""
    connus = TTFont(ROMAIN, lazy=True).getBestCmap()
    assert not [signe for signe in SIGNES if ord(signe) not in connus and signe not in DESSINES]


@pytest.mark.parametrize("graisse", GRAISSES, ids=lambda graisse: graisse.nom)
def test_la_police_livree_est_celle_que_l_on_referait(graisse: Graisse) -> None:
    """Sinon : `python -m projet_social.polices.web`."""
    assert graisse.livree.read_bytes() == reduire_la_police(graisse, "")


def test_seul_un_signe_que_la_police_possede_la_fait_refaire() -> None:
    """Un trait de boîte qu'elle n'a pas laisse la livrée ; une lettre rare y est."""
    romain = GRAISSES[0]
    livree = romain.livree.read_bytes()
    assert police_pour(romain, frozenset()) == livree
    assert police_pour(romain, frozenset("日")) == livree == reduire_la_police(romain, "日")
    assert ord("ọ") in TTFont(BytesIO(police_pour(romain, frozenset("ọ日")))).getBestCmap()
