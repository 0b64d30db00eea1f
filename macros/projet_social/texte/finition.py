"""Le dernier passage sur une page : typographie, et sigles expliqués au premier emploi.

La typographie vaut pour ce qu'une personne lit ou entend : le texte, et les attributs qui se lisent
(titre d'une bulle, texte d'une image, nom d'un bouton, description de la page).

Un sigle renvoie à sa définition placée au bas de la même page : elle s'atteint au clavier,
au doigt et sans JavaScript.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from ..modele.referentiel import Terme
from .identifiant import identifiant_de
from .typographie import typographier

BALISE = re.compile(
    r"""(<!--.*?-->|</?[a-zA-Z][a-zA-Z0-9]*[^>"']*+(?:(?:"[^"]*"|'[^']*')[^>"']*+)*>)""", re.DOTALL
)
NOM = re.compile("</?([a-zA-Z][a-zA-Z0-9]*)")
SANS_LIEN = {
    "a", "button", "summary", "h1", "h2", "h3", "h4", "code", "pre", "script", "style",
    "dt", "svg", "label", "option", "select", "textarea", "title", "nav", "figcaption",
}  # fmt: skip
INTACTES = {"script", "style", "code", "pre", "textarea"}
LUS = re.compile(
    r"( (?:title|alt|aria-label|aria-description|placeholder|label|data-titre|"
    r'name="description" content)=")([^"]*)'
)
"""Les attributs qu'une personne lit ou entend, et leur valeur."""
APOSTROPHE = re.compile("&#(?:39|x27);")
"""L'apostrophe droite, telle que l'échappent Jinja et `html.escape`."""
MAJUSCULES = re.compile("[A-Z]{2}")


@dataclass
class Sigles:
    """Les termes du glossaire, prêts à être reconnus dans un texte."""

    termes: Iterable[Terme]
    _par_forme: dict[str, Terme] = field(init=False, default_factory=dict)
    motif: re.Pattern[str] | None = field(init=False, default=None)
    """L'expression qui les reconnaît, là où deux majuscules se suivent."""

    def __post_init__(self) -> None:
        """Prépare l'expression qui reconnaît tous les sigles d'un coup."""
        for terme in self.termes:
            for forme in (terme.sigle, *terme.variantes):
                if MAJUSCULES.search(forme) and " " not in forme:
                    self._par_forme[typographier(escape(forme, quote=False))] = terme
        if formes := sorted(self._par_forme, key=len, reverse=True):
            motif = "|".join(map(re.escape, formes))
            self.motif = re.compile(rf"(?<![\w.-])(?:{motif})(?![\w-])")

    def terme(self, forme: str) -> Terme:
        """Le terme d'une forme reconnue."""
        return self._par_forme[forme]


def ancre_du_terme(terme: Terme) -> str:
    """L'ancre de la définition d'un terme : `mot-cias`."""
    return f"mot-{identifiant_de(terme.sigle)}"


def finir(html: str, sigles: Sigles | None = None) -> tuple[str, list[Terme]]:
    """Pose la typographie et relie le premier emploi de chaque sigle à sa définition.

    Args:
        sigles: termes à reconnaître ; None n'en reconnaît aucun.

    Returns:
        Le corps fini, et les termes rencontrés dans l'ordre.
    """
    morceaux = BALISE.split(str(html))  # un Markup échapperait ce que l'on y remplace
    ouvertes: list[str] = []
    rencontres: dict[str, Terme] = {}
    relies: set[str] = set()

    def relier(trouve: re.Match[str]) -> str:
        assert sigles is not None
        terme = sigles.terme(trouve[0])
        rencontres.setdefault(terme.sigle, terme)
        if terme.sigle in relies or not SANS_LIEN.isdisjoint(ouvertes):
            return trouve[0]
        relies.add(terme.sigle)
        return f'<a class="sigle" href="#{ancre_du_terme(terme)}">{trouve[0]}</a>'

    motif = sigles.motif if sigles else None
    finis: list[str] = []
    for texte, balise in zip(morceaux[::2], [*morceaux[1::2], ""], strict=True):
        if not texte or texte.isspace() or not INTACTES.isdisjoint(ouvertes):
            finis.append(texte)
        else:
            fini, majuscules = _lire_le_texte(texte)
            finis.append(motif.sub(relier, fini) if motif and majuscules else fini)
        finie, nom, ouvre = _lire_la_balise(balise)
        finis.append(finie)
        if nom:
            _suivre(nom, ouvre, ouvertes)
    return "".join(finis), list(rencontres.values())


def _finir_le_texte(texte: str) -> str:
    """Un texte, ou la valeur d'un attribut lu, typographié."""
    return typographier(APOSTROPHE.sub("'", texte) if "&#" in texte else texte)


@lru_cache(maxsize=1 << 13)
def _lire_le_texte(texte: str) -> tuple[str, bool]:
    """Un texte fini, et vrai s'il peut contenir un sigle : deux majuscules s'y suivent."""
    fini = _finir_le_texte(texte)
    return fini, MAJUSCULES.search(fini) is not None


@lru_cache(maxsize=1 << 13)
def _lire_la_balise(balise: str) -> tuple[str, str, bool]:
    """Une balise finie, et ce qui s'ouvre ou se ferme : les mêmes reviennent de page en page.

    Returns:
        La balise, ses attributs lus typographiés ; l'élément, vide s'il ne change rien à la façon
        de traiter le texte ; vrai s'il s'ouvre.
    """
    finie = LUS.sub(lambda lu: lu[1] + _finir_le_texte(lu[2]), balise)
    trouve = NOM.match(balise)
    ferme = balise.startswith("</")
    if trouve is None or trouve[1] not in SANS_LIEN or (balise.endswith("/>") and not ferme):
        return finie, "", False
    return finie, trouve[1], not ferme


def _suivre(nom: str, ouvre: bool, ouvertes: list[str]) -> None:
    """Tient la liste des éléments ouverts qui changent la façon de traiter le texte."""
    if ouvre:
        ouvertes.append(nom)
    elif nom in ouvertes:
        del ouvertes[len(ouvertes) - 1 - ouvertes[::-1].index(nom)]
