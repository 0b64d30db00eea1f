"""Les flux Atom : conformes à la RFC 4287, datés par les données, identifiés pour longtemps."""

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest

from projet_social.exports.annexes import Annexes
from projet_social.exports.flux import BASE, ENTREES_DU_FLUX
from projet_social.exports.registre import tous_les_exports
from projet_social.pages.adressage import Adressage
from projet_social.pages.annonce import ATOM, annonces_de
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe

ESPACE = "{http://www.w3.org/2005/Atom}"
UNE_FOIS = {"id", "title", "updated"}
"""Ce qu'un flux et une entrée portent une fois exactement (RFC 4287, 4.1.1 et 4.1.2)."""
DU_FLUX = UNE_FOIS | {"link", "author", "generator", "rights", "entry", "subtitle", "category"}
DE_L_ENTREE = UNE_FOIS | {"link", "author", "summary", "content", "category", "published"}

PROJET = """\
titre: Projet <inventé>
resume: Un projet & ses habitants.
maj: 2026-03-04
axes:
  - titre: Bouger
    maj: mai 2026
    themes: [mobilite]
    actions:
      - titre: Navette
        maj: 2026-06-01
        statut: en_cours
        themes: [mobilite]
        partage_avec: [mont]
        bilans: [{annee: 2025, fait: Douze trajets.}, {annee: 2026, fait: Vingt trajets.}]
      - Sans date à elle
""".replace("<inventé>", "inventé")


def publication_de(corpus_de: CorpusDe, *, url: str = "https://exemple.fr/") -> Publication:
    """Un territoire qui a toutes les sortes de nouveautés, un voisin qui en partage une."""
    rapport = corpus_de(
        {
            "territoires/val/projet.yml": PROJET,
            "territoires/mont/projet.yml": "titre: Projet inventé\naxes: [Marcher]\n",
            "territoires/pre/projet.yml": "titre: Projet inventé\naxes: [Marcher]\n",
        }
    )
    assert rapport.publiable, rapport.anomalies
    return Publication(rapport.corpus, nom="Site inventé", url=url)


def flux(publication: Publication, adresse: str) -> ElementTree.Element:
    """Le flux publié à une adresse, vérifié contre la norme."""
    (export,) = [e for e in tous_les_exports(publication) if e.adresse == adresse]
    racine = ElementTree.fromstring(export.contenu())
    verifier(racine)
    return racine


def nom(element: ElementTree.Element) -> str:
    """Le nom d'un élément d'Atom."""
    assert element.tag.startswith(ESPACE)
    return element.tag.removeprefix(ESPACE)


def texte(element: ElementTree.Element, chemin: str) -> str:
    """Le texte d'un élément."""
    return element.findtext("/".join(f"{ESPACE}{pas}" for pas in chemin.split("/"))) or ""


def verifier(racine: ElementTree.Element) -> None:
    """Ce que la RFC 4287 exige d'un flux et de chacune de ses entrées."""
    assert nom(racine) == "feed"
    entrees = racine.findall(f"{ESPACE}entry")
    for element, permis in ((racine, DU_FLUX), *((entree, DE_L_ENTREE) for entree in entrees)):
        fils = [nom(enfant) for enfant in element]
        assert set(fils) <= permis
        assert all(fils.count(obligatoire) == 1 for obligatoire in UNE_FOIS)
        assert fils.count("summary") + fils.count("content") <= 1
        assert re.match(r"urn:uuid:[0-9a-f-]{36}$", texte(element, "id"))
        assert texte(element, "title").strip()
        assert texte(element, "author/name").strip()
        lu = datetime.fromisoformat(texte(element, "updated"))
        assert lu.tzinfo is not None
        if element is not racine:
            assert texte(element, "published") <= texte(element, "updated")
        liens = [(lien.get("rel"), lien.get("type")) for lien in element.findall(f"{ESPACE}link")]
        assert len(liens) == len(set(liens))
        assert ("alternate", "text/html") in liens or "content" in fils
        for categorie in element.findall(f"{ESPACE}category"):
            assert categorie.get("term")
    identifiants = [texte(element, "id") for element in (racine, *entrees)]
    assert len(identifiants) == len(set(identifiants))
    if entrees:
        assert texte(racine, "updated") == max(texte(entree, "updated") for entree in entrees)


def resumes(racine: ElementTree.Element) -> list[tuple[str, str]]:
    """Le jour et le titre de chaque entrée, dans l'ordre."""
    return [
        (texte(e, "updated")[:10], texte(e, "title").replace("\u00a0", " "))
        for e in racine.findall(f"{ESPACE}entry")
    ]


def test_le_flux_dit_tout_ce_qui_est_date_du_plus_recent_au_plus_ancien(
    corpus_de: CorpusDe,
) -> None:
    """Une ligne sans date à elle n'en emprunte pas ; un bilan a celle de sa fiche ou de l'année."""
    assert resumes(flux(publication_de(corpus_de), "flux.xml")) == [
        ("2026-06-01", "Val : Navette"),
        ("2026-06-01", "Val : bilan 2026, Navette"),
        ("2026-05-01", "Val : Bouger"),
        ("2026-03-04", "Val : Projet inventé"),
        ("2025-12-31", "Val : bilan 2025, Navette"),
    ]


def test_chaque_territoire_a_le_sien_avec_ce_qu_il_partage(corpus_de: CorpusDe) -> None:
    """Le voisin suit la fiche qu'il partage, et elle seule ; qui ne dit rien n'a pas de flux."""
    publication = publication_de(corpus_de)
    assert len(resumes(flux(publication, "territoires/val/flux.xml"))) == 5
    assert len(resumes(flux(publication, "territoires/mont/flux.xml"))) == 3
    assert "territoires/pre/flux.xml" not in {e.adresse for e in tous_les_exports(publication)}


def test_chaque_theme_a_le_sien(corpus_de: CorpusDe) -> None:
    """Le projet y figure parce qu'une de ses lignes parle du thème ; un thème tu n'en a pas."""
    publication = publication_de(corpus_de)
    assert len(resumes(flux(publication, "themes/mobilite/flux.xml"))) == 5
    assert "themes/sante/flux.xml" not in {e.adresse for e in tous_les_exports(publication)}


@pytest.mark.parametrize(
    ("url", "lien", "soi"),
    [
        ("https://exemple.fr/", "https://exemple.fr/territoires/val/actions/navette/", "https://"),
        ("", "../../territoires/val/actions/navette/", "../../themes/mobilite/flux.xml"),
    ],
)
def test_les_liens_menent_aux_pages(corpus_de: CorpusDe, url: str, lien: str, soi: str) -> None:
    """Absolus si l'on sait où est le site, sinon relatifs au flux."""
    racine = flux(publication_de(corpus_de, url=url), "themes/mobilite/flux.xml")
    premiere = racine.find(f"{ESPACE}entry/{ESPACE}link")
    assert premiere is not None
    assert premiere.get("href") == lien
    assert (racine.get(BASE) or "").startswith(url)
    assert (BASE in racine.attrib) == bool(url)
    (propre,) = [e for e in racine.findall(f"{ESPACE}link") if e.get("rel") == "self"]
    assert (propre.get("href") or "").startswith(soi)


def test_les_identifiants_ne_suivent_pas_l_adresse(corpus_de: CorpusDe) -> None:
    """Un site qui déménage, une fiche renommée avec « alias » : rien n'est relu deux fois."""
    avant = publication_de(corpus_de)
    ici = flux(avant, "flux.xml")
    renomme = PROJET.replace(
        "titre: Navette", "titre: Car\n        id: car\n        alias: [navette]"
    )
    ailleurs = corpus_de(
        {
            "territoires/val/projet.yml": renomme,
            "territoires/mont/projet.yml": "titre: Projet inventé\n",
        }
    )
    assert ailleurs.publiable, ailleurs.anomalies
    la_bas = flux(
        Publication(ailleurs.corpus, nom="Site inventé", url="https://ailleurs.fr/"), "flux.xml"
    )
    trouves = [{texte(e, "id") for e in racine.iter(f"{ESPACE}entry")} for racine in (ici, la_bas)]
    assert trouves[0] == trouves[1]
    assert texte(ici, "id") == texte(la_bas, "id")


def test_une_entree_que_ce_site_ne_publie_pas_se_lit_quand_meme(corpus_de: CorpusDe) -> None:
    """Sans page où mener, l'entrée porte son texte : la norme le demande."""
    corpus = publication_de(corpus_de).corpus
    seul = Publication(corpus, Adressage("mont"), url="https://mont.fr/")
    assert "flux.xml" not in {e.adresse for e in tous_les_exports(seul)}
    racine = flux(seul, "territoires/mont/flux.xml")
    assert all(
        entree.find(f"{ESPACE}content") is not None for entree in racine.iter(f"{ESPACE}entry")
    )


def test_un_flux_reste_court(corpus_de: CorpusDe) -> None:
    """Il dit le plus récent ; les données disent tout."""
    actions = "".join(
        f"  - {{titre: Action {rang}, maj: {2000 + rang % 26}-01-01}}\n" for rang in range(150)
    )
    rapport = corpus_de({"territoires/val/projet.yml": f"titre: Inventé\nactions:\n{actions}"})
    racine = flux(Publication(rapport.corpus), "flux.xml")
    jours = [jour for jour, _ in resumes(racine)]
    assert len(jours) == ENTREES_DU_FLUX
    assert jours == sorted(jours, reverse=True)


def test_rien_ne_casse_le_xml(corpus_de: CorpusDe) -> None:
    """Esperluettes, guillemets et signes rares se relisent tels quels."""
    titre = "Pain & « liens » > tout 🥖"
    rapport = corpus_de({"territoires/val/projet.yml": f'titre: "{titre}"\nmaj: 2026-01-01\n'})
    assert rapport.publiable, rapport.anomalies
    ((_, lu),) = resumes(flux(Publication(rapport.corpus), "flux.xml"))
    assert lu.endswith(titre)


def test_une_page_annonce_le_flux_le_plus_proche(corpus_de: CorpusDe) -> None:
    """La fiche, celui de son territoire ; le thème, le sien ; l'accueil, celui du site."""
    publiees = Annexes(publication_de(corpus_de)).annonces

    def annonce(page: str) -> list[str]:
        return [a for a, dite in annonces_de(page, publiees) if dite.type == ATOM]

    assert annonce("territoires/val/actions/navette/") == ["territoires/val/flux.xml"]
    assert annonce("themes/mobilite/") == ["themes/mobilite/flux.xml"]
    assert annonce("themes/") == []
    assert annonce("") == ["flux.xml"]
