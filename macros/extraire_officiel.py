"""Extraire de la liste officielle ce dont le projet a besoin, en CSV.

La liste officielle des communes, intercommunalités et départements est publiée dans
le paquet npm `@etalab/decoupage-administratif` (une version majeure par millésime).
Ce script en tire trois fichiers complets, que le paquet emporte et lit hors ligne :

- `epci.csv` : toutes les intercommunalités à fiscalité propre ;
- `communes.csv` : toutes les communes, rangées par intercommunalité ;
- `departements.csv` : tous les départements et collectivités d'outre-mer.

Usage :
    npm pack @etalab/decoupage-administratif@6.0.0
    tar -xzf etalab-decoupage-administratif-6.0.0.tgz
    python macros/extraire_officiel.py package macros/projet_social/corpus/liste_officielle

Changer de millésime : changer la version ci-dessus, relancer, puis dire l'année dans
`MILLESIME` (`corpus/officiel.py`) et dans le LISEZMOI voisin des fichiers.
"""

import csv
import json
import sys
from pathlib import Path

COLONNES_EPCI = ("siren", "nom", "type", "population_municipale", "population_totale", "communes")
COLONNES_COMMUNES = (
    "siren_epci",
    "insee",
    "siren",
    "population_municipale",
    "nom",
    "codes_postaux",
)
COLONNES_DEPARTEMENTS = ("code", "nom", "region")


def lire(paquet, nom):
    """Lire un fichier JSON du paquet."""
    return json.loads((paquet / "data" / f"{nom}.json").read_text(encoding="utf-8"))


def lignes_epci(epci):
    """Une ligne par intercommunalité, dans l'ordre des SIREN."""
    return sorted(
        (
            e["code"],
            e["nom"],
            e["type"],
            e["populationMunicipale"],
            e["populationTotale"],
            len(e["membres"]),
        )
        for e in epci
    )


def lignes_communes(communes, epci):
    """Une ligne par commune, par SIREN de l'intercommunalité puis par code Insee.

    Une commune hors de toute intercommunalité (îles, outre-mer) n'a ni `siren_epci`, ni la
    population municipale de l'année : celle de la liste des communes la remplace. Les codes
    postaux d'une commune qui en a plusieurs sont séparés par des espaces.
    """
    adhesions = {
        membre["code"]: (e["code"], membre["populationMunicipale"])
        for e in epci
        for membre in e["membres"]
    }
    actuelles = {c["code"]: c for c in communes if c["type"] == "commune-actuelle"}
    if inconnues := sorted(adhesions.keys() - actuelles.keys()):
        raise SystemExit(f"Membres absents de la liste des communes : {', '.join(inconnues)}.")
    lignes = []
    for code, commune in actuelles.items():
        departement = code[:3] if code[:2] in ("97", "98") else code[:2]
        if commune["departement"] != departement:
            raise SystemExit(f"Le département de {code} ne se lit pas dans son code Insee.")
        siren, population = adhesions.get(code, ("", commune.get("population", "")))
        postaux = " ".join(sorted(commune.get("codesPostaux", [])))
        lignes.append((siren, code, commune.get("siren", ""), population, commune["nom"], postaux))
    return sorted(lignes)


def lignes_departements(departements, regions):
    """Une ligne par département, avec le nom de sa région."""
    noms = {region["code"]: region["nom"] for region in regions}
    return sorted((d["code"], d["nom"], noms[d["region"]]) for d in departements)


def ecrire(fichier, colonnes, lignes):
    """Écrire un CSV en UTF-8 sans BOM, séparé par des virgules, fins de ligne LF."""
    with fichier.open("w", encoding="utf-8", newline="") as sortie:
        tableau = csv.writer(sortie, lineterminator="\n")
        tableau.writerow(colonnes)
        tableau.writerows(lignes)
    print(f"{fichier.name} : {len(lignes)} lignes")


def extraire(paquet, sortie):
    """Écrire les trois fichiers dans le dossier de sortie."""
    epci = lire(paquet, "epci")
    sortie.mkdir(parents=True, exist_ok=True)
    ecrire(sortie / "epci.csv", COLONNES_EPCI, lignes_epci(epci))
    ecrire(
        sortie / "communes.csv", COLONNES_COMMUNES, lignes_communes(lire(paquet, "communes"), epci)
    )
    ecrire(
        sortie / "departements.csv",
        COLONNES_DEPARTEMENTS,
        lignes_departements(lire(paquet, "departements"), lire(paquet, "regions")),
    )


def main():
    """Lire les deux arguments et extraire."""
    if len(sys.argv) != 3:
        raise SystemExit(
            "Usage : extraire_officiel.py <dossier du paquet npm décompressé> <dossier de sortie>"
        )
    paquet, sortie = map(Path, sys.argv[1:])
    if not (paquet / "data" / "epci.json").is_file():
        raise SystemExit(
            f"Le dossier {paquet} ne contient pas data/epci.json : "
            "est-ce bien le paquet décompressé ?"
        )
    extraire(paquet, sortie)


if __name__ == "__main__":
    main()
