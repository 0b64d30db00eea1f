"""Du dossier au corpus : quels fichiers, toutes les anomalies, rien de publié à moitié."""

from __future__ import annotations

from pathlib import Path

import pytest

from projet_social.chargement import charger, examiner
from projet_social.lecture.anomalie import CorpusInvalide
from projet_social.lecture.cache import Cache
from tests.conftest import CorpusDe


def test_un_dossier_absent_est_dit(tmp_path: Path) -> None:
    """Une anomalie, pas une trace."""
    with pytest.raises(CorpusInvalide) as invalide:
        examiner(tmp_path / "rien")

    assert [a.constat for a in invalide.value.anomalies] == ["dossier introuvable"]


def test_un_dossier_vide_est_un_corpus_vide(corpus_de: CorpusDe) -> None:
    """Rien à publier, rien à reprocher."""
    rapport = corpus_de({}, completer=False)

    assert rapport.anomalies == []
    assert rapport.publiable
    assert rapport.corpus.lignes == []


def test_chaque_sorte_de_fichier_est_rangee_a_sa_place(corpus_de: CorpusDe) -> None:
    """Territoires, plans, fiches, dossiers, référentiels et annexe."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: P\nsource: plaquette\n",
            "territoires/val/projet-cls.yml": "titre: C\nsource: plaquette\n",
            "territoires/val/actions/a.yml": "titre: A\nprojet: cls\nthemes: sante\n",
            "dossiers/seul.yml": "titre: Seul\nterritoires: [val]\n",
            "referentiels/acteurs.yml": (
                "familles: [{id: f, nom: F}]\nacteurs: [{id: caf, nom: CAF, famille: f}]\n"
            ),
            "referentiels/glossaire.yml": "termes: [{sigle: CAF, definition: Caisse.}]\n",
            "accompagnements.yml": "groupes: [{titre: G, accompagnements: [{nom: N}]}]\n",
        }
    )
    corpus = rapport.corpus

    assert rapport.anomalies == []
    assert [plan.id for plan in corpus.territoire("val").plans] == ["projet", "cls"]
    assert list(corpus.dossiers) == ["seul"]
    assert [len(x) for x in (corpus.themes, corpus.publics, corpus.sources)] == [3, 2, 1]
    assert [terme.sigle for terme in corpus.termes] == ["CAF"]
    assert list(corpus.acteurs_par_forme) == ["caf"]
    assert corpus.accompagnements.groupes[0].accompagnements[0].nom == "N"
    assert len(corpus.documents) == 11


@pytest.mark.parametrize(
    "nom",
    [
        "territoires/val/Projet.yml",
        "territoires/val/PROJET.YML",
        "territoires/val/projet.yaml",
        "territoires/Val d'Or/territoire.yml",
        "territoires/val/action/a.yml",
        "territoires/val/actions/deux mots.yml",
        "referentiels/autres.yml",
        "themes.yml",
    ],
)
def test_un_fichier_egare_n_est_pas_ignore_en_silence(corpus_de: CorpusDe, nom: str) -> None:
    """Un nom mal écrit ne fait pas disparaître des données."""
    rapport = corpus_de({nom: "titre: x\n"}, completer=False)

    assert [(a.fichier, a.ligne, a.constat) for a in rapport.anomalies] == [
        (nom, 1, "fichier dont la place ou le nom est inconnu")
    ]


def test_ce_qui_n_est_pas_du_yaml_est_laisse_en_paix(corpus_de: CorpusDe) -> None:
    """Un LISEZMOI, une image ou une sauvegarde d'éditeur ne gênent pas."""
    autres = {"LISEZMOI.md": "x", "territoires/projet.yml~": "x", "territoires/.DS_Store": b"\0"}

    assert corpus_de(dict(autres), completer=False).anomalies == []


def test_toutes_les_anomalies_de_tous_les_fichiers_sont_dites_en_une_fois(
    corpus_de: CorpusDe,
) -> None:
    """Lecture, validation, liens et avertissements ; triés, sans doublon."""
    rapport = corpus_de(
        {
            "territoires/a/projet.yml": "titre: x\n\ttabulation\n",
            "territoires/b/projet.yml": "titre: P\ninconnu: 1\n",
            "territoires/c/projet.yml": "titre: P\naxes: [{titre: Un, themes: [zz]}]\n",
            "territoires/d/projet.yml": "titre: P\n",
        }
    )

    lieux = [(a.fichier[12], a.ligne, a.gravite.value) for a in rapport.anomalies]
    assert lieux == [
        ("a", 2, "erreur"),
        ("b", 2, "erreur"),
        ("c", 1, "avertissement"),
        ("c", 2, "erreur"),
        ("d", 1, "avertissement"),
    ]
    assert rapport.anomalies == sorted(set(rapport.anomalies))


def test_une_erreur_empeche_de_publier_un_avertissement_non(
    corpus_de: CorpusDe, tmp_path: Path
) -> None:
    """`charger` rend un corpus entier, ou lève tout ce qu'il y a à dire."""
    corpus_de({"territoires/val/projet.yml": "titre: P\n"})
    assert [plan.projet.titre for plan in charger(tmp_path / "data").plans] == ["P"]

    corpus_de({"territoires/val/projet.yml": "titre: P\nfaux: 1\n"})
    with pytest.raises(CorpusInvalide) as invalide:
        charger(tmp_path / "data", Cache(None))
    assert str(invalide.value).endswith("1 erreur, 0 avertissement")


@pytest.mark.lent
def test_mille_fautes_se_disent_vite(corpus_de: CorpusDe) -> None:
    """Les lignes se retrouvent sans relire le fichier à chaque anomalie."""
    axes = "".join(f"  - {{titre: A{i}, faux: 1}}\n" for i in range(1000))

    rapport = corpus_de({"territoires/val/projet.yml": f"titre: P\naxes:\n{axes}"})

    erreurs = [a.ligne for a in rapport.anomalies if a.gravite == "erreur"]
    assert erreurs == list(range(3, 1003))


def test_un_changement_se_juge_avant_de_s_ecrire(corpus_de: CorpusDe, tmp_path: Path) -> None:
    """Un fichier de plus, un autre ôté, un troisième changé : le dossier qu'ils feraient."""
    corpus_de(
        {
            "territoires/val/projet.yml": "titre: P\naxes: [Se loger]\n",
            "territoires/val/actions/a.yml": "titre: A\nthemes: sante\n",
            "territoires/val/actions/b.yml": "titre: B\nthemes: sante\n",
        }
    )
    avant = {f: f.read_bytes() for f in (tmp_path / "data").rglob("*.yml")}
    cache = Cache(None)
    voulus = {
        "territoires/val/actions/a.yml": b"titre: A\nthemes: inconnu\n",
        "territoires/val/actions/b.yml": None,
        "territoires/val/actions/c.yml": b"titre: C\n\nstatut: fini\n",
    }

    rapport = examiner(tmp_path / "data", cache, voulus=voulus)

    dites = [(a.fichier, a.ligne, a.champ) for a in rapport.anomalies if a.gravite == "erreur"]
    assert dites == [
        ("territoires/val/actions/a.yml", 2, "themes 1"),
        ("territoires/val/actions/c.yml", 3, "statut"),
    ]
    assert "territoires/val/actions/b.yml" not in rapport.corpus.documents
    assert examiner(tmp_path / "data", cache).publiable
    assert {f: f.read_bytes() for f in (tmp_path / "data").rglob("*.yml")} == avant
