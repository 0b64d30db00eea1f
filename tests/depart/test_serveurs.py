"""Les recettes nginx et Apache, servies pour de bon : en-têtes, compression, cache, erreurs."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from projet_social.depart.recettes import RECETTES
from projet_social.securite import EN_TETES

APACHE = ("apache2", "httpd")
MODULES = Path("/usr/lib/apache2/modules")


class Reponse(NamedTuple):
    """Ce qu'un serveur répond."""

    code: int
    en_tetes: dict[str, str]
    corps: bytes

    @property
    def texte(self) -> str:
        """Le corps, décompressé s'il le faut."""
        compresse = self.en_tetes.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.corps) if compresse else self.corps).decode("utf-8")


def demander(adresse: str, compresse: bool = True) -> Reponse:
    """Demande une page comme un navigateur."""
    en_tetes = {"Accept-Encoding": "gzip"} if compresse else {}
    requete = urllib.request.Request(adresse, headers=en_tetes)
    try:
        with urllib.request.urlopen(requete, timeout=10) as reponse:
            return Reponse(reponse.status, dict(reponse.headers), reponse.read())
    except urllib.error.HTTPError as erreur:
        return Reponse(erreur.code, dict(erreur.headers), erreur.read())


def programme(*noms: str) -> str:
    """Un serveur installé ; sinon le test s'abstient, ou échoue si TESTS_COMPLETS=1."""
    dossiers = f"{os.environ.get('PATH', '')}:/usr/sbin"
    for nom in noms:
        if trouve := shutil.which(nom, path=dossiers):
            return trouve
    if os.environ.get("TESTS_COMPLETS") == "1":
        pytest.fail(f"{noms[0]} n'est pas installé, et TESTS_COMPLETS=1 l'exige", pytrace=False)
    pytest.skip(f"{noms[0]} n'est pas installé (TESTS_COMPLETS=1 rend ce test obligatoire)")


def port_libre() -> int:
    """Un port que personne n'occupe."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


@contextmanager
def en_marche(commande: list[str], adresse: str, journal: Path) -> Iterator[None]:
    """Un serveur, arrêté quoi qu'il arrive."""
    with journal.open("wb") as sortie:
        serveur = subprocess.Popen(commande, stdout=sortie, stderr=subprocess.STDOUT)
    try:
        for _ in range(100):
            try:
                demander(adresse)
                break
            except (urllib.error.URLError, ConnectionError):
                assert serveur.poll() is None, journal.read_text(encoding="utf-8", errors="replace")
                time.sleep(0.05)
        yield
    finally:
        serveur.terminate()
        serveur.wait(timeout=10)


@contextmanager
def servi_par_nginx(site: Path, bac: Path, recette: str = "nginx") -> Iterator[str]:
    """Le site, servi par nginx par la recette telle quelle, adresse et dossier corrigés."""
    nginx, port = programme("nginx"), port_libre()
    texte = next(t for f, t in RECETTES[recette].fichiers().items() if f.endswith(".conf"))
    texte = re.sub(r"listen \d+;", f"listen 127.0.0.1:{port};", texte)
    texte = re.sub(r"root [^;]+;", f"root {site};", texte)
    (bac / "site.conf").write_text(texte, encoding="utf-8")
    dossiers = "".join(
        f"{nom}_temp_path {bac};" for nom in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (bac / "nginx.conf").write_text(
        f"daemon off; pid {bac}/pid; error_log {bac}/erreurs; user root;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; {dossiers}\n"
        f"include {bac}/site.conf; }}\n",
        encoding="utf-8",
    )
    commande = [nginx, "-p", str(bac), "-c", str(bac / "nginx.conf")]
    adresse = f"http://127.0.0.1:{port}/"
    with en_marche(commande, adresse, bac / "journal"):
        yield adresse


@contextmanager
def servi_par_apache(site: Path, bac: Path, htaccess: bool = False) -> Iterator[str]:
    """Le site, servi par Apache : par la recette du serveur, ou par le `.htaccess`."""
    apache, port = programme(*APACHE), port_libre()
    fichiers = RECETTES["apache"].fichiers()
    if htaccess:
        (site / ".htaccess").write_text(fichiers["publication/apache/htaccess"], encoding="utf-8")
        recette = (
            f'DocumentRoot "{site}"\n<Directory "{site}">\nAllowOverride All\n'
            "Require all granted\n</Directory>\nErrorDocument 404 /404.html\n"
        )
    else:
        texte = fichiers["publication/apache/site.conf"]
        texte = texte.replace("<VirtualHost *:80>", f"<VirtualHost 127.0.0.1:{port}>")
        recette = texte.replace("/srv/www/projet-social/site", str(site))
    noms = [
        "mpm_event",
        "authz_core",
        "dir",
        "mime",
        "headers",
        "deflate",
        "filter",
        "alias",
        "autoindex",
    ]
    modules = "\n".join(f"LoadModule {nom}_module {MODULES}/mod_{nom}.so" for nom in noms)
    (bac / "apache.conf").write_text(
        f"{modules}\nServerName localhost\nServerRoot {bac}\nPidFile {bac}/pid\n"
        f"ErrorLog {bac}/erreurs\nListen 127.0.0.1:{port}\nTypesConfig /etc/mime.types\n"
        f"User nobody\nGroup nogroup\n{recette}",
        encoding="utf-8",
    )
    commande = [apache, "-f", str(bac / "apache.conf"), "-D", "FOREGROUND"]
    adresse = f"http://127.0.0.1:{port}/"
    with en_marche(commande, adresse, bac / "journal"):
        yield adresse


@pytest.fixture
def copie(site_construit: Path, tmp_path: Path) -> Path:
    """Le site de départ dans un dossier que tout le monde peut lire, comme chez un hébergeur."""
    shutil.copytree(site_construit, tmp_path / "site")
    for dossier in (tmp_path, *tmp_path.parents):
        if dossier.owner() == Path.home().owner() and dossier != Path("/"):
            dossier.chmod(dossier.stat().st_mode | 0o755)
    return tmp_path / "site"


SERVEURS = {
    "nginx": servi_par_nginx,
    "conteneur": lambda site, bac: servi_par_nginx(site, bac, "conteneur"),
    "apache": servi_par_apache,
    "htaccess": lambda site, bac: servi_par_apache(site, bac, htaccess=True),
}


@pytest.mark.parametrize("serveur", SERVEURS)
def test_un_serveur_regle_par_la_recette(serveur: str, copie: Path, tmp_path: Path) -> None:
    """Politique de sécurité, compression, durée de garde, page d'erreur, aucun dossier listé."""
    bac = tmp_path / "bac"
    bac.mkdir()
    with SERVEURS[serveur](copie, bac) as adresse:
        page = demander(adresse)
        feuille = next((copie / "assets").glob("*.css")).name
        style = demander(f"{adresse}assets/{feuille}")
        nue = demander(adresse, compresse=False)
        perdue = demander(f"{adresse}nulle-part/")
        dossier = demander(f"{adresse}assets/")
        fiche = demander(f"{adresse}actions/navette-des-marches/")
        wasm = next((copie / "pagefind").rglob("*.wasm"), None)
        module = demander(f"{adresse}{wasm.relative_to(copie).as_posix()}") if wasm else None

    for reponse in (page, style, perdue, fiche):
        for nom, valeur in EN_TETES.items():
            assert reponse.en_tetes.get(nom) == valeur, (nom, reponse.code)
    assert (page.code, fiche.code, perdue.code) == (200, 200, 404)
    assert page.en_tetes["Content-Type"].lower() == "text/html; charset=utf-8"
    assert page.en_tetes["Content-Encoding"] == style.en_tetes["Content-Encoding"] == "gzip"
    assert gzip.decompress(page.corps) == nue.corps == (copie / "index.html").read_bytes()
    assert len(page.corps) < len(nue.corps) / 2
    assert "no-cache" in page.en_tetes["Cache-Control"]
    assert "max-age=31536000" in style.en_tetes["Cache-Control"]
    assert "Page introuvable" in perdue.texte
    assert dossier.code in (403, 404)
    assert module is None or module.en_tetes["Content-Type"] == "application/wasm"
