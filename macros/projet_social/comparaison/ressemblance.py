"""Les formulations presque identiques d'un territoire à l'autre, trouvées mot à mot.

**La mesure.** Les formulations sont réduites à leurs mots (sans accents, casse, ponctuation ni
pluriel), puis RapidFuzz aligne les deux suites de mots. Un mot entier est commun ou ne l'est
pas, et compte pour ses lettres : « formation » et « information » n'ont rien en commun, et un
« de » ajouté pèse peu. Le score est la part des lettres prises dans des mots communs, dans le
même ordre ; 100 veut dire mot pour mot. Comparer les lettres elles-mêmes donnerait 93 à
« Favoriser la formation » et « Favoriser l'information ».

**Le seuil.** Sur les 414 lignes des seize territoires publiés (78 260 couples de lignes
d'ailleurs), 148 couples passent 40, et leurs scores se rangent ainsi : 17 à 100, puis 91,9 et
89,6 ; un vide ; 80,6 et 79,2 ; un grand vide ; puis 64,6 et, en foule croissante, le reste.
Les 19 premiers, lus un à un, sont la même phrase, à un mot près au plus. À 80,6 et 79,2
(« Réduire [et prévenir] les précarités »), un morceau de l'idée change. Dès 64,6, ce sont
d'autres phrases qui partagent une tournure. Le seuil est pris dans le premier vide, du côté
haut : un mot porteur remplacé dans une phrase courte (« Lutter contre l'isolement des jeunes »
et « … des aînés », 85) en change le sens, et doit rester dessous.

**Le coût.** Les formes identiques sont réunies, et l'on ne compare que deux formes qui ont en
commun un de leurs mots les plus rares : c'est le filtre du préfixe, qui ne perd aucun couple
au-dessus du seuil.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, TerritoirePublie
from ..texte.identifiant import forme_commune

SEUIL = 88
"""Score au-dessus duquel deux formulations sont presque identiques."""
IDENTIQUE = 100.0
PREMIER_SIGNE = 0x10000
"""Où commencent les signes qui tiennent lieu de mots, loin de toute écriture."""


@dataclass(frozen=True, slots=True)
class Echo:
    """Une ligne d'ailleurs qui dit presque la même chose, et son score sur 100."""

    ligne: Ligne
    score: float

    @property
    def degre(self) -> str:
        """« mot pour mot », ou « presque mot pour mot »."""
        return degre(self.score)


@dataclass(frozen=True, slots=True)
class Paire:
    """Deux lignes de territoires différents, presque identiques."""

    gauche: Ligne
    droite: Ligne
    score: float

    @property
    def degre(self) -> str:
        """« mot pour mot », ou « presque mot pour mot »."""
        return degre(self.score)

    @property
    def formulations(self) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
        """Chaque formulation en morceaux ; vrai sur ceux que l'autre n'a pas."""
        mots = self.gauche.titre.split(), self.droite.titre.split()
        formes = [[" ".join(mots_de(mot)) for mot in suite] for suite in mots]
        morceaux: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
        for operation in Indel.opcodes(*formes):
            tranches = (
                mots[0][operation.src_start : operation.src_end],
                mots[1][operation.dest_start : operation.dest_end],
            )
            for cote, tranche in zip(morceaux, tranches, strict=True):
                if tranche:
                    cote.append((" ".join(tranche), operation.tag != "equal"))
        return morceaux


@dataclass(frozen=True)
class Couple:
    """Deux territoires et les lignes qu'ils partagent, dans l'ordre du premier."""

    gauche: TerritoirePublie
    droite: TerritoirePublie
    paires: tuple[Paire, ...]

    @property
    def identiques(self) -> int:
        """Nombre de paires mot pour mot."""
        return sum(paire.score == IDENTIQUE for paire in self.paires)


@dataclass(frozen=True)
class Rapprochement:
    """Ce qui se ressemble entre des territoires choisis.

    Attributes:
        couples: du plus au moins de lignes partagées ; les premiers seulement s'il y en a trop.
        nombre_de_couples, nombre_de_paires: combien en tout.
        repandue: les lignes de la formule présente dans le plus de territoires, une chacun ;
            vide si aucune n'est dans trois territoires.
    """

    couples: list[Couple]
    nombre_de_couples: int
    nombre_de_paires: int
    repandue: list[Ligne]

    @property
    def entier(self) -> bool:
        """Vrai si tous les couples sont là."""
        return len(self.couples) == self.nombre_de_couples


class Ressemblances:
    """Les formulations proches de tout un corpus.

    Les formes identiques sont réunies ; chaque forme connaît les formes proches, elle-même
    comprise, de la plus à la moins proche.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._lignes: dict[str, list[Ligne]] = defaultdict(list)
        self._formes: dict[int, str] = {}
        suites: dict[str, list[str]] = {}
        signes: dict[str, str] = {}
        for ligne in corpus.lignes:
            mots = mots_de(ligne.contenu.titre)
            forme = "".join(
                signes.setdefault(mot, chr(PREMIER_SIGNE + len(signes))) * len(mot) for mot in mots
            )
            suites[forme] = mots
            self._lignes[forme].append(ligne)
            self._formes[id(ligne)] = forme
        self._proches = {forme: [(forme, IDENTIQUE)] for forme in suites if forme}
        for une, autre, score in _rapprocher_les_formes(suites):
            self._proches[une].append((autre, score))
            self._proches[autre].append((une, score))
        for proches in self._proches.values():
            proches.sort(key=lambda couple: -couple[1])

    def echos(self, ligne: Ligne) -> list[Echo]:
        """Les lignes d'autres territoires presque identiques, une par territoire.

        Returns:
            De la plus à la moins proche, puis dans l'ordre du corpus.
        """
        trouves: dict[str, Echo] = {}
        for forme, score in self._proches.get(self._formes[id(ligne)], ()):
            for autre in self._lignes[forme]:
                if autre.territoire is not ligne.territoire:
                    trouves.setdefault(autre.territoire.slug, Echo(autre, score))
        return list(trouves.values())

    def paires(self, territoires: Sequence[TerritoirePublie]) -> Iterator[Paire]:
        """Toutes les paires entre ces territoires, chacune une fois, orientées par leur ordre."""
        rangs = {territoire.slug: rang for rang, territoire in enumerate(territoires)}
        for forme, proches in self._proches.items():
            for autre, score in proches:
                if autre < forme:
                    continue
                lignes = self._lignes[forme]
                couples = (
                    combinations(lignes, 2)
                    if autre == forme
                    else product(lignes, self._lignes[autre])
                )
                for gauche, droite in couples:
                    de, a = (rangs.get(ligne.territoire.slug) for ligne in (gauche, droite))
                    if de is None or a is None or de == a:
                        continue
                    dans_l_ordre = (gauche, droite) if de < a else (droite, gauche)
                    yield Paire(*dans_l_ordre, score)

    def rapprocher(
        self, territoires: Sequence[TerritoirePublie], paires_au_plus: int
    ) -> Rapprochement:
        """Les couples de territoires qui partagent des lignes, et ces lignes.

        Args:
            territoires: ceux que l'on compare ; leur ordre range les couples.
            paires_au_plus: les couples s'arrêtent à ce nombre de paires ; un couple est
                toujours entier, et le premier toujours là.
        """
        comptes = Counter(map(_couple, self.paires(territoires)))
        retenus: dict[tuple[str, str], list[Paire]] = {}
        reste = paires_au_plus
        for couple, nombre in comptes.most_common():
            if retenus and nombre > reste:
                break
            retenus[couple] = []
            reste -= nombre
        for paire in self.paires(territoires):
            if (couple := _couple(paire)) in retenus:
                retenus[couple].append(paire)
        rangs = {territoire.slug: rang for rang, territoire in enumerate(territoires)}
        places = {id(ligne): n for t in territoires for n, ligne in enumerate(t.lignes)}
        couples = [
            Couple(
                paires[0].gauche.territoire,
                paires[0].droite.territoire,
                tuple(sorted(paires, key=lambda p: (places[id(p.gauche)], places[id(p.droite)]))),
            )
            for paires in retenus.values()
        ]
        couples.sort(key=lambda c: (-len(c.paires), rangs[c.gauche.slug], rangs[c.droite.slug]))
        return Rapprochement(couples, len(comptes), comptes.total(), self._repandue(set(rangs)))

    def _repandue(self, slugs: set[str]) -> list[Ligne]:
        """Les lignes de la formule que le plus de ces territoires emploient mot pour mot."""
        candidates = (
            {ligne.territoire.slug: ligne for ligne in lignes if ligne.territoire.slug in slugs}
            for forme, lignes in self._lignes.items()
            if forme
        )
        repandue = max(candidates, key=len, default={})
        return list(repandue.values()) if len(repandue) > 2 else []


@lru_cache(maxsize=1)
def ressemblances_de(corpus: Corpus) -> Ressemblances:
    """Les ressemblances d'un corpus, calculées une fois pour ses pages et ses fichiers."""
    return Ressemblances(corpus)


def degre(score: float) -> str:
    """Un score en mots : « mot pour mot », ou « presque mot pour mot »."""
    return "mot pour mot" if score == IDENTIQUE else "presque mot pour mot"


def mots_de(texte: str) -> list[str]:
    """Les mots d'une formulation, au singulier : « Les aînés » → `les`, `aine`."""
    return [
        mot[:-1] if len(mot) > 3 and mot.endswith(("s", "x")) else mot
        for mot in forme_commune(texte).split()
    ]


def _couple(paire: Paire) -> tuple[str, str]:
    return paire.gauche.territoire.slug, paire.droite.territoire.slug


def _rapprocher_les_formes(suites: dict[str, list[str]]) -> Iterator[tuple[str, str, float]]:
    """Les formes différentes dont le score atteint le seuil, chaque couple une fois."""
    frequences = Counter(mot for mots in suites.values() for mot in set(mots))
    par_mot: dict[str, list[str]] = defaultdict(list)
    for forme, mots in suites.items():
        amorce = _amorce(mots, frequences)
        candidates = dict.fromkeys(autre for mot in amorce for autre in par_mot[mot])
        for autre, score, _ in process.extract(
            forme, list(candidates), scorer=fuzz.ratio, score_cutoff=SEUIL, limit=None
        ):
            yield forme, autre, score
        for mot in amorce:
            par_mot[mot].append(forme)


def _amorce(mots: list[str], frequences: Counter[str]) -> set[str]:
    """Les mots les plus rares d'une forme, dont toute forme proche a au moins un.

    Une forme de n lettres en partage au moins n × S / (200 - S) avec toute forme proche : la
    suite des mots, du plus rare au plus courant, se coupe là où il n'en reste plus autant.
    """
    reste = total = sum(map(len, mots))
    amorce = set()
    for mot in sorted(mots, key=lambda mot: (frequences[mot], mot)):
        if reste * (200 - SEUIL) < total * SEUIL:
            break
        amorce.add(mot)
        reste -= len(mot)
    return amorce
