"""Les listes communes : thèmes, publics, situations, acteurs, glossaire, documents.

Comparer demande des mots communs. Pour les thèmes et les publics, une liste fait foi, et ce qui
n'y est pas est dit et retiré, jamais deviné. Les acteurs, le glossaire et les documents, eux, se
réunissent : chaque site a les siens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from ..corpus.reduction import SOURCES_OFFICIELLES
from ..depart.gabarits import REFERENTIELS, referentiel_commun
from ..lecture.validation import plus_proche
from ..lecture.yaml_marque import lire_le_yaml
from ..modele.texte import est_un_identifiant
from ..modele.version import est_une_version
from ..texte.typographie import accorder
from .contenu import refaire
from .reunion import Reunion, SourceApportee
from .sources import LOCAL, PROGRAMME, TOUTES, Correspondances, SourcesLues

DOCUMENTS = "referentiels/sources.yml"
CLES = {
    "themes": (("familles", "id"), ("themes", "id")),
    "publics": (("publics", "id"),),
    "situations": (("situations", "id"),),
    "acteurs": (("familles", "id"), ("acteurs", "id")),
    "glossaire": (("termes", "sigle"),),
}
"""Les listes de chaque référentiel, et la clé qui y désigne un élément."""
TUTELLE = "releve_de"
"""La clé par laquelle un acteur dit de qui il relève."""
Remarques = list[tuple[str, str]]
"""Ce qu'il y a à dire, par source."""


def chemin_de(nom: str) -> str:
    """Le fichier d'un référentiel."""
    return f"referentiels/{nom}.yml"


def referentiels_communs(
    sources: SourcesLues,
    apports: Sequence[SourceApportee],
    locaux: Mapping[str, Any],
    remarques: Remarques,
) -> dict[str, Any]:
    """Les référentiels de l'ensemble, documents exceptés, par chemin."""
    choisis = sources.contenu.referentiels
    communs: dict[str, Any] = {}
    for nom in CLES:
        chemin = chemin_de(nom)
        choix = getattr(choisis, nom) or _par_defaut(nom, chemin in locaux)
        if choix == PROGRAMME:
            communs[chemin] = lire_le_yaml(referentiel_commun(nom).encode(), chemin)[0] or {}
        elif choix == LOCAL:
            communs[chemin] = locaux.get(chemin)
        elif choix == TOUTES:
            communs[chemin] = _unir(nom, apports, locaux.get(chemin), remarques)
        else:
            auteur = next((a for a in apports if a.nom == choix), None)
            communs[chemin] = auteur.arbres.get(chemin) if auteur else None
            if not communs[chemin]:
                pourquoi = "n'en publie pas" if auteur else "n'a pas pu être lue"
                remarques.append((choix, f"elle fait foi pour « {nom} » et {pourquoi}"))
    return {chemin: arbre for chemin, arbre in communs.items() if arbre}


def _par_defaut(nom: str, local: bool) -> str:
    if nom in REFERENTIELS:
        return LOCAL if local else PROGRAMME
    return TOUTES


def _unir(
    nom: str, apports: Sequence[SourceApportee], local: Any, remarques: Remarques
) -> dict[str, Any] | None:
    """Un référentiel fait de tous : le premier qui définit un élément l'emporte."""
    reuni: dict[str, dict[str, Any]] = {liste: {} for liste, _ in CLES[nom]}
    autres: dict[str, Any] = {}
    porteurs = [("", local), *((a.nom, a.arbres.get(chemin_de(nom))) for a in apports)]
    for auteur, arbre in porteurs:
        differents = 0
        for liste, cle in CLES[nom]:
            for element in (arbre or {}).get(liste, ()):
                connu = reuni[liste].setdefault(element[cle], element)
                if nom == "acteurs" and liste == "acteurs":
                    reuni[liste][element[cle]] = _avec_ses_formes(connu, element)
                    differents += connu.get(TUTELLE) != element.get(TUTELLE)
                elif connu != element:
                    differents += 1
        if differents:
            quoi = accorder(differents, "élément")
            remarques.append((auteur, f"{quoi} de « {nom} » dits autrement : le premier reste"))
        autres = {c: v for c, v in (arbre or {}).items() if c not in reuni} | autres
    rempli = {liste: list(elements.values()) for liste, elements in reuni.items() if elements}
    return rempli | autres or None


def _avec_ses_formes(connu: dict[str, Any], autre: dict[str, Any]) -> dict[str, Any]:
    """Un acteur et toutes les formes sous lesquelles les documents le nomment."""
    formes = [*connu.get("variantes", ()), autre["nom"], *autre.get("variantes", ())]
    neuves = [forme for forme in dict.fromkeys(formes) if forme != connu["nom"]]
    return connu | {"variantes": neuves} if neuves else connu


@dataclass
class _Tri:
    """Ce que deviennent les mots d'une source, thèmes ou publics.

    Attributes:
        libre: vrai si les mots du document se gardent, hors de toute liste.
    """

    connus: frozenset[str]
    correspondances: Mapping[str, str]
    perdus: Counter[str]
    libre: bool

    def trier(self, mots: Sequence[str]) -> list[str]:
        remplaces = [m if m in self.connus else self.correspondances.get(m, m) for m in mots]
        gardes = [mot for mot in dict.fromkeys(remplaces) if self._se_garde(mot)]
        self.perdus.update(mot for mot in remplaces if mot not in gardes)
        return gardes

    def _se_garde(self, mot: str) -> bool:
        return mot in self.connus or (self.libre and not est_un_identifiant(mot))


def accorder_les_mots(
    reunion: Reunion,
    communs: dict[str, Any],
    correspondances: Correspondances,
    remarques: Remarques,
) -> None:
    """Ne laisse dans les territoires et les situations que des thèmes et des publics connus.

    Une version figée porte ses propres listes : elle passe telle quelle.
    """
    connus = {
        nom: frozenset(e["id"] for e in communs.get(chemin_de(nom), {}).get(nom, ()))
        for nom in ("themes", "publics")
    }

    def trieurs() -> dict[str, _Tri]:
        return {
            nom: _Tri(mots, getattr(correspondances, nom), Counter(), nom == "publics")
            for nom, mots in connus.items()
        }

    par_source: dict[str, dict[str, _Tri]] = {}
    for slug, (apport, fichiers) in reunion.territoires.items():
        tri = par_source.setdefault(apport.nom, trieurs())
        vivants = {c: _trier(v, tri) for c, v in fichiers.items() if not est_une_version(c)}
        reunion.territoires[slug] = apport, fichiers | vivants
    for nom_de_source, tri in par_source.items():
        for nom, trieur in tri.items():
            remarques += [
                (nom_de_source, _mot_perdu(nom, mot, fois, connus[nom]))
                for mot, fois in sorted(trieur.perdus.items())
            ]
    situations = chemin_de("situations")
    if situations in communs:
        communs[situations] = _trier(communs[situations], trieurs())


def _mot_perdu(nom: str, mot: str, fois: int, connus: frozenset[str]) -> str:
    sorte = "thème" if nom == "themes" else "public"
    proche = plus_proche(mot, connus).removeprefix("écrire plutôt « ").removesuffix(" »")
    return (
        f"{sorte} « {mot} » inconnu de la liste commune : retiré de "
        f"{accorder(fois, 'endroit')} ; écrire « correspondances: {{{nom}: "
        f"{{{mot}: {proche or 'mot-commun'}}}}} », ou l'ajouter à la liste commune"
    )


def _trier(valeur: Any, tri: Mapping[str, _Tri]) -> Any:
    """Les mêmes valeurs, leurs thèmes et leurs publics triés ; sans thème, pas de mention."""

    def trier(groupe: dict[str, Any]) -> dict[str, Any]:
        listes = {
            cle: tri[cle].trier(groupe[cle])
            for cle in tri
            if isinstance(groupe.get(cle), list) and all(isinstance(m, str) for m in groupe[cle])
        }
        trie = {c: v for c, v in (groupe | listes).items() if v or c not in listes}
        if "mentions" in trie:
            trie["mentions"] = [mention for mention in trie["mentions"] if mention.get("themes")]
        return trie

    return refaire(valeur, trier)


def documents_communs(
    reunion: Reunion, apports: Sequence[SourceApportee], local: Any
) -> dict[str, Any] | None:
    """Les documents que citent les territoires retenus.

    Deux sites donnent sans le savoir le même identifiant à deux documents : le second prend le
    nom de sa source devant, dans la liste comme dans ce qui le cite.
    """
    reunis: dict[str, Any] = {d["id"]: d for d in (local or {}).get("sources", ())}
    for apport in apports:
        decrits = {d["id"]: d for d in apport.arbres.get(DOCUMENTS, {}).get("sources", ())}
        siens = [s for s, (auteur, _) in reunion.territoires.items() if auteur is apport]
        fichiers_siens = (couple for s in siens for couple in reunion.territoires[s][1].items())
        cites = {d for c, f in fichiers_siens if not est_une_version(c) for d in _cites(f)}
        noms: dict[str, str] = {}
        for identifiant, document in decrits.items():
            if identifiant in SOURCES_OFFICIELLES:
                reunis.setdefault(identifiant, document)
            elif identifiant in cites:
                noms[identifiant] = neuf = _libre(identifiant, document, apport.nom, reunis)
                reunis[neuf] = document | {"id": neuf}
        changes = {ancien: neuf for ancien, neuf in noms.items() if ancien != neuf}
        for slug in siens if changes else ():
            auteur, fichiers = reunion.territoires[slug]
            vivants = {c: _citer(f, changes) for c, f in fichiers.items() if not est_une_version(c)}
            reunion.territoires[slug] = auteur, fichiers | vivants
    autres = {cle: valeur for cle, valeur in (local or {}).items() if cle != "sources"}
    return autres | {"sources": list(reunis.values())} if reunis else autres or None


def _libre(identifiant: str, document: Any, source: str, pris: Mapping[str, Any]) -> str:
    """L'identifiant, s'il est libre ou désigne déjà ce document ; sinon un autre."""

    def convient(nom: str) -> bool:
        return nom not in pris or pris[nom] == document | {"id": nom}

    numerotes = (f"{identifiant[:60]}-{rang}" for rang in count(1))
    avec_la_source = f"{source}-{identifiant}"[:80].rstrip("-_")
    return next(filter(convient, chain((identifiant, avec_la_source), numerotes)))


CITE = "document"
"""La clé par laquelle une donnée cite un document ; aucune autre n'a ce nom."""


def _cites(valeur: Any) -> set[str]:
    """Les documents que ces valeurs citent."""
    cites: set[str] = set()

    def relever(groupe: dict[str, Any]) -> dict[str, Any]:
        if isinstance(cite := groupe.get(CITE), str):
            cites.add(cite)
        return groupe

    refaire(valeur, relever)
    return cites


def _citer(valeur: Any, noms: Mapping[str, str]) -> Any:
    """Les mêmes valeurs, les documents cités par leur nouveau nom."""

    def renommer(groupe: dict[str, Any]) -> dict[str, Any]:
        cite = groupe.get(CITE)
        return groupe | {CITE: noms[cite]} if isinstance(cite, str) and cite in noms else groupe

    return refaire(valeur, renommer)
