"""Ce que l'on ouvre : un fichier, ou l'un des objets qu'il contient (un axe, un thème, une source).

Un plan a des dizaines de lignes et un référentiel des centaines d'entrées : chacune a son propre
formulaire, au lieu d'une page sans fin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..chargement import SORTES, modele_de
from ..ecriture.arbre import developper, en_liste, ordonner_les_cles, poser_au_bout
from ..formulaire.champs import Champ
from ..lecture.document import nommer
from ..lecture.yaml_marque import Chemin
from ..modele.fiche_action import FicheAction
from ..modele.introspection import classe_dans, est_un_dictionnaire
from ..modele.niveau import PLURIELS, AvecNiveaux
from ..modele.socle import Objet
from ..modele.version import est_une_version

CHAMPS_D_UNE_RANGEE = 6
"""Champs au-delà desquels un élément d'une liste a son propre formulaire, sauf dans une fiche."""
NOMMENT = ("titre", "nom", "phrase", "sigle", "libelle", "id", "date", "annee", "fait", "citation")
"""Les champs dont la valeur nomme un objet, du plus parlant au moins parlant."""


SANS_TITRE = "sans titre"


class PartieInconnue(Exception):
    """Rien de tel dans les données ; le message dit quoi."""


@dataclass(frozen=True)
class PartieDeFichier:
    """Un fichier, ou l'un des objets qu'il contient.

    Attributes:
        fichier: son chemin, relatif au dossier des données.
        chemin: les clés et les rangs qui mènent à l'objet ; vide pour le fichier entier.
    """

    fichier: str
    chemin: Chemin = ()

    @classmethod
    def lire(cls, fichier: str, ou: str) -> PartieDeFichier:
        """La partie que désigne une adresse : « axes.0.objectifs.1 ».

        Raises:
            PartieInconnue: le modèle n'a rien à cet endroit.
        """
        pas = (int(p) if p.isdecimal() and len(p) < 6 else p for p in ou.split(".") if p)
        if est_une_version(fichier):
            raise PartieInconnue(f"« {fichier} » est une version figée : elle ne se retouche pas")
        partie = cls(fichier, tuple(pas))
        partie.modele  # noqa: B018 - lève si l'endroit n'existe pas
        return partie

    @property
    def ou(self) -> str:
        """L'endroit, comme une adresse l'écrit."""
        return ".".join(map(str, self.chemin))

    @property
    def modele(self) -> type[Objet]:
        """Le modèle de ce que l'on ouvre."""
        annonce: Any = modele_de(self.fichier)
        if annonce is None:
            raise PartieInconnue(f"« {self.fichier} » n'est pas un fichier de données")
        for pas in self.chemin:
            objet = classe_dans(annonce, Objet)
            if objet is None or (isinstance(pas, str) and pas not in objet.model_fields):
                raise PartieInconnue(f"rien de tel que « {nommer(self.chemin)} » dans ce fichier")
            if isinstance(pas, str):
                annonce = objet.model_fields[pas].annotation
                if est_un_dictionnaire(annonce):
                    raise PartieInconnue(f"« {pas} » ne s'ouvre pas seul")
        objet = classe_dans(annonce, Objet)
        if objet is None:
            raise PartieInconnue(f"« {nommer(self.chemin)} » ne s'ouvre pas seul")
        return objet

    @property
    def parent(self) -> PartieDeFichier:
        """Ce qui contient l'objet : le même fichier, deux pas plus haut s'il est dans une liste."""
        chemin = self.chemin[:-1] if isinstance(self.chemin[-1], int) else self.chemin
        return PartieDeFichier(self.fichier, chemin[:-1])

    def __truediv__(self, pas: str | int) -> PartieDeFichier:
        """Un pas plus loin."""
        return PartieDeFichier(self.fichier, (*self.chemin, pas))

    def valeurs(self, arbre: Any) -> Any:
        """Ce que le fichier dit ici ; un objet réduit à une phrase est cette phrase.

        Raises:
            PartieInconnue: le fichier n'a rien à cet endroit.
        """
        for pas in self.chemin:
            suite = _un_pas(arbre, pas)
            if suite is None:
                raise PartieInconnue(f"il n'y a plus de « {nommer(self.chemin)} » dans ce fichier")
            arbre = suite
        return arbre

    def contient(self, champ: str) -> bool:
        """Vrai si ce qui se dit de ce champ se dit d'ici, ou de plus loin dedans."""
        ici = nommer(self.chemin)
        return not ici or champ == ici or champ.startswith(f"{ici} ›")

    def groupe(self, arbre: Any) -> dict[str, Any]:
        """Ce que le fichier dit ici, en clés et en valeurs."""
        valeurs = self.valeurs(arbre)
        return {} if isinstance(valeurs, list) else developper(valeurs, self.modele)

    def avec(self, arbre: Any, neuf: Any) -> dict[str, Any]:
        """Le fichier entier, où ceci dit `neuf` ; None l'en retire."""
        entier = poser_au_bout(arbre, self.chemin, neuf)
        return entier if isinstance(entier, dict) else {}

    def ordonner(self, arbre: dict[str, Any]) -> dict[str, Any]:
        """Le fichier entier, ses clés neuves à leur place."""
        modele = modele_de(self.fichier)
        assert modele is not None
        ordonne = ordonner_les_cles(arbre, modele)
        assert isinstance(ordonne, dict)
        return ordonne


def _un_pas(arbre: Any, pas: str | int) -> Any:
    if isinstance(pas, str):
        return arbre.get(pas) if isinstance(arbre, dict) else None
    elements = en_liste(arbre)
    return elements[pas] if pas < len(elements) else None


def nom_d_un_objet(valeurs: Any) -> str:
    """Ce qui désigne un objet à qui le lit : son titre, son nom, sa date ; « sans titre » sinon."""
    if isinstance(valeurs, str):
        return valeurs
    dits = (valeurs.get(cle) for cle in NOMMENT) if isinstance(valeurs, dict) else ()
    return next((dit for dit in dits if isinstance(dit, str) and dit), SANS_TITRE)


def est_a_part(modele: type[Objet], nom: str, racine: type[Objet], champ: Champ) -> bool:
    """Vrai si chaque élément d'une liste d'objets s'ouvre seul, au lieu d'être une rangée.

    Args:
        racine: le modèle de ce qui est ouvert : une fiche montre tout ce qu'elle contient.
    """
    if "fields" not in champ or champ["widget"] != "list" or racine is FicheAction:
        return False
    if issubclass(modele, AvecNiveaux) and nom in PLURIELS:
        return True
    if any(sorte.modele is modele and "<" not in sorte.chemin for sorte in SORTES):
        return True
    return sum(1 for _ in _simples(champ["fields"])) > CHAMPS_D_UNE_RANGEE


def _simples(champs: list[Champ]) -> Iterator[Champ]:
    for champ in champs:
        if "fields" in champ:
            yield from _simples(champ["fields"])
        else:
            yield champ
