"""Un corpus réduit à un territoire : lui seul, et ce que ses pages ont à nommer.

Les objets restent ceux du corpus entier : une ligne du site d'un territoire est la même que sur
le site d'ensemble, et se compare aux autres.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..modele.dossier import Accompagnements
from ..modele.referentiel import Acteur, Acteurs, Publics, Situations, Sources, Themes
from ..modele.socle import Objet
from ..modele.source import Reference
from ..modele.territoire import Territoire
from ..modele.texte import identifiants_parmi
from ..texte.identifiant import forme_commune
from .corpus import Corpus, UnObjet
from .plan import Plan, TerritoirePublie

SOURCES_OFFICIELLES = {"decoupage-administratif"}
"""Documents que les pages citent d'elles-mêmes, sans qu'une donnée y renvoie."""


def reduire(corpus: Corpus, slug: str) -> Corpus:
    """Le corpus d'un seul territoire : sans comparaison, ni mot que rien n'y emploie.

    Les documents et le glossaire d'un corpus qui n'a que ce territoire sont les siens : ils
    restent entiers.

    Raises:
        Inconnu: aucun territoire de ce slug.
    """
    territoire = corpus.territoire(slug)
    themes = set(themes_des_plans(territoire.plans))
    publics = set(publics_des_plans(territoire.plans))
    sources = corpus.seul(Sources).sources
    if len(corpus.territoires) > 1:
        cites = SOURCES_OFFICIELLES | set(documents_cites(territoire.donnees, territoire.plans))
        sources = tuple(source for source in sources if source.id in cites)
    return replace(
        corpus,
        territoires={slug: territoire},
        plans=list(territoire.plans),
        dossiers={},
        seuls=corpus.seuls
        | {
            Themes: _changer(
                corpus.seul(Themes),
                themes=tuple(theme for theme in corpus.themes.values() if theme.id in themes),
            ),
            Publics: _changer(
                corpus.seul(Publics),
                publics=tuple(public for public in corpus.publics.values() if public.id in publics),
            ),
            Situations: _changer(
                corpus.seul(Situations),
                situations=tuple(
                    _changer(
                        situation,
                        publics=tuple(p for p in situation.publics if p in publics),
                        themes=tuple(t for t in situation.themes if t in themes),
                    )
                    for situation in corpus.situations.values()
                    if not publics.isdisjoint(situation.publics)
                    or not themes.isdisjoint(situation.themes)
                ),
            ),
            Acteurs: _changer(corpus.seul(Acteurs), acteurs=_acteurs_nommes(corpus, territoire)),
            Sources: _changer(corpus.seul(Sources), sources=sources),
            Accompagnements: Accompagnements(),
        },
    )


def _changer(objet: UnObjet, **champs: Any) -> UnObjet:
    return objet.model_copy(update=champs)


def themes_des_plans(plans: Iterable[Plan]) -> Iterator[str]:
    """Les thèmes que portent des plans, leurs ambitions et les passages cités."""
    for plan in plans:
        projet = plan.projet
        porteurs: tuple[Any, ...] = (
            *plan.lignes,
            *projet.ambitions,
            *projet.points_transversaux,
            *projet.mentions,
        )
        for porteur in porteurs:
            yield from porteur.themes


def publics_des_plans(plans: Iterable[Plan]) -> Iterator[str]:
    """Les publics que visent les lignes et les étapes des actions."""
    for plan in plans:
        for ligne in plan.lignes:
            yield from ligne.publics
            for etape in ligne.fiche.etapes if ligne.fiche else ():
                yield from identifiants_parmi(etape.publics)


def _acteurs_nommes(corpus: Corpus, territoire: TerritoirePublie) -> tuple[Acteur, ...]:
    """Les acteurs que nomment les démarches du territoire, et ceux dont ils relèvent."""
    nommes = {
        nomme.id
        for plan in territoire.plans
        for etape in (plan.projet.demarche.etapes if plan.projet.demarche else ())
        for part in etape.parts.values()
        for mots in part
        for acteur in corpus.acteurs_par_forme.get(forme_commune(mots), ())
        for nomme in (acteur, *corpus.tutelles[acteur.id])
    }
    return tuple(a for a in corpus.referentiel_acteurs.acteurs if a.id in nommes)


def documents_cites(donnees: Territoire, plans: Sequence[Plan]) -> Iterator[str]:
    """Les documents dont viennent les données d'un territoire et de ses plans."""
    fiches = (ligne.contenu for plan in plans for ligne in plan.lignes)
    for objet in (donnees, *(plan.projet for plan in plans), *fiches):
        for reference in _references(objet):
            if reference.document:
                yield reference.document


def _references(valeur: object) -> Iterator[Reference]:
    """Tous les renvois à un document, à quelque profondeur qu'ils soient."""
    if isinstance(valeur, Reference):
        yield valeur
    elif isinstance(valeur, Objet):
        for _, contenu in valeur:
            yield from _references(contenu)
    elif isinstance(valeur, dict):
        yield from _references(tuple(valeur.values()))
    elif isinstance(valeur, Iterable) and not isinstance(valeur, str):
        for contenu in valeur:
            yield from _references(contenu)
