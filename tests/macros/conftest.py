"""Le corpus inventé des macros, et la place d'où leurs blocs sont rendus."""

from datetime import date

import pytest

from projet_social.chargement import charger
from projet_social.macros.vue import Vue
from projet_social.pages.publication import Publication

from ..conftest import corps_de
from ..fabrique import CORPUS

AUJOURD_HUI = date(2025, 6, 1)


@pytest.fixture(scope="module")
def vue() -> Vue:
    """Une page à deux dossiers de la racine, un jour fixe."""
    publication = Publication(charger(CORPUS), recherche=False, aujourd_hui=AUJOURD_HUI)
    return corps_de(publication).vue("a/b/")
