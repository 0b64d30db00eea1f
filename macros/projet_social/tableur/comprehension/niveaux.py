"""L'emboîtement d'un plan : ses étages, ses lignes, et ce qu'un intitulé dit de sa place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ...classeur.classeur import Cellule
from ...modele.accents import sans_accent_en_place
from ...modele.vocabulaire import TypeNiveau
from ...texte.identifiant import forme_commune
from ...texte.synonyme import cle_du_synonyme
from ..remarque import RepereDeCase
from .a_ranger import CelluleARanger
from .entetes import ColonneLue
from .synonymes import MotDeNiveau, mots_reconnus

RANG_DE_FEUILLE, RANG_DE_BANDEAU, RANG_DE_COLONNE, RANG_DE_RETRAIT = 0, 10, 100, 200
RANG_D_ACTION, RANG_D_ETAPE = 1000, 2000
PAR_DEFAUT = (
    TypeNiveau.AXE,
    TypeNiveau.ENJEU,
    TypeNiveau.ORIENTATION,
    TypeNiveau.OBJECTIF,
)
"""Les types de niveaux, du plus haut au plus bas, quand le tableur ne les nomme pas."""
EMBOITEMENTS = {
    1: (TypeNiveau.AXE,),
    2: (TypeNiveau.AXE, TypeNiveau.OBJECTIF),
    3: (TypeNiveau.AXE, TypeNiveau.ORIENTATION, TypeNiveau.OBJECTIF),
}
"""Ceux qui conviennent à un plan de tant d'étages au-dessus des actions."""
CODE = r"\d{1,3}(?:[.\-]\d{1,3})*|[IVX]+(?![a-z])|[A-Z](?=\s*(?:[:.)–—-]|$))"
CODE_CHIFFRE = r"\d{1,3}(?:[.\-]\d{1,3})*"
FIN = r"\s*(?:[:.)–—-]+\s*|$|\s+)"
NUMERO_COMPOSE = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)\.?\s*[:)–—-]?\s+(\S.*)", re.S)
NUMERO_SIMPLE = re.compile(r"(\d{1,3}|[IVX]+|[A-Z])\s*[.):–—-]\s*(?!\d)(\S.*)", re.S)
PUCE = re.compile(r"^(?:[-–—•·▪◦●■►➢➔→✓✔*o]|\uf0b7)\s+")


@dataclass(frozen=True, slots=True)
class Intitule:
    """Un intitulé, séparé du mot et du numéro qui l'ouvrent : « Axe 1 : Lien social »."""

    titre: str
    numero: str = ""
    mot: MotDeNiveau | None = None

    @property
    def profondeur(self) -> int:
        """Le nombre de rangs d'un numéro composé : 1.2.3 → 3 ; 0 sans numéro en chiffres."""
        return profondeur_de(self.numero)


def profondeur_de(numero: str) -> int:
    """Le nombre de rangs d'un numéro composé."""
    nu = numero.strip().rstrip(".")
    return nu.count(".") + 1 if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})*", nu) else 0


@lru_cache(maxsize=1)
def _ouverture() -> re.Pattern[str]:
    mots = sorted(
        {niveau.mot for niveau in mots_reconnus().niveaux.values()}, key=len, reverse=True
    )
    choix = "|".join(re.escape(sans_accent_en_place(mot)).replace(r"\-", "[- ]") for mot in mots)
    return re.compile(
        rf"({choix})s?(?![a-z])\s*(?:n\s?°|no\.?(?=\s*\d)|num\.?|numero)?\s*"
        rf"((?-i:{CODE}))?(?![\w])({FIN})",
        re.I,
    )


@lru_cache(maxsize=1)
def _abrege() -> re.Pattern[str]:
    """« FA 1.3 : », « OS 2 - » : un abrégé ne vaut qu'en capitales, et devant un numéro."""
    choix = "|".join(map(re.escape, sorted(mots_reconnus().abreges, key=len, reverse=True)))
    return re.compile(rf"({choix})\s*(?:n\s?°\s*)?({CODE_CHIFFRE})(?![\w])({FIN})")


@lru_cache(maxsize=1 << 14)
def lire_intitule(texte: str) -> Intitule:
    """Sépare un intitulé de son mot de niveau et de son numéro."""
    propre = " ".join(unicodedata.normalize("NFC", texte).split())
    nu = PUCE.sub("", propre)
    if trouve := _ouverture().match(sans_accent_en_place(nu)):
        mot = mots_reconnus().niveaux.get(cle_du_synonyme(trouve[1]))
        numero, separateur = trouve[2] or "", trouve[3]
        reste = nu[trouve.end() :].strip()
        if mot is not None and (numero or ":" in separateur):
            return Intitule(reste or nu, numero, mot)
    if (trouve := _abrege().match(nu)) and (reste := nu[trouve.end() :].strip()):
        return Intitule(reste, trouve[2], mots_reconnus().abreges[trouve[1]])
    for motif in (NUMERO_COMPOSE, NUMERO_SIMPLE):
        if trouve := motif.match(nu):
            return Intitule(trouve[2].strip(), trouve[1])
    return Intitule(nu)


@dataclass(eq=False, slots=True)
class Etage:
    """Une sorte de ligne du plan, telle que le tableur la montre.

    Attributes:
        rang: plus il est petit, plus l'étage est haut.
        type: type canonique ; None tant que rien ne le dit.
    """

    rang: int
    type: TypeNiveau | None = None
    mot: MotDeNiveau | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ApportDeCellule:
    """Ce qu'une cellule apporte à une ligne du plan."""

    colonne: ColonneLue
    cellule: Cellule
    ou: RepereDeCase


@dataclass(eq=False, slots=True)
class LigneDePlan:
    """Une ligne du plan : un axe, un objectif, une action, ou l'étape d'une action.

    Attributes:
        titre: son intitulé, sans le numéro ni le mot qui l'ouvrent.
        ou: la cellule de l'intitulé.
        autres_parents: les autres niveaux qu'une action sert aussi.
        apports: les cellules qui disent autre chose d'elle.
        etapes: les étapes d'une action, chacune avec ses cellules.
        intitule: la cellule de l'intitulé, pour une étape.
    """

    etage: Etage
    titre: str
    numero: str
    ou: RepereDeCase
    parent: LigneDePlan | None = None
    autres_parents: list[LigneDePlan] = field(default_factory=list)
    apports: list[ApportDeCellule] = field(default_factory=list)
    enfants: list[LigneDePlan] = field(default_factory=list)
    etapes: list[LigneDePlan] = field(default_factory=list)
    intitule: ApportDeCellule | None = None
    id: str = ""

    @property
    def est_une_action(self) -> bool:
        """Vrai pour une action."""
        return self.etage.type is TypeNiveau.ACTION

    @property
    def est_une_etape(self) -> bool:
        """Vrai pour l'étape d'une action, qui n'est pas une ligne du plan publié."""
        return self.etage.rang == RANG_D_ETAPE


@dataclass
class PlanLu:
    """Le plan lu dans un classeur.

    Attributes:
        racines: les lignes du plus haut étage.
        etages: clé → étage.
        restes: ce qui n'est d'aucune ligne, et reste à ranger.
        titre: le titre du classeur et sa cellule, s'il en a un.
        par_forme: les actions, par la forme de leur intitulé.
    """

    racines: list[LigneDePlan] = field(default_factory=list)
    etages: dict[str, Etage] = field(default_factory=dict)
    restes: list[CelluleARanger] = field(default_factory=list)
    titre: tuple[str, RepereDeCase] | None = None
    par_forme: dict[str, list[LigneDePlan]] = field(default_factory=dict)
    action: Etage = field(default_factory=lambda: Etage(RANG_D_ACTION, TypeNiveau.ACTION))
    etape: Etage = field(default_factory=lambda: Etage(RANG_D_ETAPE))

    def etage_du_mot(self, mot: MotDeNiveau) -> Etage:
        """L'étage que nomme un mot (« Axe », « Objectif opérationnel »)."""
        if mot.type is TypeNiveau.ACTION:
            self.action.mot = self.action.mot or mot
            return self.action
        connu = self.etages.get(mot.mot)
        if connu is None:
            nombre = sum(RANG_DE_BANDEAU <= e.rang < RANG_DE_COLONNE for e in self.etages.values())
            connu = self.etages[mot.mot] = Etage(RANG_DE_BANDEAU + nombre, mot.type, mot)
        return connu

    def etage(self, nom: str, rang: int, type_: TypeNiveau | None = None) -> Etage:
        """L'étage de ce nom, créé à ce rang s'il n'existe pas."""
        return self.etages.setdefault(nom, Etage(rang, type_))

    def niveau(
        self, etage: Etage, intitule: Intitule, parent: LigneDePlan | None, ou: RepereDeCase
    ) -> LigneDePlan:
        """La ligne de cet intitulé sous ce parent, créée si elle n'existe pas encore."""
        for frere in parent.enfants if parent else self.racines:
            if frere.etage is etage and _meme(frere, intitule):
                plus_long = len(intitule.titre) > len(frere.titre)
                if plus_long and _numero_seul(frere.titre, frere.numero):
                    frere.titre = intitule.titre
                frere.numero = frere.numero or intitule.numero
                return frere
        return self.ajouter(etage, intitule, parent, ou)

    def ajouter(
        self, etage: Etage, intitule: Intitule, parent: LigneDePlan | None, ou: RepereDeCase
    ) -> LigneDePlan:
        """Une ligne nouvelle."""
        nouvelle = LigneDePlan(etage, intitule.titre, intitule.numero, ou, parent)
        if etage is self.action:
            self.par_forme.setdefault(forme_de(intitule.titre), []).append(nouvelle)
        (parent.enfants if parent else self.racines).append(nouvelle)
        return nouvelle

    def retrouver(
        self, lu: Intitule, parent: LigneDePlan | None, ou: RepereDeCase
    ) -> LigneDePlan | None:
        """L'action qu'une autre feuille a déjà citée, dans un tableau d'ensemble par exemple.

        Même intitulé et même numéro ; ou rien encore que son titre, sans numéro qui les sépare.
        """
        for action in self.par_forme.get(forme_de(lu.titre), ()):
            ailleurs = action.ou.rang != ou.rang and (
                action.parent is None or parent is None or action.parent is parent
            )
            meme = action.numero == lu.numero != ""
            citee = not action.apports and not (action.numero and lu.numero)
            if ailleurs and (meme or citee):
                if action.parent is None and parent is not None:
                    self.racines.remove(action)
                    parent.enfants.append(action)
                    action.parent = parent
                action.numero = action.numero or lu.numero
                return action
        return None

    def detailler(self, action: LigneDePlan, lu: Intitule, ou: RepereDeCase) -> LigneDePlan:
        """Une étape de cette action ; la même, si elle est déjà dite."""
        for etape in action.etapes:
            if _meme(etape, lu):
                etape.numero = etape.numero or lu.numero
                return etape
        action.etapes.append(LigneDePlan(self.etape, lu.titre, lu.numero, ou, action))
        return action.etapes[-1]

    def parcourir(self) -> Iterator[LigneDePlan]:
        """Toutes les lignes, chacune avant celles qu'elle contient."""
        a_voir = self.racines[::-1]
        while a_voir:
            element = a_voir.pop()
            yield element
            a_voir += element.enfants[::-1]

    def actions(self) -> list[LigneDePlan]:
        """Les actions, dans l'ordre du plan."""
        return [element for element in self.parcourir() if element.est_une_action]

    def typer(self) -> None:
        """Donne un type canonique à chaque étage, deux étages n'ayant jamais le même si possible.

        L'étage le plus bas qui dit un type le garde ; un étage plus haut qui dit le même prend le
        type libre au-dessus.
        """
        presents = {id(element.etage) for element in self.parcourir()}
        utiles = sorted(
            (e for e in self.etages.values() if id(e) in presents and e is not self.action),
            key=lambda e: e.rang,
        )
        pris: set[TypeNiveau] = set()
        for etage in reversed(utiles):
            if etage.type in pris:
                etage.type = None
            elif etage.type is not None:
                pris.add(etage.type)
        sans_type = [etage for etage in utiles if etage.type is None]
        choix = EMBOITEMENTS.get(len(utiles), PAR_DEFAUT)
        libres = [type_ for type_ in choix if type_ not in pris]
        libres += [type_ for type_ in PAR_DEFAUT if type_ not in pris and type_ not in libres]
        for rang, etage in enumerate(sans_type):
            etage.type = libres[rang] if rang < len(libres) else TypeNiveau.OBJECTIF


def _numero_seul(titre: str, numero: str) -> bool:
    """Vrai pour une ligne qui n'a que son numéro pour titre : « Axe 1 »."""
    lu = lire_intitule(titre)
    return bool(numero) and lu.mot is not None and lu.titre == titre


def forme_de(titre: str) -> str:
    """Ce qui, d'un titre, doit être égal pour que ce soit le même."""
    return forme_commune(titre) or titre.strip()


def _meme(frere: LigneDePlan, intitule: Intitule) -> bool:
    if forme_de(frere.titre) == forme_de(intitule.titre):
        return not (frere.numero and intitule.numero) or frere.numero == intitule.numero
    muets = [_numero_seul(ligne.titre, ligne.numero) for ligne in (frere, intitule)]
    return bool(frere.numero) and frere.numero == intitule.numero and any(muets)
