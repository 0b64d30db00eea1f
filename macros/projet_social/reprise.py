"""Le JSON d'un site, relu : des octets d'un `projet.json` aux fichiers de données qu'il porte.

L'écriture est dans `exports/` ; ce qui fait la forme commune (la clé réservée, le rangement des
fichiers) est ici. Rien de ce qui se lit n'est cru sur parole : une faute est une anomalie, jamais
une exception, et seuls passent les chemins que le chargement connaît.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, get_type_hints

from .chargement import SORTES, modele_de
from .corpus.officiel import (
    CommuneOfficielle,
    DepartementOfficiel,
    EntiteOfficielle,
    ListeOfficielle,
)
from .lecture.anomalie import Anomalie
from .lecture.document import nommer
from .lecture.yaml_marque import EMBOITEMENT_MAXIMUM, ILLISIBLE, VALEURS_MAXIMUM

CALCULE = "calcule"
"""La clé réservée à ce que le site calcule : elle s'écrit partout, et ne se relit jamais."""
SUFFIXE = ".yml"
TEXTE_MAXIMUM = 300
"""Signes d'un nom ou d'une adresse de site, au plus."""
PROFONDEUR = max(sorte.chemin.count("/") for sorte in SORTES) + 1
"""Étages de dossiers et de fichiers, au plus."""


@dataclass(frozen=True)
class ContenuRepris:
    """Ce qu'un `projet.json` porte.

    Attributes:
        format: version du format des données ; c'est à qui reprend de la juger.
        maj: date de la donnée la plus récente (2026-11-21) ; vide si elle n'est pas dite.
        site: nom du site ; vide s'il n'est pas dit.
        adresse: adresse du site ; vide si elle n'est pas dite.
        arbres: les valeurs de chaque fichier de données, par chemin (`territoires/x/projet.yml`).
        officiel: l'extrait de la liste officielle dont le site se sert.
    """

    format: int
    maj: str = ""
    site: str = ""
    adresse: str = ""
    arbres: Mapping[str, Any] = field(default_factory=dict)
    officiel: ListeOfficielle = field(default_factory=ListeOfficielle)


def emboiter(feuilles: Mapping[str, Any]) -> dict[str, Any]:
    """Range des fichiers comme dans leur dossier : `a/b.yml` devient `{"a": {"b": …}}`."""
    racine: dict[str, Any] = {}
    for chemin, feuille in feuilles.items():
        *dossiers, nom = chemin.removesuffix(SUFFIXE).split("/")
        place = racine
        for dossier in dossiers:
            place = place.setdefault(dossier, {})
        place[nom] = feuille
    return racine


def lire_json(octets: bytes, nom: str) -> tuple[ContenuRepris | None, list[Anomalie]]:
    """Lit le JSON d'un site.

    Args:
        nom: d'où il vient, pour le citer dans les anomalies.

    Returns:
        Ce qu'il porte, ou None et toutes les anomalies.
    """
    lecture = _Lecture(nom)
    reprise = lecture.lire(octets)
    return (None, lecture.anomalies) if lecture.anomalies else (reprise, [])


class _Faute(Exception):
    """Une faute qui arrête la lecture."""

    def __init__(self, constat: str, conseil: str, ligne: int = 1) -> None:
        super().__init__(constat)
        self.constat, self.conseil, self.ligne = constat, conseil, ligne


class _Lecture:
    """La lecture d'un fichier, et les fautes qu'elle y trouve."""

    def __init__(self, nom: str) -> None:
        self.nom = nom
        self.anomalies: list[Anomalie] = []

    def lire(self, octets: bytes) -> ContenuRepris | None:
        """Ce que le fichier porte ; les fautes sont dans `anomalies`."""
        try:
            lu = _decoder(octets)
        except _Faute as faute:
            self._dire("", faute.constat, faute.conseil, faute.ligne)
            return None
        if not isinstance(lu, dict) or not isinstance(lu.get("donnees"), dict):
            self._dire("", "ce n'est pas le JSON d'un projet social", CONSEIL_DE_FORME)
            return None
        version = lu.get("format")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            self._dire("format", "version du format absente ou illisible", CONSEIL_DE_FORME)
            return None
        site = lu.get("site")
        dit = site if isinstance(site, dict) else {}
        return ContenuRepris(
            version,
            maj=_texte(lu.get("maj")),
            site=_texte(dit.get("nom")),
            adresse=_texte(dit.get("adresse")),
            arbres=dict(self._fichiers(lu["donnees"])),
            officiel=self._officiel(lu.get("officiel")),
        )

    def _dire(self, champ: str, constat: str, conseil: str, ligne: int = 1) -> None:
        self.anomalies.append(Anomalie(self.nom, ligne, champ, constat, conseil))

    def _fichiers(
        self, noeud: dict[str, Any], chemin: tuple[str, ...] = ()
    ) -> Iterator[tuple[str, Any]]:
        """Les fichiers sous un dossier : un chemin connu du chargement, et ses valeurs."""
        for nom, contenu in noeud.items():
            ici = (*chemin, nom)
            fichier = "/".join(ici) + SUFFIXE
            if modele_de(fichier) is not None:
                try:
                    valeurs = _Depouillement().depouiller(contenu, ())
                except _Faute as faute:
                    self._dire(fichier, faute.constat, faute.conseil)
                    continue
                if valeurs is not None:
                    yield fichier, valeurs
            elif isinstance(contenu, dict) and nom != CALCULE and len(ici) < PROFONDEUR:
                yield from self._fichiers(contenu, ici)
            elif nom != CALCULE:
                cite = _texte("/".join(ici))
                self._dire("donnees", f"« {cite} » n'est pas un fichier de données", "le retirer")

    def _officiel(self, lu: Any) -> ListeOfficielle:
        lu = lu if isinstance(lu, dict) else {}
        entites = self._lignes(lu, "epci", EntiteOfficielle)
        communes = self._lignes(lu, "communes", CommuneOfficielle)
        departements = self._lignes(lu, "departements", DepartementOfficiel)
        return ListeOfficielle(
            {entite.siren: entite for entite in entites},
            {commune.insee: commune for commune in communes},
            {departement.code: departement for departement in departements},
        )

    def _lignes(self, lu: dict[str, Any], nom: str, classe: type[Any]) -> list[Any]:
        """Les lignes d'un extrait officiel ; une ligne mal faite est une anomalie."""
        lignes = lu.get(nom, [])
        champs = {champ.name: champ for champ in fields(classe)}
        genres = get_type_hints(classe)
        exiges = [nom for nom, champ in champs.items() if champ.default is MISSING]
        retenues = []
        for rang, ligne in enumerate(lignes if isinstance(lignes, list) else [None]):
            dites = ligne if isinstance(ligne, dict) else {}
            valeurs = {nom: valeur for nom, valeur in dites.items() if nom in champs}
            complete = all(nom in valeurs for nom in exiges)
            if complete and all(type(v) is genres[n] for n, v in valeurs.items()):
                retenues.append(classe(**valeurs))
            else:
                champ = nommer(("officiel", nom, rang))
                self._dire(champ, "ligne incomplète ou mal faite", f"donner {', '.join(exiges)}")
        return retenues


CONSEIL_DE_FORME = "reprendre le fichier « projet.json » publié à la racine d'un site"


def _texte(valeur: Any) -> str:
    """Un texte d'une ligne, que l'on peut imprimer ; vide pour toute autre chose."""
    if not isinstance(valeur, str):
        return ""
    propre = ILLISIBLE.sub("\N{REPLACEMENT CHARACTER}", valeur[:TEXTE_MAXIMUM])
    return " ".join(propre.split())


def _decoder(octets: bytes) -> Any:
    """Le JSON d'un fichier.

    Raises:
        _Faute: ce n'est pas du JSON que l'on accepte.
    """

    def refuser_les_doublons(paires: list[tuple[str, Any]]) -> dict[str, Any]:
        valeurs = dict(paires)
        if len(valeurs) < len(paires):
            (double, _), *_ = Counter(nom for nom, _ in paires).most_common(1)
            raise _Faute(f"clé « {_texte(double)} » écrite deux fois", "n'en garder qu'une")
        return valeurs

    def refuser_la_constante(constante: str) -> None:
        raise _Faute(f"« {constante} » n'est pas un nombre", "écrire un nombre")

    try:
        return json.loads(
            octets.decode("utf-8-sig"),
            object_pairs_hook=refuser_les_doublons,
            parse_constant=refuser_la_constante,
        )
    except UnicodeDecodeError as erreur:
        raise _Faute("le fichier n'est pas en UTF-8", CONSEIL_DE_FORME) from erreur
    except json.JSONDecodeError as erreur:
        constat = "ce n'est pas du JSON, ou le fichier est coupé"
        raise _Faute(constat, CONSEIL_DE_FORME, erreur.lineno) from erreur
    except ValueError as erreur:
        raise _Faute("nombre de trop de chiffres", "écrire un nombre") from erreur
    except RecursionError as erreur:
        raise _Faute(*TROP_PROFOND) from erreur


TROP_PROFOND = (f"emboîtement de plus de {EMBOITEMENT_MAXIMUM} niveaux", "réduire l'emboîtement")


class _Depouillement:
    """Les valeurs d'un fichier, sans vide ni rien de calculé, comme les rend la lecture du YAML."""

    def __init__(self) -> None:
        self.compte = 0

    def depouiller(self, valeur: Any, chemin: tuple[str | int, ...]) -> Any:
        """Une valeur dépouillée ; None si elle ne dit rien.

        Raises:
            _Faute: trop profond, trop grand, ou signe qu'un fichier ne peut porter.
        """
        self.compte += 1
        if self.compte > VALEURS_MAXIMUM:
            raise _Faute(f"plus de {VALEURS_MAXIMUM} valeurs", "le découper en plusieurs fichiers")
        if len(chemin) > EMBOITEMENT_MAXIMUM:
            raise _Faute(*TROP_PROFOND)
        if isinstance(valeur, str):
            self._lisible(valeur, chemin)
            return valeur if valeur.strip() else None
        if isinstance(valeur, float) and not math.isfinite(valeur):
            raise _Faute(f"{nommer(chemin)} : nombre sans limite", "écrire un nombre")
        if isinstance(valeur, list):
            elements = (self.depouiller(v, (*chemin, rang)) for rang, v in enumerate(valeur))
            return [element for element in elements if element is not None] or None
        if isinstance(valeur, dict):
            couples = (
                (self._lisible(nom, chemin), self.depouiller(contenu, (*chemin, nom)))
                for nom, contenu in valeur.items()
                if nom != CALCULE
            )
            return {nom: contenu for nom, contenu in couples if contenu is not None} or None
        return valeur

    @staticmethod
    def _lisible(texte: str, chemin: tuple[str | int, ...]) -> str:
        if trouve := ILLISIBLE.search(texte):
            constat = f"{nommer(chemin)} : signe illisible (U+{ord(trouve[0]):04X})"
            raise _Faute(constat, "le retirer")
        return texte
