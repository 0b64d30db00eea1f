"""Ce qui a changé d'une version d'un plan à la suivante, ligne à ligne, d'après les identifiants.

Une ligne d'avant et une ligne d'après se suivent si elles ont le même identifiant, si celle d'après
garde l'ancien (`alias`), ou si elle dit en venir (`issue_de`). Celles que cela relie, de proche en
proche, font une évolution : aucune ligne n'est dans deux, aucune n'est dans aucune.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import chain

from ..corpus.plan import Ligne, Plan
from ..modele.libelle import libelle_de
from ..modele.niveau import AvecNiveaux
from ..modele.projet import Projet
from ..modele.socle import Objet


class NatureDEvolution(Enum):
    """Ce qu'il advient de lignes, d'une version à la suivante ; la valeur en est le titre."""

    AJOUTEE = "Ajoutées"
    RETIREE = "Retirées"
    PARTAGEE = "Partagées en plusieurs"
    REUNIE = "Réunies en une"
    RECOMPOSEE = "Recomposées"
    MODIFIEE = "Modifiées"
    INCHANGEE = "Inchangées"


class Aspect(Enum):
    """Ce qui change d'une ligne qui demeure ; la valeur est ce que l'on en lit."""

    TITRE = "Renommée"
    TYPE = "Change de niveau"
    NUMERO = "Renumérotée"
    PLACE = "Déplacée"
    STATUT = "Change d’état"
    DATES = "Change de dates"
    CONTENU = "Contenu modifié"


@dataclass(frozen=True)
class Retouche:
    """Un aspect d'une ligne, avant et après, en mots.

    Attributes:
        avant: vide si rien n'était dit ; pour un contenu, vide.
        apres: vide si rien n'est plus dit ; pour un contenu, les champs qui changent.
        motif: pourquoi l'action s'arrête, si elle s'arrête.
    """

    aspect: Aspect
    avant: str
    apres: str
    motif: str = ""


@dataclass(frozen=True, eq=False)
class Suivie:
    """Une ligne qui demeure d'une version à l'autre, et ce qui en change."""

    avant: Ligne
    apres: Ligne
    retouches: tuple[Retouche, ...]


@dataclass(frozen=True, eq=False)
class Evolution:
    """Des lignes d'avant, et ce qu'elles sont devenues.

    Attributes:
        avant: celles de la première version ; aucune si c'est un ajout.
        apres: celles de la seconde ; aucune si c'est un retrait.
        suivies: parmi elles, celles qui demeurent.
    """

    avant: tuple[Ligne, ...]
    apres: tuple[Ligne, ...]
    suivies: tuple[Suivie, ...] = ()

    @property
    def nature(self) -> NatureDEvolution:
        """Ce qu'il en est advenu."""
        match len(self.avant), len(self.apres):
            case 0, _:
                return NatureDEvolution.AJOUTEE
            case _, 0:
                return NatureDEvolution.RETIREE
            case 1, 1:
                change = any(suivie.retouches for suivie in self.suivies)
                return NatureDEvolution.MODIFIEE if change else NatureDEvolution.INCHANGEE
            case 1, _:
                return NatureDEvolution.PARTAGEE
            case _, 1:
                return NatureDEvolution.REUNIE
        return NatureDEvolution.RECOMPOSEE


@dataclass(frozen=True, eq=False)
class Changements:
    """Tout ce qui a changé d'un plan à un autre.

    Attributes:
        evolutions: dans l'ordre du second plan, puis ce qui en est parti, dans l'ordre du premier.
        du_projet: les champs du projet qui changent, hors de son plan, par leur libellé.
    """

    evolutions: tuple[Evolution, ...]
    du_projet: tuple[str, ...]

    def de_nature(self, nature: NatureDEvolution) -> list[Evolution]:
        """Les évolutions d'une sorte."""
        return [evolution for evolution in self.evolutions if evolution.nature is nature]

    @cached_property
    def groupes(self) -> list[tuple[NatureDEvolution, list[Evolution]]]:
        """Ce qui change, par sorte ; ce qui demeure tel quel n'y est pas."""
        natures = (
            nature for nature in NatureDEvolution if nature is not NatureDEvolution.INCHANGEE
        )
        return [(nature, liste) for nature in natures if (liste := self.de_nature(nature))]

    @property
    def inchangees(self) -> int:
        """Combien de lignes demeurent telles quelles."""
        return len(self.de_nature(NatureDEvolution.INCHANGEE))

    @property
    def aucun(self) -> bool:
        """Vrai si les deux plans disent la même chose."""
        return not self.groupes and not self.du_projet


def comparer_les_versions(avant: Plan, apres: Plan) -> Changements:
    """Ce qui a changé d'un plan à un autre."""
    suites = list(_suites(avant.lignes, apres.lignes))
    rang_de = {id(ligne): rang for rang, suite in enumerate(suites) for ligne in chain(*suite)}

    def place(ligne: Ligne) -> set[int]:
        return {rang_de[id(parent)] for parent in ligne.parents}

    evolutions = []
    for anciennes, nouvelles in suites:
        suivies = [
            Suivie(ancienne, nouvelle, tuple(_retouches(ancienne, nouvelle, place)))
            for ancienne, nouvelle in _couples(anciennes, nouvelles)
        ]
        evolutions.append(Evolution(tuple(anciennes), tuple(nouvelles), tuple(suivies)))
    return Changements(tuple(evolutions), tuple(_du_projet(avant.projet, apres.projet)))


Filiation = tuple[list[Ligne], list[Ligne]]
"""Des lignes d'avant, et celles d'après qui leur succèdent."""


def _suites(avant: Sequence[Ligne], apres: Sequence[Ligne]) -> Iterator[Filiation]:
    """Les lignes que relient leurs identifiants, de proche en proche, chacune une fois."""
    anciennes = {ligne.id: ligne for ligne in avant}
    origines = {ligne.id: _origines(ligne, anciennes) for ligne in apres}
    suivantes: dict[str, list[Ligne]] = {}
    for ligne in apres:
        for origine in origines[ligne.id]:
            suivantes.setdefault(origine, []).append(ligne)
    vues: set[int] = set()
    for depart in apres:
        if id(depart) in vues:
            continue
        a_voir, d_avant, d_apres = [depart], set[str](), set[str]()
        while a_voir:
            ligne = a_voir.pop()
            if id(ligne) in vues:
                continue
            vues.add(id(ligne))
            d_apres.add(ligne.id)
            for origine in origines[ligne.id]:
                d_avant.add(origine)
                a_voir += suivantes[origine]
        yield (
            [ligne for ligne in avant if ligne.id in d_avant],
            [ligne for ligne in apres if ligne.id in d_apres],
        )
    yield from (([ligne], []) for ligne in avant if ligne.id not in suivantes)


def _origines(ligne: Ligne, anciennes: dict[str, Ligne]) -> list[str]:
    """Les lignes d'avant dont vient celle-ci : la même, celles qu'elle remplace, ou aucune.

    Ce qu'elle disait déjà avant ne dit rien de ce qui a changé depuis.
    """
    contenu = ligne.contenu
    meme = next((id_ for id_ in (ligne.id, *contenu.alias) if id_ in anciennes), None)
    dites = dict.fromkeys((*contenu.alias, *contenu.issue_de))
    if meme is None:
        return [id_ for id_ in dites if id_ in anciennes]
    deja = anciennes[meme].contenu
    tues = {meme, *deja.alias, *deja.issue_de}
    return [meme, *(id_ for id_ in dites if id_ in anciennes and id_ not in tues)]


def _couples(anciennes: list[Ligne], nouvelles: list[Ligne]) -> Iterator[tuple[Ligne, Ligne]]:
    """Les lignes qui demeurent : même identifiant, ou l'une pour l'autre."""
    if len(anciennes) == len(nouvelles) == 1:
        yield anciennes[0], nouvelles[0]
        return
    par_id = {ligne.id: ligne for ligne in anciennes}
    for ligne in nouvelles:
        if ligne.id in par_id:
            yield par_id[ligne.id], ligne


SANS_SUIVI = "suivi non renseigné"
A_LA_RACINE = "en tête du plan"
SANS_DIRE = {
    *("id", "alias", "issue_de", "rang", "ordre", "projet", "publication", "exemple", "maj"),
    *("source", "notes", "territoires", "partage_avec", "rattachements", "actions_liees"),
    *("historique", "sans_objet"),
    *(nom for nom in AvecNiveaux.model_fields),
}
"""Ce qui place une ligne, la date, ou dit d'où elle vient : rien de ce que le plan décide."""
DITS_A_PART = {"titre", "numero", "statut", "debut", "fin", "recurrence"}


def _retouches(
    avant: Ligne, apres: Ligne, place: Callable[[Ligne], set[int]]
) -> Iterator[Retouche]:
    """Ce qui change d'une ligne qui demeure, aspect par aspect."""
    dits = {
        Aspect.TITRE: (avant.contenu.titre, apres.contenu.titre),
        Aspect.TYPE: (avant.type.libelle, apres.type.libelle),
        Aspect.NUMERO: (avant.numero or "", apres.numero or ""),
    }
    for aspect, (ancien, nouveau) in dits.items():
        if ancien != nouveau:
            yield Retouche(aspect, ancien, nouveau)
    if place(avant) != place(apres):
        yield Retouche(Aspect.PLACE, _sous_quoi(avant), _sous_quoi(apres))
    statuts_dits = False
    if avant.fiche and apres.fiche:
        if avant.statut != apres.statut:
            statuts_dits = True
            ancien, nouveau = (x.statut.libelle if x.statut else SANS_SUIVI for x in (avant, apres))
            yield Retouche(Aspect.STATUT, ancien, nouveau, apres.fiche.motif or "")
        if avant.fiche.quand != apres.fiche.quand:
            yield Retouche(Aspect.DATES, avant.fiche.quand, apres.fiche.quand)
    tus = DITS_A_PART | ({"statut_depuis", "motif"} if statuts_dits else set())
    if champs := [c for c in _champs_changes(avant.contenu, apres.contenu) if c not in tus]:
        yield Retouche(Aspect.CONTENU, "", ", ".join(libelle_de(c).lower() for c in champs))


def _sous_quoi(ligne: Ligne) -> str:
    """« Axe 2 : Se déplacer », ou la tête du plan."""
    lieux = (f"{parent.intitule} : {parent.contenu.titre}" for parent in ligne.parents)
    return " ; ".join(lieux) or A_LA_RACINE


def _champs_changes(avant: Objet, apres: Objet) -> Iterator[str]:
    """Les champs qui ne disent plus la même chose, dans l'ordre du modèle d'après."""
    for nom in type(apres).model_fields:
        if nom not in SANS_DIRE and getattr(avant, nom, None) != getattr(apres, nom):
            yield nom


def _du_projet(avant: Projet, apres: Projet) -> Iterator[str]:
    return (libelle_de(nom) for nom in _champs_changes(avant, apres))
