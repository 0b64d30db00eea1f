"""Les documents d'un territoire : sa présentation, sa synthèse, son plan, une fiche."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..comparaison.budget import a_un_budget
from ..comparaison.echeancier import a_un_calendrier
from ..comparaison.suivi import parle_du_suivi
from ..corpus.corpus import designer
from ..corpus.plan import Ligne, Plan, TerritoirePublie, dire_l_exemple
from ..modele.vocabulaire import TypeNiveau
from ..pages.adresse import a_une_page, adresse_de
from ..pages.du_plan import BUDGET, CALENDRIER
from ..pages.publication import Publication
from ..texte.typographie import typographier
from .composition import Composeur, Couverture, ancre_de, ancres_des, surtitre_de, synthese_de
from .imprime import GroupeDeParties, Imprime, Partie

TIENT_D_UN_BLOC = 800
"""Signes d'une ligne du plan que la page ne coupe pas : un quart de feuille environ."""


def nom_de_la_synthese(territoire: TerritoirePublie) -> str:
    """Le nom de fichier de sa synthèse, sans extension."""
    return f"synthese-{territoire.slug}"


def nom_de_la_presentation(territoire: TerritoirePublie) -> str:
    """Le nom de fichier de sa présentation, sans extension."""
    return f"territoire-{territoire.slug}"


def nom_du_plan(territoire: TerritoirePublie, projet: str) -> str:
    """Le nom de fichier d'un de ses plans, sans extension ; il dit lequel s'il y en a plusieurs."""
    suffixe = f"-{projet}" if len({plan.id for plan in territoire.plans}) > 1 else ""
    return f"plan-{territoire.slug}{suffixe}"


def composer_une_synthese(publication: Publication, territoire: str) -> Imprime:
    """La synthèse d'un territoire, sur deux pages, trois si elle est longue.

    Raises:
        Inconnu: aucun territoire de ce slug.
    """
    publie = publication.corpus.territoire(territoire)
    composeur = Composeur(publication, ancres_des([publie]))
    partie = synthese_de(composeur, publie)
    base = _base(composeur, publie, nom_de_la_synthese(publie), f"{publie.nom} : la synthèse")
    return composeur.assembler(base, [GroupeDeParties("", (partie,)), _fin(composeur)])


def composer_un_territoire(publication: Publication, territoire: str) -> Imprime:
    """La présentation entière d'un territoire : chiffres, plan, démarche, gouvernance.

    Raises:
        Inconnu: aucun territoire de ce slug.
    """
    publie = publication.corpus.territoire(territoire)
    composeur = Composeur(publication, ancres_des([publie]))
    ancre = ancre_de(publie)
    lieux = publication.corpus.officiel.situer(publie.donnees.departements)
    partie = Partie(
        ancre,
        typographier(publie.nom),
        composeur.macro("territoire", ancre, territoire=publie.slug),
        surtitre=surtitre_de(publie, lieux),
        classe="territoire",
    )
    base = _base(composeur, publie, nom_de_la_presentation(publie), publie.nom)
    return composeur.assembler(base, [GroupeDeParties("", (partie,)), _fin(composeur)])


def composer_une_fiche(publication: Publication, territoire: str, ligne: str) -> Imprime:
    """Une ligne du plan qui a sa page : fiche-action, axe ou enjeu.

    Raises:
        Inconnu: territoire inconnu, ligne inconnue, ou qui n'a pas de page à elle.
    """
    publie = publication.corpus.territoire(territoire)
    avec_page = {autre.id: autre for autre in publie.lignes if a_une_page(autre)}
    choisie = designer(f"fiche de {territoire}", ligne, avec_page)
    composeur = Composeur(publication, {adresse_de(choisie): f"ligne-{ligne}"})
    partie = _partie(composeur, choisie, rang=1)
    base = _base(composeur, publie, f"fiche-{publie.slug}-{ligne}", choisie.titre, [choisie.plan])
    return composeur.assembler(
        base, [GroupeDeParties("", (partie,)), _fin(composeur, officielle=False)]
    )


def composer_un_plan(publication: Publication, territoire: str, projet: str = "") -> Imprime:
    """Le plan d'un territoire, ligne à ligne, et toutes ses fiches.

    Args:
        publication: ce qui est publié, et où.
        territoire: identifiant du territoire.
        projet: identifiant du projet, quand le territoire en a plusieurs ; le premier sinon.

    Raises:
        Inconnu: territoire ou projet inconnus.
    """
    publie = publication.corpus.territoire(territoire)
    plans = {plan.id: plan for plan in publie.plans}
    choisi = projet or next(iter(plans), "")
    plan = designer(f"projet de {territoire}", choisi, plans)
    arbre = (ligne for racine in plan.racines for ligne in (racine, *racine.descendance()))
    lignes = [ligne for ligne in arbre if a_une_page(ligne)]
    composeur = Composeur(publication, {adresse_de(ligne): f"ligne-{ligne.id}" for ligne in lignes})
    entier = Partie(
        "plan",
        "Le plan en entier",
        composeur.macro("plan", "plan", -1, territoire=publie.slug, projet=choisi, complet=True),
        classe="plan",
    )
    actions = list(_des_actions(composeur, publie)) if plan.territoire is publie else []
    fiches = [_partie(composeur, ligne, rang=1 if not ligne.parents else 2) for ligne in lignes]
    base = _base(composeur, publie, nom_du_plan(publie, choisi), plan.titre, [plan])
    couverture = Couverture(
        dire_l_exemple("Plan d’action", publie.montre_un_exemple),
        base.titre,
        (typographier(publie.nom), _periode(plan)),
        tuple(plan.compte_ecrit(type_) for type_ in TypeNiveau if plan.comptes[type_]),
    )
    annexes = (composeur.sources(officielle=False), *composeur.sigles())
    groupes = [
        GroupeDeParties("", (composeur.credits(),), liminaire=True),
        GroupeDeParties("", (entier, *actions)),
        GroupeDeParties("Ligne à ligne", tuple(fiches)),
        GroupeDeParties("Annexes", annexes),
    ]
    return composeur.assembler(base, groupes, couverture)


def _des_actions(composeur: Composeur, publie: TerritoirePublie) -> Iterator[Partie]:
    """Où en sont les actions, quand elles ont lieu, ce qu'elles coûtent : ce que le plan en dit."""
    for dit, macro, ancre, titre in (
        (parle_du_suivi, "tableau_de_bord", "suivi", "Où en sont les actions"),
        (a_un_calendrier, "calendrier_des_actions", "calendrier", CALENDRIER),
        (a_un_budget, "budget_des_actions", "budget", BUDGET),
    ):
        if dit(publie):
            corps = composeur.macro(macro, ancre, territoire=publie.slug)
            yield Partie(ancre, titre, corps, classe=ancre)


def _periode(plan: Plan) -> str:
    return typographier(str(plan.projet.periode)) if plan.projet.periode else ""


def _partie(composeur: Composeur, ligne: Ligne, rang: int) -> Partie:
    ancre = f"ligne-{ligne.id}"
    macro = "fiche" if ligne.fiche else "niveau"
    corps = composeur.macro(
        macro, ancre, rang - 1, territoire=ligne.territoire.slug, ligne=ligne.id
    )
    courte = len(corps.striptags()) < TIENT_D_UN_BLOC
    return Partie(
        ancre,
        typographier(ligne.titre),
        corps,
        surtitre=typographier(f"{ligne.intitule} · {ligne.territoire.nom}"),
        rang=rang,
        classe=f"{macro} courte" if courte else macro,
    )


def _base(
    composeur: Composeur,
    publie: TerritoirePublie,
    nom: str,
    titre: str,
    plans: Sequence[Plan] | None = None,
) -> Imprime:
    """Ce qui nomme un document ; ses auteurs sont ceux qui portent les plans qu'il contient."""
    porteurs = (p.projet.porteur for p in plans or publie.plans if p.projet.porteur)
    return Imprime(
        nom,
        typographier(titre),
        "",
        description=typographier(publie.donnees.resume or f"Le projet social de {publie.nom}."),
        auteurs=tuple(dict.fromkeys(porteurs)),
        maj=composeur.maj([publie]),
    )


def _fin(composeur: Composeur, *, officielle: bool = True) -> GroupeDeParties:
    """Ce qui ferme tout document : sources, sigles, crédits, à la suite et en petit."""
    sources = composeur.sources(officielle=officielle)
    parties = (sources, *composeur.sigles(), composeur.credits())
    return GroupeDeParties("Annexes", parties)
