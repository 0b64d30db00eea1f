"""Une version figée se relit seule, telle qu'elle fut, et rien d'elle ne se mêle à aujourd'hui."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from projet_social.chargement import Rapport, charger, examiner_des_arbres
from projet_social.corpus.corpus import Corpus
from projet_social.corpus.plan import Plan
from projet_social.corpus.versions import PlanAFiger, lire_le_jour
from projet_social.ecriture.arbre import nettoyer
from projet_social.ecriture.yaml_conserve import fusionner
from projet_social.lecture.anomalie import Gravite
from projet_social.lecture.yaml_marque import lire_le_yaml
from projet_social.modele.socle import Refus
from tests.conftest import CorpusDe
from tests.fabrique import RACINE

PROJET = """\
titre: Projet inventé
source: plaquette
axes:
  - id: bouger
    titre: Bouger
    themes: [mobilite]
  - id: vivre
    titre: Vivre ensemble
"""
FICHE = """\
titre: Une navette
rattachements: [bouger]
themes: [mobilite]
publics: [jeunes, "élèves de 3e"]
statut: en_cours
"""
FICHIERS = {
    "territoires/val/projet.yml": PROJET,
    "territoires/val/actions/navette.yml": FICHE,
}
VERSION = "territoires/val/versions/2025-12-12-vote.yml"


def figer(corpus: Corpus, plan: Plan, titre: str = "Voté le 12 décembre 2025") -> tuple[str, Any]:
    """Le chemin d'une version et ses valeurs, écrites puis relues comme le fait une personne."""
    a_figer = PlanAFiger(plan, titre, date(2025, 12, 12))
    octets = fusionner(None, nettoyer(a_figer.arbre(corpus)))
    return a_figer.chemin, lire_le_yaml(octets, a_figer.chemin)[0]


def avec_la_version(corpus: Corpus, plan: Plan) -> Rapport:
    """Les mêmes données, et une version de plus."""
    chemin, valeurs = figer(corpus, plan)
    arbres = {c: d.valeurs for c, d in corpus.documents.items()}
    return examiner_des_arbres(arbres | {chemin: valeurs}, corpus.officiel)


def structure(plan: Plan) -> list[tuple[str, str, list[str]]]:
    """Chaque ligne d'un plan, dans l'ordre, et ce qui la contient."""
    return [
        (ligne.id, ligne.contenu.titre, [parent.id for parent in ligne.parents])
        for ligne in plan.lignes
    ]


def test_une_version_garde_tout_et_ne_se_mele_a_rien(corpus_de: CorpusDe) -> None:
    """Le plan, la fiche, ses listes ; et le corpus d'aujourd'hui compte les mêmes lignes."""
    avant = corpus_de(FICHIERS).corpus
    rapport = avec_la_version(avant, avant.plans[0])
    (version,) = rapport.corpus.versions["val"]

    assert [a for a in rapport.anomalies if a.gravite is Gravite.ERREUR] == []
    assert (version.id, version.titre) == ("2025-12-12-vote", "Voté le 12 décembre 2025")
    assert structure(version.plan) == structure(avant.plans[0])
    assert list(version.corpus.themes) == ["mobilite"]
    assert list(version.corpus.publics) == ["jeunes"]
    assert list(version.corpus.sources) == ["plaquette"]
    assert len(rapport.corpus.plans) == 1
    assert [x.id for x in rapport.corpus.lignes] == [x.id for x in avant.lignes]


def test_une_version_ne_change_pas_quand_le_plan_change(corpus_de: CorpusDe) -> None:
    """Une action renommée, un thème ôté de la liste : la version dit ce qui fut voté."""
    avant = corpus_de(FICHIERS).corpus
    chemin, valeurs = figer(avant, avant.plans[0])
    version = fusionner(None, valeurs).decode()
    changes = {
        "territoires/val/actions/navette.yml": FICHE.replace("Une navette", "Un car").replace(
            "themes: [mobilite]\n", ""
        ),
        "territoires/val/projet.yml": PROJET.replace("    themes: [mobilite]\n", ""),
        "referentiels/themes.yml": "familles: [{id: vie, nom: Vie}]\n"
        "themes: [{id: sante, famille: vie, nom: Santé}]\n",
    }
    rapport = corpus_de(FICHIERS | changes | {chemin: version})
    (figee,) = rapport.corpus.versions["val"]

    assert [a for a in rapport.anomalies if a.gravite is Gravite.ERREUR] == []
    assert figee.corpus.ligne("val", "navette").titre == "Une navette"
    assert figee.corpus.themes["mobilite"].nom == "Mobilité"
    assert rapport.corpus.ligne("val", "navette").titre == "Un car"


@pytest.mark.lent
def test_chaque_vrai_plan_se_fige_et_se_relit_tel_quel() -> None:
    """Seize territoires : mêmes lignes, même ordre, mêmes rattachements, mêmes contenus."""
    corpus = charger(RACINE / "data")
    arbres = {c: d.valeurs for c, d in corpus.documents.items()}
    arbres |= dict(figer(corpus, plan) for plan in corpus.plans)
    rapport = examiner_des_arbres(arbres, corpus.officiel)

    assert [a for a in rapport.anomalies if a.gravite is Gravite.ERREUR] == []
    for plan in corpus.plans:
        (version,) = rapport.corpus.versions_du_plan(
            next(
                p
                for p in rapport.corpus.plans
                if p.lieu.document.fichier == plan.lieu.document.fichier
            )
        )
        assert structure(version.plan) == structure(plan)
        for ancienne, ligne in zip(version.plan.lignes, plan.lignes, strict=True):
            tus = {"id", "projet", "partage_avec"}
            assert ancienne.contenu.model_dump(exclude=tus) == ligne.contenu.model_dump(exclude=tus)


def test_une_version_abimee_se_dit_avec_son_remede(corpus_de: CorpusDe) -> None:
    """Fichier, ligne, et quoi faire : elle ne se retouche pas."""
    avant = corpus_de(FICHIERS).corpus
    chemin, valeurs = figer(avant, avant.plans[0])
    sain = fusionner(None, valeurs).decode()
    abime = re.sub(r"(rattachements:\s*[-[]\s*)bouger", r"\1boujer", sain)
    assert abime != sain
    (faute,) = [
        a for a in corpus_de(FICHIERS | {chemin: abime}).anomalies if a.gravite is Gravite.ERREUR
    ]

    assert faute.fichier == chemin
    assert "boujer" in abime.splitlines()[faute.ligne - 1]
    assert faute.champ == "actions 1 › rattachements 1"
    assert faute.conseil.startswith("une version figée ne se retouche pas : reprendre ce fichier")


def test_une_version_dont_le_plan_a_disparu_se_dit(corpus_de: CorpusDe) -> None:
    """Elle ne se rattache plus à rien ; le nom du fichier à remettre est donné."""
    avant = corpus_de(FICHIERS).corpus
    chemin, valeurs = figer(avant, avant.plans[0])
    orpheline = fusionner(None, valeurs | {"plan": "cls"}).decode()
    (faute,) = [
        a
        for a in corpus_de(FICHIERS | {chemin: orpheline}).anomalies
        if a.gravite is Gravite.ERREUR
    ]

    assert faute.constat == "version d'un plan « cls » que le territoire n'a pas"
    assert "projet-cls.yml" in faute.conseil


def test_deux_actions_de_meme_nom_dans_une_version_se_disent(corpus_de: CorpusDe) -> None:
    """Aucune ne prend la place de l'autre en silence."""
    avant = corpus_de(FICHIERS).corpus
    chemin, valeurs = figer(avant, avant.plans[0])
    double = fusionner(None, valeurs | {"actions": valeurs["actions"] * 2}).decode()
    fautes = [
        a for a in corpus_de(FICHIERS | {chemin: double}).anomalies if a.gravite is Gravite.ERREUR
    ]

    assert [f.constat.partition(" (")[0] for f in fautes] == ["identifiant « navette » déjà pris"]


def test_une_version_d_un_ancien_format_se_lit_sans_etre_recrite(corpus_de: CorpusDe) -> None:
    """Le format 1 disait la ville siège autrement : elle se met au format d'aujourd'hui."""
    avant = corpus_de(FICHIERS).corpus
    chemin, valeurs = figer(avant, avant.plans[0])
    vieux = valeurs["territoire"] | {"ville_principale": "Bourg", "siege": "oui"}
    ecrit = fusionner(None, valeurs | {"format": "1", "territoire": vieux}).decode()
    rapport = corpus_de(FICHIERS | {chemin: ecrit})
    (version,) = rapport.corpus.versions["val"]

    assert [a for a in rapport.anomalies if a.gravite is Gravite.ERREUR] == []
    assert version.corpus.territoire("val").donnees.siege == "Bourg"
    assert structure(version.plan) == structure(avant.plans[0])


def test_une_version_d_un_format_a_venir_se_refuse(corpus_de: CorpusDe) -> None:
    """On ne devine pas ce qu'écrira un programme plus récent."""
    avant = corpus_de(FICHIERS).corpus
    chemin, valeurs = figer(avant, avant.plans[0])
    ecrit = fusionner(None, valeurs | {"format": "99"}).decode()
    (faute,) = [
        a for a in corpus_de(FICHIERS | {chemin: ecrit}).anomalies if a.gravite is Gravite.ERREUR
    ]

    assert (faute.fichier, faute.champ) == (chemin, "format")
    assert faute.conseil == "mettre à jour projet-social"


@pytest.mark.parametrize(
    ("titre", "jour", "identifiant"),
    [
        ("Voté le 12 décembre 2025", date(2025, 12, 12), "2025-12-12-vote"),
        ("12 décembre 2025", date(2025, 12, 12), "2025-12-12"),
        ("Signature du 1er juin 2026 (CTG)", date(2026, 6, 1), "2026-06-01-signature-ctg"),
        ("Bilan à mi-parcours, 03/02/2026", date(2026, 2, 3), "2026-02-03-bilan-a-mi-parcours"),
        ("Voté le 12 Decembre 2025", date(2025, 12, 12), "2025-12-12-vote"),
    ],
)
def test_le_jour_se_lit_dans_le_titre(titre: str, jour: date, identifiant: str) -> None:
    """L'adresse le dit d'abord, puis ce qui s'est passé."""
    plan: Any = SimpleNamespace(id="projet")

    assert lire_le_jour(titre) == jour
    assert PlanAFiger(plan, titre, jour).id == identifiant


def test_deux_plans_votes_le_meme_jour_ont_chacun_leur_version(corpus_de: CorpusDe) -> None:
    """Le second met son nom dans le sien ; chacune se rattache au sien."""
    sante = "titre: Contrat local\nsource: plaquette\naxes: [{titre: Se soigner}]\n"
    fiche = FICHIERS["territoires/val/actions/navette.yml"]
    fichiers = FICHIERS | {"territoires/val/projet-cls.yml": sante}
    fichiers["territoires/val/actions/navette.yml"] = f"{fiche}projet: projet\n"
    avant = corpus_de(fichiers).corpus
    versions = dict(figer(avant, plan) for plan in avant.plans)
    ecrites = {chemin: fusionner(None, valeurs) for chemin, valeurs in versions.items()}
    corpus = corpus_de(fichiers | ecrites).corpus

    assert [v.id for v in corpus.versions["val"]] == ["2025-12-12-cls-vote", "2025-12-12-vote"]
    for plan in corpus.plans:
        (version,) = corpus.versions_du_plan(plan)
        assert structure(version.plan) == structure(plan)


def test_une_action_de_deux_plans_ne_garde_que_ses_lignes_du_sien(corpus_de: CorpusDe) -> None:
    """Rattachée à un axe de chaque plan, elle se fige avec celui de la version."""
    sante = "titre: Contrat local\nsource: plaquette\naxes: [{titre: Se soigner, id: soigner}]\n"
    fiche = FICHE.replace("[bouger]", "[bouger, soigner]")
    avant = corpus_de(
        FICHIERS
        | {
            "territoires/val/projet-cls.yml": sante,
            "territoires/val/actions/navette.yml": f"{fiche}projet: projet\n",
        }
    ).corpus
    rapport = avec_la_version(avant, next(p for p in avant.plans if p.id == "projet"))
    (version,) = rapport.corpus.versions["val"]

    assert [a for a in rapport.anomalies if a.gravite is Gravite.ERREUR] == []
    assert [p.id for p in version.corpus.ligne("val", "navette").parents] == ["bouger"]


def test_une_version_illisible_ne_tait_rien_du_plan(corpus_de: CorpusDe) -> None:
    """Une faute d'aujourd'hui se dit, même si une version d'hier est abîmée."""
    chemin = "territoires/val/versions/2025-12-12-vote.yml"
    abimes = FICHIERS | {chemin: "titre: Voté\n"}
    abimes["territoires/val/actions/navette.yml"] = FICHE.replace("bouger", "boujer")
    dites = {a.fichier for a in corpus_de(abimes).anomalies if a.gravite is Gravite.ERREUR}

    assert dites == {chemin, "territoires/val/actions/navette.yml"}


@pytest.mark.parametrize(
    "titre", ["Voté", "Voté en décembre 2025", "Du 1er mars 2025 au 2 mars 2025", "12 élus 2025"]
)
def test_sans_un_jour_et_un_seul_on_ne_devine_pas(titre: str) -> None:
    """Un mois, une année, deux jours : c'est à la personne de dire."""
    assert lire_le_jour(titre) is None


def test_un_jour_qui_n_existe_pas_se_refuse() -> None:
    """Comme partout dans les données."""
    with pytest.raises(Refus, match="ce jour n'existe pas"):
        lire_le_jour("Voté le 31 novembre 2025")


def test_une_origine_que_nulle_version_ne_connait_se_signale(corpus_de: CorpusDe) -> None:
    """Sans version, rien à comparer ; avec une, le plus proche se propose."""
    issue = {
        "territoires/val/actions/navette.yml": f"{FICHE}issue_de: [boujer, vivre]\n",
    }
    avant = corpus_de(FICHIERS).corpus
    chemin, valeurs = figer(avant, avant.plans[0])
    assert not [a for a in corpus_de(FICHIERS | issue).anomalies if "issue_de" in a.champ]
    (dite,) = [
        a
        for a in corpus_de(FICHIERS | issue | {chemin: fusionner(None, valeurs).decode()}).anomalies
        if "issue_de" in a.champ
    ]

    assert (dite.champ, dite.conseil) == ("issue_de 1", "écrire plutôt « bouger »")
