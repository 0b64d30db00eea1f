"""Le tableau de bord : chaque compte mène à sa liste, chaque action à sa page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from projet_social.chargement import Rapport
from projet_social.exports.tables import tables_de
from projet_social.macros.lignes import tableau_actions
from projet_social.macros.suivi import tableau_de_bord, tableau_de_bord_du_dossier
from projet_social.pages.page import inventaire
from projet_social.pages.publication import Publication

from ..conftest import CorpusDe, corps_de, vue_de

VAL = "territoires/val/"
PROJET = """\
titre: Projet inventé
source: {document: plaquette}
axes:
  - {titre: Bouger, id: bouger, themes: [mobilite]}
  - {titre: Grandir, id: grandir, themes: [jeunesse]}
actions:
  - {titre: Une piste, themes: [sante], statut: piste, rattachements: [bouger]}
"""
ACTIONS = {
    "navette": "statut: en_cours\nfin: juin 2024\npilotes: [CCAS]\n"
    "rattachements: [bouger, grandir]\nparticipation: concertation\n"
    "participation_suite: Un arrêt de plus.\npublics: [jeunes]\n",
    "velo": "statut: abandonnee\nmotif: Trop cher.\nrattachements: [bouger]\n",
    "pause": "statut: en_pause\nmotif: Travaux.\nmaj: 2020\npilotes: [CCAS, Mairie]\n",
    "inconnue": "rattachements: [grandir]\n",
}


@pytest.fixture
def val(corpus_de: CorpusDe) -> Rapport:
    """Un plan inventé : une action en retard, une silencieuse, une abandonnée, une inconnue."""
    return corpus_de(
        {
            f"{VAL}projet.yml": PROJET,
            "territoires/mont/projet.yml": "titre: Muet\nsource: {document: plaquette}\n"
            "actions: [{titre: On ne sait pas, themes: [sante]}]\n",
            "dossiers/deux.yml": "titre: Deux territoires\nterritoires: [val, mont]\n",
        }
        | {
            f"{VAL}actions/{nom}.yml": f"titre: Action {nom}\nthemes: [mobilite]\n"
            f"projet: projet\n{suite}"
            for nom, suite in ACTIONS.items()
        }
    )


def rendu(val: Rapport) -> str:
    """Le tableau de bord, vu de sa page."""
    return re.sub(r"<svg.*?</svg>", "", str(tableau_de_bord(vue_de(val, f"{VAL}suivi/"), "val")))


def test_les_comptes_se_disent_avant_tout(val: Rapport) -> None:
    """La piste et l'abandon à part, l'action inconnue comptée comme telle."""
    premiere = re.search(r'<p class="chapeau">(.*?)</p>', rendu(val), re.DOTALL)
    assert premiere
    assert " ".join(premiere[1].split()) == (
        "5 actions : 1 en cours, 1 en pause, 1 sans suivi publié ; "
        "à part, 1 piste à l’étude, 1 abandonnée."
    )


def test_chaque_compte_mene_a_sa_liste(val: Rapport) -> None:
    """Toute ancre existe une fois, et sa liste a le nombre d'actions annoncé."""
    html = rendu(val)
    ancres = re.findall(r' id="([^"]+)"', html)
    assert len(ancres) == len(set(ancres))
    comptes = re.findall(r'<dd><a href="#([^"]+)"><strong>(\d+)</strong>', html)
    assert {ancre for ancre, _ in comptes} == {
        "statut-piste", "statut-en-cours", "statut-en-pause", "statut-abandonnee",
        "statut-sans-suivi-publie", "echeance-depassee", "sans-nouvelles",
    }  # fmt: skip
    for ancre, nombre in comptes:
        liste = html.partition(f' id="{ancre}"')[2].partition("</ul>")[0]
        assert liste.count("<li") == int(nombre), ancre


def test_chaque_action_mene_a_sa_page(val: Rapport) -> None:
    """De chaque liste ; un axe que rien ne sert le dirait, un découpage sans objet n'y est pas."""
    html = rendu(val)
    for nom in ACTIONS:
        assert html.count(f'href="../../../{VAL}actions/{nom}/"') >= 3
    assert '<h2 id="par-axe-projet">Par axe</h2>' in html
    for ancre in ("axe-bouger", "axe-grandir", "pilote-ccas", "pilote-mairie", "pilote-non-nomme"):
        assert f'<details class="simple avancement" id="{ancre}">' in html
    assert "Trop cher." in html
    assert "Un arrêt de plus." in html


def test_ce_que_l_on_choisit_se_lit_sur_chaque_action(val: Rapport) -> None:
    """Les valeurs des listes à choix sont celles que portent les actions."""
    html = rendu(val)
    formulaire = html.partition("<form")[2].partition("</form>")[0]
    assert "hidden" in formulaire.partition(">")[0]
    for critere in ("statut", "pilote", "theme", "signal"):
        portees = {v for vu in re.findall(rf' data-{critere}="([^"]*)"', html) for v in vu.split()}
        choix = formulaire.partition(f'name="{critere}"')[2].partition("</select>")[0]
        offertes = set(re.findall(r'<option value="([^"]+)"', choix))
        assert not offertes or offertes == portees, critere


def test_un_plan_muet_n_a_pas_de_tableau_de_bord(val: Rapport) -> None:
    """Ni page, ni lien ; le dossier le nomme, et compte son action sans suivi publié."""
    adresses = {page.adresse for page in inventaire(val.corpus)}
    assert f"{VAL}suivi/" in adresses
    assert "comparaison/deux/suivi/" in adresses
    assert "territoires/mont/suivi/" not in adresses
    presentation = corps_de(Publication(val.corpus, recherche=False))
    (mont,) = [p for p in presentation.publication.pages if p.adresse == "territoires/mont/"]
    assert "suivi/" not in presentation.de(mont)

    html = " ".join(
        tableau_de_bord_du_dossier(vue_de(val, "comparaison/deux/suivi/"), "deux").split()
    )
    assert "6 actions : 1 en cours, 1 en pause, 2 sans suivi publié" in html
    assert '<a href="../../../territoires/mont/">Mont</a>' in html
    assert '<a href="../../../territoires/val/suivi/">Val</a>' in html


def test_les_signaux_se_voient_partout_ou_l_action_est_nommee(val: Rapport) -> None:
    """Fiche, axe, tableau, table ouverte ; un jour plus tôt, l'échéance n'était pas passée."""
    assert val.publiable
    publication = Publication(val.corpus, recherche=False, aujourd_hui=date(2024, 7, 1))
    for jour, vu in ((date(2024, 7, 1), True), (date(2024, 6, 30), False)):
        le_jour = replace(publication, aujourd_hui=jour)
        corps = corps_de(le_jour)
        pages = {page.adresse: page for page in le_jour.pages}
        for adresse in (f"{VAL}actions/navette/", f"{VAL}axes/bouger/", "publics/jeunes/"):
            assert ("Échéance dépassée" in corps.de(pages[adresse])) == vu, adresse
        tableau = tableau_actions(corps.vue("x/"), territoire="val", statut="en_cours")
        assert ("Échéance dépassée" in tableau) == vu
        (actions,) = [table for table in tables_de(le_jour) if table.nom == "actions"]
        rang = [colonne.nom for colonne in actions.colonnes].index("signaux")
        dits = [str(rangee[rang]) for rangee in actions.lignes if "navette" in str(rangee[0])]
        assert dits == (["echeance_depassee"] if vu else ["None"])


def test_un_long_plan_lit_chaque_decoupage_sur_sa_page(corpus_de: CorpusDe) -> None:
    """Deux cents actions : aucune page lourde, et chaque découpage les nomme encore toutes."""
    action = (
        "titre: Accompagner les familles du quartier, action {n}\nthemes: [mobilite, jeunesse]\n"
        "rattachements: [bouger]\nstatut: en_cours\nfin: juin {annee}\nmaj: mai 2026\n"
        "pilotes: [Centre intercommunal d'action sociale]\n"
    )
    rapport = corpus_de(
        {f"{VAL}projet.yml": PROJET}
        | {f"{VAL}actions/a{n}.yml": action.format(n=n, annee=2026 + n % 4) for n in range(200)}
    )
    publication = Publication(rapport.corpus, recherche=False)
    corps = corps_de(publication)
    pages = {
        page.adresse.removeprefix(f"{VAL}suivi/"): corps.de(page)
        for page in publication.pages
        if page.adresse.startswith(f"{VAL}suivi/")
    }

    decoupages = ["par-axe-projet/", "par-echeance/", "par-pilote/", "par-theme/"]
    assert sorted(pages) == ["", *decoupages]
    for decoupage in decoupages:
        assert f'href="{decoupage}"' in pages[""].replace(f"../../../{VAL}suivi/", "")
        assert 'href="../../../../territoires/val/suivi/"' in pages[decoupage]
        nommees = set(re.findall(r'actions/(a\d+)/"', pages[decoupage]))
        assert len(nommees) == 200, decoupage
    assert {cle: len(html) for cle, html in pages.items() if len(html.encode()) > 140_000} == {}
