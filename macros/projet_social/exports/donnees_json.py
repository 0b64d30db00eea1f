"""Les données en JSON : le site entier, chaque territoire, chaque dossier, chaque thème.

`projet.json`, à la racine, porte tout le corpus dans la forme que `reprise.py` relit : il se
suffit, on peut l'envoyer, et d'autres sites s'en composent. Chaque fichier de données n'est
encodé qu'une fois, puis assemblé dans tous ceux qui le contiennent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import cached_property, lru_cache, partial
from typing import Any

from ..comparaison.mentions import MentionDeTheme, mentions_par_theme
from ..corpus.corpus import Corpus, DossierPublie
from ..corpus.plan import TerritoirePublie
from ..modele.format import FORMAT
from ..modele.referentiel import Acteurs, Glossaire, Publics, Sources, Theme, Themes
from ..pages.publication import Publication
from ..reprise import emboiter
from .arbre import MiseEnArbre, fichiers_du_corpus, source_ecrite
from .fichier import RACINE, Fichier, FormatDeFichier, Rayon, donnees
from .json_serre import sans_vide, serrer
from .licence import attribution, date_de_maj, licence_des_donnees

ENTIER = "projet.json"
SCHEMA = f"{RACINE}schemas/projet.schema.json"
SCHEMA_DU_THEME = f"{RACINE}schemas/theme.schema.json"


@donnees
def json_entier(publication: Publication) -> Iterator[Fichier]:
    """Tout le corpus, à la racine du site et parmi les données."""
    encodage = encodage_de(publication)
    for adresse, suite, rayon in (
        (RACINE + ENTIER, "", Rayon.ENTIER),
        (ENTIER, ", là où un autre site vient les chercher", Rayon.MACHINES),
    ):
        yield Fichier(
            adresse,
            "Toutes les données",
            f"Toutes les données du site{suite}.",
            FormatDeFichier.JSON,
            rayon,
            encodage.du_corpus,
            schema=SCHEMA,
        )


@donnees
def json_des_parties(publication: Publication) -> Iterator[Fichier]:
    """Les données de chaque territoire, de chaque dossier, de chaque thème."""
    corpus, encodage = publication.corpus, encodage_de(publication)

    def partie(dossier: str, nom: str, titre: str, description: str, **autres: Any) -> Fichier:
        adresse = f"{RACINE}{dossier}/{nom}.json"
        return Fichier(adresse, titre, description, FormatDeFichier.JSON, Rayon.PARTIES, **autres)

    for territoire in corpus.territoires.values():
        yield partie(
            "territoires",
            territoire.slug,
            territoire.nom,
            f"Les données de {territoire.nom} : territoire, projets, plan, fiches-actions.",
            ecrire=partial(encodage.du_territoire, territoire),
            sujet=territoire,
            schema=SCHEMA,
        )
    for dossier in corpus.dossiers.values():
        yield partie(
            "dossiers",
            dossier.id,
            dossier.donnees.titre,
            f"Le dossier « {dossier.donnees.titre} » et les données de ses territoires.",
            ecrire=partial(encodage.du_dossier, dossier),
            sujet=dossier,
            schema=SCHEMA,
        )
    for theme in corpus.themes.values():
        yield partie(
            "themes",
            theme.id,
            theme.nom,
            f"Ce que chaque territoire dit du thème « {theme.nom} », mot pour mot.",
            ecrire=partial(encodage.du_theme, theme),
            sujet=theme,
            schema=SCHEMA_DU_THEME,
        )


@lru_cache(maxsize=1)
def encodage_de(publication: Publication) -> Encodage:
    """L'encodage d'un site, le même pour tous ses fichiers."""
    return Encodage(publication)


class Encodage:
    """Le JSON d'un site, fichier de données par fichier de données."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.corpus = publication.corpus

    def du_corpus(self) -> bytes:
        """Tout ce que le site publie ; s'assemble à chaque demande, plutôt que de se garder."""
        return self._composer(self.corpus)

    def du_territoire(self, territoire: TerritoirePublie) -> bytes:
        """Un territoire, ses projets et leurs fiches."""
        return self._composer(self._reduire([territoire], {}))

    def du_dossier(self, dossier: DossierPublie) -> bytes:
        """Un dossier et tous ses territoires."""
        return self._composer(self._reduire(dossier.territoires, {dossier.id: dossier}))

    def du_theme(self, theme: Theme) -> bytes:
        """Un thème et toutes ses mentions."""
        mentions = self._mentions.get(theme.id, [])
        cites = {m.source.document for m in mentions if m.source}
        cites |= {m.ligne.source.document for m in mentions if m.ligne and m.ligne.source}
        plans = {id(mention.plan): mention.plan for mention in mentions}
        corps = {
            "theme": self._arbre.rendre(theme),
            "mentions": [self._mention(mention) for mention in mentions],
            "sources": [
                self._arbre.rendre(source)
                for source in self.corpus.sources.values()
                if source.id in cites
            ],
        }
        return _octets({**self._entete(plans.values()), **corps})

    @cached_property
    def _mentions(self) -> dict[str, list[MentionDeTheme]]:
        return mentions_par_theme(self.corpus)

    @cached_property
    def _arbre(self) -> MiseEnArbre:
        return MiseEnArbre(self.corpus, self.publication.adresse)

    @cached_property
    def _fragments(self) -> dict[str, bytes]:
        """Chaque fichier de données du site, encodé ; un fichier vide n'y est pas."""
        fichiers = fichiers_du_corpus(self.corpus, self.publication.ensemble)
        rendus = ((chemin, self._arbre.rendre(objet, publie)) for chemin, objet, publie in fichiers)
        return {chemin: serrer(rendu) for chemin, rendu in rendus if rendu}

    def _reduire(
        self, territoires: Iterable[TerritoirePublie], dossiers: Mapping[str, DossierPublie]
    ) -> Corpus:
        """Une partie du corpus, qui se relit seule."""
        retenus, modeles = list(territoires), {Themes, Publics, Glossaire, Sources}
        if dossiers:
            modeles.add(Acteurs)
        return replace(
            self.corpus,
            territoires={territoire.slug: territoire for territoire in retenus},
            plans=list(dict.fromkeys(plan for t in retenus for plan in t.plans)),
            dossiers=dict(dossiers),
            seuls={modele: o for modele, o in self.corpus.seuls.items() if modele in modeles},
        )

    def _composer(self, corpus: Corpus) -> bytes:
        """Le JSON d'une partie du corpus, de fichiers déjà encodés."""
        choisis = {
            chemin: self._fragments[chemin]
            for chemin, objet, _ in fichiers_du_corpus(corpus, self.publication.ensemble)
            if objet.model_fields_set and chemin in self._fragments
        }
        tete = _octets(self._entete(corpus.plans)).removesuffix(b"}\n")
        donnees, officiel = _assembler(emboiter(choisis)), serrer(officiel_de(corpus))
        suite = [b',\n"donnees":', *donnees, b',\n"officiel":', officiel, b"}\n"]
        return b"".join([tete, *suite])

    def _entete(self, plans: Iterable[Any]) -> dict[str, Any]:
        licence = licence_des_donnees(self.corpus)
        maj = date_de_maj(plans)
        site = {"nom": self.publication.nom, "adresse": self.publication.url}
        entete = {
            "format": FORMAT,
            "site": sans_vide(site),
            "maj": maj.isoformat() if maj else None,
            "licence": sans_vide(asdict(licence)) if licence else None,
            "attribution": attribution(self.publication),
        }
        return sans_vide(entete)

    def _mention(self, mention: MentionDeTheme) -> dict[str, Any]:
        source = mention.ligne.source if mention.ligne else mention.source
        return sans_vide(
            {
                "territoire": mention.territoire.slug,
                "nom": mention.territoire.nom,
                "projet": mention.plan.id,
                "niveau": mention.niveau.value,
                "intitule": mention.intitule,
                "texte": mention.texte,
                "ligne": mention.ligne.id if mention.ligne else None,
                "adresse": self.publication.adresse(mention.ligne or mention.territoire),
                "source": source_ecrite(source),
            }
        )


def officiel_de(corpus: Corpus) -> dict[str, list[dict[str, Any]]]:
    """Ce que le corpus emploie de la liste officielle, et rien d'autre."""
    officiel, territoires = corpus.officiel, corpus.territoires.values()
    accompagnees = corpus.accompagnements.lignes
    sirens = {entite.siren for t in territoires for entite in t.officielles}
    sirens |= {ligne.siren for ligne in accompagnees if ligne.siren}
    devenirs = [ligne.devenir for ligne in accompagnees if ligne.devenir]
    sirens |= {suivie.siren for devenir in devenirs for suivie in devenir.successeurs}
    communes = {commune.insee: commune for t in territoires for commune in t.communes}
    codes = {code for t in territoires for code in t.donnees.departements}
    codes |= {code for ligne in accompagnees for code in ligne.departements}
    codes |= {commune.departement for commune in communes.values()}
    retenus: dict[str, list[Any]] = {
        "epci": [e for siren, e in officiel.entites.items() if siren in sirens],
        "communes": [c for insee, c in officiel.communes.items() if insee in communes],
        "departements": [d for code, d in officiel.departements.items() if code in codes],
    }
    return {nom: list(map(asdict, lignes)) for nom, lignes in retenus.items()}


def _assembler(noeud: Any) -> Iterator[bytes]:
    """Des fichiers déjà encodés, rangés comme dans leurs dossiers ; chacun sur sa ligne."""
    if isinstance(noeud, bytes):
        yield noeud
        return
    separe = b"{\n"
    for nom, contenu in noeud.items():
        yield separe + serrer(nom) + b":"
        yield from _assembler(contenu)
        separe = b",\n"
    yield b"}" if noeud else b"{}"


def _octets(valeurs: Mapping[str, Any]) -> bytes:
    lignes = b",\n".join(serrer(nom) + b":" + serrer(valeur) for nom, valeur in valeurs.items())
    return b"{" + lignes + b"}\n"
