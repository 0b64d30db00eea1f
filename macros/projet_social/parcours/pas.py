"""Un pas : ce qu'il y a à faire, pourquoi, et la commande exacte."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from .etat import EtatDuSite


class Avancee(StrEnum):
    """Où en est un pas."""

    FAIT = "fait"
    A_FAIRE = "à faire"
    FACULTATIF = "facultatif"


@dataclass(frozen=True)
class Pas:
    """Une chose à faire, une seule.

    Attributes:
        titre: ce qu'elle est, à l'infinitif.
        avancee: faite, à faire, ou permise.
        raison: pourquoi, et comment s'y prendre, en phrases.
        commande: la ligne à taper.
        autrement: ce que l'on peut faire à la place, en une phrase.
        compte: ce qui reste, en deux mots.
    """

    titre: str
    avancee: Avancee
    raison: str = ""
    commande: str = ""
    autrement: str = ""
    compte: str = ""


Etude = Callable[[EtatDuSite], Iterable[Pas]]
"""Ce qui regarde un état, et en tire des pas."""


def selon(fait: bool) -> Avancee:
    """Fait, sinon à faire."""
    return Avancee.FAIT if fait else Avancee.A_FAIRE


def permis(fait: bool) -> Avancee:
    """Fait, sinon facultatif."""
    return Avancee.FAIT if fait else Avancee.FACULTATIF


def citer(nom: str) -> str:
    """Un nom de fichier ou de dossier tel qu'on le tape : entre guillemets s'il le faut.

    Des guillemets droits : le terminal de Windows ne connaît pas les apostrophes.
    """
    simple = all(signe.isalnum() or signe in "._-/\\:~" for signe in nom)
    return nom if simple else f'"{nom}"'
