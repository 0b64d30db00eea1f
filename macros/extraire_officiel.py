"""Extraire de la liste officielle ce dont le projet a besoin, en CSV.

La liste officielle des communes, intercommunalités et départements est publiée dans
le paquet npm `@etalab/decoupage-administratif` (une version majeure par millésime).
Ce script en tire trois petits fichiers, que le site lit sans dépendre d'aucun service :

- `epci.csv` : toutes les intercommunalités à fiscalité propre ;
- `communes.csv` : les communes des seuls territoires publiés ici ;
- `departements.csv` : tous les départements et collectivités d'outre-mer.

Usage :
    npm pack @etalab/decoupage-administratif@6.0.0
    tar -xzf etalab-decoupage-administratif-6.0.0.tgz
    python macros/extraire_officiel.py package data/officiel

Un nouveau territoire ? Ajoutez son SIREN à `INTERCOMMUNALITES` (ou le code Insee d'une
commune seule à `COMMUNES_SEULES`), puis relancez. Python seul suffit.
"""

import csv
import json
import sys
from pathlib import Path

INTERCOMMUNALITES = {
    "200006930": "Haut Allier",
    "200033579": "Grand Arras",
    "200041572": "Dronne et Belle",
    "200055887": "Mayenne Communauté",
    "200066785": "Oust à Brocéliande",
    "200067171": "Aubrac, Carladez et Viadène",
    "200067296": "Nord Est Béarn",
    "200072882": "Vie et Boulogne",
    "242900835": "Morlaix Communauté",
    "243500733": "Bretagne romantique",
    "244200895": "Pilat Rhodanien",
    "245614383": "Questembert Communauté",
    "245614433": "Pontivy Communauté",
    "245900758": "Flandre Lys",
    "247300262": "Yenne (Avant Pays Savoyard)",
    "247300528": "Val Guiers (Avant Pays Savoyard)",
    "247300668": "Lac d'Aiguebelette (Avant Pays Savoyard)",
}
COMMUNES_SEULES = {"29061": "Gouesnou"}

COLONNES_EPCI = ("siren", "nom", "type", "population_municipale", "population_totale", "communes")
COLONNES_COMMUNES = (
    "insee",
    "nom",
    "departement",
    "siren_epci",
    "population_municipale",
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
    """Une ligne par commune des territoires publiés, dans l'ordre des codes Insee."""
    adhesions = {
        membre["code"]: (e["code"], membre["populationMunicipale"])
        for e in epci
        for membre in e["membres"]
    }
    inconnues = set(INTERCOMMUNALITES) - {e["code"] for e in epci} | set(COMMUNES_SEULES) - set(
        adhesions
    )
    if inconnues:
        raise SystemExit(f"Absent de la liste officielle : {', '.join(sorted(inconnues))}.")
    lignes = []
    for commune in communes:
        code = commune["code"]
        if commune["type"] != "commune-actuelle" or code not in adhesions:
            continue
        siren, population = adhesions[code]
        if siren in INTERCOMMUNALITES or code in COMMUNES_SEULES:
            postaux = " ".join(commune.get("codesPostaux", []))
            lignes.append(
                (code, commune["nom"], commune["departement"], siren, population, postaux)
            )
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
