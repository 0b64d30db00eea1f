"""Écrire les territoires inventés au format de nos données, et les réglages qui les publient."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml
from mkdocs.utils import yaml_load

from .corpus import ActionInventee, Etiquettes, Identite, PageInventee, TerritoireInvente

SOURCES = """\
# Source inventée
sources:
  - {id: corpus-invente, titre: Corpus inventé pour le banc de mesure}
"""
REFERENTIELS = ("themes", "publics", "glossaire")
"""Référentiels repris du dépôt, pour que les pages aient leurs thèmes et leurs sigles."""
TERRITOIRE = """\
# Territoire écrit pour le banc de mesure
nom: {nom_complet}
nom_court: {nom}
type: {type}
{siren}departements: [{departements}]
resume: "Plan inventé : rien de ce qui est écrit ici n'existe."
source: {{document: corpus-invente}}
"""
PROJET = """\
# Projet inventé pour le banc de mesure
titre: {titre}
etat: {{stade: en_oeuvre, phrase: "Projet inventé.", date: 2024}}
periode: 2024 à 2028
source: {{document: corpus-invente}}
maj: 2026-11-21
niveaux:
  axe: {{singulier: Axe, pluriel: Axes, genre: m}}
  enjeu: {{singulier: Objectif, pluriel: Objectifs, genre: m}}
niveau_de_lecture: axe
contexte: |
{contexte}
commentaires: |
{commentaires}
demarche:
  etapes:
    - {{date: 14 mars 2023, types: [lancement], titre: Lancement}}
    - {{date: de mai à juin 2023, types: [ateliers], titre: Ateliers d'habitants}}
    - {{date: automne 2023, types: [restitution], titre: Restitution publique}}
"""


def lire_etiquettes(depot: Path) -> Etiquettes:
    """Les thèmes et les publics des référentiels du dépôt."""
    lus = {
        nom: yaml.safe_load((depot / f"data/referentiels/{nom}.yml").read_text(encoding="utf-8"))
        for nom in ("themes", "publics")
    }
    return Etiquettes(
        tuple(theme["id"] for theme in lus["themes"]["themes"]),
        tuple(public["id"] for public in lus["publics"]["publics"]),
    )


def ecrire_donnees(territoires: Iterable[TerritoireInvente], donnees: Path, depot: Path) -> None:
    """Remplit un dossier de données : un fichier par territoire, par projet et par action."""
    _ecrire(donnees / "referentiels/sources.yml", SOURCES)
    for nom in REFERENTIELS:
        shutil.copy(depot / f"data/referentiels/{nom}.yml", donnees / "referentiels")
    for territoire in territoires:
        dossier = donnees / "territoires" / territoire.slug
        _ecrire(dossier / "territoire.yml", _territoire(territoire.identite))
        _ecrire(dossier / "projet.yml", _projet(territoire))
        for action in territoire.actions:
            _ecrire(dossier / f"actions/{action.id}.yml", _action(action))


def ecrire_page_a_la_main(docs: Path) -> None:
    """La seule page écrite à la main d'un corpus inventé."""
    _ecrire(docs / "a-propos.md", "# À propos\n\nCorpus inventé pour le banc de mesure.\n")


def ecrire_reglages(
    reglages: Path, depot: Path, *, menu: bool, options: Mapping[str, bool]
) -> None:
    """Écrit un fichier de réglages : celui du dépôt, dont ne changent que les chemins.

    Args:
        reglages: le fichier à écrire, à côté de `data/` et de `docs/`.
        depot: la racine du dépôt.
        menu: faux pour retirer le menu, qui nomme les pages du dépôt.
        options: les options du greffon qui ne sont pas celles du dépôt.
    """
    lus: dict[str, Any] = yaml_load((depot / "mkdocs.yml").read_text(encoding="utf-8"))
    for retire in ("watch",) if menu else ("watch", "nav"):
        lus.pop(retire, None)
    lus["theme"]["custom_dir"] = str(depot / lus["theme"]["custom_dir"])
    greffon = next(greffon for greffon in lus["plugins"] if "projet-social" in greffon)
    greffon["projet-social"] |= options
    _ecrire(reglages, yaml.dump(lus, allow_unicode=True, sort_keys=False))


def _ecrire(fichier: Path, texte: str) -> None:
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_text(texte, encoding="utf-8")


def _texte(texte: str) -> str:
    """Un texte YAML entre guillemets."""
    return json.dumps(texte, ensure_ascii=False)


def _liste(textes: Iterable[str]) -> str:
    """Une liste YAML sur une ligne, chaque texte entre guillemets."""
    return json.dumps(list(textes), ensure_ascii=False)


def _commun(page: PageInventee) -> str:
    """Les champs que portent un niveau et une action."""
    return (
        f'titre: "{page.titre}"\n'
        f'resume: "{page.resume}"\n'
        f"themes: [{', '.join(page.themes)}]\n"
        f"publics: [{', '.join(page.publics)}]\n"
        f"description: |\n{indent(page.texte, '  ')}\n"
    )


def _niveau(page: PageInventee, numero: int, suite: str = "") -> str:
    """Un niveau, en élément de liste."""
    texte = f"id: {page.id}\nnumero: {numero}\n{_commun(page)}{suite}"
    return "- " + indent(texte, "  ").removeprefix("  ")


def _territoire(identite: Identite) -> str:
    return TERRITOIRE.format(
        nom=_texte(identite.nom),
        nom_complet=_texte(identite.nom_complet),
        type=identite.type,
        siren=f"siren: {identite.siren}\n" if identite.siren else "",
        departements=", ".join(map(_texte, identite.departements)),
    )


def _projet(territoire: TerritoireInvente) -> str:
    axes = ""
    for numero, axe in enumerate(territoire.axes, 1):
        objectifs = "".join(_niveau(o, rang) for rang, o in enumerate(axe.objectifs, 1))
        axes += _niveau(axe, numero, f"enjeux:\n{indent(objectifs, '  ')}")
    annexes = "".join(_niveau(annexe, rang) for rang, annexe in enumerate(territoire.annexes, 1))
    tete = PROJET.format(
        titre=_texte(f"Projet social inventé, {territoire.nom}"),
        contexte=indent(territoire.contexte, "  "),
        commentaires=indent(territoire.commentaires, "  "),
    )
    return f"{tete}axes:\n{indent(axes, '  ')}enjeux:\n{indent(annexes, '  ')}"


def _action(action: ActionInventee) -> str:
    etapes = "".join(
        f'  - {{titre: "{titre}", debut: {action.debut}}}\n' for titre in action.etapes
    )
    objectifs = "".join(f'  - "{objectif}"\n' for objectif in action.objectifs)
    return (
        "# Fiche-action inventée pour le banc de mesure\n"
        f"{_commun(action)}"
        f"rattachements: [{', '.join(action.sert)}]\n"
        f"statut: {action.statut}\n"
        f"debut: {action.debut}\n"
        f"fin: {action.debut + 2}\n"
        f"pilotes: {_liste(action.pilotes)}\n"
        f"partenaires: {_liste(action.partenaires)}\n"
        f"objectifs:\n{objectifs}"
        f"etapes:\n{etapes}"
        "maj: 2026-11-21\n"
    )
