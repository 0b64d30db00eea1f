"""Les dossiers comparatifs et la liste des accompagnements."""

from collections import Counter

from pydantic import Field

from .date_partielle import DateEcrite
from .socle import Liste, Objet
from .source import Source
from .texte import (
    Annee,
    Departement,
    Entier,
    Identifiant,
    Identifiants,
    Prose,
    Siren,
    Structure,
    Titre,
)
from .vocabulaire import EtatEntite, VueComparee


class Dossier(Objet):
    """Une comparaison de territoires choisis, avec son introduction."""

    titre: Titre
    """Titre du dossier."""
    editeur: Structure | None = None
    """Qui publie le dossier."""
    auteurs: Liste[Structure] = ()
    """Fonctions des auteurs."""
    partenaires: Liste[Structure] = ()
    """Partenaires du dossier."""
    periode: DateEcrite | None = None
    """Années couvertes."""
    introduction: Prose | None = None
    """Présentation, avec nos mots."""
    methode: Prose | None = None
    """Méthode suivie, avec nos mots."""
    territoires: Identifiants = Field(min_length=1)
    """Territoires comparés, dans l'ordre de publication."""
    vues: Liste[VueComparee] = tuple(VueComparee)
    """Comparaisons à montrer, dans l'ordre ; absent : toutes."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source."""
    source: Source | None = None
    """Document d'où vient le dossier."""


class IntercommunaliteAncienne(Objet):
    """Une intercommunalité telle qu'une édition ancienne de la liste officielle la porte."""

    siren: Siren
    """SIREN dans cette édition."""
    nom: Titre
    """Nom dans cette édition."""
    communes: Entier = Field(ge=1)
    """Nombre de communes dans cette édition."""


class Successeur(Objet):
    """Une intercommunalité d'aujourd'hui qui a reçu des communes d'une ancienne."""

    siren: Siren
    """SIREN dans la liste officielle d'aujourd'hui."""
    communes: Entier = Field(ge=1)
    """Nombre de communes de l'ancienne qui en font partie aujourd'hui."""


class Devenir(Objet):
    """Ce que sont devenues les communes d'une intercommunalité accompagnée."""

    edition: Annee
    """Année de l'édition ancienne où l'intercommunalité a été trouvée."""
    anciennes: tuple[IntercommunaliteAncienne, ...] = Field(min_length=1)
    """Intercommunalités de cette édition que la ligne désigne."""
    successeurs: tuple[Successeur, ...] = Field(min_length=1)
    """Intercommunalités d'aujourd'hui, celle qui a reçu le plus de communes d'abord."""
    doute: Titre | None = None
    """Pourquoi le rapprochement avec l'édition ancienne n'est pas certain."""


class Accompagnement(Objet):
    """Une intercommunalité accompagnée, telle que la liste la nomme."""

    nom: Titre
    """Nom, mot pour mot."""
    departements: Liste[Departement] = ()
    """Numéros de départements imprimés."""
    territoire: Identifiant | None = None
    """Territoire publié ici, s'il y en a un."""
    siren: Siren | None = None
    """SIREN dans la liste officielle, si le rapprochement est certain."""
    etat: EtatEntite = EtatEntite.NON_RAPPROCHEE
    """Ce que l'entité est devenue."""
    nom_actuel: Titre | None = None
    """Nom d'aujourd'hui."""
    devenir: Devenir | None = None
    """Ses communes, suivies d'une édition ancienne de la liste officielle à celle d'aujourd'hui."""
    precision: Titre | None = None
    """Doute ou précision."""


class GroupeDAccompagnements(Objet):
    """Une partie de la liste."""

    titre: Titre
    """Titre de la partie."""
    accompagnements: tuple[Accompagnement, ...]
    """Lignes, dans l'ordre de la source."""


class Accompagnements(Objet):
    """Le fichier `accompagnements.yml`."""

    groupes: tuple[GroupeDAccompagnements, ...] = ()
    """Parties de la liste."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source."""
    source: Source | None = None
    """Document d'où vient la liste."""

    @property
    def lignes(self) -> list[Accompagnement]:
        """Toutes les lignes, dans l'ordre de la source."""
        return [ligne for groupe in self.groupes for ligne in groupe.accompagnements]

    @property
    def etats(self) -> list[tuple[EtatEntite, int]]:
        """Combien de lignes dans chaque état, dans l'ordre du vocabulaire, sans les zéros."""
        comptes = Counter(ligne.etat for ligne in self.lignes)
        return [(etat, comptes[etat]) for etat in EtatEntite if comptes[etat]]
