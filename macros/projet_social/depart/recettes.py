"""Les recettes de publication : une par façon de mettre le site en ligne.

Ce que règle un serveur vient de `serveur.py`, qui tient des pages ce qu'elles ont le droit de
charger : une recette ne peut pas les démentir.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from textwrap import indent

from .. import __version__
from ..serveur import regler_apache, regler_htaccess, regler_nginx
from .gabarits import remplir

DOSSIER = "publication"
"""Le dossier des recettes, et de ce dont elles ont besoin."""


@dataclass(frozen=True)
class Recette:
    """Une façon de mettre en ligne.

    Attributes:
        nom: mot de l'option `--publication`.
        pour: à quoi elle sert, en quelques mots.
        marche: ce qu'il reste à faire, pour le README du site.
        fichiers: rend les fichiers, chemins relatifs à la racine du site.
    """

    nom: str
    pour: str
    marche: str
    fichiers: Callable[[], dict[str, str]]


def _nginx(ecoute: str, serveur: str, racine: str, *mode_d_emploi: str) -> str:
    return remplir(
        "publication/nginx.conf",
        version=__version__,
        mode_d_emploi="\n".join(("#", *(f"# {ligne}" for ligne in mode_d_emploi))),
        ecoute=ecoute,
        serveur=serveur,
        racine=racine,
        reglages=indent(regler_nginx(), "    "),
    )


def _pour_un_serveur() -> dict[str, str]:
    return {
        f"{DOSSIER}/nginx/site.conf": _nginx(
            "80",
            "exemple.fr",
            "/srv/www/projet-social/site",
            "Copier ce fichier dans les sites de nginx, y corriger « server_name » (le nom du",
            "site) et « root » (le dossier construit), vérifier par « nginx -t », recharger nginx.",
            "Pour le HTTPS, remplacer « listen 80; » par ce que demande votre certificat.",
        )
    }


def _pour_apache() -> dict[str, str]:
    return {
        f"{DOSSIER}/apache/site.conf": remplir(
            "publication/apache.conf",
            version=__version__,
            reglages=indent(regler_apache(), "    "),
        ),
        f"{DOSSIER}/apache/htaccess": htaccess(),
    }


def htaccess() -> str:
    """Le fichier `.htaccess` d'un hébergement mutualisé."""
    return remplir("publication/htaccess", version=__version__, reglages=regler_htaccess())


def _pour_un_conteneur() -> dict[str, str]:
    configuration = f"{DOSSIER}/conteneur/nginx.conf"
    return {
        "Containerfile": remplir("publication/Containerfile", configuration=configuration),
        configuration: _nginx(
            "8080", "_", "/usr/share/nginx/html", "Copié dans l'image par le Containerfile."
        ),
    }


RECETTES = {
    recette.nom: recette
    for recette in (
        Recette(
            "gitlab",
            "GitLab Pages",
            "Le fichier `.gitlab-ci.yml` publie le site à chaque enregistrement dans GitLab.",
            lambda: {".gitlab-ci.yml": remplir("publication/gitlab-ci.yml")},
        ),
        Recette(
            "github",
            "GitHub Pages",
            "Le fichier `.github/workflows/publier.yml` publie le site à chaque enregistrement ; "
            "dans les réglages du dépôt, Pages › Source : choisir « GitHub Actions ».",
            lambda: {".github/workflows/publier.yml": remplir("publication/github.yml")},
        ),
        Recette(
            "zip",
            "tout hébergement, un partage de fichiers, une clé",
            "`projet-social archiver site.zip`, puis déposer ce que l'archive contient "
            f"(voir `{DOSSIER}/zip/LISEZMOI.md`).",
            lambda: {f"{DOSSIER}/zip/LISEZMOI.md": remplir("publication/zip.md")},
        ),
        Recette(
            "nginx",
            "un serveur nginx",
            f"`projet-social construire`, puis suivre `{DOSSIER}/nginx/site.conf`.",
            _pour_un_serveur,
        ),
        Recette(
            "apache",
            "un serveur Apache, ou un hébergement mutualisé",
            f"`projet-social construire`, puis suivre `{DOSSIER}/apache/site.conf` ; chez un "
            "hébergeur : `projet-social archiver site.zip --htaccess`.",
            _pour_apache,
        ),
        Recette(
            "conteneur",
            "Podman, Docker, Kubernetes",
            "`podman build --tag projet-social .` : le `Containerfile` construit et sert le site.",
            _pour_un_conteneur,
        ),
    )
}
"""Les recettes, par nom."""


def fichiers_des_recettes(noms: Iterable[str]) -> dict[str, str]:
    """Les fichiers des recettes choisies, à leur place ; aucune : toutes, à part, à choisir."""
    choisies = list(noms)
    if choisies:
        fichiers: dict[str, str] = {}
        for nom in choisies:
            fichiers |= RECETTES[nom].fichiers()
        return fichiers
    lignes = (f"| `{r.nom}/` | {r.pour} |" for r in RECETTES.values())
    rangees = {
        f"{DOSSIER}/LISEZMOI.md": remplir("publication/LISEZMOI.md", recettes="\n".join(lignes))
    }
    for recette in RECETTES.values():
        for place, texte in recette.fichiers().items():
            a_part = (
                place if place.startswith(f"{DOSSIER}/") else f"{DOSSIER}/{recette.nom}/{place}"
            )
            rangees[a_part] = texte
    return rangees


def marche_a_suivre(noms: Iterable[str]) -> str:
    """Comment mettre en ligne, pour le README du site."""
    lignes = [f"- **{RECETTES[nom].pour}** : {RECETTES[nom].marche}" for nom in noms]
    return "\n".join(lignes) or (
        f"Une recette par façon de faire est dans le dossier `{DOSSIER}/` : en choisir une."
    )
