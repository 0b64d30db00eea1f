"""Tout ce que la lecture refuse : le message exact, à la ligne exacte, et rien d'autre.

Chaque cas est un petit corpus inventé où une seule chose est fautive.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.conftest import TERRITOIRE, CorpusDe

PROJET = "territoires/val/projet.yml"
FICHE = "territoires/val/actions/navette.yml"
VAL = "territoires/val/territoire.yml"
CLS = "territoires/val/projet-cls.yml"
Fichiers = Mapping[str, str | bytes]


def projet(suite: str) -> Fichiers:
    """Un projet inventé, dont la troisième ligne est la première de `suite`."""
    return {PROJET: f"# Projet inventé\ntitre: Projet inventé\n{suite}"}


def fiche(suite: str, plan: str = "") -> Fichiers:
    """Une fiche-action inventée, dont la troisième ligne est la première de `suite`."""
    return {**projet(plan), FICHE: f"# Fiche inventée\ntitre: Navette inventée\n{suite}"}


def territoire(suite: str) -> Fichiers:
    """Un territoire inventé, dont la sixième ligne est la première de `suite`."""
    return {VAL: TERRITOIRE.format(nom="Val") + suite}


BOMBE = "porteur: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{cle}: &{cle} [{', '.join([f'*{avant}'] * 10)}]\n"
    for avant, cle in zip("abcdefgh", "bcdefghi", strict=True)
)

CAS: list[tuple[str, Fichiers, list[str]]] = [
    (
        "mot que les gens disent",
        fiche("projet: projet\nstatut: terminée\n"),
        [
            "territoires/val/actions/navette.yml:4: statut : mot inconnu « terminée » ; écrire "
            "plutôt « realisee » (permis : piste, a_venir, en_amorcage, en_cours, realisee, "
            "en_pause, abandonnee)",
        ],
    ),
    (
        "phrase coupee dans une liste de textes",
        projet("partenaires:\n  - Le marché : un lieu\n"),
        [
            "territoires/val/projet.yml:4: partenaires 1 : la phrase est coupée à son deux-points "
            "(« Le marché : un lieu ») ; mettre toute la phrase entre guillemets droits",
        ],
    ),
    (
        "identifiant accentue",
        projet("axes:\n  - {titre: x, themes: [Mobilité]}\n"),
        [
            "territoires/val/projet.yml:4: axes 1 › themes 1 : identifiant « Mobilité » mal formé "
            "; écrire plutôt « mobilite »",
        ],
    ),
    (
        "adresse sans protocole",
        projet("liens:\n  - titre: x\n    url: www.exemple.fr\n"),
        [
            "territoires/val/projet.yml:5: liens 1 › url : lien « www.exemple.fr » sans protocole "
            "; écrire https://www.exemple.fr",
        ],
    ),
    (
        "tiret colle",
        projet("axes:\n  -Un\npartenaires:\n  -Deux\n"),
        [
            "territoires/val/projet.yml:3: axes : tiret collé au texte ; "
            "mettre une espace après chaque tiret",
            "territoires/val/projet.yml:5: partenaires : tiret collé au texte ; "
            "mettre une espace après chaque tiret",
        ],
    ),
    (
        "cle inconnue",
        projet("axe:\n  - titre: x\n"),
        [
            "territoires/val/projet.yml:3: axe : clé inconnue « axe » ; écrire plutôt « axes »",
        ],
    ),
    (
        "cle inconnue emboitee",
        projet("axes:\n  - titre: x\n    orientation: [y]\n"),
        [
            "territoires/val/projet.yml:5: axes 1 › orientation : clé inconnue « "
            "orientation » ; écrire plutôt « orientations »",
        ],
    ),
    (
        "cle inconnue sans voisine",
        projet("valeurs:\n  - titre: x\n    zzzz: 1\n"),
        [
            "territoires/val/projet.yml:5: valeurs 1 › zzzz : clé inconnue « zzzz » ; la "
            "retirer (permises : titre, description)",
        ],
    ),
    (
        "cle inconnue dans les libelles",
        projet("niveaux:\n  axe: {singulier: Axe, pluriel: Axes, gendre: m}\n"),
        [
            "territoires/val/projet.yml:4: niveaux › axe › gendre : clé inconnue « "
            "gendre » ; écrire plutôt « genre »",
        ],
    ),
    (
        "titre manquant",
        {
            PROJET: ("# Projet inventé\nporteur: CIAS\n"),
        },
        [
            "territoires/val/projet.yml:2: titre : champ obligatoire absent ; ajouter « titre: … »",
        ],
    ),
    (
        "titre manquant d une ligne",
        projet("axes:\n  - numero: 1\n    themes: [sante]\n"),
        [
            "territoires/val/projet.yml:4: axes 1 › titre : champ obligatoire absent ; "
            "ajouter « titre: … »",
        ],
    ),
    (
        "titre vide",
        {
            PROJET: ("titre:\nporteur: CIAS\n"),
        },
        [
            "territoires/val/projet.yml:1: titre : champ obligatoire absent ; ajouter « titre: … »",
        ],
    ),
    (
        "liste pour texte",
        projet("porteur:\n  - CIAS\n"),
        [
            "territoires/val/projet.yml:3: porteur : un texte est attendu, pas une liste "
            "; écrire la valeur sur une seule ligne",
        ],
    ),
    (
        "groupe pour liste",
        projet("axes:\n  titre: x\n"),
        [
            "territoires/val/projet.yml:3: axes : une liste est attendue, pas un groupe "
            "de clés ; commencer chaque élément par un tiret (clés : titre, id, numero, alias, "
            "issue_de, resume…)",
        ],
    ),
    (
        "texte pour groupe",
        projet("gouvernance: le CIAS\n"),
        [
            "territoires/val/projet.yml:3: gouvernance : un groupe « clé: valeur » est "
            "attendu, pas un texte ; écrire une clé par ligne (clés : portage, cias, "
            "cias_precision, signataires, instances, source)",
        ],
    ),
    (
        "liste pour mot",
        fiche("statut: [en_cours, piste]\n"),
        [
            "territoires/val/actions/navette.yml:3: statut : un seul mot est attendu, "
            "pas une liste ; n'en garder qu'un, sur la même ligne",
        ],
    ),
    (
        "liste pour nombre",
        fiche("avancement: [1]\n"),
        [
            "territoires/val/actions/navette.yml:3: avancement : un nombre est attendu, "
            "pas une liste ; écrire la valeur sur la même ligne",
        ],
    ),
    (
        "nombre en lettres",
        fiche("avancement: beaucoup\n"),
        [
            "territoires/val/actions/navette.yml:3: avancement : « beaucoup » n'est pas "
            "un nombre de 0 à 100 ; écrire un nombre, comme 40 ; dire le reste dans un bilan",
        ],
    ),
    (
        "avancement hors bornes",
        fiche("avancement: 150\n"),
        [
            "territoires/val/actions/navette.yml:3: avancement : « 150 » hors des bornes "
            "; écrire un nombre de 0 à 100",
        ],
    ),
    (
        "ni oui ni non",
        territoire("populations: [{nombre: 12, approximatif: peut-être}]\n"),
        [
            "territoires/val/territoire.yml:6: populations 1 › approximatif : « peut-être » au "
            "lieu de oui ou non ; écrire oui ou non",
        ],
    ),
    (
        "cle en double",
        projet("porteur: A\nporteur: B\n"),
        [
            "territoires/val/projet.yml:4: porteur : clé écrite deux fois (lignes 3 et "
            "4) ; n'en garder qu'une",
        ],
    ),
    (
        "cle en double emboitee",
        projet("axes:\n  - titre: x\n    titre: y\n"),
        [
            "territoires/val/projet.yml:5: titre : clé écrite deux fois (lignes 4 et 5) "
            "; n'en garder qu'une ; si ce sont deux éléments d'une liste, ouvrir chacun par un "
            "tiret",
        ],
    ),
    (
        "identifiant en double",
        projet("axes:\n  - {id: a, titre: x}\n  - {id: a, titre: y}\n"),
        [
            "territoires/val/projet.yml:5: axes 2 › id : identifiant « a » déjà pris "
            "(territoires/val/projet.yml:4) ; donner à l'une des deux lignes un « id » "
            "différent",
        ],
    ),
    (
        "deux titres pour un identifiant",
        projet("axes:\n  - titre: x\n  - titre: x\n"),
        [
            "territoires/val/projet.yml:5: axes 2 : identifiant « x » déjà pris "
            "(territoires/val/projet.yml:4) ; donner à l'une des deux lignes un « id » "
            "différent",
        ],
    ),
    (
        "collision entre fichiers",
        fiche("id: a\n", "axes:\n  - {id: a, titre: x}\n"),
        [
            "territoires/val/actions/navette.yml:3: id : identifiant « a » déjà pris "
            "(territoires/val/projet.yml:4) ; donner à l'une des deux lignes un « id » "
            "différent",
        ],
    ),
    (
        "alias deja pris",
        projet("axes:\n  - {id: a, titre: x}\n  - {id: b, titre: y, alias: [a]}\n"),
        [
            "territoires/val/projet.yml:5: axes 2 › alias 1 : l'ancien identifiant « a » "
            "est celui d'une autre ligne ; retirer cet alias",
        ],
    ),
    (
        "identifiant mal forme",
        projet("axes:\n  - {id: Élan, titre: x}\n"),
        [
            "territoires/val/projet.yml:4: axes 1 › id : identifiant « Élan » mal formé ; "
            "écrire « elan » : minuscules sans accent, chiffres et tirets, 80 signes au plus",
        ],
    ),
    (
        "rattachement a rien",
        fiche("rattachements:\n  - accueilir\n", "axes:\n  - {id: accueillir, titre: x}\n"),
        [
            "territoires/val/actions/navette.yml:4: rattachements 1 : aucune ligne « "
            "accueilir » dans val ; écrire plutôt « accueillir »",
        ],
    ),
    (
        "rattachement a une action",
        fiche("rattachements: [b]\n", "actions:\n  - {id: b, titre: x}\n"),
        [
            "territoires/val/actions/navette.yml:3: rattachements 1 : « b » est une "
            "action ; se rattacher à un axe, un enjeu, un objectif…",
        ],
    ),
    (
        "rattachements circulaires",
        projet(
            "axes:\n"
            "  - {id: a, titre: x, rattachements: [b]}\n"
            "  - {id: b, titre: y, rattachements: [a]}\n"
        ),
        [
            "territoires/val/projet.yml:5: axes 2 › rattachements 1 : « a » et « b » se "
            "rattachent l'un à l'autre ; retirer l'un des deux rattachements",
        ],
    ),
    (
        "rattachement a soi",
        projet("axes:\n  - id: a\n    titre: x\n    rattachements: [a]\n"),
        [
            "territoires/val/projet.yml:6: axes 1 › rattachements 1 : « a » se rattache "
            "à elle-même ; retirer cette ligne",
        ],
    ),
    (
        "rattachement a ce que l on contient",
        projet(
            "axes:\n"
            "  - id: a\n"
            "    titre: x\n"
            "    rattachements: [b]\n"
            "    enjeux:\n"
            "      - {id: b, titre: y}\n"
        ),
        [
            "territoires/val/projet.yml:6: axes 1 › rattachements 1 : « b » et « a » se "
            "rattachent l'un à l'autre ; retirer l'un des deux rattachements",
        ],
    ),
    (
        "succession en rond",
        {
            PROJET: ("# Projet inventé\ntitre: Projet inventé\nsuccede_a: cls\n"),
            CLS: ("titre: CLS inventé\nsuccede_a: projet\n"),
        },
        [
            "territoires/val/projet-cls.yml:2: succede_a : les projets se succèdent en "
            "rond ; retirer l'un des « succede_a »",
            "territoires/val/projet.yml:3: succede_a : les projets se succèdent en rond "
            "; retirer l'un des « succede_a »",
        ],
    ),
    (
        "succession a rien",
        {
            PROJET: ("# Projet inventé\ntitre: Projet inventé\nsuccede_a: clss\n"),
            CLS: ("titre: CLS inventé\n"),
        },
        [
            "territoires/val/projet.yml:3: succede_a : projet « clss » inconnu ; écrire "
            "plutôt « cls »",
        ],
    ),
    (
        "territoire inconnu",
        projet("territoires: [val, vall]\n"),
        [
            "territoires/val/projet.yml:3: territoires 2 : territoire « vall » inconnu ; "
            "écrire plutôt « val »",
        ],
    ),
    (
        "plan qui oublie son dossier",
        {
            PROJET: ("# Projet inventé\ntitre: Projet inventé\nterritoires: [autre]\n"),
            "territoires/autre/territoire.yml": (
                "# Territoire inventé pour les tests\n"
                "nom: Communauté de communes Autre\n"
                "nom_court: Autre\n"
                "type: communaute_de_communes\n"
                "departements: [99]\n"
            ),
        },
        [
            "territoires/val/projet.yml:3: territoires : le dossier « val » n'est pas "
            "dans la liste ; y ajouter « val », en tête",
        ],
    ),
    (
        "partage avec rien",
        fiche("partage_avec: [vale]\n"),
        [
            "territoires/val/actions/navette.yml:3: partage_avec 1 : territoire « vale » "
            "inconnu ; écrire plutôt « val »",
        ],
    ),
    (
        "action voisine inconnue",
        fiche("actions_liees: [navete]\n"),
        [
            "territoires/val/actions/navette.yml:3: actions_liees 1 : action « navete » "
            "inconnue ; écrire plutôt « navette »",
        ],
    ),
    (
        "source inconnue",
        projet("source: {document: plaquete}\n"),
        [
            "territoires/val/projet.yml:3: source › document : document source « "
            "plaquete » inconnu ; écrire plutôt « plaquette »",
        ],
    ),
    (
        "source inconnue emboitee",
        projet("axes:\n  - titre: x\n    source: {document: rien-du-tout}\n"),
        [
            "territoires/val/projet.yml:5: axes 1 › source › document : document source "
            "« rien-du-tout » inconnu ; le décrire dans referentiels/sources.yml",
        ],
    ),
    (
        "dossier sur un territoire inconnu",
        {
            "dossiers/duo.yml": ("titre: Duo inventé\nterritoires: [val, vale]\n"),
            PROJET: ("# Projet inventé\ntitre: Projet inventé\n"),
        },
        [
            "dossiers/duo.yml:2: territoires 2 : territoire « vale » inconnu ; écrire "
            "plutôt « val »",
        ],
    ),
    (
        "accompagnement d un territoire inconnu",
        {
            "accompagnements.yml": (
                "groupes:\n"
                "  - titre: Un\n"
                "    accompagnements:\n"
                "      - nom: CC inventée\n"
                "        territoire: vale\n"
            ),
            PROJET: ("# Projet inventé\ntitre: Projet inventé\n"),
        },
        [
            "accompagnements.yml:5: groupes 1 › accompagnements 1 › territoire : "
            "territoire « vale » inconnu ; écrire plutôt « val »",
        ],
    ),
    (
        "fiche d un projet inconnu",
        {
            PROJET: ("titre: Projet inventé\n"),
            FICHE: ("# Fiche inventée\ntitre: Navette inventée\nprojet: clss\n"),
            CLS: ("titre: CLS inventé\n"),
        },
        [
            "territoires/val/actions/navette.yml:3: projet : projet « clss » inconnu ; "
            "écrire plutôt « cls »",
        ],
    ),
    (
        "fiche entre deux plans",
        {
            PROJET: ("titre: Projet inventé\n"),
            FICHE: ("# Fiche inventée\ntitre: Navette inventée\n"),
            CLS: ("titre: CLS inventé\n"),
        },
        [
            "territoires/val/actions/navette.yml:2: on ne sait pas de quel plan relève "
            "la fiche ; dire « rattachements », ou « projet » (plans du territoire : "
            "projet, cls)",
        ],
    ),
    (
        "jour impossible",
        fiche("debut: 2024-02-30\n"),
        [
            "territoires/val/actions/navette.yml:3: debut : « 2024-02-30 » : ce jour "
            "n'existe pas, février 2024 a 29 jours ; corriger le jour",
        ],
    ),
    (
        "mois impossible",
        fiche("debut: 12/13/2024\n"),
        [
            "territoires/val/actions/navette.yml:3: debut : « 12/13/2024 » : il n'y a "
            "pas de mois 13 ; écrire un mois de 1 à 12",
        ],
    ),
    (
        "trimestre impossible",
        fiche("debut: 5e trimestre 2024\n"),
        [
            "territoires/val/actions/navette.yml:3: debut : « 5e trimestre 2024 » : il "
            "n'y a pas de trimestre 5 ; écrire un trimestre de 1 à 4",
        ],
    ),
    (
        "date incomprise",
        fiche("debut: bientôt\n"),
        [
            "territoires/val/actions/navette.yml:3: debut : date « bientôt » incomprise "
            "; écrire par exemple 28 mars 2017, mars 2017, 2e trimestre 2018 ou 2015 à 2019",
        ],
    ),
    (
        "annee a deux chiffres",
        fiche("debut: 12/03/24\n"),
        [
            "territoires/val/actions/navette.yml:3: debut : date « 12/03/24 » à l'année "
            "incomplète ; écrire l'année en quatre chiffres",
        ],
    ),
    (
        "annee sur zero",
        fiche("debut: mars 0017\n"),
        [
            "territoires/val/actions/navette.yml:3: debut : « mars 0017 » : l'année 0017 "
            "est impossible ; corriger l'année",
        ],
    ),
    (
        "dates renversees",
        fiche("debut: mars 2024\nfin: 2023\n"),
        [
            "territoires/val/actions/navette.yml:4: fin : la fin (2023) précède le début "
            "(mars 2024) ; remettre « debut » et « fin » dans l'ordre",
        ],
    ),
    (
        "intervalle renverse",
        projet("periode: 2019 à 2015\n"),
        [
            "territoires/val/projet.yml:3: periode : « 2019 à 2015 » finit avant de "
            "commencer ; remettre les dates dans l'ordre",
        ],
    ),
    (
        "dates renversees d une etape",
        fiche("etapes:\n  - titre: x\n    debut: 2024\n    fin: 2023\n"),
        [
            "territoires/val/actions/navette.yml:6: etapes 1 › fin : la fin (2023) "
            "précède le début (2024) ; remettre « debut » et « fin » dans l'ordre",
        ],
    ),
    (
        "statut inconnu",
        fiche("statut: en_court\n"),
        [
            "territoires/val/actions/navette.yml:3: statut : mot inconnu « en_court » ; "
            "écrire plutôt « en_cours » (permis : piste, a_venir, en_amorcage, en_cours, "
            "realisee, en_pause, abandonnee)",
        ],
    ),
    (
        "theme inconnu",
        fiche("themes: [sante, mobilites]\n"),
        [
            "territoires/val/actions/navette.yml:3: themes 2 : thème « mobilites » "
            "inconnu ; écrire plutôt « mobilite »",
        ],
    ),
    (
        "public inconnu",
        fiche("publics: [jeune]\n"),
        [
            "territoires/val/actions/navette.yml:3: publics 1 : public « jeune » inconnu "
            "; écrire plutôt « jeunes »",
        ],
    ),
    (
        "5 themes",
        fiche("themes: [a, b, c, d, e]\n"),
        [
            "territoires/val/actions/navette.yml:3: themes : 5 éléments, 4 au plus ; "
            "garder les principaux",
        ],
    ),
    (
        "theme en double",
        fiche("themes: [sante, sante]\n"),
        [
            "territoires/val/actions/navette.yml:3: themes : « sante » écrit deux fois ; "
            "n'en garder qu'un",
        ],
    ),
    (
        "abandon sans motif",
        fiche("statut: abandonnee\n"),
        [
            "territoires/val/actions/navette.yml:3: statut : action abandonnée sans "
            "motif ; dire pourquoi dans « motif »",
        ],
    ),
    (
        "stade inconnu",
        projet("etat: {stade: valider}\n"),
        [
            "territoires/val/projet.yml:3: etat › stade : mot inconnu « valider » ; "
            "écrire plutôt « valide » (permis : en_elaboration, oriente, valide, "
            "en_oeuvre, acheve)",
        ],
    ),
    (
        "type de niveau inconnu",
        projet("niveaux:\n  axes: {singulier: A, pluriel: B}\n"),
        [
            "territoires/val/projet.yml:4: niveaux › axes : mot inconnu « axes » ; "
            "écrire plutôt « axe » (permis : axe, enjeu, objectif, orientation, action)",
        ],
    ),
    (
        "tabulation",
        projet("axes:\n\t- titre: x\n"),
        [
            "territoires/val/projet.yml:4: tabulation en début de ligne ; la remplacer "
            "par des espaces",
        ],
    ),
    (
        "tabulation apres un tiret",
        projet("axes:\n  -\ttitre: x\n"),
        [
            "territoires/val/projet.yml:4: tabulation en début de ligne ; la remplacer "
            "par des espaces",
        ],
    ),
    (
        "utf-16",
        {PROJET: "titre: x\n".encode("utf-16")},
        [
            "territoires/val/projet.yml:1: fichier en UTF-16 ; l'enregistrer en UTF-8 "
            "(dans l'éditeur : Enregistrer sous, encodage UTF-8)",
        ],
    ),
    (
        "windows 1252",
        {PROJET: "# Projet\ntitre: Santé\n".encode("cp1252")},
        [
            "territoires/val/projet.yml:2: accents en Windows-1252 ou Latin-1 ; "
            "l'enregistrer en UTF-8 (dans l'éditeur : Enregistrer sous, encodage UTF-8)",
        ],
    ),
    (
        "fichier vide",
        {
            PROJET: (""),
        },
        [
            "territoires/val/projet.yml:1: fichier vide ; le remplir ou le supprimer",
        ],
    ),
    (
        "fichier de commentaires",
        {
            PROJET: ("# rien\n"),
        },
        [
            "territoires/val/projet.yml:1: fichier vide ; le remplir ou le supprimer",
        ],
    ),
    (
        "liste au lieu d un groupe",
        {
            PROJET: ("- titre: x\n"),
        },
        [
            "territoires/val/projet.yml:1: un groupe « clé: valeur » est attendu, pas "
            "une liste ; écrire une clé par ligne (clés : titre, genre, rang, territoires, "
            "partage_avec, porteur…)",
        ],
    ),
    (
        "texte au lieu d un groupe",
        {
            PROJET: ("bonjour\n"),
        },
        [
            "territoires/val/projet.yml:1: un groupe « clé: valeur » est attendu, pas un "
            "texte ; écrire une clé par ligne (clés : titre, genre, rang, territoires, "
            "partage_avec, porteur…)",
        ],
    ),
    (
        "etiquette python",
        projet("porteur: !!python/name:os.system x\n"),
        [
            "territoires/val/projet.yml:3: porteur : étiquette YAML « "
            "!!python/name:os.system » ; la retirer, ou guillemets droits",
        ],
    ),
    (
        "etiquette maison",
        projet("axes:\n  - titre: !secret x\n"),
        [
            "territoires/val/projet.yml:4: titre : étiquette YAML « !secret » ; la "
            "retirer, ou guillemets droits",
        ],
    ),
    (
        "renvoi en rond",
        projet("axes: &a\n  - titre: x\n    axes: *a\n"),
        [
            "territoires/val/projet.yml:3: axes : renvoi (*) d'une valeur à elle-même ; "
            "écrire la valeur",
        ],
    ),
    (
        "plus d un megaoctet",
        {PROJET: b"# " + b"x" * 1_000_000 + b"\ntitre: x\n"},
        [
            "territoires/val/projet.yml:1: fichier de 1,0 Mo, 1 Mo au plus ; le découper "
            "en plusieurs fichiers",
        ],
    ),
    (
        "html dans un titre",
        projet("axes:\n  - titre: Un <b>axe</b>\n"),
        [
            "territoires/val/projet.yml:4: axes 1 › titre : balise HTML « <b> » ; écrire "
            "le texte seul, sans balise",
        ],
    ),
    (
        "gabarit dans un titre",
        projet('axes:\n  - titre: "Un {{ axe }}"\n'),
        [
            "territoires/val/projet.yml:4: axes 1 › titre : code de gabarit « {{ » ; "
            "retirer les accolades",
        ],
    ),
    (
        "script dans une prose",
        projet("contexte: |\n  Bonjour\n  <script>alert(1)</script>\n"),
        [
            "territoires/val/projet.yml:3: contexte : balise HTML « <script> » ; écrire "
            "le texte seul, sans balise",
        ],
    ),
    (
        "gabarit sans guillemets",
        projet("axes:\n  - titre: {{ axe }}\n"),
        [
            "territoires/val/projet.yml:4: titre : des accolades ou des crochets ouvrent "
            "le texte ; mettre le texte entre guillemets droits",
        ],
    ),
    (
        "gabarit {%",
        projet('axes:\n  - titre: "{% include x %}"\n'),
        [
            "territoires/val/projet.yml:4: axes 1 › titre : code de gabarit « {% » ; "
            "retirer les accolades",
        ],
    ),
    (
        "lien javascript",
        projet("liens:\n  - titre: x\n    url: javascript:alert(1)\n"),
        [
            "territoires/val/projet.yml:5: liens 1 › url : lien de protocole « "
            "javascript » ; écrire une adresse qui commence par https://",
        ],
    ),
    (
        "lien javascript coupe",
        projet('liens:\n  - titre: x\n    url: "java\\tscript:alert(1)"\n'),
        [
            "territoires/val/projet.yml:5: liens 1 › url : lien coupé par un caractère "
            "invisible ; recopier l'adresse d'un seul tenant",
        ],
    ),
    (
        "lien qui sort du site",
        projet("liens:\n  - titre: x\n    url: ../../etc/passwd\n"),
        [
            "territoires/val/projet.yml:5: liens 1 › url : lien « ../../etc/passwd » qui "
            "sort du site ; écrire une adresse https:// ou un chemin sous la racine du site",
        ],
    ),
    (
        "lien qui sort encode",
        projet("liens:\n  - titre: x\n    url: a/%2e%2e/%2e%2e/b\n"),
        [
            "territoires/val/projet.yml:5: liens 1 › url : lien « a/%2e%2e/%2e%2e/b » "
            "qui sort du site ; écrire une adresse https:// ou un chemin sous la racine "
            "du site",
        ],
    ),
    (
        "lien sans protocole",
        projet("liens:\n  - titre: x\n    url: //ailleurs.example/x\n"),
        [
            "territoires/val/projet.yml:5: liens 1 › url : lien « //ailleurs.example/x » "
            "sans protocole ; écrire https: devant les barres",
        ],
    ),
    (
        "lien javascript en markdown",
        projet("contexte: |\n  Voir [ici](javascript:alert(1)).\n"),
        [
            "territoires/val/projet.yml:3: contexte : lien de protocole « javascript » ; "
            "écrire une adresse qui commence par https://",
        ],
    ),
    (
        "lien javascript en entite",
        projet("contexte: |\n  Voir [ici](javascript&#58;alert(1)).\n"),
        [
            "territoires/val/projet.yml:3: contexte : lien de protocole « javascript » ; "
            "écrire une adresse qui commence par https://",
        ],
    ),
    (
        "lien markdown qui sort",
        projet("contexte: Voir [ici](../../x).\n"),
        [
            "territoires/val/projet.yml:3: contexte : lien « ../../x » qui sort du site "
            "; écrire une adresse https:// ou un chemin sous la racine du site",
        ],
    ),
    (
        "courriel dans une structure",
        fiche("pilotes:\n  - CIAS\n  - Mairie, jean.dupont@example.fr\n"),
        [
            "territoires/val/actions/navette.yml:5: pilotes 2 : adresse électronique "
            "dans un nom de structure (« jean.dupont@example.fr ») : donnée personnelle "
            "; écrire le nom de la structure seul ; une boîte générique se met dans « "
            "contact »",
        ],
    ),
    (
        "telephone dans une structure",
        fiche("porteur: Mairie 02 99 00 00 00\n"),
        [
            "territoires/val/actions/navette.yml:3: porteur : numéro de téléphone dans "
            "un nom de structure (« 02 99 00 00 00 ») : donnée personnelle ; écrire le "
            "nom de la structure seul ; une boîte générique se met dans « contact »",
        ],
    ),
    (
        "telephone d un acteur entendu",
        projet(
            "demarche:\n"
            "  etapes:\n"
            "    - titre: x\n"
            "      acteurs:\n"
            "        - Mme X +33 6 12 34 56 78\n"
        ),
        [
            "territoires/val/projet.yml:7: demarche › etapes 1 › acteurs 1 : numéro de "
            "téléphone dans un nom de structure (« +33 6 12 34 56 78 ») : donnée "
            "personnelle ; écrire le nom de la structure seul ; une boîte générique se "
            "met dans « contact »",
        ],
    ),
    (
        "titre long",
        projet("axes:\n  - titre: " + "x" * 301 + "\n"),
        [
            "territoires/val/projet.yml:4: axes 1 › titre : titre de 301 signes, 300 au "
            "plus ; garder l'essentiel et mettre le reste dans « description »",
        ],
    ),
    (
        "resume long",
        fiche("resume: " + "x" * 281 + "\n"),
        [
            "territoires/val/actions/navette.yml:3: resume : résumé de 281 signes, 280 "
            "au plus ; dire l'essentiel en une phrase simple",
        ],
    ),
    (
        "siren",
        territoire("siren: 12\n"),
        [
            "territoires/val/territoire.yml:6: siren : SIREN « 12 » mal formé ; écrire "
            "les neuf chiffres du SIREN",
        ],
    ),
    (
        "insee",
        territoire("insee: 0120\n"),
        [
            "territoires/val/territoire.yml:6: insee : code Insee « 0120 » mal formé ; "
            "écrire les cinq signes du code de la commune",
        ],
    ),
    (
        "departement en lettres",
        {
            VAL: (
                "# Territoire inventé pour les tests\n"
                "nom: Communauté de communes Val\n"
                "nom_court: Val\n"
                "type: communaute_de_communes\n"
                "departements: [Nord]\n"
            ),
        },
        [
            "territoires/val/territoire.yml:5: departements 1 : département « Nord » mal "
            "formé ; écrire son numéro, comme 59 ou 2A",
        ],
    ),
    (
        "membres hors d un syndicat",
        territoire("membres: [123456789]\n"),
        [
            "territoires/val/territoire.yml:6: membres : « membres » hors d'un syndicat "
            "mixte ; retirer « membres »",
        ],
    ),
    (
        "phrase coupee",
        projet("axes:\n  - titre: x\n    orientations:\n      - Agir : ensemble et vite\n"),
        [
            "territoires/val/projet.yml:6: axes 1 › orientations 1 › Agir : la phrase "
            "est coupée à son deux-points (« Agir : ensemble et vite ») ; mettre toute "
            "la phrase entre guillemets droits",
        ],
    ),
    (
        "deux-points dans un texte",
        projet("porteur: Agir : ensemble\n"),
        [
            "territoires/val/projet.yml:3: un deux-points coupe le texte en deux ; "
            "mettre tout le texte entre guillemets droits",
        ],
    ),
    (
        "nom de fichier inconnu",
        {
            "territoires/val/Projet.yml": ("titre: x\n"),
        },
        [
            "territoires/val/Projet.yml:1: fichier dont la place ou le nom est inconnu ; "
            "le renommer ou le déplacer ainsi : « territoires/val/projet.yml »",
        ],
    ),
    (
        "suffixe yaml",
        {
            "territoires/val/projet.yaml": ("titre: x\n"),
        },
        [
            "territoires/val/projet.yaml:1: fichier dont la place ou le nom est inconnu "
            "; le renommer ou le déplacer ainsi : « territoires/val/projet.yml »",
        ],
    ),
    (
        "fiche nommée comme un document",
        {"territoires/val/actions/Un Café des Aidants.yml": "titre: x\n"},
        [
            "territoires/val/actions/Un Café des Aidants.yml:1: fichier dont la place ou le nom "
            "est inconnu ; le renommer ou le déplacer ainsi : "
            "« territoires/val/actions/un-cafe-des-aidants.yml »",
        ],
    ),
    (
        "fiche hors du dossier des actions",
        {"territoires/val/navette.yml": "titre: x\n"},
        [
            "territoires/val/navette.yml:1: fichier dont la place ou le nom est inconnu ; le "
            "renommer ou le déplacer ainsi : « territoires/val/actions/navette.yml »",
        ],
    ),
    (
        "place que rien ne rapproche",
        {"notes/reunion.yml": "titre: x\n"},
        [
            "notes/reunion.yml:1: fichier dont la place ou le nom est inconnu ; le renommer ou le "
            "déplacer (minuscules sans accent, tirets, suffixe .yml)",
        ],
    ),
    (
        "deux versions de git",
        projet("porteur: A\n<<<<<<< HEAD\nresume: B\n=======\nresume: C\n>>>>>>> autre\n"),
        [
            "territoires/val/projet.yml:4: deux versions du fichier se suivent, que git n'a pas su "
            "réunir ; garder la bonne, ôter l'autre et les lignes « <<<<<<< », « ======= », "
            "« >>>>>>> »",
        ],
    ),
    (
        "point d'exclamation en tête",
        projet("porteur: ![logo](x.png)\n"),
        [
            "territoires/val/projet.yml:3: un point d'exclamation commence le texte ; mettre le "
            "texte entre guillemets droits",
        ],
    ),
    (
        "thème mal tapé, accent compris",
        projet("axes:\n  - {titre: x, themes: [santé]}\n"),
        [
            "territoires/val/projet.yml:4: axes 1 › themes 1 : identifiant « santé » mal formé ; "
            "écrire plutôt « sante »",
        ],
    ),
    (
        "guillemet ouvert",
        projet('porteur: "CIAS\naxes: []\n'),
        [
            "territoires/val/projet.yml:3: des guillemets ou un crochet ne sont pas "
            "refermés ; les refermer",
        ],
    ),
    (
        "referentiel en double",
        {
            "referentiels/themes.yml": (
                "familles:\n"
                "  - {id: a, nom: A}\n"
                "themes:\n"
                "  - {id: sante, famille: a, nom: S}\n"
                "  - {id: sante, famille: b, nom: S}\n"
            ),
        },
        [
            "referentiels/themes.yml:5: themes 2 › famille : famille « b » inconnue ; la "
            "déclarer dans « familles »",
            "referentiels/themes.yml:5: themes 2 › id : « sante » figure déjà plus haut "
            "; n'en garder qu'un",
        ],
    ),
    (
        "annee a cinq chiffres",
        fiche("bilans:\n  - annee: 20244\n"),
        [
            "territoires/val/actions/navette.yml:4: bilans 1 › annee : l'année 20244 est "
            "impossible ; écrire l'année en quatre chiffres",
        ],
    ),
    (
        "contact mal forme",
        fiche("contact: {courriel: pas une adresse}\n"),
        [
            "territoires/val/actions/navette.yml:3: contact › courriel : « pas une "
            "adresse » mal formé ; vérifier l'adresse ou le numéro",
        ],
    ),
    (
        "alias de son propre nom",
        territoire("alias: [val]\n"),
        [
            "territoires/val/territoire.yml:6: alias 1 : l'ancien identifiant « val » "
            "est déjà pris ; retirer cet alias",
        ],
    ),
    (
        "signe de contrôle écrit en clair",
        projet('porteur: "CIAS \\x07 du Val"\n'),
        [
            "territoires/val/projet.yml:3: porteur : un caractère invisible s'est glissé dans le "
            "texte ; le retirer",
        ],
    ),
    (
        "renvois qui enflent",
        projet(BOMBE),
        [
            "territoires/val/projet.yml:3: e : renvois (*) qui enflent le fichier ; "
            "écrire les valeurs",
        ],
    ),
    (
        "liste date",
        fiche("debut: [2024]\n"),
        [
            "territoires/val/actions/navette.yml:3: debut : une date est attendue, en "
            "une ligne ; écrire par exemple 28 mars 2017, mars 2017, 2e trimestre 2018 "
            "ou 2015 à 2019",
        ],
    ),
    (
        "montant",
        fiche("budgets:\n  - prevu: [3]\n"),
        [
            "territoires/val/actions/navette.yml:4: budgets 1 › prevu : un montant est "
            "attendu, en une ligne ; écrire par exemple 12 000 € par an",
        ],
    ),
]


@pytest.mark.parametrize(("fichiers", "attendues"), [c[1:] for c in CAS], ids=[c[0] for c in CAS])
def test_une_faute_est_dite_a_sa_ligne_avec_le_remede(
    corpus_de: CorpusDe, fichiers: Fichiers, attendues: list[str]
) -> None:
    """Le refus est une ligne `fichier:ligne: champ : constat ; conseil`, seule, sans trace."""
    rapport = corpus_de(dict(fichiers))

    erreurs = [str(a) for a in rapport.anomalies if a.gravite == "erreur"]
    assert erreurs == attendues
    assert not rapport.publiable
