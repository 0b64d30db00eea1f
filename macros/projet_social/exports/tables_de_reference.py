"""Les tables des référentiels, des dossiers comparatifs et des accompagnements."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from ..comparaison.devenir import suite_de
from ..modele.dossier import Accompagnement, Devenir, Dossier
from ..modele.referentiel import Acteur, Public, Terme, Theme
from ..modele.source import DocumentSource
from ..pages.publication import Publication
from ..texte.identifiant import identifiant_de
from .table import (
    Colonne,
    Definition,
    Genre,
    Rangee,
    Table,
    adresse,
    champs,
    cle,
    colonne,
    numeroter,
    rang,
    renvoi,
)


def _themes(publication: Publication) -> Iterator[Rangee]:
    familles = {f.id: f.nom for f in publication.corpus.referentiel_themes.familles}
    return numeroter(publication, publication.corpus.themes.values(), familles)


THEMES = Definition(
    Table(
        "themes",
        "Thèmes",
        "Un thème commun à tous les territoires.",
        ("theme",),
        (
            *cle("theme", "Identifiant du thème.", attrgetter("objet.id")),
            *champs(Theme, "nom nom_court icone famille"),
            *colonne("famille_nom", "Nom de la famille.", lambda r: r.de.get(r.objet.famille)),
            *champs(Theme, "definition synonymes ctg"),
            *adresse("Adresse de la page du thème."),
        ),
    ),
    _themes,
)


PUBLICS = Definition(
    Table(
        "publics",
        "Publics",
        "Un public visé.",
        ("public",),
        (
            *cle("public", "Identifiant du public.", attrgetter("objet.id")),
            *champs(Public, "nom icone definition synonymes"),
            *adresse("Adresse de la page du public."),
        ),
    ),
    lambda p: numeroter(p, p.corpus.publics.values()),
)


def _acteurs(publication: Publication) -> Iterator[Rangee]:
    referentiel = publication.corpus.referentiel_acteurs
    return numeroter(publication, referentiel.acteurs, {f.id: f.nom for f in referentiel.familles})


ACTEURS = Definition(
    Table(
        "acteurs",
        "Acteurs",
        "Un acteur local, sous toutes les formes où les documents le nomment.",
        ("acteur",),
        (
            *cle("acteur", "Identifiant de l'acteur.", attrgetter("objet.id")),
            *champs(Acteur, "nom famille"),
            *colonne("famille_nom", "Nom de la famille.", lambda r: r.de.get(r.objet.famille)),
            *champs(Acteur, "releve_de variantes"),
        ),
        (renvoi("releve_de", "acteurs", "acteur"),),
    ),
    _acteurs,
)


SOURCES = Definition(
    Table(
        "sources",
        "Documents sources",
        "Un document d'où viennent des données, et comment le citer.",
        ("source",),
        (
            *cle("source", "Identifiant du document.", attrgetter("objet.id")),
            *champs(DocumentSource, "titre editeur auteurs date nature url licence attribution"),
            *champs(DocumentSource, "description notes"),
            *adresse("Où le site en parle."),
        ),
    ),
    lambda p: numeroter(p, p.corpus.sources.values()),
)


GLOSSAIRE = Definition(
    Table(
        "glossaire",
        "Glossaire",
        "Un sigle ou un mot du métier, expliqué.",
        ("terme",),
        (
            *cle("terme", "Identifiant du terme.", lambda r: r.nom),
            *champs(Terme, "sigle developpe definition variantes voir"),
        ),
    ),
    lambda p: numeroter(p, p.corpus.termes, titre=lambda terme: str(terme.sigle)),
)


def _dossiers(publication: Publication) -> Iterator[Rangee]:
    return numeroter(publication, publication.corpus.dossiers.values())


DOSSIERS = Definition(
    Table(
        "dossiers",
        "Dossiers comparatifs",
        "Une comparaison de territoires choisis.",
        ("dossier",),
        (
            *cle("dossier", "Identifiant du dossier.", attrgetter("objet.id")),
            *champs(
                Dossier, "titre editeur auteurs partenaires periode", attrgetter("objet.donnees")
            ),
            *champs(Dossier, "introduction methode notes", attrgetter("objet.donnees")),
            *adresse("Adresse du dossier."),
        ),
    ),
    _dossiers,
)


def _territoires_des_dossiers(publication: Publication) -> Iterator[Rangee]:
    for dossier in publication.corpus.dossiers.values():
        yield from numeroter(publication, dossier.territoires, dossier)


TERRITOIRES_DES_DOSSIERS = Definition(
    Table(
        "territoires_des_dossiers",
        "Territoires des dossiers",
        "Un dossier et un territoire qu'il compare.",
        ("dossier", "territoire"),
        (
            *cle("dossier", "Identifiant du dossier.", attrgetter("de.id")),
            *cle("territoire", "Identifiant du territoire.", attrgetter("objet.slug")),
            *rang("Rang du territoire dans le dossier"),
        ),
        (renvoi("dossier", "dossiers"), renvoi("territoire", "territoires")),
        liaison=True,
    ),
    _territoires_des_dossiers,
)


def _accompagnements(publication: Publication) -> Iterator[Rangee]:
    couples = [
        (ligne, groupe)
        for groupe in publication.corpus.accompagnements.groupes
        for ligne in groupe.accompagnements
    ]
    return numeroter(
        publication,
        couples,
        titre=lambda couple: identifiant_de(" ".join([couple[0].nom, *couple[0].departements])),
    )


def _accompagnement(rangee: Rangee) -> Accompagnement:
    accompagnement: Accompagnement = rangee.objet[0]
    return accompagnement


ACCOMPAGNEMENTS = Definition(
    Table(
        "accompagnements",
        "Intercommunalités accompagnées",
        "Une intercommunalité accompagnée, telle que la liste la nomme.",
        ("accompagnement",),
        (
            *cle("accompagnement", "Identifiant de la ligne, tiré de son nom.", lambda r: r.nom),
            *rang("Rang de la ligne dans la liste"),
            *cle("groupe", "Partie de la liste.", lambda r: r.objet[1].titre),
            *champs(Accompagnement, "nom departements territoire siren", _accompagnement),
            *champs(Accompagnement, "etat nom_actuel precision", _accompagnement),
            *champs(Devenir, "edition doute", lambda r: r.objet[0].devenir, "devenir_"),
        ),
        (renvoi("territoire", "territoires"),),
    ),
    _accompagnements,
)


def _compte(nom: str, description: str) -> tuple[Colonne]:
    return colonne(nom, description, attrgetter(f"objet.{nom}"), Genre.ENTIER, obligatoire=True)


def _devenirs(publication: Publication) -> Iterator[Rangee]:
    for rangee in _accompagnements(publication):
        suite = suite_de(_accompagnement(rangee), publication.corpus.officiel)
        if suite:
            yield from numeroter(publication, suite.parts, rangee)


DEVENIRS = Definition(
    Table(
        "devenirs_des_accompagnements",
        "Devenir des accompagnements",
        "Une intercommunalité d'aujourd'hui, et les communes qu'elle a reçues d'une accompagnée.",
        ("accompagnement", "siren"),
        (
            *cle("accompagnement", "Identifiant de la ligne suivie.", lambda r: r.de.nom),
            *rang("Rang, celle qui a reçu le plus de communes d'abord"),
            *cle("siren", "SIREN dans la liste officielle du jour.", attrgetter("objet.siren")),
            *cle("nom", "Nom dans la liste officielle du jour.", attrgetter("objet.nom")),
            *_compte("communes", "Communes de l'ancienne qui en font partie aujourd'hui."),
            *_compte("total", "Communes de l'ancienne dans l'édition suivie."),
            *_compte("pourcentage", "Part des communes de l'ancienne, en pour cent."),
        ),
        (renvoi("accompagnement", "accompagnements"),),
    ),
    _devenirs,
)
