"""Les fichiers modèles du paquet, et les trous que l'on y remplit.

Un trou s'écrit `@@nom@@` : ni YAML, ni Jinja, ni shell, ni nginx n'emploient ce signe.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

from ..corpus.fichiers_de_l_exemple import EXEMPLE_LIVRE

TROU = re.compile(r"@@(\w+)@@")
MODELES = resources.files(__package__) / "modeles"
"""Les fichiers modèles ; ceux de l'exemple sont à part, pour que la vérification les connaisse."""
REFERENTIELS = ("themes", "publics", "situations")
"""Les référentiels communs : ceux du site de référence, les mêmes identifiants partout."""


def remplir(modele: str, **valeurs: object) -> str:
    """Un fichier modèle, ses trous remplis, sans blancs en fin de ligne.

    Args:
        modele: chemin sous `modeles/`, ou `exemple/` et son chemin dans l'exemple livré.
        valeurs: ce que l'on met dans chaque trou.

    Raises:
        KeyError: un trou n'a pas de valeur.
    """
    dossier, _, chemin = modele.partition("/")
    fichier = EXEMPLE_LIVRE / chemin if dossier == "exemple" else MODELES / modele
    texte = fichier.read_text(encoding="utf-8")
    rempli = TROU.sub(lambda trou: str(valeurs[trou[1]]), texte)
    propre = re.sub(r"[ \t]+$", "", rempli, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", propre).rstrip("\n") + "\n"


def referentiel_commun(nom: str) -> str:
    """Un référentiel commun : dans la roue à côté des modèles, sinon dans les données du dépôt."""
    ici = Path(__file__).parent
    dossier = ici / "referentiels"
    if not dossier.is_dir():
        dossier = ici.parents[2] / "data" / "referentiels"
    return (dossier / f"{nom}.yml").read_text(encoding="utf-8")


SIMPLE = re.compile(r"[^\W\d_][\w’' .()/&,-]*", re.UNICODE)
"""Un texte que le YAML lit tel quel, sans guillemets."""


def en_yaml(texte: str) -> str:
    """Un texte d'une ligne, avec des guillemets seulement s'il en faut."""
    nu = SIMPLE.fullmatch(texte) and texte == texte.strip() and ", " not in texte
    return texte if nu else json.dumps(texte, ensure_ascii=False)
