"""Construire pour de bon : rien ne se publie sans ses mentions légales, un aperçu le dit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import yaml

from projet_social.adaptateurs.ligne_de_commande import principal

from ..fabrique import Chantier, lancer
from ..modele.test_editeur import AUDIT, COMPLET
from ..visiteur import PageLue, SiteConstruit

ANCIEN = "l'ancien site, tel qu'il était"
BANDEAU = '<aside class="md-banner" aria-label="Annonce">'
INSECABLE = "\u00a0"


@pytest.fixture
def garni(chantier: Chantier) -> Chantier:
    """Un petit site sans éditeur, déjà construit une fois."""
    chantier.garnir()
    chantier.ecrire({"site/index.html": ANCIEN})
    return chantier


def nommer_l_editeur(chantier: Chantier, **autres: object) -> None:
    """Écrit `editeur.yml`, complet, avec ce que l'on y ajoute."""
    valeurs = {cle: valeur for cle, valeur in (COMPLET | autres).items() if valeur is not None}
    chantier.ecrire({"data/editeur.yml": yaml.safe_dump(valeurs, allow_unicode=True)})


def en_production(chantier: Chantier) -> None:
    """Règle le greffon pour une construction de production."""
    chantier.regler(plugins=[{"projet-social": {"donnees": "data", "production": True}}])


def construire(chantier: Chantier) -> SiteConstruit:
    """Construit un site qui doit réussir."""
    sortie = chantier.construire()
    assert sortie.returncode == 0, sortie.stderr
    return SiteConstruit(chantier.site)


def refuser(chantier: Chantier, **environnement: str) -> str:
    """Construit un site qui doit échouer, l'ancien intact."""
    sortie = lancer("mkdocs", "build", dans=chantier.dossier, environnement=environnement)
    assert sortie.returncode == 1, sortie.stderr
    assert "Traceback" not in sortie.stderr
    assert (chantier.site / "index.html").read_text(encoding="utf-8") == ANCIEN
    assert sorted(f.name for f in chantier.dossier.glob("site*")) == ["site"]
    return sortie.stderr


def pages_entieres(site: SiteConstruit) -> dict[str, PageLue]:
    """Les pages, sans les extraits que d'autres sites encadrent."""
    return {c: page for c, page in site.vraies_pages.items() if not page.est_un_extrait}


def mention(page: PageLue) -> str:
    """La mention d'accessibilité du pied d'une page, espaces ordinaires."""
    _, trouve, suite = page.html.partition(f">Accessibilité{INSECABLE}: ")
    assert trouve, "mention absente"
    return suite.partition("<")[0]


def test_en_production_chaque_donnee_absente_est_dite(garni: Chantier) -> None:
    """Fichier, ligne, champ, constat, quoi faire ; toutes à la fois, et rien de publié."""
    en_production(garni)

    dit = refuser(garni)

    constat = "donnée légale absente, exigée d'un site public"
    attendus = {
        "nom": "écrire le nom légal complet de l'éditeur",
        "directeur_de_publication › nom": "écrire le prénom et le nom : la loi les demande ici",
        "hebergeur › telephone": "écrire le numéro de téléphone de l'hébergeur",
        "schema_pluriannuel": "écrire « debut », « fin » et « actions »",
    }
    for champ, conseil in attendus.items():
        assert f"editeur.yml:1: {champ} : {constat} ; {conseil}" in dit
    assert dit.count(constat) == 14
    assert "14 erreurs" in dit


def test_la_variable_d_environnement_demande_la_production(garni: Chantier) -> None:
    """Un hébergeur n'a pas à changer `mkdocs.yml`."""
    assert "14 erreurs" in refuser(garni, PROJET_SOCIAL_PRODUCTION="1")

    apercu = lancer(
        "mkdocs", "build", dans=garni.dossier, environnement={"PROJET_SOCIAL_PRODUCTION": "0"}
    )
    assert apercu.returncode == 0, apercu.stderr


def test_la_commande_dit_la_meme_liste_sans_construire(
    garni: Chantier, capsys: pytest.CaptureFixture[str]
) -> None:
    """On prépare ses mentions légales avant de publier."""
    donnees = str(garni.dossier / "data")
    assert principal(["verifier", donnees]) == 0
    assert "donnée légale absente" not in capsys.readouterr().out

    assert principal(["verifier", donnees, "--production"]) == 1
    assert capsys.readouterr().out.count("donnée légale absente") == 14


def test_il_ne_manque_qu_une_chose_elle_seule_est_dite(garni: Chantier) -> None:
    """La ligne montrée est celle du groupe où la donnée devrait être."""
    nommer_l_editeur(garni, hebergeur={"nom": "Hébergeur inventé", "adresse": "2 rue X"})
    en_production(garni)

    dit = refuser(garni)

    lignes = [ligne for ligne in dit.splitlines() if "donnée légale absente" in ligne]
    assert len(lignes) == 1
    assert "hebergeur › telephone" in lignes[0]


def test_un_apercu_porte_son_bandeau_sur_chaque_page(garni: Chantier) -> None:
    """Pages générées, page écrite à la main, page d'erreur ; le lien mène aux mentions légales."""
    site = construire(garni)

    sans_bandeau = [c for c, page in pages_entieres(site).items() if BANDEAU not in page.html]
    assert sans_bandeau == []
    assert site.liens_morts() == []
    assert "Mentions incomplètes" in site.pages["mentions-legales/index.html"].html


def test_une_production_complete_se_publie_sans_bandeau(garni: Chantier) -> None:
    """Les mentions portent ce que le fichier dit, et rien n'y reste à compléter."""
    nommer_l_editeur(garni)
    en_production(garni)

    site = construire(garni)

    assert [c for c, page in site.vraies_pages.items() if BANDEAU in page.html] == []
    mentions = site.pages["mentions-legales/index.html"].html
    for dit in ("Camille Inventée", "Présidente", "Hébergeur inventé", "123456789"):
        assert dit in mentions
    legales = ("mentions-legales", "accessibilite", "donnees-personnelles")
    assert [p for p in legales if "compléter" in site.pages[f"{p}/index.html"].texte] == []
    nommee = [c for c, page in site.vraies_pages.items() if "Camille Inventée" in page.html]
    assert nommee == ["mentions-legales/index.html"]


def test_sans_audit_chaque_page_se_dit_non_conforme(garni: Chantier) -> None:
    """Même avec un éditeur complet, un schéma et une séance réussie."""
    nommer_l_editeur(garni)
    garni.ecrire(
        {
            "data/seances.yml": (
                "seances:\n  - {date: 3 mars 2026, lecteur: NVDA, navigateur: Firefox,"
                " systeme: Windows, version: mars 2026, parcours: [{id: p1, resultat: reussi}]}\n"
            )
        }
    )

    site = construire(garni)

    assert {mention(page) for page in pages_entieres(site).values()} == {"non conforme"}
    declaration = site.pages["accessibilite/index.html"]
    assert "totalement conforme" not in declaration.html
    assert "partiellement conforme" not in declaration.html


def test_un_audit_a_74_pour_cent_donne_partiellement_conforme(garni: Chantier) -> None:
    """La mention de chaque page, la déclaration et ses non-conformités."""
    hier = (date.today() - timedelta(days=1)).isoformat()
    constats = [{"critere": "3.2", "constat": "Gris trop clair"}]
    nommer_l_editeur(garni, audit=AUDIT | {"date": hier, "non_conformites": constats})

    site = construire(garni)

    assert {mention(page) for page in pages_entieres(site).values()} == {"partiellement conforme"}
    declaration = site.pages["accessibilite/index.html"].html
    assert f"74{INSECABLE}%" in declaration
    assert "Gris trop clair" in declaration


def test_un_critere_inconnu_dans_l_audit_est_refuse(garni: Chantier) -> None:
    """Une non-conformité renvoie à un des cent six critères."""
    faux = [{"critere": "14.1", "constat": "Rien"}]
    nommer_l_editeur(garni, audit=AUDIT | {"non_conformites": faux})

    assert "critère « 14.1 » absent du RGAA" in refuser(garni)


def test_l_exemple_livre_ne_se_publie_pas(garni: Chantier) -> None:
    """Un reste de l'exemple inventé arrête une construction de production, là où il est."""
    nommer_l_editeur(garni)
    en_production(garni)
    garni.ecrire(
        {
            "data/territoires/val-imaginaire/actions/reste.yml": "titre: Reste\nthemes: sante\n"
            "projet: projet\nexemple: oui\n"
        }
    )

    assert "reste.yml:4: exemple : exemple inventé, jamais publié pour de bon" in refuser(garni)
