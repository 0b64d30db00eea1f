"""Ce qu'un objet dit et qu'aucun gabarit ne met à sa place.

Un champ ajouté au modèle paraît ainsi de lui-même au bas de sa page, sous son libellé. Le jour où
le gabarit de la page le nomme, il y prend sa place et quitte cette liste.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .. import rendu
from ..modele.catalogue import ChampDuModele, SorteDeValeur, champs_du_modele
from ..modele.etape import Etape, Periode
from ..modele.fiche_action import FicheAction
from ..modele.libelle import libelle_de
from ..modele.niveau import AvecNiveaux, Niveau
from ..modele.projet import Projet
from ..modele.socle import Objet
from ..modele.territoire import Territoire
from ..texte.valeurs import dire_le_champ

GABARITS: dict[type[Objet], tuple[str, str]] = {
    FicheAction: ("fiche.html", "f"),
    Etape: ("fiche_etapes.html", "e"),
    Niveau: ("niveau.html", "contenu"),
    Projet: ("territoire.html", "projet"),
    Territoire: ("territoire.html", "donnees"),
}
"""Le gabarit de la page de chaque objet, et le nom sous lequel il le lit."""

LIGNE = {
    "id": "la fin de l'adresse de la page",
    "alias": "les anciennes adresses mènent à la page",
    "issue_de": "ce qui a changé, sur la page des versions du plan",
    "titre": "le titre de la page",
    "themes": "les étiquettes de la ligne",
    "rattachements": "les parents de la ligne",
    "source": "la source de la ligne, complétée par celle du plan",
    "maj": "la date de la page",
    "exemple": "le titre de la page et son bandeau",
}
DITS_AUTREMENT: dict[type[Objet], dict[str, str]] = {
    AvecNiveaux: dict.fromkeys(AvecNiveaux.model_fields, "l'arbre du plan"),
    Periode: dict.fromkeys(Periode.model_fields, "« Quand », que le modèle compose"),
    FicheAction: LIGNE
    | {
        "numero": "le titre de la page",
        "rang": "l'ordre des fiches",
        "projet": "le plan de la ligne",
        "actions_liees": "les actions voisines, trouvées par la macro",
        "publication": "un brouillon n'a pas de page",
    },
    Niveau: LIGNE | {"numero": "l'intitulé de la ligne"},
    Projet: {
        "titre": "le titre du plan",
        "genre": "le fil de la page et la comparaison",
        "rang": "l'ordre des plans",
        "territoires": "les territoires du plan",
        "partage_avec": "le périmètre du plan",
        "succede_a": "l'ordre des plans",
        "niveaux": "le mot de chaque ligne",
        "niveau_de_lecture": "la comparaison",
        "mentions": "les thèmes du territoire",
        "comptes_declares": "ce que le document ne dit pas",
        "contexte": "une partie de la page",
        "commentaires": "une partie de la page",
        "methode": "une partie de la page",
        "participation": "une partie de la page",
        "contact": "le contact de la page",
        "maj": "la date de la page",
        "exemple": "le bandeau de la page",
    },
    Territoire: {
        "nom": "le titre de la page",
        "nom_court": "les tableaux et les menus",
        "type": "le sous-titre de la page",
        "insee": "les communes du territoire",
        "membres": "les communes du territoire",
        "siege": "la ville du territoire",
        "ville_principale": "la ville du territoire",
        "couleur": "la couleur de la page",
        "alias": "les anciennes adresses mènent à la page",
        "exemple": "le bandeau de la page",
    },
}
"""Les champs que la page dit sans que son gabarit les lise sur l'objet, et comment."""


@dataclass(frozen=True, slots=True)
class Precision:
    """Un champ et ce qu'il dit.

    Attributes:
        libelle: le nom du champ, pour une personne.
        textes: ses valeurs, une au moins.
        longues: vrai pour de la prose.
    """

    libelle: str
    textes: list[str]
    longues: bool


def precisions(*objets: Objet) -> list[Precision]:
    """Ce que disent ces objets et que le gabarit de leur page ne nomme pas."""
    return [precision for objet in objets for precision in _precisions(objet)]


def _precisions(objet: Objet) -> Iterator[Precision]:
    for champ in champs_a_dire(type(objet)):
        if textes := dire_le_champ(champ, objet):
            libelle = " : ".join(libelle_de(nom) for nom in champ.champs)
            yield Precision(libelle, textes, champ.sorte is SorteDeValeur.PROSE)


@cache
def champs_a_dire(modele: type[Objet]) -> tuple[ChampDuModele, ...]:
    """Les champs d'un objet que le gabarit de sa page ne nomme pas."""
    gabarit, nom = GABARITS[modele]
    lus = rendu.champs_lus(gabarit, nom)
    dits = {champ for classe in modele.__mro__ for champ in DITS_AUTREMENT.get(classe, ())}
    return tuple(c for c in champs_du_modele(modele) if c.champs[0] not in lus | dits)
