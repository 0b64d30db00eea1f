"""Un document donné à « importer » : lu à part, borné, refusé d'une phrase s'il ne se lit pas."""

from __future__ import annotations

import io
import shutil
import zipfile
import zlib
from collections.abc import Callable
from functools import cache, reduce
from pathlib import Path

import docx
import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.classeur import a_part
from projet_social.classeur.refus import RefusDeClasseur
from projet_social.document.ouverture import LECTEURS, ouvrir_la_source

from ..fabrique import CORPUS
from .fabrique import DOCUMENTS, enregistrer
from .test_pdf import numerise

pytestmark = pytest.mark.lent
CORPS = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
FIN = b"</w:body></w:document>"


def word(corps: bytes, **autres: bytes) -> bytes:
    """Un DOCX dont on écrit le corps, et d'autres parties."""
    flux = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(enregistrer(docx.Document()))) as modele,
        zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for nom in modele.namelist():
            archive.writestr(nom, corps if nom == "word/document.xml" else modele.read(nom))
        for nom, contenu in autres.items():
            archive.writestr(f"word/{nom}", contenu)
    return flux.getvalue()


@cache
def bombe() -> bytes:
    """Un PDF de quelques mégaoctets dont la seule page en fait trois milliards.

    Un morceau pressé une fois, et redit : presser trois milliards de signes prend dix secondes.
    """
    morceau, fois = b"0 0 m\n" * 200_000, 2600
    presse = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    redit = presse.compress(morceau) + presse.flush(zlib.Z_FULL_FLUSH)
    somme = reduce(lambda somme, _: zlib.adler32(morceau, somme), range(fois), 1)
    page = b"\x78\xda" + redit * fois + presse.flush() + somme.to_bytes(4, "big")
    objets = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(page) + page + b"\nendstream",
    )
    rendu, places = b"%PDF-1.4\n", []
    for rang, objet in enumerate(objets, 1):
        places.append(len(rendu))
        rendu += b"%d 0 obj\n" % rang + objet + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return rendu + (
        b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(rendu)
    )


REFUS: dict[str, tuple[Callable[[], bytes], str]] = {
    "numérisé": (numerise, "PDF sans texte : c'est une image numérisée (un scan) ; donner le "),
    "bombe": (bombe, "document qui demande trop de mémoire ; n'en garder que les pages du plan"),
    "trop de texte": (
        lambda: word(CORPS + b"<w:p/>" * 11_000_000 + FIN),
        "fichier de 66 Mo une fois décompressé, 60 Mo au plus ; n'en garder que le plan d'actions",
    ),
    "trop d'images": (
        lambda: word(CORPS + FIN, **{"media.bin": bytes(401_000_000)}),
        "fichier de 401 Mo une fois décompressé, 400 Mo au plus ; en retirer les images",
    ),
    "emboîté": (
        lambda: word(CORPS + b"<w:tbl><w:tr><w:tc>" * 60 + b"</w:tc></w:tr></w:tbl>" * 60 + FIN),
        "plus de 20 tableaux l'un dans l'autre ; les sortir les uns des autres",
    ),
    "coupé": (
        lambda: word(CORPS),
        "document abîmé, illisible (XMLSyntaxError) ; l'ouvrir dans Word",
    ),
    "sans fin": (lambda: word(CORPS + b"<w:sdt>" * 100_000), "document abîmé, illisible (XMLSyn"),
    "vide": (
        lambda: word(CORPS + FIN),
        "document vide : ni texte, ni tableau ; vérifier le fichier",
    ),
}


@pytest.mark.parametrize("cas", REFUS)
def test_un_document_piege_ou_abime_se_refuse_d_une_phrase(cas: str, tmp_path: Path) -> None:
    """Ni trace, ni attente, ni mémoire qui déborde."""
    fabriquer, dite = REFUS[cas]
    fichier = tmp_path / "plan.quelconque"
    fichier.write_bytes(fabriquer())

    with pytest.raises(RefusDeClasseur) as refus:
        ouvrir_la_source(fichier)

    assert str(refus.value).startswith(dite)


def test_un_document_qui_n_en_finit_pas_s_arrete(monkeypatch: pytest.MonkeyPatch) -> None:
    """La borne passée, le processus est arrêté, et l'on dit quoi faire."""
    monkeypatch.setattr(a_part, "SECONDES_MAXIMUM", 0)
    with pytest.raises(RefusDeClasseur, match=r"trop long à lire .*n'en garder que les pages"):
        a_part.lire_a_part(LECTEURS["pdf"], bombe())


@pytest.mark.parametrize("suffixe", ["docx", "pdf"])
def test_importer_un_document_ecrit_son_plan(
    suffixe: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """De la ligne de commande aux fichiers ; le nom du fichier ne compte pas."""
    donnees, plan = tmp_path / "data", tmp_path / "plan.xlsx"
    shutil.copytree(CORPUS, donnees)
    shutil.copy(DOCUMENTS / f"un-tableau-par-fiche.{suffixe}", plan)
    mots = ["importer", str(plan), "--territoire", "val-imaginaire", "--projet", "projet-plan"]

    assert principal([*mots, "--oui", "--donnees", str(donnees)]) == 0

    dit = capsys.readouterr().out
    assert "Fiches : 3\n" in dit
    ecrits = {f.name for f in donnees.rglob("*.yml")} - {f.name for f in CORPUS.rglob("*.yml")}
    assert {"projet-plan.yml", "ouvrir-un-cafe-des-aidants.yml", "preter-des-velos.yml"} <= ecrits


def test_un_document_sans_action_dit_comment_en_donner(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """De la prose : rien n'est écrit, et l'on dit ce que l'import reconnaît."""
    fichier, document = tmp_path / "diagnostic.docx", docx.Document()
    document.add_paragraph("Un diagnostic inventé.")
    fichier.write_bytes(enregistrer(document))

    mots = ["importer", str(fichier), "--territoire", "val-imaginaire", "--donnees", str(CORPUS)]
    assert principal([*mots, "--oui"]) == 1

    assert capsys.readouterr().err.endswith(
        "aucune action reconnue ; donner aux titres « Axe 1 : … », « Fiche-action n° 1 : … », ou "
        "copier les actions dans un tableur, une par ligne\n"
    )


def test_sans_fichier_c_est_l_affaire_des_classeurs(tmp_path: Path) -> None:
    """Un fichier absent, un dossier, un classeur : ce que l'on en disait ne change pas."""
    with pytest.raises(RefusDeClasseur, match="fichier introuvable"):
        ouvrir_la_source(tmp_path / "absent.docx")
    with pytest.raises(RefusDeClasseur, match="c'est un dossier"):
        ouvrir_la_source(tmp_path)
