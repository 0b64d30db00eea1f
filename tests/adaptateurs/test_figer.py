"""`projet-social figer` : une version par vote, jamais deux fois la même, jamais écrasée."""

from __future__ import annotations

from pathlib import Path

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import charger, examiner

from .test_importer_dans_un_site_neuf import GOUESNOU, composer

pytestmark = pytest.mark.lent

VERSIONS = Path("data/territoires/gouesnou/versions")
FICHE = Path("data/territoires/gouesnou/actions/pause-des-aidants.yml")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un site de départ, où l'on se place."""
    monkeypatch.chdir(composer(tmp_path / "site", GOUESNOU))
    return tmp_path / "site"


def dit_en_erreur(capsys: pytest.CaptureFixture[str], *mots: str) -> str:
    """Ce que dit la commande refusée, d'où rien n'est sorti."""
    avant = sorted(Path("data").rglob("*"))
    capsys.readouterr()
    assert principal(["figer", *mots]) == 1
    assert sorted(Path("data").rglob("*")) == avant
    return capsys.readouterr().err


@pytest.mark.usefixtures("site")
def test_une_version_s_ecrit_et_se_relit(capsys: pytest.CaptureFixture[str]) -> None:
    """Un fichier, au jour que dit le titre ; les données restent publiables."""
    capsys.readouterr()
    assert principal(["figer", "Voté le 2 février 2026"]) == 0

    dit = capsys.readouterr().out
    assert "Version du 2 février 2026 gardée : data/territoires/gouesnou/versions/" in dit
    assert (VERSIONS / "2026-02-02-vote.yml").is_file()
    assert examiner(Path("data")).publiable
    assert charger(Path("data")).version("gouesnou", "2026-02-02-vote").plan.lignes


@pytest.mark.usefixtures("site")
def test_sans_titre_on_dit_quoi_taper(capsys: pytest.CaptureFixture[str]) -> None:
    """Et l'autre sens que ce mot avait hier."""
    dit = dit_en_erreur(capsys)

    assert 'projet-social figer "Voté le 12 décembre 2025"' in dit
    assert "projet-social verrouiller" in dit


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("mots", "attendu"),
    [
        (["Voté en décembre"], "ne dit pas quel jour"),
        (["Voté", "--date", "décembre 2025"], "« décembre 2025 » ne dit pas un jour"),
        (["Voté le 31 novembre 2025"], "novembre 2025 a 30 jours"),
        (["Voté le 12 décembre 2970"], "n'est pas encore venu"),
        (["Voté le 2 février 2026", "--projet", "projett"], "écrire plutôt « projet »"),
        (["Voté le 2 février 2026", "--territoire", "gouesnu"], "écrire plutôt « gouesnou »"),
    ],
)
def test_un_refus_dit_quoi_faire(
    mots: list[str], attendu: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Et n'écrit rien."""
    assert attendu in dit_en_erreur(capsys, *mots)


@pytest.mark.usefixtures("site")
def test_le_meme_plan_ne_se_garde_pas_deux_fois(capsys: pytest.CaptureFixture[str]) -> None:
    """Un autre titre, un autre jour : ce serait deux fois la même chose."""
    assert principal(["figer", "Voté le 2 février 2026"]) == 0

    dit = dit_en_erreur(capsys, "Signé le 3 février 2026")
    assert "mot pour mot celui de « Voté le 2 février 2026 »" in dit


@pytest.mark.usefixtures("site")
def test_une_version_ne_s_ecrase_pas(capsys: pytest.CaptureFixture[str]) -> None:
    """Le plan a changé, le titre et le jour sont les mêmes : la première reste."""
    assert principal(["figer", "Voté le 2 février 2026"]) == 0
    octets = (VERSIONS / "2026-02-02-vote.yml").read_bytes()
    FICHE.write_text(FICHE.read_text("utf-8").replace("des aidants", "de chacun"), "utf-8")

    dit = dit_en_erreur(capsys, "Voté le 2 février 2026")
    assert "existe déjà, et une version ne s'écrase pas" in dit
    assert (VERSIONS / "2026-02-02-vote.yml").read_bytes() == octets


@pytest.mark.usefixtures("site")
def test_migrer_ne_touche_pas_aux_versions() -> None:
    """Elles se lisent au format d'aujourd'hui ; leurs octets sont une preuve."""
    assert principal(["figer", "Voté le 2 février 2026"]) == 0
    fichier = VERSIONS / "2026-02-02-vote.yml"
    vieille = fichier.read_bytes().replace(b"\nformat: 2\n", b"\nformat: 1\n")
    fichier.write_bytes(vieille)
    Path("data/format.yml").write_text("version: 1\n", "utf-8")

    assert principal(["migrer", "data", "--oui"]) == 0
    assert fichier.read_bytes() == vieille
    assert examiner(Path("data")).publiable


@pytest.mark.usefixtures("site")
def test_vider_l_exemple_ote_sa_version(capsys: pytest.CaptureFixture[str]) -> None:
    """La version d'un plan inventé l'est aussi : elle s'en va avec lui, et cela se dit."""
    assert principal(["figer", "Voté le 2 février 2026"]) == 0
    capsys.readouterr()

    assert principal(["vider-l-exemple", "--oui"]) == 0
    assert "versions/2026-02-02-vote.yml" in capsys.readouterr().out
    assert not list(VERSIONS.glob("*.yml"))
