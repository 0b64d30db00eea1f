"""Reconnaître le nom d'une personne dans un texte, et n'en garder que la structure ou la fonction.

Des règles, et de courtes listes de mots (`personnes.toml`, qui dit leurs limites). Deux degrés :

- partout, `noms_de_personnes` ne voit que ce dont on est sûr : une civilité et un nom, un prénom
  connu et un nom. Un lieu ou une structure portent souvent un nom (« Collège Anne Frank ») : ce qui
  les annonce suffit à l'écarter ;
- sous un titre qui nomme des personnes (« Personne pilote »), `garder_la_fonction` renverse la
  preuve : ne reste que ce qui est une structure ou une fonction connues.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..modele.accents import sans_accent, sans_accent_en_place

TABLE = Path(__file__).with_name("personnes.toml")
MOT = re.compile(r"[^\W\d_]+(?:['’·-][^\W\d_]+)*(?:(?<=\b[^\W\d_])\.)?")
MORCEAU = re.compile(
    r"\s*(?:[,;/|()\[\]•:\n]|(?<=\s)[–—-](?=\s)|(?<=\s)(?:et|ou|&|\+)(?=\s))\s*", re.I
)
CIVILITE = re.compile(
    r"\b(?:MM?\.|Mmes?|Mlles?|Mrs?|Monsieur|Messieurs|Madame|Mesdames|Mademoiselle|Dr|Docteur)"
    r"(?=[\s.])\.?\s+"
)
INITIALES = re.compile(r"(?<![\w.])[A-Z](?:\.-?[A-Z])?\.$")
PARTICULES = frozenset(("de", "du", "des", "d", "le", "la", "les", "l", "van", "von", "ben", "el"))
LIENS = PARTICULES | {"a", "au", "aux"}
VIDE_APRES_RETRAIT = re.compile(
    r"\(\s*[,;:/–—-]*\s*\)|\[\s*\]|\s*(?:[,;:/–—-]|(?:(?<=\s)|^)(?:et|ou|avec|par))\s*$"
    r"|^\s*(?:[,;:/–—-]|(?:et|ou)(?=\s))\s*|(?<=[,;])\s*(?:et|ou)(?=\s)|^\(([^()]*)\)$",
    re.I | re.M,
)
NOM_RETIRE = "[nom retiré]"


@dataclass(frozen=True)
class MotsDePersonnes:
    """La table, lue une fois : des mots sans accent, en minuscules."""

    prenoms: frozenset[str]
    fonctions: frozenset[str]
    structures: frozenset[str]
    debuts_de_structures: frozenset[str]
    eponymes: frozenset[str]
    communs: frozenset[str]
    attentes: frozenset[str]
    sigles: frozenset[str]
    celebres: tuple[str, ...]
    boites_de_service: frozenset[str]

    @property
    def decisifs(self) -> frozenset[str]:
        """Ce dont un seul mot fait d'un morceau une structure, une fonction ou une attente."""
        return self.fonctions | self.structures | self.sigles | self.attentes


@lru_cache(maxsize=1)
def mots_de_personnes() -> MotsDePersonnes:
    """La table du paquet."""
    lue = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    celebres = tuple(lue.pop("celebres"))
    return MotsDePersonnes(
        **{nom: frozenset(mots.split()) for nom, mots in lue.items()}, celebres=celebres
    )


@dataclass(frozen=True, slots=True)
class _Mot:
    """Un mot d'un texte, et sa place ; il en suit un autre si rien que du blanc les sépare."""

    texte: str
    debut: int
    fin: int
    suit: bool

    @property
    def cle(self) -> str:
        """Le mot nu : sans accent, casse, point ni élision."""
        return _cle(self.texte)

    @property
    def majuscule(self) -> bool:
        """Vrai s'il commence par une majuscule."""
        return self.texte[:1].isupper() or _apres_elision(self.texte)[:1].isupper()

    @property
    def tout_en_majuscules(self) -> bool:
        """Vrai pour DURAND, et non pour un sigle connu."""
        nu = self.texte.rstrip(".")
        return len(nu) > 2 and nu.isupper() and self.cle not in mots_de_personnes().sigles


@lru_cache(maxsize=1 << 14)
def _cle(mot: str) -> str:
    return sans_accent(_apres_elision(mot).rstrip(".")).lower().replace("’", "'").split("·")[0]


def _apres_elision(mot: str) -> str:
    return re.sub(r"^[dlDL]['’]", "", mot)


def _est(mot: str, famille: frozenset[str]) -> bool:
    """Vrai si le mot, ou son singulier, est de cette famille."""
    return mot in famille or (mot[-1:] in ("s", "x") and mot[:-1] in famille)


def _connu(mot: str) -> bool:
    """Vrai pour un mot que l'on sait ne pas être un nom de famille."""
    table = mots_de_personnes()
    familles = (table.fonctions, table.structures, table.eponymes, table.communs, table.sigles)
    return any(_est(morceau, famille) for morceau in (mot, *mot.split("-")) for famille in familles)


def _est_un_prenom(mot: str) -> bool:
    prenoms = mots_de_personnes().prenoms
    return mot in prenoms or ("-" in mot and all(partie in prenoms for partie in mot.split("-")))


@lru_cache(maxsize=1 << 13)
def noms_de_personnes(texte: str, *, structure: bool = False) -> tuple[tuple[int, int], ...]:
    """Les places, dans un texte, de ce qui est sûrement le nom d'une personne.

    Args:
        texte: ce que l'on lit, ses accents composés (NFC).
        structure: vrai si le texte devrait nommer une structure ; un prénom seul, ou un mot inconnu
            suivi d'un nom en capitales, y est alors quelqu'un.
    """
    if not (structure or _peut_nommer(texte)) or not any(signe.isupper() for signe in texte):
        return ()
    trouves: list[tuple[int, int]] = []
    for debut, fin in _morceaux(texte):
        trouves += _noms_du_morceau(texte, _mots(texte, debut, fin), structure)
    if not trouves:
        return ()
    celebres = _places_des_celebres(texte)
    return tuple((d, f) for d, f in trouves if not any(cd < f and d < cf for cd, cf in celebres))


def _peut_nommer(texte: str) -> bool:
    """Vrai si une phrase a une civilité ou un prénom connu : sans eux, elle ne nomme personne."""
    mots = re.findall(r"[a-z]+", sans_accent(texte).lower())
    return CIVILITE.search(texte) is not None or not mots_de_personnes().prenoms.isdisjoint(mots)


def _mots(texte: str, debut: int, fin: int) -> list[_Mot]:
    mots: list[_Mot] = []
    for trouve in MOT.finditer(texte, debut, fin):
        entre = texte[mots[-1].fin : trouve.start()] if mots else ""
        mots.append(_Mot(trouve[0], *trouve.span(), not entre.strip(" -\u00a0\u202f")))
    return mots


def _morceaux(texte: str) -> list[tuple[int, int]]:
    bornes, place = [], 0
    for coupure in MORCEAU.finditer(texte):
        bornes.append((place, coupure.start()))
        place = coupure.end()
    return [*bornes, (place, len(texte))]


@lru_cache(maxsize=1)
def _celebres() -> re.Pattern[str]:
    noms = (re.escape(nom).replace("\\ ", r"[\s-]") for nom in mots_de_personnes().celebres)
    return re.compile(rf"\b(?:{'|'.join(noms)})\b")


def _places_des_celebres(texte: str) -> list[tuple[int, int]]:
    nu = sans_accent_en_place(texte).lower().replace("’", "'")
    return [trouve.span() for trouve in _celebres().finditer(nu)]


def _noms_du_morceau(texte: str, mots: Sequence[_Mot], structure: bool) -> list[tuple[int, int]]:
    trouves, rang = [], 0
    eponymes = mots_de_personnes().eponymes
    while rang < len(mots):
        avant = mots[max(0, rang - 5) : rang]
        lie = bool(avant) and avant[-1].cle in PARTICULES  # « Communauté de communes de Pierre… »
        if any(_est(m.cle, eponymes) or (lie and _connu(m.cle)) for m in avant):
            rang += 1
            continue
        suivant = _fin_du_nom(texte, mots, rang, structure)
        if suivant > rang:
            debut = mots[rang].debut
            trouves.append((debut, mots[suivant - 1].fin))
            rang = suivant
        else:
            rang += 1
    return trouves


def _fin_du_nom(texte: str, mots: Sequence[_Mot], rang: int, structure: bool) -> int:
    """Le rang du mot qui suit le nom commençant ici ; `rang` s'il n'y en a pas."""
    mot = mots[rang]
    if CIVILITE.match(texte, mot.debut) or (structure and mot.texte == "M"):
        fin = _famille(mots, rang + 1)
        return fin if fin > rang + 1 else rang
    if not mot.majuscule:
        return rang
    if _est_un_prenom(mot.cle):
        fin = rang + 1
        while (
            fin < len(mots)
            and mots[fin].suit
            and mots[fin].majuscule
            and _est_un_prenom(mots[fin].cle)
        ):
            fin += 1
        apres = _famille(mots, fin)
        if apres > fin or fin - rang > 1:
            return apres
        seul = rang == 0 and fin == len(mots) and structure
        return fin if seul else rang
    if mot.tout_en_majuscules and not _connu(mot.cle):
        suivant = rang + 1
        if suivant < len(mots) and _est_un_prenom(mots[suivant].cle):
            prenom = mots[suivant]
            if prenom.majuscule and not prenom.tout_en_majuscules:
                return suivant + 1
    if INITIALES.search(mot.texte) and structure:
        fin = _famille(mots, rang + 1)
        return fin if fin > rang + 1 else rang
    if structure and rang == 0 and not mot.texte.isupper() and not _connu(mot.cle):
        fin = _famille(mots, 1)
        if fin > 1 and any(m.tout_en_majuscules for m in mots[1:fin]):
            return fin
    return rang


def _famille(mots: Sequence[_Mot], rang: int) -> int:
    """Le rang qui suit un nom de famille : des mots en majuscule, leurs particules comprises."""
    fin = rang
    while fin < len(mots) and fin - rang < 4:
        place = fin
        while place < len(mots) and mots[place].suit and mots[place].cle in PARTICULES:
            place += 1
        if (
            place >= len(mots)
            or not mots[place].suit
            or not mots[place].majuscule
            or _est_decisif(mots[place].cle)
        ):
            break
        minuscule = place > fin and mots[fin].texte.islower()
        if fin > rang and (_connu(mots[place].cle) or minuscule):
            apres_un_prenom = minuscule and _est_un_prenom(mots[fin - 1].cle)
            if not apres_un_prenom:  # « Mme Anne de Kerambrun », mais « M. Durand de la CAF »
                break
        fin = place + 1
    return fin


def retirer_les_noms(texte: str, *, structure: bool = False, marque: str = "") -> str:
    """Le texte sans les noms de personnes ; une marque, dans une phrase, en tient la place."""
    texte = unicodedata.normalize("NFC", texte)
    trouves = noms_de_personnes(texte, structure=structure)
    if not trouves:
        return texte
    morceaux, place = [], 0
    for debut, fin in trouves:
        morceaux += [texte[place:debut], marque]
        place = fin
    reste = "".join([*morceaux, texte[place:]])
    return reste if marque else nettoyer_le_reste(reste)


def nettoyer_le_reste(texte: str) -> str:
    """Ce qui reste d'un texte dont on a ôté un morceau, sans parenthèse vide ni signe pendant."""
    avant = ""
    while avant != texte:
        avant = texte
        texte = VIDE_APRES_RETRAIT.sub(lambda vu: vu[1] or "", texte.strip())
        texte = re.sub(r"([,;])\s*[,;]+", r"\1", texte)
    return "\n".join(nue for ligne in texte.split("\n") if (nue := " ".join(ligne.split())))


def garder_la_fonction(texte: str) -> str:
    """Ce qui, sous un titre de personne, est sûrement une structure ou une fonction ; ou vide.

    Un mot en majuscule que l'on ne connaît pas est tenu pour un nom, sauf après « de », « du » ou
    « à » : « Mairie de Vallon » reste entière.
    """
    gardes, place = [], 0
    sans_nom = retirer_les_noms(texte, structure=True)
    for debut, fin in _morceaux(sans_nom):
        reste = _fonction_du_morceau(sans_nom[debut:fin])
        gardes.append(sans_nom[place:debut] + reste)
        place = fin
    return nettoyer_le_reste("".join([*gardes, sans_nom[place:]]))


def _fonction_du_morceau(morceau: str) -> str:
    mots = morceau.split()
    cles = [[_cle(m[0]) for m in MOT.finditer(mot)] for mot in mots]
    premier = next((r for r, noms in enumerate(cles) if any(map(_est_decisif, noms))), None)
    if premier is None:
        return ""
    gardes, apres_un_lien, apres_un_prenom = [], False, False
    for rang, (mot, noms) in enumerate(zip(mots, cles, strict=True)):
        nu = "".join(noms)
        particule = bool(noms) and all(nom in LIENS for nom in noms)
        chiffre = not noms or any(signe.isdigit() for signe in mot)
        sur = chiffre or particule or any(_connu(nom) or _est_decisif(nom) for nom in noms)
        prenom = not apres_un_lien and _est_un_prenom(nu)
        if prenom or (apres_un_prenom and not sur):
            apres_un_prenom = True
            continue
        apres_un_prenom = False
        inconnu = not sur and not apres_un_lien and (mot[:1].isupper() or rang < premier)
        if not inconnu:
            gardes.append(mot)
        lie = apres_un_lien and (mot[:1].isupper() or particule)
        apres_un_lien = particule or bool(re.match(r"[dlDL]['’]", mot)) or (lie and not sur)
    while gardes and _cle(gardes[-1]) in LIENS:
        gardes.pop()
    return " ".join(gardes)


def _est_decisif(mot: str) -> bool:
    decisifs = mots_de_personnes().decisifs
    return _est(mot, decisifs) or any(_est(partie, decisifs) for partie in mot.split("-"))


def est_un_sigle(texte: str) -> bool:
    """Vrai pour « CAF », « MSA 44 », « ADSEA » : des capitales, sans autre mot."""
    return re.fullmatch(r"[A-ZÀ-Ý]{2,8}\d{0,3}(?: \d{1,3})?", texte.strip()) is not None


@lru_cache(maxsize=1 << 13)
def est_une_structure(texte: str) -> bool:
    """Vrai pour ce qui, presque à coup sûr, nomme une structure ou plusieurs."""
    table = mots_de_personnes()
    morceaux = [texte[debut:fin].strip() for debut, fin in _morceaux(texte)]
    premiers = [_cle(mots[0]) for m in morceaux if (mots := m.split())]
    return bool(premiers) and all(
        premier in table.sigles or premier in table.debuts_de_structures for premier in premiers
    )


def nomme_une_personne(adresse: str) -> bool:
    """Vrai pour une adresse électronique faite d'un prénom, puis d'un nom : `marie.durand@…`."""
    premier, *suite = _mots_de_la_boite(adresse) or [""]
    return bool(suite) and premier in mots_de_personnes().prenoms


def est_une_boite_de_service(adresse: str) -> bool:
    """Vrai pour une adresse électronique dont le premier mot nomme un service : `accueil@…`."""
    table, mots = mots_de_personnes(), _mots_de_la_boite(adresse)
    return bool(mots) and mots[0] in table.boites_de_service and table.prenoms.isdisjoint(mots)


def _mots_de_la_boite(adresse: str) -> list[str]:
    return re.findall(r"[a-z]+", sans_accent(adresse.partition("@")[0]).lower())
