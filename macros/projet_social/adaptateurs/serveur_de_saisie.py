"""Le serveur du formulaire : HTTP d'un côté, le guichet de l'autre, pour cette machine seule."""

from __future__ import annotations

import http.client
import logging
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from ..saisie.guichet import DemandeRecue, Guichet, ReponseDePage, aller, premiere
from ..saisie.portier import CHAMPS_MAXIMUM, EN_TETES_DE_LA_SAISIE, JETON, EntreeRefusee, Portier

ICI = "127.0.0.1"
ATTENTE = 30
"""Secondes laissées à un navigateur pour finir sa demande."""
ATTENTE_DE_L_APERCU = 3
"""Secondes laissées à l'aperçu pour montrer une page."""
journal = logging.getLogger("projet_social.saisie")


class ServeurDeSaisie(ThreadingHTTPServer):
    """Sert le formulaire à qui a son adresse.

    Args:
        port: le port ; 0 pour en prendre un qui soit libre.

    Raises:
        OSError: le port est pris.
    """

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # Windows laisserait deux serveurs au même port

    def __init__(self, guichet: Guichet, port: int = 0) -> None:
        super().__init__((ICI, port), _Reception)
        self.guichet = guichet
        self.portier = Portier(self.server_port)


class _Reception(BaseHTTPRequestHandler):
    """Une demande : vérifiée, lue, servie."""

    server: ServeurDeSaisie
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "formulaire", ""
    timeout = ATTENTE

    def do_GET(self) -> None:
        self._servir()

    def __getattr__(self, nom: str) -> Any:
        """Toute méthode de HTTP passe par là : celles que l'on ne sert pas se refusent aussi."""
        if nom.startswith("do_"):
            return self.do_GET
        raise AttributeError(nom)

    def _servir(self) -> None:
        self._cookie = ""
        try:
            reponse = self._repondre()
        except EntreeRefusee as refus:
            self.close_connection = True  # ce qui suit dans la demande n'est pas lu
            reponse = self.server.guichet.refuser(refus.code, str(refus))
        except Exception:
            journal.exception("le formulaire s'est trompé")
            self.close_connection = True
            reponse = self.server.guichet.refuser(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                "Le programme s’est trompé. Rien n’a été enregistré par cette demande : revenez en "
                "arrière pour retrouver ce que vous avez écrit. Le terminal en dit plus.",
            )
        self._envoyer(reponse)

    def _repondre(self) -> ReponseDePage:
        portier, adresse = self.server.portier, urlsplit(self.path)
        demande = parse_qs(adresse.query, max_num_fields=CHAMPS_MAXIMUM)
        jeton = premiere(demande, JETON)
        en_tetes = {nom.lower(): valeur for nom, valeur in self.headers.items()}
        portier.controler(self.command, en_tetes, jeton)
        if jeton:  # il quitte l'adresse : ni l'historique ni un lien ne l'emportent
            self._cookie = portier.cookie
            return aller("/")
        methode = "GET" if self.command == "HEAD" else self.command
        rendus = self._rendus(en_tetes) if methode == "POST" else {}
        recue = DemandeRecue(demande, rendus)
        return self.server.guichet.repondre(methode, adresse.path, recue)

    def _rendus(self, en_tetes: Mapping[str, str]) -> dict[str, list[str]]:
        corps = self.rfile.read(int(en_tetes["content-length"]))
        try:
            return parse_qs(
                corps.decode("utf-8"), keep_blank_values=True, max_num_fields=CHAMPS_MAXIMUM
            )
        except ValueError as refus:
            raise EntreeRefusee(
                HTTPStatus.BAD_REQUEST, "Cet envoi ne se lit pas : rien n’a été enregistré."
            ) from refus

    def _envoyer(self, reponse: ReponseDePage) -> None:
        self.send_response(reponse.code)
        for nom, valeur in EN_TETES_DE_LA_SAISIE.items():
            self.send_header(nom, valeur)
        if reponse.vers:
            self.send_header("Location", reponse.vers)
        if self._cookie:
            self.send_header("Set-Cookie", self._cookie)
        self.send_header("Content-Type", reponse.type_)
        self.send_header("Content-Length", str(len(reponse.corps)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reponse.corps)

    def log_message(self, format: str, *args: Any) -> None:
        """Ne dit rien : le terminal est à la personne."""


def servir_la_saisie(serveur: ServeurDeSaisie) -> None:
    """Sert jusqu'à ce que l'on arrête, au clavier ou par le système."""
    with serveur, _arret_propre():
        serveur.serve_forever()


@contextmanager
def _arret_propre() -> Iterator[None]:
    """Le temps d'un bloc, Ctrl+C et une demande d'arrêt du système ferment le serveur."""

    def arreter(numero: int, _cadre: object) -> None:
        sys.exit(128 + numero)

    avant = signal.signal(signal.SIGTERM, arreter)
    try:
        yield
    except KeyboardInterrupt:
        print("\nArrêté. Ce qui était enregistré le reste.")
    finally:
        signal.signal(signal.SIGTERM, avant)


def trouver_dans_l_apercu(apercu: str, chemins: Sequence[str]) -> str:
    """L'adresse, dans l'aperçu, de la première de ces pages qu'il montre ; vide s'il n'y en a pas.

    Args:
        apercu: où il sert, « 127.0.0.1:8000 ».
        chemins: des adresses relatives à la racine du site, ancre comprise.
    """
    for chemin in chemins:
        lien = http.client.HTTPConnection(apercu, timeout=ATTENTE_DE_L_APERCU)
        try:
            lien.request("GET", f"/{quote(chemin.partition('#')[0])}")
            if lien.getresponse().status == HTTPStatus.OK:
                return f"http://{apercu}/{chemin}"
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            lien.close()
    return ""
