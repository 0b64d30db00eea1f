"""Les pages écrites à la main : pour quel site elles valent, où mènent leurs liens, leurs ancres.

Une page écrite pour le site d'ensemble cite des pages que le site d'un territoire n'a pas, ou pas
au même endroit. Ses liens Markdown sont repris ici avant que MkDocs ne les vérifie.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..lecture.validation import plus_proche
from ..pages.adressage import Adressage
from ..pages.publication import Publication

FEDERATION, TERRITOIRE = "federation", "territoire"
SEULEMENT = "seulement"
"""La clé d'en-tête qui réserve une page : `seulement: federation`, `seulement: territoire`."""
REMEDE_SEUL = (
    "\nce site ne publie qu'un territoire : une page écrite pour le site d'ensemble le dit "
    f"dans son en-tête, par « {SEULEMENT}: {FEDERATION} »"
)
LIEN = re.compile(r"(?<![!\\])\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+\.md)(#[^)\s]*)?\)")
"""Un lien Markdown vers une page : son texte, le fichier, l'ancre."""
ANCRE = re.compile(r"""\sid=["']?([^"'\s>]+)""")
EN_TETE = "l'en-tête de toutes les pages"


@dataclass(frozen=True)
class PageEcrite:
    """Une page de `docs/`.

    Attributes:
        fichier: son chemin dans `docs/`.
        publie: le fichier du site où elle paraît.
        adresse: son adresse publique.
        seulement: le site pour lequel elle vaut ; vide pour les deux.
    """

    fichier: str
    publie: str
    adresse: str
    titre: str
    seulement: str = ""

    def vaut_pour(self, adressage: Adressage) -> bool:
        """Vrai si la page est de ce site."""
        voulu = TERRITOIRE if adressage.seul else FEDERATION
        return self.seulement in ("", voulu)

    def faute(self) -> str:
        """Ce qui ne va pas dans son en-tête ; vide si tout va."""
        permis = (FEDERATION, TERRITOIRE)
        if self.seulement in ("", *permis):
            return ""
        conseil = plus_proche(self.seulement, permis) or f"écrire {' ou '.join(permis)}"
        return f"{self.fichier}: {SEULEMENT} « {self.seulement} » ; {conseil}"


def lire_page(
    fichier: str, publie: str, adresse: str, texte: str, entete: Mapping[str, object]
) -> PageEcrite:
    """Une page d'après son texte et son en-tête : son titre, et le site pour lequel elle vaut."""
    premier = next((ligne[2:].strip() for ligne in texte.splitlines() if ligne[:2] == "# "), "")
    titre = str(
        entete.get("title") or premier or posixpath.splitext(posixpath.basename(fichier))[0]
    )
    return PageEcrite(fichier, publie, adresse, titre, str(entete.get(SEULEMENT) or ""))


def adapter_les_liens(
    markdown: str,
    fichier: str,
    presents: Callable[[str], object],
    publication: Publication,
    otees: Collection[str],
) -> str:
    """Mène chaque lien vers une page que ce site publie ailleurs, ou le réduit à son texte.

    Args:
        fichier: son chemin dans `docs/`.
        presents: rend quelque chose si un fichier Markdown est de ce site.
        otees: adresses des pages écrites à la main que ce site laisse de côté.
    """
    dossier = posixpath.dirname(fichier)

    def adapter(lien: re.Match[str]) -> str:
        texte, cible, ancre = lien[1], lien[2], lien[3] or ""
        if ":" in cible or presents(voulu := posixpath.normpath(posixpath.join(dossier, cible))):
            return lien[0]
        adresse = _adresse_du_fichier(voulu)
        ici = publication.place(adresse)
        if ici is not None and presents(f"{ici}index.md"):
            but = posixpath.relpath(f"{ici}index.md", dossier or ".")
            return f"[{texte}]({but}{ancre})"
        ailleurs = publication.adresse(f"{adresse}{ancre}")
        if ailleurs is not None and ":" in ailleurs:
            return f"[{texte}]({ailleurs})"
        otee = adresse in otees or (ici is None and adresse in publication.adresses_d_ensemble)
        return texte if otee else lien[0]

    return LIEN.sub(adapter, markdown)


def sans_la_page(navigation: Any, fichier: str) -> Any:
    """La navigation déclarée, sans une page que ce site laisse de côté.

    Args:
        navigation: la liste de `mkdocs.yml` : noms de fichiers, titres et rubriques ; ou rien.
        fichier: le fichier de la page.
    """
    if isinstance(navigation, list):
        suite = [sans_la_page(entree, fichier) for entree in navigation if entree != fichier]
        return [entree for entree in suite if entree not in ({}, [])]
    if isinstance(navigation, dict):
        sous = {t: sans_la_page(v, fichier) for t, v in navigation.items() if v != fichier}
        return {titre: contenu for titre, contenu in sous.items() if contenu != []}
    return navigation


def _adresse_du_fichier(fichier: str) -> str:
    """L'adresse d'un fichier Markdown : `themes/index.md` → `themes/`."""
    dossier, nom = posixpath.split(fichier)
    tronc = "" if nom in ("index.md", "README.md") else f"{nom.removesuffix('.md')}/"
    return f"{dossier}/{tronc}" if dossier else tronc


@dataclass(frozen=True)
class Citations:
    """Les ancres que l'on cite dans les pages générées qu'une page écrite à la main remplace.

    Attributes:
        pages: par page remplacée et par ancre, les pages qui la citent.
    """

    publication: Publication
    pages: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def noter(self, adresse: str, page: str) -> None:
        """Retient qu'une page cite une adresse publique, ancre comprise."""
        chemin, _, ancre = adresse.partition("#")
        chemin = chemin.removesuffix(self.publication.fin)
        if ancre and chemin in self.publication.remplacees:
            self.pages.setdefault(chemin, {}).setdefault(ancre, set()).add(page)


def ancres_perdues(fichier: str, html: str, citees: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Ce qu'une page écrite à la main casse à la place d'une page générée, ancre par ancre.

    Args:
        fichier: son chemin dans `docs/`.
        citees: les pages qui citent chaque ancre de la page générée.
    """
    presentes = set(ANCRE.findall(html))
    for ancre in sorted(citees.keys() - presentes):
        pages = sorted(citees[ancre])
        suite = f" et {len(pages) - 5} de plus" if len(pages) > 5 else ""
        yield (
            f"{fichier} remplace une page du site et n'en a plus l'ancre « #{ancre} », où mène : "
            f"{', '.join(page or 'accueil' for page in pages[:5])}{suite} ; y rappeler le bloc qui "
            f"la porte, ou un titre suivi de {{#{ancre}}}"
        )
