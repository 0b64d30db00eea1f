"""Le classeur des données, en XLSX et en ODS : un onglet par table, reliés par des liens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice

from ..classeur.accueil import ACCUEIL, FeuilleDAccueil
from ..classeur.classeur import (
    LIENS_MAXIMUM,
    NOM_MAXIMUM,
    NON,
    OUI,
    SIGNES_MAXIMUM,
    Cases,
    Cellule,
    Classeur,
    Feuille,
)
from ..classeur.formats import ecrire_le_classeur
from ..comparaison.matrice import Matrice, croiser
from ..comparaison.mentions import LEGENDE, mentions_par_theme
from ..comparaison.selection import choisir
from ..pages.fixe import AdresseFixe
from ..pages.publication import Publication
from .comparaison import rangees_de_la_matrice
from .fichier import RACINE, Fichier, FormatDeFichier, Rayon, donnees
from .licence import attribution, licence_des_donnees
from .table import ColonneDeTable, Table, Valeur
from .tables import tables_de

ADRESSES = {
    f: f"{RACINE}projets-sociaux.{f.name.lower()}"
    for f in (FormatDeFichier.XLSX, FormatDeFichier.ODS)
}
SUITE = " […]"
APERCU = 200
"""Lignes que l'on regarde pour choisir la largeur des colonnes."""
LARGEURS = (8, 60)
"""Caractères d'une colonne, au moins et au plus."""
COLONNES, CROISEMENT = "Colonnes", "Matrice"

Places = Mapping[int, tuple[str, Mapping[Valeur, int]]]
"""Les colonnes qui mènent ailleurs : l'onglet et la ligne de chaque valeur, ou le web."""


@donnees
def classeurs(publication: Publication) -> Iterator[Fichier]:
    """Le classeur pour Excel, puis pour LibreOffice."""
    for format_ in ADRESSES:
        yield Fichier(
            ADRESSES[format_],
            "Classeur",
            f"Toutes les tables en un classeur {format_.nom} : un onglet chacune, filtres et "
            "liens.",
            format_,
            Rayon.ENTIER,
            partial(_ecrire, publication, format_),
        )


def _ecrire(publication: Publication, format_: FormatDeFichier) -> bytes:
    return ecrire_le_classeur(classeur_de(publication), format_.name.lower())


@lru_cache(maxsize=1)
def classeur_de(publication: Publication) -> Classeur:
    """Le classeur d'un site : l'accueil, une table par onglet, le sens des colonnes."""
    tables = [table for table in tables_de(publication) if not table.liaison]
    corpus = publication.corpus
    matrice = croiser(corpus, mentions_par_theme(corpus), choisir(corpus))
    return Classeur(
        [
            _accueil(publication, tables, matrice),
            *(_onglet(table, tables) for table in tables),
            *([_croisement(matrice)] if matrice.territoires else []),
            _colonnes(tables),
        ],
        titre=publication.nom,
        description=attribution(publication),
        auteur=corpus.editeur.nom or "",
    )


def feuille_de_donnees(
    nom: str, colonnes: Sequence[str], lignes: Iterable[Cases], largeurs: Sequence[float] = ()
) -> Feuille:
    """Un onglet qui se lit comme une table : en-têtes figés, filtres, retour à l'accueil.

    Args:
        nom: nom de l'onglet, 31 signes au plus.
        colonnes: noms des colonnes.
        lignes: que l'on peut relire : ce qui ouvre une table en choisit les largeurs.
        largeurs: en caractères, une par colonne, si on les connaît.
    """
    entetes = [Cellule(colonne, habit="colonne") for colonne in colonnes]
    entetes[0].vers = (ACCUEIL, 1)
    return Feuille(
        nom[:NOM_MAXIMUM].rstrip(),
        [entetes],
        lignes,
        largeurs=[*largeurs] or largeurs_de(colonnes, islice(lignes, APERCU)),
        figees=(1, 1),
        filtre=True,
        hauteur_maximum=1,
    )


class _Lignes:
    """Les lignes d'une table, reliées à mesure qu'on les lit : un grand site en a des millions."""

    def __init__(self, table: Table, places: Places) -> None:
        self.table = table
        self.places = places

    def __iter__(self) -> Iterator[Cases]:
        """Chaque ligne."""
        return ([*_relier(ligne, self.places)] for ligne in self.table.lignes)


def _onglet(table: Table, tables: Sequence[Table]) -> Feuille:
    places = _places(table, tables)
    if len(places) * len(table.lignes) >= LIENS_MAXIMUM:
        places = {}
    return feuille_de_donnees(table.titre, table.noms, _Lignes(table, places))


def _places(table: Table, tables: Sequence[Table]) -> dict[int, tuple[str, Mapping[Valeur, int]]]:
    """Les colonnes qui désignent la ligne d'un autre onglet : cet onglet, et ses lignes."""
    par_nom = {autre.nom: autre for autre in tables if len(autre.cle) == 1}
    places: dict[int, tuple[str, Mapping[Valeur, int]]] = {}
    for renvoi in table.renvois:
        visee = par_nom.get(renvoi.table)
        if visee is not None and len(renvoi.colonnes) == 1:
            rang = visee.noms.index(renvoi.cibles[0])
            lignes = {ligne[rang]: numero for numero, ligne in enumerate(visee.lignes, 2)}
            places[table.noms.index(renvoi.colonnes[0])] = (nom_d_onglet(visee), lignes)
    if "adresse" in table.noms:
        places[table.noms.index("adresse")] = ("", {})
    return places


def _relier(ligne: Sequence[Valeur], places: Places) -> Iterator[Cellule | Valeur]:
    for rang, valeur in enumerate(ligne):
        if isinstance(valeur, bool):
            yield OUI if valeur else NON
        elif not isinstance(valeur, str):
            yield valeur
        elif rang not in places:
            yield _borner(valeur)
        else:
            onglet, lignes = places[rang]
            if onglet and valeur in lignes:
                yield Cellule(valeur, vers=(onglet, lignes[valeur]), habit="lien")
            elif not onglet and valeur.startswith("https://"):
                yield Cellule(valeur, valeur, habit="lien")
            else:
                yield _borner(valeur)


def _borner(texte: str) -> str:
    """Le texte, coupé s'il le faut : Excel refuserait le classeur."""
    if len(texte) <= SIGNES_MAXIMUM:
        return texte
    return f"{texte[: SIGNES_MAXIMUM - len(SUITE)]}{SUITE}"


def largeurs_de(colonnes: Sequence[str], lignes: Iterable[Cases]) -> list[float]:
    """La largeur de chaque colonne, d'après son nom et ce qu'elle contient."""
    moindre, plus_grande = LARGEURS
    pleines = [len(colonne) + 4 for colonne in colonnes]
    for ligne in lignes:
        for rang, case in enumerate(ligne):
            valeur = case.valeur if isinstance(case, Cellule) else case
            if valeur is not None:
                pleines[rang] = max(pleines[rang], len(str(valeur)) + 1)
    return [min(max(largeur, moindre), plus_grande) for largeur in pleines]


def nom_d_onglet(table: Table) -> str:
    """Le nom de l'onglet d'une table."""
    return table.titre[:NOM_MAXIMUM].rstrip()


def _accueil(publication: Publication, tables: Sequence[Table], matrice: Matrice) -> Feuille:
    """Ce qu'est le classeur, et le chemin vers chaque onglet."""
    licence = licence_des_donnees(publication.corpus)
    page = publication.absolue(AdresseFixe.DONNEES)
    accueil = FeuilleDAccueil(34, 90, 10)
    accueil.dire(publication.nom, "titre")
    accueil.dire(attribution(publication))
    if licence:
        accueil.dire(Cellule(licence.nom, licence.url or "", habit="lien" if licence.url else ""))
    if page:
        accueil.dire(Cellule("Ces données sur le site", page, habit="lien"))
    accueil.dire()
    accueil.dire("Vide n'est pas zéro : une case vide dit que le document n'en parle pas.")
    accueil.dire("Dans une case, plusieurs valeurs se séparent par « | ».")
    accueil.dire(
        "La première case de chaque onglet ramène ici ; les identifiants soulignés y mènent."
    )
    accueil.dire()
    croisement = (CROISEMENT, f"Un territoire ; {LEGENDE}.", len(matrice.territoires))
    accueil.decrire_les_onglets(
        ("Onglet", "Une ligne, c'est…", "Lignes"),
        [
            *((nom_d_onglet(table), table.description, len(table.lignes)) for table in tables),
            *([croisement] if matrice.territoires else []),
            (COLONNES, "Une colonne d'un onglet, et ce qu'elle contient."),
        ],
    )
    return accueil.feuille


def _colonnes(tables: Sequence[Table]) -> Feuille:
    """Le sens de chaque colonne de chaque onglet."""
    lignes: list[Cases] = []
    for table in tables:
        nom = nom_d_onglet(table)
        lignes += [
            (
                Cellule(nom, vers=(nom, 1), habit="lien"),
                *(c.nom, c.genre.libelle, c.unite or None, c.description, _mots(c)),
            )
            for c in table.colonnes
        ]
    entetes = ("onglet", "colonne", "type", "unite", "description", "mots")
    return feuille_de_donnees(COLONNES, entetes, lignes, [30, 30, 16, 12, 60, 60])


def _mots(colonne: ColonneDeTable) -> str | None:
    return " ; ".join(f"{mot} : {libelle}" for mot, libelle in colonne.mots) or None


def _croisement(matrice: Matrice) -> Feuille:
    """Les thèmes en colonnes, les territoires en lignes."""
    entetes, lignes = rangees_de_la_matrice(matrice)
    return feuille_de_donnees(CROISEMENT, entetes, lignes, [30, *(14 for _ in matrice.themes)])
