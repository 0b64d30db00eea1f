"""Du dossier des données au corpus : quels fichiers, quels objets, toutes les anomalies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from .corpus.assemblage import Lus, assembler
from .corpus.corpus import Corpus
from .corpus.officiel import lire_liste_officielle
from .lecture.anomalie import Anomalie, CorpusInvalide, Gravite
from .lecture.cache import Cache
from .lecture.document import Document
from .lecture.validation import valider
from .lecture.yaml_marque import lire
from .modele.dossier import Accompagnements, Dossier
from .modele.editeur import Editeur
from .modele.fiche_action import FicheAction
from .modele.projet import Projet
from .modele.referentiel import Acteurs, Glossaire, Publics, Situations, Sources, Themes
from .modele.seance import Seances
from .modele.socle import Objet
from .modele.territoire import Territoire
from .verification.production import manques_de_production
from .verification.registre import verifier

MOT = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""Un nom de dossier ou de fichier : minuscules sans accent, chiffres et tirets."""


@dataclass(frozen=True)
class Sorte:
    """Une sorte de fichier : son chemin sous le dossier des données, et son modèle."""

    chemin: str
    modele: type[Objet]

    @cached_property
    def motif(self) -> re.Pattern[str]:
        """L'expression que suit le chemin d'un fichier de cette sorte."""
        return re.compile(re.sub(r"<(\w+)>", rf"(?P<\1>{MOT})", self.chemin.replace(".", r"\.")))


SORTES = (
    Sorte("territoires/<slug>/territoire.yml", Territoire),
    Sorte("territoires/<slug>/projet.yml", Projet),
    Sorte("territoires/<slug>/projet-<id>.yml", Projet),
    Sorte("territoires/<slug>/actions/<id>.yml", FicheAction),
    Sorte("dossiers/<slug>.yml", Dossier),
    Sorte("referentiels/themes.yml", Themes),
    Sorte("referentiels/publics.yml", Publics),
    Sorte("referentiels/situations.yml", Situations),
    Sorte("referentiels/acteurs.yml", Acteurs),
    Sorte("referentiels/glossaire.yml", Glossaire),
    Sorte("referentiels/sources.yml", Sources),
    Sorte("accompagnements.yml", Accompagnements),
    Sorte("editeur.yml", Editeur),
    Sorte("seances.yml", Seances),
)
"""Les sortes de fichiers que le dossier des données peut contenir."""


@dataclass
class Rapport:
    """Un corpus et tout ce que l'on a à en dire.

    Attributes:
        corpus: ce qui a pu être relié ; publiable seulement sans erreur.
        anomalies: triées par fichier et par ligne.
    """

    corpus: Corpus
    anomalies: list[Anomalie] = field(default_factory=list)

    @property
    def publiable(self) -> bool:
        """Vrai s'il n'y a aucune erreur."""
        return all(anomalie.gravite is not Gravite.ERREUR for anomalie in self.anomalies)


def examiner(dossier: Path, cache: Cache | None = None, *, production: bool = False) -> Rapport:
    """Lit, valide, relie et vérifie tout un dossier de données.

    Args:
        dossier: racine des données.
        cache: valeurs déjà lues, s'il y en a.
        production: vrai si une donnée légale absente est une erreur.

    Raises:
        CorpusInvalide: le dossier n'existe pas.
    """
    if not dossier.is_dir():
        raise CorpusInvalide(
            [Anomalie(str(dossier), 1, "", "dossier introuvable", "vérifier son nom")]
        )
    cache = cache or Cache(None)
    corpus, lus = Corpus(officiel=lire_liste_officielle(dossier / "officiel")), Lus()
    anomalies: list[Anomalie] = []
    for chemin in sorted(dossier.rglob("*"), key=str):
        if chemin.suffix.lower() in (".yml", ".yaml") and chemin.is_file():
            anomalies += _lire_fichier(chemin, dossier, cache, lus, corpus)
    anomalies += _territoires_sans_fiche(corpus)
    lus.illisibles = {anomalie.fichier for anomalie in anomalies}
    anomalies += assembler(lus, corpus)
    anomalies += verifier(corpus, lus.illisibles)
    if production and "editeur.yml" not in lus.illisibles:
        anomalies += manques_de_production(corpus)
    cache.enregistrer()
    return Rapport(corpus, sorted(set(anomalies)))


def charger(dossier: Path, cache: Cache | None = None) -> Corpus:
    """Le corpus d'un dossier de données.

    Raises:
        CorpusInvalide: une erreur au moins ; l'exception porte toutes les anomalies.
    """
    rapport = examiner(dossier, cache)
    if not rapport.publiable:
        raise CorpusInvalide(rapport.anomalies)
    return rapport.corpus


def _lire_fichier(
    chemin: Path, dossier: Path, cache: Cache, lus: Lus, corpus: Corpus
) -> list[Anomalie]:
    relatif = chemin.relative_to(dossier).as_posix()
    sorte, trouve = next(
        ((s, m) for s in SORTES if (m := s.motif.fullmatch(relatif))), (None, None)
    )
    if sorte is None or trouve is None:
        conseil = "le renommer ou le déplacer (minuscules sans accent, tirets, suffixe .yml)"
        return [Anomalie(relatif, 1, "", "fichier dont la place ou le nom est inconnu", conseil)]
    octets = chemin.read_bytes()
    empreinte = cache.empreinte(octets)
    valeurs = cache.trouver(empreinte)
    if valeurs is None:
        valeurs, anomalies = lire(octets, relatif)
        if anomalies:
            corpus.documents[relatif] = Document(relatif, octets, None)
            return anomalies
        cache.ranger(empreinte, valeurs)
    document = Document(relatif, octets, valeurs)
    corpus.documents[relatif] = document
    objet, anomalies = valider(sorte.modele, document)
    if objet is not None:
        _ranger(objet, trouve.groupdict(), document, lus, corpus)
    return anomalies


def _ranger(
    objet: Objet, noms: dict[str, str], document: Document, lus: Lus, corpus: Corpus
) -> None:
    match objet:
        case Territoire():
            lus.territoires[noms["slug"]] = (objet, document)
        case Projet():
            lus.projets[noms["slug"], noms.get("id", "projet")] = (objet, document)
        case FicheAction():
            lus.fiches.append((noms["slug"], objet, document))
        case Dossier():
            lus.dossiers[noms["slug"]] = (objet, document)
        case Themes():
            corpus.referentiel_themes = objet
        case Publics():
            corpus.referentiel_publics = objet
        case Situations():
            corpus.referentiel_situations = objet
        case Acteurs():
            corpus.referentiel_acteurs = objet
        case Glossaire():
            corpus.termes = objet.termes
        case Sources():
            corpus.referentiel_sources = objet
        case Accompagnements():
            corpus.accompagnements = objet
        case Editeur():
            corpus.editeur = objet
        case Seances():
            corpus.seances = objet


def _territoires_sans_fiche(corpus: Corpus) -> list[Anomalie]:
    """Un dossier de territoire sans `territoire.yml` ne peut rien publier."""
    manquants: dict[str, str] = {}
    for fichier in corpus.documents:
        if trouve := re.match(rf"territoires/(?P<slug>{MOT})/", fichier):
            attendu = f"territoires/{trouve['slug']}/territoire.yml"
            if attendu not in corpus.documents:
                manquants.setdefault(attendu, fichier)
    return [
        Anomalie(fichier, 1, "", f"le fichier « {attendu} » manque", "le créer (nom, type…)")
        for attendu, fichier in manquants.items()
    ]
