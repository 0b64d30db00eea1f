"""Les balises de partage et les dates des pages, sur le site construit."""

import re
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from projet_social.adaptateurs.cadre import Cadre
from projet_social.chargement import Rapport
from projet_social.corps import Corps
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe
from tests.fabrique import Chantier
from tests.visiteur import PageLue

PROJET = """\
titre: Projet inventé
maj: 2026-03-04
axes:
  - titre: Bouger
    actions:
      - {titre: Navette, maj: 2026-05-06, themes: [mobilite]}
      - {titre: Marche}
"""
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def rapport(corpus_de: CorpusDe) -> Rapport:
    """Un territoire daté, un autre sans date."""
    lu = corpus_de(
        {
            "territoires/val/projet.yml": PROJET,
            "territoires/mont/projet.yml": "titre: Inventé\naxes: [Marcher]\n",
        }
    )
    assert lu.publiable, lu.anomalies
    return lu


def test_une_page_est_datee_par_ce_qu_elle_montre(rapport: Rapport) -> None:
    """Un axe l'est par sa plus récente action ; ce qui n'est pas daté ne l'est pas."""
    cadre = Cadre(Corps(Publication(rapport.corpus)))
    dates = {page.adresse: cadre.modifiee_le(page) for page in cadre.publication.pages}
    assert dates["territoires/val/actions/marche/"] == "2026-03-04"
    assert dates["territoires/val/actions/navette/"] == "2026-05-06"
    assert dates["territoires/val/axes/bouger/"] == "2026-05-06"
    assert dates["territoires/val/"] == dates[""] == dates["themes/mobilite/"] == "2026-05-06"
    assert dates["territoires/mont/"] == dates["themes/sante/"] == dates["plan-du-site/"] == ""


def test_sans_adresse_ni_image_ni_adresse(rapport: Rapport) -> None:
    """Une adresse de partage est absolue ou n'est pas."""
    for url in ("", "https://exemple.fr/"):
        cadre = Cadre(Corps(Publication(rapport.corpus, url=url)))
        adresse = "territoires/val/actions/navette/"
        (page,) = [p for p in cadre.publication.pages if p.adresse == adresse]
        balises = cadre.balises(page, "", "", "")
        assert balises.titre == "Navette – Val"
        assert balises.image == (f"{url}assets/apercus/val/actions/navette.png" if url else "")
        assert balises.url == (f"{url}territoires/val/actions/navette/" if url else "")
        assert balises.carte == ("summary_large_image" if url else "summary")
        assert bool(balises.texte_de_l_image) is bool(url)


VAL = "territoires/val-imaginaire/"


def proprietes(html: str) -> dict[str, str]:
    """Les balises de partage d'une page."""
    return dict(
        re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', html)
    )


@pytest.mark.parametrize("reglages", [{}, {"site_url": "https://exemple.fr/"}])
def test_un_vrai_site_dit_tout_cela(chantier: Chantier, reglages: dict[str, str]) -> None:
    """Balises, annonces, plan du site et images, sans avertissement, avec et sans adresse."""
    chantier.garnir()
    chantier.regler(**reglages)
    sortie = chantier.construire("--strict")
    assert sortie.returncode == 0, sortie.stderr
    assert "WARNING" not in sortie.stderr
    connue = bool(reglages)
    html = PageLue(chantier.site / f"{VAL}index.html").html
    dites = proprietes(html)
    assert dites["og:title"] == "Val-Imaginaire"
    assert ("og:url" in dites) is connue
    assert ("og:image" in dites) is connue
    if connue:
        image = dites["og:image"].removeprefix("https://exemple.fr/")
        assert (chantier.site / image).is_file()
    for type_, fichier in (
        ("text/calendar", "calendrier.ics"),
        ("application/atom+xml", "flux.xml"),
    ):
        (lien,) = re.findall(
            rf'<link rel="alternate" type="{re.escape(type_)}"[^>]*href="([^"]*)"', html
        )
        assert urljoin(dites.get("og:url", VAL), lien).endswith(f"{VAL}{fichier}")
        assert (chantier.site / "territoires/val-imaginaire" / fichier).is_file()
    assert (chantier.site / "robots.txt").is_file() is connue
    assert (chantier.site / "sitemap.xml").is_file() is connue
    ecrite = proprietes(PageLue(chantier.site / "a-propos/index.html").html)
    assert ecrite["og:title"] == "À propos"
    if connue:
        verifier_le_plan(chantier)


def verifier_le_plan(chantier: Chantier) -> None:
    """Chaque page y est une fois, datée par ses données ; aucune n'est datée d'aujourd'hui.

    Une version figée d'un plan n'y est pas : ni les moteurs, ni notre recherche ne la proposent.
    """
    racine = ElementTree.parse(chantier.site / "sitemap.xml").getroot()
    adresses = [e.text or "" for e in racine.iter(f"{SITEMAP}loc")]
    assert len(adresses) == len(set(adresses))
    chemins = {adresse.removeprefix("https://exemple.fr/") for adresse in adresses}
    pages = {
        f.relative_to(chantier.site).parent.as_posix().removeprefix(".") + "/": html
        for f in chantier.site.rglob("index.html")
        if 'http-equiv="refresh"' not in (html := f.read_text(encoding="utf-8"))
    }
    tues = {page for page, html in pages.items() if 'name="robots" content="noindex"' in html}
    assert tues == {f"{VAL}versions/2024-06-20-vote/"}
    assert not any("data-pagefind-body" in pages[tue] for tue in tues)
    assert {c or "/" for c in chemins} == pages.keys() - tues
    dates = {e.text for e in racine.iter(f"{SITEMAP}lastmod")}
    assert dates
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", date or "") for date in dates)
