"""`projet-social vider-l-exemple` : ce qui est encore l'exemple part, ce que l'on a écrit reste."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import examiner
from projet_social.lecture.anomalie import Gravite

from .test_importer_dans_un_site_neuf import Capture, composer, textes

ICI = "data/territoires/val-imaginaire"


@pytest.fixture
def neuf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un site tout juste créé, avec son exemple."""
    site = composer(tmp_path / "site")
    monkeypatch.chdir(site)
    return site


def retoucher(fichier: Path, *changes: tuple[str, str]) -> None:
    """Des mots remplacés dans un fichier, qui doivent y être."""
    texte = fichier.read_text(encoding="utf-8")
    for avant, apres in changes:
        assert avant in texte, avant
        texte = texte.replace(avant, apres, 1)
    fichier.write_text(texte, encoding="utf-8")


def lire(fichier: Path) -> dict[str, object]:
    """Ce que dit un fichier."""
    lu = yaml.safe_load(fichier.read_text(encoding="utf-8"))
    assert isinstance(lu, dict)
    return lu


def restes_en_production(site: Path) -> list[str]:
    """Ce que la production refuse encore de l'exemple."""
    rapport = examiner(site / "data", production=True)
    return [a.fichier for a in rapport.anomalies if "jamais publié" in a.constat]


def test_un_site_neuf_se_vide_en_entier(neuf: Path, capsys: Capture) -> None:
    """Rien d'inventé ne reste, ni donnée, ni annonce ; les mots choisis demeurent ; une fois."""
    assert principal(["vider-l-exemple"]) == 0

    assert f"supprimé : {ICI}/actions/navette-des-marches.yml" in capsys.readouterr().out
    assert [nom for nom, texte in textes(neuf).items() if "invent" in texte.lower()] == []
    projet = lire(neuf / ICI / "projet.yml")
    assert projet["titre"] == "Projet social de territoire"
    assert projet.keys() == {"titre", "rang", "territoires", "niveaux"}
    assert "Cap" in str(projet["niveaux"])
    assert restes_en_production(neuf) == []
    assert principal(["verifier"]) == 0
    capsys.readouterr()

    assert principal(["vider-l-exemple"]) == 0
    assert "Rien à ôter" in capsys.readouterr().out


def test_l_essai_montre_et_n_ecrit_rien(neuf: Path, capsys: Capture) -> None:
    """On sait d'avance ce qui partira."""
    avant = textes(neuf)
    assert principal(["vider-l-exemple", "--essai"]) == 0

    dit = capsys.readouterr().out
    assert "titre : Projet social de territoire (exemple inventé) → Projet social" in dit
    assert textes(neuf) == avant


def test_ce_que_l_on_a_ecrit_reste(neuf: Path) -> None:
    """Une fiche à soi, une fiche refaite sur l'exemple, un axe à soi, un commentaire à soi."""
    actions = neuf / ICI / "actions"
    (actions / "a-nous.yml").write_text(
        "titre: À nous\nthemes: sante\nrattachements: [se-deplacer, notre-cap]\n"
        "source: {document: exemple, page: 3}\n",
        encoding="utf-8",
    )
    retoucher(
        actions / "pause-des-aidants.yml",
        ("titre: La pause des aidants", "# notre mot\ntitre: Le répit chez nous"),
        ("fait: Neuf après-midi, quatorze personnes.", "fait: Trois après-midi."),
        ("themes: [vieillissement-autonomie]", "themes: [sante, vieillissement-autonomie]"),
    )
    retoucher(
        neuf / ICI / "projet.yml",
        ("porteur: Val-Imaginaire (exemple)", "porteur: Le Val"),
        ("\naxes:\n", "\naxes:\n  - titre: Notre cap\n    id: notre-cap\n    themes: sante\n\n"),
    )

    assert principal(["vider-l-exemple"]) == 0

    assert lire(actions / "a-nous.yml") == {
        "titre": "À nous",
        "themes": "sante",
        "rattachements": ["notre-cap"],
    }
    refaite = lire(actions / "pause-des-aidants.yml")
    assert refaite["titre"] == "Le répit chez nous"
    assert refaite["themes"] == ["sante", "vieillissement-autonomie"]
    assert "Trois après-midi." in str(refaite["bilans"])
    assert refaite.keys() & {"resume", "pilotes", "statut", "source", "notes", "exemple"} == set()
    texte = (actions / "pause-des-aidants.yml").read_text(encoding="utf-8")
    assert "# notre mot" in texte
    assert "invent" not in texte.lower()
    projet = lire(neuf / ICI / "projet.yml")
    assert projet["porteur"] == "Le Val"
    assert projet["axes"] == [{"titre": "Notre cap", "id": "notre-cap", "themes": "sante"}]
    assert "contexte" not in projet
    assert restes_en_production(neuf) == []


def test_un_titre_encore_invente_garde_sa_marque_et_se_dit(neuf: Path, capsys: Capture) -> None:
    """On a rempli le suivi d'une fiche livrée : rien n'est jeté, rien ne passe pour vrai."""
    fiche = neuf / ICI / "actions/salon-itinerant.yml"
    retoucher(fiche, ("motif: Le véhicule prévu", "motif: Notre véhicule"))
    assert principal(["vider-l-exemple"]) == 0

    assert "« Un salon itinérant dans les villages » : vous l'avez complété" in (
        capsys.readouterr().out
    )
    assert lire(fiche)["exemple"] in (True, "oui")
    assert "Notre véhicule" in str(lire(fiche)["motif"])
    assert restes_en_production(neuf) == ["territoires/val-imaginaire/actions/salon-itinerant.yml"]


def test_une_ligne_a_soi_sous_un_axe_invente_n_est_pas_perdue(neuf: Path) -> None:
    """L'axe garde sa marque, et contient encore ce que l'on y a mis."""
    retoucher(
        neuf / ICI / "projet.yml",
        ("    objectifs:\n", "    objectifs:\n      - {titre: Notre objectif, themes: sante}\n"),
    )
    assert principal(["vider-l-exemple"]) == 0

    (axe,) = lire(neuf / ICI / "projet.yml")["axes"]  # type: ignore[misc]
    assert axe["objectifs"] == [{"titre": "Notre objectif", "themes": "sante"}]
    assert axe["titre"] == "Se déplacer et se rencontrer"
    assert restes_en_production(neuf) == ["territoires/val-imaginaire/projet.yml"]


def test_en_production_un_reste_ne_se_dit_qu_une_fois(neuf: Path) -> None:
    """L'erreur remplace l'avertissement ; hors production, l'avertissement seul."""
    for production, gravite in ((True, Gravite.ERREUR), (False, Gravite.AVERTISSEMENT)):
        rapport = examiner(neuf / "data", production=production)
        restes = [a for a in rapport.anomalies if "exemple inventé" in a.constat]
        assert len({(a.fichier, a.ligne, a.champ) for a in restes}) == len(restes) > 10
        assert {a.gravite for a in restes} == {gravite}
