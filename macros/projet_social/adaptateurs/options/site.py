"""Ce que l'on tape pour faire un site, le construire et le montrer."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...depart.recettes import RECETTES
from ...modele.vocabulaire import TypeTerritoire
from .registre import commande, dossier_du_site, drapeau, option_donnees, option_paquet

FORGES = ("gitlab", "github", "gitea")


@commande(
    "projet-social nouveau mon-site",
    'projet-social nouveau mon-site --nom "Questembert Communauté" --publication gitlab',
    "projet-social nouveau mon-site --chercher 245614383 --niveau axe=Défi --couleur '#0B5C6B'",
    'projet-social nouveau mon-site --chercher "Saint-Martin (65)" --vide',
)
def nouveau(analyseur: argparse.ArgumentParser) -> None:
    """Crée un site neuf, avec un projet inventé qui montre tout."""
    analyseur.add_argument("dossier", type=Path, help="dossier du site, vide ou absent")
    analyseur.add_argument("--nom", help="nom du territoire ; cherché dans la liste officielle")
    analyseur.add_argument(
        "--chercher",
        metavar="SIREN|NOM",
        help="SIREN, code Insee ou nom à trouver dans la liste officielle (refus s'il n'y est pas)",
    )
    drapeau(analyseur, "--hors-liste", "ne rien chercher dans la liste officielle")
    analyseur.add_argument("--nom-court", help="nom d'usage, sans la nature juridique")
    analyseur.add_argument(
        "--type", choices=[type_.value for type_ in TypeTerritoire], help="nature juridique"
    )
    analyseur.add_argument(
        "--departement",
        action="append",
        default=[],
        metavar="NUMERO",
        help="numéro de département ; à répéter s'il y en a plusieurs",
    )
    analyseur.add_argument(
        "--niveau",
        action="append",
        default=[],
        metavar="TYPE=MOT",
        help="mot du projet pour un niveau : axe=Défi, ou objectif=Ambition,Ambitions,f",
    )
    analyseur.add_argument("--couleur", help="couleur du territoire, comme #0B5C6B")
    analyseur.add_argument("--logo", type=Path, help="image du logo, à copier dans le site")
    analyseur.add_argument("--adresse", help="adresse publique du site, comme https://exemple.fr/")
    drapeau(analyseur, "--vide", "sans le projet inventé qui montre chaque champ")
    analyseur.add_argument(
        "--publication",
        action="append",
        default=[],
        choices=RECETTES,
        help="recette de mise en ligne ; à répéter ; sans elle, toutes, dans publication/",
    )
    option_paquet(analyseur)
    drapeau(analyseur, "--oui", "ne pose aucune question, même sur un terminal")


@commande("projet-social aide", "projet-social aide --tout")
def aide(analyseur: argparse.ArgumentParser) -> None:
    """Dit où en est le site, et la prochaine chose à faire."""
    dossier_du_site(analyseur)
    drapeau(analyseur, "--tout", "dit aussi la commande de ce qui vient ensuite")


@commande(
    "projet-social construire",
    "projet-social construire --sortie public --production",
    "projet-social construire --processus 4",
    "projet-social construire --part 2/4 --sortie parts/2",
)
def construire(analyseur: argparse.ArgumentParser) -> None:
    """Construit le site, prêt à mettre en ligne."""
    dossier_du_site(analyseur)
    analyseur.add_argument(
        "--sortie", type=Path, help="dossier à écrire (défaut : « site_dir » de mkdocs.yml)"
    )
    drapeau(analyseur, "--production", "refuse de construire tant qu'il manque une donnée légale")
    drapeau(analyseur, "--refaire", "construit même si rien n'a changé depuis")
    ensemble = analyseur.add_mutually_exclusive_group()
    ensemble.add_argument(
        "--processus",
        type=int,
        default=1,
        metavar="N",
        help="construit en N parts à la fois, puis les réunit (à partir de quatre cœurs)",
    )
    ensemble.add_argument(
        "--part",
        default="",
        metavar="RANG/N",
        help="n'en construit qu'une part, pour en réunir plusieurs machines par « reunir »",
    )


@commande("projet-social reunir parts/1 parts/2 --sortie site")
def reunir(analyseur: argparse.ArgumentParser) -> None:
    """Réunit les parts d'un site construites à part."""
    analyseur.add_argument("parts", type=Path, nargs="+", help="le dossier de chaque part")
    analyseur.add_argument(
        "--sortie", type=Path, default=Path("site"), help="dossier du site (défaut : site)"
    )


@commande("projet-social servir", "projet-social servir --adresse 127.0.0.1:8001")
def servir(analyseur: argparse.ArgumentParser) -> None:
    """Montre le site dans le navigateur et le refait à chaque changement."""
    dossier_du_site(analyseur)
    analyseur.add_argument(
        "--adresse",
        default="127.0.0.1:8000",
        metavar="HOTE:PORT",
        help="où servir (défaut : 127.0.0.1:8000)",
    )


@commande("projet-social archiver", "projet-social archiver site-2026.zip --htaccess --production")
def archiver(analyseur: argparse.ArgumentParser) -> None:
    """Met tout le site dans un fichier zip, qui s'ouvre partout."""
    analyseur.add_argument(
        "archive", type=Path, nargs="?", default=Path("site.zip"), help="fichier zip à écrire"
    )
    analyseur.add_argument(
        "--site", type=Path, default=Path(), help="dossier du site (défaut : ici)"
    )
    drapeau(analyseur, "--htaccess", "ajoute le .htaccess d'un hébergement Apache")
    drapeau(analyseur, "--remplacer", "écrase le fichier zip s'il existe déjà")
    drapeau(analyseur, "--production", "refuse d'archiver tant qu'il manque une donnée légale")


@commande(
    "projet-social formulaire",
    "projet-social formulaire --sans-navigateur --port 8100",
    "projet-social formulaire --forge gitlab --depot groupe/projet --application 1a2b3c",
    "projet-social formulaire --essai",
    "projet-social formulaire --retirer",
)
def formulaire(analyseur: argparse.ArgumentParser) -> None:
    """Ouvre un formulaire pour modifier les données dans le navigateur, ici ou dans une forge."""
    ou = analyseur.add_mutually_exclusive_group()
    drapeau(ou, "--ici", "l'ouvre sur cette machine, sans forge ni internet (le défaut)")
    ou.add_argument("--forge", choices=FORGES, help="là où le formulaire enregistre")
    drapeau(ou, "--essai", "un formulaire qui n'enregistre que dans le navigateur")
    drapeau(ou, "--retirer", "ôte le formulaire du site")
    ici = analyseur.add_argument_group("sur cette machine")
    drapeau(ici, "--sans-navigateur", "écrit l'adresse, sans ouvrir le navigateur")
    ici.add_argument("--port", type=int, default=0, help="port du formulaire (défaut : un libre)")
    ici.add_argument(
        "--apercu",
        default="127.0.0.1:8000",
        metavar="HOTE:PORT",
        help="où « servir » montre le site (défaut : 127.0.0.1:8000)",
    )
    analyseur.add_argument("--depot", default="", help="groupe/projet, dans la forge")
    analyseur.add_argument("--branche", default="main", help="branche publiée (défaut : main)")
    analyseur.add_argument(
        "--adresse", default="", help="adresse de la forge, si elle est à vous (https://…)"
    )
    analyseur.add_argument(
        "--application", default="", help="identifiant de l'application déclarée dans la forge"
    )
    analyseur.add_argument(
        "--paquets", type=Path, help="dossier des archives npm, pour s'en servir sans internet"
    )
    analyseur.add_argument(
        "--docs", type=Path, default=Path("docs"), help="dossier des pages (défaut : docs)"
    )
    analyseur.add_argument("--nom", default="Le projet social", help="nom du site")
    option_donnees(analyseur)


@commande(
    'eval "$(projet-social completion bash)"      # à mettre dans ~/.bashrc',
    "projet-social completion zsh > _projet-social # dans un dossier de $fpath",
    "projet-social completion powershell | Out-File -Append -Encoding utf8 $PROFILE",
)
def completion(analyseur: argparse.ArgumentParser) -> None:
    """Écrit de quoi compléter par la touche tabulation, pour bash, zsh ou PowerShell."""
    analyseur.add_argument(
        "interpreteur",
        choices=("bash", "zsh", "powershell"),
        help="le terminal : powershell sous Windows",
    )
