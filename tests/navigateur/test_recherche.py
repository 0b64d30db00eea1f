"""Chercher : les demandes des habitants, les mots entiers, l'ordre des envois, ce qui se tait."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Page, expect

from projet_social.chargement import charger

from ..fabrique import RACINE
from .conftest import Contexte

ICI = Path(__file__).parent
REUSSITE = 0.95
"""La part des demandes qui doivent trouver leur page."""
PREMIERES = 3
EN_COURS = re.compile("^(|Recherche…)$")

pytestmark = pytest.mark.navigateur


@pytest.fixture
def onglet(contexte: Contexte, base: str) -> Page:
    """La page de recherche, sur un téléphone."""
    ouvert = contexte(360).new_page()
    ouvert.goto(f"{base}recherche/")
    return ouvert


def demander(onglet: Page, mots: str) -> list[str]:
    """Envoie une demande et attend sa réponse ; rend l'adresse de chaque réponse, sans la barre."""
    onglet.locator("#recherche-q").fill(mots)
    onglet.locator("#recherche-q").press("Enter")
    expect(onglet.locator("#recherche-etat")).to_contain_text(f"pour « {mots} »")
    return adresses(onglet)


def adresses(onglet: Page) -> list[str]:
    """L'adresse du premier lien de chaque réponse."""
    liens: list[str] = onglet.evaluate(
        "() => [...document.querySelectorAll('#recherche-liste > li')]"
        ".map((li) => li.querySelector('a').href)"
    )
    vus = map(urlsplit, liens)
    return [f"{vu.path.lstrip('/')}{'#' if vu.fragment else ''}{vu.fragment}" for vu in vus]


def satisfaite(attendues: list[str], trouvees: list[str]) -> bool:
    """Vrai si l'une des premières réponses commence comme il faut, ou si « aucun » est juste."""
    motifs = [re.escape(a).replace(r"\*", "[^/]+") for a in attendues if a != "aucun"]
    return (not trouvees and "aucun" in attendues) or any(
        re.match(motif, trouvee) for motif in motifs for trouvee in trouvees[:PREMIERES]
    )


@pytest.mark.parametrize("fichier", ["requetes.yml", "requetes-voisines.yml"])
def test_les_demandes_des_habitants_trouvent(onglet: Page, fichier: str) -> None:
    """Au moins 95 % de chaque liste : l'une des trois premières réponses est la bonne."""
    demandes = yaml.safe_load((ICI / fichier).read_text(encoding="utf-8"))

    manquees = {
        str(demande["requete"]): trouvees[:PREMIERES]
        for demande in demandes
        if not satisfaite(demande["attendu"], trouvees := demander(onglet, str(demande["requete"])))
    }

    part = 1 - len(manquees) / len(demandes)
    assert part >= REUSSITE, f"{part:.0%} de {len(demandes)} ; manquées : {manquees}"


def test_un_mot_qui_ne_fait_que_commencer_ainsi_ne_repond_pas(onglet: Page) -> None:
    """« perm » n'est ni « permis » ni « permanence »."""
    for mots in ["perm", "trans", "uni", "mobi"]:
        assert demander(onglet, mots) == []
        expect(onglet.locator("#recherche-etat")).to_contain_text("Aucun résultat")


def test_chaque_page_trouvee_dit_le_mot(onglet: Page, base: str) -> None:
    """Hors de ce que mène un synonyme, le mot est sur la page, à sa flexion près."""
    for mots in ["permis", "navette", "crèches"]:
        onglet.goto(f"{base}recherche/")
        racine = mots.removesuffix("s")
        sans = []
        trouvees = demander(onglet, mots)
        synonymes = ("themes/", "situations/", "publics/")
        for adresse in [a for a in trouvees if not a.startswith(synonymes)]:
            onglet.goto(base + adresse)
            if racine not in (onglet.locator("main").text_content() or "").lower():
                sans.append(adresse)
        assert trouvees
        assert sans == []


def test_les_synonymes_ne_se_montrent_pas(onglet: Page) -> None:
    """Ils mènent à la page ; ni sa réponse ni son extrait ne les récitent."""
    themes = charger(RACINE / "data").themes.values()
    listes = [
        ", ".join(theme.synonymes[rang : rang + 3]).lower() for theme in themes for rang in (0, 9)
    ]
    for mots in ["nounou", "crèche", "HLM", "bus"]:
        demander(onglet, mots)

        dit = onglet.locator("#recherche-liste").inner_text().lower()

        assert [liste for liste in listes if liste.count(",") == 2 and liste in dit] == []
        if mots in ("nounou", "HLM", "bus"):
            dites = onglet.locator("#recherche-precisions")
            expect(dites).to_contain_text("Aucune page ne contient")


AGENTS = re.compile(r"^(?:guide|reference|donnees|sources|macros|contribuer|exemple-de-dossier)/")


def test_les_pages_des_agents_se_demandent(onglet: Page) -> None:
    """Absentes des réponses aux habitants ; une case les fait venir, et reste dans l'adresse."""
    sans = demander(onglet, "macro fichier")
    assert [adresse for adresse in sans if AGENTS.match(adresse)] == []

    onglet.get_by_text("Préciser la recherche").click()
    onglet.get_by_label("Chercher aussi dans le guide").check()
    avec = demander(onglet, "macro fichier")
    assert [adresse for adresse in avec if AGENTS.match(adresse)] != []
    assert "agents=oui" in onglet.url

    onglet.reload()
    expect(onglet.get_by_label("Chercher aussi dans le guide")).to_be_checked()
    expect(onglet.locator("#recherche-liste li")).to_have_count(len(avec))


def test_un_habitant_ne_tombe_pas_sur_le_guide(onglet: Page) -> None:
    """Toutes les réponses, jusqu'à la dernière."""
    for mots in ["transport", "formulaire", "données", "installer", "bilan"]:
        demander(onglet, mots)
        suite = onglet.locator("#recherche-suite")
        while suite.is_visible():
            deja = onglet.locator("#recherche-liste > li").count()
            suite.click()
            expect(onglet.locator("#recherche-liste > li").nth(deja)).to_be_attached()
        assert [adresse for adresse in adresses(onglet) if AGENTS.match(adresse)] == []


def test_une_meme_page_ne_vient_qu_une_fois(onglet: Page) -> None:
    """Du vocabulaire et du texte des pages, sans doublon."""
    trouvees = demander(onglet, "santé")
    assert len(trouvees) == len(set(trouvees)) == 10


def test_un_territoire_et_un_theme_se_croisent(onglet: Page) -> None:
    """« Pilat mobilité » : le territoire, ce qu'il en dit, puis le thème."""
    trouvees = demander(onglet, "Pilat mobilité")
    premier, second, *_ = trouvees
    assert premier == "territoires/pilat-rhodanien/"
    assert second.startswith("territoires/pilat-rhodanien/")
    theme = trouvees.index("themes/mobilite/")
    assert any(
        "#" in adresse and adresse.startswith("territoires/pilat-rhodanien/")
        for adresse in trouvees[:theme]
    )


def test_une_commune_et_un_theme_se_croisent(onglet: Page) -> None:
    """Qui nomme sa commune a les lignes de son territoire."""
    trouvees = demander(onglet, "bus à Plougonven")
    assert trouvees[0] == "territoires/morlaix/"
    assert trouvees[1].startswith("territoires/morlaix/")


def test_une_faute_de_frappe_se_dit(onglet: Page) -> None:
    """La page dit ce qu'elle a lu ; plus loin d'un mot connu, elle le propose."""
    demander(onglet, "mobilté")
    dites = onglet.locator("#recherche-precisions")
    expect(dites).to_contain_text("Aucune page ne contient « mobilté ». Voici les réponses pour")
    expect(dites).to_contain_text("mobilité")

    demander(onglet, "vieilissemnt")
    voisin = dites.get_by_role("link", name="vieillissement")
    expect(dites).to_contain_text("Vouliez-vous dire")
    voisin.click()
    expect(onglet.locator("#recherche-etat")).to_contain_text("pour « vieillissement »")


def test_aucun_resultat_propose_une_suite(onglet: Page) -> None:
    """Les situations, les communes et le contact, et eux seuls."""
    for mots in ["xyzzy", "blorbfizz"]:
        assert demander(onglet, mots) == []

        expect(onglet.locator("#recherche-etat")).to_contain_text("Aucun résultat")
        suite = onglet.locator("#recherche-rien")
        expect(suite.locator("a[href*='situations/']").first).to_be_visible()
        expect(suite.locator(f"a[href*='communes/?commune={mots}']")).to_be_visible()
        expect(suite.locator("a[href*='mentions-legales/#contact']")).to_be_visible()
        demander(onglet, "transport")
        expect(suite).to_be_hidden()


def test_ce_dont_rien_ne_parle_se_dit(onglet: Page) -> None:
    """« Violences conjugales » : aucun document n'en parle, une situation peut aider."""
    trouvees = demander(onglet, "violences conjugales")
    assert trouvees[0] == "situations/j-ai-besoin-d-aide/"
    expect(onglet.locator("#recherche-precisions")).to_contain_text(
        "Aucune page ne contient « violences », « conjugales » ; celles-ci peuvent aider."
    )


def test_deux_envois_rapproches_ne_se_melent_pas(onglet: Page) -> None:
    """Le premier, retenu en chemin, n'ajoute rien à la réponse du second."""
    attendues = demander(onglet, "logement")
    demander(onglet, "sport")
    onglet.reload()
    onglet.wait_for_load_state("networkidle")
    onglet.evaluate(
        """() => {
          const formulaire = document.querySelector("form[data-recherche]");
          for (const mots of ["transport", "crèche", "santé", "logement"]) {
            formulaire.elements.q.value = mots;
            formulaire.requestSubmit();
          }
        }"""
    )

    expect(onglet.locator("#recherche-etat")).to_contain_text("pour « logement »")
    onglet.wait_for_load_state("networkidle")
    assert adresses(onglet) == attendues


def test_precedent_revient_a_la_demande_d_avant(onglet: Page, base: str) -> None:
    """Chaque envoi a son adresse ; Précédent et Suivant la rejouent."""
    premieres = demander(onglet, "crèche")
    demander(onglet, "logement")
    assert "q=logement" in onglet.url

    onglet.go_back()
    expect(onglet.locator("#recherche-etat")).to_contain_text("pour « crèche »")
    expect(onglet.locator("#recherche-q")).to_have_value("crèche")
    assert adresses(onglet) == premieres

    onglet.go_back()
    expect(onglet.locator("#recherche-liste > li")).to_have_count(0)
    assert onglet.url == f"{base}recherche/"


def test_l_adresse_suffit(contexte: Contexte, base: str) -> None:
    """`/recherche/?q=mots` répond dans `#recherche-liste > li`, une fois annoncé."""
    onglet = contexte(1280).new_page()
    onglet.goto(f"{base}recherche/?q=covoiturage&territoire=Haut+Allier")

    etat = onglet.locator("#recherche-etat")
    expect(etat).not_to_have_text(EN_COURS)
    assert etat.get_attribute("role") == "status"
    trouvees = adresses(onglet)
    assert trouvees
    assert all(adresse.startswith("territoires/haut-allier/") for adresse in trouvees)
    expect(onglet.get_by_label("Territoire")).to_be_visible()


def test_un_filtre_seul_donne_tout_ce_qu_il_garde(contexte: Contexte, base: str) -> None:
    """Sans un mot, un thème et une sorte."""
    onglet = contexte(360).new_page()
    onglet.goto(f"{base}recherche/?q=&type=Situation+de+vie")

    expect(onglet.locator("#recherche-etat")).to_contain_text("Plus de 10 résultats")
    assert all(adresse.startswith("situations/") for adresse in adresses(onglet))
