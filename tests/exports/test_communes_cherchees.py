"""Les communes que l'on cherche : celles du site, et toutes les autres par petites tranches."""

from __future__ import annotations

import json

import pytest

from projet_social.corpus.officiel import lire_toute_la_liste
from projet_social.exports.communes_cherchees import (
    PUBLIEES,
    TRANCHES,
    ranger_par_tranche,
    tranche,
    tranche_de,
)
from projet_social.exports.registre import tous_les_exports
from projet_social.pages.adressage import Adressage
from projet_social.pages.publication import Publication
from projet_social.texte.typographie import typographier


def lire(publication: Publication, adresse: str) -> dict[str, list[list[object]]]:
    """Ce que porte un fichier publié."""
    export = next(e for e in tous_les_exports(publication) if e.adresse == adresse)
    lu: dict[str, list[list[object]]] = json.loads(export.contenu())
    return lu


@pytest.mark.lent
def test_chaque_commune_mene_a_ses_territoires(publication: Publication) -> None:
    """Toutes les communes du site, avec leur code postal, vers des adresses publiées."""
    lu = lire(publication, PUBLIEES)
    territoires = list(publication.corpus.territoires.values())
    attendues = {
        (typographier(c.nom), c.departement, c.codes_postaux, rang)
        for rang, territoire in enumerate(territoires)
        for c in territoire.communes
    }

    dites = {(nom, dep, codes, rang) for nom, dep, codes, rangs in lu["communes"] for rang in rangs}  # type: ignore[attr-defined]

    assert dites == attendues
    assert [t["adresse"] for t in lu["territoires"]] == [  # type: ignore[call-overload]
        publication.adresse(t) for t in territoires
    ]


@pytest.mark.parametrize(
    ("nom", "attendue"),
    [
        ("Morlaix", "mo"),
        ("Saint-Pierre-de-Bœuf", "pi"),
        ("La Rochelle", "ro"),
        ("L'Île-d'Yeu", "il"),
        ("Sainte-Sève", "se"),
        ("Œuilly", "oe"),
        ("Saintes", "sa"),
        ("Y", "y"),
        ("Les", "le"),
    ],
)
def test_une_tranche_s_ouvre_par_ce_qui_distingue(nom: str, attendue: str) -> None:
    """Ni l'article, ni le saint : le reste du nom, s'il y en a."""
    assert tranche_de(nom) == attendue


@pytest.mark.lent
def test_toute_la_france_est_dans_les_tranches() -> None:
    """Chaque commune est sous ses lettres et sous chacun de ses codes postaux, avec les siens."""
    liste = lire_toute_la_liste()
    rangees = ranger_par_tranche(liste.communes.values())
    tranches = {nom: tranche(communes, liste.entites) for nom, communes in rangees.items()}
    trouvees = {
        (nom, commune[0], commune[1]) for nom, t in tranches.items() for commune in t["communes"]
    }
    attendues = {
        (nom, typographier(c.nom), c.departement)
        for c in liste.communes.values()
        for nom in (tranche_de(c.nom), *(code[:2] for code in c.codes_postaux.split()))
    }
    assert trouvees == attendues
    morlaix = next(c for c in tranches["mo"]["communes"] if c[0] == "Morlaix")
    assert morlaix[1:3] == ["29", "29600"]
    assert tranches["mo"]["intercommunalites"][morlaix[3]].endswith("Morlaix Communauté")
    ouessant = next(c for c in tranches["ou"]["communes"] if c[0] == "Ouessant")
    assert ouessant[3] is None


def test_une_liste_a_soi_remplace_celle_du_paquet(inventee: Publication) -> None:
    """Le corpus inventé a sa liste : ses tranches sont les siennes, et elles seules."""
    adresses = [e.adresse for e in tous_les_exports(inventee) if e.adresse.startswith(TRANCHES)]
    liste = inventee.corpus.officiel.communes.values()
    assert adresses == [f"{TRANCHES}{nom}.json" for nom in ranger_par_tranche(liste)]
    assert 0 < len(adresses) < 10


def test_un_site_d_un_territoire_n_a_pas_de_communes(inventee: Publication) -> None:
    """Ni page, ni fichiers : on y est déjà."""
    slug = next(iter(inventee.corpus.territoires))
    seul = Publication(inventee.corpus, Adressage(slug))
    assert not [e for e in tous_les_exports(seul) if e.adresse.startswith("communes/")]
