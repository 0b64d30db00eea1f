"""La fiche-action : seul le titre est obligatoire, tout le reste se remplit quand on le sait."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from .date_partielle import DateEcrite, dire_depuis
from .etape import Budget, Etapes, Indicateur, Periode
from .socle import Liste, Objet, Refus, abregee
from .source import Lien, Source
from .texte import (
    Annee,
    Entier,
    Identifiant,
    Identifiants,
    OuiNon,
    Pourcentage,
    Prose,
    PublicsVises,
    Resume,
    Structure,
    Telephone,
    TerritoiresNommes,
    Titre,
)
from .vocabulaire import Dispositif, Nature, Participation, Parution, Priorite, Rubrique, Statut


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


class StatutPasse(Objet):
    """Un statut que l'action a eu, avant celui d'aujourd'hui."""

    statut: Statut
    """Où en était l'action."""
    depuis: DateEcrite | None = None
    """Date à partir de laquelle elle en était là."""
    motif: Titre | None = None
    """Pourquoi elle en était là, si elle était en pause ou abandonnée."""


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
    issue_de: Identifiants = ()
    """Identifiants des actions d'une version précédente qu'elle partage ou réunit."""
    titre: Titre
    """Intitulé, mot pour mot."""
    resume: Resume | None = None
    """Une phrase simple pour un habitant."""
    rattachements: Identifiants = ()
    """Identifiants des niveaux que l'action sert (axes, enjeux, objectifs…)."""
    projet: Identifiant | None = None
    """Le plan de l'action, quand le territoire en a plusieurs et que rien ne la rattache."""
    partage_avec: TerritoiresNommes = ()
    """Autres territoires qui portent la même fiche : identifiant, ou nom s'il est d'ailleurs."""
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
    participation_suite: Prose | None = None
    """Ce qui est sorti de la participation : ce qui fut dit, et ce que l'on en a fait."""
    statut: Statut | None = None
    """Où en est l'action ; absent, la page dit « suivi non renseigné »."""
    statut_depuis: DateEcrite | None = None
    """Date du dernier changement de statut."""
    motif: Titre | None = None
    """Pourquoi l'action est en pause ou abandonnée."""
    historique: tuple[StatutPasse, ...] = ()
    """Statuts que l'action a eus avant, du plus ancien au plus récent."""
    avancement: Pourcentage | None = None
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
    sans_objet: Liste[Rubrique] = ()
    """Rubriques que le document dit sans objet (« néant », « aucun ») : vides, et dites vides."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source, montrés tels quels."""
    source: Source | None = None
    """D'où vient la fiche."""
    valide: DateEcrite | None = None
    """Date de validation, si ce n'est pas celle du plan."""
    maj: DateEcrite | None = None
    """Date de la dernière mise à jour."""
    publication: Parution = Parution.PUBLIE
    """Un brouillon ne paraît pas."""
    exemple: OuiNon = False
    """Oui pour une fiche inventée, qui ne fait que montrer : elle ne se publie pas."""

    @model_validator(mode="after")
    def _motif_de_l_arret(self) -> Self:
        if self.statut is Statut.ABANDONNEE and not self.motif:
            raise Refus("action abandonnée sans motif", "dire pourquoi dans « motif »", "statut")
        return self

    @model_validator(mode="after")
    def _sans_objet_mais_remplie(self) -> Self:
        for rubrique in self.sans_objet:
            if getattr(self, rubrique):
                raise Refus(
                    f"« {rubrique} » est rempli, et dit sans objet",
                    f"vider « {rubrique} », ou le retirer de « sans_objet »",
                    "sans_objet",
                )
        return self

    @property
    def statut_date(self) -> str:
        """« depuis mars 2026 » ; vide si le statut n'est pas daté."""
        return dire_depuis(self.statut_depuis) if self.statut_depuis else ""

    @property
    def reduite_au_titre(self) -> bool:
        """Vrai si la fiche ne dit rien de plus que son titre."""
        place = {"id", "numero", "rang", "rattachements", "publication"}
        return not (self.model_fields_set - place - {"titre", "source", "maj"})
