"""L'ordre d'un plan : ce qu'un niveau cite, ce qui y est écrit, numéros, rangs et noms."""

from __future__ import annotations

import pytest

from projet_social.chargement import Rapport
from projet_social.corpus.ordre import cle_du_numero, en_romain
from tests.conftest import TERRITOIRE, CorpusDe

UN_AXE = "axes: [{id: bouger, titre: Bouger}]\n"


def fiche(titre: str, suite: str = "", sous: str = "bouger") -> str:
    """Le texte d'une fiche rattachée."""
    return f"titre: {titre}\nrattachements: [{sous}]\n{suite}"


def ids(rapport: Rapport) -> list[str]:
    """Les identifiants du plan, de haut en bas."""
    assert not [a for a in rapport.anomalies if a.gravite == "erreur"]
    return [ligne.id for ligne in rapport.corpus.lignes]


def test_un_niveau_dit_l_ordre_de_ses_fiches(plan_de: CorpusDe) -> None:
    """Les citées d'abord, par identifiant ou par ancien identifiant ; les autres ensuite."""
    rapport = plan_de(
        "axes: [{id: bouger, titre: Bouger, ordre: [velo, ancien]}]\n",
        **{
            "actions/autre.yml": fiche("Autre", "numero: 1\n"),
            "actions/bus.yml": fiche("Bus", "alias: [ancien]\nnumero: 2\n"),
            "actions/velo.yml": fiche("Vélo", "numero: 3\n"),
        },
    )

    assert ids(rapport) == ["bouger", "velo", "bus", "autre"]


def test_sans_ordre_dit_les_numeros_rangent(plan_de: CorpusDe) -> None:
    """« 2 » avant « 10 » ; ce qui n'a pas de numéro vient après, par rang puis par nom."""
    rapport = plan_de(
        UN_AXE,
        **{
            "actions/a.yml": fiche("A", "numero: 10\nrang: 1\n"),
            "actions/b.yml": fiche("B", "rang: 12\n"),
            "actions/c.yml": fiche("C", "numero: 2\n"),
            "actions/d.yml": fiche("D", "rang: 3\n"),
            "actions/e.yml": fiche("E"),
        },
    )

    assert ids(rapport) == ["bouger", "c", "a", "d", "b", "e"]


def test_le_plan_se_lit_de_haut_en_bas(plan_de: CorpusDe) -> None:
    """Chaque axe, ses lignes écrites, ses fiches, puis l'axe suivant ; enfin ce qui est à part."""
    rapport = plan_de(
        "axes:\n  - {id: un, titre: Un, enjeux: [{id: dedans, titre: Dedans}]}\n"
        "  - {id: deux, titre: Deux, actions: [Sur place]}\n",
        **{
            "actions/a.yml": fiche("A", sous="deux"),
            "actions/b.yml": fiche("B", sous="dedans"),
            "actions/c.yml": fiche("C", sous="un, deux"),
            "actions/d.yml": "titre: D\n",
        },
    )

    assert ids(rapport) == ["un", "dedans", "b", "c", "deux", "sur-place", "a", "d"]
    deux = next(ligne for ligne in rapport.corpus.lignes if ligne.id == "deux")
    assert [ligne.id for ligne in deux.enfants] == ["sur-place", "a", "c"]


def test_une_ligne_de_deux_niveaux_a_sa_place_dans_chacun(plan_de: CorpusDe) -> None:
    """Elle vient après les lignes écrites sur place, sauf si le niveau le dit."""
    plan = (
        "enjeux:\n  - {id: un, titre: Un, objectifs: [{id: deux-fois, titre: Deux fois,"
        " rattachements: [autre]}]}\n  - {id: autre, titre: Autre, ORDRE objectifs: [Ici]}\n"
    )

    def sous(texte: str) -> list[str]:
        lignes = plan_de(texte).corpus.lignes
        return [e.id for ligne in lignes if ligne.id == "autre" for e in ligne.enfants]

    assert sous(plan.replace("ORDRE ", "")) == ["ici", "deux-fois"]
    assert sous(plan.replace("ORDRE ", "ordre: [deux-fois], ")) == ["deux-fois", "ici"]


def test_une_citation_sans_ligne_est_une_erreur(plan_de: CorpusDe) -> None:
    """Le fichier, la ligne, et le nom qui ressemble."""
    rapport = plan_de(
        "axes:\n  - id: bouger\n    titre: Bouger\n    ordre: [navete]\n",
        **{"actions/navette.yml": fiche("Navette")},
    )

    (anomalie,) = [a for a in rapport.anomalies if a.gravite == "erreur"]
    assert (anomalie.ligne, anomalie.champ) == (5, "axes 1 › ordre 1")
    assert anomalie.constat == "« navete » n'est pas une ligne d'ici"
    assert anomalie.conseil == "écrire plutôt « navette »"


def test_les_plans_d_un_territoire_ont_un_ordre(corpus_de: CorpusDe) -> None:
    """Le rang dit, sinon le plan principal d'abord."""
    dossier = "territoires/val"
    plans = {
        f"{dossier}/territoire.yml": TERRITOIRE.format(nom="Val"),
        f"{dossier}/projet.yml": "titre: Projet social\n",
        f"{dossier}/projet-cls.yml": "titre: Contrat local de santé\n",
        f"{dossier}/projet-abs.yml": "titre: Analyse\n",
    }

    def rendus(**remplaces: str) -> list[str]:
        rapport = corpus_de(plans | {f"{dossier}/{n}.yml": t for n, t in remplaces.items()})
        return [plan.id for plan in rapport.corpus.territoire("val").plans]

    assert rendus() == ["projet", "abs", "cls"]
    assert rendus(**{"projet-cls": "titre: Contrat\nrang: 1\n"}) == ["cls", "projet", "abs"]


def test_un_plan_partage_vient_apres_les_siens(corpus_de: CorpusDe) -> None:
    """Le plan qu'un territoire publie lui-même passe avant celui d'un voisin."""
    rapport = corpus_de(
        {
            "territoires/amont/territoire.yml": TERRITOIRE.format(nom="Amont"),
            "territoires/amont/projet.yml": "titre: Commun\nterritoires: [amont, val]\n",
            "territoires/val/territoire.yml": TERRITOIRE.format(nom="Val"),
            "territoires/val/projet.yml": "titre: Du Val\n",
        }
    )
    plans = rapport.corpus.territoire("val").plans
    assert [plan.projet.titre for plan in plans] == ["Du Val", "Commun"]


@pytest.mark.parametrize(
    "numeros",
    [
        ["1", "2", "10"],
        ["1.2", "1.10", "2"],
        ["A1", "A2", "A10", "B1"],
        ["2", "2 bis", "3"],
        ["A", "B", "C", "D", "I", "V"],
        ["I", "II", "IV", "V", "IX", "X", "XL"],
        ["I.1", "I.2", "V.1", "IX.1"],
    ],
)
def test_les_numeros_se_rangent_comme_on_les_lit(numeros: list[str]) -> None:
    """Nombres, lettres, chiffres romains si tous le sont."""
    romain = en_romain(numeros)
    assert sorted(numeros[::-1], key=lambda n: cle_du_numero(n, romain=romain)) == numeros
