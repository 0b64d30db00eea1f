"""Les plans ont toutes les formes : sans axe, à deux, ou à plusieurs territoires."""

from projet_social.macros.registre import trouver
from projet_social.pages.page import inventaire

from ..conftest import CorpusDe, vue_de


def adresses(rapport: object) -> set[str]:
    """Les adresses des pages de lignes d'un corpus."""
    assert rapport.publiable, rapport.anomalies  # type: ignore[attr-defined]
    pages = inventaire(rapport.corpus)  # type: ignore[attr-defined]
    return {page.adresse for page in pages if page.adresse.count("/") == 4}


def test_un_plan_sans_axe(corpus_de: CorpusDe) -> None:
    """Rien que des actions : chacune sa page, le territoire pour seul parent."""
    rapport = corpus_de({"territoires/val/projet.yml": "titre: P\nactions: [Une, Deux]\n"})

    assert adresses(rapport) == {"territoires/val/actions/une/", "territoires/val/actions/deux/"}
    (page,) = [p for p in inventaire(rapport.corpus) if p.adresse.endswith("/une/")]
    assert [lien.adresse for lien in page.fil] == ["territoires/", "territoires/val/"]
    assert "À quoi elle sert" not in trouver("fiche").appeler(
        vue_de(rapport), territoire="val", ligne="une"
    )


def test_deux_plans_pour_un_territoire(corpus_de: CorpusDe) -> None:
    """Les deux paraissent sur la page du territoire, chacun sous son titre et son ancre."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: Le projet social\naxes: [Un axe]\n",
            "territoires/val/projet-sante.yml": "titre: Le contrat de santé\nactions: [Soigner]\n",
        }
    )

    page = trouver("territoire").appeler(vue_de(rapport), territoire="val")

    assert adresses(rapport) == {"territoires/val/axes/un-axe/", "territoires/val/actions/soigner/"}
    for identifiant, titre in (("projet", "Le projet social"), ("sante", "Le contrat de santé")):
        assert f'<h2 id="plan-{identifiant}">{titre}</h2>' in page


def test_chaque_plan_garde_son_porteur_et_sa_periode(corpus_de: CorpusDe) -> None:
    """Sous son titre, et non mêlés à ceux de l'autre."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: A\nporteur: CIAS\nperiode: 2021 à 2025\n",
            "territoires/val/projet-b.yml": "titre: B\nporteur: Hôpital\nperiode: 2023 à 2028\n",
        }
    )

    page = trouver("territoire").appeler(vue_de(rapport), territoire="val")
    premier, _, second = page.partition('<h2 id="plan-b">')

    assert [mot in premier for mot in ("CIAS", "2021", "Hôpital", "2023")] == [1, 1, 0, 0]
    assert [mot in second for mot in ("CIAS", "2021", "Hôpital", "2023")] == [0, 0, 1, 1]


def test_deux_listes_d_egale_longueur_sont_en_regard(corpus_de: CorpusDe) -> None:
    """Objectifs et actions sans lien entre eux, et on le dit ; pas s'ils diffèrent en nombre."""
    plan = "titre: P\nenjeux: [{id: un, titre: Un, objectifs: [A, B], actions: [C, D]}]\n"
    dit = "deux listes de même longueur ; le document ne dit pas comment elles se répondent"

    def page(texte: str) -> str:
        vue = vue_de(corpus_de({"territoires/val/projet.yml": texte}))
        return trouver("niveau").appeler(vue, territoire="val", ligne="un")

    assert dit in page(plan)
    assert dit not in page(plan.replace("[C, D]", "[C, D, E]"))
    assert dit not in page(plan.replace("[A, B]", "[A, {titre: B, actions: [F]}]"))


def test_un_plan_pour_deux_territoires(corpus_de: CorpusDe) -> None:
    """Une seule adresse, sous le premier ; le second le montre et y mène."""
    rapport = corpus_de(
        {
            "territoires/mont/projet.yml": (
                "titre: Projet commun\nterritoires: [mont, val]\naxes: [Un axe]\n"
            ),
            "territoires/val/territoire.yml": (
                "nom: CC du Val\nnom_court: Val\ntype: communaute_de_communes\ndepartements: [99]\n"
            ),
        }
    )
    vue = vue_de(rapport, "territoires/val/")

    page = trouver("territoire").appeler(vue, territoire="val")

    assert adresses(rapport) == {"territoires/mont/axes/un-axe/"}
    assert 'href="../../territoires/mont/axes/un-axe/"' in page
    assert "<strong>Plan commun à</strong> Mont et Val." in page


def test_une_action_sous_deux_parents_a_une_seule_page(corpus_de: CorpusDe) -> None:
    """Elle paraît sous chacun, avec le même lien."""
    plan = (
        "titre: P\naxes:\n"
        "  - {titre: Un axe, id: un, actions: [{titre: Commune aux deux, rattachements: [deux]}]}\n"
        "  - {titre: Un autre, id: deux}\n"
    )
    rapport = corpus_de({"territoires/val/projet.yml": plan})
    vue = vue_de(rapport, "territoires/val/axes/deux/")

    lien = 'href="../../../../territoires/val/actions/commune-aux-deux/"'
    assert "territoires/val/actions/commune-aux-deux/" in adresses(rapport)
    for axe in ("un", "deux"):
        assert lien in trouver("niveau").appeler(vue, territoire="val", ligne=axe)
    fiche = trouver("fiche").appeler(vue, territoire="val", ligne="commune-aux-deux")
    assert "Un axe" in fiche
    assert "Un autre" in fiche


def test_le_meme_numero_deux_fois(corpus_de: CorpusDe) -> None:
    """Deux axes numérotés 1 : deux pages, deux adresses, le même intitulé imprimé."""
    plan = "titre: P\naxes: [{titre: Un axe, numero: 1}, {titre: Un autre, numero: 1}]\n"
    rapport = corpus_de({"territoires/val/projet.yml": plan})

    pages = [p for p in inventaire(rapport.corpus) if "/axes/" in p.adresse]

    assert [page.surtitre for page in pages] == ["Axe 1", "Axe 1"]
    assert len({page.adresse for page in pages}) == 2


def test_un_brouillon_ne_parait_pas(corpus_de: CorpusDe) -> None:
    """Une fiche au brouillon n'a ni page, ni place dans le plan."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: P\nactions: [Publiée]\n",
            "territoires/val/actions/secrete.yml": "titre: Secrète\npublication: brouillon\n",
        }
    )

    assert adresses(rapport) == {"territoires/val/actions/publiee/"}
    assert "Secrète" not in trouver("plan").appeler(vue_de(rapport), territoire="val")
