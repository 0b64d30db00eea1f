"""Un fichier de données lu, et les lieux que l'on peut y montrer du doigt."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .anomalie import Anomalie, Gravite
from .yaml_marque import Brut, Chemin, CleVide, composer, ligne_de


@dataclass(frozen=True, eq=False)
class Document:
    """Un fichier du dossier des données.

    Attributes:
        fichier: chemin relatif au dossier des données, barres obliques.
        octets: contenu, gardé pour retrouver les lignes ; vide si le document vient d'ailleurs
            que d'un fichier.
        valeurs: contenu lu ; None si le fichier a une anomalie de lecture.
        vides: les clés écrites sans valeur, que le contenu lu ne dit pas.
        debut: où commence ce dont on parle, quand un fichier en réunit plusieurs.
    """

    fichier: str
    octets: bytes = field(repr=False)
    valeurs: Brut = field(repr=False)
    vides: tuple[CleVide, ...] = ()
    debut: Chemin = ()

    @cached_property
    def racine(self) -> "Endroit":
        """Le début du fichier, ou de ce dont on y parle."""
        return Endroit(self, self.debut)

    @cached_property
    def marques(self) -> Any:
        """Les nœuds et leurs lignes, recalculés à la première anomalie seulement."""
        return composer(self.octets.decode("utf-8-sig"))


@dataclass(frozen=True, eq=False, slots=True)
class Endroit:
    """Un endroit d'un document : `lieu / "axes" / 0 / "titre"`."""

    document: Document
    chemin: Chemin

    def __truediv__(self, pas: str | int) -> "Endroit":
        """L'endroit un pas plus loin."""
        return Endroit(self.document, (*self.chemin, pas))

    def au_bout(self, chemin: Chemin) -> "Endroit":
        """L'endroit au bout de plusieurs pas."""
        return Endroit(self.document, (*self.chemin, *chemin))

    @property
    def ligne(self) -> int:
        """Numéro de ligne, à partir de 1."""
        if self.document.valeurs is None or not self.document.octets:
            return 1
        return ligne_de(self.document.marques, self.chemin)

    def anomalie(self, constat: str, conseil: str, gravite: Gravite = Gravite.ERREUR) -> Anomalie:
        """Une anomalie à cet endroit."""
        return Anomalie(
            self.document.fichier, self.ligne, nommer(self.chemin), constat, conseil, gravite
        )

    def avertir(self, constat: str, conseil: str) -> Anomalie:
        """Un avertissement à cet endroit."""
        return self.anomalie(constat, conseil, Gravite.AVERTISSEMENT)


def nommer(chemin: Chemin) -> str:
    """Écrit un chemin pour une personne : `axes 2 › orientations 1 › titre`."""
    morceaux: list[str] = []
    for pas in chemin:
        if isinstance(pas, int) and morceaux:
            morceaux[-1] += f" {pas + 1}"
        else:
            morceaux.append(str(pas))
    return " › ".join(morceaux)
