"""Les jumeaux en Markdown : ce que dit le modèle, des liens qui mènent, de quoi citer."""

from __future__ import annotations

import re

import pytest

from projet_social.exports.jumeaux import LLMS, adresse_du_jumeau
from projet_social.exports.registre import tous_les_exports
from projet_social.modele.introspection import textes_ecrits
from projet_social.pages.adressage import Adressage
from projet_social.pages.publication import Publication
from projet_social.texte.prose import en_html
from tests.conftest import CorpusDe

from .conftest import ADRESSE

LIENS = re.compile(r"[^\\]\]\(([^)]+)\)")
DES_SOURCES = {"source", "page", "section", "documents", "liens", "publics", "numero", "sans_objet"}
"""Les champs que la page résume, ou dit avec les mots d'un référentiel."""


def ecrits(publication: Publication) -> dict[str, str]:
    """Les Markdown d'un site, et ce qui y mène, par adresse publique."""
    return {
        export.publique: export.contenu().decode()
        for export in tous_les_exports(publication)
        if export.est_du_markdown or export.adresse == LLMS
    }


@pytest.mark.lent
def test_un_jumeau_dit_tout_ce_que_dit_sa_ligne(publication: Publication) -> None:
    """Son titre, chacun de ses textes longs, sa source, l'adresse de sa page."""
    corpus, jumeaux = publication.corpus, ecrits(publication)
    vues = 0
    for page in publication.pages:
        if "ligne" not in page.arguments or not (adresse := adresse_du_jumeau(page)):
            continue
        ligne = corpus.ligne(page.arguments["territoire"], page.arguments["ligne"])
        texte = " ".join(jumeaux[adresse].replace("\\", "").split())
        for chemin, _, dit in textes_ecrits(ligne.contenu):
            if " " in dit and not DES_SOURCES.intersection(chemin):
                assert " ".join(dit.rstrip(".").replace("\\", "").split()) in texte, adresse
                vues += 1
        assert f"{ADRESSE}{page.adresse}" in texte
    assert vues


@pytest.mark.lent
@pytest.mark.parametrize("url", [ADRESSE, ""])
def test_les_liens_menent_a_des_pages_et_a_des_fichiers(inventee: Publication, url: str) -> None:
    """Entiers si l'adresse du site est connue, relatifs au fichier sinon."""
    site = Publication(inventee.corpus, url=url)
    publies = {p.publique for p in site.pages} | {e.publique for e in tous_les_exports(site)}
    for adresse, texte in ecrits(site).items():
        for lien in LIENS.findall(texte):
            if not url:
                profondeur = adresse.count("/")
                assert lien.startswith("../" * profondeur)
                lien = lien.removeprefix("../" * profondeur).removeprefix("./")
            but = lien.removeprefix(ADRESSE).partition("#")[0]
            assert but in publies or but.startswith("https://"), (adresse, lien)


def test_le_sommaire_mene_a_ce_que_l_on_cherche_d_abord(inventee: Publication) -> None:
    """Territoires, thèmes, publics, situations ; et aux fichiers entiers."""
    sommaire, corpus = ecrits(inventee)[LLMS], inventee.corpus
    for dossier, ids in (
        ("territoires", corpus.territoires),
        ("themes", corpus.themes),
        ("publics", corpus.publics),
        ("situations", corpus.situations),
    ):
        assert ids
        assert not [id for id in ids if f"({ADRESSE}{dossier}/{id}/page.md)" not in sommaire]
    assert f"{ADRESSE}donnees/v1/projets-sociaux.sqlite" in sommaire


@pytest.mark.lent
def test_un_public_et_une_situation_disent_ce_que_prevoit_chaque_territoire(
    publication: Publication,
) -> None:
    """Chaque ligne qui les vise, sous le nom de son territoire."""
    corpus, jumeaux = publication.corpus, ecrits(publication)
    visees = {
        f"publics/{id}/page.md": corpus.lignes_par_public.get(id, []) for id in corpus.publics
    }
    for situation in corpus.situations.values():
        visees[f"situations/{situation.id}/page.md"] = corpus.lignes_de_situation(situation)
    assert any(visees.values())
    for adresse, lignes in visees.items():
        dit = jumeaux[adresse].replace("\\", "")
        for ligne in lignes:
            assert (
                f"\n- {ligne.intitule} : [{ligne.titre}]({ADRESSE}{publication.adresse(ligne)})"
                in dit
            )
            assert f"\n## [{ligne.territoire.nom}](" in dit


def test_le_site_d_un_seul_territoire_a_son_jumeau_a_l_accueil(inventee: Publication) -> None:
    """À côté de son accueil, qui est sa page."""
    seul = Publication(inventee.corpus, Adressage("val-imaginaire"), url=ADRESSE)
    assert "page.md" in ecrits(seul)
    assert f"({ADRESSE}page.md)" in ecrits(seul)[LLMS]


def test_un_titre_n_est_jamais_du_markdown(corpus_de: CorpusDe) -> None:
    """Un crochet, une étoile restent des signes."""
    projet = "titre: P\naxes: [{titre: 'Un *axe* [ouvert]', id: un}]\n"
    site = Publication(corpus_de({"territoires/a/projet.yml": projet}).corpus)
    (ligne,) = [x for x in ecrits(site)["territoires/a/page.md"].splitlines() if "ouvert" in x]
    rendu = str(en_html(ligne))
    assert "Un *axe* [ouvert]" in rendu
