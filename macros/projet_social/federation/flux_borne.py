"""Des octets qui arrivent, dont on ne garde jamais plus que la limite, même compressés."""

from __future__ import annotations

import zlib

from .echec import CONSEIL_DE_PATIENCE, EchecDeSource

DEPLOYES = 1 << 16
"""Octets que l'on déploie à la fois."""


class FluxBorne:
    """Des octets reçus, jusqu'à une limite."""

    def __init__(self, maximum: int) -> None:
        self.maximum, self.octets = maximum, bytearray()

    def recevoir(self, morceau: bytes) -> None:
        """Prend un morceau de plus."""
        self.octets += morceau
        if len(self.octets) > self.maximum:
            raise trop_gros(self.maximum)

    def finir(self) -> bytes:
        """Rend le tout."""
        return bytes(self.octets)


class FluxGzip(FluxBorne):
    """Des octets compressés : jamais on n'en déploie plus que la limite."""

    def __init__(self, maximum: int) -> None:
        super().__init__(maximum)
        self.flux = zlib.decompressobj(wbits=31)
        self.recus = 0

    def recevoir(self, morceau: bytes) -> None:
        """Prend un morceau de plus."""
        self.recus += len(morceau)
        if self.recus > self.maximum:
            raise trop_gros(self.maximum)
        try:
            while morceau and not self.flux.eof:
                super().recevoir(self.flux.decompress(morceau, DEPLOYES))
                morceau = self.flux.unconsumed_tail
        except zlib.error as erreur:
            raise EchecDeSource("contenu abîmé en chemin", CONSEIL_DE_PATIENCE) from erreur

    def finir(self) -> bytes:
        """Rend le tout."""
        if not self.flux.eof:
            raise EchecDeSource("contenu coupé avant la fin", CONSEIL_DE_PATIENCE)
        return super().finir()


def trop_gros(maximum: int) -> EchecDeSource:
    """Le refus de ce qui dépasse la limite."""
    return EchecDeSource(
        f"plus de {maximum // 1_000_000} Mo",
        "un site de projet social n'en publie pas tant : prévenir la personne qui le tient",
    )
