"""Une ligne de plan à sa place : ce qui la contient, ce qu'elle contient, d'où elle vient."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ..lecture.document import Lieu
from ..modele.fiche_action import FicheAction
from ..modele.niveau import Niveau
from ..modele.source import Reference
from ..modele.vocabulaire import Genre, TypeNiveau

if TYPE_CHECKING:
    from .plan import Plan, TerritoirePublie


def grouper(lignes: list[Ligne]) -> list[tuple[TypeNiveau, list[Ligne]]]:
    """Range des lignes par type, dans l'ordre canonique."""
    types = {type_: [ligne for ligne in lignes if ligne.type is type_] for type_ in TypeNiveau}
    return [(type_, groupe) for type_, groupe in types.items() if groupe]


@dataclass(eq=False)
class Ligne:
    """Un axe, un enjeu, un objectif, une orientation ou une action, dans son plan.

    Attributes:
        id: identifiant unique dans le territoire.
        type: type canonique, à part du mot imprimé (`libelle`).
        contenu: ce qui fut écrit.
        plan: le plan qui la porte.
        lieu: où elle est écrite.
        parents: lignes qu'elle sert ; la première est celle qui la contient.
        enfants: lignes qui la servent, dans l'ordre du document.
    """

    id: str
    type: TypeNiveau
    contenu: Niveau | FicheAction
    plan: Plan
    lieu: Lieu
    parents: list[Ligne] = field(default_factory=list)
    enfants: list[Ligne] = field(default_factory=list)

    @property
    def titre(self) -> str:
        """Intitulé, mot pour mot."""
        return self.contenu.titre

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
        """Publics de cette ligne seule."""
        return self.contenu.publics

    @property
    def territoire(self) -> TerritoirePublie:
        """Le territoire sous l'adresse duquel la ligne est publiée."""
        return self.plan.territoire

    @property
    def fiche(self) -> FicheAction | None:
        """Le contenu, si la ligne est une fiche-action."""
        return self.contenu if isinstance(self.contenu, FicheAction) else None

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
