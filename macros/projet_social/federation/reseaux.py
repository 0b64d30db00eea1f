"""À quelles adresses du réseau on accepte de se connecter : celles d'Internet, sauf demande.

Une source est écrite par quelqu'un d'autre, et son nom peut mener n'importe où : à la machine
elle-même, au réseau de la collectivité, au service de métadonnées d'un hébergeur.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection

Adresse = ipaddress.IPv4Address | ipaddress.IPv6Address
Reseau = ipaddress.IPv4Network | ipaddress.IPv6Network

INTERNET_6 = ipaddress.IPv6Network("2000::/3")
"""Tout ce qui est attribué d'IPv6."""
TRADUCTION = ipaddress.IPv6Network("64:ff9b::/96")
"""Une adresse IPv4 traduite (NAT64) : c'est elle qui compte."""
TUNNELS = (ipaddress.IPv6Network("2002::/16"), ipaddress.IPv6Network("2001::/32"))
"""6to4 et Teredo : une adresse IPv4 quelconque y est cachée, aucun site ne s'y publie."""


def lire_reseau(ecrit: str) -> Reseau:
    """Un réseau, ou une adresse seule.

    Raises:
        ValueError: ce n'en est pas un.
    """
    return ipaddress.ip_network(ecrit.strip(), strict=False)


def adresse_vraie(ecrite: str) -> Adresse:
    """L'adresse où l'on irait : une IPv4 cachée dans une IPv6 est cette IPv4.

    Raises:
        ValueError: ce n'est pas une adresse.
    """
    adresse = ipaddress.ip_address(ecrite)
    if isinstance(adresse, ipaddress.IPv6Address):
        if adresse.ipv4_mapped is not None:
            return adresse.ipv4_mapped
        if adresse in TRADUCTION:
            return ipaddress.IPv4Address(int(adresse) & 0xFFFFFFFF)
    return adresse


def est_publique(adresse: Adresse) -> bool:
    """Vrai pour une adresse d'Internet."""
    if isinstance(adresse, ipaddress.IPv6Address) and (
        adresse not in INTERNET_6 or any(adresse in tunnel for tunnel in TUNNELS)
    ):
        return False
    return adresse.is_global and not adresse.is_multicast and not adresse.is_reserved


def est_permise(adresse: Adresse, permis: Collection[Reseau]) -> bool:
    """Vrai pour une adresse d'un des réseaux que l'on a nommés."""
    return any(adresse in reseau for reseau in permis)
