"""Les extraits que le site d'une commune reprend : un par territoire, par axe et par action.

Deux formes du même extrait, sans script. Encadrée (`….html`) : un document entier, pour une
balise iframe. À inclure (`….inclus.html`) : un article nu, que le serveur de la commune insère
dans sa page et qui en prend l'habit ; ses liens partent d'ailleurs, donc elle n'existe que si
l'adresse du site est connue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..corpus.plan import Ligne, TerritoirePublie, dire_l_exemple
from ..pages.adresse import a_une_page
from ..pages.extrait import adresse_de_l_extrait
from ..pages.publication import Publication
from ..pages.titre import titre_d_onglet
from ..rendu import rendre
from ..securite import POLITIQUE_DES_EXTRAITS, STYLE_DES_EXTRAITS
from ..texte.finition import finir
from .licence import licence_des_donnees
from .liens import lien_depuis
from .registre import Export, exports

LIGNES_PAR_GROUPE = 12
"""Au-delà, un groupe de lignes renvoie à la page."""


@dataclass(frozen=True, slots=True)
class LignesCitees:
    """Des lignes de même sorte : numéro, titre et lien de chacune, et combien l'on en tait."""

    titre: str
    lignes: tuple[tuple[str, str, str], ...]
    tues: int


@dataclass(frozen=True, slots=True)
class Extrait:
    """Ce que dit un extrait, liens faits.

    Attributes:
        surtitre: ce que c'est (« Axe 2 », « Communauté de communes »).
        lien: la page d'où il vient.
        faits: quelques mots et leur valeur (« Où en est-on », « Porté par »).
        maj: jour de mise à jour, en français.
        territoire: nom du territoire, quand ce n'est pas déjà le titre.
    """

    surtitre: str
    titre: str
    lien: str
    phrases: tuple[str, ...]
    faits: tuple[tuple[str, str], ...]
    groupes: tuple[LignesCitees, ...]
    maj: str
    territoire: str = ""


@exports
def extraits(publication: Publication) -> Iterator[Export]:
    """Les extraits de chaque territoire, puis de chacune de ses lignes qui a une page."""
    for territoire in publication.corpus.territoires.values():
        objets: list[TerritoirePublie | Ligne] = [territoire]
        objets += [ligne for ligne in territoire.lignes if a_une_page(ligne)]
        for objet in objets:
            if not publication.publie(objet):
                continue
            nom = objet.nom if isinstance(objet, TerritoirePublie) else objet.titre
            adresse = adresse_de_l_extrait(objet)
            yield Export(
                adresse,
                f"L’extrait à encadrer : {nom}.",
                lambda objet=objet: _encadre(objet, publication),  # type: ignore[misc]
                territoire=territoire.slug,
            )
            if publication.url:
                yield Export(
                    adresse_de_l_extrait(objet, nu=True),
                    f"L’extrait à inclure : {nom}.",
                    lambda objet=objet: _nu(objet, publication),  # type: ignore[misc]
                    territoire=territoire.slug,
                )


def _encadre(objet: TerritoirePublie | Ligne, publication: Publication) -> bytes:
    extrait = extrait_de(objet, publication)
    return _rendre(
        "extrait_encadre.html",
        extrait,
        publication,
        rang=1,
        politique=POLITIQUE_DES_EXTRAITS,
        style=STYLE_DES_EXTRAITS,
        canonique=publication.absolue(objet),
        onglet=_onglet(extrait),
    )


def _onglet(extrait: Extrait) -> str:
    """Le titre d'onglet d'un extrait, qui ne se confond pas avec celui de sa page."""
    complement = f"{extrait.territoire}, extrait" if extrait.territoire else "extrait"
    return titre_d_onglet(extrait.titre, complement, extrait.surtitre)


def _nu(objet: TerritoirePublie | Ligne, publication: Publication) -> bytes:
    return _rendre("extrait.html", extrait_de(objet, publication), publication, rang=2)


def _rendre(gabarit: str, extrait: Extrait, publication: Publication, **valeurs: Any) -> bytes:
    html = rendre(
        gabarit,
        extrait=extrait,
        site=publication.nom,
        licence=licence_des_donnees(publication.corpus),
        **valeurs,
    )
    return f"{finir(html)[0].strip()}\n".encode()


def extrait_de(objet: TerritoirePublie | Ligne, publication: Publication) -> Extrait:
    """L'extrait d'un territoire ou d'une ligne."""
    if isinstance(objet, TerritoirePublie):
        return _du_territoire(objet, publication)
    return _de_la_ligne(objet, publication)


def _du_territoire(territoire: TerritoirePublie, publication: Publication) -> Extrait:
    fichier = adresse_de_l_extrait(territoire)
    donnees = territoire.donnees
    projets = [plan.projet for plan in territoire.plans]
    maj = max((projet.maj for projet in projets if projet.maj), default=None)
    etats = [(p.titre, p.projet.etat.dit) for p in territoire.plans if p.projet.etat]
    return Extrait(
        dire_l_exemple(donnees.type.libelle, territoire.montre_un_exemple),
        territoire.nom,
        lien_depuis(publication, fichier, territoire) or "",
        tuple(filter(None, (donnees.resume,))),
        tuple(etats),
        tuple(
            _groupe(plan.libelle_pluriel(type_), lignes, fichier, publication)
            for plan in territoire.plans
            for type_, lignes in plan.groupes
        ),
        str(maj or ""),
    )


def _de_la_ligne(ligne: Ligne, publication: Publication) -> Extrait:
    fichier, contenu = adresse_de_l_extrait(ligne), ligne.contenu
    return Extrait(
        ligne.intitule,
        ligne.titre,
        lien_depuis(publication, fichier, ligne) or "",
        tuple(filter(None, (contenu.resume,))),
        tuple(_faits(ligne)),
        tuple(
            _groupe(ligne.plan.libelle_pluriel(type_), lignes, fichier, publication)
            for type_, lignes in ligne.groupes
        ),
        str(contenu.maj or ligne.plan.projet.maj or ""),
        ligne.territoire.nom,
    )


def _faits(ligne: Ligne) -> Iterator[tuple[str, str]]:
    """Ce qu'un habitant veut savoir d'une action : rien qui ne soit écrit."""
    fiche = ligne.fiche
    if fiche is None:
        return
    contact = fiche.contact or ligne.plan.projet.contact
    lieux = [lieu.ecrit for lieu in fiche.lieux]
    quand = [str(fiche.debut or ""), f"échéance {fiche.fin}" if fiche.fin else ""]
    joindre = [contact.service, contact.telephone, contact.courriel] if contact else []
    for nom, dits in (
        ("Où en est-on", [fiche.statut.libelle if fiche.statut else ""]),
        ("Porté par", [fiche.porteur or "", *(() if fiche.porteur else fiche.pilotes)]),
        ("Où", lieux),
        ("Quand", [*quand, fiche.recurrence or ""]),
        ("Contact", joindre),
    ):
        if valeur := ", ".join(filter(None, dits)):
            yield nom, valeur


def _groupe(
    titre: str, lignes: list[Ligne], fichier: str, publication: Publication
) -> LignesCitees:
    dites = lignes[:LIGNES_PAR_GROUPE]
    return LignesCitees(
        titre,
        tuple(
            (
                ligne.numero or "",
                ligne.titre,
                (lien_depuis(publication, fichier, ligne) or "") if a_une_page(ligne) else "",
            )
            for ligne in dites
        ),
        len(lignes) - len(dites),
    )
