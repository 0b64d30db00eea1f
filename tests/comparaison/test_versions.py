"""Ce qui change d'une version à l'autre : exactement cela, et chaque ligne une seule fois."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.chargement import examiner_des_arbres
from projet_social.comparaison.versions import (
    Aspect,
    Changements,
    Evolution,
    NatureDEvolution,
    comparer_les_versions,
)
from projet_social.corpus.officiel import ListeOfficielle
from projet_social.corpus.plan import Plan
from projet_social.lecture.anomalie import Gravite

TERRITOIRE = {"nom": "Val inventé", "nom_court": "Val", "type": "commune"}


def plan_de(projet: dict[str, Any], **fiches: dict[str, Any]) -> Plan:
    """Le plan de données inventées, relié comme celui d'un vrai dossier."""
    arbres = {
        "territoires/val/territoire.yml": TERRITOIRE,
        "territoires/val/projet.yml": {"titre": "Projet inventé", **projet},
        **{
            f"territoires/val/actions/{nom.replace('_', '-')}.yml": contenu
            for nom, contenu in fiches.items()
        },
    }
    rapport = examiner_des_arbres(arbres, ListeOfficielle())
    erreurs = [a for a in rapport.anomalies if a.gravite is Gravite.ERREUR]
    assert not erreurs
    return rapport.corpus.plans[0]


def dire(changements: Changements) -> list[str]:
    """Tout ce qui change, une ligne par évolution et par aspect."""
    dits = []
    for nature, evolutions in changements.groupes:
        for evolution in evolutions:
            avant = " + ".join(ligne.id for ligne in evolution.avant)
            apres = " + ".join(ligne.id for ligne in evolution.apres)
            dits.append(f"{nature.value} : {avant} > {apres}")
            dits += [
                f"  {suivie.apres.id} : {r.aspect.value} : {r.avant} > {r.apres}"
                for suivie in evolution.suivies
                for r in suivie.retouches
            ]
    return dits


AVANT = plan_de(
    {
        "axes": [
            {"id": "mobilite-et-lien", "titre": "Mobilité et lien"},
            {
                "id": "vieillir",
                "titre": "Vieillir",
                "objectifs": [{"id": "sortir", "titre": "Sortir"}],
            },
        ]
    },
    navette={"titre": "Une navette", "rattachements": ["mobilite-et-lien"], "debut": "2026"},
    minibus={"titre": "Un minibus", "rattachements": ["mobilite-et-lien"]},
    covoiturage={"titre": "Du covoiturage", "rattachements": ["mobilite-et-lien"]},
    repit={"titre": "Du répit", "rattachements": ["sortir"], "statut": "en_cours"},
    forum={"titre": "Un forum", "rattachements": ["vieillir"], "pilotes": ["CCAS"]},
    annuaire={"titre": "Un annuaire", "rattachements": ["vieillir"]},
    inchangee={"titre": "Rien ne change", "rattachements": ["vieillir"]},
)
APRES = plan_de(
    {
        "axes": [
            {"id": "se-deplacer", "alias": ["mobilite-et-lien"], "titre": "Se déplacer"},
            {
                "id": "vieillir",
                "titre": "Vieillir",
                "objectifs": [
                    {"id": "sortir", "titre": "Sortir"},
                    {"id": "se-voir", "titre": "Se voir", "issue_de": ["sortir"]},
                ],
            },
        ]
    },
    navette={"titre": "Une navette", "rattachements": ["se-deplacer"], "debut": "mars 2027"},
    trajets={
        "titre": "Des trajets partagés",
        "rattachements": ["se-deplacer"],
        "issue_de": ["minibus", "covoiturage"],
    },
    repit={
        "titre": "Du répit",
        "rattachements": ["sortir"],
        "statut": "abandonnee",
        "motif": "Plus de local",
        "maj": "2027",
    },
    forum={"titre": "Un grand forum", "rattachements": ["se-deplacer"], "pilotes": ["CIAS"]},
    inchangee={"titre": "Rien ne change", "rattachements": ["vieillir"]},
    atelier={"titre": "Un atelier", "rattachements": ["vieillir"]},
)


def test_deux_versions_donnent_exactement_ce_qui_change() -> None:
    """Renommée, déplacée, partagée, réunie, ajoutée, retirée ; ni plus, ni moins."""
    assert dire(comparer_les_versions(AVANT, APRES)) == [
        "Ajoutées :  > atelier",
        "Retirées : annuaire > ",
        "Partagées en plusieurs : sortir > sortir + se-voir",
        "Réunies en une : covoiturage + minibus > trajets",
        "Modifiées : mobilite-et-lien > se-deplacer",
        "  se-deplacer : Renommée : Mobilité et lien > Se déplacer",
        "Modifiées : forum > forum",
        "  forum : Renommée : Un forum > Un grand forum",
        "  forum : Déplacée : Axe : Vieillir > Axe : Se déplacer",
        "  forum : Contenu modifié :  > pilotes",
        "Modifiées : navette > navette",
        "  navette : Change de dates : 2026 > mars 2027",
        "Modifiées : repit > repit",
        "  repit : Change d’état : En cours > Abandonnée",
    ]


def test_une_action_abandonnee_dit_pourquoi() -> None:
    """Le motif accompagne le changement d'état."""
    (repit,) = [
        suivie
        for evolution in comparer_les_versions(AVANT, APRES).evolutions
        for suivie in evolution.suivies
        if suivie.apres.id == "repit"
    ]

    assert [r.motif for r in repit.retouches] == ["Plus de local"]


def test_ce_que_l_on_disait_deja_ne_se_redit_pas() -> None:
    """Un ancien `alias`, un ancien `issue_de` ne sont pas des nouvelles."""
    changements = comparer_les_versions(APRES, APRES)

    assert changements.aucun
    assert changements.inchangees == len(APRES.lignes)


def test_une_action_qui_en_absorbe_une_autre_est_une_reunion() -> None:
    """Elle garde son identifiant, et dit l'autre."""
    avant = plan_de({}, a={"titre": "A", "projet": "projet"}, b={"titre": "B", "projet": "projet"})
    apres = plan_de({}, a={"titre": "A et B", "projet": "projet", "issue_de": ["b"]})

    assert dire(comparer_les_versions(avant, apres)) == [
        "Réunies en une : a + b > a",
        "  a : Renommée : A > A et B",
    ]


def test_deux_actions_qui_se_recoupent_sont_recomposees() -> None:
    """De deux à deux par une origine commune : on ne devine pas laquelle est devenue laquelle."""
    avant = plan_de({}, a={"titre": "A", "projet": "projet"}, b={"titre": "B", "projet": "projet"})
    apres = plan_de(
        {},
        c={"titre": "C", "projet": "projet", "issue_de": ["a", "b"]},
        d={"titre": "D", "projet": "projet", "issue_de": ["b"]},
    )

    assert dire(comparer_les_versions(avant, apres)) == ["Recomposées : a + b > c + d"]


def test_ce_qui_n_est_pas_dit_se_dit() -> None:
    """Une action sans statut, une ligne sans parent : des mots, pas un blanc."""
    avant = plan_de({"axes": [{"id": "axe", "titre": "Axe"}]}, a={"titre": "A", "projet": "projet"})
    apres = plan_de(
        {"axes": [{"id": "axe", "titre": "Axe"}]},
        a={"titre": "A", "rattachements": ["axe"], "statut": "en_cours"},
    )

    assert dire(comparer_les_versions(avant, apres))[1:] == [
        "  a : Déplacée : en tête du plan > Axe : Axe",
        "  a : Change d’état : suivi non renseigné > En cours",
    ]


def test_le_projet_lui_meme_change() -> None:
    """Ce qui n'est pas une ligne du plan se nomme, par son libellé."""
    changements = comparer_les_versions(plan_de({}), plan_de({"periode": "2026 à 2030"}))

    assert changements.du_projet == ("Période",)
    assert changements.groupes == []
    assert not changements.aucun


@dataclass(frozen=True)
class ActionInventee:
    """Une action, telle que les retouches tirées au hasard la changent."""

    titre: str
    axe: int
    statut: str = ""
    debut: str = ""
    alias: tuple[str, ...] = ()
    issue_de: tuple[str, ...] = field(default=())


Actions = dict[str, ActionInventee]
AXES = 3


def plan_des(actions: Actions) -> Plan:
    """Le plan de ces actions, sous trois axes."""
    axes = [{"id": f"axe-{rang}", "titre": f"Axe {rang}"} for rang in range(AXES)]
    fiches: dict[str, dict[str, Any]] = {}
    for nom, action in actions.items():
        fiche = {
            "titre": action.titre,
            "rattachements": [f"axe-{action.axe}"],
            "statut": action.statut,
            "debut": action.debut,
            "alias": list(action.alias),
            "issue_de": list(action.issue_de),
        }
        fiches[nom] = {cle: valeur for cle, valeur in fiche.items() if valeur}
    return plan_de({"axes": axes}, **fiches)


RETOUCHES = {
    "renommer": Aspect.TITRE,
    "deplacer": Aspect.PLACE,
    "suivre": Aspect.STATUT,
    "dater": Aspect.DATES,
}
GESTES = ["garder", "oter", "changer_d_identifiant", "partager", *RETOUCHES]


def retoucher(geste: str, nom: str, action: ActionInventee) -> Actions:
    """Ce que devient une action par un geste."""
    match geste:
        case "oter":
            return {}
        case "changer_d_identifiant":
            return {f"{nom}n": replace(action, alias=(nom,))}
        case "partager":
            return {f"{nom}{part}": replace(action, issue_de=(nom,)) for part in "xy"}
        case "renommer":
            return {nom: replace(action, titre=f"{action.titre} bis")}
        case "deplacer":
            return {nom: replace(action, axe=(action.axe + 1) % AXES)}
        case "suivre":
            return {nom: replace(action, statut="realisee")}
        case "dater":
            return {nom: replace(action, debut="2031")}
    return {nom: action}


PLANS = st.lists(st.integers(0, AXES - 1), min_size=1, max_size=7).map(
    lambda axes: {
        f"a{rang}": ActionInventee(f"Action {rang}", axe) for rang, axe in enumerate(axes)
    }
)


@given(PLANS, st.data())
def test_les_gestes_que_l_on_fait_sont_ceux_que_l_on_lit(actions: Actions, hasard: Any) -> None:
    """Des retouches au hasard, puis la comparaison : elle rend ces retouches, et elles seules."""
    gestes = {nom: hasard.draw(st.sampled_from(GESTES)) for nom in actions}
    apres: Actions = {}
    for nom, action in actions.items():
        apres |= retoucher(gestes[nom], nom, action)
    neuves = hasard.draw(st.integers(0, 2))
    apres |= {f"neuve{rang}": ActionInventee(f"Neuve {rang}", 0) for rang in range(neuves)}
    a_reunir = [nom for nom, geste in gestes.items() if geste == "garder"][:2]
    if len(a_reunir) == 2:
        for nom in a_reunir:
            del apres[nom]
        apres["reunie"] = ActionInventee("Réunie", 0, issue_de=tuple(a_reunir))
    changements = comparer_les_versions(plan_des(actions), plan_des(apres))
    lues = Counter(evolution.nature for evolution in changements.evolutions)
    comptes = Counter(gestes.values())

    assert lues[NatureDEvolution.AJOUTEE] == neuves
    assert lues[NatureDEvolution.RETIREE] == comptes["oter"]
    assert lues[NatureDEvolution.PARTAGEE] == comptes["partager"]
    assert lues[NatureDEvolution.REUNIE] == (len(a_reunir) == 2)
    assert lues[NatureDEvolution.RECOMPOSEE] == 0
    aspects = {
        (evolution.avant[0].id, retouche.aspect)
        for evolution in changements.de_nature(NatureDEvolution.MODIFIEE)
        for suivie in evolution.suivies
        for retouche in suivie.retouches
    }
    assert aspects == {(n, RETOUCHES[g]) for n, g in gestes.items() if g in RETOUCHES}


ORIGINES = st.lists(st.sampled_from([f"a{rang}" for rang in range(7)]), max_size=3, unique=True)


@given(PLANS, PLANS, st.data())
def test_chaque_ligne_des_deux_versions_est_dite_une_fois(
    actions: Actions, autres: Actions, hasard: Any
) -> None:
    """Quoi que disent `issue_de` et les identifiants communs, rien n'est perdu ni redit."""
    renommees = {
        nom if hasard.draw(st.booleans()) else f"{nom}z": replace(
            action, issue_de=tuple(hasard.draw(ORIGINES))
        )
        for nom, action in autres.items()
    }
    avant, apres = plan_des(actions), plan_des(renommees)
    evolutions: tuple[Evolution, ...] = comparer_les_versions(avant, apres).evolutions

    dites_avant = [ligne.id for evolution in evolutions for ligne in evolution.avant]
    dites_apres = [ligne.id for evolution in evolutions for ligne in evolution.apres]
    assert sorted(dites_avant) == sorted(ligne.id for ligne in avant.lignes)
    assert sorted(dites_apres) == sorted(ligne.id for ligne in apres.lignes)


@given(PLANS)
def test_le_meme_plan_ne_change_pas(actions: Actions) -> None:
    """Comparer un plan à lui-même ne dit rien."""
    assert comparer_les_versions(plan_des(actions), plan_des(actions)).aucun


@pytest.mark.parametrize("champ", ["pilotes", "publics", "budgets"])
def test_un_champ_qui_change_se_nomme(champ: str) -> None:
    """Un champ neuf du modèle y paraîtra de lui-même."""
    valeurs = {"pilotes": ["CCAS"], "publics": ["élèves"], "budgets": [{"prevu": "10 €"}]}
    avant = plan_de({}, a={"titre": "A", "projet": "projet"})
    apres = plan_de({}, a={"titre": "A", "projet": "projet", champ: valeurs[champ]})

    assert dire(comparer_les_versions(avant, apres))[1:] == [f"  a : Contenu modifié :  > {champ}"]
