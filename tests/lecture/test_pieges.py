"""Ce qui se lit autrement que ce que l'on voulait écrire est signalé."""

from __future__ import annotations

import pytest

from ..conftest import CorpusDe

FICHE = "territoires/val/actions/n.yml"


def signalements(corpus_de: CorpusDe, texte: str) -> list[tuple[int, str]]:
    """Ce que l'on dit de l'écriture d'une fiche : ligne et constat."""
    plan = {"territoires/val/projet.yml": "titre: Projet inventé\n"}
    anomalies = corpus_de({**plan, FICHE: f"titre: N\nprojet: projet\n{texte}"}).anomalies
    mots = ("commentaire", "suite du texte", "puce")
    return [(a.ligne, a.constat) for a in anomalies if any(mot in a.constat for mot in mots)]


@pytest.mark.parametrize(
    ("texte", "attendus"),
    [
        ("resume: Ouvrir #dix places\n", [(3, "« #dix places » est lu comme un commentaire")]),
        ("pilotes:\n  - CCAS #1\n", [(4, "« #1 » est lu comme un commentaire")]),
        ("pilotes:\n - CCAS\n   - MSA\n", [(5, "« - MSA » est lu comme la suite du texte")]),
        ("description: |\n  Voici :\n  • un\n", [(5, "puce « • » en début de ligne")]),
        ("resume: • un\n", [(3, "puce « • » en début de ligne")]),
    ],
)
def test_ce_qui_se_perd_ou_se_colle_est_signale(
    corpus_de: CorpusDe, texte: str, attendus: list[tuple[int, str]]
) -> None:
    """La ligne, et les mots que la page n'aura pas."""
    dits = signalements(corpus_de, texte)

    assert [ligne for ligne, _ in dits] == [ligne for ligne, _ in attendus]
    for (_, dit), (_, attendu) in zip(dits, attendus, strict=True):
        assert dit.startswith(attendu)


@pytest.mark.parametrize(
    "texte",
    [
        "resume: 'Ouvrir #dix places'\n",
        "resume: Ouvrir dix places # à relire\n",
        "# Une note\nresume: Dix#places\n",
        "description: |\n  Le #dix, et :\n  - un\n    - dans un\n",
        "pilotes:\n  - CCAS\n  - MSA\n",
        "resume: Le point • au milieu\n",
    ],
)
def test_une_ecriture_juste_ne_dit_rien(corpus_de: CorpusDe, texte: str) -> None:
    """Guillemets, vrai commentaire, bloc, liste alignée : rien ne se perd."""
    assert signalements(corpus_de, texte) == []
