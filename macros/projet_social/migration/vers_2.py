"""Du format 1 au format 2.

- `siege: oui` ne disait rien seul : il qualifiait `ville_principale`. La ville siège se nomme
  désormais dans `siege`, et `ville_principale` ne sert plus que si la source ne la dit pas siège.
- La liste officielle est dans le programme, entière : un dossier `officiel/` qui n'en était qu'un
  extrait n'a plus lieu d'être. S'il dit autre chose qu'elle, il reste et la remplace.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from typing import Any

from ..corpus.officiel import departement_de, texte_embarque
from ..modele.texte import FAUX, VRAI
from .registre import Arbres, migration

TERRITOIRE = re.compile(r"territoires/[^/]+/territoire\.yml")
LISTE = {
    "officiel/epci.csv": ("epci", ("siren", "nom", "type", "population_municipale", "communes")),
    "officiel/communes.csv": ("communes", ("insee", "nom", "departement", "siren_epci")),
    "officiel/departements.csv": ("departements", ("code", "nom", "region")),
}
"""Les fichiers de l'extrait, leur nom dans le programme, les colonnes qui comptent."""
LISEZMOI = "officiel/LISEZMOI.md"


@migration(1, "La ville siège se nomme dans « siege » ; la liste officielle vient du programme.")
def vers_2(arbres: Arbres) -> Arbres:
    """Nomme les villes sièges, retire l'extrait de la liste officielle s'il n'apprend rien."""
    superflus = {*LISTE, LISEZMOI} if _extrait_superflu(arbres) else set()
    return {
        fichier: _nommer_le_siege(valeurs) if TERRITOIRE.fullmatch(fichier) else valeurs
        for fichier, valeurs in arbres.items()
        if fichier not in superflus
    }


def _nommer_le_siege(valeurs: Any) -> Any:
    if not isinstance(valeurs, Mapping) or "siege" not in valeurs:
        return valeurs
    dit = str(valeurs["siege"]).lower()
    if dit not in VRAI | FAUX:
        return valeurs
    nommees = {}
    for cle, valeur in valeurs.items():
        if cle == "ville_principale" and dit in VRAI:
            nommees["siege"] = valeur
        elif cle != "siege":
            nommees[cle] = valeur
    return nommees


def _extrait_superflu(arbres: Arbres) -> bool:
    """Vrai si le dossier `officiel/` existe et ne dit rien que le programme ne sache."""
    presents = [fichier for fichier in LISTE if fichier in arbres]
    return bool(presents) and all(_connu(fichier, arbres[fichier]) for fichier in presents)


def _connu(fichier: str, texte: str) -> bool:
    nom, colonnes = LISTE[fichier]
    connues = {_cle(ligne, colonnes) for ligne in _lignes(texte_embarque(nom))}
    return all(_cle(ligne, colonnes) in connues for ligne in _lignes(texte))


def _lignes(texte: str) -> list[dict[str, str]]:
    return list(csv.DictReader(texte.splitlines()))


def _cle(ligne: Mapping[str, str], colonnes: tuple[str, ...]) -> tuple[str, ...]:
    """Ce qui identifie une ligne ; le département d'une commune se lit dans son code Insee."""
    return tuple(
        ligne.get(c) or (departement_de(ligne.get("insee") or "") if c == "departement" else "")
        for c in colonnes
    )
