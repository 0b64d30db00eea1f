"""Un territoire et ses projets, un projet et ses lignes, une ligne à sa place.

Les trois se tiennent : une ligne connaît son plan, un plan ses lignes et ses territoires.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ..lecture.document import Endroit
from ..modele.fiche_action import FicheAction
from ..modele.niveau import Niveau
from ..modele.projet import Projet
from ..modele.source import Reference
from ..modele.territoire import Fait, Territoire
from ..modele.texte import identifiants_parmi
from ..modele.vocabulaire import Genre, Statut, TypeNiveau
from .officiel import CommuneOfficielle, EntiteOfficielle
from .perimetre import CommunauteDAilleurs, Perimetre, perimetre_de

EXEMPLE = "exemple inventé"
"""Ce que l'on ajoute à l'intitulé de ce qui est inventé, partout où il se lit."""


def dire_l_exemple(texte: str, exemple: bool) -> str:
    """Un texte, et qu'il est d'un exemple inventé s'il l'est et ne le dit pas déjà."""
    return f"{texte} ({EXEMPLE})" if exemple and EXEMPLE not in texte.lower() else texte


def grouper(lignes: list[Ligne]) -> list[tuple[TypeNiveau, list[Ligne]]]:
    """Range des lignes par type, dans l'ordre canonique."""
    types = {type_: [ligne for ligne in lignes if ligne.type is type_] for type_ in TypeNiveau}
    return [(type_, groupe) for type_, groupe in types.items() if groupe]


def par_territoire(choisies: list[Ligne]) -> list[tuple[TerritoirePublie, list[Ligne]]]:
    """Groupe des lignes par territoire, dans l'ordre où ils viennent ; les actions d'abord."""
    groupes: dict[str, list[Ligne]] = {}
    for ligne in choisies:
        groupes.setdefault(ligne.territoire.slug, []).append(ligne)
    return [
        (liste[0].territoire, sorted(liste, key=lambda ligne: ligne.type is not TypeNiveau.ACTION))
        for liste in groupes.values()
    ]


@dataclass(eq=False)
class Ligne:
    """Un axe, un enjeu, un objectif, une orientation ou une action, dans son plan.

    Attributes:
        id: identifiant unique dans le territoire.
        type: type canonique, à part du mot imprimé (`libelle`).
        parents: lignes qu'elle sert ; la première est celle qui la contient.
        enfants: lignes qui la servent, dans l'ordre du document.
    """

    id: str
    type: TypeNiveau
    contenu: Niveau | FicheAction
    plan: Plan
    lieu: Endroit
    parents: list[Ligne] = field(default_factory=list)
    enfants: list[Ligne] = field(default_factory=list)

    @property
    def titre(self) -> str:
        """Intitulé, mot pour mot ; d'un exemple, partout où il se lit, qu'il en est un."""
        return dire_l_exemple(self.contenu.titre, self.exemple)

    @property
    def exemple(self) -> bool:
        """Vrai d'une ligne inventée, qui ne fait que montrer."""
        return self.contenu.exemple

    @property
    def numero(self) -> str | None:
        """Numéro imprimé."""
        return self.contenu.numero

    @property
    def themes(self) -> tuple[str, ...]:
        """Thèmes de cette ligne seule."""
        return self.contenu.themes

    @property
    def publics(self) -> tuple[str, ...]:
        """Publics de la liste que vise cette ligne seule."""
        return identifiants_parmi(self.contenu.publics)

    @property
    def territoire(self) -> TerritoirePublie:
        """Le territoire sous l'adresse duquel la ligne est publiée."""
        return self.plan.territoire

    @property
    def fiche(self) -> FicheAction | None:
        """Le contenu, si la ligne est une fiche-action."""
        return self.contenu if isinstance(self.contenu, FicheAction) else None

    @property
    def statut(self) -> Statut | None:
        """Où en est la fiche-action, si elle le dit."""
        return self.fiche.statut if self.fiche else None

    @property
    def est_sous_point(self) -> bool:
        """Vrai pour une ligne emboîtée sous une ligne de même type."""
        return bool(self.parents) and self.parents[0].type is self.type

    @cached_property
    def libelle(self) -> str:
        """Le mot du territoire pour ce niveau, au singulier."""
        declare = self.plan.projet.niveaux.get(self.type)
        return declare.singulier if declare else self.type.libelle

    @property
    def demonstratif(self) -> str:
        """« cet axe », « ce champ d'intervention », « cette piste »."""
        declare = self.plan.projet.niveaux.get(self.type)
        mot = self.libelle[0].lower() + self.libelle[1:]
        feminin = declare.genre is Genre.FEMININ if declare else self.type.feminin
        article = "cette" if feminin else "cet" if mot[0] in "aeiouyhéê" else "ce"
        return f"{article} {mot}"

    @cached_property
    def intitule(self) -> str:
        """« Axe 2 », « Champ d'intervention 3 », « Action »."""
        return f"{self.libelle} {self.numero}" if self.numero else self.libelle

    @property
    def titre_numerote(self) -> str:
        """« 2. Se déplacer »."""
        return f"{self.numero}. {self.titre}" if self.numero else self.titre

    @property
    def dedans(self) -> str:
        """« 2 objectifs, 5 actions » : ce qu'elle contient, dans les mots du territoire."""
        return ", ".join(self.plan.compter(type_, len(lignes)) for type_, lignes in self.groupes)

    @cached_property
    def ancetres(self) -> list[Ligne]:
        """De la racine du plan à la ligne qui contient celle-ci."""
        chaine: list[Ligne] = []
        courante = self
        while courante.parents and courante.parents[0] not in chaine:
            courante = courante.parents[0]
            chaine.append(courante)
        return chaine[::-1]

    @cached_property
    def source(self) -> Reference | None:
        """Le renvoi de la ligne, complété par ceux de ses ancêtres et du projet."""
        contenants = [self.plan.projet, *(ligne.contenu for ligne in self.ancetres)]
        heritee: Reference | None = None
        for objet in [*contenants, self.contenu]:
            if objet.source is not None:
                heritee = objet.source.completee_par(heritee)
        return heritee

    def descendance(self) -> Iterator[Ligne]:
        """Tout ce qu'elle contient, niveau par niveau, dans l'ordre du document."""
        for enfant in self.enfants:
            if enfant.parents[0] is self:
                yield enfant
                yield from enfant.descendance()

    @property
    def groupes(self) -> list[tuple[TypeNiveau, list[Ligne]]]:
        """Les lignes qui la servent, par type dans l'ordre canonique."""
        return grouper(self.enfants)

    @property
    def en_regard(self) -> bool:
        """Vrai si actions et objectifs y sont deux listes d'égale longueur, que rien ne relie."""
        groupes = [lignes for _, lignes in self.groupes]
        return (
            len(groupes) == 2
            and self.groupes[1][0] is TypeNiveau.ACTION
            and len(groupes[0]) == len(groupes[1]) > 1
            and not any(ligne.enfants for lignes in groupes for ligne in lignes)
        )

    def __repr__(self) -> str:
        """Pour les messages de mise au point."""
        return f"<{self.type} {self.plan.territoire.slug}/{self.id}>"


@dataclass(eq=False)
class Plan:
    """Un projet publié et toutes ses lignes, dans l'ordre du document.

    Attributes:
        id: « projet », ou la fin du nom de fichier (`projet-cls.yml` → « cls »).
        territoires: ceux qui le portent ; les pages sont sous l'adresse du premier.
        d_ailleurs: communautés qui le portent aussi, et qui n'ont pas de page ici.
    """

    id: str
    projet: Projet
    lieu: Endroit
    territoires: list[TerritoirePublie] = field(default_factory=list)
    d_ailleurs: list[CommunauteDAilleurs] = field(default_factory=list)
    racines: list[Ligne] = field(default_factory=list)
    lignes: list[Ligne] = field(default_factory=list)

    @property
    def titre(self) -> str:
        """Nom du projet ; d'un exemple, qu'il en est un."""
        return dire_l_exemple(self.projet.titre, self.exemple)

    @property
    def exemple(self) -> bool:
        """Vrai d'un projet inventé, qui ne fait que montrer."""
        return self.projet.exemple

    @property
    def territoire(self) -> TerritoirePublie:
        """Le territoire sous l'adresse duquel le plan est publié."""
        return self.territoires[0]

    @cached_property
    def derniere_mise_a_jour(self) -> date | None:
        """La plus récente des siennes ; une date partielle compte à son premier jour."""
        dits = (self.projet, *(ligne.contenu for ligne in self.lignes))
        return max(filter(None, (dit.maj.debut for dit in dits if dit.maj)), default=None)

    @cached_property
    def perimetre(self) -> Perimetre | None:
        """Ce que couvre un plan porté à plusieurs ; None s'il ne l'est que par un territoire."""
        return perimetre_de(self)

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
    lieu: Endroit
    plans: list[Plan] = field(default_factory=list)
    officielles: list[EntiteOfficielle] = field(default_factory=list)
    communes: list[CommuneOfficielle] = field(default_factory=list)
    partagees: list[Ligne] = field(default_factory=list)

    @property
    def nom(self) -> str:
        """Nom d'usage."""
        return self.donnees.nom_court

    @property
    def exemple(self) -> bool:
        """Vrai d'un territoire inventé, qui ne fait que montrer."""
        return self.donnees.exemple

    @cached_property
    def montre_un_exemple(self) -> bool:
        """Vrai s'il est inventé, ou si l'un de ses projets ou l'une de ses lignes l'est."""
        lignes = (*(ligne for plan in self.plans for ligne in plan.lignes), *self.partagees)
        dans_le_plan = any(p.exemple for p in self.plans) or any(x.exemple for x in lignes)
        return self.exemple or dans_le_plan

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
