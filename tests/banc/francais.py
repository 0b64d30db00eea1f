"""Des phrases françaises tirées au sort, pour donner aux pages inventées un poids ordinaire.

Ce module ne connaît ni le modèle ni les fichiers ; le même hasard redonne les mêmes phrases.
"""

from random import Random

SUJETS = (
    "Le conseil communautaire", "Le comité de pilotage", "L'assemblée des habitants",
    "Le centre social", "La caisse d'allocations familiales", "Le réseau associatif",
    "Le groupe des bénévoles", "L'équipe du CIAS", "Chaque commune volontaire",
    "La maison de santé", "La mission locale", "Le collectif des aidants",
    "Le service d'accueil", "Le groupe de travail", "La Maison France services",
)  # fmt: skip
VERBES = (
    "propose de mieux faire connaître", "souhaite rendre plus accessible", "veut consolider",
    "a choisi d'ouvrir à tous", "demande de simplifier", "s'engage à faire vivre",
    "prévoit d'étendre", "a commencé à coordonner", "entend évaluer chaque année",
    "recommande de maintenir", "organise avec ses partenaires", "met en commun",
)  # fmt: skip
OBJETS = (
    "l'accueil des jeunes enfants", "les permanences d'accès aux droits", "le transport solidaire",
    "les visites à domicile", "l'aide aux démarches en ligne", "les ateliers entre parents",
    "le logement des jeunes en formation", "les rencontres entre générations",
    "la prévention santé", "le soutien aux aidants", "l'aide alimentaire", "la vie associative",
    "l'accompagnement vers l'emploi", "la formation des bénévoles", "le répit des familles",
    "l'habitat partagé", "l'information des habitants", "les sorties culturelles",
    "l'adaptation des logements", "la médiation numérique",
)  # fmt: skip
COMPLEMENTS = (
    "dans les communes les plus éloignées", "avec l'appui des CCAS", "pendant les vacances",
    "au plus près des habitants", "pour les personnes seules", "le soir et le samedi",
    "sans rendez-vous", "à partir des besoins repérés", "avec la MSA et la CAF",
    "dans un lieu ouvert à tous", "en lien avec le département", "au rythme de chacun",
    "pour les familles nouvellement arrivées", "dans chaque bassin de vie",
    "sous une forme itinérante", "avec un budget partagé",
)  # fmt: skip
SUITES = (
    "Un point est fait tous les six mois.", "La première année servira d'essai.",
    "Les résultats seront présentés en réunion publique.",
    "Un questionnaire d'une page recueille les avis.", "Le coût reste modeste pour les communes.",
    "Cette idée vient des ateliers d'habitants.", "Elle prolonge ce qui existe déjà.",
    "Aucun service n'est retiré en échange.",
)  # fmt: skip
ACTIONS = (
    "Mettre en place", "Développer", "Coordonner", "Ouvrir", "Soutenir", "Faire connaître",
    "Adapter", "Partager", "Évaluer", "Étendre", "Simplifier", "Préparer",
)  # fmt: skip
PREMIERS = (
    "Val", "Pays", "Rives", "Plateau", "Bocage", "Vallons", "Côteaux", "Marches", "Terres",
    "Sources", "Plaines", "Landes",
)  # fmt: skip
SECONDS = (
    "de Brumelle", "d'Arvanne", "de Corbelune", "du Sablois", "de Fontmarine", "d'Ostrelle",
    "de la Veyrolle", "de Grandombre", "du Tilleron", "d'Aubemont", "de Malvéry", "des Sept-Puits",
    "de Clairvanne", "du Rocheron", "d'Isselette", "de la Moussaie", "de Verdonval", "du Chastelin",
    "d'Orgemoule", "de Pierrelune", "des Trois-Gués", "de la Ternoise-Haute", "du Valfleur",
    "d'Escoubelle", "de Noirbois",
)  # fmt: skip


def nommer_territoire(rang: int) -> str:
    """Le nom inventé du territoire de ce rang ; deux rangs ont deux noms.

    Raises:
        ValueError: rang au-delà des noms que l'on sait former.
    """
    if rang >= len(PREMIERS) * len(SECONDS):
        raise ValueError(f"{len(PREMIERS) * len(SECONDS)} territoires inventés au plus")
    return f"{PREMIERS[rang % len(PREMIERS)]} {SECONDS[rang // len(PREMIERS)]}"


def tirer_titre(hasard: Random) -> str:
    """Un intitulé à l'infinitif."""
    return f"{hasard.choice(ACTIONS)} {hasard.choice(OBJETS)} {hasard.choice(COMPLEMENTS)}"


def tirer_phrase(hasard: Random) -> str:
    """Une phrase entière."""
    debut = f"{hasard.choice(SUJETS)} {hasard.choice(VERBES)} {hasard.choice(OBJETS)}"
    return f"{debut} {hasard.choice(COMPLEMENTS)}."


def tirer_texte(hasard: Random, octets: int) -> str:
    """Des paragraphes séparés d'une ligne vide, d'environ ce nombre d'octets."""
    paragraphes: list[str] = []
    while len("\n\n".join(paragraphes).encode()) < octets - 120:
        phrases = [tirer_phrase(hasard) for _ in range(3)]
        paragraphes.append(" ".join([*phrases, hasard.choice(SUITES)]))
    return "\n\n".join(paragraphes)
