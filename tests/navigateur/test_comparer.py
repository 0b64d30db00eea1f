"""Comparer deux à quatre territoires : juste, borné, dans l'adresse, et dit sans script."""

from __future__ import annotations

from itertools import combinations
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from projet_social.chargement import charger
from projet_social.comparaison.ecoute import ecouter
from projet_social.comparaison.matrice import croiser
from projet_social.comparaison.mentions import NiveauDeMention, mentions_par_theme
from projet_social.comparaison.selection import Selection, choisir
from projet_social.corpus.corpus import Corpus
from projet_social.modele.vocabulaire import Part
from projet_social.texte.typographie import nombre_ecrit, typographier

from ..fabrique import RACINE
from ..visiteur import rien
from .conftest import Contexte
from .harnais import examiner_les_deux_palettes

pytestmark = pytest.mark.navigateur

PAGE = "comparaison/comparer/"
ETAT = "form[data-comparer] [role=status]"
ECRANS, HAUTEUR = 6, 800
DEUX = ["flandre-lys", "grand-arras"]
CHOIX = [
    DEUX,
    ["questembert", "morlaix"],
    ["flandre-lys", "gouesnou", "pilat-rhodanien"],
    ["questembert", "grand-arras", "haut-allier", "vie-et-boulogne"],
    ["pontivy-communaute", "flandre-lys"],  # le Département, par un centre médico-social et nommé
]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Les données publiées."""
    return charger(RACINE / "data")


def comparer(onglet: Page, base: str, slugs: list[str], page: str = PAGE) -> None:
    """Ouvre la comparaison de ces territoires par son adresse."""
    onglet.goto(f"{base}{page}?{urlencode([('t', slug) for slug in slugs])}")
    expect(onglet.locator(ETAT)).to_contain_text(f"{len(slugs)} territoires")


def lire(onglet: Page) -> dict[str, list[list[str]]]:
    """Chaque rang de la table : ce que ses cellules énumèrent, ou leur texte."""
    return onglet.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".comparatif tr[data-question]")]
          .filter((rang) => rang.checkVisibility())
          .map((rang) => [
            [rang.dataset.question, rang.dataset.part].filter(Boolean).join(" "),
            [...rang.querySelectorAll("td")].map((cellule) => {
              const elements = [...cellule.querySelectorAll("[data-cle]")];
              return elements.length ? elements.map((e) => e.textContent) : [cellule.textContent];
            })]))"""
    )


def partager(
    porteurs: dict[str, set[str]], slugs: list[str]
) -> tuple[set[str], list[set[str]], list[set[str]]]:
    """Ce qui est chez tous, chez plusieurs, chez un seul : refait ici, sur des ensembles."""
    tous = {nom for nom, chez in porteurs.items() if chez == set(slugs)}
    seuls = [{nom for nom, chez in porteurs.items() if chez == {slug}} for slug in slugs]
    milieu = [
        {nom for nom, chez in porteurs.items() if slug in chez and 1 < len(chez) < len(slugs)}
        for slug in slugs
    ]
    return tous, milieu, seuls


def themes(corpus: Corpus, selection: Selection, niveaux: str) -> dict[str, set[str]]:
    """Les territoires de chaque thème dit à l'un de ces niveaux, d'après la matrice."""
    matrice = croiser(corpus, mentions_par_theme(corpus), selection)
    voulus = [NiveauDeMention(lettre) for lettre in niveaux]
    porteurs = {
        typographier(theme.nom): {
            t.slug for t, case in matrice.territoires_du_theme(theme) if case.niveau in voulus
        }
        for theme in matrice.themes
    }
    return {nom: chez for nom, chez in porteurs.items() if chez}


def acteurs(corpus: Corpus, selection: Selection) -> dict[str, set[str]]:
    """Les territoires qui ont entendu chaque acteur, d'après le tableau des acteurs.

    Celui qu'aucun document ne nomme n'est là que s'il réunit plus de territoires que chacun des
    siens.
    """
    ecoute = ecouter(corpus, selection)
    chez = {
        ligne.acteur.id: {slug for slug, p in ligne.passages.items() if p.entendu}
        for ligne in ecoute.lignes
    }
    porteurs = {
        typographier(ligne.acteur.nom): chez[ligne.acteur.id]
        for ligne in ecoute.lignes
        if chez[ligne.acteur.id]
        and (
            ligne.entendu_nommement
            or all(
                len(chez[a.id]) < ligne.entendu
                for a in corpus.referentiel_acteurs.acteurs
                if a.releve_de == ligne.acteur.id
            )
        )
    }
    for territoire, part, mots in ecoute.non_reconnus:
        if part is Part.ENTENDU:
            porteurs.setdefault(typographier(mots), set()).add(territoire.slug)
    return porteurs


@pytest.mark.parametrize("slugs", CHOIX, ids=" ".join)
def test_la_table_dit_juste(
    contexte: Contexte, base: str, corpus: Corpus, slugs: list[str]
) -> None:
    """Chaque ensemble est celui que l'on calcule à part, d'après les autres vues."""
    selection = choisir(corpus, territoires=slugs)
    onglet = contexte().new_page()
    comparer(onglet, base, slugs)
    lus = lire(onglet)

    for question, porteurs in (
        ("themes", themes(corpus, selection, "AOC")),
        ("themes-de-tete", themes(corpus, selection, "A")),
        ("entendus", acteurs(corpus, selection)),
    ):
        tous, milieu, seuls = partager(porteurs, slugs)
        muets = [s for s in slugs if not any(s in chez for chez in porteurs.values())]
        for part, attendus in (("un", seuls), ("plusieurs", milieu)):
            if part == "plusieurs" and len(slugs) < 3:
                assert f"{question} {part}" not in lus
                continue
            for slug, cellule, attendu in zip(
                slugs, lus[f"{question} {part}"], attendus, strict=True
            ):
                if part == "un" and slug in muets:
                    assert cellule[0].startswith(("le document ne dit", "aucun"))
                else:
                    assert set(cellule) == (attendu or {"Aucun"}), (question, part, slug)
        (communs,) = lus[f"{question} tous"]
        assert set(communs) == (tous or {"Aucun"}), question

    habitants = [nombre_ecrit(t.population_officielle or 0) for t in selection.territoires]
    assert lus["habitants"] == [[nombre] for nombre in habitants]
    for cellule, plan in zip(lus["axes"], selection.plans, strict=True):
        assert plan.niveau_de_lecture
        assert len(cellule) == plan.comptes[plan.niveau_de_lecture]


@pytest.mark.parametrize("slugs", CHOIX, ids=" ".join)
def test_les_constats_comptent_juste(
    contexte: Contexte, base: str, corpus: Corpus, slugs: list[str]
) -> None:
    """Les phrases de tête disent les mêmes nombres que la table, et les silences."""
    selection = choisir(corpus, territoires=slugs)
    onglet = contexte().new_page()
    comparer(onglet, base, slugs)

    for question, porteurs in (
        ("themes", themes(corpus, selection, "AOC")),
        ("themes-de-tete", themes(corpus, selection, "A")),
        ("entendus", acteurs(corpus, selection)),
    ):
        tous, _, seuls = partager(porteurs, slugs)
        dits = [f"{len(tous)} sur {len(porteurs)} chez tous"]
        for territoire, propres in zip(selection.territoires, seuls, strict=True):
            compte = f"{len(propres)} seulement"
            if not any(territoire.slug in chez for chez in porteurs.values()):
                compte = "le document ne dit aucun acteur entendu"
            dits.append(f"{compte} chez {territoire.nom}")
        expect(onglet.locator(f".constats .{question}")).to_contain_text("\u202f; ".join(dits))


def test_ce_qui_est_pareil_vient_apres_ce_qui_differe(
    contexte: Contexte, base: str, corpus: Corpus
) -> None:
    """Deux territoires de même type ne diffèrent pas par leur type, dit une fois pour tous."""
    pareils = next(
        [a.slug, b.slug]
        for a, b in combinations(corpus.territoires.values(), 2)
        if a.donnees.type == b.donnees.type and a.donnees.departements != b.donnees.departements
    )
    onglet = contexte().new_page()
    comparer(onglet, base, pareils)

    differences, communs = onglet.locator(".comparatif tbody").all()
    expect(communs.locator("tr[data-question=type] td")).to_have_count(1)
    expect(differences.locator("tr[data-question=type]")).to_have_count(0)
    expect(differences.locator("tr[data-question=departements] td")).to_have_count(2)


def test_la_table_a_sa_legende_et_ses_titres(contexte: Contexte, base: str) -> None:
    """Un lecteur d'écran sait où il est, téléphone compris."""
    onglet = contexte(360).new_page()
    comparer(onglet, base, DEUX)

    expect(onglet.locator("#resultat")).to_have_text("En quoi diffèrent Flandre Lys et Grand Arras")
    table = onglet.get_by_role("table", name="Ce qui diffère, puis ce qui est commun")
    expect(table).to_have_count(1)
    expect(table.get_by_role("columnheader")).to_have_count(3)
    rangs = table.locator("tr[data-question]")
    assert rangs.count() > 10
    visibles = [rang for rang in rangs.all() if rang.is_visible()]
    expect(table.get_by_role("rowheader")).to_have_count(len(visibles) + 2)
    assert {t.get_attribute("scope") for t in table.locator("th").all()} == {
        "col",
        "row",
        "rowgroup",
    }


def test_deux_territoires_tiennent_en_six_ecrans(
    contexte: Contexte, base: str, corpus: Corpus
) -> None:
    """Page entière, à 360 px, de l'en-tête au pied ; chaque territoire avec le suivant."""
    onglet = contexte(360).new_page()
    slugs = list(corpus.territoires)
    longues = []
    for paire in zip(slugs, [*slugs[1:], slugs[0]], strict=True):
        comparer(onglet, base, list(paire))
        hauteur = onglet.evaluate("document.documentElement.scrollHeight")
        largeur = onglet.evaluate("document.documentElement.scrollWidth")
        if hauteur > ECRANS * HAUTEUR or largeur > 360:
            longues.append((paire, largeur, hauteur))
    rien(longues)


def test_le_choix_est_dans_l_adresse(contexte: Contexte, base: str) -> None:
    """Il s'envoie, se recharge, et les boutons Précédent et Suivant y reviennent."""
    onglet = contexte().new_page()
    onglet.goto(base + PAGE)
    titres = onglet.locator(".comparatif thead th")
    bouton = onglet.get_by_role("button", name="Comparer", exact=True)

    onglet.get_by_label("Territoire 1", exact=True).select_option("gouesnou")
    onglet.get_by_label("Territoire 2", exact=True).select_option("flandre-lys")
    bouton.click()
    expect(titres).to_have_text(["Question", "Gouesnou", "Flandre Lys"])
    assert onglet.url.endswith("?t=gouesnou&t=flandre-lys")
    onglet.get_by_label("Territoire 3 (facultatif)").select_option("grand-arras")
    bouton.click()
    expect(titres).to_have_count(4)

    onglet.go_back()
    expect(titres).to_have_text(["Question", "Gouesnou", "Flandre Lys"])
    expect(onglet.get_by_label("Territoire 3 (facultatif)")).to_have_value("")
    onglet.go_forward()
    expect(titres).to_have_count(4)
    onglet.reload()
    expect(titres).to_have_text(["Question", "Gouesnou", "Flandre Lys", "Grand Arras"])
    onglet.go_back()
    onglet.go_back()
    expect(titres).to_have_count(0)
    expect(onglet.get_by_label("Territoire 1", exact=True)).to_have_value("")


def test_un_choix_qui_ne_se_compare_pas_se_dit(contexte: Contexte, base: str) -> None:
    """Deux fois le même, ou un nom que l'on ne connaît pas : la page le dit, et rien ne casse."""
    onglet = contexte().new_page()
    onglet.goto(f"{base}{PAGE}?t=gouesnou&t=gouesnou&t=nulle-part")
    etat = onglet.locator(ETAT)
    expect(etat).to_have_text("Choisissez au moins deux territoires différents.")

    onglet.get_by_role("button", name="Comparer", exact=True).click()

    expect(etat).to_have_text("Choisissez au moins deux territoires différents.")
    expect(onglet.get_by_label("Territoire 2", exact=True)).to_be_focused()
    expect(onglet.locator(".comparatif")).to_have_count(0)


def test_un_dossier_ne_compare_que_les_siens(contexte: Contexte, base: str, corpus: Corpus) -> None:
    """Mêmes questions, bornées à ses territoires."""
    for slug, dossier in corpus.dossiers.items():
        siens = [territoire.slug for territoire in dossier.territoires]
        onglet = contexte().new_page()
        comparer(onglet, base, siens[:2], f"comparaison/{slug}/comparer/")
        choix = onglet.locator("#comparer-1 option").all()
        assert [option.get_attribute("value") for option in choix] == ["", *siens]
        for lien in onglet.locator(".comparatif th[scope=row] a").all():
            assert f"/comparaison/{slug}/" in lien.evaluate("a => a.href")


def test_chaque_lien_de_la_table_mene(contexte: Contexte, base: str) -> None:
    """Les adresses des profils partent de la racine du site, d'où que l'on compare."""
    dossier = "comparaison/douze-syntheses/comparer/"
    for page, slugs in ((PAGE, CHOIX[3]), (dossier, DEUX)):
        onglet = contexte().new_page()
        comparer(onglet, base, slugs, page)
        adresses = onglet.evaluate(
            "() => [...document.querySelectorAll('.comparatif a')].map((lien) => lien.href)"
        )
        assert len(adresses) > 20
        for adresse in set(adresses):
            chemin, _, ancre = adresse.partition("#")
            reponse = onglet.request.get(chemin)
            assert reponse.ok, adresse
            assert not ancre or f'id="{ancre}"' in reponse.text(), adresse


def test_sans_script_la_page_dit_ou_regarder(contexte: Contexte, base: str) -> None:
    """Aucun formulaire mort : les vues qui répondent, et les synthèses."""
    onglet = contexte(360, javascript=False).new_page()
    onglet.goto(base + PAGE)

    expect(onglet.locator("form[data-comparer]")).to_be_hidden()
    dites = onglet.locator("div[data-comparer]").last
    expect(dites).to_contain_text("demande JavaScript")
    for vue in ("contexte", "calendriers", "acteurs", "themes", "axes"):
        expect(dites.locator(f'a[href$="/{vue}/"]')).to_be_visible()
    repli = onglet.locator("details", has_text="Toutes les synthèses")
    repli.locator("summary").click()
    expect(repli.locator("a").last).to_be_visible()
    expect(repli.locator("a")).to_have_count(len(charger(RACINE / "data").territoires))


def test_avec_script_la_page_ne_dit_pas_le_contraire(contexte: Contexte, base: str) -> None:
    """Ce qui vaut sans script disparaît."""
    onglet = contexte().new_page()
    onglet.goto(base + PAGE)

    expect(onglet.locator("form[data-comparer]")).to_be_visible()
    expect(onglet.get_by_text("demande JavaScript")).to_be_hidden()


def test_un_profil_illisible_se_dit(contexte: Contexte, base: str) -> None:
    """Une panne du serveur n'efface rien en silence ; un second essai suffit."""
    onglet = contexte().new_page()
    onglet.route("**/comparer/gouesnou.*", lambda route: route.abort(), times=1)
    onglet.goto(f"{base}{PAGE}?t=gouesnou&t=flandre-lys")
    expect(onglet.locator(ETAT)).to_contain_text("n’ont pas pu être lus")
    expect(onglet.get_by_role("link", name="Calendriers").last).to_be_visible()

    onglet.get_by_role("button", name="Comparer", exact=True).click()

    expect(onglet.locator(".comparatif")).to_have_count(1)


@pytest.mark.parametrize("largeur", [320, 1280])
def test_la_table_n_a_aucun_defaut_d_accessibilite(
    contexte: Contexte, base: str, largeur: int
) -> None:
    """Deux puis quatre territoires, replis ouverts, en clair et en sombre : zéro pour axe."""
    onglet = contexte(largeur).new_page()
    fautes = []
    for slugs in (CHOIX[1], CHOIX[3]):
        comparer(onglet, base, slugs)
        onglet.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        fautes += [f"{' '.join(slugs)} : {un}" for un in examiner_les_deux_palettes(onglet)]
        assert onglet.evaluate("document.documentElement.scrollWidth") == largeur
    rien(fautes)


def test_les_plus_comparables_passent_devant(contexte: Contexte, base: str, corpus: Corpus) -> None:
    """Le premier territoire choisi, les autres listes commencent par ceux qui lui ressemblent."""
    onglet = contexte().new_page()
    onglet.goto(base + PAGE)
    onglet.select_option("#comparer-1", "haut-allier")
    for liste in ("#comparer-2", "#comparer-3"):
        groupe = onglet.locator(f"{liste} > optgroup").first
        assert groupe.get_attribute("label") == "Les plus comparables"
        proches = groupe.locator("option").evaluate_all("(options) => options.map((o) => o.value)")
        assert 0 < len(proches) <= 3
        assert "haut-allier" not in proches
        assert set(proches) <= set(corpus.territoires)
    onglet.select_option("#comparer-2", proches[0])
    onglet.select_option("#comparer-1", "")
    assert onglet.locator("#comparer-2").input_value() == proches[0]
    assert not onglet.locator("#comparer-2 > optgroup").count()
