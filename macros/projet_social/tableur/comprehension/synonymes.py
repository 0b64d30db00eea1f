"""Les mots que l'import reconnaît, lus dans `reconnaissance.yml`, et la clé qui les rapproche."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ...lecture.mots_des_gens import champs_par_nom, codes_par_mot, table_de_reconnaissance
from ...modele.vocabulaire import TypeNiveau
from ...texte.synonyme import FLEXION_ENTRE, cle_du_synonyme, sans_genre

ANNEE = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
ENTRE_PARENTHESES = re.compile(r"\([^)]*\)|\[[^\]]*\]")
UNITE = re.compile(r"k ?€|M ?€|€|\beuros?\b", re.I)
TAXE = re.compile(r"\b(HT|TTC)\b|\b(?:hors taxes?)\b")
"""« Montant € HT » : ce que le nom d'une colonne dit de tous ses montants."""
TYPES = {type_.value: type_ for type_ in TypeNiveau}
"""Type canonique de chaque mot de champ : `axe` → `TypeNiveau.AXE`."""
RESSEMBLANCE = 0.86
"""Part de lettres communes au-delà de laquelle un nom mal tapé est reconnu."""
ECART_DE_LONGUEUR = 3
"""Signes qu'une faute de frappe peut ajouter ou ôter."""


@dataclass(frozen=True, slots=True)
class MotDeNiveau:
    """Un mot par lequel un territoire nomme un niveau de son plan."""

    mot: str
    pluriel: str
    genre: str
    type: TypeNiveau


@dataclass(frozen=True, slots=True)
class MotsDAide:
    """À quoi se reconnaissent une ligne d'aide, un onglet de listes, un onglet d'aide."""

    ouvrent: tuple[str, ...]
    contiennent: tuple[str, ...]
    onglets_de_listes: frozenset[str]
    onglets_d_aide: frozenset[str]


@dataclass(frozen=True)
class MotsReconnus:
    """Tout ce que l'import reconnaît ; les mots y sont réduits à leur clé."""

    champs: dict[str, str]
    debuts_surs: frozenset[str]
    selon_la_place: dict[str, str]
    niveaux: dict[str, MotDeNiveau]
    abreges: dict[str, MotDeNiveau]
    etapes: frozenset[str]
    valeurs: dict[str, dict[str, str]]
    aucune: dict[str, frozenset[str]]
    statuts_precises: dict[str, str]
    aides: MotsDAide
    valeurs_permises: dict[str, tuple[str, ...]]
    sans_contenu: frozenset[str]
    neant: frozenset[str]
    coches: frozenset[str]
    totaux: frozenset[str]
    pieds: tuple[str, ...]
    feuilles_sans_nom: frozenset[str]
    services: frozenset[str]
    suites_de_phrase: frozenset[str]
    personnes: frozenset[str]
    pas_des_personnes: frozenset[str]

    @property
    def noms_de_champs(self) -> list[str]:
        """Les champs que l'on peut nommer dans une correspondance, dans l'ordre de la table."""
        return list(dict.fromkeys(self.champs.values()))


def cle_d_en_tete(texte: str) -> str:
    """La clé d'un nom de colonne : les années, les unités et les parenthèses n'y comptent pas."""
    nu = ANNEE.sub(" ", FLEXION_ENTRE.sub("", texte))
    sans = cle_du_synonyme(TAXE.sub(" ", UNITE.sub(" ", ENTRE_PARENTHESES.sub(" ", nu))))
    return sans or cle_du_synonyme(nu)


@lru_cache(maxsize=1)
def mots_reconnus() -> MotsReconnus:
    """La table du paquet, lue une fois."""
    lue = table_de_reconnaissance()
    niveaux: dict[str, MotDeNiveau] = {}
    abreges: dict[str, MotDeNiveau] = {}
    for niveau in lue["niveaux"]:
        mot = MotDeNiveau(niveau["mot"], niveau["pluriel"], niveau["genre"], TYPES[niveau["type"]])
        niveaux[cle_du_synonyme(mot.mot)] = mot
        abreges |= {abrege: mot for abrege in niveau.get("abreges", ())}

    def cles(liste: Iterable[str]) -> frozenset[str]:
        return frozenset(map(cle_du_synonyme, liste)) - {""}

    def mots(nom: str) -> frozenset[str]:
        return cles(lue[nom])

    aides = lue["aides"]

    return MotsReconnus(
        champs=champs_par_nom(),
        debuts_surs=mots("debuts_surs"),
        selon_la_place={
            cle_du_synonyme(mot): champ for mot, champ in lue["selon_la_place"].items()
        },
        niveaux=niveaux,
        abreges=abreges,
        etapes=mots("etapes"),
        valeurs=codes_par_mot(),
        aucune={liste: cles(dits) for liste, dits in lue["aucune"].items()},
        statuts_precises={
            sans_genre(cle_du_synonyme(mot)): precision
            for mot, precision in lue["statuts_precises"].items()
        },
        aides=MotsDAide(
            tuple(sorted(cles(aides["ouvrent"]))),
            tuple(sorted(cles(aides["contiennent"]))),
            cles(aides["onglets_de_listes"]),
            cles(aides["onglets_d_aide"]),
        ),
        valeurs_permises={liste: tuple(codes) for liste, codes in lue["valeurs"].items()},
        sans_contenu=frozenset(mot.lower() for mot in lue["sans_contenu"]),
        neant=frozenset(mot.lower() for mot in lue["neant"]),
        coches=frozenset(lue["coches"]),
        totaux=mots("totaux"),
        pieds=tuple(mot.lower() for mot in lue["pieds"]),
        feuilles_sans_nom=mots("feuilles_sans_nom"),
        services=mots("services"),
        suites_de_phrase=frozenset(lue["suites_de_phrase"]),
        personnes=mots("personnes"),
        pas_des_personnes=mots("pas_des_personnes"),
    )


def le_plus_proche(mot: str, connus: Iterable[str], seuil: float = RESSEMBLANCE) -> str:
    """Le mot connu qui ressemble le plus, ou une chaîne vide."""
    voisins = [connu for connu in connus if abs(len(connu) - len(mot)) <= ECART_DE_LONGUEUR]
    proches = difflib.get_close_matches(mot, voisins, n=1, cutoff=seuil)
    return proches[0] if proches else ""
