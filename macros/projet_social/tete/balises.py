"""Ce que montre un message où l'on partage une page : titre, phrase, image (Open Graph).

Une adresse n'y est utile qu'absolue : sans `site_url`, ni adresse ni image.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..corpus.plan import TerritoirePublie
from ..exports.apercus import ImageDe, apercu_publie, carton_de, image_de
from ..exports.carton import HAUTEUR, LARGEUR
from ..pages.page import Page
from ..pages.publication import Publication
from ..texte.typographie import typographier


@dataclass(frozen=True, slots=True)
class Balises:
    """Les valeurs des balises de partage, typographiées.

    Attributes:
        url: adresse absolue de la page ; vide si l'on ne sait pas où est le site.
        image: adresse absolue de l'image ; vide de même.
        texte_de_l_image: ce qu'elle montre, pour qui ne la voit pas.
    """

    titre: str
    description: str
    type: str
    url: str = ""
    image: str = ""
    texte_de_l_image: str = ""
    largeur: int = LARGEUR
    hauteur: int = HAUTEUR

    @property
    def carte(self) -> str:
        """La forme que prend le partage."""
        return "summary_large_image" if self.image else "summary"


def balises_de(page: Page, publication: Publication) -> Balises:
    """Les balises d'une page générée."""
    return _balises(
        f"{page.titre} – {page.complement}" if page.complement else page.titre,
        page.description,
        publication.absolue(page.adresse) or "",
        publication,
        publication.lignes_par_adresse.get(page.adresse)
        or _territoire(publication, page.territoire),
        "article" if page.territoire and page.adresse.count("/") > 2 else "website",
    )


def balises_d_une_page_ecrite(
    titre: str, description: str, url: str, publication: Publication
) -> Balises:
    """Les balises d'une page écrite à la main.

    Args:
        titre: titre de la page.
        description: sa phrase, ou celle du site.
        url: son adresse absolue ; vide si elle est inconnue.
        publication: le site.
    """
    return _balises(titre, description, url, publication, _territoire(publication))


def _balises(
    titre: str,
    description: str,
    url: str,
    publication: Publication,
    montre: ImageDe,
    type_: str = "website",
) -> Balises:
    """Les balises d'une page, et son image, celle de son territoire ou du site."""
    montre = image_de(montre, publication)
    image = apercu_publie(publication, montre)
    alternative = carton_de(montre, publication).texte if image else ""
    return Balises(typographier(titre), typographier(description), type_, url, image, alternative)


def _territoire(publication: Publication, slug: str = "") -> TerritoirePublie | None:
    return publication.corpus.territoires.get(slug or publication.adressage.territoire)
