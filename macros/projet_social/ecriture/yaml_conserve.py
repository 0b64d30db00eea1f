"""Mettre des valeurs dans un fichier YAML sans toucher à ce qui n'a pas changé.

Le texte d'origine est gardé signe pour signe : commentaires, ordre des clés, guillemets, lignes
vides. Seuls les passages dont la valeur change sont réécrits, sur place, puis l'on relit le tout :
si la relecture ne rend pas les valeurs voulues, le fichier est récrit d'un bloc.
"""

from __future__ import annotations

from typing import Any

from ..lecture.anomalie import CorpusInvalide
from ..lecture.yaml_marque import decoder, lire
from .arbre import Arbre, nettoyer, semblables
from .porte_yaml import composer
from .rendu_yaml import rendre
from .retouche import RetoucheImpossible, retoucher


def fusionner(octets_anciens: bytes | None, arbre: Any, fichier: str = "") -> bytes:
    """Le fichier qui dit `arbre`, le plus près possible de l'ancien.

    Args:
        octets_anciens: contenu du fichier, ou None s'il est à créer.
        arbre: les valeurs (dictionnaires, listes, textes ; ce qui est vide est retiré), clés dans
            l'ordre où elles doivent s'écrire ; celles de l'ancien fichier gardent leur place.
        fichier: nom à citer s'il ne se lit pas.

    Returns:
        Les octets d'origine, à l'identique, si le modèle y lirait déjà la même chose.

    Raises:
        CorpusInvalide: l'ancien fichier ne se lit pas.
        ValueError: un texte ne peut pas s'écrire en YAML.
    """
    voulu = nettoyer(arbre)
    if not isinstance(voulu, dict):
        raise TypeError("un fichier de données est un groupe de clés, non vide")
    if octets_anciens is None:
        return _controler(rendre(voulu), voulu)
    valeurs, anomalies = lire(octets_anciens, fichier)
    if anomalies:
        raise CorpusInvalide(anomalies)
    if semblables(valeurs, voulu):
        return octets_anciens
    texte = decoder(octets_anciens)
    saut = "\r\n" if "\r\n" in texte else "\n"
    if not texte.endswith("\n"):
        texte += saut
    noeud = composer(texte)
    try:
        if noeud is None:
            raise RetoucheImpossible
        return _controler(retoucher(texte, noeud, voulu, saut), voulu)
    except (RetoucheImpossible, ValueError):
        return _controler((_entete(texte) + rendre(voulu)).replace("\n", saut), voulu)


def _controler(texte: str, voulu: Arbre) -> bytes:
    """Les octets d'un texte qui dit bien ce qu'il doit dire.

    Raises:
        ValueError: relu, il dit autre chose.
    """
    octets = texte.encode("utf-8")
    relu, anomalies = lire(octets, "")
    if anomalies:
        raise ValueError(f"{anomalies[0].constat} ; {anomalies[0].conseil}")
    if not semblables(relu, voulu):
        raise ValueError("un texte ne peut pas s'écrire en YAML sans changer")
    return octets


def _entete(texte: str) -> str:
    """Les commentaires par lesquels un fichier commence."""
    entete = []
    for ligne in texte.replace("\r\n", "\n").splitlines(keepends=True):
        if not ligne.startswith("#") and ligne.strip():
            break
        entete.append(ligne)
    return "".join(entete)
