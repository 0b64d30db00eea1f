"""Ce qui désigne une personne, là où l'on attend une structure : des avertissements.

Une adresse faite d'un prénom et d'un nom, dans « contact », est refusée : chacun la recopierait.

Les règles sont celles de `texte.personnes` : elles ne voient que ce dont elles sont sûres. Un nom
de lieu ou d'établissement (« Collège Anne Frank ») n'en est pas un.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from ..corpus.corpus import Corpus
from ..lecture.anomalie import Anomalie
from ..lecture.document import Endroit
from ..modele.introspection import marques_de, textes_ecrits
from ..modele.socle import Objet
from ..modele.texte import COURRIEL, TELEPHONE, Structure
from ..texte.personnes import est_une_boite_de_service, nomme_une_personne, noms_de_personnes
from .registre import verification

MARQUE_DE_STRUCTURE = get_args(Structure)[-1]
PORTABLE = re.compile(r"(?:\+33|0033|0)\s?(?:\(0\)\s?)?[67]")
ADRESSE_D_UNE_PERSONNE = (
    "adresse électronique d'une personne : donnée personnelle",
    "mettre une boîte de service (accueil@…) ; si un établissement porte ce nom, son standard",
)
"""Ce que l'on refuse dans « contact » : constat et conseil."""
DES_STRUCTURES: dict[int, bool] = {}
"""Par champ du modèle, s'il contient des noms de structures."""
NOTE_D_IMPORT = "Importé du tableur"
"""Le début des notes qu'écrivaient les imports d'autrefois."""


def _objets(corpus: Corpus) -> Iterator[tuple[Objet, Endroit]]:
    for territoire in corpus.territoires.values():
        yield territoire.donnees, territoire.lieu
    for plan in corpus.plans:
        yield plan.projet, plan.lieu
    for ligne in corpus.lignes:
        yield ligne.contenu, ligne.lieu


@verification()
def donnees_personnelles(corpus: Corpus) -> Iterator[Anomalie]:
    """Un champ de structures, une note, un texte ne désignent ni ne font joindre une personne.

    Tous les textes se parcourent une seule fois : c'est ce qui coûte.
    """
    for objet, lieu in _objets(corpus):
        for chemin, champ, texte in textes_ecrits(objet):
            if chemin[-1] == "courriel" and nomme_une_personne(texte):
                yield lieu.au_bout(chemin).anomalie(*ADRESSE_D_UNE_PERSONNE)
                continue
            for constat, conseil in _de_ce_texte(chemin, champ, texte):
                yield lieu.au_bout(chemin).avertir(constat, conseil)


def _de_ce_texte(
    chemin: tuple[str | int, ...], champ: Any, texte: str
) -> Iterator[tuple[str, str]]:
    """Ce qu'il y a à dire d'un texte : constat et conseil."""
    structure, note = _est_une_structure(champ), "notes" in chemin
    for debut, fin in (
        noms_de_personnes(texte, structure=structure)[:1] if structure or note else ()
    ):
        constat = f"« {texte[debut:fin]} » semble être le nom d'une personne"
        yield constat, "écrire la structure ou la fonction, jamais le nom d'une personne"
    if note and texte.startswith(NOTE_D_IMPORT):
        conseil = "le mettre dans le champ qui convient, puis retirer la note"
        yield "reste d'un import, publié tel quel", conseil
    if "contact" in chemin and chemin[-1] != "courriel":
        return
    if "@" in texte and not all(map(est_une_boite_de_service, COURRIEL.findall(texte))):
        conseil = "mettre dans « contact » une boîte de service (accueil@…), ou la retirer"
        yield "adresse électronique qui semble celle d'une personne", conseil
    elif ("6" in texte or "7" in texte) and any(
        PORTABLE.match(trouve[0]) for trouve in TELEPHONE.finditer(texte)
    ):
        conseil = "mettre dans « contact » le numéro du standard, ou le retirer"
        yield "numéro de téléphone portable", conseil


def _est_une_structure(champ: Any) -> bool:
    """Vrai si le champ contient des noms de structures ; le modèle ne change pas : on retient."""
    connue = DES_STRUCTURES.get(id(champ))
    if connue is None:
        connue = DES_STRUCTURES[id(champ)] = MARQUE_DE_STRUCTURE in marques_de(champ)
    return connue
