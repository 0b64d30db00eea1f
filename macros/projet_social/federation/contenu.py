"""Ce qu'une source apporte : lu, migré, validé, réduit aux territoires que l'on y prend.

Une source est éprouvée seule, avec ses propres listes : ce qui n'y est pas publiable ne remplace
jamais la dernière bonne copie.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..chargement import Rapport, examiner, examiner_des_arbres, modele_de, textes_officiels
from ..corpus.corpus import Corpus
from ..corpus.exemple import lieux_de_l_exemple, restes_sans_marque
from ..ecriture.yaml_conserve import fusionner
from ..exports.arbre import MiseEnArbre, fichiers_du_corpus
from ..exports.licence import date_de_maj
from ..lecture.anomalie import Anomalie, erreurs_parmi
from ..lecture.validation import eprouver, plus_proche
from ..lecture.yaml_marque import lire_le_yaml
from ..migration.registre import FICHIER, FormatTropRecent, migrer, version_declaree
from ..modele.format import FORMAT, FORMAT_NON_DECLARE
from ..modele.referentiel import Situations
from ..reprise import emboiter, lire_json
from ..texte.typographie import accorder
from .arbres_serres import ArbresSerres
from .echec import EchecDeSource
from .sources import Source

DITES = 3
"""Fautes d'une source que l'on cite ; les autres sont comptées."""
SITUATIONS = "referentiels/situations.yml"
ACCOMPAGNEMENTS = "accompagnements.yml"
FICHIERS_MAXIMUM = 20_000
"""Fichiers de données qu'une source apporte, au plus."""
LISTE_MAXIMUM = 300_000
"""Octets d'une liste, au plus : celles de toutes les sources se réunissent en une."""
CONSEIL = "prévenir la personne qui tient ce site"


@dataclass(frozen=True)
class Contenu:
    """Ce qu'une source apporte.

    Attributes:
        arbres: les valeurs de chaque fichier, en textes, par chemin.
        format: version de format que la source déclarait.
        maj: date de ses données, vide si elle n'est pas dite.
        adresse: adresse publique du site, vide si elle n'est pas dite.
        octets: la copie à garder, qui se relit comme un `projet.json`.
        propres: les territoires qui ont un plan à eux seuls, avant toute réduction.
        laisses: chaque objet que la source publie et que l'ensemble ne prend pas.
    """

    arbres: ArbresSerres
    format: int
    maj: str
    adresse: str
    octets: bytes
    propres: frozenset[str]
    laisses: tuple[str, ...] = ()


def du_json(octets: bytes, source: Source) -> Contenu:
    """Ce qu'apporte un `projet.json`.

    Raises:
        EchecDeSource: illisible, d'un format plus récent, ou qui ne serait pas publiable.
    """
    reprise, anomalies = lire_json(octets, source.identifiant)
    if reprise is None:
        raise _refus(anomalies)
    if len(reprise.arbres) > FICHIERS_MAXIMUM:
        raise EchecDeSource(f"plus de {FICHIERS_MAXIMUM} fichiers de données", CONSEIL)
    arbres = _au_format(reprise.arbres, reprise.format)
    rapport, fautes = _examiner_les_arbres({c: v for c, v in arbres.items() if _utile(c)})
    corpus = _publiable(rapport)
    rendus = _reduire(corpus, source)
    if SITUATIONS in arbres and eprouver(Situations, arbres[SITUATIONS])[0]:
        rendus[SITUATIONS] = en_textes(arbres[SITUATIONS])
    return Contenu(
        ArbresSerres.serrer(rendus.items()),
        reprise.format,
        reprise.maj,
        reprise.adresse,
        octets,
        _propres(corpus),
        (*_laisses(arbres), *fautes),
    )


def _utile(chemin: str) -> bool:
    """Vrai pour ce qui s'éprouve avec la source.

    Son éditeur et ses séances sont les siens ; ses situations peuvent nommer des thèmes que le site
    d'un seul territoire n'a pas gardés, et se trient contre la liste commune.
    """
    return est_une_annexe(chemin) or (
        chemin.startswith(("territoires/", "referentiels/")) and chemin != SITUATIONS
    )


def est_une_annexe(chemin: str) -> bool:
    """Vrai de ce qui parle de plusieurs territoires : un dossier, les accompagnements."""
    return chemin.startswith("dossiers/") or chemin == ACCOMPAGNEMENTS


def _examiner_les_arbres(arbres: Mapping[str, Any]) -> tuple[Rapport, list[str]]:
    """Ce que disent des fichiers ; une annexe en faute se laisse, et n'emporte pas la source."""
    rapport = examiner_des_arbres(arbres)
    fautes = {
        a.fichier: a.constat for a in erreurs_parmi(rapport.anomalies) if est_une_annexe(a.fichier)
    }
    if not fautes:
        return rapport, []
    gardes = {c: v for c, v in arbres.items() if c not in fautes}
    return examiner_des_arbres(gardes), [f"{c} ({dit})" for c, dit in fautes.items()]


def _laisses(arbres: Mapping[str, Any]) -> Iterator[str]:
    """Ce qu'une source dit d'elle-même, et que l'ensemble ne peut pas dire de lui."""
    for chemin, valeurs in arbres.items():
        if _utile(chemin) or chemin in (SITUATIONS, FICHIER):
            continue
        seances = valeurs.get("seances", ()) if chemin == "seances.yml" else ()
        yield from (f"séance du {s['date']}, {s['lecteur']}" for s in seances)
        if not seances:
            yield f"{chemin} ({valeurs['nom']})" if "nom" in valeurs else chemin


def du_dossier(dossier: Path, source: Source) -> Contenu:
    """Ce qu'apporte un dossier de données.

    Raises:
        EchecDeSource: absent, d'un format plus récent, ou qui ne serait pas publiable.
    """
    if not dossier.is_dir():
        raise EchecDeSource(f"le dossier « {source.dossier} » est introuvable", "vérifier son nom")
    version, rapport = _examiner_un_dossier(dossier)
    corpus = _publiable(rapport)
    datee = date_de_maj(corpus.plans)
    maj = datee.isoformat() if datee else ""
    copie = {"format": FORMAT, "maj": maj, "donnees": emboiter(_rendre(corpus, corpus))}
    octets = json.dumps(copie, ensure_ascii=False, indent=1).encode()
    rendus = _reduire(corpus, source)
    pris = ArbresSerres.serrer((c, v) for c, v in rendus.items() if _utile(c) or c == SITUATIONS)
    return Contenu(pris, version, maj, "", octets, _propres(corpus), tuple(_laisses(rendus)))


def _examiner_un_dossier(dossier: Path) -> tuple[int, Rapport]:
    """La version d'un dossier de données, et ce qu'il dit une fois au format du programme."""
    rapport = examiner(dossier)
    declare = rapport.corpus.documents.get(FICHIER)
    dite = version_declaree({FICHIER: declare.valeurs}) if declare else None
    if rapport.publiable or not any(a.fichier == FICHIER for a in rapport.anomalies):
        return dite or FORMAT, rapport
    arbres: dict[str, Any] = {}
    anomalies: list[Anomalie] = []
    for fichier in sorted(dossier.rglob("*.yml")):
        chemin = fichier.relative_to(dossier).as_posix()
        if modele_de(chemin) is not None:
            arbres[chemin], dites = lire_le_yaml(fichier.read_bytes(), chemin)
            anomalies += dites
    if anomalies:
        raise _refus(anomalies)
    version = dite or FORMAT_NON_DECLARE
    migres = _au_format(arbres | textes_officiels(dossier), version)
    fichiers = {c: v for c, v in migres.items() if c != FICHIER and not c.startswith("officiel/")}
    return version, examiner_des_arbres(fichiers)


def _au_format(arbres: Mapping[str, Any], version: int) -> Mapping[str, Any]:
    try:
        return migrer(arbres, version)
    except FormatTropRecent as refus:
        raise EchecDeSource(
            f"données au format {version}, plus récent que celui de ce programme ({FORMAT})",
            "mettre à jour projet-social ici, puis relancer",
        ) from refus


def _publiable(rapport: Rapport) -> Corpus:
    if not rapport.publiable:
        raise _refus(erreurs_parmi(rapport.anomalies))
    if not rapport.corpus.territoires:
        raise EchecDeSource("aucun territoire n'y est publié", CONSEIL)
    return rapport.corpus


def _refus(anomalies: list[Anomalie]) -> EchecDeSource:
    """Les fautes d'une source, les premières citées."""
    dites = [f"{a.fichier} : {a.champ + ' : ' if a.champ else ''}{a.constat}" for a in anomalies]
    reste = len(dites) - DITES
    suite = f" ; et {accorder(reste, 'autre faute', 'autres fautes')}" if reste > 0 else ""
    constat = f"données refusées ({' ; '.join(dites[:DITES])}{suite})"
    return EchecDeSource(constat, CONSEIL)


def _reduire(corpus: Corpus, source: Source) -> dict[str, Any]:
    """Les fichiers des seuls territoires que l'on prend, et ceux qu'ils nomment."""
    voulus = source.territoires or tuple(corpus.territoires)
    absents = [slug for slug in voulus if slug not in corpus.territoires]
    if absents:
        raise EchecDeSource(
            f"elle ne publie pas « {absents[0]} »",
            plus_proche(absents[0], corpus.territoires)
            or f"elle publie : {', '.join(list(corpus.territoires)[:20])}",
        )
    _refuser_un_exemple(corpus, voulus)
    if not source.territoires:
        return _rendre(corpus, corpus)
    territoires = {slug: corpus.territoires[slug] for slug in voulus}
    plans = list(dict.fromkeys(plan for t in territoires.values() for plan in t.plans))
    reduit = replace(corpus, territoires=territoires, plans=plans)
    return _rendre(reduit, corpus)


def _refuser_un_exemple(corpus: Corpus, slugs: Iterable[str]) -> None:
    """Rien d'inventé n'entre dans un ensemble, ni ce qui ne se dit plus tel.

    Raises:
        EchecDeSource: un territoire que l'on prend montre encore l'exemple d'un site neuf.
    """
    restes = [*lieux_de_l_exemple(corpus), *(lieu for lieu, _ in restes_sans_marque(corpus))]
    for slug in slugs:
        fichiers = {lieu.document.fichier for lieu in restes}
        if siens := sorted(f for f in fichiers if f.startswith(f"territoires/{slug}/")):
            raise EchecDeSource(
                f"elle montre encore l'exemple inventé d'un site neuf ({siens[0]})",
                "faire lancer là-bas « projet-social vider-l-exemple »",
            )


def _propres(corpus: Corpus) -> frozenset[str]:
    return frozenset(p.territoire.slug for p in corpus.plans if len(p.territoires) == 1)


def _rendre(corpus: Corpus, ensemble: Corpus) -> dict[str, Any]:
    arbre = MiseEnArbre(corpus)
    rendus = (
        (chemin, arbre.rendre(objet, publie))
        for chemin, objet, publie in fichiers_du_corpus(corpus, ensemble)
    )
    textes = {chemin: en_textes(rendu) for chemin, rendu in rendus if rendu}
    for chemin, valeurs in textes.items():
        try:
            octets = fusionner(None, valeurs)
        except ValueError as refus:
            raise EchecDeSource(f"{chemin} ne peut pas s'écrire ({refus})", CONSEIL) from refus
        if chemin.startswith("referentiels/") and len(octets) > LISTE_MAXIMUM:
            raise EchecDeSource(f"{chemin} fait plus de {LISTE_MAXIMUM // 1000} ko", CONSEIL)
    return textes


def en_textes(valeur: Any) -> Any:
    """Des valeurs du modèle à ce que le YAML porte : du texte, des listes, des groupes."""
    if isinstance(valeur, dict):
        return {cle: en_textes(contenu) for cle, contenu in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [en_textes(element) for element in valeur]
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, float):
        nombre = f"{Decimal(repr(valeur)):f}"
        return nombre.removesuffix(".0").replace(".", ",")
    return str(valeur)


def refaire(valeur: Any, changer: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """Un arbre de valeurs dont chaque groupe est changé, du plus profond au plus large."""
    if isinstance(valeur, list):
        return [refaire(element, changer) for element in valeur]
    if isinstance(valeur, dict):
        return changer({cle: refaire(contenu, changer) for cle, contenu in valeur.items()})
    return valeur


def groupes_dans(valeur: Any) -> Iterator[dict[str, Any]]:
    """Chaque groupe d'un arbre de valeurs."""
    if isinstance(valeur, dict):
        yield valeur
        valeur = list(valeur.values())
    for dessous in valeur if isinstance(valeur, list) else ():
        yield from groupes_dans(dessous)


def slugs_de(chemins: Iterable[str]) -> Iterator[str]:
    """Les territoires de ces fichiers, chacun une fois."""
    noms = (c.split("/")[1] for c in chemins if c.startswith("territoires/"))
    yield from dict.fromkeys(noms)
