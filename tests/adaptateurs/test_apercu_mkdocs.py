"""L'aperçu : chaque page à la demande, la même qu'à la construction ; une faute est une page."""

from __future__ import annotations

import re
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from projet_social.adaptateurs.apercu_mkdocs import ServeurDApercu
from projet_social.adaptateurs.greffon_mkdocs import GreffonProjetSocial
from projet_social.texte.typographie import typographier

from ..fabrique import Chantier
from ..visiteur import rien

FICHE = "territoires/val-imaginaire/actions/navette-du-samedi/index.html"
FICHIER = "data/territoires/val-imaginaire/actions/navette-du-samedi.yml"
PROPRE_A_LA_CONSTRUCTION = re.compile(
    r'<meta http-equiv="Content-Security-Policy"[^>]*>\n|(?<=material\.css\?v=)\w+'
)
"""La politique arrêterait le script de MkDocs ; la feuille de Material ne s'élague qu'à la fin."""


class Essai:
    """Un petit site ouvert à l'aperçu."""

    def __init__(self, chantier: Chantier) -> None:
        self.chantier = chantier
        self.config: MkDocsConfig | None = None
        self.construire()

    def construire(self) -> None:
        """Ce que fait MkDocs à l'ouverture, puis quand il faut tout refaire."""
        config = load_config(
            str(self.chantier.dossier / "mkdocs.yml"), site_dir=str(self.chantier.dossier / "vu")
        )
        if self.config is None:  # MkDocs garde les greffons d'une construction à l'autre
            config.plugins.on_startup(command="serve", dirty=False)
        self.config = config
        build(config, serve_url="http://127.0.0.1:8000/")

    @property
    def greffon(self) -> GreffonProjetSocial:
        """Le greffon ouvert."""
        assert self.config is not None
        trouve = self.config.plugins["projet-social"]
        assert isinstance(trouve, GreffonProjetSocial)
        return trouve

    def relire(self) -> bool:
        """Ce que fait le serveur quand une donnée change ; faux s'il faut tout refaire."""
        assert self.greffon._apercu is not None
        return self.greffon._apercu.renouveler(self.greffon._dossier.examiner())

    def lire(self, chemin: str, *, derniere_bonne: bool = False) -> str:
        """Une page à cet instant."""
        assert self.greffon._apercu is not None
        octets = self.greffon._apercu.contenu(chemin, derniere_bonne=derniere_bonne)
        assert octets is not None, chemin
        return octets.decode()

    def remplacer(self, fichier: str, avant: str, apres: str) -> None:
        """Change un mot d'un fichier."""
        texte = (self.chantier.dossier / fichier).read_text(encoding="utf-8")
        assert avant in texte
        self.chantier.ecrire({fichier: texte.replace(avant, apres, 1)})


@pytest.fixture
def essai(chantier: Chantier) -> Essai:
    """Le corpus inventé, ouvert à l'aperçu."""
    chantier.garnir()
    appels = "{{ comparaison_contexte() }}\n\n{{ carte(territoire='val-imaginaire') }}"
    chantier.ecrire({"docs/guide.md": f"# Guide\n\n{appels}\n"})
    return Essai(chantier)


def propre(html: str) -> str:
    """Une page, sans ce que seule la construction y met."""
    return PROPRE_A_LA_CONSTRUCTION.sub("", html)


def test_chaque_page_est_celle_de_la_construction(essai: Essai) -> None:
    """Toutes les pages, écrites à la main comprises, octet pour octet."""
    essai.chantier.regler(site_url="http://127.0.0.1:8000/")
    essai.construire()
    assert essai.chantier.construire().returncode == 0
    site = essai.chantier.site
    pages = {f.relative_to(site).as_posix(): f for f in site.rglob("index.html")}
    pages = {c: f for c, f in pages.items() if 'http-equiv="refresh"' not in f.read_text("utf-8")}

    assert len(pages) > 60
    rien(
        chemin
        for chemin, fichier in pages.items()
        if propre(fichier.read_text(encoding="utf-8")) != propre(essai.lire(chemin))
    )


def test_rien_n_est_construit_avant_qu_on_le_demande(essai: Essai) -> None:
    """À l'ouverture : les pages écrites à la main, et ni page générée, ni export."""
    vu = essai.chantier.dossier / "vu"

    assert (vu / "a-propos/index.html").is_file()
    assert not (vu / FICHE).exists()
    assert not (vu / "calendrier.ics").exists()
    assert not (vu / "donnees").exists()


def test_un_export_se_calcule_quand_on_le_demande(essai: Essai) -> None:
    """Un calendrier et une table, sans qu'aucun ait été écrit."""
    assert essai.lire("calendrier.ics").startswith("BEGIN:VCALENDAR")
    assert "val-imaginaire" in essai.lire("donnees/v1/csv/territoires.csv")


def test_un_nombre_change_partout_sans_rien_reconstruire(essai: Essai) -> None:
    """La population d'un territoire : sa page, la comparaison, une page écrite qui la cite."""
    essai.lire("guide/index.html")
    essai.remplacer(
        "data/territoires/val-imaginaire/territoire.yml", "{nombre: 12 000", "{nombre: 12 346"
    )

    assert essai.relire() is True

    for chemin in ("territoires/val-imaginaire", "comparaison/contexte", "guide"):
        assert "12\u202f346" in essai.lire(f"{chemin}/index.html"), chemin


def test_un_resume_change_et_les_memes_pages_restent(essai: Essai) -> None:
    """Les pages sont les mêmes : rien n'est reconstruit, et le mot nouveau est là."""
    essai.lire(FICHE)
    texte = (essai.chantier.dossier / FICHIER).read_text(encoding="utf-8")
    sans = re.sub(r"^resume:.*\n(?:  .*\n)*", "", texte, flags=re.M)
    essai.chantier.ecrire({FICHIER: f"{sans}resume: Trois mots neufs.\n"})

    assert essai.relire() is True

    assert "Trois mots neufs" in essai.lire(FICHE)


def test_une_page_de_plus_demande_de_tout_refaire(essai: Essai) -> None:
    """Puis elle est là, et dans la page de son territoire aussi."""
    neuve = "data/territoires/val-imaginaire/actions/fiche-neuve.yml"
    essai.chantier.ecrire({neuve: "titre: Fiche toute neuve\nrattachements: [grandir]\n"})

    assert essai.relire() is False

    essai.construire()
    assert "Fiche toute neuve" in essai.lire("territoires/val-imaginaire/index.html")


def test_une_donnee_refusee_est_une_page(essai: Essai) -> None:
    """Fichier, ligne, champ, constat, remède ; la dernière bonne à un lien ; puis plus rien."""
    texte = (essai.chantier.dossier / FICHIER).read_text(encoding="utf-8")
    bonne = essai.lire(FICHE)
    essai.chantier.ecrire({FICHIER: texte + "themess: [mobilite]\n"})
    ligne = (texte + "x").count("\n") + 1

    assert essai.relire() is True

    for chemin in (FICHE, "index.html", "a-propos/index.html"):
        vue = essai.lire(chemin)
        assert "Une donnée est à corriger" in vue
        assert f"navette-du-samedi.yml</code>, ligne {ligne}" in vue
        assert "themess" in vue
        assert typographier("écrire plutôt « themes »") in vue
    lien = "/territoires/val-imaginaire/actions/navette-du-samedi/?derniere-bonne"
    assert f'href="{lien}"' in essai.lire(FICHE)
    assert essai.lire(FICHE, derniere_bonne=True) == bonne

    essai.chantier.ecrire({FICHIER: texte})
    assert essai.relire() is True
    assert essai.lire(FICHE) == bonne


def test_des_donnees_refusees_des_l_ouverture_se_montrent_aussi(chantier: Chantier) -> None:
    """Rien n'empêche d'ouvrir l'aperçu ; une fois corrigées, il faut tout construire."""
    chantier.garnir()
    texte = (chantier.dossier / FICHIER).read_text(encoding="utf-8")
    chantier.ecrire({FICHIER: texte + "themess: [mobilite]\n"})

    essai = Essai(chantier)

    assert "Une donnée est à corriger" in essai.lire("index.html")
    assert "derniere-bonne" not in essai.lire("index.html")
    chantier.ecrire({FICHIER: texte})
    assert essai.relire() is False
    essai.construire()
    assert "Une donnée est à corriger" not in essai.lire("index.html")


@pytest.fixture
def serveur(essai: Essai) -> Iterator[ServeurDApercu]:
    """Le serveur de l'aperçu, sur un port libre."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    assert essai.config is not None
    essai.config.dev_addr = essai.config.dev_addr._replace(port=port)
    de_mkdocs = LiveReloadServer(essai.construire, "127.0.0.1", port, root="")
    ouvert = essai.greffon.on_serve(de_mkdocs, essai.config, essai.construire)
    assert isinstance(ouvert, ServeurDApercu)
    fil = threading.Thread(target=ouvert.serve, daemon=True)
    fil.start()
    yield ouvert
    ouvert.shutdown(wait=True)
    fil.join(10)


def demander(serveur: ServeurDApercu, chemin: str) -> str:
    """Ce que répond le serveur ; réessaie le temps qu'il s'ouvre."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{serveur.url}{chemin}", timeout=30) as reponse:
                return str(reponse.read().decode())
        except urllib.error.HTTPError as erreur:
            return str(erreur.code)
        except OSError:
            threading.Event().wait(0.05)
    pytest.fail("le serveur ne s'est pas ouvert")


def test_le_navigateur_se_recharge_apres_chaque_modification(
    essai: Essai, serveur: ServeurDApercu
) -> None:
    """Une bonne donnée, une faute, une page fautive : chacune recharge, aucune demande n'attend."""
    adresse = FICHE.removesuffix("index.html")
    vue = demander(serveur, adresse)
    assert "livereload(" in vue
    pages_et_fautes = (
        (FICHIER, "statut:", "statutt:", "à corriger"),
        (FICHIER, "statutt:", "statut:", "Navette"),
        ("docs/guide.md", "val-imaginaire", "nulle-part", "ne se construit pas"),
        ("docs/guide.md", "nulle-part", "val-imaginaire", "Navette"),
    )
    for fichier, avant, apres, attendu in pages_et_fautes:
        appels = re.findall(r"livereload\((\d+), (\d+)\);", demander(serveur, adresse))
        epoque, demande = appels[-1]
        essai.remplacer(fichier, avant, apres)

        suivante = demander(serveur, f"livereload/{epoque}/{demande}")

        assert int(suivante) > int(epoque)
        assert attendu in demander(serveur, adresse), (fichier, apres)


def test_le_serveur_sert_aussi_le_reste(serveur: ServeurDApercu) -> None:
    """Styles, exports, adresse sans barre finale, page introuvable."""
    assert ".md-typeset" in demander(serveur, "assets/projet-social.css")
    assert demander(serveur, "calendrier.ics").startswith("BEGIN:VCALENDAR")
    assert "À propos" in demander(serveur, "a-propos")
    assert demander(serveur, "nulle/part/") == "404"
