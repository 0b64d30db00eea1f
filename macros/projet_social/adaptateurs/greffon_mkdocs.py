"""Le greffon MkDocs : place les pages du site, et rien d'autre.

Seul module qui importe mkdocs. Une page générée ne passe jamais par Markdown ; la navigation
est bornée au territoire ; une construction qui échoue laisse l'ancien site tel qu'il était.
"""

from __future__ import annotations

import atexit
import gc
import logging
import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as PageMkDocs
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler
from mkdocs.utils.meta import get_data

from ..chargement import examiner
from ..corpus.corpus import Corpus
from ..lecture.anomalie import en_texte
from ..lecture.cache import Cache
from ..pages.page import Page
from ..rendu import environnement, garder_compiles, relire_les_gabarits_modifies
from ..securite import POLITIQUE_DE_SECURITE
from ..site import Site
from ..texte.typographie import typographier
from .mkdocs_macros import refus_de_la_page
from .recherche import RechercheImpossible, indexer
from .theme import (
    DOSSIER_DU_THEME,
    feuille_de_material,
    fichiers_alleges,
    peser,
    version_des_fichiers,
)

journal = logging.getLogger("mkdocs.plugins.projet-social")

VARIABLE_DE_PRODUCTION = "PROJET_SOCIAL_PRODUCTION"
"""Variable d'environnement : 1 pour une construction de production."""
NON = (None, "", "0")
"""Les valeurs de cette variable qui demandent un aperçu."""

SEUILS_DU_RAMASSE_MIETTES = (50_000, 20, 100)
"""Un corpus est un grand graphe qui dure : le reparcourir sans cesse prend un sixième du temps."""

RENVOI = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Page déplacée</title>
<meta http-equiv="refresh" content="0; url={lien}"><link rel="canonical" href="{lien}"></head>
<body><p>Cette page a changé d’adresse : <a href="{lien}">la voir</a>.</p></body></html>
"""


class OptionsDuGreffon(Config):
    """Les options du greffon dans `mkdocs.yml`."""

    donnees = config_options.Type(str, default="data")
    """Dossier des données, relatif à `mkdocs.yml`."""
    recherche = config_options.Type(bool, default=True)
    """Construire l'index de recherche et sa page."""
    production = config_options.Type(bool, default=False)
    """Refuser de construire tant qu'il manque une donnée légale ; sinon, c'est un aperçu."""
    cache = config_options.Type(str, default=".cache/projet-social.json")
    """Fichier du cache de lecture ; vide pour s'en passer."""


class PageSansMarkdown(PageMkDocs):
    """Une page générée : MkDocs n'a ni source à lire, ni convertisseur à bâtir pour elle."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Laisse le corps à `on_page_content`."""
        self.content = ""
        self.toc = TableOfContents([])


class GreffonProjetSocial(BasePlugin[OptionsDuGreffon]):
    """Publie un corpus de projets sociaux avec MkDocs et Material."""

    site: Site
    """Le site de la construction en cours."""
    refus: list[str]
    """Appels de macros refusés, avec leur page et leur ligne."""
    _site_dir: Path | None = None
    """Le site à remplacer ; None tant que la construction n'a pas commencé."""
    _avertissements: CountHandler

    _apercu: bool = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Retient si l'on prévisualise : `mkdocs serve` glisse un script dans chaque page."""
        self._apercu = command == "serve"
        gc.set_threshold(*SEUILS_DU_RAMASSE_MIETTES)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lit les données, ajoute le thème, construit à côté de l'ancien site."""
        self._racine = Path(config.config_file_path).parent if config.config_file_path else Path()
        self._construire_a_cote(config)
        relire_les_gabarits_modifies()
        self._garder_compiles(environnement())
        corpus = self._charger()
        fin = "" if config.use_directory_urls else "index.html"
        self.site = Site(corpus, config.site_name, fin, self.config.recherche)
        self._par_adresse: dict[str, Page] = {}
        self.refus = []
        position = 1 if config.theme.custom_dir else 0
        if str(DOSSIER_DU_THEME) not in config.theme.dirs:
            config.theme.dirs.insert(position, str(DOSSIER_DU_THEME))
        return config

    def _garder_compiles(self, gabarits: Any) -> None:
        """Range les gabarits compilés à côté du cache de lecture, s'il y en a un."""
        if self.config.cache:
            garder_compiles(gabarits, (self._racine / self.config.cache).with_name("gabarits"))

    @property
    def dossier_des_donnees(self) -> Path:
        """Le dossier des données."""
        return self._racine / self.config.donnees

    def _charger(self) -> Corpus:
        cache = Cache(self._racine / self.config.cache) if self.config.cache else None
        if not self.dossier_des_donnees.is_dir():
            raise PluginError(f"dossier des données introuvable : {self.config.donnees}")
        rapport = examiner(self.dossier_des_donnees, cache, production=self._en_production())
        if not rapport.publiable:
            raise PluginError("données refusées\n" + en_texte(rapport.anomalies))
        for anomalie in rapport.anomalies:
            journal.debug(str(anomalie))
        return rapport.corpus

    def _en_production(self) -> bool:
        """L'option du greffon, ou la variable d'environnement que pose l'hébergeur."""
        return self.config.production or os.environ.get(VARIABLE_DE_PRODUCTION) not in NON

    def _construire_a_cote(self, config: MkDocsConfig) -> None:
        """Écrit dans un dossier voisin, que `on_post_build` met à la place de l'ancien."""
        self._site_dir = Path(config.site_dir)
        config.site_dir = f"{self._site_dir}.nouveau.{os.getpid()}"
        atexit.register(shutil.rmtree, config.site_dir, ignore_errors=True)
        self._avertissements = CountHandler()
        self._avertissements.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._avertissements)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Ajoute les pages générées que personne n'a écrites à la main, et les renvois."""
        self._retirer_les_fichiers_inutiles(files, config)
        ecrites = {fichier.dest_uri: fichier for fichier in files.documentation_pages()}
        generees = {page.fichier_publie for page in self.site.pages}
        self.site.pages_ecrites = sorted(
            (_titre_ecrit(fichier), fichier.url)
            for publie, fichier in ecrites.items()
            if publie not in generees
        )
        for page in self.site.pages:
            if page.fichier_publie in ecrites:
                continue
            fichier = File.generated(
                config,
                page.fichier_markdown,
                content="",
                inclusion=InclusionLevel.NOT_IN_NAV,
            )
            fichier.edit_uri = self._adresse_de_modification(page, config)
            files.append(fichier)
            PageSansMarkdown(None, fichier, config)
            self._par_adresse[page.fichier_markdown] = page
        for adresse, allege in fichiers_alleges().items():
            if (entier := files.get_file_from_path(adresse)) is not None:
                files.remove(entier)
            files.append(File.generated(config, adresse, content=allege))
        for export in self.site.exports:
            files.append(File.generated(config, export.adresse, content=export.contenu()))
        self.site.fichiers = peser(
            {f.src_uri: f.content_bytes for f in files if f.src_uri.endswith((".css", ".js"))}
        )
        for ancienne, nouvelle in self.site.renvois():
            lien = self.site.vue(ancienne).vers(nouvelle)
            uri = f"{ancienne}index.html"
            files.append(File.generated(config, uri, content=RENVOI.format(lien=lien)))
        return files

    @staticmethod
    def _retirer_les_fichiers_inutiles(files: Files, config: MkDocsConfig) -> None:
        """De Material, ne publie que la feuille de style : ses scripts ne servent à aucune page."""
        feuille = feuille_de_material(config.theme.dirs)
        de_material = {*config.theme.dirs} - {str(DOSSIER_DU_THEME), config.theme.custom_dir}
        for fichier in list(files):
            if fichier.src_dir in de_material and fichier.src_uri != feuille:
                files.remove(fichier)

    def _adresse_de_modification(self, page: Page, config: MkDocsConfig) -> str | None:
        if not page.fichier or not config.repo_url:
            return None
        remontee = "../" * Path(config.edit_uri or "").name.count("docs")
        return f"{remontee}{self.config.donnees}/{page.fichier}"

    def on_page_read_source(self, page: PageMkDocs, config: MkDocsConfig) -> str | None:
        """Une page générée n'a pas de source Markdown."""
        return "" if page.file.src_uri in self._par_adresse else None

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, page: PageMkDocs, config: MkDocsConfig, files: Files
    ) -> str:
        """Donne à la page générée son titre et ce que le thème en imprime."""
        generee = self._par_adresse.get(page.file.src_uri)
        if generee is None:
            self._refuser_les_macros_inconnues(markdown, page, config)
            return markdown
        page.title = typographier(generee.titre)
        page.meta = {
            "render_macros": False,
            "description": generee.description,
            "generee": generee,
        }
        return ""

    def _refuser_les_macros_inconnues(
        self, markdown: str, page: PageMkDocs, config: MkDocsConfig
    ) -> None:
        """Note les appels à rien, et retient mkdocs-macros, qui s'arrêterait au premier."""
        macros = config.plugins.get("macros")
        if macros is None or page.meta.get("render_macros") is False:
            return
        if refus := refus_de_la_page(markdown, page, {*macros.macros, *macros.env.globals}):
            self.refus += refus
            page.meta["render_macros"] = False

    def on_page_content(
        self, html: str, page: PageMkDocs, config: MkDocsConfig, files: Files
    ) -> str:
        """Rend le corps d'une page générée ; finit celui d'une page écrite à la main."""
        generee = self._par_adresse.get(page.file.src_uri)
        if generee is None:
            adresse = page.url if page.url != "./" else ""
            return self.site.finir(html, self.site.vue(adresse), adresse)
        return self.site.corps(generee)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Titre les pages générées d'après les données, pour n'en lire aucune."""
        for page in nav.pages:
            if (generee := self._par_adresse.get(page.file.src_uri)) is not None:
                page.title = generee.titre
        return nav

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """Dit tous les appels de macros refusés ; donne au thème ce que ses partiels impriment.

        Raises:
            PluginError: un appel de macro au moins a été refusé.
        """
        if self.refus:
            raise PluginError("appels de macros refusés\n" + "\n".join(sorted(self.refus)))
        self._garder_compiles(env)
        env.globals["site_social"] = self.site
        env.globals["feuille_de_material"] = feuille_de_material(config.theme.dirs)
        env.globals["version_des_fichiers"] = version_des_fichiers()
        env.globals["politique_de_securite"] = "" if self._apercu else POLITIQUE_DE_SECURITE
        env.filters["typographie"] = typographier
        env.globals["rubrique"] = _rubrique
        env.globals["partiel"] = cache(
            lambda nom, racine, ici: env.get_template(f"partials/{nom}.html").render(
                racine=racine, ici=ici, config=config
            )
        )
        return env

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Met le nouveau site à la place de l'ancien, sauf si la construction va échouer."""
        nouveau = Path(config.site_dir)
        self._rendre_site_dir(config)
        if config.strict and self._avertissements.get_counts():
            shutil.rmtree(nouveau, ignore_errors=True)
            return
        if self.config.recherche and not self._apercu:
            try:
                indexer(nouveau)
            except RechercheImpossible as erreur:
                raise PluginError(f"index de recherche : {erreur}") from erreur
        assert self._site_dir is not None
        remplacer(nouveau, self._site_dir)

    def on_build_error(self, error: Exception) -> None:
        """Efface ce qui était en cours : l'ancien site reste."""
        if self._site_dir is not None:
            shutil.rmtree(f"{self._site_dir}.nouveau.{os.getpid()}", ignore_errors=True)
            logging.getLogger("mkdocs").removeHandler(self._avertissements)

    def _rendre_site_dir(self, config: MkDocsConfig) -> None:
        config.site_dir = str(self._site_dir)
        logging.getLogger("mkdocs").removeHandler(self._avertissements)

    def on_serve(self, server: Any, config: MkDocsConfig, builder: Any) -> Any:
        """Reconstruit quand les données, les gabarits ou le thème changent."""
        paquet = Path(__file__).parent.parent
        for dossier in (self.dossier_des_donnees, paquet, DOSSIER_DU_THEME):
            server.watch(str(dossier))
        return server


def _rubrique(page: PageMkDocs | None) -> str:
    """L'entrée du menu où l'on est : « / » à l'accueil, « themes/ » ou « themes/… » ailleurs.

    L'en-tête n'est rendu qu'une fois par entrée du menu et par profondeur de page.
    """
    if page is None:
        return ""
    if page.is_homepage:
        return "/"
    tete, _, suite = page.url.partition("/")
    return f"{tete}/{'…' if suite else ''}"


def _titre_ecrit(fichier: File) -> str:
    """Le titre d'une page écrite à la main : déclaré en tête, sinon le premier, sinon son nom."""
    texte, entete = get_data(fichier.content_string)
    if titre := entete.get("title"):
        return str(titre)
    for ligne in texte.splitlines():
        if ligne.startswith("# "):
            return ligne[2:].strip()
    return fichier.name


def remplacer(nouveau: Path, ancien: Path) -> None:
    """Met un dossier à la place d'un autre, par renommage."""
    ecarte = ancien.with_name(f"{ancien.name}.ancien.{os.getpid()}")
    if ancien.exists():
        ancien.rename(ecarte)
    nouveau.rename(ancien)
    shutil.rmtree(ecarte, ignore_errors=True)
