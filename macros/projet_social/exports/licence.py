"""Ce que chaque fichier emporté dit de lui-même : sa licence, qui citer, sa date, d'où il vient."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..corpus.corpus import Corpus
from ..corpus.plan import Plan
from ..modele.date_partielle import jour_en_francais
from ..modele.source import DocumentSource
from ..pages.fixe import AdresseFixe
from ..pages.publication import Publication
from ..texte.identifiant import forme_commune

AUTEURS = "les contributeurs du projet"
"""Qui citer tant qu'aucun éditeur ne s'est déclaré."""


@dataclass(frozen=True, slots=True)
class Licence:
    """Une licence que les catalogues reconnaissent.

    Attributes:
        nom: comme on l'écrit dans `editeur.yml`.
        identifiant: celui de la liste SPDX.
        url: son texte.
    """

    nom: str
    identifiant: str = ""
    url: str = ""


LICENCES = (
    Licence(
        "Licence Ouverte 2.0",
        "etalab-2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    ),
    Licence("ODbL 1.0", "ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    Licence("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
)


def licence_des_donnees(corpus: Corpus) -> Licence | None:
    """La licence que l'éditeur déclare ; None s'il n'en déclare aucune."""
    dite = corpus.editeur.reutilisation.donnees if corpus.editeur.reutilisation else None
    if not dite:
        return None
    formes = {forme_commune(licence.nom): licence for licence in LICENCES}
    return formes.get(forme_commune(dite), Licence(dite))


def date_de_maj(plans: Iterable[Plan]) -> date | None:
    """La plus récente des dates de mise à jour de ces plans."""
    return max(filter(None, (plan.derniere_mise_a_jour for plan in plans)), default=None)


@lru_cache(maxsize=1)
def attribution(publication: Publication) -> str:
    """La phrase à reproduire pour citer ces données, avec les adresses que l'on connaît."""
    licence = licence_des_donnees(publication.corpus)
    adresses = (publication.absolue(AdresseFixe.DONNEES), licence.url if licence else None)
    return _attribuer(publication, publication.corpus.plans, *adresses)


def licences_des_sources(corpus: Corpus) -> list[DocumentSource]:
    """Les documents sources qui ont une licence à eux."""
    siennes = licence_des_donnees(corpus)
    return [
        s for s in corpus.sources.values() if s.licence and s.licence != (siennes and siennes.nom)
    ]


def citation(publication: Publication, titre: str, page: str, plans: Iterable[Plan]) -> str:
    """La référence d'une page : son titre, le site, la date des plans qu'elle montre, son adresse.

    Args:
        publication: le site.
        titre: le titre de la page.
        page: son adresse, sans celle du site ; l'adresse entière est dite si celle-ci est connue.
        plans: les plans dont viennent ses chiffres.
    """
    absolue = publication.absolue(page)
    return f"« {titre} », {_attribuer(publication, plans)}{f' {absolue}' if absolue else ''}"


def _attribuer(
    publication: Publication,
    plans: Iterable[Plan],
    page: str | None = None,
    texte: str | None = None,
) -> str:
    """Le site, qui le publie, la date de ces plans, la licence ; l'adresse de la page, du texte."""
    corpus, licence = publication.corpus, licence_des_donnees(publication.corpus)
    morceaux = [
        f"{publication.nom}{f' ({page})' if page else ''}",
        f"par {corpus.editeur.nom or AUTEURS}",
    ]
    if maj := date_de_maj(plans):
        morceaux.append(f"mise à jour du {jour_en_francais(maj)}")
    if licence:
        morceaux.append(f"{licence.nom}{f' ({texte})' if texte else ''}")
    return f"{', '.join(morceaux)}."
