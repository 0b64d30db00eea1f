"""Le site publié, visité page à page : rien ne manque, rien ne dépasse, tout est en français."""

import re
from collections import Counter

import pytest

from ..visiteur import PageLue, SiteConstruit, rien

POIDS_MAXIMUM = 35 * 1024
"""Octets d'une page de ligne, quel que soit le nombre de territoires."""

ANGLAIS = (
    "about|back|by default|close|copy|default|download|edit|error|example|false|home|last update|"
    "loading|made with|menu item|next|none|not found|null|open|page not found|permalink|previous|"
    "search|skip to|table of contents|toggle|true|undefined|view|warning|with"
)
"""Mots d'interface que laissent passer un thème ou un gabarit mal traduits."""
MOT_ANGLAIS = re.compile(rf"(?<![\w’'-])(?:{ANGLAIS})(?![\w’'-])", re.IGNORECASE)
ANGLAIS_VOULU = {
    "reference/macros/index.html": {"false", "true"},
}
"""Pages qui montrent des valeurs de Python à écrire telles quelles, et lesquelles."""

RESTES = re.compile(r"\bNone\b|\bUndefined\b|\{\{|\}\}|\{%|<(?:bound |function |\w+ object at )")
MAL_ESPACE = re.compile(r"\S [:;?!»](?=\s|$)|« |\w[:;?!](?=\s|$)")
"""Une espace ordinaire, ou aucune, devant un signe double."""


def de_ligne(chemin: str) -> bool:
    """Vrai pour la page d'un axe, d'un enjeu ou d'une action."""
    return bool(re.match(r"territoires/[^/]+/(axes|enjeux|actions)/", chemin))


def test_aucun_lien_mort(site: SiteConstruit) -> None:
    """Chaque lien, ancre, image, feuille de style et script de chaque page existe."""
    rien(site.liens_morts())


def test_un_seul_titre_principal(site: SiteConstruit) -> None:
    """Une page a un h1, et un seul, qui dit quelque chose."""
    fautes = {c: page.h1 for c, page in site.vraies_pages.items() if len(page.h1) != 1}
    rien(fautes.items())
    assert all(page.h1[0].strip() for page in site.vraies_pages.values())


def test_un_titre_d_onglet_par_page(site: SiteConstruit) -> None:
    """Deux pages n'ont jamais le même titre d'onglet : l'historique doit les distinguer."""
    comptes = Counter(page.titre.strip() for page in site.vraies_pages.values())
    doubles = {
        titre: [c for c, page in site.vraies_pages.items() if page.titre.strip() == titre]
        for titre, nombre in comptes.items()
        if nombre > 1
    }
    rien(doubles.items())
    assert "" not in comptes


def test_aucun_identifiant_en_double(site: SiteConstruit) -> None:
    """Un identifiant ne désigne qu'un élément de sa page."""
    fautes = {
        chemin: doubles
        for chemin, page in site.pages.items()
        if (doubles := [nom for nom, nombre in Counter(page.ids).items() if nombre > 1])
    }
    rien(fautes.items())


def test_chaque_page_est_en_francais_et_se_decrit(site: SiteConstruit) -> None:
    """La langue est dite, et les moteurs de recherche ont une phrase à montrer."""
    for chemin, page in site.vraies_pages.items():
        assert page.langue == "fr", chemin
        assert page.metas.get("description"), chemin


def test_une_page_de_ligne_reste_legere(site: SiteConstruit) -> None:
    """Trente-cinq kilo-octets au plus pour un axe, un enjeu ou une action."""
    poids = {c: len(page.html.encode()) for c, page in site.pages.items() if de_ligne(c)}
    assert poids
    rien((c, octets) for c, octets in poids.items() if octets > POIDS_MAXIMUM)


def test_aucune_requete_vers_un_tiers(site: SiteConstruit) -> None:
    """Rien ne se charge d'ailleurs : ni police, ni script, ni image, ni cadre."""
    fautes = [
        f"{chemin} : <{balise}> {lien}"
        for chemin, page in site.pages.items()
        for balise, lien in page.liens
        if balise not in {"a", "area"} and re.match(r"(?:https?:)?//", lien)
    ]
    for fichier in [*site.dossier.rglob("*.css"), *site.dossier.rglob("*.js")]:
        texte = fichier.read_text(encoding="utf-8")
        tierces = re.findall(
            r"(?:@import|url\(|fetch\()\s*[\"'(]*((?:https?:)?//[^\s\"')]+)", texte
        )
        fautes += [f"{fichier.name} : {adresse}" for adresse in tierces]
    rien(fautes)


def anglicismes(chemin: str, page: PageLue) -> set[str]:
    """Les mots anglais d'une page, ceux qu'elle montre exprès exceptés."""
    trouves = {mot.lower() for mot in MOT_ANGLAIS.findall(page.texte + "\n" + page.titre)}
    return trouves - ANGLAIS_VOULU.get(chemin, set())


def test_aucun_mot_anglais(site: SiteConstruit) -> None:
    """L'interface parle français, lecteurs d'écran compris."""
    fautes = {c: mots for c, page in site.pages.items() if (mots := anglicismes(c, page))}
    rien(fautes.items())


def test_aucune_trace_du_code(site: SiteConstruit) -> None:
    """Ni « None », ni « Undefined », ni accolade de gabarit dans ce qui se lit."""
    fautes = {
        chemin: restes
        for chemin, page in site.pages.items()
        if (restes := RESTES.findall(page.texte + "\n" + page.titre))
    }
    rien(fautes.items())


def test_les_signes_doubles_ont_leur_espace_insecable(site: SiteConstruit) -> None:
    """Devant : ; ? ! et dans les guillemets, l'espace ne se coupe pas en fin de ligne."""
    fautes = {
        chemin: mal
        for chemin, page in site.vraies_pages.items()
        if (mal := [p.strip()[:90] for p in [*page.phrases, page.titre] if MAL_ESPACE.search(p)])
    }
    rien(fautes.items())


def test_le_plan_du_site_mene_partout(site: SiteConstruit) -> None:
    """Toute page, écrite à la main ou générée, est à un lien du plan du site."""
    depart = "plan-du-site/index.html"
    menees = {
        site.cible(depart, lien)[0].relative_to(site.dossier).as_posix()
        for balise, lien in site.pages[depart].liens
        if balise == "a" and not re.match(r"[a-z]+:", lien)
    }
    extraits = {chemin for chemin, page in site.pages.items() if page.est_un_extrait}
    rien(site.vraies_pages.keys() - menees - extraits - {"404.html"})


def test_aucun_fichier_inutile(site: SiteConstruit) -> None:
    """Chaque fichier publié est cité par une page, sauf ce que seule une machine va lire."""
    sans_lien = {"404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt"}
    publies = {
        f.relative_to(site.dossier).as_posix() for f in site.dossier.rglob("*") if f.is_file()
    }
    renvois = site.pages.keys() - site.vraies_pages.keys()
    par_morceaux = ("pagefind/", "assets/apercus/", "communes/liste/", "recherche/lignes/")
    pour_des_machines = {
        chemin
        for chemin in publies
        if chemin.startswith(par_morceaux)
        or re.fullmatch(r"comparaison/comparer/[^/]+\.inclus\.html", chemin)
    }
    textes = [f.read_text(encoding="utf-8") for f in (site.dossier / "assets").glob("*.[cj]s*")]
    par_les_notres = {
        f"assets/{cite}"
        for texte in textes
        for cite in re.findall(r'"(?:\./)?((?:polices/)?[\w.-]+\.(?:js|woff2))["?]', texte)
    }
    a_part = {
        "assets/polices/OFL.txt",  # une licence suit ce dont elle est
        "assets/LICENCE-MATERIAL.txt",
        "assets/LICENCE-ICONES.txt",
        "communes/publiees.json",  # ces deux-là, par un attribut `data-`
        "recherche/vocabulaire.json",
    }
    cites = site.fichiers_cites() | par_les_notres | a_part
    rien(sorted(publies - cites - sans_lien - renvois - pour_des_machines))


@pytest.mark.parametrize("chemin", ["index.html", "404.html"])
def test_les_pages_de_secours_existent(site: SiteConstruit, chemin: str) -> None:
    """L'accueil et la page d'erreur sont là."""
    assert chemin in site.pages
