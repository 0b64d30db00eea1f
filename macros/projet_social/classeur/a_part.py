"""Lire un fichier dans un autre processus : piégé, il n'y prend ni le temps, ni la mémoire.

Un PDF de quelques kilo-octets peut en demander des milliards, ou ne jamais finir ; ce qui le lit
n'a aucune borne à lui. Le processus en a deux, et le nôtre continue. Un petit classeur se lit ici :
ce qu'il peut demander se mesure avant (`archive_recue`).
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
from contextlib import redirect_stderr
from dataclasses import dataclass
from multiprocessing.connection import Connection

from .classeur import Classeur
from .refus import RefusDeClasseur

SECONDES_MAXIMUM = 180
MEMOIRE_MAXIMUM = 2_000_000_000
"""Octets que la lecture peut occuper, là où le système sait le tenir (Linux, macOS)."""


@dataclass(frozen=True)
class LecteurDeFichier:
    """Ce qui lit une sorte de fichier, et ce que l'on conseille quand il n'y arrive pas.

    Attributes:
        module: son nom entier ; il ne s'importe qu'à l'emploi.
        fonction: celle qui lit, des octets au classeur.
        quoi: ce que c'est, pour une personne.
        reenregistrer: que faire d'un fichier abîmé.
        alleger: que faire d'un fichier trop gros.
    """

    module: str
    fonction: str
    quoi: str
    reenregistrer: str
    alleger: str


def lire_a_part(lecteur: LecteurDeFichier, octets: bytes) -> Classeur:
    """Lit un fichier hors de ce processus.

    Raises:
        RefusDeClasseur: il est refusé, abîmé, ou demande trop de temps ou de mémoire.
    """
    contexte = multiprocessing.get_context("spawn")
    ici, labas = contexte.Pipe()
    processus = contexte.Process(target=_travailler, args=(labas, lecteur), daemon=True)
    processus.start()
    labas.close()
    try:
        ici.send_bytes(octets)
        if not ici.poll(SECONDES_MAXIMUM):
            raise RefusDeClasseur(
                f"{lecteur.quoi} trop long à lire (plus de {SECONDES_MAXIMUM // 60} minutes)",
                lecteur.alleger,
            )
        rendu: Classeur | tuple[str, str] = ici.recv()
    except (EOFError, OSError) as erreur:
        constat = f"{lecteur.quoi} illisible (arrêt {processus.exitcode or ''})".replace(" )", ")")
        raise RefusDeClasseur(constat, lecteur.reenregistrer) from erreur
    finally:
        ici.close()
        processus.kill()
        processus.join()
    if isinstance(rendu, Classeur):
        return rendu
    raise RefusDeClasseur(*rendu)


def _travailler(retour: Connection, lecteur: LecteurDeFichier) -> None:
    """Ce que fait l'autre processus : il rend le classeur, ou le refus, jamais une trace."""
    with open(os.devnull, "w", encoding="utf-8") as nulle_part, redirect_stderr(nulle_part):
        _se_borner()
        try:
            retour.send(lire_ici(lecteur, retour.recv_bytes()))
        except RefusDeClasseur as refus:
            retour.send((refus.constat, refus.conseil))
        except MemoryError:  # le classeur, lui, n'a pas pu passer d'un processus à l'autre
            retour.send((_trop_lourd(lecteur), lecteur.alleger))


def lire_ici(lecteur: LecteurDeFichier, octets: bytes) -> Classeur:
    """Lit un fichier dans ce processus.

    Raises:
        RefusDeClasseur: il est refusé, abîmé, ou demande trop de mémoire.
    """
    try:
        lire = getattr(importlib.import_module(lecteur.module), lecteur.fonction)
        lu: Classeur = lire(octets)
    except RefusDeClasseur:
        raise
    except Exception as erreur:  # chaque bibliothèque a les siennes devant un fichier abîmé
        if _a_manque_de_memoire(erreur):
            raise RefusDeClasseur(_trop_lourd(lecteur), lecteur.alleger) from erreur
        constat = f"{lecteur.quoi} abîmé, illisible ({type(erreur).__name__})"
        raise RefusDeClasseur(constat, lecteur.reenregistrer) from erreur
    return lu


def _trop_lourd(lecteur: LecteurDeFichier) -> str:
    return f"{lecteur.quoi} qui demande trop de mémoire"


def _a_manque_de_memoire(erreur: BaseException) -> bool:
    """Vrai si la mémoire manquait, même dit autrement par la bibliothèque."""
    causes = (erreur, erreur.__cause__, erreur.__context__, *erreur.args)
    return any(isinstance(cause, MemoryError) for cause in causes)


def _se_borner() -> None:
    """Borne la mémoire du processus, si le système le permet : Windows n'a pas cette borne."""
    try:
        import resource
    except ImportError:
        return
    _, dure = resource.getrlimit(resource.RLIMIT_AS)
    borne = MEMOIRE_MAXIMUM if dure == resource.RLIM_INFINITY else min(MEMOIRE_MAXIMUM, dure)
    resource.setrlimit(resource.RLIMIT_AS, (borne, dure))
