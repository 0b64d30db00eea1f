"""Relier ce qui fut lu : identifiants, parents, plans, fiches, liste officielle."""

from __future__ import annotations

import pytest

from projet_social.chargement import Rapport
from projet_social.corpus.corpus import Inconnu
from projet_social.modele.vocabulaire import TypeNiveau
from tests.conftest import TERRITOIRE, CorpusDe


def erreurs(rapport: Rapport) -> list[str]:
    """Les constats des erreurs."""
    return [a.constat for a in rapport.anomalies if a.gravite == "erreur"]


def test_les_territoires_se_rangent_par_nom(corpus_de: CorpusDe) -> None:
    """L'ordre est celui des noms sans accent, non celui des dossiers."""
    rapport = corpus_de(
        {
            "territoires/a/territoire.yml": TERRITOIRE.format(nom="Zorn"),
            "territoires/b/territoire.yml": TERRITOIRE.format(nom="Étang"),
            "territoires/c/territoire.yml": TERRITOIRE.format(nom="Fort"),
        }
    )

    assert list(rapport.corpus.territoires) == ["b", "c", "a"]


def test_une_ligne_a_ses_ancetres_et_sa_descendance(plan_de: CorpusDe) -> None:
    """Dans l'ordre du document, de la racine à la feuille et retour."""
    rapport = plan_de(
        "axes:\n  - titre: Un\n    enjeux:\n      - titre: Deux\n        actions: [Trois]\n"
        "    orientations: [Quatre]\n"
    )
    un, _, trois, _ = rapport.corpus.lignes

    assert [ligne.titre for ligne in un.descendance()] == ["Deux", "Trois", "Quatre"]
    assert [ligne.titre for ligne in trois.ancetres] == ["Un", "Deux"]
    assert [ligne.titre for ligne in un.enfants] == ["Deux", "Quatre"]
    assert rapport.corpus.plans[0].racines == [un]


def test_un_identifiant_se_tire_du_titre_ou_du_nom_de_fichier(plan_de: CorpusDe) -> None:
    """Sauf s'il est écrit."""
    rapport = plan_de(
        "axes: [{titre: L'été à pied}, {titre: Autre, id: choisi}]\n",
        **{"actions/navette.yml": "titre: Une navette au marché\n"},
    )

    assert [ligne.id for ligne in rapport.corpus.lignes] == ["l-ete-a-pied", "choisi", "navette"]


def test_un_titre_repete_a_un_autre_niveau_est_prefixe_de_son_type(plan_de: CorpusDe) -> None:
    """Une action peut porter le titre de son orientation : l'axe garde l'adresse courte."""
    rapport = plan_de("axes:\n  - titre: Bouger\n    actions: [Bouger]\n")

    assert erreurs(rapport) == []
    assert [ligne.id for ligne in rapport.corpus.lignes] == ["bouger", "action-bouger"]


def test_un_alias_vaut_l_identifiant_dans_un_rattachement(corpus_de: CorpusDe) -> None:
    """Même pour savoir, entre deux plans, duquel relève une fiche."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: Un\naxes: [Rien]\n",
            "territoires/val/projet-cls.yml": (
                "titre: Deux\naxes: [{id: neuf, alias: [vieux], titre: Axe}]\n"
            ),
            "territoires/val/actions/navette.yml": "titre: Navette\nrattachements: [vieux]\n",
        }
    )
    navette = rapport.corpus.ligne("val", "navette")

    assert erreurs(rapport) == []
    assert navette.plan.id == "cls"
    assert [ligne.id for ligne in navette.parents] == ["neuf"]


def test_deux_lignes_ne_peuvent_pas_avoir_le_meme_ancien_nom(plan_de: CorpusDe) -> None:
    """Une ancienne adresse ne mène qu'à une page."""
    rapport = plan_de("axes:\n  - {titre: Un, alias: [vieux]}\n  - {titre: Deux, alias: [vieux]}\n")

    assert [(a.ligne, a.champ) for a in rapport.anomalies if a.gravite == "erreur"] == [
        (4, "axes 2 › alias 1")
    ]


def test_une_fiche_dit_son_plan_quand_il_y_en_a_deux(corpus_de: CorpusDe) -> None:
    """`projet: cls` suffit, sans rattachement."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: Un\n",
            "territoires/val/projet-cls.yml": "titre: Deux\n",
            "territoires/val/actions/navette.yml": "titre: Navette\nprojet: cls\n",
        }
    )

    assert erreurs(rapport) == []
    assert rapport.corpus.ligne("val", "navette").plan.projet.titre == "Deux"


def test_un_brouillon_ne_parait_pas(plan_de: CorpusDe) -> None:
    """Ni dans le plan, ni depuis son fichier."""
    rapport = plan_de(
        "actions:\n  - {titre: Caché, publication: brouillon}\n  - Montré\n",
        **{"actions/navette.yml": "titre: Navette\npublication: brouillon\n"},
    )

    assert [ligne.titre for ligne in rapport.corpus.lignes] == ["Montré"]


def test_les_sous_points_ne_se_comptent_pas(plan_de: CorpusDe) -> None:
    """Une orientation sous une orientation la précise : elle n'en est pas une de plus."""
    rapport = plan_de(
        "orientations:\n  - titre: Un\n    orientations: [Un bis, Un ter]\n  - titre: Deux\n"
    )
    plan = rapport.corpus.plans[0]

    assert plan.comptes == {TypeNiveau.ORIENTATION: 2}
    assert plan.compte_ecrit(TypeNiveau.ORIENTATION) == "2 orientations"
    assert plan.compte_ecrit(TypeNiveau.AXE) == "0 axe"


def test_une_erreur_de_lecture_n_en_entraine_pas_d_autres(corpus_de: CorpusDe) -> None:
    """Ce qui renvoie à un fichier illisible n'est pas reproché une seconde fois."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: x\nfaux: 1\n",
            "territoires/val/actions/navette.yml": "titre: Navette\nrattachements: [axe]\n",
            "territoires/mont/territoire.yml": "nom: x\n",
            "dossiers/duo.yml": "titre: Duo\nterritoires: [val, mont]\n",
        }
    )

    assert {a.fichier for a in rapport.anomalies if a.gravite == "erreur"} == {
        "territoires/val/projet.yml",
        "territoires/mont/territoire.yml",
    }


def test_le_territoire_se_rapproche_de_la_liste_officielle(corpus_de: CorpusDe) -> None:
    """Par son SIREN, par ceux de ses membres, ou par le code Insee d'une commune."""
    officiel = {
        "officiel/epci.csv": "siren,nom,type,population_municipale,population_totale,communes\n"
        "111111111,CC Un,CC,1000,1010,2\n222222222,CC Deux,CC,500,505,1\n",
        "officiel/communes.csv": "insee,nom,departement,siren_epci,population_municipale\n"
        "99001,Aval,99,111111111,600\n99002,Bief,99,111111111,400\n99003,Cap,99,222222222,500\n",
        "officiel/departements.csv": "code,nom,region\n99,Inventé,Ailleurs\n",
    }
    syndicat = TERRITOIRE.format(nom="Syndicat").replace("communaute_de_communes", "syndicat_mixte")
    commune = TERRITOIRE.format(nom="Cap").replace("communaute_de_communes", "commune")
    corpus = corpus_de(
        officiel
        | {
            "territoires/un/territoire.yml": TERRITOIRE.format(nom="Un") + "siren: 111111111\n",
            "territoires/s/territoire.yml": syndicat + "membres: [111111111, 222222222]\n",
            "territoires/cap/territoire.yml": commune + "insee: 99003\n",
            "territoires/nu/territoire.yml": TERRITOIRE.format(nom="Nu"),
        }
    ).corpus

    populations = {slug: t.population_officielle for slug, t in corpus.territoires.items()}
    assert populations == {"un": 1000, "s": 1500, "cap": 500, "nu": None}
    assert [c.nom for c in corpus.territoire("un").communes] == ["Aval", "Bief"]
    assert len(corpus.territoire("s").communes) == 3
    assert corpus.officiel.nom_du_departement("99") == "Inventé"
    assert corpus.officiel.nom_du_departement("98") == "98"


def test_une_formulation_composite_designe_plusieurs_acteurs(corpus_de: CorpusDe) -> None:
    """« CAF et MSA » figure exprès chez les deux ; un acteur n'y est pas deux fois."""
    corpus = corpus_de(
        {
            "referentiels/acteurs.yml": """\
familles: [{id: f, nom: Famille inventée}]
acteurs:
  - {id: caf, nom: CAF, famille: f, variantes: [la CAF et la MSA, La Caf et la Msa, caf]}
  - {id: msa, nom: MSA, famille: f, variantes: [La CAF et la MSA]}
"""
        }
    ).corpus

    formes = {forme: [a.id for a in acteurs] for forme, acteurs in corpus.acteurs_par_forme.items()}
    assert formes == {"caf": ["caf"], "la caf et la msa": ["caf", "msa"], "msa": ["msa"]}


def test_les_lignes_se_retrouvent_par_theme_et_par_public(plan_de: CorpusDe) -> None:
    """Dans l'ordre du corpus, une fois chacune."""
    corpus = plan_de(
        "axes:\n  - {titre: Un, themes: [sante, mobilite]}\n"
        "  - {titre: Deux, themes: sante, publics: jeunes}\n"
    ).corpus

    assert [ligne.titre for ligne in corpus.lignes_par_theme["sante"]] == ["Un", "Deux"]
    assert [ligne.titre for ligne in corpus.lignes_par_public["jeunes"]] == ["Deux"]
    assert "jeunesse" not in corpus.lignes_par_theme


@pytest.mark.parametrize(
    ("methode", "arguments", "message"),
    [
        ("territoire", ("vall",), "territoire « vall » inconnu ; écrire plutôt « val »"),
        ("theme", ("santee",), "thème « santee » inconnu ; écrire plutôt « sante »"),
        ("public", ("xyz",), "public « xyz » inconnu ; connus : jeunes, parents"),
        ("ligne", ("val", "bouge"), "ligne de val « bouge » inconnue ; écrire plutôt « bouger »"),
    ],
)
def test_ce_qui_est_inconnu_propose_le_plus_proche(
    plan_de: CorpusDe, methode: str, arguments: tuple[str, ...], message: str
) -> None:
    """Une macro mal appelée peut dire quoi écrire à la place."""
    corpus = plan_de("axes: [Bouger]\n").corpus

    with pytest.raises(Inconnu) as inconnu:
        getattr(corpus, methode)(*arguments)

    assert str(inconnu.value) == message
