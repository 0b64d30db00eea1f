"""Les adresses publiques, définitives : chaque forme est écrite ici une fois, à la main."""

import pytest

from projet_social.chargement import charger
from projet_social.corpus.corpus import Corpus
from projet_social.macros.vue import Vue
from projet_social.pages.adresse import a_une_page, adresse_de
from projet_social.pages.des_territoires import anciennes_adresses
from projet_social.pages.page import Page, inventaire
from projet_social.pages.publication import Publication

from ..conftest import CorpusDe
from ..fabrique import CORPUS

ADRESSES = """

acteurs/
communes/
comparaison/
comparaison/accompagnements/
comparaison/deux-territoires/
donnees/
donnees/colonnes/
glossaire/
plan-du-site/
publics/
publics/jeunes/
publics/parents/
recherche/
reference/donnees/
reference/macros/
situations/
situations/je-suis-jeune/
sources/
territoires/
territoires/pays-fictif/
territoires/pays-fictif/actions/preter-des-velos/
territoires/pays-fictif/enjeux/aller-et-venir/
territoires/pays-fictif/suivi/
territoires/pays-fictif/synthese/
territoires/val-imaginaire/
territoires/val-imaginaire/actions/navette-du-samedi/
territoires/val-imaginaire/actions/ouvrir-une-maison-de-sante/
territoires/val-imaginaire/actions/une-action-reduite-a-son-titre/
territoires/val-imaginaire/axes/grandir-au-val/
territoires/val-imaginaire/axes/se-deplacer/
territoires/val-imaginaire/budget/
territoires/val-imaginaire/donner-son-avis/
territoires/val-imaginaire/suivi/
territoires/val-imaginaire/synthese/
territoires/val-imaginaire/versions/
territoires/val-imaginaire/versions/2024-06-20-vote/
themes/
themes/jeunesse/
themes/mobilite/
themes/sante/
"""
"""Toutes les adresses du corpus inventé, vues de comparaison exceptées ; l'accueil est vide."""

CONFORMITE = {
    "accessibilite/",
    "accessibilite/rgaa/",
    "accessibilite/schema-pluriannuel/",
    "donnees-personnelles/",
    "ecoconception/",
    "mentions-legales/",
}
"""Les pages que la loi demande : elles paraissent selon ce que dit `data/editeur.yml`."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Le corpus inventé."""
    return charger(CORPUS)


@pytest.fixture(scope="module")
def pages(corpus: Corpus) -> dict[str, Page]:
    """Les pages du corpus inventé, par adresse."""
    return {page.adresse: page for page in inventaire(corpus)}


def test_les_adresses_publiques(pages: dict[str, Page]) -> None:
    """Une adresse publiée ne change plus : la changer demande un renvoi, et ce fichier."""
    assert set(ADRESSES.strip("\n").split("\n")) | {""} <= pages.keys()


def test_aucune_autre_page_hors_de_la_comparaison(pages: dict[str, Page]) -> None:
    """Une page nouvelle se déclare ici : son adresse engage."""
    autres = pages.keys() - set(ADRESSES.split("\n")) - CONFORMITE
    assert {adresse for adresse in autres if not adresse.startswith("comparaison/")} == set()


def test_une_adresse_une_page(corpus: Corpus) -> None:
    """Deux pages ne se disputent jamais une adresse."""
    adresses = [page.adresse for page in inventaire(corpus)]
    assert len(adresses) == len(set(adresses))


def test_une_adresse_se_lit(pages: dict[str, Page]) -> None:
    """Minuscules sans accent, chiffres, tirets, barre finale : rien à coder dans un courriel."""
    for adresse in pages:
        assert adresse == "" or adresse.endswith("/")
        assert set(adresse) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_/"), adresse


def test_une_ligne_sans_page_a_une_ancre_sur_celle_qui_la_contient(corpus: Corpus) -> None:
    """Objectif, sous-point : l'adresse de l'ancêtre, puis l'identifiant."""
    racine = "territoires/val-imaginaire/axes/se-deplacer/"
    objectif = corpus.ligne("val-imaginaire", "relier-les-villages")
    assert adresse_de(objectif) == f"{racine}#relier-les-villages"
    assert adresse_de(corpus.ligne("val-imaginaire", "un-sous-objectif")) == (
        f"{racine}#un-sous-objectif"
    )


def test_une_ligne_sans_ancetre_a_son_ancre_sur_le_territoire(corpus_de: CorpusDe) -> None:
    """Un plan d'objectifs seuls : tout est sur la page du territoire."""
    rapport = corpus_de({"territoires/val/projet.yml": "titre: P\nobjectifs: [Un objectif]\n"})
    ligne = rapport.corpus.ligne("val", "un-objectif")

    assert not a_une_page(ligne)
    assert adresse_de(ligne) == "territoires/val/#un-objectif"


def test_les_autres_objets_ont_une_ancre(corpus: Corpus) -> None:
    """Un document source, un terme, un plan se citent aussi."""
    assert adresse_de(corpus.sources["plaquette"]) == "sources/#plaquette"
    assert adresse_de(corpus.termes[0]) == "glossaire/#cias"
    assert adresse_de(corpus.plans[0]).endswith("#plan-projet")
    with pytest.raises(TypeError, match="n'a pas d'adresse"):
        adresse_de(3.14)


@pytest.mark.parametrize(
    ("adresse", "racine"),
    [
        ("", ""),
        ("themes/", "../"),
        ("a/b/", "../../"),
        ("a/b/c/d/", "../../../../"),
        ("page.html", ""),
        ("a/page.html", "../"),
    ],
)
def test_le_chemin_vers_la_racine(adresse: str, racine: str) -> None:
    """De chaque page, les liens remontent d'autant de dossiers."""
    assert Vue(Publication(Corpus()), adresse).racine == racine


def test_le_fil_d_ariane(pages: dict[str, Page]) -> None:
    """De la rubrique au plus proche ancêtre, ancre comprise ; rien à l'accueil."""
    fiche = pages["territoires/val-imaginaire/actions/navette-du-samedi/"]
    assert [(lien.titre, lien.adresse) for lien in fiche.fil] == [
        ("Territoires", "territoires/"),
        ("Val-Imaginaire", "territoires/val-imaginaire/"),
        ("Se déplacer : à pied, en bus, ensemble", "territoires/val-imaginaire/axes/se-deplacer/"),
        (
            "Relier les villages",
            "territoires/val-imaginaire/axes/se-deplacer/#relier-les-villages",
        ),
    ]
    assert pages[""].fil == ()
    for page in pages.values():
        for lien in page.fil:
            assert lien.adresse.split("#")[0] in pages, page.adresse


def test_precedent_et_suivant_parmi_les_soeurs(pages: dict[str, Page]) -> None:
    """Un axe mène aux autres axes du territoire, une action aux actions, dans l'ordre du plan."""
    racine = "territoires/val-imaginaire/axes/"
    premier, second = pages[f"{racine}se-deplacer/"], pages[f"{racine}grandir-au-val/"]
    assert (premier.precedente, second.suivante) == (None, None)
    assert premier.suivante == second.lien
    assert second.precedente == premier.lien


def test_les_soeurs_se_tiennent_par_la_main(pages: dict[str, Page]) -> None:
    """La suivante d'une page a cette page pour précédente, et reste du même territoire."""
    for page in pages.values():
        if page.suivante:
            suivante = pages[page.suivante.adresse]
            assert suivante.precedente == page.lien
            if "/a" in page.adresse or "/enjeux/" in page.adresse:
                assert suivante.territoire == page.territoire


def test_les_anciennes_adresses(corpus: Corpus, pages: dict[str, Page]) -> None:
    """Un alias de ligne ou de territoire mène à la page d'aujourd'hui ; aucune page n'est prise."""
    val, ancien = "territoires/val-imaginaire/", "territoires/ancien-val/"
    renvois = dict(anciennes_adresses(corpus))
    assert renvois[f"{val}axes/grandir/"] == f"{val}axes/grandir-au-val/"
    assert renvois[f"{val}actions/navette/"] == f"{val}actions/navette-du-samedi/"
    for adresse in pages:
        if adresse.startswith(val):
            assert renvois[adresse.replace(val, ancien)] == adresse
    assert renvois[f"{ancien}actions/navette/"] == f"{val}actions/navette-du-samedi/"
    assert set(renvois.values()) <= pages.keys()
    assert not renvois.keys() & pages.keys()


def test_une_page_dit_ou_elle_est_ecrite(corpus: Corpus, pages: dict[str, Page]) -> None:
    """Le fichier à corriger existe ; une fiche dans son fichier mène à ce fichier-là."""
    for page in pages.values():
        assert page.fichier == "" or page.fichier in corpus.documents, page.adresse
    fiche = pages["territoires/val-imaginaire/actions/navette-du-samedi/"]
    assert fiche.fichier == "territoires/val-imaginaire/actions/navette-du-samedi.yml"
    assert fiche.maj == "3 février 2025"


def test_chaque_page_a_un_titre_et_une_description(pages: dict[str, Page]) -> None:
    """Rien de vide ne va dans l'onglet ni dans un moteur de recherche."""
    for page in pages.values():
        assert page.titre.strip(), page.adresse
        assert page.description.strip(), page.adresse
