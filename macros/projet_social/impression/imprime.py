"""Un document à imprimer : ses parties composées, et ce que tout format doit en savoir."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .dessin import Dessin


@dataclass(frozen=True)
class Partie:
    """Une partie d'un document : un titre, un corps, et sa place sur les feuilles.

    Attributes:
        ancre: identifiant, unique dans le document.
        titre: titre de la partie, typographié.
        corps: HTML fini, déjà échappé.
        surtitre: ce qu'est la partie, au-dessus du titre.
        chapeau: une phrase sous le titre.
        rang: 1 pour une partie, 2 pour ce qu'elle contient.
        classe: ce qui distingue sa mise en page (« synthese », « fiche »…).
        precision: ce que le sommaire ajoute au titre.
        paysage: vrai pour une feuille à l'horizontale.
        feuilles: pages que la partie doit remplir au plus ; 0 sans limite.
    """

    ancre: str
    titre: str
    corps: str
    surtitre: str = ""
    chapeau: str = ""
    rang: int = 1
    classe: str = ""
    precision: str = ""
    paysage: bool = False
    feuilles: int = 0


@dataclass(frozen=True)
class GroupeDeParties:
    """Des parties qui se suivent.

    Attributes:
        titre: le nom que le sommaire leur donne.
        parties: dans l'ordre de lecture.
        liminaire: vrai pour ce qui vient avant le sommaire.
    """

    titre: str
    parties: tuple[Partie, ...]
    liminaire: bool = False


@dataclass(frozen=True)
class Imprime:
    """Un document composé, prêt pour un format.

    Attributes:
        nom: nom de fichier, sans extension.
        genre: « dossier » s'il a couverture et sommaire, « feuillet » sinon.
        titre: titre du document.
        corps: HTML de tout le document, fini.
        description: une phrase.
        auteurs: structures qui signent.
        maj: jour des données les plus récentes ; None s'il n'est pas connu.
        dessins: dessins du document, par nom.
    """

    nom: str
    titre: str
    corps: str
    description: str = ""
    auteurs: tuple[str, ...] = ()
    maj: date | None = None
    genre: str = "feuillet"
    dessins: Mapping[str, Dessin] = field(default_factory=dict)
