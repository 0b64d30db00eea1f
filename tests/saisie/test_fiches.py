"""Remplir une fiche comme un agent : la créer, la changer, s'y tromper."""

from __future__ import annotations

import pytest

from projet_social.chargement import examiner
from projet_social.ecriture.yaml_conserve import fusionner
from projet_social.lecture.anomalie import Gravite
from projet_social.lecture.yaml_marque import lire_le_yaml
from projet_social.texte.typographie import typographier

from .agent import JOUR, Agent, lignes_changees

VAL = "territoires/val-imaginaire"
NAVETTE = f"{VAL}/actions/navette-du-samedi.yml"
OUVRIR_LA_NAVETTE = f"/ouvrir?fichier={NAVETTE}"
MAJ = ["-maj: 2025-02-03", f"+maj: {JOUR}"]


def seul_change(agent: Agent, avant: dict[str, bytes]) -> list[str]:
    """Les lignes changées, toutes dans la fiche des navettes."""
    apres = agent.octets()
    assert {n for n in apres if avant.get(n) != apres[n]} == {NAVETTE}
    return lignes_changees(avant[NAVETTE], apres[NAVETTE])


@pytest.mark.parametrize(
    ("champ", "valeur", "attendues"),
    [
        ("avancement", "40 %", ["-avancement: 0", "+avancement: 40 %"]),
        (
            "resume",
            "Un minibus, chaque samedi.",
            [
                "-resume: Un minibus relie les deux villages chaque samedi.",
                "+resume: Un minibus, chaque samedi.",
            ],
        ),
        (
            "partenaires",
            "Foyer rural\r\n• MSA\r\n",
            ["-partenaires: [Foyer rural]", "+partenaires: [Foyer rural, MSA]"],
        ),
        (
            "etapes__0__moyens",
            "Un plein temps.",
            ["-    moyens: Un mi-temps.", "+    moyens: Un plein temps."],
        ),
        ("recurrence", "", ["-recurrence: chaque samedi"]),
    ],
)
def test_changer_un_champ_ne_change_que_lui(
    agent: Agent, champ: str, valeur: str, attendues: list[str]
) -> None:
    """Une ligne, et la date de mise à jour : commentaires, ordre et guillemets restent."""
    avant = agent.octets()
    agent.aller(OUVRIR_LA_NAVETTE)
    agent.remplir(**{champ: valeur})
    agent.appuyer()
    assert "Enregistré." in agent.texte
    assert seul_change(agent, avant) == [*attendues, *MAJ]


def test_un_statut_nouveau_garde_l_ancien(agent: Agent) -> None:
    """Celui d'avant passe à l'historique, avec sa date ; le nouveau prend le jour."""
    avant = agent.octets()
    agent.aller(OUVRIR_LA_NAVETTE)
    agent.remplir(statut="realisee")
    agent.appuyer()
    fiche, _ = lire_le_yaml(agent.octets()[NAVETTE], NAVETTE)
    avant_, _ = lire_le_yaml(avant[NAVETTE], NAVETTE)
    assert (fiche["statut"], fiche["statut_depuis"]) == ("realisee", str(JOUR))
    assert "Changé : Statut, Statut depuis, Historique, Mise à jour." in agent.texte
    passe = {"statut": avant_["statut"], "depuis": avant_["statut_depuis"]}
    assert fiche["historique"] == [*avant_.get("historique", []), passe]


def test_cocher_garde_l_ordre_de_ce_qui_l_etait(agent: Agent) -> None:
    """Le premier thème reste le premier ; le nouveau vient à la suite."""
    avant = agent.octets()
    agent.aller(OUVRIR_LA_NAVETTE)
    agent.cocher("themes", "sante", "jeunesse", "mobilite")
    agent.appuyer()
    changees = seul_change(agent, avant)
    assert changees[:2] == [
        "-themes: [mobilite, jeunesse]",
        "+themes: [mobilite, jeunesse, sante]",
    ]


def test_ce_que_word_laisse_en_copiant_ne_gene_pas(agent: Agent) -> None:
    """Puces, passages à la ligne invisibles, tabulations : un texte que la page saura montrer."""
    agent.aller(OUVRIR_LA_NAVETTE)
    agent.remplir(
        description="Chaque samedi\x0ble minibus :\r\n\r\n•\tpart à 8 h ;\r\n  ▪ revient à midi."
        "\x01",
        partenaires="\uf0b7\tCAF\r\n– MSA\r\n\r\n",
    )
    agent.appuyer()
    fiche, _ = lire_le_yaml(agent.octets()[NAVETTE], NAVETTE)
    assert fiche["description"].strip() == (
        "Chaque samedi\nle minibus :\n\n- part à 8 h ;\n- revient à midi."
    )
    assert fiche["partenaires"] == ["CAF", "MSA"]


def test_ce_que_l_on_tape_ne_devient_jamais_du_html(agent: Agent) -> None:
    """Refusé ou non, le texte revient à l'écran comme du texte."""
    agent.aller(OUVRIR_LA_NAVETTE)
    mechant = "\"'><script>alert(1)</script></textarea><img src=x onerror=alert(1)>"
    agent.remplir(resume=mechant, titre=mechant, porteur=mechant, statut=mechant)
    agent.appuyer()
    page = agent.reponse.corps.decode()
    assert agent.code == 422
    assert "<script>alert" not in page
    assert "<img" not in page
    assert agent.lire("resume") == [mechant]


def test_un_plan_encore_vide_attend_son_premier_axe(agent: Agent) -> None:
    """Rien à quoi se rattacher : la liste propose un axe, la fiche ne demande pas d'identifiant."""
    projet = agent.dossier / VAL / "projet.yml"
    projet.write_text("titre: Un projet neuf\n", encoding="utf-8")
    for autre in ("projet-sante.yml", "actions/navette-du-samedi.yml"):
        (agent.dossier / VAL / autre).unlink()
    agent.aller("/territoire?nom=val-imaginaire")
    assert "Aucune fiche encore." in agent.texte
    assert "Ajouter un axe" in agent.page.liens
    agent.aller("/fiche?nom=val-imaginaire")
    premiers = agent.reponse.corps.decode().partition("L’action</h2>")[0]
    assert "rattachements" not in premiers
    agent.remplir(titre="Une première action")
    agent.appuyer()
    assert "Ajouté et enregistré." in agent.texte


def test_les_mots_du_document_restent_a_cote_de_la_liste(agent: Agent) -> None:
    """Des publics de la liste se cochent, les autres s'écrivent."""
    agent.aller(OUVRIR_LA_NAVETTE)
    assert agent.lire("publics._mots") == ["Élèves de 3e et de 2nde, apprentis"]
    agent.cocher("publics", "jeunes")
    agent.appuyer()
    fiche, _ = lire_le_yaml(agent.octets()[NAVETTE], NAVETTE)
    assert fiche["publics"] == ["jeunes", "Élèves de 3e et de 2nde, apprentis"]


def test_une_fiche_neuve(agent: Agent) -> None:
    """Sous un niveau du plan, avec une étape : un fichier de plus, que le modèle lit."""
    agent.aller("/territoire?nom=val-imaginaire")
    agent.suivre("Ajouter une fiche sous « Grandir au Val »")
    agent.remplir(titre="Une aide aux devoirs", pilotes="Foyer rural", debut="septembre 2026")
    agent.cocher("themes", "jeunesse")
    agent.appuyer("ajouter:etapes")
    assert "Rien n'est encore enregistré." in agent.texte
    assert agent.lire("titre") == ["Une aide aux devoirs"]
    agent.remplir(etapes__0__titre="Trouver une salle")
    agent.appuyer()
    assert "Ajouté et enregistré." in agent.texte
    ecrit = agent.octets()[f"{VAL}/actions/une-aide-aux-devoirs.yml"].decode()
    assert ecrit == (
        "titre: Une aide aux devoirs\n"
        "debut: septembre 2026\n"
        "rattachements: [grandir-au-val]\n"
        "themes: [jeunesse]\n"
        "pilotes:\n"
        "  - Foyer rural\n"
        "etapes:\n"
        "  - titre: Trouver une salle\n"
    )


def test_deux_fiches_de_meme_titre_se_disent(agent: Agent) -> None:
    """Revenir en arrière puis enregistrer de nouveau ne fait pas deux fiches."""
    agent.aller("/fiche?nom=val-imaginaire")
    avant = agent.octets()
    agent.remplir(titre="Navette du samedi : « En route ! »")
    agent.appuyer()
    assert agent.code == 422
    assert "une action s'appelle déjà" in agent.texte.lower()
    assert agent.octets() == avant


@pytest.mark.parametrize("identifiant", ["navette-du-samedi", "Mal Formé", "relier-les-villages"])
def test_un_identifiant_pris_ou_mal_forme_n_ecrase_rien(agent: Agent, identifiant: str) -> None:
    """Celui d'une autre fiche, d'un niveau, ou que le modèle refuse : dit auprès du champ."""
    avant = agent.octets()
    agent.aller("/fiche?nom=val-imaginaire")
    agent.remplir(titre="Navette du samedi : « En route ! »", id=identifiant)
    agent.appuyer()
    assert agent.code == 422
    assert 'id="refus-c-id"' in agent.reponse.corps.decode()
    assert agent.octets() == avant


FAUTES = [
    ("debut", "le 31 février 2026", "début"),
    ("pilotes", "Chantal Lefort, c.lefort@exemple.test", "pilotes"),
    ("avancement", "150", "avancement"),
    ("titre", "", "titre"),
    ("contact__courriel", "accueil à exemple.test", "courriel"),
    ("liens__0__url", "www.exemple.test", "url"),
]


@pytest.mark.parametrize(("champ", "valeur", "libelle"), FAUTES)
def test_une_faute_se_dit_comme_verifier_la_dit(
    agent: Agent, champ: str, valeur: str, libelle: str
) -> None:
    """En tête, auprès du champ, avec les mots de `verifier` ; rien d'écrit, rien de perdu."""
    avant = agent.octets()
    agent.aller(OUVRIR_LA_NAVETTE)
    agent.remplir(**{champ: valeur}, resume="Ce que j'ai aussi changé.")
    agent.appuyer()
    page = agent.reponse.corps.decode()
    nom = champ.replace("__", ".")
    assert agent.code == 422
    assert agent.octets() == avant
    assert agent.lire(nom) == [valeur]
    assert agent.lire("resume") == ["Ce que j'ai aussi changé."]
    assert "Erreur : " in agent.page.titre
    ancre = f"c-{nom.replace('.', '-')}"
    assert f'href="#{ancre}"' in page
    assert f'id="refus-{ancre}"' in page
    assert page.count('aria-invalid="true"') == 1
    assert libelle in agent.texte.lower()
    dits = dites_par_verifier(agent, nom, valeur)
    assert dits
    for constat, conseil in dits:
        assert constat[1:] in agent.texte
        assert conseil in agent.texte


def dites_par_verifier(agent: Agent, nom: str, valeur: str) -> list[tuple[str, str]]:
    """Ce que dit `verifier` du même fichier, écrit à la main avec la même faute."""
    fichier = agent.dossier / NAVETTE
    bon = fichier.read_bytes()
    arbre, _ = lire_le_yaml(bon, NAVETTE)
    ici, *suite = nom.split(".")
    if suite:
        ici = arbre[ici] if suite[0] != "0" else arbre[ici][0]
        ici[suite[-1]] = valeur
    elif valeur:
        arbre[ici] = valeur
    else:
        del arbre[ici]
    fichier.write_bytes(fusionner(bon, arbre))
    anomalies = [a for a in examiner(agent.dossier).anomalies if a.gravite is Gravite.ERREUR]
    fichier.write_bytes(bon)
    return [
        tuple(typographier(t).replace("’", "'").replace("\u202f", " ").replace("\u00a0", " ")
              for t in (a.constat, a.conseil))
        for a in anomalies
    ]  # fmt: skip


def test_un_avertissement_n_empeche_rien(agent: Agent) -> None:
    """Un nom de personne se signale auprès du champ, une fois la fiche enregistrée."""
    agent.aller(OUVRIR_LA_NAVETTE)
    agent.remplir(instance="Mme Chantal Lefort")
    agent.appuyer()
    assert agent.code == 200
    assert "Enregistré." in agent.texte
    assert "À relire. « Mme Chantal Lefort » semble être le nom d'une personne" in agent.texte


def test_une_faute_d_un_autre_fichier_n_empeche_pas_de_corriger_celui_ci(agent: Agent) -> None:
    """On peut réparer deux fichiers l'un après l'autre."""
    agent.aller(OUVRIR_LA_NAVETTE)
    autre = agent.dossier / "territoires/pays-fictif/projet.yml"
    autre.write_text(autre.read_text(encoding="utf-8") + "inconnue: x\n", encoding="utf-8")
    agent.remplir(statut="realisee")
    agent.appuyer()
    assert "Enregistré." in agent.texte
    agent.aller("/verifier")
    assert "Clé inconnue « inconnue »" in agent.texte


def test_une_faute_ecrite_a_la_main_s_ouvre_et_se_corrige(agent: Agent) -> None:
    """« statut: terminé » : le choix le montre, la page dit quoi faire, on choisit."""
    fichier = agent.dossier / NAVETTE
    texte = fichier.read_text(encoding="utf-8")
    fichier.write_text(texte.replace("statut: en_cours", "statut: terminé"), encoding="utf-8")
    agent.aller(OUVRIR_LA_NAVETTE)
    assert agent.lire("statut") == ["terminé"]
    assert "écrire plutôt « realisee »" in agent.texte
    agent.remplir(statut="realisee")
    agent.appuyer()
    assert "Enregistré." in agent.texte
    assert "statut: realisee" in fichier.read_text(encoding="utf-8")


def test_ce_que_la_page_ne_sait_pas_montrer_est_garde(agent: Agent) -> None:
    """Un groupe là où l'on attend une phrase : il reste, et la page le dit."""
    fichier = agent.dossier / NAVETTE
    texte = fichier.read_text(encoding="utf-8")
    fichier.write_text(
        texte.replace("recurrence: chaque samedi", "recurrence: {jour: samedi}"), encoding="utf-8"
    )
    agent.aller(OUVRIR_LA_NAVETTE)
    assert "Il est gardé tel quel" in agent.texte
    agent.remplir(resume="Autre chose.")
    agent.appuyer()
    assert agent.code == 422  # la faute du fichier demeure, et se dit
    assert "{jour: samedi}" in fichier.read_text(encoding="utf-8")


def test_un_fichier_illisible_dit_sa_ligne(agent: Agent) -> None:
    """Une faute d'écriture ne se corrige pas ici : la page dit où, et quoi."""
    fichier = agent.dossier / NAVETTE
    fichier.write_text("titre: 'L'eau'\n", encoding="utf-8")
    agent.aller(OUVRIR_LA_NAVETTE)
    assert agent.code == 409
    assert "Ligne 1." in agent.texte
    assert "une apostrophe ferme le texte" in agent.texte.lower()
    agent.aller("/territoire?nom=val-imaginaire")
    assert "navette-du-samedi.yml" in agent.texte
    assert "Fichiers à corriger" in agent.texte


def test_les_rangees_s_ajoutent_et_se_retirent(agent: Agent) -> None:
    """Rien ne s'enregistre avant « Enregistrer » ; la rangée retirée l'est, les autres restent."""
    avant = agent.octets()
    agent.aller(OUVRIR_LA_NAVETTE)
    agent.appuyer("retirer:budgets.0")
    agent.appuyer("ajouter:budgets")
    assert agent.octets() == avant
    assert agent.lire("budgets.0.libelle") == ["Minibus"]
    agent.remplir(budgets__1__annee="2026", budgets__1__prevu="5 000 €")
    agent.appuyer("ajouter:etapes.0.budgets")
    agent.appuyer()
    assert "Enregistré." in agent.texte
    changees = seul_change(agent, avant)
    assert changees == [
        "-  - {annee: 2024, nature: fonctionnement, prevu: 12 000 € TTC, realise: 11 500 € TTC}",
        "+  - annee: 2026",
        "+    prevu: 5 000 €",
        *MAJ,
    ]


def test_une_rangee_neuve_a_tout_ce_qu_elle_peut_contenir(agent: Agent) -> None:
    """Les groupes et les listes d'un indicateur neuf, d'une étape neuve, avant d'enregistrer."""
    agent.aller("/fiche?nom=val-imaginaire&sous=grandir-au-val")
    agent.remplir(titre="Un lieu de répit")
    agent.appuyer("ajouter:indicateurs")
    agent.appuyer("ajouter:indicateurs.0.cible")
    agent.appuyer("ajouter:etapes")
    agent.appuyer("ajouter:etapes.0.budgets")
    agent.remplir(
        indicateurs__0__nom="Aidants accueillis",
        indicateurs__0__initial__date="2025",
        indicateurs__0__initial__valeur="0",
        indicateurs__0__cible__0__date="2027",
        indicateurs__0__cible__0__valeur="40",
        etapes__0__titre="Trouver le lieu",
        etapes__0__budgets__0__prevu="1 000 €",
    )
    agent.appuyer()
    assert "Ajouté et enregistré." in agent.texte
    fichier = f"{VAL}/actions/un-lieu-de-repit.yml"
    fiche, _ = lire_le_yaml(agent.octets()[fichier], fichier)
    assert fiche["indicateurs"] == [
        {
            "nom": "Aidants accueillis",
            "initial": {"date": "2025", "valeur": "0"},
            "cible": [{"date": "2027", "valeur": "40"}],
        }
    ]
    assert fiche["etapes"] == [{"titre": "Trouver le lieu", "budgets": [{"prevu": "1 000 €"}]}]


def test_un_brouillon_se_retrouve(agent: Agent) -> None:
    """Il n'est pas dans le plan, mais il est dans la liste."""
    agent.aller("/fiche?nom=val-imaginaire&sous=grandir-au-val")
    agent.remplir(titre="Une idée", publication="brouillon")
    agent.appuyer()
    agent.aller("/territoire?nom=val-imaginaire&mots=idee")
    assert "1 fiche sur" in agent.texte
    assert "Une idée" in agent.page.liens


def test_la_liste_se_filtre(agent: Agent) -> None:
    """Par mots du titre, par statut, par ce qui manque."""
    agent.aller("/territoire?nom=val-imaginaire&statut=en_cours")
    assert "1 fiche sur" in agent.texte
    agent.aller("/territoire?nom=val-imaginaire&mots=rien+de+tel")
    assert "0 fiche sur" in agent.texte
    agent.aller("/territoire?nom=val-imaginaire&etat=incompletes")
    assert "Navette du samedi" not in agent.texte
