"""Les CSV : valides d'après leur schéma, lisibles d'un clic, sans formule possible."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from frictionless import Package, system

from projet_social.chargement import charger
from projet_social.classeur.desamorcage import DANGEREUX
from projet_social.classeur.ecriture_csv import texte_en_csv
from projet_social.exports.donnees_csv import ARCHIVE
from projet_social.exports.fichier import Fichier, FormatDeFichier, fichiers_de
from projet_social.exports.tables import tables_de
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe

from .conftest import ADRESSE, DOSSIERS, en_clair, fichier

pytestmark = pytest.mark.lent

PAQUET = "donnees/v1/datapackage.json"
HOSTILE = '=HYPERLINK("https://exemple.test")'


def lire(octets: bytes) -> list[list[str]]:
    """Un CSV, comme un tableur français le lit."""
    assert octets.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=";"))


def les_csv(publication: Publication) -> list[Fichier]:
    """Tous les CSV d'un site."""
    return [f for f in fichiers_de(publication) if f.format is FormatDeFichier.CSV]


def fautes(dossier: Path) -> list[str]:
    """Ce que frictionless reproche au paquet d'un site."""
    with system.use_context(trusted=True):
        rapport = Package(str(dossier / PAQUET)).validate()
    dites = [f"{e.type} : {e.message}" for t in rapport.tasks for e in t.errors]
    return [*dites, *(f"{e.type} : {e.message}" for e in rapport.errors)]


def test_frictionless_ne_reproche_rien(ecrits: Path) -> None:
    """Types, mots permis, clés, renvois, poids et empreintes : tout est vérifié."""
    assert fautes(ecrits) == []


def test_l_archive_se_suffit(publication: Publication, tmp_path: Path) -> None:
    """Dépliée, elle a les octets des CSV publiés, et son descripteur les décrit sans faute."""
    with ZipFile(io.BytesIO(fichier(publication, ARCHIVE).octets)) as archive:
        archive.extractall(tmp_path / "donnees/v1")
        assert len(archive.namelist()) == 1 + 2 * len(les_csv(publication))
    for publie in les_csv(publication):
        assert (tmp_path / publie.adresse).read_bytes() == publie.octets
    assert fautes(tmp_path) == []


@pytest.mark.parametrize(
    ("table", "avant", "apres", "genre"),
    [
        ("territoires", "communaute_de_communes", "royaume", "constraint-error"),
        ("niveaux", ";oui;", ";peut-être;", "type-error"),
        ("actions", "pays-fictif", "ailleurs", None),
        ("rattachements", "/grandir-au-val;", "/nulle-part;", "foreign-key"),
        ("themes", "sante;", "mobilite;", "primary-key"),
    ],
)
def test_frictionless_voit_ce_qui_est_faux(
    tmp_path: Path,
    inventee: Publication,
    table: str,
    avant: str,
    apres: str,
    genre: str | None,
) -> None:
    """La garde est une vraie garde : une valeur changée est reprochée."""
    for publie in fichiers_de(inventee):
        chemin = tmp_path / publie.adresse
        chemin.parent.mkdir(parents=True, exist_ok=True)
        chemin.write_bytes(publie.octets)
    cible = tmp_path / f"donnees/v1/csv/{table}.csv"
    texte = cible.read_text(encoding="utf-8-sig")
    assert avant in texte
    cible.write_text(texte.replace(avant, apres, 1), encoding="utf-8-sig", newline="")
    dites = fautes(tmp_path)
    assert any((genre or "hash") in dite for dite in dites), dites


def test_chaque_csv_a_les_lignes_de_sa_table(publication: Publication) -> None:
    """Un en-tête, puis une ligne par objet, dans le même ordre."""
    par_nom = {table.nom: table for table in tables_de(publication)}
    assert len(les_csv(publication)) == len(par_nom)
    for publie in les_csv(publication):
        table = par_nom[publie.nom.removesuffix(".csv")]
        entete, *lignes = lire(publie.octets)
        assert tuple(entete) == table.noms
        assert lignes == [[texte_en_csv(valeur) for valeur in ligne] for ligne in table.lignes]


def test_le_schema_decrit_chaque_colonne(publication: Publication) -> None:
    """Même ordre, mêmes noms, une phrase chacune ; licence et citation à côté."""
    for table in tables_de(publication):
        schema = json.loads(fichier(publication, f"donnees/v1/csv/{table.nom}.schema.json").octets)
        assert [champ["name"] for champ in schema["fields"]] == list(table.noms)
        assert all(champ["description"] for champ in schema["fields"])
        assert schema["attribution"]


def test_le_paquet_dit_licence_sources_et_poids(publication: Publication) -> None:
    """De quoi citer, et de quoi vérifier ce que l'on a reçu."""
    paquet = json.loads(fichier(publication, PAQUET).octets)
    assert {source["title"] for source in paquet["sources"]} == {
        source.titre for source in publication.corpus.sources.values()
    }
    poids = {f.nom: f.poids for f in les_csv(publication)}
    assert {r["path"].split("/")[-1]: r["bytes"] for r in paquet["resources"]} == poids


def test_une_description_vient_du_modele(inventee: Publication) -> None:
    """La phrase écrite sous le champ est celle que lit qui ouvre le fichier."""
    schema = json.loads(fichier(inventee, "donnees/v1/csv/actions.schema.json").octets)
    champs = {champ["name"]: champ for champ in schema["fields"]}
    assert champs["elu_referent"]["description"] == "Fonction de l'élu référent."
    assert champs["statut"]["constraints"]["enum"][0] == "piste"
    assert champs["avancement"]["type"] == "integer"


def empoisonner(corpus_de: CorpusDe) -> Publication:
    """Un corpus dont tous les textes ont l'air de formules."""
    corpus = corpus_de(
        {
            "territoires/a/territoire.yml": (
                f"nom: '{HOSTILE}'\nnom_court: '{HOSTILE}'\ntype: commune\n"
                "departements: [99]\nnotes: ['+1', '-1', '@moi']\n"
            ),
            "territoires/a/projet.yml": (
                "titre: '=1+1'\naxes: [{titre: '@SUM(A1)', numero: '-2'}]\n"
                f"partenaires: ['{HOSTILE}']\n"
            ),
            "territoires/a/actions/x.yml": (
                "titre: '+33'\nrattachements: [sum-a1]\nresume: '＝1'\n"
                "indicateurs: [{nom: '-x', valeurs: [{date: 2024, valeur: -2.5}]}]\n"
            ),
        }
    )
    assert corpus.publiable, corpus.anomalies
    return Publication(corpus.corpus)


def test_aucune_formule_ne_passe(corpus_de: CorpusDe) -> None:
    """Dans aucune case d'aucun CSV, quoi qu'une personne ait écrit."""
    publication = empoisonner(corpus_de)
    vues = 0
    for publie in les_csv(publication):
        entete, *lignes = lire(publie.octets)
        for ligne in lignes:
            for nom, case in zip(entete, ligne, strict=True):
                vues += case.startswith("'")
                nombre = nom == "valeur"
                assert nombre or not case.startswith(DANGEREUX), (publie.nom, nom, case)
    assert vues > 8


def test_un_nombre_negatif_reste_un_nombre(corpus_de: CorpusDe) -> None:
    """La virgule décimale, et pas d'apostrophe : un tableur peut calculer."""
    publication = empoisonner(corpus_de)
    (_, ligne) = lire(fichier(publication, "donnees/v1/csv/valeurs_d_indicateurs.csv").octets)
    assert "-2,5" in ligne


def test_aucune_formule_dans_les_classeurs(corpus_de: CorpusDe) -> None:
    """Ni élément de formule en XLSX, ni attribut de formule en ODS."""
    publication = empoisonner(corpus_de)
    for publie in fichiers_de(publication):
        if publie.format in (FormatDeFichier.XLSX, FormatDeFichier.ODS):
            contenu = en_clair(publie)
            assert b"<f>" not in contenu
            assert b"table:formula" not in contenu
            assert b"=HYPERLINK(" in contenu


def test_deux_lectures_donnent_les_memes_octets(publication: Publication) -> None:
    """Rien ne dépend de l'heure, du hasard ni de l'ordre des dossiers."""
    dossier = DOSSIERS["seize" if len(publication.corpus.territoires) > 2 else "invente"]
    relue = Publication(charger(dossier), url=ADRESSE)
    octets = {f.adresse: f.empreinte for f in fichiers_de(publication)}
    assert {f.adresse: f.empreinte for f in fichiers_de(relue)} == octets
