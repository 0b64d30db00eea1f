"""Le gabarit de Territoires en Transitions (ADEME) s'importe tel quel, sans aucune option."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from projet_social.classeur.ouverture import ouvrir_classeur
from projet_social.tableur.comprehension.compte_rendu import plan_en_retrait
from projet_social.tableur.comprehension.correspondance import a_confirmer
from projet_social.tableur.comprehension.importation import Import, Resultat

from ..fabrique import classeur_de
from ..fabrique_ademe import INTACT, FormeDuGabarit, gabarit, sans_colonnes, une_action
from .test_compte_des_cellules import CIBLE, REFERENTIEL

ACTIONS = "territoires/val/actions/"
PROJET = "territoires/val/projet.yml"
AUTRES_FORMES = {
    "onglet renommé": replace(INTACT, feuille="Plan 2025 v3 (2)"),
    "sans ligne d'aide": replace(INTACT, aide=False),
    "sans groupes": replace(INTACT, groupes=False),
    "sans onglet de listes ni notice": replace(INTACT, listes=False, notice=False),
    "ligne de titre": replace(INTACT, titre="Plan d'actions inventé du Val-Imaginaire"),
    "colonnes à l'envers": replace(
        INTACT, groupes=False, colonnes=(*INTACT.colonnes[:5], *reversed(INTACT.colonnes[5:17]))
    ),
    "axes fusionnés": replace(INTACT, axes_fusionnes=True),
}


def importer(octets: bytes, dossier: Path) -> Resultat:
    """Importe un classeur dans un territoire inventé, et assure que rien n'est à confirmer."""
    fichier = dossier / "plan.xlsx"
    fichier.write_bytes(octets)
    lu = Import(ouvrir_classeur(fichier))
    assert not a_confirmer(lu.comprises), "une colonne du gabarit se reconnaît sans demander"
    return lu.lire(REFERENTIEL, CIBLE)


def de_lignes(dossier: Path, *rangees: list[Any], forme: FormeDuGabarit = INTACT) -> Resultat:
    """Importe ces lignes du gabarit."""
    return importer(gabarit(rangees, forme), dossier)


def fiche_de(resultat: Resultat, nom: str) -> dict[str, Any]:
    """La fiche de ce nom."""
    return resultat.arbres.fichiers[f"{ACTIONS}{nom}.yml"]


def une_fiche(dossier: Path, **valeurs: Any) -> dict[str, Any]:
    """Ce que devient une seule action, son titre mis à part."""
    resultat = de_lignes(dossier, une_action(titre="Aider", **valeurs))
    return {cle: v for cle, v in fiche_de(resultat, "aider").items() if cle != "titre"}


def test_le_gabarit_entier(tmp_path: Path) -> None:
    """46 lignes d'actions donnent 46 fiches ; aide, listes et groupes n'en sont pas."""
    resultat = importer(gabarit(), tmp_path)

    fiches = [nom for nom in resultat.arbres.fichiers if nom.startswith(ACTIONS)]
    assert len(fiches) == 46
    plan = plan_en_retrait(resultat).splitlines()
    assert sum(ligne.strip().startswith("Étape") for ligne in plan) == 12
    assert sum(ligne.startswith("Action") for ligne in plan) == 6, "sans axe : hors des axes"
    assert "Champ" not in "".join(plan)
    assert resultat.plan.titre is None, "un intitulé de groupe n'est pas le titre du plan"
    comptes = resultat.rapport.comptes()
    assert comptes["Fichier d'import"]["ignorée : ligne d'aide du gabarit"] == 35
    assert comptes["Fichier d'import"]["ignorée : intitulé de groupe de colonnes"] == 9
    assert comptes["Listes déroulantes"] == {"ignorée : onglet de listes déroulantes": 22}
    assert set(comptes["Aide"]) == {"ignorée : onglet d'aide"}
    assert not resultat.rapport.remarques.erreurs


@pytest.mark.parametrize("forme", AUTRES_FORMES.values(), ids=AUTRES_FORMES)
def test_le_gabarit_retouche(forme: FormeDuGabarit, tmp_path: Path) -> None:
    """Renommé, sans aide, réordonné, fusionné : le même plan."""
    attendu = importer(gabarit(), tmp_path)
    obtenu = importer(gabarit(forme=forme), tmp_path)

    assert plan_en_retrait(obtenu) == plan_en_retrait(attendu)


def test_trois_niveaux_gardent_leurs_mots(tmp_path: Path) -> None:
    """Axe, Sous-axe, Sous-sous-axe : trois types, les mots du territoire."""
    resultat = de_lignes(
        tmp_path,
        une_action(axe="1 Air", sous_axe="1.1 Ici", sous_sous_axe="1.1.1 Vite", titre="Aider"),
    )
    niveaux = resultat.arbres.fichiers[PROJET]["niveaux"]
    assert {type_: mots["singulier"] for type_, mots in niveaux.items()} == {
        "axe": "Axe",
        "orientation": "Sous-axe",
        "objectif": "Sous-sous-axe",
    }


def test_une_sous_action_est_une_etape(tmp_path: Path) -> None:
    """Elle a son pilote, ses dates, son statut, son argent ; rien n'en passe à la fiche."""
    resultat = de_lignes(
        tmp_path,
        une_action(axe="1 Air", titre="Aider", structure="CCAS", statut="À venir"),
        une_action(
            axe="1 Air",
            titre="Aider",
            sous_action="Recruter",
            structure="Mairie",
            statut="En retard",
            priorite="Bas",
            debut="14/12/2024",
            financeur_1="ADEME",
            montant_1=800,
            budget=1600,
        ),
        une_action(titre="Aider", sous_action="Former", moyens="0,1 ETP"),
    )
    fiche = fiche_de(resultat, "aider")
    assert (fiche["pilotes"], fiche["statut"]) == (["CCAS"], "a_venir")
    assert "financeurs" not in fiche
    assert fiche["etapes"] == [
        {
            "titre": "Recruter",
            "debut": "14/12/2024",
            "pilotes": ["Mairie"],
            "financeurs": ["ADEME (800 € HT)"],
            "budgets": [{"prevu": "1 600 € HT"}],
            "statut": "en_cours",
            "priorite": "basse",
            "notes": ["Signalée en retard dans le document d’origine."],
        },
        {"titre": "Former", "moyens": "0,1 ETP"},
    ]
    assert len([nom for nom in resultat.arbres.fichiers if nom.startswith(ACTIONS)]) == 1


def test_la_ligne_d_une_action_peut_suivre_ses_sous_actions(tmp_path: Path) -> None:
    """Nommée d'abord par une sous-action, l'action n'est pas une seconde fiche."""
    resultat = de_lignes(
        tmp_path,
        une_action(axe="1 Air", titre="Aider", sous_action="Recruter", structure="Mairie"),
        une_action(axe="1 Air", titre="Aider", structure="CCAS"),
        une_action(axe="1 Air", titre="Ouvrir", structure="CAF"),
    )
    assert len([nom for nom in resultat.arbres.fichiers if nom.startswith(ACTIONS)]) == 2
    fiche = fiche_de(resultat, "aider")
    assert fiche["pilotes"] == ["CCAS"]
    assert fiche["etapes"] == [{"titre": "Recruter", "pilotes": ["Mairie"]}]


@pytest.mark.parametrize(
    ("valeurs", "attendu"),
    [
        (
            {"financeur_1": "Région", "montant_1": 12000, "financeur_2": "ADEME", "budget": 40000},
            {
                "financeurs": ["Région (12 000 € HT)", "ADEME"],
                "budgets": [{"prevu": "40 000 € HT"}],
            },
        ),
        ({"budget": "12 000 € TTC"}, {"budgets": [{"prevu": "12 000 € TTC"}]}),
        ({"statut": "À discuter"}, {"statut": "piste"}),
        (
            {"statut": "En retard"},
            {"statut": "en_cours", "notes": ["Signalée en retard dans le document d’origine."]},
        ),
        ({"statut": "Bloqué"}, {"statut": "en_pause", "motif": "Bloquée"}),
        (
            {"statut": "Abandonné"},
            {"statut": "abandonnee", "motif": "Motif non dit dans le document d’origine"},
        ),
        ({"priorite": "Élevé"}, {"priorite": "haute"}),
        ({"priorite": "Bas"}, {"priorite": "basse"}),
        ({"participation": "Pas de participation citoyenne"}, {}),
        ({"participation": "Co-construction"}, {"participation": "co_construction"}),
        ({"continue_": True}, {"recurrence": "chaque année"}),
        ({"continue_": "TRUE"}, {"recurrence": "chaque année"}),
        ({"continue_": False}, {}),
        ({"debut": "14/12/20"}, {"debut": "2020-12-14"}),
        ({"debut": 45078}, {"debut": "2023-06-01"}),
        (
            {"partenaires": "CAF, associations locales, Département"},
            {"partenaires": ["CAF", "associations locales", "Département"]},
        ),
        (
            {"partenaires": "CC du Val, service jeunesse"},
            {"partenaires": ["CC du Val, service jeunesse"]},
        ),
        (
            {"indicateurs": "Nombre de trajets, Part des habitants"},
            {"indicateurs": [{"nom": "Nombre de trajets"}, {"nom": "Part des habitants"}]},
        ),
        (
            {"indicateurs": "Nombre d'élèves, de parents"},
            {"indicateurs": [{"nom": "Nombre d'élèves, de parents"}]},
        ),
        (
            {"structure": "CC du Val", "service": "Direction de l'eau"},
            {"pilotes": ["CC du Val", "Direction de l'eau"]},
        ),
        (
            {"financements": "Aide demandée.", "moyens": "1 ETP"},
            {"moyens": "1 ETP\n\n**Financements** : Aide demandée."},
        ),
        (
            {"calendrier": "Deux réunions, puis un bilan", "debut": 2025},
            {"debut": "2025", "description": "**Calendrier** : Deux réunions, puis un bilan"},
        ),
        ({"mesures": "1.1.2"}, {"description": "**Mesures liées** : 1.1.2"}),
    ],
)  # fmt: skip
def test_une_case_du_gabarit(
    valeurs: dict[str, Any], attendu: dict[str, Any], tmp_path: Path
) -> None:
    """Chaque mot des listes du gabarit a son sens, sans rien affirmer de plus."""
    assert une_fiche(tmp_path, **valeurs) == attendu


def test_les_actions_liees_se_retrouvent(tmp_path: Path) -> None:
    """Des intitulés, même avec une virgule, deviennent les identifiants des fiches."""
    resultat = de_lignes(
        tmp_path,
        une_action(titre="Aider", actions_liees="Lire, écrire, Ouvrir, Voler"),
        une_action(titre="Ouvrir", actions_liees="Lire, écrire"),
        une_action(titre="Lire, écrire"),
    )
    aider = fiche_de(resultat, "aider")
    assert aider["actions_liees"] == ["ouvrir"]
    assert fiche_de(resultat, "ouvrir")["actions_liees"] == ["lire-ecrire"]
    assert aider["description"] == "**Actions des plans liées** : Lire, écrire, Voler"


@pytest.mark.parametrize(
    ("dates", "attendues"),
    [
        (["03/04/20", "12/14/20"], ["2020-03-04", "2020-12-14"]),
        (["03/04/20", "14/12/20"], ["2020-04-03", "2020-12-14"]),
        (["03/04/2020", "12/14/2020"], ["2020-03-04", "2020-12-14"]),
        (["14/12/20", "12/15/20", "03/04/20"], ["2020-12-14", "2020-12-15", "2020-04-03"]),
        (["03/04/20", 45078], ["2020-04-03", "2023-06-01"]),
    ],
)
def test_une_colonne_dit_l_ordre_de_ses_dates(
    dates: list[Any], attendues: list[str], tmp_path: Path
) -> None:
    """12/14/20 prouve le mois d'abord, pour toute la colonne ; sinon, le jour."""
    rangees = [une_action(titre=f"Action {rang}", debut=d) for rang, d in enumerate(dates)]
    resultat = de_lignes(tmp_path, *rangees)

    fiches = [f for nom, f in resultat.arbres.fichiers.items() if nom.startswith(ACTIONS)]
    assert [fiche["debut"] for fiche in fiches] == attendues


def test_la_date_de_fin_suit_la_date_de_debut(tmp_path: Path) -> None:
    """Le même export écrit ses deux colonnes dans le même ordre."""
    resultat = de_lignes(tmp_path, une_action(titre="Aider", debut="12/14/20", fin="03/04/21"))

    assert fiche_de(resultat, "aider")["fin"] == "2021-03-04"
    dites = [str(remarque) for remarque in resultat.rapport.remarques]
    assert any("le mois d'abord" in dite for dite in dites)


@pytest.mark.parametrize(
    ("axes", "hors"),
    [
        (["A", "A", "", "B"], [2]),
        (["A", "", "B", ""], []),
        (["A", "B", "A", ""], [3]),
        (["", "A", "", "B"], [0, 2]),
        (["", "", "", ""], [0, 1, 2, 3]),
    ],
)
def test_un_axe_vide(axes: list[str], hors: list[int], tmp_path: Path) -> None:
    """Récrit sur chaque ligne, un vide veut dire aucun ; écrit une fois, un vide le continue."""
    lignes = [[axe or None, f"Action {rang}", "CCAS"] for rang, axe in enumerate(axes)]
    resultat = importer(classeur_de({"Plan": [["Axe", "Action", "Pilote"], *lignes]}), tmp_path)

    seules = [e.titre for e in resultat.plan.racines if e.est_une_action]
    assert seules == [f"Action {rang}" for rang in hors]


def test_des_colonnes_en_moins(tmp_path: Path) -> None:
    """Un gabarit réduit à ce que l'on a rempli se lit encore."""
    forme = sans_colonnes(
        replace(INTACT, listes=False, notice=False),
        "Sous-sous axe (x.x.x)", "Titre de la sous-action", "Financements", "Financeur 2",
        "Financeur 3", "Personne pilote", "Notes", "Calendrier",
    )  # fmt: skip
    resultat = de_lignes(
        tmp_path, une_action(axe="1 Air", titre="Aider", financeur_1="Région"), forme=forme
    )
    assert fiche_de(resultat, "aider")["financeurs"] == ["Région"]


def test_une_vraie_liste_n_est_pas_une_liste_de_choix(tmp_path: Path) -> None:
    """Un onglet « Listes » qui porte des actions se lit ; une notice bavarde, non."""
    resultat = importer(
        classeur_de(
            {
                "Listes": [["Action", "Statut"], ["Aider", "En cours"], ["Ouvrir", "À venir"]],
                "Lisez-moi": [["Remplir une ligne par action."], ["Merci !"]],
            }
        ),
        tmp_path,
    )
    assert len([nom for nom in resultat.arbres.fichiers if nom.startswith(ACTIONS)]) == 2
    assert resultat.rapport.comptes()["Lisez-moi"] == {"ignorée : onglet d'aide": 2}


@pytest.mark.parametrize(
    ("numeros", "de_l_action", "des_etapes"),
    [(["1", "1"], "1", [None, None]), (["1.1", "1.2"], None, ["1.1", "1.2"])],
)
def test_un_numero_est_a_l_action_ou_a_ses_etapes(
    numeros: list[str], de_l_action: str | None, des_etapes: list[str | None], tmp_path: Path
) -> None:
    """Le même sur toutes les lignes d'une action, c'est le sien ; différent, celui des étapes."""
    lignes = [[n, "Aider", f"Étape {rang}"] for rang, n in enumerate(numeros)]
    resultat = importer(classeur_de({"P": [["N°", "Action", "Opération"], *lignes]}), tmp_path)

    fiche = fiche_de(resultat, "aider")
    assert fiche.get("numero") == de_l_action
    assert [etape.get("numero") for etape in fiche["etapes"]] == des_etapes
