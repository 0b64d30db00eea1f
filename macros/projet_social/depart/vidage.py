"""Ôter l'exemple inventé : ce qui est encore le sien part, ce que quelqu'un a écrit reste.

Un fichier tel que livré s'en va en entier ; d'un fichier retouché, seules les valeurs livrées. Un
objet dont il reste quelque chose à l'agent mais dont l'intitulé est encore celui de l'exemple garde
sa marque : rien ne dit lequel des deux est vrai, et cela se dit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ..chargement import examiner_des_arbres, modele_de
from ..corpus.corpus import Corpus
from ..corpus.exemple import MARQUE, est_marque, est_une_version_inventee, lieux_de_l_exemple
from ..corpus.fichiers_de_l_exemple import EXEMPLE_LIVRE
from ..lecture.yaml_marque import lire_le_yaml
from ..modele.introspection import classe_dans
from ..modele.niveau import CITENT_DES_LIGNES, PLURIELS, Niveau
from ..modele.projet import Projet
from ..modele.socle import Objet
from ..modele.version import est_une_version
from .exemple import PROJET, SOURCES, textes_de_l_exemple, trouver_l_exemple
from .site_neuf import EXEMPLES

GARDES = {"id", "numero", "rang", "alias", "publication", "projet", "rattachements", "niveaux"}
"""Ce qui place un objet sans rien en dire : seul, il ne vaut pas d'être gardé."""
NOMS = ("id", "titre", "nom", "annee", "date")
"""Ce qui fait reconnaître un élément d'une liste livrée."""


@dataclass
class Vidage:
    """Ce qu'il y a à faire pour ôter l'exemple.

    Attributes:
        voulus: les valeurs de chaque fichier qui change ; None s'il s'en va.
        intacts: ceux qui étaient tels que livrés : aucun commentaire n'y est à garder.
        a_finir: ce qui reste marqué : fichier, et intitulé encore inventé.
    """

    voulus: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    intacts: set[str] = field(default_factory=set)
    a_finir: list[tuple[str, str]] = field(default_factory=list)


def vider(corpus: Corpus) -> Vidage:
    """Tout ce qui ôte l'exemple d'un dossier de données."""
    vidage, inventes = Vidage(), {s.id for s in corpus.sources.values() if s.exemple}
    for slug in corpus.territoires:
        vidage.intacts |= trouver_l_exemple(corpus, slug).intacts
    livrees = _valeurs_livrees()
    touches = {lieu.document.fichier for lieu in lieux_de_l_exemple(corpus)}
    for fichier in sorted(touches):
        valeurs: Any = corpus.documents[fichier].valeurs
        if fichier == SOURCES:
            restent = [s for s in valeurs["sources"] if not est_marque(s)]
            vidage.voulus[fichier] = {**valeurs, "sources": restent} if restent else None
            continue
        if est_une_version_inventee(corpus.documents[fichier]):
            vidage.voulus[fichier] = None
            continue
        modele = modele_de(fichier)
        if modele is Projet:
            vidage.voulus[fichier] = _du_projet(fichier, valeurs, livrees[PROJET], vidage)
        elif modele is not None and est_marque(valeurs):
            vidage.voulus[fichier] = _de_l_objet(fichier, valeurs, livrees, modele, vidage)
    _oter_les_renvois(corpus, vidage, inventes)
    return vidage


def _valeurs_livrees() -> dict[str, Any]:
    """Les valeurs du projet et de chaque fiche de l'exemple."""
    textes = textes_de_l_exemple("").items()
    return {nom: lire_le_yaml(texte.encode(), nom)[0] for nom, texte in textes}


def _de_l_objet(
    fichier: str, valeurs: Any, livrees: Mapping[str, Any], modele: type[Objet], vidage: Vidage
) -> dict[str, Any] | None:
    """Une fiche, sans ce qui vient de la fiche livrée dont elle est le plus proche."""
    if fichier in vidage.intacts:
        return None
    proche = max(livrees.values(), key=lambda livree: _communs(valeurs, livree))
    return _garder(fichier, valeurs, _retirer(valeurs, proche, modele), vidage)


def _communs(un: Mapping[str, Any], autre: Mapping[str, Any]) -> int:
    return sum(1 for cle in un if cle in autre and un[cle] == autre[cle])


def _du_projet(fichier: str, valeurs: Any, livre: Any, vidage: Vidage) -> dict[str, Any]:
    """Un projet, et chaque ligne de son plan ; un projet à soi garde ses lignes à soi."""
    plan = _des_lignes(fichier, valeurs, list(_lignes_de(livre)), vidage)
    if not est_marque(valeurs):
        return _sans_les_lignes(valeurs) | plan
    sien = _retirer(_sans_les_lignes(valeurs), _sans_les_lignes(livre), Projet) or {}
    titre = str(valeurs.get("titre", ""))
    if "exemple inventé" in titre.lower():
        sien["titre"] = titre.replace(" (exemple inventé)", "")
    if str(sien.get("porteur", "")).endswith(" (exemple)"):
        del sien["porteur"]
    return {cle: v for cle, v in sien.items() if cle != MARQUE} | plan


def _sans_les_lignes(valeurs: Mapping[str, Any]) -> dict[str, Any]:
    return {cle: valeur for cle, valeur in valeurs.items() if cle not in PLURIELS}


def _lignes_de(valeurs: Any) -> Iterator[Any]:
    """Toutes les lignes écrites dans un plan, de haut en bas."""
    for pluriel in PLURIELS:
        for ligne in valeurs.get(pluriel) or () if isinstance(valeurs, dict) else ():
            yield ligne
            yield from _lignes_de(ligne)


def _des_lignes(fichier: str, contenant: Any, livrees: list[Any], vidage: Vidage) -> dict[str, Any]:
    """Les lignes que contient un projet ou une ligne, l'exemple ôté."""
    rendues: dict[str, Any] = {}
    for pluriel in PLURIELS:
        lignes = contenant.get(pluriel)
        if not isinstance(lignes, list):
            continue
        gardees = [_de_la_ligne(fichier, ligne, livrees, vidage) for ligne in lignes]
        if restent := [ligne for ligne in gardees if ligne is not None]:
            rendues[pluriel] = restent
    return rendues


def _de_la_ligne(fichier: str, ligne: Any, livrees: list[Any], vidage: Vidage) -> Any:
    if not isinstance(ligne, dict):
        return ligne
    dessous = _des_lignes(fichier, ligne, livrees, vidage)
    ici = _sans_les_lignes(ligne)
    if not est_marque(ligne):
        return ici | dessous
    livree: dict[str, Any] = next((x for x in livrees if _meme_nom(x, ligne)), {})
    sien = _retirer(ici, _sans_les_lignes(livree), Niveau) or {}
    return _garder(fichier, ligne, sien | dessous, vidage)


def _garder(
    fichier: str, valeurs: Any, sien: Mapping[str, Any] | None, vidage: Vidage
) -> dict[str, Any] | None:
    """Ce qu'il reste d'un objet marqué ; rien si rien n'est à la personne."""
    reste = {cle: v for cle, v in (sien or {}).items() if cle != MARQUE}
    if not reste.keys() - GARDES:
        return None
    if "titre" in reste:
        return reste
    vidage.a_finir.append((fichier, valeurs["titre"]))
    return {MARQUE: "oui", "titre": valeurs["titre"], **reste}


def _meme_nom(un: Any, autre: Any) -> bool:
    """Vrai si deux éléments portent le même nom."""
    if not (isinstance(un, dict) and isinstance(autre, dict)):
        return False
    return any(nom in un and un[nom] == autre.get(nom) for nom in NOMS)


def _retirer(valeurs: Any, livrees: Any, modele: type[Objet] | None) -> dict[str, Any] | None:
    """Un groupe sans ce qui y est encore livré ; None s'il n'en reste rien."""
    restent = {}
    for cle, valeur in valeurs.items():
        champ = modele.model_fields.get(cle) if modele else None
        dessous = classe_dans(champ.annotation, Objet) if champ else None
        if cle in GARDES:
            restent[cle] = valeur
        elif (reste := _sans(valeur, livrees.get(cle), dessous)) is not None:
            restent[cle] = reste
    if not restent.keys() - GARDES or modele is None:
        return restent or None
    exiges = {nom for nom, champ in modele.model_fields.items() if champ.is_required()}
    if MARQUE in modele.model_fields:  # son titre se juge à part
        exiges.discard("titre")
    return {c: restent.get(c, v) for c, v in valeurs.items() if c in restent or c in exiges}


def _sans(valeur: Any, livree: Any, modele: type[Objet] | None) -> Any:
    """Une valeur sans ce qui y est livré ; None s'il n'en reste rien."""
    if valeur == livree:
        return None
    if isinstance(valeur, dict) and isinstance(livree, dict):
        return _retirer(valeur, livree, modele)
    if isinstance(valeur, list) and isinstance(livree, list):
        neufs = (e for e in valeur if e not in livree or _est_un_mot(e))
        sans = (_sans(e, next((x for x in livree if _meme_nom(x, e)), None), modele) for e in neufs)
        return [element for element in sans if element is not None] or None
    return valeur


def _est_un_mot(element: Any) -> bool:
    """Vrai d'un identifiant : choisi dans une liste, il est à qui l'a laissé parmi d'autres."""
    return isinstance(element, str) and " " not in element and element == element.lower()


def _oter_les_renvois(corpus: Corpus, vidage: Vidage, inventes: set[str]) -> None:
    """Ce qui reste ne nomme plus rien de ce qui part : ni ligne, ni document inventé."""
    arbres = {f: d.valeurs for f, d in corpus.documents.items() if d.valeurs is not None}
    apres = {f: v for f, v in (arbres | vidage.voulus).items() if v is not None}
    restant = examiner_des_arbres(apres, corpus.officiel).corpus
    for slug, territoire in corpus.territoires.items():
        reste = restant.territoires.get(slug)
        gardes = {ligne.id for ligne in reste.lignes} if reste else set()
        parties = {ligne.id for ligne in territoire.lignes} - gardes
        for fichier in apres:
            if fichier.startswith(f"territoires/{slug}/") and not est_une_version(fichier):
                nettoye = _nettoyer(apres[fichier], parties, inventes)
                if nettoye != apres[fichier]:
                    vidage.voulus[fichier] = nettoye


def _nettoyer(valeur: Any, parties: set[str], inventes: set[str]) -> Any:
    if isinstance(valeur, list):
        return [_nettoyer(element, parties, inventes) for element in valeur]
    if not isinstance(valeur, dict):
        return valeur
    propre: dict[str, Any] = {}
    for cle, dessous in valeur.items():
        if cle in CITENT_DES_LIGNES:
            cites = dessous if isinstance(dessous, list) else [dessous]
            if restent := [cite for cite in cites if cite not in parties]:
                propre[cle] = restent
        elif cle == "source" and _nomme(dessous) in inventes:
            continue
        else:
            propre[cle] = _nettoyer(dessous, parties, inventes)
    return propre


def _nomme(source: Any) -> Any:
    return source.get("document") if isinstance(source, dict) else source


def sans_l_en_tete(texte: str) -> str:
    """Un fichier, sans les commentaires qui le disent inventé."""
    lignes = texte.splitlines(keepends=True)
    restent = "".join(ligne for ligne in lignes if ligne.strip() not in _en_tetes())
    return re.sub(r"\n{3,}", "\n\n", restent).lstrip("\n")


@cache
def _en_tetes() -> frozenset[str]:
    """Les commentaires qui, dans l'exemple, précèdent sa marque."""
    fichiers = ("projet", *(f"actions/{fiche}" for fiche in EXEMPLES))
    textes = [(EXEMPLE_LIVRE / f"{nom}.yml").read_text(encoding="utf-8") for nom in fichiers]
    tetes = [texte.partition(f"\n{MARQUE}:")[0] for texte in textes]
    return frozenset(ligne.strip() for tete in tetes for ligne in tete.splitlines() if ligne)
