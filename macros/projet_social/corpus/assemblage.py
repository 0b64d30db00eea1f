"""Relier les objets lus : territoires et plans, lignes et parents, identifiants et adresses.

Ce qui ne peut pas être relié est une anomalie ; le reste l'est quand même, pour que toutes
les anomalies soient dites en une fois.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from ..lecture.anomalie import Anomalie
from ..lecture.document import Document, Endroit
from ..lecture.validation import plus_proche
from ..modele.dossier import Dossier
from ..modele.fiche_action import FicheAction
from ..modele.niveau import PLURIELS, AvecNiveaux, Niveau
from ..modele.projet import Projet
from ..modele.socle import Objet
from ..modele.territoire import Territoire
from ..modele.texte import est_un_identifiant
from ..modele.version import est_une_version
from ..modele.vocabulaire import Parution, TypeNiveau
from ..texte.identifiant import identifiant_de
from .corpus import Corpus, DossierPublie, UnObjet
from .ordre import ordonner
from .perimetre import reconnaitre
from .plan import Ligne, Plan, TerritoirePublie

Noms = tuple[str, ...]


@dataclass
class Lus:
    """Les objets lus, avec leur document, avant d'être reliés."""

    objets: dict[type[Objet], dict[Noms, tuple[Objet, Document]]] = field(default_factory=dict)
    """Par modèle, puis par les noms que porte le chemin : `("questembert", "navettes")`."""
    illisibles: set[str] = field(default_factory=set)
    """Fichiers en erreur : ce qui y renvoie n'est pas une anomalie de plus."""
    premier: str = ""
    """Le territoire dont on publie le site : il passe en tête de ceux qui portent un plan."""

    def prendre(self, objet: Objet, noms: Noms, document: Document) -> None:
        """Retient un objet lu."""
        self.objets.setdefault(type(objet), {})[noms] = objet, document

    def de(self, modele: type[UnObjet]) -> Iterator[tuple[Noms, UnObjet, Document]]:
        """Les objets d'un modèle, dans l'ordre de leur lecture."""
        for noms, (objet, document) in self.objets.get(modele, {}).items():
            if isinstance(objet, modele):
                yield noms, objet, document

    def incomplet(self, slug: str) -> bool:
        """Vrai si un fichier du territoire n'a pas pu être lu, ses versions figées à part."""
        dossier = f"territoires/{slug}/"
        return any(f.startswith(dossier) and not est_une_version(f) for f in self.illisibles)


def relier(lus: Lus, corpus: Corpus) -> list[Anomalie]:
    """Relie les objets lus dans `corpus`.

    Returns:
        Les anomalies : identifiants en double, rattachements à rien ou circulaires…
    """
    anomalies: list[Anomalie] = []
    lues = ((identifiant_de(lu.nom_court), s, lu, doc) for (s,), lu, doc in lus.de(Territoire))
    for _, slug, donnees, document in sorted(lues, key=lambda lue: lue[:2]):
        corpus.territoires[slug] = territoire = TerritoirePublie(slug, donnees, document.racine)
        _rapprocher(territoire, corpus)
    for (slug, *suite), projet, document in sorted(lus.de(Projet), key=_rang_du_plan):
        plan = Plan(suite[0] if suite else "projet", projet, document.racine)
        anomalies += _relier_projet(corpus, lus, slug, plan)
    for territoire in corpus.territoires.values():
        territoire.plans.sort(key=lambda plan: plan.territoire is not territoire)
    anomalies += _ranger_les_fiches(corpus, lus)
    for territoire in corpus.territoires.values():
        anomalies += _identifier(territoire)
        anomalies += _rattacher(territoire, lus.incomplet(territoire.slug))
    for plan in corpus.plans:
        anomalies += ordonner(plan, lus.incomplet(plan.territoire.slug))
    anomalies += _partager(corpus, lus)
    anomalies += _relier_dossiers(corpus, lus)
    return anomalies


def _rang_du_plan(lu: tuple[Noms, Projet, Document]) -> tuple[object, ...]:
    """Le rang écrit, sinon le plan principal (`projet.yml`) puis les autres par nom."""
    (slug, *suite), projet, _ = lu
    return slug, projet.rang or inf, suite


def _rapprocher(territoire: TerritoirePublie, corpus: Corpus) -> None:
    donnees, officiel = territoire.donnees, corpus.officiel
    sirens = [*donnees.membres, *([donnees.siren] if donnees.siren else [])]
    territoire.officielles = [officiel.entites[s] for s in sirens if s in officiel.entites]
    if donnees.insee and donnees.insee in officiel.communes:
        territoire.communes = [officiel.communes[donnees.insee]]
    else:
        membres = set(sirens)
        territoire.communes = [c for c in officiel.communes.values() if c.siren_epci in membres]


def _relier_projet(corpus: Corpus, lus: Lus, slug: str, plan: Plan) -> Iterator[Anomalie]:
    slugs = list(plan.projet.territoires) or [slug]
    if slug not in slugs:
        yield (plan.lieu / "territoires").anomalie(
            f"le dossier « {slug} » n'est pas dans la liste", f"y ajouter « {slug} », en tête"
        )
    for rang, voulu in sorted(enumerate(slugs), key=lambda couple: couple[1] != lus.premier):
        if voulu in corpus.territoires:
            plan.territoires.append(corpus.territoires[voulu])
            corpus.territoires[voulu].plans.append(plan)
        elif plan.projet.territoires and not lus.incomplet(voulu):
            yield (plan.lieu / "territoires" / rang).anomalie(
                f"territoire « {voulu} » inconnu",
                plus_proche(voulu, corpus.territoires) or "créer son dossier",
            )
    if not plan.territoires:
        return
    _relier_les_absents(corpus, plan)
    corpus.plans.append(plan)
    for type_ in PLURIELS.values():
        for rang, contenu in enumerate(getattr(plan.projet, type_.pluriel)):
            _deployer(plan, contenu, type_, plan.lieu / type_.pluriel / rang, None)


def _relier_les_absents(corpus: Corpus, plan: Plan) -> None:
    """Qui porte le plan sans être du site ; un corpus réuni peut l'avoir publié quand même."""
    presents = {t.donnees.siren: t for t in corpus.territoires.values() if t.donnees.siren}
    for communaute in reconnaitre(plan.projet.partage_avec, corpus.officiel):
        ici = presents.get(communaute.entite.siren) if communaute.entite else None
        if ici is None:
            plan.d_ailleurs.append(communaute)
        elif ici not in plan.territoires:
            plan.territoires.append(ici)
            ici.plans.append(plan)


def _deployer(
    plan: Plan,
    contenu: Niveau | FicheAction,
    type_: TypeNiveau,
    lieu: Endroit,
    parent: Ligne | None,
) -> None:
    if isinstance(contenu, FicheAction) and contenu.publication is Parution.BROUILLON:
        return
    ligne = Ligne("", type_, contenu, plan, lieu)
    if parent is not None:
        ligne.parents.append(parent)
        parent.enfants.append(ligne)
    plan.lignes.append(ligne)
    if isinstance(contenu, AvecNiveaux):
        for type_fils in PLURIELS.values():
            for rang, fils in enumerate(getattr(contenu, type_fils.pluriel)):
                _deployer(plan, fils, type_fils, lieu / type_fils.pluriel / rang, ligne)


def _ranger_les_fiches(corpus: Corpus, lus: Lus) -> Iterator[Anomalie]:
    for (slug, _), fiche, document in lus.de(FicheAction):
        territoire = corpus.territoires.get(slug)
        if territoire is None or fiche.publication is Parution.BROUILLON:
            continue
        plan = _plan_de(fiche, territoire)
        if plan is None and lus.incomplet(slug):
            continue
        connus = ", ".join(plan.id for plan in territoire.plans)
        if plan is None and fiche.projet:
            yield (document.racine / "projet").anomalie(
                f"projet « {fiche.projet} » inconnu",
                plus_proche(fiche.projet, [plan.id for plan in territoire.plans])
                or f"choisir parmi les plans du territoire : {connus or 'aucun'}",
            )
            continue
        if plan is None:
            yield document.racine.anomalie(
                "on ne sait pas de quel plan relève la fiche",
                "dire « rattachements », ou « projet » "
                f"(plans du territoire : {connus or 'aucun'})",
            )
            continue
        plan.lignes.append(Ligne("", TypeNiveau.ACTION, fiche, plan, document.racine))


def _plan_de(fiche: FicheAction, territoire: TerritoirePublie) -> Plan | None:
    if fiche.projet:
        return next((plan for plan in territoire.plans if plan.id == fiche.projet), None)
    if len(territoire.plans) == 1:
        return territoire.plans[0]
    cites = set(fiche.rattachements)
    for plan in territoire.plans:
        for ligne in plan.lignes:
            if {
                ligne.contenu.id,
                identifiant_de(ligne.contenu.titre),
                *ligne.contenu.alias,
            } & cites:
                return plan
    return None


def _nom_de_fichier(ligne: Ligne) -> str | None:
    """Une fiche dans son propre fichier tire son identifiant du nom de celui-ci."""
    if ligne.lieu.chemin:
        return None
    return ligne.lieu.document.fichier.rsplit("/", 1)[-1].removesuffix(".yml")


def _lignes_de(territoire: TerritoirePublie) -> list[Ligne]:
    """Les lignes publiées sous son adresse, avant que leur ordre soit fixé."""
    return [ligne for plan in territoire.plans_publies_ici for ligne in plan.lignes]


def _identifier(territoire: TerritoirePublie) -> Iterator[Anomalie]:
    """Donne à chaque ligne un identifiant unique dans le territoire, tous types confondus."""
    prises: dict[str, Ligne] = {}
    lignes = _lignes_de(territoire)
    dites = [ligne for ligne in lignes if ligne.contenu.id or _nom_de_fichier(ligne)]
    ordre = list(TypeNiveau)
    tues = sorted(
        (ligne for ligne in lignes if not (ligne.contenu.id or _nom_de_fichier(ligne))),
        key=lambda ligne: ordre.index(ligne.type),
    )
    for ligne in [*dites, *tues]:
        ligne.id = ligne.contenu.id or _nom_de_fichier(ligne) or identifiant_de(ligne.contenu.titre)
        autre = prises.get(ligne.id)
        if autre is not None and ligne in tues and autre.type is not ligne.type:
            ligne.id = f"{ligne.type}-{ligne.id}"
            autre = prises.get(ligne.id)
        if autre is not None:
            lieu = ligne.lieu / "id" if ligne.contenu.id else ligne.lieu
            yield lieu.anomalie(
                f"identifiant « {ligne.id} » déjà pris "
                f"({autre.lieu.document.fichier}:{autre.lieu.ligne})",
                "donner à l'une des deux lignes un « id » différent",
            )
            continue
        prises[ligne.id] = ligne
    for ligne in lignes:
        for rang, ancien in enumerate(ligne.contenu.alias):
            if ancien in prises:
                yield (ligne.lieu / "alias" / rang).anomalie(
                    f"l'ancien identifiant « {ancien} » est celui d'une autre ligne",
                    "retirer cet alias",
                )
            prises.setdefault(ancien, ligne)


def _rattacher(territoire: TerritoirePublie, incomplet: bool) -> Iterator[Anomalie]:
    """Relie chaque ligne aux autres niveaux qu'elle dit servir."""
    lignes = _lignes_de(territoire)
    par_id = {ligne.id: ligne for ligne in lignes}
    par_id |= {a: ligne for ligne in lignes for a in ligne.contenu.alias}
    for ligne in lignes:
        for rang, cible in enumerate(ligne.contenu.rattachements):
            lieu = ligne.lieu / "rattachements" / rang
            parent = par_id.get(cible)
            if parent is None and incomplet:
                continue
            if parent is None:
                yield lieu.anomalie(
                    f"aucune ligne « {cible} » dans {territoire.slug}",
                    plus_proche(cible, par_id) or "vérifier l'identifiant",
                )
            elif parent is ligne:
                yield lieu.anomalie(f"« {cible} » se rattache à elle-même", "retirer cette ligne")
            elif _sert(parent, ligne):
                yield lieu.anomalie(
                    f"« {cible} » et « {ligne.id} » se rattachent l'un à l'autre",
                    "retirer l'un des deux rattachements",
                )
            elif parent.type is TypeNiveau.ACTION:
                yield lieu.anomalie(
                    f"« {cible} » est une action", "se rattacher à un axe, un enjeu, un objectif…"
                )
            elif parent not in ligne.parents:
                ligne.parents.append(parent)
                parent.enfants.append(ligne)


def _sert(ligne: Ligne, cible: Ligne) -> bool:
    """Vrai si `ligne` est, de près ou de loin, sous `cible`."""
    a_voir, vues = list(ligne.parents), set()
    while a_voir:
        parent = a_voir.pop()
        if parent is cible:
            return True
        if id(parent) not in vues:
            vues.add(id(parent))
            a_voir += parent.parents
    return False


def _partager(corpus: Corpus, lus: Lus) -> Iterator[Anomalie]:
    for plan in corpus.plans:
        for ligne in plan.lignes:
            if ligne.fiche is None:
                continue
            for rang, slug in enumerate(ligne.fiche.partage_avec):
                if slug in corpus.territoires:
                    corpus.territoires[slug].partagees.append(ligne)
                elif est_un_identifiant(slug) and not lus.incomplet(slug):
                    yield (ligne.lieu / "partage_avec" / rang).anomalie(
                        f"territoire « {slug} » inconnu",
                        plus_proche(slug, corpus.territoires)
                        or "retirer cette ligne, ou écrire le nom entier s'il est d'ailleurs",
                    )


def _relier_dossiers(corpus: Corpus, lus: Lus) -> Iterator[Anomalie]:
    for (identifiant,), donnees, document in sorted(lus.de(Dossier), key=lambda lu: lu[0]):
        publie = DossierPublie(identifiant, donnees, document.racine)
        for rang, slug in enumerate(donnees.territoires):
            if slug in corpus.territoires:
                publie.territoires.append(corpus.territoires[slug])
            elif not lus.incomplet(slug):
                yield (document.racine / "territoires" / rang).anomalie(
                    f"territoire « {slug} » inconnu",
                    plus_proche(slug, corpus.territoires) or "retirer cette ligne",
                )
        corpus.dossiers[identifiant] = publie
