"""Les flux Atom (RFC 4287) : tout, par territoire, par thème.

Le XML est écrit par la bibliothèque standard, jamais par des chaînes. Les identifiants sont des
`urn:uuid` : ils ne changent pas le jour où le site trouve sa vraie adresse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

from ..pages.adresse import adresse_de
from ..pages.annonce import ATOM, Annonce
from ..pages.publication import Publication
from ..texte.signes import lisible
from .entrees import Nouveaute, du_theme, entrees_du_corpus, entrees_du_territoire
from .identite import du_site, du_territoire, uuid_de
from .licence import licence_des_donnees
from .liens import lien_depuis
from .registre import Export, exports_suivis

FICHIER = "flux.xml"
ESPACE = "http://www.w3.org/2005/Atom"
LANGUE = "{http://www.w3.org/XML/1998/namespace}lang"
BASE = "{http://www.w3.org/XML/1998/namespace}base"
ENTREES_DU_FLUX = 100
"""Un flux dit ce qui est récent ; l'archive entière est dans les données."""


@exports_suivis
def flux_du_site(publication: Publication) -> Iterator[Export]:
    """Le flux de tous les territoires ; un site d'un seul territoire n'a que le sien."""
    if publication.adressage.seul:
        return
    entrees = entrees_du_corpus(publication.corpus)
    yield from _export(publication, "", publication.nom, _cle(publication, "tout"), entrees)


@exports_suivis
def flux_des_territoires(publication: Publication) -> Iterator[Export]:
    """Le flux de chaque territoire."""
    for territoire in publication.corpus.territoires.values():
        for export in _export(
            publication,
            adresse_de(territoire),
            territoire.nom,
            f"{du_territoire(territoire)}/flux",
            entrees_du_territoire(territoire),
        ):
            yield replace(export, territoire=territoire.slug)


@exports_suivis
def flux_des_themes(publication: Publication) -> Iterator[Export]:
    """Le flux de chaque thème dont parle quelque nouveauté."""
    entrees = entrees_du_corpus(publication.corpus)
    for theme in publication.corpus.themes.values():
        nom, cle = f"thème {theme.nom}", _cle(publication, f"theme:{theme.id}")
        yield from _export(publication, adresse_de(theme), nom, cle, du_theme(entrees, theme.id))


def _cle(publication: Publication, quoi: str) -> str:
    """Ce qui désigne un flux de ce site, et pas le même flux d'un autre."""
    return f"{du_site(publication)}/flux:{quoi}"


def _export(
    publication: Publication, page: str, nom: str, cle: str, entrees: Sequence[Nouveaute]
) -> Iterator[Export]:
    if not entrees:
        return
    adresse, titre = f"{page}{FICHIER}", f"Nouveautés : {nom}"
    yield Export(
        adresse,
        f"Ce qui est nouveau ou modifié : {nom}.",
        lambda: flux(titre, cle, page, entrees[:ENTREES_DU_FLUX], publication),
        Annonce(page, ATOM, titre, "flux"),
    )


def flux(
    titre: str, cle: str, page: str, entrees: Sequence[Nouveaute], publication: Publication
) -> bytes:
    """Un fichier Atom.

    Args:
        titre: titre du flux.
        cle: ce qui le désigne durablement.
        page: adresse d'ensemble de la page qu'il suit.
        entrees: une entrée au moins, de la plus récente à la plus ancienne.
        publication: d'où viennent les adresses.
    """
    adresse = f"{page}{FICHIER}"
    racine = ElementTree.Element("feed", {"xmlns": ESPACE, LANGUE: "fr"})
    if ici := publication.absolue(page):
        racine.set(BASE, ici)
    _ecrire(racine, "id", uuid_de(cle).urn)
    _ecrire(racine, "title", titre)
    _ecrire(racine, "updated", _instant(max(entree.jour for entree in entrees)))
    _lier(racine, "self", ATOM, lien_depuis(publication, adresse, adresse) or FICHIER)
    _lier(racine, "alternate", "text/html", lien_depuis(publication, adresse, page) or "./")
    auteur = ElementTree.SubElement(racine, "author")
    _ecrire(auteur, "name", publication.corpus.editeur.nom or publication.nom)
    _ecrire(racine, "generator", "projet-social")
    if licence := licence_des_donnees(publication.corpus):
        _ecrire(racine, "rights", licence.nom)
    for entree in entrees:
        racine.append(_entree(entree, adresse, publication))
    ElementTree.indent(racine, space="")
    return bytes(ElementTree.tostring(racine, encoding="utf-8", xml_declaration=True))


def _entree(entree: Nouveaute, adresse: str, publication: Publication) -> ElementTree.Element:
    dite = entree.dire()
    element = ElementTree.Element("entry")
    _ecrire(element, "id", uuid_de(dite.cle).urn)
    _ecrire(element, "title", dite.titre)
    _ecrire(element, "published", _instant(min(dite.paru or entree.jour, entree.jour)))
    _ecrire(element, "updated", _instant(entree.jour))
    lien = lien_depuis(publication, adresse, dite.cible)
    if lien:
        _lier(element, "alternate", "text/html", lien)
    auteur = ElementTree.SubElement(element, "author")
    _ecrire(auteur, "name", entree.territoire.nom)
    _ecrire(element, "summary" if lien else "content", dite.resume)
    ElementTree.SubElement(
        element, "category", {"term": lisible(dite.sorte), "label": lisible(dite.sorte)}
    )
    themes = publication.ensemble.themes
    for theme in entree.themes:
        termes = {"term": theme, "label": lisible(themes[theme].nom)}
        ElementTree.SubElement(element, "category", termes)
    return element


def _instant(jour: date) -> str:
    """Un jour, à l'heure où il commence : les données n'en disent pas plus."""
    return f"{jour.isoformat()}T00:00:00Z"


def _ecrire(parent: Any, nom: str, texte: str) -> None:
    ElementTree.SubElement(parent, nom).text = lisible(texte)


def _lier(parent: Any, relation: str, type_: str, adresse: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": relation, "type": type_, "href": adresse})
