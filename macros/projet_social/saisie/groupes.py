"""L'ordre où l'on remplit : par usage, le titre d'abord, la technique à la fin.

Seul l'ordre est ici, et ce qu'il faut redire autrement à qui ne voit pas les fichiers. Les champs
viennent du modèle : celui que personne ne nomme paraît quand même, avant la technique.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..formulaire.champs import AIDE_DES_DATES, Champ
from ..modele.etape import Etape, Indicateur
from ..modele.fiche_action import FicheAction
from ..modele.niveau import PLURIELS, Niveau
from ..modele.projet import EtapeDemarche, Projet
from ..modele.socle import Objet
from ..modele.territoire import Territoire

ENTRE_BARRES = re.compile(r"`([^`]+)`")
"""Ce que la phrase du modèle cite comme on le tape."""
Groupes = Sequence[tuple[str, Sequence[str]]]

TECHNIQUE = "Source et technique"
"""Le dernier groupe, replié : ce que l'on ne remplit pas tous les jours."""
AUTRES = "Autres précisions"
"""Les champs que personne n'a rangés."""
TECHNIQUES = (
    *("numero", "rang", "id", "alias", "ordre", "notes", "source", "valide", "maj", "exemple"),
    *("projet", "rattachements", "issue_de", "sans_objet"),
    *("niveau_de_lecture", "comptes_declares", "mentions", "succede_a", "remplace_par"),
)
"""Les champs du dernier groupe, là où nul autre ne les nomme."""
A_CHOISIR = ("projet", "rattachements")
"""Les champs qui n'ont leur place parmi les premiers que s'il y a de quoi choisir."""

ESSENTIEL = "L’essentiel"
PARTICIPATION = ("participation", "participation_suite")
GROUPES: Mapping[type[Objet], Groupes] = {
    FicheAction: (
        (
            ESSENTIEL,
            ("titre", "resume", "rattachements", "projet", "themes", "publics", "publication"),
        ),
        ("L’action", ("besoin", "description", "objectifs", "nature", "priorite", *PARTICIPATION)),
        ("Qui", ("pilotes", "porteur", "elu_referent", "partenaires", "instance", "partage_avec")),
        ("Quand et où", ("debut", "fin", "recurrence", "etapes", "perimetre", "lieux")),
        (
            "Suivi",
            ("statut", "statut_depuis", "motif", "avancement", "bilans", "historique"),
        ),
        ("Argent et moyens", ("budgets", "financeurs", "moyens", "dispositifs")),
        ("Résultats et indicateurs", ("resultats_attendus", "indicateurs")),
        ("Contact et documents", ("contact", "documents", "liens", "actions_liees")),
    ),
    Niveau: (
        (ESSENTIEL, ("titre", "resume", "description", "themes", "publics")),
        ("Ce qu’il contient", tuple(PLURIELS)),
        ("Moyens et résultats", ("moyens", "resultats_attendus", "indicateurs")),
    ),
    Projet: (
        (ESSENTIEL, ("titre", "resume", "genre", "periode", "etat")),
        ("Qui", ("porteur", "territoires", "partage_avec", "gouvernance", "partenaires")),
        ("Le contexte", ("contexte", "commentaires", "methode", "participation")),
        (
            "Ce que le projet affirme",
            ("valeurs", "ambitions", "points_transversaux", "secteurs"),
        ),
        ("Comment il s’est construit", ("demarche",)),
        ("Contact et documents", ("contact", "liens")),
        ("Le plan", (*PLURIELS, "niveaux")),
    ),
    Territoire: (
        (ESSENTIEL, ("nom", "nom_court", "type", "resume", "departements", "siege")),
        ("Contact et liens", ("contact", "site", "liens")),
        ("Habitants et histoire", ("populations", "histoire", "ville_principale")),
        ("Identité", ("siren", "insee", "membres", "communes_declarees", "couleur")),
    ),
}
"""Par modèle, les groupes de son formulaire et leurs champs, dans l'ordre."""

PREMIERS: Mapping[type[Objet], Sequence[str]] = {
    Etape: ("titre", "statut", "debut", "fin", "pilotes", "description"),
    Indicateur: ("nom", "unite", "initial", "cible", "valeurs"),
    EtapeDemarche: ("titre", "date", "types", "description", "acteurs"),
}
"""Dans une rangée, les champs que l'on voit d'abord ; les autres sont repliés dessous."""

AIDES = {
    "debut": "Quand cela commence : mars 2024, printemps 2024, à partir de 2025.",
    "fin": "Quand cela finit, ou l’échéance : 30 juin 2027, fin 2027, 2027.",
    "rattachements": "Les axes, enjeux ou objectifs que cela sert.",
    "publics": "Qui est visé ; à défaut d’un mot de la liste, ceux de votre document.",
    "partage_avec": "Les autres territoires qui portent la même action.",
    "actions_liees": "Les actions voisines de celle-ci.",
    "perimetre": "Les communes concernées ; ou vos propres mots, pour un secteur.",
    "projet": "Le plan dont relève l’action, quand rien ne la rattache.",
    "document": "Le document d’où cela vient.",
    "id": "La fin de l’adresse de sa page. Vide, elle vient du titre.",
    "alias": "Ses anciennes adresses, qui y mènent encore. Une par ligne.",
    "ordre": "L’ordre des lignes, s’il n’est pas celui où elles sont écrites. Une par ligne.",
    "publication": "Un brouillon ne paraît pas sur le site.",
    "exemple": "Oui pour ce qui est inventé et ne fait que montrer : cela ne se publie pas.",
    "releve_de": "L’acteur dont celui-ci est un service, si c’est certain.",
}
"""Ce que dit l'aide d'un champ, là où la phrase du modèle parle d'identifiants ou de fichiers."""


EN_PRODUCTION, AVANT_LA_MISE_EN_LIGNE = " en production)", " avant la mise en ligne)"
EXEMPLES_DE_DATES = "Comme 28 mars 2017, mars 2017, printemps 2018."
"""Ce que l'on dit d'une date, en peu de mots : il y en a beaucoup dans une fiche."""


@dataclass(frozen=True)
class GroupeDeChamps:
    """Des champs que l'on remplit ensemble.

    Attributes:
        titre: ce qui les réunit ; vide s'il n'y a qu'un groupe.
        replie: vrai pour un groupe que l'on n'ouvre pas d'abord.
    """

    titre: str
    champs: Sequence[Champ]
    replie: bool = False


def grouper_les_champs(modele: type[Objet], champs: Sequence[Champ]) -> list[GroupeDeChamps]:
    """Les champs d'un objet, par usage ; aucun ne manque."""
    par_nom = {champ["name"]: champ for champ in champs}
    voulus = GROUPES.get(modele, ())
    sans_choix = {nom for nom in A_CHOISIR if par_nom.get(nom, {}).get("widget") != "select"}
    places = {nom for _, noms in voulus for nom in noms} - sans_choix
    if not voulus:
        return [GroupeDeChamps("", champs)]
    reste = [c for nom, c in par_nom.items() if nom not in places and nom not in TECHNIQUES]
    techniques = [c for nom, c in par_nom.items() if nom in TECHNIQUES and nom not in places]
    groupes = [
        *(
            GroupeDeChamps(t, [par_nom[n] for n in noms if n in places & par_nom.keys()])
            for t, noms in voulus
        ),
        GroupeDeChamps(AUTRES, reste),
        GroupeDeChamps(TECHNIQUE, techniques, replie=True),
    ]
    return [groupe for groupe in groupes if groupe.champs]


def partager_une_rangee(champs: Sequence[Champ]) -> tuple[list[Champ], list[Champ]]:
    """Les champs d'une rangée que l'on voit d'abord, et ceux que l'on replie."""
    noms = {champ["name"] for champ in champs}
    for modele, premiers in PREMIERS.items():
        if noms == set(modele.model_fields):
            vus = [champ for nom in premiers for champ in champs if champ["name"] == nom]
            return vus, [champ for champ in champs if champ["name"] not in premiers]
    return list(champs), []


def aide_de(champ: Champ) -> str:
    """Ce que l'on dit sous un champ, à qui le remplit."""
    dite = champ.get("hint", "").replace(AIDE_DES_DATES, EXEMPLES_DE_DATES)
    dite = dite.replace(EN_PRODUCTION, AVANT_LA_MISE_EN_LIGNE)
    return AIDES.get(champ["name"]) or ENTRE_BARRES.sub(r"« \1 »", dite)
