"""La police vient du site : sur toute machine, le même texte occupe la même place."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from projet_social.adaptateurs.police import PoliceDesPages, preparer_la_police
from projet_social.adaptateurs.reserve import Reserve
from projet_social.polices.repli import TEMOIN
from projet_social.polices.signes import DESSINES

from .harnais import ARGUMENTS, chemin_de_chromium

pytestmark = pytest.mark.navigateur

FAMILLES = ("Liberation Sans", "DejaVu Sans", "Nimbus Sans", "Noto Sans", "Roboto")
"""Les polices courantes dont un jeu peut être fait, parmi celles de cette machine."""
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="assets/police.css">
<style>body {{ margin: 0; width: 20rem; line-height: normal; font-family: {familles} }}
span {{ white-space: nowrap }} .gras {{ font-weight: 700 }}</style>
<p>{temoin}</p><p class="gras">{temoin}</p>
<p><span class="ligne">{temoin}</span></p><p class="gras"><span class="ligne">{temoin}</span></p>
<p><i>{temoin}</i></p>
<p><span>○ ◔ ◑ ● ‖ ✕ ■ ◧ › · … → « œuvre » 0123</span></p>"""
MESURER = """() => document.fonts.ready.then(() =>
  [...document.querySelectorAll("p, span")].flatMap(
  (e) => { const b = e.getBoundingClientRect(); return [b.width, b.height]; }))"""
MESURER_LES_LIGNES = """() => document.fonts.ready.then(() =>
  [...document.querySelectorAll(".ligne")].flatMap(
    (e) => { const b = e.getBoundingClientRect(); return [b.width, b.height]; }))"""
ECART_DU_REPLI = 0.02
"""En part de la largeur : ce dont une ligne peut bouger quand la police arrive."""


def polices_de_la_machine() -> dict[str, list[Path]]:
    """Les fichiers de chaque famille courante."""
    trouvees: dict[str, list[Path]] = defaultdict(list)
    if shutil.which("fc-list"):
        for famille in FAMILLES:
            commande = ["fc-list", f":family={famille}", "file"]
            sortie = subprocess.run(commande, capture_output=True, text=True, check=True).stdout
            for ligne in sorted(sortie.splitlines()):
                trouvees[famille].append(Path(ligne.strip().rstrip(":")))
    return {nom: fichiers for nom, fichiers in trouvees.items() if fichiers}


@pytest.fixture(scope="module")
def jeux(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Des réglages de fontconfig, une famille chacun ; il en faut deux."""
    dossier = tmp_path_factory.mktemp("jeux")
    reglages = {}
    for nom, fichiers in polices_de_la_machine().items():
        place = dossier / nom.replace(" ", "-")
        place.mkdir()
        for fichier in fichiers:
            shutil.copy(fichier, place)
        reglages[nom] = place / "fonts.conf"
        reglages[nom].write_text(
            f"<fontconfig><dir>{place}</dir><cachedir>{place}/cache</cachedir></fontconfig>",
            encoding="utf-8",
        )
    if len(reglages) < 2:
        pytest.skip("cette machine n'a qu'une famille de polices courantes, ou aucune")
    return reglages


@pytest.fixture(scope="module")
def onglets(navigateur: Browser, jeux: dict[str, Path]) -> Iterator[dict[str, Page]]:
    """Un Chromium par jeu de polices."""
    ouverts = [
        navigateur.browser_type.launch(
            executable_path=chemin_de_chromium(),
            args=ARGUMENTS,
            env={**os.environ, "FONTCONFIG_FILE": str(reglage)},
        )
        for reglage in jeux.values()
    ]
    yield {nom: ouvert.new_page() for nom, ouvert in zip(jeux, ouverts, strict=True)}
    for ouvert in ouverts:
        ouvert.close()


@pytest.fixture(scope="module")
def police() -> PoliceDesPages:
    """La police de toute page."""
    return preparer_la_police([], Reserve(None))


def ecrire(dossier: Path, police: PoliceDesPages, familles: str) -> str:
    """Une page témoin ; rend son adresse."""
    for adresse, octets in police.fichiers.items():
        (dossier / adresse).parent.mkdir(parents=True, exist_ok=True)
        (dossier / adresse).write_bytes(octets)
    (dossier / "assets/police.css").write_text(police.feuille, encoding="utf-8")
    page = dossier / "page.html"
    page.write_text(PAGE.format(familles=familles, temoin=TEMOIN), encoding="utf-8")
    return page.as_uri()


def mesurer(onglet: Page, adresse: str, script: str = MESURER) -> list[float]:
    """Largeur et hauteur de chaque témoin."""
    onglet.goto(adresse)
    mesures: list[float] = onglet.evaluate(script)
    assert min(mesures) > 0
    return mesures


def test_le_texte_occupe_la_meme_place_partout(
    onglets: dict[str, Page], police: PoliceDesPages, tmp_path: Path
) -> None:
    """Signes, gras et italique compris, quelles que soient les polices de la machine."""
    adresse = ecrire(tmp_path, police, "var(--md-text-font)")
    mesures = {nom: mesurer(onglet, adresse) for nom, onglet in onglets.items()}
    assert len({tuple(mesure) for mesure in mesures.values()}) == 1, mesures


def test_les_jeux_de_polices_different_vraiment(
    onglets: dict[str, Page], police: PoliceDesPages, tmp_path: Path
) -> None:
    """Sans la police du site, les largeurs changent : le test d'avant peut échouer."""
    adresse = ecrire(tmp_path, police, "system-ui, sans-serif")
    assert len({tuple(mesurer(onglet, adresse)) for onglet in onglets.values()}) > 1


def test_le_repli_tient_la_place_de_la_police(
    onglets: dict[str, Page], police: PoliceDesPages, tmp_path: Path
) -> None:
    """Sans ses fichiers, une ligne garde sa hauteur et, à peu de chose près, sa largeur."""
    adresse = ecrire(tmp_path, police, "var(--md-text-font)")
    vraies = mesurer(next(iter(onglets.values())), adresse, MESURER_LES_LIGNES)
    for fichier in (tmp_path / "assets/polices").glob("*.woff2"):
        fichier.unlink()
    for nom, onglet in onglets.items():
        replis = mesurer(onglet, adresse, MESURER_LES_LIGNES)
        assert replis != vraies, f"{nom} : la police n'est pas remplacée"
        assert replis[1::2] == pytest.approx(vraies[1::2], abs=0.5), nom
        assert replis[::2] == pytest.approx(vraies[::2], rel=ECART_DU_REPLI), nom


def test_chaque_signe_vient_de_la_police(
    onglets: dict[str, Page], police: PoliceDesPages, tmp_path: Path
) -> None:
    """Aucun signe dessiné n'est pris à la machine : seul, il a la même chasse partout."""
    adresse = ecrire(tmp_path, police, "var(--md-text-font)")
    chasses = set()
    for onglet in onglets.values():
        onglet.goto(adresse)
        chasses.add(
            tuple(
                onglet.evaluate(
                    """(signes) => document.fonts.ready.then(() => [...signes].map((signe) => {
                      const e = document.body.appendChild(document.createElement("span"));
                      e.textContent = signe; return e.getBoundingClientRect().width; }))""",
                    DESSINES,
                )
            )
        )
    assert len(chasses) == 1
