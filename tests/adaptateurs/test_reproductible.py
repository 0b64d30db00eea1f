"""Le même dossier, le même jour : les mêmes octets, où que l'on construise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..fabrique import CORPUS, REGLAGES, Chantier, fichiers, lancer
from ..visiteur import rien

JOUR = "1795392000"
ICI = {"TZ": "Pacific/Honolulu", "PYTHONHASHSEED": "1", "PYTHONUTF8": "1"}
AILLEURS = {
    "TZ": "Pacific/Kiritimati",
    "PYTHONHASHSEED": "2",
    "PYTHONUTF8": "0",
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
}
SORTES = (
    "css csv docx html ics js json ods odt pagefind pdf pf_filter pf_fragment pf_index pf_meta png "
    "sqlite svg woff2 xlsx xml"
)
"""Ce que l'on compare au moins : une sorte qui ne se construirait plus se verrait."""


def construire(
    dossier: Path, environnement: dict[str, str], *, a_rebours: bool
) -> dict[str, bytes]:
    """Les fichiers d'un site construit là, d'un interpréteur neuf."""
    sources = sorted((f for f in CORPUS.rglob("*") if f.is_file()), reverse=a_rebours)
    for source in sources:
        place = dossier / "data" / source.relative_to(CORPUS)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
    chantier = Chantier(dossier)
    chantier.ecrire({"docs/a-propos.md": "# À propos\n\nUn site inventé.\n"})
    _, macros = REGLAGES["plugins"]
    chantier.regler(
        plugins=[{"projet-social": {"donnees": "data", "pdf": True}}, macros],
        theme={"name": "material", "language": "fr"},
        site_url="https://exemple.test/",
    )
    fini = lancer(
        "mkdocs",
        "build",
        dans=dossier,
        environnement={"SOURCE_DATE_EPOCH": JOUR, **environnement},
        neuf=True,
    )
    assert fini.returncode == 0, fini.stdout + fini.stderr
    return fichiers(chantier.site)


@pytest.mark.lent
def test_tout_le_site_est_le_meme_ailleurs(tmp_path: Path) -> None:
    """Autres dossier, fuseau, langue, grain des empreintes, ordre du disque : rien ne change."""
    ici = construire(tmp_path / "ici", ICI, a_rebours=False)
    ailleurs = construire(tmp_path / "là-bas, en été", AILLEURS, a_rebours=True)
    rien(sorted(ici.keys() ^ ailleurs.keys()))
    rien(sorted(nom for nom in ici if ici[nom] != ailleurs[nom]))
    rien(sorted(set(SORTES.split()) - {Path(nom).suffix[1:] for nom in ici}))
