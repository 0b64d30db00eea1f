"""L'argent d'un plan, année par année : ce qui s'additionne, et tout ce qui n'y entre pas.

Un montant n'entre dans une somme que s'il est un seul nombre d'euros, ferme, d'une année dite ;
les hors taxes, les toutes taxes et ceux qui ne le disent pas ne se mêlent pas. Ce qui pourrait être
déjà compris dans une autre ligne reste à part : rien n'est compté deux fois.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from ..corpus.plan import Ligne, TerritoirePublie
from ..modele.etape import Budget, Etape
from ..modele.montant import Montant, additionner, lire_montant
from ..texte.typographie import accorder, nombre_ecrit

TOTAL = re.compile(r"(?:sous[- ])?total|dont\b|(?:budget|coût) (?:total|global)", re.I)
"""Le début du libellé d'une ligne qui en redit d'autres."""
SANS_MONTANT = "sans montant"
SANS_NOMBRE = "sans nombre lisible"
SANS_UNITE = "sans unité"
SANS_ANNEE = "sans année"
PAS_FERME = "pas un nombre ferme (plafond, estimation, fourchette)"
DANS_L_ACTION = "dans une étape, quand l’action a aussi son budget"
REDITE = "total ou détail d’autres lignes"
DANS_L_ORDRE = (SANS_ANNEE, SANS_MONTANT, SANS_NOMBRE, SANS_UNITE, PAS_FERME, DANS_L_ACTION, REDITE)
PERIODES = {"séance": "par séance, par jour ou par personne", "mois": "par mois"}
UNITES = {"%": "en pourcentage", "h": "en heures"}
EN_FIN = len(DANS_L_ORDRE)
"""Après les raisons connues viennent les unités, par ordre alphabétique."""


@dataclass(frozen=True)
class MontantDuPlan:
    """Un montant d'une ligne de budget, et s'il s'additionne.

    Attributes:
        ligne: l'action.
        etape: l'étape qui le porte ; None s'il est de l'action.
        depense: vrai pour ce qui fut dépensé, faux pour ce qui est prévu.
        montant: ce qui est écrit ; None d'une ligne qui n'en a pas.
        a_part: pourquoi il n'entre dans aucune somme ; vide s'il y entre.
    """

    ligne: Ligne
    etape: Etape | None
    budget: Budget
    depense: bool
    montant: Montant | None
    a_part: str = ""

    @property
    def annee(self) -> int:
        """L'année d'un montant ; 0 s'il n'en dit pas."""
        return self.budget.annee or 0

    def peut_redire(self, autre: MontantDuPlan) -> bool:
        """Vrai si rien de ce qui est écrit n'exclut que l'un comprenne l'autre."""
        moi, lui = self.budget, autre.budget
        return self.depense == autre.depense and all(
            None in (mien, sien) or mien == sien
            for mien, sien in ((moi.annee, lui.annee), (moi.nature, lui.nature))
        )


@dataclass(frozen=True)
class Somme:
    """Des montants additionnés.

    Attributes:
        euros: leur somme.
        nombre: combien ils sont.
    """

    euros: Decimal
    nombre: int

    @property
    def ecrite(self) -> str:
        """« 57 000 € », « 1 234,50 € »."""
        return _ecrire(self.euros)


@dataclass(frozen=True)
class AnneeDeBudget:
    """Une année, sous un même régime de taxe (« HT », « TTC », ou vide)."""

    annee: int
    taxe: str
    prevu: Somme | None
    depense: Somme | None


@dataclass(frozen=True)
class BudgetDuPlan:
    """Les montants de quelques actions, chacun une fois."""

    montants: Sequence[MontantDuPlan]

    @cached_property
    def annees(self) -> list[AnneeDeBudget]:
        """Les sommes, par année puis par régime de taxe."""
        ranges: dict[tuple[int, str], dict[bool, list[Decimal]]] = {}
        for dit in self.montants:
            if not dit.a_part and dit.montant is not None:
                places = ranges.setdefault((dit.annee, dit.montant.taxe), defaultdict(list))
                places[dit.depense].append(dit.montant.minimum or Decimal())
        return [
            AnneeDeBudget(annee, taxe, _sommer(places[False]), _sommer(places[True]))
            for (annee, taxe), places in sorted(ranges.items())
        ]

    @cached_property
    def a_part(self) -> list[tuple[str, list[MontantDuPlan]]]:
        """Ce qui n'entre dans aucune somme, par raison."""
        groupes: dict[str, list[MontantDuPlan]] = defaultdict(list)
        for dit in self.montants:
            if dit.a_part:
                groupes[dit.a_part].append(dit)
        return sorted(groupes.items(), key=lambda groupe: (_rang(groupe[0]), groupe[0]))

    @property
    def hors_des_sommes(self) -> int:
        """Combien de montants n'entrent dans aucune somme."""
        return sum(1 for dit in self.montants if dit.a_part)

    @property
    def part_hors_des_sommes(self) -> str:
        """« 3 montants sur 5 n'entrent dans aucune somme : 2 sans année, 1 en ETP. » ; ou rien."""
        if not self.hors_des_sommes:
            return ""
        verbe = "n’entrent" if self.hors_des_sommes > 1 else "n’entre"
        raisons = ", ".join(f"{len(dits)} {raison}" for raison, dits in self.a_part)
        hors = accorder(self.hors_des_sommes, "montant")
        total = len(self.montants)
        return f"{hors} sur {total} {verbe} dans aucune somme : {raisons}."

    @property
    def total_prevu(self) -> str:
        """« 42 000 € TTC » : tout ce qui est prévu, de plusieurs années ou d'aucune ; ou rien.

        Il faut que chaque montant prévu s'additionne aux autres, et que tous aient une année, ou
        qu'aucun n'en ait ; ce qu'une étape dit autrement qu'en euros ne s'y oppose pas.
        """
        prevus = [
            dit
            for dit in self.montants
            if dit.montant
            and not dit.depense
            and (dit.etape is None or dit.montant.unite == "€")
            and dit.a_part not in (DANS_L_ACTION, REDITE)
        ]
        raisons = {dit.a_part for dit in prevus}
        annees = {dit.budget.annee for dit in prevus}
        if (
            raisons not in ({""}, {SANS_ANNEE})
            or len(prevus) < 2
            or (len(annees) == 1 and None not in annees)
        ):
            return ""
        euros = additionner(dit.montant for dit in prevus if dit.montant)
        taxe = prevus[0].montant.taxe if prevus[0].montant else ""
        return " ".join(filter(None, (_ecrire(euros), taxe))) if euros is not None else ""

    @property
    def taxes_melees(self) -> bool:
        """Vrai si toutes les sommes ne sont pas du même régime de taxe."""
        return len({annee.taxe for annee in self.annees}) > 1

    @property
    def additionne(self) -> bool:
        """Vrai si une somme réunit deux montants au moins : seule, elle redirait sa ligne."""
        sommes = (somme for annee in self.annees for somme in (annee.prevu, annee.depense) if somme)
        return any(somme.nombre > 1 for somme in sommes)


def budgeter(lignes: Iterable[Ligne]) -> BudgetDuPlan | None:
    """Le budget de quelques lignes, chaque action une fois ; None si aucune n'a de budget.

    Args:
        lignes: des lignes, des niveaux comme des actions, dont une peut se répéter.
    """
    montants = [
        montant for ligne in dict.fromkeys(lignes) if ligne.fiche for montant in _montants_de(ligne)
    ]
    return BudgetDuPlan(montants) if montants else None


def a_un_budget(territoire: TerritoirePublie) -> bool:
    """Vrai si une action de ses plans a une ligne de budget."""
    fiches = (ligne.fiche for plan in territoire.plans for ligne in plan.lignes if ligne.fiche)
    return any(fiche.budgets or any(etape.budgets for etape in fiche.etapes) for fiche in fiches)


def _montants_de(ligne: Ligne) -> list[MontantDuPlan]:
    """Les montants d'une action et de ses étapes, ceux qui pourraient se redire à part."""
    assert ligne.fiche is not None
    de_l_action = list(_lire(ligne, None, ligne.fiche.budgets))
    des_etapes = [
        montant for etape in ligne.fiche.etapes for montant in _lire(ligne, etape, etape.budgets)
    ]
    return [
        *(_sans_redite(dit, de_l_action) for dit in de_l_action),
        *(_hors_de_l_action(_sans_redite(dit, des_etapes), de_l_action) for dit in des_etapes),
    ]


def _lire(ligne: Ligne, etape: Etape | None, budgets: Iterable[Budget]) -> Iterator[MontantDuPlan]:
    for budget in budgets:
        if not budget.chiffre:
            yield MontantDuPlan(ligne, etape, budget, False, None, SANS_MONTANT)
        for depense, ecrit in ((False, budget.prevu), (True, budget.realise)):
            if ecrit is not None:
                lu = lire_montant(f"{ecrit} {budget.unite}") if budget.unite else ecrit
                yield MontantDuPlan(ligne, etape, budget, depense, lu, _a_part(lu, budget))


def _a_part(montant: Montant, budget: Budget) -> str:
    """Ce qui empêche un montant d'entrer dans la somme de son année ; vide si rien."""
    if montant.minimum is None:
        return SANS_NOMBRE
    if montant.unite != "€":
        dite = montant.unite or budget.unite
        return UNITES.get(dite or "", f"en {dite}") if dite else SANS_UNITE
    if montant.periode in PERIODES:
        return PERIODES[montant.periode]
    if not montant.sommable:
        return PAS_FERME
    return "" if budget.annee else SANS_ANNEE


def _sans_redite(dit: MontantDuPlan, voisins: Sequence[MontantDuPlan]) -> MontantDuPlan:
    """Un total ne s'ajoute pas à ce qu'il réunit ; « dont… » est toujours déjà compté."""
    libelle = dit.budget.libelle or ""
    if dit.a_part or not TOTAL.match(libelle):
        return dit
    autres = (v for v in voisins if v.budget is not dit.budget and not v.a_part)
    memes = (autre for autre in autres if autre.etape is dit.etape)
    redit = libelle.lower().startswith("dont") or any(
        _un_total_reunit(dit, autre) for autre in memes
    )
    return replace(dit, a_part=REDITE) if redit else dit


def _un_total_reunit(total: MontantDuPlan, autre: MontantDuPlan) -> bool:
    """Vrai si un total peut comprendre une autre ligne : même sorte, même année."""
    annees = (total.budget.annee, autre.budget.annee)
    return total.depense == autre.depense and (None in annees or annees[0] == annees[1])


def _hors_de_l_action(dit: MontantDuPlan, siens: Sequence[MontantDuPlan]) -> MontantDuPlan:
    if dit.a_part or not any(dit.peut_redire(sien) for sien in siens if sien.montant):
        return dit
    return replace(dit, a_part=DANS_L_ACTION)


def _ecrire(euros: Decimal) -> str:
    entier, centimes = divmod(round(euros * 100), 100)
    suite = f",{centimes:02}" if centimes else ""
    return f"{nombre_ecrit(int(entier))}{suite} €"


def _sommer(montants: Sequence[Decimal]) -> Somme | None:
    return Somme(sum(montants, Decimal()), len(montants)) if montants else None


def _rang(raison: str) -> int:
    return DANS_L_ORDRE.index(raison) if raison in DANS_L_ORDRE else EN_FIN
