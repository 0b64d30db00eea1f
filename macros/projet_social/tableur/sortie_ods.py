"""Écrire un classeur en ods, par odfdo : la même chose que le xlsx, pour LibreOffice.

odfdo fournit le document et ses réglages ; les feuilles sont composées en texte et mises à leur
place d'un bloc : une cellule à la fois, un plan de cinq mille actions lui demanderait des minutes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document, Element

from .archive import refaire
from .classeur import Bloc, Cellule, Classeur, Controle, Feuille, Valeur, lettre_de_colonne
from .habits import hauteur_de
from .styles_ods import MISES_EN_PAGE, PAGES, nom_de_style, styles_de

INTERDITS = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signes que le XML ne peut pas porter."""
BLANCS = re.compile(r" {2,}|\t|^ | $")
RECONNAISSABLES = re.compile(r"[\w-]+")
DATES = re.compile(
    rb"<(meta:creation-date|dc:date|meta:editing-duration|meta:generator)>[^<]*</\1>"
)
STYLES_VIDES, CORPS_VIDE = b"<office:automatic-styles/>", b"<office:spreadsheet/>"
"""Ce que le contenu d'odfdo a de vide, et que l'on remplit."""
INUTILES = ("Configurations2/", "Thumbnails/", "manifest.rdf")


def ecrire_ods(classeur: Classeur) -> bytes:
    """Les octets d'un classeur ods."""
    livre = Document("spreadsheet")
    livre.body.clear()
    automatiques = livre.content.get_element("//office:automatic-styles")
    if automatiques is None:  # pragma: no cover - le modèle d'odfdo en a
        raise RuntimeError("le modèle d'odfdo n'a plus de styles automatiques")
    automatiques.clear()
    _figer(livre, classeur)
    flux = io.BytesIO()
    livre.save(flux)
    parties = {
        STYLES_VIDES: b"<office:automatic-styles>%s</office:automatic-styles>"
        % "".join(styles_de(classeur)).encode(),
        CORPS_VIDE: b"<office:spreadsheet>%s</office:spreadsheet>"
        % "".join(_corps(classeur)).encode(),
    }
    return refaire(flux.getvalue(), lambda nom, contenu: _corriger(nom, contenu, parties))


def _corps(classeur: Classeur) -> Iterator[str]:
    """Les listes de choix, les feuilles, puis les filtres."""
    controles = [(f, c) for f in classeur.feuilles for c in f.controles]
    if controles:
        yield "<table:content-validations>"
        yield from (_regle(rang, f, c) for rang, (f, c) in enumerate(controles))
        yield "</table:content-validations>"
    rang = 0
    for numero, feuille in enumerate(classeur.feuilles):
        yield _feuille(numero, feuille, rang)
        rang += len(feuille.controles)
    filtres = [(n, f) for n, f in enumerate(classeur.feuilles) if f.filtre and f.lignes]
    if filtres:
        yield "<table:database-ranges>"
        yield from (_filtre(numero, feuille) for numero, feuille in filtres)
        yield "</table:database-ranges>"


def _corriger(nom: str, contenu: bytes, parties: dict[bytes, bytes]) -> bytes | None:
    """Remplit le contenu, ôte ce qui change d'une fois à l'autre et ce qui ne sert pas."""
    if nom.startswith(INUTILES):
        return None
    if nom == "content.xml":
        for vide, pleine in parties.items():
            if contenu.count(vide) != 1:
                raise RuntimeError(f"le modèle d'odfdo n'a plus de {vide.decode()}")
            contenu = contenu.replace(vide, pleine)
        return contenu
    if nom == "styles.xml":
        contenu = contenu.replace(b"</office:automatic-styles>", MISES_EN_PAGE, 1)
        return contenu.replace(b"</office:master-styles>", PAGES, 1)
    if nom == "META-INF/manifest.xml":
        motif = rb'\s*<manifest:file-entry[^>]*full-path="(?:%s)[^"]*"[^>]*/>' % b"|".join(
            re.escape(inutile.encode()) for inutile in INUTILES
        )
        return re.sub(motif, b"", contenu)
    return DATES.sub(b"", contenu) if nom == "meta.xml" else contenu


def _feuille(numero: int, feuille: Feuille, premier_controle: int) -> str:
    style = "feuille-masquee" if feuille.masquee else f"feuille-{numero}"
    nom = quoteattr(feuille.nom)
    grille = _Grille(feuille, premier_controle)
    morceaux = [f'<table:table table:name={nom} table:style-name="{style}">']
    morceaux += _colonnes(numero, feuille)
    lignes_figees = feuille.figees[0]
    for ligne in range(len(feuille.lignes)):
        if ligne == 0 and lignes_figees:
            morceaux.append("<table:table-header-rows>")
        hauteur, imposee = hauteur_de(feuille, ligne)
        style = f"haute-{hauteur}" if imposee else "libre"
        morceaux.append(f'<table:table-row table:style-name="{style}">')
        morceaux += grille.cellules(ligne)
        morceaux.append("</table:table-row>")
        if ligne + 1 == lignes_figees:
            morceaux.append("</table:table-header-rows>")
    if vides := grille.hauteur - len(feuille.lignes):
        repetees = f'table:number-rows-repeated="{vides}"'
        morceaux.append(f'<table:table-row table:style-name="libre" {repetees}>')
        morceaux += [*grille.cellules(len(feuille.lignes)), "</table:table-row>"]
    return "".join([*morceaux, "</table:table>"])


class _Grille:
    """Les cellules d'une feuille, en XML ; celles qui se suivent et se valent n'en font qu'une.

    Args:
        feuille: la feuille.
        premier_controle: numéro de sa première liste de choix dans le classeur.
    """

    def __init__(self, feuille: Feuille, premier_controle: int) -> None:
        self.feuille = feuille
        self.controles: dict[int, list[tuple[int, Bloc]]] = {}
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
        bas = [controle.cellules.bas + 1 for controle in feuille.controles]
        self.hauteur = max([len(feuille.lignes), *bas])

    def cellules(self, ligne: int) -> Iterator[str]:
        """Les cellules d'une rangée."""
        lignes = self.feuille.lignes
        rangee = lignes[ligne] if ligne < len(lignes) else []
        largeur = max([len(rangee), *(colonne + 1 for colonne in self.controles)])
        cases = [
            self._cellule(ligne, colonne, rangee[colonne] if colonne < len(rangee) else Cellule())
            for colonne in range(largeur)
        ]
        for (debut, contenu, genre), groupe in groupby(cases):
            nombre = sum(1 for _ in groupe)
            repetees = f' table:number-columns-repeated="{nombre}"' if nombre > 1 else ""
            yield f"<table:{genre}{debut}{repetees}>{contenu}</table:{genre}>"

    def _cellule(self, ligne: int, colonne: int, cellule: Cellule) -> tuple[str, str, str]:
        """Les attributs d'une cellule, son contenu et le nom de sa balise."""
        if (ligne, colonne) in self.couvertes:
            return "", "", "covered-table-cell"
        attributs = self._attributs(ligne, colonne, cellule)
        contenu = _note(cellule.commentaire) if cellule.commentaire else ""
        if cellule.valeur is not None:
            genre, texte = _valeur(cellule.valeur)
            attributs += f" {genre}"
            contenu += "".join(_paragraphes(texte, cellule.lien))
        return attributs, contenu, "table-cell"

    def _attributs(self, ligne: int, colonne: int, cellule: Cellule) -> str:
        attributs = ""
        habits = self.feuille.habits
        cran = self.feuille.retraits.get((ligne, colonne), 0)
        if cellule.habit or cran or cellule.valeur is not None:
            habit = cellule.habit or (habits[colonne] if colonne < len(habits) else "")
            attributs += f' table:style-name="{nom_de_style(habit, cran)}"'
        for rang, bloc in self.controles.get(colonne, ()):
            if bloc.haut <= ligne <= bloc.bas:
                attributs += f' table:content-validation-name="choix-{rang}"'
                break
        if fusion := self.fusions.get((ligne, colonne)):
            attributs += (
                f' table:number-columns-spanned="{fusion.droite - fusion.gauche + 1}"'
                f' table:number-rows-spanned="{fusion.bas - fusion.haut + 1}"'
            )
        return attributs


def _colonnes(numero: int, feuille: Feuille) -> Iterator[str]:
    for rang in range(max(len(feuille.largeurs), len(feuille.habits))):
        habit = feuille.habits[rang] if rang < len(feuille.habits) else ""
        yield (
            f'<table:table-column table:style-name="colonne-{numero}-{rang}"'
            f' table:default-cell-style-name="{nom_de_style(habit)}"/>'
        )


def _valeur(valeur: Valeur) -> tuple[str, str]:
    """Les attributs d'une valeur, et son texte."""
    if isinstance(valeur, bool):
        ecrit = "true" if valeur else "false"
        return f'office:value-type="boolean" office:boolean-value="{ecrit}"', (
            "oui" if valeur else "non"
        )
    if isinstance(valeur, (int, float)):
        texte = str(valeur).replace(".", ",")
        return f'office:value-type="float" office:value="{valeur}"', texte
    if isinstance(valeur, (date, datetime)):
        return (
            f'office:value-type="date" office:date-value="{valeur.isoformat()}"',
            valeur.strftime("%d/%m/%Y"),
        )
    return 'office:value-type="string"', str(valeur)


def _paragraphes(texte: str, lien: str = "") -> Iterator[str]:
    for ligne in INTERDITS.sub("", texte).split("\n"):
        contenu = BLANCS.sub(_blancs, escape(ligne))
        if lien:
            adresse = quoteattr(lien)
            contenu = f'<text:a xlink:type="simple" xlink:href={adresse}>{contenu}</text:a>'
        yield f"<text:p>{contenu}</text:p>"


def _blancs(trouve: re.Match[str]) -> str:
    """Les espaces de suite et les tabulations, que le XML réduirait à une seule espace."""
    blancs = trouve[0]
    return "<text:tab/>" if blancs == "\t" else f'<text:s text:c="{len(blancs)}"/>'


def _note(texte: str) -> str:
    return f"<office:annotation>{''.join(_paragraphes(texte))}</office:annotation>"


def _regle(rang: int, feuille: Feuille, controle: Controle) -> str:
    source, cellules = controle.source, controle.cellules
    base = quoteattr(f"{_onglet(feuille.nom)}.{_case(cellules.haut, cellules.gauche)}")
    condition = quoteattr(f"of:cell-content-is-in-list([{_plage(source)}])")
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
        f" table:base-cell-address={base}>{message}</table:content-validation>"
    )


def _filtre(numero: int, feuille: Feuille) -> str:
    """Les boutons de filtre ; le nom est celui que LibreOffice donne à une plage sans nom."""
    haut = feuille.figees[0] - 1
    droite = len(feuille.lignes[haut]) - 1
    bloc = Bloc(feuille.nom, haut, 0, max(len(feuille.lignes) - 1, haut), droite)
    return (
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{numero}"'
        f" table:target-range-address={quoteattr(_plage(bloc, ''))}"
        ' table:display-filter-buttons="true"/>'
    )


def _plage(bloc: Bloc, absolu: str = "$") -> str:
    nom = f"{absolu}{_onglet(bloc.feuille)}"
    debut, fin = _case(bloc.haut, bloc.gauche, absolu), _case(bloc.bas, bloc.droite, absolu)
    return f"{nom}.{debut}:{'' if absolu else nom}.{fin}"


def _case(ligne: int, colonne: int, absolu: str = "") -> str:
    return f"{absolu}{lettre_de_colonne(colonne)}{absolu}{ligne + 1}"


def _onglet(nom: str) -> str:
    return nom if RECONNAISSABLES.fullmatch(nom) else "'" + nom.replace("'", "''") + "'"


def _figer(livre: Document, classeur: Classeur) -> None:
    """Écrit dans les réglages les lignes et les colonnes qui restent à l'écran."""
    reglages: Any = livre.get_part("settings.xml")
    ensemble: Any = reglages.get_element("//office:settings")
    ensemble.clear()
    vues = "".join(_vue(feuille) for feuille in classeur.feuilles)
    premiere = escape(next((f.nom for f in classeur.feuilles if not f.masquee), ""))
    ensemble.append(
        Element.from_tag(
            '<config:config-item-set config:name="ooo:view-settings">'
            '<config:config-item-map-indexed config:name="Views">'
            "<config:config-item-map-entry>"
            '<config:config-item config:name="ViewId" config:type="string">view1'
            "</config:config-item>"
            f'<config:config-item-map-named config:name="Tables">{vues}'
            "</config:config-item-map-named>"
            '<config:config-item config:name="ActiveTable" config:type="string">'
            f"{premiere}</config:config-item>"
            "</config:config-item-map-entry></config:config-item-map-indexed>"
            "</config:config-item-set>"
        )
    )


def _vue(feuille: Feuille) -> str:
    lignes, colonnes = feuille.figees
    items: Iterable[tuple[str, str, object]] = (
        ("HorizontalSplitMode", "short", 2 if colonnes else 0),
        ("VerticalSplitMode", "short", 2 if lignes else 0),
        ("HorizontalSplitPosition", "int", colonnes),
        ("VerticalSplitPosition", "int", lignes),
        ("PositionRight", "int", colonnes),
        ("PositionBottom", "int", lignes),
        ("ActiveSplitRange", "short", 3 if lignes and colonnes else 2),
        ("ShowGrid", "boolean", "false" if feuille.habits else "true"),
    )
    ecrits = "".join(
        f'<config:config-item config:name="{nom}" config:type="{genre}">{valeur}'
        "</config:config-item>"
        for nom, genre, valeur in items
    )
    return (
        f"<config:config-item-map-entry config:name={quoteattr(feuille.nom)}>{ecrits}"
        "</config:config-item-map-entry>"
    )
