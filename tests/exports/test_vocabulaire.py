"""Le vocabulaire de la recherche : ce que le site publie, et les mots qui y mènent."""

from __future__ import annotations

import json

from projet_social.exports.registre import tous_les_exports
from projet_social.exports.vocabulaire import lignes_du_vocabulaire, vocabulaire_de
from projet_social.pages.publication import Publication
from projet_social.texte.typographie import typographier


def test_chaque_chose_publiee_a_son_entree(publication: Publication) -> None:
    """Territoires, situations, thèmes, publics, termes : tous, à leur adresse."""
    corpus = publication.corpus
    attendus = [
        *corpus.territoires.values(),
        *corpus.situations.values(),
        *corpus.themes.values(),
        *corpus.publics.values(),
        *corpus.termes,
    ]

    entrees = vocabulaire_de(publication)["entrees"]

    assert [e["adresse"] for e in entrees] == [publication.adresse(objet) for objet in attendus]
    for theme in corpus.themes.values():
        entree = next(e for e in entrees if e["adresse"] == publication.adresse(theme))
        assert entree["titre"] == typographier(theme.nom)
        assert entree["texte"] == typographier(theme.definition or "")
        assert entree["formes"] == list(dict.fromkeys(theme.synonymes))
        assert entree["themes"] == [entree["titre"]]


def test_les_mots_proposes_sont_imprimes(publication: Publication) -> None:
    """On propose un mot des titres ; un synonyme qui n'est nulle part écrit n'en est pas."""
    vocabulaire = vocabulaire_de(publication)
    mots = vocabulaire["mots"].split()
    titres = " ".join(
        [
            *(x.titre for x in publication.corpus.lignes),
            *(e["titre"] for e in vocabulaire["entrees"]),
        ]
    ).lower()

    assert mots == sorted(set(mots))
    assert [mot for mot in mots if mot not in titres or len(mot) < 5] == []
    assert not {"nounou", "nourrice"} & set(mots)


def test_les_lignes_d_un_territoire_se_trouvent_par_theme(publication: Publication) -> None:
    """Toutes celles qui en ont un, sous les noms que porte le vocabulaire."""
    connus = {nom for e in vocabulaire_de(publication)["entrees"] for nom in e.get("themes", [])}
    for territoire in publication.corpus.territoires.values():
        lignes = lignes_du_vocabulaire(territoire, publication)
        avec = [ligne for ligne in territoire.lignes if ligne.themes or ligne.publics]
        assert [ligne["adresse"] for ligne in lignes] == [publication.adresse(x) for x in avec]
        assert {nom for ligne in lignes for nom in ligne["themes"]} <= connus


def test_sans_page_de_recherche_pas_de_vocabulaire(inventee: Publication) -> None:
    """Et sur le site d'un seul territoire, rien à croiser."""
    corpus = inventee.corpus
    sans = Publication(corpus, recherche=False)
    assert not [e for e in tous_les_exports(sans) if e.adresse.startswith("recherche/")]

    avec = [e for e in tous_les_exports(inventee) if e.adresse.startswith("recherche/")]
    assert len(avec) == 1 + len(corpus.territoires)
    assert json.loads(avec[0].contenu())["entrees"]
