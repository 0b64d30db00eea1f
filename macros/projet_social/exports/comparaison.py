"""Les tableaux de la comparaison, en CSV à côté de leur page : ce que l'on y lit, tel quel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple
from functools import partial

from ..classeur.ecriture_csv import en_csv
from ..comparaison.bilan import comparer
from ..comparaison.calendriers import Calendrier
from ..comparaison.contexte import COLONNES, contextes
from ..comparaison.ecoute import ecouter
from ..comparaison.gouvernance import gouverner
from ..comparaison.matrice import Matrice, croiser
from ..comparaison.mentions import LEGENDE, mentions_par_theme
from ..comparaison.profil import lignes_lues
from ..comparaison.ressemblance import ressemblances_de
from ..comparaison.selection import Selection, choisir
from ..comparaison.temps import INTERVALLES, TEMPS
from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne
from ..modele.source import Reference
from ..modele.vocabulaire import Part, VueComparee
from ..pages.adresse import adresse_de
from ..pages.publication import Publication
from ..texte.prose import en_texte
from .registre import Export, exports

COLONNES_DES_CALENDRIERS = (
    "territoire",
    "projet",
    "methode",
    *(temps.value for temps in TEMPS),
    *(f"{de.value}_{a.value}_{quoi}" for de, a in INTERVALLES for quoi in ("jours", "precision")),
    "autres_etapes",
    "dates_douteuses",
)
COLONNES_DES_ACTEURS = (
    "acteur",
    "releve_de",
    "famille",
    "entendu",
    "dont_nommement",
    "present",
    "invite",
)
COLONNES_DE_SOURCE = ("document", "section", "page")
COTE = ("territoire", "intitule", "formulation", *COLONNES_DE_SOURCE)
COLONNES_DES_PAIRES = (*(f"{c}_1" for c in COTE), *(f"{c}_2" for c in COTE), "score")
PAIRES_DU_FICHIER = 20_000
"""Au-delà, le fichier s'arrête aux couples de territoires qui partagent le plus de lignes."""


Rangees = tuple[Sequence[str], Iterable[Sequence[object]]]
"""Le nom des colonnes, puis les rangées."""
Dresser = Callable[[Selection, Corpus], Rangees]

TABLEAUX: dict[VueComparee, tuple[str, Dresser]] = {}
"""Chaque vue qui a son tableau : ce qu'il contient, et ce qui le dresse."""


def tableau(vue: VueComparee, description: str) -> Callable[[Dresser], Dresser]:
    """Inscrit ce qui dresse le tableau d'une vue."""

    def inscrire(dresser: Dresser) -> Dresser:
        TABLEAUX[vue] = (description, dresser)
        return dresser

    return inscrire


@exports
def tableaux_de_comparaison(publication: Publication) -> Iterator[Export]:
    """Le tableau de chaque vue, de tous les territoires, puis de chaque dossier qui la montre."""
    corpus = publication.corpus
    selections = [choisir(corpus), *(choisir(corpus, dossier) for dossier in corpus.dossiers)]
    for vue, (description, dresser) in TABLEAUX.items():
        for selection in selections:
            if adresse := adresse_du_tableau(vue, selection, corpus):
                yield Export(adresse, description, partial(_ecrire, dresser, selection, corpus))


def _ecrire(dresser: Dresser, selection: Selection, corpus: Corpus) -> bytes:
    return en_csv(*dresser(selection, corpus))


def adresse_du_tableau(vue: VueComparee, selection: Selection, corpus: Corpus) -> str:
    """L'adresse du fichier d'une vue ; vide si elle n'en a pas, ou si rien ne se compare."""
    montree = selection.dossier is None or vue in selection.dossier.donnees.vues
    if vue not in TABLEAUX or not montree or len(corpus.territoires) < 2:
        return ""
    return f"{adresse_de(selection)}{vue.value}.csv"


@tableau(
    VueComparee.CONTEXTE,
    "Le contexte de chaque territoire comparé : type, population, communes, histoire.",
)
def _contexte(selection: Selection, corpus: Corpus) -> Rangees:
    lignes = contextes(selection, corpus.officiel).lignes
    return COLONNES, (astuple(ligne) for _, ligne in lignes)


@tableau(
    VueComparee.CALENDRIERS,
    "Les dates des étapes de chaque démarche et, si elle suit la méthode, les jours entre elles.",
)
def _calendriers(selection: Selection, _corpus: Corpus) -> Rangees:
    return COLONNES_DES_CALENDRIERS, map(_calendrier, comparer(selection).calendriers)


def _calendrier(calendrier: Calendrier) -> tuple[object, ...]:
    durees: list[object] = []
    for ecart in calendrier.ecarts:
        imprecise = "" if ecart.connu else str(ecart)
        precision = " ; ".join(filter(None, (imprecise, ecart.repli)))
        durees += [ecart.jours, precision]
    return (
        calendrier.plan.territoire.nom,
        calendrier.plan.titre,
        "oui" if calendrier.suit_la_methode else "non",
        *(calendrier.situation(temps) for temps in TEMPS),
        *(durees or [None] * 2 * len(INTERVALLES)),
        " ; ".join(f"{e.date or 'sans date'} : {e.titre}" for e in calendrier.autres),
        " ; ".join(
            f"{e.date or 'sans date'}, {e.titre} : {raison}" for e, raison in calendrier.doutes
        ),
    )


@tableau(
    VueComparee.RESSEMBLANCES,
    "Les paires de lignes presque identiques : les deux formulations, leur source, "
    "leur score sur 100.",
)
def _ressemblances(selection: Selection, corpus: Corpus) -> Rangees:
    ressemblances = ressemblances_de(corpus)
    rapprochement = ressemblances.rapprocher(selection.territoires, PAIRES_DU_FICHIER)
    return COLONNES_DES_PAIRES, (
        (*_cote(paire.gauche), *_cote(paire.droite), int(paire.score))
        for couple in rapprochement.couples
        for paire in couple.paires
    )


@tableau(
    VueComparee.ACTEURS,
    "Qui a été entendu, présent ou invité, et où, dans les mots de chaque document.",
)
def _acteurs(selection: Selection, corpus: Corpus) -> Rangees:
    ecoute = ecouter(corpus, selection)
    slugs = [territoire.slug for territoire in selection.territoires]
    lignes = [
        (
            ligne.acteur.nom,
            next((acteur.nom for acteur in corpus.tutelles[ligne.acteur.id]), None),
            famille.nom,
            ligne.entendu,
            ligne.entendu_nommement,
            ligne.compter(Part.PRESENT),
            ligne.compter(Part.INVITE),
            *(
                _dire(p.precision, " | ".join(p.mots)) if p else None
                for p in map(ligne.passages.get, slugs)
            ),
        )
        for famille, lignes in ecoute.familles
        for ligne in lignes
    ]
    compte = (Part.ENTENDU, Part.ENTENDU, Part.PRESENT, Part.INVITE)
    inconnues = [
        (
            f"« {mots} »",
            *[None] * 2,
            *(int(part is voulue) for voulue in compte),
            *(_dire(precision, mots) if t is territoire else None for t in selection.territoires),
        )
        for territoire, part, mots in ecoute.non_reconnus
        for precision in ("" if part is Part.ENTENDU else part.libelle,)
    ]
    totaux = map(ecoute.totaux.__getitem__, slugs)
    derniere = ("Acteurs différents entendus", *[None] * 6, *totaux)
    colonnes = (*COLONNES_DES_ACTEURS, *(t.nom for t in selection.territoires))
    return colonnes, [*lignes, *inconnues, derniere]


def _dire(precision: str, mots: str) -> str:
    """Les mots de la source, et devant eux ce qui n'est pas une parole entendue de l'acteur."""
    return " : ".join(filter(None, (precision, mots)))


@tableau(
    VueComparee.THEMES,
    f"Le plus haut lieu où chaque territoire dit chaque thème : {LEGENDE}.",
)
def _themes(selection: Selection, corpus: Corpus) -> Rangees:
    return rangees_de_la_matrice(croiser(corpus, mentions_par_theme(corpus), selection))


def rangees_de_la_matrice(matrice: Matrice) -> tuple[Sequence[str], list[tuple[str | None, ...]]]:
    """Une rangée par territoire, et la lettre de chaque thème dont il parle."""
    lignes: list[tuple[str | None, ...]] = []
    for territoire in matrice.territoires:
        cases = (matrice.cases.get((territoire.slug, theme.id)) for theme in matrice.themes)
        lignes.append((territoire.nom, *(case.niveau.value if case else None for case in cases)))
    return ("territoire", *(theme.nom for theme in matrice.themes)), lignes


@tableau(
    VueComparee.GOUVERNANCE,
    "Qui porte la politique sociale : place du CIAS, portage, signataires, instances.",
)
def _gouvernance(selection: Selection, _corpus: Corpus) -> Rangees:
    colonnes = (
        "territoire",
        "projet",
        "cias",
        "cias_precision",
        "portage",
        "signataires",
        "instances",
    )
    lignes = (
        (
            plan.territoire.nom,
            plan.titre,
            gouvernance.cias.libelle if gouvernance.cias else None,
            gouvernance.cias_precision,
            gouvernance.portage,
            " | ".join(gouvernance.signataires),
            " | ".join(gouvernance.instances),
        )
        if gouvernance
        else (plan.territoire.nom, plan.titre, *[None] * 5)
        for plan, gouvernance in gouverner(selection).lignes
    )
    return colonnes, lignes


@tableau(
    VueComparee.AXES,
    "Les axes, enjeux ou champs de premier niveau de chaque plan, avec leurs thèmes.",
)
def _axes(selection: Selection, corpus: Corpus) -> Rangees:
    colonnes = ("territoire", "projet", "niveau", "intitule", "numero", "titre", "themes")
    return (*colonnes, *COLONNES_DE_SOURCE), (
        (
            plan.territoire.nom,
            plan.titre,
            ligne.type.libelle,
            ligne.libelle,
            ligne.numero,
            ligne.titre,
            " | ".join(corpus.themes[theme].nom for theme in ligne.themes),
            *_source(ligne.source),
        )
        for plan in selection.plans
        for ligne in lignes_lues(plan)
    )


@tableau(
    VueComparee.COMMENTAIRES,
    "Les commentaires et enjeux majeurs de chaque document, avec nos mots.",
)
def _commentaires(selection: Selection, _corpus: Corpus) -> Rangees:
    colonnes = ("territoire", "projet", "commentaires", *COLONNES_DE_SOURCE)
    return colonnes, (
        (
            plan.territoire.nom,
            plan.titre,
            plan.projet.commentaires and en_texte(plan.projet.commentaires),
            *_source(plan.projet.source),
        )
        for plan in selection.plans
    )


def _cote(ligne: Ligne) -> tuple[object, ...]:
    return (ligne.territoire.nom, ligne.intitule, ligne.titre, *_source(ligne.source))


def _source(source: Reference | None) -> tuple[object, ...]:
    return (source.document, source.section, source.page) if source else (None, None, None)
