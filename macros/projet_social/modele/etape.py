"""L'étape d'une fiche-action, et ce qu'elle partage avec elle : dates, budgets, indicateurs."""

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from .date_partielle import DateEcrite
from .montant import MontantEcrit
from .socle import Liste, Objet, Refus, abregee
from .source import Lien, Source
from .texte import Annee, Nombre, Prose, PublicsVises, Structure, Titre
from .vocabulaire import (
    MesureIndicateur,
    NatureBudget,
    Participation,
    Priorite,
    SensIndicateur,
    Statut,
    TypeIndicateur,
)


def _sans_mots(valeur: Any) -> Any:
    """Un nombre ; des mots ont leur champ à eux, où rien ne les additionne ni ne les dessine."""
    if isinstance(valeur, str) and re.match(r"[^\W\d]", valeur.strip()):
        raise Refus(
            f"« {valeur} » n'est pas un nombre",
            "écrire des chiffres, comme 12,5 ; des mots s'écrivent dans « appreciation »",
        )
    return valeur


class ValeurDatee(Objet):
    """Une valeur relevée ou visée à une date : un nombre, des mots, ou les deux."""

    date: DateEcrite
    """Date ou année de la valeur."""
    valeur: Annotated[Nombre, BeforeValidator(_sans_mots)] | None = None
    """Nombre, dans l'unité de l'indicateur."""
    appreciation: Titre | None = None
    """Appréciation en quelques mots (en progrès), quand un nombre ne la dit pas."""

    @model_validator(mode="after")
    def _dit_quelque_chose(self) -> Self:
        if self.valeur is None and self.appreciation is None:
            raise Refus(
                f"la date « {self.date} » n'a ni nombre ni mots",
                "écrire un nombre dans « valeur », ou des mots dans « appreciation »",
            )
        return self


class Indicateur(Objet):
    """Ce que l'on compte pour savoir si l'on avance."""

    nom: Titre
    """Ce qui est compté."""
    type: TypeIndicateur | None = None
    """Moyen, réalisation, résultat ou impact."""
    mesure: MesureIndicateur | None = None
    """Quantitatif (un nombre) ou qualitatif (une appréciation)."""
    unite: Titre | None = None
    """Unité de la valeur (familles, heures, %)."""
    sens: SensIndicateur | None = None
    """Hausse ou baisse : le sens où la valeur doit aller pour que l'on avance."""
    initial: ValeurDatee | None = None
    """Valeur de départ."""
    cible: Liste[ValeurDatee] = ()
    """Valeurs visées, une par échéance."""
    valeurs: tuple[ValeurDatee, ...] = ()
    """Valeurs relevées."""
    source: Source | None = None
    """D'où vient l'indicateur."""

    @property
    def chiffre(self) -> bool:
        """Vrai si une valeur au moins est dite."""
        return bool(self.initial or self.cible or self.valeurs)


class Budget(Objet):
    """Une ligne de budget : ce qui était prévu, ce qui fut dépensé."""

    annee: Annee | None = None
    """Année du budget."""
    nature: NatureBudget | None = None
    """Fonctionnement, investissement ou ressources humaines."""
    libelle: Titre | None = None
    """Ce que paie cette ligne."""
    prevu: MontantEcrit | None = None
    """Montant prévu, écrit librement (12 000 € TTC, 0,5 ETP)."""
    realise: MontantEcrit | None = None
    """Montant dépensé."""
    unite: Titre | None = None
    """Unité, quand le montant n'est pas en euros."""

    @property
    def chiffre(self) -> bool:
        """Vrai si un montant au moins est dit."""
        return bool(self.prevu or self.realise)


class Periode(Objet):
    """Un début et une fin, dans le bon ordre."""

    debut: DateEcrite | None = None
    """Date de début, même partielle (mars 2024, à partir de 2025)."""
    fin: DateEcrite | None = None
    """Date de fin ou échéance."""
    recurrence: Titre | None = None
    """Rythme, quand l'action revient (chaque année, une fois par an)."""

    @property
    def quand(self) -> str:
        """« début : mars 2024 ; fin : 2026, chaque année » ; vide si rien n'est daté."""
        if self.debut and self.fin and self.debut.au_plus_tot:
            bornes = f"{self.debut}, échéance {self.fin}"
        elif self.debut and self.fin:
            bornes = f"début : {self.debut} ; fin : {self.fin}"
        else:
            bornes = f"échéance : {self.fin}" if self.fin else str(self.debut or "")
        return ", ".join(filter(None, (bornes, self.recurrence)))

    @model_validator(mode="after")
    def _dans_l_ordre(self) -> Self:
        debut = self.debut.debut if self.debut else None
        fin = self.fin.fin if self.fin else None
        if debut and fin and debut > fin:
            raise Refus(
                f"la fin ({self.fin}) précède le début ({self.debut})",
                "remettre « debut » et « fin » dans l'ordre",
                "fin",
            )
        return self


class Etape(Periode):
    """Une opération (étape, sous-action) à l'intérieur d'une fiche-action."""

    numero: Titre | None = None
    """Numéro imprimé dans le document (il peut se répéter)."""
    titre: Titre
    """Ce qui est à faire."""
    description: Prose | None = None
    """Précisions."""
    objectifs: Liste[Prose] = ()
    """Ce que l'étape cherche à obtenir."""
    publics: PublicsVises = ()
    """Publics visés : identifiants de la liste, ou mots du document (« élèves de 3e »)."""
    pilotes: Liste[Structure] = ()
    """Structures qui mènent l'étape."""
    porteur: Structure | None = None
    """Structure qui porte l'étape, si elle diffère du pilote."""
    elu_referent: Structure | None = None
    """Fonction de l'élu qui suit l'étape."""
    partenaires: Liste[Structure] = ()
    """Structures associées à l'étape."""
    instance: Structure | None = None
    """Instance qui suit l'étape."""
    perimetre: Liste[Titre] = ()
    """Communes ou secteurs concernés par l'étape."""
    statut: Statut | None = None
    """Où en est l'étape."""
    priorite: Priorite | None = None
    """Haute, moyenne ou basse."""
    participation: Participation | None = None
    """Place faite aux habitants."""
    participation_suite: Prose | None = None
    """Ce qui est sorti de cette participation."""
    moyens: Prose | None = None
    """Moyens humains et matériels."""
    budgets: tuple[Budget, ...] = ()
    """Budget propre à l'étape."""
    financeurs: Liste[Structure] = ()
    """Qui finance l'étape."""
    resultats_attendus: Liste[Prose] = ()
    """Résultats attendus de l'étape."""
    indicateurs: tuple[Indicateur, ...] = ()
    """Indicateurs propres à l'étape."""
    liens: tuple[Lien, ...] = ()
    """Documents et liens de l'étape."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source, montrés tels quels."""


Etapes = tuple[Annotated[Etape, abregee("titre")], ...]
