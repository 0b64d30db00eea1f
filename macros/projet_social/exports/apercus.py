"""L'image que montre un message où l'on partage une page : une par territoire, une pour le site.

Elle est dessinée à la construction, sans service. Une adresse d'image doit être absolue pour être
lue : sans `site_url`, personne ne pourrait la voir, et aucune n'est publiée.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.plan import TerritoirePublie
from ..modele.vocabulaire import TypeNiveau
from ..pages.publication import Publication
from ..supplements import manque
from ..texte.typographie import accorder, typographier
from .carton import Carton, dessiner_le_carton
from .registre import Export, exports

DOSSIER = "assets/apercus/"
COULEUR = "#0b5c6b"
"""Le bleu-vert du site, pour qui n'a pas sa couleur."""


@exports
def apercus(publication: Publication) -> Iterator[Export]:
    """L'image du site, puis celle de chaque territoire."""
    if not publication.url or manque("images"):
        return
    if not publication.adressage.seul:
        yield _export(adresse_de_l_apercu(), publication.nom, carton_de(None, publication))
    for territoire in publication.corpus.territoires.values():
        carton = carton_de(territoire, publication)
        yield _export(adresse_de_l_apercu(territoire.slug), territoire.nom, carton)


def apercu_publie(publication: Publication, territoire: str) -> str:
    """L'adresse absolue d'une image de partage ; vide si aucune n'est publiée."""
    if manque("images"):
        return ""
    return publication.absolue(adresse_de_l_apercu(territoire)) or ""


def adresse_de_l_apercu(territoire: str = "") -> str:
    """L'adresse de l'image d'un territoire, ou de celle du site."""
    return f"{DOSSIER}{territoire or 'site'}.png"


def _export(adresse: str, nom: str, carton: Carton) -> Export:
    return Export(
        adresse,
        f"L'image de partage : {nom}.",
        lambda: dessiner_le_carton(carton),
        empreinte=carton.empreinte,
    )


def carton_de(territoire: TerritoirePublie | None, publication: Publication) -> Carton:
    """Ce que montre l'image d'un territoire ; celle du site, si l'on n'en donne pas."""
    return _du_territoire(territoire, publication) if territoire else _du_site(publication)


def _du_site(publication: Publication) -> Carton:
    """Le nom du site, et ce qu'il contient."""
    corpus = publication.corpus
    actions = sum(ligne.type is TypeNiveau.ACTION for ligne in corpus.lignes)
    comptes = [accorder(len(corpus.territoires), "territoire")]
    comptes += [accorder(actions, "action")] if actions else []
    return Carton(
        "",
        typographier(publication.nom),
        ("Ce que les territoires ont décidé", "pour leurs habitants, mot pour mot"),
        typographier(" · ".join(comptes)),
        COULEUR,
        len(corpus.territoires),
    )


def _du_territoire(territoire: TerritoirePublie, publication: Publication) -> Carton:
    """Le nom du territoire, sa nature, son projet et ce que son plan contient."""
    donnees, officiel = territoire.donnees, publication.corpus.officiel
    plan = territoire.plans[0] if territoire.plans else None
    nature = [donnees.type.libelle, *map(officiel.nom_du_departement, donnees.departements)]
    projet = [plan.projet.genre.libelle, str(plan.projet.periode or "")] if plan else []
    comptes = (
        [plan.compte_ecrit(type_) for type_ in TypeNiveau if plan.comptes[type_]] if plan else []
    )
    lus = plan.de_type(plan.niveau_de_lecture) if plan and plan.niveau_de_lecture else []
    return Carton(
        typographier(publication.nom if not publication.adressage.seul else donnees.type.libelle),
        typographier(territoire.nom),
        tuple(
            typographier(", ".join(filter(None, dits))) for dits in (nature, projet) if any(dits)
        ),
        typographier(" · ".join(comptes[:3])),
        donnees.couleur or COULEUR,
        len([ligne for ligne in lus if not ligne.est_sous_point]),
    )
