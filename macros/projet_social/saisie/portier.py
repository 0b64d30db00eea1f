"""Qui entre : la seule personne à qui l'adresse fut donnée, sur cette machine, depuis ces pages.

Le serveur n'écoute que sur cette machine. Mais une page d'ailleurs, ouverte dans le même
navigateur, pourrait lui parler : l'hôte, l'origine et un jeton l'en empêchent.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie

CORPS_MAXIMUM = 2_000_000
"""Octets d'un formulaire rendu : bien plus que la fiche la plus longue."""
CHIFFRES_MAXIMUM = len(str(CORPS_MAXIMUM))
CHAMPS_MAXIMUM = 20_000
"""Champs d'un formulaire rendu."""
FORMULAIRE = "application/x-www-form-urlencoded"
METHODES = ("GET", "HEAD", "POST")
JETON = "jeton"
POLITIQUE = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
EN_TETES_DE_LA_SAISIE = {
    "Content-Security-Policy": POLITIQUE,
    "X-Content-Type-Options": "nosniff",
    # « no-referrer » ferait envoyer une origine nulle avec chaque formulaire.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Revenir en arrière doit retrouver ce que l'on avait écrit, serveur arrêté compris.
    "Cache-Control": "private, no-cache",
}
"""Les en-têtes de chaque réponse : rien ne se charge d'ailleurs."""


class EntreeRefusee(Exception):
    """Une demande que l'on ne sert pas ; le message dit pourquoi, et que faire."""

    def __init__(self, code: HTTPStatus, constat: str) -> None:
        super().__init__(constat)
        self.code = code


@dataclass(frozen=True)
class Portier:
    """Ce qu'une demande doit montrer pour être servie.

    Attributes:
        jeton: ce que seule l'adresse affichée au lancement contient.
    """

    port: int
    jeton: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def hotes(self) -> tuple[str, ...]:
        """Les noms sous lesquels le serveur répond."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    @property
    def adresse(self) -> str:
        """L'adresse à ouvrir, jeton compris."""
        return f"http://{self.hotes[0]}/?{JETON}={self.jeton}"

    @property
    def temoin(self) -> str:
        """Le nom du cookie : un par port, car un navigateur les mêle d'un port à l'autre."""
        return f"saisie-{self.port}"

    @property
    def cookie(self) -> str:
        """Le cookie que reçoit qui est entré par la bonne adresse ; il finit avec le navigateur."""
        return f"{self.temoin}={self.jeton}; Path=/; HttpOnly; SameSite=Strict"

    def est_le_jeton(self, donne: str) -> bool:
        """Vrai si c'est le bon."""
        return hmac.compare_digest(donne.encode(), self.jeton.encode())

    def controler(self, methode: str, en_tetes: Mapping[str, str], jeton: str = "") -> None:
        """Laisse entrer, ou refuse.

        Args:
            en_tetes: ceux de la demande, noms en minuscules.
            jeton: celui de l'adresse, s'il y est.

        Raises:
            EntreeRefusee: quelque chose manque, ou vient d'ailleurs.
        """
        if methode not in METHODES:
            raise EntreeRefusee(HTTPStatus.METHOD_NOT_ALLOWED, "Cette demande n’existe pas ici.")
        hote = en_tetes.get("host", "")
        if hote not in self.hotes:
            raise EntreeRefusee(
                HTTPStatus.FORBIDDEN,
                "Cette adresse n’est pas celle du formulaire : rouvrez celle du terminal.",
            )
        if en_tetes.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            raise EntreeRefusee(HTTPStatus.FORBIDDEN, "Une page d’ailleurs a voulu entrer ici.")
        if methode == "POST":
            self._controler_l_envoi(hote, en_tetes)
        if not (jeton and methode != "POST" and self.est_le_jeton(jeton)) and not self.est_le_jeton(
            _cookie(en_tetes.get("cookie", ""), self.temoin)
        ):
            raise EntreeRefusee(
                HTTPStatus.FORBIDDEN,
                "Ce formulaire ne s’ouvre que par l’adresse entière qu’affiche le terminal, jeton "
                "compris. Recopiez-la d’un seul tenant.",
            )

    def _controler_l_envoi(self, hote: str, en_tetes: Mapping[str, str]) -> None:
        origine = en_tetes.get("origin")
        meme = origine == f"http://{hote}"
        if not meme and not (origine is None and en_tetes.get("sec-fetch-site") == "same-origin"):
            raise EntreeRefusee(HTTPStatus.FORBIDDEN, "Une page d’ailleurs a voulu écrire ici.")
        if en_tetes.get("content-type", "").partition(";")[0].strip().lower() != FORMULAIRE:
            raise EntreeRefusee(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Seul le formulaire de ces pages se lit ici."
            )
        longueur = en_tetes.get("content-length", "")
        if not longueur.isascii() or not longueur.isdecimal():
            raise EntreeRefusee(HTTPStatus.LENGTH_REQUIRED, "La longueur de l’envoi manque.")
        if len(longueur) > CHIFFRES_MAXIMUM or int(longueur) > CORPS_MAXIMUM:
            raise EntreeRefusee(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                "Ce texte est trop long pour une fiche : rien n’a été enregistré. Revenez en "
                "arrière, et mettez la suite dans un document joint.",
            )


def _cookie(texte: str, nom: str) -> str:
    try:
        lus = SimpleCookie(texte)
    except CookieError:
        return ""
    return lus[nom].value if nom in lus else ""
