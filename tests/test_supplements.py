"""Un cœur léger : ce qui manque se dit, avec la commande exacte, et rien d'autre ne cède.

L'absence s'imite : un nom mis à `None` dans `sys.modules` ne s'importe plus, ni ne se trouve.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.adaptateurs.options.registre import toutes_les_commandes
from projet_social.supplements import SUPPLEMENTS, installer

from .fabrique import CORPUS, RACINE, Chantier
from .visiteur import rien

PROJET = tomllib.loads((RACINE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OBLIGATOIRES_MAXIMUM = 16
REUNIONS = {"pdf", "tout"}
"""Les suppléments qui n'en font que nommer d'autres."""
LOURDS = {
    *("jinja2", "markdown", "mkdocs", "nh3", "pydantic", "rapidfuzz", "ruamel", "yaml"),
    *(nom for _, bibliotheques in SUPPLEMENTS.values() for nom in bibliotheques),
}
"""Ce qu'une aide n'a pas à charger."""
TOUT_CHARGER = """
import sys
sys.modules.update(dict.fromkeys(sys.argv[1].split()))
from importlib import import_module
from projet_social.adaptateurs import greffon_mkdocs, ligne_de_commande, mkdocs_macros
from projet_social.adaptateurs.options.registre import toutes_les_commandes
from projet_social.inscription import inscrire_le_paquet
for nom in ("exports", "macros", "migration", "pages", "verification"):
    inscrire_le_paquet(f"projet_social.{nom}")
for commande in toutes_les_commandes():
    if not commande.supplement:
        import_module(f"projet_social.adaptateurs.commandes.{commande.nom.replace('-', '_')}")
"""


ESSAIS = [
    ("completion", ["completion", "bash"]),
    ("documents", ["dossier", "--synthese", "val-imaginaire", "--format", "odt"]),
    ("federation", ["assembler", "sources.yml"]),
    ("lecture", ["importer", str(RACINE / "tests/document/documents/un-tableau-par-fiche.docx")]),
    ("lecture", ["importer", str(RACINE / "tests/document/documents/un-tableau-par-fiche.pdf")]),
    ("tableur", ["exporter", "val-imaginaire", "--format", "xlsx"]),
    ("tableur", ["importer", str(RACINE / "tests/tableur/classeurs/liste-plate.xlsx")]),
    ("tableur", ["importer", str(RACINE / "tests/tableur/classeurs/liste-plate.xls")]),
    ("tableur", ["importer", str(RACINE / "tests/tableur/classeurs/liste-en-retrait.ods")]),
]
"""Une demande par supplément, et par commande qui en a besoin."""


def sans(monkeypatch: pytest.MonkeyPatch, supplement: str) -> None:
    """Imite une installation sans un supplément."""
    for nom in SUPPLEMENTS[supplement][1]:
        monkeypatch.setitem(sys.modules, nom, None)


def executer(code: str, *mots: str) -> str:
    """Ce qu'écrit un programme Python neuf."""
    fini = subprocess.run(
        [sys.executable, "-c", code, *mots], capture_output=True, text=True, check=False
    )
    assert fini.returncode == 0, fini.stderr
    return fini.stdout


def test_le_paquet_et_le_programme_disent_les_memes_supplements() -> None:
    """Les modules que le programme cherche sont ceux que l'installation apporte."""
    paquets = packages_distributions()
    apportes = {
        nom: {re.split(r"[><=]", exigence)[0].lower() for exigence in exigences}
        for nom, exigences in PROJET["optional-dependencies"].items()
        if nom not in REUNIONS
    }
    cherches = {
        nom: {paquets[module][0].lower() for module in modules}
        for nom, (_, modules) in SUPPLEMENTS.items()
    }
    assert cherches == apportes


def test_le_coeur_demande_peu() -> None:
    """Seize dépendances au plus, dont aucune n'est aussi un supplément."""
    obligatoires = {re.split(r"[><=\[]", exigence)[0] for exigence in PROJET["dependencies"]}
    assert len(obligatoires) <= OBLIGATOIRES_MAXIMUM
    exigences = PROJET["optional-dependencies"].values()
    facultatives = {re.split(r"[><=\[]", e)[0] for liste in exigences for e in liste}
    assert obligatoires & facultatives == set()


@pytest.mark.lent
@pytest.mark.parametrize("mots", [["--help"], ["--version"], ["importer", "--help"]])
def test_une_aide_ne_charge_rien_de_lourd(mots: list[str]) -> None:
    """L'aide s'affiche aussitôt : le domaine et les bibliothèques attendent l'exécution."""
    code = (
        "import sys\n"
        "from projet_social.adaptateurs.ligne_de_commande import principal\n"
        "try:\n    principal(sys.argv[1:])\n"
        "except SystemExit:\n    print('\\n', *{nom.split('.')[0] for nom in sys.modules})"
    )
    charges = set(executer(code, *mots).splitlines()[-1].split())
    assert "projet_social" in charges
    rien(charges & LOURDS)


@pytest.mark.lent
def test_construire_laisse_le_domaine_au_programme_qu_il_lance() -> None:
    """MkDocs le charge de son côté : le charger ici aussi coûtait un cinquième d'un petit site."""
    code = (
        "import sys\n"
        "from projet_social.adaptateurs.commandes import construire\n"
        "print(*sys.modules)"
    )
    charges = set(executer(code).split())
    assert "projet_social.adaptateurs.deja_construit" in charges
    rien(charges & (LOURDS - {"yaml"} | {"projet_social.modele", "projet_social.corpus"}))


@pytest.mark.lent
def test_le_coeur_se_charge_sans_aucun_supplement() -> None:
    """Greffon, macros, exports, vérifications, commandes du cœur : aucun n'en importe d'emblée."""
    executer(TOUT_CHARGER, " ".join(nom for _, noms in SUPPLEMENTS.values() for nom in noms))


@pytest.mark.parametrize(("supplement", "mots"), ESSAIS)
def test_une_commande_a_qui_il_manque_un_supplement_dit_la_commande(
    supplement: str,
    mots: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Une phrase, la ligne à taper, le code 1 ; rien n'est écrit."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(CORPUS)
    sans(monkeypatch, supplement)

    assert principal(mots) == 1

    erreur = capsys.readouterr().err
    assert erreur.startswith(f"erreur : supplément « {supplement} » absent (")
    assert erreur.endswith(f"; l'installer par « {installer(supplement)} »\n")
    assert [fichier.name for fichier in tmp_path.iterdir()] == ["data"]


def test_chaque_supplement_et_chaque_commande_a_son_essai() -> None:
    """Une commande nouvelle qui en demande un s'essaie aussi sans lui."""
    assert {supplement for supplement, _ in ESSAIS} == SUPPLEMENTS.keys() - {"images"}
    demandees = {(c.supplement, c.nom) for c in toutes_les_commandes() if c.supplement}
    assert demandees <= {(supplement, mots[0]) for supplement, mots in ESSAIS}


@pytest.mark.parametrize("format_", ["ods", "csv"])
def test_sans_tableur_on_exporte_encore(
    format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice et le CSV ne demandent rien : on emporte toujours ses données."""
    monkeypatch.chdir(tmp_path)
    sans(monkeypatch, "tableur")
    mots = ["exporter", "val-imaginaire", "--format", format_, "--donnees", str(CORPUS)]
    assert principal(mots) == 0
    assert len(list(tmp_path.iterdir())) == 1


def test_chaque_aide_se_lit_sans_aucun_supplement(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On lit ce que fait une commande avant d'installer ce qu'elle demande."""
    for supplement in SUPPLEMENTS:
        sans(monkeypatch, supplement)
    for commande in toutes_les_commandes():
        with pytest.raises(SystemExit) as sortie:
            principal([commande.nom, "--help"])
        assert sortie.value.code == 0
    assert "Exemples :" in capsys.readouterr().out


def test_un_site_se_construit_sans_supplement_et_dit_ce_qui_manque(
    chantier: Chantier, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Construit strictement, sans lien vers un fichier absent ; la suite dit quoi installer."""
    greffon = {"projet-social": {"donnees": "data", "pdf": True}}
    chantier.garnir()
    chantier.regler(site_url="https://exemple.fr/", plugins=[greffon])
    # urllib3 reste : requests, que demande Material, s'en sert.
    absents = {nom for _, noms in SUPPLEMENTS.values() for nom in noms} - {"urllib3"}
    chantier.ecrire(
        {"ote/sitecustomize.py": f"import sys\nsys.modules.update(dict.fromkeys({absents}))\n"}
    )
    chemin = os.pathsep.join([str(chantier.dossier / "ote"), *sys.path])
    monkeypatch.setenv("PYTHONPATH", chemin)

    assert principal(["construire", str(chantier.dossier)]) == 0

    dites = capsys.readouterr().out.splitlines()
    for supplement in ("documents", "images", "tableur"):
        assert any(dite.endswith(f"« {installer(supplement)} »") for dite in dites), dites
    pages = [page.read_text(encoding="utf-8") for page in chantier.site.rglob("*.html")]
    assert len(pages) > 20
    rien(page for page in pages if "og:image" in page or ".xlsx" in page or ".docx" in page)
    assert not list(chantier.site.rglob("*.xlsx"))
    assert list(chantier.site.rglob("*.ods"))


def test_le_remede_marche_sans_registre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dans un site, c'est le site qui retient le supplément ; ailleurs, d'où l'on a installé."""
    monkeypatch.chdir(tmp_path)
    ailleurs = installer("documents")
    assert re.fullmatch(r'python -m pip install "\S+\[documents\]"', ailleurs)
    assert "projet-social[documents]" not in ailleurs

    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "projet_social-0.1.0-py3-none-any.whl").touch()
    assert installer("documents") == (
        "projet-social verrouiller --supplement documents », puis par "
        "« python -m pip install --requirement requirements.txt"
    )
