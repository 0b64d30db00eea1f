"""Les icônes : livrées avec Material, toujours cachées derrière leur mot."""

import pytest

from projet_social import icones
from projet_social.modele.vocabulaire import Statut, VueComparee
from projet_social.rendu import icone


@pytest.mark.parametrize("nom", ["bus", "material/bus", "octicons/bell-16"])
def test_une_icone_se_trouve_avec_ou_sans_sa_collection(nom: str) -> None:
    """Le dessin est celui du fichier, caché aux lecteurs d'écran."""
    assert icones.existe(nom)
    assert icones.dessin(nom).startswith('<svg aria-hidden="true" ')


@pytest.mark.parametrize("nom", ["buss", "material/buss", "../partials/nav"])
def test_une_icone_inconnue_ne_se_devine_pas(nom: str) -> None:
    """Ni un nom approché, ni un chemin qui sortirait du dossier."""
    assert not icones.existe(nom)


@pytest.mark.parametrize("mot", [*Statut, *VueComparee])
def test_chaque_statut_et_chaque_vue_a_son_icone(mot: Statut | VueComparee) -> None:
    """Le vocabulaire est du code : personne d'autre ne le vérifierait."""
    assert icones.existe(mot.icone)


def test_sans_nom_rien_ne_se_dessine() -> None:
    """Un thème sans icône garde son seul mot."""
    assert icone("") == ""
    assert icone("bus").startswith('<span class="twemoji"><svg aria-hidden="true"')
