"""Les vérifications entre objets qui trouvent des erreurs : renvois à rien, doublons, ronds."""

from __future__ import annotations

import pytest

from projet_social.chargement import Rapport
from projet_social.verification.registre import VERIFICATIONS, verifier
from tests.conftest import TERRITOIRE, CorpusDe


def erreurs(rapport: Rapport) -> list[str]:
    """Les erreurs, sans leur conseil."""
    return [str(a).split(" ; ")[0] for a in rapport.anomalies if a.gravite == "erreur"]


PLEIN = """\
titre: Projet inventé
source: plaquette
axes:
  - {id: un, titre: Un, themes: [sante], publics: [jeunes], source: {section: A}}
ambitions: [{titre: Mieux, themes: [mobilite]}]
points_transversaux: [{titre: Ensemble, themes: [jeunesse]}]
mentions: [{themes: [sante], partie: contexte, citation: la santé}]
"""


def test_un_corpus_juste_n_a_aucune_erreur(corpus_de: CorpusDe) -> None:
    """Tout ce qui est cité existe."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": PLEIN,
            "territoires/val/actions/a.yml": "titre: A\nthemes: sante\nactions_liees: [b]\n",
            "territoires/val/actions/b.yml": "titre: B\nthemes: sante\nsource: plaquette\n",
            "dossiers/seul.yml": "titre: Seul\nterritoires: [val]\nsource: plaquette\n",
            "accompagnements.yml": (
                "groupes: [{titre: G, accompagnements: [{nom: N, territoire: val}]}]\n"
                "source: plaquette\n"
            ),
        }
    )

    assert erreurs(rapport) == []
    assert rapport.publiable


@pytest.mark.parametrize(
    ("siren", "communes", "anomalie"),
    [
        ("200041689", 19, ""),
        ("200041690", 19, "SIREN 200041690 absent de la liste officielle"),
        ("200041689", 20, "20 communes reçues, pour 19 dans l'édition de 2012"),
    ],
)
def test_un_devenir_mene_a_la_liste_du_jour(
    corpus_de: CorpusDe, siren: str, communes: int, anomalie: str
) -> None:
    """Un successeur existe aujourd'hui, et ne reçoit pas plus que l'ancienne n'avait."""
    rapport = corpus_de(
        {
            "accompagnements.yml": (
                "groupes:\n  - titre: G\n    accompagnements:\n      - nom: N\n"
                "        devenir:\n          edition: 2012\n"
                "          anciennes: [{siren: 241700582, nom: A, communes: 19}]\n"
                f"          successeurs: [{{siren: {siren}, communes: {communes}}}]\n"
            )
        }
    )

    assert [e for e in erreurs(rapport) if anomalie not in e] == []
    assert len(erreurs(rapport)) == bool(anomalie)


@pytest.mark.parametrize(
    ("ou", "anomalie"),
    [
        ("axes:\n  - {titre: x, themes: [zz]}\n", "axes 1 › themes 1 : thème « zz » inconnu"),
        (
            "axes:\n  - {titre: x, enjeux: [{titre: y, themes: [sante, zz]}]}\n",
            "axes 1 › enjeux 1 › themes 2 : thème « zz » inconnu",
        ),
        (
            "ambitions:\n  - {titre: x, themes: zz}\n",
            "ambitions 1 › themes 1 : thème « zz » inconnu",
        ),
        (
            "points_transversaux:\n  - {titre: x, publics: zz}\n",
            "points_transversaux 1 › publics 1 : public « zz » inconnu",
        ),
        (
            "mentions:\n  - {themes: zz, partie: contexte, citation: x}\n",
            "mentions 1 › themes 1 : thème « zz » inconnu",
        ),
        (
            "actions:\n  - {titre: x, etapes: [{titre: y, publics: [zz]}]}\n",
            "actions 1 › etapes 1 › publics 1 : public « zz » inconnu",
        ),
        (
            "actions:\n  - {titre: x, publics: [jeune, Élèves de 3e]}\n",
            "actions 1 › publics 1 : public « jeune » inconnu",
        ),
        (
            "gouvernance:\n  source: zz\n",
            "gouvernance › source › document : document source « zz » inconnu",
        ),
        (
            "demarche:\n  etapes: [{titre: x, source: {document: zz}}]\n",
            "demarche › etapes 1 › source › document : document source « zz » inconnu",
        ),
        (
            "actions:\n  - {titre: x, besoin: {constat: y, source: zz}}\n",
            "actions 1 › besoin › source › document : document source « zz » inconnu",
        ),
    ],
)
def test_un_mot_cite_qui_n_existe_pas_est_trouve_partout(
    plan_de: CorpusDe, ou: str, anomalie: str
) -> None:
    """À toute place où un thème, un public ou un document peut être cité."""
    assert erreurs(plan_de(ou)) == [f"territoires/val/projet.yml:3: {anomalie}"]


@pytest.mark.parametrize(
    ("fichier", "texte", "ligne"),
    [
        ("territoires/val/territoire.yml", TERRITOIRE.format(nom="Val") + "source: zz\n", 6),
        ("territoires/val/actions/a.yml", "titre: A\nsource:\n  document: zz\n", 3),
        ("dossiers/d.yml", "titre: D\nterritoires: [val]\nsource: {document: zz}\n", 3),
        ("accompagnements.yml", "groupes: []\nsource: {document: zz}\n", 2),
    ],
)
def test_une_source_inconnue_est_trouvee_dans_tout_fichier(
    corpus_de: CorpusDe, fichier: str, texte: str, ligne: int
) -> None:
    """Projet, territoire, fiche, dossier ou annexe."""
    rapport = corpus_de({"territoires/val/projet.yml": "titre: x\n", fichier: texte})

    assert erreurs(rapport) == [
        f"{fichier}:{ligne}: source › document : document source « zz » inconnu"
    ]


def test_sans_referentiel_lisible_rien_n_est_reproche_a_qui_le_cite(corpus_de: CorpusDe) -> None:
    """Une faute dans themes.yml est une erreur, pas cent."""
    rapport = corpus_de(
        {"referentiels/themes.yml": "themes: non\n", "territoires/val/projet.yml": PLEIN}
    )

    assert {a.fichier for a in rapport.anomalies if a.gravite == "erreur"} == {
        "referentiels/themes.yml"
    }


def test_une_succession_de_projets_se_suit_sans_tourner(corpus_de: CorpusDe) -> None:
    """Trois projets à la suite sont permis ; les trois en rond sont trois erreurs."""
    suite = {
        "territoires/val/projet.yml": "titre: Un\n",
        "territoires/val/projet-b.yml": "titre: Deux\nsuccede_a: projet\n",
        "territoires/val/projet-c.yml": "titre: Trois\nsuccede_a: b\n",
    }
    assert erreurs(corpus_de(suite)) == []

    rond = corpus_de(suite | {"territoires/val/projet.yml": "titre: Un\nsuccede_a: c\n"})
    assert len(erreurs(rond)) == 3
    assert all("succèdent en rond" in constat for constat in erreurs(rond))


@pytest.mark.parametrize(
    ("fichier", "texte", "anomalie"),
    [
        (
            "referentiels/publics.yml",
            "publics:\n  - {id: a, nom: A}\n  - {id: a, nom: B}\n",
            "3: publics 2 › id : « a » figure déjà plus haut",
        ),
        (
            "referentiels/glossaire.yml",
            "termes:\n  - {sigle: A, definition: x}\n  - {sigle: A, definition: y}\n",
            "3: termes 2 › sigle : « A » figure déjà plus haut",
        ),
        (
            "referentiels/sources.yml",
            "sources:\n  - {id: a, titre: A}\n  - {id: a, titre: B}\n",
            "3: sources 2 › id : « a » figure déjà plus haut",
        ),
        (
            "referentiels/acteurs.yml",
            "familles: [{id: f, nom: F}]\nacteurs:\n  - {id: a, nom: A, famille: g}\n",
            "3: acteurs 1 › famille : famille « g » inconnue",
        ),
        (
            "referentiels/acteurs.yml",
            "familles: [{id: f, nom: F}]\nacteurs:\n"
            "  - {id: a, nom: A, famille: f, releve_de: z}\n",
            "3: acteurs 1 › releve_de : acteur « z » inconnu",
        ),
        (
            "referentiels/acteurs.yml",
            "familles: [{id: f, nom: F}]\nacteurs:\n"
            "  - {id: a, nom: A, famille: f, releve_de: a}\n",
            "3: acteurs 1 › releve_de : les acteurs relèvent les uns des autres en rond",
        ),
    ],
)
def test_un_referentiel_se_tient(
    corpus_de: CorpusDe, fichier: str, texte: str, anomalie: str
) -> None:
    """Un identifiant par chose, une famille déclarée pour chacune."""
    assert erreurs(corpus_de({fichier: texte})) == [f"{fichier}:{anomalie}"]


def test_l_ancien_nom_d_un_territoire_n_est_pas_celui_d_un_autre(corpus_de: CorpusDe) -> None:
    """Deux adresses ne peuvent pas mener à la même page."""
    rapport = corpus_de(
        {
            "territoires/mont/territoire.yml": TERRITOIRE.format(nom="Mont") + "alias: [vieux]\n",
            "territoires/val/territoire.yml": (
                TERRITOIRE.format(nom="Val") + "alias:\n  - mont\n  - vieux\n"
            ),
        }
    )

    assert erreurs(rapport) == [
        "territoires/val/territoire.yml:7: alias 1 : l'ancien identifiant « mont » est déjà pris",
        "territoires/val/territoire.yml:8: alias 2 : l'ancien identifiant « vieux » est déjà pris",
    ]


def test_chaque_verification_est_inscrite_et_documentee(corpus_de: CorpusDe) -> None:
    """Une fonction décorée suffit : elle figure au registre, avec sa phrase."""
    assert verifier(corpus_de({}).corpus, set()) == []
    assert {"themes_connus", "sources_connues", "titres_lisibles"} <= set(VERIFICATIONS)
    assert all(inscrite.fonction.__doc__ for inscrite in VERIFICATIONS.values())


@pytest.mark.parametrize(
    ("fichier", "contenu", "anomalie"),
    [
        (
            "themes",
            "familles: [{id: v, nom: V}]\nthemes: [{id: a, famille: v, nom: S, icone: buss}]\n",
            "themes 1 › icone : icône « buss » inconnue",
        ),
        (
            "situations",
            "situations: [{id: a, phrase: Je marche, icone: material/walkk}]\n",
            "situations 1 › icone : icône « material/walkk » inconnue",
        ),
        (
            "publics",
            "publics: [{id: jeunes, nom: J}, {id: vieux, nom: V, icone: caneee}]\n",
            "publics 2 › icone : icône « caneee » inconnue",
        ),
    ],
)
def test_une_icone_inconnue_est_refusee(
    corpus_de: CorpusDe, fichier: str, contenu: str, anomalie: str
) -> None:
    """Comme toute autre référence : l'endroit, le nom, le plus proche."""
    rapport = corpus_de({f"referentiels/{fichier}.yml": contenu})

    (dite,) = erreurs(rapport)
    assert dite.endswith(anomalie)


def test_deux_acteurs_ne_relevent_pas_l_un_de_l_autre(corpus_de: CorpusDe) -> None:
    """Chaque maillon du rond est dit ; qui n'en fait pas partie ne l'est pas."""
    rapport = corpus_de(
        {
            "referentiels/acteurs.yml": "familles: [{id: f, nom: F}]\nacteurs:\n"
            "  - {id: a, nom: A, famille: f, releve_de: b}\n"
            "  - {id: b, nom: B, famille: f, releve_de: a}\n"
            "  - {id: c, nom: C, famille: f, releve_de: a}\n",
        }
    )
    assert not rapport.publiable
    assert [str(a).split(" : ")[0] for a in rapport.anomalies] == [
        "referentiels/acteurs.yml:3: acteurs 1 › releve_de",
        "referentiels/acteurs.yml:4: acteurs 2 › releve_de",
    ]
