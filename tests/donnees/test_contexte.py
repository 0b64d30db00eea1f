"""Le contexte des territoires, relevé à la main dans les documents."""

import pytest

from projet_social.comparaison.contexte import Contextes, contextes
from projet_social.comparaison.selection import choisir
from projet_social.corpus.corpus import Corpus

CREATIONS = {
    "aubrac-carladez-viadene": "1er janvier 2017",
    "avant-pays-savoyard": "1995",
    "bretagne-romantique": "",
    "dronne-et-belle": "2010",
    "flandre-lys": "1992",
    "gouesnou": "",
    "grand-arras": "1er janvier 1998",
    "haut-allier": "2007",
    "mayenne-communaute": "1er janvier 2016",
    "morlaix": "",
    "nord-est-bearn": "1er janvier 2017",
    "oust-a-broceliande": "2017",
    "pilat-rhodanien": "30 novembre 2001",
    "pontivy-communaute": "2000",
    "questembert": "",
    "vie-et-boulogne": "1er janvier 2017",
}
"""La naissance de l'entité d'aujourd'hui ; vide quand le document n'en parle pas."""
HABITANTS = {
    "aubrac-carladez-viadene": "10 279 (2016)",
    "avant-pays-savoyard": "",
    "bretagne-romantique": "",
    "dronne-et-belle": "11 337 (2019)",
    "flandre-lys": "40 239 (2019)",
    "gouesnou": "",
    "grand-arras": "107 763",
    "haut-allier": "près de 4 500 (2019)",
    "mayenne-communaute": "39 000",
    "morlaix": "",
    "nord-est-bearn": "34 986 (2019)",
    "oust-a-broceliande": "près de 40 000 (2019)",
    "pilat-rhodanien": "16 452 (2016)",
    "pontivy-communaute": "47 300 (2019)",
    "questembert": "24 807",
    "vie-et-boulogne": "44 592",
}
VILLES = {
    "dronne-et-belle": "Brantôme : 3 702 (2017)",
    "grand-arras": "Ville d'Arras : 41 019",
    "haut-allier": "Langogne : 2 891 (2017)",
    "mayenne-communaute": "ville de Mayenne : 12 840 (2017)",
    "nord-est-bearn": "Morlaàs : 4 282 (2017)",
    "pilat-rhodanien": "Pélussin : 3 676 (2017)",
    "pontivy-communaute": "ville de Pontivy : 15 000",
    "vie-et-boulogne": (
        "Aizenay : 7 573 (2016) ; Le Poiré sur Vie : 6 476 (2016) ; Palluau : 1 102 (2016)"
    ),
}


@pytest.fixture(scope="module")
def tableau(corpus: Corpus) -> Contextes:
    """Le contexte des seize."""
    return contextes(choisir(corpus), corpus.officiel)


def lisible(texte: str) -> str:
    """Le même texte, espaces ordinaires."""
    return texte.replace("\u202f", " ").replace("\u00a0", " ")


def test_la_creation_est_celle_de_l_entite(tableau: Contextes) -> None:
    """Ni un quartier sorti des priorités, ni la création du CIAS, ni l'année d'une ancienne CC."""
    assert {t.slug: ligne.creation for t, ligne in tableau.lignes} == CREATIONS


def test_les_habitants_gardent_leur_pres_de_et_leur_annee(tableau: Contextes) -> None:
    """Deux documents disent « près de », dix datent le chiffre ou non."""
    assert {t.slug: lisible(x.population_ecrite) for t, x in tableau.lignes} == HABITANTS


def test_les_villes_et_les_membres_que_comptent_les_documents(tableau: Contextes) -> None:
    """Huit documents comptent une ville au moins, un seul ses communautés membres."""
    dites = {t.slug: lisible(ligne.villes) for t, ligne in tableau.lignes if ligne.villes}
    assert dites == VILLES
    membres = {t.slug: lisible(ligne.membres) for t, ligne in tableau.lignes if ligne.membres}
    assert membres == {
        "avant-pays-savoyard": "CC de Yenne (13 communes) : 7 300 ; CC Val de Guiers (13 communes)"
        " : 12 000 ; CC du Lac d'Aiguebelette (10 communes) : 5 300"
    }


def test_la_mediane_dit_ce_qu_elle_compte(tableau: Contextes) -> None:
    """Deux démarches n'ont porté que sur une partie du territoire."""
    assert [territoire.slug for territoire, _ in tableau.partiels] == [
        "avant-pays-savoyard",
        "grand-arras",
    ]
