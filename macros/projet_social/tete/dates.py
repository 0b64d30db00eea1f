"""La date de dernière modification d'une page, d'après les données qu'elle montre.

Une page dont les données ne sont pas datées n'en a pas : la date de la construction ne dirait rien
de ce qui a changé.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, TerritoirePublie
from ..exports.jours import dernier_jour, jour_de_mise_a_jour
from ..pages.fixe import AdresseFixe
from ..pages.page import Page

D_ENSEMBLE = ("", AdresseFixe.TERRITOIRES, AdresseFixe.COMPARAISON)
"""Pages qui montrent tous les territoires, et rubriques dont toutes les pages le font."""


class Dates:
    """Les dates de dernière modification des pages d'un corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def de(self, page: Page) -> date | None:
        """La date d'une page générée."""
        arguments, corpus = page.arguments, self._corpus
        if "ligne" in arguments:
            ligne = corpus.ligne(arguments["territoire"], arguments["ligne"])
            return self._des_lignes((ligne, *ligne.descendance()))
        if slug := arguments.get("territoire", ""):
            return self._des_territoires.get(slug)
        if theme := arguments.get("theme", ""):
            return self._des_lignes(corpus.lignes_par_theme.get(theme, ()))
        if public := arguments.get("public", ""):
            return self._des_lignes(corpus.lignes_par_public.get(public, ()))
        if situation := arguments.get("situation", ""):
            return self._des_lignes(corpus.lignes_de_situation(corpus.situation(situation)))
        if dossier := arguments.get("dossier", ""):
            territoires = corpus.dossiers[dossier].territoires
            return dernier_jour(self._des_territoires.get(t.slug) for t in territoires)
        if page.adresse in D_ENSEMBLE or page.adresse.startswith(AdresseFixe.COMPARAISON):
            return self._du_corpus
        return None

    @cached_property
    def _du_corpus(self) -> date | None:
        return dernier_jour(self._des_territoires.values())

    @cached_property
    def _des_territoires(self) -> dict[str, date | None]:
        return {slug: self._du_territoire(t) for slug, t in self._corpus.territoires.items()}

    def _du_territoire(self, territoire: TerritoirePublie) -> date | None:
        plans = [jour_de_mise_a_jour(plan.projet.maj) for plan in territoire.plans]
        return dernier_jour([*plans, self._des_lignes((*territoire.lignes, *territoire.partagees))])

    @staticmethod
    def _des_lignes(lignes: Iterable[Ligne]) -> date | None:
        return dernier_jour(
            jour_de_mise_a_jour(ligne.contenu.maj, ligne.plan.projet.maj) for ligne in lignes
        )
