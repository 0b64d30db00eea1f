"""Le pont vers mkdocs-macros : chaque macro du registre, appelable d'une page de `docs/`.

Un appel refusé est confié au greffon, qui les dit tous ensemble, page et ligne, et arrête la
construction. Sans le greffon, le corpus est chargé une fois et gardé, et le premier refus arrête
tout. Zensical appelle ces macros, mais ignore en silence le greffon, qui fait les pages : on
l'arrête.
"""

from __future__ import annotations

import sys
from functools import cache, partial
from pathlib import Path
from types import FrameType
from typing import Any

from ..chargement import charger
from ..corps import Corps
from ..corpus.corpus import Inconnu
from ..exports.annexes import Annexes
from ..macros.registre import Macro, charger_toutes
from ..pages.publication import Publication
from ..rendu import ErreurDeGabarit, appels
from .reglages import regler, territoire_voulu


class AppelRefuse(Exception):
    """Un appel de macro qui ne désigne rien ; le message dit la page, la ligne, le plus proche."""


class ConstructeurInconnu(Exception):
    """Ce qui construit n'est pas MkDocs : il n'écrirait presque aucune page, sans rien en dire."""


AUTRE_CONSTRUCTEUR = (
    "ce constructeur ignore le greffon projet-social : il n'écrirait que les pages de docs/, sans "
    "un territoire, sans recherche ni données ; construire par « projet-social construire », ou "
    "écrire d'abord les pages (« projet-social ecrire »), puis construire celles-là, sans le "
    "greffon ni les macros"
)


def define_env(env: Any) -> None:
    """Inscrit toutes les macros (point d'entrée de mkdocs-macros).

    Raises:
        ConstructeurInconnu: ce n'est pas MkDocs qui construit.
    """
    if "config_file_path" not in env.conf:  # seul MkDocs, et qui en descend, le dit
        raise ConstructeurInconnu(AUTRE_CONSTRUCTEUR)
    for macro in charger_toutes().values():
        env.macros[macro.nom] = partial(_appeler, env, macro)


def _appeler(env: Any, macro: Macro, *positions: Any, **arguments: Any) -> str:
    adresse = env.page.url if env.page.url != "./" else ""
    try:
        html = macro.appeler(_corps(env).vue(adresse), *positions, **arguments)
    except Inconnu as erreur:
        refus = f"{_ou(env)}: macro {macro.nom} : {erreur}"
        greffon = env.conf["plugins"].get("projet-social")
        if greffon is None:
            raise AppelRefuse(refus) from erreur
        greffon.refus.append(refus)
        return ""
    return _a_l_abri_de_markdown(html)


def _corps(env: Any) -> Corps:
    greffon = env.conf["plugins"].get("projet-social")
    if greffon is not None:
        corps: Corps = greffon.corps
        return corps
    racine = Path(env.conf["config_file_path"]).parent
    return _corps_sans_greffon(racine / "data", env.conf["site_name"])


@cache
def _corps_sans_greffon(dossier: Path, nom: str) -> Corps:
    corpus = charger(dossier, premier=territoire_voulu(""))
    reglages = regler(corpus)
    publication = Publication(
        corpus, reglages.adressage, nom, recherche=False, aujourd_hui=reglages.jour
    )
    return Corps(publication, Annexes(publication))


def _ou(env: Any) -> str:
    """La page et la ligne de l'appel, en-tête YAML compris."""
    fichier: str = env.page.file.src_uri
    cadre: FrameType | None = sys._getframe()
    while cadre is not None:
        if "debug_info" in cadre.f_globals and "blocks" in cadre.f_globals:
            return f"{fichier}:{_ligne(cadre) + _lignes_d_en_tete(env.page.file.content_string)}"
        cadre = cadre.f_back
    return fichier


def _ligne(cadre: Any) -> int:
    """La ligne de la page d'après la table que jinja2 laisse dans le gabarit compilé."""
    couples = [
        tuple(map(int, couple.split("="))) for couple in cadre.f_globals["debug_info"].split("&")
    ]
    return next((page for page, code in reversed(couples) if code <= cadre.f_lineno), 1)


def refus_de_la_page(source: str, page: Any, greffon: Any) -> list[str]:
    """Ce qu'une page écrite à la main appelle et qui n'existe pas, page et ligne.

    Args:
        source: la page, sans son en-tête YAML.
        page: la page de MkDocs.
        greffon: mkdocs-macros, qui dit ce que la page peut appeler ; None s'il n'y est pas.
    """
    if greffon is None or page.meta.get("render_macros") is False:
        return []
    connues, fichier = {*greffon.macros, *greffon.env.globals}, page.file.src_uri
    entete = _lignes_d_en_tete(page.file.content_string)
    try:
        trouves = appels(source)
    except ErreurDeGabarit as erreur:
        conseil = "fermer chaque {{ par }} et chaque {% par %}"
        return [f"{fichier}:{erreur.ligne + entete}: accolades mal fermées ; {conseil}"]
    return [
        f"{fichier}:{ligne + entete}: {Inconnu('macro', nom, connues)}"
        for nom, ligne in trouves
        if nom not in connues
    ]


def _lignes_d_en_tete(texte: str) -> int:
    if not texte.startswith("---"):
        return 0
    fin = texte.find("\n---", 3)
    return texte.count("\n", 0, fin + 4) + 1 if fin > 0 else 0


def _a_l_abri_de_markdown(html: str) -> str:
    """Un bloc HTML d'un seul tenant : sans ligne vide ni retrait, Markdown n'y touche pas."""
    lignes = (ligne.strip() for ligne in html.splitlines())
    return "\n\n<div>" + "\n".join(ligne for ligne in lignes if ligne) + "</div>\n\n"
