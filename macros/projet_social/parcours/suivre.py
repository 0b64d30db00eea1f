"""Faire vivre le site : le bilan de l'année, et ce que l'on en emporte."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparaison.suivi import signaux
from ..corpus.plan import Ligne
from ..texte.typographie import accorder
from .etat import EtatDuSite
from .pas import Avancee, Pas, selon


def suivre_le_site(etat: EtatDuSite) -> Iterator[Pas]:
    """Une année de vie."""
    actions = [ligne for ligne in etat.corpus.lignes if ligne.fiche and not ligne.exemple]
    if actions:
        yield _le_bilan(etat, actions)
    if etat.corpus.territoires:
        yield _le_dossier(etat)


def _le_bilan(etat: EtatDuSite, actions: list[Ligne]) -> Pas:
    en_attente = [a for a in actions if a.fiche and signaux(a.fiche, etat.aujourd_hui)]
    titre, nombre = "Faire le bilan de l'année", accorder(len(en_attente), "action")
    if etat.retours and en_attente:
        return Pas(
            titre,
            Avancee.A_FAIRE,
            f"« {etat.retours} » est parti aux pilotes. Quand leurs classeurs y sont revenus "
            "remplis, la commande montre ce qui changerait, sans rien écrire ; la même sans "
            "--essai l'écrit.",
            f"projet-social importer {etat.retours} --essai",
            compte=f"{nombre} à revoir",
        )
    slug = en_attente[0].territoire.slug if en_attente else ""
    cible = f"{slug} " if len(etat.corpus.territoires) > 1 else ""
    return Pas(
        titre,
        selon(not en_attente),
        f"{nombre} dont l'échéance est passée, ou sans nouvelles depuis un an. La commande écrit "
        "un classeur par pilote, à lui envoyer ; chacun remplit ses actions, et vous les reprenez "
        "ensemble.",
        f"projet-social exporter {cible}--par-pilote -o {etat.bilan}",
        compte=f"{nombre} à revoir" if en_attente else "",
    )


def _le_dossier(etat: EtatDuSite) -> Pas:
    slug = next(iter(etat.corpus.territoires))
    return Pas(
        "Emporter le projet en réunion",
        Avancee.FACULTATIF,
        "Un document à imprimer, ou à retravailler dans un traitement de texte.",
        f"projet-social dossier --synthese {slug} --format odt",
    )
