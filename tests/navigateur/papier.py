"""Imprimer une page ouverte, et dire ce que le papier perd : mots absents, lignes coupées.

Ce que la page montre se lit à l'écran ; ce que le papier porte, dans le PDF. La feuille de style
d'impression n'a donc pas voix au chapitre : ce qu'elle cacherait manquerait.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from playwright.sync_api import Page

A4 = (595, 842)
"""Une feuille A4, en points ; couchée, elle échange ses côtés."""
HAUTEUR_MINIMALE = 7.0
"""D'une ligne, en points, hampes et jambages compris : un corps de six points."""
MOT_MESURABLE = 5
"""En lettres : la boîte d'un mot plus court est moins large que haute."""

COMMANDES = (
    "form, .md-button, .recherche ~ p, .lettres, .sur-cette-page, .telecharger, .menu-local, "
    ".frise, .petit-ecran, .invisible, .synthese ~ .sigles dd"
)
"""Ce qui n'a pas d'objet sur le papier : on n'y filtre rien, on n'y touche rien.

La frise est un dessin ; ses dates sont redites dans la liste qui la suit.
"""

TEXTE = """(exclus) => {
  for (const repli of document.querySelectorAll("main details")) repli.open = true;
  const dits = [];
  const marche = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (marche.nextNode()) {
    const parent = marche.currentNode.parentElement;
    if (!parent.closest(exclus) && parent.checkVisibility({ visibilityProperty: true }))
      dits.push(marche.currentNode.textContent);
  }
  return dits;
}"""

MOT = re.compile(r"\w+")
MILLIERS = re.compile(r"(?<=\d)\u202f(?=\d{3}(?!\d))")
MOT_PLACE = re.compile(r"<word ([^>]*)>(.*?)</word>")


def compter(textes: list[str]) -> Counter[str]:
    """Les mots et les nombres, ligatures défaites ; « 40 239 » est un seul nombre.

    Son espace fine se voit sur le papier, mais `pdftotext` ne l'y compte pas pour une espace.
    """
    entier = MILLIERS.sub("", "\n".join(textes))
    return Counter(MOT.findall(unicodedata.normalize("NFKC", entier)))


def mots_de_la_page(onglet: Page) -> Counter[str]:
    """Les mots que l'écran montre dans le contenu, replis ouverts ; la page en est changée."""
    return compter(onglet.evaluate(TEXTE, COMMANDES))


def mots_du_papier(pdf: Path) -> Counter[str]:
    """Les mots qui tombent sur les feuilles, extraits par `pdftotext`."""
    commande = ["pdftotext", "-raw", str(pdf), "-"]
    return compter([subprocess.run(commande, capture_output=True, text=True, check=True).stdout])


def imprimer(onglet: Page, pdf: Path) -> None:
    """Imprime comme le ferait une personne, sans réglage ; le PDF garde la structure."""
    onglet.pdf(path=str(pdf), prefer_css_page_size=True, tagged=True)


def illisibles(pdf: Path) -> Iterator[str]:
    """Les mots sortis de la feuille ou imprimés trop petit, et les feuilles qui ne sont pas A4."""
    commande = ["pdftotext", "-bbox", str(pdf), "-"]
    sortie = subprocess.run(commande, capture_output=True, text=True, check=True).stdout
    for feuille in sortie.split("<page ")[1:]:
        largeur, hauteur = (
            float(cote) for cote in re.findall(r'(?:width|height)="(\S+)"', feuille)
        )
        if tuple(round(cote) for cote in sorted((largeur, hauteur))) != A4:
            yield f"une feuille fait {largeur} × {hauteur} points"
        for mesures, mot in MOT_PLACE.findall(feuille):
            gauche, haut, droite, bas = (float(m) for m in re.findall(r'"(\S+)"', mesures))
            if gauche < 0 or haut < 0 or droite > largeur or bas > hauteur:
                yield f"« {mot} » sort de la feuille"
            elif len(mot) >= MOT_MESURABLE and min(bas - haut, droite - gauche) < HAUTEUR_MINIMALE:
                yield f"« {mot} » est trop petit : {bas - haut:.1f} points"


def _enfants(element: pikepdf.Object) -> Iterator[Any]:
    dessous: Any = element.get("/K", [])
    yield from dessous if isinstance(dessous, pikepdf.Array) else [dessous]


def _feuilles(element: Any, feuille: pikepdf.Object | None = None) -> Iterator[tuple[int, int]]:
    """Les feuilles où tombe ce que contient un élément de la structure d'un PDF."""
    if not isinstance(element, pikepdf.Dictionary):
        if feuille is not None:
            yield feuille.objgen
        return
    feuille = element.get("/Pg", feuille)
    if "/Obj" not in element:  # un lien cliquable, et non son texte
        for enfant in [element] if "/MCID" in element else _enfants(element):
            yield from _feuilles(None if enfant is element else enfant, feuille)


def _rangees(element: Any) -> Iterator[pikepdf.Dictionary]:
    """Les lignes de tableau, dans l'ordre."""
    if not isinstance(element, pikepdf.Dictionary):
        return
    if element.get("/S") == "/TR":
        yield element
    else:
        for enfant in _enfants(element):
            yield from _rangees(enfant)


def rangees(pdf: Path) -> Iterator[int]:
    """Pour chaque ligne de tableau, sur combien de feuilles elle s'étend.

    Les lignes d'en-têtes n'en sont pas : elles se répètent en haut de chaque feuille.
    """
    with pikepdf.open(pdf) as document:
        for rangee in _rangees(document.Root.StructTreeRoot):
            cases = [case for case in _enfants(rangee) if case.get("/S") == "/TD"]
            if any(True for case in cases for _ in _feuilles(case)):
                yield len(set(_feuilles(rangee)))
