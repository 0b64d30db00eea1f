"""`projet-social aide` : la prochaine chose à faire, tirée du dossier et de rien d'autre."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from projet_social import __version__
from projet_social.adaptateurs.deja_construit import noter_les_entrees, retenir_la_construction
from projet_social.adaptateurs.etat_du_site import regarder_le_site
from projet_social.adaptateurs.ligne_de_commande import analyseur, principal
from projet_social.parcours.pas import Avancee
from projet_social.parcours.suite import SuiteDePas, dresser_la_suite

from ..fabrique import CORPUS
from ..modele.test_editeur import COMPLET
from ..visiteur import rien
from .terminal import APPEL
from .test_importer_dans_un_site_neuf import Capture, composer

JOUR = date(2027, 1, 15)
ICI = "data/territoires/val-imaginaire"
FICHE = f"{ICI}/actions/navette.yml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un site tout juste créé, avec son exemple, où l'on est."""
    site = composer(tmp_path / "site")
    monkeypatch.chdir(site)
    return site


def suite_de(site: Path) -> SuiteDePas:
    """Les pas d'un site, un jour donné."""
    return dresser_la_suite(regarder_le_site(site, JOUR))


def prochain(site: Path) -> str:
    """Le titre du prochain pas."""
    pas = suite_de(site).prochain
    return pas.titre if pas else ""


def ecrire(fichier: str, texte: str) -> None:
    """Écrit un fichier du site."""
    Path(fichier).parent.mkdir(parents=True, exist_ok=True)
    Path(fichier).write_text(texte, encoding="utf-8")


def remplacer(fichier: str, avant: str, apres: str) -> None:
    """Change un mot d'un fichier, qui doit y être."""
    texte = Path(fichier).read_text(encoding="utf-8")
    assert avant in texte, avant
    ecrire(fichier, texte.replace(avant, apres, 1))


def garder_le_generateur() -> None:
    """Ce que fait « verrouiller », sans bâtir de roue."""
    ecrire(f"vendor/projet_social-{__version__}-py3-none-any.whl", "une roue")
    ecrire("requirements.txt", "")


def ecrire_un_axe() -> None:
    """Un premier axe, dans le projet que laisse l'exemple ôté."""
    with Path(f"{ICI}/projet.yml").open("a", encoding="utf-8") as projet:
        projet.write("axes:\n  - id: grandir\n    titre: Grandir\n    resume: Pour les enfants.\n")


def sourcer_le_plan() -> None:
    """Le document d'où vient le plan, et la citation."""
    ecrire(
        "data/referentiels/sources.yml",
        "sources:\n  - id: plan\n    titre: Projet social\n    date: 2026\n",
    )
    with Path(f"{ICI}/projet.yml").open("a", encoding="utf-8") as projet:
        projet.write("source: {document: plan}\n")


def construire() -> None:
    """Ce que laisse une construction."""
    ecrire("site/index.html", "<!doctype html>")
    entrees = noter_les_entrees([Path("data"), Path("docs"), Path("mkdocs.yml")])
    retenir_la_construction(Path(".cache/construction.json"), entrees, Path("site").resolve())


UNE_ANNEE: list[tuple[str, Callable[[], object]]] = [
    ("Voir le site sur son ordinateur", lambda: ecrire(".cache/projet-social.json", "{}")),
    ("Garder le générateur avec le site", garder_le_generateur),
    ("Remplacer l'exemple inventé", lambda: principal(["vider-l-exemple", "--oui"])),
    ("Écrire les actions", ecrire_un_axe),
    (
        "Écrire les actions",
        lambda: ecrire(
            FICHE,
            "titre: Une navette\nrattachements: [grandir]\nstatut: en_cours\nmaj: 2026-12-01\n",
        ),
    ),
    ("Dire d'où vient le plan", sourcer_le_plan),
    (
        "Dire qui publie",
        lambda: ecrire("data/editeur.yml", yaml.safe_dump(COMPLET | {"contact": None})),
    ),
    ("Dire où écrire", lambda: ecrire("data/editeur.yml", yaml.safe_dump(COMPLET))),
    (
        "Dire l'adresse du site",
        lambda: remplacer("mkdocs.yml", "# site_url: https://…/", "site_url: https://exemple.fr/"),
    ),
    (
        "Passer de l'aperçu au site public",
        lambda: remplacer("mkdocs.yml", "# production: true", "production: true"),
    ),
    ("Construire le site", construire),
    ("Choisir comment mettre en ligne", lambda: ecrire("site.zip", "")),
]
"""Une année d'un site : le pas que l'on attend, et ce que l'on fait alors."""


def test_du_site_neuf_au_site_public_un_pas_apres_l_autre(site: Path) -> None:
    """Chaque pas disparaît dès qu'il est fait, et le suivant prend sa place ; puis plus rien."""
    for attendu, faire in UNE_ANNEE:
        assert prochain(site) == attendu
        faire()
    suite = suite_de(site)
    assert suite.prochain is None
    assert suite.nombre(Avancee.A_FAIRE) == 0

    remplacer(FICHE, "2026-12-01", "2025-12-01")
    assert prochain(site) == "Construire le site"
    construire()
    assert prochain(site) == "Faire le bilan de l'année"
    pas = suite_de(site).prochain
    assert pas is not None
    assert (pas.compte, pas.commande) == (
        "1 action à revoir",
        "projet-social bilan 2027",
    )
    Path("bilan-2027").mkdir()
    pas = suite_de(site).prochain
    assert pas is not None
    assert pas.commande == "projet-social importer bilan-2027 --essai"
    Path("reunion-2027/pilotes").mkdir(parents=True)
    pas = suite_de(site).prochain
    assert pas is not None
    assert pas.commande == "projet-social importer reunion-2027/pilotes --essai"


def test_chaque_commande_proposee_se_tape(site: Path) -> None:
    """L'analyseur accepte chacune, à chaque moment de l'année, phrases comprises."""
    principale = analyseur()
    for _, faire in UNE_ANNEE:
        for pas in suite_de(site).pas:
            if pas.avancee is not Avancee.FAIT:
                principale.parse_args(shlex.split(pas.commande)[1:])
            for dite in re.findall(r"« (projet-social [^»]+) »", pas.raison + pas.autrement):
                principale.parse_args(shlex.split(dite)[1:])
        faire()


def test_un_plan_pose_dans_le_dossier_se_propose_a_l_import(site: Path) -> None:
    """Son nom est dans la commande, entre guillemets s'il le faut ; nos exports n'en sont pas."""
    garder_le_generateur()
    ecrire(".cache/projet-social.json", "{}")
    ecrire("val-imaginaire.xlsx", "")
    pas = suite_de(site).prochain
    assert pas is not None
    assert pas.commande == "projet-social vider-l-exemple --essai"
    ecrire("Plan d'actions.xlsx", "")
    pas = suite_de(site).prochain
    assert pas is not None
    assert pas.commande == 'projet-social importer "Plan d\'actions.xlsx" --essai --revue'


def test_une_donnee_fausse_passe_devant_tout(site: Path) -> None:
    """La première erreur est dite, fichier et ligne ; le reste attend."""
    ecrire(FICHE, "titre: Une navette\nstatut: parti\n")
    suite = suite_de(site)
    assert suite.prochain is not None
    assert suite.prochain.titre == "Avoir des données sans erreur"
    assert suite.prochain.commande == "projet-social verifier"
    assert f"{FICHE}:2: statut : mot inconnu « parti »" in suite.prochain.raison
    assert list(suite.temps) == ["Préparer"]


@pytest.mark.parametrize(
    ("avant", "apres", "dit"),
    [
        ("strict: true", "strict: true\n\tautre: x", "mkdocs.yml:14: tabulation"),
        ("donnees: data", "donnees: donnees", "Le dossier « donnees » n'existe pas"),
        ("  - projet-social:", "  - projet-socail:", "« projet-socail »"),
        ("donnees: data", "donees: data", "« donees »"),
    ],
)
def test_des_reglages_faux_se_disent_en_francais(
    site: Path, avant: str, apres: str, dit: str
) -> None:
    """Une faute de frappe dans mkdocs.yml : ce qu'elle est, et rien en anglais."""
    remplacer("mkdocs.yml", avant, apres)
    pas = suite_de(site).prochain
    assert pas is not None
    assert dit in pas.raison
    rien(mot for mot in ("error", "Config", "Unrecogni", "while ", "plugin ") if mot in pas.raison)


def test_un_grand_corpus_sait_nommer_son_territoire(site: Path) -> None:
    """À plusieurs territoires, la commande dit lequel."""
    shutil.rmtree("data")
    shutil.copytree(CORPUS, "data")
    commandes = [pas.commande for pas in suite_de(site).pas]
    assert "projet-social bilan 2027 --territoire val-imaginaire --projet projet" in commandes


@pytest.mark.parametrize("ou", [".", "site/data", "ailleurs"])
def test_hors_du_site_la_premiere_chose_est_d_y_aller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, ou: str
) -> None:
    """D'à côté ou de dessous, on y va ; d'un dossier sans site, on en crée un."""
    composer(tmp_path / "site")
    (tmp_path / "ailleurs").mkdir()
    monkeypatch.chdir(tmp_path / ou)
    assert principal(["aide"]) == 0
    dit = capsys.readouterr().out
    if ou == "ailleurs":
        assert "MAINTENANT : créer le site" in dit
        assert "      projet-social nouveau mon-site\n" in dit
    else:
        assert "MAINTENANT : aller dans le dossier du site" in dit
        assert f"      cd {'site' if ou == '.' else tmp_path / 'site'}\n" in dit


@pytest.mark.usefixtures("site")
def test_l_aide_d_une_commande_se_demande_autrement(capsys: Capture) -> None:
    """Qui tape « aide importer » apprend comment la demander."""
    assert principal(["aide", "importer"]) == 1
    assert "projet-social importer --help" in capsys.readouterr().err


@pytest.mark.lent
def test_l_aide_tient_dans_80_colonnes_et_en_locale_c(site: Path) -> None:
    """Sans couleur, sans signe que le terminal ne sait pas écrire, aucune ligne trop longue."""
    sortie = subprocess.run(
        [sys.executable, "-c", APPEL, "aide", "--tout"],
        cwd=site,
        env={"LC_ALL": "C", "PATH": "", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert sortie.returncode == 0, sortie.stderr
    dit = sortie.stdout.decode("utf-8")
    assert "MAINTENANT : voir le site" in dit
    assert "\x1b" not in dit
    rien(ligne for ligne in dit.splitlines() if len(ligne) > 80)
    assert [f.name for f in site.iterdir() if f.name == ".cache"] == []
