"""Un territoire en classeur : un onglet par sorte d'objet, et rien qui se perde.

Ce que disent les fichiers a une case, ses choix une liste déroulante, son mode d'emploi une note
sur l'en-tête. `retour` sait reprendre ce classeur, retouché ou non.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest

from ...classeur.accueil import FeuilleDAccueil
from ...classeur.classeur import Cellule, Classeur, Controle, Feuille, Plage
from ...lecture.document import Document
from ...modele.catalogue import SorteDeValeur
from ...modele.fiche_action import FicheAction
from ...modele.introspection import premiere_phrase
from ...modele.niveau import PLURIELS, Niveau
from ...modele.territoire import Territoire
from ..colonnes import DANS, REPERE, RUBRIQUE, TYPE, ColonneDeClasseur, Onglet, onglet_de, onglets
from .cases import Lexique
from .mise_a_plat import ContexteDuTerritoire, LigneDOnglet, Tables, champ_de, mettre_a_plat

CHOIX, SUIVI = "Choix", "Suivi"
"""Les onglets qui, avec l'accueil, ne portent aucune donnée."""
CLASSEUR, FORMAT, TERRITOIRE_SUIVI = "Classeur", "Format", "Territoire"
MARQUE, VERSION = "projet-social", "1"
"""Ce que l'onglet « Suivi » dit de lui : à quoi on le reconnaît."""
VERSION_DE_PART = "1, pour un pilote"
"""Le format d'un classeur de pilote : un programme qui ne le connaît pas le refuse en entier."""
CHAMP, AIDE = "Champ", "À savoir"
"""Les en-têtes d'un onglet qui se lit de haut en bas."""
A_REMPLIR = 500
"""Rangées vides, sous les données, où les listes déroulantes sont déjà en place."""
HAUTEUR = 12
"""Lignes de texte qu'une rangée montre au plus."""
LARGEURS = {
    SorteDeValeur.PROSE: 60.0,
    SorteDeValeur.ENTIER: 11.0,
    SorteDeValeur.ANNEE: 11.0,
    SorteDeValeur.NOMBRE: 11.0,
    SorteDeValeur.OUI_NON: 9.0,
    SorteDeValeur.MOT: 17.0,
}
LARGEUR_DE_TEXTE = 22.0
LARGEUR_DE_TITRE, LARGEUR_DE_REPERE = 46.0, 27.0
COULEURS = {"donnees": "5B84B1", "suivi": "9AA3B2"}
REGLES = (
    "Chaque onglet est une sorte d'objet, chaque ligne en est un, chaque colonne un champ. La note "
    "d'un en-tête (triangle au coin de la case) dit quoi y écrire.",
    "La colonne « Fait partie de » rattache une ligne à celle qui la contient, par son identifiant "
    "ou son repère : une étape à son action, un budget à son étape.",
    "Là où une case peut contenir plusieurs valeurs, écrire une valeur par ligne : Alt+Entrée dans "
    "Excel, Ctrl+Entrée dans LibreOffice. Une ligne qui commence par deux espaces prolonge la "
    "valeur d'avant.",
    "Pour ajouter une action, remplir une ligne vide : un titre suffit, et « Rattachements » dit "
    "l'axe, l'enjeu ou l'objectif qu'elle sert. Une case « Identifiant » vide se tire du titre.",
    "Pour retirer une action, ôter sa ligne ; il faudra le confirmer au retour (--supprimer).",
    "Une date s'écrit comme on la dit : 28 mars 2017, mars 2017, 2e trimestre 2018, 2015 à 2019. "
    "Un montant aussi : 12 000 € TTC par an, 0,5 ETP.",
    "Les onglets et les en-têtes ne se renomment pas ; leur ordre, les largeurs, les couleurs et "
    "les filtres sont à vous. L'onglet « Suivi », caché, dit d'où vient ce classeur.",
)
"""Ce qu'il faut savoir pour le remplir."""
RETOUR = (
    "Pour reprendre ce classeur : « projet-social importer » suivi du nom du fichier. La commande "
    "montre ce qui changerait avant de l'écrire, et ne touche qu'aux fichiers qui changent."
)


def mettre_en_classeur(contexte: ContexteDuTerritoire) -> Classeur:
    """Le classeur d'un territoire."""
    tables = mettre_a_plat(contexte)
    empreintes = (
        (chemin, empreinte_du_fichier(doc)) for chemin, doc in sorted(contexte.documents.items())
    )
    suivi = [(FORMAT, VERSION), (TERRITOIRE_SUIVI, contexte.slug), *empreintes]
    return composer_le_classeur(contexte, tables, onglets(), _accueil(tables), suivi)


def composer_le_classeur(
    contexte: ContexteDuTerritoire,
    tables: Tables,
    voulus: Iterable[Onglet],
    accueil: Feuille,
    suivi: Iterable[Sequence[str]],
) -> Classeur:
    """Un classeur : son accueil, ses onglets, les choix permis, et d'où il vient."""
    lexique = Lexique(contexte.choix)
    choix = _Choix(lexique)
    feuilles = [_feuille(onglet, tables[onglet.modele], lexique, choix) for onglet in voulus]
    return Classeur([accueil, *feuilles, choix.feuille(), _suivi(suivi)])


def empreinte_du_fichier(document: Document) -> str:
    """Ce qui change dès qu'un fichier change."""
    return hashlib.sha256(document.octets).hexdigest()[:16]


@cache
def colonnes_rangees(onglet: Onglet) -> tuple[ColonneDeClasseur, ...]:
    """Les colonnes d'un onglet : ce qui nomme la ligne, sa place, puis ses champs."""
    rangement = onglet.colonnes_de_rangement
    if onglet.en_colonnes or ("id",) not in [c.champs for c in onglet.colonnes]:
        return (*rangement, *onglet.colonnes)
    tete, queue = (("titre",), ("id",)), (("alias",),)
    premieres = [c for voulue in tete for c in onglet.colonnes if c.champs == voulue]
    dernieres = [c for c in onglet.colonnes if c.champs in queue]
    milieu = [c for c in onglet.colonnes if c not in (*premieres, *dernieres)]
    return (*premieres, *rangement, *milieu, *dernieres)


def cases_de(rangee: LigneDOnglet, lexique: Lexique) -> dict[ColonneDeClasseur, Cellule]:
    """Les cases d'une ligne, par colonne."""
    onglet = rangee.onglet
    remplies = {}
    for colonne in colonnes_rangees(onglet):
        if colonne.champ == DANS:
            valeur = rangee.parent.repere if rangee.parent else None
        elif colonne.champ == RUBRIQUE:
            valeur = rangee.place.libelle if rangee.place else None
        elif colonne.champ == TYPE and rangee.place:
            valeur = lexique.libelles(colonne)[str(PLURIELS[rangee.place.champs[-1]])]
        elif colonne.champ == REPERE or colonne.champs == ("id",):
            valeur = rangee.repere
        else:
            ecrite = champ_de(rangee.brut, onglet.modele, colonne.champs)
            valeur = lexique.ecrire_la_case(colonne, ecrite)  # type: ignore[assignment]
        remplies[colonne] = Cellule(valeur)
    return remplies


def _feuille(
    onglet: Onglet, rangees: list[LigneDOnglet], lexique: Lexique, choix: _Choix
) -> Feuille:
    if onglet.en_colonnes:
        return _en_colonnes(onglet, rangees, lexique, choix)
    colonnes = colonnes_rangees(onglet)
    feuille = Feuille(onglet.nom, couleur=COULEURS["donnees"])
    feuille.lignes.append(
        [Cellule(c.libelle, commentaire=_aide(c), habit="entete") for c in colonnes]
    )
    feuille.largeurs = [_largeur(c) for c in colonnes]
    feuille.habits = [_habit(c) for c in colonnes]
    feuille.figees = (1, 1)
    feuille.filtre, feuille.hauteur_maximum = True, HAUTEUR
    for rangee in rangees:
        remplies = cases_de(rangee, lexique)
        if onglet.modele is Niveau:
            feuille.retraits[len(feuille.lignes), 0] = rangee.etage
        feuille.lignes.append([remplies[c] for c in colonnes])
    feuille.retraits = {ou: cran for ou, cran in feuille.retraits.items() if cran}
    fin = len(rangees) + A_REMPLIR
    for rang, colonne in enumerate(colonnes):
        cellules = Plage(1, rang, fin, rang, onglet.nom)
        feuille.controles += choix.controles(onglet, colonne, cellules)
    return feuille


def _en_colonnes(
    onglet: Onglet, rangees: list[LigneDOnglet], lexique: Lexique, choix: _Choix
) -> Feuille:
    """Un onglet qui se lit de haut en bas : un champ par ligne, un objet par colonne."""
    feuille = Feuille(onglet.nom, couleur=COULEURS["donnees"], figees=(1, 1))
    titres = [CHAMP, *(rangee.repere for rangee in rangees), AIDE]
    feuille.lignes.append([Cellule(titre, habit="entete") for titre in titres])
    feuille.largeurs = [30.0, *(70.0 for _ in rangees), 60.0]
    feuille.habits = ["cle", *("texte" for _ in rangees), "aide"]
    remplies = [cases_de(rangee, lexique) for rangee in rangees]
    for colonne in colonnes_rangees(onglet):
        ligne = len(feuille.lignes)
        valeurs = [c[colonne] for c in remplies]
        feuille.lignes.append([Cellule(colonne.libelle), *valeurs, Cellule(_aide(colonne))])
        cellules = Plage(ligne, 1, ligne, max(len(rangees), 1), onglet.nom)
        feuille.controles += choix.controles(onglet, colonne, cellules)
    return feuille


class _Choix:
    """L'onglet des listes de choix, rempli à mesure que des colonnes en demandent."""

    def __init__(self, lexique: Lexique) -> None:
        self.lexique = lexique
        self.listes: list[tuple[str, tuple[str, ...]]] = []

    def controles(
        self, onglet: Onglet, colonne: ColonneDeClasseur, cellules: Plage
    ) -> Iterator[Controle]:
        """La liste déroulante d'une colonne, si elle a des choix."""
        if colonne.champ == RUBRIQUE:
            noms = tuple(dict.fromkeys(place.libelle for place in onglet.places))
        else:
            noms = tuple(self.lexique.libelles(colonne).values())
        if colonne.champ == DANS:
            yield from _parent_a_choisir(onglet, cellules)
        if not noms:
            return
        liste = (_titre_de_liste(onglet, colonne), noms)
        if liste not in self.listes:
            self.listes.append(liste)
        if not colonne.liste:
            rang = self.listes.index(liste)
            yield Controle(cellules, Plage(1, rang, len(noms), rang, CHOIX))

    def feuille(self) -> Feuille:
        """L'onglet, une liste par colonne."""
        feuille = Feuille(CHOIX, couleur=COULEURS["suivi"], figees=(1, 0))
        feuille.lignes.append([Cellule(titre, habit="entete") for titre, _ in self.listes])
        rangs = zip_longest(*(noms for _, noms in self.listes))
        feuille.lignes += [list(map(Cellule, rang)) for rang in rangs]
        feuille.largeurs = [28.0 for _ in self.listes]
        feuille.habits = ["texte" for _ in self.listes]
        return feuille


def _parent_a_choisir(onglet: Onglet, cellules: Plage) -> Iterator[Controle]:
    """Les identifiants où choisir de quoi une ligne fait partie, s'ils sont ensemble."""
    parents = {place.parent for place in onglet.places}
    if parents == {FicheAction}:
        source = onglet_de(FicheAction)
        rang = next(i for i, c in enumerate(colonnes_rangees(source)) if c.champs == ("id",))
        yield Controle(cellules, Plage(1, rang, cellules.bas + A_REMPLIR, rang, source.nom), False)


def _titre_de_liste(onglet: Onglet, colonne: ColonneDeClasseur) -> str:
    """Le nom d'une liste : celui du champ, et de l'onglet si le mot a plusieurs sens."""
    if colonne.champ in (RUBRIQUE, "type", "types", "genre", "nature"):
        return f"{onglet.nom} : {colonne.libelle.lower()}"
    return colonne.libelle.rstrip(" 1234567890") if colonne.rang is not None else colonne.libelle


def _aide(colonne: ColonneDeClasseur) -> str:
    suite = " Une valeur par ligne (Alt+Entrée)." if colonne.liste else ""
    exige = " Obligatoire." if colonne.obligatoire else ""
    return f"{colonne.aide}{exige}{suite}"


def _largeur(colonne: ColonneDeClasseur) -> float:
    if colonne.champ in ("titre", "nom", "resume", "citation", "fait"):
        return LARGEUR_DE_TITRE
    if colonne.champ in (DANS, "id", "rattachements", "url"):
        return LARGEUR_DE_REPERE
    return LARGEURS.get(colonne.sorte, LARGEUR_DE_TEXTE)


def _habit(colonne: ColonneDeClasseur) -> str:
    if colonne.champs in (("titre",), ("nom",)):
        return "intitule"
    if colonne.champ in (DANS, REPERE) or colonne.champs == ("id",):
        return "repere"
    return "nombre" if colonne.sorte.est_un_nombre else "texte"


def _suivi(lignes: Iterable[Sequence[str]]) -> Feuille:
    """L'onglet caché qui dit d'où vient le classeur, et l'état des fichiers ce jour-là."""
    feuille = Feuille(SUIVI, masquee=True, couleur=COULEURS["suivi"], largeurs=[60.0, 24.0])
    feuille.habits = ["repere", "repere"]
    feuille.lignes = [[Cellule(mot) for mot in ligne] for ligne in [(CLASSEUR, MARQUE), *lignes]]
    return feuille


def _accueil(tables: Tables) -> Feuille:
    """La première feuille : ce que le classeur contient, comment le remplir, comment le rendre."""
    territoire = tables[Territoire][0].brut if tables[Territoire] else {}
    accueil = FeuilleDAccueil(34, 10, 84)
    accueil.dire(f"{territoire.get('nom', 'Un territoire')} : le projet en classeur", "titre")
    accueil.dire("Tout ce que disent les données de ce territoire est dans ce classeur.")
    accueil.dire()
    accueil.dire("Comment le remplir", "sous_titre")
    for regle in (*REGLES, RETOUR):
        accueil.dire(regle)
    accueil.dire()
    accueil.dire("Les onglets", "sous_titre")
    accueil.decrire_les_onglets(
        ("Onglet", "Lignes", "Contenu"),
        [(o.nom, len(tables[o.modele]), premiere_phrase(o.modele)) for o in onglets()],
    )
    return accueil.feuille
