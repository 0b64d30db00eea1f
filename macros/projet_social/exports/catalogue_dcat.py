"""Le catalogue DCAT (JSON-LD) que data.gouv.fr et les autres portails savent moissonner.

Profil : DCAT-AP 2, avec ce que https://doc.data.gouv.fr/moissonnage/dcat/ dit lire. Un portail y
trouve un jeu de données par site, et une distribution par fichier qui vaut pour tout le site. Il ne
moissonne que des adresses entières : tant que celle du site est inconnue, pas de catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..corpus.corpus import Corpus
from ..modele.date_partielle import DatePartielle
from ..pages.fixe import AdresseFixe
from ..pages.publication import Publication
from .donnees_csv import MOTS_CLES, ecrire_json
from .fichier import RACINE, Fichier, FormatDeFichier, Rayon, donnees, fichiers_de
from .identite import du_site, uuid_de
from .licence import AUTEURS, attribution, date_de_maj, licence_des_donnees

ADRESSE = f"{RACINE}catalogue.jsonld"
PAGE = AdresseFixe.DONNEES
CONTEXTE = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
UNION = "http://publications.europa.eu/resource/authority/"
"""Les listes de l'Union européenne : langues, thèmes, rythmes, types de fichiers."""
TYPES = "https://www.iana.org/assignments/media-types/"
DEPARTEMENT = "http://id.insee.fr/geo/departement/"
PARTAGES = {Rayon.ENTIER, Rayon.TABLES}
"""Les rayons dont chaque fichier est une distribution."""


@donnees
def catalogue(publication: Publication) -> Iterator[Fichier]:
    """Le catalogue du site, si l'on sait où est le site."""
    if not publication.url:
        return
    yield Fichier(
        ADRESSE,
        "Catalogue DCAT",
        "Le catalogue que les portails de données ouvertes moissonnent (DCAT-AP).",
        FormatDeFichier.JSON_LD,
        Rayon.MACHINES,
        lambda: ecrire_json(decrire_le_catalogue(publication)),
    )


def decrire_le_catalogue(publication: Publication) -> dict[str, Any]:
    """Le catalogue, son jeu de données, ses distributions."""
    corpus = publication.corpus
    editeur = _sans_vide(
        {
            "@type": "foaf:Agent",
            "foaf:name": corpus.editeur.nom or AUTEURS,
            "dct:identifier": corpus.editeur.siren,
        }
    )
    commun = {
        "dct:publisher": editeur,
        "dct:language": _liste("language", "FRA"),
        "dct:modified": _jour(corpus),
        "dct:license": _licence(corpus),
    }
    return _sans_vide(
        {
            "@context": CONTEXTE,
            "@id": _lier(publication, ADRESSE),
            "@type": "dcat:Catalog",
            "dct:title": _dire(publication.nom),
            "dct:description": _dire(f"Les données ouvertes du site « {publication.nom} »."),
            "foaf:homepage": {"@id": _lier(publication, "")},
            "dcat:themeTaxonomy": {"@id": f"{UNION}data-theme"},
            **commun,
            "dcat:dataset": [_jeu(publication, commun)],
        }
    )


def _jeu(publication: Publication, commun: dict[str, Any]) -> dict[str, Any]:
    corpus = publication.corpus
    codes = {code for t in corpus.territoires.values() for code in t.donnees.departements}
    page = _lier(publication, PAGE)
    return _sans_vide(
        {
            "@id": f"{page}#jeu-de-donnees",
            "@type": "dcat:Dataset",
            "dct:identifier": uuid_de(du_site(publication), "projets-sociaux").urn,
            "dct:title": _dire(publication.nom),
            "dct:description": _dire(_description(publication)),
            "dcat:keyword": [_dire(mot) for mot in MOTS_CLES],
            "dcat:theme": _liste("data-theme", "SOCI"),
            "dcat:landingPage": {"@id": page},
            "dcat:contactPoint": _contact(publication),
            "dct:accessRights": _liste("access-right", "PUBLIC"),
            "dct:accrualPeriodicity": _liste("frequency", "IRREG"),
            "dct:spatial": [{"@id": f"{DEPARTEMENT}{code}"} for code in sorted(codes)],
            "dct:temporal": _periode(corpus),
            "dct:provenance": _provenance(corpus),
            **commun,
            "dcat:distribution": [
                _distribution(publication, fichier)
                for fichier in fichiers_de(publication)
                if fichier.rayon in PARTAGES
            ],
        }
    )


def _description(publication: Publication) -> str:
    corpus = publication.corpus
    comptes = (
        f"{len(corpus.territoires)} territoires, {len(corpus.plans)} projets, "
        f"{len(corpus.lignes)} lignes de plan"
    )
    return (
        "Projets sociaux de territoire : contexte, démarche, acteurs entendus, plan d’action, "
        f"suivi et gouvernance, chaque élément avec sa source ({comptes}). "
        f"{attribution(publication)}"
    )


def _distribution(publication: Publication, fichier: Fichier) -> dict[str, Any]:
    adresse, format_ = _lier(publication, fichier.adresse), fichier.format
    schema = {"@id": _lier(publication, fichier.schema)} if fichier.schema else None
    return _sans_vide(
        {
            "@id": adresse,
            "@type": "dcat:Distribution",
            "dct:title": _dire(f"{fichier.titre} ({format_.nom})"),
            "dct:description": _dire(fichier.description),
            "dcat:accessURL": {"@id": adresse},
            "dcat:downloadURL": {"@id": adresse},
            "dct:format": _liste("file-type", format_.code) if format_.code else None,
            "dcat:mediaType": {"@id": f"{TYPES}{format_.type}"},
            "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(fichier.poids)},
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": fichier.empreinte},
            },
            "dct:conformsTo": schema,
            "dct:license": _licence(publication.corpus),
            "dct:rights": {
                "@type": "dct:RightsStatement",
                "dct:description": _dire(attribution(publication)),
            },
            "dct:modified": _jour(publication.corpus),
        }
    )


def _lier(publication: Publication, adresse: str) -> str:
    """L'adresse absolue d'une chose du site."""
    return publication.absolue(adresse) or f"{publication.url}{adresse}"


def _licence(corpus: Corpus) -> dict[str, str] | None:
    licence = licence_des_donnees(corpus)
    return {"@id": licence.url} if licence and licence.url else None


def _contact(publication: Publication) -> dict[str, Any]:
    """Où écrire : la boîte générique de l'éditeur, sinon le site."""
    contact, nom = publication.corpus.editeur.contact, publication.corpus.editeur.nom
    courriel = contact.courriel if contact else None
    formulaire = contact.formulaire if contact else None
    return _sans_vide(
        {
            "@type": "vcard:Organization",
            "vcard:fn": (contact.service if contact else None) or nom or publication.nom,
            "vcard:hasEmail": {"@id": f"mailto:{courriel}"} if courriel else None,
            "vcard:hasURL": {"@id": formulaire or _lier(publication, "")},
        }
    )


def _periode(corpus: Corpus) -> dict[str, Any] | None:
    """Du premier au dernier jour que couvrent les projets et leurs démarches."""
    dates = list(_dates(corpus))
    debuts = [date.debut for date in dates if date.debut]
    fins = [date.fin for date in dates if date.fin]
    if not debuts or not fins:
        return None
    bornes = {"dcat:startDate": min(debuts), "dcat:endDate": max(fins)}
    jours = {nom: {"@type": "xsd:date", "@value": b.isoformat()} for nom, b in bornes.items()}
    return {"@type": "dct:PeriodOfTime", **jours}


def _dates(corpus: Corpus) -> Iterable[DatePartielle]:
    for plan in corpus.plans:
        etapes = plan.projet.demarche.etapes if plan.projet.demarche else ()
        for dite in (plan.projet.periode, *(etape.date for etape in etapes)):
            if dite:
                yield dite


def _provenance(corpus: Corpus) -> list[dict[str, Any]]:
    """Ce que chaque document source demande de dire."""
    return [
        {
            "@type": "dct:ProvenanceStatement",
            "dct:description": _dire(f"{source.titre}. {source.attribution or ''}".strip()),
        }
        for source in corpus.sources.values()
    ]


def _jour(corpus: Corpus) -> dict[str, str] | None:
    maj = date_de_maj(corpus.plans)
    return {"@type": "xsd:date", "@value": maj.isoformat()} if maj else None


def _dire(texte: str) -> dict[str, str]:
    return {"@language": "fr", "@value": texte}


def _liste(nom: str, code: str) -> dict[str, str]:
    return {"@id": f"{UNION}{nom}/{code}"}


def _sans_vide(valeurs: dict[str, Any]) -> dict[str, Any]:
    return {nom: valeur for nom, valeur in valeurs.items() if valeur not in (None, "", [], {})}
