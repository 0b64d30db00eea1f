"""Où paraît chaque adresse : sur le site d'ensemble, sur celui d'un territoire, ou nulle part."""

from typing import Any

import pytest

from projet_social.chargement import charger
from projet_social.corpus.corpus import Corpus
from projet_social.pages.adressage import Adressage, rubriques
from projet_social.pages.menu import menu, pied
from projet_social.pages.page import LienDePage
from projet_social.pages.publication import ACCUEIL, Publication

from ..fabrique import CORPUS

VAL = Adressage("val-imaginaire")
ENSEMBLE = "https://ensemble.exemple.fr/projets/"
ICI = "https://val.exemple.fr/"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Le corpus inventé : deux territoires."""
    return charger(CORPUS)


def publier(corpus: Corpus, adressage: Adressage = VAL, **reglages: Any) -> Publication:
    """La publication d'un seul territoire de ce corpus, ou de tous."""
    return Publication(corpus, adressage, **reglages)


@pytest.mark.parametrize(
    ("adresse", "place"),
    [
        ("territoires/val-imaginaire/", ""),
        ("territoires/val-imaginaire/#plan-projet", "#plan-projet"),
        ("territoires/val-imaginaire/axes/se-deplacer/", "axes/se-deplacer/"),
        ("territoires/val-imaginaire/axes/x/#y", "axes/x/#y"),
        ("territoires/val-imaginaire/plan.csv", "plan.csv"),
        ("territoires/val-imaginaire-bis/", None),
        ("territoires/pays-fictif/", None),
        ("territoires/", None),
        ("comparaison/contexte.csv", None),
        ("communes/#lettre-A", None),
        ("", None),
        ("#ancre", None),
        ("themes/sante/", "themes/sante/"),
        ("glossaire/#cias", "glossaire/#cias"),
    ],
)
def test_le_plan_d_un_seul_territoire_est_a_la_racine(adresse: str, place: str | None) -> None:
    """Ce qui est à lui perd son préfixe ; ce qui est d'ensemble ou d'un autre n'a pas de place."""
    assert VAL.placer(adresse) == place


def test_en_federation_rien_ne_bouge(corpus: Corpus) -> None:
    """Chaque page est à son adresse d'ensemble."""
    publication = publier(corpus, Adressage())
    assert all(page.publique == page.adresse for page in publication.pages)
    assert Adressage().placer("territoires/x/#y") == "territoires/x/#y"


@pytest.mark.parametrize(
    ("adresse", "noms"),
    [
        ("", []),
        ("themes/sante/", ["themes", "themes/sante"]),
        ("reference/macros/#carte", ["reference", "reference/macros"]),
        ("territoires/val/synthese/", ["synthese"]),
        ("territoires/val/", ["territoires", "territoires/val"]),
    ],
)
def test_ce_qui_ote_une_page(adresse: str, noms: list[str]) -> None:
    """La rubrique, ou la page elle-même ; chez un territoire, ce qui suit son nom."""
    assert rubriques(adresse) == noms


def test_les_pages_d_un_seul_territoire(corpus: Corpus) -> None:
    """Les siennes et les générales, sans comparaison ni choix, chacune une fois."""
    publiques = [page.publique for page in publier(corpus).pages]

    assert len(publiques) == len(set(publiques))
    assert {"", "synthese/", "axes/se-deplacer/", "actions/navette-du-samedi/"} <= set(publiques)
    assert {"themes/", "glossaire/", "plan-du-site/", "mentions-legales/"} <= set(publiques)
    for debut in ("territoires/", "comparaison/", "communes/"):
        assert not [adresse for adresse in publiques if adresse.startswith(debut)]


def test_ni_fil_ni_voisine_ne_menent_a_une_page_absente(corpus: Corpus) -> None:
    """Le fil commence sous l'accueil, qui ne s'y redit pas ; les voisines sont de ce site."""
    publication = publier(corpus, Adressage("val-imaginaire", frozenset({"publics/jeunes"})))
    par_adresse = {page.adresse: page for page in publication.pages}
    for page in publication.pages:
        for lien in (*page.fil, page.precedente, page.suivante):
            assert lien is None or lien.adresse.split("#")[0] in par_adresse, page.adresse
        assert VAL.accueil not in [lien.adresse for lien in page.fil]
    fiche = par_adresse[f"{VAL.accueil}actions/navette-du-samedi/"]
    assert [lien.titre for lien in fiche.fil] == [
        "Se déplacer : à pied, en bus, ensemble",
        "Relier les villages",
    ]


def test_l_accueil_est_la_page_du_territoire(corpus: Corpus) -> None:
    """Sa macro est celle de l'accueil ; en fédération, sa page reste ce qu'elle est."""
    (accueil,) = [page for page in publier(corpus).pages if page.publique == ""]
    assert (accueil.titre, accueil.macro) == ("Val-Imaginaire", ACCUEIL)
    ailleurs = [p for p in publier(corpus, Adressage()).pages if p.macro == ACCUEIL]
    assert ailleurs == []


def test_sans_site_d_ensemble_rien_ne_mene_ailleurs(corpus: Corpus) -> None:
    """L'autre territoire, la comparaison, une page ôtée : aucune adresse."""
    publication = publier(corpus, Adressage("val-imaginaire", frozenset({"glossaire"})))
    for cible in (
        corpus.territoires["pays-fictif"],
        corpus.ligne("pays-fictif", "aller-et-venir"),
        "comparaison/",
        "communes/",
        "glossaire/#cias",
        "n-existe-pas/",
    ):
        assert publication.adresse(cible) is None
        assert not publication.mene(cible)


def test_avec_lui_le_lien_est_absolu_et_garde_son_ancre(corpus: Corpus) -> None:
    """Vers l'autre territoire, jusqu'à la ligne ; jamais vers ce que le site a ôté."""
    adressage = Adressage("val-imaginaire", frozenset({"glossaire"}))
    publication = publier(corpus, adressage, federation=ENSEMBLE)
    ligne = corpus.ligne("pays-fictif", "aller-et-venir")

    assert publication.adresse(ligne) == f"{ENSEMBLE}territoires/pays-fictif/enjeux/aller-et-venir/"
    assert publication.adresse("comparaison/") == f"{ENSEMBLE}comparaison/"
    assert publication.adresse("comparaison/contexte.csv").startswith(ENSEMBLE)  # type: ignore[union-attr]
    assert publication.adresse("glossaire/") is None
    assert publication.adresse("n-existe-pas/") is None
    assert publication.adresse("themes/sante/") == "themes/sante/"
    assert publication.sur_l_ensemble("themes/sante/") == f"{ENSEMBLE}themes/sante/"


def test_l_adresse_absolue_demande_celle_du_site(corpus: Corpus) -> None:
    """Sans `site_url`, un export ne peut pas dire où est une page : il le sait."""
    ligne = corpus.ligne("val-imaginaire", "navette-du-samedi")
    assert publier(corpus).absolue(ligne) is None
    assert publier(corpus, url=ICI).absolue(ligne) == f"{ICI}actions/navette-du-samedi/"
    assert publier(corpus, url=ICI, fin="index.html").absolue(ligne) == (
        f"{ICI}actions/navette-du-samedi/index.html"
    )
    assert publier(corpus, url=ICI, federation=ENSEMBLE).absolue("comparaison/") == (
        f"{ENSEMBLE}comparaison/"
    )


def test_une_page_ecrite_a_la_main_compte_pour_publiee(corpus: Corpus) -> None:
    """Même à une adresse que la règle ôte : elle est là, on peut y mener."""
    ecrites = [LienDePage("Nos communes", "communes/"), LienDePage("À propos", "a-propos/")]
    publication = publier(corpus, ecrites=[*ecrites, LienDePage("Mes thèmes", "themes/")])
    assert publication.ajoutees == ecrites
    assert publication.remplacees == {"themes/"}
    assert publication.adresse("communes/") == "communes/"
    assert publication.adresse("a-propos/#ici") == "a-propos/#ici"


def test_l_en_tete_mene_au_plan_puis_aux_pages_publiees(corpus: Corpus) -> None:
    """En fédération, les territoires ; chez l'un d'eux, son plan ; rien vers une page ôtée."""
    ensemble = menu(publier(corpus, Adressage()))
    assert [entree.titre for entree in ensemble][:2] == ["Que cherchez-vous ?", "Ma commune"]

    sien = menu(publier(corpus, Adressage("val-imaginaire", frozenset({"situations"}))))
    assert [entree.titre for entree in sien] == ["Le plan", "La synthèse", "Le suivi", "Thèmes"]
    plan, synthese = sien[:2]
    assert plan.adresse == "territoires/val-imaginaire/#plan-projet"
    assert plan.etat("axes/…") == "true"
    assert (synthese.etat("synthese/"), synthese.etat("themes/")) == ("page", "")


def test_le_pied_ne_mene_a_la_comparaison_que_si_elle_est_quelque_part(corpus: Corpus) -> None:
    """Et il ne montre pas ce qui sert à écrire des données : l'arbre des agents y mène."""
    seul = [lien.adresse for lien in pied(publier(corpus))]
    assert "comparaison/" not in seul
    assert not [adresse for adresse in seul if adresse.startswith("reference/")]
    assert "comparaison/" in [lien.adresse for lien in pied(publier(corpus, federation=ENSEMBLE))]
    ensemble = [lien.adresse for lien in pied(publier(corpus, Adressage()))]
    assert not [adresse for adresse in ensemble if adresse.startswith("reference/")]
