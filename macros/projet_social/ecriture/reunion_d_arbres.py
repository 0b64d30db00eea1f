"""Réunir deux retouches d'un même objet, d'après ce qu'il était avant elles.

Ce qu'un seul a changé se prend ; ce que les deux ont changé de même aussi. Le reste est un
désaccord : aucun des deux n'est choisi, et il se dit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..lecture.document import nommer
from ..lecture.yaml_marque import Chemin
from .alignement import aligner
from .arbre import Arbre, semblables


@dataclass(frozen=True)
class Desaccord:
    """Une valeur que deux personnes ont changée, chacune autrement.

    Attributes:
        chemin: où elle est dans l'objet, au rang que lui donne la seconde.
        ici: ce que dit la première ; None si elle l'a retirée.
        la: ce que dit la seconde.
    """

    chemin: Chemin
    ici: Arbre | None
    la: Arbre | None

    @property
    def champ(self) -> str:
        """« bilans 1 › fait »."""
        return nommer(self.chemin)


def reunir_les_arbres(
    avant: Arbre | None, ici: Arbre | None, la: Arbre | None, chemin: Chemin = ()
) -> tuple[Arbre | None, list[Desaccord]]:
    """L'objet avec les deux retouches, et ce sur quoi elles ne s'accordent pas.

    Args:
        avant: l'objet d'avant ; None s'il n'existait pas.
        ici: la première retouche.
        la: la seconde.
        chemin: où l'on est, pour le dire.

    Returns:
        L'objet ; là où il y a désaccord, il garde la première.
    """
    if semblables(la, avant) or semblables(ici, la):
        return ici, []
    if semblables(ici, avant):
        return la, []
    if isinstance(ici, dict) and isinstance(la, dict):
        groupe = avant if isinstance(avant, dict) else {}
        return _reunir_les_groupes(groupe, ici, la, chemin)
    if isinstance(ici, list) and isinstance(la, list):
        liste = avant if isinstance(avant, list) else []
        return _reunir_les_listes(liste, ici, la, chemin)
    return ici, [Desaccord(chemin, ici, la)]


def _reunir_les_groupes(
    avant: dict[str, Arbre], ici: dict[str, Arbre], la: dict[str, Arbre], chemin: Chemin
) -> tuple[Arbre | None, list[Desaccord]]:
    reuni: dict[str, Arbre] = {}
    desaccords: list[Desaccord] = []
    for cle in [*ici, *(cle for cle in la if cle not in ici)]:
        valeur, refus = reunir_les_arbres(avant.get(cle), ici.get(cle), la.get(cle), (*chemin, cle))
        desaccords += refus
        if valeur is not None:
            reuni[cle] = valeur
    return reuni, desaccords


def _reunir_les_listes(
    avant: Sequence[Arbre], ici: Sequence[Arbre], la: Sequence[Arbre], chemin: Chemin
) -> tuple[Arbre | None, list[Desaccord]]:
    """Élément par élément : ceux d'avant se retrouvent, les neufs de chacun s'ajoutent."""
    origines_ici, origines_la = aligner(avant, ici), aligner(avant, la)
    rangs_la = {o: rang for rang, o in enumerate(origines_la) if o is not None}
    neufs_la = [rang for rang, o in enumerate(origines_la) if o is None]
    jumeaux = aligner(
        [e for e, o in zip(ici, origines_ici, strict=True) if o is None],
        [la[rang] for rang in neufs_la],
    )
    par_jumeau = {o: neufs_la[place] for place, o in enumerate(jumeaux) if o is not None}
    reuni: list[Arbre] = []
    desaccords: list[Desaccord] = []

    def garder(d_avant: Arbre | None, d_ici: Arbre | None, rang: int | None) -> None:
        de_la, place = (None, len(reuni)) if rang is None else (la[rang], rang)
        valeur, refus = reunir_les_arbres(d_avant, d_ici, de_la, (*chemin, place))
        desaccords.extend(refus)
        if valeur is not None:
            reuni.append(valeur)

    neuf = 0
    for element, origine in zip(ici, origines_ici, strict=True):
        if origine is not None:
            garder(avant[origine], element, rangs_la.get(origine))
        elif neuf in par_jumeau:
            garder(None, element, par_jumeau[neuf])
        else:
            reuni.append(element)
        neuf += origine is None
    for origine in sorted(rangs_la.keys() - set(origines_ici)):
        garder(avant[origine], None, rangs_la[origine])
    pris = set(par_jumeau.values())
    reuni += [la[rang] for rang in neufs_la if rang not in pris]
    lui_seul_range = _en_ordre(origines_ici) and not _en_ordre(origines_la)
    return _dans_l_ordre_de(reuni, la) if lui_seul_range else reuni, desaccords


def _en_ordre(origines: Sequence[int | None]) -> bool:
    """Vrai si les éléments d'avant se suivent comme avant."""
    connues = [origine for origine in origines if origine is not None]
    return connues == sorted(connues)


def _dans_l_ordre_de(reuni: list[Arbre], la: Sequence[Arbre]) -> list[Arbre]:
    """La liste réunie, dans l'ordre que l'autre lui a donné ; ce qu'il n'a pas reste à sa suite."""
    places = {rang: place for place, rang in enumerate(aligner(reuni, la)) if rang is not None}
    suite = iter(sorted(places, key=places.__getitem__))
    return [reuni[next(suite)] if rang in places else reuni[rang] for rang in range(len(reuni))]
