"""Mesurer ce qu'une phrase redit d'une autre : un résumé qui répète son titre n'apprend rien."""

from functools import lru_cache

from .identifiant import forme_commune

RACINE = 6
"""Lettres qui suffisent à rapprocher deux mots d'une famille : « proposition », « proposer »."""
MOTS_OUTILS = """
a ai au aucun aucune aussi aux avec c ce cela celle celles celui ces cet cette ceux chacun
chacune chaque chez comme d dans de des dont du elle elles en entre est et eux il ils j je l la
le les leur leurs lui m ma mais me mes meme memes mon n ne ni nos notre nous on ont ou par pas
pour plus qu que qui s sa sans se ses si soi son sont sous sur t ta te tes toi ton tous tout
toute toutes tu un une vers vos votre vous y
"""
"""Mots français sans contenu propre, en forme commune : ils ne comptent pas."""


SANS_CONTENU = frozenset(MOTS_OUTILS.split())


@lru_cache(maxsize=2**15)
def mots_pleins(texte: str) -> frozenset[str]:
    """Les mots qui portent du sens, chacun une fois, réduits à leur racine.

    Casse, accents, marque du pluriel et terminaison ne comptent pas.
    """
    mots = (mot for mot in forme_commune(texte).split() if mot not in SANS_CONTENU)
    return frozenset((mot.rstrip("sx") or mot)[:RACINE] for mot in mots)


def part_redite(phrase: str, origine: str) -> float:
    """La part des mots pleins de `phrase` que `origine` contient déjà, de 0 à 1."""
    mots = mots_pleins(phrase)
    return len(mots & mots_pleins(origine)) / len(mots) if mots else 0.0
