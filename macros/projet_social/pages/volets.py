"""Ce qu'une page ne peut tout montrer se lit en volets, chacun sa page, sous son adresse.

Des territoires se rangent par région, puis par département, puis par initiale : l'endroit où l'on
habite, et non un numéro qui glisserait au premier territoire ajouté. Un volet devenu trop grand se
range à son tour et garde sa page, qui mène aux siens : une adresse publiée le reste.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from ..corpus.corpus import Corpus, designer
from ..corpus.officiel import CommuneOfficielle
from ..corpus.plan import TerritoirePublie
from ..texte.identifiant import forme_commune, identifiant_de
from .page import TERRITOIRES_PAR_PAGE, LienDePage, Page, en_suite

COMMUNES_PAR_PAGE = 800
"""Au-delà, les communes se lisent lettre par lettre."""
LETTRES = 12
"""Premières lettres d'un nom qui servent à ranger des communes, au plus."""

Contenu = TypeVar("Contenu")
Coupe = Callable[[Contenu], tuple[str, str]]
"""Où se range un contenu : la clé du volet, qui fait son adresse, et son nom."""
CommuneDesSiens = tuple[CommuneOfficielle, list[TerritoirePublie]]
"""Une commune et les territoires publiés qui l'ont."""


@dataclass(frozen=True, slots=True)
class Volet(Generic[Contenu]):
    """Un volet.

    Attributes:
        cle: la fin de son adresse (« bretagne », « 56 »), unique parmi tous ceux d'une page.
        contenus: tout ce qu'il contient.
        volets: ceux où se lit ce qu'il contient, s'il est encore trop grand.
    """

    cle: str
    nom: str
    contenus: tuple[Contenu, ...]
    volets: tuple[Volet[Contenu], ...] = ()

    @property
    def chemin(self) -> str:
        """La fin de son adresse, après celle de la page découpée."""
        return f"{self.cle}/"

    @property
    def feuilles(self) -> list[Volet[Contenu]]:
        """Les volets où se lit tout ce qu'il contient : lui seul, ou les derniers des siens."""
        return [self] if not self.volets else feuilles_de(self.volets)


def feuilles_de(volets: Iterable[Volet[Contenu]]) -> list[Volet[Contenu]]:
    """Les volets qui ne se rangent pas plus avant, dans l'ordre."""
    return [feuille for volet in volets for feuille in volet.feuilles]


def ranger_en_volets(
    contenus: Sequence[Contenu],
    places: int,
    coupes: Sequence[Coupe[Contenu]],
    dans: Volet[Contenu] | None = None,
) -> tuple[Volet[Contenu], ...]:
    """Les volets d'une liste ; aucun si elle tient dans une page.

    Args:
        coupes: les façons de la ranger, de la plus large à la plus fine ; celle qui ne sépare rien
            ne sert pas, et, quand aucune ne sert plus, on compte.
        dans: le volet que l'on range.
    """
    if len(contenus) <= places:
        return ()
    for rang, coupe in enumerate(coupes, 1):
        groupes: dict[tuple[str, str], list[Contenu]] = {}
        for contenu in contenus:
            groupes.setdefault(coupe(contenu), []).append(contenu)
        if len(groupes) > 1:
            volets = (Volet(*titre, tuple(groupes[titre])) for titre in sorted(groupes))
            return tuple(
                replace(v, volets=ranger_en_volets(v.contenus, places, coupes[rang:], v))
                for v in volets
            )
    debut, nom = (f"{dans.cle}-", f"{dans.nom}, ") if dans else ("", "")
    return tuple(
        Volet(f"{debut}{rang}", f"{nom}suite {rang}", tuple(contenus[place : place + places]))
        for rang, place in enumerate(range(0, len(contenus), places), 1)
    )


def volets_des_territoires(
    corpus: Corpus,
    territoires: Iterable[TerritoirePublie] | None = None,
    places: int = TERRITOIRES_PAR_PAGE,
) -> tuple[Volet[TerritoirePublie], ...]:
    """Les volets de tous les territoires, ou de ceux que l'on donne ; aucun s'ils tiennent."""

    def departement(territoire: TerritoirePublie) -> tuple[str, str]:
        code = next(iter(territoire.donnees.departements), "")
        return (code.lower(), corpus.officiel.situer([code])) if code else AUTRES

    def region(territoire: TerritoirePublie) -> tuple[str, str]:
        officiel = corpus.officiel.departements.get(departement(territoire)[0].upper())
        return (identifiant_de(officiel.region), officiel.region) if officiel else AUTRES

    def initiale(territoire: TerritoirePublie) -> tuple[str, str]:
        lettre = forme_commune(territoire.nom)[:1] or "0"
        code, nom = departement(territoire)
        return f"{code}-{lettre}", f"{nom}, {lettre.upper()}"

    choisis = corpus.territoires.values() if territoires is None else territoires
    coupes = (region, departement, initiale)
    return ranger_en_volets(list(choisis), places, coupes)


AUTRES = ("autres", "Autres territoires")
"""Le volet des territoires dont on ne sait pas la région, ou le département."""


def communes_des_territoires(corpus: Corpus) -> list[CommuneDesSiens]:
    """Toutes les communes des territoires publiés, de A à Z."""
    trouvees: dict[str, CommuneDesSiens] = {}
    for territoire in corpus.territoires.values():
        for commune in territoire.communes:
            trouvees.setdefault(commune.insee, (commune, []))[1].append(territoire)
    return sorted(trouvees.values(), key=lambda couple: forme_commune(couple[0].nom))


def volets_des_communes(communes: Sequence[CommuneDesSiens]) -> tuple[Volet[CommuneDesSiens], ...]:
    """Les volets des communes, par premières lettres : « s », « sa », « saint-a »…"""

    def coupe(lettres: int) -> Coupe[CommuneDesSiens]:
        def debut(couple: CommuneDesSiens) -> tuple[str, str]:
            # Un nom plus court se complète : il ne se confond pas avec le volet qui le contient.
            cle = forme_commune(couple[0].nom)[:lettres].ljust(lettres).replace(" ", "-")
            return cle, cle.title() if lettres == 1 else f"{cle.title()}…"

        return debut

    coupes = [coupe(lettres) for lettres in range(1, LETTRES + 1)]
    return ranger_en_volets(communes, COMMUNES_PAR_PAGE, coupes)


def pages_des_volets(
    page: Page, volets: Sequence[Volet[Any]], titre: str = "", sous: str = ""
) -> Iterator[Page]:
    """Une page par volet ; celles où l'on lit se suivent.

    Args:
        page: la page découpée.
        volets: les siens.
        titre: ce qui se lit avant le nom du volet ; à défaut, le titre de la page.
        sous: le dossier où ils se rangent, sous l'adresse de la page.
    """

    def du_volet(volet: Volet[Any], fil: tuple[LienDePage, ...]) -> Page:
        return replace(
            page,
            adresse=f"{page.adresse}{sous}{volet.chemin}",
            titre=f"{titre or page.titre} : {volet.nom}",
            onglet="",
            description=f"{page.description} {volet.nom}.",
            arguments={**page.arguments, "volet": volet.cle},
            fil=fil,
            precedente=None,
            suivante=None,
        )

    def parcourir(
        volets: Sequence[Volet[Any]], fil: tuple[LienDePage, ...]
    ) -> Iterator[tuple[Volet[Any], Page]]:
        for volet in volets:
            yield volet, (rendue := du_volet(volet, fil))
            yield from parcourir(volet.volets, (*fil, LienDePage(volet.nom, rendue.adresse)))

    toutes = list(parcourir(volets, (*page.fil, LienDePage(titre or page.titre, page.adresse))))
    yield from (rendue for volet, rendue in toutes if volet.volets)
    yield from en_suite(rendue for volet, rendue in toutes if not volet.volets)


def trouver_le_volet(volets: Iterable[Volet[Contenu]], cle: str) -> Volet[Contenu]:
    """Le volet de cette clé, à quelque profondeur qu'il soit.

    Raises:
        Inconnu: aucun volet n'a cette clé.
    """
    connus: dict[str, Volet[Contenu]] = {}
    a_voir = list(volets)
    while a_voir:
        volet = a_voir.pop()
        connus[volet.cle] = volet
        a_voir += volet.volets
    return designer("volet", cle, connus)
