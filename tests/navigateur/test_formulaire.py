"""Le formulaire, dans un vrai navigateur, sur les vraies données : rien d'autre ne change."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import charger
from projet_social.modele.vocabulaire import Statut

from ..fabrique import RACINE
from ..npm import archives_du_formulaire
from .harnais import ouvrir
from .serveur import servir

pytestmark = pytest.mark.navigateur
QUESTEMBERT = "data/territoires/questembert"
DEPOSER = """async (fichiers) => {
  const racine = await (await navigator.storage.getDirectory())
    .getDirectoryHandle("sveltia-cms-test", { create: true });
  for (const [chemin, texte] of Object.entries(fichiers)) {
    const parts = chemin.split("/");
    let dossier = racine;
    for (const part of parts.slice(0, -1))
      dossier = await dossier.getDirectoryHandle(part, { create: true });
    const fichier = await dossier.getFileHandle(parts.at(-1), { create: true });
    const flux = await fichier.createWritable();
    await flux.write(texte);
    await flux.close();
  }
}"""
RELIRE = """async () => {
  const lus = {};
  const parcourir = async (dossier, chemin) => {
    for await (const [nom, poignee] of dossier.entries())
      if (poignee.kind === "directory") await parcourir(poignee, chemin + nom + "/");
      else lus[chemin + nom] = await (await poignee.getFile()).text();
  };
  const racine = await navigator.storage.getDirectory();
  await parcourir(await racine.getDirectoryHandle("sveltia-cms-test"), "");
  return lus;
}"""
SANS_RIEN_CHANGER = """async (fichiers) => {
  const { format } = await import("./fichiers.js");
  const reglages = await (await fetch("configuration.json")).json();
  const champs = {};
  for (const c of reglages.collections) {
    for (const f of c.files ?? []) champs[f.file] = f.fields;
    if (c.folder) champs[c.folder] = c.fields;
  }
  const changes = [];
  for (const [chemin, texte] of Object.entries(fichiers)) {
    const siens = champs[chemin] ?? champs[chemin.slice(0, chemin.lastIndexOf("/"))];
    if (!siens) continue;
    const { fromFile, toFile } = format(siens);
    const relu = JSON.parse(JSON.stringify(fromFile(texte)));
    if (toFile(relu) !== texte) changes.push(chemin);
  }
  return changes;
}"""


@pytest.fixture(scope="module")
def archives() -> Path:
    """Les archives npm ; obligatoires dans l'intégration continue."""
    return archives_du_formulaire()


@pytest.fixture(scope="module")
def fichiers() -> dict[str, str]:
    """Les fichiers de données des seize."""
    donnees = RACINE / "data"
    return {
        f"data/{f.relative_to(donnees).as_posix()}": f.read_text(encoding="utf-8")
        for f in sorted(donnees.rglob("*.yml"))
    }


@pytest.fixture
def page(
    navigateur: Browser, archives: Path, fichiers: dict[str, str], tmp_path: Path
) -> Iterator[Page]:
    """Le formulaire ouvert sur les données, dans un dépôt qui n'existe que dans le navigateur."""
    demande = ["formulaire", "--essai", "--paquets", str(archives), "--nom", "Essai"]
    demande += ["--docs", str(tmp_path), "--donnees", "data"]
    ici = Path.cwd()
    os.chdir(RACINE)
    try:
        assert principal(demande) == 0
    finally:
        os.chdir(ici)
    (tmp_path / "404.html").write_text("Rien ici.", encoding="utf-8")
    with servir(tmp_path) as serveur:
        contexte = ouvrir(navigateur)
        tiers: list[str] = []
        fautes: list[str] = []
        ouverte = contexte.new_page()
        contexte.on("request", lambda r: tiers.append(r.url))
        ouverte.on("pageerror", lambda erreur: fautes.append(str(erreur)))
        ouverte.on(
            "console",
            lambda m: fautes.append(m.text) if "Content Security Policy" in m.text else None,
        )
        ouverte.goto(f"{serveur.adresse}admin/index.html")
        ouverte.evaluate(DEPOSER, fichiers)
        yield ouverte
        contexte.close()
        assert fautes == []
        permises = (serveur.adresse, "blob:", "data:")
        assert [url for url in tiers if not url.startswith(permises)] == []


def entrer(page: Page, titre: str) -> None:
    """Ouvre le dépôt d'essai, puis une fiche de Questembert."""
    page.get_by_role("button", name="dépôt de test").click()
    page.get_by_text("Fiches-actions : Questembert").first.click()
    page.get_by_text(titre).first.click()
    page.locator('[data-key-path="titre"]').wait_for()
    page.mouse.move(600, 500)


def champ(page: Page, cle: str) -> None:
    """Fait défiler jusqu'à un champ : ils ne sont dessinés qu'à l'approche."""
    for _ in range(60):
        if page.locator(f'[data-key-path="{cle}"] .field-wrapper').count():
            break
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(100)
    page.locator(f'[data-key-path="{cle}"]').scroll_into_view_if_needed()


def enregistrer(page: Page, avant: dict[str, str]) -> dict[str, str]:
    """Enregistre ; rend les fichiers changés ou neufs."""
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    for _ in range(60):
        page.wait_for_timeout(200)
        apres: dict[str, str] = page.evaluate(RELIRE)
        if changes := {nom: t for nom, t in apres.items() if avant.get(nom) != t}:
            return changes
    return {}


def lignes_changees(avant: str, apres: str) -> list[str]:
    """Les lignes ôtées et mises, sans leur contexte."""
    difference = difflib.unified_diff(avant.splitlines(), apres.splitlines(), n=0, lineterm="")
    return [ligne for ligne in list(difference)[2:] if not ligne.startswith("@@")]


def relire(fichiers: dict[str, str], dossier: Path) -> None:
    """Écrit les fichiers et les fait lire au programme."""
    for nom, texte in fichiers.items():
        chemin = dossier / nom
        chemin.parent.mkdir(parents=True, exist_ok=True)
        chemin.write_text(texte, encoding="utf-8")


def test_rien_ne_bouge_sans_changement(page: Page, fichiers: dict[str, str]) -> None:
    """Tous les fichiers des seize, lus puis récrits : les mêmes octets."""
    assert page.evaluate(SANS_RIEN_CHANGER, fichiers) == []


def test_changer_un_statut_ne_change_que_lui(
    page: Page, fichiers: dict[str, str], tmp_path: Path
) -> None:
    """Ouvrir une fiche, choisir un statut, enregistrer : une ligne de plus, que le modèle lit."""
    nom = f"{QUESTEMBERT}/actions/navettes-au-marche.yml"
    entrer(page, "Mettre en place des navettes au marché")
    champ(page, "statut")
    statut = page.locator('[data-key-path="statut"]')
    statut.get_by_role("combobox").click()
    page.get_by_role("option", name="En cours").click()

    changes = enregistrer(page, fichiers)

    assert list(changes) == [nom]
    assert lignes_changees(fichiers[nom], changes[nom]) == ["+statut: en_cours"]
    relire(fichiers | changes, tmp_path / "relu")
    corpus = charger(tmp_path / "relu" / "data")
    fiche = corpus.ligne("questembert", "navettes-au-marche").fiche
    assert fiche is not None
    assert fiche.statut is Statut.EN_COURS
