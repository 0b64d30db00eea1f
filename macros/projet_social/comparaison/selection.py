"""Les territoires que l'on compare : un dossier, ou tous, filtrés."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..corpus.corpus import Corpus, DossierPublie, Inconnu
from ..corpus.plan import Plan, TerritoirePublie
from ..modele.vocabulaire import TypeTerritoire


@dataclass(frozen=True)
class Selection:
    """Des territoires à comparer, dans l'ordre.

    Attributes:
        territoires: dans l'ordre du dossier, sinon par nom.
        dossier: le dossier dont ils viennent ; None pour tous les territoires.
    """

    territoires: tuple[TerritoirePublie, ...]
    dossier: DossierPublie | None = None

    @property
    def plans(self) -> list[Plan]:
        """Les plans de ces territoires, chacun une fois."""
        return list(dict.fromkeys(plan for t in self.territoires for plan in t.plans))


def permettre(genre: str, mot: str, connus: Collection[str]) -> None:
    """Refuse le mot d'un filtre qui ne désigne rien ; vide, il ne filtre pas.

    Raises:
        Inconnu: il n'est pas de ceux que l'on connaît.
    """
    if mot and mot not in connus:
        raise Inconnu(genre, mot, connus)


def choisir(
    corpus: Corpus,
    dossier: str = "",
    departement: str = "",
    type_: str = "",
    territoires: Sequence[str] = (),
) -> Selection:
    """Les territoires d'un dossier (ou tous), filtrés.

    Args:
        dossier: identifiant d'un dossier ; vide pour tous les territoires.
        territoires: identifiants à garder, dans cet ordre.

    Raises:
        Inconnu: dossier, département, type ou territoire qui ne désigne rien.
    """
    publie = corpus.dossier(dossier) if dossier else None
    candidats = publie.territoires if publie else list(corpus.territoires.values())
    if territoires:
        candidats = [corpus.territoire(slug) for slug in territoires]
    connus = {code for territoire in candidats for code in territoire.donnees.departements}
    permettre("département", departement, sorted(connus))
    permettre("type de territoire", type_, list(TypeTerritoire))
    gardes = (
        territoire
        for territoire in candidats
        if (not departement or departement in territoire.donnees.departements)
        and (not type_ or territoire.donnees.type == type_)
    )
    return Selection(tuple(gardes), publie)
