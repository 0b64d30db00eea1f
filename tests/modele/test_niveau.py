"""Les niveaux d'un plan : leurs clés, leur emboîtement, les mots du territoire."""

from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.niveau import PLURIELS, AvecNiveaux, Libelle, Niveau
from projet_social.modele.vocabulaire import Genre, TypeNiveau


def test_chaque_type_a_sa_cle_au_pluriel() -> None:
    """Les clés du YAML sont les champs du modèle, dans l'ordre canonique."""
    assert list(PLURIELS) == ["axes", "enjeux", "objectifs", "orientations", "actions"]
    assert ["ordre", *PLURIELS] == list(AvecNiveaux.model_fields)
    assert PLURIELS["enjeux"] is TypeNiveau.ENJEU


def test_une_phrase_vaut_une_ligne() -> None:
    """Une simple phrase est une ligne, ou une fiche, qui n'a qu'un titre."""
    axe = Niveau.model_validate(
        {"titre": "Bouger", "orientations": ["À pied"], "actions": ["Une navette"]}
    )

    assert axe.orientations == (Niveau(titre="À pied"),)
    assert axe.actions == (FicheAction(titre="Une navette"),)


def test_tout_niveau_peut_en_contenir_un_autre() -> None:
    """Les types s'emboîtent librement, y compris sous eux-mêmes."""
    niveau = Niveau.model_validate(
        {"titre": "1", "enjeux": [{"titre": "2", "axes": [{"titre": "3", "axes": ["4"]}]}]}
    )

    assert niveau.enjeux[0].axes[0].axes[0].titre == "4"


def test_un_libelle_est_du_masculin_sauf_avis_contraire() -> None:
    """Le territoire dit son mot au singulier, au pluriel, et son genre."""
    piste = Libelle.model_validate({"singulier": "Piste", "pluriel": "Pistes", "genre": "f"})

    assert piste.genre is Genre.FEMININ
    assert Libelle(singulier="Axe", pluriel="Axes").genre is Genre.MASCULIN


def test_un_numero_est_du_texte() -> None:
    """« 1.10 » n'est pas un nombre : le zéro final reste."""
    assert Niveau.model_validate({"titre": "x", "numero": "1.10"}).numero == "1.10"
