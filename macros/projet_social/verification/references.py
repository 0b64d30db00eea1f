"""Ce qui renvoie à rien, ou à deux choses : des erreurs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from .. import icones
from ..corpus.corpus import Corpus
from ..corpus.rgaa import criteres
from ..lecture.anomalie import Anomalie
from ..lecture.document import Endroit
from ..lecture.validation import plus_proche
from ..modele.accents import sans_accent
from ..modele.dossier import Accompagnement
from ..modele.editeur import SEUIL_TOTAL
from ..modele.introspection import classe_dans
from ..modele.referentiel import Public, Publics, Situation, Situations, Sources, Theme
from ..modele.socle import Objet
from ..modele.vocabulaire import VueComparee
from .registre import verification

THEMES = "referentiels/themes.yml"
PUBLICS = "referentiels/publics.yml"
SITUATIONS = "referentiels/situations.yml"
ACTEURS = "referentiels/acteurs.yml"
SOURCES = "referentiels/sources.yml"


def dire_les_inconnus(
    constat: str, cites: Iterable[str], connus: Collection[str], lieu: Endroit
) -> Iterator[Anomalie]:
    """Les mots cités qui ne sont pas connus ; `constat` attend le mot entre ses guillemets."""
    for rang, cite in enumerate(cites):
        yield from dire_l_inconnu(constat, cite, connus, lieu / rang, choisir_parmi(connus))


def dire_l_inconnu(
    constat: str, cite: str, connus: Collection[str], lieu: Endroit, sinon: str
) -> Iterator[Anomalie]:
    """Un mot cité qui n'est pas connu ; `sinon` est le conseil s'il ne ressemble à aucun autre."""
    if cite not in connus:
        yield lieu.anomalie(constat.format(cite), plus_proche(cite, connus) or sinon)


def choisir_parmi(connus: Collection[str]) -> str:
    """Le conseil devant un mot qui ne ressemble à aucun de ceux que l'on connaît."""
    return f"choisir parmi : {', '.join(sorted(connus))}" if connus else "le retirer"


def _references(objet: Any, lieu: Endroit) -> Iterator[tuple[str, Endroit]]:
    """Les documents cités par un objet et par tout ce qu'il contient."""
    modele: type[Objet] = type(objet)
    champs = modele.model_fields
    if "document" in champs and "citation" in champs:
        if objet.document:
            yield objet.document, lieu / "document"
        return
    for nom in _champs_d_objets(modele):
        valeur = getattr(objet, nom)
        if isinstance(valeur, Objet):
            yield from _references(valeur, lieu / nom)
        elif isinstance(valeur, tuple):
            for rang, element in enumerate(valeur):
                if isinstance(element, Objet):
                    yield from _references(element, lieu / nom / rang)


@cache
def _champs_d_objets(modele: type[Objet]) -> tuple[str, ...]:
    """Les champs qui peuvent contenir un objet : la plupart ne contiennent que du texte."""
    champs = modele.model_fields.items()
    return tuple(nom for nom, champ in champs if classe_dans(champ.annotation, Objet))


@verification(SOURCES)
def sources_connues(corpus: Corpus) -> Iterator[Anomalie]:
    """Chaque document cité existe dans `referentiels/sources.yml`."""
    objets: list[tuple[Any, Endroit]] = [(t.donnees, t.lieu) for t in corpus.territoires.values()]
    objets += [(plan.projet, plan.lieu) for plan in corpus.plans]
    objets += [(ligne.contenu, ligne.lieu) for ligne in corpus.lignes if not ligne.lieu.chemin]
    objets += [(dossier.donnees, dossier.lieu) for dossier in corpus.dossiers.values()]
    if annexe := corpus.documents.get("accompagnements.yml"):
        objets.append((corpus.accompagnements, annexe.racine))
    for objet, racine in objets:
        for cite, lieu in _references(objet, racine):
            dit, sinon = "document source « {} » inconnu", f"le décrire dans {SOURCES}"
            yield from dire_l_inconnu(dit, cite, corpus.sources, lieu, sinon)


@verification()
def actions_liees_connues(corpus: Corpus) -> Iterator[Anomalie]:
    """Une action ne se dit voisine que d'une action de son territoire."""
    for territoire in corpus.territoires.values():
        connues = {ligne.id for ligne in territoire.lignes if ligne.fiche}
        for ligne in territoire.lignes:
            if ligne.fiche:
                lieu = ligne.lieu / "actions_liees"
                liees = ligne.fiche.actions_liees
                yield from dire_les_inconnus("action « {} » inconnue", liees, connues, lieu)


@verification()
def projets_precedents_connus(corpus: Corpus) -> Iterator[Anomalie]:
    """Un projet ne succède qu'à un projet de son territoire, et jamais en rond."""
    for territoire in corpus.territoires.values():
        plans = {plan.id: plan for plan in territoire.plans}
        for plan in territoire.plans_publies_ici:
            precedent, vus = plan.projet.succede_a, {plan.id}
            while precedent in plans and precedent not in vus:
                vus.add(precedent)
                precedent = plans[precedent].projet.succede_a
            if precedent in vus:
                yield (plan.lieu / "succede_a").anomalie(
                    "les projets se succèdent en rond", "retirer l'un des « succede_a »"
                )
            elif precedent and precedent == plan.projet.succede_a:
                sinon, lieu = f"projets du territoire : {', '.join(plans)}", plan.lieu / "succede_a"
                yield from dire_l_inconnu("projet « {} » inconnu", precedent, plans, lieu, sinon)


def _accompagnements(corpus: Corpus) -> Iterator[tuple[Accompagnement, Endroit]]:
    """Chaque ligne de l'annexe, et où elle est écrite."""
    if document := corpus.documents.get("accompagnements.yml"):
        for rang_groupe, groupe in enumerate(corpus.accompagnements.groupes):
            lieu = document.racine / "groupes" / rang_groupe / "accompagnements"
            yield from ((ligne, lieu / rang) for rang, ligne in enumerate(groupe.accompagnements))


@verification()
def accompagnements_relies(corpus: Corpus) -> Iterator[Anomalie]:
    """Une ligne de l'annexe ne renvoie qu'à un territoire publié."""
    for ligne, lieu in _accompagnements(corpus):
        if cite := ligne.territoire:
            dit, ici = "territoire « {} » inconnu", lieu / "territoire"
            yield from dire_l_inconnu(dit, cite, corpus.territoires, ici, "retirer la clé")


@verification()
def devenirs_dans_la_liste(corpus: Corpus) -> Iterator[Anomalie]:
    """Une intercommunalité qui succède à une autre est dans la liste officielle du jour."""
    for ligne, lieu in _accompagnements(corpus):
        if not (devenir := ligne.devenir):
            continue
        successeurs = lieu / "devenir" / "successeurs"
        for rang, suivie in enumerate(devenir.successeurs):
            if suivie.siren not in corpus.officiel.entites:
                yield (successeurs / rang / "siren").anomalie(
                    f"SIREN {suivie.siren} absent de la liste officielle",
                    "refaire le devenir avec macros/suivre_accompagnes.py",
                )
        avant = sum(ancienne.communes for ancienne in devenir.anciennes)
        apres = sum(suivie.communes for suivie in devenir.successeurs)
        if apres > avant:
            yield successeurs.anomalie(
                f"{apres} communes reçues, pour {avant} dans l'édition de {devenir.edition}",
                "refaire le devenir avec macros/suivre_accompagnes.py",
            )


@verification()
def referentiels_sans_doublon(corpus: Corpus) -> Iterator[Anomalie]:
    """Un identifiant ne désigne qu'une chose dans un référentiel."""
    listes = (
        (THEMES, "familles", corpus.referentiel_themes.familles, "id"),
        (THEMES, "themes", corpus.referentiel_themes.themes, "id"),
        (PUBLICS, "publics", corpus.seul(Publics).publics, "id"),
        (SITUATIONS, "situations", corpus.seul(Situations).situations, "id"),
        (ACTEURS, "familles", corpus.referentiel_acteurs.familles, "id"),
        (ACTEURS, "acteurs", corpus.referentiel_acteurs.acteurs, "id"),
        (SOURCES, "sources", corpus.seul(Sources).sources, "id"),
        ("referentiels/glossaire.yml", "termes", corpus.termes, "sigle"),
    )
    for fichier, champ, elements, cle in listes:
        vus: set[str] = set()
        for rang, element in enumerate(elements):
            valeur = getattr(element, cle)
            if valeur in vus:
                yield (corpus.documents[fichier].racine / champ / rang / cle).anomalie(
                    f"« {valeur} » figure déjà plus haut", "n'en garder qu'un"
                )
            vus.add(valeur)


@verification()
def familles_connues(corpus: Corpus) -> Iterator[Anomalie]:
    """Chaque thème et chaque acteur est d'une famille déclarée."""
    for fichier, champ, referentiel in (
        (THEMES, "themes", corpus.referentiel_themes),
        (ACTEURS, "acteurs", corpus.referentiel_acteurs),
    ):
        connues = {famille.id for famille in referentiel.familles}
        for rang, element in enumerate(getattr(referentiel, champ)):
            lieu = corpus.documents[fichier].racine / champ / rang / "famille"
            dit, sinon = "famille « {} » inconnue", "la déclarer dans « familles »"
            yield from dire_l_inconnu(dit, element.famille, connues, lieu, sinon)


@verification(ACTEURS)
def tutelles_connues(corpus: Corpus) -> Iterator[Anomalie]:
    """Un acteur ne relève que d'un acteur du référentiel, et jamais de lui-même."""
    acteurs = {acteur.id: acteur for acteur in corpus.referentiel_acteurs.acteurs}
    for rang, acteur in enumerate(corpus.referentiel_acteurs.acteurs):
        lieu = corpus.documents[ACTEURS].racine / "acteurs" / rang / "releve_de"
        if acteur.releve_de and acteur.releve_de not in acteurs:
            dit, sinon = "acteur « {} » inconnu", "retirer la clé"
            yield from dire_l_inconnu(dit, acteur.releve_de, acteurs, lieu, sinon)
        elif acteur.id in {a.releve_de for a in (acteur, *corpus.tutelles[acteur.id])}:
            yield lieu.anomalie(
                "les acteurs relèvent les uns des autres en rond", "retirer l'un des « releve_de »"
            )


@verification()
def icones_connues(corpus: Corpus) -> Iterator[Anomalie]:
    """Chaque icône nommée est livrée avec le site."""
    listes: tuple[tuple[str, str, Sequence[Theme | Public | Situation]], ...] = (
        (THEMES, "themes", corpus.referentiel_themes.themes),
        (PUBLICS, "publics", corpus.seul(Publics).publics),
        (SITUATIONS, "situations", corpus.seul(Situations).situations),
    )
    for fichier, champ, elements in listes:
        for rang, element in enumerate(elements):
            if element.icone and not icones.existe(element.icone):
                yield (corpus.documents[fichier].racine / champ / rang / "icone").anomalie(
                    f"icône « {element.icone} » inconnue {icones.sans_material()}".rstrip(),
                    plus_proche(element.icone, icones.noms())
                    or "choisir un nom de Material Design Icons, comme « bus »",
                )


@verification()
def alias_de_territoire_libres(corpus: Corpus) -> Iterator[Anomalie]:
    """L'ancien nom d'un territoire n'est pas le nom d'un autre."""
    pris = dict.fromkeys(corpus.territoires, "")
    for territoire in corpus.territoires.values():
        for rang, ancien in enumerate(territoire.donnees.alias):
            if ancien in pris:
                yield (territoire.lieu / "alias" / rang).anomalie(
                    f"l'ancien identifiant « {ancien} » est déjà pris", "retirer cet alias"
                )
            pris[ancien] = territoire.slug


@verification()
def dossiers_sans_collision(corpus: Corpus) -> Iterator[Anomalie]:
    """L'adresse d'un dossier n'est pas celle d'une vue de la comparaison."""
    prises = {vue.value for vue in VueComparee} | {"accompagnements"}
    for dossier in corpus.dossiers.values():
        if dossier.id in prises:
            yield dossier.lieu.anomalie(
                f"« {dossier.id} » est déjà l'adresse d'une page de la comparaison",
                "renommer le fichier du dossier",
            )


@verification("editeur.yml")
def criteres_de_l_audit(corpus: Corpus) -> Iterator[Anomalie]:
    """Une non-conformité renvoie à un critère connu ; à cent pour cent, il n'y en a pas."""
    audit = corpus.editeur.audit
    if audit is None:
        return
    lieu = corpus.documents["editeur.yml"].racine / "audit"
    connus = [critere.numero for critere in criteres()]
    for rang, non_conformite in enumerate(audit.non_conformites):
        ici, dit = lieu / "non_conformites" / rang / "critere", "critère « {} » absent du RGAA"
        cite = non_conformite.critere
        yield from dire_l_inconnu(dit, cite, connus, ici, "vérifier son numéro")
    if audit.taux == SEUIL_TOTAL and audit.non_conformites:
        yield (lieu / "taux").avertir(
            "tous les critères seraient respectés, et des non-conformités sont listées",
            "corriger le taux ou la liste ; d'ici là le site se dit partiellement conforme",
        )


def proposer_le_vrai_mot(anomalie: Anomalie, corpus: Corpus) -> Anomalie:
    """Un identifiant mal formé reçoit le vrai, s'il est d'une liste que l'on connaît."""
    trouve = re.fullmatch(r"identifiant « (.+) » mal formé", anomalie.constat)
    champ = anomalie.champ.split(" › ")[-1].split(" ")[0]
    connus = [*corpus.themes] if champ == "themes" else [*corpus.publics]
    if champ not in ("themes", "publics"):
        return anomalie
    proche = plus_proche(sans_accent(trouve[1].lower()), connus) if trouve else ""
    return replace(anomalie, conseil=proche) if proche else anomalie
