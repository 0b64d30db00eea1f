"""Ce qu'une valeur du YAML devient dans une case, et ce qu'une case redevient.

Une case montre ce qu'une personne lit : le libellé d'un mot (« Réalisée »), le nom d'un thème, une
valeur de liste par ligne. Rien n'y est une formule, ni une date qu'un tableur arrangerait.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from ...classeur.classeur import NON, OUI, Valeur
from ...ecriture.arbre import Arbre, en_liste
from ...lecture.validation import plus_proche
from ...modele.catalogue import SorteDeValeur
from ...modele.socle import Refus
from ...modele.texte import FAUX, VRAI, est_un_identifiant
from ...modele.vocabulaire import TypeNiveau
from ...texte.signes import sans_interdit
from ..colonnes import TYPE, ColonneDeClasseur

Choix = Mapping[str, Mapping[str, str]]
"""Par nom de champ (`themes`, `publics`…), les identifiants permis et leur nom."""

SUITE = "  "
"""Ce qui, en tête de ligne, prolonge la valeur de liste de la ligne d'avant."""
ENTIER = re.compile(r"-?(?:0|[1-9]\d{0,14})")
"""Un nombre qu'un tableur rend tel qu'il fut écrit."""
ECHAPPE = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
"""Un blanc souligné qu'Excel a protégé."""
RETOURS = re.compile(r"(?<!_x005F)_x000D_(?=\n)")
"""Le retour chariot qu'Excel écrit en fin de ligne."""
CHOIX_CITES = 12
"""Choix que l'on cite, au plus, devant un mot inconnu."""


def texte_de_case(valeur: Valeur) -> str:
    """Le texte d'une case quelle qu'elle soit, sans ce que les tableurs changent d'eux-mêmes."""
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return OUI if valeur else NON
    if isinstance(valeur, int):
        return str(valeur)
    if isinstance(valeur, float):
        return str(int(valeur)) if valeur.is_integer() else f"{valeur:.15g}".replace(".", ",")
    if isinstance(valeur, datetime):
        minuit = (valeur.hour, valeur.minute, valeur.second) == (0, 0, 0)
        return valeur.date().isoformat() if minuit else valeur.isoformat(" ", "minutes")
    if isinstance(valeur, date):
        return valeur.isoformat()
    if valeur.isprintable() and "_x005F_" not in valeur:
        return valeur.strip()
    texte = ECHAPPE.sub("_", RETOURS.sub("", valeur))
    texte = sans_interdit(texte.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(ligne.rstrip() for ligne in texte.split("\n")).strip()


class Lexique:
    """Les mots et les identifiants permis dans chaque colonne, et ce que l'on en montre."""

    def __init__(self, choix: Choix) -> None:
        self._choix = {champ: _sans_double(noms) for champ, noms in choix.items()}

    def libelles(self, colonne: ColonneDeClasseur) -> dict[str, str]:
        """Le libellé de chaque mot permis ; rien si l'on écrit librement."""
        if colonne.vocabulaire is not None:
            tues = {TypeNiveau.ACTION} if colonne.champ == TYPE else set()
            return {str(mot): mot.libelle for mot in colonne.vocabulaire if mot not in tues}
        if colonne.sorte is SorteDeValeur.OUI_NON:
            return {OUI: OUI, NON: NON}
        return self._choix.get(colonne.champ, {})

    def ecrire_la_case(self, colonne: ColonneDeClasseur, valeur: Arbre | None) -> Valeur:
        """La case d'une valeur."""
        valeurs = [self._montrer(colonne, str(v)) for v in en_liste(valeur)]
        if colonne.rang is not None:
            valeurs = valeurs[colonne.rang : colonne.rang + 1]
        elif colonne.liste:
            return "\n".join(v.replace("\n", f"\n{SUITE}") for v in valeurs) or None
        if not valeurs or not valeurs[0]:
            return None
        if colonne.sorte.est_un_nombre and ENTIER.fullmatch(valeurs[0]):
            return int(valeurs[0])
        return valeurs[0]

    def lire_la_case(self, colonne: ColonneDeClasseur, texte: str) -> Arbre | None:
        """La valeur d'une case retouchée.

        Raises:
            Refus: un mot qui n'est pas dans la liste des choix.
        """
        if not colonne.liste:
            return self._mot(colonne, texte) if texte else None
        permis = self.libelles(colonne)
        elements = list(_elements(texte))
        if colonne.sans_virgule or colonne.mots_libres:
            elements = [mot for ligne in elements for mot in _couper(colonne, ligne, permis)]
        return [self._mot(colonne, element) for element in elements] or None

    def _montrer(self, colonne: ColonneDeClasseur, texte: str) -> str:
        texte = texte_de_case(texte)
        if colonne.sorte is SorteDeValeur.OUI_NON:
            return OUI if texte.lower() in VRAI else NON if texte.lower() in FAUX else texte
        return self.libelles(colonne).get(texte, texte)

    def _mot(self, colonne: ColonneDeClasseur, texte: str) -> str:
        permis = self.libelles(colonne)
        if not permis or texte in permis:
            return texte
        for mot, libelle in permis.items():
            if texte.casefold() in (libelle.casefold(), mot.casefold()):
                return mot
        if colonne.sorte is SorteDeValeur.OUI_NON and texte.lower() in VRAI | FAUX:
            return texte
        if colonne.mots_libres and not est_un_identifiant(texte):
            return texte
        proche = plus_proche(texte, permis.values())
        cites = ", ".join(list(permis.values())[:CHOIX_CITES])
        suite = "…" if len(permis) > CHOIX_CITES else ""
        raise Refus(
            f"« {texte} » n'est pas dans la liste",
            f"{proche or 'choisir dans la liste'} (permis : {cites}{suite})",
        )


def _couper(colonne: ColonneDeClasseur, ligne: str, permis: Mapping[str, str]) -> list[str]:
    """Les mots d'une ligne ; une virgule n'y sépare que si elle n'est pas dans un libellé.

    Où des mots libres sont permis, elle ne sépare que des mots à choisir.
    """
    noms = {nom.casefold() for mot_et_nom in permis.items() for nom in mot_et_nom}
    mots = [mot for mot in re.split(r"\s*[,;]\s*", ligne) if mot]
    libre = colonne.mots_libres and not noms.issuperset(mot.casefold() for mot in mots)
    return [ligne] if libre or ligne.casefold() in noms else mots


def _elements(texte: str) -> Iterable[str]:
    """Les valeurs d'une case de liste : une par ligne, sauf celles qui la prolongent."""
    elements: list[list[str]] = []
    for ligne in texte.split("\n"):
        if elements and (ligne.startswith(SUITE) or not ligne.strip()):
            elements[-1].append(ligne.removeprefix(SUITE))
        elif ligne.strip():
            elements.append([ligne])
    return ("\n".join(lignes).strip() for lignes in elements)


def _sans_double(noms: Mapping[str, str]) -> dict[str, str]:
    """Les noms, ceux qui se répètent suivis de leur identifiant."""
    vus = list(noms.values())
    return {
        cle: nom if vus.count(nom) == 1 and nom not in noms else f"{nom} ({cle})"
        for cle, nom in noms.items()
    }
