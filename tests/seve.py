"""Ce que la souche prépare une fois : MkDocs, ses greffons, le paquet, ses gabarits, ses schémas.

Tout ce qui ne dépend que du code : ce qu'une construction chargerait en chemin, à l'identique.
"""

import os
from importlib import import_module
from pkgutil import iter_modules

os.environ["NO_MKDOCS_2_WARNING"] = "1"  # lu par Material dès son import

for _module in (
    "mkdocs.__main__",
    "mkdocs.commands.build",
    "mkdocs_macros.plugin",
    "openpyxl",
    "icalendar",
    "PIL.Image",
    "pagefind.service",
    "pymdownx.emoji",
    "projet_social.adaptateurs.greffon_mkdocs",
    "projet_social.adaptateurs.ligne_de_commande",
    "projet_social.adaptateurs.mkdocs_macros",
):
    import_module(_module)

_gabarits = import_module("projet_social.rendu").environnement()
for _gabarit in _gabarits.list_templates():
    _gabarits.get_template(_gabarit)

for _nom in ("classeur", "comparaison", "exports", "macros", "verification"):
    _paquet = import_module(f"projet_social.{_nom}")
    for _trouve in iter_modules(_paquet.__path__, f"{_paquet.__name__}."):
        import_module(_trouve.name)

_precisions = import_module("projet_social.macros.precisions")
for _modele in _precisions.GABARITS:
    _precisions.champs_a_dire(_modele)

_schemas = import_module("projet_social.exports.donnees_schemas")
_schemas.schema_du_site()
_schemas.schema_du_theme()
for _sorte in import_module("projet_social.chargement").SORTES:
    _schemas._du_yaml(_sorte.modele)

import_module("projet_social.adaptateurs.theme").fichiers_communs(None)
assert import_module("projet_social.adaptateurs.feuilles.material").FeuilleDeMaterial(None).entiere
