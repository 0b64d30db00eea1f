"""Le fichier des sources : d'où vient le corpus que l'on assemble, et qui y fait foi.

Ce module lit ce qu'une personne a écrit et le vérifie ; il n'ouvre aucune source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from ..chargement import MOT
from ..lecture.anomalie import Anomalie, CorpusInvalide
from ..lecture.document import Document, Endroit
from ..lecture.validation import plus_proche, valider
from ..lecture.yaml_marque import lire_avec_ses_vides
from ..modele.socle import Objet, Refus
from ..modele.texte import Entier, Identifiant, Identifiants, Titre
from ..texte.identifiant import identifiant_de

PUBLIE = "projet.json"
"""Le fichier que chaque site publie à sa racine."""
PROGRAMME, LOCAL, TOUTES = "programme", "local", "toutes"
"""Les mots qui tiennent lieu de nom de source : les listes du programme, le dossier local, et
la réunion de toutes.
"""
RESERVES = (PROGRAMME, LOCAL, TOUTES)


def _slug(texte: str) -> str:
    if not re.fullmatch(MOT, texte) or len(texte) > 80:
        raise Refus(
            f"identifiant « {texte[:80]} » mal formé",
            "écrire des minuscules sans accent, des chiffres et des tirets",
        )
    return texte


def _nom(texte: str) -> str:
    if _slug(texte) in RESERVES:
        raise Refus(f"« {texte} » est un mot réservé", "choisir un autre nom de source")
    return texte


def _adresse(texte: str) -> str:
    """L'adresse du `projet.json` d'un site, complétée si l'on n'a donné que celle du site."""
    try:
        parties = urlsplit(texte)
        parties.port  # noqa: B018 - lu pour être vérifié
    except ValueError as erreur:
        raise Refus(f"adresse « {texte[:80]} » mal formée", "la recopier en entier") from erreur
    if parties.scheme not in ("https", "http") or not parties.hostname:
        raise Refus(
            f"« {texte[:80]} » n'est pas une adresse",
            "écrire une adresse entière, en https:// ; pour un fichier reçu, employer « fichier »",
        )
    if parties.username is not None or parties.password is not None:
        raise Refus(
            "un mot de passe dans une adresse", "le retirer : ce que publie un site est public"
        )
    dernier = parties.path.rpartition("/")[2]
    complet = f"{parties.path.rstrip('/')}/{PUBLIE}"
    chemin = parties.path if "." in dernier else complet
    return parties._replace(path=chemin, fragment="").geturl()


Slug = Annotated[str, AfterValidator(_slug)]
"""L'identifiant d'un territoire."""


class Source(Objet):
    """Une source : un site, un fichier reçu, ou un dossier de données."""

    nom: Annotated[str, AfterValidator(_nom)] | None = None
    """Nom de la source ; absent : tiré de son adresse ou de son chemin."""
    adresse: Annotated[Titre, AfterValidator(_adresse)] | None = None
    """Adresse d'un site, ou de son « projet.json »."""
    fichier: Titre | None = None
    """Chemin d'un « projet.json » reçu, depuis le dossier du fichier des sources."""
    dossier: Titre | None = None
    """Chemin d'un dossier de données, depuis le dossier du fichier des sources."""
    territoires: Identifiants = ()
    """Territoires à y prendre ; absent : tous ceux qu'elle publie."""
    fait_foi: Identifiants = ()
    """Territoires pour lesquels elle l'emporte si une autre source les publie aussi."""
    renommer: dict[Slug, Slug] = Field(default_factory=dict)
    """Identifiants à changer, quand deux territoires différents portent le même."""

    @model_validator(mode="after")
    def _une_seule_origine(self) -> Self:
        dites = [mot for mot in ("adresse", "fichier", "dossier") if getattr(self, mot)]
        if len(dites) != 1:
            constat = f"{' et '.join(dites)} à la fois" if dites else "une source sans origine"
            raise Refus(
                constat, "écrire l'un des trois : adresse, fichier ou dossier", (dites or [""])[0]
            )
        return self

    @property
    def identifiant(self) -> str:
        """Le nom de la source, dit ou tiré de son origine."""
        if self.nom:
            return self.nom
        if self.adresse:
            parties = urlsplit(self.adresse)
            hote = (parties.hostname or "").removeprefix("www.")
            return identifiant_de(f"{hote} {parties.path.removesuffix(PUBLIE)}")
        chemin = Path(self.fichier or self.dossier or "")
        nu = chemin.stem if self.fichier else chemin.name
        parent = chemin.parent.name
        return identifiant_de(parent if nu in ("data", "projet") and parent else nu)

    @property
    def origine(self) -> str:
        """Où elle se lit, en un texte."""
        return self.adresse or self.fichier or self.dossier or ""


class Referentiels(Objet):
    """Qui fait foi pour les listes communes : une source, « programme », « local », « toutes »."""

    themes: Identifiant | None = None
    """Thèmes ; absent : le dossier local s'il en a, sinon ceux du programme."""
    publics: Identifiant | None = None
    """Publics ; absent : le dossier local s'il en a, sinon ceux du programme."""
    situations: Identifiant | None = None
    """Situations de vie ; absent : le dossier local s'il en a, sinon celles du programme."""
    acteurs: Identifiant | None = None
    """Acteurs ; absent : toutes les sources réunies."""
    glossaire: Identifiant | None = None
    """Glossaire ; absent : toutes les sources réunies."""


class Correspondances(Objet):
    """Les mots d'un site qui ne sont pas dans la liste commune, et celui qui les remplace."""

    themes: dict[Identifiant, Identifiant] = Field(default_factory=dict)
    """Thème d'une source : thème commun."""
    publics: dict[Identifiant, Identifiant] = Field(default_factory=dict)
    """Public d'une source : public commun."""


class Anciennete(Objet):
    """À partir de combien de jours une source est dite ancienne."""

    copie: Entier = 30
    """Jours depuis la dernière lecture réussie, quand on emploie la copie."""
    donnees: Entier = 400
    """Jours depuis la dernière mise à jour que les données déclarent."""


class FichierDesSources(Objet):
    """Le fichier que lit `projet-social assembler`."""

    sources: tuple[Source, ...] = Field(min_length=1)
    """Les sources, dans l'ordre : à défaut d'autre règle, la première l'emporte."""
    local: Titre | None = None
    """Dossier des données propres à l'ensemble : éditeur, dossiers comparatifs, listes."""
    referentiels: Referentiels = Referentiels()
    """Qui fait foi pour les listes communes."""
    correspondances: Correspondances = Correspondances()
    """Les mots des sources à remplacer par des mots communs."""
    anciennete: Anciennete = Anciennete()
    """À partir de quand une source est dite ancienne."""


@dataclass(frozen=True)
class SourcesLues:
    """Un fichier des sources lu."""

    fichier: Path
    contenu: FichierDesSources

    def chemin(self, ecrit: str) -> Path:
        """Un chemin écrit dans le fichier, depuis le dossier de celui-ci."""
        return self.fichier.parent / ecrit


def lire_les_sources(fichier: Path) -> SourcesLues:
    """Lit le fichier des sources.

    Raises:
        CorpusInvalide: il ne se lit pas ou se contredit ; toutes les anomalies, avec leur ligne.
    """
    nom = fichier.name
    if not fichier.is_file():
        raise CorpusInvalide([Anomalie(nom, 1, "", "fichier introuvable", "vérifier son nom")])
    octets = fichier.read_bytes()
    valeurs, vides, anomalies = lire_avec_ses_vides(octets, nom)
    if anomalies:
        raise CorpusInvalide(anomalies)
    document = Document(nom, octets, valeurs, vides)
    contenu, anomalies = valider(FichierDesSources, document)
    if contenu is None:
        raise CorpusInvalide(anomalies)
    if incoherences := list(_incoherences(contenu, document.racine)):
        raise CorpusInvalide(incoherences)
    return SourcesLues(fichier, contenu)


def _incoherences(contenu: FichierDesSources, racine: Endroit) -> Iterator[Anomalie]:
    """Ce qui se contredit d'une source à l'autre."""
    noms: dict[str, int] = {}
    foi: dict[str, str] = {}
    for rang, source in enumerate(contenu.sources):
        lieu, nom = racine / "sources" / rang, source.identifiant
        if nom in RESERVES:
            constat = f"« {nom} » est un mot réservé"
            yield lieu.anomalie(constat, "donner à la source un autre « nom »")
        if nom in noms:
            yield (lieu / "nom" if source.nom else lieu).anomalie(
                f"deux sources nommées « {nom} » (sources {noms[nom] + 1} et {rang + 1})",
                "donner un « nom » différent à l'une d'elles",
            )
        noms.setdefault(nom, rang)
        for place, slug in enumerate(source.fait_foi):
            if slug in foi:
                yield (lieu / "fait_foi" / place).anomalie(
                    f"« {foi[slug]} » fait déjà foi pour « {slug} »", "choisir l'une des deux"
                )
            foi.setdefault(slug, nom)
    permis = [*RESERVES, *noms]
    for champ in Referentiels.model_fields:
        choisi = getattr(contenu.referentiels, champ)
        lieu = racine / "referentiels" / champ
        if choisi is not None and choisi not in permis:
            conseil = plus_proche(choisi, permis) or f"choisir parmi {', '.join(permis)}"
            yield lieu.anomalie(f"source « {choisi} » inconnue", conseil)
        if choisi == LOCAL and not contenu.local:
            yield lieu.anomalie("« local » sans dossier local", "dire « local: DOSSIER »")
        if choisi == PROGRAMME and champ in ("acteurs", "glossaire"):
            yield lieu.anomalie(
                "le programme n'a pas cette liste", "écrire une source, « local » ou « toutes »"
            )
