"""À quoi chaque ligne d'un classeur se rattache : son identifiant, son parent, sa liste."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from ...lecture.validation import plus_proche
from ...modele.fiche_action import FicheAction
from ...modele.niveau import PLURIELS, Niveau
from ...modele.projet import Projet
from ...modele.socle import Objet, Refus
from ...modele.territoire import Territoire
from ...texte.identifiant import forme_commune, identifiant_de
from ..colonnes import DANS, NOMS, REPERE, RUBRIQUE, TYPE, ColonneDeClasseur, Place, onglet_de
from ..remarque import Remarques
from .lecture_des_onglets import Lue
from .mise_a_plat import TERRITOIRE, LigneDOnglet, Tables, fichier_de_projet, libre_parmi
from .recomposition import Recomposition

Lues = Mapping[type[Objet], list[Lue]]


class Rattachement:
    """La résolution des repères d'un classeur."""

    def __init__(
        self,
        lues: Lues,
        anciennes: Tables,
        recomposition: Recomposition,
        fautes: Remarques,
        pris: Set[str] = frozenset(),
    ) -> None:
        self.lues = lues
        self.anciennes = anciennes
        self.recomposition = recomposition
        self.fautes = fautes
        self.pris = pris
        """Les identifiants de lignes du territoire qui ne sont pas dans ce classeur."""
        self.par_repere: dict[str, Lue] = {}

    def rattacher(self) -> None:
        """Donne à chaque ligne son repère, son parent, sa liste et la ligne dont elle vient."""
        self._fichiers(Territoire)
        self._fichiers(Projet)
        self._identifier([*self.lues[Niveau], *self.lues[FicheAction]])
        for modele, lignes in self.lues.items():
            if modele not in NOMS:
                self._reperer(lignes)
        for modele, lignes in self.lues.items():
            if modele not in (Territoire, Projet):
                for lue in lignes:
                    self._placer(lue)
        self._refuser_les_ronds()
        self._apparier()

    def _fichiers(self, modele: type[Objet]) -> None:
        """Les objets qui sont un fichier, désignés par l'en-tête de leur colonne."""
        anciennes = {rangee.repere: rangee for rangee in self.anciennes[modele]}
        for lue in self.lues[modele]:
            nom = lue.repere
            connu = nom == TERRITOIRE if modele is Territoire else fichier_de_projet(nom)
            if not connu:
                attendu = TERRITOIRE if modele is Territoire else "PROJET, ou PROJET-nom"
                self.fautes.refuser(lue.ou, "", f"en-tête « {nom} » inconnu", f"écrire {attendu}")
            elif nom in self.par_repere:
                self.fautes.refuser(lue.ou, "", f"« {nom} » écrit deux fois", "n'en garder qu'un")
            else:
                self.par_repere[nom] = lue
                lue.ancienne = anciennes.pop(nom, None)
        for nom in anciennes:
            onglet = anciennes[nom].onglet.nom
            constat = f"la colonne « {nom} » manque"
            self.fautes.refuser(None, "", constat, "la remettre", onglet)

    def _identifier(self, lues: Iterable[Lue]) -> None:
        """Les lignes du plan, désignées par leur identifiant, donné ou tiré de leur titre."""
        connues = {r.repere: r for m in (Niveau, FicheAction) for r in self.anciennes[m]}
        neuves = []
        for lue in lues:
            lue.repere = lue.texte("id")
            if not lue.repere:
                neuves.append(lue)
            elif self._prendre(lue, "id", "Identifiant", ", ou vider la case"):
                ancienne = connues.get(lue.repere)
                if ancienne is not None and ancienne.onglet is lue.onglet:
                    lue.ancienne = ancienne
                elif lue.repere in self.pris:
                    self.fautes.refuser(
                        lue.case("id"),
                        "Identifiant",
                        f"« {lue.repere} » est celui d'une action d'un autre classeur",
                        "vider la case si l'action est neuve ; sinon, la laisser à son pilote",
                    )
        for lue in neuves:
            voulu = identifiant_de(lue.texte("titre"))
            lue.repere = libre_parmi(voulu, {*self.par_repere, *connues, *self.pris})
            self.par_repere[lue.repere] = lue
        self._reconnaitre_les_renommees(connues)

    def _reconnaitre_les_renommees(self, connues: Mapping[str, LigneDOnglet]) -> None:
        """Une ligne neuve qui a pour ancien identifiant celui d'une ligne partie est la même."""
        for lue in [*self.lues[Niveau], *self.lues[FicheAction]]:
            for alias in lue.texte("alias").replace(",", "\n").split():
                partie = connues.get(alias)
                libre = lue.ancienne is None and alias not in self.par_repere
                if libre and partie is not None and partie.onglet is lue.onglet:
                    lue.ancienne = partie
                self.par_repere.setdefault(alias, lue)

    def _reperer(self, lues: Iterable[Lue]) -> None:
        """Les lignes que d'autres désignent par un repère libre (étapes, indicateurs…)."""
        for lue in lues:
            lue.repere = lue.texte(REPERE)
            if lue.repere:
                self._prendre(lue, REPERE, "Repère")

    def _prendre(self, lue: Lue, champ: str, libelle: str, sinon: str = "") -> bool:
        """Donne à une ligne ce qui la désigne ; faux, et une faute, si une autre l'a déjà."""
        autre = self.par_repere.setdefault(lue.repere, lue)
        if autre is not lue:
            self.fautes.refuser(
                lue.case(champ),
                libelle,
                f"{libelle.lower()} « {lue.repere} » déjà pris ({autre.ou})",
                f"en donner un autre à l'une des deux lignes{sinon}",
            )
        return autre is lue

    def _placer(self, lue: Lue) -> None:
        """Trouve le parent d'une ligne, et la liste où elle s'y range."""
        parents = {place.parent for place in lue.onglet.places}
        parent = self._parent(lue, parents)
        lue.place = self._place(lue, parent) if parent else None
        lue.parent = parent if lue.place else None

    def _parent(self, lue: Lue, parents: set[type[Objet]]) -> Lue | None:
        dit = lue.texte(DANS)
        if parents == {Territoire}:
            return self.par_repere.get(TERRITOIRE)
        if not dit:
            return self._parent_tu(lue, parents)
        trouve = self.par_repere.get(dit)
        if trouve is None:
            permis = [r for r, autre in self.par_repere.items() if autre.onglet.modele in parents]
            proche = plus_proche(dit, permis)
            conseil = proche or f"écrire l'identifiant d'une ligne {_noms(lue)}"
            self._dire(lue, DANS, f"« {dit} » ne désigne aucune ligne", conseil)
            return None
        if trouve.onglet.modele not in parents or trouve is lue:
            self._dire(
                lue,
                DANS,
                f"« {dit} » est une ligne de l'onglet « {trouve.onglet.nom} »"
                + (", celle-ci même" if trouve is lue else ""),
                f"écrire l'identifiant d'une ligne {_noms(lue)}",
            )
            return None
        if lue.onglet.modele is FicheAction and lue.ancienne and lue.ancienne.parent is None:
            self._dire(
                lue,
                DANS,
                "cette action a son propre fichier",
                "vider la case, et dire l'axe ou l'objectif dans « Rattachements »",
            )
            return None
        return trouve

    def _parent_tu(self, lue: Lue, parents: set[type[Objet]]) -> Lue | None:
        if lue.onglet.modele is FicheAction:
            ancienne = lue.ancienne
            if ancienne is not None and ancienne.parent is not None:
                self._dire(lue, DANS, "case vidée", f"y remettre « {ancienne.parent.repere} »")
            return None
        if Projet in parents and len(self.lues[Projet]) == 1:
            return self.lues[Projet][0]
        self._dire(lue, DANS, "case vide", f"écrire l'identifiant d'une ligne {_noms(lue)}")
        return None

    def _place(self, lue: Lue, parent: Lue) -> Place | None:
        places = [place for place in lue.onglet.places if place.parent is parent.onglet.modele]
        if lue.onglet.modele is Niveau:
            return self._place_de_niveau(lue, places)
        dite = lue.texte(RUBRIQUE)
        if not dite and len(places) == 1:
            return places[0]
        for place in places:
            if forme_commune(place.libelle) == forme_commune(dite):
                return place
        noms = " ou ".join(f"« {place.libelle} »" for place in places)
        constat = f"« {dite} » n'est pas une liste de cette ligne" if dite else "case vide"
        self._dire(lue, RUBRIQUE, constat, f"écrire {noms}")
        return None

    def _place_de_niveau(self, lue: Lue, places: list[Place]) -> Place | None:
        dit = lue.texte(TYPE)
        if not dit:
            self._dire(lue, TYPE, "case vide", "écrire Axe, Enjeu, Objectif ou Orientation")
            return None
        try:
            mot = str(self.recomposition.lexique.lire_la_case(_colonne(lue, TYPE), dit))
        except Refus as refus:
            self._dire(lue, TYPE, refus.constat, refus.conseil)
            return None
        return next(place for place in places if PLURIELS.get(place.champs[-1]) == mot)

    def _refuser_les_ronds(self) -> None:
        """Une ligne du plan ne peut pas faire partie d'elle-même, de près ou de loin."""
        for lue in self.lues[Niveau]:
            vues, parent = {lue}, lue.parent
            while parent is not None and parent not in vues:
                vues.add(parent)
                parent = parent.parent
            if parent is lue:
                self._dire(
                    lue,
                    DANS,
                    f"« {lue.repere} » et « {lue.texte(DANS)} » font partie l'un de l'autre",
                    "dire lequel contient l'autre",
                )
                lue.parent = lue.place = None

    def _apparier(self) -> None:
        """Retrouve la ligne d'origine de celles qui n'ont pas d'identifiant, parent par parent."""
        for modele, lignes in self.lues.items():
            if modele in NOMS:
                continue
            groupes: dict[tuple[Lue, Place], list[Lue]] = {}
            for lue in lignes:
                if lue.parent and lue.place:
                    groupes.setdefault((lue.parent, lue.place), []).append(lue)
            avant: dict[tuple[LigneDOnglet | None, Place | None], list[LigneDOnglet]] = {}
            for rangee in self.anciennes[modele]:
                avant.setdefault((rangee.parent, rangee.place), []).append(rangee)
            for (parent, place), groupe in groupes.items():
                if parent.ancienne is not None:
                    self.recomposition.apparier(groupe, avant.get((parent.ancienne, place), []))

    def _dire(self, lue: Lue, champ: str, constat: str, conseil: str) -> None:
        self.fautes.refuser(lue.case(champ), _colonne(lue, champ).libelle, constat, conseil)


def _colonne(lue: Lue, champ: str) -> ColonneDeClasseur:
    return next(c for c in lue.onglet.colonnes_de_rangement if c.champ == champ)


def _noms(lue: Lue) -> str:
    """« de l'onglet « Actions » ou « Étapes » »."""
    noms = dict.fromkeys(onglet_de(place.parent).nom for place in lue.onglet.places)
    return "de l'onglet " + " ou ".join(f"« {nom} »" for nom in noms)
