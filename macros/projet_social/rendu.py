"""Rendre un gabarit. Seul module qui importe jinja2.

Les gabarits sont compilés une fois par programme, jamais gardés sur le disque : un cache restauré
d'ailleurs deviendrait du code qui s'exécute. Une valeur absente est une erreur, et tout ce qui
s'imprime est échappé.
"""

from functools import cache
from typing import Any

from jinja2 import (
    Environment,
    PackageLoader,
    StrictUndefined,
    TemplateSyntaxError,
    nodes,
)
from markupsafe import Markup

from . import icones
from .texte import prose
from .texte.typographie import accorder, nombre_ecrit


@cache
def environnement() -> Environment:
    """L'environnement des gabarits du paquet."""
    gabarits = Environment(
        loader=PackageLoader("projet_social", "gabarits"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    gabarits.filters |= {
        "prose": lambda texte: Markup(prose.en_html(texte)),  # assaini par nh3
        "nombre": nombre_ecrit,
    }
    gabarits.globals |= {"accorder": accorder, "icone": icone}
    return gabarits


@cache
def icone(nom: str, classe: str = "twemoji") -> Markup:
    """Une icône à poser devant son mot ; rien si l'on n'en nomme pas.

    Args:
        nom: nom de l'icône (« bus ») ; vide pour aucune.
        classe: classe de Material (`twemoji` dans un texte) ; vide dans une commande.
    """
    if not nom:
        return Markup()
    attribut = Markup(' class="{}"').format(classe) if classe else ""
    return Markup("<span{}>{}</span>").format(attribut, Markup(icones.dessin(nom)))


def relire_les_gabarits_modifies() -> None:
    """À appeler une fois par construction : un gabarit modifié depuis est relu."""
    connus = environnement().cache or {}
    if any(not gabarit.is_up_to_date for gabarit in connus.values()):
        connus.clear()


def rendre(gabarit: str, **valeurs: Any) -> str:
    """Rend un gabarit du paquet.

    Args:
        gabarit: nom de fichier dans `gabarits/`.
        valeurs: ce que le gabarit imprime.

    Raises:
        jinja2.TemplateError: gabarit introuvable ou valeur absente.
    """
    return environnement().get_template(gabarit).render(valeurs)


def appels(source: str) -> list[tuple[str, int]]:
    """Les fonctions qu'une page écrite à la main appelle, et la ligne de chaque appel.

    Raises:
        ErreurDeGabarit: accolades mal fermées ; le message dit la ligne.
    """
    try:
        arbre = environnement().parse(source)
    except TemplateSyntaxError as erreur:
        raise ErreurDeGabarit(erreur.lineno) from erreur
    return [
        (appel.node.name, appel.lineno)
        for appel in arbre.find_all(nodes.Call)
        if isinstance(appel.node, nodes.Name)
    ]


@cache
def champs_lus(gabarit: str, nom: str) -> frozenset[str]:
    """Ce qu'un gabarit lit sur un objet : `titre`, pour `f.titre` ou `ligne.f.titre`.

    Args:
        gabarit: nom de fichier dans `gabarits/`.
        nom: la variable, ou l'attribut, où se trouve l'objet.
    """
    gabarits = environnement()
    assert gabarits.loader is not None
    source, _, _ = gabarits.loader.get_source(gabarits, gabarit)
    return frozenset(
        lu.attr
        for lu in gabarits.parse(source).find_all(nodes.Getattr)
        if getattr(lu.node, "attr", getattr(lu.node, "name", "")) == nom
    )


class ErreurDeGabarit(Exception):
    """Des accolades mal fermées dans une page écrite à la main.

    Attributes:
        ligne: numéro de ligne dans la source lue.
    """

    def __init__(self, ligne: int) -> None:
        super().__init__(f"ligne {ligne}")
        self.ligne = ligne
