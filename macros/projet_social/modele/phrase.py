"""La phrase écrite sous chaque champ : l'aide du formulaire, des schémas et de la référence.

pydantic saurait la relever, mais à l'import, classe par classe : le quart de ce que coûte le paquet
à charger, pour des commandes qui n'en disent rien.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise

from .socle import Objet


def phrase_du_champ(modele: type[Objet], nom: str) -> str:
    """La phrase d'un champ, là où il est déclaré ; vide s'il n'en a pas.

    Args:
        modele: l'objet, ou un objet qui en hérite.
        nom: le champ.
    """
    declarant = next(classe for classe in modele.__mro__ if nom in classe.__annotations__)
    return _phrases(declarant.__module__).get((declarant.__name__, nom), "")


@cache
def _phrases(module: str) -> dict[tuple[str, str], str]:
    """Les phrases d'un module, par classe et par champ."""
    classes = ast.parse(inspect.getsource(sys.modules[module])).body
    return {
        (classe.name, champ.target.id): inspect.cleandoc(phrase.value.value)
        for classe in classes
        if isinstance(classe, ast.ClassDef)
        for champ, phrase in pairwise(classe.body)
        if isinstance(champ, ast.AnnAssign)
        and isinstance(champ.target, ast.Name)
        and isinstance(phrase, ast.Expr)
        and isinstance(phrase.value, ast.Constant)
        and isinstance(phrase.value.value, str)
    }
