"""Ce qu'une personne règle d'un site, dit dans ses mots : quel territoire, quelles pages, où.

Les réglages viennent de `mkdocs.yml`, de la ligne de commande ou d'une variable d'environnement ;
ce module les vérifie et en fait l'`Adressage`. Il ne connaît pas mkdocs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from ..corpus.corpus import Corpus, Inconnu
from ..empechement import Empechement
from ..lecture.validation import plus_proche
from ..pages.adressage import Adressage, rubriques
from ..pages.page import inventaire
from .commandes.refus import RefusDeCommande
from .empreinte import VARIABLE_DE_PRODUCTION
from .jour import jour_de_la_construction

VARIABLE_DU_TERRITOIRE = "PROJET_SOCIAL_TERRITOIRE"
"""Variable d'environnement : l'identifiant d'un territoire, `auto` ou `tous` ; elle l'emporte."""
VARIABLE_DE_LA_FEDERATION = "PROJET_SOCIAL_FEDERATION"
"""Variable d'environnement : l'adresse du site d'ensemble ; elle l'emporte."""
APERCU = (None, "", "0")
"""Les valeurs de la variable de production qui demandent un aperçu."""
AUTO, TOUS = "auto", "tous"
"""Le seul territoire du corpus ; tous les territoires."""

OTABLES = (
    "acteurs",
    "communes",
    "comparaison",
    "ecoconception",
    "glossaire",
    "publics",
    "recherche",
    "reference",
    "situations",
    "sources",
    "suivi",
    "synthese",
    "themes",
)
"""Les rubriques que l'on peut ôter, que ce corpus en ait ou non les pages."""
NECESSAIRES = {
    "accessibilite": "la loi la demande",
    "donnees-personnelles": "la loi la demande",
    "mentions-legales": "la loi la demande",
    "plan-du-site": "l'accessibilité le demande",
    "territoires": "le projet s'y lit",
    "axes": "le projet s'y lit",
    "enjeux": "le projet s'y lit",
    "actions": "le projet s'y lit",
}
"""Ce qui ne s'ôte pas, et pourquoi."""
FORMATS_DU_LOGO = (".svg", ".png", ".webp", ".jpg", ".jpeg")
OUI_NON = {"oui": True, "non": False, "true": True, "false": False}


class ReglageRefuse(Empechement, ValueError):
    """Un réglage qui ne veut rien dire ; le message dit lequel, et quoi écrire."""


@dataclass(frozen=True)
class Reglages:
    """Ce qu'une personne a réglé, vérifié.

    Attributes:
        adressage: un seul territoire ou tous, et les pages ôtées.
        federation: adresse du site d'ensemble, pour le site d'un territoire ; vide sinon.
        jour: le jour de la construction, pour les échéances.
    """

    adressage: Adressage
    federation: str
    jour: date


def regler(
    corpus: Corpus, territoire: str = "", pages: object = None, federation: str = ""
) -> Reglages:
    """Ce qui est publié et où.

    Args:
        territoire: identifiant, `auto`, `tous` ou vide, si l'environnement ne dit rien.
        pages: ce qui est montré ou ôté (`{glossaire: non}`).
        federation: adresse du site d'ensemble, si l'environnement ne dit rien.

    Raises:
        ReglageRefuse: territoire, page ou adresse qui ne veulent rien dire ; toutes les fautes.
    """
    fautes: list[str] = []
    choisi = ensemble = ""
    try:
        choisi = territoire_a_publier(corpus, territoire)
    except ReglageRefuse as faute:
        fautes.append(str(faute))
    try:
        ensemble = federation_voulue(federation)
    except ReglageRefuse as faute:
        fautes.append(str(faute))
    jour = date.min
    try:
        jour = jour_de_la_construction()
    except RefusDeCommande as faute:
        fautes.append(str(faute))
    otees = frozenset(_otees(corpus, pages, fautes))
    if fautes:
        raise ReglageRefuse("\n".join(fautes))
    return Reglages(Adressage(choisi, otees), ensemble if choisi else "", jour)


def territoire_a_publier(corpus: Corpus, territoire: str = "") -> str:
    """L'identifiant du seul territoire à publier ; vide pour les publier tous.

    Raises:
        ReglageRefuse: il n'existe pas, ou `auto` ne suffit pas à le désigner.
    """
    voulu = territoire_voulu(territoire)
    if voulu in ("", TOUS):
        return ""
    if voulu != AUTO:
        if voulu not in corpus.territoires:
            raise ReglageRefuse(_territoire_inconnu(voulu, list(corpus.territoires)))
        return voulu
    if len(corpus.territoires) != 1:
        nombre = len(corpus.territoires) or "aucun"
        raise ReglageRefuse(
            f"« territoire: auto » demande un seul territoire, les données en comptent {nombre} ; "
            f"écrire l'identifiant de l'un d'eux : {', '.join(list(corpus.territoires)[:30])}"
        )
    return next(iter(corpus.territoires))


def _territoire_inconnu(voulu: str, connus: list[str]) -> str:
    """Ce que l'on dit d'un identifiant qui n'existe pas : le plus proche, sinon tous."""
    if contenants := [slug for slug in connus if voulu.lower() in slug]:
        return f"territoire « {voulu} » inconnu ; écrire plutôt « {contenants[0]} »"
    return str(Inconnu("territoire", voulu, connus))


def territoire_voulu(option: str) -> str:
    """Ce que dit l'environnement, sinon l'option."""
    return (os.environ.get(VARIABLE_DU_TERRITOIRE) or option).strip()


def en_production(option: bool) -> bool:
    """Ce que dit l'option, ou la variable d'environnement que pose l'hébergeur."""
    return option or os.environ.get(VARIABLE_DE_PRODUCTION) not in APERCU


def adresse_de_site(option: str, nom: str) -> str:
    """L'adresse absolue d'un site, barre finale comprise ; vide si l'option l'est.

    Args:
        nom: nom du réglage, pour le message.

    Raises:
        ReglageRefuse: ce n'est pas l'adresse d'un site.
    """
    if not option:
        return ""
    morceaux = urlsplit(option.strip())
    if morceaux.scheme not in ("http", "https") or not morceaux.netloc:
        raise ReglageRefuse(
            f"{nom} : « {option} » n'est pas l'adresse d'un site ; "
            "écrire une adresse entière, comme https://projets.exemple.fr/"
        )
    if morceaux.query or morceaux.fragment:
        raise ReglageRefuse(f"{nom} : « {option} » ; retirer ce qui suit « ? » ou « # »")
    return f"{option.strip().rstrip('/')}/"


def federation_voulue(option: str) -> str:
    """L'adresse du site d'ensemble, que disent l'environnement ou l'option.

    Raises:
        ReglageRefuse: ce n'est pas l'adresse d'un site.
    """
    return adresse_de_site(os.environ.get(VARIABLE_DE_LA_FEDERATION) or option, "federation")


def faute_de_logo(logo: str, images: Iterable[str], dossier: str) -> list[str]:
    """Ce qui ne va pas dans le logo ; rien s'il n'y en a pas, ou s'il est là.

    Args:
        logo: chemin de l'image dans le dossier des pages.
        images: les fichiers de ce dossier qui ne sont pas des pages.
        dossier: nom de ce dossier.
    """
    images = list(images)
    if not logo:
        return []
    if not logo.lower().endswith(FORMATS_DU_LOGO):
        return [f"logo : « {logo} » n'est pas une image ; écrire un .svg, un .png ou un .webp"]
    if logo in images:
        return []
    conseil = plus_proche(logo, images) or "l'y placer, ou retirer « logo »"
    return [f"logo : aucun fichier « {logo} » dans {dossier}/ ; {conseil}"]


def _otees(corpus: Corpus, pages: object, fautes: list[str]) -> Iterator[str]:
    """Les noms à ôter ; une faute par nom qui ne désigne rien, ou que l'on ne peut ôter."""
    if not pages:
        return
    if not isinstance(pages, Mapping):
        fautes.append("pages : écrire un nom par ligne, suivi de oui ou non (« glossaire: non »)")
        return
    connues = {*OTABLES, *(nom for page in inventaire(corpus) for nom in rubriques(page.adresse))}
    for nom, valeur in pages.items():
        nom = str(nom).strip("/")
        montree = OUI_NON.get(str(valeur).strip().lower())
        if nom not in connues | NECESSAIRES.keys():
            conseil = plus_proche(nom, connues) or f"connues : {', '.join(sorted(OTABLES))}"
            fautes.append(f"pages : page « {nom} » inconnue ; {conseil}")
        elif montree is None:
            fautes.append(f"pages : « {nom}: {valeur} » ; écrire oui ou non")
        elif not montree and nom.partition("/")[0] in NECESSAIRES:
            raison = NECESSAIRES[nom.partition("/")[0]]
            fautes.append(f"pages : « {nom} » ne s'ôte pas, {raison} ; retirer cette ligne")
        elif not montree:
            yield nom
