"""Ce qui se calcule du suivi des actions, et ne s'écrit jamais à la main : signaux et comptes.

On compte, sans pourcentage : sur une dizaine d'actions, il tromperait. Une piste n'est pas décidée,
une action abandonnée ne se fera pas : elles se comptent à part, hors de ce qui avance. Une action
en pause y reste, et n'est pas faite. Une action dont on ne sait rien se compte comme telle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..corpus.plan import Ligne, TerritoirePublie
from ..modele.fiche_action import FicheAction
from ..modele.vocabulaire import SignalDeSuivi, Statut
from ..texte.typographie import accorder, nombre_ecrit

TERMINES = {Statut.REALISEE, Statut.ABANDONNEE}
A_PART = (Statut.PISTE, Statut.ABANDONNEE)
"""Ce qui n'est pas encore, ou n'est plus, à faire."""
AVANCEES = (
    Statut.REALISEE,
    Statut.EN_COURS,
    Statut.EN_AMORCAGE,
    Statut.A_VENIR,
    Statut.EN_PAUSE,
    None,
)
"""Ce que montre une barre d'avancement, du plus avancé au moins connu."""


def signaux(fiche: FicheAction, aujourd_hui: date) -> list[SignalDeSuivi]:
    """Ce qui mérite un regard ; rien d'une action terminée, ou dont le suivi n'est pas publié."""
    if fiche.statut is None or fiche.statut in TERMINES:
        return []
    trouves = []
    if echeance_depassee(fiche, aujourd_hui):
        trouves.append(SignalDeSuivi.ECHEANCE_DEPASSEE)
    nouvelle = derniere_nouvelle(fiche)
    if nouvelle and un_an_apres(nouvelle) < aujourd_hui:
        trouves.append(SignalDeSuivi.SANS_NOUVELLES)
    return trouves


def echeance_depassee(fiche: FicheAction, jour: date) -> bool:
    """Vrai si le dernier jour que laisse l'échéance est passé, quel que soit le statut."""
    return bool(fiche.fin and fiche.fin.fin and fiche.fin.fin < jour)


def derniere_nouvelle(fiche: FicheAction) -> date | None:
    """Le dernier jour que dit le suivi : mise à jour, statut, bilan, valeur relevée.

    D'une date partielle, c'est son dernier jour possible : « 2025 » finit le 31 décembre, et
    « depuis 2025 » aussi, puisqu'on ne sait pas quand dans l'année cela fut dit.
    """
    dites = [fiche.maj, fiche.statut_depuis]
    dites += [releve.date for indicateur in fiche.indicateurs for releve in indicateur.valeurs]
    jours = [dite.dernier_jour_dit for dite in dites if dite]
    jours += [date(bilan.annee, 12, 31) for bilan in fiche.bilans]
    return max((jour for jour in jours if jour), default=None)


def un_an_apres(jour: date) -> date:
    """Le même jour, l'année suivante ; le 28 février pour un 29."""
    if (jour.month, jour.day) == (2, 29):
        return date(jour.year + 1, 2, 28)
    return jour.replace(year=jour.year + 1)


def parle_du_suivi(territoire: TerritoirePublie) -> bool:
    """Vrai si une action de ce territoire dit un statut, une échéance ou un bilan."""
    return any(
        fiche.statut or fiche.fin or fiche.bilans
        for ligne in actions_du_territoire(territoire)
        if (fiche := ligne.fiche)
    )


def actions_du_territoire(territoire: TerritoirePublie) -> Iterator[Ligne]:
    """Les actions de ses plans, puis celles d'ailleurs qu'il porte aussi."""
    for plan in territoire.plans:
        yield from (ligne for ligne in plan.lignes if ligne.fiche)
    yield from (ligne for ligne in territoire.partagees if ligne.plan not in territoire.plans)


def actions_sous(ligne: Ligne) -> list[Ligne]:
    """Les actions qui servent une ligne, à toute profondeur, chacune une fois."""
    trouvees: dict[Ligne, None] = {}
    vues: set[Ligne] = set()
    a_voir = [ligne]
    while a_voir:
        courante = a_voir.pop()
        if courante in vues:
            continue
        vues.add(courante)
        trouvees |= {enfant: None for enfant in courante.enfants if enfant.fiche}
        a_voir += courante.enfants
    return [action for action in ligne.plan.lignes if action in trouvees]


def compter_les_statuts(lignes: Iterable[Ligne]) -> list[tuple[Statut | None, int]]:
    """Le nombre d'actions par statut, dans l'ordre du suivi ; None : suivi non renseigné."""
    comptes = Counter(ligne.statut for ligne in lignes if ligne.fiche)
    return [(statut, comptes[statut]) for statut in (*Statut, None) if comptes[statut]]


def dire_un_compte(statut: Statut | None, nombre: int) -> str:
    """« 2 réalisées », « 1 sans suivi publié »."""
    if statut is None:
        return f"{nombre_ecrit(nombre)} sans suivi publié"
    return accorder(nombre, statut.libelle.lower(), statut.au_pluriel)


@dataclass(frozen=True)
class CompteDActions:
    """Combien d'actions, par statut.

    Attributes:
        lignes: les actions comptées, chacune une fois.
    """

    lignes: tuple[Ligne, ...]

    @classmethod
    def de(cls, lignes: Iterable[Ligne]) -> CompteDActions:
        """Le compte d'actions que l'on peut donner deux fois : chacune n'en est qu'une."""
        return cls(tuple(dict.fromkeys(ligne for ligne in lignes if ligne.fiche)))

    def __bool__(self) -> bool:
        """Vrai s'il y a une action à compter."""
        return bool(self.lignes)

    @property
    def total(self) -> int:
        """Toutes les actions, pistes et abandons compris."""
        return len(self.lignes)

    @cached_property
    def par_statut(self) -> dict[Statut | None, int]:
        """Le nombre d'actions de chaque statut qui en a ; None : sans suivi publié."""
        return dict(compter_les_statuts(self.lignes))

    @property
    def en_compte(self) -> int:
        """Les actions qui sont à faire ou faites : ni pistes, ni abandonnées."""
        return self.total - sum(self.par_statut.get(statut, 0) for statut in A_PART)

    @property
    def sans_suivi(self) -> int:
        """Celles dont on ne sait pas où elles en sont."""
        return self.par_statut.get(None, 0)

    @property
    def avancees(self) -> list[tuple[Statut | None, int]]:
        """Ce qui est en compte, du plus avancé au moins connu."""
        return [(statut, self.par_statut[statut]) for statut in AVANCEES if statut in self]

    @property
    def a_part(self) -> list[tuple[Statut, int]]:
        """Les pistes et les abandons."""
        return [(statut, self.par_statut[statut]) for statut in A_PART if statut in self]

    @property
    def dit(self) -> str:
        """« 1 réalisée, 2 en cours, 1 sans suivi publié »."""
        return ", ".join(dire_un_compte(statut, nombre) for statut, nombre in self.avancees)

    @property
    def dit_a_part(self) -> str:
        """« 1 piste à l’étude, 1 abandonnée » ; vide s'il n'y en a pas."""
        return ", ".join(dire_un_compte(statut, nombre) for statut, nombre in self.a_part)

    @property
    def bandes(self) -> list[tuple[Statut | None, float, float]]:
        """La barre d'avancement : chaque statut, où il commence et sa largeur, en centièmes."""
        bandes, debut = [], 0.0
        for statut, nombre in self.avancees:
            largeur = 100 * nombre / self.en_compte
            bandes.append((statut, round(debut, 2), round(largeur, 2)))
            debut += largeur
        return bandes

    def part_de(self, plus_grand: int) -> float:
        """La longueur de sa barre, en centièmes de celle du groupe qui a le plus d'actions."""
        return round(100 * self.en_compte / plus_grand, 2)

    def __contains__(self, statut: Statut | None) -> bool:
        """Vrai si une action a ce statut."""
        return statut in self.par_statut
