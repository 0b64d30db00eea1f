"""Le jumeau d'une page, en Markdown : ce que dit le modèle, sans rien de la mise en page.

Un programme qui lit du texte (un assistant, une liseuse, un script) y trouve un territoire, une
ligne de plan, un thème, un public, une situation, avec de quoi les citer ; `llms.txt` y mène
(https://llmstxt.org/). Les autres pages comptent ou comparent : leurs chiffres sont sous /donnees/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

from ..corpus.plan import Ligne, par_territoire
from ..modele.catalogue import SorteDeValeur
from ..modele.libelle import enchainer, libelle_de
from ..modele.niveau import AvecNiveaux
from ..modele.socle import Objet
from ..modele.source import Reference
from ..pages.page import Page
from ..pages.publication import Publication
from ..texte.prose import en_texte
from ..texte.valeurs import champs_a_lire, dire_le_champ
from .fichier import Rayon, fichiers_de
from .licence import attribution
from .liens import lien_depuis
from .registre import Export, exports

FICHIER = "page.md"
LLMS = "llms.txt"
TUS = frozenset(
    (
        *("id", "titre", "numero", "nom", "nom_court", "alias", "issue_de", "rang", "icone"),
        *("source", "exemple", "rattachements", "projet", "publication", "couleur", "niveaux"),
        *("niveau_de_lecture", "comptes_declares", "actions_liees", "themes", "publics", "famille"),
        *("mentions", "territoires", "succede_a", "membres", "fichier"),
    )
)
"""Ce que le jumeau dit autrement (titre, fil, arbre, source), ou que seul le site emploie."""
DEDANS = frozenset(("id", "alias", "issue_de", "source", "exemple", "rang", "themes"))
"""Ce que l'on tait d'un objet contenu : il a son titre, et la source de ce qui le contient."""
NOMS = frozenset(("titre", "nom", "fait", "texte"))
"""Les champs qui se lisent sans leur libellé."""
SIGNES = re.compile(r"([\\`*_\[\]<>])")


@exports
def jumeaux(publication: Publication) -> Iterator[Export]:
    """Un fichier par page qui a un jumeau, et celui qui mène à tous."""
    for page in publication.pages:
        if adresse := adresse_du_jumeau(page):
            titre = f"« {page.titre} », en Markdown."
            contenu = partial(_ecrire, publication, page)
            yield Export(adresse, titre, contenu, territoire=page.territoire)
    yield Export(LLMS, "Ce que ce site dit, pour un programme.", lambda: _mener(publication))


def adresse_du_jumeau(page: Page) -> str:
    """L'adresse du jumeau d'une page ; vide si elle n'en a pas.

    Une page lue en volets n'en a qu'un, entier : celui de la première.
    """
    a_le_sien = page.macro in JUMEAUX and "volet" not in page.arguments
    return f"{page.adresse}{FICHIER}" if a_le_sien else ""


def _ecrire(publication: Publication, page: Page) -> bytes:
    """Le titre et ce qui le situe, ce qu'en dit le modèle, où le lire et comment le citer."""
    lier = partial(lien_depuis, publication, adresse_du_jumeau(page))
    fil = " > ".join(_lien(pas.titre, lier(pas.adresse)) for pas in page.fil)
    dit = " · ".join(filter(None, (_echapper(page.surtitre), fil)))
    lignes = [f"# {_echapper(page.titre)}", *([dit] if dit else [])]
    lignes += JUMEAUX[page.macro](publication, page, lier)
    lignes += ["---", f"{_lien('Cette page sur le site', lier(page.adresse))}. Données : "]
    lignes[-1] += attribution(publication)
    return ("\n\n".join(lignes) + "\n").encode()


Lier = Callable[[Any], str]
Jumeau = Callable[[Publication, Page, Lier], Iterator[str]]


def _du_territoire(publication: Publication, page: Page, lier: Lier) -> Iterator[str]:
    territoire = publication.corpus.territoire(page.arguments["territoire"])
    yield from _champs(territoire.donnees, 2)
    for plan in territoire.plans:
        yield f"## {_echapper(plan.titre)}"
        yield from _champs(plan.projet, 3)
        yield from _arbre("### Le plan", plan.racines, lier)
        yield from _source(publication, plan.projet.source, lier)


def _de_la_ligne(publication: Publication, page: Page, lier: Lier) -> Iterator[str]:
    arguments, corpus = page.arguments, publication.corpus
    ligne = corpus.ligne(arguments["territoire"], arguments["ligne"])
    noms = [corpus.themes[theme].nom for theme in ligne.themes]
    noms += [corpus.publics[p].nom if p in corpus.publics else p for p in ligne.contenu.publics]
    if noms:
        yield f"Thèmes et publics : {' ; '.join(noms)}."
    yield from _champs(ligne.contenu, 2)
    servis = [_lien(parent.titre_numerote, lier(parent)) for parent in ligne.parents[1:]]
    if servis:
        yield f"Sert aussi : {', '.join(servis)}."
    yield from _arbre("## Ce que cela contient", ligne.enfants, lier)
    yield from _source(publication, ligne.source, lier)


def _du_theme(publication: Publication, page: Page, lier: Lier) -> Iterator[str]:
    theme = publication.corpus.theme(page.arguments["theme"])
    yield from _champs(theme, 2)
    mentions = publication.mentions.get(theme.id, [])
    for territoire, dites in groupby(mentions, key=lambda mention: mention.territoire):
        yield f"## {_lien(territoire.nom, lier(territoire))}"
        yield "\n".join(
            f"- {_echapper(dite.intitule)} : "
            f"{_lien(dite.texte, lier(dite.ligne) if dite.ligne else '')}"
            for dite in dites
        )


def _du_public(publication: Publication, page: Page, lier: Lier) -> Iterator[str]:
    public = publication.corpus.public(page.arguments["public"])
    visees = publication.corpus.lignes_par_public.get(public.id, [])
    yield from (*_champs(public, 2), *_prevues(visees, lier))


def _de_la_situation(publication: Publication, page: Page, lier: Lier) -> Iterator[str]:
    situation = publication.corpus.situation(page.arguments["situation"])
    visees = publication.corpus.lignes_de_situation(situation)
    yield from (*_champs(situation, 2), *_prevues(visees, lier))


def _prevues(visees: list[Ligne], lier: Lier) -> Iterator[str]:
    """Ce que prévoit chaque territoire, une ligne de plan par ligne."""
    for territoire, lignes in par_territoire(visees):
        yield f"## {_lien(territoire.nom, lier(territoire))}"
        yield "\n".join(
            f"- {_echapper(ligne.intitule)} : {_lien(ligne.titre, lier(ligne))}" for ligne in lignes
        )


D_UN_TERRITOIRE = ("territoire", "accueil_du_territoire")
JUMEAUX: dict[str, Jumeau] = {
    **dict.fromkeys(D_UN_TERRITOIRE, _du_territoire),
    "niveau": _de_la_ligne,
    "fiche": _de_la_ligne,
    "theme": _du_theme,
    "public": _du_public,
    "situation": _de_la_situation,
}
"""Par macro de page, ce qui en dit le contenu."""
RAYONS = {
    "Territoires": D_UN_TERRITOIRE,
    "Thèmes": ("theme",),
    "Publics": ("public",),
    "Situations de vie": ("situation",),
}
"""Ce que montre le sommaire, par macro de page ; chaque territoire mène à ses lignes."""


def _taire(modele: type[Objet], nom: str) -> bool:
    de_l_arbre = issubclass(modele, AvecNiveaux) and nom in AvecNiveaux.model_fields
    return nom in TUS or de_l_arbre


def _taire_dedans(_modele: type[Objet], nom: str) -> bool:
    return nom in DEDANS


def _champs(objet: Objet, rang: int) -> Iterator[str]:
    """Ce que dit un objet : d'abord le court, en liste ; puis chaque texte sous son titre."""
    courts, longs = [], []
    for champ in champs_a_lire(type(objet), _taire):
        libelle = enchainer(map(libelle_de, champ.champs))
        if champ.objet:
            if contenus := champ.lire(objet):
                courts.append(f"- {libelle} :")
                courts += [f"  - {_echapper(_contenu(contenu))}" for contenu in contenus]
            continue
        dits = [dit for dit in dire_le_champ(champ, objet) if dit]
        if not dits or dits == ["non"]:
            continue
        if champ.sorte is SorteDeValeur.PROSE:
            longs += [f"{'#' * rang} {libelle}", *dits]
        else:
            courts.append(f"- {libelle} : {_echapper(' ; '.join(dits))}")
    if courts:
        yield "\n".join(courts)
    yield from longs


def _contenu(objet: Objet) -> str:
    """Un objet en une ligne : ce qui le nomme, puis chaque champ sous son libellé."""
    dits: list[str] = []
    for champ in champs_a_lire(type(objet), _taire_dedans):
        textes = [" ".join(t.split()) for t in dire_le_champ(champ, objet, _taire_dedans) if t]
        if textes and textes != ["non"]:
            nomme = champ.nom in NOMS or not dits
            dits.append(f"{'' if nomme else f'{libelle_de(champ.nom)} : '}{', '.join(textes)}")
    return ". ".join(dit.rstrip(".") for dit in dits)


def _arbre(titre: str, lignes: list[Ligne], lier: Lier) -> Iterator[str]:
    """Les lignes et tout ce qu'elles contiennent, emboîtées ; une seule fois chacune."""
    if lignes:
        yield titre
        yield "\n".join(_branches(lignes, lier, 0))


def _branches(lignes: list[Ligne], lier: Lier, retrait: int) -> Iterator[str]:
    for ligne in lignes:
        dit = _lien(ligne.titre_numerote, lier(ligne))
        yield f"{'  ' * retrait}- {_echapper(ligne.libelle)} : {dit}"
        for texte in (ligne.contenu.resume, ligne.contenu.description):
            if texte:
                yield f"{'  ' * retrait}  {_echapper(en_texte(texte))}"
        siens = [enfant for enfant in ligne.enfants if enfant.parents[0] is ligne]
        yield from _branches(siens, lier, retrait + 1)


def _source(publication: Publication, source: Reference | None, lier: Lier) -> Iterator[str]:
    document = publication.corpus.sources.get(source.document or "") if source else None
    if source and document:
        place = [f"« {source.section} »"] if source.section else []
        place += [f"p. {source.page}"] if source.page else []
        yield f"Source : {', '.join([_lien(document.titre, lier(document)), *place])}."


def _lien(texte: str, adresse: str) -> str:
    dit = _echapper(texte)
    return f"[{dit}]({adresse})" if adresse else dit


def _echapper(texte: str) -> str:
    """Un texte où aucun signe n'est pris pour du Markdown."""
    return SIGNES.sub(r"\\\1", texte)


def _mener(publication: Publication) -> bytes:
    """Le site en quelques lignes, et le chemin vers chaque jumeau et chaque fichier entier."""
    lier = partial(lien_depuis, publication, LLMS)
    lignes = [
        f"# {publication.nom}",
        "> Des projets sociaux de territoire, mot pour mot, chaque élément avec sa source. "
        f"{attribution(publication)}",
        "Une case vide, un thème absent disent que le document n’en parle pas, jamais que rien "
        "n’existe. Une ligne de plan a aussi son texte, « page.md », à côté de sa page.",
    ]
    for titre, macros in RAYONS.items():
        liens = [
            f"- {_lien(page.titre, lier(adresse))} : {page.description}"
            for page in publication.pages
            if page.macro in macros and (adresse := adresse_du_jumeau(page))
        ]
        lignes += [f"## {titre}", "\n".join(liens)] if liens else []
    fichiers = [
        f"- {_lien(f'{f.titre} ({f.format.nom})', lier(f.adresse))} : {f.description}"
        for f in fichiers_de(publication)
        if f.rayon is Rayon.ENTIER
    ]
    lignes += ["## Données", "\n".join(fichiers)]
    return ("\n\n".join(lignes) + "\n").encode()
