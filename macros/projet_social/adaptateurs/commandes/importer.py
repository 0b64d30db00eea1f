"""`projet-social importer` : un classeur devient un plan, sans perdre une cellule."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ...chargement import examiner_des_arbres
from ...classeur.refus import RefusDeClasseur
from ...document.ouverture import ouvrir_la_source
from ...ecriture.statuts import garder_les_statuts
from ...lecture.anomalie import Anomalie, Gravite
from ...modele.referentiel import Publics
from ...rendu import rendre
from ...tableur.aller_retour.lecture_des_onglets import est_maison
from ...tableur.aller_retour.part_de_pilote import est_une_part
from ...tableur.comprehension.a_ranger import revue_de
from ...tableur.comprehension.arbres import Cible
from ...tableur.comprehension.compte_rendu import (
    a_ranger_en_texte,
    compte_en_texte,
    plan_en_retrait,
    rapport_en_csv,
    rapport_en_texte,
    remarques_en_texte,
)
from ...tableur.comprehension.correspondance import (
    a_confirmer,
    dire_ce_qui_est_compris,
    ecrire_la_correspondance,
    en_paires,
    lire_la_correspondance,
)
from ...tableur.comprehension.importation import Import, Resultat
from ...tableur.comprehension.mots import referentiel_de
from ...tableur.comprehension.reconnaissance import RefusDeCorrespondance
from ...tableur.comprehension.revue import passer_en_revue
from ...tableur.comprehension.synonymes import TYPES
from ...texte.typographie import accorder
from ...verification.dates_a_venir import dates_a_venir
from ..classeur_maison import FICHIERS_CITES, refuser_les_erreurs, reprendre
from ..classeurs_des_pilotes import ouvrir_les_parts, reprendre_les_parts, sources_de
from ..console import conclure, demander, en_terminal
from ..designation import choisir_un_territoire
from ..dossier_d_import import (
    DossierDImport,
    dire_ce_qui_reste,
    ecrire_ensemble,
    lire_le_dossier,
    preparer_a_cote,
    preparer_les_donnees,
)
from ..questions import renonce
from .refus import RefusDeCommande

CONSEIL_DE_CLASSEUR = "dire la colonne des intitulés par --correspondance titre=NOM_DE_LA_COLONNE"
CONSEIL_DE_DOCUMENT = (
    "donner aux titres « Axe 1 : … », « Fiche-action n° 1 : … », ou copier les actions dans un "
    "tableur, une par ligne"
)


def importer(choix: argparse.Namespace) -> int:
    """Importe, et dit ce qu'est devenue chaque cellule ; 1 si quelque chose l'empêche."""
    sources = sources_de(choix.classeurs)
    choix.classeur = sources[0]
    try:
        if len(sources) > 1:
            parts, donnees = ouvrir_les_parts(sources), lire_le_dossier(choix.donnees)
            return reprendre_les_parts(parts, donnees.dossier, donnees.corpus, choix)
        classeur = ouvrir_la_source(choix.classeur)
        donnees = lire_le_dossier(choix.donnees)
        if est_une_part(classeur):
            part = {str(choix.classeur): classeur}
            return reprendre_les_parts(part, donnees.dossier, donnees.corpus, choix)
        if est_maison(classeur):
            return reprendre(classeur, donnees.dossier, donnees.corpus, choix)
        slug = choisir_un_territoire(donnees.corpus, choix.territoire).slug
        paires = lire_la_correspondance(choix.correspondance)
        if not re.fullmatch(r"projet(-[a-z0-9]+)*", choix.projet):
            raise RefusDeCommande(
                f"--projet : « {choix.projet} » mal formé ; écrire projet, ou projet-cls"
            )
        if choix.projet == "projet":
            donnees = donnees.sans_l_exemple(slug)
        lu = Import(classeur, paires, choix.feuilles)
        if choix.ecrire_correspondance:
            ecrire_la_correspondance(en_paires(lu.comprises), choix.ecrire_correspondance)
            nom = choix.ecrire_correspondance
            conclure(
                f"correspondance écrite dans {nom}",
                "la relire, la corriger,",
                f"projet-social importer {choix.classeur} --correspondance {nom} --essai",
            )
            return 0
        print(dire_ce_qui_est_compris(lu.comprises), end="\n\n")
        lu = confirmer(lu, paires, choix)
    except RefusDeClasseur as refus:
        raise RefusDeCommande(f"{choix.classeur} : {refus}") from refus
    nom = str(donnees.corpus.territoires[slug].donnees.nom_court)
    cible = Cible(slug, nom, donnees.arbres, choix.projet, donnees.exemple.garde)
    corpus = donnees.corpus
    resultat = lu.lire(referentiel_de(corpus.referentiel_themes, corpus.seul(Publics)), cible)
    garder_les_statuts(donnees.arbres, resultat.arbres.fichiers, date.today())
    autres = eprouver_le_plan(donnees, resultat)
    if choix.rapport:
        ecrire_le_rapport(resultat, choix.rapport)
    if choix.revue is not None:
        ecrire_la_revue(donnees, resultat, choix, nom)
    return terminer(donnees, resultat, autres, choix)


def confirmer(lu: Import, paires: Mapping[str, str], choix: argparse.Namespace) -> Import:
    """Fait confirmer la correspondance sur un terminal ; ailleurs, n'attend jamais.

    Raises:
        RefusDeCommande: la personne dit non, ou des colonnes sont à confirmer hors d'un terminal.
    """
    if choix.essai or choix.oui:
        return lu
    dites = dict(paires)
    if not en_terminal():
        if douteuses := a_confirmer(lu.comprises):
            noms = ", ".join(f"« {c.entete} » → {c.sens.champ}" for c in douteuses)
            raise RefusDeCommande(
                f"{accorder(len(douteuses), 'colonne')} à confirmer ({noms}) ; relancer avec "
                "--oui, ou dire ce qu'elles sont par --correspondance CHAMP=COLONNE"
            )
        return lu
    while True:
        reponse = demander("Est-ce juste ? oui, non, ou CHAMP=COLONNE pour corriger", "oui")
        if reponse.lower() in ("oui", "o"):
            return lu
        if reponse.lower() in ("non", "n"):
            raise RefusDeCommande("import abandonné ; rien n'a été écrit")
        try:
            essai = dites | lire_la_correspondance([reponse])
            lu = Import(lu.classeur, essai, lu.feuilles)
        except RefusDeCorrespondance as refus:
            print(refus)
            continue
        dites = essai
        print(dire_ce_qui_est_compris(lu.comprises), end="\n\n")


def eprouver_le_plan(donnees: DossierDImport, resultat: Resultat) -> list[Anomalie]:
    """Valide le dossier entier, comme si l'import était écrit.

    Les anomalies de ce qui est importé vont au rapport, en cellules ; les autres erreurs sont
    rendues. Un avertissement de vérification n'est que compté : `verifier` le redira.
    """
    fichiers = resultat.arbres.fichiers
    rapport = examiner_des_arbres(donnees.arbres | fichiers, donnees.corpus.officiel)
    des_fichiers = [a for a in rapport.anomalies if a.fichier in fichiers]
    remarques, reste = resultat.en_cellules(des_fichiers)
    deja = {(r.ou, r.conseil) for r in resultat.rapport.remarques.erreurs}
    for remarque in remarques:
        if remarque.gravite is Gravite.AVERTISSEMENT:
            resultat.signalements.append(remarque)
        elif (remarque.ou, remarque.conseil) not in deja:
            resultat.rapport.remarques.append(remarque)
    resultat.rapport.remarques += resultat.en_cellules(
        a for a in dates_a_venir(rapport.corpus, date.today()) if a.fichier in fichiers
    )[0]
    ailleurs = [a for a in rapport.anomalies if a.fichier not in fichiers]
    return [a for a in [*reste, *ailleurs] if a.gravite is Gravite.ERREUR]


def ecrire_le_rapport(resultat: Resultat, fichier: Path) -> None:
    """Écrit le rapport : en CSV, une ligne par cellule ; sinon en texte."""
    if fichier.suffix.lower() == ".csv":
        fichier.write_bytes(rapport_en_csv(resultat.rapport))
    else:
        fichier.write_text(f"{rapport_en_texte(resultat)}\n", encoding="utf-8")


def ecrire_la_revue(
    donnees: DossierDImport, resultat: Resultat, choix: argparse.Namespace, territoire: str
) -> None:
    """Écrit la page où relire l'import, même s'il est refusé, et dit où elle est."""
    defaut = donnees.dossier.parent / revue_de(resultat.slug)
    fichier = choix.revue if choix.revue.name else defaut
    fichier.parent.mkdir(parents=True, exist_ok=True)
    revue = passer_en_revue(resultat, choix.classeur.name, territoire)
    fichier.write_text(rendre("revue_d_import.html", revue=revue), encoding="utf-8")
    print(f"Revue : {fichier}, à ouvrir dans un navigateur (cette page ne se publie pas)\n")


def terminer(
    donnees: DossierDImport, resultat: Resultat, autres: list[Anomalie], choix: argparse.Namespace
) -> int:
    """Montre, puis écrit si rien ne l'empêche."""
    rapport = resultat.rapport
    if choix.essai:
        print(plan_en_retrait(resultat), end="\n\n")
        if restes := a_ranger_en_texte(resultat):
            print(restes, end="\n\n")
    print(compte_en_texte(rapport))
    print(remarques_en_texte(rapport))
    if resultat.vide and not rapport.remarques.erreurs:
        ecrit = any(grille.feuille.morceau for grille in rapport.grilles)
        conseil = CONSEIL_DE_DOCUMENT if ecrit else CONSEIL_DE_CLASSEUR
        raise RefusDeCommande(f"{choix.classeur} : aucune action reconnue ; {conseil}")
    for anomalie in autres:
        print(anomalie)
    refuser_les_erreurs(len(rapport.remarques.erreurs) + len(autres))
    lot = preparer_les_donnees(donnees, resultat.arbres)
    a_cote = preparer_a_cote(donnees, resultat, choix.classeur.name)
    if dit := donnees.dire_l_exemple():
        print(dit)
    if choix.essai:
        conclure(f"essai : rien n'a été écrit ({accorder(len(lot.changements), 'fichier')})")
        return 0
    if not lot and not a_cote:
        conclure("rien à écrire : les données disent déjà tout cela")
        return 0
    if lot:
        print(lot.en_mots(FICHIERS_CITES))
    if renonce(choix.oui):
        raise RefusDeCommande("import abandonné ; rien n'a été écrit")
    avertissements = accorder(len(resultat.signalements), "avertissement")
    ecrire_ensemble(donnees, lot, a_cote)
    conclure(
        f"{accorder(len(lot.changements), 'fichier écrit', 'fichiers écrits')} "
        f"({', '.join(accorder(n, t, TYPES[t].pluriel) for t, n in resultat.comptes().items())})",
        f"projet-social verifier {donnees.dossier}"
        + (f" : {avertissements} à relire" if resultat.signalements else ""),
        *dire_ce_qui_reste(donnees, resultat),
    )
    return 0
