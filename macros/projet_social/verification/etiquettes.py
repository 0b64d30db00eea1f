"""Les thèmes et les publics que portent les lignes, les étapes, les ambitions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..corpus.corpus import Corpus
from ..lecture.anomalie import Anomalie
from ..lecture.document import Endroit
from ..lecture.validation import plus_proche
from ..modele.referentiel import Situations
from ..modele.texte import est_un_identifiant
from ..texte.identifiant import forme_commune
from .references import PUBLICS, SITUATIONS, THEMES, choisir_parmi, dire_les_inconnus
from .registre import verification


def _etiquetes(corpus: Corpus) -> Iterator[tuple[Any, Endroit]]:
    """Tout ce qui porte des thèmes ou des publics, avec son lieu."""
    for plan in corpus.plans:
        for ligne in plan.lignes:
            yield ligne.contenu, ligne.lieu
            if ligne.fiche:
                for rang, etape in enumerate(ligne.fiche.etapes):
                    yield etape, ligne.lieu / "etapes" / rang
        for champ in ("ambitions", "points_transversaux", "mentions"):
            for rang, element in enumerate(getattr(plan.projet, champ)):
                yield element, plan.lieu / champ / rang
    for rang, situation in enumerate(corpus.seul(Situations).situations):
        yield situation, corpus.documents[SITUATIONS].racine / "situations" / rang


@verification(THEMES)
def themes_connus(corpus: Corpus) -> Iterator[Anomalie]:
    """Chaque thème cité existe."""
    for objet, lieu in _etiquetes(corpus):
        themes = getattr(objet, "themes", ())
        yield from dire_les_inconnus("thème « {} » inconnu", themes, corpus.themes, lieu / "themes")


@verification(PUBLICS)
def publics_connus(corpus: Corpus) -> Iterator[Anomalie]:
    """Chaque public cité existe."""
    for objet, lieu in _etiquetes(corpus):
        for rang, public in enumerate(getattr(objet, "publics", ())):
            if est_un_identifiant(public) and public not in corpus.publics:
                proche = plus_proche(public, corpus.publics)
                yield (lieu / "publics" / rang).anomalie(
                    f"public « {public} » inconnu",
                    proche
                    or f"{choisir_parmi(corpus.publics)} ; si c'est le mot du document, l'écrire "
                    f"avec une majuscule : « {public.capitalize()} »",
                )


@verification(PUBLICS)
def publics_de_la_liste(corpus: Corpus) -> Iterator[Anomalie]:
    """Un public de la liste, écrit avec les mots du document, n'est pas à sa page."""
    ids = {forme_commune(m): p.id for p in corpus.publics.values() for m in (p.id, p.nom)}
    for objet, lieu in _etiquetes(corpus):
        for rang, public in enumerate(getattr(objet, "publics", ())):
            connu = ids.get(forme_commune(public))
            if connu and not est_un_identifiant(public):
                yield (lieu / "publics" / rang).avertir(
                    f"« {public} » est un public de la liste, et ne paraît pas à sa page",
                    f"écrire « {connu} »",
                )
