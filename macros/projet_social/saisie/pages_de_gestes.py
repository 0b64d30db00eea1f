"""Supprimer, après confirmation ; monter ou descendre un élément de liste."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from ..chargement import Rapport
from ..corpus.plan import Ligne
from ..ecriture.arbre import en_liste, nettoyer
from ..ecriture.yaml_conserve import fusionner
from ..modele.fiche_action import FicheAction
from ..modele.vocabulaire import TypeNiveau
from . import adresses
from .affichage import sorte_de_l_objet
from .guichet import (
    DemandeRecue,
    Enregistrement,
    Guichet,
    Rendus,
    ReponseDePage,
    aller,
    partie_demandee,
    premiere,
    repondre_a,
    se_supprime,
)
from .ouverture import FormulaireOuvert
from .partie import PartieDeFichier, PartieInconnue
from .references import changer_les_renvois, ligne_de_la_partie, lignes_qui_citent
from .remplissage import dire_une_anomalie

MONTER, DESCENDRE = "monter", "descendre"


@repondre_a("GET", adresses.SUPPRIMER)
def demander_la_suppression(guichet: Guichet, recue: DemandeRecue) -> ReponseDePage:
    """Ce qui serait supprimé, et ce qui y renvoie."""
    return _confirmer(guichet, _a_supprimer(guichet.ouvert.examiner(), recue.adresse), [])


@repondre_a("POST", adresses.SUPPRIMER)
def supprimer_une_partie(guichet: Guichet, recue: DemandeRecue) -> ReponseDePage:
    """Supprime, et ôte les renvois ; rien si le dossier n'y survivrait pas."""
    rapport = guichet.ouvert.examiner()
    formulaire = _a_supprimer(rapport, recue.adresse)
    assert formulaire.octets is not None
    if premiere(recue.rendus, "empreinte") != guichet.ouvert.retenir(formulaire.octets):
        constat = "Ce fichier vient de changer. Rien n’a été supprimé : relisez, puis confirmez."
        return _confirmer(guichet, formulaire, [constat])
    partie = formulaire.partie
    ids = [ligne.id for ligne in _emportees(formulaire.ligne)]
    arbres: dict[str, Any] = {f: d.valeurs for f, d in rapport.corpus.documents.items()}
    if partie.chemin:
        arbres[partie.fichier] = partie.avec(formulaire.arbre, None)
    else:
        del arbres[partie.fichier]
    if formulaire.slug:
        arbres |= dict(changer_les_renvois(arbres, formulaire.slug, dict.fromkeys(ids)))
    voulus: dict[str, bytes | None] = {} if partie.chemin else {partie.fichier: None}
    for fichier, arbre in arbres.items():
        document = rapport.corpus.documents[fichier]
        if arbre is not document.valeurs:
            vide = not nettoyer(arbre)
            voulus[fichier] = b"{}\n" if vide else fusionner(document.octets, arbre, fichier)
    changement = guichet.ouvert.preparer(rapport, voulus)
    neuves = changement.erreurs("")
    if neuves:
        dites = [f"{a.fichier} : {dire_une_anomalie(a)}" for a in neuves]
        return _confirmer(guichet, formulaire, dites)
    guichet.ouvert.appliquer(changement)
    fait = Enregistrement(f"Supprimé : {formulaire.titre}.")
    if partie.chemin:
        return guichet.revenir(partie.parent, fait)
    return aller(f"{adresses.adresse_du_territoire(formulaire.slug)}&fait={guichet.retenir(fait)}")


def _a_supprimer(rapport: Rapport, demande: Rendus) -> FormulaireOuvert:
    partie = partie_demandee(demande, rapport)
    if not se_supprime(partie):
        raise PartieInconnue("ce fichier ne se supprime pas d'ici")
    formulaire = FormulaireOuvert(rapport, partie)
    formulaire.ancien  # noqa: B018 - lève si l'endroit n'existe plus
    return formulaire


def _emportees(ligne: Ligne | None) -> list[Ligne]:
    """La ligne, et celles qui sont écrites dedans : elles partent avec elle."""
    if ligne is None:
        return []
    fichier = ligne.lieu.document
    return [
        ligne,
        *(x for x in ligne.descendance() if x.lieu.document is fichier and x.lieu.chemin),
    ]


def _confirmer(guichet: Guichet, formulaire: FormulaireOuvert, fautes: list[str]) -> ReponseDePage:
    assert formulaire.octets is not None
    emportees = _emportees(formulaire.ligne)
    ids = {ligne.id for ligne in emportees}
    territoire = formulaire.territoire
    cite = lignes_qui_citent(territoire, ids) if territoire else []
    return guichet.montrer(
        "supprimer.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fautes else HTTPStatus.OK,
        titre=formulaire.titre,
        sorte=sorte_de_l_objet(formulaire),
        emportees=emportees[1:],
        cite=[
            (ligne.titre, adresses.adresse_de_la_partie(_partie(ligne)), _dira(ligne, ids))
            for ligne in cite
        ],
        fautes=fautes,
        fichier=formulaire.partie.fichier,
        entier=not formulaire.partie.chemin,
        fiche=formulaire.modele is FicheAction,
        empreinte=guichet.ouvert.retenir(formulaire.octets),
        action=adresses.adresse_de_suppression(formulaire.partie),
        retour=adresses.adresse_de_la_partie(formulaire.partie),
    )


def _partie(ligne: Ligne) -> PartieDeFichier:
    return PartieDeFichier(ligne.lieu.document.fichier, ligne.lieu.chemin)


def _dira(ligne: Ligne, ids: set[str]) -> str:
    """Ce que perdra une ligne qui cite ce que l'on supprime."""
    rattachements = ligne.contenu.rattachements
    if ligne.type is TypeNiveau.ACTION and rattachements and set(rattachements) <= ids:
        return "ne sera plus rattachée à rien"
    return "n’y renverra plus"


@repondre_a("POST", adresses.DEPLACER)
def deplacer_une_partie(guichet: Guichet, recue: DemandeRecue) -> ReponseDePage:
    """Échange un élément de liste avec celui d'au-dessus, ou d'au-dessous."""
    rapport = guichet.ouvert.examiner()
    partie = partie_demandee(recue.adresse, rapport)
    formulaire = FormulaireOuvert(rapport, partie)
    formulaire.ancien  # noqa: B018 - lève si l'endroit n'existe plus
    rang = partie.chemin[-1] if partie.chemin else None
    pas = {MONTER: -1, DESCENDRE: 1}.get(premiere(recue.rendus, "sens"))
    if not isinstance(rang, int) or pas is None:
        raise PartieInconnue("cela ne se déplace pas")
    liste = PartieDeFichier(partie.fichier, partie.chemin[:-1])
    elements = list(en_liste(liste.valeurs(formulaire.arbre)))
    if not 0 <= rang + pas < len(elements):
        ou = "déjà le premier" if pas < 0 else "déjà le dernier"
        return guichet.revenir(partie, Enregistrement(f"Rien n’a changé : c’est {ou}."))
    elements[rang], elements[rang + pas] = elements[rang + pas], elements[rang]
    entier = _avec_l_ordre(formulaire, liste.avec(formulaire.arbre, elements), liste, rang, pas)
    octets = fusionner(formulaire.octets, entier, partie.fichier)
    changement = guichet.ouvert.preparer(rapport, {partie.fichier: octets})
    guichet.ouvert.appliquer(changement)
    place = f"Déplacé : c’est maintenant le n° {rang + pas + 1} sur {len(elements)}."
    return guichet.revenir(liste / (rang + pas), Enregistrement(place))


def _avec_l_ordre(
    formulaire: FormulaireOuvert,
    entier: dict[str, Any],
    liste: PartieDeFichier,
    rang: int,
    pas: int,
) -> dict[str, Any]:
    """Le même échange dans « ordre », s'il cite les deux lignes : c'est lui que suit la page."""
    contenant = PartieDeFichier(liste.fichier, liste.chemin[:-1])
    ordre = list(en_liste(contenant.groupe(formulaire.arbre).get("ordre")))
    places = []
    for ici in (rang, rang + pas):
        ligne = ligne_de_la_partie(formulaire.rapport.corpus, liste / ici)
        noms = (ligne.id, *ligne.contenu.alias) if ligne else ()
        places += [place for place, cite in enumerate(ordre) if cite in noms][:1]
    if len(places) < 2:
        return entier
    un, autre = places
    ordre[un], ordre[autre] = ordre[autre], ordre[un]
    return (contenant / "ordre").avec(entier, ordre)
