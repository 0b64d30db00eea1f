"""La commande `python -m tests.audit` : construire, tout mesurer, écrire le rapport."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .. import nu
from ..fabrique import RACINE, lancer
from ..navigateur.harnais import chemin_de_chromium, chromium, ouvrir, une_page_par_gabarit
from ..navigateur.poids import peser, scripts_par_page
from ..navigateur.serveur import servir
from ..visiteur import SiteConstruit
from . import lighthouse
from .grille import LECTURES, parcourir
from .rapport import ecrire
from .releve import Releve

DOSSIER = RACINE / ".cache" / "audit"


def dire(quoi: str) -> None:
    """Annonce une étape."""
    print(f"… {quoi}", file=sys.stderr, flush=True)


def construire(dossier: Path) -> SiteConstruit:
    """Construit le site à auditer."""
    dire("construction du site")
    sortie = lancer("mkdocs", "build", "--strict", "--site-dir", str(dossier), dans=RACINE)
    if sortie.returncode:
        raise SystemExit(f"le site ne se construit pas : {sortie.stderr[-2000:]}")
    return SiteConstruit(dossier)


def auditer(choix: argparse.Namespace, chrome: str) -> Releve:
    """Mène les parties demandées, un seul navigateur ouvert à la fois."""
    site = SiteConstruit(choix.site) if choix.site else construire(DOSSIER / "site")
    gabarits = une_page_par_gabarit(site)
    toutes = [chemin.removesuffix("index.html") for chemin in site.vraies_pages]
    releve = Releve(pages=len(toutes))
    releve.scripts = max(scripts_par_page(site).values())
    if not choix.sans_nu:
        dire("vérificateur Nu")
        releve.nu = nu.erreurs(site, nu.trouver(installer=True))
    with servir(site.dossier) as serveur:
        with chromium(chrome) as navigateur:
            dire("poids de la première vue")
            releve.vues = list(peser(ouvrir(navigateur, 360).new_page(), serveur, gabarits))
            adresses = gabarits.values() if choix.gabarits else toutes
            lectures = [un for un in LECTURES if not choix.contexte or un.nom in choix.contexte]
            releve.examens = list(parcourir(navigateur, serveur.adresse, adresses, dire, lectures))
        if not choix.sans_lighthouse:
            releve.lighthouse = lighthouse.mesurer(serveur.adresse, gabarits, DOSSIER, dire)
    return releve


def principal() -> None:
    """Mène l'audit ; un défaut le fait échouer, le rapport est écrit quand même."""
    analyseur = argparse.ArgumentParser(prog="make audit", description=__doc__)
    analyseur.add_argument("--gabarits", action="store_true", help="axe : une page par gabarit")
    analyseur.add_argument(
        "--contexte",
        action="append",
        choices=[lecture.nom for lecture in LECTURES],
        help="axe : ce contexte seul (se répète)",
    )
    analyseur.add_argument("--site", type=Path, help="auditer ce site déjà construit")
    analyseur.add_argument("--sans-nu", action="store_true", help="sans le vérificateur Nu")
    analyseur.add_argument("--sans-lighthouse", action="store_true", help="sans Lighthouse")
    chrome = chemin_de_chromium()
    choix = analyseur.parse_args()
    if chrome is None:
        raise SystemExit("Chromium n'est pas installé (paquet chromium)")
    DOSSIER.mkdir(parents=True, exist_ok=True)
    releve = auditer(choix, chrome)
    rapport = DOSSIER / "rapport.md"
    rapport.write_text(ecrire(releve), encoding="utf-8")
    nombre = len(list(releve.defauts()))
    print(f"{nombre} défauts ; le rapport est dans {rapport.relative_to(RACINE)}")
    raise SystemExit(1 if nombre else 0)


if __name__ == "__main__":
    principal()
