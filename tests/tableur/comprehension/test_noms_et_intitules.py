"""Les noms de colonnes et les intitulés, tels que les personnes les écrivent."""

from __future__ import annotations

import pytest

from projet_social.modele.socle import Refus
from projet_social.tableur.comprehension.dates import CalendrierLu, date_de, lire_calendrier
from projet_social.tableur.comprehension.decoupage import en_prose, expurger, structures_de
from projet_social.tableur.comprehension.grille import texte_de
from projet_social.tableur.comprehension.mots import mots_connus, statut_de
from projet_social.tableur.comprehension.niveaux import lire_intitule
from projet_social.tableur.comprehension.noms_de_colonnes import Surete, champs_permis, sens_du_nom


@pytest.mark.parametrize(
    ("nom", "champ"),
    [
        ("Porteur", "porteur"),
        ("Structure pilote", "pilotes"),
        ("Pilote(s)", "pilotes"),
        ("STRUCTURES PILOTES", "pilotes"),
        ("Référent·e·s", "pilotes"),
        ("Échéance", "fin"),
        ("Echéance", "fin"),
        ("Calendrier", "calendrier"),
        ("Public cible", "publics"),
        ("Bénéficiaires", "publics"),
        ("Budget 2024", "budget_prevu"),
        ("Coût prévisionnel", "budget_prevu"),
        ("Coût (en €)", "budget_prevu"),
        ("Partenaires", "partenaires"),
        ("Indicateurs de suivi", "indicateurs"),
        ("État d'avancement", "statut"),
        ("N° fiche", "numero"),
        ("Intitulé", "titre"),
        ("% de réalisation", "avancement"),
        ("Objectif opérationnel", "objectif"),
        ("Champ d'intervention", "axe"),
        ("Numéro de l'axe", "numero_axe"),
        ("2025", "periode"),
        ("T1 2025", "periode"),
    ],
)
def test_un_nom_de_colonne_connu(nom: str, champ: str) -> None:
    """Accents, casse, pluriel, année, unité et écriture inclusive ne comptent pas."""
    sens = sens_du_nom((nom,))
    assert (sens.champ, sens.surete) == (champ, Surete.EXACTE)


@pytest.mark.parametrize(
    ("nom", "champ"),
    [
        ("Echéace", "fin"),
        ("Partenaire mobilisable", "partenaires"),
        ("Indicateurs de performance", "indicateurs"),
    ],
)
def test_un_nom_approche_est_a_confirmer(nom: str, champ: str) -> None:
    """Une faute de frappe, ou un nom connu suivi de précisions."""
    sens = sens_du_nom((nom,))
    assert (sens.champ, sens.surete) == (champ, Surete.APPROCHEE)


@pytest.mark.parametrize(
    "nom", ["Couleur", "Nombre de partenaires", "Action sociale du CCAS", "Observateur", "x" * 90]
)
def test_un_nom_inconnu_le_reste(nom: str) -> None:
    """Ressembler de loin ne suffit pas."""
    assert sens_du_nom((nom,)).champ == ""


@pytest.mark.parametrize(
    ("parties", "champ", "annee"),
    [
        (("Budget", "2024"), "budget_prevu", "2024"),
        (("Budget 2025", "Réalisé"), "budget_realise", "2025"),
        (("CalendrierLu", "Début"), "debut", ""),
        (("Pilotage", "Structure"), "pilotes", ""),
        (("Suivi", "Indicateurs"), "indicateurs", ""),
    ],
)
def test_un_nom_sur_deux_lignes(parties: tuple[str, str], champ: str, annee: str) -> None:
    """L'en-tête du dessus complète celui du dessous."""
    sens = sens_du_nom(parties)
    assert (sens.champ, sens.annee) == (champ, annee)


def test_tout_champ_permis_a_une_lecture() -> None:
    """Une correspondance ne peut nommer que ce qui se lit."""
    from projet_social.tableur.comprehension.lectures.registre import toutes_les_lectures

    speciaux = {"axe", "enjeu", "orientation", "objectif", "ignorer"}
    sans_lecture = {c for c in champs_permis() if not c.startswith("numero_")} - speciaux
    assert sans_lecture <= set(toutes_les_lectures())


@pytest.mark.parametrize(
    ("texte", "mot", "numero", "titre"),
    [
        ("Axe 1 : Lien social", "Axe", "1", "Lien social"),
        ("AXE II – Lien", "Axe", "II", "Lien"),
        ("Axe n°2 – Santé", "Axe", "2", "Santé"),
        ("Axe A. Santé", "Axe", "A", "Santé"),
        ("Axe 1", "Axe", "1", "Axe 1"),
        ("Objectif opérationnel 1.1 : Aider", "Objectif opérationnel", "1.1", "Aider"),
        ("Fiche-action n° 3 : Navettes", "Fiche-action", "3", "Navettes"),
        ("Objectif : mieux vivre", "Objectif", "", "mieux vivre"),
        ("1.1 Aider", "", "1.1", "Aider"),
        ("1) Aider", "", "1", "Aider"),
        ("- Aider", "", "", "Aider"),
        ("Action culturelle en Ehpad", "", "", "Action culturelle en Ehpad"),
        ("Action A mener", "", "", "Action A mener"),
        ("Enjeux de santé", "", "", "Enjeux de santé"),
        ("3-11 ans : loisirs", "", "", "3-11 ans : loisirs"),
        ("2024 en fête", "", "", "2024 en fête"),
        ("3 navettes", "", "", "3 navettes"),
    ],
)
def test_un_intitule_se_separe_de_son_numero(texte: str, mot: str, numero: str, titre: str) -> None:
    """Le mot et le numéro qui ouvrent un intitulé, sans rien prendre au titre."""
    lu = lire_intitule(texte)
    assert (lu.mot.mot if lu.mot else "", lu.numero, lu.titre) == (mot, numero, titre)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("12 au 15 mars 2024", CalendrierLu("12 mars 2024", "15 mars 2024")),
        ("mars 2024 à juin 2025", CalendrierLu("mars 2024", "juin 2025")),
        ("2024, 2025 et 2026", CalendrierLu("2024", "2026")),
        ("2024/2025", CalendrierLu("2024", "2025")),
        ("depuis 2019", CalendrierLu(debut="depuis 2019")),
        ("avant 2027", CalendrierLu(fin="avant 2027")),
        ("toute l'année", CalendrierLu(recurrence="toute l'année")),
        ("fin 2025", CalendrierLu(debut="fin 2025")),
    ],
)
def test_un_calendrier(texte: str, attendu: CalendrierLu) -> None:
    """Un début, une fin, un rythme, tels qu'ils sont dits."""
    assert lire_calendrier(texte) == attendu


def test_un_calendrier_incompris() -> None:
    """Ce qui n'est ni une date ni un rythme est refusé."""
    with pytest.raises(Refus):
        lire_calendrier("court terme")


def test_un_numero_de_jour_depend_du_calendrier_du_classeur() -> None:
    """Le même numéro, compté de 1900 ou de 1904, n'est pas le même jour."""
    assert date_de(45992, depuis_1904=False) == "2025-12-01"
    assert date_de(45992, depuis_1904=True) == "2029-12-02"
    assert date_de("45992", depuis_1904=False) == "2025-12-01"
    assert date_de(2025, depuis_1904=False) == "2025"


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("CCAS, CAF, MSA", ["CCAS", "CAF", "MSA"]),
        ("CCAS / CAF", ["CCAS", "CAF"]),
        ("CCAS/CAF", ["CCAS", "CAF"]),
        ("CAF,MSA,CCAS", ["CAF", "MSA", "CCAS"]),
        ("CAF et MSA", ["CAF", "MSA"]),
        ("CAF - MSA + ARS", ["CAF", "MSA", "ARS"]),
        ("CAF, MSA\nCCAS", ["CAF", "MSA", "CCAS"]),
        ("CAF,\nMSA,\nCCAS", ["CAF", "MSA", "CCAS"]),
        ("Commune/Département", ["Commune", "Département"]),
        ("Service Enfance/Jeunesse", ["Service Enfance/Jeunesse"]),
        ("Commune - Service jeunesse", ["Commune - Service jeunesse"]),
        ("Maison des habitants et des associations", ["Maison des habitants et des associations"]),
        (
            "CCAS, la Mission locale pour les jeunes du bassin de vie de Vallon, CAF",
            ["CCAS", "la Mission locale pour les jeunes du bassin de vie de Vallon", "CAF"],
        ),
        ("CC du Val, service jeunesse, CAF", ["CC du Val, service jeunesse", "CAF"]),
        ("• CCAS\n• CAF ; MSA", ["CCAS", "CAF", "MSA"]),
        ("Commune, service jeunesse", ["Commune, service jeunesse"]),
        ("Ligue du Val, fédération du 99", ["Ligue du Val, fédération du 99"]),
        ("Centre social (jeunes, aînés), CAF", ["Centre social (jeunes, aînés)", "CAF"]),
    ],
)  # fmt: skip
def test_des_structures(texte: str, attendu: list[str]) -> None:
    """La virgule ne coupe que des noms, jamais un nom en deux."""
    assert structures_de(texte) == attendu


@pytest.mark.parametrize(
    ("texte", "reste", "retire"),
    [
        ("CCAS (a.b@exemple.fr)", "CCAS", ("a.b@exemple.fr",)),
        ("CCAS, tél. : 02 99 00 00 01", "CCAS", ("02 99 00 00 01",)),
        ("a.b@exemple.fr", "", ("a.b@exemple.fr",)),
        ("CCAS", "CCAS", ()),
    ],
)
def test_les_coordonnees_se_retirent(texte: str, reste: str, retire: tuple[str, ...]) -> None:
    """Le nom reste, sans parenthèse vide ni « tél. » orphelin."""
    lu = expurger(texte)
    assert (lu.texte, lu.retire) == (reste, retire)


def test_un_texte_en_markdown() -> None:
    """Une ligne est un paragraphe, des puces une liste, un dièse reste un dièse."""
    assert en_prose("Intro :\n• a\n• b\n# fin") == "Intro :\n\n- a\n- b\n\n\\# fin"


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("En cours", ("en_cours", "")),
        ("Terminée", ("realisee", "")),
        ("NON DÉMARRÉ", ("a_venir", "")),
        ("En amorçage", ("en_amorcage", "")),
        ("En cours (40 %)", ("en_cours", "40")),
        ("réalisé à 80 %", ("", "80")),
        ("réalisé à 100 %", ("realisee", "100")),
        ("On verra", ("", "")),
    ],
)
def test_un_statut(texte: str, attendu: tuple[str, str]) -> None:
    """Le statut et le pourcentage, sans prendre « réalisé à 80 % » pour une fin."""
    assert statut_de(texte) == attendu


def test_des_mots_connus_et_les_autres() -> None:
    """Ce qui est connu se place, ce qui ne l'est pas est rendu tel quel."""
    connus = {"jeune": "jeunes", "aine": "ages"}
    assert mots_connus("Jeunes, aînés et voisins", connus) == (["jeunes", "ages"], ["voisins"])


@pytest.mark.parametrize(
    ("valeur", "texte"),
    [
        (None, ""),
        (12.0, "12"),
        (2024, "2024"),
        (12000, "12 000"),
        (0.1 + 0.2, "0,3"),
        (True, "oui"),
        ("a\u00a0b_x000D_\r\n c\u200b ", "a b\nc"),
    ],
)
def test_le_texte_d_une_cellule(valeur: object, texte: str) -> None:
    """Un nombre se lit comme on l'écrit, sans signe invisible."""
    assert texte_de(valeur) == texte  # type: ignore[arg-type]
