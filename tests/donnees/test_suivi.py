"""Où les sources ne disent rien du suivi, le site n'en dit rien ; Gouesnou dit trois actions."""

from __future__ import annotations

from projet_social.corps import Corps
from projet_social.corpus.corpus import Corpus


def test_seule_gouesnou_a_un_tableau_de_bord(site: Corps) -> None:
    """Le document nomme trois actions « déjà en travail » ; aucun autre ne suit ses actions."""
    suivies = {p.adresse for p in site.publication.pages if p.macro == "tableau_de_bord"}
    assert suivies == {"territoires/gouesnou/suivi/"}


def test_aucune_date_de_suivi_n_est_inventee(corpus: Corpus, site: Corps) -> None:
    """Le document n'est pas daté : ses trois actions sont en cours, sans dire depuis quand."""
    fiches = [ligne.fiche for ligne in corpus.lignes if ligne.fiche and ligne.fiche.statut]
    assert [(fiche.titre, fiche.statut, fiche.statut_depuis) for fiche in fiches] == [
        ("Les Box Marianne", "en_cours", None),
        ("L'épicerie sociale", "en_cours", None),
        ("La Maison Simone-Veil", "en_cours", None),
    ]
    pages = {page.adresse: page for page in site.publication.pages}
    html = site.de(pages["territoires/gouesnou/suivi/"])
    assert html.count("suivi non daté") == 3
    assert "suivi non daté · à partir de fin mars 2024" in html
    assert "Échéance dépassée" not in html
    assert "Sans nouvelles" not in html
