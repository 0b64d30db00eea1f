"""Le bilan d'une année à l'écran : une page qui se lit et s'imprime, des vues que l'on projette.

Deux fichiers qui se suffisent : ni script, ni rien à charger. Ils n'ont besoin d'aucun supplément.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ..comparaison.bilan_annuel import ActionAuBilan, BilanAnnuel
from ..comparaison.releves import IndicateurReleve
from ..comparaison.versions import Evolution, NatureDEvolution
from ..macros.bilan import bilan as macro_du_bilan
from ..macros.vue import Vue
from ..pages.publication import Publication
from ..pages.titre import couper
from ..rendu import rendre
from ..texte.finition import finir
from ..texte.liens import NULLE_PART, delier
from ..texte.prose import en_texte
from ..texte.typographie import nombre_ecrit, typographier

PAR_VUE = 6
"""Actions, ou indicateurs, que l'on lit d'un coup au mur d'une salle."""
SIGNES_D_UNE_LIGNE = 150

T = TypeVar("T")


@dataclass(frozen=True)
class VueEmportee(Vue):
    """La place d'un bloc dans un fichier que l'on emporte : rien n'y a de chemin relatif."""

    def vers(self, cible: Any) -> str:
        """L'adresse absolue de la cible, si celle du site est connue."""
        return self.publication.absolue(cible) or NULLE_PART


@dataclass(frozen=True)
class LigneProjetee:
    """Une ligne d'une vue : ce dont on parle, et ce qu'il en est."""

    titre: str
    dessous: tuple[str, ...] = ()


@dataclass(frozen=True)
class VueProjetee:
    """Une vue d'un diaporama.

    Attributes:
        suite: « 2 sur 3 », quand une partie tient sur plusieurs vues.
        chiffres: des nombres en grand, et ce qu'ils comptent.
    """

    titre: str
    lignes: tuple[LigneProjetee, ...] = ()
    suite: str = ""
    chiffres: tuple[tuple[int, str], ...] = ()


def page_du_bilan(publication: Publication, bilan: BilanAnnuel, depuis: str) -> bytes:
    """La page du bilan, en un fichier."""
    plan = bilan.plan
    corps = macro_du_bilan(
        VueEmportee(publication),
        plan.territoire.slug,
        bilan.annee,
        depuis=depuis,
        projet=plan.id,
        decisions=True,
    )
    fini = delier(finir(corps)[0])
    return rendre("bilan_page.html", bilan=bilan, corps=fini, **_tete(bilan)).encode()


def diaporama_du_bilan(bilan: BilanAnnuel) -> bytes:
    """Les vues du bilan, une par feuille, en un fichier."""
    vues = [*_vues(bilan)]
    return rendre("bilan_diaporama.html", bilan=bilan, vues=vues, **_tete(bilan)).encode()


def _tete(bilan: BilanAnnuel) -> dict[str, str]:
    """Ce que disent les deux fichiers d'eux-mêmes."""
    return {
        "titre": typographier(f"{bilan.plan.territoire.nom} : bilan {bilan.annee}"),
        "plan": typographier(bilan.plan.titre),
        "depuis": typographier(bilan.depuis.titre) if bilan.depuis else "",
    }


def _vues(bilan: BilanAnnuel) -> Iterator[VueProjetee]:
    comptes = tuple((len(a), r.dite(bilan.annee).lower()) for r, a in bilan.rubriques)
    yield VueProjetee("Où en est-on ?", chiffres=comptes)
    lignes = {
        **{rubrique.name.lower(): map(_ligne, actions) for rubrique, actions in bilan.rubriques},
        "nouvelles": map(_ligne, bilan.nouvelles),
        "muettes": (LigneProjetee(a.ligne.titre, (_a_qui(a),)) for a in bilan.muettes),
        "indicateurs": map(_releve, bilan.indicateurs),
        "changements": map(_groupe, bilan.changements.groupes if bilan.changements else ()),
    }
    for nom, titre in bilan.parties:
        yield from _en_vues(titre, [*lignes.get(nom, ())])


def _en_vues(titre: str, lignes: Sequence[LigneProjetee]) -> Iterator[VueProjetee]:
    lots = [*_par_lots(lignes)]
    for rang, lot in enumerate(lots, 1):
        suite = f"{rang} sur {len(lots)}" if len(lots) > 1 else ""
        courts = tuple(
            LigneProjetee(
                typographier(x.titre),
                tuple(couper(typographier(dit), SIGNES_D_UNE_LIGNE) for dit in x.dessous if dit),
            )
            for x in lot
        )
        yield VueProjetee(titre, courts, suite)


def _par_lots(elements: Sequence[T]) -> Iterator[Sequence[T]]:
    """Des lots qui se ressemblent : sept lignes font quatre et trois, non six et une."""
    nombre = -(-len(elements) // PAR_VUE)
    for rang in range(nombre):
        debut, fin = (len(elements) * r // nombre for r in (rang, rang + 1))
        yield elements[debut:fin]


def _a_qui(action: ActionAuBilan) -> str:
    return " ; ".join(action.pilotes) or "personne n’est nommé"


def _ligne(action: ActionAuBilan) -> LigneProjetee:
    fiche, bilan = action.fiche, action.bilan
    quand = f"échéance : {fiche.fin}" if fiche.fin else ""
    dit = next(filter(None, (bilan.fait, bilan.resultats, bilan.suite)), "") if bilan else ""
    suite = (action.etat and action.etat.motif) or en_texte(dit)
    qui = ", ".join(filter(None, (_a_qui(action), quand)))
    return LigneProjetee(action.ligne.titre, (qui, suite))


def _groupe(groupe: tuple[NatureDEvolution, list[Evolution]]) -> LigneProjetee:
    nature, evolutions = groupe
    titres = (ligne.titre for e in evolutions for ligne in (e.apres or e.avant))
    return LigneProjetee(f"{nature.value} : {nombre_ecrit(len(evolutions))}", (", ".join(titres),))


def _releve(releve: IndicateurReleve) -> LigneProjetee:
    unite = releve.indicateur.unite or ""
    dites = (("avant", releve.avant), ("maintenant", releve.maintenant), ("visé", releve.cible))
    mots = [
        f"{mot} : {_valeur(dite.valeur, unite) or dite.appreciation} ({dite.date})"
        for mot, dite in dites
        if dite
    ]
    return LigneProjetee(releve.indicateur.nom, (" · ".join(mots), releve.ligne.titre))


def _valeur(nombre: float | None, unite: str) -> str:
    return "" if nombre is None else f"{nombre_ecrit(nombre)} {unite}".strip()
