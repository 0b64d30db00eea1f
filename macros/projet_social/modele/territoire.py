"""Le territoire : l'entité qui publie, ses chiffres, son histoire."""

from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from .couleur import Couleur
from .date_partielle import DateEcrite
from .fiche_action import Contact
from .socle import Liste, Objet, Refus
from .source import Lien, Source
from .texte import (
    FAUX,
    VRAI,
    AdresseWeb,
    Annee,
    CodeInsee,
    Departement,
    Entier,
    Identifiants,
    OuiNon,
    Prose,
    Resume,
    Siren,
    Titre,
)
from .vocabulaire import NatureFait, NaturePartie, TypeTerritoire


def _une_ville(texte: str) -> str:
    if texte.lower() in VRAI | FAUX:
        raise Refus(f"« {texte} » n'est pas une ville", "écrire le nom de la ville siège")
    return texte


def _un_site(adresse: str) -> str:
    if not adresse.startswith(("https://", "http://")):
        raise Refus(f"« {adresse} » n'est pas un site", "écrire une adresse entière, en https://")
    return adresse


SiteEntier = Annotated[AdresseWeb, AfterValidator(_un_site)]
"""L'adresse d'un site, sur un autre serveur ou un autre nom."""


class Population(Objet):
    """Un nombre d'habitants dit par la source, avec son année."""

    nombre: Entier
    """Nombre d'habitants."""
    annee: Annee | None = None
    """Année du chiffre, si la source la donne."""
    approximatif: OuiNon = False
    """oui quand la source dit « près de »."""
    perimetre: Titre | None = None
    """Partie du territoire comptée ; absent : l'ensemble."""
    nature: NaturePartie | None = None
    """Ce qu'est cette partie : ville, communauté membre, ancienne entité."""

    @model_validator(mode="after")
    def _nature_d_une_partie(self) -> Self:
        if self.nature and not self.perimetre:
            raise Refus("« nature » sans « perimetre »", "nommer la partie comptée", "nature")
        return self


class Fait(Objet):
    """Un fait daté de l'histoire de l'entité."""

    date: DateEcrite
    """Date du fait."""
    fait: Titre
    """Ce qui s'est passé, avec nos mots."""
    nature: NatureFait = NatureFait.AUTRE
    """Ce que le fait change à l'entité : création, fusion, extension, nom, autre."""


class Territoire(Objet):
    """Une intercommunalité, un syndicat ou une commune qui publie un projet."""

    nom: Titre
    """Nom complet."""
    nom_court: Titre
    """Nom d'usage, sans la nature juridique."""
    type: TypeTerritoire
    """Nature juridique."""
    siren: Siren | None = None
    """SIREN : relie le territoire à la liste officielle."""
    insee: CodeInsee | None = None
    """Code Insee, pour une commune."""
    membres: Liste[Siren] = ()
    """SIREN des intercommunalités membres, pour un syndicat."""
    departements: Liste[Departement] = ()
    """Numéros des départements."""
    resume: Resume | None = None
    """Une phrase qui situe le territoire."""
    populations: tuple[Population, ...] = ()
    """Nombres d'habitants dits par la source."""
    communes_declarees: Entier | None = None
    """Nombre de communes dit par la source."""
    ville_principale: Titre | None = None
    """Ville centre, quand la source ne dit pas où est le siège."""
    siege: Annotated[Titre, AfterValidator(_une_ville)] | None = None
    """Ville siège, quand la source la dit telle."""
    histoire: tuple[Fait, ...] = ()
    """Faits datés."""
    succede_a: Liste[Titre] = ()
    """Entités que celle-ci réunit ou remplace."""
    remplace_par: Titre | None = None
    """Entité qui lui a succédé : la page reste."""
    couleur: Couleur | None = None
    """Couleur du territoire, en hexadécimal ; refusée si son texte ne se lit pas."""
    alias: Identifiants = ()
    """Anciens identifiants du territoire."""
    site: SiteEntier | None = None
    """Adresse du site où ce territoire publie lui-même son projet ; sa page y mène."""
    liens: tuple[Lien, ...] = ()
    """Site et pages utiles."""
    contact: Contact | None = None
    """Où s'adresser."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source."""
    source: Source | None = None
    """D'où viennent ces données."""
    exemple: OuiNon = False
    """Oui pour un territoire inventé, qui ne fait que montrer : il ne se publie pas."""

    @property
    def centre(self) -> tuple[str, str]:
        """Sa ville, et ce que la source en dit : « Siège », sinon « Ville principale »."""
        principale = "Ville principale", self.ville_principale or ""
        return ("Siège", self.siege) if self.siege else principale

    @model_validator(mode="after")
    def _identite_coherente(self) -> Self:
        if self.type is not TypeTerritoire.SYNDICAT_MIXTE and self.membres:
            raise Refus("« membres » hors d'un syndicat mixte", "retirer « membres »", "membres")
        return self
