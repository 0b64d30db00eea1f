"""Le plan d'un territoire dans le gabarit de Territoires en Transitions (ADEME).

Les colonnes, l'aide et les listes sont celles du gabarit ; « projet-social importer » relit ce
classeur comme celui d'un inconnu. Ce que le gabarit n'a pas de colonne pour dire se compte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest

from ...classeur.classeur import Cellule, Classeur, Controle, Feuille, Plage, Valeur
from ...ecriture.arbre import en_liste
from ...modele.fiche_action import FicheAction
from ...modele.niveau import Niveau
from .mise_a_plat import ContexteDuTerritoire, LigneDOnglet, Tables, mettre_a_plat
from .rangees_du_gabarit import LISTES_DU_GABARIT, RangeeDuGabarit, mots_des_niveaux

IMPORT, LISTES = "Fichier d'import", "Listes déroulantes"
TEXTE, CHOIX, DATE, NOMBRE = "Champ texte", "Champ liste déroulante", "Champ date", "Champ nombre"
VIRGULES = "Champ texte, séparés par des virgules"
COLONNES: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Structure du plan",
        (
            ("niveau_1", "Axe (x)", TEXTE),
            ("niveau_2", "Sous-axe (x.x)", TEXTE),
            ("niveau_3", "Sous-sous axe (x.x.x)", TEXTE),
        ),
    ),
    (
        "Présentation de l'action",
        (
            ("titre", "Titre de l'action", TEXTE),
            ("etape", "Titre de la sous-action", TEXTE),
            ("description", "Descriptif", TEXTE),
            ("instance", "Instances de gouvernance", TEXTE),
            ("objectifs", "Objectifs", TEXTE),
            ("indicateurs", "Indicateurs liés", VIRGULES),
        ),
    ),
    (
        "Acteurs",
        (
            ("pilotes", "Structure pilote", VIRGULES),
            ("moyens", "Moyens humains et techniques", TEXTE),
            ("partenaires", "Partenaires", VIRGULES),
            ("service", "Direction ou service pilote", VIRGULES),
            ("personne", "Personne pilote", "Champ texte : laissé vide, donnée personnelle"),
            ("elu_referent", "Élu·e référent·e", "Champ texte : la fonction, jamais le nom"),
            ("participation", "Participation Citoyenne", CHOIX),
        ),
    ),
    ("Financements", (("financements", "Financements", TEXTE),)),
    ("Budget", (("budget", "Budget prévisionnel total € HT", NOMBRE),)),
    (
        "Avancement",
        (
            ("statut", "Statut", CHOIX),
            ("priorite", "Niveau de priorité", CHOIX),
            ("debut", "Date de début", DATE),
            ("fin", "Date de fin", DATE),
            ("chaque_annee", "Action en amélioration continue", CHOIX),
            ("calendrier", "Calendrier", TEXTE),
        ),
    ),
    (
        "Compléments",
        (
            ("mesures", "Mesures liées", TEXTE),
            ("actions_liees", "Actions des plans liées", "Champ texte, une par ligne"),
            ("notes", "Notes", "Champ texte, une par ligne"),
            ("etapes", "Etapes de l'action", "Champ texte, une par ligne"),
            ("liens", "Documents et liens", "Champ texte, un par ligne"),
        ),
    ),
)
"""Les colonnes, par groupe : leur clé, leur nom, l'aide écrite dessous."""
FINANCEURS_MINIMUM = 3
LARGES = ("description", "objectifs", "moyens", "titre", "etape", "notes")
LARGEUR, LARGEUR_DE_TEXTE = 20.0, 44.0
A_REMPLIR = 500
"""Rangées vides, sous les données, où les listes déroulantes sont déjà en place."""


@dataclass(frozen=True)
class ColonneDuGabarit:
    """Une colonne du gabarit."""

    cle: str
    nom: str
    aide: str
    groupe: str


@dataclass
class GabaritRempli:
    """Le plan d'un territoire dans le gabarit.

    Attributes:
        laisses: par champ, combien de lignes disent ce que le gabarit ne peut pas dire.
    """

    classeur: Classeur
    actions: int
    laisses: Counter[str] = field(default_factory=Counter)


def remplir_le_gabarit(contexte: ContexteDuTerritoire) -> GabaritRempli:
    """Le plan d'un territoire : une rangée par action, puis une par étape qui en dit plus."""
    tables = mettre_a_plat(contexte)
    rangees = list(_rangees(tables))
    nombre = max([FINANCEURS_MINIMUM, *(len(r.financeurs) for r in rangees)])
    laisses = sum((rangee.laisses for rangee in rangees), Counter[str]())
    listes = _feuille_des_listes()
    feuille = _feuille(list(_colonnes(nombre)), rangees)
    return GabaritRempli(Classeur([feuille, listes]), len(tables[FicheAction]), laisses)


def _colonnes(financeurs: int) -> Iterator[ColonneDuGabarit]:
    for groupe, colonnes in COLONNES:
        for cle, nom, aide in colonnes:
            yield ColonneDuGabarit(cle, nom, aide, groupe)
        if groupe == "Financements":
            for rang in range(1, financeurs + 1):
                yield ColonneDuGabarit(f"financeur_{rang}", f"Financeur {rang}", TEXTE, groupe)
                yield ColonneDuGabarit(f"montant_{rang}", "Montant € HT", NOMBRE, groupe)


def _rangees(tables: Tables) -> Iterator[RangeeDuGabarit]:
    """Les rangées, dans l'ordre du plan, et les niveaux qui n'ont aucune action."""
    niveaux = {rangee.repere: rangee for rangee in tables[Niveau]}
    mots = mots_des_niveaux(tables)
    titres = {fiche.repere: str(fiche.brut.get("titre", "")) for fiche in tables[FicheAction]}
    servis: set[str] = set()
    for fiche in _en_ordre(tables[FicheAction]):
        chemin = _chemin(fiche, niveaux)
        servis |= {niveau.repere for niveau in chemin}
        rangee = RangeeDuGabarit(fiche.brut, chemin, mots, titres)
        yield rangee
        yield from rangee.etapes_a_part
    for niveau in tables[Niveau]:
        if niveau.repere not in servis:
            chemin = _lignee(niveau)
            servis |= {n.repere for n in chemin}
            yield RangeeDuGabarit({}, chemin, mots, titres)


def _en_ordre(fiches: Sequence[LigneDOnglet]) -> Sequence[LigneDOnglet]:
    """Les fiches selon leur rang, si toutes en ont un ; sinon dans l'ordre du plan."""
    rangs = [str(fiche.brut.get("rang") or "") for fiche in fiches]
    if not all(rang.isdigit() for rang in rangs):
        return fiches
    return [fiche for _, fiche in sorted(zip(rangs, fiches, strict=True), key=lambda p: int(p[0]))]


def _chemin(fiche: LigneDOnglet, niveaux: Mapping[str, LigneDOnglet]) -> list[LigneDOnglet]:
    """Les niveaux au-dessus d'une action, du plus haut au plus bas ; du premier qu'elle sert."""
    sert = en_liste(fiche.brut.get("rattachements"))
    return _lignee(fiche.parent) or _lignee(niveaux.get(sert[0]) if sert else None)


def _lignee(niveau: LigneDOnglet | None) -> list[LigneDOnglet]:
    """Un niveau du plan, après ceux qui le contiennent ; rien si ce n'en est pas un."""
    if niveau is None or niveau.onglet.modele is not Niveau:
        return []
    return [*_lignee(niveau.parent), niveau]


def _feuille(colonnes: list[ColonneDuGabarit], rangees: Sequence[RangeeDuGabarit]) -> Feuille:
    feuille = Feuille(IMPORT, figees=(3, 4), filtre=False, hauteur_maximum=8)
    feuille.lignes = [
        [],
        [Cellule(colonne.nom, habit="entete") for colonne in colonnes],
        [Cellule(colonne.aide, habit="aide") for colonne in colonnes],
    ]
    for groupe, siennes in groupby(colonnes, key=lambda colonne: colonne.groupe):
        debut = len(feuille.lignes[0])
        feuille.lignes[0] += [Cellule(None, habit="cle") for _ in siennes]
        feuille.lignes[0][debut].valeur = groupe
        if (fin := len(feuille.lignes[0]) - 1) > debut:
            feuille.fusions.append(Plage(0, debut, 0, fin, IMPORT))
    feuille.largeurs = [LARGEUR_DE_TEXTE if c.cle in LARGES else LARGEUR for c in colonnes]
    for rangee in rangees:
        valeurs: dict[str, Valeur] = rangee.valeurs()
        feuille.lignes.append([Cellule(valeurs.get(colonne.cle)) for colonne in colonnes])
    for rang, colonne in enumerate(colonnes):
        if colonne.cle in LISTES_DU_GABARIT:
            place = list(LISTES_DU_GABARIT).index(colonne.cle)
            choix = LISTES_DU_GABARIT[colonne.cle]
            cellules = Plage(3, rang, len(feuille.lignes) + A_REMPLIR, rang, IMPORT)
            source = Plage(1, place, len(choix), place, LISTES)
            feuille.controles.append(Controle(cellules, source))
    return feuille


def _feuille_des_listes() -> Feuille:
    feuille = Feuille(LISTES, figees=(1, 0), largeurs=[30.0 for _ in LISTES_DU_GABARIT])
    noms = {cle: nom for _, colonnes in COLONNES for cle, nom, _ in colonnes}
    feuille.lignes = [[Cellule(noms[cle], habit="entete") for cle in LISTES_DU_GABARIT]]
    feuille.lignes += [
        list(map(Cellule, rang)) for rang in zip_longest(*LISTES_DU_GABARIT.values())
    ]
    return feuille
