"""Les documents que le site publie à côté de ses pages, et ceux que l'on demande un par un.

Un document paraît sous l'adresse de sa page, et la suit si elle change de place :
`territoires/<slug>/synthese/synthese-<slug>.pdf`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from ..exports.registre import Export
from ..pages.adresse import a_une_page, adresse_de, adresse_de_synthese
from ..pages.publication import Publication
from .dossiers import composer_un_dossier
from .en_pdf import PdfImpossible, empreinte_du_pdf, moteur_de_pages
from .formats import ecrire_le_document
from .imprime import Imprime
from .territoires import composer_un_plan, composer_un_territoire, composer_une_synthese

CE_DOCUMENT = "Télécharger"


@dataclass(frozen=True)
class Tirage:
    """Un document à publier, dans un format.

    Attributes:
        page: adresse d'ensemble de la page qui le propose.
        titre: ce que dit le lien.
        format: extension du fichier.
        imprime: le document composé.
    """

    page: str
    titre: str
    format: str
    imprime: Imprime

    @property
    def adresse(self) -> str:
        """L'adresse d'ensemble du fichier."""
        return f"{self.page}{self.imprime.nom}.{self.format}"

    def octets(self) -> bytes:
        """Les octets du fichier."""
        return ecrire_le_document(self.imprime, self.format)

    def export(self) -> Export:
        """Le fichier à publier, avec l'empreinte qui permet de le garder."""
        if self.format == "pdf":
            cle = empreinte_du_pdf(self.imprime)
        else:
            matiere = (self.format, self.imprime.titre, self.imprime.corps)
            cle = sha256("\0".join(matiere).encode()).hexdigest()
        nom = f"{self.titre} ({self.imprime.titre})"
        return Export(self.adresse, nom, self.octets, empreinte=f"{cle}.{self.format}")


def pourquoi_pas_de_pdf() -> str:
    """Ce qui manque pour produire des PDF, et que faire ; vide si rien ne manque."""
    try:
        moteur_de_pages()
    except PdfImpossible as refus:
        return str(refus)
    return ""


def tirages(publication: Publication) -> Iterator[Tirage]:
    """Les documents du site : dossiers, territoires, synthèses, plans avec leurs fiches.

    Une fiche seule se demande par `projet-social dossier` : un PDF par action encombrait les pages.
    Sans WeasyPrint, seuls les dossiers modifiables restent.
    """
    avec_pdf = not pourquoi_pas_de_pdf()
    corpus = publication.corpus
    for dossier in corpus.dossiers.values():
        page = adresse_de(dossier)
        compose = composer_un_dossier(publication, dossier.id)
        if avec_pdf:
            yield Tirage(page, "Télécharger le dossier", "pdf", compose)
        for format_ in ("docx", "odt"):
            yield Tirage(page, "Télécharger le dossier, à retravailler,", format_, compose)
    if not avec_pdf:
        return
    for slug, territoire in corpus.territoires.items():
        page = adresse_de(territoire)
        yield Tirage(page, CE_DOCUMENT, "pdf", composer_un_territoire(publication, slug))
        for plan in territoire.plans_publies_ici:
            if any(ligne.fiche and a_une_page(ligne) for ligne in plan.lignes):
                entier = composer_un_plan(publication, slug, plan.id)
                titre = "Télécharger le plan et ses fiches"
                if len(territoire.plans_publies_ici) > 1:
                    titre = f"Télécharger le plan « {plan.titre} » et ses fiches"
                yield Tirage(page, titre, "pdf", entier)
        synthese = adresse_de_synthese(territoire)
        yield Tirage(synthese, CE_DOCUMENT, "pdf", composer_une_synthese(publication, slug))
