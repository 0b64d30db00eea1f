"""Un document composé se tient : ses liens mènent, son sommaire dit tout, ses sources y sont."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from lxml import html

from projet_social.corpus.corpus import Inconnu
from projet_social.impression.dossiers import composer_un_dossier
from projet_social.impression.imprime import Imprime
from projet_social.impression.territoires import (
    composer_un_plan,
    composer_un_territoire,
    composer_une_fiche,
    composer_une_synthese,
)
from projet_social.impression.vue import ECRAN_SEULEMENT, IMPRIMES
from projet_social.pages.publication import Publication
from projet_social.rendu import environnement

from ..visiteur import rien

QUESTEMBERT = "questembert"
DOCUMENTS: dict[str, Callable[[Publication], Imprime]] = {
    "douze": lambda publication: composer_un_dossier(publication, "douze-syntheses"),
    "six": lambda publication: composer_un_dossier(publication, "six-territoires"),
    "territoire": lambda publication: composer_un_territoire(publication, QUESTEMBERT),
    "synthese": lambda publication: composer_une_synthese(publication, QUESTEMBERT),
    "plan": lambda publication: composer_un_plan(publication, QUESTEMBERT),
    "fiche": lambda publication: composer_une_fiche(publication, QUESTEMBERT, "navettes-au-marche"),
    "axe": lambda publication: composer_une_fiche(publication, "grand-arras", "vieillissement"),
}
chaque_document = pytest.mark.parametrize("compose", DOCUMENTS.values(), ids=DOCUMENTS)


@pytest.mark.lent
@chaque_document
def test_les_liens_menent_et_les_ancres_sont_uniques(
    compose: Callable[[Publication], Imprime], publication: Publication
) -> None:
    """Aucun lien vers rien, aucune ancre en double, aucune adresse relative au site."""
    arbre = html.fromstring(compose(publication).corps)
    ancres = Counter(arbre.xpath("//@id"))
    rien(ancre for ancre, nombre in ancres.items() if nombre > 1)
    rien(
        lien
        for lien in arbre.xpath("//a/@href")
        if not (lien[1:] in ancres if lien.startswith("#") else "://" in lien or "@" in lien)
    )


@chaque_document
def test_les_titres_descendent_marche_a_marche(
    compose: Callable[[Publication], Imprime], publication: Publication
) -> None:
    """Un premier titre de rang 1, puis jamais deux rangs sautés d'un coup."""
    arbre = html.fromstring(compose(publication).corps)
    rangs = [int(titre.tag[1]) for titre in arbre.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert rangs[0] == 1
    rien(couple for couple in pairwise(rangs) if couple[1] > couple[0] + 1)


@chaque_document
def test_rien_de_l_ecran_ne_s_imprime(
    compose: Callable[[Publication], Imprime], publication: Publication
) -> None:
    """Ni formulaire, ni menu, ni code à copier, ni bouton."""
    arbre = html.fromstring(compose(publication).corps)
    rien(arbre.xpath("//form|//button|//script|//details|//pre|//nav[not(@class='sommaire')]"))
    assert "iframe" not in arbre.text_content()


def test_le_sommaire_nomme_chaque_partie(douze: Imprime, publication: Publication) -> None:
    """Autant de lignes que de parties, dans le même ordre, après les crédits, au dos du titre."""
    arbre = html.fromstring(douze.corps)
    lignes = [lien[1:] for lien in arbre.xpath("//nav[@class='sommaire']//a/@href")]
    parties = arbre.xpath("//section[contains(@class,'partie ')]/@id")
    assert ["credits", *lignes] == parties
    territoires = publication.corpus.dossiers["douze-syntheses"].territoires
    assert lignes[1:13] == [f"territoire-{t.slug}" for t in territoires]


def test_le_dossier_suit_la_publication_d_origine(douze: Imprime) -> None:
    """Crédits, sommaire, présentation, synthèses, comparaisons, liste des 54, sources, sigles."""
    arbre = html.fromstring(douze.corps)
    titres = arbre.xpath("//h1/text()")
    assert titres[:3] == ["Crédits et licence", "Sommaire", "Présentation et méthode"]
    assert titres[-3:] == ["Les intercommunalités accompagnées", "Les sources", "Les sigles"]
    liste = arbre.get_element_by_id("accompagnes")
    assert len(liste.xpath(".//tbody/tr")) == 54
    paysage = arbre.xpath("//section[@data-page='paysage']/@id")
    vues = "contexte calendriers acteurs themes axes gouvernance ressemblances"
    assert paysage == [f"annexe-{vue}" for vue in vues.split()]


def test_les_annexes_comparent_tous_les_territoires(douze: Imprime) -> None:
    """Une colonne ou une ligne par territoire, et chacun des quarante-quatre axes."""
    arbre = html.fromstring(douze.corps)
    acteurs, axes, gouvernance, ressemblances = (
        arbre.get_element_by_id(f"annexe-{vue}")
        for vue in ("acteurs", "axes", "gouvernance", "ressemblances")
    )
    assert len(acteurs.xpath(".//table/thead//th")) == 2 + 12
    assert len(acteurs.xpath(".//tbody//td[starts-with(normalize-space(), '●')]")) > 100
    assert len(axes.xpath(".//section/h2")) == 12
    assert len(axes.xpath(".//li")) == 44
    assert len(gouvernance.xpath(".//tbody/tr")) == 12
    assert len(ressemblances.xpath(".//tbody/tr")) == 18


def test_les_sources_citees_sont_creditees(douze: Imprime) -> None:
    """Le document d'origine, deux listes officielles, les contours de la carte, rien d'autre."""
    sources = html.fromstring(douze.corps).xpath("//div[@class='source-citee']/@id")
    assert set(sources) == {
        "source-douze-syntheses",
        "source-decoupage-administratif",
        "source-epci-2012",
        "source-contours-departements",
    }


def test_une_synthese_renvoie_au_site_pour_le_reste(publication: Publication) -> None:
    """Ce qui n'est pas dans le document est à son adresse publique, quand elle est connue."""
    corps = composer_une_fiche(publication, QUESTEMBERT, "navettes-au-marche").corps
    assert 'href="https://exemple.fr/territoires/questembert/"' in corps


def test_le_plan_range_les_fiches_sous_leur_axe(publication: Publication) -> None:
    """Chaque fiche-action de Questembert y est une fois, après la ligne qu'elle sert."""
    arbre = html.fromstring(composer_un_plan(publication, QUESTEMBERT).corps)
    fiches = arbre.xpath("//section[contains(@class,' fiche')]/@id")
    attendues = [
        ligne.id for ligne in publication.corpus.territoire(QUESTEMBERT).lignes if ligne.fiche
    ]
    assert sorted(fiches) == sorted(f"ligne-{ligne}" for ligne in attendues)
    ordre = arbre.xpath("//section[contains(@class,'partie ')]/@id")
    navettes = publication.corpus.ligne(QUESTEMBERT, "navettes-au-marche")
    racine = navettes.ancetres[0]
    assert ordre.index(f"ligne-{racine.id}") < ordre.index(f"ligne-{navettes.id}")


def test_le_plan_dit_son_suivi_et_son_argent(publication_inventee: Publication) -> None:
    """Ce que le site tire des actions suit le plan dans son document, s'il y en a quelque chose."""
    suites = {
        slug: html.fromstring(composer_un_plan(publication_inventee, slug).corps).xpath(
            "//section[@id='suivi' or @id='calendrier' or @id='budget']/@id"
        )
        for slug in ("val-imaginaire", "pays-fictif")
    }
    assert suites == {"val-imaginaire": ["suivi", "budget"], "pays-fictif": ["suivi"]}


def test_un_corpus_invente_se_compose_en_entier(publication_inventee: Publication) -> None:
    """Sans date, sans dossier source, sans adresse : chaque document se compose encore."""
    for slug, territoire in publication_inventee.corpus.territoires.items():
        assert composer_un_territoire(publication_inventee, slug).corps
        assert composer_une_synthese(publication_inventee, slug).corps
        for plan in territoire.plans_publies_ici:
            assert composer_un_plan(publication_inventee, slug, plan.id).corps
    for dossier in publication_inventee.corpus.dossiers:
        assert composer_un_dossier(publication_inventee, dossier).corps


def test_la_meme_demande_donne_le_meme_document(publication: Publication, douze: Imprime) -> None:
    """Composer deux fois donne le même HTML : le cache peut s'y fier."""
    assert composer_un_dossier(publication, "douze-syntheses").corps == douze.corps


@pytest.mark.parametrize(
    "demande",
    [
        lambda publication: composer_un_dossier(publication, "douze"),
        lambda publication: composer_une_synthese(publication, "questember"),
        lambda publication: composer_un_territoire(publication, "questember"),
        lambda publication: composer_un_plan(publication, QUESTEMBERT, "sante"),
        lambda publication: composer_une_fiche(publication, QUESTEMBERT, "navette"),
    ],
)
def test_un_nom_inconnu_est_dit(
    demande: Callable[[Publication], Imprime], publication: Publication
) -> None:
    """Le refus nomme ce qui manque."""
    with pytest.raises(Inconnu):
        demande(publication)


def test_les_gabarits_remplaces_existent() -> None:
    """Un gabarit d'écran renommé ne laisserait pas, sans bruit, l'écran s'imprimer."""
    gabarits = set(environnement().list_templates())
    rien({*IMPRIMES, *IMPRIMES.values(), *ECRAN_SEULEMENT} - gabarits)
