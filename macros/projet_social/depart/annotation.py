"""Un modèle de fichier à remplir, tiré des classes : chaque champ, sa phrase, ses mots permis.

Tout y est en commentaire : retirer le dièse devant une clé suffit pour s'en servir. Une clé laissée
vide compte pour absente.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from ..corpus.exemple import MARQUE
from ..modele.fiche_action import FicheAction
from ..modele.introspection import classe_dans, est_un_dictionnaire, est_une_liste, ordre_des_champs
from ..modele.phrase import phrase_du_champ
from ..modele.socle import Objet
from ..modele.source import Reference
from ..modele.vocabulaire import Vocabulaire
from .gabarits import en_yaml

LARGEUR = 96
"""Signes d'une ligne d'explication."""
COLONNE = 26
"""Où commence l'explication d'une clé à l'intérieur d'un groupe."""
ENTETE = """\
# Une fiche-action. Seul « titre » est obligatoire ; un champ absent ne laisse aucune trace.
# Retirer le dièse devant une clé pour s'en servir ; supprimer ce qui ne sert pas.

"""


def ecrire_la_fiche(
    titre: str, rattachements: Sequence[str], *, projet: str = "", brouillon: bool = False
) -> str:
    """Le texte d'une fiche, son titre et ses rattachements écrits, le reste en commentaire.

    Args:
        rattachements: identifiants des lignes qu'elle sert.
        projet: plan dont elle relève, quand le territoire en a plusieurs.
        brouillon: vrai si elle ne doit pas encore paraître.
    """
    ecrites = {"titre": en_yaml(titre), "rattachements": f"[{', '.join(rattachements)}]"}
    if projet:
        ecrites["projet"] = projet
    if brouillon:
        ecrites["publication"] = "brouillon"
    tete = "".join(f"{cle}: {valeur}\n" for cle, valeur in ecrites.items())
    return f"{ENTETE}{tete}\n{modele_annote(FicheAction, sauf={*ecrites, 'id'})}"


def modele_annote(classe: type[Objet], sauf: Collection[str] = ()) -> str:
    """Toutes les clés d'un fichier, en commentaire, chacune sous sa phrase.

    Args:
        sauf: clés déjà écrites, à ne pas montrer.
    """
    champs = [nom for nom in _a_remplir(classe) if nom not in sauf]
    decrites: dict[type[Objet], str] = {}
    for nom in champs:
        if (groupe := classe_dans(classe.model_fields[nom].annotation, Objet)) is not None:
            decrites.setdefault(groupe, nom)
    blocs = []
    for nom in champs:
        phrase = textwrap.wrap(_phrase(classe, nom), LARGEUR - 2)
        ailleurs = {groupe: ou for groupe, ou in decrites.items() if ou != nom}
        lignes = [*phrase, *_cle(nom, classe.model_fields[nom].annotation, ailleurs)]
        blocs.append("\n".join(f"# {ligne}".rstrip() for ligne in lignes))
    return "\n\n".join(blocs) + "\n"


def _a_remplir(classe: type[Objet]) -> list[str]:
    """Les champs d'un objet, sauf la marque d'un exemple : personne n'en écrit."""
    return [nom for nom in ordre_des_champs(classe) if nom != MARQUE]


def _phrase(classe: type[Objet], nom: str) -> str:
    """La phrase d'un champ, puis les mots qu'il permet."""
    champ = classe.model_fields[nom]
    phrase = f"{phrase_du_champ(classe, nom)}{' (obligatoire)' if champ.is_required() else ''}"
    vocabulaire = classe_dans(champ.annotation, Vocabulaire)
    if vocabulaire is None:
        return phrase
    return f"{phrase} Mots permis : {', '.join(mot.value for mot in vocabulaire)}."


def _cle(nom: str, annotation: Any, ailleurs: dict[type[Objet], str]) -> Iterator[str]:
    """La ligne d'une clé, et celles de son groupe s'il n'est pas décrit ailleurs."""
    groupe = classe_dans(annotation, Objet)
    if groupe is Reference:
        yield f"{nom}: {{document: , page: , section: , citation: , date: }}"
    elif groupe is None:
        vide = " []" if est_une_liste(annotation) else ""
        yield f"{nom}:{' {}' if est_un_dictionnaire(annotation) else vide}"
    elif est_un_dictionnaire(annotation):
        vocabulaire = classe_dans(annotation, Vocabulaire)
        assert vocabulaire is not None
        cles = ", ".join(f"{champ}: " for champ in groupe.model_fields)
        yield f"{nom}:"
        yield from (f"  {mot.value}: {{{cles}}}" for mot in vocabulaire)
    elif groupe in ailleurs:
        yield f"{nom}:  # mêmes clés que dans « {ailleurs[groupe]} »"
    else:
        yield f"{nom}:"
        yield from _groupe(groupe, est_une_liste(annotation), ailleurs | {groupe: nom})


def _groupe(groupe: type[Objet], liste: bool, ailleurs: dict[type[Objet], str]) -> Iterator[str]:
    """Les clés d'un groupe, en retrait, chacune avec sa phrase au bout de la ligne."""
    tete, suite = ("  - ", "    ") if liste else ("  ", "  ")
    for nom in _a_remplir(groupe):
        premiere, *dessous = _cle(nom, groupe.model_fields[nom].annotation, ailleurs)
        ligne = f"{tete}{premiere}"
        if "#" not in premiere:
            ligne = f"{ligne:<{COLONNE}}  # {_phrase(groupe, nom)}"
        yield ligne
        yield from (f"{suite}{autre}" for autre in dessous)
        tete = suite
