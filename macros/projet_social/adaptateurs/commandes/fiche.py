"""`projet-social fiche` : une fiche-action commentée, à sa place, rattachée à ce qu'elle sert."""

from __future__ import annotations

import argparse

from ...chargement import charger
from ...corpus.plan import Ligne, TerritoirePublie
from ...depart.annotation import ecrire_la_fiche
from ...ecriture.lot import Lot
from ...lecture.document import Document
from ...lecture.validation import plus_proche, valider
from ...modele.fiche_action import FicheAction
from ...modele.vocabulaire import TypeNiveau
from ...texte.identifiant import forme_commune, identifiant_de
from ..console import conclure
from ..designation import choisir_un_territoire, lignes_designees, montrer_les_lignes
from .refus import RefusDeCommande


def fiche(choix: argparse.Namespace) -> int:
    """Écrit la fiche, et dit où elle est."""
    corpus = charger(choix.donnees)
    territoire = choisir_un_territoire(corpus, choix.territoire)
    ligne = _la_ligne(territoire, choix.axe)
    identifiant = _identifiant(choix, territoire)
    plusieurs = len(territoire.plans_publies_ici) > 1
    texte = ecrire_la_fiche(
        choix.titre,
        [ligne.id],
        projet=ligne.plan.id if plusieurs else "",
        brouillon=choix.brouillon,
    )
    chemin = f"territoires/{territoire.slug}/actions/{identifiant}.yml"
    Lot(choix.donnees, {chemin: None}, {chemin: texte.encode("utf-8")}).appliquer()
    conclure(
        f"Fiche créée : {choix.donnees / chemin}, sous « {ligne.contenu.titre} ».",
        "la remplir : retirer le dièse devant une clé suffit pour s'en servir",
        "projet-social verifier",
    )
    return 0


def _la_ligne(territoire: TerritoirePublie, cherche: str) -> Ligne:
    """La ligne du plan que désigne un identifiant, un ancien identifiant, un numéro ou un titre."""
    lignes = [ligne for ligne in territoire.lignes if ligne.type is not TypeNiveau.ACTION]
    if not lignes:
        raise RefusDeCommande(
            f"le plan de {territoire.nom} n'a encore ni axe ni objectif ; "
            "en écrire un dans projet.yml (« axes: »)"
        )
    trouvees = lignes_designees(lignes, cherche)
    if len(trouvees) == 1:
        return trouvees[0]
    if trouvees:
        raise RefusDeCommande(
            f"« {cherche} » désigne {len(trouvees)} lignes :{montrer_les_lignes(trouvees)}"
        )
    if any(cherche == ligne.id for ligne in territoire.lignes):
        raise RefusDeCommande(
            f"« {cherche} » est une action ; se rattacher à un axe, un enjeu, un objectif…"
        )
    proche = plus_proche(cherche, [ligne.id for ligne in lignes])
    raise RefusDeCommande(
        f"aucune ligne « {cherche} » dans le plan de {territoire.nom} ; "
        f"{proche or 'en choisir une'} :{montrer_les_lignes(lignes)}"
    )


def _identifiant(choix: argparse.Namespace, territoire: TerritoirePublie) -> str:
    """L'identifiant de la fiche, que rien d'autre ne porte dans le territoire."""
    identifiant = str(choix.id or identifiant_de(choix.titre))
    valeurs = {"titre": choix.titre, "id": identifiant}
    _, anomalies = valider(FicheAction, Document("fiche", b"", valeurs))
    if anomalies:
        raise RefusDeCommande(
            "\n".join(f"{a.champ} : {a.constat} ; {a.conseil}" for a in anomalies)
        )
    pris = {nom: ligne for ligne in territoire.lignes for nom in (ligne.id, *ligne.contenu.alias)}
    chemin = choix.donnees / f"territoires/{territoire.slug}/actions/{identifiant}.yml"
    jumelles = [
        ligne
        for ligne in territoire.lignes
        if ligne.fiche and forme_commune(ligne.contenu.titre) == forme_commune(choix.titre)
    ]
    if jumelles and not choix.id:
        raise RefusDeCommande(
            f"une action s'appelle déjà « {choix.titre} » ({jumelles[0].lieu.document.fichier}) ; "
            "si c'en est bien une autre, ajouter --id et un identifiant"
        )
    if identifiant in pris or chemin.exists():
        titre = pris[identifiant].contenu.titre if identifiant in pris else chemin.name
        libre = next(
            nom
            for rang in range(2, 10_000)
            if (nom := f"{identifiant}-{rang}") not in pris
            and not chemin.with_name(f"{nom}.yml").exists()
        )
        raise RefusDeCommande(
            f"l'identifiant « {identifiant} » est déjà pris (« {titre} ») ; "
            f"choisir un autre titre, ou ajouter --id {libre}"
        )
    return identifiant
