"""La commande `python -m tests.captures` : refaire les images du guide, d'après le vrai produit.

Elle crée un site par `projet-social nouveau`, le construit, l'ouvre dans Chromium, et écrit des
images WebP dans `docs/guide/images/`. Demande Chromium.
"""

from __future__ import annotations

import io
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.adaptateurs.serveur_de_saisie import ServeurDeSaisie
from projet_social.saisie.dossier_ouvert import DossierOuvert
from projet_social.saisie.guichet import Guichet

from .fabrique import RACINE
from .navigateur.harnais import chemin_de_chromium, chromium, ouvrir
from .navigateur.serveur import servir

IMAGES = RACINE / "docs" / "guide" / "images"
LARGEUR, HAUTEUR = 960, 720
PUBLIEE = 640
"""Largeur d'une image publiée, en pixels."""
FORMULAIRE = "formulaire"
PAGES = {
    "premier-site": "",
    "fiche": "actions/navette-des-marches/",
    "emporter": "donnees/",
}


def refaire() -> None:
    """Refait toutes les images."""
    chemin = chemin_de_chromium()
    if chemin is None:
        raise SystemExit("Chromium n'est pas installé : les images restent telles quelles.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as provisoire:
        site = Path(provisoire) / "site"
        demande = ["nouveau", str(site), "--nom", "Questembert Communauté", "--oui"]
        assert principal(demande) == 0
        os.chdir(site)
        assert principal(["construire"]) == 0
        with servir(site / "site") as serveur, chromium(chemin) as navigateur:
            contexte = ouvrir(navigateur, LARGEUR)
            page = contexte.new_page()
            page.set_viewport_size({"width": LARGEUR, "height": HAUTEUR})
            for nom, adresse in PAGES.items():
                page.goto(f"{serveur.adresse}{adresse}")
                ecrire(page, nom)
            with saisir(site / "data") as adresse:
                page.goto(adresse)
                titre = page.locator("h2", has_text="Les fiches")
                titre.evaluate("titre => scrollTo(0, titre.offsetTop - 12)")
                ecrire(page, FORMULAIRE)
            contexte.close()
    print(f"{len(PAGES) + 1} images dans {IMAGES.relative_to(RACINE)}")


@contextmanager
def saisir(donnees: Path) -> Iterator[str]:
    """Sert le formulaire d'un dossier de données ; rend l'adresse à ouvrir."""
    with ServeurDeSaisie(Guichet(DossierOuvert(donnees, date.today))) as serveur:
        threading.Thread(target=serveur.serve_forever, daemon=True).start()
        yield serveur.portier.adresse
        serveur.shutdown()


def ecrire(page: Page, nom: str) -> None:
    """Écrit une vue de la page, réduite."""
    image = Image.open(io.BytesIO(page.screenshot()))
    reduite = image.resize((PUBLIEE, PUBLIEE * HAUTEUR // LARGEUR), Image.Resampling.LANCZOS)
    reduite.convert("RGB").save(IMAGES / f"{nom}.webp", "WEBP", quality=70, method=6)


if __name__ == "__main__":
    refaire()
