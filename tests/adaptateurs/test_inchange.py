"""Refaire ce qui a changé et rien d'autre donne les mêmes octets que tout refaire."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from projet_social.adaptateurs.garde import Garde
from projet_social.adaptateurs.inchange import Inchange
from projet_social.chargement import charger
from projet_social.exports.registre import tous_les_exports
from projet_social.impression.imprime import Imprime
from projet_social.impression.tirage import Tirage, tirages
from projet_social.pages.publication import Publication

from ..fabrique import REGLAGES, Chantier, fichiers
from ..visiteur import rien

VAL = "data/territoires/val-imaginaire"
FICHE = f"{VAL}/actions/navette-du-samedi.yml"
ISOLE = "data/territoires/isole"


def construire(chantier: Chantier, *, tout: bool) -> dict[str, bytes]:
    """Construit avec ce qui est gardé, ou en refaisant tout."""
    if tout:
        shutil.rmtree(chantier.dossier / ".cache", ignore_errors=True)
    sortie = chantier.construire()
    assert sortie.returncode == 0, sortie.stderr
    return fichiers(chantier.site)


def remplacer(chantier: Chantier, fichier: str, avant: str, apres: str) -> None:
    """Change un mot d'un fichier."""
    texte = (chantier.dossier / fichier).read_text(encoding="utf-8")
    assert avant in texte, (fichier, avant)
    chantier.ecrire({fichier: texte.replace(avant, apres, 1)})


def figer_une_autre(chantier: Chantier) -> None:
    """Une version de plus du même plan, un an après."""
    premiere = chantier.dossier / VAL / "versions/2024-06-20-vote.yml"
    texte = premiere.read_text(encoding="utf-8").replace("2024-06-20", "2025-06-20")
    chantier.ecrire({f"{VAL}/versions/2025-06-20-bilan.yml": texte})


SANS_RECHERCHE = [
    {"projet-social": {"donnees": "data", "recherche": False}},
    REGLAGES["plugins"][1],
]
"""L'index se refait de toutes les pages : aux derniers changements, on voit s'il les a toutes."""
CHANGEMENTS: dict[str, Callable[[Chantier], object]] = {
    "un résumé": lambda c: remplacer(c, FICHE, "Un minibus relie", "Un car relie"),
    "où en est une action": lambda c: remplacer(c, FICHE, "statut: en_cours", "statut: realisee"),
    "un titre": lambda c: remplacer(c, FICHE, "En route !", "En chemin !"),
    "un thème": lambda c: remplacer(c, FICHE, "[mobilite, jeunesse]", "[sante]"),
    "un statut": lambda c: remplacer(c, f"{VAL}/projet.yml", "titre:", "titre: Neuf #"),
    "le nom d'un territoire": lambda c: remplacer(
        c, "data/territoires/pays-fictif/territoire.yml", "nom:", "nom: Pays tout neuf #"
    ),
    "une fiche de plus": lambda c: c.ecrire(
        {f"{VAL}/actions/neuve.yml": "titre: Toute neuve\nrattachements: [grandir]\n"}
    ),
    "une fiche de moins": lambda c: (c.dossier / VAL / "actions/neuve.yml").unlink(),
    "une fiche renommée": lambda c: (c.dossier / FICHE).rename(
        c.dossier / VAL / "actions/navette-du-dimanche.yml"
    ),
    "une version de plus": figer_une_autre,
    "un mot du glossaire": lambda c: remplacer(
        c, "data/referentiels/glossaire.yml", "termes:", "# relu\ntermes:"
    ),
    "une page écrite": lambda c: c.ecrire({"docs/autre.md": "# Autre\n\nBonjour.\n"}),
    "une ancre citée": lambda c: c.ecrire(
        {"docs/autre.md": "# Autre\n\n[là](territoires/val-imaginaire/index.md#plan)\n"}
    ),
    "le nom du site": lambda c: c.regler(site_name="Un autre nom", plugins=SANS_RECHERCHE),
    "la recherche": lambda c: c.regler(site_name="Un autre nom"),
}


def test_des_changements_au_hasard_donnent_les_memes_octets(
    chantier: Chantier, tmp_path: Path
) -> None:
    """Chaque changement, dans un ordre tiré au sort : garder vaut refaire, octet pour octet.

    La recherche vient avant le dernier, et avec eux l'index de pages refaites et de pages gardées.
    """
    chantier.garnir()
    copie = Chantier(tmp_path / "tout")
    hasard = random.Random(20261129)
    ordre = list(CHANGEMENTS)
    hasard.shuffle(ordre)
    ordre.sort(key=lambda nom: nom == "une fiche de moins")  # elle ôte celle qu'on a ajoutée
    ordre.sort(key=lambda nom: nom == "la recherche")
    ordre.sort(key=lambda nom: nom == "une fiche renommée")
    chantier.regler(plugins=SANS_RECHERCHE)
    construire(chantier, tout=False)
    for nom in ordre:
        CHANGEMENTS[nom](chantier)
        garde = construire(chantier, tout=False)
        shutil.rmtree(copie.dossier, ignore_errors=True)
        shutil.copytree(
            chantier.dossier, copie.dossier, ignore=shutil.ignore_patterns("site", ".cache")
        )
        refait = construire(copie, tout=True)
        assert garde.keys() == refait.keys(), nom
        rien(f"{nom} : {chemin}" for chemin in refait if refait[chemin] != garde[chemin])


def faites(chantier: Chantier) -> set[str]:
    """Les pages que MkDocs a construites cette fois."""
    sortie = chantier.construire("--verbose")
    assert sortie.returncode == 0, sortie.stderr
    return set(re.findall(r"Building page (\S+)", sortie.stderr))


def test_seul_ce_qui_a_change_se_refait(chantier: Chantier) -> None:
    """Rien d'abord ; puis la fiche, son territoire, ce qui lit tout, et aucune autre fiche."""
    chantier.garnir()
    chantier.isoler()
    toutes = faites(chantier)
    a_la_main = {"a-propos.md"}

    assert faites(chantier) == a_la_main

    remplacer(chantier, f"{ISOLE}/projet.yml", "titre: Seul", "titre: Toujours seul")
    refaites = faites(chantier)
    assert {"index.md", "territoires/index.md", "territoires/isole/index.md"} <= refaites
    assert not [page for page in refaites if page.startswith("territoires/val-imaginaire/")]
    assert len(refaites) < len(toutes)


def test_l_extrait_d_un_autre_territoire_ne_se_refait_pas(chantier: Chantier) -> None:
    """Une donnée modifiée refait les extraits, le calendrier et le flux de son seul territoire."""
    chantier.garnir()
    chantier.isoler()

    def refaits() -> set[str]:
        publication = Publication(charger(chantier.dossier / "data"))
        garde = Garde(chantier.dossier, "site")
        inchange = Inchange(garde, publication, "", "")
        faits = set()
        for export in tous_les_exports(publication):
            if export.territoire:
                temoin = partial(lambda export: faits.add(export.adresse) or b"x", export)
                inchange.export(replace(export, contenu=temoin))
        return faits

    assert len(refaits()) > 12
    assert refaits() == set()

    remplacer(chantier, f"{ISOLE}/projet.yml", "titre: Seul", "titre: Toujours seul")
    apres = refaits()
    assert "integration/territoires/isole/axes/un-axe-a-soi.html" in apres
    assert "territoires/isole/flux.xml" in apres
    assert not [adresse for adresse in apres if "isole" not in adresse]

    remplacer(chantier, "data/referentiels/glossaire.yml", "termes:", "# relu\ntermes:")
    assert len(refaits()) > 12


DES_DONNEES = (
    *("un résumé", "un titre", "un thème", "un statut", "le nom d'un territoire"),
    *("une fiche de plus", "un mot du glossaire", "une fiche renommée"),
)
"""Les changements qui ne touchent que des données."""


def test_un_document_ne_se_recompose_que_si_ce_qu_il_lit_change(chantier: Chantier) -> None:
    """Quoi que l'on change, l'empreinte gardée d'un document est celle qu'il a recomposé."""
    chantier.garnir()
    chantier.isoler()
    pareille = "Un minibus relie les deux villages chaque samedi."
    chantier.ecrire(
        {
            f"{ISOLE}/actions/la-meme.yml": f"titre: Un minibus\nresume: {pareille}\n"
            f"objectifs: [Rompre l'isolement]\nthemes: [mobilite, jeunesse]\n"
            "rattachements: [un-axe-a-soi]\n"
        }
    )

    def recomposes() -> set[str]:
        publication = Publication(charger(chantier.dossier / "data"))
        inchange = Inchange(Garde(chantier.dossier, "site"), publication, "", "")
        faits = set()
        for document in tirages(publication):

            def temoin(document: Tirage = document) -> Imprime:
                faits.add(document.adresse)
                return document.composer()

            gardee = inchange.empreinte(replace(document, composer=temoin))
            assert gardee == document.empreinte(), document.adresse
        return faits

    tous = recomposes()
    assert len(tous) > 8
    assert recomposes() == set()

    remplacer(chantier, f"{ISOLE}/projet.yml", "titre: Seul", "titre: Toujours seul")
    apres = recomposes()
    assert "territoires/isole/territoire-isole.pdf" in apres
    assert [adresse for adresse in apres if adresse.endswith(".odt")]
    assert not [adresse for adresse in apres if "val-imaginaire" in adresse]

    for nom in DES_DONNEES:
        CHANGEMENTS[nom](chantier)
        assert recomposes(), nom


def test_ce_qui_est_garde_abime_se_refait_et_se_dit(chantier: Chantier) -> None:
    """Changé ou tronqué : c'est refait, une phrase le dit, le site est le même."""
    chantier.garnir()
    entier = construire(chantier, tout=False)
    [garde] = (chantier.dossier / ".cache/site").iterdir()
    octets = garde.read_bytes()
    assert octets.count(b"<main") > 30
    garde.write_bytes(octets.replace(b"<main", b"<MAIN", 2)[:-40])

    sortie = chantier.construire()

    assert "fichiers gardés abîmés, refaits : 3" in sortie.stderr
    assert fichiers(chantier.site) == entier
    assert "abîmés" not in chantier.construire().stderr


def test_une_page_qui_attendait_ses_documents_est_la_meme(chantier: Chantier) -> None:
    """Faite à la fin, quand ils viennent de se faire, ou avec les autres, quand ils étaient là."""
    pytest.importorskip("weasyprint")
    chantier.garnir()
    greffons = [{"projet-social": {"donnees": "data", "pdf": True}}, REGLAGES["plugins"][1]]
    chantier.regler(plugins=greffons)
    attendus = faites(chantier)
    premier = fichiers(chantier.site)
    page = premier["territoires/val-imaginaire/index.html"].decode()
    assert "territoires/val-imaginaire/index.md" not in attendus
    assert 'territoire-val-imaginaire.pdf" download' in page

    shutil.rmtree(chantier.dossier / ".cache/site")
    assert "territoires/val-imaginaire/index.md" in faites(chantier)
    assert fichiers(chantier.site) == premier
