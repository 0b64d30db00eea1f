"""Les macros des thèmes, des publics et des situations de vie."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..comparaison.mentions import MentionDeTheme, NiveauDeMention
from ..comparaison.selection import permettre
from ..corpus.plan import Ligne, TerritoirePublie, par_territoire
from ..modele.referentiel import Public, Situation, Theme
from ..pages.adresse import adresse_de
from .donnees import emporter
from .en_volets import choisir_le_volet, par_volet
from .integration import reprendre_un_theme, suivre
from .registre import macro
from .vue import Vue

SITUATIONS_A_L_ACCUEIL = 8


@macro
def themes(vue: Vue, famille: str = "", detail: bool = True, niveau_de_titre: int = 2) -> str:
    """Les thèmes, par famille, avec le nombre de territoires qui en parlent.

    Args:
        famille: identifiant d'une famille, pour ne montrer qu'elle
        detail: False pour les seuls noms
        niveau_de_titre: rang des titres de familles, de 2 à 4
    """
    toutes = vue.corpus.referentiel_themes.familles
    permettre("famille de thèmes", famille, [candidate.id for candidate in toutes])
    groupes = [
        (f, [_compter(vue, t) for t in vue.corpus.themes.values() if t.famille == f.id])
        for f in toutes
        if famille in ("", f.id)
    ]
    return vue.rendre(
        "themes.html",
        familles=[(candidate, themes) for candidate, themes in groupes if themes],
        detail=detail,
        niveau_de_titre=niveau_de_titre,
    )


def _compter(vue: Vue, theme: Theme) -> tuple[Theme, int, int]:
    """Un thème, combien de territoires en parlent, et combien de fois."""
    mentions = vue.publication.mentions.get(theme.id, [])
    return theme, len({mention.territoire.slug for mention in mentions}), len(mentions)


@macro
def theme(vue: Vue, theme: str, volet: str = "") -> str:
    """Un thème : ce que chaque territoire en dit, avec ses mots.

    Args:
        theme: identifiant du thème
        volet: région ou département, quand les territoires se lisent en volets (« bretagne »)
    """
    trouve = vue.corpus.theme(theme)
    groupes: dict[str, list[MentionDeTheme]] = {}
    for mention in vue.publication.mentions.get(trouve.id, []):
        groupes.setdefault(mention.territoire.slug, []).append(mention)
    plus_hauts = Counter(min(m.niveau for m in liste) for liste in groupes.values())
    return vue.rendre(
        "theme.html",
        theme=trouve,
        adresse=adresse_de(trouve),
        suivre=vue.bloc(suivre, theme=theme),
        emporter=vue.bloc(emporter, theme=theme),
        reprendre=vue.bloc(reprendre_un_theme, theme=theme) if groupes else "",
        comptes={niveau.value: plus_hauts[niveau] for niveau in NiveauDeMention},
        parlent=len(groupes),
        **_montrer(vue, [(liste[0].territoire, liste) for liste in groupes.values()], volet),
    )


@macro
def publics(vue: Vue) -> str:
    """Les publics, avec le nombre de lignes qui les visent."""
    return vue.rendre(
        "publics.html",
        publics=[
            (public, len(vue.corpus.lignes_par_public.get(public.id, [])))
            for public in vue.corpus.publics.values()
        ],
    )


@macro
def public(vue: Vue, public: str, volet: str = "") -> str:
    """Un public : ce qui est prévu pour lui, territoire par territoire.

    Args:
        public: identifiant du public
        volet: région ou département, quand les territoires se lisent en volets (« bretagne »)
    """
    trouve = vue.corpus.public(public)
    lignes = vue.corpus.lignes_par_public.get(trouve.id, [])
    return vue.rendre("public.html", public=trouve, **_prevus(vue, trouve, lignes, volet))


@macro
def situations(vue: Vue, nombre: int = 0, detail: bool = False) -> str:
    """Les situations de vie, à la première personne.

    Args:
        nombre: combien de situations au plus ; 0 pour toutes
        detail: True pour dire en une ligne ce que l'on y trouve
    """
    choisies = list(vue.corpus.situations.values())
    return vue.rendre(
        "situations.html", situations=choisies[: nombre or None], total=len(choisies), detail=detail
    )


@macro
def situation(vue: Vue, situation: str, volet: str = "") -> str:
    """Ce qui est prévu pour une situation de vie, territoire par territoire.

    Args:
        situation: identifiant de la situation
        volet: région ou département, quand les territoires se lisent en volets (« bretagne »)
    """
    trouvee = vue.corpus.situation(situation)
    lignes = vue.corpus.lignes_de_situation(trouvee)
    return vue.rendre("situation.html", situation=trouvee, **_prevus(vue, trouvee, lignes, volet))


def _prevus(vue: Vue, cible: Public | Situation, lignes: list[Ligne], volet: str) -> dict[str, Any]:
    """Ce qui est prévu par chaque territoire pour un public ou une situation."""
    return {"adresse": adresse_de(cible), **_montrer(vue, par_territoire(lignes), volet)}


def _montrer(
    vue: Vue, tous: list[tuple[TerritoirePublie, list[Any]]], volet: str
) -> dict[str, Any]:
    """Ce qui vient de chaque territoire de la page, et les territoires dont rien ne vient."""
    territoires = list(vue.corpus.territoires.values())
    montre = choisir_le_volet(territoires, vue.publication.volets(), volet)
    ici = {territoire.slug for territoire in montre.contenus}
    groupes = [(territoire, dits) for territoire, dits in tous if territoire.slug in ici]
    presents = {territoire.slug for territoire, _ in groupes}
    return {
        "groupes": groupes,
        "muets": [t for t in montre.contenus if t.slug not in presents],
        "montre": montre,
        "volets": par_volet(montre, groupes),
    }
