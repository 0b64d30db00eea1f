"""`construire`, `servir` et `archiver` : MkDocs, dit en français, et un site qui s'emporte."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from projet_social.adaptateurs.documents import SANS_ADRESSE
from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.adaptateurs.mots_de_mkdocs import traduire
from projet_social.securite import EN_TETES

from ..lenteur import lente
from ..visiteur import SiteConstruit, rien
from .terminal import APPEL, dialoguer
from .test_importer_dans_un_site_neuf import GOUESNOU, composer


@pytest.fixture
@lente
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un site de départ, où l'on se place."""
    site = composer(tmp_path / "site-neuf", GOUESNOU)
    monkeypatch.chdir(site)
    return site


def test_construire_dit_ou_est_le_site(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ce que le site ne publie pas sans adresse, le compte des pages, le dossier, la suite."""
    assert principal(["construire", "--sortie", "public"]) == 0

    public = site / "public"
    extraits = list((public / "integration").rglob("*.html"))
    assert extraits, "ce que l'on insère ailleurs n'est pas une page"
    pages = len(list(public.rglob("*.html"))) - len(extraits)
    assert capsys.readouterr().out.splitlines() == [
        SANS_ADRESSE,
        f"Le site est construit : {pages} pages dans « public ».",
        "Ensuite :",
        "  projet-social servir      (le voir)",
        "  projet-social archiver    (l'emporter)",
    ]
    assert not (site / "site").exists()


def test_un_avertissement_arrete_la_construction(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Toutes les fautes, en français, fichier d'abord ; l'ancien site reste."""
    assert principal(["construire"]) == 0
    ancien = (site / "site" / "index.html").stat().st_mtime_ns
    page = site / "docs" / "a-propos.md"
    liens = "\n[a](absente.md) [b](comment-lire.md#nulle)\n"
    page.write_text(page.read_text(encoding="utf-8") + liens, encoding="utf-8")
    capsys.readouterr()

    assert principal(["construire"]) == 1

    assert capsys.readouterr().err == (
        "erreur : docs/a-propos.md : lien vers « absente.md », qui ne mène à rien ; le corriger\n"
        "docs/a-propos.md : lien vers « comment-lire.md#nulle », dont l'ancre n'existe pas ; la "
        "corriger\n"
        "construction arrêtée ; avertissements à corriger : 2\n"
    )
    assert (site / "site" / "index.html").stat().st_mtime_ns == ancien


def test_des_donnees_fautives_se_disent_comme_par_verifier(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ni trace, ni anglais."""
    (site / "data/territoires/gouesnou/actions/x.yml").write_text("titre: [", encoding="utf-8")

    assert principal(["construire"]) == 1

    dit = capsys.readouterr().err.splitlines()
    assert dit[0] == "erreur : données refusées"
    assert (
        "data/territoires/gouesnou/actions/x.yml:1: une valeur manque entre crochets ou "
        "accolades ; la compléter, ou refermer le crochet"
    ) in dit
    assert dit[-1].startswith("1 erreur, ")


def test_en_production_il_faut_les_mentions_legales(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Le site de départ n'est qu'un aperçu : tout ce qui manque est dit."""
    assert principal(["construire", "--production"]) == 1

    dit = capsys.readouterr().err
    assert "hebergeur › nom : donnée légale absente, exigée d'un site public" in dit
    assert not (site / "site").exists()


def test_hors_d_un_site_on_dit_ou_aller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Les trois commandes disent la même chose, sans lancer MkDocs."""
    monkeypatch.chdir(tmp_path)
    for mots in (["construire"], ["servir"], ["archiver"]):
        assert principal(mots) == 1
        assert capsys.readouterr().err == (
            "erreur : pas de mkdocs.yml dans « . » ; se placer dans le dossier du site, ou en "
            "créer un par « projet-social nouveau »\n"
        )


@pytest.mark.parametrize(
    ("ligne", "dite"),
    [
        (
            "ERROR   -  Config value 'markdown_extensions': Failed to load extension 'x'.",
            "mkdocs.yml : extension « x » inconnue ; vérifier son nom, ou retirer la ligne",
        ),
        (
            "ERROR   -  Config value 'plugins': The \"x\" plugin is not installed",
            "mkdocs.yml : greffon « x » absent ; vérifier son nom, ou l'installer",
        ),
        (
            "WARNING -  A reference to 'x.md' is included in the 'nav' configuration, which is not "
            "found in the documentation files.",
            "mkdocs.yml : « x.md » est dans « nav » et pas dans docs/ ; l'y mettre, ou retirer la "
            "ligne",
        ),
        (
            "ERROR   -  Config value 'plugins': Plugin 'projet-social' option 'pdf': Expected "
            "type: <class 'bool'> but received: <class 'str'>",
            "mkdocs.yml : « pdf » ne se comprend pas ; écrire true ou false",
        ),
        (
            "WARNING -  Config value 'site_nam': Unrecognised configuration name: site_nam",
            "mkdocs.yml : réglage « site_nam » inconnu ; vérifier son nom, ou retirer la ligne",
        ),
        (
            "ERROR   -  Config value 'docs_dir': The path '/x/pages' isn't an existing directory.",
            "mkdocs.yml : « docs_dir » nomme « /x/pages », qui n'existe pas ; corriger ce nom",
        ),
        (
            "ERROR   -  Config value 'site_url': The URL isn't valid, it should include the "
            "http:// (scheme)",
            "mkdocs.yml : « site_url » n'est pas une adresse ; écrire une adresse entière, comme "
            "https://projet.exemple.fr/",
        ),
        (
            "ERROR   -  Config value 'theme': Unrecognised theme name: 'materiel'. The available "
            "installed themes are: material, mkdocs",
            "mkdocs.yml : thème « materiel » inconnu ; écrire material, ou mkdocs si "
            "Material n'est pas installé",
        ),
        (
            "WARNING -  Doc file 'a.md' contains an unrecognized relative link 'b', it was left as "
            "is.",
            "docs/a.md : lien vers « b », qui ne désigne aucune page ; écrire le nom du fichier, "
            "comme « a-propos.md »",
        ),
        ("Aborted with a BuildError!", None),
        ("Une phrase que l'on ne connaît pas.", "Une phrase que l'on ne connaît pas."),
    ],
)
def test_ce_que_dit_mkdocs_se_dit_en_francais(ligne: str, dite: str | None) -> None:
    """Les messages courants sont traduits ; les autres sont gardés tels quels."""
    assert traduire([ligne]) == ([dite] if dite else [])


def test_dans_un_terminal_la_construction_se_voit_avancer(site: Path) -> None:
    """Une barre qui compte les pages, puis s'efface ; jamais hors d'un terminal."""
    code, dit, _ = dialoguer(["construire"], [], site)

    assert code == 0, dit
    assert re.search(r"pages construites : \d+", dit)
    assert "Le site est construit" in dit


@contextmanager
def servi(site: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Le site, servi dès qu'il répond ; ce qui le sert est arrêté par le test."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        adresse = f"127.0.0.1:{prise.getsockname()[1]}"
    commande = [sys.executable, "-c", APPEL, "servir", "--adresse", adresse]
    serveur = subprocess.Popen(
        commande, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert serveur.stdout is not None
        assert serveur.stdout.readline() == "Le site se prépare…\n"
        assert serveur.stdout.readline() == (
            f"Ouvrir http://{adresse}/ dans le navigateur ; Ctrl+C pour arrêter.\n"
        )
        for _ in range(1200):  # deux minutes : une machine chargée y met du temps
            try:
                with urllib.request.urlopen(f"http://{adresse}/", timeout=5) as reponse:
                    assert "Gouesnou" in reponse.read().decode()
                break
            except OSError:
                assert serveur.poll() is None
                time.sleep(0.1)
        else:
            pytest.fail("le site n'est jamais venu")
        yield serveur, adresse
    finally:
        serveur.kill()


def enfants_de(serveur: subprocess.Popen[str]) -> list[int]:
    """Les programmes que la commande a lancés."""
    dits = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(serveur.pid)], capture_output=True, text=True
    )
    return [int(pid) for pid in dits.stdout.split()]


def test_servir_montre_le_site(site: Path) -> None:
    """L'adresse est dite, la page répond, un arrêt au clavier n'est pas une erreur."""
    with servi(site) as (serveur, _):
        for pid in enfants_de(serveur):  # le terminal le dit à tous
            os.kill(pid, signal.SIGINT)
        serveur.send_signal(signal.SIGINT)
        dit = serveur.communicate(timeout=20)
    assert serveur.returncode == 0, dit
    assert "Traceback" not in dit[1]


SEANCE = [
    ("{fiche}", "titre:", "titrre:", "À corriger :", "data/{fiche_dite}:5: titrre : clé inconnue"),
    ("mkdocs.yml", "strict: true", "strict: true\n\tx: 1", "À corriger :", "tabulation en début"),
    ("mkdocs.yml", "donnees: data", "donees: data", "À relire :", "option « donees » inconnue"),
    (
        "docs/a-propos.md",
        "# ",
        "[x](nulle.md) # ",
        "À relire :",
        "« nulle.md », qui ne mène à rien",
    ),
    ("docs/a-propos.md", "# ", "{{{{ fiche() }}}} # ", "À corriger :", "appels de macros refusés"),
]
"""Ce que l'on abîme d'un site servi : le fichier, le mot, sa faute, et ce que dit le terminal."""


def test_toute_la_seance_se_dit_en_francais(site: Path) -> None:
    """Chaque faute se dit une fois, puis qu'elle est corrigée ; rien n'est en anglais."""
    fiche = next((site / "data/territoires/gouesnou/actions").glob("*.yml")).relative_to(site)
    noms = {"fiche": fiche.as_posix(), "fiche_dite": fiche.relative_to("data").as_posix()}
    dites: list[str] = []
    with servi(site) as (serveur, _):
        assert serveur.stdout is not None
        lignes: Queue[str] = Queue()
        sortie = serveur.stdout
        Thread(target=lambda: [lignes.put(ligne) for ligne in sortie], daemon=True).start()

        def jusqu_a(mot: str) -> None:
            dites.append("")
            while mot not in dites[-1]:
                try:
                    dites.append(lignes.get(timeout=20))
                except Empty:
                    pytest.fail(f"« {mot} » n'est jamais venu après :\n{dites}")

        for fichier, avant, apres, tete, dit in SEANCE:
            abime = site / fichier.format(**noms)
            juste = abime.read_text(encoding="utf-8")
            assert avant in juste
            abime.write_text(juste.replace(avant, apres.format(), 1), encoding="utf-8")
            jusqu_a(tete)
            jusqu_a(dit.format(**noms))
            abime.write_text(juste, encoding="utf-8")
            jusqu_a("Corrigé.")
        for pid in enfants_de(serveur):
            os.kill(pid, signal.SIGINT)
        serveur.send_signal(signal.SIGINT)
        serveur.wait(timeout=20)
        assert serveur.stderr is not None
        jusqu_a("Arrêté.")
        dites.append(serveur.stderr.read())
    anglais = re.compile(r"\b(?:error|warning|config|value|file|found|the|shutting)\b", re.I)
    rien(ligne for ligne in "".join(dites).splitlines() if anglais.search(ligne))
    rien(ligne for ligne in dites if ligne.count("\x1b"))


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows ferme autrement ses fenêtres")
def test_un_terminal_ferme_arrete_aussi_le_serveur(site: Path) -> None:
    """La fenêtre que l'on ferme ne laisse pas un aperçu qui garde l'adresse."""
    with servi(site) as (serveur, adresse):
        serveur.send_signal(signal.SIGHUP)
        serveur.communicate(timeout=20)
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(f"http://{adresse}/", timeout=5)


def test_une_commande_arretee_ne_laisse_rien_en_marche(site: Path) -> None:
    """Arrêtée par le système, non au clavier : son serveur s'arrête avec elle."""
    with servi(site) as (serveur, adresse):
        assert enfants_de(serveur)
        serveur.terminate()
        dit = serveur.communicate(timeout=20)

        assert serveur.returncode == 128 + signal.SIGTERM, dit
        assert "Traceback" not in dit[1]
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(f"http://{adresse}/", timeout=5)


def test_une_adresse_prise_se_dit_avant_de_construire(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Un aperçu resté ouvert : une phrase, et l'adresse suivante à essayer."""
    assert site.is_dir()
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        prise.listen()
        port = prise.getsockname()[1]

        assert principal(["servir", "--adresse", f"127.0.0.1:{port}"]) == 1

    dit = capsys.readouterr().err
    assert f"adresse 127.0.0.1:{port} indisponible" in dit
    assert f"--adresse 127.0.0.1:{port + 1}" in dit


@pytest.mark.parametrize(
    "adresse", ["8000", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "a b:1"]
)
def test_servir_refuse_une_adresse_mal_ecrite(
    adresse: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Un hôte et un port."""
    assert principal(["servir", "--adresse", adresse]) == 1
    assert capsys.readouterr().err == (f"erreur : adresse « {adresse} » ; écrire 127.0.0.1:8000\n")


def test_l_archive_s_ouvre_partout(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Dans un sous-dossier, sans serveur : chaque lien mène à un fichier, aucun à un dossier."""
    assert principal(["archiver", "x.zip", "--htaccess"]) == 0

    absence, _, suite = capsys.readouterr().out.partition("\n")
    assert absence == SANS_ADRESSE
    assert re.fullmatch(
        r"« x\.zip » contient le site : \d+ fichiers, \d,\d Mo\.\nEnsuite :\n(  .+\n){2}", suite
    )
    ailleurs = site.parent / "un" / "sous dossier"
    with zipfile.ZipFile(site / "x.zip") as archive:
        archive.extractall(ailleurs)
        assert not any(nom.startswith(("/", "..")) for nom in archive.namelist())
    lu = SiteConstruit(ailleurs)
    rien(lu.liens_morts())
    dossiers = [
        f"{chemin} : {lien}"
        for chemin, page in lu.vraies_pages.items()
        if chemin != "404.html"  # le serveur qui la montre en connaît l'adresse
        for _, lien in page.liens
        if not re.match(r"\w+:", lien) and lien.split("#")[0].split("?")[0].endswith("/")
    ]
    rien(dossiers)
    absolus = [
        f"{chemin} : {lien}"
        for chemin, page in lu.vraies_pages.items()
        if chemin != "404.html"
        for _, lien in page.liens
        if lien.startswith("/")
    ]
    rien(absolus)
    htaccess = (ailleurs / ".htaccess").read_text(encoding="utf-8")
    assert EN_TETES["Content-Security-Policy"] in htaccess


def test_une_archive_qui_echoue_laisse_l_ancienne(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Données fautives : l'archive d'hier est encore là, et rien d'autre."""
    (site / "site.zip").write_bytes(b"hier")
    (site / "data/format.yml").write_text("version: 9\n", encoding="utf-8")
    avant = sorted(f.name for f in site.iterdir())

    assert principal(["archiver", "--remplacer"]) == 1

    assert "données au format 9" in capsys.readouterr().err
    assert (site / "site.zip").read_bytes() == b"hier"
    assert sorted(f.name for f in site.iterdir() if f.name != ".cache") == avant


def test_une_archive_deja_la_ne_s_ecrase_pas_sans_le_dire(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Il faut le demander : l'archive d'hier est peut-être la seule."""
    (site / "site.zip").write_bytes(b"hier")

    assert principal(["archiver"]) == 1

    dit = "erreur : « site.zip » existe déjà ; donner un autre nom, ou --remplacer\n"
    assert capsys.readouterr().err == dit
    assert (site / "site.zip").read_bytes() == b"hier"


@pytest.mark.parametrize(
    ("archive", "dit"),
    [
        ("site.tar", "« site.tar » ; donner un nom qui finit par .zip"),
        ("nulle/part.zip", "« nulle/part.zip » ne peut pas s'écrire ; vérifier le dossier"),
    ],
)
@pytest.mark.usefixtures("site")
def test_archiver_refuse_un_nom_impossible(
    archive: str, dit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Avant de construire quoi que ce soit."""
    assert principal(["archiver", archive]) == 1
    assert capsys.readouterr().err == f"erreur : {dit}\n"


@pytest.mark.parametrize(
    ("sortie", "dit"),
    [
        ("data", "« data » n'est pas un site construit (il contient « "),
        ("mkdocs.yml", "« mkdocs.yml » est un fichier ; donner le nom d'un dossier"),
    ],
)
def test_le_site_ne_prend_la_place_de_rien_d_autre(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    sortie: str,
    dit: str,
) -> None:
    """Les données, un fichier : la commande s'arrête, et tout est là comme avant."""
    monkeypatch.chdir(composer(tmp_path / "site"))
    avant = sorted(f for f in Path().rglob("*") if f.is_file())
    assert principal(["construire", "--sortie", sortie]) == 1
    assert dit in capsys.readouterr().err
    assert sorted(f for f in Path().rglob("*") if f.is_file()) == avant
