"""Le guichet : une demande entre, une page sort. Il ne connaît ni socket ni cookie."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from ..chargement import Rapport
from ..ecriture.lot import Conflit
from ..inscription import inscrire_le_paquet
from ..lecture.anomalie import CorpusInvalide
from ..modele.fiche_action import FicheAction
from ..rendu import rendre
from . import adresses
from .dossier_ouvert import DossierOuvert
from .partie import PartieDeFichier, PartieInconnue

FAITS_MAXIMUM = 50
"""Enregistrements dont on sait encore dire ce qu'ils ont changé."""
HTML = "text/html; charset=utf-8"
Rendus = Mapping[str, list[str]]
"""Ce que porte une adresse ou un formulaire : des valeurs par nom."""


@dataclass(frozen=True)
class DemandeRecue:
    """Ce que porte une demande.

    Attributes:
        adresse: ce qui suit le point d'interrogation.
        rendus: les champs du formulaire, s'il y en a un.
    """

    adresse: Rendus
    rendus: Rendus = field(default_factory=dict)


@dataclass(frozen=True)
class ReponseDePage:
    """Ce que l'on répond.

    Attributes:
        vers: l'adresse où aller ; vide pour rester.
    """

    corps: bytes = b""
    code: HTTPStatus = HTTPStatus.OK
    type_: str = HTML
    vers: str = ""


def aller(adresse: str) -> ReponseDePage:
    """Envoie ailleurs, en lecture : recharger la page n'enregistre pas une seconde fois."""
    return ReponseDePage(code=HTTPStatus.SEE_OTHER, vers=adresse)


@dataclass(frozen=True)
class Enregistrement:
    """Un enregistrement, et ce que l'on peut faire ensuite.

    Attributes:
        changes: les libellés des champs changés.
        ailleurs: combien d'autres fichiers ont changé avec, pour garder leurs renvois justes.
    """

    phrase: str
    changes: Sequence[str] = ()
    ailleurs: int = 0
    adresse_pour_voir: str = ""
    adresse_suivante: str = ""


@dataclass
class Guichet:
    """Ce qui répond.

    Attributes:
        apercu: parmi ces adresses du site, celle que montre un aperçu en marche ; vide sinon.
    """

    ouvert: DossierOuvert
    apercu: Callable[[Sequence[str]], str] = lambda _adresses: ""
    faits: OrderedDict[str, Enregistrement] = field(default_factory=OrderedDict)

    def repondre(self, methode: str, chemin: str, recue: DemandeRecue) -> ReponseDePage:
        """La réponse à une demande.

        Args:
            chemin: l'adresse, sans ce qui suit le point d'interrogation.
            recue: ce qui le suit, et ce que porte le formulaire.
        """
        inscrire_le_paquet(__package__)
        if chemin in FICHIERS:
            nom, type_ = FICHIERS[chemin]
            return ReponseDePage((files(__package__) / "page" / nom).read_bytes(), type_=type_)
        page = PAGES.get((methode, chemin))
        if page is None:
            return self.refuser(HTTPStatus.NOT_FOUND, "Cette page n’existe pas.")
        with self.ouvert.verrou:
            try:
                return page(self, recue)
            except (PartieInconnue, CorpusInvalide) as refus:
                return self.refuser(HTTPStatus.NOT_FOUND, str(refus))
            except (Conflit, OSError) as refus:
                return self.refuser(HTTPStatus.CONFLICT, str(refus))

    def refuser(self, code: HTTPStatus, constat: str) -> ReponseDePage:
        """Une page qui dit ce qui ne va pas, et ramène à l'accueil."""
        return self.montrer("refus.html", code, titre="Ce n’est pas possible", constat=constat)

    def montrer(
        self, gabarit: str, code: HTTPStatus = HTTPStatus.OK, **valeurs: Any
    ) -> ReponseDePage:
        """Une page, faite d'un gabarit de `gabarits/saisie/`."""
        return ReponseDePage(
            rendre(f"saisie/{gabarit}", adresses=adresses, **valeurs).encode(), code
        )

    def retenir(self, fait: Enregistrement) -> str:
        """Garde ce qu'un enregistrement a fait, pour le dire à la page qui suit ; rend son nom."""
        nom = str(1 + int(next(reversed(self.faits), "0")))
        self.faits[nom] = fait
        while len(self.faits) > FAITS_MAXIMUM:
            self.faits.popitem(last=False)
        return nom

    def revenir(self, partie: PartieDeFichier, fait: Enregistrement) -> ReponseDePage:
        """Ramène à ce que l'on remplissait, où se dira ce qu'un enregistrement a fait."""
        return aller(adresses.adresse_de_la_partie(partie, fait=self.retenir(fait)))


Service = Callable[[Guichet, DemandeRecue], ReponseDePage]
"""Ce qui répond à une adresse."""
PAGES: dict[tuple[str, str], Service] = {}
"""Ce qui répond à chaque adresse ; chaque page s'y inscrit elle-même."""


def repondre_a(methode: str, chemin: str) -> Callable[[Service], Service]:
    """Inscrit ce qui répond à une adresse."""

    def inscrire(service: Service) -> Service:
        PAGES[methode, chemin] = service
        return service

    return inscrire


FICHIERS = {
    adresses.HABIT: ("habit.css", "text/css; charset=utf-8"),
    adresses.SCRIPT: ("saisie.js", "text/javascript; charset=utf-8"),
}
"""Ce que les pages chargent, et rien d'autre."""


def premiere(rendus: Rendus, nom: str) -> str:
    """La première valeur d'un nom ; vide s'il n'y en a pas."""
    return next(iter(rendus.get(nom, ())), "")


def partie_demandee(demande: Rendus, rapport: Rapport) -> PartieDeFichier:
    """Ce que désigne une adresse ; rien hors des fichiers de données du dossier.

    Raises:
        PartieInconnue: ce n'est pas l'un d'eux, ou il n'a rien à cet endroit.
    """
    fichier = premiere(demande, "fichier")
    partie = PartieDeFichier.lire(fichier, premiere(demande, "ou"))
    if fichier not in rapport.corpus.documents:
        raise PartieInconnue(f"le fichier « {fichier} » n'est plus dans les données")
    return partie


def se_supprime(partie: PartieDeFichier) -> bool:
    """Vrai d'une fiche, ou d'un élément de liste : un fichier commun ne s'ôte pas."""
    if partie.chemin:
        return isinstance(partie.chemin[-1], int)
    return partie.modele is FicheAction
