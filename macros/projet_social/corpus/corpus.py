"""Le corpus : tout ce qui est publié, relié et interrogeable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from ..empechement import Empechement
from ..lecture.document import Document, Endroit
from ..lecture.validation import plus_proche
from ..modele.dossier import Accompagnements, Dossier
from ..modele.editeur import Editeur
from ..modele.referentiel import (
    Acteur,
    Acteurs,
    Glossaire,
    Public,
    Publics,
    Situation,
    Situations,
    Sources,
    Terme,
    Theme,
    Themes,
)
from ..modele.socle import Objet
from ..modele.source import DocumentSource
from ..modele.version import VersionFigee
from ..texte.identifiant import forme_commune
from .officiel import ListeOfficielle
from .plan import Ligne, Plan, TerritoirePublie, dire_l_exemple

UnObjet = TypeVar("UnObjet", bound=Objet)
UneChose = TypeVar("UneChose")

FEMININS = {"action", "année", "famille", "ligne", "macro", "partie", "situation", "version"}
"""Premiers mots des genres de choses qui s'accordent au féminin."""


class Inconnu(Empechement, LookupError):
    """Un identifiant qui ne désigne rien ; le message donne le plus proche."""

    def __init__(self, genre: str, identifiant: str, connus: Iterable[str]) -> None:
        connus = list(connus)
        conseil = plus_proche(identifiant, connus) or f"connus : {', '.join(connus[:30])}"
        accord = "e" if genre.split()[0] in FEMININS else ""
        super().__init__(f"{genre} « {identifiant} » inconnu{accord} ; {conseil}")


def designer(genre: str, identifiant: str, connus: Mapping[str, UneChose]) -> UneChose:
    """Ce que désigne un identifiant.

    Raises:
        Inconnu: il ne désigne rien.
    """
    if identifiant not in connus:
        raise Inconnu(genre, identifiant, connus)
    return connus[identifiant]


@dataclass(frozen=True, eq=False)
class DossierPublie:
    """Un dossier comparatif et ses territoires, dans l'ordre de publication."""

    id: str
    donnees: Dossier
    lieu: Endroit
    territoires: list[TerritoirePublie] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class VersionPubliee:
    """Un plan tel qu'il était un jour, relié sans rien d'aujourd'hui.

    Attributes:
        id: nom de son fichier, fin de son adresse.
        territoire: identifiant du territoire sous l'adresse duquel elle est publiée.
        corpus: un corpus où il n'y a qu'elle : son territoire, son plan, ses listes.
    """

    id: str
    territoire: str
    donnees: VersionFigee
    lieu: Endroit
    corpus: Corpus

    @property
    def plan(self) -> Plan:
        """Le plan de ce jour-là."""
        return self.corpus.plans[0]

    @property
    def jour(self) -> date:
        """Le jour de cette version."""
        return self.donnees.date.cle[0]

    @property
    def telle_que(self) -> str:
        """« telle que votée », si c'est un vote qui la date."""
        votee = forme_commune(self.donnees.titre).startswith("vote")
        return "telle que votée" if votee else "telle qu’elle était ce jour-là"

    @property
    def titre(self) -> str:
        """Ce qui s'est passé ce jour-là ; d'un exemple inventé, qu'il en est un."""
        return dire_l_exemple(
            self.donnees.titre, self.corpus.territoires[self.territoire].montre_un_exemple
        )


@dataclass(eq=False)
class Corpus:
    """Tout ce qui est publié.

    Attributes:
        territoires: par slug, dans l'ordre alphabétique des noms.
        seuls: par modèle, ce que porte chaque fichier dont il n'y a qu'un (référentiels, éditeur…).
        documents: fichiers lus, par chemin relatif.
        versions: par territoire, celles de ses plans que l'on a figées, de la plus ancienne à la
            dernière ; elles ne sont d'aucun compte, d'aucune liste, d'aucune comparaison.
    """

    territoires: dict[str, TerritoirePublie] = field(default_factory=dict)
    plans: list[Plan] = field(default_factory=list)
    dossiers: dict[str, DossierPublie] = field(default_factory=dict)
    seuls: dict[type[Objet], Objet] = field(default_factory=dict)
    officiel: ListeOfficielle = field(default_factory=ListeOfficielle)
    documents: dict[str, Document] = field(default_factory=dict)
    versions: dict[str, list[VersionPubliee]] = field(default_factory=dict)

    def seul(self, modele: type[UnObjet]) -> UnObjet:
        """Ce que porte le fichier de ce modèle, dont il n'y a qu'un ; vide s'il n'est pas écrit."""
        objet = self.seuls.get(modele)
        return objet if isinstance(objet, modele) else modele()

    @property
    def referentiel_themes(self) -> Themes:
        """Les thèmes et leurs familles, dans l'ordre de leur fichier."""
        return self.seul(Themes)

    @property
    def referentiel_acteurs(self) -> Acteurs:
        """Les acteurs, dans l'ordre de leur fichier."""
        return self.seul(Acteurs)

    @property
    def termes(self) -> tuple[Terme, ...]:
        """Les mots et les sigles du glossaire, dans l'ordre de leur fichier."""
        return self.seul(Glossaire).termes

    @property
    def accompagnements(self) -> Accompagnements:
        """Les intercommunalités accompagnées."""
        return self.seul(Accompagnements)

    @property
    def editeur(self) -> Editeur:
        """Qui publie le site ; vide tant que personne ne s'est déclaré."""
        return self.seul(Editeur)

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """Les thèmes, par identifiant."""
        return {theme.id: theme for theme in self.referentiel_themes.themes}

    @cached_property
    def publics(self) -> dict[str, Public]:
        """Les publics, par identifiant."""
        return {public.id: public for public in self.seul(Publics).publics}

    @cached_property
    def situations(self) -> dict[str, Situation]:
        """Les situations de vie, par identifiant."""
        return {situation.id: situation for situation in self.seul(Situations).situations}

    @cached_property
    def sources(self) -> dict[str, DocumentSource]:
        """Les documents sources, par identifiant."""
        return {source.id: source for source in self.seul(Sources).sources}

    @cached_property
    def lignes(self) -> list[Ligne]:
        """Toutes les lignes de tous les plans, par territoire."""
        return [ligne for territoire in self.territoires.values() for ligne in territoire.lignes]

    @cached_property
    def lignes_par_theme(self) -> dict[str, list[Ligne]]:
        """Les lignes de chaque thème, dans l'ordre du corpus."""
        return self._ranger("themes")

    @cached_property
    def lignes_par_public(self) -> dict[str, list[Ligne]]:
        """Les lignes de chaque public, dans l'ordre du corpus."""
        return self._ranger("publics")

    def _ranger(self, champ: str) -> dict[str, list[Ligne]]:
        rangees: dict[str, list[Ligne]] = defaultdict(list)
        for ligne in self.lignes:
            for cle in getattr(ligne, champ):
                rangees[cle].append(ligne)
        return dict(rangees)

    @cached_property
    def acteurs_par_forme(self) -> dict[str, tuple[Acteur, ...]]:
        """Les acteurs de chaque formulation réduite à ses lettres ; une formulation composite
        (« CAF et MSA ») en désigne plusieurs.
        """
        par_forme: dict[str, tuple[Acteur, ...]] = {}
        for acteur in self.referentiel_acteurs.acteurs:
            for forme in dict.fromkeys(map(forme_commune, (acteur.nom, *acteur.variantes))):
                par_forme[forme] = (*par_forme.get(forme, ()), acteur)
        return par_forme

    @cached_property
    def tutelles(self) -> dict[str, tuple[Acteur, ...]]:
        """Par identifiant d'acteur, ceux dont il relève, du plus proche au plus haut."""
        par_id = {acteur.id: acteur for acteur in self.referentiel_acteurs.acteurs}
        tutelles: dict[str, tuple[Acteur, ...]] = {}
        for acteur in par_id.values():
            chaine, suivant = [acteur], par_id.get(acteur.releve_de or "")
            while suivant and suivant not in chaine:
                chaine.append(suivant)
                suivant = par_id.get(suivant.releve_de or "")
            tutelles[acteur.id] = tuple(chaine[1:])
        return tutelles

    def territoire(self, slug: str) -> TerritoirePublie:
        """Un territoire ; `Inconnu` s'il n'y est pas."""
        return designer("territoire", slug, self.territoires)

    def dossier(self, identifiant: str) -> DossierPublie:
        """Un dossier comparatif ; `Inconnu` s'il n'y est pas."""
        return designer("dossier", identifiant, self.dossiers)

    def theme(self, identifiant: str) -> Theme:
        """Un thème ; `Inconnu` s'il n'y est pas."""
        return designer("thème", identifiant, self.themes)

    def public(self, identifiant: str) -> Public:
        """Un public ; `Inconnu` s'il n'y est pas."""
        return designer("public", identifiant, self.publics)

    def situation(self, identifiant: str) -> Situation:
        """Une situation de vie ; `Inconnu` si elle n'y est pas."""
        return designer("situation", identifiant, self.situations)

    def lignes_de_situation(self, situation: Situation) -> list[Ligne]:
        """Les lignes qui visent un public de la situation ou portent l'un de ses thèmes."""
        publics, themes = set(situation.publics), set(situation.themes)
        return [
            ligne
            for ligne in self.lignes
            if not (publics.isdisjoint(ligne.publics) and themes.isdisjoint(ligne.themes))
        ]

    def version(self, slug: str, identifiant: str) -> VersionPubliee:
        """Une version figée d'un plan d'un territoire.

        Raises:
            Inconnu: territoire ou version inconnus.
        """
        connues = {v.id: v for v in self.versions.get(self.territoire(slug).slug, ())}
        return designer(f"version de {slug}", identifiant, connues)

    def versions_du_plan(self, plan: Plan) -> list[VersionPubliee]:
        """Les versions figées d'un plan, de la plus ancienne à la dernière."""
        siennes = self.versions.get(plan.territoire.slug, ())
        return [version for version in siennes if version.donnees.plan == plan.id]

    def ligne(self, slug: str, identifiant: str) -> Ligne:
        """Une ligne d'un territoire.

        Raises:
            Inconnu: territoire ou ligne inconnus.
        """
        lignes = {ligne.id: ligne for ligne in self.territoire(slug).lignes}
        return designer(f"ligne de {slug}", identifiant, lignes)
