"""La page des données : tous les fichiers, leur poids juste, comment les citer."""

from __future__ import annotations

import re
from html import unescape

import pytest

from projet_social.chargement import charger
from projet_social.corpus.corpus import Inconnu
from projet_social.exports.fichier import Rayon, fichiers_de
from projet_social.exports.tables import tables_de, tables_vides
from projet_social.macros.donnees import donnees, donnees_colonnes, emporter
from projet_social.pages.publication import Publication
from projet_social.texte.typographie import poids_ecrit
from tests.conftest import CorpusDe, corps_de, vue_de
from tests.fabrique import RACINE

VAL = {
    "territoires/val/projet.yml": "titre: P\naxes: [{titre: Un, themes: [sante]}]\n",
    "territoires/mont/projet.yml": "titre: Q\naxes: [Deux]\n",
    "dossiers/deux.yml": "titre: Deux\nterritoires: [val, mont]\n",
}


def test_la_page_mene_a_chaque_fichier(corpus_de: CorpusDe) -> None:
    """Tous, sauf les schémas des tables, qui sont à côté de leurs colonnes."""
    vue = vue_de(corpus_de(VAL), "donnees/")
    cites = set(re.findall(r'href="([^"#]+)"', donnees(vue)))
    colonnes = set(re.findall(r'href="([^"#]+)"', donnees_colonnes(vue)))
    for fichier in fichiers_de(vue.publication):
        assert f"../{fichier.adresse}" in cites | colonnes, fichier.adresse


def test_le_poids_dit_est_celui_du_fichier(corpus_de: CorpusDe) -> None:
    """Le même calcul pour la page et pour le fichier."""
    vue = vue_de(corpus_de(VAL), "donnees/")
    html = donnees(vue)
    for fichier in fichiers_de(vue.publication):
        if fichier.rayon is Rayon.ENTIER:
            assert f"{fichier.nom}, {poids_ecrit(len(fichier.octets))}" in html


def test_chaque_colonne_est_expliquee(corpus_de: CorpusDe) -> None:
    """Son nom, et la phrase que porte aussi le schéma."""
    vue = vue_de(corpus_de(VAL), "donnees/colonnes/")
    html = unescape(donnees_colonnes(vue))
    for table in tables_de(vue.publication):
        assert f'id="{table.nom}"' in html
        for colonne in table.colonnes:
            assert f"<code>{colonne.nom}</code>" in html
            assert colonne.description in html


def test_la_page_nomme_les_tables_sans_ligne(corpus_de: CorpusDe) -> None:
    """Qui les cherche sait qu'elles sont vides, et non perdues."""
    vue = vue_de(corpus_de(VAL), "donnees/")
    (phrase,) = re.findall(r"Sans aucune ligne sur ce site, (.*?)\s*n’ont", donnees(vue), re.DOTALL)
    assert unescape(phrase).split(", ") == [t.titre for t in tables_vides(vue.publication)]


def test_la_licence_est_celle_que_l_editeur_declare(corpus_de: CorpusDe) -> None:
    """Sans elle, la page le dit au lieu d'en supposer une."""
    assert "n’a pas déclaré de licence" in donnees(vue_de(corpus_de(VAL), "donnees/"))
    editeur = {"editeur.yml": "reutilisation: {donnees: Licence Ouverte 2.0}\n"}
    html = donnees(vue_de(corpus_de(VAL | editeur), "donnees/"))
    assert "Licence Ouverte 2.0</a>" in html
    assert "n’a pas déclaré" not in html


def test_la_phrase_a_recopier_est_entiere() -> None:
    """Qui, de quand, sous quelle licence, et où lire l'une et l'autre ; celle du dépôt aussi."""
    publication = Publication(charger(RACINE / "data"), url="https://exemple.test/")
    html = donnees(corps_de(publication).vue("donnees/"))
    (phrase,) = re.findall(r"<blockquote><p>(.*?)</p>", html)
    assert re.sub("mise à jour du .*? 20..", "mise à jour du *[date]*", unescape(phrase)) == (
        "Projets sociaux de territoire (https://exemple.test/donnees/), par les contributeurs du "
        "projet, mise à jour du *[date]*, Licence Ouverte 2.0 "
        "(https://www.etalab.gouv.fr/licence-ouverte-open-licence)."
    )
    ecrite = (RACINE / "LICENCE-DONNEES.md").read_text(encoding="utf-8")
    (bloc,) = re.findall(r"(?:^> .*\n)+", ecrite, re.MULTILINE)
    assert " ".join(re.sub(r"^> |[<>]", "", bloc, flags=re.MULTILINE).split()) == (
        "Projets sociaux de territoire, par les contributeurs du projet, mise à jour du *[date]*, "
        "Licence Ouverte 2.0 (https://www.etalab.gouv.fr/licence-ouverte-open-licence)."
    )


def test_la_page_nomme_les_licences_qui_different(corpus_de: CorpusDe) -> None:
    """Un document sous la même licence que les données, ou sans licence dite, n'y est pas."""
    sources = (
        "sources:\n- {id: a, titre: Autre, licence: CC BY 4.0}\n"
        "- {id: b, titre: Pareil, licence: Licence Ouverte 2.0}\n- {id: c, titre: Muet}\n"
    )
    donnes = {
        "referentiels/sources.yml": sources,
        "editeur.yml": "reutilisation: {donnees: Licence Ouverte 2.0}\n",
    }
    html = donnees(vue_de(corpus_de(VAL | donnes), "donnees/"))
    dites = re.findall(r">(\w+)</a> : (.*?)\.</li>", html)
    assert dites == [("Autre", "CC BY 4.0")]


def test_chaque_page_emporte_ses_donnees(corpus_de: CorpusDe) -> None:
    """Celle d'un territoire, d'un dossier, d'un thème."""
    vue = vue_de(corpus_de(VAL), "x/")
    assert "../donnees/v1/territoires/val.json" in emporter(vue, territoire="val")
    assert "../donnees/v1/dossiers/deux.json" in emporter(vue, dossier="deux")
    assert "../donnees/v1/themes/sante.json" in emporter(vue, theme="sante")
    assert "projets-sociaux.xlsx" in emporter(vue)
    for inconnu in ({"territoire": "vol"}, {"dossier": "trois"}, {"theme": "santé"}):
        with pytest.raises(Inconnu):
            emporter(vue, **inconnu)
