"""Le cache de lecture : il sert, il oublie, et abîmé il se refait."""

from pathlib import Path

import pytest

from projet_social.chargement import examiner
from projet_social.lecture.cache import VERSION, Cache
from projet_social.lecture.yaml_marque import lire_avec_ses_vides
from projet_social.modele.socle import Objet


def test_une_valeur_rangee_se_retrouve_apres_enregistrement(tmp_path: Path) -> None:
    """D'un programme à l'autre, par le fichier."""
    premier = Cache(tmp_path / "sous" / "cache.json")
    premier.ranger("e1", {"titre": "été"})
    premier.enregistrer()

    assert Cache(tmp_path / "sous" / "cache.json").trouver("e1") == {"titre": "été"}
    assert [f.name for f in (tmp_path / "sous").iterdir()] == ["cache.json"]


def test_ce_qui_n_a_pas_servi_est_oublie(tmp_path: Path) -> None:
    """Le cache ne grossit pas à chaque changement."""
    premier = Cache(tmp_path / "cache.json")
    premier.ranger("vieux", {"a": "1"})
    premier.ranger("garde", {"b": "2"})
    premier.enregistrer()

    second = Cache(tmp_path / "cache.json")
    assert second.trouver("garde") == {"b": "2"}
    second.enregistrer()

    assert Cache(tmp_path / "cache.json").trouver("vieux") is None
    assert Cache(tmp_path / "cache.json").trouver("garde") == {"b": "2"}


def test_un_cache_sans_changement_n_est_pas_reecrit(tmp_path: Path) -> None:
    """Rien à écrire : le fichier n'est pas touché."""
    fichier = tmp_path / "cache.json"
    premier = Cache(fichier)
    premier.ranger("e1", {"a": "1"})
    premier.enregistrer()
    avant = fichier.stat().st_mtime_ns

    second = Cache(fichier)
    second.trouver("e1")
    second.enregistrer()

    assert fichier.stat().st_mtime_ns == avant


@pytest.mark.parametrize(
    "contenu",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"null",
        b"\xff\xfe",
        b'{"version": 0, "valeurs": {"e1": "x"}}',
        b'{"version": %d, "valeurs": {"e1": "x"}}' % (VERSION + 1),
        b'{"version": %d, "valeurs": {"e1": "x"}}' % (VERSION - 1),
        b'{"valeurs": {}}',
        b'{"version": %d}' % VERSION,
        b'{"version": %d, "valeurs": 3}' % VERSION,
        b'{"version": %d, "valeurs": ["ab", 3]}' % VERSION,
    ],
)
def test_un_cache_abime_ou_perime_est_ignore(tmp_path: Path, contenu: bytes) -> None:
    """Pas un mot, pas une exception : on relit les données."""
    fichier = tmp_path / "cache.json"
    fichier.write_bytes(contenu)

    assert Cache(fichier).trouver("e1") is None


def test_un_objet_valide_ne_sert_que_pour_le_meme_contenu() -> None:
    """Le fichier a changé, en avant ou en arrière : il se valide à nouveau."""
    cache, objet = Cache(None), Objet()
    cache.garder_valide("projet.yml", "b", objet)

    assert cache.valide("projet.yml", "b") is objet
    assert cache.valide("projet.yml", "a") is None
    assert cache.valide("projet.yml", "c") is None
    assert cache.valide("autre.yml", "b") is None


def test_l_empreinte_depend_du_contenu_seul() -> None:
    """Un octet change tout, le nom du fichier ne change rien."""
    assert Cache.empreinte(b"a: 1") == Cache.empreinte(b"a: 1")
    assert Cache.empreinte(b"a: 1") != Cache.empreinte(b"a: 2")


def test_sans_fichier_le_cache_ne_laisse_aucune_trace(tmp_path: Path) -> None:
    """`Cache(None)` sert le temps d'une lecture."""
    cache = Cache(None)
    cache.ranger("e1", {"a": "1"})
    cache.enregistrer()

    assert cache.trouver("e1") == {"a": "1"}
    assert list(tmp_path.iterdir()) == []


def test_une_seconde_lecture_ne_relit_pas_le_yaml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deux lectures donnent le même corpus ; la seconde ne lit que ce qui a changé."""
    data = tmp_path / "data" / "territoires" / "val"
    data.mkdir(parents=True)
    (data / "territoire.yml").write_text(
        "nom: CC du Val inventé\nnom_court: Val\ntype: commune\ndepartements: [99]\n",
        encoding="utf-8",
    )
    (data / "projet.yml").write_text("titre: Projet inventé\naxes: [Un]\n", encoding="utf-8")
    lus: list[str] = []
    monkeypatch.setattr(
        "projet_social.chargement.lire_avec_ses_vides",
        lambda octets, fichier: (lus.append(fichier), lire_avec_ses_vides(octets, fichier))[1],
    )

    examiner(tmp_path / "data", Cache(tmp_path / "cache.json"))
    assert len(lus) == 2
    (data / "projet.yml").write_text("titre: Projet changé\naxes: [Un, Deux]\n", encoding="utf-8")
    rapport = examiner(tmp_path / "data", Cache(tmp_path / "cache.json"))

    assert lus[2:] == ["territoires/val/projet.yml"]
    assert [ligne.titre for ligne in rapport.corpus.lignes] == ["Un", "Deux"]


def test_une_anomalie_de_validation_garde_sa_ligne_depuis_le_cache(tmp_path: Path) -> None:
    """Les lignes se retrouvent dans le texte, que le cache ait servi ou non."""
    data = tmp_path / "data" / "territoires" / "val"
    data.mkdir(parents=True)
    (data / "territoire.yml").write_text("nom: Val\n\nfaux: 1\n", encoding="utf-8")

    premiere = examiner(tmp_path / "data", Cache(tmp_path / "cache.json")).anomalies
    seconde = examiner(tmp_path / "data", Cache(tmp_path / "cache.json")).anomalies

    assert premiere == seconde
    assert [a.ligne for a in premiere if a.champ == "faux"] == [3]
