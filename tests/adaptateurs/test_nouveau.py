"""`projet-social nouveau` : des options ou des questions, tout ou rien, des refus qui guident."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from projet_social.adaptateurs.commandes import nouveau
from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import examiner

from .terminal import APPEL, dialoguer

pytestmark = pytest.mark.lent

VAL = ("--nom", "Communauté de communes du Val Fleuri")


@pytest.fixture(autouse=True, scope="module")
def une_fois() -> Iterator[None]:
    """La liste ne se lit et la roue ne se bâtit qu'une fois : ces essais ne parlent pas d'elles."""
    with pytest.MonkeyPatch.context() as module:
        for nom in ("lire_toute_la_liste", "trouver_la_roue"):
            module.setattr(nouveau, nom, cache(getattr(nouveau, nom)))
        yield


def contenu(dossier: Path) -> dict[str, bytes]:
    """Tous les fichiers d'un dossier, par chemin."""
    return {
        f.relative_to(dossier).as_posix(): f.read_bytes()
        for f in sorted(dossier.rglob("*"))
        if f.is_file()
    }


def test_un_nom_suffit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sans terminal : ni question ni attente ; le site est là, et la suite est dite."""
    monkeypatch.chdir(tmp_path)

    assert principal(["nouveau", "mon site", "--nom", "Questembert Communauté"]) == 0

    dit = capsys.readouterr().out.splitlines()
    assert dit == [
        "Le site est dans « mon site » : Questembert Communauté (56), communauté de communes, "
        "13 communes, 24\u202f396 habitants.",
        "Ensuite :",
        "  cd 'mon site'",
        "  projet-social servir      (le voir sur http://127.0.0.1:8000/)",
        "  remplacer l'exemple inventé, dans data/territoires/questembert-communaute/",
        "  projet-social aide        (à tout moment : la prochaine chose à faire)",
    ]
    rapport = examiner(tmp_path / "mon site" / "data")
    assert rapport.publiable
    territoire = rapport.corpus.territoire("questembert-communaute")
    assert len(territoire.communes) == 13
    assert territoire.donnees.departements == ("56",)


def test_sans_rien_au_bout_elle_n_attend_jamais(tmp_path: Path) -> None:
    """Entrée fermée, sortie redirigée : la commande finit, quoi qu'on lui ait dit."""
    for mots in (["nouveau", "un", *VAL], ["nouveau", "deux"]):
        sortie = subprocess.run(
            [sys.executable, "-c", APPEL, *mots],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert sortie.returncode == (0 if "un" in mots else 1), sortie.stderr
    assert "il manque le nom du territoire" in sortie.stderr
    assert sorted(f.name for f in tmp_path.iterdir()) == ["un"]


def test_un_nom_hors_liste_se_complete_par_les_options(tmp_path: Path) -> None:
    """Type, départements, nom d'usage, CCAS qui porte le projet."""
    options = ["--type", "syndicat_mixte", "--departement", "29", "--departement", "2a"]
    assert principal(["nouveau", str(tmp_path / "a"), *VAL, *options, "--nom-court", "Val"]) == 0
    assert principal(["nouveau", str(tmp_path / "b"), "--nom", "CCAS de Gouesnou", "--vide"]) == 0

    donnees = examiner(tmp_path / "a" / "data").corpus.territoire("val").donnees
    assert (donnees.type, donnees.departements) == ("syndicat_mixte", ("29", "2A"))
    assert donnees.nom == "Communauté de communes du Val Fleuri"
    porte = examiner(tmp_path / "b" / "data").corpus
    assert porte.territoire("gouesnou").donnees.insee == "29061"
    assert porte.plans[0].projet.porteur == "CCAS de Gouesnou"


def test_un_depot_git_neuf_compte_pour_vide(tmp_path: Path) -> None:
    """On clone un dépôt vide, puis on y crée son site."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n")

    assert principal(["nouveau", str(tmp_path), *VAL]) == 0
    assert (tmp_path / "mkdocs.yml").is_file()
    assert (tmp_path / ".git" / "HEAD").is_file()


def test_un_disque_plein_ne_laisse_rien(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Une écriture qui échoue au milieu : ni fichier, ni dossier, pas même ceux des parents."""
    poses = []
    vrai = Path.replace

    def plein(source: Path, but: Path) -> Path:
        poses.append(but)
        if len(poses) == 12:
            raise OSError("disque plein")
        return vrai(source, but)

    monkeypatch.setattr(Path, "replace", plein)

    assert principal(["nouveau", str(tmp_path / "x" / "site"), *VAL]) == 1
    assert "disque plein" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


FAUTES = [
    ([], "il manque : dossier", 2),
    (["s", "--type", "ville"], "argument --type : choix inconnu 'ville' (permis : ", 2),
    (["s", "--publication", "ftp"], "argument --publication : choix inconnu 'ftp' (permis : ", 2),
    (["s", "--nom"], "argument --nom : une valeur est attendue", 2),
    (
        ["s", "--colour", "#000000"],
        "arguments inconnus : --colour ; vouliez-vous dire « --couleur » ?",
        2,
    ),
    (
        ["s"],
        'il manque le nom du territoire ; ajouter --nom "…", ou --chercher avec son SIREN',
        1,
    ),
    (
        ["plein", *VAL],
        "le dossier « plein » n'est pas vide (il contient « notes.txt ») ; donner le nom d'un "
        "dossier neuf : rien n'y a été écrit",
        1,
    ),
    (
        ["plein/notes.txt", *VAL],
        "« plein/notes.txt » est un fichier ; donner le nom d'un dossier neuf",
        1,
    ),
    (
        ["s", "--nom", "Yenne"],
        "2 territoires s'appellent « Yenne » ; préciser lequel :\n"
        "    --chercher 247300262  Yenne (73), communauté de communes, 13 communes, "
        "7\u202f416 habitants\n"
        "    --chercher 73330      Yenne (73), commune, 3\u202f045 habitants\n"
        "    --hors-liste          aucun d'eux",
        1,
    ),
    (
        ["s", "--chercher", "Questambert"],
        "« Questambert » n'est pas dans la liste officielle ; préciser lequel :\n"
        "    --chercher 245614383  Questembert Communauté (56), communauté de communes, "
        "13 communes, 24\u202f396 habitants\n"
        "    --chercher 56184      Questembert (56), commune, 8\u202f081 habitants",
        1,
    ),
    (
        ["s", "--nom", "Questambert"],
        "« Questambert » n'est pas dans la liste officielle ; préciser lequel :\n"
        "    --chercher 245614383  Questembert Communauté (56), communauté de communes, "
        "13 communes, 24\u202f396 habitants\n"
        "    --chercher 56184      Questembert (56), commune, 8\u202f081 habitants\n"
        "    --hors-liste          aucun d'eux",
        1,
    ),
    (
        ["s", "--nom", "Questembert"],
        "2 territoires s'appellent « Questembert » ; préciser lequel :\n"
        "    --chercher 245614383  Questembert Communauté (56), communauté de communes, "
        "13 communes, 24\u202f396 habitants\n"
        "    --chercher 56184      Questembert (56), commune, 8\u202f081 habitants\n"
        "    --hors-liste          aucun d'eux",
        1,
    ),
    (
        ["s", "--nom", "CC du pays de Questembert"],
        "« CC du pays de Questembert » n'est pas dans la liste officielle ; préciser lequel :\n"
        "    --chercher 245614383  Questembert Communauté (56), communauté de communes, "
        "13 communes, 24\u202f396 habitants\n"
        "    --hors-liste          aucun d'eux",
        1,
    ),
    (
        ["s", "--nom", "999999999"],
        "« 999999999 » ne nomme aucun territoire ; écrire son nom, ou son SIREN sans faute",
        1,
    ),
    (
        ["s", "--chercher", "999999999"],
        "« 999999999 » n'est pas dans la liste officielle ; vérifier son orthographe, ou donner "
        "son SIREN",
        1,
    ),
    (
        ["s", *VAL, "--couleur", "bleu"],
        "couleur « bleu » ; écrire un dièse et six signes, comme #0B5C6B",
        1,
    ),
    (
        ["s", *VAL, "--couleur", "#FFD700"],
        "couleur #FFD700 trop pâle : contraste de 1,30 sur le fond, 4,5 au moins ; la plus proche "
        "qui se lit est #857000",
        1,
    ),
    (
        ["s", *VAL, "--niveau", "axes=Défi"],
        "niveau « axes » inconnu ; écrire plutôt « axe »",
        1,
    ),
    (
        ["s", *VAL, "--niveau", "axe=Défi,Défis,x"],
        "niveau « axe=Défi,Défis,x » mal écrit ; écrire axe=Mot, ou axe=Mot,Mots,m (ou f)",
        1,
    ),
    (
        ["s", *VAL, "--niveau", "axe"],
        "niveau « axe » mal écrit ; écrire axe=Mot, ou axe=Mot,Mots,m (ou f)",
        1,
    ),
    (
        ["s", *VAL, "--niveau", "axe=<b>Défi</b>"],
        "niveau « <b>Défi</b> » : balise HTML « <b> » ; écrire le texte seul, sans balise",
        1,
    ),
    (
        ["s", *VAL, "--logo", "absent.svg"],
        "logo « absent.svg » introuvable ; vérifier son chemin",
        1,
    ),
    (
        ["s", *VAL, "--logo", "plein/notes.txt"],
        "logo « plein/notes.txt » : format inconnu ; donner l'un de .svg, .png, .webp, .jpg, .jpeg",
        1,
    ),
    (
        ["s", *VAL, "--logo", "lourd.png"],
        "logo « lourd.png » de 600 ko, 500 ko au plus ; l'alléger",
        1,
    ),
    (
        ["s", *VAL, "--departement", "999"],
        "département « 999 » inconnu ; écrire son numéro (56, 2A, 974)",
        1,
    ),
    (
        ["s", *VAL, "--adresse", "exemple.fr"],
        "--adresse « exemple.fr » ; écrire une adresse comme https://exemple.fr/",
        1,
    ),
    (["s", "--nom", "???"], "nom « ??? » sans aucune lettre ; écrire un nom", 1),
    (
        ["s", "--nom", "Val {{ 7*7 }}"],
        "code de gabarit « {{ » ; retirer les accolades",
        1,
    ),
    (
        ["s", *VAL, "--niveau", "axes=Défi", "--couleur", "bleu", "--departement", "999"],
        "3 options à corriger :\n"
        "  - niveau « axes » inconnu ; écrire plutôt « axe »\n"
        "  - couleur « bleu » ; écrire un dièse et six signes, comme #0B5C6B\n"
        "  - département « 999 » inconnu ; écrire son numéro (56, 2A, 974)",
        1,
    ),
]
"""Vingt-sept façons de se tromper, et ce que l'on répond, mot pour mot."""


@pytest.mark.parametrize(("mots", "dit", "code"), FAUTES, ids=[" ".join(f[0])[:50] for f in FAUTES])
def test_une_faute_est_dite_et_rien_n_est_ecrit(
    mots: list[str],
    dit: str,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Le constat, le remède, le bon code ; le dossier reste comme avant."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein" / "notes.txt").write_text("à garder", encoding="utf-8")
    (tmp_path / "lourd.png").write_bytes(b"0" * 600_000)
    avant = contenu(tmp_path)

    try:
        rendu = principal(["nouveau", *mots])
    except SystemExit as sortie:
        rendu = int(sortie.code or 0)

    erreur = capsys.readouterr().err
    assert rendu == code
    if code == 1:
        assert erreur == f"erreur : {dit}\n"
    else:
        assert dit in erreur
    assert "Traceback" not in erreur
    assert contenu(tmp_path) == avant


def test_les_questions_dans_un_terminal(tmp_path: Path) -> None:
    """Chercher, choisir dans la liste, nommer un niveau, corriger une couleur : pas à pas."""
    reponses = ["Mayenne", "1", "", "Défi", "", "m", "", "#FFD700", "oui", "", "oui", "1"]

    code, dit, restantes = dialoguer(["nouveau", "site"], reponses, tmp_path)

    assert code == 0, dit
    assert restantes == []
    assert "  1. Mayenne Communauté (53), communauté de communes, 33 communes" in dit
    assert "#FFD700 se lit mal ; prendre #857000 [oui]" in dit
    corpus = examiner(tmp_path / "site" / "data").corpus
    donnees = corpus.territoire("mayenne-communaute").donnees
    assert (donnees.siren, donnees.couleur) == ("200055887", "#857000")
    assert corpus.plans[0].projet.niveaux["axe"].pluriel == "Défis"  # type: ignore[index]
    assert (tmp_path / "site" / ".gitlab-ci.yml").is_file()


def test_la_touche_entree_suffit_apres_le_nom(tmp_path: Path) -> None:
    """Chaque question a sa réponse par défaut ; les recettes attendent alors à part."""
    code, dit, _ = dialoguer(["nouveau", "site"], ["Gouesnou", *[""] * 9], tmp_path)

    assert code == 0, dit
    site = tmp_path / "site"
    assert (site / "publication" / "gitlab" / ".gitlab-ci.yml").is_file()
    assert not (site / ".gitlab-ci.yml").exists()
    assert examiner(site / "data").corpus.territoire("gouesnou").donnees.insee == "29061"


def test_un_territoire_hors_liste_dans_un_terminal(tmp_path: Path) -> None:
    """On dit alors sa nature et ses départements ; une faute se redemande."""
    reponses = ["PETR du Val Imaginaire", "", "", "999", "56", *[""] * 6]

    code, dit, _ = dialoguer(["nouveau", "site"], reponses, tmp_path)

    assert code == 0, dit
    assert "département « 999 » inconnu" in dit
    (territoire,) = examiner(tmp_path / "site" / "data").corpus.territoires.values()
    assert (territoire.donnees.type, territoire.donnees.departements) == ("syndicat_mixte", ("56",))


def test_un_autre_nom_se_cherche_sans_tout_redire(tmp_path: Path) -> None:
    """Aucun de ceux que l'on propose : on écrit un autre nom ; un numéro faux se redemande."""
    reponses = ["999999999", "Pays de Redon", "0", "Questambert", "1", *[""] * 9]

    code, dit, _ = dialoguer(["nouveau", "site"], reponses, tmp_path)

    assert code == 0, dit
    assert "ce nom ou ce numéro n'est celui d'aucun territoire" in dit
    assert dit.count("Nom du territoire") == 2
    territoires = examiner(tmp_path / "site" / "data").corpus.territoires
    assert list(territoires) == ["questembert-communaute"]


def test_ce_que_les_options_disent_n_est_pas_redemande(tmp_path: Path) -> None:
    """`--oui` ne demande rien, même sur un terminal ; une option donnée n'est pas une question."""
    mots = ["nouveau", "un", *VAL, "--oui"]
    code, dit, _ = dialoguer(mots, [], tmp_path)
    assert code == 0, dit
    assert not re.search(r" : $", dit, re.MULTILINE)

    mots = ["nouveau", "deux", *VAL, "--couleur", "#0B5C6B", "--vide", "--publication", "zip"]
    code, dit, restantes = dialoguer(mots, ["", "", ""], tmp_path)
    assert code == 0, dit
    assert restantes == []
    assert "Couleur du territoire" not in dit
    assert "Mise en ligne" not in dit


def test_seule_la_mauvaise_reponse_se_redemande(tmp_path: Path) -> None:
    """Un genre, un pluriel, un nom d'usage refusés n'effacent pas ce qui les précède."""
    reponses = ["Gouesnou", "1", "???", "", "Défi", "<b>", "", "x", "m", "", *[""] * 5]

    code, dit, _ = dialoguer(["nouveau", "site"], reponses, tmp_path)

    assert code == 0, dit
    assert "sans aucune lettre" in dit
    assert "répondre m ou f" in dit
    assert dit.count("Votre mot pour le niveau « Axe »") == 1
    assert dit.count("Nom du territoire") == 1
    corpus = examiner(tmp_path / "site" / "data").corpus
    assert corpus.plans[0].projet.niveaux["axe"].pluriel == "Défis"  # type: ignore[index]
    assert corpus.territoire("gouesnou").nom == "Gouesnou"


def test_interrompre_ne_laisse_rien(tmp_path: Path) -> None:
    """Ctrl+C au milieu des questions : code 130, et pas un fichier."""
    code, dit, _ = dialoguer(["nouveau", "site"], ["Gouesnou", "\x03"], tmp_path)

    assert code == 130, dit
    assert "interrompu" in dit
    assert list(tmp_path.iterdir()) == []
