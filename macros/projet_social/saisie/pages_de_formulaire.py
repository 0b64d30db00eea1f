"""Les pages que l'on remplit : ouvrir, ajouter, enregistrer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus

from ..chargement import Rapport
from ..ecriture.arbre import en_liste
from ..ecriture.lot import Conflit
from ..lecture.anomalie import Anomalie, Gravite
from ..lecture.document import nommer
from ..modele.fiche_action import FicheAction
from ..texte.typographie import typographier
from . import adresses
from .affichage import EtatDuFormulaire, montrer_le_formulaire
from .conflit import rapprocher_du_fichier
from .dossier_ouvert import ChangementDeDonnees
from .guichet import (
    DemandeRecue,
    Enregistrement,
    Guichet,
    Rendus,
    ReponseDePage,
    partie_demandee,
    premiere,
    repondre_a,
)
from .ouverture import FormulaireOuvert
from .partie import PartieDeFichier, PartieInconnue
from .places import NomDejaPris
from .rangees import ajouter_une_rangee, lire_les_noms, retirer_une_rangee, tasser
from .remplissage import dire_une_anomalie
from .valeurs import Saisie

GESTE, EMPREINTE = "geste", "empreinte"
AJOUTER, RETIRER = "ajouter:", "retirer:"
FICHE_A_VENIR = "territoires/{}/actions/a-nommer.yml"
"""Le fichier d'une fiche tant qu'elle n'a pas de titre : il ne s'écrit jamais."""


@repondre_a("GET", adresses.OUVRIR)
def ouvrir_un_formulaire(guichet: Guichet, recue: DemandeRecue) -> ReponseDePage:
    """Le formulaire d'un fichier, ou d'un objet qu'il contient."""
    rapport = guichet.ouvert.examiner()
    formulaire = FormulaireOuvert(rapport, partie_demandee(recue.adresse, rapport))
    if (illisible := _illisible(rapport, formulaire.partie)) is not None:
        return guichet.montrer(
            "illisible.html",
            HTTPStatus.CONFLICT,
            titre="Ce fichier ne se lit pas",
            fichier=formulaire.partie.fichier,
            anomalies=illisible,
        )
    fait = guichet.faits.get(premiere(recue.adresse, "fait"))
    anomalies = formulaire.anomalies(rapport)
    etat = EtatDuFormulaire(
        formulaire.saisie, anomalies, fait=fait, empreinte=_empreinte(guichet, formulaire)
    )
    return montrer_le_formulaire(guichet, formulaire, etat)


@repondre_a("POST", adresses.OUVRIR)
def reprendre_la_saisie(guichet: Guichet, recue: DemandeRecue) -> ReponseDePage:
    """Ajoute ou retire une rangée, ou enregistre."""
    rapport = guichet.ouvert.examiner()
    saisie = _saisie(recue.rendus)
    try:
        formulaire = FormulaireOuvert(rapport, partie_demandee(recue.adresse, rapport))
        formulaire.ancien  # noqa: B018 - lève si l'endroit n'existe plus
    except PartieInconnue as refus:
        return _disparue(guichet, rapport, recue.adresse, saisie, str(refus))
    return _traiter(guichet, formulaire, saisie, recue.rendus)


def _saisie(rendus: Rendus) -> Saisie:
    return lire_les_noms({n: v for n, v in rendus.items() if n not in (GESTE, EMPREINTE)})


def _element_neuf(rapport: Rapport, demande: Rendus) -> FormulaireOuvert:
    liste = partie_demandee(demande, rapport)
    if not liste.chemin or isinstance(liste.chemin[-1], int):
        raise PartieInconnue("on n'ajoute que dans une liste")
    document = rapport.corpus.documents[liste.fichier]
    try:
        ecrits = liste.valeurs(document.valeurs)
    except PartieInconnue:
        ecrits = []
    rang = len(ecrits) if isinstance(ecrits, list) else 1
    return FormulaireOuvert(rapport, liste / rang, neuf=True)


def _fiche_neuve(rapport: Rapport, demande: Rendus) -> FormulaireOuvert:
    slug, sous = premiere(demande, "nom"), premiere(demande, "sous")
    territoire = rapport.corpus.territoires.get(slug)
    if territoire is None:
        raise PartieInconnue(f"le territoire « {slug} » n'est pas dans les données")
    connue = any(ligne.id == sous for ligne in territoire.lignes)
    partie = PartieDeFichier(FICHE_A_VENIR.format(slug))
    depart = {"rattachements": [sous]} if connue else {}
    return FormulaireOuvert(rapport, partie, neuf=True, depart=depart)


def _pages_du_neuf(adresse: str, ouvrir: Callable[[Rapport, Rendus], FormulaireOuvert]) -> None:
    """Répond à l'adresse de ce qui s'ajoute : son formulaire vide, puis son enregistrement."""

    @repondre_a("GET", adresse)
    def montrer(guichet: Guichet, recue: DemandeRecue) -> ReponseDePage:
        formulaire = ouvrir(guichet.ouvert.examiner(), recue.adresse)
        etat = EtatDuFormulaire(formulaire.saisie, empreinte=_empreinte(guichet, formulaire))
        return montrer_le_formulaire(guichet, formulaire, etat)

    @repondre_a("POST", adresse)
    def enregistrer(guichet: Guichet, recue: DemandeRecue) -> ReponseDePage:
        formulaire = ouvrir(guichet.ouvert.examiner(), recue.adresse)
        return _traiter(guichet, formulaire, _saisie(recue.rendus), recue.rendus)


_pages_du_neuf(adresses.AJOUTER, _element_neuf)
_pages_du_neuf(adresses.FICHE_NEUVE, _fiche_neuve)


def _illisible(rapport: Rapport, partie: PartieDeFichier) -> list[tuple[str, int]] | None:
    document = rapport.corpus.documents[partie.fichier]
    ici = (a for a in rapport.erreurs if a.fichier == partie.fichier)
    fautes = [(dire_une_anomalie(a), a.ligne) for a in ici]
    return fautes if document.valeurs is None and document.octets.strip() and fautes else None


def _traiter(
    guichet: Guichet, formulaire: FormulaireOuvert, saisie: Saisie, rendus: Rendus
) -> ReponseDePage:
    geste, empreinte = premiere(rendus, GESTE), premiere(rendus, EMPREINTE)
    neuve = ""
    if geste.startswith(AJOUTER):
        neuve = ajouter_une_rangee(saisie, geste.removeprefix(AJOUTER))
    elif geste.startswith(RETIRER):
        retirer_une_rangee(saisie, geste.removeprefix(RETIRER))
    elif empreinte != _empreinte(guichet, formulaire):
        return _rapprocher(guichet, formulaire, saisie, empreinte)
    else:
        return _enregistrer(guichet, formulaire, tasser(saisie))
    etat = EtatDuFormulaire(saisie, empreinte=empreinte, neuve=neuve, en_cours=True)
    return montrer_le_formulaire(guichet, formulaire, etat)


def _empreinte(guichet: Guichet, formulaire: FormulaireOuvert) -> str:
    return "" if formulaire.octets is None else guichet.ouvert.retenir(formulaire.octets)


def _enregistrer(guichet: Guichet, formulaire: FormulaireOuvert, saisie: Saisie) -> ReponseDePage:
    try:
        voulus = formulaire.enregistrer(saisie, guichet.ouvert.jour())
    except NomDejaPris as refus:
        return _refuser(guichet, formulaire, saisie, [_faute(formulaire, refus.champ, str(refus))])
    except ValueError as refus:
        return _refuser(guichet, formulaire, saisie, [_faute(formulaire, "", str(refus))])
    if not voulus:
        rien = Enregistrement("Rien n’a changé : le fichier disait déjà tout cela.")
        return guichet.revenir(formulaire.partie, rien)
    ecrit = next(iter(voulus))
    changement = guichet.ouvert.preparer(formulaire.rapport, voulus)
    if changement.erreurs(ecrit):
        return _refuser(guichet, formulaire, saisie, _a_dire(changement, formulaire, ecrit))
    try:
        guichet.ouvert.appliquer(changement)
    except (Conflit, OSError) as refus:
        constat = f"{refus} ; rien n'a été enregistré"
        return _refuser(guichet, formulaire, saisie, [_faute(formulaire, "", constat)])
    partie = formulaire.partie
    if partie.fichier != ecrit and ecrit not in formulaire.rapport.corpus.documents:
        partie = PartieDeFichier(ecrit)
    return guichet.revenir(partie, _fait(changement, formulaire, partie))


def _faute(formulaire: FormulaireOuvert, champ: str, refus: str) -> Anomalie:
    constat, _, conseil = refus.partition(" ; ")
    chemin = (*formulaire.partie.chemin, *([champ] if champ else []))
    return Anomalie(formulaire.partie.fichier, 1, nommer(chemin), constat, conseil or "recommencer")


def _a_dire(
    changement: ChangementDeDonnees, formulaire: FormulaireOuvert, ecrit: str
) -> list[Anomalie]:
    """Ce qui empêche d'enregistrer, et ce qui mérite un regard dans ce que l'on remplit."""
    ici = formulaire.anomalies(changement.apres, ecrit)
    remarques = (a for a in ici if a.gravite is Gravite.AVERTISSEMENT)
    return [*changement.erreurs(ecrit), *remarques]


def _fait(
    changement: ChangementDeDonnees, formulaire: FormulaireOuvert, partie: PartieDeFichier
) -> Enregistrement:
    """Ce que l'on dit d'un enregistrement."""
    ecrit = changement.apres.corpus.documents[partie.fichier].valeurs
    apres = {} if formulaire.neuf else partie.groupe(ecrit)
    changes = [
        champ["label"]
        for champ in formulaire.champs
        if apres and apres.get(champ["name"]) != formulaire.ancien.get(champ["name"])
    ]
    autres = len([c for c in changement.lot.changements if c.chemin != partie.fichier])
    suivante = ""
    if formulaire.modele is FicheAction and formulaire.slug:
        rattachee = next(iter(en_liste(formulaire.ancien.get("rattachements"))), "")
        suivante = adresses.adresse_de_la_fiche_neuve(formulaire.slug, rattachee)
    phrase = "Ajouté et enregistré." if formulaire.neuf else "Enregistré."
    return Enregistrement(phrase, changes, autres, adresses.adresse_pour_voir(partie), suivante)


def _refuser(
    guichet: Guichet, formulaire: FormulaireOuvert, saisie: Saisie, anomalies: Sequence[Anomalie]
) -> ReponseDePage:
    etat = EtatDuFormulaire(
        saisie, anomalies, empreinte=_empreinte(guichet, formulaire), refuse=True
    )
    return montrer_le_formulaire(guichet, formulaire, etat, HTTPStatus.UNPROCESSABLE_ENTITY)


def _rapprocher(
    guichet: Guichet, formulaire: FormulaireOuvert, saisie: Saisie, empreinte: str
) -> ReponseDePage:
    """Le fichier a changé depuis qu'on l'a ouvert : les deux versions, rien d'enregistré."""
    ouvert = guichet.ouvert.souvenir(empreinte)
    avant = formulaire.comme_dans(ouvert) if ouvert is not None else None
    rapproche = rapprocher_du_fichier(formulaire.champs, saisie, avant, formulaire.saisie)
    etat = EtatDuFormulaire(
        rapproche.saisie,
        empreinte=_empreinte(guichet, formulaire),
        ailleurs=rapproche.ailleurs,
        repris=rapproche.repris,
        change=True,
    )
    return montrer_le_formulaire(guichet, formulaire, etat, HTTPStatus.CONFLICT)


def _disparue(
    guichet: Guichet, rapport: Rapport, demande: Rendus, saisie: Saisie, constat: str
) -> ReponseDePage:
    """Ce que l'on remplissait n'existe plus : ce qui fut tapé reste à l'écran."""
    partie = PartieDeFichier.lire(premiere(demande, "fichier"), premiere(demande, "ou"))
    if partie.modele is not FicheAction or partie.chemin:
        return guichet.montrer(
            "disparu.html",
            HTTPStatus.CONFLICT,
            titre="Cela n’existe plus",
            constat=typographier(constat),
            textes=list(_textes(saisie)),
        )
    slug = partie.fichier.split("/")[1]
    neuve = _fiche_neuve(rapport, {"nom": [slug]})
    etat = EtatDuFormulaire(
        saisie, [_faute(neuve, "", f"{constat} ; l'enregistrer la recrée")], refuse=True
    )
    return montrer_le_formulaire(guichet, neuve, etat, HTTPStatus.CONFLICT)


def _textes(saisie: Saisie) -> list[str]:
    textes: list[str] = []
    for nom, valeur in saisie.items():
        if isinstance(valeur, dict):
            textes += _textes(valeur)
        elif not nom.startswith("_p") and nom != "_rang":
            textes += [v for v in valeur if v]
    return textes
