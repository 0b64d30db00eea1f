"""Les fichiers d'un territoire mis à plat : une ligne par objet, rattachée à celle qui la contient.

Rien n'est encore un tableur ici, ni un texte à montrer : des objets, leur place, leur repère.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...ecriture.arbre import Arbre, developper, en_liste
from ...lecture.document import Document
from ...lecture.yaml_marque import Chemin
from ...modele.catalogue import Champs
from ...modele.fiche_action import FicheAction
from ...modele.introspection import classe_dans
from ...modele.niveau import PLURIELS, Niveau
from ...modele.projet import Projet
from ...modele.socle import Objet
from ...modele.territoire import Territoire
from ...texte.identifiant import identifiant_de
from ..colonnes import Onglet, Place, mots_du_modele, onglet_de, onglets
from .cases import Choix

TERRITOIRE, PROJET = "TERRITOIRE", "PROJET"
"""Le repère du territoire, et le début de celui d'un projet : en capitales, donc jamais un id."""
Lieu = tuple[str, Chemin]
"""Un fichier, et le chemin d'un objet dedans."""


@dataclass(frozen=True)
class ContexteDuTerritoire:
    """Un territoire et ce qu'il faut savoir pour le mettre en classeur, ou l'en reprendre.

    Attributes:
        documents: ses fichiers, par chemin relatif au dossier des données.
        noms: l'identifiant que le site donne à chaque ligne du plan, par fichier et chemin, dans
            l'ordre du plan.
    """

    slug: str
    documents: Mapping[str, Document]
    choix: Choix = field(default_factory=dict)
    noms: Mapping[Lieu, str] = field(default_factory=dict)

    @property
    def dossier(self) -> str:
        """Le dossier du territoire, barre comprise."""
        return f"territoires/{self.slug}/"


@dataclass(eq=False)
class LigneDOnglet:
    """Un objet, ligne d'un onglet.

    Attributes:
        brut: ses valeurs, telles que le fichier les dit.
        repere: ce qui le désigne dans le classeur ; vide si rien ne peut en faire partie.
        parent: l'objet qui le contient, None pour un fichier.
        etage: nombre de niveaux du plan au-dessus de lui.
    """

    onglet: Onglet
    brut: dict[str, Any]
    repere: str = ""
    fichier: str = ""
    parent: LigneDOnglet | None = None
    place: Place | None = None
    etage: int = 0


Tables = dict[type[Objet], list[LigneDOnglet]]
"""Les lignes de chaque onglet."""


def mettre_a_plat(contexte: ContexteDuTerritoire) -> Tables:
    """Toutes les lignes d'un territoire, les fiches dans l'ordre du plan."""
    return _MiseAPlat(contexte).tables


def champ_de(objet: dict[str, Any], modele: type[Objet], champs: Champs) -> Arbre | None:
    """La valeur d'un champ, si profond qu'il soit ; None s'il est absent."""
    if len(champs) == 1:
        return objet.get(champs[0])
    valeur: Any = objet
    classe: type[Objet] | None = modele
    for champ in champs:
        if not isinstance(valeur, dict):
            valeur = developper(valeur, classe) if classe else {}
        valeur = valeur.get(champ)
        if valeur is None:
            return None
        declare = classe.model_fields.get(champ) if classe else None
        classe = classe_dans(declare.annotation, Objet) if declare else classe
    return valeur  # type: ignore[no-any-return]


def fichier_de_projet(repere: str) -> str | None:
    """Le nom de fichier d'un projet, d'après son repère ; None si ce n'en est pas un."""
    trouve = re.fullmatch(rf"{PROJET}(-[a-z0-9]+(?:-[a-z0-9]+)*)?", repere)
    return f"projet{trouve[1] or ''}.yml" if trouve else None


class _MiseAPlat:
    """Le parcours des fichiers d'un territoire."""

    def __init__(self, contexte: ContexteDuTerritoire) -> None:
        self.contexte = contexte
        self.tables: Tables = {onglet.modele: [] for onglet in onglets()}
        self.reperes: set[str] = set()
        fiches = []
        for chemin in sorted(contexte.documents, key=lambda c: c.removesuffix(".yml")):
            document = contexte.documents[chemin]
            nom = chemin.removeprefix(contexte.dossier)
            valeurs: Any = document.valeurs or {}
            if nom == "territoire.yml":
                self._ranger(Territoire, valeurs, (chemin, ()), TERRITOIRE)
            elif nom.startswith("projet"):
                repere = f"{PROJET}{nom.removeprefix('projet').removesuffix('.yml')}"
                self._ranger(Projet, valeurs, (chemin, ()), repere)
            else:
                fiches.append((chemin, valeurs))
        places = {lieu: place for place, lieu in enumerate(contexte.noms)}
        for chemin, valeurs in sorted(fiches, key=lambda f: places.get((f[0], ()), len(places))):
            self._ranger(FicheAction, valeurs, (chemin, ()))

    def _ranger(
        self,
        modele: type[Objet],
        valeur: Any,
        lieu: Lieu,
        repere: str = "",
        parent: LigneDOnglet | None = None,
        place: Place | None = None,
    ) -> None:
        onglet, brut = onglet_de(modele), developper(valeur, modele)
        rangee = LigneDOnglet(onglet, brut, repere, lieu[0], parent, place)
        if modele in (Niveau, FicheAction):
            rangee.repere = self._identifiant(rangee, lieu)
            rangee.etage = parent.etage + (parent.onglet.modele is Niveau) if parent else 0
        elif onglet.a_un_repere:
            numero = len(self.tables[modele]) + 1
            nom = mots_du_modele(modele)
            rangee.repere = f"{nom[:1].upper()}{nom[1:]} {numero}"
        self.tables[modele].append(rangee)
        for champs, contenu in self._contenus(modele):
            enfants = en_liste(champ_de(brut, modele, champs))
            for rang, enfant in enumerate(enfants):
                ici = (lieu[0], (*lieu[1], *champs, rang))
                self._ranger(contenu, enfant, ici, "", rangee, Place(modele, champs))

    def _contenus(self, modele: type[Objet]) -> Iterator[tuple[Champs, type[Objet]]]:
        places = [(p, o.modele) for o in onglets() for p in o.places if p.parent is modele]
        for place, contenu in sorted(places, key=lambda paire: paire[0].champs[0] in PLURIELS):
            yield place.champs, contenu

    def _identifiant(self, rangee: LigneDOnglet, lieu: Lieu) -> str:
        """L'identifiant d'une ligne du plan : celui du site, ou le plus proche qui soit libre."""
        identifiant = rangee.brut.get("id") or self.contexte.noms.get(lieu)
        if not identifiant and not lieu[1]:
            identifiant = lieu[0].rsplit("/", 1)[-1].removesuffix(".yml")
        if not identifiant:
            identifiant = identifiant_de(str(rangee.brut.get("titre", "")))
        libre = libre_parmi(str(identifiant), self.reperes)
        self.reperes.add(libre)
        return libre


def libre_parmi(identifiant: str, pris: set[str]) -> str:
    """L'identifiant, suivi d'un numéro s'il est déjà pris."""
    rang, libre = 1, identifiant
    while libre in pris:
        rang += 1
        libre = f"{identifiant}-{rang}"
    return libre
