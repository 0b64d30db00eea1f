"""`projet-social exporter`, et la reprise du classeur qu'il écrit."""

from __future__ import annotations

import re
import shutil
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from projet_social.adaptateurs.classeur_maison import reprendre
from projet_social.adaptateurs.commandes.refus import RefusDeCommande
from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import charger
from projet_social.classeur.classeur import Cellule, Classeur
from projet_social.classeur.ouverture import ouvrir_classeur

from ..fabrique import CORPUS

SLUG = "val-imaginaire"
FICHE = f"territoires/{SLUG}/actions/navette-du-samedi.yml"


@pytest.fixture
def donnees(tmp_path: Path) -> Path:
    """Une copie du corpus inventé."""
    return Path(shutil.copytree(CORPUS, tmp_path / "data"))


def exporter(donnees: Path, *arguments: str) -> int:
    """Lance la commande."""
    return principal(["exporter", *arguments, "--donnees", str(donnees)])


def choix(**dits: bool) -> Namespace:
    """Ce que l'on tape pour reprendre un classeur ; rien, si l'on ne dit rien."""
    return Namespace(**{"essai": False, "oui": False, "supprimer": False, "ecraser": False} | dits)


def etat(dossier: Path) -> dict[str, tuple[bytes, int]]:
    """Les fichiers d'un dossier : contenu et date."""
    return {
        f.relative_to(dossier).as_posix(): (f.read_bytes(), f.stat().st_mtime_ns)
        for f in dossier.rglob("*")
        if f.is_file()
    }


def case(classeur: Classeur, onglet: str, repere: str, entete: str) -> Cellule:
    """Une case, par sa ligne et son en-tête."""
    lignes = next(f.lignes for f in classeur.feuilles if f.nom == onglet)
    rang = [c.valeur for c in lignes[0]].index(entete)
    return next(r[rang] for r in lignes if repere in [c.valeur for c in r])


@pytest.mark.lent
@pytest.mark.parametrize("suffixe", [".xlsx", ".ods", ".zip"])
def test_exporter_puis_reprendre_ne_change_rien(
    donnees: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffixe: str
) -> None:
    """Le format suit le suffixe ; sans retouche, aucun fichier n'est touché."""
    sortie = tmp_path / f"plan{suffixe}"
    assert exporter(donnees, SLUG, "-o", str(sortie)) == 0
    dit = capsys.readouterr().out
    assert f"{sortie} : 5 lignes de plan, 3 actions (" in dit
    assert f"projet-social importer {sortie} --essai" in dit
    avant = etat(donnees)
    corpus = charger(donnees)
    assert reprendre(ouvrir_classeur(sortie), donnees, corpus, choix()) == 0
    assert "rien à écrire" in capsys.readouterr().out
    assert etat(donnees) == avant


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "2 territoires ; dire lequel : pays-fictif, val-imaginaire"),
        (["val-imaginair"], "territoire « val-imaginair » inconnu ; écrire plutôt « val-imagin"),
        ([SLUG, "-o", "plan.xls"], "« plan.xls » ne finit pas par .xlsx ; changer le nom ou le"),
        ([SLUG, "-o", "plan.ods", "--format", "csv"], "« plan.ods » ne finit pas par .zip"),
        ([SLUG, "-o", "absent/plan.xlsx"], "« absent/plan.xlsx » ne peut pas être écrit ; vérif"),
    ],
)
def test_ce_que_la_commande_refuse(
    donnees: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """Un territoire ou un fichier impossible : rien n'est écrit."""
    assert exporter(donnees, *arguments) == 1
    assert message in capsys.readouterr().err


def test_un_fichier_n_est_pas_ecrase_sans_le_dire(
    donnees: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Le travail d'un autre reste ; --remplacer l'assume."""
    sortie = tmp_path / "plan.xlsx"
    sortie.write_bytes(b"le travail d'un autre")
    assert exporter(donnees, SLUG, "-o", str(sortie)) == 1
    assert "existe déjà ; donner un autre nom, ou ajouter --remplacer" in capsys.readouterr().err
    assert sortie.read_bytes() == b"le travail d'un autre"
    assert exporter(donnees, SLUG, "-o", str(sortie), "--remplacer") == 0
    assert sortie.read_bytes().startswith(b"PK")
    assert [f.name for f in tmp_path.iterdir() if f.name.startswith(".")] == []


def test_des_donnees_fausses_ne_s_exportent_pas(
    donnees: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On dit ce qui ne va pas, fichier et ligne."""
    (donnees / FICHE).write_text("titre: A\nstatut: parti\n", encoding="utf-8")
    assert exporter(donnees, SLUG) == 1
    assert f"{FICHE}:2: statut : mot inconnu « parti »" in capsys.readouterr().err


@pytest.mark.lent
def test_une_retouche_ne_recrit_qu_un_fichier(
    donnees: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ce qui change est montré, puis écrit ; les autres fichiers gardent leur date."""
    sortie = tmp_path / "plan.xlsx"
    exporter(donnees, SLUG, "-o", str(sortie))
    classeur = ouvrir_classeur(sortie)
    case(classeur, "Actions", "navette-du-samedi", "Statut").valeur = "Réalisée"
    avant = etat(donnees)
    reprendre(classeur, donnees, charger(donnees), choix(essai=True))
    assert "essai : rien n'a été écrit (1 fichier)" in capsys.readouterr().out
    assert etat(donnees) == avant
    reprendre(classeur, donnees, charger(donnees), choix())
    dit = capsys.readouterr().out
    jour = date.today().isoformat()
    assert (
        f"modifié : {FICHE}\n    statut : en_cours → realisee\n"
        f"    statut_depuis : avril 2024 → {jour}\n"
        "    historique 3 : ajouté, statut : en_cours, depuis : avril 2024\n    maj : "
    ) in dit
    assert "\n1 fichier écrit\n" in dit
    apres = etat(donnees)
    assert [nom for nom in avant if avant[nom] != apres[nom]] == [FICHE]
    voulu = avant[FICHE][0].decode().replace("statut: en_cours", "statut: realisee")
    voulu = voulu.replace("statut_depuis: avril 2024", f"statut_depuis: {jour}")
    gardee = "  - statut: en_cours\n    depuis: avril 2024\navancement: 0\n"
    voulu = voulu.replace("avancement: 0\n", gardee)
    assert apres[FICHE][0].decode() == re.sub(r"(?m)^maj: .*$", f"maj: {jour}", voulu)


@pytest.mark.lent
def test_un_statut_d_avant_la_date_d_avant_se_refuse(
    donnees: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """La case fautive est celle que l'on a remplie ; rien n'est écrit."""
    sortie = tmp_path / "plan.xlsx"
    exporter(donnees, SLUG, "-o", str(sortie))
    classeur = ouvrir_classeur(sortie)
    case(classeur, "Actions", "navette-du-samedi", "Statut").valeur = "Réalisée"
    case(classeur, "Actions", "navette-du-samedi", "Statut depuis").valeur = "2022"
    avant = etat(donnees)
    with pytest.raises(RefusDeCommande, match="1 erreur"):
        reprendre(classeur, donnees, charger(donnees), choix())
    dit = capsys.readouterr().out
    assert "colonne « Statut depuis » : ce statut (2022) précède celui d'avant (avril 2024)" in dit
    assert etat(donnees) == avant


def test_une_ligne_otee_demande_une_confirmation(donnees: Path, tmp_path: Path) -> None:
    """Sans --supprimer, on dit ce qui manque et rien ne change ; avec, la ligne part."""
    sortie = tmp_path / "plan.ods"
    exporter(donnees, SLUG, "-o", str(sortie))
    classeur = ouvrir_classeur(sortie)
    plan = next(f for f in classeur.feuilles if f.nom == "Plan")
    plan.lignes = [
        r for r in plan.lignes if "accompagner-les-deplacements" not in [c.valeur for c in r]
    ]
    avant = etat(donnees)
    with pytest.raises(RefusDeCommande) as refus:
        reprendre(classeur, donnees, charger(donnees), choix())
    assert str(refus.value) == (
        "1 ligne du plan n'est plus dans le classeur :\n"
        "  objectif « accompagner-les-deplacements » (Accompagner les déplacements)\n"
        "pour les retirer, relancer avec --supprimer ; pour changer un identifiant, écrire "
        "l'ancien dans « Anciens identifiants » ; rien n'a été écrit"
    )
    assert etat(donnees) == avant
    reprendre(classeur, donnees, charger(donnees), choix(supprimer=True))
    projet = (donnees / f"territoires/{SLUG}/projet.yml").read_text(encoding="utf-8")
    assert "Accompagner les déplacements" not in projet
    assert "# Un plan à trois étages" in projet


def test_une_faute_est_dite_en_case_et_rien_n_est_ecrit(
    donnees: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Un rattachement à rien, que seul le dossier entier montre, a sa case aussi."""
    sortie = tmp_path / "plan.xlsx"
    exporter(donnees, SLUG, "-o", str(sortie))
    classeur = ouvrir_classeur(sortie)
    case(classeur, "Actions", "navette-du-samedi", "Rattachements").valeur = "grandir, nulle-part"
    avant = etat(donnees)
    with pytest.raises(RefusDeCommande, match=r"1 erreur ; les corriger dans le classeur"):
        reprendre(classeur, donnees, charger(donnees), choix())
    dit = capsys.readouterr().out
    assert "colonne « Rattachements » : aucune ligne « nulle-part » dans val-imaginaire" in dit
    assert etat(donnees) == avant


def test_la_commande_importer_reconnait_un_classeur_de_la_maison(
    donnees: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """De bout en bout, par la ligne de commande."""
    sortie = tmp_path / "plan.xlsx"
    exporter(donnees, SLUG, "-o", str(sortie))
    assert principal(["importer", str(sortie), "--donnees", str(donnees)]) == 0
    assert "rien à écrire" in capsys.readouterr().out
