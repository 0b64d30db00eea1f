"""Le texte d'une fiche-action neuve : ce que l'on en sait, puis chaque champ à remplir."""

from __future__ import annotations

from collections.abc import Sequence

from ..modele.fiche_action import FicheAction
from .annotation import modele_annote
from .gabarits import en_yaml

ENTETE = """\
# Une fiche-action. Seul « titre » est obligatoire ; un champ absent ne laisse aucune trace.
# Retirer le dièse devant une clé pour s'en servir ; supprimer ce qui ne sert pas.

"""


def ecrire_la_fiche(
    titre: str, rattachements: Sequence[str], *, projet: str = "", brouillon: bool = False
) -> str:
    """Le texte d'une fiche, son titre et ses rattachements écrits, le reste en commentaire.

    Args:
        titre: intitulé.
        rattachements: identifiants des lignes qu'elle sert.
        projet: plan dont elle relève, quand le territoire en a plusieurs.
        brouillon: vrai si elle ne doit pas encore paraître.
    """
    ecrites = {"titre": en_yaml(titre), "rattachements": f"[{', '.join(rattachements)}]"}
    if projet:
        ecrites["projet"] = projet
    if brouillon:
        ecrites["publication"] = "brouillon"
    tete = "".join(f"{cle}: {valeur}\n" for cle, valeur in ecrites.items())
    return f"{ENTETE}{tete}\n{modele_annote(FicheAction, sauf={*ecrites, 'id'})}"
