"""Une personne nommée se signale ; un établissement qui porte un nom, jamais."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import TERRITOIRE, CorpusDe

NOM = "semble être le nom d'une personne"


@pytest.fixture
def dits(corpus_de: CorpusDe) -> Callable[[str], list[str]]:
    """Ce que la vérification dit d'une fiche inventée."""

    def dire(fiche: str) -> list[str]:
        rapport = corpus_de(
            {
                "territoires/val/territoire.yml": TERRITOIRE.format(nom="Val"),
                "territoires/val/projet.yml": "titre: Projet\nsource: plaquette\n",
                "territoires/val/actions/aider.yml": f"titre: Aider\nthemes: sante\n{fiche}",
            }
        )
        return [str(a).partition(": avertissement, ")[2] for a in rapport.anomalies]

    return dire


@pytest.mark.parametrize(
    ("fiche", "attendu"),
    [
        ("pilotes: [CCAS, Marie DURAND]\n", f"pilotes 2 : « Marie DURAND » {NOM}"),
        ("partenaires: CAF (Jean Martin)\n", f"partenaires 1 : « Jean Martin » {NOM}"),
        ("elu_referent: Mme Durand\n", f"elu_referent : « Mme Durand » {NOM}"),
        ("notes: [Vu avec Mme Durand]\n", f"notes 1 : « Mme Durand » {NOM}"),
        (
            "etapes:\n  - titre: Ouvrir\n    pilotes: [Paul Petit]\n",
            f"etapes 1 › pilotes 1 : « Paul Petit » {NOM}",
        ),
        ("contact: {service: Anne Durand}\n", f"contact › service : « Anne Durand » {NOM}"),
        (
            "contact: {courriel: m.durand@exemple.fr}\n",
            "contact › courriel : adresse électronique qui semble celle d'une personne",
        ),
        (
            "description: Écrire à marie.durand@exemple.fr\n",
            "description : adresse électronique qui semble celle d'une personne",
        ),
        ("moyens: Appeler le 06 12 34 56 78\n", "moyens : numéro de téléphone portable"),
        (
            "notes: ['Importé du tableur, colonne « Couleur » : bleu']\n",
            "notes 1 : reste d'un import, publié tel quel",
        ),
    ],
)
def test_une_personne_se_signale(
    fiche: str, attendu: str, dits: Callable[[str], list[str]]
) -> None:
    """Le champ, et ce qu'il faut en faire."""
    (dit,) = dits(fiche)
    assert dit.startswith(attendu)


@pytest.mark.parametrize(
    "fiche",
    [
        "pilotes: [Collège Anne Frank, Résidence Jean Moulin, Fondation Abbé Pierre, Emmaüs]\n",
        "partenaires: [La Maison Simone-Veil, Les comités des fêtes, CIAS (exemple)]\n",
        "elu_referent: Vice-présidence aux mobilités\n",
        "contact: {courriel: accueil@exemple.fr, telephone: 06 12 34 56 78}\n",
        "description: Appeler le 02 99 00 00 01, ou écrire à ccas@exemple.fr\n",
        "notes: [Madame la Maire l'a annoncé rue du Docteur Martin]\n",
    ],
)
def test_ce_qui_n_est_personne_ne_se_signale_pas(
    fiche: str, dits: Callable[[str], list[str]]
) -> None:
    """Un lieu, une fonction, une boîte de service, un standard."""
    assert dits(fiche) == []


def test_l_adresse_d_une_personne_est_refusee(corpus_de: CorpusDe) -> None:
    """Le guide le dit : « contact » prend une boîte de service, jamais une personne."""
    rapport = corpus_de(
        {
            "territoires/val/territoire.yml": TERRITOIRE.format(nom="Val"),
            "territoires/val/projet.yml": "titre: Projet\nsource: plaquette\n",
            "territoires/val/actions/aider.yml": (
                "titre: Aider\nthemes: sante\ncontact: {courriel: marie.durand@exemple.fr}\n"
            ),
        }
    )

    assert [str(a) for a in rapport.anomalies if a.gravite == "erreur"] == [
        "territoires/val/actions/aider.yml:3: contact › courriel : adresse électronique d'une "
        "personne : donnée personnelle ; mettre une boîte de service (accueil@…) ; si un "
        "établissement porte ce nom, son standard"
    ]
