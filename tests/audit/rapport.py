"""Écrire le rapport d'audit en Markdown, pour être lu par une personne."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..navigateur.poids import KILO
from .grille import INCERTAINS_RELUS, LECTURES
from .lighthouse import BUTS
from .releve import Releve

DEFAUTS_CITES = 200


def _tableau(titres: Iterable[str], rangees: Iterable[Iterable[object]]) -> Iterator[str]:
    titres = list(titres)
    yield ""
    yield "| " + " | ".join(titres) + " |"
    yield "|" + " --- |" * len(titres)
    for rangee in rangees:
        yield "| " + " | ".join(map(str, rangee)) + " |"
    yield ""


def _axe(releve: Releve) -> Iterator[str]:
    yield "## axe"
    yield from _tableau(
        ("Contexte", "Pages", "Violations", "À l'appréciation"),
        (
            (
                lecture.nom,
                len(pages),
                sum(len(page.examen.violations) for page in pages),
                sum(len(page.examen.incertains) for page in pages),
            )
            for lecture in LECTURES
            if (pages := [un for un in releve.examens if un.lecture == lecture.nom])
        ),
    )
    if releve.violations:
        yield from _tableau(("Règle enfreinte", "Éléments"), releve.violations.most_common())
    if releve.incertains:
        yield from _tableau(
            ("Règle à l'appréciation", "Éléments", "Jugement"),
            (
                (" ".join(doute), nombre, INCERTAINS_RELUS.get(doute, "**à relire**"))
                for doute, nombre in releve.incertains.most_common()
            ),
        )


def _poids(releve: Releve) -> Iterator[str]:
    yield "## Première vue, compressée"
    yield from _tableau(
        ("Gabarit", "Page", "Kio", "Requêtes"),
        (
            (vue.gabarit, vue.adresse or "accueil", f"{vue.octets / KILO:.1f}", len(vue.envois))
            for vue in sorted(releve.vues, key=lambda vue: -vue.octets)
        ),
    )
    yield f"Scripts de la page qui en charge le plus, avant compression : {releve.scripts} octets."
    yield ""


def _lighthouse(releve: Releve) -> Iterator[str]:
    yield "## Lighthouse, téléphone, médiane de trois"
    if releve.lighthouse is None:
        yield "Non mené."
        return
    yield from _tableau(
        ("Page", *BUTS, "Ce qui manque"),
        (
            (
                mesure.adresse or "accueil",
                *(f"{mesure.notes[but]:.0f}" for but in BUTS),
                " ; ".join(mesure.defauts),
            )
            for mesure in releve.lighthouse
        ),
    )


def ecrire(releve: Releve) -> str:
    """Le rapport entier."""
    defauts = list(releve.defauts())
    lignes = [
        "# Audit du site",
        "",
        f"{releve.pages} pages ; {len(releve.examens)} examens. "
        + (f"**{len(defauts)} défauts.**" if defauts else "**Aucun défaut.**"),
        "",
        *_axe(releve),
        "## Vérificateur Nu",
        "",
        "Non mené." if releve.nu is None else f"{len(releve.nu)} erreurs.",
        "",
        *_poids(releve),
        *_lighthouse(releve),
        "## Défauts",
        "",
        *(f"- {defaut}" for defaut in defauts[:DEFAUTS_CITES]),
    ]
    if len(defauts) > DEFAUTS_CITES:
        lignes.append(f"- … et {len(defauts) - DEFAUTS_CITES} autres")
    return "\n".join(lignes) + "\n"
