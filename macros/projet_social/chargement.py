"""Du dossier des données au corpus : quels fichiers, quels objets, toutes les anomalies."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .corpus.assemblage import Lus, relier
from .corpus.corpus import Corpus
from .corpus.liste_deposee import ListeRefusee
from .corpus.officiel import ListeOfficielle, lire_liste_officielle
from .corpus.versions import relier_les_versions
from .lecture.anomalie import Anomalie, CorpusInvalide, Gravite
from .lecture.cache import Cache
from .lecture.document import Document
from .lecture.inventaire import inventorier, places_voisines
from .lecture.pieges import pieges_de_l_ecriture
from .lecture.refus_du_systeme import raison_du_refus
from .lecture.validation import valider
from .lecture.yaml_marque import CleVide, lire_avec_ses_vides
from .migration.registre import (
    FICHIER,
    FormatTropRecent,
    migrations_depuis,
    migrer,
    version_declaree,
)
from .migration.versions_figees import mettre_la_version_au_format
from .modele.dossier import Accompagnements, Dossier
from .modele.editeur import Editeur
from .modele.fiche_action import FicheAction
from .modele.format import FORMAT, FORMAT_NON_DECLARE, Format
from .modele.projet import Projet
from .modele.referentiel import Acteurs, Glossaire, Publics, Situations, Sources, Themes
from .modele.seance import Seances
from .modele.socle import Objet
from .modele.territoire import Territoire
from .modele.version import VersionFigee
from .verification.dates_a_venir import dates_a_venir
from .verification.production import exemples_restants, manques_de_production
from .verification.references import proposer_le_vrai_mot
from .verification.registre import verifier

MOT = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""Un nom de dossier ou de fichier : minuscules sans accent, chiffres et tirets."""
SANS_CHANGEMENT: Mapping[str, bytes | None] = MappingProxyType({})
"""Le dossier tel qu'il est."""


@dataclass(frozen=True)
class SorteDeFichier:
    """Une sorte de fichier : son chemin sous le dossier des données, et son modèle."""

    chemin: str
    modele: type[Objet]

    @cached_property
    def motif(self) -> re.Pattern[str]:
        """L'expression que suit le chemin d'un fichier de cette sorte."""
        return re.compile(re.sub(r"<(\w+)>", rf"(?P<\1>{MOT})", self.chemin.replace(".", r"\.")))


SORTES = (
    SorteDeFichier("territoires/<slug>/territoire.yml", Territoire),
    SorteDeFichier("territoires/<slug>/projet.yml", Projet),
    SorteDeFichier("territoires/<slug>/projet-<id>.yml", Projet),
    SorteDeFichier("territoires/<slug>/actions/<id>.yml", FicheAction),
    SorteDeFichier("territoires/<slug>/versions/<id>.yml", VersionFigee),
    SorteDeFichier("dossiers/<slug>.yml", Dossier),
    SorteDeFichier("referentiels/themes.yml", Themes),
    SorteDeFichier("referentiels/publics.yml", Publics),
    SorteDeFichier("referentiels/situations.yml", Situations),
    SorteDeFichier("referentiels/acteurs.yml", Acteurs),
    SorteDeFichier("referentiels/glossaire.yml", Glossaire),
    SorteDeFichier("referentiels/sources.yml", Sources),
    SorteDeFichier("accompagnements.yml", Accompagnements),
    SorteDeFichier("editeur.yml", Editeur),
    SorteDeFichier("seances.yml", Seances),
    SorteDeFichier(FICHIER, Format),
)
"""Les sortes de fichiers que le dossier des données peut contenir.

Tout le reste s'en tire : où l'objet se range, le schéma, le formulaire, la référence, le JSON.
Un fichier dont il n'y a qu'un se lit par `corpus.seul(Modele)` ; les autres, par `lus.de(Modele)`,
attendent que l'assemblage les relie.
"""


A_SA_PLACE = "vérifier son nom, ou se placer dans le dossier du site"


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
    def erreurs(self) -> list[Anomalie]:
        """Ce qui empêche de publier."""
        return [anomalie for anomalie in self.anomalies if anomalie.gravite is Gravite.ERREUR]

    @property
    def publiable(self) -> bool:
        """Vrai s'il n'y a aucune erreur."""
        return not self.erreurs


def examiner(
    dossier: Path,
    cache: Cache | None = None,
    *,
    production: bool = False,
    aujourd_hui: date | None = None,
    premier: str = "",
    voulus: Mapping[str, bytes | None] = SANS_CHANGEMENT,
) -> Rapport:
    """Lit, valide, relie et vérifie tout un dossier de données.

    Args:
        dossier: racine des données.
        cache: valeurs déjà lues, s'il y en a.
        production: vrai si une donnée légale absente est une erreur.
        aujourd_hui: le jour d'après lequel rien n'a pu être fait ; None pour ne pas le regarder.
        premier: territoire dont on publie le site : les plans communs paraissent chez lui.
        voulus: octets à lire à la place de ceux du disque, par chemin relatif (None : comme si le
            fichier n'y était plus) ; c'est juger un changement avant de l'écrire.

    Raises:
        CorpusInvalide: le dossier n'existe pas.
    """
    if not dossier.is_dir():
        raise CorpusInvalide([Anomalie(str(dossier), 1, "", "dossier introuvable", A_SA_PLACE)])
    cache = cache or Cache(None)
    corpus, lus = Corpus(), Lus(premier=premier)
    a_lire, anomalies = inventorier(dossier)
    a_lire = sorted({*a_lire, *(dossier / chemin for chemin in voulus)}, key=str)
    for chemin in a_lire:
        relatif = chemin.relative_to(dossier).as_posix()
        if relatif not in voulus:
            anomalies += _lire_fichier(relatif, chemin.read_bytes, cache, lus, corpus)
        elif (octets := voulus[relatif]) is not None:
            anomalies += _lire_fichier(relatif, partial(bytes, octets), cache, lus, corpus)
    if refus := _refus_de_format(dossier, corpus):
        return Rapport(corpus, [refus])
    try:
        corpus.officiel = _lire_l_officiel(dossier / "officiel", lus)
    except ListeRefusee as refusee:
        anomalies += [
            Anomalie(f"officiel/{f.fichier}", f.ligne, f.colonne, f.constat, f.conseil)
            for f in refusee.fautes
        ]
        corpus.officiel = _lire_l_officiel(None, lus)
    rapport = _relier(lus, corpus, anomalies, production, aujourd_hui)
    cache.enregistrer()
    return rapport


def examiner_des_arbres(
    arbres: Mapping[str, Any], officiel: ListeOfficielle | None = None
) -> Rapport:
    """Valide, relie et vérifie des fichiers déjà lus, comme `examiner` le fait d'un dossier.

    Args:
        arbres: les valeurs de chaque fichier, par chemin (`territoires/x/projet.yml`).
        officiel: la liste officielle à employer ; celle du paquet si l'on ne dit rien.

    Returns:
        Le corpus et ses anomalies ; sans texte où les retrouver, elles sont toutes ligne 1.
    """
    corpus, lus = Corpus(), Lus()
    anomalies: list[Anomalie] = []
    for relatif in sorted(arbres):
        trouvee = _sorte_de(relatif)
        if trouvee is None:
            anomalies.append(_sans_place(relatif))
        else:
            document = Document(relatif, b"", arbres[relatif])
            objet, refus = _valider(trouvee[0].modele, document)
            _ranger(objet, document, *trouvee, lus, corpus)
            anomalies += refus
    corpus.officiel = _lire_l_officiel(None, lus) if officiel is None else officiel
    return _relier(lus, corpus, anomalies)


def charger(dossier: Path, cache: Cache | None = None, *, premier: str = "") -> Corpus:
    """Le corpus d'un dossier de données.

    Raises:
        CorpusInvalide: une erreur au moins ; l'exception porte toutes les anomalies.
    """
    rapport = examiner(dossier, cache, premier=premier)
    if not rapport.publiable:
        raise CorpusInvalide(rapport.anomalies, dossier.as_posix())
    return rapport.corpus


def _relier(
    lus: Lus,
    corpus: Corpus,
    anomalies: list[Anomalie],
    production: bool = False,
    aujourd_hui: date | None = None,
) -> Rapport:
    """Relie et vérifie ce qui a été lu."""
    anomalies += _territoires_sans_fiche(corpus)
    lus.illisibles = {a.fichier for a in anomalies if a.gravite is Gravite.ERREUR}
    anomalies += relier(lus, corpus)
    anomalies += relier_les_versions(lus, corpus)
    anomalies += verifier(corpus, lus.illisibles)
    if production and "editeur.yml" not in lus.illisibles:
        anomalies += manques_de_production(corpus)
    anomalies += exemples_restants(corpus, production=production)
    if aujourd_hui:
        anomalies += dates_a_venir(corpus, aujourd_hui)
    return Rapport(corpus, sorted({proposer_le_vrai_mot(a, corpus) for a in anomalies}))


def modele_de(chemin: str) -> type[Objet] | None:
    """Le modèle que porte un fichier, d'après son chemin ; None s'il n'a pas de place."""
    trouvee = _sorte_de(chemin)
    return trouvee[0].modele if trouvee else None


def _sorte_de(relatif: str) -> tuple[SorteDeFichier, dict[str, str]] | None:
    """La sorte d'un fichier et les noms que porte son chemin ; None s'il n'a pas de place."""
    return next(
        ((s, m.groupdict()) for s in SORTES if (m := s.motif.fullmatch(relatif))),
        None,
    )


def _sans_place(relatif: str) -> Anomalie:
    conseil = "le renommer ou le déplacer (minuscules sans accent, tirets, suffixe .yml)"
    if voulu := next(filter(_sorte_de, places_voisines(relatif)), ""):
        conseil = f"le renommer ou le déplacer ainsi : « {voulu} »"
    return Anomalie(relatif, 1, "", "fichier dont la place ou le nom est inconnu", conseil)


def _lire_fichier(
    relatif: str, lire: Callable[[], bytes], cache: Cache, lus: Lus, corpus: Corpus
) -> list[Anomalie]:
    trouvee = _sorte_de(relatif)
    if trouvee is None:
        return [_sans_place(relatif)]
    try:
        octets = lire()
    except OSError as erreur:
        constat, _, conseil = raison_du_refus(erreur).partition(" : ")
        conseil = conseil or "l'ouvrir dans un éditeur, puis recommencer"
        return [Anomalie(relatif, 1, "", f"fichier illisible : {constat}", conseil)]
    empreinte = cache.empreinte(octets)
    valeurs = cache.trouver(empreinte)
    vides: tuple[CleVide, ...] = ()
    if valeurs is None:
        valeurs, vides, anomalies = lire_avec_ses_vides(octets, relatif)
        if anomalies:
            corpus.documents[relatif] = Document(relatif, octets, None)
            return anomalies
        if not vides:
            cache.ranger(empreinte, valeurs)
    document = Document(relatif, octets, valeurs, vides)
    objet, anomalies = cache.valide(relatif, empreinte), []
    if objet is None:
        objet, anomalies = _valider(trouvee[0].modele, document)
        if objet is not None:
            cache.garder_valide(relatif, empreinte, objet)
    _ranger(objet, document, *trouvee, lus, corpus)
    return [*anomalies, *pieges_de_l_ecriture(document)]


def _valider(modele: type[Objet], document: Document) -> tuple[Objet | None, list[Anomalie]]:
    """Valide un document ; une version figée se met d'abord au format du programme."""
    if modele is not VersionFigee:
        return valider(modele, document)
    try:
        valeurs = mettre_la_version_au_format(document.valeurs)
    except FormatTropRecent as refus:
        constat, _, conseil = str(refus).partition(" ; ")
        return None, [(document.racine / "format").anomalie(constat, conseil)]
    return valider(modele, replace(document, valeurs=valeurs))


def _ranger(
    objet: Objet | None,
    document: Document,
    sorte: SorteDeFichier,
    noms: dict[str, str],
    lus: Lus,
    corpus: Corpus,
) -> None:
    """Range un document lu, et l'objet qu'il porte."""
    corpus.documents[document.fichier] = document
    if objet is not None and noms:
        lus.prendre(objet, tuple(noms.values()), document)
    elif objet is not None:
        corpus.seuls[sorte.modele] = objet


def _refus_de_format(dossier: Path, corpus: Corpus) -> Anomalie | None:
    """Ce qu'il y a à dire d'un format que ce programme ne lit pas : c'est alors tout ce qu'on dit.

    Un dossier qui ne déclare rien, et où aucune migration ne changerait rien, se lit tel quel.
    """
    arbres = {f: d.valeurs for f, d in corpus.documents.items() if d.valeurs is not None}
    version, declare = version_declaree(arbres), corpus.documents.get(FICHIER)
    if version == FORMAT or (declare and version is None):
        return None
    lieu = declare.racine / "version" if declare else Document(FICHIER, b"", None).racine
    try:
        etapes = migrations_depuis(version or FORMAT_NON_DECLARE)
    except FormatTropRecent as refus:
        constat, _, conseil = str(refus).partition(" ; ")
        return lieu.anomalie(constat, conseil)
    if version is None:
        arbres |= textes_officiels(dossier)
        if migrer(arbres, FORMAT_NON_DECLARE) == arbres:
            return None
    return lieu.anomalie(
        f"données au format {version or FORMAT_NON_DECLARE}, ce programme lit le format {FORMAT} "
        f"({' '.join(etape.titre for etape in etapes)})",
        "lancer « projet-social migrer », qui montre ce qu'il change avant d'écrire",
    )


def textes_officiels(dossier: Path) -> dict[str, str]:
    """Les fichiers du dossier `officiel/` des données, s'il existe : leur chemin, leur texte."""
    return {
        fichier.relative_to(dossier).as_posix(): fichier.read_text(encoding="utf-8")
        for fichier in sorted((dossier / "officiel").glob("*.*"))
        if fichier.suffix in (".csv", ".md")
    }


def _lire_l_officiel(dossier: Path | None, lus: Lus) -> ListeOfficielle:
    """La liste officielle, avec les communes des seuls territoires lus."""
    territoires = [territoire for _, territoire, _ in lus.de(Territoire)]
    sirens = {s for t in territoires for s in (t.siren, *t.membres) if s and not t.insee}
    sirens.update(dit for _, projet, _ in lus.de(Projet) for dit in projet.partage_avec)
    codes = {territoire.insee for territoire in territoires if territoire.insee}
    return lire_liste_officielle(dossier, sirens, codes)


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
