"""Une clé inconnue est refusée même sans valeur, où qu'elle soit ; une clé connue, non."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from projet_social.chargement import SORTES, examiner
from projet_social.lecture.cache import Cache
from projet_social.lecture.document import Document
from projet_social.lecture.validation import valider
from projet_social.lecture.yaml_marque import lire_avec_ses_vides
from projet_social.modele.introspection import classe_dans, est_un_dictionnaire, est_une_liste
from projet_social.modele.socle import Objet
from projet_social.modele.vocabulaire import Vocabulaire

from ..conftest import CorpusDe

INCONNUE = "budjet"


def lieux(modele: type[Objet], vus: tuple[type[Objet], ...] = ()) -> Iterator[list[Any]]:
    """Le chemin de chaque objet qu'un modèle contient ; ce qui se contient lui-même, deux fois."""
    yield []
    for nom, champ in modele.model_fields.items():
        contenu = classe_dans(champ.annotation, Objet)
        if contenu is None or vus.count(contenu) > 1:
            continue
        pas: list[Any] = [nom]
        if est_un_dictionnaire(champ.annotation):
            mots = classe_dans(get_args(champ.annotation)[0], Vocabulaire)
            pas.append(str(next(iter(mots))) if mots else "cle")
        elif est_une_liste(champ.annotation):
            pas.append(0)
        for suite in lieux(contenu, (*vus, contenu)):
            yield [*pas, *suite]


LIEUX = [(sorte.modele, chemin) for sorte in SORTES for chemin in lieux(sorte.modele)]


def anomalies_de(modele: type[Objet], texte: str) -> list[str]:
    """Ce que l'on dit d'un texte YAML."""
    octets = texte.encode()
    valeurs, vides, fautes = lire_avec_ses_vides(octets, "f")
    assert fautes == []
    return [str(a) for a in valider(modele, Document("f", octets, valeurs, vides))[1]]


@pytest.mark.parametrize("vide", [None, "", [], {}, [None], {"annee": None}])
def test_une_cle_inconnue_sans_valeur_est_refusee_partout(vide: Any) -> None:
    """Dans chaque objet de chaque sorte de fichier, quelle que soit la façon d'être vide."""
    passees = []
    for modele, chemin in LIEUX:
        valeur: Any = {INCONNUE: vide}
        for pas in reversed(chemin):
            valeur = [valeur] if pas == 0 else {pas: valeur}
        valeur = {"autre": "x", **valeur}  # un fichier tout vide se refuse d'une autre façon
        dites = anomalies_de(modele, json.dumps(valeur, ensure_ascii=False))
        if not any(f"clé inconnue « {INCONNUE} »" in dite for dite in dites):
            passees.append((modele.__name__, chemin))

    assert len(LIEUX) > 300
    assert passees == []


@pytest.mark.parametrize(
    ("texte", "attendues"),
    [
        ("titre: P\ncontexte:\nbudjet:\n", ["f:3: budjet : clé inconnue « budjet » ; "]),
        (
            "titre: P\naxes:\n  - titre: Un\n    budjet:\n  - titre: Deux\n    # rien\n    x: ~\n",
            ["f:4: axes › budjet : clé inconnue", "f:7: axes › x : clé inconnue « x »"],
        ),
        (
            "titre: P\nniveaux: {axe: , axee: }\n",
            ["f:2: niveaux › axee : clé inconnue « axee » ; écr"],
        ),
        ("titre: P\naxes:\netat:\nordre: []\nniveaux: {axe: }\n", []),
        ("titre: P\ncontexte: {zz: }\n", ["f:2: contexte › zz : clé inconnue « zz » ; la retirer"]),
    ],
)
def test_elle_est_dite_a_sa_ligne(texte: str, attendues: list[str]) -> None:
    """Un champ connu laissé vide, lui, ne se dit pas."""
    (projet,) = {sorte.modele for sorte in SORTES if sorte.modele.__name__ == "Projet"}
    dites = anomalies_de(projet, texte)
    assert len(dites) == len(attendues)
    for dite, attendue in zip(dites, attendues, strict=True):
        assert dite.startswith(attendue)


def test_le_cache_ne_la_cache_pas(corpus_de: CorpusDe, tmp_path: Path) -> None:
    """Lue deux fois, elle est refusée deux fois : seul ce qui n'a pas de clé vide se garde."""
    corpus_de({"territoires/val/projet.yml": "titre: P\nbudjet:\n"})
    for _ in range(2):
        cache = Cache(tmp_path / "cache.json")
        rapport = examiner(tmp_path / "data", cache)
        (refus,) = [str(a) for a in rapport.anomalies if a.gravite == "erreur"]
        assert "clé inconnue « budjet »" in refus
        cache.enregistrer()
