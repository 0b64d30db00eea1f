"""L'aperçu (`servir`) : une page ne se rend que quand on la demande.

Après une modification des données, seul ce qui a changé se relit : pages, exports et images
attendent qu'on les ouvre. Des données refusées deviennent une page, qui dit quoi corriger.
Étend le serveur de MkDocs, qui sait déjà surveiller les dossiers et recharger le navigateur.
"""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote
from wsgiref.util import FileWrapper

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File

from ..chargement import Rapport
from ..corps import Corps
from ..corpus.corpus import Corpus
from ..lecture.anomalie import Anomalie
from ..rendu import rendre
from ..texte.typographie import typographier
from .dossier_du_site import DossierDuSite
from .mkdocs_lance import exiger_un_site
from .mots_de_mkdocs import EnFrancais, ecouter_mkdocs, traduire
from .page_mkdocs import Ouverte, rendre_la_page

LA_DERNIERE_BONNE = "derniere-bonne"
"""Ce que l'on ajoute à l'adresse d'une page pour la voir telle qu'avant la faute."""
FAUTES_DITES = 5
"""Fautes que le terminal cite, au plus : la page les dit toutes."""


class SiteServi(Protocol):
    """Ce que l'aperçu demande au greffon."""

    corps: Corps

    def renouveler(self, corpus: Corpus, ouverte: Ouverte) -> bool:
        """Publie d'autres données ; faux si ce ne sont plus les mêmes pages."""

    def est_generee(self, fichier: File) -> bool:
        """Vrai d'une page que personne n'a écrite à la main."""


@dataclass
class Apercu:
    """Ce que montre `servir`, à l'instant.

    Attributes:
        ouverte: la dernière construction réussie.
        anomalies: ce qui empêche de publier les données d'aujourd'hui.
        message: ce qui a fait échouer la dernière construction, réglages et pages compris.
        entiere: faux tant que la construction ouverte ne l'a été que d'une partie des données.
    """

    site: SiteServi
    ouverte: Ouverte | None = None
    anomalies: list[Anomalie] = field(default_factory=list)
    message: str = ""
    entiere: bool = True
    _pages: Mapping[str, File] = field(default_factory=dict)
    _verrou: threading.RLock = field(default_factory=threading.RLock)
    _annoncees: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Fait parler français à tout ce que MkDocs écrit d'ici à ce que l'aperçu s'arrête."""
        for sortie in logging.getLogger("mkdocs").handlers:
            sortie.setFormatter(EnFrancais())

    def ouvrir(self, ouverte: Ouverte) -> None:
        """Prend une construction : ses pages se rendront à la demande."""
        self.ouverte, self.message = ouverte, ""
        self._pages = {f.dest_uri: f for f in ouverte.files if f.is_documentation_page()}

    def prendre(self, rapport: Rapport) -> None:
        """Prend les données d'une construction qui commence, publiables ou non."""
        self.anomalies, self.entiere = rapport.erreurs, rapport.publiable

    def annoncer(self, a_relire: Sequence[str]) -> None:
        """Dit dans le terminal ce qui est à corriger, puis que c'est corrigé ; une fois.

        Args:
            a_relire: ce qui n'a pas empêché de construire.
        """
        fautes = [str(anomalie) for anomalie in self.anomalies] or self.message.splitlines()
        quoi, dites = ("À corriger :", fautes) if fautes else ("À relire :", list(a_relire))
        if dites == self._annoncees:
            return
        self._annoncees = dites
        suite = len(dites) - FAUTES_DITES
        reste = [f"… et {suite} de plus"] if suite > 0 else []
        lignes = [quoi, *dites[:FAUTES_DITES], *reste] if dites else ["Corrigé."]
        print("\n".join(lignes), flush=True)

    def renouveler(self, rapport: Rapport) -> bool:
        """Prend des données relues.

        Returns:
            Faux s'il faut reconstruire : d'autres pages, ou une construction à finir.
        """
        with self._verrou:
            self.anomalies = rapport.erreurs
            if self.anomalies:
                return True
            if not self.entiere or self.message or self.ouverte is None:
                return False
            return self.site.renouveler(rapport.corpus, self.ouverte)

    def contenu(self, chemin: str, *, derniere_bonne: bool = False) -> bytes | None:
        """Ce qu'un navigateur demande, rendu à l'instant.

        Args:
            chemin: le fichier du site, relatif à sa racine.
            derniere_bonne: vrai pour la page telle qu'avant la faute, s'il y en a une.

        Returns:
            None si ce n'est ni une page ni un export : c'est au serveur de trouver le fichier.
        """
        with self._verrou:
            fichier = self._pages.get(chemin)
            if fichier and (self.anomalies or self.message) and not derniere_bonne:
                return self._refus(fichier).encode()
            if fichier:
                assert self.ouverte is not None
                return rendre_la_page(self.ouverte, fichier, self.site.est_generee(fichier))
            exports = self.site.corps.annexes.exports
            trouve = next((e for e in exports if e.publique == chemin), None)
            return trouve.contenu() if trouve else None

    def _refus(self, fichier: File) -> str:
        assert self.ouverte is not None
        titre = self.ouverte.config.site_name
        bonne = f"/{fichier.url}".removesuffix("./") + f"?{LA_DERNIERE_BONNE}"
        return rendre(
            "apercu_refuse.html",
            anomalies=[
                replace(a, constat=typographier(a.constat), conseil=typographier(a.conseil))
                for a in self.anomalies
            ],
            message="" if self.anomalies else self.message,
            site=titre,
            derniere_bonne=bonne if self.entiere else "",
        )


class ServeurDApercu(LiveReloadServer):
    """Le serveur de MkDocs, qui rend les pages à la demande et n'attend aucune construction."""

    def __init__(
        self,
        apercu: Apercu,
        examiner: Callable[[], Rapport],
        construire: Callable[[], None],
        racine: Path,
        autres: Iterable[Path],
        *adresse: Any,
        **options: Any,
    ) -> None:
        super().__init__(self.refaire, *adresse, **options)
        self._apercu = apercu
        self._examiner = examiner
        self._construire = construire
        self._racine = racine
        self._autres = list(autres)
        self._signee = signer(self._autres)

    def refaire(self) -> None:
        """Relit les données ; reconstruit s'il le faut. Rien n'arrête le serveur."""
        signature = signer(self._autres)
        with ecouter_mkdocs() as dites:
            try:
                if signature != self._signee or not self._apercu.renouveler(self._examiner()):
                    self._signee, self._apercu.message = signature, ""
                    exiger_un_site(self._racine)
                    self._construire()
            except (Exception, SystemExit) as erreur:
                refus = self._apercu.message or str(erreur)
                self._apercu.message = "\n".join(traduire([*dites, *refus.splitlines()]))
        self._apercu.annoncer(traduire(dites))

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Sert, et dit où regarder une fois que le site est prêt."""
        print(f"Ouvrir {self.url} dans le navigateur ; Ctrl+C pour arrêter.", flush=True)
        self._apercu.annoncer([])
        super().serve(open_in_browser=open_in_browser)

    def serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Répond d'une page ou d'un export ; laisse le reste au serveur de MkDocs."""
        demande = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "ignore")
        if demande.startswith(self.mount_path):
            with self._epoch_cond:  # la modification en cours d'abord, comme le fait MkDocs
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
                epoque = self._visible_epoch
            chemin = unquote(demande.removeprefix(self.mount_path))
            if not chemin or chemin.endswith("/"):
                chemin += "index.html"
            bonne = str(environ.get("QUERY_STRING", "")) == LA_DERNIERE_BONNE
            if (octets := self._apercu.contenu(chemin, derniere_bonne=bonne)) is not None:
                if chemin.endswith(".html"):
                    octets = self._inject_js_into_html(octets, epoque)
                type_ = self._guess_type(chemin)
                longueur = str(len(octets))
                start_response("200 OK", [("Content-Type", type_), ("Content-Length", longueur)])
                return FileWrapper(io.BytesIO(octets))
            if self._apercu.contenu(f"{chemin}/index.html") is not None:
                start_response("302 Found", [("Location", f"{environ['PATH_INFO']}/")])
                return []
        reponse: Iterable[bytes] = super().serve_request(environ, start_response)
        return reponse


def signer(dossiers: Iterable[Path]) -> frozenset[tuple[str, int, int]]:
    """Ce que sont des fichiers à cet instant : chemin, date, taille ; sans les lire."""
    fichiers = (f for d in dossiers for f in ([d] if d.is_file() else d.rglob("*")))
    etats = ((f, f.stat()) for f in fichiers if f.is_file() and "__pycache__" not in f.parts)
    return frozenset((str(f), etat.st_mtime_ns, etat.st_size) for f, etat in etats)


def servir_l_apercu(
    apercu: Apercu,
    dossier: DossierDuSite,
    serveur: LiveReloadServer,
    config: MkDocsConfig,
    construire: Callable[[], None],
    gabarits: Iterable[Path],
) -> ServeurDApercu:
    """Le serveur qui remplace celui de MkDocs.

    Args:
        dossier: le site ; une modification de ses données ne fait rien reconstruire d'autre.
        serveur: celui de MkDocs, qui n'a pas encore servi.
        gabarits: dossiers du programme et du thème, à surveiller aussi.
    """
    autres = [Path(config.docs_dir), Path(config.config_file_path), *gabarits]
    if config.theme.custom_dir:
        autres.append(Path(config.theme.custom_dir))
    notre = ServeurDApercu(
        apercu,
        dossier.examiner,
        construire,
        dossier.racine,
        autres,
        *config.dev_addr,
        root=config.site_dir,
        mount_path=serveur.mount_path,
    )
    notre.error_handler = serveur.error_handler  # la page 404 du site
    serveur.server_close()
    for surveille in {*autres, dossier.dossier_des_donnees}:
        notre.watch(str(surveille))
    return notre
