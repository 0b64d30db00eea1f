"""Parcourir un site construit comme un visiteur : ses pages, leurs liens, leurs ancres.

Ne connaît ni le paquet ni MkDocs : rien que des fichiers HTML dans un dossier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ADRESSES = {"href", "src", "action", "poster", "data", "content-url"}
RENVOIS = {"for", "list", "aria-labelledby", "aria-describedby", "aria-controls", "headers"}
"""Attributs qui nomment un identifiant de la même page."""
MUETS = {"script", "style", "template", "noscript"}
"""Éléments dont le contenu n'est pas lu par une personne."""
TECHNIQUES = {"code", "pre"}
"""Éléments où l'on montre du code, qui ne suit pas la typographie."""
LISIBLES = {"alt", "title", "placeholder", "data-titre", "value"}
"""Attributs qu'une personne lit."""
VIDES = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}


class PageLue(HTMLParser):
    """Une page, lue une fois."""

    def __init__(self, fichier: Path) -> None:
        """Lit le fichier."""
        super().__init__(convert_charrefs=True)
        self.html = fichier.read_text(encoding="utf-8")
        self.titre = ""
        self.h1: list[str] = []
        self.langue: str | None = None
        self.ids: list[str] = []
        self.liens: list[tuple[str, str]] = []
        """Balise et adresse de tout ce que la page cite."""
        self.renvois: list[str] = []
        self.metas: dict[str, str] = {}
        self.phrases: list[str] = []
        """Les textes lus par une personne, code non compris."""
        self.annonces: list[str] = []
        """Ce que seul un lecteur d'écran dit."""
        self._ouvertes: list[str] = []
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Relève ce que porte une balise."""
        dits = {nom: valeur or "" for nom, valeur in attrs}
        if "id" in dits:
            self.ids.append(dits["id"])
        self.liens += [(tag, valeur) for nom, valeur in dits.items() if nom in ADRESSES]
        self.renvois += [mot for nom in RENVOIS & dits.keys() for mot in dits[nom].split()]
        self.phrases += [dits[nom] for nom in LISIBLES & dits.keys()]
        self.annonces += [dits["aria-label"]] if "aria-label" in dits else []
        if tag == "html":
            self.langue = dits.get("lang")
        if tag == "h1":
            self.h1.append("")
        if tag == "meta":
            self.metas[dits.get("name") or dits.get("http-equiv", "")] = dits.get("content", "")
        if tag not in VIDES:
            self._ouvertes.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Referme jusqu'à la balise nommée."""
        if tag in self._ouvertes:
            while self._ouvertes.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Range un texte."""
        if not MUETS.isdisjoint(self._ouvertes):
            return
        if "title" in self._ouvertes and "svg" not in self._ouvertes:
            self.titre += data
        elif data.strip() and TECHNIQUES.isdisjoint(self._ouvertes):
            self.phrases.append(data)
        if "h1" in self._ouvertes:
            self.h1[-1] += data

    @property
    def texte(self) -> str:
        """Tout ce qui se lit ou s'entend, code non compris."""
        return "\n".join([*self.phrases, *self.annonces])

    @property
    def est_un_renvoi(self) -> bool:
        """Vrai pour une page qui ne fait que mener à une autre."""
        return "refresh" in self.metas

    @property
    def est_un_extrait(self) -> bool:
        """Vrai pour un extrait, que d'autres sites encadrent et que nul n'a à chercher."""
        return self.metas.get("robots") == "noindex"


VIDE = re.compile(
    r"<(p|ul|ol|li|dl|dt|dd|h[1-6]|section|table|tbody|caption|a|span|strong)(?: [^>]*)?>\s*</\1>"
)
TITRE = re.compile(r"<h([1-6])(?: [^>]*)?>.*?</h\1>", re.DOTALL)
FIN = re.compile(r"\s*(?:</(?:section|div|aside)>\s*)*(?:<h([1-6])|$)")


def fragments_vides(html: str) -> list[str]:
    """Les éléments sans contenu, et les titres que rien ne suit avant un titre de même rang."""
    vides = [trouve[0] for trouve in VIDE.finditer(html)]
    for titre in TITRE.finditer(html):
        suite = FIN.match(html, titre.end())
        if suite and (suite[1] is None or suite[1] <= titre[1]):
            vides.append(titre[0])
    return vides


def rien(fautes: Iterable[object]) -> None:
    """Échoue en citant toutes les fautes, une par ligne."""
    assert not (dites := "\n".join(map(str, fautes))), f"\n{dites}"


@dataclass
class SiteConstruit:
    """Un dossier de site, et ses pages par chemin relatif (`territoires/x/index.html`)."""

    dossier: Path
    pages: dict[str, PageLue] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Lit toutes les pages."""
        self.dossier = self.dossier.resolve()
        fichiers = sorted(
            fichier
            for fichier in self.dossier.rglob("*.html")
            if not fichier.name.endswith(".inclus.html")  # un morceau de page, pas une page
        )
        self.pages = {f.relative_to(self.dossier).as_posix(): PageLue(f) for f in fichiers}

    @cached_property
    def vraies_pages(self) -> dict[str, PageLue]:
        """Les pages que l'on lit : renvois exceptés."""
        return {chemin: page for chemin, page in self.pages.items() if not page.est_un_renvoi}

    def cible(self, chemin: str, lien: str) -> tuple[Path, str]:
        """Le fichier et l'ancre qu'un lien désigne, depuis une page."""
        morceaux = urlsplit(lien)
        depart = self.dossier if morceaux.path.startswith("/") else (self.dossier / chemin).parent
        but = (depart / unquote(morceaux.path).lstrip("/")).resolve()
        if not morceaux.path:
            but = self.dossier / chemin
        elif but.is_dir():
            but /= "index.html"
        return but, unquote(morceaux.fragment)

    def defaut(self, chemin: str, lien: str) -> str:
        """Pourquoi un lien ne mène nulle part ; vide s'il mène quelque part."""
        morceaux = urlsplit(lien)
        if morceaux.scheme in ("http", "https", "mailto", "tel", "data"):
            return ""
        if morceaux.scheme or morceaux.netloc or lien.startswith("//"):
            return f"adresse « {lien} » hors du site"
        but, ancre = self.cible(chemin, lien)
        if not but.is_relative_to(self.dossier):
            return f"« {lien} » sort du site"
        if not but.is_file():
            return f"« {lien} » ne mène à aucun fichier"
        if ancre and but.suffix == ".html":
            page = self.pages[but.relative_to(self.dossier).as_posix()]
            if ancre not in page.ids:
                return f"« {lien} » : aucune ancre « {ancre} »"
        return ""

    def liens_morts(self) -> list[str]:
        """Tout ce qui est cité et n'existe pas : pages, ancres, fichiers, renvois internes."""
        return [*self._liens_morts_des_pages(), *self._liens_morts_des_feuilles()]

    def _liens_morts_des_pages(self) -> Iterator[str]:
        for chemin, page in self.pages.items():
            for _, lien in page.liens:
                if defaut := self.defaut(chemin, lien):
                    yield f"{chemin} : {defaut}"
            for renvoi in page.renvois:
                if renvoi not in page.ids:
                    yield f"{chemin} : l'identifiant « {renvoi} » n'existe pas"

    def _liens_morts_des_feuilles(self) -> Iterator[str]:
        for feuille in self.dossier.rglob("*.css"):
            chemin = feuille.relative_to(self.dossier).as_posix()
            texte = feuille.read_text(encoding="utf-8")
            for lien in re.findall(r"url\(\s*[\"']?([^\"')]+)", texte):
                if defaut := self.defaut(chemin, lien):
                    yield f"{chemin} : {defaut}"

    def fichiers_cites(self) -> set[str]:
        """Les fichiers du site que quelque page cite, par chemin relatif."""
        cites = set()
        for chemin, page in self.pages.items():
            for _, lien in page.liens:
                if not urlsplit(lien).scheme and not lien.startswith("//"):
                    but, _ = self.cible(chemin, lien)
                    if but.is_file():
                        cites.add(but.relative_to(self.dossier).as_posix())
        return cites
