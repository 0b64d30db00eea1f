"""Les fichiers d'un site, tels que MkDocs les tient : pages écrites à la main, pages générées."""

from __future__ import annotations

import logging
import os
import posixpath
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as PageMkDocs
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.meta import YAML_RE, get_data

from ..corps import renvois
from ..corpus.corpus import Corpus
from ..exports.registre import Export
from ..lecture.refus_du_systeme import PLUS_DE_PLACE, disque_plein
from ..lecture.yaml_marque import faute_d_ecriture
from ..pages.adressage import Adressage
from ..pages.fixe import AdresseFixe
from ..pages.page import LienDePage, Page
from ..pages.publication import Publication
from ..texte.sommaire import sommaire
from .cadre import adresse_publique
from .deja_construit import FICHIER, Entrees, noter_les_entrees, retenir_la_construction
from .dossier_du_site import DossierDuSite
from .double import Double
from .empreinte import (
    VARIABLE_DE_LA_PART,
    empreinte_de,
    empreinte_des_fichiers,
    empreinte_du_programme,
)
from .exports_a_cote import ExportsACote, ecrire_l_export
from .feuilles.material import FeuilleDeMaterial
from .garde import Garde
from .inchange import Inchange
from .page_mkdocs import PageSansMarkdown
from .pages_ecrites import LIEN, Citations, PageEcrite, ancres_perdues, lire_page, sans_la_page
from .parts import PartDeSite, PartsDepareillees, lire_la_part
from .recherche import RechercheImpossible, indexer
from .recherche_au_fil import RechercheAuFil
from .reglages import Reglages, faute_de_logo
from .reserve import Reserve
from .theme import DOSSIER_DU_THEME, PAQUET, PESES

journal = logging.getLogger("mkdocs.plugins.projet-social")

HORS_MENU = InclusionLevel.NOT_IN_NAV
A_LA_DEMANDE = InclusionLevel.EXCLUDED
"""À l'aperçu, MkDocs ne construit pas les pages générées : il sait seulement où elles sont."""
GREFFONS_CONNUS = {"projet-social", "macros", "search"}
EXTENSIONS_QUI_LISENT = {"pymdownx.snippets"}


class FichierEcrit(File):
    """Un fichier qui s'écrit lui-même à sa place : MkDocs sait qu'il existe, sans le copier."""

    def copy_file(self, dirty: bool = False) -> None:
        """Ne copie rien."""


def page_ecrite(fichier: File) -> PageEcrite:
    """Une page de `docs/`, d'après son texte et son en-tête."""
    texte, entete = get_data(fichier.content_string)
    return lire_page(fichier.src_uri, fichier.dest_uri, adresse_publique(fichier), texte, entete)


def _faute_de_lecture(fichier: File) -> str:
    """Ce qui empêche de lire une page : ses accents, ou son en-tête, que MkDocs imprimerait."""
    nom = f"docs/{fichier.src_uri}"
    try:
        texte = fichier.content_string
    except UnicodeDecodeError:
        return str(faute_d_ecriture(fichier.content_bytes, nom))
    entete = YAML_RE.match(texte)
    if entete is None or (faute := faute_d_ecriture(entete[1].encode(), nom)) is None:
        return ""
    return str(replace(faute, ligne=faute.ligne + 1))


def choisir_les_pages_ecrites(
    files: Files, config: MkDocsConfig, adressage: Adressage, logo: str
) -> tuple[list[PageEcrite], set[str]]:
    """Les pages écrites à la main pour ce site ; retire celles d'un autre.

    Returns:
        Celles que l'on garde, et les adresses de celles que l'on retire.

    Raises:
        PluginError: une page ne se lit pas ou se réserve à un site qui n'existe pas, ou le logo
            manque.
    """
    fichiers = {fichier.src_uri: fichier for fichier in files.documentation_pages()}
    illisibles = {uri: faute for uri, f in fichiers.items() if (faute := _faute_de_lecture(f))}
    lues = [page_ecrite(f) for uri, f in fichiers.items() if uri not in illisibles]
    fautes = [*illisibles.values(), *(faute for page in lues if (faute := page.faute()))]
    images = [f.src_uri for f in files.media_files() if f.src_dir == config.docs_dir]
    fautes += faute_de_logo(logo, images, Path(config.docs_dir).name)
    if fautes:
        raise PluginError("pages ou réglages refusés\n" + "\n".join(fautes))
    gardees = [page for page in lues if page.vaut_pour(adressage)]
    otees: set[str] = set()
    for page in lues:
        if page not in gardees:
            files.remove(fichiers[page.fichier])
            otees.add(page.adresse)
            config.nav = sans_la_page(config.nav, page.fichier)
    return gardees, otees


def publier(
    corpus: Corpus,
    reglages: Reglages,
    config: MkDocsConfig,
    recherche: bool,
    ecrites: Iterable[PageEcrite],
) -> Publication:
    """Ce que publient les données, les réglages et les pages écrites à la main.

    Args:
        recherche: vrai si le site a une recherche.
    """
    adressage = reglages.adressage
    return Publication(
        corpus,
        adressage,
        config.site_name,
        url=config.site_url or "",
        federation=reglages.federation,
        fin="" if config.use_directory_urls else "index.html",
        recherche=recherche and not adressage.est_otee(AdresseFixe.RECHERCHE),
        ecrites=[LienDePage(page.titre, page.adresse) for page in ecrites],
        aujourd_hui=reglages.jour,
    )


def ancres_perdues_par(ecrites: Iterable[File], citations: Citations) -> Iterator[str]:
    """Ce que perd le site à ce qu'une page écrite à la main en remplace une générée."""
    for fichier in ecrites:
        if fichier.page is not None:
            citees = citations.pages.get(adresse_publique(fichier), {})
            yield from ancres_perdues(fichier.src_uri, fichier.page.content or "", citees)


def generees(publication: Publication) -> dict[str, Page]:
    """Les pages générées que personne n'a écrites à la main, par fichier Markdown."""
    gardees = (page for page in publication.pages if page.publique not in publication.remplacees)
    return {page.fichier_markdown: page for page in gardees}


def placer_les_pages(
    pages: Mapping[str, Page],
    files: Files,
    config: MkDocsConfig,
    donnees: str,
    deja_faites: Callable[[Page], str | None],
) -> None:
    """Ajoute à MkDocs un fichier par page générée.

    Args:
        pages: les pages, par fichier Markdown.
        donnees: dossier des données, relatif à `mkdocs.yml`, pour le lien « modifier ».
        deja_faites: la page finie, si MkDocs n'a pas à la construire ; vide, elle n'est pas
            publiée : il sait seulement où elle est.
    """
    toujours = _visees(files) | set(_fichiers_du_menu(config.nav))
    # Par adresse publique, l'ordre où les lit la recherche, qui suit.
    for chemin, page in sorted(pages.items(), key=lambda paire: paire[1].fichier_publie):
        finie = None if chemin in toujours else deja_faites(page)
        construites = finie is None
        inclusion = HORS_MENU if construites else A_LA_DEMANDE
        if finie:
            files.append(File.generated(config, page.fichier_publie, content=finie))
        fichier = File.generated(config, chemin, content="", inclusion=inclusion)
        if page.fichier and config.repo_url:
            remontee = "../" * Path(config.edit_uri or "").name.count("docs")
            fichier.edit_uri = f"{remontee}{donnees}/{page.fichier}"
        files.append(fichier)
        if construites:
            PageSansMarkdown(None, fichier, config)


def placer_les_exports(
    exports: Iterable[Export],
    files: Files,
    config: MkDocsConfig,
    inchange: Inchange | None,
    reserve: Reserve,
) -> ExportsACote:
    """Ajoute les exports à MkDocs, et commence à les écrire à leur place.

    Ceux que les pages pèsent (styles, scripts) sont écrits tout de suite.

    Args:
        inchange: ce qui vaut encore de la construction d'avant.
        reserve: garde les exports longs à calculer, qui disent leur empreinte.
    """
    site, autres = Path(config.site_dir), []
    for export in exports:
        if export.publique.endswith(PESES):
            ecrire_l_export(export, site, inchange, reserve)
        else:
            autres.append(export)
        if not export.est_du_markdown:
            ou = str(site / export.publique)
            files.append(FichierEcrit.generated(config, export.publique, abs_src_path=ou))
    return ExportsACote(autres, site, inchange, reserve)


def placer_les_renvois(
    publication: Publication, files: Files, config: MkDocsConfig, occupes: Container[str]
) -> None:
    """Ajoute à MkDocs les pages qui mènent d'une ancienne adresse à la nouvelle.

    Args:
        occupes: fichiers que publient les pages écrites à la main.
    """
    for uri, html in renvois(publication):
        if uri not in occupes:
            files.append(File.generated(config, uri, content=html))


def remplacer_les_communs(
    files: Files, config: MkDocsConfig, communs: Mapping[str, str | bytes]
) -> None:
    """Ajoute ce que les pages se partagent, à la place de ce que le thème en a."""
    for adresse, allege in communs.items():
        if (entier := files.get_file_from_path(adresse)) is not None:
            files.remove(entier)
        files.append(File.generated(config, adresse, content=allege))


def placer_le_corps(page: PageMkDocs, fini: str) -> str:
    """Donne à une page le sommaire de son corps fini ; rend ce corps, chaque titre ancré."""
    ancre, titres = sommaire(fini)
    page.toc = TableOfContents([AnchorLink(texte, id_, 2) for id_, texte in titres])
    return ancre


def _visees(files: Files) -> set[str]:
    """Les pages dont une page écrite à la main cite une ancre : MkDocs la cherche dedans."""
    visees = set()
    for fichier in files.documentation_pages():
        for lien in LIEN.finditer(fichier.content_string):
            voulu = posixpath.join(posixpath.dirname(fichier.src_uri), lien[2])
            visees |= {posixpath.normpath(voulu)} if lien[3] else set()
    return visees


def _fichiers_du_menu(navigation: Any) -> Iterator[str]:
    if isinstance(navigation, str):
        yield navigation
    elif isinstance(navigation, Mapping):
        yield from _fichiers_du_menu(list(navigation.values()))
    elif isinstance(navigation, list):
        for entree in navigation:
            yield from _fichiers_du_menu(entree)


def part_demandee() -> PartDeSite:
    """La part du site que l'on construit ; d'ordinaire, tout.

    Raises:
        PluginError: ce qui est demandé n'est pas une part.
    """
    try:
        return lire_la_part(os.environ.get(VARIABLE_DE_LA_PART, ""))
    except PartsDepareillees as refus:
        raise PluginError(str(refus)) from refus


def commencer_l_index(publication: Publication, files: Files, site: Path) -> RechercheAuFil | None:
    """Commence l'index de recherche, si l'on peut le faire à côté des pages qui vont s'écrire."""
    if not publication.recherche or not Double.possible():
        return None
    publies = {f.dest_uri: f for f in files if f.inclusion.is_included()}
    ecrits = (uri for uri, f in publies.items() if not f.is_documentation_page())
    return RechercheAuFil(site, publies, ecrits)


def finir_l_index(index: RechercheAuFil | None, site: Path) -> None:
    """Écrit l'index de recherche d'un site dont toutes les pages sont écrites.

    Raises:
        PluginError: il ne s'est pas fait.
    """
    try:
        index.finir() if index else indexer(site)
    except RechercheImpossible as erreur:
        raise PluginError(f"index de recherche : {erreur}") from erreur


def exiger_de_la_place(erreur: Exception) -> None:
    """Dit d'une phrase qu'un disque plein a arrêté la construction ; se tait de toute autre erreur.

    Raises:
        PluginError: le disque est plein.
    """
    if disque_plein(erreur):
        raise PluginError(
            f"{PLUS_DE_PLACE}, puis recommencer ; rien du site n'a changé"
        ) from erreur


def garder_pour_la_prochaine(
    inchange: Inchange | None,
    part: PartDeSite,
    entrees: Entrees | None,
    dossier: DossierDuSite,
    site: Path,
) -> None:
    """Retient d'un site posé ce qui épargnera la prochaine construction, s'il reste de la place."""
    try:
        if inchange and (abimes := inchange.garde.oublier(tout=part.entiere)):
            journal.info("fichiers gardés abîmés, refaits : %s", abimes)
        if entrees and (memoire := dossier.reserve(FICHIER)):
            retenir_la_construction(memoire, entrees, site)
    except OSError as refus:
        if not disque_plein(refus):
            raise
        journal.info("site construit, mais la prochaine fois refera tout : %s", PLUS_DE_PLACE)


def ce_que_lit(config: MkDocsConfig) -> list[Path]:
    """Ce dont dépend une construction, données et pages écrites exceptées.

    Returns:
        Rien, si un greffon, une extension ou un script peut lire ce que l'on ne sait pas.
    """
    extensions = {*config.markdown_extensions} & EXTENSIONS_QUI_LISENT
    if {*config.plugins} - GREFFONS_CONNUS or config.hooks or extensions:
        return []
    racine = Path(config.config_file_path).parent
    lus = [PAQUET, DOSSIER_DU_THEME, *racine.glob("*.yml"), *racine.glob("*.py")]
    return [*lus, Path(config.theme.custom_dir)] if config.theme.custom_dir else lus


def entrees_de(config: MkDocsConfig, donnees: Path) -> Entrees | None:
    """Ce que lira une construction, noté avant elle ; None si l'on ne peut pas tout savoir."""
    if not (lus := ce_que_lit(config)):
        return None
    return noter_les_entrees([*lus, donnees, Path(config.docs_dir), *map(Path, config.watch)])


def ce_qui_vaut_encore(
    publication: Publication, config: MkDocsConfig, garde: Path | None, feuille: FeuilleDeMaterial
) -> Inchange | None:
    """Ce que l'on reprend de la construction d'avant.

    Args:
        garde: où c'est gardé ; None pour tout refaire.
        feuille: la feuille de Material, dont les pages portent l'adresse.

    Returns:
        None si l'on ne sait pas tout ce dont les pages dépendent, ou si l'une, écrite à la main à
        la place d'une autre, veut savoir ce que citent toutes les autres.
    """
    lus = ce_que_lit(config)
    if not garde or not lus or publication.remplacees:
        return None
    contexte = empreinte_de(empreinte_du_programme(), empreinte_des_fichiers(lus), config.nav)
    site = f"{publication.adressage} {publication.url} {publication.fin}"
    return Inchange(Garde(garde, site), publication, contexte, feuille.adresse)
