"""Les liens d'un fichier que l'on emporte : absolus si l'on sait où est le site, sinon relatifs."""

from __future__ import annotations

from typing import Any

from ..pages.publication import Publication


def lien_depuis(publication: Publication, fichier: str, cible: Any) -> str:
    """Le lien d'un fichier publié vers une cible ; vide si elle n'est publiée nulle part.

    Args:
        publication: d'où viennent les adresses.
        fichier: adresse d'ensemble du fichier qui porte le lien.
        cible: objet du corpus, ou adresse d'ensemble.
    """
    if absolue := publication.absolue(cible):
        return absolue
    adresse = publication.adresse(cible)
    if adresse is None:
        return ""
    profondeur = (publication.adressage.placer(fichier) or fichier).count("/")
    return f"{'../' * profondeur}{adresse}" or "./"
