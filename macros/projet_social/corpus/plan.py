"""Un projet et ses lignes ; un territoire et ses projets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from ..lecture.document import Lieu
from ..modele.projet import Projet
from ..modele.territoire import Fait, Territoire
from ..modele.vocabulaire import TypeNiveau
from .ligne import Ligne, grouper
from .officiel import CommuneOfficielle, EntiteOfficielle


@dataclass(eq=False)
class Plan:
    """Un projet publié et toutes ses lignes, dans l'ordre du document.

    Attributes:
        id: « projet », ou la fin du nom de fichier (`projet-cls.yml` → « cls »).
        territoires: ceux qui le portent ; les pages sont sous l'adresse du premier.
        racines: lignes sans parent.
        lignes: toutes les lignes, dans l'ordre du document.
    """

    id: str
    projet: Projet
    lieu: Lieu
    territoires: list[TerritoirePublie] = field(default_factory=list)
    racines: list[Ligne] = field(default_factory=list)
    lignes: list[Ligne] = field(default_factory=list)

    @property
    def territoire(self) -> TerritoirePublie:
        """Le territoire sous l'adresse duquel le plan est publié."""
        return self.territoires[0]

    @cached_property
    def niveau_de_lecture(self) -> TypeNiveau | None:
        """Le niveau que la comparaison lit : déclaré, sinon le plus haut du plan."""
        if self.projet.niveau_de_lecture:
            return self.projet.niveau_de_lecture
        return self.racines[0].type if self.racines else None

    def de_type(self, type_: TypeNiveau) -> list[Ligne]:
        """Les lignes d'un type, dans l'ordre."""
        return [ligne for ligne in self.lignes if ligne.type is type_]

    @cached_property
    def comptes(self) -> Counter[TypeNiveau]:
        """Nombre de lignes par type, sous-points non comptés."""
        return Counter(ligne.type for ligne in self.lignes if not ligne.est_sous_point)

    @property
    def niveaux_a_annoncer(self) -> list[TypeNiveau]:
        """Les niveaux dont on dit d'abord le nombre : celui qu'on lit, puis les actions."""
        niveaux = dict.fromkeys((self.niveau_de_lecture, TypeNiveau.ACTION))
        return [niveau for niveau in niveaux if niveau and self.comptes[niveau]]

    def libelle_pluriel(self, type_: TypeNiveau) -> str:
        """Le mot du territoire pour ce niveau, au pluriel."""
        declare = self.projet.niveaux.get(type_)
        return declare.pluriel if declare else type_.pluriel.capitalize()

    @property
    def groupes(self) -> list[tuple[TypeNiveau, list[Ligne]]]:
        """Les racines du plan, par type dans l'ordre canonique."""
        return grouper(self.racines)

    def compter(self, type_: TypeNiveau, nombre: int) -> str:
        """« 3 axes stratégiques », « 1 enjeu » : un nombre et le mot du territoire."""
        declare = self.projet.niveaux.get(type_)
        if nombre > 1:
            mot = declare.pluriel if declare else type_.pluriel
        else:
            mot = declare.singulier if declare else type_.libelle
        return f"{nombre} {mot[0].lower()}{mot[1:]}"

    def compte_ecrit(self, type_: TypeNiveau) -> str:
        """Le nombre de lignes d'un type, avec le mot du territoire."""
        return self.compter(type_, self.comptes[type_])


@dataclass(eq=False)
class TerritoirePublie:
    """Un territoire, ses projets et ce que la liste officielle en dit.

    Attributes:
        slug: nom du dossier, fin de son adresse.
        donnees: ce qui fut écrit dans `territoire.yml`.
        officielles: entités de la liste officielle (plusieurs pour un syndicat).
        communes: communes membres d'après la liste officielle.
        partagees: fiches d'autres territoires qu'il porte aussi.
    """

    slug: str
    donnees: Territoire
    lieu: Lieu
    plans: list[Plan] = field(default_factory=list)
    officielles: list[EntiteOfficielle] = field(default_factory=list)
    communes: list[CommuneOfficielle] = field(default_factory=list)
    partagees: list[Ligne] = field(default_factory=list)

    @property
    def nom(self) -> str:
        """Nom d'usage."""
        return self.donnees.nom_court

    @cached_property
    def plans_publies_ici(self) -> list[Plan]:
        """Les plans dont les pages sont sous l'adresse de ce territoire."""
        return [plan for plan in self.plans if plan.territoire is self]

    @cached_property
    def lignes(self) -> list[Ligne]:
        """Les lignes publiées sous l'adresse de ce territoire."""
        return [ligne for plan in self.plans_publies_ici for ligne in plan.lignes]

    @property
    def fondation(self) -> Fait | None:
        """Le fait dont l'entité d'aujourd'hui est née, le dernier s'il y en a plusieurs."""
        return next((f for f in reversed(self.donnees.histoire) if f.nature.fonde), None)

    @property
    def population_officielle(self) -> int | None:
        """Population municipale d'aujourd'hui, sommée pour un syndicat."""
        if self.officielles:
            return sum(entite.population_municipale for entite in self.officielles)
        return self.communes[0].population_municipale if len(self.communes) == 1 else None
