"""Aller chercher un fichier chez quelqu'un en qui l'on n'a pas confiance."""

from __future__ import annotations

import gzip
import re
import socket
import ssl
import subprocess
import time
import tracemalloc
import zlib
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from projet_social.federation.echec import EchecDeSource
from projet_social.federation.recuperation import (
    AGENT,
    Limites,
    Recu,
    decompresser,
    recuperer,
    resoudre,
)
from projet_social.federation.reseaux import lire_reseau

from ..lenteur import lente
from .serveurs import Reponse, contenu, parler_brut, servir, statut

pytestmark = pytest.mark.lent

ICI = (lire_reseau("127.0.0.1"),)
PETITES = Limites(octets=100_000, connexion=1, lecture=1, total=1.5, renvois=3)


def prendre(adresse: str, etag: str = "", limites: Limites = PETITES) -> Recu:
    """Va chercher une adresse de cette machine, que l'on a permise."""
    return recuperer(adresse, etag, permis=ICI, limites=limites)


def refus(adresse: str) -> str:
    """Pourquoi une adresse n'a pas pu être lue, en moins de trois secondes."""
    debut = time.monotonic()
    with pytest.raises(EchecDeSource) as echec:
        prendre(adresse)
    assert time.monotonic() - debut < 3
    return str(echec.value)


def test_un_fichier_se_lit_avec_son_etiquette() -> None:
    """Et l'on dit qui l'on est."""
    with servir({"/projet.json": contenu(b"{}", etag='"v1"')}) as serveur:
        assert prendre(serveur.url()) == Recu(b"{}", '"v1"')
        assert prendre(serveur.url(), '"v1"') == Recu(None, '"v1"')
        assert prendre(serveur.url(), '"v0"') == Recu(b"{}", '"v1"')

    assert serveur.demandes[0][1]["User-Agent"] == AGENT
    assert serveur.demandes[0][1]["Host"] == f"127.0.0.1:{serveur.port}"
    assert "If-None-Match" not in serveur.demandes[0][1]
    assert serveur.demandes[1][1]["If-None-Match"] == '"v1"'


def test_sans_permission_la_machine_elle_meme_est_refusee() -> None:
    """Rien ne part : l'adresse est jugée avant toute connexion."""
    with servir({"/projet.json": contenu(b"{}")}) as serveur:
        for nom in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"):
            with pytest.raises(EchecDeSource, match=r"réseau privé|introuvable"):
                recuperer(f"http://{nom}:{serveur.port}/projet.json", limites=PETITES)

    assert serveur.demandes == []


@pytest.mark.parametrize(
    "adresses", [["169.254.169.254"], ["1.1.1.1", "10.0.0.1"], ["::1"], ["64:ff9b::7f00:1"]]
)
def test_un_nom_qui_mene_au_reseau_prive_est_refuse(adresses: list[str]) -> None:
    """Fût-ce par une seule de ses adresses."""
    with pytest.raises(EchecDeSource, match="réseau privé"):
        recuperer("https://piege.exemple/", limites=PETITES, resolution=lambda *_: adresses)


def test_le_nom_n_est_resolu_qu_une_fois() -> None:
    """Un serveur de noms qui change d'avis entre la vérification et la connexion n'y gagne rien."""
    demandes: list[str] = []

    def resolution(nom: str, _: int) -> Sequence[str]:
        demandes.append(nom)
        return ["127.0.0.1"] if len(demandes) == 1 else ["169.254.169.254"]

    with servir({"/projet.json": contenu(b"{}")}) as serveur:
        adresse = f"http://site.invente:{serveur.port}/projet.json"
        recu = recuperer(adresse, permis=ICI, limites=PETITES, resolution=resolution)

    assert recu.octets == b"{}"
    assert demandes == ["site.invente"]
    assert serveur.demandes[0][1]["Host"] == f"site.invente:{serveur.port}"


def test_http_n_est_permis_que_sur_le_reseau_nomme() -> None:
    """Ailleurs, rien n'empêcherait quiconque de changer les données en chemin."""
    with pytest.raises(EchecDeSource, match="n'est pas en https"):
        recuperer("http://site.invente/", limites=PETITES, resolution=lambda *_: ["1.1.1.1"])


def test_un_nom_inconnu_et_un_serveur_eteint_se_disent() -> None:
    """Deux pannes ordinaires, deux phrases."""

    def inconnu(*_: object) -> Sequence[str]:
        raise socket.gaierror

    with pytest.raises(EchecDeSource, match=r"« site.invente » est introuvable"):
        recuperer("https://site.invente/", limites=PETITES, resolution=inconnu)
    with servir({}) as serveur:
        adresse = serveur.url()
    assert "éteint" in refus(adresse)


def test_un_serveur_de_noms_qui_ne_repond_pas_est_abandonne() -> None:
    """La résolution compte dans le temps total."""

    def lente(*_: object) -> Sequence[str]:
        time.sleep(5)
        return []

    debut = time.monotonic()
    with pytest.raises(EchecDeSource, match="trop lent"):
        recuperer("https://site.invente/", limites=PETITES, resolution=lente)
    assert time.monotonic() - debut < 3


@pytest.mark.parametrize(
    ("vers", "attendu"),
    [
        ("http://169.254.169.254/latest/meta-data/", "réseau privé"),
        ("http://127.0.0.2/projet.json", "réseau privé"),
        ("file:///etc/passwd", "n'est pas une adresse web"),
        ("gopher://127.0.0.1/", "n'est pas une adresse web"),
        ("https://moi:secret@127.0.0.1/", "mot de passe"),
        ("http://[::1", "mal formée"),
        ("/projet.json", "renvoie à elle-même"),
        ("//127.0.0.1:1/", "éteint"),
    ],
)
def test_un_renvoi_est_juge_comme_une_adresse(vers: str, attendu: str) -> None:
    """Un site public ne fait entrer personne dans le réseau d'ici."""
    with servir({"/projet.json": statut(302, Location=vers)}) as serveur:
        assert attendu in refus(serveur.url())


def test_les_renvois_sont_suivis_mais_comptes() -> None:
    """Un site qui a déménagé se lit ; une chaîne sans fin, non."""
    chaine: dict[str, Reponse] = {f"/{n}": statut(301, Location=f"/{n + 1}") for n in range(9)}
    with servir({**chaine, "/9": contenu(b"{}")}) as serveur:
        assert prendre(serveur.url("/7")).octets == b"{}"
        assert "plus de 3 renvois" in refus(serveur.url("/0"))


@pytest.mark.parametrize(
    ("code", "attendu"),
    [(404, "n'a rien à cette adresse"), (403, "refuse l'accès"), (503, "en panne"), (304, "304")],
)
def test_une_reponse_qui_n_est_pas_un_fichier_se_dit(code: int, attendu: str) -> None:
    """Le code, en mots ; « pas changé » sans qu'on l'ait demandé n'est pas une réponse."""
    with servir({"/projet.json": statut(code)}) as serveur:
        assert attendu in refus(serveur.url())


def test_un_fichier_trop_gros_est_refuse_annonce_ou_non() -> None:
    """Sans attendre la fin."""

    def sans_fin(guichet: BaseHTTPRequestHandler) -> None:
        guichet.send_response(200)
        guichet.end_headers()
        while True:
            guichet.wfile.write(b" " * 65536)

    reponses = {"/annonce": contenu(b"", Content_Length="999999999"), "/tu": sans_fin}
    with servir(reponses) as serveur:
        assert "plus de 0 Mo" in refus(serveur.url("/annonce"))
        assert "plus de 0 Mo" in refus(serveur.url("/tu"))


def test_une_bombe_gzip_est_arretee_avant_d_exploser() -> None:
    """Un petit fichier qui en déploie un énorme, compressé une ou deux fois."""
    bombe = gzip.compress(b" " * 50_000_000)
    assert len(bombe) < PETITES.octets
    with servir(
        {
            "/projet.json": contenu(bombe, Content_Encoding="gzip"),
            "/sage": contenu(gzip.compress(b"{}"), Content_Encoding="gzip"),
            "/coupe": contenu(gzip.compress(b"{}" * 999)[:-9], Content_Encoding="gzip"),
            "/faux": contenu(b"{}", Content_Encoding="gzip"),
            "/autre": contenu(zlib.compress(b"{}"), Content_Encoding="br"),
        }
    ) as serveur:
        assert "plus de 0 Mo" in refus(serveur.url())
        assert prendre(serveur.url("/sage")).octets == b"{}"
        assert "coupé" in refus(serveur.url("/coupe"))
        assert "abîmé" in refus(serveur.url("/faux"))
        assert "encodé en « br »" in refus(serveur.url("/autre"))


def test_une_bombe_ne_prend_pas_de_memoire() -> None:
    """Elle est arrêtée pendant qu'elle se déploie, et non après."""
    limite = 200_000
    bombe = gzip.compress(b" " * 50_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(EchecDeSource, match="plus de 0 Mo"):
            decompresser(bombe, limite)
        _, sommet = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sommet < 5 * limite


def test_ce_qui_voyage_est_borne_aussi() -> None:
    """Des octets compressés qui ne rendent rien comptent."""
    vides = gzip.compress(b"")[:10] + b"\x00\x00\x00\xff\xff" * 30_000
    assert len(vides) > PETITES.octets
    en_tetes = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"

    def dire(prise: socket.socket) -> None:
        prise.recv(9000)
        prise.sendall(en_tetes + vides)

    with parler_brut(dire) as serveur:
        assert "plus de 0 Mo" in refus(serveur.url())


def goutte(prise: socket.socket, octets: bytes) -> None:
    """Envoie des octets un à un, jamais assez tard pour un délai d'attente."""
    for octet in octets:
        prise.sendall(bytes([octet]))
        time.sleep(0.1)


@pytest.mark.parametrize(
    "debut", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n"]
)
def test_un_serveur_au_goutte_a_goutte_est_coupe(debut: bytes) -> None:
    """Ligne d'état, en-têtes ou contenu : le temps total est compté."""

    def dire(prise: socket.socket) -> None:
        prise.recv(9000)
        prise.sendall(debut)
        goutte(prise, b"X-Un-En-Tete-Sans-Fin: " + b"x" * 900)

    with parler_brut(dire) as serveur:
        assert "trop lent" in refus(serveur.url())


def test_une_poignee_de_main_sans_fin_est_coupee() -> None:
    """Le chiffrement aussi peut être donné au goutte-à-goutte."""

    def dire(prise: socket.socket) -> None:
        prise.recv(9000)
        goutte(prise, b"\x16\x03\x03\x40\x00" + b"\x02" * 900)

    with parler_brut(dire) as serveur:
        assert re.search("trop lent|pas à temps", refus(serveur.url(protocole="https")))


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [
        (b"", "coupe la connexion"),
        (b"bonjour\r\n\r\n", "illisible"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{}", "coupée"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}", "illisible"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{}", "coupée"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000, "illisible"),
    ],
)
def test_une_reponse_coupee_ou_illisible_se_dit(octets: bytes, attendu: str) -> None:
    """Jamais une trace, jamais un demi-fichier pris pour un entier."""

    def dire(prise: socket.socket) -> None:
        prise.recv(9000)
        prise.sendall(octets)

    with parler_brut(dire) as serveur:
        assert attendu in refus(serveur.url())


def test_une_etiquette_etrange_est_ignoree() -> None:
    """Elle repartirait dans une demande."""
    with servir({"/projet.json": contenu(b"{}", etag='"' + "x" * 9000 + '"')}) as serveur:
        assert prendre(serveur.url()) == Recu(b"{}", "")


@pytest.fixture(scope="module")
@lente
def autorite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Une autorité d'essai et le certificat qu'elle signe pour « site.invente »."""
    dossier = tmp_path_factory.mktemp("tls")
    cle = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    commande = ["openssl", "req", "-x509", *cle, "-days", "2", "-subj", "/CN=Essai"]
    commande += ["-addext", "subjectAltName=DNS:site.invente"]
    commande += ["-keyout", "cle.pem", "-out", "certificat.pem"]
    try:
        subprocess.run(commande, cwd=dossier, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl n'est pas installé")
    return dossier


def test_le_certificat_est_verifie_pour_le_nom_et_non_pour_l_adresse(
    autorite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On se connecte à l'adresse vérifiée ; c'est le nom que l'on annonce et que l'on exige."""
    contexte = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    contexte.load_cert_chain(autorite / "certificat.pem", autorite / "cle.pem")
    annonces: list[str | None] = []
    contexte.sni_callback = lambda _, nom, __: annonces.append(nom)

    def lire(nom: str) -> Recu:
        return recuperer(
            f"https://{nom}:{serveur.port}/projet.json",
            permis=ICI,
            limites=PETITES,
            resolution=lambda *_: ["127.0.0.1"],
        )

    with servir({"/projet.json": contenu(b"{}")}, contexte) as serveur:
        with pytest.raises(EchecDeSource, match=r"certificat de « site.invente » refusé"):
            lire("site.invente")
        monkeypatch.setenv("SSL_CERT_FILE", str(autorite / "certificat.pem"))
        assert lire("site.invente").octets == b"{}"
        with pytest.raises(EchecDeSource, match=r"certificat de « autre.invente » refusé"):
            lire("autre.invente")

    assert annonces == ["site.invente", "site.invente", "autre.invente"]
    assert len(serveur.demandes) == 1


def test_la_resolution_du_systeme_rend_des_adresses() -> None:
    """Chacune une fois."""
    assert resoudre("127.0.0.1", 443) == ["127.0.0.1"]
