"""La page `docs/guide/vitesse.md` : ce qui a été mesuré, pour qui choisit un outil.

Elle s'écrit d'après les résultats gardés, sans rien mesurer, et ne dit de la machine que ses cœurs
et la version de Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from projet_social.modele.date_partielle import jour_en_francais
from projet_social.texte.typographie import nombre_ecrit

from .buts import KO, MO, juger, rapport
from .dessin import decrire, dessiner
from .mesure import DEPOT
from .officiels import MENTION, nombre_d_intercommunalites
from .pairs import version_de
from .resultat import (
    AVEC_MACROS,
    AVEC_PDF,
    CE_PROJET,
    HUGO,
    ZENSICAL,
    Machine,
    Passage,
    Point,
    Releve,
)
from .tableaux import (
    cpu_par_page,
    ecrire_nombre,
    table_a_chaud,
    table_de_la_courbe,
    table_des_buts,
    table_des_constructions,
)

PAGE = DEPOT / "docs/guide/vitesse.md"
DESSIN = DEPOT / "docs/guide/images/croissance.svg"
PLUS_QUE_PROPORTIONNEL = 1.15
"""Fois le temps d'une page au départ : au-delà, la croissance n'est plus proportionnelle."""
ENTETE = """\
---
# Page écrite par « make banc » : toute retouche à la main serait perdue.
seulement: federation
description: Le temps, la mémoire et le poids d’un site, mesurés à côté d’autres outils.
sorte: Pour les agents
---

# Vitesse et poids

Combien de temps faut-il pour construire le site, avec quelle machine, et que pèsent ses pages ? Le
projet se mesure à côté des outils que l’on pourrait choisir à sa place, sur les mêmes textes, le
même jour, sur la même machine.
"""
METHODE = """\
## Comment c’est mesuré

- **Les corpus sont inventés** : soixante pages par territoire, 1,8 Ko de texte chacune. Les données
  YAML de ce projet et les pages Markdown des autres disent la même chose.
- **À tour de rôle.** Chaque programme construit le site entier, sans cache ni site précédent, puis
  le suivant, et l’on recommence, trois fois au plus ; un programme lent n’est pas reconstruit. On
  donne la moindre mesure et la médiane. **Seuls les rapports d’un même tableau se comparent** :
  d’un jour à l’autre, les secondes changent du simple au quadruple.
- **Le processeur** compte le travail de tous les cœurs ; **la montre**, ce que l’on attend ; **la
  mémoire**, le plus haut de tous les processus réunis.
- **Les réglages** sont ceux d’un site neuf : avec la recherche, sans PDF. Ce dépôt publie aussi ses
  PDF : c’est une ligne à part.
- **Les pages** d’un site ne comptent pas les extraits que ce projet écrit pour être insérés
  ailleurs ; le poids du site les compte.
- **Après une modification**, l’aperçu est ouvert : on change le résumé d’une fiche, et l’on compte
  le travail jusqu’à ce que sa page le montre. L’attente du serveur n’y est pas.
- **La première recherche** est comptée par un navigateur : tout ce que le serveur envoie,
  compressé, entre la demande et les réponses.
- **Hugo** n’a pas de thème semblable au nôtre : le thème comparable est écrit pour ce banc, avec
  l’arbre du territoire, le fil d’Ariane, le sommaire, les thèmes et les pages proches. Le thème
  minimal n’écrit que le titre et le texte. Aucun des deux n’a de recherche.
"""
VERSIONS = """\
## Les versions, et comment recommencer

Hugo {hugo} ; ProperDocs {properdocs} ; Zensical {zensical}, car la 0.1.3 demande le paquet
`zensical-ui`, que le registre ne donne pas ; Material, à la version de ce projet. Eleventy n’est
pas mesuré.

```sh
make banc           # tout, une demi-heure ; récrit cette page
make banc-rapide    # le seul rapport à Material, en une minute
.venv/bin/python -m tests.banc.courbe 17 84    # la courbe, aux tailles que l’on veut
```
"""


def ecrire_la_page(releve: Releve | None, courbe: Sequence[Point]) -> None:
    """Écrit la page, et le dessin s'il y a une courbe."""
    PAGE.write_text(en_page(releve, courbe), encoding="utf-8")
    if courbe:
        DESSIN.write_text(dessiner(courbe), encoding="utf-8")


def en_page(releve: Releve | None, courbe: Sequence[Point]) -> str:
    """Tout ce qui a été mesuré, en Markdown."""
    parties = [ENTETE]
    if releve:
        parties += [_en_bref(releve), *_du_releve(releve)]
    if courbe:
        parties.append(_croissance(courbe))
    versions = {pair: version_de(pair) for pair in ("hugo", "properdocs", "zensical")}
    return "\n".join([*parties, METHODE, VERSIONS.format(**versions)])


def _en_bref(releve: Releve) -> str:
    """Ce qu'il faut retenir, d'après les chiffres et non d'après ce que l'on espère."""
    lignes = [f"- {ligne}" for ligne in _phrases(releve)]
    return "\n".join(["## En bref", "", *lignes, "", f"{_dire_la_machine(releve.machine)}\n"])


def _phrases(releve: Releve) -> Iterator[str]:
    for passage in releve.passages:
        nous = passage.construction(CE_PROJET)
        if not nous:
            continue
        avec = passage.construction(AVEC_PDF)
        pdf = f", {_secondes(avec.mural)} avec tous les PDF" if avec else ""
        memoire = ecrire_nombre(nous.memoire / MO, 0)
        yield (
            f"**{passage.taille.capitalize()}** : {_secondes(nous.mural)} à la montre{pdf}, "
            f"{memoire} Mo de mémoire."
        )
        comparees = " ; ".join(
            f"{ecrire_nombre(fois)} fois celui de {nom}"
            for nom in (AVEC_MACROS, ZENSICAL, HUGO)
            if (fois := rapport(passage, nom)) is not None
        )
        if comparees:
            yield f"Pour ces {passage.taille}, notre temps de processeur est de {comparees}."
    verdicts = [but.verdict for but in juger(releve)]
    comptes = ", ".join(
        f"{verdict} {verdicts.count(verdict)} fois"
        for verdict in ("visé atteint", "tenu", "manqué", "pas mesuré")
        if verdict in verdicts
    )
    yield f"Les {len(verdicts)} buts que le projet s’est donnés : {comptes}."


def _du_releve(releve: Releve) -> Iterator[str]:
    buts = juger(releve)
    manques: dict[str, list[str]] = {}
    for but in buts:
        if but.verdict == "manqué" and but.si_manque:
            manques.setdefault(but.si_manque, []).append(but.intitule)
    yield (
        "## Les buts, un par un\n\nUn but « contre » un programme est notre temps de processeur "
        f"divisé par le sien.\n\n{table_des_buts(buts)}\n"
    )
    if manques:
        raisons = "\n".join(f"- {' ; '.join(noms)} : {dite}." for dite, noms in manques.items())
        yield f"Pourquoi les buts manqués le sont :\n\n{raisons}\n"
    for passage in releve.passages:
        titre = passage.taille[0].upper() + passage.taille[1:]
        suite = f", {passage.territoires} territoires inventés" if passage.territoires else ""
        yield f"## {titre}{suite}\n\n{table_des_constructions(passage)}\n\n{_lourdes(passage)}\n"
    if chauds := [passage for passage in releve.passages if passage.a_chaud]:
        yield f"## Après une modification\n\n{table_a_chaud(chauds)}\n"


def _lourdes(passage: Passage) -> str:
    construction = passage.construction(CE_PROJET)
    if not construction or not construction.poids:
        return ""
    dites = ", ".join(
        f"`{page.removesuffix('index.html') or '/'}` {ecrire_nombre(octets / KO, 0)} Ko"
        for page, octets in construction.poids.les_plus_lourdes
    )
    return f"Nos pages les plus lourdes : {dites}."


def _croissance(courbe: Sequence[Point]) -> str:
    premier, dernier = courbe[0], courbe[-1]
    toutes = nombre_ecrit(nombre_d_intercommunalites())
    return f"""\
## Si toute la France s’y mettait

De vraies intercommunalités, tirées de la liste officielle, avec des plans **inventés** de 23 à 190
pages ; chaque titre porte « {MENTION} », et rien n’en est publié. La plus grande taille mesurée est
de {nombre_ecrit(dernier.territoires)} territoires ; la liste en compte {toutes}.

![{decrire(courbe)}](images/croissance.svg)

{table_de_la_courbe(courbe)}

{" ".join(_explications(premier, dernier))}

{_dire_les_machines(courbe)}
"""


def _explications(premier: Point, dernier: Point) -> Iterator[str]:
    """Ce que disent les cadres, une phrase chacun, d'après les deux bouts."""
    fois = cpu_par_page(dernier) / cpu_par_page(premier)
    suit = "ne suit plus" if fois > PLUS_QUE_PROPORTIONNEL else "suit"
    au_plus = "un peu moins" if fois < 1 else f"{ecrire_nombre(fois)} fois plus"
    yield (
        f"Le pointillé prolonge la plus petite taille. De {nombre_ecrit(premier.poids.pages)} à "
        f"{nombre_ecrit(dernier.poids.pages)} pages, le temps {suit} le nombre de pages : une page "
        f"coûte {au_plus} qu’au départ ({ecrire_nombre(cpu_par_page(premier), 1)} puis "
        f"{ecrire_nombre(cpu_par_page(dernier), 1)} millisecondes)."
    )
    yield (
        f"La mémoire passe de {ecrire_nombre(premier.mesure.memoire / MO, 0)} à "
        f"{ecrire_nombre(dernier.mesure.memoire / MO, 0)} Mo : c’est elle qui décide de la machine "
        "à louer."
    )
    avant, apres = (_la_plus_lourde(point) for point in (premier, dernier))
    yield f"La page la plus lourde passe de {avant} à {apres}."
    if premier.premiere_recherche and dernier.premiere_recherche:
        octets = (premier.premiere_recherche / KO, dernier.premiere_recherche / KO)
        avant, apres = (ecrire_nombre(valeur, 0) for valeur in octets)
        yield f"Une première recherche passe de {avant} à {apres} Ko."


def _la_plus_lourde(point: Point) -> str:
    """« 219 Ko (`plan-du-site/`) »."""
    page, octets = point.poids.les_plus_lourdes[0]
    return f"{ecrire_nombre(octets / KO, 0)} Ko (`{page.removesuffix('index.html')}`)"


def _secondes(secondes: float) -> str:
    return f"{ecrire_nombre(secondes, 1)} s"


def _dire_la_machine(machine: Machine) -> str:
    return (
        f"Mesuré le {jour_en_francais(machine.jour)}, sur {machine.coeurs} cœurs, "
        f"avec Python {machine.python}."
    )


def _dire_les_machines(courbe: Sequence[Point]) -> str:
    """Une phrase par machine et par jour différents : une seule le plus souvent."""
    return " ".join(dict.fromkeys(_dire_la_machine(point.machine) for point in courbe))
