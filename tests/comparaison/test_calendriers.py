"""Les calendriers : des jours comptés à la main, et une figure qui dit ce que dit le tableau."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.chargement import charger
from projet_social.comparaison.bandes import aligner_les_bandes, dater
from projet_social.comparaison.bilan import Calendriers, comparer
from projet_social.comparaison.calendriers import Calendrier
from projet_social.comparaison.duree import compter_les_jours, en_mois, mesurer
from projet_social.comparaison.echelle import MARGE
from projet_social.comparaison.selection import choisir
from projet_social.comparaison.temps import NATURES, TEMPS, NatureDEtape
from projet_social.corpus.corpus import Corpus
from projet_social.exports.registre import tous_les_exports
from projet_social.macros.registre import trouver
from projet_social.macros.vue import Vue
from projet_social.modele.date_partielle import DatePartielle, lire_date
from projet_social.modele.vocabulaire import TypeEtape
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe
from tests.fabrique import RACINE

REUNIS = "réunis en une étape"
JOURS = {
    "flandre-lys": (202, 42, 107, 351),
    "aubrac-carladez-viadene": (174, 50, 169, 393),
    "avant-pays-savoyard": (154, 53, 133, 340),
    "oust-a-broceliande": (112, 39, 105, 256),
    "dronne-et-belle": (132, 10, 492, 634),
    "mayenne-communaute": ("ateliers absents", "ateliers absents", 182, 273),
    "pilat-rhodanien": (185, 42, 145, 372),
    "pontivy-communaute": (212, 61, 98, 371),
    "vie-et-boulogne": (91, 28, 196, 315),
    "haut-allier": (REUNIS, 107, 527, 634),
    "grand-arras": ("présentation absente", 97, 41, "présentation absente"),
    "nord-est-bearn": (174, 49, 161, 384),
}
"""Compté à la main d'après le « calendrier du déroulement » de chaque synthèse imprimée :
présentation → ateliers → témoignages → restitution, puis de la première à la dernière."""
BILANS = [(174, 91, 212, 9), (49, 10, 107, 11), (153, 41, 527, 12), (371, 256, 634, 11)]
"""Médiane, plus court, plus long et nombre de durées de chaque colonne du tableau ci-dessus."""
DOUTEUX = {
    ("oust-a-broceliande", "5 septembre 2019"),
    ("dronne-et-belle", "22 janvier 2019"),
    ("dronne-et-belle", "17 octobre 2020"),
    ("haut-allier", "22 janvier 2019"),
    ("haut-allier", "17 octobre 2020"),
}
"""Les dates que la publication elle-même rend douteuses."""
GZIP_MAXIMUM = 150_000

RANGEE = re.compile(r'<tr data-filtrable.*?data-ligne="(?P<ligne>[^"]+)">(?P<cases>.*?)</tr>', re.S)
BANDE = re.compile(r'<li data-filtrable.*?data-ligne="(?P<ligne>[^"]+)">(?P<dessin>.*?)</li>', re.S)
CASE = re.compile(r'<td data-titre="([^"]+)"(?: data-valeur="([^"]*)")?[^>]*>(.*?)</td>', re.S)
MARQUE = re.compile(
    r"<g><title>(?P<quand>.*?)(?:, date douteuse)? : .*?"
    r'<use class="n-(?P<nature>\w+)[^"]*" href="#f-\w+" x="(?P<x>[\d.]+)%"',
    re.S,
)
PLANCHE = re.compile(r'<figure class="planche".*?</figure>', re.S)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Le corpus publié."""
    return charger(RACINE / "data")


@pytest.fixture(scope="module")
def douze(corpus: Corpus) -> Calendriers:
    """Les calendriers des douze synthèses."""
    return comparer(choisir(corpus, "douze-syntheses"))


@pytest.fixture(scope="module")
def page(corpus: Corpus) -> str:
    """La page de tous les territoires, telle que la macro la rend."""
    return trouver("comparaison_calendriers").appeler(Vue(Publication(corpus)))


def textes_des_cases(rangee: str) -> dict[str, str]:
    """Le texte de chaque case d'une rangée, par titre de colonne."""
    return {
        titre: " ".join(unescape(re.sub(r"<[^>]+>", " ", contenu)).split())
        for titre, _, contenu in CASE.findall(rangee)
    }


def marques(page: str, planche: int) -> Iterator[tuple[str, str, str, float]]:
    """Ce que montre une figure : ligne, nature, date ou jour, position."""
    for bande in BANDE.finditer(PLANCHE.findall(page)[planche]):
        for marque in MARQUE.finditer(bande["dessin"]):
            yield bande["ligne"], marque["nature"], marque["quand"], float(marque["x"])


# Les durées


def test_les_jours_des_douze_sont_ceux_comptes_a_la_main(douze: Calendriers) -> None:
    """Un temps absent ou réuni à un autre est dit, et ne vaut jamais zéro."""
    calcules = {
        c.plan.territoire.slug: tuple(e.jours if e.connu else str(e) for e in c.ecarts)
        for c in douze.calendriers
    }
    assert calcules == JOURS


def test_le_tableau_fait_a_la_main_se_tient() -> None:
    """Les trois intervalles font la durée totale, quand les quatre temps sont connus."""
    for jours in JOURS.values():
        if all(isinstance(j, int) for j in jours):
            assert sum(jours[:3]) == jours[3]


def test_les_bilans_sont_ceux_comptes_a_la_main(douze: Calendriers) -> None:
    """Médiane, étendue et nombre de durées comptées."""
    resumes = [bilan.tous for bilan in douze.bilans]
    assert [(r.mediane, r.minimum, r.maximum, r.nombre) for r in resumes if r] == BILANS
    total = douze.total
    assert [c.nom for c, _ in total.plus_courts] == ["Oust à Brocéliande"]
    assert [c.nom for c, _ in total.plus_longs] == ["Dronne et Belle", "Haut Allier"]
    assert total.douteux == 2
    assert total.surs
    assert (total.surs.mediane, total.surs.minimum, total.surs.maximum) == (351, 256, 393)
    assert [c.nom for c, ecart in total.ecarts if not ecart.connu] == ["Grand Arras"]


def test_les_dates_douteuses_sont_signalees_avec_leur_raison(douze: Calendriers) -> None:
    """Chaque doute de la source touche les durées qui s'appuient sur lui."""
    dits = {
        (c.plan.territoire.slug, str(etape.date))
        for c in douze.calendriers
        for etape, _ in c.doutes
    }
    assert dits == DOUTEUX
    for calendrier in douze.calendriers:
        assert all(raison.strip() for _, raison in calendrier.doutes)
    oust = next(c for c in douze.calendriers if c.nom == "Oust à Brocéliande")
    assert [bool(e.doutes) for e in oust.ecarts] == [True, True, False, False]


def test_ce_que_l_on_mesure_faute_de_mieux_est_dit(douze: Calendriers) -> None:
    """Mayenne n'a pas d'ateliers : l'intervalle voisin est donné ; Arras n'a qu'un semestre."""
    replis = {c.nom: c.replis for c in douze.calendriers if c.replis}
    assert replis == {
        "Mayenne Communauté": ["du lancement aux témoignages : 91 jours"],
    }


def test_un_temps_reuni_ou_absent_est_dit(douze: Calendriers) -> None:
    """Les réserves se lisent à côté du nom."""
    assert {c.nom: c.reserves for c in douze.calendriers if c.reserves} == {
        "Mayenne Communauté": ["ateliers absents"],
        "Haut Allier": ["présentation et ateliers en une étape"],
        "Grand Arras": ["présentation absente"],
    }


@pytest.mark.parametrize(
    ("de", "a", "ecrite"),
    [
        ("28 mars 2017", "16 octobre 2017", "202 jours"),
        ("1er mars 2020", "2 mars 2020", "1 jour"),
        ("1er mars 2020", "1er mars 2020", "le même jour"),
        ("1er semestre 2018", "27 juin 2018", ""),
        ("juin 2021", "avril 2022", "environ 10 mois"),
        ("juin 2021", "12 avril 2022", "environ 10 mois"),
        ("2023", "2025", ""),
        ("juin 2021", "juin 2021", "moins d’un mois"),
        ("1er mars 2020", "à partir de mai 2020", ""),
        ("avant 2020", "2 janvier 2020", ""),
        ("2 mars 2020", "1er mars 2020", ""),
        ("avril 2022", "juin 2021", ""),
        ("depuis 2016", "jusqu'en 2020", ""),
    ],
)
def test_une_duree_n_est_jamais_plus_precise_que_ses_dates(de: str, a: str, ecrite: str) -> None:
    """Deux jours donnent des jours, deux mois des mois ; le reste et l'ordre inverse, rien."""
    assert mesurer(lire_date(de), lire_date(a)) == ecrite


jours = st.dates(date(2000, 1, 1), date(2040, 1, 1))
periodes = st.tuples(jours, st.integers(0, 400))


@given(periodes, periodes)
def test_une_date_imprecise_ne_donne_jamais_de_jours(
    premiere: tuple[date, int], seconde: tuple[date, int]
) -> None:
    """Des jours si les deux dates en sont, dans l'ordre ; des mois, à deux mois près au plus."""
    de, a = (
        DatePartielle(jour, jour + timedelta(days=largeur), "inventée")
        for jour, largeur in (premiere, seconde)
    )
    exactes = premiere[1] == seconde[1] == 0
    ecoules = (seconde[0] - premiere[0]).days
    assert (compter_les_jours(de, a) is not None) == (exactes and ecoules >= 0)
    dite = mesurer(de, a)
    assert ("jour" in dite) == (exactes and ecoules >= 0)
    if mois := re.search(r"(\d+) mois", dite):
        assert abs(int(mois[1]) * 30.4 - ecoules) < 62


def test_un_ordre_de_grandeur_en_mois() -> None:
    """Pour lire « 371 jours » d'un coup d'œil."""
    assert [en_mois(j) for j in (3, 30, 371)] == [
        "environ 1 mois",
        "environ 1 mois",
        "environ 12 mois",
    ]


def test_chaque_type_d_etape_a_sa_nature() -> None:
    """Un type ajouté au vocabulaire se range ici aussi, et les quatre temps viennent d'abord."""
    assert NATURES.keys() == set(TypeEtape)
    assert set(NATURES.values()) == set(NatureDEtape)
    assert TEMPS == (
        NatureDEtape.PRESENTATION,
        NatureDEtape.ATELIERS,
        NatureDEtape.TEMOIGNAGES,
        NatureDEtape.RESTITUTION,
    )


ETAPES = """\
genre: politique_sociale
demarche:
  etapes:
    - {date: 1er mars 2020, types: [presentation], titre: Présentation inventée}
    - {date: 1er mars 2020, types: [ateliers], titre: Ateliers inventés}
    - {date: 3 mai 2020, types: [ateliers], titre: Autres ateliers inventés}
    - {types: [temoignages], titre: Témoignages inventés}
    - {date: 2 février 2020, types: [restitution], titre: Restitution inventée}
"""


def test_deux_etapes_du_meme_jour_une_sans_date_une_a_l_envers(plan_de: CorpusDe) -> None:
    """Zéro jour n'existe qu'entre deux étapes distinctes ; l'ordre inverse n'a pas de durée."""
    plan = plan_de(ETAPES).corpus.plans[0]
    [calendrier] = comparer(choisir(plan_de(ETAPES).corpus)).calendriers

    assert plan.projet.demarche
    assert [str(e) for e in calendrier.ecarts] == [
        "le même jour",
        "témoignages sans date",
        "témoignages sans date",
        "dates dans l’ordre inverse",
    ]
    assert calendrier.ecarts[0].jours == 0
    assert [e.titre for e in calendrier.autres] == ["Autres ateliers inventés"]
    assert [calendrier.jour(e) for e in calendrier.datees] == [
        "avant le jour 0",
        "jour 0",
        "jour 0",
        "jour 63",
    ]


def test_un_projet_sans_demarche_est_nomme_a_part(plan_de: CorpusDe) -> None:
    """Il n'entre ni dans la figure ni dans le tableau, et la page le dit."""
    lu = plan_de("").corpus
    calendriers = comparer(choisir(lu))
    html = trouver("comparaison_calendriers").appeler(Vue(Publication(lu)))

    assert calendriers.calendriers == []
    assert [plan.territoire.nom for plan in calendriers.muets] == ["Val"]
    assert "Le document ne décrit pas la démarche" in html
    assert "<svg" not in html


# Le dessin


def test_un_jour_est_un_point_et_un_semestre_une_barre(douze: Calendriers) -> None:
    """Chaque étape datée est placée, à sa vraie précision."""
    for bande in dater(douze.calendriers).bandes:
        placees = [titre for marque in bande.marques for titre in marque.titres]
        assert sorted(placees) == sorted(e.titre for e in bande.calendrier.datees)
        for marque in bande.marques:
            assert MARGE <= marque.debut <= marque.fin <= 100 - MARGE
            assert (marque.debut < marque.fin) == (marque.quand in {"2018", "1er semestre 2018"})


def test_les_bandes_alignees_partent_du_jour_zero_et_vont_de_la_courte_a_la_longue(
    douze: Calendriers,
) -> None:
    """L'origine est à gauche ; ce qui la précède est dit et non dessiné."""
    bandes = aligner_les_bandes(douze.calendriers).bandes
    derniers = [max(m.fin for m in bande.marques) for bande in bandes]

    assert [b.marques[0].debut for b in bandes] == [MARGE] * 12
    assert derniers == sorted(derniers)
    assert {b.calendrier.nom: b.remarques for b in bandes if b.remarques} == {
        "Grand Arras": [
            "jours comptés depuis la première date connue au jour (27 juin 2018)",
            "sans jour précis : 1er semestre 2018",
        ],
        "Haut Allier": ["avant le jour 0 : 2018"],
    }


def test_seule_la_methode_s_aligne(corpus: Corpus) -> None:
    """Quatre documents racontent autrement leur démarche : leurs dates, et aucun jour écoulé."""
    calendriers = comparer(choisir(corpus, "six-territoires"))
    alignes = {bande.calendrier.nom for bande in aligner_les_bandes(calendriers.calendriers).bandes}

    assert alignes == {"Pontivy Communauté", "Flandre Lys"}
    assert {c.nom: c.dates for c in calendriers.autres} == {
        "Bretagne romantique": "de novembre 2020 à avril 2022",
        "Questembert Communauté": "de 2021 à 2025",
        "Gouesnou": "de janvier à mai 2023",
        "Morlaix Communauté": "aucune étape datée",
    }
    assert [len(b.ecarts) for b in calendriers.bilans] == [2] * 4
    assert not any(c.ecarts or c.reserves or c.temps for c in calendriers.autres)


@pytest.mark.parametrize(
    ("etapes", "remarques"),
    [
        ("{date: mars 2020, types: [presentation], titre: A}", ["aucune étape datée au jour"]),
        (
            "{date: 2 mars 2020, types: [presentation], titre: A}",
            ["une seule étape datée au jour (2 mars 2020)"],
        ),
    ],
)
def test_une_bande_sans_jours_dit_pourquoi(
    plan_de: CorpusDe, etapes: str, remarques: list[str]
) -> None:
    """Un mois n'est pas un point de départ, un jour seul n'est pas une durée."""
    texte = f"genre: politique_sociale\ndemarche: {{etapes: [{etapes}]}}\n"
    calendriers = comparer(choisir(plan_de(texte).corpus)).calendriers
    assert [bande.remarques for bande in aligner_les_bandes(calendriers).bandes] in (
        [],
        [remarques],
    )
    assert not any(bande.marques for bande in aligner_les_bandes(calendriers).bandes)


def test_des_marques_voisines_ne_se_cachent_pas(douze: Calendriers) -> None:
    """Sur un même rang, deux marques d'un jour ont leur place."""
    for planche in (dater(douze.calendriers), aligner_les_bandes(douze.calendriers)):
        for bande in planche.bandes:
            for rang in range(bande.rangs):
                points = [m.milieu for m in bande.marques if m.rang == rang]
                assert all(b - a >= 4.9 for a, b in pairwise(points)), bande.calendrier.nom


# La page


def test_le_tableau_et_la_figure_disent_les_memes_valeurs(corpus: Corpus, page: str) -> None:
    """Chaque marque a sa date et son jour dans la rangée de son territoire."""
    rangees = {r["ligne"]: textes_des_cases(r["cases"]) for r in RANGEE.finditer(page)}
    assert len(rangees) == len(corpus.plans) == 16
    vues = 0
    for planche in (0, 1):
        for ligne, nature, quand, _ in marques(page, planche):
            rangee = rangees[ligne]
            voulues = ("Étapes", NatureDEtape(nature).libelle, "Précisions")
            assert any(quand in rangee.get(voulue, "") for voulue in voulues), (ligne, quand)
            vues += 1
    assert vues > 100


def test_la_position_d_une_marque_est_celle_de_sa_date_au_tableau(page: str) -> None:
    """La figure est une droite : mêmes jours d'écart au tableau, mêmes écarts au dessin."""
    dates = {
        (rangee["ligne"], titre): date.fromisoformat(valeur).toordinal()
        for rangee in RANGEE.finditer(page)
        for titre, valeur, _ in CASE.findall(rangee["cases"])
        if re.fullmatch(r"\d{4}-\d\d-\d\d", valeur)
    }
    reels = [
        (dates[ligne, NatureDEtape(nature).libelle], x)
        for ligne, nature, quand, x in marques(page, 0)
        if NatureDEtape(nature) in TEMPS and re.match(r"\d+(er)? ", quand)
    ]
    ecoules = [
        (int(quand.removeprefix("jour ")), x)
        for _, _, quand, x in marques(page, 1)
        if re.fullmatch(r"jour [1-9]\d*", quand)
    ]
    for points in (reels, ecoules):
        assert len(points) > 25
        (x0, y0), (x1, y1) = min(points), max(points)
        for x, y in points:
            assert y == pytest.approx(y0 + (x - x0) * (y1 - y0) / (x1 - x0), abs=0.02)


def test_le_csv_dit_ce_que_dit_le_tableau(corpus: Corpus, douze: Calendriers) -> None:
    """Mêmes dates, mêmes jours."""
    adresse = "comparaison/douze-syntheses/calendriers.csv"
    fichiers = tous_les_exports(Publication(corpus))
    contenu = next(e.contenu() for e in fichiers if e.adresse == adresse)
    lues = list(csv.DictReader(io.StringIO(contenu.decode("utf-8-sig")), delimiter=";"))

    assert [ligne["territoire"] for ligne in lues] == [c.nom for c in douze.calendriers]
    for ligne, calendrier in zip(lues, douze.calendriers, strict=True):
        assert [ligne[temps.value] for temps in TEMPS] == [calendrier.situation(t) for t in TEMPS]
        for ecart in calendrier.ecarts:
            jours = ligne[f"{ecart.de.value}_{ecart.a.value}_jours"]
            assert jours == ("" if ecart.jours is None else str(ecart.jours))


def test_sans_style_ni_identifiant_en_double(page: str) -> None:
    """Ce que la politique de sécurité du contenu et les validateurs refusent."""
    identifiants = re.findall(r'\bid="([^"]+)"', page)
    assert len(identifiants) == len(set(identifiants))
    assert not re.search(r"\bstyle=|viewBox|<script", page)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(identifiants)


@pytest.mark.parametrize("nombre", [60, 300])
def test_la_page_reste_legere(corpus: Corpus, nombre: int) -> None:
    """Le corpus répété : la page tient, repliée au-delà de soixante, et sous le poids permis."""
    grand = replace(corpus, territoires={}, plans=[])
    modeles = list(corpus.territoires.values())
    for rang in range(nombre):
        modele = modeles[rang % len(modeles)]
        copie = replace(modele, slug=f"{modele.slug}-{rang}", plans=[])
        copie.plans = [replace(plan, territoires=[copie]) for plan in modele.plans]
        grand.territoires[copie.slug] = copie
    vue, macro = Vue(Publication(grand)), trouver("comparaison_calendriers")
    assert not BANDE.findall(macro.appeler(vue))  # sans choix, la page mène à ses volets
    html = macro.appeler(vue, territoires=list(grand.territoires))

    suivent = len(comparer(choisir(grand)).en_quatre_temps)
    assert len(BANDE.findall(html)) == nombre + suivent
    assert ('<details class="simple"><summary>Voir' in html) == (nombre > 60)
    assert len(gzip.compress(html.encode())) < GZIP_MAXIMUM
    assert "documents racontent leur démarche autrement" in html  # on compte, on n'énumère pas


def test_un_calendrier_nomme_le_projet_quand_il_y_en_a_deux(corpus: Corpus) -> None:
    """Deux démarches d'un même territoire ne se confondent pas."""
    plan = corpus.plans[0]
    territoire = replace(plan.territoire, plans=[plan, plan])
    calendrier = Calendrier(replace(plan, territoires=[territoire]), (), {})
    assert calendrier.nom == f"{territoire.nom} ({plan.projet.titre})"
