"""Les quatorze règles du modèle, chacune sur un petit corpus inventé.

Rien ici ne vient d'un vrai territoire : Val, Mont et leurs plans sont inventés.
"""

from __future__ import annotations

import pytest

from projet_social.chargement import Rapport
from projet_social.corpus.plan import Ligne
from projet_social.macros.registre import trouver
from projet_social.modele.montant import additionner
from projet_social.modele.vocabulaire import Statut, TypeNiveau
from projet_social.texte.prose import en_html
from tests.conftest import TERRITOIRE, CorpusDe, vue_de


def erreurs(rapport: Rapport) -> list[str]:
    """Les erreurs, écrites en entier."""
    return [str(a) for a in rapport.anomalies if a.gravite == "erreur"]


def ligne(rapport: Rapport, identifiant: str) -> Ligne:
    """Une ligne du Val inventé, le corpus étant sans erreur."""
    assert erreurs(rapport) == []
    return rapport.corpus.ligne("val", identifiant)


def titres(lignes: list[Ligne]) -> list[str]:
    """Les titres, dans l'ordre."""
    return [ligne.titre for ligne in lignes]


# 1. Les niveaux se nomment dans les mots du territoire


@pytest.mark.parametrize("profondeur", range(1, 7))
def test_regle_1_la_profondeur_va_de_un_a_six(plan_de: CorpusDe, profondeur: int) -> None:
    """Un plan d'un seul niveau comme un plan de six se lisent jusqu'au bout."""
    cles = ["axes", "enjeux", "objectifs", "orientations", "orientations", "actions"]
    plan = ""
    for rang, cle in enumerate(cles[6 - profondeur :]):
        plan += f"{'    ' * rang}{cle}:\n{'    ' * rang}  - titre: Niveau {rang + 1}\n"

    rapport = plan_de(plan)

    derniere = ligne(rapport, f"niveau-{profondeur}")
    assert len(derniere.ancetres) == profondeur - 1
    assert derniere.type is TypeNiveau.ACTION


def test_regle_1_un_niveau_peut_etre_saute(plan_de: CorpusDe) -> None:
    """Une action directement sous un axe, à côté d'une action sous un objectif."""
    rapport = plan_de(
        "axes:\n  - titre: Axe\n    actions: [Directe]\n"
        "    objectifs: [{titre: Objectif, actions: [Profonde]}]\n"
    )

    assert titres(ligne(rapport, "directe").ancetres) == ["Axe"]
    assert titres(ligne(rapport, "profonde").ancetres) == ["Axe", "Objectif"]


def test_regle_1_un_plan_peut_n_avoir_aucun_axe(plan_de: CorpusDe) -> None:
    """Rien que des actions : elles sont les racines, et le niveau que l'on compare."""
    plan = plan_de("actions: [Un, Deux]\n").corpus.plans[0]

    assert titres(plan.racines) == ["Un", "Deux"]
    assert plan.niveau_de_lecture is TypeNiveau.ACTION
    assert plan.de_type(TypeNiveau.AXE) == []


def test_regle_1_le_mot_imprime_est_celui_du_territoire(plan_de: CorpusDe) -> None:
    """Singulier, pluriel et genre déclarés ; le type canonique ne change pas."""
    rapport = plan_de(
        "niveaux:\n"
        "  axe: {singulier: Champ d'intervention, pluriel: Champs d'intervention, genre: m}\n"
        "axes: [{titre: Un, numero: 3}, Deux]\n"
    )
    plan = rapport.corpus.plans[0]

    assert ligne(rapport, "un").intitule == "Champ d'intervention 3"
    assert ligne(rapport, "un").type is TypeNiveau.AXE
    assert plan.libelle_pluriel(TypeNiveau.AXE) == "Champs d'intervention"
    assert plan.compte_ecrit(TypeNiveau.AXE) == "2 champs d'intervention"
    assert plan.projet.niveaux[TypeNiveau.AXE].genre.value == "m"


def test_regle_1_les_donnees_disent_le_niveau_compare(plan_de: CorpusDe) -> None:
    """Déclaré, il l'emporte ; sinon c'est le plus haut du plan."""
    plan = "axes: [{titre: Un, enjeux: [Deux]}]\n"

    assert plan_de(plan).corpus.plans[0].niveau_de_lecture is TypeNiveau.AXE
    declare = plan_de(f"{plan}niveau_de_lecture: enjeu\n").corpus.plans[0]
    assert declare.niveau_de_lecture is TypeNiveau.ENJEU


# 2. Un identifiant n'est pas un numéro


def test_regle_2_le_meme_numero_peut_servir_deux_fois(plan_de: CorpusDe) -> None:
    """« Fiche n° 1 » recommence dans chaque axe, et un axe 1 peut se répéter."""
    rapport = plan_de(
        "axes:\n"
        "  - {titre: Un, numero: 1, actions: [{titre: Marcher, numero: 1}]}\n"
        "  - {titre: Deux, numero: 1, actions: [{titre: Rouler, numero: 1}]}\n"
    )

    assert erreurs(rapport) == []
    assert [ligne.numero for ligne in rapport.corpus.lignes] == ["1"] * 4
    assert len({ligne.id for ligne in rapport.corpus.lignes}) == 4


def test_regle_2_une_action_peut_porter_le_titre_de_son_orientation(plan_de: CorpusDe) -> None:
    """Deux lignes, deux identifiants, sans que personne ait à en inventer."""
    rapport = plan_de("orientations:\n  - {titre: Bouger, actions: [Bouger]}\n")

    assert ligne(rapport, "action-bouger").parents == [ligne(rapport, "bouger")]


def test_regle_2_un_identifiant_change_garde_son_ancienne_adresse(plan_de: CorpusDe) -> None:
    """L'alias reste attaché à la ligne ; il ne peut pas être repris par une autre."""
    neuf = ligne(plan_de("axes: [{titre: Un, id: neuf, alias: [vieux]}]\n"), "neuf")
    assert neuf.contenu.alias == ("vieux",)

    repris = plan_de("axes: [{titre: Un, id: neuf, alias: [vieux]}, {titre: Deux, id: vieux}]\n")
    assert "« vieux » est celui d'une autre ligne" in erreurs(repris)[0]


# 3. Seul le titre est obligatoire ; vide n'est pas zéro


def test_regle_3_une_fiche_n_a_besoin_que_d_un_titre(plan_de: CorpusDe) -> None:
    """Dans le plan ou dans son fichier ; c'est signalé, non refusé."""
    rapport = plan_de("actions: [Une navette]\n", **{"actions/halte.yml": "titre: Une halte\n"})

    assert titres(rapport.corpus.lignes) == ["Une navette", "Une halte"]
    assert rapport.publiable
    assert "fiche-action réduite à son titre" in {a.constat for a in rapport.anomalies}


def test_regle_3_un_champ_vide_est_un_champ_absent(plan_de: CorpusDe) -> None:
    """Aucune trace : l'objet est le même que si la clé n'était pas écrite."""
    vides = plan_de("actions:\n  - titre: Navette\n    pilotes: []\n    statut:\n    motif: ''\n")
    nue = plan_de("actions:\n  - titre: Navette\n")

    assert ligne(vides, "navette").contenu == ligne(nue, "navette").contenu
    assert ligne(vides, "navette").contenu.model_fields_set == {"titre"}


def test_regle_3_vide_n_est_pas_zero(plan_de: CorpusDe) -> None:
    """0 % se distingue de « non renseigné », 0 € de « non budgété »."""
    rapport = plan_de(
        "actions:\n"
        "  - {titre: Zéro, avancement: 0, budgets: [{prevu: 0 €}], statut: piste}\n"
        "  - {titre: Rien}\n"
    )
    zero, rien = ligne(rapport, "zero").fiche, ligne(rapport, "rien").fiche

    assert zero is not None
    assert rien is not None
    assert (zero.avancement, rien.avancement) == (0, None)
    assert (zero.statut, rien.statut) == (Statut.PISTE, None)
    assert zero.budgets[0].prevu is not None
    assert zero.budgets[0].prevu.minimum == 0
    assert zero.budgets[0].realise is None


# 4. Plusieurs à plusieurs


def test_regle_4_une_action_sous_plusieurs_objectifs(plan_de: CorpusDe) -> None:
    """Elle se lit sous chacun, mais ne se compte et ne se publie qu'une fois."""
    rapport = plan_de(
        "objectifs: [{titre: Un, id: un}, {titre: Deux, id: deux}]\n",
        **{"actions/navette.yml": "titre: Navette\nrattachements: [un, deux]\n"},
    )
    un, deux, navette = (ligne(rapport, i) for i in ("un", "deux", "navette"))

    assert navette.parents == [un, deux]
    assert un.enfants == deux.enfants == [navette]
    assert list(un.descendance()) == [navette]
    assert list(deux.descendance()) == []
    assert rapport.corpus.plans[0].comptes[TypeNiveau.ACTION] == 1


def test_regle_4_un_objectif_sous_deux_axes(plan_de: CorpusDe) -> None:
    """Écrit sous l'un, rattaché à l'autre."""
    rapport = plan_de(
        "axes:\n"
        "  - {titre: Un, id: un, objectifs: [{titre: Commun, rattachements: [deux]}]}\n"
        "  - {titre: Deux, id: deux}\n"
    )

    assert titres(ligne(rapport, "commun").parents) == ["Un", "Deux"]
    assert titres(ligne(rapport, "deux").enfants) == ["Commun"]


def test_regle_4_un_plan_porte_par_deux_territoires(corpus_de: CorpusDe) -> None:
    """Les deux l'ont, ses pages sont sous l'adresse du premier, une fiche peut venir du second."""
    corpus = corpus_de(
        {
            "territoires/val/projet.yml": "titre: Ensemble\nterritoires: [val, mont]\naxes: [Un]\n",
            "territoires/mont/territoire.yml": TERRITOIRE.format(nom="Mont"),
            "territoires/mont/actions/halte.yml": "titre: Halte\nrattachements: [un]\n",
        }
    ).corpus
    val, mont = corpus.territoire("val"), corpus.territoire("mont")

    assert val.plans == mont.plans == corpus.plans
    assert (val.plans_publies_ici, mont.plans_publies_ici) == (corpus.plans, [])
    assert titres(val.lignes) == ["Un", "Halte"]
    assert corpus.lignes == val.lignes


def test_regle_4_un_territoire_a_deux_plans(corpus_de: CorpusDe) -> None:
    """Un projet et celui qui lui succède ; un identifiant reste unique dans le territoire."""
    fichiers = {
        "territoires/val/projet.yml": "titre: Premier\naxes: [{titre: Agir, id: agir}]\n",
        "territoires/val/projet-cls.yml": "titre: Second\nsuccede_a: projet\naxes: [Soigner]\n",
    }
    rapport = corpus_de(fichiers)
    val = rapport.corpus.territoire("val")

    assert erreurs(rapport) == []
    assert {plan.id: plan.projet.titre for plan in val.plans} == {
        "projet": "Premier",
        "cls": "Second",
    }
    assert sorted(titres(val.lignes)) == ["Agir", "Soigner"]

    second = fichiers["territoires/val/projet-cls.yml"].replace("Soigner", "{titre: X, id: agir}")
    heurt = corpus_de(fichiers | {"territoires/val/projet-cls.yml": second})
    assert "identifiant « agir » déjà pris" in erreurs(heurt)[0]


def test_regle_4_une_fiche_partagee_par_plusieurs_territoires(corpus_de: CorpusDe) -> None:
    """Elle est publiée une fois, et chacun des territoires la montre."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": "titre: P\n",
            "territoires/val/actions/navette.yml": "titre: Navette\npartage_avec: [mont]\n",
            "territoires/mont/territoire.yml": TERRITOIRE.format(nom="Mont"),
        }
    )
    mont = rapport.corpus.territoire("mont")

    assert mont.partagees == [ligne(rapport, "navette")]
    assert mont.lignes == []
    assert rapport.corpus.lignes == [ligne(rapport, "navette")]


def test_regle_4_une_fiche_se_partage_avec_un_territoire_d_ailleurs(plan_de: CorpusDe) -> None:
    """Son nom suffit, s'il n'est pas sur le site ; un identifiant inconnu reste une faute."""
    bon = plan_de("", **{"actions/a.yml": "titre: A\npartage_avec: [Redon Agglomération]\n"})
    assert bon.publiable
    rendu = trouver("fiche").appeler(vue_de(bon), territoire="val", ligne="a")
    assert "Redon Agglomération" in rendu

    faux = plan_de("", **{"actions/a.yml": "titre: A\npartage_avec: [redon]\n"})
    assert not faux.publiable


# 5. Une fiche a des étapes


def test_regle_5_une_fiche_a_des_etapes_completes(plan_de: CorpusDe) -> None:
    """Chacune a son numéro, ses acteurs, son public, son échéance, son budget, ses indicateurs."""
    rapport = plan_de(
        "",
        **{
            "actions/navette.yml": """\
titre: Navette
etapes:
  - Choisir le trajet
  - titre: Rouler
    numero: 3.10
    pilotes: Régie de transport
    partenaires: [Foyer rural, "Mission locale (antenne Nord, accueil)"]
    perimetre: Secteur Ouest
    financeurs: Région
    resultats_attendus: Cent voyageurs par mois
    publics: [jeunes]
    fin: 2e trimestre 2027
    budgets: [{annee: 2027, nature: fonctionnement, prevu: 3 000 € TTC}]
    indicateurs: [{nom: Voyageurs, cible: [{date: 2027, valeur: 400}]}]
"""
        },
    )
    fiche = ligne(rapport, "navette").fiche
    assert fiche is not None
    choisir, rouler = fiche.etapes

    assert (choisir.titre, choisir.pilotes) == ("Choisir le trajet", ())
    assert rouler.numero == "3.10"
    assert rouler.pilotes == ("Régie de transport",)
    assert rouler.partenaires == ("Foyer rural", "Mission locale (antenne Nord, accueil)")
    assert rouler.perimetre == ("Secteur Ouest",)
    assert rouler.financeurs == ("Région",)
    assert rouler.resultats_attendus == ("Cent voyageurs par mois",)
    assert rouler.publics == ("jeunes",)
    assert str(rouler.fin) == "2e trimestre 2027"
    assert str(rouler.budgets[0].prevu) == "3 000 € TTC"
    assert rouler.indicateurs[0].cible[0].valeur == 400


# 6. Des dates partielles


def test_regle_6_les_dates_partielles_se_trient_et_s_ecrivent(plan_de: CorpusDe) -> None:
    """Du jour à l'année, bornes ouvertes comprises : en français, et dans l'ordre."""
    ecrites = [
        "depuis 2016",
        "2018",
        "S1 2018",
        "2018-03-28",
        "mars 2018",
        "printemps 2018",
        "pas avant avril 2018",
        "T2 2018",
        "jusqu'en 2026",
    ]
    plan = "demarche:\n  etapes:\n" + "".join(
        f'    - {{titre: E{i}, date: "{d}"}}\n' for i, d in enumerate(ecrites)
    )
    demarche = plan_de(plan).corpus.plans[0].projet.demarche
    assert demarche is not None

    assert [str(d) for d in sorted(e.date for e in demarche.etapes if e.date)] == [
        "jusqu’en 2026",
        "depuis 2016",
        "1er semestre 2018",
        "2018",
        "mars 2018",
        "28 mars 2018",
        "printemps 2018",
        "2e trimestre 2018",
        "pas avant avril 2018",
    ]


def test_regle_6_une_recurrence_se_dit_a_cote_des_dates(plan_de: CorpusDe) -> None:
    """« chaque année » accompagne un début sans fin."""
    rapport = plan_de("actions: [{titre: Fête, debut: 2024, recurrence: chaque année}]\n")
    fiche = ligne(rapport, "fete").fiche

    assert fiche is not None
    assert (str(fiche.debut), fiche.fin, fiche.recurrence) == ("2024", None, "chaque année")


# 7. L'argent est un texte avec des chiffres


def test_regle_7_l_argent_garde_son_texte_et_ne_s_additionne_qu_honnetement(
    plan_de: CorpusDe,
) -> None:
    """Le texte fait foi ; deux sommes fermes font un total, un plafond ou des ETP n'en font pas."""
    rapport = plan_de(
        "actions:\n"
        "  - titre: Navette\n"
        "    budgets:\n"
        "      - {annee: 2026, prevu: 12 000 € TTC, realise: 11 500 € TTC}\n"
        "      - {annee: 2027, prevu: 2 k€ TTC}\n"
        "      - {prevu: plafond de 500 € par séance}\n"
        '      - {nature: ressources_humaines, prevu: "0,5 ETP"}\n'
    )
    fiche = ligne(rapport, "navette").fiche
    assert fiche is not None
    prevus = [budget.prevu for budget in fiche.budgets if budget.prevu]

    assert list(map(str, prevus)) == [
        "12 000 € TTC",
        "2 k€ TTC",
        "plafond de 500 € par séance",
        "0,5 ETP",
    ]
    assert additionner(prevus[:2]) == 14000
    assert additionner(prevus[:3]) is None
    assert additionner([prevus[3]]) is None
    assert str(fiche.budgets[0].realise) == "11 500 € TTC"


# 8. Plusieurs pilotes, des structures et non des personnes


def test_regle_8_plusieurs_pilotes_avec_virgules_et_parentheses(plan_de: CorpusDe) -> None:
    """Une virgule ne coupe pas un nom ; pilote, porteur et référent sont distincts."""
    rapport = plan_de(
        "actions:\n"
        "  - titre: Navette\n"
        "    pilotes:\n"
        "      - Service enfance, jeunesse et sports (pôle famille)\n"
        "      - à définir\n"
        "    porteur: CIAS du Val\n"
        "    elu_referent: Vice-présidente aux solidarités\n"
    )
    fiche = ligne(rapport, "navette").fiche

    assert fiche is not None
    assert fiche.pilotes == ("Service enfance, jeunesse et sports (pôle famille)", "à définir")
    assert fiche.porteur == "CIAS du Val"
    assert fiche.elu_referent == "Vice-présidente aux solidarités"


@pytest.mark.parametrize(
    "champ", ["pilotes", "porteur", "elu_referent", "partenaires", "instance", "financeurs"]
)
@pytest.mark.parametrize("donnee", ["mairie@exemple.fr", "06 00 00 00 00"])
def test_regle_8_une_donnee_personnelle_est_refusee(
    plan_de: CorpusDe, champ: str, donnee: str
) -> None:
    """Courriel ou téléphone dans un champ de structure : refusé, avec la raison."""
    rapport = plan_de(f"actions:\n  - titre: Navette\n    {champ}: Mairie {donnee}\n")

    assert len(erreurs(rapport)) == 1
    assert erreurs(rapport)[0].startswith(f"territoires/val/projet.yml:4: actions 1 › {champ}")
    assert f"(« {donnee} ») : donnée personnelle ; " in erreurs(rapport)[0]


# 9. Des indicateurs


def test_regle_9_un_indicateur_s_attache_a_une_action_ou_a_un_objectif(plan_de: CorpusDe) -> None:
    """Valeur de départ, cibles par année, valeurs datées."""
    indicateur = (
        "indicateurs: [{nom: Familles aidées, type: resultat, unite: familles, "
        "initial: {date: 2024, valeur: 0}, "
        'cible: [{date: 2026, valeur: 50}, {date: 2027, valeur: "1 200"}], '
        'valeurs: [{date: mars 2025, valeur: "12,5"}]}]'
    )
    rapport = plan_de(
        f"objectifs:\n  - titre: Aider\n    {indicateur}\n"
        f"actions:\n  - titre: Agir\n    {indicateur}\n"
    )

    for identifiant in ("aider", "agir"):
        lu = ligne(rapport, identifiant).contenu.indicateurs[0]
        assert lu.initial is not None
        assert lu.initial.valeur == 0
        assert [(str(c.date), c.valeur) for c in lu.cible] == [("2026", 50), ("2027", 1200)]
        assert [(str(v.date), v.valeur) for v in lu.valeurs] == [("mars 2025", 12.5)]


# 10. Tout ce qui est dit a une source


def test_regle_10_une_ligne_herite_de_la_source_de_ce_qui_la_contient(plan_de: CorpusDe) -> None:
    """On n'écrit que ce qui change ; une citation, elle, ne s'hérite pas."""
    rapport = plan_de(
        "source: {document: plaquette, page: 7, citation: tout le plan}\n"
        "axes:\n"
        "  - titre: Axe\n"
        "    source: {section: Axe 1}\n"
        "    enjeux: [{titre: Enjeu, source: {page: 8}}, Muet]\n"
    )

    def source(identifiant: str) -> tuple[str | None, ...]:
        lue = ligne(rapport, identifiant).source
        assert lue is not None
        return lue.document, lue.page, lue.section, lue.citation

    assert source("axe") == ("plaquette", "7", "Axe 1", None)
    assert source("enjeu") == ("plaquette", "8", "Axe 1", None)
    assert source("muet") == ("plaquette", "7", "Axe 1", None)


def test_regle_10_un_projet_sans_source_est_signale(plan_de: CorpusDe) -> None:
    """Il se publie, mais l'avertissement reste."""
    rapport = plan_de("axes: []\n")

    assert rapport.publiable
    assert [a.constat for a in rapport.anomalies] == ["projet sans source"]


def test_regle_10_un_defaut_de_la_source_est_une_note_a_cote_de_la_donnee(
    plan_de: CorpusDe,
) -> None:
    """La note accompagne la ligne, et la donnée reste telle qu'écrite."""
    rapport = plan_de("axes: [{titre: Un, notes: [La source compte deux axes 1.]}]\n")

    assert ligne(rapport, "un").contenu.notes == ("La source compte deux axes 1.",)
    assert ligne(rapport, "un").titre == "Un"


# 11. Ce qui fut entendu, et quand


def test_regle_11_une_etape_dit_sa_date_ses_types_et_qui_fut_entendu(plan_de: CorpusDe) -> None:
    """Les acteurs restent dans les mots exacts de la source."""
    rapport = plan_de(
        "demarche:\n"
        "  etapes:\n"
        "    - date: fin mars 2017\n"
        "      types: [ateliers, temoignages]\n"
        "      titre: Rencontre\n"
        '      acteurs: [La mission locale, "CAF, MSA"]\n'
        "      doute: La source donne deux dates.\n"
    )
    demarche = rapport.corpus.plans[0].projet.demarche
    assert demarche is not None
    etape = demarche.etapes[0]

    assert [type_.value for type_ in etape.types] == ["ateliers", "temoignages"]
    assert str(etape.date) == "fin mars 2017"
    assert etape.acteurs == ("La mission locale", "CAF, MSA")
    assert etape.doute == "La source donne deux dates."


# 12. Le périmètre n'est pas l'entité


def test_regle_12_une_demarche_peut_ne_couvrir_qu_une_partie(corpus_de: CorpusDe) -> None:
    """Le périmètre se dit, pour la démarche, une population, un secteur ou une action."""
    rapport = corpus_de(
        {
            "territoires/val/territoire.yml": TERRITOIRE.format(nom="Val")
            + "source: plaquette\n"
            + "populations: [{nombre: 900, perimetre: Communes rurales, approximatif: oui}]\n",
            "territoires/val/projet.yml": "titre: P\nsource: plaquette\n"
            "demarche: {perimetre: 23 communes rurales sur 46}\n"
            "secteurs: [{nom: Ouest, communes: [Aval, Bief]}]\n"
            "actions: [{titre: Agir, themes: sante, perimetre: [Ouest]}]\n",
        }
    )
    projet = rapport.corpus.plans[0].projet
    population = rapport.corpus.territoire("val").donnees.populations[0]

    assert rapport.anomalies == []
    assert projet.demarche is not None
    assert projet.demarche.perimetre == "23 communes rurales sur 46"
    assert projet.secteurs[0].communes == ("Aval", "Bief")
    assert (population.nombre, population.perimetre) == (900, "Communes rurales")
    assert population.approximatif
    fiche = rapport.corpus.lignes[0].fiche
    assert fiche is not None
    assert fiche.perimetre == ("Ouest",)


# 13. Les entités fusionnent


def test_regle_13_une_entite_disparue_garde_ses_donnees(corpus_de: CorpusDe) -> None:
    """SIREN, prédécesseurs et successeur sont dits ; le plan reste publié."""
    rapport = corpus_de(
        {
            "territoires/val/territoire.yml": TERRITOIRE.format(nom="Val")
            + "siren: 245 900 758\nsuccede_a: [CC du Haut-Val, CC du Bas-Val]\n"
            + "remplace_par: CC des Trois Vals\nalias: [haut-val]\n",
            "territoires/val/projet.yml": "titre: P\naxes: [Un]\n",
        }
    )
    val = rapport.corpus.territoire("val")

    assert erreurs(rapport) == []
    assert val.donnees.siren == "245900758"
    assert val.donnees.succede_a == ("CC du Haut-Val", "CC du Bas-Val")
    assert val.donnees.remplace_par == "CC des Trois Vals"
    assert val.donnees.alias == ("haut-val",)
    assert titres(val.lignes) == ["Un"]


# 14. Des textes longs en Markdown, des titres nus, et rien qui s'exécute


def test_regle_14_un_texte_long_est_du_markdown(plan_de: CorpusDe) -> None:
    """Listes, gras et liens deviennent du HTML."""
    projet = (
        plan_de(
            "contexte: |\n  Du **gras** et un [lien](https://exemple.fr) :\n\n  - un\n  - deux\n"
        )
        .corpus.plans[0]
        .projet
    )
    assert projet.contexte is not None

    html = en_html(projet.contexte)
    assert "<strong>gras</strong>" in html
    assert '<a href="https://exemple.fr">lien</a>' in html
    assert html.count("<li>") == 2


@pytest.mark.parametrize("injecte", ["<script>x</script>", "<b>gras", "{{ 7 * 7 }}", "{% raw %}"])
@pytest.mark.parametrize(
    "ou",
    [
        "titre",
        "resume",
        "description",
        "pilotes",
        "motif",
        "moyens",
        "notes",
        "numero",
        "objectifs",
        "perimetre",
    ],
)
def test_regle_14_ni_html_ni_gabarit_dans_aucun_texte(
    plan_de: CorpusDe, ou: str, injecte: str
) -> None:
    """Titre, prose, structure ou note : le refus nomme le champ et la ligne."""
    debut = "titre: Navette\n    " if ou != "titre" else "numero: 1\n    "
    rapport = plan_de(f'actions:\n  - {debut}{ou}: "Un mot {injecte}"\n')

    assert len(erreurs(rapport)) == 1
    assert erreurs(rapport)[0].startswith(f"territoires/val/projet.yml:4: actions 1 › {ou}")
    assert "balise HTML" in erreurs(rapport)[0] or "code de gabarit" in erreurs(rapport)[0]


def test_regle_14_un_titre_ne_porte_pas_de_mise_en_forme_dangereuse(plan_de: CorpusDe) -> None:
    """Un titre est du texte : ses signes restent tels quels, il sera échappé à l'impression."""
    rapport = plan_de('axes: [{titre: "R&D : 3 < 4 & \\"mieux\\" *vite*", id: un}]\n')

    assert ligne(rapport, "un").titre == 'R&D : 3 < 4 & "mieux" *vite*'
