"""`projet-social dossier` : le bon document, au bon format, ou un refus qui dit quoi écrire."""

from __future__ import annotations

from pathlib import Path

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.impression import en_pdf
from projet_social.impression.en_pdf import PdfImpossible

from ..fabrique import CORPUS

DONNEES = ("--donnees", str(CORPUS))
SIGNATURES = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "odt": b"PK\x03\x04"}


def lancer(*arguments: str) -> int:
    """Lance la commande sur le corpus inventé."""
    return principal(["dossier", *arguments, *DONNEES])


@pytest.mark.lent
@pytest.mark.parametrize(
    ("demande", "nom"),
    [
        (("deux-territoires",), "deux-territoires"),
        (("--territoire", "val-imaginaire"), "territoire-val-imaginaire"),
        (("--synthese", "val-imaginaire"), "synthese-val-imaginaire"),
        (("--plan", "val-imaginaire"), "plan-val-imaginaire-projet"),
        (("--plan", "val-imaginaire/sante"), "plan-val-imaginaire-sante"),
        (("--fiche", "val-imaginaire/navette-du-samedi"), "fiche-val-imaginaire-navette-du-samedi"),
    ],
)
def test_chaque_demande_ecrit_son_document(
    demande: tuple[str, ...],
    nom: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Sans nom de fichier, le document donne le sien, dans le dossier où l'on est."""
    monkeypatch.chdir(tmp_path)
    assert lancer(*demande, "--format", "odt") == 0
    assert [fichier.name for fichier in tmp_path.iterdir()] == [f"{nom}.odt"]
    assert f"{nom}.odt" in capsys.readouterr().out


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_l_extension_dit_le_format(format_: str, tmp_path: Path) -> None:
    """`-o dossier.docx` suffit ; un fichier du même nom est remplacé."""
    sortie = tmp_path / f"d.{format_}"
    sortie.write_text("ancien")
    assert lancer("--synthese", "val-imaginaire", "-o", str(sortie)) == 0
    assert sortie.read_bytes().startswith(SIGNATURES[format_])
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("demande", "dit"),
    [
        (("trois",), "« trois » inconnu ; connus : deux-territoires"),
        (("--synthese", "val"), "« val » inconnu"),
        (("--plan", "val-imaginaire/x"), "« x » inconnu ; connus : projet, sante"),
        (("--fiche", "val-imaginaire"), "un territoire et une ligne"),
        (("--fiche", "val-imaginaire/"), "un territoire et une ligne"),
        (("--synthese", "val/imaginaire"), "sans barre oblique"),
        (("--synthese", "val-imaginaire", "-o", "d.txt"), ".pdf, .docx, .odt"),
        (("--synthese", "val-imaginaire", "-o", "d.odt", "--format", "docx"), "n'est pas un nom"),
        (("--synthese", "val-imaginaire", "-o", "absent/d.odt"), "vérifier le dossier"),
    ],
)
def test_un_refus_dit_quoi_ecrire(
    demande: tuple[str, ...],
    dit: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Code 1, une phrase, aucun fichier écrit."""
    monkeypatch.chdir(tmp_path)
    assert lancer(*demande) == 1
    assert dit in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_sans_weasyprint_la_commande_propose_les_autres_formats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Le refus dit quoi installer, et que l'ODT n'en a pas besoin ; l'ancien fichier reste."""

    def manquer() -> None:
        raise PdfImpossible("Pango manque")

    monkeypatch.setattr(en_pdf, "moteur_de_pages", manquer)
    sortie = tmp_path / "d.pdf"
    sortie.write_bytes(b"ancien")
    assert lancer("--synthese", "val-imaginaire", "-o", str(sortie)) == 1
    assert "Pango manque ; ou demander « --format odt »" in capsys.readouterr().err
    assert sortie.read_bytes() == b"ancien"
    assert [fichier.name for fichier in tmp_path.iterdir()] == ["d.pdf"]
