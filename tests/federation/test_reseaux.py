"""Quelles adresses du réseau on accepte."""

from __future__ import annotations

import pytest

from projet_social.federation.reseaux import adresse_vraie, est_permise, est_publique, lire_reseau

PRIVEES = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%lo",
    "fec0::1",
    "ff02::1",
]
PUBLIQUES = ["1.1.1.1", "93.184.215.14", "2a01:e0a::1", "64:ff9b::101:101", "::ffff:1.1.1.1"]


@pytest.mark.parametrize("ecrite", PRIVEES)
def test_une_adresse_de_reseau_prive_est_refusee(ecrite: str) -> None:
    """Boucle locale, lien local, métadonnées, multidiffusion : sous toutes leurs écritures."""
    assert not est_publique(adresse_vraie(ecrite))


@pytest.mark.parametrize("ecrite", PUBLIQUES)
def test_une_adresse_d_internet_est_acceptee(ecrite: str) -> None:
    """Même traduite d'IPv4 en IPv6."""
    assert est_publique(adresse_vraie(ecrite))


def test_seul_le_reseau_nomme_est_permis() -> None:
    """Permettre une adresse n'en permet aucune autre."""
    permis = [lire_reseau("127.0.0.1"), lire_reseau("10.2.0.0/16")]

    assert est_permise(adresse_vraie("::ffff:127.0.0.1"), permis)
    assert est_permise(adresse_vraie("10.2.3.4"), permis)
    assert not est_permise(adresse_vraie("127.0.0.2"), permis)
    assert not est_permise(adresse_vraie("10.3.0.1"), permis)
    assert not est_permise(adresse_vraie("169.254.169.254"), permis)
