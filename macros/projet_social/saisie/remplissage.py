"""Remplir les champs d'une page : de ce que porte une saisie à ce que l'on montre."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ..formulaire.champs import Champ, Option
from ..lecture.anomalie import Anomalie, Gravite
from ..lecture.document import nommer
from ..lecture.yaml_marque import Chemin
from ..texte.typographie import typographier
from .champ_montre import (
    ChampARemplir,
    ChoixMontre,
    GroupeARemplir,
    ListeOuverteAPart,
    RangeeARemplir,
)
from .groupes import GroupeDeChamps, aide_de, partager_une_rangee
from .partie import NOMMENT
from .valeurs import (
    AVEC_SES_MOTS,
    CHOIX,
    MOTS,
    RANG,
    TEL_QUEL,
    TEXTE,
    FormeDeChamp,
    Saisie,
    forme_du_champ,
    montrer_les_valeurs,
    mot_saisi,
    mots_saisis,
    rangees_de,
)

SANS_RIEN = {"publication": "publiée", "exemple": "non", "approximatif": "non"}
"""Ce que vaut un choix que l'on ne fait pas, là où ce n'est pas « non renseigné »."""
SIGNES_PAR_LIGNE = 80
LIGNES_MINIMUM, LIGNES_MAXIMUM = 2, 14
Liens = Callable[[Chemin, Champ], ListeOuverteAPart | None]


@dataclass
class Remplissage:
    """De quoi montrer les champs d'une page.

    Attributes:
        ou: le chemin, dans le fichier, de ce qui est ouvert.
        liens: les éléments qui s'ouvrent seuls, pour les listes qui sont ainsi.
        suggestions: par nom de champ, la liste de mots que le navigateur propose.
        ailleurs: par nom de champ, ce que dit le fichier changé par quelqu'un d'autre.
        neuve: la rangée que l'on vient d'ajouter.
    """

    saisie: Saisie
    anomalies: Sequence[Anomalie] = ()
    ou: Chemin = ()
    liens: Liens = lambda _chemin, _champ: None
    suggestions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ailleurs: Mapping[str, str] = field(default_factory=dict)
    neuve: str = ""
    dites: list[Anomalie] = field(default_factory=list)

    def groupes(self, groupes: Sequence[GroupeDeChamps]) -> list[GroupeARemplir]:
        """Les groupes de la page ; ce qui est dit auprès d'un champ passe dans `dites`."""
        return [
            GroupeARemplir(g.titre, self.champs(g.champs, self.saisie, ()), g.replie)
            for g in groupes
        ]

    def champs(self, champs: Sequence[Champ], saisie: Saisie, dans: Chemin) -> list[ChampARemplir]:
        """Les champs d'un objet, à l'endroit `dans`."""
        vides = montrer_les_valeurs(champs, {})  # une rangée neuve ne porte encore rien
        return [
            self._champ(champ, saisie.get(champ["name"], vides[champ["name"]]), dans)
            for champ in champs
        ]

    def _champ(self, champ: Champ, rendu: Saisie | list[str], dans: Chemin) -> ChampARemplir:
        chemin = (*dans, champ["name"])
        forme = forme_du_champ(champ)
        montre = ChampARemplir(
            nom=".".join(map(str, chemin)),
            libelle=champ["label"],
            aide=typographier(aide_de(champ)),
            forme=forme.name.lower(),
            obligatoire=champ["required"],
            ailleurs=self.ailleurs.get(champ["name"]) if not dans else None,
        )
        if trouves := self.liens(chemin, champ):
            montre.forme = "ailleurs"
            montre.liens, montre.ajouter = trouves.liens, trouves.ajouter
            montre.adresse_d_ajout = trouves.adresse_d_ajout
        elif isinstance(rendu, dict) and TEL_QUEL in rendu:
            montre.tel_quel = True
        elif isinstance(rendu, list):
            self._valeur(montre, champ, forme, rendu[0] if rendu else "")
        elif forme is FormeDeChamp.GROUPE:
            montre.champs = self.champs(champ["fields"], rendu, chemin)
        elif forme is FormeDeChamp.CASES:
            _cocher(montre, champ, rendu)
        else:
            montre.rangees = [
                self._rangee(champ, rangee, (*chemin, rang))
                for rang, rangee in enumerate(rangees_de(rendu))
            ]
            montre.ajouter = ce_que_l_on_ajoute(champ["name"])
        self._dire(montre, chemin, terminal=forme is not FormeDeChamp.GROUPE)
        return montre

    def _valeur(self, montre: ChampARemplir, champ: Champ, forme: FormeDeChamp, ecrit: str) -> None:
        montre.valeur = ecrit
        if forme is FormeDeChamp.CHOIX:
            options = [(o["value"], o["label"]) for o in champ["options"]]
            montre.choix = _choix(
                [("", SANS_RIEN.get(champ["name"], "non renseigné")), *options], [ecrit]
            )
        elif forme in (FormeDeChamp.PARAGRAPHES, FormeDeChamp.UN_PAR_LIGNE):
            voulues = sum(1 + len(ligne) // SIGNES_PAR_LIGNE for ligne in ecrit.split("\n")) + 1
            montre.lignes = min(max(voulues, LIGNES_MINIMUM), LIGNES_MAXIMUM)
        elif montre.large:
            montre.lignes = 1 + len(ecrit) // SIGNES_PAR_LIGNE
        elif champ["name"] in self.suggestions:
            montre.suggestions = f"liste-{champ['name']}"

    def _rangee(self, champ: Champ, rangee: Saisie, chemin: Chemin) -> RangeeARemplir:
        nom = ".".join(map(str, chemin))
        neuve = nom == self.neuve
        origine = mot_saisi(rangee, RANG)
        if "fields" not in champ:
            texte = rangee.get(TEXTE, [""])
            seul = {"name": TEXTE, "label": champ["label"], "required": False, "widget": "text"}
            ligne = self._champ(seul, texte, chemin)
            self._dire(ligne, chemin, terminal=True)
            return RangeeARemplir(nom, "", origine, [ligne], [], True)
        vus, autres = partager_une_rangee(champ["fields"])
        premiers = self.champs(vus, rangee, chemin)
        replies = self.champs(autres, rangee, chemin)
        titre = next(filter(None, (mot_saisi(rangee, cle) for cle in NOMMENT)), "")
        a_voir = any(c.a_voir for c in (*premiers, *replies))
        return RangeeARemplir(nom, titre, origine, premiers, replies, neuve or a_voir)

    def _dire(self, montre: ChampARemplir, chemin: Chemin, *, terminal: bool) -> None:
        """Range auprès d'un champ ce qu'il y a à en dire.

        Args:
            chemin: où il est, dans ce qui est ouvert.
            terminal: vrai s'il dit aussi ce qui vise un endroit dans sa valeur (« themes 2 »).
        """
        ici = nommer((*self.ou, *chemin))
        for anomalie in self.anomalies:
            dedans = terminal and anomalie.champ.startswith((f"{ici} ", f"{ici} ›"))
            if anomalie in self.dites or not (anomalie.champ == ici or dedans):
                continue
            self.dites.append(anomalie)
            cible = montre.refus if anomalie.gravite is Gravite.ERREUR else montre.remarques
            cible.append(dire_une_anomalie(anomalie))


def _choix(options: Sequence[Option], choisis: Sequence[str]) -> list[ChoixMontre]:
    """Les choix, ceux que l'on ne connaît pas compris : rien de ce qui est écrit ne se perd."""
    connus = {valeur for valeur, _ in options}
    inconnus = [(mot, f"« {mot} », mot inconnu") for mot in choisis if mot not in connus]
    return [ChoixMontre(v, libelle, v in choisis) for v, libelle in [*options, *inconnus]]


def _cocher(montre: ChampARemplir, champ: Champ, rendu: Saisie) -> None:
    options = [(o["value"], o["label"]) for o in champ["options"]]
    montre.choix = _choix(options, mots_saisis(rendu, CHOIX))
    montre.maximum = champ.get("max")
    if champ["name"] in AVEC_SES_MOTS:
        montre.mots = mot_saisi(rendu, MOTS)


SINGULIERS = {
    "etapes": "une étape",
    "budgets": "une ligne de budget",
    "indicateurs": "un indicateur",
    "bilans": "un bilan",
    "historique": "un statut passé",
    "lieux": "un lieu",
    "liens": "un lien",
    "documents": "un document",
    "objectifs": "un objectif",
    "resultats_attendus": "un résultat attendu",
    "notes": "une note",
    "cible": "une valeur visée",
    "valeurs": "une valeur",
    "populations": "une population",
    "histoire": "un fait",
    "secteurs": "un secteur",
    "chiffres": "un chiffre",
    "familles": "une famille",
    "actions": "une action",
    "non_conformites": "un critère non respecté",
    "derogations": "une dérogation",
    "axes": "un axe",
    "enjeux": "un enjeu",
    "orientations": "une orientation",
    "themes": "un thème",
    "publics": "un public",
    "situations": "une situation",
    "acteurs": "un acteur",
    "termes": "un terme",
    "sources": "un document",
    "groupes": "un groupe",
    "accompagnements": "un territoire",
    "seances": "une séance",
    "ambitions": "une ambition",
    "points_transversaux": "un point",
    "mentions": "une mention",
}
"""Ce que l'on ajoute à une liste, au singulier."""


def ce_que_l_on_ajoute(nom: str) -> str:
    """« une étape », pour « Ajouter une étape »."""
    return SINGULIERS.get(nom, "une ligne")


def dire_une_anomalie(anomalie: Anomalie) -> str:
    """Une anomalie en deux phrases, avec les mots de `verifier`."""
    constat, conseil = typographier(anomalie.constat), typographier(anomalie.conseil)
    return f"{constat[:1].upper()}{constat[1:]}. À faire : {conseil}."
