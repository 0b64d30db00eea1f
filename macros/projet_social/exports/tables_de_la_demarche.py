"""Les tables de la démarche : étapes, temps de la méthode, acteurs nommés, thèmes dits."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparaison.calendriers import calendrier_de
from ..comparaison.matrice import croiser
from ..comparaison.mentions import LEGENDE, NiveauDeMention, mentions_du_plan, mentions_par_theme
from ..comparaison.ressemblance import ressemblances_de
from ..comparaison.selection import choisir
from ..comparaison.temps import TEMPS, natures
from ..corpus.plan import Plan
from ..modele.projet import Chiffre, EtapeDemarche
from ..modele.vocabulaire import Part
from ..pages.publication import Publication
from ..texte.identifiant import forme_commune
from .colonnes_de_table import (
    adresse,
    champs,
    cle,
    colonne,
    exemple,
    nombre,
    numeroter,
    rang,
    source,
)
from .comparaison import PAIRES_DU_FICHIER
from .table import Definition, Rangee, definir
from .tables_du_plan import cle_de_la_ligne, cle_du_projet


def _etapes_du_plan(publication: Publication, plan: Plan) -> Iterator[Rangee]:
    etapes = plan.projet.demarche.etapes if plan.projet.demarche else ()
    return numeroter(publication, etapes, plan, lambda etape: str(etape.titre))


def _etapes(publication: Publication) -> Iterator[Rangee]:
    for plan in publication.corpus.plans:
        yield from _etapes_du_plan(publication, plan)


def _cle(rangee: Rangee) -> str:
    return f"{cle_du_projet(rangee.de)}#{rangee.nom}"


ETAPES_DE_DEMARCHE = definir(
    "etapes_de_demarche",
    "Étapes des démarches",
    "Un moment de la démarche d'un projet : sa date, ce qui s'y passe.",
    "etape",
    (
        *cle("etape", "Identifiant de l'étape : projet#nom.", _cle),
        *cle("projet", "Identifiant du projet.", lambda r: cle_du_projet(r.de)),
        *cle("territoire", "Identifiant du territoire.", lambda r: r.de.territoire.slug),
        *rang("Place de l'étape dans le document"),
        *cle(
            "natures",
            "Ce que fait l'étape ; plusieurs quand elle réunit deux temps.",
            lambda r: list(natures(r.objet)),
        ),
        *champs(EtapeDemarche),
        *exemple(),
    ),
    _etapes,
)


def _temps(publication: Publication) -> Iterator[Rangee]:
    """Pour chaque temps de la méthode, l'étape que la comparaison retient."""
    for plan in publication.corpus.plans:
        par_etape = {id(r.objet): r for r in _etapes_du_plan(publication, plan)}
        retenues = calendrier_de(plan).temps
        for temps in TEMPS:
            if temps in retenues:
                yield Rangee(publication, temps, par_etape[id(retenues[temps])])


TEMPS_DE_DEMARCHE = definir(
    "temps_de_demarche",
    "Temps des démarches",
    "Un des quatre temps de la méthode, et l'étape où un projet le tient.",
    "projet temps",
    (
        *cle("projet", "Identifiant du projet.", lambda r: cle_du_projet(r.de.de)),
        *colonne("temps", "Temps.", lambda r: r.objet, obligatoire=True, mots=TEMPS),
        *cle("etape", "Étape de la démarche.", lambda r: _cle(r.de)),
    ),
    _temps,
    liaison=True,
    etape="etapes_de_demarche",
)


def _chiffres(publication: Publication) -> Iterator[Rangee]:
    for plan in publication.corpus.plans:
        demarche = plan.projet.demarche
        propres = demarche.chiffres if demarche else ()
        couples: list[tuple[Chiffre, str | None]] = [(chiffre, None) for chiffre in propres]
        for etape in _etapes_du_plan(publication, plan):
            couples += [(chiffre, _cle(etape)) for chiffre in etape.objet.chiffres]
        yield from numeroter(publication, couples, plan)


CHIFFRES = definir(
    "chiffres",
    "Chiffres des démarches",
    "Un chiffre d'une démarche ou d'une de ses étapes, cité par la source.",
    "projet rang",
    (
        *cle("projet", "Identifiant du projet.", lambda r: cle_du_projet(r.de)),
        *rang("Rang du chiffre"),
        *colonne("etape", "Étape, si le chiffre n'est que d'elle.", lambda r: r.objet[1]),
        *champs(Chiffre, lambda r: r.objet[0]),
        *exemple(),
    ),
    _chiffres,
    etape="etapes_de_demarche",
)


def _acteurs(part: Part, titre: str, description: str) -> Definition:
    """La table des acteurs à qui les étapes donnent une même part."""

    def rangees(publication: Publication) -> Iterator[Rangee]:
        """Chaque formulation, autant de fois qu'elle désigne d'acteurs du référentiel."""
        par_forme = publication.corpus.acteurs_par_forme
        for etape in _etapes(publication):
            couples = [
                (mots, acteur)
                for mots in etape.objet.parts.get(part, ())
                for acteur in par_forme.get(forme_commune(mots)) or (None,)
            ]
            yield from numeroter(publication, couples, etape)

    return definir(
        f"acteurs_{part.value}s",
        titre,
        description,
        "etape rang",
        (
            *cle("etape", "Étape de la démarche.", lambda r: _cle(r.de)),
            *rang("Rang de l'acteur dans l'étape"),
            *cle("projet", "Identifiant du projet.", lambda r: cle_du_projet(r.de.de)),
            *cle("territoire", "Identifiant du territoire.", lambda r: r.de.de.territoire.slug),
            *cle("formulation", "Mots exacts de la source.", lambda r: r.objet[0]),
            *colonne(
                "acteur",
                "Acteur du référentiel ; vide si personne ne l'a encore reconnu.",
                lambda r: r.objet[1] and r.objet[1].id,
            ),
            *colonne("nom", "Nom retenu.", lambda r: r.objet[1] and r.objet[1].nom),
            *colonne("famille", "Famille.", lambda r: r.objet[1] and r.objet[1].famille),
            *exemple(),
        ),
        rangees,
        etape="etapes_de_demarche",
    )


ACTEURS_ENTENDUS = _acteurs(
    Part.ENTENDU,
    "Acteurs entendus",
    "Un acteur entendu à une étape, dans les mots exacts de la source.",
)
ACTEURS_PRESENTS = _acteurs(
    Part.PRESENT,
    "Acteurs présents",
    "Un acteur présent à une étape, sans que la source dise que sa parole fut recueillie.",
)
ACTEURS_INVITES = _acteurs(
    Part.INVITE,
    "Acteurs invités",
    "Un acteur invité à une étape, sans que la source dise qu'il est venu.",
)


def _mentions(publication: Publication) -> Iterator[Rangee]:
    """Chaque mention, autant de fois qu'elle porte de thèmes."""
    for plan in publication.corpus.plans:
        for mention in numeroter(publication, mentions_du_plan(plan), plan):
            for theme in mention.objet.themes:
                yield Rangee(publication, mention.objet, (plan, theme), mention.rang)


MENTIONS = definir(
    "mentions",
    "Mentions de thèmes",
    "Des mots exacts où un territoire parle d'un thème.",
    "projet rang theme",
    (
        *cle("projet", "Identifiant du projet.", lambda r: cle_du_projet(r.de[0])),
        *rang("Place des mots dans le projet"),
        *cle("theme", "Thème.", lambda r: r.de[1]),
        *cle("territoire", "Identifiant du territoire.", lambda r: r.objet.territoire.slug),
        *colonne(
            "niveau",
            f"Où le thème est dit : {LEGENDE}.",
            lambda r: r.objet.niveau.value,
            obligatoire=True,
            mots=NiveauDeMention,
        ),
        *cle("intitule", "Ce qu'est la ligne (« Axe 2 »).", lambda r: r.objet.intitule),
        *cle("texte", "Mots exacts.", lambda r: r.objet.texte),
        *colonne(
            "ligne",
            "Ligne du plan, si c'en est une.",
            lambda r: cle_de_la_ligne(r.objet.ligne) if r.objet.ligne else None,
        ),
        *adresse("Où lire ces mots.", lambda r: r.objet.ligne or r.objet.territoire),
        *source(lambda r: r.objet.ligne.source if r.objet.ligne else r.objet.source),
        *exemple(),
    ),
    _mentions,
)


def _cases(publication: Publication) -> Iterator[Rangee]:
    """Toutes les cases, vides comprises : un silence se compte aussi."""
    corpus = publication.corpus
    matrice = croiser(corpus, mentions_par_theme(corpus), choisir(corpus))
    for territoire in matrice.territoires:
        for theme in matrice.themes:
            case = matrice.cases.get((territoire.slug, theme.id))
            yield Rangee(publication, case, (territoire, theme))


MATRICE = definir(
    "matrice",
    "Thèmes et territoires",
    "Un thème dans un territoire : le plus haut lieu où il est dit, et combien de fois.",
    "territoire theme",
    (
        *cle("territoire", "Identifiant du territoire.", lambda r: r.de[0].slug),
        *cle("theme", "Thème.", lambda r: r.de[1].id),
        *colonne(
            "niveau",
            f"{LEGENDE} ; vide : rien.",
            lambda r: r.objet and r.objet.niveau.value,
            mots=NiveauDeMention,
        ),
        *nombre("mentions", "Nombre de mentions.", lambda r: r.objet.mentions if r.objet else 0),
        *exemple(),
    ),
    _cases,
)


def _paires(publication: Publication) -> Iterator[Rangee]:
    corpus = publication.corpus
    territoires = choisir(corpus).territoires
    rapprochement = ressemblances_de(corpus).rapprocher(territoires, PAIRES_DU_FICHIER)
    paires = (paire for couple in rapprochement.couples for paire in couple.paires)
    return numeroter(publication, paires)


RESSEMBLANCES = definir(
    "ressemblances",
    "Ressemblances",
    "Deux lignes presque identiques de deux territoires différents.",
    "ligne_1 ligne_2",
    (
        *cle("ligne_1", "Première ligne.", lambda r: cle_de_la_ligne(r.objet.gauche)),
        *cle("ligne_2", "Seconde ligne.", lambda r: cle_de_la_ligne(r.objet.droite)),
        *cle("territoire_1", "Le premier.", lambda r: r.objet.gauche.territoire.slug),
        *cle("territoire_2", "Le second.", lambda r: r.objet.droite.territoire.slug),
        *cle("formulation_1", "Première formulation.", lambda r: r.objet.gauche.titre),
        *cle("formulation_2", "Seconde formulation.", lambda r: r.objet.droite.titre),
        *nombre(
            "score",
            "Part des lettres prises dans des mots communs ; 100 veut dire mot pour mot.",
            lambda r: int(r.objet.score),
            "sur 100",
        ),
        *exemple(),
    ),
    _paires,
    ligne_1="lignes.ligne",
    ligne_2="lignes.ligne",
    territoire_1="territoires.territoire",
    territoire_2="territoires.territoire",
)
