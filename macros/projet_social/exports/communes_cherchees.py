"""Les communes que l'on cherche : celles du site en un fichier, la liste officielle en tranches.

`communes/publiees.json` dit à quel territoire est chaque commune publiée ici. Une commune
d'ailleurs se trouve dans la tranche de ses deux premières lettres, ou des deux premiers chiffres
de son code postal (`communes/liste/ma.json`, `communes/liste/29.json`), chargée à la demande.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from ..corpus.officiel import (
    CommuneOfficielle,
    EntiteOfficielle,
    ListeOfficielle,
    lire_toute_la_liste,
    nom_lisible,
)
from ..corpus.plan import TerritoirePublie
from ..pages.fixe import AdresseFixe
from ..pages.publication import Publication
from ..texte.identifiant import forme_commune
from ..texte.typographie import typographier
from .json_serre import serrer
from .registre import Export, exports

PUBLIEES = f"{AdresseFixe.COMMUNES}publiees.json"
TRANCHES = f"{AdresseFixe.COMMUNES}liste/"
PREMIERS_MOTS = re.compile(r"^(?:(?:l|le|la|les|saint|sainte|st|ste) )+(?=.)")
"""Ce qui ouvre trop de noms pour les ranger : l'article, le saint."""
Rangees = tuple[dict[str, list[CommuneOfficielle]], dict[str, EntiteOfficielle]]
"""Les communes d'une liste, par tranche, et ses intercommunalités."""


@exports
def communes_cherchees(publication: Publication) -> Iterator[Export]:
    """Les communes publiées, puis toutes celles de la liste officielle, par tranche."""
    if not publication.publie(AdresseFixe.COMMUNES):
        return
    territoires = list(publication.corpus.territoires.values())
    yield Export(
        PUBLIEES,
        "Les communes des territoires publiés, pour y chercher la sienne.",
        lambda: serrer(publiees(territoires, publication)),
    )
    officiel = publication.corpus.officiel
    rangees, entites = _du_paquet() if officiel.partielle else _rangees(officiel)
    for nom, communes in rangees.items():
        yield Export(
            f"{TRANCHES}{nom}.json",
            f"Les communes de la liste officielle rangées sous « {nom} ».",
            lambda communes=communes: serrer(  # type: ignore[misc]
                tranche(communes, entites)
            ),
        )


def publiees(territoires: Sequence[TerritoirePublie], publication: Publication) -> dict[str, Any]:
    """Les territoires et leurs communes.

    Returns:
        `territoires` : nom, type, adresse relative à la racine du site, autres noms ; `communes` :
        nom, département, codes postaux séparés d'espaces, rangs de ses territoires.
    """
    rangs: dict[str, tuple[CommuneOfficielle, list[int]]] = {}
    for rang, territoire in enumerate(territoires):
        for commune in _communes_couvertes(territoire):
            rangs.setdefault(commune.insee, (commune, []))[1].append(rang)
    return {
        "territoires": [
            {
                "nom": typographier(territoire.nom),
                "type": territoire.donnees.type.libelle,
                "adresse": publication.adresse(territoire),
                "formes": [territoire.donnees.nom, *(e.nom for e in territoire.officielles)],
            }
            for territoire in territoires
        ],
        "communes": [
            [typographier(commune.nom), commune.departement, commune.codes_postaux, places]
            for commune, places in sorted(
                rangs.values(), key=lambda couple: forme_commune(couple[0].nom)
            )
        ],
    }


def _communes_couvertes(territoire: TerritoirePublie) -> Iterator[CommuneOfficielle]:
    """Ses communes, et celles des communautés d'ailleurs avec qui il porte un plan."""
    yield from territoire.communes
    for plan in territoire.plans_publies_ici:
        for communaute in plan.d_ailleurs:
            yield from communaute.communes


@cache
def _du_paquet() -> Rangees:
    return _rangees(lire_toute_la_liste())


def _rangees(liste: ListeOfficielle) -> Rangees:
    return ranger_par_tranche(liste.communes.values()), liste.entites


def ranger_par_tranche(
    communes: Iterable[CommuneOfficielle],
) -> dict[str, list[CommuneOfficielle]]:
    """Des communes, sous le nom de chaque tranche où l'une se cherche."""
    rangees: dict[str, list[CommuneOfficielle]] = defaultdict(list)
    for commune in communes:
        for nom in {tranche_de(commune.nom), *(code[:2] for code in commune.codes_postaux.split())}:
            rangees[nom].append(commune)
    return {nom: rangees[nom] for nom in sorted(rangees)}


def tranche_de(nom: str) -> str:
    """Le nom de la tranche d'une commune : « ro » pour « La Rochelle », « pi » pour « St-Pierre ».

    Ce que fait aussi `trancheDe`, dans `overrides/assets/communes-cherchees.js`.
    """
    return PREMIERS_MOTS.sub("", forme_commune(nom))[:2].strip()


def tranche(
    communes: Iterable[CommuneOfficielle], entites: dict[str, EntiteOfficielle]
) -> dict[str, Any]:
    """Une tranche de la liste.

    Returns:
        `intercommunalites` (leurs noms) et `communes` : nom, département, codes postaux, rang de
        son intercommunalité ou None.
    """
    rangs: dict[str, int] = {}
    lignes = [
        [
            typographier(commune.nom),
            commune.departement,
            commune.codes_postaux,
            rangs.setdefault(commune.siren_epci, len(rangs))
            if commune.siren_epci in entites
            else None,
        ]
        for commune in communes
    ]
    return {"intercommunalites": [nom_lisible(entites[s].nom) for s in rangs], "communes": lignes}
