"""L'accueil d'un territoire : son plan, ses fiches, où elles en sont, ce qui leur manque."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..chargement import SORTES, Rapport, modele_de
from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..formulaire.configuration import HORS_DU_FORMULAIRE, NOMS
from ..lecture.document import Document
from ..modele.fiche_action import FicheAction
from ..modele.libelle import libelle_de
from ..modele.vocabulaire import Statut, TypeNiveau
from ..texte.identifiant import forme_commune
from .adresses import adresse_d_ajout, adresse_de_la_fiche_neuve, adresse_de_la_partie
from .partie import PartieDeFichier, nom_d_un_objet

ATTENDUS = {
    "resume": "résumé",
    "rattachements": "rattachement",
    "themes": "thème",
    "pilotes": "pilote",
    "statut": "statut",
}
"""Ce qu'un habitant cherche d'abord dans une fiche, et ce que l'on dit s'il manque."""
SANS_STATUT = "sans"
"""Le choix du filtre pour les fiches dont le suivi n'est pas renseigné."""
INCOMPLETES = "incompletes"
PAR_DEFAUT = (TypeNiveau.AXE,)
"""Ce que l'on ajoute d'abord à un plan encore vide."""


@dataclass(frozen=True)
class Tri:
    """Ce que l'on cherche parmi les fiches.

    Attributes:
        mots: des mots du titre.
        statut: un statut, ou « sans » ; vide pour tous.
        etat: « incompletes » pour celles à qui il manque quelque chose.
    """

    mots: str = ""
    statut: str = ""
    etat: str = ""

    @property
    def actif(self) -> bool:
        """Vrai si l'on cherche quelque chose."""
        return bool(self.mots or self.statut or self.etat)

    def garde(self, fiche: FicheMontree) -> bool:
        """Vrai si la fiche est de celles que l'on cherche."""
        cherches = forme_commune(self.mots).split()
        return (
            all(mot in forme_commune(fiche.titre) for mot in cherches)
            and (not self.statut or self.statut == (fiche.statut or SANS_STATUT))
            and (self.etat != INCOMPLETES or bool(fiche.manques or fiche.fautes))
        )


@dataclass(frozen=True)
class FicheMontree:
    """Une fiche, dans la liste de l'accueil.

    Attributes:
        manques: ce qu'un habitant y chercherait, et qui n'y est pas.
        fautes: nombre d'erreurs de son fichier.
        phrase: vrai d'une action qui n'est encore qu'une phrase dans le plan.
    """

    titre: str
    numero: str
    adresse: str
    statut: Statut | None
    manques: tuple[str, ...]
    fautes: int = 0
    phrase: bool = False


@dataclass
class NiveauMontre:
    """Un niveau du plan, dans la liste de l'accueil : ses fiches, puis ses niveaux."""

    intitule: str
    titre: str
    adresse: str
    adresse_d_ajout: str
    fiches: list[FicheMontree] = field(default_factory=list)
    niveaux: list[NiveauMontre] = field(default_factory=list)

    @property
    def nombre(self) -> int:
        """Combien de fiches, à toute profondeur."""
        return len(self.fiches) + sum(niveau.nombre for niveau in self.niveaux)


@dataclass
class PlanMontre:
    """Un plan, dans la liste de l'accueil."""

    titre: str
    adresse: str
    niveaux: list[NiveauMontre]
    libres: list[FicheMontree]
    ajouts: list[tuple[str, str]]

    @property
    def nombre(self) -> int:
        """Combien de fiches il montre."""
        return len(self.libres) + sum(niveau.nombre for niveau in self.niveaux)


@dataclass
class Inventaire:
    """Ce que montre l'accueil d'un territoire."""

    plans: list[PlanMontre]
    brouillons: list[FicheMontree]
    refusees: list[FicheMontree]
    total: int

    @property
    def nombre(self) -> int:
        """Combien de fiches sont montrées."""
        return sum(p.nombre for p in self.plans) + len(self.brouillons) + len(self.refusees)


def inventorier_un_territoire(
    rapport: Rapport, territoire: TerritoirePublie, tri: Tri
) -> Inventaire:
    """Les fiches et le plan d'un territoire, ceux que l'on cherche."""
    montrees = _Montrees(rapport, tri)
    plans = [montrees.plan(plan) for plan in territoire.plans_publies_ici]
    brouillons, refusees = montrees.hors_du_plan(territoire)
    return Inventaire(plans, brouillons, refusees, montrees.total)


class _Montrees:
    """Les fiches déjà montrées, pour n'en montrer aucune deux fois."""

    def __init__(self, rapport: Rapport, tri: Tri) -> None:
        self.rapport, self.tri = rapport, tri
        self.vues: set[str] = set()
        self.total = 0
        self.fautes = Counter(anomalie.fichier for anomalie in rapport.erreurs)

    def plan(self, plan: Plan) -> PlanMontre:
        fichier = plan.lieu.document.fichier
        racines = [ligne for ligne in plan.racines if ligne.type is not TypeNiveau.ACTION]
        niveaux = [self._niveau(ligne) for ligne in racines]
        libres = self._fiches(plan.racines)
        ajouts = [
            (adresse_d_ajout(PartieDeFichier(fichier), type_.pluriel), un_niveau(plan, type_))
            for type_ in types_a_ajouter(plan, None)
        ]
        gardes = [n for n in niveaux if n.nombre or not self.tri.actif]
        adresse = adresse_de_la_partie(PartieDeFichier(fichier))
        return PlanMontre(plan.titre, adresse, gardes, libres, ajouts)

    def _niveau(self, ligne: Ligne) -> NiveauMontre:
        sous = [e for e in ligne.enfants if e.parents[0] is ligne]
        niveaux = [self._niveau(e) for e in sous if e.type is not TypeNiveau.ACTION]
        partie = PartieDeFichier(ligne.lieu.document.fichier, ligne.lieu.chemin)
        return NiveauMontre(
            ligne.intitule,
            ligne.titre,
            adresse_de_la_partie(partie),
            adresse_de_la_fiche_neuve(ligne.territoire.slug, ligne.id),
            self._fiches(sous),
            [n for n in niveaux if n.nombre or not self.tri.actif],
        )

    def _fiches(self, lignes: Iterable[Ligne]) -> list[FicheMontree]:
        montrees = []
        for ligne in lignes:
            if ligne.type is TypeNiveau.ACTION:
                fichier, chemin = ligne.lieu.document.fichier, ligne.lieu.chemin
                self.vues |= {fichier} if not chemin else set()
                valeurs = ligne.lieu.document.valeurs
                ici = PartieDeFichier(fichier, chemin).valeurs(valeurs)
                montrees.append(self._fiche(fichier, chemin, ici, ligne))
        return [fiche for fiche in montrees if self.tri.garde(fiche)]

    def _fiche(
        self, fichier: str, chemin: tuple[str | int, ...], valeurs: Any, ligne: Ligne | None
    ) -> FicheMontree:
        self.total += 1
        dits = valeurs if isinstance(valeurs, dict) else {"titre": valeurs}
        inutiles = {"rattachements"} if ligne and ligne.parents else set()
        statut = dits.get("statut")
        return FicheMontree(
            ligne.titre if ligne else nom_d_un_objet(valeurs),
            str(dits.get("numero") or ""),
            adresse_de_la_partie(PartieDeFichier(fichier, chemin)),
            next((mot for mot in Statut if mot == statut), None),
            tuple(
                mot for nom, mot in ATTENDUS.items() if not dits.get(nom) and nom not in inutiles
            ),
            0 if chemin else self.fautes[fichier],
            isinstance(valeurs, str),
        )

    def hors_du_plan(
        self, territoire: TerritoirePublie
    ) -> tuple[list[FicheMontree], list[FicheMontree]]:
        """Les brouillons, puis les fiches que leurs fautes tiennent hors du plan."""
        brouillons: list[FicheMontree] = []
        refusees: list[FicheMontree] = []
        for fichier, document in self.rapport.corpus.documents.items():
            a_lui = fichier.startswith(f"territoires/{territoire.slug}/")
            if a_lui and modele_de(fichier) is FicheAction and fichier not in self.vues:
                fiche = self._hors(fichier, document)
                if self.tri.garde(fiche):
                    (refusees if fiche.fautes else brouillons).append(fiche)
        return brouillons, refusees

    def _hors(self, fichier: str, document: Document) -> FicheMontree:
        valeurs = document.valeurs
        if isinstance(valeurs, dict):
            return self._fiche(fichier, (), valeurs, None)
        self.total += 1
        adresse = adresse_de_la_partie(PartieDeFichier(fichier))
        nom = fichier.rpartition("/")[2]
        return FicheMontree(nom, "", adresse, None, (), max(1, self.fautes[fichier]))


def types_a_ajouter(plan: Plan, ligne: Ligne | None) -> list[TypeNiveau]:
    """Les niveaux que l'on peut ajouter au plan, ou dans une ligne : ceux qu'il emploie là.

    Un plan vide propose un axe ; un axe sans rien dedans, ce que les autres contiennent, ou un
    objectif.
    """
    niveaux: list[TypeNiveau] = [type_ for type_ in TypeNiveau if type_ is not TypeNiveau.ACTION]
    if ligne is None:
        employes = [x.type for x in plan.racines if x.type in niveaux]
        declares = [type_ for type_ in niveaux if type_ in plan.projet.niveaux][:1]
        return list(dict.fromkeys(employes)) or declares or list(PAR_DEFAUT)
    freres = [autre for autre in plan.lignes if autre.type is ligne.type]
    employes = [e.type for frere in freres for e in frere.enfants if e.type in niveaux]
    plus_bas = niveaux[niveaux.index(ligne.type) + 1 :] if ligne.type in niveaux else []
    declares = [type_ for type_ in plus_bas if type_ in plan.projet.niveaux][:1]
    par_defaut: list[TypeNiveau] = [TypeNiveau.OBJECTIF] if ligne.type is TypeNiveau.AXE else []
    return list(dict.fromkeys(employes)) or declares or par_defaut


def un_niveau(plan: Plan, type_: TypeNiveau) -> str:
    """« un axe », « une orientation » : le mot du territoire."""
    declare = plan.projet.niveaux.get(type_)
    mot = declare.singulier if declare else type_.libelle
    feminin = declare.genre == "f" if declare else type_.feminin
    return f"{'une' if feminin else 'un'} {mot[:1].lower()}{mot[1:]}"


def fichiers_de_tout_le_site(rapport: Rapport) -> Iterator[tuple[str, str, int]]:
    """Les fichiers qui valent pour tout le site : leur nom, leur adresse, leurs erreurs."""
    for sorte in SORTES:
        nom = sorte.chemin.rpartition("/")[2].removesuffix(".yml")
        if sorte.chemin in rapport.corpus.documents and nom not in HORS_DU_FORMULAIRE:
            adresse = adresse_de_la_partie(PartieDeFichier(sorte.chemin))
            yield nom_du_fichier(sorte.chemin), adresse, _erreurs_de(rapport, sorte.chemin)
    for dossier in rapport.corpus.dossiers.values():
        fichier = dossier.lieu.document.fichier
        adresse = adresse_de_la_partie(PartieDeFichier(fichier))
        yield f"Dossier : {dossier.donnees.titre}", adresse, _erreurs_de(rapport, fichier)


def nom_du_fichier(fichier: str) -> str:
    """Le nom d'un fichier qui vaut pour tout le site, pour la personne qui l'ouvre."""
    nom = fichier.rpartition("/")[2].removesuffix(".yml")
    return NOMS.get(nom, libelle_de(nom))


def _erreurs_de(rapport: Rapport, fichier: str) -> int:
    return sum(a.fichier == fichier for a in rapport.erreurs)
