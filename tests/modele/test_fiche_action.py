"""La fiche-action : un titre suffit, le reste se remplit quand on le sait."""

from typing import Any

import pytest
from pydantic import ValidationError

from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.vocabulaire import Parution, Rubrique, Statut


def lire(**champs: Any) -> FicheAction:
    """Une fiche inventée, comme la lecture YAML la donne : du texte."""
    return FicheAction.model_validate({"titre": "Navette inventée", **champs})


def constat(**champs: Any) -> tuple[str, str]:
    """Le constat d'un refus, et le champ qu'il montre."""
    with pytest.raises(ValidationError) as erreur:
        lire(**champs)
    refus = erreur.value.errors()[0]["ctx"]["error"]
    return refus.constat, refus.champ


def test_le_titre_suffit() -> None:
    """Une fiche réduite à son titre est valide, paraît, et n'affirme rien."""
    fiche = lire()

    assert fiche.reduite_au_titre
    assert fiche.publication is Parution.PUBLIE
    assert fiche.statut is None
    assert fiche.avancement is None
    assert fiche.pilotes == ()


def test_le_titre_est_obligatoire() -> None:
    """Une fiche sans titre est refusée, à ce champ-là."""
    with pytest.raises(ValidationError) as erreur:
        FicheAction.model_validate({"numero": "1"})

    assert [(e["type"], e["loc"]) for e in erreur.value.errors()] == [("missing", ("titre",))]


@pytest.mark.parametrize(
    "champs",
    [
        {"resume": "Une navette le samedi."},
        {"themes": ["mobilite"]},
        {"avancement": "0"},
        {"statut": "piste"},
    ],
)
def test_une_fiche_qui_dit_quelque_chose_n_est_pas_reduite_au_titre(champs: Any) -> None:
    """Le moindre renseignement compte, zéro compris."""
    assert not lire(**champs).reduite_au_titre


@pytest.mark.parametrize(
    "champs", [{"numero": "1"}, {"rattachements": ["a"]}, {"maj": "2026"}, {"id": "navette"}]
)
def test_l_etat_civil_d_une_fiche_n_apprend_rien(champs: Any) -> None:
    """Numéro, identifiant, rattachements et date de mise à jour ne disent pas ce qu'elle fait."""
    assert lire(**champs).reduite_au_titre


def test_zero_n_est_pas_absent() -> None:
    """0 % d'avancement est une information ; l'absence n'en est pas une."""
    assert lire(avancement="0").avancement == 0
    assert lire(avancement="40 %").avancement == lire(avancement="40").avancement == 40
    assert lire().avancement is None


@pytest.mark.parametrize("avancement", ["-1", "101"])
def test_l_avancement_va_de_zero_a_cent(avancement: str) -> None:
    """Un pourcentage hors bornes est refusé."""
    with pytest.raises(ValidationError, match="than or equal"):
        lire(avancement=avancement)


@pytest.mark.parametrize(
    ("debut", "fin"),
    [("mars 2024", "2023"), ("2025", "fin 2024"), ("à partir de 2025", "jusqu'en 2024")],
)
def test_la_fin_ne_precede_pas_le_debut(debut: str, fin: str) -> None:
    """Des dates renversées sont refusées, au champ « fin »."""
    dit, champ = constat(debut=debut, fin=fin)

    assert "précède le début" in dit
    assert champ == "fin"


@pytest.mark.parametrize(
    ("debut", "fin"), [("mars 2024", "2024"), ("2024", "2024"), ("2024", None)]
)
def test_des_dates_qui_se_recouvrent_sont_permises(debut: str, fin: str | None) -> None:
    """« mars 2024 » à « 2024 » se tient : la fin peut être le 31 décembre."""
    assert lire(debut=debut, fin=fin).debut is not None


def test_un_abandon_se_motive() -> None:
    """Une action abandonnée sans motif est refusée ; avec, elle passe."""
    assert constat(statut="abandonnee") == ("action abandonnée sans motif", "statut")
    assert lire(statut="abandonnee", motif="Plus de financement").statut is Statut.ABANDONNEE


def test_une_rubrique_sans_objet_est_vide() -> None:
    """« Financeurs : néant » n'est pas « rien n'est dit des financeurs », ni un financeur."""
    assert lire(sans_objet="financeurs").sans_objet == (Rubrique.FINANCEURS,)
    assert constat(sans_objet=["financeurs"], financeurs=["CAF"]) == (
        "« financeurs » est rempli, et dit sans objet",
        "sans_objet",
    )


def test_chaque_rubrique_est_un_champ_de_la_fiche() -> None:
    """Une rubrique qui ne serait pas un champ ne pourrait être ni vide ni remplie."""
    assert set(Rubrique) <= set(FicheAction.model_fields)


def test_un_seul_element_vaut_une_liste() -> None:
    """`pilotes: CIAS` se lit comme une liste d'un pilote."""
    assert lire(pilotes="CIAS, pôle social").pilotes == ("CIAS, pôle social",)


def test_une_etape_ou_un_lieu_peut_n_etre_qu_un_mot() -> None:
    """Une simple phrase est le titre d'une étape ou le nom d'un lieu."""
    fiche = lire(etapes=["Choisir le trajet"], lieux=["Place du marché"])

    assert fiche.etapes[0].titre == "Choisir le trajet"
    assert fiche.lieux[0].nom == "Place du marché"


def test_quatre_themes_au_plus() -> None:
    """Un cinquième thème est refusé."""
    assert len(lire(themes=list("abcd")).themes) == 4
    with pytest.raises(ValidationError, match="at most 4"):
        lire(themes=list("abcde"))


def test_le_contact_est_une_boite_generique() -> None:
    """Le courriel et le téléphone ont leur place dans « contact », et là seulement."""
    contact = {
        "service": "Accueil",
        "courriel": "accueil@exemple.fr",
        "telephone": "02 99 00 00 00",
    }

    lu = lire(contact=contact).contact

    assert lu is not None
    assert lu.courriel == "accueil@exemple.fr"
    with pytest.raises(ValidationError, match="pattern"):
        lire(contact={"courriel": "accueil chez exemple"})


@pytest.mark.parametrize("rang", ["0", "-1", "1,5"])
def test_le_rang_d_une_fiche_se_compte_a_partir_de_un(rang: str) -> None:
    """Un rang nul ou négatif ne range rien."""
    with pytest.raises(ValidationError):
        lire(rang=rang)
    assert lire(rang="1").rang == 1
