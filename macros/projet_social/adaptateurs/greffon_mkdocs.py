"""Le greffon MkDocs : place les pages du site, et rien d'autre.

Avec ses voisins en `_mkdocs`, le seul à importer mkdocs. Une page générée ne passe jamais par
Markdown ; la navigation est bornée au territoire ; une construction qui échoue laisse l'ancien site
tel qu'il était.
"""

from __future__ import annotations

import atexit
import gc
import logging
from collections.abc import Container
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as PageMkDocs
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

from ..corps import Corps
from ..corpus.corpus import Corpus
from ..exports.annexes import Annexes
from ..lecture.anomalie import anomalies_en_texte
from ..pages.page import Page
from ..pages.publication import Publication
from ..rendu import relire_les_gabarits_modifies
from ..securite import POLITIQUE_DE_SECURITE
from ..texte.allegement import alleger
from ..texte.tableau import habiller_les_tableaux
from ..texte.typographie import typographier
from .apercu_mkdocs import Apercu, servir_l_apercu
from .cadre import Cadre, adresse_publique, branches_ecrites
from .disque import deposer
from .documents import MiseEnPages
from .dossier_du_site import DossierDuSite, situer
from .exports_a_cote import ExportsACote
from .feuilles.material import FeuilleDeMaterial
from .fichiers_mkdocs import (
    ancres_perdues_par,
    ce_qui_vaut_encore,
    choisir_les_pages_ecrites,
    commencer_l_index,
    entrees_de,
    exiger_de_la_place,
    finir_l_index,
    garder_pour_la_prochaine,
    generees,
    page_ecrite,
    part_demandee,
    placer_le_corps,
    placer_les_exports,
    placer_les_pages,
    placer_les_renvois,
    publier,
    remplacer_les_communs,
)
from .habillage import Habillage, habiller
from .inchange import Inchange
from .mkdocs_macros import refus_de_la_page
from .options_mkdocs import OptionsDuGreffon
from .page_mkdocs import Ouverte, rendre_la_page
from .pages_ecrites import EN_TETE, REMEDE_SEUL, Citations, adapter_les_liens
from .police import preparer_la_police, textes_de
from .recherche_au_fil import RechercheAuFil
from .reglages import ReglageRefuse, Reglages
from .remplacement import Remplacement
from .reserve import Reserve
from .theme import DOSSIER_DU_THEME, fichiers_communs, peser, superflus, version_des_fichiers

journal = logging.getLogger("mkdocs.plugins.projet-social")

SEUILS_DU_RAMASSE_MIETTES = (50_000, 20, 100)
"""Un corpus est un grand graphe qui dure : le reparcourir sans cesse prend un sixième du temps."""


class GreffonProjetSocial(BasePlugin[OptionsDuGreffon]):
    """Publie un corpus de projets sociaux avec MkDocs et Material."""

    corps: Corps
    """Les pages de la construction en cours, et tout ce qui se publie avec elles."""
    habillage: Habillage
    """Ce que `theme:` demande."""
    refus: list[str]
    """Appels de macros refusés, avec leur page et leur ligne."""
    _remplacement: Remplacement | None = None
    """Le site à remplacer ; None tant que la construction n'a pas commencé."""
    _inchange: Inchange | None = None
    """Ce qui vaut encore de la construction d'avant."""
    _index: RechercheAuFil | None = None
    """L'index qui se fait à côté ; None si un autre greffon peut encore retoucher les pages."""
    _apercu: Apercu | None = None
    """Ce que montre `mkdocs serve` ; None quand on construit."""
    _commences: list[Remplacement | ExportsACote | MiseEnPages | RechercheAuFil]
    """Ce qui est en cours, et s'abandonne si la construction échoue, le dernier d'abord."""
    _dossier: DossierDuSite

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Retient si l'on prévisualise : les pages se rendent alors quand on les demande."""
        self._apercu = Apercu(self) if command == "serve" else None
        gc.set_threshold(*SEUILS_DU_RAMASSE_MIETTES)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lit les données, ajoute le thème, construit à côté de l'ancien site.

        Raises:
            PluginError: données ou réglages refusés.
        """
        connu = getattr(self, "_dossier", None)
        self._part = part_demandee()
        self._dossier = situer(config.config_file_path, self.config, connu)
        complet = self._part.entiere and not self._apercu
        donnees = self._dossier.dossier_des_donnees
        self._entrees = entrees_de(config, donnees) if complet else None
        self._construire_a_cote(config)
        relire_les_gabarits_modifies()
        self._corpus = self._charger()
        self._reglages = self._regler()
        self._logo = self.config.logo or config.theme.get("logo") or ""
        self.refus = []
        if str(DOSSIER_DU_THEME) not in config.theme.dirs:
            config.theme.dirs.insert(int(bool(config.theme.custom_dir)), str(DOSSIER_DU_THEME))
        self.habillage = habiller(config.theme)
        if self.habillage.avertissement:
            journal.warning(self.habillage.avertissement)
        return config

    def _charger(self) -> Corpus:
        """Les données à publier ; à l'aperçu, ce que l'on peut en lire."""
        if not self._dossier.dossier_des_donnees.is_dir():
            raise PluginError(f"dossier des données introuvable : {self.config.donnees}")
        rapport = self._dossier.examiner()
        if self._apercu:
            self._apercu.prendre(rapport)
        elif not rapport.publiable:
            raise PluginError("données refusées\n" + anomalies_en_texte(rapport.anomalies))
        for anomalie in rapport.anomalies:
            journal.debug(str(anomalie))
        return rapport.corpus

    def _regler(self) -> Reglages:
        try:
            return self._dossier.regler(self._corpus)
        except ReglageRefuse as refus:
            raise PluginError(f"réglages du greffon projet-social refusés\n{refus}") from refus

    def _construire_a_cote(self, config: MkDocsConfig) -> None:
        """Écrit dans un dossier voisin, que `on_post_build` met à la place de l'ancien."""
        self._remplacement = Remplacement.preparer(Path(config.site_dir))
        config.site_dir = str(self._remplacement.nouveau)
        self._commences = [self._remplacement]
        atexit.register(self._abandonner)
        self._avertissements = CountHandler(level=logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._avertissements)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Ajoute les pages générées que personne n'a écrites à la main, et les autres fichiers."""
        for inutile in superflus(files, config.theme.dirs, config.theme.custom_dir):
            files.remove(inutile)
        ecrites, self._ecrites_otees = choisir_les_pages_ecrites(
            files, config, self._reglages.adressage, self._logo
        )
        publication = publier(self._corpus, self._reglages, config, self.config.recherche, ecrites)
        self._citations = Citations(publication)
        self._par_adresse = generees(publication)
        reserve = Reserve(self._dossier.reserve("exports"))
        textes = textes_de(self._dossier.dossier_des_donnees, Path(config.docs_dir))
        sans_police = config.theme.get("font") is False
        police = None if sans_police else preparer_la_police(textes, reserve)
        memoire = self._dossier.reserve("material") if self._part.entiere else None
        self._material = FeuilleDeMaterial(memoire)
        communs = fichiers_communs(police) | self._material.fichiers | self.habillage.fichiers
        remplacer_les_communs(files, config, communs)
        garde = None if self._apercu else self._dossier.reserve("site")
        self._inchange = ce_qui_vaut_encore(publication, config, garde, self._material)
        self._ici = self._part.pages(publication)
        exports = [] if self._apercu else filter(self._part.exporte, Annexes(publication).exports)
        self._exports = placer_les_exports(exports, files, config, self._inchange, reserve)
        self._commences.append(self._exports)
        fichiers = peser(files)
        self._version = version_des_fichiers(files)
        placer_les_renvois(publication, files, config, {page.publie for page in ecrites})
        voulus = self._ici if self.config.pdf else frozenset()
        self._mises = MiseEnPages(
            publication, reserve, voulus, self._apercu is not None, self._inchange
        )
        self._commences.append(self._mises)
        proposes = []
        for document in self._mises.prets():
            proposes.append(document.propose)
            files.append(File.generated(config, document.adresse, content=document.octets))
        self._annexes = Annexes(publication, proposes, fichiers, self._exports.poids)
        self.corps = self._composer(publication)
        if self._inchange:
            annexes, version = self._annexes, self._version
            self._inchange = replace(self._inchange, annexes=annexes, version=version)
        placer_les_pages(self._par_adresse, files, config, self.config.donnees, self._retrouver)
        reserve.oublier()
        return files

    def _retrouver(self, page: Page) -> str | None:
        """La page que MkDocs n'a pas à construire ; vide si elle attend quelque chose."""
        attend = page.adresse in self._mises.en_attente or page.adresse not in self._ici
        if self._apercu or attend:
            return ""
        return self._inchange.page(page) if self._inchange else None

    def _composer(self, publication: Publication) -> Corps:
        noter = self._citations.noter if publication.remplacees else None
        return Corps(publication, replace(self._annexes, publication=publication), noter)

    def renouveler(self, corpus: Corpus, ouverte: Ouverte) -> bool:
        """Publie d'autres données à l'aperçu ; faux si ce ne sont plus les mêmes pages."""
        self._corpus = corpus
        if self._regler() != self._reglages:
            return False
        publication = replace(self.corps.publication, ensemble=corpus)
        par_adresse = generees(publication)
        if par_adresse.keys() != self._par_adresse.keys():
            return False
        self._par_adresse = par_adresse
        self.corps = self._composer(publication)
        self._equiper(ouverte.env, ouverte.config)
        return True

    def est_generee(self, fichier: File) -> bool:
        """Vrai d'une page que personne n'a écrite à la main."""
        return fichier.src_uri in self._par_adresse

    def on_page_read_source(self, page: PageMkDocs, config: MkDocsConfig) -> str | None:
        """Une page générée n'a pas de source Markdown."""
        return "" if page.file.src_uri in self._par_adresse else None

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, page: PageMkDocs, config: MkDocsConfig, files: Files
    ) -> str:
        """Donne à la page générée son titre et ce que le thème en imprime.

        Dans une page écrite à la main, note les appels à rien, et retient mkdocs-macros, qui
        s'arrêterait au premier.
        """
        generee = self._par_adresse.get(page.file.src_uri)
        if generee is None:
            if refus := refus_de_la_page(markdown, page, config.plugins.get("macros")):
                self.refus += refus
                page.meta["render_macros"] = False
            return adapter_les_liens(
                markdown,
                page.file.src_uri,
                files.get_file_from_path,
                self.corps.publication,
                self._ecrites_otees,
            )
        page.title = typographier(generee.titre)
        description = generee.description
        page.meta = {"render_macros": False, "description": description, "generee": generee}
        return ""

    def on_page_content(
        self, html: str, page: PageMkDocs, config: MkDocsConfig, files: Files
    ) -> str:
        """Finit le corps d'une page écrite à la main ; rend celui d'une page générée.

        MkDocs tient tous les corps avant d'écrire une page. Si personne d'autre ne veut ceux des
        pages générées, chacun attend le tour de sa page : un pays en ferait des centaines de Mo.
        """
        if (generee := self._par_adresse.get(page.file.src_uri)) is None:
            vue = self.corps.vue(adresse_publique(page.file))
            return placer_le_corps(page, self.corps.finir(habiller_les_tableaux(html), vue))
        return html if self._inchange else placer_le_corps(page, self.corps.de(generee))

    @event_priority(100)
    def on_page_context(
        self, context: Any, page: PageMkDocs, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Rend le corps d'une page générée qui attendait son tour."""
        if self._inchange and (generee := self._par_adresse.get(page.file.src_uri)):
            page.content = placer_le_corps(page, self.corps.de(generee))
        return context

    def on_post_page(self, output: str, page: PageMkDocs, config: MkDocsConfig) -> str:
        """Allège une page ; garde une page générée pour la prochaine fois, et n'en retient rien."""
        output = alleger(output, adresse_publique(page.file))
        if self._inchange and (generee := self._par_adresse.get(page.file.src_uri)):
            self._inchange.garder(generee, output)
            page.content, page.toc = "", TableOfContents([])
        if self._index:
            self._index.recevoir(page.file.dest_uri)
        return output

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Titre les pages générées d'après les données, pour n'en lire aucune."""
        for page in nav.pages:
            if (generee := self._par_adresse.get(page.file.src_uri)) is not None:
                page.title = generee.titre
        self._navigation = nav
        return nav

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """Dit les appels de macros refusés, et ce que casse une page écrite à la place d'une autre.

        Raises:
            PluginError: un appel de macro au moins a été refusé.
        """
        if self.refus:
            remede = REMEDE_SEUL if self._reglages.adressage.seul else ""
            raise PluginError("appels de macros refusés\n" + "\n".join(sorted(self.refus)) + remede)
        self._equiper(env, config)
        ecrites = [f for f in files.documentation_pages() if f.src_uri not in self._par_adresse]
        for perte in ancres_perdues_par(ecrites, self._citations):
            journal.warning(perte)
        self._ouverte = Ouverte(config, files, self._navigation, env)
        if self._apercu:
            self._apercu.ouvrir(self._ouverte)
        if self._inchange and self._part.entiere and not self._mises.en_attente:
            self._index = commencer_l_index(self.corps.publication, files, Path(config.site_dir))
            self._commences += [self._index] if self._index else []
        return env

    def _equiper(self, env: Any, config: MkDocsConfig) -> None:
        """Donne au thème ce que ses partiels impriment."""
        branches = tuple(branches_ecrites(self._navigation.items, lambda f: page_ecrite(f).titre))
        cadre = Cadre(self.corps, self.habillage, self._logo, branches, self._par_adresse)
        for entree in cadre.menu:
            self._citations.noter(cadre.publication.adresse(entree.adresse) or "", EN_TETE)
        env.globals.update(cadre.valeurs(config.theme, self._material.adresse, self._version))
        env.globals["politique_de_securite"] = "" if self._apercu else POLITIQUE_DE_SECURITE
        env.filters["typographie"] = typographier
        env.globals["partiel"] = cache(
            lambda nom, racine, ici, tout=None: env.get_template(f"partials/{nom}.html").render(
                racine=racine, ici=ici, tout=tout, config=config
            )
        )

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Met le nouveau site à la place de l'ancien, sauf si la construction va échouer."""
        assert self._remplacement is not None
        nouveau = self._remplacement.nouveau
        config.site_dir = str(self._remplacement.ancien)
        logging.getLogger("mkdocs").removeHandler(self._avertissements)
        if config.strict and self._avertissements.get_counts():
            self._abandonner()
            return
        self._exports.finir()
        if attendues := self._mises.en_attente:
            self._publier_les_documents(nouveau, attendues)
        if not self._part.entiere:
            self._part.signer(nouveau, self.corps.publication)
        elif not self._apercu:
            self._material.elaguer(nouveau)
            if self.corps.publication.recherche:
                finir_l_index(self._index, nouveau)
        self._remplacement.poser()
        site = self._remplacement.ancien
        garder_pour_la_prochaine(self._inchange, self._part, self._entrees, self._dossier, site)

    def _publier_les_documents(self, site: Path, attendues: Container[str]) -> None:
        """Place les documents qui viennent de se faire, puis les pages qui les attendaient."""
        proposes = []
        for document in self._mises.finir():
            proposes.append(document.propose)
            deposer(site / document.adresse, document.octets)
        self._annexes = replace(self._annexes, documents=proposes)
        self.corps = self._composer(self.corps.publication)
        if self._inchange:
            self._inchange = replace(self._inchange, annexes=self._annexes)
        self._equiper(self._ouverte.env, self._ouverte.config)
        for chemin, page in self._par_adresse.items():
            if page.adresse in attendues:
                fichier = self._ouverte.files.src_uris[chemin]
                deposer(site / fichier.dest_uri, rendre_la_page(self._ouverte, fichier, True))

    def on_build_error(self, error: Exception) -> None:
        """Efface ce qui était en cours : l'ancien site reste ; un disque plein se dit."""
        if self._apercu:
            self._apercu.message = str(error)
        if self._remplacement is not None:
            self._abandonner()
            logging.getLogger("mkdocs").removeHandler(self._avertissements)
        exiger_de_la_place(error)

    def _abandonner(self) -> None:
        for commence in reversed(self._commences):
            commence.abandonner()

    def on_serve(self, server: Any, config: MkDocsConfig, builder: Any) -> Any:
        """Rend les pages à la demande ; surveille les données, les gabarits et le thème."""
        assert self._apercu is not None
        gabarits = (Path(__file__).parents[1], DOSSIER_DU_THEME)
        return servir_l_apercu(self._apercu, self._dossier, server, config, builder, gabarits)
