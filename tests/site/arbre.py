"""Le HTML d'une page en arbre, pour les tests qui regardent qui contient quoi."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VIDES = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}


@dataclass(eq=False)
class Element:
    """Un élément, ses attributs, ce qu'il contient."""

    balise: str
    attributs: dict[str, str]
    parent: Element | None = None
    contenus: list[Element | str] = field(default_factory=list)

    @property
    def enfants(self) -> list[Element]:
        """Les éléments directement dessous."""
        return [contenu for contenu in self.contenus if isinstance(contenu, Element)]

    def tous(self, *balises: str) -> Iterator[Element]:
        """Tous les éléments de ces balises (ou de toutes), dans l'ordre de la page."""
        for enfant in self.enfants:
            if not balises or enfant.balise in balises:
                yield enfant
            yield from enfant.tous(*balises)

    def ancetres(self) -> Iterator[Element]:
        """Les éléments qui contiennent celui-ci, du plus proche au plus haut."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    @property
    def texte(self) -> str:
        """Tout le texte contenu, espaces réduites."""
        morceaux = [c if isinstance(c, str) else c.texte for c in self.contenus]
        return " ".join(" ".join(morceaux).split())

    @property
    def nom(self) -> str:
        """Un nom accessible approché : étiquette écrite, sinon texte lu, dessins compris."""
        if self.attributs.get("aria-hidden") == "true":
            return ""
        if "aria-label" in self.attributs:
            return self.attributs["aria-label"].strip()
        morceaux = [c if isinstance(c, str) else c.nom for c in self.contenus]
        return " ".join(" ".join(morceaux).split())


class _Lecteur(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.racine = Element("", {})
        self.ici = self.racine

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {nom: valeur or "" for nom, valeur in attrs}, self.ici)
        self.ici.contenus.append(element)
        if tag not in VIDES:
            self.ici = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {nom: valeur or "" for nom, valeur in attrs}, self.ici)
        self.ici.contenus.append(element)

    def handle_endtag(self, tag: str) -> None:
        for element in (self.ici, *self.ici.ancetres()):
            if element.balise == tag and element.parent is not None:
                self.ici = element.parent
                return

    def handle_data(self, data: str) -> None:
        self.ici.contenus.append(data)


def lire_arbre(html: str) -> Element:
    """La racine d'une page ; les éléments jamais fermés restent ouverts jusqu'au parent."""
    lecteur = _Lecteur()
    lecteur.feed(html)
    lecteur.close()
    return lecteur.racine
