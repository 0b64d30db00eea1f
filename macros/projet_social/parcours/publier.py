"""Mettre en ligne : ce que la loi demande, l'adresse, le site construit, la recette."""

from __future__ import annotations

from collections.abc import Iterator

from ..lecture.document import nommer
from ..texte.typographie import accorder
from .etat import EtatDuSite, Fraicheur
from .pas import Avancee, Pas, permis, selon

QUI, OU_ECRIRE = "Dire qui publie", "Dire où écrire"
ACCESSIBILITE = "Dire où en est l'accessibilité"
TITRES = {
    "contact": OU_ECRIRE,
    "delegue_donnees": OU_ECRIRE,
    "declaration": ACCESSIBILITE,
    "schema_pluriannuel": ACCESSIBILITE,
}
"""Le pas dont relève une clé de `editeur.yml` ; les autres disent qui publie."""
POURQUOI = {
    QUI: "Les mentions légales.",
    OU_ECRIRE: "Une boîte générique (accueil@…), jamais celle d'une personne.",
    ACCESSIBILITE: "La loi le demande ; sans audit, la déclaration dit « non conforme », et c'est "
    "permis.",
}


def publier_le_site(etat: EtatDuSite) -> Iterator[Pas]:
    """De l'aperçu au site public."""
    yield from _les_mentions(etat)
    yield Pas(
        "Dire l'adresse du site",
        selon(bool(etat.adresse)),
        "L'adresse que l'hébergeur ou le service informatique vous donne : les abonnements, les "
        "images de partage et les moteurs de recherche s'en servent. Dans mkdocs.yml, retirer le "
        "dièse devant « site_url » et l'écrire, comme https://projet.exemple.fr/. Puis :",
        "projet-social construire",
    )
    yield _la_production(etat)
    yield _la_construction(etat)
    yield _la_recette(etat)
    yield _les_pdf(etat)


def _les_mentions(etat: EtatDuSite) -> Iterator[Pas]:
    """Ce qui manque à `editeur.yml`, en trois pas : qui publie, où écrire, l'accessibilité."""
    manques: dict[str, list[str]] = {QUI: [], OU_ECRIRE: [], ACCESSIBILITE: []}
    for chemin, _ in etat.corpus.editeur.manques():
        manques[TITRES.get(chemin[0], QUI)].append(nommer(chemin))
    for titre, absents in manques.items():
        yield Pas(
            titre,
            selon(not absents),
            f"{POURQUOI[titre]} Dans {etat.donnees}/editeur.yml, retirer le dièse devant chaque "
            f"clé qui manque et la remplir : {', '.join(absents)}. La commande dit ce qui manque "
            "encore.",
            "projet-social verifier --production",
            compte=accorder(len(absents), "ligne") if absents else "",
        )


def _la_production(etat: EtatDuSite) -> Pas:
    return Pas(
        "Passer de l'aperçu au site public",
        selon(etat.production),
        "Tant que « production » n'est pas activé, chaque page dit que c'est un aperçu. Dans "
        "mkdocs.yml, retirer le dièse devant « production: true ». La construction s'arrête "
        "ensuite s'il manque une mention légale, et dit laquelle.",
        "projet-social construire",
    )


def _la_construction(etat: EtatDuSite) -> Pas:
    perime = etat.construit is Fraicheur.PERIME
    pourquoi = (
        f"Quelque chose a changé depuis que le dossier « {etat.sortie} » a été construit."
        if perime
        else f"Écrit tout le site dans le dossier « {etat.sortie} », prêt à mettre en ligne."
    )
    return Pas(
        "Construire le site",
        selon(etat.construit is Fraicheur.A_JOUR),
        pourquoi,
        "projet-social construire",
        compte="à refaire" if perime else "",
    )


def _la_recette(etat: EtatDuSite) -> Pas:
    return Pas(
        "Choisir comment mettre en ligne",
        selon(bool(etat.publie_par)),
        "Le plus simple, sans forge ni serveur : un fichier zip, à déposer chez son hébergeur ou "
        "sur un partage.",
        "projet-social archiver",
        "Avec GitLab, GitHub, nginx, Apache ou un conteneur : publication/LISEZMOI.md dit quoi "
        "copier. La façon choisie, supprimez ce LISEZMOI.md et les autres dossiers.",
        compte=etat.publie_par,
    )


def _les_pdf(etat: EtatDuSite) -> Pas:
    titre = "Proposer des documents PDF"
    if "documents" not in etat.manquent:
        raison = (
            "Le programme sait les écrire. Pour que les pages les proposent, ajouter la ligne "
            "« pdf: true » sous « donnees », dans mkdocs.yml. Puis :"
        )
        return Pas(titre, permis(etat.pdf), raison, "projet-social construire")
    return Pas(
        titre,
        Avancee.A_FAIRE if etat.pdf else Avancee.FACULTATIF,
        "Les fiches et les synthèses à imprimer demandent des bibliothèques de plus, qui ne sont "
        "pas installées. La commande les ajoute à celles du site et dit comment les installer.",
        "projet-social verrouiller --supplement documents",
    )
