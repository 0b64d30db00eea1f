"""Ce qu'un résumé redit de son titre."""

from __future__ import annotations

import pytest

from projet_social.texte.redite import SANS_CONTENU, mots_pleins, part_redite


@pytest.mark.parametrize(
    ("phrase", "origine", "part"),
    [
        ("Proposer des sorties aux familles.", "Proposition de sorties familles", 1.0),
        ("LOGEMENTS ÂGÉS", "Un logement pour l'âge", 1.0),
        ("Un toit, un toit, un toit et du pain.", "Le toit", 0.5),
        ("Aider chacun chez soi", "Aide à domicile", 0.0),
        ("Se déplacer autrement", "La mobilité", 0.0),
        ("Tous pour un", "Tous pour un", 0.0),
        ("", "Un titre", 0.0),
    ],
)
def test_part_redite(phrase: str, origine: str, part: float) -> None:
    """Chaque mot plein compte une fois ; accents, casse, pluriel et terminaison, non."""
    assert part_redite(phrase, origine) == part


def test_un_mot_court_garde_ses_lettres() -> None:
    """Retirer la marque du pluriel n'efface jamais un mot."""
    assert mots_pleins("x bois") == {"x", "boi"}


def test_mots_outils_en_forme_commune() -> None:
    """Un mot accentué dans la liste ne serait jamais reconnu."""
    assert all(mot.isascii() and mot.islower() for mot in SANS_CONTENU)
