"""Un champ ajouté au modèle paraît partout : la recette de HACKING, suivie sur une copie du paquet.

La copie reçoit une « devise » dans `FicheAction`, un « slogan » dans `Etape`, et rien d'autre ; un
site inventé les emploie.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest

from .fabrique import RACINE, Chantier
from .lenteur import lente

CHAMP = '''
    devise: Titre | None = None
    """La devise de l'action, mot pour mot."""
'''
AVANT = "    themes: Identifiants = Field(default=(), max_length=4)\n"
DEVISE, AIDE = "Chacun sa route, ensemble", "La devise de l'action, mot pour mot."
CHAMP_D_ETAPE = '''
    slogan: Titre | None = None
    """Le slogan de l'étape."""
'''
AVANT_D_ETAPE = "    objectifs: Liste[Prose] = ()\n"
SLOGAN = "Au volant"
VAL = "val-imaginaire"
FICHE = f"data/territoires/{VAL}/actions/navette-du-samedi.yml"


@dataclass(frozen=True)
class Essai:
    """Le site construit par la copie, et de quoi lancer celle-ci."""

    chantier: Chantier
    paquet: Path

    def lire(self, adresse: str) -> bytes:
        """Un fichier du site."""
        return (self.chantier.site / adresse).read_bytes()

    def lancer(self, *commande: str) -> str:
        """Ce que dit une commande Python jouée sur la copie, et qui doit réussir."""
        rendu = subprocess.run(
            [sys.executable, *commande],
            cwd=self.chantier.dossier,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(self.paquet)},
        )
        assert rendu.returncode == 0, rendu.stdout + rendu.stderr
        return rendu.stdout

    def projet_social(self, *commande: str) -> str:
        """Ce que dit `projet-social`."""
        entree = "from projet_social.adaptateurs.ligne_de_commande import principal as p; exit(p())"
        return self.lancer("-c", entree, *commande)


@pytest.fixture(scope="module")
@lente
def essai(tmp_path_factory: pytest.TempPathFactory) -> Essai:
    """Le paquet avec un champ de plus, et un site qui l'emploie."""
    racine = tmp_path_factory.mktemp("champ")
    for dossier in ("macros", "overrides"):
        shutil.copytree(RACINE / dossier, racine / dossier)
    modele = racine / "macros" / "projet_social" / "modele"
    for nom, ici, champ in (
        ("fiche_action.py", AVANT, CHAMP),
        ("etape.py", AVANT_D_ETAPE, CHAMP_D_ETAPE),
    ):
        source = (modele / nom).read_text(encoding="utf-8")
        assert source.count(ici) == 1
        avec = source.replace(ici, champ.lstrip("\n") + ici)
        (modele / nom).write_text(avec, encoding="utf-8")
    chantier = Chantier(racine / "site")
    chantier.garnir()
    fiche = chantier.dossier / FICHE
    etape = "  - titre: Trouver un chauffeur\n"
    ecrite = fiche.read_text(encoding="utf-8").rstrip()
    assert etape in ecrite
    avec = ecrite.replace(etape, f"{etape}    slogan: {SLOGAN}\n")
    fiche.write_text(f"{avec}\ndevise: {DEVISE}\n", encoding="utf-8")
    chantier.ecrire({"docs/reference.md": "# Référence\n\n{{ reference_donnees() }}\n"})
    monte = Essai(chantier, racine / "macros")
    monte.lancer("-m", "mkdocs", "build", "--strict")
    return monte


def test_le_yaml_et_son_schema(essai: Essai) -> None:
    """L'éditeur de texte propose le champ et sa phrase."""
    schema = json.loads(essai.lire("donnees/v1/schemas/yaml/ficheaction.schema.json"))
    assert schema["properties"]["devise"]["description"] == AIDE


def test_la_page_de_l_action(essai: Essai) -> None:
    """Aucun gabarit ne le nomme : la page le dit quand même, sous son libellé."""
    page = essai.lire(f"territoires/{VAL}/actions/navette-du-samedi/index.html").decode()
    assert DEVISE in page.replace("\u202f", " ")
    assert "Devise" in page
    assert f"<dt>Slogan</dt><dd>{SLOGAN}</dd>" in page


def test_la_reference_des_donnees(essai: Essai) -> None:
    """La page de référence décrit le champ."""
    page = essai.lire("reference/index.html").decode()
    assert "<code>devise</code>" in page


def test_le_formulaire(essai: Essai) -> None:
    """Le formulaire a un champ de plus, et la même phrase pour l'aider."""
    champs = json.loads(
        essai.lancer(
            "-c",
            "import json; from projet_social.formulaire.champs import ChoixPermis, champs_de; "
            "from projet_social.modele.fiche_action import FicheAction; "
            "print(json.dumps(champs_de(FicheAction, ChoixPermis())))",
        )
    )
    assert {"label": "Devise", "hint": AIDE}.items() <= next(
        champ for champ in champs if champ["name"] == "devise"
    ).items()


def test_le_formulaire_servi_ici(essai: Essai) -> None:
    """Personne ne lui a choisi de groupe : il est dans les autres précisions, avec sa phrase."""
    page = essai.lancer(
        "-c",
        "from datetime import date; from pathlib import Path; "
        "from projet_social.saisie.dossier_ouvert import DossierOuvert; "
        "from projet_social.saisie.guichet import DemandeRecue, Guichet; "
        "guichet = Guichet(DossierOuvert(Path('data'), date.today)); "
        f"recue = DemandeRecue({{'fichier': ['{FICHE.removeprefix('data/')}']}}); "
        "print(guichet.repondre('GET', '/ouvrir', recue).corps.decode())",
    )
    autres = page.partition("Autres précisions</h2>")[2].partition("</section>")[0]
    assert f'value="{DEVISE}"' in autres
    assert AIDE in unescape(autres).replace("’", "'")
    assert f'value="{SLOGAN}"' in page


@pytest.mark.parametrize("suffixe", ["xlsx", "ods", "zip"])
def test_le_classeur_de_l_agent_a_l_aller_et_au_retour(essai: Essai, suffixe: str) -> None:
    """Exporté, le champ a sa colonne ; repris, il n'y a rien à récrire."""
    sorti = essai.chantier.dossier / f"plan.{suffixe}"
    essai.projet_social("exporter", VAL, "-o", str(sorti))
    with ZipFile(sorti) as archive:
        ecrit = b"".join(map(archive.read, archive.namelist())).decode(errors="ignore")
    for mot in ("Devise", DEVISE, "Slogan", SLOGAN):
        assert mot in ecrit
    assert "rien à écrire" in essai.projet_social("importer", str(sorti), "--essai")


def test_les_donnees_ouvertes(essai: Essai) -> None:
    """CSV et son schéma, SQLite, classeurs, et la page qui décrit les colonnes."""
    texte = io.StringIO(essai.lire("donnees/v1/csv/actions.csv").decode("utf-8-sig"), newline="")
    assert DEVISE in [ligne["devise"] for ligne in csv.DictReader(texte, delimiter=";")]
    schema = json.loads(essai.lire("donnees/v1/csv/actions.schema.json"))
    assert AIDE in [champ["description"] for champ in schema["fields"] if champ["name"] == "devise"]
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(essai.lire("donnees/v1/projets-sociaux.sqlite"))
        assert (DEVISE,) in base.execute("SELECT devise FROM actions").fetchall()
        assert (SLOGAN,) in base.execute("SELECT slogan FROM etapes").fetchall()
    for classeur in ("xlsx", "ods"):
        with ZipFile(io.BytesIO(essai.lire(f"donnees/v1/projets-sociaux.{classeur}"))) as archive:
            assert DEVISE in "".join(
                archive.read(n).decode(errors="ignore") for n in archive.namelist()
            )
    colonnes = unescape(essai.lire("donnees/colonnes/index.html").decode())
    assert AIDE in colonnes.replace("’", "'")


def test_le_json_rend_le_yaml(essai: Essai) -> None:
    """Ce que le site publie porte le champ, mot pour mot."""
    assert f'"devise":"{DEVISE}"' in essai.lire("donnees/v1/projet.json").decode().replace(
        '": "', '":"'
    )
