"""Les pages écrites à la main : réservées à un site, reliées à ses pages, comptables des ancres."""

import pytest

from projet_social.adaptateurs.pages_ecrites import (
    PageEcrite,
    adapter_les_liens,
    ancres_perdues,
    lire_page,
    sans_la_page,
)
from projet_social.chargement import charger
from projet_social.pages.adressage import Adressage
from projet_social.pages.publication import Publication

from ..fabrique import CORPUS, Chantier
from ..visiteur import PageLue, SiteConstruit, rien

ENSEMBLE = "https://ensemble.exemple.fr/"
VAL = "territoires/val-imaginaire"


@pytest.mark.parametrize(
    ("lien", "federation", "attendu"),
    [
        ("[la page](themes/index.md)", "", "[la page](themes/index.md)"),
        (
            f"[un axe]({VAL}/axes/se-deplacer/index.md#x)",
            "",
            "[un axe](axes/se-deplacer/index.md#x)",
        ),
        (f"[le territoire]({VAL}/index.md)", "", "[le territoire](index.md)"),
        ("[comparer](comparaison/index.md)", "", "comparer"),
        ("[comparer](comparaison/index.md#a)", ENSEMBLE, f"[comparer]({ENSEMBLE}comparaison/#a)"),
        ("[deux\nlignes](comparaison/index.md)", "", "deux\nlignes"),
        ("[réservée](reservee.md)", "", "réservée"),
        ("[une faute](comparaisn/index.md)", ENSEMBLE, "[une faute](comparaisn/index.md)"),
        ("[ailleurs](https://exemple.fr/x.md)", "", "[ailleurs](https://exemple.fr/x.md)"),
        ("![image](comparaison/index.md)", "", "![image](comparaison/index.md)"),
    ],
)
def test_les_liens_suivent_le_site(lien: str, federation: str, attendu: str) -> None:
    """Vers la page où elle est ; à défaut, son texte ; une faute reste, et MkDocs la dira."""
    publication = Publication(
        charger(CORPUS), Adressage("val-imaginaire"), federation=federation, recherche=False
    )
    presents = {page.fichier_markdown for page in publication.pages} | {"a-propos.md"}

    adapte = adapter_les_liens(
        lien, "a-propos.md", presents.__contains__, publication, {"reservee/"}
    )

    assert adapte == attendu


def test_d_un_sous_dossier_le_lien_remonte() -> None:
    """Le chemin réécrit part de la page, comme celui qu'elle écrivait."""
    publication = Publication(charger(CORPUS), Adressage("val-imaginaire"), recherche=False)
    presents = {page.fichier_markdown for page in publication.pages}
    lien = f"[x](../../{VAL}/axes/se-deplacer/index.md)"
    adapte = adapter_les_liens(lien, "g/h/p.md", presents.__contains__, publication, set())
    assert adapte == "[x](../../axes/se-deplacer/index.md)"


@pytest.mark.parametrize(
    ("texte", "entete", "titre"),
    [
        ("# Le titre\n", {}, "Le titre"),
        ("Rien\n", {"title": "Déclaré"}, "Déclaré"),
        ("Rien\n", {}, "ma-page"),
    ],
)
def test_le_titre_d_une_page(texte: str, entete: dict[str, object], titre: str) -> None:
    """Déclaré en tête, sinon le premier, sinon le nom du fichier."""
    assert lire_page("guide/ma-page.md", "p.html", "ma-page/", texte, entete).titre == titre


def test_une_page_reservee_a_un_site_inconnu() -> None:
    """Le mot le plus proche."""
    page = PageEcrite("a.md", "a/index.html", "a/", "A", "federatio")
    assert page.faute() == "a.md: seulement « federatio » ; écrire plutôt « federation »"
    assert PageEcrite("a.md", "a/index.html", "a/", "A", "territoire").faute() == ""


def test_la_navigation_perd_la_page_et_les_rubriques_vides() -> None:
    """À toute profondeur ; une rubrique qui n'a plus rien disparaît."""
    nav = ["a.md", {"B": "b.md"}, {"Rubrique": ["a.md", {"Sous": ["a.md"]}]}, {"A": "a.md"}]
    assert sans_la_page(nav, "a.md") == [{"B": "b.md"}]
    assert sans_la_page(None, "a.md") is None


def test_les_ancres_perdues_disent_qui_y_mene() -> None:
    """Cinq pages au plus, puis combien d'autres ; une ancre remise ne se dit pas."""
    citees = {"plan": {f"page-{n}/" for n in range(7)}, "contexte": {"x/"}, "ici": {""}}
    (perte, autre) = ancres_perdues("i.md", '<h2 class="t" id="contexte">C</h2>', citees)
    assert "« #ici », où mène : accueil ;" in perte
    assert "« #plan », où mène : page-0/, page-1/, page-2/, page-3/, page-4/ et 2 de plus" in autre


@pytest.fixture
def garni(chantier: Chantier) -> Chantier:
    """Un petit site complet."""
    chantier.garnir()
    return chantier


def regler(chantier: Chantier, **options: object) -> None:
    """Règle le greffon du petit site."""
    macros = {"modules": ["projet_social.adaptateurs.mkdocs_macros"], "on_error_fail": True}
    chantier.regler(plugins=[{"projet-social": {"donnees": "data"} | options}, {"macros": macros}])


def test_une_page_qui_en_remplace_une_dit_les_ancres_qu_elle_perd(garni: Chantier) -> None:
    """L'axe garde ses objectifs en ancres : sans elles, la fiche qui y mène casse."""
    garni.ecrire({f"docs/{VAL}/axes/se-deplacer/index.md": "# Se déplacer\n\nMes mots.\n"})

    sortie = garni.construire()

    assert sortie.returncode == 1
    dit = sortie.stderr
    assert f"{VAL}/axes/se-deplacer/index.md remplace une page du site" in dit
    assert "« #relier-les-villages »" in dit
    assert f"{VAL}/actions/navette-du-samedi/" in dit
    assert "Traceback" not in dit


def test_rappeler_le_bloc_qui_les_porte_garde_les_ancres(garni: Chantier) -> None:
    """C'est le remède que dit l'avertissement ; un titre qui la porte en est un autre."""
    appel = '{{ niveau(territoire="val-imaginaire", ligne="se-deplacer") }}'
    garni.ecrire({f"docs/{VAL}/axes/se-deplacer/index.md": f"# Se déplacer\n\n{appel}\n"})

    sortie = garni.construire()

    assert sortie.returncode == 0, sortie.stderr
    rien(SiteConstruit(garni.site).liens_morts())


def test_un_accueil_ecrit_a_la_main_perd_l_ancre_de_l_en_tete(garni: Chantier) -> None:
    """Sur le site d'un territoire, « Le plan » mène à l'accueil : cela aussi se dit."""
    garni.ecrire({"docs/index.md": "# Bienvenue\n\nMes mots.\n"})
    regler(garni, territoire="val-imaginaire")

    dit = garni.construire().stderr

    assert "index.md remplace une page du site et n'en a plus l'ancre « #plan-projet »" in dit
    assert "l'en-tête de toutes les pages" in dit


def test_une_page_reservee_ne_parait_que_sur_son_site(garni: Chantier) -> None:
    """Ni page, ni entrée de navigation, ni lien ; et aucun avertissement."""
    garni.ecrire(
        {
            "docs/comparer.md": "---\nseulement: federation\n---\n# Comparer\n\n"
            '{{ carte(territoire="pays-fictif") }}\n',
            "docs/chez-nous.md": "---\nseulement: territoire\n---\n# Chez nous\n\nIci.\n",
            "docs/a-propos.md": "# À propos\n\n[Comparer](comparer.md), [chez nous](chez-nous.md),"
            " [les territoires](territoires/index.md).\n",
        }
    )
    nav = [{"À propos": "a-propos.md"}, {"Voir": ["comparer.md", "chez-nous.md"]}]
    for territoire, present, absent in (
        ("", "comparer", "chez-nous"),
        ("val-imaginaire", "chez-nous", "comparer"),
    ):
        macros = {"modules": ["projet_social.adaptateurs.mkdocs_macros"], "on_error_fail": True}
        options = {"donnees": "data", "territoire": territoire}
        garni.regler(plugins=[{"projet-social": options}, {"macros": macros}], nav=nav)

        sortie = garni.construire()

        assert sortie.returncode == 0, sortie.stderr
        site = SiteConstruit(garni.site)
        rien(site.liens_morts())
        assert f"{present}/index.html" in site.pages
        assert f"{absent}/index.html" not in site.pages


def test_le_pied_ne_montre_que_le_premier_rang_de_la_navigation(garni: Chantier) -> None:
    """Une rubrique est un onglet, qui mène à sa première page ; le reste est au plan du site."""
    garni.ecrire({"docs/guide/un.md": "# Un\n\nA.\n", "docs/guide/deux.md": "# Deux\n\nB.\n"})
    rubrique = {"Guide": ["guide/un.md", "guide/deux.md"]}
    garni.regler(nav=[{"Qui sommes-nous": "a-propos.md"}, rubrique])

    sortie = garni.construire()

    assert sortie.returncode == 0, sortie.stderr
    page = PageLue(garni.site / "themes" / "index.html")
    bas = page.html.partition("<footer")[2]
    assert '<a href="../a-propos/">Qui sommes-nous</a>' in bas
    assert 'href="../guide/un/">Guide</a>' in page.html.partition('class="md-tabs"')[2]
    assert "guide/" not in bas
    plan = PageLue(garni.site / "plan-du-site" / "index.html").html
    assert "../guide/un/" in plan
    assert "../guide/deux/" in plan


def test_un_reglage_refuse_laisse_l_ancien_site(garni: Chantier) -> None:
    """Toutes les fautes, sans trace, et rien de touché."""
    garni.ecrire({"site/index.html": "ancien", "docs/images/logo.svg": "<svg/>"})
    regler(garni, territoire="val", pages={"glosaire": False}, federation="ensemble.fr")

    sortie = garni.construire()

    assert sortie.returncode == 1
    assert "écrire plutôt « val-imaginaire »" in sortie.stderr
    assert "écrire plutôt « glossaire »" in sortie.stderr
    assert "federation : « ensemble.fr » n'est pas l'adresse d'un site" in sortie.stderr
    assert "Traceback" not in sortie.stderr
    assert (garni.site / "index.html").read_text(encoding="utf-8") == "ancien"

    regler(garni, logo="images/log.svg")
    assert "écrire plutôt « images/logo.svg »" in garni.construire().stderr
