"""Les référentiels partagés : thèmes, publics, acteurs, glossaire."""

from .couleur import Couleur, CouleurSombre
from .socle import Liste, Objet
from .source import DocumentSource
from .texte import Identifiant, NomDIcone, Titre


class FamilleDeThemes(Objet):
    """Un groupe de thèmes."""

    id: Identifiant
    """Identifiant de la famille."""
    nom: Titre
    """Nom de la famille."""
    couleur: Couleur | None = None
    """Couleur de la famille, sur fond clair (#8A4708)."""
    couleur_sombre: CouleurSombre | None = None
    """La même sur fond sombre ; sans elle, la plus proche qui s'y lit."""


class Theme(Objet):
    """Un thème commun à tous les territoires."""

    id: Identifiant
    """Identifiant : la fin de l'adresse de sa page."""
    famille: Identifiant
    """Famille du thème."""
    nom: Titre
    """Nom du thème."""
    nom_court: Titre | None = None
    """Le même en un mot ou deux, pour les étiquettes et les têtes de colonnes."""
    icone: NomDIcone | None = None
    """Icône du thème, parmi celles de Material Design Icons (`bus`)."""
    definition: Titre | None = None
    """Définition en une ligne."""
    synonymes: Liste[Titre] = ()
    """Mots que chercherait un habitant ; ils servent à trouver, et ne s'impriment pas."""
    ctg: Titre | None = None
    """Thématique correspondante des conventions territoriales globales."""

    @property
    def en_bref(self) -> str:
        """Le nom court, sinon le nom."""
        return self.nom_court or self.nom


class Public(Objet):
    """Un public visé."""

    id: Identifiant
    """Identifiant : la fin de l'adresse de sa page."""
    nom: Titre
    """Nom du public."""
    icone: NomDIcone | None = None
    """Icône du public, parmi celles de Material Design Icons (`human-cane`)."""
    definition: Titre | None = None
    """Définition en une ligne."""
    synonymes: Liste[Titre] = ()
    """Mots que chercherait un habitant ; ils servent à trouver, et ne s'impriment pas."""


class Situation(Objet):
    """Une situation de vie : l'entrée d'un habitant vers ce qui le concerne."""

    id: Identifiant
    """Identifiant : la fin de l'adresse de sa page."""
    phrase: Titre
    """La situation, à la première personne (« Je suis parent »)."""
    icone: NomDIcone | None = None
    """Icône de la situation, parmi celles de Material Design Icons (`account-child`)."""
    definition: Titre | None = None
    """Ce que l'on y trouve, en une ligne."""
    synonymes: Liste[Titre] = ()
    """Mots que chercherait un habitant ; ils servent à trouver, et ne s'impriment pas."""
    publics: Liste[Identifiant] = ()
    """Publics réunis ; une ligne qui en vise un y paraît."""
    themes: Liste[Identifiant] = ()
    """Thèmes réunis ; une ligne qui en porte un y paraît."""


class FamilleDActeurs(Objet):
    """Un groupe d'acteurs."""

    id: Identifiant
    """Identifiant de la famille."""
    nom: Titre
    """Nom de la famille."""


class Acteur(Objet):
    """Un acteur local, sous toutes les formes où les documents le nomment."""

    id: Identifiant
    """Identifiant de l'acteur."""
    nom: Titre
    """Nom retenu."""
    famille: Identifiant
    """Famille de l'acteur."""
    releve_de: Identifiant | None = None
    """Acteur dont celui-ci est un service, si c'est certain ; l'entendre fait entendre l'autre."""
    variantes: Liste[Titre] = ()
    """Formulations exactes des documents."""


class Terme(Objet):
    """Un sigle ou un mot du métier, expliqué."""

    sigle: Titre
    """Sigle ou mot, comme on le lit."""
    developpe: Titre | None = None
    """Ce que veut dire le sigle."""
    definition: Titre
    """Explication simple."""
    variantes: Liste[Titre] = ()
    """Autres écritures."""
    voir: Liste[Titre] = ()
    """Termes voisins."""


class Themes(Objet):
    """Le fichier `referentiels/themes.yml`."""

    familles: tuple[FamilleDeThemes, ...] = ()
    """Familles, dans l'ordre."""
    themes: tuple[Theme, ...] = ()
    """Thèmes, dans l'ordre."""


class Publics(Objet):
    """Le fichier `referentiels/publics.yml`."""

    publics: tuple[Public, ...] = ()
    """Publics, dans l'ordre."""


class Situations(Objet):
    """Le fichier `referentiels/situations.yml`."""

    situations: tuple[Situation, ...] = ()
    """Situations, dans l'ordre de l'accueil."""


class Acteurs(Objet):
    """Le fichier `referentiels/acteurs.yml`."""

    familles: tuple[FamilleDActeurs, ...] = ()
    """Familles, dans l'ordre."""
    acteurs: tuple[Acteur, ...] = ()
    """Acteurs."""


class Glossaire(Objet):
    """Le fichier `referentiels/glossaire.yml`."""

    termes: tuple[Terme, ...] = ()
    """Termes expliqués."""


class Sources(Objet):
    """Le fichier `referentiels/sources.yml`."""

    sources: tuple[DocumentSource, ...] = ()
    """Documents d'où viennent les données."""
