"""La revue d'un import met la source en face de ce qui en est compris, le douteux d'abord."""

from __future__ import annotations

from pathlib import Path

import pytest

from projet_social.classeur.ouverture import ouvrir_classeur
from projet_social.rendu import rendre
from projet_social.tableur.comprehension.importation import Import
from projet_social.tableur.comprehension.rapport import SortDeCellule
from projet_social.tableur.comprehension.revue import Confiance, LigneRevue, Revue, passer_en_revue

from ..fabrique import classeur_de
from ..fabrique_ademe import gabarit, rang_de
from .test_compte_des_cellules import CIBLE, REFERENTIEL

EN_TETES = ["Axe", "Action", "Pilotte", "Statut", "Échéance", "Couleur", "Chef de projet"]
INVENTEES = [
    ["Axe 1 : Grandir", "Ouvrir un café", "CCAS", "En cours", "2027", "bleu", "Zoé Martin"],
    ["Axe 1 : Grandir", "Prêter des vélos", "Mairie", "À venir", "un jour", None, None],
]
"""Un plan inventé : une faute de frappe, une date incomprise, une colonne sans champ, un nom."""


def revue_du_classeur(octets: bytes, dossier: Path) -> Revue:
    """Importe un classeur, et le passe en revue."""
    fichier = dossier / "plan.xlsx"
    fichier.write_bytes(octets)
    resultat = Import(ouvrir_classeur(fichier)).lire(REFERENTIEL, CIBLE)
    return passer_en_revue(resultat, fichier.name, "Val")


@pytest.fixture
def revue(tmp_path: Path) -> Revue:
    """La revue du plan inventé."""
    return revue_du_classeur(classeur_de({"Plan": [EN_TETES, *INVENTEES]}), tmp_path)


def ligne_de(revue: Revue, titre: str) -> LigneRevue:
    """La ligne de cet intitulé."""
    return next(ligne for ligne in revue.lignes if ligne.titre == titre)


def test_chaque_champ_est_en_face_de_sa_cellule(revue: Revue) -> None:
    """Le mot de la source, sa cellule, et ce qui s'écrira, en français."""
    cafe = ligne_de(revue, "Ouvrir un café")
    assert (cafe.nature, cafe.dans) == ("Action", ("Grandir",))
    assert cafe.fichier == "territoires/val/actions/ouvrir-un-cafe.yml"
    (statut,) = (champ for champ in cafe.champs if champ.libelle == "Statut")
    (cellule,) = statut.cellules
    assert (cellule.ou.case, cellule.colonne, cellule.texte) == ("D2", "Statut", "En cours")
    assert statut.valeurs == ("En cours",)
    assert statut.confiance is Confiance.SURE


def test_une_colonne_reconnue_a_peu_pres_est_a_verifier(revue: Revue) -> None:
    """« Pilotte » est sans doute « Pilote » : le champ est rempli, et le dit."""
    (pilotes,) = (
        champ for champ in ligne_de(revue, "Ouvrir un café").douteux if champ.libelle == "Pilotes"
    )
    assert pilotes.confiance is Confiance.DOUTEUSE
    assert pilotes.doutes == ("colonne « Pilotte » : reconnue à peu près ; à confirmer",)


def test_ce_qui_n_est_pas_place_est_dit_avec_sa_raison(revue: Revue) -> None:
    """Une couleur, une date incomprise : leur cellule, leur fiche, que faire."""
    restes = {reste.contenu: reste for reste in revue.a_ranger}
    assert set(restes) == {"bleu", "un jour"}
    assert restes["un jour"].ou.case == "E3"
    assert restes["un jour"].fichier == "territoires/val/actions/preter-des-velos.yml"
    assert [r.contenu for r in ligne_de(revue, "Prêter des vélos").a_ranger] == ["un jour"]


def test_la_page_met_le_douteux_d_abord_et_ne_nomme_personne(revue: Revue) -> None:
    """Une page entière, sans script, où le nom d'une personne n'est nulle part."""
    html = rendre("revue_d_import.html", revue=revue)
    assert "Zoé" not in html
    assert "Martin" not in html
    assert "<script" not in html
    assert html.index("reconnue à peu près") < html.index('id="plan"')
    for ligne in revue.lignes:
        assert html.count(f'id="l{ligne.rang}"') == 1
    for ancre in ("a-regarder", "a-ranger", "ecarte", "plan"):
        assert f'id="{ancre}"' in html


def test_le_texte_de_la_source_s_imprime_et_ne_s_execute_pas(tmp_path: Path) -> None:
    """Une balise écrite dans une cellule se lit telle quelle."""
    lignes = [["Action", "Couleur"], ["Jouer", "<img src=x onerror=alert(1)>"]]
    html = rendre(
        "revue_d_import.html", revue=revue_du_classeur(classeur_de({"Plan": lignes}), tmp_path)
    )
    assert "<img" not in html
    assert "&lt;img src=x" in html


def test_chaque_cellule_placee_du_gabarit_est_dans_la_revue(tmp_path: Path) -> None:
    """Le gabarit de l'ADEME : la revue montre toutes les cellules placées, étapes comprises."""
    fichier = tmp_path / "plan.xlsx"
    fichier.write_bytes(gabarit())
    resultat = Import(ouvrir_classeur(fichier)).lire(REFERENTIEL, CIBLE)
    revue = passer_en_revue(resultat, fichier.name, "Val")

    montrees = {c.ou for ligne in revue.lignes for champ in ligne.champs for c in champ.cellules}
    placees = {ou for ou, (sort, _) in resultat.rapport.sorts.items() if sort == "placée"}
    # Un intitulé répété sur plusieurs lignes ne se montre qu'une fois : à sa première cellule.
    intitules = {ou for ou in placees if ou.colonne <= rang_de("Titre de l'action")}
    assert placees - montrees <= intitules
    assert revue.comptes[SortDeCellule.PLACEE] == len(placees)
    assert any(champ.libelle.startswith("Étape") for li in revue.lignes for champ in li.champs)
