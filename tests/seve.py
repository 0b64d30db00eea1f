"""Ce que la souche importe d'avance : MkDocs, ses greffons, le paquet et ses gabarits compilés."""

import os
from importlib import import_module

os.environ["NO_MKDOCS_2_WARNING"] = "1"  # lu par Material dès son import

for _module in (
    "mkdocs.__main__",
    "mkdocs.commands.build",
    "mkdocs_macros.plugin",
    "pymdownx.emoji",
    "projet_social.adaptateurs.greffon_mkdocs",
    "projet_social.adaptateurs.ligne_de_commande",
    "projet_social.adaptateurs.mkdocs_macros",
):
    import_module(_module)

_gabarits = import_module("projet_social.rendu").environnement()
for _gabarit in _gabarits.list_templates():
    _gabarits.get_template(_gabarit)
