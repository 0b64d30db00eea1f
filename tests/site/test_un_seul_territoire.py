"""Le site d'un seul territoire, construit des vraies données et parcouru comme un visiteur."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ..fabrique import RACINE, REGLAGES, Chantier, lancer
from ..lenteur import lente
from ..visiteur import SiteConstruit, rien

ENSEMBLE = "https://ensemble.exemple.fr/projets/"
SIEN = "https://questembert.exemple.fr/"
OTEES = ("publics", "ecoconception")

Construire = Callable[..., SiteConstruit]


@pytest.fixture(scope="module")
@lente
def construire(tmp_path_factory: pytest.TempPathFactory) -> Construire:
    """Construit strictement le site d'un territoire de `data/`, sans un avertissement."""

    def bati(nom: str, mkdocs: dict[str, object], **options: object) -> SiteConstruit:
        chantier = Chantier(tmp_path_factory.mktemp(nom))
        chantier.ecrire(
            {
                "docs/a-propos.md": "# À propos\n\nVoir [la synthèse](synthese/index.md).\n",
                "docs/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
            }
        )
        plugins = list(REGLAGES["plugins"])  # type: ignore[call-overload]
        plugins[0] = {"projet-social": {"donnees": str(RACINE / "data")} | options}
        chantier.regler(plugins=plugins, **mkdocs)
        sortie = chantier.construire()
        if sortie.returncode or "WARNING" in sortie.stderr:
            pytest.fail(f"le site ne se construit pas : {sortie.stderr[-2000:]}", pytrace=False)
        return SiteConstruit(chantier.site)

    return bati


@pytest.fixture(scope="module")
def relie(construire: Construire) -> SiteConstruit:
    """Questembert, relié au site d'ensemble, avec un logo et des pages ôtées."""
    return construire(
        "relie",
        {"site_name": "Projet social de territoire", "site_url": SIEN},
        territoire="questembert",
        federation=ENSEMBLE,
        logo="logo.svg",
        pages=dict.fromkeys(OTEES, "non"),
    )


@pytest.fixture(scope="module")
def isole(construire: Construire) -> SiteConstruit:
    """Bretagne romantique, dont le plan n'a qu'un niveau, sans site d'ensemble ni serveur."""
    return construire(
        "isole",
        {"site_name": "Projet social", "use_directory_urls": False},
        territoire="bretagne-romantique",
    )


def vers_ailleurs(site: SiteConstruit) -> set[str]:
    """Les adresses absolues que citent les pages du site."""
    return {
        lien
        for page in site.pages.values()
        for balise, lien in page.liens
        if balise == "a" and urlsplit(lien).scheme in ("http", "https")
    }


@pytest.mark.lent
@pytest.mark.parametrize("nom", ["relie", "isole"])
def test_tout_lien_et_toute_ancre_sont_vivants(nom: str, request: pytest.FixtureRequest) -> None:
    """Aucun lien mort, aucune adresse d'ensemble, aucun reste de lien retiré."""
    site: SiteConstruit = request.getfixturevalue(nom)
    rien(site.liens_morts())
    for chemin, page in site.pages.items():
        assert "nulle-part" not in page.html, chemin
        assert not chemin.startswith(("territoires/", "comparaison/", "communes/")), chemin


def test_le_plan_est_a_la_racine(relie: SiteConstruit) -> None:
    """Les enjeux, les actions et la synthèse, sans préfixe ; l'accueil est le territoire."""
    assert relie.pages["index.html"].h1 == ["Questembert Communauté"]
    assert {"enjeux", "actions", "synthese"} <= {c.split("/")[0] for c in relie.pages}
    assert "actions/navettes-au-marche/index.html" in relie.pages


def test_l_accueil_part_des_situations_de_vie(relie: SiteConstruit) -> None:
    """Chercher, sa situation, puis le plan et où il en est."""
    html = relie.pages["index.html"].html
    places = [
        html.index(repere)
        for repere in (
            'id="recherche-entete"',
            'id="situations"',
            'id="plan-',
            "Où en est le projet",
        )
    ]
    assert places == sorted(places)
    assert 'data-territoire="questembert"' in html


def test_les_pages_otees_n_existent_plus_et_rien_n_y_mene(relie: SiteConstruit) -> None:
    """Ni ici, ni sur le site d'ensemble : le public d'une fiche redevient un mot."""
    for nom in OTEES:
        assert not [chemin for chemin in relie.pages if chemin.startswith(f"{nom}/")]
        assert not [lien for lien in vers_ailleurs(relie) if f"/{nom}/" in lien]
    fiches = [page for chemin, page in relie.pages.items() if chemin.startswith("actions/")]
    assert any('<span data-pagefind-filter="public">' in page.html for page in fiches)


def test_les_liens_vers_le_site_d_ensemble_y_existent(
    relie: SiteConstruit, site: SiteConstruit
) -> None:
    """Sa page, la comparaison, et chaque ligne d'ailleurs, ancre comprise."""
    cites = {lien for lien in vers_ailleurs(relie) if lien.startswith(ENSEMBLE)}
    assert {f"{ENSEMBLE}territoires/questembert/", f"{ENSEMBLE}comparaison/"} <= cites
    assert len([lien for lien in cites if re.search(r"/territoires/(?!questembert)", lien)]) > 20
    rien(
        faute
        for lien in sorted(cites)
        if (faute := site.defaut("index.html", lien.removeprefix(ENSEMBLE)))
    )


def test_sans_site_d_ensemble_personne_n_est_cite(isole: SiteConstruit) -> None:
    """Ni les territoires semblables, ni les lignes d'ailleurs : rien ne pourrait y mener."""
    assert not [lien for lien in vers_ailleurs(isole) if "ensemble" in lien]
    for chemin, page in isole.vraies_pages.items():
        assert "Ailleurs" not in page.texte, chemin
        assert "Territoires semblables" not in page.texte, chemin


def test_le_plan_du_site_mene_a_toutes_les_pages(relie: SiteConstruit) -> None:
    """Et à elles seules."""
    plan = relie.pages["plan-du-site/index.html"]
    cites = {
        relie.cible("plan-du-site/index.html", lien)[0].relative_to(relie.dossier).as_posix()
        for balise, lien in plan.liens
        if balise == "a" and not urlsplit(lien).scheme
    }
    pages = {c for c in relie.vraies_pages if not c.startswith("integration/")} - {"404.html"}
    assert pages - cites == set()


def test_les_adresses_declarees_aux_moteurs_sont_celles_du_site(relie: SiteConstruit) -> None:
    """Le fichier `sitemap.xml` et l'adresse canonique disent la place publique."""
    adresses = re.findall(r"<loc>(.*?)</loc>", (relie.dossier / "sitemap.xml").read_text())
    assert f"{SIEN}synthese/" in adresses
    assert not [adresse for adresse in adresses if "/territoires/" in adresse]
    for adresse in adresses:
        assert relie.defaut("index.html", adresse.removeprefix(SIEN) or "./") == ""


def test_le_logo_dit_le_territoire(relie: SiteConstruit) -> None:
    """Le nom du site ne le dit pas ici : l'image le dit, et le lien a les deux."""
    html = relie.pages["synthese/index.html"].html
    assert '<img src="../logo.svg" alt="Questembert Communauté">' in html


def test_rien_n_invite_a_choisir_un_territoire(relie: SiteConstruit) -> None:
    """Ni filtre, ni compte de territoires, ni titre qui redit le sien."""
    assert 'name="territoire"' not in relie.pages["recherche/index.html"].html
    for chemin, page in relie.vraies_pages.items():
        if chemin.startswith(("themes/", "publics/", "situations/", "acteurs/")):
            assert not re.search(r"\d\sterritoire", page.texte.replace("\u00a0", " ")), chemin
            assert "Choisissez le vôtre" not in page.texte, chemin


def test_ni_page_ni_theme_vide(isole: SiteConstruit) -> None:
    """Un thème dont ce territoire ne parle pas n'a pas de page ici."""
    themes = [p for c, p in isole.vraies_pages.items() if re.match(r"themes/.+/", c)]
    assert themes
    for page in themes:
        assert 'class="branche"' in page.html, page.h1


def test_le_site_d_ensemble_mene_au_site_du_territoire(chantier: Chantier) -> None:
    """Le champ `site` de `territoire.yml`, et l'ancienne adresse d'une page, dans les deux sens."""
    chantier.garnir()
    fiche = chantier.dossier / "data/territoires/val-imaginaire/territoire.yml"
    fiche.write_text(fiche.read_text(encoding="utf-8") + f"site: {SIEN}\n", encoding="utf-8")

    assert chantier.construire().returncode == 0
    ensemble = SiteConstruit(chantier.site)
    assert ("a", SIEN) in ensemble.pages["territoires/val-imaginaire/index.html"].liens

    plugins = [{"projet-social": {"donnees": "data", "territoire": "val-imaginaire"}}]
    chantier.regler(plugins=[*plugins, *REGLAGES["plugins"][1:]])  # type: ignore[index]
    assert chantier.construire().returncode == 0
    seul = SiteConstruit(chantier.site)
    rien(seul.liens_morts())
    assert SIEN not in vers_ailleurs(seul)
    renvoi = seul.pages["axes/grandir/index.html"]
    assert renvoi.est_un_renvoi
    assert ("a", "../../axes/grandir-au-val/") in renvoi.liens
    assert not (chantier.site / "territoires").exists()


@pytest.mark.lent
def test_la_variable_d_environnement_construit_l_autre_site(tmp_path: Path) -> None:
    """Les pages écrites pour le site d'ensemble restent à lui : ce dépôt se construit ainsi."""
    sortie = lancer(
        "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site"),
        dans=RACINE, environnement={"PROJET_SOCIAL_TERRITOIRE": "gouesnou"},
    )  # fmt: skip
    assert sortie.returncode == 0, sortie.stderr[-2000:]
    site = SiteConstruit(tmp_path / "site")
    assert site.pages["index.html"].h1 == ["Gouesnou"]
    assert "macros/index.html" not in site.pages
    rien(site.liens_morts())
