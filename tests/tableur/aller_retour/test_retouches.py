"""Une case retouchée ne change que son champ ; une ligne ajoutée, ôtée ou déplacée, de même."""

from __future__ import annotations

import datetime

import pytest

from projet_social.classeur.classeur import Cellule, Feuille
from projet_social.tableur.aller_retour.retour import relire

from ...fabrique import RACINE
from .maison import Maison

pytestmark = pytest.mark.lent

FICHE = "actions/navette-du-samedi.yml"
NAVETTE = "navette-du-samedi"


@pytest.fixture
def maison() -> Maison:
    """Un territoire inventé, et son classeur."""
    return Maison()


def test_un_statut_change(maison: Maison) -> None:
    """Un libellé choisi dans la liste devient son mot, sur sa seule ligne."""
    maison.ecrire("Actions", NAVETTE, "Statut", "Réalisée")
    attendu = maison.texte(FICHE).replace("statut: en_cours\n", "statut: realisee\n")
    assert maison.changements() == {FICHE: attendu}


@pytest.mark.parametrize("ecrit", ["réalisée", "REALISEE", "realisee"])
def test_un_mot_se_reconnait_a_la_casse_pres(maison: Maison, ecrit: str) -> None:
    """Le libellé ou le mot du YAML, en majuscules ou non."""
    maison.ecrire("Actions", NAVETTE, "Statut", ecrit)
    assert "statut: realisee\n" in str(maison.changements()[FICHE])


def test_une_case_videe_retire_le_champ(maison: Maison) -> None:
    """Vider une case, c'est retirer ce qu'elle disait."""
    maison.ecrire("Actions", NAVETTE, "Priorité", None)
    attendu = maison.texte(FICHE).replace("\npriorite: haute\n", "\n")
    assert maison.changements() == {FICHE: attendu}


def test_une_date_de_tableur_et_un_nombre_deviennent_du_texte(maison: Maison) -> None:
    """Une cellule datée s'écrit en année-mois-jour, un nombre en chiffres."""
    maison.ecrire("Actions", NAVETTE, "Fin", datetime.datetime(2024, 12, 31))
    maison.ecrire("Actions", NAVETTE, "Avancement", 40.0)
    fiche = str(maison.changements()[FICHE])
    assert "\nfin: 2024-12-31\n" in fiche
    assert "\navancement: 40\n" in fiche


def test_une_liste_s_ecrit_un_element_par_ligne(maison: Maison) -> None:
    """Une virgule dans un nom de structure n'y coupe rien ; elle sépare deux publics."""
    maison.ecrire("Actions", NAVETTE, "Partenaires", "Foyer rural\nRégie (lignes, dessertes)")
    maison.ecrire("Actions", NAVETTE, "Publics", "Parents, Jeunes")
    fiche = str(maison.changements()[FICHE])
    assert 'partenaires: [Foyer rural, "Régie (lignes, dessertes)"]\n' in fiche
    assert "publics: [parents, jeunes]\n" in fiche


def test_un_public_se_dit_avec_les_mots_du_document(maison: Maison) -> None:
    """Ce qui n'est pas dans la liste se garde tel quel, virgule comprise."""
    maison.ecrire("Actions", NAVETTE, "Publics", "Jeunes\nApprentis, stagiaires et alternants")
    fiche = maison.changements()[FICHE]
    assert fiche is not None
    assert 'publics: [jeunes, "Apprentis, stagiaires et alternants"]\n' in fiche


def test_les_themes_ont_chacun_leur_colonne(maison: Maison) -> None:
    """On ajoute un thème dans la colonne d'à côté."""
    maison.ecrire("Actions", NAVETTE, "Thème 3", "Santé")
    assert "themes: [mobilite, jeunesse, sante]\n" in str(maison.changements()[FICHE])


def test_une_action_ajoutee_est_un_fichier_neuf(maison: Maison) -> None:
    """Un titre suffit ; l'identifiant vient de lui, les clés suivent l'ordre du modèle."""
    maison.ajouter("Actions", Statut="À venir", Titre="Ouvrir un café", Rattachements="se-deplacer")
    assert maison.changements() == {
        "actions/ouvrir-un-cafe.yml": "# Fiche-action : Ouvrir un café\n"
        "titre: Ouvrir un café\nrattachements: [se-deplacer]\nstatut: a_venir\n"
    }


def test_une_action_ajoutee_sous_un_niveau_y_est_ecrite(maison: Maison) -> None:
    """« Fait partie de » rempli : la fiche s'écrit là, parmi les autres."""
    maison.ajouter("Actions", Titre="Ouvrir un café", Fait_partie_de="relier-les-villages")
    (projet,) = maison.changements().values()
    assert "- Une action réduite à son titre\n          - titre: Ouvrir un café\n" in str(projet)


def test_deux_actions_de_meme_titre_ont_deux_fichiers(maison: Maison) -> None:
    """Un identifiant déjà pris reçoit un numéro."""
    for _ in range(2):
        maison.ajouter("Actions", Titre="Navette du samedi", Rattachements="se-deplacer")
    assert set(maison.changements()) == {
        "actions/navette-du-samedi-2.yml",
        "actions/navette-du-samedi-3.yml",
    }


def test_une_action_otee_est_dite_et_son_fichier_supprime(maison: Maison) -> None:
    """La ligne ôtée est nommée ; son fichier ne part que si l'on écrit le retour."""
    for onglet in ("Étapes", "Budgets", "Indicateurs", "Valeurs visées et valeurs", "Bilans"):
        del maison.feuille(onglet).lignes[1:]
    for onglet in ("Lieux", "Documents et liens"):
        lignes = maison.feuille(onglet).lignes
        lignes[1:] = [r for r in lignes[1:] if NAVETTE not in [c.valeur for c in r]]
    maison.oter("Actions", NAVETTE)
    retour = maison.reprendre()
    assert [str(r) for r in retour.retirees] == [
        "action « navette-du-samedi » (Navette du samedi : « En route ! »)"
    ]
    assert retour.fichiers()[f"{maison.contexte.dossier}{FICHE}"] is None


def test_un_niveau_ote_est_dit(maison: Maison) -> None:
    """Un objectif sans rien dessous, retiré du plan."""
    maison.oter("Plan", "accompagner-les-deplacements")
    retour = maison.reprendre()
    assert [str(r) for r in retour.retirees] == [
        "objectif « accompagner-les-deplacements » (Accompagner les déplacements)"
    ]


def test_une_etape_et_son_budget_s_ajoutent_ensemble(maison: Maison) -> None:
    """Le repère que l'on choisit relie le budget à l'étape ; il ne s'écrit nulle part."""
    maison.ajouter("Étapes", Repère="café", Titre="Ouvrir", Fait_partie_de=NAVETTE)
    maison.ajouter("Budgets", Fait_partie_de="café", Année=2026, Prévu="3 000 €")
    fiche = str(maison.changements()[FICHE])
    assert (
        "  - Ouvrir la ligne\n"
        "  - titre: Ouvrir\n    budgets:\n      - annee: 2026\n        prevu: 3 000 €\n"
    ) in fiche
    assert "café" not in fiche


def test_une_valeur_d_indicateur_s_ajoute_dans_sa_rubrique(maison: Maison) -> None:
    """Un relevé de plus, sans toucher à la cible."""
    repere = maison.feuille("Indicateurs").lignes[maison.ligne("Indicateurs", "Passagers")][0]
    maison.ajouter(
        "Valeurs visées et valeurs",
        Fait_partie_de=repere.valeur,
        Rubrique="Valeurs",
        Date="2025",
        Valeur=1000,
    )
    assert (
        'cible: [{date: 2025, valeur: 1200}], valeurs: [{date: 2024, valeur: "812,5"}, '
        "{date: 2025, valeur: 1000}]"
    ) in str(maison.changements()[FICHE])


def test_un_niveau_change_de_parent(maison: Maison) -> None:
    """Un objectif passe d'un axe à l'autre, avec son identifiant d'avant."""
    maison.ecrire("Plan", "accompagner-les-deplacements", "Fait partie de", "grandir-au-val")
    projet = str(maison.changements()["projet.yml"])
    assert "  - titre: Grandir au Val\n" in projet
    assert projet.index("Accompagner les déplacements") > projet.index("Grandir au Val")
    assert "# Un plan à trois étages\n" in projet


def test_l_ordre_des_lignes_est_celui_du_plan(maison: Maison) -> None:
    """Deux axes échangés le sont dans le fichier, chacun avec ce qu'il contient."""
    lignes = maison.feuille("Plan").lignes
    lignes.insert(1, lignes.pop(maison.ligne("Plan", "grandir-au-val")))
    projet = str(maison.changements()["projet.yml"])
    assert projet.index("Grandir au Val") < projet.index("Se déplacer")
    assert sorted(projet.splitlines()) == sorted(maison.texte("projet.yml").splitlines())


def test_une_fiche_deplacee_l_est_dans_l_ordre_que_dit_son_niveau() -> None:
    """Les vingt-cinq de Questembert : une ligne remonte, et rien d'autre ne bouge."""
    maison = Maison(RACINE / "data", "questembert")
    lignes = maison.feuille("Actions").lignes
    lignes.insert(1, lignes.pop(maison.ligne("Actions", "projet-radio")))
    changements = maison.changements()
    assert list(changements) == ["projet.yml"]
    ordre = "    ordre:\n      - projet-radio\n      - forum-vacances-loisirs\n"
    assert ordre in str(changements["projet.yml"])


def test_une_fiche_deplacee_que_rien_ne_range_prend_un_rang() -> None:
    """Sans « ordre » ni numéro, c'est le rang de la ligne qui garde la place."""
    maison = Maison(RACINE / "data", "questembert")
    for rangee in maison.feuille("Plan").lignes[1:]:
        rangee[maison.colonne("Plan", "Ordre")].valeur = None
    lignes = maison.feuille("Actions").lignes
    lignes.insert(1, lignes.pop(maison.ligne("Actions", "projet-radio")))
    radio = str(maison.changements()["actions/projet-radio.yml"])
    assert 'rang: 1\ntitre: "Projet radio"\n' in radio


def test_un_titre_change_garde_l_adresse_de_la_page(maison: Maison) -> None:
    """L'identifiant tiré de l'ancien titre s'écrit, pour que les liens restent bons."""
    maison.ecrire("Plan", "grandir-au-val", "Titre", "Grandir et vieillir au Val")
    projet = str(maison.changements()["projet.yml"])
    assert "  - id: grandir-au-val\n    titre: Grandir et vieillir au Val\n" in projet


def test_un_identifiant_se_change_en_gardant_l_ancien(maison: Maison) -> None:
    """L'ancien dans « Anciens identifiants » : c'est la même ligne, rien n'est retiré."""
    ligne = maison.ligne("Plan", "se-deplacer")
    for autre in maison.feuille("Plan").lignes[1:]:
        case = autre[maison.colonne("Plan", "Fait partie de")]
        case.valeur = "bouger" if case.valeur == "se-deplacer" else case.valeur
    maison.feuille("Plan").lignes[ligne][maison.colonne("Plan", "Identifiant")].valeur = "bouger"
    maison.ecrire("Plan", "bouger", "Anciens identifiants", "se-deplacer")
    assert not maison.reprendre().retirees
    projet = str(maison.changements()["projet.yml"])
    assert "    id: bouger\n" in projet
    assert "    alias: [se-deplacer]\n" in projet


def test_le_projet_et_le_territoire_se_retouchent(maison: Maison) -> None:
    """Les onglets qui se lisent de haut en bas ; le second plan a sa colonne."""
    maison.champ("Territoire", "Nom court", "Le Val")
    projet = maison.feuille("Projet")
    rang = [c.valeur for c in projet.lignes[0]].index("PROJET-sante")
    projet.lignes[maison.ligne("Projet", "Porteur")][rang].valeur = "L'hôpital"
    changements = maison.changements()
    assert set(changements) == {"territoire.yml", "projet-sante.yml"}
    assert "porteur: L'hôpital\n" in str(changements["projet-sante.yml"])


def test_colonnes_et_lignes_vides_et_ordre_des_onglets_sont_libres(maison: Maison) -> None:
    """Déplacer une colonne, laisser une ligne vide, changer l'ordre des onglets ne change rien."""
    actions = maison.feuille("Actions")
    for rangee in actions.lignes:
        rangee.insert(0, rangee.pop())
    actions.lignes.insert(1, [Cellule() for _ in actions.lignes[0]])
    maison.classeur.feuilles.reverse()
    assert maison.changements() == {}


def test_une_colonne_que_rien_ne_remplissait_peut_partir(maison: Maison) -> None:
    """On ôte les colonnes dont on ne se sert pas, et les onglets vides."""
    secteurs = maison.feuille("Secteurs")
    maison.classeur.feuilles.remove(secteurs)
    rang = maison.colonne("Actions", "Projet")
    for rangee in maison.feuille("Actions").lignes:
        del rangee[rang]
    assert maison.changements() == {}


def test_un_onglet_a_soi_est_laisse_de_cote(maison: Maison) -> None:
    """Un brouillon dans un onglet de plus est signalé, sans rien empêcher."""
    maison.classeur.feuilles.append(Feuille("Mes calculs", [[Cellule("reste à faire")]]))
    remarques = maison.reprendre().remarques
    assert [str(remarque) for remarque in remarques] == [
        "feuille « Mes calculs » : avertissement, onglet inconnu, rien n'en est repris ; c'est "
        "voulu s'il est à vous"
    ]


def test_un_fichier_change_depuis_l_export_n_est_pas_ecrase(maison: Maison) -> None:
    """Quelqu'un a retouché la fiche entre-temps : on le dit, sauf si l'on assume."""
    chemin = f"{maison.contexte.dossier}{FICHE}"
    suivi = maison.feuille("Suivi")
    next(r for r in suivi.lignes if r[0].valeur == chemin)[1].valeur = "0" * 16
    assert [str(faute) for faute in maison.reprendre().remarques.erreurs] == [
        f"feuille « Suivi » : « {chemin} » a changé depuis l'export ; exporter de nouveau et y "
        "reporter les retouches, ou ajouter --ecraser"
    ]
    assert not relire(maison.classeur, maison.contexte, ecraser=True).remarques.erreurs
