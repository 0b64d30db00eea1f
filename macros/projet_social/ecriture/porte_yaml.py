"""Un fichier YAML tel qu'il est écrit : ruamel.yaml le lit et le rend avec sa mise en page.

Seul module qui importe ruamel. `lecture.yaml_marque` lit les données, vite ; ici on garde aussi
guillemets, retraits et commentaires, pour ne récrire que ce qui change.

Ruamel accroche un commentaire à la valeur qui le précède : il partirait avec elle. On le rend à la
clé ou à l'élément qu'il surplombe, son `dessus` ; celui qui finit une ligne est son `bout`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.error import CommentMark, YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)
from ruamel.yaml.tag import Tag
from ruamel.yaml.tokens import CommentToken

GroupeEcrit = CommentedMap
ListeEcrite = CommentedSeq
Guillemets = DoubleQuotedScalarString
Apostrophes = SingleQuotedScalarString
Barre = LiteralScalarString
Plie = FoldedScalarString
YamlInconnu = YAMLError
Ecrit = GroupeEcrit | ListeEcrite
RETRAIT = (2, 4, 2)
"""De combien de colonnes se décalent une clé, un élément de liste et son tiret, dans `data/`."""
GROUPE = re.compile(r"^[^\s#].*:(?: +#.*)?\n(?: *#.*\n)*( +)[^-\s#]", re.M)
LISTE = re.compile(r"^[^\s#].*:(?: +#.*)?\n(?: *#.*\n)*( *)(- +)\S", re.M)
"""Ce qu'une clé de premier niveau contient : le retrait d'une clé, ou d'un tiret et de sa suite."""
LARGEUR_SANS_PLI = 1_000_000
"""Signes d'une ligne que ruamel ne coupera jamais de lui-même."""
NUL = Tag(suffix="tag:yaml.org,2002:null")
RESOLUTIONS = (VersionedResolver(version=(1, 1)), VersionedResolver(version=(1, 2)))
"""Ce que les deux YAML feraient d'un texte sans guillemets : un nombre, une date, oui ou non…"""
SANS_RISQUE = re.compile(r"-?(?:0|[1-9]\d*)|\d{4}-\d{2}-\d{2}")
"""Nombres entiers et jours : tout lecteur en garde le texte."""


class _ToutEnTexte(VersionedResolver):
    """Comme `lecture.yaml_marque` : tout est du texte, sauf ce qui ne dit rien."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is not ScalarNode:
            return super().resolve(kind, value, implicit)
        return NUL if implicit[0] and value in ("", "~", "null") else self.DEFAULT_SCALAR_TAG


class _Plume(RoundTripEmitter):
    """Écrit comme une personne : des guillemets droits là où il en faut, des clés d'une ligne."""

    MAX_SIMPLE_KEY_LENGTH = 1000

    def choose_scalar_style(self) -> Any:
        style = super().choose_scalar_style()
        return '"' if style == "'" and not self.event.style else style


def ouvrir(texte: str) -> tuple[GroupeEcrit, str]:
    """Un fichier que `lecture.yaml_marque.lire` accepte, et les commentaires par quoi il finit.

    Raises:
        YamlInconnu: ruamel ne le lit pas.
    """
    racine = _outil(RETRAIT).load(texte)
    return racine, _rendre_les_commentaires(racine, "", texte.split("\n"))


def ecrire_le_yaml(
    racine: GroupeEcrit, fin: str = "", retrait: tuple[int, int, int] = RETRAIT
) -> str:
    """Le texte d'un fichier, avec ce retrait et ces commentaires à la fin."""
    flux = StringIO()
    _outil(retrait).dump(racine, flux)
    return flux.getvalue() + fin


def deviner_le_retrait(texte: str) -> tuple[int, int, int]:
    """Le retrait d'un fichier : celui de son premier groupe, et de sa liste la plus décalée."""
    groupe, listes = GROUPE.search(texte), [(len(t), len(s)) for t, s in LISTE.findall(texte)]
    cle, element, tiret = RETRAIT
    if listes:
        tiret, signes = max(listes, key=lambda liste: liste[1])
        element = tiret + signes
    return len(groupe[1]) if groupe else cle, element, tiret


def en_bloc(valeur: Any) -> bool:
    """Vrai pour un groupe ou une liste qui s'écrit sur plusieurs lignes."""
    return isinstance(valeur, Ecrit) and bool(valeur) and not valeur.fa.flow_style()


def cles_de(ecrit: Ecrit) -> Iterable[Any]:
    """Les clés d'un groupe, les rangs d'une liste."""
    return ecrit if isinstance(ecrit, GroupeEcrit) else range(len(ecrit))


def commentaires(ecrit: Ecrit, cle: Any) -> tuple[str, str]:
    """Le `dessus` et le `bout` d'une entrée."""
    bout, dessus = _places(ecrit, cle)
    return _texte(dessus), bout.value.rstrip("\n") if bout else ""


def commenter(ecrit: Ecrit, cle: Any, dessus: str, bout: str) -> None:
    """Donne son `dessus` et son `bout` à une entrée, là où ruamel saura les écrire."""
    valeur, en_groupe = ecrit[cle], isinstance(ecrit, GroupeEcrit)
    if not en_groupe and en_bloc(valeur):  # rien ne s'écrit entre un tiret et sa première clé
        premiere, *_ = cles_de(valeur)
        dessous, fin = commentaires(valeur, premiere)
        if dessous:
            commenter(valeur, premiere, "", fin)
            dessus += dessous
    apres, barre = _jeton(f"{bout}\n") if bout else None, None
    if bout and isinstance(valeur, Barre | Plie):  # derrière la barre, ou à défaut sous le texte
        apres, barre = (None, [f" {bout}"]) if en_groupe else (_jeton(f"{bout.lstrip()}\n"), None)
    avant = [_jeton(dessus)] if dessus else None
    ecrit.ca.items[cle] = [None, avant, apres, barre] if en_groupe else [apres, avant, None, None]


@lru_cache(maxsize=1 << 14)
def se_lit_comme_un_texte(texte: str) -> bool:
    """Vrai si tout lecteur de YAML garde ce texte tel quel, même sans guillemets."""
    if SANS_RISQUE.fullmatch(texte):
        return True
    return all(
        str(resolution.resolve(ScalarNode, texte, (True, False))).endswith(":str")
        for resolution in RESOLUTIONS
    )


def _outil(retrait: tuple[int, int, int]) -> Any:
    outil = YAML(typ="rt", pure=True)
    outil.Resolver, outil.Emitter = _ToutEnTexte, _Plume
    outil.preserve_quotes, outil.width = True, LARGEUR_SANS_PLI
    outil.indent(*retrait)
    return outil


def _rendre_les_commentaires(ecrit: Ecrit, attente: str, lignes: list[str]) -> str:
    """Donne chaque commentaire à l'entrée qu'il surplombe ; rend ceux qui suivent la dernière."""
    attente += _texte(ecrit.ca.comment[1]) if ecrit.ca.comment else ""
    for cle in cles_de(ecrit):
        valeur = ecrit[cle]
        jeton, jetons = _places(ecrit, cle)
        dessus, bout, attente = attente + _texte(jetons), "", ""
        if jeton and isinstance(valeur, Barre | Plie):
            attente = jeton.value
        elif jeton:
            bout, _, attente = jeton.value.partition("\n")
            marque = jeton.start_mark
            ecart = lignes[marque.line][: marque.column]
            bout = bout and ecart[len(ecart.rstrip()) + 1 :] + bout
        commenter(ecrit, cle, dessus, bout)
        if en_bloc(valeur):
            attente = _rendre_les_commentaires(valeur, attente, lignes)
    ecrit.ca.comment, fin, ecrit.ca.end = None, ecrit.ca.end, []
    return attente + _texte(fin)


def _places(ecrit: Ecrit, cle: Any) -> tuple[Any, Any]:
    """Ce que ruamel accroche après une entrée, puis avant elle."""
    places = ecrit.ca.items.get(cle) or (None,) * 4
    return places[2 if isinstance(ecrit, GroupeEcrit) else 0], places[1]


def _texte(jetons: Any) -> str:
    textes = ((jeton.start_mark.column, jeton.value) for jeton in jetons or ())
    return "".join(t if t.startswith("\n") else " " * colonne + t for colonne, t in textes)


def _jeton(texte: str) -> CommentToken:
    return CommentToken(texte, CommentMark(0), None)
