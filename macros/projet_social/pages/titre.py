"""Le titre d'onglet d'une page : ce que montrent l'onglet, l'historique et une recherche.

Le titre de la page, puis son complément (le territoire), puis le nom du site, tant que le tout se
lit d'un coup d'œil. Ce qui ne tient pas se retire par la fin ; un mot ne se coupe jamais.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..texte.typographie import typographier
from .page import Page

SIGNES = 70
"""Signes au-delà desquels un titre d'onglet se raccourcit."""
PLACE_MINIMALE = 20
"""Signes sans lesquels un texte coupé ne dit plus rien."""
ENTRE_DEUX = " – "
SUSPENSION = "…"
EN_L_AIR = " \u00a0\u202f,;:.–-(«'’"
"""Ce qui ne se laisse pas en l'air devant des points de suspension."""


def titres_d_onglet(pages: Iterable[Page], nom_du_site: str) -> dict[str, str]:
    """Le titre d'onglet de chaque page, par adresse publique ; jamais deux fois le même.

    Deux titres que le raccourci rendrait pareils restent entiers ; deux pages de même titre se
    distinguent par ce qu'elles sont (« Axe 2 »).

    Args:
        nom_du_site: ce qui ferme le titre quand il reste de la place.
    """
    toutes = list(pages)
    titres = {
        page.publique: titre_d_onglet(page.onglet or page.titre, page.complement, nom_du_site)
        for page in toutes
    }
    for parties in (("titre", "complement"), ("titre", "surtitre", "complement")):
        comptes = Counter(titres.values())
        titres |= {
            page.publique: _joindre(*(getattr(page, partie) for partie in parties))
            for page in toutes
            if comptes[titres[page.publique]] > 1
        }
    return titres


def titre_d_onglet(titre: str, complement: str, nom_du_site: str) -> str:
    """Le titre d'onglet, typographié, de soixante-dix signes au plus.

    Il ne dépasse que si son premier mot dépasse : le nom du site part d'abord, puis la fin de la
    plus longue des deux parties qui restent, entre deux mots.

    Args:
        titre: titre de la page ; vide à l'accueil.
        complement: ce qui distingue deux pages de même titre (le territoire) ; vide : rien.
    """
    for parties in ((titre, complement, nom_du_site), (titre, complement)):
        if len(entier := _joindre(*parties)) <= SIGNES:
            return entier
    long, court = sorted(map(typographier, (titre, complement)), key=len, reverse=True)
    place = SIGNES - len(ENTRE_DEUX + court)
    if not court or place < PLACE_MINIMALE:
        return couper(typographier(titre), SIGNES)
    coupe = couper(long, place)
    return _joindre(coupe, court) if long == typographier(titre) else _joindre(court, coupe)


def couper(texte: str, place: int) -> str:
    """Le début d'un texte, entre deux mots, points de suspension compris ; au moins un mot.

    Args:
        texte: à couper s'il le faut.
        place: signes permis.
    """
    if len(texte) <= place:
        return texte
    mots = texte.split(" ")
    garde = mots[0]
    for mot in mots[1:]:
        if len(f"{garde} {mot}{SUSPENSION}") > place:
            break
        garde = f"{garde} {mot}"
    return f"{garde.rstrip(EN_L_AIR)}{SUSPENSION}"


def _joindre(*parties: str) -> str:
    return ENTRE_DEUX.join(typographier(partie) for partie in parties if partie)
