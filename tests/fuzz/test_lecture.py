"""Un corpus abîmé se lit ou se refuse, sans planter ; ce qui s'y lit est gardé, ou dit."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from random import Random
from typing import Any

import pytest
import yaml

from projet_social.chargement import Rapport, examiner, modele_de
from projet_social.corpus.corpus import Corpus
from projet_social.exports.arbre import arbres_de
from projet_social.lecture.anomalie import Gravite
from projet_social.lecture.document import Document
from projet_social.lecture.validation import eprouver, valider
from projet_social.lecture.yaml_marque import lire_avec_ses_vides
from projet_social.modele.projet import Projet
from projet_social.modele.socle import Objet
from projet_social.texte.citation import PHRASE_MAXIMUM

from ..fabrique import CORPUS
from .hasard import eprouver_au_hasard
from .mutations import abimer_l_arbre, abimer_les_octets

pytestmark = pytest.mark.lent

SIGNES_DU_YAML = b" \n\t:-[]{}&*!|>'\"#%@`,?~."
FICHIERS = {f.relative_to(CORPUS).as_posix(): f.read_bytes() for f in sorted(CORPUS.rglob("*.yml"))}
ANGLAIS = re.compile(r"pydantic|Errno|\b(?:expected|found|should|error|invalid|must|input)\b", re.I)


class Chargeur(yaml.CBaseLoader):
    """Lit tout en texte, sauf ce qui ne dit rien : un « ~ » ou un « null » sans guillemets."""


Chargeur.add_implicit_resolver("vide", re.compile(r"(?:~|null)$"), ["~", "n"])
Chargeur.add_constructor("vide", lambda *_: None)
ARBRES = {nom: yaml.load(octets, Chargeur) for nom, octets in FICHIERS.items()}


def ecrire(arbre: Any) -> bytes:
    """Un arbre en YAML, ses textes entre guillemets s'il le faut."""
    return yaml.dump(arbre, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False).encode()


def feuilles(arbre: Any, chemin: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Chaque texte qui dit quelque chose, et le chemin qui y mène ; les vides ne comptent pas."""
    if isinstance(arbre, dict):
        for cle, contenu in arbre.items():
            yield from feuilles(contenu, (*chemin, cle))
    elif isinstance(arbre, list):
        pleins = [e for e in arbre if any(feuilles(e))]
        for rang, contenu in enumerate(pleins):
            yield from feuilles(contenu, (*chemin, rang))
    elif isinstance(arbre, str) and arbre.strip():
        yield chemin, arbre


def est_gardee(texte: str, objet: Any, chemin: tuple[Any, ...]) -> bool:
    """Vrai si un objet du modèle porte ce texte au bout de ce chemin."""
    for pas in chemin:
        if isinstance(objet, Objet):
            objet = getattr(objet, str(pas), None)
        elif isinstance(objet, dict):
            objet = objet.get(pas)
        else:
            objet = objet[pas] if isinstance(objet, tuple) and pas < len(objet) else None
    if isinstance(objet, tuple) and len(objet) == 1:
        objet = objet[0]
    if isinstance(objet, Objet):  # une phrase mise pour tout l'objet
        ecrits = [getattr(objet, nom) for nom in objet.model_fields_set]
        objet = ecrits[0] if len(ecrits) == 1 else None
    if type(objet) is str:
        return "".join(objet.split()) == "".join(texte.split()) or objet == texte.strip().zfill(2)
    return objet is not None


def pertes(nom: str, octets: bytes) -> list[str]:
    """Ce qu'un fichier accepté ne porte plus, de ce que le YAML y disait."""
    valeurs, vides, fautes = lire_avec_ses_vides(octets, nom)
    modele = modele_de(nom)
    if fautes or modele is None:
        return []
    objet, anomalies = valider(modele, Document(nom, octets, valeurs, vides))
    if anomalies:
        return []
    return [
        f"{nom} : {texte[:60]!r} perdu en {chemin}"
        for chemin, texte in feuilles(yaml.load(octets, Chargeur))
        if not est_gardee(texte, objet, chemin)
    ]


def oublies(corpus: Corpus) -> list[str]:
    """Les fichiers d'un corpus publiable que l'on n'en retrouve pas, brouillons exceptés."""
    manquent = set(corpus.documents) - set(arbres_de(corpus))
    return [
        f"{nom} n'est plus dans le corpus"
        for nom in sorted(manquent)
        if b"brouillon" not in corpus.documents[nom].octets
    ]


def mal_dites(rapport: Rapport, voulus: dict[str, bytes | None]) -> Iterator[str]:
    """Les anomalies sans lieu, sans conseil, trop longues, en anglais, ou qui cachent un signe."""
    for anomalie in rapport.anomalies:
        octets = voulus.get(anomalie.fichier, FICHIERS.get(anomalie.fichier)) or b""
        lignes = len(octets.decode("utf-8", "replace").splitlines()) or 1
        dite = str(anomalie)
        entiere = anomalie.fichier and anomalie.constat.strip() and anomalie.conseil.strip()
        if not entiere or not 1 <= anomalie.ligne <= lignes:
            yield f"sans lieu ou sans conseil : {dite!r}"
        longues = [t for t in (anomalie.champ, anomalie.constat, anomalie.conseil)]
        if any(len(texte) > PHRASE_MAXIMUM for texte in longues) or "\n" in dite:
            yield f"trop longue : {dite[:200]!r}"
        if not dite.replace("\u202f", " ").replace("\u00a0", " ").isprintable():
            yield f"signe caché : {dite!r}"
        if ANGLAIS.search(re.sub(r"« [^»]* »", "", f"{anomalie.constat} {anomalie.conseil}")):
            yield f"en anglais : {dite!r}"


def juger(voulus: dict[str, bytes | None], recit: str) -> tuple[str, Rapport | None]:
    """Ce qui ne va pas dans la lecture d'un corpus changé, vide si tout va ; et cette lecture."""
    rapport = None
    try:
        rapport = examiner(CORPUS, voulus=voulus)
        dits = list(mal_dites(rapport, voulus))
        refuses = {a.fichier for a in rapport.anomalies if a.gravite is Gravite.ERREUR}
        for nom, octets in voulus.items():
            if octets is not None and nom not in refuses:
                dits += pertes(nom, octets)
        if rapport.publiable:
            dits += oublies(rapport.corpus)
    except Exception as erreur:
        dits = [f"{type(erreur).__name__} : {erreur}"]
    return f"{recit} → {' | '.join(dits)[:900]}" if dits else "", rapport


def essayer_la_structure(hasard: Random) -> str:
    """Un ou deux fichiers dont l'arbre est abîmé ; parfois à une autre place."""
    voulus: dict[str, bytes | None] = {}
    recits = []
    for nom in hasard.sample(sorted(ARBRES), hasard.choice((1, 1, 2))):
        racine = {"": copy.deepcopy(ARBRES[nom])}
        recits.append(f"{nom} : {abimer_l_arbre(racine, hasard)}")
        voulus[nom] = ecrire(racine.get(""))
        if hasard.random() < 0.1:
            ailleurs = hasard.choice((*sorted(ARBRES), "x.yml", "territoires/val/a/b.yml"))
            voulus[PurePosixPath(ailleurs).as_posix()] = voulus[nom]
            recits.append(f"copié en {ailleurs}")
    return juger(voulus, " ; ".join(recits))[0]


def mots_perdus(lus: Rapport, nom: str, octets: bytes) -> str:
    """Les mots d'un fichier accepté que ni ses valeurs, ni un avertissement ne redonnent.

    Rien ici ne sait lire le YAML : tout mot hors d'un commentaire doit se retrouver.
    """
    texte = octets.decode("utf-8-sig")
    dits = " ".join(str(a) for a in lus.anomalies if a.fichier == nom)
    ecrits = re.sub(r"(?m)^\s*#.*$|(?<=\s)#(?:\s.*)?$|[&*][\w-]+|^%.*", "", texte)
    valeurs = lus.corpus.documents[nom].valeurs
    gardes = re.sub(r"\s", "", " ".join(_mots(valeurs)) + dits)
    absents = {m for m in re.findall(r"[^\W_]{2,}", ecrits) if m not in gardes and m != "null"}
    vides = {pas for cles, _ in lire_avec_ses_vides(octets, nom)[1] for pas in cles}
    return " ".join(sorted(m for m in absents if not any(m in vide for vide in vides)))


def _mots(valeurs: Any) -> Iterator[str]:
    if isinstance(valeurs, dict):
        for cle, contenu in valeurs.items():
            yield cle
            yield from _mots(contenu)
    elif isinstance(valeurs, list):
        for contenu in valeurs:
            yield from _mots(contenu)
    else:
        yield str(valeurs)


def essayer_les_octets(hasard: Random) -> str:
    """Un fichier dont les octets sont abîmés : lu sans rien perdre, ou refusé."""
    nom = hasard.choice(sorted(FICHIERS))
    octets = abimer_les_octets(FICHIERS[nom], hasard, SIGNES_DU_YAML)
    faute, rapport = juger({nom: octets}, nom)
    if faute or rapport is None:
        return f"{faute} {octets[:80]!r}"
    if any(a.fichier == nom and a.gravite is Gravite.ERREUR for a in rapport.anomalies):
        return ""
    if b"\\" in octets:  # ce qu'un guillemet échappe ne s'écrit pas comme il se lit
        return ""
    perdus = mots_perdus(rapport, nom, octets)
    return f"{nom} : mots perdus, {perdus}" if perdus else ""


def test_une_valeur_perdue_se_verrait() -> None:
    """Sans quoi rien ne serait gardé : un autre texte, une clé que le modèle n'a pas."""
    plan, _ = eprouver(Projet, {"titre": "Vivre ici", "axes": ["Se loger"]})

    assert est_gardee("Vivre  ici ", plan, ("titre",))
    assert est_gardee("Se loger", plan, ("axes", 0))
    assert not est_gardee("Vivre là", plan, ("titre",))
    assert not est_gardee("Se nourrir", plan, ("axes", 1))
    assert not est_gardee("3 €", plan, ("budjet",))


def test_un_corpus_change_de_structure_se_lit_ou_se_refuse() -> None:
    """Clés renommées, valeurs échangées, genres changés, profondeur, signes cachés."""
    eprouver_au_hasard(300, essayer_la_structure)


def test_un_fichier_aux_octets_abimes_se_lit_ou_se_refuse() -> None:
    """Coupé, redoublé, plein de signes qui ont un sens en YAML."""
    eprouver_au_hasard(300, essayer_les_octets)
