"""La configuration : une collection par territoire, et ce que la forge reçoit."""

from __future__ import annotations

import pytest

from projet_social.chargement import charger
from projet_social.corpus.corpus import Corpus
from projet_social.formulaire.configuration import Forge, configurer

from ..conftest import CorpusDe
from ..fabrique import RACINE


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Les seize."""
    return charger(RACINE / "data")


def test_chaque_fichier_de_donnees_est_dans_le_formulaire(corpus: Corpus) -> None:
    """Sauf le numéro de format, que seul le programme écrit, et les dossiers comparatifs."""
    collections = configurer(corpus, Forge("gitlab", "a/b"), "data", "Essai")["collections"]
    fichiers = {f["file"] for c in collections for f in c.get("files", ())}
    dossiers = {c["folder"] for c in collections if "folder" in c}

    ecrits = {f"data/{nom}" for nom in corpus.documents}
    places = {nom for nom in ecrits if nom in fichiers or nom.rpartition("/")[0] in dossiers}
    assert {nom for nom in ecrits - places if "/dossiers/" not in nom} == {"data/format.yml"}


def test_les_rattachements_proposent_les_lignes_du_territoire(corpus: Corpus) -> None:
    """Et d'aucun autre."""
    collections = configurer(corpus, Forge("gitlab", "a/b"), "data", "Essai")["collections"]
    (fiches,) = [c for c in collections if c["name"] == "actions-questembert"]
    (champ,) = [c for c in fiches["fields"] if c["name"] == "rattachements"]

    connues = {ligne.id for ligne in corpus.territoires["questembert"].lignes}
    assert {option["value"] for option in champ["options"]} < connues


def test_le_formulaire_garde_les_publics_dits_avec_les_mots_du_document(plan_de: CorpusDe) -> None:
    """Ils s'ajoutent à la liste : ouvrir une fiche et l'enregistrer ne les perd pas."""
    corpus = plan_de(
        "axes: [Un]\n",
        **{
            "actions/a.yml": "titre: A\nrattachements: un\npublics: [jeunes, Élèves de 3e]\n"
            "etapes: [{titre: B, publics: Familles}]\n"
        },
    ).corpus
    collections = configurer(corpus, Forge("gitlab", "a/b"), "data", "Essai")["collections"]
    (fiches,) = [c for c in collections if c["name"] == "actions-val"]
    (champ,) = [c for c in fiches["fields"] if c["name"] == "publics"]

    permis = ["jeunes", "parents", "Élèves de 3e", "Familles"]
    assert [option["value"] for option in champ["options"]] == permis


@pytest.mark.parametrize(
    ("forge", "origines", "reglages"),
    [
        (
            Forge("gitlab", "a/b", application="x"),
            ["https://gitlab.com"],
            {"auth_type": "pkce", "app_id": "x", "repo": "a/b"},
        ),
        (
            Forge("gitlab", "a/b", adresse="https://git.exemple.fr"),
            ["https://git.exemple.fr"],
            {"api_root": "https://git.exemple.fr/api/v4"},
        ),
        (Forge("github", "a/b", "site"), ["https://api.github.com"], {"branch": "site"}),
        (Forge("test-repo"), [], {"name": "test-repo"}),
    ],
)
def test_la_forge(forge: Forge, origines: list[str], reglages: dict[str, str]) -> None:
    """Ses réglages, et les seules adresses que la page pourra appeler."""
    assert forge.origines[: len(origines)] == origines
    assert forge.reglages | reglages == forge.reglages
