"""La revue d'un import : la source en face de ce qui en est compris, le douteux d'abord.

Rien ici ne s'ajoute à la lecture : la revue range, ligne du plan par ligne du plan, ce que les
saisies, le rapport et les remarques disent déjà.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from ...lecture.anomalie import Gravite
from ...modele.catalogue import SorteDeValeur
from ...modele.date_partielle import lire_date
from ...modele.etape import Etape
from ...modele.fiche_action import FicheAction
from ...modele.libelle import libelle_de
from ...modele.niveau import Niveau
from ..colonnes import ColonneDeClasseur, onglet_de
from ..remarque import Remarque, RepereDeCase
from .a_ranger import CelluleARanger
from .grille import texte_de
from .importation import Resultat
from .niveaux import ApportDeCellule, LigneDePlan
from .noms_de_colonnes import Surete
from .protection import contenu_montrable
from .rapport import SortDeCellule

ETAPES = "etapes"


class Confiance(StrEnum):
    """À quel point ce qui est compris est sûr."""

    REFUSEE = "à corriger"
    DOUTEUSE = "à vérifier"
    SURE = "sûr"


@dataclass(frozen=True, slots=True)
class CelluleRevue:
    """Une cellule de la source.

    Attributes:
        colonne: le nom de sa colonne ; vide pour un intitulé.
        texte: ce qu'elle dit, sans ce qui désignait quelqu'un.
    """

    ou: RepereDeCase
    colonne: str
    texte: str


@dataclass(frozen=True, slots=True)
class ChampRevu:
    """Un champ rempli.

    Attributes:
        valeurs: ce qui s'écrira, une ligne par valeur.
        cellules: d'où cela vient ; aucune si c'est déduit du reste.
        doutes: pourquoi y regarder de près, et que faire.
    """

    libelle: str
    valeurs: tuple[str, ...]
    cellules: tuple[CelluleRevue, ...]
    doutes: tuple[str, ...]
    confiance: Confiance


@dataclass(frozen=True, slots=True)
class LigneRevue:
    """Une ligne du plan.

    Attributes:
        rang: sa place dans la revue, à partir de 1.
        nature: « Axe 2 », « Action ».
        dans: les intitulés de ce qui la contient.
        champs: ce qui la remplit, son intitulé d'abord.
        a_ranger: ce que ses cellules disent et qu'aucun champ n'a pris.
    """

    rang: int
    nature: str
    titre: str
    dans: tuple[str, ...]
    fichier: str
    champs: tuple[ChampRevu, ...]
    a_ranger: tuple[CelluleARanger, ...]

    @property
    def douteux(self) -> list[ChampRevu]:
        """Les champs à regarder."""
        return [champ for champ in self.champs if champ.confiance is not Confiance.SURE]


@dataclass(frozen=True)
class Revue:
    """Tout ce que la page de revue montre.

    Attributes:
        generales: ce qu'il y a à dire d'une colonne, d'une feuille ou d'une cellule sans champ.
        a_completer: ce que la vérification demandera ensuite, et de combien de lignes.
        a_ranger: ce qu'aucun champ n'a pris, dans l'ordre de la source.
        ecartees: par règle, les cellules écartées.
    """

    source: str
    territoire: str
    lignes: Sequence[LigneRevue]
    generales: Sequence[Remarque]
    a_completer: Mapping[str, int]
    a_ranger: Sequence[CelluleARanger]
    ecartees: Mapping[str, Sequence[CelluleRevue]]
    comptes: Mapping[SortDeCellule, int]

    @property
    def douteuses(self) -> list[LigneRevue]:
        """Les lignes où quelque chose est à regarder, celles à corriger d'abord."""
        lignes = [ligne for ligne in self.lignes if ligne.douteux]
        ordre = list(Confiance)
        return sorted(lignes, key=lambda li: min(ordre.index(c.confiance) for c in li.douteux))

    @property
    def doutes(self) -> int:
        """Le nombre de champs à regarder."""
        return sum(len(ligne.douteux) for ligne in self.lignes)


def passer_en_revue(resultat: Resultat, source: str, territoire: str) -> Revue:
    """La revue d'un import.

    Args:
        source: le nom du fichier importé.
    """
    return _MiseEnRevue(resultat).rediger(source, territoire)


@dataclass
class _MiseEnRevue:
    """La mise en revue d'un résultat."""

    resultat: Resultat
    dites: set[Remarque] = field(default_factory=set)

    def rediger(self, source: str, territoire: str) -> Revue:
        rapport = self.resultat.rapport
        comptes = Counter(sort for sort, _ in rapport.sorts.values())
        elements = list(self.resultat.plan.parcourir())
        lignes = [self._ligne(element, rang) for rang, element in enumerate(elements, 1)]
        return Revue(
            source,
            territoire,
            lignes,
            sorted({r for r in rapport.remarques if r not in self.dites}, key=_ordre),
            Counter(signalement.conseil for signalement in self.resultat.signalements),
            sorted(
                (reste for reste in self.resultat.arbres.a_ranger if reste.contenu),
                key=lambda reste: reste.ou,
            ),
            self._ecartees(),
            {sort: n for sort in SortDeCellule if (n := comptes[sort])},
        )

    def _ligne(self, element: LigneDePlan, rang: int) -> LigneRevue:
        saisie = self.resultat.saisies[element]
        mot = element.etage.mot.mot if element.etage.mot else libelle_de(str(element.etage.type))
        parents = []
        parent = element.parent
        while parent is not None:
            parents.append(parent.titre)
            parent = parent.parent
        montrable = contenu_montrable(self.resultat.rapport, element.ou)
        intitule = CelluleRevue(element.ou, "", montrable)
        # Les actions qu'elle cite : leurs intitulés, que l'import remplace par leurs fiches.
        liees = {"actions_liees": saisie.actions_liees}
        return LigneRevue(
            rang,
            f"{mot} {element.numero}".strip(),
            element.titre,
            tuple(reversed(parents)),
            self._fichiers.get(element.ou, ""),
            (
                self._champ("Intitulé", (element.titre,), (intitule,), ()),
                *self._champs(element, saisie.arbre | liees, saisie.sources),
            ),
            tuple(saisie.restes),
        )

    def _champs(
        self,
        element: LigneDePlan,
        arbre: Mapping[str, Any],
        sources: Mapping[str, Sequence[ApportDeCellule]],
    ) -> Iterator[ChampRevu]:
        modele = FicheAction if element.est_une_action else Niveau
        for nom, valeur in arbre.items():
            if nom == ETAPES:
                yield from self._etapes(valeur, sources)
            elif valeur:
                apports = sources.get(nom, ())
                dites = _dire(valeur, nom, modele)
                yield self._champ(libelle_de(nom), dites, _cellules(apports), apports)

    def _etapes(
        self, etapes: Sequence[Mapping[str, Any]], sources: Mapping[str, Sequence[ApportDeCellule]]
    ) -> Iterator[ChampRevu]:
        intitules = sources.get(ETAPES, ())
        for rang, etape in enumerate(etapes, 1):
            apports = intitules[rang - 1 : rang] if len(intitules) == len(etapes) else intitules
            nom = f"Étape {etape.get('numero', rang)}"
            yield self._champ(nom, (str(etape["titre"]),), _cellules(apports), apports)
            for champ, valeur in etape.items():
                if champ not in ("titre", "numero"):
                    siens = sources.get(f"{ETAPES} {rang} › {champ}", ())
                    dites = _dire(valeur, champ, Etape)
                    libelle = f"{nom} : {libelle_de(champ)}"
                    yield self._champ(libelle, dites, _cellules(siens), siens)

    def _champ(
        self,
        libelle: str,
        valeurs: tuple[str, ...],
        cellules: tuple[CelluleRevue, ...],
        apports: Sequence[ApportDeCellule],
    ) -> ChampRevu:
        remarques = [r for cellule in cellules for r in self._remarques.get(cellule.ou, ())]
        self.dites.update(remarques)
        doutes = [f"{r.constat} ; {r.conseil}" for r in remarques]
        colonnes = {a.colonne.entete for a in apports if a.colonne.sens.surete is Surete.APPROCHEE}
        doutes += [f"colonne « {nom} » : reconnue à peu près ; à confirmer" for nom in colonnes]
        if any(r.gravite is Gravite.ERREUR for r in remarques):
            confiance = Confiance.REFUSEE
        else:
            confiance = Confiance.DOUTEUSE if doutes else Confiance.SURE
        return ChampRevu(libelle, valeurs, cellules, tuple(dict.fromkeys(doutes)), confiance)

    def _ecartees(self) -> dict[str, list[CelluleRevue]]:
        """Les cellules ignorées, par règle ; puis celles dont un nom a été ôté."""
        rapport = self.resultat.rapport
        groupes: dict[str, list[CelluleRevue]] = defaultdict(list)
        for ou, (_, regle) in sorted(rapport.sorts.items()):
            if regle:
                groupes[regle].append(CelluleRevue(ou, "", contenu_montrable(rapport, ou)))
        for ou, retrait in sorted(rapport.retraits.items()):
            for regle in retrait.regles:
                groupes[regle].append(CelluleRevue(ou, retrait.colonne, retrait.reste))
        return dict(groupes)

    @cached_property
    def _remarques(self) -> dict[RepereDeCase, list[Remarque]]:
        """Ce qu'il y a à dire de chaque cellule."""
        par_cellule: dict[RepereDeCase, list[Remarque]] = defaultdict(list)
        for remarque in self.resultat.rapport.remarques:
            if remarque.ou is not None:
                par_cellule[remarque.ou].append(remarque)
        return par_cellule

    @cached_property
    def _fichiers(self) -> dict[RepereDeCase, str]:
        """Le fichier où va la ligne de chaque intitulé."""
        return {ou: fichier for (fichier, _), ou in self.resultat.arbres.provenance.items()}


def _ordre(remarque: Remarque) -> tuple[bool, bool, Remarque | str]:
    return (remarque.gravite is not Gravite.ERREUR, remarque.ou is not None, str(remarque))


def _cellules(apports: Iterable[ApportDeCellule]) -> tuple[CelluleRevue, ...]:
    vues = (
        CelluleRevue(a.ou, a.colonne.entete, texte_de(a.cellule.valeur) or a.cellule.lien)
        for a in apports
    )
    return tuple(dict.fromkeys(vues))


def _dire(valeur: Any, champ: str, modele: type[FicheAction | Niveau | Etape]) -> tuple[str, ...]:
    """Une valeur en mots, une ligne par élément d'une liste."""
    elements = valeur if isinstance(valeur, list) else [valeur]
    return tuple(_dire_un_element(element, champ, modele) for element in elements)


def _dire_un_element(element: Any, champ: str, modele: type[FicheAction | Niveau | Etape]) -> str:
    if isinstance(element, dict):
        return " · ".join(
            f"{libelle_de(cle)} : {', '.join(_dire(valeur, cle, modele))}"
            for cle, valeur in element.items()
        )
    colonne = _colonnes(modele).get(champ)
    if colonne and colonne.vocabulaire:
        return next(mot.libelle for mot in colonne.vocabulaire if mot == element)
    if colonne and colonne.sorte is SorteDeValeur.DATE:
        return str(lire_date(element))
    return str(element).replace("**", "")


@cache
def _colonnes(modele: type[FicheAction | Niveau | Etape]) -> dict[str, ColonneDeClasseur]:
    """La colonne de chaque champ : ce qu'il contient, et ses mots permis."""
    return {colonne.champ: colonne for colonne in onglet_de(modele).colonnes}
