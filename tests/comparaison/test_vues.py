"""Les vues simples de la comparaison, sur un petit corpus inventé compté à la main."""

import pytest

from projet_social.comparaison.contexte import contextes
from projet_social.comparaison.ecoute import ecouter
from projet_social.comparaison.gouvernance import gouverner
from projet_social.comparaison.matrice import croiser
from projet_social.comparaison.mentions import mentions_par_theme
from projet_social.comparaison.selection import choisir
from projet_social.corpus.corpus import Corpus, Inconnu
from tests.conftest import CorpusDe

FICHIERS = {
    "territoires/val/projet.yml": """\
# Projet inventé
titre: Projet inventé du val
gouvernance: {cias: cree}
axes:
  - {titre: Bouger, themes: [mobilite], orientations: [{titre: Soigner, themes: [sante]}]}
demarche:
  etapes:
    - {titre: Soirée, acteurs: [Mission Locale du Val, CAF et MSA, Un inconnu]}
""",
    "territoires/mont/territoire.yml": """\
# Territoire inventé
nom: Ville du Mont
nom_court: Mont
type: commune
departements: [98]
populations:
  - {nombre: 1 200, annee: 2019}
  - {nombre: 300, perimetre: le bourg, nature: ville, approximatif: oui}
communes_declarees: 1
histoire:
  - {date: 1965, fait: Un district la précède.}
  - {date: 1992, fait: Création., nature: creation}
  - {date: 2001, fait: Nouveau nom., nature: changement_de_nom}
""",
    "territoires/mont/projet.yml": """\
# Projet inventé
titre: Projet inventé du mont
ambitions: [{titre: Tous en forme, themes: [sante]}]
mentions: [{themes: [jeunesse], partie: contexte, citation: les jeunes}]
axes: [{titre: Avancer, themes: [mobilite]}]
demarche:
  etapes:
    - {titre: Soirée, acteurs: [la mission locale du val]}
""",
    "territoires/plaine/projet.yml": "titre: Projet inventé de la plaine\n",
    "dossiers/deux.yml": "titre: Deux inventés\nterritoires: [mont, val]\n",
    "referentiels/acteurs.yml": """\
# Acteurs inventés
familles: [{id: social, nom: Social}]
acteurs:
  - id: mission-locale
    nom: Mission locale
    famille: social
    variantes: [Mission Locale du Val, la mission locale du val]
  - {id: caf, nom: CAF, famille: social, variantes: [CAF et MSA]}
  - {id: msa, nom: MSA, famille: social, variantes: [CAF et MSA]}
  - {id: ccas, nom: CCAS, famille: social}
""",
}


@pytest.fixture
def corpus(corpus_de: CorpusDe) -> Corpus:
    """Trois territoires inventés, un dossier de deux."""
    rapport = corpus_de(FICHIERS)
    assert rapport.publiable, rapport.anomalies
    return rapport.corpus


def test_un_dossier_garde_son_ordre(corpus: Corpus) -> None:
    """Le dossier dit l'ordre ; sans lui, c'est l'ordre des noms."""
    assert [t.slug for t in choisir(corpus, "deux").territoires] == ["mont", "val"]
    assert [t.slug for t in choisir(corpus).territoires] == ["mont", "plaine", "val"]
    assert choisir(corpus, "deux").racine == "comparaison/deux/"


def test_les_filtres_se_combinent(corpus: Corpus) -> None:
    """Département et type réduisent la même sélection."""
    assert [t.slug for t in choisir(corpus, departement="98").territoires] == ["mont"]
    assert [t.slug for t in choisir(corpus, type_="communaute_de_communes").territoires] == [
        "plaine",
        "val",
    ]
    assert [t.slug for t in choisir(corpus, territoires=["val", "mont"]).territoires] == [
        "val",
        "mont",
    ]


@pytest.mark.parametrize(
    "filtres",
    [{"dossier": "deu"}, {"departement": "75"}, {"type_": "communes"}, {"territoires": ["vall"]}],
)
def test_un_filtre_qui_ne_designe_rien_se_dit(corpus: Corpus, filtres: dict[str, str]) -> None:
    """Rien ne se tait : un filtre inconnu est une erreur."""
    with pytest.raises(Inconnu):
        choisir(corpus, **filtres)


def test_le_contexte_garde_le_chiffre_de_la_source_et_son_annee(corpus: Corpus) -> None:
    """La population d'une partie du territoire n'est pas celle de l'ensemble."""
    lignes = {t.slug: ligne for t, ligne in contextes(choisir(corpus), corpus.officiel).lignes}
    assert (lignes["mont"].population_source, lignes["mont"].population_annee) == (1200, 2019)
    assert lignes["mont"].population_ecrite == "1\u202f200 (2019)"
    assert lignes["mont"].villes == "le bourg : près de 300"
    assert lignes["mont"].creation == "1992"
    assert (lignes["val"].population_ecrite, lignes["val"].creation) == ("", "")
    assert lignes["val"].population_source is None


def test_une_formulation_composite_compte_pour_chacun(corpus: Corpus) -> None:
    """« CAF et MSA » est entendu deux fois ; « Un inconnu » n'est rapproché de personne."""
    ecoute = ecouter(corpus, choisir(corpus))
    ((_, acteurs),) = ecoute.familles
    assert {acteur.id: sorted(places) for acteur, places in acteurs} == {
        "mission-locale": ["mont", "val"],
        "caf": ["val"],
        "msa": ["val"],
    }
    assert acteurs[0][1]["mont"].mots == ("la mission locale du val",)
    assert [acteur.id for acteur in ecoute.jamais] == ["ccas"]
    assert [passage.acteur.id for passage in ecoute.une_fois] == ["caf", "msa"]
    assert ecoute.totaux == {"mont": 1, "plaine": 0, "val": 3}
    assert [mots for _, mots in ecoute.non_reconnus] == ["Un inconnu"]


def test_la_matrice_garde_le_plus_haut_niveau_et_compte_ses_vides(corpus: Corpus) -> None:
    """Un axe ou une ambition valent A, une orientation O, une citation C ; le reste est vide."""
    matrice = croiser(corpus, mentions_par_theme(corpus), choisir(corpus))
    assert {paire: case.niveau.value for paire, case in matrice.cases.items()} == {
        ("val", "mobilite"): "A",
        ("val", "sante"): "O",
        ("mont", "mobilite"): "A",
        ("mont", "sante"): "A",
        ("mont", "jeunesse"): "C",
    }
    assert matrice.vides == 4
    assert [theme.id for theme in matrice.jamais_en_tete()] == ["jeunesse"]
    assert [(t.id, n) for t, n in matrice.par_frequence()] == [
        ("sante", 2),
        ("mobilite", 2),
        ("jeunesse", 1),
    ]


def test_la_gouvernance_dit_qui_se_tait(corpus: Corpus) -> None:
    """Un CIAS créé, deux documents muets."""
    gouvernances = gouverner(choisir(corpus))
    assert [
        (cias.value, [p.territoire.slug for p in plans]) for cias, plans in gouvernances.cias
    ] == [("cree", ["val"])]
    assert [plan.territoire.slug for plan in gouvernances.muets] == ["mont", "plaine"]


def test_un_plan_commun_fait_entendre_pour_tous_ses_porteurs(corpus_de: CorpusDe) -> None:
    """Le plan paraît sous un seul territoire, mais chacun l'a écouté."""
    projet = FICHIERS["territoires/val/projet.yml"] + "territoires: [val, plaine]\n"
    rapport = corpus_de(FICHIERS | {"territoires/val/projet.yml": projet})

    for choix in (["plaine"], ["val", "plaine"]):
        ecoute = ecouter(rapport.corpus, choisir(rapport.corpus, territoires=choix))
        assert ecoute.totaux == dict.fromkeys(choix, 3)
        assert [(t.slug, mots) for t, mots in ecoute.non_reconnus] == [
            (slug, "Un inconnu") for slug in choix
        ]
