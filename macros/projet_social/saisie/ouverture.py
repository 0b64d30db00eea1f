"""Un formulaire ouvert : ce que l'on remplit, ce qu'il montre, ce qu'il enregistrerait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ..chargement import SORTES, Rapport
from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..ecriture.arbre import nettoyer
from ..ecriture.statuts import garder_le_statut
from ..ecriture.yaml_conserve import fusionner
from ..formulaire.champs import Champ, ChoixPermis, Forme, champs_de
from ..lecture.anomalie import Anomalie
from ..lecture.yaml_marque import Chemin, lire_le_yaml
from ..modele.fiche_action import FicheAction
from ..modele.introspection import classe_dans
from ..modele.niveau import PLURIELS, AvecNiveaux
from ..modele.projet import Projet
from ..modele.socle import Objet
from ..modele.vocabulaire import Statut, TypeNiveau
from ..texte.identifiant import identifiant_de
from .adresses import adresse_d_ajout, adresse_de_la_partie
from .champ_montre import GroupeARemplir, LienDeListe, ListeOuverteAPart
from .choix import choix_permis, suggestions_de
from .groupes import grouper_les_champs
from .inventaire import nom_du_fichier, types_a_ajouter, un_niveau
from .partie import NOMMENT, PartieDeFichier, PartieInconnue, est_a_part, nom_d_un_objet
from .places import IDENTIFIANT, garder_l_adresse, placer_la_fiche
from .references import changer_les_renvois, ligne_de_la_partie
from .remplissage import Remplissage, ce_que_l_on_ajoute
from .valeurs import Saisie, montrer_les_valeurs, relever_les_valeurs

STATUTS = {statut.value for statut in Statut}


@dataclass(frozen=True)
class FormulaireOuvert:
    """Un fichier, ou un objet qu'il contient, ouvert pour être rempli.

    Attributes:
        rapport: le dossier tel qu'il est.
        neuf: vrai de ce qui n'existe pas encore.
        depart: ce qu'il dit déjà, s'il est neuf.
    """

    rapport: Rapport
    partie: PartieDeFichier
    neuf: bool = False
    depart: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def modele(self) -> type[Objet]:
        """Le modèle de ce que l'on remplit."""
        return self.partie.modele

    @cached_property
    def slug(self) -> str:
        """Le territoire à qui est le fichier ; vide s'il est à tous."""
        dossier, _, suite = self.partie.fichier.partition("/")
        return suite.partition("/")[0] if dossier == "territoires" else ""

    @property
    def territoire(self) -> TerritoirePublie | None:
        """Le même, s'il se lit."""
        return self.rapport.corpus.territoires.get(self.slug)

    @cached_property
    def ligne(self) -> Ligne | None:
        """La ligne du plan que l'on remplit, si c'en est une."""
        return None if self.neuf else ligne_de_la_partie(self.rapport.corpus, self.partie)

    @cached_property
    def octets(self) -> bytes | None:
        """Le fichier ; None s'il est à créer."""
        document = self.rapport.corpus.documents.get(self.partie.fichier)
        return document.octets if document else None

    @cached_property
    def arbre(self) -> dict[str, Any]:
        """Ce que dit le fichier.

        Raises:
            PartieInconnue: il ne contient pas des clés et des valeurs.
        """
        document = self.rapport.corpus.documents.get(self.partie.fichier)
        valeurs = document.valeurs if document else None
        if valeurs is not None and not isinstance(valeurs, dict):
            raise PartieInconnue(
                f"« {self.partie.fichier} » ne contient pas des clés et des valeurs ; le corriger "
                "dans un éditeur de texte"
            )
        return valeurs or {}

    @cached_property
    def ancien(self) -> dict[str, Any]:
        """Ce que dit l'objet ouvert."""
        return dict(self.depart) if self.neuf else self.partie.groupe(self.arbre)

    @cached_property
    def champs(self) -> list[Champ]:
        """Les champs du catalogue, avec leurs choix ; un identifiant se tire du titre."""
        choix = choix_permis(self.rapport.corpus, self.territoire, self.modele, self.ligne)
        niveaux: Forme = {type_: {} for type_ in self._niveaux()}
        champs = champs_de(self.modele, ChoixPermis(choix, niveaux))
        return [c | {"required": c["required"] and c["name"] != IDENTIFIANT} for c in champs]

    def _niveaux(self) -> Iterator[TypeNiveau]:
        """Les lignes que l'objet contient, et celles que l'on peut y ajouter."""
        if self.neuf:
            return
        ici = self.modele is Projet or self.ligne is not None
        permis = types_a_ajouter(self.plan, self.ligne) if self.plan and ici else ()
        for nom, type_ in PLURIELS.items():
            if nom in self.ancien or type_ in permis:
                yield type_

    @cached_property
    def plan(self) -> Plan | None:
        """Le plan qu'écrit le fichier, s'il en écrit un."""
        plans = self.territoire.plans_publies_ici if self.territoire else []
        return next((p for p in plans if p.lieu.document.fichier == self.partie.fichier), None)

    @property
    def saisie(self) -> Saisie:
        """Ce que le formulaire montre d'abord."""
        return montrer_les_valeurs(self.champs, self.ancien)

    def comme_dans(self, octets: bytes) -> Saisie | None:
        """Ce que montrait le formulaire d'une autre version du fichier ; None s'il n'y est pas."""
        valeurs, _ = lire_le_yaml(octets, self.partie.fichier)
        try:
            return montrer_les_valeurs(self.champs, self.partie.groupe(valeurs))
        except PartieInconnue:
            return None

    @property
    def titre(self) -> str:
        """Ce qui le nomme."""
        if self.ligne is not None:
            return self.ligne.titre
        if not self.partie.chemin and any(s.chemin == self.partie.fichier for s in SORTES):
            return nom_du_fichier(self.partie.fichier)
        return nom_d_un_objet(self.ancien)

    def anomalies(self, rapport: Rapport, fichier: str = "") -> list[Anomalie]:
        """Ce qu'un rapport dit de ce que l'on remplit.

        Args:
            fichier: le fichier où cela s'écrit, si ce n'est pas celui qui est ouvert.
        """
        ecrit = fichier or self.partie.fichier
        return [
            a for a in rapport.anomalies if a.fichier == ecrit and self.partie.contient(a.champ)
        ]

    def remplir(self, saisie: Saisie, **options: Any) -> tuple[list[GroupeARemplir], Remplissage]:
        """Les groupes de la page, et ce qui y est déjà dit auprès des champs."""
        remplissage = Remplissage(
            saisie,
            ou=self.partie.chemin,
            liens=self._liens,
            suggestions=self.suggestions,
            **options,
        )
        return remplissage.groupes(grouper_les_champs(self.modele, self.champs)), remplissage

    @cached_property
    def suggestions(self) -> dict[str, list[str]]:
        """Les mots que le navigateur propose."""
        return suggestions_de(self.territoire)

    def un(self, nom: str) -> str:
        """Un élément d'une liste, « un axe », avec le mot du territoire s'il en a un."""
        type_ = PLURIELS.get(nom)
        if self.plan is None or type_ is None or not issubclass(self.modele, AvecNiveaux):
            return ce_que_l_on_ajoute(nom)
        return un_niveau(self.plan, type_)

    def _liens(self, chemin: Chemin, champ: Champ) -> ListeOuverteAPart | None:
        """Les éléments d'une liste, s'ils s'ouvrent seuls."""
        contenant = self.modele
        for pas in chemin[:-1]:
            suite = (
                classe_dans(contenant.model_fields[pas].annotation, Objet)
                if isinstance(pas, str) and pas in contenant.model_fields
                else None
            )
            contenant = suite or contenant
        nom = str(chemin[-1])
        if self.neuf or not est_a_part(contenant, nom, self.modele, champ):
            return None
        ici = self.ancien
        for pas in chemin[:-1]:
            ici = ici.get(str(pas), {}) if isinstance(ici, dict) else {}
        elements = ici.get(nom, []) if isinstance(ici, dict) else []
        base = PartieDeFichier(self.partie.fichier, (*self.partie.chemin, *chemin[:-1]))
        erreurs = [a.champ for a in self.rapport.erreurs if a.fichier == self.partie.fichier]
        liens = []
        for rang, element in enumerate(elements if isinstance(elements, list) else [elements]):
            partie = base / nom / rang
            fautes = sum(map(partie.contient, erreurs))
            adresse = adresse_de_la_partie(partie)
            liens.append(LienDeListe(nom_d_un_objet(element), adresse, fautes))
        return ListeOuverteAPart(liens, self.un(nom), adresse_d_ajout(base, nom))

    def enregistrer(self, saisie: Saisie, jour: date) -> dict[str, bytes | None]:
        """Les fichiers que cette saisie veut, par chemin ; vide si elle ne change rien.

        Args:
            jour: le jour du changement, dont se date un statut nouveau.

        Raises:
            NomDejaPris: une fiche neuve a le titre ou l'identifiant d'une autre.
            ValueError: un texte ne peut pas s'écrire en YAML.
        """
        neuf = relever_les_valeurs(self.champs, saisie, {} if self.neuf else self.ancien)
        # Un mot inconnu que l'on remplace est une faute corrigée, non un statut passé.
        if self.modele is FicheAction and not self.neuf and self.ancien.get("statut") in STATUTS:
            neuf = garder_le_statut(self.ancien, neuf, jour)
        partie, renvois = self.partie, {}
        if self.neuf and self.modele is FicheAction and not partie.chemin:
            partie, neuf = placer_la_fiche(self.rapport.corpus, self.slug, neuf)
        elif self.ligne is not None:
            renvois = garder_l_adresse(self.ancien, neuf, self.ligne)
        elif _a_nommer(self.modele) and not neuf.get(IDENTIFIANT):
            nommant = next((neuf[nom] for nom in NOMMENT if neuf.get(nom)), "")
            neuf |= {IDENTIFIANT: identifiant_de(nommant)} if nommant else {}
        valeur = self._en_phrase(neuf)
        entier = partie.avec(self.arbre if partie == self.partie else {}, nettoyer(valeur))
        arbres: dict[str, Any] = {f: d.valeurs for f, d in self.rapport.corpus.documents.items()}
        if renvois:
            arbres[partie.fichier] = entier
            arbres |= dict(changer_les_renvois(arbres, self.slug, renvois))
            entier = arbres[partie.fichier]
        voulus = {partie.fichier: self._octets(partie, entier)}
        documents = self.rapport.corpus.documents
        for fichier, arbre in arbres.items():
            if fichier != partie.fichier and arbre is not documents[fichier].valeurs:
                voulus[fichier] = fusionner(documents[fichier].octets, arbre, fichier)
        ecrits = {f: d.octets for f, d in documents.items()}
        return {f: octets for f, octets in voulus.items() if octets != ecrits.get(f)}

    def _octets(self, partie: PartieDeFichier, entier: Any) -> bytes:
        avant = self.octets if partie == self.partie else None
        if not nettoyer(entier):  # un titre manque : que le modèle le dise
            return b"{}\n"
        return fusionner(avant, partie.ordonner(entier), partie.fichier)

    def _en_phrase(self, neuf: dict[str, Any]) -> Any:
        """Une ligne qui n'est qu'une phrase le reste, tant qu'elle n'a que son titre."""
        ecrit = None if self.neuf else self.partie.valeurs(self.arbre)
        if isinstance(ecrit, str) and len(neuf) == 1 and neuf.keys() == self.ancien.keys():
            return next(iter(neuf.values()))
        return neuf


def _a_nommer(modele: type[Objet]) -> bool:
    champ = modele.model_fields.get(IDENTIFIANT)
    return champ is not None and champ.is_required()
