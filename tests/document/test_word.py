"""Un document Word devient un plan, quelle que soit la façon dont ses fiches sont écrites."""

from __future__ import annotations

import docx
import pytest

from . import fabrique
from .fabrique import enregistrer, faux_titre, tableau
from .lecteur import fiches, importer, plan, sort_de, sorts


def test_un_tableau_par_fiche_sous_des_titres() -> None:
    """Les titres de Word sont les niveaux ; l'introduction n'est pas du plan."""
    resultat = importer(enregistrer(fabrique.un_tableau_par_fiche()))

    assert plan(resultat) == [
        "Axe 1 : Bien vieillir",
        "  Objectif 1.1 : Rompre l'isolement",
        "    Action 1 : Ouvrir un café des aidants",
        "    Action 2 : Visiter les personnes isolées",
        "Axe 2 : Se déplacer",
        "  Action 3 : Prêter des vélos",
    ]
    assert fiches(resultat)[0] == {
        "numero": "1",
        "titre": "Ouvrir un café des aidants",
        "rattachements": ["rompre-l-isolement"],
        "besoin": {"constat": "Des aidants s'épuisent."},
        "description": "Un lieu ouvert.\n\nDes rencontres.",
        "pilotes": ["CCAS du Val"],
        "partenaires": ["CAF", "MSA"],
        "fin": "fin 2026",
        "indicateurs": [{"nom": "Nombre de rencontres"}, {"nom": "Nombre d'aidants"}],
    }
    assert resultat.arbres.fichiers["territoires/val/projet.yml"]["titre"] == fabrique.AVIS
    assert sort_de(resultat, "Le comité se réunira chaque année.") == "à ranger"
    assert not resultat.rapport.remarques.erreurs


def test_des_fiches_en_paragraphes_sans_style_ni_tableau() -> None:
    """Des titres en gras, « Pilote : … », une puce par objectif."""
    resultat = importer(enregistrer(fabrique.fiches_en_paragraphes()))

    assert plan(resultat) == [
        "Axe 1 : Grandir au Val",
        "  Action 1.1 : Créer une crèche à horaires larges",
        "Axe 2 : Se soigner",
        "  Action 2.1 : Loger les internes",
    ]
    assert fiches(resultat) == [
        {
            "numero": "1.1",
            "titre": "Créer une crèche à horaires larges",
            "rattachements": ["grandir-au-val"],
            "pilotes": ["Communauté de communes"],
            "partenaires": ["CAF", "MSA"],
            "objectifs": ["Accueillir les tout-petits", "Soulager les parents"],
            "description": "Une crèche ouverte de 6 h à 21 h.\n\n"
            "Les horaires seront décidés avec les familles.",
            "fin": "septembre 2026",
        },
        {
            "numero": "2.1",
            "titre": "Loger les internes",
            "rattachements": ["se-soigner"],
            "pilotes": ["Commune de Vallon"],
            "statut": "en_cours",
            "debut": "2025",
        },
    ]
    assert sort_de(resultat, "Le bâtiment existe déjà.") == "à ranger"


def test_des_tableaux_aux_cellules_fusionnees() -> None:
    """Le numéro, l'intitulé et l'axe sont dans le tableau ; un libellé vaut pour deux lignes."""
    resultat = importer(enregistrer(fabrique.tableaux_fusionnes()))

    assert plan(resultat) == [
        "Axe 1 : Agir contre la précarité",
        "  Action 1 : Ouvrir une épicerie",
        "  Action 2 : Recycler les meubles",
    ]
    assert fiches(resultat)[1] == {
        "numero": "2",
        "titre": "Recycler les meubles",
        "rattachements": ["agir-contre-la-precarite"],
        "pilotes": ["CCAS du Val"],
        "fin": "2026",
        "moyens": "Humains : un agent\n\nMatériels : un local",
        "description": "Un local, des bénévoles.",
    }
    assert set(sorts(resultat)) == {"placée", "ignorée : nom de champ"}


def test_un_tableau_d_ensemble_par_axe() -> None:
    """Une ligne par action, l'axe en titre ; chaque tableau reste sous le sien."""
    assert plan(importer(enregistrer(fabrique.liste_en_tableau()))) == [
        "Axe 1 : Habiter",
        "  Action 1 : Adapter les logements",
        "  Action 2 : Loger les saisonniers",
        "Axe 2 : Bouger",
        "  Action 1 : Prêter des vélos",
    ]


def test_ce_qui_n_est_pas_du_texte_se_compte_et_se_nomme() -> None:
    """Ce qui est raturé n'est pas lu, ce qui est ajouté l'est ; une zone de texte est du texte."""
    resultat = importer(enregistrer(fabrique.ce_qui_n_est_pas_du_texte()))

    (fiche,) = fiches(resultat)
    assert fiche["fin"] == "2027"
    assert fiche["budgets"] == [{"prevu": "500 €"}]
    assert sorts(resultat) == {
        "placée": 6,
        "ignorée : commentaire": 1,
        "ignorée : en-tête ou pied de page": 2,
        "ignorée : légende": 1,
        "ignorée : texte masqué": 1,
        "ignorée : texte supprimé (suivi des modifications)": 1,
    }


def test_une_fiche_sur_plusieurs_tableaux_reste_une_fiche() -> None:
    """Un second tableau sans intitulé continue la fiche ; un texte entre deux est à ranger."""
    document = docx.Document()
    document.add_heading("Fiche-action n° 1 : Écouter", 1)
    tableau(document, [("Pilote", "CCAS"), ("Constat", "On n'écoute pas."), ("Public", "Jeunes")])
    document.add_paragraph("Une phrase entre deux tableaux.")
    document.add_page_break()
    tableau(document, [("Échéance", "2026"), ("Budget", "100 €"), ("Statut", "en cours")])
    document.add_heading("Fiche-action n° 2 : Parler", 1)
    tableau(document, [("Pilote", "Mairie"), ("Échéance", "2027"), ("Public", "Jeunes")])

    resultat = importer(enregistrer(document))

    assert [f["titre"] for f in fiches(resultat)] == ["Écouter", "Parler"]
    assert {"pilotes", "besoin", "publics", "fin", "budgets", "statut"} <= fiches(resultat)[
        0
    ].keys()
    assert sort_de(resultat, "Une phrase entre deux tableaux.") == "à ranger"


def test_un_titre_sans_mot_au_dessus_d_un_tableau_est_l_intitule() -> None:
    """« Titre 2 » sans « Fiche-action » : le tableau sans intitulé est le sien."""
    document = docx.Document()
    for axe, actions in (("Habiter", ("Loger", "Chauffer")), ("Bouger", ("Rouler",))):
        document.add_heading(axe, 1)
        for action in actions:
            document.add_heading(action, 2)
            tableau(document, [("Pilote", "CCAS"), ("Échéance", "2026"), ("Public", "Jeunes")])

    assert plan(importer(enregistrer(document))) == [
        "Axe : Habiter",
        "  Action : Loger",
        "  Action : Chauffer",
        "Axe : Bouger",
        "  Action : Rouler",
    ]


def test_un_numero_calcule_par_word_se_lit() -> None:
    """« Axe 1 : » n'est pas dans le texte, mais dans la numérotation du style."""
    document = docx.Document()
    fabrique.numerotation(document, "Heading 1", "Axe %1 : ")
    for axe in ("Habiter", "Bouger"):
        document.add_heading(axe, 1)
        document.add_heading(f"Fiche-action : {axe} mieux", 2)
        tableau(document, [("Pilote", "CCAS"), ("Échéance", "2026"), ("Public", "Jeunes")])

    assert plan(importer(enregistrer(document))) == [
        "Axe 1 : Habiter",
        "  Action : Habiter mieux",
        "Axe 2 : Bouger",
        "  Action : Bouger mieux",
    ]


def test_un_document_sans_plan_n_invente_rien() -> None:
    """Un diagnostic de prose ne donne ni niveau, ni fiche : tout est à ranger."""
    document = docx.Document()
    document.add_heading("Diagnostic", 1)
    document.add_paragraph("Le territoire : 12 communes. Public : des familles. Pilote à trouver.")
    document.add_heading("Les enjeux", 1)
    for texte in ("Axe 1 : cité dans une phrase.", "Il faudra un pilote.", "Échéance : 2026"):
        document.add_paragraph(texte)

    resultat = importer(enregistrer(document))

    assert resultat.vide
    assert sorts(resultat) == {"à ranger": 6}


def test_un_plan_cite_en_liste_donne_ses_niveaux() -> None:
    """Sans titre ni tableau, des lignes « • Axe 1 : … ; » sont le plan, et le reste de la prose."""
    document = docx.Document()
    document.add_paragraph("Quatre réunions inventées ont eu lieu. Les axes retenus :")
    for ligne in ("Axe 1 : Lien social ;", "Axe 2 : Aller vers."):
        document.add_paragraph(ligne, style="List Bullet")

    resultat = importer(enregistrer(document))

    assert plan(resultat) == ["Axe 1 : Lien social", "Axe 2 : Aller vers"]
    assert sorts(resultat) == {"placée": 2, "à ranger": 1}


@pytest.mark.parametrize(
    ("mot", "attendu"),
    [
        (
            "Objectif",
            "Axe : Grandir|  Objectif 1 : Oser|    Action 1 : Agir|"
            "Axe : Vieillir|  Objectif 2 : Durer|    Action 2 : Aider",
        ),
        ("Axe", "Axe 1 : Oser|  Action 1 : Agir|Axe 2 : Durer|  Action 2 : Aider"),
    ],
)
def test_un_titre_au_dessus_d_un_seul_niveau_nomme(mot: str, attendu: str) -> None:
    """Il est au-dessus de ce niveau, ou n'est qu'une partie du document si c'est un axe."""
    document = docx.Document()
    for numero, titre, niveau, action in (
        (1, "Grandir", "Oser", "Agir"),
        (2, "Vieillir", "Durer", "Aider"),
    ):
        document.add_heading(titre, 1)
        document.add_heading(f"{mot} {numero} : {niveau}", 2)
        document.add_heading(f"Fiche-action n° {numero} : {action}", 3)
        tableau(document, [("Pilote", "CCAS"), ("Échéance", "2026"), ("Public", "Jeunes")])

    assert "|".join(plan(importer(enregistrer(document)))) == attendu


def test_une_fiche_sans_intitule_est_une_erreur_et_non_la_suite_de_l_autre() -> None:
    """Deux tableaux aux mêmes champs, un seul titre : le second n'est pas versé dans le premier."""
    document = docx.Document()
    faux_titre(document, "Fiche-action n° 1 : Écouter")
    for pilote in ("CCAS", "Mairie"):
        tableau(document, [("Pilote", pilote), ("Échéance", "2026"), ("Public", "Jeunes")])

    resultat = importer(enregistrer(document))

    assert fiches(resultat)[0]["pilotes"] == ["CCAS"]
    (erreur,) = resultat.rapport.remarques.erreurs
    assert str(erreur).startswith(
        "tableau 2 (sous « Fiche-action n° 1 : Écouter »), ligne 1, colonne 2 : "
        "cette fiche n'a pas d'intitulé ; "
    )


def test_une_action_citee_dans_un_tableau_puis_detaillee_n_est_qu_une_fiche() -> None:
    """Le tableau d'ensemble au début, les fiches ensuite : une seule action."""
    document = docx.Document()
    document.add_heading("Axe 1 : Habiter", 1)
    tableau(document, [("N°", "Action"), ("1", "Loger les saisonniers"), ("2", "Chauffer")])
    document.add_heading("Axe 1 : Habiter", 1)
    document.add_heading("Fiche-action n° 1 : Loger les saisonniers", 2)
    tableau(document, [("Pilote", "CCAS"), ("Échéance", "2026"), ("Public", "Jeunes")])

    resultat = importer(enregistrer(document))

    assert plan(resultat) == [
        "Axe 1 : Habiter",
        "  Action 1 : Loger les saisonniers",
        "  Action 2 : Chauffer",
    ]
    assert fiches(resultat)[0]["pilotes"] == ["CCAS"]


def test_deux_cents_fiches_se_lisent_sans_attendre() -> None:
    """Le temps suit le nombre de fiches, et aucune ne se perd."""
    document = docx.Document()
    for rang in range(1, 201):
        document.add_paragraph(f"Fiche-action n° {rang} : Action inventée {rang}")
        for ligne in ("Pilote : CCAS", "Échéance : 2026", "Public : Jeunes"):
            document.add_paragraph(ligne)

    resultat = importer(enregistrer(document))

    assert len(fiches(resultat)) == 200
    assert sorts(resultat) == {"placée": 800}


@pytest.mark.parametrize("balise", ["w:sdt", "w:customXml"])
def test_un_champ_a_remplir_n_efface_rien(balise: str) -> None:
    """Un contrôle de contenu entoure un texte, une cellule ou une ligne : on lit dedans."""
    document = docx.Document()
    document.add_heading("Fiche-action n° 1 : Écouter", 1)
    rendu = tableau(document, [("Pilote", "CCAS"), ("Échéance", "2026"), ("Public", "Jeunes")])
    for element in (rendu.cell(0, 1).paragraphs[0]._p, rendu.cell(1, 1)._tc, rendu.rows[2]._tr):
        entourer = docx.oxml.OxmlElement(balise)
        dedans = entourer
        if balise == "w:sdt":
            dedans = docx.oxml.OxmlElement("w:sdtContent")
            entourer.append(dedans)
        element.addprevious(entourer)
        dedans.append(element)

    (fiche,) = fiches(importer(enregistrer(document)))

    assert (fiche["pilotes"], fiche["fin"], fiche["publics"]) == (["CCAS"], "2026", ["jeunes"])


def test_neuf_fiches_aux_operations_en_colonnes() -> None:
    """Un contrat : chaque opération garde son pilote, son échéance, son budget, ses indicateurs."""
    resultat = importer(enregistrer(fabrique.contrat_aux_operations()))

    lues = fiches(resultat)
    assert [len(fiche["etapes"]) for fiche in lues] == [3, 2, 3, 2, 3, 2, 3, 2, 3]
    assert all(fiche["pilotes"] == ["CCAS du Val"] and "fin" not in fiche for fiche in lues)
    assert lues[3]["etapes"][1] == {
        "numero": "2",
        "titre": "Opération inventée 4.2",
        "publics": ["jeunes"],
        "pilotes": ["Structure inventée 2"],
        "fin": "2026",
        "budgets": [{"prevu": "2 000 €"}],
        "indicateurs": [{"nom": "Nombre inventé 2"}],
    }
    assert set(sorts(resultat)) == {"placée", "ignorée : nom de champ"}


def test_des_operations_sous_leurs_titres() -> None:
    """« Opération 1 : … » en titre sous la fiche, puis ses lignes ; le titre d'après la ferme."""
    document = docx.Document()
    document.add_heading("Fiche-action n° 1 : Écouter", 1)
    document.add_paragraph("Pilote : CCAS")
    document.add_heading("Opération 1 : Former", 3)
    document.add_paragraph("Pilote : Mairie")
    document.add_paragraph("Échéance : 2025")
    document.add_heading("Budget", 2)
    document.add_paragraph("500 €")

    (fiche,) = fiches(importer(enregistrer(document)))

    assert fiche["pilotes"] == ["CCAS"]
    assert fiche["budgets"] == [{"prevu": "500 €"}]
    assert fiche["etapes"] == [
        {"numero": "1", "titre": "Former", "pilotes": ["Mairie"], "fin": "2025"}
    ]


def test_des_libelles_au_dessus_de_leurs_valeurs() -> None:
    """« Pilote | Partenaires », puis leurs valeurs à la ligne d'après ; l'intitulé à droite."""
    document = docx.Document()
    tableau(
        document,
        [
            ("Fiche action n° 1", "Loger les saisonniers"),
            ("Pilote", "Partenaires"),
            ("CCAS du Val", "CAF ; MSA"),
            ("Échéance", "Budget"),
            ("2027", "10 000 €"),
        ],
    )

    assert fiches(importer(enregistrer(document))) == [
        {
            "numero": "1",
            "titre": "Loger les saisonniers",
            "pilotes": ["CCAS du Val"],
            "partenaires": ["CAF", "MSA"],
            "fin": "2027",
            "budgets": [{"prevu": "10 000 €"}],
        }
    ]


def test_un_sommaire_ne_se_lit_pas_et_une_action_citee_est_du_plan() -> None:
    """Les points de conduite disent un sommaire ; « Action n° 2 : … » sous son axe, une action."""
    document = docx.Document()
    document.add_paragraph("Axe 1 : Habiter .............. 4")
    document.add_heading("Axe 1 : Habiter", 1)
    faux_titre(document, "Action n° 1 – Loger les saisonniers")
    document.add_paragraph("Pilote : CCAS")
    document.add_paragraph("Actions liées :")
    document.add_paragraph("- Action n° 9 : citée par la fiche")
    document.add_heading("Axe 2 : Bouger", 1)
    document.add_paragraph("Action n° 2 : Prêter des vélos")

    resultat = importer(enregistrer(document))

    assert plan(resultat) == [
        "Axe 1 : Habiter",
        "  Action 1 : Loger les saisonniers",
        "Axe 2 : Bouger",
        "  Action 2 : Prêter des vélos",
    ]
    assert sorts(resultat)["ignorée : sommaire"] == 1
