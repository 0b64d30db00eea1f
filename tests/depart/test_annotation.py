"""Les modèles annotés : complets, justes une fois décommentés, et fidèles au modèle."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from projet_social.corpus.exemple import MARQUE
from projet_social.depart.annotation import ecrire_la_fiche, modele_annote
from projet_social.lecture.document import Document
from projet_social.lecture.validation import valider
from projet_social.lecture.yaml_marque import lire_le_yaml
from projet_social.modele.editeur import Editeur
from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.introspection import classe_dans
from projet_social.modele.projet import Projet
from projet_social.modele.socle import Objet
from projet_social.modele.source import Reference
from projet_social.modele.territoire import Territoire

CLE = re.compile(r"^# ((?: *- | *)[a-z_]+:(?: .*)?)$")
MODELES = pytest.mark.parametrize("modele", [FicheAction, Projet, Territoire, Editeur])


def decommenter(annote: str) -> str:
    """Le YAML que l'on obtient en retirant le dièse de chaque ligne qui porte une clé."""
    return "\n".join(trouve[1] for ligne in annote.splitlines() if (trouve := CLE.match(ligne)))


def cles(valeur: Any, modele: type[Objet]) -> dict[type[Objet], set[str]]:
    """Les clés écrites pour chaque classe, de haut en bas ; une clé inconnue arrête tout."""
    vues: dict[type[Objet], set[str]] = {modele: set()}
    for cle, dessous in valeur.items():
        champ = modele.model_fields[cle]
        vues[modele].add(cle)
        groupe = classe_dans(champ.annotation, Objet)
        for element in dessous if isinstance(dessous, list) else [dessous]:
            if groupe is not None and isinstance(element, dict):
                contenus = element.values() if set(element) & {"axe"} else [element]
                for contenu in contenus:
                    for classe, ecrites in cles(contenu, groupe).items():
                        vues.setdefault(classe, set()).update(ecrites)
    return vues


@MODELES
def test_chaque_champ_y_est_dans_sa_classe(modele: type[Objet]) -> None:
    """Décommenté, le modèle annoté porte chaque champ de chaque groupe, à sa place."""
    ecrit = yaml.safe_load(decommenter(modele_annote(modele)))

    vues = cles(ecrit, modele)
    assert vues[modele] == set(modele.model_fields) - {MARQUE}
    for classe, ecrites in vues.items():
        attendues = set(classe.model_fields) - {MARQUE}
        assert ecrites in (attendues, set()) or classe is Reference, classe.__name__


@MODELES
def test_tout_est_explique_et_rien_n_est_ecrit(modele: type[Objet]) -> None:
    """Chaque ligne est un commentaire ; chaque clé du premier rang a sa phrase au-dessus."""
    annote = modele_annote(modele)

    assert all(ligne.startswith("#") or not ligne for ligne in annote.splitlines())
    blocs = annote.strip().split("\n\n")
    assert len(blocs) == len(set(modele.model_fields) - {MARQUE})
    for bloc in blocs:
        assert re.match(r"# [A-ZÀ-Ý0-9]", bloc), bloc
    assert not re.search(r"[ \t]$", annote, re.MULTILINE)


def test_une_cle_decommentee_et_laissee_vide_ne_gene_pas() -> None:
    """Toute la fiche décommentée, rien de rempli : elle se lit comme une fiche à son seul titre."""
    texte = "titre: Essai\n" + decommenter(modele_annote(FicheAction, sauf=["titre"]))

    valeurs, anomalies = lire_le_yaml(texte.encode(), "fiche.yml")

    assert anomalies == []
    assert valeurs == {"titre": "Essai"}


def test_une_fiche_neuve_est_valable() -> None:
    """Titre à deux-points, rattachements, projet et brouillon : le modèle accepte tout."""
    texte = ecrire_la_fiche("Se déplacer : à pied", ["axe-un"], projet="cls", brouillon=True)

    valeurs, anomalies = lire_le_yaml(texte.encode(), "fiche.yml")
    assert anomalies == []
    fiche, refus = valider(FicheAction, Document("fiche.yml", texte.encode(), valeurs))
    assert refus == []
    assert fiche is not None
    assert (fiche.titre, fiche.rattachements, fiche.projet) == (
        "Se déplacer : à pied",
        ("axe-un",),
        "cls",
    )
    assert "# statut:" in texte
    assert "# titre:" not in texte
