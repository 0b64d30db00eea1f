"""Le classeur d'un territoire, à l'aller et au retour : ce qu'il faut en savoir, ce qui s'écrit."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ..chargement import examiner_des_arbres
from ..classeur.classeur import Classeur
from ..corpus.corpus import Corpus
from ..ecriture.datation import dater_les_changements
from ..ecriture.lot import Lot
from ..ecriture.statuts import garder_les_statuts
from ..lecture.anomalie import Gravite
from ..modele.version import est_une_version
from ..tableur.aller_retour.mise_a_plat import ContexteDuTerritoire
from ..tableur.aller_retour.retour import Retiree, Retour, relire, territoire_de
from ..tableur.remarque import Remarque
from ..texte.typographie import accorder
from ..verification.dates_a_venir import dates_a_venir
from .commandes.refus import RefusDeCommande
from .console import conclure
from .questions import renonce

FICHIERS_CITES = 20
"""Fichiers dont on montre le détail avant d'écrire."""


def contexte_de(corpus: Corpus, slug: str) -> ContexteDuTerritoire:
    """Un territoire et ce qu'il faut en savoir pour le mettre en classeur, ou l'en reprendre."""
    dossier = f"territoires/{slug}/"
    documents = {
        c: d
        for c, d in corpus.documents.items()
        if c.startswith(dossier) and not est_une_version(c)
    }
    territoire = corpus.territoires.get(slug)
    lignes = territoire.lignes if territoire else []
    return ContexteDuTerritoire(
        slug,
        documents,
        {
            "themes": {theme.id: theme.nom for theme in corpus.themes.values()},
            "publics": {public.id: public.nom for public in corpus.publics.values()},
        },
        {(ligne.lieu.document.fichier, ligne.lieu.chemin): ligne.id for ligne in lignes},
    )


def reprendre(classeur: Classeur, dossier: Path, corpus: Corpus, choix: Namespace) -> int:
    """Reprend un classeur exporté, comme `importer` le demande : montre, puis écrit.

    Raises:
        RefusDeCommande: une faute dans le classeur, une suppression à confirmer.
        RefusDeClasseur: le classeur n'est pas celui d'un territoire de ce dossier.
    """
    slug = territoire_de(classeur)
    retour = relire(classeur, contexte_de(corpus, slug), ecraser=choix.ecraser)
    avant = {chemin: document.valeurs for chemin, document in retour.contexte.documents.items()}
    garder_les_statuts(avant, retour.arbres, date.today())
    _refuser_les_fautes(retour, corpus)
    if not choix.supprimer:
        refuser_les_retirees(retour.retirees)
    return ecrire_ce_qui_change(dossier, corpus, retour.fichiers(), choix)


def refuser_les_retirees(retirees: Sequence[Retiree]) -> None:
    """Refuse d'ôter des lignes du plan sans qu'on l'ait demandé.

    Raises:
        RefusDeCommande: il y en a.
    """
    if retirees:
        lignes = "\n".join(f"  {retiree}" for retiree in retirees)
        un = len(retirees) == 1
        raise RefusDeCommande(
            f"{accorder(len(retirees), 'ligne')} du plan n'{'est' if un else 'sont'} plus "
            f"dans le classeur :\n{lignes}\n"
            "pour les retirer, relancer avec --supprimer ; pour changer un identifiant, écrire "
            "l'ancien dans « Anciens identifiants » ; rien n'a été écrit"
        )


def ecrire_ce_qui_change(
    dossier: Path, corpus: Corpus, voulus: Mapping[str, bytes | None], choix: Namespace
) -> int:
    """Montre ce qui change, le date, puis l'écrit si on l'accepte.

    Raises:
        RefusDeCommande: la personne dit non.
        Conflit: un fichier a changé pendant ce temps.
    """
    documents = corpus.documents
    lus = {chemin: documents[chemin].octets if chemin in documents else None for chemin in voulus}
    lot = Lot(dossier, lus, dater_les_changements(lus, voulus, date.today()))
    if not lot:
        conclure("rien à écrire : les données disent déjà tout ce que dit le classeur")
        return 0
    print(lot.en_mots(FICHIERS_CITES))
    if choix.essai:
        conclure(f"essai : rien n'a été écrit ({accorder(len(lot.changements), 'fichier')})")
        return 0
    if renonce(choix.oui):
        raise RefusDeCommande("reprise abandonnée ; rien n'a été écrit")
    lot.appliquer()
    conclure(
        accorder(len(lot.changements), "fichier écrit", "fichiers écrits"),
        f"projet-social verifier {dossier}",
    )
    return 0


def _refuser_les_fautes(retour: Retour, corpus: Corpus) -> None:
    """Éprouve tout le dossier comme si le classeur était repris.

    Raises:
        RefusDeCommande: une erreur au moins, toutes dites en cases du classeur.
    """
    remarques: list[Remarque] = list(retour.remarques)
    if not retour.remarques.erreurs:
        arbres = {c: d.valeurs for c, d in corpus.documents.items()} | retour.arbres
        for retiree in retour.retirees:
            arbres.pop(retiree.fichier, None)
        rapport = examiner_des_arbres(arbres, corpus.officiel)
        remarques += map(retour.situer, rapport.erreurs)
        remarques += map(retour.situer, dates_a_venir(rapport.corpus, date.today()))
    for remarque in remarques:
        print(remarque)
    refuser_les_erreurs(sum(remarque.gravite is Gravite.ERREUR for remarque in remarques))


def refuser_les_erreurs(nombre: int, ou: str = "le classeur") -> None:
    """Arrête tout, une fois les erreurs dites une à une.

    Raises:
        RefusDeCommande: il y en a.
    """
    if nombre:
        raise RefusDeCommande(
            f"{accorder(nombre, 'erreur')} ; les corriger dans {ou}, puis relancer ; rien n'a été "
            "écrit"
        )
