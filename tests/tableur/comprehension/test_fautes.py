"""Les fautes qu'un classeur ou une option peuvent avoir, et ce que l'on en dit, mot pour mot.

Un message dit où (feuille, cellule, colonne), quoi, et que faire ; rien n'est écrit.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from projet_social.adaptateurs.ligne_de_commande import principal

from ...conftest import REFERENTIELS, TERRITOIRE
from ..fabrique import CLASSEURS, classeur_de, enregistrer

Fautif = bytes | Callable[[], bytes] | None
TITRES = ["Action", "Pilote", "Échéance", "Statut"]


def plan(*lignes: list[Any], entetes: list[str] = TITRES, feuille: str = "Plan") -> bytes:
    """Un plan d'une feuille."""
    return classeur_de({feuille: [entetes, *lignes]})


def archive(**fichiers: bytes | str) -> bytes:
    """Un zip, `__` pour les barres des noms."""
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as zip_:
        for nom, contenu in fichiers.items():
            zip_.writestr(nom.replace("__", "/").replace("_point_", "."), contenu)
    return flux.getvalue()


def avec_lien() -> bytes:
    """Un plan dont une cellule mène à un fichier du poste."""
    classeur = Workbook()
    onglet = classeur.worksheets[0]
    onglet.title = "Plan"
    onglet.append(["Action", "Document"])
    onglet.append(["Aider", "La notice"])
    onglet["B2"].hyperlink = "file:///C:/plan/notice.docx"
    return enregistrer(classeur)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
P = "feuille « Plan », cellule"
FICHIERS: list[tuple[str, Fautif, str]] = [
    ("absent", None, "fichier introuvable ; vérifier son nom et son dossier"),
    ("vide", b" \n", "fichier vide ; vérifier qu'il est bien enregistré"),
    (
        "image",
        b"\x89PNG\r\n",
        "c'est une image, ni un classeur, ni un document ; donner le fichier dont elle vient "
        "(.xlsx, .ods, .docx, .pdf…)",
    ),
    (
        "page web",
        b"<html><table><tr><td>Action</td></tr></table>",
        "c'est une page web ou du XML, pas un classeur ; l'ouvrir dans le tableur et "
        "l'enregistrer en .xlsx ou .ods",
    ),
    (
        "vieux word",
        OLE + "WordDocument".encode("utf-16-le"),
        "ancien document Word (.doc), non lu ; l'ouvrir dans Word ou LibreOffice et l'enregistrer "
        "en .docx",
    ),
    (
        "rtf",
        b"{\\rtf1 Aider}",
        "document RTF, non lu ; l'ouvrir dans Word ou LibreOffice et l'enregistrer en .docx",
    ),
    (
        "texte de LibreOffice",
        archive(mimetype="application/vnd.oasis.opendocument.text"),
        "document de LibreOffice (.odt), non lu ; l'ouvrir dans Word ou LibreOffice et "
        "l'enregistrer en .docx",
    ),
    (
        "xlsb",
        archive(xl__workbook_point_bin=b"x"),
        "classeur binaire (.xlsb), non lu ; l'ouvrir dans le tableur et l'enregistrer en .xlsx "
        "ou .ods",
    ),
    (
        "archive",
        archive(lisez_point_txt="x"),
        "c'est une archive, pas un classeur ; en extraire le classeur",
    ),
    (
        "archive coupée",
        lambda: plan(["Aider"])[:900],
        "archive incomplète ou abîmée ; l'ouvrir dans le tableur et l'enregistrer en .xlsx ou .ods",
    ),
    (
        "xlsx abîmé",
        archive(xl__workbook_point_xml="<a/>"),
        "classeur abîmé, illisible (KeyError) ; l'ouvrir dans le tableur et l'enregistrer en "
        ".xlsx ou .ods",
    ),
    (
        "xls abîmé",
        OLE + b"\x00" * 600,
        "classeur abîmé, illisible (CompDocError) ; l'ouvrir dans le tableur et l'enregistrer en "
        ".xlsx ou .ods",
    ),
    (
        "xlsx protégé",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "fichier protégé par un mot de passe ; l'ouvrir, retirer le mot de passe et l'enregistrer",
    ),
    (
        "ods protégé",
        lambda: archive(
            mimetype="application/vnd.oasis.opendocument.spreadsheet",
            **{"META-INF__manifest_point_xml": "<manifest:encryption-data/>"},
        ),
        "fichier protégé par un mot de passe ; l'ouvrir, retirer le mot de passe et l'enregistrer",
    ),
    (
        "binaire",
        b"abc\x00\x01\x02",
        "ni un classeur, ni du texte ; donner un fichier .xlsx, .ods, .xls ou .csv",
    ),
    (
        "encodage inconnu",
        b"Action;Pilote\n\x81\x8d;b\n",
        "texte illisible : ni UTF-8, ni Windows-1252 ; l'ouvrir dans le tableur et l'enregistrer "
        "en .xlsx",
    ),
    (
        "guillemets ouverts",
        b'Action;Pilote\nAider;"CCAS\nOuvrir;Mairie\n',
        "ligne 2 du fichier : des guillemets ouverts ne se referment pas comme il faut ; doubler "
        "les guillemets à l'intérieur d'une cellule, ou enregistrer en .xlsx",
    ),
    (
        "aucune cellule",
        lambda: classeur_de({"Plan": []}),
        "classeur vide : aucune cellule remplie ; vérifier le fichier",
    ),
]
"""Nom du cas, contenu du fichier, refus."""

CELLULES: list[tuple[str, Fautif, str]] = [
    (
        "balise dans un titre",
        plan(["Aider <b>vite</b>", "CCAS"]),
        f"{P} A2, colonne « titre » : balise HTML « <b> » ; écrire le texte seul, sans balise",
    ),
    (
        "gabarit dans un titre",
        plan(["Aider {{ nom }}", "CCAS"]),
        f"{P} A2, colonne « titre » : code de gabarit « {{{{ » ; retirer les accolades",
    ),
    (
        "titre interminable",
        plan(["Aider " * 60, "CCAS"]),
        f"{P} A2, colonne « titre » : titre de 359 signes, 300 au plus ; garder l'essentiel et "
        "mettre le reste dans « description »",
    ),
    (
        "titre en erreur",
        plan(["#REF!", "CCAS"]),
        f"{P} A2, colonne « Action » : intitulé illisible (« #REF! ») ; corriger la formule, ou "
        "écrire l'intitulé en toutes lettres",
    ),
    (
        "balise dans le titre du plan",
        classeur_de({"Plan": [["Plan <b>2026</b>"], TITRES, ["Aider", "CCAS"]]}),
        f"{P} A1, colonne « titre » : balise HTML « <b> » ; écrire le texte seul, sans balise",
    ),
    (
        "ligne sans intitulé",
        plan(["Aider", "CCAS", 2025, "En cours"], [None, "Mairie", 2026, "Terminé"]),
        f"{P} C3, colonne « Échéance » : la ligne 3 n'a pas d'intitulé d'action ; écrire "
        "l'intitulé, ou fusionner la ligne avec celle du dessus",
    ),
    (
        "pas de colonne d'intitulé",
        plan(["CCAS", 2025, "En cours", "Haute"], entetes=[*TITRES[1:], "Priorité"]),
        "feuille « Plan » : aucune colonne ne donne l'intitulé des actions (en-têtes ligne 1) ; "
        "dire laquelle : --correspondance titre=NOM_DE_LA_COLONNE",
    ),
    (
        "fiche sans intitulé",
        classeur_de(
            {"Plan": [["Pilote", "CCAS"], ["Échéance", 2025], ["Statut", "x"], ["Budget", 3]]}
        ),
        f"{P} B1 : cette fiche n'a pas d'intitulé ; ajouter une ligne « Intitulé », ou un titre "
        "« Fiche-action n° 1 : … »",
    ),
    (
        "identifiant pris deux fois",
        plan(["Aider", "aide"], ["Ouvrir", "aide"], entetes=["Action", "Identifiant"]),
        f"{P} B3, colonne « Identifiant » : identifiant « aide » déjà pris par une autre ligne ; "
        "en donner un autre, ou vider la cellule",
    ),
]  # fmt: skip
"""Nom du cas, classeur, erreur dite en cellule : rien n'est écrit."""

AVERTISSEMENTS: list[tuple[str, Fautif, str]] = [
    (
        "balise dans une note",
        plan(["Aider", "<script>x</script>"], entetes=["Action", "Observation"]),
        f"{P} B2, colonne « Observation » : avertissement, balise HTML « <script> » ; laissé à "
        "ranger ; écrire le texte seul, sans balise",
    ),
    (
        "feuille sans tableau, trop pleine",
        classeur_de(
            {"Plan": [TITRES, ["Aider"]], "Budget": [list("abcdefghi") for _ in range(99)]}
        ),
        "feuille « Budget » : avertissement, aucun tableau reconnu : 891 cellules à ranger ; "
        "l'écarter par --feuilles, ou dire ses colonnes par --correspondance",
    ),
    (
        "jour impossible",
        plan(["Aider", "CCAS", "31/02/2025"]),
        f"{P} C2, colonne « Échéance » : avertissement, « 31/02/2025 » : ce jour n'existe pas, "
        "février 2025 a 28 jours ; laissé à ranger ; corriger le jour",
    ),
    (
        "date incomprise",
        plan(["Aider", "CCAS", "dès que possible"]),
        f"{P} C2, colonne « Échéance » : avertissement, date « dès que possible » incomprise ; "
        "laissé à ranger ; écrire par exemple 28 mars 2017, mars 2017, 2e trimestre 2018 ou 2015 à "
        "2019",
    ),
    (
        "année impossible",
        plan(["Aider", "CCAS", "mars 3024"]),
        f"{P} C2, colonne « Échéance » : avertissement, « mars 3024 » : l'année 3024 est "
        "impossible ; laissé à ranger ; corriger l'année",
    ),
    (
        "année incomplète",
        plan(["Aider", "CCAS", "12/03/25"]),
        f"{P} C2, colonne « Échéance » : avertissement, date « 12/03/25 » à l'année incomplète ; "
        "lue 2025-03-12, le jour d'abord ; écrire l'année en quatre chiffres",
    ),
    (
        "fin avant le début",
        plan(["Aider", 2026, 2024], entetes=["Action", "Début", "Fin"]),
        f"{P} C2, colonne « Fin » : avertissement, la fin (2024) précède le début (2026) ; laissé "
        "à ranger ; remettre « debut » et « fin » dans l'ordre",
    ),
    (
        "courriel dans un pilote",
        plan(["Aider", "CCAS (a.durand@exemple.fr)"]),
        f"{P} B2, colonne « Pilote » : avertissement, courriel ou téléphone d'une personne, non "
        "repris ; nommer la structure ; une boîte de service se met dans une colonne « Contact »",
    ),
    (
        "téléphone dans une note",
        plan(["Aider", "voir au 06 12 34 56 78"], entetes=["Action", "Couleur"]),
        f"{P} B2, colonne « Couleur » : avertissement, courriel ou téléphone d'une personne, non "
        "repris ; nommer la structure ; une boîte de service se met dans une colonne « Contact »",
    ),
    (
        "personne nommée",
        plan(["Aider", "Mme Durand, CCAS"]),
        f"{P} B2, colonne « Pilote » : avertissement, nom d'une personne, non repris ; écrire la "
        "structure ou la fonction, jamais le nom d'une personne",
    ),
    (
        "abandon sans motif",
        plan(["Aider", "CCAS", None, "Abandonné"]),
        f"{P} D2, colonne « Statut » : avertissement, action abandonnée sans motif ; dire "
        "pourquoi dans « motif »",
    ),
    (
        "avancement hors des bornes",
        plan(["Aider", "150 %"], entetes=["Action", "Taux d'avancement"]),
        f"{P} B2, colonne « Taux d'avancement » : avertissement, « 150 » hors des bornes ; laissé "
        "à ranger ; écrire un nombre de 0 à 100",
    ),
    (
        "identifiant mal formé",
        plan(["Aider", "Été 1"], entetes=["Action", "Identifiant"]),
        f"{P} B2, colonne « Identifiant » : avertissement, identifiant « Été 1 » mal formé ; "
        "laissé à ranger ; écrire « ete-1 » : minuscules sans accent, chiffres et tirets, 80 "
        "signes au plus",
    ),
    (
        "résumé trop long",
        plan(["Aider", "mot " * 80], entetes=["Action", "Résumé"]),
        f"{P} B2, colonne « Résumé » : avertissement, résumé de 319 signes, 280 au plus ; laissé à "
        "ranger ; dire l'essentiel en une phrase simple",
    ),
    (
        "formule sans résultat",
        plan(["Aider", "=A2&A3"]),
        f"{P} B2, colonne « Pilote » : avertissement, formule sans résultat (« =A2&A3 ») ; laissé "
        "à ranger ; la corriger dans le tableur, puis l'enregistrer",
    ),
    (
        "lien vers le poste",
        avec_lien,
        f"{P} B2, colonne « Document » : avertissement, lien de protocole « file » ; non repris ; "
        "écrire une adresse qui commence par https://",
    ),
    (
        "numéro devenu date",
        plan([date(2025, 2, 1), "Aider"], entetes=["N°", "Action"]),
        f"{P} A2, colonne « N° » : avertissement, le tableur a pris ce numéro pour une date ; lu "
        "« 1.2 » ; vérifier, et mettre la colonne au format Texte",
    ),
    (
        "deux porteurs",
        plan(["Aider", "CCAS", "Mairie"], entetes=["Action", "Porteur", "Structure porteuse"]),
        f"{P} C2, colonne « Structure porteuse » : avertissement, le champ « porteur » a déjà la "
        "valeur « CCAS » ; laissé à ranger ; ne garder qu'une des deux colonnes",
    ),
    (
        "action écrite deux fois",
        plan(["1", "Aider", "CCAS"], ["1", "Aider", "CCAS"], entetes=["N°", "Action", "Pilote"]),
        f"{P} B3 : avertissement, action déjà écrite en B2, mot pour mot ; supprimer l'une des "
        "deux lignes",
    ),
    (
        "feuille sans tableau",
        classeur_de({"Plan": [TITRES, ["Aider"]], "Notes": [["Penser à relire"]]}),
        "feuille « Notes » : avertissement, aucun tableau reconnu : 1 cellule à ranger ; "
        "l'écarter par --feuilles, ou dire ses colonnes par --correspondance",
    ),
]
"""Nom du cas, classeur, avertissement : la valeur reste à ranger, et l'import se fait."""

BON = plan(["Aider", "CCAS"], entetes=["Action", "Qui fait quoi"])
OPTIONS: list[tuple[str, list[str], str]] = [
    (
        "territoire inconnu",
        ["--territoire", "va"],
        "territoire « va » inconnu ; écrire plutôt « val »",
    ),
    (
        "onglet inconnu",
        ["--feuilles", "Plam"],
        "--feuilles : pas d'onglet « Plam » dans le classeur ; écrire plutôt « Plan » ; onglets : "
        "« Plan »",
    ),
    (
        "correspondance sans égale",
        ["--correspondance", "pilotes"],
        "--correspondance : « pilotes » incompris ; écrire CHAMP=COLONNE "
        '(pilotes="Qui fait quoi") ou le nom d\'un fichier .yml',
    ),
    (
        "champ inconnu",
        ["--correspondance", "pilote=Qui fait quoi"],
        "--correspondance : champ « pilote » inconnu ; écrire plutôt « pilotes »",
    ),
    (
        "colonne inconnue",
        ["--correspondance", "pilotes=Qui fait koi"],
        "--correspondance : pas de colonne « Qui fait koi » ; écrire plutôt « Qui fait quoi »",
    ),
    (
        "colonne dite deux fois",
        ["--correspondance", "pilotes=Action", "porteur=Action"],
        "--correspondance : colonne « Action » dite deux fois (pilotes, porteur) ; n'en garder "
        "qu'une",
    ),
    (
        "correspondance absente",
        ["--correspondance", "absente.yml"],
        "--correspondance : fichier « absente.yml » introuvable ; vérifier son nom",
    ),
    (
        "correspondance sans colonnes",
        ["--correspondance", "vide.yml"],
        "vide.yml:1: la clé « colonnes » manque ; écrire « colonnes: » puis une ligne « Nom de la "
        "colonne: champ » par colonne",
    ),
    (
        "correspondance mal écrite",
        ["--correspondance", "fautive.yml"],
        "fautive.yml:2: tabulation en début de ligne ; la remplacer par des espaces",
    ),
    (
        "plan mal nommé",
        ["--projet", "../secret"],
        "--projet : « ../secret » mal formé ; écrire projet, ou projet-cls",
    ),
]
"""Nom du cas, options, refus."""


@pytest.fixture
def chez_val(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dossier de travail dont `data/` n'a qu'un territoire, inventé."""
    fichiers = REFERENTIELS | {"territoires/val/territoire.yml": TERRITOIRE.format(nom="Val")}
    for nom, texte in fichiers.items():
        fichier = tmp_path / "data" / nom
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(texte, encoding="utf-8")
    (tmp_path / "vide.yml").write_text("autre: rien\n", encoding="utf-8")
    (tmp_path / "fautive.yml").write_text("colonnes:\n\tAction: titre\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ecrits(dossier: Path) -> set[str]:
    """Les fichiers du dossier des données."""
    return {f.relative_to(dossier).as_posix() for f in (dossier / "data").rglob("*") if f.is_file()}


def poser(dossier: Path, contenu: Fautif, nom: str = "plan.xlsx") -> None:
    """Écrit le classeur fautif."""
    if contenu is not None:
        (dossier / nom).write_bytes(contenu() if callable(contenu) else contenu)


def cas(liste: list[Any]) -> pytest.MarkDecorator:
    """Les cas d'une liste, chacun sous son nom."""
    return pytest.mark.parametrize(
        ("donne", "attendu"), [c[1:] for c in liste], ids=[c[0] for c in liste]
    )


@cas(FICHIERS)
def test_un_fichier_que_l_on_ne_lit_pas(
    donne: Fautif, attendu: str, chez_val: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Le refus est une seule phrase, sans trace d'exécution ; rien n'est écrit."""
    poser(chez_val, donne)
    avant = ecrits(chez_val)

    assert principal(["importer", "plan.xlsx", "--oui"]) == 1

    assert capsys.readouterr().err == f"erreur : plan.xlsx : {attendu}\n"
    assert ecrits(chez_val) == avant


@cas(CELLULES)
def test_une_erreur_est_dite_en_cellule(
    donne: Fautif, attendu: str, chez_val: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """L'erreur nomme la feuille, la cellule, la colonne ; elle est seule, et rien n'est écrit."""
    poser(chez_val, donne)
    avant = ecrits(chez_val)

    assert principal(["importer", "plan.xlsx", "--oui"]) == 1

    dit = capsys.readouterr()
    lignes = dit.out.splitlines()
    assert [li for li in lignes if li.startswith("feuille") and "avertissement" not in li] == [
        attendu
    ]
    assert dit.err == (
        "erreur : 1 erreur ; les corriger dans le classeur, puis relancer ; rien n'a été écrit\n"
    )
    assert ecrits(chez_val) == avant


@cas(AVERTISSEMENTS)
def test_un_avertissement_est_dit_en_cellule(
    donne: Fautif, attendu: str, chez_val: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """L'avertissement est seul, l'import se fait, et la valeur reste à ranger, non publiée."""
    poser(chez_val, donne)

    assert principal(["importer", "plan.xlsx", "--oui"]) == 0

    lignes = capsys.readouterr().out.splitlines()
    assert [ligne for ligne in lignes if ligne.startswith("feuille")] == [attendu]
    assert any(nom.startswith("data/territoires/val/actions/") for nom in ecrits(chez_val))


@cas(OPTIONS)
def test_une_option_mal_dite(
    donne: list[str], attendu: str, chez_val: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Une option qui ne désigne rien est dite, avec ce qui lui ressemble."""
    poser(chez_val, BON)
    avant = ecrits(chez_val)

    assert principal(["importer", "plan.xlsx", "--oui", *donne]) == 1

    assert capsys.readouterr().err == f"erreur : {attendu}\n"
    assert ecrits(chez_val) == avant


def test_une_colonne_a_confirmer(chez_val: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Hors d'un terminal, une colonne rapprochée à peu près se confirme par une option."""
    poser(chez_val, plan(["Aider", "CCAS"], entetes=["Action", "Partenaires locaux mobilisés"]))

    assert principal(["importer", "plan.xlsx"]) == 1

    assert capsys.readouterr().err == (
        "erreur : 1 colonne à confirmer (« Partenaires locaux mobilisés » → partenaires) ; "
        "relancer avec --oui, ou dire ce qu'elles sont par --correspondance CHAMP=COLONNE\n"
    )
    assert principal(["importer", "plan.xlsx", "--oui"]) == 0


def test_aucune_action(chez_val: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Un classeur sans plan est refusé, et l'on dit comment montrer où il est."""
    poser(chez_val, classeur_de({"Plan": [["Bonjour"], ["Rien ici"]]}))

    assert principal(["importer", "plan.xlsx", "--oui"]) == 1

    assert capsys.readouterr().err == (
        "erreur : plan.xlsx : aucune action reconnue ; dire la colonne des intitulés par "
        "--correspondance titre=NOM_DE_LA_COLONNE\n"
    )


def test_des_donnees_deja_fautives(chez_val: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On n'importe pas dans des données qui ne se publient pas."""
    poser(chez_val, BON)
    (chez_val / "data/territoires/val/projet.yml").write_text("titre: <b>x</b>\n")

    assert principal(["importer", "plan.xlsx", "--oui"]) == 1

    assert capsys.readouterr().err == (
        "erreur : les données de « data » ont déjà des erreurs (1 erreur, 0 avertissement) ; les "
        "corriger d'abord : projet-social verifier data\n"
    )


def test_plusieurs_territoires(chez_val: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Avec deux territoires, il faut dire lequel ; sans aucun, en créer un."""
    poser(chez_val, BON)
    autre = chez_val / "data/territoires/mont/territoire.yml"
    autre.parent.mkdir()
    autre.write_text(TERRITOIRE.format(nom="Mont"), encoding="utf-8")

    assert principal(["importer", "plan.xlsx"]) == 1
    assert "2 territoires ; dire lequel par --territoire : mont, val" in capsys.readouterr().err

    for slug in ("mont", "val"):
        (chez_val / f"data/territoires/{slug}/territoire.yml").unlink()
    assert principal(["importer", "plan.xlsx"]) == 1
    assert "aucun territoire ; en créer un : projet-social nouveau" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("borne", "valeur", "attendu"),
    [
        ("ouverture.OCTETS_MAXIMUM", 10, "fichier de 0 Mo, 0 Mo au plus ; retirer les images"),
        ("archive_recue.OCTETS_DEPLIES_MAXIMUM", 10, "fichier de 0 Mo une fois décompressé"),
        ("refus.LIGNES_MAXIMUM", 1, "feuille « Plan » : 2 lignes remplies, 1 au plus ; ne garder"),
        ("refus.COLONNES_MAXIMUM", 1, "feuille « Plan » : 2 colonnes remplies, 1 au plus"),
    ],
)
def test_trop_gros(
    borne: str,
    valeur: int,
    attendu: str,
    chez_val: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Un classeur démesuré est refusé avant d'emplir la mémoire."""
    poser(chez_val, BON)
    monkeypatch.setattr(f"projet_social.classeur.{borne}", valeur)

    assert principal(["importer", "plan.xlsx", "--oui"]) == 1
    assert attendu in capsys.readouterr().err


def test_un_disque_plein_laisse_tout_comme_avant(
    chez_val: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Si un fichier ne peut pas s'écrire, aucun ne l'est."""
    (chez_val / "plan.xlsx").write_bytes((CLASSEURS / "liste-plate.xlsx").read_bytes())
    avant = ecrits(chez_val)
    vrai, comptes = Path.replace, [0]

    def remplacer(place: Path, cible: Path) -> Path:
        comptes[0] += 1
        if comptes[0] == 3:
            raise OSError(28, "No space left on device")
        return vrai(place, cible)

    monkeypatch.setattr(Path, "replace", remplacer)
    assert principal(["importer", "plan.xlsx", "--oui"]) == 1

    assert "plus de place sur le disque" in capsys.readouterr().err
    assert comptes[0] >= 3
    assert ecrits(chez_val) == avant
