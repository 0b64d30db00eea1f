"""`projet-social dossier` : emporter une comparaison, un territoire, un plan ou une fiche."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ...chargement import charger
from ...impression.dossiers import composer_un_dossier
from ...impression.en_pdf import PdfImpossible
from ...impression.formats import FORMATS, ecrire_le_document
from ...impression.imprime import Imprime
from ...impression.territoires import (
    composer_un_plan,
    composer_un_territoire,
    composer_une_fiche,
    composer_une_synthese,
)
from ...lecture.d_un_coup import ecriture_d_un_coup
from ...pages.publication import Publication
from ...texte.typographie import poids_ecrit
from ..console import conclure
from ..jour import jour_de_la_construction
from .refus import RefusDeCommande

Composition = Callable[..., Imprime]


def dossier(choix: argparse.Namespace) -> int:
    """Compose le document, l'écrit d'un coup, et dit où il est."""
    composer, cible = _demande(choix)
    format_ = _format(choix)
    url = f"{choix.site.rstrip('/')}/" if choix.site else ""
    corpus, jour = charger(choix.donnees), jour_de_la_construction()
    nom = choix.nom or Publication.nom
    imprime = composer(Publication(corpus, nom=nom, url=url, aujourd_hui=jour), *cible)
    sortie = choix.sortie or Path(f"{imprime.nom}.{format_}")
    if sortie.is_dir() or not sortie.parent.is_dir():
        raise RefusDeCommande(f"« {sortie} » ne peut pas s'écrire ; vérifier le dossier")
    try:
        octets = ecrire_le_document(imprime, format_)
    except PdfImpossible as manque:
        raise RefusDeCommande(f"{manque} ; ou demander « --format odt »") from manque
    with ecriture_d_un_coup(sortie) as provisoire:
        provisoire.write_bytes(octets)
    conclure(f"« {imprime.titre} » écrit dans {sortie} ({poids_ecrit(len(octets))})")
    return 0


def _demande(choix: argparse.Namespace) -> tuple[Composition, list[str]]:
    """La composition voulue et ses arguments.

    Raises:
        RefusDeCommande: il manque la ligne d'une fiche, ou il y a une partie de trop.
    """
    demandes: dict[str, tuple[Composition, int, int]] = {
        "dossier": (composer_un_dossier, 1, 1),
        "territoire": (composer_un_territoire, 1, 1),
        "synthese": (composer_une_synthese, 1, 1),
        "plan": (composer_un_plan, 1, 2),
        "fiche": (composer_une_fiche, 2, 2),
    }
    nom = next(nom for nom in demandes if getattr(choix, nom))
    composer, minimum, maximum = demandes[nom]
    parties = getattr(choix, nom).split("/")
    if not minimum <= len(parties) <= maximum or not all(parties):
        attendu = "un territoire et une ligne, « questembert/navettes-au-marche »"
        if nom != "fiche":
            attendu = "un identifiant, sans barre oblique" if maximum == 1 else "un territoire"
        raise RefusDeCommande(f"« {getattr(choix, nom)} » ; il faut {attendu}")
    return composer, parties


def _format(choix: argparse.Namespace) -> str:
    """Le format demandé, sinon celui que dit l'extension.

    Raises:
        RefusDeCommande: extension inconnue, ou qui contredit le format demandé.
    """
    extension = choix.sortie.suffix.lower().removeprefix(".") if choix.sortie else ""
    connus = ", ".join(f".{format_}" for format_ in FORMATS)
    if choix.format:
        if extension in FORMATS and extension != choix.format:
            raise RefusDeCommande(f"« {choix.sortie} » n'est pas un nom de fichier {choix.format}")
        return str(choix.format)
    if choix.sortie and extension not in FORMATS:
        raise RefusDeCommande(f"« {choix.sortie} » : finir le nom par {connus}, ou dire --format")
    return extension or "pdf"
