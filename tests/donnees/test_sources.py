"""Les références, relevées à la main : pages du sommaire, auteurs, particularités du document."""

import pytest

from projet_social.corpus.corpus import Corpus

PAGES = {
    "flandre-lys": "7 et 8",
    "aubrac-carladez-viadene": "9 et 10",
    "avant-pays-savoyard": "11 et 12",
    "oust-a-broceliande": "13 et 14",
    "dronne-et-belle": "15 et 16",
    "mayenne-communaute": "17 et 18",
    "pilat-rhodanien": "19 et 20",
    "pontivy-communaute": "21 et 22",
    "vie-et-boulogne": "23 et 24",
    "haut-allier": "25 et 26",
    "grand-arras": "27 et 28",
    "nord-est-bearn": "29 et suivantes",
}
"""Où va chaque fiche : du numéro que donne le sommaire à la veille de la suivante."""


@pytest.mark.parametrize("slug", PAGES)
def test_une_fiche_cite_toutes_ses_pages(corpus: Corpus, slug: str) -> None:
    """Le projet, et chacune de ses lignes, renvoient à la fiche entière."""
    (plan,) = corpus.territoire(slug).plans
    assert plan.projet.source.page == PAGES[slug]
    assert {ligne.source.page for ligne in plan.lignes} == {PAGES[slug]}


def test_les_auteurs_de_la_publication_sont_cites(corpus: Corpus) -> None:
    """La publication les nomme au bas de sa présentation."""
    assert corpus.sources["douze-syntheses"].auteurs == (
        "Sophie Saramito, experte associée à Territoires Conseils",
        "Bernard Saint Germain, chargé de mission Cohésion sociale à Territoires Conseils",
    )


@pytest.mark.parametrize("slug", ["avant-pays-savoyard", "mayenne-communaute"])
def test_un_tiret_en_fin_de_liste_se_dit(corpus: Corpus, slug: str) -> None:
    """Deux listes d'acteurs s'achèvent par un tiret : peut-être manque-t-il quelqu'un."""
    (plan,) = corpus.territoire(slug).plans
    notes = [note for etape in plan.projet.demarche.etapes for note in etape.notes]
    assert any("se termine par un tiret" in note for note in notes)


def test_le_siege_a_son_code_postal(corpus: Corpus) -> None:
    """Tel que la fiche d'Aubrac, Carladez et Viadène l'imprime."""
    (plan,) = corpus.territoire("aubrac-carladez-viadene").plans
    assert "Laguiole (12210)" in plan.projet.contexte
