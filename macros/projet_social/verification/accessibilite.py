"""Ce que l'on dit d'un audit tient debout : critères connus, taux et constats d'accord."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus
from ..corpus.rgaa import criteres
from ..lecture.anomalie import Anomalie
from ..lecture.validation import plus_proche
from ..modele.editeur import SEUIL_TOTAL
from .registre import verification


@verification("editeur.yml")
def criteres_de_l_audit(corpus: Corpus) -> Iterator[Anomalie]:
    """Une non-conformité renvoie à un critère connu ; à cent pour cent, il n'y en a pas."""
    audit = corpus.editeur.audit
    if audit is None:
        return
    lieu = corpus.documents["editeur.yml"].racine / "audit"
    connus = [critere.numero for critere in criteres()]
    for rang, non_conformite in enumerate(audit.non_conformites):
        if non_conformite.critere not in connus:
            yield (lieu / "non_conformites" / rang / "critere").anomalie(
                f"critère « {non_conformite.critere} » absent du RGAA",
                plus_proche(non_conformite.critere, connus) or "vérifier son numéro",
            )
    if audit.taux == SEUIL_TOTAL and audit.non_conformites:
        yield (lieu / "taux").avertir(
            "tous les critères seraient respectés, et des non-conformités sont listées",
            "corriger le taux ou la liste ; d'ici là le site se dit partiellement conforme",
        )
