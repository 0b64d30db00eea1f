"""Ce qu'une machine peut dire des critères du RGAA sans ouvrir de navigateur.

Chaque test est la preuve d'un ou de plusieurs critères : `tests/preuves_rgaa.csv`. Un test qui
passe ne vaut pas un audit : la page des critères le dit.
"""

from __future__ import annotations

import re

import pytest

from projet_social.corpus.rgaa import criteres
from projet_social.modele.vocabulaire import ModeDeControle

from ..fabrique import RACINE
from ..visiteur import SiteConstruit
from .arbre import Element, lire_arbre

Arbres = dict[str, Element]

MEDIAS = ("audio", "video", "iframe", "frame", "object", "embed", "canvas", "map")
EXTRAITS = "integration/"
"""Des pages sans menu ni pied, faites pour paraître dans celles d'autres sites."""
PRESENTATION = ("center", "font", "big", "marquee", "blink", "strike", "tt", "basefont", "u")
ATTRIBUTS_DE_PRESENTATION = {
    "align", "alink", "background", "bgcolor", "border", "cellpadding", "cellspacing", "color",
    "face", "hspace", "link", "valign", "vspace",
}  # fmt: skip
CHAMPS = ("input", "select", "textarea")
RECHERCHE = "recherche/index.html"
PERSONNELS = {"email", "tel", "password", "file", "date", "number"}


@pytest.fixture(scope="module")
def arbres(site: SiteConstruit) -> Arbres:
    """Chaque page du site, en arbre."""
    return {chemin: lire_arbre(page.html) for chemin, page in site.vraies_pages.items()}


@pytest.fixture(scope="module")
def entieres(arbres: Arbres) -> Arbres:
    """Les pages que l'on visite : les extraits faits pour d'autres sites n'en sont pas."""
    return {chemin: arbre for chemin, arbre in arbres.items() if not chemin.startswith(EXTRAITS)}


@pytest.fixture(scope="module")
def styles() -> str:
    """Les feuilles de styles du projet, commentaires retirés."""
    feuilles = sorted((RACINE / "overrides" / "habit").glob("*.css"))
    assert feuilles
    return re.sub(r"/\*.*?\*/", "", "\n".join(f.read_text(encoding="utf-8") for f in feuilles))


@pytest.fixture(scope="module")
def scripts() -> str:
    """Les scripts du projet."""
    fichiers = sorted((RACINE / "overrides" / "assets").glob("*.js"))
    return "\n".join(f.read_text(encoding="utf-8") for f in fichiers)


def fautifs(arbres: Arbres, *balises: str, faute: object) -> list[str]:
    """Les éléments que `faute` désigne, avec leur page."""
    assert callable(faute)
    return [
        f"{chemin} : <{element.balise} {element.attributs}>"
        for chemin, arbre in arbres.items()
        for element in arbre.tous(*balises)
        if faute(element)
    ]


def test_chaque_critere_decidable_par_un_test_a_le_sien() -> None:
    """Sans test, un critère se décide par une personne : il ne se dit pas décidable."""
    sans = [c.numero for c in criteres() if c.mode is ModeDeControle.MACHINE and not c.tests]
    assert sans == []


def test_ni_media_ni_cadre_ni_image_test(arbres: Arbres) -> None:
    """1.4, 1.5, 2.1, 2.2 et tout le thème 4 sont sans objet."""
    assert fautifs(arbres, *MEDIAS, faute=lambda _: True) == []
    assert fautifs(arbres, "input", faute=lambda e: e.attributs.get("type") == "image") == []


def test_chaque_dessin_a_un_nom_ou_se_tait(arbres: Arbres) -> None:
    """1.1 : un dessin est une image nommée, ou il est caché aux technologies d'assistance."""

    def sans_nom_ni_silence(dessin: Element) -> bool:
        tus = (dessin, *dessin.ancetres())
        if any(e.attributs.get("aria-hidden") == "true" for e in tus):
            return False
        nomme = {"aria-label", "aria-labelledby"} & dessin.attributs.keys()
        return dessin.attributs.get("role") not in ("img", "group") or not nomme

    assert fautifs(arbres, "svg", faute=sans_nom_ni_silence) == []
    assert fautifs(arbres, "img", faute=lambda e: not e.attributs.get("alt")) == []


def test_ce_qui_ne_se_lit_pas_ne_se_cherche_pas(entieres: Arbres) -> None:
    """Un dessin fait de chiffres ou d'années en ferait un mot, que les extraits montreraient."""

    def cherche(element: Element) -> bool:
        attributs = element.attributs
        chiffre = attributs.get("role") == "img" and element.balise != "svg"
        if not chiffre and attributs.get("aria-hidden") != "true":
            return False
        autour = (element, *element.ancetres())
        cherchee = any(e.balise == "main" for e in autour)
        tue = any("data-pagefind-ignore" in e.attributs for e in autour)
        return cherchee and not tue and re.search(r"\w\w", element.texte) is not None

    assert fautifs(entieres, faute=cherche) == []


def test_chaque_tableau_est_titre_et_ses_en_tetes_declares(arbres: Arbres) -> None:
    """5.4, 5.6, 5.7 ; aucun tableau de mise en forme (5.3, 5.8)."""

    def mal_fait(tableau: Element) -> bool:
        legende = any(e.balise == "caption" and e.texte for e in tableau.enfants)
        portees = {"col", "row", "colgroup", "rowgroup"}
        return (
            not (legende or "aria-labelledby" in tableau.attributs)
            or not any(tableau.tous("th"))
            or any(th.attributs.get("scope") not in portees for th in tableau.tous("th"))
            or tableau.attributs.get("role") == "presentation"
        )

    assert fautifs(arbres, "table", faute=mal_fait) == []


def test_chaque_lien_a_un_intitule(arbres: Arbres) -> None:
    """6.2 : un lien se lit."""
    assert fautifs(arbres, "a", faute=lambda e: "href" in e.attributs and not e.nom) == []


def test_chaque_bouton_a_un_intitule(arbres: Arbres) -> None:
    """11.9, pour ce qu'une machine en voit : un bouton se lit."""
    assert fautifs(arbres, "button", "summary", faute=lambda e: not e.nom) == []


def test_chaque_compte_de_resultats_est_annonce(arbres: Arbres) -> None:
    """7.5 : le nombre d'éléments gardés est un message de statut."""

    def muet(compte: Element) -> bool:
        return "data-filtre-compte" in compte.attributs and compte.attributs.get("role") != "status"

    assert fautifs(arbres, faute=muet) == []
    formulaires = [
        form for arbre in arbres.values() for form in arbre.tous("form")
        if "data-filtre" in form.attributs
    ]  # fmt: skip
    assert formulaires


def test_chaque_page_declare_son_type(site: SiteConstruit) -> None:
    """8.1 : HTML, avant toute balise."""
    fautes = [
        c
        for c, p in site.pages.items()
        if not p.html.lstrip().lower().startswith("<!doctype html>")
    ]
    assert fautes == []


def test_la_langue_et_le_sens_de_lecture_ne_changent_pas(arbres: Arbres) -> None:
    """8.8, 8.10 : du français, de gauche à droite, partout."""
    assert fautifs(arbres, faute=lambda e: e.attributs.get("lang", "fr") != "fr") == []
    assert fautifs(arbres, faute=lambda e: e.attributs.get("dir", "ltr") != "ltr") == []


def test_les_titres_se_suivent_sans_saut(arbres: Arbres) -> None:
    """9.1, pour ce qu'une machine en voit : du h1 au h4 sans marche manquante."""
    fautes = []
    for chemin, arbre in arbres.items():
        rangs = [int(e.balise[1]) for e in arbre.tous("h1", "h2", "h3", "h4", "h5", "h6")]
        suites = zip([0, *rangs], rangs, strict=False)
        fautes += [f"{chemin} : h{a} puis h{b}" for a, b in suites if b > a + 1]
    assert fautes == []


def test_les_zones_de_la_page_sont_en_place(entieres: Arbres) -> None:
    """9.2, 12.6 : un en-tête, un contenu, un pied, des navigations nommées."""
    for chemin, arbre in entieres.items():
        body = next(arbre.tous("body"))
        comptes = {b: len(list(arbre.tous(b))) for b in ("main",)}
        hauts = [e.balise for e in body.enfants]
        assert comptes == {"main": 1}, chemin
        assert (hauts.count("header"), hauts.count("footer")) == (1, 1), chemin
    sans_nom = fautifs(
        entieres,
        "nav",
        faute=lambda e: not {"aria-label", "aria-labelledby"} & e.attributs.keys(),
    )
    assert sans_nom == []


def test_les_listes_ne_contiennent_que_des_elements(arbres: Arbres) -> None:
    """9.3, pour ce qu'une machine en voit : ul, ol et dl bien formées."""
    permis = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}}

    def mal_formee(liste: Element) -> bool:
        return not {e.balise for e in liste.enfants} <= permis[liste.balise] | {"template"}

    assert fautifs(arbres, "ul", "ol", "dl", faute=mal_formee) == []
    assert (
        fautifs(
            arbres, "li", faute=lambda e: e.parent is None or e.parent.balise not in ("ul", "ol")
        )
        == []
    )


def test_aucune_balise_ni_attribut_de_presentation(arbres: Arbres) -> None:
    """10.1 : la présentation est dans les feuilles de styles."""
    assert fautifs(arbres, *PRESENTATION, faute=lambda _: True) == []

    def presente(element: Element) -> bool:
        dans_un_dessin = any(e.balise == "svg" for e in (element, *element.ancetres()))
        return not dans_un_dessin and bool(ATTRIBUTS_DE_PRESENTATION & element.attributs.keys())

    assert fautifs(arbres, faute=presente) == []


def test_rien_n_apparait_au_seul_survol(styles: str) -> None:
    """10.13, 10.14 : un survol souligne ou colore, il ne montre rien de caché."""
    au_survol = re.findall(
        r"([^{}]*:(?:hover|focus(?:-within|-visible)?)[^{}]*)\{([^{}]*)\}", styles
    )
    assert au_survol
    montres = re.compile(r"display\s*:\s*(?!none)|visibility\s*:\s*visible|content\s*:|opacity\s*:")
    fautes = [selecteur.strip() for selecteur, regles in au_survol if montres.search(regles)]
    assert fautes == []


def test_chaque_champ_a_son_etiquette(arbres: Arbres) -> None:
    """11.1 : un label qui le nomme, ou qui l'entoure."""
    fautes = []
    for chemin, arbre in arbres.items():
        nommes = {e.attributs.get("for") for e in arbre.tous("label") if e.texte}
        for champ in arbre.tous(*CHAMPS):
            entoure = any(e.balise == "label" and e.texte for e in champ.ancetres())
            cache = champ.attributs.get("type") == "hidden"
            if not (cache or entoure or champ.attributs.get("id") in nommes):
                fautes.append(f"{chemin} : {champ.attributs}")
    assert fautes == []


def test_les_cases_sont_groupees_et_legendees(arbres: Arbres) -> None:
    """11.5, 11.6 : des cases de même nature sont dans un groupe qui dit son nom."""

    def seule(case: Element) -> bool:
        if case.attributs.get("type") not in ("checkbox", "radio"):
            return False
        groupe = next((e for e in case.ancetres() if e.balise == "fieldset"), None)
        return groupe is None or not any(e.texte for e in groupe.tous("legend"))

    assert fautifs(arbres, "input", faute=seule) == []


def test_aucun_formulaire_ne_recueille_de_donnees(arbres: Arbres) -> None:
    """11.8, 11.10 à 11.13 : rien d'obligatoire, rien de personnel, rien n'est envoyé ailleurs."""
    assert fautifs(arbres, "textarea", "optgroup", faute=lambda _: True) == []
    assert (
        fautifs(
            arbres,
            "input",
            "select",
            faute=lambda e: "required" in e.attributs or e.attributs.get("type") in PERSONNELS,
        )
        == []
    )
    assert (
        fautifs(
            arbres,
            "form",
            faute=lambda e: (
                e.attributs.get("method", "get").lower() != "get"
                or ":" in e.attributs.get("action", "")
            ),
        )
        == []
    )


def test_le_menu_et_le_plan_du_site_sont_partout_a_la_meme_place(entieres: Arbres) -> None:
    """12.1, 12.2, 12.4 : deux navigations, les mêmes dans le même ordre sur chaque page."""
    menus, pieds = set(), set()
    for arbre in entieres.values():
        navigations = {nav.attributs.get("aria-label"): nav for nav in arbre.tous("nav")}
        menus.add(tuple(a.texte for a in navigations["Menu principal"].tous("a")))
        pieds.add(tuple(a.texte for a in navigations["Pied de page"].tous("a")))
        tiroir = next(e for e in arbre.tous("ul") if "menu-principal" in e.attributs["class"])
        menus.add(tuple(a.texte for a in tiroir.tous("a"))[1:])  # sans l'accueil, qu'est le logo
    assert len(menus) == 1
    assert len(pieds) == 1
    assert "Plan du site" in pieds.pop()


def test_la_recherche_est_partout_a_la_meme_place(site: SiteConstruit, entieres: Arbres) -> None:
    """12.5 : dans l'en-tête de chaque page, un formulaire qui mène à la même page."""
    formulaires = set()
    for chemin, arbre in entieres.items():
        (formulaire,) = [
            form
            for form in next(arbre.tous("header")).tous("form")
            if form.attributs.get("role") == "search"
        ]
        (champ,) = formulaire.tous("input")
        mene_a, _ = site.cible(chemin, formulaire.attributs["action"])
        formulaires.add((mene_a, champ.attributs["name"], champ.attributs["type"]))
    assert formulaires == {(site.dossier / RECHERCHE, "q", "search")}


def test_le_lien_d_evitement_vient_en_premier(entieres: Arbres) -> None:
    """12.6, 12.7 : le premier lien mène au contenu, qui peut le recevoir."""
    for chemin, arbre in entieres.items():
        premier = next(arbre.tous("a"))
        contenu = next(arbre.tous("main"))
        assert premier.attributs["href"] == f"#{contenu.attributs['id']}", chemin
        assert contenu.attributs.get("tabindex") == "-1", chemin


def test_l_ordre_de_tabulation_est_celui_de_la_page(arbres: Arbres) -> None:
    """12.8 : personne ne passe devant."""
    assert (
        fautifs(arbres, faute=lambda e: e.attributs.get("tabindex", "0") not in ("0", "-1")) == []
    )


def test_aucun_raccourci_d_une_seule_touche(arbres: Arbres, scripts: str) -> None:
    """12.10 : ni accesskey, ni touche de lettre, de chiffre ou de signe écoutée."""
    assert fautifs(arbres, faute=lambda e: "accesskey" in e.attributs) == []
    assert not re.search(r"\.key\s*={2,3}\s*[\"'`].[\"'`]|keyCode|\"keypress\"", scripts)


def test_les_scripts_n_ecoutent_que_ce_que_tout_moyen_declenche() -> None:
    """7.3 : un appui, une saisie, un envoi ; jamais une touche, un survol ou un focus seuls.

    `popstate` suit les boutons Précédent et Suivant du navigateur, que tout moyen atteint.
    Les communes proposées s'ouvrent d'une saisie et se prennent d'un appui ; les flèches y sont un
    autre moyen, qu'attend un lecteur d'écran (`test_communes.py` les essaie tous).
    """
    doubles = {"communes-proposees.js": {"blur", "keydown"}}
    toujours = {"DOMContentLoaded", "click", "input", "popstate", "submit"}
    for fichier in sorted((RACINE / "overrides" / "assets").glob("*.js")):
        script = fichier.read_text(encoding="utf-8")
        ecoutes = set(re.findall(r"addEventListener\(\s*[\"'`](\w+)", script))
        ecoutes |= set(re.findall(r"\.on([a-z]+)\s*=[^=]", script))
        assert ecoutes <= toujours | doubles.get(fichier.name, set()), fichier.name


def test_aucune_limite_de_temps(arbres: Arbres, scripts: str) -> None:
    """13.1 : aucune page ne se recharge ni ne se ferme d'elle-même."""

    def minutee(balise: Element) -> bool:
        return balise.attributs.get("http-equiv", "").lower() == "refresh"

    assert fautifs(arbres, "meta", faute=minutee) == []
    assert "setInterval" not in scripts
    assert "location.reload" not in scripts


def test_aucune_fenetre_ne_s_ouvre_seule(arbres: Arbres, scripts: str) -> None:
    """13.2 : tout s'ouvre dans la fenêtre où l'on est, hors du cadre qui reprend un extrait."""
    permis = {"_self", "_top"}
    assert fautifs(arbres, faute=lambda e: e.attributs.get("target", "_self") not in permis) == []
    assert "window.open" not in scripts


def test_rien_ne_bouge_ni_ne_clignote(arbres: Arbres, styles: str) -> None:
    """13.7, 13.8 : ni animation, ni texte qui défile."""
    assert "@keyframes" not in styles
    assert not re.search(r"animation(?:-name)?\s*:(?!\s*none)", styles)
    assert fautifs(arbres, "marquee", "blink", "animate", "set", faute=lambda _: True) == []


def test_aucune_orientation_imposee(styles: str) -> None:
    """13.9 : le contenu ne dépend pas du sens de l'écran."""
    assert not re.search(r"@media[^{]*orientation", styles)


def test_les_scripts_n_attendent_que_des_gestes_simples(scripts: str) -> None:
    """13.10, 13.11, 13.12 : ni glissement, ni appui maintenu, ni mouvement de l'appareil."""
    gestes = (
        r"touch(?:start|move|end)|pointer(?:down|move)|mousedown|drag|device(?:motion|orientation)"
    )
    assert re.findall(gestes, scripts) == []
