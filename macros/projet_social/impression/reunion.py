"""La réunion annuelle : les fichiers qu'elle demande, et ce qu'il faut en dire à qui la prépare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..comparaison.bilan_annuel import BilanAnnuel
from ..macros.bilan import bilan_demande
from ..macros.vue import Vue
from ..pages.publication import Publication
from ..texte.typographie import accorder
from .bilan_a_l_ecran import diaporama_du_bilan, page_du_bilan

FORMATS_DE_REUNION = ("pdf", "docx")


@dataclass(frozen=True)
class ReunionAnnuelle:
    """Une réunion à préparer.

    Attributes:
        publication: ce qui est publié, et où.
        bilan: ce que l'on y lira.
        depuis: la version à laquelle on l'a demandé comparé ; vide si l'on n'a rien dit.
    """

    publication: Publication
    bilan: BilanAnnuel
    depuis: str = ""

    @property
    def nom(self) -> str:
        """Le nom des fichiers, sans extension."""
        return f"bilan-{self.bilan.annee}"

    @property
    def comparee(self) -> bool:
        """Vrai si une version figée dit d'où l'on part."""
        return self.bilan.depuis is not None

    def a_l_ecran(self) -> Iterator[tuple[str, bytes]]:
        """La page et les vues à projeter : elles n'ont besoin d'aucun supplément."""
        yield f"{self.nom}.html", page_du_bilan(self.publication, self.bilan, self.depuis)
        yield f"{self.nom}-a-projeter.html", diaporama_du_bilan(self.bilan)

    def document(self, format_: str) -> tuple[str, bytes]:
        """Le document, dans un format.

        Raises:
            SupplementAbsent: il manque le supplément `documents`.
            PdfImpossible: WeasyPrint ou Pango manquent.
        """
        from .bilan import composer_le_bilan
        from .formats import ecrire_le_document

        imprime = composer_le_bilan(self.publication, self.bilan, self.depuis)
        return f"{self.nom}.{format_}", ecrire_le_document(imprime, format_)

    def resumer(self) -> Iterator[str]:
        """Où en sont les actions, puis ce qui manque pour le dire."""
        bilan = self.bilan
        comptes = ", ".join(
            f"{rubrique.dite(bilan.annee).lower()} {len(actions)}"
            for rubrique, actions in bilan.rubriques
        )
        yield f"{accorder(len(bilan.actions), 'action')} : {comptes}."
        if bilan.sans_suivi:
            yield "Personne n'a encore dit où en est une action : commencer par les classeurs."
        elif bilan.muettes:
            nombre = accorder(len(bilan.muettes), "action")
            yield f"Rien ne dit ce qui s'est passé en {bilan.annee} pour {nombre}."


def preparer_la_reunion(
    publication: Publication, territoire: str, annee: int, depuis: str = "", projet: str = ""
) -> ReunionAnnuelle:
    """La réunion annuelle d'un plan.

    Raises:
        Inconnu: territoire, projet ou version inconnus, ou une année qui n'a pas commencé.
    """
    bilan = bilan_demande(Vue(publication), territoire, annee, depuis, projet)
    return ReunionAnnuelle(publication, bilan, depuis)
