"""Écrire les mêmes territoires en pages Markdown, pour Material et ce qui lit ses réglages.

Le thème et sa recherche, rien d'autre : c'est ce que l'on obtient sans ce projet. Avec
mkdocs-macros, chaque page appelle une macro, qui en imprime les faits.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .corpus import ActionInventee, PageInventee, TerritoireInvente

REGLAGES = """\
site_name: Projets sociaux inventés
docs_dir: docs
site_dir: site
strict: true
theme:
  name: material
  language: fr
  font: false
  features: [{fonctions}]
plugins:
  - search: {{lang: fr}}
"""
FONCTIONS = "navigation.tabs"
PRUNE = "navigation.prune"
AVEC_MACROS = """\
  - macros: {on_undefined: strict, on_error_fail: true}
"""
EXTENSIONS = """\
markdown_extensions: [admonition, attr_list, md_in_html, tables, toc]
"""
MODULE_DE_MACROS = '''\
"""Les faits de chaque page, lus une fois."""

import json
from pathlib import Path


def define_env(env):
    """Inscrit la macro."""
    faits = json.loads((Path(__file__).parent / "faits.json").read_text(encoding="utf-8"))
    env.macro(faits.__getitem__, "faits")
'''


@dataclass(frozen=True)
class PageMarkdown:
    """Une page, sans son titre en tête."""

    adresse: str
    """Le chemin de son fichier."""
    titre: str
    texte: str
    faits: str
    """Une liste de faits et de liens."""
    themes: tuple[str, ...] = ()


AdresseDe = Callable[[str], str]
"""Le chemin du fichier d'une page, par identifiant ; « » et « synthese » pour les premières."""


def ecrire_markdown(
    territoires: Iterable[TerritoireInvente], projet: Path, *, macros: bool, prune: bool = True
) -> None:
    """Écrit un projet MkDocs entier."""
    docs = projet / "docs"
    faits: dict[str, str] = {}
    noms: list[str] = []
    for territoire in territoires:
        noms.append(f"- [{territoire.nom}]({territoire.slug}/index.md)")
        for page in pages_markdown(territoire, _adresses(territoire)):
            faits[page.adresse] = page.faits
            imprimes = f'{{{{ faits("{page.adresse}") }}}}' if macros else page.faits
            fichier = docs / page.adresse
            fichier.parent.mkdir(parents=True, exist_ok=True)
            texte = f"# {page.titre}\n\n{page.texte}\n## Faits\n\n{imprimes}\n"
            fichier.write_text(texte, encoding="utf-8")
    (docs / "index.md").write_text("# Territoires\n\n" + "\n".join(noms), encoding="utf-8")
    if macros:
        (projet / "main.py").write_text(MODULE_DE_MACROS, encoding="utf-8")
        (projet / "faits.json").write_text(json.dumps(faits), encoding="utf-8")
    reglages = REGLAGES.format(fonctions=f"{FONCTIONS}, {PRUNE}" if prune else FONCTIONS)
    texte = reglages + AVEC_MACROS * macros + EXTENSIONS
    (projet / "mkdocs.yml").write_text(texte, encoding="utf-8")


def _adresses(territoire: TerritoireInvente) -> AdresseDe:
    """Les niveaux d'un côté, les actions de l'autre."""
    slug, actions = territoire.slug, {action.id for action in territoire.actions}

    def adresse_de(identifiant: str) -> str:
        if identifiant in ("", "synthese"):
            return f"{slug}/{identifiant or 'index'}.md"
        return f"{slug}/{'actions' if identifiant in actions else 'niveaux'}/{identifiant}.md"

    return adresse_de


def pages_markdown(territoire: TerritoireInvente, adresse_de: AdresseDe) -> Iterator[PageMarkdown]:
    """Toutes les pages d'un territoire, liées entre elles d'après ces adresses."""
    niveaux = [*territoire.axes, *territoire.annexes]
    titres = {niveau.id: niveau.titre for niveau in niveaux}

    def lier(source: str, cible: str) -> str:
        chemin = posixpath.relpath(adresse_de(cible), posixpath.dirname(adresse_de(source)))
        return f"[{titres[cible]}]({chemin})"

    for identifiant, titre, texte in (
        ("", territoire.nom, territoire.contexte),
        ("synthese", "La synthèse", territoire.commentaires),
    ):
        plan = "\n".join(f"- {lier(identifiant, niveau.id)}" for niveau in niveaux)
        yield PageMarkdown(adresse_de(identifiant), titre, f"{texte}\n", plan)
    for axe in territoire.axes:
        titres |= {objectif.id: objectif.titre for objectif in axe.objectifs}
        niveaux += axe.objectifs
    titres |= {action.id: action.titre for action in territoire.actions}

    def page(contenu: PageInventee, texte: str, liens: Iterable[str]) -> PageMarkdown:
        faits = "\n".join([*_faits(contenu), *liens])
        return PageMarkdown(adresse_de(contenu.id), contenu.titre, texte, faits, contenu.themes)

    for niveau in niveaux:
        servent = [action.id for action in territoire.actions if niveau.id in action.sert]
        yield page(niveau, _texte(niveau), (f"- {lier(niveau.id, action)}" for action in servent))
    for action in territoire.actions:
        liens = (f"- Sert : {lier(action.id, cible)}" for cible in action.sert)
        yield page(action, _texte_action(action), liens)


def _faits(page: PageInventee) -> list[str]:
    lignes = [f"- Thèmes : {', '.join(page.themes)}", f"- Publics : {', '.join(page.publics)}"]
    if isinstance(page, ActionInventee):
        lignes += [
            f"- Statut : {page.statut}",
            f"- Quand : de {page.debut} à {page.debut + 2}",
            f"- Pilotes : {', '.join(page.pilotes)}",
            f"- Partenaires : {', '.join(page.partenaires)}",
        ]
    return lignes


def _texte(page: PageInventee) -> str:
    return f"{page.resume}\n\n{page.texte}\n"


def _texte_action(action: ActionInventee) -> str:
    objectifs = "\n".join(f"- {objectif}" for objectif in action.objectifs)
    etapes = "\n".join(f"1. {etape}, {action.debut}" for etape in action.etapes)
    return f"{_texte(action)}\n## Objectifs\n\n{objectifs}\n\n## Étapes\n\n{etapes}\n"
