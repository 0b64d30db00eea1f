"""Importer un classeur : le comprendre, le lire, et rendre les arbres que le modèle accepte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...classeur.classeur import Classeur
from ...lecture.anomalie import Anomalie
from ..remarque import Remarque, Remarques
from .a_ranger import Rangee, reunir_les_rangees
from .arbres import Arbres, Cible, MiseEnArbres
from .correspondance import lire_les_paires, verifier_les_paires
from .ecrits import feuilles_a_lire
from .grille import texte_de
from .hors_de_propos import signaler_les_intitules
from .mise_en_fiche import saisir
from .mots import Referentiel
from .niveaux import LigneDePlan, PlanLu, forme_de
from .plan_lu import lire_le_plan
from .protection import dire_ce_qui_est_retire, proteger_les_intitules, ranger_sans_nommer
from .rapport import RapportDeLecture, ouvrir_rapport
from .reconnaissance import ECARTEE, FeuilleComprise, Forme, comprendre
from .recopies import signaler_les_recopies
from .saisie import ContexteDeSaisie, Saisie


@dataclass
class Import:
    """Un classeur en cours d'import.

    Attributes:
        paires: nom de colonne → champ, dits par la personne.
        feuilles: les onglets à lire ; vide : tous.
    """

    classeur: Classeur
    paires: Mapping[str, str] = field(default_factory=dict)
    feuilles: Sequence[str] = ()
    rapport: RapportDeLecture = field(init=False)
    comprises: list[FeuilleComprise] = field(init=False)

    def __post_init__(self) -> None:
        """Comprend le classeur, sans encore en lire les lignes."""
        self.dites = lire_les_paires(self.paires)
        self.rapport = ouvrir_rapport(feuilles_a_lire(self.classeur, self.dites))
        self.comprises = comprendre(self.rapport, self.dites, self.feuilles)
        nommes = [
            texte
            for feuille in self.comprises
            for ou, cellule in (feuille.grille.cases() if feuille.forme is Forme.FICHES else ())
            if ou.colonne in feuille.libelles and (texte := texte_de(cellule.valeur))
        ]
        verifier_les_paires(self.paires, self.comprises, nommes)

    def lire(self, referentiel: Referentiel, cible: Cible) -> Resultat:
        """Lit le plan, et assemble les fichiers qu'il demande.

        Raises:
            AssertionError: défaut du programme : une cellule remplie n'a pas de sort.
        """
        plan = lire_le_plan(self.comprises, self.rapport, self.dites)
        proteger_les_intitules(plan, self.rapport)
        intitules = frozenset(forme_de(action.titre) for action in plan.actions())
        contexte = ContexteDeSaisie(self.rapport, referentiel, intitules, self.classeur.depuis_1904)
        saisies = {element: saisir(element, contexte) for element in plan.parcourir()}
        arbres = MiseEnArbres(plan, saisies, cible, self.rapport).composer()
        arbres.a_ranger = ranger_sans_nommer(
            arbres.a_ranger, arbres.fichiers_des_cellules, self.rapport
        )
        dire_ce_qui_est_retire(self.rapport)
        signaler_les_intitules(plan, self.rapport)
        signaler_les_recopies(plan, self.rapport, depuis_1904=self.classeur.depuis_1904)
        self.rapport.verifier()
        self.rapport.remarques = Remarques(dict.fromkeys(self.rapport.remarques))
        return Resultat(plan, saisies, arbres, self.rapport, cible.slug)


@dataclass(frozen=True)
class Resultat:
    """Ce que donne un import.

    Attributes:
        saisies: ce que chaque ligne du plan a reçu de ses cellules.
        signalements: ce que la vérification des données y trouverait à redire, sans l'empêcher.
    """

    plan: PlanLu
    saisies: Mapping[LigneDePlan, Saisie]
    arbres: Arbres
    rapport: RapportDeLecture
    slug: str
    signalements: list[Remarque] = field(default_factory=list)

    @property
    def vide(self) -> bool:
        """Vrai si le classeur n'a donné aucune ligne de plan."""
        return not self.plan.racines

    def comptes(self) -> dict[str, int]:
        """Combien de lignes de chaque type, dans l'ordre canonique."""
        return Counter(str(element.etage.type) for element in self.plan.parcourir())

    def reste_a_ranger(self, anciennes: Sequence[Rangee], classeur: str) -> list[Rangee]:
        """Les lignes du fichier de travail : celles d'avant, et celles de cet import."""
        relues = {ou.feuille for ou in self.rapport.sorts}
        ecartees = {ou.feuille for ou, (_, regle) in self.rapport.sorts.items() if regle == ECARTEE}
        neuves = sorted(self.arbres.a_ranger, key=lambda reste: reste.ou)
        return reunir_les_rangees(anciennes, neuves, classeur, relues - ecartees)

    def en_cellules(self, anomalies: Iterable[Anomalie]) -> tuple[list[Remarque], list[Anomalie]]:
        """Les anomalies du modèle, ramenées aux cellules d'où elles viennent ; puis les autres."""
        dites, autres = [], []
        for anomalie in anomalies:
            ou = self.arbres.cellule_de(anomalie.fichier, anomalie.champ)
            if anomalie.fichier in self.arbres.fichiers and ou is not None:
                champ = anomalie.champ.split(" › ")[-1]
                constat = f"{champ} : {anomalie.constat}" if champ else anomalie.constat
                dites.append(Remarque(ou, "", constat, anomalie.conseil, anomalie.gravite))
            else:
                autres.append(anomalie)
        return dites, autres
