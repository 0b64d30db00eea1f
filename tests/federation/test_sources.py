"""Le fichier des sources : ce qu'il accepte, ce qu'il refuse, à quelle ligne."""

from __future__ import annotations

from pathlib import Path

import pytest

from projet_social.federation.sources import Source, SourcesLues, lire_les_sources
from projet_social.lecture.anomalie import CorpusInvalide


def lire(dossier: Path, texte: str) -> SourcesLues:
    """Écrit un fichier des sources et le lit."""
    (dossier / "sources.yml").write_text(texte, encoding="utf-8")
    return lire_les_sources(dossier / "sources.yml")


def refus(dossier: Path, texte: str) -> list[str]:
    """Les anomalies d'un fichier des sources."""
    with pytest.raises(CorpusInvalide) as invalide:
        lire(dossier, texte)
    return [str(anomalie) for anomalie in invalide.value.anomalies]


def test_un_fichier_complet_se_lit(tmp_path: Path) -> None:
    """Les trois origines, les listes qui font foi, les correspondances."""
    sources = lire(
        tmp_path,
        """\
sources:
  - adresse: https://www.val-imaginaire.fr/
    territoires: val-imaginaire
  - {nom: voisin, fichier: recus/projet.json, fait_foi: [voisin]}
  - {dossier: ../ancien/data, renommer: {saint-jean: saint-jean-99}}
local: local
referentiels: {themes: voisin, acteurs: toutes}
correspondances: {themes: {ruralite: mobilite}}
anciennete: {copie: 15, donnees: 90}
""",
    ).contenu

    assert [s.identifiant for s in sources.sources] == ["val-imaginaire-fr", "voisin", "ancien"]
    assert sources.sources[0].adresse == "https://www.val-imaginaire.fr/projet.json"
    assert sources.sources[2].renommer == {"saint-jean": "saint-jean-99"}
    assert sources.referentiels.themes == "voisin"
    assert sources.anciennete.copie == 15


@pytest.mark.parametrize(
    ("ecrite", "complete"),
    [
        ("https://a.fr", "https://a.fr/projet.json"),
        ("https://a.fr/social/", "https://a.fr/social/projet.json"),
        ("https://a.fr/social", "https://a.fr/social/projet.json"),
        ("https://a.fr/x/donnees.json?v=2#ici", "https://a.fr/x/donnees.json?v=2"),
    ],
)
def test_l_adresse_d_un_site_suffit(ecrite: str, complete: str) -> None:
    """On recopie l'adresse du site, sans avoir à connaître le nom du fichier."""
    assert Source.model_validate({"adresse": ecrite}).adresse == complete


@pytest.mark.parametrize(
    ("ligne", "attendu"),
    [
        ("{adresse: 'file:///etc/passwd'}", "n'est pas une adresse"),
        ("{adresse: 'ftp://a.fr/'}", "n'est pas une adresse"),
        ("{adresse: 'https://moi:secret@a.fr/'}", "un mot de passe dans une adresse"),
        ("{adresse: 'https://a.fr:abc/'}", "mal formée"),
        ("{adresse: 'https://[::1/'}", "mal formée"),
        ("{nom: x}", "une source sans origine"),
        ("{dossier: d, fichier: f}", "fichier et dossier à la fois"),
        ("{nom: ../x, dossier: d}", "mal formé"),
        ("{nom: local, dossier: d}", "mot réservé"),
        ("{dossier: d, renommer: {a: ../b}}", "mal formé"),
        ("{dossier: d, adrese: x}", "clé inconnue « adrese » ; écrire plutôt « adresse »"),
    ],
)
def test_une_source_mal_ecrite_est_refusee_a_sa_ligne(
    tmp_path: Path, ligne: str, attendu: str
) -> None:
    """Le fichier, la ligne, ce qui ne va pas."""
    (dite,) = refus(tmp_path, f"sources:\n  - {{nom: bonne, dossier: bon}}\n  - {ligne}\n")

    assert dite.startswith("sources.yml:3: ")
    assert attendu in dite


def test_toutes_les_contradictions_sont_dites_ensemble(tmp_path: Path) -> None:
    """Deux noms pareils, deux sources qui font foi, une source inconnue."""
    dites = refus(
        tmp_path,
        """\
sources:
  - {nom: un, dossier: a, fait_foi: [val]}
  - {nom: un, dossier: b, fait_foi: [val]}
referentiels:
  themes: unn
  publics: local
  acteurs: programme
""",
    )

    assert [dite.split(": ")[0] for dite in dites] == [f"sources.yml:{n}" for n in (3, 3, 5, 6, 7)]
    assert any("« un » fait déjà foi pour « val »" in dite for dite in dites)
    assert any("« unn » inconnue ; écrire plutôt « un »" in dite for dite in dites)


def test_un_fichier_absent_ou_vide_se_dit(tmp_path: Path) -> None:
    """Une anomalie, jamais une trace."""
    with pytest.raises(CorpusInvalide, match="fichier introuvable"):
        lire_les_sources(tmp_path / "rien.yml")
    (dite,) = refus(tmp_path, "local: local\n")
    assert "sources : champ obligatoire absent" in dite
    assert "fichier vide" in refus(tmp_path, "")[0]
