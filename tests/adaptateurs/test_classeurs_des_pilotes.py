"""`exporter --par-pilote` : un classeur pour chacun, et ce qui en revient se réunit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.classeur.ouverture import ouvrir_classeur

from ..fabrique import CORPUS
from .test_exporter import etat

SLUG = "val-imaginaire"
ICI = f"territoires/{SLUG}"
REGIE = "regie-des-transports-service-lignes-dessertes.xlsx"
NAVETTE, DANS_LE_PLAN = "navette-du-samedi", "une-action-reduite-a-son-titre"
Capture = pytest.CaptureFixture[str]

CAFE = """\
# À garder : ce commentaire
titre: Un café des aidants
rattachements: [grandir]
pilotes: [CCAS de L'Œuvre, MSA]
statut: a_venir
etapes:
  - titre: Trouver une salle
bilans:
  - {annee: 2025, fait: Rien encore.}
"""


@pytest.fixture
def donnees(tmp_path: Path) -> Path:
    """Le corpus inventé, avec une action que deux structures pilotent et une que personne."""
    donnees = Path(shutil.copytree(CORPUS, tmp_path / "data"))
    (donnees / ICI / "actions" / "cafe.yml").write_text(CAFE, encoding="utf-8")
    plan = donnees / ICI / "projet.yml"
    texte = plan.read_text(encoding="utf-8")
    ecrite = "- {titre: Une action réduite à son titre, pilotes: [ccas de l'œuvre]}"
    plan.write_text(texte.replace("- Une action réduite à son titre", ecrite), encoding="utf-8")
    return donnees


@pytest.fixture
def dossier(donnees: Path, tmp_path: Path, capsys: Capture) -> Path:
    """Les classeurs, tels qu'ils partent."""
    dossier = tmp_path / "bilan"
    assert exporter(donnees, dossier) == 0
    capsys.readouterr()
    return dossier


def exporter(donnees: Path, dossier: Path, *options: str) -> int:
    """Écrit les classeurs."""
    mots = ["exporter", SLUG, "--par-pilote", "-o", str(dossier), "--donnees", str(donnees)]
    return principal([*mots, *options])


def importer(donnees: Path, *sources: Path, options: tuple[str, ...] = ()) -> int:
    """Reprend des classeurs."""
    return principal(["importer", *map(str, sources), "--donnees", str(donnees), *options])


class Tableur:
    """Un classeur ouvert dans un tableur, puis enregistré."""

    def __init__(self, fichier: Path) -> None:
        self.fichier = fichier
        self.classeur = load_workbook(fichier)

    def __enter__(self) -> Tableur:
        """S'ouvre."""
        return self

    def __exit__(self, *_: object) -> None:
        """S'enregistre."""
        self.classeur.save(self.fichier)

    def onglet(self, nom: str) -> tuple[Worksheet, dict[str, int]]:
        """Une feuille, et le rang de chaque en-tête."""
        feuille = self.classeur[nom]
        return feuille, {str(c.value): c.column for c in feuille[1] if c.value}

    def ecrire(self, nom: str, repere: str, entete: str, valeur: object) -> None:
        """Une case, par sa ligne et son en-tête."""
        feuille, entetes = self.onglet(nom)
        ligne = next(r for r in feuille.iter_rows() if repere in [c.value for c in r])
        feuille.cell(ligne[0].row, entetes[entete]).value = valeur

    def ajouter(self, nom: str, **valeurs: object) -> None:
        """Une ligne, sous les autres."""
        feuille, entetes = self.onglet(nom)
        colonnes = range(1, len(entetes) + 1)
        rang = next(i for i in range(2, 600) if not any(feuille.cell(i, c).value for c in colonnes))
        for entete, valeur in valeurs.items():
            feuille.cell(rang, entetes[entete.replace("_", " ")]).value = valeur

    def oter(self, nom: str, repere: str) -> None:
        """Une ligne."""
        feuille, _ = self.onglet(nom)
        ligne = next(r for r in feuille.iter_rows() if repere in [c.value for c in r])
        feuille.delete_rows(ligne[0].row)


def test_un_classeur_par_structure(donnees: Path, tmp_path: Path, capsys: Capture) -> None:
    """Casse et accents ne font pas deux pilotes ; « à définir » n'en est pas un ; sans, à part."""
    dossier = tmp_path / "bilan"
    assert exporter(donnees, dossier) == 0
    dit = capsys.readouterr().out
    assert f"{dossier / 'msa.xlsx'} : MSA, 1 action\n" in dit
    assert f"{dossier / 'sans-pilote.xlsx'} : les actions sans pilote, 1 action\n" in dit
    assert "4 classeurs écrits\n" in dit
    assert f"projet-social importer {dossier} --essai" in dit
    assert sorted(f.name for f in dossier.iterdir()) == [
        "ccas-de-l-oeuvre.xlsx",
        "msa.xlsx",
        REGIE,
        "sans-pilote.xlsx",
    ]
    classeur = ouvrir_classeur(dossier / "ccas-de-l-oeuvre.xlsx")
    noms = [feuille.nom for feuille in classeur.feuilles]
    assert "Territoire" not in noms
    assert "Plan" not in noms
    assert {"Lisez-moi", "Actions", "Étapes", "Bilans", "Indicateurs"} <= set(noms)
    dites = "\n".join(
        str(c.valeur) for r in classeur.feuilles[0].lignes for c in r if c.valeur is not None
    )
    assert dites.startswith("Pour : CCAS de L'Œuvre\n2 actions que vous pilotez")
    assert "MSA" in dites
    assert "renvoyer ce fichier" in dites
    actions = next(f for f in classeur.feuilles if f.nom == "Actions")
    assert [r[0].valeur for r in actions.lignes[1:]] == [
        "Une action réduite à son titre",
        "Un café des aidants",
    ]


@pytest.mark.lent
@pytest.mark.parametrize("format_", ["xlsx", "ods", "csv"])
def test_rendus_tels_quels_ils_ne_changent_rien(
    donnees: Path, tmp_path: Path, capsys: Capture, format_: str
) -> None:
    """Un seul, ou tous, dans chaque format : aucun fichier n'est touché, aucune action ôtée."""
    dossier = tmp_path / "bilan"
    assert exporter(donnees, dossier, "--format", format_) == 0
    avant = etat(donnees)
    for sources in ([dossier], sorted(dossier.iterdir())[:1]):
        capsys.readouterr()
        assert importer(donnees, *sources) == 0
        assert "rien à écrire" in capsys.readouterr().out
    assert etat(donnees) == avant


def test_chacun_rend_le_sien_les_autres_fiches_restent(
    donnees: Path, dossier: Path, capsys: Capture
) -> None:
    """Un bilan, un statut : ces deux fiches changent, à leur place ; commentaires gardés."""
    with Tableur(dossier / REGIE) as regie:
        regie.ajouter("Bilans", Fait_partie_de=NAVETTE, Année=2026, Fait="Deux bus.")
    with Tableur(dossier / "ccas-de-l-oeuvre.xlsx") as ccas:
        ccas.ecrire("Actions", DANS_LE_PLAN, "Statut", "En cours")
        ccas.ecrire("Actions", DANS_LE_PLAN, "Titre", "Une action qui a changé de titre")
        ccas.ajouter("Étapes", Fait_partie_de="cafe", Titre="Ouvrir le café")
    avant = etat(donnees)
    assert importer(donnees, dossier) == 0
    dit = capsys.readouterr().out
    assert "3 fichiers écrits" in dit
    apres = etat(donnees)
    changes = {nom.removeprefix(f"{ICI}/") for nom in avant if avant[nom] != apres[nom]}
    assert changes == {f"actions/{NAVETTE}.yml", "actions/cafe.yml", "projet.yml"}
    assert avant.keys() == apres.keys()
    cafe = (donnees / ICI / "actions/cafe.yml").read_text(encoding="utf-8")
    assert cafe.startswith("# À garder : ce commentaire\n")
    assert "Ouvrir le café" in cafe
    plan = (donnees / ICI / "projet.yml").read_text(encoding="utf-8")
    assert f"id: {DANS_LE_PLAN}" in plan, "l'adresse de la page ne change pas avec son titre"
    assert "statut: en_cours" in plan
    assert "# Un plan à trois étages" in plan
    assert importer(donnees, dossier) == 0
    assert "rien à écrire" in capsys.readouterr().out


def test_une_action_a_deux_se_reunit_ensemble_ou_l_un_apres_l_autre(
    donnees: Path, dossier: Path, capsys: Capture
) -> None:
    """Chacun son champ, et chacun son bilan : tout y est, même si l'un revient plus tard."""
    with Tableur(dossier / "msa.xlsx") as msa:
        msa.ecrire("Actions", "cafe", "Avancement", 30)
        msa.ajouter("Bilans", Fait_partie_de="cafe", Année=2026, Fait="La MSA finance.")
    with Tableur(dossier / "ccas-de-l-oeuvre.xlsx") as ccas:
        ccas.ecrire("Actions", "cafe", "Statut", "En cours")
        ccas.ecrire("Bilans", "Rien encore.", "Suite", "Une salle.")
    autre = Path(shutil.copytree(donnees, donnees.with_name("autre")))

    assert importer(donnees, dossier) == 0
    assert importer(autre, dossier / "msa.xlsx") == 0
    assert importer(autre, dossier / "ccas-de-l-oeuvre.xlsx") == 0

    capsys.readouterr()
    ensemble = (donnees / ICI / "actions/cafe.yml").read_text(encoding="utf-8")
    historique = "historique:\n  - statut: a_venir"
    for dit in ("avancement: 30", "statut: en_cours", "La MSA", "Une salle.", historique):
        assert dit in ensemble
    assert (autre / ICI / "actions/cafe.yml").read_text(encoding="utf-8") == ensemble


def test_deux_pilotes_qui_se_contredisent_le_savent(
    donnees: Path, dossier: Path, capsys: Capture
) -> None:
    """La case, ce qu'elle dit, ce que dit l'autre classeur ; rien n'est écrit."""
    with Tableur(dossier / "msa.xlsx") as msa:
        msa.ecrire("Actions", "cafe", "Statut", "Réalisée")
        msa.ecrire("Bilans", "Rien encore.", "Fait", "Une salle.")
    with Tableur(dossier / "ccas-de-l-oeuvre.xlsx") as ccas:
        ccas.ecrire("Actions", "cafe", "Statut", "En cours")
        ccas.ecrire("Bilans", "Rien encore.", "Fait", "Deux salles.")
    avant = etat(donnees)
    assert importer(donnees, dossier) == 1
    sortie = capsys.readouterr()
    tete = f"{dossier / 'msa.xlsx'} : feuille « Actions », cellule "
    assert tete in sortie.out
    autre = f"dans « {dossier / 'ccas-de-l-oeuvre.xlsx'} » ; décider ensemble"
    assert f"colonne « Statut » : « Réalisée » ici, « En cours » {autre}" in sortie.out
    assert f"colonne « Fait » : « Une salle. » ici, « Deux salles. » {autre}" in sortie.out
    assert "2 erreurs ; les corriger dans les classeurs" in sortie.err
    assert etat(donnees) == avant


def test_les_donnees_changees_depuis_l_export_se_gardent(
    donnees: Path, dossier: Path, capsys: Capture
) -> None:
    """Ce que l'agent a écrit entre-temps demeure, ou se dit si le pilote le contredit."""
    cafe = donnees / ICI / "actions/cafe.yml"
    cafe.write_text(CAFE.replace("a_venir", "en_pause\nmotif: Pas de salle"), encoding="utf-8")
    with Tableur(dossier / "msa.xlsx") as msa:
        msa.ecrire("Actions", "cafe", "Avancement", 30)
    assert importer(donnees, dossier / "msa.xlsx") == 0
    texte = cafe.read_text(encoding="utf-8")
    assert "statut: en_pause" in texte
    assert "avancement: 30" in texte
    with Tableur(dossier / "msa.xlsx") as msa:
        msa.ecrire("Actions", "cafe", "Statut", "En cours")
    capsys.readouterr()
    assert importer(donnees, dossier / "msa.xlsx") == 1
    assert (
        "« En cours » ici, « En pause » dans les données, qui ont changé depuis l'export"
        in capsys.readouterr().out
    )


def test_une_action_neuve_et_une_ligne_otee(donnees: Path, dossier: Path, capsys: Capture) -> None:
    """Un titre suffit ; son identifiant n'en prend aucun ; ôter se confirme, et le fichier part."""
    with Tableur(dossier / "msa.xlsx") as msa:
        msa.ajouter("Actions", Titre="Navette du samedi", Pilotes="MSA", Rattachements="grandir")
    assert importer(donnees, dossier) == 0
    assert (donnees / ICI / "actions/navette-du-samedi-2.yml").is_file()
    with Tableur(dossier / REGIE) as regie:
        for onglet in regie.classeur.sheetnames:
            if onglet not in ("Lisez-moi", "Choix", "Suivi"):
                feuille = regie.classeur[onglet]
                feuille.delete_rows(2, feuille.max_row)
    capsys.readouterr()
    assert importer(donnees, dossier / REGIE) == 1
    assert f"action « {NAVETTE} »" in capsys.readouterr().err
    assert (donnees / ICI / f"actions/{NAVETTE}.yml").is_file()


def test_l_action_d_un_autre_ne_se_prend_pas(donnees: Path, dossier: Path, capsys: Capture) -> None:
    """Un identifiant d'une autre part, une étape accrochée à l'action d'un autre : refusés."""
    with Tableur(dossier / "msa.xlsx") as msa:
        msa.ajouter("Actions", Titre="Navette", Identifiant=NAVETTE)
        msa.ajouter("Étapes", Titre="Un bus", Fait_partie_de=DANS_LE_PLAN)
    avant = etat(donnees)
    assert importer(donnees, dossier / "msa.xlsx") == 1
    dit = capsys.readouterr().out
    assert f"« {NAVETTE} » est celui d'une action d'un autre classeur" in dit
    assert f"« {DANS_LE_PLAN} » ne désigne aucune ligne" in dit
    assert etat(donnees) == avant


def test_une_date_a_venir_se_questionne_en_case(
    donnees: Path, dossier: Path, tmp_path: Path, capsys: Capture
) -> None:
    """Chez un pilote comme dans le classeur entier : la case, et quoi faire ; c'est repris."""
    with Tableur(dossier / "msa.xlsx") as msa:
        msa.ajouter("Bilans", Fait_partie_de="cafe", Année=2931, Fait="Une faute de frappe.")
    assert importer(donnees, dossier / "msa.xlsx") == 0
    dit = capsys.readouterr().out
    case = "cellule B3, colonne « Année » : avertissement, « 2931 » est après aujourd'hui"
    assert f"{dossier / 'msa.xlsx'} : feuille « Bilans », {case}" in dit
    complet = tmp_path / "complet.xlsx"
    principal(["exporter", SLUG, "-o", str(complet), "--donnees", str(donnees)])
    assert importer(donnees, complet) == 0
    assert "« 2931 » est après aujourd'hui" in capsys.readouterr().out


def test_ce_qui_ne_se_reunit_pas_se_refuse(
    donnees: Path, dossier: Path, tmp_path: Path, capsys: Capture
) -> None:
    """Un plan quelconque parmi eux, un onglet caché abîmé, un dossier déjà plein."""
    (dossier / "msa.xlsx").rename(dossier / "aa.xlsx")
    complet = tmp_path / "complet.xlsx"
    principal(["exporter", SLUG, "-o", str(complet), "--donnees", str(donnees)])
    capsys.readouterr()
    assert importer(donnees, dossier / "aa.xlsx", complet) == 1
    assert f"{complet} : ce n'est pas le classeur d'un pilote" in capsys.readouterr().err

    with Tableur(dossier / "aa.xlsx") as abime:
        abime.classeur["Suivi"].cell(5, 3).value = "autre chose"
    assert importer(donnees, dossier) == 1
    assert "l'onglet caché « Suivi » a été changé" in capsys.readouterr().err

    assert exporter(donnees, dossier) == 1
    assert "existe déjà ; donner un autre dossier, ou ajouter --remplacer" in (
        capsys.readouterr().err
    )
    assert exporter(donnees, tmp_path / "x.xlsx") == 1
    assert "donner le nom d'un dossier, comme" in capsys.readouterr().err
    assert not (tmp_path / "x.xlsx").exists()
