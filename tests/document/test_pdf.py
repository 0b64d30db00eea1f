"""Un PDF dit le même plan que le document dont il vient ; ce qu'il n'a pas, il ne l'invente pas."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
import weasyprint
from PIL import Image

from projet_social.classeur.refus import RefusDeClasseur

from .fabrique import FORMES
from .lecteur import fiches, importer, importer_le_document, lire, plan, sort_de, sorts

STYLE = """<style>
@page { size: A4; margin: 20mm; @bottom-center { content: "Plan inventé – " counter(page) } }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid; padding: 4px }
</style>"""


def en_pdf(corps: str, style: str = "") -> bytes:
    """Un PDF fait d'une page web, comme on en imprime."""
    page = f"<html lang=fr><head>{STYLE}<style>{style}</style></head><body>{corps}</body></html>"
    octets: bytes = weasyprint.HTML(string=page).write_pdf()
    return octets


def table(lignes: Sequence[Sequence[str]]) -> str:
    """Un tableau en HTML."""
    rangees = ("".join(f"<td>{case}</td>" for case in ligne) for ligne in lignes)
    return f"<table>{''.join(f'<tr>{rangee}</tr>' for rangee in rangees)}</table>"


@pytest.mark.parametrize("forme", FORMES)
def test_un_pdf_dit_le_meme_plan_que_son_document(forme: str) -> None:
    """Word, puis le PDF qu'en fait un traitement de texte : mêmes niveaux, mêmes fiches."""
    word, pdf = (importer_le_document(f"{forme}.{suffixe}") for suffixe in ("docx", "pdf"))

    assert plan(pdf) == plan(word)
    assert fiches(pdf) == fiches(word)
    assert sorts(pdf) == sorts(word)


def test_un_tableau_coupe_par_un_bas_de_page_se_recoud() -> None:
    """Trois pages, un seul tableau, les en-têtes répétés ; aucune ligne perdue, ni pied lu."""
    entetes = "<thead><tr><th>N°</th><th>Action</th><th>Pilote</th></tr></thead>"
    lignes = "".join(
        f"<tr><td>{n}</td><td>Action inventée {n}</td><td>Structure {n}</td></tr>"
        for n in range(1, 101)
    )
    resultat = importer(en_pdf(f"<h1>Axe 1 : Habiter</h1><table>{entetes}{lignes}</table>"), "pdf")

    assert plan(resultat)[1:] == [f"  Action {n} : Action inventée {n}" for n in range(1, 101)]
    assert fiches(resultat)[99]["pilotes"] == ["Structure 100"]
    assert set(sorts(resultat)) == {
        "placée",
        "ignorée : en-tête de colonne",
        "ignorée : en-tête répété",
        "ignorée : en-tête ou pied de page",
    }


def test_une_phrase_coupee_par_la_page_reste_une_phrase() -> None:
    """La ligne d'un tableau qui passe à la page suivante se recoud, mot à mot."""
    phrase = " ".join(f"mot{n}" for n in range(1200))
    resultat = importer(
        en_pdf(
            "<h1>Fiche-action n° 1 : Écrire</h1>"
            + table([("Pilote", "CCAS"), ("Échéance", "2026"), ("Description", phrase)])
        ),
        "pdf",
    )

    assert fiches(resultat)[0]["description"] == phrase


def test_une_ligne_qui_revient_au_bord_continue_la_phrase() -> None:
    """Deux indicateurs longs, sur plusieurs lignes chacun, restent deux."""
    noms = [f"Nombre de {'familles accompagnées ' * 7}numéro {n}" for n in (1, 2)]
    resultat = importer(
        en_pdf(
            "<h1>Fiche-action n° 1 : Compter</h1>"
            + table([("Pilote", "CCAS"), ("Public", "Jeunes"), ("Indicateurs", "<br>".join(noms))])
        ),
        "pdf",
    )

    assert [i["nom"] for i in fiches(resultat)[0]["indicateurs"]] == noms


def test_une_ligne_nommee_ne_continue_pas_celle_du_dessus() -> None:
    """« Investissement : » ne tenait pas sur la ligne d'avant ; c'est pourtant un autre budget."""
    lignes = "Fonctionnement : 8 000 €<br>Investissement : 20 000 €"
    tableau = table([("Pilote", "CCAS"), ("Public", "Jeunes"), ("Budget prévisionnel", lignes)])
    resultat = importer(
        en_pdf(f"<h1>Fiche-action n° 1 : Payer</h1>{tableau}", "td { width: 46mm }"), "pdf"
    )

    assert [b["prevu"] for b in fiches(resultat)[0]["budgets"]] == ["8 000 €", "20 000 €"]


def test_deux_colonnes_de_texte_se_lisent_l_une_apres_l_autre() -> None:
    """Un journal municipal : la phrase ne saute pas d'une colonne à l'autre."""
    gauche, droite = (
        " ".join(f"{cote}{n}" for n in range(150)) + "." for cote in ("gauche", "droite")
    )
    style = ".c { columns: 2; column-gap: 12mm } p { margin: 0; break-inside: avoid }"
    lu = lire(en_pdf(f"<div class=c><p>{gauche}</p><p>{droite}</p></div>", style), "pdf")

    textes = [str(case.valeur) for f in lu.feuilles for ligne in f.lignes for case in ligne]
    assert textes[:2] == [gauche, droite]


def test_un_lien_et_une_puce_se_gardent() -> None:
    """Ce que la page montre d'un clic, et ses listes."""
    lu = lire(
        en_pdf("<p><a href='https://exemple.fr/plan'>Le plan</a></p><ul><li>Un<li>Deux</ul>"), "pdf"
    )
    (feuille,) = lu.feuilles
    assert [(c.valeur, c.lien) for (c,) in feuille.lignes[:3]] == [
        ("Le plan", "https://exemple.fr/plan"),
        ("- Un", ""),
        ("- Deux", ""),
    ]


def test_une_page_numerisee_parmi_d_autres_se_dit() -> None:
    """Elle compte pour une image sans texte ; les autres se lisent."""
    image = io.BytesIO()
    Image.new("RGB", (300, 300), "gray").save(image, "PDF")
    source = pikepdf.open(io.BytesIO(en_pdf("<h1>Axe 1 : Habiter</h1>" + "<p>Du texte.</p>" * 9)))
    source.pages.extend(pikepdf.open(image).pages)
    flux = io.BytesIO()
    source.save(flux)

    resultat = importer(flux.getvalue(), "pdf")

    assert plan(resultat) == ["Axe 1 : Habiter"]
    assert sort_de(resultat, "page sans texte (image numérisée)").startswith("ignorée : page sans")


def chiffre(octets: bytes, mot: str) -> bytes:
    """Le même PDF, protégé."""
    flux = io.BytesIO()
    with pikepdf.open(io.BytesIO(octets)) as source:
        source.save(flux, encryption=pikepdf.Encryption(owner="secret", user=mot))
    return flux.getvalue()


def numerise() -> bytes:
    """Un PDF fait d'une seule image."""
    flux = io.BytesIO()
    Image.new("RGB", (300, 300), "gray").save(flux, "PDF")
    return flux.getvalue()


def sans_fin() -> bytes:
    """Un PDF de plus de pages qu'un plan n'en a jamais."""
    flux = io.BytesIO()
    source = pikepdf.new()
    for _ in range(401):
        source.add_blank_page()
    source.save(flux)
    return flux.getvalue()


REFUS = {
    "numérisé": (numerise, "PDF sans texte : c'est une image numérisée (un scan)"),
    "protégé": (lambda: chiffre(en_pdf("x"), "mot"), "fichier protégé par un mot de passe"),
    "trop de pages": (sans_fin, "PDF de 401 pages, 400 au plus"),
    "coupé": (lambda: b"%PDF-1.7\n1 0 obj", "document abîmé, illisible (PdfminerException)"),
}


@pytest.mark.parametrize("cas", REFUS)
def test_ce_qui_ne_se_lit_pas_se_refuse(cas: str) -> None:
    """Une phrase, et ce qu'il faut faire ; jamais une trace."""
    fabriquer, constat = REFUS[cas]
    with pytest.raises(RefusDeClasseur) as refus:
        lire(fabriquer(), "pdf")

    assert refus.value.constat == constat
    assert refus.value.conseil


def test_un_pdf_que_l_on_peut_lire_sans_son_mot_de_passe_se_lit() -> None:
    """Protégé contre l'impression seulement : rien à demander à l'agent."""
    assert lire(chiffre(en_pdf("<p>Un plan d'actions inventé.</p>"), ""), "pdf").feuilles
