"""Les documents que le site publie à côté de ses pages, et ceux que l'on demande un par un.

Un document paraît sous l'adresse de sa page, et la suit si elle change de place :
`territoires/<slug>/synthese/synthese-<slug>.pdf`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from ..corpus.plan import TerritoirePublie
from ..pages.adresse import a_une_page, adresse_de, adresse_de_synthese
from ..pages.publication import Publication
from ..programme import empreinte_du_code, fichiers_ranges
from .dossiers import composer_un_dossier
from .en_pdf import PdfImpossible, moteur_de_pages
from .formats import ecrire_le_document
from .imprime import Imprime
from .territoires import (
    composer_un_plan,
    composer_un_territoire,
    composer_une_synthese,
    nom_de_la_presentation,
    nom_de_la_synthese,
    nom_du_plan,
)

CE_DOCUMENT = "Télécharger"
BIBLIOTHEQUES = ("weasyprint", "python-docx", "odfdo", "lxml", "pillow")
PAQUET = Path(__file__).parents[1]
LUS = (
    *fichiers_ranges(PAQUET / "impression"),
    *fichiers_ranges(PAQUET / "polices"),
    *sorted((PAQUET / "gabarits").glob("impression_*")),
    PAQUET / "archive.py",
)
"""Ce qui met un document composé en octets : ce code, sa feuille, ses gabarits, ses polices."""


@dataclass(frozen=True)
class Tirage:
    """Un document à publier, dans un format ; il ne se compose que si on le demande.

    Attributes:
        page: adresse d'ensemble de la page qui le propose.
        titre: ce que dit le lien.
        nom: nom de fichier, sans extension.
        format: extension du fichier.
        composer: compose le document.
        territoire: slug du territoire dont il parle ; vide s'il en réunit plusieurs.
    """

    page: str
    titre: str
    nom: str
    format: str
    composer: Callable[[], Imprime]
    territoire: str = ""

    @property
    def adresse(self) -> str:
        """L'adresse d'ensemble du fichier."""
        return f"{self.page}{self.nom}.{self.format}"

    def octets(self) -> bytes:
        """Les octets du fichier."""
        return ecrire_le_document(self.composer(), self.format)

    def empreinte(self) -> str:
        """L'empreinte de ce dont les octets dépendent, et l'extension du fichier."""
        code = empreinte_du_code(LUS, *BIBLIOTHEQUES)
        matiere = repr((self.format, code, self.composer()))
        return f"{sha256(matiere.encode()).hexdigest()}.{self.format}"


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
    """
    corpus = publication.corpus
    for dossier in corpus.dossiers.values():
        page = adresse_de(dossier)
        composer = cache(partial(composer_un_dossier, publication, dossier.id))
        yield Tirage(page, "Télécharger le dossier", dossier.id, "pdf", composer)
        for format_ in ("docx", "odt"):
            titre = "Télécharger le dossier, à retravailler,"
            yield Tirage(page, titre, dossier.id, format_, composer)
    for territoire in corpus.territoires.values():
        yield from _du_territoire(publication, territoire)


def _du_territoire(publication: Publication, territoire: TerritoirePublie) -> Iterator[Tirage]:
    slug, page = territoire.slug, adresse_de(territoire)

    def pdf(page: str, titre: str, nom: str, composer: Callable[[], Imprime]) -> Tirage:
        return Tirage(page, titre, nom, "pdf", cache(composer), slug)

    composer = partial(composer_un_territoire, publication, slug)
    yield pdf(page, CE_DOCUMENT, nom_de_la_presentation(territoire), composer)
    for plan in territoire.plans_publies_ici:
        if any(ligne.fiche and a_une_page(ligne) for ligne in plan.lignes):
            titre = "Télécharger le plan et ses fiches"
            if len(territoire.plans_publies_ici) > 1:
                titre = f"Télécharger le plan « {plan.titre} » et ses fiches"
            composer = partial(composer_un_plan, publication, slug, plan.id)
            yield pdf(page, titre, nom_du_plan(territoire, plan.id), composer)
    composer = partial(composer_une_synthese, publication, slug)
    yield pdf(
        adresse_de_synthese(territoire), CE_DOCUMENT, nom_de_la_synthese(territoire), composer
    )
