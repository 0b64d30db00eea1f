"""Le journal des données : rien que les dates qu'elles portent, et leur version."""

from __future__ import annotations

import json

import pytest

from projet_social.exports.journal import editions_de
from projet_social.macros.donnees import donnees
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe, vue_de

from .conftest import fichier
from .test_tables import rangees


def test_la_table_dit_tout_ce_qui_est_date(publication: Publication) -> None:
    """Chaque projet, chaque ligne, chaque version figée ; le plus récent d'abord."""
    corpus = publication.corpus
    lues = rangees(publication, "journal")
    jours = [str(r["jour"]) for r in lues]
    assert jours == sorted(jours, reverse=True)
    dates = [*(p.projet for p in corpus.plans), *(ligne.contenu for ligne in corpus.lignes)]
    figees = sum(map(len, corpus.versions.values()))
    assert len(lues) == sum(objet.maj is not None for objet in dates) + figees
    assert sum(r["nature"] == "version" for r in lues) == figees
    paquet = json.loads(fichier(publication, "donnees/v1/datapackage.json").octets)
    assert paquet["version"] == editions_de(corpus)[0].jour.isoformat()


@pytest.mark.parametrize(
    ("combien", "noms"),
    [
        (1, "T0"),
        (4, "T0, T1, T2, T3"),
        (5, "T0, T1, T2, T3 et 1 autre territoire"),
        (6, "T0, T1, T2, T3 et 2 autres territoires"),
    ],
)
def test_une_edition_se_dit_en_une_phrase(corpus_de: CorpusDe, combien: int, noms: str) -> None:
    """Combien de projets et de lignes, chez qui ; une mise à jour plus ancienne est à part."""
    fichiers: dict[str, str | bytes] = {}
    for rang in range(combien):
        fichiers[f"territoires/t{rang}/territoire.yml"] = (
            f"nom: T{rang}\nnom_court: T{rang}\ntype: commune\ndepartements: [99]\n"
        )
        fichiers[f"territoires/t{rang}/projet.yml"] = (
            "titre: P\nmaj: 2026-05-02\n"
            "axes: [{titre: Un, maj: 2026-05-02}, {titre: Deux, maj: 2025-01-01}]\n"
        )
    derniere, premiere = editions_de(corpus_de(fichiers).corpus)
    pluriel = "s" if combien > 1 else ""
    assert derniere.phrase == f"{combien} projet{pluriel} et {combien} ligne{pluriel} ({noms})"
    assert premiere.phrase == f"{combien} ligne{pluriel} ({noms})"


def test_la_page_dit_la_version_et_mene_aux_versions_figees(corpus_de: CorpusDe) -> None:
    """Sans aucune date, elle n'en dit rien."""
    date = "titre: P\nmaj: 2026-05-02\naxes: [Un]\n"
    html = donnees(vue_de(corpus_de({"territoires/a/projet.yml": date}), "donnees/"))
    assert "Version du 2 mai 2026" in html
    sans = corpus_de({"territoires/a/projet.yml": "titre: P\naxes: [Un]\n"})
    assert 'id="version"' not in donnees(vue_de(sans, "donnees/"))
