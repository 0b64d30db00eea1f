"""La page publiée : les buts ligne par ligne, ce qui manque dit, rien de la machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .buts import GRAND, PETIT, But, juger
from .dessin import CADRES, dessiner
from .mesure import Mesure, Poids
from .page import DESSIN, PAGE, en_page
from .passage import RIEN_CHANGE
from .resultat import (
    AVEC_MACROS,
    AVEC_PDF,
    AVEC_PRUNE,
    CE_PROJET,
    HUGO_MINIMAL,
    ZENSICAL,
    Construction,
    Machine,
    Passage,
    Point,
    Releve,
    garder,
    reprendre_la_courbe,
    reprendre_le_releve,
)
from .tableaux import MESURES_A_CHAUD, ecrire_nombre

MACHINE = Machine(2, "3.11.7", date(2026, 12, 1))
LOURDE = ("plan-du-site/index.html", 219_000)
POIDS = Poids(1020, 3000, 60_000_000, 13_000, [LOURDE, ("index.html", 20_000)])
ABSENT = "pas installé : le registre n'a pas zensical-ui"
SVG = "{http://www.w3.org/2000/svg}"


def construire(nom: str, *cpu: float, memoire: int = 300_000_000) -> Construction:
    """Un site construit, dont seules les secondes comptent."""
    return Construction(nom, [Mesure(c, c + 1, memoire) for c in cpu], POIDS)


def passage(territoires: int, *constructions: Construction) -> Passage:
    """Un passage complet de ce nombre de territoires."""
    a_chaud = {cle: Mesure(0.75, 3) for cle in MESURES_A_CHAUD}
    return Passage(territoires, list(constructions), Mesure(0.5, 0.5), a_chaud, 185_000)


@pytest.fixture
def releve() -> Releve:
    """Un passage où tout n'est ni bon ni mesuré."""
    depot = passage(0, construire(CE_PROJET, 5), construire(AVEC_PDF, 12, 11))
    depot.constructions.append(construire(RIEN_CHANGE, 9))
    petit = passage(
        PETIT,
        construire(CE_PROJET, 4, 2, 3),
        construire(AVEC_MACROS, 10, 8),
        Construction(ZENSICAL, empechement=ABSENT),
        construire(HUGO_MINIMAL, 0.5),
    )
    grand = passage(GRAND, construire(CE_PROJET, 12), construire(AVEC_PRUNE, 100))
    return Releve(MACHINE, [depot, petit, grand], construire("projet-social --help", 1.2, 0.3))


@pytest.fixture
def courbe() -> list[Point]:
    """Deux tailles, la seconde plus lourde que la première à proportion."""
    petit = Point(17, MACHINE, Mesure(10, 11, 200_000_000), POIDS, 185_000, 700)
    grand = replace(petit, territoires=84, mesure=Mesure(80, 90, 500_000_000))
    return [petit, replace(grand, poids=replace(POIDS, pages=5040, octets=300_000_000))]


def verdict(buts: list[But], debut: str) -> tuple[float | None, str]:
    """Ce qui est mesuré d'un but, et ce que l'on en dit."""
    [but] = [but for but in buts if but.intitule.startswith(debut)]
    return but.valeur, but.verdict


def test_chaque_but_a_son_verdict(releve: Releve) -> None:
    """Les rapports prennent la moindre mesure de chacun, dans le même passage."""
    buts = juger(releve)
    assert verdict(buts, f"contre {AVEC_MACROS}") == (2 / 8, "visé atteint")
    assert verdict(buts, f"contre {AVEC_PRUNE}") == (12 / 100, "tenu")
    assert verdict(buts, f"contre {HUGO_MINIMAL}, 1") == (4, "manqué")
    assert verdict(buts, f"contre {ZENSICAL}, 1") == (None, "pas mesuré")
    assert verdict(buts, "ce site-ci, tous ses PDF") == (12, "visé atteint")
    assert verdict(buts, "ce site-ci, rien") == (10, "manqué")
    assert verdict(buts, "mémoire") == (300, "tenu")
    assert verdict(buts, "`projet-social --help`") == (0.3, "tenu")
    assert verdict(buts, "croissance") == (6, "manqué")
    assert verdict(buts, "HTML de la page la plus lourde") == (219, "manqué")
    assert verdict(buts, "première recherche") == (185, "tenu")
    assert verdict(buts, "travail après une modification, 1") == (0.75, "tenu")


def test_les_buts_ne_changent_pas_quand_rien_n_est_mesure(releve: Releve) -> None:
    """Une ligne ne disparaît jamais : elle dit « pas mesuré »."""
    vide = juger(Releve(MACHINE, [], Construction("projet-social --help")))
    assert [but.intitule for but in vide] == [but.intitule for but in juger(releve)]
    assert {but.verdict for but in vide} == {"pas mesuré"}


def test_un_but_manque_dit_pourquoi(releve: Releve) -> None:
    """Il est en gras dans le tableau, et sa raison vient après."""
    page = en_page(releve, [])
    assert "| HTML de la page la plus lourde | **manqué** | 219 Ko | 35 Ko | 18 Ko |" in page
    assert "c’est `plan-du-site/`, qui grandit" in page
    sans_raison = [b for b in juger(releve) if b.verdict == "manqué" and not b.si_manque]
    assert sans_raison == []


def test_un_outil_absent_a_sa_ligne(releve: Releve) -> None:
    """Le tableau dit pourquoi il n'est pas mesuré, dans notre typographie."""
    assert f"| {ZENSICAL} : {ABSENT.replace(chr(39), '’')} | – |" in en_page(releve, [])


def test_moindre_et_mediane(releve: Releve) -> None:
    """La médiane suit la moindre quand elles diffèrent."""
    assert f"| {CE_PROJET} | 2 (3) | 3 (4) | 300 |" in en_page(releve, [])


def test_la_courbe_dit_ce_qu_elle_montre(courbe: list[Point]) -> None:
    """La phrase suit les chiffres : 16 millisecondes par page valent plus que 10."""
    page = en_page(None, courbe)
    assert "le temps ne suit plus le nombre de pages" in page
    assert "1,62 fois plus qu’au départ (9,8 puis 15,9 millisecondes)" in page
    assert "La mémoire passe de 200 à 500 Mo" in page
    assert "passe de 219 Ko (`plan-du-site/`) à 219 Ko" in page
    assert "La plus grande taille mesurée est\nde 84 territoires" in page
    egale = [courbe[0], replace(courbe[1], mesure=Mesure(49, 50))]
    assert "le temps suit le nombre de pages" in en_page(None, egale)


def test_le_dessin_se_lit_sans_le_voir(courbe: list[Point]) -> None:
    """Un nom, une description, un point par taille et par cadre ; la page la reprend."""
    arbre = ElementTree.fromstring(dessiner(courbe))
    assert arbre.get("aria-labelledby") == "titre detail"
    titre, detail = (arbre.find(f"{SVG}{nom}") for nom in ("title", "desc"))
    assert titre is not None
    assert titre.text == "Croissance, de 17 à 84 territoires"
    assert detail is not None
    assert f"![{detail.text}](" in en_page(None, courbe)
    assert len(arbre.findall(f".//{SVG}circle")) == len(CADRES) * len(courbe)


def test_une_recherche_pas_mesuree_ne_fausse_pas_le_dessin(courbe: list[Point]) -> None:
    """Sans navigateur, le cadre le dit."""
    sans = [replace(point, premiere_recherche=None) for point in courbe]
    assert "pas mesurée" in dessiner(sans)
    assert "| – |" in en_page(None, sans)


def test_les_resultats_se_reprennent(releve: Releve, courbe: list[Point], tmp_path: Path) -> None:
    """Le fichier rend ce qu'on lui a donné ; les tailles dans l'ordre."""
    garder(releve, tmp_path / "banc.json")
    for point in reversed(courbe):
        garder(point, tmp_path / f"courbe-{point.territoires}.json")
    assert reprendre_le_releve(tmp_path) == releve
    assert reprendre_la_courbe(tmp_path) == courbe
    assert reprendre_le_releve(tmp_path / "ailleurs") is None


def test_la_page_publiee_est_celle_des_resultats() -> None:
    """Une retouche à la main, ou un résultat sans sa page, se voit : `--page-seule` la refait."""
    courbe = reprendre_la_courbe()
    assert PAGE.read_text(encoding="utf-8") == en_page(reprendre_le_releve(), courbe)
    assert DESSIN.read_text(encoding="utf-8") == dessiner(courbe)


@pytest.mark.parametrize(
    ("nombre", "ecrit"), [(0.271, "0,27"), (3, "3"), (123.4, "123"), (1240, "1\u202f240")]
)
def test_un_nombre_se_lit(nombre: float, ecrit: str) -> None:
    """Peu de décimales, la virgule et l'espace fine."""
    assert ecrire_nombre(nombre) == ecrit
