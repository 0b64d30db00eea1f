"""Les tableaux de la page, en Markdown ; l'écriture des nombres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from projet_social.texte.typographie import nombre_ecrit

from .buts import KO, MO, But, rapport
from .resultat import CE_PROJET, Construction, Passage, Point

MESURES_A_CHAUD = {
    "ouverture": "ouvrir l’aperçu",
    "apres_modification": "revoir une page après une modification",
    "lecture_sans_cache": "lecture et vérification des données, sans cache",
    "lecture_avec_cache": "lecture et vérification des données, avec cache",
}
DROITE = "---:"


def ecrire_nombre(nombre: float, decimales: int = 2) -> str:
    """« 0,27 », « 1 240 » : deux décimales au plus, aucune au-delà de cent."""
    return nombre_ecrit(round(nombre, decimales if abs(nombre) < 100 else 0))


def en_table(entetes: Sequence[str], rangees: Iterable[Sequence[str]], a_gauche: int = 1) -> str:
    """Un tableau ; les premières colonnes à gauche, les nombres à droite."""
    bornes = ["---" if rang < a_gauche else DROITE for rang in range(len(entetes))]
    return "\n".join(f"| {' | '.join(r)} |" for r in (entetes, bornes, *rangees))


def table_des_buts(buts: Iterable[But]) -> str:
    """Chaque but, ce qui est mesuré, et le verdict."""

    def valeur(nombre: float | None, unite: str) -> str:
        return "–" if nombre is None else f"{ecrire_nombre(nombre)} {unite}".strip()

    return en_table(
        ("But", "Verdict", "Mesuré", "Au plus", "Visé"),
        (
            (
                but.intitule,
                f"**{but.verdict}**" if but.verdict == "manqué" else but.verdict,
                *(valeur(nombre, but.unite) for nombre in (but.valeur, but.au_moins, but.vise)),
            )
            for but in buts
        ),
        a_gauche=2,
    )


def table_des_constructions(passage: Passage) -> str:
    """Chaque programme, ce qu'il a coûté et ce qu'il a écrit."""
    return en_table(
        (
            "Programme", "Processeur, s (médiane)", "Montre, s (médiane)", "Mémoire, Mo", "Pages",
            "HTML médian, Ko", "Le plus lourd, Ko", "Site, Mo", "Ce projet, en fois ce temps",
        ),
        [_construction(passage, construction) for construction in passage.constructions]
        + _plancher(passage),
    )  # fmt: skip


def _construction(passage: Passage, construction: Construction) -> tuple[str, ...]:
    if not construction.mesures:
        vides = ("–",) * 8
        return f"{construction.nom} : {_typographier(construction.empechement)}", *vides
    poids = construction.poids
    assert poids is not None
    fois = None if construction.nom.startswith(CE_PROJET) else rapport(passage, construction.nom)
    return (
        construction.nom,
        _temps(construction.cpu, construction.cpu_median),
        _temps(construction.mural, construction.mural_median),
        ecrire_nombre(construction.memoire / MO, 0),
        nombre_ecrit(poids.pages),
        ecrire_nombre(poids.median / KO, 1),
        ecrire_nombre(poids.les_plus_lourdes[0][1] / KO, 1),
        ecrire_nombre(poids.octets / MO, 1),
        ecrire_nombre(fois) if fois is not None else "–",
    )


def _temps(moindre: float, mediane: float) -> str:
    """« 12,5 (13,1) » ; « 12,5 » quand il n'y a qu'une mesure, ou qu'elles se valent."""
    secondes = [ecrire_nombre(valeur, 1 if moindre > 10 else 2) for valeur in (moindre, mediane)]
    return secondes[0] if secondes[0] == secondes[1] else f"{secondes[0]} ({secondes[1]})"


def _plancher(passage: Passage) -> list[tuple[str, ...]]:
    """Le temps d'écrire les mêmes octets : rien ne peut aller plus vite."""
    nous = passage.construction(CE_PROJET)
    if not passage.plancher or not nous:
        return []
    cpu, mural = ecrire_nombre(passage.plancher.cpu), ecrire_nombre(passage.plancher.mural)
    fois = ecrire_nombre(nous.cpu / passage.plancher.cpu, 0)
    return [("écrire les mêmes octets, sans rien d’autre", cpu, mural, *"–––––", fois)]


def table_a_chaud(passages: Sequence[Passage]) -> str:
    """Ce que coûte une modification quand l'aperçu est déjà lancé, par corpus."""
    return en_table(
        ("Processeur, s", *(passage.taille for passage in passages)),
        (
            (intitule, *(_a_chaud(passage, cle) for passage in passages))
            for cle, intitule in MESURES_A_CHAUD.items()
        ),
    )


def _a_chaud(passage: Passage, cle: str) -> str:
    mesure = passage.a_chaud.get(cle)
    return ecrire_nombre(mesure.cpu) if mesure else "–"


def table_de_la_courbe(points: Iterable[Point]) -> str:
    """Une ligne par taille."""
    return en_table(
        (
            "Territoires", "Pages", "Fichiers lus", "Processeur, s", "Montre, s", "Mémoire, Mo",
            "Site, Mo", "HTML médian, Ko", "Le plus lourd, Ko", "Première recherche, Ko",
            "Processeur, ms par page",
        ),
        (
            (
                nombre_ecrit(point.territoires),
                nombre_ecrit(point.poids.pages),
                nombre_ecrit(point.corpus),
                ecrire_nombre(point.mesure.cpu, 1),
                ecrire_nombre(point.mesure.mural, 1),
                ecrire_nombre(point.mesure.memoire / MO, 0),
                ecrire_nombre(point.poids.octets / MO, 0),
                ecrire_nombre(point.poids.median / KO, 1),
                ecrire_nombre(point.poids.les_plus_lourdes[0][1] / KO, 1),
                "–" if point.premiere_recherche is None
                else ecrire_nombre(point.premiere_recherche / KO, 0),
                ecrire_nombre(cpu_par_page(point), 1),
            )
            for point in points
        ),
    )  # fmt: skip


def cpu_par_page(point: Point) -> float:
    """Millisecondes de processeur par page."""
    return 1000 * point.mesure.cpu / point.poids.pages


def _typographier(texte: str) -> str:
    """Un message de programme, que la page peut imprimer."""
    return texte.replace("'", "’").replace("|", "/")
