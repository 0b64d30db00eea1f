"""La vraie cause d'un YAML illisible : ce que l'on a écrit, non ce que l'analyseur attendait."""

from __future__ import annotations

import re
from collections.abc import Callable

GUILLEMETS = "mettre le texte entre guillemets droits"
SIGNE_INVISIBLE = ("un caractère invisible s'est glissé dans le texte", "le retirer")
MESSAGES = (
    (
        "mapping values are not allowed",
        "un deux-points coupe le texte en deux",
        "mettre tout le texte entre guillemets droits",
    ),
    (
        "could not find expected ':'",
        "une clé sans deux-points, ou un texte mal aligné",
        "vérifier les deux-points et l'alignement",
    ),
    ("did not find expected key", "l'alignement change au milieu d'un groupe", "aligner les clés"),
    (
        "did not find expected '-'",
        "l'alignement change au milieu d'une liste",
        "aligner les tirets",
    ),
    (
        "block sequence entries are not allowed",
        "un tiret est placé là où une valeur est attendue",
        "passer à la ligne avant le tiret",
    ),
    (
        "unexpected end of stream",
        "des guillemets ou un crochet ne sont pas refermés",
        "les refermer",
    ),
    ("did not find expected ',' or", "un crochet ou une accolade n'est pas refermé", "le refermer"),
    (
        "expected node content",
        "une valeur manque entre crochets ou accolades",
        "la compléter, ou refermer le crochet",
    ),
    ("cannot start any token", "un signe réservé commence le texte", GUILLEMETS),
    ("alphabetic or numeric character", "un signe réservé (& ou *) commence le texte", GUILLEMETS),
    ("undefined alias", "un astérisque en début de texte", GUILLEMETS),
    (
        "unknown escape",
        "une barre oblique inversée entre guillemets",
        "employer des apostrophes à la place des guillemets",
    ),
    (
        "did not find expected whitespace or line break",
        "un point d'exclamation commence le texte",
        GUILLEMETS,
    ),
    ("undefined tag handle", "un point d'exclamation en début de texte", "mettre des guillemets"),
    ("expected a single document", "plusieurs documents dans le fichier", "retirer la ligne ---"),
    ("another document", "plusieurs documents dans le fichier", "retirer la ligne ---"),
    ("control characters are not allowed", *SIGNE_INVISIBLE),
)


DITS_AU_DEBUT = (
    "unexpected end of stream",
    "could not find expected ':'",
    "did not find expected ',' or",
    "expected node content",
)
"""Fautes dont l'analyseur ne s'aperçoit que bien plus bas : on montre où elles commencent."""
INCONNUE = ("écriture YAML incorrecte", "vérifier l'alignement, les tirets et guillemets")

COLLEE = re.compile(r"[ -]*([a-z_]+):([^\s/:][^\n]*)")
"""« clé:valeur » : il manque une espace. Une adresse (https://) n'en est pas une."""
ENTRE_APOSTROPHES = re.compile(r"[ -]*(?:[\w.-]+:\s+|-\s+)'(.*)")
ENTRE_GUILLEMETS = re.compile(r'[ -]*(?:[\w.-]+:\s+|-\s+)"(.*)')
CLE = re.compile(r"( *)(?:- +)*([\w.-]+):(\s.*)?$")
BLANC_INSECABLE = re.compile(r"[ -]*[\u00a0\u202f]")
CONFLIT = re.compile(r"(?:<{7}|>{7})(?: |$)")
DEUX_VERSIONS = (
    "deux versions du fichier se suivent, que git n'a pas su réunir",
    "garder la bonne, ôter l'autre et les lignes « <<<<<<< », « ======= », « >>>>>>> »",
)
LIGNES_REMONTEES = 3
"""Lignes au-dessus de celle que montre l'analyseur où la faute peut être."""

Cause = tuple[int, str, str]
"""La ligne, le constat, le conseil."""


def expliquer(dit: str, texte: str, debut: int, arret: int) -> Cause:
    """Pourquoi un texte ne se lit pas.

    Args:
        dit: le message de l'analyseur.
        texte: tout le fichier.
        debut: la ligne où commence ce que l'analyseur lisait, à partir de 1 ; 0 s'il ne le dit pas.
        arret: celle où il s'est arrêté.
    """
    lignes = texte.splitlines() or [""]
    for rang, ligne in enumerate(lignes, 1):
        if CONFLIT.match(ligne):
            return rang, *DEUX_VERSIONS
    depuis_le_debut = any(motif in dit for motif in DITS_AU_DEBUT)
    montree = (debut if depuis_le_debut else arret) or debut or arret or 1
    montree = min(montree, len(lignes))
    haut = max(1, min(debut or montree, montree) - LIGNES_REMONTEES)
    bas = min(max(arret, montree), len(lignes), montree + LIGNES_REMONTEES)
    for chercher in CHERCHEURS:
        for rang in sorted(range(haut, bas + 1), key=lambda rang: abs(rang - montree)):
            if trouvee := chercher(lignes, rang, dit):
                return rang, *trouvee
    for motif, constat, conseil in MESSAGES:
        if motif in dit:
            return montree, constat, conseil
    return montree, *INCONNUE


Trouvee = tuple[str, str] | None
Chercheur = Callable[[list[str], int, str], Trouvee]


def _insecable(lignes: list[str], rang: int, _dit: str) -> Trouvee:
    if BLANC_INSECABLE.match(lignes[rang - 1]):
        return "une espace insécable ouvre la ligne", "la remplacer par des espaces ordinaires"
    return None


def _ferme_trop_tot(
    ouverture: re.Pattern[str], signe: str, double: str, dit: str, conseil: str
) -> Chercheur:
    """« 'L'eau' », « "Le "Bus" bleu" » : un signe du texte ferme celui qui l'ouvrait."""

    def chercher(lignes: list[str], rang: int, _dit: str) -> Trouvee:
        trouvee = ouverture.match(lignes[rang - 1])
        fin, ferme, suite = (trouvee[1].replace(double, "") if trouvee else "").partition(signe)
        if not ferme or not suite.strip() or suite.lstrip().startswith("#"):
            return None
        return f"{dit} ferme le texte après « {fin[-30:].strip()} »", conseil

    return chercher


def _cle_collee(lignes: list[str], rang: int, _dit: str) -> Trouvee:
    if collee := COLLEE.fullmatch(lignes[rang - 1]):
        cle, valeur = collee[1], collee[2][:40]
        constat = f"il manque une espace après le deux-points de « {cle} »"
        return constat, f"écrire « {cle}: {valeur} »"
    return None


def _en_retrait(lignes: list[str], rang: int, dit: str) -> Trouvee:
    """Une clé plus en retrait que celle d'avant, qui a déjà sa valeur."""
    if "mapping values are not allowed" not in dit or rang < 2:
        return None
    ici, dessus = CLE.fullmatch(lignes[rang - 1]), CLE.fullmatch(lignes[rang - 2])
    if not (ici and dessus and len(ici[1]) > len(dessus[1])):
        return None
    if not (dessus[3] or "").strip() or (dessus[3] or "").strip()[0] in "|>&":
        return None
    constat = f"« {ici[2]} » est trop en retrait : « {dessus[2]} », au-dessus, a déjà sa valeur"
    return constat, f"l'aligner sous « {dessus[2]} »"


CHERCHEURS: tuple[Chercheur, ...] = (
    _insecable,
    _ferme_trop_tot(
        ENTRE_APOSTROPHES,
        "'",
        "''",
        "une apostrophe",
        "entourer le texte de guillemets droits au lieu d'apostrophes",
    ),
    _ferme_trop_tot(
        ENTRE_GUILLEMETS,
        '"',
        '\\"',
        "un guillemet",
        "écrire « … » à l'intérieur du texte, au lieu de guillemets droits",
    ),
    _cle_collee,
    _en_retrait,
)
"""Les fautes que l'on reconnaît à leur ligne, de la plus sûre à la moins sûre."""


def cause_d_une_cle(cle: str, permises: list[str]) -> tuple[str, str] | None:
    """Pourquoi une clé juste n'est pas reconnue : guillemets courbes, espace insécable."""
    nue = cle.strip("“”«»\u201e\u2018\u2019\u00a0\u202f ")
    if nue == cle or nue not in permises:
        return None
    if cle.strip("\u00a0\u202f ") == nue:
        avant = "avant le nom" if cle[0] in "\u00a0\u202f " else "avant le deux-points"
        return f"une espace insécable s'est glissée {avant} de « {nue} »", f"écrire « {nue}: »"
    return f"« {nue} » est entre guillemets courbes", f"écrire « {nue}: », sans guillemets"
