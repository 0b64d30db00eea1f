"""Reconnaître, dans une cellule, les mots d'une liste fermée, d'un thème ou d'un public."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...lecture.mots_des_gens import code_que_nomme
from ...modele.referentiel import Publics, Themes
from ...modele.texte import est_un_identifiant
from ...texte.synonyme import cle_du_synonyme, sans_genre
from .decoupage import elements_de
from .synonymes import mots_reconnus

SEPARATEURS = re.compile(r"\s*(?:,|/|\+|&|\bet\b|\bou\b)\s*")
POURCENTAGE = re.compile(r"(\d{1,3})(?:[.,]\d+)? ?%")


@dataclass(frozen=True)
class Referentiel:
    """Les thèmes et les publics du dossier des données : clé d'un nom → identifiant."""

    themes: Mapping[str, str] = field(default_factory=dict)
    publics: Mapping[str, str] = field(default_factory=dict)


def referentiel_de(themes: Themes | None, publics: Publics | None) -> Referentiel:
    """Ce que l'import reconnaît comme thème ou comme public."""
    noms_de_themes = _mots_propres(themes) if themes else {}
    for theme in themes.themes if themes else ():
        for nom in (*theme.synonymes, theme.id, theme.nom):
            noms_de_themes[cle_du_synonyme(nom)] = theme.id
    connus = {public.id for public in publics.publics} if publics else set()
    noms_de_publics = {
        nom: identifiant
        for nom, identifiant in mots_reconnus().valeurs["publics"].items()
        if identifiant in connus
    }
    for public in publics.publics if publics else ():
        noms_de_publics |= {
            cle_du_synonyme(public.id): public.id,
            cle_du_synonyme(public.nom): public.id,
        }
    return Referentiel(noms_de_themes, noms_de_publics)


def _mots_propres(themes: Themes) -> dict[str, str]:
    """Les mots qu'un seul nom de thème contient : « Parentalité » suffit à le désigner."""
    porteurs: dict[str, set[str]] = {}
    for theme in themes.themes:
        for mot in cle_du_synonyme(theme.nom).split():
            porteurs.setdefault(mot, set()).add(theme.id)
    return {mot: next(iter(ids)) for mot, ids in porteurs.items() if len(ids) == 1 and len(mot) > 4}


def dit_qu_il_n_y_a_rien(liste: str, texte: str) -> bool:
    """Vrai pour « Pas de participation citoyenne » : une valeur, qui dit son absence."""
    return cle_du_synonyme(texte) in mots_reconnus().aucune.get(liste, ())


def mots_permis(liste: str) -> str:
    """Le conseil qui donne les mots d'une liste fermée."""
    return f"choisir parmi {', '.join(mots_reconnus().valeurs_permises[liste])}"


def mots_connus(texte: str, connus: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Les codes trouvés dans une cellule, sans doublon, et les morceaux inconnus."""
    if code := connus.get(cle_du_synonyme(texte)):
        return [code], []
    trouves: dict[str, None] = {}
    inconnus = []
    for element in elements_de(texte):
        morceaux = [element] if cle_du_synonyme(element) in connus else SEPARATEURS.split(element)
        reste = []
        for morceau in morceaux:
            if code := connus.get(cle_du_synonyme(morceau)):
                trouves[code] = None
            elif morceau.strip():
                reste.append(morceau.strip())
        if reste:
            inconnus.append(element if len(reste) == len(morceaux) else ", ".join(reste))
    return list(trouves), inconnus


def public_dit(mots: str) -> str:
    """Les mots d'un document pour un public ; une majuscule les distingue d'un identifiant."""
    return mots.capitalize() if est_un_identifiant(mots) else mots


def statut_de(texte: str) -> tuple[str, str]:
    """Le statut et le pourcentage qu'écrit une cellule d'avancement, vides s'ils n'y sont pas."""
    pourcentage = POURCENTAGE.search(texte)
    sans = POURCENTAGE.sub("", texte).strip(" ()-–:à")
    statut = code_que_nomme("statut", sans) if sans else ""
    if pourcentage and statut == "realisee" and pourcentage[1] != "100":
        statut = ""  # « réalisé à 80 % » ne dit pas que c'est fini
    return statut, pourcentage[1] if pourcentage else ""


def precision_du_statut(texte: str) -> str:
    """Ce qu'un statut dit de plus que celui du modèle : `en_retard`, `bloque`, ou rien."""
    return mots_reconnus().statuts_precises.get(sans_genre(cle_du_synonyme(texte)), "")
