"""Le dernier passage sur une page : typographie, et sigles expliqués au premier emploi.

La typographie vaut pour ce qu'une personne lit ou entend : le texte, et les attributs qui se lisent
(titre d'une bulle, texte d'une image, nom d'un bouton, description de la page).

Un sigle renvoie à sa définition placée au bas de la même page : elle s'atteint au clavier,
au doigt et sans JavaScript.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from ..modele.referentiel import Terme
from .identifiant import identifiant_de
from .typographie import typographier

BALISE = re.compile(
    r"""<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^>"']|"[^"]*"|'[^']*')*>""", re.DOTALL
)
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


@dataclass
class Sigles:
    """Les termes du glossaire, prêts à être reconnus dans un texte."""

    termes: Iterable[Terme]
    _par_forme: dict[str, Terme] = field(init=False, default_factory=dict)
    _motif: re.Pattern[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Prépare l'expression qui reconnaît tous les sigles d'un coup."""
        for terme in self.termes:
            for forme in (terme.sigle, *terme.variantes):
                if re.search(r"[A-Z]{2}", forme) and " " not in forme:
                    self._par_forme[typographier(escape(forme, quote=False))] = terme
        if formes := sorted(self._par_forme, key=len, reverse=True):
            motif = "|".join(map(re.escape, formes))
            self._motif = re.compile(rf"(?<![\w.-])(?:{motif})(?![\w-])")

    def chercher(self, texte: str) -> re.Pattern[str] | None:
        """L'expression à employer sur ce texte, ou None si aucune majuscule ne s'y suit."""
        return self._motif if re.search(r"[A-Z]{2}", texte) else None

    def terme(self, forme: str) -> Terme:
        """Le terme d'une forme reconnue."""
        return self._par_forme[forme]


def ancre_du_terme(terme: Terme) -> str:
    """L'ancre de la définition d'un terme : `mot-cias`."""
    return f"mot-{identifiant_de(terme.sigle)}"


def finir(html: str, sigles: Sigles | None = None) -> tuple[str, list[Terme]]:
    """Pose la typographie et relie le premier emploi de chaque sigle à sa définition.

    Args:
        html: corps d'une page.
        sigles: termes à reconnaître ; None n'en reconnaît aucun.

    Returns:
        Le corps fini, et les termes rencontrés dans l'ordre.
    """
    html = str(html)  # un Markup échapperait ce que l'on y remplace
    sortie: list[str] = []
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

    def finir_le_texte(texte: str) -> str:
        if texte.isspace() or not INTACTES.isdisjoint(ouvertes):
            return texte
        texte = typographier(APOSTROPHE.sub("'", texte))
        motif = sigles.chercher(texte) if sigles else None
        return motif.sub(relier, texte) if motif else texte

    position = 0
    for balise in BALISE.finditer(html):
        if balise.start() > position:
            sortie.append(finir_le_texte(html[position : balise.start()]))
        if balise[2] in SANS_LIEN:
            _suivre(balise, ouvertes)
        sortie.append(LUS.sub(_finir_l_attribut, balise[0]))
        position = balise.end()
    if position < len(html):
        sortie.append(finir_le_texte(html[position:]))
    return "".join(sortie), list(rencontres.values())


def _finir_l_attribut(attribut: re.Match[str]) -> str:
    """Un attribut lu, sa valeur typographiée."""
    return attribut[1] + typographier(APOSTROPHE.sub("'", attribut[2]))


def _suivre(balise: re.Match[str], ouvertes: list[str]) -> None:
    """Tient la liste des éléments ouverts qui changent la façon de traiter le texte."""
    nom = balise[2]
    if balise[1]:
        if nom in ouvertes:
            del ouvertes[len(ouvertes) - 1 - ouvertes[::-1].index(nom)]
    elif not balise[0].endswith("/>"):
        ouvertes.append(nom)
