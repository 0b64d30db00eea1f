"""La réserve : ne recalcule que ce qui a changé, n'efface que ce qui ne sert plus."""

import os
from pathlib import Path

from projet_social.adaptateurs.reserve import SECONDES_DE_GARDE, Reserve
from projet_social.exports.registre import Export


def export(octets: bytes, empreinte: str, appels: list[bytes]) -> Export:
    """Un export qui note chacun de ses calculs."""

    def calculer() -> bytes:
        appels.append(octets)
        return octets

    return Export("x.png", "Un fichier inventé.", calculer, empreinte=empreinte)


def test_un_fichier_ne_se_calcule_qu_une_fois(tmp_path: Path) -> None:
    """D'une construction à l'autre ; une autre empreinte le refait."""
    appels: list[bytes] = []
    for octets, empreinte in ((b"a", "1"), (b"a", "1"), (b"b", "2")):
        assert Reserve(tmp_path / "r").contenu(export(octets, empreinte, appels)) == octets
    assert appels == [b"a", b"b"]


def test_sans_empreinte_ou_sans_dossier_tout_se_calcule(tmp_path: Path) -> None:
    """Rien n'est gardé de ce qui ne dit pas de quoi il dépend."""
    appels: list[bytes] = []
    for reserve, empreinte in ((Reserve(tmp_path), ""), (Reserve(None), "1")):
        for _ in range(2):
            reserve.contenu(export(b"a", empreinte, appels))
        reserve.oublier()
    assert len(appels) == 4
    assert not list(tmp_path.iterdir())


def test_seul_le_vieux_s_oublie(tmp_path: Path) -> None:
    """Un mois sans servir ; servir rajeunit."""
    reserve = Reserve(tmp_path)
    for nom in ("vieux", "servi"):
        reserve.contenu(export(b"a", nom, []))
        passe = (tmp_path / nom).stat().st_mtime - SECONDES_DE_GARDE - 60
        os.utime(tmp_path / nom, (passe, passe))
    reserve.contenu(export(b"a", "servi", []))
    reserve.oublier()
    assert [f.name for f in tmp_path.iterdir()] == ["servi"]


def test_un_fichier_abime_se_refait(tmp_path: Path) -> None:
    """Tronqué, changé ou vidé, il n'est jamais servi."""
    appels: list[bytes] = []
    for abimer in (lambda o: o[:-1], lambda o: o + b"x", lambda _: b""):
        Reserve(tmp_path).contenu(export(b"abc", "1", []))
        (tmp_path / "1").write_bytes(abimer((tmp_path / "1").read_bytes()))
        assert Reserve(tmp_path).contenu(export(b"abc", "1", appels)) == b"abc"
    assert len(appels) == 3
