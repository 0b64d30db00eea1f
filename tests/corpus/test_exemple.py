"""L'exemple inventé se voit partout où il est, même si l'on a effacé sa marque."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from projet_social.chargement import Rapport, examiner
from projet_social.corps import Corps
from projet_social.depart.entite import Entite
from projet_social.depart.site_neuf import EXEMPLES, ChoixDeSite, composer_le_site
from projet_social.exports.calendriers_ics import calendriers_des_territoires
from projet_social.exports.flux import flux_des_territoires
from projet_social.exports.integration import extraits
from projet_social.exports.tables import DEFINITIONS
from projet_social.federation.contenu import du_dossier
from projet_social.federation.echec import EchecDeSource
from projet_social.federation.sources import Source
from projet_social.impression.territoires import composer_un_plan, composer_une_synthese
from projet_social.modele.vocabulaire import TypeTerritoire
from projet_social.pages.adresse import a_une_page
from projet_social.pages.publication import Publication

VAL = Entite("Communauté du Val", "Val", TypeTerritoire.COMMUNAUTE_DE_COMMUNES)
A_NOUS = "titre: À nous\nthemes: sante\nresume: Notre phrase.\n"


def neuf(dossier: Path) -> Path:
    """Les données d'un site tout juste créé, d'un territoire inventé, et une fiche de son agent."""
    for chemin, octets in composer_le_site(ChoixDeSite(VAL)).items():
        fichier = dossier / chemin
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_bytes(octets)
    (dossier / "data/territoires/val/actions/a-nous.yml").write_text(A_NOUS, encoding="utf-8")
    return dossier / "data"


def sans_les_marques(donnees: Path) -> None:
    """Chaque « exemple: oui » effacé, et rien d'autre."""
    for fichier in donnees.rglob("*.yml"):
        texte = fichier.read_text(encoding="utf-8")
        fichier.write_text(re.sub(r"(?m)^ *exemple: oui\n", "", texte), encoding="utf-8")


def refus(rapport: Rapport) -> list[str]:
    """Ce que la production refuse de l'exemple."""
    return [
        f"{a.fichier}:{a.ligne}: {a.champ}"
        for a in rapport.anomalies
        if a.gravite == "erreur" and "jamais publié pour de bon" in a.constat
    ]


def test_la_production_nomme_chaque_fichier_et_chaque_ligne(tmp_path: Path) -> None:
    """Tout reste arrête, la commande est dite ; la fiche que l'on a écrite n'est pas en cause."""
    rapport = examiner(neuf(tmp_path), production=True)
    dits = refus(rapport)

    assert len(dits) == 16
    assert not any("a-nous" in dit for dit in dits)
    lignes = (tmp_path / "data/territoires/val/projet.yml").read_text(encoding="utf-8").splitlines()
    for dit in dits:
        fichier, ligne, _ = dit.split(":", 2)
        if fichier.endswith("/projet.yml"):
            assert lignes[int(ligne) - 1].strip() == "exemple: oui"
    assert any("projet-social vider-l-exemple" in a.conseil for a in rapport.anomalies)


def test_effacer_les_marques_ne_rend_rien_vrai(tmp_path: Path) -> None:
    """Le cas d'origine : une marque ôtée suffisait. Les phrases livrées se reconnaissent."""
    donnees = neuf(tmp_path)
    sans_les_marques(donnees)
    dits = " ".join(refus(examiner(donnees, production=True)))

    for fichier in ("projet.yml", *(f"{fiche}.yml" for fiche in EXEMPLES)):
        assert fichier in dits
    assert "a-nous" not in dits


def test_une_fiche_a_soi_qui_cite_le_document_invente_le_dit(tmp_path: Path) -> None:
    """Ce qui vient d'un document qui n'existe pas n'a pas de source."""
    donnees = neuf(tmp_path)
    fiche = donnees / "territoires/val/actions/a-nous.yml"
    fiche.write_text(f"{A_NOUS}source: exemple\n", encoding="utf-8")

    assert "territoires/val/actions/a-nous.yml:4: source" in refus(
        examiner(donnees, production=True)
    )


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """Ce site, publié en aperçu."""
    return Publication(examiner(neuf(tmp_path)).corpus, nom="Val : le projet social")


def test_chaque_intitule_invente_se_dit_tel_et_les_adresses_ne_changent_pas(
    publication: Publication,
) -> None:
    """Une page, une carte, un fil d'Ariane : partout où l'intitulé se lit."""
    territoire = publication.corpus.territoire("val")
    for ligne in territoire.lignes:
        assert ligne.titre.endswith("(exemple inventé)") == (ligne.id != "a-nous")
    assert {"navette-des-marches", "se-deplacer", "cartographier-les-trajets-partages"} < {
        ligne.id for ligne in territoire.lignes
    }
    page = next(p for p in publication.pages if p.macro == "territoire")
    corps = Corps(publication).de(page)
    assert corps.count("(exemple inventé)") >= 5
    assert "À nous (exemple" not in corps


def test_aucun_fichier_ouvert_ne_le_tait(publication: Publication) -> None:
    """Dans chaque table d'un plan, une colonne ; dans les flux, agendas et extraits, l'intitulé."""
    tables = {d.table.nom: d.remplir(publication) for d in DEFINITIONS}
    sans = [nom for nom, table in tables.items() if "exemple" not in table.noms and table.lignes]
    assert set(sans) <= {
        *("communes", "themes", "publics", "situations", "acteurs", "glossaire", "dossiers"),
        *(nom for nom, table in tables.items() if table.liaison),
    }
    for nom in ("niveaux", "actions", "etapes", "indicateurs", "valeurs_d_indicateurs", "budgets"):
        table = tables[nom]
        rang, ligne = table.noms.index("exemple"), table.noms.index(table.cle[0])
        assert table.lignes, nom
        for rangee in table.lignes:
            assert rangee[rang] is not str(rangee[ligne]).endswith("/a-nous"), rangee
    ics = next(calendriers_des_territoires(publication)).contenu().decode().replace("\r\n ", "")
    titres = re.findall(r"SUMMARY:(.*)", ics)
    assert titres
    assert [titre for titre in titres if "exemple inventé" not in titre] == []
    flux = next(flux_des_territoires(publication)).contenu().decode()
    assert [t for t in re.findall(r"<title>(Val.*)</title>", flux) if "exemple" not in t] == []
    encadres = [export for export in extraits(publication) if "a-nous" not in export.adresse]
    assert encadres
    for export in encadres:
        assert "exemple inventé" in export.contenu().decode().replace("\u202f", " ")


def test_les_documents_imprimes_le_disent(publication: Publication) -> None:
    """La synthèse en tête ; le plan sur sa couverture et à chaque fiche inventée."""
    synthese = composer_une_synthese(publication, "val").corps
    plan = composer_un_plan(publication, "val").corps

    assert re.search(r'class="surtitre">[^<]*exemple inventé', synthese)
    assert re.search(r'class="surtitre">Plan d’action \(exemple inventé\)', plan)
    titres = re.findall(r'class="titre-de-partie">([^<]*)<', plan)
    assert any(titre == "À nous" for titre in titres)
    inventees = [x for x in publication.corpus.lignes if x.exemple and a_une_page(x)]
    assert sum("(exemple inventé)" in titre for titre in titres) == len(inventees) > 5


def test_un_ensemble_de_sites_le_refuse(tmp_path: Path) -> None:
    """Un exemple n'entre pas dans un corpus national, marques ôtées ou non."""
    donnees = neuf(tmp_path)
    source = Source(nom="val", dossier="data")
    for _ in range(2):
        with pytest.raises(EchecDeSource, match="exemple inventé d'un site neuf"):
            du_dossier(donnees, source)
        sans_les_marques(donnees)
