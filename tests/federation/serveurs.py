"""Des sites inventés, servis sur cette machine : honnêtes, éteints, vieux ou hostiles."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reponse = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Serveur:
    """Un serveur qui tourne.

    Attributes:
        port: où il écoute.
        demandes: le chemin et les en-têtes de chaque demande reçue.
    """

    port: int
    demandes: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def url(self, chemin: str = "/projet.json", protocole: str = "http") -> str:
        """L'adresse d'un fichier de ce serveur."""
        return f"{protocole}://127.0.0.1:{self.port}{chemin}"


@contextmanager
def servir(reponses: Mapping[str, Reponse], tls: ssl.SSLContext | None = None) -> Iterator[Serveur]:
    """Un serveur dont chaque chemin répond comme on le dit."""
    serveur: Serveur

    class Guichet(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            serveur.demandes.append((self.path, dict(self.headers)))
            try:
                reponses.get(self.path, statut(404))(self)
            except OSError:
                return  # le client est parti : c'est souvent ce que l'on éprouve

        def log_message(self, *_: object) -> None:
            """Rien à l'écran."""

    ecoute = ThreadingHTTPServer(("127.0.0.1", 0), Guichet)
    ecoute.daemon_threads = True
    ecoute.block_on_close = False
    ecoute.handle_error = lambda *_: None  # type: ignore[method-assign]
    if tls:
        ecoute.socket = tls.wrap_socket(ecoute.socket, server_side=True)
    serveur = Serveur(ecoute.server_address[1])
    fil = threading.Thread(target=ecoute.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    fil.start()
    try:
        yield serveur
    finally:
        ecoute.shutdown()
        ecoute.server_close()


@contextmanager
def parler_brut(dire: Callable[[socket.socket], None]) -> Iterator[Serveur]:
    """Un serveur qui répond des octets quelconques à chaque connexion."""
    ecoute = socket.create_server(("127.0.0.1", 0))
    serveur = Serveur(ecoute.getsockname()[1])

    def accueillir() -> None:
        while True:
            try:
                prise, _ = ecoute.accept()
            except OSError:
                return
            with prise:
                try:
                    dire(prise)
                except OSError:
                    continue

    threading.Thread(target=accueillir, daemon=True).start()
    try:
        yield serveur
    finally:
        ecoute.close()


def statut(code: int, **en_tetes: str) -> Reponse:
    """Une réponse sans contenu."""

    def repondre(guichet: BaseHTTPRequestHandler) -> None:
        guichet.send_response(code)
        for nom, valeur in en_tetes.items():
            guichet.send_header(nom.replace("_", "-"), valeur)
        guichet.send_header("Content-Length", "0")
        guichet.end_headers()

    return repondre


def contenu(octets: bytes, etag: str = "", **en_tetes: str) -> Reponse:
    """Un fichier ; « pas changé » à qui en a déjà cette version."""

    def repondre(guichet: BaseHTTPRequestHandler) -> None:
        if etag and guichet.headers["If-None-Match"] == etag:
            return statut(304, ETag=etag)(guichet)
        guichet.send_response(200)
        if etag:
            guichet.send_header("ETag", etag)
        for nom, valeur in {"Content_Length": str(len(octets)), **en_tetes}.items():
            guichet.send_header(nom.replace("_", "-"), valeur)
        guichet.end_headers()
        guichet.wfile.write(octets)
        return None

    return repondre


def publication(slug: str, nom: str, **autres: Any) -> dict[str, Any]:
    """Le `projet.json` d'un site inventé, d'un seul territoire."""
    plan = {
        "titre": f"Projet inventé de {nom}",
        "source": {"document": "plaquette"},
        "axes": [{"titre": "Se soigner près de chez soi", "themes": ["sante"]}],
    }
    donnees: dict[str, Any] = {
        "territoires": {
            slug: {
                "territoire": {
                    "nom": f"Communauté de communes {nom}",
                    "nom_court": nom,
                    "type": "communaute_de_communes",
                },
                "projet": plan,
            }
        },
        "referentiels": {
            "themes": {
                "familles": [{"id": "vie", "nom": "Vie"}],
                "themes": [{"id": "sante", "famille": "vie", "nom": "Santé"}],
            },
            "sources": {"sources": [{"id": "plaquette", "titre": f"Plaquette de {nom}"}]},
        },
    }
    entete = {"format": 2, "site": {"nom": nom, "adresse": f"https://{slug}.exemple.fr/"}}
    return {**entete, "maj": "2026-11-01", "donnees": donnees, **autres}


def en_octets(publie: Any) -> bytes:
    """Le JSON d'un site, encodé."""
    return json.dumps(publie, ensure_ascii=False).encode()
