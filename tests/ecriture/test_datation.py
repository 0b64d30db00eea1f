"""Ce qu'une écriture change porte le jour du changement, et rien d'autre."""

from __future__ import annotations

from datetime import date

import pytest

from projet_social.ecriture.datation import dater_les_changements

JOUR = date(2026, 11, 29)
FICHE = "territoires/val/actions/n.yml"
PROJET = "territoires/val/projet.yml"
PLAN = """\
titre: Projet inventé
axes:
  - id: grandir
    titre: Grandir
    resume: {grandir}
    objectifs:
      - titre: Jouer
        resume: {jouer}
  - id: vieillir
    titre: Vieillir
"""


def dater(chemin: str, avant: str | None, apres: str) -> str:
    """Le fichier daté."""
    lus = {chemin: avant.encode() if avant is not None else None}
    octets = dater_les_changements(lus, {chemin: apres.encode()}, JOUR)[chemin]
    assert octets is not None
    return octets.decode()


def test_une_fiche_changee_porte_le_jour() -> None:
    """Qu'elle ait déjà une date ou non ; le reste du fichier ne bouge pas."""
    assert dater(FICHE, "titre: N # vu\n", "titre: M # vu\n") == "titre: M # vu\nmaj: 2026-11-29\n"
    avant, apres = "titre: N\nmaj: 2020\nresume: A\n", "titre: N\nmaj: 2020\nresume: B\n"
    assert dater(FICHE, avant, apres) == "titre: N\nmaj: 2026-11-29\nresume: B\n"


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        (None, "titre: N\n"),
        ("titre: N\n", "titre: N\n"),
        ("titre: N\n", "titre: 'N'\n"),
        ("titre: N\nmaj: 2020\n", "titre: M\nmaj: 2026-01-05\n"),
    ],
    ids=["neuve", "la même", "écrite autrement", "datée par la personne"],
)
def test_ce_qui_est_neuf_egal_ou_deja_date_ne_change_pas(avant: str | None, apres: str) -> None:
    """Une fiche neuve, la même fiche, une date que l'on a écrite soi-même."""
    assert dater(FICHE, avant, apres) == apres


def test_seule_la_ligne_du_plan_qui_change_est_datee() -> None:
    """L'objectif retouché et le projet, ni son axe ni l'autre."""
    avant, apres = PLAN.format(grandir="a", jouer="b"), PLAN.format(grandir="a", jouer="c")

    assert dater(PROJET, avant, apres) == (
        "titre: Projet inventé\naxes:\n  - id: grandir\n    titre: Grandir\n    resume: a\n"
        "    objectifs:\n      - titre: Jouer\n        resume: c\n        maj: 2026-11-29\n"
        "  - id: vieillir\n    titre: Vieillir\nmaj: 2026-11-29\n"
    )


def test_les_referentiels_et_les_suppressions_ne_se_datent_pas() -> None:
    """Un glossaire, un territoire n'ont pas de date ; un fichier à supprimer n'a rien à dire."""
    territoire = "territoires/projet-du-val/territoire.yml"
    assert dater(territoire, "nom: A\n", "nom: B\n") == "nom: B\n"
    glossaire = "referentiels/glossaire.yml"
    assert dater(glossaire, "termes: [a]\n", "termes: [b]\n") == "termes: [b]\n"
    assert dater_les_changements({FICHE: b"titre: N\n"}, {FICHE: None}, JOUR) == {FICHE: None}
