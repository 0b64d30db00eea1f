"""Ailleurs : des lignes voisines par thème, d'autres territoires, en nombre borné."""

from __future__ import annotations

from projet_social.comparaison.ailleurs import FENETRE, Ailleurs
from projet_social.corpus.corpus import Corpus
from projet_social.corpus.plan import Ligne
from tests.conftest import CorpusDe


def corpus(corpus_de: CorpusDe, **plans: str) -> Corpus:
    """Un territoire inventé par mot-clé, avec les lignes de son plan."""
    return corpus_de(
        {f"territoires/{slug}/projet.yml": f"titre: P\n{plan}" for slug, plan in plans.items()}
    ).corpus


def noms(lignes: list[Ligne]) -> list[str]:
    """« territoire/ligne » pour chaque ligne."""
    return [f"{ligne.territoire.slug}/{ligne.id}" for ligne in lignes]


AXE = "axes: [{{titre: {}, themes: [{}]}}]\n"


def test_les_voisines_partagent_un_theme_et_sont_d_ailleurs(corpus_de: CorpusDe) -> None:
    """Jamais une ligne du même territoire, jamais une ligne d'un autre thème."""
    lu = corpus(
        corpus_de,
        a="axes: [{titre: Un, themes: [sante]}, {titre: Bis, themes: [sante]}]\n",
        b=AXE.format("Deux", "sante"),
        c=AXE.format("Trois", "mobilite"),
    )

    assert noms(Ailleurs(lu).voisines(lu.ligne("a", "un"))) == ["b/deux"]


def test_une_ligne_sans_theme_n_a_pas_de_voisine(corpus_de: CorpusDe) -> None:
    """Rien à partager."""
    lu = corpus(corpus_de, a="axes: [Un]\n", b=AXE.format("Deux", "sante"))

    assert Ailleurs(lu).voisines(lu.ligne("a", "un")) == []


def test_la_plus_ressemblante_vient_d_abord(corpus_de: CorpusDe) -> None:
    """Mêmes thèmes exactement, puis un thème commun parmi deux, puis parmi trois."""
    lu = corpus(
        corpus_de,
        a=AXE.format("Un", "sante"),
        b=AXE.format("Deux", "sante, mobilite, jeunesse"),
        c=AXE.format("Trois", "sante, mobilite"),
        d=AXE.format("Quatre", "sante"),
    )

    assert noms(Ailleurs(lu).voisines(lu.ligne("a", "un"))) == ["d/quatre", "c/trois", "b/deux"]


def test_une_seule_ligne_par_territoire_et_du_meme_type_si_possible(corpus_de: CorpusDe) -> None:
    """Une action a pour voisine une action plutôt qu'un axe."""
    plan = "axes: [{titre: Axe, themes: [sante], actions: [{titre: Faire, themes: [sante]}]}]\n"
    lu = corpus(corpus_de, a=plan, b=plan)
    ailleurs = Ailleurs(lu)

    assert noms(ailleurs.voisines(lu.ligne("a", "faire"))) == ["b/faire"]
    assert noms(ailleurs.voisines(lu.ligne("a", "axe"))) == ["b/axe"]


def test_chaque_territoire_est_montre_a_son_tour(corpus_de: CorpusDe) -> None:
    """On part du territoire qui suit, et l'on revient au début de la liste."""
    lu = corpus(corpus_de, **{slug: AXE.format("Un", "sante") for slug in "abcd"})
    ailleurs = Ailleurs(lu)

    montres = {slug: noms(ailleurs.voisines(lu.ligne(slug, "un"), 2)) for slug in "abcd"}
    assert montres == {
        "a": ["b/un", "c/un"],
        "b": ["c/un", "d/un"],
        "c": ["d/un", "a/un"],
        "d": ["a/un", "b/un"],
    }


def test_le_choix_est_borne(corpus_de: CorpusDe) -> None:
    """Un territoire bavard ne fait pas regarder plus de lignes que la fenêtre."""
    beaucoup = "".join(f"  - {{titre: L{i}, themes: [sante]}}\n" for i in range(FENETRE * 2))
    lu = corpus(corpus_de, a=AXE.format("Un", "sante"), b=f"axes:\n{beaucoup}")
    ailleurs = Ailleurs(lu)

    regardees = ailleurs._tourner(frozenset({"sante"}), lu.ligne("a", "un"))
    assert len(regardees) == FENETRE
    assert len(set(map(id, regardees))) == FENETRE
    assert noms(ailleurs.voisines(lu.ligne("a", "un"))) == ["b/l0"]
