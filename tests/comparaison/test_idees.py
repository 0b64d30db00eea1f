"""Le réservoir d'idées : des voisins par le type et la taille, leurs mots, aucun classement."""

from __future__ import annotations

import re

from projet_social.chargement import Rapport
from projet_social.comparaison.idees import (
    ACTIONS_PAR_VOISIN,
    VOISINS_MAXIMUM,
    ReservoirDIdees,
)
from projet_social.macros.registre import trouver
from projet_social.pages.publication import Publication

from ..conftest import CorpusDe, vue_de


def territoire(nom: str, habitants: int, type_: str = "communaute_de_communes") -> str:
    """Un territoire inventé de tant d'habitants."""
    return (
        f"nom: {nom}\nnom_court: {nom}\ntype: {type_}\ndepartements: [99]\n"
        f"populations: [{{nombre: {habitants}}}]\n"
    )


def plan(*actions: tuple[str, str]) -> str:
    """Un plan dont les actions ont ce titre et ce thème."""
    ecrites = ", ".join(f"{{titre: {titre}, themes: [{theme}]}}" for titre, theme in actions)
    return f"titre: P\nsource: {{document: plaquette, page: 3}}\nactions: [{ecrites}]\n"


def corpus(corpus_de: CorpusDe, **territoires: tuple[str, str]) -> Rapport:
    """Ces territoires, chacun son fichier et son plan."""
    fichiers = {}
    for slug, (fiche, projet) in territoires.items():
        fichiers[f"territoires/{slug}/territoire.yml"] = fiche
        fichiers[f"territoires/{slug}/projet.yml"] = projet
    rapport = corpus_de(fichiers)
    assert rapport.publiable, rapport.anomalies
    return rapport


def cinq(corpus_de: CorpusDe) -> Rapport:
    """Un territoire, deux comparables, un trop grand, un d'un autre type."""
    bus, soin = plan(("Un bus", "mobilite"), ("Un bal", "jeunesse")), plan(("Un soin", "sante"))
    return corpus(
        corpus_de,
        val=(territoire("Val", 10000), soin),
        pre=(territoire("Pré", 20000), bus),
        mont=(territoire("Mont", 5000), plan(("Un car", "mobilite"), ("Un médecin", "sante"))),
        lac=(territoire("Lac", 20001), bus),
        ville=(territoire("Ville", 10000, "commune"), bus),
    )


def lire(
    reservoir: ReservoirDIdees, rapport: Rapport, slug: str
) -> list[tuple[str, str, list[str]]]:
    """Les idées d'un territoire, en mots."""
    return [
        (idees.theme.id, voisin.territoire.nom, [action.titre for action in voisin.actions])
        for idees in reservoir.idees(rapport.corpus.territoires[slug])
        for voisin in idees.voisins
    ]


def test_un_voisin_a_le_meme_type_et_de_la_moitie_au_double_d_habitants(
    corpus_de: CorpusDe,
) -> None:
    """Les thèmes que le plan aborde n'y sont pas ; les autres, dans leur ordre, de A à Z."""
    rapport = cinq(corpus_de)
    reservoir = ReservoirDIdees(rapport.corpus)

    assert [t.nom for t in reservoir.voisins(rapport.corpus.territoires["val"])] == ["Mont", "Pré"]
    assert lire(reservoir, rapport, "val") == [
        ("mobilite", "Mont", ["Un car"]),
        ("mobilite", "Pré", ["Un bus"]),
        ("jeunesse", "Pré", ["Un bal"]),
    ]
    assert lire(reservoir, rapport, "ville") == []


def test_seuls_les_plus_proches_par_la_taille_sont_retenus(corpus_de: CorpusDe) -> None:
    """Et leurs actions, jusqu'à un nombre ; les autres sont comptées."""
    actions = tuple((f"Action {n}", "mobilite") for n in range(ACTIONS_PAR_VOISIN + 2))
    autres = {
        f"t{n:02}": (territoire(f"T{n:02}", 10000 + 100 * n), plan(*actions)) for n in range(1, 15)
    }
    rapport = corpus(
        corpus_de, val=(territoire("Val", 10000), plan(("Un soin", "sante"))), **autres
    )
    reservoir, val = ReservoirDIdees(rapport.corpus), rapport.corpus.territoires["val"]
    (idees,) = reservoir.idees(val)

    retenus = [f"T{n:02}" for n in range(1, VOISINS_MAXIMUM + 1)]
    assert [t.nom for t in reservoir.voisins(val)] == retenus
    assert {(len(v.actions), v.autres) for v in idees.voisins} == {(ACTIONS_PAR_VOISIN, 2)}


def test_sans_plan_ou_sans_population_il_n_y_a_pas_d_idee(corpus_de: CorpusDe) -> None:
    """Un plan dont on ne sait rien n'a pas de thème absent."""
    bus = plan(("Un bus", "mobilite"))
    sans = territoire("Pré", 1).partition("populations")[0]
    rapport = corpus(
        corpus_de,
        val=(territoire("Val", 10000), "titre: P\naxes: [Bouger]\n"),
        pre=(sans, plan(("Un soin", "sante"))),
        mont=(territoire("Mont", 9000), bus),
    )
    reservoir = ReservoirDIdees(rapport.corpus)

    assert lire(reservoir, rapport, "val") == lire(reservoir, rapport, "pre") == []


def test_la_page_cite_mot_pour_mot_et_dit_comment_elle_choisit(corpus_de: CorpusDe) -> None:
    """Chaque territoire servi a sa page, et la liste y mène."""
    rapport = cinq(corpus_de)
    adresses = Publication(rapport.corpus).adresses
    siennes = {a.rsplit("/", 2)[1] for a in adresses if a.startswith("comparaison/idees/")}
    assert siennes == {"idees", "val", "pre"}

    vue = vue_de(rapport, "comparaison/idees/val/")
    page = trouver("reservoir_d_idees").appeler(vue, territoire="val")
    texte = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "« Un car » (Plaquette inventée, p. 3)" in texte
    assert "du même type, dont la population va de la moitié au double" in texte
    assert "Rien n’est classé" in texte

    liste = trouver("reservoir_d_idees").appeler(vue_de(rapport, "comparaison/idees/"))
    assert 'href="../../comparaison/idees/val/"' in liste
