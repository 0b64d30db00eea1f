"""Le territoire : l'adresse du site où il publie lui-même."""

import pytest
from pydantic import ValidationError

from projet_social.modele.territoire import Territoire

VAL = {"nom": "CC du Val", "nom_court": "Val", "type": "communaute_de_communes"}


def test_le_site_du_territoire_est_une_adresse_entiere() -> None:
    """Celle d'un autre site, que sa page sur le site d'ensemble donne."""
    assert Territoire.model_validate(VAL | {"site": "https://val.fr/"}).site == "https://val.fr/"


@pytest.mark.parametrize("fausse", ["val.fr", "territoires/val/", "mailto:accueil@val.fr"])
def test_une_page_ou_un_courriel_n_est_pas_un_site(fausse: str) -> None:
    """Le refus dit quoi écrire."""
    with pytest.raises(ValidationError, match="https://"):
        Territoire.model_validate(VAL | {"site": fausse})
