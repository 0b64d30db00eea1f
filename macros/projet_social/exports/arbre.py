"""Du corpus aux fichiers qu'il porte : ce qui fut écrit, et ce que le site en calcule.

L'inverse de la lecture : `reprise.py` relit ces arbres. Les brouillons n'y sont pas, ni le nom de
la personne qui dirige la publication : la loi le veut sur le site, rien ne veut qu'il voyage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ..chargement import SORTES
from ..corpus.corpus import Corpus, DossierPublie
from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..modele.date_partielle import DatePartielle
from ..modele.editeur import DirectionDePublication
from ..modele.fiche_action import FicheAction
from ..modele.format import Format
from ..modele.montant import Montant
from ..modele.socle import Objet
from ..modele.source import Reference
from ..modele.texte import identifiants_parmi
from ..modele.vocabulaire import Parution, Vocabulaire
from ..pages.adresse import ADRESSES
from ..reprise import CALCULE

Adresse = Callable[[Any], str | None]
"""L'adresse publique d'un objet ; None s'il n'est publié nulle part."""
TUS = {(DirectionDePublication, "nom")}
"""Les champs qui ne quittent pas le site."""
CHEMINS = {sorte.modele: sorte.chemin for sorte in SORTES if "<" not in sorte.chemin}
"""Le chemin des fichiers dont il n'y a qu'un ; la version du format se dit en tête du JSON."""


def fichiers_du_corpus(corpus: Corpus, ensemble: Corpus) -> Iterator[tuple[str, Objet, Any]]:
    """Les fichiers d'un corpus : leur chemin, leur contenu, et l'objet publié qu'ils font naître.

    Args:
        corpus: ce dont on veut les fichiers, un seul territoire peut-être.
        ensemble: d'où viennent les autres territoires que ces fichiers nomment ; d'eux, on ne
            prend que la présentation, pour que rien ne renvoie à rien.
    """
    nommes = dict(corpus.territoires)
    for plan in corpus.plans:
        cites = {*plan.projet.territoires, plan.territoire.slug}
        for ligne in plan.lignes:
            cites.update(identifiants_parmi(ligne.fiche.partage_avec) if ligne.fiche else ())
        nommes |= {slug: ensemble.territoires[slug] for slug in sorted(cites)}
    for territoire in nommes.values():
        yield territoire.lieu.document.fichier, territoire.donnees, territoire
    for plan in corpus.plans:
        yield plan.lieu.document.fichier, plan.projet, plan
        for ligne in plan.lignes:
            if not ligne.lieu.chemin:
                yield ligne.lieu.document.fichier, ligne.contenu, ligne
        for version in corpus.versions_du_plan(plan):
            yield version.lieu.document.fichier, version.donnees, version
    for dossier in corpus.dossiers.values():
        yield dossier.lieu.document.fichier, dossier.donnees, dossier
    for modele, chemin in CHEMINS.items():
        if modele is not Format and modele in corpus.seuls:
            yield chemin, corpus.seuls[modele], None


def arbres_de(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """Les valeurs de chaque fichier d'un corpus, par chemin ; un fichier vide n'y est pas.

    C'est ce qui fut écrit, sans rien de calculé : on peut en refaire les fichiers YAML.
    """
    arbre = MiseEnArbre(corpus)
    rendus = (
        (chemin, arbre.rendre(objet, publie))
        for chemin, objet, publie in fichiers_du_corpus(corpus, corpus)
    )
    return {chemin: rendu for chemin, rendu in rendus if rendu}


class MiseEnArbre:
    """Des objets aux valeurs simples que le JSON et le YAML écrivent.

    Args:
        corpus: ce dont on écrit les objets.
        adresse: l'adresse publique d'un objet. Donnée, on joint à chaque objet, sous la clé
            réservée, ce que le site en calcule.
    """

    def __init__(self, corpus: Corpus, adresse: Adresse | None = None) -> None:
        self._adresse = adresse
        self._lignes = {id(x.contenu): x for plan in corpus.plans for x in plan.lignes}

    def rendre(self, objet: Objet, publie: Any = None) -> dict[str, Any]:
        """Les champs écrits d'un objet, dans l'ordre du modèle."""
        ecrits = objet.model_fields_set
        tires = self._situer(publie or self._lignes.get(id(objet)) or objet)
        rendu: dict[str, Any] = {}
        for nom in _champs(type(objet)):
            if nom not in ecrits:
                continue
            valeur = getattr(objet, nom)
            if self._adresse and isinstance(valeur, DatePartielle | Montant):
                tires[nom] = bornes(valeur)
            ecrite = self._valeur(valeur)
            if ecrite is not None:
                rendu[nom] = ecrite
        if tires and rendu:
            rendu[CALCULE] = tires
        return rendu

    def _situer(self, publie: Any) -> dict[str, Any]:
        """La place d'un objet : son identifiant, son adresse, ce qui l'entoure."""
        if self._adresse is None or type(publie) not in ADRESSES:
            return {}
        place: dict[str, Any] = {"adresse": self._adresse(publie)}
        match publie:
            case TerritoirePublie():
                place["id"] = publie.slug
                place["population_officielle"] = publie.population_officielle
                place["communes"] = [commune.insee for commune in publie.communes]
            case Plan():
                place["id"] = publie.id
                place["territoires"] = [territoire.slug for territoire in publie.territoires]
                place["comptes"] = {type_.value: n for type_, n in publie.comptes.items()}
                place["niveau_de_lecture"] = self._valeur(publie.niveau_de_lecture)
            case Ligne():
                place["id"] = publie.id
                place["type"] = publie.type.value
                place["libelle"] = publie.libelle
                place["parents"] = [parent.id for parent in publie.parents]
                place["source"] = source_ecrite(publie.source)
            case DossierPublie():
                place["id"] = publie.id
        return {nom: valeur for nom, valeur in place.items() if valeur not in (None, [], {})}

    def _valeur(self, valeur: Any) -> Any:
        """Une valeur telle qu'elle s'écrit ; None si elle ne s'écrit pas."""
        if isinstance(valeur, Objet):
            brouillon = isinstance(valeur, FicheAction) and valeur.publication is Parution.BROUILLON
            return None if brouillon else self.rendre(valeur) or None
        if isinstance(valeur, tuple):
            return [e for e in map(self._valeur, valeur) if e is not None] or None
        if isinstance(valeur, dict):
            return {str(cle): self._valeur(contenu) for cle, contenu in valeur.items()} or None
        if isinstance(valeur, Vocabulaire):
            return valeur.value
        return str(valeur) if isinstance(valeur, DatePartielle | Montant) else valeur


@cache
def _champs(classe: type[Objet]) -> tuple[str, ...]:
    return tuple(nom for nom in classe.model_fields if (classe, nom) not in TUS)


def bornes(valeur: DatePartielle | Montant) -> dict[str, Any]:
    """Ce que l'on comprend d'une date ou d'un montant, à côté de son texte."""
    if isinstance(valeur, DatePartielle):
        lues: dict[str, Any] = {
            "au_plus_tot": valeur.debut and valeur.debut.isoformat(),
            "au_plus_tard": valeur.fin and valeur.fin.isoformat(),
        }
    else:
        lues = {
            "minimum": nombre_simple(valeur.minimum),
            "maximum": nombre_simple(valeur.maximum),
            "unite": valeur.unite or None,
            "periode": valeur.periode or None,
            "taxe": valeur.taxe or None,
            "sommable": valeur.sommable,
        }
    return {nom: lue for nom, lue in lues.items() if lue is not None}


def nombre_simple(nombre: Any) -> int | float | None:
    """Un nombre sans décimale inutile : 12000, 0.5."""
    if nombre is None:
        return None
    return int(nombre) if nombre == int(nombre) else float(nombre)


def source_ecrite(source: Reference | None) -> dict[str, str]:
    """Un renvoi à un document, champs vides exceptés."""
    return {nom: str(valeur) for nom, valeur in source or () if valeur is not None}
