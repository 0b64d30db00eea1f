"""Le bulletin à imprimer : donner son avis sans compte, sans courriel, sans rien laisser au site.

Un code QR mène à la page du territoire ; sans l'adresse du site, il n'y en a pas.
"""

from __future__ import annotations

from markupsafe import Markup

from ..exports.code_qr import dessiner_le_code
from ..pages.contact import contact_a_rendre
from .registre import macro
from .vue import Vue

LIGNES_A_REMPLIR = 9
"""Lignes du message : avec le reste, une feuille A4."""


@macro
def bulletin(vue: Vue, territoire: str) -> str:
    """Un bulletin à imprimer, pour signaler une erreur, proposer une idée, poser une question.

    Args:
        territoire: identifiant du territoire
    """
    publie = vue.corpus.territoire(territoire)
    adresse = vue.publication.absolue(publie) if vue.publication.url else None
    return vue.rendre(
        "bulletin.html",
        territoire=publie,
        contact=contact_a_rendre(publie),
        adresse=adresse,
        code=Markup(dessiner_le_code(adresse)) if adresse else "",
        lignes=LIGNES_A_REMPLIR,
    )
