"""Mesurer les couleurs d'une page ouverte : contraste, fonds déclarés, liens que l'on distingue.

Chaque fonction rend des phrases, une par défaut ; les tests, la preuve et l'audit les emploient.
axe décide du texte posé sur un fond uni ; ici se décident aussi les dessins, les signes seuls et ce
qu'écrit la feuille de style, sur le fond déclaré et sur ce qui se trouve vraiment dessous.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page

OUTILS = r"""
  const toile = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const lues = new Map();
  const lire = (couleur) => {
    if (!lues.has(couleur)) {
      toile.clearRect(0, 0, 1, 1);
      toile.fillStyle = couleur;
      toile.fillRect(0, 0, 1, 1);
      const [r, v, b, a] = toile.getImageData(0, 0, 1, 1).data;
      lues.set(couleur, [r, v, b, a / 255]);
    }
    return lues.get(couleur);
  };
  const poser = ([r, v, b, a], dessous) => [
    ...[r, v, b].map((canal, rang) => a * canal + (1 - a) * dessous[rang]), 1];
  const BLANC = [255, 255, 255, 1];
  const fond = (e) => {
    if (!e) return BLANC;
    const propre = lire(getComputedStyle(e).backgroundColor);
    return propre[3] === 1 ? propre : poser(propre, fond(e.parentElement));
  };
  const clarte = (couleur) => {
    const [r, v, b] = couleur.slice(0, 3).map((canal) => canal / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * v + 0.0722 * b;
  };
  const contraste = (une, autre) => {
    const [haut, bas] = [clarte(une), clarte(autre)].sort((a, b) => b - a);
    return (haut + 0.05) / (bas + 0.05);
  };
  const opacite = (e) => (e ? getComputedStyle(e).opacity * opacite(e.parentElement) : 1);
  const visible = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const soustrait = (e) => e.closest(".invisible, [hidden]") !== null;
  const textes = () => {
    const trouves = new Map();
    const marche = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (marche.nextNode()) {
      const noeud = marche.currentNode, parent = noeud.parentElement;
      if (!noeud.data.trim() || trouves.has(parent) || parent.matches("script, style, option"))
        continue;
      if (visible(parent) && !soustrait(parent)) trouves.set(parent, noeud.data.trim());
    }
    return trouves;
  };
  const citer = (e, texte) => `${e.localName} « ${(texte ?? "").trim().slice(0, 40)} »`;
"""
"""Lire une couleur quelle que soit son écriture, la poser sur une autre, mesurer un contraste."""

CONTRASTES = """() => {
  const manques = [];
  const exiger = (e, texte, dessus, dessous, style, echelle = 1) => {
    const taille = parseFloat(style.fontSize) * echelle;
    const grand = taille >= 24 || (taille >= 18.5 && style.fontWeight >= 700);
    const seuil = grand ? 3 : 4.5;
    const [r, v, b, a] = lire(dessus);
    const mesure = contraste(poser([r, v, b, a * opacite(e)], dessous), dessous);
    if (mesure < seuil) manques.push(`${citer(e, texte)} : ${mesure.toFixed(2)} pour ${seuil}`);
  };
  const sous_le_texte = (e) => {
    e.scrollIntoView({ block: "center", inline: "center" });
    const r = e.getBoundingClientRect();
    const pile = document.elementsFromPoint(r.x + r.width / 2, r.y + r.height / 2);
    const formes = pile.filter((f) => f instanceof SVGGeometryElement || f.localName === "use");
    let dessous = fond(e.closest("svg"));
    for (const forme of formes.reverse()) {
      const style = getComputedStyle(forme);
      if (style.fill === "none") continue;
      const [r, v, b, a] = lire(style.fill);
      dessous = poser([r, v, b, a * style.fillOpacity * opacite(forme)], dessous);
    }
    return dessous;
  };
  const dessous_du_texte = (e) => {
    const plage = document.createRange();
    plage.selectNodeContents([...e.childNodes].find(
      (n) => n.nodeType === Node.TEXT_NODE && n.data.trim()));
    const [r] = plage.getClientRects();
    const pile = r ? document.elementsFromPoint(r.x + r.width / 2, r.y + r.height / 2) : [];
    return pile.includes(e) ? pile.slice(pile.indexOf(e)) : null;
  };
  const fond_peint = (e) => {
    let pile = dessous_du_texte(e);
    if (!pile) {
      e.scrollIntoView({ block: "center", inline: "center" });
      pile = dessous_du_texte(e);
    }
    if (!pile) return fond(e); // hors de l'écran, comme le lien d'évitement
    return pile.reduceRight((dessous, f) => {
      const [r, v, b, a] = lire(getComputedStyle(f).backgroundColor);
      return a ? poser([r, v, b, a * opacite(f)], dessous) : dessous;
    }, BLANC);
  };
  for (const [e, texte] of textes()) {
    const style = getComputedStyle(e);
    if (e instanceof SVGElement) {
      const lisere = style.stroke !== "none" && parseFloat(style.strokeWidth) > 0;
      const dessous = lisere ? poser(lire(style.stroke), fond(e.closest("svg"))) : sous_le_texte(e);
      exiger(e, texte, style.fill, dessous, style, e.getScreenCTM()?.a ?? 1);
      continue;
    }
    const [declare, peint] = [fond(e), fond_peint(e)];
    exiger(e, texte, style.color, declare, style);
    if (peint.join() !== declare.join()) exiger(e, texte, style.color, peint, style);
  }
  for (const e of document.querySelectorAll("body *")) {
    if (!visible(e) || soustrait(e)) continue;
    for (const rang of ["::before", "::after"]) {
      const style = getComputedStyle(e, rang);
      if (!/[\\p{L}\\p{N}\\p{S}]|counter/u.test(style.content) || style.content === "none"
          || style.content === "normal" || style.display === "none") continue;
      const dessous = poser(lire(style.backgroundColor), fond(e));
      exiger(e, style.content, style.color, dessous, style);
    }
  }
  for (const e of document.querySelectorAll("input, select, textarea")) {
    if (visible(e)) exiger(e, e.name, getComputedStyle(e).color, fond(e), getComputedStyle(e));
  }
  return manques;
}"""

TEMOIN = "rgb(1, 254, 1)"
COULEURS_DU_LECTEUR = f"""
@layer lecteur {{
  html, button, input, select, textarea, mark {{ color: {TEMOIN}; background: {TEMOIN}; }}
  a {{ color: {TEMOIN}; }}
}}"""
"""Les couleurs par défaut d'un navigateur, remplacées : la couche cède à toute règle du site."""

NON_DECLAREES = """(temoin) => {
  const porteur = (e) => {
    if (!e) return "";
    const propre = getComputedStyle(e).backgroundColor;
    return lire(propre)[3] > 0 ? propre : porteur(e.parentElement);
  };
  const oublis = [];
  const regarder = (e, texte) => {
    if (!(e instanceof SVGElement) && getComputedStyle(e).color === temoin)
      oublis.push(`${citer(e, texte)} : couleur du texte non déclarée`);
    if (porteur(e) === temoin) oublis.push(`${citer(e, texte)} : couleur du fond non déclarée`);
    for (let f = e; f; f = f.parentElement) {
      const style = getComputedStyle(f);
      if (style.backgroundImage !== "none" && lire(style.backgroundColor)[3] === 0)
        oublis.push(`${citer(e, texte)} : image de fond sans couleur de fond`);
    }
  };
  for (const [e, texte] of textes()) regarder(e, texte);
  for (const e of document.querySelectorAll("input, select, textarea, button"))
    if (visible(e) && !["checkbox", "radio"].includes(e.type)) regarder(e, e.name);
  return oublis;
}"""

LIENS_CONFONDUS = r"""() => {
  const BLOCS = "p, li, dt, dd, th, td, caption, figcaption, summary, h1, h2, h3, h4, h5, h6";
  const entoures = new Set();
  for (const [e, texte] of textes()) {
    if (/[\p{L}\p{N}]{2}/u.test(texte) && !e.closest("a, button")) entoures.add(e.closest(BLOCS));
  }
  const distinct = (a) => {
    const style = getComputedStyle(a);
    const bord = style.borderBottomStyle !== "none" && parseFloat(style.borderBottomWidth) > 0;
    return style.textDecorationLine.includes("underline") || bord;
  };
  return [...document.querySelectorAll("a[href]")]
    .filter((a) => visible(a) && !(a instanceof SVGElement) && !soustrait(a))
    .filter((a) => a.closest(BLOCS) && entoures.has(a.closest(BLOCS)) && !distinct(a))
    .map((a) => `${citer(a, a.innerText)} ne se distingue du texte que par sa couleur`);
}"""

BORDS = """() => [...document.querySelectorAll("button, input, select, textarea")]
  .filter((e) => visible(e) && !["checkbox", "radio"].includes(e.type))
  .filter((e) => !e.matches(".tri") && getComputedStyle(e).borderTopStyle === "none")
  .map((e) => `${citer(e, e.innerText || e.name)} sans bord`)"""


def evaluer(onglet: Page, mesure: str, argument: object = None) -> Any:
    """Ce que rend une fonction JavaScript, outils en main."""
    avec_outils = f"(argument) => {{ {OUTILS} return ({mesure})(argument); }}"
    return onglet.evaluate(avec_outils, argument)


def mesurer(onglet: Page, mesure: str, argument: object = None) -> list[str]:
    """Les défauts que rend une mesure."""
    return list(evaluer(onglet, mesure, argument))


def poser_une_feuille(onglet: Page, css: str) -> None:
    """Ajoute une feuille de style que la politique de sécurité n'a pas à connaître."""
    onglet.evaluate(
        "css => { const f = new CSSStyleSheet(); f.replaceSync(css);"
        " document.adoptedStyleSheets = [...document.adoptedStyleSheets, f] }",
        css,
    )


@contextmanager
def feuille_posee(onglet: Page, css: str) -> Iterator[None]:
    """La même, ôtée à la fin d'un bloc."""
    poser_une_feuille(onglet, css)
    yield
    onglet.evaluate(
        "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); }"
    )


def contrastes(onglet: Page) -> list[str]:
    """Les textes trop pâles : sur leur fond, dans un dessin, ou écrits par la feuille de style."""
    return mesurer(onglet, CONTRASTES)


def couleurs_non_declarees(onglet: Page) -> list[str]:
    """Les textes dont le site laisse la couleur, ou le fond, aux réglages du navigateur."""
    with feuille_posee(onglet, COULEURS_DU_LECTEUR):
        return mesurer(onglet, NON_DECLAREES, TEMOIN)


def liens_confondus(onglet: Page) -> list[str]:
    """Les liens pris dans un texte, et que seule leur couleur en distingue."""
    return mesurer(onglet, LIENS_CONFONDUS)


def sans_bord(onglet: Page) -> list[str]:
    """Les champs et les boutons que rien n'entoure quand le lecteur impose ses couleurs."""
    onglet.emulate_media(forced_colors="active")
    fautes = mesurer(onglet, BORDS)
    onglet.emulate_media(forced_colors="none")
    return fautes
