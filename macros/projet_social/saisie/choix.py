"""Ce que l'on peut choisir dans un formulaire ouvert : par le nom, jamais par l'identifiant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, TerritoirePublie
from ..formulaire.champs import Option
from ..formulaire.configuration import options_permises
from ..modele.dossier import Accompagnement, Dossier
from ..modele.fiche_action import FicheAction
from ..modele.projet import Projet
from ..modele.referentiel import Acteur, Situation, Theme
from ..modele.socle import Objet
from ..modele.vocabulaire import TypeNiveau

STRUCTURES = ("porteur", "elu_referent", "instance")
"""Les champs d'une structure seule, où le navigateur propose celles que le territoire nomme."""


def choix_permis(
    corpus: Corpus, territoire: TerritoirePublie | None, modele: type[Objet], ligne: Ligne | None
) -> dict[str, Sequence[Option]]:
    """Ce que l'on peut choisir, par nom de champ.

    Args:
        territoire: celui de ce que l'on ouvre, s'il en a un.
        ligne: la ligne du plan que l'on ouvre : elle ne se cite pas elle-même.
    """
    options = options_permises(corpus, territoire)
    options["publics"] = [(p.id, p.nom) for p in corpus.publics.values()]
    if modele is Theme:
        options["famille"] = [(f.id, f.nom) for f in corpus.referentiel_themes.familles]
    elif modele is Acteur:
        options["famille"] = [(f.id, f.nom) for f in corpus.referentiel_acteurs.familles]
    elif modele in (Dossier, Projet, Accompagnement):
        slugs = [(t.slug, t.nom) for t in corpus.territoires.values()]
        options["territoire" if modele is Accompagnement else "territoires"] = slugs
    if modele in (Situation, Dossier, Accompagnement, Acteur, Theme) or territoire is None:
        return {nom: liste for nom, liste in options.items() if liste}
    plans = [(plan.id, plan.titre) for plan in territoire.plans]
    if modele is Projet:
        options["succede_a"] = plans
    if modele is FicheAction:
        autres = [(t.slug, t.nom) for t in corpus.territoires.values() if t is not territoire]
        options |= {
            "projet": plans if len(plans) > 1 else [],
            "partage_avec": autres,
            "perimetre": [(c.nom, c.nom) for c in territoire.communes],
        }
    options["rattachements"] = [*_niveaux(territoire, ligne)]
    return {
        nom: [option for option in liste if not (ligne and option[0] == ligne.id)]
        for nom, liste in options.items()
        if liste
    }


def _niveaux(territoire: TerritoirePublie, ligne: Ligne | None) -> Iterable[Option]:
    """Les niveaux du plan, chacun sous ce qui le contient."""
    plusieurs = len(territoire.plans_publies_ici) > 1
    dessous = set(map(id, ligne.descendance())) if ligne else set()
    for niveau in territoire.lignes:
        if niveau.type is not TypeNiveau.ACTION and id(niveau) not in dessous:
            retrait = "— " * len(niveau.ancetres)
            plan = f" ({niveau.plan.titre})" if plusieurs else ""
            yield niveau.id, f"{retrait}{niveau.intitule} : {niveau.titre}{plan}"


def suggestions_de(territoire: TerritoirePublie | None) -> dict[str, list[str]]:
    """Les mots que le navigateur propose, sans y obliger : communes, structures déjà nommées."""
    if territoire is None:
        return {}
    structures = {
        nom
        for ligne in territoire.lignes
        if ligne.fiche
        for nom in (
            *ligne.fiche.pilotes,
            *ligne.fiche.partenaires,
            *(getattr(ligne.fiche, champ) for champ in STRUCTURES),
        )
        if nom
    }
    suggestions = {"commune": sorted(commune.nom for commune in territoire.communes)}
    suggestions |= {champ: sorted(structures) for champ in STRUCTURES}
    return {champ: mots for champ, mots in suggestions.items() if mots}
