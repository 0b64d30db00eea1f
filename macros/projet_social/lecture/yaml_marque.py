"""Lire du YAML en texte, et retrouver la ligne de chaque valeur.

Seul module qui importe yaml. Les scalaires restent du texte (`1.10`, `on`, `01200`, `12:30`
ne sont pas convertis) : le type déclaré par le modèle décide. Les marques ne sont recalculées
que s'il y a une anomalie à dire.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import yaml

from .anomalie import Anomalie
from .causes import GUILLEMETS, SIGNE_INVISIBLE, expliquer

try:
    from yaml import CBaseLoader as Chargeur
except ImportError:  # PyYAML installé sans libyaml
    from yaml import BaseLoader as Chargeur  # type: ignore[assignment]

Brut = dict[str, Any] | list[Any] | str | None
Chemin = tuple[str | int, ...]

CleVide = tuple[tuple[str, ...], int]
"""Une clé sans valeur : les clés qui y mènent, sans les rangs des listes, et sa ligne."""

TAILLE_MAXIMUM = 1_000_000
"""Octets au-delà desquels un fichier est refusé."""
EMBOITEMENT_MAXIMUM = 40
TROP_PROFOND = ("emboîtement de plus de 40 niveaux", "réduire l'emboîtement")
PROFONDS = (
    re.compile(rf"\n {{{EMBOITEMENT_MAXIMUM}}}"),
    re.compile(rf"-[ \n]+(?:[-?][ \n]+){{{EMBOITEMENT_MAXIMUM - 1}}}"),
    re.compile(rf"\?[ \n]+(?:[-?][ \n]+){{{EMBOITEMENT_MAXIMUM - 1}}}"),
)
"""Ce qui peut être profond sans crochet : un grand retrait, ou des tirets à la suite. Chaque
expression commence par un signe : `re` va de l'un à l'autre sans s'arrêter ailleurs.
"""
CROCHETS = re.compile(r"[\[\]{}]")
VALEURS_MAXIMUM = 100_000
"""Valeurs qu'un fichier peut porter, renvois développés."""
ILLISIBLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Les signes qu'aucune donnée ne porte : les formats que l'on emporte les refusent."""
ETIQUETTES = {f"tag:yaml.org,2002:{nom}" for nom in ("str", "map", "seq")}


class _Refus(Exception):
    """Une faute ; levée, elle arrête la lecture."""

    def __init__(self, ligne: int, champ: str, constat: str, conseil: str) -> None:
        self.details = (ligne, champ, constat, conseil)


def lire_le_yaml(octets: bytes, fichier: str) -> tuple[Brut, list[Anomalie]]:
    """Lit un fichier YAML ; les champs vides n'y laissent aucune trace.

    Args:
        fichier: nom à citer dans les anomalies.

    Returns:
        Les valeurs (dictionnaires, listes et textes) et les anomalies ; les valeurs sont None dès
        qu'il y a une anomalie de lecture.
    """
    valeurs, _, anomalies = lire_avec_ses_vides(octets, fichier)
    return valeurs, anomalies


def lire_avec_ses_vides(
    octets: bytes, fichier: str
) -> tuple[Brut, tuple[CleVide, ...], list[Anomalie]]:
    """Lit un fichier YAML, et dit aussi quelles clés n'y ont pas de valeur."""
    releve = _Releve()
    try:
        valeurs = _lire(octets, releve)
    except _Refus as refus:
        releve.fautes = [refus]
    if releve.fautes:
        return None, (), [Anomalie(fichier, *faute.details) for faute in releve.fautes]
    return valeurs, tuple(releve.vides), []


@dataclass
class _Releve:
    """Ce que l'on note en lisant : les fautes, les clés sans valeur, le nombre de valeurs."""

    fautes: list[_Refus] = field(default_factory=list)
    vides: list[CleVide] = field(default_factory=list)
    compte: int = 0


def _lire(octets: bytes, releve: _Releve) -> Brut:
    fautes = releve.fautes
    if len(octets) > TAILLE_MAXIMUM:
        constat = f"fichier de {len(octets) / 1e6:.1f} Mo, 1 Mo au plus".replace(".", ",", 1)
        raise _Refus(1, "", constat, "le découper en plusieurs fichiers")
    texte = _decoder(octets)
    fautes += _tabulations(texte)
    if fautes:
        return None
    try:
        _borner_l_emboitement(texte)
        racine = composer(texte)
    except yaml.YAMLError as erreur:
        raise _Refus(*_expliquer(erreur, texte)) from erreur
    valeurs = _depouiller(racine, (), releve, ()) if racine else None
    if valeurs is None and not fautes:
        raise _Refus(1, "", "fichier vide", "le remplir ou le supprimer")
    return valeurs


def faute_d_ecriture(octets: bytes, fichier: str) -> Anomalie | None:
    """Ce qui empêche de lire un YAML qui n'est pas une donnée, étiquettes permises ; ou rien."""
    try:
        texte = _decoder(octets)
        for tabulation in _tabulations(texte):
            return Anomalie(fichier, *tabulation.details)
        composer(texte)
    except _Refus as refus:
        return Anomalie(fichier, *refus.details)
    except yaml.YAMLError as erreur:
        return Anomalie(fichier, *_expliquer(erreur, texte))
    return None


def _tabulations(texte: str) -> list[_Refus]:
    if "\t" not in texte:
        return []
    return [
        _Refus(rang, "", "tabulation en début de ligne", "la remplacer par des espaces")
        for rang, ligne in enumerate(texte.splitlines(), 1)
        if re.match(r"[ -]*\t", ligne)
    ][:20]


def _decoder(octets: bytes) -> str:
    """Le texte d'un fichier, s'il est en UTF-8 ; sinon le refus dit quel encodage."""
    conseil = "l'enregistrer en UTF-8 (dans l'éditeur : Enregistrer sous, encodage UTF-8)"
    if octets.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in octets[:200]:
        raise _Refus(1, "", "fichier en UTF-16", conseil)
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError as erreur:
        ligne = octets.count(b"\n", 0, erreur.start) + 1
        raise _Refus(ligne, "", "accents en Windows-1252 ou Latin-1", conseil) from erreur


def composer(texte: str) -> Any:
    """Les nœuds marqués d'un texte YAML, pour y retrouver des lignes."""
    return yaml.compose(texte, Loader=Chargeur)


def _borner_l_emboitement(texte: str) -> None:
    """Refuse l'emboîtement qui ferait déborder la pile de l'analyseur, écrit en C.

    Les événements se lisent sans récursion ; on ne les compte que si le texte peut être profond.
    """
    crochets = _crochets_ouverts(texte)
    if crochets <= EMBOITEMENT_MAXIMUM and not any(motif.search(texte) for motif in PROFONDS):
        return
    profondeur = 0
    evenement: Any
    for evenement in yaml.parse(texte, Loader=Chargeur):
        if isinstance(evenement, yaml.CollectionStartEvent):
            profondeur += 1
        elif isinstance(evenement, yaml.CollectionEndEvent):
            profondeur -= 1
        if profondeur > EMBOITEMENT_MAXIMUM:
            raise _Refus(evenement.start_mark.line + 1, "", *TROP_PROFOND)


def _crochets_ouverts(texte: str) -> int:
    """Les crochets et accolades ouverts à la fois, au plus, qu'ils soient ou non du texte."""
    signes = CROCHETS.findall(texte)
    return max(accumulate(1 if signe in "[{" else -1 for signe in signes), default=0)


def _expliquer(erreur: yaml.YAMLError, texte: str) -> tuple[int, str, str, str]:
    """La ligne, le constat et le conseil d'un texte que l'analyseur n'a pas pu lire."""
    if isinstance(erreur, yaml.reader.ReaderError):
        debut = arret = texte.encode().count(b"\n", 0, erreur.position) + 1
    else:
        marques = (getattr(erreur, nom, None) for nom in ("context_mark", "problem_mark"))
        debut, arret = (marque.line + 1 if marque else 0 for marque in marques)
    ligne, constat, conseil = expliquer(str(erreur), texte, debut, arret)
    return ligne, "", constat, conseil


def textes_nus(racine: Any) -> Iterator[Any]:
    """Les nœuds des textes écrits sans guillemets ni barre."""
    a_voir = [racine]
    while a_voir:
        noeud = a_voir.pop()
        if isinstance(noeud, yaml.MappingNode):
            a_voir += [valeur for _, valeur in noeud.value]
        elif isinstance(noeud, yaml.SequenceNode):
            a_voir += noeud.value
        elif not noeud.style:
            yield noeud


def _est_vide(noeud: Any) -> bool:
    """Vrai pour ce qui ne dit rien : champ sans valeur, blancs, liste ou groupe de vides."""
    if isinstance(noeud, yaml.ScalarNode):
        return not noeud.value.strip() or (not noeud.style and noeud.value in ("~", "null"))
    if isinstance(noeud, yaml.MappingNode):
        return all(_est_vide(fils) for _, fils in noeud.value)
    return all(_est_vide(fils) for fils in noeud.value)


def _depouiller(
    noeud: Any, chemin: tuple[str, ...], releve: _Releve, parents: tuple[int, ...]
) -> Brut:
    """Passe des nœuds marqués aux valeurs simples, en notant les fautes et les clés vides."""
    ligne = noeud.start_mark.line + 1
    fautes, champ = releve.fautes, chemin[-1] if chemin else ""
    releve.compte += 1
    if releve.compte > VALEURS_MAXIMUM:
        raise _Refus(ligne, champ, "renvois (*) qui enflent le fichier", "écrire les valeurs")
    if id(noeud) in parents:
        raise _Refus(ligne, champ, "renvoi (*) d'une valeur à elle-même", "écrire la valeur")
    if len(parents) > EMBOITEMENT_MAXIMUM:
        raise _Refus(ligne, champ, *TROP_PROFOND)
    if noeud.tag not in ETIQUETTES:
        etiquette = noeud.tag.replace("tag:yaml.org,2002:", "!!")
        constat = f"étiquette YAML « {etiquette} »"
        fautes.append(_Refus(ligne, champ, constat, "la retirer, ou guillemets droits"))
        return None
    parents = (*parents, id(noeud))
    if isinstance(noeud, yaml.ScalarNode):
        if ILLISIBLE.search(noeud.value):
            fautes.append(_Refus(ligne, champ, *SIGNE_INVISIBLE))
        return None if _est_vide(noeud) else noeud.value
    if isinstance(noeud, yaml.SequenceNode):
        elements = (_depouiller(fils, chemin, releve, parents) for fils in noeud.value)
        return [element for element in elements if element is not None] or None
    valeurs: dict[str, Any] = {}
    lignes: dict[str, int] = {}
    for cle, fils in noeud.value:
        if not isinstance(cle, yaml.ScalarNode):
            constat = "des accolades ou des crochets ouvrent le texte"
            fautes.append(_Refus(ligne, champ, constat, GUILLEMETS))
            continue
        nom = cle.value
        if nom in lignes:
            constat = f"clé écrite deux fois (lignes {lignes[nom]} et {cle.start_mark.line + 1})"
            conseil = "n'en garder qu'une"
            if chemin:
                conseil += " ; si ce sont deux éléments d'une liste, ouvrir chacun par un tiret"
            fautes.append(_Refus(cle.start_mark.line + 1, nom, constat, conseil))
            continue
        lignes[nom] = cle.start_mark.line + 1
        valeur = _depouiller(fils, (*chemin, nom), releve, parents)
        if valeur is not None:
            valeurs[nom] = valeur
        elif _est_vide(fils):
            releve.vides.append(((*chemin, nom), lignes[nom]))
    return valeurs or None


def ligne_de(noeud: Any, chemin: Sequence[str | int]) -> int:
    """La ligne (à partir de 1) de la valeur au bout de `chemin`, ou de ce qui en est écrit.

    Args:
        noeud: racine, rendue par `composer`, d'un fichier lu sans anomalie.
        chemin: clés et rangs depuis la racine, comme `("axes", 0, "titre")`.
    """
    ligne: int = noeud.start_mark.line + 1
    for pas in chemin:
        suite = next(_enfants(noeud, pas), None)
        if suite is None:
            break
        ligne, noeud = suite
    return ligne


def _enfants(noeud: Any, pas: str | int) -> Iterator[tuple[int, Any]]:
    if isinstance(noeud, yaml.MappingNode):
        for cle, fils in noeud.value:
            if cle.value == str(pas):
                yield cle.start_mark.line + 1, fils
    elif isinstance(noeud, yaml.SequenceNode) and isinstance(pas, int):
        ecrits = [fils for fils in noeud.value if not _est_vide(fils)]
        if pas < len(ecrits):
            yield ecrits[pas].start_mark.line + 1, ecrits[pas]
    elif pas == 0:
        yield noeud.start_mark.line + 1, noeud
