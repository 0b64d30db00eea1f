"""L'argent comme on l'écrit : un texte dont on tire les chiffres, sans jamais trahir le texte.

Un montant ne s'additionne que s'il est un seul nombre d'euros, entier, sans condition.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from .socle import Refus
from .texte import TITRE_MAXIMUM, sans_balise_ni_gabarit

NOMBRE = r"[0-9]{1,3}(?:[ .][0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
UNITES = {
    "€": r"€|(?<![a-zà-ÿ])(?:euros?|eur)\b",
    "k€": r"k ?€|k ?euros?\b",
    "M€": r"M ?€|millions? (?:€|d['’]euros?)",
    "ETP": r"\bETPT?\b",
    "%": r"%|pour cent",
    "h": r"\bh(?:eures?)?\b",
}
PERIODES = {
    "an": r"(?:par|/) ?an(?:née)?\b|chaque année|annuels?\b|annuelles?\b",
    "mois": r"(?:par|/) ?mois\b|chaque mois|mensuel",
    "séance": (
        r"(?:par|/|chaque) ?(?:séance|atelier|session|heure|h|jour|journée|nuit|semaine|trimestre"
        r"|semestre|repas|personne|habitant|bénéficiaire|participant|usager|enfant|élève|jeune"
        r"|famille|foyer|ménage|logement|commune|association|poste|place|unité|km)s?\b"
    ),
}
LIMITES = (
    r"[<>≤≥≈~±]|\b(?:plafon|maxi|max\b|au plus|jusqu['’]|mini(?:mum)?\b|min\.|au moins"
    r"|environ|env\.|estim|à partir de|près de|plus de|moins de|autour de|de l['’]ordre de|entre)"
)
UNITE = r" ?(?:[€k%h]|M ?€|euro|eur\b|ETP|million)"
ANNEE = (
    r"(?<![\d.,])(?:19|20)\d{2}(?!\d|[.,]\d)"
    rf"(?!{UNITE}| ?(?:à|-|–|et) ?\d[\d .,]*{UNITE})"
)
"""Une année citée dans le texte, et non un nombre suivi de son unité."""
MULTIPLES = {"k€": 1000, "M€": 1_000_000}


@dataclass(frozen=True, slots=True)
class Montant:
    """Un montant et ce que l'on en comprend.

    Attributes:
        texte: ce qui fut écrit, seul à faire foi.
        minimum: plus petit nombre lu, en unité ; None quand aucun chiffre n'est lu.
        maximum: plus grand nombre lu (égal à `minimum` pour un nombre seul).
        unite: « € » (les k€ et M€ y sont ramenés), « ETP », « % », « h », ou vide.
        periode: « an », « mois », « séance », ou vide.
        taxe: « HT », « TTC », ou vide.
        ferme: faux pour un plafond, une estimation ou un intervalle.
    """

    texte: str
    minimum: Decimal | None
    maximum: Decimal | None
    unite: str
    periode: str
    taxe: str
    ferme: bool

    @property
    def sommable(self) -> bool:
        """Vrai si ce nombre d'euros peut entrer honnêtement dans une somme."""
        return self.ferme and self.unite == "€" and self.periode != "séance"

    def __str__(self) -> str:
        """Le texte écrit."""
        return self.texte


def lire_montant(texte: str) -> Montant:
    """Lit un montant écrit librement : « 12 000 € TTC par an », « 0,5 ETP », « 2 à 3 k€ »."""
    lu = re.sub(r"[\u00a0\u202f]", " ", texte)
    unite = next(
        (nom for nom in ("k€", "M€", "€", "ETP", "%", "h") if re.search(UNITES[nom], lu, re.I)),
        "",
    )
    nombres = [
        Decimal(re.sub(r" |\.(?=\d{3}\b)", "", brut).replace(",", ".")) * MULTIPLES.get(unite, 1)
        for brut in re.findall(NOMBRE, re.sub(ANNEE, " ", lu, flags=re.I))
    ]
    if not nombres and re.fullmatch(r"[0-9]+", lu.strip()):
        nombres = [Decimal(lu.strip())]
    periode = next((nom for nom, motif in PERIODES.items() if re.search(motif, lu, re.I)), "")
    taxe = next((nom for nom in ("HT", "TTC") if re.search(rf"\b{nom}\b", lu)), "")
    return Montant(
        texte=texte,
        minimum=min(nombres, default=None),
        maximum=max(nombres, default=None),
        unite="€" if unite in MULTIPLES else unite,
        periode=periode,
        taxe=taxe,
        ferme=len(nombres) == 1 and not re.search(LIMITES, lu, re.I),
    )


def additionner(montants: Iterable[Montant]) -> Decimal | None:
    """Somme des montants, ou None si l'un d'eux ne s'additionne pas honnêtement aux autres."""
    liste = list(montants)
    semblables = len({(montant.unite, montant.periode, montant.taxe) for montant in liste}) == 1
    if not semblables or not all(montant.sommable for montant in liste):
        return None
    return sum((montant.minimum or Decimal() for montant in liste), Decimal())


def _valider(valeur: Any) -> Any:
    if isinstance(valeur, Montant):
        return valeur
    if isinstance(valeur, str):
        if len(valeur) > TITRE_MAXIMUM:
            raise Refus(
                f"montant de {len(valeur)} signes, {TITRE_MAXIMUM} au plus",
                "garder le montant, et mettre le reste dans « moyens »",
            )
        return lire_montant(sans_balise_ni_gabarit(valeur))
    raise Refus("un montant est attendu, en une ligne", "écrire par exemple 12 000 € par an")


MontantEcrit = Annotated[
    Montant,
    BeforeValidator(_valider),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "examples": ["12 000 € TTC par an", "0,5 ETP"]}),
]
"""Un montant, comme on l'écrit : 12 000 € TTC par an, 0,5 ETP, 2 à 3 k€."""
