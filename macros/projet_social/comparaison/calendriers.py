"""Le calendrier de chaque démarche : ses étapes, et pour qui suit la méthode ses quatre temps.

Deux temps réunis en une étape, un temps absent ou sans date n'ont pas de durée : ils sont dits
comme tels, et ne comptent jamais pour zéro. Un document qui n'annonce pas les quatre temps n'a que
ses dates. Ce module ne dessine rien.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..corpus.plan import Plan
from ..modele.date_partielle import d_une_date_a_l_autre
from ..modele.projet import EtapeDemarche
from ..modele.vocabulaire import TypeEtape
from .duree import compter_les_jours, mesurer
from .temps import ABSENCES, DEPUIS, INTERVALLES, JUSQUE, NOMS, TEMPS, NatureDEtape, natures


@dataclass(frozen=True)
class Ecart:
    """Ce qui sépare deux temps d'une démarche.

    Attributes:
        jours: leur nombre exact ; None si l'un des deux temps manque ou n'est pas daté au jour.
        duree: « 107 jours », « environ 10 mois » ; vide quand rien ne se mesure.
        motif: pourquoi il n'y a pas de durée ; vide s'il y en a une.
        repli: l'intervalle voisin que les dates permettent de mesurer ; vide s'il n'y en a pas.
        doutes: pourquoi une des deux dates est douteuse.
    """

    de: NatureDEtape
    a: NatureDEtape
    jours: int | None = None
    duree: str = ""
    motif: str = ""
    repli: str = ""
    doutes: tuple[str, ...] = ()

    @property
    def connu(self) -> bool:
        """Vrai pour une durée exacte, la seule qui compte dans une médiane."""
        return self.jours is not None

    def __str__(self) -> str:
        """La durée, ou la raison de son absence."""
        return self.duree or self.motif


@dataclass(frozen=True)
class Calendrier:
    """Le calendrier de la démarche d'un plan.

    Attributes:
        temps: l'étape de chaque temps de la méthode qui figure au calendrier ; la première datée
            quand il y en a plusieurs. Vide hors de la méthode.
    """

    plan: Plan
    etapes: tuple[EtapeDemarche, ...]
    temps: dict[NatureDEtape, EtapeDemarche]

    @property
    def nom(self) -> str:
        """Le territoire, et le projet s'il en a plusieurs."""
        territoire = self.plan.territoire
        titre = f" ({self.plan.titre})" if len(territoire.plans) > 1 else ""
        return f"{territoire.nom}{titre}"

    @property
    def suit_la_methode(self) -> bool:
        """Vrai si le document raconte la démarche en quatre temps."""
        return self.plan.projet.genre.suit_les_quatre_temps

    @property
    def dates(self) -> str:
        """De la première à la dernière étape datée, à la précision du document."""
        dates = [etape.date for etape in self.datees if etape.date]
        return d_une_date_a_l_autre(dates[0], dates[-1]) if dates else "aucune étape datée"

    @cached_property
    def datees(self) -> list[EtapeDemarche]:
        """Les étapes datées, de la première à la dernière."""
        rangees = sorted((e.date.cle, rang, e) for rang, e in enumerate(self.etapes) if e.date)
        return [etape for _, _, etape in rangees]

    @property
    def origine(self) -> EtapeDemarche | None:
        """L'étape d'où l'on compte les jours : la présentation, sinon la première datée au jour."""
        au_jour = [etape for etape in self.datees if etape.date and etape.date.exacte]
        presentation = self.temps.get(TEMPS[0])
        return next((e for e in au_jour if e is presentation), next(iter(au_jour), None))

    @cached_property
    def autres(self) -> list[EtapeDemarche]:
        """Les étapes qui ne sont pas l'un des quatre temps."""
        gardees = {id(etape) for etape in self.temps.values()}
        return [etape for etape in self.etapes if id(etape) not in gardees]

    @cached_property
    def ecarts(self) -> list[Ecart]:
        """Les trois intervalles, puis la durée totale ; rien hors de la méthode."""
        return [self._mesurer(de, a) for de, a in INTERVALLES] if self.suit_la_methode else []

    @property
    def total(self) -> Ecart:
        """De la présentation à la restitution ; la méthode seule a une durée."""
        return self.ecarts[-1]

    @property
    def doutes(self) -> list[tuple[EtapeDemarche, str]]:
        """Les étapes dont la date est douteuse, et pourquoi."""
        return [(etape, etape.doute) for etape in self.etapes if etape.doute]

    @property
    def replis(self) -> list[str]:
        """Ce que les dates permettent de mesurer à la place des durées qui manquent."""
        return list(dict.fromkeys(ecart.repli for ecart in self.ecarts if ecart.repli))

    @property
    def reserves(self) -> list[str]:
        """Les temps réunis, absents ou sans date ; rien hors de la méthode."""
        if not self.suit_la_methode:
            return []
        if not self.temps:
            return ["aucun des quatre temps de la méthode"]
        reunions = dict.fromkeys(filter(None, map(self.reunion, TEMPS)))
        return [
            *reunions,
            *(ABSENCES[t] for t in TEMPS if t not in self.temps),
            *(f"{NOMS[t]} sans date" for t in TEMPS if self._sans_date(t)),
        ]

    def reunion(self, temps: NatureDEtape) -> str:
        """« présentation et ateliers en une étape » ; vide pour un temps tenu à part."""
        etape = self.temps.get(temps)
        portes = natures(etape) if etape else ()
        return f"{' et '.join(NOMS[t] for t in portes)} en une étape" if len(portes) > 1 else ""

    def situation(self, temps: NatureDEtape) -> str:
        """La date d'un temps, ou ce que l'on peut en dire ; vide hors de la méthode."""
        if not self.suit_la_methode:
            return ""
        etape = self.temps.get(temps)
        if etape is None:
            return "étape absente"
        return str(etape.date) if etape.date else "sans date"

    def jour(self, etape: EtapeDemarche) -> str:
        """Les jours écoulés depuis l'origine (« jour 202 ») ; vide si la date n'est pas un jour."""
        origine = self.origine.date if self.origine else None
        if not (self.suit_la_methode and etape.date and origine):
            return ""
        if etape.date.cle[1] < origine.cle[0]:
            return "avant le jour 0"
        jours = compter_les_jours(origine, etape.date)
        return "" if jours is None else f"jour {jours}"

    def _mesurer(self, de: NatureDEtape, a: NatureDEtape) -> Ecart:
        depart, arrivee = self.temps.get(de), self.temps.get(a)
        if depart is not None and depart is arrivee:
            return Ecart(de, a, motif="réunis en une étape")
        doutes = tuple(e.doute for e in (depart, arrivee) if e is not None and e.doute)
        if depart and arrivee and depart.date and arrivee.date:
            if duree := mesurer(depart.date, arrivee.date):
                jours = compter_les_jours(depart.date, arrivee.date)
                return Ecart(de, a, jours, duree, doutes=doutes)
            inverse = arrivee.date.cle < depart.date.cle
            dites = d_une_date_a_l_autre(depart.date, arrivee.date)
            return Ecart(
                de, a, motif="dates dans l’ordre inverse" if inverse else dites, doutes=doutes
            )
        absents = [ABSENCES[t] for t in (de, a) if t not in self.temps]
        sans_date = [f"{NOMS[t]} sans date" for t in (de, a) if self._sans_date(t)]
        return Ecart(de, a, motif=", ".join(absents + sans_date), repli=self._replier(de, a))

    def _sans_date(self, temps: NatureDEtape) -> bool:
        return temps in self.temps and self.temps[temps].date is None

    def _replier(self, de: NatureDEtape, a: NatureDEtape) -> str:
        """L'intervalle mesurable le plus étroit qui contient celui que l'on cherche."""
        dates = {t: etape.date for t, etape in self.temps.items() if etape.date}
        avant = [t for t in TEMPS[: TEMPS.index(de) + 1] if t in dates]
        apres = [t for t in TEMPS[TEMPS.index(a) :] if t in dates]
        entier = (de, a) == INTERVALLES[-1]
        if not self.datees or not (apres or entier):
            return ""
        if avant and apres and not entier and (avant[-1], apres[0]) == INTERVALLES[-1]:
            return ""  # ce serait redire la durée totale
        premiere, derniere = self.datees[0].date, self.datees[-1].date
        depart = dates[avant[-1]] if avant else premiere
        arrivee = dates[apres[0]] if apres else derniere
        assert depart is not None
        assert arrivee is not None
        duree = mesurer(depart, arrivee) if depart is not arrivee else ""
        depuis = self._depuis(avant[-1]) if avant else f"de la première étape datée ({premiere})"
        jusque = JUSQUE[apres[0]] if apres else f"à la dernière étape datée ({derniere})"
        return f"{depuis} {jusque} : {duree}" if duree else ""

    def _depuis(self, temps: NatureDEtape) -> str:
        if TypeEtape.LANCEMENT in self.temps[temps].types:
            return "du lancement"
        return DEPUIS[temps]


def calendrier_de(plan: Plan) -> Calendrier:
    """Le calendrier d'un plan."""
    etapes = plan.projet.demarche.etapes if plan.projet.demarche else ()
    temps: dict[NatureDEtape, EtapeDemarche] = {}
    suivis = etapes if plan.projet.genre.suit_les_quatre_temps else ()
    for etape in sorted(suivis, key=lambda etape: etape.date is None):
        for nature in natures(etape):
            if nature in TEMPS:
                temps.setdefault(nature, etape)
    return Calendrier(plan, etapes, temps)
