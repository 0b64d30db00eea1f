"""Adapter au papier le HTML d'une macro : ce qui se touche s'en va, ce qui se lit reste.

Une fonction pure, d'un HTML à un HTML : le corps rendu pour l'écran perd ses menus, ses filtres
et ses signes décoratifs, déplie ce qui était replié, et ses titres descendent à leur place.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape

from lxml import html

from ..texte.emboitement import emboiter_un_corps

INUTILES = (
    "//svg[@aria-hidden='true']|//nav[not(contains(@class,'sommaire'))]|//form|//script|//button"
    "|//*[@aria-hidden='true']|//*[@download]/parent::p"
    "|//*[contains(concat(' ',@class,' '),' petit-ecran ')]"
    "|//*[contains(concat(' ',@class,' '),' invisible ')]"
    "|//*[contains(concat(' ',@class,' '),' md-button ')]/parent::p"
    "|//section[@aria-labelledby='semblables']"
    "|//*[@id='ailleurs' or @id='presque-mot-pour-mot']|//div[@data-pagefind-ignore]"
    "|//p[contains(concat(' ',@class,' '),' echos ')]"
)
"""Ce qui ne sert qu'à l'écran : se déplacer, filtrer, aller voir ailleurs, décorer."""
DEPLIES = "//details|//div[contains(concat(' ',@class,' '),' defilant ')]"
ECRAN = re.compile(r"data-(?!dessin|feuilles|page)|tabindex|role|aria-labelledby")
"""Les attributs sans objet sur le papier."""


def adapter(corps: str, prefixe: str = "", descendre: int = 0) -> str:
    """Le corps d'une page, prêt à être imprimé.

    Args:
        corps: ce que rend une macro.
        prefixe: mis devant chaque ancre, pour que deux corps tiennent dans un document.
        descendre: de combien de rangs descendent les titres ; négatif, ils montent.
    """
    racine = html.fragment_fromstring(corps, create_parent="div")
    for inutile in _chemin(INUTILES)(racine):
        inutile.drop_tree()
    for replie in _chemin(DEPLIES)(racine):
        replie.drop_tag()
    for resume in racine.iter("summary"):
        resume.tag = "p"
        resume.set("class", "groupe")
    for element in racine.iter(html.etree.Element):
        if not isinstance(element.tag, str):
            continue
        for nom in [nom for nom in element.attrib if ECRAN.match(nom)]:
            if element.tag != "svg":
                del element.attrib[nom]
    for definitions in list(racine.iter("dl")):
        _lister(definitions)
    for lien in list(racine.iter("a")):
        if not lien.get("href"):
            lien.drop_tag()
    enfants = "".join(html.tostring(enfant, encoding="unicode") for enfant in racine)
    adapte = f"{escape(racine.text or '', quote=False)}{enfants}"
    return emboiter_un_corps(adapte, prefixe, descendre)


def _lister(definitions: html.HtmlElement) -> None:
    """Une liste de définitions devient une liste : PDF n'en balise pas d'autre.

    Chaque élément garde son terme et sa définition, que la feuille de style retrouve.
    """
    definitions.tag = "ul"
    definitions.classes.add("definitions")
    for groupe in definitions.findall("div"):
        groupe.tag = "li"
        for terme in groupe.findall("dt"):
            terme.tag = "p"
            terme.classes.add("terme")
        for definition in groupe.findall("dd"):
            definition.tag = "div"
            definition.classes.add("definition")


@cache
def _chemin(expression: str) -> html.etree.XPath:
    return html.etree.XPath(expression.replace("//", "descendant::"))
