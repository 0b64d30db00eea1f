"""Avoir un site qui se lit : le dossier, ses réglages, ses données, un premier regard."""

from __future__ import annotations

from collections.abc import Iterator

from ..lecture.anomalie import Anomalie
from ..migration.registre import FICHIER
from ..texte.typographie import accorder
from .etat import EtatDuSite, Fraicheur
from .pas import Avancee, Pas, selon


def preparer_le_site(etat: EtatDuSite) -> Iterator[Pas]:
    """Du dossier vide au site que l'on voit."""
    yield Pas("Créer le site", Avancee.FAIT)
    yield _les_reglages(etat)
    yield _les_donnees(etat)
    yield Pas(
        "Voir le site sur son ordinateur",
        selon(etat.vu or etat.construit is not Fraicheur.ABSENT),
        "La commande tourne tant que vous regardez le site, à l'adresse "
        "http://127.0.0.1:8000/ de votre navigateur ; chaque fichier enregistré s'y voit "
        "aussitôt. Ctrl+C l'arrête.",
        "projet-social servir",
    )
    yield _le_generateur(etat)


def erreurs_des_donnees(etat: EtatDuSite) -> list[Anomalie]:
    """Ce qui empêche de publier, dans l'ordre des fichiers."""
    return etat.rapport.erreurs if etat.rapport else []


def _les_reglages(etat: EtatDuSite) -> Pas:
    return Pas(
        "Avoir des réglages qui se lisent",
        selon(not etat.refus),
        f"Le programme ne comprend pas les réglages. {etat.refus}. Corriger ce fichier, puis :",
        "projet-social aide",
    )


def _les_donnees(etat: EtatDuSite) -> Pas:
    fautes, titre = erreurs_des_donnees(etat), "Avoir des données sans erreur"
    if etat.rapport is None:
        raison = (
            f"Le dossier « {etat.donnees} » n'existe pas. Le remettre, ou corriger la ligne "
            "« donnees » de mkdocs.yml, puis :"
        )
        return Pas(titre, Avancee.A_FAIRE, raison, "projet-social verifier")
    if not fautes:
        return Pas(titre, Avancee.FAIT)
    ancien = fautes[0].fichier.endswith(FICHIER)
    commande = "projet-social migrer --essai" if ancien else "projet-social verifier"
    suite = (
        "" if ancien else " La commande les montre toutes, avec le fichier, la ligne, le remède."
    )
    premiere = "La première" if len(fautes) > 1 else "Elle"
    return Pas(
        titre,
        Avancee.A_FAIRE,
        f"Tant qu'il en reste, le site d'avant demeure. {premiere} : {fautes[0]}.{suite}",
        commande,
        compte=accorder(len(fautes), "erreur"),
    )


def _le_generateur(etat: EtatDuSite) -> Pas:
    autre = f" (il garde la version {etat.garde}, et la {etat.version} tourne)"
    return Pas(
        "Garder le générateur avec le site",
        selon(etat.garde == etat.version),
        "Un site garde le programme qui le construit, et les versions exactes de tout ce qu'il "
        "demande : sans cela, il ne se reconstruirait pas dans un an, ni ailleurs"
        f"{autre if etat.garde else ''}.",
        "projet-social verrouiller",
    )
