"""Composer les fichiers d'un site neuf : le sien, à remplir, sans rien du générateur.

La roue qui le construit s'y ajoute à part (`generateur.py`) : un fichier, que l'on ne touche pas.

Les thèmes, les publics et les situations sont copiés : ce sont des données, que le territoire
complète avec ses mots ; garder leurs identifiants, c'est rester comparable aux autres. Le code, le
thème et les gabarits, eux, restent dans le paquet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..chargement import SORTES
from ..corpus.officiel import MILLESIME
from ..exports.schema import schema_de
from ..modele.editeur import Editeur
from ..modele.format import FORMAT
from ..modele.niveau import Libelle
from ..modele.projet import Projet
from ..modele.territoire import Territoire
from ..modele.vocabulaire import Genre, Statut, TypeNiveau, TypeTerritoire
from ..texte.identifiant import identifiant_de
from ..texte.typographie import nombre_ecrit
from .annotation import modele_annote
from .entite import Entite
from .gabarits import REFERENTIELS, en_yaml, referentiel_commun, remplir
from .recettes import fichiers_des_recettes, marche_a_suivre

SCHEMAS = ".vscode/schemas"
"""Où vont les schémas JSON qui guident l'éditeur de texte."""
EXEMPLES = (
    "navette-des-marches",
    "pause-des-aidants",
    "salon-itinerant",
    "annuaire-des-associations",
    "permanences-numeriques",
    "guide-en-papier",
)
"""Les fiches de l'exemple inventé."""
VERSION = "versions/2025-12-12-vote.yml"
"""Le plan de l'exemple, tel qu'il aurait été voté."""
FORMES = {
    TypeTerritoire.COMMUNE: "commune",
    TypeTerritoire.SYNDICAT_MIXTE: "syndicat mixte",
}
FORME_INTERCOMMUNALE = "établissement public de coopération intercommunale"
LIBELLES = {
    type_: Libelle.model_construct(
        singulier=type_.libelle,
        pluriel=type_.pluriel.capitalize(),
        genre=Genre.FEMININ if type_.feminin else Genre.MASCULIN,
    )
    for type_ in TypeNiveau
}
"""Le mot de chaque niveau, quand le territoire n'en dit pas d'autre."""


A_NOMMER = Entite("", "", TypeTerritoire.COMMUNAUTE_DE_COMMUNES)
"""Le territoire d'un site dont on n'a pas encore dit le nom."""


@dataclass(frozen=True)
class ChoixDeSite:
    """Ce que la personne a choisi pour son site.

    Attributes:
        entite: le territoire, trouvé dans la liste officielle ou décrit à la main.
        porteur: structure qui porte le projet, si elle n'est pas le territoire (CCAS, CIAS).
        niveaux: mots du territoire pour certains niveaux.
        couleur: couleur hexadécimale, déjà vérifiée ; vide pour s'en passer.
        logo: nom de fichier et octets de l'image ; None pour s'en passer.
        vide: vrai pour ne pas écrire l'exemple inventé.
        adresse: adresse publique du site ; vide si elle n'est pas connue.
        publication: recettes choisies ; aucune : toutes, à part.
    """

    entite: Entite = A_NOMMER
    officielle: bool = False
    porteur: str = ""
    niveaux: Mapping[TypeNiveau, Libelle] = field(default_factory=dict)
    couleur: str = ""
    logo: tuple[str, bytes] | None = None
    vide: bool = False
    adresse: str = ""
    publication: Sequence[str] = ()

    @property
    def nomme(self) -> bool:
        """Vrai si l'on sait de quel territoire il s'agit."""
        return self.entite is not A_NOMMER

    @property
    def slug(self) -> str:
        """L'identifiant du territoire : le nom de son dossier."""
        return identifiant_de(self.entite.nom_court)

    @property
    def titre(self) -> str:
        """Le titre du projet."""
        return f"Projet social de territoire{'' if self.vide else ' (exemple inventé)'}"


def composer_le_site(choix: ChoixDeSite) -> dict[str, bytes]:
    """Tous les fichiers du site, chemins relatifs à sa racine."""
    fichiers = _communs(choix) | _donnees(choix) | pour_l_editeur()
    fichiers |= fichiers_des_recettes(choix.publication)
    octets = {chemin: texte.encode("utf-8") for chemin, texte in fichiers.items()}
    if choix.logo:
        nom, image = choix.logo
        octets[f"docs/images/{nom}"] = image
    return octets


def _communs(choix: ChoixDeSite) -> dict[str, str]:
    entite = choix.entite
    statuts = (f"| {statut.signe} | {statut.libelle} | {statut.sens} |" for statut in Statut)
    exemple = "" if choix.vide else EXEMPLE_DIT
    return {
        "mkdocs.yml": remplir(
            "site/mkdocs.yml",
            nom_du_site=en_yaml(f"{entite.nom_court} : le projet social"),
            description=en_yaml(
                f"{entite.nom_court} : ce qui est décidé pour les habitants, et où l’on en est."
            ),
            adresse=f"{'' if choix.adresse else '# '}site_url: {choix.adresse or 'https://…/'}",
            territoire=choix.slug,
            logo=f"      logo: images/{choix.logo[0]}" if choix.logo else LOGO_ABSENT,
        ),
        ".gitignore": remplir("site/gitignore"),
        "README.md": remplir(
            "site/README.md",
            nom_court_nu=entite.nom_court,
            territoire=choix.slug,
            exemple=exemple,
            publication=marche_a_suivre(choix.publication),
        ),
        "docs/a-propos.md": remplir(
            "site/docs/a-propos.md",
            nom_court=entite.nom_court,
            avertissement="" if choix.vide else AVERTISSEMENT,
        ),
        "docs/comment-lire.md": remplir("site/docs/comment-lire.md", statuts="\n".join(statuts)),
    }


EXEMPLE_DIT = """\
**Ce que le site dit d'abord est un exemple inventé**, qui montre chaque champ une fois.
Remplacez-le par votre projet : `projet.yml`, puis les fiches de `actions/`, une à une, en retirant
la ligne `exemple: oui` de ce qui est à vous. Ce qui reste de l'exemple s'ôte d'un coup, sans
toucher à ce que vous avez écrit : `projet-social vider-l-exemple`.
"""
AVERTISSEMENT = """\
!!! warning "Exemple inventé"
    Le projet que montre ce site n'existe pas : il attend d'être remplacé par le vrai.

"""
LOGO_ABSENT = """\
      # Le logo, une image du dossier docs/ :
      # logo: images/logo.svg"""


def _donnees(choix: ChoixDeSite) -> dict[str, str]:
    ici = f"data/territoires/{choix.slug}"
    valeurs = {
        "titre": en_yaml(choix.titre),
        "niveaux": _niveaux(choix),
        "territoire": choix.slug,
        "nom_court": en_yaml(choix.entite.nom_court),
        "porteur": en_yaml(choix.porteur or f"{choix.entite.nom_court} (exemple)"),
        "porte": f"porteur: {en_yaml(choix.porteur)}" if choix.porteur else "# porteur:",
    }
    fichiers = {
        "data/format.yml": remplir("site/data/format.yml", format=FORMAT),
        "data/editeur.yml": _editeur(choix),
        f"{ici}/territoire.yml": _territoire(choix),
    }
    referentiels = {nom: referentiel_commun(nom) for nom in REFERENTIELS}
    for nom in ("acteurs", "glossaire"):
        referentiels[nom] = remplir(f"site/data/referentiels/{nom}.yml")
    if choix.vide:
        referentiels["sources"] = remplir("site/data/referentiels/sources.yml", **valeurs)
        ecrites = ("titre", "porteur", "niveaux", "source", "axes")
        annote = modele_annote(Projet, sauf=ecrites)
        fichiers[f"{ici}/projet.yml"] = remplir("site/data/projet.yml", annote=annote, **valeurs)
    else:
        referentiels["sources"] = remplir("exemple/referentiels/sources.yml")
        fichiers[f"{ici}/projet.yml"] = remplir("exemple/projet.yml", **valeurs)
        for fiche in EXEMPLES:
            fichiers[f"{ici}/actions/{fiche}.yml"] = remplir(f"exemple/actions/{fiche}.yml")
        fichiers[f"{ici}/{VERSION}"] = remplir(
            f"exemple/{VERSION}",
            nom=en_yaml(choix.entite.nom),
            type=choix.entite.type.value,
            format=FORMAT,
            **valeurs,
        )
    return fichiers | {f"data/referentiels/{nom}.yml": t for nom, t in referentiels.items()}


def _niveaux(choix: ChoixDeSite) -> str:
    libelles = LIBELLES | dict(choix.niveaux)
    return "\n".join(
        f"  {type_}: {{singulier: {en_yaml(mot.singulier)}, pluriel: {en_yaml(mot.pluriel)}, "
        f"genre: {mot.genre}}}"
        for type_, mot in libelles.items()
    )


def _territoire(choix: ChoixDeSite) -> str:
    entite = choix.entite
    ecrites = {"nom": en_yaml(entite.nom), "nom_court": en_yaml(entite.nom_court)}
    ecrites["type"] = entite.type.value
    if entite.insee:
        ecrites["insee"] = f'"{entite.insee}"'
    if entite.siren:
        ecrites["siren"] = f'"{entite.siren}"'
    if entite.departements:
        ecrites["departements"] = f"[{', '.join(entite.departements)}]"
    if choix.couleur:
        ecrites["couleur"] = f'"{choix.couleur}"'
    return remplir(
        "site/data/territoire.yml",
        nom_court_nu=entite.nom_court,
        origine=_origine(choix),
        ecrit="\n".join(f"{cle}: {valeur}" for cle, valeur in ecrites.items()),
        annote=modele_annote(Territoire, sauf=ecrites),
    )


def _origine(choix: ChoixDeSite) -> str:
    """D'où vient ce qui est écrit, et ce que le site en tire de lui-même."""
    if not choix.officielle:
        return "# Hors de la liste officielle : vérifier le type, dire les départements.\n"
    entite = choix.entite
    membres = "" if entite.insee else f"{entite.communes} communes membres, "
    habitants = f"{nombre_ecrit(entite.population)} habitants" if entite.population else "habitants"
    return (
        f"# D'après la liste officielle de {MILLESIME} : {membres}{habitants}. Le site les\n"
        "# reprend de lui-même, d'après le SIREN ou le code Insee : ils ne sont pas à écrire ici.\n"
    )


def _editeur(choix: ChoixDeSite) -> str:
    entite = choix.entite
    ecrites = {"nom": en_yaml(entite.nom)}
    ecrites["forme"] = FORMES.get(entite.type, FORME_INTERCOMMUNALE)
    if entite.siren:
        ecrites["siren"] = f'"{entite.siren}"'
    return remplir(
        "site/data/editeur.yml",
        ecrit="\n".join(f"{cle}: {valeur}" for cle, valeur in ecrites.items()),
        annote=modele_annote(Editeur, sauf=ecrites),
    )


@cache
def pour_l_editeur() -> dict[str, str]:
    """Les réglages de VS Code : un schéma par sorte de fichier, pour compléter et corriger."""
    schemas = {
        sorte.modele: f"{SCHEMAS}/{sorte.modele.__name__.lower()}.schema.json" for sorte in SORTES
    }
    portees: dict[str, list[str]] = {}
    for sorte in SORTES:  # « data/territoires/*/projet-*.yml »
        motif = re.sub("<slug>|<id>", "*", f"data/{sorte.chemin}")
        portees.setdefault(f"./{schemas[sorte.modele]}", []).append(motif)
    reglages = {
        "yaml.schemas": portees,
        "yaml.format.enable": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.wordWrap": "on"},
    }
    fichiers = {chemin: _json(schema_de(modele)) for modele, chemin in schemas.items()}
    fichiers[".vscode/settings.json"] = _json(reglages)
    fichiers[".vscode/extensions.json"] = _json({"recommendations": ["redhat.vscode-yaml"]})
    return fichiers


def _json(contenu: object) -> str:
    return json.dumps(contenu, ensure_ascii=False, indent=2) + "\n"
