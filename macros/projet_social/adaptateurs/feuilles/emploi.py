"""Ce que des pages construites et leurs scripts emploient, quel que soit leur HTML."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from .selecteurs import Attribut, Balise, Classe, Exigence, Identifiant, Parmi

IMPLICITES = frozenset({"html", "head", "body", "tbody", "mark"})
"""Ce que le navigateur ajoute de lui-même, et ce dont la recherche entoure les mots trouvés."""
MOT = re.compile(r"[\w-]+")
OUVRANTE = re.compile(rb"""<([a-zA-Z][\w-]*)((?:[^>='"]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|[='"])*+)>""")
"""Une balise qui s'ouvre : son nom, ses attributs. Un guillemet n'enferme que derrière « = »."""
ATTRIBUT = re.compile(rb"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
"""Un attribut : son nom, sa valeur entre guillemets doubles, simples, ou nue."""


@dataclass
class Emploi:
    """Les noms vus dans un site.

    Attributes:
        balises: noms des éléments, en minuscules.
        valeurs: par attribut demandé, toutes ses valeurs.
        mots: tous les mots des scripts, qui peuvent poser n'importe laquelle de ces choses.
    """

    balises: set[str] = field(default_factory=lambda: {*IMPLICITES})
    valeurs: dict[str, set[str]] = field(default_factory=dict)
    mots: set[str] = field(default_factory=set)

    @cached_property
    def classes(self) -> frozenset[str]:
        """Toutes les classes des pages."""
        return frozenset(mot for dites in self.valeurs.get("class", ()) for mot in dites.split())

    @cached_property
    def debuts(self) -> tuple[str, ...]:
        """Les mots dont un script compose un nom : `recherche-${nom}`."""
        return tuple(mot for mot in self.mots if mot[0].isalpha() and mot.endswith("-"))

    def permet(self, exigence: Exigence) -> bool:
        """Vrai si quelque chose du site répond, ou peut répondre, à ce que demande un sélecteur."""
        match exigence:
            case Classe(nom):
                return nom in self.classes or self._vient_d_un_script(nom)
            case Identifiant(nom):
                return nom in self.valeurs.get("id", ()) or self._vient_d_un_script(nom)
            case Balise(nom):
                return nom in self.balises or nom in self.mots
            case Parmi(choix):
                return any(all(map(self.permet, exigences)) for exigences in choix)
            case Attribut(nom):
                if self._est_pose_par_un_script(nom):
                    return True
                return any(map(exigence.accepte, self.valeurs.get(nom, ())))

    def _vient_d_un_script(self, nom: str) -> bool:
        return nom in self.mots or nom.startswith(self.debuts)

    def _est_pose_par_un_script(self, nom: str) -> bool:
        """`data-md-toggle` s'écrit aussi `dataset.mdToggle`, `aria-sort` `ariaSort`."""
        propriete = _sans_tirets(nom.removeprefix("data-"))
        return not self.mots.isdisjoint({nom, propriete, _sans_tirets(nom)})


def relever(
    pages: Iterable[bytes], scripts: Iterable[str], attributs: Container[str] = ()
) -> Emploi:
    """Ce qu'emploie un site.

    Args:
        pages: le HTML de chaque page, en UTF-8.
        scripts: le texte de chaque script.
        attributs: ceux dont les valeurs importent, en plus de `class`, `id` et `style`.
    """
    emploi = Emploi()
    for script in scripts:
        emploi.mots.update(MOT.findall(script))
    # Les mêmes balises reviennent de page en page : chacune se lit une fois, sans qu'on les garde
    # toutes, car chaque page a aussi les siennes.
    noms: set[bytes] = set()
    suites: set[bytes] = set()
    for page in pages:
        ouvertes = set(OUVRANTE.findall(page))
        noms.update(nom for nom, _ in ouvertes)
        neuves = {suite for _, suite in ouvertes} - suites
        for brut, *valeurs in {lu for suite in neuves for lu in ATTRIBUT.findall(suite)}:
            nom = brut.decode().lower()
            if nom in TOUJOURS or nom in attributs:
                emploi.valeurs.setdefault(nom, set()).add(unescape(b"".join(valeurs).decode()))
        if len(suites) > BALISES_RETENUES:
            suites.clear()
        suites |= neuves
    emploi.balises.update(nom.decode().lower() for nom in noms)
    return emploi


BALISES_RETENUES = 20_000
"""Balises au-delà desquelles on oublie celles que l'on a lues."""
TOUJOURS = frozenset({"class", "id", "style"})
"""Les attributs dont les valeurs importent à toute feuille."""


def _sans_tirets(nom: str) -> str:
    premier, *suite = nom.split("-")
    return premier + "".join(mot.capitalize() for mot in suite)
