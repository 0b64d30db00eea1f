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
Tranche = dict[str, Any]


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
    for nom, tranche in (
        tranches_du_paquet() if officiel.partielle else decouper(officiel)
    ).items():
        yield Export(
            f"{TRANCHES}{nom}.json",
            f"Les communes de la liste officielle rangées sous « {nom} ».",
            lambda tranche=tranche: serrer(tranche),  # type: ignore[misc]
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
def tranches_du_paquet() -> dict[str, Tranche]:
    """La liste du paquet, découpée une fois."""
    return decouper(lire_toute_la_liste())


def decouper(officiel: ListeOfficielle) -> dict[str, Tranche]:
    """Les communes d'une liste, par tranche.

    Returns:
        Par nom de tranche, `intercommunalites` (leurs noms) et `communes` : nom, département,
        codes postaux, rang de son intercommunalité ou None.
    """
    rangees: dict[str, list[CommuneOfficielle]] = defaultdict(list)
    for commune in officiel.communes.values():
        for nom in {tranche_de(commune.nom), *(code[:2] for code in commune.codes_postaux.split())}:
            rangees[nom].append(commune)
    return {nom: _tranche(rangees[nom], officiel.entites) for nom in sorted(rangees)}


def tranche_de(nom: str) -> str:
    """Le nom de la tranche d'une commune : « ro » pour « La Rochelle », « pi » pour « St-Pierre ».

    Ce que fait aussi `trancheDe`, dans `overrides/assets/communes-cherchees.js`.
    """
    return PREMIERS_MOTS.sub("", forme_commune(nom))[:2].strip()


def _tranche(
    communes: Iterable[CommuneOfficielle], entites: dict[str, EntiteOfficielle]
) -> Tranche:
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
