"""Les phrases que les gabarits calculent, telles que les lit le public, sur les seize territoires.

Chacune est relue contre les documents et la liste officielle. Une donnée qui change peut en changer
une : on la relit alors, puis on la récrit ici. D'où viennent ses nombres est tenu ailleurs :
`test_contexte` (habitants, créations), `test_calendriers` (durées), `test_entendus` (acteurs),
`test_themes` (matrice), `test_ordre` (plans), `tests/comparaison` (calcul de chaque vue).
"""

from __future__ import annotations

import pytest
from lxml import html

from projet_social.corpus.corpus import Corpus
from projet_social.macros.registre import trouver
from projet_social.macros.vue import Vue
from projet_social.pages.publication import Publication

PHRASES: dict[str, list[str]] = {
    "comparaison_contexte": [
        "la population médiane est de 35 672 habitants dans la liste officielle de 2026, de Haut "
        "Allier (5 167) à Grand Arras (109 781).",
        "même si la démarche n’en couvrait qu’une partie : Avant Pays Savoyard (CC de Yenne et CC "
        "Val de Guiers, sans la CC du Lac d'Aiguebelette), Grand Arras (les 23 communes rurales, "
        "sur 46).",
    ],
    "comparaison_calendriers": [
        "la démarche dure 371 jours en médiane, environ 12 mois. La plus courte : 256 jours, Oust "
        "à Brocéliande. La plus longue : 634 jours, Dronne et Belle (date douteuse), Haut Allier "
        "(date douteuse).",
        "Sans les dates douteuses, la médiane est de 351 jours, de 256 à 393.",
        "Les durées sont celles des 12 territoires qui ont suivi la méthode",
    ],
    "comparaison_acteurs": ["59 acteurs entendus au moins une fois, 29 acteurs dans un seul"],
    "comparaison_axes": [
        "61 axes, enjeux ou champs de premier niveau dans 16 plans, de 2 (Bretagne romantique) à 6 "
        "(Morlaix Communauté).",
        "Droits, services (10 plans), Lien social (8 plans), Gouvernance (8 plans).",
    ],
    "comparaison_commentaires": [
        "15 documents sur 16 portent des commentaires. Sans commentaires : Questembert Communauté."
    ],
    "comparaison_themes": ["Au premier niveau d’aucun plan : Handicap, Culture, sport."],
    "comparaison_gouvernance": [
        "CIAS créé : Questembert Communauté",
        "Création d’un CIAS décidée : Flandre Lys",
        "CIAS envisagé : Haut Allier, Oust à Brocéliande",
    ],
    "comparaison_ressemblances": [
        "19 paires de formulations presque identiques, entre 7 couples de territoires. Oust à "
        "Brocéliande et Pontivy Communauté en partagent le plus : 13 formulations, dont 12 mot "
        "pour mot.",
    ],
    "accompagnements": [
        "54 accompagnements, dont 12 publiés ici.",
        "36 départements concernés",
        "28 lignes suivies par leurs communes, dont 10 avec un doute",
    ],
}
"""Par macro, les phrases de sa page."""


@pytest.fixture(scope="module")
def publication(corpus: Corpus) -> Publication:
    """Les seize, publiés ensemble."""
    return Publication(corpus)


@pytest.mark.parametrize("macro", PHRASES)
def test_les_phrases_calculees_sont_celles_que_l_on_a_relues(
    publication: Publication, macro: str
) -> None:
    """Espaces insécables comprises, la page dit ces phrases."""
    page = trouver(macro).appeler(Vue(publication))
    texte = " ".join(html.fromstring(f"<div>{page}</div>").text_content().split())
    assert [phrase for phrase in PHRASES[macro] if phrase not in texte.replace("\u202f", " ")] == []
