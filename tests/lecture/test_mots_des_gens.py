"""Une clé inconnue : le champ que l'on voulait dire, par le sens, ou la liste de ceux permis."""

from __future__ import annotations

import pytest

from projet_social.lecture.mots_des_gens import champs_par_nom
from projet_social.lecture.validation import eprouver
from projet_social.modele.etape import Budget, Etape
from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.niveau import Niveau
from projet_social.modele.socle import Objet


def conseil_de(modele: type[Objet], cle: str) -> str:
    """Ce que l'on conseille devant cette clé."""
    _, refus = eprouver(modele, {"titre": "T", cle: "x"})
    (conseil,) = [conseil for _, constat, conseil in refus if f"clé inconnue « {cle} »" in constat]
    return conseil


@pytest.mark.parametrize(
    ("modele", "cle", "voulue"),
    [
        (FicheAction, "structure_pilote", "pilotes"),
        (FicheAction, "cout", "budgets"),
        (FicheAction, "echeance", "fin"),
        (FicheAction, "beneficiaires", "publics"),
        (FicheAction, "constat", "besoin"),
        (FicheAction, "financement", "financeurs"),
        (Etape, "intitule", "titre"),
        (Etape, "sous_actions", ""),
        (Niveau, "descriptif", "description"),
        (FicheAction, "budjet", "budgets"),
        (FicheAction, "indicateur", "indicateurs"),
        (Budget, "anne", "annee"),
    ],
)
def test_le_sens_puis_la_faute_de_frappe(modele: type[Objet], cle: str, voulue: str) -> None:
    """Le champ dont c'est un autre nom ; sinon celui qui s'écrit presque de même."""
    conseil = conseil_de(modele, cle)
    assert conseil == f"écrire plutôt « {voulue} »" if voulue else conseil.startswith("la retirer")


@pytest.mark.parametrize(
    ("modele", "cle"),
    [(Niveau, "financeurs"), (Niveau, "partenaires"), (Niveau, "pilotes"), (Budget, "motif")],
)
def test_un_autre_champ_n_est_pas_une_faute_de_frappe(modele: type[Objet], cle: str) -> None:
    """« financeurs » ne voulait pas dire « indicateurs » : on donne la liste."""
    conseil = conseil_de(modele, cle)
    assert conseil.startswith("la retirer (permises : ")
    assert all(nom in conseil for nom in modele.model_fields)


@pytest.mark.parametrize("modele", [FicheAction, Etape, Niveau])
def test_aucun_nom_connu_ne_mene_a_un_champ_etranger(modele: type[Objet]) -> None:
    """Sur toute la table : ce que l'on conseille est le champ du nom, ou son presque homonyme."""
    for nom, champ in champs_par_nom().items():
        cle = nom.replace(" ", "_")
        if cle in modele.model_fields:
            continue
        conseil = conseil_de(modele, cle)
        if champ in modele.model_fields:
            assert conseil == f"écrire plutôt « {champ} »", nom
