"""Trouver son territoire dans la liste officielle, comme on le taperait."""

from __future__ import annotations

import pytest

from projet_social.corpus.officiel import ListeOfficielle
from projet_social.depart.entite import chercher, nom_d_usage, se_cherche
from projet_social.modele.vocabulaire import TypeTerritoire

pytestmark = pytest.mark.lent


@pytest.mark.parametrize(
    ("tape", "code"),
    [
        ("245614383", "245614383"),
        ("245 614 383", "245614383"),
        ("29061", "29061"),
        ("212900617", "29061"),
        ("2a004", "2A004"),
        ("Questembert Communauté", "245614383"),
        ("questembert communaute", "245614383"),
        ("CC Vie et Boulogne", "200072882"),
        ("Communauté de communes de Vie et Boulogne", "200072882"),
        ("Oust a Broceliande", "200066785"),
        ("CU d'Arras", "200033579"),
        ("CCAS de Gouesnou", "29061"),
        ("CIAS de Questembert Communauté", "245614383"),
        ("Saint-Martin (65)", "65392"),
        ("St Martin 65", "65392"),
        ("Mairie du Mans", "72181"),
        ("Métropole de Lyon", "200046977"),
    ],
)
def test_un_territoire_se_trouve_comme_on_le_dit(
    liste: ListeOfficielle, tape: str, code: str
) -> None:
    """SIREN, code Insee, nom avec ou sans accents, nature, CCAS, département pour préciser."""
    assert [entite.code for entite in chercher(tape, liste).exactes] == [code]


def test_plusieurs_territoires_du_meme_nom(liste: ListeOfficielle) -> None:
    """Les homonymes sont tous rendus, du plus peuplé au moins peuplé."""
    trouvees = chercher("Saint-Martin", liste).exactes

    assert [entite.code for entite in trouvees] == ["97801", "32389", "65392", "67426", "54480"]
    assert {entite.type for entite in chercher("Yenne", liste).exactes} == {
        TypeTerritoire.COMMUNE,
        TypeTerritoire.COMMUNAUTE_DE_COMMUNES,
    }


@pytest.mark.parametrize(
    ("tape", "proche"),
    [
        ("Bretagne Romantik", "243500733"),
        ("Grand Arras", "200033579"),
        ("CC du Pays de Questembert", "245614383"),
        ("Pays de Questembert", "245614383"),
        ("Comcom de Questembert", "245614383"),
        ("Syndicat mixte du pays de Questembert", "245614383"),
        ("Questember", "245614383"),
        ("Lorient agglo", "200042174"),
        ("Pays de Redon", "243500741"),
        ("Pays de Fougères", "200072452"),
        ("Communauté de communes de Gouesnou", "29061"),
    ],
)
def test_un_nom_inexact_propose_les_plus_proches(
    liste: ListeOfficielle, tape: str, proche: str
) -> None:
    """Une faute, un ancien nom : rien n'est choisi d'office, le bon est proposé d'abord."""
    reponse = chercher(tape, liste)

    assert reponse.exactes == []
    assert reponse.proches[0].code == proche


def test_une_commune_ne_passe_pas_devant_son_intercommunalite(liste: ListeOfficielle) -> None:
    """Quand l'une porte le nom de l'autre, les deux sont rendues, et rien n'est choisi."""
    for tape in ("Questembert", "Redon", "Pays de Questembert", "Lorient agglo"):
        reponse = chercher(tape, liste)
        rendues = [*reponse.exactes, *reponse.proches]
        assert len(reponse.exactes) != 1, tape
        assert rendues[0].type is not TypeTerritoire.COMMUNE, tape
        assert any(entite.type is TypeTerritoire.COMMUNE for entite in rendues), tape


def test_la_nature_ne_fait_pas_la_ressemblance(liste: ListeOfficielle) -> None:
    """« Pays de Redon » n'est pas presque « Pays de Craon » ; un mot courant ne propose rien."""
    assert "Pays de Craon" not in [e.nom_court for e in chercher("Pays de Redon", liste).proches]
    assert chercher("Val-Imaginaire", liste).proches == []


@pytest.mark.parametrize(
    ("nom", "distingue"),
    [("Val Fleuri", True), ("CC", False), ("Pays de", False), ("999999999", False), ("de", False)],
)
def test_un_nom_qui_ne_nomme_rien_ne_se_cherche_pas(nom: str, distingue: bool) -> None:
    """Il ne devient pas non plus un territoire hors de la liste."""
    assert se_cherche(nom) is distingue


@pytest.mark.parametrize("tape", ["", "999999999", "99999", "Xyzzyx", "CC", "(56)"])
def test_rien_ne_se_trouve_sans_ressemblance(liste: ListeOfficielle, tape: str) -> None:
    """Un numéro inconnu ou un mot sans parent ne donnent aucune réponse exacte."""
    assert chercher(tape, liste).exactes == []


def test_ce_que_la_liste_dit_d_une_intercommunalite(liste: ListeOfficielle) -> None:
    """Nom complet, nom d'usage, départements par nombre de communes, population, membres."""
    (flandre,) = chercher("245900758", liste).exactes

    assert flandre.nom == "Communauté de communes Flandre Lys"
    assert flandre.nom_court == "Flandre Lys"
    assert set(flandre.departements) == {"59", "62"}
    assert flandre.communes == 8
    assert flandre.population > 35_000
    (rochelle,) = chercher("CA de La Rochelle", liste).exactes
    assert (rochelle.nom, rochelle.nom_court) == (
        "Communauté d'agglomération de La Rochelle",
        "La Rochelle",
    )


@pytest.mark.parametrize(
    ("nom", "court"),
    [
        ("Communauté de communes du Val Fleuri", "Val Fleuri"),
        ("communauté d'agglomération de La Baie", "La Baie"),
        ("Syndicat mixte des Trois Vallées", "Trois Vallées"),
        ("CCAS d'Exempleville", "Exempleville"),
        ("Val Fleuri", "Val Fleuri"),
        ("Ville", "Ville"),
    ],
)
def test_le_nom_d_usage_laisse_la_nature(nom: str, court: str) -> None:
    """Ce que l'on dit en conversation : le nom sans sa nature juridique."""
    assert nom_d_usage(nom) == court
