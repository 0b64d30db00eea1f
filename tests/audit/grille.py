"""Passer axe sur des pages, dans chaque contexte de lecture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext

from ..navigateur.couleurs import contrastes
from ..navigateur.gestes import mal_disposes
from ..navigateur.harnais import Constat, Examen, examiner, ouvrir

LARGEURS = (320, 360, 768, 1280)
PALETTES = {"light": "clair", "dark": "sombre"}


@dataclass(frozen=True)
class Lecture:
    """Une façon de lire le site."""

    nom: str
    largeur: int = 1280
    palette: str = "light"
    reglages: dict[str, Any] = field(default_factory=dict)
    media: Literal["print"] | None = None
    scripts: bool = True

    def ouvrir(self, navigateur: Browser) -> BrowserContext:
        """Le contexte du navigateur.

        Sans JavaScript, les scripts du site n'arrivent pas : le désactiver arrêterait axe aussi.
        """
        contexte = ouvrir(navigateur, self.largeur, self.palette, **self.reglages)
        if not self.scripts:
            contexte.route("**/*.js*", lambda demande: demande.abort())
        return contexte


LECTURES = (
    *(
        Lecture(f"{largeur} px, {nom}", largeur, palette)
        for largeur in LARGEURS
        for palette, nom in PALETTES.items()
    ),
    Lecture("impression", media="print"),
    Lecture("couleurs forcées", reglages={"forced_colors": "active"}),
    Lecture("sans JavaScript", 360, scripts=False),
)

INCERTAINS_RELUS = {
    ("color-contrast", "nonBmp"): "signe ■ ou ● seul, dans une couleur de la palette vérifiée",
    (
        "color-contrast",
        "shortTextContent",
    ): "chiffre d'un dessin, redit dans le tableau ou la liste",
    ("color-contrast", "imgNode"): "graduation d'un dessin, couleur du texte sur le fond",
    ("color-contrast", "bgOverlap"): "numéro sur sa pastille, couleurs de la palette vérifiée",
    ("color-contrast", "pseudoContent"): "date d'un jalon : la pastille est à côté, pas derrière",
    ("color-contrast", "elmPartiallyObscured"): "cellule d'un tableau qui défile, coupée au bord",
    ("color-contrast", "equalRatio"): "bouton aux couleurs imposées par le système, noir sur blanc",
    ("color-contrast", "bgGradient"): "bandeau de l'accueil : blanc sur la couleur de l'en-tête, "
    "vérifiée, qui ne fait que s'assombrir",
    ("color-contrast", "elmPartiallyObscuring"): "ligne de code plus longue que son cadre, coupée",
    ("th-has-data-cells", ""): "titre d'un groupe de lignes de la matrice, sans cellule à lui",
}
"""Les doutes d'axe qu'une personne a relus : la règle et sa raison, puis ce qui a été jugé.

Un contraste dont axe doute n'est pas cru sur parole : `contrastes` le mesure, sur chaque page.
"""


@dataclass(frozen=True)
class PageExaminee:
    """Une page dans un contexte."""

    lecture: str
    adresse: str
    examen: Examen
    disposition: tuple[str, ...]
    """Ce qui déborde, se coupe ou se chevauche ; rien pour le papier, qui n'a pas d'écran."""
    paleurs: tuple[str, ...]
    """Les textes trop peu contrastés, dessins et signes compris."""

    @property
    def a_relire(self) -> list[Constat]:
        """Les incertitudes que personne n'a encore jugées."""
        return [
            un for un in self.examen.incertains if (un.regle, un.raison) not in INCERTAINS_RELUS
        ]


def parcourir(
    navigateur: Browser,
    base: str,
    adresses: Iterable[str],
    dire: Callable[[str], None],
    lectures: Iterable[Lecture] = LECTURES,
) -> Iterator[PageExaminee]:
    """Examine chaque page dans chaque contexte, un seul contexte ouvert à la fois."""
    adresses = list(adresses)
    for lecture in lectures:
        dire(f"axe, {lecture.nom} : {len(adresses)} pages")
        contexte = lecture.ouvrir(navigateur)
        onglet = contexte.new_page()
        if lecture.media:
            onglet.emulate_media(media=lecture.media)
        for adresse in adresses:
            onglet.goto(base + adresse)
            mal_dispose = () if lecture.media else tuple(mal_disposes(onglet))
            paleurs = tuple(contrastes(onglet))
            examen = examiner(onglet, sur_papier=lecture.media == "print")
            yield PageExaminee(lecture.nom, adresse, examen, mal_dispose, paleurs)
        contexte.close()
