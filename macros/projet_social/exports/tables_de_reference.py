"""Les tables des référentiels, des dossiers comparatifs et des accompagnements."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from ..comparaison.devenir import suite_de
from ..modele.dossier import Accompagnement, Dossier
from ..modele.referentiel import Acteur, Public, Situation, Situations, Terme, Theme
from ..modele.source import DocumentSource
from ..pages.publication import Publication
from ..texte.identifiant import identifiant_de
from .colonnes_de_table import adresse, champs, chaque, cle, colonne, nombre, numeroter, rang
from .table import ColonneDeTable, Rangee, definir


def _themes(publication: Publication) -> Iterator[Rangee]:
    familles = {f.id: f.nom for f in publication.corpus.referentiel_themes.familles}
    return numeroter(publication, publication.corpus.themes.values(), familles)


THEMES = definir(
    "themes",
    "Thèmes",
    "Un thème commun à tous les territoires.",
    "theme",
    (
        *cle("theme", "Identifiant du thème.", attrgetter("objet.id")),
        *champs(Theme),
        *colonne("famille_nom", "Nom de la famille.", lambda r: r.de.get(r.objet.famille)),
        *adresse("Adresse de la page du thème."),
    ),
    _themes,
)


PUBLICS = definir(
    "publics",
    "Publics",
    "Un public visé.",
    "public",
    (
        *cle("public", "Identifiant du public.", attrgetter("objet.id")),
        *champs(Public),
        *adresse("Adresse de la page du public."),
    ),
    lambda p: numeroter(p, p.corpus.publics.values()),
)

SITUATIONS = definir(
    "situations",
    "Situations de vie",
    "Une situation de vie : l'entrée d'un habitant vers ce qui le concerne.",
    "situation",
    (
        *cle("situation", "Identifiant de la situation.", attrgetter("objet.id")),
        *champs(Situation),
        *adresse("Adresse de la page de la situation."),
    ),
    lambda p: numeroter(p, p.corpus.seul(Situations).situations),
)


def _acteurs(publication: Publication) -> Iterator[Rangee]:
    referentiel = publication.corpus.referentiel_acteurs
    return numeroter(publication, referentiel.acteurs, {f.id: f.nom for f in referentiel.familles})


ACTEURS = definir(
    "acteurs",
    "Acteurs",
    "Un acteur local, sous toutes les formes où les documents le nomment.",
    "acteur",
    (
        *cle("acteur", "Identifiant de l'acteur.", attrgetter("objet.id")),
        *champs(Acteur),
        *colonne("famille_nom", "Nom de la famille.", lambda r: r.de.get(r.objet.famille)),
    ),
    _acteurs,
    releve_de="acteurs.acteur",
)


SOURCES = definir(
    "sources",
    "Documents sources",
    "Un document d'où viennent des données, et comment le citer.",
    "source",
    (
        *cle("source", "Identifiant du document.", attrgetter("objet.id")),
        *champs(DocumentSource),
        *adresse("Où le site en parle."),
    ),
    lambda p: numeroter(p, p.corpus.sources.values()),
)


GLOSSAIRE = definir(
    "glossaire",
    "Glossaire",
    "Un sigle ou un mot du métier, expliqué.",
    "terme",
    (*cle("terme", "Identifiant du terme.", lambda r: r.nom), *champs(Terme)),
    lambda p: numeroter(p, p.corpus.termes, titre=lambda terme: str(terme.sigle)),
)


DOSSIERS = definir(
    "dossiers",
    "Dossiers comparatifs",
    "Une comparaison de territoires choisis.",
    "dossier",
    (
        *cle("dossier", "Identifiant du dossier.", attrgetter("objet.id")),
        *champs(Dossier, attrgetter("objet.donnees")),
        *adresse("Adresse du dossier."),
    ),
    lambda p: numeroter(p, p.corpus.dossiers.values()),
)


TERRITOIRES_DES_DOSSIERS = definir(
    "territoires_des_dossiers",
    "Territoires des dossiers",
    "Un dossier et un territoire qu'il compare.",
    "dossier territoire",
    (
        *cle("dossier", "Identifiant du dossier.", attrgetter("de.id")),
        *cle("territoire", "Identifiant du territoire.", attrgetter("objet.slug")),
        *rang("Rang du territoire dans le dossier"),
    ),
    chaque(lambda p: p.corpus.dossiers.values(), lambda dossier: dossier.territoires),
    liaison=True,
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


ACCOMPAGNEMENTS = definir(
    "accompagnements",
    "Intercommunalités accompagnées",
    "Une intercommunalité accompagnée, telle que la liste la nomme.",
    "accompagnement",
    (
        *cle("accompagnement", "Identifiant de la ligne, tiré de son nom.", lambda r: r.nom),
        *rang("Rang de la ligne dans la liste"),
        *cle("groupe", "Partie de la liste.", lambda r: r.objet[1].titre),
        *champs(Accompagnement, lambda r: r.objet[0]),
    ),
    _accompagnements,
)


def _compte(nom: str, description: str) -> tuple[ColonneDeTable]:
    return nombre(nom, description, attrgetter(f"objet.{nom}"))


def _devenirs(publication: Publication) -> Iterator[Rangee]:
    for rangee in _accompagnements(publication):
        suite = suite_de(rangee.objet[0], publication.corpus.officiel)
        if suite:
            yield from numeroter(publication, suite.parts, rangee)


DEVENIRS = definir(
    "devenirs_des_accompagnements",
    "Devenir des accompagnements",
    "Une intercommunalité d'aujourd'hui, et les communes qu'elle a reçues d'une accompagnée.",
    "accompagnement siren",
    (
        *cle("accompagnement", "Identifiant de la ligne suivie.", lambda r: r.de.nom),
        *rang("Rang, celle qui a reçu le plus de communes d'abord"),
        *cle("siren", "SIREN dans la liste officielle du jour.", attrgetter("objet.siren")),
        *cle("nom", "Nom dans la liste officielle du jour.", attrgetter("objet.nom")),
        *_compte("communes", "Communes de l'ancienne qui en font partie aujourd'hui."),
        *_compte("total", "Communes de l'ancienne dans l'édition suivie."),
        *_compte("pourcentage", "Part des communes de l'ancienne, en pour cent."),
    ),
    _devenirs,
)
