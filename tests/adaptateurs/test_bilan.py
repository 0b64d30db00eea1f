"""`projet-social bilan`, et une année entière : voter, figer, suivre, reprendre, faire le bilan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from projet_social.adaptateurs.commandes import bilan as commande
from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import charger, examiner
from projet_social.comparaison.versions import comparer_les_versions

from ..comparaison.test_versions import dire
from .test_classeurs_des_pilotes import Tableur

pytestmark = pytest.mark.lent

Capture = pytest.CaptureFixture[str]
ICI = "data/territoires/val"
FICHIERS = {
    "data/format.yml": "version: 2\n",
    "data/referentiels/themes.yml": "familles: [{id: vie, nom: Vie}]\n"
    "themes: [{id: mobilite, famille: vie, nom: Mobilité}]\n",
    f"{ICI}/territoire.yml": "nom: Communauté du Val\nnom_court: Le Val\n"
    "type: communaute_de_communes\ndepartements: [99]\n",
    f"{ICI}/projet.yml": "titre: Projet inventé\n"
    "axes: [{id: bouger, titre: Bouger, themes: [mobilite]}]\n",
    f"{ICI}/actions/navette.yml": "titre: Une navette\nrattachements: [bouger]\n"
    "pilotes: [Régie]\nthemes: [mobilite]\nfin: 2028\n",
    f"{ICI}/actions/forum.yml": "titre: Un forum\nrattachements: [bouger]\npilotes: [CCAS]\n"
    "themes: [mobilite]\n",
}
ANNEE = date.today().year
HIER = f"Voté le 1er janvier {ANNEE}"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un plan voté de deux actions, où l'on se place."""
    for nom, texte in FICHIERS.items():
        (tmp_path / nom).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nom).write_text(texte, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("site")
def test_une_annee_de_bout_en_bout(capsys: Capture) -> None:
    """Figer, écrire aux pilotes, reprendre leurs classeurs, faire le bilan, figer encore."""
    assert principal(["figer", HIER]) == 0
    assert principal(["bilan", str(ANNEE)]) == 0
    dit = capsys.readouterr().out
    assert "Personne n'a encore dit où en est une action" in dit
    assert "sans suivi renseigné 2" in dit
    reunion = Path(f"reunion-{ANNEE}")
    with Tableur(reunion / "pilotes/regie.xlsx") as classeur:
        classeur.ecrire("Actions", "navette", "Statut", "En cours")
        classeur.ecrire("Actions", "navette", "Statut depuis", f"mars {ANNEE}")
    with Tableur(reunion / "pilotes/ccas.xlsx") as classeur:
        classeur.ecrire("Actions", "forum", "Statut", "Abandonnée")
        classeur.ecrire("Actions", "forum", "Motif", "Plus de salle")
    assert principal(["importer", str(reunion / "pilotes"), "--oui"]) == 0
    neuve = "titre: Un atelier\nrattachements: [bouger]\nthemes: [mobilite]\nstatut: a_venir\n"
    Path(f"{ICI}/actions/atelier.yml").write_text(neuve, encoding="utf-8")
    rempli = (reunion / "pilotes/ccas.xlsx").read_bytes()
    capsys.readouterr()

    assert principal(["bilan", str(ANNEE), "--remplacer"]) == 0
    dit = capsys.readouterr().out
    assert "3 actions : en cours 1, abandonnées 1, à venir 1." in dit
    page = (reunion / f"bilan-{ANNEE}.html").read_text(encoding="utf-8")
    assert "Plus de salle" in page
    assert f"comparé à la version « Voté le 1er janvier {ANNEE} »" in " ".join(page.split())
    assert (reunion / "pilotes/ccas.xlsx").read_bytes() == rempli
    for fichier in (f"bilan-{ANNEE}.docx", f"bilan-{ANNEE}-a-projeter.html"):
        assert (reunion / fichier).stat().st_size > 2000

    assert principal(["figer", "Bilan du", "--date", date.today().isoformat()]) == 0
    assert examiner(Path("data")).publiable
    corpus = charger(Path("data"))
    avant, apres = corpus.versions["val"]
    attendu = [
        "Ajoutées :  > atelier",
        "Modifiées : forum > forum",
        "  forum : Change d’état : suivi non renseigné > Abandonnée",
        "Modifiées : navette > navette",
        "  navette : Change d’état : suivi non renseigné > En cours",
    ]
    assert dire(comparer_les_versions(avant.plan, apres.plan)) == attendu
    assert comparer_les_versions(apres.plan, corpus.plans[0]).aucun


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("mots", "dit"),
    [
        ([], f"il manque l'année ; écrire : projet-social bilan {ANNEE}"),
        (["2990"], "« 2990 » n'est pas une année commencée"),
        (["l'an dernier"], "n'est pas une année commencée"),
        ([str(ANNEE), "--depuis", "2025-vote"], "n'est figée ; en figer une"),
        ([str(ANNEE), "--territoire", "vall"], "écrire plutôt « val »"),
        ([str(ANNEE), "--projet", "cls"], "choisir parmi projet"),
        ([str(ANNEE), "-o", "absent/reunion"], "ne peut pas être écrit"),
    ],
)
def test_un_refus_dit_quoi_faire_et_n_ecrit_rien(
    mots: list[str], dit: str, capsys: Capture
) -> None:
    """Une phrase, et rien dans le dossier."""
    avant = sorted(Path().rglob("*"))

    assert principal(["bilan", *mots]) == 1
    assert dit in capsys.readouterr().err
    assert sorted(Path().rglob("*")) == avant


@pytest.mark.usefixtures("site")
def test_un_bilan_deja_la_ne_s_ecrase_pas_sans_le_dire(capsys: Capture) -> None:
    """Quelqu'un y a peut-être écrit ce que la réunion a décidé."""
    assert principal(["bilan", str(ANNEE)]) == 0
    capsys.readouterr()

    assert principal(["bilan", str(ANNEE)]) == 1
    assert "existe déjà" in capsys.readouterr().err


@pytest.mark.usefixtures("site")
def test_sans_supplement_la_page_et_les_vues_suffisent(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Ce qui manque est dit, avec la ligne qui l'installe ; le reste est écrit."""
    monkeypatch.setattr(commande, "manque", lambda nom: f"supplément « {nom} » absent")

    assert principal(["bilan", str(ANNEE)]) == 0
    dit = capsys.readouterr().out
    assert "Ni PDF ni DOCX : supplément « documents » absent" in dit
    assert "Pas de classeurs pour les pilotes : supplément « tableur » absent" in dit
    assert {f.name for f in Path(f"reunion-{ANNEE}").iterdir()} == {
        f"bilan-{ANNEE}.html",
        f"bilan-{ANNEE}-a-projeter.html",
    }


def test_un_plan_sans_action_n_a_pas_de_bilan(site: Path, capsys: Capture) -> None:
    """On dit quoi écrire d'abord."""
    for fiche in (site / ICI / "actions").iterdir():
        fiche.unlink()

    assert principal(["bilan", str(ANNEE)]) == 1
    assert "n'a aucune action ; en écrire (projet-social fiche)" in capsys.readouterr().err
