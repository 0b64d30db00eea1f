"""Le `projet.json` d'un autre site, abîmé, s'assemble ou se refuse ; rien ne s'y perd."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from projet_social.chargement import charger, modele_de
from projet_social.exports.arbre import arbres_de
from projet_social.federation.contenu import du_json
from projet_social.federation.echec import EchecDeSource
from projet_social.federation.sources import Source
from projet_social.lecture.validation import eprouver
from projet_social.modele.format import FORMAT
from projet_social.reprise import CALCULE, emboiter

from ..fabrique import CORPUS
from .hasard import eprouver_au_hasard
from .mutations import abimer_l_arbre, abimer_les_octets
from .test_lecture import est_gardee, feuilles

pytestmark = pytest.mark.lent

SITE = Source(adresse="https://val.exemple.fr/")
PUBLIE: dict[str, Any] = {
    "format": FORMAT,
    "maj": "2026-11-01",
    "site": {"nom": "Site inventé", "adresse": "https://val.exemple.fr/"},
    "donnees": emboiter(arbres_de(charger(CORPUS))),
}
REFUS_MAXIMUM = 2500
"""Trois fautes citées, de six cents signes chacune au plus."""


def sans_calcul(valeur: Any) -> Any:
    """Ce qu'un site écrit, en textes, sans ce qu'il calcule ni ce qui ne dit rien."""
    if isinstance(valeur, dict):
        return {c: sans_calcul(v) for c, v in valeur.items() if c != CALCULE}
    if isinstance(valeur, list):
        return [sans_calcul(v) for v in valeur]
    return None if valeur is None else str(valeur)


def essayer(hasard: Random) -> str:
    """Un JSON abîmé dans ses valeurs, ou dans ses octets."""
    publie = copy.deepcopy(PUBLIE)
    recit = abimer_l_arbre(publie, hasard) if hasard.random() < 0.8 else "octets"
    try:
        octets = json.dumps(publie, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return ""
    if recit == "octets":
        octets = abimer_les_octets(octets, hasard, b'{}[]",:0')
    try:
        contenu = du_json(octets, SITE)
    except EchecDeSource as echec:
        dit = str(echec)
        entier = echec.constat and echec.conseil and len(dit) < REFUS_MAXIMUM
        propre = dit.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\xa0", " ").isprintable()
        return "" if entier and propre else f"{recit} : mal dit, {dit[:300]!r}"
    except Exception as erreur:
        return f"{recit} : {type(erreur).__name__} : {str(erreur)[:300]}"
    return perdus(json.loads(octets)["donnees"]["territoires"], contenu.arbres, recit)


def fichiers_sous(noeud: Any, chemin: str) -> Iterator[tuple[str, Any]]:
    """Les fichiers qu'un site range sous ce chemin, et ce qu'ils disent."""
    for nom, contenu in noeud.items() if isinstance(noeud, dict) else ():
        if modele_de(f"{chemin}/{nom}.yml"):
            yield f"{chemin}/{nom}.yml", sans_calcul(contenu)
        else:
            yield from fichiers_sous(contenu, f"{chemin}/{nom}")


def perdus(territoires: Any, arbres: Any, recit: str) -> str:
    """Ce que les territoires d'un site disaient, et que l'ensemble n'aurait plus."""
    dits = []
    for chemin, source in fichiers_sous(territoires, "territoires"):
        modele = modele_de(chemin)
        assert modele is not None
        objet, _ = eprouver(modele, arbres.get(chemin))
        dits += [
            f"{chemin} {ou} {texte[:40]!r}"
            for ou, texte in feuilles(source)
            if not est_gardee(texte, objet, ou) and source.get("publication") != "brouillon"
        ]
    return f"{recit} : perdu, {dits[:3]}" if dits else ""


def test_le_json_d_un_autre_site_s_assemble_ou_se_refuse() -> None:
    """Sans lui, rien n'est éprouvé : le JSON intact s'assemble, et rien ne s'y perd."""
    contenu = du_json(json.dumps(PUBLIE).encode(), SITE)
    assert perdus(PUBLIE["donnees"]["territoires"], contenu.arbres, "intact") == ""
    eprouver_au_hasard(200, essayer)
