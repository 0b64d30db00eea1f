"""Les événements d'un agenda : étapes des démarches, échéances des actions, bilans.

Des objets purs : rien ici ne connaît le format iCalendar ni l'adresse du site.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, Plan, TerritoirePublie, dire_l_exemple
from ..modele.etape import Periode
from ..modele.fiche_action import Bilan, FicheAction
from ..modele.projet import EtapeDemarche
from ..modele.source import Reference
from ..modele.vocabulaire import Statut
from ..pages.adresse import adresse_de
from ..texte.prose import en_texte
from .identite import de_la_ligne, des_titres, du_plan
from .jours import Jours, jour_de_mise_a_jour, jours_de
from .recurrence import Regle, regle_de


class SorteDEvenement(StrEnum):
    """Ce qu'est un événement ; le mot est la catégorie que montre l'agenda."""

    DEMARCHE = "Démarche"
    ACTION = "Action"
    ETAPE = "Étape d’action"
    BILAN = "Bilan"


class Tenue(StrEnum):
    """Ce qu'il advient d'un événement, dans les mots de la RFC 5545."""

    SUR = "CONFIRMED"
    INCERTAIN = "TENTATIVE"
    ANNULE = "CANCELLED"


TENUES = {
    Statut.ABANDONNEE: Tenue.ANNULE,
    Statut.PISTE: Tenue.INCERTAIN,
    Statut.EN_PAUSE: Tenue.INCERTAIN,
}
"""Les statuts qui retirent à une date sa certitude."""


@dataclass(frozen=True, slots=True)
class Evenement:
    """Une date du corpus, prête à entrer dans un agenda.

    Attributes:
        cle: ce qui le désigne durablement.
        objet: ce dont il parle, qui a une adresse publique.
        ancre: la partie de la page où il se lit ; vide pour le haut de la page.
        details: ce qu'en dit la description, une phrase par ligne.
        prevue: ce que le plan en dit : tenu, incertain, annulé.
        maj: jour de la dernière mise à jour connue.
    """

    cle: str
    sorte: SorteDEvenement
    titre: str
    territoire: TerritoirePublie
    objet: TerritoirePublie | Ligne
    jours: Jours
    ancre: str = ""
    details: tuple[str, ...] = ()
    prevue: Tenue = Tenue.SUR
    regle: Regle = field(default_factory=dict)
    maj: date | None = None

    @property
    def tenue(self) -> Tenue:
        """Ce qu'il en advient ; le jour qui marque une date imprécise est incertain."""
        imprecise = self.jours.precision and self.prevue is Tenue.SUR
        return Tenue.INCERTAIN if imprecise else self.prevue

    @property
    def cible(self) -> str:
        """L'adresse d'ensemble de ce dont il parle, ancre comprise."""
        return adresse_de(self.objet) + (f"#{self.ancre}" if self.ancre else "")

    @property
    def rang(self) -> tuple[date, date, str, str]:
        """Ce qui le range dans l'ordre du temps."""
        return self.jours.premier, self.jours.dernier, self.resume, self.cle

    @property
    def resume(self) -> str:
        """Le territoire, l'événement, et ce que sa date a d'imprécis."""
        precision = f" ({self.jours.precision})" if self.jours.precision else ""
        return f"{self.territoire.nom} : {self.titre}{precision}"


def dit_une_date(corpus: Corpus, territoire: TerritoirePublie | None = None) -> bool:
    """Vrai si un territoire, ou l'un d'eux, a un événement : on s'arrête au premier."""
    trouves = evenements_du_territoire(territoire, corpus) if territoire else None
    return next(trouves or evenements_du_corpus(corpus), None) is not None


def evenements_du_corpus(corpus: Corpus) -> Iterator[Evenement]:
    """Tous les événements, chacun une fois."""
    for territoire in corpus.territoires.values():
        for plan in territoire.plans_publies_ici:
            yield from _du_plan(plan, corpus)


def evenements_du_territoire(territoire: TerritoirePublie, corpus: Corpus) -> Iterator[Evenement]:
    """Les événements d'un territoire, plans communs et fiches partagées compris."""
    for plan in territoire.plans:
        yield from _du_plan(plan, corpus)
    for ligne in territoire.partagees:
        yield from _de_la_fiche(ligne, corpus)


def _du_plan(plan: Plan, corpus: Corpus) -> Iterator[Evenement]:
    etapes = plan.projet.demarche.etapes if plan.projet.demarche else ()
    noms = des_titres(etape.titre for etape in etapes)
    for etape, nom in zip(etapes, noms, strict=True):
        if etape.date:
            yield _de_la_demarche(plan, etape, f"{du_plan(plan)}/demarche:{nom}", corpus)
    for ligne in plan.lignes:
        yield from _de_la_fiche(ligne, corpus)


def _de_la_demarche(plan: Plan, etape: EtapeDemarche, cle: str, corpus: Corpus) -> Evenement:
    assert etape.date is not None
    demarche, projet = plan.projet.demarche, plan.projet
    source = etape.source or (demarche.source if demarche else None)
    source = source.completee_par(projet.source) if source else projet.source
    return Evenement(
        cle,
        SorteDEvenement.DEMARCHE,
        dire_l_exemple(etape.titre, plan.exemple),
        plan.territoire,
        plan.territoire,
        jours_de(etape.date),
        ancre=f"demarche-{plan.id}",
        details=tuple(
            _phrases(
                ("Date douteuse", etape.doute),
                ("Ce qui s’y passe", ", ".join(type_.libelle for type_ in etape.types)),
                ("Projet", plan.titre),
                *(
                    (f"Acteurs {p.libelle}s", ", ".join(nommes))
                    for p, nommes in etape.parts.items()
                ),
                ("", en_texte(etape.description) if etape.description else ""),
                ("Source", _source(source, corpus)),
            )
        ),
        prevue=Tenue.INCERTAIN if etape.doute else Tenue.SUR,
        maj=jour_de_mise_a_jour(projet.maj),
    )


def _de_la_fiche(ligne: Ligne, corpus: Corpus) -> Iterator[Evenement]:
    fiche = ligne.fiche
    if fiche is None:
        return
    commun = _Commun(ligne, fiche, corpus)
    yield from commun.de_la_periode(
        fiche, ligne.titre, SorteDEvenement.ACTION, "", fiche.statut, ()
    )
    noms = des_titres(etape.titre for etape in fiche.etapes)
    for etape, nom in zip(fiche.etapes, noms, strict=True):
        yield from commun.de_la_periode(
            etape,
            dire_l_exemple(etape.titre, ligne.exemple),
            SorteDEvenement.ETAPE,
            f"/etape:{nom}",
            etape.statut or fiche.statut,
            _phrases(("Action", ligne.titre), ("Piloté par", ", ".join(etape.pilotes))),
        )
    for bilan in fiche.bilans:
        yield commun.du_bilan(bilan)


@dataclass(frozen=True)
class _Commun:
    """Ce que partagent tous les événements d'une fiche."""

    ligne: Ligne
    fiche: FicheAction
    corpus: Corpus

    def de_la_periode(
        self,
        periode: Periode,
        titre: str,
        sorte: SorteDEvenement,
        suite: str,
        statut: Statut | None,
        details: Iterator[str] | tuple[str, ...],
    ) -> Iterator[Evenement]:
        """Le début et l'échéance ; un seul événement pour une date unique ou un rythme sûr."""
        debut, fin = periode.debut, periode.fin
        regle = regle_de(periode.recurrence, debut, fin)
        lignes = (
            *details,
            *_phrases(
                ("Où en est-on", statut.libelle if statut else ""),
                ("Pourquoi", self.fiche.motif if statut in TENUES else ""),
                ("Rythme", periode.recurrence),
            ),
        )
        if debut and (regle or debut == fin):
            dates = [("", "", debut)]
        else:
            bornes = (("Début : ", "/debut", debut), ("Échéance : ", "/fin", fin))
            dates = [(annonce, bout, borne) for annonce, bout, borne in bornes if borne]
        for annonce, bout, dite in dates:
            yield self.evenement(
                suite + bout,
                sorte,
                annonce + titre,
                jours_de(dite, echeance=dite is fin),
                lignes,
                TENUES.get(statut, Tenue.SUR) if statut else Tenue.SUR,
                regle,
            )

    def du_bilan(self, bilan: Bilan) -> Evenement:
        """Le bilan d'une année se place à son dernier jour."""
        dernier = date(bilan.annee, 12, 31)
        jours = Jours(dernier, dernier, f"année {bilan.annee} entière")
        textes = (
            ("Ce qui a été fait", bilan.fait),
            ("Résultats", bilan.resultats),
            ("Difficultés", bilan.difficultes),
            ("La suite", bilan.suite),
        )
        details = _phrases(*((nom, en_texte(texte) if texte else "") for nom, texte in textes))
        suite, titre = f"/bilan:{bilan.annee}", f"Bilan : {self.ligne.titre}"
        return self.evenement(suite, SorteDEvenement.BILAN, titre, jours, tuple(details))

    def evenement(
        self,
        suite: str,
        sorte: SorteDEvenement,
        titre: str,
        jours: Jours,
        details: tuple[str, ...],
        tenue: Tenue = Tenue.SUR,
        regle: Regle | None = None,
    ) -> Evenement:
        """Un événement de la fiche."""
        ligne = self.ligne
        fin = _phrases(("", self.fiche.resume), ("Source", _source(ligne.source, self.corpus)))
        return Evenement(
            de_la_ligne(ligne) + suite,
            sorte,
            titre,
            ligne.territoire,
            ligne,
            jours,
            details=(*details, *fin),
            prevue=tenue,
            regle=regle or {},
            maj=jour_de_mise_a_jour(self.fiche.maj, ligne.plan.projet.maj),
        )


def _phrases(*dites: tuple[str, str | None]) -> Iterator[str]:
    """« Nom : texte » pour chaque texte présent."""
    for nom, texte in dites:
        if texte:
            yield f"{nom} : {texte}" if nom else texte


def _source(source: Reference | None, corpus: Corpus) -> str:
    """Le titre du document, et la page."""
    document = corpus.sources.get(source.document or "") if source else None
    if source is None or document is None:
        return ""
    return f"{document.titre}, p. {source.page}" if source.page else document.titre
