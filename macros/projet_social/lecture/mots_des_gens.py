"""Les mots que les gens emploient pour nos champs, lus dans `reconnaissance.yml`.

L'import y reconnaît les colonnes d'un tableur ; la validation, ce que veut dire une clé inconnue.
"""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..texte.synonyme import cle_du_synonyme
from .yaml_marque import lire_le_yaml

TABLE = Path(__file__).with_name("reconnaissance.yml")


@lru_cache(maxsize=1)
def table_de_reconnaissance() -> dict[str, Any]:
    """La table du paquet, lue une fois."""
    contenu, anomalies = lire_le_yaml(TABLE.read_bytes(), TABLE.name)
    assert isinstance(contenu, dict), anomalies
    return contenu


@lru_cache(maxsize=1)
def champs_par_nom() -> dict[str, str]:
    """Le champ que désigne chaque nom, réduit à sa clé."""
    return {
        cle: champ
        for champ, noms in table_de_reconnaissance()["champs"].items()
        for nom in noms
        if (cle := cle_du_synonyme(nom))
    }


def est_un_nom_connu(cle: str) -> bool:
    """Vrai si les gens emploient ce nom pour l'un de nos champs."""
    return cle_du_synonyme(cle.replace("_", " ")) in champs_par_nom()


def champ_que_nomme(cle: str, permis: Collection[str]) -> str:
    """Le champ permis que désigne une clé inconnue (`cout` → `budgets`), ou une chaîne vide."""
    champ = champs_par_nom().get(cle_du_synonyme(cle.replace("_", " ")), "")
    contenant = f"{champ.partition('_')[0]}s"  # « budget_prevu » se dit dans `budgets`
    return next((nom for nom in (champ, contenant) if nom in permis), "")
