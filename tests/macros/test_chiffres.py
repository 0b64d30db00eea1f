"""Budgets et indicateurs : un tableau pour ce qui a un chiffre, une courte liste pour le reste."""

from __future__ import annotations

import re

import pytest

from projet_social.macros.registre import trouver

from ..conftest import CorpusDe, vue_de
from ..visiteur import fragments_vides


def rendre(corpus_de: CorpusDe, *champs: str) -> str:
    """La fiche d'une action qui a ces champs."""
    fiche = "\n".join(("titre: Une action", *champs)) + "\n"
    vue = vue_de(
        corpus_de(
            {
                "territoires/val/projet.yml": "titre: P\n",
                "territoires/val/actions/une-action.yml": fiche,
            }
        )
    )
    rendu = trouver("fiche").appeler(vue, territoire="val", ligne="une-action")
    assert fragments_vides(rendu) == []
    return rendu


def tetes(rendu: str) -> list[str]:
    """Les têtes de colonnes des tableaux."""
    return re.findall(r'<th scope="col"[^>]*>([^<]+)', rendu)


def test_sans_aucun_chiffre_il_n_y_a_pas_de_tableau(corpus_de: CorpusDe) -> None:
    """De la fiche : des noms, en liste ; d'une étape qui n'en a qu'un, une ligne."""
    rendu = rendre(
        corpus_de,
        "indicateurs: [{nom: Familles reçues, unite: familles}, {nom: Ateliers}]",
        "budgets: [{nature: fonctionnement}, {annee: 2026, libelle: Minibus}]",
        "etapes: [{titre: Étape, indicateurs: [{nom: Réunions}], budgets: [{annee: 2027}]}]",
    )

    assert "<table" not in rendu
    for dit in ("Familles reçues (familles)", "Ateliers", "Fonctionnement", "2026, Minibus"):
        assert f"<li>{dit}</li>" in rendu
    for dit in ("Réunions", "2027"):
        assert f"<dd>{dit}</dd>" in rendu


def test_un_tableau_n_a_que_les_colonnes_qui_disent_quelque_chose(corpus_de: CorpusDe) -> None:
    """Et que les lignes qui ont un chiffre ; les autres se lisent dessous."""
    rendu = rendre(
        corpus_de,
        "indicateurs:",
        "  - {nom: Voyageurs, valeurs: [{date: 2025, valeur: 0}]}",
        "  - {nom: Arrêts}",
        "budgets: [{annee: 2026, prevu: 3 000 €}, {libelle: Minibus}]",
    )

    assert tetes(rendu) == ["Indicateur", "Valeurs relevées", "Année", "Prévu"]
    assert "0 (2025)" in rendu
    assert re.search(r"Sans valeur</p>\s*<ul>\s*<li>Arrêts</li>", rendu)
    assert re.search(r"Sans montant</p>\s*<ul>\s*<li>Minibus</li>", rendu)


def test_l_etape_dit_ses_chiffres_en_liste(corpus_de: CorpusDe) -> None:
    """Rien ne s'y perd de ce que disait un tableau."""
    rendu = rendre(
        corpus_de,
        "etapes:",
        "  - titre: Rouler",
        "    budgets: [{annee: 2026, nature: fonctionnement, libelle: Gazole, prevu: 2, "
        "realise: 3, unite: k€}]",
        "    indicateurs: [{nom: Voyageurs, unite: personnes, type: resultat, initial: "
        "{date: 2024, valeur: 0}, cible: [{date: 2026, valeur: 1200}]}, "
        "{nom: Satisfaction, sens: hausse, valeurs: [{date: 2025, valeur: 7, appreciation: en "
        "progrès}]}]",
    )

    texte = re.sub(r"<[^>]+>", "", rendu)
    assert "2026, Gazole, Fonctionnement : prévu 2 k€ ; dépensé 3 k€" in texte
    texte = re.sub(r"[\u00a0\u202f]", " ", texte)
    assert "Voyageurs (personnes), résultat : départ 0 (2024) ; cible 1 200 (2026)" in texte
    assert "Satisfaction, plus le nombre monte, mieux c’est : relevé 7, en progrès (2025)" in texte


RELEVES = "valeurs: [{date: 2023, valeur: 5}, {date: 2024, valeur: 8}, {date: 2027, valeur: 9}]"


@pytest.mark.parametrize("dans", ["", "etapes: [{titre: Rouler, "])
def test_releve_deux_fois_un_indicateur_a_sa_courbe_et_son_tableau(
    corpus_de: CorpusDe, dans: str
) -> None:
    """Sur la fiche comme dans une étape : chaque valeur y est, les années vides sont dites."""
    indicateur = (
        "indicateurs: [{nom: Arrêts, unite: arrêts, sens: baisse, "
        f"cible: [{{date: 2028, valeur: 12}}], {RELEVES}}}]"
    )
    rendu = rendre(corpus_de, f"{dans}{indicateur}{'}]' if dans else ''}")

    assert tetes(rendu) == ["Date", "Nature", "Nombre"]
    rangees = re.findall(r'<tr><th scope="row">(.+?)</th>\s*<td>(.+?)</td>', rendu)
    assert rangees == [
        ("2023", "Relevée"), ("2024", "Relevée"), ("2027", "Relevée"), ("2028", "Visée"),
    ]  # fmt: skip
    assert "Plus le nombre baisse, mieux c’est." in rendu
    assert "Aucune valeur relevée en 2025, 2026." in rendu
    assert rendu.count('class="ligne"') == 1
    assert rendu.count('class="but"') == 1
    assert "De 5 (2023) à 9 (2027), avec des années sans valeur." in rendu


def test_des_mots_se_lisent_en_tableau_et_ne_se_dessinent_jamais(corpus_de: CorpusDe) -> None:
    """Même si un indicateur qualitatif porte des nombres."""
    rendu = rendre(
        corpus_de,
        "indicateurs:",
        "  - nom: Ambiance",
        "    mesure: qualitatif",
        "    valeurs: [{date: 2024, valeur: 1}, {date: 2025, valeur: 2, appreciation: en progrès}]",
        "  - nom: Liens",
        "    valeurs: [{date: 2024, appreciation: rares}, {date: 2025, appreciation: réguliers}]",
    )

    assert "<svg" not in re.sub(r"<svg[^>]*viewBox.*?</svg>", "", rendu)
    for dit in ("en progrès", "rares", "réguliers"):
        assert f"<td>{dit}</td>" in rendu
    assert tetes(rendu)[3:] == ["Appréciation", "Date", "Nature", "Appréciation"]


def test_le_total_d_une_fiche_ne_depend_pas_de_sa_premiere_ligne(corpus_de: CorpusDe) -> None:
    """Une première ligne qui n'a rien de prévu n'empêche ni la page, ni la somme."""
    rendu = rendre(
        corpus_de,
        "budgets:",
        "  - {annee: 2025, realise: 4 € TTC}",
        "  - {annee: 2026, prevu: 5 € TTC}",
        "  - {annee: 2026, prevu: 6 € TTC}",
        "  - {annee: 2027, prevu: 7 € TTC}",
    )

    assert "<p>Total prévu : 18 € TTC.</p>" in rendu
    assert "11 € <span" in rendu.replace("\u00a0", " ")


def test_la_page_du_budget_dit_chaque_montant_a_part(corpus_de: CorpusDe) -> None:
    """Somme du plan, lignes du premier rang, montants hors des sommes et leur fiche."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: P\naxes: [{titre: Bouger}, {titre: Loger}]\n",
            "territoires/val/actions/un.yml": "titre: Un\nrattachements: [bouger, loger]\n"
            "budgets: [{annee: 2026, prevu: 5 €}, "
            "{annee: 2026, libelle: Conduite, prevu: 1 ETP}]\n",
            "territoires/val/actions/deux.yml": "titre: Deux\nrattachements: [loger]\n"
            "etapes: [{titre: Essai, budgets: [{annee: 2026, prevu: 7 €}, {prevu: 2 €}]}]\n",
        }
    )
    rendu = trouver("budget_des_actions").appeler(vue_de(rapport), territoire="val")
    texte = " ".join(re.sub(r"<[^>]+>", "", rendu).split())

    assert "2026 12 € en 2 montants" in texte
    assert "2 montants sur 4 n’entrent dans aucune somme : 1 sans année, 1 en ETP." in texte
    assert "Bouger : 2026, prévu 5 € (1 montant à part)" in texte
    assert "Loger : 2026, prévu 12 € (2 montants à part)" in texte
    assert "compte sous chacune, et une seule fois dans le plan" in texte
    assert "Deux, étape « Essai » : prévu 2 €" in texte
    assert "Un : 2026, Conduite, prévu 1 ETP" in texte
