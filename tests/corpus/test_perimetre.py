"""Un plan que deux communautés portent, sur un site qui n'en publie qu'une."""

from __future__ import annotations

import pytest

from projet_social.chargement import Rapport
from projet_social.exports.communes_cherchees import publiees
from projet_social.pages.adressage import Adressage
from projet_social.pages.publication import Publication
from tests.conftest import TERRITOIRE, CorpusDe

OFFICIEL = {
    "officiel/epci.csv": "siren,nom,type,population_municipale,population_totale,communes\n"
    "111111111,CC Un,CC,1000,1010,2\n222222222,CC Deux,CC,500,505,1\n",
    "officiel/communes.csv": "insee,nom,departement,siren_epci,population_municipale\n"
    "99001,Aval,99,111111111,600\n99002,Bief,99,111111111,400\n99003,Cap,99,222222222,500\n",
    "officiel/departements.csv": "code,nom,region\n99,Inventé,Ailleurs\n",
}
UN = {"territoires/un/territoire.yml": TERRITOIRE.format(nom="Un") + "siren: 111111111\n"}
DEUX = {"territoires/deux/territoire.yml": TERRITOIRE.format(nom="Deux") + "siren: 222222222\n"}


def lire(corpus_de: CorpusDe, partage: str, *autres: dict[str, str]) -> Rapport:
    """Le corpus d'un plan de « Un » porté avec d'autres."""
    plan = {"territoires/un/projet.yml": f"titre: Contrat\npartage_avec: [{partage}]\n"}
    tous = OFFICIEL | UN | plan
    for fichiers in autres:
        tous |= fichiers
    return corpus_de(tous)


def test_le_plan_couvre_aussi_la_communaute_qui_n_est_pas_du_site(corpus_de: CorpusDe) -> None:
    """Ses habitants, ses communes, son nom officiel en toutes lettres."""
    corpus = lire(corpus_de, "222222222").corpus
    (plan,) = corpus.plans

    couvert = plan.perimetre

    assert couvert is not None
    assert couvert.porteurs == "Un et Communauté de communes Deux"
    assert (couvert.habitants, couvert.communes) == (1500, 3)
    assert corpus.territoire("un").population_officielle == 1000


def test_une_commune_d_en_face_mene_au_plan_qui_la_couvre(corpus_de: CorpusDe) -> None:
    """L'habitante de Cap cherche sa commune : le plan la concerne."""
    publication = Publication(lire(corpus_de, "222222222").corpus, Adressage())

    nommees = [
        nom
        for nom, *_ in publiees(list(publication.corpus.territoires.values()), publication)[
            "communes"
        ]
    ]

    assert nommees == ["Aval", "Bief", "Cap"]


def test_une_communaute_seulement_nommee_ne_se_compte_pas(corpus_de: CorpusDe) -> None:
    """Un total où il manque quelqu'un serait faux : il ne se dit pas, et la vérification le dit."""
    rapport = lire(corpus_de, "CC Deux")

    (plan,) = rapport.corpus.plans
    couvert = plan.perimetre
    assert couvert is not None
    assert (couvert.porteurs, couvert.habitants, couvert.communes) == ("Un et CC Deux", None, None)
    assert [(a.gravite, a.conseil) for a in rapport.anomalies if "CC Deux" in a.constat] == [
        ("avertissement", "écrire son SIREN : 222222222")
    ]


@pytest.mark.parametrize(
    ("dit", "gravite", "constat"),
    [
        ("deux", "erreur", "« deux » est un territoire de ce site"),
        ("333333333", "avertissement", "SIREN 333333333 absent de la liste officielle"),
    ],
)
def test_un_porteur_mal_dit_se_signale(
    corpus_de: CorpusDe, dit: str, gravite: str, constat: str
) -> None:
    """Un identifiant du site n'est pas un nom d'ailleurs ; un SIREN se recopie mal."""
    rapport = lire(corpus_de, dit, DEUX)

    assert [a.gravite for a in rapport.anomalies if a.constat == constat] == [gravite]


def test_un_corpus_reuni_relie_celle_qu_il_publie(corpus_de: CorpusDe) -> None:
    """Chez la seconde aussi, une fois qu'elle est du site, le plan se lit."""
    corpus = lire(corpus_de, "222222222", DEUX).corpus
    (plan,) = corpus.plans

    assert [t.slug for t in plan.territoires] == ["un", "deux"]
    assert plan.d_ailleurs == []
    assert corpus.territoire("deux").plans == [plan]
