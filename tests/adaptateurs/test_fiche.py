"""`projet-social fiche` : une fiche à sa place, ou un refus qui montre où la mettre."""

from __future__ import annotations

from pathlib import Path

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import charger

from .test_importer_dans_un_site_neuf import GOUESNOU, composer

pytestmark = pytest.mark.lent

ACTIONS = "territoires/gouesnou/actions"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Les données d'un site de départ, où l'on se place."""
    monkeypatch.chdir(composer(tmp_path / "site", GOUESNOU))
    return tmp_path / "site" / "data"


@pytest.mark.parametrize(
    ("designation", "ligne"),
    [
        ("relier-les-villages", "relier-les-villages"),
        ("mobilite-et-lien", "se-deplacer"),
        ("1.1", "relier-les-villages"),
        ("2", "vieillir-chez-soi"),
        ("Donner du répit", "donner-du-repit"),
        ("donner du repit", "donner-du-repit"),
    ],
)
def test_une_fiche_se_rattache_a_ce_qu_on_designe(
    data: Path, designation: str, ligne: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Par identifiant, ancien identifiant, numéro ou titre ; la fiche se publie aussitôt."""
    capsys.readouterr()
    assert principal(["fiche", designation, "Covoiturer : mode d'emploi"]) == 0

    ecrite = data / ACTIONS / "covoiturer-mode-d-emploi.yml"
    dit = capsys.readouterr().out.splitlines()
    assert dit[0].startswith("Fiche créée : data/territoires/gouesnou/actions/covoiturer-mode-d-")
    assert dit[1:] == [
        "Ensuite :",
        "  la remplir : retirer le dièse devant une clé suffit pour s'en servir",
        "  projet-social verifier",
    ]
    (fiche,) = [x for x in charger(data).lignes if x.id == ecrite.stem]
    assert fiche.titre == "Covoiturer : mode d'emploi"
    assert [parent.id for parent in fiche.parents] == [ligne]


def test_un_brouillon_ne_parait_pas(data: Path) -> None:
    """`--brouillon` et `--id` s'écrivent dans la fiche."""
    assert principal(["fiche", "se-deplacer", "À relire", "--brouillon", "--id", "relire"]) == 0

    assert "\npublication: brouillon\n" in (data / ACTIONS / "relire.yml").read_text("utf-8")
    assert "relire" not in {ligne.id for ligne in charger(data).lignes}


def test_plusieurs_plans_la_fiche_dit_le_sien(data: Path) -> None:
    """Sans « projet », on ne saurait pas de quel plan elle relève."""
    (data / "territoires/gouesnou/projet-cls.yml").write_text(
        "titre: Contrat\nsource: {document: exemple}\naxes: [{titre: Soigner, id: soigner}]\n",
        encoding="utf-8",
    )

    assert principal(["fiche", "soigner", "Ouvrir un cabinet"]) == 0

    (fiche,) = [x for x in charger(data).lignes if x.id == "ouvrir-un-cabinet"]
    assert (fiche.plan.id, fiche.fiche and fiche.fiche.projet) == ("cls", "cls")


FAUTES = [
    (
        ["relier-les-vilages", "Une action"],
        "aucune ligne « relier-les-vilages » dans le plan de Gouesnou ; écrire plutôt "
        "« relier-les-villages » :\n"
        "    se-deplacer                  Se déplacer et se rencontrer\n"
        "    relier-les-villages          Relier les villages entre eux\n"
        "    lieux-de-rencontre           Ouvrir des lieux où l'on se retrouve\n"
        "    vieillir-chez-soi            Vieillir et aider un proche\n"
        "    soutenir-les-aidants         Soutenir celles et ceux qui aident\n"
        "    donner-du-repit              Donner du répit",
    ),
    (
        ["navette-des-marches", "Une action"],
        "« navette-des-marches » est une action ; se rattacher à un axe, un enjeu, un objectif…",
    ),
    (
        ["se-deplacer", "La pause des aidants"],
        "une action s'appelle déjà « La pause des aidants » "
        "(territoires/gouesnou/actions/pause-des-aidants.yml) ; si c'en est bien une autre, "
        "ajouter --id et un identifiant",
    ),
    (
        ["se-deplacer", "Une autre", "--id", "navette"],
        "l'identifiant « navette » est déjà pris (« Une navette les jours de marché ») ; choisir "
        "un autre titre, ou ajouter --id navette-2",
    ),
    (
        ["se-deplacer", "Une autre", "--id", "Été"],
        "id : identifiant « Été » mal formé ; écrire « ete » : minuscules sans accent, chiffres "
        "et tirets, 80 signes au plus",
    ),
    (
        ["se-deplacer", "Une <i>action</i>"],
        "titre : balise HTML « <i> » ; écrire le texte seul, sans balise",
    ),
    (
        ["se-deplacer", "Une action", "--territoire", "gouesnu"],
        "territoire « gouesnu » inconnu ; écrire plutôt « gouesnou »",
    ),
]


@pytest.mark.parametrize(("mots", "dit"), FAUTES, ids=[f[0][0] + " " + f[0][1] for f in FAUTES])
def test_une_faute_ne_cree_rien(
    data: Path, mots: list[str], dit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Le constat, le remède, et le dossier des actions comme avant."""
    avant = sorted((data / ACTIONS).iterdir())
    capsys.readouterr()

    assert principal(["fiche", *mots]) == 1

    assert capsys.readouterr().err == f"erreur : {dit}\n"
    assert sorted((data / ACTIONS).iterdir()) == avant


def test_deux_lignes_du_meme_numero(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Un numéro se répète d'un axe à l'autre : on montre les deux, sans choisir."""
    projet = data / "territoires/gouesnou/projet.yml"
    projet.write_text(projet.read_text("utf-8").replace("numero: 2\n", "numero: 1\n"), "utf-8")
    capsys.readouterr()

    assert principal(["fiche", "1", "Une action"]) == 1

    assert capsys.readouterr().err == (
        "erreur : « 1 » désigne 2 lignes :\n"
        "    se-deplacer                  Se déplacer et se rencontrer\n"
        "    vieillir-chez-soi            Vieillir et aider un proche\n"
    )


def test_un_plan_sans_axe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sur un site vide, on dit par où commencer ; sur aucun site, que rien n'est là."""
    assert (
        principal(["nouveau", str(tmp_path), "--nom", "Val Fleuri", "--hors-liste", "--vide"]) == 0
    )
    capsys.readouterr()

    donnees = ["--donnees", str(tmp_path / "data")]
    assert principal(["fiche", "axe", "Une action", *donnees]) == 1
    assert capsys.readouterr().err == (
        "erreur : le plan de Val Fleuri n'a encore ni axe ni objectif ; en écrire un dans "
        "projet.yml (« axes: »)\n"
    )
    assert principal(["fiche", "axe", "A", "--donnees", str(tmp_path / "nulle")]) == 1
    assert "dossier introuvable" in capsys.readouterr().err


def test_des_donnees_fautives_se_corrigent_d_abord(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On ne sait pas si l'identifiant est libre tant que tout ne se lit pas."""
    (data / ACTIONS / "abimee.yml").write_text("titre: [", encoding="utf-8")

    assert principal(["fiche", "se-deplacer", "Une action"]) == 1
    assert "abimee.yml:1" in capsys.readouterr().err
    assert not (data / ACTIONS / "une-action.yml").exists()
