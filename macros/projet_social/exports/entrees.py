"""Ce qui est nouveau ou modifié : les entrées d'un flux, tirées des dates que portent les données.

Une ligne sans date à elle n'est pas datée par son projet : c'est l'entrée du projet qui la porte.
Rien ici ne connaît le format Atom ni l'adresse du site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain

from ..comparaison.mentions import mentions_du_plan
from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..modele.fiche_action import Bilan
from ..modele.vocabulaire import TypeNiveau
from ..pages.adresse import adresse_de
from ..texte.prose import en_texte
from .identite import de_la_ligne, du_plan
from .jours import jour_de_mise_a_jour

LONGUEUR = 400
"""Signes au-delà desquels un résumé se coupe, à la fin d'un mot."""


@dataclass(frozen=True)
class Dite:
    """Ce qu'une nouveauté dit.

    Attributes:
        cle: ce qui la désigne durablement.
        cible: adresse d'ensemble de ce dont elle parle.
        paru: la première date que les données en disent ; absente, celle de la nouveauté.
    """

    cle: str
    titre: str
    sorte: str
    cible: str
    resume: str
    paru: date | None = None


@dataclass(frozen=True)
class Nouveaute:
    """Une nouveauté.

    Attributes:
        jour: au plus tôt, d'après les données.
        themes: identifiants des thèmes dont elle parle.
        dire: ce qu'elle dit ; un flux ne le demande qu'aux plus récentes.
    """

    territoire: TerritoirePublie
    jour: date
    themes: tuple[str, ...]
    dire: Callable[[], Dite]


def entrees_du_corpus(corpus: Corpus) -> list[Nouveaute]:
    """Toutes les nouveautés, de la plus récente à la plus ancienne."""
    plans = [plan for t in corpus.territoires.values() for plan in t.plans_publies_ici]
    return _ranger(entree for plan in plans for entree in _du_plan(plan))


def entrees_du_territoire(territoire: TerritoirePublie) -> list[Nouveaute]:
    """Celles d'un territoire, plans communs et fiches partagées compris."""
    des_plans = (entree for plan in territoire.plans for entree in _du_plan(plan))
    partagees = (entree for ligne in territoire.partagees for entree in _de_la_ligne(ligne))
    return _ranger(chain(des_plans, partagees))


def du_theme(entrees: Iterable[Nouveaute], theme: str) -> list[Nouveaute]:
    """Celles d'un thème."""
    return [entree for entree in entrees if theme in entree.themes]


def _ranger(entrees: Iterable[Nouveaute]) -> list[Nouveaute]:
    """Les plus récentes d'abord ; d'un même jour, dans l'ordre du plan."""
    return sorted(entrees, key=lambda entree: entree.jour, reverse=True)


def _du_plan(plan: Plan) -> Iterator[Nouveaute]:
    if jour := jour_de_mise_a_jour(plan.projet.maj):
        dits = {theme for mention in mentions_du_plan(plan) for theme in mention.themes}
        yield Nouveaute(plan.territoire, jour, tuple(sorted(dits)), partial(_du_projet, plan))
    for ligne in plan.lignes:
        yield from _de_la_ligne(ligne)


def _de_la_ligne(ligne: Ligne) -> Iterator[Nouveaute]:
    modifiee = jour_de_mise_a_jour(ligne.contenu.maj)
    if modifiee:
        yield Nouveaute(ligne.territoire, modifiee, ligne.themes, partial(_modifiee, ligne))
    for bilan in ligne.fiche.bilans if ligne.fiche else ():
        # De la fin de son année, ou de la mise à jour de sa fiche cette année-là.
        alors = modifiee and modifiee.year == bilan.annee
        jour = modifiee if modifiee and alors else date(bilan.annee, 12, 31)
        yield Nouveaute(ligne.territoire, jour, ligne.themes, partial(_du_bilan, ligne, bilan))


def _du_projet(plan: Plan) -> Dite:
    projet = plan.projet
    comptes = ", ".join(plan.compte_ecrit(type_) for type_ in TypeNiveau if plan.comptes[type_])
    phrases = [projet.resume, projet.etat.phrase if projet.etat else None, comptes]
    return Dite(
        du_plan(plan),
        f"{plan.territoire.nom} : {plan.titre}",
        projet.genre.libelle,
        adresse_de(plan),
        _couper(" ".join(_en_phrase(phrase) for phrase in phrases if phrase)),
    )


def _modifiee(ligne: Ligne) -> Dite:
    contenu = ligne.contenu
    texte = contenu.resume or (en_texte(contenu.description) if contenu.description else "")
    statut = ligne.statut
    phrases = [f"{ligne.intitule} du projet « {ligne.plan.titre} »", texte]
    phrases += [f"Où en est-on : {statut.libelle.lower()}"] if statut else []
    return Dite(
        de_la_ligne(ligne),
        f"{ligne.territoire.nom} : {ligne.titre}",
        ligne.libelle,
        adresse_de(ligne),
        _couper(" ".join(_en_phrase(phrase) for phrase in phrases if phrase)),
        jour_de_mise_a_jour(contenu.valide),
    )


def _du_bilan(ligne: Ligne, bilan: Bilan) -> Dite:
    textes = [bilan.fait, bilan.resultats, bilan.difficultes, bilan.suite]
    return Dite(
        f"{de_la_ligne(ligne)}/bilan:{bilan.annee}",
        f"{ligne.territoire.nom} : bilan {bilan.annee}, {ligne.titre}",
        "Bilan",
        adresse_de(ligne),
        _couper(" ".join(en_texte(texte) for texte in textes if texte))
        or f"Bilan {bilan.annee} de l’action « {ligne.titre} ».",
    )


def _en_phrase(texte: str) -> str:
    """Le texte, point final compris."""
    return texte if texte[-1] in ".!?…" else f"{texte}."


def _couper(texte: str) -> str:
    """Le texte, coupé à la fin d'un mot s'il est long."""
    return texte if len(texte) <= LONGUEUR else f"{texte[:LONGUEUR].rsplit(' ', 1)[0]}…"
