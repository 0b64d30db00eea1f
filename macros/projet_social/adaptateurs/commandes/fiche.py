"""`projet-social fiche` : une fiche-action commentée, à sa place, rattachée à ce qu'elle sert."""

from __future__ import annotations

import argparse

from ...chargement import charger
from ...corpus.corpus import Corpus
from ...corpus.plan import Ligne, TerritoirePublie
from ...depart.annotation import ecrire_la_fiche
from ...ecriture.lot import Lot
from ...lecture.document import Document
from ...lecture.validation import plus_proche, valider
from ...modele.fiche_action import FicheAction
from ...modele.vocabulaire import TypeNiveau
from ...texte.identifiant import forme_commune, identifiant_de
from ..console import conclure
from .refus import RefusDeCommande

MONTRES_MAXIMUM = 20
"""Lignes du plan que l'on propose, au plus."""
TITRE_MONTRE = 60
"""Signes d'un titre que l'on propose, au plus."""


def fiche(choix: argparse.Namespace) -> int:
    """Écrit la fiche, et dit où elle est."""
    corpus = charger(choix.donnees)
    territoire = _le_territoire(corpus, choix.territoire)
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


def _le_territoire(corpus: Corpus, slug: str | None) -> TerritoirePublie:
    connus = list(corpus.territoires)
    if slug in corpus.territoires:
        return corpus.territoires[slug]
    if slug:
        conseil = plus_proche(slug, connus) or f"territoires : {', '.join(connus)}"
        raise RefusDeCommande(f"territoire « {slug} » inconnu ; {conseil}")
    if len(connus) == 1:
        return corpus.territoires[connus[0]]
    if not connus:
        raise RefusDeCommande("aucun territoire dans les données ; en créer un d'abord")
    raise RefusDeCommande(
        f"{len(connus)} territoires ; dire lequel par --territoire : {', '.join(connus)}"
    )


def _la_ligne(territoire: TerritoirePublie, cherche: str) -> Ligne:
    """La ligne du plan que désigne un identifiant, un ancien identifiant, un numéro ou un titre."""
    lignes = [ligne for ligne in territoire.lignes if ligne.type is not TypeNiveau.ACTION]
    if not lignes:
        raise RefusDeCommande(
            f"le plan de {territoire.nom} n'a encore ni axe ni objectif ; "
            "en écrire un dans projet.yml (« axes: »)"
        )
    par_rang = (
        lambda ligne: cherche in (ligne.id, *ligne.contenu.alias),
        lambda ligne: cherche == ligne.contenu.numero,
        lambda ligne: forme_commune(cherche) == forme_commune(ligne.contenu.titre),
    )
    for convient in par_rang:
        trouvees = [ligne for ligne in lignes if convient(ligne)]
        if len(trouvees) == 1:
            return trouvees[0]
        if trouvees:
            ids = "".join(
                f"\n    {ligne.id:<28} {_court(ligne.contenu.titre)}" for ligne in trouvees
            )
            raise RefusDeCommande(f"« {cherche} » désigne {len(trouvees)} lignes :{ids}")
    if any(cherche == ligne.id for ligne in territoire.lignes):
        raise RefusDeCommande(
            f"« {cherche} » est une action ; se rattacher à un axe, un enjeu, un objectif…"
        )
    proche = plus_proche(cherche, [ligne.id for ligne in lignes])
    ids = "".join(f"\n    {m.id:<28} {_court(m.contenu.titre)}" for m in lignes[:MONTRES_MAXIMUM])
    reste = len(lignes) - MONTRES_MAXIMUM
    suite = f"\n    … et {reste} autres" if reste > 0 else ""
    raise RefusDeCommande(
        f"aucune ligne « {cherche} » dans le plan de {territoire.nom} ; "
        f"{proche or 'en choisir une'} :{ids}{suite}"
    )


def _court(titre: str) -> str:
    return titre if len(titre) <= TITRE_MONTRE else f"{titre[: TITRE_MONTRE - 1]}…"


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
