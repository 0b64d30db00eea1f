"""L'ordre des lignes de Questembert, relevé à la main dans le document : 25 actions, 25 lignes.

Le document imprime, sous chaque enjeu, ses objectifs d'un côté et ses actions de l'autre.
"""

import pytest

from projet_social.corpus.corpus import Corpus
from projet_social.corpus.plan import Ligne
from projet_social.modele.vocabulaire import TypeNiveau

OBJECTIFS = {
    "habiter-notre-territoire": [
        "Consolider l'offre de service",
        "Développer des hébergements temporaires et d'urgence",
        "Sensibiliser et accompagner les habitants",
        "Accompagner la mise en réseau",
        "Participer à la réflexion",
    ],
    "favoriser-la-mobilite": [
        "Faciliter les déplacements",
        "Être acteur de la mise en œuvre",
        "Favoriser les dispositifs d'aller vers",
    ],
    "faciliter-les-initiatives": [
        "Recenser les besoins",
        "Soutenir les initiatives",
        "Améliorer la connaissance des associations",
        "Conforter l'interconnaissance",
        "Intégrer les associations",
    ],
    "faire-connaitre-l-offre": [
        "Déployer une communication",
        "Développer et rendre visible les espaces d'accueil",
        "Renforcer l'accès aux droits",
        "Accompagner les personnes éloignées du numérique",
        "Développer une communication innovante",
        "Développer l'information et la formation",
    ],
    "renforcer-le-lien-social": [
        "Développer et rendre visible les espaces d'accueil",
        "Favoriser les échanges",
        "Valoriser l'engagement des bénévoles",
        "Initier les réseaux d'entraide",
        "Favoriser, mutualiser le travail en réseau",
        "Accompagner l'émergence d'idées",
    ],
}
ACTIONS = {
    "habiter-notre-territoire": [
        "offrir-des-services-adaptes",
        "consolider-les-hebergements",
        "reflexion-citoyenne-habitat",
        "un-toit-deux-generations",
        "reperer-l-habitat-indigne",
    ],
    "favoriser-la-mobilite": [
        "navettes-au-marche",
        "comites-techniques",
        "rendez-vous-a-domicile",
    ],
    "faciliter-les-initiatives": [
        "espaces-de-partage",
        "ateliers-par-les-habitants",
        "decouvertes-associatives",
        "rencontres-entre-acteurs",
        "associations-pouvoir-d-agir",
    ],
    "faire-connaitre-l-offre": [
        "forum-vacances-loisirs",
        "cafe-habitants",
        "espace-france-services",
        "conseillers-numeriques",
        "projet-radio",
        "institut-petite-enfance",
    ],
    "renforcer-le-lien-social": [
        "permanence-de-professionnels",
        "sorties-familles-habitants",
        "benevolat-des-jeunes",
        "mobilite-solidaire",
        "projets-avec-les-associations",
        "tricot-graffiti-jardin-partage",
    ],
}


def _enfants(corpus: Corpus, enjeu: str, type_: TypeNiveau) -> list[Ligne]:
    ligne = next(x for x in corpus.territoire("questembert").lignes if x.id == enjeu)
    return [enfant for enfant in ligne.enfants if enfant.type is type_]


@pytest.mark.parametrize("enjeu", ACTIONS)
def test_les_actions_dans_l_ordre_du_document(corpus: Corpus, enjeu: str) -> None:
    """Chaque action à sa place sous son enjeu."""
    actions = _enfants(corpus, enjeu, TypeNiveau.ACTION)
    assert [action.id for action in actions] == ACTIONS[enjeu]


@pytest.mark.parametrize("enjeu", OBJECTIFS)
def test_les_objectifs_dans_l_ordre_du_document(corpus: Corpus, enjeu: str) -> None:
    """L'objectif imprimé sous deux enjeux tient sa place sous chacun."""
    objectifs = _enfants(corpus, enjeu, TypeNiveau.OBJECTIF)
    debuts = OBJECTIFS[enjeu]
    assert [o.titre[: len(d)] for o, d in zip(objectifs, debuts, strict=True)] == debuts


def test_le_plan_entier_suit_le_document(corpus: Corpus) -> None:
    """Les 25 actions se suivent d'un enjeu à l'autre, dans le plan comme dans les exports."""
    lignes = corpus.territoire("questembert").lignes
    lues = [ligne.id for ligne in lignes if ligne.type is TypeNiveau.ACTION]
    assert lues == [identifiant for enjeu in ACTIONS.values() for identifiant in enjeu]
