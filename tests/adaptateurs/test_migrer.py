"""`projet-social migrer` : montrer, puis écrire tout ou rien ; construire exige le bon format."""

from __future__ import annotations

from pathlib import Path

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import examiner
from projet_social.modele.format import FORMAT

from ..fabrique import Chantier
from .terminal import dialoguer
from .test_importer_dans_un_site_neuf import GOUESNOU, composer

TERRITOIRE = """\
# Identité, tenue par le service social
nom: Communauté de communes du Val
nom_court: Val        # le nom d'usage
type: communaute_de_communes

# Le bourg-centre, dit siège par les statuts
ville_principale: Éclose   # depuis 2017
siege: oui
notes:
  - Une note.   # à relire
"""
ATTENDU = """\
# Identité, tenue par le service social
nom: Communauté de communes du Val
nom_court: Val        # le nom d'usage
type: communaute_de_communes

# Le bourg-centre, dit siège par les statuts
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Des données au format 1 : ni version, et un siège à l'ancienne."""
    dossier = tmp_path / "data"
    (dossier / "territoires/val").mkdir(parents=True)
    (dossier / "territoires/val/territoire.yml").write_text(TERRITOIRE, encoding="utf-8")
    (dossier / "territoires/val/projet.yml").write_text("titre:   Projet  # intact\n", "utf-8")
    (dossier / "officiel").mkdir()
    (dossier / "officiel/departements.csv").write_text(
        "code,nom,region\n56,Morbihan,Bretagne\n", encoding="utf-8"
    )
    return dossier


def photographie(dossier: Path) -> dict[str, bytes]:
    """Tous les fichiers d'un dossier."""
    return {str(f.relative_to(dossier)): f.read_bytes() for f in dossier.rglob("*") if f.is_file()}


def test_un_essai_montre_sans_ecrire(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ce qui change, ligne à ligne, ce qui disparaît, et la commande qui l'écrira."""
    avant = photographie(data)

    assert principal(["migrer", str(data), "--essai"]) == 0

    dit = capsys.readouterr().out
    assert dit.startswith("Du format 1 au format 2 : La ville siège se nomme dans « siege »")
    assert "\n-siege: oui\n" in dit
    assert "\n+version: 2\n" in dit
    assert "\nsupprimé : data/officiel/departements.csv\n" in dit
    assert dit.endswith(f"Essai : rien n'est écrit.\nEnsuite :\n  projet-social migrer {data}\n")
    assert photographie(data) == avant


def test_la_migration_garde_les_commentaires(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Seules les lignes concernées changent ; les données migrées se publient ; deux fois, rien."""
    projet = (data / "territoires/val/projet.yml").read_bytes()

    assert principal(["migrer", str(data)]) == 0

    ecrit = (data / "territoires/val/territoire.yml").read_text(encoding="utf-8")
    assert ecrit.startswith(ATTENDU)
    assert "siege: Éclose" in ecrit
    assert "ville_principale" not in ecrit
    assert "  - Une note.   # à relire\n" in ecrit
    assert (data / "territoires/val/projet.yml").read_bytes() == projet
    assert not (data / "officiel").exists()
    rapport = examiner(data)
    assert rapport.publiable
    assert rapport.corpus.territoire("val").donnees.siege == "Éclose"
    capsys.readouterr()
    assert principal(["migrer", str(data)]) == 0
    assert capsys.readouterr().out == (
        f"Rien à faire : « {data} » est au format {FORMAT}, celui de ce programme.\n"
    )


@pytest.mark.lent
def test_les_schemas_de_l_editeur_suivent_le_programme(tmp_path: Path) -> None:
    """Un site qui en a les reçoit à jour ; un site qui n'en a pas n'en reçoit pas."""
    site = composer(tmp_path / "site", GOUESNOU)
    schema = site / ".vscode/schemas/projet.schema.json"
    bon = schema.read_bytes()
    schema.write_text("{}", encoding="utf-8")

    assert principal(["migrer", str(site / "data")]) == 0
    assert schema.read_bytes() == bon


def test_une_ecriture_refusee_laisse_tout_comme_avant(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Le disque refuse le dernier fichier : les premiers sont remis."""
    avant = photographie(data)
    vrai = Path.replace
    poses = []

    def refuser(source: Path, but: Path) -> Path:
        if source.suffix == ".neuf":
            poses.append(but)
            if len(poses) == 2:
                raise OSError("disque plein")
        return vrai(source, but)

    monkeypatch.setattr(Path, "replace", refuser)

    assert principal(["migrer", str(data)]) == 1
    assert "disque plein" in capsys.readouterr().err
    assert photographie(data) == avant


def test_un_fichier_illisible_arrete_tout(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On ne migre pas ce que l'on ne comprend pas."""
    (data / "editeur.yml").write_text("nom: [\n", encoding="utf-8")
    avant = photographie(data)

    assert principal(["migrer", str(data)]) == 1
    assert "editeur.yml:1" in capsys.readouterr().err
    assert photographie(data) == avant


@pytest.mark.parametrize(
    ("mots", "dit"),
    [
        (["absent"], "« absent » n'est pas un dossier de données ; vérifier son nom"),
        (
            ["data"],
            f"données au format 9 : ce programme ne lit que jusqu'au format {FORMAT} ; mettre à "
            "jour projet-social",
        ),
    ],
)
def test_ce_qui_ne_se_migre_pas(
    mots: list[str],
    dit: str,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Un dossier absent, un format plus récent que le programme."""
    (data / "format.yml").write_text("version: 9\n", encoding="utf-8")
    monkeypatch.chdir(data.parent)

    assert principal(["migrer", *mots]) == 1
    assert capsys.readouterr().err == f"erreur : {dit}\n"


def test_une_version_illisible_ne_se_devine_pas(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """« deux » n'est pas un format : on demande lequel, sans rien récrire."""
    (data / "format.yml").write_text("version: deux\n", encoding="utf-8")

    assert principal(["migrer", str(data)]) == 1
    assert "ne dit pas de version ; y écrire « version: 1 »" in capsys.readouterr().err
    assert (data / "format.yml").read_text(encoding="utf-8") == "version: deux\n"


@pytest.mark.lent
def test_dans_un_terminal_on_peut_dire_non(data: Path) -> None:
    """La question vient après ce qui change ; non n'écrit rien, oui écrit."""
    avant = photographie(data)

    code, dit, _ = dialoguer(["migrer", "data"], ["non"], data.parent)
    assert (code, photographie(data)) == (0, avant)
    assert dit.index("-siege: oui") < dit.index("Écrire ces changements")
    assert "Rien n'est écrit." in dit

    code, dit, _ = dialoguer(["migrer", "data"], ["oui"], data.parent)
    assert code == 0, dit
    assert examiner(data).publiable


REMEDE = "lancer « projet-social migrer », qui montre ce qu'il change avant d'écrire"


@pytest.mark.parametrize(
    ("version", "constat", "conseil"),
    [
        ("", "données au format 1, ce programme lit le format 2 (", REMEDE),
        ("version: 1\n", "données au format 1, ce programme lit le format 2 (", REMEDE),
        (
            "version: 3\n",
            "données au format 3 : ce programme ne lit que jusqu'au format 2",
            "mettre à jour projet-social",
        ),
        ("version: deux\n", "« deux » n'est pas un nombre entier", "écrire des chiffres, comme"),
        ("version: 0\n", "le format 0 n'existe pas", "écrire 2"),
    ],
)
def test_la_construction_refuse_un_autre_format(
    data: Path, version: str, constat: str, conseil: str
) -> None:
    """Une seule chose est dite, avec son remède : le reste serait faux tant qu'on n'a pas migré."""
    if version:
        (data / "format.yml").write_text(version, encoding="utf-8")

    anomalies = examiner(data).anomalies

    (dite,) = [a for a in anomalies if a.fichier == "format.yml"]
    assert dite.constat.startswith(constat)
    assert dite.conseil.startswith(conseil)
    if "deux" not in version and "0" not in version:
        assert anomalies == [dite]


def test_un_dossier_sans_version_que_rien_ne_distingue_se_lit(data: Path) -> None:
    """Rien à migrer, rien à reprocher : on ne demande pas un fichier pour le principe."""
    (data / "officiel/departements.csv").unlink()
    territoire = data / "territoires/val/territoire.yml"
    territoire.write_text(TERRITOIRE.replace("siege: oui\n", ""), encoding="utf-8")

    assert examiner(data).publiable


@pytest.mark.usefixtures("data")
def test_mkdocs_s_arrete_aussi(chantier: Chantier) -> None:
    """`mkdocs build` échoue, dit le remède, et n'écrit aucun site."""
    chantier.regler()
    chantier.ecrire({"docs/index.md": "# Accueil\n"})

    sortie = chantier.construire("--strict")

    assert sortie.returncode != 0
    assert REMEDE in sortie.stderr
    assert not chantier.site.exists()
