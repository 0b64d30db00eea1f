"""Lire un document Word (.docx), par python-docx : paragraphes, titres, listes, tableaux.

Une des portes de python-docx. Ce qui n'est pas du texte courant (en-têtes, images, commentaires,
ratures) a sa ligne, à la fin, avec la règle qui l'écarte : il se compte, et se nomme.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from textwrap import shorten
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ..classeur.classeur import Cellule, Classeur, Plage
from ..classeur.refus import RefusDeClasseur
from .flux import EN_SOMMAIRE, Alinea, Quadrillage, en_classeur
from .styles_docx import (
    LEGENDE,
    SOMMAIRE,
    Numerotation,
    StyleDeParagraphe,
    Styles,
    liste_de,
    rang_du_plan,
    valeur_de,
)
from .texte_docx import TexteDeParagraphe, enfants, lire_le_paragraphe

ANNEXES = {
    "header": "en-tête ou pied de page",
    "footer": "en-tête ou pied de page",
    "comments": "commentaire",
    "footnotes": "",
    "endnotes": "",
}
"""Les parties à côté du texte, et la règle qui les écarte ; une note de bas de page est gardée."""
EN_LEGENDE, EN_IMAGE = "légende", "image"
RATURE = "texte supprimé (suivi des modifications)"
MASQUE = "texte masqué"
LONGUEUR_D_UN_REPERE = 48
"""Signes du titre sous lequel est un tableau, tels qu'on les cite."""
CADRES_EMBOITES = 20
"""Tableaux et zones de texte emboîtés que l'on suit."""


def lire_docx(octets: bytes) -> Classeur:
    """Lit un document Word.

    Raises:
        RefusDeClasseur: il est trop gros une fois décompressé, ou contient ce qui n'a rien à y
            faire.
    """
    return en_classeur(_LectureDocx(docx.Document(io.BytesIO(octets))).lire())


class _LectureDocx:
    def __init__(self, document: Any) -> None:
        self.partie: Any = document.part
        self.corps: Any = document.element.body
        self.styles = Styles(self._annexe("styles"))
        self.numerotation = Numerotation(self._annexe("numbering"))
        self.hors_texte: list[Alinea] = []
        self.paragraphes = self.tableaux = self.images = 0
        self.sous = ""

    def lire(self) -> Iterator[Alinea | Quadrillage]:
        """Le texte, puis ce qui n'en est pas."""
        yield from self._blocs(self.corps, 0)
        for nom, regle in ANNEXES.items():
            yield from self._lire_les_annexes(nom, regle)
        yield from self.hors_texte

    def _annexe(self, nom: str) -> Any:
        return next(iter(self._annexes(nom)), None)

    def _annexes(self, nom: str) -> list[Any]:
        """Les parties de ce nom : `styles`, `header`…"""
        parties = [
            lien.target_part
            for lien in self.partie.rels.values()
            if not lien.is_external and lien.reltype.endswith(f"/{nom}")
        ]
        return [
            partie.element if hasattr(partie, "element") else parse_xml(partie.blob)
            for partie in parties
        ]

    def _lire_les_annexes(self, nom: str, regle: str) -> Iterator[Alinea]:
        rang, vus = 0, set()
        for racine in self._annexes(nom):
            for paragraphe in racine.iter(qn("w:p")):
                texte = lire_le_paragraphe(paragraphe, gras=False).texte
                if texte and (not regle or texte not in vus):
                    vus.add(texte)
                    rang += 1
                    quoi = regle or "note de bas de page"
                    yield Alinea(texte, f"{quoi}, paragraphe {rang}", regle=regle)

    def _blocs(self, element: Any, cran: int, regle: str = "") -> Iterator[Alinea | Quadrillage]:
        """Les paragraphes et les tableaux d'un corps, d'une cellule ou d'une zone de texte."""
        _borner_les_cadres(cran)
        for bloc in element:
            if bloc.tag == qn("w:p"):
                yield from self._paragraphe(bloc, cran, regle)
            elif bloc.tag == qn("w:tbl"):
                yield from self._tableau(bloc, cran)
            elif bloc.tag == qn("w:sdt"):
                genre = valeur_de(bloc, "w:sdtPr", "w:docPartObj", "w:docPartGallery") or ""
                dedans = (
                    EN_SOMMAIRE
                    if SOMMAIRE.match(genre.replace("Table of Contents", "toc"))
                    else regle
                )
                contenu = bloc.find(qn("w:sdtContent"))
                yield from self._blocs(() if contenu is None else contenu, cran, dedans)
            elif bloc.tag in (qn("w:customXml"), qn("w:ins"), qn("w:moveTo")):
                yield from self._blocs(bloc, cran, regle)
            elif bloc.tag in (qn("w:del"), qn("w:moveFrom")):
                self._raturer("".join(bloc.itertext()))

    def _style(self, paragraphe: Any) -> StyleDeParagraphe:
        return self.styles.de(valeur_de(paragraphe, "w:pPr", "w:pStyle"))

    def _lire(self, paragraphe: Any) -> tuple[str, TexteDeParagraphe, StyleDeParagraphe]:
        """Le texte d'un paragraphe, sa puce ou son numéro devant ; ce qui n'en est pas se range."""
        style = self._style(paragraphe)
        lu = lire_le_paragraphe(paragraphe, gras=style.gras)
        self._raturer(lu.ratures)
        if lu.masque.strip():
            self.hors_texte.append(Alinea(lu.masque.strip(), self._ici(MASQUE), regle=MASQUE))
        for description in lu.images:
            self.images += 1
            dite = f"image : {description}" if description else "image sans description"
            self.hors_texte.append(Alinea(dite, self._ici(f"image {self.images}"), regle=EN_IMAGE))
        texte = lu.texte
        if texte:
            numero = self.numerotation.numero(liste_de(paragraphe) or style.liste)
            titre = style.titre is not None
            if numero and not titre and not any(signe.isalpha() for signe in numero[:3]):
                numero = "-"
            if numero and not (titre and numero == "-"):
                texte = f"{numero} {texte}"
        return texte, lu, style

    def _ici(self, quoi: str) -> str:
        return f"{quoi}, près du paragraphe {self.paragraphes}" if self.paragraphes else quoi

    def _raturer(self, texte: str) -> None:
        if texte.strip():
            self.hors_texte.append(Alinea(texte.strip(), self._ici("texte supprimé"), regle=RATURE))

    def _paragraphe(self, paragraphe: Any, cran: int, regle: str) -> Iterator[Alinea | Quadrillage]:
        texte, lu, style = self._lire(paragraphe)
        if texte:
            self.paragraphes += 1
            if SOMMAIRE.match(style.nom):
                regle = EN_SOMMAIRE
            elif LEGENDE.match(style.nom):
                regle = EN_LEGENDE
            titre = rang_du_plan(valeur_de(paragraphe, "w:pPr", "w:outlineLvl"), style.titre)
            titre = None if regle else titre
            corps = lu.corps or style.corps
            voyant = lu.gras > 0.9 * lu.signes or corps > self.styles.de(None).corps + 3
            if titre is not None or (voyant and len(texte) < 100):
                self.sous = shorten(texte, LONGUEUR_D_UN_REPERE, placeholder="…")
            yield Alinea(
                texte,
                f"paragraphe {self.paragraphes}",
                titre,
                (corps + 0.5 * (lu.gras > 0)) if voyant else 0,
                self._lien(lu),
                regle,
            )
        for cadre in lu.cadres:
            yield from self._blocs(cadre, cran + 1, regle)

    def _lien(self, lu: TexteDeParagraphe) -> str:
        for identifiant in lu.liens:
            lien = self.partie.rels.get(identifiant)
            if lien is not None and lien.is_external:
                return str(lien.target_ref)
        return ""

    def _tableau(self, tableau: Any, cran: int) -> Iterator[Alinea | Quadrillage]:
        rangees = [list(enfants(rangee, "w:tc")) for rangee in enfants(tableau, "w:tr")]
        if sum(map(len, rangees)) == 1:  # un cadre autour d'un texte, ou de toute une fiche
            cellule = next(rangee[0] for rangee in rangees if rangee)
            yield from self._blocs(cellule, cran + 1)
            return
        self.tableaux += 1
        ici = f"tableau {self.tableaux}" + (f" (sous « {self.sous} »)" if self.sous else "")
        lignes: list[list[Cellule]] = []
        fusions: list[Plage] = []
        ouvertes: dict[int, Plage] = {}
        for rang, rangee in enumerate(enfants(tableau, "w:tr")):
            avant = valeur_de(rangee, "w:trPr", "w:gridBefore") or "0"
            colonne = int(avant) if avant.isdigit() and int(avant) < 100 else 0
            ligne = [Cellule() for _ in range(colonne)]
            for case in enfants(rangee, "w:tc"):
                large = valeur_de(case, "w:tcPr", "w:gridSpan") or "1"
                largeur = min(max(int(large), 1), 100) if large.isdigit() else 1
                suite = valeur_de(case, "w:tcPr", "w:vMerge")
                bloc = ouvertes.get(colonne)
                if suite is not None and suite != "restart" and bloc is not None:
                    bloc.bas = rang
                else:
                    bloc = Plage(rang, colonne, rang, colonne + largeur - 1)
                    fusions.append(bloc)
                    ouvertes[colonne] = bloc
                ligne.append(self._cellule(case, cran))
                ligne += [Cellule() for _ in range(largeur - 1)]
                colonne += largeur
            lignes.append(ligne)
        fusions = [f for f in fusions if (f.haut, f.gauche) != (f.bas, f.droite)]
        endroits = [f"{ici}, ligne {rang}" for rang in range(1, len(lignes) + 1)]
        yield Quadrillage(lignes, endroits, fusions)

    def _cellule(self, case: Any, cran: int) -> Cellule:
        textes: list[str] = []
        cellule = Cellule()
        _borner_les_cadres(cran)
        for bloc in enfants(case, "w:p", "w:tbl"):
            if bloc.tag == qn("w:tbl"):
                for rangee in enfants(bloc, "w:tr"):
                    cases = [
                        str(self._cellule(dedans, cran + 1).valeur or "")
                        for dedans in enfants(rangee, "w:tc")
                    ]
                    textes.append(" | ".join(texte for texte in cases if texte))
                continue
            texte, lu, _ = self._lire(bloc)
            textes.append(texte)
            cellule.lien = cellule.lien or self._lien(lu)
            for cadre in lu.cadres:
                textes += [self._lire(p)[0] for p in cadre.iter(qn("w:p"))]
        cellule.valeur = "\n".join(filter(None, textes)) or None
        return cellule


def _borner_les_cadres(cran: int) -> None:
    if cran > CADRES_EMBOITES:
        raise RefusDeClasseur(
            f"plus de {CADRES_EMBOITES} tableaux l'un dans l'autre", "les sortir les uns des autres"
        )
