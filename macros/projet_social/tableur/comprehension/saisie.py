"""Une ligne du plan en train de devenir un arbre : ce qui est placé, ce qui va en note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .decoupage import Expurge, en_prose, expurger, masquer
from .grille import texte_de
from .mots import Referentiel
from .niveaux import ApportDeCellule, LigneDePlan
from .rapport import RapportDeLecture

IMPORTE = "Importé du tableur"
"""Le début de toute note qui garde ce qui n'a pas trouvé place."""
DONNEE_PERSONNELLE = "coordonnées personnelles retirées"


def note_d_import(colonne: str, texte: str) -> str:
    """La note qui garde le contenu d'une cellule."""
    return f"{IMPORTE}, colonne « {colonne} » : {texte}"


@dataclass(frozen=True)
class ContexteDeSaisie:
    """Ce que la lecture des valeurs doit savoir du classeur et du dossier des données.

    Attributes:
        rapport: le sort de chaque cellule.
        referentiel: les thèmes et les publics connus.
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
        element: la ligne.
        contexte: ce qui l'entoure.
        arbre: champ → valeur, comme le YAML se lirait.
        sources: champ → cellules qui l'ont rempli.
        notes: notes à montrer, chacune avec sa cellule.
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
    notes: list[tuple[ApportDeCellule, str]] = field(default_factory=list)
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

    def noter(self, apport: ApportDeCellule, texte: str, *, placee: bool = False) -> None:
        """Garde un texte dans une note visible.

        Args:
            apport: la cellule d'où il vient.
            texte: ce qu'il faut garder.
            placee: vrai si le reste de la cellule est dans un champ.
        """
        propre = self.sans_coordonnees(apport, masquer(texte))
        if placee:
            self.rapport.placer(apport.ou)
        self.rapport.noter(apport.ou)
        self.notes.append((apport, note_d_import(apport.colonne.entete, propre)))

    def preciser(self, apport: ApportDeCellule, texte: str) -> None:
        """Met dans la description ce qui n'a pas de champ à soi, sous le nom de sa colonne."""
        ecrit = f"**{apport.colonne.parties[-1]}** : {en_prose(texte)}"
        ancien = self.arbre.get("description", "")
        if ecrit not in ancien:
            self.arbre["description"] = f"{ancien}\n\n{ecrit}" if ancien else ecrit
        self.placer("description", apport)

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
        """Une valeur que son champ refuse : gardée en note, et dite."""
        self.noter(apport, texte)
        self.avertir(apport, f"{constat} ; gardé en note", conseil)

    def sans_coordonnees(self, apport: ApportDeCellule, expurge: Expurge) -> str:
        """Le texte expurgé, en disant ce qui manque et pourquoi."""
        if expurge.retire:
            self.avertir(
                apport,
                f"{DONNEE_PERSONNELLE} (« {' », « '.join(expurge.retire)} »)",
                "nommer la structure ; une boîte de service se met dans une colonne « Contact »",
            )
        return expurge.texte

    def structures(self, apport: ApportDeCellule, noms: Sequence[str]) -> list[str]:
        """Des noms de structures sans coordonnées ; la raison reste en note."""
        gardes = []
        for nom in noms:
            expurge = expurger(nom)
            if expurge.retire:
                self.sans_coordonnees(apport, expurge)
                self.rapport.noter(apport.ou)
                self.notes.append(
                    (apport, note_d_import(apport.colonne.entete, f"{DONNEE_PERSONNELLE}."))
                )
            if expurge.texte:
                gardes.append(" ".join(expurge.texte.split()))
        return gardes

    def poser(self, champ: str, apport: ApportDeCellule, valeur: Any) -> bool:
        """Pose une valeur unique ; une seconde, différente, va en note."""
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
