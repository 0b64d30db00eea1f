"""Ce qu'un audit a relevé, et le verdict qui en découle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..navigateur.poids import SCRIPTS_MAXIMUM, PremiereVue
from .grille import PageExaminee
from .lighthouse import Mesure


@dataclass
class Releve:
    """Les relevés des quatre parties ; `None` : la partie n'a pas été menée."""

    pages: int
    examens: list[PageExaminee] = field(default_factory=list)
    vues: list[PremiereVue] = field(default_factory=list)
    scripts: int = 0
    nu: list[str] | None = None
    lighthouse: list[Mesure] | None = None

    @property
    def violations(self) -> Counter[str]:
        """Les éléments en faute, par règle d'axe."""
        return Counter(un.regle for page in self.examens for un in page.examen.violations)

    @property
    def incertains(self) -> Counter[tuple[str, str]]:
        """Les éléments qu'axe n'a pas su juger, par règle et raison."""
        return Counter(
            (un.regle, un.raison) for page in self.examens for un in page.examen.incertains
        )

    def defauts(self) -> Iterator[str]:
        """Tout ce qui empêche de dire que l'audit passe, une phrase par défaut."""
        for page in self.examens:
            ou = f"{page.lecture}, {page.adresse or 'accueil'}"
            yield from (f"axe, {ou} : {constat}" for constat in page.examen.violations)
            yield from (f"axe, à relire, {ou} : {constat}" for constat in page.a_relire)
            yield from (f"disposition, {ou} : {quoi}" for quoi in page.disposition)
            yield from (f"contraste, {ou} : {quoi}" for quoi in page.paleurs)
        for vue in self.vues:
            yield from (f"poids, {exces}" for exces in vue.exces())
        if self.scripts > SCRIPTS_MAXIMUM:
            yield f"poids, les scripts d'une page font {self.scripts} octets"
        yield from (f"Nu, {erreur}" for erreur in self.nu or ())
        for mesure in self.lighthouse or ():
            if not mesure.atteinte:
                notes = ", ".join(f"{quoi} {note:.0f}" for quoi, note in mesure.notes.items())
                yield f"Lighthouse, {mesure.gabarit} : {notes} ({' ; '.join(mesure.defauts)})"
