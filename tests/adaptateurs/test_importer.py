"""`projet-social importer`, telle qu'on la tape, avec et sans terminal."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from projet_social.adaptateurs import questions as adaptateurs_questions
from projet_social.adaptateurs.commandes import importer as commande_importer
from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import examiner

from ..conftest import REFERENTIELS, TERRITOIRE
from ..tableur.fabrique import CLASSEURS, classeur_de

PLATE = str(CLASSEURS / "liste-plate.xlsx")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def chez_val(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dossier de travail dont `data/` n'a qu'un territoire, inventé."""
    fichiers = REFERENTIELS | {"territoires/val/territoire.yml": TERRITOIRE.format(nom="Val")}
    for nom, texte in fichiers.items():
        fichier = tmp_path / "data" / nom
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(texte, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contenus(dossier: Path) -> dict[str, bytes]:
    """Les fichiers de données et leurs octets."""
    return {
        f.relative_to(dossier).as_posix(): f.read_bytes()
        for f in (dossier / "data").rglob("*")
        if f.is_file()
    }


def au_terminal(monkeypatch: pytest.MonkeyPatch, *reponses: str) -> list[str]:
    """Fait comme si quelqu'un répondait ; rend les questions posées."""
    suite, questions = iter(reponses), list[str]()

    def demander(question: str, defaut: str = "") -> str:
        questions.append(question)
        return next(suite) or defaut

    for module in (commande_importer, adaptateurs_questions):
        monkeypatch.setattr(module, "en_terminal", lambda: True)
        monkeypatch.setattr(module, "demander", demander)
    return questions


def test_un_essai_n_ecrit_rien(chez_val: Path, capsys: Capture) -> None:
    """L'essai montre la correspondance, le plan, le sort des cellules, et le dit."""
    avant = contenus(chez_val)

    assert principal(["importer", PLATE, "--essai"]) == 0

    dit = capsys.readouterr().out
    assert "→ budget_prevu (2025)" in dit
    assert "L  Remarque du comité               → à ranger" in dit
    assert "    Action 2 : Former des assistantes maternelles" in dit
    assert "Total : 58 cellules (" in dit
    assert dit.rstrip().endswith("essai : rien n'a été écrit (6 fichiers)")
    assert contenus(chez_val) == avant


def test_un_import_est_publiable_et_se_refait_sans_rien_changer(
    chez_val: Path, capsys: Capture
) -> None:
    """Les fichiers écrits passent la vérification ; un second import n'écrit rien."""
    assert principal(["importer", PLATE]) == 0
    assert "6 fichiers écrits (2 axes, 3 objectifs, 5 actions)" in capsys.readouterr().out
    assert examiner(chez_val / "data").publiable

    avant = contenus(chez_val)
    assert principal(["importer", PLATE]) == 0
    assert "rien à écrire : les données disent déjà tout cela" in capsys.readouterr().out
    assert contenus(chez_val) == avant


def test_un_commentaire_du_yaml_survit(chez_val: Path) -> None:
    """Ce qui était écrit à la main autour d'une valeur changée reste."""
    projet = chez_val / "data/territoires/val/projet.yml"
    projet.write_text(
        "# Écrit à la main\ntitre: Projet du Val # le nôtre\naxes:\n  - Grandir # ici\n",
        encoding="utf-8",
    )
    assert principal(["importer", PLATE]) == 0

    texte = projet.read_text(encoding="utf-8")
    assert texte.startswith("# Écrit à la main\ntitre: Projet du Val # le nôtre\n")
    assert texte.count("Grandir") == 1


def test_au_terminal_on_confirme(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Une question pour la correspondance, une avant d'écrire."""
    questions = au_terminal(monkeypatch, "", "oui")

    assert principal(["importer", PLATE]) == 0
    assert questions == [
        "Est-ce juste ? oui, non, ou CHAMP=COLONNE pour corriger",
        "Écrire ? oui ou non",
    ]
    assert "fichiers écrits" in capsys.readouterr().out


def test_au_terminal_on_corrige(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Une faute de frappe dans la correction est dite, et l'on redemande."""
    au_terminal(monkeypatch, "partenaire=Remarque du comité", "ignorer=Remarque du comité", "o", "")

    assert principal(["importer", PLATE]) == 0
    dit = capsys.readouterr().out
    assert "champ « partenaire » inconnu ; écrire plutôt « partenaires »" in dit
    assert "L  Remarque du comité               → ignorée" in dit
    assert "2  ignorée : colonne écartée par la correspondance" in dit


@pytest.mark.parametrize("reponses", [("non",), ("oui", "non")])
def test_au_terminal_on_renonce(
    reponses: tuple[str, ...], chez_val: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """« non » à l'une des questions laisse tout comme avant."""
    avant = contenus(chez_val)
    au_terminal(monkeypatch, *reponses)

    assert principal(["importer", PLATE]) == 1
    assert capsys.readouterr().err == "erreur : import abandonné ; rien n'a été écrit\n"
    assert contenus(chez_val) == avant


def test_la_correspondance_s_ecrit_et_se_reprend(chez_val: Path, capsys: Capture) -> None:
    """Écrite, corrigée à la main, puis redonnée : elle l'emporte."""
    assert principal(["importer", PLATE, "--ecrire-correspondance", "colonnes.yml"]) == 0
    fichier = chez_val / "colonnes.yml"
    texte = fichier.read_text(encoding="utf-8")
    assert "  Porteur: porteur\n" in texte
    assert not (chez_val / "data/territoires/val/projet.yml").exists()

    fichier.write_text(texte.replace("Porteur: porteur", "Porteur: pilotes"), encoding="utf-8")
    assert principal(["importer", PLATE, "--correspondance", "colonnes.yml"]) == 0
    creche = chez_val / "data/territoires/val/actions/creer-une-creche-a-horaires-larges.yml"
    assert "pilotes:" in creche.read_text(encoding="utf-8")
    capsys.readouterr()


def test_le_rapport_a_une_ligne_par_cellule(chez_val: Path, capsys: Capture) -> None:
    """En CSV, chaque cellule remplie a sa ligne ; en texte, le compte et toutes les remarques."""
    assert principal(["importer", PLATE, "--essai", "--rapport", "cellules.csv"]) == 0
    lignes = list(
        csv.DictReader(
            io.StringIO((chez_val / "cellules.csv").read_text(encoding="utf-8-sig")), delimiter=";"
        )
    )
    assert len(lignes) == 58
    assert {ligne["sort"] for ligne in lignes} == {
        "placée",
        "à ranger",
        "ignorée",
        "placée, le reste à ranger",
    }
    assert principal(["importer", PLATE, "--essai", "--rapport", "rapport.txt"]) == 0
    texte = (chez_val / "rapport.txt").read_text(encoding="utf-8")
    assert "Ce que dira « projet-social verifier » :" in texte
    assert "courriel ou téléphone d'une personne, non repris" in texte
    capsys.readouterr()


def test_un_onglet_se_choisit(capsys: Capture) -> None:
    """Les autres onglets sont comptés, et ignorés par une règle qui a un nom."""
    classeur = str(CLASSEURS / "une-feuille-par-axe.xlsx")
    assert principal(["importer", classeur, "--feuilles", "Axe 2"]) == 0
    dit = capsys.readouterr().out
    assert "44  ignorée : feuille écartée par --feuilles" in dit
    assert "(1 axe, 2 actions)" in dit


def test_un_second_plan(chez_val: Path, capsys: Capture) -> None:
    """Un autre fichier de plan : les fiches sans niveau disent duquel elles sont."""
    (chez_val / "data/territoires/val/projet.yml").write_text("titre: Premier\n", encoding="utf-8")
    (chez_val / "plan.xlsx").write_bytes(classeur_de({"P": [["Action", "Pilote"], ["Aider", "C"]]}))

    assert principal(["importer", "plan.xlsx", "--projet", "projet-cls"]) == 0
    aider = (chez_val / "data/territoires/val/actions/aider.yml").read_text(encoding="utf-8")
    assert "projet: cls" in aider
    assert examiner(chez_val / "data").publiable
    capsys.readouterr()


def test_un_classeur_exporte_revient_a_l_identique(chez_val: Path, capsys: Capture) -> None:
    """Le format de la maison est reconnu : rien à écrire sans retouche."""
    assert principal(["importer", PLATE]) == 0
    assert principal(["exporter", "-o", "val.xlsx"]) == 0
    avant = contenus(chez_val)
    capsys.readouterr()

    assert principal(["importer", "val.xlsx"]) == 0
    assert "rien à écrire" in capsys.readouterr().out
    assert contenus(chez_val) == avant


def test_la_revue_s_ecrit_meme_quand_on_essaie(chez_val: Path, capsys: Capture) -> None:
    """`--revue` écrit sa page à côté des données, dit où, et laisse les données en paix."""
    avant = contenus(chez_val)

    assert principal(["importer", PLATE, "--essai", "--revue"]) == 0

    page = chez_val / "a-ranger/val-revue.html"
    assert "Revue de l’import de « liste-plate.xlsx »" in page.read_text(encoding="utf-8")
    assert "Revue : a-ranger/val-revue.html, à ouvrir" in capsys.readouterr().out
    assert contenus(chez_val) == avant

    assert principal(["importer", PLATE, "--essai", "--revue", "ailleurs/relire.html"]) == 0
    assert (chez_val / "ailleurs/relire.html").is_file()


def test_un_import_refuse_a_aussi_sa_revue(chez_val: Path) -> None:
    """Ce qui est à corriger vient en premier dans la page : c'est là qu'on en a besoin."""
    (chez_val / "plan.xlsx").write_bytes(
        classeur_de({"Plan": [["Action", "Pilote"], ["Jouer {{ dehors }}", "CCAS"]]})
    )

    assert principal(["importer", "plan.xlsx", "--revue"]) == 1

    html = (chez_val / "a-ranger/val-revue.html").read_text(encoding="utf-8")
    assert html.index("à corriger") < html.index('id="plan"')


def test_un_essai_liste_ce_qui_est_a_ranger(chez_val: Path, capsys: Capture) -> None:
    """Chaque cellule sans champ, avec sa raison, à l'écran."""
    (chez_val / "plan.xlsx").write_bytes(
        classeur_de({"Plan": [["Action", "Couleur"], ["Jouer", "bleu"], ["Lire", "vert"]]})
    )

    assert principal(["importer", "plan.xlsx", "--essai"]) == 0

    dit = capsys.readouterr().out
    assert "À ranger, 2 cellules :" in dit
    assert "cellule B3, colonne « Couleur » : « vert » : " in dit


def test_un_plan_reimporte_garde_le_statut_qu_il_change(chez_val: Path, capsys: Capture) -> None:
    """Celui que l'on avait écrit va à l'historique, avec sa date, quand un plan en dit un autre."""
    chemin = chez_val / "plan.csv"
    chemin.write_text("Action;Statut\nOuvrir un café;en cours\n", encoding="utf-8")
    assert principal(["importer", str(chemin), "--oui"]) == 0
    (fiche,) = (chez_val / "data/territoires/val/actions").iterdir()
    suivie = "titre: Ouvrir un café\nstatut: en_cours\nstatut_depuis: mars 2026\n"
    fiche.write_text(suivie, encoding="utf-8")
    chemin.write_text("Action;Statut\nOuvrir un café;terminée\n", encoding="utf-8")

    assert principal(["importer", str(chemin), "--oui"]) == 0

    assert "historique : ajouté, statut : en_cours, depuis : mars 2026" in capsys.readouterr().out
    assert examiner(chez_val / "data").publiable
