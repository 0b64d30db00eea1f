"""`projet-social assembler`, comme on le tape : trois sites servis ici, dont deux vont mal."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from projet_social.adaptateurs.commandes import assembler as module
from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import charger, examiner
from projet_social.federation import lectures
from projet_social.federation.recuperation import Limites, recuperer

from .serveurs import Reponse, Serveur, contenu, en_octets, publication, servir, statut

pytestmark = pytest.mark.lent

PERMIS = ("--autoriser-reseau-prive", "127.0.0.1")
RAPIDES = Limites(octets=1_000_000, connexion=1, lecture=1, total=1, renvois=3)


class Parc:
    """Trois sites inventés et le dossier où on les assemble."""

    def __init__(self, dossier: Path, pile: ExitStack) -> None:
        self.dossier, self.pile = dossier, pile
        self.reponses: dict[str, dict[str, Reponse]] = {}
        self.serveurs: dict[str, Serveur] = {}
        self.eteindre: dict[str, ExitStack] = {}
        for slug, nom in (("val", "Val"), ("mont", "Mont"), ("bois", "Bois")):
            octets = en_octets(publication(slug, f"{nom}-Imaginaire"))
            self.allumer(slug, {"/projet.json": contenu(octets, etag=f'"{slug}"')})
        self.ecrire_les_sources()

    def allumer(self, slug: str, reponses: dict[str, Reponse]) -> None:
        """Sert un site."""
        self.reponses[slug] = reponses
        self.eteindre[slug] = self.pile.enter_context(ExitStack())
        self.serveurs[slug] = self.eteindre[slug].enter_context(servir(reponses))

    def ecrire_les_sources(self) -> None:
        """Le fichier des sources, d'après les serveurs."""
        lignes = [f"  - {{nom: {s}, adresse: '{v.url('/')}'}}" for s, v in self.serveurs.items()]
        self.sources.write_text("sources:\n" + "\n".join(lignes) + "\n", encoding="utf-8")

    @property
    def sources(self) -> Path:
        """Le fichier des sources."""
        return self.dossier / "sources.yml"

    def assembler(self, *options: str) -> int:
        """Lance la commande."""
        return principal(["assembler", str(self.sources), *PERMIS, *options])

    def photo(self, sous: str = "") -> dict[str, bytes]:
        """Tous les fichiers du dossier."""
        racine = self.dossier / sous
        return {str(f): f.read_bytes() for f in sorted(racine.rglob("*")) if f.is_file()}


@pytest.fixture
def parc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parc]:
    """Trois sites, et des limites courtes pour ne pas attendre."""

    def vite(adresse: str, etag: str = "", **options: object) -> object:
        return recuperer(adresse, etag, limites=RAPIDES, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "recuperer", vite)
    with ExitStack() as pile:
        yield Parc(tmp_path, pile)


def test_trois_sites_font_un_dossier_pret_a_construire(
    parc: Parc, capsys: pytest.CaptureFixture[str]
) -> None:
    """Et l'on dit ce qui vient ensuite."""
    assert parc.assembler() == 0
    dit = capsys.readouterr().out

    assert list(charger(parc.dossier / "data").territoires) == ["bois", "mont", "val"]
    assert examiner(parc.dossier / "data").anomalies == []
    assert "3 sources : 3 lues" in dit
    assert "projet-social construire" in dit


def test_sans_permission_rien_ne_part(parc: Parc, capsys: pytest.CaptureFixture[str]) -> None:
    """Le réseau d'ici est fermé par défaut."""
    assert principal(["assembler", str(parc.sources)]) == 1
    assert "--autoriser-reseau-prive 127.0.0.1" in capsys.readouterr().out
    assert all(serveur.demandes == [] for serveur in parc.serveurs.values())
    assert list(parc.photo()) == [str(parc.sources)]


def test_un_eteint_un_ancien_un_hostile(parc: Parc, capsys: pytest.CaptureFixture[str]) -> None:
    """L'ensemble tient debout : la copie de l'un, l'autre migré, la copie du troisième."""
    assert parc.assembler() == 0
    avant = parc.photo("data")
    parc.eteindre["val"].close()
    ancien = publication("mont", "Mont-Imaginaire", format=1)
    ancien["donnees"]["territoires"]["mont"]["territoire"]["siege"] = "non"
    parc.reponses["mont"]["/projet.json"] = contenu(en_octets(ancien))
    parc.reponses["bois"]["/projet.json"] = statut(302, Location="http://127.0.0.3/projet.json")
    capsys.readouterr()
    rapport = parc.dossier / "bilan.json"
    assert parc.assembler("--rapport", str(rapport)) == 0
    dit = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    bilan = json.loads(rapport.read_text())

    assert parc.photo("data") == avant
    assert "éteint" in dit
    assert "lues comme au format 2" in dit
    assert "mène à 127.0.0.3, une adresse de réseau privé" in dit
    assert [source["sort"] for source in bilan["sources"]] == ["copie", "lue", "copie"]
    assert [source["format"] for source in bilan["sources"]] == [2, 1, 2]
    assert bilan["ecrit"] is True
    assert bilan["sources"][0]["lue"].endswith("+00:00")


def goutte_a_goutte(guichet: BaseHTTPRequestHandler) -> None:
    """Un octet de temps en temps."""
    guichet.send_response(200)
    guichet.end_headers()
    for _ in range(100):
        guichet.wfile.write(b" ")
        time.sleep(0.1)


BOMBE = gzip.compress(b" " * 30_000_000)
HOSTILES: dict[str, tuple[Reponse, str]] = {
    "énorme": (contenu(b" " * 1_000_001), "plus de 1 Mo"),
    "bombe": (contenu(BOMBE, Content_Encoding="gzip"), "plus de 1 Mo"),
    "lent": (goutte_a_goutte, "trop lent"),
    "malformé": (contenu(b"<html>"), "ce n'est pas du JSON"),
    "boucle": (statut(301, Location="/projet.json"), "renvoie à elle-même"),
    "fichier": (statut(301, Location="file:///etc/passwd"), "n'est pas une adresse web"),
    "métadonnées": (statut(301, Location="http://169.254.169.254/"), "réseau privé"),
    "profond": (contenu(b'{"format":2,"donnees":' + b"[" * 300_000), "emboîtement"),
    "doublé": (contenu(b'{"format":2,"format":2}'), "écrite deux fois"),
    "échappée": (
        contenu(
            en_octets(
                {"format": 2, "donnees": {"territoires": {"..": {"territoire": {"nom": "N"}}}}}
            )
        ),
        "n'est pas un fichier de données",
    ),
}


@pytest.mark.parametrize(("reponse", "attendu"), HOSTILES.values(), ids=HOSTILES)
def test_un_site_hostile_ne_coute_que_lui_meme(
    parc: Parc, capsys: pytest.CaptureFixture[str], reponse: Reponse, attendu: str
) -> None:
    """Jamais lu : refus, rien d'écrit. Permis absent : les deux autres s'assemblent."""
    parc.reponses["bois"]["/projet.json"] = reponse
    assert parc.assembler() == 1
    dit = capsys.readouterr()

    assert attendu in dit.out.replace("’", "'")
    assert "jamais pu lire « bois »" in dit.err
    assert "Traceback" not in dit.err
    assert list(parc.photo()) == [str(parc.sources)]
    assert parc.assembler("--permettre-absents") == 0
    assert list(charger(parc.dossier / "data").territoires) == ["mont", "val"]
    assert all(Path(nom).is_relative_to(parc.dossier) for nom in parc.photo())


def test_un_essai_n_ecrit_rien(parc: Parc, capsys: pytest.CaptureFixture[str]) -> None:
    """Il dit ce qui changerait."""
    assert parc.assembler("--essai") == 0
    dit = capsys.readouterr().out

    assert "créé : territoires/val/projet.yml" in dit
    assert "essai : rien n'a été écrit" in dit
    assert list(parc.photo()) == [str(parc.sources)]


def test_un_conflit_se_dit_et_n_ecrit_rien(parc: Parc, capsys: pytest.CaptureFixture[str]) -> None:
    """Avec le remède ; le rapport le garde."""
    autre = publication("val", "Val-Imaginaire", maj="2026-11-03")
    autre["donnees"]["territoires"]["val"]["projet"]["titre"] = "Autre"
    parc.reponses["bois"]["/projet.json"] = contenu(en_octets(autre))
    rapport = parc.dossier / "bilan.json"
    assert parc.assembler("--rapport", str(rapport)) == 1
    dit = capsys.readouterr()

    assert "fait_foi: [val]" in dit.out
    assert "rien n'a été écrit" in dit.err
    assert not (parc.dossier / "data").exists()
    bilan = json.loads(rapport.read_text())
    assert bilan["ecrit"] is False
    assert len(bilan["conflits"]) == 1


def test_une_ecriture_qui_echoue_laisse_tout_comme_avant(
    parc: Parc, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Données, état et copies vont ensemble."""
    assert parc.assembler() == 0
    avant = parc.photo()
    neuf = publication("val", "Val-Imaginaire")
    neuf["donnees"]["territoires"]["val"]["projet"]["titre"] = "Neuf"
    parc.reponses["val"]["/projet.json"] = contenu(en_octets(neuf))
    vrai, poses = Path.replace, []

    def deborder(place: Path, cible: Path) -> Path:
        poses.append(cible)
        if len(poses) == 2:
            raise OSError("disque plein")
        return vrai(place, cible)

    monkeypatch.setattr(Path, "replace", deborder)
    assert parc.assembler() == 1
    monkeypatch.undo()
    assert parc.photo() == avant


def test_une_adresse_permise_mal_ecrite_se_dit(capsys: pytest.CaptureFixture[str]) -> None:
    """Ce n'est pas un nom que l'on permet, c'est une adresse."""
    with pytest.raises(SystemExit):
        principal(["assembler", "sources.yml", "--autoriser-reseau-prive", "intranet"])
    assert "« intranet » n'est ni une adresse IP ni un réseau" in capsys.readouterr().err


def test_les_sources_se_lisent_a_plusieurs(parc: Parc) -> None:
    """Trois sites lents d'une demi-seconde n'en prennent pas une et demie."""

    def lente(repondre: Reponse) -> Reponse:
        def attendre(guichet: BaseHTTPRequestHandler) -> None:
            time.sleep(0.5)
            repondre(guichet)

        return attendre

    for reponses in parc.reponses.values():
        reponses["/projet.json"] = lente(reponses["/projet.json"])
    lues: list[float] = []
    vrai = lectures.Lecteur.lire

    def chronometrer(lecteur: lectures.Lecteur) -> Iterator[lectures.Lecture]:
        debut = time.monotonic()
        for lecture in vrai(lecteur):
            lues.append(time.monotonic() - debut)
            yield lecture

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lectures.Lecteur, "lire", chronometrer)
        assert parc.assembler() == 0
    assert max(lues) < 1.4
    assert socket.getdefaulttimeout() is None
