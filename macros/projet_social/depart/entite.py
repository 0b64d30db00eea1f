"""Chercher une commune ou une intercommunalité dans la liste officielle, par nom ou par numéro.

Un centre d'action sociale n'est pas dans la liste : « CCAS de Gouesnou » se cherche comme la
commune de Gouesnou, un CIAS comme son intercommunalité.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from ..corpus.officiel import CommuneOfficielle, EntiteOfficielle, ListeOfficielle, nom_entier
from ..modele.vocabulaire import TypeTerritoire
from ..texte.identifiant import forme_commune
from ..texte.typographie import nombre_ecrit

Officielle = EntiteOfficielle | CommuneOfficielle

TYPES = {
    "CC": TypeTerritoire.COMMUNAUTE_DE_COMMUNES,
    "CA": TypeTerritoire.COMMUNAUTE_D_AGGLOMERATION,
    "CU": TypeTerritoire.COMMUNAUTE_URBAINE,
    "METRO": TypeTerritoire.METROPOLE,
    "MET69": TypeTerritoire.METROPOLE,
}
"""Les types de la liste officielle, et les nôtres."""
DE_COMMUNE = ("ccas", "centre communal d action sociale", "commune", "mairie", "ville")
D_INTERCOMMUNALITE = (
    "cias",
    "centre intercommunal d action sociale",
    "communaute de communes",
    "communaute d agglomeration",
    "communaute urbaine",
    *("comcom", "com com", "interco", "epci", "c c", "cc", "ca", "cu"),
)
ARTICLES = ("de la", "de l", "de", "du", "des", "d", "les", "le", "la", "l")
"""Ce qui précède un nom sans le distinguer."""
DEPARTEMENT = re.compile(r"[\s(,]+(\d{2,3}|2[AB])\)?\s*$", re.I)
"""Le numéro de département que l'on met après un nom, pour préciser."""
NATURE = re.compile(r"^(?:CC|CA|CU)\s+")
NATURE_ECRITE = re.compile(
    r"^(?:communauté (?:de communes|d['’]agglomération|urbaine)|commune|ville|syndicat mixte"
    r"|c[ci]as|centre (?:inter)?communal d['’]action sociale)\s+(?=\S)",
    re.I,
)
ARTICLE = re.compile(r"^(?:de la |de l['’]|des |du |de |d['’]|les |le |la |l['’])")
MOTS_VIDES = {"de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux", "sur"}
NATURES = {
    *("pays", "territoire", "communaute", "communes", "agglo", "agglomeration", "metropole"),
    *("urbaine", "intercommunalite", "intercommunal", "syndicat", "mixte", "petr", "grand"),
    *("cc", "ca", "cu"),
}
"""Ce qui dit la nature d'un territoire, ou l'orne, sans le distinguer."""
PROCHES_MAXIMUM = 12
"""Réponses que l'on propose, au plus ; un mot que plus de noms portent n'est pas rare."""
CANDIDATES_MAXIMUM = 500
"""Noms semblables que l'on regarde de près, au plus : il y a bien des Saint-Martin."""


@dataclass(frozen=True)
class Entite:
    """Une commune ou une intercommunalité trouvée, prête à devenir un territoire.

    Attributes:
        nom: nom complet, nature juridique comprise.
        nom_court: nom d'usage.
        insee: code Insee d'une commune ; vide pour une intercommunalité.
        departements: numéros, celui du plus grand nombre de communes d'abord.
        population: population municipale ; 0 si la liste ne la dit pas.
        communes: nombre de communes membres.
    """

    nom: str
    nom_court: str
    type: TypeTerritoire
    siren: str = ""
    insee: str = ""
    departements: tuple[str, ...] = ()
    population: int = 0
    communes: int = 1

    @property
    def code(self) -> str:
        """Ce qu'il faut taper pour la désigner sans se tromper."""
        return self.insee or self.siren

    def __str__(self) -> str:
        """« Arras (62), communauté urbaine, 46 communes, 109 781 habitants »."""
        membres = f", {self.communes} communes" if not self.insee else ""
        habitants = f", {nombre_ecrit(self.population)} habitants" if self.population else ""
        return (
            f"{self.nom_court} ({', '.join(self.departements)}), "
            f"{self.type.libelle.lower()}{membres}{habitants}"
        )


@dataclass(frozen=True)
class EntitesTrouvees:
    """Ce que la liste répond à une recherche.

    Attributes:
        exactes: entités dont le nom ou le numéro est exactement celui demandé.
        proches: autres entités qui y ressemblent, les plus proches d'abord : même nom à une faute
            près, ou un mot rare en commun.
    """

    exactes: list[Entite] = field(default_factory=list)
    proches: list[Entite] = field(default_factory=list)


def chercher(texte: str, liste: ListeOfficielle) -> EntitesTrouvees:
    """Cherche un SIREN, un code Insee ou un nom ; un département peut suivre le nom.

    Args:
        texte: « 245614383 », « 29061 », « Questembert », « Saint-Martin (65) », « CIAS d'Arras ».
        liste: la liste officielle entière.
    """
    compact = re.sub(r"\s", "", texte)
    if re.fullmatch(r"\d{9}|\d[\dAB]\d{3}", compact, re.I):
        return EntitesTrouvees([_entite(e, liste) for e in _de_code(compact.upper(), liste)])
    precise = DEPARTEMENT.search(texte)
    departement = precise[1].upper() if precise else ""
    forme, sortes = _forme(texte[: precise.start()] if precise else texte)
    candidates = list(_candidates(liste, sortes))
    exactes = [candidate for candidate, sa_forme in candidates if sa_forme == forme]
    autres = [couple for couple in candidates if couple[1] != forme]
    proches = _proches(forme, autres)
    if not (exactes or proches) and len(sortes) == 1:
        # « Communauté de communes de Gouesnou » : c'est la nature qui est fausse.
        sortes = frozenset({EntiteOfficielle, CommuneOfficielle})
        mots = _mots_propres(forme)
        proches = _contenant(mots, list(_candidates(liste, sortes))) if mots else []

    def retenir(trouvees: Iterable[Officielle]) -> list[Entite]:
        entites = (_entite(trouvee, liste) for trouvee in islice(trouvees, CANDIDATES_MAXIMUM))
        du_lieu = (e for e in entites if departement in ("", *e.departements))
        return list(islice(du_lieu, PROCHES_MAXIMUM))

    exactes.sort(key=lambda trouvee: -trouvee.population_municipale)
    if EntiteOfficielle in sortes:
        exactes, proches = _avec_la_leur(exactes, liste), _avec_la_leur(proches, liste)
    proches = [proche for proche in proches if proche not in exactes]
    return EntitesTrouvees(retenir(exactes), retenir(proches))


def _avec_la_leur(trouvees: list[Officielle], liste: ListeOfficielle) -> list[Officielle]:
    """Devant chaque commune, son intercommunalité si elle porte aussi son nom.

    « Questembert » peut dire l'une ou l'autre : on ne prend pas la commune sans l'avoir demandé.
    """
    toutes: dict[Officielle, None] = {}
    for trouvee in trouvees:
        if isinstance(trouvee, CommuneOfficielle):
            la_leur = liste.entites.get(trouvee.siren_epci or "")
            mots = set(_sans_article(forme_commune(trouvee.nom)).split())
            if la_leur and mots <= set(_forme(la_leur.nom)[0].split()):
                toutes.setdefault(la_leur)
        toutes.setdefault(trouvee)
    return list(toutes)


def _de_code(code: str, liste: ListeOfficielle) -> Iterable[Officielle]:
    if code in liste.entites:
        return [liste.entites[code]]
    if code in liste.communes:
        return [liste.communes[code]]
    return [commune for commune in liste.communes.values() if commune.siren == code]


def _forme(nom: str) -> tuple[str, frozenset[type]]:
    """Un nom réduit à ce qui le distingue, et les sortes d'entités que ses mots désignent."""
    forme, sortes = forme_commune(nom), frozenset[type]({EntiteOfficielle, CommuneOfficielle})
    for prefixes, sorte in (
        (DE_COMMUNE, CommuneOfficielle),
        (D_INTERCOMMUNALITE, EntiteOfficielle),
    ):
        for prefixe in prefixes:
            if forme.startswith(f"{prefixe} "):
                return _sans_article(forme.removeprefix(f"{prefixe} ")), frozenset({sorte})
    return _sans_article(forme), sortes


def _sans_article(forme: str) -> str:
    for article in ARTICLES:
        if forme.startswith(f"{article} "):
            forme = forme.removeprefix(f"{article} ")
            break
    return re.sub(r"\bst(e?)\b", r"saint\1", forme)


def _candidates(
    liste: ListeOfficielle, sortes: frozenset[type]
) -> Iterable[tuple[Officielle, str]]:
    for entite in liste.entites.values() if EntiteOfficielle in sortes else ():
        yield entite, _forme(entite.nom)[0]
    for commune in liste.communes.values() if CommuneOfficielle in sortes else ():
        yield commune, _sans_article(forme_commune(commune.nom))


def _proches(forme: str, candidates: list[tuple[Officielle, str]]) -> list[Officielle]:
    """Les noms qui contiennent tous les mots cherchés, presque les mêmes, ou le plus rare.

    Ce qui dit la nature d'un territoire (« pays », « agglo ») ne compte pas : « Pays de Redon » ne
    ressemble pas à « Pays de Craon ».
    """
    mots = _mots_propres(forme)
    if not mots:
        return []
    if trouvees := _contenant(mots, candidates):
        return trouvees
    par_mot = (_contenant({mot}, candidates) for mot in sorted(mots) if len(mot) > 2)
    rares = [trouvees for trouvees in par_mot if 0 < len(trouvees) <= PROCHES_MAXIMUM]
    rares.sort(key=len)
    uniques = dict.fromkeys([*_ressemblantes(forme, candidates), *(c for r in rares for c in r)])
    return list(uniques)


def _ressemblantes(forme: str, candidates: list[tuple[Officielle, str]]) -> list[Officielle]:
    """Les noms écrits presque de même, leur nature ôtée."""
    propre = " ".join(mot for mot in forme.split() if mot not in NATURES)
    par_forme: dict[str, list[Officielle]] = {}
    for candidate, sa_forme in candidates:
        sienne = " ".join(mot for mot in sa_forme.split() if mot not in NATURES)
        if sienne[:1] == propre[:1] and abs(len(sienne) - len(propre)) <= 3:
            par_forme.setdefault(sienne, []).append(candidate)
    trouvees = difflib.get_close_matches(propre, par_forme, n=PROCHES_MAXIMUM, cutoff=0.8)
    return [candidate for sa_forme in trouvees for candidate in par_forme[sa_forme]]


def se_cherche(nom: str) -> bool:
    """Faux d'un nom qui ne distingue aucun territoire : « CC », « pays de », un numéro inconnu."""
    forme = _forme(nom)[0]
    return not forme or bool(_mots_propres(forme) and not forme.replace(" ", "").isdigit())


def _mots_propres(forme: str) -> set[str]:
    """Les mots d'un nom qui le distinguent."""
    return set(forme.split()) - MOTS_VIDES - NATURES


def _contenant(mots: set[str], candidates: list[tuple[Officielle, str]]) -> list[Officielle]:
    trouvees = [couple for couple in candidates if mots <= set(couple[1].split())]
    trouvees.sort(key=lambda couple: (len(couple[1]), couple[1]))
    return [candidate for candidate, _ in trouvees]


def _entite(trouvee: Officielle, liste: ListeOfficielle) -> Entite:
    if isinstance(trouvee, CommuneOfficielle):
        return Entite(
            f"Commune {_de(trouvee.nom)}",
            trouvee.nom,
            TypeTerritoire.COMMUNE,
            trouvee.siren,
            trouvee.insee,
            (trouvee.departement,),
            trouvee.population_municipale,
        )
    type_ = TYPES[trouvee.type]
    reste = NATURE.sub("", trouvee.nom)
    membres = [c.departement for c in liste.communes.values() if c.siren_epci == trouvee.siren]
    court = ARTICLE.sub("", reste) if reste != trouvee.nom else reste
    return Entite(
        nom_entier(trouvee.nom).replace("’", "'"),
        f"{court[:1].upper()}{court[1:]}",
        type_,
        trouvee.siren,
        "",
        tuple(sorted(set(membres), key=lambda code: (-membres.count(code), code))),
        trouvee.population_municipale,
        trouvee.communes,
    )


def nom_d_usage(nom: str) -> str:
    """« Val Fleuri » pour « Communauté de communes du Val Fleuri »."""
    court = ARTICLE.sub("", NATURE_ECRITE.sub("", nom)) if NATURE_ECRITE.match(nom) else nom
    return f"{court[:1].upper()}{court[1:]}" or nom


def centre_d_action_sociale(nom: str) -> bool:
    """Vrai pour un CCAS ou un CIAS, qui porte le projet d'une commune ou d'une intercommunalité."""
    debuts = ("ccas", "cias", "centre communal d", "centre intercommunal d")
    return forme_commune(nom).startswith(debuts)


def _de(nom: str) -> str:
    """« de Gouesnou », « d'Arras », « du Mans », « des Sables-d'Olonne », « de La Rochelle »."""
    if nom.startswith("Le "):
        return f"du {nom[3:]}"
    if nom.startswith("Les "):
        return f"des {nom[4:]}"
    return f"d'{nom}" if nom[0] in "AEIOUYÀÂÉÈÊËÎÏÔÖÙÛÜŒÆ" else f"de {nom}"
