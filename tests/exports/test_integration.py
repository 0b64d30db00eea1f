"""Les extraits que d'autres sites reprennent : autonomes, sourcés, encadrables et eux seuls."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

import pytest

from projet_social.corps import Corps
from projet_social.exports.extraits import LIGNES_PAR_GROUPE
from projet_social.exports.registre import tous_les_exports
from projet_social.macros.conformite import en_tetes_du_serveur
from projet_social.macros.integration import reprendre
from projet_social.pages.adressage import Adressage
from projet_social.pages.publication import Publication
from projet_social.securite import (
    EN_TETES,
    EN_TETES_DES_EXTRAITS,
    POLITIQUE_DES_EXTRAITS,
    STYLE_DES_EXTRAITS,
)
from tests.conftest import CorpusDe

PROJET = """\
titre: Projet inventé
maj: 2026-03-04
contact: {service: Accueil inventé, courriel: accueil@exemple.fr}
axes:
  - titre: Bouger & se voir
    numero: "1"
    resume: Aller au marché.
    objectifs: [Un objectif sans page]
    actions:
      - {titre: Navette, statut: en_cours, porteur: Mairie inventée, fin: printemps 2027}
"""
EDITEUR = "reutilisation: {donnees: Licence Ouverte 2.0}\n"


def publication_de(corpus_de: CorpusDe, *, url: str = "https://exemple.fr/") -> Publication:
    """Un territoire, un axe, une action."""
    rapport = corpus_de({"territoires/val/projet.yml": PROJET, "editeur.yml": EDITEUR})
    assert rapport.publiable, rapport.anomalies
    return Publication(rapport.corpus, nom="Site inventé", url=url)


def extraits(publication: Publication) -> dict[str, str]:
    """Le HTML de chaque extrait, par adresse."""
    return {
        export.adresse.removeprefix("integration/"): export.contenu().decode()
        for export in tous_les_exports(publication)
        if export.adresse.startswith("integration/")
    }


class Lecteur(HTMLParser):
    """Les liens, les balises et les empreintes de style d'un document."""

    def __init__(self, html: str) -> None:
        """Lit le document."""
        super().__init__()
        self.liens: list[str] = []
        self.balises: list[str] = []
        self.styles: list[str] = []
        self._style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Relève la balise et ce qu'elle cite."""
        self.balises.append(tag)
        self._style = tag == "style"
        self.liens += [valeur or "" for nom, valeur in attrs if nom in ("href", "src")]

    def handle_data(self, data: str) -> None:
        """Garde le texte d'un style, tel quel."""
        if self._style:
            self.styles.append(data)
        self._style = False


def test_chaque_territoire_axe_et_action_a_ses_deux_formes(corpus_de: CorpusDe) -> None:
    """À encadrer, à inclure ; une ligne sans page n'en a pas."""
    assert sorted(extraits(publication_de(corpus_de))) == [
        "territoires/val.html",
        "territoires/val.inclus.html",
        "territoires/val/actions/navette.html",
        "territoires/val/actions/navette.inclus.html",
        "territoires/val/axes/bouger-se-voir.html",
        "territoires/val/axes/bouger-se-voir.inclus.html",
    ]


def test_sans_adresse_connue_rien_ne_s_inclut(corpus_de: CorpusDe) -> None:
    """Inclus ailleurs, un lien relatif mènerait n'importe où ; encadré, il reste juste."""
    trouves = extraits(publication_de(corpus_de, url=""))
    assert not any("inclus" in adresse for adresse in trouves)
    liens = Lecteur(trouves["territoires/val/actions/navette.html"]).liens
    assert "../../../../territoires/val/actions/navette/" in liens


def test_un_extrait_est_autonome(corpus_de: CorpusDe) -> None:
    """Ni script, ni feuille, ni image ; tous ses liens sont absolus."""
    for html in extraits(publication_de(corpus_de)).values():
        lu = Lecteur(html)
        assert {"script", "img", "iframe", "form", "object"}.isdisjoint(lu.balises)
        assert all(lien.startswith("https://") for lien in lu.liens)


def test_l_extrait_inclus_est_un_article_nu(corpus_de: CorpusDe) -> None:
    """Il prend l'habit de la page qui l'accueille, et laisse son titre principal à cette page."""
    html = extraits(publication_de(corpus_de))["territoires/val/axes/bouger-se-voir.inclus.html"]
    assert html.startswith("<article")
    assert {"html", "head", "style", "h1", "main"}.isdisjoint(Lecteur(html).balises)


def test_un_extrait_dit_l_essentiel_sa_source_et_sa_licence(corpus_de: CorpusDe) -> None:
    """Rien que ce qui est écrit dans les données."""
    html = extraits(publication_de(corpus_de))["territoires/val/actions/navette.html"]
    for dit in (
        "En cours",
        "Mairie inventée",
        "échéance printemps 2027",
        "accueil@exemple.fr",
        "Site inventé",
        "Licence Ouverte 2.0",
        "4 mars 2026",
    ):
        assert dit in html
    axe = extraits(publication_de(corpus_de))["territoires/val/axes/bouger-se-voir.html"]
    assert "Bouger &amp; se voir" in axe
    assert "<li>Un objectif sans page</li>" in axe
    assert "<dl>" not in axe


def test_un_long_plan_se_coupe_et_le_dit(corpus_de: CorpusDe) -> None:
    """Un extrait reste un extrait."""
    axes = "".join(f"  - Axe inventé {rang}\n" for rang in range(LIGNES_PAR_GROUPE + 3))
    rapport = corpus_de({"territoires/val/projet.yml": f"titre: Inventé\naxes:\n{axes}"})
    html = extraits(Publication(rapport.corpus))["territoires/val.html"]
    assert html.count("<li>") == LIGNES_PAR_GROUPE + 1
    assert "et 3 de plus" in html


def test_la_politique_permet_le_style_ecrit_et_lui_seul(corpus_de: CorpusDe) -> None:
    """L'empreinte est celle du style tel que le navigateur le lit."""
    html = extraits(publication_de(corpus_de))["territoires/val.html"]
    assert Lecteur(html).styles == [STYLE_DES_EXTRAITS]
    empreinte = b64encode(sha256(STYLE_DES_EXTRAITS.encode()).digest()).decode()
    assert f"style-src 'sha256-{empreinte}'" in POLITIQUE_DES_EXTRAITS
    assert POLITIQUE_DES_EXTRAITS.replace("'", "&#39;") in html


def test_seuls_les_extraits_se_laissent_encadrer(corpus_de: CorpusDe) -> None:
    """Le site se défend de tout cadre étranger ; la règle du serveur ne vise que les extraits."""
    politique = EN_TETES["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in politique
    assert EN_TETES_DES_EXTRAITS["Content-Security-Policy"].endswith("frame-ancestors *")
    assert EN_TETES_DES_EXTRAITS.keys() == EN_TETES.keys()
    publication = publication_de(corpus_de)
    dits = str(en_tetes_du_serveur(Corps(Publication(publication.corpus)).vue("guide/")))
    blocs = re.findall(r"location \^~ /integration/ \{.*?\n\}", dits, re.DOTALL)
    assert len(blocs) == 1
    assert blocs[0].count("add_header") == len(EN_TETES)
    assert dits.count("frame-ancestors *") == 2


@pytest.mark.parametrize("url", ["https://exemple.fr/", ""])
def test_le_code_a_copier_cite_une_adresse_entiere(corpus_de: CorpusDe, url: str) -> None:
    """Une iframe sans script, avec un titre ; sans adresse connue, la page dit quoi remplacer."""
    corpus = publication_de(corpus_de).corpus
    vue = Corps(Publication(corpus, url=url)).vue("territoires/val/axes/bouger-se-voir/")
    html = str(reprendre(vue, territoire="val", ligne="bouger-se-voir"))
    debut = url or "https://ADRESSE-DE-CE-SITE/"
    adresse = f"{debut}integration/territoires/val/axes/bouger-se-voir.html"
    code = unescape(html.partition("<code>")[2].partition("</code>")[0])
    assert code.startswith(f'<iframe src="{adresse}" title="Bouger &amp; se voir, Val"')
    assert ("curl" in html) is bool(url)
    assert ("À la place de" in html) is not bool(url)
    assert "<script" not in html


def test_une_ligne_sans_page_ne_se_reprend_pas(corpus_de: CorpusDe) -> None:
    """Elle n'a pas d'extrait : rien n'y mène."""
    vue = Corps(publication_de(corpus_de)).vue("territoires/val/")
    assert not reprendre(vue, territoire="val", ligne="un-objectif-sans-page")


def test_le_site_d_un_territoire_a_les_memes_adresses(corpus_de: CorpusDe) -> None:
    """Une commune qui encadre un extrait n'a rien à changer le jour où le territoire s'en va."""
    corpus = publication_de(corpus_de).corpus
    seul = Publication(corpus, Adressage("val"), url="https://val.fr/")
    assert seul.absolue("integration/territoires/val.html") == (
        "https://val.fr/integration/territoires/val.html"
    )
    assert (
        'href="https://val.fr/actions/navette/"'
        in extraits(seul)["territoires/val/actions/navette.html"]
    )


DEMARCHE = """\
demarche:
  etapes:
    - {date: 14 mars 2023, titre: Lancement}
    - {date: 2024, titre: Ateliers}
    - {titre: Sans date}
"""
REFERENTIELS = {
    "referentiels/themes.yml": "familles: [{id: vie, nom: Vie}]\n"
    "themes: [{id: sante, famille: vie, nom: Santé}, {id: neige, famille: vie, nom: Neige}]\n",
    "dossiers/deux.yml": "titre: Deux territoires\nterritoires: [val, mont]\n",
    "territoires/mont/territoire.yml": "nom: Mont\nnom_court: Mont\ntype: commune\n",
    "territoires/mont/projet.yml": "titre: P\naxes: [{titre: Se soigner, themes: [sante]}]\n",
}


def ensemble_de(corpus_de: CorpusDe) -> Publication:
    """Deux territoires, un dossier, un thème dit par l'un d'eux."""
    rapport = corpus_de({"territoires/val/projet.yml": PROJET + DEMARCHE} | REFERENTIELS)
    assert rapport.publiable, rapport.anomalies
    return Publication(rapport.corpus, nom="Site inventé", url="https://exemple.fr/")


def test_theme_dossier_matrice_et_frise_se_reprennent(corpus_de: CorpusDe) -> None:
    """Avec ce qui est écrit ; un thème que personne ne dit n'a pas d'extrait."""
    publication = ensemble_de(corpus_de)
    trouves = extraits(publication)

    assert "themes/neige.html" not in trouves
    assert "Se soigner" in trouves["themes/sante.html"]
    assert trouves["comparaison/deux.html"].count("/synthese/") == 2
    for matrice in ("comparaison/themes.html", "comparaison/deux/themes.html"):
        assert trouves[matrice].count('<th scope="col">') == 3
        assert 'aria-label="A\u00a0: Mont, Santé"' in trouves[matrice]
        assert "themes/sante/#t-mont" in trouves[matrice]
    frise = trouves["territoires/val/frise.html"]
    assert frise.count('class="numero"') == 2
    assert [dit in frise for dit in ("<ol>", "14 mars 2023 · Lancement", "date non précisée")] == [
        True
    ] * 3
    assert "territoires/mont/frise.html" not in trouves


def test_chaque_page_reprise_donne_son_code_et_ses_hauteurs(corpus_de: CorpusDe) -> None:
    """L'extrait du code existe, et l'on dit la hauteur aux deux largeurs."""
    publication = ensemble_de(corpus_de)
    publies, corps = extraits(publication), Corps(publication)
    for adresse in (
        "themes/sante/",
        "comparaison/deux/",
        "comparaison/themes/",
        "comparaison/deux/themes/",
        "territoires/val/",
    ):
        (page,) = [page for page in publication.pages if page.adresse == adresse]
        html = corps.de(page)
        code = unescape(html.partition("<pre><code>")[2].partition("</code>")[0])
        (cite,) = re.findall(r'src="https://exemple.fr/integration/([^"]+)"', code)
        (haute,) = re.findall(r' height="(\d+)"', code)
        (basse,) = re.findall(r"clamp\((\d+)px,", code)
        assert cite in publies
        assert int(haute) >= int(basse) > 100
        assert f"{haute} pixels" in html
