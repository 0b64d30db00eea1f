"""La roue que l'on garde : vérifiée, réduite à ce qu'il faut, refusée avec son remède."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from projet_social import __version__
from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.archive import archiver
from projet_social.depart.generateur import figer_le_generateur, supplements_figes
from projet_social.depart.roue import Roue, RoueRefusee, empreinte_d_inventaire, lire_la_roue
from projet_social.depart.verrou import restreindre_le_verrou
from projet_social.supplements import SUPPLEMENTS

from ..fabrique import RACINE
from ..visiteur import rien

VERROU = (RACINE / "requirements.txt").read_text(encoding="utf-8")
NOMS = re.compile(r"^([a-z0-9.-]+)==", re.MULTILINE)
METADONNEES = "projet_social-{}.dist-info/METADATA"
INVENTAIRE = "projet_social-{}.dist-info/RECORD"


def fabriquer(version: str = __version__, nom: str = "projet-social", **fichiers: str) -> bytes:
    """Une petite roue inventée, avec un vrai inventaire."""
    contenus = {
        "projet_social/depart/verrou.txt": "jinja2==3.1.6 \\\n    --hash=sha256:00\n",
        METADONNEES.format(version): (
            f"Metadata-Version: 2.4\nName: {nom}\nVersion: {version}\n"
            "Requires-Dist: jinja2>=3.1\nRequires-Dist: Pillow>=11; extra == 'images'\n"
        ),
        **fichiers,
    }
    octets = {place: texte.encode() for place, texte in contenus.items()}
    lignes = [f"{place},{empreinte_d_inventaire(o)},{len(o)}\n" for place, o in octets.items()]
    inventaire = INVENTAIRE.format(version)
    octets[inventaire] = "".join([*lignes, f"{inventaire},,\n"]).encode()
    return archiver(octets)


def retoucher(octets: bytes, changer: Callable[[dict[str, bytes]], object]) -> bytes:
    """La même roue, après un changement que son inventaire ne dit pas."""
    with zipfile.ZipFile(io.BytesIO(octets)) as lue:
        contenus = {nom: lue.read(nom) for nom in lue.namelist()}
    changer(contenus)
    return archiver(contenus)


def test_une_roue_dit_ce_qu_elle_demande() -> None:
    """Sa version, son verrou, ses exigences par supplément, sous les noms du verrou."""
    roue = lire_la_roue(fabriquer("1.2.3"), "essai")

    assert (roue.version, roue.nom) == ("1.2.3", "projet_social-1.2.3-py3-none-any.whl")
    assert roue.demandes([]) == {"jinja2"}
    assert roue.demandes(["images"]) == {"jinja2", "pillow"}
    assert {supplement for _, supplement in roue.exigences} == {"", "images"}


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (b"", "n'est pas une roue entière"),
        (fabriquer()[:-200], "n'est pas une roue entière"),
        (archiver({"lisez-moi.txt": b"bonjour"}), "n'est pas une roue (un fichier .whl)"),
        (fabriquer(nom="autre-chose"), "la roue de « autre-chose », non celle de ce programme"),
        (
            retoucher(fabriquer(), lambda c: c.update({"projet_social/depart/verrou.txt": b"x"})),
            "« projet_social/depart/verrou.txt » n'est pas tel que son inventaire le dit",
        ),
        (
            retoucher(fabriquer(), lambda c: c.update({"projet_social/intrus.py": b""})),
            "« projet_social/intrus.py » n'est pas tel que son inventaire le dit",
        ),
        (
            retoucher(fabriquer(a="b"), lambda c: c.pop("a")),
            "« a » y manque",
        ),
    ],
)
def test_une_roue_abimee_est_refusee(octets: bytes, dit: str) -> None:
    """Tronquée, retouchée, d'un autre programme : le constat, et la redemander."""
    with pytest.raises(RoueRefusee) as refus:
        lire_la_roue(octets, "« essai.whl »")
    assert dit in str(refus.value)
    assert "« essai.whl »" in str(refus.value)


def test_le_verrou_se_reduit_a_ce_qui_est_demande() -> None:
    """Ce que l'on demande et ce dont cela dépend, pour tous les systèmes ; rien d'autre."""
    garde = restreindre_le_verrou(VERROU, ["mkdocs-material", "pagefind", "xlrd"])

    noms = set(NOMS.findall(garde))
    assert {"mkdocs-material", "mkdocs", "jinja2", "markupsafe", "pagefind-bin", "xlrd"} <= noms
    assert "colorama" in noms  # Windows seul le demande
    rien(noms & {"weasyprint", "python-docx", "hatchling", "editables", "openpyxl"})
    # Deux versions d'une même bibliothèque, selon celle de Python : les deux restent.
    assert len(re.findall(r"^pymdown-extensions==", garde, re.MULTILINE)) == len(
        re.findall(r"^pymdown-extensions==", VERROU, re.MULTILINE)
    )
    assert garde.count("--hash=sha256:") > len(noms)
    assert "#" not in garde


def test_ce_que_le_verrou_n_a_pas_ne_se_tait_pas() -> None:
    """Un nom inconnu arrête tout : un site ne doit pas naître sans l'une de ses pièces."""
    with pytest.raises(KeyError):
        restreindre_le_verrou(VERROU, ["bibliotheque-inconnue"])


def test_tous_les_supplements_sont_dans_le_verrou(roue: Roue) -> None:
    """Chacun se fige ; tous ensemble donnent le verrou entier, moins ce qui sert à construire."""
    entier = set(NOMS.findall(VERROU))
    tout = figer_le_generateur(roue, SUPPLEMENTS)["vendor/dependances.txt"].decode()

    assert {s for _, s in roue.exigences if s not in ("", "pdf", "tout")} == set(SUPPLEMENTS)
    manquants = entier - set(NOMS.findall(tout))
    assert "hatchling" in manquants
    assert manquants <= {
        "editables",
        "hatchling",
        "pluggy",
        "tomlkit",
        "trove-classifiers",
    }


def test_les_exigences_se_lisent_et_se_relisent(roue: Roue) -> None:
    """Un chemin relatif, une empreinte, aucune adresse ; les suppléments s'y relisent."""
    fichiers = figer_le_generateur(roue, ["tableur", "images"])
    exigences = fichiers["requirements.txt"].decode()
    lignes = [ligne for ligne in exigences.splitlines() if not ligne.startswith("#")]

    assert set(fichiers) == {"requirements.txt", "vendor/dependances.txt", f"vendor/{roue.nom}"}
    assert lignes == [
        "--require-hashes",
        "--requirement vendor/dependances.txt",
        f"./vendor/{roue.nom}[images,tableur] --hash=sha256:{roue.empreinte}",
    ]
    assert supplements_figes(exigences) == ["images", "tableur"]
    assert supplements_figes("projet-social==0.1.0\n") == []
    assert not re.search(
        r"https?://|index.url", exigences + fichiers["vendor/dependances.txt"].decode()
    )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dossier de site réduit à son réglage."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    return tmp_path


def test_figer_garde_ajoute_et_ote(
    site: Path, roue: Roue, capsys: pytest.CaptureFixture[str]
) -> None:
    """Les suppléments restent, s'ajoutent, s'ôtent ; la roue d'avant s'en va ; deux fois, rien."""
    (site / "vendor").mkdir()
    ancienne = site / "vendor" / "projet_social-0.0.1-py3-none-any.whl"
    ancienne.write_bytes(b"ancienne")
    recue = site / "projet_social (1).whl"
    recue.write_bytes(roue.octets)

    def figes(*mots: str) -> list[str]:
        assert principal(["verrouiller", "--paquet", str(recue), *mots]) == 0
        return supplements_figes((site / "requirements.txt").read_text(encoding="utf-8"))

    assert figes() == ["images", "tableur"]
    assert figes("--supplement", "documents") == ["documents", "images", "tableur"]
    assert "weasyprint==" in (site / "vendor" / "dependances.txt").read_text(encoding="utf-8")
    assert figes("--sans", "images") == ["documents", "tableur"]
    assert not ancienne.exists()
    assert [f.name for f in (site / "vendor").glob("*.whl")] == [roue.nom]
    capsys.readouterr()
    assert figes() == ["documents", "tableur"]
    assert "rien à changer" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("mots", "dit"),
    [
        (["--paquet", "absent.whl"], "« absent.whl » introuvable ; vérifier le chemin"),
        (["--paquet", "mkdocs.yml"], "« mkdocs.yml » n'est pas une roue entière"),
        (["--paquet", "ancienne.whl"], "la roue est de la version 0.0.1, le programme qui tourne"),
        (["--depuis", "git+https://git.exemple.fr/x"], "ne dit pas quelle version"),
        (["--depuis", "git+https://git.exemple.fr/x@main"], "finir par une étiquette"),
    ],
)
def test_figer_refuse_sans_rien_ecrire(
    mots: list[str], dit: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Chaque refus dit que faire, et le site reste tel quel."""
    (site / "ancienne.whl").write_bytes(fabriquer("0.0.1"))
    avant = sorted(site.rglob("*"))

    assert principal(["verrouiller", *mots]) == 1
    assert dit in capsys.readouterr().err
    assert sorted(site.rglob("*")) == avant


def test_figer_ailleurs_que_dans_un_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On le dit, plutôt que d'écrire n'importe où."""
    assert principal(["verrouiller", str(tmp_path)]) == 1
    assert "n'est pas un site (mkdocs.yml n'y est pas)" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_la_roue_se_prend_a_une_adresse(
    site: Path, roue: Roue, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ce que pip va chercher voyage ensuite avec le site ; une étiquette absente se dit."""
    ailleurs = site / "ailleurs"
    ailleurs.mkdir()
    (ailleurs / roue.nom).write_bytes(roue.octets)

    assert principal(["verrouiller", "--depuis", str(ailleurs / roue.nom)]) == 0
    assert (site / "vendor" / roue.nom).read_bytes() == roue.octets

    depot = [
        "git",
        "-C",
        str(ailleurs),
        "-c",
        "user.name=essai",
        "-c",
        "user.email=essai@exemple.fr",
    ]
    for mots in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "Un essai"]):
        subprocess.run([*depot, *mots], check=True)
    capsys.readouterr()
    adresse = f"git+{ailleurs.as_uri()}@v9.9.9"
    assert principal(["verrouiller", "--depuis", adresse]) == 1
    dit = capsys.readouterr().err
    assert f"« {adresse} » n'a pas donné le générateur ; vérifier l'adresse (" in dit
    assert "v9.9.9" in dit.rpartition("(")[2]
    assert "\n" not in dit.strip()
