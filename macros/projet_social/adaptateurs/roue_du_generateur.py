"""Trouver la roue du générateur qui tourne : donnée, prise à une adresse, bâtie ou refaite.

Un site neuf l'emporte. On la donne (`--paquet`), on dit où la prendre (`--depuis`) ; sinon elle se
tire de ce qui tourne : du dépôt s'il est là, du programme installé autrement. L'adresse ou le cache
d'où l'installation est venue ne servent pas : ils peuvent avoir disparu, ou changé.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from .. import __version__
from ..archive import archiver
from ..depart.roue import PAQUET, Roue, RoueRefusee, empreinte_d_inventaire, lire_la_roue
from .commandes.refus import RefusDeCommande

ICI = Path(__file__).parents[1]
"""Le dossier du programme."""
PROPRES_A_LA_MACHINE = {"INSTALLER", "RECORD", "REQUESTED", "direct_url.json", "uv_cache.json"}
"""Ce que l'installation ajoute à ce que portait la roue."""
ETIQUETTE = re.compile(r"@(?!(?:main|master|head|dev|develop)$)[\w.][\w./-]*$", re.I)
"""La fin d'une adresse de dépôt qui désigne un état et un seul."""

CAUSE = re.compile(r"^\s*(?:fatal|erreur|error|ERROR)\s?: (?!subprocess-)(.+)$", re.MULTILINE)
"""Ce que git (dans notre langue) ou pip disent d'un échec, avant leurs commentaires."""


def trouver_la_roue(paquet: Path | None = None, depuis: str = "") -> Roue:
    """La roue de la version qui tourne.

    Args:
        paquet: un fichier `.whl` ; None pour la chercher.
        depuis: une adresse que pip sait lire, étiquette comprise ; vide pour s'en passer.

    Raises:
        RefusDeCommande: elle est introuvable, abîmée, ou d'une autre version.
    """
    if paquet is not None:
        roue = _donnee(paquet)
    elif depuis:
        roue = _prise(depuis)
    elif (ICI.parents[1] / "pyproject.toml").is_file():
        roue = _batie(ICI.parents[1])
    else:
        roue = lire_la_roue(_refaite(), "le programme installé")
    if roue.version != __version__:
        raise RefusDeCommande(
            f"la roue est de la version {roue.version}, le programme qui tourne de la "
            f"{__version__} ; installer d'abord la {roue.version}, puis recommencer"
        )
    return roue


def _donnee(paquet: Path) -> Roue:
    if not paquet.is_file():
        raise RefusDeCommande(f"« {paquet} » introuvable ; vérifier le chemin du fichier .whl")
    return lire_la_roue(paquet.read_bytes(), f"« {paquet} »")


def _prise(depuis: str) -> Roue:
    """La roue que pip bâtit d'une adresse ; elle voyagera ensuite avec le site."""
    if depuis.startswith("git+") and not ETIQUETTE.search(depuis.partition("#")[0]):
        raise RefusDeCommande(
            f"--depuis « {depuis} » ne dit pas quelle version ; finir par une étiquette, comme "
            f"git+https://…/projet-social@v{__version__}"
        )
    if find_spec("pip") is None:
        raise RefusDeCommande(
            "--depuis a besoin de pip, qui manque ici ; télécharger le fichier .whl, le donner par "
            "--paquet"
        )
    with tempfile.TemporaryDirectory() as dossier:
        pip = ("-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", dossier, depuis)
        _lancer(pip, Path.cwd(), f"« {depuis} » n'a pas donné le générateur", "vérifier l'adresse")
        return _seule(Path(dossier), f"« {depuis} »")


def _batie(depot: Path) -> Roue:
    """La roue des sources que l'on a sous la main."""
    if find_spec("hatchling") is None:
        raise RefusDeCommande(
            "hatchling manque pour bâtir le générateur depuis ses sources ; l'installer par "
            "« make site », ou donner un fichier .whl par --paquet"
        )
    with tempfile.TemporaryDirectory() as dossier:
        hatchling = ("-m", "hatchling", "build", "--target", "wheel", "--directory", dossier)
        _lancer(hatchling, depot, "le générateur ne se bâtit pas", "donner un .whl par --paquet")
        return _seule(Path(dossier), "le dépôt")


def _seule(dossier: Path, dite: str) -> Roue:
    roues = list(dossier.glob("*.whl"))
    if len(roues) != 1:
        raise RoueRefusee(f"{dite} ne donne pas un fichier .whl et un seul ; donner --paquet")
    return lire_la_roue(roues[0].read_bytes(), dite)


def _lancer(mots: tuple[str, ...], dans: Path, constat: str, conseil: str) -> None:
    fini = subprocess.run(
        [sys.executable, *mots], cwd=dans, capture_output=True, text=True, check=False
    )
    if fini.returncode:
        dit = f"{fini.stdout}\n{fini.stderr}".strip()
        causes = CAUSE.findall(dit) or [dit.rpartition("\n")[2]]
        raise RefusDeCommande(f"{constat} ; {conseil} ({causes[0].strip()})")


def _refaite() -> bytes:
    """La roue d'où vient le programme installé, refaite de ses fichiers.

    Raises:
        RefusDeCommande: l'installation n'a pas d'inventaire, ou un fichier a changé depuis.
    """
    contenus = {nom: octets for nom, octets in sorted(_fichiers_installes(_installe()))}
    (infos,) = {nom.partition("/")[0] for nom in contenus if ".dist-info/" in nom}
    inventaire = f"{infos}/RECORD"
    lignes = [
        f"{nom},{empreinte_d_inventaire(octets)},{len(octets)}\n"
        for nom, octets in contenus.items()
    ]
    contenus[inventaire] = "".join([*lignes, f"{inventaire},,\n"]).encode("utf-8")
    return archiver(contenus)


def _installe() -> Distribution:
    """L'installation d'où vient ce programme."""
    try:
        trouvee = distribution(PAQUET)
        if trouvee.files and Path(str(trouvee.locate_file(PAQUET))).resolve() == ICI.resolve():
            return trouvee
    except PackageNotFoundError:
        pass
    raise RefusDeCommande(
        "ce programme n'a pas été installé par un installeur connu ; donner son fichier .whl "
        "par --paquet"
    )


def _fichiers_installes(installe: Distribution) -> Iterator[tuple[str, bytes]]:
    """Les fichiers que portait la roue, chacun tel que l'inventaire le dit."""
    for fichier in installe.files or ():
        hors = fichier.parts[0] == ".." or fichier.is_absolute() or fichier.suffix == ".pyc"
        de_la_machine = fichier.name in PROPRES_A_LA_MACHINE and ".dist-info" in fichier.parts[0]
        if hors or de_la_machine or fichier.hash is None:
            continue
        octets = Path(str(fichier.locate())).read_bytes()
        if empreinte_d_inventaire(octets) != f"{fichier.hash.mode}={fichier.hash.value}":
            raise RefusDeCommande(
                f"« {fichier} » a changé depuis l'installation ; réinstaller le générateur, ou "
                "donner son fichier .whl par --paquet"
            )
        yield fichier.as_posix(), octets
