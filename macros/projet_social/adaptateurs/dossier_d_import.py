"""Le dossier où un import écrit : ce qu'il contient avant, et tout ce qui y change d'un coup.

L'exemple inventé d'un site neuf en sort en entier avant que le vrai plan n'y entre. À côté du
dossier des données : le fichier de ce qui reste à ranger, et les pages qui annonçaient l'exemple.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..chargement import examiner
from ..classeur.ecriture_csv import en_csv
from ..corpus.corpus import Corpus
from ..depart.exemple import ANNONCES, SOURCES, ExempleLivre, sans_l_annonce, trouver_l_exemple
from ..ecriture.datation import dater_les_changements
from ..ecriture.lot import Lot
from ..ecriture.yaml_conserve import fusionner
from ..lecture.anomalie import bilan
from ..tableur.comprehension.a_ranger import (
    COLONNES,
    FichierDeTravailIllisible,
    fichier_a_ranger,
    lire_les_rangees,
)
from ..tableur.comprehension.arbres import Arbres
from ..tableur.comprehension.importation import Resultat
from ..texte.typographie import accorder
from .commandes.refus import RefusDeCommande
from .console import avancer


@dataclass(frozen=True)
class DossierDImport:
    """Le dossier des données, tel qu'il est avant l'import.

    Attributes:
        exemple: ce que l'import en ôte.
    """

    dossier: Path
    corpus: Corpus
    exemple: ExempleLivre = field(default_factory=ExempleLivre)

    @property
    def arbres(self) -> dict[str, Any]:
        """Les valeurs de chaque fichier, l'exemple ôté."""
        restent = {
            nom: document.valeurs
            for nom, document in self.corpus.documents.items()
            if nom not in self.exemple.intacts
        }
        sources = self.exemple.sources
        return restent if sources is None else restent | {SOURCES: sources}

    @property
    def racine(self) -> Path:
        """La racine du site : ce que l'import écrit à côté des données y est."""
        return self.dossier.resolve().parent

    def sans_l_exemple(self, slug: str) -> DossierDImport:
        """Le même, dont l'exemple inventé de ce territoire sera ôté.

        Raises:
            RefusDeCommande: quelqu'un a retouché un fichier de l'exemple sans en ôter la marque.
        """
        exemple = trouver_l_exemple(self.corpus, slug)
        if exemple.retouches:
            lignes = "".join(f"\n    {self.dossier / fichier}" for fichier in exemple.retouches)
            raise RefusDeCommande(
                "l'exemple inventé, livré avec le site, a été retouché : l'import ne sait pas ce "
                "qui est à vous ; lancer « projet-social vider-l-exemple », qui garde ce que vous "
                "avez écrit, ou ôter de chacun de ces fichiers la ligne « exemple: oui » s'il dit "
                f"vrai, puis relancer ; rien n'a été écrit{lignes}"
            )
        return replace(self, exemple=exemple)

    def dire_l_exemple(self) -> str:
        """Ce qui est ôté, en une phrase ; vide s'il n'y a rien."""
        if not self.exemple.intacts:
            return ""
        nombre = accorder(len(self.exemple.intacts), "fichier")
        source = ", et sa source" if self.exemple.sources is not None else ""
        return f"L'exemple inventé, livré avec le site, est remplacé en entier ({nombre}{source})."


def lire_le_dossier(dossier: Path) -> DossierDImport:
    """Les données d'avant l'import, qui doivent être justes.

    Raises:
        RefusDeCommande: elles ont déjà des erreurs.
    """
    rapport = examiner(dossier)
    if not rapport.publiable:
        raise RefusDeCommande(
            f"les données de « {dossier} » ont déjà des erreurs ({bilan(rapport.anomalies)}) ; "
            f"les corriger d'abord : projet-social verifier {dossier}"
        )
    return DossierDImport(dossier, rapport.corpus)


def preparer_les_donnees(donnees: DossierDImport, arbres: Arbres) -> Lot:
    """Les fichiers à écrire, au plus près de ce qu'ils étaient ; ceux de l'exemple, à neuf."""
    documents, exemple = donnees.corpus.documents, donnees.exemple
    fichiers = dict(arbres.fichiers)
    if exemple.sources is not None:
        fichiers[SOURCES] = dict(exemple.sources)
    touches = fichiers.keys() | exemple.intacts
    lus = {nom: documents[nom].octets if nom in documents else None for nom in touches}
    voulus: dict[str, bytes | None] = dict.fromkeys(exemple.intacts)
    for nom, arbre in avancer(fichiers.items(), "mise en forme", len(fichiers)):
        voulus[nom] = fusionner(None if nom in exemple.intacts else lus[nom], arbre, nom)
    return Lot(donnees.dossier, lus, dater_les_changements(lus, voulus, date.today()))


def preparer_a_cote(donnees: DossierDImport, resultat: Resultat, classeur: str) -> Lot:
    """Ce qui change à côté des données : ce qui reste à ranger, l'annonce d'un exemple ôté.

    Raises:
        RefusDeCommande: le fichier à ranger n'est plus le tableau d'un import.
    """
    chemin = fichier_a_ranger(resultat.slug)
    present = donnees.racine / chemin
    lu = present.read_bytes() if present.is_file() else None
    try:
        anciennes = lire_les_rangees(lu) if lu is not None else []
    except FichierDeTravailIllisible as refus:
        raise RefusDeCommande(
            f"{present} : {refus} ; le renommer, ou le supprimer, puis relancer ; "
            "rien n'a été écrit"
        ) from refus
    lus: dict[str, bytes | None] = {chemin: lu}
    rangees = resultat.reste_a_ranger(anciennes, classeur)
    voulus: dict[str, bytes | None] = {
        chemin: en_csv(COLONNES, rangees) if rangees else None  # vide, il n'a plus lieu d'être
    }
    for page in ANNONCES if donnees.exemple.intacts else ():
        if (fichier := donnees.racine / page).is_file():
            lus[page] = fichier.read_bytes()
            texte = fichier.read_text(encoding="utf-8")
            voulus[page] = sans_l_annonce(page, texte).encode("utf-8")
    return Lot(donnees.racine, lus, voulus)


def ecrire_ensemble(donnees: DossierDImport, *lots: Lot) -> None:
    """Écrit d'un coup les données et ce qui est à côté : arrêté en route, ni l'un sans l'autre."""
    changements = {
        (lot.racine.resolve() / c.chemin).relative_to(donnees.racine).as_posix(): c
        for lot in lots
        for c in lot.changements
    }
    lus = {chemin: c.avant for chemin, c in changements.items()}
    Lot(donnees.racine, lus, {chemin: c.apres for chemin, c in changements.items()}).appliquer()


def dire_ce_qui_reste(donnees: DossierDImport, resultat: Resultat) -> list[str]:
    """Où est ce qui reste à ranger."""
    if not resultat.arbres.a_ranger:
        return []
    nombre = accorder(len(resultat.arbres.a_ranger), "ligne")
    chemin = donnees.dossier.parent / fichier_a_ranger(resultat.slug)
    return [f"{chemin} : {nombre} à ranger dans les fiches (ce fichier ne se publie pas)"]
