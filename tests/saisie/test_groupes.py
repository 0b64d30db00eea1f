"""L'ordre où l'on remplit : tout le modèle, une fois, le titre d'abord."""

from __future__ import annotations

import pytest

from projet_social.chargement import SORTES
from projet_social.formulaire.champs import ChoixPermis, champs_de
from projet_social.modele.introspection import classe_dans
from projet_social.modele.niveau import PLURIELS
from projet_social.modele.socle import Objet
from projet_social.saisie.groupes import (
    AIDES,
    GROUPES,
    PREMIERS,
    TECHNIQUE,
    TECHNIQUES,
    aide_de,
    grouper_les_champs,
)
from projet_social.saisie.remplissage import SANS_RIEN, SINGULIERS
from projet_social.saisie.valeurs import AVEC_SES_MOTS


def modeles_contenus(modele: type[Objet], vus: set[type[Objet]]) -> set[type[Objet]]:
    """Un modèle, et tous ceux qu'il contient."""
    if modele not in vus:
        vus.add(modele)
        for champ in modele.model_fields.values():
            if contenu := classe_dans(champ.annotation, Objet):
                modeles_contenus(contenu, vus)
    return vus


MODELES = modeles_contenus(SORTES[0].modele, set())
for sorte in SORTES:
    modeles_contenus(sorte.modele, MODELES)
TOUS_LES_NOMS = {nom for modele in MODELES for nom in modele.model_fields}


@pytest.mark.parametrize("modele", GROUPES, ids=lambda m: m.__name__)
def test_chaque_champ_a_une_place_et_une_seule(modele: type[Objet]) -> None:
    """Rien ne manque, rien n'est montré deux fois, le titre vient d'abord."""
    champs = champs_de(modele, ChoixPermis())
    groupes = grouper_les_champs(modele, champs)
    montres = [champ["name"] for groupe in groupes for champ in groupe.champs]
    assert sorted(montres) == sorted(champ["name"] for champ in champs)
    assert montres[0] in ("titre", "nom")
    assert groupes[-1].titre == TECHNIQUE
    assert groupes[-1].replie


def test_les_listes_ne_nomment_que_des_champs_qui_existent() -> None:
    """Un champ renommé dans le modèle l'est ici."""
    nommes = {nom for groupes in GROUPES.values() for _, noms in groupes for nom in noms}
    nommes |= {*TECHNIQUES, *AIDES, *SANS_RIEN, *AVEC_SES_MOTS}
    assert nommes - TOUS_LES_NOMS - set(PLURIELS) == set()
    assert set(SINGULIERS) - TOUS_LES_NOMS == set()
    for modele, premiers in PREMIERS.items():
        assert set(premiers) <= set(modele.model_fields)


def test_l_aide_ne_parle_ni_d_identifiants_ni_de_fichiers() -> None:
    """Qui remplit une fiche ne voit que des noms."""
    for modele in GROUPES:
        for champ in champs_de(modele, ChoixPermis()):
            if champ["name"] not in TECHNIQUES:
                aide = aide_de(champ).lower()
                assert "identifiant" not in aide, (modele, champ["name"], aide)
                assert "`" not in aide
