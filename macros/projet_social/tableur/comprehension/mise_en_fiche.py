"""D'une ligne du plan à l'arbre que le modèle accepte ; ce qu'il refuse est à ranger."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from ...lecture.validation import eprouver
from ...modele.etape import Etape
from ...modele.fiche_action import FicheAction
from ...modele.niveau import Niveau
from ...modele.socle import Refus
from ...modele.texte import TITRE_MAXIMUM, adresse_sure
from ...texte.typographie import accorder
from .dates import se_suivent
from .feuille_lue import SANS_CONTENU, rubrique_sans_objet
from .grille import texte_de
from .lectures.financement import ranger_les_financements
from .lectures.registre import lire_la_cellule
from .lectures.reperes import motiver_le_statut
from .niveaux import ApportDeCellule, LigneDePlan
from .protection import proteger
from .saisie import ContexteDeSaisie, Saisie


def saisir(element: LigneDePlan, contexte: ContexteDeSaisie) -> Saisie:
    """Lit toutes les cellules d'une ligne du plan, et rend ce que le modèle en accepte."""
    saisie = Saisie(element, contexte)
    for brut in element.apports:
        if (apport := proteger(brut, contexte.rapport)) is None:
            continue
        if _dire_sans_objet(saisie, apport):
            continue
        lire_la_cellule(saisie, apport)
        if apport.cellule.lien:
            _lier(saisie, apport)
    if constat := saisie.arbre.get("besoin"):
        saisie.arbre["besoin"] = {"constat": constat}
    _ranger_les_budgets(saisie)
    ranger_les_financements(saisie)
    motiver_le_statut(saisie)
    _ranger_les_periodes(saisie)
    _ranger_les_mesures(saisie)
    for etape in element.etapes:
        _saisir_une_etape(saisie, etape)
    _garder_les_vides(saisie)
    for champ in [c for c in saisie.arbre if c not in _modele_de(element).model_fields]:
        if element.est_une_etape:
            _mettre_en_precision(saisie, champ)
        else:
            mot = element.etage.mot.mot if element.etage.mot else str(element.etage.type)
            _vider(saisie, champ, f"« {mot} » n'a pas de « {champ} »", "le mettre à une action")
    _eprouver(saisie)
    return saisie


def _dire_sans_objet(saisie: Saisie, apport: ApportDeCellule) -> bool:
    """« Partenaires : néant » se retient d'une action ; ailleurs, il n'y a rien à en dire."""
    texte = texte_de(apport.cellule.valeur)
    rubrique = rubrique_sans_objet(apport.colonne.sens.champ, texte)
    if rubrique is None:
        return False
    if saisie.element.est_une_action and not saisie.element.est_une_etape:
        dites = saisie.arbre.setdefault("sans_objet", [])
        if rubrique not in dites:
            dites.append(str(rubrique))
        saisie.placer("sans_objet", apport)
    else:
        saisie.rapport.ignorer(apport.ou, SANS_CONTENU)
    return True


def _garder_les_vides(saisie: Saisie) -> None:
    """Une rubrique qu'une autre cellule remplit n'est pas sans objet."""
    if "sans_objet" in saisie.arbre:
        vides = [
            rubrique for rubrique in saisie.arbre["sans_objet"] if not saisie.arbre.get(rubrique)
        ]
        saisie.arbre["sans_objet"] = vides


def _modele_de(element: LigneDePlan) -> type[FicheAction | Niveau | Etape]:
    if element.est_une_etape:
        return Etape
    return FicheAction if element.est_une_action else Niveau


def _saisir_une_etape(saisie: Saisie, etape: LigneDePlan) -> None:
    """L'étape d'une action, avec ce qu'elle dit elle-même."""
    dite = saisir(etape, saisie.contexte)
    rang = len(saisie.arbre.setdefault("etapes", [])) + 1
    saisie.arbre["etapes"].append(mettre_en_arbre(dite))
    saisie.restes += dite.restes
    assert etape.intitule is not None
    saisie.sources.setdefault("etapes", []).append(etape.intitule)
    for champ, apports in dite.sources.items():
        saisie.sources[f"etapes {rang} › {champ}"] = apports


def _mettre_en_precision(saisie: Saisie, champ: str) -> None:
    """Ce qu'une étape n'a pas de champ pour dire va dans sa description, sous son nom."""
    saisie.arbre.pop(champ)
    for apport in dict.fromkeys(saisie.sources.pop(champ, [])):
        saisie.preciser(apport, texte_de(apport.cellule.valeur))


def _lier(saisie: Saisie, apport: ApportDeCellule) -> None:
    """Le lien d'une cellule devient un lien de la fiche."""
    adresse, texte = apport.cellule.lien.strip(), texte_de(apport.cellule.valeur)
    if adresse.lower().startswith(("mailto:", "tel:")):
        return
    try:
        adresse_sure(adresse)
        if not adresse.lower().startswith(("http://", "https://")):
            raise Refus(
                f"lien « {adresse[:60]} » vers un fichier qui n'est pas en ligne",
                "publier le document, puis mettre son adresse https://",
            )
    except Refus as refus:
        saisie.avertir(apport, f"{refus.constat} ; non repris", refus.conseil)
        if not texte:
            nom = f"lien vers « {PurePosixPath(adresse).name} »"
            saisie.laisser(apport, nom, refus.constat, refus.conseil)
        elif apport.ou not in saisie.rapport.sorts:
            saisie.laisser(apport, texte, refus.constat, refus.conseil)
        return
    du_document = apport.colonne.sens.champ == "documents"
    titre = " ".join(texte.split())
    if not titre or titre == adresse:
        titre = urlsplit(adresse).netloc or adresse
    champ = "documents" if du_document else "liens"
    deja = {lien["url"] for lien in saisie.arbre.get(champ, [])}
    if adresse not in deja:
        lien = {"titre": titre[:TITRE_MAXIMUM], "url": adresse}
        saisie.arbre.setdefault(champ, []).append(lien)
        saisie.sources.setdefault(champ, []).append(apport)
    if apport.ou not in saisie.rapport.sorts or not texte:
        saisie.rapport.placer(apport.ou)


def _ranger_les_budgets(saisie: Saisie) -> None:
    """Une ligne de budget par année, nature et libellé, sans ce qui est vide."""
    lignes = [
        {"annee": annee, "nature": nature, "libelle": libelle} | montants
        for (annee, nature, libelle), montants in saisie.budgets.items()
    ]
    if lignes:
        saisie.arbre["budgets"] = [{c: v for c, v in ligne.items() if v} for ligne in lignes]


def _ranger_les_periodes(saisie: Saisie) -> None:
    """Des cases cochées par année donnent un début et une fin."""
    if not saisie.periodes:
        return
    cochees = [periode for _, periode in saisie.periodes]
    debut, fin = cochees[0], cochees[-1]
    libre = "debut" not in saisie.arbre and "fin" not in saisie.arbre
    for apport, periode in saisie.periodes:
        if libre:
            bornes = [champ for champ, p in (("debut", debut), ("fin", fin)) if p == periode]
            for champ in bornes or ["fin"]:
                saisie.placer(champ, apport)
        else:
            constat = "une autre colonne dit déjà les dates"
            saisie.laisser(apport, f"case cochée ({periode})", constat)
    if libre:
        saisie.arbre |= {"debut": debut, "fin": fin}
        annees = [int(periode) for periode in cochees if periode.isdigit()]
        if len(annees) == len(cochees) and not se_suivent(annees):
            apport = saisie.periodes[-1][0]
            dit = f"cases cochées : {', '.join(cochees)}"
            saisie.laisser(apport, dit, "les années cochées ne se suivent pas", placee=True)


EN_MOTS = re.compile(r"[^\W\d_]\D{2,}")
"""Une mesure qui se dit en mots, sans un chiffre : « en progrès », et non « 12 familles »."""


def _ranger_les_mesures(saisie: Saisie) -> None:
    """Une cible ou une valeur va à l'indicateur, s'il n'y en a qu'un et si l'année est dite.

    Des mots sont une appréciation : ils ne se comptent pas, et ne se perdent pas.
    """
    indicateurs = saisie.arbre.get("indicateurs", [])
    for apport in saisie.mesures:
        genre = apport.colonne.sens.champ.removeprefix("indicateur_")
        texte = texte_de(apport.cellule.valeur)
        seul = indicateurs[0] if len(indicateurs) == 1 else None
        annee = apport.colonne.sens.annee
        if seul is None or (genre != "unite" and not annee):
            sans = "sans année" if seul else f"pour {accorder(len(indicateurs), 'indicateur')}"
            saisie.laisser(apport, texte, f"mesure {sans}", "la mettre à son indicateur")
        elif genre == "unite":
            seul["unite"] = texte
            saisie.placer("indicateurs", apport)
        else:
            champ_lu = "appreciation" if EN_MOTS.fullmatch(texte) else "valeur"
            releve = {"date": annee, champ_lu: texte}
            if genre == "initial":
                essai = {**seul, "initial": releve}
            else:
                champ = "valeurs" if genre == "valeur" else genre
                essai = {**seul, champ: [*seul.get(champ, []), releve]}
            if eprouver(FicheAction, {"titre": "x", "indicateurs": [essai]})[0] is None:
                saisie.laisser(apport, texte, "mesure qui n'est pas un nombre")
                continue
            seul.update(essai)
            saisie.placer("indicateurs", apport)


def _vider(saisie: Saisie, champ: str, constat: str, conseil: str) -> list[ApportDeCellule]:
    """Retire un champ de l'arbre, et laisse ses cellules à ranger."""
    valeur = saisie.arbre.pop(champ, None)
    apports = list(dict.fromkeys(saisie.sources.pop(champ, [])))
    for apport in apports:
        encore = any(apport in autres for autres in saisie.sources.values())
        if not encore:
            saisie.rapport.deplacer(apport.ou)
        texte = texte_de(apport.cellule.valeur) or apport.cellule.lien
        if champ in ("liens", "documents") and apport.cellule.lien:
            texte = f"{texte} ({apport.cellule.lien})"
        saisie.laisser(apport, texte, constat, conseil, placee=encore)
    assert apports or valeur is None, f"champ {champ} sans cellule"
    return apports


def _eprouver(saisie: Saisie) -> None:
    """Donne l'arbre au modèle, et en retire chaque champ qu'il refuse, jusqu'à ce qu'il passe."""
    element = saisie.element
    modele = _modele_de(element)
    for _ in range(len(saisie.arbre) + 2):
        objet, refus = eprouver(modele, mettre_en_arbre(saisie))
        if objet is not None:
            return
        refuses: dict[str, tuple[str, str]] = {}
        for chemin, constat, conseil in refus:
            refuses.setdefault(str(chemin[0]), (constat, conseil))
        for champ, (constat, conseil) in refuses.items():
            if champ in ("titre", "numero") and champ not in saisie.sources:
                saisie.rapport.remarques.refuser(element.ou, champ, constat, conseil)
                return
            for apport in _vider(saisie, champ, constat, conseil):
                saisie.avertir(apport, f"{constat} ; laissé à ranger", conseil)
    raise AssertionError(f"{element.ou} : le modèle refuse toujours {saisie.arbre}")


def refus_du_titre(titre: str) -> list[tuple[str, str]]:
    """Ce que le modèle refuse dans le titre d'un plan : constat et conseil."""
    _, refus = eprouver(Niveau, {"titre": titre})
    return [(constat, conseil) for _chemin, constat, conseil in refus]


def mettre_en_arbre(saisie: Saisie) -> dict[str, Any]:
    """L'arbre de la ligne, sans ce qui est vide."""
    element = saisie.element
    arbre: dict[str, Any] = {"titre": element.titre}
    if element.numero:
        arbre["numero"] = element.numero
    return arbre | {cle: valeur for cle, valeur in saisie.arbre.items() if valeur}
