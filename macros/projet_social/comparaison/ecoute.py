"""Qui a été entendu, dans quels territoires, et qui ne l'a pas été.

Une invitation n'est pas une présence, ni une présence une parole recueillie : chaque acteur garde
la plus forte part que les documents lui donnent. Celui qui relève d'un autre le fait entendre, mais
ne le fait pas compter : les totaux ne comptent que des acteurs nommés.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..corpus.corpus import Corpus
from ..corpus.plan import TerritoirePublie
from ..modele.referentiel import Acteur, FamilleDActeurs
from ..modele.vocabulaire import Part
from ..texte.identifiant import forme_commune
from ..texte.typographie import accorder
from .selection import Selection


@dataclass(frozen=True)
class Passage:
    """Un acteur dans un territoire : sa plus forte part, dans les mots de la source.

    Attributes:
        par: ceux qui relèvent de lui et que la source nomme ; vide s'il est nommé lui-même.
    """

    acteur: Acteur
    territoire: TerritoirePublie
    part: Part
    mots: tuple[str, ...]
    par: tuple[Acteur, ...] = ()

    @property
    def entendu(self) -> bool:
        """Vrai si la parole de l'acteur, ou de l'un des siens, fut recueillie."""
        return self.part is Part.ENTENDU

    @property
    def precision(self) -> str:
        """« par Centre médico-social », « invité » ; vide pour un acteur entendu lui-même."""
        part = "" if self.entendu else self.part.libelle
        par = f"par {', '.join(acteur.nom for acteur in self.par)}" if self.par else ""
        return ", ".join(filter(None, (part, par)))


@dataclass(frozen=True)
class LigneDEcoute:
    """Un acteur et ses passages, par slug de territoire.

    Attributes:
        retrait: combien d'acteurs au-dessus de lui : 0 s'il ne relève d'aucun.
    """

    acteur: Acteur
    retrait: int
    passages: dict[str, Passage]

    @property
    def entendu(self) -> int:
        """Combien de territoires l'ont entendu, lui ou l'un des siens."""
        return self.compter(Part.ENTENDU)

    @property
    def entendu_nommement(self) -> int:
        """Combien l'ont entendu lui-même."""
        return sum(passage.entendu and not passage.par for passage in self.passages.values())

    def compter(self, part: Part) -> int:
        """Combien de territoires lui donnent cette part."""
        return sum(passage.part is part for passage in self.passages.values())


@dataclass(frozen=True)
class Ecoute:
    """Le tableau des acteurs nommés par les démarches.

    Attributes:
        tableau: chaque famille et tous ses acteurs, du plus au moins entendu ; celui qui relève
            d'un autre vient sous lui.
        totaux: nombre d'acteurs différents entendus, par slug.
        non_reconnus: formulations qu'aucun acteur du référentiel ne porte, avec leur territoire.
    """

    tableau: list[tuple[FamilleDActeurs, list[LigneDEcoute]]]
    totaux: dict[str, int]
    non_reconnus: list[tuple[TerritoirePublie, Part, str]]

    @property
    def lignes(self) -> list[LigneDEcoute]:
        """Tous les acteurs, dans l'ordre du tableau."""
        return [ligne for _, lignes in self.tableau for ligne in lignes]

    @property
    def familles(self) -> list[tuple[FamilleDActeurs, list[LigneDEcoute]]]:
        """Les familles et leurs acteurs qu'une étape nomme, ou dont elle nomme l'un des leurs."""
        nommees = ((f, [ligne for ligne in lignes if ligne.passages]) for f, lignes in self.tableau)
        return [(famille, lignes) for famille, lignes in nommees if lignes]

    def par_famille(self, slug: str) -> list[tuple[FamilleDActeurs, int]]:
        """Combien d'acteurs de chaque famille un territoire a entendus, nommés eux-mêmes."""
        return [
            (famille, sum(p.entendu and not p.par for p in passages))
            for famille, lignes in self.familles
            for passages in [[x.passages[slug] for x in lignes if slug in x.passages]]
        ]

    @property
    def entendus(self) -> int:
        """Nombre d'acteurs différents entendus, tous territoires réunis."""
        inconnus = {forme_commune(m) for _, p, m in self.non_reconnus if p is Part.ENTENDU}
        return sum(ligne.entendu_nommement > 0 for ligne in self.lignes) + len(inconnus)

    @property
    def une_fois(self) -> list[Passage]:
        """Les acteurs entendus dans un seul territoire."""
        seuls = (ligne for ligne in self.lignes if ligne.entendu == ligne.entendu_nommement == 1)
        return [next(p for p in ligne.passages.values() if p.entendu) for ligne in seuls]

    @property
    def pas_entendus(self) -> list[LigneDEcoute]:
        """Les acteurs invités ou présents, entendus nulle part."""
        return [ligne for ligne in self.lignes if ligne.passages and not ligne.entendu]

    @property
    def jamais(self) -> list[Acteur]:
        """Les acteurs que les documents citent hors des étapes de ces démarches."""
        return [ligne.acteur for ligne in self.lignes if not ligne.passages]


def ecouter(corpus: Corpus, selection: Selection) -> Ecoute:
    """Qui a été entendu, présent ou invité dans les territoires choisis."""
    dits: dict[tuple[str, str], list[tuple[Part, Acteur, str]]] = {}
    entendus: dict[str, list[str]] = {territoire.slug: [] for territoire in selection.territoires}
    non_reconnus: list[tuple[TerritoirePublie, Part, str]] = []
    for territoire, part, mots in _nommes(selection):
        acteurs = corpus.acteurs_par_forme.get(forme_commune(mots), ())
        if not acteurs:
            non_reconnus.append((territoire, part, mots))
        if part is Part.ENTENDU:
            entendus[territoire.slug].append(mots)
        for acteur in acteurs:
            for porte in (acteur, *corpus.tutelles[acteur.id]):
                dits.setdefault((porte.id, territoire.slug), []).append((part, acteur, mots))

    def passages(acteur: Acteur) -> dict[str, Passage]:
        return {
            t.slug: _passage(acteur, t, dits[acteur.id, t.slug])
            for t in selection.territoires
            if (acteur.id, t.slug) in dits
        }

    return Ecoute(
        _ranger(corpus, {a.id: passages(a) for a in corpus.referentiel_acteurs.acteurs}),
        {slug: compter_les_acteurs(corpus, mots) for slug, mots in entendus.items()},
        non_reconnus,
    )


def compter_les_acteurs(corpus: Corpus, formulations: Iterable[str]) -> int:
    """Combien d'acteurs différents ces formulations désignent ; une inconnue en vaut un."""
    return len(
        {
            acteur.id if acteur else f"« {forme_commune(mots)} »"
            for mots in formulations
            for acteur in corpus.acteurs_par_forme.get(forme_commune(mots)) or (None,)
        }
    )


def annoncer(corpus: Corpus, part: Part, formulations: tuple[str, ...]) -> str:
    """« 11 acteurs entendus, en 13 formulations », « 1 acteur invité ; le document ne dit… »."""
    nombre = compter_les_acteurs(corpus, formulations)
    dit = accorder(nombre, f"acteur {part.libelle}", f"acteurs {part.libelle}s")
    if nombre != len(formulations):
        dit += f", en {accorder(len(formulations), 'formulation')}"
    return f"{dit} ; {part.reserve}" if part.reserve else dit


def _nommes(selection: Selection) -> Iterator[tuple[TerritoirePublie, Part, str]]:
    """Chaque formulation de chaque étape, avec chaque territoire choisi qui porte le plan."""
    for plan in selection.plans:
        porteurs = [t for t in plan.territoires if t in selection.territoires]
        for etape in plan.projet.demarche.etapes if plan.projet.demarche else ():
            for part, nommes in etape.parts.items():
                yield from ((t, part, mots) for mots in nommes for t in porteurs)


def _passage(
    acteur: Acteur, territoire: TerritoirePublie, dits: list[tuple[Part, Acteur, str]]
) -> Passage:
    """La plus forte part ; à part égale, ce que l'on dit de l'acteur passe devant les siens."""
    plus_forte = next(part for part in Part if any(dite is part for dite, _, _ in dits))
    gardes = [(nomme, mots) for part, nomme, mots in dits if part is plus_forte]
    propres = [couple for couple in gardes if couple[0] is acteur]
    mots = tuple(dict.fromkeys(mots for _, mots in propres or gardes))
    par = () if propres else tuple({nomme.id: nomme for nomme, _ in gardes}.values())
    return Passage(acteur, territoire, plus_forte, mots, par)


def _ranger(
    corpus: Corpus, passages: dict[str, dict[str, Passage]]
) -> list[tuple[FamilleDActeurs, list[LigneDEcoute]]]:
    """Les familles, leurs acteurs du plus au moins entendu, et sous chacun ceux qui en relèvent."""
    referentiel = corpus.referentiel_acteurs

    def lignes(candidats: list[Acteur], retrait: int = 0) -> Iterator[LigneDEcoute]:
        rangees = [LigneDEcoute(acteur, retrait, passages[acteur.id]) for acteur in candidats]
        for ligne in sorted(rangees, key=lambda x: (-x.entendu, forme_commune(x.acteur.nom))):
            yield ligne
            siens = [a for a in referentiel.acteurs if a.releve_de == ligne.acteur.id]
            yield from lignes(siens, retrait + 1)

    premiers = [acteur for acteur in referentiel.acteurs if not acteur.releve_de]
    return [
        (famille, list(lignes([a for a in premiers if a.famille == famille.id])))
        for famille in referentiel.familles
    ]
