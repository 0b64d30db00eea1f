"""Une ligne du plan en train de devenir un arbre : ce qui est placé, ce qui reste à ranger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .a_ranger import CelluleARanger
from .decoupage import en_prose
from .grille import texte_de
from .mots import Referentiel
from .niveaux import ApportDeCellule, LigneDePlan
from .rapport import RapportDeLecture

RANGER = "le mettre dans le champ qui convient"


@dataclass(frozen=True)
class ContexteDeSaisie:
    """Ce que la lecture des valeurs doit savoir du classeur et du dossier des données.

    Attributes:
        intitules: ceux de toutes les actions du plan, réduits à leur forme.
        depuis_1904: vrai si les jours se comptent depuis 1904.
        deja_dits: ce qui ne se dit qu'une fois par colonne.
    """

    rapport: RapportDeLecture
    referentiel: Referentiel = field(default_factory=Referentiel)
    intitules: frozenset[str] = frozenset()
    depuis_1904: bool = False
    deja_dits: set[tuple[str, str]] = field(default_factory=set)


@dataclass
class Saisie:
    """Une ligne du plan et ce que ses cellules lui donnent.

    Attributes:
        arbre: champ → valeur, comme le YAML se lirait.
        sources: champ → cellules qui l'ont rempli.
        restes: ce qui n'a pas trouvé de champ.
        budgets: lignes de budget, par année, nature et libellé.
        periodes: périodes cochées, dans l'ordre des colonnes.
        mesures: cellules qui mesurent un indicateur, à lire une fois qu'il est connu.
        financements: par colonne de financeur, sa cellule et celle de son montant.
        actions_liees: intitulés d'autres actions du plan, à relier une fois nommées.
    """

    element: LigneDePlan
    contexte: ContexteDeSaisie
    arbre: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, list[ApportDeCellule]] = field(default_factory=dict)
    restes: list[CelluleARanger] = field(default_factory=list)
    budgets: dict[tuple[str, str, str], dict[str, str]] = field(default_factory=dict)
    periodes: list[tuple[ApportDeCellule, str]] = field(default_factory=list)
    mesures: list[ApportDeCellule] = field(default_factory=list)
    financements: dict[int, list[ApportDeCellule | None]] = field(default_factory=dict)
    actions_liees: list[str] = field(default_factory=list)

    @property
    def rapport(self) -> RapportDeLecture:
        """Le compte des cellules."""
        return self.contexte.rapport

    def placer(self, champ: str, apport: ApportDeCellule) -> None:
        """La cellule a rempli ce champ."""
        self.sources.setdefault(champ, []).append(apport)
        self.rapport.placer(apport.ou)

    def laisser(
        self,
        apport: ApportDeCellule,
        texte: str,
        pourquoi: str,
        conseil: str = RANGER,
        *,
        placee: bool = False,
    ) -> None:
        """Laisse un texte à ranger.

        Args:
            placee: vrai si le reste de la cellule est dans un champ.
        """
        if placee:
            self.rapport.placer(apport.ou)
        self.rapport.laisser(apport.ou)
        reste = CelluleARanger(apport.ou, apport.colonne.entete, texte, pourquoi, conseil)
        self.restes.append(reste)

    def preciser(self, apport: ApportDeCellule, texte: str) -> None:
        """Met dans la description ce qui n'a pas de champ à soi, sous le nom de sa colonne."""
        ecrit = f"**{apport.colonne.parties[-1]}** : {en_prose(texte)}"
        if ecrit in self.arbre.get("description", ""):
            self.placer("description", apport)
        else:
            self.poursuivre("description", apport, ecrit)

    def poursuivre(self, champ: str, apport: ApportDeCellule, paragraphe: str) -> None:
        """Ajoute un paragraphe à un texte long."""
        ancien = self.arbre.get(champ)
        self.arbre[champ] = f"{ancien}\n\n{paragraphe}" if ancien else paragraphe
        self.placer(champ, apport)

    def avertir(self, apport: ApportDeCellule, constat: str, conseil: str) -> None:
        """Dit ce qui mérite un regard."""
        self.rapport.remarques.avertir(apport.ou, apport.colonne.entete, constat, conseil)

    def avertir_une_fois(self, apport: ApportDeCellule, constat: str, conseil: str) -> None:
        """Dit ce qui vaut pour toute une colonne, à la première de ses cellules."""
        cle = (f"{apport.ou.feuille} {apport.colonne.rang}", conseil)
        if cle not in self.contexte.deja_dits:
            self.contexte.deja_dits.add(cle)
            self.avertir(apport, constat, conseil)

    def refuser_la_valeur(
        self, apport: ApportDeCellule, texte: str, constat: str, conseil: str
    ) -> None:
        """Une valeur que son champ refuse : laissée à ranger, et dite."""
        self.laisser(apport, texte, constat, conseil)
        self.avertir(apport, f"{constat} ; laissé à ranger", conseil)

    def poser(self, champ: str, apport: ApportDeCellule, valeur: Any) -> bool:
        """Pose une valeur unique ; une seconde, différente, reste à ranger."""
        if champ in self.arbre and self.arbre[champ] != valeur:
            self.refuser_la_valeur(
                apport,
                texte_de(apport.cellule.valeur),
                f"le champ « {champ} » a déjà la valeur « {self.arbre[champ]} »",
                "ne garder qu'une des deux colonnes",
            )
            return False
        self.arbre[champ] = valeur
        self.placer(champ, apport)
        return True

    def allonger(self, champ: str, apport: ApportDeCellule, valeurs: Sequence[Any]) -> None:
        """Ajoute des valeurs à une liste, sans doublon."""
        liste = self.arbre.setdefault(champ, [])
        liste += [valeur for valeur in valeurs if valeur not in liste]
        self.placer(champ, apport)
