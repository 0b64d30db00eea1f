"""Les paquets npm : l'empreinte d'abord, les seuls fichiers voulus ensuite."""

from __future__ import annotations

import hashlib
import io
import tarfile
from base64 import b64encode

import pytest

from projet_social.formulaire.paquet import Paquet, PaquetRefuse, politique, sans_tiers


def archive(fichiers: dict[str, str]) -> bytes:
    """Une archive npm."""
    flux = io.BytesIO()
    with tarfile.open(fileobj=flux, mode="w:gz") as tar:
        for nom, texte in fichiers.items():
            membre = tarfile.TarInfo(nom)
            membre.size = len(texte.encode())
            tar.addfile(membre, io.BytesIO(texte.encode()))
    return flux.getvalue()


def paquet(octets: bytes, **fichiers: str) -> Paquet:
    """Un paquet dont l'empreinte est juste."""
    empreinte = b64encode(hashlib.sha512(octets).digest()).decode()
    return Paquet("@x/y", "1.0", empreinte, fichiers or {"package/dist/": "d/"})


def test_le_nom_de_l_archive_est_celui_de_npm() -> None:
    """`npm pack` retire l'arobase et la barre."""
    assert Paquet("@x/y", "1.0", "", {}).archive == "x-y-1.0.tgz"


def test_une_autre_empreinte_est_refusee() -> None:
    """Un octet de plus, et rien n'est ouvert."""
    octets = archive({"package/dist/a.js": "a"})
    with pytest.raises(PaquetRefuse, match=r"empreinte.*@x/y 1\.0"):
        paquet(octets).ouvrir(octets + b"\0")


def test_seuls_les_fichiers_voulus_sortent() -> None:
    """Ni les autres dossiers, ni les cartes de sources, ni un chemin qui remonte."""
    octets = archive(
        {
            "package/dist/a.js": "a",
            "package/dist/b/c.js": "c",
            "package/dist/a.js.map": "x",
            "package/dist/../../evade.js": "x",
            "package/autre.js": "x",
        }
    )
    assert paquet(octets).ouvrir(octets) == {"d/a.js": b"a", "d/b/c.js": b"c"}


def test_un_fichier_attendu_qui_manque_se_dit() -> None:
    """La version n'est plus celle que l'on connaît."""
    octets = archive({"package/autre.js": "a"})
    with pytest.raises(PaquetRefuse, match="n'y est pas"):
        paquet(octets).ouvrir(octets)


def test_une_adresse_d_ailleurs_qui_aurait_change_se_dit() -> None:
    """Sinon la page irait la chercher."""
    with pytest.raises(PaquetRefuse, match="n'y est plus"):
        sans_tiers({"sveltia-cms.mjs": b"rien"})


def test_la_page_n_appelle_que_la_forge() -> None:
    """Tout part de `none`."""
    regles = politique(["https://git.exemple.fr"])
    assert regles.startswith("default-src 'none'; script-src 'self';")
    assert "connect-src 'self' blob: data: https://git.exemple.fr" in regles
