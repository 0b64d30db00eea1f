"""Les résumés disent-ils ce que disent les documents, ni plus, ni autre chose ?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from projet_social.corpus.corpus import Corpus
from projet_social.texte.redite import part_redite
from projet_social.verification.signalements import REDITE, resumes_utiles

from .conftest import lire_releve

REPRIS: list[dict[str, Any]] = lire_releve("resumes_repris.yml")
DOCUMENT_APPELE_PAGE = re.compile(r"\b(?<!mise en )(?<!d')(?:la|cette|une) page\b", re.I)
"""« La page » pour le document ; « la mise en page » et « d'une page à l'autre » restent."""


def textes(valeur: Any) -> Iterator[str]:
    """Tous les textes d'un fichier YAML."""
    if isinstance(valeur, dict):
        for contenu in valeur.values():
            yield from textes(contenu)
    elif isinstance(valeur, list):
        for contenu in valeur:
            yield from textes(contenu)
    else:
        yield str(valeur)


def test_aucun_resume_ne_redit_son_titre(corpus: Corpus) -> None:
    """Aucun résumé n'est fait, pour 60 % ou plus, des mots de son titre."""
    assert REDITE == 0.6
    redites = [
        ligne.titre
        for ligne in corpus.lignes
        if ligne.contenu.resume and part_redite(ligne.contenu.resume, ligne.titre) >= 0.6
    ]
    assert redites == []
    assert list(resumes_utiles(corpus)) == []


@pytest.mark.parametrize("repris", REPRIS, ids=lambda r: f"{r['territoire']}-{r['ligne'][:30]}")
def test_resume_repris(corpus: Corpus, repris: dict[str, Any]) -> None:
    """Un résumé qui promettait plus ou autre chose ne le promet plus, et dit l'essentiel."""
    lignes = [li for li in corpus.territoire(repris["territoire"]).lignes]
    (ligne,) = [li for li in lignes if li.titre == repris["ligne"]]
    resume = ligne.contenu.resume or ""
    assert [mots for mots in repris.get("sans", []) if mots.lower() in resume.lower()] == []
    assert [mots for mots in repris.get("dit", []) if mots.lower() not in resume.lower()] == []


def test_nord_est_bearn_territoire_invente(corpus: Corpus) -> None:
    """Le document dit « inventé » ; ce n'est pas dire « récent »."""
    (plan,) = corpus.territoire("nord-est-bearn").plans
    assert "« inventé »" in (plan.projet.commentaires or "")
    assert "création récente" not in (plan.projet.commentaires or "")


def test_bretagne_romantique_n_annonce_pas_une_date_passee(corpus: Corpus) -> None:
    """« À l'automne » est ce que la lettre annonce, non ce qui va venir."""
    territoire = corpus.territoire("bretagne-romantique")
    (plan,) = territoire.plans
    assert "la lettre annonce" in plan.projet.etat.phrase
    assert "doit passer" not in plan.projet.etat.phrase
    assert "prépare" not in (territoire.donnees.resume or "")


def test_le_document_n_est_pas_une_page(dossier_des_donnees: Path) -> None:
    """Les textes disent « le document » : « la page » est celle que le lecteur a sous les yeux."""
    fautes = [
        f"{fichier.name} : {texte[:80]}"
        for dossier in ("territoires", "dossiers", "referentiels")
        for fichier in sorted((dossier_des_donnees / dossier).rglob("*.yml"))
        for texte in textes(yaml.load(fichier.read_text(encoding="utf-8"), yaml.BaseLoader))
        if re.search(DOCUMENT_APPELE_PAGE, texte)
    ]
    assert fautes == []
