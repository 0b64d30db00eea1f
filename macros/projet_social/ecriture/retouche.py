"""Retoucher un texte YAML : les passages à remplacer pour qu'il dise d'autres valeurs.

Une clé ou un élément de liste occupe des lignes entières. On les remplace, on les insère, on les
déplace ; un commentaire n'est jamais effacé avec ce qui le suit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import rendu_yaml
from .alignement import aligner, en_place
from .arbre import Arbre, semblables
from .porte_yaml import Noeud


class RetoucheImpossible(Exception):
    """La mise en page ne se prête pas à une retouche : il faut récrire d'un bloc."""


@dataclass(frozen=True)
class Place:
    """Où se trouve une valeur.

    Attributes:
        apres: rang qui suit le deux-points ou le tiret.
        colonne: colonne de la clé ou du tiret.
        rendre: écrit une valeur à cette place, clé ou tiret compris, avec un style à garder.
        tete: signes de la clé et de son deux-points, ou du tiret, dans ce que rend `rendre`.
    """

    apres: int
    colonne: int
    rendre: Callable[[Arbre, str], list[str]]
    tete: int


def retoucher(texte: str, racine: Noeud, voulu: Arbre, saut: str) -> str:
    """Le texte, retouché pour dire `voulu`.

    Args:
        texte: texte d'origine, fini par un saut de ligne.
        racine: sa valeur, rendue par `porte_yaml.composer`.
        voulu: ce qu'il doit dire, vides retirés.
        saut: saut de ligne du fichier.

    Raises:
        RetoucheImpossible: le fichier n'est pas un groupe écrit une clé par ligne.
    """
    if racine.sorte != "groupe" or racine.en_ligne or not isinstance(voulu, dict):
        raise RetoucheImpossible
    retouche = _Retouche(texte, saut)
    retouche.groupe(racine, voulu)
    return retouche.appliquer(0, len(texte))


class _Retouche:
    """Les remplacements à faire dans un texte."""

    def __init__(self, texte: str, saut: str) -> None:
        self.texte = texte
        self.saut = saut
        self.passages: list[tuple[int, int, str]] = []

    def appliquer(self, debut: int, fin: int, depuis: int = 0) -> str:
        """Le texte de `debut` à `fin`, les passages notés à partir de `depuis` remplacés."""
        passages = sorted(self.passages[depuis:], key=lambda p: p[:2])
        del self.passages[depuis:]
        morceaux, rang = [], debut
        for premier, dernier, neuf in passages:
            if premier < rang or dernier > fin:
                raise RetoucheImpossible
            morceaux += [self.texte[rang:premier], neuf]
            rang = dernier
        return "".join([*morceaux, self.texte[rang:fin]])

    def groupe(self, noeud: Noeud, voulu: dict[str, Arbre]) -> None:
        """Retouche un groupe écrit une clé par ligne."""
        entrees = {str(cle.valeur): (cle, valeur) for cle, valeur in noeud.entrees}
        if not entrees.keys() & voulu.keys():
            raise RetoucheImpossible
        cles = list(entrees)
        for rang, nom in enumerate(cles):
            if nom not in voulu and entrees[nom][1].valeur is not None:
                self._retirer_une_cle(noeud, rang, garder=cles[rang + 1 : rang + 2], voulu=voulu)
        colonne = self._colonne(noeud.entrees[0][0].debut)
        ancre: int | None = None
        for nom, valeur in voulu.items():
            if nom in entrees:
                cle, ancienne = entrees[nom]
                deux_points = self.texte.index(":", cle.fin) + 1
                self.valeur(ancienne, valeur, self._place_de_cle(nom, deux_points, colonne))
                ancre = self._fin_de_ligne(ancienne.fin)
                continue
            lignes = rendu_yaml.entree(nom, valeur, colonne)
            if ancre is None:
                premiere = noeud.entrees[0][0].debut
                bloc = self._bloc(lignes, colonne)[colonne:]
                self.passages.append((premiere, premiere, bloc + " " * colonne))
            else:
                aere = not colonne and len(lignes) > 1 and self._ligne_vide_en(ancre)
                bloc = (self.saut if aere else "") + self._bloc(lignes, colonne)
                self.passages.append((ancre, ancre, bloc))

    def valeur(self, noeud: Noeud, voulue: Arbre, place: Place) -> None:
        """Retouche une valeur, là où elle est."""
        if noeud.valeur is not None and semblables(noeud.valeur, voulue):
            return
        depuis = len(self.passages)
        try:
            if noeud.sorte == "groupe" and isinstance(voulue, dict) and noeud.valeur:
                retoucher_le_groupe = self._groupe_en_ligne if noeud.en_ligne else self.groupe
                retoucher_le_groupe(noeud, voulue)
            elif noeud.sorte == "liste" and isinstance(voulue, list) and not noeud.en_ligne:
                self._liste(noeud, voulue)
            else:
                self._remplacer(noeud, voulue, place)
        except RetoucheImpossible:
            del self.passages[depuis:]
            self._remplacer(noeud, voulue, place)

    def _remplacer(self, noeud: Noeud, voulue: Arbre, place: Place) -> None:
        """Récrit toute une valeur ; un commentaire au bout de sa première ligne y reste."""
        style = noeud.style if isinstance(voulue, str) else ""
        if isinstance(voulue, dict) and isinstance(noeud.valeur, dict):
            anciennes = [cle for cle in noeud.valeur if cle in voulue]
            voulue = {cle: voulue[cle] for cle in _meler(anciennes, list(voulue))}
        if noeud.en_ligne and not isinstance(voulue, str):
            premiere, suite = " " + rendu_yaml.en_ligne(voulue), list[str]()
        else:
            premiere, *suite = place.rendre(voulue, style)
            premiere = premiere[place.tete :]
        fin_de_tete = self._bout(place.apres)
        if fin_de_tete < noeud.debut and self.texte[place.apres : fin_de_tete].strip():
            premiere += self.texte[place.apres : fin_de_tete]  # le commentaire de la clé
        self.passages.append((place.apres, noeud.fin, premiere))
        if suite:
            bout = self._fin_de_ligne(noeud.fin)
            self.passages.append((bout, bout, self._bloc(suite, place.colonne)))

    def _groupe_en_ligne(self, noeud: Noeud, voulu: dict[str, Arbre]) -> None:
        """Retouche `{cle: valeur}` : les valeurs une à une si les clés restent les mêmes."""
        assert isinstance(noeud.valeur, dict)
        if noeud.valeur.keys() != voulu.keys():
            raise RetoucheImpossible
        for cle, valeur in noeud.entrees:
            voulue = voulu.get(str(cle.valeur))
            if voulue is None or semblables(valeur.valeur, voulue):
                continue
            if isinstance(voulue, str):
                neuf = rendu_yaml.texte_en_ligne(voulue, valeur.style, flux=True)
            else:
                neuf = rendu_yaml.en_ligne(voulue)
            self.passages.append((valeur.debut, valeur.fin, neuf))

    def _liste(self, noeud: Noeud, voulue: list[Arbre]) -> None:
        """Retouche une liste écrite un tiret par ligne."""
        elements = [e for e in noeud.elements if e.valeur is not None]
        if not elements:
            raise RetoucheImpossible
        colonne = self._colonne(noeud.debut)
        tirets = self._tirets(noeud, colonne)
        debuts = [self._debut_de_ligne(tirets[id(e)]) for e in elements]
        fins = [self._fin_de_ligne(e.fin) for e in elements]
        rangs = aligner([e.valeur for e in elements if e.valeur is not None], voulue)
        restent, pris = en_place(rangs), {rang for rang in rangs if rang is not None}
        aere = any(self._ligne_vide_en(fin) for fin in fins[:-1])
        for parti in sorted(set(range(len(elements))) - restent):
            if parti in pris:
                debuts[parti] = self._avec_commentaire(debuts[parti], colonne)
            fin = self._sans_double_vide(debuts[parti], fins[parti])
            self.passages.append((debuts[parti], fin, ""))
        ancre: int | None = None
        for rang, valeur in zip(rangs, voulue, strict=True):
            if rang is None:
                bloc = self._bloc(rendu_yaml.element(valeur, colonne), colonne)
            else:
                place = self._place_d_element(tirets[id(elements[rang])] + 1, colonne)
                depuis = len(self.passages)
                self.valeur(elements[rang], valeur, place)
                if rang in restent:
                    ancre = fins[rang]
                    continue
                bloc = self.appliquer(debuts[rang], fins[rang], depuis)
            if ancre is None:
                tete = self._avec_commentaire(debuts[0], colonne)
                self.passages.append((tete, tete, bloc + (self.saut if aere else "")))
            else:
                self.passages.append((ancre, ancre, (self.saut if aere else "") + bloc))

    def _tirets(self, noeud: Noeud, colonne: int) -> dict[int, int]:
        """Le rang du tiret de chaque élément, qui doit être seul en tête de sa ligne."""
        tirets, limite = {}, noeud.debut
        for element in noeud.elements:
            ligne = self._debut_de_ligne(element.debut)
            while self.texte[ligne + colonne : ligne + colonne + 1] != "-" or (
                self.texte[ligne : ligne + colonne].strip()
            ):
                if ligne <= limite:
                    raise RetoucheImpossible
                ligne = self._debut_de_ligne(ligne - 1)
            tirets[id(element)] = ligne + colonne
            limite = self._debut_de_ligne(element.fin)
        return tirets

    def _retirer_une_cle(
        self, noeud: Noeud, rang: int, garder: Sequence[str], voulu: dict[str, Arbre]
    ) -> None:
        cle, valeur = noeud.entrees[rang]
        debut = self._debut_de_ligne(cle.debut)
        if not self.texte[debut : cle.debut].strip():
            fin = self._fin_de_ligne(valeur.fin)
            self.passages.append((debut, self._sans_double_vide(debut, fin), ""))
            return
        if rang or not garder or garder[0] not in voulu:
            raise RetoucheImpossible
        suivante = noeud.entrees[rang + 1][0].debut
        if self.texte[valeur.fin : suivante].strip():
            raise RetoucheImpossible
        self.passages.append((cle.debut, suivante, ""))

    def _place_de_cle(self, nom: str, apres: int, colonne: int) -> Place:
        tete = len(rendu_yaml.texte_en_ligne(nom)) + 1
        return Place(apres, colonne, lambda v, s: rendu_yaml.entree(nom, v, colonne, s), tete)

    def _place_d_element(self, apres: int, colonne: int) -> Place:
        return Place(apres, colonne, lambda v, s: rendu_yaml.element(v, colonne, s), 1)

    def _bloc(self, lignes: Sequence[str], colonne: int) -> str:
        retrait = " " * colonne
        return "".join(f"{retrait}{li}{self.saut}" if li else self.saut for li in lignes)

    def _colonne(self, rang: int) -> int:
        return rang - self._debut_de_ligne(rang)

    def _debut_de_ligne(self, rang: int) -> int:
        return self.texte.rfind("\n", 0, rang) + 1

    def _bout(self, rang: int) -> int:
        """Le bout de la ligne, saut non compris."""
        bout = self.texte.index("\n", rang)
        return bout - 1 if self.texte[bout - 1] == "\r" and bout > rang else bout

    def _fin_de_ligne(self, rang: int) -> int:
        """Le début de la ligne suivante."""
        return self.texte.index("\n", rang) + 1

    def _ligne_vide_en(self, rang: int) -> bool:
        return bool(re.match(r"[ \r]*\n", self.texte[rang : rang + 200]))

    def _sans_double_vide(self, debut: int, fin: int) -> int:
        """La fin d'un passage à ôter, avec la ligne vide qui le suit s'il y en a une avant."""
        avant = self.texte[self._debut_de_ligne(max(debut - 1, 0)) : debut]
        if self._ligne_vide_en(fin) and not avant.strip():
            return self._fin_de_ligne(fin)
        return fin

    def _avec_commentaire(self, debut: int, colonne: int) -> int:
        """Le début d'un élément, avec les commentaires collés au-dessus de lui."""
        while debut:
            precedente = self._debut_de_ligne(debut - 1)
            if not self.texte[precedente:debut].startswith(" " * colonne + "#"):
                break
            debut = precedente
        return debut


def _meler(anciennes: list[str], voulues: list[str]) -> list[str]:
    """Les clés voulues : les anciennes dans leur ordre, chaque neuve après celle qui la précède."""
    ordre = list(anciennes)
    for rang, cle in enumerate(voulues):
        if cle not in ordre:
            avant = next((c for c in reversed(voulues[:rang]) if c in ordre), None)
            ordre.insert(ordre.index(avant) + 1 if avant else 0, cle)
    return ordre
