"""Ce que l'on garde d'un contenu compressé : jamais plus que la limite, même un instant."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest

from projet_social.federation.echec import EchecDeSource
from projet_social.federation.flux_borne import FluxGzip

LIMITE = 200_000


def test_une_bombe_ne_prend_pas_de_memoire() -> None:
    """Elle est arrêtée pendant qu'elle se déploie, et non après."""
    bombe = gzip.compress(b" " * 50_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(EchecDeSource, match="plus de 0 Mo"):
            FluxGzip(LIMITE).recevoir(bombe)
        _, sommet = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sommet < 5 * LIMITE


def test_ce_qui_voyage_est_borne_aussi() -> None:
    """Des octets compressés qui ne rendent rien comptent."""
    flux = FluxGzip(LIMITE)
    vides = gzip.compress(b"")[:10] + b"\x00\x00\x00\xff\xff" * 30_000

    flux.recevoir(vides)
    with pytest.raises(EchecDeSource, match="plus de 0 Mo"):
        flux.recevoir(vides)
