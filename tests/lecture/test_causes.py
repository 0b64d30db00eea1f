"""Un YAML illisible dit sa vraie cause, à la ligne où elle est, avec ce qu'il faut écrire."""

from __future__ import annotations

import pytest

from ..conftest import CorpusDe

FICHE = "territoires/val/actions/n.yml"


@pytest.mark.parametrize(
    ("texte", "ligne", "constat", "conseil"),
    [
        ("titre: N\nresume:x\n", 2, "il manque une espace après le deux-points de « resume »",
         "écrire « resume: x »"),
        ("titre: N\nresume:x\npilotes: [CCAS]\n", 2, "il manque une espace après", "« resume: x »"),
        ("titre: 'L'eau'\n", 1, "une apostrophe ferme le texte après « L »", "guillemets droits"),
        ("titre: N\npilotes:\n  - 'L'eau vive'\n", 3, "une apostrophe ferme", "guillemets droits"),
        ('titre: "Le "Bus" bleu"\n', 1, "un guillemet ferme le texte après « Le »",
         "écrire « … »"),
        ("titre: N\n  resume: x\n", 2, "« resume » est trop en retrait", "aligner sous « titre »"),
        ("titre: N\ncontact:\n  service: A\n    telephone: 3949\n", 4,
         "« telephone » est trop en retrait", "l'aligner sous « service »"),
        ("titre: Le lien : un enjeu\n", 1, "un deux-points coupe le texte en deux", "guillemets"),
        ("“titre”: N\n", 1, "« titre » est entre guillemets courbes", "écrire « titre: »"),
        ("titre\u00a0: N\n", 1, "une espace insécable s'est glissée avant le deux-points",
         "écrire « titre: »"),
        ("titre: N\n\u00a0resume: x\n", 2, "une espace insécable s'est glissée avant le nom",
         "écrire « resume: »"),
        ("titre: N\ncontact:\n\u00a0\u00a0service: A\n  telephone: 3949\n", 3,
         "une espace insécable ouvre la ligne", "espaces ordinaires"),
    ],
)  # fmt: skip
def test_la_cause_est_celle_que_l_on_a_ecrite(
    corpus_de: CorpusDe, texte: str, ligne: int, constat: str, conseil: str
) -> None:
    """La première erreur de la fiche est la bonne."""
    plan = {"territoires/val/projet.yml": "titre: Projet inventé\n"}
    anomalies = corpus_de({**plan, FICHE: texte}).anomalies

    dites = [a for a in anomalies if a.fichier == FICHE and a.gravite == "erreur"]
    assert any(
        a.ligne == ligne and a.constat.startswith(constat) and conseil in a.conseil for a in dites
    ), dites


def test_une_marque_en_tete_de_fichier_n_empeche_rien(corpus_de: CorpusDe) -> None:
    """Le Bloc-notes de Windows met une marque (BOM) en tête : le fichier se lit."""
    rapport = corpus_de(
        {"territoires/val/projet.yml": b"\xef\xbb\xbftitre: Projet invent\xc3\xa9\n"}
    )

    assert rapport.publiable
    assert rapport.corpus.plans[0].projet.titre == "Projet inventé"
