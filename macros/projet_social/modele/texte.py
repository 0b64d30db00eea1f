"""Les sortes de texte qu'une personne écrit, et ce que chacune refuse.

Tout scalaire arrive ici comme du texte : c'est le type déclaré qui convertit. Rien de ce
qui est accepté ne peut porter de HTML, de code de gabarit ni de lien dangereux.
"""

import re
from html import unescape
from typing import Annotated, Any
from urllib.parse import unquote

from pydantic import AfterValidator, BeforeValidator, Field

from .accents import sans_accent
from .socle import Liste, Refus

BALISE = re.compile(r"<[a-zA-Z/!?][^>]*>?")
GABARIT = re.compile(r"\{\{|\}\}|\{%|%\}|\{#")
COURRIEL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
TELEPHONE = re.compile(r"(?<!\d)(?:(?:\+|00)33\s?(?:\(0\)\s?)?|0)[1-9](?:[\s./-]?\d{2}){4}(?!\d)")
LIEN_MARKDOWN = re.compile(r"\]\(\s*<?([^)\s>]+)|^\s*\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
BLANCS = re.compile(r"\s+")
FORME_D_IDENTIFIANT = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
ESPACES_DE_MILLIERS = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d)")

TITRE_MAXIMUM = 300
"""Signes au-delà desquels un titre est refusé."""
TITRE_CONSEILLE = 120
"""Signes au-delà desquels un titre est signalé."""
IDENTIFIANT_MAXIMUM = 80
"""Signes au-delà desquels un identifiant est refusé."""
RESUME_MAXIMUM = 280
"""Signes d'un résumé pour un habitant."""


def sans_balise_ni_gabarit(texte: str) -> str:
    """Rend le texte tel quel.

    Raises:
        Refus: s'il contient une balise HTML ou du code de gabarit.
    """
    if balise := BALISE.search(texte):
        raise Refus(f"balise HTML « {balise[0][:30]} »", "écrire le texte seul, sans balise")
    if code := GABARIT.search(texte):
        raise Refus(f"code de gabarit « {code[0]} »", "retirer les accolades")
    return texte


def _d_une_ligne(texte: str, quoi: str, maximum: int, conseil: str) -> str:
    texte = BLANCS.sub(" ", sans_balise_ni_gabarit(texte)).strip()
    if len(texte) > maximum:
        raise Refus(f"{quoi} de {len(texte)} signes, {maximum} au plus", conseil)
    return texte


def _titre(texte: str) -> str:
    conseil = "garder l'essentiel et mettre le reste dans « description »"
    return _d_une_ligne(texte, "titre", TITRE_MAXIMUM, conseil)


def _resume(texte: str) -> str:
    conseil = "dire l'essentiel en une phrase simple"
    return _d_une_ligne(texte, "résumé", RESUME_MAXIMUM, conseil)


UNE_ADRESSE = "écrire une adresse https:// ou un chemin sous la racine du site"


def adresse_sure(adresse: str) -> str:
    """Rend l'adresse d'un lien, telle quelle.

    Raises:
        Refus: si elle n'est ni une adresse web, ni un courriel, ni une page du site.
    """
    sans_balise_ni_gabarit(adresse)
    lue = unescape(adresse)
    if re.search(r"[\x00-\x1f\x7f]", lue):
        raise Refus("lien coupé par un caractère invisible", "recopier l'adresse d'un seul tenant")
    if re.match(r"https?://[^/\s]+", lue) or lue.startswith("mailto:"):
        return adresse
    if lue.startswith("//"):
        raise Refus(f"lien « {lue[:40]} » sans protocole", "écrire https: devant les barres")
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", lue):
        protocole = lue.split(":")[0][:20]
        raise Refus(
            f"lien de protocole « {protocole} »", "écrire une adresse qui commence par https://"
        )
    if re.match(r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:fr|org|com|net|eu|bzh)(?:/|$))", lue, re.I):
        raise Refus(f"lien « {lue[:40]} » sans protocole", f"écrire https://{lue[:60]}")
    if lue.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", unquote(lue)):
        raise Refus(
            f"lien « {adresse[:40]} » qui sort du site",
            UNE_ADRESSE,
        )
    if ":" in lue.split("/")[0] or re.search(r"[\[\]{}<>\"`|^]", lue):
        raise Refus(f"« {adresse[:40]} » n'est pas une adresse", UNE_ADRESSE)
    return adresse


def _prose(texte: str) -> str:
    sans_balise_ni_gabarit(re.sub(r"<(https?://[^>\s]+)>", r"\1", texte))
    for lien in LIEN_MARKDOWN.finditer(texte):
        adresse_sure(lien[1] or lien[2])
    return texte


def _structure(texte: str) -> str:
    texte = BLANCS.sub(" ", sans_balise_ni_gabarit(texte)).strip()
    if trouve := COURRIEL.search(texte) or TELEPHONE.search(texte):
        genre = "adresse électronique" if "@" in trouve[0] else "numéro de téléphone"
        raise Refus(
            f"{genre} dans un nom de structure (« {trouve[0]} ») : donnée personnelle",
            "écrire le nom de la structure seul ; une boîte générique se met dans « contact »",
        )
    return texte


def est_un_identifiant(texte: str) -> bool:
    """Vrai si le texte a la forme d'un identifiant ; faux pour des mots du document."""
    return bool(FORME_D_IDENTIFIANT.fullmatch(texte)) and len(texte) <= IDENTIFIANT_MAXIMUM


def identifiants_parmi(mots: tuple[str, ...]) -> tuple[str, ...]:
    """Ce qui désigne quelque chose du site, sans ce que le document dit avec ses mots."""
    return tuple(filter(est_un_identifiant, mots))


def _identifiant(texte: str) -> str:
    if not est_un_identifiant(texte):
        raise Refus(
            f"identifiant « {texte[:80]} » mal formé",
            f"écrire {_sans_accident(texte)}minuscules sans accent, chiffres et tirets, "
            f"{IDENTIFIANT_MAXIMUM} signes au plus",
        )
    return texte


def _sans_accident(texte: str) -> str:
    """« « petite-enfance » : », quand ôter accents, majuscules et blancs suffit ; sinon « des »."""
    nu = re.sub(r"[\W_]+", "-", sans_accent(texte.lower())).strip("-")
    return f"« {nu} » : " if FORME_D_IDENTIFIANT.fullmatch(nu) else "des "


def _nom_d_icone(texte: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)*", texte):
        raise Refus(
            f"icône « {texte[:80]} » mal formée",
            "écrire son nom seul, comme « bus » ou « heart-pulse »",
        )
    return texte


def _sans_doublon(mots: tuple[str, ...]) -> tuple[str, ...]:
    for rang, mot in enumerate(mots):
        if mot in mots[:rang]:
            raise Refus(f"« {mot} » écrit deux fois", "n'en garder qu'un")
    return mots


def _ou_les_mots_du_document(mots: tuple[str, ...]) -> tuple[str, ...]:
    return _sans_doublon(mots)


def _entier(valeur: Any) -> Any:
    if not isinstance(valeur, str):
        return valeur
    chiffres = ESPACES_DE_MILLIERS.sub("", valeur.strip())
    if not re.fullmatch(r"-?[0-9]+", chiffres):
        raise Refus(f"« {valeur} » n'est pas un nombre entier", "écrire des chiffres, comme 40 239")
    return int(chiffres)


def _sans_pour_cent(valeur: Any) -> Any:
    if not isinstance(valeur, str):
        return valeur
    nombre = valeur.strip().removesuffix("%").strip()
    if not re.fullmatch(r"-?[0-9]+", nombre):
        raise Refus(
            f"« {valeur} » n'est pas un nombre de 0 à 100",
            "écrire un nombre, comme 40 ; dire le reste dans un bilan",
        )
    return nombre


def _annee(annee: int) -> int:
    if not 1000 <= annee <= 2999:
        raise Refus(f"l'année {annee} est impossible", "écrire l'année en quatre chiffres")
    return annee


def _nombre(valeur: Any) -> Any:
    if not isinstance(valeur, str):
        return valeur
    chiffres = ESPACES_DE_MILLIERS.sub("", valeur.strip()).replace(",", ".")
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", chiffres):
        raise Refus(f"« {valeur} » n'est pas un nombre", "écrire des chiffres, comme 12,5")
    return float(chiffres)


VRAI = {"oui", "vrai", "true", "yes", "on"}
FAUX = {"non", "faux", "false", "no", "off"}


def _oui_non(valeur: Any) -> Any:
    if not isinstance(valeur, str):
        return valeur
    if valeur.lower() in VRAI:
        return True
    if valeur.lower() in FAUX:
        return False
    raise Refus(f"« {valeur} » au lieu de oui ou non", "écrire oui ou non")


def _siren(texte: str) -> str:
    chiffres = re.sub(r"[\s\u00a0\u202f]", "", texte)
    if not re.fullmatch(r"\d{9}", chiffres):
        raise Refus(f"SIREN « {texte} » mal formé", "écrire les neuf chiffres du SIREN")
    return chiffres


def _insee(texte: str) -> str:
    if not re.fullmatch(r"\d[\dAB]\d{3}", texte):
        conseil = "écrire les cinq signes du code de la commune"
        raise Refus(f"code Insee « {texte} » mal formé", conseil)
    return texte


def _departement(texte: str) -> str:
    if not re.fullmatch(r"\d{1,3}|2[AB]", texte):
        raise Refus(f"département « {texte} » mal formé", "écrire son numéro, comme 59 ou 2A")
    return texte.zfill(2)


Titre = Annotated[str, Field(min_length=1), AfterValidator(_titre)]
"""Une ligne de texte simple, sans HTML, 300 signes au plus."""
Resume = Annotated[str, Field(min_length=1), AfterValidator(_resume)]
"""Une phrase simple pour un habitant, 280 signes au plus."""
Prose = Annotated[str, Field(min_length=1), AfterValidator(_prose)]
"""Un texte long en Markdown : paragraphes, listes, liens, gras."""
Structure = Annotated[str, Field(min_length=1), AfterValidator(_structure)]
"""Le nom d'une structure ou d'une fonction, jamais d'une personne."""
Identifiant = Annotated[str, AfterValidator(_identifiant)]
"""Minuscules sans accent, chiffres et tirets : ce que portent les adresses du site."""
NomDIcone = Annotated[str, AfterValidator(_nom_d_icone)]
"""Le nom d'une icône de Material Design Icons (« bus ») ou d'une autre collection du paquet."""
Identifiants = Annotated[Liste[Identifiant], AfterValidator(_sans_doublon)]
"""Des identifiants, chacun une seule fois."""
PublicsVises = Annotated[
    Liste[Annotated[str, Field(min_length=1), AfterValidator(_titre)]],
    AfterValidator(_ou_les_mots_du_document),
]
"""Des publics de la liste, par leur identifiant, ou dits avec les mots du document."""
TerritoiresNommes = Annotated[
    Liste[Annotated[str, Field(min_length=1), AfterValidator(_structure)]],
    AfterValidator(_ou_les_mots_du_document),
]
"""Des territoires du site, par leur identifiant, ou le nom de ceux qui n'y sont pas."""
AdresseWeb = Annotated[str, Field(min_length=1), AfterValidator(adresse_sure)]
"""Une adresse https:// ou un chemin sous la racine du site."""
Entier = Annotated[int, BeforeValidator(_entier)]
"""Un nombre entier, espaces de milliers permis (40 239)."""
Annee = Annotated[Entier, AfterValidator(_annee)]
"""Une année, en quatre chiffres."""
Nombre = Annotated[float, BeforeValidator(_nombre)]
"""Un nombre, virgule décimale permise (12,5)."""
OuiNon = Annotated[bool, BeforeValidator(_oui_non)]
"""oui ou non."""
Siren = Annotated[str, AfterValidator(_siren)]
"""Les neuf chiffres qui désignent une collectivité."""
CodeInsee = Annotated[str, AfterValidator(_insee)]
"""Les cinq signes qui désignent une commune."""
Departement = Annotated[str, AfterValidator(_departement)]
"""Le numéro d'un département (59, 2A)."""
Pourcentage = Annotated[Entier, BeforeValidator(_sans_pour_cent), Field(ge=0, le=100)]
"""Un nombre de 0 à 100, avec ou sans son signe (40 %)."""
Telephone = Annotated[
    str, Field(pattern=r"^(?:[0-9\s.+()-]{6,20}|1[0-9]{1,2}|(?:10|3[0-9]) ?[0-9]{2})$")
]
"""Un numéro de téléphone, tel qu'on l'écrit ; un numéro court (115, 39 49) en est un."""
