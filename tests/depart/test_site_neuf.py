"""Le site de départ : complet, juste, étiqueté comme inventé, et à personne d'autre."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from projet_social.chargement import SORTES, examiner
from projet_social.depart.site_neuf import EXEMPLES, LIBELLES, ChoixDeSite, composer_le_site
from projet_social.modele.dossier import (
    Accompagnement,
    Accompagnements,
    Devenir,
    Dossier,
    IntercommunaliteAncienne,
    Successeur,
)
from projet_social.modele.dossier import GroupeDAccompagnements as Groupe
from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.introspection import classe_dans
from projet_social.modele.niveau import PLURIELS, Libelle, Niveau
from projet_social.modele.projet import Projet
from projet_social.modele.seance import Parcours, Seance, Seances
from projet_social.modele.socle import Objet
from projet_social.modele.vocabulaire import TypeNiveau

from ..fabrique import RACINE, lancer
from ..visiteur import SiteConstruit, rien
from .conftest import SiteNeuf

pytestmark = pytest.mark.lent

HORS_D_UN_SEUL_TERRITOIRE: set[type[Objet]] = {
    *(Dossier, Accompagnement, Accompagnements, Groupe),
    *(Devenir, IntercommunaliteAncienne, Successeur),
}
"""Ce qui compare des territoires : un site neuf n'en publie qu'un."""
APRES_LA_MISE_EN_LIGNE: set[type[Objet]] = {Seances, Seance, Parcours}
"""Les séances de lecteur d'écran : elles ont lieu une fois le site en ligne."""


def toutes_les_classes() -> set[type[Objet]]:
    """Toutes les classes que porte un fichier de données, de proche en proche."""
    a_voir, vues = [sorte.modele for sorte in SORTES], set[type[Objet]]()
    while a_voir:
        classe = a_voir.pop()
        if classe in vues:
            continue
        vues.add(classe)
        contenus = (classe_dans(c.annotation, Objet) for c in classe.model_fields.values())
        a_voir += [contenu for contenu in contenus if contenu is not None]
    return vues


def champs_employes(objet: Any, employes: dict[type[Objet], set[str]]) -> None:
    """Note, classe par classe, les champs qu'une personne a vraiment écrits."""
    if isinstance(objet, Objet):
        employes.setdefault(type(objet), set()).update(objet.model_fields_set)
        for _, valeur in objet:
            champs_employes(valeur, employes)
    elif isinstance(objet, tuple | list):
        for element in objet:
            champs_employes(element, employes)
    elif isinstance(objet, dict):
        champs_employes(list(objet.values()), employes)


def test_chaque_champ_du_modele_parait_dans_l_exemple(site_neuf: SiteNeuf) -> None:
    """Rempli dans l'exemple, ou en commentaire à sa place quand il serait faux de le remplir."""
    dossier = site_neuf()
    rapport = examiner(dossier / "data")
    corpus = rapport.corpus
    employes: dict[type[Objet], set[str]] = {}
    champs_employes([territoire.donnees for territoire in corpus.territoires.values()], employes)
    champs_employes([plan.projet for plan in corpus.plans], employes)
    champs_employes([ligne.contenu for ligne in corpus.lignes], employes)
    champs_employes(list(corpus.seuls.values()), employes)
    champs_employes([v.donnees for v in corpus.versions["gouesnou"]], employes)
    niveaux = employes[Projet] | employes[Niveau]
    manquants = []
    for classe in toutes_les_classes() - HORS_D_UN_SEUL_TERRITOIRE - APRES_LA_MISE_EN_LIGNE:
        for nom in classe.model_fields:
            ecrit = nom in employes.get(classe, set()) or (nom in PLURIELS and nom in niveaux)
            if not ecrit and not en_commentaire(dossier / "data", classe, nom):
                manquants.append(f"{classe.__name__}.{nom}")
    vrai = "Territoire.exemple"  # le territoire d'un site neuf, lui, existe
    rien(sorted(set(manquants) - {vrai}))


def en_commentaire(donnees: Path, classe: type[Objet], nom: str) -> bool:
    """Vrai si le champ est montré, en commentaire, dans le fichier où il s'écrirait."""
    ici = "territoires/gouesnou"
    fichiers = {
        "editeur.yml": classe.__module__.endswith(".editeur"),
        f"{ici}/territoire.yml": classe.__module__.endswith(".territoire"),
        f"{ici}/projet.yml": classe is Projet and nom in ("succede_a", "partage_avec"),
        f"{ici}/actions/navette-des-marches.yml": classe is FicheAction and nom == "partage_avec",
    }
    return any(
        permis and re.search(rf"^# +(?:- )?{nom}:", (donnees / f).read_text("utf-8"), re.MULTILINE)
        for f, permis in fichiers.items()
    )


def test_une_fiche_au_moins_a_tous_ses_champs_remplis(site_neuf: SiteNeuf) -> None:
    """Étapes, budgets, indicateurs, bilans… : rien d'une fiche n'y est en commentaire."""
    corpus = examiner(site_neuf() / "data").corpus
    employes: dict[type[Objet], set[str]] = {}
    champs_employes([ligne.fiche for ligne in corpus.lignes if ligne.fiche], employes)

    sans_objet = {"partage_avec"}  # il faudrait un second territoire
    for classe, ecrits in employes.items():
        attendus = set(classe.model_fields) - sans_objet
        if classe.__name__ == "Reference":
            continue  # « date » et « citation » sont montrées dans le projet
        rien(sorted(f"{classe.__name__}.{nom}" for nom in attendus - ecrits))


def test_rien_a_redire_aux_donnees_de_depart(site_neuf: SiteNeuf) -> None:
    """Une remarque par objet de l'exemple : qu'il est à remplacer. Sans lui, aucune."""
    remarques = examiner(site_neuf() / "data").anomalies

    constats = {anomalie.constat for anomalie in remarques}
    assert constats == {"exemple inventé", "version figée d'un exemple inventé"}
    comptes = Counter(anomalie.fichier.rpartition("/")[2] for anomalie in remarques)
    uns = ("sources", "2025-12-12-vote", *EXEMPLES)
    assert comptes == {"projet.yml": 8} | {f"{nom}.yml": 1 for nom in uns}
    assert all(anomalie.gravite == "avertissement" for anomalie in remarques)
    rien(examiner(site_neuf(vide=True) / "data").anomalies)


def test_l_exemple_est_etiquete_partout(site_neuf: SiteNeuf) -> None:
    """Chaque fichier de l'exemple le dit en tête ; chaque fiche et le projet, au lecteur."""
    dossier = site_neuf()
    exemples = [*(dossier / "data/territoires/gouesnou/actions").glob("*.yml")]
    exemples.append(dossier / "data/territoires/gouesnou/projet.yml")
    assert len(exemples) == 7
    for fichier in exemples:
        assert fichier.read_text(encoding="utf-8").startswith("# EXEMPLE INVENTÉ"), fichier.name
    corpus = examiner(dossier / "data").corpus
    for objet in (plan.projet for plan in corpus.plans):
        assert "exemple inventé" in objet.titre.lower()
    for ligne in corpus.lignes:
        if ligne.fiche:
            assert any("xemple inventé" in note for note in ligne.fiche.notes), ligne.titre


def test_sans_l_exemple_il_ne_reste_rien_d_invente(site_neuf: SiteNeuf) -> None:
    """`--vide` : ni fiche, ni note, ni source inventée."""
    dossier = site_neuf(vide=True)

    corpus = examiner(dossier / "data").corpus
    assert corpus.lignes == []
    textes = [f.read_text(encoding="utf-8") for f in (dossier / "data").rglob("*.yml")]
    assert not any("invent" in texte.lower() for texte in textes)


def test_rien_du_generateur_n_est_copie(site_neuf: SiteNeuf) -> None:
    """Des données, des pages, des réglages : ni code, ni thème, ni gabarit."""
    dossier = site_neuf()
    suffixes = {f.suffix for f in dossier.rglob("*") if f.is_file()}

    assert suffixes <= {".yml", ".md", ".json", ".conf", ""}


def test_les_referentiels_communs_gardent_leurs_identifiants(site_neuf: SiteNeuf) -> None:
    """Les thèmes d'un site neuf sont ceux du dépôt, octet pour octet : on reste comparable."""
    dossier = site_neuf()
    for nom in ("themes", "publics", "situations"):
        chemin = f"data/referentiels/{nom}.yml"
        assert (dossier / chemin).read_bytes() == (RACINE / chemin).read_bytes()


def test_les_choix_se_retrouvent_dans_les_fichiers(site_neuf: SiteNeuf) -> None:
    """Mots des niveaux, couleur, logo, adresse."""
    defi = Libelle(singulier="Défi", pluriel="Défis")
    dossier = site_neuf(
        niveaux={TypeNiveau.AXE: defi},
        couleur="#0B5C6B",
        logo=("logo.svg", b"<svg/>"),
        adresse="https://social.exemple.fr/",
    )
    corpus = examiner(dossier / "data").corpus
    reglages = (dossier / "mkdocs.yml").read_text(encoding="utf-8")

    assert corpus.plans[0].projet.niveaux == LIBELLES | {TypeNiveau.AXE: defi}
    assert corpus.territoire("gouesnou").donnees.couleur == "#0B5C6B"
    assert (dossier / "docs/images/logo.svg").read_bytes() == b"<svg/>"
    assert "\nsite_url: https://social.exemple.fr/\n" in reglages
    assert "\n      logo: images/logo.svg\n" in reglages


def test_un_nom_hors_liste_suffit() -> None:
    """Ni SIREN ni département : les données restent valables, le fichier dit quoi vérifier."""
    from projet_social.depart.entite import Entite
    from projet_social.modele.vocabulaire import TypeTerritoire

    entite = Entite('Le "Pays" : d\'Exemple', "Pays d'Exemple", TypeTerritoire.SYNDICAT_MIXTE)
    fichiers = composer_le_site(ChoixDeSite(entite))

    texte = fichiers["data/territoires/pays-d-exemple/territoire.yml"].decode()
    assert yaml.safe_load(texte)["nom"] == 'Le "Pays" : d\'Exemple'
    assert "Hors de la liste officielle" in texte
    assert yaml.safe_load(fichiers["data/editeur.yml"].decode())["forme"] == "syndicat mixte"


def test_l_editeur_de_texte_suit_un_schema_par_fichier(site_neuf: SiteNeuf) -> None:
    """Chaque fichier de données a un schéma, un seul, qui l'accepte et refuse une clé inconnue."""
    dossier = site_neuf()
    reglages = json.loads((dossier / ".vscode/settings.json").read_text(encoding="utf-8"))
    vus = 0
    for fichier in sorted((dossier / "data").rglob("*.yml")):
        chemin = fichier.relative_to(dossier)
        (schema,) = [
            schema
            for schema, motifs in reglages["yaml.schemas"].items()
            if any(chemin.match(motif) for motif in motifs)
        ]
        regle = jsonschema.Draft202012Validator(json.loads((dossier / schema).read_text("utf-8")))
        # En YAML 1.2, que lisent les éditeurs, une date n'est qu'un texte.
        contenu = json.loads(json.dumps(yaml.safe_load(fichier.read_text("utf-8")), default=str))
        rien(f"{chemin} : {e.json_path} {e.message[:100]}" for e in regle.iter_errors(contenu))
        assert not regle.is_valid(contenu | {"cle_inconnue": 1}), chemin
        vus += 1
    assert vus >= 10
    conseillees = json.loads((dossier / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert conseillees == {"recommendations": ["redhat.vscode-yaml"]}


def test_le_site_de_depart_se_parcourt(site_construit: Path) -> None:
    """Construit du premier coup, strictement : le plan à la racine, aucun lien mort."""
    site = SiteConstruit(site_construit)

    rien(site.liens_morts())
    accueil = site.pages["index.html"].texte
    assert "24 396" in accueil.replace("\u202f", " ").replace("\xa0", " ")
    assert {"axes/se-deplacer/index.html", "actions/navette-des-marches/index.html"} <= set(
        site.pages
    )
    assert "Mentions légales" in accueil


def test_un_site_vide_se_construit_aussi(site_neuf: SiteNeuf) -> None:
    """Sans exemple ni plan : la page du territoire, et rien qui casse."""
    dossier = site_neuf(vide=True)
    sortie = lancer("mkdocs", "build", "--strict", dans=dossier)

    assert sortie.returncode == 0, sortie.stderr
    assert "WARNING" not in sortie.stderr
    rien(SiteConstruit(dossier / "site").liens_morts())
