"""Ce qui désigne une personne, là où l'on attend une structure : des avertissements.

Les règles sont celles de `texte.personnes` : elles ne voient que ce dont elles sont sûres. Un nom
de lieu ou d'établissement (« Collège Anne Frank ») n'en est pas un.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from ..corpus.corpus import Corpus
from ..lecture.anomalie import Anomalie
from ..lecture.document import Endroit
from ..modele.introspection import marques_de, textes_ecrits
from ..modele.socle import Objet
from ..modele.texte import COURRIEL, TELEPHONE, Structure
from ..texte.personnes import est_une_boite_de_service, noms_de_personnes
from .registre import verification

MARQUE_DE_STRUCTURE = get_args(Structure)[-1]
PORTABLE = re.compile(r"(?:\+33|0033|0)\s?(?:\(0\)\s?)?[67]")
NOTE_D_IMPORT = "Importé du tableur"
"""Le début des notes qu'écrivaient les imports d'autrefois."""


def _objets(corpus: Corpus) -> Iterator[tuple[Objet, Endroit]]:
    for plan in corpus.plans:
        yield plan.projet, plan.lieu
    for ligne in corpus.lignes:
        yield ligne.contenu, ligne.lieu


def _a(lieu: Endroit, chemin: tuple[str | int, ...]) -> Endroit:
    for pas in chemin:
        lieu /= pas
    return lieu


@verification()
def personnes_non_nommees(corpus: Corpus) -> Iterator[Anomalie]:
    """Un champ de structures, une note ne nomment personne."""
    for objet, lieu in _objets(corpus):
        for chemin, champ, texte in textes_ecrits(objet):
            structure = MARQUE_DE_STRUCTURE in marques_de(champ)
            if not structure and "notes" not in chemin:
                continue
            for debut, fin in noms_de_personnes(texte, structure=structure)[:1]:
                yield _a(lieu, chemin).avertir(
                    f"« {texte[debut:fin]} » semble être le nom d'une personne",
                    "écrire la structure ou la fonction, jamais le nom d'une personne",
                )


@verification()
def coordonnees_de_service(corpus: Corpus) -> Iterator[Anomalie]:
    """Hors de « contact », un texte ne porte ni courriel ni portable d'une personne."""
    for objet, lieu in _objets(corpus):
        for chemin, _champ, texte in textes_ecrits(objet):
            if "contact" in chemin and chemin[-1] != "courriel":
                continue
            if any(not est_une_boite_de_service(a) for a in COURRIEL.findall(texte)):
                yield _a(lieu, chemin).avertir(
                    "adresse électronique qui semble celle d'une personne",
                    "mettre dans « contact » une boîte de service (accueil@…), ou la retirer",
                )
            elif any(PORTABLE.match(trouve[0]) for trouve in TELEPHONE.finditer(texte)):
                yield _a(lieu, chemin).avertir(
                    "numéro de téléphone portable",
                    "mettre dans « contact » le numéro du standard, ou le retirer",
                )


@verification()
def imports_ranges(corpus: Corpus) -> Iterator[Anomalie]:
    """Ce qu'un import d'autrefois a laissé dans « notes » se publie : il faut le ranger."""
    for objet, lieu in _objets(corpus):
        for chemin, _champ, texte in textes_ecrits(objet):
            if "notes" in chemin and texte.startswith(NOTE_D_IMPORT):
                yield _a(lieu, chemin).avertir(
                    "reste d'un import, publié tel quel",
                    "le mettre dans le champ qui convient, puis retirer la note",
                )
