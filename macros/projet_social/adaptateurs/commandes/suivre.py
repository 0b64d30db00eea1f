"""`projet-social suivre` : dire où en est une action, sans ouvrir son fichier."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from typing import Any

from ...chargement import examiner_des_arbres
from ...corpus.corpus import Corpus
from ...corpus.plan import Ligne
from ...ecriture.arbre import developper, poser_au_bout, prendre_au_bout
from ...ecriture.datation import dater_les_changements
from ...ecriture.lot import Lot
from ...ecriture.statuts import garder_le_statut
from ...ecriture.yaml_conserve import fusionner
from ...lecture.mots_des_gens import code_que_nomme
from ...lecture.validation import eprouver, plus_proche
from ...modele.fiche_action import FicheAction
from ...modele.vocabulaire import Statut
from ..console import conclure
from ..designation import choisir_un_territoire, lignes_designees, montrer_les_lignes
from ..dossier_d_import import lire_le_dossier
from .refus import RefusDeCommande

OPTIONS = {"statut_depuis": "--depuis", "motif": "--motif", "avancement": "--avancement"}
"""Ce que l'on tape pour chaque champ du suivi."""


def suivre(choix: argparse.Namespace) -> int:
    """Écrit le statut, garde l'ancien, et dit ce qui change."""
    statut = _lire_le_statut(choix.statut)
    corpus, jour = lire_le_dossier(choix.donnees).corpus, date.today()
    ligne = _trouver(corpus, choix.action, choix.territoire)
    document = ligne.lieu.document
    avant = developper(prendre_au_bout(document.valeurs, ligne.lieu.chemin), FicheAction)
    apres = _suivie(avant, statut, choix, jour)
    _refuser_ce_qui_manque(apres)
    arbre = poser_au_bout(document.valeurs, ligne.lieu.chemin, apres)
    _eprouver(corpus, document.fichier, arbre)
    lus = {document.fichier: document.octets}
    voulus = {document.fichier: fusionner(document.octets, arbre, document.fichier)}
    lot = Lot(choix.donnees, lus, dater_les_changements(lus, voulus, jour))
    if not lot:
        conclure(f"rien à écrire : « {ligne.contenu.titre} » dit déjà tout cela")
        return 0
    print(lot.en_mots())
    if choix.essai:
        conclure("essai : rien n'a été écrit")
        return 0
    lot.appliquer()
    conclure(
        f"« {ligne.contenu.titre} » : {statut.libelle.lower()}.",
        f"projet-social verifier {choix.donnees}",
    )
    return 0


def _lire_le_statut(ecrit: str) -> Statut:
    """Le statut que disent un mot du modèle, ou ceux des gens (« terminé »)."""
    statuts = {statut.value: statut for statut in Statut}
    if trouve := statuts.get(ecrit) or statuts.get(code_que_nomme("statut", ecrit)):
        return trouve
    proche = plus_proche(ecrit, statuts) or "choisir l'un de ceux-ci"
    permis = "".join(f"\n    {statut.value:<12} {statut.sens}" for statut in Statut)
    raise RefusDeCommande(f"statut « {ecrit} » inconnu ; {proche} :{permis}")


def _trouver(corpus: Corpus, cherche: str, slug: str | None) -> Ligne:
    """L'action que désigne un identifiant, un numéro ou un titre."""
    lieu, barre, suite = cherche.partition("/")
    if barre and slug is None and lieu in corpus.territoires:
        slug, cherche = lieu, suite
    lignes = choisir_un_territoire(corpus, slug).lignes if slug else corpus.lignes
    actions = [ligne for ligne in lignes if ligne.fiche]
    plusieurs = len({ligne.territoire.slug for ligne in actions}) > 1
    trouvees = lignes_designees(actions, cherche)
    if len(trouvees) == 1:
        return trouvees[0]
    if trouvees:
        raise RefusDeCommande(
            f"« {cherche} » désigne {len(trouvees)} actions ; donner l'identifiant de l'une :"
            f"{montrer_les_lignes(trouvees, territoire=plusieurs)}"
        )
    if not actions:
        raise RefusDeCommande(
            "aucune action dans les données ; en créer une : projet-social fiche AXE TITRE"
        )
    noms = (nom for ligne in actions for nom in _noms(ligne))
    proche = plus_proche(cherche, noms) or "en choisir une"
    raise RefusDeCommande(
        f"aucune action « {cherche} » ; {proche} :"
        f"{montrer_les_lignes(actions, territoire=plusieurs)}"
    )


def _noms(ligne: Ligne) -> tuple[str, ...]:
    return (ligne.contenu.titre, *ligne.contenu.alias, ligne.id)


def _suivie(
    avant: Mapping[str, Any], statut: Statut, choix: argparse.Namespace, jour: date
) -> dict[str, Any]:
    """La fiche telle qu'on la veut : ce que l'on dit, et le statut d'avant s'il change."""
    dits = {
        "statut_depuis": choix.depuis,
        "motif": choix.motif,
        "avancement": choix.avancement,
    }
    if avant.get("statut") is None and not choix.depuis:
        dits["statut_depuis"] = jour.isoformat()
    if statut.s_explique and avant.get("statut") != statut and not choix.motif:
        raise RefusDeCommande(
            f"une action {statut.libelle.lower()} dit pourquoi ; ajouter --motif, puis la raison "
            "entre guillemets"
        )
    apres = {**avant, "statut": statut.value, **{c: dit for c, dit in dits.items() if dit}}
    return garder_le_statut(avant, apres, jour)


def _refuser_ce_qui_manque(fiche: dict[str, Any]) -> None:
    """Refuse une option que le modèle ne lit pas, par son nom.

    Raises:
        RefusDeCommande: une au moins ; toutes sont dites.
    """
    _, refus = eprouver(FicheAction, fiche)
    if refus:
        dits = (
            f"{OPTIONS.get(str(chemin[0]), chemin[0]) if chemin else 'la fiche'} : "
            f"{constat} ; {conseil}"
            for chemin, constat, conseil in refus
        )
        raise RefusDeCommande("\n".join(dits))


def _eprouver(corpus: Corpus, fichier: str, arbre: Any) -> None:
    """Vérifie tout le dossier comme si c'était écrit.

    Raises:
        RefusDeCommande: une erreur au moins ; rien n'est écrit.
    """
    arbres = {chemin: d.valeurs for chemin, d in corpus.documents.items()} | {fichier: arbre}
    if fautes := examiner_des_arbres(arbres, corpus.officiel).erreurs:
        dites = "".join(
            f"\n    {a.fichier} : {a.champ} : {a.constat} ; {a.conseil}" for a in fautes
        )
        raise RefusDeCommande(f"rien n'a été écrit :{dites}")
