"""Le bilan d'une année, tel qu'on le lit : rien de tu, et la place d'écrire si on la veut."""

from __future__ import annotations

from datetime import date

import pytest

from projet_social.corpus.corpus import Inconnu
from projet_social.macros.bilan import bilan
from projet_social.macros.vue import Vue
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe

FICHES = {
    "faite": "statut: realisee\nstatut_depuis: mai 2026\npilotes: [CCAS]\n"
    "bilans: [{annee: 2026, fait: Douze **séances**., difficultes: Le local.}]\n",
    "arretee": "statut: en_pause\nmotif: Plus de véhicule\n",
    "inconnue": "fin: 2025\n",
    "suivie": "statut: en_cours\nindicateurs:\n"
    "  - {nom: Passagers, unite: personnes, initial: {date: 2025, valeur: 0},\n"
    "     cible: [{date: 2028, valeur: 40}], valeurs: [{date: juin 2026, valeur: 18}]}\n",
}


@pytest.fixture
def vue(corpus_de: CorpusDe) -> Vue:
    """Un plan de quatre actions, le 15 novembre 2026."""
    rapport = corpus_de(
        {"territoires/val/projet.yml": "titre: Projet inventé\n"}
        | {
            f"territoires/val/actions/{nom}.yml": f"titre: L'action {nom}\n{dit}"
            for nom, dit in FICHES.items()
        }
    )
    assert rapport.publiable, rapport.anomalies
    jour = date(2026, 11, 15)
    return Vue(Publication(rapport.corpus, recherche=False, aujourd_hui=jour))


def test_chaque_action_se_lit_sous_sa_rubrique(vue: Vue) -> None:
    """Pilote, motif, ce qui fut fait et difficile ; ce qui manque est dit."""
    rendu = bilan(vue, "val", 2026)

    titres = ["Réalisées", "En cours", "En pause", "Sans suivi renseigné"]
    places = [rendu.index(f">{titre}</h2>") for titre in titres]
    assert places == sorted(places)
    for dit in ("CCAS", "<strong>séances</strong>", "Le local.", "Motif : Plus de véhicule"):
        assert dit in rendu
    assert rendu.count("Rien n’est écrit pour 2026.") == 3
    assert "Aucune version n’est figée" in rendu


def test_un_releve_dit_avant_maintenant_et_la_valeur_visee(vue: Vue) -> None:
    """En nombres, avec l'unité et les dates."""
    rendu = " ".join(bilan(vue, "val", 2026, partie="indicateurs").split())

    for dit in ("0 personnes (2025)", "18 personnes (juin 2026)", "40 personnes (2028)", ">oui<"):
        assert dit in rendu


def test_la_place_de_decider_ne_se_montre_que_si_on_la_demande(vue: Vue) -> None:
    """Sur le site, un tableau vide n'apprendrait rien."""
    assert "Qui s’en charge" not in bilan(vue, "val", 2026)
    assert bilan(vue, "val", 2026, decisions=True).count("Qui s’en charge") == len(FICHES)


def test_une_partie_seule_n_a_pas_son_titre(vue: Vue) -> None:
    """Le document qui l'emploie a déjà le sien."""
    assert "<h2" not in bilan(vue, "val", 2026, partie="muettes")
    assert "L’action inconnue".replace("’", "&#39;") in bilan(vue, "val", 2026, partie="muettes")


@pytest.mark.parametrize(
    ("demande", "dit"),
    [
        ({"annee": 2027}, "année commencée « 2027 » inconnue"),
        ({"annee": "l'an passé"}, "année commencée"),
        ({"annee": 2026, "partie": "muette"}, "écrire plutôt « muettes »"),
        ({"annee": 2026, "depuis": "2025-12-12-vote"}, "version de val"),
    ],
)
def test_ce_qui_n_existe_pas_se_dit(vue: Vue, demande: dict[str, object], dit: str) -> None:
    """Une année à venir, une partie ou une version inconnues arrêtent la construction."""
    with pytest.raises(Inconnu, match=dit):
        bilan(vue, "val", **demande)  # type: ignore[arg-type]  # ce que taperait une personne
