"""La configuration de Sveltia CMS, tirée du modèle et de ce que les données contiennent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..chargement import SORTES
from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, TerritoirePublie
from ..modele.fiche_action import FicheAction
from ..modele.projet import Projet
from ..modele.territoire import Territoire
from ..modele.texte import est_un_identifiant
from ..modele.vocabulaire import TypeNiveau
from .champs import Champ, ChoixPermis, Forme, Option, champs_de

MESSAGES = {
    "create": "Ajouter {{collection}} : {{slug}}",
    "update": "Modifier {{collection}} : {{slug}}",
    "delete": "Retirer {{collection}} : {{slug}}",
    "uploadMedia": "Ajouter le fichier {{path}}",
    "deleteMedia": "Retirer le fichier {{path}}",
}
"""Ce que disent les enregistrements dans l'histoire de la forge."""
FORME_PAR_DEFAUT: Forme = {TypeNiveau.AXE: {TypeNiveau.OBJECTIF: {}}}
"""Les niveaux proposés à un plan encore vide."""
NOMS = {
    "accompagnements": "Territoires accompagnés",
    "acteurs": "Acteurs",
    "editeur": "Qui publie ce site",
    "glossaire": "Glossaire",
    "publics": "Publics",
    "seances": "Séances avec un lecteur d'écran",
    "situations": "Situations de vie",
    "sources": "Documents sources",
    "themes": "Thèmes",
}
"""Le nom des fichiers communs, pour la personne qui les ouvre."""
HORS_DU_FORMULAIRE = {"format"}
"""Ce que seul le programme écrit."""


@dataclass(frozen=True)
class Forge:
    """Où le formulaire enregistre.

    Attributes:
        nom: gitlab, github, gitea, ou « test-repo », qui n'écrit que dans le navigateur.
        depot: « groupe/projet ».
        branche: branche publiée.
        adresse: adresse de la forge, si ce n'est pas l'adresse commune.
        application: identifiant de l'application déclarée dans la forge (GitLab, Gitea).
    """

    nom: str
    depot: str = ""
    branche: str = "main"
    adresse: str = ""
    application: str = ""

    @property
    def reglages(self) -> dict[str, Any]:
        """La partie `backend` de la configuration."""
        if self.nom == "test-repo":
            return {"name": self.nom}
        reglages: dict[str, Any] = {
            "name": self.nom,
            "repo": self.depot,
            "branch": self.branche,
            "commit_messages": MESSAGES,
        }
        if self.adresse:
            suite = {"gitlab": "api/v4", "github": "api/v3", "gitea": "api/v1"}[self.nom]
            reglages |= {"base_url": self.adresse, "api_root": f"{self.adresse}/{suite}"}
        if self.application:
            reglages |= {"auth_type": "pkce", "app_id": self.application}
        return reglages

    @property
    def origines(self) -> list[str]:
        """Les seules adresses que la page peut appeler."""
        if self.nom == "test-repo":
            return []
        if self.adresse:
            return [self.adresse]
        return {
            "gitlab": ["https://gitlab.com"],
            "github": ["https://api.github.com", "https://github.com"],
            "gitea": ["https://gitea.com"],
        }[self.nom]


def configurer(corpus: Corpus, forge: Forge, donnees: str, nom: str) -> dict[str, Any]:
    """La configuration entière.

    Args:
        donnees: le dossier des données, relatif à la racine du dépôt.
    """
    return {
        "load_config_file": False,
        "app_title": nom,
        "backend": forge.reglages,
        "media_folder": "docs/images",
        "public_folder": "/images",
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "output": {"omit_empty_optional_fields": True},
        "collections": [
            *(c for t in corpus.territoires.values() for c in _du_territoire(corpus, t, donnees)),
            _communs(corpus, donnees),
        ],
    }


def _du_territoire(
    corpus: Corpus, territoire: TerritoirePublie, donnees: str
) -> Iterator[dict[str, Any]]:
    """Les fiches d'un territoire, puis ce qui le présente et ses projets."""
    dossier = f"{donnees}/territoires/{territoire.slug}"
    seul = len(corpus.territoires) == 1
    suite = "" if seul else f" : {territoire.nom}"
    options = options_permises(corpus, territoire)
    yield {
        "name": f"actions-{territoire.slug}",
        "label": f"Fiches-actions{suite}",
        "label_singular": "Fiche-action",
        "description": "Une fiche par action. Seul le titre est obligatoire.",
        "folder": f"{dossier}/actions",
        "create": True,
        "identifier_field": "titre",
        "summary": "{{titre}}",
        "sortable_fields": ["titre"],
        "extension": "yml",
        "format": "fiches",
        "fields": champs_de(FicheAction, ChoixPermis(options)),
    }
    fichiers = [
        _fichier("territoire", "Le territoire", f"{dossier}/territoire.yml", Territoire, options)
    ]
    for plan in territoire.plans_publies_ici:
        chemin = f"{donnees}/{plan.lieu.document.fichier}"
        dedans = [x for x in plan.racines if x.lieu.document is plan.lieu.document]
        forme = _forme(dedans) or FORME_PAR_DEFAUT
        fichiers.append(_fichier(plan.id, plan.titre, chemin, Projet, options, forme))
    yield {
        "name": f"territoire-{territoire.slug}",
        "label": "Projet et territoire" if seul else f"Projet{suite}",
        "files": fichiers,
    }


def _communs(corpus: Corpus, donnees: str) -> dict[str, Any]:
    """Les fichiers qui valent pour tout le site."""
    options, fichiers = options_permises(corpus, None), []
    for sorte in SORTES:
        nom = sorte.chemin.rpartition("/")[2].removesuffix(".yml")
        if sorte.chemin in corpus.documents and nom not in HORS_DU_FORMULAIRE:
            chemin = f"{donnees}/{sorte.chemin}"
            fichiers.append(_fichier(nom, NOMS.get(nom, nom), chemin, sorte.modele, options))
    return {"name": "communs", "label": "Tout le site", "files": fichiers}


def _fichier(
    nom: str,
    libelle: str,
    chemin: str,
    modele: Any,
    options: dict[str, Sequence[Option]],
    forme: Forme | None = None,
) -> dict[str, Any]:
    champs: list[Champ] = champs_de(modele, ChoixPermis(options, forme or {}))
    return {"name": nom, "label": libelle, "file": chemin, "format": "fiches", "fields": champs}


def _forme(lignes: Sequence[Ligne]) -> dict[TypeNiveau, Any]:
    """Les niveaux emboîtés dans le fichier du projet, tels que les données les emploient."""
    forme: dict[TypeNiveau, Any] = {}
    for ligne in lignes:
        ici = ligne.lieu.document  # une ligne qui a sa propre fiche n'y est pas emboîtée
        contenues = [e for e in ligne.enfants if e.parents[0] is ligne and e.lieu.document is ici]
        _unir(forme.setdefault(ligne.type, {}), _forme(contenues))
    return forme


def _unir(forme: dict[TypeNiveau, Any], autre: dict[TypeNiveau, Any]) -> None:
    for type_, suite in autre.items():
        _unir(forme.setdefault(type_, {}), suite)


def options_permises(
    corpus: Corpus, territoire: TerritoirePublie | None
) -> dict[str, Sequence[Option]]:
    """Ce que l'on peut choisir, par nom de champ."""
    options: dict[str, Sequence[Option]] = {
        "themes": [(t.id, t.nom) for t in corpus.themes.values()],
        "publics": [(p.id, p.nom) for p in corpus.publics.values()],
        "document": [(s.id, s.titre) for s in corpus.sources.values()],
        "releve_de": [(a.id, a.nom) for a in corpus.referentiel_acteurs.acteurs],
    }
    if territoire is not None:
        niveaux = [x for x in territoire.lignes if x.type is not TypeNiveau.ACTION]
        actions = [x for x in territoire.lignes if x.type is TypeNiveau.ACTION]
        options |= {
            "publics": [*options["publics"], *_publics_dits(territoire)],
            "rattachements": [(x.id, f"{x.intitule} : {x.titre}") for x in niveaux],
            "actions_liees": [(x.id, x.titre) for x in actions],
        }
    return {nom: liste for nom, liste in options.items() if liste}


def _publics_dits(territoire: TerritoirePublie) -> Iterator[Option]:
    """Les publics que les documents disent avec leurs mots : le formulaire les garde."""
    dits = (
        public
        for ligne in territoire.lignes
        for objet in (ligne.contenu, *(ligne.fiche.etapes if ligne.fiche else ()))
        for public in objet.publics
        if not est_un_identifiant(public)
    )
    return ((mots, f"« {mots} »") for mots in dict.fromkeys(dits))
