"""Le site à publier : ses pages, leurs corps finis, ses renvois. Sans cadre logiciel.

Les adaptateurs (MkDocs, écriture sur disque) ne font que placer ce que ce module rend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from .corpus.corpus import Corpus
from .corpus.reduction import reduire
from .exports.couleurs import FEUILLE
from .exports.registre import Export, annonces, tous_les_exports
from .macros.registre import trouver
from .macros.vocabulaires import sigles_de_la_page
from .macros.vue import Fonds, Vue, racine_depuis
from .modele.referentiel import Terme
from .pages.adressage import Adressage
from .pages.adresse import adresse_de
from .pages.annonce import Annonce, Annonces, annonces_de
from .pages.arbre import Arbre, Branche, arbre_de, arbre_des_agents
from .pages.contact import Interlocuteur, interlocuteurs, interlocuteurs_de
from .pages.de_comparaison import COMPARAISON
from .pages.de_conformite import ACCESSIBILITE
from .pages.des_territoires import anciennes_adresses
from .pages.menu import Entree, menu, pied
from .pages.page import Lien, Page
from .pages.publication import Publication
from .pages.titre import titre_d_onglet, titres_d_onglet
from .tete.balises import Balises, balises_d_une_page_ecrite, balises_de
from .tete.dates import Dates
from .tete.donnees_liees import donnees_liees
from .texte.finition import finir
from .texte.liens import delier
from .texte.typographie import typographier


@dataclass
class Site:
    """Un corpus prêt à être publié, tout entier ou réduit à un territoire.

    Attributes:
        corpus: tout ce qui peut être publié ou nommé.
        nom: nom du site.
        fin: ce qu'il faut ajouter aux adresses de dossier (« index.html » sans serveur).
        recherche: vrai si l'on construit un index de recherche, donc sa page.
        adressage: un seul territoire ou tous, et les pages ôtées.
        url: adresse absolue du site, barre finale comprise ; vide si elle est inconnue.
        federation: celle du site d'ensemble, pour le site d'un territoire.
        logo: adresse publique du logo ; vide s'il n'y en a pas.
        fichiers: styles et scripts publiés (nom, octets, octets compressés).
        ecrites: les pages écrites à la main, dans l'ordre et les rubriques de la navigation.
    """

    corpus: Corpus
    nom: str = "Projets sociaux de territoire"
    fin: str = ""
    recherche: bool = False
    adressage: Adressage = field(default_factory=Adressage)
    url: str = ""
    federation: str = ""
    logo: str = ""
    fichiers: Sequence[tuple[str, int, int]] = field(default=())
    ecrites: Sequence[Branche] = field(default=())
    _definitions: dict[tuple[str, ...], str] = field(init=False, default_factory=dict)

    @cached_property
    def publication(self) -> Publication:
        """Ce que ce site publie, et l'adresse de chaque chose."""
        corpus = reduire(self.corpus, slug) if (slug := self.adressage.territoire) else self.corpus
        return Publication(
            corpus,
            self.adressage,
            self.nom,
            url=self.url,
            federation=self.federation,
            complet=self.corpus,
            fin=self.fin,
            recherche=self.recherche,
        )

    @property
    def pages(self) -> list[Page]:
        """Toutes les pages générées, chacune à sa place."""
        return self.publication.pages

    @cached_property
    def fonds(self) -> Fonds:
        """Ce qui est calculé une fois pour toutes les pages."""
        return Fonds(
            self.publication.corpus,
            publication=self.publication,
            fichiers=self.fichiers,
            annonces=self.annonces,
        )

    @cached_property
    def menu(self) -> list[Entree]:
        """Les onglets."""
        return menu(self.publication, self.ecrites)

    @cached_property
    def pied(self) -> list[Lien]:
        """Les liens du pied ; celui de l'accessibilité dit la mention que la loi demande."""
        mention = Lien(self.mention_d_accessibilite, ACCESSIBILITE.adresse)
        return [*pied(self.publication, self.ecrites), mention]

    def arbre(self, page: Page | None) -> Arbre | None:
        """Ce qui entoure une page générée ou, à défaut, une page écrite à la main."""
        if page is None:
            return arbre_des_agents(self.publication, self.ecrites)
        return arbre_de(page, self.publication, self.ecrites)

    def tout(self, page: Page | None) -> Lien:
        """Ce dont une page fait partie, que dit l'en-tête : le territoire, sinon le site."""
        if page and page.territoire and not self.adressage.seul:
            territoire = self.publication.corpus.territoires[page.territoire]
            return Lien(territoire.nom, adresse_de(territoire))
        if page and page.adresse.startswith(COMPARAISON.adresse):
            return COMPARAISON
        return Lien(self.nom, "")

    @property
    def texte_du_logo(self) -> str:
        """Ce que dit le logo : le territoire, sauf si le nom du site, qui suit, le dit déjà."""
        territoire = self.publication.territoire
        nom = territoire.nom if territoire else self.corpus.editeur.nom or ""
        return "" if nom.casefold() in self.nom.casefold() else nom

    def ancres_citees(self, adresse: str) -> dict[str, set[str]]:
        """Les ancres d'une page remplacée que citent d'autres pages, et lesquelles.

        Args:
            adresse: adresse publique de la page remplacée, une fois les corps rendus.
        """
        for entree in self.menu:
            self.publication.noter(self.publication.adresse(entree.adresse) or "", EN_TETE)
        return self.publication.citees.get(adresse, {})

    @cached_property
    def incomplet(self) -> bool:
        """Vrai s'il manque une donnée légale : ce n'est qu'un aperçu."""
        return bool(self.corpus.editeur.manques())

    @property
    def mention_d_accessibilite(self) -> str:
        """La mention que la loi veut sur chaque page, jamais meilleure que l'audit enregistré."""
        etat = self.corpus.editeur.conformite(self.fonds.aujourd_hui)
        return typographier(f"Accessibilité : {etat.libelle}")

    def vue(self, adresse: str) -> Vue:
        """La vue d'une page, d'après son adresse publique."""
        return Vue(self.fonds, racine_depuis(adresse), adresse)

    def depuis(self, racine: str) -> Vue:
        """La vue d'une page, d'après le chemin qui la relie à la racine du site."""
        return Vue(self.fonds, racine)

    def corps(self, page: Page) -> str:
        """Le corps d'une page générée, fini."""
        vue = self.vue(page.publique)
        return self.finir(trouver(page.macro).appeler(vue, **page.arguments), vue, page.adresse)

    def finir(self, html: str, vue: Vue, adresse: str) -> str:
        """Finit un corps : typographie, sigles expliqués au bas, aucun lien vers rien."""
        sigles = None if adresse in SANS_SIGLES else self.fonds.sigles
        fini, termes = finir(html, sigles)
        fini += self._expliquer(vue, tuple(terme.sigle for terme in termes), termes)
        return fini if self.adressage.entier else delier(fini)

    def _expliquer(self, vue: Vue, sigles: tuple[str, ...], termes: list[Terme]) -> str:
        """Les définitions au bas d'une page ; les mêmes sigles se retrouvent de page en page."""
        if termes and sigles not in self._definitions:
            self._definitions[sigles] = finir(sigles_de_la_page(vue, termes))[0]
        return self._definitions.get(sigles, "")

    @staticmethod
    def titre(page: Page) -> str:
        """Le titre d'une page, typographié."""
        return typographier(page.titre)

    def titre_d_onglet(self, page: Page | None, titre: str) -> str:
        """Le titre d'onglet d'une page générée ; celui d'une page écrite, d'après son titre."""
        return self._onglets[page.publique] if page else titre_d_onglet(titre, "", self.nom)

    @cached_property
    def _onglets(self) -> dict[str, str]:
        return titres_d_onglet(self.pages, self.nom)

    @cached_property
    def exports(self) -> list[Export]:
        """Les fichiers à publier à côté des pages."""
        return tous_les_exports(self.publication)

    @cached_property
    def annonces(self) -> Annonces:
        """Par page, les calendriers et les flux auxquels s'abonner."""
        return annonces(self.exports)

    def annonces_de(self, page: Page | None) -> Sequence[tuple[str, Annonce]]:
        """Ce qu'annonce une page ; une page écrite à la main annonce ce qu'annonce l'accueil."""
        return annonces_de(page.adresse if page else self.adressage.accueil, self.annonces)

    def balises(self, page: Page | None, titre: str, description: str, url: str) -> Balises:
        """Les balises de partage ; titre, phrase et adresse valent pour une page écrite."""
        if page:
            return balises_de(page, self.publication)
        return balises_d_une_page_ecrite(titre, description, url, self.publication)

    def interlocuteurs(self, page: Page | None, titre: str, url: str) -> list[Interlocuteur]:
        """Qui joindre depuis une page ; titre et adresse valent pour une page écrite."""
        if page:
            return interlocuteurs_de(page, self.publication)
        return interlocuteurs(titre, "", url, None, self.corpus.editeur)

    def donnees_liees(self, page: Page) -> str:
        """Ce que la page dit aux machines, en JSON-LD ; vide si elle n'a rien à leur dire."""
        return donnees_liees(page, self.publication)

    @cached_property
    def _dates(self) -> Dates:
        return Dates(self.publication.corpus)

    def modifiee_le(self, page: Page) -> str:
        """Le jour de la dernière modification d'une page, en ISO ; vide s'il est inconnu."""
        jour = self._dates.de(page)
        return jour.isoformat() if jour else ""

    @property
    def couleurs(self) -> str:
        """L'adresse de la feuille des couleurs de territoires ; vide s'il n'y en a pas."""
        return next((e.publique for e in self.exports if e.adresse == FEUILLE), "")

    def renvois(self) -> Iterator[tuple[str, str]]:
        """Les anciennes adresses qui mènent à une page d'aujourd'hui : leur fichier, son HTML."""
        for ancienne, nouvelle in anciennes_adresses(self.publication.corpus):
            chemin = self.adressage.placer(ancienne)
            if chemin is not None and self.publication.publie(nouvelle):
                lien = self.vue(chemin).vers(nouvelle)
                yield f"{chemin}index.html", RENVOI.format(lien=escape(lien))


RENVOI = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Page déplacée</title>
<meta http-equiv="refresh" content="0; url={lien}"><link rel="canonical" href="{lien}"></head>
<body><p>Cette page a changé d’adresse : <a href="{lien}">la voir</a>.</p></body></html>
"""

EN_TETE = "l'en-tête de toutes les pages"
SANS_SIGLES = {
    "communes/",
    "recherche/",
    "donnees/",
    "donnees/colonnes/",
    "glossaire/",
    "reference/donnees/",
    "reference/macros/",
    "plan-du-site/",
}
"""Pages où l'on n'explique pas les sigles : elles le font déjà, ou n'en ont pas l'usage."""
