"""Ce que le système refuse (droits, place, dossier absent), dit en français.

Python les rapporte dans la langue du système : « Permission denied » ne dit rien à qui tient un
tableur.
"""

from __future__ import annotations

import errno

PLEIN = {errno.ENOSPC, errno.EDQUOT}
PLUS_DE_PLACE = "plus de place sur le disque : en libérer"
SANS_DROIT = "accès refusé : donner à votre compte le droit de le lire ou de l'écrire"
RAISONS = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), SANS_DROIT),
    errno.EROFS: "dossier en lecture seule : en choisir un autre",
    **dict.fromkeys(PLEIN, PLUS_DE_PLACE),
    errno.ENOENT: "fichier ou dossier introuvable : vérifier son nom",
    errno.ENOTDIR: "un fichier est là où il faudrait un dossier : vérifier le chemin",
    errno.EISDIR: "un dossier est là où il faudrait un fichier : vérifier le chemin",
    errno.EEXIST: "il existe déjà : choisir un autre nom",
    errno.ENOTEMPTY: "le dossier n'est pas vide",
    errno.ENAMETOOLONG: "nom trop long : en choisir un plus court",
    errno.EBUSY: "fichier occupé par un autre programme : le fermer",
    errno.EMFILE: "trop de fichiers ouverts à la fois : fermer d'autres programmes",
    errno.EADDRINUSE: "un autre programme s'en sert déjà",
    errno.EADDRNOTAVAIL: "cette adresse n'est pas de cette machine",
    errno.EIO: "le disque ne répond pas",
    errno.ELOOP: "liens qui tournent en rond : en retirer un",
}
"""Chaque refus connu : ce qui ne va pas, et que faire."""


def disque_plein(erreur: BaseException) -> bool:
    """Vrai si le disque, ou ce que l'on a le droit d'y mettre, est plein."""
    return isinstance(erreur, OSError) and erreur.errno in PLEIN


def raison_du_refus(erreur: OSError) -> str:
    """Pourquoi le système refuse ; le numéro de l'erreur si l'on n'en sait pas plus."""
    if erreur.errno is None:
        return str(erreur)
    return RAISONS.get(erreur.errno, f"refus du système (erreur {erreur.errno})")


def dire_le_refus_du_systeme(erreur: OSError) -> str:
    """Le refus et le fichier qu'il concerne ; le message seul s'il est déjà le nôtre."""
    if erreur.errno is None or erreur.filename is None:
        return raison_du_refus(erreur)
    return f"« {erreur.filename} » : {raison_du_refus(erreur)}"
