"""Les champs du formulaire, tirés du modèle : rien n'y est déclaré deux fois.

Tout y est texte : les dates partielles, les montants et les nombres s'écrivent comme dans le YAML,
et le modèle les lit. Un vocabulaire est une liste à choix, un objet un groupe de champs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from ..modele.date_partielle import DatePartielle
from ..modele.introspection import (
    classe_dans,
    est_un_dictionnaire,
    est_une_liste,
    marques_de,
    ordre_des_champs,
)
from ..modele.libelle import libelle_de
from ..modele.niveau import PLURIELS, AvecNiveaux
from ..modele.phrase import phrase_du_champ
from ..modele.socle import Objet
from ..modele.texte import RESUME_MAXIMUM, TITRE_MAXIMUM, Prose, Resume, Titre
from ..modele.vocabulaire import TypeNiveau, Vocabulaire

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

Champ = dict[str, Any]
"""Un champ, comme le décrit la configuration de Sveltia CMS."""
Option = tuple[str, str]
"""Une valeur à choisir, et son libellé."""

PROSE, RESUME, TITRE = (get_args(type_)[-1] for type_ in (Prose, Resume, Titre))
"""Ce qui, dans le modèle, distingue un texte long, un résumé et un titre."""
AIDE_DES_DATES = "Une date même partielle : 28 mars 2017, mars 2017, printemps 2018, 2015 à 2019."
OUI_NON: tuple[Option, ...] = (("oui", "Oui"), ("non", "Non"))

Forme = Mapping[TypeNiveau, "Forme"]
"""Les niveaux d'un plan, emboîtés comme ils le sont dans les données."""


@dataclass(frozen=True)
class ChoixPermis:
    """Ce que les données permettent de choisir.

    Attributes:
        options: valeurs permises, par nom de champ (`themes`, `publics`, `document`…).
        forme: les niveaux que le formulaire emboîte.
    """

    options: Mapping[str, Sequence[Option]] = field(default_factory=dict)
    forme: Forme = field(default_factory=dict)


def champs_de(modele: type[Objet], choix: ChoixPermis) -> list[Champ]:
    """Tous les champs d'un objet, dans l'ordre où une personne les écrit."""
    return list(_champs(modele, choix, choix.forme))


def _champs(modele: type[Objet], choix: ChoixPermis, forme: Forme) -> Iterator[Champ]:
    for nom in ordre_des_champs(modele):
        champ = modele.model_fields[nom]
        if issubclass(modele, AvecNiveaux) and nom in PLURIELS:
            if PLURIELS[nom] in forme:
                contenu = classe_dans(champ.annotation, Objet)
                assert contenu is not None
                suite = forme[PLURIELS[nom]]
                yield _liste(_entete(modele, nom), list(_champs(contenu, choix, suite)))
        else:
            yield _champ(modele, nom, choix)


def _champ(modele: type[Objet], nom: str, choix: ChoixPermis) -> Champ:
    champ, entete = modele.model_fields[nom], _entete(modele, nom)
    annotation = champ.annotation
    contenu = classe_dans(annotation, Objet)
    if est_un_dictionnaire(annotation):
        return _groupe(entete, _par_mot(annotation, contenu, choix))
    if contenu is not None:
        interieur = list(_champs(contenu, choix, {}))
        if est_une_liste(annotation):
            return _liste(entete, interieur)
        return _groupe(entete, interieur)
    decrit = _simple(entete, champ, choix)
    if not est_une_liste(annotation) or decrit.get("multiple"):
        return decrit
    element = {cle: decrit[cle] for cle in decrit.keys() - {"hint", "required"}}
    return {**entete, "widget": "list", "field": element, "collapsed": False}


def _simple(entete: Champ, champ: FieldInfo, choix: ChoixPermis) -> Champ:
    """Un champ sans objet : une liste à choix, un texte long, ou une ligne."""
    marques = marques_de(champ)
    mots = classe_dans(champ.annotation, Vocabulaire)
    options: Sequence[Option] = [(str(mot), mot.libelle) for mot in mots or ()]
    if classe_dans(champ.annotation, bool):
        options = OUI_NON
    if options := options or choix.options.get(entete["name"], ()):
        decrit = {
            **entete,
            "widget": "select",
            "options": [{"label": libelle, "value": valeur} for valeur, libelle in options],
        }
        if est_une_liste(champ.annotation):
            maximum = _borne(marques, "max_length")
            decrit |= {"multiple": True, **({"max": maximum} if maximum else {})}
        return decrit
    if PROSE in marques:
        return {**entete, "widget": "text"}
    if RESUME in marques:
        return {**entete, "widget": "text", "maxlength": RESUME_MAXIMUM}
    decrit = {**entete, "widget": "string"}
    if TITRE in marques:
        decrit["maxlength"] = TITRE_MAXIMUM
    if classe_dans(champ.annotation, DatePartielle):
        decrit["hint"] = f"{entete['hint']} {AIDE_DES_DATES}"
    if motif := _borne(marques, "pattern"):
        decrit["pattern"] = [motif, "forme refusée"]
    return decrit


def _borne(marques: Sequence[Any], nom: str) -> Any:
    """Une borne du modèle (`pattern`, `max_length`), où que pydantic l'ait rangée."""
    toutes = [m for marque in marques for m in (marque, *getattr(marque, "metadata", ()))]
    return next((getattr(m, nom) for m in toutes if getattr(m, nom, None)), None)


def _par_mot(annotation: Any, contenu: type[Objet] | None, choix: ChoixPermis) -> list[Champ]:
    """Les champs d'un dictionnaire : un par mot de son vocabulaire."""
    champs = []
    for mot in classe_dans(annotation, Vocabulaire) or ():
        tete = {"name": str(mot), "label": mot.libelle, "required": False}
        if contenu is None:
            champs.append({**tete, "widget": "string"})
        else:
            interieur = list(_champs(contenu, choix, {}))
            champs.append({**tete, "widget": "object", "collapsed": "auto", "fields": interieur})
    return champs


def _entete(modele: type[Objet], nom: str) -> Champ:
    return {
        "name": nom,
        "label": libelle_de(nom),
        "hint": phrase_du_champ(modele, nom),
        "required": modele.model_fields[nom].is_required(),
    }


def _groupe(entete: Champ, champs: list[Champ]) -> Champ:
    return {**entete, "widget": "object", "collapsed": "auto", "fields": champs}


def _liste(entete: Champ, champs: list[Champ]) -> Champ:
    noms = [c["name"] for c in champs]
    titre = next((nom for nom in ("titre", "nom", "libelle", "annee") if nom in noms), noms[0])
    return {
        **entete,
        "widget": "list",
        "collapsed": True,
        "summary": f"{{{{{titre}}}}}",
        "fields": champs,
    }
