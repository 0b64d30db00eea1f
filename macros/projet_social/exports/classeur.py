"""Le classeur des données, sans format de fichier : un onglet par table, reliés par des liens.

Deux modules l'écrivent, l'un en XLSX, l'autre en ODS : mêmes onglets, mêmes cellules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from ..comparaison.matrice import croiser
from ..comparaison.mentions import LEGENDE, mentions_par_theme
from ..comparaison.selection import choisir
from ..pages.publication import Publication
from .licence import attribution, licence_des_donnees
from .table import Colonne, Table, Valeur
from .tables import tables_de
from .tableur import FAUX, VRAI

NOM_MAXIMUM = 31
"""Signes d'un nom d'onglet, au plus."""
LIENS_MAXIMUM = 60_000
"""Liens d'un onglet, au plus : au-delà de 65 530, Excel les perd tous."""
TEXTE_MAXIMUM = 32_000
"""Signes d'une cellule, au plus : Excel en refuse 32 768."""
SUITE = " […]"
APERCU = 200
"""Lignes que l'on regarde pour choisir la largeur des colonnes."""
LARGEURS = (8, 60)
"""Caractères d'une colonne, au moins et au plus."""
ACCUEIL, COLONNES, CROISEMENT = "Lisez-moi", "Colonnes", "Matrice"


@dataclass(frozen=True, slots=True)
class Lien:
    """Une cellule qui mène ailleurs.

    Attributes:
        texte: ce qui se lit.
        onglet: onglet où elle mène ; vide pour une adresse.
        ligne: ligne de cet onglet, à partir de 1.
        adresse: adresse sur le web.
    """

    texte: str
    onglet: str = ""
    ligne: int = 1
    adresse: str = ""


Cellule = Valeur | Lien
Places = Mapping[int, tuple[str, Mapping[Valeur, int]]]
"""Les colonnes qui mènent ailleurs : l'onglet et la ligne de chaque valeur, ou le web."""


@dataclass(frozen=True)
class Onglet:
    """Un onglet.

    Attributes:
        nom: 31 signes au plus.
        lignes: cellules, que l'on peut relire ; la première ligne d'une table nomme ses colonnes.
        hauteur: nombre de lignes.
        largeurs: en caractères, une par colonne.
        entete: rang de la ligne d'en-tête ; 1 pour une table, que l'on fige et que l'on filtre.
    """

    nom: str
    lignes: Iterable[Sequence[Cellule]]
    hauteur: int
    largeurs: Sequence[int]
    entete: int = 1

    @property
    def table(self) -> bool:
        """Vrai s'il se lit comme une table, d'un bout à l'autre."""
        return self.entete == 1


@dataclass(frozen=True)
class Classeur:
    """Un classeur, et ce qu'il dit de lui-même."""

    titre: str
    description: str
    auteur: str
    onglets: Sequence[Onglet]


@lru_cache(maxsize=1)
def classeur_de(publication: Publication) -> Classeur:
    """Le classeur d'un site : l'accueil, une table par onglet, le sens des colonnes."""
    tables = [table for table in tables_de(publication) if table.lignes and not table.liaison]
    onglets = [_onglet(table, tables) for table in tables]
    matrice = _matrice(publication)
    return Classeur(
        publication.nom,
        attribution(publication),
        publication.corpus.editeur.nom or "",
        [
            _accueil(publication, tables, matrice),
            *onglets,
            *([matrice] if matrice.hauteur > 1 else []),
            _colonnes(tables),
        ],
    )


@dataclass(frozen=True)
class _Lignes:
    """Les lignes d'une table, reliées à mesure qu'on les lit : un grand site en a des millions."""

    table: Table
    places: Places

    def __iter__(self) -> Iterator[Sequence[Cellule]]:
        """L'en-tête, puis chaque ligne."""
        yield [Lien(self.table.noms[0], ACCUEIL), *self.table.noms[1:]]
        for ligne in self.table.lignes:
            yield [*_relier(ligne, self.places)]


def _onglet(table: Table, tables: Sequence[Table]) -> Onglet:
    places = _places(table, tables)
    if len(places) * len(table.lignes) > LIENS_MAXIMUM:
        places = {}
    lignes = _Lignes(table, places)
    return Onglet(
        nom_d_onglet(table), lignes, len(table.lignes) + 1, largeurs_de([*islice(lignes, APERCU)])
    )


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


def _relier(ligne: Sequence[Valeur], places: Places) -> Iterator[Cellule]:
    for rang, valeur in enumerate(ligne):
        if valeur is None or isinstance(valeur, bool):
            yield None if valeur is None else VRAI if valeur else FAUX
        elif not isinstance(valeur, str):
            yield valeur
        elif rang not in places:
            yield _borner(valeur)
        else:
            onglet, lignes = places[rang]
            if onglet and valeur in lignes:
                yield Lien(valeur, onglet, lignes[valeur])
            elif not onglet and valeur.startswith("https://"):
                yield Lien(valeur, adresse=valeur)
            else:
                yield _borner(valeur)


def _borner(texte: str) -> str:
    return texte if len(texte) <= TEXTE_MAXIMUM else f"{texte[:TEXTE_MAXIMUM]}{SUITE}"


def largeurs_de(lignes: Sequence[Sequence[Cellule]]) -> list[int]:
    """La largeur de chaque colonne, d'après ce qu'elle contient."""
    moindre, plus_grande = LARGEURS
    entetes = [len(_texte(cellule)) + 4 for cellule in lignes[0]]
    pleines = list(entetes)
    for ligne in lignes[1:]:
        for rang, cellule in enumerate(ligne):
            pleines[rang] = max(pleines[rang], len(_texte(cellule)) + 1)
    return [min(max(largeur, moindre), plus_grande) for largeur in pleines]


def _texte(cellule: Cellule) -> str:
    if isinstance(cellule, Lien):
        return cellule.texte
    return "" if cellule is None else str(cellule)


def nom_d_onglet(table: Table) -> str:
    """Le nom de l'onglet d'une table."""
    return table.titre[:NOM_MAXIMUM].rstrip()


def _accueil(publication: Publication, tables: Sequence[Table], matrice: Onglet) -> Onglet:
    """Ce qu'est le classeur, et le chemin vers chaque onglet."""
    licence = licence_des_donnees(publication.corpus)
    page = publication.absolue("donnees/")
    lignes: list[Sequence[Cellule]] = [(publication.nom,), (attribution(publication),)]
    if licence:
        lignes.append((Lien(licence.nom, adresse=licence.url) if licence.url else licence.nom,))
    if page:
        lignes.append((Lien("Ces données sur le site", adresse=page),))
    lignes += [
        (),
        ("Vide n'est pas zéro : une case vide dit que le document n'en parle pas.",),
        ("Dans une case, plusieurs valeurs se séparent par « | ».",),
        ("La première case de chaque onglet ramène ici ; les identifiants soulignés y mènent.",),
        (),
        ("Onglet", "Une ligne, c'est…", "Lignes"),
    ]
    entete = len(lignes)
    lignes += [
        (Lien(nom_d_onglet(table), nom_d_onglet(table)), table.description, len(table.lignes))
        for table in tables
    ]
    if matrice.hauteur > 1:
        croisement = f"Un territoire ; {LEGENDE}."
        lignes.append((Lien(CROISEMENT, CROISEMENT), croisement, matrice.hauteur - 1))
    lignes.append((Lien(COLONNES, COLONNES), "Une colonne d'un onglet, et ce qu'elle contient."))
    return Onglet(ACCUEIL, lignes, len(lignes), [34, 90, 10], entete)


def _colonnes(tables: Sequence[Table]) -> Onglet:
    """Le sens de chaque colonne de chaque onglet."""
    lignes: list[Sequence[Cellule]] = [
        (Lien("onglet", ACCUEIL), "colonne", "type", "unite", "description", "mots")
    ]
    for table in tables:
        nom = nom_d_onglet(table)
        lignes += [
            (Lien(nom, nom), c.nom, c.genre.libelle, c.unite or None, c.description, _mots(c))
            for c in table.colonnes
        ]
    return Onglet(COLONNES, lignes, len(lignes), [30, 30, 16, 12, 60, 60])


def _mots(colonne: Colonne) -> str | None:
    return " ; ".join(f"{mot} : {libelle}" for mot, libelle in colonne.mots) or None


def _matrice(publication: Publication) -> Onglet:
    """Les thèmes en colonnes, les territoires en lignes."""
    corpus = publication.corpus
    matrice = croiser(corpus, mentions_par_theme(corpus), choisir(corpus))
    lignes: list[Sequence[Cellule]] = [
        (Lien("territoire", ACCUEIL), *(theme.nom for theme in matrice.themes))
    ]
    for territoire in matrice.territoires:
        cases = (matrice.cases.get((territoire.slug, theme.id)) for theme in matrice.themes)
        lignes.append((territoire.nom, *(case.niveau.value if case else None for case in cases)))
    return Onglet(CROISEMENT, lignes, len(lignes), [30, *(14 for _ in matrice.themes)])
