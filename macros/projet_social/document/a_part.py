"""Lire un document dans un autre processus : un fichier piégé n'y prend ni le temps, ni la mémoire.

Un PDF de quelques kilo-octets peut en demander des milliards, ou ne jamais finir ; ce qui le lit
n'a aucune borne à lui. Le processus en a deux, et le nôtre continue.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
from contextlib import redirect_stderr
from multiprocessing.connection import Connection

from ..classeur.classeur import Classeur
from ..classeur.refus import RefusDeClasseur

SECONDES_MAXIMUM = 180
MEMOIRE_MAXIMUM = 2_000_000_000
"""Octets que la lecture peut occuper, là où le système sait le tenir (Linux, macOS)."""
LECTEURS = {"docx": ("lecture_docx", "lire_docx"), "pdf": ("lecture_pdf", "lire_pdf")}
"""Le module et la fonction qui lisent chaque sorte de document."""
REENREGISTRER = {
    "docx": "l'ouvrir dans Word ou LibreOffice et l'enregistrer en .docx",
    "pdf": "l'enregistrer de nouveau en PDF, ou donner le document Word dont il vient",
}
TROP_LONG = "n'en garder que les pages du plan, ou donner le document Word dont il vient"


def lire_a_part(nature: str, octets: bytes) -> Classeur:
    """Lit un document hors de ce processus.

    Raises:
        RefusDeClasseur: il est refusé, abîmé, ou demande trop de temps ou de mémoire.
    """
    contexte = multiprocessing.get_context("spawn")
    ici, labas = contexte.Pipe()
    lecteur = contexte.Process(target=_travailler, args=(labas, nature), daemon=True)
    lecteur.start()
    labas.close()
    try:
        ici.send_bytes(octets)
        if not ici.poll(SECONDES_MAXIMUM):
            raise RefusDeClasseur(
                f"document trop long à lire (plus de {SECONDES_MAXIMUM // 60} minutes)", TROP_LONG
            )
        rendu: Classeur | tuple[str, str] = ici.recv()
    except (EOFError, OSError) as erreur:
        constat = f"document illisible (arrêt {lecteur.exitcode or ''})".replace(" )", ")")
        raise RefusDeClasseur(constat, REENREGISTRER[nature]) from erreur
    finally:
        ici.close()
        lecteur.kill()
        lecteur.join()
    if isinstance(rendu, Classeur):
        return rendu
    raise RefusDeClasseur(*rendu)


def _travailler(retour: Connection, nature: str) -> None:
    """Ce que fait l'autre processus : il rend le classeur, ou le refus, jamais une trace."""
    with open(os.devnull, "w", encoding="utf-8") as nulle_part, redirect_stderr(nulle_part):
        _se_borner()
        retour.send(essayer_de_lire(nature, retour.recv_bytes()))


def essayer_de_lire(nature: str, octets: bytes) -> Classeur | tuple[str, str]:
    """Le document en classeur, ou ce qui empêche de le lire et ce qu'il faut faire."""
    module, fonction = LECTEURS[nature]
    lire = getattr(importlib.import_module(f".{module}", __package__), fonction)
    try:
        lu: Classeur = lire(octets)
    except RefusDeClasseur as refus:
        return refus.constat, refus.conseil
    except Exception as erreur:  # chaque bibliothèque a les siennes devant un fichier abîmé
        if _a_manque_de_memoire(erreur):
            return "document qui demande trop de mémoire", TROP_LONG
        return f"document abîmé, illisible ({type(erreur).__name__})", REENREGISTRER[nature]
    return lu


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
