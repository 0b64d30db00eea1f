"""Importer dans un site neuf : rien de l'exemple inventé ne reste, ni ne s'attache au vrai plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.depart.entite import Entite
from projet_social.depart.site_neuf import ChoixDeSite, composer_le_site
from projet_social.modele.niveau import Libelle
from projet_social.modele.vocabulaire import TypeNiveau, TypeTerritoire

from ..tableur.fabrique import CLASSEURS, classeur_de

PLATE = str(CLASSEURS / "liste-plate.xlsx")
ICI = "data/territoires/val-imaginaire"
Capture = pytest.CaptureFixture[str]


VAL = ChoixDeSite(
    Entite(
        "Communauté de communes du Val-Imaginaire",
        "Val-Imaginaire",
        TypeTerritoire.COMMUNAUTE_DE_COMMUNES,
        departements=("56",),
    ),
    niveaux={TypeNiveau.AXE: Libelle(singulier="Cap", pluriel="Caps")},
)
"""Un territoire inventé, qui a son mot pour « axe »."""
GOUESNOU = ChoixDeSite(
    Entite("Gouesnou", "Gouesnou", TypeTerritoire.COMMUNE, insee="29061", departements=("29",)),
    officielle=True,
)
"""Une commune de la liste officielle, aux mots de tout le monde."""


def composer(dossier: Path, choix: ChoixDeSite = VAL) -> Path:
    """Un site tout juste créé, sans le générateur que « nouveau » y garderait."""
    for chemin, octets in composer_le_site(choix).items():
        fichier = dossier / chemin
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_bytes(octets)
    return dossier


@pytest.fixture
def neuf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un site tout juste créé, avec son exemple."""
    site = composer(tmp_path / "site")
    monkeypatch.chdir(site)
    return site


def textes(site: Path) -> dict[str, str]:
    """Ce que le site dit : ses données, ses pages, son mode d'emploi."""
    fichiers = [*(site / "data").rglob("*.yml"), *(site / "docs").rglob("*.md"), site / "README.md"]
    return {f.relative_to(site).as_posix(): f.read_text(encoding="utf-8") for f in fichiers}


def test_l_exemple_est_remplace_en_entier(neuf: Path, capsys: Capture) -> None:
    """Ni axe, ni fiche, ni source, ni contact, ni porteur inventés ; et cela se dit."""
    assert principal(["importer", PLATE]) == 0

    dit = capsys.readouterr().out
    assert "L'exemple inventé, livré avec le site, est remplacé en entier (9 fichiers)." in dit
    assert "supprimé : territoires/val-imaginaire/actions/navette-des-marches.yml" in dit
    assert [n for n, t in textes(neuf).items() if "exemple inventé" in t.lower()] == []
    assert [n for n, t in textes(neuf).items() if "exemple.invalid" in t] == []
    projet = yaml.safe_load((neuf / ICI / "projet.yml").read_text(encoding="utf-8"))
    assert [axe["titre"] for axe in projet["axes"]] == ["Grandir", "Se soigner"]
    assert projet.keys() == {"titre", "niveaux", "axes"}
    assert projet["niveaux"]["axe"]["singulier"] == "Cap", "ce que la personne avait choisi"
    assert len(list((neuf / ICI / "actions").iterdir())) == 5
    assert principal(["verifier"]) == 0
    assert "exemple" not in capsys.readouterr().out

    assert principal(["importer", PLATE]) == 0
    assert "rien à écrire" in capsys.readouterr().out


def test_l_essai_le_dit_et_n_ecrit_rien(neuf: Path, capsys: Capture) -> None:
    """On sait d'avance que l'exemple partira."""
    avant = textes(neuf)
    assert principal(["importer", PLATE, "--essai"]) == 0

    assert "est remplacé en entier (9 fichiers)" in capsys.readouterr().out
    assert textes(neuf) == avant


def test_ce_que_l_on_a_ecrit_reste(neuf: Path) -> None:
    """Une fiche à soi, une source à soi : l'exemple part, elles restent."""
    (neuf / ICI / "actions/a-nous.yml").write_text("titre: À nous\n", encoding="utf-8")
    sources = neuf / "data/referentiels/sources.yml"
    notre = "  - {id: nous, titre: Notre document, editeur: Nous}\n"
    sources.write_text(sources.read_text(encoding="utf-8") + notre, encoding="utf-8")
    assert principal(["importer", PLATE]) == 0

    assert (neuf / ICI / "actions/a-nous.yml").is_file()
    lues = yaml.safe_load(sources.read_text(encoding="utf-8"))
    assert [source["id"] for source in lues["sources"]] == ["nous"]


@pytest.mark.parametrize("fichier", ["projet.yml", "actions/pause-des-aidants.yml"])
def test_un_exemple_retouche_arrete_tout(fichier: str, neuf: Path, capsys: Capture) -> None:
    """On ne jette pas ce que quelqu'un a écrit : la commande le nomme, et dit comment faire."""
    chemin = neuf / ICI / fichier
    chemin.write_text(
        chemin.read_text(encoding="utf-8")
        .replace("titre: ", "titre: Notre ", 1)
        .replace("\nresume: ", "\n# à nous\nresume: ", 1),
        encoding="utf-8",
    )
    avant = textes(neuf)

    assert principal(["importer", PLATE, "--oui"]) == 1

    dit = capsys.readouterr().err
    assert "a été retouché : l'import ne sait pas ce qui est à vous" in dit
    assert dit.rstrip().endswith(f"{ICI}/{fichier}")
    assert textes(neuf) == avant


def test_un_autre_plan_laisse_l_exemple(neuf: Path, tmp_path: Path) -> None:
    """Un second plan ne dit rien du premier : l'exemple, que `verifier` signale, y reste."""
    (tmp_path / "cls.xlsx").write_bytes(classeur_de({"Plan": [["Action", "Pilote"], ["A", "ARS"]]}))
    assert principal(["importer", str(tmp_path / "cls.xlsx"), "--projet", "projet-cls"]) == 0

    assert (neuf / ICI / "actions/navette-des-marches.yml").is_file()


def test_un_site_vide_n_a_rien_a_oter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """`nouveau --vide` : la source qu'il décrit est celle du projet, elle reste."""
    monkeypatch.chdir(composer(tmp_path / "site", replace(VAL, vide=True)))
    assert principal(["importer", PLATE]) == 0

    assert "L'exemple inventé" not in capsys.readouterr().out
    projet = yaml.safe_load((tmp_path / "site" / ICI / "projet.yml").read_text(encoding="utf-8"))
    assert projet["source"] == {"document": "projet"}
