"""Les recettes nginx et Apache, servies pour de bon : en-têtes, compression, cache, erreurs."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.depart.recettes import RECETTES
from projet_social.securite import EN_TETES
from projet_social.serveur import DE_TEXTE, FLUX, TYPES

from ..fabrique import CORPUS
from ..npm import archives_du_formulaire
from ..visiteur import rien

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
def en_marche(
    commande: list[str],
    adresse: str,
    journal: Path,
    dans: Path | None = None,
    variables: dict[str, str] | None = None,
) -> Iterator[None]:
    """Un serveur, arrêté quoi qu'il arrive."""
    with journal.open("wb") as sortie:
        serveur = subprocess.Popen(
            commande,
            cwd=dans,
            env=variables,
            stdout=sortie,
            stderr=subprocess.STDOUT,
        )
    try:
        for _ in range(400):
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


A_DEPOSER = ("mjs", "ics", "csv", "json", "svg", "xml", "md", "pdf", "webp", "docx")
"""Ce que l'on peut déposer dans un site, et qu'il ne publie pas toujours de lui-même."""


def exemples(site: Path) -> dict[str, str]:
    """Un fichier publié de chaque sorte que l'on sert ; les flux ont un type à eux."""
    connues = {fin for fins in TYPES.values() for fin in fins}
    fichiers = (f for f in sorted(site.rglob("*.*")) if f.is_file() and f.name != "flux.xml")
    return {
        f.suffix[1:]: f.relative_to(site).as_posix() for f in fichiers if f.suffix[1:] in connues
    }


@pytest.fixture
def copie(site_construit: Path) -> Iterator[Path]:
    """Le site de départ dans un dossier que tout le monde peut lire, comme chez un hébergeur.

    Hors des dossiers de pytest : une autre session les referme à tous, et Apache n'y lit plus rien.
    """
    with tempfile.TemporaryDirectory() as dossier:
        Path(dossier).chmod(0o755)
        shutil.copytree(site_construit, Path(dossier) / "site")
        yield Path(dossier) / "site"


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
    (copie / "depots").mkdir()
    for fin in A_DEPOSER:
        (copie / "depots" / f"essai.{fin}").write_text("é" * 3000, encoding="utf-8")
    with SERVEURS[serveur](copie, bac) as adresse:
        page = demander(adresse)
        feuille = next((copie / "assets").glob("*.css")).name
        style = demander(f"{adresse}assets/{feuille}")
        nue = demander(adresse, compresse=False)
        perdue = demander(f"{adresse}nulle-part/")
        flux = demander(f"{adresse}flux.xml")
        dossier = demander(f"{adresse}assets/")
        fiche = demander(f"{adresse}actions/navette-des-marches/")
        wasm = next((copie / "pagefind").rglob("*.wasm"), None)
        module = demander(f"{adresse}{wasm.relative_to(copie).as_posix()}") if wasm else None
        types = {fin: demander(f"{adresse}{chemin}") for fin, chemin in exemples(copie).items()}
        deposes = {fin: demander(f"{adresse}depots/essai.{fin}") for fin in A_DEPOSER}

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
    for fin, reponse in {**types, **deposes}.items():
        (voulu,) = [type_ for type_, fins in TYPES.items() if fin in fins]
        dit, _, jeu = reponse.en_tetes["Content-Type"].lower().partition(";")
        assert dit == voulu, fin
        if voulu in DE_TEXTE:
            assert jeu.strip() == "charset=utf-8", fin
    for fin in ("mjs", "ics", "csv", "json", "svg", "xml"):
        assert deposes[fin].en_tetes.get("Content-Encoding") == "gzip", fin
    assert flux.en_tetes["Content-Type"].lower().startswith(FLUX)


def test_chaque_sorte_de_fichier_publiee_a_son_type(site_construit: Path) -> None:
    """Une fin de nom que le serveur ne connaîtrait pas se voit ici."""
    connues = {fin for fins in TYPES.values() for fin in fins}
    publiees = {f.suffix.lstrip(".") for f in site_construit.rglob("*") if f.is_file()}
    rien(sorted(fin for fin in publiees - connues if not fin.startswith(("pf_", "pagefind"))))


@pytest.fixture(scope="module")
def formulaire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Le formulaire d'une forge à soi, comme `projet-social formulaire` l'écrit."""
    dossier = tmp_path_factory.mktemp("formulaire")
    demande = ["formulaire", "--forge", "gitlab", "--depot", "groupe/projet"]
    demande += ["--adresse", "https://git.exemple.fr", "--application", "abc"]
    demande += ["--paquets", str(archives_du_formulaire()), "--docs", str(dossier)]
    assert principal([*demande, "--donnees", str(CORPUS)]) == 0
    return dossier / "admin"


@contextmanager
def d_un_autre_site(dossier: Path) -> Iterator[str]:
    """Un autre site, à une autre adresse : il encadre des pages du nôtre."""
    port = port_libre()
    commande = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    commande += ["--directory", str(dossier)]
    with en_marche(commande, f"http://127.0.0.1:{port}/", dossier / "journal"):
        yield f"http://localhost:{port}/"


@pytest.mark.navigateur
@pytest.mark.parametrize("serveur", ["nginx", "apache", "htaccess"])
def test_le_formulaire_s_ouvre_et_les_extraits_s_encadrent(
    serveur: str, copie: Path, formulaire: Path, navigateur: Browser, tmp_path: Path
) -> None:
    """Dans Chromium : `/admin/` n'est pas blanc, un extrait s'encadre ailleurs, le reste non."""
    bac, ailleurs = tmp_path / "bac", tmp_path / "ailleurs"
    bac.mkdir()
    ailleurs.mkdir()
    shutil.copytree(formulaire, copie / "admin")
    extrait = next(
        f for f in sorted((copie / "integration").rglob("*.html")) if "inclus" not in f.name
    )
    with SERVEURS[serveur](copie, bac) as adresse, d_un_autre_site(ailleurs) as autre:
        cadres = {
            "extrait": f"{adresse}{extrait.relative_to(copie).as_posix()}",
            "page": adresse,
            "admin": f"{adresse}admin/",
        }
        (ailleurs / "cadres.html").write_text(
            "".join(f'<iframe name="{nom}" src="{a}"></iframe>' for nom, a in cadres.items()),
            encoding="utf-8",
        )
        contexte = navigateur.new_context(locale="fr-FR")
        page = contexte.new_page()
        refus: list[str] = []
        page.on(
            "console",
            # Chromium cherche de lui-même une icône, que le formulaire n'a pas.
            lambda m: (
                refus.append(f"{m.text} {m.location['url']}")
                if m.type == "error" and not m.location["url"].endswith("/favicon.ico")
                else None
            ),
        )
        page.on("pageerror", lambda erreur: refus.append(str(erreur)))
        page.goto(cadres["admin"])
        page.get_by_role("button", name="GitLab").wait_for()
        assert refus == []
        # La forge est permise, elle seule : l'une échoue faute de réseau, l'autre est interdite.
        appel = "(a) => fetch(a).then(() => 'lu', (e) => 'refus')"
        page.evaluate(appel, "https://autre.exemple.fr/")
        assert any("Content Security Policy" in dit for dit in refus)
        refus.clear()
        page.evaluate(appel, "https://git.exemple.fr/")
        assert not any("Content Security Policy" in dit for dit in refus)

        refus.clear()
        page.goto(f"{autre}cadres.html")
        encadre = page.frame_locator('iframe[name="extrait"]').locator("article")
        encadre.wait_for()
        assert encadre.inner_text().strip()
        assert sum("frame-ancestors" in dit for dit in refus) == 2
        contexte.close()
