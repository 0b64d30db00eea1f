"""Le temps que l'on donne au réseau : un temps total, que rien n'allonge."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")


class Surveillance:
    """Coupe la connexion quand le temps est écoulé, où qu'elle en soit.

    Un serveur qui donne un octet de temps en temps ne dépasse aucun délai d'attente : seul le
    temps total l'arrête, pendant la poignée de main, les en-têtes ou le contenu.
    """

    def __init__(self, secondes: float) -> None:
        self.sonnee = False
        self._prise: socket.socket | None = None
        self._verrou = threading.Lock()
        self._minuterie = threading.Timer(secondes, self._couper)
        self._minuterie.daemon = True

    def __enter__(self) -> Surveillance:
        """Le temps commence."""
        self._minuterie.start()
        return self

    def __exit__(
        self,
        genre: type[BaseException] | None,
        erreur: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Le temps ne compte plus."""
        self._minuterie.cancel()
        self._lacher()

    def suivre(self, prise: socket.socket) -> None:
        """Surveille une connexion de plus ; la précédente n'a plus à l'être.

        On garde un double de la prise : le chiffrement remplace l'originale en cours de route.
        """
        self._lacher()
        with self._verrou:
            self._prise = prise.dup()
        if self.sonnee:
            raise TimeoutError

    def _couper(self) -> None:
        self.sonnee = True
        with self._verrou:
            if self._prise is not None:
                try:
                    self._prise.shutdown(socket.SHUT_RDWR)
                except OSError:
                    return  # déjà fermée de l'autre côté

    def _lacher(self) -> None:
        with self._verrou:
            if self._prise is not None:
                self._prise.close()
                self._prise = None


def attendre(fonction: Callable[[], T], secondes: float) -> T:
    """Le résultat d'une fonction que l'on n'attend pas plus qu'il ne faut.

    Raises:
        TimeoutError: elle n'a pas fini à temps.
    """
    resultats: list[T] = []
    erreurs: list[Exception] = []

    def courir() -> None:
        try:
            resultats.append(fonction())
        except (OSError, ValueError) as erreur:
            erreurs.append(erreur)

    fil = threading.Thread(target=courir, daemon=True)
    fil.start()
    fil.join(secondes)
    if erreurs:
        raise erreurs[0]
    if not resultats:
        raise TimeoutError
    return resultats[0]
