"""Les macros qui comptent par département : les accompagnements, les territoires."""

from __future__ import annotations

from ..comparaison.accompagnements import retenir
from ..comparaison.carte import repartir
from ..comparaison.devenir import dresser_le_bilan, suite_de
from ..comparaison.selection import choisir
from ..exports.fichier import Fichier, Rayon, fichiers_de
from ..exports.licence import citation
from .registre import macro
from .vue import Vue


@macro
def accompagnements(vue: Vue, departement: str = "", etat: str = "") -> str:
    """Les intercommunalités accompagnées : carte, liste par département, liste de la source.

    Args:
        departement: numéro de département tel qu'imprimé, pour ne garder que ses lignes
        etat: ce que devient l'entité (existe, renommee, disparue, non_rapprochee)
    """
    officiel = vue.corpus.officiel
    retenus = retenir(vue.corpus.accompagnements, departement, etat)
    titre = "Que sont devenues les intercommunalités accompagnées ?"
    reference = citation(vue.publication, titre, vue.page, vue.corpus.plans)
    liste = vue.corpus.sources.get("decoupage-administratif")
    return vue.rendre(
        "accompagnements.html",
        fichiers=_tables(vue, "accompagnements", "devenirs_des_accompagnements"),
        citer=vue.rendre("citer.html", reference=reference),
        accompagnes=retenus,
        millesime=liste.date if liste and liste.date else "aujourd’hui",
        bilan=dresser_le_bilan(retenus.lignes),
        suite_de=lambda ligne: suite_de(ligne, officiel),
        carte=repartir(retenus.lignes, lambda ligne: ligne.departements, officiel),
        id=_identifiant("accompagnements", departement, etat),
    )


def _tables(vue: Vue, *noms: str) -> list[Fichier]:
    """Les fichiers CSV de ces tables, dans cet ordre."""
    tables = [f for f in fichiers_de(vue.publication) if f.rayon is Rayon.TABLES]
    par_nom = {fichier.sujet.nom: fichier for fichier in tables}
    return [par_nom[nom] for nom in noms if nom in par_nom]


@macro
def carte_territoires(vue: Vue, departement: str = "", type: str = "", dossier: str = "") -> str:
    """Les départements des territoires publiés, en carte et en liste.

    Args:
        departement: numéro de département, pour ne garder que ses territoires
        type: type de territoire (communaute_de_communes, commune…)
        dossier: identifiant d'un dossier, pour ses seuls territoires
    """
    selection = choisir(vue.corpus, dossier, departement, type)
    return vue.rendre(
        "carte_territoires.html",
        carte=repartir(
            selection.territoires, lambda t: t.donnees.departements, vue.corpus.officiel
        ),
        id=_identifiant("territoires", dossier, departement, type),
    )


def _identifiant(*mots: str) -> str:
    """L'identifiant HTML d'un bloc : deux blocs filtrés autrement tiennent sur une page."""
    return "-".join(mot.replace("_", "-") for mot in mots if mot)
