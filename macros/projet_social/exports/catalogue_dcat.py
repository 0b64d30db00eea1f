"""Le catalogue DCAT (JSON-LD) que data.gouv.fr et les autres portails savent moissonner.

Profil : DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/), et tout ce que DCAT-AP 2.1
exige ou recommande ; n'en diffèrent que le poids, un entier, et l'empreinte, SHA-256. S'y ajoute ce
que https://doc.data.gouv.fr/moissonnage/dcat/ dit lire. Un portail y trouve un jeu de données par
site, et une distribution par fichier qui vaut pour tout le site. Il ne moissonne que des adresses
entières : tant que celle du site est inconnue, pas de catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..corpus.corpus import Corpus
from ..modele.date_partielle import DatePartielle, jour_en_francais
from ..modele.source import DocumentSource
from ..pages.fixe import AdresseFixe
from ..pages.publication import Publication
from ..texte.identifiant import forme_commune
from .donnees_csv import MOTS_CLES, ecrire_json
from .fichier import RACINE, Fichier, FormatDeFichier, Rayon, donnees, fichiers_de
from .identite import identifiant_du_jeu
from .journal import editions_de
from .licence import AUTEURS, attribution, date_de_maj
from .noeuds_dcat import (
    ADMS,
    CONTEXTE,
    INSEE,
    TYPES,
    UNION,
    Noeud,
    concept,
    jour_ecrit,
    licence_liee,
    lieu,
    noeud,
    phrase_dcat,
    texte_francais,
)

ADRESSE = f"{RACINE}catalogue.jsonld"
PAGE = AdresseFixe.DONNEES
ALGORITHME = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
DE_CHAQUE_FICHIER = ("dct__language", "dct__license", "dct__issued", "dct__modified")
"""Ce qu'un fichier dit comme le jeu entier."""
PARTAGES = {Rayon.ENTIER, Rayon.TABLES}
"""Les rayons dont chaque fichier est une distribution."""
SORTES_D_EDITEUR = {
    "association": ("NonProfitOrganisation", "Organisme sans but lucratif"),
    "commun": ("LocalAuthority", "Collectivité locale"),
    "intercommunal": ("LocalAuthority", "Collectivité locale"),
    "syndicat": ("LocalAuthority", "Collectivité locale"),
    "metropole": ("LocalAuthority", "Collectivité locale"),
    "departement": ("LocalAuthority", "Collectivité locale"),
    "region": ("RegionalAuthority", "Collectivité régionale"),
}
"""D'après un mot de la forme juridique que l'éditeur déclare, sa sorte dans la liste ADMS."""


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


def decrire_le_catalogue(publication: Publication) -> Noeud:
    """Le catalogue, son jeu de données, ses distributions."""
    corpus = publication.corpus
    editions = editions_de(corpus)
    commun = {
        "dct__publisher": _editeur(corpus),
        "dct__language": noeud("dct:LinguisticSystem", f"{UNION}language/FRA"),
        "dct__issued": jour_ecrit(editions[-1].jour if editions else None),
        "dct__modified": jour_ecrit(date_de_maj(corpus.plans)),
        "dct__license": licence_liee(corpus),
        "dct__spatial": _lieux(corpus),
        "dct__temporal": _periode(corpus),
    }
    themes = noeud("skos:ConceptScheme", f"{UNION}data-theme", dct__title=texte_francais("Thèmes"))
    return {"@context": CONTEXTE} | noeud(
        "dcat:Catalog",
        _lier(publication, ADRESSE),
        dct__title=texte_francais(publication.nom),
        dct__description=texte_francais(f"Les données ouvertes du site « {publication.nom} »."),
        foaf__homepage=noeud("foaf:Document", _lier(publication, "")),
        dcat__themeTaxonomy=themes,
        **commun,
        dcat__dataset=[_jeu(publication, commun)],
    )


def _jeu(publication: Publication, commun: Noeud) -> Noeud:
    corpus = publication.corpus
    page, version = _lier(publication, PAGE), date_de_maj(corpus.plans)
    return noeud(
        "dcat:Dataset",
        f"{page}#jeu-de-donnees",
        dct__identifier=identifiant_du_jeu(publication),
        dct__title=texte_francais(publication.nom),
        dct__description=texte_francais(_description(publication)),
        dcat__keyword=[texte_francais(mot) for mot in MOTS_CLES],
        dcat__theme=concept(f"{UNION}data-theme/SOCI", "Population et société"),
        dcat__landingPage=noeud("foaf:Document", page),
        dcat__contactPoint=_contact(publication),
        dct__accessRights=noeud("dct:RightsStatement", f"{UNION}access-right/PUBLIC"),
        dct__accrualPeriodicity=noeud("dct:Frequency", f"{UNION}frequency/IRREG"),
        dct__provenance=[*map(_provenance, corpus.sources.values())],
        dct__creator=commun["dct__publisher"],
        dcat__version=version.isoformat() if version else None,
        owl__versionInfo=version.isoformat() if version else None,
        adms__versionNotes=_notes_de_version(corpus),
        **commun,
        dcat__distribution=[
            _distribution(publication, fichier, commun)
            for fichier in fichiers_de(publication)
            if fichier.rayon in PARTAGES
        ],
    )


def _notes_de_version(corpus: Corpus) -> Noeud | None:
    """Ce que la dernière édition a changé."""
    derniere = next(iter(editions_de(corpus)), None)
    if derniere is None:
        return None
    return texte_francais(f"Le {jour_en_francais(derniere.jour)} : {derniere.phrase}.")


def _editeur(corpus: Corpus) -> Noeud:
    editeur = corpus.editeur
    forme = forme_commune(editeur.forme or "")
    sorte = next((dite for mot, dite in SORTES_D_EDITEUR.items() if mot in forme), None)
    return noeud(
        "foaf:Agent",
        foaf__name=editeur.nom or AUTEURS,
        dct__identifier=editeur.siren,
        dct__type=concept(f"{ADMS}publishertype/{sorte[0]}", sorte[1]) if sorte else None,
    )


def _lieux(corpus: Corpus) -> list[Noeud]:
    """Les départements, puis les territoires, chacun sous son numéro officiel."""
    codes = {code for t in corpus.territoires.values() for code in t.donnees.departements}
    noms = corpus.officiel.nom_du_departement
    departements = [lieu(noms(c), c, f"{INSEE}departement/{c}") for c in sorted(codes)]
    territoires = [
        lieu(
            t.nom,
            t.donnees.insee or t.donnees.siren or "",
            f"{INSEE}commune/{t.donnees.insee}" if t.donnees.insee else "",
        )
        for t in corpus.territoires.values()
    ]
    return departements + territoires


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


def _distribution(publication: Publication, fichier: Fichier, commun: Noeud) -> Noeud:
    adresse, format_ = _lier(publication, fichier.adresse), fichier.format
    schema = _lier(publication, fichier.schema) if fichier.schema else ""
    sorte = f"{UNION}file-type/{format_.code}" if format_.code else f"{TYPES}{format_.type}"
    return noeud(
        "dcat:Distribution",
        adresse,
        dct__title=texte_francais(f"{fichier.titre} ({format_.nom})"),
        dct__description=texte_francais(fichier.description),
        dcat__accessURL=noeud("rdfs:Resource", adresse),
        dcat__downloadURL=noeud("rdfs:Resource", adresse),
        dct__format=noeud("dct:MediaTypeOrExtent", sorte),
        dcat__mediaType=noeud("dct:MediaType", f"{TYPES}{format_.type}"),
        dcat__byteSize={"@type": "xsd:nonNegativeInteger", "@value": str(fichier.poids)},
        dcatap__availability=concept(f"{UNION}planned-availability/STABLE", "stable"),
        spdx__checksum=noeud(
            "spdx:Checksum",
            spdx__algorithm=noeud("spdx:ChecksumAlgorithm", ALGORITHME),
            spdx__checksumValue={"@type": "xsd:hexBinary", "@value": fichier.empreinte},
        ),
        dct__conformsTo=noeud("dct:Standard", schema) if schema else None,
        dct__rights=phrase_dcat("dct:RightsStatement", attribution(publication)),
        **{nom: commun[nom] for nom in DE_CHAQUE_FICHIER},
    )


def _lier(publication: Publication, adresse: str) -> str:
    """L'adresse absolue d'une chose du site."""
    return publication.absolue(adresse) or f"{publication.url}{adresse}"


def _contact(publication: Publication) -> Noeud:
    """Où écrire : la boîte générique de l'éditeur, sinon le site."""
    contact, nom = publication.corpus.editeur.contact, publication.corpus.editeur.nom
    courriel = contact.courriel if contact else None
    formulaire = contact.formulaire if contact else None
    boite = noeud(
        "vcard:Kind",
        vcard__fn=(contact.service if contact else None) or nom or publication.nom,
        vcard__hasEmail={"@id": f"mailto:{courriel}"} if courriel else None,
        vcard__hasURL={"@id": formulaire or _lier(publication, "")},
    )
    return boite | {"@type": ["vcard:Kind", "vcard:Organization"]}


def periode_couverte(corpus: Corpus) -> tuple[date, date] | None:
    """Du premier au dernier jour que couvrent les projets et leurs démarches."""
    dates = list(_dates(corpus))
    debuts = [dite.debut for dite in dates if dite.debut]
    fins = [dite.fin for dite in dates if dite.fin]
    return (min(debuts), max(fins)) if debuts and fins else None


def _periode(corpus: Corpus) -> Noeud | None:
    bornes = periode_couverte(corpus)
    if bornes is None:
        return None
    debut, fin = map(jour_ecrit, bornes)
    return noeud("dct:PeriodOfTime", dcat__startDate=debut, dcat__endDate=fin)


def _dates(corpus: Corpus) -> Iterable[DatePartielle]:
    for plan in corpus.plans:
        etapes = plan.projet.demarche.etapes if plan.projet.demarche else ()
        for dite in (plan.projet.periode, *(etape.date for etape in etapes)):
            if dite:
                yield dite


def _provenance(source: DocumentSource) -> Noeud:
    """Ce que le document source demande de dire, et sa licence."""
    licence = f"Licence du document : {source.licence}." if source.licence else None
    dits = filter(None, (f"{source.titre}.", source.attribution, licence))
    return phrase_dcat("dct:ProvenanceStatement", " ".join(dits))
