"""Un même dessin se rend en SVG et en points, et son alternative le dit en mots."""

from io import BytesIO

import pytest
from lxml import etree
from PIL import Image

from projet_social.corpus.contours import lire_contours
from projet_social.impression.dessin import Cercle, Dessin, Mots, Polygone, Trait
from projet_social.impression.en_png import ECHELLE, ecrire_en_png
from projet_social.impression.illustrations import lire_le_trace
from projet_social.impression.imprime import Imprime

ESSAI = Dessin(
    "essai",
    40,
    20,
    "Un trait & <deux> formes",
    [
        Trait((0, 10), (40, 10), "#000000", pointille=True),
        Polygone(((0, 0), (10, 0), (10, 10)), "#ff0000"),
        Cercle((30, 10), 5, "#0000ff"),
        Mots((20, 15), "A < B", ancrage="middle"),
    ],
)


def test_le_svg_porte_son_alternative_et_echappe_ses_mots() -> None:
    """Le titre du SVG est l'alternative que le PDF reprend."""
    arbre = etree.fromstring(ESSAI.svg())
    assert arbre.findtext("{*}title") == "Un trait & <deux> formes"
    assert arbre.findtext("{*}text") == "A < B"
    assert len(arbre) == 1 + len(ESSAI.formes)


def test_le_png_montre_les_memes_formes() -> None:
    """Le disque bleu et le triangle rouge sont à leur place, le fond est blanc."""
    image = Image.open(BytesIO(ecrire_en_png(ESSAI))).convert("RGB")
    assert image.size == (40 * ECHELLE, 20 * ECHELLE)
    assert proche(image.getpixel((31 * ECHELLE, 6 * ECHELLE)), (0, 0, 255))
    assert proche(image.getpixel((8 * ECHELLE, 2 * ECHELLE)), (255, 0, 0))
    assert proche(image.getpixel((39 * ECHELLE, 1 * ECHELLE)), (255, 255, 255))


def proche(point: object, voulu: tuple[int, int, int]) -> bool:
    """Vrai à un cheveu près : la palette réduite du PNG arrondit."""
    assert isinstance(point, tuple)
    return all(abs(a - b) < 4 for a, b in zip(point, voulu, strict=True))


def test_chaque_dessin_du_dossier_dit_ce_qu_il_montre(douze: Imprime) -> None:
    """Une alternative de dix signes ne décrit rien ; deux dessins n'ont pas le même nom."""
    assert len(douze.dessins) >= 15
    for nom, dessin in douze.dessins.items():
        assert dessin.nom == nom
        assert len(dessin.alternative) > 40, nom
        assert f'data-dessin="{nom}"' in douze.corps


def test_la_planche_nomme_les_douze_demarches(douze: Imprime) -> None:
    """Qui ne voit pas la planche entend chaque territoire et chaque date."""
    alternative = douze.dessins["planche-dates"].alternative
    assert "Flandre Lys : 28 mars 2017, présentation ou lancement" in alternative
    assert alternative.count(" : ") >= 12


def test_tous_les_contours_se_lisent() -> None:
    """Chaque département donne au moins un polygone, dans le cadre de la carte."""
    for contour in lire_contours().departements.values():
        polygones = lire_le_trace(contour.trace)
        assert polygones, contour.code
        assert all(-1 <= x <= 614 and -1 <= y <= 586 for p in polygones for x, y in p)


def test_un_trace_imprevu_est_refuse() -> None:
    """Une courbe dessinée comme un segment serait une carte fausse."""
    with pytest.raises(ValueError, match="« c » imprévue"):
        lire_le_trace("m0 0c1 1 2 2 3 3z")
