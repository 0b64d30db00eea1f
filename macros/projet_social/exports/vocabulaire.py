"""Le vocabulaire du site : ce que la recherche connaît avant de lire les pages.

Un fichier, chargé à la première demande : les thèmes, les situations de vie, les publics, les
termes du glossaire et les territoires, chacun avec les mots qui y mènent. Ces mots servent à
trouver, jamais à être lus : la recherche ne montre que titres et textes. Les pages elles-mêmes
sont dans l'index de Pagefind (`adaptateurs/recherche.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..corpus.plan import TerritoirePublie
from ..pages.fixe import AdresseFixe
from ..pages.publication import Publication
from ..texte.typographie import typographier
from .json_serre import serrer
from .registre import Export, exports

ADRESSE = f"{AdresseFixe.RECHERCHE}vocabulaire.json"
LIGNES = f"{AdresseFixe.RECHERCHE}lignes/"
MOT = re.compile(r"[^\W\d_]{5,}")
"""Un mot assez long pour qu'une faute s'y reconnaisse."""

Entree = dict[str, Any]


@exports
def vocabulaire(publication: Publication) -> Iterator[Export]:
    """Le vocabulaire, si le site a une page de recherche."""
    if publication.publie(AdresseFixe.RECHERCHE):
        yield Export(
            ADRESSE,
            "Les mots qui mènent à une page, pour la recherche.",
            lambda: serrer(vocabulaire_de(publication)),
        )
        territoires = publication.corpus.territoires.values()
        for territoire in territoires if len(territoires) > 1 else ():
            yield Export(
                f"{LIGNES}{territoire.slug}.json",
                f"Les lignes que l’on trouve par leur thème ou leur public : {territoire.nom}.",
                lambda territoire=territoire: serrer(
                    lignes_du_vocabulaire(territoire, publication)
                ),  # type: ignore[misc]
            )


def vocabulaire_de(publication: Publication) -> dict[str, Any]:
    """Les entrées, par sorte, et les mots que le site imprime dans ses titres.

    Returns:
        `entrees` : une par page ou par ancre publiée, avec `titre`, `adresse` (relative à la
        racine du site), `sorte`, `texte`, `formes` (le titre n'y est pas), et les noms par
        lesquels l'index connaît ses lignes (`themes`, `public`) ; `mots` : séparés d'espaces.
    """
    entrees = [
        {"adresse": adresse} | entree
        for objet, entree in _entrees(publication)
        if (adresse := publication.adresse(objet)) is not None and publication.publie(objet)
    ]
    titres = [ligne.titre for ligne in publication.corpus.lignes]
    titres += [entree["titre"] for entree in entrees]
    return {"entrees": entrees, "mots": " ".join(_mots(titres))}


def lignes_du_vocabulaire(territoire: TerritoirePublie, publication: Publication) -> list[Entree]:
    """Les lignes d'un territoire qui ont un thème ou un public, pour « Pilat mobilité »."""
    themes, publics = publication.corpus.themes, publication.corpus.publics
    return [
        {
            "adresse": publication.adresse(ligne),
            "sorte": ligne.libelle,
            "titre": typographier(ligne.titre),
            "themes": [typographier(themes[t].nom) for t in ligne.themes],
            "publics": [typographier(publics[p].nom) for p in ligne.publics],
        }
        for ligne in territoire.lignes
        if ligne.themes or ligne.publics
    ]


def _entrees(publication: Publication) -> Iterator[tuple[Any, Entree]]:
    corpus = publication.corpus
    for territoire in corpus.territoires.values():
        donnees = territoire.donnees
        formes = (donnees.nom, *(e.nom for e in territoire.officielles), *donnees.succede_a)
        yield territoire, _entree("Territoire", territoire.nom, donnees.type.libelle, formes)
    for s in corpus.situations.values():
        themes = [typographier(corpus.themes[t].nom) for t in s.themes if t in corpus.themes]
        entree = _entree("Situation de vie", s.phrase, s.definition, s.synonymes)
        yield s, entree | {"themes": themes}
    for theme in corpus.themes.values():
        entree = _entree("Thème", theme.nom, theme.definition, theme.synonymes)
        yield theme, entree | {"themes": [entree["titre"]]}
    for public in corpus.publics.values():
        entree = _entree("Public", public.nom, public.definition, public.synonymes)
        yield public, entree | {"public": entree["titre"]}
    for terme in corpus.termes:
        formes = (*((terme.developpe,) if terme.developpe else ()), *terme.variantes)
        yield terme, _entree("Glossaire", terme.sigle, terme.definition, formes)


def _entree(sorte: str, titre: str, texte: str | None, formes: Iterable[str]) -> Entree:
    return {
        "sorte": sorte,
        "titre": typographier(titre),
        "texte": typographier(texte or ""),
        "formes": list(dict.fromkeys(formes)),
    }


def _mots(titres: Iterable[str]) -> list[str]:
    """Les mots assez longs, une fois chacun, en minuscules, accents gardés."""
    return sorted({mot for titre in titres for mot in MOT.findall(titre.lower())})
