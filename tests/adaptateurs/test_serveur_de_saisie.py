"""Le formulaire servi pour de vrai : le réseau, les gardes, l'arrêt."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.adaptateurs.serveur_de_saisie import ServeurDeSaisie, trouver_dans_l_apercu
from projet_social.saisie.dossier_ouvert import DossierOuvert
from projet_social.saisie.guichet import Guichet
from projet_social.saisie.portier import CORPS_MAXIMUM

from ..fabrique import CORPUS
from ..navigateur.serveur import servir
from ..saisie.agent import JOUR
from .terminal import APPEL

NAVETTE = "territoires/val-imaginaire/actions/navette-du-samedi.yml"
Reponse = tuple[int, dict[str, str], str]


class Visite:
    """Un navigateur réduit à ce qu'il envoie."""

    def __init__(self, serveur: ServeurDeSaisie) -> None:
        self.serveur = serveur
        self.hote = f"127.0.0.1:{serveur.server_port}"
        self.en_tetes = {"Cookie": serveur.portier.cookie.partition(";")[0]}

    def demander(
        self, methode: str, chemin: str, corps: str | None = None, **change: str | None
    ) -> Reponse:
        """Ce que répond le serveur ; un en-tête à None ne s'envoie pas."""
        voulus: dict[str, str | None] = {**self.en_tetes}
        if corps is not None:
            voulus |= {
                "Origin": f"http://{self.hote}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
        voulus |= {nom.replace("_", "-"): valeur for nom, valeur in change.items()}
        lien = http.client.HTTPConnection(self.hote, timeout=10)
        en_tetes = {nom: valeur for nom, valeur in voulus.items() if valeur is not None}
        lien.request(methode, chemin, corps, en_tetes)
        reponse = lien.getresponse()
        dit = reponse.read().decode()
        lien.close()
        return reponse.status, dict(reponse.getheaders()), dit


@pytest.fixture
def visite(tmp_path: Path) -> Iterator[Visite]:
    """Le corpus inventé, servi."""
    shutil.copytree(CORPUS, tmp_path / "data")
    serveur = ServeurDeSaisie(Guichet(DossierOuvert(tmp_path / "data", lambda: JOUR)))
    fil = threading.Thread(target=serveur.serve_forever, kwargs={"poll_interval": 0.02})
    fil.start()
    yield Visite(serveur)
    serveur.shutdown()
    fil.join()
    serveur.server_close()


def test_l_adresse_affichee_donne_le_cookie_et_s_en_va(visite: Visite) -> None:
    """Le jeton quitte l'adresse : ni historique, ni lien ne l'emportent."""
    jeton = visite.serveur.portier.jeton
    code, en_tetes, _ = visite.demander("GET", f"/?jeton={jeton}", Cookie=None)
    assert code == 303
    assert en_tetes["Location"] == "/"
    assert en_tetes["Set-Cookie"].startswith(f"saisie-{visite.serveur.server_port}={jeton};")
    code, en_tetes, page = visite.demander("GET", "/")
    assert code == 200
    assert "Val-Imaginaire" in page
    assert jeton not in page
    assert en_tetes["Cache-Control"] == "private, no-cache"
    assert "default-src 'none'" in en_tetes["Content-Security-Policy"]


def test_il_n_ecoute_que_cette_machine(visite: Visite) -> None:
    """L'adresse de la boucle, et aucune autre."""
    assert visite.serveur.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("methode", "chemin", "change"),
    [
        ("GET", "/", {"Cookie": None}),
        ("GET", "/habit.css", {"Cookie": None}),
        ("GET", "/?jeton=faux", {"Cookie": None}),
        ("GET", "/", {"Host": "exemple.test"}),
        ("GET", "/", {"Sec_Fetch_Site": "cross-site"}),
        ("POST", f"/supprimer?fichier={NAVETTE}", {"Origin": "http://exemple.test"}),
        ("POST", f"/supprimer?fichier={NAVETTE}", {"Origin": "null"}),
        ("POST", f"/supprimer?fichier={NAVETTE}", {"Cookie": None}),
    ],
)
def test_ce_qui_n_est_pas_invite_est_refuse_en_francais(
    visite: Visite, methode: str, chemin: str, change: dict[str, str | None]
) -> None:
    """403, une phrase, et rien des données."""
    corps = "empreinte=x" if methode == "POST" else None
    code, _, page = visite.demander(methode, chemin, corps, **change)
    assert code == 403
    assert 'lang="fr"' in page
    assert "Val-Imaginaire" not in page


def test_un_envoi_trop_long_n_est_pas_lu(visite: Visite) -> None:
    """Sa longueur suffit à le refuser."""
    lien = http.client.HTTPConnection(visite.hote, timeout=10)
    lien.putrequest("POST", f"/ouvrir?fichier={NAVETTE}", skip_host=True)
    for nom, valeur in {
        **visite.en_tetes,
        "Host": visite.hote,
        "Origin": f"http://{visite.hote}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(CORPS_MAXIMUM + 1),
    }.items():
        lien.putheader(nom, valeur)
    lien.endheaders()
    reponse = lien.getresponse()
    assert reponse.status == 413
    assert "trop long" in reponse.read().decode()
    lien.close()


@pytest.mark.parametrize("corps", ["titre=%ff\xff".encode("latin-1"), b"&".join([b"a=1"] * 30_000)])
def test_un_envoi_abime_se_dit(visite: Visite, corps: bytes) -> None:
    """Des octets qui ne sont pas du texte, des champs par milliers : 400, rien d'écrit."""
    code, _, page = visite.demander("POST", f"/ouvrir?fichier={NAVETTE}", corps.decode("latin-1"))
    assert code == 400
    assert "rien n’a été enregistré" in page


@pytest.mark.parametrize("methode", ["PUT", "DELETE", "OPTIONS"])
def test_une_methode_inconnue_se_refuse(visite: Visite, methode: str) -> None:
    """405, en français comme le reste."""
    assert visite.demander(methode, "/")[0] == 405


def test_lire_les_en_tetes_seuls(visite: Visite) -> None:
    """HEAD répond comme GET, sans la page."""
    code, en_tetes, page = visite.demander("HEAD", "/")
    assert (code, page) == (200, "")
    assert int(en_tetes["Content-Length"]) > 500


def test_enregistrer_par_le_reseau(visite: Visite) -> None:
    """Un champ envoyé, une ligne changée."""
    chemin = f"/ouvrir?fichier={NAVETTE}"
    _, _, page = visite.demander("GET", chemin)
    empreinte = re.search(r'name="empreinte" value="(\w+)"', page)
    assert empreinte
    envoi = {"empreinte": empreinte[1], "geste": "enregistrer", "statut": "realisee"}
    code, en_tetes, _ = visite.demander("POST", chemin, urlencode(envoi))
    assert code == 303
    assert "fait=1" in en_tetes["Location"]
    fichier = visite.serveur.guichet.ouvert.dossier / NAVETTE
    assert "statut: realisee" in fichier.read_text(encoding="utf-8")


def test_une_erreur_du_programme_se_dit_en_francais(
    visite: Visite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """La page le dit ; le terminal garde de quoi la réparer ; le serveur continue."""

    def se_tromper(*_: object) -> None:
        raise RuntimeError("essai")

    with monkeypatch.context() as patch:
        patch.setattr(Guichet, "repondre", se_tromper)
        code, _, page = visite.demander("GET", "/")
    assert code == 500
    assert "Rien n’a été enregistré" in page
    assert "RuntimeError: essai" in caplog.text
    assert visite.demander("GET", "/")[0] == 200


def test_la_page_se_trouve_dans_l_apercu(visite: Visite) -> None:
    """La première adresse qui répond ; rien si aucun aperçu ne tourne."""
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        port = libre.getsockname()[1]
    assert trouver_dans_l_apercu(f"127.0.0.1:{port}", ["actions/x/"]) == ""
    assert trouver_dans_l_apercu(visite.hote, ["actions/x/"]) == ""  # 403 : ce n'est pas elle


def test_l_apercu_qui_montre_la_page_est_trouve(tmp_path: Path) -> None:
    """L'adresse d'ensemble d'abord, puis celle d'un site d'un seul territoire."""
    (tmp_path / "actions" / "x").mkdir(parents=True)
    (tmp_path / "actions" / "x" / "index.html").write_text("Ici.", encoding="utf-8")
    with servir(tmp_path) as site:
        hote = site.adresse.removeprefix("http://").rstrip("/")
        trouvee = trouver_dans_l_apercu(hote, ["territoires/v/actions/x/", "actions/x/#suivi"])
    assert trouvee == f"http://{hote}/actions/x/#suivi"


def test_un_port_pris_se_dit(visite: Visite, capsys: pytest.CaptureFixture[str]) -> None:
    """Une phrase, et ce qu'il faut faire."""
    donnees = str(visite.serveur.guichet.ouvert.dossier)
    port = str(visite.serveur.server_port)
    assert principal(["formulaire", "--donnees", donnees, "--port", port]) == 1
    assert "ôter --port" in capsys.readouterr().err


def test_un_dossier_introuvable_se_dit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Avant d'ouvrir quoi que ce soit."""
    assert principal(["formulaire", "--ici", "--donnees", str(tmp_path / "rien")]) == 1
    assert "dossier introuvable" in capsys.readouterr().err


@contextmanager
def lance(dossier: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """La commande lancée sans option, et l'adresse qu'elle affiche."""
    commande = subprocess.Popen(
        [sys.executable, "-c", APPEL, "formulaire"],
        cwd=dossier,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "BROWSER": "false"},
    )
    try:
        assert commande.stdout is not None
        lignes = [commande.stdout.readline() for _ in range(3)]
        (adresse,) = re.findall(r"http://127\.0\.0\.1:\d+/\?jeton=\S+", "".join(lignes))
        yield commande, adresse
    finally:
        commande.kill()
        commande.communicate()


@pytest.mark.lent
@pytest.mark.parametrize(
    ("signal_", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 128 + signal.SIGTERM)]
)
def test_la_commande_s_arrete_proprement(
    tmp_path: Path, signal_: signal.Signals, code: int
) -> None:
    """Ctrl+C, ou le système : plus rien n'écoute, aucune trace d'erreur."""
    shutil.copytree(CORPUS, tmp_path / "data")
    with lance(tmp_path) as (commande, adresse):
        hote = adresse.split("/")[2]
        lien = http.client.HTTPConnection(hote, timeout=10)
        lien.request("GET", adresse.partition(hote)[2])
        assert lien.getresponse().status == 303
        commande.send_signal(signal_)
        _, erreurs = commande.communicate(timeout=20)
        assert commande.returncode == code
        assert erreurs == ""
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(tuple(hote.split(":")), timeout=5)
