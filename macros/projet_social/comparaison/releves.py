"""Les indicateurs relevés une année : d'où ils viennent, où ils en sont, où ils vont."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..corpus.plan import Ligne
from ..modele.date_partielle import DatePartielle
from ..modele.etape import Indicateur, ValeurDatee
from ..modele.fiche_action import FicheAction
from ..modele.vocabulaire import SensIndicateur


@dataclass(frozen=True, eq=False)
class IndicateurReleve:
    """Un indicateur relevé dans l'année.

    Attributes:
        ligne: la ligne du plan qu'il suit.
        avant: la dernière valeur d'avant l'année, ou celle de départ ; None s'il n'y en a pas.
        maintenant: la dernière de l'année.
        cible: la valeur visée, la prochaine à échoir ; None si rien n'est visé.
    """

    ligne: Ligne
    indicateur: Indicateur
    avant: ValeurDatee | None
    maintenant: ValeurDatee
    cible: ValeurDatee | None

    @property
    def a_bouge(self) -> bool:
        """Vrai si la valeur n'est plus celle d'avant ; une première valeur n'a pas bougé."""
        if self.avant is None:
            return False
        dites = ((v.valeur, v.appreciation) for v in (self.avant, self.maintenant))
        return len(set(dites)) > 1

    @property
    def mouvement(self) -> str:
        """« oui, dans le sens voulu », « non », « première valeur »."""
        if self.avant is None:
            return "première valeur"
        if not self.a_bouge:
            return "non"
        sens, avant, maintenant = self.indicateur.sens, self.avant.valeur, self.maintenant.valeur
        if sens is None or avant is None or maintenant is None or avant == maintenant:
            return "oui"
        voulu = (maintenant > avant) is (sens is SensIndicateur.HAUSSE)
        return "oui, dans le sens voulu" if voulu else "oui, à rebours"


def releves_de_l_annee(ligne: Ligne, annee: int) -> Iterator[IndicateurReleve]:
    """Les indicateurs d'une ligne relevés dans l'année."""
    contenu = ligne.contenu
    indicateurs = (
        indicateurs_de_la_fiche(contenu)
        if isinstance(contenu, FicheAction)
        else contenu.indicateurs
    )
    for indicateur in indicateurs:
        valeurs = sorted(indicateur.valeurs, key=lambda valeur: valeur.date.cle[::-1])
        de_l_annee = [valeur for valeur in valeurs if finit_dans(valeur.date, annee)]
        if not de_l_annee:
            continue
        avant = [valeur for valeur in valeurs if finit_avant(valeur.date, annee)]
        visees = sorted(indicateur.cible, key=lambda valeur: valeur.date.cle[::-1])
        a_echoir = [visee for visee in visees if not finit_avant(visee.date, annee)] or visees[-1:]
        yield IndicateurReleve(
            ligne,
            indicateur,
            avant[-1] if avant else indicateur.initial,
            de_l_annee[-1],
            a_echoir[0] if a_echoir else None,
        )


def indicateurs_de_la_fiche(fiche: FicheAction) -> Iterator[Indicateur]:
    """Les indicateurs d'une action, puis ceux de ses étapes."""
    yield from fiche.indicateurs
    for etape in fiche.etapes:
        yield from etape.indicateurs


def finit_avant(dite: DatePartielle | None, annee: int) -> bool:
    """Vrai si la date, à sa précision, finit avant l'année."""
    return dite is not None and dite.fin is not None and dite.fin.year < annee


def finit_dans(dite: DatePartielle, annee: int) -> bool:
    """Vrai si la date, à sa précision, finit dans l'année ; si elle est ouverte, y commence."""
    borne = dite.fin or dite.debut
    return borne is not None and borne.year == annee
