"""Ce que tous les objets du modèle ont en commun.

Un objet est figé, refuse toute clé inconnue et documente chaque champ par la phrase
écrite dessous : cette phrase est aussi l'aide de l'éditeur (JSON Schema) et la ligne de
la référence des données. Ce module ne connaît ni le YAML ni les fichiers.
"""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

T = TypeVar("T")


class Refus(ValueError):
    """Une valeur refusée, dite pour la personne qui l'a écrite.

    Args:
        constat: ce qui ne va pas, sans majuscule ni point final.
        conseil: ce qu'il faut faire, à l'infinitif ou à l'impératif.
        champ: le champ à montrer, quand le refus porte sur tout un objet.
    """

    def __init__(self, constat: str, conseil: str, champ: str = "") -> None:
        super().__init__(f"{constat} ; {conseil}")
        self.constat = constat
        self.conseil = conseil
        self.champ = champ


TIRET_COLLE = ("tiret collé au texte", "mettre une espace après chaque tiret")
"""Ce que l'on dit d'une liste que le YAML lit comme un seul texte."""


class Objet(BaseModel):
    """Base des objets du modèle : figés, sans clé inconnue, champs documentés sur place."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        validate_default=False,
    )


def une_ou_plusieurs(valeur: Any) -> Any:
    """Lit un texte seul comme une liste d'un élément (`themes: sante`).

    Raises:
        Refus: le texte est une liste dont les tirets sont collés aux mots.
    """
    if isinstance(valeur, str) and valeur.startswith("-"):
        raise Refus(*TIRET_COLLE)
    return [valeur] if isinstance(valeur, str) else valeur


Liste = Annotated[tuple[T, ...], BeforeValidator(une_ou_plusieurs)]
"""Une liste, écrite en entier ou réduite à son unique élément."""


def abregee(cle: str) -> BeforeValidator:
    """Lit une simple phrase comme un objet qui n'a que cette clé (`axes: [Se loger]`)."""

    def mot_seul(lu: Any) -> Any:
        return {cle: lu} if isinstance(lu, str) else lu

    return BeforeValidator(mot_seul)
