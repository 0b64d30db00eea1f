"""D'une ligne de classeur à l'objet qu'elle redevient.

Une case inchangée rend la valeur même du fichier, sans la récrire ; une case retouchée est lue.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from ...ecriture.alignement import aligner
from ...ecriture.arbre import Arbre
from ...modele.catalogue import Champs
from ...modele.socle import Refus
from ...texte.identifiant import identifiant_de
from ..colonnes import DANS, REPERE, RUBRIQUE, TYPE, ColonneDeClasseur, Onglet
from ..remarque import Remarques
from .cases import Lexique, texte_de_case
from .lecture_des_onglets import Lue
from .mise_a_plat import LigneDOnglet, champ_de
from .mise_en_classeur import cases_de, colonnes_rangees

HORS_CHAMPS = {(DANS,), (RUBRIQUE,), (REPERE,), (TYPE,)}
"""Les colonnes qui disent où va la ligne, et non ce qu'elle dit."""
IDENTIFIANT = ("id",)


class Recomposition:
    """De quoi recomposer des objets, et retrouver ce que disaient leurs cases à l'export."""

    def __init__(self, lexique: Lexique, fautes: Remarques) -> None:
        self.lexique = lexique
        self.fautes = fautes
        self._textes: dict[LigneDOnglet, dict[ColonneDeClasseur, str]] = {}

    def textes(self, rangee: LigneDOnglet) -> dict[ColonneDeClasseur, str]:
        """Le texte de chaque case d'une ligne, si on l'exportait maintenant."""
        if rangee not in self._textes:
            remplies = cases_de(rangee, self.lexique)
            self._textes[rangee] = {c: texte_de_case(v.valeur) for c, v in remplies.items()}
        return self._textes[rangee]

    def remplies(self, rangees: Sequence[LigneDOnglet]) -> set[ColonneDeClasseur]:
        """Les colonnes où une ligne au moins dit quelque chose."""
        return {c for rangee in rangees for c, texte in self.textes(rangee).items() if texte}

    def apparier(self, lues: Sequence[Lue], anciennes: Sequence[LigneDOnglet]) -> None:
        """Dit de quelle ligne des fichiers chaque ligne vient, pour celles qui n'ont pas d'id."""
        rangs = aligner(
            [self._en_arbre(self.textes(rangee)) for rangee in anciennes],
            [self._en_arbre(lue.textes) for lue in lues],
        )
        for lue, rang in zip(lues, rangs, strict=True):
            lue.ancienne = None if rang is None else anciennes[rang]

    def composer(self, lue: Lue) -> None:
        """Remplit l'objet d'une ligne ; les listes d'objets viennent d'autres lignes."""
        ancienne = lue.ancienne
        anciens = self.textes(ancienne) if ancienne else {}
        champs = [c for c in colonnes_rangees(lue.onglet) if c.champs not in HORS_CHAMPS]
        for chemin, groupe in groupby(champs, key=lambda colonne: colonne.champs):
            colonnes = list(groupe)
            if chemin == IDENTIFIANT:
                continue
            egales = all(lue.textes.get(c, "") == anciens.get(c, "") for c in colonnes)
            if egales and ancienne:
                valeur = champ_de(ancienne.brut, lue.onglet.modele, chemin)
            else:
                valeur = self._lire(lue, colonnes)
            if valeur is not None:
                poser(lue.objet, chemin, valeur)
        if IDENTIFIANT in (c.champs for c in champs) and (identifiant := self._identifiant(lue)):
            lue.objet["id"] = identifiant

    def _lire(self, lue: Lue, colonnes: Sequence[ColonneDeClasseur]) -> Arbre | None:
        valeurs: list[Any] = []
        for colonne in colonnes:
            try:
                valeurs.append(self.lexique.lire_la_case(colonne, lue.textes.get(colonne, "")))
            except Refus as refus:
                ou = lue.ou_est.get(colonne, lue.ou)
                self.fautes.refuser(ou, colonne.libelle, refus.constat, refus.conseil)
        if colonnes[0].rang is None:
            return valeurs[0] if valeurs else None
        return [valeur for valeur in valeurs if valeur is not None] or None

    def _identifiant(self, lue: Lue) -> str:
        """L'« id » à écrire : rien quand le site le tirerait de lui-même du titre ou du fichier."""
        titre, seul = identifiant_de(lue.texte("titre")), lue.parent is None
        ancienne = lue.ancienne
        if ancienne is None:
            return "" if seul or lue.repere == titre else lue.repere
        if lue.repere != ancienne.repere:
            return lue.repere
        ecrit = str(ancienne.brut.get("id") or "")
        meme_titre = texte_de_case(str(ancienne.brut.get("titre", ""))) == lue.texte("titre")
        return ecrit if ecrit or seul or meme_titre or lue.repere == titre else lue.repere

    @staticmethod
    def _en_arbre(textes: dict[ColonneDeClasseur, str]) -> Arbre:
        return {
            ".".join((*c.champs, *([str(c.rang)] if c.rang is not None else []))): texte
            for c, texte in textes.items()
            if texte and c.champs not in {(DANS,), (RUBRIQUE,)}
        }


def poser(objet: dict[str, Any], champs: Champs, valeur: Any) -> None:
    """Met une valeur au bout d'un chemin de clés."""
    for champ in champs[:-1]:
        objet = objet.setdefault(champ, {})
    objet[champs[-1]] = valeur


def ajouter(objet: dict[str, Any], champs: Champs, valeur: Any) -> None:
    """Ajoute une valeur à la liste qui est au bout d'un chemin de clés."""
    for champ in champs[:-1]:
        objet = objet.setdefault(champ, {})
    objet.setdefault(champs[-1], []).append(valeur)


def colonne_du_chemin(onglet: Onglet, chemin: Sequence[str | int]) -> ColonneDeClasseur | None:
    """La colonne qui dit la valeur au bout d'un chemin, ou ce qui la contient."""
    noms = tuple(pas for pas in chemin if isinstance(pas, str))
    rang = next((pas for pas in reversed(chemin) if isinstance(pas, int)), None)
    trouvees = [c for c in onglet.colonnes if c.champs == noms[: len(c.champs)]]
    precises = [c for c in trouvees if c.rang is not None and c.rang == rang]
    return next(iter(precises or trouvees), None)
