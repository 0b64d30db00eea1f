"""Ce qui fait plusieurs valeurs : budgets, indicateurs, bilans, liens, contact."""

from __future__ import annotations

import re

from ....modele.texte import COURRIEL, TELEPHONE
from ....texte.synonyme import cle_du_synonyme
from ..decoupage import en_prose, expurger, lignes_du_texte, noms_aux_virgules, phrases_de
from ..grille import est_un_nombre, nombre_de_case
from ..niveaux import ApportDeCellule
from ..saisie import Saisie
from .registre import lecture

ADRESSE = re.compile(r"(?:https?://|www\.)[^\s<>«»\"]+", re.I)
TITRE_ET_ADRESSE = re.compile(r"(\S.*?) ?: (https?://[^\s<>«»\"]*[^\s<>«»\".,;)])", re.I)
DEBUT_DATE = re.compile(r"([^:]{4,30}?)\s*:\s*(\S.*)", re.S)
"""« 2024 : étude », « Fonctionnement : 8 000 € »."""
NATURES = {
    "fonctionnement": re.compile(r"\bfonctionnement\b"),
    "investissement": re.compile(r"\binvestissement\b"),
    "ressources_humaines": re.compile(r"\b(?:ressource humaine|rh|etp)\b"),
}
"""À quels mots se reconnaît une nature de budget."""


@lecture("budget_prevu", "budget_realise")
def lire_un_budget(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    """Une ligne de budget par ligne de la cellule, sous son année et sa nature."""
    sens = apport.colonne.sens
    colonne = "realise" if sens.champ == "budget_realise" else "prevu"
    nature = _nature_de_budget(apport.colonne.entete)
    for ligne in lignes_du_texte(montant_ecrit(apport, texte)):
        annee, nature_dite, libelle, montant = sens.annee, nature, "", ligne
        if detaillee := DEBUT_DATE.fullmatch(ligne):
            avant = detaillee[1]
            if re.fullmatch(r"(?:19|20)\d{2}", avant.strip()):
                annee, montant = avant.strip(), detaillee[2]
            elif _nature_de_budget(avant):
                nature_dite, montant = _nature_de_budget(avant), detaillee[2]
            elif re.match(r"[~≈<>]?\s*\d", detaillee[2]):
                libelle, montant = avant, detaillee[2]
        entree = saisie.budgets.setdefault((annee, nature_dite, libelle), {})
        if entree.setdefault(colonne, montant) != montant:
            autre = (annee, nature_dite, apport.colonne.entete)
            saisie.budgets.setdefault(autre, {})[colonne] = montant
    saisie.placer("budgets", apport)


def montant_ecrit(apport: ApportDeCellule, texte: str) -> str:
    """Un montant comme il se lit à l'écran : le nombre, et l'unité de sa cellule ou du titre."""
    valeur, unite = apport.cellule.valeur, apport.cellule.unite or apport.colonne.sens.unite
    if est_un_nombre(valeur):
        if apport.cellule.unite == "%":
            return f"{nombre_de_case(valeur * 100)} %"
        texte = nombre_de_case(valeur)
        if re.fullmatch(r"[\d ]+,\d", texte) and unite == "€":
            texte += "0"
    if not re.fullmatch(r"\d[\d .]*(?:,\d+)?", texte):
        return texte
    return " ".join(filter(None, (texte, unite, apport.colonne.sens.taxe if unite else "")))


def _nature_de_budget(texte: str) -> str:
    nom = cle_du_synonyme(texte)
    return next((nature for nature, motif in NATURES.items() if motif.search(nom)), "")


@lecture("indicateurs")
def _indicateurs(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    noms = noms_aux_virgules(texte) if apport.colonne.aux_virgules else phrases_de(texte)
    saisie.allonger("indicateurs", apport, [{"nom": nom} for nom in noms])


@lecture("indicateur_unite", "indicateur_initial", "indicateur_cible", "indicateur_valeur")
def _mesure(saisie: Saisie, apport: ApportDeCellule, _texte: str) -> None:
    """Attend que l'indicateur soit connu : sa colonne peut venir après."""
    saisie.mesures.append(apport)


@lecture("bilan", "bilan_resultats", "bilan_difficultes", "bilan_suite")
def _bilan(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    champ = {"bilan": "fait"}.get(apport.colonne.sens.champ) or apport.colonne.sens.champ[6:]
    annee, contenu = apport.colonne.sens.annee, texte
    datee = re.match(r"((?:19|20)\d{2})\s*[:–—-]\s*(\S.*)", texte, re.S)
    if not annee and datee:
        annee, contenu = datee[1], datee[2]
    if not annee:
        saisie.laisser(apport, texte, "bilan sans année", "dire de quelle année est ce bilan")
        return
    bilans = saisie.arbre.setdefault("bilans", [])
    bilan = next((b for b in bilans if b["annee"] == annee), None)
    if bilan is None:
        bilan = {"annee": annee}
        bilans.append(bilan)
    ancien = bilan.get(champ, "")
    bilan[champ] = f"{ancien}\n\n{en_prose(contenu)}" if ancien else en_prose(contenu)
    saisie.placer("bilans", apport)


@lecture("liens", "documents")
def _liens(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    trouves, reste = [], []
    for ligne in lignes_du_texte(texte):
        if seul := TITRE_ET_ADRESSE.fullmatch(ligne):
            trouves.append({"titre": seul[1], "url": seul[2]})
            continue
        adresses = [a.rstrip(".,;)") for a in ADRESSE.findall(ligne)]
        mots = ADRESSE.sub("", ligne).strip(" :-–,;()")
        for adresse in adresses:
            complete = adresse if adresse.lower().startswith("http") else f"https://{adresse}"
            nom = mots if len(adresses) == 1 and mots else complete.split("//")[1].split("/")[0]
            trouves.append({"titre": nom, "url": complete})
        if not adresses:
            reste.append(ligne)
    if apport.cellule.lien.lower().startswith("http") and not trouves:
        return  # `lier` en fera un lien, du texte de la cellule
    if trouves:
        saisie.allonger(apport.colonne.sens.champ, apport, trouves)
    if reste:
        saisie.laisser(
            apport,
            "\n".join(reste),
            "document sans adresse",
            "le mettre en ligne, puis donner son adresse https://",
            placee=bool(trouves),
        )


@lecture("contact")
def _contact(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    """Un service, sa boîte, son standard : ce qui est à une personne a déjà été retiré."""
    contact: dict[str, str] = dict(saisie.arbre.get("contact", {}))
    numeros = [trouve[0] for trouve in TELEPHONE.finditer(texte)]
    lus = {
        "service": [service] if (service := " ".join(expurger(texte).texte.split())) else [],
        "courriel": COURRIEL.findall(texte),
        "telephone": numeros,
    }
    autres = []
    for champ, valeurs in lus.items():
        autres += [valeur for valeur in valeurs if contact.setdefault(champ, valeur) != valeur]
    saisie.arbre["contact"] = contact
    saisie.placer("contact", apport)
    if autres:
        saisie.laisser(apport, ", ".join(autres), "la fiche n'a qu'un contact", placee=True)
