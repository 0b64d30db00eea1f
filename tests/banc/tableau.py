"""Le tableau que lit une personne, et le rapport que lit une machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from projet_social.texte.typographie import nombre_ecrit

from .buts import KO, But, juger
from .passage import CE_PROJET, SANS_RECHERCHE, Passage

MO = 1_000_000
NOUS = (CE_PROJET, SANS_RECHERCHE)
ENTETES = (
    "", "CPU", "mural", "mémoire", "pages", "fichiers", "HTML médian", "maximum",
)  # fmt: skip
MESURES_A_CHAUD = {
    "premiere_construction": "première construction",
    "apres_modification": "reconstruction après une modification",
    "lecture_sans_cache": "lecture et vérification seules, sans cache",
    "lecture_avec_cache": "lecture et vérification seules, avec cache",
}


def en_tableau(passages: Sequence[Passage]) -> str:
    """Tout ce qui a été mesuré, en français."""
    lignes: list[str] = []
    for passage in passages:
        lignes += ["", passage.nom[0].upper() + passage.nom[1:], *_aligner(_constructions(passage))]
        lignes.append(f"  pages les plus lourdes : {_lourdes(passage)}")
        lignes += ["  dans un même processus :", *_aligner(_a_chaud(passage))]
    buts = juger(list(passages))
    lignes += ["", "Buts (temps CPU, sauf la reconstruction)", *_aligner(_buts(buts))]
    lignes.append("  Non mesurés ici : Zensical, Hugo, première recherche.")
    return "\n".join(lignes[1:])


def en_rapport(passages: Sequence[Passage]) -> dict[str, Any]:
    """La même chose, pour un fichier JSON."""
    return {
        "passages": [asdict(passage) for passage in passages],
        "buts": [asdict(but) | {"verdict": but.verdict} for but in juger(list(passages))],
    }


def _constructions(passage: Passage) -> Iterator[Sequence[str]]:
    yield ENTETES
    reference = passage.projet.mesure.cpu
    for construction in passage.constructions:
        mesure, poids = construction.mesure, construction.poids
        yield (
            construction.nom,
            f"{_ecrire(mesure.cpu)} s",
            f"{_ecrire(mesure.mural)} s",
            f"{_ecrire(mesure.memoire / MO, 0)} Mo",
            nombre_ecrit(poids.pages),
            nombre_ecrit(poids.fichiers),
            f"{_ecrire(poids.median / KO, 1)} Ko",
            f"{_ecrire(poids.les_plus_lourdes[0][1] / KO, 1)} Ko",
            "" if construction.nom in NOUS
            else f"ce projet : {_ecrire(reference / mesure.cpu)} fois ce temps",
        )  # fmt: skip
    if plancher := passage.plancher:
        fois = f"ce projet : {_ecrire(reference / plancher.cpu, 0)} fois ce temps"
        temps = (f"{_ecrire(plancher.cpu)} s", f"{_ecrire(plancher.mural)} s")
        yield ("écrire les mêmes octets", *temps, "", "", "", "", "", fois)


def _lourdes(passage: Passage) -> str:
    """Les pages les plus lourdes de notre site, et leur poids."""
    lourdes = passage.projet.poids.les_plus_lourdes
    return ", ".join(
        f"{page.removesuffix('index.html')} {_ecrire(o / KO, 1)} Ko" for page, o in lourdes
    )


def _a_chaud(passage: Passage) -> Iterator[Sequence[str]]:
    for cle, intitule in MESURES_A_CHAUD.items():
        mesure = passage.a_chaud[cle]
        yield intitule, f"{_ecrire(mesure.cpu)} s CPU", f"{_ecrire(mesure.mural)} s mural"


def _buts(buts: Sequence[But]) -> Iterator[Sequence[str]]:
    yield "", "mesuré", "au moins", "visé", "verdict"
    for but in buts:
        unite = f" {but.unite}" if but.unite else ""
        seuils = (f"≤ {_ecrire(seuil)}{unite}" for seuil in (but.au_moins, but.vise))
        yield but.intitule, f"{_ecrire(but.valeur)}{unite}", *seuils, but.verdict


def _ecrire(nombre: float, decimales: int = 2) -> str:
    return f"{nombre:.{decimales}f}".replace(".", ",")


def _aligner(rangees: Iterator[Sequence[str]]) -> list[str]:
    """Des colonnes alignées : la première à gauche, les nombres à droite, la fin à gauche."""
    toutes = list(rangees)
    largeurs = [
        max(len(rangee[rang]) for rangee in toutes if rang < len(rangee))
        for rang in range(max(map(len, toutes)))
    ]
    return [
        "  " + "  ".join(
            texte.ljust(largeurs[rang]) if rang in (0, len(largeurs) - 1)
            else texte.rjust(largeurs[rang])
            for rang, texte in enumerate(rangee)
        ).rstrip()
        for rangee in toutes
    ]  # fmt: skip
