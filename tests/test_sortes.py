"""Une sorte de fichier se déclare en une ligne : tout ce qui en dépend la connaît aussitôt."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import CorpusDe

PROGRAMME = '''
"""Un programme qui n'ajoute qu'une ligne au chargement, et dit ce qui s'ensuit."""

import json
import sys
from pathlib import Path

from projet_social import chargement
from projet_social.modele.socle import Objet
from projet_social.modele.texte import Titre


class Devises(Objet):
    """Les devises inventées."""

    devises: tuple[Titre, ...] = ()
    """Chaque devise, mot pour mot."""


chargement.SORTES += (chargement.SorteDeFichier("devises.yml", Devises),)

from projet_social.exports.arbre import arbres_de
from projet_social.exports.donnees_json import encodage_de
from projet_social.exports.donnees_schemas import schema_du_site, schemas_des_fichiers
from projet_social.formulaire.configuration import Forge, configurer
from projet_social.macros.reference import decrire_le_modele
from projet_social.pages.publication import Publication
from projet_social.reprise import lire_json

rapport = chargement.examiner(Path(sys.argv[1]))
corpus, publication = rapport.corpus, Publication(rapport.corpus)
reprise, fautes = lire_json(encodage_de(publication).du_corpus(), "essai")
relu = chargement.examiner_des_arbres(reprise.arbres, reprise.officiel)
formulaire = configurer(corpus, Forge("test-repo"), "data", "Essai")
print(json.dumps({
    "erreurs": [str(f) for f in fautes],
    "publiables": [rapport.publiable, relu.publiable],
    "lu": corpus.seul(Devises).devises,
    "relu": relu.corpus.seul(Devises).devises,
    "absent": chargement.examiner_des_arbres({}).corpus.seul(Devises).devises,
    "yaml": arbres_de(corpus)["devises.yml"],
    "schema_du_site": "devises" in schema_du_site()["properties"]["donnees"]["properties"],
    "schemas": [f.adresse for f in schemas_des_fichiers(publication) if "devises" in f.adresse],
    "reference": [o.fichiers for o in decrire_le_modele() if "devises.yml" in o.fichiers],
    "formulaire": [f["file"] for f in formulaire["collections"][-1]["files"]],
}))
'''


@pytest.mark.lent
def test_une_sorte_inventee_est_connue_partout(corpus_de: CorpusDe, tmp_path: Path) -> None:
    """Lue, relue d'un JSON, écrite, décrite, dans les schémas, le formulaire : une ligne suffit."""
    rapport = corpus_de({"territoires/val/projet.yml": "titre: Projet inventé\n"})
    assert rapport.publiable, rapport.anomalies
    (tmp_path / "data/devises.yml").write_text("devises: [Ici et demain]\n", encoding="utf-8")
    programme = tmp_path / "essai.py"
    programme.write_text(PROGRAMME, encoding="utf-8")

    commande = [sys.executable, str(programme), str(tmp_path / "data")]
    sortie = subprocess.run(commande, capture_output=True, text=True, check=False)

    assert sortie.returncode == 0, sortie.stderr
    dit = json.loads(sortie.stdout)
    assert (dit["erreurs"], dit["publiables"]) == ([], [True, True])
    assert dit["lu"] == dit["relu"] == dit["yaml"]["devises"] == ["Ici et demain"]
    assert dit["absent"] == []
    assert dit["schema_du_site"]
    assert dit["schemas"] == ["donnees/v1/schemas/yaml/devises.schema.json"]
    assert dit["reference"] == [["devises.yml"]]
    assert "data/devises.yml" in dit["formulaire"]
