"""Les buts de vitesse et de poids, et ce que le banc leur oppose.

Un but a deux seuils : « au moins », qu'il faut tenir, et « visé ». Aucun ne fait échouer quoi
que ce soit. Chaque rapport compare le moins de temps de processeur d'un même passage.
"""

from __future__ import annotations

from dataclasses import dataclass

from .passage import RIEN_CHANGE
from .resultat import (
    AVEC_MACROS,
    AVEC_PDF,
    AVEC_PRUNE,
    CE_PROJET,
    HUGO_MINIMAL,
    ZENSICAL,
    Passage,
    Releve,
)

PETIT, GRAND = 17, 84
"""Les deux tailles, en territoires, pour lesquelles les buts sont écrits."""
KO, MO = 1_000, 1_000_000
CONTRE = (
    (AVEC_MACROS, PETIT, 0.50, 0.27),
    (AVEC_PRUNE, GRAND, 0.15, 0.08),
    (ZENSICAL, PETIT, 0.55, 0.30),
    (ZENSICAL, GRAND, 0.18, 0.10),
    (HUGO_MINIMAL, PETIT, 3, 1.5),
    (HUGO_MINIMAL, GRAND, 3, 1.5),
)
"""À qui l'on se compare, à quelle taille, et les deux seuils du rapport."""


EN_PLUS = (
    "ce projet écrit aussi ce que l’autre n’écrit pas : un extrait de chaque page à insérer "
    "ailleurs, les comparaisons, les données ouvertes, les calendriers, les flux"
)
PDF = "la mise en page des PDF prend l’essentiel du temps ; un site neuf n’en fait pas"
MEMOIRE = "l’index de recherche, que Pagefind bâtit en une fois, en prend plus des deux tiers"
BIBLIOTHEQUES = "des bibliothèques se chargent avant que la commande sache si elles serviront"
TOUT_REFAIT = "une construction refait tout, même ce que rien n’a changé"
EDITION = "l’aperçu refait aussi ce qui ne dépend pas de la fiche modifiée"
COMMUN = "ce que tous les territoires partagent grandit plus vite que le nombre de pages"
ARBRE = "chaque page porte l’arbre de son territoire, ses thèmes, ses voisines et ses icônes"
RECHERCHE = "le moteur, la liste des communes et celle des pages partent ensemble"


@dataclass(frozen=True)
class But:
    """Une valeur mesurée et ses deux seuils ; moins vaut mieux."""

    intitule: str
    valeur: float | None
    """None si le passage ne permet pas de la dire."""
    au_moins: float
    vise: float
    unite: str = ""
    si_manque: str = ""
    """Pourquoi, quand il est manqué."""

    @property
    def verdict(self) -> str:
        """« visé atteint », « tenu », « manqué » ou « pas mesuré »."""
        if self.valeur is None:
            return "pas mesuré"
        if self.valeur > self.au_moins:
            return "manqué"
        return "visé atteint" if self.valeur <= self.vise else "tenu"


def juger(releve: Releve) -> list[But]:
    """Les buts, ligne par ligne, qu'ils aient été mesurés ou non."""
    par_taille = {passage.territoires: passage for passage in releve.passages}
    depot, petit, grand = (par_taille.get(n, Passage(n, [])) for n in (0, PETIT, GRAND))
    return [
        *_contre(petit, grand),
        But("ce site-ci, tous ses PDF, à froid", _mural(depot, AVEC_PDF), 30, 15, "s", PDF),
        But("ce site-ci, rien de changé", _mural(depot, RIEN_CHANGE), 2, 0.5, "s", TOUT_REFAIT),
        But(f"mémoire au plus haut, {grand.taille}", _memoire(grand), 400, 200, "Mo", MEMOIRE),
        But("`projet-social --help`, processeur", _aide(releve), 0.4, 0.2, "s", BIBLIOTHEQUES),
        _croissance(petit, grand),
        *_poids(petit, grand),
        But(
            f"travail après une modification, {petit.taille}",
            _edition(petit),
            1,
            0.15,
            "s",
            EDITION,
        ),
        But(
            f"travail après une modification, {grand.taille}",
            _edition(grand),
            1,
            0.15,
            "s",
            EDITION,
        ),
        But(f"première recherche, {grand.taille}", _recherche(grand), 250, 180, "Ko", RECHERCHE),
    ]


def rapport(passage: Passage, nom: str) -> float | None:
    """Le temps de ce projet, en fois celui d'un concurrent ; None s'il manque l'un des deux."""
    nous, lui = passage.construction(CE_PROJET), passage.construction(nom)
    return nous.cpu / lui.cpu if nous and lui else None


def _contre(petit: Passage, grand: Passage) -> list[But]:
    par_taille = {PETIT: petit, GRAND: grand}
    return [
        But(
            f"contre {nom}, {par_taille[n].taille}",
            rapport(par_taille[n], nom),
            au_moins,
            vise,
            si_manque=EN_PLUS,
        )
        for nom, n, au_moins, vise in CONTRE
    ]


def _croissance(petit: Passage, grand: Passage) -> But:
    fois = f"{GRAND / PETIT:.2f}".replace(".", ",")
    un, autre = petit.construction(CE_PROJET), grand.construction(CE_PROJET)
    valeur = autre.cpu / un.cpu if un and autre else None
    return But(
        f"croissance du temps pour {fois} fois plus de pages", valeur, 5.5, 4, si_manque=COMMUN
    )


def _poids(petit: Passage, grand: Passage) -> list[But]:
    """La page médiane et la plus lourde, à la taille où elles pèsent le plus."""
    poids = [c.poids for p in (petit, grand) if (c := p.construction(CE_PROJET)) and c.poids]
    page, lourde = max((p.les_plus_lourdes[0] for p in poids), key=lambda p: p[1], default=("", 0))
    return [
        But(
            "HTML de la page la plus lourde",
            lourde / KO if poids else None,
            35,
            18,
            "Ko",
            f"c’est `{page.removesuffix('index.html')}`, qui grandit avec le nombre de territoires",
        ),
        But(
            "HTML de la page médiane",
            max((p.median / KO for p in poids), default=None),
            35,
            18,
            "Ko",
            ARBRE,
        ),
    ]


def _mural(passage: Passage, nom: str) -> float | None:
    construction = passage.construction(nom)
    return construction.mural if construction else None


def _memoire(passage: Passage) -> float | None:
    construction = passage.construction(CE_PROJET)
    return construction.memoire / MO if construction else None


def _aide(releve: Releve) -> float | None:
    return releve.aide.cpu if releve.aide.mesures else None


def _edition(passage: Passage) -> float | None:
    mesure = passage.a_chaud.get("apres_modification")
    return mesure.cpu if mesure else None


def _recherche(passage: Passage) -> float | None:
    octets = passage.premiere_recherche
    return octets / KO if octets is not None else None
