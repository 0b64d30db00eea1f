"""Les mots que les gens emploient pour nos champs, lus dans `reconnaissance.yml`.

L'import y reconnaît les colonnes d'un tableur ; la validation, ce que veut dire une clé inconnue.
"""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..texte.synonyme import cle_du_synonyme, sans_genre
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


@lru_cache(maxsize=1)
def codes_par_mot() -> dict[str, dict[str, str]]:
    """Par liste fermée, le code que désigne chaque mot, réduit à sa clé, au genre près."""
    valeurs: dict[str, dict[str, str]] = {}
    for liste, codes in table_de_reconnaissance()["valeurs"].items():
        exacts = {
            cle_du_synonyme(mot) or mot: code
            for code, mots in codes.items()
            for mot in [code, *mots]
        }
        valeurs[liste] = {sans_genre(mot): code for mot, code in exacts.items()} | exacts
    return valeurs


def code_que_nomme(liste: str, texte: str) -> str:
    """Le code que des mots désignent dans une liste (« terminé » → `realisee`), ou rien."""
    connus, mot = codes_par_mot().get(liste, {}), cle_du_synonyme(texte) or texte.strip()
    return connus.get(mot) or connus.get(sans_genre(mot), "")


def est_un_nom_connu(cle: str) -> bool:
    """Vrai si les gens emploient ce nom pour l'un de nos champs."""
    return cle_du_synonyme(cle.replace("_", " ")) in champs_par_nom()


def champ_que_nomme(cle: str, permis: Collection[str]) -> str:
    """Le champ permis que désigne une clé inconnue (`cout` → `budgets`), ou une chaîne vide."""
    champ = champs_par_nom().get(cle_du_synonyme(cle.replace("_", " ")), "")
    contenant = f"{champ.partition('_')[0]}s"  # « budget_prevu » se dit dans `budgets`
    return next((nom for nom in (champ, contenant) if nom in permis), "")
