"""Le formulaire tel qu'il se montre : son fil, ses groupes, ses fautes, ses boutons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from ..lecture.anomalie import Anomalie, Gravite
from ..modele.fiche_action import FicheAction
from ..modele.projet import Projet
from ..modele.socle import Objet
from ..modele.territoire import Territoire
from ..texte.citation import abreger
from . import adresses
from .champ_montre import ChampARemplir
from .guichet import Enregistrement, Guichet, ReponseDePage, se_supprime
from .inventaire import nom_du_fichier
from .ouverture import FormulaireOuvert
from .partie import SANS_TITRE, PartieDeFichier, nom_d_un_objet
from .remplissage import dire_une_anomalie
from .valeurs import Saisie

TITRE_DU_FIL = 60
"""Signes d'un titre dans le fil, au plus."""
SORTES_D_OBJET: dict[type[Objet], str] = {
    FicheAction: "Fiche-action",
    Projet: "Projet",
    Territoire: "Territoire",
}
"""Ce que l'on dit des objets qui ont un nom à eux."""


@dataclass(frozen=True)
class EtatDuFormulaire:
    """Où en est un formulaire que l'on montre.

    Attributes:
        empreinte: celle du fichier que l'on a ouvert.
        fait: ce que l'on vient d'enregistrer.
        refuse: vrai si l'on n'a pas pu enregistrer.
        change: vrai si quelqu'un d'autre a changé le fichier.
        en_cours: vrai si l'on a ajouté ou retiré une rangée, sans rien enregistrer.
        neuve: la rangée que l'on vient d'ajouter.
        ailleurs: par champ changé des deux côtés, ce que dit le fichier.
        repris: les champs repris du fichier.
    """

    saisie: Saisie
    anomalies: Sequence[Anomalie] = ()
    empreinte: str = ""
    fait: Enregistrement | None = None
    refuse: bool = False
    change: bool = False
    en_cours: bool = False
    neuve: str = ""
    ailleurs: Mapping[str, str] = field(default_factory=dict)
    repris: Sequence[str] = ()


@dataclass(frozen=True)
class FauteDuResume:
    """Une faute, dans le résumé en tête de page : le champ où elle mène, et ce qu'elle dit."""

    id: str
    libelle: str
    dit: str


def montrer_le_formulaire(
    guichet: Guichet,
    formulaire: FormulaireOuvert,
    etat: EtatDuFormulaire,
    code: HTTPStatus = HTTPStatus.OK,
) -> ReponseDePage:
    """La page d'un formulaire."""
    groupes, remplissage = formulaire.remplir(
        etat.saisie, anomalies=etat.anomalies, neuve=etat.neuve, ailleurs=etat.ailleurs
    )
    restes = [a for a in etat.anomalies if a not in remplissage.dites]
    partie, existe = formulaire.partie, not formulaire.neuf
    en_liste = existe and bool(partie.chemin) and isinstance(partie.chemin[-1], int)
    niveau = formulaire.ligne if formulaire.modele is not FicheAction else None
    return guichet.montrer(
        "formulaire.html",
        code,
        titre=formulaire.titre if existe else f"Ajouter {article_de(formulaire)}",
        sorte=sorte_de_l_objet(formulaire),
        fil=list(_fil(formulaire)),
        groupes=groupes,
        a_remplir=any(c.forme != "ailleurs" for groupe in groupes for c in groupe.champs),
        etat=etat,
        fautes=[*_fautes(champ for groupe in groupes for champ in groupe.champs)],
        restes=[
            (dire_une_anomalie(a), a.fichier if a.fichier != partie.fichier else "", a.ligne)
            for a in restes
            if a.gravite is Gravite.ERREUR
        ],
        a_relire=[remarque for groupe in groupes for remarque in groupe.remarques],
        remarques=[dire_une_anomalie(a) for a in restes if a.gravite is not Gravite.ERREUR],
        fichier=partie.fichier if existe else "",
        suggestions=formulaire.suggestions,
        existe=existe,
        action=_action(formulaire),
        suppression=adresses.adresse_de_suppression(partie)
        if existe and se_supprime(partie)
        else "",
        deplacement=adresses.adresse_de_deplacement(partie) if en_liste else "",
        voir=adresses.adresse_pour_voir(partie) if existe and formulaire.slug else "",
        fiche_ici=adresses.adresse_de_la_fiche_neuve(formulaire.slug, niveau.id) if niveau else "",
    )


def _fautes(champs: Iterator[ChampARemplir], dans: str = "") -> Iterator[FauteDuResume]:
    """Les fautes de la page, dans son ordre."""
    for champ in champs:
        libelle = (
            f"{dans}, {champ.libelle[:1].lower()}{champ.libelle[1:]}" if dans else champ.libelle
        )
        for dit in champ.refus:
            yield FauteDuResume(champ.id, libelle, dit)
        if champ.ailleurs is not None:
            yield FauteDuResume(champ.id, libelle, "Changé aussi dans le fichier.")
        yield from _fautes(iter(champ.champs), libelle)
        for rang, rangee in enumerate(champ.rangees, 1):
            contenus = (*rangee.champs, *rangee.replies)
            yield from _fautes(iter(contenus), f"{libelle} {rang}")


def sorte_de_l_objet(formulaire: FormulaireOuvert) -> str:
    """Ce que l'on remplit : « Fiche-action », « Enjeu 2 », « Thème », « Qui publie ce site »."""
    partie = formulaire.partie
    if formulaire.ligne is not None and formulaire.modele is not FicheAction:
        return formulaire.ligne.intitule
    if formulaire.modele in SORTES_D_OBJET:
        return SORTES_D_OBJET[formulaire.modele]
    if not partie.chemin:
        return ""
    return article_de(formulaire).partition(" ")[2].capitalize()


def article_de(formulaire: FormulaireOuvert) -> str:
    """« une fiche-action », « un axe », « un thème »."""
    if formulaire.modele is FicheAction:
        return "une fiche-action"
    noms = [str(pas) for pas in formulaire.partie.chemin if not isinstance(pas, int)]
    nom = noms[-1] if noms else ""
    return formulaire.un(nom)


def _fil(formulaire: FormulaireOuvert) -> Iterator[tuple[str, str]]:
    """Ce qui contient ce que l'on remplit : un nom, une adresse."""
    territoire, partie = formulaire.territoire, formulaire.partie
    yield "Accueil", adresses.ACCUEIL
    if territoire is not None and len(formulaire.rapport.corpus.territoires) > 1:
        yield territoire.nom, adresses.adresse_du_territoire(territoire.slug)
    if formulaire.ligne is not None and not partie.chemin:
        for ancetre in formulaire.ligne.ancetres:
            contenant = PartieDeFichier(ancetre.lieu.document.fichier, ancetre.lieu.chemin)
            yield _court(ancetre.titre_numerote), adresses.adresse_de_la_partie(contenant)
        return
    parents: list[PartieDeFichier] = []
    while partie.chemin:
        partie = partie.parent
        parents.insert(0, partie)
    for parent in parents:
        du_fichier = not parent.chemin and formulaire.territoire is None
        nom = nom_d_un_objet(parent.groupe(formulaire.arbre))
        if du_fichier or nom != SANS_TITRE:
            dit = nom_du_fichier(parent.fichier) if du_fichier else _court(nom)
            yield dit, adresses.adresse_de_la_partie(parent)


def _court(titre: str) -> str:
    return abreger(titre, TITRE_DU_FIL)


def _action(formulaire: FormulaireOuvert) -> str:
    """L'adresse où le formulaire s'envoie : celle de la page."""
    partie = formulaire.partie
    if not formulaire.neuf:
        return adresses.adresse_de_la_partie(partie)
    if not partie.chemin:
        rattachee = next(iter(formulaire.depart.get("rattachements", ())), "")
        return adresses.adresse_de_la_fiche_neuve(formulaire.slug, rattachee)
    return adresses.adresse_d_ajout(partie.parent, str(partie.chemin[-2]))
