"""Ce qui se publie mais mérite un regard : des avertissements, jamais des refus."""

from __future__ import annotations

import pytest

from tests.conftest import TERRITOIRE, CorpusDe

COMPLET = "source: plaquette\n"
LONG = "x" * 121


@pytest.mark.parametrize(
    ("plan", "attendus"),
    [
        ("axes: [{titre: Un, themes: sante}]\n" + COMPLET, []),
        (
            f"axes:\n  - titre: {LONG}\n    themes: sante\n{COMPLET}",
            ["3: avertissement, axes 1 › titre : titre de 121 signes, 120 conseillés"],
        ),
        (f"axes: [{{titre: {LONG}, resume: Court, themes: sante}}]\n{COMPLET}", []),
        (f"axes: [{{titre: {LONG[:120]}, themes: sante}}]\n{COMPLET}", []),
        (
            f"axes:\n  - titre: Proposition de sorties\n    themes: sante\n"
            f"    resume: Proposer une sortie.\n{COMPLET}",
            ["5: avertissement, axes 1 › resume : résumé fait à 100 % des mots du titre"],
        ),
        (
            f"axes:\n  - titre: Sorties en famille l'été\n    themes: sante\n"
            f"    resume: L'été, sortir en famille au parc, puis en ville.\n{COMPLET}",
            [],
        ),
        (
            f"axes:\n  - titre: Famille et ville, l'été\n    themes: sante\n"
            f"    resume: L'été, sortir en famille au parc, puis en ville.\n{COMPLET}",
            [],
        ),
        (
            f"axes:\n  - titre: Famille, ville et parc\n    themes: sante\n"
            f"    resume: La ville, le parc, la famille, les amis, l'été.\n{COMPLET}",
            ["5: avertissement, axes 1 › resume : résumé fait à 60 % des mots du titre"],
        ),
        (
            f"axes:\n  - Un\n{COMPLET}",
            ["3: avertissement, axes 1 : « Un » n'a pas de thème"],
        ),
        (f"axes: [{{titre: Un, themes: sante, orientations: [Deux]}}]\n{COMPLET}", []),
        (
            f"axes:\n  - titre: Un\n    themes: sante\n    actions:\n      - Trois\n{COMPLET}",
            [
                "6: avertissement, axes 1 › actions 1 : fiche-action réduite à son titre",
                "6: avertissement, axes 1 › actions 1 : « Trois » n'a pas de thème",
            ],
        ),
        ("axes: []\n", ["1: avertissement, projet sans source"]),
        ("source: {section: A}\n", ["1: avertissement, projet sans source"]),
        (
            f"comptes_declares:\n  axe: 2\n  action: 1\n{COMPLET}",
            [
                "3: avertissement, comptes_declares › axe : 2 axes selon la source, 0 dans le plan",
                "4: avertissement, comptes_declares › action : "
                "1 action selon la source, 0 dans le plan",
            ],
        ),
        (
            f"exemple: oui\n{COMPLET}",
            ["2: avertissement, exemple : exemple inventé"],
        ),
        (f"notes: [Exemple inventé par un participant.]\n{COMPLET}", []),
        (f"comptes_declares: {{axe: 1}}\naxes: [{{titre: Un, themes: sante}}]\n{COMPLET}", []),
        (
            f"actions:\n  - titre: Un\n    themes: sante\n    statut: en_pause\n{COMPLET}",
            ["5: avertissement, actions 1 › statut : action en pause sans motif"],
        ),
        (
            f"actions: [{{titre: Un, themes: sante, statut: en_pause, motif: Travaux}}]\n{COMPLET}",
            [],
        ),
    ],
)
def test_un_plan_est_signale_a_la_bonne_ligne(
    plan_de: CorpusDe, plan: str, attendus: list[str]
) -> None:
    """Le constat exact quand il y a lieu, le silence sinon ; et le plan se publie."""
    rapport = plan_de(plan)

    constats = [str(a).split(" ; ")[0] for a in rapport.anomalies]
    assert constats == [f"territoires/val/projet.yml:{constat}" for constat in attendus]
    assert rapport.publiable


def test_un_acteur_inconnu_du_referentiel_est_signale(corpus_de: CorpusDe) -> None:
    """Casse, accents et ponctuation ne comptent pas ; des mots différents, si."""
    rapport = corpus_de(
        {
            "referentiels/acteurs.yml": "familles: [{id: f, nom: F}]\nacteurs:\n"
            "  - {id: caf, nom: CAF, famille: f, variantes: [Éducation (Nationale)]}\n",
            "territoires/val/projet.yml": "titre: x\nsource: plaquette\ndemarche:\n  etapes:\n"
            "    - titre: Un\n      acteurs:\n        - éducation nationale\n        - La poste\n"
            "      invites: [La gare]\n",
        }
    )

    assert [str(a).split(" ; ")[0] for a in rapport.anomalies] == [
        "territoires/val/projet.yml:8: avertissement, demarche › etapes 1 › acteurs 2 : "
        "acteur « La poste » absent du référentiel",
        "territoires/val/projet.yml:9: avertissement, demarche › etapes 1 › invites 1 : "
        "acteur « La gare » absent du référentiel",
    ]


def test_un_code_absent_de_la_liste_officielle_est_signale(corpus_de: CorpusDe) -> None:
    """Un SIREN mal recopié se voit, dans la liste du paquet comme dans celle des données."""
    epci = "siren,nom,type,population_municipale,population_totale,communes\n1,x,CC,1,1,1\n"
    val = TERRITOIRE.format(nom="Val")
    mixte = val.replace("communaute_de_communes", "syndicat_mixte")
    fichiers = {
        "territoires/a/territoire.yml": val + "siren: 111111111\n",
        "territoires/b/territoire.yml": val + "insee: 99001\n",
        "territoires/c/territoire.yml": mixte + "membres: [222222222]\n",
    }

    for liste in ({}, {"officiel/epci.csv": epci}):
        anomalies = corpus_de(fichiers | liste).anomalies
        assert [(a.fichier[12], a.ligne, a.champ, a.constat) for a in anomalies] == [
            ("a", 6, "siren", "SIREN 111111111 absent de la liste officielle"),
            ("b", 6, "insee", "code Insee 99001 absent de la liste officielle"),
            ("c", 6, "membres 1", "SIREN 222222222 absent de la liste officielle"),
        ]


def test_des_chiffres_sans_source_sont_signales(corpus_de: CorpusDe) -> None:
    """Une population se source."""
    val = TERRITOIRE.format(nom="Val") + "populations: [{nombre: 1 200, annee: 2019}]\n"
    nus = corpus_de({"territoires/val/territoire.yml": val})

    assert [a.constat for a in nus.anomalies] == ["chiffres de population sans source"]
    sources = corpus_de({"territoires/val/territoire.yml": val + "source: plaquette\n"})
    assert sources.anomalies == []


def test_un_public_de_la_liste_dit_avec_des_mots_est_signale(plan_de: CorpusDe) -> None:
    """Il ne paraîtrait pas à sa page ; des mots que la liste n'a pas ne sont pas signalés."""
    rapport = plan_de(
        "axes:\n  - {titre: Un, themes: sante, publics: [Élèves de 3e, Les jeunes, Jeunes]}\n"
        + COMPLET
    )

    assert [str(a).split(":", 1)[1] for a in rapport.anomalies] == [
        "3: avertissement, axes 1 › publics 3 : « Jeunes » est un public de la liste, et ne paraît "
        "pas à sa page ; écrire « jeunes »"
    ]
