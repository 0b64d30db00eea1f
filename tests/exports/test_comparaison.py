"""Les tableaux de la comparaison : ce que l'on lit sur la page, dans un fichier."""

from __future__ import annotations

import csv
import io

from projet_social.comparaison.ecoute import ecouter
from projet_social.comparaison.gouvernance import gouverner
from projet_social.comparaison.matrice import croiser
from projet_social.comparaison.mentions import mentions_par_theme
from projet_social.comparaison.selection import choisir
from projet_social.corps import Corps
from projet_social.exports.comparaison import COLONNES_DES_ACTEURS, TABLEAUX, adresse_du_tableau
from projet_social.exports.registre import tous_les_exports
from projet_social.modele.vocabulaire import Part, VueComparee
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe

HORS_TOTAL = ("invité", "présent", "par ")
"""Ce qui précède les mots de la source quand elle ne dit pas l'acteur lui-même entendu."""


def lire(publication: Publication, adresse: str) -> list[list[str]]:
    """Un fichier publié."""
    (export,) = [e for e in tous_les_exports(publication) if e.adresse == adresse]
    texte = export.contenu().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(texte, newline=""), delimiter=";"))


def test_la_matrice_a_les_lettres_de_la_page(publication: Publication) -> None:
    """Un territoire par ligne, un thème par colonne, une case vide pour un silence."""
    corpus = publication.corpus
    matrice = croiser(corpus, mentions_par_theme(corpus), choisir(corpus))
    entete, *lignes = lire(publication, "comparaison/themes.csv")
    assert entete == ["territoire", *(theme.nom for theme in matrice.themes)]
    assert [ligne[0] for ligne in lignes] == [t.nom for t in matrice.territoires]
    pleines = sum(case != "" for ligne in lignes for case in ligne[1:])
    assert pleines == len(matrice.cases)
    for territoire, ligne in zip(matrice.territoires, lignes, strict=True):
        for theme, lettre in zip(matrice.themes, ligne[1:], strict=True):
            case = matrice.cases.get((territoire.slug, theme.id))
            assert lettre == (case.niveau.value if case else "")


def test_les_acteurs_ont_les_totaux_de_la_page(publication: Publication) -> None:
    """Les mots de la source dans chaque case ; le total en dernière ligne."""
    corpus = publication.corpus
    ecoute = ecouter(corpus, choisir(corpus))
    entete, *lignes, totaux = lire(publication, "comparaison/acteurs.csv")
    assert entete[:7] == list(COLONNES_DES_ACTEURS)
    assert entete[7:] == [t.nom for t in corpus.territoires.values()]
    assert totaux[7:] == [str(ecoute.totaux[slug]) for slug in corpus.territoires]
    nommees = [(x.acteur.nom, str(x.entendu)) for _, lignes in ecoute.familles for x in lignes]
    inconnues = [(f"« {m} »", str(int(p is Part.ENTENDU))) for _, p, m in ecoute.non_reconnus]
    assert [(ligne[0], ligne[3]) for ligne in lignes] == nommees + inconnues
    for ligne in lignes:
        entendu, _, present, invite = map(int, ligne[3:7])
        assert sum(case != "" for case in ligne[7:]) == entendu + present + invite
        assert sum(case.startswith("invité") for case in ligne[7:]) == invite
    for territoire, rang in zip(corpus.territoires.values(), range(7, len(entete)), strict=True):
        dites = [x[rang] for x in lignes if x[rang] and not x[rang].startswith(HORS_TOTAL)]
        assert len(dites) == ecoute.totaux[territoire.slug]


def test_la_gouvernance_a_une_ligne_par_plan(publication: Publication) -> None:
    """Vide quand le document n'en dit rien."""
    attendue = gouverner(choisir(publication.corpus))
    _, *lignes = lire(publication, "comparaison/gouvernance.csv")
    assert [ligne[2] for ligne in lignes] == [
        g.cias.libelle if g and g.cias else "" for _, g in attendue.lignes
    ]


def test_un_fichier_n_existe_que_si_sa_page_le_montre(corpus_de: CorpusDe) -> None:
    """Un dossier qui ne montre que ses axes n'a pas de matrice ; un territoire seul n'a rien."""
    projet = "titre: P\naxes: [Un]\n"
    deux = {f"territoires/{slug}/projet.yml": projet for slug in "ab"}
    dossier = {"dossiers/d.yml": "titre: D\nterritoires: [a, b]\nvues: [axes, contexte]\n"}
    corpus = corpus_de(deux | dossier).corpus
    adresses = {e.adresse for e in tous_les_exports(Publication(corpus))}
    du_dossier = {a for a in adresses if a.startswith("comparaison/d/")}
    assert du_dossier == {"comparaison/d/axes.csv", "comparaison/d/contexte.csv"}
    assert {f"comparaison/{vue.value}.csv" for vue in TABLEAUX} <= adresses


def test_un_territoire_seul_ne_se_compare_pas(corpus_de: CorpusDe) -> None:
    """Aucune page de comparaison, donc aucun de ses fichiers."""
    corpus = corpus_de({"territoires/a/projet.yml": "titre: P\naxes: [Un]\n"}).corpus
    adresses = {e.adresse for e in tous_les_exports(Publication(corpus))}
    assert not {a for a in adresses if a.startswith("comparaison/")}
    assert adresse_du_tableau(VueComparee.AXES, choisir(corpus), corpus) == ""


def test_chaque_page_mene_a_son_tableau(publication: Publication) -> None:
    """Le lien est sur la page dont le fichier vient, et sur aucune autre."""
    corps = Corps(publication)
    for page in publication.pages:
        if page.macro.startswith("comparaison_") and not page.arguments:
            vue = VueComparee(page.macro.removeprefix("comparaison_"))
            assert (f"{vue.value}.csv" in corps.de(page)) == (vue in TABLEAUX), page.adresse
