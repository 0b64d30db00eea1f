"""La fiche-action : seul le titre est obligatoire, tout le reste se remplit quand on le sait."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from .date_partielle import DateEcrite
from .montant import MontantEcrit
from .socle import Liste, Objet, Refus, abregee
from .source import Lien, Source
from .texte import (
    Annee,
    Entier,
    Identifiant,
    Identifiants,
    Nombre,
    Prose,
    PublicsVises,
    Resume,
    Structure,
    Telephone,
    Titre,
)
from .vocabulaire import (
    Dispositif,
    Nature,
    NatureBudget,
    Participation,
    Parution,
    Priorite,
    Statut,
    TypeIndicateur,
)


class ValeurDatee(Objet):
    """Une valeur relevée ou visée à une date."""

    date: DateEcrite
    """Date ou année de la valeur."""
    valeur: Nombre
    """Nombre, dans l'unité de l'indicateur."""


class Indicateur(Objet):
    """Ce que l'on compte pour savoir si l'on avance."""

    nom: Titre
    """Ce qui est compté."""
    type: TypeIndicateur | None = None
    """Moyen, réalisation, résultat ou impact."""
    unite: Titre | None = None
    """Unité de la valeur (familles, heures, %)."""
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


class Bilan(Objet):
    """Ce qui fut fait une année."""

    annee: Annee
    """Année du bilan."""
    fait: Prose | None = None
    """Ce qui a été fait."""
    resultats: Prose | None = None
    """Ce que cela a changé."""
    difficultes: Prose | None = None
    """Ce qui a été difficile."""
    suite: Prose | None = None
    """Ce qui vient ensuite."""


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


class Lieu(Objet):
    """Un lieu où l'action se passe."""

    nom: Titre | None = None
    """Nom du lieu."""
    commune: Titre | None = None
    """Commune où il se trouve."""

    @property
    def ecrit(self) -> str:
        """« Salle des fêtes, Questembert »."""
        return ", ".join(filter(None, (self.nom, self.commune)))


class Besoin(Objet):
    """Le constat auquel l'action répond."""

    constat: Prose
    """Ce qui a été constaté."""
    source: Source | None = None
    """D'où vient le constat."""


class Contact(Objet):
    """Où s'adresser : un service et une boîte générique, jamais une personne."""

    service: Structure | None = None
    """Service à joindre."""
    courriel: Annotated[str, Field(pattern=r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$")] | None = None
    """Boîte générique du service."""
    telephone: Telephone | None = None
    """Numéro du standard."""
    adresse: Titre | None = None
    """Adresse postale."""


Etapes = tuple[Annotated[Etape, abregee("titre")], ...]
Lieux = tuple[Annotated[Lieu, abregee("nom")], ...]


class FicheAction(Periode):
    """Une action du plan. Seul son titre est obligatoire : un champ vide ne laisse aucune trace."""

    id: Identifiant | None = None
    """Identifiant : la fin de l'adresse de la page. Tiré du titre s'il manque."""
    numero: Titre | None = None
    """Numéro imprimé dans le document (il peut se répéter)."""
    rang: Annotated[Entier, Field(ge=1)] | None = None
    """Place parmi les fiches, quand ni « ordre » ni « numero » ne la disent ; l'import la tient."""
    alias: Identifiants = ()
    """Anciens identifiants : leurs adresses mènent encore à la fiche."""
    titre: Titre
    """Intitulé, mot pour mot."""
    resume: Resume | None = None
    """Une phrase simple pour un habitant."""
    rattachements: Identifiants = ()
    """Identifiants des niveaux que l'action sert (axes, enjeux, objectifs…)."""
    projet: Identifiant | None = None
    """Le plan de l'action, quand le territoire en a plusieurs et que rien ne la rattache."""
    partage_avec: Identifiants = ()
    """Autres territoires qui portent la même fiche."""
    besoin: Besoin | None = None
    """Constat auquel l'action répond."""
    description: Prose | None = None
    """Ce que fait l'action."""
    objectifs: Liste[Prose] = ()
    """Ce que l'action cherche à obtenir."""
    nature: Nature | None = None
    """Existante, à étendre ou nouvelle."""
    themes: Identifiants = Field(default=(), max_length=4)
    """De un à quatre thèmes."""
    publics: PublicsVises = ()
    """Publics visés : identifiants de la liste, ou mots du document (« élèves de 3e »)."""
    pilotes: Liste[Structure] = ()
    """Structures qui pilotent."""
    porteur: Structure | None = None
    """Structure qui porte l'action, si elle diffère du pilote."""
    elu_referent: Structure | None = None
    """Fonction de l'élu référent."""
    partenaires: Liste[Structure] = ()
    """Structures associées."""
    instance: Structure | None = None
    """Instance qui suit l'action."""
    perimetre: Liste[Titre] = ()
    """Communes ou secteurs concernés."""
    lieux: Lieux = ()
    """Où l'action se passe."""
    dispositifs: Liste[Dispositif] = ()
    """Cadres partenariaux."""
    etapes: Etapes = ()
    """Opérations à mener, dans l'ordre."""
    priorite: Priorite | None = None
    """Haute, moyenne ou basse."""
    moyens: Prose | None = None
    """Moyens humains et matériels."""
    budgets: tuple[Budget, ...] = ()
    """Lignes de budget."""
    financeurs: Liste[Structure] = ()
    """Qui finance."""
    resultats_attendus: Liste[Prose] = ()
    """Résultats attendus."""
    indicateurs: tuple[Indicateur, ...] = ()
    """Indicateurs de suivi."""
    participation: Participation | None = None
    """Place faite aux habitants."""
    statut: Statut | None = None
    """Où en est l'action ; absent, la page dit « suivi non renseigné »."""
    statut_depuis: DateEcrite | None = None
    """Date du dernier changement de statut."""
    motif: Titre | None = None
    """Pourquoi l'action est en pause ou abandonnée."""
    avancement: Annotated[Entier, Field(ge=0, le=100)] | None = None
    """Pourcentage d'avancement, de 0 à 100 ; absent n'est pas zéro."""
    bilans: tuple[Bilan, ...] = ()
    """Bilans annuels."""
    documents: tuple[Lien, ...] = ()
    """Documents à télécharger."""
    liens: tuple[Lien, ...] = ()
    """Liens utiles."""
    actions_liees: Identifiants = ()
    """Identifiants d'actions voisines du même territoire."""
    contact: Contact | None = None
    """Où s'adresser."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source, montrés tels quels."""
    source: Source | None = None
    """D'où vient la fiche."""
    maj: DateEcrite | None = None
    """Date de la dernière mise à jour."""
    publication: Parution = Parution.PUBLIE
    """Un brouillon ne paraît pas."""

    @model_validator(mode="after")
    def _motif_de_l_arret(self) -> Self:
        if self.statut is Statut.ABANDONNEE and not self.motif:
            raise Refus("action abandonnée sans motif", "dire pourquoi dans « motif »", "statut")
        return self

    @property
    def reduite_au_titre(self) -> bool:
        """Vrai si la fiche ne dit rien de plus que son titre."""
        place = {"id", "numero", "rang", "rattachements", "publication"}
        return not (self.model_fields_set - place - {"titre", "source", "maj"})
