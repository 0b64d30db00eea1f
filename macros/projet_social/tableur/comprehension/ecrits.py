"""D'un document à des feuilles que l'on sait lire : où commence une fiche, ce que vaut un titre.

Un document arrive en morceaux, un par tableau et par suite de paragraphes. Une fiche s'y étend sur
plusieurs : son titre, un tableau ou des lignes « Pilote : … », un second tableau à la page
d'après. Ce module les réunit, une feuille par fiche, et dit quels titres sont des niveaux du plan.
Il ne lit aucune valeur.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...classeur.classeur import Classeur, Feuille, Morceau, Plage
from ...modele.vocabulaire import TypeNiveau
from ...texte.synonyme import cle_du_synonyme
from .elements import (
    CHAMPS_D_UN_TABLEAU,
    Element,
    SorteDElement,
    elements_de_la_feuille,
    prendre_les_lignes_pour_titres,
)
from .entetes import Dites
from .niveaux import RANG_DE_RETRAIT
from .synonymes import mots_reconnus

FICHES = "Fiches"
"""Le nom que le rapport donne aux fiches d'un document."""
RANGS_DE_TITRE = 8
"""Rangs de titres qui tiennent au-dessus des niveaux nommés."""


def feuilles_a_lire(classeur: Classeur, dites: Dites) -> list[Feuille]:
    """Les feuilles d'un classeur ; celles d'un document, réunies en fiches, listes et textes."""
    if not any(feuille.morceau for feuille in classeur.feuilles):
        return classeur.feuilles
    elements = [e for f in classeur.feuilles for e in elements_de_la_feuille(f, dites)]
    if not any(e.sorte in (SorteDElement.NIVEAU, SorteDElement.ACTION) for e in elements):
        prendre_les_lignes_pour_titres(elements)
    groupes = _grouper(elements)
    _reconnaitre_les_niveaux(groupes)
    return [_feuille(groupe) for groupe in groupes]


def _grouper(elements: Sequence[Element]) -> list[list[Element]]:
    """Une suite d'éléments par feuille à lire ; une fiche commence par son titre ou son tableau."""
    groupes: list[list[Element]] = []
    fiche = False
    for place, element in enumerate(elements):
        courant = groupes[-1] if groupes else []
        if fiche and _continue_la_fiche(courant, elements, place):
            courant.append(element)
            continue
        ouvre = _ouvre_une_fiche(elements, place)
        if ouvre and element.est_un_tableau and not element.intitule and not fiche:
            titre = _titre_au_dessus(courant)
            if titre is not None:
                courant.pop()
                if not courant:
                    groupes.pop()
                groupes.append([titre, element])
                fiche = True
                continue
        seul = ouvre or element.est_un_tableau
        if seul or fiche or not courant or courant[-1].est_un_tableau:
            groupes.append([element])
        else:
            courant.append(element)
        fiche = ouvre
        element.tete = ouvre
    return groupes


def _titre_au_dessus(groupe: Sequence[Element]) -> Element | None:
    """La ligne qui, juste au-dessus d'un tableau sans intitulé, ne peut être que le sien."""
    if (
        groupe
        and groupe[-1].sorte in (SorteDElement.TITRE, SorteDElement.TEXTE)
        and groupe[-1].est_court
    ):
        groupe[-1].tete = True
        return groupe[-1]
    return None


def _ouvre_une_fiche(elements: Sequence[Element], place: int) -> bool:
    """Vrai si une fiche commence ici."""
    element = elements[place]
    if element.sorte is SorteDElement.FICHE:
        return True
    if element.sorte is SorteDElement.ACTION:
        champs = set().union(*_parts(elements, place))
        return element.rang is not None or len(champs) > element.intitule
    if element.sorte is SorteDElement.TITRE:
        siens, *suites = _parts(elements, place)
        if len(siens) >= CHAMPS_D_UN_TABLEAU:
            return True
        utiles = [champs for champs in suites if champs]
        tous = siens.union(*utiles)
        disjointes = len(tous) == len(siens) + sum(map(len, utiles))
        return len(utiles) > 1 and disjointes and len(tous) >= CHAMPS_D_UN_TABLEAU
    return False


def _parts(elements: Sequence[Element], place: int) -> list[set[str]]:
    """Les champs que nomme ce qui suit un titre : les siens, puis ceux de chaque titre plus bas.

    Des parts qui nomment les mêmes champs sont des fiches ; des parts toutes différentes
    (« Présentation », « Suivi ») en font une seule. Un tableau qui donne lui-même l'intitulé de sa
    fiche n'est pas au titre du dessus.
    """
    parts: list[set[str]] = [set()]
    for suivant in elements[place + 1 :]:
        if suivant.sorte in (SorteDElement.NIVEAU, SorteDElement.ACTION, SorteDElement.LISTE):
            break
        if suivant.intitule:
            break
        if suivant.sorte is SorteDElement.TITRE:
            if not _plus_bas(suivant, elements[place]):
                break
            parts.append(set())
        parts[-1] |= suivant.champs
    return parts


def _plus_bas(element: Element, titre: Element) -> bool:
    return element.rang is not None and titre.rang is not None and element.rang > titre.rang


def _continue_la_fiche(fiche: Sequence[Element], elements: Sequence[Element], place: int) -> bool:
    """Vrai si l'élément est encore de la fiche ouverte."""
    tete, element = fiche[0], elements[place]
    deja = set().union(*(e.champs for e in fiche))
    if element.etape and not tete.etape and (element.est_un_tableau or element.rang is not None):
        return True
    if element.intitule:
        return not deja
    if element.est_un_tableau:
        repetes = element.champs & deja
        return len(repetes) < CHAMPS_D_UN_TABLEAU
    if element.sorte is SorteDElement.ACTION and element.rang is None:
        return not _ouvre_une_fiche(elements, place)  # une action liée, citée dans la fiche
    if element.sorte in (SorteDElement.NIVEAU, SorteDElement.ACTION):
        return False
    if element.sorte is SorteDElement.CHAMP:
        haut = element.rang is not None and tete.rang is not None and element.rang < tete.rang
        return not haut
    if element.sorte is SorteDElement.TITRE:
        if not deja and tete.attend_son_titre and len(fiche) == 1:
            return True
        return _plus_bas(element, tete) or (
            element.rang == tete.rang and _un_champ_suit(elements, place)
        )
    return True


def _un_champ_suit(elements: Sequence[Element], place: int) -> bool:
    """Vrai si la fiche continue sous un titre aussi haut qu'elle, comme tous ceux en gras."""
    for suivant in elements[place + 1 :]:
        if suivant.sorte is SorteDElement.CHAMP:
            return suivant.rang is None or suivant.rang == elements[place].rang
        if suivant.sorte in (SorteDElement.NIVEAU, SorteDElement.ACTION) or suivant.est_un_tableau:
            return False
    return False


def _reconnaitre_les_niveaux(groupes: Sequence[Sequence[Element]]) -> None:
    """Les titres sans mot de niveau qui, ayant des actions sous eux, en sont pourtant un.

    « Le plan d'actions », qui les contient toutes, n'est que le titre d'une partie.
    """
    suite = [(element, rang) for rang, groupe in enumerate(groupes) for element in groupe]
    titres = [
        (place, element)
        for place, (element, rang) in enumerate(suite)
        if element.sorte is SorteDElement.TITRE and element.rang and not groupes[rang][0].tete
    ]
    par_rang: dict[int, list[Element]] = {}
    nommes: set[int] = set()
    for place, titre in titres:
        dessous = list(_section([element for element, _ in suite], place))
        actions = any(e.tete or e.sorte is SorteDElement.LISTE for e in dessous)
        mots = [e.lu.mot for e in dessous if e.sorte is SorteDElement.NIVEAU and e.lu.mot]
        if (
            not actions
            or _nomme_une_partie(titre.texte)
            or any(mot.type is TypeNiveau.AXE for mot in mots)
        ):
            continue
        par_rang.setdefault(titre.rang or 0, []).append(titre)
        if mots:
            nommes.add(titre.rang or 0)
    for rang, freres in par_rang.items():
        for titre in freres if len(freres) > 1 else ():
            titre.niveau = min(rang, RANGS_DE_TITRE) if rang in nommes else RANG_DE_RETRAIT + rang


def _section(elements: Sequence[Element], place: int) -> Iterator[Element]:
    """Ce qui est sous un titre, jusqu'au suivant de son rang."""
    rang = elements[place].rang or 0
    for element in elements[place + 1 :]:
        if element.sorte is SorteDElement.TITRE and (element.rang or 0) <= rang:
            return
        yield element


def _nomme_une_partie(texte: str) -> bool:
    """Vrai pour « Plan d'actions », « Fiches » : un titre qui ne dit pas ce qu'il contient."""
    cle = cle_du_synonyme(texte)
    return cle in mots_reconnus().feuilles_sans_nom or cle in mots_reconnus().champs


def _feuille(groupe: Sequence[Element]) -> Feuille:
    """Une feuille faite d'une suite d'éléments."""
    if len(groupe) == 1 and groupe[0].est_un_tableau and not groupe[0].tete:
        return groupe[0].feuille
    fiche = groupe[0].tete
    morceau = Morceau([], fiche=fiche)
    feuille = Feuille(FICHES if fiche else groupe[0].feuille.nom, morceau=morceau)
    apres_un_tableau = False
    for element in groupe:
        source = element.feuille.morceau
        assert source is not None
        haut = len(feuille.lignes)
        if element.est_un_tableau or apres_un_tableau:
            morceau.ruptures.add(haut)
        apres_un_tableau = element.est_un_tableau
        if element.est_un_tableau:
            feuille.lignes += element.feuille.lignes
            morceau.endroits += source.endroits
            feuille.fusions += [
                Plage(bloc.haut + haut, bloc.gauche, bloc.bas + haut, bloc.droite)
                for bloc in element.feuille.fusions
            ]
            continue
        feuille.lignes.append(element.feuille.lignes[element.ligne])
        morceau.endroits.append(source.endroits[element.ligne])
        if regle := source.regles.get(element.ligne):
            morceau.regles[haut] = regle
        elif (
            element.sorte is SorteDElement.NIVEAU
            or element.rang == 0
            or (element.citee and not fiche)
        ):
            morceau.titres[haut] = 0
        elif element.niveau is not None:
            morceau.titres[haut] = element.niveau
        elif (fiche and element.rang is not None) or element.tete:
            morceau.titres[haut] = element.rang or 0
    return feuille
