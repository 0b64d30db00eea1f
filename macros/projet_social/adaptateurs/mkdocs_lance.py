"""Lancer MkDocs comme on le taperait, et dire en français ce qu'il répond.

MkDocs tourne à part : il a sa propre façon de s'arrêter, et rien de lui n'entre ici.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ..lecture.yaml_marque import faute_d_ecriture
from .commandes.refus import RefusDeCommande
from .console import avancer, en_terminal
from .empreinte import VARIABLE_DE_LA_PART, VARIABLE_DE_PRODUCTION
from .mots_de_mkdocs import traduire

REGLAGES = "mkdocs.yml"
PAGE = re.compile(r"^DEBUG\s+-\s+Building page ")
"""La ligne par laquelle MkDocs annonce qu'il rend une page."""
ABSENT = re.compile(
    r"^INFO\s+-\s+(?:supplément « |PDF non produits|document non produit|adresse du site"
    r"|site construit, mais)"
)
"""Ce que le greffon dit de ce qu'il n'a pas pu produire."""
BAVARD = re.compile(r"^(?:DEBUG|INFO)\s+-|^\s*$")
DE_MKDOCS = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
"""Ce qui change pour lui : pas de publicité, et des noms accentués même sans langue réglée."""
DELAI_D_ARRET = 10
"""Secondes laissées à un programme que l'on arrête pour défaire ce qu'il faisait."""
ARRETS = {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}
"""Ce qui demande l'arrêt : le système, ou la fenêtre du terminal que l'on ferme."""
_en_cours: set[subprocess.Popen[str]] = set()
"""Ce qui tourne à cet instant."""


class ConstructionInterrompue(RefusDeCommande):
    """Un signal a arrêté la construction : la mémoire a manqué, ou quelqu'un l'a voulu."""


def construire(
    racine: Path,
    sortie: Path | None,
    *options: str,
    production: bool = False,
    part: str = "",
) -> None:
    """Construit le site, strictement ; l'ancien reste si la construction échoue.

    Args:
        racine: dossier de `mkdocs.yml`.
        sortie: dossier du site ; absent, celui de `mkdocs.yml`.
        production: vrai pour refuser un site sans ses mentions légales.
        part: la part à construire (« 2/3 ») ; vide, le site entier.

    Raises:
        RefusDeCommande: la construction a échoué ; le message dit pourquoi.
    """
    exiger_un_site(racine)
    cible = ("--site-dir", str(sortie.resolve())) if sortie else ()
    # Jamais « --quiet », qui tairait aussi les avertissements à la construction stricte.
    bavarde = ("--verbose",) if en_terminal() else ()
    commande = _commande("build", "--strict", *bavarde, *cible, *options)
    environnement = {**os.environ, **DE_MKDOCS, VARIABLE_DE_LA_PART: part}
    if production:
        environnement[VARIABLE_DE_PRODUCTION] = "1"
    with _en_marche(
        commande,
        cwd=racine,
        env=environnement,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as processus:
        assert processus.stdout is not None
        dites = _retenir(processus.stdout)
    if processus.returncode < 0:
        raise ConstructionInterrompue("la construction a été interrompue par le système")
    if processus.returncode:
        fautes = [dite for dite in dites if not ABSENT.match(dite)]
        raise RefusDeCommande("\n".join(traduire(fautes)) or "la construction a échoué")
    for absent in traduire([dite for dite in dites if ABSENT.match(dite)]):
        print(absent)


def construire_en_parts(racine: Path, site: Path, nombre: int, *, production: bool = False) -> None:
    """Construit un site en plusieurs processus à la fois, puis réunit leurs parts.

    Une part interrompue par le système (mémoire, signal) se refait une fois, seule.

    Args:
        racine: dossier de `mkdocs.yml`.
        site: dossier du site ; l'ancien reste si une part échoue.
        nombre: combien de parts, deux au moins.
        production: vrai pour refuser un site sans ses mentions légales.

    Raises:
        RefusDeCommande: une part a échoué, deux fois si elle a été interrompue.
    """
    from .parts import reunir_les_parts

    site = site.resolve()
    with tempfile.TemporaryDirectory(dir=site.parent, prefix=f".{site.name}.parts.") as provisoire:
        dossiers = [Path(provisoire, str(rang)) for rang in range(1, nombre + 1)]

        def faire(rang: int) -> None:
            part = f"{rang}/{nombre}"
            try:
                construire(racine, dossiers[rang - 1], production=production, part=part)
            except ConstructionInterrompue:
                print(f"part {part} interrompue par le système : refaite seule", file=sys.stderr)
                interrompues.append(rang)

        interrompues: list[int] = []
        with ThreadPoolExecutor(nombre) as fils:
            list(fils.map(faire, range(1, nombre + 1)))
        for rang in interrompues:
            construire(racine, dossiers[rang - 1], production=production, part=f"{rang}/{nombre}")
        reunir_les_parts(dossiers, site)


def servir(racine: Path, adresse: str) -> None:
    """Sert le site et le refait à chaque changement, jusqu'à ce qu'on l'arrête au clavier.

    Raises:
        RefusDeCommande: le site ne se construit pas, ou l'adresse est prise.
    """
    exiger_un_site(racine)
    _exiger_une_adresse_libre(adresse)
    commande = _commande("serve", "--quiet", "--no-strict", "--dev-addr", adresse)
    environnement = {**os.environ, **DE_MKDOCS}
    print("Le site se prépare…", flush=True)
    with _en_marche(commande, cwd=racine, env=environnement) as processus:
        refuse = processus.wait()
    if refuse:
        raise RefusDeCommande(
            "le site n'est pas servi ; corriger ce qui est dit plus haut, ou choisir une autre "
            "adresse (--adresse 127.0.0.1:8001)"
        )


@contextmanager
def _en_marche(commande: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """Un programme qui s'arrête avec nous : rien ne reste en marche derrière la commande."""
    with subprocess.Popen(commande, **options) as processus:
        _en_cours.add(processus)
        try:
            yield processus
        finally:
            _en_cours.discard(processus)
            if processus.poll() is None:  # au clavier, le terminal le lui a dit aussi
                with suppress(subprocess.TimeoutExpired):
                    processus.wait(DELAI_D_ARRET)
                processus.kill()


@contextmanager
def arret_avec_les_programmes() -> Iterator[None]:
    """Le temps d'un bloc, une demande d'arrêt du système arrête aussi ce que l'on a lancé."""

    def arreter(numero: int, _cadre: object) -> None:
        for processus in tuple(_en_cours):
            processus.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)
        sys.exit(128 + numero)

    avant = {numero: signal.signal(numero, arreter) for numero in ARRETS}
    try:
        yield
    finally:
        for numero, ancien in avant.items():
            signal.signal(numero, ancien)


def _exiger_une_adresse_libre(adresse: str) -> None:
    hote, _, port = adresse.rpartition(":")
    with socket.socket(socket.AF_INET6 if ":" in hote else socket.AF_INET) as essai:
        essai.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            essai.bind((hote.strip("[]"), int(port)))
        except OSError as erreur:
            raise RefusDeCommande(
                f"adresse {adresse} indisponible : un autre programme s'en sert, peut-être un "
                f"aperçu resté ouvert ; l'arrêter, ou choisir --adresse 127.0.0.1:{int(port) + 1}"
            ) from erreur


def exiger_un_site(racine: Path) -> None:
    """Refuse un dossier qui n'est pas celui d'un site, ou dont les réglages ne se lisent pas.

    Raises:
        RefusDeCommande: il n'y a pas de `mkdocs.yml`, ou une faute d'écriture l'empêche d'être lu.
    """
    if (racine / REGLAGES).is_file():
        if faute := faute_d_ecriture((racine / REGLAGES).read_bytes(), REGLAGES):
            raise RefusDeCommande(str(faute))
    else:
        raise RefusDeCommande(
            f"pas de {REGLAGES} dans « {racine} » ; se placer dans le dossier du site, ou en créer "
            "un par « projet-social nouveau »"
        )


def _commande(*mots: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *mots]


def _retenir(lignes: Iterable[str]) -> list[str]:
    """Les lignes qui disent quelque chose ; les pages qui passent font avancer la barre."""
    dites: list[str] = []

    def pages() -> Iterator[str]:
        for ligne in lignes:
            if PAGE.match(ligne):
                yield ligne
            elif ABSENT.match(ligne) or not BAVARD.match(ligne):
                dites.append(ligne)

    for _ in avancer(pages(), "pages construites"):
        pass
    return dites
