"""Les listes fermées : chaque mot du YAML, son libellé pour le lecteur.

Un vocabulaire est la seule place où un mot et son libellé se rencontrent.
"""

from enum import StrEnum
from typing import Self


class Vocabulaire(StrEnum):
    """Une liste fermée de mots ; chaque membre porte le libellé que lit le public.

    Attributes:
        libelle: le mot tel qu'on le lit.
        icone: l'icône qui le dessine, ou dessine son signe, là où il en a une.
        signe: le signe imprimé devant lui, jamais seul, là où il en a un.
    """

    libelle: str
    icone: str
    signe: str

    def __new__(cls, valeur: str, libelle: str, icone: str = "", signe: str = "") -> Self:
        """Crée le mot et ce qui le montre."""
        membre = str.__new__(cls, valeur)
        membre._value_ = valeur
        membre.libelle, membre.icone, membre.signe = libelle, icone, signe
        return membre


class TypeNiveau(Vocabulaire):
    """Le type canonique d'une ligne de plan, à part du mot que le territoire imprime."""

    AXE = "axe", "Axe"
    ENJEU = "enjeu", "Enjeu"
    OBJECTIF = "objectif", "Objectif"
    ORIENTATION = "orientation", "Orientation"
    ACTION = "action", "Action"

    @property
    def pluriel(self) -> str:
        """La clé du YAML et le dossier des adresses : axes, enjeux, actions…"""
        return "enjeux" if self is TypeNiveau.ENJEU else f"{self.value}s"

    @property
    def feminin(self) -> bool:
        """Le genre du mot canonique."""
        return self in (TypeNiveau.ORIENTATION, TypeNiveau.ACTION)


class Genre(Vocabulaire):
    """Le genre grammatical d'un libellé."""

    MASCULIN = "m", "masculin"
    FEMININ = "f", "féminin"


class TypeTerritoire(Vocabulaire):
    """La nature juridique de l'entité qui porte le projet."""

    COMMUNAUTE_DE_COMMUNES = "communaute_de_communes", "Communauté de communes"
    COMMUNAUTE_D_AGGLOMERATION = "communaute_d_agglomeration", "Communauté d’agglomération"
    COMMUNAUTE_URBAINE = "communaute_urbaine", "Communauté urbaine"
    METROPOLE = "metropole", "Métropole"
    SYNDICAT_MIXTE = "syndicat_mixte", "Syndicat mixte"
    COMMUNE = "commune", "Commune"


class NatureFait(Vocabulaire):
    """Ce qu'un fait de l'histoire change à l'entité qui publie."""

    CREATION = "creation", "Création"
    FUSION = "fusion", "Création par fusion"
    EXTENSION = "extension", "Extension"
    CHANGEMENT_DE_NOM = "changement_de_nom", "Changement de nom"
    AUTRE = "autre", "Autre fait"

    @property
    def fonde(self) -> bool:
        """Vrai si l'entité d'aujourd'hui naît ce jour-là."""
        return self in (NatureFait.CREATION, NatureFait.FUSION)


class NaturePartie(Vocabulaire):
    """Ce qu'est la partie du territoire dont la source compte les habitants."""

    VILLE = "ville", "Ville"
    MEMBRE = "membre", "Communauté membre"
    ANCIENNE = "ancienne", "Ancienne entité"
    AUTRE = "autre", "Autre partie"


class GenreProjet(Vocabulaire):
    """Ce qu'est le document publié."""

    PROJET_SOCIAL = "projet_social", "Projet social de territoire"
    POLITIQUE_SOCIALE = "politique_sociale", "Politique sociale intercommunale"
    PROJET_DE_COHESION_SOCIALE = "projet_de_cohesion_sociale", "Projet de cohésion sociale"
    CONTRAT_LOCAL_DE_SANTE = "contrat_local_de_sante", "Contrat local de santé"
    CONVENTION_TERRITORIALE_GLOBALE = (
        "convention_territoriale_globale",
        "Convention territoriale globale",
    )
    AUTRE = "autre", "Autre document"

    @property
    def suit_les_quatre_temps(self) -> bool:
        """Vrai pour la démarche « Politique sociale intercommunale » de Territoires Conseils, la
        seule qui annonce une présentation, des ateliers, des témoignages et une restitution.
        """
        return self is GenreProjet.POLITIQUE_SOCIALE


class Stade(Vocabulaire):
    """Où en est un projet dans son ensemble."""

    EN_ELABORATION = "en_elaboration", "En cours d’élaboration"
    ORIENTE = "oriente", "Orientations débattues et restituées"
    VALIDE = "valide", "Validé"
    EN_OEUVRE = "en_oeuvre", "En cours de mise en œuvre"
    ACHEVE = "acheve", "Achevé"


class Statut(Vocabulaire):
    """Où en est une action ; `signe` accompagne toujours le mot."""

    PISTE = "piste", "Piste à l’étude", "circle-outline", "○"
    A_VENIR = "a_venir", "À venir", "circle-slice-2", "◔"
    EN_AMORCAGE = "en_amorcage", "En amorçage", "play-circle-outline", "►"
    EN_COURS = "en_cours", "En cours", "circle-slice-4", "◑"
    REALISEE = "realisee", "Réalisée", "check-circle", "●"
    EN_PAUSE = "en_pause", "En pause", "pause-circle-outline", "‖"
    ABANDONNEE = "abandonnee", "Abandonnée", "close-circle-outline", "✕"

    @property
    def sens(self) -> str:
        """Ce que veut dire le mot, pour un habitant."""
        return {
            Statut.PISTE: "l’idée est à l’étude ; rien n’est décidé",
            Statut.A_VENIR: "c’est décidé, pas encore commencé",
            Statut.EN_AMORCAGE: "cela se prépare, avec de premiers moyens",
            Statut.EN_COURS: "c’est commencé",
            Statut.REALISEE: "c’est fait, ou cela fonctionne",
            Statut.EN_PAUSE: "c’est arrêté pour un temps ; la fiche dit pourquoi",
            Statut.ABANDONNEE: "cela ne se fera pas ; la fiche dit pourquoi",
        }[self]

    @property
    def au_pluriel(self) -> str:
        """« réalisées », « pistes à l’étude » : ce qui suit le nombre de plusieurs actions."""
        accordes = {
            Statut.PISTE: "pistes à l’étude",
            Statut.REALISEE: "réalisées",
            Statut.ABANDONNEE: "abandonnées",
        }
        return accordes.get(self, self.libelle.lower())

    @property
    def s_explique(self) -> bool:
        """Vrai pour ce qui s'arrête : la fiche dit pourquoi."""
        return self in (Statut.EN_PAUSE, Statut.ABANDONNEE)


class SignalDeSuivi(Vocabulaire):
    """Ce que le site remarque du suivi d'une action ; cela se calcule, et ne s'écrit jamais."""

    ECHEANCE_DEPASSEE = "echeance_depassee", "Échéance dépassée", "clock-alert-outline"
    SANS_NOUVELLES = "sans_nouvelles", "Sans nouvelles depuis 12 mois", "message-off-outline"

    @property
    def sens(self) -> str:
        """Ce que veut dire le signal, pour un habitant."""
        return {
            SignalDeSuivi.ECHEANCE_DEPASSEE: "la date prévue est passée, et rien ne dit qu’elle "
            "est réalisée",
            SignalDeSuivi.SANS_NOUVELLES: "la dernière nouvelle publiée a plus d’un an",
        }[self]


class Priorite(Vocabulaire):
    """L'ordre d'urgence que le territoire donne à une action."""

    HAUTE = "haute", "Haute"
    MOYENNE = "moyenne", "Moyenne"
    BASSE = "basse", "Basse"


class Nature(Vocabulaire):
    """Ce que l'action change à l'existant."""

    EXISTANTE = "existante", "Action existante"
    A_ETENDRE = "a_etendre", "Action existante à étendre"
    NOUVELLE = "nouvelle", "Action nouvelle"


class Rubrique(Vocabulaire):
    """Une rubrique d'une fiche, qu'un document peut dire sans objet."""

    OBJECTIFS = "objectifs", "Objectifs"
    PUBLICS = "publics", "Publics"
    PILOTES = "pilotes", "Pilotes"
    PORTEUR = "porteur", "Porteur"
    ELU_REFERENT = "elu_referent", "Élu référent"
    PARTENAIRES = "partenaires", "Partenaires"
    INSTANCE = "instance", "Instance de suivi"
    PERIMETRE = "perimetre", "Périmètre"
    LIEUX = "lieux", "Lieux"
    DISPOSITIFS = "dispositifs", "Dispositifs"
    ETAPES = "etapes", "Étapes"
    MOYENS = "moyens", "Moyens"
    BUDGETS = "budgets", "Budget"
    FINANCEURS = "financeurs", "Financeurs"
    RESULTATS_ATTENDUS = "resultats_attendus", "Résultats attendus"
    INDICATEURS = "indicateurs", "Indicateurs"
    PARTICIPATION = "participation", "Place des habitants"
    ACTIONS_LIEES = "actions_liees", "Actions liées"


class Participation(Vocabulaire):
    """La place faite aux habitants, du moins au plus engageant."""

    INFORMATION = "information", "Information"
    CONSULTATION = "consultation", "Consultation"
    CONCERTATION = "concertation", "Concertation"
    CO_CONSTRUCTION = "co_construction", "Co-construction"

    @property
    def sens(self) -> str:
        """Ce que veut dire le mot, pour un habitant."""
        return {
            Participation.INFORMATION: "les habitants sont tenus au courant",
            Participation.CONSULTATION: "on leur demande leur avis, sans décider avec eux",
            Participation.CONCERTATION: "on en discute avec eux avant de décider",
            Participation.CO_CONSTRUCTION: "ils font le projet avec la collectivité",
        }[self]


class NatureBudget(Vocabulaire):
    """La section d'un budget."""

    FONCTIONNEMENT = "fonctionnement", "Fonctionnement"
    INVESTISSEMENT = "investissement", "Investissement"
    RESSOURCES_HUMAINES = "ressources_humaines", "Ressources humaines"


class TypeIndicateur(Vocabulaire):
    """Ce qu'un indicateur mesure."""

    MOYEN = "moyen", "Moyen"
    REALISATION = "realisation", "Réalisation"
    RESULTAT = "resultat", "Résultat"
    IMPACT = "impact", "Impact"


class MesureIndicateur(Vocabulaire):
    """Ce qu'un indicateur relève : un nombre, ou une appréciation."""

    QUANTITATIF = "quantitatif", "Quantitatif"
    QUALITATIF = "qualitatif", "Qualitatif"


class SensIndicateur(Vocabulaire):
    """Le sens où un indicateur doit aller pour que l'on avance."""

    HAUSSE = "hausse", "Plus le nombre monte, mieux c’est"
    BAISSE = "baisse", "Plus le nombre baisse, mieux c’est"


class Parution(Vocabulaire):
    """Une fiche au brouillon ne paraît pas sur le site."""

    BROUILLON = "brouillon", "Brouillon"
    PUBLIE = "publie", "Publié"


class Cias(Vocabulaire):
    """La place du centre intercommunal d'action sociale dans la gouvernance."""

    EXISTANT = "existant", "CIAS existant"
    CREE = "cree", "CIAS créé"
    DECIDE = "decide", "Création d’un CIAS décidée"
    ENVISAGE = "envisage", "CIAS envisagé"
    RECENTRE = "recentre", "CIAS à recentrer"
    EN_ATTENTE = "en_attente", "CIAS laissé en attente"
    ECARTE = "ecarte", "CIAS écarté"


class TypeEtape(Vocabulaire):
    """Ce qui se passe à une étape de la démarche."""

    PRESENTATION = "presentation", "Présentation aux élus"
    ATELIERS = "ateliers", "Ateliers"
    TEMOIGNAGES = "temoignages", "Témoignages des acteurs"
    RESTITUTION = "restitution", "Restitution"
    LANCEMENT = "lancement", "Lancement"
    DIAGNOSTIC = "diagnostic", "Diagnostic"
    ENQUETE = "enquete", "Enquête"
    CONCERTATION = "concertation", "Concertation"
    GOUVERNANCE = "gouvernance", "Gouvernance"
    PRIORISATION = "priorisation", "Choix des priorités"
    VALIDATION = "validation", "Validation"
    SIGNATURE = "signature", "Signature"
    MISE_EN_OEUVRE = "mise_en_oeuvre", "Mise en œuvre"
    EVALUATION = "evaluation", "Évaluation"


class Part(Vocabulaire):
    """La part qu'un acteur prend à une étape de la démarche, de la plus forte à la plus faible."""

    ENTENDU = "entendu", "entendu"
    PRESENT = "present", "présent"
    INVITE = "invite", "invité"

    @property
    def champ(self) -> str:
        """Le champ d'une étape qui nomme ces acteurs."""
        return {Part.ENTENDU: "acteurs", Part.PRESENT: "presents", Part.INVITE: "invites"}[self]

    @property
    def reserve(self) -> str:
        """Ce que le document ne dit pas de ces acteurs ; vide s'ils furent entendus."""
        return {
            Part.ENTENDU: "",
            Part.PRESENT: "le document ne dit pas qui a été entendu",
            Part.INVITE: "le document ne dit pas qui est venu",
        }[self]


class PartieProjet(Vocabulaire):
    """L'endroit du document où un thème est évoqué sans être une ligne du plan."""

    CONTEXTE = "contexte", "Contexte"
    DEMARCHE = "demarche", "Démarche"
    COMMENTAIRES = "commentaires", "Commentaires et enjeux majeurs"


class Dispositif(Vocabulaire):
    """Le cadre partenarial où s'inscrit une action."""

    ABS = "abs", "Analyse des besoins sociaux"
    CTG = "ctg", "Convention territoriale globale"
    CLS = "cls", "Contrat local de santé"
    FRANCE_SERVICES = "france_services", "France services"
    CONTRAT_VILLE = "contrat_ville", "Contrat de ville"
    PLH = "plh", "Programme local de l’habitat"
    PCAET = "pcaet", "Plan climat-air-énergie territorial"
    CEJ = "cej", "Contrat enfance jeunesse"
    PEDT = "pedt", "Projet éducatif de territoire"


class VueComparee(Vocabulaire):
    """Une façon de comparer des territoires ; son mot est la fin de l'adresse de la page."""

    CONTEXTE = "contexte", "Contexte", "information-outline"
    CALENDRIERS = "calendriers", "Calendriers", "calendar-clock"
    ACTEURS = "acteurs", "Qui a été entendu", "account-voice"
    THEMES = "themes", "Thèmes et territoires", "grid"
    AXES = "axes", "Axes côte à côte", "view-column-outline"
    COMMENTAIRES = "commentaires", "Commentaires et enjeux majeurs", "comment-quote-outline"
    GOUVERNANCE = "gouvernance", "Gouvernance", "sitemap-outline"
    RESSEMBLANCES = "ressemblances", "Ressemblances", "equal"
    COMPARER = "comparer", "Comparer deux à quatre territoires", "compare"


class EtatEntite(Vocabulaire):
    """Ce que devient une intercommunalité accompagnée dans la liste officielle du jour."""

    EXISTE = "existe", "Existe sous ce nom"
    RENOMMEE = "renommee", "A changé de nom"
    DISPARUE = "disparue", "N’existe plus"
    NON_RAPPROCHEE = "non_rapprochee", "Non rapprochée"


class Conformite(Vocabulaire):
    """L'état d'accessibilité d'un site, tel que la loi veut qu'il soit dit."""

    NON = "non", "non conforme"
    PARTIELLE = "partielle", "partiellement conforme"
    TOTALE = "totale", "totalement conforme"


class Reussite(Vocabulaire):
    """Comment un parcours s'est terminé pendant une séance de lecteur d'écran."""

    REUSSI = "reussi", "Réussi"
    GENE = "gene", "Réussi avec une gêne"
    ECHOUE = "echoue", "Échoué"


class ModeDeControle(Vocabulaire):
    """Qui peut dire si un critère d'accessibilité est respecté, pour un site de cette sorte."""

    MACHINE = "machine", "Décidable par un test"
    ASSISTE = "assiste", "À décider par une personne, aidée d’un test"
    HUMAIN = "humain", "À décider par une personne"
    NON_APPLICABLE = "non_applicable", "Sans objet ici"
