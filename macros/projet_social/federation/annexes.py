"""Ce qui parle de plusieurs territoires : les dossiers, la liste des accompagnements.

Un dossier entre avec ceux de ses territoires que l'ensemble a ; deux dossiers du même nom restent
deux. Une liste d'accompagnements dit elle-même d'où elle vient : on n'en mêle pas deux. La première
reste entière, et chaque ligne qu'une autre dit autrement est nommée.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .contenu import ACCOMPAGNEMENTS, est_une_annexe, refaire
from .documents import cites_dans, documents_inventes, nom_libre
from .reunion import Reunion, SourceApportee

DOSSIERS = "dossiers/"


def reunir_les_annexes(
    reunion: Reunion, apports: Sequence[SourceApportee], locaux: Mapping[str, Any]
) -> None:
    """Ajoute à la réunion les annexes des sources ; ce qui n'y entre pas se dit."""
    presents = set(reunion.territoires)
    for apport in apports:
        inventes = documents_inventes(apport)
        for chemin, arbre in apport.arbres.items():
            if est_une_annexe(chemin) and not inventes.isdisjoint(cites_dans(arbre)):
                reunion.laisser(apport, f"{chemin}, qui cite un document inventé")
            elif chemin.startswith(DOSSIERS):
                _prendre_un_dossier(reunion, apport, chemin, arbre, locaux)
            elif chemin == ACCOMPAGNEMENTS:
                retenue = sans_absents(arbre, presents)
                for (_, avant), (_, apres) in zip(_lignes(arbre), _lignes(retenue), strict=True):
                    if avant != apres:
                        dit = (
                            f"renvoi de l'accompagnement « {avant['nom']} » à {avant['territoire']}"
                        )
                        reunion.laisser(apport, f"{dit}, que l'ensemble n'a pas")
                _prendre_une_liste(reunion, apport, retenue, locaux)


def _prendre_un_dossier(
    reunion: Reunion,
    apport: SourceApportee,
    chemin: str,
    arbre: dict[str, Any],
    locaux: Mapping[str, Any],
) -> None:
    nommes = arbre["territoires"]
    restants = [slug for slug in nommes if slug in reunion.territoires]
    titre = f"{chemin} (« {arbre['titre']} »)"
    if not restants:
        reunion.laisser(apport, f"{titre}, aucun de ses territoires n'est dans l'ensemble")
        return
    if absents := [slug for slug in nommes if slug not in restants]:
        dite = f"{titre} paraît sans {', '.join(absents)}, que l'ensemble n'a pas"
        reunion.remarques.append((apport.nom, dite))
        arbre = arbre | {"territoires": restants}
    pris = {c: a for c, (_, a) in reunion.annexes.items()} | dict(locaux)
    slug = chemin.removeprefix(DOSSIERS).removesuffix(".yml")
    neuf = nom_libre(slug, apport.nom, lambda n: pris.get(f"{DOSSIERS}{n}.yml", arbre) == arbre)
    if neuf != slug:
        dite = f"{titre} prend le nom « {neuf} » : « {slug} » est celui d'un autre dossier"
        reunion.remarques.append((apport.nom, dite))
    if f"{DOSSIERS}{neuf}.yml" not in pris:
        reunion.annexes[f"{DOSSIERS}{neuf}.yml"] = apport, arbre


def _prendre_une_liste(
    reunion: Reunion, apport: SourceApportee, arbre: dict[str, Any], locaux: Mapping[str, Any]
) -> None:
    if ACCOMPAGNEMENTS in locaux:
        auteur, retenu = "le dossier local", locaux[ACCOMPAGNEMENTS]
    elif ACCOMPAGNEMENTS in reunion.annexes:
        premier, retenu = reunion.annexes[ACCOMPAGNEMENTS]
        auteur = f"« {premier.nom} »"
    else:
        reunion.annexes[ACCOMPAGNEMENTS] = apport, arbre
        return
    reste = f"la liste de {auteur} reste"
    connues = list(_lignes(retenu))
    for titre, ligne in _lignes(arbre):
        if (titre, ligne) not in connues:
            reunion.laisser(apport, f"accompagnement « {ligne['nom']} » (« {titre} »), {reste}")
    for note in arbre.get("notes", ()):
        if note not in retenu.get("notes", ()):
            reunion.laisser(apport, f"note des accompagnements « {note} », {reste}")
    if (source := arbre.get("source")) not in (None, retenu.get("source")):
        dite = ", ".join(map(str, source.values()))
        reunion.laisser(apport, f"source des accompagnements « {dite} », {reste}")


def _lignes(arbre: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Les lignes d'une liste, chacune avec le titre de son groupe."""
    for groupe in arbre.get("groupes", ()):
        yield from ((groupe["titre"], ligne) for ligne in groupe["accompagnements"])


def sans_absents(arbre: Any, presents: set[str]) -> Any:
    """La liste des accompagnements, sans renvoi à un territoire que l'ensemble n'a pas."""

    def sans_renvoi(groupe: dict[str, Any]) -> dict[str, Any]:
        return {c: v for c, v in groupe.items() if c != "territoire" or v in presents}

    return refaire(arbre, sans_renvoi)
