"""Ce que sont devenues les intercommunalités accompagnées, d'après leurs communes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..corpus.officiel import ListeOfficielle
from ..modele.dossier import Accompagnement, Devenir
from ..modele.vocabulaire import EtatEntite

SEUIL = Fraction(2, 3)
"""La part des communes à partir de laquelle une seule intercommunalité est dite lui succéder.

À la majorité simple, une ligne partagée à neuf communes contre huit n'aurait qu'un successeur. Des
parts mesurées, aucune ne tombe entre 59 et 74 % : tout seuil pris là donne les mêmes réponses.
"""


@dataclass(frozen=True)
class PartRecue:
    """Une intercommunalité d'aujourd'hui, et ce qu'elle a reçu d'une ancienne."""

    siren: str
    nom: str
    communes: int
    total: int
    """Le nombre de communes de l'ancienne."""

    @property
    def fraction(self) -> Fraction:
        """La part des communes de l'ancienne."""
        return Fraction(self.communes, self.total)

    @property
    def pourcentage(self) -> int:
        """La même, en pour cent, à l'unité la plus proche."""
        return round(100 * self.fraction)


@dataclass(frozen=True)
class Suite:
    """Le devenir d'une ligne, avec les noms d'aujourd'hui."""

    devenir: Devenir
    parts: tuple[PartRecue, ...]

    @property
    def successeur(self) -> PartRecue | None:
        """L'intercommunalité qui lui succède ; None si ses communes se sont partagées."""
        premiere = self.parts[0]
        return premiere if premiere.fraction >= SEUIL else None


def suite_de(ligne: Accompagnement, officiel: ListeOfficielle) -> Suite | None:
    """Ce qu'est devenue une ligne, ou None si aucune édition ancienne ne l'a trouvée."""
    if ligne.devenir is None:
        return None
    total = sum(ancienne.communes for ancienne in ligne.devenir.anciennes)
    return Suite(
        ligne.devenir,
        tuple(
            PartRecue(suivie.siren, officiel.entites[suivie.siren].nom, suivie.communes, total)
            for suivie in ligne.devenir.successeurs
        ),
    )


@dataclass(frozen=True)
class BilanDuSuivi:
    """Combien de lignes ont été suivies, et avec quelle sûreté."""

    suivies: int
    """Les lignes suivies, sûres ou non."""
    douteuses: int
    perdues: int
    """Lignes que la liste du jour ne porte pas, et que l'on n'a pas su suivre."""
    editions: tuple[int, ...]
    """Années des éditions anciennes d'où partent les lignes suivies."""


def dresser_le_bilan(lignes: list[Accompagnement]) -> BilanDuSuivi:
    """Compte les lignes suivies, celles qui le sont avec un doute, celles qui ne le sont pas."""
    devenirs = [ligne.devenir for ligne in lignes if ligne.devenir]
    douteuses = sum(1 for devenir in devenirs if devenir.doute)
    perdues = sum(
        1 for ligne in lignes if ligne.etat == EtatEntite.NON_RAPPROCHEE and not ligne.devenir
    )
    editions = tuple(sorted({devenir.edition for devenir in devenirs}))
    return BilanDuSuivi(len(devenirs), douteuses, perdues, editions)
