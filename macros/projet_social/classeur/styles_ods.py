"""Les styles d'un classeur ods : cellules, colonnes, rangées, façons d'imprimer."""

from __future__ import annotations

from collections.abc import Iterator

from .classeur import Classeur
from .habits import FILET, HABITS, POINTS_PAR_LIGNE, Habit, tient_en_largeur

CENTIMETRES_PAR_SIGNE = 0.19
RETRAIT = 0.35
"""Centimètres d'un cran de retrait."""
A4_COUCHE = (
    'style:print-orientation="landscape" fo:page-width="29.7cm" fo:page-height="21cm"'
    ' fo:margin="1.2cm" style:writing-mode="lr-tb"'
)
PAGES = (
    '<office:styles><style:default-style style:family="table-cell"><style:text-properties'
    ' fo:font-family="Liberation Sans" fo:font-size="10pt" fo:language="fr" fo:country="FR"/>'
    "</style:default-style></office:styles>"
    '<office:automatic-styles><style:page-layout style:name="large">'
    f"<style:page-layout-properties {A4_COUCHE}/></style:page-layout>"
    '<style:page-layout style:name="etroite">'
    f'<style:page-layout-properties {A4_COUCHE} style:scale-to-X="1" style:scale-to-Y="0"/>'
    "</style:page-layout></office:automatic-styles><office:master-styles>"
    '<style:master-page style:name="Large" style:page-layout-name="large"/>'
    '<style:master-page style:name="Etroite" style:page-layout-name="etroite"/>'
    "</office:master-styles>"
)
"""Deux façons d'imprimer : une feuille étroite tient sur une page, une large en prend plusieurs."""
JOUR = "jour"
"""Le style d'une date : 2024-03-28, qui se trie."""
STYLE_DES_JOURS = (
    '<number:date-style style:name="jour-iso"><number:year number:style="long"/>'
    '<number:text>-</number:text><number:month number:style="long"/>'
    '<number:text>-</number:text><number:day number:style="long"/></number:date-style>'
    f'<style:style style:name="{JOUR}" style:family="table-cell"'
    ' style:data-style-name="jour-iso"/>'
)


def nom_de_style(habit: str, cran: int = 0) -> str:
    """Le nom du style d'un habit, à un certain cran de retrait."""
    return f"h-{habit or 'nu'}" + (f"-{cran}" if cran else "")


def styles_de(classeur: Classeur) -> Iterator[str]:
    """Tous les styles d'un classeur, en XML."""
    yield '<number:text-style style:name="texte"><number:text-content/></number:text-style>'
    yield STYLE_DES_JOURS
    crans = {c for f in classeur.feuilles for c in f.retraits.values()} | {0}
    for nom, habit in HABITS.items():
        for cran in sorted(crans):
            yield _style_de_cellule(nom_de_style(nom, cran), habit, cran)
    for numero, feuille in enumerate(classeur.feuilles):
        couleur = f' table:tab-color="#{feuille.couleur}"' if feuille.couleur else ""
        page = "Etroite" if tient_en_largeur(feuille) else "Large"
        yield (
            f'<style:style style:name="feuille-{numero}" style:family="table"'
            f' style:master-page-name="{page}">'
            f'<style:table-properties table:display="true"{couleur}/></style:style>'
        )
        for rang in range(max(len(feuille.largeurs), len(feuille.habits))):
            signes = feuille.largeurs[rang] if rang < len(feuille.largeurs) else 12
            yield (
                f'<style:style style:name="colonne-{numero}-{rang}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="'
                f'{signes * CENTIMETRES_PAR_SIGNE:.2f}cm"/></style:style>'
            )
    yield (
        '<style:style style:name="feuille-masquee" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    yield (
        '<style:style style:name="libre" style:family="table-row">'
        '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
    )
    hauteurs = {h for f in classeur.feuilles for h in (*f.hauteurs.values(), f.hauteur_maximum)}
    for hauteur in sorted(hauteurs - {0}):
        points = hauteur * POINTS_PAR_LIGNE
        yield (
            f'<style:style style:name="haute-{hauteur}" style:family="table-row">'
            f'<style:table-row-properties style:row-height="{points}pt"'
            ' style:use-optimal-row-height="false"/></style:style>'
        )


def _style_de_cellule(nom: str, habit: Habit, cran: int) -> str:
    fond = f' fo:background-color="#{habit.fond}"' if habit.fond else ""
    filet = f' fo:border-bottom="0.5pt solid #{FILET}"' if habit.filet else ""
    hauteur = "middle" if nom == nom_de_style("entete") else "top"
    gras = ' fo:font-weight="bold"' if habit.gras else ""
    souligne = (
        ' style:text-underline-style="solid" style:text-underline-width="auto"'
        ' style:text-underline-color="font-color"'
        if habit.souligne
        else ""
    )
    marge = f' fo:margin-left="{cran * RETRAIT:.2f}cm" fo:text-align="start"' if cran else ""
    aligne = f"<style:paragraph-properties{marge}/>" if cran else ""
    texte = ' style:data-style-name="texte"' if habit.texte else ""
    return (
        f'<style:style style:name="{nom}" style:family="table-cell"{texte}>'
        f'<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="{hauteur}"'
        f"{fond}{filet}/>{aligne}"
        f'<style:text-properties fo:color="#{habit.encre}" fo:font-size="{habit.taille}pt"'
        f"{gras}{souligne}/></style:style>"
    )
