"""Fabriquer des documents Word de formes différentes, comme les agents en ont.

Chaque forme est celle d'un vrai plan ; tout ce qu'ils disent est inventé.

Pour refaire ceux de `documents/` : `python -m tests.document.fabrique` (demande LibreOffice).
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

DOCUMENTS = Path(__file__).parent / "documents"
AVIS = "Projet social inventé du Val-Imaginaire"


def enregistrer(document: Any) -> bytes:
    """Les octets d'un document."""
    flux = io.BytesIO()
    document.save(flux)
    return flux.getvalue()


def tableau(document: Any, lignes: Sequence[Sequence[str]]) -> Any:
    """Un tableau, ligne par ligne ; un retour à la ligne y fait un paragraphe."""
    rendu = document.add_table(len(lignes), max(map(len, lignes)), style="Table Grid")
    for rang, ligne in enumerate(lignes):
        for colonne, texte in enumerate(ligne):
            premier, *suite = texte.split("\n")
            rendu.cell(rang, colonne).paragraphs[0].add_run(premier)
            for autre in suite:
                rendu.cell(rang, colonne).add_paragraph(autre)
    return rendu


def faux_titre(document: Any, texte: str) -> None:
    """Un titre sans style : un paragraphe en gras."""
    document.add_paragraph().add_run(texte).bold = True


def un_tableau_par_fiche() -> Any:
    """Titres de Word pour les niveaux, un tableau à deux colonnes par fiche, une par page."""
    document = docx.Document()
    document.add_heading(AVIS, 0)
    document.add_heading("Préambule", 1)
    document.add_paragraph("Le territoire inventé a mené une large concertation en 2024.")
    document.add_heading("Plan d'actions", 1)
    document.add_heading("Axe 1 : Bien vieillir", 2)
    document.add_heading("Objectif 1.1 : Rompre l'isolement", 3)
    for numero, titre, pilote in (
        ("1", "Ouvrir un café des aidants", "CCAS du Val"),
        ("2", "Visiter les personnes isolées", "Association Lien inventé"),
    ):
        document.add_heading(f"Fiche-action n° {numero} : {titre}", 4)
        tableau(
            document,
            [
                ("Constat", "Des aidants s'épuisent."),
                ("Description", "Un lieu ouvert.\nDes rencontres."),
                ("Pilote", pilote),
                ("Partenaires", "CAF ; MSA"),
                ("Échéance", "fin 2026"),
                ("Indicateurs", "Nombre de rencontres\nNombre d'aidants"),
                ("Couleur", "bleu"),
            ],
        )
        document.add_page_break()
    document.add_heading("Axe 2 : Se déplacer", 2)
    document.add_heading("Fiche-action n° 3 : Prêter des vélos", 4)
    tableau(
        document,
        [
            ("Pilote", "Roue libre inventée"),
            ("Public visé", "Jeunes"),
            ("Calendrier", "2025, 2026"),
            ("Budget prévisionnel", "3 000 €"),
        ],
    )
    document.add_heading("Conclusion", 1)
    document.add_paragraph("Le comité se réunira chaque année.")
    return document


def fiches_en_paragraphes() -> Any:
    """Ni style ni tableau : des titres en gras, des lignes « Pilote : … », des puces."""
    document = docx.Document()
    document.add_paragraph("Ce document inventé présente le plan. Il compte deux axes.")
    faux_titre(document, "AXE 1 – Grandir au Val")
    faux_titre(document, "Fiche action 1.1 : Créer une crèche à horaires larges")
    document.add_paragraph("Pilote : Communauté de communes")
    document.add_paragraph("Partenaires : CAF, MSA")
    faux_titre(document, "Objectifs")
    document.add_paragraph("Accueillir les tout-petits", style="List Bullet")
    document.add_paragraph("Soulager les parents", style="List Bullet")
    faux_titre(document, "Description de l'action")
    document.add_paragraph("Une crèche ouverte de 6 h à 21 h.")
    document.add_paragraph("Les horaires seront décidés avec les familles.")
    document.add_paragraph("Échéance : septembre 2026")
    faux_titre(document, "Points forts")
    document.add_paragraph("Le bâtiment existe déjà.")
    faux_titre(document, "AXE 2 – Se soigner")
    faux_titre(document, "Fiche action 2.1 : Loger les internes")
    document.add_paragraph("Pilote : Commune de Vallon")
    document.add_paragraph("Statut : en cours")
    document.add_paragraph("Calendrier : 2025")
    return document


def tableaux_fusionnes() -> Any:
    """Des fiches en tableau : cellules fusionnées, titre dedans, libellé sur deux lignes."""
    document = docx.Document()
    for numero, titre in ((1, "Ouvrir une épicerie"), (2, "Recycler les meubles")):
        rendu = tableau(
            document,
            [
                (f"FICHE ACTION N° {numero}", "", "", ""),
                ("Intitulé de l'action", titre, "", ""),
                ("Axe", "Axe 1 : Agir contre la précarité", "", ""),
                ("Pilote", "CCAS du Val", "Échéance", "2026"),
                ("Moyens", "Humains : un agent", "", ""),
                ("", "Matériels : un local", "", ""),
                ("Description de l'action", "", "", ""),
                ("Un local, des bénévoles.", "", "", ""),
            ],
        )
        rendu.cell(0, 0).merge(rendu.cell(0, 3))
        for ligne in (1, 2, 4, 5):
            rendu.cell(ligne, 1).merge(rendu.cell(ligne, 3))
        rendu.cell(4, 0).merge(rendu.cell(5, 0))
        for ligne in (6, 7):
            rendu.cell(ligne, 0).merge(rendu.cell(ligne, 3))
        document.add_paragraph()
    return document


def liste_en_tableau() -> Any:
    """Un tableau d'ensemble par axe, une ligne par action."""
    document = docx.Document()
    for axe, actions in (
        ("Axe 1 : Habiter", ("Adapter les logements", "Loger les saisonniers")),
        ("Axe 2 : Bouger", ("Prêter des vélos",)),
    ):
        document.add_heading(axe, 1)
        tableau(
            document,
            [
                ("N°", "Action", "Pilote", "Échéance"),
                *((str(n), nom, "CCAS du Val", "2026") for n, nom in enumerate(actions, 1)),
            ],
        )
    return document


def ce_qui_n_est_pas_du_texte() -> Any:
    """En-tête, pied, zone de texte, rature, ajout, commentaire, note, légende, texte masqué."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Document de travail inventé"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_heading("Axe 1 : Dire", 1)
    document.add_heading("Fiche-action n° 1 : Tenir un journal", 2)
    document.add_paragraph("Pilote : Médiathèque")
    paragraphe = document.add_paragraph("Échéance : ")
    for balise, nom, mots in (("w:ins", "w:t", "2027"), ("w:del", "w:delText", "2026")):
        modification, passage, texte = (OxmlElement(n) for n in (balise, "w:r", nom))
        texte.text = mots
        passage.append(texte)
        modification.append(passage)
        paragraphe._p.append(modification)
    document.add_paragraph("Statut : en cours")
    masque = document.add_paragraph().add_run("À ne pas diffuser")
    masque.font.hidden = True
    document.add_paragraph("Photo de la place", style="Caption")
    document.add_comment(document.paragraphs[2].runs, "À vérifier", author="", initials="")
    zone = document.add_paragraph()
    dessin, cadre = OxmlElement("w:pict"), OxmlElement("w:txbxContent")
    dedans = docx.Document().add_paragraph("Budget : 500 €")._p
    cadre.append(dedans)
    dessin.append(cadre)
    zone.add_run()._r.append(dessin)
    return document


def contrat_aux_operations() -> Any:
    """Neuf fiches d'un contrat : un tableau des champs, puis les opérations en colonnes."""
    document = docx.Document()
    document.add_heading("Contrat inventé du Val-Imaginaire 2025-2028", 0)
    for fiche in range(1, 10):
        if fiche % 3 == 1:
            document.add_heading(f"Axe {fiche // 3 + 1} : Axe inventé {fiche // 3 + 1}", 1)
        document.add_heading(f"Fiche-action n° {fiche} : Action inventée {fiche}", 2)
        tableau(
            document,
            [
                ("Constat", f"Constat inventé {fiche}."),
                ("Objectifs de l'action", "- Premier objectif\n- Second objectif"),
                ("Pilote", "CCAS du Val"),
                ("Partenaires", "CAF ; MSA"),
            ],
        )
        document.add_paragraph()
        nombre = 2 + (fiche % 2)
        tableau(
            document,
            [
                (
                    "",
                    *(
                        f"Opération {n} : Opération inventée {fiche}.{n}"
                        for n in range(1, nombre + 1)
                    ),
                ),
                ("Public", *(["Jeunes"] * nombre)),
                ("Pilote", *(f"Structure inventée {n}" for n in range(1, nombre + 1))),
                ("Échéance", *(str(2024 + n) for n in range(1, nombre + 1))),
                ("Budget", *(f"{n} 000 €" for n in range(1, nombre + 1))),
                ("Indicateurs", *(f"Nombre inventé {n}" for n in range(1, nombre + 1))),
            ],
        )
    return document


def numerotation(document: Any, style: str, motif: str) -> None:
    """Donne à un style de titre un numéro que Word calcule : « Axe %1 : »."""
    racine = document.part.numbering_part.element
    abstrait, niveau = OxmlElement("w:abstractNum"), OxmlElement("w:lvl")
    abstrait.set(qn("w:abstractNumId"), "90")
    niveau.set(qn("w:ilvl"), "0")
    for nom, valeur in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", motif)):
        element = OxmlElement(nom)
        element.set(qn("w:val"), valeur)
        niveau.append(element)
    abstrait.append(niveau)
    racine.insert(0, abstrait)
    liste, reference = OxmlElement("w:num"), OxmlElement("w:abstractNumId")
    liste.set(qn("w:numId"), "90")
    reference.set(qn("w:val"), "90")
    liste.append(reference)
    racine.append(liste)
    proprietes = document.styles[style].element.get_or_add_pPr()
    numero = proprietes.get_or_add_numPr()
    numero.get_or_add_numId().val = 90


FORMES = {
    "un-tableau-par-fiche": un_tableau_par_fiche,
    "fiches-en-paragraphes": fiches_en_paragraphes,
    "tableaux-fusionnes": tableaux_fusionnes,
    "liste-en-tableau": liste_en_tableau,
    "contrat-aux-operations": contrat_aux_operations,
}
"""Les formes dont on garde aussi le PDF qu'en fait un traitement de texte."""


def refaire() -> None:
    """Réécrit les fichiers de `documents/` : chaque DOCX, et le PDF qu'en fait LibreOffice."""
    DOCUMENTS.mkdir(exist_ok=True)
    for nom, fabriquer in FORMES.items():
        (DOCUMENTS / f"{nom}.docx").write_bytes(enregistrer(fabriquer()))
    textes = [str(DOCUMENTS / f"{nom}.docx") for nom in FORMES]
    convertir = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(DOCUMENTS)]
    subprocess.run([*convertir, *textes], check=True, capture_output=True)


if __name__ == "__main__":
    refaire()
