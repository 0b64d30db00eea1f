"""Aller chercher un `projet.json` sur le réseau : seule porte d'urllib3.

Rien de ce qui répond n'est cru : ni sa taille, ni sa vitesse, ni l'endroit où il renvoie. Le nom
est résolu une fois, l'adresse obtenue est vérifiée, et c'est à elle que l'on se connecte ; le
certificat, lui, est vérifié pour le nom. Le temps total compte tout, de la résolution du nom au
dernier octet : un serveur qui en donne un de temps en temps ne dépasse aucun délai d'attente.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import zlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.exceptions import TimeoutError as DelaiDepasse
from urllib3.response import BaseHTTPResponse

from .. import __version__
from .echec import CONSEIL_DE_PATIENCE, EchecDeSource, trop_gros
from .reseaux import Adresse, Reseau, adresse_vraie, est_permise, est_publique
from .temps_compte import attendre

AGENT = f"projet-social/{__version__} (assembler)"
"""Comment on se présente au serveur."""
MORCEAU = 1 << 16
ADRESSES_ESSAYEES = 4
"""Adresses d'un même nom que l'on essaie avant de renoncer."""
ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,200}"')
REDIRECTIONS = (301, 302, 303, 307, 308)
"""Les réponses qui envoient à une autre adresse."""
SIGNES_DE_CHEMIN = "/%:@!$&'()*+,;=~-._"
REPONSES = {
    401: "demande un mot de passe",
    403: "refuse l'accès",
    404: "n'a rien à cette adresse",
    410: "n'a plus rien à cette adresse",
    429: "demande d'attendre",
}
PANNES: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, "la connexion chiffrée échoue"),
    (TimeoutError, "le site ne répond pas à temps"),
    (DelaiDepasse, "le site ne répond pas à temps"),
    (ConnectionRefusedError, "le site est éteint (connexion refusée)"),
    (ConnectionError, "le site coupe la connexion"),
    (OSError, "le site est injoignable"),
    (Exception, "la réponse est coupée ou illisible"),
)
"""Ce qu'est une erreur du réseau, de la plus précise à la plus large."""


@dataclass(frozen=True)
class Limites:
    """Ce que l'on accepte d'une source, au plus ; les durées sont en secondes."""

    octets: int = 24_000_000
    connexion: float = 10
    lecture: float = 20
    total: float = 60
    renvois: int = 5


@dataclass(frozen=True)
class Recu:
    """Ce qu'une adresse a répondu.

    Attributes:
        octets: le fichier ; None s'il n'a pas changé depuis l'étiquette que l'on a donnée.
        etag: l'étiquette de cette version, vide s'il n'y en a pas.
    """

    octets: bytes | None
    etag: str


Resolution = Callable[[str, int], Sequence[str]]
"""Les adresses d'un nom ; lève OSError s'il n'en a pas."""


def resoudre(nom: str, port: int) -> list[str]:
    """Les adresses d'un nom, selon le système."""
    trouvees = socket.getaddrinfo(nom, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(adresse[0]) for *_, adresse in trouvees))


def recuperer(
    adresse: str,
    etag: str = "",
    *,
    permis: Collection[Reseau] = (),
    limites: Limites = Limites(),
    resolution: Resolution = resoudre,
) -> Recu:
    """Le fichier publié à une adresse.

    Args:
        adresse: son adresse, en https.
        etag: l'étiquette de la copie que l'on a déjà.
        permis: réseaux privés où l'on accepte d'aller, et en http.
        limites: taille et durées, au plus.
        resolution: comment un nom devient des adresses.

    Raises:
        EchecDeSource: on ne l'a pas, et pourquoi.
    """
    course = _Course(permis, limites, resolution)
    try:
        return attendre(lambda: course.suivre(adresse, etag), limites.total)
    except TimeoutError as erreur:
        constat = f"trop lent : plus de {limites.total:g} secondes"
        raise EchecDeSource(constat, CONSEIL_DE_PATIENCE) from erreur


CONSEIL_D_ADRESSE = "vérifier l'adresse ; un site de projet social a « projet.json » à sa racine"


def _suivante(adresse: str, suite: str) -> str:
    """L'adresse où une réponse renvoie."""
    try:
        return urljoin(adresse, suite)
    except ValueError as erreur:
        raise EchecDeSource("renvoi à une adresse mal formée", CONSEIL_D_ADRESSE) from erreur


class _Course:
    """Une lecture, avec ses renvois."""

    def __init__(
        self, permis: Collection[Reseau], limites: Limites, resolution: Resolution
    ) -> None:
        self.permis, self.limites, self.resolution = permis, limites, resolution

    def suivre(self, adresse: str, etag: str) -> Recu:
        """Le fichier, au bout des renvois."""
        vues = {adresse}
        for _ in range(self.limites.renvois + 1):
            recu, suite = self._demander(adresse, etag)
            if recu is not None:
                return recu
            adresse = _suivante(adresse, suite)
            if adresse in vues:
                raise EchecDeSource("l'adresse renvoie à elle-même", CONSEIL_D_ADRESSE)
            vues.add(adresse)
        raise EchecDeSource(f"plus de {self.limites.renvois} renvois à la suite", CONSEIL_D_ADRESSE)

    def _demander(self, adresse: str, etag: str) -> tuple[Recu | None, str]:
        """Le fichier, ou l'adresse où l'on est renvoyé."""
        parties, port = _decomposer(adresse)
        nom = parties.hostname or ""
        cibles = self._cibles(nom, port)
        if parties.scheme != "https" and not all(est_permise(c, self.permis) for c in cibles):
            raise EchecDeSource(
                f"« {_court(adresse)} » n'est pas en https", "demander au site de passer en https"
            )
        try:
            return self._converser(parties, port, cibles, etag)
        except (HTTPError, OSError, http.client.HTTPException) as erreur:
            raise _en_mots(erreur, nom) from erreur

    def _cibles(self, nom: str, port: int) -> list[Adresse]:
        """Les adresses d'un nom, toutes permises.

        Une seule qui ne l'est pas fait tout refuser : un nom honnête n'en mêle pas.
        """
        try:
            cibles = [adresse_vraie(ecrite) for ecrite in self.resolution(nom, port)]
        except (OSError, ValueError) as erreur:
            raise EchecDeSource(
                f"le nom « {_court(nom)} » est introuvable",
                "vérifier l'adresse, et que cette machine est reliée à Internet",
            ) from erreur
        for cible in cibles:
            if not (est_publique(cible) or est_permise(cible, self.permis)):
                raise EchecDeSource(
                    f"« {_court(nom)} » mène à {cible}, une adresse de réseau privé",
                    "si c'est voulu (essai, intranet) : "
                    f"--autoriser-reseau-prive {cible} ; sinon, se méfier de cette source",
                )
        if not cibles:
            raise EchecDeSource(f"le nom « {_court(nom)} » est introuvable", CONSEIL_D_ADRESSE)
        return cibles[:ADRESSES_ESSAYEES]

    def _converser(
        self, parties: SplitResult, port: int, cibles: list[Adresse], etag: str
    ) -> tuple[Recu | None, str]:
        connexion = self._connecter(parties, port, cibles)
        try:
            connexion.timeout = self.limites.lecture
            en_tetes = {
                "Host": parties.netloc.encode("idna").decode(),
                "User-Agent": AGENT,
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
                "Connection": "close",
            }
            if etag:
                en_tetes["If-None-Match"] = etag
            connexion.request("GET", _cible(parties), headers=en_tetes, preload_content=False)
            return self._lire(connexion.getresponse(), bool(etag))
        finally:
            connexion.close()

    def _connecter(
        self, parties: SplitResult, port: int, cibles: list[Adresse]
    ) -> HTTPConnection | HTTPSConnection:
        """Une connexion à la première des adresses qui répond : le nom n'est pas résolu de nouveau.

        En https, le certificat est celui du nom, signé par une autorité reconnue ; en http, on est
        sur un réseau privé que l'on a permis.
        """
        dernier: Exception = OSError("aucune adresse")
        for cible in cibles:
            delai = self.limites.connexion
            connexion: HTTPConnection | HTTPSConnection
            if parties.scheme == "https":
                connexion = HTTPSConnection(
                    str(cible),
                    port,
                    timeout=delai,
                    server_hostname=parties.hostname,
                    cert_reqs="CERT_REQUIRED",
                    ssl_context=ssl.create_default_context(),
                )
            else:
                connexion = HTTPConnection(str(cible), port, timeout=delai)
            try:
                connexion.connect()
            except (HTTPError, OSError) as erreur:
                connexion.close()
                if isinstance(erreur, ssl.SSLError):
                    raise
                dernier = erreur
            else:
                return connexion
        raise dernier

    def _lire(self, reponse: BaseHTTPResponse, conditionnelle: bool) -> tuple[Recu | None, str]:
        statut = reponse.status
        if statut in REDIRECTIONS and (suite := reponse.headers.get("Location")):
            return None, suite
        etag = reponse.headers.get("ETag", "")
        etag = etag if ETAG.fullmatch(etag) else ""
        if statut == 304 and conditionnelle:
            return Recu(None, etag), ""
        if statut != 200:
            dit = REPONSES.get(statut, "est en panne" if statut >= 500 else "répond autre chose")
            conseil = CONSEIL_DE_PATIENCE if statut in (429, *range(500, 600)) else None
            raise EchecDeSource(f"le site {dit} (code {statut})", conseil or CONSEIL_D_ADRESSE)
        return Recu(self._corps(reponse), etag), ""

    def _corps(self, reponse: BaseHTTPResponse) -> bytes:
        """Le contenu d'une réponse, décompressé ; ni lui ni ce qui voyage ne passe la limite."""
        maximum = self.limites.octets
        annonce = reponse.headers.get("Content-Length", "")
        if annonce.isdecimal() and int(annonce) > maximum:
            raise trop_gros(maximum)
        encodage = reponse.headers.get("Content-Encoding", "identity").strip().lower()
        if encodage not in ("identity", "", "gzip", "x-gzip"):
            raise EchecDeSource(
                f"contenu encodé en « {_court(encodage)} », que l'on n'a pas demandé",
                CONSEIL_DE_PATIENCE,
            )
        octets = bytearray()
        while morceau := reponse.read1(MORCEAU, decode_content=False):
            octets += morceau
            if len(octets) > maximum:
                raise trop_gros(maximum)
        return decompresser(octets, maximum) if "gzip" in encodage else bytes(octets)


def decompresser(octets: bytes | bytearray, maximum: int) -> bytes:
    """Un contenu compressé par gzip, dont on ne déploie jamais plus que la limite.

    Raises:
        EchecDeSource: trop gros une fois déployé, abîmé, ou coupé avant la fin.
    """
    flux = zlib.decompressobj(wbits=31)
    try:
        clair = flux.decompress(octets, maximum + 1)
    except zlib.error as erreur:
        raise EchecDeSource("contenu abîmé en chemin", CONSEIL_DE_PATIENCE) from erreur
    if len(clair) > maximum:
        raise trop_gros(maximum)
    if not flux.eof:
        raise EchecDeSource("contenu coupé avant la fin", CONSEIL_DE_PATIENCE)
    return clair


def _decomposer(adresse: str) -> tuple[SplitResult, int]:
    """Les parties d'une adresse http ou https, et son port."""
    try:
        parties = urlsplit(adresse)
        port = parties.port
    except ValueError as erreur:
        raise EchecDeSource("adresse mal formée", CONSEIL_D_ADRESSE) from erreur
    if parties.scheme not in ("https", "http") or not parties.hostname:
        raise EchecDeSource(
            f"renvoi à « {_court(adresse)} », qui n'est pas une adresse web", CONSEIL_D_ADRESSE
        )
    if parties.username is not None:
        raise EchecDeSource("renvoi à une adresse avec mot de passe", CONSEIL_D_ADRESSE)
    return parties, port or (443 if parties.scheme == "https" else 80)


def _cible(parties: SplitResult) -> str:
    """Le chemin demandé, avec les seuls signes qu'une requête accepte."""
    chemin = quote(parties.path or "/", safe=SIGNES_DE_CHEMIN)
    demande = quote(parties.query, safe=f"{SIGNES_DE_CHEMIN}?")
    return f"{chemin}?{demande}" if demande else chemin


def _court(texte: str) -> str:
    propre = "".join(signe if signe.isprintable() else "?" for signe in texte)
    return propre if len(propre) <= 100 else f"{propre[:99]}…"


def _en_mots(erreur: Exception, nom: str) -> EchecDeSource:
    """Une erreur du réseau, dite pour une personne."""
    if isinstance(erreur, NewConnectionError) and isinstance(erreur.__cause__, OSError):
        erreur = erreur.__cause__
    if isinstance(erreur, ssl.SSLCertVerificationError):
        return EchecDeSource(
            f"certificat de « {_court(nom)} » refusé ({_court(erreur.verify_message)})",
            "vérifier l'adresse ; sinon, le site doit renouveler son certificat",
        )
    constat = next(constat for sorte, constat in PANNES if isinstance(erreur, sorte))
    return EchecDeSource(constat, CONSEIL_DE_PATIENCE)
