"""La clé qui rapproche deux façons de nommer une même chose."""

import re
from functools import lru_cache

from .identifiant import forme_commune

PETITS_MOTS = frozenset(("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l")).union(
    ("la", "le", "les", "ou", "par", "pour", "sur", "un", "une")
)
FLEXION_ENTRE = re.compile(
    r"[(\[](?:e|s|es|x|le|ne|nes|rice|rices|euse|euses)[)\]]|·\w{1,5}(?:·s)?"
)


@lru_cache(maxsize=1 << 15)
def cle_du_synonyme(texte: str) -> str:
    """La clé d'un nom : sans accent, casse, pluriel, petits mots ni « (s) »."""
    nu = FLEXION_ENTRE.sub("", texte.replace("°", " ").replace("%", " pourcent "))
    mots = forme_commune(nu).split()
    gardes = [mot for mot in mots if mot not in PETITS_MOTS] or mots
    return " ".join(
        mot[:-1] if len(mot) > 3 and mot.endswith(("s", "x")) else mot for mot in gardes
    )


def sans_genre(nom: str) -> str:
    """La clé d'un mot au masculin : « démarrée » → `demarr`, comme « démarré »."""
    return " ".join(mot.rstrip("e") or mot for mot in nom.split())
