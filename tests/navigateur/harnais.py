"""Le banc des tests de navigateur et de l'audit : Chromium, ses contextes, axe, les gabarits.

Ne connaît pas pytest : `tests.audit` l'emploie sans lui.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from projet_social.chargement import charger
from projet_social.pages.publication import Publication

from ..fabrique import RACINE
from ..visiteur import SiteConstruit
from .couleurs import contrastes, evaluer, liens_confondus

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""Les règles d'axe : niveaux A et AA de WCAG 2.0 à 2.2, et bonnes pratiques."""
REGLES_D_ECRAN = ("target-size", "link-in-text-block")
"""Celles qui n'ont pas d'objet sur le papier : un lien imprimé ne se suit pas."""
REGLES_DE_COULEUR = ("color-contrast", "link-in-text-block")
"""Celles qui lisent une couleur, les deux tiers du temps d'axe ; aucune autre n'en lit."""
COULEURS_NEUVES = r"""async ([regles, jugees]) => {
  const declarees = new Map([[null, ""]]);
  const declarer = (e) => {
    if (!declarees.has(e)) {
      const s = getComputedStyle(e), porteur = declarer(e.parentElement);
      const propre = `\n${[s.color, s.backgroundColor, s.backgroundImage, s.opacity, s.filter,
        s.mixBlendMode, s.textShadow, s.textDecorationLine, s.borderBottomStyle].join(" ")}`;
      declarees.set(e, porteur.endsWith(propre) ? porteur : porteur + propre);
    }
    return declarees.get(e);
  };
  const combiner = (e) => {
    const s = getComputedStyle(e);
    return [e.localName, s.fontSize, s.fontWeight, soustrait(e), declarer(e)].join(" ");
  };
  const neuves = new Map(jugees.map((jugee) => [jugee, null]));
  for (const e of document.querySelectorAll("body *")) {
    const dit = e.matches("input, select, textarea")
      || [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
    if (dit && visible(e) && !neuves.has(combiner(e))) neuves.set(combiner(e), e);
  }
  const include = [...neuves.values()].filter((e) => e);
  if (!include.length) return [[], []];
  const options = { runOnly: { type: "rule", values: regles }, elementRef: true };
  const { passes, violations } = await axe.run({ include }, options);
  const noeuds = (dits) => dits.flatMap((r) => r.nodes.map((n) => ({ regle: r.id, ...n })));
  const fautives = new Set(noeuds(violations).map((n) => combiner(n.element)));
  const bonnes = noeuds(passes).filter((n) => n.regle === "color-contrast")
    .map((n) => combiner(n.element)).filter((bonne) => !fautives.has(bonne));
  return [noeuds(violations).map((n) => [n.regle, n.target.join(" ")]), bonnes];
}"""
"""Passe des règles de couleur sur un texte par combinaison (ce que déclarent ce texte et tout ce
qui le porte) pas encore trouvée bonne ; rend les défauts, et les combinaisons trouvées bonnes."""
GRAND_ECRAN = 1280
DECOLLER = """() => {
  for (const e of document.querySelectorAll("body *"))
    if (getComputedStyle(e).position === "sticky") e.style.position = "static";
}"""
"""Une cellule collée au bord peut en couvrir une autre : son contraste ne se décide plus."""
RECOLLER = """() => {
  for (const e of document.querySelectorAll("[style='position: static;']"))
    e.removeAttribute("style");
}"""
FORME = """() => [document.documentElement.outerHTML,
  ...[...document.querySelectorAll("*")].map((e) => {
    const { x, y, width, height } = e.getBoundingClientRect();
    const montre = e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const { fontSize, fontWeight } = getComputedStyle(e);
    return [x, y, width, height, montre, fontSize, fontWeight].join(" ");
  })]"""
"""Ce qu'une page a, hors ses couleurs : son texte, et de chaque élément la place et la lettre."""
INTACTE = """() => {
  document.activeElement.blur();
  for (const e of document.querySelectorAll("*"))
    if (e.scrollTop || e.scrollLeft) e.scrollTo(0, 0);
  const voit = (condition) => matchMedia(condition).matches;
  const etat = [document.documentElement.outerHTML, document.adoptedStyleSheets.length,
    innerWidth, innerHeight, voit("(prefers-color-scheme: dark)"), voit("(forced-colors: active)"),
  ].join(" ");
  return (window.etatDeDepart ??= etat) === etat;
}"""
"""Revient en haut de la page, et dit si elle est encore telle qu'au premier de ces appels."""


def chemin_de_chromium() -> str | None:
    """Le Chromium du système, s'il y en a un."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium(chemin: str) -> Iterator[Browser]:
    """Un Chromium ouvert le temps d'un bloc."""
    with sync_playwright() as playwright:
        ouvert = playwright.chromium.launch(executable_path=chemin, args=ARGUMENTS)
        yield ouvert
        ouvert.close()


def ouvrir(
    navigateur: Browser, largeur: int = 1280, palette: str = "light", **reglages: Any
) -> BrowserContext:
    """Un contexte français, à une largeur et dans une palette ; `reglages` est de Playwright."""
    voulus: dict[str, Any] = {
        "viewport": {"width": largeur, "height": 800},
        "color_scheme": palette,
        "locale": "fr-FR",
        "reduced_motion": "reduce",
    }
    return navigateur.new_context(**(voulus | reglages))


@dataclass(frozen=True)
class Constat:
    """Ce qu'axe dit d'un élément."""

    regle: str
    cible: str
    raison: str
    """Pourquoi axe doute, quand il doute."""

    def __str__(self) -> str:
        """La règle, puis l'élément."""
        return f"{self.regle} : {self.cible[:120]}"


@dataclass(frozen=True)
class Examen:
    """Ce qu'axe dit d'une page."""

    violations: tuple[Constat, ...]
    incertains: tuple[Constat, ...]
    """Ce qu'axe n'a pas su décider."""


def raison(noeud: dict[str, Any]) -> str:
    """Le mot dont axe explique un doute ; vide s'il n'en donne pas."""
    donnees = (mesure.get("data") for mesure in noeud["any"] + noeud["all"] + noeud["none"])
    return next(
        (d["messageKey"] for d in donnees if isinstance(d, dict) and d.get("messageKey")), ""
    )


def examiner(onglet: Page, *, sur_papier: bool = False, couleurs: bool = True) -> Examen:
    """Passe axe sur la page ouverte, cellules décollées le temps de l'examen."""
    onglet.evaluate(DECOLLER)
    otees = (*REGLES_D_ECRAN * sur_papier, *REGLES_DE_COULEUR * (not couleurs))
    options: dict[str, Any] = {
        "resultTypes": ["violations", "incomplete"],
        "preload": {"assets": ["media"]},  # les feuilles, qu'il redemanderait, ne lui servent pas
        "runOnly": {"type": "tag", "values": REGLES},
        "rules": {regle: {"enabled": False} for regle in otees},
    }
    dit = Axe().run(onglet, options=options).response
    onglet.evaluate(RECOLLER)

    def constats(sorte: str) -> tuple[Constat, ...]:
        return tuple(
            Constat(regle["id"], " ".join(map(str, noeud["target"])), raison(noeud))
            for regle in dit[sorte]
            for noeud in regle["nodes"]
        )

    return Examen(constats("violations"), constats("incomplete"))


_jugees: set[str] = set()
"""Les combinaisons de couleurs qu'axe a trouvées bonnes, d'une page à l'autre."""


def couleurs_neuves(onglet: Page) -> tuple[Constat, ...]:
    """Ce qu'axe, déjà chargé, reproche aux combinaisons de couleurs qu'il n'a pas encore jugées."""
    onglet.evaluate(DECOLLER)
    dites, bonnes = evaluer(onglet, COULEURS_NEUVES, [REGLES_DE_COULEUR, sorted(_jugees)])
    onglet.evaluate(RECOLLER)
    _jugees.update(bonnes)
    return tuple(Constat(regle, cible, "") for regle, cible in dites)


def examiner_les_deux_palettes(onglet: Page) -> Iterator[str]:
    """Ce que l'on reproche à la page, ouverte en clair, puis à la même en sombre.

    Dans les deux, nos mesures de couleur passent sur tous les textes. Axe passe en clair : ses
    règles lisent le texte, l'ordre, les noms et les places, dont on vérifie qu'aucun ne change en
    sombre. Ses règles de couleur ne passent que sur un grand écran, et jugent une fois chaque
    combinaison de couleurs : les nôtres en disent plus.
    """
    taille = onglet.viewport_size
    en_clair = examiner(onglet, couleurs=False).violations
    if taille is None or taille["width"] >= GRAND_ECRAN:
        en_clair += couleurs_neuves(onglet)
    yield from (f"axe : {un}" for un in en_clair)
    claire = onglet.evaluate(FORME)
    onglet.emulate_media(color_scheme="dark")
    if onglet.evaluate(FORME) != claire:
        yield "la palette sombre change autre chose que des couleurs"
    yield from (f"en sombre, {dite}" for dite in (*contrastes(onglet), *liens_confondus(onglet)))
    onglet.emulate_media(color_scheme="light")
    yield from (f"en clair, {dite}" for dite in (*contrastes(onglet), *liens_confondus(onglet)))


def relever(
    onglet: Page, base: str, gabarits: dict[str, str], *mesures: Callable[[Page], Iterable[str]]
) -> list[str]:
    """Les défauts que mesurent des fonctions, sur une page par gabarit, ouverte une seule fois.

    Une mesure laisse à la suivante la page telle qu'elle l'a trouvée, ou c'est elle la faute.
    """
    fautes = []
    for sorte, adresse in gabarits.items():
        onglet.goto(base + adresse)
        precedente = "l'ouverture"
        for mesurer in mesures:
            if len(mesures) > 1 and not onglet.evaluate(INTACTE):
                fautes.append(f"{sorte} ({adresse}) : {precedente} a laissé la page changée")
                break
            precedente = mesurer.__name__
            fautes += [f"{sorte} ({adresse}), {precedente} : {dite}" for dite in mesurer(onglet)]
    return fautes


def une_page_par_gabarit(site: SiteConstruit) -> dict[str, str]:
    """L'adresse d'une page par gabarit, la plus lourde : celle où les défauts se voient."""
    choisies: dict[str, str] = {"écrite à la main": "a-propos/", "introuvable": "404.html"}
    poids: dict[str, int] = {}
    for page in Publication(charger(RACINE / "data")).pages:
        sorte = page.macro
        if sorte == "niveau":
            sorte += f" {page.adresse.split('/')[2]}"
        octets = len(site.pages[page.fichier_publie].html)
        if octets > poids.get(sorte, 0):
            poids[sorte], choisies[sorte] = octets, page.adresse
    return choisies
