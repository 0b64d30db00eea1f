"""Un champ tel que la page le montre : nom, aide, choix, valeur, fautes.

Un gabarit n'a plus qu'à l'imprimer. `remplissage.py` le remplit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

CASES_VISIBLES = 14
"""Cases au-delà desquelles une liste à cocher se replie, les cases cochées dites."""
A_CHOISIR_D_ABORD = ("themes", "rattachements")
"""Les longues listes qui s'ouvrent d'elles-mêmes tant que l'on n'y a rien choisi."""


@dataclass(frozen=True)
class ChoixMontre:
    """Un choix d'une liste."""

    valeur: str
    libelle: str
    choisi: bool


@dataclass(frozen=True)
class LienDeListe:
    """Un élément de liste qui s'ouvre seul."""

    titre: str
    adresse: str
    fautes: int = 0


@dataclass
class RangeeARemplir:
    """Un élément d'une liste : ses champs, ceux que l'on voit d'abord et les autres."""

    nom: str
    titre: str
    origine: str
    champs: list[ChampARemplir]
    replies: list[ChampARemplir]
    ouverte: bool


@dataclass
class ChampARemplir:
    """Un champ de la page.

    Attributes:
        nom: son nom dans le formulaire, « etapes.0.titre ».
        refus: ce qui empêche d'enregistrer sa valeur.
        remarques: ce qui mérite un regard.
        ailleurs: ce que le fichier dit maintenant, si ce n'est plus ce que l'on a ouvert.
        liens: ce qu'il contient, quand chaque élément s'ouvre seul.
        tel_quel: vrai si le fichier dit ici ce que la page ne sait pas montrer.
    """

    nom: str
    libelle: str
    aide: str
    forme: str
    obligatoire: bool = False
    valeur: str = ""
    lignes: int = 1
    choix: list[ChoixMontre] = field(default_factory=list)
    suggestions: str = ""
    mots: str | None = None
    maximum: int | None = None
    champs: list[ChampARemplir] = field(default_factory=list)
    rangees: list[RangeeARemplir] = field(default_factory=list)
    ajouter: str = ""
    liens: list[LienDeListe] | None = None
    adresse_d_ajout: str = ""
    refus: list[str] = field(default_factory=list)
    remarques: list[str] = field(default_factory=list)
    ailleurs: str | None = None
    tel_quel: bool = False

    @property
    def id(self) -> str:
        """Son identifiant dans la page."""
        return f"c-{self.nom.replace('.', '-')}"

    @property
    def large(self) -> bool:
        """Vrai d'une ligne qui nomme l'objet : elle prend toute la largeur."""
        return self.nom.rpartition(".")[2] in ("titre", "nom", "phrase")

    @property
    def decrit_par(self) -> str:
        """Les identifiants de ce qui le décrit : son aide, puis ses fautes."""
        return " ".join(
            f"{debut}-{self.id}"
            for debut, la in (
                ("aide", self.aide),
                ("refus", self.refus),
                ("remarque", self.remarques),
                ("ailleurs", self.ailleurs is not None),
            )
            if la
        )

    @property
    def choisis(self) -> list[str]:
        """Les libellés choisis."""
        return [choix.libelle for choix in self.choix if choix.choisi]

    @property
    def replie(self) -> bool:
        """Vrai pour une liste à cocher trop longue pour être montrée ouverte."""
        return len(self.choix) > CASES_VISIBLES

    @property
    def deplie(self) -> bool:
        """Vrai d'une telle liste, si l'on a quelque chose à y choisir."""
        a_choisir = not self.choisis and self.nom in A_CHOISIR_D_ABORD
        return bool(self.refus or self.remarques) or a_choisir

    @property
    def a_voir(self) -> bool:
        """Vrai si lui, ou ce qu'il contient, a quelque chose à corriger ou à relire."""
        return bool(self.refus or self.remarques or self.ailleurs is not None) or any(
            champ.a_voir
            for champ in (*self.champs, *(c for r in self.rangees for c in (*r.champs, *r.replies)))
        )

    def a_relire(self) -> Iterator[tuple[str, str, str]]:
        """Ce qui mérite un regard en lui, et dans ce qu'il contient."""
        yield from ((self.id, self.libelle, dit) for dit in self.remarques)
        dedans = (c for rangee in self.rangees for c in (*rangee.champs, *rangee.replies))
        for champ in (*self.champs, *dedans):
            yield from champ.a_relire()

    @property
    def rempli(self) -> bool:
        """Vrai si quelque chose y est écrit."""
        return bool(
            self.valeur
            or self.mots
            or any(choix.valeur and choix.choisi for choix in self.choix)
            or self.rangees
            or self.liens
            or self.tel_quel
            or any(champ.rempli for champ in self.champs)
        )


@dataclass
class GroupeARemplir:
    """Un groupe de la page."""

    titre: str
    champs: list[ChampARemplir]
    replie: bool

    @property
    def ouvert(self) -> bool:
        """Vrai si l'on doit en voir le contenu."""
        return not self.replie or any(champ.a_voir for champ in self.champs)

    @property
    def remarques(self) -> Iterator[tuple[str, str, str]]:
        """Ce qui mérite un regard, auprès des champs : où, le champ, ce qui est dit."""
        return (dit for champ in self.champs for dit in champ.a_relire())


@dataclass(frozen=True)
class ListeOuverteAPart:
    """Une liste dont chaque élément s'ouvre seul.

    Attributes:
        ajouter: ce que l'on y ajoute, « un axe ».
    """

    liens: list[LienDeListe]
    ajouter: str
    adresse_d_ajout: str
