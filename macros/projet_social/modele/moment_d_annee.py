"""Les moments d'une année : mois, saison, trimestre, rentrée, année scolaire, « fin 2026 ».

Chacun a son premier et son dernier jour, et son écriture. Ni les jours précis, ni ce qui ouvre ou
ferme une date (« à partir de », « d'ici ») : `date_partielle.py` les lit.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from .accents import sans_accent
from .socle import Refus

Moment = tuple[date, date, str]
"""Le premier jour, le dernier, et le moment écrit en français."""

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
SAISONS = {"hiver": (1, 3), "printemps": (4, 6), "été": (7, 9), "automne": (10, 12)}
MOMENTS = {"début": (1, 4), "mi": (5, 8), "fin": (9, 12)}
"""Tiers d'année que désignent « début », « mi » et « fin »."""
LIAISONS = {"début": "début ", "mi": "mi-", "fin": "fin "}
RENTREE = 9
"""Le mois de la rentrée, où commence une année scolaire ; elle finit avec le mois d'avant."""
RANGS = {"premier": "1", "deuxieme": "2", "troisieme": "3", "quatrieme": "4"}
DITS = {"second semestre": 2, "dernier semestre": 2, "dernier trimestre": 4}
"""Les rangs que l'on garde comme on les dit."""


def nu(texte: str) -> str:
    """Le texte sans accent ni majuscule, comme on le compare."""
    return sans_accent(texte.lower()).strip()


NUMERO_DU_MOIS = {nu(mois): rang for rang, mois in enumerate(MOIS, 1)} | {
    nu(mois)[:longueur]: rang
    for rang, mois in enumerate(MOIS, 1)
    for longueur in (3, 4)
    if nu(mois)[:longueur] not in ("jui",)
}
NOM_DE_SAISON = {nu(nom): nom for nom in SAISONS}
NOM_DE_MOMENT = {nu(nom): nom for nom in MOMENTS}


def lire_un_moment(texte: str) -> Moment | None:
    """Le moment que dit un texte sans accent ni majuscule ; None s'il n'en est pas un.

    Raises:
        Refus: un mois ou un trimestre qui n'existe pas, une année scolaire de plus d'un an.
    """
    if trouve := re.fullmatch(r"(?:(debut|mi|fin)[ -](?:de |d')?)?([a-z]+)\.? (\d{4})", texte):
        annee, mot = int(trouve[3]), trouve[2]
        if mot in NUMERO_DU_MOIS:
            return _mois_ou_dizaine(annee, NUMERO_DU_MOIS[mot], trouve[1])
        if mot in NOM_DE_SAISON and not trouve[1]:
            saison = NOM_DE_SAISON[mot]
            return (*_bornes(annee, *SAISONS[saison]), f"{saison} {annee}")
    if trouve := re.fullmatch(r"(\d{4})[-/](\d{1,2})|(\d{1,2})[/](\d{4})", texte):
        annee, mois = int(trouve[1] or trouve[4]), int(trouve[2] or trouve[3])
        if not 1 <= mois <= 12:
            raise Refus(f"« {texte} » : il n'y a pas de mois {mois}", "écrire un mois de 1 à 12")
        return _mois_ou_dizaine(annee, mois, None)
    if trouve := re.fullmatch(
        r"(debut|mi|fin)[ -](?:de )?(?:l'|d')?(?:annee )?(?:de )?(\d{4})", texte
    ):
        moment = NOM_DE_MOMENT[trouve[1]]
        return (*_bornes(int(trouve[2]), *MOMENTS[moment]), f"{LIAISONS[moment]}{trouve[2]}")
    if trouve := re.fullmatch(r"(?:annee (?:civile )?)?(\d{4})", texte):
        return (*_bornes(int(trouve[1]), 1, 12), trouve[1])
    return _de_l_ecole(texte) or _division(texte) or _bout(texte)


def _bornes(annee: int, premier: int, dernier: int) -> tuple[date, date]:
    return date(annee, premier, 1), date(annee, dernier, monthrange(annee, dernier)[1])


def _mois_ou_dizaine(annee: int, mois: int, moment: str | None) -> Moment:
    debut, fin = _bornes(annee, mois, mois)
    if moment is None:
        return debut, fin, f"{MOIS[mois - 1]} {annee}"
    premier, dernier = {"debut": (1, 10), "mi": (11, 20), "fin": (21, fin.day)}[moment]
    ouverture = LIAISONS[NOM_DE_MOMENT[moment]]
    ecrit = f"{ouverture}{MOIS[mois - 1]} {annee}"
    return debut.replace(day=premier), debut.replace(day=dernier), ecrit


def _de_l_ecole(texte: str) -> Moment | None:
    """La rentrée, une année scolaire, un hiver à cheval sur deux années."""
    if trouve := re.fullmatch(r"rentree (?:scolaire )?(?:de )?(?:septembre )?(\d{4})", texte):
        return (*_bornes(int(trouve[1]), RENTREE, RENTREE), f"rentrée {trouve[1]}")
    trouve = re.fullmatch(
        r"(annee scolaire|annee universitaire|rentree|saison|hiver) "
        r"(\d{4}) ?[-/–] ?((?:\d{2})?\d{2})",
        texte,
    )
    if trouve is None:
        return None
    premiere = int(trouve[2])
    seconde = int(trouve[3]) if len(trouve[3]) == 4 else premiere // 100 * 100 + int(trouve[3])
    if seconde != premiere + 1:
        raise Refus(
            f"« {texte} » : une année scolaire en réunit deux qui se suivent",
            f"écrire par exemple {premiere}-{premiere + 1}, ou les deux dates",
        )
    mot = {"annee scolaire": "année scolaire", "annee universitaire": "année universitaire"}
    ecrit = f"{mot.get(trouve[1], trouve[1])} {premiere}-{seconde}"
    if trouve[1] == "rentree":
        return (*_bornes(premiere, RENTREE, RENTREE), f"rentrée {premiere}")
    if trouve[1] == "hiver":
        return date(premiere, 12, 1), _bornes(seconde, *SAISONS["hiver"])[1], ecrit
    return date(premiere, RENTREE, 1), _bornes(seconde, 1, RENTREE - 1)[1], ecrit


def _division(texte: str) -> Moment | None:
    """Un trimestre ou un semestre."""
    for mot, chiffre in RANGS.items():
        texte = re.sub(rf"^{mot}\b", chiffre, texte)
    texte = re.sub(r"\b(?:de l'|de |d')?annee (?=\d{4}$)", "", texte)
    if dit := re.fullmatch(r"((?:second|dernier) (?:tri|se)mestre)(?: de)? (\d{4})", texte):
        rang = DITS.get(dit[1])
        if rang is not None:
            return (*_division_de_rang(dit[1], rang, int(dit[2])), f"{dit[1]} {dit[2]}")
        texte = texte.replace("second ", "2e ")
    trouve = (
        re.fullmatch(r"(\d)(?:er|re|e|eme|nd)? ?(trim|sem)(?:estre)?\.?(?: de)? (\d{4})", texte)
        or re.fullmatch(r"(\d{4})[- /]?([ts])(\d)", texte)
        or re.fullmatch(r"([ts])(\d)[- /]?(\d{4})", texte)
    )
    if not trouve:
        return None
    (mot,) = (groupe for groupe in trouve.groups() if not groupe.isdigit())
    rang, annee = sorted(int(groupe) for groupe in trouve.groups() if groupe.isdigit())
    unite = "trimestre" if mot.startswith("t") else "semestre"
    nombre = 4 if unite == "trimestre" else 2
    if not 1 <= rang <= nombre:
        raise Refus(
            f"« {texte} » : il n'y a pas de {unite} {rang}", f"écrire un {unite} de 1 à {nombre}"
        )
    ordinal = "1er" if rang == 1 else f"{rang}e"
    return (*_division_de_rang(unite, rang, annee), f"{ordinal} {unite} {annee}")


def _division_de_rang(unite: str, rang: int, annee: int) -> tuple[date, date]:
    duree = 3 if "trimestre" in unite else 6
    return _bornes(annee, (rang - 1) * duree + 1, rang * duree)


def _bout(texte: str) -> Moment | None:
    """« fin du 1er semestre 2026 », « début de l'été 2026 » : le tiers de ce moment."""
    trouve = re.fullmatch(r"(debut|fin) (du |de la |de l'|d'|de )(.+)", texte)
    entier = lire_un_moment(trouve[3]) if trouve else None
    if trouve is None or entier is None:
        return None
    debut, fin, ecrit = entier
    tiers = timedelta(days=((fin - debut).days + 1) // 3)
    bout = (debut, debut + tiers) if trouve[1] == "debut" else (fin - tiers, fin)
    article = trouve[2].replace("'", "’")
    return (*bout, f"{NOM_DE_MOMENT[trouve[1]]} {article}{ecrit}")
