"""Le décorateur des vues de la comparaison : mêmes filtres, même en-tête, écrits une fois."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ..comparaison.selection import Selection, choisir
from ..exports.comparaison import adresse_du_tableau
from ..exports.licence import citation
from ..modele.introspection import premiere_phrase
from ..modele.vocabulaire import VueComparee
from ..pages.adresse import adresse_de
from ..pages.de_comparaison import QUESTIONS, places_de
from .en_volets import choisir_le_volet
from .registre import Macro, arguments_de, inscrire_la_macro
from .vue import Vue

Contenu = Callable[..., dict[str, Any]]
"""Reçoit la vue, la sélection et ses arguments propres ; rend ce que le gabarit imprime."""


def vue_comparee(choisie: VueComparee) -> Callable[[Contenu], Callable[..., str]]:
    """Inscrit la macro `comparaison_<vue>`, avec les filtres communs à toutes les vues.

    Args:
        choisie: la vue ; son gabarit est `comparaison_<vue>.html`.
    """

    def inscrire(contenu: Contenu) -> Callable[..., str]:
        def rendre(
            vue: Vue,
            dossier: str = "",
            departement: str = "",
            type: str = "",
            territoires: Sequence[str] = (),
            volet: str = "",
            menu: bool = True,
            **propres: Any,
        ) -> str:
            """Rend la vue.

            Args:
                dossier: identifiant d'un dossier ; vide pour tous les territoires
                departement: numéro de département, pour ne garder que ses territoires
                type: type de territoire (communaute_de_communes, commune…)
                territoires: liste d'identifiants, dans l'ordre voulu
                volet: région ou département, quand la vue se lit en volets (« bretagne »)
                menu: False pour ne montrer ni la question, ni le menu des autres vues
            """
            choix = choisir(vue.corpus, dossier, departement, type, territoires)
            entiere = not (vue.papier or departement or type or territoires)
            places = places_de(choisie)
            volets = vue.publication.volets(dossier, places) if entiere else ()
            montre = choisir_le_volet(choix.territoires, volets, volet)
            selection = replace(choix, territoires=tuple(montre.contenus))
            rendue = vue.rendre(
                f"comparaison_{choisie.value}.html",
                montre=montre,
                **contenu(vue, selection, **propres),
                **_entete(vue, choisie, selection, menu=menu),
            )
            return rendue + vue.rendre("citer.html", reference=_citer(vue, choisie, selection))

        inscrire_la_macro(
            Macro(
                f"comparaison_{choisie.value}",
                rendre,
                premiere_phrase(contenu),
                (*arguments_de(rendre, 1), *arguments_de(contenu, 2)),
            )
        )
        return rendre

    return inscrire


def _citer(vue: Vue, choisie: VueComparee, selection: Selection) -> str:
    """La référence de la vue : sa question, ce qu'elle compare, sa date, son adresse."""
    quoi = selection.dossier.donnees.titre if selection.dossier else ""
    titre = f"{QUESTIONS[choisie]}{f' {quoi}' if quoi else ''}"
    return citation(vue.publication, titre, vue.page, selection.plans)


def _entete(vue: Vue, choisie: VueComparee, selection: Selection, *, menu: bool) -> dict[str, Any]:
    """Ce que toutes les vues impriment : la question, les autres vues, les filtres, le fichier."""
    montrees = selection.dossier.donnees.vues if selection.dossier else tuple(VueComparee)
    types = {territoire.donnees.type for territoire in selection.territoires}
    codes = {code for t in selection.territoires for code in t.donnees.departements}
    racine = adresse_de(selection)
    return {
        "racine": racine,
        "adresse": f"{racine}{choisie.value}/",
        "question": QUESTIONS[choisie],
        "autres_vues": [(v, f"{racine}{v.value}/") for v in montrees] if menu else [],
        "vue_choisie": choisie,
        "fichier": adresse_du_tableau(choisie, selection, vue.corpus),
        "selection": selection,
        "types": sorted(types, key=lambda type_: type_.libelle),
        "codes": sorted(codes),
    }
