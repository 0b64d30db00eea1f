"""Une action, ou une étape, dans les mots et les cases du gabarit de l'ADEME."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ...classeur.classeur import Valeur
from ...ecriture.arbre import developper, en_liste
from ...modele.date_partielle import lire_date
from ...modele.etape import Etape
from ...modele.niveau import PLURIELS
from ...modele.projet import Projet
from ...modele.socle import Refus
from .mise_a_plat import LigneDOnglet, Tables

STATUTS = {
    "a_venir": "À venir", "piste": "À discuter", "en_cours": "En cours", "realisee": "Réalisé",
    "en_pause": "En pause", "abandonnee": "Abandonné", "en_amorcage": "En cours",
}  # fmt: skip
PRIORITES = {"haute": "Élevé", "moyenne": "Moyen", "basse": "Bas"}
PARTICIPATIONS = {
    "information": "Information", "consultation": "Consultation", "concertation": "Concertation",
    "co_construction": "Co-construction",
}  # fmt: skip
EN_RETARD, BLOQUE = "En retard", "Bloqué"
LISTES_DU_GABARIT: dict[str, tuple[str, ...]] = {
    "statut": (
        "À venir", "À discuter", "En cours", "Réalisé", EN_RETARD, "En pause", BLOQUE, "Abandonné",
    ),
    "priorite": tuple(PRIORITES.values()),
    "participation": ("Pas de participation citoyenne", *PARTICIPATIONS.values()),
    "chaque_annee": ("TRUE", "FALSE"),
}  # fmt: skip
"""Les listes déroulantes du gabarit, par colonne."""
SIGNALEE_EN_RETARD, BLOQUEE = "Signalée en retard dans le document d’origine.", "Bloquée"
"""Ce que l'import écrit d'un statut du gabarit que le modèle n'a pas : il revient à sa case."""
CHAQUE_ANNEE = "chaque année"
PROFONDEUR = 3
"""Les niveaux que le gabarit sait dire."""
MOTS_DU_GABARIT = ("Axe", "Sous-axe", "Sous-sous-axe")
NUMERO_LISIBLE = re.compile(r"\d{1,3}(?:\.\d{1,3})*|[IVX]+|[A-Z]")
HORS_TAXE = re.compile(r"(\d[\d  ]*(?:,\d+)?) ?€ HT")
FINANCEUR = re.compile(r"(.*\S) \(([^()]*\d[^()]*(?:€|%|ETP|euros?)[^()]*)\)")
PRECISION = re.compile(r"\*\*([^*\n]+)\*\* : (.*)", re.S)
PRECISIONS = {
    "Calendrier": "calendrier",
    "Mesures liées": "mesures",
    "Actions des plans liées": "actions_liees",
}
"""Ce qu'un import a rangé dans la description, et qui a sa colonne dans le gabarit."""
DITS = frozenset(
    (
        "titre", "numero", "id", "rang", "rattachements", "description", "instance", "objectifs",
        "indicateurs", "pilotes", "moyens", "partenaires", "elu_referent", "participation",
        "financeurs", "budgets", "statut", "priorite", "debut", "fin", "recurrence",
        "actions_liees", "notes", "etapes", "liens", "projet", "maj", "publication", "motif",
    )
)  # fmt: skip
"""Les champs qui ont une colonne, ou dont la place dit tout."""


def mots_des_niveaux(tables: Tables) -> dict[str, str]:
    """Le mot par lequel le territoire nomme chaque type de niveau ; vide, celui du gabarit."""
    mots: dict[str, str] = {}
    for projet in tables[Projet]:
        for type_, dits in (projet.brut.get("niveaux") or {}).items():
            singulier = dits.get("singulier") if isinstance(dits, dict) else dits
            mots.setdefault(type_, str(singulier or ""))
    return mots


class RangeeDuGabarit:
    """Une rangée : une action, une étape qui en dit plus que son titre, ou un niveau sans action.

    Args:
        chemin: les niveaux au-dessus, du plus haut au plus bas.
        titres: l'intitulé de chaque action, par identifiant.
        action: l'action dont c'est une étape.
    """

    def __init__(
        self,
        brut: Mapping[str, Any],
        chemin: Sequence[LigneDOnglet],
        mots: Mapping[str, str],
        titres: Mapping[str, str],
        action: str = "",
    ) -> None:
        self.brut, self.chemin, self.mots, self.titres = brut, chemin, mots, titres
        self.action = action
        etapes = [developper(etape, Etape) for etape in en_liste(brut.get("etapes"))]
        simples = all(  # qui ne sont qu'un titre, et que rien n'y coupe
            set(etape) == {"titre"} and not re.search(r"[;:\n]", str(etape["titre"]))
            for etape in etapes
        )
        self.etapes = [str(etape["titre"]) for etape in etapes] if simples else []
        self.etapes_a_part = [
            RangeeDuGabarit(etape, chemin, mots, titres, self._intitule())
            for etape in ([] if simples else etapes)
        ]
        self.financeurs = [_financeur(str(nom)) for nom in en_liste(brut.get("financeurs"))]

    @property
    def laisses(self) -> Counter[str]:
        """Les champs que cette rangée ne dit pas, ou pas en entier."""
        laisses = Counter(cle for cle in self.brut if cle not in DITS)
        if len(en_liste(self.brut.get("rattachements"))) > 1:
            laisses["rattachements"] += 1
        if self.brut.get("statut") == "en_amorcage":
            laisses["statut"] += 1
        if any(set(i) - {"nom"} for i in self._objets("indicateurs")):
            laisses["indicateurs"] += 1
        return laisses

    def valeurs(self) -> dict[str, Valeur]:
        """La valeur de chaque case, par clé de colonne."""
        brut = self.brut
        description, precisions = _separer(str(brut.get("description") or ""), PRECISIONS)
        moyens, finances = _separer(str(brut.get("moyens") or ""), {"Financements": "financements"})
        recurrence = str(brut.get("recurrence") or "")
        cases: dict[str, Valeur] = {
            "titre": self.action or self._intitule(),
            "etape": self._intitule() if self.action else None,
            "description": description,
            "objectifs": _une_par_ligne(brut.get("objectifs")),
            "indicateurs": _aux_virgules(i.get("nom") for i in self._objets("indicateurs")),
            "moyens": moyens,
            "participation": PARTICIPATIONS.get(str(brut.get("participation"))),
            "priorite": PRIORITES.get(str(brut.get("priorite"))),
            "debut": _date(brut.get("debut")),
            "fin": _date(brut.get("fin")),
            "chaque_annee": "TRUE" if recurrence == CHAQUE_ANNEE else None,
            "calendrier": None if recurrence == CHAQUE_ANNEE else recurrence,
            "budget": self._budget(),
            "actions_liees": "\n".join(self._titres_lies()),
            "etapes": "\n".join(self.etapes),
            "liens": "\n".join(self._liens()),
            "instance": brut.get("instance"),
            "elu_referent": brut.get("elu_referent"),
            "pilotes": _aux_virgules(en_liste(brut.get("pilotes"))),
            "partenaires": _aux_virgules(en_liste(brut.get("partenaires"))),
        }
        cases |= dict(self._niveaux()) | dict(self._statut_et_notes()) | precisions | finances
        for rang, (nom, montant) in enumerate(self.financeurs, 1):
            cases |= {f"financeur_{rang}": nom, f"montant_{rang}": montant}
        return {cle: valeur for cle, valeur in cases.items() if valeur not in (None, "")}

    def _intitule(self) -> str:
        """« 1.2 Ouvrir », « Action 3 : Ouvrir » : le numéro s'y relit."""
        titre, numero = str(self.brut.get("titre") or ""), str(self.brut.get("numero") or "")
        if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})+", numero):
            return f"{numero} {titre}"
        mot = "Opération" if self.action else "Action"
        return f"{mot} {numero} : {titre}" if NUMERO_LISIBLE.fullmatch(numero) else titre

    def _niveaux(self) -> Iterator[tuple[str, str]]:
        """Un niveau par colonne ; au-delà de trois, le plus bas garde la dernière."""
        autres = any(
            mot and mot != MOTS_DU_GABARIT[min(rang, 2)] for rang, mot in enumerate(self._mots())
        )
        for rang, niveau in enumerate(self.chemin[:PROFONDEUR]):
            titre, numero = str(niveau.brut.get("titre")), str(niveau.brut.get("numero") or "")
            lisible = numero if NUMERO_LISIBLE.fullmatch(numero) else ""
            if autres:
                mot = self._mots()[rang]
                ecrit = f"{mot} {lisible} : {titre}" if lisible else f"{mot} : {titre}"
            elif "." in lisible:
                ecrit = f"{lisible} {titre}"
            else:
                ecrit = f"{lisible}. {titre}" if lisible else titre
            yield f"niveau_{rang + 1}", ecrit

    def _mots(self) -> list[str]:
        """Le mot de chaque niveau au-dessus.

        Celui du territoire, s'il est du gabarit ou précise celui du type (« Objectif
        opérationnel ») ; sinon celui du type : « Piste » n'est un mot de niveau que chez lui.
        """
        types = [PLURIELS[n.place.champs[-1]] for n in self.chemin if n.place]
        siens = [self.mots.get(str(type_), "") for type_ in types]
        return [
            sien if sien.startswith((type_.libelle, *MOTS_DU_GABARIT)) else type_.libelle
            for sien, type_ in zip(siens, types, strict=True)
        ]

    def _statut_et_notes(self) -> Iterator[tuple[str, str]]:
        statut, notes = str(self.brut.get("statut") or ""), en_liste(self.brut.get("notes"))
        motif = self.brut.get("motif")
        ecrit = STATUTS.get(statut, "")
        if statut == "en_cours" and SIGNALEE_EN_RETARD in notes:
            ecrit, notes = EN_RETARD, [note for note in notes if note != SIGNALEE_EN_RETARD]
        if statut == "en_pause" and BLOQUEE in (motif, *notes):
            ecrit, notes = BLOQUE, [note for note in notes if note != BLOQUEE]
        yield "statut", ecrit
        yield "notes", _une_par_ligne(notes)

    def _objets(self, champ: str) -> list[dict[str, Any]]:
        return [o if isinstance(o, dict) else {"nom": o} for o in en_liste(self.brut.get(champ))]

    def _budget(self) -> Valeur:
        """Un montant hors taxe est un nombre ; tout autre reste le texte qu'il est."""
        lignes = []
        for budget in self._objets("budgets"):
            montant = str(budget.get("prevu") or "")
            tete = budget.get("annee") or budget.get("nature") or budget.get("libelle")
            if montant:
                lignes.append(f"{str(tete).capitalize()} : {montant}" if tete else montant)
        return _montant(lignes[0]) if len(lignes) == 1 else "\n".join(lignes)

    def _titres_lies(self) -> Iterator[str]:
        for identifiant in en_liste(self.brut.get("actions_liees")):
            if identifiant in self.titres:
                yield self.titres[str(identifiant)]

    def _liens(self) -> Iterator[str]:
        for lien in self._objets("liens"):
            adresse = str(lien.get("url", ""))
            if adresse.startswith(("http://", "https://")):
                yield f"{lien.get('titre')} : {adresse}" if lien.get("titre") else adresse


def _separer(texte: str, colonnes: Mapping[str, str]) -> tuple[str, dict[str, Valeur]]:
    """Rend à leurs colonnes les paragraphes qui, à la fin, portent leur nom."""
    paragraphes, rendus = texte.split("\n\n"), {}
    while paragraphes and (dit := PRECISION.fullmatch(paragraphes[-1])):
        if dit[1] not in colonnes:
            break
        rendus[colonnes[dit[1]]] = dit[2]
        paragraphes.pop()
    return "\n\n".join(paragraphes), rendus


def _financeur(ecrit: str) -> tuple[str, Valeur]:
    trouve = FINANCEUR.fullmatch(ecrit)
    return (trouve[1], _montant(trouve[2])) if trouve else (ecrit, None)


def _montant(ecrit: str) -> Valeur:
    if (trouve := HORS_TAXE.fullmatch(ecrit)) is None:
        return ecrit
    nombre = float(re.sub(r"[  ]", "", trouve[1]).replace(",", "."))
    return int(nombre) if nombre == int(nombre) else nombre


def _date(ecrite: Any) -> Valeur:
    """Un jour exact est une date du tableur ; toute autre date reste écrite."""
    texte = str(ecrite or "")
    try:
        lue = lire_date(texte) if texte else None
    except Refus:
        return texte
    if lue is not None and isinstance(lue.debut, date) and lue.debut == lue.fin:
        return lue.debut
    return texte


def _une_par_ligne(valeurs: Any) -> str:
    """Une valeur par ligne ; à puces, si l'une d'elles a plusieurs lignes ou un point-virgule."""
    textes = [str(valeur) for valeur in en_liste(valeurs)]
    if not any(re.search(r"[;\n]", texte) for texte in textes):
        return "\n".join(textes)
    return "\n".join(f"- {texte}" for texte in textes)


def _aux_virgules(noms: Any) -> str:
    """Des noms séparés par des virgules ; par des points-virgules si l'un d'eux en a une."""
    textes = [str(nom) for nom in noms if nom]
    if any("," in texte for texte in textes):
        return "; ".join(textes) + (" ;" if len(textes) == 1 else "")
    return ", ".join(textes)
