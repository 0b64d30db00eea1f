"""Ce que l'on désigne en ligne de commande : un territoire, une ligne de son plan."""

from __future__ import annotations

from collections.abc import Sequence

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..lecture.validation import plus_proche
from ..texte.citation import abreger
from ..texte.identifiant import forme_commune
from .commandes.refus import RefusDeCommande

MONTRES_MAXIMUM = 20
"""Lignes du plan que l'on propose, au plus."""
TITRE_MONTRE = 60
"""Signes d'un titre que l'on propose, au plus."""


def choisir_un_territoire(
    corpus: Corpus, slug: str | None, comment: str = " par --territoire"
) -> TerritoirePublie:
    """Le territoire que l'on nomme, ou le seul.

    Args:
        comment: comment la commande le fait nommer ; vide si son nom suit celui de la commande.

    Raises:
        RefusDeCommande: il est inconnu, ou rien ne dit lequel.
    """
    connus = list(corpus.territoires)
    if slug in corpus.territoires:
        return corpus.territoires[slug]
    if slug:
        conseil = plus_proche(slug, connus) or f"territoires : {', '.join(connus)}"
        raise RefusDeCommande(f"territoire « {slug} » inconnu ; {conseil}")
    if len(connus) == 1:
        return corpus.territoires[connus[0]]
    if not connus:
        raise RefusDeCommande("aucun territoire ; en créer un : projet-social nouveau")
    raise RefusDeCommande(f"{len(connus)} territoires ; dire lequel{comment} : {', '.join(connus)}")


def choisir_le_plan(territoire: TerritoirePublie, dit: str | None) -> Plan:
    """Le plan que l'on nomme, ou le seul du territoire.

    Raises:
        RefusDeCommande: il est inconnu, ou rien ne dit lequel.
    """
    plans = {plan.id: plan for plan in territoire.plans}
    if not plans:
        raise RefusDeCommande(f"« {territoire.slug} » n'a pas de plan ; écrire d'abord projet.yml")
    if dit is None and len(plans) == 1:
        return next(iter(plans.values()))
    if dit is None:
        raise RefusDeCommande(
            f"« {territoire.slug} » a {len(plans)} plans ; dire lequel par --projet : "
            f"{', '.join(plans)}"
        )
    if dit not in plans:
        conseil = plus_proche(dit, plans) or f"choisir parmi {', '.join(plans)}"
        raise RefusDeCommande(f"plan « {dit} » inconnu ; {conseil}")
    return plans[dit]


def lignes_designees(lignes: Sequence[Ligne], cherche: str) -> list[Ligne]:
    """Les lignes que désigne un identifiant, ancien ou non, à défaut un numéro, puis un titre."""
    forme = forme_commune(cherche)
    par_rang = (
        lambda ligne: cherche in (ligne.id, *ligne.contenu.alias),
        lambda ligne: cherche == ligne.contenu.numero,
        lambda ligne: forme == forme_commune(ligne.contenu.titre),
    )
    trouvees = ([ligne for ligne in lignes if convient(ligne)] for convient in par_rang)
    return next(filter(None, trouvees), [])


def montrer_les_lignes(lignes: Sequence[Ligne], *, territoire: bool = False) -> str:
    """Les premières de ces lignes, une par ligne : l'identifiant, puis le titre.

    Args:
        territoire: vrai pour faire précéder chaque identifiant de celui du territoire.
    """
    noms = {m: f"{m.territoire.slug}/{m.id}" if territoire else m.id for m in lignes}
    dites = "".join(
        f"\n    {noms[m]:<28} {_court(m.contenu.titre)}" for m in lignes[:MONTRES_MAXIMUM]
    )
    reste = len(lignes) - MONTRES_MAXIMUM
    return dites + (f"\n    … et {reste} autres" if reste > 0 else "")


def _court(titre: str) -> str:
    return abreger(titre, TITRE_MONTRE)
