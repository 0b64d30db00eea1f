"""Le site servi comme en ligne : compressé, avec sa page d'erreur, et le compte de ce qui part.

Ne connaît ni navigateur ni pytest.
"""

from __future__ import annotations

import gzip
import mimetypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

GARDES = {".css", ".js", ".mjs", ".woff2", ".svg", ".png"}
"""Ce qu'un navigateur garde d'une page à l'autre, hors d'une première visite."""
COMPRIMES = {".html", ".css", ".js", ".json", ".svg", ".csv", ".xml"}
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("text/javascript", ".mjs")


class Envoi(NamedTuple):
    """Une réponse partie du serveur."""

    chemin: str
    octets: int
    """La taille du corps, compressé s'il l'a été."""


@cache
def comprimer(fichier: Path, _modifie: float) -> bytes:
    """Le contenu compressé d'un fichier, gardé tant qu'il ne change pas."""
    return gzip.compress(fichier.read_bytes(), 6)


class SiteServi(ThreadingHTTPServer):
    """Un dossier servi sur cette seule machine, et le journal de ses réponses."""

    daemon_threads = True

    def __init__(self, dossier: Path) -> None:
        """Prend un port libre."""
        super().__init__(("127.0.0.1", 0), Reponse)
        self.dossier = dossier.resolve()
        self.envois: list[Envoi] = []
        self.premiere_visite = True
        """Faux : le navigateur garde feuilles et polices d'une page à l'autre, comme en ligne."""

    @property
    def adresse(self) -> str:
        """L'adresse de l'accueil."""
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Laisse partir sans bruit un navigateur qui ferme avant la fin."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def fichier(self, chemin: str) -> Path | None:
        """Le fichier qu'un chemin désigne, s'il existe dans le dossier."""
        fichier = (self.dossier / unquote(chemin).lstrip("/")).resolve()
        if fichier.is_dir():
            fichier /= "index.html"
        return fichier if fichier.is_file() and fichier.is_relative_to(self.dossier) else None


class Reponse(BaseHTTPRequestHandler):
    """Répond à une demande."""

    protocol_version = "HTTP/1.1"
    server: SiteServi

    def do_GET(self) -> None:
        """Envoie le fichier, ou la page d'erreur du site."""
        chemin = urlsplit(self.path).path
        trouve = self.server.fichier(chemin)
        etat = HTTPStatus.OK if trouve else HTTPStatus.NOT_FOUND
        fichier = trouve or self.server.dossier / "404.html"
        corps, genre = b"", "text/plain"
        if fichier.is_file():
            corps = fichier.read_bytes()
            genre = mimetypes.guess_type(fichier.name)[0] or "application/octet-stream"
        self.send_response(etat)
        if fichier.suffix in COMPRIMES and "gzip" in self.headers.get("Accept-Encoding", ""):
            corps = comprimer(fichier, fichier.stat().st_mtime)
            self.send_header("Content-Encoding", "gzip")
        if genre.startswith("text/"):
            genre += "; charset=utf-8"
        self.send_header("Content-Type", genre)
        self.send_header("Content-Length", str(len(corps)))
        garde = fichier.suffix in GARDES and not self.server.premiere_visite
        self.send_header("Cache-Control", "max-age=3600" if garde else "no-store")
        self.end_headers()
        self.server.envois.append(Envoi(chemin, len(corps)))
        self.wfile.write(corps)

    def log_message(self, *_: object) -> None:
        """N'écrit rien au terminal."""


@contextmanager
def servir(dossier: Path) -> Iterator[SiteServi]:
    """Sert un dossier le temps d'un bloc."""
    with SiteServi(dossier) as serveur:
        fil = threading.Thread(target=serveur.serve_forever, daemon=True)
        fil.start()
        yield serveur
        serveur.shutdown()
