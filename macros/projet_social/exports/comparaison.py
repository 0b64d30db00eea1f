"""Les tableaux de la comparaison, en CSV à côté de leur page : ce que l'on y lit, tel quel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple
from functools import partial

from ..comparaison.bilan import comparer
from ..comparaison.calendriers import Calendrier
from ..comparaison.contexte import COLONNES, contextes
from ..comparaison.ecoute import ecouter
from ..comparaison.gouvernance import gouverner
from ..comparaison.matrice import croiser
from ..comparaison.mentions import LEGENDE, mentions_par_theme
from ..comparaison.ressemblance import Paire, ressemblances_de
from ..comparaison.selection import Selection, choisir
from ..comparaison.temps import INTERVALLES, TEMPS
from ..corpus.corpus import Corpus
from ..corpus.ligne import Ligne
from ..modele.vocabulaire import Part, VueComparee
from ..pages.publication import Publication
from .registre import Export, exports
from .tableur import en_csv

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
COTE = ("territoire", "intitule", "formulation", "document", "section", "page")
COLONNES_DES_PAIRES = (*(f"{c}_1" for c in COTE), *(f"{c}_2" for c in COTE), "score")
PAIRES_DU_FICHIER = 20_000
"""Au-delà, le fichier s'arrête aux couples de territoires qui partagent le plus de lignes."""


Ecrire = Callable[[Selection, Corpus], bytes]

TABLEAUX: dict[VueComparee, tuple[str, Ecrire]] = {}
"""Chaque vue qui a son fichier : ce qu'il contient, et ce qui l'écrit."""


def tableau(vue: VueComparee, description: str) -> Callable[[Ecrire], Ecrire]:
    """Inscrit ce qui écrit le tableau d'une vue."""

    def inscrire(ecrire: Ecrire) -> Ecrire:
        TABLEAUX[vue] = (description, ecrire)
        return ecrire

    return inscrire


@exports
def tableaux_de_comparaison(publication: Publication) -> Iterator[Export]:
    """Le tableau de chaque vue, de tous les territoires, puis de chaque dossier qui la montre."""
    corpus = publication.corpus
    selections = [choisir(corpus), *(choisir(corpus, dossier) for dossier in corpus.dossiers)]
    for vue, (description, ecrire) in TABLEAUX.items():
        for selection in selections:
            if adresse := adresse_du_tableau(vue, selection, corpus):
                yield Export(adresse, description, partial(ecrire, selection, corpus))


def adresse_du_tableau(vue: VueComparee, selection: Selection, corpus: Corpus) -> str:
    """L'adresse du fichier d'une vue ; vide si elle n'en a pas, ou si rien ne se compare."""
    montree = selection.dossier is None or vue in selection.dossier.donnees.vues
    if vue not in TABLEAUX or not montree or len(corpus.territoires) < 2:
        return ""
    return f"{selection.racine}{vue.value}.csv"


@tableau(
    VueComparee.CONTEXTE,
    "Le contexte de chaque territoire comparé : type, population, communes, histoire.",
)
def _contexte(selection: Selection, corpus: Corpus) -> bytes:
    lignes = contextes(selection, corpus.officiel).lignes
    return en_csv(COLONNES, (astuple(ligne) for _, ligne in lignes))


@tableau(
    VueComparee.CALENDRIERS,
    "Les dates des étapes de chaque démarche et, si elle suit la méthode, les jours entre elles.",
)
def _calendriers(selection: Selection, _corpus: Corpus) -> bytes:
    return en_csv(COLONNES_DES_CALENDRIERS, map(_calendrier, comparer(selection).calendriers))


def _calendrier(calendrier: Calendrier) -> tuple[object, ...]:
    durees: list[object] = []
    for ecart in calendrier.ecarts:
        imprecise = "" if ecart.connu else str(ecart)
        precision = " ; ".join(filter(None, (imprecise, ecart.repli)))
        durees += [ecart.jours, precision]
    return (
        calendrier.plan.territoire.nom,
        calendrier.plan.projet.titre,
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
def _ressemblances(selection: Selection, corpus: Corpus) -> bytes:
    ressemblances = ressemblances_de(corpus)
    rapprochement = ressemblances.rapprocher(selection.territoires, PAIRES_DU_FICHIER)
    paires = (paire for couple in rapprochement.couples for paire in couple.paires)
    return en_csv(COLONNES_DES_PAIRES, map(_paire, paires))


@tableau(
    VueComparee.ACTEURS,
    "Qui a été entendu, présent ou invité, et où, dans les mots de chaque document.",
)
def _acteurs(selection: Selection, corpus: Corpus) -> bytes:
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
    return en_csv(colonnes, [*lignes, *inconnues, derniere])


def _dire(precision: str, mots: str) -> str:
    """Les mots de la source, et devant eux ce qui n'est pas une parole entendue de l'acteur."""
    return " : ".join(filter(None, (precision, mots)))


@tableau(
    VueComparee.THEMES,
    f"Le plus haut lieu où chaque territoire dit chaque thème : {LEGENDE}.",
)
def _themes(selection: Selection, corpus: Corpus) -> bytes:
    matrice = croiser(corpus, mentions_par_theme(corpus), selection)
    lignes = (
        (
            territoire.nom,
            *(
                case.niveau.value if case else None
                for theme in matrice.themes
                for case in (matrice.cases.get((territoire.slug, theme.id)),)
            ),
        )
        for territoire in matrice.territoires
    )
    return en_csv(("territoire", *(theme.nom for theme in matrice.themes)), lignes)


@tableau(
    VueComparee.GOUVERNANCE,
    "Qui porte la politique sociale : place du CIAS, portage, signataires, instances.",
)
def _gouvernance(selection: Selection, _corpus: Corpus) -> bytes:
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
            plan.projet.titre,
            gouvernance.cias.libelle if gouvernance.cias else None,
            gouvernance.cias_precision,
            gouvernance.portage,
            " | ".join(gouvernance.signataires),
            " | ".join(gouvernance.instances),
        )
        if gouvernance
        else (plan.territoire.nom, plan.projet.titre, *[None] * 5)
        for plan, gouvernance in gouverner(selection).lignes
    )
    return en_csv(colonnes, lignes)


def _paire(paire: Paire) -> tuple[object, ...]:
    return (*_cote(paire.gauche), *_cote(paire.droite), int(paire.score))


def _cote(ligne: Ligne) -> tuple[object, ...]:
    source = ligne.source
    lieu = (source.document, source.section, source.page) if source else (None, None, None)
    return (ligne.territoire.nom, ligne.intitule, ligne.titre, *lieu)
