"""Ce qui est nouveau ou modifié : les entrées d'un flux, tirées des dates que portent les données.

Une ligne sans date à elle n'est pas datée par son projet : c'est l'entrée du projet qui la porte.
Rien ici ne connaît le format Atom ni l'adresse du site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
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
class Nouveaute:
    """Une nouveauté.

    Attributes:
        cle: ce qui la désigne durablement.
        cible: adresse d'ensemble de ce dont elle parle.
        jour: au plus tôt, d'après les données.
        paru: la première date que les données en disent ; absente, celle de `jour`.
        themes: identifiants des thèmes dont elle parle.
    """

    cle: str
    titre: str
    sorte: str
    territoire: TerritoirePublie
    cible: str
    jour: date
    resume: str
    themes: tuple[str, ...] = ()
    paru: date | None = None


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
        yield _du_projet(plan, jour)
    for ligne in plan.lignes:
        yield from _de_la_ligne(ligne)


def _de_la_ligne(ligne: Ligne) -> Iterator[Nouveaute]:
    if jour := jour_de_mise_a_jour(ligne.contenu.maj):
        yield _modifiee(ligne, jour)
    if ligne.fiche:
        for bilan in ligne.fiche.bilans:
            yield _du_bilan(ligne, bilan)


def _du_projet(plan: Plan, jour: date) -> Nouveaute:
    projet = plan.projet
    comptes = ", ".join(plan.compte_ecrit(type_) for type_ in TypeNiveau if plan.comptes[type_])
    phrases = [projet.resume, projet.etat.phrase if projet.etat else None, comptes]
    dits = {theme for mention in mentions_du_plan(plan) for theme in mention.themes}
    return Nouveaute(
        du_plan(plan),
        f"{plan.territoire.nom} : {plan.titre}",
        projet.genre.libelle,
        plan.territoire,
        adresse_de(plan),
        jour,
        _couper(" ".join(_en_phrase(phrase) for phrase in phrases if phrase)),
        tuple(sorted(dits)),
    )


def _modifiee(ligne: Ligne, jour: date) -> Nouveaute:
    contenu = ligne.contenu
    texte = contenu.resume or (en_texte(contenu.description) if contenu.description else "")
    statut = ligne.statut
    phrases = [f"{ligne.intitule} du projet « {ligne.plan.titre} »", texte]
    phrases += [f"Où en est-on : {statut.libelle.lower()}"] if statut else []
    return Nouveaute(
        de_la_ligne(ligne),
        f"{ligne.territoire.nom} : {ligne.titre}",
        ligne.libelle,
        ligne.territoire,
        adresse_de(ligne),
        jour,
        _couper(" ".join(_en_phrase(phrase) for phrase in phrases if phrase)),
        ligne.themes,
        jour_de_mise_a_jour(contenu.valide),
    )


def _du_bilan(ligne: Ligne, bilan: Bilan) -> Nouveaute:
    """Un bilan est daté de la fin de son année, ou de la mise à jour de sa fiche cette année-là."""
    jour = date(bilan.annee, 12, 31)
    ecrit = jour_de_mise_a_jour(ligne.contenu.maj)
    if ecrit and ecrit.year == bilan.annee:
        jour = ecrit
    textes = [bilan.fait, bilan.resultats, bilan.difficultes, bilan.suite]
    return Nouveaute(
        f"{de_la_ligne(ligne)}/bilan:{bilan.annee}",
        f"{ligne.territoire.nom} : bilan {bilan.annee}, {ligne.titre}",
        "Bilan",
        ligne.territoire,
        adresse_de(ligne),
        jour,
        _couper(" ".join(en_texte(texte) for texte in textes if texte))
        or f"Bilan {bilan.annee} de l’action « {ligne.titre} ».",
        ligne.themes,
    )


def _en_phrase(texte: str) -> str:
    """Le texte, point final compris."""
    return texte if texte[-1] in ".!?…" else f"{texte}."


def _couper(texte: str) -> str:
    """Le texte, coupé à la fin d'un mot s'il est long."""
    return texte if len(texte) <= LONGUEUR else f"{texte[:LONGUEUR].rsplit(' ', 1)[0]}…"
