"""Construire un site en plusieurs parts (processus ou machines), puis les réunir.

La première part fait ce qui est à tous (comparaison, thèmes, exports) ; les autres se partagent les
pages des territoires. Chacune lit toutes les données : une page en cite d'autres. Réunies, elles
donnent les mêmes octets qu'une seule construction ; s'il en manque une, on dit laquelle.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path
from typing import Any

from ..empechement import Empechement
from ..exports.registre import Export
from ..pages.publication import Publication
from .empreinte import VARIABLE_DE_LA_PART, empreinte_de
from .feuilles.material import FeuilleDeMaterial
from .recherche import indexer
from .remplacement import Remplacement
from .site_bati import MANIFESTE, pages_a_lire
from .theme import PESES


class PartsDepareillees(Empechement):
    """Des parts qui ne font pas un site ; le message dit ce qui manque, et que faire."""


@dataclass(frozen=True)
class PartDeSite:
    """Une part d'un site.

    Attributes:
        rang: de 1 au nombre de parts.
        nombre: combien il y en a ; 1, c'est le site entier.
    """

    rang: int = 1
    nombre: int = 1

    @property
    def entiere(self) -> bool:
        """Vrai si c'est tout le site."""
        return self.nombre == 1

    def pages(self, publication: Publication) -> frozenset[str]:
        """Les adresses d'ensemble des pages que fait cette part."""
        if self.entiere:
            return publication.adresses
        rangs = {slug: rang for rang, slug in enumerate(publication.corpus.territoires)}
        return frozenset(
            page.adresse for page in publication.pages if self._fait(rangs.get(page.territoire))
        )

    def _fait(self, territoire: int | None) -> bool:
        if territoire is None:
            return self.rang == 1
        return self.rang == 2 + territoire % (self.nombre - 1)

    def exporte(self, export: Export) -> bool:
        """Vrai si cette part écrit cet export ; toutes écrivent les styles, cités par les pages."""
        return self.rang == 1 or export.publique.endswith(PESES)

    def signer(self, site: Path, publication: Publication) -> None:
        """Écrit ce qu'est cette part, pour qui la réunira aux autres."""
        documents = sorted(publication.ensemble.documents.items())
        dit = {
            "part": self.rang,
            "parts": self.nombre,
            "recherche": publication.recherche,
            "donnees": empreinte_de(*(empreinte_de(nom, d.octets) for nom, d in documents)),
        }
        (site / MANIFESTE).write_text(json.dumps(dit), encoding="utf-8")


def lire_la_part(ecrite: str) -> PartDeSite:
    """« 2/3 » : la deuxième de trois parts ; vide, le site entier.

    Raises:
        PartsDepareillees: ce n'est pas une part.
    """
    if not ecrite:
        return PartDeSite()
    trouve = re.fullmatch(r"([1-9]\d*)/([1-9]\d*)", ecrite)
    if not trouve or int(trouve[1]) > int(trouve[2]):
        raise PartsDepareillees(
            f"part « {ecrite} » ({VARIABLE_DE_LA_PART}) ; écrire son rang et leur nombre : 2/3"
        )
    return PartDeSite(int(trouve[1]), int(trouve[2]))


def reunir_les_parts(parts: Sequence[Path], site: Path) -> int:
    """Réunit des parts en un site, avec sa recherche ; l'ancien reste si l'une manque.

    Args:
        parts: le dossier de chaque part, dans n'importe quel ordre.

    Returns:
        Le nombre de pages du site.

    Raises:
        PartsDepareillees: une part manque, est de trop, ou ne vient pas des mêmes données.
        RechercheImpossible: l'index de recherche ne s'est pas fait.
    """
    dits = _verifier(parts)
    remplacement = Remplacement.preparer(site)
    nouveau = remplacement.nouveau
    try:
        for part in parts:
            _verser(part, nouveau)
        FeuilleDeMaterial(None).elaguer(nouveau)
        if dits["recherche"]:
            indexer(nouveau)
        remplacement.poser()
    except BaseException:
        remplacement.abandonner()
        raise
    return len(pages_a_lire(site))


def _verifier(parts: Iterable[Path]) -> dict[str, Any]:
    dits: dict[int, dict[str, Any]] = {}
    for part in parts:
        try:
            dit = json.loads((part / MANIFESTE).read_text(encoding="utf-8"))
            rang = int(dit["part"])
        except (OSError, ValueError, LookupError, TypeError) as erreur:
            raise PartsDepareillees(
                f"« {part} » n'est pas une part entière : la construire de nouveau"
            ) from erreur
        if rang in dits:
            raise PartsDepareillees(f"« {part} » : la part {rang} est là deux fois")
        dits[rang] = dit
    premiere = next(iter(dits.values()), {"parts": 1})
    if manquantes := sorted({*range(1, premiere["parts"] + 1)} - dits.keys()):
        lesquelles = ", ".join(f"{rang}/{premiere['parts']}" for rang in manquantes)
        raise PartsDepareillees(f"il manque {lesquelles} : la construire, puis recommencer")
    for rang, dit in dits.items():
        if dit | {"part": 0} != premiere | {"part": 0}:
            raise PartsDepareillees(
                f"la part {rang} ne vient pas des mêmes données que les autres : les refaire toutes"
            )
    return premiere


def _verser(part: Path, site: Path) -> None:
    """Copie une part ; deux parts ne disent pas deux choses d'un même fichier."""
    for fichier in sorted(part.rglob("*")):
        cible = site / fichier.relative_to(part)
        if not fichier.is_file() or cible.name == MANIFESTE:
            continue
        if cible.is_file() and not cmp(fichier, cible, shallow=False):
            raise PartsDepareillees(
                f"deux parts diffèrent sur « {fichier.relative_to(part)} » : les refaire toutes, "
                "avec la même version du programme"
            )
        cible.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(fichier, cible)
