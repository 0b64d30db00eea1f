"""Ce que sont devenues les intercommunalités accompagnées : faits relevés, comptes, seuil."""

import re
from fractions import Fraction

import pytest

from projet_social.chargement import charger
from projet_social.comparaison.devenir import SEUIL, BilanDuSuivi, dresser_le_bilan, suite_de
from projet_social.corpus.corpus import Corpus
from projet_social.corpus.officiel import EntiteOfficielle, ListeOfficielle
from projet_social.macros.registre import trouver
from projet_social.macros.vue import Vue
from projet_social.modele.dossier import Accompagnement
from projet_social.pages.publication import Publication
from tests.fabrique import RACINE

FAITS = {
    "Communauté de communes de Saint Jean d'Angély": [("CC Vals de Saintonge Communauté", 19, 19)],
    "Communauté de communes de la Plaine d'Aunis": [
        ("CA de La Rochelle", 9, 17),
        ("CC Aunis Sud", 8, 17),
    ],
    "Communauté de communes du Pays de Bourgueil": [
        ("CC Touraine Ouest Val de Loire", 8, 9),
        ("CC Chinon, Vienne et Loire", 1, 9),
    ],
    "Communauté de communes Vallée Loire Authion": [
        ("CU Angers Loire Métropole", 7, 8),
        ("CC Baugeois Vallée", 1, 8),
    ],
    "Communauté de communes Sèvre Maine Goulaine": [("CA Clisson Sèvre et Maine Agglo", 4, 4)],
    "Communauté de communes du Pays de l'Ernée": [("CC de l'Ernée", 15, 15)],
    "Communauté de communes du Tilleul et de la Bourbeuse": [
        ("CA Grand Belfort", 20, 27),
        ("CC du Sud Territoire", 7, 27),
    ],
}
"""Relevés à la main dans l'édition ancienne et dans la liste de 2026."""
SANS_REPONSE = {
    "Communauté de communes Arve Luce Mareuil",
    "Communauté de communes du Vernois",
    "Communauté de communes de Voulx",
    "Syndicat mixte de l'Avant Pays Savoyard",
    "Communauté de communes Vallée de la Dordogne",
    "Syndicat mixte au Cœur des Trois Cantons",
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Le corpus publié."""
    return charger(RACINE / "data")


def lignes_de(corpus: Corpus) -> list[Accompagnement]:
    """Les 54 lignes."""
    return [ligne for g in corpus.accompagnements.groupes for ligne in g.accompagnements]


def suivie(*communes: int, anciennes: int = 1, total: int = 12) -> Accompagnement:
    """Une ligne dont les communes sont allées à autant d'intercommunalités, 1 à n."""
    return Accompagnement.model_validate(
        {
            "nom": "N",
            "devenir": {
                "edition": 2012,
                "anciennes": [{"siren": "200000008", "nom": "A", "communes": total // anciennes}]
                * anciennes,
                "successeurs": [
                    {"siren": siren, "communes": nombre}
                    for siren, nombre in zip(SIRENS, communes, strict=False)
                ],
            },
        }
    )


SIRENS = ("200000016", "200000024")
LISTE = ListeOfficielle({s: EntiteOfficielle(s, f"CC {s}", "CC", 1, 1, 1) for s in SIRENS})


@pytest.mark.parametrize(
    ("ligne", "succede"),
    [
        (suivie(12), True),
        (suivie(8, 4), True),
        (suivie(7, 5), False),
        (suivie(8, 3), True),
        (suivie(8, 4, anciennes=2), True),
        (suivie(8), True),
    ],
)
def test_deux_communes_sur_trois_font_un_successeur(ligne: Accompagnement, succede: bool) -> None:
    """À deux tiers juste, oui ; au-dessous, non ; une commune isolée compte dans le total."""
    suite = suite_de(ligne, LISTE)

    assert suite is not None
    assert (suite.successeur is not None) == succede
    assert {part.total for part in suite.parts} == {12}


@pytest.mark.parametrize("nom", FAITS)
def test_les_faits_releves_a_la_main(corpus: Corpus, nom: str) -> None:
    """Successeurs, communes reçues, total : ceux que l'on a comptés."""
    (ligne,) = (ligne for ligne in lignes_de(corpus) if ligne.nom == nom)
    suite = suite_de(ligne, corpus.officiel)

    assert suite is not None
    assert [(part.nom, part.communes, part.total) for part in suite.parts] == FAITS[nom]


def test_le_bilan(corpus: Corpus) -> None:
    """Des 34 lignes que la liste ne nommait pas : 18 sûres, 10 avec un doute, 6 sans rien."""
    lignes = lignes_de(corpus)

    assert dresser_le_bilan(lignes) == BilanDuSuivi(28, 10, 6, (2012, 2019))
    sans = [ligne for ligne in lignes if ligne.etat == "non_rapprochee" and not ligne.devenir]
    assert {ligne.nom for ligne in sans} == SANS_REPONSE
    assert all(ligne.precision for ligne in sans)


def test_une_ligne_douteuse_reste_non_rapprochee(corpus: Corpus) -> None:
    """Un doute ne fait ni une disparition, ni un SIREN."""
    for ligne in lignes_de(corpus):
        if ligne.devenir:
            assert (ligne.etat == "non_rapprochee") == bool(ligne.devenir.doute), ligne.nom
            assert bool(ligne.siren) == (ligne.etat == "existe"), ligne.nom


def test_aucune_part_ne_touche_au_seuil(corpus: Corpus) -> None:
    """Ce qui justifie les deux tiers : aucune première part n'est entre 59 et 74 %."""
    suites = [suite_de(ligne, corpus.officiel) for ligne in lignes_de(corpus)]
    premieres = [suite.parts[0].fraction for suite in suites if suite]

    assert len(premieres) == 28
    assert Fraction(59, 100) < SEUIL < Fraction(74, 100)
    assert not [part for part in premieres if Fraction(59, 100) <= part <= Fraction(74, 100)]


def test_la_page_dit_les_totaux_la_methode_et_chaque_part(corpus: Corpus) -> None:
    """Les nombres sont calculés ; l'édition, la part et le doute se lisent sur la ligne."""
    html = trouver("accompagnements").appeler(Vue(Publication(corpus)))
    texte = re.sub(r"<[^>]+>|\s+", " ", html).replace("&#39;", "'")
    texte = re.sub(" +", " ", texte)

    assert "28 lignes suivies par leurs communes, dont 10 avec un doute" in texte
    assert "6 lignes restent sans réponse" in texte
    assert "Au moins deux communes sur trois dans la même" in texte
    partage = "CA de La Rochelle (9 sur 17, 53 %), CC Aunis Sud (8 sur 17, 47 %)"
    assert f"Ses communes se sont partagées : {partage}".replace("(", "(") in texte.replace(
        " (", " ("
    )
    assert "Suivies depuis l’édition de 2012 : CC Plaine d'Aunis." in texte
    assert "Avec un doute. La source écrit « Ornains »" in texte
