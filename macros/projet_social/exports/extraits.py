"""Ce que dit un extrait d'un territoire, d'une ligne ou d'une frise : rien qui ne soit écrit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..comparaison.frise import Frise, placer_les_etapes
from ..corpus.plan import Ligne, Plan, TerritoirePublie, dire_l_exemple
from ..pages.adresse import a_une_page
from ..pages.extrait import adresse_de_l_extrait, adresse_de_la_frise
from ..pages.publication import Publication
from .liens import lien_depuis

LIGNES_PAR_GROUPE = 12
"""Au-delà, un groupe de lignes renvoie à la page."""


@dataclass(frozen=True, slots=True)
class LignesCitees:
    """Des lignes de même sorte : numéro, titre et lien de chacune, et combien l'on en tait."""

    titre: str
    lignes: tuple[tuple[str, str, str], ...]
    tues: int


@dataclass(frozen=True, slots=True)
class MatriceCitee:
    """Une matrice, liens faits : les thèmes en têtes, puis une rangée de cases par territoire."""

    legende: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, str], ...]
    rangees: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Extrait:
    """Ce que dit un extrait, liens faits.

    Attributes:
        surtitre: ce que c'est (« Axe 2 », « Communauté de communes »).
        lien: la page d'où il vient.
        faits: quelques mots et leur valeur (« Où en est-on », « Porté par »).
        maj: jour de mise à jour, en français.
        territoire: nom du territoire, quand ce n'est pas déjà le titre.
        frise: le dessin d'une démarche, au-dessus de ses étapes.
        matrice: les thèmes de plusieurs territoires, en tableau.
    """

    surtitre: str
    titre: str
    lien: str
    phrases: tuple[str, ...]
    faits: tuple[tuple[str, str], ...]
    groupes: tuple[LignesCitees, ...]
    maj: str
    territoire: str = ""
    frise: Frise | None = None
    matrice: MatriceCitee | None = None


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
        lien_depuis(publication, fichier, territoire),
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
        lien_depuis(publication, fichier, ligne),
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
                lien_depuis(publication, fichier, ligne) if a_une_page(ligne) else "",
            )
            for ligne in dites
        ),
        len(lignes) - len(dites),
    )


def etapes_a_dessiner(territoire: TerritoirePublie) -> Plan | None:
    """Le premier plan du territoire dont la démarche a des étapes."""
    demarches = ((plan, plan.projet.demarche) for plan in territoire.plans)
    return next((plan for plan, demarche in demarches if demarche and demarche.etapes), None)


def extrait_de_la_frise(territoire: TerritoirePublie, publication: Publication) -> Extrait:
    """Les étapes de la démarche d'un territoire, dessinées puis en liste."""
    plan = etapes_a_dessiner(territoire)
    demarche = plan.projet.demarche if plan else None
    etapes = demarche.etapes if demarche else ()
    fichier = adresse_de_l_extrait(adresse_de_la_frise(territoire))
    return Extrait(
        dire_l_exemple("Le calendrier de la démarche", territoire.montre_un_exemple),
        territoire.nom,
        lien_depuis(publication, fichier, territoire),
        (),
        (),
        (
            LignesCitees(
                "Les étapes",
                tuple((str(e.date or "date non précisée"), e.titre, "") for e in etapes),
                0,
            ),
        ),
        str(plan.projet.maj or "") if plan else "",
        frise=placer_les_etapes(etapes),
    )
