"""Le profil de chaque territoire : ce que la page « Comparer » met en regard.

Un morceau de page par territoire, dont la taille ne dépend que de lui : une cellule par question,
ses mots typographiés, ses liens relatifs à son adresse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..comparaison.calendriers import Calendrier
from ..comparaison.mentions import NiveauDeMention
from ..comparaison.profil import QUESTIONS, Profil, profil_de
from ..corpus.plan import TerritoirePublie
from ..pages.adresse import adresse_de, adresse_de_synthese
from ..pages.extrait import adresse_du_profil
from ..pages.publication import Publication
from ..rendu import rendre
from ..texte.finition import finir
from ..texte.typographie import nombre_ecrit
from .registre import Export, exports

NON_DIT = "le document ne le dit pas"
SANS_PROJET = "aucun projet publié"
ENSEMBLES = {question.id: question.ensemble for question in QUESTIONS if question.ensemble}
VIDES = {
    "entendus": "le document ne dit aucun acteur entendu",
    "themes-de-tete": "ni le premier niveau du plan ni une ambition n’a de thème",
    "themes": "aucun thème relevé",
}
"""Ce que l'on dit d'un ensemble sans élément, après le nom du territoire."""


@dataclass(frozen=True, slots=True)
class ElementDeReponse:
    """Un élément d'une réponse.

    Attributes:
        cle: ce qui le fait reconnaître chez les autres.
        vers: adresse relative de sa page ; vide s'il n'en a pas.
        nature: ce qu'est une ligne du plan (« Axe 2 »).
        relais: clés de ceux par qui seuls il est là ; vide s'il est nommé lui-même.
    """

    cle: str
    nom: str
    vers: str = ""
    nature: str = ""
    relais: str = ""


@dataclass(frozen=True, slots=True)
class ReponseDeTerritoire:
    """La réponse d'un territoire : un texte, ou des éléments.

    Attributes:
        resume: le titre sous lequel les éléments se replient.
        vide: pourquoi il n'y a rien à rapprocher.
    """

    texte: str = ""
    resume: str = ""
    elements: tuple[ElementDeReponse, ...] = ()
    vide: str = ""


@exports
def profils(publication: Publication) -> Iterator[Export]:
    """Le profil de chaque territoire, s'il y en a deux à comparer."""
    territoires = publication.corpus.territoires
    for slug, territoire in territoires.items() if len(territoires) > 1 else ():
        yield Export(
            adresse_du_profil(slug),
            f"Ce que l’on compare de {territoire.nom} à un autre territoire.",
            partial(_en_html, publication, territoire),
        )


def _en_html(publication: Publication, territoire: TerritoirePublie) -> bytes:
    redaction = _Redaction(publication, profil_de(publication.corpus, territoire))
    html = rendre(
        "profil_compare.html",
        nom=territoire.nom,
        page=redaction.vers(territoire),
        reponses=redaction.reponses(),
        suite=redaction.suite(),
    )
    return finir(html)[0].encode()


@dataclass(frozen=True)
class _Redaction:
    """Un profil mis en mots, pour le fichier où il paraît."""

    publication: Publication
    profil: Profil

    def reponses(self) -> dict[str, ReponseDeTerritoire]:
        """La réponse à chaque question, dans leur ordre."""
        profil, contexte = self.profil, self.profil.contexte
        annee = f", {contexte.population_annee}" if contexte.population_annee else ""
        approche = "près de " if contexte.population_approximative else ""
        dites = {
            "type": ReponseDeTerritoire(contexte.type),
            "departements": ReponseDeTerritoire(contexte.departements or NON_DIT),
            "habitants": ReponseDeTerritoire(
                _compter(contexte.population_aujourd_hui)
                or _compter(contexte.population_source, f" (document{annee})", approche)
                or NON_DIT
            ),
            "communes": ReponseDeTerritoire(
                _compter(contexte.communes_aujourd_hui)
                or _compter(contexte.communes_source, " (document)")
                or NON_DIT
            ),
            "periode": self._par_plan(
                str(c.plan.projet.periode or NON_DIT) for c in profil.calendriers
            ),
            "duree": self._par_plan(map(_dire_la_duree, profil.calendriers)),
            "entendus": _ensemble(
                "entendus",
                (
                    ElementDeReponse(cle, nom, relais=" ".join(profil.relais.get(cle, ())))
                    for cle, nom in profil.entendus.items()
                ),
            ),
            "themes-de-tete": _ensemble("themes-de-tete", self._themes(NiveauDeMention.A)),
            "themes": _ensemble("themes", self._themes(*NiveauDeMention)),
            "axes": self._axes(),
        }
        return {question.id: dites[question.id] for question in QUESTIONS}

    def suite(self) -> list[tuple[str, str]]:
        """Où lire en entier : la synthèse, et chaque démarche décrite."""
        territoire = self.profil.territoire
        liens = [
            (f"La synthèse de {territoire.nom}", self.vers(adresse_de_synthese(territoire))),
            *(
                (
                    f"La démarche de {calendrier.nom}",
                    self.vers(
                        f"{adresse_de(calendrier.plan.territoire)}#demarche-{calendrier.plan.id}"
                    ),
                )
                for calendrier in self.profil.calendriers
                if calendrier.plan.projet.demarche
            ),
        ]
        return [(titre, vers) for titre, vers in liens if vers]

    def vers(self, cible: Any) -> str:
        """L'adresse d'une cible, relative à ce fichier ; vide si elle n'est pas publiée."""
        adresse = self.publication.adresse(cible)
        if adresse is None or adresse.startswith(("https://", "http://")):
            return adresse or ""
        fichier = adresse_du_profil(self.profil.territoire.slug)
        return f"{'../' * fichier.count('/')}{adresse}"

    def _themes(self, *niveaux: NiveauDeMention) -> Iterator[ElementDeReponse]:
        themes = self.publication.corpus.themes
        for id_, mention in self.profil.themes.items():
            if mention.niveau in niveaux:
                ancre = f"{adresse_de(themes[id_])}#t-{mention.territoire.slug}"
                yield ElementDeReponse(id_, themes[id_].nom, self.vers(ancre))

    def _axes(self) -> ReponseDeTerritoire:
        lues = [(plan, lignes) for plan, lignes in self.profil.lues if lignes]
        if not lues:
            return ReponseDeTerritoire("le plan n’a pas d’axe" if self.profil.lues else SANS_PROJET)
        comptes = (plan.compter(lignes[0].type, len(lignes)) for plan, lignes in lues)
        return ReponseDeTerritoire(
            resume=" ; ".join(comptes),
            elements=tuple(
                ElementDeReponse(ligne.id, ligne.titre, self.vers(ligne), ligne.intitule)
                for _, lignes in lues
                for ligne in lignes
            ),
        )

    def _par_plan(self, textes: Iterable[str]) -> ReponseDeTerritoire:
        """Ce que l'on dit de chaque plan, son titre devant quand le territoire en a plusieurs."""
        titres = [calendrier.plan.titre for calendrier in self.profil.calendriers]
        if len(titres) < 2:
            return ReponseDeTerritoire("".join(textes) or SANS_PROJET)
        dits = zip(titres, textes, strict=True)
        return ReponseDeTerritoire(" ; ".join(f"{titre} : {texte}" for titre, texte in dits))


def _ensemble(question: str, elements: Iterable[ElementDeReponse]) -> ReponseDeTerritoire:
    tous = tuple(elements)
    return ReponseDeTerritoire(
        resume=ENSEMBLES[question], elements=tous, vide="" if tous else VIDES[question]
    )


def _compter(nombre: int | None, precision: str = "", approche: str = "") -> str:
    return f"{approche}{nombre_ecrit(nombre)}{precision}" if nombre else ""


def _dire_la_duree(calendrier: Calendrier) -> str:
    """La durée et ce qui la rend incertaine ; les seules dates, hors de la méthode."""
    if not calendrier.etapes:
        return "le document ne décrit pas la démarche"
    if not calendrier.suit_la_methode:
        return calendrier.dates
    total = calendrier.total
    dates = "" if total.duree else calendrier.dates
    reserve = total.repli or ("date douteuse" if total.doutes else dates)
    return " ; ".join(filter(None, (str(total), reserve)))
