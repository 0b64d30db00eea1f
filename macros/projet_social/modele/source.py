"""D'où vient ce qui est dit : document, page, section, citation."""

from typing import Annotated

from .date_partielle import DateEcrite
from .socle import Liste, Objet, abregee
from .texte import AdresseWeb, Identifiant, OuiNon, Prose, Titre


class Reference(Objet):
    """Un renvoi à un document source. Un champ absent est celui de l'objet qui le contient."""

    document: Identifiant | None = None
    """Identifiant du document dans `referentiels/sources.yml`."""
    page: Titre | None = None
    """Page ou pages du document (« 7 », « 7 et 8 »)."""
    section: Titre | None = None
    """Partie ou intertitre du document."""
    citation: Titre | None = None
    """Mots exacts de la source."""
    date: DateEcrite | None = None
    """Date du document ou de la consultation."""

    def completee_par(self, contenant: "Reference | None") -> "Reference":
        """Ce renvoi, complété par celui de l'objet qui le contient."""
        if contenant is None:
            return self
        dites = {nom: valeur for nom, valeur in self if valeur is not None}
        heritees = {nom: valeur for nom, valeur in contenant if nom != "citation"}
        return Reference.model_construct(**(heritees | dites))


Source = Annotated[Reference, abregee("document")]
"""Un renvoi à un document ; le nom du document suffit."""


class Lien(Objet):
    """Un lien vers un document ou une page."""

    titre: Titre
    """Ce que l'on trouve au bout du lien."""
    url: AdresseWeb
    """Adresse https:// ou chemin sous la racine du site."""


class DocumentSource(Objet):
    """Un document d'où viennent des données."""

    id: Identifiant
    """Identifiant employé dans `source: {document: …}`."""
    titre: Titre
    """Titre du document."""
    editeur: Titre | None = None
    """Qui le publie."""
    auteurs: tuple[Titre, ...] = ()
    """Auteurs que le document nomme lui-même, pour le citer ; sinon, leurs fonctions."""
    date: DateEcrite | None = None
    """Date du document, si elle est connue."""
    nature: Titre | None = None
    """Publication, lettre d'information, page web…"""
    fichier: Titre | None = None
    """Nom du fichier conservé."""
    url: AdresseWeb | None = None
    """Adresse du document en ligne."""
    licence: Titre | None = None
    """Licence du document d'origine."""
    attribution: Titre | None = None
    """Phrase d'attribution à reproduire."""
    description: Titre | None = None
    """Ce que contient le document."""
    notes: Liste[Prose] = ()
    """Défauts et particularités, montrés tels quels."""
    exemple: OuiNon = False
    """Oui pour un document inventé : rien de ce qui le cite ne se publie."""
