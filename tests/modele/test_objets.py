"""Ce que tous les objets du modèle ont en commun : figés, fermés, documentés champ par champ."""

import importlib
import pkgutil

import pytest
from pydantic import ValidationError

from projet_social import modele
from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.phrase import phrase_du_champ
from projet_social.modele.socle import Objet
from projet_social.modele.vocabulaire import Statut, Vocabulaire


def _sous_classes(classe: type) -> list[type]:
    """Toutes les sous-classes d'une classe, une fois tous les modules du modèle importés."""
    for module in pkgutil.iter_modules(modele.__path__):
        importlib.import_module(f"{modele.__name__}.{module.name}")
    trouvees = []
    for fille in classe.__subclasses__():
        trouvees += [fille, *_sous_classes(fille)]
    return sorted(set(trouvees), key=lambda c: c.__qualname__)


OBJETS: list[type[Objet]] = _sous_classes(Objet)
VOCABULAIRES: list[type[Vocabulaire]] = _sous_classes(Vocabulaire)


def test_le_modele_est_trouve_en_entier() -> None:
    """Les grandes classes sont du nombre : le tour du modèle n'est pas vide."""
    noms = {objet.__name__ for objet in OBJETS}

    assert {"Territoire", "Projet", "Niveau", "FicheAction", "Themes", "Dossier"} <= noms
    assert len(OBJETS) > 30


@pytest.mark.parametrize("objet", OBJETS, ids=lambda c: c.__name__)
def test_chaque_champ_a_sa_phrase(objet: type[Objet]) -> None:
    """La phrase sous un champ est l'aide de l'éditeur et la ligne de la référence."""
    sans_phrase = [nom for nom in objet.model_fields if not phrase_du_champ(objet, nom)]

    assert sans_phrase == []
    assert objet.__doc__
    assert objet.__doc__ != Objet.__doc__


@pytest.mark.parametrize("objet", OBJETS, ids=lambda c: c.__name__)
def test_chaque_phrase_de_champ_en_est_une(objet: type[Objet]) -> None:
    """Elle commence par une capitale (ou un mot du YAML) et finit par un point."""
    for nom in objet.model_fields:
        phrase = phrase_du_champ(objet, nom)
        assert phrase[-1:] in ".…)", f"{objet.__name__}.{nom} : {phrase}"
        assert phrase[0].isupper() or phrase.startswith(("oui ", "«")), f"{objet.__name__}.{nom}"


@pytest.mark.parametrize("objet", OBJETS, ids=lambda c: c.__name__)
def test_chaque_objet_est_fige_et_ferme(objet: type[Objet]) -> None:
    """Aucune sous-classe ne rouvre l'objet ni n'admet de clé inconnue."""
    assert objet.model_config["frozen"] is True
    assert objet.model_config["extra"] == "forbid"


def test_un_objet_ne_se_change_pas() -> None:
    """Changer un champ d'un objet lu est une erreur."""
    fiche = FicheAction(titre="Navette")

    with pytest.raises(ValidationError, match="frozen"):
        fiche.titre = "Autre"  # type: ignore[misc]


@pytest.mark.parametrize("vocabulaire", VOCABULAIRES, ids=lambda c: c.__name__)
def test_chaque_mot_a_un_libelle_lisible(vocabulaire: type[Vocabulaire]) -> None:
    """Un mot du YAML est en ASCII ; son libellé, unique, est ce que lit le public."""
    libelles = [mot.libelle for mot in vocabulaire]

    assert all(mot.value.isascii() for mot in vocabulaire)
    if vocabulaire.__module__.startswith(f"{Vocabulaire.__module__.rpartition('.')[0]}."):
        assert all(mot.value.islower() for mot in vocabulaire), "un mot du YAML"
    assert all(libelles)
    assert len(set(libelles)) == len(libelles)


def test_chaque_statut_a_un_signe_a_lui() -> None:
    """Le signe accompagne le mot et ne se répète pas."""
    assert len({statut.signe for statut in Statut}) == len(Statut)
