"""Écrire un document en ODT, pour le retravailler dans LibreOffice. Une des portes d'odfdo.

Les mêmes blocs que le DOCX, en styles nommés. La table des matières porte de vrais renvois de
page : LibreOffice les calcule à l'ouverture. Deux gabarits disent le contenu et l'habit ; odfdo
tient l'archive, ses métadonnées et son manifeste.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from io import BytesIO
from typing import Any

from markupsafe import Markup
from odfdo import Document, Element

from ..archive import JOUR_ZERO, figer
from ..rendu import rendre
from .blocs import Segment, Titre, Ton
from .dessin import BLANC, DISCRET, FILET, PRIMAIRE, SURFACE, TEINTES, TEXTE, Dessin
from .en_png import ecrire_en_png
from .imprime import Imprime
from .lecture import lire_le_html

STYLES = {
    Ton.COURANT: "Text_20_body",
    Ton.TITRE_DU_DOCUMENT: "Title",
    Ton.SOUS_TITRE: "Subtitle",
    Ton.SURTITRE: "Surtitre",
    Ton.CHAPEAU: "Chapeau",
    Ton.INTERTITRE: "Intertitre",
    Ton.REPERE: "Repere",
    Ton.NOTE: "Note_20_sur_20_la_20_source",
    Ton.DISCRET: "Precision",
}
"""Le style de paragraphe de chaque ton."""
TITRES = {1: 20, 2: 13, 3: 11, 4: 10.5, 5: 10, 6: 10}
"""Corps des titres, par rang."""
PORTRAIT, PAYSAGE = "Standard", "Paysage"
FEUILLES = ((PORTRAIT, 21, 29.7, "portrait"), (PAYSAGE, 29.7, 21, "landscape"))
"""Nom, largeur et hauteur de chaque feuille, en centimètres, et son sens."""
LARGEURS = {PORTRAIT: 17.8, PAYSAGE: 26.5}
"""Largeur du texte d'une feuille, en centimètres, marges de 1,6 cm ôtées."""

GOUTTIERE = 0.7
"""Le blanc entre deux colonnes, en centimètres."""
CASES = {"Case": "", "Case_en_tete": SURFACE, **{f"Case_{r}": t for r, t in TEINTES.items()}}
"""Le fond de chaque sorte de cellule."""


def ecrire_en_odt(imprime: Imprime) -> bytes:
    """Le document en ODT."""
    document = Document("text")
    _presenter(document, imprime)
    _habiller(document, imprime.titre)
    _remplir(document, imprime)
    sortie = BytesIO()
    document.save(sortie)
    return figer(sortie.getvalue())


def _presenter(document: Document, imprime: Imprime) -> None:
    """Les métadonnées."""
    meta: Any = document.meta
    meta.title = imprime.titre
    meta.description = imprime.description
    meta.language = "fr-FR"
    meta.creator = meta.initial_creator = ", ".join(imprime.auteurs) or None
    jour = datetime.combine(imprime.maj, time()) if imprime.maj else None
    meta.date = meta.creation_date = jour or JOUR_ZERO


def _habiller(document: Document, titre: str) -> None:
    """La langue, les styles nommés, les feuilles et leur pied."""
    styles: Any = document.get_part("styles")
    for defaut in styles.get_elements("//style:default-style/style:text-properties"):
        defaut.set_attribute("fo:language", "fr")
        defaut.set_attribute("fo:country", "FR")
    if plan := styles.get_element("//text:outline-style"):
        plan.delete()  # le modèle d'odfdo numérote les titres
    habit = _lire(
        "impression_odt_styles.xml",
        titres=TITRES,
        feuilles=FEUILLES,
        pied=titre,
        police="Calibri, Carlito, sans-serif",
        primaire=PRIMAIRE,
        discret=DISCRET,
        surface=SURFACE,
        texte=TEXTE,
        blanc=BLANC,
        filet=FILET,
    )
    nommes, *de_page = habit.children
    for style in nommes.children:
        document.insert_style(style)
    for neuf in de_page:
        ancien = styles.get_element(f"//{neuf.tag}")
        for enfant in ancien.children:
            enfant.delete()
        for enfant in neuf.children:
            ancien.append(enfant)


def _remplir(document: Document, imprime: Imprime) -> None:
    """Le texte, les images, et les styles automatiques que le texte emploie."""
    feuilles = lire_le_html(imprime)
    titres = [bloc for f in feuilles for bloc in f.blocs if isinstance(bloc, Titre)]
    signets = {ancre: f"r{rang}" for rang, titre in enumerate(titres) for ancre in titre.ancres}

    def inserer(dessin: Dessin, rang: int) -> str:
        """Le nom d'une image, mise dans l'archive."""
        nom = f"Pictures/figure-{rang}.png"
        archive: Any = document.container
        archive.set_part(nom, ecrire_en_png(dessin))
        manifeste: Any = document.manifest
        manifeste.add_full_path(nom, "image/png")
        return nom

    automatiques, texte = _lire(
        "impression_odt.xml",
        feuilles=feuilles,
        titres=titres,
        styles=STYLES,
        largeurs=LARGEURS,
        portrait=PORTRAIT,
        paysage=PAYSAGE,
        gouttiere=GOUTTIERE,
        cases=CASES,
        filet=FILET,
        mots=_mots,
        segments=lambda segments: _segments(segments, signets),
        cadrer=_cadrer,
        inserer=inserer,
    ).children
    corps: Any = document.body
    corps.clear()
    for bloc in texte.children:
        corps.append(bloc)
    for style in automatiques.children:
        document.insert_style(style, automatic=True)


def _lire(gabarit: str, **valeurs: Any) -> Any:
    """Un gabarit d'ODT, en éléments."""
    return Element.from_tag(rendre(gabarit, **valeurs).strip())


def _cadrer(dessin: Dessin, feuille: str, colonnes: int) -> tuple[str, str]:
    """La largeur et la hauteur d'une figure, en centimètres."""
    large = (LARGEURS[feuille] - (colonnes - 1) * GOUTTIERE) / colonnes
    if dessin.largeur < dessin.hauteur * 1.5:
        large = min(large, 8.5)
    large = min(large, (11 if feuille == PAYSAGE else 20) * dessin.largeur / dessin.hauteur)
    return f"{large:.2f}", f"{large * dessin.hauteur / dessin.largeur:.2f}"


def _segments(segments: Iterable[Segment], signets: Mapping[str, str]) -> Markup:
    """Les mots d'un paragraphe, leurs liens, leur graisse et leur pente."""
    ecrits = Markup()
    for segment in segments:
        mots = _mots(segment.texte)
        style = ("Gras" if segment.gras else "") or ("Italique" if segment.italique else "")
        if segment.gras and segment.italique:
            style = "Gras_20_italique"
        if style:
            mots = Markup('<text:span text:style-name="{}">{}</text:span>').format(style, mots)
        lien = segment.lien
        if lien.startswith("#"):
            lien = f"#{signets[lien[1:]]}" if lien[1:] in signets else ""
        if lien:
            style = "Renvoi" if lien.startswith("#") else "Lien"
            mots = Markup(
                '<text:a xlink:type="simple" xlink:href="{0}" text:style-name="{1}" '
                'text:visited-style-name="{1}">{2}</text:a>'
            ).format(lien, style, mots)
        ecrits += mots
    return ecrits


def _mots(texte: str) -> Markup:
    """Un texte dans du XML ; ses retours à la ligne restent."""
    return Markup("<text:line-break/>").join(texte.split("\n"))
