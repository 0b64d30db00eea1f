"""Les réglages de Material que dit `theme:` dans `mkdocs.yml`, et ce qu'ils deviennent ici.

Palette, logo, icônes et fonctions gardent leurs noms. Ce que le site ne sait pas faire est nommé,
en une fois, au lieu d'être tu. Ne connaît pas mkdocs : reçoit des valeurs déjà lues.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .. import icones
from ..de_material import PALETTE as PALETTE_DE_MATERIAL
from ..modele.couleur import FONDS_CLAIRS, FONDS_SOMBRES, SEUIL, contraste, lisible_sur
from .feuilles.analyse import DeclarationCss, Regle, lire_la_feuille
from .feuilles.selecteurs import Attribut

MAISON = "projet"
"""La couleur du site tant que `theme.palette` n'en dit pas d'autre."""
A_L_AUTEUR = "custom"
"""Les couleurs sont dans une feuille de `extra_css`."""
PALETTE = "assets/palette.css"
BLANC, NOIR = "#FFFFFF", "#0C1416"

TOUJOURS = frozenset(
    {
        "content.action.edit",
        "navigation.expand",
        "navigation.footer",
        "navigation.indexes",
        "navigation.path",
        "navigation.prune",
        "navigation.sections",
        "navigation.tabs",
    }
)
"""Les fonctions de Material que toutes les pages ont, qu'on les demande ou non."""
COLLANTS, INTEGRE, EN_HAUT = "navigation.tabs.sticky", "toc.integrate", "navigation.top"
AU_CHOIX = frozenset({COLLANTS, INTEGRE, EN_HAUT})
"""Celles qui ne sont là que si on les demande."""

ICONES = {
    "logo": "material/home-heart",
    "menu": "material/menu",
    "search": "material/magnify",
    "previous": "material/arrow-left",
    "next": "material/arrow-right",
    "top": "material/arrow-up",
    "edit": "material/pencil-outline",
    "repo": "material/source-repository",
    "close": "material/close",
}
"""Les icônes du cadre, par leur nom dans `theme.icon`."""


@dataclass(frozen=True, slots=True)
class Apparence:
    """Un choix d'apparence proposé au lecteur.

    Attributes:
        mode: « clair », « sombre », ou vide pour suivre l'appareil.
        icone: icône du bouton quand ce choix est en vigueur.
        nom: ce que dit le bouton.
    """

    mode: str
    icone: str
    nom: str


APPARENCES = (
    Apparence("", "material/theme-light-dark", "Apparence automatique, passer en clair"),
    Apparence("clair", "material/weather-sunny", "Apparence claire, passer en sombre"),
    Apparence("sombre", "material/weather-night", "Apparence sombre, suivre l’appareil"),
)
"""Les choix proposés tant que `theme.palette` n'en dit pas d'autres."""


@dataclass(frozen=True)
class Habillage:
    """Ce que le cadre des pages doit savoir.

    Attributes:
        primaire: valeur de `data-md-color-primary`.
        accent: valeur de `data-md-color-accent`.
        schema: valeur de `data-md-color-scheme`.
        mode: apparence imposée (« clair », « sombre ») ; vide si elle suit l'appareil.
        apparences: choix proposés au lecteur ; aucun, et le bouton n'est pas là.
        couleurs: la feuille de style des couleurs demandées ; vide si ce sont celles du site.
        icones: icônes du cadre, par nom.
        fonctions: fonctions de Material demandées, parmi celles que l'on peut choisir.
        avertissement: ce qui a été demandé et n'a pas d'effet ici ; vide si tout en a.
    """

    primaire: str = MAISON
    accent: str = MAISON
    schema: str = "default"
    mode: str = ""
    apparences: Sequence[Apparence] = APPARENCES
    couleurs: str = ""
    icones: Mapping[str, str] = field(default_factory=ICONES.copy)
    fonctions: frozenset[str] = frozenset()
    avertissement: str = ""

    @property
    def fichiers(self) -> dict[str, str]:
        """La feuille des couleurs demandées, à publier ; rien si ce sont celles du site."""
        return {PALETTE: self.couleurs} if self.couleurs else {}


def habiller(theme: Mapping[str, Any]) -> Habillage:
    """L'habillage que demande `theme:`."""
    sans_effet = list(_sans_effet(theme))
    demandees = {
        nom: icone for nom, icone in (theme.get("icon") or {}).items() if isinstance(icone, str)
    }
    manquantes = [icone for icone in demandees.values() if not icones.existe(icone)]
    sans_effet += [f"icon: {icone} (inconnue)" for icone in manquantes]
    palettes = theme.get("palette") or []
    palettes = [palettes] if isinstance(palettes, Mapping) else list(palettes)
    claire, sombre = _claire_et_sombre(palettes)
    nommees = CouleursDeMaterial(PALETTE_DE_MATERIAL.read_text("utf-8") if palettes else "")
    feuille: list[str] = []
    for role in ("primary", "accent"):
        noms = (_nom(claire.get(role)), _nom(sombre.get(role)))
        for nom in noms:
            if nom not in (MAISON, A_L_AUTEUR, "") and not nommees.connait(role, nom):
                sans_effet.append(f"palette: {role}: {nom} (couleur inconnue)")
        feuille += nommees.regle(role, *noms)
    modes = [_mode(palette) for palette in palettes]
    bascules = [
        Apparence(mode, str(bascule.get("icon") or ICONES["menu"]), str(bascule.get("name") or ""))
        for mode, palette in zip(modes, palettes, strict=True)
        if (bascule := palette.get("toggle"))
    ]
    initial = modes[0] if modes and not any(p.get("media") for p in palettes) else ""
    return Habillage(
        primaire=_nom(claire.get("primary")) or MAISON,
        accent=_nom(claire.get("accent")) or MAISON,
        schema=_schema(claire),
        mode=initial,
        apparences=tuple(bascules) if palettes else APPARENCES,
        couleurs="".join(feuille),
        icones=ICONES | {nom: icone for nom, icone in demandees.items() if icones.existe(icone)},
        fonctions=AU_CHOIX.intersection(theme.get("features") or ()),
        avertissement=_avertir(sans_effet),
    )


def _sans_effet(theme: Mapping[str, Any]) -> Iterator[str]:
    for fonction in theme.get("features") or ():
        if fonction not in TOUJOURS | AU_CHOIX:
            yield f"features: {fonction}"
    if (langue := theme.get("language")) not in (None, "fr"):
        yield f"language: {langue} (le site parle français)"
    if (sens := theme.get("direction")) not in (None, "ltr"):
        yield f"direction: {sens}"


def _avertir(sans_effet: Iterable[str]) -> str:
    dits = list(dict.fromkeys(sans_effet))
    if not dits:
        return ""
    return (
        f"réglages de « theme » sans effet sur ce site : {', '.join(dits)} ; les retirer de "
        "mkdocs.yml (la page « Material, réglage par réglage » du guide dit ce que devient chacun)"
    )


def _nom(couleur: object) -> str:
    return str(couleur or "").replace(" ", "-")


def _schema(palette: Mapping[str, Any]) -> str:
    return str(palette.get("scheme") or "default").replace(" ", "-")


def _mode(palette: Mapping[str, Any]) -> str:
    """L'apparence d'une palette ; celle qui suit l'appareil n'a pas de schéma."""
    if not palette.get("scheme") and "light" not in (media := str(palette.get("media") or "")):
        if "dark" not in media:
            return "" if media else "clair"
        return "sombre"
    return "sombre" if palette.get("scheme") == "slate" else "clair"


def _claire_et_sombre(
    palettes: Sequence[Mapping[str, Any]],
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    claire = next((p for p in palettes if _mode(p) == "clair"), None)
    sombre = next((p for p in palettes if _mode(p) == "sombre"), None)
    defaut: Mapping[str, Any] = palettes[0] if palettes else {}
    return claire or sombre or defaut, sombre or claire or defaut


class CouleursDeMaterial:
    """Les couleurs nommées de Material, lues dans sa feuille de palettes."""

    def __init__(self, feuille: str) -> None:
        """Lit la feuille ; vide, aucune couleur n'est connue."""
        self._couleurs = {("primary", "white"): BLANC, ("primary", "black"): "#000000"}
        for regle in lire_la_feuille(feuille):
            if isinstance(regle, Regle):
                self._retenir(regle)

    def _retenir(self, regle: Regle) -> None:
        """Garde la couleur d'une règle qui ne dépend que d'un rôle et d'un nom."""
        match [selecteur.exigences for selecteur in regle.selecteurs]:
            case [(Attribut(attribut, "=", nom),)]:
                role = attribut.removeprefix("data-md-color-")
            case _:
                return
        for declaration in regle.contenu:
            if (
                isinstance(declaration, DeclarationCss)
                and declaration.nom == f"--md-{role}-fg-color"
            ):
                valeur = declaration.texte.partition(":")[2]
                if valeur.startswith("#"):
                    self._couleurs[role, nom] = _six_signes(valeur)

    def connait(self, role: str, nom: str) -> bool:
        """Vrai si Material a une couleur de ce nom pour ce rôle."""
        return (role, nom) in self._couleurs

    def regle(self, role: str, clair: str, sombre: str) -> Iterator[str]:
        """La règle qui donne à un rôle ses deux couleurs, corrigées si elles ne se lisent pas."""
        if (role, clair) not in self._couleurs:
            return
        jour = self._couleurs[role, clair]
        nuit = self._couleurs.get((role, sombre), jour)
        lien = f"light-dark({lisible_sur(jour, FONDS_CLAIRS)}, {lisible_sur(nuit, FONDS_SOMBRES)})"
        yield f'[data-md-color-{role}="{clair}"]{{'
        if role == "accent":
            yield f"--md-accent-fg-color:{lien}}}\n"
            return
        yield f"--md-primary-fg-color:light-dark({jour}, {nuit});"
        yield f"--md-primary-bg-color:light-dark({_encre(jour)}, {_encre(nuit)});"
        yield f"--md-typeset-a-color:{lien}}}\n"


def _six_signes(valeur: str) -> str:
    """Une couleur hexadécimale sans sa transparence, en six signes."""
    court = valeur.removeprefix("#")
    return "#" + ("".join(2 * signe for signe in court) if len(court) == 3 else court[:6])


def _encre(fond: str) -> str:
    """La couleur du texte posé sur un fond : blanc s'il s'y lit, sinon noir."""
    return BLANC if contraste(BLANC, fond) >= SEUIL else NOIR
