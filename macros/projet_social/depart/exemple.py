"""L'exemple inventé d'un site neuf, quand le vrai plan arrive : ce qu'il faut en ôter, en entier.

Sans cela, la source, le contact et le porteur inventés s'attacheraient à de vraies actions, et de
vrais axes suivraient des axes inventés. Un fichier que quelqu'un a retouché n'est plus à nous : on
ne l'ôte pas, on le nomme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..corpus.corpus import Corpus
from ..corpus.exemple import est_marque, est_une_version_inventee, lieux_de_l_exemple
from .gabarits import remplir
from .site_neuf import AVERTISSEMENT, EXEMPLE_DIT, EXEMPLES, LIBELLES

SOURCES = "referentiels/sources.yml"
ANNONCES = {"docs/a-propos.md": AVERTISSEMENT, "README.md": EXEMPLE_DIT}
"""Les pages d'un site neuf qui disent que le projet est un exemple, et en quels mots."""
TROU = "\0"
PROJET = "projet.yml"


@dataclass(frozen=True)
class ExempleLivre:
    """Ce qu'un territoire a encore de l'exemple.

    Attributes:
        intacts: les fichiers tels qu'ils furent livrés, à ôter.
        retouches: ceux qui en portent la marque, mais que quelqu'un a changés.
        garde: ce que la personne avait choisi pour son projet (porteur, mots de ses niveaux).
        sources: le référentiel des sources sans celle de l'exemple ; None s'il n'en change pas.
    """

    intacts: frozenset[str] = frozenset()
    retouches: tuple[str, ...] = ()
    garde: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, Any] | None = None


def trouver_l_exemple(corpus: Corpus, slug: str) -> ExempleLivre:
    """Ce que ce territoire a encore de l'exemple."""
    dossier = f"territoires/{slug}/"
    marques = {lieu.document.fichier for lieu in lieux_de_l_exemple(corpus)}
    siens = sorted(fichier for fichier in marques if fichier.startswith(dossier))
    if not siens:
        return ExempleLivre()
    formes = _formes(dossier)
    intacts = [
        f
        for f in siens
        if (f in formes and formes[f].fullmatch(_texte(corpus, f)))
        or est_une_version_inventee(corpus.documents[f])
    ]
    projet = f"{dossier}{PROJET}"
    sources = _sans_la_source(corpus)
    seule = sources is not None and not sources["sources"]
    return ExempleLivre(
        frozenset([*intacts, SOURCES] if seule else intacts),
        tuple(fichier for fichier in siens if fichier not in intacts),
        _choisi(corpus.documents[projet].valeurs) if projet in intacts else {},
        None if seule else sources,
    )


def _formes(dossier: str) -> dict[str, re.Pattern[str]]:
    """Les fichiers de l'exemple, ce que la personne a choisi mis à part."""
    return {
        f"{dossier}{nom}": re.compile(".*?".join(map(re.escape, texte.split(TROU))), re.DOTALL)
        for nom, texte in textes_de_l_exemple(TROU).items()
    }


def textes_de_l_exemple(choisi: str) -> dict[str, str]:
    """Le projet et les fiches de l'exemple, par leur place ; ce que l'on choisit y est `choisi`."""
    trous = ("titre", "niveaux", "territoire", "nom_court", "porteur", "porte")
    projet = remplir(f"exemple/{PROJET}", **dict.fromkeys(trous, choisi))
    fiches = {f"actions/{fiche}.yml": f"exemple/actions/{fiche}.yml" for fiche in EXEMPLES}
    return {PROJET: projet} | {nom: remplir(modele) for nom, modele in fiches.items()}


def _texte(corpus: Corpus, fichier: str) -> str:
    return corpus.documents[fichier].octets.decode("utf-8-sig").replace("\r\n", "\n")


def _choisi(projet: Any) -> dict[str, Any]:
    """Le porteur et les mots de niveaux que la personne a dits elle-même."""
    garde: dict[str, Any] = {}
    if not str(projet["porteur"]).endswith(" (exemple)"):
        garde["porteur"] = projet["porteur"]
    defauts = {
        str(type_): {"singulier": mot.singulier, "pluriel": mot.pluriel, "genre": str(mot.genre)}
        for type_, mot in LIBELLES.items()
    }
    dits = {nom: mot for nom, mot in projet["niveaux"].items() if mot != defauts.get(nom)}
    return garde | ({"niveaux": dits} if dits else {})


def _sans_la_source(corpus: Corpus) -> dict[str, Any] | None:
    document = corpus.documents.get(SOURCES)
    if document is None or not isinstance(document.valeurs, dict):
        return None
    toutes = document.valeurs.get("sources")
    if not isinstance(toutes, list):
        return None
    vraies = [source for source in toutes if not est_marque(source)]
    return None if len(vraies) == len(toutes) else {**document.valeurs, "sources": vraies}


def sans_l_annonce(page: str, texte: str) -> str:
    """Une page du site, sans ce qui dit que le projet est un exemple."""
    return re.sub(r"\n{3,}", "\n\n", texte.replace(ANNONCES[page].strip("\n"), ""))
