"""Un champ que son gabarit ne nomme pas paraît quand même ; un champ nommé n'y paraît plus."""

from __future__ import annotations

import pytest

from projet_social import rendu
from projet_social.macros import precisions as module
from projet_social.macros.precisions import (
    DITS_AUTREMENT,
    GABARITS,
    champs_a_dire,
    precisions,
)
from projet_social.modele.etape import Budget
from projet_social.modele.fiche_action import FicheAction, Lieu
from projet_social.modele.socle import Liste, Objet
from projet_social.modele.texte import OuiNon, Prose, Titre
from projet_social.modele.vocabulaire import Statut


class Neuf(Objet):
    """Un objet inventé, dont la page ne nomme que le titre."""

    titre: Titre
    """Titre."""
    devise: Titre | None = None
    """Devise."""
    statut: Statut | None = None
    """Statut."""
    ouverte: OuiNon | None = None
    """Ouverte à tous."""
    recits: Liste[Prose] = ()
    """Récits."""
    lieux: tuple[Lieu, ...] = ()
    """Lieux."""
    budget: Budget | None = None
    """Budget."""


@pytest.fixture
def neuf(monkeypatch: pytest.MonkeyPatch) -> None:
    """L'objet inventé a une page."""
    monkeypatch.setitem(module.GABARITS, Neuf, ("fiche.html", "f"))
    lus = frozenset({"titre", "statut"})
    monkeypatch.setattr(rendu, "champs_lus", lambda _gabarit, _nom: lus)


@pytest.mark.usefixtures("neuf")
def test_chaque_sorte_de_valeur_se_dit() -> None:
    """Texte, oui ou non, longs textes, objets ; rien de ce qui est nommé ailleurs."""
    objet = Neuf.model_validate(
        {
            "titre": "T",
            "devise": "Ensemble",
            "statut": "en_cours",
            "ouverte": "oui",
            "recits": ["Un.", "Deux."],
            "lieux": [{"nom": "Mairie", "commune": "Redon"}],
            "budget": {"annee": 2024, "prevu": "12 000 € TTC"},
        }
    )
    dites = {p.libelle: (p.textes, p.longues) for p in precisions(objet)}
    assert dites == {
        "Devise": (["Ensemble"], False),
        "Ouverte": (["oui"], False),
        "Recits": (["Un.", "Deux."], True),
        "Lieux": (["Mairie, Redon"], False),
        "Budget : Année": (["2024"], False),
        "Budget : Prévu": (["12 000 € TTC"], False),
    }


@pytest.mark.usefixtures("neuf")
def test_un_objet_vide_n_ajoute_rien() -> None:
    """Aucun titre sans rien dessous."""
    assert precisions(Neuf(titre="T")) == []


@pytest.mark.parametrize("modele", GABARITS, ids=lambda modele: modele.__name__)
def test_tout_ce_que_dit_le_modele_a_sa_place(modele: type[Objet]) -> None:
    """Chaque champ d'aujourd'hui est nommé ; un champ neuf se lit au bas de la page."""
    assert [champ.champs for champ in champs_a_dire(modele)] == []


def test_une_exception_ne_survit_pas_a_son_champ() -> None:
    """Ni au gabarit qui le nomme."""
    for modele, raisons in DITS_AUTREMENT.items():
        assert raisons.keys() <= modele.model_fields.keys(), modele.__name__
        if modele in GABARITS:
            gabarit, nom = GABARITS[modele]
            assert not raisons.keys() & rendu.champs_lus(gabarit, nom), modele.__name__


def test_ce_qu_un_gabarit_lit_sur_un_objet() -> None:
    """Par une variable ou par un attribut, et sur nul autre objet."""
    lus = rendu.champs_lus("fiche.html", "f")
    assert {"statut", "pilotes", "besoin"} <= lus
    assert "parents" not in lus  # c'est un attribut de la ligne, non de la fiche
    assert "description" in rendu.champs_lus("niveau.html", "contenu")
    assert FicheAction in GABARITS
