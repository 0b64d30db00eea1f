"""Trouver sa commune : l'exacte d'abord, la réponse avant tout, et celles d'ailleurs nommées."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from projet_social.chargement import charger
from projet_social.corpus.officiel import lire_toute_la_liste
from projet_social.exports.communes_cherchees import tranche_de
from projet_social.modele.accents import sans_accent
from projet_social.texte.identifiant import forme_commune

from ..fabrique import RACINE
from ..visiteur import rien
from .conftest import Contexte

pytestmark = pytest.mark.navigateur


@pytest.fixture
def onglet(contexte: Contexte) -> Page:
    """La page, sur un téléphone."""
    return contexte(360).new_page()


def repondre(onglet: Page, base: str, demande: str) -> str:
    """Demande une commune par l'adresse ; rend ce qui est dit sous le formulaire."""
    onglet.goto(f"{base}communes/")
    onglet.locator("#commune").fill(demande)
    onglet.locator("#commune").press("Enter")
    expect(onglet.locator("#communes-etat")).not_to_be_empty()
    dits = onglet.locator("#communes-etat, #communes-reponse").all_inner_texts()
    return re.sub(r"[\u00a0\u202f]", " ", "\n".join(dits))


def premiere(onglet: Page) -> str:
    """La première commune de la réponse, sur une ligne."""
    return " ".join(onglet.locator("#communes-reponse li").first.inner_text().split())


TROUVEES = [
    ("Morlaix", "Morlaix (29)", "Morlaix Communauté"),
    ("MORLAIX", "Morlaix (29)", "Morlaix Communauté"),
    ("29600 Morlaix", "Morlaix (29)", "Morlaix Communauté"),
    ("saint pierre de boeuf", "Saint-Pierre-de-Bœuf (42)", "Pilat Rhodanien"),
    ("Saint-Pierre-de-Bœuf", "Saint-Pierre-de-Bœuf (42)", "Pilat Rhodanien"),
    ("st pierre boeuf", "Saint-Pierre-de-Bœuf (42)", "Pilat Rhodanien"),
    ("st martin des champs", "Saint-Martin-des-Champs (29)", "Morlaix Communauté"),
    ("ste seve", "Sainte-Sève (29)", "Morlaix Communauté"),
    ("plou gonven", "Plougonven (29)", "Morlaix Communauté"),
    ("Mrolaix", "Morlaix (29)", "Morlaix Communauté"),
    ("Botsorel", "Botsorhel (29)", "Morlaix Communauté"),
    ("Plougomven", "Plougonven (29)", "Morlaix Communauté"),
    ("Arras", "Arras (62)", "Grand Arras"),
]
"""Ce que l'on écrit, la commune qui répond, son territoire."""


def test_la_commune_vient_la_premiere(onglet: Page, base: str) -> None:
    """Œ, accents, tirets, « st », code postal, une faute de frappe : elle, et son territoire."""
    fautes = []
    for demande, commune, territoire in TROUVEES:
        repondre(onglet, base, demande)
        assert onglet.locator("#communes-etat").get_attribute("role") == "status"
        if (lue := premiere(onglet)) != f"{commune} {territoire}":
            fautes.append(f"« {demande} » : {lue}")
    rien(fautes)


def test_une_commune_d_abord_puis_son_territoire(onglet: Page, base: str) -> None:
    """Morlaix est seule en tête ; les autres communes de Morlaix Communauté viennent après."""
    dit = repondre(onglet, base, "Morlaix")

    assert onglet.locator("#communes-reponse li").count() == 1
    assert dit.index("Morlaix (29)") < dit.index("Les autres communes de Morlaix Communauté")
    assert dit.index("Les autres communes") < dit.index("Botsorhel") < dit.index("Plougonven")


def test_des_debuts_de_noms_aux_membres_d_un_territoire(onglet: Page, base: str) -> None:
    """« Pilat » n'est le nom d'aucune commune : le territoire, puis ses communes."""
    dit = repondre(onglet, base, "pilat")

    assert dit.index("Territoire : Pilat Rhodanien") < dit.index("Les communes de Pilat Rhodanien")
    assert "Saint-Pierre-de-Bœuf" in dit


def test_ste_n_est_pas_le_debut_de_saint_etienne(onglet: Page, base: str) -> None:
    """Un début de nom s'arrête à la fin d'un mot écrit en entier."""
    dit = repondre(onglet, base, "ste")

    assert "Sainte-Sève" in dit
    assert "Saint-Étienne" not in dit


def test_un_code_postal_donne_ses_communes(onglet: Page, base: str) -> None:
    """Toutes celles du site qui l'ont."""
    dit = repondre(onglet, base, "29600")

    assert "4 résultats" in dit
    assert [n for n in ("Morlaix", "Sainte-Sève", "Saint-Martin-des-Champs") if n not in dit] == []


AILLEURS = {
    "Rennes": (
        "Rennes (35) n’est pas dans les territoires publiés ici",
        "Rennes Métropole (intercommunalité, liste officielle 2026)",
    ),
    "rennse": ("Rennes (35) n’est pas dans",),
    "35000": ("Rennes (35) n’est pas dans",),
    "Ouessant": ("elle ne fait partie d’aucune intercommunalité",),
    "Saint-Martin-des-Champs (77)": ("Saint-Martin-des-Champs (77) n’est pas dans",),
    "st martin des champs": ("la liste officielle connaît aussi : Saint-Martin-des-Champs (18)",),
}
"""Ce que l'on écrit, et ce que la page doit en dire."""


def test_une_commune_d_ailleurs_se_dit(onglet: Page, base: str) -> None:
    """Elle n'est pas publiée ici : la page le dit, et dit son intercommunalité."""
    fautes = []
    for demande, attendus in AILLEURS.items():
        dit = repondre(onglet, base, demande)
        fautes += [f"« {demande} » : {un} | {dit}" for un in attendus if un not in dit]
    rien(fautes)


def test_un_nom_qui_n_existe_pas_se_dit(onglet: Page, base: str) -> None:
    """Rien ne correspond : la page le dit, et la liste reste."""
    assert "Aucun résultat pour « Zzzzz »" in repondre(onglet, base, "Zzzzz")
    assert onglet.locator("#communes li").count() > 100


@pytest.mark.parametrize("demande", ["Morlaix", "st martin des champs", "Rennes"])
def test_la_reponse_est_au_dessus_de_tout(onglet: Page, base: str, demande: str) -> None:
    """À 360 px, dans le premier écran, avant l'alphabet."""
    repondre(onglet, base, demande)

    etat = onglet.locator("#communes-etat").bounding_box()
    lettres = onglet.locator("nav.lettres").bounding_box()
    assert etat is not None
    assert lettres is not None
    assert etat["y"] + etat["height"] < min(800, lettres["y"])
    if demande != "Rennes":
        expect(onglet.locator("#communes-reponse li").first).to_be_in_viewport()


def test_la_reponse_suit_la_frappe_et_l_historique(onglet: Page, base: str) -> None:
    """Sans envoyer, la réponse vient ; Précédent revient à la commune d'avant."""
    repondre(onglet, base, "Carantec")
    onglet.locator("#commune").fill("Garlan")
    expect(onglet.locator("#communes-reponse li").first).to_contain_text("Garlan")
    onglet.locator("#commune").press("Enter")
    onglet.wait_for_url("**commune=Garlan")

    onglet.go_back()

    expect(onglet.locator("#communes-reponse li").first).to_contain_text("Carantec")
    expect(onglet.locator("#commune")).to_have_value("Carantec")


def test_sans_reseau_la_liste_reste(contexte: Contexte, base: str) -> None:
    """Les données manquent : la page le dit, et l'alphabet est entier."""
    onglet = contexte(360).new_page()
    onglet.route("**/publiees.json", lambda demande: demande.abort())

    dit = repondre(onglet, base, "Morlaix")

    assert "la liste de A à Z est entière" in dit
    assert onglet.locator("#communes li").count() > 100


def test_l_accueil_propose_des_communes_au_clavier(onglet: Page, base: str) -> None:
    """Flèche, Entrée : la commune proposée est envoyée ; Échap ferme ; rien avant d'y entrer."""
    demandes: list[str] = []
    onglet.on("request", lambda requete: demandes.append(requete.url))
    onglet.goto(base, wait_until="networkidle")
    onglet.get_by_role("combobox", name="Le nom de votre commune").focus()
    assert not [adresse for adresse in demandes if "publiees.json" in adresse]
    champ = onglet.get_by_role("combobox", name="Le nom de votre commune")
    options = onglet.locator("[role=listbox] > [role=option]")

    champ.press_sequentially("plougo")
    expect(options.first).to_be_visible()
    assert 1 <= options.count() <= 10
    assert champ.get_attribute("aria-expanded") == "true"
    onglet.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    champ.press_sequentially("nv")
    expect(options.first).to_be_visible()
    expect(options.first).to_have_text("Plougonven (29)")
    onglet.keyboard.press("ArrowDown")
    assert champ.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    onglet.keyboard.press("Enter")

    onglet.wait_for_url("**/communes/?commune=Plougonven")
    expect(onglet.locator("#communes-reponse li").first).to_contain_text("Plougonven")


@pytest.mark.parametrize("moyen", ["souris", "doigt"])
def test_une_commune_proposee_se_prend(contexte: Contexte, base: str, moyen: str) -> None:
    """D'un appui, à la souris ou au doigt ; sortir du champ referme la liste."""
    onglet = contexte(360, has_touch=True).new_page()
    onglet.goto(base)
    champ = onglet.get_by_role("combobox", name="Le nom de votre commune")
    options = onglet.locator("[role=listbox] > [role=option]")
    champ.press_sequentially("carante")
    expect(options.first).to_be_visible()
    onglet.keyboard.press("Tab")
    expect(options.first).to_be_hidden()

    champ.press("End")
    champ.press_sequentially("c")
    expect(options.first).to_be_visible()
    expect(options.first).to_have_text("Carantec (29)")
    if moyen == "doigt":
        options.first.tap()
    else:
        options.first.click()

    onglet.wait_for_url("**/communes/?commune=Carantec")


@pytest.mark.parametrize("forme", ["telle quelle", "sans accent", "en capitales"])
def test_chaque_commune_publiee_repond_a_son_nom(contexte: Contexte, base: str, forme: str) -> None:
    """Toutes, avec ou sans accents et tirets : la première réponse est elle, ou son homonyme."""
    ecrire = {
        "telle quelle": str,
        "sans accent": lambda nom: sans_accent(nom).replace("-", " ").replace("'", " "),
        "en capitales": str.upper,
    }[forme]
    noms = sorted(
        {c.nom for t in charger(RACINE / "data").territoires.values() for c in t.communes}
    )
    onglet = contexte().new_page()
    onglet.goto(f"{base}communes/")

    trouves = onglet.evaluate(
        """async (demandes) => {
          const m = await import(new URL("../assets/communes-cherchees.js", location.href));
          const base = await m.lesPubliees(new URL("publiees.json", location.href).href);
          return demandes.map((d) => m.trouver(base, m.lire(d)).exactes.map((c) => c.nom));
        }""",
        [ecrire(nom) for nom in noms],
    )

    lus = [{forme_commune(nom) for nom in exactes} for exactes in trouves]
    assert [
        nom for nom, exactes in zip(noms, lus, strict=True) if forme_commune(nom) not in exactes
    ] == []


def test_python_et_le_script_lisent_les_noms_de_meme(contexte: Contexte, base: str) -> None:
    """Sur toute la liste officielle : la même forme, la même tranche."""
    noms = sorted({commune.nom for commune in lire_toute_la_liste().communes.values()})
    onglet = contexte().new_page()
    onglet.goto(f"{base}communes/")

    lus = onglet.evaluate(
        """async (noms) => {
          const ici = new URL("../assets/", location.href);
          const { aplatir } = await import(new URL("mots.js", ici));
          const { trancheDe } = await import(new URL("communes-cherchees.js", ici));
          return noms.map((nom) => [aplatir(nom).join(" "), trancheDe(nom)]);
        }""",
        noms,
    )

    attendus = [[forme_commune(nom), tranche_de(nom)] for nom in noms]
    assert [paire for paire in zip(noms, lus, attendus, strict=True) if paire[1] != paire[2]] == []
