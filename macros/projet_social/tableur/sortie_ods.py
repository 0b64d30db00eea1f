"""Écrire un classeur en ods, par odfdo : la même chose que le xlsx, pour LibreOffice.

Les feuilles sont composées en texte, puis données à odfdo d'un bloc : une cellule à la fois, un
plan de cinq mille actions lui demanderait des minutes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document, Element

from .archive import refaire
from .classeur import Bloc, Cellule, Classeur, Controle, Feuille, Valeur, lettre_de_colonne
from .habits import FILET, HABITS, POINTS_PAR_LIGNE, Habit, hauteur_de

INTERDITS = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signes que le XML ne peut pas porter."""
BLANCS = re.compile(r" {2,}|\t|^ | $")
CENTIMETRES_PAR_SIGNE = 0.19
RETRAIT = 0.35
"""Centimètres d'un cran de retrait."""
RECONNAISSABLES = re.compile(r"[\w-]+")
DATES = re.compile(
    rb"<(meta:creation-date|dc:date|meta:editing-duration|meta:generator)>[^<]*</\1>"
)
INUTILES = ("Configurations2/", "Thumbnails/", "manifest.rdf")


def ecrire_ods(classeur: Classeur) -> bytes:
    """Les octets d'un classeur ods."""
    livre = Document("spreadsheet")
    livre.body.clear()
    automatiques = livre.content.get_element("//office:automatic-styles")
    assert automatiques is not None
    automatiques.clear()
    for style in _styles(classeur):
        automatiques.append(Element.from_tag(style))
    controles = [(f, c) for f in classeur.feuilles for c in f.controles]
    if controles:
        regles = "".join(_regle(rang, f, c) for rang, (f, c) in enumerate(controles))
        livre.body.append(
            Element.from_tag(
                f"<table:content-validations>{regles}</table:content-validations>"
            )
        )
    rang = 0
    for numero, feuille in enumerate(classeur.feuilles):
        livre.body.append(Element.from_tag(_feuille(numero, feuille, rang)))
        rang += len(feuille.controles)
    if bases := "".join(
        _filtre(numero, f) for numero, f in enumerate(classeur.feuilles) if f.filtre and f.lignes
    ):
        livre.body.append(
            Element.from_tag(f"<table:database-ranges>{bases}</table:database-ranges>")
        )
    _figer(livre, classeur)
    flux = io.BytesIO()
    livre.save(flux)
    return refaire(flux.getvalue(), _corriger)


def _corriger(nom: str, contenu: bytes) -> bytes | None:
    """Ôte d'une partie ce qui change d'une fois à l'autre, et de l'archive ce qui n'y sert pas."""
    if nom.startswith(INUTILES):
        return None
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
    """Les cellules d'une feuille, en XML ; celles qui se suivent et se ressemblent n'en font qu'une.

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
            attributs += f' table:style-name="{_nom(habit, cran)}"'
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
            f' table:default-cell-style-name="{_nom(habit)}"/>'
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


def _nom(habit: str, cran: int = 0) -> str:
    return f"h-{habit or 'nu'}" + (f"-{cran}" if cran else "")


def _styles(classeur: Classeur) -> Iterator[str]:
    yield (
        '<number:text-style style:name="texte"><number:text-content/></number:text-style>'
    )
    crans = {c for f in classeur.feuilles for c in f.retraits.values()} | {0}
    for nom, habit in HABITS.items():
        for cran in sorted(crans):
            yield _style_de_cellule(_nom(nom, cran), habit, cran)
    for numero, feuille in enumerate(classeur.feuilles):
        couleur = f' table:tab-color="#{feuille.couleur}"' if feuille.couleur else ""
        yield (
            f'<style:style style:name="feuille-{numero}" style:family="table">'
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
    hauteur = "middle" if nom == _nom("entete") else "top"
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


def _figer(livre: Document, classeur: Classeur) -> None:
    """Écrit dans les réglages les lignes et les colonnes qui restent à l'écran."""
    reglages = livre.get_part("settings.xml")
    ensemble = reglages.get_element("//office:settings")
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
