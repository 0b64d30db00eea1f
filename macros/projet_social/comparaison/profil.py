"""Ce que l'on compare d'un territoire à un autre : un profil, qui ne dépend que de lui.

Deux profils se comparent par leurs identifiants : ce qui est chez tous, ce qui n'est que chez un
seul. Ce partage se fait là où l'on choisit les territoires, dans la page (`comparer.js`) : il y a
trop de choix possibles pour les écrire tous.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..modele.vocabulaire import Part, VueComparee
from ..texte.identifiant import forme_commune
from .calendriers import Calendrier, calendrier_de
from .contexte import LigneDeContexte, contextes
from .ecoute import ecouter
from .mentions import MentionDeTheme, est_de_lecture, mentions_du_plan
from .selection import Selection


@dataclass(frozen=True, slots=True)
class Question:
    """Une question posée à chaque territoire.

    Attributes:
        id: sous quel nom chaque profil y répond.
        vue: la vue de la comparaison qui y répond pour tous les territoires.
        ensemble: ce que l'on compte, au pluriel, quand la réponse est un ensemble d'éléments que
            l'on retrouve, ou non, chez les autres ; vide pour un fait ou une liste de titres.
    """

    id: str
    libelle: str
    vue: VueComparee
    ensemble: str = ""


QUESTIONS = (
    Question("type", "Type", VueComparee.CONTEXTE),
    Question("departements", "Départements", VueComparee.CONTEXTE),
    Question("habitants", "Habitants", VueComparee.CONTEXTE),
    Question("communes", "Communes", VueComparee.CONTEXTE),
    Question("periode", "Période du projet", VueComparee.CONTEXTE),
    Question("duree", "Durée en quatre temps, ou dates de la démarche", VueComparee.CALENDRIERS),
    Question("entendus", "Acteurs entendus", VueComparee.ACTEURS, "acteurs entendus"),
    Question(
        "themes-de-tete",
        "Thèmes du premier niveau, ou d’ambition",
        VueComparee.THEMES,
        "thèmes du premier niveau, ou d’ambition",
    ),
    Question("themes", "Thèmes, où qu’ils soient dits", VueComparee.THEMES, "thèmes dits"),
    Question("axes", "Axes, ou premier niveau du plan", VueComparee.AXES),
)
"""Les questions, dans l'ordre de la table."""


@dataclass(frozen=True)
class Profil:
    """Ce que les documents disent d'un territoire, prêt à être mis en regard d'un autre.

    Attributes:
        calendriers: un par plan, dans l'ordre.
        entendus: nom de chaque acteur entendu, par clé comparable : identifiant du référentiel,
            ou mots de la source réduits à leurs lettres.
        relais: pour un acteur que seuls font entendre ceux qui en relèvent, leurs clés.
        themes: la mention du plus haut niveau, par identifiant de thème, dans l'ordre du
            référentiel.
        lues: par plan, les lignes du niveau que la comparaison lit.
    """

    territoire: TerritoirePublie
    contexte: LigneDeContexte
    calendriers: list[Calendrier]
    entendus: dict[str, str]
    relais: dict[str, list[str]]
    themes: dict[str, MentionDeTheme]
    lues: list[tuple[Plan, list[Ligne]]]


def lignes_lues(plan: Plan) -> list[Ligne]:
    """Les lignes du niveau que la comparaison lit (axes, enjeux…), sous-points exceptés."""
    return list(filter(est_de_lecture, plan.lignes))


def profil_de(corpus: Corpus, territoire: TerritoirePublie) -> Profil:
    """Le profil d'un territoire, plans qu'il porte avec d'autres compris."""
    seul = Selection((territoire,))
    plans = territoire.plans
    return Profil(
        territoire,
        contextes(seul, corpus.officiel).lignes[0][1],
        [calendrier_de(plan) for plan in plans],
        *_entendus(corpus, seul),
        _themes(corpus, plans),
        [(plan, lignes_lues(plan)) for plan in plans],
    )


def _entendus(corpus: Corpus, seul: Selection) -> tuple[dict[str, str], dict[str, list[str]]]:
    ecoute = ecouter(corpus, seul)
    passages = [p for ligne in ecoute.lignes for p in ligne.passages.values() if p.entendu]
    inconnus = (mots for _, part, mots in ecoute.non_reconnus if part is Part.ENTENDU)
    noms = {p.acteur.id: p.acteur.nom for p in passages}
    noms |= {forme_commune(mots): mots for mots in inconnus}
    return noms, {p.acteur.id: [siens.id for siens in p.par] for p in passages if p.par}


def _themes(corpus: Corpus, plans: list[Plan]) -> dict[str, MentionDeTheme]:
    hautes: dict[str, MentionDeTheme] = {}
    for plan in plans:
        for mention in mentions_du_plan(plan):
            for theme in mention.themes:
                if theme not in hautes or mention.niveau < hautes[theme].niveau:
                    hautes[theme] = mention
    return {theme: hautes[theme] for theme in corpus.themes if theme in hautes}
