"""Ce dont une macro dispose pour rendre un bloc : ce qui est publié, et la page d'où l'on voit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from markupsafe import Markup

from .. import rendu
from ..comparaison.suivi import signaux
from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne
from ..exports.annexes import Annexes, Telechargement
from ..exports.fichier import Fichier
from ..modele.referentiel import Theme
from ..modele.vocabulaire import SignalDeSuivi
from ..pages.adresse import adresse_de
from ..pages.annonce import Annonce
from ..pages.fixe import AdresseFixe
from ..pages.publication import Publication
from ..texte.liens import NULLE_PART
from ..texte.typographie import poids_ecrit

Noter = Callable[[str, str], None]


@dataclass(frozen=True)
class Vue:
    """La place d'où un bloc est rendu.

    Attributes:
        publication: ce qui est publié, et où.
        page: adresse publique de la page ; vide à l'accueil.
        remontee: ce qui mène à la racine, quand l'adresse ne le dit pas : la page d'erreur paraît
            à toute adresse.
        annexes: les fichiers que le site publie à côté de ses pages.
        noter: à qui dire ce que cite la page, adresse publique puis page ; à personne d'ordinaire.
    """

    publication: Publication
    page: str = ""
    remontee: str = ""
    annexes: Annexes = field(default_factory=Annexes)
    noter: Noter | None = None

    papier: ClassVar[bool] = False
    """Vrai d'un document imprimé : rien ne s'y touche, ni ne s'y déplie."""

    @property
    def corpus(self) -> Corpus:
        """Ce qui est publié."""
        return self.publication.corpus

    @property
    def racine(self) -> str:
        """Le chemin relatif de la page à la racine : « ../../ » pour `territoires/x/`."""
        return self.remontee or "../" * self.page.count("/")

    @property
    def seul(self) -> bool:
        """Vrai si le corpus n'a qu'un territoire : il n'y a ni à choisir, ni à compter."""
        return len(self.corpus.territoires) == 1

    def vers(self, cible: Any) -> str:
        """Le lien vers une adresse d'ensemble ou vers un objet du corpus.

        Vers ce qui n'est pas publié, l'adresse est `NULLE_PART` : la finition de la page remplace
        ce lien par son texte. Un gabarit ne demande donc `publication.mene` que pour taire sa
        phrase.
        """
        adresse = self.publication.adresse(cible)
        if adresse is None:
            return NULLE_PART
        if self.noter:
            self.noter(adresse, self.page)
        if adresse.startswith(("https://", "http://")):
            return adresse
        return f"{self.racine}{adresse}" or "./"

    def publie(self, cible: Any) -> bool:
        """Vrai si la cible est publiée sur ce site."""
        return self.publication.publie(cible)

    def annonces(self, cible: Any) -> Sequence[tuple[str, Annonce]]:
        """Les calendriers et les flux qu'annonce une page, la sienne ou celle d'un objet."""
        return self.annexes.annonces.get(adresse_de(cible), ())

    def telechargements(self, cible: Any) -> Sequence[Telechargement]:
        """Les documents qu'une page propose d'emporter, la sienne ou celle d'un objet."""
        return self.annexes.telechargements.get(adresse_de(cible), ())

    def poids(self, fichier: Fichier) -> str:
        """Le poids d'un fichier de données, à dire avant que l'on télécharge : 85 Ko, 1,2 Mo."""
        return poids_ecrit(self.annexes.poids_de(fichier))

    def sur_la_page(self, ligne: Ligne, adresse: str) -> bool:
        """Vrai si la ligne n'a pas de page, et que son ancre est sur la page de cette adresse."""
        chemin, dieze, _ = adresse_de(ligne).partition("#")
        return bool(dieze) and chemin == adresse

    def signaux(self, ligne: Ligne) -> list[SignalDeSuivi]:
        """Ce que le site remarque du suivi d'une ligne ; rien si ce n'est pas une action."""
        return signaux(ligne.fiche, self.publication.aujourd_hui) if ligne.fiche else []

    def theme_de(self, ligne: Ligne) -> Theme | None:
        """Le thème qui dit une ligne par son icône : le sien, sinon le premier qu'elle contient."""
        for candidate in (ligne, *ligne.enfants):
            if candidate.themes:
                return self.publication.atteignable.themes[candidate.themes[0]]
        return None

    def rendre(self, gabarit: str, **valeurs: Any) -> Markup:
        """Rend un gabarit du paquet avec la vue et les adresses fixes en plus des valeurs."""
        communs = {"vue": self, "corpus": self.corpus, "AdresseFixe": AdresseFixe}
        return Markup(rendu.rendre(gabarit, **communs, **valeurs))

    def bloc(self, macro: Callable[..., str], **arguments: Any) -> Markup:
        """Rend un bloc dans un autre."""
        return Markup(macro(self, **arguments))
