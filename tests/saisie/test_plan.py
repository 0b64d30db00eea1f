"""Les niveaux du plan, les référentiels, et ce qui les cite."""

from __future__ import annotations

from projet_social.chargement import charger
from projet_social.lecture.yaml_marque import lire_le_yaml

from .agent import JOUR, Agent, lignes_changees

VAL = "territoires/val-imaginaire"
PROJET = f"{VAL}/projet.yml"
NAVETTE = f"{VAL}/actions/navette-du-samedi.yml"


def test_changer_le_titre_d_un_niveau_garde_son_adresse(agent: Agent) -> None:
    """« Grandir au Val » n'a pas d'identifiant : il en reçoit un, et la page reste où elle est."""
    avant = agent.octets()
    agent.aller(f"/ouvrir?fichier={PROJET}&ou=axes.1")
    agent.remplir(titre="Grandir et apprendre au Val")
    agent.appuyer()
    assert "Enregistré." in agent.texte
    assert lignes_changees(avant[PROJET], agent.octets()[PROJET]) == [
        "-maj: 2025-02-03",
        f"+maj: {JOUR}",
        "-  - titre: Grandir au Val",
        "+  - id: grandir-au-val",
        "+    titre: Grandir et apprendre au Val",
        f"+    maj: {JOUR}",
    ]
    assert charger(agent.dossier).ligne("val-imaginaire", "grandir-au-val").enfants


def test_changer_un_identifiant_garde_l_ancienne_adresse(agent: Agent) -> None:
    """L'ancien devient un alias ; ce qui le citait cite le nouveau."""
    agent.aller(f"/ouvrir?fichier={PROJET}&ou=axes.0.objectifs.0")
    agent.remplir(id="relier")
    agent.appuyer()
    assert "Enregistré." in agent.texte
    assert "Renvois mis à jour dans 1 autre fichier." in agent.texte
    ligne = charger(agent.dossier).ligne("val-imaginaire", "relier")
    assert ligne.contenu.alias == ("relier-les-villages",)
    assert b"rattachements: [relier, grandir]" in agent.octets()[NAVETTE]


def test_une_phrase_du_plan_reste_une_phrase(agent: Agent) -> None:
    """Un objectif écrit d'une phrase le reste tant qu'il n'a que son titre."""
    avant = agent.octets()[PROJET]
    agent.aller(f"/ouvrir?fichier={PROJET}&ou=axes.0.objectifs.0.actions.0")
    agent.remplir(numero="7")
    agent.appuyer()
    assert "-          - Une action réduite à son titre" in lignes_changees(
        avant, agent.octets()[PROJET]
    )


def test_ajouter_un_niveau(agent: Agent) -> None:
    """Dans les mots du territoire, à la fin de la liste."""
    agent.aller("/territoire?nom=val-imaginaire")
    agent.suivre("Ajouter un champ d'intervention")
    contenus = [c for c, _ in agent.formulaire.champs if c.startswith(("axes", "objectifs"))]
    assert contenus == []  # il n'existe pas encore : rien ne s'y emboîte
    agent.remplir(titre="Se soigner", resume="Trouver un médecin.")
    agent.appuyer()
    assert "Ajouté et enregistré." in agent.texte
    projet, _ = lire_le_yaml(agent.octets()[PROJET], PROJET)
    assert projet["axes"][-1] == {"titre": "Se soigner", "resume": "Trouver un médecin."}
    agent.suivre("Ajouter un objectif opérationnel")
    agent.remplir(titre="Une maison de santé")
    agent.appuyer()
    projet, _ = lire_le_yaml(agent.octets()[PROJET], PROJET)
    assert projet["axes"][-1]["objectifs"] == [{"titre": "Une maison de santé"}]


def test_un_refus_ne_parle_que_de_ce_que_l_on_remplit(agent: Agent) -> None:
    """Deux niveaux de même nom : l'erreur se dit ; les remarques des autres niveaux se taisent."""
    agent.aller(f"/ajouter?fichier={PROJET}&ou=axes")
    agent.remplir(titre="Grandir au Val")
    agent.appuyer()
    assert agent.code == 422
    assert "Identifiant « grandir-au-val » déjà pris" in agent.texte
    assert agent.texte.count("n'a pas de thème") == 1


def test_monter_et_descendre(agent: Agent) -> None:
    """Le premier champ d'intervention passe second ; rien d'autre ne change de mots."""
    avant, _ = lire_le_yaml(agent.octets()[PROJET], PROJET)
    agent.aller(f"/ouvrir?fichier={PROJET}&ou=axes.0")
    agent.envoyer(1, sens="descendre")
    assert "C'est maintenant le n° 2 sur" in agent.texte.replace("c'est", "C'est")
    apres, _ = lire_le_yaml(agent.octets()[PROJET], PROJET)
    assert [a["titre"] for a in apres["axes"][:2]] == [
        avant["axes"][1]["titre"],
        avant["axes"][0]["titre"],
    ]
    agent.envoyer(1, sens="monter")
    agent.envoyer(1, sens="monter")
    assert "c'est déjà le premier" in agent.texte


def test_deplacer_suit_l_ordre_ecrit(agent: Agent) -> None:
    """Là où « ordre » range les lignes, c'est lui qui change aussi."""
    fichier = agent.dossier / PROJET
    texte = fichier.read_text(encoding="utf-8")
    fichier.write_text(
        texte.replace("axes:\n", "ordre: [se-deplacer, grandir]\naxes:\n"), encoding="utf-8"
    )
    agent.aller(f"/ouvrir?fichier={PROJET}&ou=axes.1")
    agent.envoyer(1, sens="monter")
    assert "ordre: [grandir, se-deplacer]" in fichier.read_text(encoding="utf-8")
    racines = charger(agent.dossier).territoire("val-imaginaire").plans[0].racines
    assert [ligne.id for ligne in racines[:2]] == ["grandir-au-val", "se-deplacer"]


def test_supprimer_dit_ce_qui_y_renvoie(agent: Agent) -> None:
    """La page demande ; les renvois s'ôtent avec."""
    agent.aller(f"/ouvrir?fichier={PROJET}&ou=axes.0.objectifs.0")
    agent.suivre("Supprimer…")
    assert "Un sous-objectif" in agent.texte
    assert "Navette du samedi" in agent.texte
    avant = agent.octets()
    assert b"relier-les-villages" in avant[NAVETTE]
    agent.envoyer()
    assert "Supprimé : Relier les villages." in agent.texte
    assert b"rattachements: [grandir]" in agent.octets()[NAVETTE]
    assert b"Relier les villages" not in agent.octets()[PROJET]
    assert charger(agent.dossier)


def test_supprimer_une_fiche(agent: Agent) -> None:
    """Son fichier s'en va."""
    agent.aller(f"/supprimer?fichier={NAVETTE}")
    assert "mieux vaut son statut « Abandonnée »" in agent.texte
    agent.envoyer()
    assert "Supprimé" in agent.texte
    assert NAVETTE not in agent.octets()


def test_une_version_figee_ne_se_retouche_pas(agent: Agent) -> None:
    """Elle dit ce qui fut voté : elle ne s'ouvre pas, et un renvoi changé n'y change rien."""
    version = agent.dossier / "territoires/val-imaginaire/versions/votee.yml"
    version.parent.mkdir(exist_ok=True)
    version.write_text("rattachements: [relier-les-villages]\n", encoding="utf-8")
    agent.aller("/ouvrir?fichier=territoires/val-imaginaire/versions/votee.yml")
    assert agent.code == 404
    assert "ne se retouche pas" in agent.texte
    agent.aller(f"/ouvrir?fichier={PROJET}&ou=axes.0.objectifs.0")
    agent.remplir(id="relier")
    agent.appuyer()
    assert "Enregistré." in agent.texte
    assert version.read_text(encoding="utf-8") == "rattachements: [relier-les-villages]\n"


def test_un_fichier_commun_ne_se_supprime_pas(agent: Agent) -> None:
    """Ni le projet, ni les thèmes."""
    avant = agent.octets()
    for fichier in (PROJET, "referentiels/themes.yml"):
        agent.aller(f"/supprimer?fichier={fichier}")
        assert agent.code == 404
    assert agent.octets() == avant


def test_un_theme_neuf_tire_son_identifiant_de_son_nom(agent: Agent) -> None:
    """Personne n'a à écrire d'identifiant."""
    agent.aller("/ouvrir?fichier=referentiels/themes.yml")
    agent.suivre("Ajouter un thème")
    agent.remplir(nom="Vie associative", famille="vie-sociale")
    agent.appuyer()
    assert "Ajouté et enregistré." in agent.texte, agent.texte
    assert "vie-associative" in charger(agent.dossier).themes


def test_un_theme_employe_ne_se_supprime_pas(agent: Agent) -> None:
    """Les fiches qui le citent ne se liraient plus : la page le dit, rien ne bouge."""
    avant = agent.octets()
    agent.aller("/supprimer?fichier=referentiels/themes.yml&ou=themes.0")
    agent.envoyer()
    assert agent.code == 422
    assert "Rien n'est supprimé" in agent.texte
    assert agent.octets() == avant
