"""Les exemples que lisent les agents : recopiés tels quels, ils passent la vérification."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from projet_social.chargement import examiner
from projet_social.lecture.anomalie import Gravite

from ..fabrique import RACINE
from ..visiteur import rien

GUIDE = RACINE / "docs" / "guide"
CONTRIBUER = RACINE / "CONTRIBUTING.md"
PAGES = (GUIDE / "ecrire-les-donnees.md", GUIDE / "regles-et-pieges.md", CONTRIBUER)
BLOC = re.compile(r"```yaml\n# (?P<ou>[^\n]*)\n(?P<texte>.*?)```", re.DOTALL)
ENTIER = re.compile(r"data/(\S+\.yml)")
DANS = re.compile(r"dans ((?:actions/)?[a-z-]+\.yml)")
CHEZ = "territoires/val-d-exemple"


def blocs(page: Path) -> list[tuple[str, str]]:
    """Les exemples d'une page : ce que dit leur première ligne, puis le YAML."""
    trouves = BLOC.finditer(page.read_text(encoding="utf-8"))
    return [(trouve["ou"], trouve["texte"]) for trouve in trouves]


EXEMPLES = [(page, *bloc) for page in PAGES for bloc in blocs(page)]


def erreurs(donnees: Path) -> list[str]:
    """Ce que la vérification refuse."""
    return [str(a) for a in examiner(donnees).anomalies if a.gravite is Gravite.ERREUR]


@pytest.fixture
def donnees(tmp_path: Path) -> Path:
    """Le territoire du guide, écrit comme le guide dit de l'écrire, avec nos référentiels."""
    for nom in ("referentiels", "format.yml"):
        source, cible = RACINE / "data" / nom, tmp_path / nom
        shutil.copytree(source, cible) if source.is_dir() else shutil.copy(source, cible)
    for ou, texte in blocs(GUIDE / "ecrire-les-donnees.md"):
        (chemin,) = re.findall(r"data/(\S+\.yml)", ou) or [""]
        if chemin:
            fichier = tmp_path / chemin
            fichier.parent.mkdir(parents=True, exist_ok=True)
            with fichier.open("a", encoding="utf-8") as suite:
                suite.write(texte)
    return tmp_path


def test_le_territoire_du_guide_est_sans_erreur(donnees: Path) -> None:
    """Document, territoire, projet et fiche, recopiés du guide."""
    chemins = {f.name for f in (donnees / CHEZ).rglob("*.yml")}
    assert chemins == {"territoire.yml", "projet.yml", "navette-du-marche.yml"}
    rien(erreurs(donnees))


@pytest.mark.parametrize(("page", "ou", "texte"), EXEMPLES)
def test_chaque_exemple_se_recopie(donnees: Path, page: Path, ou: str, texte: str) -> None:
    """À la place du fichier qu'il montre ; un fragment se complète de ce qui est obligatoire."""
    if "sources.yml" in ou:
        return  # déjà ajouté au référentiel
    dit = ENTIER.search(ou) or DANS.search(ou)
    assert dit, f"{page.name} : la première ligne d'un exemple dit son fichier, pas « {ou} »"
    fichier = donnees / (dit[1] if dit[1].startswith("territoires/") else f"{CHEZ}/{dit[1]}")
    manques = {
        "projet.yml": "titre: Essai\n",
        "territoire.yml": "nom_court: Essai\ntype: communaute_de_communes\n",
    }.get(fichier.name, "titre: Essai\n")
    debut = "" if re.search(r"^titre:", texte, re.MULTILINE) or "nom_court:" in texte else manques
    fichier.write_text(debut + texte, encoding="utf-8")
    if dit[1] == "projet.yml":  # la fiche du guide sert un autre plan que ce fragment
        shutil.rmtree(donnees / CHEZ / "actions")
    rien(erreurs(donnees))


def test_contribuer_tient_en_une_page() -> None:
    """Une page que l'on lit ; le reste est dans le guide."""
    assert len(CONTRIBUER.read_text(encoding="utf-8").splitlines()) <= 120


def messages_du_guide() -> list[tuple[str, str]]:
    """Chaque message du guide, et ce qui était écrit, quand le guide le recopie."""
    texte = (GUIDE / "regles-et-pieges.md").read_text(encoding="utf-8")
    paires = re.findall(r"^essai\.yml:\d+: (.+)\n((?:    .+\n)+)", texte, re.MULTILINE)
    ecrits = [
        (message, re.sub(r"^    ", "", ecrit, flags=re.MULTILINE)) for message, ecrit in paires
    ]
    return [paire for paire in ecrits if re.match(r"[a-z]+:", paire[1])]


@pytest.mark.parametrize(("message", "ecrit"), messages_du_guide())
def test_un_message_du_guide_est_vrai(donnees: Path, message: str, ecrit: str) -> None:
    """Ce que l'on a écrit donne bien ce message, mot pour mot."""
    debut = "" if ecrit.startswith("titre:") else "titre: Essai\n"
    fiche = donnees / CHEZ / "actions" / "essai.yml"
    fiche.write_text(debut + ecrit, encoding="utf-8")
    assert any(erreur.endswith(f": {message}") for erreur in erreurs(donnees)), erreurs(donnees)
