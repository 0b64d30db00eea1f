"""`projet-social formulaire` : sur cette machine, ou dans le site pour qui a une forge."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
import threading
import webbrowser
from datetime import date
from functools import partial
from pathlib import Path

from ...chargement import charger
from ...ecriture.lot import Lot
from ...formulaire.configuration import Forge
from ...formulaire.dossier import dossier_du_formulaire
from ...formulaire.paquet import PAQUETS, Paquet
from ...lecture.refus_du_systeme import raison_du_refus
from ...saisie.dossier_ouvert import DossierOuvert
from ...saisie.guichet import Guichet
from ...texte.typographie import nombre_ecrit
from ..console import avancer, conclure, en_terminal
from ..serveur_de_saisie import ServeurDeSaisie, servir_la_saisie, trouver_dans_l_apercu
from .refus import RefusDeCommande

ESSAI = "test-repo"
"""Le nom que Sveltia donne à une forge qui n'existe que dans le navigateur."""


def formulaire(choix: argparse.Namespace) -> int:
    """Ouvre le formulaire ici ; ou écrit `docs/admin/`, ou l'ôte."""
    if not (choix.forge or choix.essai or choix.retirer):
        return _ouvrir_ici(choix)
    cible = choix.docs / "admin"
    if choix.retirer:
        _exiger_le_notre(cible)
        _remplacer(cible, {})
        conclure("Le formulaire est ôté du site.", "projet-social construire")
        return 0
    forge = _forge(choix)
    _exiger_le_notre(cible)
    archives = {p.archive: _archive(p, choix.paquets) for p in avancer(PAQUETS, "paquets")}
    fichiers = dossier_du_formulaire(
        charger(choix.donnees), forge, choix.donnees.as_posix(), choix.nom, archives
    )
    _remplacer(cible, fichiers)
    poids = sum(map(len, fichiers.values())) / 1_000_000
    conclure(
        f"Le formulaire est dans « {cible} » ({nombre_ecrit(round(poids, 1))} Mo).",
        "projet-social construire, puis ouvrir /admin/ sur le site",
        "ne pas suivre docs/admin dans Git : relancer cette commande avant chaque construction",
    )
    return 0


def _ouvrir_ici(choix: argparse.Namespace) -> int:
    """Sert le formulaire sur cette machine jusqu'à Ctrl+C."""
    ouvert = DossierOuvert(choix.donnees, date.today)
    ouvert.examiner()  # un dossier introuvable se dit maintenant
    apercu = partial(trouver_dans_l_apercu, choix.apercu)
    try:
        serveur = ServeurDeSaisie(Guichet(ouvert, apercu), choix.port)
    except (OSError, OverflowError) as refus:
        raison = "un port va de 1 à 65535"
        if isinstance(refus, OSError):  # un numéro trop grand n'arrive pas jusqu'au système
            raison = raison_du_refus(refus)
        raise RefusDeCommande(
            f"le port {choix.port} ne peut pas servir ({raison}) ; "
            "ôter --port : un port libre se choisit de lui-même"
        ) from refus
    adresse = serveur.portier.adresse
    print(f"Le formulaire est ouvert sur cette machine, et sur elle seule :\n  {adresse}")
    print(
        "Gardez cette fenêtre ouverte pendant que vous saisissez ; Ctrl+C pour arrêter.", flush=True
    )
    if en_terminal() and not choix.sans_navigateur:
        threading.Thread(target=webbrowser.open, args=(adresse,), daemon=True).start()
    servir_la_saisie(serveur)
    return 0


def _forge(choix: argparse.Namespace) -> Forge:
    if choix.essai:
        return Forge(ESSAI)
    fautes = []
    if choix.depot.count("/") < 1:
        fautes.append("--depot : « groupe/projet » est attendu")
    if choix.adresse and not choix.adresse.startswith("https://"):
        fautes.append(f"--adresse : « {choix.adresse} » ; écrire une adresse en https://")
    if fautes:
        raise RefusDeCommande(" ; ".join(fautes))
    return Forge(
        choix.forge, choix.depot, choix.branche, choix.adresse.rstrip("/"), choix.application
    )


def _exiger_le_notre(cible: Path) -> None:
    """Refuse de toucher à un dossier que cette commande n'a pas écrit."""
    if cible.exists() and not (cible / "configuration.json").is_file():
        raise RefusDeCommande(
            f"« {cible} » existe et n'est pas un formulaire ; le renommer : rien n'y a été changé"
        )


def _archive(paquet: Paquet, dossier: Path | None) -> bytes:
    """Les octets d'une archive : d'un dossier, ou par npm."""
    if dossier is not None:
        if not (fichier := dossier / paquet.archive).is_file():
            raise RefusDeCommande(
                f"« {fichier} » manque ; l'obtenir par « npm pack {paquet.nom}@{paquet.version} »"
            )
        return fichier.read_bytes()
    if shutil.which("npm") is None:
        raise RefusDeCommande(
            "npm est introuvable ; installer Node.js, ou donner un dossier d'archives "
            "par « --paquets »"
        )
    with tempfile.TemporaryDirectory() as provisoire:
        fini = subprocess.run(
            ["npm", "pack", "--silent", f"{paquet.nom}@{paquet.version}"],
            cwd=provisoire,
            capture_output=True,
            text=True,
            check=False,
        )
        fichier = Path(provisoire) / paquet.archive
        if fini.returncode or not fichier.is_file():
            raise RefusDeCommande(
                f"npm n'a pas donné {paquet.nom} {paquet.version} : {fini.stderr.strip()[-200:]} ; "
                "vérifier la connexion, ou donner « --paquets »"
            )
        return fichier.read_bytes()


def _remplacer(cible: Path, fichiers: dict[str, bytes]) -> None:
    """Met le dossier en place d'un coup, ou l'ôte s'il n'a plus de fichier."""
    cible = cible.resolve()
    racine = cible.parent.parent
    presents = [f for f in cible.rglob("*") if f.is_file()]
    voulus: dict[str, bytes | None] = dict.fromkeys(
        f.relative_to(racine).as_posix() for f in presents
    )
    prefixe = cible.relative_to(racine).as_posix()
    voulus |= {f"{prefixe}/{place}": octets for place, octets in fichiers.items()}
    Lot(racine, {}, voulus).appliquer()
    if not fichiers and cible.exists():
        shutil.rmtree(cible)
