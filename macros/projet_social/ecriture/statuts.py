"""Un statut nouveau garde l'ancien : la fiche dit par où l'action est passée.

Le classeur repris, le formulaire et la commande « suivre » passent tous par ici. Une fiche qui
n'avait pas de statut n'a rien à garder, et un statut effacé est une correction : rien ne s'ajoute.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..modele.fiche_action import FicheAction
from ..modele.introspection import ordre_des_champs
from ..modele.niveau import PLURIELS
from ..modele.vocabulaire import Statut, TypeNiveau
from .arbre import en_liste, identifiant_ecrit, lignes_ecrites

CHAMPS = tuple(ordre_des_champs(FicheAction))
FICHE = re.compile(r"territoires/([^/]+)/actions/([^/]+)\.yml")
PLAN = re.compile(r"territoires/([^/]+)/projet(?:-[^/]+)?\.yml")
QUI_S_EXPLIQUENT = {statut.value for statut in Statut if statut.s_explique}

CleDAction = tuple[str, str, int]
"""Le territoire, l'identifiant, et le combien-tième de ce nom."""


def garder_le_statut(
    avant: Mapping[str, Any], apres: Mapping[str, Any], jour: date
) -> dict[str, Any]:
    """Une fiche telle qu'elle doit s'écrire : son statut d'avant, s'il change, à l'historique.

    La date et le motif que l'on n'a pas touchés étaient ceux du statut d'avant : ils partent avec
    lui. Le statut nouveau prend alors le jour du changement.

    Args:
        apres: ses valeurs voulues ; elles ne changent pas.
    """
    voulue = dict(apres)
    ancien, neuf = avant.get("statut"), apres.get("statut")
    if not ancien or not neuf or ancien == neuf:
        return voulue
    historique = en_liste(apres.get("historique"))
    neufs = historique if historique != en_liste(avant.get("historique")) else []
    if not any(isinstance(p, Mapping) and p.get("statut") == ancien for p in neufs[-1:]):
        dits = (
            ("statut", ancien),
            ("depuis", avant.get("statut_depuis")),
            ("motif", avant.get("motif")),
        )
        voulue["historique"] = [*historique, {cle: dit for cle, dit in dits if dit}]
    if apres.get("statut_depuis") == avant.get("statut_depuis"):
        voulue["statut_depuis"] = jour.isoformat()
    if apres.get("motif") == avant.get("motif") and neuf not in QUI_S_EXPLIQUENT:
        voulue.pop("motif", None)
    # À leur place d'abord : celles que le fichier a déjà y garderont la leur.
    return {cle: voulue[cle] for cle in (*CHAMPS, *voulue) if cle in voulue}


def garder_les_statuts(avant: Mapping[str, Any], apres: Mapping[str, Any], jour: date) -> None:
    """Garde, dans les fiches voulues, les statuts d'avant ; elles sont changées sur place.

    Args:
        avant: les valeurs de chaque fichier tel qu'il est, par chemin.
        apres: les valeurs voulues de chaque fichier à écrire, par chemin.
    """
    connues = dict(_actions(avant))
    for (slug, id_, rang), fiche in _actions(apres):
        noms = (id_, *map(str, en_liste(fiche.get("alias"))))
        ancienne = next((connues[c] for n in noms if (c := (slug, n, rang)) in connues), None)
        if ancienne is not None:
            voulue = garder_le_statut(ancienne, fiche, jour)
            fiche.clear()
            fiche.update(voulue)


def _actions(arbres: Mapping[str, Any]) -> Iterator[tuple[CleDAction, dict[str, Any]]]:
    """Toutes les actions de ces fichiers, où qu'elles soient écrites."""
    vues: Counter[tuple[str, str]] = Counter()
    for chemin, arbre in arbres.items():
        if not isinstance(arbre, dict):
            continue
        if trouve := FICHE.fullmatch(chemin):
            slug, siennes = trouve[1], iter([(str(arbre.get("id") or trouve[2]), arbre)])
        elif trouve := PLAN.fullmatch(chemin):
            actions = (x for cle, x in lignes_ecrites(arbre) if PLURIELS[cle] is TypeNiveau.ACTION)
            siennes = ((identifiant_ecrit(x), x) for x in actions if isinstance(x, dict))
            slug = trouve[1]
        else:
            continue
        for id_, fiche in siennes:
            yield (slug, id_, vues[slug, id_]), fiche
            vues[slug, id_] += 1
