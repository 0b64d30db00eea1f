"""Du plan lu aux fichiers du dossier des données : identifiants, rattachements, fusion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import PurePosixPath
from typing import Any

from ...ecriture.arbre import en_liste, identifiant_ecrit, lignes_ecrites, ordonner_les_cles
from ...lecture.document import nommer
from ...modele.fiche_action import FicheAction
from ...modele.niveau import PLURIELS, Niveau
from ...modele.projet import Projet
from ...modele.vocabulaire import TypeNiveau
from ...texte.identifiant import identifiant_de
from ..remarque import RepereDeCase
from .a_ranger import CelluleARanger
from .lectures.reperes import SANS_MOTIF
from .mise_en_fiche import mettre_en_arbre, refus_du_titre
from .niveaux import Etage, LigneDePlan, PlanLu, forme_de
from .rapport import RapportDeLecture
from .reconciliation import Arbre, completer
from .saisie import Saisie


@dataclass(frozen=True)
class Cible:
    """Où va le plan.

    Attributes:
        existants: chemin → valeurs de tous les fichiers du dossier des données.
        projet: nom du fichier du plan, sans suffixe (`projet`, `projet-cls`).
        acquis: ce qu'un plan neuf dit déjà, avant l'import.
    """

    slug: str
    nom: str
    existants: Mapping[str, Any] = field(default_factory=dict)
    projet: str = "projet"
    acquis: Mapping[str, Any] = field(default_factory=dict)

    @property
    def dossier(self) -> str:
        """Le dossier du territoire."""
        return f"territoires/{self.slug}"

    @property
    def fichier_du_projet(self) -> str:
        """Le chemin du plan."""
        return f"{self.dossier}/{self.projet}.yml"

    def fiches(self) -> Iterator[tuple[str, Arbre]]:
        """Les fiches que le territoire a déjà, par chemin."""
        prefixe = f"{self.dossier}/actions/"
        for chemin, arbre in self.existants.items():
            if chemin.startswith(prefixe) and isinstance(arbre, dict):
                yield chemin, arbre

    @property
    def plusieurs_plans(self) -> bool:
        """Vrai si le territoire aura plusieurs plans, celui-ci compris."""
        projets = {
            chemin
            for chemin in self.existants
            if chemin.startswith(f"{self.dossier}/projet") and chemin.count("/") == 2
        }
        return len(projets | {self.fichier_du_projet}) > 1


@dataclass
class Arbres:
    """Les fichiers voulus, et la cellule d'où vient chaque valeur.

    Attributes:
        fichiers: chemin → arbre entier du fichier.
        a_ranger: ce qu'aucun fichier n'a pris, et le fichier où l'on irait le mettre.
        fichiers_des_cellules: cellule qui désignait quelqu'un → fichier où elle irait.
        provenance: (chemin, champ) → cellule.
    """

    fichiers: dict[str, Arbre] = field(default_factory=dict)
    a_ranger: list[CelluleARanger] = field(default_factory=list)
    fichiers_des_cellules: dict[RepereDeCase, str] = field(default_factory=dict)
    provenance: dict[tuple[str, str], RepereDeCase] = field(default_factory=dict)

    def cellule_de(self, fichier: str, champ: str) -> RepereDeCase | None:
        """La cellule d'où vient un champ, ou celle de la ligne qui le contient."""
        pas = champ.split(" › ") if champ else []
        for longueur in range(len(pas), -1, -1):
            debut = " › ".join(pas[:longueur])
            for essai in (debut, debut.rstrip("0123456789 ")):
                if trouve := self.provenance.get((fichier, essai)):
                    return trouve
        return None


class MiseEnArbres:
    """L'assemblage du plan lu avec ce que le territoire a déjà."""

    def __init__(
        self,
        plan: PlanLu,
        saisies: Mapping[LigneDePlan, Saisie],
        cible: Cible,
        rapport: RapportDeLecture,
    ) -> None:
        self.plan, self.saisies, self.cible, self.rapport = plan, saisies, cible, rapport
        self.arbres = Arbres()
        ancien = cible.existants.get(cible.fichier_du_projet)
        self.neuf = not isinstance(ancien, dict)
        self.projet: Arbre = deepcopy(ancien if isinstance(ancien, dict) else dict(cible.acquis))
        self.pris: set[str] = set()
        self.servies: set[int] = set()
        self.etages_neufs: dict[int, Etage] = {}
        self.ecrites: dict[LigneDePlan, Arbre] = {}
        self.fiches = {chemin: deepcopy(arbre) for chemin, arbre in cible.fiches()}
        self._par_titre: dict[str, list[tuple[str, Arbre]]] = {}
        self._recenser()

    def composer(self) -> Arbres:
        """Les fichiers voulus."""
        self._titrer()
        for racine in self.plan.racines:
            self._placer_un_niveau(racine, self.projet, ())
        self._nommer_les_niveaux()
        actions = sorted(self.plan.actions(), key=lambda action: action.ou)
        reunies = self._reunir(actions)
        for rang, element in enumerate(reunies, 1):
            self._placer_une_action(element, rang if len(reunies) > 1 else None)
        self._lier_les_actions()
        self.arbres.a_ranger += [
            replace(reste, fichier=self.cible.fichier_du_projet) for reste in self.plan.restes
        ]
        fichier = self.cible.fichier_du_projet
        self.arbres.fichiers[fichier] = (
            ordonner_les_cles(self.projet, Projet) if self.neuf else self.projet  # type: ignore[assignment]
        )
        return self.arbres

    def _recenser(self) -> None:
        """Les identifiants déjà pris dans le territoire, et les fiches par titre."""
        for chemin, arbre in self.cible.existants.items():
            if chemin.startswith(f"{self.cible.dossier}/projet") and isinstance(arbre, dict):
                source = self.projet if chemin == self.cible.fichier_du_projet else arbre
                self.pris |= {identifiant_ecrit(noeud) for _, noeud in lignes_ecrites(source)}
        for cle, noeud in lignes_ecrites(self.projet):
            if cle == TypeNiveau.ACTION.pluriel and isinstance(noeud, dict) and noeud.get("titre"):
                self._connaitre("", noeud)
        for chemin, arbre in self.fiches.items():
            self.pris.add(_nom_de(chemin, arbre))
            self._connaitre(chemin, arbre)

    def _connaitre(self, chemin: str, arbre: Arbre) -> None:
        titre = forme_de(str(arbre.get("titre", "")))
        self._par_titre.setdefault(titre, []).append((chemin, arbre))

    def _titrer(self) -> None:
        if self.plan.titre is not None:
            titre, ou = self.plan.titre
            if "titre" not in self.projet:
                for constat, conseil in refus_du_titre(titre):
                    self.rapport.remarques.refuser(ou, "titre", constat, conseil)
                self.projet["titre"] = titre
                self.rapport.placer(ou)
                self.arbres.provenance[self.cible.fichier_du_projet, "titre"] = ou
            elif forme_de(titre) == forme_de(str(self.projet["titre"])):
                self.rapport.placer(ou)
            else:
                self.rapport.laisser(ou)
                constat, conseil = "le projet a déjà un autre titre", "choisir l'un des deux"
                self.plan.restes.insert(0, CelluleARanger(ou, "", titre, constat, conseil))
        self.projet.setdefault("titre", f"Projet social de {self.cible.nom}")

    def _nommer_les_niveaux(self) -> None:
        """Les mots du territoire, tels que le tableur les écrit ; ceux qu'il a dits restent.

        Un niveau que le plan avait déjà garde son mot, même si le classeur en emploie un autre.
        """
        if not self.neuf:
            self.etages_neufs = {k: e for k, e in self.etages_neufs.items() if _se_dit(e)}
        for etage in sorted(self.etages_neufs.values(), key=lambda e: e.rang):
            if etage.mot is None or etage.type is None or etage.mot.mot == "Fiche":
                continue
            mots = self.projet.setdefault("niveaux", {})
            mot = etage.mot
            dits = {"singulier": mot.mot, "pluriel": mot.pluriel, "genre": mot.genre}
            mots.setdefault(str(etage.type), dits)

    def _placer_un_niveau(
        self, element: LigneDePlan, parent: Arbre, chemin: tuple[str | int, ...]
    ) -> None:
        if element.est_une_action or element.etage.type is None:
            return
        cle, rang = _trouver(parent, element)
        freres = parent[cle] = en_liste(parent.get(cle))
        neuf = rang == len(freres)
        if neuf:
            self.etages_neufs[id(element.etage)] = element.etage
            freres.append({"id": self._identifiant(element.titre, str(element.etage.type))})
        elif isinstance(freres[rang], str):
            freres[rang] = {"titre": freres[rang]}
        noeud, ici = freres[rang], (*chemin, cle, rang)
        completer(noeud, mettre_en_arbre(self.saisies[element]))
        if neuf:
            range_ = ordonner_les_cles(dict(noeud), Niveau)
            noeud.clear()
            noeud.update(range_)
        element.id = identifiant_ecrit(noeud)
        self._retenir(self.cible.fichier_du_projet, nommer(ici), element)
        for enfant in element.enfants:
            self._placer_un_niveau(enfant, noeud, ici)

    def _reunir(self, actions: Sequence[LigneDePlan]) -> list[LigneDePlan]:
        """Une fiche écrite deux fois, mot pour mot et sous le même numéro, sert deux niveaux."""
        gardees: dict[str, LigneDePlan] = {}
        for element in actions:
            cle = repr((element.numero, mettre_en_arbre(self.saisies[element])))
            if not element.numero or cle not in gardees:
                gardees[cle if element.numero else repr(element.ou)] = element
            elif element.parent is not None and element.parent is not gardees[cle].parent:
                gardees[cle].autres_parents.append(element.parent)
            else:
                self.rapport.remarques.avertir(
                    element.ou,
                    "",
                    f"action déjà écrite en {gardees[cle].ou.case}, mot pour mot",
                    "supprimer l'une des deux lignes",
                )
        return list(gardees.values())

    def _placer_une_action(self, element: LigneDePlan, rang: int | None) -> None:
        """Sans numéro, c'est le rang de la ligne qui garde à l'action sa place."""
        arbre = mettre_en_arbre(self.saisies[element])
        if rang and not element.numero:
            arbre["rang"] = str(rang)
        parents = [p for p in (element.parent, *element.autres_parents) if p is not None]
        if rattachements := list(dict.fromkeys(parent.id for parent in parents)):
            arbre["rattachements"] = rattachements
        elif self.cible.plusieurs_plans:
            arbre["projet"] = self.cible.projet.removeprefix("projet-")
        chemin, ancien = self._deja(element, arbre)
        if ancien is not None:
            self.servies.add(id(ancien))
            arbre.pop("id", None)
            if "rang" not in ancien:  # elle a déjà sa place
                arbre.pop("rang", None)
            if ancien.get("motif") and arbre.get("motif") == SANS_MOTIF:
                del arbre["motif"]
            completer(ancien, arbre)
            element.id = identifiant_ecrit(ancien) if not chemin else _nom_de(chemin, ancien)
            self.ecrites[element] = ancien
            if not chemin:  # une fiche écrite sur place, dans le fichier du plan
                self._retenir(self.cible.fichier_du_projet, "", element)
                return
            self.arbres.fichiers[chemin] = ancien
        else:
            voulu = str(arbre.pop("id", ""))
            if voulu in self.pris:
                self._refuser_l_identifiant(element, voulu)
            identifiant = self._identifiant(voulu or element.titre, "action")
            chemin = f"{self.cible.dossier}/actions/{identifiant.replace('_', '-')}.yml"
            element.id = identifiant
            self.arbres.fichiers[chemin] = ordonner_les_cles(arbre, FicheAction)  # type: ignore[assignment]
            self.ecrites[element] = self.arbres.fichiers[chemin]
        self._retenir(chemin, "", element)

    def _lier_les_actions(self) -> None:
        """« Actions liées » : des intitulés, qui deviennent les identifiants des fiches."""
        nommees = {forme_de(element.titre): element.id for element in reversed(self.ecrites)}
        for element, arbre in self.ecrites.items():
            liees = (nommees[forme] for forme in self.saisies[element].actions_liees)
            if ids := [liee for liee in dict.fromkeys(liees) if liee != element.id]:
                completer(arbre, {"actions_liees": ids})

    def _refuser_l_identifiant(self, element: LigneDePlan, voulu: str) -> None:
        apport = self.saisies[element].sources["id"][0]
        self.rapport.remarques.refuser(
            apport.ou,
            apport.colonne.entete,
            f"identifiant « {voulu} » déjà pris par une autre ligne",
            "en donner un autre, ou vider la cellule",
        )

    def _deja(self, element: LigneDePlan, arbre: Arbre) -> tuple[str, Arbre | None]:
        """La fiche du territoire que cette ligne met à jour, s'il y en a une."""
        if voulu := arbre.get("id"):
            chemin = f"{self.cible.dossier}/actions/{voulu}.yml"
            if chemin in self.fiches and id(self.fiches[chemin]) not in self.servies:
                return chemin, self.fiches[chemin]
        for chemin, ancien in self._par_titre.get(forme_de(element.titre), ()):
            numero = str(ancien.get("numero", ""))
            autre = numero and element.numero and numero != element.numero
            if id(ancien) not in self.servies and not autre:
                return chemin, ancien
        return "", None

    def _retenir(self, fichier: str, chemin: str, element: LigneDePlan) -> None:
        """Garde la cellule de chaque champ d'une ligne."""
        self.arbres.provenance.setdefault((fichier, chemin), element.ou)
        for champ, apports in self.saisies[element].sources.items():
            lieu = f"{chemin} › {champ}" if chemin else champ
            self.arbres.provenance.setdefault((fichier, lieu), apports[0].ou)
        self.arbres.a_ranger += [
            replace(reste, fichier=fichier) for reste in self.saisies[element].restes
        ]
        for ligne in (element, *element.etapes):
            ici = (apport.ou for apport in ligne.apports if apport.ou in self.rapport.retraits)
            self.arbres.fichiers_des_cellules |= dict.fromkeys(ici, fichier)

    def _identifiant(self, texte: str, type_: str) -> str:
        base = identifiant_de(texte)
        numerotes = (f"{base[:70]}-{rang}" for rang in count(2))
        essais = chain([base, f"{type_}-{base}"[:80]], numerotes)
        choisi = next(essai for essai in essais if essai not in self.pris)
        self.pris.add(choisi)
        return choisi


def _se_dit(etage: Etage) -> bool:
    """Vrai si le mot d'un étage n'est pas celui que le site dirait de lui-même."""
    return etage.mot is not None and etage.type is not None and etage.mot.mot != etage.type.libelle


def _trouver(parent: Arbre, element: LigneDePlan) -> tuple[str, int]:
    """La liste et la place d'un niveau dans le plan : les siennes s'il y est, quel qu'en soit le
    type ; sinon, à la fin des niveaux de son type.
    """
    assert element.etage.type is not None
    sienne = element.etage.type.pluriel
    for cle in (sienne, *(cle for cle in PLURIELS if cle != sienne)):
        for rang, frere in enumerate(en_liste(parent.get(cle))):
            if cle != TypeNiveau.ACTION.pluriel and _est(frere, element):
                return cle, rang
    return sienne, len(en_liste(parent.get(sienne)))


def _est(frere: Any, element: LigneDePlan) -> bool:
    titre = frere if isinstance(frere, str) else str(frere.get("titre", ""))
    numero = "" if isinstance(frere, str) else str(frere.get("numero", ""))
    autre = numero and element.numero and numero != element.numero
    return forme_de(titre) == forme_de(element.titre) and not autre


def _nom_de(chemin: str, fiche: Arbre) -> str:
    return str(fiche.get("id") or PurePosixPath(chemin).stem)
