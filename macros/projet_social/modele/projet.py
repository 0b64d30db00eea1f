"""Le projet : son contexte, sa démarche, sa gouvernance et son plan."""

from typing import Annotated

from pydantic import Field

from .date_partielle import DateEcrite
from .fiche_action import Contact
from .niveau import AvecNiveaux, Libelle
from .socle import Liste, Objet, abregee
from .source import Lien, Source
from .texte import (
    Entier,
    Identifiant,
    Identifiants,
    Nombre,
    OuiNon,
    Prose,
    PublicsVises,
    Resume,
    Structure,
    Titre,
)
from .vocabulaire import (
    Cias,
    GenreProjet,
    Part,
    Participation,
    PartieProjet,
    Stade,
    TypeEtape,
    TypeNiveau,
)


class Etat(Objet):
    """Où en est le projet, en une phrase."""

    stade: Stade
    """Stade d'avancement de l'ensemble."""
    phrase: Resume | None = None
    """La même chose, en une phrase pour un habitant."""
    date: DateEcrite | None = None
    """Date à laquelle cet état est connu."""

    @property
    def dit(self) -> str:
        """La phrase, à défaut le stade."""
        return self.phrase or self.stade.libelle


class Gouvernance(Objet):
    """Qui porte la politique sociale, et avec qui."""

    portage: Prose | None = None
    """Qui porte la politique sociale."""
    cias: Cias | None = None
    """Place du centre intercommunal d'action sociale."""
    cias_precision: Prose | None = None
    """Ce que dit la source du CIAS."""
    signataires: Liste[Structure] = ()
    """Signataires du projet ou de la convention."""
    instances: Liste[Structure] = ()
    """Comités et commissions."""
    source: Source | None = None
    """D'où viennent ces éléments."""


class Valeur(Objet):
    """Une valeur affirmée par le projet."""

    titre: Titre
    """Mot de la valeur."""
    description: Prose | None = None
    """Ce que le territoire y met, avec nos mots."""


class Ambition(Objet):
    """Un futur souhaité, ou un point affirmé au-dessus du plan."""

    titre: Titre
    """Intitulé, mot pour mot."""
    themes: Identifiants = Field(default=(), max_length=4)
    """De un à quatre thèmes."""
    publics: PublicsVises = ()
    """Publics visés : identifiants de la liste, ou mots du document (« élèves de 3e »)."""
    description: Prose | None = None
    """Précisions, avec nos mots."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source."""
    source: Source | None = None
    """D'où vient l'intitulé."""


class Secteur(Objet):
    """Une partie du territoire que le projet distingue."""

    nom: Titre
    """Nom du secteur."""
    description: Prose | None = None
    """Ce qui le caractérise, avec nos mots."""
    communes: Liste[Titre] = ()
    """Communes du secteur."""


class Chiffre(Objet):
    """Un chiffre de la démarche ou du diagnostic."""

    nombre: Nombre
    """Nombre cité par la source."""
    libelle: Titre
    """Ce qui est compté."""
    precision: Titre | None = None
    """« plus de », « environ », périmètre…"""


class EtapeDemarche(Objet):
    """Un moment de la démarche : sa date, ce qui s'y passe, qui y fut entendu, présent ou invité.

    Un acteur n'est écrit qu'une fois, à la plus forte part que la source lui donne.
    """

    date: DateEcrite | None = None
    """Date, à la précision de la source."""
    types: Liste[TypeEtape] = ()
    """Ce qui se passe ; plusieurs types quand la source réunit deux étapes."""
    numero: Titre | None = None
    """Numéro donné par la source."""
    titre: Titre
    """Intitulé, mot pour mot."""
    description: Prose | None = None
    """Précisions, avec nos mots."""
    acteurs: Liste[Structure] = ()
    """Acteurs entendus, mot pour mot : parole recueillie, ou réunion tenue pour la recueillir."""
    presents: Liste[Structure] = ()
    """Acteurs présents, mot pour mot : la source ne dit pas que leur parole fut recueillie."""
    invites: Liste[Structure] = ()
    """Acteurs invités, mot pour mot : la source ne dit pas qu'ils sont venus."""
    participation: Participation | None = None
    """Place faite aux habitants à cette étape."""
    participation_suite: Prose | None = None
    """Ce qui est sorti de cette participation, avec nos mots."""
    chiffres: tuple[Chiffre, ...] = ()
    """Chiffres de l'étape."""
    doute: Titre | None = None
    """Pourquoi la date est douteuse."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source."""
    source: Source | None = None
    """D'où vient l'étape."""

    @property
    def parts(self) -> dict[Part, tuple[str, ...]]:
        """Les acteurs nommés, par part, de la plus forte à la plus faible ; sans part vide."""
        return {part: nommes for part in Part if (nommes := getattr(self, part.champ))}


class Demarche(Objet):
    """Comment le projet s'est construit."""

    description: Prose | None = None
    """La démarche en quelques phrases, avec nos mots."""
    perimetre: Titre | None = None
    """Partie du territoire concernée, si ce n'est pas le tout."""
    chiffres: tuple[Chiffre, ...] = ()
    """Chiffres de l'ensemble de la démarche."""
    etapes: tuple[Annotated[EtapeDemarche, abregee("titre")], ...] = ()
    """Étapes, dans l'ordre de la source."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source."""
    source: Source | None = None
    """D'où vient le calendrier."""


class Mention(Objet):
    """Un thème que seul le contexte, la démarche ou les commentaires évoquent."""

    themes: Identifiants = Field(min_length=1)
    """Thèmes évoqués."""
    partie: PartieProjet
    """Endroit du document."""
    citation: Titre
    """Mots exacts de la source, brefs."""
    source: Source | None = None
    """D'où vient la citation."""


class Projet(AvecNiveaux):
    """Un projet publié par un territoire, ou par plusieurs ensemble."""

    titre: Titre
    """Nom du projet."""
    genre: GenreProjet = GenreProjet.PROJET_SOCIAL
    """Nature du document ; d'une politique sociale, on compare les quatre temps et leurs durées."""
    rang: Annotated[Entier, Field(ge=1)] | None = None
    """Place parmi les plans du territoire ; absent : le plan principal d'abord."""
    territoires: Identifiants = ()
    """Territoires qui le portent ; absent : celui du dossier."""
    partage_avec: Liste[Structure] = ()
    """Communautés qui le portent aussi sans être sur ce site : leur SIREN, ou leur nom."""
    porteur: Structure | None = None
    """Structure qui porte le projet."""
    resume: Resume | None = None
    """Le projet en une phrase pour un habitant."""
    etat: Etat | None = None
    """Où en est le projet."""
    periode: DateEcrite | None = None
    """Années couvertes."""
    succede_a: Identifiant | None = None
    """Identifiant du projet auquel celui-ci succède, dans le même territoire."""
    niveaux: dict[TypeNiveau, Libelle] = Field(default_factory=dict)
    """Mots du territoire pour chaque niveau présent dans son plan."""
    niveau_de_lecture: TypeNiveau | None = None
    """Niveau que la comparaison lit ; absent : le plus haut du plan."""
    comptes_declares: dict[TypeNiveau, Entier] = Field(default_factory=dict)
    """Nombres d'objectifs, d'actions… annoncés par le document."""
    contexte: Prose | None = None
    """Contexte, avec nos mots."""
    commentaires: Prose | None = None
    """Commentaires et enjeux majeurs, avec nos mots."""
    methode: Prose | None = None
    """Modalités retenues, avec nos mots."""
    participation: Prose | None = None
    """Comment habitants et acteurs ont été associés, avec nos mots."""
    gouvernance: Gouvernance | None = None
    """Qui porte, qui signe, qui suit."""
    partenaires: Liste[Structure] = ()
    """Partenaires nommés, dans les mots de la source."""
    valeurs: tuple[Annotated[Valeur, abregee("titre")], ...] = ()
    """Valeurs affirmées."""
    ambitions: tuple[Annotated[Ambition, abregee("titre")], ...] = ()
    """Futurs souhaités."""
    points_transversaux: tuple[Annotated[Ambition, abregee("titre")], ...] = ()
    """Points valables pour tout le plan."""
    secteurs: tuple[Secteur, ...] = ()
    """Parties du territoire que le projet distingue."""
    demarche: Demarche | None = None
    """Comment le projet s'est construit."""
    mentions: tuple[Mention, ...] = ()
    """Thèmes évoqués hors du plan."""
    liens: tuple[Lien, ...] = ()
    """Documents et pages cités."""
    contact: Contact | None = None
    """Où s'adresser."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source."""
    source: Source | None = None
    """Document d'où vient le projet."""
    maj: DateEcrite | None = None
    """Date de la dernière mise à jour."""
    exemple: OuiNon = False
    """Oui pour un projet inventé, qui ne fait que montrer : il ne se publie pas."""
