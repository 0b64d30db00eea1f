"""Les ressemblances : trouvées sans aide, sans fausse paire, les mêmes dans les deux sens."""

from __future__ import annotations

from itertools import combinations

import pytest
from rapidfuzz import fuzz

from projet_social.chargement import charger
from projet_social.comparaison.ressemblance import (
    IDENTIQUE,
    SEUIL,
    Couple,
    Paire,
    Ressemblances,
    mots_de,
    ressemblances_de,
)
from projet_social.corpus.corpus import Corpus
from projet_social.corpus.plan import TerritoirePublie
from tests.conftest import CorpusDe
from tests.fabrique import RACINE

ATTENDUS = {
    ("oust-a-broceliande", "pontivy-communaute"): 13,
    ("aubrac-carladez-viadene", "oust-a-broceliande"): 1,
    ("aubrac-carladez-viadene", "pontivy-communaute"): 1,
    ("aubrac-carladez-viadene", "vie-et-boulogne"): 1,
    ("oust-a-broceliande", "vie-et-boulogne"): 1,
    ("pontivy-communaute", "vie-et-boulogne"): 1,
    ("morlaix", "questembert"): 1,
}
"""Les couples de territoires et leur nombre de paires, relevés à la main dans les documents :
trois axes communs à Oust et à Pontivy ; « Lutter contre la fracture numérique » dans quatre
territoires ; « Favoriser la mobilité (durable) des habitants » à Morlaix et à Questembert.
"""
TROIS_AXES = [
    "Lutter contre l'isolement et faciliter l'accès aux services",
    "Permettre une plus grande mobilité",
    "Lutter contre la fracture numérique",
    "Repérer et identifier les situations à risque",
    "Piloter, organiser l'accès à la santé pour tous",
    "Attirer des médecins sur le territoire",
    "Mieux faire connaître l'offre de services existante notamment dans le secteur de la santé"
    " mentale",
    "Maintenir et développer une offre hospitalière (publique et privée) de qualité",
    "Repenser la politique sociale du territoire avec une gouvernance de l'action sociale"
    " intercommunale",
    "Regrouper les services publics afin d'uniformiser et développer la réponse à l'usager tout"
    " en maintenant un lien de proximité",
    "Créer un CIAS pour porter les SAAD et le portage des repas à domicile",
    "ALSH - Tendre à une uniformisation des fonctionnements et des tarifs afin de proposer une"
    " offre complète et cohérente sur le territoire",
    "Structures d'aide sociale – permettre un accès équitable pour les habitants du territoire",
]
"""Les axes 3 à 5 d'Oust à Brocéliande et leurs lignes, recopiés de la source."""


@pytest.fixture(scope="module")
def publies() -> list[TerritoirePublie]:
    """Les territoires du dépôt."""
    return list(charger(RACINE / "data").territoires.values())


@pytest.fixture(scope="module")
def couples(publies: list[TerritoirePublie]) -> list[Couple]:
    """Tous les couples que les données du dépôt rapprochent."""
    corpus = Corpus({territoire.slug: territoire for territoire in publies})
    return Ressemblances(corpus).rapprocher(publies, 1000).couples


def inventer(corpus_de: CorpusDe, **titres: list[str]) -> Corpus:
    """Un territoire par mot-clé, avec un axe par titre."""
    return corpus_de(
        {
            f"territoires/{slug}/projet.yml": "titre: P\naxes:\n"
            + "".join(f'  - {{id: l{n}, titre: "{titre}"}}\n' for n, titre in enumerate(liste, 1))
            for slug, liste in titres.items()
        }
    ).corpus


def toutes(corpus: Corpus) -> list[Paire]:
    """Toutes les paires d'un corpus."""
    return list(Ressemblances(corpus).paires(list(corpus.territoires.values())))


def test_oust_et_pontivy_sont_trouves_seuls(couples: list[Couple]) -> None:
    """Trois axes et leurs lignes : treize paires, dont douze mot pour mot, dans l'ordre."""
    premier = couples[0]

    assert (premier.gauche.slug, premier.droite.slug) == (
        "oust-a-broceliande",
        "pontivy-communaute",
    )
    assert [paire.gauche.titre for paire in premier.paires] == TROIS_AXES
    assert premier.identiques == 12
    (proche,) = [paire for paire in premier.paires if paire.score < IDENTIQUE]
    assert proche.droite.titre == proche.gauche.titre.replace("usager", "utilisateur")


def test_aucune_fausse_paire(couples: list[Couple]) -> None:
    """Les couples trouvés sont ceux que l'on a relevés à la main, ni plus ni moins."""
    assert {(c.gauche.slug, c.droite.slug): len(c.paires) for c in couples} == ATTENDUS


def test_le_seuil_est_dans_un_vide(publies: list[TerritoirePublie]) -> None:
    """Entre 81 et 89, aucune paire : le seuil ne tranche aucun cas douteux."""
    lignes = [ligne for territoire in publies for ligne in territoire.lignes]
    signes: dict[str, str] = {}
    formes = [
        "".join(signes.setdefault(m, chr(0x10000 + len(signes))) * len(m) for m in mots)
        for mots in (mots_de(ligne.titre) for ligne in lignes)
    ]
    scores = [
        fuzz.ratio(formes[i], formes[j])
        for i, j in combinations(range(len(lignes)), 2)
        if lignes[i].territoire is not lignes[j].territoire
    ]
    assert len([score for score in scores if score >= SEUIL]) == sum(ATTENDUS.values())
    assert [score for score in scores if 81 < score < 89] == []


def test_la_ressemblance_va_dans_les_deux_sens(publies: list[TerritoirePublie]) -> None:
    """Si une ligne est l'écho d'une autre, l'autre est le sien, avec le même score."""
    corpus = Corpus({territoire.slug: territoire for territoire in publies})
    ressemblances = Ressemblances(corpus)
    echos = {
        (ligne, echo.ligne): echo.score
        for ligne in corpus.lignes
        for echo in ressemblances.echos(ligne)
    }
    assert echos == {(autre, une): score for (une, autre), score in echos.items()}
    a_l_endroit, a_l_envers = (
        {frozenset((p.gauche, p.droite)): p.score for p in ressemblances.paires(ordre)}
        for ordre in (publies, publies[::-1])
    )
    assert a_l_endroit == a_l_envers


def test_jamais_a_l_interieur_d_un_territoire(corpus_de: CorpusDe) -> None:
    """Un territoire qui se répète ne ressemble pas à un autre."""
    corpus = inventer(corpus_de, a=["Aller vers les aînés", "Aller vers les aînés"], b=["Autre"])

    assert toutes(corpus) == []
    assert Ressemblances(corpus).echos(corpus.ligne("a", "l1")) == []


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        ("Lutter contre la fracture numérique", "LUTTER, contre la fracture numerique !"),
        ("Développer l’aide à domicile", "Développer l'aide à domicile"),
        ("Soutenir aidants et bénévoles", "Soutenir aidant et bénévole"),
    ],
)
def test_mot_pour_mot_malgre_l_ecriture(corpus_de: CorpusDe, un: str, autre: str) -> None:
    """Accents, casse, ponctuation, apostrophes et pluriels ne comptent pas."""
    (paire,) = toutes(inventer(corpus_de, a=[un], b=[autre]))

    assert (paire.score, paire.degre) == (IDENTIQUE, "mot pour mot")


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        ("Favoriser la formation", "Favoriser l'information"),
        ("Favoriser l'accès aux soins", "Favoriser l'accès aux droits"),
        ("Lutter contre l'isolement des jeunes", "Lutter contre l'isolement des aînés"),
        (
            "Améliorer l'accès aux soins des personnes âgées",
            "Améliorer l'accès aux soins des personnes handicapées",
        ),
        ("Création d'un CIAS", "Création d'un EVS"),
        ("Réduire et prévenir les précarités", "Réduire les précarités"),
    ],
)
def test_un_mot_qui_change_le_sens_separe(corpus_de: CorpusDe, un: str, autre: str) -> None:
    """Une phrase courte où un mot porteur change n'est pas une ressemblance."""
    assert toutes(inventer(corpus_de, a=[un], b=[autre])) == []


def test_les_mots_qui_different_sont_montres(corpus_de: CorpusDe) -> None:
    """Chaque formulation dit les mots que l'autre n'a pas."""
    debut = "Regrouper les services pour mieux répondre, partout et toute l'année, à"
    corpus = inventer(corpus_de, a=[f"{debut} l'usager isolé"], b=[f"{debut} l'habitant isolé"])
    (paire,) = toutes(corpus)

    assert paire.formulations == (
        [(debut, False), ("l'usager", True), ("isolé", False)],
        [(debut, False), ("l'habitant", True), ("isolé", False)],
    )


def test_un_territoire_n_a_qu_un_echo_le_plus_fidele(corpus_de: CorpusDe) -> None:
    """Une ligne reprise deux fois ailleurs n'y renvoie qu'une fois, au plus près."""
    corpus = inventer(
        corpus_de,
        a=["Lutter contre la fracture numérique"],
        b=["Lutter contre les fractures numériques", "Lutter contre la fracture numérique"],
        c=["Lutter contre les fractures numériques"],
    )
    echos = Ressemblances(corpus).echos(corpus.ligne("a", "l1"))

    assert [(e.ligne.territoire.slug, e.ligne.id, e.degre) for e in echos] == [
        ("b", "l2", "mot pour mot"),
        ("c", "l1", "presque mot pour mot"),
    ]


def test_une_page_trop_pleine_garde_les_premiers_couples_entiers(corpus_de: CorpusDe) -> None:
    """Le compte est complet, la liste s'arrête, la formule la plus répandue est dite."""
    lignes = ["Aller vers les aînés", "Ouvrir une maison de santé"]
    corpus = inventer(corpus_de, a=lignes, b=lignes, c=lignes[:1])
    territoires = list(corpus.territoires.values())
    rapprochement = ressemblances_de(corpus).rapprocher(territoires, 1)

    assert (rapprochement.nombre_de_couples, rapprochement.nombre_de_paires) == (3, 4)
    assert [len(couple.paires) for couple in rapprochement.couples] == [2]
    assert not rapprochement.entier
    assert [ligne.territoire.slug for ligne in rapprochement.repandue] == ["a", "b", "c"]


def test_la_selection_borne_et_ordonne(corpus_de: CorpusDe) -> None:
    """Seuls les territoires choisis sont rapprochés, dans leur ordre."""
    ligne = ["Aller vers les aînés"]
    corpus = inventer(corpus_de, a=ligne, b=ligne, c=ligne)
    choisis = [corpus.territoire("c"), corpus.territoire("a")]
    rapprochement = ressemblances_de(corpus).rapprocher(choisis, 10)

    assert [(c.gauche.slug, c.droite.slug) for c in rapprochement.couples] == [("c", "a")]
    assert rapprochement.repandue == []
