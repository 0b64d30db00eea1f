"""Le plan d'un territoire sort dans le gabarit de l'ADEME, et en revient le même."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from projet_social.adaptateurs.classeur_maison import contexte_de
from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import examiner_des_arbres
from projet_social.classeur.formats import ecrire_le_classeur
from projet_social.classeur.ouverture import ouvrir_classeur
from projet_social.modele.vocabulaire import Statut
from projet_social.tableur.aller_retour.gabarit_ademe import GabaritRempli, remplir_le_gabarit
from projet_social.tableur.aller_retour.rangees_du_gabarit import LISTES_DU_GABARIT
from projet_social.tableur.comprehension.arbres import Arbres, Cible
from projet_social.tableur.comprehension.importation import Import

from ...conftest import REFERENTIELS, TERRITOIRE
from ..comprehension.test_compte_des_cellules import EXISTANTS, REFERENTIEL
from ..fabrique_ademe import gabarit

pytestmark = pytest.mark.lent

FICHE = {
    "titre": "Ouvrir un café",
    "numero": "1.2.1",
    "rattachements": ["rompre-l-isolement"],
    "description": "Un lieu ; deux soirs.\n\nDes bénévoles.\n\n**Mesures liées** : 3.1.1",
    "objectifs": ["Aller vers ; écouter", "Tenir dans la durée"],
    "pilotes": ["CC du Val, service jeunesse"],
    "partenaires": ["CAF", "associations locales"],
    "instance": "Comité de suivi",
    "elu_referent": "Vice-présidente",
    "participation": "concertation",
    "financeurs": ["Région (12 000 € HT)", "CAF (80 %)", "MSA", "Département (500 €)"],
    "budgets": [
        {"nature": "fonctionnement", "prevu": "8 000 €"},
        {"annee": "2026", "prevu": "3 €"},
    ],
    "statut": "en_pause",
    "motif": "Bloquée",
    "priorite": "basse",
    "debut": "mars 2025",
    "fin": "2026-12-31",
    "recurrence": "deux fois par an",
    "moyens": "0,5 ETP\n\n**Financements** : Aide demandée.",
    "indicateurs": [{"nom": "Nombre de soirées, par an"}, {"nom": "Habitants venus"}],
    "notes": ["Relue en comité"],
    "liens": [{"titre": "Le café (2024)", "url": "https://exemple.fr/a,b"}],
    "actions_liees": ["ecouter-aider"],
    "etapes": [
        {
            "titre": "Trouver un local",
            "numero": "1.2.1.1",
            "pilotes": ["Mairie"],
            "debut": "2025-01-15",
            "statut": "en_cours",
            "notes": ["Signalée en retard dans le document d’origine."],
            "budgets": [{"prevu": "1 500,50 € HT"}],
            "financeurs": ["ADEME (800 € HT)"],
        },
        {"titre": "Ouvrir : la fête"},
    ],
}
PLAN: dict[str, Any] = {
    "titre": "Projet inventé",
    "axes": [
        {
            "titre": "Se parler",
            "numero": "1",
            "objectifs": [{"titre": "Rompre l'isolement", "numero": "1.2"}],
        },
        {"titre": "Un axe encore vide", "numero": "2"},
    ],
}
DOSSIER = "territoires/val"
DONNEES = EXISTANTS | {
    f"{DOSSIER}/projet.yml": PLAN,
    f"{DOSSIER}/actions/ouvrir-un-cafe.yml": FICHE,
    f"{DOSSIER}/actions/ecouter-aider.yml": {
        "titre": "Écouter, aider",
        "recurrence": "chaque année",
        "statut": "abandonnee",
        "motif": "Plus de salle",
        "etapes": ["Chercher", "Ouvrir"],
        "themes": ["sante"],
    },
}


def remplir(donnees: dict[str, Any]) -> GabaritRempli:
    """Le gabarit de ce territoire inventé."""
    rapport = examiner_des_arbres(donnees)
    assert rapport.publiable, [str(a) for a in rapport.anomalies]
    return remplir_le_gabarit(contexte_de(rapport.corpus, "val"))


def reprendre(rempli: GabaritRempli, existants: dict[str, Any], dossier: Path) -> Arbres:
    """Ce qu'un import du gabarit écrirait dans ce dossier."""
    fichier = dossier / "gabarit.xlsx"
    fichier.write_bytes(ecrire_le_classeur(rempli.classeur, "xlsx"))
    resultat = Import(ouvrir_classeur(fichier)).lire(REFERENTIEL, Cible("val", "Val", existants))
    assert not resultat.rapport.remarques.erreurs
    assert not resultat.arbres.a_ranger
    return resultat.arbres


def test_reimporter_chez_soi_ne_change_rien(tmp_path: Path) -> None:
    """Le gabarit relu par le territoire dont il vient dit ce que ses fichiers disent déjà."""
    arbres = reprendre(remplir(DONNEES), DONNEES, tmp_path)

    assert arbres.fichiers == {nom: DONNEES[nom] for nom in arbres.fichiers}
    assert len(arbres.fichiers) == 3


def test_reimporter_ailleurs_rend_la_meme_fiche(tmp_path: Path) -> None:
    """Un territoire vide en reçoit la même fiche, champ par champ, étapes comprises."""
    arbres = reprendre(remplir(DONNEES), EXISTANTS, tmp_path)

    fiche = arbres.fichiers[f"{DOSSIER}/actions/ouvrir-un-cafe.yml"]
    assert {cle: fiche.get(cle) for cle in FICHE} == FICHE
    projet = arbres.fichiers[f"{DOSSIER}/projet.yml"]
    assert [axe["titre"] for axe in projet["axes"]] == ["Se parler", "Un axe encore vide"]
    assert projet["axes"][0]["objectifs"][0]["titre"] == "Rompre l'isolement"


def test_le_gabarit_recu_revient_identique(tmp_path: Path) -> None:
    """Importé, exporté, réimporté : les quarante-six fiches sont les mêmes."""
    fichier = tmp_path / "recu.xlsx"
    fichier.write_bytes(gabarit())
    vide = Cible("val", "Val", EXISTANTS)
    recu = Import(ouvrir_classeur(fichier)).lire(REFERENTIEL, vide).arbres.fichiers

    revenu = reprendre(remplir(EXISTANTS | recu), EXISTANTS, tmp_path).fichiers
    assert len(revenu) == 47
    assert revenu == recu


def test_ce_que_le_gabarit_ne_dit_pas_se_compte() -> None:
    """Un thème n'y a pas de colonne : l'export le dit au lieu de le taire."""
    assert remplir(DONNEES).laisses == {"themes": 1}


def test_il_a_la_forme_du_gabarit() -> None:
    """Groupes, colonnes, aide, listes déroulantes : ce qu'une collectivité a sous les yeux."""
    feuille, listes = remplir(DONNEES).classeur.feuilles

    noms = [cellule.valeur for cellule in feuille.lignes[1]]
    assert noms[:5] == [
        "Axe (x)", "Sous-axe (x.x)", "Sous-sous axe (x.x.x)", "Titre de l'action",
        "Titre de la sous-action",
    ]  # fmt: skip
    assert noms.count("Montant € HT") == 4, "un quatrième financeur a sa colonne"
    assert feuille.lignes[2][0].valeur == "Champ texte"
    assert {plage.haut for plage in feuille.fusions} == {0}
    assert len(feuille.controles) == 4
    assert {cellule.valeur for cellule in listes.lignes[0]} == {
        "Participation Citoyenne", "Statut", "Niveau de priorité",
        "Action en amélioration continue",
    }  # fmt: skip


def test_la_commande(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """« exporter --format ademe » écrit un xlsx, et « importer » le relit sans option."""
    fichiers = REFERENTIELS | {
        "territoires/val/territoire.yml": TERRITOIRE.format(nom="Val"),
        "territoires/val/projet.yml": "titre: Projet inventé\n",
        "territoires/val/actions/aider.yml": (
            "titre: Aider\nresume: Une phrase.\npilotes: [CCAS]\n"
        ),
    }
    for nom, texte in fichiers.items():
        fichier = tmp_path / "data" / nom
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(texte, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert principal(["exporter", "--format", "ademe"]) == 0
    sortie = capsys.readouterr().out
    assert "Sans place dans ce gabarit, ou en partie seulement : résumé (1)." in sortie
    assert principal(["exporter", "--format", "ademe", "-o", "plan.ods"]) == 1

    assert principal(["importer", "val-ademe.xlsx"]) == 0
    assert "rien à écrire" in capsys.readouterr().out


def test_chaque_statut_a_son_mot() -> None:
    """Aucun statut du modèle n'est perdu sans le dire : celui que le gabarit n'a pas se compte."""
    for statut in Statut:
        fiche = {"titre": "Aider", "statut": str(statut), "motif": "Dit"}
        rempli = remplir(
            EXISTANTS
            | {f"{DOSSIER}/projet.yml": {"titre": "Projet"}, f"{DOSSIER}/actions/aider.yml": fiche}
        )
        feuille = rempli.classeur.feuilles[0]
        noms = [cellule.valeur for cellule in feuille.lignes[1]]
        assert feuille.lignes[3][noms.index("Statut")].valeur in LISTES_DU_GABARIT["statut"]
        assert ("statut" in rempli.laisses) == (statut is Statut.EN_AMORCAGE)
