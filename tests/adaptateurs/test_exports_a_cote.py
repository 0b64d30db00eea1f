"""Les exports s'écrivent à côté des pages : les mêmes fichiers, quoi qu'il arrive au double."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from projet_social.adaptateurs.double import Double
from projet_social.adaptateurs.exports_a_cote import ExportsACote
from projet_social.adaptateurs.garde import Garde
from projet_social.adaptateurs.inchange import Inchange
from projet_social.adaptateurs.reserve import Reserve
from projet_social.chargement import charger
from projet_social.exports.fichier import fichiers_de
from projet_social.exports.registre import Export, tous_les_exports
from projet_social.pages.publication import Publication

from ..fabrique import CORPUS, fichiers


@pytest.fixture(scope="module")
def publication() -> Publication:
    """Le corpus inventé, où tout est rempli."""
    return Publication(charger(CORPUS), url="https://exemple.test/")


SEUL = "aussitôt"
A_COTE = "à côté"


@pytest.fixture(params=[A_COTE, SEUL])
def _facon(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Avec un double, ou sans."""
    if request.param == A_COTE and sys.platform != "linux":
        pytest.skip("ailleurs, il n'y a pas de double")
    monkeypatch.setattr(Double, "possible", lambda: request.param == A_COTE)


def attendus(publication: Publication) -> dict[str, bytes]:
    """Ce que chaque export doit écrire."""
    return {export.publique: export.contenu() for export in tous_les_exports(publication)}


def un(contenu: Callable[[], bytes], adresse: str = "seul.txt") -> list[Export]:
    """Un export, et rien d'autre."""
    return [Export(adresse, "Un fichier d'essai.", contenu)]


@pytest.mark.usefixtures("_facon")
def test_chaque_export_est_a_sa_place(tmp_path: Path, publication: Publication) -> None:
    """Tous, et rien d'autre."""
    site = tmp_path / "site"
    a_cote = ExportsACote(tous_les_exports(publication), site, None, Reserve(None))
    a_cote.finir()
    assert fichiers(site) == attendus(publication)


@pytest.mark.usefixtures("_facon")
def test_le_poids_d_un_fichier_est_celui_de_ses_octets(tmp_path: Path) -> None:
    """Demandé aussitôt, il vient du fichier écrit : à un pays, les octets en feraient trop."""
    neuve = Publication(charger(CORPUS), url="https://exemple.test/")
    fichiers_publies = fichiers_de(neuve)
    a_cote = ExportsACote(tous_les_exports(neuve), tmp_path, None, Reserve(None))
    poids = {fichier.adresse: a_cote.poids(fichier) for fichier in fichiers_publies}
    assert not any("octets" in vars(fichier) for fichier in fichiers_publies)
    a_cote.finir()
    assert poids == {adresse: (tmp_path / adresse).stat().st_size for adresse in poids}


@pytest.mark.usefixtures("_facon")
def test_ce_qui_a_servi_au_double_reste_garde(tmp_path: Path, publication: Publication) -> None:
    """Sinon la garde, qui se croirait pleine de restes, se récrirait sans ses exports."""
    for fois in range(2):
        garde = Garde(tmp_path / "garde", "site")
        inchange = Inchange(garde, publication, "contexte", "feuille.css")
        site = tmp_path / f"site-{fois}"
        ExportsACote(tous_les_exports(publication), site, inchange, Reserve(None)).finir()
        gardes = [export for export in tous_les_exports(publication) if not export.empreinte]
        assert garde.servis[0].keys() == {export.publique for export in gardes}
        assert garde.oublier(tout=True) == 0
    assert fichiers(tmp_path / "site-0") == fichiers(tmp_path / "site-1") == attendus(publication)


@pytest.mark.usefixtures("_facon")
def test_ce_qui_empeche_d_ecrire_se_dit(tmp_path: Path) -> None:
    """L'erreur est la même, d'où qu'elle vienne."""

    def refuser() -> bytes:
        raise OSError(28, "plus de place")

    with pytest.raises(OSError, match="plus de place") as refus:
        ExportsACote(un(refuser), tmp_path, None, Reserve(None)).finir()
    assert refus.value.errno == 28


@pytest.mark.skipif(sys.platform != "linux", reason="ailleurs, il n'y a pas de double")
def test_un_double_tue_par_le_systeme_est_remplace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, publication: Publication
) -> None:
    """Le poids se calcule alors ici, et tout s'écrit à la fin."""
    monkeypatch.setattr(Double, "possible", lambda: True)
    original = os.getpid()

    def mourir() -> bytes:
        if os.getpid() != original:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"fait"

    fichier = fichiers_de(publication)[0]
    exports = [*un(mourir, "donnees/v1/a.txt"), *un(fichier.livrer, fichier.adresse)]
    a_cote = ExportsACote(exports, tmp_path, None, Reserve(None))
    assert a_cote.poids(fichier) == len(fichier.octets)
    a_cote.finir()
    assert fichiers(tmp_path).keys() == {"donnees/v1/a.txt", fichier.adresse}
