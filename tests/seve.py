"""Ce que la souche importe d'avance : MkDocs, ses greffons, le paquet et ses gabarits compilés."""

import os

os.environ["NO_MKDOCS_2_WARNING"] = "1"  # lu par Material dès son import

import mkdocs.__main__
import mkdocs.commands.build
import mkdocs_macros.plugin
import pymdownx.emoji

from projet_social.adaptateurs import greffon_mkdocs, ligne_de_commande, mkdocs_macros
from projet_social.rendu import environnement

for _gabarit in environnement().list_templates():
    environnement().get_template(_gabarit)
