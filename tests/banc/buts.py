"""Les buts de vitesse et de poids, et ce que le banc leur oppose.

Un but a deux seuils : « au moins », qu'il faut tenir, et « visé ». Aucun ne fait échouer quoi
que ce soit. Chaque rapport compare des temps de processeur d'un même passage.
"""

from __future__ import annotations

from dataclasses import dataclass

from .passage import Passage

PETIT, GRAND = 17, 84
"""Les deux tailles, en territoires, pour lesquelles les buts sont écrits."""
KO = 1_000


@dataclass(frozen=True)
class But:
    """Une valeur mesurée et ses deux seuils ; moins vaut mieux."""

    intitule: str
    valeur: float
    au_moins: float
    vise: float
    unite: str = ""

    @property
    def verdict(self) -> str:
        """« atteint, visé atteint », « atteint, visé non atteint » ou « non atteint »."""
        if self.valeur > self.au_moins:
            return "non atteint"
        return f"atteint, visé {'atteint' if self.valeur <= self.vise else 'non atteint'}"


def juger(passages: list[Passage]) -> list[But]:
    """Les buts que ces passages permettent de juger."""
    par_taille = {passage.territoires: passage for passage in passages}
    buts = [but for passage in passages for but in _du_passage(passage)]
    if PETIT in par_taille and GRAND in par_taille:
        petit, grand = par_taille[PETIT], par_taille[GRAND]
        fois = grand.pages_de_territoires / petit.pages_de_territoires
        intitule = f"croissance du temps (pages × {fois:.2f})".replace(".", ",")
        croissance = grand.projet.mesure.cpu / petit.projet.mesure.cpu
        buts.append(But(intitule, croissance, 5.5, 4.0))
    return buts


def _du_passage(passage: Passage) -> list[But]:
    buts: list[But] = []
    temps, de = passage.projet.mesure.cpu, passage.taille
    if passage.territoires == PETIT and passage.avec_macros:
        rapport = temps / passage.avec_macros.mesure.cpu
        buts.append(But(f"contre Material, prune et macros, {de}", rapport, 0.50, 0.27))
    if passage.territoires == GRAND and passage.avec_prune:
        rapport = temps / passage.avec_prune.mesure.cpu
        buts.append(But(f"contre Material et prune, {de}", rapport, 0.15, 0.08))
    poids = passage.projet.poids
    return [
        *buts,
        But(f"HTML d'une page, médiane, {de}", poids.median / KO, 35, 18, "Ko"),
        But(f"HTML d'une page, maximum, {de}", poids.les_plus_lourdes[0][1] / KO, 35, 18, "Ko"),
        But(
            f"reconstruction après une modification, {de}",
            passage.a_chaud["apres_modification"].mural,
            1.0,
            0.15,
            "s",
        ),
    ]
