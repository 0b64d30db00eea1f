"""La phrase d'un champ : celle de la classe qui le déclare, ou rien."""

from __future__ import annotations

from projet_social.modele.etape import Etape
from projet_social.modele.niveau import AvecNiveaux, Niveau
from projet_social.modele.phrase import phrase_du_champ
from projet_social.modele.socle import Objet


class SansPhrase(Etape):
    """Redéclare un champ, et n'en dit rien."""

    titre: str


def test_un_champ_herite_garde_sa_phrase() -> None:
    """Elle est écrite une fois, là où le champ est déclaré."""
    assert phrase_du_champ(AvecNiveaux, "ordre").endswith(".")
    assert phrase_du_champ(Niveau, "ordre") == phrase_du_champ(AvecNiveaux, "ordre")
    assert "\n" not in phrase_du_champ(Niveau, "ordre")


def test_un_champ_redeclare_perd_celle_d_avant() -> None:
    """Ce qui ne dit plus la même chose ne se dit pas avec la phrase d'un autre."""
    assert phrase_du_champ(Etape, "titre")
    assert phrase_du_champ(SansPhrase, "titre") == ""
    assert phrase_du_champ(SansPhrase, "numero") == phrase_du_champ(Etape, "numero")


def test_charger_le_modele_ne_lit_aucune_phrase() -> None:
    """Pydantic les relèverait à l'import : c'était le quart du temps de toute commande."""
    assert not Objet.model_config.get("use_attribute_docstrings")
    assert Niveau.model_fields["ordre"].description is None
