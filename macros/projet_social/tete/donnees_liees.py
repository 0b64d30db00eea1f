"""Les données liées d'une page (schema.org, en JSON-LD) : rien que ce que la page dit.

Une fonction par macro de page s'inscrit ici ; le fil d'Ariane est commun à toutes. Une adresse
relative y est juste : elle se résout d'après celle de la page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..exports.catalogue_dcat import ADRESSE as CATALOGUE
from ..exports.catalogue_dcat import periode_couverte
from ..exports.donnees_csv import MOTS_CLES
from ..exports.fichier import Rayon, fichiers_de
from ..exports.identite import identifiant_du_jeu
from ..exports.journal import editions_de
from ..exports.json_serre import sans_vide
from ..exports.licence import AUTEURS, attribution, licence_des_donnees
from ..exports.liens import lien_depuis
from ..modele.date_partielle import DatePartielle
from ..pages.fixe import AdresseFixe
from ..pages.page import Page
from ..pages.publication import Publication

Noeud = dict[str, Any]
EN_LIGNE = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)
"""Ce qui pourrait refermer la balise, écrit autrement ; le JSON reste le même."""


@dataclass(frozen=True)
class PageDecrite:
    """La page dont on parle, et comment mener à d'autres."""

    page: Page
    publication: Publication

    def lien(self, cible: Any) -> str | None:
        """L'adresse d'une cible : absolue si on le peut, sinon relative à la page."""
        return lien_depuis(self.publication, self.page.adresse, cible)

    @property
    def licence(self) -> str | None:
        """L'adresse de la licence, à défaut son nom."""
        licence = licence_des_donnees(self.publication.corpus)
        return (licence.url or licence.nom) if licence else None


Description = Callable[[PageDecrite], Iterator[Noeud]]
DESCRIPTIONS: dict[str, Description] = {}
"""Par macro de page, ce qui la décrit."""


def decrit(macro: str) -> Callable[[Description], Description]:
    """Inscrit la description des pages d'une macro."""

    def inscrire(fonction: Description) -> Description:
        DESCRIPTIONS[macro] = fonction
        return fonction

    return inscrire


def donnees_liees(page: Page, publication: Publication) -> str:
    """Le JSON-LD d'une page, prêt à écrire dans sa balise ; vide s'il n'y a rien à dire."""
    contexte = PageDecrite(page, publication)
    decrire = DESCRIPTIONS.get(page.macro)
    noeuds = [sans_vide(noeud) for noeud in (decrire(contexte) if decrire else ())]
    noeuds += [fil] if (fil := _fil(contexte)) else []
    if not noeuds:
        return ""
    graphe: Noeud = {"@context": "https://schema.org"}
    graphe |= noeuds[0] if len(noeuds) == 1 else {"@graph": noeuds}
    return json.dumps(graphe, ensure_ascii=False, separators=(",", ":")).translate(EN_LIGNE)


def _fil(contexte: PageDecrite) -> Noeud:
    """Le fil d'Ariane ; vide pour une page à laquelle rien ne mène que l'accueil."""
    page = contexte.page
    if not page.fil:
        return {}
    pas = [*((lien.titre, lien.adresse) for lien in page.fil), (page.titre, page.adresse)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            sans_vide(
                {"@type": "ListItem", "position": rang, "name": titre, "item": contexte.lien(but)}
            )
            for rang, (titre, but) in enumerate(pas, 1)
        ],
    }


@decrit("accueil")
def _du_site(contexte: PageDecrite) -> Iterator[Noeud]:
    editeur = contexte.publication.corpus.editeur
    organisme = {"@type": "Organization", "name": editeur.nom, "identifier": editeur.siren}
    yield {
        "@type": "WebSite",
        "name": contexte.publication.nom,
        "url": contexte.publication.url,
        "description": contexte.page.description,
        "inLanguage": "fr",
        "license": contexte.licence,
        "publisher": sans_vide(organisme) if editeur.nom else None,
    }


@decrit("territoire")
def _du_territoire(contexte: PageDecrite) -> Iterator[Noeud]:
    territoire = contexte.publication.corpus.territoire(contexte.page.arguments["territoire"])
    yield _organisme(contexte, territoire)
    for plan in territoire.plans:
        yield _projet(contexte, plan)


def _organisme(contexte: PageDecrite, territoire: TerritoirePublie) -> Noeud:
    donnees, officiel = territoire.donnees, contexte.publication.corpus.officiel
    siren = {"@type": "PropertyValue", "propertyID": "SIREN", "value": donnees.siren}
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{contexte.lien(territoire)}#organisme",
        "name": donnees.nom,
        "alternateName": territoire.nom if territoire.nom != donnees.nom else None,
        "description": donnees.resume,
        "identifier": siren if donnees.siren else None,
        "areaServed": {
            "@type": "AdministrativeArea",
            "name": territoire.nom,
            "containedInPlace": [
                {"@type": "AdministrativeArea", "name": officiel.nom_du_departement(code)}
                for code in donnees.departements
            ],
        },
    }


def _projet(contexte: PageDecrite, plan: Plan) -> Noeud:
    projet = plan.projet
    document = contexte.publication.corpus.sources.get(
        projet.source.document or "" if projet.source else ""
    )
    porteurs = [
        {"@id": f"{lien}#organisme"}
        for territoire in plan.territoires
        if (lien := contexte.lien(territoire))
    ]
    ailleurs = [{"@type": "Organization", "name": autre.nom} for autre in plan.d_ailleurs]
    fondement = (
        {
            "@type": "CreativeWork",
            "name": document.titre,
            "url": document.url if document.url and ":" in document.url else None,
            "publisher": document.editeur and {"@type": "Organization", "name": document.editeur},
        }
        if document
        else None
    )
    return {
        "@type": "CreativeWork",
        "@id": contexte.lien(plan),
        "name": plan.titre,
        "genre": projet.genre.libelle,
        "abstract": projet.resume,
        "inLanguage": "fr",
        "about": [*porteurs, *ailleurs],
        "temporalCoverage": _intervalle(projet.periode),
        "dateModified": _date(projet.maj),
        "license": contexte.licence,
        "isBasedOn": sans_vide(fondement) if fondement else None,
    }


@decrit("niveau")
@decrit("fiche")
def _de_la_ligne(contexte: PageDecrite) -> Iterator[Noeud]:
    arguments, corpus = contexte.page.arguments, contexte.publication.corpus
    ligne: Ligne = corpus.ligne(arguments["territoire"], arguments["ligne"])
    yield {
        "@type": "CreativeWork",
        "@id": contexte.lien(ligne),
        "name": ligne.titre,
        "genre": ligne.libelle,
        "position": ligne.numero,
        "abstract": ligne.contenu.resume,
        "inLanguage": "fr",
        "isPartOf": {"@id": contexte.lien(ligne.plan)},
        "about": [
            {"@type": "DefinedTerm", "name": corpus.themes[theme].nom} for theme in ligne.themes
        ],
        "dateModified": _date(ligne.contenu.maj or ligne.plan.projet.maj),
        "license": contexte.licence,
    }


@decrit("theme")
def _du_theme(contexte: PageDecrite) -> Iterator[Noeud]:
    theme = contexte.publication.corpus.theme(contexte.page.arguments["theme"])
    yield {
        "@type": "DefinedTerm",
        "@id": contexte.lien(theme),
        "name": theme.nom,
        "description": theme.definition,
        "alternateName": list(theme.synonymes),
        "inDefinedTermSet": contexte.lien(AdresseFixe.THEMES),
    }


@decrit("donnees")
def _du_jeu_de_donnees(contexte: PageDecrite) -> Iterator[Noeud]:
    """Le jeu entier, dans chacun de ses formats ; le catalogue DCAT en dit tous les fichiers."""
    publication, corpus = contexte.publication, contexte.publication.corpus
    editions, bornes = editions_de(corpus), periode_couverte(corpus)
    codes = sorted({code for t in corpus.territoires.values() for code in t.donnees.departements})
    auteur = {
        "@type": "Organization",
        "name": corpus.editeur.nom or AUTEURS,
        "identifier": corpus.editeur.siren,
    }
    catalogue = {
        "@type": "DataCatalog",
        "name": f"Données ouvertes : {publication.nom}",
        "url": contexte.lien(CATALOGUE if publication.url else contexte.page.adresse),
    }
    yield {
        "@type": "Dataset",
        "@id": contexte.lien(contexte.page.adresse),
        "url": contexte.lien(contexte.page.adresse),
        "identifier": identifiant_du_jeu(publication),
        "name": f"Données : {publication.nom}",
        "description": contexte.page.description,
        "keywords": list(MOTS_CLES),
        "inLanguage": "fr",
        "license": contexte.licence,
        "creator": sans_vide(auteur),
        "publisher": sans_vide(auteur),
        "creditText": attribution(publication),
        "version": editions[0].jour.isoformat() if editions else None,
        "datePublished": editions[-1].jour.isoformat() if editions else None,
        "dateModified": editions[0].jour.isoformat() if editions else None,
        "temporalCoverage": "/".join(borne.isoformat() for borne in bornes or ()),
        "spatialCoverage": [
            {"@type": "Place", "name": corpus.officiel.nom_du_departement(c), "identifier": c}
            for c in codes
        ],
        "includedInDataCatalog": catalogue,
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": fichier.titre,
                "encodingFormat": fichier.format.type,
                "contentUrl": contexte.lien(fichier.adresse),
            }
            for fichier in fichiers_de(publication)
            if fichier.rayon is Rayon.ENTIER
        ],
    }


def _date(dite: DatePartielle | None) -> str:
    """Une date pour une machine, à sa précision ; vide si elle n'en a pas l'écriture."""
    return dite.iso if dite else ""


def _intervalle(periode: DatePartielle | None) -> str:
    """Une période, bornes ouvertes comprises (« 2021-01-01/.. »)."""
    if periode is None:
        return ""
    return "/".join(jour.isoformat() if jour else ".." for jour in (periode.debut, periode.fin))
