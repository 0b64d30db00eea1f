"""Les listes communes : thèmes, publics, situations, acteurs, glossaire, documents.

Comparer demande des mots communs. Pour les thèmes et les publics, une liste fait foi, et ce qui
n'y est pas est dit et retiré, jamais deviné. Les acteurs, le glossaire et les documents, eux, se
réunissent : chaque site a les siens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..depart.gabarits import REFERENTIELS, referentiel_commun, remplir
from ..lecture.validation import plus_proche
from ..lecture.yaml_marque import lire_le_yaml
from ..modele.libelle import libelle_de
from ..modele.texte import est_un_identifiant
from ..modele.version import est_une_version
from ..texte.typographie import accorder
from .contenu import refaire
from .reunion import Reunion, SourceApportee
from .sources import LOCAL, PROGRAMME, TOUTES, Correspondances, SourcesLues

CLES = {
    "themes": (("familles", "id"), ("themes", "id")),
    "publics": (("publics", "id"),),
    "situations": (("situations", "id"),),
    "acteurs": (("familles", "id"), ("acteurs", "id")),
    "glossaire": (("termes", "sigle"),),
}
"""Les listes de chaque référentiel, et la clé qui y désigne un élément."""
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
    """Un référentiel fait de tous : le premier qui définit un élément l'emporte.

    Une définition que quelqu'un a écrite passe devant celle que tout site neuf reçoit.
    """
    reuni: dict[str, list[dict[str, Any]]] = {}
    autres: dict[str, Any] = {}
    porteurs = [(LOCAL, local or {}), *((a.nom, a.arbres.get(chemin_de(nom), {})) for a in apports)]
    for liste, cle in CLES[nom]:
        dits: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        for auteur, arbre in porteurs:
            for element in arbre.get(liste, ()):
                dits.setdefault(element[cle], []).append((auteur, element))
        reuni[liste] = [_retenir(nom, candidats, remarques) for candidats in dits.values()]
    for _, arbre in porteurs:
        autres = {c: v for c, v in arbre.items() if c not in reuni} | autres
    return {liste: elements for liste, elements in reuni.items() if elements} | autres or None


def _retenir(
    nom: str, candidats: Sequence[tuple[str, dict[str, Any]]], remarques: Remarques
) -> dict[str, Any]:
    """L'élément que l'on garde, avec les formes de tous ; ce qu'un autre en disait se dit."""
    ecrits = [c for c in candidats if nom != "glossaire" or c[1] not in _termes_livres()]
    auteur, retenu = (ecrits or candidats)[0]
    complet = retenu
    for _, element in candidats:
        complet = _avec_ses_formes(complet, element)
    for source, element in ecrits:
        remarques += [
            (source, f"{dite} ; pour en décider autrement : local/{chemin_de(nom)}")
            for dite in _desaccords(nom, complet, element, f"chez « {auteur} »")
        ]
    return complet


@cache
def _termes_livres() -> tuple[dict[str, Any], ...]:
    """Les termes du glossaire que reçoit un site neuf : personne ne les a choisis."""
    texte = remplir("site/data/referentiels/glossaire.yml")
    lu: Any = lire_le_yaml(texte.encode(), chemin_de("glossaire"))[0]
    return tuple(lu["termes"])


FORMES = ("variantes", "voir", "synonymes")
"""Les listes qui s'ajoutent l'une à l'autre : aucune ne contredit l'autre."""


def _avec_ses_formes(connu: dict[str, Any], autre: dict[str, Any]) -> dict[str, Any]:
    """Un élément, et toutes les formes sous lesquelles les autres le nomment.

    Deux sites nomment un même acteur autrement : le second nom devient une variante du premier.
    """
    autre_nom = [autre["nom"]] if autre.keys() >= ACTEUR else []
    for cle in FORMES:
        formes = [
            *connu.get(cle, ()),
            *(autre_nom if cle == "variantes" else ()),
            *autre.get(cle, ()),
        ]
        neuves = [forme for forme in dict.fromkeys(formes) if forme != connu.get("nom")]
        connu = connu | ({cle: neuves} if neuves else {})
    return {c: v for c, v in autre.items() if c != TUTELLE} | connu


def _desaccords(
    nom: str, retenu: Mapping[str, Any], autre: Mapping[str, Any], de_qui: str
) -> Iterator[str]:
    """Ce que deux éléments de même clé disent chacun autrement, les deux formulations nommées."""
    for champ, dit in autre.items():
        if (
            champ in FORMES
            or dit == retenu.get(champ)
            or (champ == "nom" and autre.keys() >= ACTEUR)
        ):
            continue
        if isinstance(dit, list) and set(dit) <= set(retenu.get(champ, ())):
            continue
        suite = f"n'est pas repris, faute d'être {de_qui}"
        if champ in retenu:
            suite = f"cède à « {retenu[champ]} », {de_qui}"
        yield f"{_nommer(nom, autre)}, {libelle_de(champ).lower()} : « {dit} » {suite}"


def _nommer(nom: str, element: Mapping[str, Any]) -> str:
    cle = next(c for c in ("sigle", "phrase", "nom") if c in element)
    return f"{libelle_de(nom).lower()}, « {element[cle]} »"


TUTELLE = "releve_de"
"""La clé par laquelle un acteur dit de qui il relève : elle ne se complète pas d'un autre."""
ACTEUR = {"id", "nom", "famille"}
"""À quoi se reconnaît un acteur parmi les éléments des listes."""


def dire_les_mots_a_part(
    reunion: Reunion, apports: Sequence[SourceApportee], communs: Mapping[str, Any]
) -> None:
    """Nomme ce que la liste d'une source avait de plus ou d'autre que la liste qui fait foi."""
    for nom, listes in CLES.items():
        for liste, cle in listes:
            commune = {e[cle]: e for e in communs.get(chemin_de(nom), {}).get(liste, ())}
            for apport in apports:
                for element in apport.arbres.get(chemin_de(nom), {}).get(liste, ()):
                    if element[cle] not in commune:
                        reunion.laisser(
                            apport, f"{_nommer(nom, element)}, hors de la liste commune"
                        )
                        continue
                    for dite in _desaccords(
                        nom, commune[element[cle]], element, "la liste commune"
                    ):
                        reunion.laisser(apport, dite)


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
        vivants = ((c, v) for c, v in fichiers.items() if not est_une_version(c))
        tries = {c: trie for c, v in vivants if (trie := _trier(v, tri)) != v}
        reunion.territoires[slug] = apport, fichiers | tries
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
