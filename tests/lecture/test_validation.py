"""La validation : de bons objets, ou des refus en français, jamais ceux de la bibliothèque."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.lecture.document import Document, nommer
from projet_social.lecture.validation import eprouver, plus_proche, valider
from projet_social.lecture.yaml_marque import lire_le_yaml
from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.introspection import classe_dans, est_un_dictionnaire, est_une_liste
from projet_social.modele.projet import Projet
from projet_social.modele.socle import Objet


def examiner(modele: type[Objet], texte: str) -> tuple[Any, list[str]]:
    """L'objet lu d'un texte YAML, et ses anomalies sans leur fichier."""
    octets = texte.encode()
    valeurs, fautes = lire_le_yaml(octets, "f")
    assert fautes == []
    objet, anomalies = valider(modele, Document("f", octets, valeurs))
    return objet, [str(anomalie).removeprefix("f:") for anomalie in anomalies]


FAUX = "zzz"
"""Un mot qu'aucun vocabulaire ne connaît."""


def mots_a_choisir(
    modele: type[Objet],
) -> Iterator[tuple[type[StrEnum], tuple[str | int, ...], Any]]:
    """Chaque champ à vocabulaire d'un modèle : ses mots, son chemin, où mettre un mot faux."""
    for nom, champ in modele.model_fields.items():
        vocabulaire = classe_dans(champ.annotation, StrEnum)
        if not vocabulaire:
            continue
        if est_un_dictionnaire(champ.annotation):
            yield vocabulaire, (nom, FAUX), {nom: {FAUX: {}}}
        elif est_une_liste(champ.annotation):
            yield vocabulaire, (nom, 0), {nom: [FAUX]}
        else:
            yield vocabulaire, (nom,), {nom: FAUX}


def descendants(modele: type[Objet]) -> Iterator[type[Objet]]:
    """Tous les objets du modèle."""
    for enfant in modele.__subclasses__():
        yield enfant
        yield from descendants(enfant)


def test_les_mots_permis_sont_ceux_du_modele() -> None:
    """Tous, dans leur ordre, quel que soit le champ : rien ne se lit dans l'anglais de pydantic."""
    vus = 0
    for modele in descendants(Objet):
        for vocabulaire, chemin, valeurs in mots_a_choisir(modele):
            _, refus = eprouver(modele, valeurs)
            permis = f"(permis : {', '.join(mot.value for mot in vocabulaire)})"
            conseil = f"écrire l'un des mots permis {permis}"
            assert (chemin, f"mot inconnu « {FAUX} »", conseil) in refus, modele
            vus += 1
    assert vus > 20


def test_un_texte_juste_donne_un_objet() -> None:
    """Aucune anomalie, et les types du modèle."""
    projet, anomalies = examiner(Projet, "titre: Essai\naxes: [Un, Deux]\nperiode: 2017 à 2018\n")

    assert anomalies == []
    assert [axe.titre for axe in projet.axes] == ["Un", "Deux"]
    assert projet.periode.debut.year == 2017


def test_toutes_les_fautes_sont_dites_en_une_fois() -> None:
    """Trois fautes, trois lignes, aucun objet."""
    objet, anomalies = examiner(Projet, "titer: x\ngenre: projet\nmaj: bientôt\n")

    assert objet is None
    assert sorted(a.split(" : ")[0] for a in anomalies) == [
        "1: titer",
        "1: titre",
        "2: genre",
        "3: maj",
    ]


@pytest.mark.parametrize(
    ("texte", "anomalie"),
    [
        ("statut: [piste]", "2: statut : un seul mot est attendu, pas une liste"),
        ("avancement: {a: 1}", "2: avancement : un nombre est attendu, pas un groupe de clés"),
        ("pilotes: {a: 1}", "2: pilotes : une liste est attendue, pas un groupe de clés"),
        ("porteur: [a]", "2: porteur : un texte est attendu, pas une liste"),
        ("besoin: constat", "2: besoin : un groupe « clé: valeur » est attendu, pas un texte"),
        ("etapes: [[a]]", "2: etapes 1 : un groupe « clé: valeur » est attendu, pas une liste"),
        ("avancement: 101", "2: avancement : « 101 » hors des bornes"),
        ("contact: {courriel: x}", "2: contact › courriel : « x » mal formé"),
        ("besoin: {source: x}", "2: besoin › constat : champ obligatoire absent"),
    ],
)
def test_un_mauvais_type_est_dit_en_francais(texte: str, anomalie: str) -> None:
    """Chaque sorte de refus de la bibliothèque a sa phrase."""
    _, anomalies = examiner(FicheAction, f"titre: Navette\n{texte}\n")

    assert [a.split(" ; ")[0] for a in anomalies] == [anomalie]


@pytest.mark.parametrize(
    ("texte", "conseil"),
    [
        ("axe: []", "écrire plutôt « axes »"),
        ("Axes: []", "écrire plutôt « axes »"),
        ("axes: [{titre: x, axes: [{titre: y, tritre: z}]}]", "écrire plutôt « titre »"),
        ("niveaux: {axe: {singulier: A, pluriel: B, genr: m}}", "écrire plutôt « genre »"),
        ("etat: {stade: valide, zzz: 1}", "la retirer (permises : stade, phrase, date)"),
        ("source: {docment: x}", "écrire plutôt « document »"),
    ],
)
def test_une_cle_inconnue_propose_la_plus_proche(texte: str, conseil: str) -> None:
    """À toute profondeur, parmi les clés permises à cet endroit-là."""
    _, anomalies = examiner(Projet, f"titre: Essai\n{texte.replace('[]', '[x]')}\n")

    assert [a.split(" ; ")[1] for a in anomalies] == [conseil]


def test_une_phrase_coupee_a_son_deux_points_est_reconnue() -> None:
    """Le titre manquant qui s'ensuit n'est pas reproché en plus."""
    _, anomalies = examiner(Projet, "titre: Essai\naxes:\n  - Agir : vite et bien\n")

    assert anomalies == [
        "3: axes 1 › Agir : la phrase est coupée à son deux-points (« Agir : vite et bien ») ; "
        "mettre toute la phrase entre guillemets droits"
    ]


def test_une_cle_mal_ecrite_n_est_pas_une_phrase_coupee() -> None:
    """« titer » ressemble à « titre » : c'est une faute de frappe."""
    _, anomalies = examiner(Projet, "titre: Essai\naxes:\n  - titer: Agir vite\n")

    assert anomalies == [
        "3: axes 1 › titer : clé inconnue « titer » ; écrire plutôt « titre »",
        "3: axes 1 › titre : champ obligatoire absent ; ajouter « titre: … »",
    ]


def test_une_valeur_trop_longue_est_abregee_dans_le_message() -> None:
    """Un pavé collé dans un nombre tient sur une ligne de terminal."""
    pave = "\n".join(["  des mots sur une ligne"] * 40)
    _, anomalies = examiner(FicheAction, f"titre: Navette\navancement: |\n{pave}\n")

    assert len(anomalies) == 1
    assert "\n" not in anomalies[0]
    assert len(anomalies[0]) < 300


def test_le_plus_proche_se_tait_quand_rien_ne_ressemble() -> None:
    """Mieux vaut la liste des mots permis qu'un conseil absurde."""
    assert plus_proche("sante", ["santé-mentale", "sante"]) == "écrire plutôt « sante »"
    assert plus_proche("xyz", ["sante"]) == ""
    assert plus_proche("sante", []) == ""


def test_un_chemin_se_lit_a_voix_haute() -> None:
    """Les rangs comptent à partir de un."""
    assert nommer(("axes", 1, "orientations", 0, "titre")) == "axes 2 › orientations 1 › titre"
    assert nommer(()) == ""


cles = st.sampled_from(["titre", "axes", "actions", "source", "niveaux", "demarche", "etat", "zz"])
valeurs_yaml = st.recursive(
    st.text(st.characters(min_codepoint=33, max_codepoint=255), min_size=1, max_size=8),
    lambda fils: (
        st.lists(fils, min_size=1, max_size=3) | st.dictionaries(cles, fils, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.lent
@given(st.dictionaries(cles, valeurs_yaml, min_size=1))
def test_des_valeurs_quelconques_sont_lues_ou_refusees(valeurs: dict[str, Any]) -> None:
    """Aucune forme ne fait sortir une exception, et tout refus dit quoi faire."""
    objet, anomalies = valider(Projet, Document("f", b"titre: x\n", valeurs))

    assert (objet is None) == bool(anomalies)
    assert all(a.conseil and "pydantic" not in str(a) for a in anomalies)
