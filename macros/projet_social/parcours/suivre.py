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
        yield _la_version(etat, actions)
        yield _le_bilan(etat, actions)
    if etat.corpus.territoires:
        yield _le_dossier(etat)


def _la_version(etat: EtatDuSite, actions: list[Ligne]) -> Pas:
    """Le plan voté se garde une fois ; sans lui, rien ne dira ce qui a changé."""
    sans = [ligne for ligne in actions if not etat.corpus.versions_du_plan(ligne.plan)]
    return Pas(
        "Garder le plan tel qu'il fut voté",
        Avancee.FAIT if not sans else Avancee.FACULTATIF,
        "Le site le montrera toujours, à une adresse que l'on peut citer, et dira ce qui a changé "
        "depuis. La date est celle du vote.",
        f'projet-social figer "Voté le 12 décembre 2025"{_ou(etat, sans)}',
    )


def _ou(etat: EtatDuSite, lignes: list[Ligne]) -> str:
    """Les options qui disent de quel plan l'on parle, s'il y en a d'autres."""
    if not lignes:
        return ""
    plan = lignes[0].plan
    dites = f" --territoire {plan.territoire.slug}" if len(etat.corpus.territoires) > 1 else ""
    return f"{dites} --projet {plan.id}" if len(plan.territoire.plans) > 1 else dites


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
    return Pas(
        titre,
        selon(not en_attente),
        f"{nombre} dont l'échéance est passée, ou sans nouvelles depuis un an. La commande prépare "
        "la réunion des partenaires, et écrit un classeur par pilote, à lui envoyer ; chacun "
        "remplit ses actions, et vous les reprenez ensemble.",
        f"projet-social bilan {etat.aujourd_hui.year}{_ou(etat, en_attente)}",
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
