"""Le dossier entier d'une comparaison : couverture, méthode, sommaire, synthèses, annexes."""

from __future__ import annotations

from ..comparaison.carte import repartir
from ..corpus.corpus import DossierPublie
from ..modele.vocabulaire import VueComparee
from ..pages.publication import Publication
from ..texte.typographie import typographier
from .composition import Composeur, Couverture, ancres_des, synthese_de
from .imprime import GroupeDeParties, Imprime, Partie

ANNEXES = {
    VueComparee.CONTEXTE: "Le contexte des territoires",
    VueComparee.CALENDRIERS: "Les calendriers",
    VueComparee.ACTEURS: "Les acteurs entendus",
    VueComparee.THEMES: "Les thèmes, territoire par territoire",
    VueComparee.AXES: "Les axes côte à côte",
    VueComparee.GOUVERNANCE: "La gouvernance",
    VueComparee.RESSEMBLANCES: "Les ressemblances",
}
"""Les comparaisons qui s'impriment, en feuilles à l'horizontale, et leur titre."""


def composer_un_dossier(publication: Publication, dossier: str) -> Imprime:
    """Le dossier d'une comparaison.

    Raises:
        Inconnu: aucun dossier de cet identifiant.
    """
    publie = publication.corpus.dossier(dossier)
    donnees = publie.donnees
    composeur = Composeur(publication, ancres_des(publie.territoires))
    introduction = _introduction(composeur, publie)
    syntheses = tuple(synthese_de(composeur, t) for t in publie.territoires)
    annexes = [*_comparaisons(composeur, publie), *_accompagnements(composeur, publie)]
    # Les sources et les sigles se relèvent en composant : ils viennent en dernier.
    sources, credits = (
        composeur.sources(donnees.notes),
        composeur.credits(donnees.auteurs, donnees.partenaires),
    )
    groupes = [
        GroupeDeParties("", (credits,), liminaire=True),
        GroupeDeParties("", (introduction,)),
        GroupeDeParties(f"Les {len(syntheses)} synthèses", syntheses),
        GroupeDeParties("Annexes", (*annexes, sources, *composeur.sigles())),
    ]
    base = Imprime(
        dossier,
        typographier(donnees.titre),
        "",
        description=typographier(
            f"{len(syntheses)} synthèses de territoires, leur comparaison et leurs sources."
        ),
        auteurs=tuple(filter(None, (donnees.editeur,))),
        maj=composeur.maj(publie.territoires),
    )
    couverture = Couverture(
        "Dossier",
        base.titre,
        tuple(map(typographier, filter(None, (donnees.editeur, str(donnees.periode or ""))))),
        tuple(typographier(territoire.nom) for territoire in publie.territoires),
    )
    return composeur.assembler(base, groupes, couverture)


def _introduction(composeur: Composeur, publie: DossierPublie) -> Partie:
    donnees, officiel = publie.donnees, composeur.publication.corpus.officiel
    carte = repartir(publie.territoires, lambda t: t.donnees.departements, officiel)
    corps = composeur.gabarit(
        "impression_introduction.html",
        introduction=donnees.introduction,
        methode=donnees.methode,
        carte=carte,
        territoires=len(publie.territoires),
    )
    return Partie("presentation", "Présentation et méthode", corps, classe="presentation")


def _comparaisons(composeur: Composeur, publie: DossierPublie) -> list[Partie]:
    return [
        Partie(
            f"annexe-{vue.value}",
            titre,
            composeur.macro(f"comparaison_{vue.value}", vue.value, dossier=publie.id, menu=False),
            classe=f"annexe {vue.value}",
            paysage=True,
        )
        for vue, titre in ANNEXES.items()
        if vue in publie.donnees.vues
    ]


def _accompagnements(composeur: Composeur, publie: DossierPublie) -> list[Partie]:
    """La liste des accompagnements, si elle vient du même document que le dossier."""
    liste = composeur.publication.corpus.accompagnements
    sources = [objet.source.document for objet in (liste, publie.donnees) if objet.source]
    if not liste.groupes or len(sources) < 2 or sources[0] != sources[1]:
        return []
    corps = composeur.macro("accompagnements", "accompagnements")
    return [
        Partie("accompagnes", "Les intercommunalités accompagnées", corps, classe="accompagnes")
    ]
