"""Les images de partage : à la bonne taille, lisibles, les mêmes d'une construction à l'autre."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageFont

from projet_social.exports import apercus, carton
from projet_social.exports.carton import (
    HAUTEUR,
    LARGEUR,
    MARGE,
    Carton,
    couper_en_lignes,
    dessiner_le_carton,
)
from projet_social.exports.registre import tous_les_exports
from projet_social.pages.publication import Publication
from projet_social.polices import GRAS, ROMAIN
from tests.conftest import CorpusDe

CARTON = Carton("Site inventé", "Val", ("Commune, Ici",), "2 axes", "#a63d17", 2)
OCTETS_MAXIMUM = 60_000


def lire(octets: bytes) -> Image.Image:
    """L'image, en couleurs."""
    return Image.open(io.BytesIO(octets)).convert("RGB")


def encre(image: Image.Image) -> tuple[int, int, int, int]:
    """Ce qu'occupe le texte : tout ce qui n'est ni le fond, ni la bande de gauche."""
    gauche = MARGE // 2
    dedans = image.crop((gauche, 0, LARGEUR, HAUTEUR)).convert("L").point(lambda v: v < 200 and 255)
    boite = dedans.getbbox()
    assert boite is not None
    return (boite[0] + gauche, boite[1], boite[2] + gauche, boite[3])


@pytest.mark.parametrize(
    "titre",
    [
        "Val",
        "Communauté de communes des Monts, des Vaux et des Pays de l’Entre-deux-Mers réunis",
        "Anticonstitutionnellementinterminablementsansespaceaucuneetplusencoredelettres",
        "mot " * 70,
    ],
)
def test_tout_tient_dans_l_image(titre: str) -> None:
    """Ni un long nom, ni un mot sans espace ne déborde des marges."""
    image = lire(dessiner_le_carton(replace(CARTON, titre=titre.strip(), pied="pied " * 60)))
    assert image.size == (LARGEUR, HAUTEUR)
    gauche, haut, droite, bas = encre(image)
    assert gauche >= MARGE - 4
    assert droite <= LARGEUR - MARGE + 4
    assert haut >= 40
    assert bas <= HAUTEUR - 30


def test_la_bande_a_la_couleur_et_la_forme_du_plan() -> None:
    """Autant de morceaux que d'axes, dans la couleur du territoire."""
    image = lire(dessiner_le_carton(CARTON))
    colonne = [image.getpixel((5, y)) for y in range(HAUTEUR)]
    voulue = (0xA6, 0x3D, 0x17)
    pleins = [
        all(abs(a - b) < 12 for a, b in zip(pixel, voulue, strict=True))
        for pixel in colonne
        if isinstance(pixel, tuple)
    ]
    assert len(pleins) == HAUTEUR
    debuts = sum(
        plein and not avant for avant, plein in zip([False, *pleins], pleins, strict=False)
    )
    assert debuts == 2


@pytest.mark.parametrize("police", [GRAS, ROMAIN])
def test_la_police_a_les_signes_du_francais(police: object) -> None:
    """Aucun carré vide à la place d'un accent, d'une ligature ou d'une espace fine."""
    corps = ImageFont.truetype(str(police), 40, layout_engine=ImageFont.Layout.BASIC)
    absent = bytes(corps.getmask("\ue5e5"))
    for signe in "éèêëàâçîïôöùûüÿœæÉÈÀÇŒ’«»–…·€°\u00a0\u202f":
        assert bytes(corps.getmask(signe)) != absent, signe


def test_les_lignes_d_un_titre_s_equilibrent() -> None:
    """La première ne prend pas tout ce qu'elle peut : les deux se partagent les mots."""
    lignes = couper_en_lignes("Pays imaginaire des Monts et des Vaux", GRAS, 80, 1032)
    assert lignes == ["Pays imaginaire des", "Monts et des Vaux"]


def test_les_memes_mots_donnent_la_meme_image() -> None:
    """Deux dessins, les mêmes octets ; un mot changé, une autre empreinte."""
    assert dessiner_le_carton(CARTON) == dessiner_le_carton(replace(CARTON))
    assert CARTON.empreinte == replace(CARTON).empreinte
    assert CARTON.empreinte != replace(CARTON, pied="3 axes").empreinte
    assert len(dessiner_le_carton(CARTON)) < OCTETS_MAXIMUM


def test_un_dessin_qui_change_refait_les_images_gardees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Le programme mis à jour ne ressert pas celles du précédent, sans que personne n'y pense."""
    avant = CARTON.empreinte
    monkeypatch.setattr(carton, "empreinte_du_code", lambda *_: "autre")
    assert CARTON.empreinte != avant


def test_une_image_par_page_qui_se_partage(
    corpus_de: CorpusDe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Si quelqu'un peut les voir ; d'un grand corpus, les lignes montrent leur territoire."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: Inventé\naxes: [A, B]\n",
            "territoires/val/actions/c.yml": "titre: C\nstatut: en_cours\nrattachements: [a]\n",
            "territoires/mont/territoire.yml": "nom: Mont\nnom_court: Mont\ntype: commune\n"
            "departements: [99]\ncouleur: '#0B5C6B'\n",
        }
    )
    assert rapport.publiable, rapport.anomalies

    def images(url: str) -> dict[str, bytes]:
        exports = tous_les_exports(Publication(rapport.corpus, url=url))
        return {e.adresse: e.contenu() for e in exports if e.adresse.endswith(".png")}

    trouvees = images("https://exemple.fr/")
    larges = {"site", "val", "mont"}
    lignes = {"val/axes/a", "val/axes/b", "val/actions/c"}
    assert set(trouvees) == {f"assets/apercus/{nom}.png" for nom in larges | lignes}
    assert len(set(trouvees.values())) == 6
    assert not images("")
    monkeypatch.setattr(apercus, "LIGNES_AU_PLUS", 2)
    assert set(images("https://exemple.fr/")) == {f"assets/apercus/{nom}.png" for nom in larges}
    publication = Publication(rapport.corpus, url="https://exemple.fr/")
    action = publication.lignes_par_adresse["territoires/val/actions/c/"]
    assert apercus.image_de(action, publication) is action.territoire


def test_l_image_d_une_action_dit_ce_qui_est_ecrit(corpus_de: CorpusDe) -> None:
    """Son territoire, ce qu'elle est, qui la porte, où elle en est."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: Inventé\naxes: [A]\n",
            "territoires/val/actions/c.yml": "titre: Navette\nstatut: en_cours\n"
            "porteur: Mairie inventée\nrattachements: [a]\n",
        }
    )
    publication = Publication(rapport.corpus, url="https://exemple.fr/")
    carton = apercus.carton_de(
        publication.lignes_par_adresse["territoires/val/actions/c/"], publication
    )
    assert carton.rubrique == "Val · Action"
    assert carton.texte == "Navette. Porté par\u00a0: Mairie inventée. En cours"
