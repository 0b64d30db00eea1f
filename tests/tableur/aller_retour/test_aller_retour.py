"""Un classeur exporté puis repris sans retouche ne change pas un octet des fichiers."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, get_args
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from projet_social.adaptateurs.classeur_maison import contexte_de
from projet_social.chargement import charger
from projet_social.classeur.classeur import Classeur
from projet_social.classeur.ecriture_csv import ecrire_csv
from projet_social.classeur.ecriture_ods import ecrire_ods
from projet_social.classeur.ecriture_xlsx import ecrire_xlsx
from projet_social.classeur.lecture_csv import csv_de_l_archive, lire_les_csv
from projet_social.classeur.lecture_ods import lire_ods
from projet_social.classeur.lecture_xlsx import lire_xlsx
from projet_social.classeur.ouverture import ouvrir_classeur
from projet_social.corpus.corpus import Corpus
from projet_social.ecriture.arbre import nettoyer
from projet_social.ecriture.yaml_conserve import fusionner
from projet_social.lecture.document import Document
from projet_social.lecture.validation import eprouver
from projet_social.lecture.yaml_marque import lire_le_yaml
from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.introspection import classe_dans, est_une_liste, marques_de
from projet_social.modele.niveau import Niveau
from projet_social.modele.projet import Projet
from projet_social.modele.socle import Objet
from projet_social.modele.territoire import Territoire
from projet_social.modele.texte import Identifiants, PublicsVises, TerritoiresNommes
from projet_social.modele.vocabulaire import Vocabulaire
from projet_social.tableur.aller_retour.lecture_des_onglets import est_maison
from projet_social.tableur.aller_retour.mise_a_plat import ContexteDuTerritoire
from projet_social.tableur.aller_retour.mise_en_classeur import mettre_en_classeur
from projet_social.tableur.aller_retour.retour import relire

from ...fabrique import CORPUS, RACINE

pytestmark = pytest.mark.lent

SANS_DOUBLON = {get_args(t)[-1].func for t in (Identifiants, PublicsVises, TerritoiresNommes)}

Passage = Callable[[Classeur], Classeur]
PASSAGES: dict[str, Passage] = {
    "xlsx": lambda classeur: lire_xlsx(ecrire_xlsx(classeur)),
    "ods": lambda classeur: lire_ods(ecrire_ods(classeur)),
    "csv": lambda classeur: lire_les_csv(csv_de_l_archive(ecrire_csv(classeur))),
}
SLUGS = sorted(f.name for f in (RACINE / "data" / "territoires").iterdir() if f.is_dir())


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Les vraies données."""
    return charger(RACINE / "data")


def identique(classeur: Classeur, contexte: ContexteDuTerritoire) -> None:
    """Échoue si le classeur change un octet d'un fichier."""
    assert est_maison(classeur)
    retour = relire(classeur, contexte)
    assert not retour.remarques, [str(remarque) for remarque in retour.remarques]
    assert not retour.retirees
    octets = {chemin: document.octets for chemin, document in contexte.documents.items()}
    assert retour.fichiers() == octets


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("passage", PASSAGES)
def test_chaque_territoire_revient_a_l_identique(corpus: Corpus, slug: str, passage: str) -> None:
    """Les seize territoires, par Excel, par LibreOffice et par CSV."""
    contexte = contexte_de(corpus, slug)
    identique(PASSAGES[passage](mettre_en_classeur(contexte)), contexte)


@pytest.mark.parametrize("slug", ["val-imaginaire", "pays-fictif"])
@pytest.mark.parametrize("passage", PASSAGES)
def test_un_territoire_ou_tout_est_dit(slug: str, passage: str) -> None:
    """Deux plans, des fiches complètes, des formes abrégées : rien ne se perd."""
    contexte = contexte_de(charger(CORPUS), slug)
    identique(PASSAGES[passage](mettre_en_classeur(contexte)), contexte)


def test_un_dossier_de_csv_se_relit_aussi(tmp_path: Path) -> None:
    """Un zip dépaqueté, dont on a ouvert les fichiers un à un."""
    contexte = contexte_de(charger(CORPUS), "val-imaginaire")
    with ZipFile(io.BytesIO(ecrire_csv(mettre_en_classeur(contexte)))) as archive:
        archive.extractall(tmp_path)
    identique(ouvrir_classeur(tmp_path), contexte)


def test_tout_ce_que_dit_le_yaml_a_une_case(corpus: Corpus) -> None:
    """Chaque texte de chaque fichier se retrouve dans le classeur, libellé des mots excepté."""
    for slug in SLUGS:
        contexte = contexte_de(corpus, slug)
        cases = " ".join(
            str(c.valeur)
            for f in mettre_en_classeur(contexte).feuilles
            for r in f.lignes
            for c in r
        )
        plat = "".join(cases.split())
        for chemin, document in contexte.documents.items():
            for texte in _textes(document.valeurs):
                montre = _montre(texte, contexte)
                assert "".join(montre.split()) in plat, (chemin, texte)


def _textes(arbre: Any) -> list[str]:
    if isinstance(arbre, dict):
        return [t for cle, valeur in arbre.items() if cle != "id" for t in _textes(valeur)]
    return [t for v in arbre for t in _textes(v)] if isinstance(arbre, list) else [arbre]


def _montre(texte: str, contexte: ContexteDuTerritoire) -> str:
    for noms in contexte.choix.values():
        if texte in noms:
            return noms[texte]
    for vocabulaire in Vocabulaire.__subclasses__():
        if texte in [str(mot) for mot in vocabulaire]:
            return ""
    return texte


TEXTES = (
    *("Un titre", "=1+1", "+33 mois", "-12 % de quoi", "@ici", "'=cité", "''", "1.10", "0012"),
    *("on", "12 000", "2024-03-01", "1/2", "FAUX", "l'été « doux », ou pas", "a ; b, c"),
    *("un\u00a0insécable", "_x000D_", "#REF!", "null", "x" * 250, "TERRITOIRE", "PROJET"),
)
PROSES = (
    *TEXTES,
    *("Un paragraphe.\n\nUn autre.", "- un\n  - deux\n\n- trois", "    du code\n\nfin"),
    *("ligne  \nsuivante", "**gras**\nsuite\n\n\n  loin", "a\tb\n\tc", "deux  espaces"),
)
IDS = ("un", "deux", "trois", "quatre-cinq", "projet", "etape-1")
DATES = ("2024", "28 mars 2017", "à partir de 2025", "2024-03-01", "mars 2024 à juin 2025")
MONTANTS = ("12 000 €", "0,5 ETP", "-5 %", "12000", "+ 3 k€")
PAR_MARQUE: dict[str, tuple[str, ...]] = {
    "_titre": TEXTES,
    "_resume": TEXTES,
    "_structure": TEXTES,
    "_prose": PROSES,
    "_identifiant": IDS,
    "adresse_sure": ("https://exemple.test/a?b=c&d", "https://exemple.test/"),
    "_entier": ("12", "40 239", "0", "7"),
    "_annee": ("2024", "2019"),
    "_nombre": ("12,5", "0", "1 200", "3.50"),
    "_oui_non": ("oui", "non", "true", "on"),
    "_siren": ("999000001",),
    "_insee": ("2A004",),
    "_departement": ("01", "2A", "976"),
    "_couleur": ("#22406b",),
}
MOTIFS = {"@": "accueil@exemple.test", "{6,20}": "01 00 00 00 00"}
"""Ce qui suit un champ borné par une expression."""


class Invention:
    """Des objets quelconques, tels qu'une personne pourrait les écrire."""

    def __init__(self, graine: int) -> None:
        self.hasard = Random(graine)

    def objet(self, modele: type[Objet], etages: int = 3) -> Any:
        """Un objet, ses champs tirés au hasard ; une simple phrase s'il n'a qu'un titre."""
        objet = {}
        for nom, champ in modele.model_fields.items():
            if champ.is_required() or self.hasard.random() < 0.35:
                valeur = self.valeur(champ, etages)
                if valeur not in (None, [], {}):
                    objet[nom] = valeur
        return objet["titre"] if list(objet) == ["titre"] and etages < 3 else objet

    def valeur(self, champ: FieldInfo, etages: int) -> Any:
        """La valeur d'un champ ; None si l'on n'en connaît pas ou que l'on est trop profond."""
        contenu = classe_dans(champ.annotation, Objet)
        mots = classe_dans(champ.annotation, Vocabulaire)
        if contenu is not None and not etages:
            return None
        if getattr(champ.annotation, "__origin__", None) is dict:
            cles = self.hasard.sample(sorted(map(str, mots or ())), 2)
            return {c: self.objet(contenu, 2) if contenu else "12" for c in cles}
        marques = list(marques_de(champ))
        if not est_une_liste(champ.annotation):
            return self.une(contenu, mots, marques, etages)
        minimum = 1 if any(getattr(m, "min_length", 0) for m in champ.metadata) else 0
        nombre = self.hasard.randint(max(minimum, int(champ.is_required())), 3)
        liste = [self.une(contenu, mots, marques, etages) for _ in range(nombre)]
        if any(getattr(m, "func", None) in SANS_DOUBLON for m in marques):
            liste = list(dict.fromkeys(liste))
        return liste[0] if len(liste) == 1 and isinstance(liste[0], str) else liste

    def une(self, contenu: Any, mots: Any, marques: list[Any], etages: int) -> Any:
        """Une seule valeur."""
        if contenu is not None:
            return self.objet(contenu, etages - 1)
        if mots is not None:
            return self.hasard.choice(sorted(map(str, mots)))
        fonctions = [m.func for m in marques if hasattr(m, "func")]
        noms = {fonction.__name__ for fonction in fonctions}
        connus = [valeurs for nom, valeurs in PAR_MARQUE.items() if nom in noms]
        motifs = [str(m.pattern) for m in marques if getattr(m, "pattern", None)]
        if motifs:
            return next(v for signe, v in MOTIFS.items() if signe in motifs[0])
        if not connus and "_valider" in noms:
            montant = any(f.__module__.endswith("montant") for f in fonctions)
            connus = [MONTANTS if montant else DATES]
        return self.hasard.choice(connus[-1]) if connus else None


def _oter(arbre: Any, chemin: Any) -> None:
    """Ôte d'un arbre ce que le modèle y refuse, ou ce qui le contient s'il ne peut manquer."""
    porteurs = [(arbre, chemin[0])]
    for pas in chemin[1:]:
        try:
            arbre = arbre[porteurs[-1][1]]
        except (KeyError, IndexError, TypeError):
            break
        porteurs.append((arbre, pas))
    while porteurs:
        porteur, pas = porteurs.pop()
        if isinstance(porteur, (dict, list)) and (pas in porteur or isinstance(pas, int)):
            del porteur[pas]
            return


def contexte_invente(arbres: dict[str, Any]) -> ContexteDuTerritoire:
    """Le contexte de fichiers inventés, privés de ce que le modèle y refuse."""
    documents = {}
    modeles = {"territoire": Territoire, "projet": Projet, "projet-cls": Projet}
    for nom, arbre in arbres.items():
        propre: Any = nettoyer(arbre)
        modele: type[Objet] = modeles.get(nom, FicheAction)
        if isinstance(propre, str):
            propre = {"titre": propre}
        while refus := eprouver(modele, propre)[1]:
            _oter(propre, refus[0][0])
        octets = f"# Commentaire de {nom}\n".encode() + fusionner(None, propre)
        chemin = f"territoires/val/{nom}.yml"
        documents[chemin] = Document(chemin, octets, lire_le_yaml(octets, chemin)[0])
    return ContexteDuTerritoire("val", documents, {"themes": {"un": "Un, deux", "deux": "Deux"}})


GRAINES = st.integers(0, 2**32).map(Invention)
LENTES = [HealthCheck.too_slow]


def inventer(alea: Invention) -> ContexteDuTerritoire:
    """Un territoire inventé : un ou deux plans, des fiches à part."""
    fiches = {f"actions/{nom}": alea.objet(FicheAction) for nom in IDS[: alea.hasard.randint(0, 3)]}
    plans = {"projet": alea.objet(Projet, 4)}
    if alea.hasard.random() < 0.3:
        plans["projet-cls"] = alea.objet(Projet)
    return contexte_invente({"territoire": alea.objet(Territoire), **plans, **fiches})


@settings(suppress_health_check=LENTES, max_examples=30)
@given(GRAINES)
def test_un_corpus_invente_revient_a_l_identique(alea: Invention) -> None:
    """Quels que soient les objets et les textes, par le format le plus pauvre."""
    contexte = inventer(alea)
    identique(PASSAGES["csv"](mettre_en_classeur(contexte)), contexte)


@settings(suppress_health_check=LENTES, max_examples=5)
@given(GRAINES, st.sampled_from(["xlsx", "ods"]))
def test_un_corpus_invente_revient_par_un_vrai_classeur(alea: Invention, passage: str) -> None:
    """Les mêmes, par Excel et LibreOffice."""
    contexte = inventer(alea)
    identique(PASSAGES[passage](mettre_en_classeur(contexte)), contexte)


def test_les_corpus_inventes_parcourent_le_modele() -> None:
    """Chaque champ du modèle reçoit une valeur : aucun n'échappe à la propriété."""
    alea = Invention(0)
    a_voir, vus = [Territoire, Projet, Niveau, FicheAction], set[type[Objet]]()
    while a_voir:
        classe = a_voir.pop()
        if classe in vus:
            continue
        vus.add(classe)
        for nom, champ in classe.model_fields.items():
            essais = [alea.valeur(champ, 3) for _ in range(20)]
            assert any(essai not in (None, [], {}) for essai in essais), (classe, nom)
            if contenu := classe_dans(champ.annotation, Objet):
                a_voir.append(contenu)
