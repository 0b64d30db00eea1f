"""Les fautes d'un classeur exporté puis retouché : où, quoi, que faire, toutes à la fois."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from projet_social.classeur.classeur import Cellule, Classeur, Feuille, lettre_de_colonne
from projet_social.classeur.refus import RefusDeClasseur
from projet_social.tableur.aller_retour.lecture_des_onglets import est_maison
from projet_social.tableur.aller_retour.retour import relire, territoire_de

from .maison import VAL, Maison

NAVETTE = "navette-du-samedi"
Faute = Callable[[Maison], None]


@pytest.fixture
def maison() -> Maison:
    """Un territoire inventé, et son classeur."""
    return Maison()


def renommer_l_entete(onglet: str, ancien: str, nouveau: str) -> Faute:
    """Une faute : un en-tête récrit."""

    def commettre(maison: Maison) -> None:
        rang = maison.colonne(onglet, ancien)
        maison.feuille(onglet).lignes[0][rang].valeur = nouveau

    return commettre


def ecrire(onglet: str, repere: str, entete: str, valeur: str | float | None) -> Faute:
    """Une faute : une case mal remplie."""
    return lambda maison: maison.ecrire(onglet, repere, entete, valeur)


def ajouter(onglet: str, **valeurs: str | float) -> Faute:
    """Une faute : une ligne mal remplie."""
    return lambda maison: maison.ajouter(onglet, **valeurs)


def oter_l_onglet(nom: str) -> Faute:
    """Une faute : un onglet supprimé."""
    return lambda maison: maison.classeur.feuilles.remove(maison.feuille(nom))


def oter_la_colonne(onglet: str, entete: str) -> Faute:
    """Une faute : une colonne supprimée."""

    def commettre(maison: Maison) -> None:
        rang = maison.colonne(onglet, entete)
        for rangee in maison.feuille(onglet).lignes:
            del rangee[rang]

    return commettre


def ecrire_hors_des_colonnes(maison: Maison) -> None:
    """Une faute : une note dans une colonne sans en-tête."""
    maison.feuille("Populations").lignes[1].append(Cellule("à revoir"))


def renommer_l_onglet(ancien: str, nouveau: str) -> Faute:
    """Une faute : un onglet renommé."""

    def commettre(maison: Maison) -> None:
        maison.feuille(ancien).nom = nouveau

    return commettre


FAUTES: dict[str, tuple[Faute, str]] = {
    "identifiant en double": (
        ecrire("Plan", "grandir-au-val", "Identifiant", "se-deplacer"),
        "{Plan/grandir-au-val/Identifiant}, colonne « Identifiant » : identifiant « se-deplacer"
        " » déjà pris (feuille « Plan », cellule A2) ; en donner un autre à l'une des deux "
        "lignes, ou vider la case",
    ),
    "parent inconnu": (
        ecrire("Étapes", "Trouver un chauffeur", "Fait partie de", "navette-du-semedi"),
        "{Étapes/Trouver un chauffeur/Fait partie de}, colonne « Fait partie de » : « "
        "navette-du-semedi » ne désigne aucune ligne ; écrire plutôt « navette-du-samedi »",
    ),
    "parent d'une autre sorte": (
        ecrire("Étapes", "Trouver un chauffeur", "Fait partie de", "se-deplacer"),
        "{Étapes/Trouver un chauffeur/Fait partie de}, colonne « Fait partie de » : « "
        "se-deplacer » est une ligne de l'onglet « Plan » ; écrire l'identifiant d'une ligne de"
        " l'onglet « Actions »",
    ),
    "parent vide": (
        ecrire("Bilans", NAVETTE, "Fait partie de", None),
        "{Bilans/navette-du-samedi/Fait partie de}, colonne « Fait partie de » : case vide ; "
        "écrire l'identifiant d'une ligne de l'onglet « Actions »",
    ),
    "rattachement inconnu": (
        ecrire("Actions", NAVETTE, "Rattachements", "relier-les-vilages\ngrandir"),
        "{Actions/navette-du-samedi/Rattachements}, colonne « Rattachements » : aucune ligne « "
        "relier-les-vilages » dans val-imaginaire ; écrire plutôt « relier-les-villages »",
    ),
    "date refusée": (
        ecrire("Actions", NAVETTE, "Fin", "quand on pourra"),
        "{Actions/navette-du-samedi/Fin}, colonne « Fin » : date « quand on pourra » incomprise"
        " ; écrire par exemple 28 mars 2017, mars 2017, 2e trimestre 2018 ou 2015 à 2019",
    ),
    "dates à l'envers": (
        ecrire("Actions", NAVETTE, "Fin", "2020"),
        "{Actions/navette-du-samedi/Fin}, colonne « Fin » : la fin (2020) précède le début "
        "(mars 2024) ; remettre « debut » et « fin » dans l'ordre",
    ),
    "statut inconnu": (
        ecrire("Actions", NAVETTE, "Statut", "En coure"),
        "{Actions/navette-du-samedi/Statut}, colonne « Statut » : « En coure » n'est pas dans "
        "la liste ; écrire plutôt « En cours » (permis : Piste à l’étude, À venir, En amorçage, "
        "En cours, Réalisée, En pause, Abandonnée)",
    ),
    "abandon sans motif": (
        ecrire("Actions", NAVETTE, "Statut", "Abandonnée"),
        "{Actions/navette-du-samedi/Statut}, colonne « Statut » : action abandonnée sans motif "
        "; dire pourquoi dans « motif »",
    ),
    "thème inconnu": (
        ecrire("Actions", NAVETTE, "Thème 2", "Jeunese"),
        "{Actions/navette-du-samedi/Thème 2}, colonne « Thème 2 » : « Jeunese » n'est pas dans "
        "la liste ; écrire plutôt « Jeunesse » (permis : Mobilité, Santé, Jeunesse)",
    ),
    "public inconnu": (
        ecrire("Actions", NAVETTE, "Publics", "ados"),
        "{Actions/navette-du-samedi/Publics}, colonne « Publics » : « ados » n'est pas dans la "
        "liste ; choisir dans la liste (permis : Jeunes, Parents)",
    ),
    "avancement hors des bornes": (
        ecrire("Actions", NAVETTE, "Avancement", 140),
        "{Actions/navette-du-samedi/Avancement}, colonne « Avancement » : « 140 » hors des "
        "bornes ; écrire un nombre de 0 à 100",
    ),
    "année impossible": (
        ecrire("Budgets", "Minibus", "Année", "l'an prochain"),
        "{Budgets/Minibus/Année}, colonne « Année » : « l'an prochain » n'est pas un nombre "
        "entier ; écrire des chiffres, comme 40 239",
    ),
    "donnée personnelle": (
        ecrire("Actions", NAVETTE, "Porteur", "anne@exemple.test"),
        "{Actions/navette-du-samedi/Porteur}, colonne « Porteur » : adresse électronique dans "
        "un nom de structure (« anne@exemple.test ») : donnée personnelle ; écrire le nom de la"
        " structure seul ; une boîte générique se met dans « contact »",
    ),
    "titre vidé": (
        ecrire("Actions", NAVETTE, "Titre", None),
        "{Actions/navette-du-samedi/Titre}, colonne « Titre » : champ obligatoire absent ; "
        "remplir la case",
    ),
    "colonne renommée": (
        renommer_l_entete("Actions", "Priorité", "Priorités"),
        "{Actions//Priorité} : en-tête « Priorités » inconnu ; écrire plutôt « Priorité »",
    ),
    "colonne en double": (
        renommer_l_entete("Actions", "Priorité", "Statut"),
        "{Actions//Statut} : en-tête « Statut » écrit deux fois ; n'en garder qu'un",
    ),
    "colonne ôtée": (
        oter_la_colonne("Actions", "Financeurs"),
        "feuille « Actions » : la colonne « Financeurs » manque ; la remettre ; pour effacer ce"
        " qu'elle disait, en vider les cases",
    ),
    "case hors des colonnes": (
        ecrire_hors_des_colonnes,
        "feuille « Populations », cellule F2 : case remplie sans en-tête ; lui donner un en-tête",
    ),
    "onglet ôté": (
        oter_l_onglet("Budgets"),
        "feuille « Budgets » : l'onglet manque ; le remettre, ou en vider les lignes pour les "
        "retirer",
    ),
    "onglet renommé": (
        renommer_l_onglet("Bilans", "Bilan"),
        "feuille « Bilan » : onglet inconnu ; écrire plutôt « Bilans », comme à l'export",
    ),
    "type de niveau inconnu": (
        ecrire("Plan", "grandir-au-val", "Type", "Axes"),
        "{Plan/grandir-au-val/Type}, colonne « Type » : « Axes » n'est pas dans la liste ; "
        "écrire plutôt « Axe » (permis : Axe, Enjeu, Objectif, Orientation)",
    ),
    "type de niveau vide": (
        ecrire("Plan", "grandir-au-val", "Type", None),
        "{Plan/grandir-au-val/Type}, colonne « Type » : case vide ; écrire Axe, Enjeu, Objectif"
        " ou Orientation",
    ),
    "niveaux l'un dans l'autre": (
        ecrire("Plan", "se-deplacer", "Fait partie de", "relier-les-villages"),
        "{Plan/se-deplacer/Fait partie de}, colonne « Fait partie de » : « se-deplacer » et « "
        "relier-les-villages » font partie l'un de l'autre ; dire lequel contient l'autre",
    ),
    "niveau sans plan, quand il y en a deux": (
        ecrire("Plan", "grandir-au-val", "Fait partie de", None),
        "{Plan/grandir-au-val/Fait partie de}, colonne « Fait partie de » : case vide ; écrire "
        "l'identifiant d'une ligne de l'onglet « Plan » ou « Projet »",
    ),
    "fiche à part rangée dans un niveau": (
        ecrire("Actions", NAVETTE, "Fait partie de", "se-deplacer"),
        "{Actions/navette-du-samedi/Fait partie de}, colonne « Fait partie de » : cette action "
        "a son propre fichier ; vider la case, et dire l'axe ou l'objectif dans « Rattachements"
        " »",
    ),
    "repère en double": (
        ajouter("Étapes", Repère="Étape 1", Titre="Encore", Fait_partie_de=NAVETTE),
        "feuille « Étapes », cellule A4, colonne « Repère » : repère « Étape 1 » déjà pris "
        "(feuille « Étapes », cellule A2) ; en donner un autre à l'une des deux lignes",
    ),
    "rubrique inconnue": (
        ecrire("Documents et liens", "Les horaires", "Rubrique", "Annexes"),
        "{Documents et liens/Les horaires/Rubrique}, colonne « Rubrique » : « Annexes » n'est "
        "pas une liste de cette ligne ; écrire « Documents » ou « Liens »",
    ),
    "lien sans protocole": (
        ecrire("Documents et liens", "Les horaires", "URL", "www.exemple.fr"),
        "{Documents et liens/Les horaires/URL}, colonne « URL » : lien « www.exemple.fr » sans "
        "protocole ; écrire https://www.exemple.fr",
    ),
    "valeur qui n'est pas un nombre": (
        ecrire("Populations", "12 000", "Nombre", "beaucoup"),
        "{Populations/12 000/Nombre}, colonne « Nombre » : « beaucoup » n'est pas un nombre "
        "entier ; écrire des chiffres, comme 40 239",
    ),
    "champ du territoire effacé": (
        lambda maison: maison.champ("Territoire", "Nom court", None),
        "feuille « Territoire », cellule B3, colonne « Nom court » : champ obligatoire absent ;"
        " remplir la case",
    ),
    "repère de projet récrit": (
        renommer_l_entete("Projet", "PROJET-sante", "Santé"),
        "feuille « Projet », cellule C1 : en-tête « Santé » inconnu ; écrire PROJET, ou PROJET-nom",
    ),
}


def situee(maison: Maison, message: str) -> str:
    """Le message, ses cases mises pour `{onglet/ligne/colonne}`."""

    def case(trouvee: re.Match[str]) -> str:
        onglet, ligne, entete = trouvee[1].split("/")
        rang = maison.ligne(onglet, ligne) if ligne else 0
        colonne = lettre_de_colonne(maison.colonne(onglet, entete))
        return f"feuille « {onglet} », cellule {colonne}{rang + 1}"

    return re.sub(r"\{(.+?)\}", case, message)


@pytest.mark.parametrize("nom", FAUTES)
def test_chaque_faute_se_dit_ou_elle_est(maison: Maison, nom: str) -> None:
    """La feuille, la case, la colonne ; ce qui ne va pas ; ce qu'il faut faire."""
    commettre, attendue = FAUTES[nom]
    attendue = situee(maison, attendue)
    commettre(maison)
    assert attendue in maison.fautes()


def test_toutes_les_fautes_sont_dites_ensemble(maison: Maison) -> None:
    """Trois fautes dans trois onglets : trois messages, dans l'ordre du classeur."""
    ordre = ("type de niveau vide", "statut inconnu", "rubrique inconnue")
    attendues = [situee(maison, FAUTES[nom][1]) for nom in ordre]
    for nom in reversed(ordre):
        FAUTES[nom][0](maison)
    assert maison.fautes() == attendues


def test_un_classeur_sans_suivi_n_est_pas_de_la_maison(maison: Maison) -> None:
    """Un classeur étranger, ou dont on a ôté l'onglet caché."""
    oter_l_onglet("Suivi")(maison)
    assert not est_maison(maison.classeur)
    assert not est_maison(Classeur([Feuille("Plan", [[Cellule("Action"), Cellule("Pilote")]])]))
    with pytest.raises(RefusDeClasseur, match=r"pas d'onglet « Suivi ».*l'exporter de nouveau"):
        territoire_de(maison.classeur)


@pytest.mark.parametrize(
    ("rang", "valeur", "message"),
    [
        (1, "7", r"classeur de format « 7 », ce programme lit le format 1 ; l'exporter"),
        (2, "../ailleurs", r"l'onglet « Suivi » nomme mal le territoire \(« ../ailleurs »\)"),
        (2, "pays-fictif", r"celui du territoire « pays-fictif », pas de « val-imaginaire »"),
    ],
)
def test_un_suivi_abime_est_refuse(maison: Maison, rang: int, valeur: str, message: str) -> None:
    """Un autre format, un nom qui sortirait du dossier, un autre territoire."""
    maison.feuille("Suivi").lignes[rang][1].valeur = valeur
    assert maison.contexte.slug == VAL
    with pytest.raises(RefusDeClasseur, match=message):
        relire(maison.classeur, maison.contexte)
