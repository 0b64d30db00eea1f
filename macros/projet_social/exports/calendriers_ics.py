"""Les calendriers iCalendar (RFC 5545) : un pour tout le site, un par territoire.

Seul module qui importe icalendar. Tout y est en journées entières : aucun fuseau, aucune heure
inventée. Deux constructions des mêmes données donnent les mêmes octets.

icalendar écrit l'en-tête, échappe les textes, écrit les récurrences. Les événements, eux, se
composent en octets : un objet par propriété y prenait dix fois plus de temps, pour les mêmes
octets. Aucun n'est gardé : un pays en a des dizaines de milliers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from operator import itemgetter
from typing import Any

from icalendar import Calendar, vRecur, vText

from ..pages.adresse import adresse_de
from ..pages.annonce import CALENDRIER, Annonce
from ..pages.publication import Publication
from ..texte.signes import lisible
from .evenements import Evenement, dit_une_date, evenements_du_corpus, evenements_du_territoire
from .identite import uuid_de
from .recurrence import Regle
from .registre import Export, exports_suivis

FICHIER = "calendrier.ics"
AUTEUR = "-//projet-social//Calendrier des projets sociaux de territoire//FR"
SANS_DATE = date(1970, 1, 1)
"""L'horodatage d'un événement dont les données ne disent pas la mise à jour : la norme en veut un,
et l'heure de la construction changerait le fichier chaque jour sans rien dire."""
RYTHME = timedelta(days=1)
"""Tous les combien un agenda abonné gagne à relire le fichier."""
OCTETS_D_UNE_LIGNE = 74
"""La norme en veut 75 au plus, fin de ligne exceptée ; icalendar plie avant."""
FIN = b"END:VCALENDAR"


@exports_suivis
def calendrier_du_site(publication: Publication) -> Iterator[Export]:
    """Le calendrier de tous les territoires, s'il y a plus d'un territoire à suivre."""
    corpus = publication.corpus
    if not publication.adressage.seul and dit_une_date(corpus):
        yield _export(publication, "", publication.nom, partial(evenements_du_corpus, corpus))


@exports_suivis
def calendriers_des_territoires(publication: Publication) -> Iterator[Export]:
    """Le calendrier de chaque territoire qui a une date à dire."""
    corpus = publication.corpus
    for territoire in corpus.territoires.values():
        if dit_une_date(corpus, territoire):
            evenements = partial(evenements_du_territoire, territoire, corpus)
            export = _export(publication, adresse_de(territoire), territoire.nom, evenements)
            yield replace(export, territoire=territoire.slug)


def _export(
    publication: Publication, page: str, nom: str, evenements: Callable[[], Iterable[Evenement]]
) -> Export:
    adresse, titre = f"{page}{FICHIER}", f"Calendrier : {nom}"
    return Export(
        adresse,
        f"Le calendrier de {nom} : étapes de la démarche, échéances et bilans des actions.",
        lambda: calendrier(titre, evenements(), publication, adresse),
        Annonce(page, CALENDRIER, titre, "calendrier"),
    )


def calendrier(
    titre: str, evenements: Iterable[Evenement], publication: Publication, adresse: str
) -> bytes:
    """Un fichier iCalendar.

    Args:
        titre: nom du calendrier.
        evenements: ce qu'il contient, dans n'importe quel ordre ; il les range dans le temps.
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
        "Étapes des démarches, échéances et bilans des actions. Une date approximative tient en un "
        "jour, le premier ou le dernier possible, et le dit."
    )
    for nom in ("description", "x-wr-caldesc"):
        agenda.add(nom, vText(description))
    agenda.add("refresh-interval", RYTHME, parameters={"VALUE": "DURATION"})
    agenda.add("x-published-ttl", "P1D")
    if ici := publication.absolue(adresse):
        agenda.add("source", ici, parameters={"VALUE": "URI"})
        agenda.add("url", ici)
    en_tete, fin, suite = agenda.to_ical().rpartition(FIN)
    # Un événement écrit pèse bien moins que l'objet dont il vient.
    ecrits = [(e.rang, ecrire_l_evenement(e, publication)) for e in evenements]
    ecrits.sort(key=itemgetter(0))
    return b"".join([en_tete, *(octets for _, octets in ecrits), fin, suite])


def ecrire_l_evenement(evenement: Evenement, publication: Publication) -> bytes:
    """Les lignes d'un événement, dans l'ordre où icalendar les écrit.

    Args:
        evenement: ce qu'il dit.
        publication: d'où vient son adresse.
    """
    jours, lien = evenement.jours, publication.absolue(evenement.cible)
    precision = [f"{jours.precision[0].upper()}{jours.precision[1:]}."] if jours.precision else []
    details = [*precision, *evenement.details, *([lien] if lien else [])]
    dites = (
        ("BEGIN", "VEVENT"),
        ("SUMMARY", _echapper(lisible(evenement.resume))),
        ("DTSTART;VALUE=DATE", _jour(jours.premier)),
        ("DTEND;VALUE=DATE", _jour(jours.dernier + timedelta(days=1))),
        ("DTSTAMP", _minuit(evenement.maj or SANS_DATE)),
        ("UID", str(uuid_de(evenement.cle))),
        ("RRULE", _recurrence(evenement.regle)),
        ("CATEGORIES", _echapper(evenement.sorte.value)),
        ("CLASS", "PUBLIC"),
        ("DESCRIPTION", _echapper(lisible("\n".join(details)))),
        ("LAST-MODIFIED", _minuit(evenement.maj) if evenement.maj else ""),
        ("STATUS", evenement.tenue.value),
        ("TRANSP", "TRANSPARENT"),
        ("URL", lien or ""),
        ("END", "VEVENT"),
    )
    return b"".join(plier(f"{nom}:{valeur}".encode()) for nom, valeur in dites if valeur)


def plier(ligne: bytes) -> bytes:
    """Une ligne coupée là où la norme le veut, jamais dans un signe ni dans un échappement."""
    if len(ligne) <= OCTETS_D_UNE_LIGNE:
        return ligne + b"\r\n"
    morceaux, debut = [], 0
    while len(ligne) - debut > OCTETS_D_UNE_LIGNE:
        fin = debut + OCTETS_D_UNE_LIGNE
        while ligne[fin] & 0xC0 == 0x80:  # le milieu d'un signe de plusieurs octets
            fin -= 1
        if ligne[fin - 1] in b"\\^":
            fin -= 1
        morceaux.append(ligne[debut:fin])
        debut = fin
    return b"\r\n ".join([*morceaux, ligne[debut:]]) + b"\r\n"


def _echapper(texte: str) -> str:
    return vText(texte).to_ical().decode()


def _recurrence(regle: Regle) -> str:
    if not regle:
        return ""
    ecrite: Any = vRecur(regle)
    return str(ecrite.to_ical().decode())


def _jour(jour: date) -> str:
    return jour.isoformat().replace("-", "")


def _minuit(jour: date) -> str:
    return f"{_jour(jour)}T000000Z"
