"""Faire s'inscrire d'eux-mêmes les modules d'un registre : aucun n'est à citer deux fois."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules


@cache
def inscrire_le_paquet(nom: str) -> None:
    """Importe, une fois, tous les modules d'un paquet, dans l'ordre de leurs noms."""
    for module in sorted(iter_modules(import_module(nom).__path__), key=lambda m: m.name):
        import_module(f"{nom}.{module.name}")
