"""La macro du bilan d'une année : ce que lisent les partenaires, avec la place d'écrire."""

from __future__ import annotations

from ..comparaison.bilan_annuel import (
    BilanAnnuel,
    dresser_le_bilan_de_l_annee,
    version_de_reference,
)
from ..corpus.corpus import Inconnu, designer
from .registre import macro
from .territoires import plan_du_territoire
from .versions import ancre_dans_la_version, transition_vers_aujourd_hui
from .vue import Vue

PREMIERE_ANNEE = 1900
SANS_VERSION = "aucune"
"""Ce que l'on dit pour ne comparer le plan à aucune version."""


@macro
def bilan(
    vue: Vue,
    territoire: str,
    annee: int,
    depuis: str = "",
    projet: str = "",
    partie: str = "",
    decisions: bool = False,
) -> str:
    """Le bilan d'une année : actions réalisées, en cours, en retard, arrêtées, et à demander.

    Args:
        territoire: identifiant du territoire
        annee: année du bilan
        depuis: version figée à laquelle comparer ; la dernière d'avant l'année, ou « aucune »
        projet: identifiant du projet, quand le territoire en a plusieurs
        partie: nom d'une seule partie (essentiel, en_cours, muettes…), sans son titre
        decisions: True pour la place d'écrire ce que la réunion décide
    """
    dresse = bilan_demande(vue, territoire, annee, depuis, projet)
    if partie:
        designer("partie du bilan", partie, dict(dresse.parties))
    return vue.rendre(
        "bilan.html",
        bilan=dresse,
        partie=partie,
        decisions=decisions,
        rubriques={rubrique.name.lower(): actions for rubrique, actions in dresse.rubriques},
        transition=transition_vers_aujourd_hui(dresse),
        ancre_de=ancre_dans_la_version,
    )


def bilan_demande(
    vue: Vue, territoire: str, annee: int, depuis: str = "", projet: str = ""
) -> BilanAnnuel:
    """Le bilan que l'on demande d'une page ou d'un document.

    Raises:
        Inconnu: territoire, projet ou version inconnus, ou une année qui n'a pas commencé.
    """
    aujourd_hui = vue.publication.aujourd_hui
    if not str(annee).isdecimal() or not PREMIERE_ANNEE <= int(annee) <= aujourd_hui.year:
        raise Inconnu("année commencée", str(annee), [str(aujourd_hui.year)])
    plan = plan_du_territoire(vue.corpus.territoire(territoire), projet)
    versions = vue.corpus.versions_du_plan(plan)
    reference = None
    if not depuis:
        reference = version_de_reference(versions, int(annee))
    elif depuis != SANS_VERSION:
        connues = {version.id: version for version in versions}
        reference = designer(f"version de {territoire}", depuis, connues)
    return dresser_le_bilan_de_l_annee(plan, int(annee), aujourd_hui, reference)
