"""Les pages écrites en fichiers se construisent sans greffon, avec les mêmes titres."""

from pathlib import Path

import pytest

from projet_social.adaptateurs.disque import ecrire_les_pages
from projet_social.chargement import charger
from projet_social.corps import renvois as renvois_de
from projet_social.pages.adressage import Adressage
from projet_social.pages.publication import Publication
from projet_social.texte.typographie import typographier

from ..conftest import corps_de
from ..fabrique import CORPUS, Chantier
from ..visiteur import SiteConstruit, rien


def test_un_mkdocs_nu_construit_les_memes_pages(chantier: Chantier, tmp_path: Path) -> None:
    """Ni greffon, ni macros : mêmes adresses, mêmes titres, mêmes liens, aucune balise visible."""
    publie = corps_de(Publication(charger(CORPUS), nom="Site inventé", recherche=False))
    ecrire_les_pages(publie, tmp_path / "docs")
    chantier.regler(plugins=[], theme={"name": "mkdocs"}, strict=True, validation={})

    sortie = chantier.construire()

    assert sortie.returncode == 0, sortie.stderr
    site = SiteConstruit(chantier.site)
    for page in publie.publication.pages:
        lue = site.pages[page.fichier_publie]
        assert typographier(page.titre) in lue.h1, page.adresse
        assert page.adresse == "" or typographier(page.titre) in lue.titre
        assert "<" not in lue.texte, page.adresse
    renvois = {chemin for chemin, page in site.pages.items() if page.est_un_renvoi}
    assert renvois == {uri for uri, _ in renvois_de(publie.publication)} != set()
    exports = {export.publique for export in publie.annexes.exports}
    attendues = {page.fichier_publie for page in publie.publication.pages} | renvois | {"404.html"}
    assert site.pages.keys() - exports == attendues
    chemins = {page.fichier_publie for page in publie.publication.pages} | renvois
    rien([faute for faute in site.liens_morts() if faute.split(" ")[0] in chemins])


@pytest.mark.lent
def test_la_page_ecrite_ne_contient_aucun_code(tmp_path: Path) -> None:
    """Une accolade écrite dans les données ne devient jamais un appel de macro."""
    publie = corps_de(Publication(charger(CORPUS), recherche=False))
    ecrire_les_pages(publie, tmp_path / "docs")

    tues = set()
    for fichier in (tmp_path / "docs").rglob("*.md"):
        _, entete, corps = fichier.read_text(encoding="utf-8").split("---\n", 2)
        assert "{" not in corps, fichier
        if "search:\n  exclude: true\n" in entete:
            tues.add(fichier.parent.name)
    assert tues == {"2024-06-20-vote"}  # une version figée ne se cherche pas


def test_un_seul_territoire_s_ecrit_a_la_racine(chantier: Chantier, tmp_path: Path) -> None:
    """Son plan, ses renvois et ses fichiers ; tous les liens vivants sans greffon."""
    val = Publication(charger(CORPUS), Adressage("val-imaginaire"), "Val", recherche=False)
    publie = corps_de(val)
    ecrire_les_pages(publie, tmp_path / "docs")
    chantier.regler(plugins=[], theme={"name": "mkdocs"}, strict=True, validation={})

    sortie = chantier.construire()

    assert sortie.returncode == 0, sortie.stderr
    site = SiteConstruit(chantier.site)
    assert {"index.html", "axes/se-deplacer/index.html"} <= site.pages.keys()
    assert site.pages["axes/grandir/index.html"].est_un_renvoi
    assert not [chemin for chemin in site.pages if chemin.startswith("territoires/")]
    chemins = {page.fichier_publie for page in publie.publication.pages}
    rien([faute for faute in site.liens_morts() if faute.split(" ")[0] in chemins])
