"""Réunir les territoires de plusieurs sources : qui publie lequel, et qu'en faire quand c'est deux.

Un plan commun à deux territoires est publié par le site de chacun ; un site nomme aussi des
voisins qu'il ne publie pas. Ce ne sont pas des doublons : le site qui publie le territoire
l'emporte. Deux sources qui publient vraiment le même territoire en sont un, et se refusent tant
que personne n'a dit laquelle fait foi.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Any

from ..modele.socle import Refus
from ..modele.texte import adresse_sure
from .arbres_serres import ArbresSerres
from .contenu import Contenu, refaire, slugs_de
from .echec import EchecDeSource
from .sources import PUBLIE, Source


class PartDeSource(IntEnum):
    """Ce qu'une source dit d'un territoire, du moins au plus."""

    NOMME = 0
    PLAN_COMMUN = 1
    PUBLIE = 2
    DEMANDE = 3
    FAIT_FOI = 4


@dataclass
class SourceApportee:
    """Une source lue, et ses fichiers tels qu'ils entrent dans l'ensemble."""

    source: Source
    contenu: Contenu
    arbres: ArbresSerres

    @property
    def nom(self) -> str:
        """Le nom de la source."""
        return self.source.identifiant

    def part(self, slug: str) -> PartDeSource:
        """Ce que la source dit d'un territoire."""
        if slug in self.source.fait_foi:
            return PartDeSource.FAIT_FOI
        if slug in {self.source.renommer.get(s, s) for s in self.source.territoires}:
            return PartDeSource.DEMANDE
        debut = f"territoires/{slug}/projet"
        plans = [self.arbres[chemin] for chemin in self.arbres if chemin.startswith(debut)]
        if any(len(plan.get("territoires", ())) < 2 for plan in plans) or self.unique:
            return PartDeSource.PUBLIE
        return PartDeSource.PLAN_COMMUN if plans else PartDeSource.NOMME

    @cached_property
    def slugs(self) -> frozenset[str]:
        """Les territoires dont la source dit quelque chose."""
        return frozenset(slugs_de(self.arbres))

    @property
    def unique(self) -> bool:
        """Vrai si la source ne parle que d'un territoire."""
        return len(self.slugs) == 1

    def site(self, slug: str) -> str:
        """L'adresse où la source publie ce territoire ; vide si elle ne fait que le nommer."""
        racine = self.contenu.adresse or _racine_lue(self.source)
        if not _est_un_site(racine) or self.part(slug) is PartDeSource.NOMME:
            return ""
        noms = self.source.renommer
        propres = {noms.get(s, s): s for s in self.contenu.propres}
        if len(propres) > 1:
            anciens = {neuf: ancien for ancien, neuf in noms.items()}
            return f"{racine}territoires/{anciens.get(slug, slug)}/"
        return racine if slug in propres or not propres else ""


def apporter(source: Source, contenu: Contenu) -> SourceApportee:
    """Les fichiers d'une source, ses territoires renommés comme il est demandé.

    Raises:
        EchecDeSource: on renomme un territoire qu'elle n'a pas, ou vers un nom qu'elle a déjà.
    """
    noms = source.renommer
    presents = set(slugs_de(contenu.arbres))
    for ancien, neuf in noms.items():
        if ancien not in presents:
            raise EchecDeSource(
                f"on y renomme « {ancien} », qu'elle ne publie pas", "corriger « renommer »"
            )
        if neuf in presents - noms.keys():
            raise EchecDeSource(
                f"on y renomme « {ancien} » en « {neuf} », qu'elle a déjà", "choisir un autre nom"
            )
    if not noms:
        return SourceApportee(source, contenu, contenu.arbres)
    renommes = ArbresSerres.serrer(
        (_renommer_le_chemin(c, noms), _renommer(c, v, noms)) for c, v in contenu.arbres.items()
    )
    if len(renommes) < len(contenu.arbres):
        raise EchecDeSource("deux territoires y prennent le même nom", "corriger « renommer »")
    return SourceApportee(source, contenu, renommes)


def _renommer_le_chemin(chemin: str, noms: Mapping[str, str]) -> str:
    premier, _, reste = chemin.partition("/")
    slug, _, fin = reste.partition("/")
    return f"{premier}/{noms.get(slug, slug)}/{fin}" if premier == "territoires" else chemin


def _renommer(chemin: str, arbre: Any, noms: Mapping[str, str]) -> Any:
    """Les renvois d'un territoire à l'autre, avec les nouveaux noms."""
    if chemin.startswith("referentiels/"):
        return arbre

    def suivre(groupe: dict[str, Any]) -> dict[str, Any]:
        suivis: dict[str, Any] = {
            cle: [noms.get(slug, slug) for slug in groupe[cle]]
            for cle in VERS_DES_TERRITOIRES
            if isinstance(groupe.get(cle), list)
        }
        seul = groupe.get("territoire")
        if isinstance(seul, str) and seul in noms:
            suivis["territoire"] = noms[seul]
        return groupe | suivis

    return refaire(arbre, suivre)


VERS_DES_TERRITOIRES = ("territoires", "partage_avec")
"""Les champs d'un projet, d'une fiche ou d'un dossier qui nomment d'autres territoires."""


@dataclass
class Reunion:
    """Les territoires réunis.

    Attributes:
        territoires: les fichiers de chaque territoire, par slug, et la source qui l'apporte.
        conflits: ce qu'une personne doit trancher.
        remarques: ce qui change en entrant dans l'ensemble, par source.
        laisses: ce qui n'y entre pas, objet par objet, par source.
        annexes: les dossiers et les accompagnements, par chemin, et la source de chacun.
    """

    territoires: dict[str, tuple[SourceApportee, ArbresSerres]]
    conflits: list[str]
    remarques: list[tuple[str, str]]
    laisses: list[tuple[str, str]] = field(default_factory=list)
    annexes: dict[str, tuple[SourceApportee, Any]] = field(default_factory=dict)

    def laisser(self, apport: SourceApportee, dit: str) -> None:
        """Note un objet qu'une source publie et que l'ensemble ne prend pas."""
        self.laisses.append((apport.nom, dit))


def reunir(apports: Sequence[SourceApportee]) -> Reunion:
    """Choisit, pour chaque territoire, la source qui le publie."""
    reunion = Reunion({}, [], [])
    tous = sorted({slug for apport in apports for slug in apport.slugs})
    for slug in tous:
        candidats = [a for a in apports if slug in a.slugs]
        meilleure = max(a.part(slug) for a in candidats)
        premiers = [a for a in candidats if a.part(slug) is meilleure]
        retenu, *rivaux = premiers
        fichiers = retenu.arbres.du_territoire(slug)
        differents = [r for r in rivaux if r.arbres.du_territoire(slug) != fichiers]
        if differents and meilleure > PartDeSource.NOMME:
            reunion.conflits.append(_conflit(slug, retenu, differents[0]))
            continue
        reunion.territoires[slug] = retenu, _avec_son_site(retenu, slug, fichiers)
        _dire_les_ecartes(reunion, slug, retenu, candidats)
    reunion.conflits += _memes_entites(reunion)
    _sans_alias_pris(reunion)
    return reunion


def _conflit(slug: str, un: SourceApportee, autre: SourceApportee) -> str:
    """Ce qui oppose deux sources sur un territoire, et comment trancher."""
    fiche = f"territoires/{slug}/territoire.yml"
    une, seconde = un.arbres[fiche], autre.arbres[fiche]
    if any(une.get(cle) and une.get(cle) == seconde.get(cle) for cle in ("siren", "insee", "nom")):
        return (
            f"« {slug} » est publié par « {un.nom} » et par « {autre.nom} », différemment ; "
            f"écrire « fait_foi: [{slug}] » sous la source qui l'emporte"
        )
    return (
        f"« {slug} » désigne {une['nom']} chez « {un.nom} » "
        f"et {seconde['nom']} chez « {autre.nom} » ; "
        f"sous l'une des deux, écrire « renommer: {{{slug}: autre-nom}} »"
    )


def _memes_entites(reunion: Reunion) -> Iterator[str]:
    """Une même collectivité sous deux identifiants, chez deux sources : c'est une seule page."""
    vues: dict[tuple[str, str], tuple[str, SourceApportee]] = {}
    for slug, (apport, fichiers) in reunion.territoires.items():
        fiche = fichiers[f"territoires/{slug}/territoire.yml"]
        for cle in ("siren", "insee"):
            if not fiche.get(cle):
                continue
            autre, premier = vues.setdefault((cle, fiche[cle]), (slug, apport))
            if premier is not apport:
                anciens = {neuf: ancien for ancien, neuf in apport.source.renommer.items()}
                yield (
                    f"« {autre} » chez « {premier.nom} » et « {slug} » chez « {apport.nom} » sont "
                    f"la même collectivité ({cle.upper()} {fiche[cle]}) ; sous « {apport.nom} », "
                    f"écrire « renommer: {{{anciens.get(slug, slug)}: {autre}}} »"
                )


def _dire_les_ecartes(
    reunion: Reunion, slug: str, retenu: SourceApportee, candidats: Sequence[SourceApportee]
) -> None:
    """Dit ce qu'une autre source disait d'un territoire, et que l'on n'a pas pris."""
    fichiers = retenu.arbres.du_territoire(slug)
    for autre in candidats:
        siens = []
        for chemin, valeurs in sorted(autre.arbres.du_territoire(slug).items()):
            if fichiers.get(chemin) != valeurs:
                reunion.laisser(autre, f"{chemin}, « {retenu.nom} » l'emporte")
                siens.append(chemin.split("/", 2)[2])
        if siens := [nom for nom in siens if nom != "territoire.yml"]:
            cites = f"{', '.join(siens[:3])}{'…' if len(siens) > 3 else ''}"
            dite = f"ce qu'elle dit de « {slug} » est écarté : « {retenu.nom} » l'emporte ({cites})"
            reunion.remarques.append((autre.nom, dite))


def _avec_son_site(apport: SourceApportee, slug: str, fichiers: ArbresSerres) -> ArbresSerres:
    """Les mêmes fichiers ; la page du territoire mènera à son propre site."""
    fiche = f"territoires/{slug}/territoire.yml"
    adresse, valeurs = apport.site(slug), fichiers[fiche]
    if not adresse or "site" in valeurs:
        return fichiers
    return fichiers | {fiche: valeurs | {"site": adresse}}


def _est_un_site(adresse: str) -> bool:
    """Vrai pour une adresse qu'un lien peut porter : c'est la source qui la dit."""
    try:
        return adresse_sure(adresse).startswith(("https://", "http://"))
    except Refus:
        return False


def _sans_alias_pris(reunion: Reunion) -> None:
    """Ôte l'ancien nom d'un territoire quand c'est le nom d'un autre, dit par une autre source."""
    pris = dict.fromkeys(reunion.territoires, "")
    for slug, (apport, fichiers) in reunion.territoires.items():
        fiche = f"territoires/{slug}/territoire.yml"
        alias = fichiers[fiche].get("alias", [])
        libres = [ancien for ancien in alias if ancien not in pris]
        pris |= dict.fromkeys(libres, slug)
        if libres != alias:
            perdus = ", ".join(ancien for ancien in alias if ancien not in libres)
            dite = f"l'ancien identifiant « {perdus} » de « {slug} » est déjà pris : il est ôté"
            reunion.remarques.append((apport.nom, dite))
            reste = {cle: v for cle, v in fichiers[fiche].items() if cle != "alias"}
            neuve = reste | ({"alias": libres} if libres else {})
            reunion.territoires[slug] = apport, fichiers | {fiche: neuve}


def _racine_lue(source: Source) -> str:
    """L'adresse du site, d'après celle de son `projet.json`."""
    adresse = source.adresse or ""
    return adresse.removesuffix(PUBLIE) if adresse.endswith(f"/{PUBLIE}") else ""
