"""Remplacer l'exemple par le vrai projet, et dire d'où il vient."""

from __future__ import annotations

from collections.abc import Iterator

from ..lecture.anomalie import Gravite
from ..texte.typographie import accorder
from ..verification.production import restes_de_l_exemple
from .etat import EtatDuSite
from .pas import Avancee, Pas, citer, permis, selon

SANS_ECRIRE = "La commande montre ce qui en serait compris, sans rien écrire."
FORMULAIRE = "projet-social formulaire"


def remplir_le_site(etat: EtatDuSite) -> Iterator[Pas]:
    """De l'exemple inventé au projet du territoire."""
    yield _l_exemple(etat)
    yield _les_actions(etat)
    if etat.a_ranger:
        yield _ce_qui_reste_a_ranger(etat)
    yield _les_sources(etat)
    yield _les_avertissements(etat)


def _l_exemple(etat: EtatDuSite) -> Pas:
    restes = len(list(restes_de_l_exemple(etat.corpus)))
    raison = (
        "Le projet que montre un site neuf n'existe pas ; tant qu'il en reste, rien ne se publie "
        "pour de bon. "
    )
    if etat.a_importer:
        fichier = etat.a_importer[0]
        raison += f"« {fichier} » est dans ce dossier : c'est peut-être votre plan. {SANS_ECRIRE}"
        commande = f"projet-social importer {citer(fichier)} --essai --revue"
        autrement = "Pour ôter l'exemple sans rien importer : projet-social vider-l-exemple --essai"
    else:
        raison += (
            "Cette commande montre ce qui partirait, et garde ce que vous avez écrit ; la même "
            "sans --essai l'ôte."
        )
        commande = "projet-social vider-l-exemple --essai"
        autrement = (
            "Si votre plan est dans un tableur, un document Word ou un PDF, copiez ce fichier dans "
            "ce dossier et relancez « projet-social aide » : l'import remplace l'exemple."
        )
    return Pas(
        "Remplacer l'exemple inventé",
        selon(not restes),
        raison,
        commande,
        autrement,
        compte=accorder(restes, "endroit") if restes else "",
    )


def _les_actions(etat: EtatDuSite) -> Pas:
    nombre = sum(1 for ligne in etat.corpus.lignes if ligne.fiche and not ligne.exemple)
    titre = "Écrire les actions"
    if nombre:
        compte = accorder(nombre, "action")
        return Pas(titre, Avancee.FAIT, compte=compte)
    if etat.a_importer:
        fichier = etat.a_importer[0]
        raison = f"« {fichier} » est dans ce dossier : c'est peut-être votre plan. {SANS_ECRIRE}"
        commande = f"projet-social importer {citer(fichier)} --essai --revue"
        return Pas(titre, Avancee.A_FAIRE, raison, commande)
    axe = next((ligne.id for ligne in etat.corpus.lignes if not ligne.fiche), "")
    autrement = (
        "Si votre plan est dans un tableur, un document Word ou un PDF, copiez ce fichier dans ce "
        "dossier et relancez « projet-social aide » : rien n'est à retaper."
    )
    if not axe:
        raison = (
            "Le plan n'a encore ni axe ni action. Le formulaire s'ouvre dans le navigateur, sur "
            "cet ordinateur seul : y ajouter un axe, puis les actions qui le servent."
        )
        return Pas(titre, Avancee.A_FAIRE, raison, FORMULAIRE, autrement)
    return Pas(
        titre,
        Avancee.A_FAIRE,
        "Une fiche par action, rattachée à ce qu'elle sert. Le formulaire s'ouvre dans le "
        "navigateur, sur cet ordinateur seul ; n'y remplir que ce que vous savez.",
        FORMULAIRE,
        f"{autrement} Pour écrire une fiche dans un fichier : projet-social fiche {axe} "
        '"Titre de l\'action"',
    )


def _ce_qui_reste_a_ranger(etat: EtatDuSite) -> Pas:
    return Pas(
        "Ranger ce que l'import n'a pas su placer",
        Avancee.FACULTATIF,
        f"Ouvrir {' et '.join(etat.a_ranger)} dans le tableur : chaque ligne dit une cellule, et "
        "pourquoi elle attend. La reporter dans sa fiche, ou la supprimer. Puis :",
        "projet-social verifier",
    )


def _les_sources(etat: EtatDuSite) -> Pas:
    vrais = [plan for plan in etat.corpus.plans if not plan.exemple]
    sans = [p for p in vrais if p.projet.source is None or p.projet.source.document is None]
    ou = f"{etat.donnees}/{sans[0].lieu.document.fichier}" if sans else "projet.yml"
    return Pas(
        "Dire d'où vient le plan",
        selon(bool(vrais) and not sans),
        "Chaque donnée publiée dit sa source. Décrire le document (titre, date) dans "
        f"{etat.donnees}/referentiels/sources.yml, puis écrire dans {ou} la ligne "
        "« source: {document: id-du-document} ». La commande dit ce qui manque encore.",
        "projet-social verifier",
        compte=accorder(len(sans), "plan sans source", "plans sans source") if sans else "",
    )


def _les_avertissements(etat: EtatDuSite) -> Pas:
    anomalies = etat.rapport.anomalies if etat.rapport else []
    lieux = {(lieu.document.fichier, lieu.ligne) for lieu, _, _ in restes_de_l_exemple(etat.corpus)}
    restent = [
        a
        for a in anomalies
        if a.gravite is Gravite.AVERTISSEMENT
        and (a.fichier.removeprefix(f"{etat.donnees}/"), a.ligne) not in lieux
    ]
    return Pas(
        "Relire ce qui mérite un regard",
        permis(not restent),
        "Rien n'empêche de publier ; chaque avertissement dit le fichier, la ligne et quoi faire.",
        "projet-social verifier",
        compte=accorder(len(restent), "avertissement") if restent else "",
    )
