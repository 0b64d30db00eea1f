"""Les macros de référence, tirées du code : rien n'y est écrit une seconde fois."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from ..chargement import SORTES
from ..modele.catalogue import sorte_de
from ..modele.introspection import classe_dans, est_un_dictionnaire, est_une_liste, premiere_phrase
from ..modele.phrase import phrase_du_champ
from ..modele.socle import Objet
from ..modele.vocabulaire import Vocabulaire
from ..texte.identifiant import identifiant_de
from .registre import charger_toutes, macro
from .vue import Vue


@dataclass(frozen=True)
class ChampDecrit:
    """Un champ du modèle, décrit pour la personne qui l'écrit."""

    nom: str
    genre: str
    description: str
    obligatoire: bool
    objet: str
    objet_nom: str
    mots: list[tuple[str, str]]


@dataclass(frozen=True)
class ObjetDecrit:
    """Un objet du modèle et ses champs."""

    nom: str
    ancre: str
    description: str
    fichiers: list[str]
    champs: list[ChampDecrit]


@macro
def reference_macros(vue: Vue) -> str:
    """Chaque macro, ses arguments et ce qu'elle rend."""
    return vue.rendre(
        "reference_macros.html", macros=sorted(charger_toutes().values(), key=lambda m: m.nom)
    )


@macro
def reference_donnees(vue: Vue) -> str:
    """Chaque champ de chaque fichier de données."""
    return vue.rendre("reference_donnees.html", objets=decrire_le_modele())


def decrire_le_modele() -> list[ObjetDecrit]:
    """Tous les objets du modèle, à partir de ceux que portent les fichiers."""
    a_voir = [sorte.modele for sorte in SORTES]
    fichiers: dict[type[Objet], list[str]] = {}
    for sorte in SORTES:
        fichiers.setdefault(sorte.modele, []).append(sorte.chemin)
    decrits: dict[type[Objet], ObjetDecrit] = {}
    while a_voir:
        classe = a_voir.pop(0)
        if classe in decrits:
            continue
        champs = []
        for nom, champ in classe.model_fields.items():
            contenu = classe_dans(champ.annotation, Objet)
            vocabulaire = classe_dans(champ.annotation, Vocabulaire)
            if contenu is not None and contenu not in decrits:
                a_voir.append(contenu)
            phrase = phrase_du_champ(classe, nom)
            champs.append(_decrire(nom, champ, phrase, contenu, vocabulaire))
        decrits[classe] = ObjetDecrit(
            _nom(classe), _ancre(classe), premiere_phrase(classe), fichiers.get(classe, []), champs
        )
    return list(decrits.values())


def _decrire(
    nom: str, champ: FieldInfo, phrase: str, contenu: Any, vocabulaire: Any
) -> ChampDecrit:
    return ChampDecrit(
        nom=nom,
        genre=_genre(champ.annotation),
        description=phrase,
        obligatoire=champ.is_required(),
        objet=_ancre(contenu) if contenu else "",
        objet_nom=_nom(contenu) if contenu else "",
        mots=[(mot.value, mot.libelle) for mot in vocabulaire] if vocabulaire else [],
    )


def _genre(annotation: Any) -> str:
    if est_un_dictionnaire(annotation):
        return "groupe par niveau"
    if est_une_liste(annotation):
        return "liste"
    if classe_dans(annotation, Objet) is not None:
        return "groupe"
    sorte = sorte_de(annotation)
    return "nombre" if sorte.est_un_nombre else sorte.value


def _nom(classe: type[Objet]) -> str:
    mots = "".join(f" {s}" if s.isupper() else s for s in classe.__name__).strip().lower()
    return mots.capitalize()


def _ancre(classe: type[Objet]) -> str:
    return identifiant_de(_nom(classe))
