"""Lire ce que la personne choisit pour son site : chaque réponse devient une valeur, ou un refus.

Les mêmes lectures servent aux options de la ligne de commande et aux questions du terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from ..depart.entite import Entite, nom_d_usage
from ..lecture.document import Document
from ..lecture.validation import plus_proche, valider
from ..modele.couleur import FONDS_CLAIRS, lisible_sur
from ..modele.niveau import Libelle
from ..modele.territoire import Territoire
from ..modele.vocabulaire import Genre, TypeNiveau, TypeTerritoire
from ..texte.identifiant import forme_commune
from .commandes.refus import RefusDeCommande
from .reglages import FORMATS_DU_LOGO

A = TypeVar("A")
T = TypeVar("T")

LOGO_MAXIMUM = 500_000
"""Octets d'un logo, au plus : chaque page le charge."""
TYPES = {type_.value: type_ for type_ in TypeTerritoire}
"""Les natures juridiques, par mot."""
MOTS_DE_TYPE = (
    ("commune", TypeTerritoire.COMMUNE),
    ("ville", TypeTerritoire.COMMUNE),
    ("mairie", TypeTerritoire.COMMUNE),
    ("ccas", TypeTerritoire.COMMUNE),
    ("syndicat", TypeTerritoire.SYNDICAT_MIXTE),
    ("petr", TypeTerritoire.SYNDICAT_MIXTE),
    ("communaute urbaine", TypeTerritoire.COMMUNAUTE_URBAINE),
    ("agglomeration", TypeTerritoire.COMMUNAUTE_D_AGGLOMERATION),
    ("metropole", TypeTerritoire.METROPOLE),
)
"""Ce que les mots d'un nom disent de sa nature ; sinon, une communauté de communes."""


class RefusRassembles:
    """Les refus que l'on rassemble pour les dire tous à la fois."""

    def __init__(self) -> None:
        self._dites: list[str] = []

    def lire(self, lecture: Callable[[A], T], ecrit: A) -> T | None:
        """La valeur lue, ou None et la faute est notée."""
        try:
            return lecture(ecrit)
        except RefusDeCommande as refus:
            self.ajouter(str(refus))
            return None

    def ajouter(self, faute: str) -> None:
        """Note une faute."""
        self._dites.append(faute)

    def refuser(self) -> None:
        """Refuse, s'il y a des fautes, et les dit toutes.

        Raises:
            RefusDeCommande: une faute au moins.
        """
        if len(self._dites) == 1:
            raise RefusDeCommande(self._dites[0])
        if self._dites:
            lignes = "".join(f"\n  - {faute}" for faute in self._dites)
            raise RefusDeCommande(f"{len(self._dites)} options à corriger :{lignes}")


def couleur_lue(ecrite: str) -> str:
    """Une couleur qui se lit sur le fond du site.

    Raises:
        RefusDeCommande: mal écrite, ou trop pâle ; le refus propose la plus proche.
    """
    _refuser("couleur", {"couleur": ecrite})
    return ecrite.upper()


def couleur_proche(ecrite: str) -> str:
    """La couleur la plus proche qui se lit ; vide si l'on n'a pas écrit de couleur."""
    try:
        return lisible_sur(ecrite.upper(), FONDS_CLAIRS)
    except ValueError:
        return ""


def logo_lu(chemin: Path) -> tuple[str, bytes]:
    """Le nom du logo dans le site, et son image.

    Raises:
        RefusDeCommande: fichier absent, trop lourd, ou qui n'est pas une image.
    """
    suffixe = chemin.suffix.lower()
    if suffixe not in FORMATS_DU_LOGO:
        permis = ", ".join(FORMATS_DU_LOGO)
        raise RefusDeCommande(f"logo « {chemin} » : format inconnu ; donner l'un de {permis}")
    if not chemin.is_file():
        raise RefusDeCommande(f"logo « {chemin} » introuvable ; vérifier son chemin")
    octets = chemin.read_bytes()
    if len(octets) > LOGO_MAXIMUM:
        raise RefusDeCommande(
            f"logo « {chemin} » de {len(octets) // 1000} ko, {LOGO_MAXIMUM // 1000} ko au plus ; "
            "l'alléger"
        )
    return f"logo{suffixe}", octets


def niveau_lu(ecrit: str) -> tuple[TypeNiveau, Libelle]:
    """Le mot du territoire pour un niveau : « axe=Défi », « objectif=Ambition,Ambitions,f ».

    Raises:
        RefusDeCommande: mal écrit, ou niveau inconnu.
    """
    mot, egal, mots = ecrit.partition("=")
    types = {type_.value: type_ for type_ in TypeNiveau}
    if mot.strip().lower() not in types:
        conseil = plus_proche(mot.strip(), types) or f"niveaux : {', '.join(types)}"
        raise RefusDeCommande(f"niveau « {mot.strip()} » inconnu ; {conseil}")
    type_ = types[mot.strip().lower()]
    parties = [partie.strip() for partie in mots.split(",")]
    genres = {genre.value: genre for genre in Genre}
    if (
        not egal
        or not parties[0]
        or len(parties) > 3
        or (len(parties) == 3 and parties[2] not in genres)
    ):
        raise RefusDeCommande(
            f"niveau « {ecrit} » mal écrit ; écrire {type_}=Mot, ou {type_}=Mot,Mots,m (ou f)"
        )
    return type_, libelle_donne(parties[0], *parties[1:])


def libelle_donne(singulier: str, pluriel: str = "", genre: str = "m") -> Libelle:
    """Un libellé, son pluriel en s s'il n'est pas dit.

    Raises:
        RefusDeCommande: balise, code, mot trop long.
    """
    valeurs = {"singulier": singulier, "pluriel": pluriel or _au_pluriel(singulier), "genre": genre}
    lu, anomalies = valider(Libelle, Document("niveau", b"", valeurs))
    if lu is None:
        raise RefusDeCommande(
            f"niveau « {singulier} » : {anomalies[0].constat} ; {anomalies[0].conseil}"
        )
    return lu


def _au_pluriel(mot: str) -> str:
    if mot.endswith(("s", "x", "z")):
        return mot
    return f"{mot}x" if mot.endswith(("eau", "eu")) else f"{mot}s"


def entite_ecrite(
    trouvee: Entite | None,
    nom: str | None,
    nom_court: str | None,
    type_: str | None,
    departements: Sequence[str],
) -> Entite:
    """Le territoire tel que la personne le nomme, complété par la liste officielle.

    Raises:
        RefusDeCommande: un nom que les données refuseraient.
    """
    if trouvee is None:
        assert nom is not None
        sorte = TYPES.get(type_ or "", type_devine(nom))
        ecrite = Entite(nom, nom_court or nom_d_usage(nom), sorte, departements=tuple(departements))
    else:
        ecrite = replace(
            trouvee,
            nom_court=nom_court or trouvee.nom_court,
            type=TYPES.get(type_ or "", trouvee.type),
            departements=tuple(departements) or trouvee.departements,
        )
    if not forme_commune(ecrite.nom_court):
        raise RefusDeCommande(f"nom « {ecrite.nom_court} » sans aucune lettre ; écrire un nom")
    _refuser("nom", {"nom": ecrite.nom, "nom_court": ecrite.nom_court})
    return ecrite


def type_devine(nom: str) -> TypeTerritoire:
    """La nature juridique que laissent deviner les mots d'un nom."""
    mots = f" {forme_commune(nom)} "
    trouves = (type_ for mot, type_ in MOTS_DE_TYPE if f" {mot} " in mots)
    return next(trouves, TypeTerritoire.COMMUNAUTE_DE_COMMUNES)


def _refuser(quoi: str, valeurs: dict[str, Any]) -> None:
    """Refuse ce que les données refuseraient."""
    complet = {"nom": "Nom", "nom_court": "Nom", "type": "commune"} | valeurs
    _, anomalies = valider(Territoire, Document(quoi, b"", complet))
    if anomalies:
        raise RefusDeCommande(f"{anomalies[0].constat} ; {anomalies[0].conseil}")
