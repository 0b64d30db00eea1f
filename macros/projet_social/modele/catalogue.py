"""Le catalogue des champs : ce que contient le modèle, mis à plat.

Le classeur que l'on remplit et les tables que l'on emporte ont une colonne par champ simple, parce
qu'ils les lisent tous deux ici : un champ ajouté au modèle y paraît de lui-même. Un objet contenu
en un seul exemplaire (`source`, `besoin`…) se déplie ; une liste d'objets est signalée, à qui veut
en faire un onglet, une table ou une case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_args

from .date_partielle import DatePartielle
from .introspection import (
    classe_dans,
    est_un_dictionnaire,
    est_une_liste,
    marques_de,
    ordre_des_champs,
)
from .montant import Montant
from .phrase import phrase_du_champ
from .socle import Objet
from .texte import Annee, Prose
from .vocabulaire import Vocabulaire

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

Champs = tuple[str, ...]
"""Le chemin d'un champ dans un objet : `("source", "document")`."""


class SorteDeValeur(StrEnum):
    """Ce qu'un champ contient, sous le nom que lit une personne."""

    TEXTE = "texte"
    PROSE = "texte long"
    ENTIER = "nombre entier"
    ANNEE = "année"
    NOMBRE = "nombre"
    OUI_NON = "oui ou non"
    MOT = "mot"
    DATE = "date"
    MONTANT = "montant"

    @property
    def est_un_nombre(self) -> bool:
        """Vrai pour un nombre, entier ou non, année comprise."""
        return self in (SorteDeValeur.ENTIER, SorteDeValeur.ANNEE, SorteDeValeur.NOMBRE)


MARQUES = {
    get_args(Prose)[-1]: SorteDeValeur.PROSE,
    get_args(Annee)[-1]: SorteDeValeur.ANNEE,
}
"""Ce qui, dans le modèle, distingue un texte long d'un texte, une année d'un nombre."""


@dataclass(frozen=True, slots=True, eq=False)
class ChampDuModele:
    """Un champ simple, ou une liste d'objets.

    Attributes:
        champs: son chemin dans l'objet.
        modele: l'objet où il est déclaré.
        aide: la phrase écrite sous lui.
        sorte: ce qu'il contient.
        liste: vrai s'il peut contenir plusieurs valeurs.
        objet: ce que contient une liste d'objets ; None pour un champ simple.
        vocabulaire: les mots permis, s'ils sont dans le modèle.
        obligatoire: vrai si le modèle refuse qu'il manque.
        jamais_vide: vrai s'il a toujours une valeur, écrite ou non.
        maximum: nombre de valeurs d'une liste, au plus ; None s'il n'est pas borné.
        marques: ce que son type porte en plus de sa classe.
    """

    champs: Champs
    modele: type[Objet]
    aide: str
    sorte: SorteDeValeur
    liste: bool
    objet: type[Objet] | None
    vocabulaire: type[Vocabulaire] | None
    obligatoire: bool
    jamais_vide: bool
    maximum: int | None
    marques: tuple[Any, ...]

    @property
    def nom(self) -> str:
        """Le nom du champ, sans ce qui le contient."""
        return self.champs[-1]

    def lire(self, objet: Any) -> Any:
        """La valeur du champ dans un objet ; None si ce qui le contient manque."""
        for pas in self.champs:
            if objet is None:
                return None
            objet = objet.get(pas) if isinstance(objet, Mapping) else getattr(objet, pas)
        return objet


def sorte_de(annotation: Any) -> SorteDeValeur:
    """Ce que contient un champ de ce type."""
    if classe_dans(annotation, Vocabulaire):
        return SorteDeValeur.MOT
    for classe, sorte in (
        (bool, SorteDeValeur.OUI_NON),
        (int, SorteDeValeur.ENTIER),
        (float, SorteDeValeur.NOMBRE),
        (DatePartielle, SorteDeValeur.DATE),
        (Montant, SorteDeValeur.MONTANT),
    ):
        if classe_dans(annotation, classe):
            return sorte
    return SorteDeValeur.TEXTE


def champs_du_modele(
    modele: type[Objet],
    taire: Callable[[type[Objet], str], object] = lambda _modele, _nom: False,
    depuis: Champs = (),
    facultatif: bool = False,
) -> Iterator[ChampDuModele]:
    """Les champs simples et les listes d'objets d'un modèle, dans l'ordre où on les écrit.

    Args:
        modele: l'objet à mettre à plat, ce qu'il contient en un seul exemplaire compris.
        taire: vrai pour un champ dont on ne veut rien, de l'objet et du nom où il est déclaré.
        depuis: le chemin de l'objet, s'il est lui-même contenu.
        facultatif: vrai si ce qui le contient peut manquer.
    """
    for nom in ordre_des_champs(modele):
        if taire(modele, nom):
            continue
        champ, champs = modele.model_fields[nom], (*depuis, nom)
        contenu = classe_dans(champ.annotation, Objet)
        if est_un_dictionnaire(champ.annotation):
            for mot in classe_dans(get_args(champ.annotation)[0], Vocabulaire) or ():
                ici = (*champs, str(mot))
                if contenu:
                    yield from champs_du_modele(contenu, taire, ici, True)
                else:
                    aide = f"{phrase_du_champ(modele, nom)} ({mot.libelle.lower()})"
                    yield _champ(ici, modele, champ, None, True, aide)
        elif contenu and not est_une_liste(champ.annotation):
            peut_manquer = facultatif or not champ.is_required()
            yield from champs_du_modele(contenu, taire, champs, peut_manquer)
        else:
            aide = phrase_du_champ(modele, nom)
            yield _champ(champs, modele, champ, contenu, facultatif, aide)


def _champ(
    champs: Champs,
    modele: type[Objet],
    champ: FieldInfo,
    objet: type[Objet] | None,
    facultatif: bool,
    aide: str,
) -> ChampDuModele:
    annotation = champ.annotation
    if est_un_dictionnaire(annotation):
        annotation = get_args(annotation)[1]
    marques = marques_de(champ)
    sorte = next((sorte for marque, sorte in MARQUES.items() if marque in marques), None)
    bornes = (int(m.max_length) for m in champ.metadata if hasattr(m, "max_length"))
    obligatoire = champ.is_required() and not facultatif
    par_defaut = champ.default not in (None, ()) and not champ.default_factory
    return ChampDuModele(
        champs,
        modele,
        aide,
        sorte or sorte_de(annotation),
        est_une_liste(annotation),
        objet,
        classe_dans(annotation, Vocabulaire) or None,
        obligatoire,
        obligatoire or (not facultatif and not champ.is_required() and par_defaut),
        next(bornes, None),
        marques,
    )
