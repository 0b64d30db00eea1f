"""Retoucher un classeur exporté comme le ferait une personne, case par case."""

from __future__ import annotations

from pathlib import Path

from projet_social.adaptateurs.classeur_maison import contexte_de
from projet_social.chargement import charger, examiner_des_arbres
from projet_social.classeur.classeur import Cellule, Classeur, Feuille, Valeur
from projet_social.corpus.corpus import Corpus
from projet_social.tableur.aller_retour.mise_a_plat import ContexteDuTerritoire
from projet_social.tableur.aller_retour.mise_en_classeur import mettre_en_classeur
from projet_social.tableur.aller_retour.retour import Retour, relire
from projet_social.tableur.remarque import Remarque

from ...fabrique import CORPUS

VAL = "val-imaginaire"


class Maison:
    """Un territoire, son classeur, et de quoi le retoucher puis le reprendre."""

    def __init__(self, dossier: Path = CORPUS, slug: str = VAL) -> None:
        self.corpus: Corpus = charger(dossier)
        self.contexte: ContexteDuTerritoire = contexte_de(self.corpus, slug)
        self.classeur: Classeur = mettre_en_classeur(self.contexte)

    def feuille(self, nom: str) -> Feuille:
        """Un onglet, par son nom."""
        return next(feuille for feuille in self.classeur.feuilles if feuille.nom == nom)

    def colonne(self, onglet: str, entete: str) -> int:
        """Le rang d'une colonne, par son en-tête."""
        return [c.valeur for c in self.feuille(onglet).lignes[0]].index(entete)

    def ligne(self, onglet: str, repere: str) -> int:
        """Le rang d'une ligne, par une case qu'elle contient."""
        lignes = self.feuille(onglet).lignes
        return next(i for i, rangee in enumerate(lignes) if repere in [c.valeur for c in rangee])

    def ecrire(self, onglet: str, repere: str, entete: str, valeur: Valeur) -> None:
        """Écrit dans une case."""
        rangee = self.feuille(onglet).lignes[self.ligne(onglet, repere)]
        rangee[self.colonne(onglet, entete)].valeur = valeur

    def champ(self, onglet: str, libelle: str, valeur: Valeur) -> None:
        """Écrit dans un onglet en colonnes : la case d'un champ, première colonne."""
        self.feuille(onglet).lignes[self.ligne(onglet, libelle)][1].valeur = valeur

    def ajouter(self, onglet: str, **valeurs: Valeur) -> None:
        """Ajoute une ligne ; `Fait_partie_de` pour « Fait partie de »."""
        feuille = self.feuille(onglet)
        rangee = [Cellule() for _ in feuille.lignes[0]]
        for entete, valeur in valeurs.items():
            rangee[self.colonne(onglet, entete.replace("_", " "))].valeur = valeur
        feuille.lignes.append(rangee)

    def oter(self, onglet: str, repere: str) -> None:
        """Ôte une ligne."""
        del self.feuille(onglet).lignes[self.ligne(onglet, repere)]

    def reprendre(self) -> Retour:
        """Ce que dit le classeur, une fois retouché."""
        return relire(self.classeur, self.contexte)

    def changements(self) -> dict[str, str | None]:
        """Le texte des fichiers qui changent, par nom court ; le classeur doit être sans faute."""
        retour = self.reprendre()
        assert not retour.remarques.erreurs, [str(faute) for faute in retour.remarques.erreurs]
        rapport = examiner_des_arbres(
            {c: d.valeurs for c, d in self.corpus.documents.items()} | retour.arbres
        )
        assert rapport.publiable, rapport.anomalies
        documents = self.contexte.documents
        return {
            chemin.removeprefix(self.contexte.dossier): octets.decode() if octets else None
            for chemin, octets in retour.fichiers().items()
            if chemin not in documents or octets != documents[chemin].octets
        }

    def texte(self, nom: str) -> str:
        """Le texte d'un fichier tel qu'il est, par son nom court."""
        return self.contexte.documents[f"{self.contexte.dossier}{nom}"].octets.decode()

    def fautes(self) -> list[str]:
        """Les fautes du classeur, celles que seul le dossier entier montre comprises."""
        retour = self.reprendre()
        remarques: list[Remarque] = list(retour.remarques.erreurs)
        if not remarques:
            arbres = {c: d.valeurs for c, d in self.corpus.documents.items()} | retour.arbres
            remarques = [retour.situer(a) for a in examiner_des_arbres(arbres).anomalies]
        return [str(remarque) for remarque in remarques]
