"""Les profils publiés : des mots prêts à imprimer, des adresses qui mènent, une taille bornée."""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import urljoin

from projet_social.comparaison.profil import QUESTIONS
from projet_social.exports.profils import VIDES
from projet_social.exports.registre import tous_les_exports
from projet_social.pages.extrait import adresse_du_profil
from projet_social.pages.publication import Publication
from projet_social.texte.finition import finir
from tests.conftest import CorpusDe

OCTETS_MAXIMUM = 10 * 1024
"""Octets du profil d'un territoire, quel que soit leur nombre."""


def profils(publication: Publication) -> dict[str, str]:
    """Les profils publiés, par slug."""
    exports = {export.adresse: export for export in tous_les_exports(publication)}
    adresses = {slug: adresse_du_profil(slug) for slug in publication.corpus.territoires}
    return {s: exports[a].contenu().decode() for s, a in adresses.items() if a in exports}


def cellules(profil: str) -> dict[str, str]:
    """Le contenu de chaque cellule, par question."""
    return dict(re.findall(r'<td class="([^"]+)"[^>]*>(.*?)</td>', profil, re.DOTALL))


def test_chaque_profil_repond_a_chaque_question(publication: Publication) -> None:
    """Un fait a son texte ; un ensemble, ses éléments ou ce qui explique qu'il n'en ait pas."""
    lus = profils(publication)
    assert lus.keys() == publication.corpus.territoires.keys()
    for profil in lus.values():
        assert len(profil.encode()) < OCTETS_MAXIMUM
        dites = cellules(profil)
        assert list(dites) == [*(question.id for question in QUESTIONS), "suite"]
        assert all(dites.values())
        for question in QUESTIONS:
            if question.ensemble:
                muet = f'class="{question.id}"[^>]* data-vide="{VIDES[question.id]}"'
                assert ("data-cle" in dites[question.id]) is not bool(re.search(muet, profil))


def test_les_mots_sont_typographies_et_les_liens_menent(publication: Publication) -> None:
    """Le script n'a rien à retoucher ; les liens partent de l'adresse du fichier."""
    for slug, profil in profils(publication).items():
        assert finir(profil)[0] == profil
        liens = re.findall(r'href="([^"]+)"', profil)
        assert len(liens) > 2
        for lien in liens:
            depuis = f"https://site.test/{adresse_du_profil(slug)}"
            adresse = urljoin(depuis, unescape(lien)).removeprefix("https://site.test/")
            assert publication.publie(adresse), lien
            assert not PurePosixPath(adresse).is_absolute()


def test_une_incertitude_se_dit(corpus_de: CorpusDe) -> None:
    """Ce que les dates ne disent pas, et ce qui en tient lieu ; un silence est un silence."""
    projet = """\
titre: Projet inventé
genre: politique_sociale
demarche:
  etapes:
    - {titre: Lancement, date: 2020-01, types: [lancement]}
    - {titre: Témoignages, date: 2020-03-10, types: [temoignages]}
"""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": projet,
            "territoires/mont/projet.yml": "titre: Projet muet\n",
            "territoires/pic/projet.yml": projet.replace("politique_sociale", "projet_social"),
            "territoires/plaine/territoire.yml": "nom: Plaine\nnom_court: Plaine\ntype: commune\n",
        }
    )
    assert rapport.publiable, rapport.anomalies
    lus = {s: cellules(profil) for s, profil in profils(Publication(rapport.corpus)).items()}

    assert lus["val"]["duree"].startswith("restitution absente\u202f; du lancement à")
    assert lus["val"]["duree"].endswith("environ 2 mois")
    assert lus["pic"]["duree"] == "de janvier 2020 au 10 mars 2020"
    assert lus["mont"]["duree"] == "le document ne décrit pas la démarche"
    assert lus["plaine"]["duree"] == "aucun projet publié"
    assert lus["plaine"]["habitants"] == "le document ne le dit pas"


def test_plusieurs_plans_se_nomment(corpus_de: CorpusDe) -> None:
    """Ce que l'on dit d'un plan ne se prend pas pour l'autre."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: Projet social\nperiode: 2020\n",
            "territoires/val/projet-sante.yml": "titre: Contrat de santé\n",
            "territoires/mont/projet.yml": "titre: Projet\n",
        }
    )
    assert rapport.publiable, rapport.anomalies
    periode = cellules(profils(Publication(rapport.corpus))["val"])["periode"]

    assert "Projet social\u00a0: 2020" in periode
    assert "Contrat de santé\u00a0: le document ne le dit pas" in periode


def test_un_territoire_seul_n_a_pas_de_profil(corpus_de: CorpusDe) -> None:
    """Il n'y a rien à comparer."""
    rapport = corpus_de({"territoires/val/projet.yml": "titre: Projet inventé\n"})

    assert profils(Publication(rapport.corpus)) == {}
