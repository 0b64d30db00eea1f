"""Les textes, les listes de textes, les structures et les mots connus."""

from __future__ import annotations

from ....lecture.mots_des_gens import code_que_nomme
from ....modele.texte import TITRE_MAXIMUM
from ..decoupage import (
    elements_de,
    en_prose,
    est_douteuse,
    noms_aux_virgules,
    partenaires_de,
    proses_de,
    structures_de,
    structures_seules,
)
from ..mots import dit_qu_il_n_y_a_rien, mots_connus, mots_permis, public_dit
from ..niveaux import ApportDeCellule, forme_de, lire_intitule
from ..noms_de_colonnes import A_RANGER
from ..saisie import Saisie
from ..synonymes import mots_reconnus
from .registre import lecture

THEMES_MAXIMUM = 4
VALEUR_D_ABSENCE = "valeur qui dit qu'il n'y a rien"
DIRE_LA_COLONNE = "le mettre dans un champ, ou dire la colonne : --correspondance CHAMP=COLONNE"
EN_TROP = "mettre les autres dans « pilotes » ou « partenaires »"
CHOISIR = "choisir dans la liste du dossier referentiels/"


@lecture("lien_seul")
def _rien(_saisie: Saisie, _apport: ApportDeCellule, _texte: str) -> None:
    """Le texte est déjà l'intitulé de la ligne ; il n'y a que le lien à prendre."""


@lecture(A_RANGER, "", "titre", "etape_titre", "projet")
def _laisser(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    if texte:
        nom = apport.colonne.entete
        saisie.laisser(apport, texte, f"aucun champ pour la colonne « {nom} »", DIRE_LA_COLONNE)


@lecture("numero")
def _numero(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    saisie.element.numero = saisie.element.numero or texte
    if saisie.element.numero == texte:
        saisie.placer("numero", apport)
    else:
        saisie.laisser(apport, texte, f"l'action a déjà le numéro {saisie.element.numero}")


@lecture("etape_numero")
def _numero_d_etape(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    """Sur la ligne d'une action, le numéro d'une étape n'est à personne."""
    (_numero if saisie.element.est_une_etape else _laisser)(saisie, apport, texte)


lecture("mesures_liees")(Saisie.preciser)


@lecture("actions_liees")
def _actions_liees(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    """Des intitulés d'actions du plan, tels quels ou séparés par des virgules."""
    connus = saisie.contexte.intitules
    trouvees, inconnues = [], []
    for element in elements_de(texte):
        morceaux = [element] if forme_de(element) in connus else element.split(",")
        for morceau in (m.strip() for m in morceaux if m.strip()):
            titre = lire_intitule(morceau).titre
            connue = next((t for t in (morceau, titre) if forme_de(t) in connus), None)
            if connue:
                trouvees.append(forme_de(connue))
            else:
                inconnues.append(morceau)
    if saisie.element.est_une_action and trouvees:
        saisie.actions_liees += trouvees
        saisie.placer("actions_liees", apport)
    elif trouvees:
        inconnues = [texte]
    if inconnues:
        saisie.preciser(apport, ", ".join(inconnues))


@lecture("id", "resume", "recurrence", "motif")
def _texte(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    saisie.poser(apport.colonne.sens.champ, apport, " ".join(texte.split()))


@lecture("description", "moyens", "besoin")
def _prose(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    champ = apport.colonne.sens.champ
    ecrit, precedents = en_prose(texte), saisie.sources.get(champ, [])
    if precedents and all(p.colonne is not apport.colonne for p in precedents):
        ecrit = f"**{apport.colonne.entete}** : {ecrit}"
    saisie.poursuivre(champ, apport, ecrit)


@lecture("objectifs", "resultats_attendus", "notes")
def _proses(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    saisie.allonger(apport.colonne.sens.champ, apport, proses_de(texte))


@lecture("pilotes", "partenaires", "financeurs", "personne")
def _structures(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    """D'une colonne de personnes, il ne reste que des fonctions et des structures : les pilotes."""
    champ = "pilotes" if apport.colonne.sens.champ == "personne" else apport.colonne.sens.champ
    separer = structures_de if champ == "pilotes" else partenaires_de
    if apport.colonne.aux_virgules:
        separer = noms_aux_virgules
    noms = [" ".join(nom.split()) for nom in separer(texte)]
    saisie.allonger(champ, apport, noms)
    if douteuse := next(filter(est_douteuse, noms), ""):
        constat = f"« {douteuse[:60]} » : une seule structure, ou plusieurs"
        saisie.avertir_une_fois(apport, constat, "séparer les structures par des points-virgules")


@lecture("porteur", "elu_referent", "instance")
def _structure(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    """La fiche n'en a qu'une : la première y va, les autres restent à ranger, et cela se dit."""
    champ = apport.colonne.sens.champ
    premiere, *autres = structures_seules(texte)
    if saisie.poser(champ, apport, premiere) and autres:
        reste = " ; ".join(autres)
        constat = f"la fiche n'a qu'un champ « {champ} » : « {premiere[:40]} » y est"
        saisie.laisser(apport, reste, constat, EN_TROP, placee=True)
        saisie.avertir(apport, f"{constat}, le reste est à ranger", EN_TROP)


@lecture("perimetre")
def _perimetre(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    saisie.allonger("perimetre", apport, _noms_de_lieux(texte))


@lecture("lieux")
def _lieux(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    saisie.allonger("lieux", apport, [{"nom": nom} for nom in _noms_de_lieux(texte)])


def _noms_de_lieux(texte: str) -> list[str]:
    return [nom for morceau in elements_de(texte) for nom in structures_de(morceau)]


@lecture("themes", "publics", "dispositifs")
def _mots(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    champ = apport.colonne.sens.champ
    connus = {
        "themes": saisie.contexte.referentiel.themes,
        "publics": saisie.contexte.referentiel.publics,
        "dispositifs": mots_reconnus().valeurs["dispositifs"],
    }
    codes, inconnus = mots_connus(texte, connus[champ])
    if champ == "themes":
        libres = THEMES_MAXIMUM - len(set(saisie.arbre.get("themes", [])) - set(codes))
        if len(codes) > libres:
            inconnus.append(f"{len(codes)} thèmes, {THEMES_MAXIMUM} au plus : {', '.join(codes)}")
            codes = codes[: max(libres, 0)]
    if champ == "publics":
        dits = [mots for mots in inconnus if _se_dit(mots)]
        codes += [public_dit(mots) for mots in dits]
        inconnus = [mots for mots in inconnus if mots not in dits]
    if codes:
        saisie.allonger(champ, apport, codes)
    if inconnus:
        reste = ", ".join(inconnus)
        constat = f"« {reste[:60]} » : aucun mot connu de « {champ} »"
        saisie.laisser(apport, reste, constat, CHOISIR, placee=bool(codes))


def _se_dit(mots: str) -> bool:
    """Vrai pour des mots qui nomment un public : « 0 » n'en nomme aucun."""
    return len(mots) <= TITRE_MAXIMUM and any(signe.isalpha() for signe in mots)


@lecture("nature", "priorite", "participation", "publication")
def _mot(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    champ = apport.colonne.sens.champ
    if dit_qu_il_n_y_a_rien(champ, texte):
        saisie.rapport.ignorer(apport.ou, VALEUR_D_ABSENCE)
    elif code := code_que_nomme(champ, texte):
        saisie.poser(champ, apport, code)
    else:
        constat = f"« {texte[:60]} » n'est pas une valeur de « {champ} »"
        saisie.laisser(apport, texte, constat, mots_permis(champ))
