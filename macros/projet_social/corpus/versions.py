"""Les versions figées : relier ce qu'un fichier garde d'un plan, et composer ce qu'il gardera.

Une version se relie dans un corpus à elle, où rien d'aujourd'hui n'entre : ni le plan du moment, ni
les listes de thèmes et de publics, ni les autres territoires.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..lecture.anomalie import Anomalie
from ..lecture.document import Document
from ..modele.date_partielle import DatePartielle, lire_date
from ..modele.fiche_action import FicheAction
from ..modele.format import FORMAT
from ..modele.moment_d_annee import NUMERO_DU_MOIS, nu
from ..modele.projet import Projet
from ..modele.referentiel import Publics, Sources, Themes
from ..modele.socle import Refus
from ..modele.territoire import Territoire
from ..modele.version import VersionFigee
from ..texte.identifiant import identifiant_de
from .assemblage import Lus, relier
from .corpus import Corpus, VersionPubliee
from .plan import Plan
from .reduction import documents_cites, publics_des_plans, themes_des_plans

PLAN_PRINCIPAL = "projet"
"""Le plan de `projet.yml` ; les autres ont le nom que dit leur fichier."""
NE_SE_RETOUCHE_PAS = (
    "une version figée ne se retouche pas : reprendre ce fichier d'une sauvegarde, ou l'ôter"
)
VERS_DES_LIGNES = ("rattachements", "ordre")
"""Les champs qui nomment des lignes, et que rien d'autre ne remplace si elles manquent."""
JOUR_DIT = re.compile(
    r"\b(?:(?:du|le|au|en) )?("
    rf"\d{{1,2}}(?:er)? (?:{'|'.join(sorted(NUMERO_DU_MOIS, key=len, reverse=True))})\.? \d{{4}}"
    r"|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})\b"
)
"""Un jour entier dans une phrase sans accents, avec le petit mot qui le précède."""


def relier_les_versions(lus: Lus, corpus: Corpus) -> Iterator[Anomalie]:
    """Relie les versions lues, chacune à part, et les range dans le corpus.

    Yields:
        Ce qui ne se relie plus, et les versions d'un plan ou d'un territoire qui n'existe pas.
    """
    for (slug, identifiant), figee, document in lus.de(VersionFigee):
        if slug not in corpus.territoires:
            continue
        plans = {_plan_de_fichier(plan): plan for plan in corpus.plans}
        plan = plans.get((slug, figee.plan))
        if plan is None and not lus.incomplet(slug):
            yield (document.racine / "plan").anomalie(
                f"version d'un plan « {figee.plan} » que le territoire n'a pas",
                f"remettre le fichier du plan ({_nom_de_fichier(figee.plan)}), ou ôter la version",
            )
        if plan is None:
            continue
        chez = plan.territoire.slug
        seul, anomalies = _relier_seule(figee, chez, document)
        yield from (replace(a, conseil=f"{NE_SE_RETOUCHE_PAS} ({a.conseil})") for a in anomalies)
        if seul.plans:
            version = VersionPubliee(identifiant, chez, figee, document.racine, seul)
            corpus.versions.setdefault(chez, []).append(version)
    for siennes in corpus.versions.values():
        siennes.sort(key=lambda version: (version.donnees.date.cle, version.id))


def _plan_de_fichier(plan: Plan) -> tuple[str, str]:
    """Le dossier de territoire où un plan est écrit, et son nom."""
    return plan.lieu.document.fichier.split("/")[1], plan.id


def _nom_de_fichier(plan: str) -> str:
    return "projet.yml" if plan == PLAN_PRINCIPAL else f"projet-{plan}.yml"


def _relier_seule(
    figee: VersionFigee, slug: str, document: Document
) -> tuple[Corpus, list[Anomalie]]:
    """Le corpus d'une version ; ceux qui la partagent n'y sont pas, on ne sait rien d'eux."""
    seul = Corpus()
    seul.seuls = {
        Themes: Themes(themes=figee.themes),
        Publics: Publics(publics=figee.publics),
        Sources: Sources(sources=figee.sources),
    }
    lus = Lus()

    def prendre(objet: Territoire | Projet | FicheAction, nom: str, *chemin: str | int) -> None:
        noms = (slug, nom) if nom else (slug,)
        lus.prendre(objet, noms, replace(document, debut=chemin))

    prendre(figee.territoire, "", "territoire")
    projet = figee.projet.model_copy(update={"territoires": ()})
    prendre(projet, "" if figee.plan == PLAN_PRINCIPAL else figee.plan, "projet")
    for rang, fiche in enumerate(figee.actions):
        chez_elle = {"partage_avec": (), "projet": figee.plan}
        prendre(fiche.model_copy(update=chez_elle), str(rang), "actions", rang)
    anomalies = relier(lus, seul)
    _oter_les_voisines_absentes(seul)
    inconnus = sorted(set(themes_des_plans(seul.plans)) - seul.themes.keys())
    if inconnus:
        constat = f"thèmes absents de la liste de la version : {', '.join(inconnus)}"
        anomalies.append((document.racine / "themes").anomalie(constat, "les y remettre"))
    return seul, anomalies


def _oter_les_voisines_absentes(seul: Corpus) -> None:
    """Une action voisine peut être d'un autre plan : la version n'en garde rien."""
    connues = {ligne.id for ligne in seul.lignes}
    for ligne in seul.lignes:
        if ligne.fiche and (liees := ligne.fiche.actions_liees):
            restent = tuple(liee for liee in liees if liee in connues)
            ligne.contenu = ligne.fiche.model_copy(update={"actions_liees": restent})


@dataclass(frozen=True)
class PlanAFiger:
    """Un plan, et ce qui le date.

    Attributes:
        titre: ce qui s'est passé ce jour-là (« Voté le 12 décembre 2025 »).
    """

    plan: Plan
    titre: str
    jour: date

    @property
    def id(self) -> str:
        """Le nom du fichier, et la fin de l'adresse : « 2025-12-12-vote ».

        Deux plans d'un territoire se votent le même jour : le second y met son nom.
        """
        reste = JOUR_DIT.sub(" ", nu(self.titre))
        mots = [identifiant_de(reste)] if re.search(r"\w", reste) else []
        nom = [] if self.plan.id == PLAN_PRINCIPAL else [self.plan.id]
        return "-".join([self.jour.isoformat(), *nom, *mots])

    @property
    def chemin(self) -> str:
        """Le fichier de la version, à côté de celui du plan."""
        slug, _ = _plan_de_fichier(self.plan)
        return f"territoires/{slug}/versions/{self.id}.yml"

    def arbre(self, corpus: Corpus) -> dict[str, Any]:
        """Ce que gardera le fichier : tout ce qu'il faut pour relire ce plan sans rien d'autre."""
        plan, documents = self.plan, corpus.documents
        slug, _ = _plan_de_fichier(plan)
        territoire = corpus.territoires[slug]
        siens = {nom for ligne in plan.lignes for nom in (ligne.id, *ligne.contenu.alias)}
        gardes: dict[str, Any] = {
            "titre": self.titre,
            "date": self.jour.isoformat(),
            "plan": plan.id,
            "format": str(FORMAT),
            "territoire": territoire.lieu.document.valeurs,
            "projet": _sans_les_autres_plans(plan.lieu.document.valeurs, siens),
            "actions": [
                _sans_les_autres_plans(_ecrite(ligne), siens)
                for ligne in plan.lignes
                if not ligne.lieu.chemin
            ],
        }
        cites = {
            "themes": set(themes_des_plans([plan])),
            "publics": set(publics_des_plans([plan])),
            "sources": set(documents_cites(territoire.donnees, [plan])),
        }
        for nom, voulus in cites.items():
            document = documents.get(f"referentiels/{nom}.yml")
            liste: Any = document.valeurs if document else None
            tous = liste.get(nom) or () if liste else ()
            gardes[nom] = [element for element in tous if element["id"] in voulus]
        return {nom: valeur for nom, valeur in gardes.items() if valeur}


def _ecrite(ligne: Any) -> dict[str, Any]:
    """Une fiche telle qu'elle est écrite, son identifiant compris : son fichier n'est plus là."""
    return {"id": ligne.id, **ligne.lieu.document.valeurs}


def _sans_les_autres_plans(valeur: Any, siens: Set[str]) -> Any:
    """Les mêmes valeurs, sans renvoi à une ligne d'un autre plan : la version n'a que celui-ci."""
    if isinstance(valeur, list):
        return [_sans_les_autres_plans(element, siens) for element in valeur]
    if not isinstance(valeur, dict):
        return valeur
    gardees = {}
    for cle, dessous in valeur.items():
        if cle in VERS_DES_LIGNES:
            cites = dessous if isinstance(dessous, list) else [dessous]
            gardees[cle] = [cite for cite in cites if cite in siens]
        else:
            gardees[cle] = _sans_les_autres_plans(dessous, siens)
    return gardees


def lire_le_jour(texte: str) -> date | None:
    """Le jour que dit une phrase, s'il y en a un et un seul ; sinon None.

    Raises:
        Refus: ce jour n'existe pas.
    """
    jours = {lire_date(trouve[1]) for trouve in JOUR_DIT.finditer(nu(texte))}
    return _exact(jours.pop()) if len(jours) == 1 else None


def _exact(lue: DatePartielle) -> date:
    if not lue.exacte or lue.debut is None:
        raise Refus(f"« {lue} » ne dit pas un jour", "écrire un jour : 12 décembre 2025")
    return lue.debut
