"""Aucune cellule ne se perd : placée, à ranger, ou ignorée par une règle nommée."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projet_social.chargement import examiner_des_arbres
from projet_social.classeur.classeur import Cellule, Classeur, Feuille, Plage
from projet_social.ecriture.arbre import nettoyer, semblables
from projet_social.ecriture.yaml_conserve import fusionner
from projet_social.lecture.yaml_marque import lire_le_yaml
from projet_social.modele.referentiel import Publics, Themes
from projet_social.tableur.comprehension.arbres import Cible
from projet_social.tableur.comprehension.grille import est_remplie
from projet_social.tableur.comprehension.importation import Import, Resultat
from projet_social.tableur.comprehension.mots import referentiel_de
from projet_social.tableur.comprehension.rapport import SortDeCellule, ouvrir_rapport
from projet_social.tableur.comprehension.synonymes import mots_reconnus

pytestmark = pytest.mark.lent

THEMES = Themes.model_validate(
    {
        "familles": [{"id": "vie", "nom": "Vie"}],
        "themes": [{"id": nom, "famille": "vie", "nom": nom} for nom in ("sante", "mobilite")],
    }
)
PUBLICS = Publics.model_validate({"publics": [{"id": "jeunes", "nom": "Jeunes"}]})
REFERENTIEL = referentiel_de(THEMES, PUBLICS)
TERRITOIRE = {
    "nom": "Communauté de communes du Val",
    "nom_court": "Val",
    "type": "communaute_de_communes",
    "departements": ["99"],
}
EXISTANTS: dict[str, Any] = {
    "territoires/val/territoire.yml": TERRITOIRE,
    "referentiels/themes.yml": THEMES.model_dump(mode="json"),
    "referentiels/publics.yml": PUBLICS.model_dump(mode="json"),
}
CIBLE = Cible("val", "Val", EXISTANTS)

noms = st.sampled_from(
    [
        "Action", "Axe", "Objectif", "Objectif opérationnel", "Pilote(s)", "Échéance", "Calendrier",
        "Budget 2024", "Budget (en €)", "2024", "2025", "Priorité", "Statut", "N°", "Public cible",
        "Thème", "Indicateurs", "Contact", "Lien", "Bilan 2024", "Description", "Porteur",
        "Étapes", "Cible 2026", "Prévu", "Réalisé", "Avancement", "Couleur", "Notes", "Id",
        "Partenaires locaux", "N° axe", "Constat", "Documents", "Début", "Fin", "Sous-axe (x.x)",
        "Titre de la sous-action", "Opérations", "N° opération", "Financeur 1", "Montant € HT",
        "Financements", "Amélioration continue", "Mesures liées", "Actions liées",
    ]
)  # fmt: skip
valeurs: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.none(),
    noms,
    st.sampled_from(
        [
            "Axe 1 : Grandir", "Axe 2", "Objectif 1.1 : Aider", "Action 1.1.1 : Ouvrir", "1. Aller",
            "1.1 Venir", "  en retrait", "- puce", "x", "-", "Total", "Source : inventée",
            "CCAS, CAF", "CCAS (a.b@exemple.fr)", "06 11 22 33 44", "en cours", "abandonné", "50 %",
            "12 000 €", "chaque année", "de 2024 à 2026", "32/13/2024", "sante, jeunes, autre",
            "https://exemple.fr/a", "=A1+1", "#REF!", "Fiche-action n° 3 : Faire", "Pilote : CCAS",
            "accueil@exemple.fr", "2024 : étude ; 2025 : travaux", "a\nb\nc",
            "Fonctionnement : 3 €", "Champ texte", "12/14/20", "03/04/20", "En retard", "Bloqué",
            "Pas de participation citoyenne", "CAF, associations locales, Département",
        ]
    ),
    st.text(max_size=30),
    st.integers(-5, 60_000),
    st.floats(-10, 60_000, allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),
)  # fmt: skip
liens = st.sampled_from(["", "", "", "https://exemple.fr", "mailto:a.b@exemple.fr", "C:\\a.doc"])
cellules = st.builds(Cellule, valeurs, lien=liens, unite=st.sampled_from(["", "", "€", "%"]))


@st.composite
def feuilles(tirer: st.DrawFn) -> Feuille:
    """Une feuille quelconque, souvent faite comme un tableau."""
    largeur = tirer(st.integers(1, 6))
    rangee = st.lists(cellules, min_size=1, max_size=largeur)
    lignes = tirer(st.lists(rangee, max_size=9))
    if tirer(st.booleans()):
        entete = tirer(st.lists(noms, min_size=largeur, max_size=largeur))
        lignes.insert(min(tirer(st.integers(0, 2)), len(lignes)), [Cellule(nom) for nom in entete])
    feuille = Feuille(
        tirer(st.sampled_from(["Feuil1", "Axe 1", "Axe 2 - Vivre", "Santé", "Fiche 1"])), lignes
    )
    feuille.masquee = tirer(st.integers(0, 9)) == 0
    for _ in range(tirer(st.integers(0, 2))):
        haut, gauche = tirer(st.integers(0, 8)), tirer(st.integers(0, 5))
        hauteur, large = tirer(st.integers(0, 3)), tirer(st.integers(0, 4))
        feuille.fusions.append(Plage(haut, gauche, haut + hauteur, gauche + large))
    for _ in range(tirer(st.integers(0, 2))):
        place = tirer(st.integers(0, 8)), tirer(st.integers(0, 5))
        feuille.retraits[place] = tirer(st.integers(1, 3))
    return feuille


classeurs = st.builds(Classeur, st.lists(feuilles(), min_size=1, max_size=3), st.booleans())


def importer(classeur: Classeur, **options: Any) -> Resultat:
    """Lit un classeur dans un territoire inventé, vide."""
    return Import(classeur, **options).lire(REFERENTIEL, CIBLE)


@settings(max_examples=300)
@given(classeurs)
def test_chaque_cellule_remplie_a_un_sort(classeur: Classeur) -> None:
    """Le total tombe juste, feuille par feuille, quel que soit le classeur."""
    comptes = importer(classeur).rapport.comptes()

    remplies: dict[str, int] = {}
    for feuille in classeur.feuilles:
        nombre = sum(est_remplie(cellule) for rangee in feuille.lignes for cellule in rangee)
        remplies[feuille.nom] = remplies.get(feuille.nom, 0) + nombre
    assert {nom: compte.total() for nom, compte in comptes.items()} == remplies


@settings(max_examples=200)
@given(classeurs)
def test_ce_qui_est_rendu_sans_erreur_est_accepte_par_le_modele(classeur: Classeur) -> None:
    """Un import sans erreur donne des fichiers qui s'écrivent, se relisent, et se publient."""
    resultat = importer(classeur)
    if resultat.rapport.remarques.erreurs or resultat.vide:
        return

    for chemin, arbre in resultat.arbres.fichiers.items():
        relu, anomalies = lire_le_yaml(fusionner(None, arbre, chemin), chemin)
        assert not anomalies
        assert semblables(relu, nettoyer(arbre))
    rapport = examiner_des_arbres(EXISTANTS | resultat.arbres.fichiers)
    assert rapport.publiable, [str(a) for a in rapport.anomalies if a.gravite == "erreur"]


@settings(max_examples=100)
@given(classeurs)
def test_importer_deux_fois_ne_change_rien(classeur: Classeur) -> None:
    """Le second import du même classeur rend exactement les mêmes fichiers."""
    premier = importer(classeur)
    if premier.rapport.remarques.erreurs or premier.vide:
        return

    cible = Cible("val", "Val", EXISTANTS | premier.arbres.fichiers)
    second = Import(classeur).lire(REFERENTIEL, cible)
    assert second.arbres.fichiers == premier.arbres.fichiers


def test_une_cellule_oubliee_est_un_defaut_du_programme() -> None:
    """La garde échoue : un sort qui manque, ou donné à une cellule vide, arrête tout."""
    rapport = ouvrir_rapport([Feuille("F", [[Cellule("a"), Cellule()]])])
    with pytest.raises(AssertionError, match="oubliées : feuille « F », cellule A1"):
        rapport.verifier()

    rapport.placer(rapport.grilles[0].repere(0, 0))
    rapport.verifier()
    rapport.placer(rapport.grilles[0].repere(0, 1))
    with pytest.raises(AssertionError, match="inventées : feuille « F », cellule B1"):
        rapport.verifier()


def test_un_sort_se_compose() -> None:
    """Placée puis laissée : le reste est à ranger. Une règle n'efface pas un sort."""
    rapport = ouvrir_rapport([Feuille("F", [[Cellule("a")]])])
    ici = rapport.grilles[0].repere(0, 0)
    rapport.placer(ici)
    rapport.laisser(ici)
    rapport.ignorer(ici, "règle")
    assert rapport.sorts[ici] == (SortDeCellule.EN_PARTIE, "")


def test_la_table_n_a_pas_deux_sens_pour_un_nom() -> None:
    """Chaque nom de colonne de la table désigne un seul champ, et chaque champ se lit."""
    from projet_social.lecture.mots_des_gens import TABLE
    from projet_social.tableur.comprehension.lectures.registre import toutes_les_lectures
    from projet_social.texte.synonyme import cle_du_synonyme

    lue, _ = lire_le_yaml(TABLE.read_bytes(), TABLE.name)
    assert isinstance(lue, dict)
    champs: dict[str, set[str]] = {}
    for champ, mots in lue["champs"].items():
        for mot in mots:
            champs.setdefault(cle_du_synonyme(mot), set()).add(champ)
    assert {nom: sens for nom, sens in champs.items() if len(sens) > 1 or not nom} == {}
    assert set(mots_reconnus().noms_de_champs) <= set(toutes_les_lectures())
