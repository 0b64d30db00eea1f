"""Toute macro est décrite, référencée et se rend : rien ne s'oublie quand on en ajoute une."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from projet_social import macros as paquet
from projet_social.corpus.corpus import Inconnu
from projet_social.macros.registre import Macro, charger_toutes
from projet_social.macros.vue import Vue
from projet_social.modele.vocabulaire import VueComparee

from .arguments import VALEURS, obligatoires

MACROS = charger_toutes()
CHOIX = {
    "territoires": {"departement": "99", "type": "communaute_de_communes"},
    "tableau_actions": {"statut": "a_venir"},
    "lignes": {"type": "action"},
    "plan": {"projet": "sante", "complet": True},
    "frise": {"projet": "projet"},
    "themes": {"famille": "acces", "detail": False, "niveau_de_titre": 4},
    "acteurs": {"famille": "social"},
    "ailleurs": {"nombre": 1},
}
"""Des filtres à essayer en plus, macro par macro."""

chaque_macro = pytest.mark.parametrize("macro", MACROS.values(), ids=MACROS.keys())


RECUS = {"vue", "_vue", "selection", "propres"}
"""Ce que la maison donne d'elle-même à une macro, ou lui transmet tel quel."""


def decorees() -> dict[str, ast.FunctionDef]:
    """Les macros que le code inscrit par `@macro` ou `@vue_comparee`, lues dans les fichiers."""
    trouvees = {}
    for fichier in Path(inspect.getfile(paquet)).parent.glob("*.py"):
        for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
            if not isinstance(noeud, ast.FunctionDef):
                continue
            for decorateur in noeud.decorator_list:
                match decorateur:
                    case ast.Name(id="macro"):
                        trouvees[noeud.name] = noeud
                    case ast.Call(func=ast.Name(id="vue_comparee"), args=[ast.Attribute(attr=vue)]):
                        trouvees[f"comparaison_{VueComparee[vue].value}"] = noeud
    return trouvees


def test_aucune_macro_n_echappe_au_registre() -> None:
    """Une fonction décorée dans un module que le registre n'importe pas n'existerait pas."""
    assert decorees().keys() == MACROS.keys()


@chaque_macro
def test_une_macro_et_ses_arguments_sont_decrits(macro: Macro) -> None:
    """La docstring dit ce que rend la macro, et chacun de ses arguments."""
    assert macro.resume.endswith((".", "…")), f"{macro.nom} n'a pas de phrase de résumé"
    assert [a.nom for a in macro.arguments if not a.description] == []
    for noeud in (
        ast.parse(inspect.cleandoc(inspect.getsource(macro.fonction))).body[0],
        decorees()[macro.nom],
    ):
        assert isinstance(noeud, ast.FunctionDef)
        docstring = ast.get_docstring(noeud) or ""
        decrits = re.findall(r"^    (\w+): ", docstring.partition("Args:")[2], re.MULTILINE)
        attendus = {argument.arg for argument in noeud.args.args} - RECUS
        assert set(decrits) == attendus, "la docstring décrit autre chose"
        assert attendus <= {a.nom for a in macro.arguments}


@chaque_macro
def test_une_macro_est_dans_la_reference(macro: Macro, vue: Vue) -> None:
    """La référence publiée nomme la macro et chaque argument."""
    page = MACROS["reference_macros"].appeler(vue)
    fiche = page.partition(f'<h2 id="{macro.nom}">')[2].partition("<h2")[0]

    assert fiche
    for argument in macro.arguments:
        assert f"<code>{argument.nom}</code>" in fiche


@chaque_macro
def test_une_macro_se_rend(macro: Macro, vue: Vue) -> None:
    """Avec ses seuls arguments obligatoires, elle rend un bloc sans reste de code."""
    html = macro.appeler(vue, **obligatoires(macro))

    assert html.strip()
    assert not re.search(r"\bNone\b|Undefined|<bound |object at 0x", html)


@pytest.mark.parametrize("nom", CHOIX)
def test_une_macro_se_filtre(nom: str, vue: Vue) -> None:
    """Chaque filtre change ce qui est rendu, ou le rend à l'identique s'il n'écarte rien."""
    macro = MACROS[nom]
    donnes = obligatoires(macro) | CHOIX[nom]

    assert set(CHOIX[nom]) <= {a.nom for a in macro.arguments}
    assert macro.appeler(vue, **donnes).strip()


REFUSES = [
    (macro.nom, argument.nom)
    for macro in MACROS.values()
    for argument in macro.arguments
    if argument.nom in {*VALEURS, "projet", "type", "statut", "departement"}
]


@pytest.mark.parametrize(("nom", "argument"), REFUSES)
def test_une_valeur_inconnue_est_refusee(nom: str, argument: str, vue: Vue) -> None:
    """Un identifiant ou un mot qui ne désigne rien n'est jamais pris pour « rien à montrer »."""
    macro = MACROS[nom]

    with pytest.raises(Inconnu, match="zzz-inconnu"):
        macro.appeler(vue, **(obligatoires(macro) | {argument: "zzz-inconnu"}))


@chaque_macro
def test_un_argument_inconnu_est_refuse(macro: Macro, vue: Vue) -> None:
    """Un argument mal orthographié n'est pas avalé."""
    with pytest.raises(Inconnu, match="argument de la macro"):
        macro.appeler(vue, **obligatoires(macro), zzz="1")
