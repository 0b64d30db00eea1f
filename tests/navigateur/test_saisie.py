"""Le formulaire servi ici, dans un vrai navigateur : lisible, accessible, sans rien d'ailleurs."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from projet_social.adaptateurs.serveur_de_saisie import ServeurDeSaisie
from projet_social.saisie.dossier_ouvert import DossierOuvert
from projet_social.saisie.guichet import Guichet

from ..fabrique import CORPUS
from ..saisie.agent import JOUR
from ..visiteur import rien
from .gestes import debordements, petites_cibles
from .harnais import examiner_les_deux_palettes, ouvrir

pytestmark = pytest.mark.navigateur

VAL = "territoires/val-imaginaire"
NAVETTE = f"{VAL}/actions/navette-du-samedi.yml"
OUVRIR = f"/ouvrir?fichier={NAVETTE}"


@dataclass(frozen=True)
class Bureau:
    """Le formulaire servi, et son dossier."""

    dossier: Path
    racine: str
    entree: str


@pytest.fixture
def bureau(tmp_path: Path) -> Iterator[Bureau]:
    """Le corpus inventé, servi."""
    shutil.copytree(CORPUS, tmp_path / "data")
    long = tmp_path / "data" / VAL / "actions" / f"{'accompagnement-' * 4}intercommunal.yml"
    long.write_text(
        "titre: Une action au nom de fichier sans fin\nprojet: projet\n", encoding="utf-8"
    )
    serveur = ServeurDeSaisie(Guichet(DossierOuvert(tmp_path / "data", lambda: JOUR)))
    fil = threading.Thread(target=serveur.serve_forever, kwargs={"poll_interval": 0.02})
    fil.start()
    entree = serveur.portier.adresse
    yield Bureau(tmp_path / "data", entree.partition("/?")[0], entree)
    serveur.shutdown()
    fil.join()
    serveur.server_close()


def avec_des_fautes(onglet: Page, bureau: Bureau) -> None:
    """Une fiche refusée : une date impossible, une adresse de personne, une étape sans titre."""
    onglet.goto(bureau.racine + OUVRIR)
    onglet.get_by_label("Début").first.fill("31/02/2026")
    onglet.get_by_label("Pilotes").first.fill("c.lefort@exemple.test")
    onglet.get_by_role("button", name="Ajouter une étape").click()
    onglet.get_by_label("Description").last.fill("Sans titre.")
    onglet.get_by_role("button", name="Enregistrer").first.click()
    onglet.locator("#fautes").wait_for()


def change_ailleurs(onglet: Page, bureau: Bureau) -> None:
    """Deux versions d'une fiche."""
    onglet.goto(bureau.racine + OUVRIR)
    onglet.get_by_label("Récurrence").first.fill("chaque jour")
    fichier = bureau.dossier / NAVETTE
    texte = fichier.read_text(encoding="utf-8")
    fichier.write_text(texte.replace("chaque samedi\n", "chaque mardi\n"), encoding="utf-8")
    onglet.get_by_role("button", name="Enregistrer").first.click()
    onglet.get_by_text("Le fichier dit maintenant").wait_for()


def enregistree(onglet: Page, bureau: Bureau) -> None:
    """Une fiche que l'on vient d'enregistrer, tout déplié."""
    onglet.goto(bureau.racine + OUVRIR)
    onglet.get_by_label("Récurrence").first.fill("chaque jour")
    onglet.get_by_role("button", name="Enregistrer").first.click()
    onglet.get_by_text("Enregistré.").wait_for()
    onglet.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")


def adresse(chemin: str) -> Callable[[Page, Bureau], None]:
    """Une page que l'on ouvre."""
    return lambda onglet, bureau: onglet.goto(bureau.racine + chemin) and None


ETATS = {
    "l'accueil": adresse("/"),
    "un territoire": adresse("/territoire?nom=val-imaginaire"),
    "une recherche": adresse("/territoire?nom=val-imaginaire&mots=samedi"),
    "une fiche neuve": adresse("/fiche?nom=val-imaginaire"),
    "le projet": adresse(f"/ouvrir?fichier={VAL}/projet.yml"),
    "un niveau": adresse(f"/ouvrir?fichier={VAL}/projet.yml&ou=axes.0"),
    "les sources": adresse("/ouvrir?fichier=referentiels/sources.yml"),
    "les thèmes": adresse("/ouvrir?fichier=referentiels/themes.yml"),
    "la vérification": adresse("/verifier"),
    "une suppression": adresse(f"/supprimer?fichier={VAL}/projet.yml&ou=axes.0"),
    "sans aperçu": adresse(f"/voir?fichier={NAVETTE}"),
    "un refus": adresse("/rien"),
    "une fiche fautive": avec_des_fautes,
    "une fiche changée ailleurs": change_ailleurs,
    "une fiche enregistrée": enregistree,
}


@pytest.mark.parametrize("largeur", [360, 1280])
def test_aucun_defaut_sur_aucune_page(navigateur: Browser, bureau: Bureau, largeur: int) -> None:
    """Axe en clair et en sombre, rien qui déborde, aucune cible trop petite, rien d'ailleurs."""
    contexte = ouvrir(navigateur, largeur)
    onglet = contexte.new_page()
    fautes: list[str] = []
    onglet.on("pageerror", lambda erreur: fautes.append(f"script : {erreur}"))
    contexte.on(
        "request",
        lambda r: None if r.url.startswith(bureau.racine) else fautes.append(f"ailleurs : {r.url}"),
    )
    onglet.on(
        "console",
        lambda m: fautes.append(m.text) if "Content Security Policy" in m.text else None,
    )
    onglet.on("dialog", lambda dialogue: dialogue.accept())
    onglet.goto(bureau.entree)
    for nom, mener in ETATS.items():
        mener(onglet, bureau)
        mesures = (examiner_les_deux_palettes, debordements, petites_cibles)
        dites = (faute for mesurer in mesures for faute in mesurer(onglet))
        # Une ligne trop longue pour sa case y défile : c'est ce que font tous les navigateurs.
        fautes += [f"{nom} : {faute}" for faute in dites if "texte coupé : input" not in faute]
    contexte.close()
    rien(fautes)


@pytest.mark.parametrize("script", [True, False])
def test_remplir_avec_et_sans_script(navigateur: Browser, bureau: Bureau, script: bool) -> None:
    """Chercher, ouvrir, ajouter une étape, se tromper, corriger : sans script, tout marche."""
    contexte = ouvrir(navigateur, java_script_enabled=script)
    onglet = contexte.new_page()
    onglet.goto(bureau.entree)
    onglet.get_by_role("link", name="Val-Imaginaire").click()
    onglet.get_by_label("Mots du titre").fill("navette")
    onglet.get_by_role("button", name="Chercher").click()
    onglet.get_by_role("link", name="Navette du samedi").click()
    onglet.get_by_role("button", name="Ajouter une étape").click()
    assert onglet.url.endswith("#r-etapes-2")
    etape = onglet.locator("#r-etapes-2")
    etape.get_by_label("Titre").fill("Fêter la première année")
    etape.get_by_label("Début").fill("le 31 février")
    onglet.get_by_label("Récurrence").first.press("Enter")
    resume = onglet.locator("#fautes")
    assert "Étapes 3, début" in resume.inner_text()
    if script:
        onglet.locator("#fautes:focus").wait_for()
    resume.get_by_role("link").first.click()
    assert onglet.evaluate("document.querySelector(':target').id") == "c-etapes-2-debut"
    onglet.locator("#c-etapes-2-debut").fill("janvier 2025")
    onglet.get_by_role("button", name="Enregistrer").last.click()
    assert "Enregistré." in onglet.locator("#fait").inner_text()
    ecrit = (bureau.dossier / NAVETTE).read_text(encoding="utf-8")
    assert "- titre: Fêter la première année\n    debut: janvier 2025\n" in ecrit
    contexte.close()


def test_quitter_sans_enregistrer_previent(navigateur: Browser, bureau: Bureau) -> None:
    """Le navigateur demande ; rien à demander quand on n'a rien changé, ni quand on enregistre."""
    contexte = ouvrir(navigateur)
    onglet = contexte.new_page()
    demandes: list[str] = []
    onglet.on("dialog", lambda d: (demandes.append(d.type), d.accept()))
    onglet.goto(bureau.entree)
    onglet.goto(bureau.racine + OUVRIR)
    onglet.goto(bureau.racine)
    assert demandes == []
    onglet.goto(bureau.racine + OUVRIR)
    onglet.get_by_label("Récurrence").first.fill("chaque jour")
    onglet.get_by_role("button", name="Enregistrer").first.click()
    assert demandes == []
    onglet.get_by_label("Récurrence").first.fill("chaque mardi")
    onglet.get_by_role("link", name="Vérifier").click()
    onglet.wait_for_url("**/verifier")
    assert demandes == ["beforeunload"]
    contexte.close()
