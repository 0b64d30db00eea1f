"""Des classeurs de formes différentes, faits d'après de vraies trames, deviennent un plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from projet_social.classeur.ouverture import ouvrir_classeur
from projet_social.tableur.comprehension.arbres import Cible
from projet_social.tableur.comprehension.compte_rendu import compte_en_texte, plan_en_retrait
from projet_social.tableur.comprehension.importation import Import, Resultat
from projet_social.tableur.comprehension.rapport import SortDeCellule

from ..fabrique import CLASSEURS, classeur_de, en_csv
from .test_compte_des_cellules import CIBLE, EXISTANTS, REFERENTIEL

ACTIONS = "territoires/val/actions/"
PROJET = "territoires/val/projet.yml"


def importer(nom: str, **options: Any) -> Resultat:
    """Importe un classeur de `classeurs/` dans un territoire inventé."""
    return Import(ouvrir_classeur(CLASSEURS / nom), **options).lire(REFERENTIEL, CIBLE)


def lu(tmp_path: Path, *lignes: list[Any], **options: Any) -> Resultat:
    """Importe un classeur d'une feuille."""
    fichier = tmp_path / "plan.xlsx"
    fichier.write_bytes(classeur_de({"Plan": list(lignes)}))
    return Import(ouvrir_classeur(fichier), **options).lire(REFERENTIEL, CIBLE)


def laisses(resultat: Resultat) -> list[tuple[str, str]]:
    """Ce qui reste à ranger : colonne, contenu."""
    return [(reste.colonne, reste.contenu) for reste in resultat.arbres.a_ranger]


def la_fiche(resultat: Resultat) -> dict[str, Any]:
    """La seule fiche d'un import."""
    (chemin,) = [nom for nom in resultat.arbres.fichiers if nom.startswith(ACTIONS)]
    return resultat.arbres.fichiers[chemin]


def test_une_feuille_par_axe() -> None:
    """Le titre de la feuille donne l'axe ; les croix du calendrier, le début et la fin."""
    resultat = importer("une-feuille-par-axe.xlsx")

    assert plan_en_retrait(resultat).splitlines() == [
        "Axe 1 : Bien vieillir au Val-Imaginaire",
        "  Action 1.1 : Ouvrir un café des aidants",
        "  Action 1.2 : Adapter les logements",
        "  Action 1.10 : Former les agents d'accueil",
        "Axe 2 : Se déplacer sans voiture",
        "  Action 2.1 : Mettre en place une navette au marché",
        "  Action 2.2 : Prêter des vélos",
    ]
    assert resultat.arbres.fichiers[f"{ACTIONS}ouvrir-un-cafe-des-aidants.yml"] == {
        "numero": "1.1",
        "titre": "Ouvrir un café des aidants",
        "rattachements": ["bien-vieillir-au-val-imaginaire"],
        "pilotes": ["CCAS du Val", "Maison des aînés"],
        "debut": "2024",
        "fin": "2025",
        "budgets": [{"prevu": "4 500 €", "realise": "3 800,50 €"}],
        "indicateurs": [
            {"nom": "Nombre de rencontres"},
            {"nom": "Nombre d'aidants accueillis"},
        ],
        "statut": "en_cours",
        "publics": ["Personnes âgées, aidants"],
    }
    projet = resultat.arbres.fichiers[PROJET]
    assert projet["titre"] == "Plan d'actions inventé, pour les tests"
    assert "notes" not in projet, "le mode d'emploi du classeur n'est pas du projet"
    assert resultat.rapport.comptes()["Mode d'emploi"] == {"ignorée : onglet d'aide": 3}


def test_le_compte_se_lit() -> None:
    """Le compte est dit feuille par feuille, avec les règles, puis en tout."""
    lignes = compte_en_texte(importer("une-feuille-par-axe.xlsx").rapport).splitlines()

    assert lignes[0] == "Feuille « Axe 1 » : 44 cellules"
    assert "      13  ignorée : en-tête de colonne" in lignes
    assert "       3  ignorée : ligne de total" in lignes
    assert "       3  ignorée : feuille masquée" in lignes
    assert lignes[-1].startswith("Total : 81 cellules (")


@pytest.mark.parametrize("nom", ["liste-plate.xlsx", "liste-plate.xls"])
def test_une_liste_plate(nom: str) -> None:
    """Les niveaux par colonnes, fusionnés de haut en bas ; le même plan en xlsx et en xls."""
    resultat = importer(nom)

    assert plan_en_retrait(resultat).splitlines() == [
        "Axe 1 : Grandir",
        "  Objectif opérationnel 1.1 : Accueillir les tout-petits",
        "    Action 1 : Créer une crèche à horaires larges",
        "    Action 2 : Former des assistantes maternelles",
        "  Objectif opérationnel 1.2 : Soutenir les parents",
        "    Action 3 : Ouvrir un lieu d'accueil parents-enfants",
        "Axe 2 : Se soigner",
        "  Objectif opérationnel 2.1 : Attirer des soignants",
        "    Action 1 : Loger les internes",
        "    Action 2 : Équiper une salle de téléconsultation",
    ]
    fiches = resultat.arbres.fichiers
    creche = fiches[f"{ACTIONS}creer-une-creche-a-horaires-larges.yml"]
    assert creche["fin"] == "2025-09-01"
    assert creche["budgets"] == [{"annee": "2025", "prevu": "120 000 €"}]
    assert creche["partenaires"] == ["CAF", "MSA", "Département"]
    assert creche["liens"] == [{"titre": "Le projet de crèche", "url": "https://exemple.fr/creche"}]
    lieu = fiches[f"{ACTIONS}ouvrir-un-lieu-d-accueil-parents-enfants.yml"]
    assert lieu["fin"] == "2025-12-01", "un numéro de jour est une date"
    assert lieu["porteur"] == "Centre social"
    internes = fiches[f"{ACTIONS}loger-les-internes.yml"]
    assert internes["porteur"] == "Commune de Vallon, service habitat"
    assert internes["recurrence"] == "chaque année"
    assert fiches[PROJET]["niveaux"]["objectif"] == {
        "singulier": "Objectif opérationnel",
        "pluriel": "Objectifs opérationnels",
        "genre": "m",
    }
    assert len(resultat.rapport.commentaires) == 1


@pytest.mark.parametrize("nom", ["liste-en-retrait.xlsx", "liste-en-retrait.ods"])
def test_une_liste_en_retrait(nom: str) -> None:
    """Des bandeaux fusionnés, puis des lignes en retrait ; le même plan en xlsx et en ods."""
    resultat = importer(nom)

    assert plan_en_retrait(resultat).splitlines() == [
        "Orientation A : Faire ensemble",
        "  Objectif 1 : Animer les villages",
        "    Action : Créer une fête des voisins",
        "    Action : Rouvrir le café associatif",
        "  Objectif 2 : Donner la parole",
        "    Action : Tenir un conseil des jeunes",
        "Orientation B : Aller vers",
        "  Objectif 3 : Rompre l'isolement",
        "    Action : Visiter les personnes isolées",
    ]
    cafe = resultat.arbres.fichiers[f"{ACTIONS}rouvrir-le-cafe-associatif.yml"]
    assert cafe["debut"] == "à partir de 2026"
    assert cafe["notes"][:2] == ["local trouvé", "travaux à prévoir"]
    assert cafe["publics"] == ["Tous publics"], "les mots du document, faute de liste"
    assert "Subvention demandée" in cafe["notes"], "la ligne de suite est à l'action du dessus"
    projet = resultat.arbres.fichiers[PROJET]
    assert projet["titre"] == "Projet social inventé du Val-Imaginaire 2025-2028"
    assert ("", "Source : comité de pilotage inventé") in laisses(resultat)


def test_des_fiches_verticales() -> None:
    """Un nom de champ, sa valeur à droite ou dessous ; l'axe est partagé d'une fiche à l'autre."""
    resultat = importer("fiches-verticales.xlsx")

    assert plan_en_retrait(resultat).splitlines() == [
        "Axe 1 : Agir contre la précarité",
        "  Objectif opérationnel 1.1 : Bien manger",
        "    Action 1 : Ouvrir une épicerie solidaire",
        "  Action 2 : Recycler les meubles",
    ]
    epicerie = resultat.arbres.fichiers[f"{ACTIONS}ouvrir-une-epicerie-solidaire.yml"]
    assert epicerie["besoin"] == {"constat": "Des familles renoncent à des repas."}
    assert epicerie["description"] == "Un local, des bénévoles, des produits locaux."
    assert epicerie["fin"] == "fin 2026"
    assert epicerie["budgets"] == [
        {"nature": "fonctionnement", "prevu": "8 000 €"},
        {"nature": "investissement", "prevu": "20 000 €"},
    ]
    assert epicerie["contact"] == {
        "service": "Accueil du CCAS",
        "courriel": "accueil@exemple.fr",
        "telephone": "02 99 00 00 01",
    }
    assert ("Couleur préférée", "bleu") in laisses(resultat)
    meubles = resultat.arbres.fichiers[f"{ACTIONS}recycler-les-meubles.yml"]
    assert (meubles["statut"], meubles["avancement"]) == ("en_cours", "40")
    assert (meubles["debut"], meubles["fin"]) == ("2025", "2026")


@pytest.mark.parametrize("nom", ["liste-cp1252.csv", "liste-utf8.csv", "liste-tabulations.csv"])
def test_un_csv(nom: str) -> None:
    """Point-virgule et Windows-1252, virgule et UTF-8, tabulation : le même plan."""
    resultat = importer(nom)

    assert plan_en_retrait(resultat).splitlines() == [
        "Axe : Numérique",
        "  Action : Aider aux démarches",
        "  Action : Tenir un « café clic »",
        "Axe : Été",
        "  Action : Chantiers d’été",
    ]
    clic = resultat.arbres.fichiers[f"{ACTIONS}tenir-un-cafe-clic.yml"]
    assert clic["pilotes"] == ["Médiathèque", "CCAS"], "une cellule garde ses sauts de ligne"
    assert clic["budgets"] == [{"prevu": "à définir"}]


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
def test_un_csv_se_lit_quels_que_soient_ses_signes(
    separateur: str, encodage: str, tmp_path: Path
) -> None:
    """Encodage et séparateur sont reconnus au contenu, même sous un autre nom."""
    fichier = tmp_path / "plan.xls"
    fichier.write_bytes(en_csv(separateur, encodage))

    (feuille,) = ouvrir_classeur(fichier).feuilles
    assert [cellule.valeur for cellule in feuille.lignes[0]][3:] == ["Échéance", "Coût"]
    assert feuille.lignes[3][1].valeur == "Chantiers d’été"


def test_des_formes_melees() -> None:
    """Un escalier de colonnes, un tableau par axe, des fiches l'une sous l'autre : un seul plan."""
    resultat = importer("formes-melees.xlsx")

    assert plan_en_retrait(resultat).splitlines() == [
        "Axe 1 : Vivre",
        "  Objectif 1.1 : Manger",
        "    Action : Ouvrir un jardin",
        "    Action : Livrer des repas",
        "Axe 2 : Bouger",
        "  Objectif 2.1 : Rouler",
        "    Action : Louer des vélos",
        "Axe 3 : Grandir",
        "  Action : Jouer",
        "Axe 4 : Vieillir",
        "  Action : Lire",
        "Axe 5 : Dire",
        "  Action 1 : Dire 1",
        "  Action 2 : Dire 2",
    ]
    dire = resultat.arbres.fichiers[f"{ACTIONS}dire-1.yml"]
    assert dire["description"] == "Une première ligne.\n\nUne seconde ligne."
    assert (dire["pilotes"], dire["partenaires"]) == (["CCAS"], ["CAF"])


def test_les_numeros_disent_les_niveaux(tmp_path: Path) -> None:
    """1, 1.1, 1.1.1 dans une colonne à part : trois étages, sans autre indice."""
    resultat = lu(
        tmp_path,
        ["N°", "Intitulé", "Pilote"],
        ["1", "Bien vivre"],
        ["1.1", "Se nourrir"],
        ["1.1.1", "Ouvrir un jardin", "CCAS"],
        ["1.1.2", "Livrer des repas", "CCAS"],
        ["1.2", "Se loger"],
        ["1.2.1", "Rénover", "Service habitat"],
    )
    assert plan_en_retrait(resultat).splitlines() == [
        "Axe 1 : Bien vivre",
        "  Objectif 1.1 : Se nourrir",
        "    Action 1.1.1 : Ouvrir un jardin",
        "    Action 1.1.2 : Livrer des repas",
        "  Objectif 1.2 : Se loger",
        "    Action 1.2.1 : Rénover",
    ]


def test_une_action_sous_deux_objectifs(tmp_path: Path) -> None:
    """La même fiche, mot pour mot et sous le même numéro, sert deux niveaux."""
    resultat = lu(
        tmp_path,
        ["Objectif opérationnel", "N°", "Action", "Pilote"],
        ["Aider", "7", "Ouvrir un guichet", "CCAS"],
        ["Accueillir", "7", "Ouvrir un guichet", "CCAS"],
    )
    assert la_fiche(resultat)["rattachements"] == ["aider", "accueillir"]


def test_deux_actions_de_meme_titre_restent_deux(tmp_path: Path) -> None:
    """« Communiquer » sous deux axes : deux fiches, deux identifiants."""
    resultat = lu(tmp_path, ["Axe", "Action"], ["A", "Communiquer"], ["B", "Communiquer"])

    assert {nom for nom in resultat.arbres.fichiers if nom.startswith(ACTIONS)} == {
        f"{ACTIONS}communiquer.yml",
        f"{ACTIONS}action-communiquer.yml",
    }


@pytest.mark.parametrize(
    ("entete", "valeur", "attendu"),
    [
        ("Calendrier", "de janvier à mai 2023", {"debut": "janvier 2023", "fin": "mai 2023"}),
        ("Calendrier", "2024-2026", {"debut": "2024", "fin": "2026"}),
        ("Calendrier", "jusqu'en 2026", {"fin": "jusqu'en 2026"}),
        ("Échéance", 2026, {"fin": "2026"}),
        ("Échéance", 45992, {"fin": "2025-12-01"}),
        ("Échéance", "annuelle", {"recurrence": "annuelle"}),
        ("Statut", "Non démarrée", {"statut": "a_venir"}),
        ("Statut", "réalisé à 80 %", {"avancement": "80"}),
        ("Taux d'avancement", 0.5, {"avancement": "50"}),
        ("Priorité", 1, {"priorite": "haute"}),
        ("Budget 2024 (k€)", 12, {"budgets": [{"annee": "2024", "prevu": "12 k€"}]}),
        ("Budget", "5 000 € HT par an", {"budgets": [{"prevu": "5 000 € HT par an"}]}),
        ("Thématique", "Santé", {"themes": ["sante"]}),
        ("Public visé", "Jeunes", {"publics": ["jeunes"]}),
        ("Dispositif", "CTG, CLS", {"dispositifs": ["ctg", "cls"]}),
        ("Bilan 2024", "Ouvert.", {"bilans": [{"annee": "2024", "fait": "Ouvert."}]}),
        ("Étapes", "dès 2025 : étude", {"etapes": [{"titre": "étude", "debut": "dès 2025"}]}),
        ("Lieu", "Bourg ; École", {"lieux": [{"nom": "Bourg"}, {"nom": "École"}]}),
        ("Couleur", "bleu", {}),
        ("Public visé", 0, {}),
        ("Observations", "à revoir ; en mai", {"notes": ["à revoir", "en mai"]}),
        (
            "Lien",
            "Le site : https://exemple.fr/x.",
            {"liens": [{"titre": "Le site", "url": "https://exemple.fr/x"}]},
        ),
        ("Description", "a\n- b\n- c", {"description": "a\n\n- b\n- c"}),
        ("Pilotes", "CCAS, CAF", {"pilotes": ["CCAS", "CAF"]}),
        ("Pilotes", "CC du Val, service jeunesse", {"pilotes": ["CC du Val, service jeunesse"]}),
        ("Pilotes", "Centre (enfance, ados), CAF", {"pilotes": ["Centre (enfance, ados)", "CAF"]}),
        ("Numéro", 1.1, {"numero": "1.1"}),
        ("Nouveau ou existant", "À renforcer", {"nature": "a_etendre"}),
    ],
)  # fmt: skip
def test_une_valeur_trouve_son_champ(
    entete: str, valeur: Any, attendu: dict[str, Any], tmp_path: Path
) -> None:
    """Une cellule, comme une personne l'écrit, et ce que la fiche en dit."""
    fiche = la_fiche(lu(tmp_path, ["Action", entete], ["Aider", valeur]))

    assert {champ: v for champ, v in fiche.items() if champ != "titre"} == attendu


@pytest.mark.parametrize(
    ("valeur", "releve", "laisse"),
    [
        (12, {"valeur": "12"}, []),
        ("en progrès", {"appreciation": "en progrès"}, []),
        ("12 familles", None, [("Valeur 2025", "12 familles")]),
    ],
)
def test_une_mesure_en_mots_est_une_appreciation(
    valeur: Any, releve: dict[str, Any] | None, laisse: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Ni un nombre, ni perdue ; un nombre et son unité dans la même case restent à ranger."""
    tetes, cellules = ["Action", "Indicateur", "Valeur 2025"], ["Aider", "Satisfaction", valeur]
    resultat = lu(tmp_path, tetes, cellules)
    indicateur = {"nom": "Satisfaction"} | (
        {"valeurs": [{"date": "2025", **releve}]} if releve else {}
    )

    assert la_fiche(resultat)["indicateurs"] == [indicateur]
    assert laisses(resultat) == laisse


@pytest.mark.parametrize("vide", ["-", "NC", "/", "À compléter"])
def test_une_case_qui_ne_dit_rien_est_ignoree(vide: str, tmp_path: Path) -> None:
    """Un tiret n'est pas une valeur ; il est compté, sous sa règle."""
    resultat = lu(tmp_path, ["Action", "Pilote"], ["Aider", vide])

    assert la_fiche(resultat) == {"titre": "Aider"}
    assert (SortDeCellule.IGNOREE, "case sans contenu") in resultat.rapport.sorts.values()


@pytest.mark.parametrize("dit", ["Néant", "sans objet", "Aucun.", "N/A", "AUCUNE"])
def test_une_case_qui_dit_neant_n_est_pas_une_case_vide(dit: str, tmp_path: Path) -> None:
    """« Partenaires : néant » se retient, et ne crée pas une structure de ce nom."""
    resultat = lu(tmp_path, ["Action", "Partenaires", "Budget"], ["Aider", dit, dit])

    assert la_fiche(resultat) == {"titre": "Aider", "sans_objet": ["partenaires", "budgets"]}


def test_une_rubrique_qu_une_autre_case_remplit_n_est_pas_sans_objet(tmp_path: Path) -> None:
    """Deux colonnes de partenaires, dont une seule dit « néant »."""
    entetes = ["Action", "Partenaires", "Autres partenaires"]
    resultat = lu(
        tmp_path,
        entetes,
        ["Aider", "CAF", "néant"],
        paires={"Autres partenaires": "partenaires"},
    )

    assert la_fiche(resultat) == {"titre": "Aider", "partenaires": ["CAF"]}


def test_un_niveau_dit_sans_objet_n_a_rien_a_dire(tmp_path: Path) -> None:
    """Un axe n'a pas de rubrique : la case est ignorée, sous sa règle."""
    resultat = lu(
        tmp_path, ["Axe", "Action", "Pilote"], ["Vivre ici", "", "néant"], ["", "Aider", "CCAS"]
    )

    assert la_fiche(resultat)["pilotes"] == ["CCAS"]
    assert (SortDeCellule.IGNOREE, "case sans contenu") in resultat.rapport.sorts.values()


def test_ce_que_la_personne_dit_l_emporte(tmp_path: Path) -> None:
    """Une correspondance range une colonne inconnue, en écarte une autre, par nom ou par lettre."""
    resultat = lu(
        tmp_path,
        ["Action", "Qui fait quoi", "Couleur", "Thématique"],
        ["Aider", "CCAS", "bleu", "Vivre ici"],
        paires={"Qui fait quoi": "pilotes", "C": "ignorer", "Thématique": "axe"},
    )
    fiche = la_fiche(resultat)
    assert fiche["pilotes"] == ["CCAS"]
    assert fiche["rattachements"] == ["vivre-ici"]
    assert "notes" not in fiche
    assert (SortDeCellule.IGNOREE, "colonne écartée par la correspondance") in (
        resultat.rapport.sorts.values()
    )


def test_l_import_complete_ce_que_le_territoire_a_deja(tmp_path: Path) -> None:
    """Un axe et une fiche du même titre sont mis à jour ; le reste n'y bouge pas.

    Ses notes restent, celles d'un import d'autrefois comprises : `verifier` les signale.
    """
    fichier = tmp_path / "plan.xlsx"
    fichier.write_bytes(
        classeur_de(
            {
                "Plan": [
                    ["Axe", "Action", "Statut", "Couleur"],
                    ["Bien vivre", "Aider", "Terminé", "bleu"],
                ]
            }
        )
    )
    deja = {
        PROJET: {"titre": "Projet", "axes": ["Bien vivre", {"titre": "Autre"}]},
        f"{ACTIONS}aide.yml": {
            "titre": "Aider",
            "statut": "en_cours",
            "pilotes": ["CCAS"],
            "rattachements": ["autre"],
            "notes": ["Relue par le comité"],
        },
    }
    resultat = Import(ouvrir_classeur(fichier)).lire(
        REFERENTIEL, Cible("val", "Val", EXISTANTS | deja)
    )
    assert resultat.arbres.fichiers[f"{ACTIONS}aide.yml"] == {
        "titre": "Aider",
        "statut": "realisee",
        "pilotes": ["CCAS"],
        "rattachements": ["autre", "bien-vivre"],
        "notes": ["Relue par le comité"],
    }
    assert set(resultat.arbres.fichiers) == {PROJET, f"{ACTIONS}aide.yml"}
    axes = resultat.arbres.fichiers[PROJET]["axes"]
    assert [axe["titre"] for axe in axes] == ["Bien vivre", "Autre"]
