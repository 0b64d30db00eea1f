"""Les dates comme on les écrit : jour, mois, trimestre, saison, « à partir de fin mars 2024 ».

Une date partielle garde ses deux bornes : elle se trie, se dessine à sa vraie précision et
se réécrit en français. Elle ne connaît pas l'horloge.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from .moment_d_annee import MOIS, NUMERO_DU_MOIS, lire_un_moment, nu
from .socle import Refus

CONSEIL = "écrire par exemple 28 mars 2017, mars 2017, 2e trimestre 2018 ou 2015 à 2019"
ENTRE = re.compile(r"(?:(?:de|du|entre) |d')?(.+?) (?:à|au|et|-|–) (.+)", re.I)
DEUX_MOTS = re.compile(r"([^\W\d]{3,}\.?)[-–/]([^\W\d]{3,}\.? \d{4})")
"""Deux mois ou deux saisons qui se touchent : « mars-avril 2026 »."""
ARTICLE = re.compile(
    r"^(?:à l'|à la |l'|le |la |en |au cours (?:de l'|du |de )|au |courant )", re.I
)
"""Ce qui peut précéder une date dans une phrase, et ne change rien à ses bornes."""
INTERVALLE = re.compile(r"^\d{4} à \d{4}$|^(?:de |du |d’).+ (?:à|au) ")
"""L'écriture d'une période dite par ses deux bornes (« de janvier à mai 2023 »)."""
ANNEES = range(1000, 3000)
"""Années permises : les autres sont des fautes de frappe."""


@dataclass(frozen=True, order=False, slots=True)
class DatePartielle:
    """Une période dont on connaît les bornes, à la précision où elle fut dite.

    Attributes:
        debut: premier jour possible ; None quand le début est ouvert (« jusqu'en 2026 »).
        fin: dernier jour possible, inclus ; None quand la fin est ouverte (« depuis 2016 »).
        texte: la date en français, comme une personne l'écrit.
        au_plus_tot: vrai pour « à partir de », une borne et non une durée.
        fin_du_mot: dernier jour du moment nommé quand la fin est ouverte (le 31 décembre 2016 pour
            « depuis 2016 »).
    """

    debut: date | None
    fin: date | None
    texte: str
    au_plus_tot: bool = False
    fin_du_mot: date | None = None

    @property
    def cle(self) -> tuple[date, date]:
        """La clé de tri : par début, puis par fin ; un début ouvert vient d'abord."""
        return (self.debut or date.min, self.fin or date.max)

    def __lt__(self, autre: "DatePartielle") -> bool:
        """Trie par début, puis par fin."""
        return self.cle < autre.cle

    def __str__(self) -> str:
        """La date en français."""
        return self.texte

    @property
    def dernier_jour_dit(self) -> date | None:
        """Le dernier jour du moment que l'on nomme, fût-ce pour dire que cela dure encore."""
        return self.fin or self.fin_du_mot

    @property
    def exacte(self) -> bool:
        """Vrai pour un jour précis."""
        return self.debut is not None and self.debut == self.fin

    @property
    def periode(self) -> bool:
        """Vrai d'une période dite par ses deux bornes : elle dure, elle n'est pas imprécise."""
        return INTERVALLE.search(self.texte) is not None

    @property
    def iso(self) -> str:
        """La date pour une machine : un jour, un mois ou une année ISO, sinon rien."""
        if self.debut is None or self.fin is None:
            return ""
        if self.exacte:
            return self.debut.isoformat()
        if (self.debut.year, self.debut.month) == (self.fin.year, self.fin.month):
            return f"{self.debut:%Y-%m}"
        return str(self.debut.year) if self.debut.year == self.fin.year else ""


def jour_en_francais(jour: date) -> str:
    """Écrit un jour : 1er janvier 2017, 28 mars 2017."""
    rang = "1er" if jour.day == 1 else str(jour.day)
    return f"{rang} {MOIS[jour.month - 1]} {jour.year}"


def _jour(annee: int, mois: int, jour: int, texte: str) -> date:
    if not 1 <= mois <= 12:
        raise Refus(f"« {texte} » : il n'y a pas de mois {mois}", "écrire un mois de 1 à 12")
    dernier = monthrange(annee, mois)[1]
    if not 1 <= jour <= dernier:
        raise Refus(
            f"« {texte} » : ce jour n'existe pas, {MOIS[mois - 1]} {annee} a {dernier} jours",
            "corriger le jour",
        )
    return date(annee, mois, jour)


def _un_jour(annee: int, mois: int, jour: int, texte: str) -> DatePartielle:
    precis = _jour(annee, mois, jour, texte)
    return DatePartielle(precis, precis, jour_en_francais(precis))


def _simple(texte: str) -> DatePartielle | None:
    """Lit une date d'un seul tenant ; rend None quand rien n'est reconnu."""
    propre = nu(texte)
    if trouve := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?", propre):
        return _un_jour(int(trouve[1]), int(trouve[2]), int(trouve[3]), texte)
    if trouve := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", propre):
        return _un_jour(int(trouve[3]), int(trouve[2]), int(trouve[1]), texte)
    trouve = re.fullmatch(r"(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})", propre)
    if trouve and trouve[2] in NUMERO_DU_MOIS:
        return _un_jour(int(trouve[3]), NUMERO_DU_MOIS[trouve[2]], int(trouve[1]), texte)
    moment = lire_un_moment(propre)
    return DatePartielle(*moment) if moment else None


def _exiger(texte: str) -> DatePartielle:
    if hors := [annee for annee in re.findall(r"\d{4}", texte) if int(annee) not in ANNEES]:
        raise Refus(f"« {texte} » : l'année {hors[0]} est impossible", "corriger l'année")
    lue = _simple(ARTICLE.sub("", texte))
    if lue is None:
        raise Refus(f"date « {texte} » incomprise", CONSEIL)
    return lue


def _intervalle(premiere: str, seconde: str, texte: str) -> DatePartielle:
    annee = re.search(r"\d{4}", seconde)
    sans_annee = annee is not None and not re.search(r"\d{4}", premiere)
    rang_seul = re.fullmatch(r"\d{1,2}(?:er|e|eme)?", nu(premiere))
    if annee and sans_annee:
        suite = seconde.partition(" ")[2] if rang_seul else annee[0]
        debut, fin = _exiger(f"{premiere} {suite}".strip()), _exiger(seconde)
    else:
        debut, fin = _exiger(premiere), _exiger(seconde)
    if debut.cle > fin.cle:
        raise Refus(f"« {texte} » finit avant de commencer", "remettre les dates dans l'ordre")
    if debut.cle == fin.cle:
        return debut
    affichee = debut.texte
    if sans_annee:
        affichee = affichee.rsplit(" ", 1)[0]
    if rang_seul and debut.exacte:
        affichee = affichee.split(" ")[0]
    if re.fullmatch(r"\d{4}", affichee):
        ecrite = f"{affichee} à {fin.texte}"
    else:
        ecrite = f"{_de(debut, affichee)} {_a(fin)}"
    return DatePartielle(debut.debut, fin.fin, ecrite)


def _article(lue: DatePartielle) -> str:
    """« le », « l’ » ou rien : ce qui se dit devant la date dans une phrase."""
    if lue.texte.startswith(("début", "mi", "fin")):
        return ""
    if lue.exacte or re.search("trimestre|semestre|printemps", lue.texte):
        return "le "
    if lue.texte.startswith(("rentrée", "saison")):
        return "la "
    return "l’" if lue.texte.startswith(("été", "automne", "hiver", "année")) else ""


def _de(lue: DatePartielle, affichee: str = "") -> str:
    affichee = affichee or lue.texte
    if article := _article(lue):
        return f"{'du ' if article == 'le ' else f'de {article}'}{affichee}"
    return f"{'d’' if affichee[0] in 'ao' else 'de '}{affichee}"


def _a(lue: DatePartielle) -> str:
    article = _article(lue)
    return f"{'au ' if article == 'le ' else f'à {article}'}{lue.texte}"


def dire_depuis(lue: DatePartielle) -> str:
    """« depuis mars 2026 », « depuis le 3 mai 2026 » ; ce qui dit déjà une borne reste tel quel."""
    if lue.debut is None or lue.fin is None:
        return lue.texte
    return f"depuis {_article(lue)}{lue.texte}"


def d_une_date_a_l_autre(de: DatePartielle, a: DatePartielle) -> str:
    """« de novembre 2020 à avril 2022 », « du 1er semestre 2018 au 27 juin 2018 »."""
    if de.cle == a.cle:
        return de.texte
    if _simple(de.texte) and _simple(a.texte):
        return f"{_de(de)} {_a(a)}"
    return f"{de.texte}, puis {a.texte}"


def _avant(lue: DatePartielle) -> DatePartielle:
    """« avant 2024 » finit le 31 décembre 2023 ; « avant fin 2024 » court jusqu'à la fin."""
    assert lue.debut is not None
    dernier = lue.fin if lue.texte.startswith("fin ") else lue.debut - timedelta(days=1)
    return DatePartielle(None, dernier, f"avant {_dite(lue)}")


def _dite(lue: DatePartielle) -> str:
    return f"{_article(lue)}{lue.texte}"


def _jusque(lue: DatePartielle) -> DatePartielle:
    liaison = f"en {lue.texte}" if re.fullmatch(r"\d{4}", lue.texte) else _a(lue)
    return DatePartielle(None, lue.fin, f"jusqu’{liaison}")


OUVERTURES: Mapping[str, Callable[[DatePartielle], DatePartielle]] = {
    r"(?:à|a) (?:partir|compter) (?:de |du |d')|dès ": lambda lue: DatePartielle(
        lue.debut, None, f"à partir {_de(lue)}", True, lue.fin
    ),
    "pas avant ": lambda lue: DatePartielle(
        lue.debut, None, f"pas avant {_dite(lue)}", True, lue.fin
    ),
    r"d'ici (?:(?:à|a|au) )?": lambda lue: DatePartielle(None, lue.fin, f"d’ici {_dite(lue)}"),
    r"(?:à l'|a l')?horizon ": lambda lue: DatePartielle(None, lue.fin, f"à l’horizon {lue.texte}"),
    "depuis ": lambda lue: DatePartielle(
        lue.debut, None, f"depuis {_dite(lue)}", fin_du_mot=lue.fin
    ),
    r"jusqu'(?:en |au |à |a )?": _jusque,
    "avant ": _avant,
}
"""Ce qui ouvre une date d'un seul bord, et la date qu'elle devient."""


@lru_cache(maxsize=1 << 14)
def lire_date(texte: str) -> DatePartielle:
    """Lit une date partielle écrite en français ou en ISO.

    Args:
        texte: `28 mars 2017`, `2017-03-28`, `1er semestre 2018`, `de janvier à mai 2023`…

    Returns:
        La date, ses bornes et son écriture en français.

    Raises:
        Refus: date incomprise, jour impossible ou bornes renversées.
    """
    propre = re.sub(r"\s+", " ", texte.replace("’", "'")).strip().rstrip(".")
    for ouverture, borner in OUVERTURES.items():
        if trouve := re.match(ouverture, propre, re.I):
            return borner(_exiger(propre[trouve.end() :]))
    if lire_un_moment(nu(ARTICLE.sub("", propre))) is None and (
        trouve := ENTRE.fullmatch(propre) or DEUX_MOTS.fullmatch(propre)
    ):
        return _intervalle(trouve[1].strip(), trouve[2].strip(), propre)
    if trouve := re.fullmatch(r"(\d{4}) ?(?:-|–|\.\.|/) ?(\d{4})", propre):
        return _intervalle(trouve[1], trouve[2], propre)
    if re.fullmatch(r"\d{1,2}[/.]\d{1,2}[/.]\d{2}", propre):
        raise Refus(f"date « {texte} » à l'année incomplète", "écrire l'année en quatre chiffres")
    return _exiger(propre)


def _valider(valeur: Any) -> Any:
    if isinstance(valeur, DatePartielle):
        return valeur
    if isinstance(valeur, str):
        return lire_date(valeur)
    raise Refus("une date est attendue, en une ligne", CONSEIL)


DateEcrite = Annotated[
    DatePartielle,
    BeforeValidator(_valider),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {"type": ["string", "number"], "examples": ["28 mars 2017", "2e trimestre 2018"]}
    ),
]
"""Une date partielle, comme on l'écrit : 28 mars 2017, 2e trimestre 2018, depuis 2016."""
