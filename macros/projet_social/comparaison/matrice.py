"""La matrice thèmes × territoires : le plus haut lieu où chaque thème est dit."""

from __future__ import annotations

from dataclasses import dataclass

from ..corpus.corpus import Corpus
from ..corpus.plan import TerritoirePublie
from ..modele.referentiel import FamilleDeThemes, Theme
from .mentions import MentionDeTheme, NiveauDeMention
from .selection import Selection


@dataclass(frozen=True)
class Case:
    """Un thème dans un territoire : le plus haut niveau et le nombre de mentions."""

    niveau: NiveauDeMention
    mentions: int


@dataclass(frozen=True)
class Matrice:
    """La matrice, ses totaux et ce qui en ressort.

    Attributes:
        familles: familles et leurs thèmes, dans l'ordre.
        territoires: en lignes, dans l'ordre de la sélection.
        cases: par (slug, thème) ; une paire absente est une case vide.
    """

    familles: list[tuple[FamilleDeThemes, list[Theme]]]
    territoires: tuple[TerritoirePublie, ...]
    cases: dict[tuple[str, str], Case]

    @property
    def niveaux(self) -> tuple[NiveauDeMention, ...]:
        """Les lettres des cases, du plus haut lieu au plus bas."""
        return tuple(NiveauDeMention)

    @property
    def themes(self) -> list[Theme]:
        """Tous les thèmes, dans l'ordre des colonnes."""
        return [theme for _, themes in self.familles for theme in themes]

    @property
    def vides(self) -> int:
        """Nombre de cases vides."""
        return len(self.themes) * len(self.territoires) - len(self.cases)

    def territoires_du_theme(self, theme: Theme) -> list[tuple[TerritoirePublie, Case]]:
        """Les territoires qui parlent d'un thème."""
        return [
            (territoire, self.cases[territoire.slug, theme.id])
            for territoire in self.territoires
            if (territoire.slug, theme.id) in self.cases
        ]

    def par_ressemblance(self) -> list[TerritoirePublie]:
        """Les territoires, chacun suivi de celui qui a le plus de thèmes en commun avec lui.

        On part de celui qui parle du plus de thèmes ; à égalité, l'ordre de la sélection décide.
        """
        dits = {territoire.slug: set[str]() for territoire in self.territoires}
        for slug, theme in self.cases:
            dits[slug].add(theme)
        restants = list(self.territoires)
        chaine: list[TerritoirePublie] = []
        while restants:
            siens = dits[chaine[-1].slug] if chaine else {theme.id for theme in self.themes}
            proche = max(restants, key=lambda autre: _en_commun(siens, dits[autre.slug]))
            restants.remove(proche)
            chaine.append(proche)
        return chaine

    @property
    def places_par_ressemblance(self) -> dict[str, int]:
        """La place de chaque territoire dans cet ordre, par slug."""
        return {t.slug: place for place, t in enumerate(self.par_ressemblance(), 1)}

    def par_frequence(self) -> list[tuple[Theme, int]]:
        """Les thèmes, du plus au moins partagé."""
        comptes = [(theme, len(self.territoires_du_theme(theme))) for theme in self.themes]
        return sorted(comptes, key=lambda couple: -couple[1])

    def jamais_en_tete(self) -> list[Theme]:
        """Les thèmes dits quelque part, mais au premier niveau d'aucun plan ni en ambition."""
        return [
            theme
            for theme in self.themes
            if (presents := self.territoires_du_theme(theme))
            and all(case.niveau is not NiveauDeMention.A for _, case in presents)
        ]


def _en_commun(siens: set[str], leurs: set[str]) -> float:
    """Les thèmes communs rapportés à ceux de l'un ou de l'autre."""
    return len(siens & leurs) / len(siens | leurs) if siens | leurs else 0.0


def croiser(
    corpus: Corpus,
    mentions: dict[str, list[MentionDeTheme]],
    selection: Selection,
    famille: str = "",
) -> Matrice:
    """Croise les thèmes et les territoires choisis."""
    familles = [
        (f, [theme for theme in corpus.themes.values() if theme.famille == f.id])
        for f in corpus.referentiel_themes.familles
        if famille in ("", f.id)
    ]
    gardes = {territoire.slug for territoire in selection.territoires}
    lieux: dict[tuple[str, str], list[NiveauDeMention]] = {}
    for _, themes in familles:
        for theme in themes:
            for mention in mentions.get(theme.id, []):
                if mention.territoire.slug in gardes:
                    lieux.setdefault((mention.territoire.slug, theme.id), []).append(mention.niveau)
    cases = {paire: Case(min(niveaux), len(niveaux)) for paire, niveaux in lieux.items()}
    return Matrice(familles, selection.territoires, cases)
