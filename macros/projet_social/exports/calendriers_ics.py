"""Les calendriers iCalendar (RFC 5545) : un pour tout le site, un par territoire.

Seul module qui importe icalendar. Tout y est en journées entières : aucun fuseau, aucune heure
inventée. Deux constructions des mêmes données donnent les mêmes octets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from ..pages.adresse import adresse_de
from ..pages.annonce import CALENDRIER, Annonce
from ..pages.publication import Publication
from ..texte.signes import lisible
from .evenements import Evenement, evenements_du_corpus, evenements_du_territoire
from .identite import uuid_de
from .registre import Export, exports_suivis

FICHIER = "calendrier.ics"
AUTEUR = "-//projet-social//Calendrier des projets sociaux de territoire//FR"
SANS_DATE = date(1970, 1, 1)
"""L'horodatage d'un événement dont les données ne disent pas la mise à jour : la norme en veut un,
et l'heure de la construction changerait le fichier chaque jour sans rien dire."""
RYTHME = timedelta(days=1)
"""Tous les combien un agenda abonné gagne à relire le fichier."""


@exports_suivis
def calendrier_du_site(publication: Publication) -> Iterator[Export]:
    """Le calendrier de tous les territoires, s'il y a plus d'un territoire à suivre."""
    if publication.adressage.seul:
        return
    if evenements := evenements_du_corpus(publication.corpus):
        yield _export(publication, "", publication.nom, evenements)


@exports_suivis
def calendriers_des_territoires(publication: Publication) -> Iterator[Export]:
    """Le calendrier de chaque territoire qui a une date à dire."""
    for territoire in publication.corpus.territoires.values():
        if evenements := evenements_du_territoire(territoire, publication.corpus):
            yield _export(publication, adresse_de(territoire), territoire.nom, evenements)


def _export(
    publication: Publication, page: str, nom: str, evenements: Sequence[Evenement]
) -> Export:
    adresse, titre = f"{page}{FICHIER}", f"Calendrier : {nom}"
    return Export(
        adresse,
        f"Le calendrier de {nom} : étapes de la démarche, échéances et bilans des actions.",
        lambda: calendrier(titre, evenements, publication, adresse),
        Annonce(page, CALENDRIER, titre, "calendrier"),
    )


def calendrier(
    titre: str, evenements: Sequence[Evenement], publication: Publication, adresse: str
) -> bytes:
    """Un fichier iCalendar.

    Args:
        titre: nom du calendrier.
        evenements: ce qu'il contient, dans l'ordre.
        publication: d'où viennent les adresses.
        adresse: adresse d'ensemble du fichier.
    """
    agenda = Calendar()
    agenda.add("prodid", AUTEUR)
    agenda.add("version", "2.0")
    agenda.add("calscale", "GREGORIAN")
    agenda.add("method", "PUBLISH")
    for nom in ("name", "x-wr-calname"):
        agenda.add(nom, vText(lisible(titre)))
    description = (
        "Étapes des démarches, échéances et bilans des actions. Une date approximative couvre "
        "tous les jours possibles, et le dit."
    )
    for nom in ("description", "x-wr-caldesc"):
        agenda.add(nom, vText(description))
    agenda.add("refresh-interval", RYTHME, parameters={"VALUE": "DURATION"})
    agenda.add("x-published-ttl", "P1D")
    if ici := publication.absolue(adresse):
        agenda.add("source", ici, parameters={"VALUE": "URI"})
        agenda.add("url", ici)
    for evenement in evenements:
        agenda.add_component(_evenement(evenement, publication))
    return bytes(agenda.to_ical())


def _evenement(evenement: Evenement, publication: Publication) -> Event:
    moment = datetime.combine(evenement.maj or SANS_DATE, time(), UTC)
    jours, lien = evenement.jours, publication.absolue(evenement.cible)
    source = Event()
    source.add("uid", str(uuid_de(evenement.cle)))
    source.add("dtstamp", moment)
    if evenement.maj:
        source.add("last-modified", moment)
    source.add("dtstart", jours.premier)
    if evenement.regle:
        source.add("rrule", evenement.regle)
    source.add("dtend", jours.dernier + timedelta(days=1))
    source.add("summary", lisible(evenement.resume))
    precision = [f"{jours.precision[0].upper()}{jours.precision[1:]}."] if jours.precision else []
    lignes = [*precision, *evenement.details, *([lien] if lien else [])]
    if lignes:
        source.add("description", lisible("\n".join(lignes)))
    source.add("categories", [evenement.sorte.value])
    source.add("status", evenement.tenue.value)
    source.add("transp", "TRANSPARENT")
    source.add("class", "PUBLIC")
    if lien:
        source.add("url", lien)
    return source
