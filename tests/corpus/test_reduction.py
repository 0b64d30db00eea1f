"""Un corpus réduit à un territoire : lui seul, et les seuls mots qu'il emploie."""

from pathlib import Path

import pytest

from projet_social.chargement import charger, examiner, examiner_des_arbres
from projet_social.corpus.corpus import Corpus, Inconnu
from projet_social.corpus.reduction import reduire
from projet_social.exports.arbre import arbres_de

from ..conftest import CorpusDe
from ..fabrique import CORPUS, RACINE


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Le corpus inventé : deux territoires."""
    return charger(CORPUS)


def test_il_ne_reste_que_lui_et_ses_mots(corpus: Corpus) -> None:
    """Un thème, un public, un document que rien n'emploie n'ont plus de page."""
    reduit = reduire(corpus, "pays-fictif")

    assert list(reduit.territoires) == ["pays-fictif"]
    assert {ligne.territoire.slug for ligne in reduit.lignes} == {"pays-fictif"}
    assert reduit.dossiers == {}
    employes = {t for plan in reduit.plans for ligne in plan.lignes for t in ligne.themes}
    assert reduit.themes.keys() == employes < corpus.themes.keys()
    assert all(reduit.lignes_de_situation(s) for s in reduit.situations.values())
    assert reduit.editeur == corpus.editeur


def test_l_entier_reste_entier(corpus: Corpus) -> None:
    """Réduire ne change pas le corpus, et garde ses objets : ils se comparent aux autres."""
    avant = (list(corpus.territoires), list(corpus.themes), len(corpus.lignes))
    reduit = reduire(corpus, "val-imaginaire")
    assert (list(corpus.territoires), list(corpus.themes), len(corpus.lignes)) == avant
    assert reduit.territoires["val-imaginaire"] is corpus.territoires["val-imaginaire"]


def test_un_document_cite_au_fond_d_une_fiche_reste(corpus_de: CorpusDe) -> None:
    """Les renvois se cherchent à toute profondeur ; un document d'un autre territoire s'en va."""
    sources = (
        "sources:\n  - {id: une, titre: Une}\n  - {id: deux, titre: Deux}\n"
        "  - {id: trois, titre: Trois}\n"
    )
    rapport = corpus_de(
        {
            "referentiels/sources.yml": sources,
            "territoires/val/projet.yml": (
                "titre: P\nactions:\n  - titre: A\n    besoin: {constat: C, source: une}\n"
            ),
            "territoires/mont/projet.yml": "titre: P\nsource: deux\naxes: [B]\n",
        }
    )
    assert rapport.publiable, rapport.anomalies
    assert list(reduire(rapport.corpus, "val").sources) == ["une"]


def test_un_corpus_d_un_seul_territoire_garde_tous_ses_documents(corpus_de: CorpusDe) -> None:
    """Ce sont les siens, cités ou non."""
    rapport = corpus_de({"territoires/val/projet.yml": "titre: P\naxes: [Un axe]\n"})
    assert list(reduire(rapport.corpus, "val").sources) == ["plaquette"]


def test_un_plan_commun_parait_chez_celui_que_l_on_publie(
    corpus_de: CorpusDe, tmp_path: Path
) -> None:
    """Son site a le plan entier, même quand le site d'ensemble le range sous un autre."""
    rapport = corpus_de(
        {
            "territoires/mont/projet.yml": "titre: P\nterritoires: [mont, val]\naxes: [Un axe]\n",
            "territoires/val/territoire.yml": (
                "nom: CC du Val\nnom_court: Val\ntype: communaute_de_communes\ndepartements: [99]\n"
            ),
        }
    )
    assert reduire(rapport.corpus, "val").lignes == []

    rapport = examiner(tmp_path / "data", premier="val")
    (plan,) = rapport.corpus.plans
    assert [territoire.slug for territoire in plan.territoires] == ["val", "mont"]
    assert [ligne.titre for ligne in reduire(rapport.corpus, "val").lignes] == ["Un axe"]


def test_un_territoire_inconnu_se_dit(corpus: Corpus) -> None:
    """Avec le plus proche."""
    with pytest.raises(Inconnu, match="écrire plutôt « val-imaginaire »"):
        reduire(corpus, "val-imaginair")


@pytest.mark.parametrize("slug", ["questembert", "gouesnou", "oust-a-broceliande", "grand-arras"])
def test_le_json_du_site_d_un_seul_territoire_se_relit_seul(slug: str) -> None:
    """Réduit à un territoire, un corpus ne renvoie à rien qu'il n'ait pas."""
    entier = charger(RACINE / "data")

    rapport = examiner_des_arbres(arbres_de(reduire(entier, slug)), entier.officiel)

    assert rapport.publiable, rapport.anomalies[:5]
