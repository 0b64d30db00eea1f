"""Les fichiers de données : écrits une fois par publication, et oubliés une fois publiés."""

from collections import Counter
from collections.abc import Callable

import pytest

from projet_social.exports.fichier import fichiers_de
from projet_social.exports.registre import tous_les_exports
from tests.fabrique import CORPUS

from .conftest import publier


def test_publier_n_ecrit_chaque_fichier_qu_une_fois_et_ne_garde_que_ses_mesures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Le catalogue et le paquet pèsent les autres sans les refaire ; les pages aussi, après."""
    publication, ecrits = publier(CORPUS), Counter[str]()

    def compter(adresse: str, ecrire: Callable[[], bytes]) -> Callable[[], bytes]:
        def ecrire_et_compter() -> bytes:
            ecrits[adresse] += 1
            return ecrire()

        return ecrire_et_compter

    fichiers = fichiers_de(publication)
    for fichier in fichiers:
        monkeypatch.setitem(vars(fichier), "ecrire", compter(fichier.adresse, fichier.ecrire))
    poids = {export.adresse: len(export.contenu()) for export in tous_les_exports(publication)}
    for fichier in fichiers:
        assert fichier.poids == poids[fichier.adresse]
        assert len(fichier.empreinte) == 64
        assert "octets" not in vars(fichier)
    assert set(ecrits.values()) == {1}
    assert len(ecrits) == len(fichiers)
