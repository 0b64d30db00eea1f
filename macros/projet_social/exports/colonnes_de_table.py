"""Les colonnes d'une table : celles que le catalogue des champs donne, celles que le site calcule.

Une colonne reprend du modèle son nom, sa description et son type : la phrase écrite sous le champ
est celle que lit la personne qui ouvre le fichier. Un champ neuf a donc la sienne, sauf s'il est
parmi ceux que l'on laisse (`champs_laisses.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from ..comparaison.mentions import MentionDeTheme
from ..comparaison.ressemblance import Paire
from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..modele.catalogue import ChampDuModele, SorteDeValeur, champs_du_modele
from ..modele.date_partielle import DatePartielle
from ..modele.montant import Montant
from ..modele.socle import Objet
from ..modele.source import Lien, Reference
from ..modele.vocabulaire import Vocabulaire
from ..pages.publication import Publication
from .arbre import nombre_simple
from .champs_laisses import est_laisse
from .identite import des_titres
from .journal import EntreeDuJournal
from .table import ColonneDeTable, Lire, Rangee, TypeDeColonne

T = TypeVar("T")

GENRES = {
    SorteDeValeur.ENTIER: TypeDeColonne.ENTIER,
    SorteDeValeur.ANNEE: TypeDeColonne.ENTIER,
    SorteDeValeur.NOMBRE: TypeDeColonne.NOMBRE,
    SorteDeValeur.OUI_NON: TypeDeColonne.OUI_NON,
}
"""Le type de la colonne d'un champ ; du texte, à défaut."""


def champs(
    modele: type[Objet], de: Lire = lambda r: r.objet, prefixe: str = "", sauf: str = ""
) -> Iterator[ColonneDeTable]:
    """Les colonnes d'un objet du modèle, dans l'ordre où on l'écrit.

    Args:
        modele: l'objet.
        de: le tire de la rangée ; None laisse les cases vides.
        prefixe: ce qui précède le nom du champ dans celui de la colonne.
        sauf: les champs que cette table dit autrement, séparés par des espaces.
    """
    tus = sauf.split()

    def taire(classe: type[Objet], nom: str) -> bool:
        return est_laisse(classe, nom) or (classe is modele and nom in tus)

    for champ in champs_du_modele(modele, taire, facultatif=bool(prefixe)):
        for colonne in _colonnes(champ, f"{prefixe}{'_'.join(champ.champs)}", de):
            yield replace(colonne, champ=champ)


def _colonnes(champ: ChampDuModele, nom: str, de: Lire) -> Iterator[ColonneDeTable]:
    """La colonne d'un champ ; plusieurs pour une date ou un montant."""

    def lire(rangee: Rangee) -> Any:
        return champ.lire(de(rangee))

    aide = champ.aide.rstrip(".").replace("`", "")
    if champ.objet:
        yield ColonneDeTable(
            nom,
            TypeDeColonne.TEXTE,
            f"{aide}.",
            lambda r: [_dire(o) for o in lire(r) or ()],
            liste=True,
        )
    elif champ.sorte is SorteDeValeur.DATE:
        yield from dates(nom, aide, lire, champ.jamais_vide)
    elif champ.sorte is SorteDeValeur.MONTANT:
        yield from montants(nom, aide, lire, champ.jamais_vide)
    else:
        yield ColonneDeTable(
            nom,
            GENRES.get(champ.sorte, TypeDeColonne.TEXTE),
            f"{aide}.",
            lire,
            mots=tuple((mot.value, mot.libelle) for mot in champ.vocabulaire or ()),
            obligatoire=champ.jamais_vide,
            liste=champ.liste,
        )


def _dire(objet: Objet) -> str:
    """Un objet dans une case : ce qu'il dit, d'un seul tenant."""
    if isinstance(objet, Lien):
        return f"{objet.titre} : {objet.url}"
    dits = (champ.lire(objet) for champ in champs_du_modele(type(objet)))
    return ", ".join(str(dit) for dit in dits if dit not in (None, ()))


def dates(
    nom: str, description: str, lire: Lire, obligatoire: bool = False
) -> Iterator[ColonneDeTable]:
    """Une date partielle : son texte, et les deux jours entre lesquels elle tombe."""

    def borne(cote: str) -> Lire:
        def tirer(rangee: Rangee) -> date | None:
            lue = lire(rangee)
            return getattr(lue, cote) if isinstance(lue, DatePartielle) else None

        return tirer

    yield ColonneDeTable(
        f"{nom}_texte",
        TypeDeColonne.TEXTE,
        f"{description}, comme elle est écrite.",
        lire,
        obligatoire=obligatoire,
    )
    yield ColonneDeTable(
        f"{nom}_au_plus_tot",
        TypeDeColonne.DATE,
        f"{description} : premier jour possible ; vide si le début est ouvert.",
        borne("debut"),
    )
    yield ColonneDeTable(
        f"{nom}_au_plus_tard",
        TypeDeColonne.DATE,
        f"{description} : dernier jour possible ; vide si la fin est ouverte.",
        borne("fin"),
    )


def montants(
    nom: str, description: str, lire: Lire, obligatoire: bool = False
) -> Iterator[ColonneDeTable]:
    """Un montant : son texte, qui seul fait foi, et ce que l'on en lit."""

    def tirer(quoi: str) -> Lire:
        def lu(rangee: Rangee) -> Any:
            montant = lire(rangee)
            if not isinstance(montant, Montant):
                return None
            valeur = getattr(montant, quoi)
            return nombre_simple(valeur) if quoi in ("minimum", "maximum") else valeur

        return lu

    lus = (
        ("texte", TypeDeColonne.TEXTE, "comme il est écrit, seul à faire foi"),
        ("minimum", TypeDeColonne.NOMBRE, "plus petit nombre lu, dans l'unité"),
        ("maximum", TypeDeColonne.NOMBRE, "plus grand nombre lu, dans l'unité"),
        ("unite", TypeDeColonne.TEXTE, "unité lue (€, ETP, %, h)"),
        ("periode", TypeDeColonne.TEXTE, "période lue (an, mois, séance)"),
        ("taxe", TypeDeColonne.TEXTE, "HT ou TTC, si c'est dit"),
        ("sommable", TypeDeColonne.OUI_NON, "oui s'il peut entrer honnêtement dans une somme"),
    )
    for quoi, genre, precision in lus:
        exigee = obligatoire and quoi in ("texte", "sommable")
        yield ColonneDeTable(
            f"{nom}_{quoi}",
            genre,
            f"{description} : {precision}.",
            tirer(quoi),
            obligatoire=exigee,
        )


def colonne(
    nom: str,
    description: str,
    lire: Lire,
    genre: TypeDeColonne = TypeDeColonne.TEXTE,
    *,
    obligatoire: bool = False,
    mots: Iterable[Vocabulaire] = (),
    liste: bool = False,
    unite: str = "",
) -> tuple[ColonneDeTable]:
    """Une colonne qui n'est pas un champ du modèle, en un uplet que l'on déplie avec les autres."""
    permis = tuple((mot.value, mot.libelle) for mot in mots)
    return (ColonneDeTable(nom, genre, description, lire, unite, permis, obligatoire, liste),)


def cle(nom: str, description: str, lire: Lire) -> tuple[ColonneDeTable]:
    """Une colonne jamais vide : un identifiant."""
    return colonne(nom, description, lire, obligatoire=True)


def nombre(nom: str, description: str, lire: Lire, unite: str = "") -> tuple[ColonneDeTable]:
    """Une colonne jamais vide : un nombre entier."""
    return colonne(nom, description, lire, TypeDeColonne.ENTIER, obligatoire=True, unite=unite)


def oui_ou_non(nom: str, description: str, lire: Lire) -> tuple[ColonneDeTable]:
    """Une colonne jamais vide : oui si…"""
    return colonne(nom, f"oui si {description}", lire, TypeDeColonne.OUI_NON, obligatoire=True)


def exemple() -> tuple[ColonneDeTable]:
    """La colonne qui dit qu'une ligne est inventée, pour qu'aucune n'entre ailleurs sans un mot."""
    return oui_ou_non(
        "exemple",
        "la ligne vient d'un exemple inventé, et n'est donc pas une donnée.",
        lambda r: _est_un_exemple(r.objet) or _est_un_exemple(r.de),
    )


def _est_un_exemple(objet: Any) -> bool:
    """Vrai de ce qui est inventé, ou contenu dans ce qui l'est."""
    match objet:
        case Rangee():
            return _est_un_exemple(objet.objet) or _est_un_exemple(objet.de)
        case tuple():
            return any(map(_est_un_exemple, objet))
        case TerritoirePublie():
            return objet.montre_un_exemple
        case Paire():
            return objet.gauche.exemple or objet.droite.exemple
        case Ligne() | Plan() | MentionDeTheme():
            return objet.exemple
        case EntreeDuJournal():
            return _est_un_exemple(objet.objet) or objet.plan.exemple
    return False


def rang(description: str) -> tuple[ColonneDeTable]:
    """La colonne du rang de la ligne dans ce qui la contient."""
    return nombre("rang", f"{description}, à partir de 1.", lambda r: r.rang)


def adresse(description: str, cible: Lire = lambda r: r.objet) -> tuple[ColonneDeTable]:
    """La colonne de l'adresse d'une page : entière si celle du site est connue."""

    def lire(rangee: Rangee) -> str | None:
        publication, but = rangee.publication, cible(rangee)
        return publication.absolue(but) or publication.adresse(but)

    return colonne("adresse", description, lire)


def source(lire: Callable[[Rangee], Reference | None]) -> Iterator[ColonneDeTable]:
    """Les colonnes d'un renvoi à un document."""
    yield from champs(Reference, lire, "source_")


def numeroter(
    publication: Publication,
    objets: Iterable[Any],
    de: Any = None,
    titre: Callable[[Any], str] | None = None,
) -> Iterator[Rangee]:
    """Une rangée par objet, numérotée dans ce qui les contient.

    Args:
        publication: le site.
        objets: dans leur ordre.
        de: ce qui les contient.
        titre: ce qui nomme un objet ; deux du même nom se distinguent par leur rang parmi eux.
    """
    if titre is None:
        for place, objet in enumerate(objets, 1):
            yield Rangee(publication, objet, de, place)
        return
    liste = list(objets)
    for place, (objet, nom) in enumerate(zip(liste, des_titres(map(titre, liste)), strict=True), 1):
        yield Rangee(publication, objet, de, place, nom)


def chaque(
    contenants: Callable[[Publication], Iterable[T]], contenus: Callable[[T], Iterable[Any]]
) -> Callable[[Publication], Iterator[Rangee]]:
    """De quoi remplir la table de ce que contiennent des objets, numéroté dans chacun.

    Args:
        contenants: ces objets, pour un site.
        contenus: ce que l'un d'eux contient.
    """

    def rangees(publication: Publication) -> Iterator[Rangee]:
        for contenant in contenants(publication):
            yield from numeroter(publication, contenus(contenant), contenant)

    return rangees
