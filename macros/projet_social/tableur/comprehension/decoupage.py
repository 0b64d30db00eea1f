"""Une cellule, plusieurs valeurs : lignes, puces, points-virgules, virgules avec prudence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...modele.texte import COURRIEL, TELEPHONE
from ...texte.identifiant import forme_commune
from ...texte.personnes import est_un_sigle, est_une_structure
from ...texte.synonyme import cle_du_synonyme
from .niveaux import PUCE
from .synonymes import mots_reconnus

SEPARES = re.compile(r"\s*(?:;|\n)\s*")
AUX_PUCES = re.compile(r"\n(?=\s*(?:[-–—•·▪◦●■►➢➔→✓✔*o]|\uf0b7)\s)")
BARRES = re.compile(r"\s+(?:/|\|)\s+")
HORS_PARENTHESES = re.compile(r",(?:\s+|(?=[A-ZÀ-Ý]))(?![^()]*\))")
"""Une virgule qui peut séparer deux noms : suivie d'une espace, ou d'une capitale."""
VIRGULE_EN_FIN_DE_LIGNE = re.compile(r",[ \t]*\n\s*")
ENTRE_SIGLES = re.compile(r"\s*(?:[,/+&]|(?<=\s)(?:et|-|–)(?=\s))\s*")
ENTRE_STRUCTURES = re.compile(r"\s*(?:[/+&]|(?<=\s)et(?=\s))\s*")
ARTICLE = re.compile(r"^(?:la |le |les |l['’])(?=[A-ZÀ-Ý])")
RESTES = re.compile(r"\(\s*[,;:/–—-]*\s*\)|\[\s*\]|\s*[,;:–—-]\s*$|^\s*[,;:–—-]\s*")
TELEPHONE_NOMME = re.compile(r"\b(?:t[ée]l(?:[ée]phone)?|mail|courriel|e-?mail)\.?\s*:?\s*$", re.I)
RETIRE = "[coordonnées retirées]"
MOTS_D_UNE_STRUCTURE = 8
MISSION_LOCALE = ["mission", "locale"]
"""Une structure, malgré le mot qui d'ordinaire annonce un service."""


@dataclass(frozen=True, slots=True)
class Expurge:
    """Un texte sans adresse électronique ni numéro de téléphone, et ce qu'on lui a retiré."""

    texte: str
    retire: tuple[str, ...] = ()


def lignes_du_texte(texte: str) -> list[str]:
    """Les lignes d'une cellule, sans leurs puces ni leurs vides."""
    return [nue for ligne in texte.split("\n") if (nue := PUCE.sub("", ligne.strip()).strip())]


def elements_de(texte: str) -> list[str]:
    """Les éléments d'une liste : un par ligne, par puce ou par point-virgule."""
    nus = (PUCE.sub("", morceau).strip(" ;") for morceau in SEPARES.split(texte))
    return [nu for nu in nus if nu]


def structures_de(texte: str) -> list[str]:
    """Les structures d'une cellule.

    La virgule ne sépare que si rien d'autre ne sépare, et devant ce qui a l'air d'un nom :
    « Communauté de communes, service jeunesse » est une seule structure. Des sigles se séparent
    quoi qu'il y ait entre eux : « CAF/MSA », « CAF et MSA ».
    """
    morceaux = elements_de(VIRGULE_EN_FIN_DE_LIGNE.sub(", ", texte))
    if len(morceaux) == 1:
        barres = BARRES.split(morceaux[0])
        morceaux = barres if len(barres) > 1 else _aux_virgules(morceaux[0])
    return [nom.strip() for morceau in morceaux for nom in _aux_sigles(morceau) if nom.strip()]


def _aux_sigles(texte: str) -> list[str]:
    """Une barre, un « et » ne séparent que ce qui nomme sûrement des structures."""
    sigles = ENTRE_SIGLES.split(texte.strip())
    if len(sigles) > 1 and all(map(est_un_sigle, sigles)):
        return sigles
    noms = ENTRE_STRUCTURES.split(texte.strip())
    surs = all(nom[:1].isupper() and (est_un_sigle(nom) or est_une_structure(nom)) for nom in noms)
    return noms if len(noms) > 1 and surs else [texte]


def _aux_virgules(texte: str) -> list[str]:
    """Un morceau qui n'a pas l'air d'un nom (« , service jeunesse ») suit celui qu'il précise."""
    noms: list[str] = []
    for morceau in HORS_PARENTHESES.split(texte):
        if noms and not _ouvre_un_nom(morceau):
            noms[-1] += f", {morceau.strip()}"
        else:
            noms.append(morceau)
    return noms


def _ouvre_un_nom(morceau: str) -> bool:
    nu = ARTICLE.sub("", morceau.strip())
    mots = cle_du_synonyme(nu).split()
    precise = mots[:1] and mots[0] in mots_reconnus().services and mots[:2] != MISSION_LOCALE
    return bool(mots) and nu[0].isupper() and not precise


def structures_seules(texte: str) -> list[str]:
    """Les structures d'un champ qui n'en a qu'une, où la virgule et la ligne peuvent préciser.

    « Commune de Vallon », puis « service habitat » à la ligne, est une seule structure.
    """
    noms: list[str] = []
    for element in elements_de(texte):
        for morceau in _aux_sigles(element):
            nu = " ".join(morceau.split())
            if noms and not _ouvre_un_nom(nu):
                noms[-1] += f", {nu}"
            else:
                noms.append(nu)
    return noms or [" ".join(texte.split())]


def est_douteuse(structure: str) -> bool:
    """Vrai pour un nom qui pourrait en cacher plusieurs : très long, ou coupé d'une barre."""
    return len(structure.split()) > MOTS_D_UNE_STRUCTURE or "/" in structure


def proses_de(texte: str) -> list[str]:
    """Des phrases, une par ligne ; à puces, chacune garde ses points-virgules et ses lignes."""
    if not PUCE.match(texte.strip()):
        return elements_de(texte)
    morceaux = [PUCE.sub("", m.strip()).strip(" ;") for m in AUX_PUCES.split(texte)]
    return [morceau for morceau in morceaux if morceau]


def noms_aux_virgules(texte: str) -> list[str]:
    """Les noms d'une colonne que son aide dit « séparés par des virgules »."""
    if SEPARES.search(texte):
        return elements_de(texte)
    return [nom for morceau in HORS_PARENTHESES.split(texte) if (nom := morceau.strip())]


def partenaires_de(texte: str) -> list[str]:
    """Les structures d'une liste, où « associations locales » vaut « CAF ».

    Une liste de partenaires n'est pas un nom : la virgule y sépare même des noms communs, sauf
    devant un service ou ce qui a l'air d'une suite de phrase (« en lien avec… »).
    """
    noms: list[str] = []
    for element in structures_de(texte):
        morceaux = [morceau.strip() for morceau in HORS_PARENTHESES.split(element)]
        tous = all(_est_un_partenaire(morceau) for morceau in morceaux)
        noms += morceaux if tous else [element]
    return [nom for nom in noms if nom]


def _est_un_partenaire(morceau: str) -> bool:
    premier = forme_commune(morceau).partition(" ")[0]
    return (
        _est_un_nom(morceau[:1].upper() + morceau[1:])
        and premier not in mots_reconnus().suites_de_phrase
    )


def phrases_de(texte: str) -> list[str]:
    """Les éléments d'une liste de phrases ; la virgule n'y sépare que devant une capitale."""
    phrases: list[str] = []
    for element in elements_de(texte):
        morceaux = [morceau.strip() for morceau in HORS_PARENTHESES.split(element)]
        ouvertes = all(morceau[:1].isupper() and " " in morceau for morceau in morceaux)
        phrases += morceaux if ouvertes else [element]
    return phrases


def _est_un_nom(morceau: str) -> bool:
    nu = morceau.strip()
    mots = cle_du_synonyme(nu).split()
    return (
        bool(mots)
        and (nu[0].isupper() or nu[0].isdigit())
        and len(nu.split()) <= MOTS_D_UNE_STRUCTURE
        and mots[0] not in mots_reconnus().services
    )


def expurger(texte: str) -> Expurge:
    """Retire d'un texte les adresses électroniques et les numéros de téléphone."""
    if not (retire := _coordonnees(texte)):
        return Expurge(texte)
    lignes = []
    for ligne in texte.split("\n"):
        nue = TELEPHONE.sub("", COURRIEL.sub("", ligne))
        if nue != ligne:
            for _ in range(3):
                nue = TELEPHONE_NOMME.sub("", RESTES.sub("", nue.strip())).strip()
        if nue.strip():
            lignes.append(" ".join(nue.split()))
    return Expurge("\n".join(lignes), retire)


def masquer(texte: str) -> Expurge:
    """Le même texte, où les coordonnées sont remplacées par une mention."""
    return Expurge(TELEPHONE.sub(RETIRE, COURRIEL.sub(RETIRE, texte)), _coordonnees(texte))


def _coordonnees(texte: str) -> tuple[str, ...]:
    motifs = (COURRIEL, TELEPHONE) if "@" in texte else (TELEPHONE,)
    return tuple(trouve[0] for motif in motifs for trouve in motif.finditer(texte))


def en_prose(texte: str) -> str:
    """Le texte d'une cellule en Markdown : une ligne devient un paragraphe, une puce une liste."""
    blocs: list[list[str]] = []
    en_liste = False
    for ligne in texte.split("\n"):
        nue = ligne.strip()
        puce = PUCE.match(nue)
        if not nue:
            en_liste = False
        elif puce:
            if not en_liste:
                blocs.append([])
            blocs[-1].append(f"- {nue[puce.end() :].strip()}")
            en_liste = True
        else:
            blocs.append([re.sub(r"^(?=[#>+])", r"\\", nue)])
            en_liste = False
    return "\n\n".join("\n".join(bloc) for bloc in blocs)
