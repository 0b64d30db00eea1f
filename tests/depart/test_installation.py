"""D'un dossier vide à un site, avec ce que l'on remet et rien d'autre : ni dépôt, ni registre."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from projet_social import __version__
from projet_social.depart.guide import composer_le_guide, dossier_du_guide
from projet_social.depart.remise import composer_la_remise
from projet_social.depart.roue import Roue, lire_la_roue

from ..powershell import fautes_de_powershell
from ..visiteur import rien
from .conftest import SiteNeuf, environnement_neuf
from .test_serveurs import demander, en_marche, port_libre

pytestmark = pytest.mark.lent
FIGEE = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


@pytest.fixture(scope="module")
def remis(roue: Roue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Le dossier que l'on remet, sous un nom qui a une espace et un accent."""
    dossier = tmp_path_factory.mktemp("remise") / "clé à garder"
    for place, octets in composer_la_remise(roue).items():
        (dossier / place).parent.mkdir(parents=True, exist_ok=True)
        (dossier / place).write_bytes(octets)
    return dossier


def test_le_verrou_seul_installe_les_memes_versions(
    neuf_du_verrou: Path, site_avec_sa_roue: SiteNeuf
) -> None:
    """Dans un environnement vide : les versions du dossier, chacune, et aucune autre."""
    dossier = site_avec_sa_roue()
    fige = (dossier / "vendor" / "dependances.txt").read_text(encoding="utf-8")
    voulues: dict[str, set[str]] = {}
    for nom, version in FIGEE.findall(fige):
        voulues.setdefault(nom, set()).add(version)
    liste = subprocess.run(
        [str(neuf_du_verrou / "bin" / "python"), "-m", "pip", "list", "--format=freeze"],
        env=environnement_neuf(neuf_du_verrou),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    installees = {re.sub(r"[-_.]+", "-", n).lower(): v for n, v in FIGEE.findall(liste.lower())}

    for outil in ("pip", "setuptools", "projet-social"):
        installees.pop(outil, None)
    assert len(installees) > 40
    rien(f"{nom} {v}" for nom, v in installees.items() if v not in voulues.get(nom, ()))
    assert not shutil.which("weasyprint", path=str(neuf_du_verrou / "bin"))


def test_une_roue_changee_ne_s_installe_pas(
    neuf_du_verrou: Path, site_avec_sa_roue: SiteNeuf
) -> None:
    """L'empreinte est vérifiée : un fichier remplacé arrête l'installation."""
    dossier = site_avec_sa_roue()
    (fichier,) = (dossier / "vendor").glob("*.whl")
    fichier.write_bytes(fichier.read_bytes()[:-1] + b"\x01")

    sortie = subprocess.run(
        [neuf_du_verrou / "bin" / "python", "-m", "pip", "install", "-r", "requirements.txt"],
        cwd=dossier,
        env=environnement_neuf(neuf_du_verrou),
        capture_output=True,
        text=True,
        check=False,
    )
    assert sortie.returncode != 0
    assert "HASHES" in sortie.stderr


def test_le_programme_installe_redonne_sa_roue(neuf_du_verrou: Path, tmp_path: Path) -> None:
    """Sans dépôt ni fichier d'origine, `nouveau` tire de l'installation la roue du site neuf."""

    def creer(nom: str) -> Roue:
        sortie = subprocess.run(
            ["projet-social", "nouveau", nom, "--nom", "Questembert Communauté"],
            cwd=tmp_path,
            env=environnement_neuf(neuf_du_verrou),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert sortie.returncode == 0, sortie.stderr
        (fichier,) = (tmp_path / nom / "vendor").glob("*.whl")
        return lire_la_roue(fichier.read_bytes(), nom)

    une, autre = creer("un"), creer("deux")
    assert une.version == __version__
    assert une.empreinte == autre.empreinte
    assert f"sha256:{une.empreinte}" in (tmp_path / "un/requirements.txt").read_text("utf-8")


def test_un_programme_retouche_ne_se_propage_pas(neuf_du_verrou: Path, tmp_path: Path) -> None:
    """Un fichier changé depuis l'installation : on le nomme, et le site n'est pas écrit."""
    copie = tmp_path / "venv"
    shutil.copytree(neuf_du_verrou, copie, symlinks=True, copy_function=os.link)
    (change,) = copie.glob("lib/python*/site-packages/projet_social/py.typed")
    change.unlink()
    change.write_text("retouche\n", encoding="utf-8")
    appel = "from projet_social.adaptateurs.ligne_de_commande import principal as p; exit(p())"

    sortie = subprocess.run(
        [copie / "bin" / "python", "-c", appel, "nouveau", "x", "--nom", "Questembert Communauté"],
        cwd=tmp_path,
        env=environnement_neuf(copie),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert sortie.returncode == 1
    assert "« projet_social/py.typed » a changé depuis l'installation" in sortie.stderr
    assert not (tmp_path / "x").exists()


def essayer(remis: Path, maison: Path, *mots: str, chemin: str) -> subprocess.CompletedProcess[str]:
    """Lance l'installeur comme le dit LISEZMOI.txt, dans une maison d'essai."""
    return subprocess.run(
        ["/bin/sh", str(remis / "installer.sh"), *mots],
        cwd="/",
        env={
            **{n: v for n, v in environnement_neuf(maison).items() if n != "XDG_DATA_HOME"},
            "HOME": str(maison),
            "PATH": chemin,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def faux_outils(tmp_path: Path) -> str:
    """Un chemin où Python est là, mais où l'installation de bibliothèques est imitée."""
    outils = tmp_path / "outils"
    outils.mkdir()
    (outils / "uv").write_text(
        "#!/bin/sh\n"
        'if [ "$1" = venv ]; then\n'
        '  for dossier; do :; done; mkdir -p "$dossier/bin"\n'
        "else\n"
        '  [ -f requirements.txt ] && [ "$3" = --quiet ] && [ -z "${ECHEC:-}" ] || exit 1\n'
        '  commande="$(dirname "$5")/projet-social"\n'
        f"  printf '#!/bin/sh\\necho projet-social {__version__}\\n' > \"$commande\"\n"
        '  chmod +x "$commande"\n'
        "fi\n",
        encoding="utf-8",
    )
    (outils / "uv").chmod(0o755)
    return f"{outils}:/usr/bin:/bin"


def test_l_installeur_pose_remplace_et_retire(
    remis: Path, tmp_path: Path, faux_outils: str
) -> None:
    """Une commande dans la maison ; deux fois, une seule version reste ; ôté, rien ne reste."""
    maison = tmp_path / "maison"
    commande = maison / ".local" / "bin" / "projet-social"
    versions = maison / ".local" / "share" / "projet-social"

    for _ in range(2):
        sortie = essayer(remis, maison, chemin=faux_outils)
        assert sortie.returncode == 0, sortie.stderr
        assert f"projet-social {__version__} est installé." in sortie.stdout
        assert "export PATH=" in sortie.stdout
        assert subprocess.run([commande], capture_output=True, check=True).stdout
        assert len(list(versions.iterdir())) == 1
    dans_le_chemin = essayer(remis, maison, chemin=f"{commande.parent}:{faux_outils}")
    assert "export PATH=" not in dans_le_chemin.stdout
    assert "Ensuite : projet-social nouveau mon-site" in dans_le_chemin.stdout

    assert essayer(remis, maison, "--retirer", chemin=faux_outils).returncode == 0
    assert not commande.is_symlink()
    assert not versions.exists()


def test_l_installeur_qui_echoue_laisse_la_version_d_avant(
    remis: Path, tmp_path: Path, faux_outils: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pas d'internet : on le dit, et la commande d'avant marche encore."""
    maison = tmp_path / "maison"
    assert essayer(remis, maison, chemin=faux_outils).returncode == 0
    monkeypatch.setenv("ECHEC", "1")

    sortie = essayer(remis, maison, chemin=faux_outils)

    assert sortie.returncode == 1
    assert "rien n'a été installé, et la version d'avant reste" in sortie.stderr
    commande = maison / ".local" / "bin" / "projet-social"
    assert subprocess.run([commande], capture_output=True, check=True).stdout


def test_l_installeur_refuse_avec_un_remede(remis: Path, tmp_path: Path, faux_outils: str) -> None:
    """Ni uv ni Python ; un dossier incomplet ; une commande d'un autre ; un mot inconnu."""
    sans_rien = tmp_path / "sans-python"
    sans_rien.mkdir()
    for outil in ("dirname", "mktemp", "rm", "mkdir"):
        (sans_rien / outil).symlink_to(shutil.which(outil) or outil)
    maison = tmp_path / "maison"
    incomplet = tmp_path / "incomplet"
    incomplet.mkdir()
    shutil.copy(remis / "installer.sh", incomplet)
    prise = tmp_path / "prise" / ".local" / "bin"
    prise.mkdir(parents=True)
    (prise / "projet-social").write_text("à quelqu'un d'autre", encoding="utf-8")

    for sortie, dit in (
        (essayer(remis, maison, chemin=str(sans_rien)), "il faut Python 3.11 ou plus récent"),
        (essayer(incomplet, maison, chemin=faux_outils), "redemander le dossier entier"),
        (essayer(remis, tmp_path / "prise", chemin=faux_outils), "n'a pas été mis là par cet"),
        (essayer(remis, maison, "--purger", chemin=faux_outils), "option « --purger » inconnue"),
    ):
        assert sortie.returncode == 1
        assert dit in sortie.stderr
    assert (prise / "projet-social").read_text(encoding="utf-8") == "à quelqu'un d'autre"
    assert not list(maison.rglob("projet-social*/*"))


BLOCS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SANS_INSTALLEUR = "-m "
"""Les lignes de l'autre façon d'installer, que `neuf_du_verrou` suit déjà."""


def lignes_du_guide() -> list[str]:
    """Ce que « Un premier site » demande de taper, dans l'ordre."""
    page = (dossier_du_guide() / "premier-site.md").read_text(encoding="utf-8")
    lignes = "".join(BLOCS.findall(page)).splitlines()
    return [ligne for ligne in lignes if SANS_INSTALLEUR not in ligne]


def test_le_guide_se_suit_a_la_lettre(remis: Path, tmp_path: Path) -> None:
    """D'une maison vide au site vérifié : chaque ligne du guide, sans uv, dépôt ni registre à nous.

    Deux libertés : les questions se posent dans un terminal (`test_nouveau.py` y répond), d'où la
    ligne qui dit tout d'avance ; et l'aperçu prend un port libre.
    """
    maison, travail, outils = tmp_path / "maison", tmp_path / "travail", tmp_path / "outils"
    for dossier in (maison, travail, outils):
        dossier.mkdir()
    (outils / "python3").symlink_to(Path(sys.executable).resolve())
    variables = environnement_neuf(maison) | {"HOME": str(maison)}
    variables |= {"PATH": f"{maison}/.local/bin:{outils}:/usr/bin:/bin"}
    variables.pop("XDG_DATA_HOME", None)
    ici, tapees = remis, []
    for ligne in lignes_du_guide():
        if ligne.startswith("cd "):
            ici /= ligne.removeprefix("cd ")
            continue
        if ligne == "projet-social servir":
            port = port_libre()
            commande = ["projet-social", "servir", "--adresse", f"127.0.0.1:{port}"]
            with en_marche(
                commande, f"http://127.0.0.1:{port}/", tmp_path / "journal", ici, variables
            ):
                page = demander(f"http://127.0.0.1:{port}/")
            assert "Questembert" in page.texte
        elif ligne != "projet-social nouveau mon-site":
            sortie = subprocess.run(
                ["sh", "-ec", ligne],
                cwd=ici,
                env=variables,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            assert sortie.returncode == 0, (ligne, sortie.stdout, sortie.stderr)
        tapees.append(ligne.split(" --")[0])
        ici = travail if ligne.startswith("sh installer") else ici
    assert tapees == [
        "sh installer.sh",
        "projet-social nouveau mon-site",
        "projet-social nouveau mon-site",
        "projet-social servir",
        "projet-social aide",
        "projet-social verifier",
    ]
    assert list((travail / "mon-site" / "vendor").glob("*.whl"))


class _Page(HTMLParser):
    """Les liens et les images d'une page."""

    def __init__(self, texte: str) -> None:
        super().__init__()
        self.adresses: list[str] = []
        self.feed(texte)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Retient ce que la page appelle."""
        dits = dict(attrs)
        if adresse := dits.get("href") if tag == "a" else dits.get("src"):
            self.adresses.append(adresse)


def test_le_guide_se_lit_sans_site_ni_internet() -> None:
    """Chaque page du guide y est, sans lien mort, ni macro, ni Markdown resté tel quel."""
    guide = composer_le_guide()
    pages = {nom: octets.decode("utf-8") for nom, octets in guide.items() if nom.endswith(".html")}

    assert {"index.html", "premier-site.html", "avant-de-mettre-en-ligne.html"} <= pages.keys()
    for nom, texte in pages.items():
        for adresse in _Page(texte).adresses:
            but, _, ancre = adresse.partition("#")
            if but.startswith("http"):
                continue
            assert (but or nom) in guide, f"{nom} → {adresse}"
            assert not ancre or f'id="{ancre}"' in pages[but or nom], f"{nom} → {adresse}"
        assert "{{" not in texte, nom
        assert not re.search(r"\.md\)|\[ \]", texte), nom
    assert "<table>" in pages["index.html"]


def test_l_installeur_de_windows_se_lit(remis: Path) -> None:
    """Il ne s'exécute pas ici : ses accents, ses fins de ligne, et sa syntaxe au moins."""
    octets = (remis / "installer.ps1").read_bytes()

    assert octets.startswith(b"\xef\xbb\xbf")
    assert octets.count(b"\n") == octets.count(b"\r\n")
    assert not fautes_de_powershell(octets)
    assert fautes_de_powershell(octets.replace(b"}", b"", 1))
    for attendu in (f"projet_social-{__version__}-py3-none-any.whl", "requirements.txt", "uv venv"):
        assert attendu.encode() in octets
