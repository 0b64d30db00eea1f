"""Qui publie le site, et ce que la loi demande d'en dire : mentions, données, accessibilité.

Un champ exigé d'un site public porte la marque `Exige` : la liste de ce qui manque, l'arrêt
d'une construction de production et l'aide s'en tirent. Rien n'est jamais complété d'office.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, model_validator

from .date_partielle import DateEcrite
from .fiche_action import Contact
from .introspection import classe_dans
from .socle import Liste, Objet, Refus
from .texte import AdresseWeb, Annee, Nombre, Prose, Siren, Structure, Telephone, Titre
from .vocabulaire import Conformite

ANNEES_DE_VALIDITE = 3
"""Années au bout desquelles un audit n'est plus en cours de validité."""
ANNEES_D_UN_SCHEMA = 3
"""Années que couvre au plus un schéma pluriannuel."""
SEUIL_PARTIEL, SEUIL_TOTAL = 50, 100
"""Pourcentages de critères respectés : conformité partielle, conformité totale."""


@dataclass(frozen=True, slots=True)
class Exige:
    """La marque d'un champ sans lequel un site public n'est pas en règle."""

    conseil: str
    """Ce qu'il faut écrire."""


class ContactEnLigne(Contact):
    """Où s'adresser en ligne : une boîte générique ou un formulaire, au moins l'un des deux."""

    formulaire: AdresseWeb | None = None
    """Adresse https:// d'un formulaire accessible."""

    @model_validator(mode="after")
    def _joignable(self) -> Self:
        if not (self.courriel or self.formulaire):
            raise Refus("ni courriel ni formulaire", "ajouter « courriel » ou « formulaire »")
        return self


class DirectionDePublication(Objet):
    """La personne qui répond de ce qui est publié : le seul nom que porte le site."""

    fonction: Annotated[
        Titre | None, Exige("écrire la fonction, comme « Présidente de la communauté »")
    ] = None
    """Fonction de cette personne (exigée en production)."""
    nom: Annotated[Titre | None, Exige("écrire le prénom et le nom : la loi les demande ici")] = (
        None
    )
    """Prénom et nom de cette personne (exigés en production)."""


class Hebergeur(Objet):
    """L'entreprise ou le service qui héberge les fichiers du site."""

    nom: Annotated[Titre | None, Exige("écrire le nom ou la raison sociale de l'hébergeur")] = None
    """Nom ou raison sociale (exigé en production)."""
    adresse: Annotated[Titre | None, Exige("écrire l'adresse postale de l'hébergeur")] = None
    """Adresse postale (exigée en production)."""
    telephone: Annotated[
        Telephone | None, Exige("écrire le numéro de téléphone de l'hébergeur")
    ] = None
    """Numéro de téléphone (exigé en production)."""
    journaux: Titre | None = None
    """Durée pendant laquelle l'hébergeur garde ses journaux de connexion."""


class NonConformite(Objet):
    """Un critère que l'audit a trouvé non respecté."""

    critere: Annotated[str, Field(pattern=r"^\d{1,2}\.\d{1,2}$")]
    """Numéro du critère (« 3.2 », entre guillemets)."""
    constat: Titre
    """Ce qui ne va pas, et où."""
    alternative: Titre | None = None
    """Où trouver la même chose sous une forme accessible."""


class Derogation(Objet):
    """Un contenu non accessible, pour lequel la charge disproportionnée est invoquée."""

    contenu: Titre
    """Contenu ou fonction concernés."""
    motif: Titre
    """Pourquoi la charge est disproportionnée."""
    duree: Titre | None = None
    """Jusqu'à quand la dérogation est invoquée."""
    alternative: Titre | None = None
    """Où trouver la même chose sous une forme accessible."""


class Audit(Objet):
    """Un audit de conformité qui a eu lieu. Sans lui, le site se dit non conforme."""

    date: DateEcrite
    """Date de l'audit."""
    organisme: Structure
    """Structure qui a mené l'audit, ou « en interne »."""
    referentiel: Titre = "RGAA 4.1.2"
    """Référentiel appliqué."""
    taux: Annotated[Nombre, Field(ge=0, le=100)]
    """Pourcentage des critères applicables qui sont respectés, de 0 à 100."""
    pages: Annotated[Liste[Titre], Field(min_length=1)]
    """Pages auditées."""
    environnements: Liste[Titre] = ()
    """Couples de lecteur d'écran et de navigateur employés (« NVDA et Firefox »)."""
    outils: Liste[Titre] = ()
    """Outils employés."""
    non_conformites: tuple[NonConformite, ...] = ()
    """Critères non respectés."""
    derogations: tuple[Derogation, ...] = ()
    """Contenus sous dérogation."""
    exemptions: Liste[Titre] = ()
    """Contenus non soumis à l'obligation d'accessibilité."""
    rapport: AdresseWeb | None = None
    """Adresse du rapport d'audit."""

    def en_cours_de_validite(self, aujourd_hui: datetime.date) -> bool:
        """Vrai si l'audit est fait, et depuis trois ans au plus."""
        fait = self.date.fin
        if fait is None or fait > aujourd_hui:
            return False
        limite = (fait.year + ANNEES_DE_VALIDITE, fait.month, fait.day)
        return (aujourd_hui.year, aujourd_hui.month, aujourd_hui.day) <= limite

    def conformite(self, aujourd_hui: datetime.date) -> Conformite:
        """L'état que l'audit autorise à afficher, jamais mieux."""
        if self.taux < SEUIL_PARTIEL or not self.en_cours_de_validite(aujourd_hui):
            return Conformite.NON
        if self.taux < SEUIL_TOTAL or self.non_conformites:
            return Conformite.PARTIELLE
        return Conformite.TOTALE


class ActionDAccessibilite(Objet):
    """Une action du schéma pluriannuel."""

    annee: Annee
    """Année où l'action est prévue."""
    titre: Titre
    """Ce qui sera fait."""
    bilan: Titre | None = None
    """Ce qui a été fait, une fois l'année passée."""


class SchemaPluriannuel(Objet):
    """Le schéma pluriannuel d'accessibilité : trois ans au plus, une liste d'actions par année."""

    debut: Annee
    """Première année."""
    fin: Annee
    """Dernière année."""
    presentation: Prose | None = None
    """Politique suivie : organisation, moyens, formation, marchés, contrôles."""
    referent: Structure | None = None
    """Fonction de la personne référente pour l'accessibilité numérique."""
    actions: Annotated[tuple[ActionDAccessibilite, ...], Field(min_length=1)]
    """Actions, année par année."""

    @model_validator(mode="after")
    def _bornes(self) -> Self:
        if not self.debut <= self.fin < self.debut + ANNEES_D_UN_SCHEMA:
            raise Refus(
                f"le schéma va de {self.debut} à {self.fin}",
                f"le faire tenir dans {ANNEES_D_UN_SCHEMA} années, dans l'ordre",
                "fin",
            )
        for action in self.actions:
            if not self.debut <= action.annee <= self.fin:
                raise Refus(
                    f"action de {action.annee} hors du schéma ({self.debut} à {self.fin})",
                    "corriger son année",
                    "actions",
                )
        return self


class Declaration(Objet):
    """La déclaration d'accessibilité : sa date et ce qu'elle couvre."""

    etablie: Annotated[DateEcrite | None, Exige("écrire la date où la déclaration est établie")] = (
        None
    )
    """Date où la déclaration a été établie (exigée en production)."""
    mise_a_jour: DateEcrite | None = None
    """Date de sa dernière mise à jour."""


class Reutilisation(Objet):
    """À quelles conditions reprendre ce qui est publié."""

    donnees: Titre | None = None
    """Licence des données."""
    code: Titre | None = None
    """Licence du code."""


class Editeur(Objet):
    """Le fichier `editeur.yml` : l'éditeur du site et ce que la loi lui demande de publier."""

    nom: Annotated[Titre | None, Exige("écrire le nom légal complet de l'éditeur")] = None
    """Nom légal complet (exigé en production)."""
    forme: Annotated[
        Titre | None, Exige("écrire sa forme, comme « établissement public intercommunal »")
    ] = None
    """Forme juridique (exigée en production)."""
    adresse: Annotated[Titre | None, Exige("écrire l'adresse postale du siège")] = None
    """Adresse postale du siège (exigée en production)."""
    telephone: Annotated[Telephone | None, Exige("écrire le numéro du standard")] = None
    """Numéro de téléphone (exigé en production)."""
    siren: Annotated[Siren | None, Exige("écrire les neuf chiffres du SIREN")] = None
    """SIREN (exigé en production)."""
    directeur_de_publication: Annotated[
        DirectionDePublication | None, Exige("nommer la personne qui répond de la publication")
    ] = None
    """Directrice ou directeur de la publication (exigé en production)."""
    hebergeur: Annotated[Hebergeur | None, Exige("nommer l'hébergeur")] = None
    """Hébergeur du site (exigé en production)."""
    contact: Annotated[
        ContactEnLigne | None, Exige("donner un « courriel » générique ou un « formulaire »")
    ] = None
    """Où signaler un défaut d'accessibilité ou une erreur (exigé en production)."""
    delegue_donnees: Annotated[
        ContactEnLigne | None,
        Exige("dire comment joindre la personne déléguée à la protection des données"),
    ] = None
    """Où joindre la personne déléguée à la protection des données (exigé en production)."""
    declaration: Annotated[Declaration | None, Exige("dater la déclaration d'accessibilité")] = None
    """Déclaration d'accessibilité (exigée en production)."""
    schema_pluriannuel: Annotated[
        SchemaPluriannuel | None, Exige("écrire « debut », « fin » et « actions »")
    ] = None
    """Schéma pluriannuel d'accessibilité (exigé en production)."""
    audit: Audit | None = None
    """Dernier audit d'accessibilité, s'il y en a eu un."""
    reutilisation: Reutilisation | None = None
    """Licences des données et du code."""

    def manques(self) -> list[tuple[tuple[str, ...], str]]:
        """Les champs exigés d'un site public et absents : leur chemin, et quoi faire."""
        return list(_manques(self, Editeur, ()))

    def conformite(self, aujourd_hui: datetime.date) -> Conformite:
        """L'état d'accessibilité à afficher : non conforme tant qu'aucun audit ne dit mieux."""
        return self.audit.conformite(aujourd_hui) if self.audit else Conformite.NON


def _manques(
    objet: Objet | None, classe: type[Objet], chemin: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Les champs exigés que `objet` n'a pas ; un groupe absent se détaille champ par champ."""
    for nom, champ in classe.model_fields.items():
        exige = next((marque for marque in champ.metadata if isinstance(marque, Exige)), None)
        if exige is None:
            continue
        valeur = getattr(objet, nom, None)
        groupe = classe_dans(champ.annotation, Objet)
        dessous = list(_manques(valeur, groupe, (*chemin, nom))) if groupe else []
        if dessous:
            yield from dessous
        elif valeur is None:
            yield (*chemin, nom), exige.conseil
