"""Lire un PDF, par pdfplumber : textes, titres à leur corps ou à leur gras, tableaux tracés.

La porte de pdfplumber. Une page numérisée n'a pas de texte : elle se dit, et rien ne s'y invente.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from ..classeur.classeur import Classeur
from ..classeur.refus import CHIFFRE, RefusDeClasseur
from ..texte.typographie import accorder
from .flux import Alinea, Quadrillage, en_classeur
from .mots_pdf import GRAS, MotPose, ParagraphePose, dominant, en_colonnes, en_paragraphes
from .tableaux_pdf import TableauPose, poser_le_tableau

PAGES_MAXIMUM = 400
TRAITS_MAXIMUM = 6000
"""Traits d'une page au-delà desquels c'est un dessin : on n'y cherche pas de tableau."""
SIGNES_D_UNE_PAGE = 20
"""Signes par page en deçà desquels un document est fait d'images."""
MARGE = 0.09
"""Part de la hauteur, en haut et en bas, où se tiennent les en-têtes et les pieds de page."""
PAGINATION = re.compile(r"(?:page|p\.)?\s*[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:/|sur)\s*\d{1,3})?", re.I)
EN_MARGE, EN_IMAGE = "en-tête ou pied de page", "image"
SANS_TEXTE = "page sans texte (image numérisée)"
TROP_DE_TRAITS = "dessin : aucun tableau n'y est cherché"
NUMERISE = (
    "PDF sans texte : c'est une image numérisée (un scan)",
    "donner le document Word ou le tableur dont il vient, ou le passer d'abord par une "
    "reconnaissance de caractères (OCR)",
)


@dataclass
class PageLue:
    """Une page : ses paragraphes et ses tableaux, dans l'ordre de lecture."""

    numero: int
    hauteur: float
    pieces: list[ParagraphePose | TableauPose] = field(default_factory=list)
    images: int = 0
    signes: int = 0
    dessin: bool = False


def lire_pdf(octets: bytes) -> Classeur:
    """Lit un PDF.

    Raises:
        RefusDeClasseur: protégé, numérisé, illisible ou trop long.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        document = pdfplumber.open(io.BytesIO(octets))
    except PdfminerException as erreur:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in erreur.args):
            raise RefusDeClasseur(*CHIFFRE) from erreur
        raise
    with document:
        nombre = len(document.pages)
        if nombre > PAGES_MAXIMUM:
            raise RefusDeClasseur(
                f"PDF de {nombre} pages, {PAGES_MAXIMUM} au plus", "n'en garder que celles du plan"
            )
        pages = []
        for numero, page in enumerate(document.pages, 1):
            pages.append(_lire_la_page(page, numero))
            page.close()
    if sum(page.signes for page in pages) < SIGNES_D_UNE_PAGE * len(pages):
        raise RefusDeClasseur(*NUMERISE)
    return en_classeur(_Feuilletage(pages).lire())


def _lire_la_page(page: Any, numero: int) -> PageLue:
    lue = PageLue(numero, float(page.height), images=len(page.images))
    mots = _mots(page)
    lue.signes = sum(len(mot.texte) for mot in mots)
    if sum(mot.texte.startswith("(cid:") for mot in mots) > len(mots) / 3:
        lue.signes = 0  # la police ne dit pas quels signes elle dessine
    if len(page.edges) > TRAITS_MAXIMUM:
        lue.dessin = True
        tableaux = []
    else:
        fermer = {"explicit_horizontal_lines": _bords_manquants(page)}
        tableaux = [tableau.cells for tableau in page.find_tables(fermer)]
    poses: list[TableauPose] = []
    for cases in sorted(tableaux, key=lambda t: (min(c[1] for c in t), min(c[0] for c in t))):
        ici = f"page {numero}, tableau {len(poses) + 1}"
        tableau = poser_le_tableau(cases, mots, ici)
        if len(cases) > 1 and tableau.dit_quelque_chose:  # une seule case n'est qu'un encadré
            poses.append(tableau)
    reste = [mot for mot in mots if not any(_dans(mot, tableau) for tableau in poses)]
    for tableau in poses:
        dessus = [mot for mot in reste if mot.centre[1] < tableau.boite[1]]
        reste = [mot for mot in reste if mot.centre[1] >= tableau.boite[1]]
        lue.pieces += _paragraphes(dessus)
        lue.pieces.append(tableau)
    lue.pieces += _paragraphes(reste)
    return lue


def _bords_manquants(page: Any) -> list[dict[str, Any]]:
    """Le trait que n'a pas une ligne de tableau coupée par un bas de page : on la ferme."""
    bouts: dict[tuple[int, str], list[float]] = defaultdict(list)
    for trait in page.edges:
        if trait["orientation"] == "v":
            for bout in ("top", "bottom"):
                bouts[round(trait[bout]), bout].append(float(trait["x0"]))
    traces = {round(t["top"]) for t in page.edges if t["orientation"] == "h"}
    return [
        {
            "object_type": "line",
            "x0": min(xs),
            "x1": max(xs),
            "top": y,
            "bottom": y,
            "width": max(xs) - min(xs),
            "height": 0,
            "orientation": "h",
        }
        for (y, _), xs in bouts.items()
        if len(set(map(round, xs))) > 1 and not traces & {y - 2, y - 1, y, y + 1, y + 2}
    ]


def _mots(page: Any) -> list[MotPose]:
    liens = [(lien, lien.get("uri") or "") for lien in page.hyperlinks]
    mots = []
    for mot in page.dedupe_chars().extract_words(
        x_tolerance_ratio=0.15, extra_attrs=["fontname", "size"]
    ):
        pose = MotPose(
            texte=mot["text"],
            gauche=float(mot["x0"]),
            haut=float(mot["top"]),
            droite=float(mot["x1"]),
            bas=float(mot["bottom"]),
            corps=round(float(mot["size"]) * 2) / 2,
            gras=bool(GRAS.search(mot["fontname"])),
        )
        x, y = pose.centre
        pose.lien = next(
            (u for b, u in liens if b["x0"] <= x <= b["x1"] and b["top"] <= y <= b["bottom"]), ""
        )
        mots.append(pose)
    return mots


def _dans(mot: MotPose, tableau: TableauPose) -> bool:
    gauche, haut, droite, bas = tableau.boite
    return gauche <= mot.centre[0] <= droite and haut <= mot.centre[1] <= bas


def _paragraphes(mots: Sequence[MotPose]) -> list[ParagraphePose]:
    return [p for colonne in en_colonnes(mots) for p in en_paragraphes(colonne)]


class _Feuilletage:
    """Le document de bout en bout ; un tableau coupé par un bas de page y est recousu.

    Ce que sa place écarte (pieds de page, images) vient après le reste : un pied de page n'est pas
    au milieu d'un tableau.
    """

    def __init__(self, pages: Sequence[PageLue]) -> None:
        self.pages = pages
        self.repetes = _repetes(pages)
        self.courant = dominant(
            (piece.corps, len(piece.texte))
            for page in pages
            for piece in page.pieces
            if isinstance(piece, ParagraphePose)
        )
        self.en_attente: TableauPose | None = None
        self.hors_texte: list[Alinea] = []

    def lire(self) -> Iterator[Alinea | Quadrillage]:
        """Les pages, puis ce qui n'en est pas le texte."""
        for page in self.pages:
            self._ecarter_les_images(page)
            yield from self._lire_la_page(page)
        yield from self._rendre_le_tableau()
        yield from self.hors_texte

    def _lire_la_page(self, page: PageLue) -> Iterator[Alinea | Quadrillage]:
        en_haut = True
        for rang, piece in enumerate(page.pieces, 1):
            if isinstance(piece, TableauPose):
                if en_haut and self.en_attente and self.en_attente.se_poursuit_par(piece):
                    self.en_attente.ajouter(piece)
                else:
                    yield from self._rendre_le_tableau()
                    self.en_attente = piece
                en_haut = False
                continue
            regle = _regle(piece, page, self.repetes)
            alinea = Alinea(
                piece.texte,
                f"page {page.numero}, paragraphe {rang}",
                poids=self._poids(piece),
                lien=piece.lien,
                regle=regle,
            )
            if regle == EN_MARGE:
                self.hors_texte.append(alinea)
                continue
            yield from self._rendre_le_tableau()
            en_haut = False
            yield alinea

    def _poids(self, paragraphe: ParagraphePose) -> float:
        """Ce qui distingue un paragraphe du texte courant : un corps plus grand, le gras."""
        plus_grand = paragraphe.corps > self.courant + 0.9
        return paragraphe.corps + 0.25 * paragraphe.gras if plus_grand or paragraphe.gras else 0

    def _rendre_le_tableau(self) -> Iterator[Quadrillage]:
        if self.en_attente is not None:
            yield self.en_attente.quadrillage
            self.en_attente = None

    def _ecarter_les_images(self, page: PageLue) -> None:
        ici = f"page {page.numero}"
        if page.images and not page.signes:
            self.hors_texte.append(Alinea(SANS_TEXTE, ici, regle=SANS_TEXTE))
        elif page.images:
            self.hors_texte.append(
                Alinea(accorder(page.images, "image"), f"{ici}, images", regle=EN_IMAGE)
            )
        if page.dessin:
            self.hors_texte.append(Alinea("dessin", f"{ici}, dessin", regle=TROP_DE_TRAITS))


def _sans_chiffres(texte: str) -> str:
    return re.sub(r"\d+", "#", texte)


def _en_marge(paragraphe: ParagraphePose, page: PageLue) -> bool:
    haut, bas = paragraphe.lignes[0].haut, paragraphe.lignes[-1].bas
    return bas < MARGE * page.hauteur or haut > (1 - MARGE) * page.hauteur


def _repetes(pages: Sequence[PageLue]) -> set[str]:
    """Ce qui revient d'une page à l'autre, en haut ou en bas, au numéro près."""
    compte = Counter(
        texte
        for page in pages
        for texte in {
            _sans_chiffres(piece.texte)
            for piece in page.pieces
            if isinstance(piece, ParagraphePose) and _en_marge(piece, page)
        }
    )
    seuil = max(2, min(3, len(pages) // 2))
    return {texte for texte, nombre in compte.items() if nombre >= seuil}


def _regle(paragraphe: ParagraphePose, page: PageLue, repetes: set[str]) -> str:
    """La règle qui écarte un paragraphe, si sa place ou son allure le dit."""
    texte = paragraphe.texte
    if _en_marge(paragraphe, page) and (
        PAGINATION.fullmatch(texte) or _sans_chiffres(texte) in repetes
    ):
        return EN_MARGE
    return ""
