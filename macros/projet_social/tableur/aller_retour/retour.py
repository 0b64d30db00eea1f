"""Reprendre un classeur exporté : les valeurs de chaque fichier, retouches comprises.

Sans retouche, tout revient à l'identique. Une ligne ajoutée est un objet neuf à sa place ; une
ligne ôtée est un objet retiré, dit à part pour qu'on le confirme.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from typing import Any

from ...classeur.classeur import Classeur
from ...classeur.refus import RefusDeClasseur
from ...ecriture.arbre import en_liste, ordonner_les_cles
from ...ecriture.yaml_conserve import fusionner
from ...lecture.anomalie import Anomalie
from ...lecture.document import nommer
from ...lecture.validation import eprouver
from ...lecture.yaml_marque import Chemin
from ...modele.fiche_action import FicheAction
from ...modele.niveau import PLURIELS, Niveau
from ...modele.projet import Projet
from ...modele.socle import Objet
from ...modele.territoire import Territoire
from ...modele.vocabulaire import TypeNiveau
from ..remarque import Remarque, Remarques, RepereDeCase
from .cases import Lexique
from .lecture_des_onglets import Lue, est_maison, lire_les_onglets, suivi_de
from .mise_a_plat import ContexteDuTerritoire, LigneDOnglet, fichier_de_projet, mettre_a_plat
from .mise_en_classeur import (
    CLASSEUR,
    FORMAT,
    SUIVI,
    TERRITOIRE_SUIVI,
    VERSION,
    VERSION_DE_PART,
    empreinte_du_fichier,
)
from .rattachement import Rattachement
from .recomposition import Recomposition, ajouter, colonne_du_chemin

OBLIGATOIRE = "champ obligatoire absent"
"""Ce que la lecture dit d'un champ qui manque."""


@dataclass(frozen=True)
class Retiree:
    """Une ligne du plan que le classeur n'a plus.

    Attributes:
        sorte: « action », ou le type du niveau.
        fichier: le fichier qui serait supprimé ; vide si elle était écrite dans un autre.
    """

    sorte: str
    identifiant: str
    titre: str
    fichier: str = ""

    def __str__(self) -> str:
        """« action « navettes-au-marche » (Mettre en place des navettes) »."""
        return f"{self.sorte} « {self.identifiant} » ({self.titre})"


@dataclass
class Retour:
    """Ce qu'un classeur dit des fichiers d'un territoire.

    Attributes:
        arbres: les valeurs de chaque fichier, par chemin.
    """

    contexte: ContexteDuTerritoire
    arbres: dict[str, dict[str, Any]] = field(default_factory=dict)
    retirees: list[Retiree] = field(default_factory=list)
    remarques: Remarques = field(default_factory=Remarques)
    _origines: dict[int, Lue] = field(default_factory=dict, repr=False)

    def fichiers(self) -> dict[str, bytes | None]:
        """Les octets de chaque fichier ; None pour celui d'une action retirée.

        Les lignes retirées sont considérées comme confirmées.
        """
        ecrits = {c: ecrire_le_fichier(self.contexte, c, a) for c, a in self.arbres.items()}
        return ecrits | {r.fichier: None for r in self.retirees if r.fichier}

    def situer(self, anomalie: Anomalie) -> Remarque:
        """La case d'où vient une anomalie trouvée dans `arbres`."""
        chemin: list[str | int] = []
        for morceau in anomalie.champ.split(" › ") if anomalie.champ else []:
            trouve = re.fullmatch(r"(\S+) (\d+)", morceau)
            chemin += [trouve[1], int(trouve[2]) - 1] if trouve else [morceau]
        ou, colonne = self._case(anomalie.fichier, tuple(chemin))
        # qui remplit une case n'écrit pas de YAML
        conseil = "remplir la case" if anomalie.constat == OBLIGATOIRE else anomalie.conseil
        constat = anomalie.constat if ou else f"{anomalie.fichier} : {anomalie.constat}"
        return Remarque(ou, colonne, constat, conseil, anomalie.gravite)

    def _case(self, fichier: str, chemin: Chemin) -> tuple[RepereDeCase | None, str]:
        noeud: Any = self.arbres.get(fichier)
        lue, reste = self._origines.get(id(noeud)), list[str | int]()
        for pas in chemin:
            try:
                noeud = noeud[pas]
            except (KeyError, IndexError, TypeError):
                noeud = None
            reste.append(pas)
            if id(noeud) in self._origines:
                lue, reste = self._origines[id(noeud)], []
        if lue is None:
            return None, ""
        colonne = colonne_du_chemin(lue.onglet, reste) if reste else None
        if colonne is None:
            return lue.ou, ""
        return lue.ou_est.get(colonne, lue.ou), colonne.libelle


def ecrire_le_fichier(contexte: ContexteDuTerritoire, chemin: str, arbre: dict[str, Any]) -> bytes:
    """Les octets d'un fichier qui dit ces valeurs, au plus près de ce qu'il est."""
    document, modele = contexte.documents.get(chemin), _modele_de(chemin)
    octets = document.octets if document else None
    neuf = fusionner(octets, ordonner_les_cles(arbre, modele), chemin)
    if document is None and modele is FicheAction:
        return f"# Fiche-action : {arbre.get('titre', '')}\n".encode() + neuf
    return neuf


def territoire_de(classeur: Classeur) -> str:
    """Le territoire d'un classeur exporté.

    Raises:
        RefusDeClasseur: le classeur n'en dit rien, ou vient d'un autre format.
    """
    suivi = suivi_de(classeur)
    if not est_maison(classeur):
        raise RefusDeClasseur(
            f"ce classeur n'a pas d'onglet « Suivi » qui dise « {CLASSEUR} »",
            "l'exporter de nouveau avec « projet-social exporter »",
        )
    if suivi.get(FORMAT) not in (VERSION, VERSION_DE_PART):
        raise RefusDeClasseur(
            f"classeur de format « {suivi.get(FORMAT, '')} », ce programme lit le format {VERSION}",
            "l'exporter de nouveau avec « projet-social exporter »",
        )
    slug = suivi.get(TERRITOIRE_SUIVI, "")
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
        raise RefusDeClasseur(
            f"l'onglet « Suivi » nomme mal le territoire (« {slug} »)",
            "exporter de nouveau le territoire",
        )
    return slug


def relire(classeur: Classeur, contexte: ContexteDuTerritoire, *, ecraser: bool = False) -> Retour:
    """Ce qu'un classeur exporté dit d'un territoire.

    Args:
        ecraser: vrai pour ignorer que des fichiers ont changé depuis l'export.

    Raises:
        RefusDeClasseur: ce n'est pas un classeur exporté, ou celui d'un autre territoire.
    """
    slug = territoire_de(classeur)
    if slug != contexte.slug:
        raise RefusDeClasseur(
            f"ce classeur est celui du territoire « {slug} », pas de « {contexte.slug} »",
            "donner le bon classeur",
        )
    fautes = Remarques()
    if not ecraser:
        _refuser_ce_qui_a_change(classeur, contexte, fautes)
    return relire_les_lignes(classeur, contexte, fautes)


def relire_les_lignes(
    classeur: Classeur,
    contexte: ContexteDuTerritoire,
    fautes: Remarques,
    ailleurs: Set[str] | None = None,
) -> Retour:
    """Ce que disent les onglets d'un classeur, en regard des fichiers d'où il vient.

    Args:
        contexte: le territoire et ses fichiers, tels qu'à l'export.
        ailleurs: si le classeur n'a qu'une part des actions, les identifiants des autres lignes :
            ils ne sont plus à prendre, et l'ordre du plan n'est pas à lui.
    """
    anciennes = mettre_a_plat(contexte)
    recomposition = Recomposition(Lexique(contexte.choix), fautes)
    lues = lire_les_onglets(
        classeur, fautes, lambda onglet: recomposition.remplies(anciennes[onglet.modele])
    )
    Rattachement(lues, anciennes, recomposition, fautes, ailleurs or frozenset()).rattacher()
    toutes = [lue for lignes in lues.values() for lue in lignes]
    for lue in toutes:
        recomposition.composer(lue)
    for lue in toutes:
        if lue.parent and lue.place:
            ajouter(lue.parent.objet, lue.place.champs, lue.objet)
    if ailleurs is None:
        _suivre_l_ordre_des_lignes(lues, anciennes)
    retour = Retour(contexte, _origines={id(lue.objet): lue for lue in toutes})
    _ranger(retour, lues)
    retour.retirees = list(_retirees(anciennes, toutes))
    retour.remarques = fautes
    if not fautes.erreurs:
        _valider(retour)
    retour.remarques.sort(key=_dans_l_ordre)
    return retour


def _dans_l_ordre(remarque: Remarque) -> tuple[int, int, int, str]:
    ou = remarque.ou
    return (ou.rang, ou.ligne, ou.colonne, "") if ou else (-1, 0, 0, str(remarque))


def _ranger(retour: Retour, lues: dict[type[Objet], list[Lue]]) -> None:
    """Donne à chaque objet sans parent son fichier."""
    dossier = retour.contexte.dossier
    for lue in lues[Territoire]:
        retour.arbres[f"{dossier}territoire.yml"] = lue.objet
    for lue in lues[Projet]:
        if nom := fichier_de_projet(lue.repere):
            retour.arbres[f"{dossier}{nom}"] = lue.objet
    for lue in lues[FicheAction]:
        if lue.parent is None and lue.repere:
            fichier = lue.ancienne.fichier if lue.ancienne else f"{dossier}actions/{lue.repere}.yml"
            retour.arbres[fichier] = lue.objet


def _suivre_l_ordre_des_lignes(
    lues: dict[type[Objet], list[Lue]], anciennes: dict[type[Objet], list[LigneDOnglet]]
) -> None:
    """Des fiches déplacées dans leur onglet le sont aussi dans le plan."""
    fiches = [lue for lue in lues[FicheAction] if lue.parent is None]
    suivies = [lue.ancienne for lue in fiches if lue.ancienne]
    connues = set(map(id, suivies))
    if suivies == [rangee for rangee in anciennes[FicheAction] if id(rangee) in connues]:
        return
    places = {lue.repere: place for place, lue in enumerate(fiches)}
    citees: set[str] = set()
    for lue in [*lues[Projet], *lues[Niveau]]:
        if cites := en_liste(lue.objet.get("ordre")):
            deplacees = iter(sorted((c for c in cites if c in places), key=places.__getitem__))
            lue.objet["ordre"] = [next(deplacees) if c in places else c for c in cites]
            citees.update(map(str, cites))
    for rang, lue in enumerate(fiches, 1):
        if lue.repere not in citees and not lue.objet.get("numero"):
            lue.objet["rang"] = str(rang)


def _retirees(
    anciennes: dict[type[Objet], list[LigneDOnglet]], lues: Iterable[Lue]
) -> Iterable[Retiree]:
    gardees = {id(lue.ancienne) for lue in lues}
    for modele in (Niveau, FicheAction):
        for rangee in anciennes[modele]:
            if id(rangee) in gardees:
                continue
            seule = modele is FicheAction and rangee.parent is None
            sorte = PLURIELS[rangee.place.champs[-1]] if rangee.place else TypeNiveau.ACTION
            yield Retiree(
                sorte.libelle.lower(),
                rangee.repere,
                str(rangee.brut.get("titre", "")),
                rangee.fichier if seule else "",
            )


def _valider(retour: Retour) -> None:
    """Donne chaque fichier au modèle ; ses refus sont dits en cases."""
    for fichier, arbre in retour.arbres.items():
        _, refus = eprouver(_modele_de(fichier), arbre)
        retour.remarques += [
            retour.situer(Anomalie(fichier, 1, nommer(chemin), constat, conseil))
            for chemin, constat, conseil in refus
        ]


def _refuser_ce_qui_a_change(
    classeur: Classeur, contexte: ContexteDuTerritoire, fautes: Remarques
) -> None:
    """Un fichier retouché depuis l'export serait remis comme il était : on le refuse."""
    suivi = suivi_de(classeur)
    alors = {chemin: e for chemin, e in suivi.items() if chemin.startswith(contexte.dossier)}
    if not contexte.documents:
        return
    conseil = "exporter de nouveau et y reporter les retouches, ou ajouter --ecraser"
    for chemin in sorted({*alors, *contexte.documents}):
        document = contexte.documents.get(chemin)
        if document is None:
            constat = f"« {chemin} » a été supprimé depuis l'export"
        elif chemin not in alors:
            constat = f"« {chemin} » a été ajouté depuis l'export"
        elif empreinte_du_fichier(document) != alors[chemin]:
            constat = f"« {chemin} » a changé depuis l'export"
        else:
            continue
        fautes.refuser(None, "", constat, conseil, SUIVI)


def _modele_de(chemin: str) -> type[Objet]:
    nom = chemin.rsplit("/", 1)[-1]
    if "/actions/" in chemin:
        return FicheAction
    return Territoire if nom == "territoire.yml" else Projet
