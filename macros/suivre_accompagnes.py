"""Suivre les intercommunalités accompagnées, d'une édition ancienne de la liste à celle du jour.

Récrit le `devenir` des lignes de `data/accompagnements.yml` que la liste officielle du jour ne
porte plus. Une ligne est cherchée par son nom et son département dans chaque édition, dans l'ordre
donné ; ses communes sont menées à celles du jour (communes nouvelles, codes changés), puis à leur
intercommunalité. Aucun nom n'est deviné : un rapprochement à un mot près se fait à la main, en
écrivant `edition`, le `siren` des `anciennes` et le `doute` ; le script calcule le reste.

Une édition est un fichier de la DGCL (séparé par des points-virgules, une ligne par commune :
colonnes `siren`, `nom`, `nb_com`, `insee`) ou le dossier d'un paquet npm décompressé.

Usage (la dernière commande tient sur une ligne) :
    npm pack @etalab/decoupage-administratif@6.0.0
    npm pack @etalab/decoupage-administratif@0.7.0
    (décompresser chacun dans son dossier, ici `6.0.0` et `0.7.0`)
    python macros/suivre_accompagnes.py data/accompagnements.yml 6.0.0/package
        2012=macros/editions_anciennes/2012.csv 2019=0.7.0/package

Le premier paquet est celui de l'année du jour. `macros/editions_anciennes/LISEZMOI.md` dit d'où
viennent les éditions.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from projet_social.corpus.officiel import ListeOfficielle, departement_de, lire_toute_la_liste
from projet_social.ecriture.yaml_conserve import fusionner
from projet_social.lecture.yaml_marque import lire_le_yaml
from projet_social.modele.vocabulaire import EtatEntite
from projet_social.texte.identifiant import identifiant_de

MOTS_DE_FORME = {
    *("communaute", "communes", "agglomeration", "urbaine", "cc", "ca", "cu", "pays", "canton"),
    *("de", "du", "des", "d", "la", "le", "les", "l", "en", "et"),
}
"""Ce qui ne distingue pas une intercommunalité d'une autre du même département."""
CORSE = {"20": ("2A", "2B")}
"""L'ancien numéro de la Corse, et ceux d'aujourd'hui."""


@dataclass(frozen=True)
class Intercommunalite:
    """Une intercommunalité dans une édition, et les codes Insee de ses communes."""

    siren: str
    nom: str
    communes: tuple[str, ...]

    @property
    def departements(self) -> set[str]:
        """Les départements de ses communes."""
        return set(map(departement_de, self.communes))


Edition = dict[str, Intercommunalite]
"""Une édition de la liste, par SIREN."""


def lire_paquet(paquet: Path, nom: str) -> Any:
    """Un fichier JSON d'un paquet npm décompressé."""
    return json.loads((paquet / "data" / f"{nom}.json").read_text(encoding="utf-8"))


def lire_edition(chemin: Path) -> Edition:
    """Une édition ancienne : le dossier d'un paquet, ou un fichier de la DGCL."""
    if chemin.is_dir():
        return {
            e["code"]: Intercommunalite(
                e["code"], e["nom"], tuple(membre["code"] for membre in e["membres"])
            )
            for e in lire_paquet(chemin, "epci")
        }
    lignes: dict[str, list[dict[str, str]]] = {}
    with chemin.open(encoding="utf-8", newline="") as flux:
        for ligne in csv.DictReader(flux, delimiter=";"):
            lignes.setdefault(ligne["siren"], []).append(ligne)
    for siren, membres in lignes.items():
        if len({m["insee"] for m in membres}) != int(membres[0]["nb_com"]):
            raise SystemExit(
                f"{chemin} : {siren} compte {len(membres)} lignes, "
                f"et sa colonne nb_com annonce {membres[0]['nb_com']} communes."
            )
    return {
        siren: Intercommunalite(siren, membres[0]["nom"], tuple(m["insee"] for m in membres))
        for siren, membres in lignes.items()
    }


def communes_du_jour(communes: list[dict[str, Any]]) -> dict[str, str]:
    """De chaque code Insee, ancien ou non, à celui de la commune qui le porte aujourd'hui."""
    passage = {c["code"]: c["chefLieu"] for c in communes if "chefLieu" in c}
    actuelles = [c for c in communes if c["type"] == "commune-actuelle"]
    passage |= {ancien: c["code"] for c in actuelles for ancien in c.get("anciensCodes", ())}
    return passage | {c["code"]: c["code"] for c in actuelles}


def mots_du_nom(nom: str) -> str:
    """Un nom réduit à ce qui le distingue : sans accents, articles ni mots de forme."""
    return " ".join(m for m in identifiant_de(nom).split("-") if m not in MOTS_DE_FORME)


def designer(ligne: dict[str, Any], edition: Edition) -> list[Intercommunalite]:
    """L'intercommunalité qui porte ce nom dans ce département, si elle est la seule."""
    imprimes = {str(code) for code in ligne.get("departements", ())}
    departements = {d for code in imprimes for d in CORSE.get(code, (code,))}
    trouvees = [
        e
        for e in edition.values()
        if mots_du_nom(e.nom) == mots_du_nom(ligne["nom"]) and departements & e.departements
    ]
    return trouvees if len(trouvees) == 1 else []


def suivre(
    anciennes: list[Intercommunalite], passage: dict[str, str], liste: ListeOfficielle
) -> list[dict[str, Any]]:
    """Les intercommunalités d'aujourd'hui, et combien de communes anciennes chacune a reçues."""
    perdues = sorted(c for e in anciennes for c in e.communes if c not in passage)
    if perdues:
        raise SystemExit(f"Communes sans suite dans le paquet du jour : {', '.join(perdues)}.")
    comptes = Counter(liste.communes[passage[c]].siren_epci for e in anciennes for c in e.communes)
    return [
        {"siren": siren, "communes": str(nombre)}
        for siren, nombre in sorted(comptes.items(), key=lambda couple: (-couple[1], couple[0]))
        if siren
    ]


def a_suivre(arbre: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Les lignes non rapprochées, et celles qui ont déjà un devenir."""
    for groupe in arbre["groupes"]:
        for ligne in groupe["accompagnements"]:
            if "devenir" in ligne or ligne.get("etat") == EtatEntite.NON_RAPPROCHEE:
                yield ligne


def completer(
    ligne: dict[str, Any],
    editions: dict[str, Edition],
    passage: dict[str, str],
    liste: ListeOfficielle,
) -> None:
    """Écrit ce que la ligne est devenue ; la laisse telle quelle si aucune édition ne la porte."""
    ecrit = ligne.get("devenir", {})
    if doute := ecrit.get("doute"):
        annee = str(ecrit["edition"])
        if annee not in editions:
            raise SystemExit(f"« {ligne['nom']} » demande l'édition de {annee}.")
        sirens = [str(ancienne["siren"]) for ancienne in ecrit["anciennes"]]
        if inconnus := [s for s in sirens if s not in editions[annee]]:
            raise SystemExit(f"SIREN absents de l'édition de {annee} : {', '.join(inconnus)}.")
        anciennes = [editions[annee][siren] for siren in sirens]
    else:
        trouvees = ((a, designer(ligne, edition)) for a, edition in editions.items())
        annee, anciennes = next((t for t in trouvees if t[1]), ("", []))
    if not anciennes:
        return
    ligne["devenir"] = {
        "edition": annee,
        "anciennes": [
            {"siren": e.siren, "nom": e.nom, "communes": str(len(e.communes))} for e in anciennes
        ],
        "successeurs": suivre(anciennes, passage, liste),
        "doute": doute,
    }
    if doute:
        return
    if anciennes[0].siren in liste.entites:
        ligne |= {"siren": anciennes[0].siren, "etat": EtatEntite.EXISTE.value}
    else:
        ligne["etat"] = EtatEntite.DISPARUE.value


def main() -> None:
    """Lire les arguments, suivre chaque ligne, récrire le fichier."""
    if len(sys.argv) < 4 or not all("=" in argument for argument in sys.argv[3:]):
        raise SystemExit(
            "Usage : suivre_accompagnes.py <accompagnements.yml> <paquet du jour> <année=édition>…"
        )
    fichier, paquet = map(Path, sys.argv[1:3])
    couples = (argument.split("=", 1) for argument in sys.argv[3:])
    editions = {annee: lire_edition(Path(chemin)) for annee, chemin in couples}
    liste = lire_toute_la_liste()
    passage = communes_du_jour(lire_paquet(paquet, "communes"))
    octets = fichier.read_bytes()
    arbre, anomalies = lire_le_yaml(octets, fichier.name)
    if anomalies or not isinstance(arbre, dict):
        raise SystemExit(f"{fichier} ne se lit pas : `projet-social verifier` dit pourquoi.")
    lignes = list(a_suivre(arbre))
    for ligne in lignes:
        completer(ligne, editions, passage, liste)
    fichier.write_bytes(fusionner(octets, arbre, fichier.name))
    suivies = sum("devenir" in ligne for ligne in lignes)
    print(f"{fichier.name} : {suivies} lignes suivies sur {len(lignes)}")


if __name__ == "__main__":
    main()
