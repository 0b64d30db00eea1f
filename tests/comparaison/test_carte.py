"""La carte et la liste des accompagnements disent les mêmes nombres, et ceux de la source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from projet_social.chargement import charger
from projet_social.comparaison.accompagnements import retenir
from projet_social.comparaison.carte import Carte, repartir
from projet_social.corpus.contours import lire_contours
from projet_social.corpus.corpus import Corpus, Inconnu
from projet_social.corpus.officiel import DepartementOfficiel, ListeOfficielle
from projet_social.macros.registre import trouver
from projet_social.macros.vue import Vue
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe
from tests.fabrique import RACINE

COMPTES_A_LA_MAIN = {
    "05": 1, "07": 1, "11": 1, "12": 1, "14": 1, "15": 1, "17": 3, "18": 1, "20": 3, "22": 1,
    "24": 5, "25": 1, "37": 1, "42": 1, "44": 1, "48": 1, "49": 2, "52": 1, "53": 3, "55": 3,
    "56": 2, "59": 1, "62": 3, "64": 2, "69": 1, "72": 2, "73": 1, "77": 2, "79": 1, "80": 1,
    "81": 1, "83": 1, "85": 1, "86": 1, "88": 1, "90": 1,
}  # fmt: skip
"""Compté ligne à ligne dans l'annexe imprimée ; Flandre et Lys compte dans le 59 et dans le 62."""
CASE = re.compile(
    r'<a class="force-\d" href="#(?P<ancre>[^"]+)"><title>[^<]+ \((?P<code>\w+)\) : (?P<dit>\d+)'
    r".*?<text[^>]*>(?P<ecrit>\d+)</text>"
)
RUBRIQUE = re.compile(
    r'<li id="(?P<ancre>[^"]+)"><p class="groupe">[^<]+ : (?P<nombre>\d+)</p>\s*'
    r"<ul>(?P<liste>.*?)</ul>",
    re.DOTALL,
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Le corpus publié."""
    return charger(RACINE / "data")


def carte_de(*departements: Iterable[str]) -> Carte[tuple[int, tuple[str, ...]]]:
    """La carte d'objets inventés, un par groupe de numéros."""
    objets = [(rang, tuple(codes)) for rang, codes in enumerate(departements)]
    return repartir(objets, lambda objet: objet[1], ListeOfficielle())


def comptes(carte: Carte[tuple[int, tuple[str, ...]]]) -> dict[str, int]:
    """Le nombre d'objets de chaque département."""
    return {case.code: case.nombre for case in carte.cases}


def page(corpus: Corpus, **filtres: str) -> str:
    """Ce que rend la macro des accompagnements."""
    return trouver("accompagnements").appeler(Vue(Publication(corpus)), **filtres)


def test_les_comptes_sont_ceux_de_la_source(corpus: Corpus) -> None:
    """54 lignes, 33 puis 21 ; chaque département a le nombre relevé à la main."""
    retenus = retenir(corpus.accompagnements)
    carte = repartir(retenus.lignes, lambda ligne: ligne.departements, corpus.officiel)

    assert [len(groupe.accompagnements) for groupe in retenus.groupes] == [33, 21]
    assert {case.code: case.nombre for case in carte.cases} == COMPTES_A_LA_MAIN
    assert carte.total == 54
    assert sum(COMPTES_A_LA_MAIN.values()) == 55
    assert sum(1 for ligne in retenus.lignes if ligne.territoire) == 12
    assert sum(nombre for _, nombre in retenus.etats) == 54


def test_la_carte_et_la_liste_disent_les_memes_nombres(corpus: Corpus) -> None:
    """Nombre écrit, nombre dit au lecteur d'écran, nombre de la liste, lignes de la liste."""
    html = page(corpus)
    rubriques = {r["ancre"]: r for r in RUBRIQUE.finditer(html)}
    cases = list(CASE.finditer(html))

    assert {case["code"]: int(case["ecrit"]) for case in cases} == COMPTES_A_LA_MAIN
    assert len(rubriques) == len(cases)
    for case in cases:
        rubrique = rubriques[case["ancre"]]
        lignes = rubrique["liste"].count("<li>")
        assert case["dit"] == case["ecrit"] == rubrique["nombre"] == str(lignes)


def test_les_deux_tableaux_gardent_l_ordre_de_la_source(corpus: Corpus) -> None:
    """33 lignes puis 21, avec leur légende, leur état en mots et leur territoire publié."""
    tableaux = re.findall(r"<table.*?</table>", page(corpus), re.DOTALL)
    noms = [re.findall(r'<th scope="row">([^<]+)</th>', tableau) for tableau in tableaux]

    assert [len(n) for n in noms] == [33, 21]
    assert noms[0][0] == "Communauté de communes de Saint Jean d&#39;Angély"
    assert noms[1][-1] == "Communauté de communes Nord Est Béarn"
    assert sum(tableau.count('href="territoires/') for tableau in tableaux) == 12
    assert "A changé de nom : CC du Haut Allier Margeride" in tableaux[1]


def test_l_attribution_des_contours_est_sur_la_page(corpus: Corpus) -> None:
    """La licence CC BY demande l'auteur, la licence, le lien, les changements."""
    html = page(corpus)

    for attendu in ("MapSVG", "Victor Cazanave", "CC BY 4.0", "licenses/by/4.0", "simplifiés"):
        assert attendu in html
    assert "contours-departements" in corpus.sources


@pytest.mark.parametrize(
    ("filtres", "nombre"),
    [
        ({"departement": "24"}, 5),
        ({"departement": "59"}, 1),
        ({"etat": "renommee"}, 1),
        ({"departement": "62", "etat": "existe"}, 2),
        ({"etat": "disparue"}, 17),
        ({"departement": "17", "etat": "renommee"}, 0),
    ],
)
def test_les_filtres_gardent_ce_qu_ils_disent(
    corpus: Corpus, filtres: dict[str, str], nombre: int
) -> None:
    """Un département, un état, les deux, et même rien du tout."""
    assert len(retenir(corpus.accompagnements, **filtres).lignes) == nombre
    assert page(corpus, **filtres).count('<th scope="row">') == nombre


@pytest.mark.parametrize("filtres", [{"departement": "99"}, {"etat": "exister"}])
def test_un_filtre_inconnu_est_refuse(corpus: Corpus, filtres: dict[str, str]) -> None:
    """Une faute de frappe ne rend pas une page vide."""
    with pytest.raises(Inconnu):
        page(corpus, **filtres)


def test_deux_departements_comptent_dans_chacun_sans_gonfler_le_total() -> None:
    """Répété dans la même ligne, un numéro ne compte qu'une fois."""
    carte = carte_de(["59", "62"], ["62", "62"])

    assert comptes(carte) == {"59": 1, "62": 2}
    assert carte.total == 2
    assert [case.code for case in carte.premieres] == ["62"]
    assert [case.code for case in carte.seules] == ["59"]


def test_l_ancien_numero_de_la_corse_reunit_les_deux_departements() -> None:
    """20 colore 2A et 2B ; un 2A de la même liste le rejoint ; sans 20, chacun garde sa place."""
    (corse,) = carte_de(["20"], ["2A"]).cases

    assert (corse.nom, corse.nombre) == ("Corse", 2)
    assert [contour.code for contour in corse.contours] == ["2A", "2B"]
    assert comptes(carte_de(["2A"], ["2B"])) == {"2A": 1, "2B": 1}


def test_l_outre_mer_est_dit_a_cote_de_la_carte() -> None:
    """Un département sans dessin a son nom, son nombre et sa place dans la liste."""
    officiel = ListeOfficielle(departements={"974": DepartementOfficiel("974", "La Réunion", "")})
    carte = repartir(["974", "29"], lambda code: [code], officiel)

    assert [case.nom for case in carte.hors_de_la_carte] == ["La Réunion"]
    assert [case.nom for case in carte.sur_la_carte] == ["Finistère"]


def test_la_petite_couronne_est_agrandie_quand_elle_compte() -> None:
    """Sinon quatre nombres s'écriraient l'un sur l'autre."""
    assert not carte_de(["29"]).agrandis
    agrandie = carte_de(["93"], ["94"])

    assert agrandie.agrandis == {"75", "92", "93", "94"}
    (a, b) = agrandie.cases
    assert abs(a.x - b.x) + abs(a.y - b.y) > 24


def test_les_contours_couvrent_la_metropole() -> None:
    """96 départements, chacun avec un tracé fermé, dans un fichier léger."""
    contours = lire_contours()

    assert len(contours.departements) == 96
    assert all(re.fullmatch(r"m[-\d.lmz ]+z", c.trace) for c in contours.departements.values())
    extrait = RACINE / "macros/projet_social/corpus/contours.json"
    assert extrait.stat().st_size < 60_000


def test_la_carte_des_territoires_compte_les_territoires(corpus: Corpus) -> None:
    """Les mêmes seize territoires que le corpus, département par département."""
    html = trouver("carte_territoires").appeler(Vue(Publication(corpus)))
    attendus = Counter(c for t in corpus.territoires.values() for c in t.donnees.departements)

    assert {case["code"]: int(case["ecrit"]) for case in CASE.finditer(html)} == attendus


def test_un_territoire_hors_de_la_carte_n_a_que_sa_liste(corpus_de: CorpusDe) -> None:
    """Sans rien à dessiner, pas de carte vide."""
    lu = corpus_de({"territoires/val/projet.yml": "titre: P\naxes: [Un]\n"}).corpus
    html = trouver("carte_territoires").appeler(Vue(Publication(lu)))

    assert "<svg" not in html
    assert 'id="territoires-departement-99"' in html
