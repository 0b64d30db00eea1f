"""L'image que montre un message où l'on partage une page : du site, d'un territoire, d'une ligne.

Elle est dessinée à la construction, sans service. Une adresse d'image doit être absolue pour être
lue : sans `site_url`, personne ne pourrait la voir, et aucune n'est publiée.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.plan import Ligne, TerritoirePublie
from ..modele.vocabulaire import TypeNiveau
from ..pages.publication import Publication
from ..supplements import manque
from ..texte.typographie import accorder, typographier
from .carton import Carton, dessiner_le_carton
from .registre import Export, exports

ImageDe = Ligne | TerritoirePublie | None
"""Ce que montre une image : une ligne, un territoire, ou le site."""
DOSSIER = "assets/apercus/"
LIGNES_AU_PLUS = 600
"""Au-delà, une page d'axe ou d'action montre l'image de son territoire : à douze millisecondes et
quatorze kilo-octets l'une, celles d'un corpus national doubleraient la construction.
"""
COULEUR = "#0b5c6b"
"""Le bleu-vert du site, pour qui n'a pas sa couleur."""


@exports
def apercus(publication: Publication) -> Iterator[Export]:
    """L'image du site, puis celle de chaque territoire et de chacune de ses lignes."""
    if not publication.url or manque("images"):
        return
    if not publication.adressage.seul:
        yield _export(None, publication.nom, publication)
    for territoire in publication.corpus.territoires.values():
        yield _export(territoire, territoire.nom, publication)
    for ligne in publication.lignes_par_adresse.values():
        if image_de(ligne, publication) is ligne:
            yield _export(ligne, ligne.titre, publication)


def image_de(montre: ImageDe, publication: Publication) -> ImageDe:
    """Ce que montre l'image d'une page : sa ligne, ou son territoire s'il y en a trop."""
    if isinstance(montre, Ligne) and len(publication.lignes_par_adresse) > LIGNES_AU_PLUS:
        return montre.territoire
    return montre


def apercu_publie(publication: Publication, montre: ImageDe) -> str:
    """L'adresse absolue d'une image de partage ; vide si aucune n'est publiée."""
    if manque("images"):
        return ""
    return publication.absolue(adresse_de_l_apercu(montre)) or ""


def adresse_de_l_apercu(montre: ImageDe) -> str:
    """L'adresse de l'image d'une ligne, d'un territoire, ou de celle du site."""
    if isinstance(montre, Ligne):
        return f"{DOSSIER}{montre.territoire.slug}/{montre.type.pluriel}/{montre.id}.png"
    return f"{DOSSIER}{montre.slug if montre else 'site'}.png"


def _export(montre: ImageDe, nom: str, publication: Publication) -> Export:
    carton = carton_de(montre, publication)
    return Export(
        adresse_de_l_apercu(montre),
        f"L'image de partage : {nom}.",
        lambda: dessiner_le_carton(carton),
        empreinte=carton.empreinte,
    )


def carton_de(montre: ImageDe, publication: Publication) -> Carton:
    """Ce que montre une image ; celle du site, si l'on ne donne ni territoire, ni ligne."""
    if isinstance(montre, Ligne):
        return _de_la_ligne(montre)
    return _du_territoire(montre, publication) if montre else _du_site(publication)


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


def _de_la_ligne(ligne: Ligne) -> Carton:
    """Ce qu'elle est, de qui, ce qu'elle contient ou où elle en est : rien qui ne soit écrit."""
    fiche, territoire = ligne.fiche, ligne.territoire
    porteur = (fiche.porteur or ", ".join(fiche.pilotes)) if fiche else ""
    statut = fiche.statut.libelle if fiche and fiche.statut else ""
    precisions = (ligne.contenu.resume or "", f"Porté par : {porteur}" if porteur else "")
    return Carton(
        typographier(f"{territoire.nom} · {ligne.intitule}"),
        typographier(ligne.titre),
        tuple(map(typographier, filter(None, precisions))),
        typographier(statut or ligne.dedans or ligne.plan.titre),
        territoire.donnees.couleur or COULEUR,
        len(ligne.groupes[0][1]) if ligne.groupes else 1,
    )
