"""Lire chaque source ; à défaut, reprendre sa dernière bonne copie, et le dire.

Les adresses se lisent à plusieurs à la fois : une source lente n'arrête pas les autres.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from ..modele.date_partielle import jour_en_francais
from ..modele.format import FORMAT
from .bilan import BilanDeSource, SortDeSource
from .contenu import Contenu, du_dossier, du_json
from .echec import EchecDeSource, trop_gros
from .etat import CasierDeSource, Copie, EtatDAssemblage, empreinte_de_la_copie
from .memoire import MemoireDAssemblage
from .recuperation import Limites, Recu
from .reunion import SourceApportee, apporter
from .sources import Anciennete, Source, SourcesLues
from .temps_compte import temps_compte

A_LA_FOIS = 4
"""Adresses lues en même temps."""
SECONDES_D_EXAMEN = 120
"""Temps de calcul que l'on donne à une source, au plus."""
Recuperation = Callable[[str, str], Recu]
"""Va chercher une adresse, avec l'étiquette de la copie que l'on a."""


@dataclass(frozen=True)
class Demande:
    """Ce que l'on demande d'assembler.

    Attributes:
        sortie: le dossier de données à écrire.
        maintenant: le moment, avec son fuseau.
        recuperation: comment on va chercher une adresse.
        permettre_absents: vrai pour se passer d'une source dont on n'a rien.
        ecraser: vrai pour récrire un fichier que quelqu'un a changé.
        memoire: ce que l'on n'a pas à refaire.
    """

    sources: SourcesLues
    sortie: Path
    maintenant: datetime
    recuperation: Recuperation
    permettre_absents: bool = False
    ecraser: bool = False
    memoire: MemoireDAssemblage = field(default_factory=MemoireDAssemblage)


@dataclass(frozen=True)
class Lecture:
    """Une source lue, ou pas.

    Attributes:
        apport: ce qu'elle apporte ; None si l'on n'en a rien.
        copie: ce que l'on garde d'elle ; None s'il n'y a rien à garder.
        octets: la copie à écrire ; None si elle est déjà là.
    """

    bilan: BilanDeSource
    apport: SourceApportee | None
    copie: Copie | None
    octets: bytes | None


class Lecteur:
    """Lit les sources d'un fichier.

    Args:
        demande: les sources, le moment, et comment on va chercher une adresse.
        etat: ce que l'on savait.
    """

    def __init__(self, demande: Demande, rayon: CasierDeSource, etat: EtatDAssemblage) -> None:
        self.sources, self.recuperation = demande.sources, demande.recuperation
        self.maintenant = demande.maintenant.astimezone(UTC)
        self.rayon, self.etat, self.memoire = rayon, etat, demande.memoire

    def lire(self) -> Iterator[Lecture]:
        """Chaque source, dans l'ordre du fichier."""
        bassin = ThreadPoolExecutor(max_workers=A_LA_FOIS)
        try:
            attendus: Mapping[str, Future[Recu]] = {
                source.identifiant: bassin.submit(
                    self.recuperation, source.adresse, self._etag(source)
                )
                for source in self.sources.contenu.sources
                if source.adresse
            }
            for source in self.sources.contenu.sources:
                yield self._lire(source, attendus.get(source.identifiant))
        finally:
            bassin.shutdown(wait=False, cancel_futures=True)

    def _lire(self, source: Source, attendu: Future[Recu] | None) -> Lecture:
        nom = source.identifiant
        bilan = BilanDeSource(nom, source.origine)
        ancienne = self.etat.copies.get(nom)
        try:
            contenu, etag, neuve = self._obtenir(source, attendu, ancienne)
            apport = apporter(source, replace(contenu, octets=b""))
        except EchecDeSource as echec:
            return self._reprendre(source, bilan, ancienne, echec)
        marque = empreinte_de_la_copie(contenu.octets)
        copie = Copie(
            source.origine,
            self.maintenant.replace(microsecond=0),
            marque,
            etag,
            contenu.maj,
            contenu.format,
        )
        memes = ancienne is not None and ancienne.empreinte == marque
        bilan.sort = SortDeSource.INCHANGEE if memes else SortDeSource.LUE
        self._decrire(bilan, contenu, copie)
        if ancienne and contenu.maj and contenu.maj < ancienne.maj:
            jour = _jour(ancienne.maj)
            bilan.remarques.append(f"ses données ont reculé : elles étaient du {jour}")
        presente = memes and self.rayon.lire_la_copie(nom, copie) is not None
        return Lecture(bilan, apport, copie, None if presente or not neuve else contenu.octets)

    def _obtenir(
        self, source: Source, attendu: Future[Recu] | None, ancienne: Copie | None
    ) -> tuple[Contenu, str, bool]:
        """Le contenu, son étiquette, et s'il vient d'ailleurs que de la copie."""
        if source.dossier:
            with temps_compte(SECONDES_D_EXAMEN):
                return du_dossier(self.sources.chemin(source.dossier), source), "", True
        if source.fichier:
            octets = _octets(self.sources.chemin(source.fichier), source)
            return self._examiner(octets, source), "", True
        assert attendu is not None
        recu = attendu.result()
        if recu.octets is not None:
            return self._examiner(recu.octets, source), recu.etag, True
        gardes = self.rayon.lire_la_copie(source.identifiant, ancienne) if ancienne else None
        if ancienne is None or gardes is None:
            raise EchecDeSource("sa copie a disparu pendant la lecture", "relancer")
        return self._examiner(gardes, source), recu.etag or ancienne.etag, False

    def _examiner(self, octets: bytes, source: Source) -> Contenu:
        """Ce qu'apporte une copie ; celle que l'on a déjà éprouvée ne l'est pas de nouveau."""
        marque = empreinte_de_la_copie(octets)
        contenu = self.memoire.retrouver(source, marque)
        if contenu is None:
            with temps_compte(SECONDES_D_EXAMEN):
                contenu = du_json(octets, source)
            self.memoire.retenir(source, marque, contenu)
        return replace(contenu, octets=octets)

    def _etag(self, source: Source) -> str:
        """L'étiquette de la copie, si l'on a encore celle-ci et qu'elle vient de là."""
        copie = self.etat.copies.get(source.identifiant)
        if copie is None or copie.origine != source.origine or not copie.etag:
            return ""
        return copie.etag if self.rayon.lire_la_copie(source.identifiant, copie) else ""

    def _reprendre(
        self, source: Source, bilan: BilanDeSource, copie: Copie | None, echec: EchecDeSource
    ) -> Lecture:
        """La dernière bonne copie, s'il y en a une."""
        bilan.constat, bilan.conseil = echec.constat, echec.conseil
        octets = self.rayon.lire_la_copie(source.identifiant, copie) if copie else None
        if copie is None or octets is None:
            bilan.sort = SortDeSource.ABSENTE
            if copie is not None:
                bilan.remarques.append("sa copie a disparu, ou n'est plus celle que l'on a écrite")
            return Lecture(bilan, None, copie, None)
        try:
            contenu = self._examiner(octets, source)
            apport = apporter(source, replace(contenu, octets=b""))
        except EchecDeSource as autre:
            bilan.sort = SortDeSource.ABSENTE
            if autre.constat != echec.constat:
                bilan.remarques.append(f"sa copie ne convient pas non plus : {autre}")
            return Lecture(bilan, None, copie, None)
        bilan.sort = SortDeSource.COPIE
        self._decrire(bilan, contenu, copie)
        return Lecture(bilan, apport, copie, None)

    def _decrire(self, bilan: BilanDeSource, contenu: Contenu, copie: Copie) -> None:
        anciennete: Anciennete = self.sources.contenu.anciennete
        bilan.lue, bilan.maj, bilan.format = copie.lue, contenu.maj, contenu.format
        bilan.laisses += contenu.laisses
        jours = (self.maintenant - copie.lue).days
        if bilan.sort is SortDeSource.COPIE and jours > anciennete.copie:
            bilan.remarques.append(
                f"copie ancienne : {jours} jours sans pouvoir relire cette source"
            )
        if contenu.format < FORMAT:
            bilan.remarques.append(
                f"données au format {contenu.format}, lues comme au format {FORMAT} ; "
                "ce site peut lancer « projet-social migrer »"
            )
        datees = _date(contenu.maj)
        if datees and (age := (self.maintenant.date() - datees).days) > anciennete.donnees:
            bilan.remarques.append(
                f"données anciennes : mises à jour le {jour_en_francais(datees)}, "
                f"il y a {age} jours"
            )


def _date(ecrite: str) -> date | None:
    try:
        return date.fromisoformat(ecrite)
    except ValueError:
        return None


def _jour(ecrite: str) -> str:
    lue = _date(ecrite)
    return jour_en_francais(lue) if lue else ecrite


def _octets(fichier: Path, source: Source) -> bytes:
    """Le contenu d'un fichier reçu, borné comme celui d'une adresse."""
    if not fichier.is_file():
        raise EchecDeSource(f"le fichier « {source.fichier} » est introuvable", "vérifier son nom")
    maximum = Limites().octets
    with fichier.open("rb") as flux:
        octets = flux.read(maximum + 1)
    if len(octets) > maximum:
        raise trop_gros(maximum)
    return octets
