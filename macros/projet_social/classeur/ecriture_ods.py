"""Écrire un classeur ods (OpenDocument 1.3) : la même chose que le xlsx, pour LibreOffice.

Cinq textes XML dans une archive, composés au fil des lignes : ni bibliothèque, ni document tenu en
mémoire. Un pays de plusieurs millions de cellules s'écrit comme un plan de trois mille.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from ..archive import ArchiveFigee, entree
from ..texte.signes import sans_interdit
from .cadre_ods import (
    ESPACES,
    JOUR,
    PAGES,
    TYPE,
    manifeste,
    meta,
    nom_de_style,
    reglages,
    styles_de,
)
from .classeur import (
    NON,
    OUI,
    Cases,
    Cellule,
    Classeur,
    Controle,
    Feuille,
    Plage,
    Valeur,
    adresse_de_case,
    cellule_et_valeur,
    entre_apostrophes,
)
from .habits import hauteur_de

BLANCS = re.compile(r" {2,}|\t|^ | $", re.M)
FILTRE = "__Anonymous_Sheet_DB__"
"""Le nom que LibreOffice donne aux filtres d'une feuille : il les garde en changeant de format."""
CASE_VIDE = "<table:table-cell></table:table-cell>"


def ecrire_ods(classeur: Classeur) -> bytes:
    """Les octets d'un classeur ods."""
    flux = io.BytesIO()
    with ArchiveFigee(flux, "w") as archive:
        # Le type d'abord, et sans compression : c'est ainsi qu'on reconnaît le format.
        archive.writestr("mimetype", TYPE)
        for nom, racine, morceaux in (
            ("content.xml", "document-content", _contenu(classeur)),
            ("meta.xml", "document-meta", meta(classeur)),
            ("settings.xml", "document-settings", reglages(classeur)),
            ("styles.xml", "document-styles", iter([PAGES])),
        ):
            with (
                archive.open(entree(nom), "w") as brut,
                io.TextIOWrapper(brut, "utf-8", newline="\n") as texte,
            ):
                texte.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{racine} {ESPACES}>')
                texte.writelines(morceaux)
                texte.write(f"</office:{racine}>")
        archive.writestr("META-INF/manifest.xml", manifeste())
    return flux.getvalue()


def _contenu(classeur: Classeur) -> Iterator[str]:
    """Les styles, les listes de choix, les feuilles, puis les filtres."""
    yield "<office:automatic-styles>"
    yield from styles_de(classeur)
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    controles = [(f, c) for f in classeur.feuilles for c in f.controles]
    if controles:
        yield "<table:content-validations>"
        yield from (_regle(rang, f, c) for rang, (f, c) in enumerate(controles))
        yield "</table:content-validations>"
    filtres: list[str] = []
    rang = 0
    for numero, feuille in enumerate(classeur.feuilles):
        tableau = _Tableau(numero, feuille, rang)
        yield from tableau.xml()
        rang += len(feuille.controles)
        if feuille.filtre and tableau.bord:
            filtres.append(tableau.filtre())
    if filtres:
        yield f"<table:database-ranges>{''.join(filtres)}</table:database-ranges>"
    yield "</office:spreadsheet></office:body>"


class _Tableau:
    """Une feuille en XML, ligne à ligne ; des cellules égales qui se suivent n'en font qu'une.

    Args:
        premier_controle: numéro de sa première liste de choix dans le classeur.
    """

    def __init__(self, numero: int, feuille: Feuille, premier_controle: int) -> None:
        self.numero = numero
        self.feuille = feuille
        self.hauteur = 0
        self.bord = 0
        self.controles: dict[int, list[tuple[int, Plage]]] = {}
        for rang, controle in enumerate(feuille.controles, premier_controle):
            for colonne in range(controle.cellules.gauche, controle.cellules.droite + 1):
                self.controles.setdefault(colonne, []).append((rang, controle.cellules))
        self.fusions = {(f.haut, f.gauche): f for f in feuille.fusions}
        self.couvertes = {
            (ligne, colonne)
            for f in feuille.fusions
            for ligne in range(f.haut, f.bas + 1)
            for colonne in range(f.gauche, f.droite + 1)
        } - self.fusions.keys()
        self.unie = not (self.controles or self.fusions or feuille.retraits)

    def xml(self) -> Iterator[str]:
        """Toute la feuille ; sous ses lignes, celles où l'on n'a encore rien choisi."""
        feuille = self.feuille
        style = "feuille-masquee" if feuille.masquee else f"feuille-{self.numero}"
        yield f'<table:table table:name={quoteattr(feuille.nom)} table:style-name="{style}">'
        yield from self._colonnes()
        figees = feuille.figees[0]
        for ligne, rangee in enumerate(feuille.rangees()):
            self.hauteur = ligne + 1
            if ligne == 0 and figees:
                yield "<table:table-header-rows>"
            hauteur, imposee = hauteur_de(feuille, ligne, rangee)
            yield self._ligne(ligne, rangee, f"haute-{hauteur}" if imposee else "libre")
            if self.hauteur == figees:
                self.bord = len(rangee)
                yield "</table:table-header-rows>"
        bas = max((controle.cellules.bas + 1 for controle in feuille.controles), default=0)
        if bas > self.hauteur:
            yield self._ligne(self.hauteur, (), "libre", bas - self.hauteur)
        yield "</table:table>"

    def filtre(self) -> str:
        """Les boutons de filtre, de la dernière ligne figée à la dernière écrite."""
        haut = self.feuille.figees[0] - 1
        plage = Plage(haut, 0, max(self.hauteur - 1, haut), self.bord - 1, self.feuille.nom)
        return (
            f'<table:database-range table:name="{FILTRE}{self.numero}"'
            f" table:target-range-address={quoteattr(_etendue(plage))}"
            ' table:display-filter-buttons="true"/>'
        )

    def _colonnes(self) -> Iterator[str]:
        habits = self.feuille.habits
        for rang in range(max(len(self.feuille.largeurs), len(habits))):
            habit = habits[rang] if rang < len(habits) else ""
            yield (
                f'<table:table-column table:style-name="colonne-{self.numero}-{rang}"'
                f' table:default-cell-style-name="{nom_de_style(habit)}"/>'
            )

    def _ligne(self, ligne: int, rangee: Cases, style: str, fois: int = 1) -> str:
        largeur = max([len(rangee), *(colonne + 1 for colonne in self.controles)])
        cases = [self._case(ligne, *place) for place in enumerate(rangee)]
        cases += [self._case(ligne, colonne, None) for colonne in range(len(rangee), largeur)]
        repetee = f' table:number-rows-repeated="{fois}"' if fois > 1 else ""
        return (
            f'<table:table-row table:style-name="{style}"{repetee}>'
            f"{''.join(_repeter(cases)) or '<table:table-cell/>'}</table:table-row>"
        )

    def _case(self, ligne: int, colonne: int, case: Cellule | Valeur) -> str:
        if case is None and self.unie:
            return CASE_VIDE  # près de la moitié des cases d'un pays
        if (ligne, colonne) in self.couvertes:
            return "<table:covered-table-cell/>"
        cellule, valeur = cellule_et_valeur(case)
        attributs = self._attributs(ligne, colonne, cellule.habit, valeur)
        contenu = _note(cellule.commentaire) if cellule.commentaire else ""
        if valeur is not None:
            genre, texte = _genre_et_texte(valeur)
            attributs += f" {genre}"
            but = cellule.lien
            if cellule.vers:
                but = f"#{entre_apostrophes(cellule.vers[0])}.A{cellule.vers[1]}"
            contenu += _paragraphes(texte, but)
        return f"<table:table-cell{attributs}>{contenu}</table:table-cell>"

    def _attributs(self, ligne: int, colonne: int, habit: str, valeur: Valeur) -> str:
        attributs = ""
        habits = self.feuille.habits
        cran = self.feuille.retraits.get((ligne, colonne), 0)
        if habit or cran or valeur is not None:
            habit = habit or (habits[colonne] if colonne < len(habits) else "")
            style = JOUR if not habit and isinstance(valeur, date) else nom_de_style(habit, cran)
            attributs = f' table:style-name="{style}"'
        for rang, plage in self.controles.get(colonne, ()):
            if plage.haut <= ligne <= plage.bas:
                attributs += f' table:content-validation-name="choix-{rang}"'
                break
        if fusion := self.fusions.get((ligne, colonne)):
            attributs += (
                f' table:number-columns-spanned="{fusion.droite - fusion.gauche + 1}"'
                f' table:number-rows-spanned="{fusion.bas - fusion.haut + 1}"'
            )
        return attributs


def _repeter(cases: Iterable[str]) -> Iterator[str]:
    """Les cases d'une rangée ; celles qui se répètent, écrites une fois."""
    for case, groupe in groupby(cases):
        fois = sum(1 for _ in groupe)
        repetee = f'table-cell table:number-columns-repeated="{fois}"'
        yield case if fois == 1 else case.replace("table-cell", repetee, 1)


def _genre_et_texte(valeur: Valeur) -> tuple[str, str]:
    """Les attributs d'une valeur, et son texte."""
    if isinstance(valeur, str):
        return 'office:value-type="string"', valeur
    if isinstance(valeur, bool):
        ecrit = "true" if valeur else "false"
        return f'office:value-type="boolean" office:boolean-value="{ecrit}"', OUI if valeur else NON
    if isinstance(valeur, date):
        jour = valeur.isoformat()
        return f'office:value-type="date" office:date-value="{jour}"', jour
    return f'office:value-type="float" office:value="{valeur}"', str(valeur).replace(".", ",")


def _paragraphes(texte: str, lien: str = "") -> str:
    lignes = BLANCS.sub(_blancs, escape(sans_interdit(texte))).split("\n")
    if lien:
        debut = f'<text:a xlink:type="simple" xlink:href={quoteattr(lien)}>'
        lignes = [f"{debut}{ligne}</text:a>" for ligne in lignes]
    return f"<text:p>{'</text:p><text:p>'.join(lignes)}</text:p>"


def _blancs(trouve: re.Match[str]) -> str:
    """Les espaces de suite et les tabulations, que le XML réduirait à une seule espace."""
    blancs = trouve[0]
    return "<text:tab/>" if blancs == "\t" else f'<text:s text:c="{len(blancs)}"/>'


def _note(texte: str) -> str:
    return f"<office:annotation>{_paragraphes(texte)}</office:annotation>"


def _regle(rang: int, feuille: Feuille, controle: Controle) -> str:
    cellules = controle.cellules
    base = f"{entre_apostrophes(feuille.nom)}.{adresse_de_case(cellules.haut, cellules.gauche)}"
    condition = quoteattr(f"of:cell-content-is-in-list([{_etendue(controle.source, '$')}])")
    message = (
        '<table:error-message table:message-type="stop" table:title="Hors de la liste"'
        ' table:display="true"><text:p>Choisir dans la liste de l’onglet Choix.</text:p>'
        "</table:error-message>"
        if controle.strict
        else '<table:error-message table:display="false"/>'
    )
    return (
        f'<table:content-validation table:name="choix-{rang}" table:condition={condition}'
        ' table:allow-empty-cell="true" table:display-list="unsorted"'
        f" table:base-cell-address={quoteattr(base)}>{message}</table:content-validation>"
    )


def _etendue(plage: Plage, absolu: str = "") -> str:
    nom = f"{absolu}{entre_apostrophes(plage.feuille)}"
    debut = adresse_de_case(plage.haut, plage.gauche, absolu)
    fin = adresse_de_case(plage.bas, plage.droite, absolu)
    return f"{nom}.{debut}:{'' if absolu else nom}.{fin}"
