"""Les tableaux d'une page écrite à la main : un titre, des en-têtes déclarés, une zone qui défile.

Markdown n'en dessine que les cases. La première ligne nomme les colonnes, la première colonne les
lignes, et le titre de la partie où il se trouve nomme le tableau. Un tableau écrit en HTML, avec
ses propres attributs, est laissé tel quel.
"""

from __future__ import annotations

import re
from html import escape, unescape

TITRE_OU_TABLEAU = re.compile(
    r'<h[1-6][^>]*\sid="(?P<titre>[^"]+)"'
    r"|<table>\s*<thead>(?P<tete>.*?)</thead>\s*<tbody>(?P<corps>.*?)</tbody>\s*</table>",
    re.DOTALL,
)
LIGNE = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CASE = re.compile(r"<t[hd]([^>]*)>(.*?)</t[hd]>", re.DOTALL)
BALISE = re.compile(r"<[^>]+>")
A_DROITE = "right"


def _cases(ligne: str) -> list[tuple[str, str]]:
    """Le contenu de chaque case, et sa classe si Markdown l'aligne à droite."""
    return [
        (contenu, ' class="nombre"' if A_DROITE in attributs else "")
        for attributs, contenu in CASE.findall(ligne)
    ]


def _en_tete(contenu: str, portee: str, classe: str = "") -> str:
    """Une case d'en-tête ; vide, elle ne nomme rien et reste une case."""
    return f'<th scope="{portee}"{classe}>{contenu}</th>' if contenu.strip() else "<td></td>"


def _ligne(cases: list[tuple[str, str]], titres: list[str]) -> str:
    premiere, *autres = cases
    donnees = "".join(
        f'<td data-titre="{escape(titre)}"{classe}>{contenu}</td>'
        for (contenu, classe), titre in zip(autres, titres[1:], strict=False)
    )
    return f"<tr>{_en_tete(premiere[0], 'row')}{donnees}</tr>"


def _habiller(tete: str, corps: str, titre: str) -> str:
    colonnes = _cases(tete)
    titres = [unescape(BALISE.sub("", contenu)).strip() for contenu, _ in colonnes]
    en_tetes = "".join(_en_tete(contenu, "col", classe) for contenu, classe in colonnes)
    lignes = "\n".join(_ligne(_cases(ligne), titres) for ligne in LIGNE.findall(corps))
    nom = f' aria-labelledby="{titre}"'
    return (
        f'<div class="defilant" role="region" tabindex="0"{nom}>\n'
        f'<table class="tableau"{nom}>\n'
        f"<thead><tr>{en_tetes}</tr></thead>\n<tbody>\n{lignes}\n</tbody>\n</table>\n</div>"
    )


def habiller_les_tableaux(html: str) -> str:
    """Le corps d'une page, ses tableaux nommés ; sans titre au-dessus, ils restent nus."""
    dernier = ""

    def habiller(vu: re.Match[str]) -> str:
        nonlocal dernier
        if vu["titre"] is not None:
            dernier = vu["titre"]
            return vu[0]
        return _habiller(vu["tete"], vu["corps"], dernier) if dernier else vu[0]

    return TITRE_OU_TABLEAU.sub(habiller, html)
