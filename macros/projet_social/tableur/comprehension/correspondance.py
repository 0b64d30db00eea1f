"""La correspondance entre colonnes et champs, telle que la personne l'écrit et la relit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ...ecriture.yaml_conserve import ecrire_neuf
from ...lecture.yaml_marque import lire_le_yaml
from .reconnaissance import RefusDeCorrespondance

EN_TETE = """\
# Ce que « projet-social importer » a compris : nom de colonne → champ de la fiche-action.
# À relire, à corriger, puis à redonner : --correspondance {nom}
# « note » garde la colonne en note de la fiche, « ignorer » l'écarte.
"""


def lire_la_correspondance(dites: Iterable[str]) -> dict[str, str]:
    """Les paires nom de colonne → champ d'options `CHAMP=COLONNE` ou `FICHIER.yml`.

    Raises:
        RefusDeCorrespondance: une option ou un fichier qui ne se lit pas.
    """
    paires: dict[str, str] = {}
    for dite in dites:
        champ, egale, colonne = dite.partition("=")
        if dite.endswith((".yml", ".yaml")):
            paires |= _lire_le_fichier(Path(dite))
        elif not egale or not champ.strip() or not colonne.strip():
            raise RefusDeCorrespondance(
                f"--correspondance : « {dite} » incompris ; écrire CHAMP=COLONNE "
                '(pilotes="Qui fait quoi") ou le nom d\'un fichier .yml'
            )
        elif colonne.strip() in paires:
            raise RefusDeCorrespondance(
                f"--correspondance : colonne « {colonne.strip()} » dite deux fois "
                f"({paires[colonne.strip()]}, {champ.strip()}) ; n'en garder qu'une"
            )
        else:
            paires[colonne.strip()] = champ.strip()
    return paires


def _lire_le_fichier(fichier: Path) -> dict[str, str]:
    try:
        octets = fichier.read_bytes()
    except OSError as erreur:
        raise RefusDeCorrespondance(
            f"--correspondance : fichier « {fichier} » introuvable ; vérifier son nom"
        ) from erreur
    lues, anomalies = lire_le_yaml(octets, str(fichier))
    if anomalies:
        raise RefusDeCorrespondance("\n".join(map(str, anomalies)))
    colonnes = lues.get("colonnes") if isinstance(lues, dict) else None
    if not isinstance(colonnes, dict) or not all(isinstance(v, str) for v in colonnes.values()):
        raise RefusDeCorrespondance(
            f"{fichier}:1: la clé « colonnes » manque ; écrire « colonnes: » puis une ligne "
            "« Nom de la colonne: champ » par colonne"
        )
    return dict(colonnes)


def ecrire_la_correspondance(paires: Mapping[str, str], fichier: Path) -> None:
    """Écrit la correspondance comprise, à relire et à reprendre."""
    texte = EN_TETE.format(nom=fichier.name) + ecrire_neuf({"colonnes": dict(paires)})
    fichier.write_text(texte, encoding="utf-8")
