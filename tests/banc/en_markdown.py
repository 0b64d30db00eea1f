"""Écrire les mêmes territoires en pages Markdown, pour Material d'origine.

Le thème, sa recherche et `navigation.prune`, rien d'autre : c'est ce que l'on obtient sans ce
projet. Avec mkdocs-macros, chaque page appelle une macro, qui en imprime les faits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
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
  features: [navigation.tabs, navigation.prune]
plugins:
  - search: {lang: fr}
"""
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

Faits = dict[str, str]
"""Les faits de chaque page, par adresse."""


def ecrire_markdown(
    territoires: Iterable[TerritoireInvente], projet: Path, *, macros: bool
) -> Path:
    """Écrit un projet MkDocs entier ; rend son `mkdocs.yml`."""
    docs = projet / "docs"
    faits: Faits = {}
    noms: list[str] = []
    for territoire in territoires:
        noms.append(f"- [{territoire.nom}]({territoire.slug}/index.md)")
        for adresse, texte, faits_de_la_page in _pages(territoire):
            faits[adresse] = faits_de_la_page
            imprimes = f'{{{{ faits("{adresse}") }}}}' if macros else faits_de_la_page
            fichier = docs / adresse
            fichier.parent.mkdir(parents=True, exist_ok=True)
            fichier.write_text(f"{texte}\n## Faits\n\n{imprimes}\n", encoding="utf-8")
    (docs / "index.md").write_text("# Territoires\n\n" + "\n".join(noms), encoding="utf-8")
    if macros:
        (projet / "main.py").write_text(MODULE_DE_MACROS, encoding="utf-8")
        (projet / "faits.json").write_text(json.dumps(faits), encoding="utf-8")
    reglages = projet / "mkdocs.yml"
    reglages.write_text(REGLAGES + AVEC_MACROS * macros + EXTENSIONS, encoding="utf-8")
    return reglages


def _pages(territoire: TerritoireInvente) -> Iterator[tuple[str, str, str]]:
    """L'adresse, le texte et les faits de chaque page d'un territoire."""
    slug = territoire.slug
    niveaux = [*territoire.axes, *territoire.annexes]
    plan = "\n".join(f"- [{niveau.titre}](niveaux/{niveau.id}.md)" for niveau in niveaux)
    yield f"{slug}/index.md", f"# {territoire.nom}\n\n{territoire.contexte}\n", plan
    yield f"{slug}/synthese.md", f"# La synthèse\n\n{territoire.commentaires}\n", plan
    titres = {niveau.id: niveau.titre for niveau in niveaux}
    for axe in territoire.axes:
        titres |= {objectif.id: objectif.titre for objectif in axe.objectifs}
        niveaux += axe.objectifs
    for niveau in niveaux:
        actions = [action for action in territoire.actions if niveau.id in action.sert]
        liens = [f"- [{action.titre}](../actions/{action.id}.md)" for action in actions]
        yield f"{slug}/niveaux/{niveau.id}.md", _texte(niveau), _faits(niveau, liens)
    for action in territoire.actions:
        liens = [f"- Sert : [{titres[cible]}](../niveaux/{cible}.md)" for cible in action.sert]
        yield f"{slug}/actions/{action.id}.md", _texte_action(action), _faits(action, liens)


def _faits(page: PageInventee, liens: list[str]) -> str:
    lignes = [f"- Thèmes : {', '.join(page.themes)}", f"- Publics : {', '.join(page.publics)}"]
    if isinstance(page, ActionInventee):
        lignes += [
            f"- Statut : {page.statut}",
            f"- Quand : de {page.debut} à {page.debut + 2}",
            f"- Pilotes : {', '.join(page.pilotes)}",
            f"- Partenaires : {', '.join(page.partenaires)}",
        ]
    return "\n".join(lignes + liens)


def _texte(page: PageInventee) -> str:
    return f"# {page.titre}\n\n{page.resume}\n\n{page.texte}\n"


def _texte_action(action: ActionInventee) -> str:
    objectifs = "\n".join(f"- {objectif}" for objectif in action.objectifs)
    etapes = "\n".join(f"1. {etape}, {action.debut}" for etape in action.etapes)
    return f"{_texte(action)}\n## Objectifs\n\n{objectifs}\n\n## Étapes\n\n{etapes}\n"
