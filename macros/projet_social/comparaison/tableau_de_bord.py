"""Le tableau de bord d'un plan : ses actions par statut, à regarder, par pilote, par échéance…

Une action qui sert deux axes, ou que deux structures pilotent, paraît dans chacun ; au-dessus, elle
ne compte qu'une fois. La somme des groupes peut donc dépasser le total, jamais l'inverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ..corpus.plan import Ligne, Plan
from ..modele.date_partielle import DatePartielle
from ..modele.referentiel import Theme
from ..modele.vocabulaire import Participation, SignalDeSuivi, Statut, TypeNiveau
from ..texte.identifiant import identifiant_de
from .suivi import CompteDActions, actions_sous, signaux

SANS_SUIVI = "Sans suivi publié"
STATUT_INCONNU = "inconnu"
"""Ce qui tient lieu de statut, pour choisir les actions qui n'en ont pas."""
NIVEAUX_SUIVIS = (TypeNiveau.AXE, TypeNiveau.ENJEU)
RANGS = ("1er", "2e", "3e", "4e")
ACTIONS_PAR_PAGE = 25
"""Actions au-delà desquelles chaque découpage se lit sur sa page : chacun les nomme toutes."""


@dataclass(frozen=True)
class GroupeDActions:
    """Des actions que quelque chose réunit : un statut, un pilote, un axe…

    Attributes:
        ancre: ce qui le désigne dans la page, toujours le même.
        titre: ce qui les réunit.
        cible: l'objet dont c'est la page, s'il en a une.
        statut: leur statut, si c'est ce qui les réunit.
    """

    ancre: str
    titre: str
    lignes: tuple[Ligne, ...]
    cible: Ligne | Theme | None = None
    statut: Statut | None = None

    @cached_property
    def compte(self) -> CompteDActions:
        """Combien, par statut."""
        return CompteDActions.de(self.lignes)


@dataclass(frozen=True, slots=True)
class Decoupage:
    """Une façon de ranger les actions, et ses groupes : « par pilote ».

    Attributes:
        ancre: ce qui le désigne dans la page, et fait l'adresse de la sienne s'il en a une.
        nom: ce qui se lit, en minuscules.
    """

    ancre: str
    nom: str
    groupes: Sequence[GroupeDActions]

    @property
    def titre(self) -> str:
        """« Par pilote »."""
        return self.nom[:1].upper() + self.nom[1:]


@dataclass(frozen=True)
class TableauDeBord:
    """Où en sont des actions, un jour.

    Attributes:
        lignes: toutes les actions, chacune une fois.
    """

    lignes: tuple[Ligne, ...]
    aujourd_hui: date
    themes: Mapping[str, Theme] = field(default_factory=dict)

    @classmethod
    def de(
        cls, lignes: Iterable[Ligne], aujourd_hui: date, themes: Mapping[str, Theme]
    ) -> TableauDeBord:
        """Le tableau de bord d'actions que l'on peut donner deux fois."""
        return cls(CompteDActions.de(lignes).lignes, aujourd_hui, themes)

    @cached_property
    def compte(self) -> CompteDActions:
        """Combien d'actions, par statut."""
        return CompteDActions.de(self.lignes)

    @cached_property
    def signaux(self) -> dict[Ligne, list[SignalDeSuivi]]:
        """Ce que l'on remarque de chaque action."""
        return {a: signaux(a.fiche, self.aujourd_hui) for a in self.lignes if a.fiche}

    def criteres(self, ligne: Ligne) -> dict[str, list[str]]:
        """Ce qui permet de choisir une action parmi les autres, par critère."""
        assert ligne.fiche is not None
        return {
            "statut": [ligne.statut.value if ligne.statut else STATUT_INCONNU],
            "pilote": [identifiant_de(pilote) for pilote in ligne.fiche.pilotes],
            "theme": list(ligne.themes),
            "signal": [signal.value for signal in self.signaux[ligne]],
        }

    @cached_property
    def a_regarder(self) -> list[GroupeDActions]:
        """Les actions en retard, puis celles dont on est sans nouvelles."""
        return _non_vides(
            GroupeDActions(
                identifiant_de(signal.value),
                signal.libelle,
                tuple(a for a in self.lignes if signal in self.signaux[a]),
            )
            for signal in SignalDeSuivi
        )

    @cached_property
    def par_statut(self) -> list[GroupeDActions]:
        """Les actions de chaque statut, dans l'ordre du suivi."""
        return _non_vides(
            GroupeDActions(
                ancre_du_statut(statut),
                statut.libelle if statut else SANS_SUIVI,
                tuple(a for a in self.lignes if a.statut is statut),
                statut=statut,
            )
            for statut in (*Statut, None)
        )

    @cached_property
    def par_pilote(self) -> list[GroupeDActions]:
        """Les actions de chaque pilote, de A à Z ; celles qui n'en nomment pas, à la fin."""
        groupes: dict[str, tuple[str, list[Ligne]]] = {}
        for ligne in self.lignes:
            for pilote in ligne.fiche.pilotes if ligne.fiche else ():
                groupes.setdefault(identifiant_de(pilote), (pilote, []))[1].append(ligne)
        nommes = [
            GroupeDActions(f"pilote-{cle}", nom, tuple(dict.fromkeys(siennes)))
            for cle, (nom, siennes) in sorted(groupes.items())
        ]
        return _avec_le_reste(nommes, self.lignes, "pilote-non-nomme", "Aucun pilote nommé")

    @cached_property
    def par_echeance(self) -> list[GroupeDActions]:
        """Les actions de chaque échéance, à la précision où elle est dite."""
        groupes: dict[str, list[tuple[tuple[date, date], Ligne]]] = {}
        for ligne in self.lignes:
            if ligne.fiche and ligne.fiche.fin and ligne.fiche.fin.fin:
                fin = ligne.fiche.fin
                cle = (fin.fin or date.max, fin.debut or date.min)
                groupes.setdefault(periode_de(fin), []).append((cle, ligne))
        dates = [
            GroupeDActions(f"echeance-{identifiant_de(nom)}", nom, tuple(a for _, a in siennes))
            for nom, siennes in sorted(groupes.items(), key=lambda g: min(c for c, _ in g[1]))
        ]
        return _avec_le_reste(dates, self.lignes, "echeance-non-dite", "Aucune échéance dite")

    @cached_property
    def par_theme(self) -> list[GroupeDActions]:
        """Les actions de chaque thème, dans l'ordre de la liste."""
        groupes = _non_vides(
            GroupeDActions(
                f"theme-{theme.id}",
                theme.nom,
                tuple(a for a in self.lignes if theme.id in a.themes),
                theme,
            )
            for theme in self.themes.values()
        )
        return _avec_le_reste(groupes, self.lignes, "theme-non-dit", "Aucun thème")

    @cached_property
    def par_participation(self) -> list[tuple[Participation, tuple[Ligne, ...]]]:
        """Les actions de chaque place faite aux habitants, de la moins engageante à la plus."""
        rangees = (
            (place, tuple(a for a in self.lignes if a.fiche and a.fiche.participation is place))
            for place in Participation
        )
        return [(place, lignes) for place, lignes in rangees if lignes]

    @property
    def tient_en_une_page(self) -> bool:
        """Faux d'un long plan : chaque découpage y a sa page."""
        return len(self.lignes) <= ACTIONS_PAR_PAGE

    def decoupages(self, plans: Sequence[Plan]) -> list[Decoupage]:
        """Toutes les façons de les ranger ; celles qui ne réunissent rien n'y sont pas."""
        trouves = []
        for plan in plans:
            suite = f" : {plan.titre}" if len(plans) > 1 else ""
            for type_, groupes in self.par_niveau(plan):
                mot = plan.compter(type_, 1).partition(" ")[2]
                trouves.append(Decoupage(f"par-{type_}-{plan.id}", f"par {mot}{suite}", groupes))
        trouves += (
            Decoupage("par-pilote", "par pilote", self.par_pilote),
            Decoupage("par-echeance", "par échéance", self.par_echeance),
            Decoupage("par-theme", "par thème", self.par_theme),
        )
        return [decoupage for decoupage in trouves if decoupage.groupes]

    def par_niveau(self, plan: Plan) -> list[tuple[TypeNiveau, list[GroupeDActions]]]:
        """Les actions sous chaque axe, sous chaque enjeu ; à défaut, sous le premier niveau.

        Une ligne sans action se montre aussi : le plan n'en nomme aucune.
        """
        siennes = tuple(a for a in self.lignes if a.plan is plan)
        types = [type_ for type_ in NIVEAUX_SUIVIS if plan.comptes[type_]]
        if not types and plan.racines and plan.racines[0].type is not TypeNiveau.ACTION:
            types = [plan.racines[0].type]
        niveaux = []
        for type_ in types:
            groupes = [
                GroupeDActions(
                    f"{type_}-{ligne.id}", ligne.titre_numerote, tuple(actions_sous(ligne)), ligne
                )
                for ligne in plan.de_type(type_)
                if not ligne.est_sous_point
            ]
            if any(groupe.lignes for groupe in groupes):
                hors = f"Hors de ces {plan.libelle_pluriel(type_).lower()}"
                ancre = f"{type_}-aucun-{plan.id}"
                niveaux.append((type_, _avec_le_reste(groupes, siennes, ancre, hors)))
        return niveaux


def ancre_du_statut(statut: Statut | None) -> str:
    """L'ancre, dans le tableau de bord, des actions d'un statut ; de celles qui n'en ont pas."""
    return f"statut-{identifiant_de(statut.value if statut else SANS_SUIVI)}"


def periode_de(fin: DatePartielle) -> str:
    """L'échéance à sa vraie précision : « 2e trimestre 2026 », « 1er semestre 2026 », « 2026 ».

    Ce qui dépasse une année se dit comme c'est écrit. Un début ouvert (« d'ici 2027 ») se range au
    trimestre de sa fin, à l'année si c'est le 31 décembre.
    """
    assert fin.fin is not None
    debut, dernier = fin.debut or fin.fin, fin.fin
    if debut.year != dernier.year:
        return str(fin)
    if fin.debut is None and (dernier.month, dernier.day) == (12, 31):
        return str(dernier.year)
    for mois, mot in ((3, "trimestre"), (6, "semestre")):
        if (debut.month - 1) // mois == (dernier.month - 1) // mois:
            return f"{RANGS[(debut.month - 1) // mois]} {mot} {dernier.year}"
    return str(dernier.year)


def _non_vides(groupes: Iterable[GroupeDActions]) -> list[GroupeDActions]:
    return [groupe for groupe in groupes if groupe.lignes]


def _avec_le_reste(
    groupes: Sequence[GroupeDActions], toutes: Sequence[Ligne], ancre: str, titre: str
) -> list[GroupeDActions]:
    """Ces groupes, puis les actions qu'aucun n'a ; rien si aucun n'en a."""
    prises = {ligne for groupe in groupes for ligne in groupe.lignes}
    if not prises:
        return []
    reste = GroupeDActions(ancre, titre, tuple(a for a in toutes if a not in prises))
    return [*groupes, *_non_vides([reste])]
