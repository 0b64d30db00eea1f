"""Les vues simples de la comparaison, sur un petit corpus inventé compté à la main."""

import re

import pytest

from projet_social.comparaison.contexte import contextes
from projet_social.comparaison.ecoute import annoncer, ecouter
from projet_social.comparaison.gouvernance import gouverner
from projet_social.comparaison.matrice import croiser
from projet_social.comparaison.mentions import mentions_par_theme
from projet_social.comparaison.selection import choisir
from projet_social.corpus.corpus import Corpus, Inconnu
from projet_social.macros.registre import trouver
from projet_social.macros.vue import Vue
from projet_social.modele.vocabulaire import Part
from projet_social.pages.adresse import adresse_de
from projet_social.pages.publication import Publication
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
    - titre: Soirée
      acteurs: [Mission Locale du Val, CAF et MSA, Un inconnu]
      invites: [la mission locale du val, Un autre inconnu]
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
    - {titre: Soirée, acteurs: [la mission locale du val], presents: [Le CMS], invites: [Le PMI]}
    - {titre: Retour, invites: [Le CMS, La mairie]}
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
  - {id: departement, nom: Département, famille: social}
  - {id: cms, nom: CMS, famille: social, releve_de: departement, variantes: [Le CMS]}
  - {id: pmi, nom: PMI, famille: social, releve_de: cms, variantes: [Le PMI]}
  - {id: mairie, nom: Mairie, famille: social, variantes: [La mairie]}
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
    assert adresse_de(choisir(corpus, "deux")) == "comparaison/deux/"


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
    """« CAF et MSA » est entendu deux fois ; « Un inconnu » compte, rapproché de personne."""
    ecoute = ecouter(corpus, choisir(corpus))
    assert {x.acteur.id: x.entendu for x in ecoute.lignes if x.entendu} == {
        "mission-locale": 2,
        "caf": 1,
        "msa": 1,
    }
    assert ecoute.lignes[0].passages["mont"].mots == ("la mission locale du val",)
    assert [acteur.id for acteur in ecoute.jamais] == ["ccas"]
    assert [passage.acteur.id for passage in ecoute.une_fois] == ["caf", "msa"]
    assert ecoute.totaux == {"mont": 1, "plaine": 0, "val": 4}
    assert ecoute.entendus == 4
    assert [(part.value, mots) for _, part, mots in ecoute.non_reconnus] == [
        ("entendu", "Un inconnu"),
        ("invite", "Un autre inconnu"),
    ]


def test_la_plus_forte_part_l_emporte(corpus: Corpus) -> None:
    """Présent puis invité : présent. Invité et entendu : entendu. Aucun des deux n'est compté."""
    lignes = {ligne.acteur.id: ligne for ligne in ecouter(corpus, choisir(corpus)).lignes}
    assert lignes["mission-locale"].passages["val"].part is Part.ENTENDU
    assert lignes["mission-locale"].passages["val"].mots == ("Mission Locale du Val",)
    assert lignes["cms"].passages["mont"].precision == "présent"
    assert lignes["mairie"].passages["mont"].precision == "invité"
    assert [x.acteur.id for x in ecouter(corpus, choisir(corpus)).pas_entendus] == [
        "departement",
        "cms",
        "pmi",
        "mairie",
    ]


def test_qui_releve_d_un_autre_lui_donne_sa_part(corpus: Corpus) -> None:
    """Sous lui dans le tableau, en retrait d'autant d'étages ; il ne fait compter personne."""
    lignes = ecouter(corpus, choisir(corpus)).lignes
    rangs = [(x.acteur.id, x.retrait) for x in lignes]
    depart = rangs.index(("departement", 0))
    assert rangs[depart : depart + 3] == [("departement", 0), ("cms", 1), ("pmi", 2)]
    passage = lignes[depart].passages["mont"]
    assert passage.precision == "présent, par CMS"
    assert (lignes[depart].compter(Part.PRESENT), lignes[depart].entendu_nommement) == (1, 0)


def test_un_etablissement_entendu_fait_entendre_sa_collectivite(corpus_de: CorpusDe) -> None:
    """Le Département est entendu sans être nommé ; le total du territoire est celui des nommés."""
    projet = "titre: P\ndemarche: {etapes: [{titre: Soirée, acteurs: [Le CMS]}]}\n"
    corpus = corpus_de(FICHIERS | {"territoires/mont/projet.yml": projet}).corpus
    ecoute = ecouter(corpus, choisir(corpus, territoires=["mont"]))
    (departement,) = [x for x in ecoute.lignes if x.acteur.id == "departement"]
    assert (departement.entendu, departement.entendu_nommement) == (1, 0)
    assert departement.passages["mont"].precision == "par CMS"
    assert ecoute.totaux == {"mont": 1}
    assert ecoute.entendus == 1
    assert [passage.acteur.id for passage in ecoute.une_fois] == ["cms"]


@pytest.mark.parametrize(
    ("part", "formulations", "annonce"),
    [
        (Part.ENTENDU, ("CAF et MSA",), "2 acteurs entendus, en 1 formulation"),
        (Part.ENTENDU, ("Un", "Deux"), "2 acteurs entendus"),
        (
            Part.PRESENT,
            ("Mission Locale du Val", "Mission locale"),
            "1 acteur présent, en 2 formulations ; le document ne dit pas qui a été entendu",
        ),
        (Part.INVITE, ("La mairie",), "1 acteur invité ; le document ne dit pas qui est venu"),
    ],
)
def test_ce_que_la_page_annonce(
    corpus: Corpus, part: Part, formulations: tuple[str, ...], annonce: str
) -> None:
    """Le nombre est celui de la comparaison, et l'écart avec la liste se dit."""
    assert annoncer(corpus, part, formulations) == annonce


def test_la_matrice_se_range_aussi_par_ressemblance(corpus: Corpus) -> None:
    """Qui parle du plus de thèmes d'abord, puis de proche en proche."""
    matrice = croiser(corpus, mentions_par_theme(corpus), choisir(corpus))
    assert [t.slug for t in matrice.territoires] == ["mont", "plaine", "val"]
    assert [t.slug for t in matrice.par_ressemblance()] == ["mont", "val", "plaine"]
    assert matrice.places_par_ressemblance == {"mont": 1, "val": 2, "plaine": 3}


def test_chaque_territoire_dit_qui_il_a_entendu_famille_par_famille(corpus: Corpus) -> None:
    """Les familles gardent leur place, même vides."""
    ecoute = ecouter(corpus, choisir(corpus))
    par_famille = {
        t.slug: [nombre for _, nombre in ecoute.par_famille(t.slug)]
        for t in corpus.territoires.values()
    }
    assert {len(nombres) for nombres in par_famille.values()} == {len(ecoute.familles)}
    assert {slug: sum(nombres) for slug, nombres in par_famille.items()} == {
        "mont": 1,
        "plaine": 0,
        "val": 3,
    }


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


@pytest.mark.parametrize(
    ("dite", "tetes", "tus"),
    [
        ("cias: cree", "Territoire CIAS Qui porte", ["qui signe", "ne nomme d’instance"]),
        ("signataires: [La CAF]", "Territoire CIAS Qui porte Signataires", ["ne nomme d’instance"]),
        ("instances: [Le comité]", "Territoire CIAS Qui porte Instances", ["qui signe"]),
    ],
)
def test_une_colonne_que_personne_ne_remplit_devient_une_phrase(
    corpus_de: CorpusDe, dite: str, tetes: str, tus: list[str]
) -> None:
    """Vide pour tous, elle ôtait de la place aux autres sans rien apprendre de plus."""
    projet = FICHIERS["territoires/val/projet.yml"].replace("cias: cree", dite)
    corpus = corpus_de(FICHIERS | {"territoires/val/projet.yml": projet}).corpus
    html = trouver("comparaison_gouvernance").appeler(Vue(Publication(corpus)))

    assert " ".join(re.findall(r'<th scope="col">([^<]+)</th>', html)) == tetes
    assert [tu for tu in ("qui signe", "ne nomme d’instance") if tu in html] == tus


def test_un_plan_commun_fait_entendre_pour_tous_ses_porteurs(corpus_de: CorpusDe) -> None:
    """Le plan paraît sous un seul territoire, mais chacun l'a écouté."""
    projet = FICHIERS["territoires/val/projet.yml"] + "territoires: [val, plaine]\n"
    rapport = corpus_de(FICHIERS | {"territoires/val/projet.yml": projet})

    for choix in (["plaine"], ["val", "plaine"]):
        ecoute = ecouter(rapport.corpus, choisir(rapport.corpus, territoires=choix))
        assert ecoute.totaux == dict.fromkeys(choix, 4)
        assert [
            (t.slug, mots) for t, part, mots in ecoute.non_reconnus if part is Part.ENTENDU
        ] == [(slug, "Un inconnu") for slug in choix]
