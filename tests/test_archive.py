"""Les archives ZIP : rien n'y change que ce qu'elles contiennent."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from projet_social.archive import ArchiveFigee, figer

CONTENU = {"mimetype": b"application/x", "b.xml": b"<b/>" * 50, "a.xml": b"<a/>"}


def test_une_archive_ne_dit_que_son_contenu(tmp_path: Path) -> None:
    """Une seule date, les mêmes droits, le type sans compression ; un fichier y entre pareil."""
    (tmp_path / "b.xml").write_bytes(CONTENU["b.xml"])
    flux = io.BytesIO()
    with ArchiveFigee(flux, "w") as archive:
        archive.writestr("mimetype", CONTENU["mimetype"])
        archive.write(tmp_path / "b.xml", "b.xml")
        archive.writestr("a.xml", CONTENU["a.xml"])
    with ZipFile(flux) as lue:
        assert {nom: lue.read(nom) for nom in lue.namelist()} == CONTENU
        infos = lue.infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 for info in infos} == {0o644}
    assert [i.compress_type for i in infos] == [ZIP_STORED, ZIP_DEFLATED, ZIP_DEFLATED]


def test_figer_range_et_ne_bouge_plus() -> None:
    """Le type reste en tête, le reste suit les noms ; la figer deux fois ne change rien."""
    flux = io.BytesIO()
    with ZipFile(flux, "w") as archive:
        for nom in ("b.xml", "mimetype", "a.xml"):
            archive.writestr(nom, CONTENU[nom])
    figee = figer(flux.getvalue())
    with ZipFile(io.BytesIO(figee)) as lue:
        assert lue.namelist() == ["mimetype", "a.xml", "b.xml"]
    assert figer(figee) == figee
