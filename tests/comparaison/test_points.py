"""Un nombre par territoire sur une échelle : bornes, médiane, empilement, échelle en multiples."""

from __future__ import annotations

import pytest

from projet_social.comparaison.points import BandeDePoints, placer
from projet_social.corpus.plan import TerritoirePublie
from tests.conftest import TERRITOIRE, CorpusDe


@pytest.fixture
def territoire(corpus_de: CorpusDe) -> TerritoirePublie:
    """Un territoire inventé."""
    fichiers = {"territoires/val/territoire.yml": TERRITOIRE.format(nom="Val")}
    return corpus_de(fichiers).corpus.territoire("val")


def bande(territoire: TerritoirePublie, *nombres: float) -> BandeDePoints:
    """Ces nombres, placés."""
    placee = placer((territoire, nombre) for nombre in nombres)
    assert placee
    return placee


def test_du_plus_petit_au_plus_grand_sur_des_nombres_ronds(territoire: TerritoirePublie) -> None:
    """Les traits encadrent les points, la médiane est celle des nombres."""
    placee = bande(territoire, 480, 256, 371)
    assert [point.valeur for point in placee.points] == [256, 371, 480]
    assert [trait.texte for trait in placee.graduations] == ["200", "300", "400", "500"]
    assert placee.mediane[0] == 371
    assert not placee.en_multiples
    positions = [point.position for point in placee.points]
    assert positions == sorted(positions)
    assert placee.graduations[0].position <= positions[0]
    assert positions[-1] <= placee.graduations[-1].position


def test_de_tres_petit_a_tres_grand_l_echelle_est_en_multiples(
    territoire: TerritoirePublie,
) -> None:
    """De 5 000 à 110 000, doubler vaut toujours la même distance."""
    placee = bande(territoire, 5_167, 10_334, 109_781)
    assert placee.en_multiples
    assert [trait.texte for trait in placee.graduations] == [
        f"{n:,}".replace(",", "\u202f") for n in (5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
    ]
    cinq, dix, vingt = (trait.position for trait in placee.graduations[:3])
    assert dix - cinq == pytest.approx(vingt - dix, abs=0.02)


def test_deux_points_voisins_s_empilent(territoire: TerritoirePublie) -> None:
    """Aucun n'en cache un autre."""
    placee = bande(territoire, 100, 101, 102, 150)
    assert [point.rang for point in placee.points] == [0, 1, 2, 0] or placee.rangs == 2
    places = {(point.rang, round(point.position)) for point in placee.points}
    assert len(places) == 4


def test_trop_peu_de_nombres_ne_se_dessinent_pas(territoire: TerritoirePublie) -> None:
    """Deux points se lisent mieux en phrase ; un nombre inconnu ne compte pas pour zéro."""
    assert placer([(territoire, 3), (territoire, 0), (territoire, 5)]) is None
