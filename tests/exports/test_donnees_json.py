"""Le JSON : ce qui est publié s'y retrouve tout entier, et se relit à l'identique."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projet_social.chargement import SORTES, examiner_des_arbres
from projet_social.comparaison.mentions import mentions_par_theme
from projet_social.corpus.corpus import Corpus
from projet_social.exports.arbre import arbres_de
from projet_social.exports.classeur import ADRESSES
from projet_social.exports.donnees_json import ENTIER, RACINE
from projet_social.exports.fichier import Fichier, FormatDeFichier, fichiers_de
from projet_social.migration.registre import FICHIER
from projet_social.modele.format import FORMAT
from projet_social.pages.adressage import Adressage
from projet_social.pages.publication import Publication
from projet_social.reprise import CALCULE, lire_json
from tests.conftest import CorpusDe

from .conftest import ADRESSE, en_clair, fichier

pytestmark = pytest.mark.lent


def relire(octets: bytes) -> Corpus:
    """Le corpus d'un JSON, sans une erreur."""
    reprise, anomalies = lire_json(octets, "essai")
    assert reprise is not None, anomalies
    rapport = examiner_des_arbres(reprise.arbres, reprise.officiel)
    assert rapport.publiable, rapport.anomalies
    return rapport.corpus


def empreinte(corpus: Corpus) -> list[Any]:
    """Tout ce qui fait un corpus : ses objets, leur place, ce qui les relie."""
    return [
        [
            (t.slug, t.donnees, t.population_officielle, t.communes)
            for t in corpus.territoires.values()
        ],
        [
            (p.id, p.projet, [t.slug for t in p.territoires], p.lieu.document.fichier)
            for p in corpus.plans
        ],
        [
            (
                x.id,
                x.type,
                x.contenu,
                [a.id for a in x.parents],
                [e.id for e in x.enfants],
                x.source,
            )
            for p in corpus.plans
            for x in p.lignes
        ],
        [[x.id for x in t.partagees] for t in corpus.territoires.values()],
        [(d.id, d.donnees, [t.slug for t in d.territoires]) for d in corpus.dossiers.values()],
        *(corpus.seul(s.modele) for s in SORTES if "<" not in s.chemin and s.chemin != FICHIER),
    ]


def ecrits(corpus: Corpus) -> list[set[str]]:
    """Les champs écrits de chaque ligne : ceux que l'on n'a pas écrits ne s'inventent pas."""
    return [x.contenu.model_fields_set for p in corpus.plans for x in p.lignes]


def test_aller_et_retour(publication: Publication) -> None:
    """Du corpus au JSON, et retour : le même corpus, qui donne les mêmes octets."""
    octets = fichier(publication, ENTIER).octets
    relu = relire(octets)

    assert empreinte(relu) == empreinte(publication.corpus)
    assert ecrits(relu) == ecrits(publication.corpus)
    assert fichier(Publication(relu, url=ADRESSE), ENTIER).octets == octets


def test_les_deux_adresses_ont_les_memes_octets(publication: Publication) -> None:
    """Celle d'où l'on reprend, à la racine, et celle des données."""
    assert fichier(publication, ENTIER).octets == fichier(publication, RACINE + ENTIER).octets


def test_chaque_partie_se_relit_seule(publication: Publication) -> None:
    """Le JSON d'un territoire ou d'un dossier est un corpus valide, et dit les mêmes lignes."""
    for publie in _parties(publication):
        corpus = relire(publie.octets)
        voulus = getattr(publie.sujet, "territoires", None) or [publie.sujet]
        for territoire in voulus:
            lu = corpus.territoires[territoire.slug]
            assert lu.donnees == territoire.donnees
            assert [x.contenu for x in lu.lignes] == [x.contenu for x in territoire.lignes]


def _parties(publication: Publication) -> list[Fichier]:
    debuts = (f"{RACINE}territoires/", f"{RACINE}dossiers/")
    fichiers = [f for f in fichiers_de(publication) if f.format is FormatDeFichier.JSON]
    parties = [f for f in fichiers if f.adresse.startswith(debuts)]
    corpus = publication.corpus
    assert len(parties) == len(corpus.territoires) + len(corpus.dossiers)
    return parties


def test_le_site_d_un_territoire_se_relit_aussi(inventee: Publication) -> None:
    """Sur son propre site, un territoire publie un JSON entier, avec ses adresses à lui."""
    slug = "val-imaginaire"
    seul = Publication(inventee.corpus, Adressage(slug), url=ADRESSE)
    octets = fichier(seul, ENTIER).octets

    corpus = relire(octets)
    lignes = inventee.corpus.territoires[slug].lignes
    assert [x.contenu for x in corpus.territoires[slug].lignes] == [x.contenu for x in lignes]
    donnees = json.loads(octets)["donnees"]["territoires"][slug]
    assert (
        donnees["actions"]["navette-du-samedi"][CALCULE]["adresse"] == "actions/navette-du-samedi/"
    )


def test_un_plan_partage_emmene_ses_porteurs(corpus_de: CorpusDe) -> None:
    """Le JSON d'un territoire se relit même si son plan nomme un voisin."""
    corpus = corpus_de(
        {
            "territoires/a/projet.yml": "titre: P\nterritoires: [a, b]\naxes: [Un]\n",
            "territoires/b/actions/x.yml": "titre: X\nrattachements: [un]\nprojet: projet\n",
            "territoires/c/projet.yml": "titre: Q\naxes: [Deux]\n",
            "territoires/c/actions/y.yml": "titre: Y\nrattachements: [deux]\npartage_avec: [a]\n",
        }
    ).corpus
    publication = Publication(corpus)
    for slug in "abc":
        relu = relire(fichier(publication, f"{RACINE}territoires/{slug}.json").octets)
        assert [x.titre for x in relu.territoires[slug].lignes] == [
            x.titre for x in corpus.territoires[slug].lignes
        ]


def test_un_brouillon_ne_part_pas(corpus_de: CorpusDe) -> None:
    """Ni dans son fichier, ni sur place : rien n'en transpire."""
    corpus = corpus_de(
        {
            "territoires/a/projet.yml": (
                "titre: P\naxes:\n  - titre: Un\n    actions:\n"
                "      - {titre: Secret, publication: brouillon}\n      - Publique\n"
            ),
            "territoires/a/actions/x.yml": (
                "titre: Cachette\nrattachements: [un]\npublication: brouillon\n"
            ),
        }
    ).corpus
    for publie in fichiers_de(Publication(corpus)):
        assert b"Secret" not in en_clair(publie), publie.adresse
        assert b"Cachette" not in en_clair(publie), publie.adresse
    assert b"Publique" in en_clair(fichier(Publication(corpus), ADRESSES[FormatDeFichier.XLSX]))
    assert [x.titre for x in relire(fichier(Publication(corpus), ENTIER).octets).lignes] == [
        "Un",
        "Publique",
    ]


def test_le_nom_d_une_personne_ne_voyage_pas(corpus_de: CorpusDe) -> None:
    """La loi veut ce nom sur le site, et sur lui seul."""
    editeur = "nom: Val\ndirecteur_de_publication: {fonction: Présidente, nom: Ana Personne}\n"
    corpus = corpus_de({"editeur.yml": editeur, "territoires/a/projet.yml": "titre: P\n"}).corpus
    for publie in fichiers_de(Publication(corpus)):
        assert b"Personne" not in en_clair(publie), publie.adresse
    relu = relire(fichier(Publication(corpus), ENTIER).octets)
    assert relu.editeur.directeur_de_publication is not None
    assert relu.editeur.directeur_de_publication.fonction == "Présidente"


def test_ce_que_le_site_calcule_est_a_part(inventee: Publication) -> None:
    """Identifiants, adresses, bornes des dates, montants lus : sous la clé réservée."""
    actions = json.loads(fichier(inventee, ENTIER).octets)["donnees"]["territoires"]
    navette = actions["val-imaginaire"]["actions"]["navette-du-samedi"]

    assert navette["fin"] == "2e semestre 2024"
    assert navette[CALCULE]["fin"] == {"au_plus_tot": "2024-07-01", "au_plus_tard": "2024-12-31"}
    assert navette[CALCULE]["id"] == "navette-du-samedi"
    assert navette[CALCULE]["parents"] == ["relier-les-villages", "grandir-au-val"]
    assert navette["budgets"][0][CALCULE]["prevu"] == {
        "minimum": 12000,
        "maximum": 12000,
        "unite": "€",
        "taxe": "TTC",
        "sommable": True,
    }
    assert CALCULE not in json.dumps(arbres_de(inventee.corpus))


def test_l_en_tete_dit_format_date_licence_et_attribution(inventee: Publication) -> None:
    """Un fichier séparé de son site se reconnaît et se cite."""
    corpus = replace(inventee.corpus)
    publie = json.loads(fichier(Publication(corpus, url=ADRESSE), ENTIER).octets)

    assert list(publie)[:2] == ["format", "site"]
    assert publie["format"] == FORMAT
    assert publie["site"]["adresse"] == ADRESSE
    assert publie["maj"] == "2025-02-03"
    assert publie["attribution"].endswith("mise à jour du 3 février 2025.")
    assert "licence" not in publie  # personne n'en a déclaré : on n'en invente pas


def test_la_licence_declaree_est_reconnue(publication: Publication) -> None:
    """« Licence Ouverte 2.0 » porte son identifiant et son adresse."""
    if publication.corpus.editeur.reutilisation is None:
        pytest.skip("aucune licence déclarée")
    licence = json.loads(fichier(publication, ENTIER).octets)["licence"]
    assert licence["identifiant"] == "etalab-2.0"
    assert licence["url"].startswith("https://")


def test_un_theme_dit_toutes_ses_mentions(publication: Publication) -> None:
    """Autant de mentions que la page, avec leurs mots et leur source."""
    mentions = mentions_par_theme(publication.corpus)
    for theme in publication.corpus.themes:
        lu = json.loads(fichier(publication, f"{RACINE}themes/{theme}.json").octets)
        assert [m["texte"] for m in lu["mentions"]] == [m.texte for m in mentions.get(theme, [])]
        cites = {
            m["source"]["document"] for m in lu["mentions"] if "document" in m.get("source", {})
        }
        assert cites == {source["id"] for source in lu["sources"]}


def test_chaque_json_suit_son_schema(publication: Publication) -> None:
    """Les schémas publiés acceptent les fichiers publiés, et refusent une clé de trop."""
    juges: dict[str, Any] = {}
    for publie in fichiers_de(publication):
        if publie.format is not FormatDeFichier.JSON or "/schemas/" not in publie.schema:
            continue
        if publie.schema not in juges:
            schema = json.loads(fichier(publication, publie.schema).octets)
            jsonschema.Draft202012Validator.check_schema(schema)
            juges[publie.schema] = jsonschema.Draft202012Validator(schema)
        lu = json.loads(publie.octets)
        assert list(juges[publie.schema].iter_errors(lu)) == [], publie.adresse
        assert list(juges[publie.schema].iter_errors(lu | {"de_trop": 1}))
    assert len(juges) == 2


lignes = st.fixed_dictionaries(
    {"titre": st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Z")), min_size=1)},
    optional={
        "debut": st.sampled_from(["2024", "mars 2024", "depuis 2016", "2e trimestre 2018"]),
        "statut": st.sampled_from(["piste", "en_cours", "realisee"]),
        "avancement": st.integers(0, 100),
        "pilotes": st.lists(st.sampled_from(["CAF", "CCAS, service social"]), min_size=1),
        "budgets": st.lists(
            st.fixed_dictionaries({"prevu": st.sampled_from(["12 000 €", "0,5 ETP", "2 à 3 k€"])}),
            min_size=1,
        ),
        "themes": st.just(["sante"]),
        "publication": st.sampled_from(["publie", "brouillon"]),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.one_of(lignes, st.just({"titre": "Même titre"})), max_size=5))
def test_aller_et_retour_de_n_importe_quel_plan(actions: list[dict[str, Any]]) -> None:
    """Ce que la lecture accepte, quel qu'il soit, fait l'aller et retour."""
    arbres = {
        "territoires/a/territoire.yml": {
            "nom": "A",
            "nom_court": "A",
            "type": "commune",
            "departements": ["01"],
        },
        "territoires/a/projet.yml": {"titre": "P", "axes": [{"titre": "Axe", "actions": actions}]},
        "referentiels/themes.yml": {
            "familles": [{"id": "vie", "nom": "Vie"}],
            "themes": [{"id": "sante", "famille": "vie", "nom": "Santé"}],
        },
    }
    rapport = examiner_des_arbres(arbres)
    if not rapport.publiable:
        return
    octets = fichier(Publication(rapport.corpus), ENTIER).octets
    relu = relire(octets)
    sans_brouillon = all(action.get("publication") != "brouillon" for action in actions)
    voulues = [x for x in rapport.corpus.lignes if sans_brouillon or x.fiche]
    assert [(x.id, x.contenu) for x in relu.lignes if sans_brouillon or x.fiche] == [
        (x.id, x.contenu) for x in voulues
    ]
    assert fichier(Publication(relu), ENTIER).octets == octets
