"""Le bilan d'une année, en document : couverture, sommaire, une partie par rubrique."""

from __future__ import annotations

from ..comparaison.bilan_annuel import BilanAnnuel
from ..corpus.plan import dire_l_exemple
from ..pages.publication import Publication
from ..texte.typographie import accorder, typographier
from .composition import Composeur, Couverture
from .imprime import GroupeDeParties, Imprime, Partie

UN_RANG_PLUS_HAUT = -1
"""Sans le titre de sa partie, ce qu'elle contient monte d'un rang."""
LES_ACTIONS = ("actions", "Où en est chaque action")
LE_PLAN = ("plan", "Ce qui a bougé")
"""Les parties qui en réunissent d'autres : leur nom, leur titre."""
DU_PLAN = ("nouvelles", "indicateurs", "changements")
SEULES = ("essentiel", "muettes")
"""Celles qui ont leur propre page."""


def nom_du_bilan(bilan: BilanAnnuel) -> str:
    """Le nom des fichiers d'un bilan, sans extension : « bilan-2026-questembert »."""
    territoire, plan = bilan.plan.territoire, bilan.plan
    suite = f"-{plan.id}" if len(territoire.plans) > 1 else ""
    return f"bilan-{bilan.annee}-{territoire.slug}{suite}"


def composer_le_bilan(publication: Publication, bilan: BilanAnnuel, depuis: str) -> Imprime:
    """Le document d'un bilan, avec la place d'écrire ce que la réunion décide.

    Args:
        publication: ce qui est publié, et où.
        bilan: le bilan dressé.
        depuis: la version à laquelle on l'a demandé comparé ; vide si l'on n'a rien dit.
    """
    territoire, plan = bilan.plan.territoire, bilan.plan
    composeur = Composeur(publication)
    parties: list[Partie] = []
    for nom, titre in bilan.parties:
        contenant = None if nom in SEULES else LE_PLAN if nom in DU_PLAN else LES_ACTIONS
        if contenant and f"bilan-{contenant[0]}" not in {partie.ancre for partie in parties}:
            parties.append(_partie_du_bilan(*contenant, ""))
        corps = composeur.macro(
            "bilan",
            nom,
            0 if contenant else UN_RANG_PLUS_HAUT,
            territoire=territoire.slug,
            annee=bilan.annee,
            depuis=depuis,
            projet=plan.id,
            partie=nom,
            decisions=True,
        )
        parties.append(_partie_du_bilan(nom, titre, corps, rang=2 if contenant else 1))
    base = Imprime(
        nom_du_bilan(bilan),
        typographier(f"Bilan {bilan.annee}"),
        "",
        description=typographier(f"{territoire.nom} : le bilan de l’année {bilan.annee}."),
        auteurs=(plan.projet.porteur,) if plan.projet.porteur else (),
        maj=composeur.maj([territoire]),
    )
    couverture = Couverture(
        dire_l_exemple("Réunion des partenaires", territoire.montre_un_exemple),
        base.titre,
        (typographier(territoire.nom), typographier(plan.titre)),
        (accorder(len(bilan.actions), "action"),),
    )
    groupes = [
        GroupeDeParties("", (composeur.credits(),), liminaire=True),
        GroupeDeParties("", tuple(parties)),
        GroupeDeParties("Annexes", tuple(composeur.sigles())),
    ]
    return composeur.assembler(base, groupes, couverture)


def _partie_du_bilan(nom: str, titre: str, corps: str, rang: int = 1) -> Partie:
    return Partie(f"bilan-{nom}", typographier(titre), corps, rang=rang, classe=f"bilan {nom}")
