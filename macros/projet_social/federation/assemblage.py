"""Assembler : des sources lues à un dossier de données complet, écrit tout ou rien.

Rien d'une source n'écrit ailleurs que là où une sorte de fichier a sa place. Le résultat est relu
en entier, comme le site le lira, avant que quoi que ce soit soit écrit.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..chargement import modele_de
from ..ecriture.arbre import en_liste, ordonner_les_cles
from ..ecriture.lot import Lot
from ..ecriture.yaml_conserve import fusionner
from ..lecture.anomalie import Anomalie, CorpusInvalide
from ..lecture.yaml_marque import lire_le_yaml
from ..migration.registre import FICHIER
from ..modele.format import FORMAT
from .annexes import reunir_les_annexes, sans_absents
from .arbres_serres import ArbresSerres
from .bilan import BilanDAssemblage
from .contenu import ACCOMPAGNEMENTS
from .documents import DOCUMENTS, documents_communs
from .epreuve import eprouver_l_ensemble
from .etat import CasierDeSource, EtatDAssemblage, empreinte_de_texte
from .lectures import Demande, Lecteur, Lecture
from .listes import (
    CLES,
    Remarques,
    accorder_les_mots,
    chemin_de,
    dire_les_mots_a_part,
    referentiels_communs,
)
from .memoire import MemoireDAssemblage, empreinte_de_memoire
from .reunion import SourceApportee, reunir
from .sources import SourcesLues

MARQUE = "# Écrit par « projet-social assembler »"
"""Par quoi commence un fichier qui vient d'une source."""
REUNIS = {DOCUMENTS, *(chemin_de(nom) for nom in CLES)}
"""Les fichiers du dossier local qui se fondent dans ceux des sources."""


@dataclass(frozen=True)
class ResultatDAssemblage:
    """Ce qui a été assemblé.

    Attributes:
        donnees: les fichiers de données à écrire ; None si quelque chose l'empêche.
        tout: les mêmes, avec l'état et les copies.
        refus: pourquoi rien ne s'écrit, vide si tout va bien.
    """

    bilan: BilanDAssemblage
    donnees: Lot | None = None
    tout: Lot | None = None
    refus: str = ""


Suivi = Callable[[Iterable[Lecture], int], Iterable[Lecture]]
"""Montre où l'on en est pendant que les sources se lisent."""


def assembler_les_sources(
    demande: Demande, suivre: Suivi = lambda lectures, _: lectures
) -> ResultatDAssemblage:
    """Lit les sources et prépare le dossier de données ; n'écrit rien.

    Raises:
        CorpusInvalide: le dossier local ne se lit pas.
        EchecDeSource: l'état laissé la dernière fois ne se lit pas.
    """
    sources = demande.sources
    rayon = CasierDeSource(sources.fichier)
    etat = rayon.lire_l_etat()
    locaux = _Local.lire(sources)
    lecteur = Lecteur(demande, rayon, etat)
    lectures = list(suivre(lecteur.lire(), len(sources.contenu.sources)))
    bilan = BilanDAssemblage([lecture.bilan for lecture in lectures])
    if bilan.absentes and not demande.permettre_absents:
        return ResultatDAssemblage(bilan, refus=_refus_des_absentes(bilan))
    apports = [lecture.apport for lecture in lectures if lecture.apport]
    if not apports:
        return ResultatDAssemblage(bilan, refus="aucune source n'a pu être lue ; rien à assembler")
    ensemble = _Ensemble.reunir(demande, apports, locaux, bilan)
    if bilan.conflits:
        return ResultatDAssemblage(
            bilan, refus="des sources se contredisent ; trancher, puis relancer"
        )
    fichiers = ensemble.fichiers(demande.sortie, demande.memoire)
    changes = [] if demande.ecraser else _changes_a_la_main(demande.sortie, etat, fichiers)
    if changes:
        return ResultatDAssemblage(bilan, refus=_refus_des_changes(changes))
    bilan.anomalies = eprouver_l_ensemble(
        demande.sortie, etat.fichiers, fichiers, ensemble.origines, demande.memoire
    )
    if bilan.anomalies:
        return ResultatDAssemblage(
            bilan, refus="les sources ne font pas ensemble des données justes ; corriger ci-dessus"
        )
    return _preparer(demande, rayon, etat, lectures, fichiers, bilan)


@dataclass(frozen=True)
class _Local:
    """Le dossier des données propres à l'ensemble.

    Attributes:
        octets: chaque fichier, tel qu'il est écrit.
        arbres: les valeurs de chacun.
    """

    octets: Mapping[str, bytes]
    arbres: Mapping[str, Any]

    @classmethod
    def lire(cls, sources: SourcesLues) -> _Local:
        """Lit le dossier local, s'il y en a un.

        Raises:
            CorpusInvalide: il n'existe pas, ou un fichier n'y est pas à sa place ou ne se lit pas.
        """
        ecrit = sources.contenu.local
        if ecrit is None:
            return cls({}, {})
        dossier = sources.chemin(ecrit)
        if not dossier.is_dir():
            raise CorpusInvalide(
                [Anomalie(ecrit, 1, "", "dossier local introuvable", "vérifier « local »")]
            )
        octets: dict[str, bytes] = {}
        arbres: dict[str, Any] = {}
        anomalies: list[Anomalie] = []
        for fichier in sorted(dossier.rglob("*.y*ml")):
            chemin = fichier.relative_to(dossier).as_posix()
            nom = f"{ecrit.rstrip('/')}/{chemin}"
            if chemin.startswith("territoires/"):
                conseil = "en faire une source : « dossier: … », dans le fichier des sources"
                anomalies.append(Anomalie(nom, 1, "", "un territoire n'est pas local", conseil))
            elif modele_de(chemin) is None:
                conseil = "le renommer ou le déplacer (référence des données)"
                anomalies.append(Anomalie(nom, 1, "", "place ou nom inconnu", conseil))
            elif chemin != FICHIER:
                octets[chemin] = fichier.read_bytes()
                arbres[chemin], dites = lire_le_yaml(octets[chemin], nom)
                anomalies += dites
        if anomalies:
            raise CorpusInvalide(anomalies)
        return cls(octets, arbres)


@dataclass(frozen=True)
class _Ensemble:
    """Les fichiers de l'ensemble, avant leur écriture.

    Attributes:
        origines: la source de chacun de ceux qui en ont une seule.
    """

    arbres: ArbresSerres
    origines: Mapping[str, str]
    locaux: _Local

    @classmethod
    def reunir(
        cls,
        demande: Demande,
        apports: Sequence[SourceApportee],
        locaux: _Local,
        bilan: BilanDAssemblage,
    ) -> _Ensemble:
        """Réunit les territoires, puis les listes qu'ils emploient ; dit tout dans le bilan."""
        contenu = demande.sources.contenu
        reunion = reunir(apports)
        bilan.conflits += reunion.conflits
        remarques: Remarques = []
        communs = referentiels_communs(demande.sources, apports, locaux.arbres, remarques)
        dire_les_mots_a_part(reunion, apports, communs)
        accorder_les_mots(reunion, communs, contenu.correspondances, remarques)
        reunir_les_annexes(reunion, apports, locaux.arbres)
        documents = documents_communs(reunion, apports, locaux.arbres.get(DOCUMENTS))
        arbres = ArbresSerres.serrer((c, a) for c, a in locaux.arbres.items() if c not in REUNIS)
        arbres |= communs | ({DOCUMENTS: documents} if documents else {})
        arbres |= {FICHIER: {"version": str(FORMAT)}}
        arbres |= {chemin: arbre for chemin, (_, arbre) in reunion.annexes.items()}
        origines = {chemin: apport.nom for chemin, (apport, _) in reunion.annexes.items()}
        textes = dict(arbres.textes)
        for slug, (apport, fichiers) in reunion.territoires.items():
            textes |= fichiers.textes
            origines |= dict.fromkeys(fichiers, apport.nom)
            if source := bilan.de(apport.nom):
                source.territoires.append(slug)
        arbres = ArbresSerres(textes)
        pris = {apport.nom for apport, _ in reunion.territoires.values()}
        remarques += [
            (apport.nom, "aucun territoire ne lui est pris")
            for apport in apports
            if apport.nom not in pris and not reunion.conflits
        ]
        if bilan.absentes:
            complets = _sans_les_absents(arbres, set(reunion.territoires), bilan)
            arbres = ArbresSerres.serrer(complets)
        for nom, dite in [*reunion.remarques, *remarques]:
            if source := bilan.de(nom):
                source.remarques.append(dite)
            else:
                bilan.remarques.append(f"{nom} : {dite}")
        for nom, dit in reunion.laisses:
            if source := bilan.de(nom):
                source.laisses.append(dit)
        return cls(arbres, origines, locaux)

    def fichiers(self, sortie: Path, memoire: MemoireDAssemblage) -> dict[str, bytes]:
        """Les octets de chaque fichier, au plus près de ce qu'il est déjà.

        Un fichier qui est encore celui que l'on a écrit, des mêmes valeurs, se reprend tel quel.
        """
        connus = memoire.ensemble().get("ecrits", {})
        retenus: dict[str, list[str]] = {}
        rendus = {}
        for chemin in sorted(self.arbres):
            place, marque = sortie / chemin, self._marque(chemin)
            ancien = place.read_bytes() if place.is_file() else b""
            valeurs = empreinte_de_memoire(marque, self.arbres.textes[chemin])
            if chemin in self.locaux.octets:
                arbre = self.arbres[chemin]
                rendus[chemin] = fusionner(self.locaux.octets[chemin], arbre, chemin)
                continue
            if connus.get(chemin) == [valeurs, empreinte_de_memoire(ancien)]:
                rendus[chemin] = ancien
            else:
                rendus[chemin] = marque.encode() + self._corps(chemin, _sans_marque(ancien))
            retenus[chemin] = [valeurs, empreinte_de_memoire(rendus[chemin])]
        memoire.retenir_l_ensemble(ecrits=retenus)
        return rendus

    def _corps(self, chemin: str, ancien: bytes) -> bytes:
        """Un fichier, sans la ligne qui dit d'où il vient."""
        modele, arbre = modele_de(chemin), self.arbres[chemin]
        ordonne = ordonner_les_cles(arbre, modele) if modele else arbre
        return fusionner(_lisible(ancien, chemin), ordonne, chemin)

    def _marque(self, chemin: str) -> str:
        """La ligne qui dit d'où vient un fichier et où il se corrige."""
        if source := self.origines.get(chemin):
            return f"{MARQUE}, d'après « {source} » : il se corrige là-bas.\n"
        return f"{MARQUE} : il se corrige chez les sources, ou dans le dossier local.\n"


def _sans_marque(octets: bytes) -> bytes:
    """Un fichier déjà écrit, sans la ligne qui dit d'où il vient."""
    premiere, saut, suite = octets.partition(b"\n")
    return suite if saut and premiere.startswith(MARQUE.encode()) else octets


def _lisible(octets: bytes | None, chemin: str) -> bytes | None:
    """Un ancien fichier, s'il peut servir de modèle au nouveau."""
    return octets if octets and not lire_le_yaml(octets, chemin)[1] else None


def _sans_les_absents(
    arbres: Mapping[str, Any], presents: set[str], bilan: BilanDAssemblage
) -> Iterator[tuple[str, Any]]:
    """Les fichiers locaux, sans renvoi à un territoire dont la source manque."""
    for chemin, arbre in arbres.items():
        if chemin.startswith("dossiers/"):
            nommes = en_liste(arbre.get("territoires"))
            restants = [slug for slug in nommes if slug in presents]
            if absents := [slug for slug in nommes if slug not in presents]:
                suite = "il paraît sans eux" if restants else "il ne paraît pas cette fois"
                bilan.remarques.append(f"{chemin} : {', '.join(absents)} manquent ; {suite}")
            if restants:
                yield chemin, arbre | {"territoires": restants}
        elif chemin == ACCOMPAGNEMENTS:
            yield chemin, sans_absents(arbre, presents)
        else:
            yield chemin, arbre


def _changes_a_la_main(
    sortie: Path, etat: EtatDAssemblage, fichiers: Mapping[str, bytes]
) -> list[str]:
    """Les fichiers que l'on récrirait ou supprimerait, et qui ne sont plus ce qu'on a écrit."""
    changes = []
    for chemin in sorted({*fichiers, *etat.fichiers}):
        place = sortie / chemin
        if not place.is_file():
            continue
        marque = empreinte_de_texte(place.read_bytes())
        voulu = fichiers.get(chemin)
        deja = voulu is not None and empreinte_de_texte(voulu) == marque
        if not deja and etat.fichiers.get(chemin) != marque:
            changes.append(chemin)
    return changes


def _refus_des_changes(changes: list[str]) -> str:
    cites = ", ".join(changes[:5]) + ("…" if len(changes) > 5 else "")
    return (
        f"la sortie a des fichiers que l'assemblage n'a pas écrits ainsi ({cites}) ; "
        "corriger à la source, ou dans le dossier local, puis relancer avec --ecraser"
    )


def _refus_des_absentes(bilan: BilanDAssemblage) -> str:
    noms = ", ".join(f"« {source.nom} »" for source in bilan.absentes)
    return (
        f"jamais pu lire {noms} ; corriger son adresse, l'ôter, ou s'en passer cette fois : "
        "--permettre-absents"
    )


def _preparer(
    demande: Demande,
    rayon: CasierDeSource,
    etat: EtatDAssemblage,
    lectures: Sequence[Lecture],
    fichiers: Mapping[str, bytes],
    bilan: BilanDAssemblage,
) -> ResultatDAssemblage:
    """Les fichiers à écrire : les données d'une part, l'état et les copies de l'autre."""
    sortie = demande.sortie.resolve()
    voulus: dict[str, bytes | None] = dict.fromkeys(etat.fichiers.keys() - fichiers.keys())
    voulus |= fichiers
    copies = {lecture.bilan.nom: lecture.copie for lecture in lectures if lecture.copie}
    marques = {chemin: empreinte_de_texte(octets) for chemin, octets in fichiers.items()}
    neuf = EtatDAssemblage(1, copies, marques)
    autour: dict[Path, bytes | None] = {rayon.etat.resolve(): neuf.octets()}
    for lecture in lectures:
        if lecture.octets is not None:
            autour[rayon.copie(lecture.bilan.nom).resolve()] = lecture.octets
    for nom in etat.copies.keys() - copies.keys():
        autour[rayon.copie(nom).resolve()] = None
    racine = Path(os.path.commonpath([sortie, rayon.etat.resolve().parent]))
    tout: dict[str, bytes | None]
    tout = {(sortie / chemin).relative_to(racine).as_posix(): o for chemin, o in voulus.items()}
    tout |= {place.relative_to(racine).as_posix(): octets for place, octets in autour.items()}
    return ResultatDAssemblage(bilan, Lot(sortie, {}, voulus), Lot(racine, {}, tout))
